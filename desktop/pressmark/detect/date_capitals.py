"""Names of months, days and feasts that are other words too: whether they are written, and stand, as a date does."""

from __future__ import annotations

import re

from pressmark.detect.date_context import Match
from pressmark.detect.date_words import FEASTS_IN_CAPITALS, NAMES_WITH_DATES, NEED_CAPITALS

_NAMES = re.compile(rf"(?<!\w)(?:{'|'.join(NAMES_WITH_DATES)})(?!\w)")
_IN_THE_FALL = re.compile(r"\b(?:in|by|since|until|during|over) the fall\b(?! of\b| in\b| from\b)")


def are_right(text: str, low: str, match: Match) -> bool:
    """Whether names that are also words ("may", "sun") are written as names, and stand where a date can."""
    groups = match.groupdict()
    for name in ("month", "weekday", "last_month"):
        word = groups.get(name)
        if word is None:
            continue
        start = match.start(name)
        if word.rstrip(".") in NEED_CAPITALS and not text[start].isupper():
            return False
        alone = not any(groups.get(other) for other in ("day", "year", "short")) and name == "month"
        if alone and not _may_be_month(text, low, word.rstrip("."), start, match.end(name)):
            return False
    feast = groups.get("holiday") or groups.get("moving")
    if feast in FEASTS_IN_CAPITALS and not text[match.start() + match[0].index(feast)].isupper():
        return False
    for name in _NAMES.finditer(low, max(0, match.start() - 24), match.end() + 24):
        if name.start() < match.end() and match.start() < name.end() and text[name.start()].isupper():
            return False
    season = groups.get("season")
    if season != "fall" or "which" in groups or groups.get("year"):
        return True
    return bool(_IN_THE_FALL.search(low, max(0, match.start() - 8), match.end() + 6))


def _may_be_month(text: str, low: str, word: str, start: int, end: int) -> bool:
    if len(word) > 3 and word not in ("march", "april", "august", "june", "sept"):
        return True
    before = text[max(0, start - 24) : start]
    led = re.search(
        r"\b(?:in|ended|ending|on|as|than|around|about|last|this|next|since|by|until|till|of|from|to|early|late"
        r"|mid|and|between"
        r"|before|after|during"
        r"|for|through"
        r"|every|each|any)[ -]$|[,(–-] ?$",
        low[max(0, start - 16) : start],
    )
    if led is None and re.search(r"(?:^|\W)[A-Z][\w’'-]+ $", before):
        return False  # "Theresa May", "Women's March"
    named = re.match(r" [A-Z][a-z]", text[end : end + 3])
    if named and (led is None or led[0] in ("and ", "from ", "of ", "to ", "for ", "with ") or led[0][0] in ",(–-"):
        return False  # "April Jones", "and June Smith"
    if word in ("may", "march"):
        return led is not None
    if len(word) <= 3 or word == "sept":
        return led is not None and (low[end : end + 1] == "." or word in ("sep", "oct", "nov", "feb", "jul"))
    return True
