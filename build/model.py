"""Leaves out of the language model the words that it names only beside their vectors.

spaCy keeps a word's text so that its hash can be turned back into text. A word of an article, a label, a lemma or a
norm gets there when it is met, or when the component that knows it is loaded; two thirds of the model's list are the
words of the table of vectors, which is asked by hash alone. Without them the model is 7 MB smaller and is loaded
sooner. That nothing else changes is tried each time, on all sample articles and on words of the list itself.

Source: spaCy's API documentation, "StringStore" and "Vectors" (`key2row`).
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_WORDS = Path("vocab") / "strings.json"
_ROWS = Path("vocab") / "key2row"
_TABLES = ("ner/moves", "parser/moves", "attribute_ruler/patterns", "tokenizer", "vocab/lookups.bin")
_TRIED = 2_000
"""Words of the list that are put through both models, evenly taken from it."""


class ModelError(Exception):
    """The smaller model is not the same; one sentence."""


def reduced(datas: list[tuple[str, str, str]], work: Path, samples: Path) -> list[tuple[str, str, str]]:
    """A bundle's list of files with a smaller list of words for each model among them.

    Args:
        datas: PyInstaller's: where to, where from, what kind.
        work: a folder for the smaller lists.
        samples: a folder with article files; their text is what the models are compared on.

    Raises:
        ModelError: a smaller model gives other results.
    """
    result = []
    for destination, source, kind in datas:
        path = Path(source)
        if path.name == _WORDS.name and path.parent.name == _WORDS.parent.name:
            folder = path.parent.parent
            small = work / "models" / folder.name
            reduce(folder, small)
            compare(folder, small, list(_texts(samples)))
            source = str(small / _WORDS)
        result.append((destination, source, kind))
    return result


def reduce(model: Path, target: Path) -> None:
    """Makes the smaller model beside the whole one.

    Args:
        model: a folder with `config.cfg`.
        target: made anew, a whole model that can be loaded.
    """
    from spacy.strings import get_string_id

    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(model, target, copy_function=_link)
    words: list[str] = json.loads((model / _WORDS).read_text("utf-8"))
    with_vector = set(_unpacked(model / _ROWS))
    named = set(_named(model))
    kept = [word for word in words if word in named or get_string_id(word) not in with_vector]
    (target / _WORDS).unlink()
    (target / _WORDS).write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), "utf-8")
    print(f"model: {len(words)} words to {len(kept)}")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or a system without hard links
        shutil.copyfile(source, target)


def _unpacked(path: Path) -> Any:
    import srsly

    return srsly.msgpack_loads(path.read_bytes())


def _named(model: Path) -> Iterator[str]:
    """Every text that a component's own files name: labels, tags, patterns, exceptions, lemmas."""
    for path in sorted(model.rglob("cfg")):
        yield from _inside(json.loads(path.read_text("utf-8")))
    for path in (*(model / name for name in _TABLES), *model.glob("*/lookups/lookups.bin")):
        if path.is_file():
            yield from _inside(_unpacked(path))
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


def _texts(samples: Path) -> Iterator[str]:
    for path in sorted(samples.rglob("*")):
        if path.is_file():
            text = path.read_text("utf-8", "replace")
            yield from (text[at : at + 20_000] for at in range(0, len(text), 20_000))


def compare(whole: Path, small: Path, texts: Iterable[str]) -> None:
    """Has both models work on the same texts.

    Raises:
        ModelError: a word, a tag, a lemma, a link between words or an entity is another.
    """
    import spacy

    words: list[str] = json.loads((whole / _WORDS).read_text("utf-8"))
    step = max(1, len(words) // _TRIED)
    listed = [" ".join(part) for part in _batched(words[::step], 200)]
    every = [*texts, *listed]
    first, second = spacy.load(whole), spacy.load(small)
    for text, a, b in zip(every, first.pipe(every, batch_size=8), second.pipe(every, batch_size=8), strict=True):
        if _said(a) != _said(b):
            raise ModelError(f"The model without the words of its vectors reads this otherwise: {text[:200]!r}")
    print(f"model: the same on {len(every)} texts")


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
