"""Dates and times: where they stand, and what day, month or length of time they mean.

The rules are in `date_rules`, their words in `date_words`, the calendar in `timex`. Here matches are chosen, widened by
the words that belong to them ("late", "about", "morning"), and read in the order of the text, because "two years
later" counts from the date before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pressmark.core.annotation import Candidate
from pressmark.core.errors import Cancelled
from pressmark.core.span import Span
from pressmark.detect.date_context import Context, Match, Rule, Timex
from pressmark.detect.date_rules import RULES
from pressmark.detect.date_words import (
    AROUND,
    EDGES,
    MONTHS,
    NEED_CAPITALS,
    PARTS,
    PARTS_OF_DAY,
)
from pressmark.detect.numbers import lowered
from pressmark.detect.timex import CLOCK_UNITS, Day, Unit

VERSION = "dates-1"
ORIGIN = "rule:dates"


@dataclass(frozen=True, slots=True)
class DateFindings:
    """The dates of an article.

    Attributes:
        candidates: in text order, none overlapping another.
    """

    candidates: tuple[Candidate, ...]

    def inside(self, span: Span) -> list[Span]:
        """The places of those inside a span, in order."""
        first = bisect_left(self.candidates, span.start, key=lambda c: c.span.start)
        found: list[Span] = []
        for candidate in self.candidates[first:]:
            if candidate.span.start >= span.end:
                break
            found.append(candidate.span)
        return found


def find(
    text: str,
    spans: Iterable[Span],
    *,
    published: str | None,
    cancelled: Callable[[], bool] | None = None,
) -> DateFindings:
    """Every date and time in some parts of an article.

    Args:
        text: the article.
        spans: the parts to look at, in order, not overlapping.
        published: the publish date as ISO 8601, or None; days are then left open ("XXXX-WXX-3").
        cancelled: asked between two parts.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    reader = _Reader(text, Day.parse(published))
    candidates: list[Candidate] = []
    for span in spans:
        if cancelled is not None and cancelled():
            raise Cancelled
        candidates += reader.read(span)
    return DateFindings(tuple(candidates))


def read(text: str, span: Span, *, published: str | None) -> dict[str, Any] | None:
    """What the words of a span mean as a date, or None where they are not read as one.

    Looks at the paragraph around for what it says of the time ("will", a date before). A span that is a little wider
    or narrower than the expression the rules know gets that expression's reading.
    """
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    start, end = max(start, span.start - 2_000), min(end, span.end + 500)
    window, span, habits = text[start:end], span.moved(-start), text[:_SAMPLE]
    reader = _Reader(window, Day.parse(published), habits=habits)
    best: Candidate | None = None
    for candidate in reader.read(Span(0, len(window))):
        if candidate.span == span:
            return dict(candidate.attributes)
        if candidate.span.overlaps(span) and (best is None or len(candidate.span) > len(best.span)):
            best = candidate
    if best is not None and (span.contains(best.span) or 2 * len(span) >= len(best.span)):
        return dict(best.attributes)
    alone = _Reader(window, Day.parse(published), habits=habits).read(span)
    return dict(alone[0].attributes) if alone else None


def label_of(timex_type: str, unit: Unit) -> str:
    """OntoNotes: TIME for what is shorter than a day, DATE for the rest."""
    return "TIME" if timex_type == "TIME" or (timex_type != "DATE" and unit in CLOCK_UNITS) else "DATE"


# -- what the words around say ---------------------------------------------------------------------------------------

_AHEAD_OR_BACK = re.compile(
    r"\b(?:(?P<ahead>"
    r"(?:(?:is|are) )?(?:will|would|shall|to|must|should|could|can|may|might) (?:also |not |only )?"
    r"(?:be|have been) [a-z]+|(?:is|are) (?:also |now )?(?:[a-z]+ing|due|set|scheduled|to)|will|won't|shall|would"
    r"|to be|due|scheduled|slated|set to|plans?|planned|planning|expects?|expected|upcoming|hopes?|going to|until|till"
    r"|expires?|deadline|ahead of|preparing|prepares|could|can|must|should)"
    r"|(?P<back>was|were|had|did|said|told|ago|since|held|began|came|took|went|made|won|lost|left|found|hit|met|fell|rose"
    r"|struck|sent|built|paid|sold|ran|kept|became|broke|fought|fled|gave|got|grew|saw|sank|shot|spoke|stood|wrote|brought"
    r"|bought|caught|felt|heard|led|drove|threw|withdrew|swept|burst|[a-z]{2,}ed))\b"
    r"|'ll\b"
)
_SENTENCE_END = re.compile(r"[.!?;\n]")


def _direction(low: str, start: int, end: int) -> int:
    """+1 for the future, -1 for the past, 0 unknown: by the cue nearest before the date, else the nearest behind it."""
    first = max(0, start - 120)
    for stop in _SENTENCE_END.finditer(low, first, start):
        if stop.end() < start and low[stop.end()].isspace():
            first = stop.end()
    for cue in reversed(list(_AHEAD_OR_BACK.finditer(low, first, start))):
        return -1 if cue["back"] else 1
    stop = _SENTENCE_END.search(low, end, end + 80)
    cue = _AHEAD_OR_BACK.search(low, end, stop.start() if stop else end + 80)
    return 0 if cue is None else -1 if cue["back"] else 1


_EXPLICIT_YEAR = re.compile(r"(?<![0-9,.$£€])(?:1[5-9]|20)[0-9]{2}(?![0-9,]|\.[0-9])")
_NUMERIC = re.compile(r"(?<![0-9/.-])([0-9]{1,2})[/-]([0-9]{1,2})[/-](?:[0-9]{4}|[0-9]{2})(?![0-9/-])")
_DAY_FIRST = re.compile(rf"\b[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})\b")
_MONTH_FIRST = re.compile(rf"\b(?:{'|'.join(MONTHS)})\.? [0-9]{{1,2}}\b")
_SAMPLE = 100_000
"""Code points that are looked at to learn how an article writes dates."""


def _is_history(low: str, anchor: Day | None) -> bool:
    """Whether an article tells of years long past, so that "in April" is the April after the date before it."""
    years = [int(match[0]) for match in _EXPLICIT_YEAR.finditer(low)]
    if anchor is None:
        return len(years) >= 3
    old = sum(1 for year in years if year < anchor.year - 1)
    return len(years) >= 6 and old >= 0.7 * len(years)


def _day_first(low: str) -> bool | None:
    for match in _NUMERIC.finditer(low):
        if int(match[1]) > 12 >= int(match[2]):
            return True
        if int(match[2]) > 12 >= int(match[1]):
            return False
    day = sum(1 for _ in _DAY_FIRST.finditer(low))
    month = sum(1 for _ in _MONTH_FIRST.finditer(low))
    return None if day == month else day > month


# -- the reader ------------------------------------------------------------------------------------------------------

_EDGE_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:the )?(?:very )?(?P<edge>early|mid|late)(?:[- ]|-to-late[- ]| in (?:the )?)"
    r"|(?:the )?(?:very )?(?P<of>beginning|start|early part|middle|end|close) of (?:the )?)$"
)
_PART_BEFORE = re.compile(rf"(?<![^\W_])(?:the )?(?:early |late )?{PARTS['part']} (?:of|on) (?:the )?$")
_PART_BEHIND = re.compile(rf" (?:early |late )?{PARTS['part']}")
_AROUND_BEFORE = re.compile(rf"(?<![^\W_])(?P<around>{'|'.join(sorted(AROUND, key=len, reverse=True))}) (?:the )?$")
_MEASURES = re.compile(
    r"\b(?:for|took|take|takes|taken|lasted|lasts|last|spent|spend|after|in|of|by|than|is|was|are|were|be|been|to|and|had|has)"
    r" $"
)
"""Words behind which "over 20 years" is a length; elsewhere it says during which time something goes on."""
_REACH = 28
"""Code points before a date in which the words that belong to it are looked for."""
_DAY_OF_VALUE = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|XXXX-[0-9]{2}-[0-9]{2}|XXXX-WXX-[1-7])(?=T|$)")
_AND = re.compile(r" ?(?:-|–|—|to|and|or|until|through|,) ?(?:the |on |in |from )?")
_CLOCK_REACH = 60
"""How far a time of day may stand from its day."""
_LAST_REACH = 1_500
"""How far back the date may stand that "two years later" counts from; in a history, as far as it is."""

_TRIGGER = re.compile(
    r"[0-9]|day|week|month|year|hour|minute|second|night|morning|evening|noon|decade|centur|fortnight|quarter|season"
    r"|spring|summer|autumn|fall|winter|yesterday|tomorrow|ties\b|\bnow\b|current|recent|present|moment|future|easter|thanksgiving|n[oi]vruz|nowruz|dawn|dusk|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue"
    r"|wed|thu|fri|sat|sun|christmas|halloween|new year|clock|daily|annual|hourly|midday|lunch|dawn|dusk|min|sec|yr"
)
_BEFORE_TRIGGER, _BEHIND_TRIGGER = 64, 64


@dataclass(frozen=True, slots=True)
class _Chosen:
    start: int
    end: int
    rule: Rule
    match: Match


class _Reader:
    """Reads the parts of one article in order and remembers the last date."""

    def __init__(self, text: str, anchor: Day | None, *, habits: str | None = None) -> None:
        self._text = text
        self._low = lowered(text)
        sample = self._low[:_SAMPLE] if habits is None else lowered(habits)
        self._last: Day | None = None
        self._last_end = 0
        self._lead_day: tuple[str, str | None] | None = None
        self._last_day: tuple[str, str | None] | None = None
        self._context = Context(
            anchor,
            text,
            self._low,
            lambda start, end: _direction(self._low, start, end),
            day_first=_day_first(sample),
            history=_is_history(sample, anchor),
        )

    def read(self, span: Span) -> list[Candidate]:
        """The dates of one part, in order."""
        chosen = list(self._choose(span))
        candidates: list[Candidate] = []
        floor = span.start
        for at, one in enumerate(chosen):
            ceiling = chosen[at + 1].start if at + 1 < len(chosen) else span.end
            candidate = self._candidate(one, floor, ceiling, chosen, at, candidates)
            if candidate is not None:
                candidates.append(candidate)
                floor = candidate.span.end
        return candidates

    def _choose(self, span: Span) -> Iterator[_Chosen]:
        """The longest match at each place, from left to right, of those that can be read."""
        found: list[tuple[int, int, int, Match]] = []
        for start, end in self._windows(span):
            for order, rule in enumerate(RULES):
                found += [(m.start(), -m.end(), order, m) for m in rule.pattern.finditer(self._low, start, end)]
        found.sort(key=lambda row: row[:3])
        reached = span.start
        for start, minus_end, order, match in found:
            if start < reached or (-minus_end < span.end and _cuts_word(self._low, -minus_end)):
                continue
            rule = RULES[order]
            if not self._has_capitals(match):
                continue
            timex = rule.read(match, self._context)
            if timex is None:
                continue
            end = -minus_end - timex.end_early
            if self._low[end - 1] == "." and self._low[end - 2] != "m":
                end -= 1  # the end of the sentence, or of "Nov."; "p.m." keeps its own
            chosen = _Chosen(start + timex.start_late, end, rule, match)
            reached = chosen.end
            yield chosen

    def _windows(self, span: Span) -> Iterator[tuple[int, int]]:
        """The stretches around words that can be a part of a date: the rules run on nothing else."""
        low, begun, until = self._low, -1, -1
        for trigger in _TRIGGER.finditer(low, span.start, span.end):
            if begun < 0 or trigger.start() - _BEFORE_TRIGGER > until:
                if begun >= 0:
                    yield begun, until
                begun = max(span.start, trigger.start() - _BEFORE_TRIGGER)
                while begun > span.start and low[begun - 1].isalnum() and trigger.start() - begun < 2 * _BEFORE_TRIGGER:
                    begun -= 1
            until = min(span.end, trigger.end() + _BEHIND_TRIGGER)
        if begun >= 0:
            yield begun, until

    def _has_capitals(self, match: Match) -> bool:
        """Whether names that are also words ("may", "sun") are written as names, and stand where a date can."""
        groups = match.groupdict()
        for name in ("month", "weekday", "last_month"):
            word = groups.get(name)
            if word is None:
                continue
            start = match.start(name)
            if word.rstrip(".") in NEED_CAPITALS and not self._text[start].isupper():
                return False
            alone = not any(groups.get(other) for other in ("day", "year", "short")) and name == "month"
            if alone and not self._may_be_month(word.rstrip("."), start, match.end(name)):
                return False
        season = groups.get("season")
        return season is None or season != "fall" or "which" in groups or bool(groups.get("year"))

    def _may_be_month(self, word: str, start: int, end: int) -> bool:
        if len(word) > 3 and word not in ("march", "april", "august", "june", "sept"):
            return True
        low, before = self._low, self._text[max(0, start - 24) : start]
        led = re.search(
            r"\b(?:in|last|this|next|since|by|until|till|of|from|to|early|late|mid|and|between|before|after|during|for|through"
            r"|every|each)[ -]$|[,(–-] ?$",
            low[max(0, start - 16) : start],
        )
        if led is None and re.search(r"(?:^|\W)[A-Z][\w’'-]+ $", before):
            return False  # "Theresa May", "Women's March"
        if word in ("may", "march"):
            return led is not None
        if len(word) <= 3 or word == "sept":
            return led is not None and (low[end : end + 1] == "." or word in ("sep", "oct", "nov", "feb", "jul"))
        return True

    # -- one expression ----------------------------------------------------------------------------------------------

    def _candidate(
        self, one: _Chosen, floor: int, ceiling: int, chosen: Sequence[_Chosen], at: int, before: Sequence[Candidate]
    ) -> Candidate | None:
        told = self._context.history or one.start - self._last_end <= _LAST_REACH
        near = self._last if told else None
        context = replace(self._context, last=near, year_behind=self._year_behind(one, chosen, at))
        timex = one.rule.read(one.match, context)
        if timex is None:
            return None
        start, end = one.start, one.end
        if timex.type == "TIME" and timex.value.startswith("T"):
            timex = self._on_its_day(timex, one, chosen, at, before)
        elif timex.type == "DATE" and timex.unit is Unit.DAY:
            behind = _PART_BEHIND.match(self._low, end, ceiling)
            if behind is not None and not _cuts_word(self._low, behind.end()):
                timex = replace(timex, type="TIME", value=timex.value + PARTS_OF_DAY[behind["part"]], unit=Unit.HOUR)
                end = behind.end()
            else:
                ahead = _PART_BEFORE.search(self._low, max(floor, start - _REACH), start)
                if ahead is not None:
                    timex = replace(timex, type="TIME", value=timex.value + PARTS_OF_DAY[ahead["part"]], unit=Unit.HOUR)
                    start = ahead.start()
        if timex.period and timex.mod is None:
            edge = _EDGE_BEFORE.search(self._low, max(floor, start - _REACH), start)
            if edge is not None:
                timex, start = replace(timex, mod=EDGES[edge["edge"] or edge["of"]]), edge.start()
        if timex.mod is None and (timex.type in ("DURATION", "TIME") or one.rule.name == "two years ago"):
            around = _AROUND_BEFORE.search(self._low, max(floor, start - _REACH), start)
            if around is not None and self._bounds(around, timex):
                timex, start = replace(timex, mod=AROUND[around["around"]]), around.start()
        self._remember(timex, end)
        attributes = {"type": timex.type, "value": timex.value, "mod": timex.mod, "anchor": timex.anchor}
        return Candidate(Span(start, end), label_of(timex.type, timex.unit), ORIGIN, timex.score, attributes)

    def _year_behind(self, one: _Chosen, chosen: Sequence[_Chosen], at: int) -> int | None:
        """The year of the date that follows in one phrase: "January 23 to March 9, 2014"."""
        if at + 1 >= len(chosen):
            return None
        following = chosen[at + 1]
        year = following.match.groupdict().get("year")
        if year is None or not _AND.fullmatch(self._low, one.end, following.start):
            return None
        return int(year) if len(year) == 4 and following.match.groupdict().get("month") else None

    def _bounds(self, around: Match, timex: Timex) -> bool:
        """Whether a word before a length of time says how long, and is no preposition: "over 20 years" may be both."""
        word = around["around"]
        if timex.type == "TIME":
            return word not in ("over", "under", "some")
        return word != "over" or bool(_MEASURES.search(self._low, max(0, around.start() - 16), around.start()))

    def _on_its_day(
        self, timex: Timex, one: _Chosen, chosen: Sequence[_Chosen], at: int, before: Sequence[Candidate]
    ) -> Timex:
        """A time of day, on the day that is named right behind or before it, else the story's, or the publish date.

        The story's day is the first that the article names: leads say on which day it happened.
        """
        for following in chosen[at + 1 : at + 3]:
            if following.start - one.end > _CLOCK_REACH // 2:
                break
            between = self._low[one.end : following.start]
            day = following.rule.read(following.match, replace(self._context, last=self._last))
            if (
                day is not None
                and day.type == "DATE"
                and day.unit is Unit.DAY
                and not re.search(r"[.;!?]|\band\b", between)
            ):
                return replace(timex, value=day.value + timex.value, anchor=day.anchor)
        if before and one.start - before[-1].span.end <= _CLOCK_REACH:
            value = str(before[-1].attributes["value"])
            day_of_it = _DAY_OF_VALUE.match(value)
            if day_of_it is not None and "." not in self._low[before[-1].span.end : one.start]:
                anchor = before[-1].attributes["anchor"]
                return replace(timex, value=day_of_it[0] + timex.value, anchor=anchor)
        day_of_story = self._last_day if self._context.history else self._lead_day
        if day_of_story is not None:
            value, anchor = day_of_story
            return replace(timex, value=value + timex.value, anchor=anchor)
        anchor_day = self._context.anchor
        if anchor_day is None or anchor_day.date is None:
            return replace(timex, value="XXXX-XX-XX" + timex.value)
        return replace(timex, value=anchor_day.iso + timex.value, anchor=anchor_day.iso)

    def _remember(self, timex: Timex, end: int) -> None:
        if timex.type not in ("DATE", "TIME"):
            return
        named = _DAY_OF_VALUE.match(timex.value)
        if named is not None:
            self._last_day = named[0], timex.anchor
            self._lead_day = self._lead_day or self._last_day
        day = Day.of_value(timex.value)
        if day is not None:
            clock = re.search(r"T([0-9]{2}:[0-9]{2})", timex.value)
            self._last = replace(day, clock=clock[1]) if clock and clock[1] < "24:00" else day
            self._last_end = end


def _cuts_word(low: str, end: int) -> bool:
    """Whether an expression would end inside a word or number."""
    return end < len(low) and low[end].isalnum() and low[end - 1].isalnum()


__all__ = ["ORIGIN", "VERSION", "DateFindings", "find", "label_of", "read"]
