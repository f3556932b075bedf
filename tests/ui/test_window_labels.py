"""Labels renamed, merged and deleted from the window, and taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from tests.ui.window_support import CTRL, SHIFT, Hands

from pressmark.services import label_sets
from pressmark.ui.dialogs.labels_dialog import LabelsDialog

FILES = Path(__file__).parents[2] / "resources" / "labels"


def editor(hands: Hands) -> LabelsDialog:
    hands.key(Qt.Key.Key_K, CTRL | SHIFT)
    dialog = hands.desktop.labelling.dialog
    assert dialog is not None
    return dialog


def save(hands: Hands, dialog: LabelsDialog) -> None:
    hands.click(dialog.save_button)
    hands.qtbot.waitUntil(lambda: not hands.bench.files.busy)
    hands.window.activateWindow()  # a window manager does so when a dialog closes
    hands.qtbot.waitUntil(hands.window.isActiveWindow)
    hands.settle()


def labels(hands: Hands) -> list[str]:
    return [annotation.label for annotation in hands.stored()]


def choose(dialog: LabelsDialog, name: str) -> None:
    dialog.rows.setCurrentRow([row.label.name for row in dialog.draft.rows].index(name))


def test_a_label_is_renamed_in_all_articles_and_undone(reading: Hands) -> None:
    assert reading.bench.project is not None
    other = reading.bench.project.articles()[1].id
    scrolled = reading.page.verticalScrollBar().value()
    dialog = editor(reading)
    choose(dialog, "GPE")
    dialog.name.selectAll()
    reading.qtbot.keyClicks(dialog.name, "PLACE")
    save(reading, dialog)
    assert labels(reading) == ["PLACE", "DATE", "CARDINAL", "PLACE"]
    assert [a.label for a in reading.bench.project.document(other)] == ["PLACE"]
    assert reading.window.label_panel.row("PLACE") is not None
    assert reading.window.label_panel.row("GPE") is None
    assert [a.label for a in reading.document] == labels(reading)
    assert reading.page.verticalScrollBar().value() == scrolled
    reading.page.setFocus()
    reading.key(Qt.Key.Key_Z, CTRL)
    assert labels(reading) == ["GPE", "DATE", "CARDINAL", "GPE"]
    assert [a.label for a in reading.bench.project.document(other)] == ["GPE"]
    assert reading.window.label_panel.row("GPE") is not None


def test_the_pencil_opens_the_editor(reading: Hands) -> None:
    reading.click(reading.window.label_panel.edit_button)
    dialog = reading.desktop.labelling.dialog
    assert dialog is not None
    assert [row.count for row in dialog.draft.rows if row.label.name in ("GPE", "DATE")] == [3, 1]
    reading.click(dialog.cancel_button)
    assert reading.desktop.labelling.dialog is None
    assert labels(reading) == ["GPE", "DATE", "CARDINAL", "GPE"]


def test_another_set_renames_what_it_knows(reading: Hands) -> None:
    dialog = editor(reading)
    dialog.use_set(label_sets.load(FILES / "casualties.json"))
    save(reading, dialog)
    assert labels(reading) == ["PLACE", "DATE", "FIGURE", "PLACE"]
    assert reading.window.label_panel.headings() == ["people", "context"]
    figure = list(reading.stored())[2]
    reading.page.select(figure.id)
    reading.settle()
    assert reading.window.inspector.fields.form.value_field.isVisible()
    assert reading.window.inspector.fields.form.value_field.text() == "30,000"


def test_a_label_is_deleted_with_its_marks_and_comes_back(reading: Hands) -> None:
    dialog = editor(reading)
    choose(dialog, "GPE")
    reading.click(dialog.delete_button)
    assert dialog.deleting is not None
    reading.click(dialog.deleting.remove_choice)
    reading.click(dialog.deleting.delete_button)
    save(reading, dialog)
    assert labels(reading) == ["DATE", "CARDINAL"]
    reading.page.setFocus()
    reading.key(Qt.Key.Key_Z, CTRL)
    assert labels(reading) == ["GPE", "DATE", "CARDINAL", "GPE"]
