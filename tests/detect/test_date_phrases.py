"""The ways in which news writes dates, in sentences of our own: `date_phrases.txt`, which anyone can add to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.core.readings import is_timex_value
from pressmark.core.text import paragraphs
from pressmark.detect import dates
from pressmark.detect.date_gate import Gate, needed_words
from pressmark.detect.date_rules import RULES
from pressmark.detect.number_tokens import lowered


def _phrases() -> Iterator[tuple[str, str, list[str]]]:
    """Publish date, sentence, and "words=value" of each date."""
    published = ""
    for line in (Path(__file__).parent / "date_phrases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            published = line[1:].strip()
        elif line and not line.startswith("#"):
            sentence, _, wanted = line.partition(" =>")
            yield published, sentence, [one for one in wanted.strip().split("; ") if one]


PHRASES = list(_phrases())
GATE = Gate(RULES)
_PARTS = sorted({word for _, sentence, _ in PHRASES for word in sentence.split()})


@pytest.mark.parametrize(("published", "sentence", "wanted"), PHRASES, ids=[row[1] for row in PHRASES])
def test_phrases_are_read(published: str, sentence: str, wanted: list[str]) -> None:
    found = dates.find(sentence, paragraphs(sentence), published=published).candidates
    assert [f"{c.span.of(sentence)}={c.attributes['value']}" for c in found] == wanted


def _is_let_through(text: str) -> None:
    low = lowered(text)
    switched = {rule.name for _, rule in GATE.rules(low, 0, len(low))}
    assert {rule.name for rule in RULES if rule.pattern.search(low)} <= switched


@pytest.mark.parametrize("sentence", [row[1] for row in PHRASES] + [rule.example[0] for rule in RULES])
def test_no_rule_is_switched_off_where_it_matches(sentence: str) -> None:
    _is_let_through(sentence)


@given(st.lists(st.sampled_from(_PARTS), max_size=12).map(" ".join))
def test_no_mixture_of_their_words_switches_a_matching_rule_off(text: str) -> None:
    _is_let_through(text)


@given(
    st.lists(st.sampled_from(_PARTS), max_size=12).map(" ".join),
    st.sampled_from(
        [None, "2020", "2020-11", "2020-11-25", "2020-11-25T15:28", "0001-01-01", "9999-12-31", "2024-02-29"]
    ),
)
def test_every_mixture_of_their_words_gets_values_of_timex3(text: str, published: str | None) -> None:
    for candidate in dates.find(text, paragraphs(text), published=published).candidates:
        assert is_timex_value(candidate.attributes["type"], candidate.attributes["value"])


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"(?:monday|tuesday)", {"monday", "tuesday"}),
        (r"(?:the )?weeks? of [0-9]{1,2}", {"week"}),
        (r"(?:an? )?(?P<half>half)(?:-|  of ){0,2}", {"half"}),
        (r"q[1-4]\b", {"#"}),
        (r"(?!never)(?<!not )(?:early|late)(?= spring)", {"spring"}),
        (r"[a-z]+(?:last)?", None),
        (r"(?:one|[a-z]*)", None),
        (r"o'clock\.?", {"clock"}),
    ],
)
def test_the_words_that_a_pattern_needs(pattern: str, needed: set[str] | None) -> None:
    assert needed_words(pattern) == (None if needed is None else frozenset(needed))
