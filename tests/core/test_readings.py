from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.core.readings import is_timex_value, number_from, number_text, phrase_of, well_formed


@pytest.mark.parametrize(
    ("typed", "value"),
    [("30,000", 30000), ("1960", 1960), (" 8.25 ", 8.25), ("-4", -4), ("−4", -4), (".5", 0.5), ("2e6", 2000000)],
)
def test_numbers_are_read_as_people_type_them(typed: str, value: float) -> None:
    assert number_from(typed) == value


@pytest.mark.parametrize("typed", ["", "some", "1,96", "1.2.3", "--3", "e6", ",", "1 960 people", "12,34,567"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert number_from(typed) is None


@given(st.integers(-(10**14), 10**14) | st.floats(-1e6, 1e6).map(lambda f: round(f, 3)))
def test_a_number_shown_is_read_back(value: float) -> None:
    assert number_from(number_text(value)) == value


def test_no_number_shows_nothing() -> None:
    assert number_text(None) == number_text("7") == number_text(True) == ""


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("DATE", "2020"), ("DATE", "199"), ("DATE", "20"), ("DATE", "2020-11"), ("DATE", "2020-11-25"),
        ("DATE", "2020-W48"), ("DATE", "2020-W48-WE"), ("DATE", "2020-Q3"), ("DATE", "2019-SP"), ("DATE", "XXXX-11-25"),
        ("DATE", "PRESENT_REF"), ("DATE", "BC0044"), ("TIME", "2020-11-25T15:28"), ("TIME", "T09:30Z"),
        ("TIME", "2020-11-25TMO"), ("TIME", "2020-11-25T15:28+04:00"), ("DURATION", "P10D"), ("DURATION", "PXW"),
        ("DURATION", "PT48H"), ("DURATION", "P1Y6M"), ("DURATION", "P3DE"), ("SET", "XXXX-WXX-1"), ("SET", "P1W"),
        ("DATE", "FY2021"), ("DATE", "2010/2014"), ("DATE", "BC0480-04"), ("DURATION", "PT10M/PT15M"),
        ("TIME", "2020-11-25T09:00/2020-11-25T11:00"), ("SET", "XXXX-WXX-5TNI"),
    ],
)  # fmt: skip
def test_timex_values(kind: str, value: str) -> None:
    assert is_timex_value(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("DATE", ""), ("DATE", "25 Nov 2020"), ("DATE", "2020-13-45x"), ("DATE", "P10D"), ("DURATION", "P"),
        ("DURATION", "10 days"), ("DURATION", "PT"), ("TIME", "15:28"), ("TIME", "2020-11-25"), ("SET", "weekly"),
        ("OTHER", "2020"), ("DATE", "2010/P4Y"), ("DATE", "2010/2011/2012"), ("DATE", "2010/"),
    ],
)  # fmt: skip
def test_what_is_no_timex_value(kind: str, value: str) -> None:
    assert not is_timex_value(kind, value)


def test_of_a_reading_stays_what_can_be_read() -> None:
    text = "some 30,000 people"
    good = {
        "value": 30000,
        "precision": "about",
        "unit": None,
        "counted": {"start": 12, "end": 18, "text": "people"},
        "phrase": {"start": 0, "end": 18},
        "theirs": [1],
    }
    assert well_formed(text, good) == good
    bad = {"value": [1], "unit": 5, "counted": "people", "event": {"start": 3}, "phrase": {"start": 0, "end": 99}}
    assert well_formed(text, {**bad, "mod": {}, "theirs": {"a": 1}}) == {"theirs": {"a": 1}}
    assert well_formed(text, {"counted": {"start": 12, "end": 18, "text": 5}}) == {}
    assert phrase_of(text, good) == text
    assert phrase_of(text, bad) is None
