"""What is kept where only one mark can stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.strategies import documents

from pressmark.core.annotation import Annotation, Status
from pressmark.core.document import Document
from pressmark.core.overlap import Keep, flatten
from pressmark.core.span import Span


def mark(name: str, start: int, end: int, status: Status = Status.ACCEPTED, label: str = "ORG") -> Annotation:
    return Annotation(name, Span(start, end), label, status, "person:me")


def kept(*annotations: Annotation) -> list[str]:
    return [annotation.id for annotation in flatten(annotations)[0]]


def test_the_outer_mark_stays() -> None:
    assert kept(mark("Oxford", 18, 24), mark("University of Oxford", 4, 24)) == ["University of Oxford"]


def test_what_a_person_accepted_goes_before_a_longer_suggestion() -> None:
    assert kept(mark("short", 5, 8), mark("long", 0, 20, Status.SUGGESTED)) == ["short"]


def test_the_earlier_of_two_equally_long_ones_stays() -> None:
    assert kept(mark("b", 3, 8), mark("a", 0, 5), mark("c", 8, 10)) == ["a", "c"]


def test_two_labels_at_one_place_leave_the_first_by_name() -> None:
    assert kept(mark("2", 0, 5, label="ORG"), mark("1", 0, 5, label="GPE")) == ["1"]


def test_neighbours_both_stay() -> None:
    assert kept(mark("a", 0, 5), mark("b", 5, 8)) == ["a", "b"]


@pytest.mark.parametrize(
    ("keep", "stay"),
    [
        (Keep.OUTERMOST, ["whole"]),
        (Keep.INNERMOST, ["inner", "tail"]),
        (Keep.MOST_CERTAIN, ["certain"]),
        (Keep.FIRST, ["whole"]),
    ],
)
def test_what_stays_can_be_chosen(keep: Keep, stay: list[str]) -> None:
    marks = [
        mark("whole", 0, 20).but(score=0.5),
        mark("inner", 4, 6).but(score=0.6),
        mark("certain", 3, 14).but(score=None),
        mark("tail", 12, 16).but(score=0.2),
    ]
    assert [each.id for each in flatten(marks, keep)[0]] == stay


def test_first_takes_the_one_that_starts_earlier_however_short() -> None:
    marks = [mark("short", 0, 3), mark("long", 2, 20)]
    assert [each.id for each in flatten(marks, Keep.FIRST)[0]] == ["short"]


@given(documents(), st.sampled_from(Keep))
def test_nothing_is_lost_and_nothing_overlaps(document: Document, keep: Keep) -> None:
    chosen, dropped = flatten(document, keep)
    assert sorted(a.id for a in (*chosen, *dropped)) == sorted(a.id for a in document)
    for index, one in enumerate(chosen):
        assert not any(one.span.overlaps(other.span) for other in chosen[index + 1 :])
    for one in dropped:
        assert any(one.span.overlaps(other.span) for other in chosen)
    assert flatten(reversed(list(document)), keep) == (chosen, dropped)
