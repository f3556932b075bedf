from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ui.article_view_support import anything

from pressmark.core import words
from pressmark.core.span import Span


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("the Kalbajar district on", 6, 15, "Kalbajar district"),
        ("the Kalbajar district on", 3, 13, "Kalbajar"),
        ("killed some 30,000 people", 14, 16, "30,000"),
        ("by 8.25% today", 4, 5, "8.25"),
        ("Azerbaijan’s army", 2, 9, "Azerbaijan"),
        ("in Kəlbəcər, İsmayıllı", 4, 5, "Kəlbəcər"),
        ("le cafe\u0301 noir", 4, 5, "cafe\u0301"),
        ("a 👩🏽‍🚒 b", 2, 3, "👩🏽‍🚒"),
        ("قال محمد صالح", 5, 6, "محمد"),
        ("中国外交部发言人", 0, 2, "中国"),
        ("🇦🇿🇦🇲", 0, 2, "🇦🇿"),
        ("from 1992-1994 on", 6, 8, "1992"),
    ],
)
def test_a_selection_grows_to_whole_words(text: str, start: int, end: int, expected: str) -> None:
    span = words.snapped(text, start, end)
    assert span is not None
    assert span.of(text) == expected
    assert words.snapped(text, end, start) == span


def test_white_space_alone_is_no_selection() -> None:
    assert words.snapped("a   b", 1, 4) is None
    assert words.snapped("a   b", 2, 2) is None


@given(anything, st.integers(0, 120), st.integers(0, 120))
def test_snapping_holds_what_was_selected_and_cuts_no_character(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    span = words.snapped(text, start, end)
    if span is None:
        assert not text[start:end].strip()
        return
    inner = text[start:end].strip()
    assert inner in span.of(text)
    assert not words.splits_character(text, span.start)
    assert not words.splits_character(text, span.end)
    assert words.snapped(text, span.start, span.end) == span


@given(anything, st.integers(0, 120))
def test_steps_forward_and_back_reach_both_ends(text: str, at: int) -> None:
    at = min(at, len(text))
    steps = 0
    place = at
    while place < len(text):
        after = words.next_start(text, place)
        assert after > place
        place, steps = after, steps + 1
    while place > 0:
        before = words.previous_start(text, place)
        assert before < place
        place = before
    assert steps <= len(text)


@given(anything, st.integers(0, 120))
def test_a_character_is_never_cut(text: str, at: int) -> None:
    at = min(at, len(text))
    end = words.character_end(text, at)
    assert not words.splits_character(text, end)
    assert not words.splits_character(text, words.character_start(text, at))


def test_word_at_takes_the_word_that_ends_there() -> None:
    assert words.word_at("Baku said", 4) == Span(0, 4)
    assert words.word_at("Baku said", 5) == Span(5, 9)
    assert words.word_at("a  b", 2) is None


def test_a_word_without_end_is_not_followed_for_ever() -> None:
    text = "a" * 1_000_000
    assert words.word_start(text, 500_000) >= 500_000 - 1_000
    assert words.word_end(text, 500_000) <= 500_000 + 1_000


def test_the_nearer_end_of_a_word() -> None:
    text = "the Kalbajar district"
    assert words.nearest_boundary(text, 5) == 4
    assert words.nearest_boundary(text, 11) == 12
    assert words.nearest_boundary(text, 12) == 12
