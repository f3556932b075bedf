"""PubAnnotation's JSON: a text with denotations, relations between them, and attributes.

Source: the PubAnnotation documentation, "Annotation format": offsets are code points, `span` has `begin` and `end`, or
is a list of these (discontinuous); a document with several projects has `tracks`. Attributes hold the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Status
from pressmark.core.codec import meta_from_json, meta_to_json
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.formats import json_reading, standoff
from pressmark.formats.base import Choice, DatasetFormat, Holds, OffsetUnit, WriteOptions, WriterFormat, Written
from pressmark.formats.standoff import Arrow, ArticleError, Counted, Mark

HOLDS = frozenset(
    {Holds.TEXT, Holds.OVERLAPS, Holds.ATTRIBUTES, Holds.RELATIONS, Holds.STATUS, Holds.ORIGIN, Holds.NOTES,
     Holds.METADATA}
)  # fmt: skip
_OURS = "Pressmark"
_FIELDS = ("status", "origin", "score", "note")
_PREFIX = "attribute:"

Json = dict[str, Any]


class PubAnnotationWriter:
    """Writes an array of documents to an open binary stream, one a line."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._stream = stream
        self._unit = options.offsets
        self._documents = 0
        stream.write(b"[")

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one document."""
        article = _held(article)
        self._documents += 1
        self._stream.write(b",\n" if self._documents > 1 else b"\n")
        self._stream.write(json_reading.line_of(self._document(article)).rstrip(b"\n"))
        return Written(digest(article), tuple(article.annotations))

    def _document(self, article: AnnotatedArticle) -> Json:
        plain = article.article
        units = Counted(plain.text, self._unit)
        marks = by_position(article.annotations)
        row: Json = {
            "target": f"urn:pressmark:{plain.id}",
            "sourcedb": _OURS,
            "sourceid": plain.id,
            "text": plain.text,
            "denotations": [
                {
                    "id": mark.id,
                    "span": {"begin": units(mark.span.start), "end": units(mark.span.end)},
                    "obj": mark.label,
                }
                for mark in marks
            ],
        }
        if article.relations:
            row["relations"] = [
                {"id": each.id, "pred": each.label, "subj": each.head, "obj": each.child} for each in article.relations
            ]
        said = [(mark.id, name, value) for mark in marks for name, value in _attributes(mark)]
        if said:
            row["attributes"] = [
                {"id": f"A{number}", "pred": name, "subj": subject, "obj": value}
                for number, (subject, name, value) in enumerate(said, 1)
            ]
        row["metadata"] = {name: value for name, value in meta_to_json(plain.meta).items() if value is not None}
        if self._unit is not OffsetUnit.CODE_POINTS:
            row["offsets"] = str(self._unit)
        return row

    def finish(self) -> None:
        """Closes the array."""
        self._stream.write(b"\n]\n")


def _held(article: AnnotatedArticle) -> AnnotatedArticle:
    meta = article.article.meta
    extra = {name: value for name, value in meta.extra.items() if value is not None}
    return replace(article, article=article.article.but(meta=replace(meta, extra=extra)))


def _attributes(mark: Annotation) -> Iterator[tuple[str, Any]]:
    if mark.status is not Status.ACCEPTED:
        yield "status", str(mark.status)
    if mark.origin:
        yield "origin", mark.origin
    if mark.score is not None:
        yield "score", mark.score
    if mark.note:
        yield "note", mark.note
    for name, value in mark.attributes.items():
        yield (f"{_PREFIX}{name}" if name in _FIELDS or name.startswith(_PREFIX) else name), value


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything a document holds."""
    return standoff.digest(_held(article), holds=HOLDS, ids=True)


def recognises(path: Path) -> bool:
    """Whether a JSON file holds documents of PubAnnotation."""
    row = json_reading.first_value(path)
    if not isinstance(row, dict) or "text" not in row:
        return False
    return "denotations" in row or "tracks" in row or "sourcedb" in row or "sourceid" in row


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The documents of a file, lazily.

    Raises:
        UserError: naming file and line.
    """

    def made(row: Any) -> Iterator[AnnotatedArticle]:
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise ArticleError("a document has no “text”. Mend or remove it.")
        yield _article(row, path.name)

    return standoff.articles(path, made)


class _Found(Struct):
    marks: dict[str, Mark] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    parted: int = 0
    passed_over: int = 0


def _article(row: Json, name: str) -> AnnotatedArticle:
    found = _Found()
    _read(row, found, "")
    for number, track in enumerate(standoff.objects(row, "tracks"), 1):
        project = track.get("project")
        origin = f"import:{project}" if isinstance(project, str) and project else ""
        _read(track, found, f"{number}-" if found.marks else "", origin)
    meta = row.get("metadata")
    known = meta_from_json(meta if isinstance(meta, dict) else {})
    named = row.get("sourceid")
    ours = row.get("sourcedb") == _OURS and isinstance(named, str) and bool(named)
    if not ours:
        more = {key: row[key] for key in ("sourcedb", "sourceid", "divid", "project", "target") if row.get(key)}
        known = replace(known, extra={**known.extra, **more})
    units = [OffsetUnit.CODE_POINTS, OffsetUnit.UTF16, OffsetUnit.UTF8]
    said = row.get("offsets")
    if said in tuple(OffsetUnit):
        units = [OffsetUnit(said)]
    remarks: list[Message] = []
    if found.parted:
        remarks.append(standoff.parted(found.parted))
    if found.passed_over:
        remarks.append(
            Message(
                "{passed_over} attributes and relations of what is no mark passed over.", passed_over=found.passed_over
            )
        )
    return standoff.article(
        row["text"], list(found.marks.values()), found.arrows, form="pubannotation", meta=known, name=name,
        units=units, article_id=str(named) if ours else None, remarks=remarks,
    )  # fmt: skip


def _read(row: Json, found: _Found, prefix: str, origin: str = "") -> None:
    """Adds what a document or a track says."""
    for number, each in enumerate([*standoff.objects(row, "denotations"), *standoff.objects(row, "blocks")], 1):
        named = str(each.get("id") or f"T{number}")
        while prefix + named in found.marks:
            named += "+"
        found.marks[prefix + named] = _mark(each, prefix + named, origin, found)
    for each in standoff.objects(row, "attributes"):
        subject = prefix + str(each.get("subj"))
        mark, pred = found.marks.get(subject), each.get("pred")
        if mark is None or not isinstance(pred, str):
            found.passed_over += 1
            continue
        found.marks[subject] = _with(mark, pred, each.get("obj"))
    for number, each in enumerate(standoff.objects(row, "relations"), 1):
        head, child = prefix + str(each.get("subj")), prefix + str(each.get("obj"))
        if head not in found.marks or child not in found.marks:
            found.passed_over += 1
            continue
        pred = each.get("pred")
        label = pred if isinstance(pred, str) else ""
        found.arrows.append(Arrow(head, child, label, prefix + str(each.get("id") or f"R{number}")))


def _mark(row: Json, named: str, origin: str, found: _Found) -> Mark:
    span = row.get("span", row)
    pieces = span if isinstance(span, list) else [span]
    places: list[tuple[int, int]] = []
    for piece in pieces:
        begin, end = (standoff.integer(piece.get(key)) if isinstance(piece, dict) else None for key in ("begin", "end"))
        if begin is None or end is None:
            raise ArticleError("a denotation has no whole numbers as “begin” and “end”. Mend or remove it.")
        places.append((begin, end))
    label = row.get("obj")
    if not places or not isinstance(label, str):
        raise ArticleError("a denotation has no “span”, or no text as “obj”. Mend or remove it.")
    found.parted += len(places) > 1
    more: Mapping[str, Any] = {"fragments": [list(place) for place in places]} if len(places) > 1 else {}
    return Mark(min(p[0] for p in places), max(p[1] for p in places), label, id=named, origin=origin, attributes=more)


def _with(mark: Mark, name: str, value: Any) -> Mark:
    """A mark with one more of its attributes, or of what we keep in attributes."""
    if name == "status" and value in tuple(Status):
        return replace(mark, status=Status(value))
    if name == "origin" and isinstance(value, str):
        return replace(mark, origin=value)
    if name == "score" and standoff.number(value) is not None:
        return replace(mark, score=standoff.number(value))
    if name == "note" and isinstance(value, str):
        return replace(mark, note=value)
    return replace(mark, attributes={**mark.attributes, name.removeprefix(_PREFIX): value})


DATASET = DatasetFormat("pubannotation", (".json", ".jsonl"), "PubAnnotation's JSON", read, recognises, holds=HOLDS)
WRITER = WriterFormat(
    "pubannotation", ".json", Message("PubAnnotation: JSON with denotations, relations and attributes"),
    PubAnnotationWriter,
    read, digest, holds=HOLDS, choices=frozenset({Choice.OFFSETS}),
)  # fmt: skip
