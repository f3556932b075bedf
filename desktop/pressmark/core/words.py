"""Where words and characters begin and end, in code points; made for choosing words to mark.

A word is a run of letters and digits with what hangs on them (combining marks, joiners). A separator between two
digits belongs to the number ("30,000", "8.25"); apostrophes and hyphens part words, as tokenisers part them, so that
"Azerbaijan" can be taken out of "Azerbaijan's". Chinese, Japanese, Thai and the other scripts without spaces give
one character at a time. A character is what a reader sees as one: an emoji of several code points, a letter with
its accents.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from pressmark.core.span import Span, trimmed

_LONGEST = 1_000
"""No word is followed further than this many code points, so that no text can stall the pointer."""

_JOINER = "\u200d"
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x0F00, 0x0FFF),  # Tibetan
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x312F),  # radicals, kana, bopomofo
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9D),
    (0x20000, 0x3FFFF),
)

_SPACE, _SIGN, _SYMBOL, _LETTER, _DIGIT, _ALONE, _HANGS = range(7)


@lru_cache(maxsize=4096)
def _kind(character: str) -> int:
    code = ord(character)
    if character.isspace():
        return _SPACE
    category = unicodedata.category(character)
    if category[0] == "M" or character in "\u200c\u200d" or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:
        return _HANGS
    if category == "Nd":
        return _DIGIT
    if category[0] in "LN" or character == "_":
        return _ALONE if any(first <= code <= last for first, last in _UNSPACED) else _LETTER
    if category == "So":
        return _SYMBOL
    return _SIGN


def _regional(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def has_unspaced(text: str) -> bool:
    """Whether some of it is written in a script that does not part words by spaces."""
    return any(_kind(character) == _ALONE for character in text)


def hangs(character: str) -> bool:
    """Whether a code point is drawn with the one before it: an accent, a joiner, a skin tone."""
    return _kind(character) == _HANGS


def splits_character(text: str, at: int) -> bool:
    """Whether the place `at` is inside something that a reader sees as one character."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isascii() and after.isascii():
        return False
    if _kind(after) == _HANGS and _kind(before) != _SPACE:
        return True
    if before == _JOINER and _kind(after) == _SYMBOL:
        return True
    if _regional(before) and _regional(after):
        run = at
        while run and _regional(text[run - 1]):
            run -= 1
        return (at - run) % 2 == 1
    return False


def character_start(text: str, at: int) -> int:
    """The beginning of the visible character that the code point before `at` belongs to."""
    start = max(at - 1, 0)
    while splits_character(text, start):
        start -= 1
    return start


def character_end(text: str, at: int) -> int:
    """The end of the visible character that begins at, or holds, `at`."""
    end = min(at + 1, len(text))
    while splits_character(text, end):
        end += 1
    return end


def _base(text: str, at: int) -> int:
    """The kind of the code point at `at`, or, where that one hangs on another, the kind of the one it hangs on."""
    while at > 0 and _kind(text[at]) == _HANGS:
        at -= 1
    return _kind(text[at])


def splits_word(text: str, at: int) -> bool:
    """Whether the place `at` is inside a word (or a character)."""
    if not 0 < at < len(text):
        return False
    if splits_character(text, at):
        return True
    before, after = _base(text, at - 1), _kind(text[at])
    if before in (_LETTER, _DIGIT) and after in (_LETTER, _DIGIT):
        return True
    if before == _DIGIT and text[at] in ".,٫٬":
        return at + 1 < len(text) and _kind(text[at + 1]) == _DIGIT
    if after == _DIGIT and text[at - 1] in ".,٫٬":
        return at >= 2 and _kind(text[at - 2]) == _DIGIT
    return False


def word_start(text: str, at: int) -> int:
    """The nearest place at or before `at` that is not inside a word."""
    stop = max(0, at - _LONGEST)
    while at > stop and splits_word(text, at):
        at -= 1
    return at


def word_end(text: str, at: int) -> int:
    """The nearest place at or behind `at` that is not inside a word."""
    stop = min(len(text), at + _LONGEST)
    while at < stop and splits_word(text, at):
        at += 1
    return at


def nearest_boundary(text: str, at: int) -> int:
    """The end of the word around `at` that is nearer; `at` itself where it is between words."""
    first, last = word_start(text, at), word_end(text, at)
    return first if at - first < last - at else last


def word_at(text: str, at: int) -> Span | None:
    """The word that holds the code point at `at`, or one that ends there; None in white space."""
    for place in (at, at - 1):
        if 0 <= place < len(text) and _kind(text[place]) != _SPACE:
            return Span(word_start(text, place), word_end(text, place + 1))
    return None


def snapped(text: str, start: int, end: int) -> Span | None:
    """The span between two places (in any order), grown to whole words, without white space around it."""
    start, end = sorted((start, end))
    if start == end:
        return None
    # Trimmed first: a word that is only touched by white space at the edge of the selection is not meant.
    inner = trimmed(text, start, end)
    return inner and Span(word_start(text, inner.start), word_end(text, inner.end))


def _stops(text: str, at: int) -> bool:
    return _kind(text[at]) in (_SYMBOL, _LETTER, _DIGIT, _ALONE)


def next_start(text: str, at: int) -> int:
    """Where the next word behind `at` begins; the end of the text where none follows."""
    at = word_end(text, at + 1) if at < len(text) else at
    while at < len(text) and not _stops(text, at):
        at += 1
    return at


def next_end(text: str, at: int) -> int:
    """Where the word behind `at` ends."""
    while at < len(text) and not _stops(text, at):
        at += 1
    return word_end(text, at + 1) if at < len(text) else at


def previous_start(text: str, at: int) -> int:
    """Where the word before `at` begins; 0 where none is before it."""
    while at > 0 and not _stops(text, character_start(text, at)):
        at = character_start(text, at)
    return word_start(text, max(at - 1, 0))
