"""What the margin says about a date or a figure, from its attributes alone (`interfaces.md`, JSONL)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from pressmark.core.annotation import Annotation
from pressmark.core.labels import is_date, is_figure
from pressmark.core.readings import number_text


def has_card(annotation: Annotation) -> bool:
    """Whether a card stands beside it: it is a date or a figure."""
    return is_date(annotation) or is_figure(annotation)


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d|MO|MI|AF|EV|NI)(?::\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "AZN": "₼", "GEL": "₾", "TRY": "₺"}


def card_for(annotation: Annotation) -> tuple[str, str]:
    """Title and explanation: ("25 Nov 2020", "Wed · from publish date"), ("≈ 30,000 people", "killed").

    An annotation that no detector and no person has read yet gets ("–", "not read yet").
    """
    attributes = annotation.attributes
    card = _figure_card(annotation.label, attributes) if is_figure(annotation) else _date_card(attributes)
    return card or ("–", _tr("not read yet"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("cards", text)


def published_text(published: str | None) -> str:
    """A publish date as the line of metadata shows it: "25 Nov 2020, 15:28"; as it is where it is not ISO 8601."""
    match = _DAY.fullmatch(published or "")
    if match is None:
        return published or ""
    day, time = _day_text(match), match[4]
    return _tr("{day}, {time}").format(day=day, time=time) if time and ":" in time else day


# --- figures


def _figure_card(label: str, attributes: Mapping[str, Any]) -> tuple[str, str] | None:
    value = attributes.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    amount = _with_precision(attributes, _with_unit(value, attributes.get("unit")))
    counted = _words(attributes.get("counted"))
    event = _words(attributes.get("event"))
    unit = attributes.get("unit")
    if event and counted and unit != counted:
        return _tr("{amount} {counted}").format(amount=amount, counted=counted), event
    return amount, event or counted or _figure_kind(label)


def _figure_kind(label: str) -> str:
    return {
        "MONEY": _tr("money"),
        "PERCENT": _tr("per cent"),
        "QUANTITY": _tr("quantity"),
        "ORDINAL": _tr("position"),
    }.get(label) or _tr("number")


def _words(part: Any) -> str:
    """The words of a `counted` or `event`; also where a tool wrote the words alone."""
    found = part.get("text") if isinstance(part, Mapping) else part
    return " ".join(found.split()) if isinstance(found, str) else ""


def _with_unit(value: float, unit: Any) -> str:
    number = number_text(value)
    if not isinstance(unit, str) or not unit:
        return _as_fraction(value) or number
    if unit == "%":
        return _tr("{number}%").format(number=number)
    if unit in _SIGNS:
        return _tr("{currency}{number}").format(currency=_SIGNS[unit], number=number)
    return _tr("{number} {unit}").format(number=number, unit=unit.replace("_", " "))


def _as_fraction(value: float) -> str:
    """ "2/3" for what was read from "two-thirds", whose decimals have no end; "" for any other number."""
    from fractions import Fraction  # few figures need it, and no window to open

    part = Fraction(value).limit_denominator(12)
    endless = 10**6 % part.denominator != 0
    return f"{part}" if endless and 0 < value < 1 and abs(value - part) < 1e-5 else ""


def _with_precision(attributes: Mapping[str, Any], amount: str) -> str:
    precision, most = attributes.get("precision"), attributes.get("value_max")
    if precision == "between" and isinstance(most, int | float):
        return _tr("{least} – {most}").format(
            least=number_text(attributes["value"]), most=_with_unit(most, attributes.get("unit"))
        )
    if precision == "exact" and isinstance(most, int | float):
        return f"{number_text(attributes['value'])}–{number_text(most)}"  # a score, in figures only
    return {
        "about": _tr("≈ {amount}"),
        "at_least": _tr("≥ {amount}"),
        "at_most": _tr("≤ {amount}"),
        "more_than": _tr("> {amount}"),
        "less_than": _tr("< {amount}"),
    }.get(str(precision), "{amount}").format(amount=amount)


# --- dates


def _date_card(attributes: Mapping[str, Any]) -> tuple[str, str] | None:
    value = attributes.get("value")
    if not isinstance(value, str) or not value:
        return None
    title, kind = _date_value(value, str(attributes.get("type") or ""))
    mod = _mod_text(attributes.get("mod"))
    if mod:
        title = _tr("{modifier} {value}").format(modifier=mod, value=title)
    anchor = attributes.get("anchor")
    if isinstance(anchor, str) and anchor:
        kind = _tr("{kind} · from publish date").format(kind=kind)
    return title, kind


def _date_value(value: str, kind: str) -> tuple[str, str]:
    day = _DAY.fullmatch(value)
    if day is not None:
        weekday = _weekday(day)
        if weekday is not None:
            return published_text(value) + _part_of_day(day[4]), weekday
    if kind == "SET":
        return _each_text(value), _tr("repeated")
    if kind == "DURATION" or (value.startswith("P") and not value.endswith("_REF")):
        return _duration_text(value) or value, _tr("duration")
    return _value_text(value), _grain(value, kind)


_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)(DE|CE|[YMWD]))?(?:T(\d+(?:\.\d+)?)([HMS]))?")


def _duration_text(value: str) -> str:
    """ "10 days" for P10D; "" for one with several units or with an unknown number of them."""
    match = _DURATION.fullmatch(value)
    if match is None or (match[1] is None) == (match[3] is None):
        return ""
    number, unit = (match[1], match[2]) if match[1] is not None else (match[3], f"T{match[4]}")
    one = {
        "Y": _tr("1 year"), "M": _tr("1 month"), "W": _tr("1 week"), "D": _tr("1 day"), "DE": _tr("1 decade"),
        "CE": _tr("1 century"), "TH": _tr("1 hour"), "TM": _tr("1 minute"), "TS": _tr("1 second"),
    }  # fmt: skip
    more = {
        "Y": _tr("{n} years"), "M": _tr("{n} months"), "W": _tr("{n} weeks"), "D": _tr("{n} days"),
        "DE": _tr("{n} decades"), "CE": _tr("{n} centuries"), "TH": _tr("{n} hours"), "TM": _tr("{n} minutes"),
        "TS": _tr("{n} seconds"),
    }  # fmt: skip
    if unit not in one:
        return ""
    return one[unit] if number == "1" else more[unit].format(n=number_text(float(number)))


def _each_text(value: str) -> str:
    """ "every week" for P1W, "every Mon" for XXXX-WXX-1."""
    day = _any_weekday(value)
    if day:
        return _tr("every {day}").format(day=day)
    every = {
        "P1Y": _tr("every year"), "P1M": _tr("every month"), "P1W": _tr("every week"), "P1D": _tr("every day"),
        "PT1H": _tr("every hour"),
    }.get(value)  # fmt: skip
    if every:
        return every
    length = _duration_text(value)
    return _tr("every {length}").format(length=length) if length else value


def _any_weekday(value: str) -> str:
    match = re.fullmatch(r"XXXX-WXX-([1-7])", value)
    return _weekdays()[int(match[1]) - 1] if match else ""


def _value_text(value: str) -> str:
    """A date that is no single day, as one writes it: "Sep 2020", "1990s", "week 48 of 2020"; else as it is."""
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value):
        return _tr("{month} {year}").format(month=_months()[int(match[2]) - 1], year=match[1])
    if match := re.fullmatch(r"XXXX-(0[1-9]|1[0-2])(?:-(\d\d))?", value):
        month = _months()[int(match[1]) - 1]
        return _tr("{day} {month}").format(day=int(match[2]), month=month) if match[2] else month
    if match := re.fullmatch(r"\d{3}", value):
        return _tr("{decade}0s").format(decade=value)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return _tr("week {week} of {year}").format(week=int(match[2]), year=match[1])
    if match := re.fullmatch(r"(\d{4})-W(\d\d)-WE", value):
        return _tr("weekend of week {week}, {year}").format(week=int(match[2]), year=match[1])
    if match := re.fullmatch(r"(\d{4})-([QH]\d)", value):
        return f"{match[2]} {match[1]}"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
        seasons = {"SP": _tr("spring"), "SU": _tr("summer"), "WI": _tr("winter")}
        return _tr("{season} {year}").format(season=seasons.get(match[2], _tr("autumn")), year=match[1])
    references = {"PAST_REF": _tr("past"), "PRESENT_REF": _tr("present"), "FUTURE_REF": _tr("future")}
    return references.get(value) or _any_weekday(value) or value


def _grain(value: str, kind: str) -> str:
    for pattern, name in (
        (r"XXXX-\d\d-\d\d", _tr("day · year unknown")),
        (r"XXXX-\d\d", _tr("month · year unknown")),
        (r"PAST_REF", _tr("some time before")),
        (r"PRESENT_REF", _tr("now")),
        (r"FUTURE_REF", _tr("some time after")),
        (r"[\dX]{4}", _tr("year")),
        (r"[\dX]{3}", _tr("decade")),
        (r"[\dX]{2}", _tr("century")),
        (r"[\dX]{4}-[\dX]{2}", _tr("month")),
        (r"[\dX]{4}-W[\dX]{2}", _tr("week")),
        (r"[\dX]{4}-W[\dX]{2}-WE", _tr("weekend")),
        (r"[\dX]{4}-(SP|SU|FA|AU|WI)", _tr("season")),
        (r"[\dX]{4}-Q[\dX]", _tr("quarter")),
        (r"[\dX]{4}-H[\dX]", _tr("half-year")),
        (r"[\dX]{4}-[\dX]{2}-[\dX]{2}", _tr("day")),
        (r"XXXX-WXX-[1-7]", _tr("day of the week")),
    ):
        if re.fullmatch(pattern, value):
            return name
    return _tr("time") if kind == "TIME" or "T" in value else _tr("date")


def _day_text(match: re.Match[str]) -> str:
    month = int(match[2])
    if not 1 <= month <= 12:
        return match[0]
    return _tr("{day} {month} {year}").format(day=int(match[3]), month=_months()[month - 1], year=match[1])


def _months() -> tuple[str, ...]:
    return (
        *(_tr("Jan"), _tr("Feb"), _tr("Mar"), _tr("Apr"), _tr("May"), _tr("Jun")),
        *(_tr("Jul"), _tr("Aug"), _tr("Sep"), _tr("Oct"), _tr("Nov"), _tr("Dec")),
    )


def _weekday(match: re.Match[str]) -> str | None:
    try:
        return _weekdays()[date(int(match[1]), int(match[2]), int(match[3])).weekday()]
    except ValueError:
        return None


def _weekdays() -> tuple[str, ...]:
    return _tr("Mon"), _tr("Tue"), _tr("Wed"), _tr("Thu"), _tr("Fri"), _tr("Sat"), _tr("Sun")


def _part_of_day(code: str | None) -> str:
    names = {
        "MO": _tr(", morning"),
        "MI": _tr(", midday"),
        "AF": _tr(", afternoon"),
        "EV": _tr(", evening"),
        "NI": _tr(", night"),
    }
    return names.get(code or "", "")


def _mod_text(mod: Any) -> str:
    return {
        "START": _tr("early"),
        "MID": _tr("mid"),
        "END": _tr("late"),
        "APPROX": _tr("about"),
        "BEFORE": _tr("before"),
        "AFTER": _tr("after"),
        "MORE_THAN": _tr("more than"),
        "LESS_THAN": _tr("less than"),
        "EQUAL_OR_MORE": _tr("at least"),
        "EQUAL_OR_LESS": _tr("at most"),
        "ON_OR_BEFORE": _tr("on or before"),
        "ON_OR_AFTER": _tr("on or after"),
    }.get(str(mod), "")
