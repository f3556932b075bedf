"""Readers of lengths of time, ages, sets and times of day; each is a row of `date_rules`."""

from __future__ import annotations

import re

from pressmark.detect import numbers
from pressmark.detect.date_context import Context, Match, Timex, group
from pressmark.detect.date_words import (
    ADVERBS_OF_SETS,
    ALL_UNITS,
    MONTHS,
    PARTS_OF_DAY,
    REFERENCES,
    SEASONS,
    WEEKDAYS_BEFORE_DATES,
    ZONE_OFFSETS,
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
    if match["unit"] in ("quarter", "quarters") and (count is None or count < 2):
        return None
    hyphen = "-" in match[0][len(words) :] and not match["half"]
    if not plural and not hyphen and count_of(words) not in (1, 0.5) and not _of_a_noun(match, context, count, unit):
        return None
    if plural and words in ("a", "an"):
        return None
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
    back = where in ("ago", "earlier", "before", "previously", "prior")
    from_now = where in ("ago", "from now", "hence", "from today")
    anchor = context.anchor if from_now or context.last is None else context.last
    if match["unit"] not in PARTS_NAMES_SINGULAR and words in ("a", "an"):
        return None
    if unit is Unit.HOUR and count is not None and count >= 24 and count % 24 == 0:
        unit, count = Unit.DAY, count / 24
    kind = "TIME" if unit in CLOCK_UNITS else "DATE"
    iso = anchor.iso if anchor is not None else None
    if count is None:
        if from_now:
            return Timex("DATE", "PAST_REF" if back else "FUTURE_REF", unit, score=0.75)
        return Timex("DATE", UNKNOWN[unit], unit, score=0.6)
    if count > 10**6:
        return None
    if unit in CLOCK_UNITS and anchor is not None and anchor.clock is not None:
        iso = f"{anchor.iso}T{anchor.clock}"
    steps = count
    if count != int(count):
        if unit not in (Unit.YEAR, Unit.DECADE, Unit.HOUR):
            return Timex(kind, UNKNOWN[unit], unit, score=0.5)
        unit, steps = {Unit.YEAR: (Unit.MONTH, 12), Unit.DECADE: (Unit.YEAR, 10), Unit.HOUR: (Unit.MINUTE, 60)}[unit]
        steps = count * steps
    if unit is Unit.DECADE:
        unit, steps = Unit.YEAR, steps * 10
    elif unit is Unit.CENTURY:
        unit, steps = Unit.YEAR, steps * 100
    value = shifted(anchor, unit, -int(steps) if back else int(steps))
    return Timex(kind, value, unit, anchor=iso, score=0.85)


def span_of_time(match: Match, context: Context) -> Timex | None:
    """the last two years, the next six months, the first 100 days, recent weeks."""
    unit = ALL_UNITS[match["unit"]]
    words = group(match, "count")
    if words is None and (match["unit"] in PARTS_NAMES_SINGULAR or match["which"] in ("first", "final", "opening")):
        return None  # "the opening night"
    count = count_of(words, group(match, "half")) if words else None
    value = duration([(count, unit)])
    if value is None or (count is not None and count > 10**7):
        return None
    anchor = context.iso if match["which"] not in ("first", "final", "opening", "previous") else None
    return Timex("DURATION", value, unit, anchor=anchor, score=0.85, count=count)


def age(match: Match, context: Context) -> Timex | None:
    """58-year-old, 58 years old."""
    count = count_of(match["count"])
    if count is None or count > 10**6 or match["unit"] in ("second", "seconds"):
        return None
    value = duration([(count, ALL_UNITS[match["unit"]])])
    return None if value is None else Timex("DURATION", value, ALL_UNITS[match["unit"]], score=0.93)


_AGE_ENDS = re.compile(r"[,;.)]| (?:and|or)\b|$")


def bare_age(match: Match, context: Context) -> Timex | None:
    """ "Petrosyan, 58," and "aged 58": the number alone is the expression."""
    age = int(match["age"])
    if not 0 < age < 120:
        return None
    name = context.text[match.start() : match.start("age")]
    if not match["aged"] and not (name[:1].isupper() and _AGE_ENDS.match(context.low, match.end())):
        return None
    late = match.start("age") - match.start()
    early = match.end() - match.end("age")
    return Timex("DURATION", f"P{age}Y", Unit.YEAR, score=0.85, start_late=late, end_early=early)


# -- again and again --------------------------------------------------------------------------------------------------


def every(match: Match, context: Context) -> Timex | None:
    """every Monday, each year, every other week, every 11 hours and 55 minutes."""
    if group(match, "weekday"):
        number = WEEKDAYS_BEFORE_DATES[match["weekday"].rstrip(".")]
        return Timex("SET", f"XXXX-WXX-{number}", Unit.DAY)
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


def per(match: Match, context: Context) -> Timex | None:
    """ "twice a year", "€5 a day", "100 km an hour": only the last two words, and only behind a number."""
    unit = ALL_UNITS[match["unit"]]
    before = context.low[max(0, match.start() - 40) : match.start()]
    if not _RATE.search(before) or _SPEED.search(before):
        return None
    return Timex("SET", duration([(1, unit)]) or "PX", unit, score=0.8)


_SPEED = re.compile(r"(?:km|kilomet(?:re|er)s?|miles?|\bm|\bmet(?:re|er)s?|feet|knots) $")
"""A speed is one figure with its hour."""
_RATE = re.compile(
    r"(?:\b(?:once|twice|times|thrice|percent|per cent|percentage points|points|dollars|euros|pounds|people|tonnes|tons"
    r"|barrels|litres|liters|calls|cases|passengers|visitors|million|billion|thousand|hundred|dozen)|%|[0-9]"
    r"|[$€£¥][0-9][0-9.,]{0,12}(?: ?(?:k|m|bn|million|billion|trillion))?)(?: [a-z]{3,12}s| of [a-z]{3,12}| people)? $"
)


def adverb(match: Match, context: Context) -> Timex | None:
    """daily, weekly, monthly."""
    value = ADVERBS_OF_SETS[match["adverb"]]
    return Timex("SET", value, Unit.HOUR if "T" in value else Unit.DAY, score=0.75)


def weekdays(match: Match, context: Context) -> Timex | None:
    """Mondays, for every Monday."""
    number = WEEKDAYS_BEFORE_DATES[match["weekday"]]
    return Timex("SET", f"XXXX-WXX-{number}", Unit.DAY, score=0.85)


# -- times of day -----------------------------------------------------------------------------------------------------


def clock(match: Match, context: Context) -> Timex | None:
    """15:28, 3pm, 3.30 p.m. GMT, noon, six o'clock; the day comes from the words around, in `dates`."""
    word = group(match, "word")
    if word in ("noon", "midnight", "midday"):
        return Timex("TIME", "T24:00" if word == "midnight" else "T12:00", Unit.MINUTE, score=0.85)
    hour_word = match["hour"]
    hour = numbers.UNITS.get(hour_word) if not hour_word.isdigit() else int(hour_word)
    minute = int(group(match, "minute") or 0)
    half_day = (group(match, "half_day") or "").replace(".", "")
    if hour is None or hour > 24 or (half_day and not 1 <= hour <= 12):
        return None
    if half_day == "pm" and hour < 12:
        hour += 12
    elif half_day == "am" and hour == 12:
        hour = 0
    zone = ZONE_OFFSETS.get(group(match, "zone") or "", "")
    return Timex("TIME", f"T{hour:02d}:{minute:02d}{zone}", Unit.MINUTE, score=0.93)


def reference(match: Match, context: Context) -> Timex | None:
    """now, recently, in the future: no day of the calendar, whatever the publish date."""
    word = group(match, "reference")
    if word == "now" and _NO_TIME.match(context.low, match.end()):
        return None
    return Timex("DATE", REFERENCES.get(word or "", "PRESENT_REF"), Unit.DAY, score=0.6 if word == "now" else 0.75)


_NO_TIME = re.compile(r"['-]| that\b| what\b| then\b|,? now\b")
"""Behind "now", when it is no time: "now that he left", "now, now"."""


def some_time(match: Match, context: Context) -> Timex | None:
    """ "for years", "within hours": a length of nobody knows how many; only the unit is the expression."""
    value = duration([(None, ALL_UNITS[match["unit"]])])
    if value is None or match["unit"] in ("seconds", "quarters", "mins", "secs"):
        return None
    return Timex("DURATION", value, ALL_UNITS[match["unit"]], score=0.7, start_late=match.start("unit") - match.start())


def part_of_day(match: Match, context: Context) -> Timex | None:
    """ "in the morning", "at night", "overnight": of the day spoken of, which `dates` looks for."""
    name = "part" if match["part"] else "part2"
    late = match.start(name) - match.start()
    return Timex("TIME", PARTS_OF_DAY[match[name]], Unit.HOUR, score=0.65, start_late=late)
