"""Makes the bundle's copy of the language model smaller: fewer words listed, shorter numbers.

- *Words.* spaCy keeps a word's text so that its hash can be turned back into text. A word of an article, a label, a
  lemma or a norm gets there when it is met, or when the component that knows it is loaded; all but a twelfth of the
  model's list are the words of the table of vectors and the same in small letters, which no component's own file names
  and which are asked for by hash alone. Without them the model is loaded sooner, and all that it says is the same.
- *Numbers and hashes* are written in a form of our own, rounded (`compact.py`). Detection was measured to be the same
  (docs/packaging.md); the copy says in its version and its record that it was rounded.

That detection does not change is tried each time: the model with fewer words on all sample articles and on words of the
list itself, tag by tag; the compact one on all sample articles, by the marks that Pressmark makes with it.

Source: spaCy's API documentation, "StringStore".
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import compact
from common import files

_WORDS = Path("vocab") / "strings.json"
_TABLES = ("ner/moves", "parser/moves", "attribute_ruler/patterns", "tokenizer", "vocab/lookups.bin")
_META = "meta.json"
ROUNDED = "rounded"
"""What the copy's version says behind a plus sign, as versions of Python packages do for what was changed."""
_PUBLISHED = "2020-11-25"  # a day to reckon from, for dates such as "on Tuesday"
_TRIED = 2_000
"""Words of the list that are put through both models, evenly taken from it."""


class ModelError(Exception):
    """The smaller model is not the same; one sentence."""


def reduced(datas: list[tuple[str, str, str]], work: Path, samples: Path) -> list[tuple[str, str, str]]:
    """A bundle's list of files with a smaller copy of each model among them.

    Args:
        datas: PyInstaller's: where to, where from, what kind.
        work: a folder for the smaller copies.
        samples: a folder with article files; their text is what the models are compared on.

    Raises:
        ModelError: a smaller model gives other results.
    """
    texts = list(_texts(samples))
    result = list(datas)
    for destination, source, kind in datas:
        path = Path(source)
        if path.name == _WORDS.name and path.parent.name == _WORDS.parent.name:
            folder, place = path.parent.parent, Path(destination).parent.parent
            small = work / "models" / folder.name
            reduce(folder, small)
            compare(folder, small, texts)
            shorten(small, _words(folder))
            compare_marks(folder, small, _texts(samples, "*.txt"))
            # The copy has other files than the whole model.
            result = [entry for entry in result if not Path(entry[1]).is_relative_to(folder)]
            result += [(str(place / each.relative_to(small)), str(each), kind) for each in files(small)]
    return result


def reduce(model: Path, target: Path) -> None:
    """Makes the smaller model beside the whole one.

    Args:
        model: a folder with `config.cfg`.
        target: made anew, a whole model that can be loaded.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(model, target, copy_function=_link)
    words = _words(model)
    named = set(_named(model))
    kept = [word for word in words if word in named]
    (target / _WORDS).unlink()
    (target / _WORDS).write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), "utf-8")
    print(f"model: {len(words)} words to {len(kept)}")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or a system without hard links
        shutil.copyfile(source, target)


def shorten(model: Path, words: Iterable[str]) -> None:
    """Writes a model in the compact form, in place, and says so in its record.

    Args:
        model: a copy; its files may be links to another's, and those are left as they are.
        words: all that the whole model lists.

    Raises:
        ModelError: it is not built as such models are.
    """
    try:
        compact.write(model, words)
    except (ValueError, LookupError, StopIteration) as error:
        raise ModelError(f"The model can't be written in the compact form: {error}") from error
    meta = json.loads((model / _META).read_text("utf-8"))
    meta["version"] = f"{meta['version']}+{ROUNDED}"
    meta["notes"] = (
        f"{meta.get('notes', '')} Copy made for Pressmark, which alone can read it: vectors and weights are turned "
        "and rounded, and words that are only names of vectors are listed apart."
    ).strip()
    compact.put(model / _META, json.dumps(meta, ensure_ascii=False, indent=1).encode())


def _words(model: Path) -> list[str]:
    return json.loads((model / _WORDS).read_text("utf-8"))


def _named(model: Path) -> Iterator[str]:
    """Every text that a component's own files name: labels, tags, patterns, exceptions, lemmas."""
    for path in sorted(model.rglob("cfg")):
        yield from _inside(json.loads(path.read_text("utf-8")))
    for path in (*(model / name for name in _TABLES), *model.glob("*/lookups/lookups.bin")):
        if path.is_file():
            yield from _inside(compact.unpacked(path))
    for name in ("config.cfg", "meta.json"):
        yield from (model / name).read_text("utf-8").replace('"', " ").split()


def _inside(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        if value.startswith(("{", "[")):  # the moves of a parser are JSON inside of MessagePack
            try:
                inner = json.loads(value)
            except ValueError:
                return
            yield from _inside(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _inside(key)
            yield from _inside(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _inside(inner)


def _texts(samples: Path, pattern: str = "*") -> Iterator[str]:
    for path in sorted(samples.rglob(pattern)):
        if path.is_file():
            text = path.read_text("utf-8", "replace")
            yield from (text[at : at + 20_000] for at in range(0, len(text), 20_000))


def compare(whole: Path, small: Path, texts: Iterable[str]) -> None:
    """Has both models work on the same texts.

    Raises:
        ModelError: a word, a tag, a lemma, a link between words or an entity is another.
    """
    import spacy

    words = _words(whole)
    step = max(1, len(words) // _TRIED)
    listed = [" ".join(part) for part in _batched(words[::step], 200)]
    every = [*texts, *listed]
    first, second = spacy.load(whole), spacy.load(small)
    for text, a, b in zip(every, first.pipe(every, batch_size=8), second.pipe(every, batch_size=8), strict=True):
        if _said(a) != _said(b):
            raise ModelError(f"The model with fewer words reads this otherwise: {text[:200]!r}")
    print(f"model: the same on {len(every)} texts")


def compare_marks(whole: Path, small: Path, texts: Iterable[str]) -> None:
    """Has Pressmark detect with both models on the same texts.

    Raises:
        ModelError: a mark is elsewhere, has another label or means something else.
    """
    from pressmark.core.article import ArticleMeta
    from pressmark.core.ports import DetectionRequest
    from pressmark.core.text import paragraphs
    from pressmark.detect.models import describe
    from pressmark.detect.pipeline import Pipeline

    first, second = Pipeline(describe(whole)), Pipeline(describe(small))
    count = 0
    for text in texts:
        request = DetectionRequest("", text, "", ArticleMeta(published=_PUBLISHED), tuple(paragraphs(text)))
        found = [_marks(each.detect(request)) for each in (first, second)]
        if found[0] != found[1]:
            raise ModelError(f"The compact model marks this otherwise: {text[:200]!r}")
        count += len(found[0])
    if not count:
        raise ModelError("There is no mark on the sample articles, so the compact model could not be compared.")
    print(f"model: in the compact form the same {count} marks on the sample articles")


def _marks(result: Any) -> list[Any]:
    """Without the scores, in which rounding is seen, and the name of the model."""
    return [(each.span, each.label, each.origin.partition(":")[0], each.attributes) for each in result.candidates]


def _batched(words: list[str], count: int) -> Iterator[list[str]]:
    rest = iter(words)
    while part := list(itertools.islice(rest, count)):
        yield part


def _said(doc: Any) -> list[Any]:
    tokens = [
        (t.text, t.norm_, t.shape_, t.prefix_, t.suffix_, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i)
        for t in doc
    ]
    return [*tokens, *((e.start, e.end, e.label_, e.kb_id_) for e in doc.ents)]
