"""An article cut into what is laid out at once: paragraphs, and pieces of very long ones.

Display order is text order, but for what stands before the body: the headline comes first, then the line of
metadata, then, folded, the rest of the header.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from enum import IntEnum

from msgspec import Struct

from pressmark.core.article import Article
from pressmark.core.span import trimmed
from pressmark.core.words import splits_character
from pressmark.core.zones import Zone, ZoneKind

LONGEST = 2_000
"""Code points in one display segment."""

# The same lines as `core.text.paragraphs` gives, at a quarter of its cost; a test holds the two together.
_LINE = re.compile(r"[^\s](?:[^\n\u2028\u2029\x0b\x0c\x85]*[^\s])?")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s|[。！？]")


class Kind(IntEnum):
    """What a segment shows. TITLE, META and FOLD have no text of the article in them."""

    HEADLINE = 0
    BODY = 1
    FURNITURE = 2
    TITLE = 3
    META = 4
    FOLD = 5


class Segment(Struct):
    """One row of the page.

    Attributes:
        start, end: code points of the article; both are where it would stand, for a segment without text.
        opens: it begins a paragraph.
        closes: it ends a paragraph.
        group: for FOLD and FURNITURE, where the group of furniture begins: its name.
        count: for FOLD, how many lines it hides or shows.
        last: the end of a group of furniture, where more space follows.
    """

    kind: Kind
    start: int
    end: int
    opens: bool = True
    closes: bool = True
    group: int = -1
    count: int = 0
    last: bool = False


_KIND_OF_ZONE = {
    ZoneKind.HEADLINE: Kind.HEADLINE,
    ZoneKind.DATELINE: Kind.BODY,
    ZoneKind.BODY: Kind.BODY,
    ZoneKind.FURNITURE: Kind.FURNITURE,
    ZoneKind.PUBLISHED: Kind.FURNITURE,
    ZoneKind.STORY_CODE: Kind.FURNITURE,
    ZoneKind.BYLINE: Kind.FURNITURE,
}


_Part = tuple[int, int, Kind]


def _lines(text: str, zones: Collection[Zone]) -> Iterator[_Part]:
    """Every line, cut where it goes from one kind into another; text outside the zones is read as body."""
    ordered = sorted(zones)
    starts = [zone.span.start for zone in ordered]
    for match in _LINE.finditer(text):
        start, end = match.span()
        place = bisect_right(starts, start) - 1
        if place >= 0 and end <= ordered[place].span.end:
            yield start, end, _KIND_OF_ZONE[ordered[place].kind]
        elif not ordered:
            yield start, end, Kind.BODY
        else:
            yield from _parts(text, start, end, ordered[max(place, 0) : bisect_right(starts, end - 1)])


def _parts(text: str, start: int, end: int, zones: Collection[Zone]) -> Iterator[_Part]:
    """The parts of a line that is not of one kind. Neighbours of one kind (dateline, body) stay together."""
    parts: list[_Part] = []

    def put(first: int, last: int, kind: Kind) -> None:
        found = trimmed(text, first, last)
        if found is None:
            return
        if parts and parts[-1][2] is kind:
            parts[-1] = (parts[-1][0], found.end, kind)
        else:
            parts.append((found.start, found.end, kind))

    at = start
    for zone in zones:
        first, last = max(zone.span.start, at), min(zone.span.end, end)
        if first >= last:
            continue
        put(at, first, Kind.BODY)
        put(first, last, _KIND_OF_ZONE[zone.kind])
        at = last
    put(at, end, Kind.BODY)
    return iter(parts)


def _pieces(text: str, start: int, end: int, kind: Kind, group: int) -> Iterator[Segment]:
    """A line as segments of at most `LONGEST` code points, cut behind a sentence, else at a space."""
    opens = True
    while end - start > LONGEST:
        cut = _cut(text, start, start + LONGEST)
        piece = trimmed(text, start, cut)
        if piece is not None:
            yield Segment(kind, piece.start, piece.end, opens, False, group)
            opens = False
        start = cut
    rest = trimmed(text, start, end)
    if rest is not None:
        yield Segment(kind, rest.start, rest.end, opens, True, group)


def _cut(text: str, start: int, limit: int) -> int:
    cut = 0
    for match in _SENTENCE_END.finditer(text, start + LONGEST // 2, limit):
        cut = match.end()
    if cut:
        return cut
    cut = max(text.rfind(" ", start + LONGEST // 2, limit), text.rfind("\t", start + LONGEST // 2, limit)) + 1
    if cut:
        return cut
    cut = limit
    while cut > start + LONGEST // 2 and splits_character(text, cut):
        cut -= 1
    return cut


def cut(article: Article, unfolded: Collection[int] = ()) -> list[Segment]:
    """The rows of the page, from top to bottom.

    Args:
        article: what to show.
        unfolded: names of the groups of furniture whose lines are to be shown.
    """
    head: list[Segment] = []
    header: list[_Part] = []
    rest: list[Segment] = []
    waiting: list[_Part] = []
    text = article.text

    def fold(parts: list[_Part]) -> Iterator[Segment]:
        if not parts:
            return
        group = parts[0][0]
        yield Segment(Kind.FOLD, group, group, group=group, count=len(parts), last=group not in unfolded)
        if group in unfolded:
            segments = [s for start, end, _ in parts for s in _pieces(text, start, end, Kind.FURNITURE, group)]
            segments[-1].last = True
            yield from segments

    for part in _lines(text, article.zones):
        start, end, kind = part
        if kind is Kind.FURNITURE:
            (waiting if rest else header).append(part)
            continue
        if kind is Kind.HEADLINE and not rest:
            head.extend(_pieces(text, start, end, kind, -1))
            continue
        if waiting:
            rest.extend(fold(waiting))
            waiting = []
        if end - start <= LONGEST:
            rest.append(Segment(kind, start, end))
        else:
            rest.extend(_pieces(text, start, end, kind, -1))
    rest.extend(fold(waiting))
    if not head and article.meta.headline:
        head.append(Segment(Kind.TITLE, 0, 0))
    return [*head, Segment(Kind.META, 0, 0), *fold(header), *rest]
