"""W3C Web Annotation as JSON-LD (.jsonld): annotations of a text, with position and quote.

Source: the W3C recommendation "Web Annotation Data Model", sections 3.2.3 (textual bodies), 4.2.4 (TextQuoteSelector),
4.2.5 (TextPositionSelector, in code points; browsers' tools count UTF-16 units) and 5 (collections and pages). We write
a page for each article, with the text as its target, as the model has no place for it; others' annotations need a
plain text beside the file, named like the source that they speak of.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import ArticleMeta
from pressmark.core.codec import meta_from_json, meta_to_json
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.formats import json_reading, standoff
from pressmark.formats.base import Choice, DatasetFormat, Holds, OffsetUnit, WriteOptions, WriterFormat, Written
from pressmark.formats.decoding import decode
from pressmark.formats.standoff import Arrow, ArticleError, Counted, Mark
from pressmark.formats.text_lines import wrong_line

HOLDS = frozenset(
    {Holds.TEXT, Holds.OVERLAPS, Holds.ATTRIBUTES, Holds.RELATIONS, Holds.STATUS, Holds.ORIGIN, Holds.NOTES,
     Holds.METADATA}
)  # fmt: skip
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"pressmark": "urn:pressmark:"}]
_CONTEXT_LENGTH = 32
_LARGEST_TEXT = 50_000_000

Json = dict[str, Any]


class WebAnnotationWriter:
    """Writes an array of annotation pages to an open binary stream, one article a line."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._stream = stream
        self._unit = options.offsets
        self._pages = 0
        stream.write(b"[")

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one page."""
        article = _held(article)
        self._pages += 1
        self._stream.write(b",\n" if self._pages > 1 else b"\n")
        self._stream.write(json_reading.line_of(self._page(article)).rstrip(b"\n"))
        return Written(digest(article), tuple(article.annotations))

    def _page(self, article: AnnotatedArticle) -> Json:
        plain = article.article
        source = f"urn:pressmark:article:{quote(plain.id, safe='')}"
        units = Counted(plain.text, self._unit)
        names = {mark.id: f"{source}#{quote(mark.id, safe='')}" for mark in article.annotations}
        text: Json = {"id": source, "type": "Text", "format": "text/plain", "value": plain.text}
        if plain.meta.language:
            text["language"] = plain.meta.language
        text["pressmark:meta"] = {name: value for name, value in meta_to_json(plain.meta).items() if value is not None}
        text["pressmark:offsets"] = str(self._unit)
        return {
            "@context": _CONTEXT,
            "id": f"{source}:annotations",
            "type": "AnnotationPage",
            "target": text,
            "items": [
                *(_item(plain.text, mark, source, names[mark.id], units) for mark in by_position(article.annotations)),
                *(_link(each, names, source) for each in article.relations),
            ],
        }

    def finish(self) -> None:
        """Closes the array."""
        self._stream.write(b"\n]\n")


def _item(text: str, mark: Annotation, source: str, named: str, units: Counted) -> Json:
    span = mark.span
    body: list[Json] = [{"type": "TextualBody", "purpose": "tagging", "value": mark.label}]
    if mark.note:
        body.append({"type": "TextualBody", "purpose": "commenting", "value": mark.note})
    if mark.attributes:
        said = json.dumps(dict(mark.attributes))
        body.append({"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": said})
    row: Json = {"id": named, "type": "Annotation", "motivation": "tagging", "body": body}
    if mark.origin:
        kind = "Person" if mark.origin.startswith("person:") else "Software"
        row["creator"] = {"type": kind, "name": mark.origin}
    row["target"] = {
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": units(span.start), "end": units(span.end)},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - _CONTEXT_LENGTH) : span.start],
                "suffix": text[span.end : span.end + _CONTEXT_LENGTH],
            },
        ],
    }
    row["pressmark:status"] = str(mark.status)
    if mark.score is not None:
        row["pressmark:score"] = mark.score
    return row


def _link(relation: Relation, names: dict[str, str], source: str) -> Json:
    return {
        "id": f"{source}#relation-{quote(relation.id, safe='')}",
        "type": "Annotation",
        "motivation": "linking",
        "body": {"type": "TextualBody", "purpose": "tagging", "value": relation.label},
        "target": [names[relation.head], names[relation.child]],
    }


def _held(article: AnnotatedArticle) -> AnnotatedArticle:
    meta = article.article.meta
    extra = {name: value for name, value in meta.extra.items() if value is not None}
    return replace(article, article=article.article.but(meta=replace(meta, extra=extra)))


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything a page holds."""
    return standoff.digest(_held(article), holds=HOLDS, ids=True)


def recognises(path: Path) -> bool:
    """Whether a file of JSON holds annotations of the W3C's model."""
    row = json_reading.first_value(path)
    if not isinstance(row, dict):
        return False
    kinds = _many(row.get("type", row.get("@type")))
    return "anno.jsonld" in str(row.get("@context", "")) or any(
        kind in ("Annotation", "AnnotationPage", "AnnotationCollection", "oa:Annotation") for kind in kinds
    )


class _Source(Struct):
    """What is said of one text."""

    line: int
    rows: list[Json]


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The annotated texts of a file; pages of ours lazily, everything else when all of it has been read.

    Raises:
        UserError: naming file and line.
    """
    loose: dict[str, _Source] = {}
    line = 1
    try:
        for line, row in json_reading.elements(path):
            if isinstance(row, dict) and isinstance(row.get("target"), dict) and "value" in row["target"]:
                yield _page(row, path.name)
                continue
            for each in _annotations(row):
                for source in _sources(each):
                    loose.setdefault(source, _Source(line, [])).rows.append(each)
        links = loose.pop("", _Source(1, [])).rows
        for source, found in loose.items():
            line = found.line
            yield _beside(path, source, [*found.rows, *links])
    except ArticleError as error:
        raise wrong_line(path.name, line, error.sentence) from error


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _annotations(row: Any, depth: int = 0) -> Iterator[Json]:
    """The annotations of a collection, a page or an array."""
    if depth > 8:
        raise ArticleError("the collections are nested too deeply. Mend the file.")
    if isinstance(row, list):
        for each in row:
            yield from _annotations(each, depth + 1)
    elif isinstance(row, dict):
        inner = [row[key] for key in ("first", "items", "@graph") if isinstance(row.get(key), dict | list)]
        if inner:
            for each in inner:
                yield from _annotations(each, depth + 1)
        elif "target" in row:
            yield row
        elif isinstance(row.get("next"), str) or isinstance(row.get("first"), str):
            raise ArticleError("its annotations are at another address, which is not fetched. Save them in one file.")


def _sources(row: Json) -> set[str]:
    """The texts that an annotation is about; "" where it is about annotations only."""
    found = {_source_of(each) for each in _many(row.get("target")) if _selectors(each)}
    return found or {""}


def _source_of(target: Any) -> str:
    source = target.get("source", target.get("id")) if isinstance(target, dict) else target
    if isinstance(source, dict):
        source = source.get("id", source.get("@id"))
    return source if isinstance(source, str) else ""


def _selectors(target: Any) -> list[Json]:
    found: list[Json] = []
    waiting = list(_many(target.get("selector"))) if isinstance(target, dict) else []
    while waiting and len(found) < 1000:
        each = waiting.pop(0)
        if isinstance(each, dict):
            found.append(each)
            waiting += _many(each.get("refinedBy"))
    return found


def _page(row: Json, name: str) -> AnnotatedArticle:
    target = row["target"]
    text, meta, source = target["value"], target.get("pressmark:meta"), target.get("id")
    if not isinstance(text, str):
        raise ArticleError("the text of a page is no text. Mend it.")
    unit = target.get("pressmark:offsets")
    known = meta_from_json(meta if isinstance(meta, dict) else {})
    prefix = "urn:pressmark:article:"
    named = unquote(source.removeprefix(prefix)) if isinstance(source, str) and source.startswith(prefix) else None
    units = [OffsetUnit(unit)] if unit in tuple(OffsetUnit) else list(OffsetUnit)
    return _article(text, list(_annotations(row.get("items"))), name, known, units, named or None)


def _beside(path: Path, source: str, rows: Sequence[Json]) -> AnnotatedArticle:
    """Annotations of a text that lies beside the file."""
    last = Path(unquote(urlsplit(source).path.rpartition("/")[2] or source.rpartition(":")[2])).name
    names = [last, f"{Path(last).stem}.txt"] if last else []
    place = next(
        (path.with_name(name) for name in names if name.endswith(".txt") and path.with_name(name).is_file()), None
    )
    if place is None:
        wanted = standoff.short(f"{Path(last).stem or 'text'}.txt")
        raise ArticleError(
            "the text that “{short}” names is not in the file. Put it beside the file as {wanted}.",
            short=standoff.short(source),
            wanted=wanted,
        )
    content = place.read_bytes()
    if len(content) > _LARGEST_TEXT:
        raise ArticleError("{name} is too large for an article. Split it.", name=place.name)
    meta = ArticleMeta(source=place.name, extra={"url": source} if "://" in source else {})
    units = [OffsetUnit.CODE_POINTS, OffsetUnit.UTF16, OffsetUnit.UTF8]
    of_it = [row for row in rows if source in _sources(row) or _sources(row) == {""}]
    return _article(decode(content, name=place.name), of_it, path.name, meta, units, None, source)


def _article(
    text: str,
    rows: Sequence[Json],
    name: str,
    meta: ArticleMeta,
    units: Sequence[OffsetUnit],
    article_id: str | None,
    source: str | None = None,
) -> AnnotatedArticle:
    marks: list[Mark] = []
    names: dict[str, str] = {}
    links: list[Json] = []
    remarks: list[Message] = []
    found_again = passed_over = 0
    for row in rows:
        targets = [t for t in _many(row.get("target")) if _selectors(t) and source in (None, _source_of(t))]
        if not targets:
            links.append(row)
            continue
        for target in targets:
            mark = _mark(row, target, text, len(marks) + 1)
            if mark is None:
                passed_over += 1
                continue
            if isinstance(row.get("id"), str):
                names.setdefault(row["id"], mark.id or "")
            marks.append(mark)
    marks, found_again = _in_place(text, marks, units)
    arrows: list[Arrow] = []
    for number, row in enumerate(links, 1):
        ends = [names.get(_source_of(each)) for each in _many(row.get("target"))]
        label, _, _ = _bodies(row)
        if len(ends) == 2 and ends[0] and ends[1]:
            named = unquote(str(row.get("id") or "").rpartition("#relation-")[2]) or f"r{number}"
            arrows.append(Arrow(ends[0], ends[1], label or "related", named))
        else:
            passed_over += 1
    if found_again:
        remarks.append(
            Message.counted(
                "{n:,} mark found again by the words, as positions did not fit.",
                "{n:,} marks found again by the words, as positions did not fit.",
                n=found_again,
            )
        )
    if passed_over:
        remarks.append(
            Message.counted(
                "{n:,} annotation without a place in the text, or without words, passed over.",
                "{n:,} annotations without a place in the text, or without words, passed over.",
                n=passed_over,
            )
        )
    return standoff.article(
        text, marks, arrows, form="web-annotation", meta=meta, name=name, units=units, article_id=article_id,
        remarks=remarks,
    )  # fmt: skip


def _bodies(row: Json) -> tuple[str, str, Json]:
    """The label, the note and the attributes that the bodies of an annotation give."""
    label, notes = "", []
    attributes: Json = {}
    for body in [*_many(row.get("body")), *_many(row.get("bodyValue"))]:
        value = body if isinstance(body, str) else body.get("value") if isinstance(body, dict) else None
        purpose = body.get("purpose") if isinstance(body, dict) else None
        purpose = purpose or row.get("motivation")
        if purpose == "describing" and isinstance(body, dict) and body.get("format") == "application/json":
            try:
                said = json_reading.parse(str(value))
            except json_reading.JsonError as error:
                raise ArticleError("the description of an annotation is not JSON. Mend or remove it.") from error
            attributes = said if isinstance(said, dict) else {}
        elif isinstance(value, str) and purpose in ("tagging", "classifying", "identifying", "linking") and not label:
            label = value.strip() and value
        elif isinstance(value, str) and value:
            notes.append(value)
    return label, "\n".join(notes), attributes


def _mark(row: Json, target: Any, text: str, number: int) -> Mark | None:
    label, note, attributes = _bodies(row)
    start = end = None
    exact: str | None = None
    around = ("", "")
    for selector in _selectors(target):
        kind = selector.get("type", selector.get("@type"))
        if kind == "TextPositionSelector" and start is None:
            start, end = standoff.integer(selector.get("start")), standoff.integer(selector.get("end"))
        elif kind == "TextQuoteSelector" and exact is None and isinstance(selector.get("exact"), str):
            exact = selector["exact"]
            around = (str(selector.get("prefix") or ""), str(selector.get("suffix") or ""))
    if start is None or end is None:
        place = _found(text, exact, around)
        if place is None:
            return None
        start, end = place
    creator = row.get("creator")
    creator = creator.get("name") if isinstance(creator, dict) else creator
    origin = creator if isinstance(creator, str) else ""
    if origin and ":" not in origin:
        origin = f"person:{origin}"
    status, named = row.get("pressmark:status"), row.get("id")
    motivation = row.get("motivation")
    return Mark(
        start, end, label or (motivation if isinstance(motivation, str) and motivation else "annotation"),
        words=exact,
        id=unquote(named.rpartition("#")[2]) if isinstance(named, str) and "#" in named else f"w{number}",
        status=Status(status) if status in tuple(Status) else Status.ACCEPTED,
        origin=origin,
        score=standoff.number(row.get("pressmark:score")),
        attributes=attributes,
        note=note,
    )  # fmt: skip


def _found(text: str, exact: str | None, around: tuple[str, str]) -> tuple[int, int] | None:
    """Where a quote stands, told by what is around it; None where that is nowhere, or not clear."""
    if not exact:
        return None
    prefix, suffix = around
    whole = prefix + exact + suffix
    for wanted, skipped in ((whole, len(prefix)), (exact, 0)):
        if text.count(wanted) == 1:
            at = text.index(wanted) + skipped
            return at, at + len(exact)
    return None


def _in_place(text: str, marks: Sequence[Mark], units: Sequence[OffsetUnit]) -> tuple[list[Mark], int]:
    """The marks; where in no unit all fit, those that do not are looked for by their words."""
    known = list(marks)
    for unit in units:
        if not standoff.misfits(text, known, unit):
            return known, 0
    best = min(units, key=lambda unit: len(standoff.misfits(text, known, unit)))
    moved = 0
    for number in standoff.misfits(text, known, best):
        place = _found(text, known[number].words, ("", ""))
        if place is not None:
            units_of = Counted(text, best)
            known[number] = replace(known[number], start=units_of(place[0]), end=units_of(place[1]))
            moved += 1
    return known, moved


DATASET = DatasetFormat(
    "web-annotation", (".jsonld", ".json"), "W3C Web Annotation as JSON-LD", read, recognises, holds=HOLDS
)
WRITER = WriterFormat(
    "web-annotation", ".jsonld", Message("W3C Web Annotation: JSON-LD with positions and quotes"),
    WebAnnotationWriter, read,
    digest, holds=HOLDS, choices=frozenset({Choice.OFFSETS}),
)  # fmt: skip
