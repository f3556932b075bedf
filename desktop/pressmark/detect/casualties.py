"""Counts that are said without a number: "no one was hurt", "no deaths", "both pilots were killed".

Only beside a word of harm: elsewhere "no one" and "both" are pronouns and count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.detect.figure_words import EVENT_ADJECTIVES, EVENT_LEMMAS, EVENT_NOUNS, HELPING_WORDS, alternatives
from pressmark.detect.numbers import Kind, Number

_HARM = alternatives((set(EVENT_LEMMAS) | EVENT_ADJECTIVES) - EVENT_NOUNS)
_HELP = f"(?: (?:{alternatives(HELPING_WORDS)})){{0,5}}"
_SAID = re.compile(
    rf"(?<![\w-])(?:(?P<zero>no ?one|nobody)(?: else)?{_HELP} (?:{_HARM})"
    rf"|(?P<none>no)(?: [a-z]{{1,20}}){{0,2}} (?:{alternatives(EVENT_NOUNS - {'force', 'loss', 'total'})})"
    rf"|(?P<not_any>no)(?: [a-z]{{1,20}}){{1,3}}?{_HELP} (?:{_HARM})"
    r"|(?P<two>both)(?! (?:the )?[a-z]{1,20} and\b)(?: of)?(?: (?!and\b|or\b)[a-z]{1,20}){0,3}?"
    rf"{_HELP} (?:{_HARM})"
    rf"|(?:{_HARM}) (?P<pair>both))(?![\w-])"
)
_QUICK = re.compile(r"(?<![\w-])(?:no|both|nobody)(?![\w-])")
_VALUES = {"zero": 0, "none": 0, "not_any": 0, "two": 2, "pair": 2}


def find(low: str, start: int, end: int) -> Iterator[Number]:
    """Those between two offsets, in order.

    Args:
        low: the text, `number_tokens.lowered`.
        start: where to begin, in code points.
        end: where to end.
    """
    if _QUICK.search(low, start, end) is None:
        return
    for match in _SAID.finditer(low, start, end):
        for name, value in _VALUES.items():
            if match[name]:
                yield Number(*match.span(name), value, Kind.CARDINAL)
