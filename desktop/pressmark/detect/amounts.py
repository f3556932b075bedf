"""Amounts: numbers with the sign, name or unit that stands beside them: money, percentages and quantities."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from pressmark.detect import numbers, units
from pressmark.detect.figure_words import CURRENCY_SIGNS, ONLY_GLUED, PARTS_OF_ONE, PERCENTS, alternatives
from pressmark.detect.number_words import SUFFIXES
from pressmark.detect.numbers import Kind, Number

Value = int | float | None


class Figure(Struct, frozen=True):
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


_SIGNS = re.compile(
    rf"(?<![^\W\d_])(?P<sign>{alternatives(CURRENCY_SIGNS)}|[a-z]{{3}}(?= ?$))"
    r" ?(?P<minus>[-−–])?$"
)
_MONEY_BEHIND = re.compile(r"(?:[ -]?(?P<sign>€|£|₽|₼|₾|zł)|[ -]?(?P<code>[a-z]{3})(?!\w)|(?P<glued>p)(?![\w.]))")
_PERCENT_BEHIND = re.compile(rf"[ -]?(?P<unit>{alternatives(PERCENTS)})(?!\w)")
_OF_A_UNIT = re.compile(r" (?:an?|of (?:an?|one)) (?P<unit>[a-z]+(?: [a-z]+)?)")
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
_METRES_AROUND = re.compile(
    r"\b(?:surge|waves?|tides?|swell|water levels?|snow|depths?|heights?|altitude|deep|tall|high)\b"
)
_CLAUSE_ENDS = re.compile(r"[.,;:)]|$| (?:and|but|with|in|on|at)\b")
_COUNTRY_BEFORE = re.compile(r"(?<!\w)(US|AU|NZ|HK|CA|NT) $")
_SIZE_APART = re.compile(r" (?P<size>[mbk])(?![\w'’.-])")
_SHORT_LINE = 3
"""Words: in a longer line that is all in capitals, "ALL" and "TRY" are words."""
_POUND = re.compile(r"[ -]pounds?(?!\w)")
_POUNDS_OF_WEIGHT = re.compile(r" (?:in weight|heavier|lighter|of (?!sterling)\w+|bomb|weight)")


def per(low: str, figure: Figure) -> Figure:
    """With what it is paid or counted by: "$80 a barrel", "9 per cent a year"."""
    rate = units.rate(low, figure.end, any_word=figure.label == "MONEY")
    if rate is None:
        return figure
    return replace(figure, unit=f"{figure.unit}/{rate[1]}", phrase_end=rate[0])


def money(piece: str, low: str, figure: Figure, number: Number) -> Figure | None:
    """The amount of money that a number makes with the sign, code or name of a currency beside it, or None."""
    sign = _SIGNS.search(low, max(0, figure.start - 6), figure.start)
    if sign is not None:
        unit, start = _unit_of_sign(piece, sign, number), sign.start()
        country = _COUNTRY_BEFORE.search(piece, max(0, start - 5), start) if unit == "USD" else None
        if country is not None:  # "NZ $26 million"
            unit, start = CURRENCY_SIGNS[f"{country[1].lower()}$"], country.start()
        if unit is not None:
            size = None if number.suffix or number.kind is not Kind.CARDINAL else _SIZE_APART.match(low, figure.end)
            if size is not None:  # "£1.2 m"
                value = numbers.tidy(number.value * SUFFIXES[size["size"]])
                figure = replace(figure, end=size.end(), value=value)
            value = -figure.value if sign["minus"] and figure.value is not None else figure.value
            return replace(figure, start=start, label="MONEY", value=value, unit=unit, score=0.95)
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
    if code not in units.codes() or (piece.isupper() and len(piece.split()) > _SHORT_LINE):
        return None
    return {"RMB": "CNY"}.get(code, code)


def percent(low: str, figure: Figure) -> Figure | None:
    """The percentage that a number makes with what is behind it, or None."""
    match = _PERCENT_BEHIND.match(low, figure.end)
    if match is None:
        return None
    return replace(figure, end=match.end(), label="PERCENT", unit=PERCENTS[match["unit"]], score=0.95)


_MAGNITUDE_BEFORE = re.compile(r"\bmagnitude[ -](?:of )?(?:about |around |at least |up to )?$")
_MAGNITUDE_BEHIND = re.compile(
    r"[ -]magnitude\b|(?: points)? on the (?:moment magnitude |open-ended )?(?:richter )?scale\b"
)
_HEAT = re.compile(r"\b(?:temperature\w*|degrees?|heat\w*|cold\w*|warm\w*|highs?|lows?)\b|[0-9] ?[cf]\b|°")
_SCALE_BEHIND = re.compile(r"(?! (?:sharp|flat|major|minor|class|grade)\b)(?=[ .,;:()]|$)")


def _is_heat(low: str, figure: Figure, end: int) -> bool:
    """Whether "44.3 C" is a temperature: where something near says so, as "(112 F)" does."""
    near = low[max(0, figure.start - 60) : figure.start] + "|" + low[end : end + 24]
    return _SCALE_BEHIND.match(low, end) is not None and _HEAT.search(near) is not None


_RACED_METRES = frozenset({50, 60, 80, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10_000})
"""Metres that are run and swum."""


def quantity(low: str, figure: Figure, number: Number) -> Figure | None:
    """The quantity that a number makes with a unit behind it, or None."""
    if number.suffix == "m" and (metres := _metres(low, figure, number)) is not None:
        return metres
    if _MAGNITUDE_BEFORE.search(low, max(0, figure.start - 32), figure.start) or (
        _MAGNITUDE_BEHIND.match(low, figure.end) and number.value < 13
    ):
        return replace(figure, unit="magnitude", score=0.85)
    unit = units.behind(low, figure.end)
    if unit is None:
        return _part_of_unit(low, figure) if 0 < number.value < 1 and not number.suffix else None
    if unit.glued and number.suffix:
        return None
    if unit.word == "g" and number.whole and number.value <= 6:
        return None  # "5G"
    apart = unit.word in ("c", "f") and not unit.glued and number.in_digits and _is_heat(low, figure, unit.end)
    if unit.word in ONLY_GLUED and (not unit.glued or not number.in_digits) and not apart:
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
    percent = _PERCENT_BEHIND.match(low, match.start("unit") - 1)
    if percent is not None:
        return replace(figure, end=percent.end(), label="PERCENT", unit=PERCENTS[percent["unit"]], score=0.9)
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
    measured = metres < 100 and _METRES_AROUND.search(low, max(0, figure.start - 60), figure.start)
    before = before or (measured and _CLAUSE_ENDS.match(low, figure.end))
    if raced or _METRES_BEHIND.match(low, figure.end) or (before and not counted):
        return replace(figure, label="QUANTITY", value=metres, unit="m", score=0.8)
    return None
