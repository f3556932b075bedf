"""What formats share that hold a text and, beside it, where its marks are.

Programs count offsets in code points, in UTF-16 units (whatever is written in JavaScript or Java), in bytes of UTF-8 or
in grapheme clusters, and seldom say in which. Where a file says a mark's words too, the unit is the one in which the
words are found; it is the same for all marks of an article.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle, Token
from pressmark.core.codec import meta_to_json
from pressmark.core.errors import FaultError
from pressmark.core.layout import read_layout
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.core.tokens import is_boundary
from pressmark.core.zones import Zone
from pressmark.formats import json_reading
from pressmark.formats.base import Holds, OffsetUnit
from pressmark.formats.text_lines import wrong_line

GRAPHEMES = "grapheme clusters"
"""Doccano's second way to count."""

Unit = OffsetUnit | str

_UNIT_NAMES = {
    OffsetUnit.CODE_POINTS: Message("Unicode code points"),
    OffsetUnit.UTF16: Message("UTF-16 units"),
    OffsetUnit.UTF8: Message("bytes of UTF-8"),
    GRAPHEMES: Message("grapheme clusters"),
}


class ArticleError(FaultError):
    """What is wrong with an article of a file, as a sentence without its place."""


class Mark(Struct, frozen=True):
    """A mark as a file holds it.

    Attributes:
        start: where it begins, in the file's unit, in the text as it stands in the file.
        end: behind its last character.
        words: what the file says it covers; None where it does not say.
        id: the file's own, unique in the article, or None.
    """

    start: int
    end: int
    label: str
    words: str | None = None
    id: str | None = None
    status: Status = Status.ACCEPTED
    origin: str = ""
    score: float | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


class Arrow(Struct, frozen=True):
    """A relation as a file holds it: its ends are ids of marks."""

    head: str
    child: str
    label: str
    id: str | None = None


def articles(
    path: Path, make: Callable[[Any], Iterable[AnnotatedArticle]], *, member: str | None = None
) -> Iterator[AnnotatedArticle]:
    """The articles of a file of JSON lines, or of a JSON array, lazily.

    Args:
        path: the file.
        make: those of one element; may raise `ArticleError`.
        member: as `json_reading.elements`.

    Raises:
        UserError: naming file and line.
    """
    for line, row in json_reading.elements(path, member):
        try:
            yield from make(row)
        except ArticleError as error:
            raise wrong_line(path.name, line, error.sentence) from error


def objects(row: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects that a list of this name holds, if there is one.

    Raises:
        ArticleError: for anything else of this name.
    """
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ArticleError("“{key}” is not a list of objects. Mend or remove it.", key=key)
    return value


def offsets(text: str, unit: Unit) -> list[int] | None:
    """For each offset in a unit the code point offset, -1 inside a character; None where they are the same."""
    if unit == OffsetUnit.CODE_POINTS or (text.isascii() and not (unit == GRAPHEMES and "\r\n" in text)):
        return None
    found: list[int] = []
    if unit == GRAPHEMES:
        found = [at for at in range(len(text)) if is_boundary(text, at) and text[at - 1 : at + 1] != "\r\n"]
        return [*found, len(text)] if text else None
    for at, character in enumerate(text):
        found.append(at)
        width = (2 if character > "\uffff" else 1) if unit == OffsetUnit.UTF16 else _utf8_width(character)
        found.extend([-1] * (width - 1))
    return [*found, len(text)]


def _utf8_width(character: str) -> int:
    return 1 if character < "\x80" else 2 if character < "\u0800" else 3 if character <= "\uffff" else 4


class Counted:
    """Code points of one text as offsets in a unit, for writers."""

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        table = offsets(text, unit)
        self._units = None if table is None else [at for at, point in enumerate(table) if point >= 0]

    def __call__(self, offset: int) -> int:
        """The offset of a code point."""
        return offset if self._units is None else self._units[offset]


def moves(raw: str, text: str) -> list[int] | None:
    """Where each offset of a raw text lies in the canonical one; None where nothing moves."""
    if len(raw) == len(text):
        return None
    moved: list[int] = []
    at = 0
    for index, character in enumerate(raw):
        moved.append(at)
        dropped = (index == 0 and character == "\ufeff") or (character == "\r" and raw[index + 1 : index + 2] == "\n")
        at += not dropped
    return [*moved, at]


def article(
    raw_text: str,
    marks: Sequence[Mark],
    arrows: Iterable[Arrow] = (),
    *,
    form: str,
    meta: ArticleMeta,
    name: str,
    units: Sequence[Unit] = (OffsetUnit.CODE_POINTS, OffsetUnit.UTF16, OffsetUnit.UTF8),
    article_id: str | None = None,
    zones: Sequence[Zone] | None = None,
    tokens: Sequence[Token] = (),
    answer: str = "accept",
    done: bool = False,
    remarks: Sequence[Message] = (),
) -> AnnotatedArticle:
    """An article from what a file says of it.

    Args:
        raw_text: as it stands in the file; the offsets are those of this text.
        marks: in any order. Equal ones become one, those without length none; a remark says so.
        arrows: by the marks' ids.
        form: the format's name, the origin of marks that have none.
        meta: what the file says about the article. Where it gives the article an id of ours, that is all there is to
            say; else what is missing is found in the text.
        name: of the file.
        units: in what the offsets may be counted, the likeliest first.
        article_id: as a writer of ours put it there, or None.
        zones: found in the text where None; their offsets are those of the canonical text.
        tokens: in code points of the canonical text.
        answer: as Prodigy writes it.
        done: whether the article is finished.
        remarks: sentences for whoever imports it.

    Raises:
        ArticleError: where a mark does not fit in any unit, or an arrow leads nowhere.
    """
    text = canonical(raw_text)
    said = list(remarks)
    unit, spans = _placed(raw_text, text, marks, units)
    if unit != units[0]:
        said.append(read_as(unit))
    if article_id is None and meta.source is None:
        meta = replace(meta, source=name)
    laid_out = read_layout(text, meta=meta) if zones is None else RawArticle(text, meta, tuple(zones))
    raw = laid_out if article_id is None else replace(laid_out, meta=meta)
    one = replace(Article.from_raw(raw, article_id=article_id), done=done)
    annotations, ids = _annotations(marks, spans, form, said)
    relations = _relations(arrows, ids, said)
    return AnnotatedArticle(one, annotations, relations, tokens, answer, tuple(said))


def _placed(raw: str, text: str, marks: Sequence[Mark], units: Sequence[Unit]) -> tuple[Unit, list[tuple[int, int]]]:
    """The unit in which all marks fit, and their places in the canonical text."""
    moved = moves(raw, text)
    trouble: ArticleError | None = None
    for unit in units:
        table = offsets(raw, unit)
        try:
            return unit, [_place(raw, text, mark, table, moved, unit) for mark in marks]
        except ArticleError as error:
            trouble = trouble or error
    raise trouble or ArticleError("no unit of offsets was given")


def _place(
    raw: str, text: str, mark: Mark, table: list[int] | None, moved: list[int] | None, unit: Unit
) -> tuple[int, int]:
    last = len(raw) if table is None else len(table) - 1
    start, end = mark.start, mark.end
    if not 0 <= start <= end <= last:
        raise ArticleError(
            "the mark {label} at {start}–{end} is not inside the text, which has {last:,} {unit}. Mend its offsets.",
            label=short(mark.label),
            start=start,
            end=end,
            last=last,
            unit=_UNIT_NAMES[unit],
        )
    if table is not None:
        start, end = table[start], table[end]
        if start < 0 or end < 0:
            raise ArticleError(
                "the mark {label} at {start}–{end} begins or ends inside a character, in {unit}. Mend its offsets.",
                label=short(mark.label),
                start=mark.start,
                end=mark.end,
                unit=_UNIT_NAMES[unit],
            )
    if moved is not None:
        start, end = moved[start], moved[end]
    if mark.words is not None and not _same(mark.words, text[start:end]):
        raise ArticleError(
            "the mark {label} at {start}–{end} says “{words}”, but there the text is “{there}”. Mend its offsets.",
            label=short(mark.label),
            start=mark.start,
            end=mark.end,
            words=short(mark.words),
            there=short(text[start:end]),
        )
    return start, end


def misfits(raw: str, marks: Sequence[Mark], unit: Unit) -> list[int]:
    """The numbers of the marks that do not fit when their offsets count this unit."""
    text = canonical(raw)
    moved, table = moves(raw, text), offsets(raw, unit)
    found: list[int] = []
    for number, mark in enumerate(marks):
        try:
            _place(raw, text, mark, table, moved, unit)
        except ArticleError:
            found.append(number)
    return found


def _same(said: str, there: str) -> bool:
    """Whether words are the same but for white space, which programs change where they show a mark's words."""
    return said == there or "".join(said.replace("\\n", "\n").split()) == "".join(there.replace("\\n", "\n").split())


_RANK = {Status.ACCEPTED: 0, Status.REJECTED: 1, Status.SUGGESTED: 2}


def _annotations(
    marks: Sequence[Mark], places: Sequence[tuple[int, int]], form: str, said: list[Message]
) -> tuple[tuple[Annotation, ...], dict[str, str]]:
    """The annotations, and the id of each by every id that the file has for it."""
    taken = {mark.id for mark in marks if mark.id is not None}
    at_place: dict[tuple[int, int, str], Annotation] = {}
    ids: dict[str, str] = {}
    empty = double = number = 0
    for mark, (start, end) in zip(marks, places, strict=True):
        if not mark.label.strip():
            raise ArticleError(
                "the mark at {start}–{end} has no label. Give it one or remove it.", start=mark.start, end=mark.end
            )
        if start == end:
            empty += 1
            continue
        named = mark.id
        if named is None:
            number += 1
            while f"a{number}" in taken:
                number += 1
            named = f"a{number}"
        elif named in ids:
            raise ArticleError("two marks have the id “{short}”. Give each its own.", short=short(named))
        key = (start, end, mark.label)
        there = at_place.get(key)
        if there is not None:
            double += 1
            ids[named] = there.id
            if _RANK[mark.status] >= _RANK[there.status]:
                continue
            named = there.id
        ids[named] = named
        at_place[key] = Annotation(
            named, Span(start, end), mark.label, mark.status, mark.origin or f"import:{form}", mark.score,
            mark.attributes, mark.note,
        )  # fmt: skip
    if empty:
        said.append(
            Message.counted(
                "{n:,} mark without any text passed over.", "{n:,} marks without any text passed over.", n=empty
            )
        )
    if double:
        said.append(
            Message.counted(
                "{n:,} mark with the place and label of another became one with it.",
                "{n:,} marks with the place and label of another became one with it.",
                n=double,
            )
        )
    return tuple(by_position(at_place.values())), ids


def _relations(arrows: Iterable[Arrow], ids: Mapping[str, str], said: list[Message]) -> tuple[Relation, ...]:
    arrows = list(arrows)
    taken = {arrow.id for arrow in arrows if arrow.id}
    found: dict[str, Relation] = {}
    drawn: set[tuple[str, str, str]] = set()
    double = 0
    for number, arrow in enumerate(arrows, 1):
        for end in (arrow.head, arrow.child):
            if end not in ids:
                raise ArticleError(
                    "relation {number} leads to “{short}”, which is no mark of it. Mend or remove it.",
                    number=number,
                    short=short(end),
                )
        if not arrow.label.strip():
            raise ArticleError("relation {number} has no label. Give it one or remove it.", number=number)
        key = (ids[arrow.head], ids[arrow.child], arrow.label)
        if key in drawn:
            double += 1
            continue
        drawn.add(key)
        named = arrow.id or next(name for each in count(number) if (name := f"r{each}") not in taken)
        taken.add(named)
        if named in found:
            raise ArticleError("two relations have the id “{short}”. Give each its own.", short=short(named))
        found[named] = Relation(named, *key)
    if double:
        said.append(
            Message.counted(
                "{n:,} relation with the ends and label of another became one with it.",
                "{n:,} relations with the ends and label of another became one with it.",
                n=double,
            )
        )
    return tuple(found.values())


def digest(article: AnnotatedArticle, *, holds: Collection[Holds], ids: bool = False) -> bytes:
    """16 bytes that name what a format gives back of an article.

    Args:
        article: as it was written, or as it was read.
        holds: what the format keeps; marks and their labels are always compared.
        ids: whether it keeps the names of articles, marks and relations too.
    """
    plain = article.article
    marks = by_position(article.annotations)
    places = {mark.id: (mark.span.start, mark.span.end, mark.label) for mark in marks}
    rows = [
        (
            mark.id if ids else None,
            places[mark.id],
            str(mark.status) if Holds.STATUS in holds else None,
            (mark.origin, mark.score) if Holds.ORIGIN in holds else None,
            mark.attributes if Holds.ATTRIBUTES in holds else None,
            mark.note if Holds.NOTES in holds else None,
        )
        for mark in marks
    ]
    arrows = [(r.id if ids else None, places[r.head], places[r.child], r.label) for r in article.relations]
    values = (
        plain.id if ids else None,
        plain.text if Holds.TEXT in holds else None,
        meta_to_json(plain.meta) if Holds.METADATA in holds else None,
        [(str(zone.kind), zone.span.start, zone.span.end) for zone in plain.zones] if Holds.ZONES in holds else None,
        rows,
        sorted(arrows, key=repr) if Holds.RELATIONS in holds else None,
    )
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=dict).encode("ascii")).digest()[:16]


def integer(value: Any) -> int | None:
    """A whole number as JSON files write it (3, 3.0, "3"), or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and len(value) < 20 and value.strip().isascii() and value.strip().isdigit():
        return int(value)
    return None


def number(value: Any) -> float | None:
    """A score as JSON files write it, or None where it is none."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300:
        return float(value)
    return None


def short(words: str) -> str:
    """A file's words for the middle of a sentence."""
    words = " ".join(words.split())
    return words if len(words) <= 40 else f"{words[:39]}…"


def read_as(unit: Unit) -> Message:
    """What is said of an article whose offsets are in another unit than the first that they might be in."""
    return Message(
        "Offsets were read as {unit}, as only so they fit the words that they stand for.", unit=_UNIT_NAMES[unit]
    )


def parted(count: int) -> Message:
    """What is said of marks that were in pieces."""
    return Message.counted(
        "{n:,} discontinuous mark read as a whole; the pieces are an attribute.",
        "{n:,} discontinuous marks read as a whole; the pieces are an attribute.",
        n=count,
    )


SPACES_PUT_IN = Message("White space between tokens is not in the file; one space was put there.")
