"""Lines of the lossless format as this program writes them, by msgspec: several times as fast as key by key.

`jsonl` can write and read every line; what it must do itself is None here: numbers that msgspec writes otherwise than
Python, halves of surrogate pairs, whatever others put into a line. A test holds both to the same results.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise, repeat
from operator import lt, ne
from typing import Any

import msgspec
from msgspec import Struct

from pressmark.core.annotation import Relation, Status
from pressmark.core.annotations import Annotations
from pressmark.core.article import Article, RawArticle, Tokens
from pressmark.core.codec import meta_from_json, meta_to_json
from pressmark.core.errors import SpanError
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.core.tokens import completed
from pressmark.core.zones import Zone, ZoneKind

_STATUSES = frozenset(map(str, Status))
_STRING = frozenset({str})
_NONE = Annotations.of(())
_SCALARS = frozenset({str, int, bool, type(None)})


class _Zone(Struct, gc=False):
    kind: str
    start: int
    end: int


class _Token(Struct, gc=False, omit_defaults=True):
    id: int
    text: str
    start: int
    end: int
    ws: bool
    pos: str = ""
    sent_start: bool = False


class _Span(Struct, gc=False, omit_defaults=True):
    id: str
    start: int
    end: int
    text: str
    label: str
    token_start: int | None
    token_end: int | None
    status: str
    origin: str
    score: float | None
    attributes: dict[str, Any]
    note: str = ""


class _Relation(Struct, gc=False):
    id: str
    head: str
    child: str
    label: str


class _Line(Struct, gc=False, kw_only=True, omit_defaults=True):
    id: str
    text: str
    meta: dict[str, Any]
    zones: list[_Zone]
    tokens: list[_Token]
    spans: list[_Span]
    relations: list[_Relation]
    done: bool = False
    answer: str


# What a reader wants of them: the rest follows from the text, and nothing is made of it.


class _FoundToken(Struct, gc=False):
    start: int
    end: int
    pos: str = ""
    sent_start: bool = False


class _FoundSpan(Struct, gc=False):
    id: str
    start: int
    end: int
    text: str
    label: str
    status: str
    origin: str
    score: float | None
    attributes: dict[str, Any]
    note: str = ""


class _FoundLine(Struct, gc=False, kw_only=True):
    id: str
    text: str
    meta: dict[str, Any]
    zones: list[_Zone]
    tokens: list[_FoundToken]
    spans: list[_FoundSpan]
    relations: list[_Relation]
    done: bool = False
    answer: str


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(_FoundLine)


def encoded(article: AnnotatedArticle) -> bytes | None:
    """The line without its line end: the bytes that Python's `json` writes."""
    plain = article.article
    marks = Annotations.of(article.annotations).by_position()
    if not _is_plain(plain.meta.extra) or not all(map(_is_plain, filter(None, marks.attributes))):
        return None
    if any(score is not None and not _is_plain(float(score)) for score in marks.scores):
        return None
    tokens = completed(plain.text, article.tokens)
    line = _Line(
        id=plain.id,
        text=plain.text,
        meta=meta_to_json(plain.meta),
        zones=[_Zone(str(zone.kind), zone.span.start, zone.span.end) for zone in plain.zones],
        tokens=_tokens_out(plain.text, tokens),
        spans=_spans_out(plain.text, marks, tokens),
        relations=[_Relation(each.id, each.head, each.child, each.label) for each in article.relations],
        done=plain.done,
        answer=article.answer,
    )
    try:
        return msgspec.json.format(_ENCODER.encode(line), indent=0)
    except UnicodeEncodeError:
        return None


def _is_plain(value: Any) -> bool:
    """Whether both write a value alike: all but floats that one of them writes with an exponent."""
    kind = type(value)
    if kind in _SCALARS:
        return True
    if kind is float:
        return value == 0 or 1e-4 <= abs(value) < 1e16
    if kind is dict:
        if _SCALARS.issuperset(map(type, value.values())):
            return _STRING.issuperset(map(type, value))
        return all(type(name) is str for name in value) and all(map(_is_plain, value.values()))
    return kind is list and all(map(_is_plain, value))


def _tokens_out(text: str, tokens: Tokens) -> list[_Token]:
    ends = tokens.ends
    # Between complete tokens there is white space or nothing.
    spaces = list(map(ne, ends, tokens.starts[1:]))
    if ends:
        spaces.append(ends[-1] < len(text))
    return list(
        map(_Token, range(len(ends)), tokens.words(text), tokens.starts, ends, spaces, tokens.pos, tokens.begins)
    )


def _spans_out(text: str, marks: Annotations, tokens: Tokens) -> list[_Span]:
    if not marks:
        return []
    firsts: list[int | None] = list(map(bisect_left, repeat(tokens.starts), marks.starts))
    lasts: list[int | None] = list(map(bisect_left, repeat(tokens.ends), marks.ends))
    starts, ends = [*tokens.starts, -1], [*tokens.ends, -1]
    if list(map(starts.__getitem__, firsts)) != marks.starts or list(map(ends.__getitem__, lasts)) != marks.ends:  # pyright: ignore[reportArgumentType]
        for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
            # A span that does not begin and end with a token has the numbers of none.
            if starts[first] != marks.starts[number] or ends[last] != marks.ends[number]:  # pyright: ignore[reportArgumentType, reportCallIssue]
                firsts[number] = lasts[number] = None
    return list(
        map(
            _Span,
            marks.ids,
            marks.starts,
            marks.ends,
            marks.words(text),
            marks.labels,
            firsts,
            lasts,
            marks.statuses,
            marks.origins,
            marks.scores,
            marks.attributes,  # pyright: ignore[reportArgumentType] - dicts, says `_is_plain`
            marks.notes,
        )
    )


def read(line: bytes) -> AnnotatedArticle | None:
    """The article of a line; None where the line is not as this program writes it, be it right or wrong."""
    try:
        found = _DECODER.decode(line)
        text = found.text
        if text != canonical(text):
            return None
        annotations = _annotations(found.spans, text)
        tokens = _tokens(found.tokens, text)
        zones = tuple([Zone(Span(each.start, each.end), ZoneKind(each.kind)) for each in found.zones])
    except (msgspec.DecodeError, UnicodeDecodeError, SpanError, ValueError, KeyError, RecursionError):
        return None
    if annotations is None or tokens is None or not found.id or not _in_order(zones, len(text)):
        return None
    ids = set(annotations.ids)
    relations = tuple([Relation(each.id, each.head, each.child, each.label) for each in found.relations])
    for each in relations:
        if each.head not in ids or each.child not in ids or not each.label.strip() or not each.id:
            return None
    if len(ids) != len(annotations) or len({each.id for each in relations}) != len(relations):
        return None
    raw = RawArticle(text, meta_from_json(found.meta), zones)
    article = Article.from_raw(raw, article_id=found.id)
    if found.done:
        article = article.but(done=True)
    return AnnotatedArticle(article, annotations, relations, tokens, found.answer)


def _in_order(zones: Sequence[Zone], length: int) -> bool:
    if not zones or zones[-1].span.end > length:
        return not zones
    return all(before.span.end <= behind.span.start for before, behind in pairwise(zones))


def _annotations(spans: Sequence[_FoundSpan], text: str) -> Annotations | None:
    if not spans:
        return _NONE
    starts = [each.start for each in spans]
    ends = [each.end for each in spans]
    labels = [each.label for each in spans]
    statuses = [each.status for each in spans]
    if min(starts) < 0 or max(ends) > len(text) or not all(map(lt, starts, ends)):
        return None
    if not _STATUSES.issuperset(statuses) or not all(map(str.strip, set(labels))):
        return None
    if [each.text for each in spans] != list(map(text.__getitem__, map(slice, starts, ends))):
        return None
    if len(set(zip(starts, ends, labels, strict=True))) != len(spans):
        return None
    return Annotations(
        [each.id for each in spans],
        starts,
        ends,
        labels,
        statuses,
        [each.origin for each in spans],
        [each.score for each in spans],
        [each.attributes for each in spans],
        [each.note for each in spans],
    ).by_position()


def _tokens(rows: Sequence[_FoundToken], text: str) -> Tokens | None:
    starts = [each.start for each in rows]
    ends = [each.end for each in rows]
    if rows and (min(starts) < 0 or max(ends) > len(text) or not all(map(lt, starts, ends))):
        return None
    return Tokens(starts, ends, [each.pos for each in rows], [each.sent_start for each in rows])
