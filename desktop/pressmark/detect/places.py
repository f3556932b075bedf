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
    return frozenset(countries())


@cache
def countries() -> dict[str, str]:
    """The names of `well_known` with the ISO 3166 code of the country, or the region's of several countries."""
    from babel import Locale
    from babel.core import get_global

    named = {
        zone.rpartition("/")[2].replace("_", " "): country
        for zone, country in get_global("zone_territories").items()
        if zone.startswith(_REGIONS) and not zone.startswith(_SMALL_TOWNS)
    } | {name: code for code, name in Locale("en").territories.items() if code.isalpha()}
    return {
        name: code
        for name, code in named.items()
        if len(name) >= _SHORTEST and name not in _ALSO_WORDS and re.fullmatch(r"[^\W\d_][^\d_()]*", name)
    }
