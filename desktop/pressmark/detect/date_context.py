"""What the readers of dates share: a reading, what they may know, and a way of writing dates."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct, field

from pressmark.detect.date_words import PARTS
from pressmark.detect.number_words import ORDINALS
from pressmark.detect.timex import Day, Unit

Match = re.Match[str]


class Timex(Struct, frozen=True):
    """A reading of a date.

    Attributes:
        type: DATE, TIME, DURATION or SET.
        value: as TIMEX3 writes it.
        unit: how exact it is, or what a duration is counted in.
        mod: as TIMEX3 writes it, or None.
        anchor: what it was counted from, or None for what stands for itself.
        score: how often such readings are right.
        end_early: code points of the match that are not part of the expression, at its end.
        start_late: the same at its start.
        count: the number of units of a duration, for "two years later".
        period: whether a part of it ("late …") can be named.
    """

    type: str
    value: str
    unit: Unit
    mod: str | None = None
    anchor: str | None = None
    score: float = 0.95
    start_late: int = 0
    end_early: int = 0
    count: int | float | None = None
    period: bool = False


class Context(Struct, frozen=True):
    """What a rule may know beside its match.

    Attributes:
        anchor: the publish date, or what stands for it.
        text: as it was written, for capitals.
        low: the same, lowered.
        direction: +1 where the words around speak of the future, -1 of the past, 0 where they do not say; asked late.
        last: the last date spoken of, for "two days later".
        last_day: the last of them that was a day, for "the night before", which a decade said since does not move.
        day_first: whether the article writes 3/4/2019 for 3 April; None when it does not show.
        year_behind: the year that the next date of the same phrase names, or None.
        history: the article tells of years long past.
        chain: the month or day that stands before in the same sentence, without a year of its own, as it was read.
        ranged: whether only "to", "and" or a dash stands between that and this.
    """

    anchor: Day | None
    text: str
    low: str
    direction: Callable[[int, int], int] = field(default=lambda _start, _end: 0)
    last: Day | None = None
    last_day: Day | None = None
    day_first: bool | None = None
    year_behind: int | None = None
    history: bool = False
    chain: Day | None = None
    ranged: bool = False

    @property
    def here(self) -> Day | None:
        """Where the story stands: in a history the last date spoken of, else the anchor."""
        last = self.last
        if self.history and last is not None and (self.anchor is None or last.year < self.anchor.year - 1):
            return last
        return self.anchor

    @property
    def now(self) -> Day | None:
        """What "last month" counts from: the publish date wherever it is known, in a history too."""
        return self.here if self.anchor is None else self.anchor

    @property
    def told_day(self) -> Day | None:
        """The day that "the night before" counts from: the last spoken of, else the publish date."""
        last, day = self.last, self.last_day
        if last is not None and last.day is None and day is not None:
            # What was said since of a month that came later has another day, which nobody named.
            return day if (last.year, last.month or 0) <= (day.year, day.month or 0) else last
        return last or self.anchor

    @property
    def iso(self) -> str | None:
        """The anchor as an attribute."""
        return None if self.anchor is None else self.anchor.iso


Reader = Callable[[Match, Context], Timex | None]
"""Says what a match means, or None where it is no date after all."""

Example = tuple[str, str | None, str]
"""A text, its publish date, and the value that the date in it must have."""


class Rule(Struct, frozen=True):
    """A way of writing dates.

    Attributes:
        name: how such a date looks.
        pattern: over lowered text.
    """

    name: str
    pattern: re.Pattern[str]
    read: Reader
    example: Example


def rule(name: str, pattern: str, read: Reader, example: Example) -> Rule:
    """A rule from a pattern with the parts of `date_words.PARTS` in braces; it never begins inside a word or number."""
    for part, words in PARTS.items():
        pattern = pattern.replace(f"{{{part}}}", words)
    return Rule(name, re.compile(rf"(?<![^\W_])(?:{pattern})"), read, example)


def ordinal_of(word: str) -> int:
    """The number of "3", "3rd", "third" or "twenty-third"."""
    if word in ORDINALS:
        return ORDINALS[word]
    if word.startswith("twenty-"):
        return 20 + ORDINALS[word.removeprefix("twenty-")]
    return int(re.sub(r"[a-z]+$", "", word))


def group(match: Match, name: str) -> str | None:
    """A group of a match, None also where the rule has no such group."""
    return match.groupdict().get(name)


def years_on(month_of_story: int | None, month: int) -> int:
    """A month named in a story: stories go on, so a month much earlier in the year is of the next one."""
    if month_of_story is None:
        return 0
    ahead = month - month_of_story
    return 1 if ahead < -7 else -1 if ahead > 10 else 0
