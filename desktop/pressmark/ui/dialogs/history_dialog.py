"""Who did what and when, in this article or everywhere, with a way back to any point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QDateTime, QLocale, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QHeaderView, QTreeView, QVBoxLayout, QWidget

from pressmark.services.history import PastStep, State
from pressmark.ui.dialogs.fields import CheckBox
from pressmark.ui.dialogs.look import button, button_row, current_theme, resize_within_screen, text_label
from pressmark.ui.dialogs.rows import CellDelegate
from pressmark.ui.wording import past_step_words

LoadSteps = Callable[[bool, int], Sequence[PastStep]]
"""Gets whether only the open article's steps are wanted, and how many at most."""

PORTION = 200
_NO_PARENT = QModelIndex()


class _Steps(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps: Sequence[PastStep] = ()

    def show(self, steps: Sequence[PastStep]) -> None:
        self.beginResetModel()
        self.steps = steps
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.steps)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 4

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        step = self.steps[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cells(step)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cells = self._cells(step)
            return "; ".join(cells) if index.column() == 0 else cells[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and step.state in (State.UNDONE, State.DISCARDED):
            return QColor(current_theme().muted)
        return None

    def _cells(self, step: PastStep) -> tuple[str, str, str, str]:
        when = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(int(step.at.timestamp())), QLocale.FormatType.ShortFormat
        )
        more = len(step.articles) - 1
        where = step.titles[-1] if not more else self.tr("%Ln article(s)", None, more + 1)
        return when, step.annotator, past_step_words(step), " ".join(where.split())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Article"))[section]


class HistoryDialog(QDialog):
    """Shows the history beside the window, newest first, and follows what happens.

    Args:
        load: gives the steps.

    Signals:
        step_chosen(PastStep): somebody wants to see where it happened.
        return_wanted(str or None): back to right after this step; None for before the first of all.
    """

    step_chosen = Signal(object)
    return_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, load: LoadSteps) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("History"))
        resize_within_screen(self, 720, 520)
        self._load = load
        self._limit = PORTION
        self.model = _Steps(self)
        self.here_only = CheckBox(self.tr("Only &this article"))
        self.here_only.setChecked(True)
        self.view = QTreeView()
        self.view.setModel(self.model)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setItemDelegate(CellDelegate(self.view))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setAccessibleName(self.tr("Steps, the newest first"))
        header = self.view.header()
        header.setStretchLastSection(True)
        header.setSectionsClickable(False)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(2, 260)
        self.older_button = button(self.tr("Show &older ones"))
        self.start_button = button(
            self.tr("Back to the &start"), description=self.tr("Takes back everything that you have done.")
        )
        self.return_button = button(self.tr("&Return to this point"), role="primary")
        self.close_button = button(self.tr("Close"))
        self.hint = text_label(role="small", wrap=True)
        self.hint.setMinimumHeight(2 * self.hint.fontMetrics().lineSpacing())
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        top = QHBoxLayout()
        top.addWidget(self.here_only)
        top.addStretch(1)
        top.addWidget(self.older_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 18)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.hint)
        layout.addLayout(button_row(self.start_button, None, self.close_button, self.return_button))
        self.here_only.toggled.connect(lambda _on: self._on_filter())
        self.older_button.clicked.connect(self._on_older)
        self.view.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_choice())
        self.view.activated.connect(lambda index: self.step_chosen.emit(self.model.steps[index.row()]))
        self.return_button.clicked.connect(self._on_return)
        self.start_button.clicked.connect(lambda: self.return_wanted.emit(None))
        self.close_button.clicked.connect(self.reject)
        self.refresh()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> PastStep | None:
        """The step that is chosen."""
        row = self.view.currentIndex().row()
        return self.model.steps[row] if 0 <= row < len(self.model.steps) else None

    def refresh(self) -> None:
        """Reads the steps anew; the one that is chosen stays so."""
        before = self.current
        steps = self._load(self.here_only.isChecked(), self._limit)
        self.older_button.setVisible(sum(len(step.articles) for step in steps) >= self._limit)
        self.model.show(steps)
        there = [row for row, step in enumerate(steps) if before is not None and step.group == before.group]
        if steps:
            self.view.setCurrentIndex(self.model.index(there[0] if there else 0, 0))
        self._show_choice()

    def _show_choice(self) -> None:
        step = self.current
        state = None if step is None else step.state
        newest = next((s for s in self.model.steps if s.mine and s.state is State.DONE), None)
        free = step is not None and step.mine and state in (State.DONE, State.UNDONE) and step is not newest
        self.return_button.setEnabled(free)
        self.start_button.setEnabled(newest is not None)
        self.hint.setText(self._hint(step, newest))

    def _hint(self, step: PastStep | None, newest: PastStep | None) -> str:
        if step is None:
            return self.tr("Nothing has been done yet.")
        if step.state is State.LOG:
            return self.tr("The program did this; it stays when you go back.")
        if not step.mine:
            return self.tr("{name} did this; only they can take it back.").format(name=step.annotator)
        if step.state is State.DISCARDED:
            return self.tr("This was taken back, and other work took its place.")
        if step is newest:
            return self.tr("This is your last step.")
        if step.state is State.UNDONE:
            return self.tr("This was taken back. Returning does it again, with what lies before it.")
        return self.tr("Returning takes back what you did after this, in all articles. Redo brings it again.")

    def _on_filter(self) -> None:
        self._limit = PORTION
        self.refresh()

    def _on_older(self) -> None:
        self._limit *= 4
        self.refresh()

    def _on_return(self) -> None:
        if self.current is not None:
            self.return_wanted.emit(self.current.group)
