from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.core.span import Span
from pressmark.detect import figures, number_phrases
from pressmark.detect.number_tokens import lowered


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("minus seven point two five", -7.25),
        ("negative 12", -12),
        ("−3.5", -3.5),
        ("four over nine", 4 / 9),
        ("7 over 8", 0.875),
        ("two out of seven", 2 / 7),
        ("61 000", 61_000),
        ("2 718 281.5", 2_718_281.5),
        ("2.718,28", 2718.28),
        ("1e3", 1000),
        ("2^10", 1024),
        ("4.5x10^-2", 0.045),
        ("3 1/8", 3.125),
        ("four and two sevenths", 4 + 2 / 7),
        ("seven ninths", 7 / 9),
        ("forty fifths", 8),
        ("two forty-firsts", 2 / 41),
        ("a millionth", 1e-6),
        ("three million and a quarter", 3_250_000),
        ("half a dozen", 6),
        ("four dozen", 48),
        ("five hundred and eleven", 511),
        ("ninety-nine hundred", 9900),
        ("two million three hundred thousand and seven", 2_300_007),
        ("6 lakh", 600_000),
        ("5k", 5000),
        ("8.5 bn", 8_500_000_000),
        ("nought point two", 0.2),
        ("⅜", 0.375),
        ("2 ½", 2.5),
    ],
)
def test_a_number_said_alone_has_its_value(words: str, value: float) -> None:
    read = number_phrases.value_of(lowered(words))
    assert read is not None
    assert math.isclose(read, value, rel_tol=1e-5)


@pytest.mark.parametrize(
    "words", ["", "the", "no one", "two and eleven", "3/4/2019", "first class", "seven people", "-"]
)
def test_what_is_not_one_number(words: str) -> None:
    assert number_phrases.value_of(lowered(words)) is None


def test_a_mark_on_a_spoken_number_gets_its_value() -> None:
    text = "It was minus five point five outside."
    attributes = figures.read(text, Span(7, 28), "CARDINAL")
    assert attributes is not None
    assert (attributes["value"], attributes["precision"]) == (-5.5, "exact")
    assert text[attributes["phrase"]["start"] : attributes["phrase"]["end"]] == "minus five point five"


_WORDS = (
    "one two twenty thirty hundred thousand million trillion and a half third fifths hundredths over in out of point"
    " minus - / , . 1 23 400 000 1e9 9^99 9e99 dozen ½ k m ə 🕊"
)


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=40), st.sampled_from(["", " ", "-"]))
@settings(deadline=None)
def test_any_row_of_number_words_is_read_or_left(words: list[str], gap: str) -> None:
    text = gap.join(words)
    reached = 0
    for number in number_phrases.find(lowered(text)):
        assert reached <= number.start < number.end <= len(text)
        reached = number.end
        assert math.isfinite(number.value)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("some 1.3x10^6 cells", [("1.3x10^6", 1_300_000)]),
        ("about 6.02 × 10^23 atoms", [("6.02 × 10^23", 6.02e23)]),
        ("near the 10^6 mark", [("10^6", 1_000_000)]),
        ("a flow of 2.4e+9 cells", [("2.4e+9", 2_400_000_000)]),
        ("paid 2mil euros and $5MM", [("2mil", 2_000_000), ("5MM", 5_000_000)]),
        ("in 35mm film", [("35", 35)]),
        ("in room 3e12", [("3", 3), ("12", 12)]),
        ("1e10", [("1e10", 10_000_000_000)]),
        ("-4/5", [("-4/5", -0.8)]),
        ("naught", [("naught", 0)]),
        ("it came to naught at last", []),
        ("some 4 thousand 3 hundred and 21 people", [("4 thousand 3 hundred and 21", 4321)]),
        ("in groups of 4 thousand, 3 hundred fled", [("4 thousand", 4000), ("3 hundred", 300)]),
    ],
)
def test_powers_and_short_sizes_in_running_text(text: str, wanted: list[tuple[str, float]]) -> None:
    found = number_phrases.find_in_text(lowered(text))
    assert [(text[n.start : n.end], n.value) for n in found] == wanted
