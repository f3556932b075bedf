"""Which country's pesos, rupees or shillings an article means: by the countries and cities that it speaks of.

A name of a currency without its country ("900 million pesos") means the one that newspapers write most of
(`figure_words.CURRENCY_WORDS`), unless the article is about another country that pays with a currency of that name.
Dollars and pounds without a country stay American and British: the news of the world counts in them.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from pressmark.core.span import Span
from pressmark.detect import places, units
from pressmark.detect.figure_words import CURRENCY_WORDS, alternatives

_WORLD_MONEY = frozenset({"dollar", "pound", "cent", "penny"})
_WORD_BEHIND = re.compile(r"(?:(?P<whose>[^\W\d_]+) )?(?P<name>[^\W\d_]+)$")
_CLAUSE = 120
"""Characters before an amount in which a country counts as named beside it."""
_TRIED_LAST = 8
"""Articles whose countries are remembered: every amount of one article asks the same."""


def in_article(text: str, place: Span, unit: str) -> str:
    """The unit of an amount in an article, its currency as ISO 4217 writes it.

    Args:
        text: the article.
        place: of the amount: "900 million pesos".
        unit: what it means where nothing is known of the article: "MXN", "MXN/kg".
    """
    code, slash, rate = unit.partition("/")
    match = _WORD_BEHIND.search(place.of(text).lower())
    name = None if match is None or match["whose"] in _adjectives() else _singular(match["name"])
    if name is None or name in _WORLD_MONEY or CURRENCY_WORDS.get(name) != code:
        return unit
    spoken_of = [*_near(text, place), *_countries(text)]
    local = next((_shared(name)[country] for country in spoken_of if country in _shared(name)), code)
    return f"{local}{slash}{rate}"


def _near(text: str, place: Span) -> list[str]:
    """The countries that the same sentence has named, the nearest first."""
    start = max(place.start - _CLAUSE, text.rfind("\n", 0, place.start), text.rfind(". ", 0, place.start))
    before = text[max(0, start) : place.start]
    return [_named()[name] for name in reversed(_pattern().findall(before))]


def _singular(word: str) -> str | None:
    kinds = {"kronor": "krona", "kroner": "krone"}
    word = kinds.get(word, word)
    return word if word in CURRENCY_WORDS else word.removesuffix("s") if word.endswith("s") else None


@cache
def _shared(name: str) -> dict[str, str]:
    """Countries by their code, with the currency of that name that each pays with now: "peso" in AR, CL, CO, MX, PH."""
    from babel.core import get_global
    from babel.numbers import get_currency_name

    found: dict[str, str] = {}
    for country, ever in get_global("territory_currencies").items():
        for code, _since, until, is_tender in ever:
            if until is None and is_tender and get_currency_name(code, locale="en").lower().split()[-1] == name:
                found.setdefault(country, code)
    return found


@cache
def _adjectives() -> frozenset[str]:
    """The words that say whose a currency is: "mexican", "pakistani"."""
    return frozenset(name.split()[-2] for name in units.currencies() if " " in name)


@cache
def _named() -> dict[str, str]:
    """Places with their countries, also in the capitals of a dateline."""
    return places.countries() | {name.upper(): country for name, country in places.countries().items()}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(_named())})(?!\w)")


@lru_cache(maxsize=_TRIED_LAST)
def _countries(text: str) -> tuple[str, ...]:
    """The countries of the places in a text, the most spoken of first; of equals, the one that comes first."""
    return tuple(country for country, _ in Counter(_named()[name] for name in _pattern().findall(text)).most_common())
