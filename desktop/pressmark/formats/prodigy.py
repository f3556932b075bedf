"""Prodigy's JSON lines: tasks with `text`, `tokens`, `spans`, `relations` and an `answer`.

Source: Prodigy's documentation, "Annotation interfaces" (ner_manual, spans_manual, relations, choice) and "Loading
data". Offsets are code points, `token_end` is inclusive, the ends of a relation are numbers of tokens, and names that
Prodigy does not know stay with the task: so a mark's status, origin, reading and note travel along. Marks that are not
accepted are kept out of `spans`, from which Prodigy trains.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import Token
from pressmark.core.codec import meta_from_json, meta_to_json
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.core.tokens import align, completed
from pressmark.formats import json_reading, standoff
from pressmark.formats.base import DatasetFormat, Holds, OffsetUnit, WriteOptions, WriterFormat, Written
from pressmark.formats.standoff import Arrow, ArticleError, Mark

HOLDS = frozenset(
    {Holds.TEXT, Holds.OVERLAPS, Holds.ATTRIBUTES, Holds.RELATIONS, Holds.STATUS, Holds.ORIGIN, Holds.NOTES,
     Holds.TOKENS, Holds.METADATA}
)  # fmt: skip
_UNDECIDED = "undecided_spans"
_UNDECIDED_RELATIONS = "undecided_relations"
_SIGNS = frozenset({"_input_hash", "_task_hash", "_view_id", "_session_id", "_annotator_id"})

Json = dict[str, Any]


class ProdigyWriter:
    """Writes tasks to an open binary stream."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        del options
        self._stream = stream

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one task."""
        self._stream.write(json_reading.line_of(_row(article)))
        return Written(digest(article), tuple(article.annotations))

    def finish(self) -> None:
        """Nothing stands behind the last line."""


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything a task holds."""
    return standoff.digest(_told(article), holds=HOLDS, ids=True)


def _told(article: AnnotatedArticle) -> AnnotatedArticle:
    """With the answer among what is compared."""
    meta = article.article.meta
    extra = {**{name: value for name, value in meta.extra.items() if value is not None}, "answer": article.answer}
    return replace(article, article=article.article.but(meta=replace(meta, extra=extra)))


def _row(article: AnnotatedArticle) -> Json:
    plain = article.article
    text = plain.text
    marks = by_position(article.annotations)
    # Prodigy shows and trains on marks of whole tokens only, so tokens are cut at the marks' ends.
    laid = align(text, completed(text, article.tokens), [mark.span for mark in marks])
    tokens = laid.tokens
    places = {mark.id: _tokens_of(mark.span, tokens) for mark in marks}
    rows = {mark.id: _span_row(text, mark, places[mark.id], article.answer) for mark in marks}
    accepted = {mark.id for mark in marks if mark.status is Status.ACCEPTED}
    row: Json = {
        "id": plain.id,
        "text": text,
        "meta": {name: value for name, value in meta_to_json(plain.meta).items() if value is not None},
        "tokens": [
            {
                "text": token.span.of(text),
                "start": token.span.start,
                "end": token.span.end,
                "id": number,
                "ws": text[token.span.end : token.span.end + 1].isspace(),
            }
            for number, token in enumerate(tokens)
        ],
        "spans": [rows[mark.id] for mark in marks if mark.id in accepted],
    }
    arrows = [each for each in article.relations if each.head in accepted and each.child in accepted]
    if arrows:
        row["relations"] = [_relation_row(each, rows) for each in arrows]
    if len(accepted) < len(marks):
        row[_UNDECIDED] = [rows[mark.id] for mark in marks if mark.id not in accepted]
    others = [each for each in article.relations if each not in arrows]
    if others:
        row[_UNDECIDED_RELATIONS] = [_relation_row(each, rows) for each in others]
    row["_view_id"] = "relations" if arrows else "spans_manual"
    row["answer"] = article.answer
    return row


def _tokens_of(span: Span, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The first and the last token of a span, where they are exactly it."""
    first = bisect_left(tokens, span.start, key=lambda token: token.span.start)
    last = bisect_left(tokens, span.end, key=lambda token: token.span.end)
    if first >= len(tokens) or last >= len(tokens):
        return None
    whole = tokens[first].span.start == span.start and tokens[last].span.end == span.end
    return (first, last) if whole else None


def _span_row(text: str, mark: Annotation, place: tuple[int, int] | None, answer: str) -> Json:
    row: Json = {"start": mark.span.start, "end": mark.span.end}
    if place is not None:
        row |= {"token_start": place[0], "token_end": place[1]}
    row |= {"label": mark.label, "text": mark.span.of(text), "id": mark.id, "origin": mark.origin}
    if mark.status is not Status.ACCEPTED or answer != "accept":
        row["status"] = str(mark.status)
    if mark.score is not None:
        row["score"] = mark.score
    if mark.attributes:
        row["attributes"] = dict(mark.attributes)
    if mark.note:
        row["note"] = mark.note
    return row


def _relation_row(relation: Relation, rows: Mapping[str, Json]) -> Json:
    head, child = ({name: value for name, value in rows[end].items() if name in _END} for end in _ends(relation))
    return {
        "head": head.get("token_end"),
        "child": child.get("token_end"),
        "head_span": head,
        "child_span": child,
        "label": relation.label,
        "id": relation.id,
    }


_END = ("start", "end", "token_start", "token_end", "label", "id")


def _ends(relation: Relation) -> tuple[str, str]:
    return relation.head, relation.child


def recognises(path: Path) -> bool:
    """Whether a file of JSON lines, or a JSON array, holds tasks of Prodigy."""
    row = json_reading.first_value(path)
    return isinstance(row, dict) and not _SIGNS.isdisjoint(row)


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The tasks of a file, lazily, each as an article.

    The answer is that of the marks: accepted, rejected, or for “ignore” suggested only. Tasks about the same text stay
    apart, in the file's order.

    Raises:
        UserError: naming file and line.
    """
    return standoff.articles(path, lambda row: [_article(row, path.name)])


_STATUS = {"accept": Status.ACCEPTED, "reject": Status.REJECTED}


def _article(row: Any, name: str) -> AnnotatedArticle:
    raw = row.get("text") if isinstance(row, dict) else None
    if not isinstance(raw, str):
        kind = next((k for k in ("image", "html", "audio", "video") if isinstance(row, dict) and k in row), None)
        if kind:
            raise ArticleError("this task is of {kind}, not of text. Remove the line.", kind=kind)
        raise ArticleError("a task needs a “text”. Remove the line.")
    answer = row.get("answer")
    answer = answer if answer in ("accept", "reject", "ignore") else "accept"
    status = _STATUS.get(answer, Status.SUGGESTED)
    origin = _annotator(row)
    remarks: list[Message] = []
    rows = [*standoff.objects(row, "spans"), *standoff.objects(row, _UNDECIDED)]
    bare = [each for each in rows if each.get("label") in (None, "")]
    if bare:
        remarks.append(
            Message.counted(
                "{n:,} highlighted place without a label passed over.",
                "{n:,} highlighted places without a label passed over.",
                n=len(bare),
            )
        )
    marks = [_mark(each, status, origin) for each in rows if each.get("label") not in (None, "")]
    marks = _named(marks)
    given = [*standoff.objects(row, "relations"), *standoff.objects(row, _UNDECIDED_RELATIONS)]
    arrows = [_arrow(each, number, marks, rows) for number, each in enumerate(given, 1) if not _is_bare(each, bare)]
    if len(arrows) < len(given):
        remarks.append(
            Message.counted(
                "{n:,} relation between words without a label passed over.",
                "{n:,} relations between words without a label passed over.",
                n=len(given) - len(arrows),
            )
        )
    meta = row.get("meta")
    known = meta_from_json(meta if isinstance(meta, dict) else {})
    chosen = row.get("accept")
    if isinstance(chosen, list) and chosen and "accept" not in known.extra:
        known = replace(known, extra={**known.extra, "accept": chosen})
    named = row.get("id")
    return standoff.article(
        raw, marks, arrows, form="prodigy", meta=known, name=name, units=tuple(OffsetUnit),
        article_id=named if isinstance(named, str) and named else None, tokens=_tokens(row, raw), answer=answer,
        remarks=remarks,
    )  # fmt: skip


def _annotator(row: Json) -> str:
    """Who answered: Prodigy names the session, "dataset-name"."""
    for key in ("_annotator_id", "_session_id"):
        if isinstance(row.get(key), str) and row[key]:
            return f"person:{canonical(row[key])}"
    return ""


def _mark(row: Json, status: Status, origin: str) -> Mark:
    start, end, label = standoff.integer(row.get("start")), standoff.integer(row.get("end")), row.get("label")
    if start is None or end is None or not isinstance(label, str):
        raise ArticleError(
            "a span has no whole numbers as “start” and “end”, or no text as “label”. Mend or remove it."
        )
    words, own, source, note = row.get("text"), row.get("origin"), row.get("source"), row.get("note")
    written, attributes = row.get("status"), row.get("attributes")
    if isinstance(own, str) and own:
        origin = own
    elif isinstance(source, str) and source:
        origin = f"model:{source}"
    return Mark(
        start, end, label,
        words=words if isinstance(words, str) else None,
        id=row["id"] if isinstance(row.get("id"), str) and row["id"] else None,
        status=Status(written) if written in tuple(Status) else status,
        origin=origin,
        score=standoff.number(row.get("score")),
        attributes=attributes if isinstance(attributes, dict) else {},
        note=note if isinstance(note, str) else "",
    )  # fmt: skip


def _named(marks: Sequence[Mark]) -> list[Mark]:
    """Every mark with an id, as relations need them."""
    taken = {mark.id for mark in marks if mark.id is not None}
    if len(taken) < sum(mark.id is not None for mark in marks):
        marks, taken = [replace(mark, id=None) for mark in marks], set()
    number = 0
    found: list[Mark] = []
    for mark in marks:
        if mark.id is None:
            number += 1
            while f"a{number}" in taken:
                number += 1
            mark = replace(mark, id=f"a{number}")
        found.append(mark)
    return found


def _is_bare(row: Json, bare: Sequence[Json]) -> bool:
    """Whether an end of a relation is a word that no span labels, as where syntax is marked."""
    for end in ("head", "child"):
        place = row.get(f"{end}_span")
        if isinstance(place, dict):
            if "label" in place and place["label"] in (None, ""):
                return True
        elif row.get(end) is not None and any(each.get("token_end") == row[end] for each in bare):
            return True
    return False


def _arrow(row: Json, number: int, marks: Sequence[Mark], rows: Sequence[Json]) -> Arrow:
    ends: list[str] = []
    for end in ("head", "child"):
        place = row.get(f"{end}_span")
        place = place if isinstance(place, dict) else {}
        found = next((mark for mark in marks if mark.id is not None and mark.id == place.get("id")), None)
        found = found or next(
            (
                mark
                for mark in marks
                if (mark.start, mark.end) == (place.get("start"), place.get("end"))
                and mark.label == place.get("label", mark.label)
            ),
            None,
        )
        if found is None and not place:
            # Without places of its ends, a relation names the last token of each.
            at = next((at for at, each in enumerate(rows) if each.get("token_end") == row.get(end) is not None), None)
            span = None if at is None else (rows[at].get("start"), rows[at].get("end"))
            found = next((mark for mark in marks if (mark.start, mark.end) == span), None)
        if found is None or found.id is None:
            raise ArticleError(
                "relation {number} has an end that is no span of this task. Mend or remove it.", number=number
            )
        ends.append(found.id)
    label = row.get("label")
    named = row.get("id")
    return Arrow(
        ends[0], ends[1], label if isinstance(label, str) else "", named if isinstance(named, str) and named else None
    )


def _tokens(row: Json, raw: str) -> tuple[Token, ...]:
    """The task's tokens, or none where they are not those of its text."""
    text = canonical(raw)
    if text != raw:
        return ()
    found: list[Token] = []
    at = 0
    for each in standoff.objects(row, "tokens"):
        start, end = standoff.integer(each.get("start")), standoff.integer(each.get("end"))
        if start is None or end is None or not at <= start <= end <= len(text):
            return ()
        if start < end:
            found.append(Token(Span(start, end)))
        at = end
    return tuple(found)


DATASET = DatasetFormat("prodigy", (".jsonl", ".json"), "Prodigy's tasks with answers", read, recognises, holds=HOLDS)
WRITER = WriterFormat(
    "prodigy",
    ".jsonl",
    Message("Prodigy: tasks for ner, spans and relations"),
    ProdigyWriter,
    read,
    digest,
    holds=HOLDS,
)
