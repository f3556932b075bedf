"""The label editor, with real keys and clicks, and what it does to a project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.dialogs_support import dress, ink, unnamed

from pressmark.core.labels import Detected, LabelSet
from pressmark.services import label_sets
from pressmark.ui.dialogs.labels_dialog import LabelsDialog

FILES = Path(__file__).parents[2] / "resources" / "labels"
SETS = label_sets.bundled_sets(FILES)
COUNTS = {"PERSON": 12, "GPE": 5, "LOC": 2, "DATE": 3}


@pytest.fixture
def files(tmp_path):
    return {"read": None, "write": tmp_path / "mine.json"}


@pytest.fixture(params=["light"])
def dialog(qtbot, qapp, request, files):
    dress(qapp, request.param)
    dialog = LabelsDialog(
        labels=SETS[0],
        counts=COUNTS,
        sets=SETS,
        reserved={"A": "Accept"},
        ask_file=lambda _parent: files["read"],
        ask_target=lambda _parent, _name: files["write"],
    )
    qtbot.addWidget(dialog)
    dialog.sent = []
    dialog.changes_wanted.connect(dialog.sent.append)
    dialog.show()
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def choose(dialog, name):
    dialog.rows.setCurrentRow(next(i for i, row in enumerate(dialog.draft.rows) if row.label.name == name))


def write(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def names(dialog):
    return [row.label.name for row in dialog.draft.rows]


def test_nothing_changed_sends_nothing(qtbot, dialog):
    click(qtbot, dialog.save_button)
    assert dialog.sent == []
    assert not dialog.isVisible()


def test_a_label_is_renamed(qtbot, dialog):
    choose(dialog, "PERSON")
    write(qtbot, dialog.name, "PER")
    write(qtbot, dialog.group, "names")
    write(qtbot, dialog.guideline, "Only humans.")
    click(qtbot, dialog.save_button)
    (changes,) = dialog.sent
    label = changes.labels.get("PER")
    assert changes.moves == {"PERSON": "PER"}
    assert (label.group, label.description, label.key) == ("names", "Only humans.", "1")
    assert changes.labels.detected == (Detected("PERSON", "PER"),)


def test_what_is_wrong_is_said_and_not_saved(qtbot, dialog):
    choose(dialog, "PERSON")
    write(qtbot, dialog.name, "ORG")
    assert "There is a label ORG already" in dialog.message.text()
    assert dialog.name.property("invalid")
    assert not dialog.save_button.isEnabled()
    write(qtbot, dialog.name, "ORGAN")
    assert dialog.save_button.isEnabled()
    write(qtbot, dialog.key, "a")
    assert dialog.message.text() == "A is the key of “Accept”. Choose another one."
    write(qtbot, dialog.key, "2")
    assert dialog.message.text().startswith("ORG has the key 2.")
    write(qtbot, dialog.key, "y")
    assert dialog.save_button.isEnabled()
    assert dialog.draft.rows[0].label.key == "y"
    write(qtbot, dialog.takes, "GPE LOC")
    assert "is no kind of suggestion" in dialog.message.text()
    assert not dialog.save_button.isEnabled()
    write(qtbot, dialog.takes, "PERSON, NORP")
    assert dialog.save_button.isEnabled()


def test_a_label_is_added_with_the_keyboard(qtbot, dialog):
    click(qtbot, dialog.add_button)
    assert dialog.name.hasFocus()
    qtbot.keyClicks(dialog.name, "WEAPON")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    (changes,) = dialog.sent
    assert [label.name for label in changes.labels][-1] == "WEAPON"
    assert changes.moves == {}


def test_rows_are_moved_by_key_and_button(qtbot, dialog):
    choose(dialog, "ORG")
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(dialog)[:3] == ["ORG", "PERSON", "GPE"]
    click(qtbot, dialog.down_button)
    click(qtbot, dialog.down_button)
    assert names(dialog)[:3] == ["PERSON", "GPE", "ORG"]
    dialog.rows.moved.emit(2, 0)
    assert names(dialog)[:3] == ["ORG", "PERSON", "GPE"]
    assert dialog.rows.currentRow() == 0


def test_two_labels_become_one(qtbot, dialog):
    choose(dialog, "GPE")
    dialog.merge_menu.aboutToShow.emit()
    next(action for action in dialog.merge_menu.actions() if action.text() == "LOC").trigger()
    assert "GPE" not in names(dialog)
    assert dialog.message.text() == "With Save, what is GPE now becomes LOC."
    click(qtbot, dialog.save_button)
    assert dialog.sent[0].moves == {"GPE": "LOC"}


def test_a_label_without_annotations_goes_at_once(qtbot, dialog):
    choose(dialog, "LAW")
    click(qtbot, dialog.delete_button)
    assert "LAW" not in names(dialog)
    assert dialog.deleting is None


def test_a_label_with_annotations_asks_what_becomes_of_them(qtbot, dialog):
    choose(dialog, "GPE")
    click(qtbot, dialog.delete_button)
    asked = dialog.deleting
    assert asked.isVisible()
    assert unnamed(asked) == []
    asked.labels.setCurrentIndex(asked.labels.findText("LOC"))
    click(qtbot, asked.delete_button)
    choose(dialog, "PERSON")
    click(qtbot, dialog.delete_button)
    QTest.mouseClick(dialog.deleting.remove_choice, Qt.MouseButton.LeftButton)
    click(qtbot, dialog.deleting.delete_button)
    assert "12 annotation" in dialog.message.text()
    click(qtbot, dialog.save_button)
    assert dialog.sent[0].moves == {"GPE": "LOC", "PERSON": None}


def test_another_set_is_used(qtbot, dialog, files):
    action = next(a for a in dialog.set_menu.actions() if a.text() == "CoNLL-2003")
    action.trigger()
    assert dialog.set_name.text() == "CoNLL-2003"
    assert names(dialog) == ["PER", "ORG", "LOC", "MISC", "DATE"]
    assert "at the end: " in dialog.message.text()
    files["read"] = FILES / "casualties.json"
    dialog.set_menu.actions()[-1].trigger()
    assert names(dialog)[0] == "KILLED"
    files["read"] = FILES / "none.json"
    dialog.set_menu.actions()[-1].trigger()
    assert "none.json cannot be read" in dialog.message.text()


def test_the_set_is_written_to_a_file(qtbot, dialog, files):
    write(qtbot, dialog.set_name, "Mine")
    click(qtbot, dialog.file_button)
    assert label_sets.load(files["write"]) == LabelSet("Mine", SETS[0].labels)
    assert json.loads(files["write"].read_text("utf-8"))["name"] == "Mine"


def test_colours_are_chosen_and_a_faint_one_is_told(qtbot, dialog):
    choose(dialog, "PERSON")
    click(qtbot, dialog.swatches[11])
    assert (dialog.draft.rows[0].label.color, dialog.draft.rows[0].label.color_dark) == label_sets.PALETTE[11]
    assert [swatch.isChecked() for swatch in dialog.swatches].index(True) == 11
    dialog._give_colors("#eeeeee", "#ffffff")
    assert dialog.message.text().startswith("On a light page this colour is hard to read (1.0")


@pytest.mark.parametrize("dialog", ["light", "dark"], indirect=True)
def test_every_control_has_a_name_and_ink(dialog):
    assert unnamed(dialog) == []
    assert ink(dialog) > 0.02
    assert ink(dialog.rows) > 0.02
