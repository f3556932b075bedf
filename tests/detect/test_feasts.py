"""Feasts of the moon, against days that calendars printed."""

from __future__ import annotations

from datetime import date

import pytest

from pressmark.detect import feasts


@pytest.mark.parametrize(
    "day",
    ["1968-01-30", "1985-02-20", "1989-02-06", "2000-02-05", "2012-01-23", "2015-02-19", "2020-01-25", "2023-01-22",
     "2025-01-29", "2033-01-31", "2034-02-19"],
)  # fmt: skip
def test_the_lunar_new_year_also_behind_a_leap_month(day: str) -> None:
    there = date.fromisoformat(day)
    assert feasts.lunar_new_year(there.year) == there
    assert feasts.moving("chinese new year", there.year) == (there, there)
    assert feasts.moving("lunar new year's eve", there.year) == (there.replace(day=there.day - 1),) * 2


@pytest.mark.parametrize(
    "day",
    ["2008-10-28", "2009-10-17", "2012-11-13", "2015-11-11", "2017-10-19", "2020-11-14", "2022-10-24", "2025-10-20"],
)
def test_diwali_also_in_a_year_with_a_month_more(day: str) -> None:
    there = date.fromisoformat(day)
    assert feasts.diwali(there.year) == there


def test_neither_ever_leaves_its_season() -> None:
    for year in range(1800, 2150):
        assert (1, 21) <= (feasts.lunar_new_year(year).month, feasts.lunar_new_year(year).day) <= (2, 21)
        assert (10, 12) <= (feasts.diwali(year).month, feasts.diwali(year).day) <= (11, 18)
