"""Text as the rules for numbers and dates read it, and the tokens of numbers: digits and number words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from pressmark.detect.number_words import BIG, FEW, FRACTIONS, GLYPHS, ORDINALS, SUFFIXES, TENS, UNITS, VAGUE

_TO_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)} | {
    0x2010: ord("-"),
    0x2011: ord("-"),
    0x2019: ord("'"),
    0xA0: ord(" "),
    0x2009: ord(" "),
    0x202F: ord(" "),
}
_GROUPED = re.compile("(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_GROUP_SPACE = "\ue000"
"""Stands in lowered text for a space inside a number ("30 000"); a private character, so that it means nothing else."""


def lowered(text: str) -> str:
    """The text as the rules read it, with every code point where it was.

    A to Z in lower case (`str.lower` may lengthen other letters), apostrophes straight, hyphens plain, and no-break
    spaces as spaces, but for those inside a number.
    """
    if not text.isascii():
        text = _GROUPED.sub(_GROUP_SPACE, text)
    return text.translate(_TO_LOWER)


_WORDS = sorted(
    {*UNITS, *TENS, *BIG, "hundred", "dozen", "score", *FRACTIONS, *ORDINALS, *VAGUE, *FEW, "a", "an", "halves"}
    | {f"{name}s" for name in FRACTIONS if name != "half"}
    | {name for name in SUFFIXES if len(name) > 1},
    key=len,
    reverse=True,
)
_TOKEN = re.compile(
    r"(?P<digits>(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])|[0-9]{1,3}(?:\ue000[0-9]{3}){1,6}(?![0-9])"
    r"|[0-9]{1,2}(?:,[0-9]{2}){1,5},[0-9]{3}(?!,?[0-9])"  # as India groups them: 1,00,000
    r"|(?<![^\W_]-)[1-9][0-9]{0,2}(?: [0-9]{3}){1,6}(?![^\W_]|[.,:/-][0-9]| [0-9])"
    r"|[0-9]+)(?:\.[0-9]+)?|(?<![\w.,)])\.[0-9]{1,9})"
    rf"(?P<glued>(?:{'|'.join([*SUFFIXES, 'st', 'nd', 'rd', 'th'])})(?![^\W_]))?(?P<glyph>[{''.join(GLYPHS)}])?"
    rf"|(?P<alone>[{''.join(GLYPHS)}])"
    r"|(?<![^\W_])(?P<word>" + "|".join(_WORDS) + r")(?![^\W_])"
)
_MOST_DIGITS = 18
"""A longer row of digits is no number that anybody counts; it is an identifier."""


class Token(Struct, frozen=True):
    """Digits, a sign like "½", or a number word.

    Attributes:
        start: code point offset in the lowered text.
        end: code point offset behind it.
        word: the word; "#" for digits and signs.
        value: what digits and signs say, or None.
        suffix: letters right behind the digits ("m", "th"), or "".
        whole: whether the digits have no decimal point and no leading zero.
    """

    start: int
    end: int
    word: str
    value: float | int | None = None
    suffix: str = ""
    whole: bool = True


def tokens(low: str, start: int, end: int) -> Iterator[Token]:
    """Those of a part of a lowered text, from left to right."""
    for match in _TOKEN.finditer(low, start, end):
        digits = match["digits"]
        if digits is None:
            glyph = match["alone"]
            yield Token(match.start(), match.end(), match["word"] or "#", GLYPHS[glyph] if glyph else None)
            continue
        plain = digits.replace(",", "").replace(_GROUP_SPACE, "").replace(" ", "")
        if len(plain) > _MOST_DIGITS:
            continue
        value: int | float = float(plain) if "." in plain else int(plain)
        if match["glyph"]:
            value += GLYPHS[match["glyph"]]
        whole = "." not in plain and not (len(plain) > 1 and plain[0] == "0")
        yield Token(match.start(), match.end(), "#", value, match["glued"] or "", whole)
