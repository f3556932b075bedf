"""TimeML and ISO-TimeML (.tml): dates and times in a text, as TIMEX3 elements, one article a file.

Source: TimeML 1.2.1 (annotation guidelines and DTD: TIMEX3, EVENT, MAKEINSTANCE, SIGNAL, TLINK), with the frame of the
TempEval-3 corpus (DOCID, DCT, TITLE, TEXT). Written are dates only; of nested ones the outer stays. Events, signals and
links that others marked are read too, as marks and relations.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark.core.annotation import Annotation
from pressmark.core.article import ArticleMeta
from pressmark.core.errors import UserError
from pressmark.core.labels import is_date
from pressmark.core.messages import Message
from pressmark.core.overlap import flatten
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.readings import TIMEX_MODS, TIMEX_TYPES
from pressmark.formats import folders, standoff, xml, xml_text
from pressmark.formats.base import DatasetFormat, Holds, OffsetUnit, WriteOptions, WriterFormat, Written, loss
from pressmark.formats.decoding import unreadable
from pressmark.formats.standoff import Arrow, ArticleError, Mark

HOLDS = frozenset({Holds.TEXT, Holds.ATTRIBUTES})
_LARGEST = 50_000_000
_NAMES = re.compile(r"[^\w.-]+")
_ATTRIBUTES = ("type", "value", "mod", "quant", "freq", "beginPoint", "endPoint", "anchorTimeID", "temporalFunction",
               "valueFromFunction", "functionInDocument", "comment")  # fmt: skip


class TimeMlWriter:
    """Writes a folder with a folder for each part, and in these a file for each article."""

    def __init__(self, folder: Path, options: WriteOptions, parts: Sequence[str]) -> None:
        del options
        self._folder = folder
        self._files: dict[str, list[str]] = {part: [] for part in parts}
        self._taken: Counter[str] = Counter()
        for part in parts:
            (folder / part).mkdir(exist_ok=True)

    def add(self, article: AnnotatedArticle, *, part: str) -> Written:
        """Writes one article."""
        dates = [mark for mark in article.annotations if is_date(mark)]
        why = Message("It is no date; TimeML holds dates and times only.")
        losses = [loss(article, mark, "left out", why) for mark in article.annotations if not is_date(mark)]
        kept, dropped = flatten(dates)
        losses += [loss(article, mark, "left out", Message("It overlaps a date that is kept.")) for mark in dropped]
        losses += xml_text.unsayable(article)
        marks = [_timex(mark) for mark in kept]
        losses += _lost_parts(article, kept)
        name = self._name(article, part)
        plain = article.article
        held = replace(
            article, article=plain.but(text=xml_text.clean(plain.text)), annotations=tuple(marks), relations=()
        )
        (self._folder / part / name).write_bytes(_file(held).encode("utf-8"))
        self._files[part].append(f"{part}/{name}" if part else name)
        return Written(digest(held), tuple(kept), tuple(losses))

    def _name(self, article: AnnotatedArticle, part: str) -> str:
        """A file's name of its own, on systems too that know no difference between large and small letters."""
        meta = article.article.meta
        stem = (
            _NAMES.sub("-", (meta.source or "").rpartition(".")[0] or article.article.id).strip("-.")[:80] or "article"
        )
        key = f"{part}/{stem.casefold()}"
        self._taken[key] += 1
        number = self._taken[key]
        found = stem if number == 1 else f"{stem}-{number}"
        if number > 1:
            self._taken[f"{part}/{found.casefold()}"] += 1
        return f"{found}.tml"

    def finish(self) -> None:
        """Writes down in which order the files belong."""
        order = {"parts": list(self._files), "files": [name for names in self._files.values() for name in names]}
        (self._folder / folders.ORDER).write_text(json.dumps(order) + "\n", encoding="utf-8")

    def close(self) -> None:
        """No file stays open."""


def _timex(mark: Annotation) -> Annotation:
    """A date as a TIMEX3 element holds it."""
    reading = mark.attributes
    kind = reading.get("type")
    kind = kind if kind in TIMEX_TYPES else "TIME" if mark.label == "TIME" else "DATE"
    said: dict[str, Any] = {"type": kind}
    for name in _ATTRIBUTES[1:]:
        value = reading.get(name)
        if isinstance(value, str) and value and (name != "mod" or value in TIMEX_MODS):
            said[name] = xml_text.clean(value)
    return mark.but(label="TIME" if kind == "TIME" else "DATE", attributes=said)


def _lost_parts(article: AnnotatedArticle, kept: Iterable[Annotation]) -> Iterator[Loss]:
    for mark in kept:
        if not isinstance(mark.attributes.get("value"), str) or not mark.attributes.get("value"):
            yield loss(
                article, mark, "changed", Message("It has no value; TimeML wants one, and an empty one is written.")
            )
        elif _timex(mark).label != mark.label:
            yield loss(
                article,
                mark,
                "changed",
                Message("TimeML tells dates by their type; {label} is not written.", label=mark.label),
            )


def _file(article: AnnotatedArticle) -> str:
    plain = article.article
    text = plain.text
    published = plain.meta.published or ""
    words = xml_text.text
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n\n',
        f"<DOCID>{words(plain.id)}</DOCID>\n\n",
        '<DCT><TIMEX3 tid="t0" type=',
        xml_text.attribute("TIME" if "T" in published else "DATE"),
        f' value={xml_text.attribute(published or "XXXX-XX-XX")} temporalFunction="false"',
        f' functionInDocument="CREATION_TIME">{words(published or "XXXX-XX-XX")}</TIMEX3></DCT>\n\n',
    ]
    if plain.meta.headline:
        parts.append(f"<TITLE>{words(plain.meta.headline)}</TITLE>\n\n")
    parts.append("<TEXT>")
    at = 0
    for number, mark in enumerate(by_position(article.annotations), 1):
        parts.append(words(text[at : mark.span.start]))
        said = {"value": "", **mark.attributes}
        rest = "".join(f" {name}={xml_text.attribute(str(said[name]))}" for name in _ATTRIBUTES if name in said)
        parts.append(f'<TIMEX3 tid="t{number}"{rest}>{words(mark.span.of(text))}</TIMEX3>')
        at = mark.span.end
    parts += [words(text[at:]), "</TEXT>\n\n</TimeML>\n"]
    return "".join(parts)


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name the text of an article and the dates in it."""
    marks = tuple(m.but(attributes={k: v for k, v in m.attributes.items() if v != ""}) for m in article.annotations)
    return standoff.digest(replace(article, annotations=marks, relations=()), holds=HOLDS)


_TEMPEVAL = "TempEval"  # the root of TempEval-2's files, and of the corpora made like them; else as TimeML 1.2


def recognises(path: Path) -> bool:
    """Whether a file holds TimeML."""
    head = xml.head_of(path) if path.is_file() else b""
    return b"<TimeML" in head or xml.root_of(head)[1] == _TEMPEVAL


def recognises_folder(path: Path) -> bool:
    """Whether a folder is one that we wrote."""
    return path.is_dir() and (path / folders.ORDER).is_file() and bool(_files(path))


def _files(folder: Path) -> list[Path]:
    try:
        named = json.loads((folder / folders.ORDER).read_text(encoding="utf-8"))["files"]
        paths = [folder / name for name in named if isinstance(name, str)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    inside = folder.resolve()
    return [path for path in paths if path.suffix == ".tml" and path.resolve().is_relative_to(inside)]


def read_folder(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a folder that we wrote, in its order.

    Raises:
        UserError: as `read`.
    """
    for file in _files(path):
        yield from read(file)


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The one article of a file.

    Raises:
        UserError: naming the file, and the line where there is one.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    if len(content) > _LARGEST:
        raise UserError("{name} is too large for an article. Split it.", name=path.name)
    root = xml.parse(content, name=path.name)
    try:
        yield _article(root, path.name)
    except ArticleError as error:
        raise UserError("{name}: {error}", name=path.name, error=error.sentence) from error


class _Found(Struct):
    parts: list[str] = field(default_factory=list)
    at: int = 0
    marks: list[Mark] = field(default_factory=list)


def _article(root: Any, name: str) -> AnnotatedArticle:
    if root.tag not in ("TimeML", "TEXT", _TEMPEVAL):
        raise ArticleError("this is no TimeML. Choose another file.")
    body = root if root.tag == "TEXT" else root.find(".//TEXT")
    found = _Found()
    # Files of TimeML 1.2 have no frame: all of them is text.
    _walk(root if body is None else body, found)
    instances = {each.get("eiid"): each.get("eventID") for each in root.iter("MAKEINSTANCE")}
    ids = {mark.id for mark in found.marks}
    arrows: list[Arrow] = []
    passed_over = 0
    for number, each in enumerate(_links(root), 1):
        event, other = each.get("relatedToEventInstance"), each.get("subordinatedEventInstance")
        ends = [
            each.get("timeID") or each.get("eventID") or instances.get(each.get("eventInstanceID")),
            each.get("relatedToTime") or each.get("relatedToEvent") or instances.get(event) or instances.get(other),
        ]
        if ends[0] in ids and ends[1] in ids:
            named = each.get("lid") or f"l{number}"
            arrows.append(Arrow(str(ends[0]), str(ends[1]), each.get("relType") or each.tag, named))
        else:
            passed_over += 1
    created = next((t for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"), None)
    value = created.get("value") if created is not None else None
    published = value if value and re.fullmatch(r"\d{4}(-\d\d){0,2}(T[\d:]+)?", value) else None
    titled = root.find("TITLE")
    title = "" if titled is None else " ".join("".join(titled.itertext()).split())
    remarks = (
        [
            Message.counted(
                "{n:,} link out of the text passed over.", "{n:,} links out of the text passed over.", n=passed_over
            )
        ]
        if passed_over
        else []
    )
    return standoff.article(
        "".join(found.parts), found.marks, arrows, form="timeml", name=name, units=(OffsetUnit.CODE_POINTS,),
        meta=ArticleMeta(headline=title or None, published=published, source=name), remarks=remarks,
    )  # fmt: skip


def _links(root: Any) -> Iterator[Any]:
    return root.iter("TLINK", "SLINK", "ALINK")


def _walk(element: Any, found: _Found) -> None:
    """The text of an element and the marks in it; without recursion, as files may be nested to any depth."""
    waiting: list[tuple[Any, bool]] = [(element, False)]
    starts: dict[Any, int] = {}
    skipped = {"MAKEINSTANCE", "TLINK", "SLINK", "ALINK", "DOCID", "DCT", "TITLE", "EXTRAINFO"}
    while waiting:
        each, ended = waiting.pop()
        if ended:
            if each.tag in ("TIMEX3", "EVENT", "SIGNAL", "CARDINAL"):
                _mark(each, starts[each], found)
            if each is not element:
                _say(each.tail, found)
            continue
        starts[each] = found.at
        waiting.append((each, True))
        if isinstance(each.tag, str) and each.tag not in skipped:
            _say(each.text, found)
            waiting += [(child, False) for child in reversed(each)]


def _say(words: str | None, found: _Found) -> None:
    if words:
        found.parts.append(words)
        found.at += len(words)


def _mark(element: Any, start: int, found: _Found) -> None:
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    named = next((attributes.pop(key) for key in ("tid", "eid", "sid") if key in attributes), None)
    label = str(element.tag)
    if label == "TIMEX3":
        label = "TIME" if attributes.get("type") == "TIME" else "DATE"
    taken = {mark.id for mark in found.marks}
    if named in taken or not named:
        named = f"{element.tag.lower()}-{len(found.marks) + 1}"
    found.marks.append(Mark(start, found.at, label, id=named, attributes=attributes))


FILE = DatasetFormat("timeml", (".tml", ".xml"), "TimeML: dates, events and links", read, recognises, holds=HOLDS)
FOLDER = DatasetFormat(
    "timeml-folder", (), "a folder of TimeML files", read_folder, recognises_folder, folder=True, holds=HOLDS
)
WRITER = WriterFormat(
    "timeml", "", Message("TimeML: a folder with a file for each article, of dates only"), None, read_folder, digest,
    holds=HOLDS, open_folder=TimeMlWriter,
)  # fmt: skip
