"""What is typed into a card, and what a card's field begins with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.core.readings import PRECISIONS, TIMEX_MODS
from pressmark.core.typed_readings import figure_from, figure_text, timex_from, timex_text


@pytest.mark.parametrize(
    ("typed", "value", "precision", "unit"),
    [
        ("30,000", 30000, "exact", None),
        ("≈ 30,000 people", 30000, "about", "people"),
        ("about 8.25 %", 8.25, "about", "%"),
        ("at least 5", 5, "at_least", None),
        (">= 5", 5, "at_least", None),
        ("up to 1,200 tonnes", 1200, "at_most", "tonnes"),
        ("more than 4.5 bn", 4_500_000_000, "more_than", None),
        ("$4.5bn", 4_500_000_000, "exact", "USD"),
        ("EUR 3 million", 3_000_000, "exact", "EUR"),
        ("5 €", 5, "exact", "EUR"),
        ("< 2 km/h", 2, "less_than", "km/h"),
        ("5 metres", 5, "exact", "metres"),
    ],
)
def test_a_figure_is_read_as_people_write_it(typed: str, value: float, precision: str, unit: str | None) -> None:
    assert figure_from(typed) == {"value": value, "precision": precision, "unit": unit}


def test_a_range_has_two_values() -> None:
    assert figure_from("20–30 people") == {"value": 20, "precision": "between", "value_max": 30, "unit": "people"}
    assert figure_from("30-20") is None


def test_a_score_stays_a_score() -> None:
    assert figure_text({"value": 3, "value_max": 1, "precision": "exact"}) == "3–1"
    assert figure_from("3–2", score=True) == {"value": 3, "precision": "exact", "value_max": 2, "unit": None}


@pytest.mark.parametrize("typed", ["", "many", "30,0,", "$5 tonnes", "12 13", "–"])
def test_what_is_no_figure(typed: str) -> None:
    assert figure_from(typed) is None


@given(
    st.integers(0, 10**9) | st.floats(0.01, 10**6).map(lambda value: round(value, 2)),
    st.sampled_from([p for p in PRECISIONS if p != "between"]),
    st.sampled_from([None, "%", "USD", "people", "square kilometres", "m", "k"]),
)
def test_what_a_field_begins_with_is_read_back(value: float, precision: str, unit: str | None) -> None:
    reading = {"value": value, "precision": precision, "unit": unit}
    typed = figure_from(figure_text(reading))
    if unit not in ("m", "k"):  # read as a power: those two are typed as words
        assert typed == reading


@pytest.mark.parametrize(
    ("typed", "kind", "value", "mod"),
    [
        ("2020-11-25", "DATE", "2020-11-25", None),
        ("25 Nov 2020", "DATE", "2020-11-25", None),
        ("November 25, 2020", "DATE", "2020-11-25", None),
        ("late Sep 2020", "DATE", "2020-09", "END"),
        ("10 days", "DURATION", "P10D", None),
        ("about 3 hours", "DURATION", "PT3H", "APPROX"),
        ("2020-11-25T15:28", "TIME", "2020-11-25T15:28", None),
        ("P10D", "DURATION", "P10D", None),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, kind: str, value: str, mod: str | None) -> None:
    assert timex_from(typed) == (kind, value, mod)


@pytest.mark.parametrize("typed", ["", "yesterdayish", "32 Nov 2020", "30 Feb 2020", "25 Foo 2020", "late"])
def test_what_is_no_date(typed: str) -> None:
    assert timex_from(typed) is None


@given(
    st.sampled_from([("DATE", "2020-11-25"), ("DATE", "2020-W48"), ("DURATION", "P10D"), ("TIME", "2020-11-25TMO"),
                     ("SET", "P1W"), ("DATE", "PRESENT_REF")]),
    st.sampled_from([None, *TIMEX_MODS]),
)  # fmt: skip
def test_a_date_s_field_is_read_back(what: tuple[str, str], mod: str | None) -> None:
    kind, value = what
    assert timex_from(timex_text({"value": value, "mod": mod}), kind=kind) == (kind, value, mod)
