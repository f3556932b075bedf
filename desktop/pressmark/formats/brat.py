"""brat standoff: for each article a .txt and an .ann file, with annotation.conf and visual.conf in the folder.

Source of the format: "brat standoff format", and the configuration pages of its manual. Offsets are code points. brat
allows letters, digits, "_" and "-" in names only; others are replaced, and visual.conf says what they are called, from
where the reader takes them back. Values of attributes that are no plain words are written as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pressmark.core.annotation import Annotation
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.labels import LabelSet
from pressmark.core.layout import read_layout
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.core.text import canonical
from pressmark.formats import standoff
from pressmark.formats.base import DatasetFormat, Holds, WriteOptions, WriterFormat, Written
from pressmark.formats.brat_lines import ARGUMENTS, EQUIVALENCE, FRAGMENTS, NORMALIZATIONS, Standoff
from pressmark.formats.decoding import decode, unreadable
from pressmark.formats.file_names import FileNames, ordered
from pressmark.formats.text_lines import lines
from pressmark.formats.words import Names, quoted, unquoted, word_of

HOLDS = frozenset({Holds.TEXT, Holds.OVERLAPS, Holds.ATTRIBUTES, Holds.RELATIONS, Holds.NOTES})
EXTENSIONS = (".ann", ".a1", ".a2")

_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_MOST_VALUES = 50


class BratWriter:
    """Writes articles into a folder, the parts of a split into folders in it."""

    def __init__(self, folder: Path, options: WriteOptions, parts: Sequence[str]) -> None:
        self._folder = folder
        self._names = Names()
        self._labels: dict[str, None] = {}
        self._relations: dict[str, tuple[str, str]] = {}
        self._values: dict[str, dict[str, None]] = {}
        self._files = FileNames(folder, parts, ("annotation", "visual"))
        self._label_set = options.label_set
        for label in options.label_set or ():
            self._labels[self._names.of(label.name)] = None

    def add(self, article: AnnotatedArticle, *, part: str) -> Written:
        """Writes one article's two files."""
        path = self._files.of(article.article.id, part)
        found = self._lines(article)
        path.with_name(f"{path.name}.txt").write_bytes(article.article.text.encode("utf-8"))
        path.with_name(f"{path.name}.ann").write_bytes("".join(f"{line}\n" for line in found).encode("utf-8"))
        return Written(digest(article), tuple(article.annotations))

    def finish(self) -> None:
        """Writes the configuration, with which brat shows the folder."""
        (self._folder / "annotation.conf").write_bytes(self._configuration().encode("utf-8"))
        (self._folder / "visual.conf").write_bytes(self._look().encode("utf-8"))
        self._files.finish()

    def close(self) -> None:
        """Nothing is open between two articles."""

    def _lines(self, article: AnnotatedArticle) -> Iterator[str]:
        text = article.article.text
        ordered = by_position(article.annotations)
        numbers = {annotation.id: f"T{number}" for number, annotation in enumerate(ordered, 1)}
        for annotation in ordered:
            label = self._names.of(annotation.label)
            self._labels[label] = None
            parts = _fragments(annotation) or [(annotation.span.start, annotation.span.end)]
            places = ";".join(f"{start} {end}" for start, end in parts)
            words = " ".join(_BREAKS.sub(" ", text[start:end]) for start, end in parts)
            yield f"{numbers[annotation.id]}\t{label} {places}\t{words}"
        arguments = article.article.meta.extra.get(ARGUMENTS)
        for number, relation in enumerate(article.relations, 1):
            head, child = numbers[relation.head], numbers[relation.child]
            if relation.label == EQUIVALENCE:
                yield f"*\t{EQUIVALENCE} {head} {child}"
                continue
            label = self._names.of(relation.label)
            first, second = _arguments(arguments, relation.label)
            self._relations[label] = first, second
            yield f"R{number}\t{label} {first}:{head} {second}:{child}"
        yield from self._details(ordered, numbers)

    def _details(self, annotations: Sequence[Annotation], numbers: Mapping[str, str]) -> Iterator[str]:
        """Attributes, normalizations and notes."""
        count = entries = notes = 0
        for annotation in annotations:
            target = numbers[annotation.id]
            for name, value in annotation.attributes.items():
                if name == FRAGMENTS and _fragments(annotation):
                    continue
                if name == NORMALIZATIONS and _are_entries(value):
                    for entry in value:
                        entries += 1
                        tail = f"\t{quoted(entry['text'])}" if "text" in entry else ""
                        yield f"N{entries}\t{entry.get('type', 'Reference')} {target} {entry['id']}{tail}"
                    continue
                count += 1
                short = self._names.of(name)
                word = "" if value is True else word_of(value)
                values = self._values.setdefault(short, {})
                if len(values) <= _MOST_VALUES:
                    values[word] = None
                yield f"A{count}\t{short} {target}" + (f" {word}" if word else "")
            if annotation.note:
                notes += 1
                yield f"#{notes}\tAnnotatorNotes {target}\t{quoted(annotation.note)}"

    def _configuration(self) -> str:
        rows = ["[entities]", *self._labels, "", "[relations]"]
        rows += [f"{name}\t{a}:<ENTITY>, {b}:<ENTITY>" for name, (a, b) in self._relations.items()]
        rows += [f"{EQUIVALENCE}\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive"]
        rows += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
        for name, values in self._values.items():
            listed = [word for word in values if re.fullmatch(r"[^\s|,<>]+", word)]
            whole = listed and len(values) <= _MOST_VALUES
            rows.append(f"{name}\tArg:<ENTITY>" + (f", Value:{'|'.join(listed)}" if whole else ""))
        return "\n".join([*rows, ""])

    def _look(self) -> str:
        rows = ["[labels]"]
        rows += [f"{short} | {quoted(name, '|')}" for name, short in self._names.given.items()]
        rows += ["", "[drawing]", "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken"]
        rows += ["ARC_DEFAULT\tcolor:black, arrowHead:triangle-5"]
        rows += _colours(self._label_set, self._names)
        return "\n".join([*rows, ""])


def _colours(labels: LabelSet | None, names: Names) -> list[str]:
    return [f"{names.of(label.name)}\tbgColor:{label.color}" for label in labels or ()]


def _arguments(known: object, label: str) -> tuple[str, str]:
    """What the ends of a relation were called in the file that it came from."""
    found = known.get(label) if isinstance(known, Mapping) else None
    if isinstance(found, list) and len(found) == 2 and all(re.fullmatch(r"[\w-]+", str(each)) for each in found):
        return str(found[0]), str(found[1])
    return "Arg1", "Arg2"


def _fragments(annotation: Annotation) -> list[tuple[int, int]] | None:
    """The parts of a discontinuous mark, if its attribute says so rightly."""
    parts = annotation.attributes.get(FRAGMENTS)
    if not isinstance(parts, list) or len(parts) < 2:
        return None
    found: list[tuple[int, int]] = []
    at = -1
    for part in parts:
        whole = isinstance(part, list) and len(part) == 2 and all(type(each) is int for each in part)
        if not whole or not at < part[0] < part[1]:
            return None
        found.append((part[0], part[1]))
        at = part[1]
    return found if (found[0][0], at) == (annotation.span.start, annotation.span.end) else None


def _are_entries(value: object) -> bool:
    """Whether an attribute holds normalizations that brat's lines can hold."""
    return (
        isinstance(value, list)
        and all(
            isinstance(entry, Mapping)
            and isinstance(entry.get("id"), str)
            and re.fullmatch(r"\S+(?: \S+)*", entry["id"])
            and entry["id"].isprintable()
            and entry.keys() <= {"id", "text", "type"}
            and isinstance(entry.get("text", ""), str)
            and entry.get("text") != ""
            and re.fullmatch(r"[A-Za-z0-9_-]+", entry.get("type", "Reference") or "")
            and entry.get("type") != "Reference"
            for entry in value
        )
        and bool(value)
    )


def digest(article: AnnotatedArticle) -> bytes:
    """Of an article, written or read back."""
    return standoff.digest(article, holds=HOLDS)


def recognises(path: Path) -> bool:
    """Whether a folder holds texts with annotation files beside them, in it or in its folders; or a file is one."""
    if path.is_file():
        return path.suffix.lower() in EXTENSIONS and path.with_suffix(".txt").is_file()
    if (path / "annotation.conf").is_file():
        return bool(_bases(path))
    others = (each.suffix.lower() for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
    if not {*others} <= {".txt", *EXTENSIONS, ".conf", ".lst", ""}:
        return False  # files of other kinds would be passed over
    texts = {each.stem for each in path.glob("*.txt")}
    marked = {each.stem for ending in EXTENSIONS for each in path.glob(f"*{ending}")}
    if texts:
        return len(texts & marked) * 2 > len(texts)
    folders = [each for each in path.iterdir() if each.is_dir() and not each.name.startswith(".")]
    return bool(folders) and len(folders) < 100 and all(recognises(each) for each in folders)


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a folder with all below it, or the one of an .ann, .a1, .a2 or .txt file.

    Raises:
        UserError: naming file and line.
    """
    try:
        bases = [path.with_suffix("")] if path.is_file() else _bases(path)
        names = _names(path.parent if path.is_file() else path)
        seen: set[str] = set()
        for base in bases:
            named = base.name
            if named.casefold() in seen and not path.is_file():
                named = base.relative_to(path).as_posix()
            seen.add(base.name.casefold())
            yield _article(base, named, names)
    except OSError as error:
        raise unreadable(path, error) from error


def _bases(folder: Path) -> list[Path]:
    """The texts with annotations in a folder and below it, without their ending."""
    texts = ordered(folder, ".txt")
    return [text.with_suffix("") for text in texts if any(text.with_suffix(e).is_file() for e in EXTENSIONS)]


def _names(folder: Path) -> dict[str, str]:
    """What names of the files are short for, as far as a configuration of our own says so."""
    path = next((each / "visual.conf" for each in (folder, folder.parent) if (each / "visual.conf").is_file()), None)
    found: dict[str, str] = {}
    if path is None:
        return found
    names = Names()
    section = ""
    for _, line in lines(path):
        if line.startswith("["):
            section = line.strip()
        elif section == "[labels]" and " | " in line:
            short, _, name = line.partition(" | ")
            name = unquoted(name.split(" | ")[0].strip(), "|")
            # What another program calls a thing on the screen is not its name; only ours can be told from it.
            if names.could_be(short.strip(), name):
                found[short.strip()] = name
    return found


def _article(base: Path, named: str, names: Mapping[str, str]) -> AnnotatedArticle:
    path = base.with_name(f"{base.name}.txt")
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(
            "{name} has annotations but no text: there is no {text} beside them. Copy it there.",
            name=base.name,
            text=path.name,
        ) from error
    raw = _decoded(content, path.name)
    text = canonical(raw)
    marks = Standoff(names)
    for ending in EXTENSIONS:
        file = base.with_name(f"{base.name}{ending}")
        if file.is_file():
            for number, line in lines(file):
                marks.line((file.name, number), line)
    annotations, relations = marks.resolved(text, raw)
    extra: dict[str, Any] = {ARGUMENTS: marks.arguments} if marks.arguments else {}
    layout = read_layout(text, meta=ArticleMeta(source=path.name, extra=extra))
    article = Article.from_raw(RawArticle(text, replace(layout.meta, extra=extra), layout.zones), article_id=named)
    return AnnotatedArticle(article, tuple(annotations), tuple(relations), remarks=tuple(marks.remarks))


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return decode(content, name=name)


DATASET = DatasetFormat(
    "brat",
    EXTENSIONS,
    "brat standoff: a folder of texts with .ann files beside them",
    read,
    recognises,
    folder=True,
    holds=HOLDS,
)
WRITER = WriterFormat(
    "brat",
    "",
    Message("brat standoff: a folder of texts, marks and brat's configuration"),
    None,
    read,
    digest,
    holds=HOLDS,
    open_folder=BratWriter,
)
