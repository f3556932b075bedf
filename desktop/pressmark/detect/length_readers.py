"""Readers of lengths of time, ages, sets and times of day; each is a row of `date_rules`."""

from __future__ import annotations

import re

from pressmark.detect import numbers
from pressmark.detect.date_context import Context, Match, Timex, group, ordinal_of
from pressmark.detect.date_words import (
    ADVERBS_OF_SETS,
    ALL_UNITS,
    MONTHS,
    PARTS_OF_DAY,
    SEASONS,
    WEEKDAYS_BEFORE_DATES,
)
from pressmark.detect.timex import CLOCK_UNITS, UNKNOWN, Unit, duration, shifted

# -- lengths ----------------------------------------------------------------------------------------------------------


def count_of(words: str, half: str | None = None) -> int | float | None:
    """The number that a count says; None for "several", "few", "many"."""
    words = words.removeprefix("the ").strip()
    if words in ("a", "an"):
        number: int | float | None = 1
    elif words.startswith("half a") or words in ("a half", "an half"):
        number = 0.5
    elif words in ("couple of", "a couple of"):
        number = 2
    else:
        found = numbers.find(words)
        number = found[0].value if len(found) == 1 and found[0].value_max is None else None
    return number + 0.5 if half and number is not None else number


def length(match: Match, context: Context) -> Timex | None:
    """ten days, a year, half an hour, several months, a ten-day truce, 11 hours and 23 minutes."""
    unit = ALL_UNITS[match["unit"]]
    words = match["count"]
    count = count_of(words, group(match, "half"))
    plural = match["unit"] not in PARTS_NAMES_SINGULAR
    if count is not None and count > 10**7:
        return None
    if unit is Unit.SECOND and not plural and words in ("a", "the"):
        return None  # a second one
    if match["unit"] in ("quarter", "quarters") and (
        count is None or count < 2 or "-" in match[0] or _SHARE.match(context.low, match.end())
    ):
        return None  # "three-quarters of the voters"
    if (
        unit is Unit.HOUR
        and len(words) == 4
        and words.isdigit()
        and _BEFORE_CLOCK.search(context.low, max(0, match.start() - 8), match.start())
    ):
        return None  # "at 1430 hours"
    if match["unit"] in ("fortnight", "fortnights") and count is not None:
        count *= 2
    hyphen = "-" in match[0][len(words) :] and not match["half"]
    short = match["unit"] in ("min", "sec", "hr", "yr") and words[-1].isdigit()
    if (
        not plural
        and not hyphen
        and not short
        and count_of(words) not in (1, 0.5)
        and not _of_a_noun(match, context, count, unit)
    ):
        return None
    if words == "many" and context.low.endswith("as ", 0, match.start()):
        return None  # "in as many years"
    if words in ("a", "an") and (plural or hyphen):
        return None  # "a decades-old feud", "a week-long visit"
    if words in ("a", "an") and _SPEED.search(context.low, max(0, match.start() - 20), match.start()):
        return None
    parts: list[tuple[int | float | None, Unit]] = [(count, unit)]
    if group(match, "count2"):
        smaller = ALL_UNITS[match["unit2"]]
        if list(Unit).index(smaller) >= list(Unit).index(unit):
            return None  # "ten hours a day" is no sum
        parts.append((count_of(match["count2"]), smaller))
    value = duration(parts)
    if value is None:
        return None
    score = 0.9 if count is not None else 0.8
    if words in ("a", "an"):
        score = 0.7
    return Timex("DURATION", value, unit, score=score, count=count)


_SHARE = re.compile(r" of (?:the|all|its|their|his|her|our|an?|those|these|them|us|it|[a-z]+s)\b")
_BEFORE_CLOCK = re.compile(r"\b(?:at|by|until|from|before|after|about|around) $")
_OF_A_NOUN = re.compile(r" (?!and\b|or\b|the\b|an?\b|in\b|of\b|to\b|on\b|at\b)[a-z]")


def _of_a_noun(match: Match, context: Context, count: int | float | None, unit: Unit) -> bool:
    """ "a three hour siege", "30 year bonds"; "two second" is no length, and "2018 day five" none either."""
    if count is None or not 2 <= count < 1000 or unit is Unit.SECOND:
        return False
    return bool(_OF_A_NOUN.match(context.low, match.end()))


PARTS_NAMES_SINGULAR = frozenset(
    {
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "weekend",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
        "sec",
        "min",
        "hr",
        "night",
        "yr",
        "fortnight",
    }
)


def shifted_length(match: Match, context: Context) -> Timex | None:
    """two days ago, three years later, ten days earlier, a week from now, a month before."""
    unit = ALL_UNITS[match["unit"]]
    words = group(match, "count")
    count = None if words is None else count_of(words, group(match, "half"))
    where = match["where"]
    back = where in ("ago", "back", "earlier", "before", "previously", "prior")
    from_now = where in ("ago", "back", "from now", "hence", "from today", "time")
    late = match.start("expression") - match.start() if group(match, "expression") else 0
    anchor = context.anchor if from_now or context.last is None else context.last
    if match["unit"] not in PARTS_NAMES_SINGULAR and words in ("a", "an"):
        return None
    if count is not None and match["unit"] in ("fortnight", "fortnights"):
        count *= 2
    if unit is Unit.HOUR and count is not None and count >= 24 and count % 24 == 0:
        unit, count = Unit.DAY, count / 24
    kind = "TIME" if unit in CLOCK_UNITS else "DATE"
    iso = anchor.iso if anchor is not None else None
    if count is None:
        if from_now:
            return Timex("DATE", "PAST_REF" if back else "FUTURE_REF", unit, score=0.75)
        return Timex(kind, UNKNOWN[unit], unit, score=0.6)
    if count > 10**6:
        return Timex(kind, UNKNOWN[unit], unit, score=0.6)
    if unit in CLOCK_UNITS and anchor is not None and anchor.clock is not None:
        iso = f"{anchor.iso}T{anchor.clock}"
    steps = count
    if count != int(count):
        if unit not in _PARTS_OF_UNITS:
            return Timex(kind, UNKNOWN[unit], unit, score=0.5)
        unit, steps = _PARTS_OF_UNITS[unit]
        steps = count * steps
    if unit is Unit.DECADE:
        unit, steps = Unit.YEAR, steps * 10
    elif unit is Unit.CENTURY:
        unit, steps = Unit.YEAR, int(steps * 100)
    value = shifted(anchor, unit, -int(steps) if back else int(steps))
    return Timex(kind, value, unit, anchor=iso, score=0.85, start_late=late)


_PARTS_OF_UNITS = {
    Unit.YEAR: (Unit.MONTH, 12),
    Unit.DECADE: (Unit.YEAR, 10),
    Unit.CENTURY: (Unit.YEAR, 100),
    Unit.HOUR: (Unit.MINUTE, 60),
}
"""In what a part of a unit is counted: half a century ago is 50 years ago."""


def span_of_time(match: Match, context: Context) -> Timex | None:
    """the last two years, the next six months, the first 100 days, recent weeks."""
    unit = ALL_UNITS[match["unit"]]
    words = group(match, "count")
    if words is None and (match["unit"] in PARTS_NAMES_SINGULAR or match["which"] in _ENDS):
        return None  # "the opening night"
    if match[0].startswith("last ") and _lasts(match, context):
        return None  # "is expected to last three weeks"
    if words in ("a", "an", "the") or (words is not None and match["unit"] in PARTS_NAMES_SINGULAR and words != "one"):
        return None
    count = count_of(words, group(match, "half")) if words else None
    value = duration([(count, unit)])
    if value is None or (count is not None and count > 10**7):
        return None
    anchor = context.iso if match["which"] in _FROM_NOW else None
    return Timex("DURATION", value, unit, anchor=anchor, score=0.85, count=count)


def _lasts(match: Match, context: Context) -> bool:
    """Whether "last" is a verb, as it is behind "and" where "the" is missing: "will open in May and last two weeks"."""
    return bool(_TO_LAST.search(context.low, max(0, match.start() - 10), match.start()))


_TO_LAST = re.compile(r"\b(?:to|will|would|could|may|might|can|should|must|not|n't|also|they|that|only|and|but|or) $")
_ENDS = ("first", "final", "opening", "closing")
_FROM_NOW = ("last", "past", "next", "coming", "recent", "upcoming")


def last_length(match: Match, context: Context) -> Timex | None:
    """ "over the last year", "the next decade": a length that ends or begins now."""
    unit = ALL_UNITS[match["unit"]]
    value = duration([(2 if match["unit"] == "fortnight" else 1, unit)])
    late = match.start("expression") - match.start() if group(match, "expression") else 0
    return None if value is None else Timex("DURATION", value, unit, anchor=context.iso, score=0.8, start_late=late)


def first_length(match: Match, context: Context) -> Timex | None:
    """ "two to three weeks": the two, whose unit stands behind the other number."""
    unit, count = ALL_UNITS[match["unit"]], count_of(match["count"])
    if match["unit"] in PARTS_NAMES_SINGULAR and not context.low.startswith(("-", " "), match.end()):
        return None
    value = duration([(count, unit)])
    late = match.start("count") - match.start()
    early = match.end() - match.end("count")
    return None if value is None else Timex("DURATION", value, unit, score=0.75, start_late=late, end_early=early)


def length_range(match: Match, context: Context) -> Timex | None:
    """10-15 minutes."""
    unit = ALL_UNITS[match["unit"]]
    first, last = int(match["count"]), int(match["count2"])
    if first >= last or (first >= 1000 and last >= 1000):
        return None
    ends = [duration([(count, unit)]) for count in (first, last)]
    return Timex("DURATION", "/".join(filter(None, ends)), unit, score=0.85)


def some_of_one(match: Match, context: Context) -> Timex | None:
    """ "a day or two", "a week or so"."""
    unit = ALL_UNITS[match["unit"]]
    so = match[0].endswith("so")
    value = duration([(1 if so else None, unit)])
    return None if value is None else Timex("DURATION", value, unit, mod="APPROX" if so else None, score=0.8)


_UNIT_BEFORE = re.compile(r"\b(?:minutes|hours|days|weeks|months|years|decades),? $")


def more_time(match: Match, context: Context) -> Timex | None:
    """ "weeks or months": the months."""
    if not _UNIT_BEFORE.search(context.low, max(0, match.start() - 10), match.start()):
        return None
    return some_time(match, context)


def as_long(match: Match, context: Context) -> Timex | None:
    """weeklong, year-long, months-long, decades-old, century-old."""
    plural = match["units"]
    unit = ALL_UNITS[plural or match["unit"] or match["unit2"]]
    value = duration([(None if plural else 1, unit)])
    return None if value is None else Timex("DURATION", value, unit, score=0.85)


def whole(match: Match, context: Context) -> Timex | None:
    """all day, the whole week, an entire year."""
    unit = ALL_UNITS[match["unit"]]
    value = duration([(1, unit)])
    return None if value is None else Timex("DURATION", value, unit, score=0.8)


_FRACTIONS = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75, "three-quarters": 0.75}


def fraction(match: Match, context: Context) -> Timex | None:
    """half-hour, half an hour, a quarter of a century, three quarters of an hour."""
    unit = ALL_UNITS[match["unit"]]
    if unit not in _PARTS_OF_UNITS and not (match["fraction"] == "half" and unit is Unit.DAY):
        return None
    if unit is Unit.DAY:
        return Timex("DURATION", "PT12H", Unit.HOUR, score=0.8)
    smaller, size = _PARTS_OF_UNITS[unit]
    value = duration([(int(size * _FRACTIONS[match["fraction"]]), smaller)])
    return None if value is None else Timex("DURATION", value, smaller, score=0.85)


def to_month(match: Match, context: Context) -> Timex | None:
    """ "the year to June": a year's length; the month is read by itself."""
    unit = ALL_UNITS[match["unit"]]
    early = match.end() - match.end("expression")
    return Timex("DURATION", duration([(1, unit)]) or "PX", unit, score=0.8, end_early=early)


def age(match: Match, context: Context) -> Timex | None:
    """58-year-old, 58 years old."""
    count = count_of(match["count"])
    if match["count"] in ("a", "an") and match["unit"] not in PARTS_NAMES_SINGULAR:
        return None  # "a decades-old feud"
    if count is None or count > 10**6 or match["unit"] in ("second", "seconds"):
        return None
    value = duration([(count, ALL_UNITS[match["unit"]])])
    return None if value is None else Timex("DURATION", value, ALL_UNITS[match["unit"]], score=0.93)


# -- again and again --------------------------------------------------------------------------------------------------


def every(match: Match, context: Context) -> Timex | None:
    """every Monday, each year, every other week, every 11 hours and 55 minutes."""
    if group(match, "weekday"):
        number = WEEKDAYS_BEFORE_DATES[match["weekday"].rstrip(".")]
        part = PARTS_OF_DAY.get(group(match, "part_of_it") or "", "")
        return Timex("SET", f"XXXX-WXX-{number}{part}", Unit.HOUR if part else Unit.DAY)
    if group(match, "month"):
        return Timex("SET", f"XXXX-{MONTHS[match['month'].rstrip('.')]:02d}", Unit.MONTH)
    if group(match, "season"):
        return Timex("SET", f"XXXX-{SEASONS[match['season']]}", Unit.SEASON)
    if group(match, "part"):
        return Timex("SET", f"XXXX-XX-XX{PARTS_OF_DAY[match['part']]}", Unit.HOUR)
    unit = ALL_UNITS[match["unit"]]
    words = group(match, "count") or ("two" if group(match, "other") else None)
    parts: list[tuple[int | float | None, Unit]] = [(1 if words is None else count_of(words), unit)]
    if group(match, "count2"):
        parts.append((count_of(match["count2"]), ALL_UNITS[match["unit2"]]))
    if match["unit"] == "fortnight":
        parts = [(2, Unit.WEEK)]
    value = duration(parts)
    return None if value is None else Timex("SET", value, unit)


def every_range(match: Match, context: Context) -> Timex | None:
    """every six to eight weeks."""
    unit = ALL_UNITS[match["unit"]]
    ends = [duration([(count_of(match[name]), unit)]) for name in ("count", "count2")]
    return Timex("SET", "/".join(filter(None, ends)), unit, score=0.8)


def every_nth(match: Match, context: Context) -> Timex | None:
    """every third year."""
    value = duration([(ordinal_of(match["ord"]), ALL_UNITS[match["unit"]])])
    return None if value is None or match["ord"] == "first" else Timex("SET", value, ALL_UNITS[match["unit"]])


def per(match: Match, context: Context) -> Timex | None:
    """ "twice a year", "€5 a day", "100 km an hour": only the last two words, and only behind a number."""
    unit = ALL_UNITS[match["unit"] or "year"]
    before = context.low[max(0, match.start() - 40) : match.start()]
    if _SPEED.search(before) or not (match[0].startswith("per") or _RATE.search(before)):
        return None
    return Timex("SET", duration([(1, unit)]) or "PX", unit, score=0.8)


_SPEED = re.compile(r"(?:km|kilomet(?:re|er)s?|miles?|\bm|\bmet(?:re|er)s?|feet|knots) $")
"""A speed is one figure with its hour."""
_RATE = re.compile(
    r"(?:\b(?:once|twice|times|thrice|percent|per cent|percentage points|points|dollars|euros|pounds|people|tonnes|tons"
    r"|hours|minutes|days|nights|barrels|litres|liters|calls|cases|passengers|visitors|million|billion|thousand|hundred|dozen)|%|[0-9]"
    r"|[$€£¥][0-9][0-9.,]{0,12}(?: ?(?:k|m|bn|million|billion|trillion))?)(?: [a-z]{3,12}s| (?:of|in|worth of)"
    r" [a-z]{3,12}| people)? $"
)


_IN_NAME = re.compile(r"(?:[a-z,] (?:[Tt]he )?|[A-Z][\w'’.-]* )$")
_NAME_GOES_ON = re.compile(r" [A-Z]")


def adverb(match: Match, context: Context) -> Timex | None:
    """daily, weekly, twice-monthly; not the Daily of a paper's name."""
    if context.text[match.start()].isupper() and _IN_NAME.search(context.text[: match.start()][-24:]):
        return None
    if context.text[match.start()].isupper() and _NAME_GOES_ON.match(context.text, match.end()):
        return None
    value = ADVERBS_OF_SETS[match["adverb"]]
    return Timex("SET", value, Unit.HOUR if "T" in value else Unit.DAY, score=0.75)


def weekdays(match: Match, context: Context) -> Timex | None:
    """Mondays, for every Monday."""
    number = WEEKDAYS_BEFORE_DATES[match["weekday"]]
    part = PARTS_OF_DAY.get(group(match, "part_of_it") or "", "")
    return Timex("SET", f"XXXX-WXX-{number}{part}", Unit.HOUR if part else Unit.DAY, score=0.85)


def weekends(match: Match, context: Context) -> Timex | None:
    """weekends, weekdays."""
    value = {"weekends": "XXXX-WXX-WE", "weekdays": "XXXX-WXX", "weeknights": "XXXX-WXXTNI"}[match["plural"]]
    return Timex("SET", value, Unit.DAY, score=0.75)


def some_time(match: Match, context: Context) -> Timex | None:
    """ "for years", "within hours": a length of nobody knows how many; only the unit is the expression."""
    value = duration([(None, ALL_UNITS[match["unit"]])])
    if value is None or match["unit"] in ("seconds", "quarters", "mins", "secs"):
        return None
    return Timex("DURATION", value, ALL_UNITS[match["unit"]], score=0.7, start_late=match.start("unit") - match.start())
