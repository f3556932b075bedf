"""Units and currencies as English writes them, from the Unicode CLDR's tables, which babel keeps; read on first use.

What newspapers write and the CLDR does not list stands in `MORE_UNITS`, and which of its words mean something else in
a newspaper in `NO_UNITS`. An exported unit is the CLDR's short symbol ("km", "MW", "°C") or, where one was exported
before, that (`KEPT`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from msgspec import Struct

from pressmark.detect.figure_words import CURRENCY_WORDS, DENOMINATORS, KEPT_UNITS, MORE_UNITS, NO_CURRENCIES, NO_UNITS

_LOCALE = "en"
_LENGTHS = ("long", "short", "narrow")
_NO_KINDS = (
    "duration-", "concentr-percent", "concentr-permille", "concentr-permyriad", "concentr-item", "graphics-em",
    "speed-beaufort",
)  # fmt: skip
_PREFIXED = frozenset(
    {
        "force-newton", "electric-volt", "electric-ampere", "energy-joule", "energy-calorie", "energy-electronvolt",
        "frequency-hertz", "digital-byte", "power-watt", "mass-gram", "mass-ton", "mass-tonne", "length-meter",
        "length-parsec", "volume-liter", "pressure-pascal",
    }
)  # fmt: skip
"""Units that are written with the prefixes below."""
_PREFIXED_SYMBOLS = frozenset({"W", "J", "Hz", "B", "V", "eV", "Pa", "g", "m"})
"""Symbols that newspapers write with a prefix."""
_PREFIXES = {
    "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "centi": "c", "milli": "m", "micro": "µ", "nano": "n",
    "peta": "P", "hecto": "h", "exa": "E", "pico": "p", "deci": "d",
}  # fmt: skip
"""Of the International System, the more usual in a newspaper first: "mw" is a megawatt."""
_SUPERSCRIPTS = str.maketrans("²³μ", "23µ")
_NUMBER = re.compile(r"^1 ?| ?1$")


class Unit(Struct, frozen=True):
    """A unit behind a number.

    Attributes:
        end: code point offset behind its words.
        symbol: as it is exported.
        word: as it was written, lowered, hyphens as spaces.
        glued: no space or hyphen was before it.
    """

    end: int
    symbol: str
    word: str
    glued: bool


@functools.cache
def written() -> dict[str, str]:
    """Every way to write a unit, lowered and with spaces for hyphens, and its symbol."""
    from babel.core import Locale
    from babel.units import format_unit

    table: dict[str, str] = {}
    for symbol, words in MORE_UNITS.items():
        for word in words:
            table[word] = symbol
    prefixed: list[tuple[str, str, str]] = []
    for unit in map(str, Locale(_LOCALE).unit_display_names):
        if unit.startswith(_NO_KINDS):
            continue
        forms = [[_form(format_unit(count, unit, length, locale=_LOCALE)) for count in (1, 2)] for length in _LENGTHS]
        symbol = KEPT_UNITS.get(unit) or _symbol(forms[2 if unit.startswith("area-square") else 1][0])
        for one in (form for pair in forms for form in pair):
            for word in _spellings(one):
                if word not in NO_UNITS:
                    table.setdefault(word, symbol)
        if unit in _PREFIXED:
            prefixed.append((forms[0][0], forms[0][1], forms[1][0]))
    for prefix, letter in _PREFIXES.items():
        for one, many, short in prefixed:
            symbol = _symbol({"tn": "t"}.get(short, short))
            names = [*_spellings(prefix + one), *_spellings(prefix + many)]
            if symbol in _PREFIXED_SYMBOLS and letter in "kMGTmµn":
                names.append((letter + symbol).lower())
            for name in names:
                if name not in NO_UNITS:
                    table.setdefault(name, letter + symbol)
            if one == "watt":
                for name in (f"{prefix}watt hour", f"{prefix}watt hours", f"{letter}wh".lower()):
                    table.setdefault(name, f"{letter}Wh")
    return table


def _form(words: str) -> str:
    return _NUMBER.sub("", words.replace("\u00a0", " ").replace("2", "1", 1)).strip()


def _symbol(short: str) -> str:
    return short.translate(_SUPERSCRIPTS).replace("L", "l")


def _spellings(words: str) -> Iterator[str]:
    """The words lowered, in American and British spelling, with "sq" and "cu" for "square" and "cubic"."""
    low = words.lower().replace("-", " ")
    ways = {low, low.replace("meter", "metre").replace("liter", "litre").replace("gram", "gramme")}
    ways |= {low.replace("meter", "metre").replace("liter", "litre")}
    for way in ways:
        yield way
        yield way.translate(_SUPERSCRIPTS)
        if way.endswith("²") and " " not in way:
            yield f"sq {way[:-1]}"
        for whole, short in (("square ", "sq "), ("square ", "sq. "), ("cubic ", "cu ")):
            if way.startswith(whole):
                yield short + way.removeprefix(whole)


_WORDS = re.compile(r"(?P<gap>[ -]?)(?P<words>[^\W\d_]?[^\s\d,;:!?()\[\]-][^\s,;:!?()\[\]-]{0,24}"
                    r"(?:[ -][^\s,;:!?()\[\]\d-][^\s,;:!?()\[\]-]{0,24}){0,3})")  # fmt: skip
_RATE = re.compile(
    r"(?:[ -](?:an?|per|each|every)[ -]|/| per )(?P<of>(?:square |cubic |metric )?[^\W\d_]{1,16})(?![\w'])"
)
_NO_RATE = re.compile(
    r" (?:earlier|ago|later|before|after|ahead|on(?! average)|from now|or two|or so|and a half|in advance)\b"
)
"""Behind "a year" these make a date of it."""
_END = re.compile(r"(?:'s|[.'\"”’»…])+$")


def behind(low: str, at: int) -> Unit | None:
    """The unit that stands at an offset, the longest, or None.

    Args:
        low: lowered text.
        at: the end of a number.
    """
    match = _WORDS.match(low, at)
    if match is None:
        return None
    table = written()
    start = match.start("words")
    stop = match.end()
    while stop > start:
        words = _END.sub("", low[start:stop])
        word = words.replace("-", " ").replace(" an ", " per ").replace(" a ", " per ")
        symbol = table.get(word)
        if symbol is not None:
            return Unit(start + len(words), symbol, word, not match["gap"])
        stop = max(low.rfind(" ", start, stop), low.rfind("-", start, stop))
    return None


def rate(low: str, at: int, *, any_word: bool) -> tuple[int, str] | None:
    """What an amount is counted by: the end of "a barrel", "per share", "/kg", and its name; or None.

    Args:
        low: lowered text.
        at: the end of the amount.
        any_word: whether any word behind "per" will do, as behind money.
    """
    match = _RATE.match(low, at)
    if match is None or _NO_RATE.match(low, match.end()):
        return None
    of = match["of"]
    if of in DENOMINATORS:
        return match.end(), DENOMINATORS[of]
    symbol = written().get(of)
    if symbol is not None and (len(of) > 2 or match[0][0] == "/"):
        return match.end(), symbol
    return (match.end(), of) if any_word and "per" in match[0] else None


@functools.cache
def currencies() -> dict[str, str]:
    """Names of currencies, in the singular and plural, lowered, with their ISO codes.

    A name without its country ("dollar") means the one that newspapers write most of, as `CURRENCY_WORDS` says, or the
    only one that has it.
    """
    from babel.numbers import get_currency_name

    table: dict[str, str] = {}
    last: dict[str, set[str]] = {}
    for code in sorted(codes()):
        for count in (1, 2):
            name = get_currency_name(code, count, locale=_LOCALE).lower()
            table.setdefault(name, code)
            if " " in name:
                last.setdefault(name.rpartition(" ")[2], set()).add(code)
    for word, found in last.items():
        if len(found) == 1 and word not in NO_CURRENCIES and len(word) > 2:
            table.setdefault(word, min(found))
    for word, code in CURRENCY_WORDS.items():
        table[word] = code
        table[f"{word}s"] = code
    for word in NO_CURRENCIES:
        table.pop(word, None)
    return table


@functools.cache
def codes() -> frozenset[str]:
    """ISO codes of currencies that somebody pays with now, in capitals, and "RMB"."""
    from babel.numbers import get_currency_name, list_currencies

    now = {code for code in list_currencies(_LOCALE) if "(" not in get_currency_name(code, locale=_LOCALE)}
    funds = {code for code in now if code.startswith("X") and code not in ("XAF", "XOF", "XPF", "XCD")}
    return frozenset(now - funds | {"RMB", "DEM"})


_SUM = re.compile(r"(?:million|billion|trillion|thousand|[0-9]{3}|[0-9]bn)$")
"""Behind these, what is counted as "crowns" or "marks" is money."""
_LARGE = {"crowns": "SEK", "marks": "DEM"}


def currency_behind(low: str, at: int) -> tuple[int, str] | None:
    """The end and code of the currency whose name stands at an offset ("dollars", "Hong Kong dollars"), or None."""
    match = _WORDS.match(low, at)
    if match is None or not match["gap"]:
        return None
    start, stop = match.start("words"), match.end()
    table = currencies()
    while stop > start:
        words = _END.sub("", low[start:stop])
        code = table.get(words.replace("-", " ")) or (_LARGE.get(words) if _SUM.search(low, at - 9, at) else None)
        if code is not None:
            return start + len(words), code
        stop = max(low.rfind(" ", start, stop), low.rfind("-", start, stop))
    return None
