"""On which days the feasts fall that move from year to year, by the arithmetic of their calendars.

Easter (of both churches) and the Jewish feasts are reckoned exactly. Muslim feasts begin when the new moon is seen;
the tabular calendar is a day off at times, so they are given as approximate. Sources: the anonymous computus of 1876;
Meeus, "Astronomical Algorithms", chapter 8, for Julian Easter; Reingold and Dershowitz, "Calendrical Calculations",
for the Hebrew and the tabular Islamic calendar.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta

from pressmark.detect.date_words import (
    AFTER_EASTER,
    AFTER_NEW_YEAR,
    AFTER_ORTHODOX_EASTER,
    BY_THE_MOON,
    FEAST_DAYS,
    MUSLIM_FEASTS,
    NTH_WEEKDAYS,
)

_HEBREW_EPOCH = -1_373_427
_ISLAMIC_EPOCH = 227_015
_JULIAN_DAYS = 1_721_424.5
"""Between the day numbers of astronomers and those of `date`."""
_BEIJING, _DELHI = 8 / 24, 5.5 / 24
_DUSK = 18.32 / 24
"""A moon that is new before this has been dark the evening before."""
_STARS_MOVED, _STARS_MOVE = 23.85, 0.01397
"""Degrees between the equinox and the stars of Indian calendars in 2000, and what a year adds."""
_FIRST_YEAR, _BEHIND_YEAR = 1583, 3000


def easter(year: int) -> date:
    """Easter Sunday of the Western churches, by the anonymous computus."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Eastern churches, in the Gregorian calendar."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth Monday … of a month; the last one for nth -1."""
    if nth < 0:
        last = last_day(year, month)
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def _hebrew_months(year: int) -> int:
    """Days from the epoch to the new moon from which a Hebrew year is reckoned, put off where it must be."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + ((3 * (day + 1)) % 7 < 3)


def jewish_new_year(year: int) -> date:
    """Rosh Hashanah in the autumn of a Gregorian year."""
    hebrew = year + 3761
    before, here, behind = (_hebrew_months(each) for each in (hebrew - 1, hebrew, hebrew + 1))
    later = 2 if behind - here == 356 else 1 if here - before == 382 else 0
    return date.fromordinal(_HEBREW_EPOCH + here + later)


def _islamic(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar."""
    days = day + 29 * (month - 1) + month // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    return date.fromordinal(_ISLAMIC_EPOCH + days - 1)


def _islamic_in(year: int, month: int, day: int) -> Iterator[date]:
    """That day of the Islamic year, as often as a Gregorian year has it: mostly once."""
    about = (year - 622) * 33 // 32
    for islamic in range(max(1, about - 1), about + 3):
        there = _islamic(islamic, month, day)
        if there.year == year:
            yield there


def _new_moons(day: float, *, back: int, on: int) -> list[float]:
    """New moons about a day, in order, as day numbers of `date` with their part in universal time.

    Meeus, "Astronomical Algorithms", chapter 49, without the planets: right to a few minutes from 1600 to 2200.
    """
    nearest = round((day + _JULIAN_DAYS - 2_451_550.1) / 29.530588861)
    return [_new_moon(number) for number in range(nearest - back, nearest + on)]


def _new_moon(number: int) -> float:
    century = number / 1236.85
    julian = 2_451_550.09766 + 29.530588861 * number + 0.00015437 * century**2
    sun = math.radians(2.5534 + 29.10535670 * number)
    moon = math.radians(201.5643 + 385.81693528 * number)
    node = math.radians(160.7108 + 390.67050284 * number)
    julian += (
        -0.40720 * math.sin(moon) + 0.17241 * math.sin(sun) + 0.01608 * math.sin(2 * moon)
        + 0.01039 * math.sin(2 * node)
        + 0.00739 * math.sin(moon - sun) - 0.00514 * math.sin(moon + sun) + 0.00208 * math.sin(2 * sun)
    )  # fmt: skip
    return julian - _JULIAN_DAYS


def _sun_at(longitude: float, year: int) -> float:
    """When the sun reaches a longitude (degrees) in a year, as `_new_moons`; to some minutes. Meeus, chapter 25."""
    day = date(year, 1, 1).toordinal() + longitude / 360 * 365.2422 + 79.0
    for _ in range(5):
        century = (day + _JULIAN_DAYS - 2_451_545.0) / 36_525
        anomaly = math.radians(357.52911 + 35_999.05029 * century)
        true = (
            280.46646
            + 36_000.76983 * century
            + ((1.914602 - 0.004817 * century) * math.sin(anomaly) + 0.019993 * math.sin(2 * anomaly))
        )
        day += ((longitude - true + 0.00569 + 180) % 360 - 180) / 360 * 365.2422
    return day


def lunar_new_year(year: int) -> date:
    """The first day of the Chinese year: two new moons behind that of the winter solstice, all of them in Beijing."""
    solstice = math.floor(_sun_at(270.0, year - 1) + _BEIJING)
    moons = [math.floor(moon + _BEIJING) for moon in _new_moons(solstice, back=2, on=4)]
    there = max(at for at, moon in enumerate(moons) if moon <= solstice) + 2
    if moons[there] < date(year, 1, 21).toordinal():
        there += 1  # behind a leap month
    return date.fromordinal(moons[there])


def diwali(year: int) -> date:
    """The evening, in India, on which the moon of the month is dark in which the sun enters the Scales of the stars."""
    enters = _sun_at(180.0 + _STARS_MOVED + (year - 2000) * _STARS_MOVE, year)
    dark = next(moon for moon in _new_moons(enters, back=1, on=2) if moon >= enters)
    return date.fromordinal(math.floor(dark + _DELHI - _DUSK))


def moving(name: str, year: int) -> tuple[date, date] | None:
    """The first and the last day of a feast in a Gregorian year; None where the year has none.

    Args:
        name: as the tables of `date_words` write it.
        year: after the reform of the calendar, or there is no answer.
    """
    if not _FIRST_YEAR <= year < _BEHIND_YEAR:
        return None
    if name in AFTER_EASTER:
        first = easter(year) + timedelta(AFTER_EASTER[name])
    elif name in AFTER_ORTHODOX_EASTER:
        first = orthodox_easter(year) + timedelta(AFTER_ORTHODOX_EASTER[name])
    elif name in AFTER_NEW_YEAR:
        start = jewish_new_year(year)
        days = AFTER_NEW_YEAR[name]
        if days > 40 and (jewish_new_year(year + 1) - start).days % 10 == 5:
            days += 1  # the second month has a day more in a "complete" year
        first = start + timedelta(days)
    elif name in BY_THE_MOON:
        reckoned = diwali if name in ("diwali", "deepavali") else lunar_new_year
        first = reckoned(year) - timedelta(name.endswith("eve"))
    elif name in MUSLIM_FEASTS:
        found = next(_islamic_in(year, *MUSLIM_FEASTS[name]), None)
        if found is None:
            return None
        first = found
    else:
        month, weekday, nth, later = NTH_WEEKDAYS[name]
        first = nth_weekday(year, month, weekday, nth) + timedelta(later)
    return first, first + timedelta(FEAST_DAYS.get(name, 1) - 1)
