"""Numbers that mean something: amounts of money, percentages, quantities, counts and ordinals, with their readings.

The values come from `numbers`, the words around from `figure_words`, what is counted from `attachment`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from pressmark.core.annotation import Candidate
from pressmark.core.labels import FIGURE_LABELS
from pressmark.core.span import Span
from pressmark.detect import amounts, attachment, casualties, identifiers, local_money, number_phrases, numbers
from pressmark.detect.amounts import Figure, Value
from pressmark.detect.figure_words import (
    PRECISION_BEFORE,
    PRECISION_BEHIND,
    PRECISION_SIGNS,
    SMALLER_UNITS,
    alternatives,
)
from pressmark.detect.number_tokens import lowered
from pressmark.detect.number_words import BIG, SUFFIXES
from pressmark.detect.numbers import Kind, Number

if TYPE_CHECKING:
    from spacy.tokens import Doc

VERSION = "figures-5"
ORIGIN = "rule:figures"


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
    low = lowered(piece)
    found = [_candidate(piece, low, _in_local_money(text, part, figure), part.start, doc) for figure in figures]
    return [_carried_on(text, candidate, before) for before, candidate in zip([None, *found], found, strict=False)]


def _carried_on(text: str, candidate: Candidate, before: Candidate | None) -> Candidate:
    """ "465 houses were destroyed and a further 135 damaged": more of what the figure before counts."""
    if before is None or candidate.label != "CARDINAL" or candidate.attributes["counted"] is not None:
        return candidate
    counted = before.attributes["counted"]
    if (
        counted is None
        or before.label != "CARDINAL"
        or candidate.attributes["event"] is None
        or not _MORE_OF_IT.search(text, before.span.end, candidate.span.start)
        or _SENTENCE_END.search(text, before.span.end, candidate.span.start)
    ):
        return candidate
    attributes = dict(candidate.attributes) | {"counted": counted}
    return Candidate(candidate.span, candidate.label, candidate.origin, candidate.score, attributes)


_MORE_OF_IT = re.compile(r"(?<!\w)(?:another|a further|an additional|(?:some|about) more) $")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def _in_local_money(text: str, part: Span, figure: Figure) -> Figure:
    if figure.label != "MONEY" or figure.unit is None:
        return figure
    place = Span(part.start + figure.start, part.start + figure.end)
    return replace(figure, unit=local_money.in_article(text, place, figure.unit))


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
    said = number_phrases.value_of(lowered(words))
    if said is not None and (best is None or span.contains(best.span)):
        place = Figure(0, len(words), label, said)
        return dict(_candidate(words, lowered(words), place, span.start, None).attributes)
    if best is not None:
        return dict(best.attributes)
    for number in numbers.find(lowered(words)):
        place = Figure(number.start, number.end, label, number.value, number.value_max)
        return dict(_candidate(words, lowered(words), place, span.start, None).attributes)
    return None


def _overlaps(held: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in held)


# -- numbers to figures ----------------------------------------------------------------------------------------------

_BEFORE = re.compile(rf"(?<![\w-])(?P<words>{alternatives(PRECISION_BEFORE)}) (?:the |a )?$")
_BOUNDS_BEHIND = [f" {words}" if words[0].isalpha() else words for words in PRECISION_BEHIND]
_WENT = re.compile(r"\b(?:go|goes|going|gone|went|move[sd]?|push(?:es|ed)?|took|takes?|brought|brings?|ticked|edged) $")
_BEHIND = re.compile(rf"(?P<words>{alternatives(_BOUNDS_BEHIND)})(?!\w)")
_DESIGNATION = re.compile(r"(?<![\w.,$£€-])([2-9][0-9]{2})-([0-9]{1,3})(?![\w,%-]|\.[0-9])")
_REACH = 26


def _figures(piece: str, held: Sequence[tuple[int, int]], doc: Doc | None) -> Iterator[Figure]:
    low = lowered(piece)
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
            yield _sharing(low, previous, figure)
        previous = figure
    if previous is not None:
        yield previous


def _sharing(low: str, first: Figure, second: Figure) -> Figure:
    """ "14.6 and 11 percent": the first of two numbers has the second's sign."""
    bare = first.label == "CARDINAL" and first.unit is None and not first.is_score and low[first.end - 1].isdigit()
    if bare and second.label == "PERCENT" and low[first.end : second.start] in (" and ", " or ", ", ", ", and "):
        return replace(first, label="PERCENT", unit=second.unit)
    return first


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
        if int(match[1]) > int(match[2])
        and not identifiers.SPORT.search(low, max(0, match.start() - 60), match.end() + 40)
    ]


def _figure(piece: str, low: str, number: Number, doc: Doc | None) -> Figure | None:
    """The figure that a number makes with what stands beside it, or None where it is no figure."""
    figure = Figure(number.start, number.end, "CARDINAL", number.value, number.value_max)
    if number.kind is Kind.ORDINAL:
        if not identifiers.is_ordinal(piece, low, number, doc):
            return None
        return _bounded(low, replace(figure, label="ORDINAL", score=0.85), number)
    money = amounts.money(piece, low, figure, number)
    if money is not None:
        return _bounded(low, amounts.per(low, money), number)
    measured = amounts.percent(low, figure) or amounts.quantity(low, figure, number)
    if measured is not None:
        if identifiers.is_glued(low, number.start, measured.end) or identifiers.is_named(piece, low, number, doc):
            return None
        return _bounded(low, amounts.per(low, measured) if measured.label == "PERCENT" else measured, number)
    if number.suffix == "b" and low[number.end : number.end + 1] not in (" ", ",", "."):
        return None
    if not identifiers.is_count(piece, low, number, doc):
        return None
    return _bounded(low, figure, number)


def _bounded(low: str, figure: Figure, number: Number) -> Figure:
    """With the words that say how exact it is."""
    precision = "exact"
    phrase_start, phrase_end = figure.start, max(figure.end, figure.phrase_end)
    before = _BEFORE.search(low, max(0, figure.start - _REACH), figure.start)
    if (
        before is not None
        and before["words"] == "up to"
        and _WENT.search(low, max(0, before.start() - 12), before.start())
    ):
        before = None  # "goes up to €12"
    elif before is not None and before["words"] == "under" and figure.label == "QUANTITY":
        before = None if _COVERED.match(low, figure.end) else before
    sign = low[figure.start - 1 : figure.start]
    if sign in PRECISION_SIGNS and figure.label != "ORDINAL":
        precision, phrase_start = PRECISION_SIGNS[sign], figure.start - 1
    elif before is not None and figure.label != "ORDINAL":
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


_COVERED = re.compile(
    r" (?:deep )?(?:of|below) (?:[a-z]+ )?(?:water|snow|ice|mud|rubble|debris|earth|soil|sand|ash|rocks?|concrete"
    r"|clay|gravel|peat|turf|straw|grain|lava|silt|sea|ocean|seawater|floodwater)\b"
)
"""Behind a length: "under 30 feet of water" says where."""

# -- ranges and scores -----------------------------------------------------------------------------------------------

_VOTED = re.compile(r"\b(?:vot(?:e|es|ed|ing)|pass(?:es|ed)?|approved|rejected|ballot|tally)\b")
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
    smaller = SMALLER_UNITS.get((first.unit or "", second.unit or ""))
    if smaller is not None and gap in ("", " ", " and ", ", ", "-") and 0 <= second.value < smaller:
        value = numbers.tidy(first.value + second.value / smaller)
        return replace(first, end=second.end, phrase_end=second.phrase_end, value=value)
    same = first.unit is None or second.unit == first.unit or (second.unit is None and first.label == "MONEY")
    same = same or (second.unit or "").startswith(f"{first.unit}/")
    if not same or second.phrase_start < second.start:
        return None
    bare = first.label == second.label == "CARDINAL"
    if gap in ("-", "–") and bare and isinstance(first.value, int) and isinstance(second.value, int):
        around = low[max(0, first.start - 60) : first.start] + " " + low[second.end : second.end + 40]
        if first.value >= second.value or (identifiers.SPORT.search(around) and second.value < 200):
            highest = 1000 if _VOTED.search(around) else 200 if identifiers.SPORT.search(around) else 100
            if max(first.value, second.value) >= highest:
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
    elif gap in (" to ", "- to ", "-to-"):
        if before.endswith("from ") and _CHANGED.search(low, max(0, first.start - 60), first.start):
            return None
        in_words = low[first.start].isalpha()
        if in_words and first.value < 1 <= second.value and second.unit is not None and first.unit is None:
            return None  # "fell by two-thirds to 41.5 million francs"
        if second.value >= 4 * first.value and _CHANGED.search(low, max(0, first.start - 30), first.start):
            return None  # "dipped 0.1% to 4.5%"
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
    for name, power in (*BIG.items(), *SUFFIXES.items()):
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
            phrase_start=min(figure.phrase_start, figure.start) if figure.phrase_end else figure.start,
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
    elif counted is not None and piece[counted.end : start] == " of ":
        start = counted.start  # "a crowd of 12,000"
    if event is not None:
        if event.start >= end and piece[end : event.start] == " ":
            end = event.end
        elif event.end <= start and _CLOSE.fullmatch(piece[event.end : start]):
            start = event.start
    return Span(start, end)
