"""The zones and metadata of an article, found in its plain text.

The text is taken line by line. Lines above the first prose may be the headline, its date, story code and byline;
lines that only a web page has are furniture; everything else is what the article says. In doubt a line is body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressmark.core import furniture, header
from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.header import Item
from pressmark.core.span import Span, trimmed
from pressmark.core.stamps import STAMP, Stamp, day_first_in, stamp_at
from pressmark.core.text import paragraphs
from pressmark.core.zones import Zone, ZoneKind


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HEADER_LINES = 14
_HEADLINE_LENGTH = 220
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*$|[:;,]$")
_ABBREVIATION_END = re.compile(r"(?:\b[A-Z]\.)+$|…$|\.\.\.$")
_PROSE_END = re.compile(r"[.!?…][\'\"”’»)\]]*$")

_SIGN = re.compile(r"\s*[—–]\s*|\s+--?\s+|\s*--\s*|:\s+")
_IN_BRACKETS = re.compile(r"\(([^()]{2,40})\)")
_DAY = re.compile(
    r"\(?\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?)(?:,?\s+\d{4})?\s*\)?",
    re.IGNORECASE,
)
_NO_PLACE = _words(
    "UPDATE UPDATED BREAKING EXCLUSIVE WATCH LIVE VIDEO PHOTO PHOTOS PICTURES OPINION ANALYSIS NEWS WARNING NOTE "
    "CORRECTION EDITORIAL COMMENT EXPLAINER FEATURE INTERVIEW REVIEW PROFILE LISTEN READ ALERT SPOILER"
)
_ENGLISH = _words("the of and to in that was for on it said is with as by at from his he were are had has")


class _Line(Struct):
    """One line with what it was found to be."""

    span: Span
    words: str
    after_blank: bool
    kind: ZoneKind | None = None
    items: tuple[Item, ...] = ()
    rest_at: int = 0

    @property
    def rest(self) -> str:
        """The words behind the header items."""
        return self.words[self.rest_at :] if self.items else self.words

    @property
    def is_prose(self) -> bool:
        return len(self.words) >= 140 or (len(self.words) >= 30 and bool(_PROSE_END.search(self.words)))


def read_layout(
    text: str,
    *,
    meta: ArticleMeta | None = None,
    known: Mapping[int, ZoneKind] | None = None,
) -> RawArticle:
    """Finds zones and metadata.

    Args:
        text: canonical text (`core.text.canonical`).
        meta: what the file itself says about the article; its fields stand, only missing ones are found.
        known: the kind of lines that a reader knows already (from an HTML page), by the line's start offset.

    Returns:
        The text with zones that never overlap, take every character but white space, and stand in order.
    """
    meta = meta or ArticleMeta()
    lines = _lines(text, known or {})
    _find_items(lines)
    _find_furniture(lines)
    _find_headline(lines, meta.headline)
    _find_bare_bylines(lines)
    dateline = _find_dateline(lines)
    for line in lines:
        line.kind = line.kind or ZoneKind.BODY
    zones = _zones(text, lines, dateline)
    return RawArticle(text, _metadata(text, lines, zones, meta, dateline), zones)


def guess_language(text: str) -> str | None:
    """ "en" where the commonest English words make up a good part of the text, else None."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    if len(words) < 5:
        return None
    return "en" if sum(word in _ENGLISH for word in words) / len(words) >= 0.12 else None


def _lines(text: str, known: Mapping[int, ZoneKind]) -> list[_Line]:
    lines: list[_Line] = []
    end = 0
    for span in paragraphs(text):
        blank = text.count("\n", end, span.start) > 1 or not lines
        lines.append(_Line(span, span.of(text) if len(span) <= 2000 else text[span.start : span.start + 2000], blank))
        lines[-1].kind = known.get(span.start)
        end = span.end
    return lines


def _header_end(lines: Sequence[_Line]) -> int:
    """Behind the last line that may belong to the header: the second prose line ends it."""
    prose = 0
    for index, line in enumerate(lines[:_HEADER_LINES]):
        if line.is_prose and line.kind in (None, ZoneKind.BODY) and not line.items:
            prose += 1
            if prose == 2:
                return index
    return min(len(lines), _HEADER_LINES)


def _tail_start(lines: Sequence[_Line]) -> int:
    """The line behind the last prose of the article; the end where no line is prose."""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.is_prose and line.kind in (None, ZoneKind.BODY) and not furniture.is_furniture(line.words):
            return index + 1
    return len(lines)


def _find_items(lines: list[_Line]) -> None:
    """Dates, story codes and bylines above the article; dates and codes that name themselves also below it."""
    for line in lines[:_HEADER_LINES]:
        if line.kind in (None, ZoneKind.BYLINE, ZoneKind.PUBLISHED):
            line.items, line.rest_at = header.items_of(line.words), len(line.words)
    end = _header_end(lines)
    for line in lines[end:_HEADER_LINES]:
        line.items = ()
    seen_prose = False
    for line in lines[:end]:
        if line.kind is None and not line.items and not seen_prose:
            items, at = header.leading_items(line.words)
            if items and _is_glued_header(items, line.words, at):
                line.items, line.rest_at = items, at
        seen_prose = seen_prose or (line.is_prose and not line.items)
    for line in lines[max(end, _tail_start(lines)) :]:
        if line.kind is None:
            items = header.items_of(line.words)
            if items and all(i.labelled and i.kind in (ZoneKind.PUBLISHED, ZoneKind.STORY_CODE) for i in items):
                line.items, line.rest_at = items, len(line.words)


def _is_glued_header(items: Sequence[Item], words: str, at: int) -> bool:
    """Whether a line is a labelled date or story code and then something else, which starts like a sentence."""
    first = items[0]
    if not first.labelled or first.kind not in (ZoneKind.PUBLISHED, ZoneKind.STORY_CODE) or at >= len(words):
        return False
    label = words[: first.stamp.start if first.stamp else first.end]
    strong = ":" in label or "date" in label.lower() or first.kind is ZoneKind.STORY_CODE
    return strong and not words[at].islower() and words[at - 1].isspace()


def _find_furniture(lines: list[_Line]) -> None:
    end = _header_end(lines)
    tail = _tail_start(lines)
    below = False
    in_list = False
    for index, line in enumerate(lines):
        if line.kind is not None or line.items:
            in_list = False
            continue
        words = line.words
        above = index < end and not any(earlier.is_prose for earlier in lines[:index])
        outside = (above and furniture.is_above(words)) or (index >= tail and (below or furniture.is_below(words)))
        if outside or furniture.is_furniture(words):
            line.kind = ZoneKind.FURNITURE
        elif in_list and not line.after_blank and len(words) <= 140 and not _PROSE_END.search(words):
            # Titles right below "Related articles"; a blank line ends them while the article goes on.
            line.kind = ZoneKind.FURNITURE
            continue
        in_list = line.kind is ZoneKind.FURNITURE and furniture.heads_a_list(words)
        below = below or (index >= tail and in_list)
    for line in reversed(lines):
        if line.kind is not ZoneKind.FURNITURE and not line.items:
            if line.kind is not None or not furniture.is_below(line.words) or line is lines[0]:
                break
            line.kind = ZoneKind.FURNITURE


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().casefold()


def _find_headline(lines: list[_Line], known: str | None) -> None:
    if any(line.kind is ZoneKind.HEADLINE for line in lines):
        return
    open_lines = [i for i, line in enumerate(lines[:_HEADER_LINES]) if line.kind is None and not _whole(line)]
    if known:
        wanted = _plain(known)
        for index in open_lines:
            if _plain(lines[index].rest) == wanted and wanted:
                lines[index].kind = ZoneKind.HEADLINE
                return
    if not open_lines or open_lines[0] >= _header_end(lines) + 1:
        return
    index = open_lines[0]
    if _is_headline(lines, index):
        lines[index].kind = ZoneKind.HEADLINE
        if _wraps_on(lines, index):
            lines[index + 1].kind = ZoneKind.HEADLINE


def _whole(line: _Line) -> bool:
    """Whether header items take the whole line."""
    return bool(line.items) and not line.rest


def _is_headline(lines: Sequence[_Line], index: int) -> bool:
    words = lines[index].rest
    if not 2 <= len(words) <= _HEADLINE_LENGTH or not any(character.isalpha() for character in words):
        return False
    ends = _SENTENCE_END.search(words) and not re.search(r"[?!]['\"”’]?$", words)
    if words[0].islower() or (ends and not _ABBREVIATION_END.search(words)):
        return False
    if re.match(r"[-*•–—>]\s", words):
        return False
    later = lines[index + 1 :]
    if not any(line.kind in (None, ZoneKind.BODY) and len(line.words) > max(len(words), 60) for line in later):
        return False
    following = later[0]
    if following.after_blank or following.items or following.kind is not None or lines[index].items:
        return True
    if any(line.items for line in later[:2]) or _wraps_on(lines, index):
        return True
    # No blank line between them: a hard-wrapped paragraph has lines of one length, a headline has a longer one below.
    return len(following.words) > 200 or len(following.words) > 1.5 * len(words)


def _wraps_on(lines: Sequence[_Line], index: int) -> bool:
    """Whether a headline was wrapped: its second line goes on in small letters, is no longer, and ends the block."""
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    return (
        following is not None
        and following.kind is None
        and not following.items
        and not following.after_blank
        and following.words[0].islower()
        and len(following.words) <= len(line.words)
        and not _SENTENCE_END.search(following.words)
        and (index + 2 >= len(lines) or lines[index + 2].after_blank or bool(lines[index + 2].items))
    )


def _find_bare_bylines(lines: list[_Line]) -> None:
    """ "Jane Roe" under the headline and above the date, or with her role: a byline without its "By"."""
    headline = next((i for i, line in enumerate(lines) if line.kind is ZoneKind.HEADLINE), None)
    if headline is None:
        return
    for index in range(headline + 1, min(headline + 4, len(lines))):
        line = lines[index]
        if line.kind is not None or line.items:
            continue
        if not header.is_bare_name(line.words):
            return
        following = lines[index + 1] if index + 1 < len(lines) else None
        dated = following is not None and any(item.kind is ZoneKind.PUBLISHED for item in following.items)
        if dated or header.has_role(line.words):
            names = header.names_in(line.words)
            line.items = (Item(ZoneKind.BYLINE, 0, len(line.words), value=names, labelled=False),)
            line.rest_at = len(line.words)
        return


class _Dateline(Struct, frozen=True):
    """Where the dateline stands, offsets in the text, and the full date in it if there is one."""

    span: Span
    stamp: Stamp | None


def _find_dateline(lines: Sequence[_Line]) -> _Dateline | None:
    for line in lines[: _HEADER_LINES + 4]:
        if line.kind not in (None, ZoneKind.BODY) or _whole(line):
            continue
        words = line.rest
        offset = line.span.start + len(line.words) - len(words)
        end = _dateline_end(words[:200])
        if end is not None and (len(words) > end or not words[end:].strip()):
            stamp = next((found for m in STAMP.finditer(words[:end]) if (found := stamp_at(words, m.start()))), None)
            return _Dateline(Span(offset, offset + len(words[:end].rstrip())), stamp)
        if line.is_prose:
            return None
    return None


def _dateline_end(words: str) -> int | None:
    """Behind the dash or colon of the dateline that a line begins with; None where it begins with none.

    A dateline is a place, then perhaps a region or country, a day, an agency, in commas or brackets. A place in
    capitals is enough before a dash; one in small letters needs a day or an agency, and so does a colon.
    """
    sign = next((match for match in _SIGN.finditer(words[:120]) if not _open_bracket(words[: match.start()])), None)
    if sign is None or sign.end() >= len(words) or words[sign.end()].islower():
        return None
    head = words[: sign.start()]
    extras = [match[1].strip() for match in _IN_BRACKETS.finditer(head)]
    place, *parts = (part.strip() for part in _IN_BRACKETS.sub(" ", head).split(","))
    if not _is_place(place) or place.upper().strip(".") in _NO_PLACE or place.split()[0].upper() in _NO_PLACE:
        return None
    dated = False
    named = False
    for extra in extras:
        if _is_day(extra):
            dated = True
        elif len(extra) <= 24 and extra[0].isupper():
            named = True
        else:
            return None
    for part in parts:
        if _is_day(part) or (dated and re.fullmatch(r"\d{4}", part)):
            dated = True
        elif not _is_place(part):
            return None
    capitals = place == place.upper()
    if sign[0].startswith(":"):
        capitals = capitals and named
        named = False
    return sign.end() if dated or named or capitals else None


def _open_bracket(words: str) -> bool:
    return words.count("(") > words.count(")")


def _is_place(words: str) -> bool:
    """One to four words that begin with capitals ("TEL AVIV/GAZA", "Isle of Wight")."""
    parts = re.split(r"[\s/-]+", words)
    letters = [part for part in parts if part and part[0].isalpha()]
    return (
        1 <= len(parts) <= 6
        and len(letters) == len(parts)
        and not parts[0][0].islower()
        and all(not part[0].islower() or part in ("of", "the", "and", "upon", "de", "la", "al", "el") for part in parts)
        and sum(character.isalpha() for character in words) >= 2
        and re.search(r"[^\w\s.'’/\u0300-\u036f-]", words) is None
    )


def _is_day(words: str) -> bool:
    return bool(_DAY.fullmatch(words) or STAMP.fullmatch(words))


def _zones(text: str, lines: Sequence[_Line], dateline: _Dateline | None) -> tuple[Zone, ...]:
    zones: list[Zone] = []

    def add(start: int, end: int, kind: ZoneKind) -> None:
        span = trimmed(text, start, end)
        if span is None:
            return
        if zones and zones[-1].kind is kind and kind is not ZoneKind.DATELINE:
            span = Span(zones.pop().span.start, span.end)
        zones.append(Zone(span, kind))

    for line in lines:
        start, end = line.span.start, line.span.end
        for index, item in enumerate(line.items):
            following = line.items[index + 1].start if index + 1 < len(line.items) else line.rest_at
            item_start = start if index == 0 else line.span.start + item.start
            add(item_start, line.span.start + following, item.kind)
            start = line.span.start + following
        if start < end:
            kind = line.kind or ZoneKind.BODY
            if dateline is not None and start <= dateline.span.start < end:
                add(start, dateline.span.start, kind)
                add(dateline.span.start, dateline.span.end, ZoneKind.DATELINE)
                start = dateline.span.end
            add(start, end, kind)
    return tuple(zones)


def _metadata(
    text: str, lines: Sequence[_Line], zones: Sequence[Zone], meta: ArticleMeta, dateline: _Dateline | None
) -> ArticleMeta:
    items = [item for line in lines for item in line.items]
    headline = meta.headline
    if headline is None:
        zone = next((zone for zone in zones if zone.kind is ZoneKind.HEADLINE), None)
        headline = " ".join(zone.span.of(text).split()) if zone else None
    published = meta.published
    if published is None:
        item = header.first_published(items)
        stamp = item.stamp if item else dateline.stamp if dateline else None
        if stamp is not None:
            published = stamp.iso(day_first=day_first_in(text) if stamp.ambiguous else None)
    code = meta.story_code or next((item.value for item in items if item.kind is ZoneKind.STORY_CODE), None)
    byline = meta.byline or next((item.value for item in items if item.kind is ZoneKind.BYLINE and item.value), None)
    language = meta.language or guess_language(text)
    return replace(meta, headline=headline, published=published, story_code=code, byline=byline, language=language)
