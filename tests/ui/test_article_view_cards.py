from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from pressmark.core.annotation import Annotation, Status
from pressmark.core.readings import number_text
from pressmark.core.span import Span
from pressmark.ui.article_view.cards import card_for, published_text
from pressmark.ui.article_view.margin import Card, place


def mark(label: str, **attributes: Any) -> Annotation:
    return Annotation("a", Span(0, 1), label, Status.SUGGESTED, "test", None, attributes)


def words(text: str) -> dict[str, Any]:
    return {"start": 0, "end": 1, "text": text}


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        (
            {"type": "DATE", "value": "2020-11-25", "anchor": "2020-11-25"},
            ("25 Nov 2020", "Wed · from publish date"),
        ),
        ({"type": "DATE", "value": "2020-11-25", "anchor": None}, ("25 Nov 2020", "Wed")),
        ({"type": "DURATION", "value": "P10D", "mod": None}, ("10 days", "duration")),
        ({"type": "DURATION", "value": "P1Y"}, ("1 year", "duration")),
        ({"type": "DURATION", "value": "PT48H", "mod": "MORE_THAN"}, ("more than 48 hours", "duration")),
        ({"type": "DURATION", "value": "PXD"}, ("PXD", "duration")),
        ({"type": "DURATION", "value": "P1Y2M"}, ("P1Y2M", "duration")),
        ({"type": "DATE", "value": "2020"}, ("2020", "year")),
        ({"type": "DATE", "value": "2020-09", "mod": "END"}, ("late Sep 2020", "month")),
        ({"type": "DATE", "value": "199"}, ("1990s", "decade")),
        ({"type": "DATE", "value": "2020-W48"}, ("week 48 of 2020", "week")),
        ({"type": "DATE", "value": "2020-Q3"}, ("Q3 2020", "quarter")),
        ({"type": "DATE", "value": "2020-WI"}, ("winter 2020", "season")),
        ({"type": "DATE", "value": "XXXX-WXX-1"}, ("Mon", "day of the week")),
        ({"type": "SET", "value": "XXXX-WXX-1"}, ("every Mon", "repeated")),
        ({"type": "DATE", "value": "XXXX-03-03"}, ("3 Mar", "day · year unknown")),
        ({"type": "DATE", "value": "XXXX-11"}, ("Nov", "month · year unknown")),
        ({"type": "DATE", "value": "PRESENT_REF"}, ("present", "now")),
        ({"type": "DATE", "value": "PAST_REF"}, ("past", "some time before")),
        ({"type": "TIME", "value": "2020-11-25T15:28"}, ("25 Nov 2020, 15:28", "Wed")),
        ({"type": "TIME", "value": "2020-11-25TEV"}, ("25 Nov 2020, evening", "Wed")),
        ({"type": "SET", "value": "P1W"}, ("every week", "repeated")),
        ({"type": "DATE", "value": "2020-13-40"}, ("2020-13-40", "day")),
        ({}, ("–", "not read yet")),
        ({"type": "DATE", "value": None}, ("–", "not read yet")),
    ],
)
def test_a_date_says_what_it_was_read_as(attributes: dict[str, Any], expected: tuple[str, str]) -> None:
    assert card_for(mark("DATE", **attributes)) == expected


def test_a_score_shows_both_its_numbers() -> None:
    score = mark("CARDINAL", value=3, value_max=1, precision="exact", unit=None, counted=None, event=None)
    assert card_for(score)[0] == "3–1"


@pytest.mark.parametrize(
    ("label", "attributes", "expected"),
    [
        (
            "CARDINAL",
            {"value": 30000, "precision": "about", "unit": None, "counted": words("people"), "event": words("killed")},
            ("≈ 30,000 people", "killed"),
        ),
        ("CARDINAL", {"value": 3, "precision": "exact", "counted": words("areas")}, ("3", "areas")),
        ("CARDINAL", {"value": 3, "precision": "exact"}, ("3", "number")),
        ("MONEY", {"value": 4500000000, "precision": "exact", "unit": "USD"}, ("$4,500,000,000", "money")),
        ("PERCENT", {"value": 8.25, "precision": "at_least", "unit": "%"}, ("≥ 8.25%", "per cent")),
        ("QUANTITY", {"value": 26000, "precision": "more_than", "unit": "tonne"}, ("> 26,000 tonne", "quantity")),
        ("QUANTITY", {"value": 50, "precision": "exact", "unit": "basis_point"}, ("50 basis point", "quantity")),
        ("CARDINAL", {"value": 10, "value_max": 12, "precision": "between"}, ("10 – 12", "number")),
        ("CARDINAL", {"value": 0.666667, "precision": "exact", "counted": words("victims")}, ("2/3", "victims")),
        ("CARDINAL", {"value": 0.35, "precision": "exact"}, ("0.35", "number")),
        ("CARDINAL", {"value": None}, ("–", "not read yet")),
        ("CARDINAL", {"value": True}, ("–", "not read yet")),
        ("CARDINAL", {"value": 5, "counted": "boats", "event": 7}, ("5", "boats")),
    ],
)
def test_a_figure_says_what_it_was_read_as(label: str, attributes: dict[str, Any], expected: tuple[str, str]) -> None:
    assert card_for(mark(label, **attributes)) == expected


def test_numbers_are_printed_as_they_are() -> None:
    assert number_text(1960) == "1,960"
    assert number_text(0.5) == "0.5"
    assert number_text(2.0) == "2"
    assert number_text(-1234567.125) == "-1,234,567.125"


def test_a_publish_date_that_is_none_stays_as_it_is() -> None:
    assert published_text("2020-11-25T15:28") == "25 Nov 2020, 15:28"
    assert published_text("2020-11-25T15:28+04:00") == "25 Nov 2020, 15:28"
    assert published_text("2020-11-25") == "25 Nov 2020"
    assert published_text("2020-11") == "2020-11"
    assert published_text("last week") == "last week"
    assert published_text(None) == ""


def cards(*lines: float) -> list[Card]:
    return [Card(mark("DATE"), str(line), "", line) for line in lines]


def placed(*segments: tuple[int, list[Card]]) -> list[Card]:
    return place(segments, tall=40, low=24, gap=6, far=220, close=90)


def test_cards_stand_beside_their_lines_or_below_the_one_before() -> None:
    found = placed((100, cards(0, 0, 35)), (400, cards(10)))
    assert [(card.top, card.height) for card in found] == [(100, 40), (146, 40), (192, 40), (410, 40)]


def test_many_cards_get_narrow_then_are_counted_and_none_covers_another() -> None:
    found = placed((0, cards(*[0] * 20)))
    assert all(a.top + a.height + 6 <= b.top for a, b in pairwise(found))
    assert found[0].compact is False
    assert found[-1].compact is True
    assert len(found) + found[-1].more == 20
    assert all(card.top - card.line <= 220 for card in found)
