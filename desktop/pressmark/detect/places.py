"""Names of countries, territories and well-known cities, from the Unicode consortium's list (CLDR, through Babel)."""

from __future__ import annotations

import re
from functools import cache

_SHORTEST = 4
"""Characters; shorter names ("Man", "US") are as often other words."""

_ALSO_WORDS = frozenset({"Chad", "Christmas", "Georgia", "Jersey", "Jordan", "Madeira", "Saba", "Truk", "Turkey"})
"""Names that are a person's, a thing's or another word's as often: here the model knows better."""

_REGIONS = ("Africa/", "America/", "Asia/", "Australia/", "Europe/")
"""The time zones that are named after cities; those of oceans and research stations are not."""

_SMALL_TOWNS = ("America/Indiana/", "America/Kentucky/", "America/North_Dakota/")


@cache
def well_known() -> frozenset[str]:
    """Countries, territories and the cities that time zones are named after, in English; some 700 names.

    Reads Babel's English file the first time (some milliseconds).
    """
    from babel import Locale
    from babel.core import get_global

    english = Locale("en")
    names = {name for code, name in english.territories.items() if code.isalpha()}
    cities = {
        zone.rpartition("/")[2].replace("_", " ")
        for zone in get_global("zone_territories")
        if zone.startswith(_REGIONS) and not zone.startswith(_SMALL_TOWNS)
    }
    found = {name for name in names | cities if len(name) >= _SHORTEST and re.fullmatch(r"[^\W\d_][^\d_()]*", name)}
    return frozenset(found - _ALSO_WORDS)
