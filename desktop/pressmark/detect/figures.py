"""Numbers that mean something: amounts of money, percentages, quantities, counts and ordinals, with their readings.

The values come from `numbers`, the words around from `figure_words`, what is counted from `attachment`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pressmark.core.annotation import Candidate
from pressmark.core.labels import FIGURE_LABELS
from pressmark.core.span import Span
from pressmark.detect import attachment, casualties, identifiers, number_phrases, numbers, units
from pressmark.detect.figure_words import (
    CURRENCY_SIGNS,
    ONLY_GLUED,
    PARTS_OF_ONE,
    PERCENTS,
    PRECISION_BEFORE,
    PRECISION_BEHIND,
    alternatives,
)
from pressmark.detect.numbers import Kind, Number

if TYPE_CHECKING:
    from spacy.tokens import Doc

VERSION = "figures-2"
ORIGIN = "rule:figures"

Value = int | float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its sign or unit; offsets inside the piece.

    Attributes:
        start: of the figure as it is marked.
        end: of the figure as it is marked.
        value: of a score ("3-2") its first number.
        value_max: the upper end of a range, the second number of a score, or None.
        phrase_start: of the word that bounds it ("some"), else `start`.
        phrase_end: of a bound or rate behind it ("or more", "a barrel"), else `end`.
        is_score: two numbers that are no range ("3-2", "52-48").
    """

    start: int
    end: int
    label: str
    value: Value
    value_max: Value = None
    precision: str = "exact"
    unit: str | None = None
    phrase_start: int = 0
    phrase_end: int = 0
    score: float = 0.9
    is_score: bool = False


def find(text: str, part: Span, *, taken: Sequence[Span] = (), doc: Doc | None = None) -> list[Candidate]:
    """The figures of one part of an article, in order, none overlapping another or a date.

    Args:
        text: the article.
        part: where to look.
        taken: the places of dates, in order: numbers in them are no figures.
        doc: the part as the language model parsed it, or None: then nouns and events are found by the next words.
    """
    piece = part.of(text)
    held = [(span.start - part.start, span.end - part.start) for span in taken]
    figures = [figure for figure in _figures(piece, held, doc) if not _overlaps(held, figure.start, figure.end)]
    low = numbers.lowered(piece)
    return [_candidate(piece, low, figure, part.start, doc) for figure in figures]


def read(text: str, span: Span, label: str) -> dict[str, Any] | None:
    """What the words of a span mean as a figure, or None where there is no number in them. Without a parse.

    A span that is wider or narrower than the figure in it gets that figure's reading; the label decides nothing but
    whether figures are meant at all.
    """
    if label not in FIGURE_LABELS:
        return None
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    part = Span(max(start, span.start - 300), min(len(text) if end < 0 else end, span.end + 300))
    best: Candidate | None = None
    for candidate in find(text, part):
        if candidate.span == span:
            return dict(candidate.attributes)
        if candidate.span.overlaps(span) and (best is None or len(candidate.span) > len(best.span)):
            best = candidate
    words = span.of(text)
    said = number_phrases.value_of(numbers.lowered(words))
    if said is not None and (best is None or span.contains(best.span)):
        place = Figure(0, len(words), label, said)
        return dict(_candidate(words, numbers.lowered(words), place, span.start, None).attributes)
    if best is not None:
        return dict(best.attributes)
    for number in numbers.find(numbers.lowered(words)):
        place = Figure(number.start, number.end, label, number.value, number.value_max)
        return dict(_candidate(words, numbers.lowered(words), place, span.start, None).attributes)
    return None


def _overlaps(held: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in held)


# -- numbers to figures ----------------------------------------------------------------------------------------------

_SIGNS = re.compile(
    rf"(?<![^\W\d_])(?P<sign>{alternatives(CURRENCY_SIGNS)}|[a-z]{{3}}(?= ?$))"
    r" ?(?P<minus>[-−–])?$"
)
_MONEY_BEHIND = re.compile(r"(?:[ -]?(?P<sign>€|£|₽|₼|₾|zł)|[ -](?P<code>[a-z]{3})(?!\w)|(?P<glued>p)(?![\w.]))")
_PERCENT_BEHIND = re.compile(rf"[ -]?(?P<unit>{alternatives(PERCENTS)})(?!\w)")
_OF_A_UNIT = re.compile(r" (?:an?|of an?) (?P<unit>[a-z]+(?: [a-z]+)?)")
_BEFORE = re.compile(rf"(?<![\w-])(?P<words>{alternatives(PRECISION_BEFORE)}) (?:the |a )?$")
_BOUNDS_BEHIND = [f" {words}" if words[0].isalpha() else words for words in PRECISION_BEHIND]
_BEHIND = re.compile(rf"(?P<words>{alternatives(_BOUNDS_BEHIND)})(?!\w)")
_DESIGNATION = re.compile(r"(?<![\w.,$£€-])([2-9][0-9]{2})-([0-9]{1,3})(?![\w,%-]|\.[0-9])")
_REACH = 26
_METRES_BEHIND = re.compile(
    r"[ -](?:high|tall|deep|long|wide|away|above|below|north|south|east|west|thick|across|from|of (?:water|snow|rope)"
    r"|race|final|sprint|hurdles|freestyle|relay|backstroke|butterfly|breaststroke|medley|stretch|pool|world|title"
    r"|record|run|walk|jump|diameter|radius|(?:men|women)'s|and [0-9]+m\b)\b"
)
_METRES_BEFORE = re.compile(
    r"\b(?:(?:height|depth|width|length|altitude|distance|throw|jump|leap|vault|radius|diameter)s?"
    r" (?:of |by |was |to )?"
    r"(?:up to |about |over |nearly )?"
    r"|(?:clear|jump|leap|leapt|thr[eo]w|vault|swam|sprint|deep|ran|run|won)\w* (?:the |at )?"
    r"|(?:men|women|boys|girls)'s )$"
)
_POUND = re.compile(r"[ -]pounds?(?!\w)")
_POUNDS_OF_WEIGHT = re.compile(r" (?:in weight|heavier|lighter|of (?!sterling)\w+|bomb|weight)")


def _figures(piece: str, held: Sequence[tuple[int, int]], doc: Doc | None) -> Iterator[Figure]:
    low = numbers.lowered(piece)
    barred = identifiers.masks(piece, low) + _designations(low)
    previous: Figure | None = None
    for number in _numbers(low, held):
        if _overlaps(barred, number.start, number.end):
            if previous is not None:
                yield previous
                previous = None
            continue
        figure = _figure(piece, low, number, doc)
        if figure is None:
            if previous is not None:
                yield previous
                previous = None
            continue
        if previous is not None and figure.start < previous.end:
            continue  # "5€5": the sign is the first one's
        joined = None if previous is None else _joined(low, previous, figure)
        if joined is not None:
            previous = joined
            continue
        if previous is not None:
            yield previous
        previous = figure
    if previous is not None:
        yield previous


def _numbers(low: str, held: Sequence[tuple[int, int]]) -> Iterator[Number]:
    """The numbers between the dates; none reaches into one."""
    reached = 0
    for start, end in [*held, (len(low), len(low))]:
        if reached < start:
            said = list(casualties.find(low, reached, start))
            found = number_phrases.find_in_text(low, reached, start)
            yield from sorted([*found, *said], key=lambda number: number.start) if said else found
        reached = max(reached, end)


def _designations(low: str) -> list[tuple[int, int]]:
    """ "747-400", "787-8": descending, too high for a score, and no sport around."""
    return [
        match.span()
        for match in _DESIGNATION.finditer(low)
        if int(match[1]) > int(match[2]) and not _SPORT.search(low, max(0, match.start() - 60), match.end() + 40)
    ]


def _figure(piece: str, low: str, number: Number, doc: Doc | None) -> Figure | None:
    """The figure that a number makes with what stands beside it, or None where it is no figure."""
    figure = Figure(number.start, number.end, "CARDINAL", number.value, number.value_max)
    if number.kind is Kind.ORDINAL:
        if not identifiers.is_ordinal(piece, low, number, doc):
            return None
        return _bounded(low, replace(figure, label="ORDINAL", score=0.85), number)
    money = _money(piece, low, figure, number)
    if money is not None:
        return _bounded(low, _per(low, money), number)
    measured = _percent(low, figure) or _quantity(low, figure, number)
    if measured is not None:
        if identifiers.is_glued(low, number.start, measured.end) or identifiers.is_named(piece, low, number, doc):
            return None
        return _bounded(low, _per(low, measured) if measured.label == "PERCENT" else measured, number)
    if number.suffix == "b" and low[number.end : number.end + 1] not in (" ", ",", "."):
        return None
    if not identifiers.is_count(piece, low, number, doc):
        return None
    return _bounded(low, figure, number)


def _per(low: str, figure: Figure) -> Figure:
    """With what it is paid or counted by: "$80 a barrel", "9 per cent a year"."""
    rate = units.rate(low, figure.end, any_word=figure.label == "MONEY")
    if rate is None:
        return figure
    return replace(figure, unit=f"{figure.unit}/{rate[1]}", phrase_end=rate[0])


def _bounded(low: str, figure: Figure, number: Number) -> Figure:
    """With the words that say how exact it is."""
    precision = "exact"
    phrase_start, phrase_end = figure.start, max(figure.end, figure.phrase_end)
    before = _BEFORE.search(low, max(0, figure.start - _REACH), figure.start)
    if before is not None and figure.label != "ORDINAL":
        precision, phrase_start = PRECISION_BEFORE[before["words"]], before.start()
    else:
        behind = _BEHIND.match(low, phrase_end) or _BEHIND.match(low, figure.end)
        if behind is not None and figure.label != "ORDINAL":
            precision, phrase_end = PRECISION_BEHIND[behind["words"].strip()], behind.end()
    score = figure.score
    if figure.value_max is not None:
        precision = "between"
    elif number.kind is Kind.VAGUE and precision == "exact":
        precision = "about"
    if number.kind in (Kind.VAGUE, Kind.FRACTION, Kind.RATIO) or not number.in_digits:
        score -= 0.05
    return replace(figure, precision=precision, phrase_start=phrase_start, phrase_end=phrase_end, score=score)


def _money(piece: str, low: str, figure: Figure, number: Number) -> Figure | None:
    sign = _SIGNS.search(low, max(0, figure.start - 6), figure.start)
    if sign is not None:
        unit = _unit_of_sign(piece, sign, number)
        if unit is not None:
            value = -figure.value if sign["minus"] and figure.value is not None else figure.value
            return replace(figure, start=sign.start(), label="MONEY", value=value, unit=unit, score=0.95)
    behind = _MONEY_BEHIND.match(low, figure.end)
    unit = None
    if behind is not None:
        if behind["code"]:
            unit = _code(piece, behind.start("code"))
        else:
            unit = CURRENCY_SIGNS[behind["sign"]] if behind["sign"] else "penny" if number.in_digits else None
    if behind is not None and unit is not None:
        return replace(figure, end=behind.end(), label="MONEY", unit=unit, score=0.93)
    pounds = _POUND.match(low, figure.end)
    if pounds is not None and not low.startswith(" sterling", pounds.end()):
        if _POUNDS_OF_WEIGHT.match(low, pounds.end()) or pounds[0].startswith("-"):
            return replace(figure, end=pounds.end(), label="QUANTITY", unit="lb", score=0.85)
        return replace(figure, end=pounds.end(), label="MONEY", unit="GBP", score=0.8)
    named = units.currency_behind(low, figure.end)
    if named is None or (named[1] == "KRW" and (number.value < 1000 or low[named[0] - 3 : named[0]] != "won")):
        return None  # "the 37 won"
    return replace(figure, end=named[0], label="MONEY", unit=named[1], score=0.93)


def _unit_of_sign(piece: str, sign: re.Match[str], number: Number) -> str | None:
    written = sign["sign"]
    if written in ("r", "s") and not (sign.end("sign") == number.start and number.in_digits):
        return None
    return CURRENCY_SIGNS.get(written) or _code(piece, sign.start("sign"))


def _code(piece: str, start: int) -> str | None:
    """The currency whose code stands there in capitals, unless every word does."""
    code = piece[start : start + 3]
    if code not in units.codes() or piece.isupper():
        return None
    return {"RMB": "CNY"}.get(code, code)


def _percent(low: str, figure: Figure) -> Figure | None:
    match = _PERCENT_BEHIND.match(low, figure.end)
    if match is None:
        return None
    return replace(figure, end=match.end(), label="PERCENT", unit=PERCENTS[match["unit"]], score=0.95)


_MAGNITUDE_BEFORE = re.compile(r"\bmagnitude[ -](?:of )?(?:about |around |at least |up to )?$")
_MAGNITUDE_BEHIND = re.compile(
    r"[ -]magnitude\b|(?: points)? on the (?:moment magnitude |open-ended )?(?:richter )?scale\b"
)
_HEAT = re.compile(r"\b(?:temperature\w*|degrees?|heat\w*|cold\w*|warm\w*|highs?|lows?)\b|[0-9]c\b|°")
_RACED_METRES = frozenset({50, 60, 80, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10_000})
"""Metres that are run and swum."""


def _quantity(low: str, figure: Figure, number: Number) -> Figure | None:
    if number.suffix == "m":
        return _metres(low, figure, number)
    if number.suffix and low[number.end - 1].isalpha() and len(number.suffix) == 1 and number.suffix != "k":
        return None
    if _MAGNITUDE_BEFORE.search(low, max(0, figure.start - 32), figure.start) or (
        _MAGNITUDE_BEHIND.match(low, figure.end) and number.value < 13
    ):
        return replace(figure, unit="magnitude", score=0.85)
    unit = units.behind(low, figure.end)
    if unit is None:
        return _part_of_unit(low, figure) if number.kind is Kind.FRACTION else None
    if unit.word in ONLY_GLUED and (not unit.glued or not number.in_digits):
        return None
    if (
        unit.word == "f"
        and not (number.whole and number.value >= 20)
        and not _HEAT.search(low, max(0, figure.start - 80), figure.start)
    ):
        return None  # "seat 2F"
    if len(unit.word) == 1 and not number.in_digits:
        return None
    if unit.word in ("foot", "stone", "second", "minute") and number.kind is Kind.VAGUE:
        return None
    symbol, end = unit.symbol, unit.end
    rate = units.rate(low, end, any_word=False)
    phrase_end = end if rate is None else rate[0]
    if rate is not None:
        symbol = f"{symbol}/{rate[1]}"
    score = 0.8 if unit.word == "mb" else 0.93
    return replace(figure, end=end, label="QUANTITY", unit=symbol, phrase_end=phrase_end, score=score)


def _part_of_unit(low: str, figure: Figure) -> Figure | None:
    """ "half a metre", "one-hundredth of a millimetre", "half a percentage point"."""
    match = _OF_A_UNIT.match(low, figure.end)
    if match is None:
        return None
    table = units.written()
    for words in (match["unit"], match["unit"].partition(" ")[0]):
        symbol = PARTS_OF_ONE.get(words) or (table.get(words) if len(words) > 3 else None)
        if symbol is not None:
            return replace(figure, end=match.start("unit") + len(words), label="QUANTITY", unit=symbol, score=0.9)
        code = units.currencies().get(words)
        if code is not None:
            return replace(figure, end=match.start("unit") + len(words), label="MONEY", unit=code, score=0.85)
    return None


def _metres(low: str, figure: Figure, number: Number) -> Figure | None:
    """ "18m long", "the 100m final", "cleared 2.03m"; an "m" with nothing of the kind around it is a million."""
    if number.value_max is not None:
        return None
    metres = numbers.tidy(number.value / 10**6)
    raced = low.startswith("the ", max(0, figure.start - 4)) and metres in _RACED_METRES
    raced = raced and figure.start >= 4 and low[figure.start - 4 : figure.start] == "the "
    before = _METRES_BEFORE.search(low, max(0, figure.start - 40), figure.start)
    counted = re.compile(r" [a-z]+s\b").match(low, figure.end) and not _METRES_BEHIND.match(low, figure.end)
    if raced or _METRES_BEHIND.match(low, figure.end) or (before and not counted):
        return replace(figure, label="QUANTITY", value=metres, unit="m", score=0.8)
    return None


# -- ranges and scores -----------------------------------------------------------------------------------------------

_SPORT = re.compile(
    r"\b(?:won|win|wins|winning|beat|beats|lost|lose|defeat\w*|draw|drew|victory|scores?|scored|lead|led|goals?"
    r"|match|final|game|penalt\w+"
    r"|set|sets|vote[ds]?|ruled|equalis\w+|half-time|full-time|leg|thrash\w*|halves?)\b"
)
_CHANGED = re.compile(
    r"\b(?:rise|rose|risen|fall|fell|fallen|grow|grew|grown|increas\w+|decreas\w+|drop\w*|jump\w*|climb\w*|cut"
    r"|reduc\w+|up|down|went|go"
    r"|gone|rais\w+|lower\w*|chang\w+|declin\w+|slip\w*|slid|moved?|shrank|shrunk|dipped|surged|soared|doubled"
    r"|tripled)\b"
)


def _joined(low: str, first: Figure, second: Figure) -> Figure | None:
    """Two figures as one range or score, or None."""
    gap = low[first.end : second.start]
    if len(gap) > 5 or "ORDINAL" in (first.label, second.label) or first.value is None or second.value is None:
        return None
    if first.value_max is not None or second.value_max is not None:
        return None
    same = first.unit is None or second.unit == first.unit or (second.unit is None and first.label == "MONEY")
    same = same or (second.unit or "").startswith(f"{first.unit}/")
    if not same or second.phrase_start < second.start:
        return None
    bare = first.label == second.label == "CARDINAL"
    if gap in ("-", "–") and bare and isinstance(first.value, int) and isinstance(second.value, int):
        around = low[max(0, first.start - 60) : first.start] + " " + low[second.end : second.end + 40]
        if first.value >= second.value or (_SPORT.search(around) and second.value < 200):
            if max(first.value, second.value) >= (200 if _SPORT.search(around) else 100):
                return None  # "a 747-400"
            return replace(
                first,
                end=second.end,
                phrase_end=second.end,
                value_max=second.value,
                precision="exact",
                score=0.85,
                is_score=True,
            )
    before = low[max(0, first.phrase_start - 9) : first.phrase_start]
    if gap == " and ":
        if not before.endswith("between "):
            return None
        first = replace(first, phrase_start=first.phrase_start - len("between "))
    elif gap == " to ":
        if before.endswith("from ") and _CHANGED.search(low, max(0, first.start - 60), first.start):
            return None
        if before.endswith("from "):
            first = replace(first, phrase_start=first.phrase_start - len("from "))
    elif gap == " or ":
        if not 0 < second.value - first.value <= max(1, second.value / 2):
            return None
    elif gap not in ("-", "–", "—", " - ", " – ", " -- "):
        return None
    low_end, high_end = _same_power(low, first, second)
    if low_end is None or high_end is None or not low_end < high_end:
        return None
    label = second.label if first.label == "CARDINAL" else first.label
    return Figure(
        first.start,
        second.end,
        label,
        low_end,
        high_end,
        "between",
        second.unit or first.unit,
        first.phrase_start,
        second.phrase_end,
        min(first.score, second.score),
    )


def _same_power(low: str, first: Figure, second: Figure) -> tuple[Value, Value]:
    """ "5-6 million" means five million too; so does "$5-6 million"."""
    if first.value is None or second.value is None:
        return None, None
    words = low[second.start : second.end]
    for name, power in (*numbers.BIG.items(), *numbers.SUFFIXES.items()):
        spelled = re.search(rf"[0-9 -]{name}\b", words)
        if spelled and abs(second.value) >= power and abs(first.value) < 1000 <= power:
            return numbers.tidy(first.value * power), second.value
    return first.value, second.value


# -- figures to candidates -------------------------------------------------------------------------------------------


def _candidate(piece: str, low: str, figure: Figure, offset: int, doc: Doc | None) -> Candidate:
    has_unit = figure.unit is not None
    if figure.label == "ORDINAL" or figure.is_score:
        attached = attachment.NOTHING
    elif doc is not None and doc.has_annotation("DEP"):
        attached = attachment.by_parse(
            doc,
            low,
            figure.start,
            figure.end,
            phrase_end=max(figure.end, figure.phrase_end),
            has_unit=has_unit,
            is_paid=figure.label in ("MONEY", "PERCENT"),
        )
    else:
        start = min(figure.phrase_start or figure.start, figure.start)
        attached = attachment.by_next_words(low, figure.start, figure.end, phrase_start=start, has_unit=has_unit)
    span = Span(figure.start, figure.end)
    counted = attached.counted
    if counted is not None and counted.overlaps(span):
        counted = None
    event = attached.event
    if event is not None and event.overlaps(span):
        event = None
    precision = figure.precision
    if precision == "exact" and counted is not None and low.startswith(" or so", counted.end):
        precision = "about"  # "2,500 lorries or so"
    attributes: dict[str, Any] = {
        "value": figure.value,
        "value_max": figure.value_max,
        "precision": precision,
        "unit": figure.unit,
        "counted": None if counted is None else _written(piece, counted, offset),
        "event": None if event is None else _written(piece, event, offset) | {"lemma": attached.lemma},
    }
    phrase = _phrase(piece, figure, counted, event)
    attributes["phrase"] = {"start": phrase.start + offset, "end": phrase.end + offset}
    return Candidate(span.moved(offset), figure.label, ORIGIN, round(figure.score, 3), attributes)


def _written(piece: str, span: Span, offset: int) -> dict[str, Any]:
    return {"start": span.start + offset, "end": span.end + offset, "text": span.of(piece)}


_MOST_WORDS_BETWEEN = 3
_CLOSE = re.compile(r" (?:(?:the|an?|another|by|of(?: the)?) )?")


def _phrase(piece: str, figure: Figure, counted: Span | None, event: Span | None) -> Span:
    """From the bound over the figure to what is counted, and an event that stands right beside them."""
    start = figure.phrase_start if figure.phrase_end else figure.start
    end = max(figure.phrase_end, figure.end)
    if counted is not None and counted.start >= end:
        between = piece[end : counted.start]
        if len(between.split()) <= _MOST_WORDS_BETWEEN and not re.search(r"[.;:!?()]", between):
            end = counted.end
    if event is not None:
        if event.start >= end and piece[end : event.start] == " ":
            end = event.end
        elif event.end <= start and _CLOSE.fullmatch(piece[event.end : start]):
            start = event.start
    return Span(start, end)
