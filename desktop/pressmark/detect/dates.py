"""Dates and times: where they stand, and what day, month or length of time they mean.

The rules are in `date_rules`, their words in `date_words`, the calendar in `timex`. Here matches are chosen, widened by
the words that belong to them ("late", "about", "morning"), and read in the order of the text, because "two years
later" counts from the date before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pressmark.core.annotation import Candidate
from pressmark.core.errors import Cancelled
from pressmark.core.span import Span
from pressmark.detect import date_capitals
from pressmark.detect import date_evidence as evidence
from pressmark.detect.date_context import Context, Match, Rule, Timex, ordinal_of
from pressmark.detect.date_gate import Gate
from pressmark.detect.date_rules import RULES
from pressmark.detect.date_words import (
    AROUND,
    EDGES,
    MONTHS,
    PARTS,
    PARTS_OF_DAY,
)
from pressmark.detect.number_tokens import lowered
from pressmark.detect.timex import CLOCK_UNITS, Day, Unit

VERSION = "dates-5"
ORIGIN = "rule:dates"


class DateFindings(Struct, frozen=True):
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
    or narrower than the expression the rules know gets that expression's reading, and one that says no date itself that
    of the day beside it ("opening night, 23 January").
    """
    start = text.rfind("\n", 0, max(0, span.start - _LAST_REACH)) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    start, end = max(start, span.start - 2_000), min(end, span.end + 500)
    window, span, habits = text[start:end], span.moved(-start), text[:_SAMPLE]
    reader = _Reader(window, Day.parse(published), habits=habits)
    best: Candidate | None = None
    beside: Candidate | None = None
    for candidate in reader.read(Span(0, len(window))):
        if candidate.span == span:
            return dict(candidate.attributes)
        if _stands_beside(window, candidate, span):
            beside = candidate
        if candidate.span.overlaps(span) and (best is None or len(candidate.span) > len(best.span)):
            best = candidate
    if beside is not None and (best is None or 3 * len(best.span) < len(span)):
        return dict(beside.attributes)
    alone = _Reader(window, Day.parse(published), habits=habits).read(span)
    if best is not None and (span.contains(best.span) or 2 * len(span) >= len(best.span)):
        # "this year" in "March 5 this year" says a year; "September" in "late September" says no more than the whole.
        says_more = alone and alone[0].span == span and not span.contains(best.span)
        if not says_more or best.attributes["value"] == alone[0].attributes["value"]:
            return dict(best.attributes)
    return dict(alone[0].attributes) if alone else None


def _stands_beside(text: str, day: Candidate, span: Span) -> bool:
    """Whether a day stands in apposition to a mark: "opening night, 23 January 2014", "yesterday, the fifth day"."""
    if day.attributes["type"] != "DATE" or not _DAY_OF_VALUE.fullmatch(str(day.attributes["value"])):
        return False
    between = text[span.end : day.span.start] if span.end <= day.span.start else text[day.span.end : span.start]
    return between in (", ", " (", " – ", " — ")


def label_of(timex_type: str, unit: Unit) -> str:
    """OntoNotes: TIME for what is shorter than a day, DATE for the rest."""
    return "TIME" if timex_type == "TIME" or (timex_type != "DATE" and unit in CLOCK_UNITS) else "DATE"


_SAMPLE = 100_000
"""Code points that are looked at to learn how an article writes dates."""

# -- the reader ------------------------------------------------------------------------------------------------------

_EDGE_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:the )?(?:very )?(?P<edge>early|mid|late)(?:[- ]|-to-late[- ]| in (?:the )?)"
    r"|(?:the )?(?:very )?(?P<of>beginning|start|early part|middle|end|close|rest|remainder) of (?:the )?)$"
)
_DAY_EDGE_BEFORE = re.compile(r"(?<![^\W_])(?<!the )(?:very )?(?P<edge>early|late)(?: on)? $")
_PART_BEFORE = re.compile(
    rf"(?<![^\W_])(?:the )?(?:early |late )?(?:{PARTS['part']}|(?P<hours>(?:early|small|wee) (?:morning )?hours))"
    r" (?:of|on) (?:the )?$"
)
_PART_BEHIND = re.compile(rf" (?:early |late )?{PARTS['part']}")
_AROUND_BEFORE = re.compile(rf"(?<![^\W_])(?P<around>{'|'.join(sorted(AROUND, key=len, reverse=True))}) (?:the )?$")
_ABOUT_YEAR = re.compile(
    r"(?:(?<![^\W_])(?P<around>circa|c\.|around|roughly|approximately)|(?:in|from|since|until|to) (?P<about>about)) $"
)
_AS_POINT = {"MORE_THAN": "BEFORE", "EQUAL_OR_MORE": "BEFORE", "LESS_THAN": "AFTER", "EQUAL_OR_LESS": "AFTER"}
""" "More than two years ago" is a day before the one two years ago."""
_MEASURES = re.compile(
    r"\b(?:for|took|take|takes|taken|lasted|lasts|last|spent|spend|after|in|of|by|than|is|was|are|were|be|been|to"
    r"|and|had|has)"
    r" $"
)
"""Words behind which "over 20 years" is a length; elsewhere it says during which time something goes on."""
_TAKE_OVER = re.compile(r"\b(?:take[ns]?|took|taking|hand(?:ed|s|ing)?|move[ds]?|pull(?:ed)?|start(?:ed)?|went|fell) $")
"""Before "over six months ago" these are one verb with "over"."""
_REACH = 28
"""Code points before a date in which the words that belong to it are looked for."""
_DAY_OF_VALUE = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|XXXX-[0-9]{2}-[0-9]{2}|XXXX-WXX-[1-7])(?=T|$)")
_AND = re.compile(r" ?(?:-|–|—|to|and|or|until|through|,) ?(?:the |on |in |from )?")
_TO = re.compile(r" ?(?:-|–|—|to|until|through|till) ?(?:the )?(?:(?:early|mid|late)[ -])?")
_HALVES = re.compile(r"[ap]\.m\.")
_CLOCK_REACH = 60
"""How far a time of day may stand from its day."""
_FLASHBACKS = frozenset({"ago", "back", "earlier", "before", "previously", "prior"})
_CHAIN_REACH = 80
_NEXT_TO = (" ", ", ")
_LAST_REACH = 1_500
"""How far back the date may stand that "two years later" counts from; in a history, as far as it is."""

_TRIGGER = re.compile(
    r"[0-9]|\bhalf\b|day|week|month|year|hour|minute|second|night|morning|evening|noon|decade|centur|fortnight"
    r"|quarter|season"
    r"|spring|summer|autumn|fall|winter|yesterday|tomorrow|ties\b|\bnow\b|current|recent|present|moment|future"
    r"|past\b|previous"
    r"|\bago\b|\bat this\b|annum|lately|of late|easter|thanksgiving"
    r"|ramad|\beid[ -]|ashura|arbaeen|mawlid|laylat|sacrifice\b|passover|purim|hanuk|kippur|hashan|sukkot|shavuot"
    r"|n[oi]vruz|nowruz|epiphany|mardi|cinco|sunrise"
    r"|sunset|jan|feb|mar"
    r"|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue"
    r"|wed|thu|fri|sat|sun|christmas|halloween|new year|clock|daily|annual|hourly|midday|lunch|dawn|dusk|min|sec|yr"
)
_GATE = Gate(RULES)
_BEFORE_TRIGGER, _BEHIND_TRIGGER = 64, 64


class _Chosen(Struct, frozen=True):
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
        self._day: Day | None = None
        self._lead_day: tuple[str, str | None] | None = None
        self._day_ahead: tuple[str, str | None] | None = None
        self._last_day: tuple[str, str | None] | None = None
        self._context = Context(
            anchor,
            text,
            self._low,
            lambda start, end: evidence.direction(self._low, start, end, text),
            day_first=evidence.day_first(sample),
            history=evidence.is_history(sample, anchor),
        )
        self._old_until = evidence.begins_as_history(sample, anchor) if habits is None else 0

    def read(self, span: Span) -> list[Candidate]:
        """The dates of one part, in order."""
        chosen = list(self._choose(span))
        candidates: list[Candidate] = []
        floor = span.start
        for at, one in enumerate(chosen):
            if one.start < floor:
                continue  # the day of a time of day, "10 a.m. Friday"
            ceiling = chosen[at + 1].start if at + 1 < len(chosen) else span.end
            candidate = self._candidate(one, floor, ceiling, chosen, at, candidates)
            if candidate is not None:
                while candidates and candidates[-1].span.overlaps(candidate.span):
                    candidates.pop()  # the same, the other way round: "Friday, 10 a.m."
                candidates.append(candidate)
                floor = candidate.span.end
        return candidates

    def _choose(self, span: Span) -> Iterator[_Chosen]:
        """The longest match at each place, from left to right, of those that can be read."""
        found: list[tuple[int, int, int, Match]] = []
        for start, end in self._windows(span):
            for order, rule in _GATE.rules(self._low, start, end):
                found += [(m.start(), -m.end(), order, m) for m in rule.pattern.finditer(self._low, start, end)]
        found.sort(key=lambda row: row[:3])
        reached = span.start
        for start, minus_end, order, match in found:
            if start < reached or (-minus_end < span.end and _cuts_word(self._low, -minus_end)):
                continue
            rule = RULES[order]
            if not date_capitals.are_right(self._text, self._low, match):
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

    # -- one expression ----------------------------------------------------------------------------------------------

    def _candidate(
        self, one: _Chosen, floor: int, ceiling: int, chosen: Sequence[_Chosen], at: int, before: Sequence[Candidate]
    ) -> Candidate | None:
        told = self._context.history or one.start - self._last_end <= _LAST_REACH
        near = self._last if told else None
        chain = self._chain(one, chosen, at)
        context = replace(
            self._context,
            last=near,
            last_day=self._day if told else None,
            history=self._context.history or one.start < self._old_until,
            year_behind=self._year_behind(one, chosen, at),
            chain=chain,
            ranged=chain is not None and bool(_TO.fullmatch(self._low, chosen[at - 1].end, one.start)),
        )
        timex = one.rule.read(one.match, context)
        if timex is None:
            return None
        start, end = one.start, one.end
        if timex.type == "TIME" and timex.value.startswith("T"):
            timex, start, end = self._on_its_day(timex, one, chosen, at, before)
        elif timex.type == "DATE" and timex.unit is Unit.DAY and not timex.value.endswith("_REF"):
            behind = _PART_BEHIND.match(self._low, end, ceiling)
            if behind is not None and not _cuts_word(self._low, behind.end()):
                timex = replace(timex, type="TIME", value=timex.value + PARTS_OF_DAY[behind["part"]], unit=Unit.HOUR)
                end = behind.end()
            else:
                ahead = _PART_BEFORE.search(self._low, max(floor, start - _REACH), start)
                if ahead is not None:
                    part = PARTS_OF_DAY[ahead["part"] or "morning"]
                    timex = replace(timex, type="TIME", value=timex.value + part, unit=Unit.HOUR)
                    start = ahead.start()
            edge = _DAY_EDGE_BEFORE.search(self._low, max(floor, start - _REACH), start)
            if edge is not None and timex.mod is None:
                timex, start = replace(timex, mod=EDGES[edge["edge"]]), edge.start()
        if timex.period and timex.mod is None:
            edge = _EDGE_BEFORE.search(self._low, max(floor, start - _REACH), start)
            if edge is not None:
                timex, start = replace(timex, mod=EDGES[edge["edge"] or edge["of"]]), edge.start()
        if timex.mod is None and (timex.type in ("DURATION", "TIME") or one.rule.name == "two years ago"):
            around = _AROUND_BEFORE.search(self._low, max(floor, start - _REACH), start)
            if around is not None and self._bounds(around, timex):
                timex, start = replace(timex, mod=AROUND[around["around"]]), around.start()
                if one.rule.name == "two years ago":
                    timex = replace(timex, mod=_AS_POINT.get(timex.mod or "", timex.mod))
        if timex.mod is None and one.rule.name == "year":
            around = _ABOUT_YEAR.search(self._low, max(floor, start - _REACH), start)
            if around is not None:
                timex, start = replace(timex, mod="APPROX"), around.start("around" if around["around"] else "about")
        if not self._is_aside(one, start):
            self._remember(timex, end)
        attributes = {"type": timex.type, "value": timex.value, "mod": timex.mod, "anchor": timex.anchor}
        return Candidate(Span(start, end), label_of(timex.type, timex.unit), ORIGIN, timex.score, attributes)

    def _is_aside(self, one: _Chosen, start: int) -> bool:
        """Whether a date leaves the story's line for a moment: "a year earlier", "as of November 2008"."""
        where = one.match.groupdict().get("where")
        return where in _FLASHBACKS or self._low.endswith("as of ", 0, start)

    def _chain(self, one: _Chosen, chosen: Sequence[_Chosen], at: int) -> Day | None:
        """The last date, where it is a month without a year in this sentence: "in December, January and March"."""
        if at == 0 or self._last is None:
            return None
        before = chosen[at - 1].match.groupdict()
        bare = before.get("month") and not before.get("year") and not before.get("which")
        between = self._low[chosen[at - 1].end : one.start]
        return self._last if bare and len(between) < _CHAIN_REACH and not re.search(r"[.!?;\n]", between) else None

    def _year_behind(self, one: _Chosen, chosen: Sequence[_Chosen], at: int) -> int | None:
        """The year of the date that follows in one phrase: "January 23 to March 9, 2014"."""
        if at + 1 >= len(chosen):
            return None
        following = chosen[at + 1]
        groups = following.match.groupdict()
        year = groups.get("year")
        if not _AND.fullmatch(self._low, one.end, following.start):
            return None
        if year is None and groups.get("which_year") and (groups.get("month") or groups.get("month2")):
            named = following.rule.read(following.match, self._context)  # "April and May of last year"
            year = "" if named is None else named.value[:4]
            return int(year) if year.isdigit() else None
        if year is None:
            return self._year_past(one, following)
        return int(year) if len(year) == 4 and groups.get("month") else None

    def _year_past(self, one: _Chosen, following: _Chosen) -> int | None:
        """The year of "were reported between Jan. 1 and Dec. 31", read in May: the last in which both were over."""
        anchor = self._context.anchor
        ends = [_month_and_day(each.match) for each in (one, following)]
        if anchor is None or anchor.month is None or None in ends or not self._low.endswith(_RANGES, 0, one.start):
            return None
        first, last = (end for end in ends if end is not None)
        over = (anchor.month, anchor.day or 31)
        if not first < last or last <= over or self._context.direction(one.start, one.end) >= 0:
            return None
        return anchor.year - 1

    def _bounds(self, around: Match, timex: Timex) -> bool:
        """Whether a word before a length of time says how long, and is no preposition: "over 20 years" may be both."""
        word = around["around"]
        if timex.type == "TIME":
            return word not in ("over", "under", "some")
        if word == "over" and timex.type == "DATE":
            return not _TAKE_OVER.search(self._low, max(0, around.start() - 12), around.start())
        return word != "over" or bool(_MEASURES.search(self._low, max(0, around.start() - 16), around.start()))

    def _on_its_day(
        self, timex: Timex, one: _Chosen, chosen: Sequence[_Chosen], at: int, before: Sequence[Candidate]
    ) -> tuple[Timex, int, int]:
        """A time of day, on the day that is named right behind or before it, else the story's, or the publish date.

        With where it begins and ends: a day next to it, with no word between, is a part of the expression. The story's
        day is the first over that the article names, for leads say on which day it happened, and of what is told as
        ahead the first that is not over.
        """
        for following in chosen[at + 1 : at + 3]:
            if following.start - one.end > _CLOCK_REACH // 2 or self._ends_sentence(one, following):
                break
            if evidence.begins_sentence(self._text[one.end : following.start]):
                break
            between = _HALVES.sub("", self._low[one.end : following.start])
            day = following.rule.read(following.match, replace(self._context, last=self._last))
            if (
                day is not None
                and day.type == "DATE"
                and day.unit is Unit.DAY
                and _DAY_OF_VALUE.fullmatch(day.value)
                and not re.search(r"[.;!?]|\band\b", between)
            ):
                end = following.end if between in _NEXT_TO else one.end
                return _at(timex, day.value, day.anchor), one.start, end
        if before and one.start - before[-1].span.end <= _CLOCK_REACH:
            value = str(before[-1].attributes["value"])
            day_of_it = _DAY_OF_VALUE.match(value)
            if day_of_it is not None and "." not in self._low[before[-1].span.end : one.start]:
                anchor = before[-1].attributes["anchor"]
                start = before[-1].span.start if self._is_next_to(before[-1], one) else one.start
                return _at(timex, day_of_it[0], anchor), start, one.end
        day_of_story = self._last_day if self._context.history else self._day_of_story(one)
        if day_of_story is not None:
            return _at(timex, *day_of_story), one.start, one.end
        anchor_day = self._context.anchor
        if anchor_day is None or anchor_day.date is None:
            return _at(timex, "XXXX-XX-XX", None), one.start, one.end
        return _at(timex, anchor_day.iso, anchor_day.iso), one.start, one.end

    def _day_of_story(self, one: _Chosen) -> tuple[str, str | None] | None:
        if self._day_ahead is None or self._context.direction(one.start, one.end) <= 0:
            return self._lead_day
        return self._day_ahead

    def _ends_sentence(self, one: _Chosen, following: _Chosen) -> bool:
        """Whether the full stop of "p.m." is also the sentence's: a word in capitals follows that is not the day."""
        behind = self._text[one.end : one.end + 2]
        return (
            self._low[one.end - 1] == "."
            and len(behind) == 2
            and behind[0].isspace()
            and (behind[1].isupper() and following.start > one.end + 1)
        )

    def _is_next_to(self, day: Candidate, one: _Chosen) -> bool:
        between = self._low[day.span.end : one.start]
        is_day = bool(_DAY_OF_VALUE.fullmatch(str(day.attributes["value"])))
        return is_day and (between in _NEXT_TO or (between == " - " and self._low[day.span.end - 1].isdigit()))

    def _remember(self, timex: Timex, end: int) -> None:
        if timex.type not in ("DATE", "TIME"):
            return
        named = _DAY_OF_VALUE.match(timex.value)
        if named is not None:
            self._last_day = named[0], timex.anchor
            anchor = self._context.anchor
            if anchor is not None and anchor.day is not None and named[0] > anchor.iso:
                self._day_ahead = self._day_ahead or self._last_day
            else:
                self._lead_day = self._lead_day or self._last_day
        day = Day.of_value(timex.value.rpartition("/")[2])  # "two days later" counts from the end of a range
        if day is not None:
            clock = re.search(r"T([0-9]{2}:[0-9]{2})", timex.value)
            self._day = day if day.day is not None and timex.unit not in (Unit.WEEK, Unit.WEEKEND) else self._day
            self._last = replace(day, clock=clock[1]) if clock and clock[1] < "24:00" else day
            self._last_end = end


def _at(timex: Timex, day: str, anchor: str | None) -> Timex:
    """A time of day on a day; both ends of a range."""
    return replace(timex, value="/".join(day + clock for clock in timex.value.split("/")), anchor=anchor)


_RANGES = ("between ", "from ")


def _month_and_day(match: Match) -> tuple[int, int] | None:
    """Of a day without its year."""
    groups = match.groupdict()
    if not groups.get("month") or not groups.get("day") or groups.get("year") or groups.get("last_day"):
        return None
    return MONTHS[match["month"].rstrip(".")], ordinal_of(match["day"])


def _cuts_word(low: str, end: int) -> bool:
    """Whether an expression would end inside a word or number."""
    return end < len(low) and low[end].isalnum() and low[end - 1].isalnum()


__all__ = ["ORIGIN", "VERSION", "DateFindings", "find", "label_of", "read"]
