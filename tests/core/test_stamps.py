"""Publish dates: every way of writing one that the formats meet, and honesty about those that can be read two ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.core.stamps import day_first_in, stamp_at


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("25 Nov 2020 - 15:28", "2020-11-25T15:28"),
        ("25 November 2020", "2020-11-25"),
        ("25th of November, 2020", "2020-11-25"),
        ("25-Nov-2020", "2020-11-25"),
        ("Wednesday, 25 November 2020 15:28", "2020-11-25T15:28"),
        ("Wed Nov 25, 2020 at 3:28 pm", "2020-11-25T15:28"),
        ("November 25, 2020", "2020-11-25"),
        ("Nov. 25, 2020, 12:05 a.m.", "2020-11-25T00:05"),
        ("Sept 3 2021", "2021-09-03"),
        ("3 March 2021, 10:05 GMT", "2021-03-03T10:05Z"),
        ("3 March 2021 10.05am BST", "2021-03-03T10:05+01:00"),
        ("3 March 2021 10:05 (GMT+4)", "2021-03-03T10:05+04:00"),
        ("3 March 2021 10:05 Baku time", "2021-03-03T10:05"),
        ("3 March 2021 10:05 IST", "2021-03-03T10:05"),
        ("2020-11-25", "2020-11-25"),
        ("2020-11-25T15:28:09+04:00", "2020-11-25T15:28:09+04:00"),
        ("2020-11-25T15:28:09.123Z", "2020-11-25T15:28:09Z"),
        ("2020-11-25 15:28", "2020-11-25T15:28"),
        ("2020/11/25", "2020-11-25"),
        ("25.11.2020 15:28", "2020-11-25T15:28"),
        ("3.4.2021", "2021-04-03"),
        ("25/11/2020", "2020-11-25"),
        ("11/25/2020", "2020-11-25"),
        ("4/4/2021", "2021-04-04"),
        ("15:28, 25 November 2020", "2020-11-25T15:28"),
        ("1528 GMT, 25 November 2020", "2020-11-25T15:28Z"),
        ("November 2020", "2020-11"),
        ("Monday, 03/05/2021", "2021-05-03"),
        ("Friday, 03/05/2021", "2021-03-05"),
        ("03/04/2021 10:05 EST", "2021-03-04T10:05-05:00"),
        ("03/04/2021", "2021"),
        ("25 Nov 2020 - 25:28", "2020-11-25"),
    ],
)
def test_what_a_date_says(words: str, iso: str) -> None:
    stamp = stamp_at(words)
    assert stamp is not None
    assert stamp.iso() == iso


@pytest.mark.parametrize("words", ["31 February 2021", "2020-13-01", "45/45/2020", "May", "1,960", "483372", ""])
def test_what_is_no_date(words: str) -> None:
    assert stamp_at(words) is None


def test_the_rest_of_the_article_decides_an_ambiguous_date() -> None:
    stamp = stamp_at("03/04/2021")
    assert stamp is not None
    assert stamp.iso(day_first=True) == "2021-04-03"
    assert stamp.iso(day_first=False) == "2021-03-04"
    assert day_first_in("On 25/11/2020 it rained.") is True
    assert day_first_in("On 11/25/2020 it rained.") is False
    assert day_first_in("It rained on 25 November.") is True
    assert day_first_in("It rained on Nov. 25.") is False
    assert day_first_in("It rained.") is None


def test_the_stamp_ends_where_its_words_end() -> None:
    line = "25 Nov 2020 - 15:28 and more"
    stamp = stamp_at(line)
    assert stamp is not None
    assert line[stamp.start : stamp.end] == "25 Nov 2020 - 15:28"


@given(st.dates(), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%A, %d %b %Y"]))
def test_every_day_is_read_in_every_form(day: object, form: str) -> None:
    if not 1000 <= day.year <= 2200:  # type: ignore[attr-defined]
        return
    stamp = stamp_at(f"{day:{form}}")
    assert stamp is not None
    assert stamp.iso() == f"{day:%Y-%m-%d}"


@given(st.text())
def test_any_text_can_be_asked(words: str) -> None:
    stamp = stamp_at(words)
    assert stamp is None or stamp.start <= stamp.end <= len(words)
