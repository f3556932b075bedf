"""Readers of days, months and years, and of what is counted from the publish date; each is a row of `date_rules`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from pressmark.detect import feasts
from pressmark.detect.date_context import Context, Match, Timex, group, ordinal_of, years_on
from pressmark.detect.date_words import (
    ALL_UNITS,
    EDGES,
    MONTHS,
    PARTS_OF_DAY,
    WEEKDAYS_BEFORE_DATES,
)
from pressmark.detect.length_readers import count_of
from pressmark.detect.timex import CLOCK_UNITS, UNKNOWN, Day, Unit, day_value, duration, shifted, week_value

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
        year = year_of(month, day, context, match)
        anchor = context.iso if year is not None and context.year_behind is None else None
        score = 0.88
    if (month, day) == (2, 29) and written_year is None and year is not None:
        year = next((leap for leap in range(year, max(0, year - 9), -1) if day_value(leap, 2, 29)), year)
    value = day_value(year, month, day)
    if value is None:
        return None
    if last_day is not None:
        until = day_value(year, MONTHS[group(match, "last_month") or match["month"]], ordinal_of(last_day))
        if until is None or (year is not None and until <= value):
            return None
        value = f"{value}/{until}"
    return Timex("DATE", value, unit, anchor=anchor, score=score, period=day is None)


def year_of(month: int, day: int | None, context: Context, match: Match) -> int | None:
    """The year that is meant where none is written."""
    anchor = context.anchor
    if context.year_behind is not None:
        return context.year_behind
    here = context.here
    if here is None:
        return None
    if here is not anchor and (anchor is None or context.direction(match.start(), match.end()) <= 0):
        return here.year + years_on(here.month, month)
    if anchor is None:
        return None
    if anchor.month is None:
        return anchor.year
    now = (anchor.month, anchor.day or 15)
    there = (month, now[1] if day is None else day)
    chain = context.chain
    if context.ranged and chain is not None and chain.month is not None and group(match, "which") is None:
        return _behind_in_range(month, day, chain)
    if there == now:
        return anchor.year
    past = anchor.year if there < now else anchor.year - 1
    which = group(match, "which")
    if which is not None:
        return anchor.year if which == "this" else past if which == "last" else past + 1
    direction = context.direction(match.start(), match.end())
    if chain is not None and chain.month is not None:
        ahead = (chain.year, chain.month, chain.day or 15) > (anchor.year, *now)
        if ahead and direction >= 0:
            return _behind_in_range(month, day, chain)
    if direction == 0:
        months_ahead = (month - anchor.month) % 12
        direction = 1 if months_ahead in (1, 2) or (months_ahead == 0 and there > now) else -1
    elif direction > 0 and day is not None and there < now and (anchor.month - month) % 12 <= 1:
        direction = -1
    elif direction < 0 and day is not None and there > now and (month - anchor.month) % 12 <= 1:
        # Nobody writes a day of eleven months ago without its year, whatever the tense around it.
        direction = 1
    return past if direction < 0 else past + 1


def _behind_in_range(month: int, day: int | None, chain: Day) -> int:
    """The year of the first such month or day behind the one that was named before it."""
    later = (month, chain.day or 0 if day is None else day) >= (chain.month or 0, chain.day or 0)
    return chain.year if later else chain.year + 1


_YEARS_OFF = {"last": -1, "this": 0, "next": 1}


def month_of_year(match: Match, context: Context) -> Timex | None:
    """March last year, January of this year, 3 March next year; "that year" and "the same year" are the story's."""
    month_word = (match["month"] or match["month2"]).rstrip(".")
    if month_word not in MONTHS:
        return None
    off = _YEARS_OFF.get(match["which_year"])
    anchor = context.now if off is not None else context.last
    year = None if anchor is None else anchor.year + (off or 0)
    written_day = match["day"] or match["day2"]
    day = ordinal_of(written_day) if written_day else None
    value = day_value(year, MONTHS[month_word], day)
    unit = Unit.MONTH if day is None else Unit.DAY
    iso = anchor.iso if anchor is not None else None
    return None if value is None else Timex("DATE", value, unit, anchor=iso, score=0.9, period=day is None)


def first_of_two(match: Match, context: Context) -> Timex | None:
    """ "between 3 and 5 May": the 3, whose month stands behind the other day."""
    late = match.start("expression") - match.start()
    read = calendar(match, context)
    return None if read is None else replace(read, start_late=late)


def week_of(match: Match, context: Context) -> Timex | None:
    """ "the week of 3 March", "the quarter ended March 31": the one that holds the day that stands behind it."""
    month_word = match["month"] or match["month2"]
    if month_word is None or month_word.rstrip(".") not in MONTHS:
        return None
    month, day = MONTHS[month_word.rstrip(".")], ordinal_of(match["day"] or match["day2"])
    year = int(match["year"]) if match["year"] else year_of(month, day, context, match)
    value = day_value(year, month, day)
    if value is None:
        return None
    anchor = context.iso if match["year"] is None and year is not None else None
    unit = ALL_UNITS[match["unit"]]
    there = None if year is None else Day(year, month, day)
    return Timex("DATE", shifted(there, unit, 0), unit, anchor=anchor, score=0.8)


_NTH_OF_MONTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1, "opening": 1}


def week_of_month(match: Match, context: Context) -> Timex | None:
    """ "the last week of August": the week that holds the month's last day; its first weekend, its last day."""
    month, nth = MONTHS[match["month"].rstrip(".")], _NTH_OF_MONTH[match["nth"]]
    unit = ALL_UNITS[match["unit"]]
    year = int(match["year"]) if match["year"] else year_of(month, None, context, match)
    anchor = context.iso if match["year"] is None and year is not None else None
    if year is None:
        return Timex("DATE", UNKNOWN[unit], unit, score=0.6)
    if unit is Unit.WEEKEND:
        there = feasts.nth_weekday(year, month, 6, nth)
    elif unit is Unit.WEEK:
        there = feasts.nth_weekday(year, month, 7, -1) if nth < 0 else date(year, month, 1 + 7 * (nth - 1))
        there = feasts.last_day(year, month) if nth < 0 else there
    else:
        there = feasts.last_day(year, month) if nth < 0 else date(year, month, nth)
    value = there.isoformat() if unit is Unit.DAY else week_value(there) + ("-WE" if unit is Unit.WEEKEND else "")
    return Timex("DATE", value, unit, anchor=anchor, score=0.75)


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
    """2020-11, 2020-11-25, 2020/11/25, 2020-11-25T15:28+04:00."""
    value = day_value(int(match["year"]), int(match["b"]), int(match["c"]) if match["c"] else None)
    if value is None:
        return None
    if match["c"] is None and int(match["b"]) == (int(match["year"]) + 1) % 100:
        return None  # the season 2008-09
    if match["c"] is None:
        return Timex("DATE", value, Unit.MONTH, score=0.7, period=True)
    if group(match, "hour") is not None:
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
        if back and context.direction(match.start(), match.end()) > 0:
            shift = 7 - back
    elif (back or _BY.search(context.low, max(0, match.start() - 8), match.start())) and _is_ahead(match, context):
        shift = 7 - back
    else:
        shift = -back
    try:
        value = (date + timedelta(days=shift)).isoformat()
    except OverflowError:
        return None
    return Timex("DATE", value, Unit.DAY, anchor=context.iso, score=0.93)


_BY = re.compile(r"\b(?:by|until|till) $")
"""Before a weekday that is the publish date's own: "results are expected by Tuesday" is of the next one."""


def _is_ahead(match: Match, context: Context) -> bool:
    return context.direction(match.start(), match.end()) > 0


def weeks_from_weekday(match: Match, context: Context) -> Timex | None:
    """ "a week from Monday", "two weeks ago Friday": from the Monday that comes, before the Friday past."""
    number = WEEKDAYS_BEFORE_DATES[match["weekday"].rstrip(".")]
    here = None if context.anchor is None else context.anchor.date
    count = count_of(match["count"])
    if here is None:
        return Timex("DATE", f"XXXX-WXX-{number}", Unit.DAY, score=0.7)
    if count is None or count != int(count) or not 0 < count < 500:
        return None
    weeks = int(count) * (2 if match["unit"] == "fortnight" else 1)
    back = (here.isoweekday() - number) % 7
    days = -back - 7 * weeks if match["where"] == "ago" else (7 - back) % 7 + 7 * weeks
    try:
        value = (here + timedelta(days)).isoformat()
    except OverflowError:
        return None
    return Timex("DATE", value, Unit.DAY, anchor=context.iso, score=0.85)


# -- counted from now -------------------------------------------------------------------------------------------------

_DAYS_FROM_NOW = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "tonight": 0,
    "last night": -1,
    "overnight": -1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def near(match: Match, context: Context) -> Timex | None:
    """today, yesterday evening, tonight."""
    word = match["near"]
    value = shifted(context.anchor, Unit.DAY, _DAYS_FROM_NOW[word])
    part = group(match, "part") or ("night" if word in ("tonight", "last night", "overnight") else None)
    if part is None:
        return Timex("DATE", value, Unit.DAY, anchor=context.iso)
    return Timex("TIME", value + PARTS_OF_DAY[part], Unit.HOUR, anchor=context.iso)


def this_part(match: Match, context: Context) -> Timex | None:
    """this morning."""
    value = shifted(context.anchor, Unit.DAY, 0) + PARTS_OF_DAY[match["part"]]
    return Timex("TIME", value, Unit.HOUR, anchor=context.iso, score=0.9)


def this_one(match: Match, context: Context) -> Timex | None:
    """ "fell 2% for the week", "up 5% on the year": the one that holds the publish date."""
    unit = ALL_UNITS[match["unit"]]
    of_day = match["unit"] == "day" and _TRADED.match(match[0]) is not None
    if (unit not in (Unit.WEEK, Unit.MONTH, Unit.YEAR) and not of_day) or match["unit"] == "fortnight":
        return None
    now = context.now
    late = match.start("expression") - match.start()
    return Timex("DATE", shifted(now, unit, 0), unit, anchor=now.iso if now else None, score=0.6, start_late=late)


_TRADED = re.compile(r"(?:end|finish|clos|beg[aiu]n|start|open)")
"""Before "the day down 206 points"."""


def told_part(match: Match, context: Context) -> Timex | None:
    """the next morning, the previous night: of the day that was told, else of the publish date."""
    anchor = context.told_day
    part = PARTS_OF_DAY[match["part"]]
    value = shifted(anchor, Unit.DAY, _STEPS[match["which"]]) + part
    return Timex("TIME", value, Unit.HOUR, anchor=anchor.iso if anchor else None, score=0.8)


_OF_DAYS = (Unit.DAY, Unit.WEEK, Unit.WEEKEND)
"""Those of which nobody knows which one comes before a month or a decade."""

_STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "prior": -1,
    "preceding": -1,
    "ensuing": 1,
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
    narrated = which in ("previous", "following", "same", "prior", "preceding", "ensuing")
    if which == "next" and match[0].startswith("the next"):
        narrated = True  # "the next year" of what was told; the one to come has no article
    told = context.told_day if unit in _OF_DAYS else context.last or context.anchor
    anchor = told if narrated else context.now
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
    if here is context.anchor and here.day is not None and day != here.day:
        direction = context.direction(match.start(), match.end())
        if day > here.day and direction <= 0:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        elif day < here.day and direction > 0:
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    value = day_value(year, month, day)
    if value is None:
        return None
    late = match.start("expression") - match.start()
    return Timex("DATE", value, Unit.DAY, anchor=here.iso, score=0.7, start_late=late)


_EDGES_OF = EDGES | {"earlier": None, "later": None, "midway": "MID", "rest": "END", "remainder": "END",
                     "balance": "END", "latter part": "END"}  # fmt: skip


def edge_of(match: Match, context: Context) -> Timex | None:
    """the end of the year, the start of the week, the middle of the month; year-end, late in the year."""
    unit = ALL_UNITS[match["unit"] or group(match, "unit2") or match["unit3"]]
    if unit in CLOCK_UNITS or unit is Unit.CENTURY:
        return None
    here = context.now
    last = context.last
    if unit is Unit.DAY and last is not None and last.day and not _is_told_ahead(last, context):
        here = last
    if unit is Unit.DECADE and last is not None and here is not None and last.year // 10 < here.year // 10:
        here = last
    value = shifted(here, unit, 0)
    mod = _EDGES_OF[group(match, "edge") or "end"]
    return Timex("DATE", value, unit, mod=mod, anchor=here.iso if here else None, score=0.85)


def beside_event(match: Match, context: Context) -> Timex | None:
    """ "the day after the vote": counted from the last day told, which is mostly that of the event."""
    told = neighbour(match, context)
    return None if told is None else replace(told, score=0.5)


def ago_today(match: Match, context: Context) -> Timex | None:
    """ "two weeks ago today", "a year ago this month": so long before the very day, week or month."""
    anchor, count, unit = context.anchor, count_of(match["count"]), ALL_UNITS[match["unit"]]
    if count is None or count != int(count) or count > 10**4 or unit in CLOCK_UNITS:
        return None
    exact = ALL_UNITS[match["this"]] if match["this"] else Unit.DAY
    there = None if anchor is None or anchor.date is None else _back(anchor.date, int(count), unit)
    value = shifted(None if there is None else Day.at(there), exact, 0)
    night = "TNI" if match["on"] == "tonight" else ""
    return Timex("TIME" if night else "DATE", value + night, exact, anchor=context.iso, score=0.85)


def _back(here: date, count: int, unit: Unit) -> date | None:
    """The same day so many units before; the last of its month where that has no such day."""
    days_of = {Unit.DAY: 1, Unit.WEEK: 7}.get(unit)
    months = {Unit.MONTH: 1, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}.get(unit)
    try:
        if days_of is not None:
            return here - timedelta(days_of * count)
        if months is None:
            return None
        year, month = divmod(here.year * 12 + here.month - 1 - months * count, 12)
        return date(year, month + 1, min(here.day, feasts.last_day(year, month + 1).day))
    except (OverflowError, ValueError):
        return None


def _is_told_ahead(last: Day, context: Context) -> bool:
    """Whether the last day spoken of is still to come: "earlier in the day" is then of the publish date."""
    anchor = context.anchor
    there, here = last.date, None if anchor is None else anchor.date
    return there is not None and here is not None and there > here


def neighbour(match: Match, context: Context) -> Timex | None:
    """the day before, the year after: from the last date spoken of."""
    part = match["unit"] if match["unit"] in ("night", "morning") else None
    unit = Unit.DAY if part else ALL_UNITS[match["unit"]]
    anchor = context.told_day if unit in _OF_DAYS else context.last or context.anchor
    if part is not None:
        value = shifted(anchor, Unit.DAY, -1 if match["where"] in ("before", "earlier") else 1) + PARTS_OF_DAY[part]
        return Timex("TIME", value, Unit.HOUR, anchor=anchor.iso if anchor else None, score=0.75)
    value = shifted(anchor, unit, -1 if match["where"] in ("before", "earlier") else 1)
    return Timex("DATE", value, unit, anchor=anchor.iso if anchor else None, score=0.75)


def weekend(match: Match, context: Context) -> Timex | None:
    """ "the weekend": the one just past, on Monday to Wednesday without a look ahead; else the one that comes."""
    date = None if context.anchor is None else context.anchor.date
    if date is None:
        return Timex("DATE", UNKNOWN[Unit.WEEKEND], Unit.WEEKEND, score=0.7)
    direction = context.direction(match.start(), match.end())
    ahead = direction > 0 or date.isoweekday() >= 6
    if match[0].startswith("this") and direction == 0:
        ahead = True
    value = shifted(context.anchor, Unit.WEEKEND, 0 if ahead else -1)
    return Timex("DATE", value, Unit.WEEKEND, anchor=context.iso, score=0.8)


def but_one(match: Match, context: Context) -> Timex | None:
    """the week before last, the year after next."""
    by = -2 if match["before"] else 2
    if match["unit"] == "night":
        value = shifted(context.anchor, Unit.DAY, by) + "TNI"
        return Timex("TIME", value, Unit.HOUR, anchor=context.iso, score=0.85)
    unit = ALL_UNITS[match["unit"]]
    return Timex("DATE", shifted(context.anchor, unit, by), unit, anchor=context.iso, score=0.9)


def year_ago(match: Match, context: Context) -> Timex | None:
    """ "the year-earlier period": so many units before the publish date."""
    unit = ALL_UNITS[match["unit"]]
    return Timex("DATE", shifted(context.anchor, unit, -1), unit, anchor=context.iso, score=0.8)
