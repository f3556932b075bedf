"""What a figure or a date means, written in one line: "≈ 30,000 people", "20–30 %", "25 Nov 2020", "late Sep 2020".

Made for a field in which a person corrects a reading; whatever `figure_text` and `timex_text` write, `figure_from`
and `timex_from` read back.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import Any

from pressmark.core.readings import TIMEX_TYPES, is_timex_value, number_from, number_text

_SIGNS = {"≈": "about", "≥": "at_least", "≤": "at_most", ">": "more_than", "<": "less_than", "": "exact"}
_PRECISION_WORDS = {
    "~": "about", "≈": "about", "about": "about", "around": "about", "some": "about", "c.": "about", "ca.": "about",
    ">=": "at_least", "≥": "at_least", "at least": "at_least",
    "<=": "at_most", "≤": "at_most", "at most": "at_most", "up to": "at_most",
    ">": "more_than", "more than": "more_than", "over": "more_than",
    "<": "less_than", "less than": "less_than", "under": "less_than", "below": "less_than",
    "=": "exact", "exactly": "exact",
}  # fmt: skip
_POWERS = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "tn": 1e12,
    "trillion": 1e12,
}  # fmt: skip
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₼": "AZN", "₺": "TRY", "₾": "GEL"}
_NUMBER = r"[-+−]?(?:\d[\d,\u00a0]*(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{1,2})?"
_POWER = rf"(?:\s*(?P<power>{'|'.join(sorted(_POWERS, key=len, reverse=True))})\b)?"
_FIGURE = re.compile(
    rf"""\s*(?P<precision>{"|".join(re.escape(w) for w in sorted(_PRECISION_WORDS, key=len, reverse=True))})?\s*
    (?P<before>[{"".join(_CURRENCIES)}]|[A-Z]{{3}}\b)?\s*
    (?P<least>{_NUMBER})(?:\s*(?:–|-|to|and|\.\.)\s*(?P<most>{_NUMBER}))?{_POWER}
    \s*(?P<unit>[^\s\d].*?)?\s*""",
    re.VERBOSE | re.IGNORECASE,
)


def figure_from(text: str, *, score: bool = False) -> dict[str, Any] | None:
    """Value, precision and unit of a figure that somebody typed; with "value_max" where it is a range.

    None where it is no number, or where a range ends below its start. With `score`, two numbers are those of a
    result ("3–1") and stay as they are.
    """
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    power = _POWERS.get((match["power"] or "").lower(), 1)
    value = _times(number_from(match["least"]), power)
    most = _times(number_from(match["most"]), power) if match["most"] else None
    if value is None or (match["most"] and most is None):
        return None
    before, unit = match["before"], match["unit"]
    currency = _CURRENCIES.get(before or "") or (before.upper() if before else None)
    if currency and unit:
        return None
    reading = {
        "value": value,
        "precision": _PRECISION_WORDS.get((match["precision"] or "=").lower(), "exact"),
        "unit": currency or _CURRENCIES.get(unit or "") or unit,
    }
    if most is not None:
        if most < value and not score:
            return None
        reading |= {"precision": "exact" if score else "between", "value_max": most}
    return reading


def _times(value: float | None, power: float) -> float | None:
    if value is None or power == 1:
        return value
    product = round(value * power, 6)
    return int(product) if float(product).is_integer() else product


def figure_text(attributes: Mapping[str, Any]) -> str:
    """A figure's value, precision and unit in one line, as `figure_from` reads it; "" where it has no value."""
    value, most = number_text(attributes.get("value")), number_text(attributes.get("value_max"))
    if not value:
        return ""
    precision = attributes.get("precision") or "exact"
    sign = next((s for s, name in _SIGNS.items() if name == precision), "")
    amount = f"{value}–{most}" if precision in ("between", "exact") and most else value
    return " ".join(part for part in (sign, amount, attributes.get("unit") or "") if part)


_MODS = {
    "early": "START", "mid": "MID", "late": "END", "about": "APPROX", "before": "BEFORE", "after": "AFTER",
    "more than": "MORE_THAN", "less than": "LESS_THAN", "at least": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS",
}  # fmt: skip
_MOD = re.compile(rf"({'|'.join(_MODS)})\b[\s-]*(.*)", re.IGNORECASE)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_DAY_FIRST = re.compile(r"(\d{1,2})\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"([a-z]{3})[a-z]*\.?\s+(\d{4})", re.IGNORECASE)
_LENGTH = re.compile(
    r"(\d+(?:\.\d+)?)\s*(years?|months?|weeks?|days?|decades?|hours?|minutes?|seconds?)", re.IGNORECASE
)
_LENGTHS = {
    "year": "P{}Y", "month": "P{}M", "week": "P{}W", "day": "P{}D", "decade": "P{}DE", "hour": "PT{}H",
    "minute": "PT{}M", "second": "PT{}S",
}  # fmt: skip


def timex_from(text: str, *, kind: str = "DATE") -> tuple[str, str, str | None] | None:
    """Type, value and mod (TIMEX3) of a date that somebody typed; None where it is none.

    Args:
        text: a TIMEX3 value ("2020-11-25", "P10D"), or "25 Nov 2020", "Nov 2020", "10 days"; "early", "mid", "late",
            "about", "before" and the like may stand before it.
        kind: the type that a value which fits several is taken for.
    """
    text = " ".join(text.split())
    mod = None
    match = _MOD.fullmatch(text)
    if match is not None:
        mod, text = _MODS[match[1].lower()], match[2]
    for one in dict.fromkeys((kind, *TIMEX_TYPES)):
        if is_timex_value(one, text):
            return one, text, mod
    value = _point(text)
    if value is not None:
        return ("SET" if kind == "SET" else "DATE"), value, mod
    length = _LENGTH.fullmatch(text)
    if length is not None:
        return "DURATION", _LENGTHS[length[2].lower().removesuffix("s")].format(length[1]), mod
    return None


def _point(text: str) -> str | None:
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match[1], match[2], match[3]
    elif match := _MONTH_FIRST.fullmatch(text):
        month, day, year = match[1], match[2], match[3]
    elif match := _MONTH.fullmatch(text):
        number = _MONTHS.get(match[1].lower())
        return f"{match[2]}-{number:02}" if number else None
    else:
        return None
    number = _MONTHS.get(month.lower())
    if number is None or not 1 <= int(day) <= calendar.monthrange(int(year) or 4, number)[1]:
        return None
    return f"{year}-{number:02}-{int(day):02}"


def timex_text(attributes: Mapping[str, Any]) -> str:
    """A date's value with its mod before it, as `timex_from` reads it; "" where it has no value."""
    value = attributes.get("value")
    if not isinstance(value, str) or not value:
        return ""
    word = next((word for word, mod in _MODS.items() if mod == attributes.get("mod")), "")
    return f"{word} {value}".strip()
