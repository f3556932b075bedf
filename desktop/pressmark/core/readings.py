"""What a date or a figure was read as: checked while somebody types it, and shown to people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeGuard

PRECISIONS = ("exact", "about", "at_least", "at_most", "more_than", "less_than", "between")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
TIMEX_MODS = (
    "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS",
)  # fmt: skip

_NUMBER = re.compile(r"[-+]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{1,2})?")
_POINT = re.compile(
    r"""(?:PRESENT_REF|PAST_REF|FUTURE_REF)
    |FY[\dX]{4}
    |(?:BC)?[\dX]{2,4}
    |(?:BC)?[\dX]{4}-(?:[01X][\dX]|W[0-5X][\dX](?:-(?:[1-7X]|WE))?|Q[1-4X]|H[12X]|SP|SU|FA|AU|WI)
    |(?:BC)?[\dX]{4}-[01X][\dX]-[0-3X][\dX]""",
    re.VERBOSE,
)
_CLOCK = re.compile(
    r"T(?:[0-2X][\dX](?::[0-5X][\dX](?::[0-5X][\dX](?:\.\d+)?)?)?|MO|MI|AF|EV|NI|DT)(?:Z|[+-]\d\d:?\d\d)?"
)
_PERIOD = re.compile(
    r"P(?=.)(?:(?:\d+(?:\.\d+)?|X)(?:Y|M|W|D|WE|Q|DE|CE|H|FY|SP|SU|FA|WI|S))*"
    r"(?:T(?=.)(?:(?:\d+(?:\.\d+)?|X)(?:H|M|S|MO|AF|EV|NI))+)?"
)


def number_from(text: str) -> int | float | None:
    """The number that somebody typed ("30,000", "1.5", "-4", "2e6"), or None where it is none."""
    text = text.strip().replace("\u00a0", "").replace("−", "-")
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def number_text(value: Any) -> str:
    """A number with separators between thousands, as `number_from` reads it."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return f"{value:,}"


def phrase_of(text: str, reading: Mapping[str, Any]) -> str | None:
    """The words of a figure's whole phrase ("some 30,000 people"), None where its reading has none inside the text."""
    place = reading.get("phrase")
    return text[place["start"] : place["end"]] if _is_place(place, text) else None


def well_formed(text: str, reading: Mapping[str, Any]) -> dict[str, Any]:
    """A reading without what a dataset may hold in place of its parts: words that are no text, a place outside of it.

    Names that are none of ours stay, with whatever they have.

    Args:
        text: the article's.
        reading: the attributes of a figure or date.
    """
    return {name: value for name, value in reading.items() if value is None or _fits(text, name, value)}


def _fits(text: str, name: str, value: Any) -> bool:
    if name in ("counted", "event", "phrase"):
        return _is_place(value, text) and isinstance(value.get("text", ""), str)
    if name in ("value", "value_max"):
        return isinstance(value, int | float | str)
    return name not in ("unit", "precision", "type", "mod") or isinstance(value, str)


def _is_place(place: Any, text: str) -> TypeGuard[Mapping[str, Any]]:
    start, end = (place.get(key) if isinstance(place, Mapping) else None for key in ("start", "end"))
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)


def is_timex_value(kind: str, value: str) -> bool:
    """Whether a value is written as TIMEX3 writes values of this type.

    Args:
        kind: DATE, TIME, DURATION or SET.
        value: for example "2020-11-25", "2020-W48", "2020-11-25T15:28", "P10D", "PRESENT_REF"; a range that is one
            expression ("2010-2014", "10-15 minutes") is its two ends with a slash between.

    Source: ISO-TimeML (ISO 24617-1) and the TIMEX3 guidelines, values of the attribute `value`.
    """
    if "/" in value:
        first, _, last = value.partition("/")
        return "/" not in last and is_timex_value(kind, first) and is_timex_value(kind, last)
    if kind == "DURATION":
        return bool(_PERIOD.fullmatch(value))
    if kind == "DATE":
        return bool(_POINT.fullmatch(value))
    if kind == "TIME":
        date, mark, clock = value.partition("T")
        return bool(mark) and (not date or bool(_POINT.fullmatch(date))) and bool(_CLOCK.fullmatch("T" + clock))
    if kind == "SET":
        return is_timex_value("DATE", value) or is_timex_value("DURATION", value) or is_timex_value("TIME", value)
    return False
