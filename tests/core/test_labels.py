from __future__ import annotations

from typing import Any

import pytest

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.document import Document
from pressmark.core.edits import EditKind
from pressmark.core.errors import UserError
from pressmark.core.labels import Detected, Label, LabelSet, is_date, is_figure
from pressmark.core.span import Span

TEXT = "Kəlbəcər lost 👩🏽‍🚒 37 people."


def mark(id_: str, start: int, end: int, label: str, status: Status = Status.SUGGESTED, **more: Any) -> Annotation:
    return Annotation(id_, Span(start, end), label, status, "model:m-1", 0.5, **more)


def document(*marks: Annotation, relations: tuple[Relation, ...] = ()) -> Document:
    return Document(Article.from_raw(RawArticle(TEXT, ArticleMeta(), ())), marks, relations)


def labels(*names: str, detected: tuple[Detected, ...] = ()) -> LabelSet:
    return LabelSet("x", tuple(Label(name, "#000000", "#ffffff") for name in names), detected)


def test_the_first_rule_that_fits_names_a_suggestion() -> None:
    rules = (Detected("CARDINAL", "KILLED", ("kill", "die")), Detected("CARDINAL", ""), Detected("GPE", "PLACE"))
    here = labels("KILLED", "PLACE", detected=rules)
    assert here.suggested_as("CARDINAL", "die") == "KILLED"
    assert here.suggested_as("CARDINAL", "send") == ""
    assert here.suggested_as("GPE") == "PLACE"
    assert here.suggested_as("PERSON") == "PERSON"


def test_a_rule_to_nowhere_is_told() -> None:
    with pytest.raises(UserError, match="suggests GPE as PLACE"):
        labels("LOC", detected=(Detected("GPE", "PLACE"),))


def test_the_rules_follow_a_renaming_and_a_deletion() -> None:
    here = labels("PERSON", "ORG", "PLACE", detected=(Detected("GPE", "PLACE"),))
    assert here.renamed({"PERSON": "PER", "PLACE": "LOC", "ORG": ""}) == (
        Detected("GPE", "LOC"),
        Detected("PERSON", "PER"),
        Detected("PLACE", "LOC"),
        Detected("ORG", ""),
    )


def test_a_label_of_ones_own_is_what_its_reading_says() -> None:
    assert is_figure(mark("a", 0, 1, "KILLED", attributes={"value": 37, "precision": "exact"}))
    assert not is_figure(mark("a", 0, 1, "KILLED"))
    assert is_figure(mark("a", 0, 1, "CARDINAL"))
    assert is_date(mark("a", 0, 1, "WHEN", attributes={"type": "DATE", "value": "2020"}))
    assert not is_date(mark("a", 0, 1, "CARDINAL", attributes={"type": "DATE", "value": "2020"}))


def test_renaming_decides_nothing_and_can_be_taken_back() -> None:
    before = document(mark("a", 0, 8, "GPE"), mark("b", 19, 21, "CARDINAL", Status.ACCEPTED, attributes={"value": 37}))
    edit = edits.move_labels(before, {"GPE": "PLACE"})
    after, changes = edits.apply(before, edit)
    assert edit.kind is EditKind.LABELS
    assert [(a.label, a.status) for a in after] == [("PLACE", Status.SUGGESTED), ("CARDINAL", Status.ACCEPTED)]
    assert changes.annotation_ids == {"a"}
    assert list(edits.apply(after, edit.inverse())[0]) == list(before)


@pytest.mark.parametrize(
    ("old", "new", "stays"),
    [
        (Status.SUGGESTED, Status.SUGGESTED, "new"),
        (Status.ACCEPTED, Status.SUGGESTED, "old"),
        (Status.REJECTED, Status.SUGGESTED, "old"),
        (Status.ACCEPTED, Status.REJECTED, "old"),
        (Status.SUGGESTED, Status.ACCEPTED, "new"),
        (Status.REJECTED, Status.ACCEPTED, "new"),
    ],
)
def test_of_two_marks_at_one_place_the_decided_one_stays(old: Status, new: Status, stays: str) -> None:
    before = document(
        mark("old", 0, 8, "LOC", old),
        mark("new", 0, 8, "GPE", new),
        mark("other", 19, 21, "CARDINAL"),
        relations=(Relation("r", "old", "other", "in"), Relation("s", "new", "other", "of")),
    )
    edit = edits.move_labels(before, {"LOC": "GPE"})
    after, _ = edits.apply(before, edit)
    assert [(a.id, a.label) for a in after] == [(stays, "GPE"), ("other", "CARDINAL")]
    assert {(r.head, r.child, r.label) for r in after.relations} == {(stays, "other", "in"), (stays, "other", "of")}
    assert list(edits.apply(after, edit.inverse())[0]) == list(before)


def test_deleting_takes_the_marks_and_their_relations() -> None:
    before = document(mark("a", 0, 8, "GPE"), mark("b", 19, 21, "CARDINAL"), relations=(Relation("r", "a", "b", "in"),))
    after, _ = edits.apply(before, edits.move_labels(before, {"GPE": None}))
    assert [a.id for a in after] == ["b"]
    assert after.relations == ()


def test_two_labels_swap_their_names() -> None:
    before = document(mark("a", 0, 8, "GPE"), mark("b", 0, 8, "LOC", Status.ACCEPTED))
    edit = edits.move_labels(before, {"GPE": "LOC", "LOC": "GPE"})
    after, _ = edits.apply(before, edit)
    assert {(a.id, a.label) for a in after} == {("a", "LOC"), ("b", "GPE")}


def test_a_reading_goes_along_to_a_label_of_ones_own() -> None:
    reading = {"value": 37, "precision": "exact"}
    before = document(mark("b", 19, 21, "CARDINAL", attributes=reading))
    for label, kept in (("KILLED", reading), ("MONEY", reading), ("GPE", {}), ("DATE", {})):
        after, _ = edits.apply(before, edits.relabel(before, "b", label))
        assert [(a.label, a.attributes) for a in after] == [(label, kept)]
