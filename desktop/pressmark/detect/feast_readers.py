"""Readers of holidays and of days that are known by a name; each is a row of `date_rules`."""

from __future__ import annotations

import re
from datetime import date

from pressmark.detect import feasts
from pressmark.detect.date_context import Context, Match, Timex
from pressmark.detect.date_words import FAMOUS_DAYS, HOLIDAYS, MUSLIM_FEASTS
from pressmark.detect.day_readers import year_of
from pressmark.detect.timex import UNKNOWN, Unit, day_value


def famous(match: Match, context: Context) -> Timex | None:
    """9/11, D-Day: known by that name alone."""
    value = FAMOUS_DAYS.get(match["famous"], FAMOUS_DAYS["9/11"])
    if match["famous"].endswith("day") and not context.text[match.start()].isupper():
        return None
    return Timex("DATE", value, Unit.DAY, score=0.9)


def holiday(match: Match, context: Context) -> Timex | None:
    """Christmas, New Year's Eve 2019."""
    month, day = HOLIDAYS[match["holiday"].replace("’", "'")]
    year = int(match["year"]) if match["year"] else year_of(month, day, context, match)
    value = day_value(year, month, day)
    anchor = context.iso if match["year"] is None and year is not None else None
    return None if value is None else Timex("DATE", value, Unit.DAY, anchor=anchor, score=0.8)


def moving_holiday(match: Match, context: Context) -> Timex | None:
    """Easter, Thanksgiving 2019, Ramadan: other days each year."""
    name = match["moving"]
    if name in _ALSO_PEOPLE and _is_in_a_name(context.text, match.start("moving"), match.end("moving")):
        return None
    about = "APPROX" if name in MUSLIM_FEASTS or name in ("diwali", "deepavali") else None
    if match["year"]:
        return _feast(feasts.moving(name, int(match["year"])), None, about, 0.85)
    here = context.here
    near = None if here is None else feasts.moving(name, here.year)
    if near is None:
        return Timex("DATE", UNKNOWN[Unit.DAY], Unit.DAY, score=0.6)
    year = year_of(near[0].month, near[0].day, context, match)
    return None if year is None else _feast(feasts.moving(name, year), context.iso, about, 0.75)


_ALSO_PEOPLE = frozenset({"ramadan", "ramadhan", "purim"})
_NAME_BEFORE = re.compile(r"[a-z,] [A-Z][\w'’-]+ \Z")
_NAME_BEHIND = re.compile(r" [A-Z][a-z]")


def _is_in_a_name(text: str, start: int, end: int) -> bool:
    """Whether a word written large stands beside it: "Tariq Ramadan", "Ramadan Velmi"."""
    return bool(_NAME_BEFORE.search(text[max(0, start - 24) : start]) or _NAME_BEHIND.match(text, end))


def _feast(days: tuple[date, date] | None, anchor: str | None, mod: str | None, score: float) -> Timex | None:
    if days is None:
        return None
    first, last = days
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return Timex("DATE", value, Unit.DAY, mod=mod, anchor=anchor, score=score)
