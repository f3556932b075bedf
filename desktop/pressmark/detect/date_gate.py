"""Which rules can match at all in a stretch of text, told by its words: most of the time of dates would go into rules
that find nothing.

Each pattern is read once for words of which it needs one ("year" or "years" …; "#" is any number). The words of a
stretch then switch the rules on, by one look into a table for each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressmark.detect.date_context import Rule

NUMBER = "#"
"""Stands for any word with a digit in it."""

_WORD = re.compile(r"[a-z0-9]+")
_DIGITS = re.compile(r"[0-9-]+")
_BY_LENGTH = {1: 30.0, 2: 3.0, 3: 0.8, 4: 0.3}
_FREQUENT = {NUMBER: 4.0, "the": 8.0, "and": 3.0, "in": 12.0, "or": 6.0, "to": 4.0, "one": 1.5, "last": 0.5,
             "this": 0.6, "that": 1.0, "after": 0.5, "before": 0.3, "from": 0.6, "for": 1.5, "all": 1.5,
             "end": 1.5}  # fmt: skip
_MOST_WORDS = 50_000
"""Words that are remembered; a long session would gather those of all its articles."""


def needed_words(pattern: str) -> frozenset[str] | None:
    """Words of which every match of a pattern contains one, perhaps inside a longer word; None where it needs none."""
    return _Reader(pattern).alternatives()


def _better(one: frozenset[str] | None, two: frozenset[str] | None) -> frozenset[str] | None:
    """Of two needs of one sequence the one that holds in fewer stretches of text."""
    if one is None or two is None:
        return one or two
    return two if _frequency(two) < _frequency(one) else one


def _frequency(words: frozenset[str]) -> float:
    """About how many of a hundred words of news contain one of these; short ones stand inside many others."""
    return sum(_FREQUENT.get(word) or _BY_LENGTH.get(len(word), 0.1) for word in words)


class _Reader:
    """Walks through a pattern. Knows the syntax that the tables of rules use, and takes the rest to need nothing."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> frozenset[str] | None:
        """What a group, or the whole pattern, needs: one word of each of its alternatives."""
        needs: set[str] | None = set()
        while True:
            need = self._sequence()
            needs = None if need is None or needs is None else needs | need
            if self._peek() != "|":
                break
            self._at += 1
        return None if not needs else frozenset(needs)

    def _sequence(self) -> frozenset[str] | None:
        need: frozenset[str] | None = None
        word = ""
        while (char := self._peek()) not in ("", "|", ")"):
            if char.isalnum():
                self._at += 1
                if not self._may_be_left_out():
                    word += char
                    continue
                found = None
            else:
                found = self._other(char)
            need = _better(_better(need, frozenset({word}) if word else None), found)
            word = ""
        return _better(need, frozenset({word}) if word else None)

    def _other(self, char: str) -> frozenset[str] | None:
        """What something that is no letter needs, moved past it and its quantifier."""
        need: frozenset[str] | None = None
        if char == "(":
            need = self._group()
        elif char == "[":
            end = self._pattern.index("]", self._at + 2)
            inside = self._pattern[self._at + 1 : end]
            need = frozenset({NUMBER}) if _DIGITS.fullmatch(inside) else None
            self._at = end + 1
        else:
            self._at += 2 if char == "\\" else 1
        return None if self._may_be_left_out() else need

    def _group(self) -> frozenset[str] | None:
        start = self._at + 1
        looks = re.compile(r"\?(?:<?[!=]|:|P<\w+>|P=\w+)").match(self._pattern, start)
        self._at = looks.end() if looks else start
        need = self.alternatives()
        self._at += 1  # the parenthesis
        around = looks is not None and looks[0] in ("?!", "?<!", "?<=")
        return None if around or (looks is not None and looks[0].startswith("?P=")) else need

    def _may_be_left_out(self) -> bool:
        """Whether what was just read may be missing; moved past the quantifier."""
        quantifier = re.compile(r"[?*]|\{0|[+{]").match(self._pattern, self._at)
        if quantifier is None:
            return False
        if "{" in quantifier[0]:
            self._at = self._pattern.index("}", self._at)
        self._at += 1
        return quantifier[0] in ("?", "*", "{0")

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]


class Gate:
    """Switches rules on by the words of a stretch of text."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = list(enumerate(rules))
        needs = [needed_words(rule.pattern.pattern) for rule in rules]
        self._always = sum(1 << order for order, need in enumerate(needs) if need is None)
        self._switches: dict[str, int] = {}
        for order, need in enumerate(needs):
            for word in need or ():
                self._switches[word] = self._switches.get(word, 0) | 1 << order
        self._known: dict[str, int] = {}

    def rules(self, low: str, start: int, end: int) -> list[tuple[int, Rule]]:
        """The rules that may match in a stretch of lowered text, each with its place in the table."""
        on = self._always
        for word in set(_WORD.findall(low, start, end)):
            known = self._known.get(word)
            on |= self._learn(word) if known is None else known
        return [(order, rule) for order, rule in self._rules if on >> order & 1]

    def _learn(self, word: str) -> int:
        on = self._switches.get(NUMBER, 0) if any(char.isdigit() for char in word) else 0
        for needed, switched in self._switches.items():
            if needed in word:
                on |= switched
        if len(self._known) >= _MOST_WORDS:
            self._known.clear()
        self._known[word] = on
        return on
