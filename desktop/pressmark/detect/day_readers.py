"""Readers of days, months and years, and of what is counted from the publish date; each is a row of `date_rules`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pressmark.detect.date_context import Context, Match, Timex, group, ordinal_of
from pressmark.detect.date_words import (
    AFTER_EASTER,
    ALL_UNITS,
    EDGES,
    HOLIDAYS,
    MONTHS,
    NTH_WEEKDAYS,
    PARTS_OF_DAY,
    SEASONS,
    WEEKDAYS_BEFORE_DATES,
)
from pressmark.detect.timex import CLOCK_UNITS, LAST_YEAR, UNKNOWN, Unit, day_value, duration, shifted

# -- days and months --------------------------------------------------------------------------------------------------


def calendar(match: Match, context: Context) -> Timex | None:
    """A day or month with its month's name, and a year or none."""
    month = MONTHS[match["month"].rstrip(".")]
    written_day, written_year = group(match, "day"), group(match, "year")
    if written_year is None and group(match, "short") is not None:
        short = int(match["short"])
        written_year = str(short + (2000 if short < 50 else 1900))
    day = ordinal_of(written_day) if written_day else None
    last_day = group(match, "last_day")
    unit = Unit.MONTH if day is None else Unit.DAY
    anchor = None
    score = 0.97
    if written_year is not None:
        year: int | None = int(written_year)
    else:
        year = _year_of(month, day, context, match)
        anchor = context.iso if year is not None and context.year_behind is None else None
        score = 0.88
    value = day_value(year, month, day)
    if value is None:
        return None
    if last_day is not None:
        until = day_value(year, MONTHS[group(match, "last_month") or match["month"]], ordinal_of(last_day))
        if until is None or (year is not None and until <= value):
            return None
        value = f"{value}/{until}"
    return Timex("DATE", value, unit, anchor=anchor, score=score, period=day is None)


def _year_of(month: int, day: int | None, context: Context, match: Match) -> int | None:
    """The year that is meant where none is written."""
    anchor = context.anchor
    if context.year_behind is not None:
        return context.year_behind
    here = context.here
    if here is None:
        return None
    if here is not anchor:
        return here.year + _years_on(here.month, month)
    if anchor is None:
        return None
    if anchor.month is None:
        return anchor.year
    now = (anchor.month, anchor.day or 15)
    there = (month, now[1] if day is None else day)
    if there == now:
        return anchor.year
    past = anchor.year if there < now else anchor.year - 1
    which = group(match, "which")
    if which is not None:
        return past if which == "last" else past + 1
    direction = context.direction(match.start(), match.end())
    if direction == 0:
        months_ahead = (month - anchor.month) % 12
        direction = 1 if months_ahead <= 2 and there > now else -1
        if months_ahead in (0, 12) and there < now:
            direction = -1
    elif direction > 0 and day is not None and there < now and (anchor.month - month) % 12 <= 1:
        direction = -1
    elif direction < 0 and day is not None and there > now and (month - anchor.month) % 12 <= 1:
        # Nobody writes a day of eleven months ago without its year, whatever the tense around it.
        direction = 1
    return past if direction < 0 else past + 1


def _years_on(month_of_story: int | None, month: int) -> int:
    """A month named in a story: stories go on, so a month much earlier in the year is of the next one."""
    if month_of_story is None:
        return 0
    ahead = month - month_of_story
    return 1 if ahead < -7 else -1 if ahead > 10 else 0


def dotted(match: Match, context: Context) -> Timex | None:
    """3/4/2019, 3.4.2019, 2019-04-03."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    if first > 12 or match["sign"] == ".":
        day, month = first, second
    elif second > 12 or context.day_first is None:
        day, month = second, first
    else:
        day, month = (first, second) if context.day_first else (second, first)
    value = day_value(year, month, day)
    if value is None:
        return None
    sure = first == second or max(first, second) > 12 or context.day_first is not None
    return Timex("DATE", value, Unit.DAY, score=0.95 if sure else 0.6)


def iso(match: Match, context: Context) -> Timex | None:
    """2020-11, 2020-11-25, 2020-11-25T15:28+04:00."""
    value = day_value(int(match["year"]), int(match["b"]), int(match["c"]) if match["c"] else None)
    if value is None:
        return None
    if match["c"] is None and int(match["b"]) == (int(match["year"]) + 1) % 100:
        return None  # the season 2008-09
    if match["c"] is None:
        return Timex("DATE", value, Unit.MONTH, score=0.7, period=True)
    if match["hour"] is not None:
        zone = (match["offset"] or "").upper()
        return Timex("TIME", f"{value}T{int(match['hour']):02d}:{match['minute']}{zone}", Unit.MINUTE)
    return Timex("DATE", value, Unit.DAY)


def weekday(match: Match, context: Context) -> Timex | None:
    """A weekday: the last one that was, today included, unless the words around look ahead."""
    number = WEEKDAYS_BEFORE_DATES[match["weekday"].rstrip(".")]
    date = None if context.anchor is None else context.anchor.date
    which = group(match, "which")
    if date is None:
        return Timex("DATE", f"XXXX-WXX-{number}", Unit.DAY, score=0.85)
    back = (date.isoweekday() - number) % 7
    last = None if context.last is None else context.last.date
    if last is not None and match[0].startswith("the ") and which in ("next", "following"):
        # "the next Tuesday" of a story comes after the day before it, not after the publish date.
        ahead = (number - last.isoweekday() - 1) % 7 + 1
        return Timex("DATE", (last + timedelta(days=ahead)).isoformat(), Unit.DAY, anchor=last.isoformat(), score=0.8)
    if which == "last" or which == "past" or which == "previous":
        shift = -(back or 7)
    elif which in ("next", "coming", "following"):
        shift = (7 - back) if back else 7
    elif which == "this":
        shift = number - date.isoweekday()
    elif back and context.direction(match.start(), match.end()) > 0:
        shift = 7 - back
    else:
        shift = -back
    try:
        value = (date + timedelta(days=shift)).isoformat()
    except OverflowError:
        return None
    return Timex("DATE", value, Unit.DAY, anchor=context.iso, score=0.93)


def holiday(match: Match, context: Context) -> Timex | None:
    """Christmas, New Year's Eve 2019."""
    month, day = HOLIDAYS[match["holiday"].replace("’", "'")]
    year = int(match["year"]) if match["year"] else _year_of(month, day, context, match)
    value = day_value(year, month, day)
    anchor = context.iso if match["year"] is None and year is not None else None
    return None if value is None else Timex("DATE", value, Unit.DAY, anchor=anchor, score=0.8)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous computus."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth Monday … of a month; the last one for nth -1."""
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def _moving(name: str, year: int) -> date | None:
    """The day of a holiday that moves, in a year; None outside the calendar."""
    if not 1583 <= year < LAST_YEAR:
        return None
    if name in AFTER_EASTER:
        return _easter(year) + timedelta(AFTER_EASTER[name])
    month, weekday, nth, later = NTH_WEEKDAYS[name]
    return _nth_weekday(year, month, weekday, nth) + timedelta(later)


def moving_holiday(match: Match, context: Context) -> Timex | None:
    """Easter, Good Friday, Thanksgiving 2019: another day each year."""
    name = match["moving"]
    if match["year"]:
        there = _moving(name, int(match["year"]))
        return None if there is None else Timex("DATE", there.isoformat(), Unit.DAY, score=0.85)
    here = context.here
    near = None if here is None else _moving(name, here.year)
    if near is None:
        return Timex("DATE", UNKNOWN[Unit.DAY], Unit.DAY, score=0.6)
    year = _year_of(near.month, near.day, context, match)
    there = None if year is None else _moving(name, year)
    if there is None:
        return None
    return Timex("DATE", there.isoformat(), Unit.DAY, anchor=context.iso, score=0.75)


# -- years and longer -------------------------------------------------------------------------------------------------

_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|during|before|after|between|of|to|and|or|early|late|mid|circa|around|the|for|year"
    r"|through|summer|winter|spring|autumn|fall|than|on|its|their|his|her|this|that|season|back to)[ -]|[,;(\[/–—-] ?)$"
)
_COUNTED_BEHIND = re.compile(
    r"(?: (?:more |new |young |armed |local |\w+ed )?(?:people|men|women|children|troops|police|\w{2,}(?<!s)s)\b"
    r"| ?(?:%|per ?cent|km|kg|metres|m\b|ft\b)| (?:million|billion|thousand|hundred))"
)
_PLURALS_OF_YEARS = re.compile(
    r" (?:elections?|olympics|games|finals|championships|protests|attacks|floods|bombings|riots|series|sales|earnings"
    r"|results|figures|accords|talks|levels|was|is|has|as|sanctions|terms|polls|wildfires|demonstrations|news|census"
    r"|crisis|rules|amendments|regulations|profits|revenues|its|his|this)\b"
)


def year(match: Match, context: Context) -> Timex | None:
    """1993, where it is no count: "in 1993", "the 2015 election"; not "killed 1993 people"."""
    year = int(match["year"])
    low, start, end = context.low, match.start(), match.end()
    before = low[max(0, start - 12) : start]
    behind = low[end : end + 40]
    led = bool(_YEAR_BEFORE.search(before)) or start == 0 or low[start - 1] == "\n"
    named = context.text[end : end + 1] == " " and context.text[end + 1 : end + 2].isupper()
    counted = bool(_COUNTED_BEHIND.match(behind)) and not _PLURALS_OF_YEARS.match(behind) and not named
    if counted and not before.endswith(
        ("in ", "since ", "by ", "during ", "of ", "until ", "its ", "their ", "his ", "her ", "our ")
    ):
        return None
    if (
        low[start - 1 : start] in ("$", "£", "€", "#", "_", "/", ".", ":", "@", "+")
        or behind.startswith(("/", "th ", "ft", "%"))
        or re.match(r":(?! )", behind)
    ):
        return None
    if re.match(r"[-–.,]\d", behind) or re.search(r"\d[-–.,]$|\w[-]$", before.replace("mid-", "")):
        return None
    usual = 1900 <= year <= 2060
    if not led and not (usual and re.match(r"[ .,;:)’']|$", behind)):
        return None
    if not usual and not led:
        return None
    return Timex("DATE", f"{year:04d}", Unit.YEAR, score=0.93 if usual and led else 0.75, period=True)


def before_christ(match: Match, context: Context) -> Timex | None:
    """490 BC is "BC0490"."""
    return Timex("DATE", f"BC{int(match['before']):04d}", Unit.YEAR, score=0.95)


def years(match: Match, context: Context) -> Timex | None:
    """2010-2014, 2008-09, 2008/09."""
    first = int(match["year"])
    written = match["to"]
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    if not 0 < last - first <= 150 or not 1500 <= first <= 2100:
        return None
    return Timex("DATE", f"{first:04d}/{last:04d}", Unit.YEAR, score=0.85)


_DECADES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}


_SOMEBODYS = re.compile(r"\b(?:his|her|their|my|your|our)(?: (?:early|mid|late|very|high|low))?[ -]$")


def decade(match: Match, context: Context) -> Timex | None:
    """the 1990s, the '90s, the nineties; "the 1900s" is a century."""
    if match["word"] is not None:
        return Timex("DATE", f"19{_DECADES[match['word']]}", Unit.DECADE, score=0.8, period=True)
    digits = match["digits"]
    if len(digits) == 2:
        if _SOMEBODYS.search(context.low, max(0, match.start() - 16), match.start()):
            return None  # "in his early 30s" is an age
        century = "20" if int(digits) < 20 else "19"
        return Timex("DATE", century + digits[0], Unit.DECADE, score=0.85, period=True)
    if digits.endswith("00"):
        return Timex("DATE", digits[:2], Unit.CENTURY, score=0.8, period=True)
    return Timex("DATE", digits[:3], Unit.DECADE, period=True)


def century(match: Match, context: Context) -> Timex | None:
    """the 19th century is "18"."""
    number = ordinal_of(match["ord"]) - 1
    if not 0 <= number <= 29:
        return None
    value = f"{number:02d}"
    if group(match, "era"):
        value = f"BC{number:02d}"
    return Timex("DATE", value, Unit.CENTURY, score=0.93, period=True)


def quarter(match: Match, context: Context) -> Timex | None:
    """Q3 2020, the third quarter of last year, the first half of 2020."""
    letter = "H" if group(match, "half_year") else "Q"
    word = group(match, "ord") or group(match, "digit") or ""
    number = 4 if word == "final" else ordinal_of(word)
    if not 1 <= number <= (2 if letter == "H" else 4):
        return None
    year, anchor = _named_year(match, context)
    unit = Unit.HALF if letter == "H" else Unit.QUARTER
    if year is None and letter == "H":
        return None  # of a match, more often than of a year
    value = f"{year or 'XXXX'}-{letter}{number}"
    if year is None and context.anchor is not None:
        latest = context.anchor.year
        if context.anchor.month is not None and (context.anchor.month - 1) // 3 + 1 < number:
            latest -= 1
        value, anchor = f"{latest}-{letter}{number}", context.iso
    return Timex("DATE", value, unit, anchor=anchor, score=0.85, period=True)


def _named_year(match: Match, context: Context) -> tuple[str | None, str | None]:
    """A year from "2020", "last year", "this year", and the anchor it was counted from."""
    if group(match, "year"):
        return match["year"], None
    which = group(match, "which_year")
    if which is None:
        return None, None
    by = {"last": -1, "this": 0, "next": 1}[which]
    return shifted(context.anchor, Unit.YEAR, by), context.iso


def fiscal(match: Match, context: Context) -> Timex | None:
    """FY2020, fiscal 2020."""
    year = match["year"]
    if len(year) == 2:
        year = f"20{year}"
    return Timex("DATE", f"FY{year}", Unit.YEAR, score=0.85, period=True)


_IN_SPRING = re.compile(r"\b(?:in|since|by|until|till|during|early|late|mid|this)[ -]$")


def season(match: Match, context: Context) -> Timex | None:
    """spring 2019, last summer, the autumn; "fall" and "spring" alone are verbs."""
    season = SEASONS[match["season"]]
    year, anchor = _named_year(match, context)
    which = group(match, "which")
    alone = year is None and which is None and not match[0].startswith("the ")
    led = match["season"] == "spring" and _IN_SPRING.search(context.low, max(0, match.start() - 10), match.start())
    if match["season"] in ("fall", "spring") and alone and not led:
        return None  # to fall, to spring
    if year is None and context.here is not context.anchor and context.here is not None:
        begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        year = f"{context.here.year + _years_on(context.here.month, begins):04d}"
        anchor = context.here.iso
    if year is None:
        now = context.anchor
        if now is None:
            return Timex("DATE", f"XXXX-{season}", Unit.SEASON, score=0.7, period=True)
        begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        month = now.month or 6
        direction = context.direction(match.start(), match.end())
        number = now.year
        if which == "last" or (which is None and direction < 0):
            number -= 1 if month < begins + (3 if which == "last" else 0) else 0
        elif which == "next" or (which is None and direction > 0):
            number += 1 if month >= begins + (0 if which == "next" else 3) else 0
        year, anchor = f"{number:04d}", now.iso
    return Timex("DATE", f"{year}-{season}", Unit.SEASON, anchor=anchor, score=0.85, period=True)


# -- counted from now -------------------------------------------------------------------------------------------------

_DAYS_FROM_NOW = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "tonight": 0,
    "last night": -1,
    "overnight": 0,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def near(match: Match, context: Context) -> Timex | None:
    """today, yesterday evening, tonight."""
    word = match["near"]
    value = shifted(context.anchor, Unit.DAY, _DAYS_FROM_NOW[word])
    part = group(match, "part") or ("night" if word in ("tonight", "last night") else None)
    if part is None:
        return Timex("DATE", value, Unit.DAY, anchor=context.iso)
    return Timex("TIME", value + PARTS_OF_DAY[part], Unit.HOUR, anchor=context.iso)


def this_part(match: Match, context: Context) -> Timex | None:
    """this morning."""
    value = shifted(context.anchor, Unit.DAY, 0) + PARTS_OF_DAY[match["part"]]
    return Timex("TIME", value, Unit.HOUR, anchor=context.iso, score=0.9)


_STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "same": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}


def one(match: Match, context: Context) -> Timex | None:
    """last week, this month, next year, the previous day, earlier this year, later this week."""
    unit = ALL_UNITS[match["unit"]]
    which = match["which"]
    if unit in CLOCK_UNITS:
        return None
    if unit is Unit.WEEKEND and which == "this":
        return weekend(match, context)
    narrated = which in ("previous", "following", "same")
    anchor = (context.last or context.anchor) if narrated else context.here
    if match["unit"] == "night":
        value = shifted(anchor, Unit.DAY, _STEPS[which]) + "TNI"
        return Timex("TIME", value, Unit.HOUR, anchor=anchor.iso if anchor else None, score=0.85)
    if which == "past" and unit is not Unit.WEEKEND and not match[0].startswith("this"):
        return Timex("DURATION", duration([(1, unit)]) or "PX", unit, anchor=context.iso, score=0.85)
    if match["unit"] == "fortnight":
        return None
    value = shifted(anchor, unit, _STEPS[which])
    return Timex("DATE", value, unit, anchor=anchor.iso if anchor else None, score=0.9, period=True)


def that_one(match: Match, context: Context) -> Timex | None:
    """that day, that night, later that month, the same year: of the last date spoken of."""
    last = context.last
    if group(match, "part") is not None or match["unit"] == "night":
        part = PARTS_OF_DAY[group(match, "part") or "night"]
        value = shifted(last, Unit.DAY, 0) if last is not None else UNKNOWN[Unit.DAY]
        return Timex("TIME", value + part, Unit.HOUR, anchor=last.iso if last else None, score=0.75)
    unit = ALL_UNITS[match["unit"]]
    if unit in CLOCK_UNITS or unit in (Unit.SEASON, Unit.HALF, Unit.QUARTER):
        return None
    value = shifted(last, unit, 0)
    return Timex("DATE", value, unit, anchor=last.iso if last else None, score=0.75)


def day_of_month(match: Match, context: Context) -> Timex | None:
    """ "on the 20th": of the month last spoken of, else the publish date's or the one before."""
    day = ordinal_of(match["ord"])
    here = context.last if context.last is not None and context.last.month else context.here
    if not 1 <= day <= 31 or here is None or here.month is None:
        return None
    year, month = here.year, here.month
    ahead = here is context.anchor and here.day is not None and day > here.day
    if ahead and context.direction(match.start(), match.end()) <= 0:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    value = day_value(year, month, day)
    if value is None:
        return None
    late = match.start("expression") - match.start()
    return Timex("DATE", value, Unit.DAY, anchor=here.iso, score=0.7, start_late=late)


def edge_of(match: Match, context: Context) -> Timex | None:
    """the end of the year, the start of the week, the middle of the month; year-end."""
    unit = ALL_UNITS[match["unit"] or match["unit2"]]
    here = context.here
    value = shifted(here, unit, 0)
    mod = EDGES[group(match, "edge") or "end"]
    return Timex("DATE", value, unit, mod=mod, anchor=here.iso if here else None, score=0.85)


def neighbour(match: Match, context: Context) -> Timex | None:
    """the day before, the year after: from the last date spoken of."""
    unit = ALL_UNITS[match["unit"]]
    anchor = context.last or context.anchor
    value = shifted(anchor, unit, -1 if match["where"] in ("before", "earlier") else 1)
    return Timex("DATE", value, unit, anchor=anchor.iso if anchor else None, score=0.75)


def weekend(match: Match, context: Context) -> Timex | None:
    """ "the weekend": the one just past, on Monday to Wednesday without a look ahead; else the one that comes."""
    date = None if context.anchor is None else context.anchor.date
    if date is None:
        return Timex("DATE", UNKNOWN[Unit.WEEKEND], Unit.WEEKEND, score=0.7)
    ahead = context.direction(match.start(), match.end()) > 0 or date.isoweekday() >= 6
    value = shifted(context.anchor, Unit.WEEKEND, 0 if ahead else -1)
    return Timex("DATE", value, Unit.WEEKEND, anchor=context.iso, score=0.8)
