from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pressmark.core.errors import UserError
from pressmark.core.labels import Detected, LabelSet
from pressmark.services import label_sets
from pressmark.services.label_draft import LabelDraft, Take, parse_takes, written_takes

FILES = Path(__file__).parents[2] / "resources" / "labels"
ONTONOTES = label_sets.load(FILES / "ontonotes5.json")
CONLL = label_sets.load(FILES / "conll2003.json")
CASUALTIES = label_sets.load(FILES / "casualties.json")


def place(draft: LabelDraft, name: str) -> int:
    return next(i for i, row in enumerate(draft.rows) if row.label.name == name)


@pytest.mark.parametrize("labels", [ONTONOTES, CONLL, CASUALTIES], ids=lambda one: one.name)
def test_an_untouched_draft_changes_nothing(labels: LabelSet) -> None:
    changes = LabelDraft.of(labels, {}).changes()
    assert changes.moves == {}
    assert changes.labels.labels == labels.labels
    for name in {label.name for label in ONTONOTES}:
        for event in ("", "kill", "send"):
            assert changes.labels.suggested_as(name, event) == labels.suggested_as(name, event)


def test_renaming_takes_marks_and_suggestions_along() -> None:
    draft = LabelDraft.of(ONTONOTES, {"PERSON": 4})
    at = place(draft, "PERSON")
    draft.change(at, replace(draft.rows[at].label, name="PER"))
    changes = draft.changes()
    assert changes.moves == {"PERSON": "PER"}
    assert changes.labels.suggested_as("PERSON") == "PER"


def test_names_and_keys_are_not_given_twice() -> None:
    draft = LabelDraft.of(ONTONOTES, {})
    at = place(draft, "PERSON")
    with pytest.raises(UserError, match="There is a label ORG already"):
        draft.change(at, replace(draft.rows[at].label, name="ORG"))
    with pytest.raises(UserError, match="ORG has the key 2"):
        draft.change(at, replace(draft.rows[at].label, key="2"))
    with pytest.raises(UserError, match="at least one character"):
        draft.add("  ")
    assert draft.changes().labels.labels == ONTONOTES.labels


def test_a_new_label_has_a_colour_and_takes_what_nobody_takes() -> None:
    draft = LabelDraft.of(CONLL, {})
    at = draft.add("DATE")
    assert draft.rows[at].takes == (Take("DATE"),)
    assert draft.rows[at].label.key == "5"
    assert draft.changes().labels.suggested_as("DATE") == "DATE"
    assert draft.changes().labels.suggested_as("TIME") == ""


def test_merging() -> None:
    draft = LabelDraft.of(ONTONOTES, {"GPE": 3, "LOC": 2})
    into = draft.merge(place(draft, "GPE"), place(draft, "LOC"))
    row = draft.rows[into]
    assert (row.label.name, row.count, row.takes) == ("LOC", 5, (Take("LOC"), Take("GPE")))
    assert draft.changes().moves == {"GPE": "LOC"}
    assert draft.changes().labels.suggested_as("GPE") == "LOC"


def test_removing_ends_the_suggestions_too() -> None:
    draft = LabelDraft.of(ONTONOTES, {})
    draft.remove(place(draft, "LAW"))
    changes = draft.changes()
    assert changes.moves == {"LAW": None}
    assert changes.labels.detected == (Detected("LAW", ""),)


def test_another_set_takes_the_marks_that_it_has_a_name_for() -> None:
    draft = LabelDraft.of(ONTONOTES, {"PERSON": 7, "GPE": 5, "LOC": 1, "DATE": 2, "ORG": 3})
    draft.replace_by(CONLL)
    changes = draft.changes()
    assert [label.name for label in changes.labels] == ["PER", "ORG", "LOC", "MISC", "DATE"]
    assert changes.moves["PERSON"] == "PER"
    assert changes.moves["GPE"] == "LOC"
    assert "DATE" not in changes.moves
    assert "ORG" not in changes.moves
    assert [row.count for row in draft.rows] == [7, 3, 6, 0, 2]
    assert draft.rows[-1].label.key == "5"
    assert changes.labels.suggested_as("DATE") == ""


def test_a_suggestion_goes_to_one_label_only() -> None:
    draft = LabelDraft.of(ONTONOTES, {})
    draft.set_takes(place(draft, "ORG"), [Take("ORG"), Take("NORP")])
    assert draft.rows[place(draft, "NORP")].takes == ()
    assert draft.changes().labels.detected == (Detected("NORP", "ORG"),)


def test_order() -> None:
    draft = LabelDraft.of(CONLL, {})
    draft.move(3, 0)
    assert [row.label.name for row in draft.rows] == ["MISC", "PER", "ORG", "LOC"]


def test_a_line_of_suggestions_is_read_as_it_is_written() -> None:
    takes = (Take("GPE"), Take("CARDINAL", ("kill", "die")), Take("LOC"))
    assert written_takes(takes) == "GPE, CARDINAL (kill die), LOC"
    assert parse_takes(written_takes(takes)) == takes
    assert parse_takes(" GPE,, CARDINAL(kill, die) ,LOC ") == takes
    assert parse_takes("") == ()
    with pytest.raises(UserError, match="“GPE LOC” is no kind"):
        parse_takes("GPE LOC")
