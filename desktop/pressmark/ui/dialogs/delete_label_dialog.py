"""What becomes of the annotations of a label that is deleted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pressmark.ui.dialogs.fields import ComboBox, RadioButton
from pressmark.ui.dialogs.look import button, button_row, text_label


class DeleteLabelDialog(QDialog):
    """Asks before annotations lose their label.

    Args:
        name: of the label.
        count: how many annotations have it.
        others: the labels that they could get.

    Signals:
        decided(str or None): the label that they get, None for: they are removed.
    """

    decided = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, name: str, count: int, others: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Delete {name}").format(name=name))
        question = self.tr("%Ln annotation(s) of the project are {name}. What shall become of them?", None, count)
        self.move_choice = RadioButton(self.tr("They get the &label"))
        self.labels = ComboBox()
        self.labels.addItems(list(others))
        self.labels.setAccessibleName(self.tr("The label that they get"))
        self.remove_choice = RadioButton(self.tr("They are &removed; Undo brings them back"))
        (self.move_choice if others else self.remove_choice).setChecked(True)
        self.move_choice.setEnabled(bool(others))
        self.labels.setEnabled(bool(others))
        self.labels.activated.connect(lambda _at: self.move_choice.setChecked(True))
        self.delete_button = button(self.tr("&Delete"), role="primary")
        self.delete_button.setDefault(True)
        self.cancel_button = button(self.tr("Cancel"))
        self.delete_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.move_choice)
        row.addWidget(self.labels, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(10)
        words = text_label(question.format(name=name), wrap=True)
        words.setMinimumWidth(360)
        layout.addWidget(words)
        layout.addLayout(row)
        layout.addWidget(self.remove_choice)
        layout.addSpacing(8)
        layout.addLayout(button_row(None, self.cancel_button, self.delete_button))

    def accept(self) -> None:
        super().accept()
        self.decided.emit(self.labels.currentText() if self.move_choice.isChecked() else None)
