"""Values of dates as TIMEX3 writes them, and counting from one to another.

Source of the notation: ISO-TimeML (ISO 24617-1), TIMEX3 attribute `value`. What is not known is X: "XXXX-03-03".
A decade is "199", a century "19" (the nineteen hundreds), a half year "2020-H1", a weekend "2020-W48-WE".
"""

from __future__ import annotations

import datetime
import re
from enum import StrEnum

from msgspec import Struct

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2}))?)?)?")
_VALUE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$")
_BEGINS = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}
_PART_OF_YEAR = re.compile(rf"(\d{{4}})-({'|'.join(_BEGINS)})$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
FIRST_YEAR, LAST_YEAR = 1, 9999


class Unit(StrEnum):
    """A length of time that English has a word for."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


UNKNOWN = {
    Unit.SECOND: "XXXX-XX-XXTXX:XX:XX",
    Unit.MINUTE: "XXXX-XX-XXTXX:XX",
    Unit.HOUR: "XXXX-XX-XXTXX",
    Unit.DAY: "XXXX-XX-XX",
    Unit.WEEK: "XXXX-WXX",
    Unit.WEEKEND: "XXXX-WXX-WE",
    Unit.MONTH: "XXXX-XX",
    Unit.QUARTER: "XXXX-QX",
    Unit.HALF: "XXXX-HX",
    Unit.SEASON: "XXXX-XX",
    Unit.YEAR: "XXXX",
    Unit.DECADE: "XXX",
    Unit.CENTURY: "XX",
}
"""The value of a relative date whose anchor is not known."""

LETTERS = {
    Unit.SECOND: ("T", "S", 1),
    Unit.MINUTE: ("T", "M", 1),
    Unit.HOUR: ("T", "H", 1),
    Unit.DAY: ("", "D", 1),
    Unit.WEEK: ("", "W", 1),
    Unit.WEEKEND: ("", "WE", 1),
    Unit.MONTH: ("", "M", 1),
    Unit.QUARTER: ("", "M", 3),
    Unit.HALF: ("", "M", 6),
    Unit.SEASON: ("", "M", 3),
    Unit.YEAR: ("", "Y", 1),
    Unit.DECADE: ("", "Y", 10),
    Unit.CENTURY: ("", "Y", 100),
}
"""How a duration is written in ISO 8601: before the number, behind it, and times what."""
SMALLER = {
    Unit.YEAR: (Unit.MONTH, 12),
    Unit.WEEK: (Unit.DAY, 7),
    Unit.DAY: (Unit.HOUR, 24),
    Unit.HOUR: (Unit.MINUTE, 60),
    Unit.MINUTE: (Unit.SECOND, 60),
}
CLOCK_UNITS = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})


class Day(Struct, frozen=True):
    """A day, month or year to count from, as exact as it is known."""

    year: int
    month: int | None = None
    day: int | None = None
    clock: str | None = None

    @classmethod
    def parse(cls, value: str | None) -> Day | None:
        """From an ISO 8601 date ("2020", "2020-11", "2020-11-25", with or without a time); None for anything else."""
        match = _PUBLISHED.match(value) if value else None
        if match is None:
            return None
        year, month, day = (int(part) if part else None for part in match.groups()[:3])
        clock = f"{match[4]}:{match[5]}" if match[4] else None
        made = cls(year or 0, month, day, clock)
        return made if made._exists() else None

    @classmethod
    def of_value(cls, value: str | None) -> Day | None:
        """From a TIMEX3 value; a week gives its Monday, a quarter its first month, and what is no date gives None."""
        match = _VALUE.match(value or "")
        if match is not None:
            year, month, day = (int(part) if part else None for part in match.groups())
            made = cls(year or 0, month, day)
            return made if made._exists() else None
        part = _PART_OF_YEAR.match(value or "")
        if part is not None:
            made = cls(int(part[1]), _BEGINS[part[2]])
            return made if made._exists() else None
        week = _WEEK.match(value or "")
        if week is not None:
            try:
                return cls.at(datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1))
            except ValueError:
                return None
        return None

    @classmethod
    def at(cls, date: datetime.date) -> Day:
        """The same day."""
        return cls(date.year, date.month, date.day)

    def _exists(self) -> bool:
        try:
            datetime.date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return True

    @property
    def date(self) -> datetime.date | None:
        """As a calendar day, or None when only the month or year is known."""
        return datetime.date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def iso(self) -> str:
        """ "2020-11-25", or "2020-11", or "2020"."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


def day_value(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """A value from its parts, X for what is None in front of what is known; None for a day that does not exist."""
    try:
        datetime.date(year or 2000, month or 1, day or 1)
    except ValueError:
        return None
    value = "XXXX" if year is None else f"{year:04d}"
    if month is not None or day is not None:
        value += "-XX" if month is None else f"-{month:02d}"
    if day is not None:
        value += f"-{day:02d}"
    return value


def week_value(date: datetime.date) -> str:
    """ "2020-W48"."""
    year, week, _ = date.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shifted(anchor: Day | None, unit: Unit, by: int) -> str:
    """The unit of time that lies `by` units after the one that holds the anchor; X where the anchor is too vague."""
    if anchor is None:
        return UNKNOWN[unit]
    date = anchor.date
    try:
        match unit:
            case Unit.YEAR:
                return day_value(_year(anchor.year + by)) or UNKNOWN[unit]
            case Unit.DECADE:
                return f"{_year(anchor.year // 10 * 10 + 10 * by) // 10:03d}"
            case Unit.CENTURY:
                return f"{_year(anchor.year // 100 * 100 + 100 * by) // 100:02d}"
            case Unit.MONTH | Unit.QUARTER | Unit.HALF:
                if anchor.month is None:
                    return UNKNOWN[unit] if by else f"{anchor.year:04d}{UNKNOWN[unit][4:]}"
                size = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6}[unit]
                months = (anchor.year * 12 + anchor.month - 1) // size + by
                year, part = divmod(months, 12 // size)
                letter = {Unit.MONTH: "", Unit.QUARTER: "Q", Unit.HALF: "H"}[unit]
                number = f"{part + 1:02d}" if not letter else str(part + 1)
                return f"{_year(year):04d}-{letter}{number}"
            case Unit.WEEK:
                return UNKNOWN[unit] if date is None else week_value(date + datetime.timedelta(weeks=by))
            case Unit.WEEKEND:
                return UNKNOWN[unit] if date is None else week_value(date + datetime.timedelta(weeks=by)) + "-WE"
            case Unit.DAY:
                return UNKNOWN[unit] if date is None else (date + datetime.timedelta(days=by)).isoformat()
            case _:
                return _clock_shifted(anchor, unit, by)
    except (OverflowError, ValueError):
        return UNKNOWN[unit]


def _clock_shifted(anchor: Day, unit: Unit, by: int) -> str:
    date = anchor.date
    if date is None or anchor.clock is None or unit not in CLOCK_UNITS:
        return UNKNOWN[unit] if date is None or unit not in CLOCK_UNITS else f"{date.isoformat()}TXX:XX"
    hour, minute = (int(part) for part in anchor.clock.split(":")[:2])
    moment = datetime.datetime(date.year, date.month, date.day, hour, minute)
    moment += datetime.timedelta(seconds=by * {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}[unit])
    return moment.strftime("%Y-%m-%dT%H:%M") if moment.year >= 1000 else UNKNOWN[unit]


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    return year


def duration(parts: list[tuple[int | float | None, Unit]]) -> str | None:
    """ISO 8601 for a length of time: [(7.5, YEAR)] is "P7Y6M"; None as a number is X ("some days" is "PXD")."""
    dates: list[str] = []
    times: list[str] = []
    for number, unit in parts:
        clock, letter, factor = LETTERS[unit]
        written = times if clock else dates
        if number is None:
            written.append(f"X{letter}")
            continue
        number *= factor
        whole = int(number)
        rest = round(number - whole, 6)
        if rest and unit in SMALLER:
            smaller, count = SMALLER[unit]
            small = rest * count
            if abs(small - round(small)) > 0.05:
                written.append(f"{number:g}{letter}")
                continue
            if whole:
                written.append(f"{whole}{letter}")
            inner_clock, inner_letter, _ = LETTERS[smaller]
            (times if inner_clock else dates).append(f"{round(small)}{inner_letter}")
        elif whole <= 10**12:
            written.append(f"{whole}{letter}" if not rest else f"{number:g}{letter}")
    if not dates and not times:
        return None
    return "P" + "".join(dates) + ("T" + "".join(times) if times else "")
