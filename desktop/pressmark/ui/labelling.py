"""The project's labels from the window: edit them, then move the annotations in the background."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from pressmark.core.errors import UserError
from pressmark.core.labels import LabelSet
from pressmark.services import jobs
from pressmark.services.label_changes import LabelChanges
from pressmark.ui.actions import Scope
from pressmark.ui.dialogs.labels_dialog import LabelsDialog

if TYPE_CHECKING:
    from pressmark.ui.main_window import MainWindow


class Labelling(QObject):
    """Answers the window's “Edit the labels”.

    Args:
        window: whose project.
        sets: the label sets that come along.

    Attributes:
        dialog: the one that is open, or None.
    """

    def __init__(self, window: MainWindow, sets: Sequence[LabelSet]) -> None:
        super().__init__(window)
        self._window = window
        self._bench = window.workbench
        self._sets = list(sets)
        self.dialog: LabelsDialog | None = None

    def ask(self) -> None:
        """Opens the label editor."""
        project = self._bench.project
        if project is None:
            return
        try:
            labels, counts = project.reload_labels(), project.label_counts()
        except UserError as error:
            self._bench.tell(error)
            return
        reserved = {
            action.shortcut().toString(): action.text().replace("&", "")
            for spec, action in self._window.actions_
            if spec.scope is Scope.PAGE
        }
        dialog = LabelsDialog(self._window, labels=labels, counts=counts, sets=self._sets, reserved=reserved)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changes_wanted.connect(self.change)
        dialog.finished.connect(self._on_gone)
        self.dialog = dialog
        dialog.open()

    def _on_gone(self) -> None:
        self.dialog = None

    def change(self, changes: LabelChanges) -> None:
        """Changes the labels; the window stays usable while annotations are moved."""
        self._bench.in_workshop(self.tr("Changing labels"), jobs.change_labels, changes, done=self._bench.show_moved)
