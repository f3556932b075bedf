"""Publish dates as news pages write them: read to ISO 8601, as exact as they are written."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip

# Abbreviations that stand for one offset everywhere. "CST" and "IST" name several, so they give none.
_OFFSETS = {
    "Z": "Z", "GMT": "Z", "UTC": "Z", "BST": "+01:00", "WEST": "+01:00", "CET": "+01:00", "CEST": "+02:00",
    "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "TRT": "+03:00", "AZT": "+04:00", "JST": "+09:00",
    "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MDT": "-06:00", "MST": "-07:00", "PDT": "-07:00",
    "PST": "-08:00",
}  # fmt: skip
_MONTH_FIRST_ZONES = frozenset({"EST", "EDT", "ET", "CDT", "CT", "MDT", "MST", "MT", "PDT", "PST", "PT"})
_ZONE_NAMES = "|".join(sorted(_OFFSETS.keys() | _MONTH_FIRST_ZONES | {"CST", "IST"}, key=lambda name: -len(name)))

_MONTH = "|".join(sorted(MONTHS, key=lambda name: -len(name)))
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAME = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
_DATE = rf"""(?:{_DAY_NAME})?(?:
    (?P<iso_year>\d{{4}})(?P<iso_sep>[-/.])(?P<iso_month>\d{{1,2}})(?P=iso_sep)(?P<iso_day>\d{{1,2}})(?!\d)
  | (?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.\-/]*(?:of\s+)?(?P<month>{_MONTH})\b\.?,?[\s\-/]*(?P<year>\d{{4}})(?!\d)
  | (?P<us_month>{_MONTH})\.?\s*(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<us_year>\d{{4}})(?!\d)
  | (?P<first>\d{{1,2}})(?P<sep>[./-])(?P<second>\d{{1,2}})(?P=sep)(?P<num_year>\d{{4}}|\d{{2}})(?![\d:])
  | (?P<only_month>{_MONTH})\b\.?,?\s+(?P<only_year>\d{{4}})(?!\d)
)"""
_ZONE = (
    rf"(?P<zone>\(?\b(?:{_ZONE_NAMES})\b(?:\s*(?P<plus>[+-]\d{{1,2}}(?::?\d{{2}})?))?\)?"
    r"|Z\b|(?P<offset>[+-]\d{2}:?\d{2})(?!\d))"
)
_CLOCK = rf"""(?:
    (?P<hour>[01]?\d|2[0-4])[:.h](?P<minute>[0-5]\d)(?::(?P<seconds>[0-5]\d)(?:\.\d{{1,9}})?)?(?!\d)
    (?:\s*(?P<half>[ap])\.?m\b\.?)?
  | (?P<round_hour>1[0-2]|0?[1-9])\s*(?P<round_half>[ap])\.?m\b\.?
  | (?P<joined>(?:[01]\d|2[0-3])[0-5]\d)(?=\s*(?:GMT|UTC|hrs|hours)\b)
)(?:\s*(?:hrs|hours)\b\.?)?(?:\s*{_ZONE})?(?:,?\s*\(?(?:local|[A-Z][a-z]+)\s+time\)?)?"""
_BETWEEN = r"\s*(?:[-–—,|·•@/]|\bat\b|(?<=\d)T(?=\d))?\s*"

STAMP = re.compile(rf"(?<![\w.])(?:{_DATE})(?:{_BETWEEN}{_CLOCK})?", re.IGNORECASE | re.VERBOSE)
_CLOCK_FIRST = re.compile(rf"(?<![\w.])(?:{_CLOCK})(?:{_BETWEEN}|\s+on\s+){_DATE}", re.IGNORECASE | re.VERBOSE)
_NUMERIC = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-])")
_DAY_BEFORE = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b", re.IGNORECASE)
_DAY_BEHIND = re.compile(rf"\b(?:{_MONTH})\b\.?\s+\d{{1,2}}\b(?!\d|:)", re.IGNORECASE)


class Stamp(Struct, frozen=True):
    """A date of publication in a line.

    Attributes:
        start: where it begins in the line.
        end: behind its last character.
        year: four digits, or None for a stamp that says no date ("2 hours ago").
        month: 1 to 12, or None; of an ambiguous date the first number.
        day: 1 to 31, or None; of an ambiguous date the second number.
        clock: "T15:28", with seconds and offset where written, or "".
        ambiguous: day and month may be the other way round.
        day_first: what the stamp itself (separator, weekday, time zone) says about that order, or None.
        short_year: the year was written with two digits.
    """

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    clock: str = ""
    ambiguous: bool = False
    day_first: bool | None = None
    short_year: bool = False

    def iso(self, *, day_first: bool | None = None) -> str | None:
        """The stamp as ISO 8601, as exact as known.

        Args:
            day_first: what the rest of the article says about the order of day and month; the stamp's own
                evidence goes before it. With no evidence at all an ambiguous date gives its year alone.
        """
        if self.year is None:
            return None
        month, day = self.month, self.day
        if self.ambiguous:
            order = self.day_first if self.day_first is not None else day_first
            if order is None:
                return f"{self.year:04}"
            if order:
                month, day = day, month
        if month is None:
            return f"{self.year:04}"
        if day is None:
            return f"{self.year:04}-{month:02}"
        return f"{self.year:04}-{month:02}-{day:02}{self.clock}"


def stamp_at(line: str, position: int = 0) -> Stamp | None:
    """The date, with its time if it has one, that begins exactly at `position`; None where none does."""
    for pattern in (_CLOCK_FIRST, STAMP):
        match = pattern.match(line, position)
        if match is not None:
            stamp = _stamp(match)
            if stamp is not None:
                return stamp
    return None


def day_first_in(text: str) -> bool | None:
    """What an article's other dates say about the order of day and month; None where they say nothing.

    First its numeric dates that can be read one way only (25/11/2020), then whether it writes "25 November" or
    "November 25". Reads the first 200,000 code points.
    """
    text = text[:200_000]
    votes = 0
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second:
            votes += 1
        elif second > 12 >= first:
            votes -= 1
    if not votes:
        votes = sum(1 for _ in _DAY_BEFORE.finditer(text)) - sum(1 for _ in _DAY_BEHIND.finditer(text))
    return None if not votes else votes > 0


def _stamp(match: re.Match[str]) -> Stamp | None:
    part = match.groupdict()
    ambiguous = False
    order: bool | None = None
    if part["iso_year"]:
        year, month, day = int(part["iso_year"]), int(part["iso_month"]), int(part["iso_day"])
    elif part["day"]:
        year, month, day = int(part["year"]), MONTHS[part["month"].lower()], int(part["day"])
    elif part["us_day"]:
        year, month, day = int(part["us_year"]), MONTHS[part["us_month"].lower()], int(part["us_day"])
    elif part["only_month"]:
        year, month, day = int(part["only_year"]), MONTHS[part["only_month"].lower()], None
    else:
        year = int(part["num_year"])
        if year < 100:
            year += 2000
        month, day = int(part["first"]), int(part["second"])
        if month > 12:
            month, day = day, month
        elif day <= 12 and month != day:
            ambiguous = True
            order = _own_order(part, year, month, day)
    if not _exists(year, month, day) or (ambiguous and not _exists(year, day or 0, month)):
        return None
    short = bool(part["num_year"]) and len(part["num_year"]) == 2
    clock = _clock(part) if day else ""
    return Stamp(match.start(), match.end(), year, month, day, clock, ambiguous, order, short)


def _own_order(part: dict[str, str | None], year: int, first: int, second: int) -> bool | None:
    """Dots are used day first only; a weekday fits one order at most; American time zones go with month first."""
    if part["sep"] == ".":
        return True
    if part["weekday"]:
        wanted = _WEEKDAYS.index(part["weekday"].lower()[:3])
        fits_day_first = date(year, second, first).weekday() == wanted
        fits_month_first = date(year, first, second).weekday() == wanted
        if fits_day_first != fits_month_first:
            return fits_day_first
    zone = re.match(r"\(?([A-Z]+)", (part["zone"] or "").upper())
    return False if zone and zone[1] in _MONTH_FIRST_ZONES else None


def _exists(year: int, month: int | None, day: int | None) -> bool:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return False
    return 1000 <= year <= 2200


def _clock(part: dict[str, str | None]) -> str:
    if part["joined"]:
        hour, minute = int(part["joined"][:2]), int(part["joined"][2:])
    elif part["round_hour"]:
        hour, minute = int(part["round_hour"]), 0
    elif part["hour"] and part["minute"]:
        hour, minute = int(part["hour"]), int(part["minute"])
    else:
        return ""
    half = (part["half"] or part["round_half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return ""
    seconds = f":{part['seconds']}" if part["seconds"] else ""
    return f"T{hour:02}:{minute:02}{seconds}{_offset(part)}"


def _offset(part: dict[str, str | None]) -> str:
    written = part["offset"] or part["plus"]
    if written:
        digits = written[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
        return f"{written[0]}{int(hours):02}:{minutes}" if int(hours) <= 14 and int(minutes) < 60 else ""
    return _OFFSETS.get((part["zone"] or "").strip("()").upper(), "")
