"""The words and letters of numbers with their values, as tables to read and extend; `numbers` joins them."""

from __future__ import annotations

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {name: value for value, name in enumerate(_SMALL.split())} | {"nought": 0}
TENS = {name: value for value, name in zip(range(20, 100, 10), _TENS.split(), strict=True)}
TENS["fourty"] = 40  # a common misspelling
BIG = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}
SUFFIXES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "tln": 10**12,
}
"""Written behind the digits: "4.5bn". Alone, with a space before it, only those of two letters or more count."""
FRACTIONS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1000,
}
_FIRST_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth"
)
_ROUND_ORDINALS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
ORDINALS = {
    **{name: value for value, name in enumerate(_FIRST_ORDINALS.split(), 1)},
    **{name: value for value, name in zip(range(20, 100, 10), _ROUND_ORDINALS.split(), strict=True)},
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
}
VAGUE = {
    "tens": (20, 99),
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2 * 10**6, 9_999_999),
    "billions": (2 * 10**9, 9_999_999_999),
    "trillions": (2 * 10**12, 9_999_999_999_999),
    "lakhs": (200_000, 9_999_999),
    "crores": (2 * 10**7, 999_999_999),
}
"""A plural alone: at least two of them, and fewer than the next one has a word for."""
FEW = {"several": (3, 9), "few": (3, 5), "couple": (2, 2)}
"""Before "hundred", "dozen" …: how many of them."""
GLYPHS = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
