"""A list of annotations that a format does not hold as they are: sorted by any column, and searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTreeView, QVBoxLayout, QWidget

from pressmark.core.ports import Loss
from pressmark.services.export_report import Reason
from pressmark.ui.dialogs.fields import ComboBox, search_field
from pressmark.ui.dialogs.look import text_label
from pressmark.ui.dialogs.rows import CellDelegate
from pressmark.ui.telling import told

_NO_PARENT = QModelIndex()
_LOSS = Qt.ItemDataRole.UserRole + 1


class _Losses(QAbstractTableModel):
    def __init__(self, losses: Sequence[Loss], headlines: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self.losses = losses
        self._headlines = headlines

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.losses)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 5

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        loss = self.losses[index.row()]
        if role == _LOSS:
            return loss
        cells = (
            self._headlines.get(loss.article_id) or loss.source or loss.article_id,
            loss.text,
            loss.label,
            what_words(loss.what),
            told(loss.why),
        )
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return " ".join(cells[index.column()].split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "; ".join(cells) if index.column() == 0 else cells[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("Article"), self.tr("Text"), self.tr("Label"), self.tr("What"), self.tr("Why"))[section]


class _Chosen(QSortFilterProxyModel):
    """Those with a reason and all of some words."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.reason: Reason | None = None
        self.words: list[str] = []
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setSortLocaleAware(True)

    def choose(self, reason: Reason | None, words: str) -> None:
        """Shows others."""
        self.reason, self.words = reason, words.casefold().split()
        self.invalidateRowsFilter()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        source = self.sourceModel()
        loss: Loss = source.index(row, 0, parent).data(_LOSS)
        if self.reason is not None and (loss.what, loss.why) != self.reason:
            return False
        if not self.words:
            return True
        cells = " ".join(str(source.index(row, column, parent).data()) for column in range(5)).casefold()
        return all(word in cells for word in self.words)


class LossTable(QWidget):
    """The list with its search field and its reasons.

    Args:
        losses: those that are shown; perhaps not all.
        reasons: how many there are of each, of all.
        headlines: by article id.

    Signals:
        chosen(Loss): somebody wants to see that place.
    """

    chosen = Signal(object)

    def __init__(
        self,
        losses: Sequence[Loss],
        reasons: Mapping[Reason, int],
        headlines: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = _Losses(losses, headlines, self)
        self._proxy = _Chosen(self)
        self._proxy.setSourceModel(self._model)
        self.search = search_field(self.tr("Find in the list"))
        self.reasons = ComboBox()
        self.reasons.setAccessibleName(self.tr("Reason"))
        self.reasons.addItem(
            self.tr("All reasons ({count})").format(count=QLocale().toString(sum(reasons.values()))), None
        )
        for (what, why), count in sorted(reasons.items(), key=lambda each: -each[1]):
            words = self.tr("{what}: {why} ({count})").format(
                what=what_words(what), why=told(why), count=QLocale().toString(count)
            )
            self.reasons.addItem(words, (what, why))
        self.reasons.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view = QTreeView()
        self._dress()
        self.counted = text_label(role="small", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 2)
        top.addWidget(self.reasons, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.counted)
        self._total = sum(reasons.values())
        self.search.textChanged.connect(lambda _text: self._on_filter())
        self.reasons.currentIndexChanged.connect(lambda _at: self._on_filter())
        self._on_filter()

    def rows(self) -> list[list[str]]:
        """The cells that are shown now, line by line."""
        proxy = self._proxy
        return [[proxy.index(row, column).data() for column in range(5)] for row in range(proxy.rowCount())]

    def current(self) -> Loss | None:
        """The one that is selected."""
        index = self.view.currentIndex()
        return index.siblingAtColumn(0).data(_LOSS) if index.isValid() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self.view and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_chosen()
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.view.setFocus()  # and Enter there, rather than the dialog's button, shows the place
                return True
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        self.view.setModel(self._proxy)
        self.view.setAccessibleName(self.tr("What the format does not hold"))
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setAllColumnsShowFocus(True)
        self.view.setSortingEnabled(True)
        self.view.setItemDelegate(CellDelegate(self.view, muted_column=4))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.view.header()
        header.setStretchLastSection(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # as they stand in the articles
        for column, width in enumerate((150, 140, 90, 76)):
            header.resizeSection(column, width)
        self.view.doubleClicked.connect(lambda _index: self._on_chosen())
        self.view.installEventFilter(self)
        self.search.installEventFilter(self)

    def _on_filter(self) -> None:
        self._proxy.choose(self.reasons.currentData(), self.search.text())
        if not self.view.currentIndex().isValid() and self._proxy.rowCount():
            self.view.setCurrentIndex(self._proxy.index(0, 0))
        shown = self._proxy.rowCount()
        if len(self._model.losses) < self._total:
            self.counted.setText(
                self.tr("The first {shown} of {all}; all of them are in the report beside the dataset.").format(
                    shown=QLocale().toString(len(self._model.losses)), all=QLocale().toString(self._total)
                )
            )
        elif shown < self._total:
            self.counted.setText(
                self.tr("{shown} of {all}").format(shown=QLocale().toString(shown), all=QLocale().toString(self._total))
            )
        else:
            self.counted.setText("")
        self.counted.setVisible(bool(self.counted.text()))

    def _on_chosen(self) -> None:
        loss = self.current()
        if loss is not None:
            self.chosen.emit(loss)


def what_words(what: str) -> str:
    """`Loss.what` in the user's language."""
    translate = QCoreApplication.translate
    known = {
        "left out": translate("LossTable", "left out"),
        "widened": translate("LossTable", "widened"),
        "changed": translate("LossTable", "changed"),
    }
    return known.get(what, what)
