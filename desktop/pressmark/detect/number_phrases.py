"""Numbers as people say or type them alone: "minus five point five", "one over three", "40 000", "1.3e6".

`numbers` reads running text and is careful; here the words are known to be a number, because somebody marked or typed
them, so signs, formulas and spoken fractions count too. One descent over the words, linear in their number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressmark.detect import numbers
from pressmark.detect.number_words import BIG, FRACTIONS, ORDINALS, TENS, UNITS
from pressmark.detect.numbers import Kind, Number

SMALL = UNITS | {"nought": 0, "naught": 0}
SIZES = BIG | {"quadrillion": 10**15, "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7}
SIZES |= {f"{name}s": size for name, size in BIG.items()}
HUNDREDS = frozenset({"hundred", "hundreds"})
DOZENS = frozenset({"dozen", "dozens", "doz", "dozs", "dz", "dzs"})
SUFFIXES = {
    "k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "mil": 10**6, "mln": 10**6, "g": 10**9, "b": 10**9, "bn": 10**9,
    "bln": 10**9, "t": 10**12, "tn": 10**12, "trn": 10**12, "tln": 10**12,
}  # fmt: skip
GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅙": 1 / 6, "⅛": 1 / 8, "⅜": 3 / 8,
          "⅝": 5 / 8, "⅞": 7 / 8}  # fmt: skip
DENOMINATORS = {
    **{name: value for name, value in ORDINALS.items() if value > 2},
    **FRACTIONS,
    "billionth": 10**9,
    "trillionth": 10**12,
}
"""What one of so many is called."""
LAST_OF_COMPOUNDS = {"first": 1, "second": 2}
"""Denominators only behind tens: "three twenty-firsts"."""
SIGNS = frozenset({"minus", "negative", "-", "−", "–"})
_TOUCHING = frozenset({"/", "-", "−", "–"})
"""What stands right before a number without a space."""
_LARGEST = 10**30
_LARGEST_POWER = 300
_MILLION = 10**6
_SPACE = "[ \t\ue000]"
_DIGITS = (
    rf"(?:[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}}){{1,6}}(?:\.[0-9]{{1,18}})?(?![0-9])"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){1,6},[0-9]{1,18}(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{2,3}){0,6},[0-9]{3}(?:\.[0-9]{1,18})?(?![0-9]|,[0-9])"
    r"|(?<![0-9],)[0-9]{1,9},[0-9]{1,2}(?![0-9]|,[0-9])"
    r"|(?<![0-9]\.)[0-9]{0,18}\.[0-9]{1,18}(?!\.?[0-9])"
    r"|[0-9]{1,18}(?![0-9]))"
)
_TOKEN = re.compile(
    rf"(?<![0-9])(?>(?P<digits>{_DIGITS})"
    r"(?:\^(?P<power>[+-]{0,2}[0-9]{1,3})|x10\^(?P<tens>[+-]?[0-9]{1,3})|e(?P<e>[+-]?[0-9]{1,3})(?![^\W_]))?"
    rf"(?: {{0,2}}(?P<suffix>{'|'.join(sorted(SUFFIXES, key=len, reverse=True))})(?![^\W_]))?)(?![^\W_])"
    rf"|(?P<glyph>[{''.join(GLYPHS)}])"
    r"|(?<![^\W_])(?P<word>[a-z]{1,20})(?![^\W_])"
    r"|(?P<slash>/)"
    r"|(?<![^\W_])(?P<sign>[-−–])(?= ?[0-9.])"
)
_POWER = re.compile(
    r"(?<![\w.,/^])[0-9]{1,9}(?:\.[0-9]{1,9})?"
    r"(?:\^[+-]{0,2}[0-9]{1,3}| ?[x×] ?10\^[+-]?[0-9]{1,3}|e[+-][0-9]{1,3}|(?<=[0-9]\.[0-9])e[0-9]{1,2}"
    r"|(?<=[0-9]\.[0-9][0-9])e[0-9]{1,2}|mil|(?<=[$€£][0-9])mm|(?<=[$€£] [0-9])mm|(?<=[$€£][0-9][0-9])mm)(?![^\W_])"
)
"""What is a number to everybody, however seldom it stands in a newspaper; "1e10" may be a code, "35mm" is a length."""
_HUNDREDS = re.compile(r"[1-9] hundred")
_SIGNED_CELL = re.compile(r"[-−–]?[0-9.]+e[0-9]{1,2}|[-−–][0-9]{1,3}/[0-9]{1,3}")
"""Alone in a line these are numbers too."""
_GAP = re.compile(r"[\s-]{0,4}")
_MOST_WORDS = 40
_LONGEST = 400
"""Code points of one number that somebody may have said."""
_TINY_NUMBERS = frozenset({"a", "an"})
_POINTERS = frozenset({"the", "this", "that", "which"})
"""Behind these "one" stands for a noun."""


class _Token(Struct, frozen=True):
    start: int
    end: int
    word: str
    value: float | int | None = None
    whole: bool = False


def find(low: str) -> list[Number]:
    """Every number phrase, from left to right, the longest at each place.

    Args:
        low: the words, `number_tokens.lowered`.
    """
    tokens = list(_tokens(low))
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        phrase = _Phrase(low, tokens[at : at + _MOST_WORDS], behind=tokens[at - 1].word if at else "")
        value, used = phrase.number()
        if (
            value is None
            or abs(value) > _LARGEST
            or (used == 1 and tokens[at].word == "one" and at and tokens[at - 1].word in _POINTERS)
        ):
            at += 1
            continue
        first, last = tokens[at], tokens[at + used - 1]
        found.append(Number(first.start, last.end, _tidy(value), Kind.CARDINAL, in_digits=first.value is not None))
        at += used
    return found


_READ_ON = {*UNITS, *TENS, *SIZES, *HUNDREDS, *FRACTIONS}
_GOES_ON = re.compile(
    rf"[ -]{{1,3}}(?:and[ -]{{1,2}}(?:an?[ -])?|point[ -])?(?:{'|'.join(sorted(_READ_ON, key=len, reverse=True))}"
    r"|[a-z]{3,10}(?:ths?|rds|nds|sts))(?![^\W_])|(?:e|x10\^)[+-]?[0-9]|\^"
)
"""Behind a number of running text: words that may belong to it."""
_MINUS = re.compile(r"(?<![^\W_])(?:minus|negative) $|(?:(?<=[ (])|^)[-−–]$")
_NO_MINUS = re.compile(r"(?:[0-9)%] ?|\bplus or )$")
_WHOLE_LINE = 80
"""Code points: a longer line is a sentence."""


def find_in_text(low: str, start: int = 0, end: int | None = None) -> list[Number]:
    """The numbers of running text: those of `numbers.find`, with their signs and with what else belongs to them.

    A line that is a number and nothing else (a cell of a table) is read as one.

    Args:
        low: the text, `number_tokens.lowered`.
        start: where to begin, in code points.
        end: where to end, or None for the text's end.
    """
    end = len(low) if end is None else end
    found = _with_powers(low, start, end, numbers.find(low, start, end))
    if end - start == len(low) <= _WHOLE_LINE:
        line = low.strip(" .!?\n")
        at = low.find(line)
        if line and not (len(found) == 1 and (found[0].start, found[0].end) == (at, at + len(line))):
            said = find(line)
            alone = " " in line or not found or _SIGNED_CELL.fullmatch(line) is not None
            if alone and len(said) == 1 and (said[0].start, said[0].end) == (0, len(line)):
                return [replace(said[0], start=at, end=at + len(line))]
    grown: list[Number] = []
    for number in found:
        if grown and number.start < grown[-1].end:
            continue
        if number.kind in (Kind.CARDINAL, Kind.FRACTION) and _GOES_ON.match(low, number.end, end):
            number = _longer(low, number, end)
        if grown and _is_thousand_and_hundred(low, grown[-1], number):
            grown[-1] = replace(grown[-1], end=number.end, value=grown[-1].value + number.value)
            continue
        grown.append(_signed(low, number, start))
    return grown


def _with_powers(low: str, start: int, end: int, found: list[Number]) -> list[Number]:
    """Powers and short sizes in the place of the digits in them: "1.3x10^6", "2.4e+9", "2mil", "$1MM"."""
    powers: list[Number] = []
    for match in _POWER.finditer(low, start, end):
        said = find(match[0].replace("×", "x").replace(" ", ""))
        if len(said) == 1:
            powers.append(replace(said[0], start=match.start(), end=match.end(), suffix="", in_digits=True))
    if not powers:
        return found
    rest = [one for one in found if not any(one.start < two.end and two.start < one.end for two in powers)]
    return sorted([*rest, *powers], key=lambda number: number.start)


def _is_thousand_and_hundred(low: str, one: Number, two: Number) -> bool:
    """ "4 thousand 3 hundred": one number, of digits and words."""
    touching = low[one.end : two.start] == " " and low.endswith("thousand", one.start, one.end)
    return touching and two.value < 1000 and _HUNDREDS.match(low, two.start, two.end) is not None


def _longer(low: str, number: Number, end: int) -> Number:
    """The number with the fraction or size behind it, as somebody would say it: "two and fifty-four hundredths"."""
    stretch = low[number.start : min(end, number.end + 60)]
    value, used = _Phrase(stretch, tokens := _tokens(stretch)[:_MOST_WORDS], behind="").number()
    if value is None or abs(value) > _LARGEST or used < 2:
        return number
    last = number.start + tokens[used - 1].end
    if last <= number.end or " over " in low[number.start : last]:
        return number
    return replace(number, end=last, value=_tidy(value), suffix="", whole=False)


def _signed(low: str, number: Number, start: int) -> Number:
    """With the sign or "minus" before it; not the dash of a range or a compound."""
    if number.kind is not Kind.CARDINAL or number.start == start or low[number.start - 1] not in " -−–":
        return number
    sign = _MINUS.search(low, max(start, number.start - 10), number.start)
    if sign is None or _NO_MINUS.search(low, max(start, sign.start() - 9), sign.start()):
        return number
    return replace(number, start=sign.start(), value=-number.value)


def value_of(low: str) -> int | float | None:
    """The value of words that are one number and nothing else, or None."""
    if len(low) > _LONGEST:
        return None
    found = find(low.strip())
    return found[0].value if len(found) == 1 and found[0].end - found[0].start == len(low.strip()) else None


def _tidy(value: float | int) -> int | float:
    """Twelve digits are more than anybody says, and drop the dust of binary fractions."""
    value = value if isinstance(value, int) else float(f"{value:.12g}")
    return int(value) if abs(value) < 10**18 and value == int(value) else value


def _tokens(low: str) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(low):
        if match["digits"] is not None:
            tokens.append(_in_digits(match))
        elif match["glyph"]:
            tokens.append(_Token(match.start(), match.end(), "½", GLYPHS[match["glyph"]]))
        else:
            tokens.append(_Token(match.start(), match.end(), match[0]))
    return tokens


def _in_digits(match: re.Match[str]) -> _Token:
    digits = re.sub(_SPACE, "", match["digits"])
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]+,[0-9]{1,2}", digits):
        digits = digits.replace(".", "").replace(",", ".")  # as the continent writes decimals
    digits = digits.replace(",", "")
    value: float | int = float(digits) if "." in digits else int(digits)
    try:
        if match["power"]:
            power = int(match["power"].replace("--", "").replace("++", "").replace("-+", "-").replace("+-", "-"))
            value = float(value) ** power if abs(power) <= _LARGEST_POWER else value
        elif match["tens"] or match["e"]:
            value = float(f"{value}e{match['tens'] or match['e']}")
    except (OverflowError, ZeroDivisionError):
        pass  # no number that anybody means; the digits stay
    if isinstance(value, float) and not math.isfinite(value):
        value = float(digits)
    whole = "." not in digits and match["suffix"] is None
    return _Token(match.start(), match.end(), "#", value * SUFFIXES.get(match["suffix"] or "", 1), whole)


class _Phrase:
    """Reads one phrase that begins at the first of some tokens."""

    def __init__(self, low: str, tokens: Sequence[_Token], *, behind: str) -> None:
        self._low = low
        self._tokens = tokens
        self._behind = behind
        self._limit = len(tokens)

    def _word(self, at: int) -> str:
        """The word there, if nothing but a space or hyphen is before it; "" for the end of the phrase."""
        if at >= self._limit:
            return ""
        token = self._tokens[at]
        if at and token.word != "/" and self._tokens[at - 1].word not in _TOUCHING:
            gap = self._low[self._tokens[at - 1].end : min(token.start, self._tokens[at - 1].end + 5)]
            if not _GAP.fullmatch(gap) or (not gap and token.word != "½"):
                return ""
        return token.word

    def number(self) -> tuple[float | int | None, int]:
        """The value and how many tokens it took; (None, 0) where no number begins."""
        minus = self._word(0) in SIGNS
        at = 1 if minus else 0
        best: tuple[float | int | None, int] = None, 0
        ways: tuple[Callable[[int], tuple[float | int | None, int]], ...] = (
            self._over, self._mixed, self._fraction, self._decimal, self._whole,
        )  # fmt: skip
        for way in ways:
            value, end = way(at)
            if value is not None and end > best[1]:
                best = value, end
        value, end = best
        if value is not None and minus:
            value = -value
        return value, end if value is not None else 0

    # -- whole numbers -----------------------------------------------------------------------------------------------

    def _below_hundred(self, at: int) -> tuple[int | float | None, int]:
        word = self._word(at)
        if word == "#":
            token = self._tokens[at]
            return token.value, at + 1
        if word in SMALL:
            return SMALL[word], at + 1
        if word in TENS:
            second = self._word(at + 1)
            if 0 < SMALL.get(second, 0) < 10:
                return TENS[word] + SMALL[second], at + 2
            return TENS[word], at + 1
        return None, at

    def _group(self, at: int) -> tuple[int | float | None, int]:
        """A number below a size: "three hundred and two", "322 hundred", "a hundred"."""
        word = self._word(at)
        if word in _TINY_NUMBERS and (self._word(at + 1) in SIZES or self._word(at + 1) in HUNDREDS | DOZENS):
            value, end = 1, at + 1
        elif (word in SIZES or word in HUNDREDS) and at == 0:
            value, end = 1, at  # "hundred thousand"
        else:
            value, end = self._below_hundred(at)
        if value is None:
            return None, at
        if self._word(end) in DOZENS:
            return value * 12, end + 1
        if self._word(end) not in HUNDREDS:
            return value, end
        value, end = value * 100, end + 1
        behind = end + 1 if self._word(end) == "and" else end
        more, last = self._below_hundred(behind)
        if more is not None and 0 < more < 100 and self._word(last) not in HUNDREDS:
            if self._word(last) in DOZENS:
                return value + more * 12, last + 1
            return value + more, last
        return value, end

    def _cut_whole(self, at: int, cut: int) -> tuple[int | float | None, int]:
        """A whole number of no more tokens than stand before `cut`."""
        limit, self._limit = self._limit, cut
        try:
            return self._whole(at)
        finally:
            self._limit = limit

    def _whole(self, at: int) -> tuple[int | float | None, int]:
        """Groups with their sizes, descending: "one million two thousand two hundred three"."""
        total: int | float = 0
        read = False
        smallest: float = float("inf")
        end = at
        while end < self._limit:
            begin = end + 1 if read and self._word(end) == "and" else end
            value, last = self._group(begin)
            if value is None:
                break
            if read and (value >= smallest or value == 0):
                break
            size, sized = 1, last
            while self._word(sized) in SIZES and size < _LARGEST:
                size, sized = size * SIZES[self._word(sized)], sized + 1
            if read and (size >= smallest or value * size >= smallest):
                break
            total, read, end = total + value * size, True, sized
            digits = self._tokens[begin].word == "#" and begin + 1 == sized
            smallest = size
            if size == 1:
                round_to = next((power for power in (100, 10) if value % power == 0), 1)
                smallest = 1 if digits else round_to
        return (total, end) if read else (None, at)

    # -- decimals and fractions --------------------------------------------------------------------------------------

    def _decimal(self, at: int) -> tuple[int | float | None, int]:
        """ "five point five", "nought point eleven", "two hundred point seventy-one", "one and a half"."""
        value, end = self._whole(at)
        if value is None or self._word(end) != "point":
            return None, at
        digits = ""
        end += 1
        while len(digits) < 15:
            more, last = self._below_hundred(end)
            if more is None or not float(more).is_integer() or more >= 100 or (digits and more > 9):
                break
            digits, end = digits + str(int(more)), last
        return (float(f"{int(value)}.{digits}"), end) if digits else (None, at)

    def _part(self, at: int) -> tuple[int | float | None, int]:
        """The denominator there: "thirds", "twenty-fifth", "one hundred and fifths", "hundredths", "half"."""
        word = self._word(at)
        single = _singular(word)
        if word in ("half", "halves"):
            return 2, at + 1
        if word in TENS:
            second = _singular(self._word(at + 1))
            last = LAST_OF_COMPOUNDS.get(second) or DENOMINATORS.get(second, 0)
            if 0 < last < 10:
                return TENS[word] + last, at + 2
            return None, at
        if word == "one" and (self._word(at + 1) in SIZES or self._word(at + 1) in HUNDREDS):
            size = SIZES.get(self._word(at + 1), 100)
            behind = at + 3 if self._word(at + 2) == "and" else at + 2
            more, end = self._part(behind) if self._word(behind) != "one" else (None, behind)
            return (size + more, end) if more is not None and more < 100 else (None, at)
        if single in DENOMINATORS:
            return DENOMINATORS[single], at + 1
        return None, at

    def _fraction(self, at: int) -> tuple[int | float | None, int]:
        """ "two thirds", "a twenty-first", "a half", "3/4", "⅔", "half a dozen", "a quarter million"."""
        value, end = self._bare_fraction(at)
        if value is None:
            return None, at
        behind = end
        if self._word(behind) == "of" and self._word(behind + 1) in _TINY_NUMBERS:
            behind += 2
        elif self._word(behind) in _TINY_NUMBERS:
            behind += 1
        size = SIZES.get(self._word(behind)) or (12 if self._word(behind) in DOZENS else None)
        return (value * size, behind + 1) if size is not None else (value, end)

    def _bare_fraction(self, at: int) -> tuple[int | float | None, int]:
        word = self._word(at)
        if word == "½":
            return self._tokens[at].value, at + 1
        if word == "half" or (word == "quarter" and self._word(at + 1) in SIZES):
            return 1 / FRACTIONS[word], at + 1
        if word == "#" and self._word(at + 1) == "/" and self._word(at + 2) == "#":
            top, below = self._tokens[at], self._tokens[at + 2]
            date = self._word(at + 3) == "/" or (at == 0 and self._behind == "/")
            if top.whole and below.whole and top.value is not None and below.value and not date:
                return top.value / below.value, at + 3
            return None, at
        if word in _TINY_NUMBERS:
            top, end = 1, at + 1
            below, last = self._part(end)
            if below is not None:
                return top / below, last
        whole, end = self._whole(at)
        if whole is None:
            return None, at
        # The whole number may have taken what belongs to the denominator: "one hundred | thirty-fifths".
        for cut in range(max(at + 1, end - 3), end + 1):
            below, last = self._part(cut)
            top, used = self._cut_whole(at, cut)
            if below is None or top is None or used != cut or last <= end:
                continue
            plural = self._word(last - 1) != _singular(self._word(last - 1)) or top == 1 or below == 2
            # "one hundred and thirty fifths" are fifths; "one hundred thirty fifths" are thirty-fifths.
            if plural and self._word(cut - 1) != "and":
                return top / below, last
        return None, at

    def _mixed(self, at: int) -> tuple[int | float | None, int]:
        """ "two and a half", "three million and a quarter", "2 1/4", "one hundred and three and two thirds"."""
        best: tuple[int | float | None, int] = None, at
        whole, end = self._whole(at)
        if whole is None:
            return best
        for cut in range(at + 1, end + 1):
            top, used = self._cut_whole(at, cut)
            if top is None or used != cut:
                continue
            behind = cut
            if self._word(cut) == "and":
                behind = cut + 1
            elif self._tokens[cut - 1].word != "#":
                continue
            part, last = self._bare_fraction(behind)
            if part is None or part >= 1 or (last <= end and self._word(cut) != "and"):
                continue
            sized = SIZES.get(self._word(last))
            if sized is not None:
                value = top + part * sized if top > sized else (top + part) * sized
                last += 1
            else:
                size = SIZES.get(self._tokens[cut - 1].word, 1)
                value = top + part * (size if size >= _MILLION else 1)
            if last > best[1]:
                best = value, last
        return best

    def _over(self, at: int) -> tuple[int | float | None, int]:
        """ "one over three", "2000 over 3", "two out of five hundred", "1 in twenty-one"."""
        top, end = self._whole(at)
        if top is None:
            return None, at
        word, behind = self._word(end), end + 1
        if word == "out" and self._word(end + 1) == "of":
            behind = end + 2
        elif word not in ("over", "in"):
            return None, at
        below, last = self._whole(behind)
        if not below or (word != "over" and not 0 < top < below):
            return None, at
        if word == "over" and self._word(last) and self._word(last) not in ("equals", "is", "and"):
            return None, at  # "$2000 over 3 years"
        return top / below, last


def _singular(word: str) -> str:
    return word.removesuffix("s") if word not in ("hundreds", "thousands") else word
