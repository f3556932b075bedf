"""Numbers as English news writes them, in digits and in words, with their values. Text only; no parse, no labels.

One regular expression finds number words and digits; a small parser joins what belongs together. Both are linear in
the length of the text. What a number stands for (money, people, a flight) is decided in `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pressmark.detect.number_shares import is_share
from pressmark.detect.number_tokens import Token, tokens
from pressmark.detect.number_words import BIG, FEW, FRACTIONS, GLYPHS, ORDINALS, SUFFIXES, TENS, UNITS, VAGUE


class Kind(StrEnum):
    """How a number was written."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    RATIO = "ratio"
    """Some out of a number: "one in five"."""
    VAGUE = "vague"
    """A range by its word: "hundreds", "tens of thousands", "several hundred"."""


_HARMED = re.compile(r"\b(?:kill|wound|injur|hurt|arrest|maim|displac|detain|trapp|hospitali)[a-z]* $")
"""Before "scores", which then are people."""
_BEFORE_DOZEN = re.compile(
    r"\b(?:remaining|other|another|first|last|final|next|top|(?<!by )the|these|those|its|their|only|every) $"
)


class Number(Struct, frozen=True):
    """A number in a text.

    Attributes:
        start: code point offset.
        end: code point offset behind it.
        value: what it says; the lower end of a vague number.
        value_max: the upper end of a vague number, or None.
        in_digits: whether it begins with a digit.
        suffix: letters that multiply the digits without a space ("m" in "3m"), or "".
        whole: whether the digits have no decimal point and no leading zero.
    """

    start: int
    end: int
    value: int | float
    kind: Kind
    value_max: int | float | None = None
    in_digits: bool = False
    suffix: str = ""
    whole: bool = True


_GAP = re.compile(r"[ \u00a0\u202f]?-?|[ \u00a0\u202f]{1,2}")
_DIGITS_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_BELOW = frozenset({2, 3, 4, 5, 8, 10, 16})
"""What stands below the slash of a fraction; other digits with a slash are dates and codes."""
_OUT_OF = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 50, 100, 200, 500, 1000, 10_000, 100_000, 10**6})
"""Out of how many digits say a share: "1 in 5", "3 in 1,000"; "37 in 2019" is none."""
_BOUND_BEFORE = re.compile(r"\b(?:than|nearly|almost|over|roughly|about|around|just|only|barely) $")


def find(low: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Every number, from left to right, none overlapping another.

    Args:
        low: the text, `lowered`.
        start: where to begin, in code points.
        end: where to end, or None for the text's end.
    """
    row = list(tokens(low, start, len(low) if end is None else end))
    numbers: list[Number] = []
    at = 0
    while at < len(row):
        number, following = _Parser(low, row, at).number()
        if number is None:
            at += 1
            continue
        numbers.append(number)
        at = following
    return numbers


def tidy(value: float | int) -> int | float:
    """The same value, as an integer where it is one, and without the dust of binary fractions."""
    if isinstance(value, int):
        return value
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 10**18 else rounded


class _Parser:
    """Reads one number that begins at a token."""

    def __init__(self, low: str, row: Sequence[Token], at: int) -> None:
        self._low = low
        self._tokens = row
        self._first = row[at]
        self._at = at

    def number(self) -> tuple[Number | None, int]:
        """The number, and the place of the token behind it; (None, …) where no number begins."""
        number = self._vague() or self._fraction() or self._ordinal() or self._cardinal()
        if number is not None and number.kind is Kind.CARDINAL:
            number = self._ratio(number) or self._long_ordinal(number) or number
        return number, self._at

    # -- reading on ----------------------------------------------------------------------------------------------

    def _peek(self, ahead: int = 0) -> Token | None:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else None

    def _gap(self, ahead: int) -> str:
        """What stands between the token `ahead` places on and the one before it; a long gap is cut."""
        before, token = self._tokens[self._at + ahead - 1], self._tokens[self._at + ahead]
        return self._low[before.end : min(token.start, before.end + 12)]

    def _next_word(self, ahead: int, *gaps: str) -> str:
        """The word `ahead` tokens on, if nothing but one of the gaps (default: a space or hyphen) is before it."""
        token = self._peek(ahead)
        if token is None:
            return ""
        gap = self._gap(ahead)
        if "  " in gap:
            gap = gap.replace("  ", " ")
        close = gap in gaps if gaps else gap in (" ", "-", "\u00a0", "\u202f", " - ")
        return token.word if close else ""

    def _made(self, count: int, value: float | int, kind: Kind, value_max: float | int | None = None) -> Number:
        last = self._tokens[self._at + count - 1]
        self._at += count
        first = self._first
        return Number(
            first.start,
            last.end,
            tidy(value),
            kind,
            None if value_max is None else tidy(value_max),
            in_digits=first.word == "#",
            suffix=first.suffix,
            whole=first.whole,
        )

    def _after(self, count: int) -> str:
        """The 24 code points behind the number that `count` tokens make."""
        end = self._tokens[self._at + count - 1].end
        return self._low[end : end + 24]

    # -- kinds ---------------------------------------------------------------------------------------------------

    def _vague(self) -> Number | None:
        word = self._first.word
        count = 1
        if word == "a" and self._next_word(1) in ("few", "couple"):
            word, count = self._next_word(1), 2
        if word in FEW:
            gaps = (" ", " of ") if word == "couple" else (" ",)
            power = self._next_word(count, *gaps)
            size = {"hundred": 100, "dozen": 12, **BIG}.get(power)
            if size is not None:
                low, high = FEW[word]
                more = BIG.get(self._next_word(count + 1), 1) if size == 100 else 1
                count, size = count + 1 + (more > 1), size * more
                return self._made(count, low * size, Kind.VAGUE, high * size if high > low else None)
            if word == "couple" and self._after(count).startswith((" of ", " more ")):
                return self._made(count, 2, Kind.VAGUE)
            return None
        if word == "dozen":
            return self._made(1, 12, Kind.CARDINAL) if self._is_the_dozen() else None
        if word not in VAGUE:
            return None
        if word in ("scores", "tens") and not self._after(1).startswith(" of "):
            before = self._low[max(0, self._first.start - 14) : self._first.start]
            if word == "tens" or not _HARMED.search(before):
                return None  # goals scored, or marks out of ten
        low, high = VAGUE[word]
        if self._next_word(1, " upon ", " and ") == word:
            return self._made(2, low, Kind.VAGUE, high)  # "thousands upon thousands"
        factor = self._next_word(1, " of ")
        if factor in VAGUE and factor not in ("tens", "dozens", "scores"):
            size = BIG.get(factor[:-1], 100)
            return self._made(2, low * size, Kind.VAGUE, (high + 1) * size - 1)
        return self._made(1, low, Kind.VAGUE, high)

    def _is_the_dozen(self) -> bool:
        """ "the remaining dozen planes"; not "cheaper by the dozen", nor eggs that are counted in them."""
        start = self._first.start
        led = _BEFORE_DOZEN.search(self._low, max(0, start - 16), start)
        return led is not None and re.match(r" (?:or so |more |other )?[a-z]", self._after(1)) is not None

    def _fraction(self) -> Number | None:
        word = self._first.word
        if word == "half":
            return self._half()
        if word == "quarter" and self._next_word(1, " ") in BIG:
            return self._made(2, BIG[self._next_word(1)] / 4, Kind.CARDINAL)
        number = self._small()
        if number is None:
            return None
        count, top = number
        glued = self._first.word == "#" and self._low[self._first.end : self._first.end + 1] == "/"
        if glued and count == 1:
            below = self._peek(1)
            if (
                below is not None
                and self._gap(1) == "/"
                and below.value in _BELOW
                and top < below.value
                and not self._after(2).startswith("/")
            ):
                return self._made(2, top / below.value, Kind.FRACTION)
            return None
        part = self._next_word(count)
        singular = part.removesuffix("s")
        if part == "halves":
            singular = "half"
        below = FRACTIONS.get(singular)
        if below is None or top >= below or top != int(top) or self._first.suffix:
            return None
        if part == singular and top != 1:
            return None
        if self._next_word(count + 1, " ") in BIG and below in (2, 4) and word in ("a", "one", "three"):
            return self._made(count + 2, top / below * BIG[self._next_word(count + 1)], Kind.CARDINAL)
        if word == "a" and not is_share(self._low, self._first.start, self._after(count + 1), singular):
            return None
        if self._next_word(count + 1, " of ", " ") in ("a", "one") and self._next_word(count + 2) in BIG:
            return self._made(count + 3, top / below * BIG[self._next_word(count + 2)], Kind.CARDINAL)
        return self._made(count + 1, top / below, Kind.FRACTION)

    def _half(self) -> Number | None:
        size = {**BIG, "dozen": 12, "hundred": 100}.get(self._next_word(1, " ", "-"))
        if size is not None:
            return self._made(2, size / 2, Kind.CARDINAL)
        if self._next_word(1) == "a":
            size = {**BIG, "dozen": 12}.get(self._next_word(2))
            if size is not None:
                return self._made(3, size / 2, Kind.CARDINAL)
        following = self._after(1)
        before = self._low[max(0, self._first.start - 12) : self._first.start]
        if before.rstrip().endswith(("first", "second", "third", "other", "better", "last", "each")):
            return None  # of a match, a year, a couple
        if following.startswith(
            (" of ", " a ", " an ", " the ", " its ", " their ", " his ", " her ", " our ", " all ", " as ")
        ):
            return self._made(1, 0.5, Kind.FRACTION)
        if following.startswith((" past ", " time ", " hour", " term", "-")):
            return None
        if _BOUND_BEFORE.search(before) or is_share(self._low, self._first.start, following, "half"):
            return self._made(1, 0.5, Kind.FRACTION)
        return None

    def _ordinal(self) -> Number | None:
        word = self._first.word
        if self._first.suffix in _DIGITS_ORDINAL and self._first.value is not None:
            return self._made(1, self._first.value, Kind.ORDINAL) if self._first.whole else None
        if word in ORDINALS:
            return self._made(1, ORDINALS[word], Kind.ORDINAL)
        if word in TENS:
            second = self._next_word(1)
            if second in ORDINALS and ORDINALS[second] < 10:
                return self._made(2, TENS[word] + ORDINALS[second], Kind.ORDINAL)
        return None

    def _long_ordinal(self, number: Number) -> Number | None:
        """ "one hundred and fiftieth", "one hundred twenty-fifth", "two hundredth" behind the number that begins it."""
        token = self._peek()
        if token is None or token.word not in ORDINALS or number.in_digits or number.value_max is not None:
            return None
        gap, last, value = self._low[number.end : min(token.start, number.end + 6)], ORDINALS[token.word], number.value
        if last >= 100 and gap == " " and 0 < value < 100:
            value *= last
        elif gap in ("-", " and ", " ") and value >= 100 and value % (10 if last < 10 else 100) == 0 and last < 100:
            if last < 4 and gap == " " and value % 100 == 0:
                return None  # "two hundred first responders"
            value += last
        else:
            return None
        self._at += 1
        return replace(number, end=token.end, value=value, kind=Kind.ORDINAL)

    def _small(self) -> tuple[int, int | float] | None:
        """How many tokens, and their value, for a number below a hundred, or digits."""
        first = self._first
        if first.word in ("a", "an"):
            return 1, 1
        if first.word == "#" and first.value is not None:
            return (1, first.value) if first.suffix not in _DIGITS_ORDINAL else None
        if first.word in UNITS:
            return 1, UNITS[first.word]
        if first.word in TENS:
            second = self._next_word(1)
            if 0 < UNITS.get(second, 0) < 10:
                return 2, TENS[first.word] + UNITS[second]
            return 1, TENS[first.word]
        return None

    def _cardinal(self) -> Number | None:
        first = self._first
        small = self._small()
        if small is None and first.word == "hundred" and self._next_word(1) in BIG:
            small = 0, 1  # "hundred thousand dollars"
        if small is None:
            return None
        count, group = small
        article = first.word in ("a", "an")
        if first.suffix in SUFFIXES:
            return self._made(1, group * SUFFIXES[first.suffix], Kind.CARDINAL)
        total: int | float = 0
        known = not article
        smallest = float("inf")
        while True:
            word = self._next_word(count) if count else first.word
            if word == "hundred" and 0 < group < 100 and group % 1 == 0:
                group, count, known = group * 100, count + 1, True
                extra = self._tens_behind(count)
                if extra is not None and self._next_word(count + extra[0]) != "hundred":
                    count, group = count + extra[0], group + extra[1]
                continue
            if word in ("dozen", "dozens") and group < 1000:
                return self._made(count + 1, group * 12, Kind.CARDINAL)
            size = BIG.get(word) or BIG.get(word.removesuffix("s")) or (SUFFIXES.get(word) if len(word) > 1 else None)
            if size is not None and size < smallest and group < 100_000:
                if article and count == 1 and self._gap(count) == "-":
                    return None
                total, count, known, smallest = total + group * size, count + 1, True, size
                larger = BIG.get(self._next_word(count, " "), 0)
                if larger > size:
                    return self._made(count + 1, total * larger, Kind.CARDINAL)  # "three lakh crore"
                half = self._half_behind(count)
                if half is not None and BIG.get(self._next_word(count + half[0]), 0) == 0:
                    return self._made(count + half[0], total + half[1] * size, Kind.CARDINAL)
                extra = self._group_behind(count, size) if total % 1 == 0 else None
                if extra is None:
                    return self._made(count, total, Kind.CARDINAL)
                count, group = count + extra[0], extra[1]
                continue
            half = self._half_behind(count)
            if half is not None and known and total == 0:
                taken, part = half
                power = self._next_word(count + taken)
                size = BIG.get(power, 1)
                if size > 1:
                    return self._made(count + taken + 1, (group + part) * size, Kind.CARDINAL)
                return self._made(count + taken, group + part, Kind.CARDINAL)
            break
        if not known:
            return None
        decimals = self._decimals_behind(count) if total == 0 and first.whole else ""
        if decimals:
            return self._made(count + len(decimals), float(f"{group}.{decimals}"), Kind.CARDINAL)
        return self._made(count, total + group, Kind.CARDINAL)

    def _decimals_behind(self, count: int) -> str:
        """The digits of "three point one four" behind "point"."""
        digits = ""
        while len(digits) < 6:
            value = UNITS.get(self._next_word(count + len(digits), " " if digits else " point "), 10)
            if value > 9:
                break
            digits += str(value)
        return digits

    def _half_behind(self, count: int) -> tuple[int, float] | None:
        """ "and a half", "and three quarters" behind `count` tokens: how many tokens, and their value."""
        if self._next_word(count, " and ", "-and-") in ("a", "one") and count + 1 < len(self._tokens) - self._at:
            part = self._next_word(count + 1)
            if part in ("half", "quarter", "third"):
                return 2, 1 / FRACTIONS[part]
        if self._next_word(count, " and ") == "three" and self._next_word(count + 1) == "quarters":
            return 2, 0.75
        token = self._peek(count)
        if token is None or token.value is None or self._gap(count) != " ":
            return None
        if token.value in GLYPHS.values():
            return 1, float(token.value)
        below = self._peek(count + 1)
        if below is None or self._gap(count + 1) != "/" or below.value not in _BELOW or self._first.word != "#":
            return None
        whole = token.whole and 0 < token.value < below.value and not self._after(count + 2).startswith("/")
        return (2, token.value / below.value) if whole else None  # "3 1/2"

    def _tens_behind(self, count: int) -> tuple[int, int] | None:
        """ "and five", "twenty-five" behind "hundred"."""
        word = self._next_word(count, " and ", " ", "-")
        if word in TENS:
            second = self._next_word(count + 1, "-", " ")
            if 0 < UNITS.get(second, 0) < 10:
                return 2, TENS[word] + UNITS[second]
            return 1, TENS[word]
        if UNITS.get(word, 0) > 0:
            return 1, UNITS[word]
        if word == "#" and self._next_word(count, " and "):
            token = self._tokens[self._at + count]
            if isinstance(token.value, int) and 0 < token.value < 100 and token.whole and not token.suffix:
                return 1, token.value  # "3 hundred and 21"
        return None

    def _group_behind(self, count: int, size: int) -> tuple[int, int] | None:
        """The next group behind "thousand", "million": "two hundred", "five hundred and six", "and five"."""
        word = self._next_word(count, " and ", " ", ", ")
        if word in UNITS and self._next_word(count + 1) == "hundred":
            extra = self._tens_behind(count + 2)
            taken, group = (2, UNITS[word] * 100) if extra is None else (2 + extra[0], UNITS[word] * 100 + extra[1])
        else:
            extra = self._tens_behind(count)
            if extra is None:
                return None
            taken, group = extra
        following = self._next_word(count + taken)
        if following == "hundred" or BIG.get(following, 0) >= size:
            return None  # "between ten thousand and twenty thousand"
        return taken, group

    def _is_rare(self, number: Number, other: Number) -> bool:
        """ "One in 50,000", "three out of 2,500": a few out of a round number with its comma, which no year has."""
        written = self._low[other.start : other.end]
        return number.value <= 20 and "," in written and other.value % 100 == 0

    def _ratio(self, number: Number) -> Number | None:
        """ "one in five", "nine out of 10": the share of the first in the second."""
        token = self._peek()
        if token is None or number.value_max is not None or number.suffix:
            return None
        gap = self._low[number.end : min(token.start, number.end + 16)]
        if gap not in (" in ", " out of ", " out of every ", " in every ", "-in-"):
            return None
        parser = _Parser(self._low, self._tokens, self._at)
        other = parser._cardinal()
        if other is None or not other.whole or not 0 < number.value < other.value:
            return None
        if other.in_digits and other.value not in _OUT_OF and not self._is_rare(number, other):
            return None  # "37 in 2019"
        self._at = parser._at
        return replace(number, end=other.end, value=tidy(number.value / other.value), kind=Kind.RATIO)
