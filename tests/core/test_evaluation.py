"""Scores by hand: what counts as right, once, and how it is shown."""

from __future__ import annotations

import pytest

from pressmark.core.annotation import Annotation, Status
from pressmark.core.evaluation import Score, compare, format_table
from pressmark.core.span import Span


def mark(start: int, end: int, label: str = "GPE", **attributes: object) -> Annotation:
    return Annotation(f"{label}{start}-{end}", Span(start, end), label, Status.ACCEPTED, "", None, attributes)


def test_exact_and_partial() -> None:
    result = compare([([mark(0, 5), mark(10, 15), mark(20, 25)], [mark(0, 5), mark(11, 15), mark(30, 35)])])
    assert result.exact == Score(1, 3, 3)
    assert result.partial == Score(2, 3, 3)
    assert result.exact.precision == pytest.approx(1 / 3)
    assert result.partial.f1 == pytest.approx(2 / 3)


def test_another_label_is_not_right() -> None:
    result = compare([([mark(0, 5, "GPE")], [mark(0, 5, "ORG")])])
    assert result.partial == Score(0, 1, 1)
    assert [(each.label, each.exact.gold, each.exact.predicted) for each in result.labels] == [
        ("GPE", 1, 0),
        ("ORG", 0, 1),
    ]


def test_one_long_prediction_finds_one_mark_only() -> None:
    assert compare([([mark(0, 5), mark(6, 9)], [mark(0, 9)])]).partial == Score(1, 2, 1)
    assert compare([([mark(0, 9)], [mark(0, 5), mark(6, 9)])]).partial == Score(1, 1, 2)


def test_means_over_labels() -> None:
    result = compare([([mark(0, 5, "GPE"), mark(6, 9, "ORG")], [mark(0, 5, "GPE"), mark(20, 22, "LAW")])])
    assert result.macro().f1 == pytest.approx(0.5)
    assert result.exact.f1 == pytest.approx(0.5)


def test_readings_of_dates_and_figures() -> None:
    people = {"start": 7, "end": 13, "text": "people"}
    gold = [
        mark(0, 4, "DATE", value="2020-11-25", mod=None),
        mark(5, 6, "CARDINAL", value=30000, precision="about", counted=people),
        mark(8, 9, "CARDINAL", value=1 / 3, precision="exact", counted=None),
        mark(20, 25, "GPE"),
    ]
    found = [
        mark(0, 4, "DATE", value="2020-11-25", mod="START"),
        mark(5, 6, "CARDINAL", value=30000.0, precision="exact", counted=people | {"text": "x"}),
        mark(8, 9, "CARDINAL", value=0.33333334, precision="exact", counted=people),
        mark(20, 25, "GPE"),
    ]
    scores = {(each.group, each.name): (each.right, each.compared) for each in compare([(gold, found)]).attributes}
    assert scores == {
        ("dates", "value"): (1, 1),
        ("dates", "mod"): (0, 1),
        ("figures", "value"): (2, 2),
        ("figures", "precision"): (1, 2),
        ("figures", "counted"): (1, 2),
    }


def test_nothing_at_all_is_zero_not_an_error() -> None:
    result = compare([([], [])])
    assert (result.exact.f1, result.macro().f1, result.labels) == (0.0, 0.0, ())
    assert "all labels" in format_table(result)


def test_the_table() -> None:
    result = compare([([mark(0, 5), mark(7, 9, "DATE", value="2020")], [mark(0, 5), mark(7, 9, "DATE", value="2021")])])
    assert format_table(result).splitlines() == [
        "                   exact                partial",
        "label            P      R     F1       P      R     F1    gold  found",
        "DATE         100.0  100.0  100.0   100.0  100.0  100.0       1      1",
        "GPE          100.0  100.0  100.0   100.0  100.0  100.0       1      1",
        "all labels   100.0  100.0  100.0   100.0  100.0  100.0       2      2",
        "mean         100.0  100.0  100.0   100.0  100.0  100.0",
        "",
        "dates found exactly: right readings",
        "  value         0.0  (0 of 1)",
    ]
    assert result.to_json()["labels"]["GPE"]["exact"]["f1"] == 1.0


def test_a_prediction_that_can_hold_no_readings_is_not_called_wrong() -> None:
    gold = [mark(0, 5, "DATE", value="2020", mod=None), mark(7, 9, "CARDINAL", value=3)]
    result = compare([(gold, [mark(0, 5, "DATE"), mark(7, 9, "CARDINAL")])])
    lines = format_table(result).splitlines()
    assert lines[-3:] == [
        "dates: the prediction holds no readings, only places",
        "",
        "figures: the prediction holds no readings, only places",
    ]
    assert {(each.name, each.compared, each.given) for each in result.attributes} == {("value", 1, 0), ("mod", 1, 0)}
