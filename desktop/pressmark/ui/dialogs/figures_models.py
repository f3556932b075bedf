"""The rows of the figures window: all figures as a table, and what articles disagree on as a tree of two levels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pressmark.core.annotation import Status
from pressmark.core.readings import PRECISIONS
from pressmark.services.figures import Conflict, Figure
from pressmark.ui.article_view.cards import published_text

Index = QModelIndex | QPersistentModelIndex
FIGURE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()
_SIGNS = {"about": "≈ ", "at_least": "≥ ", "at_most": "≤ ", "more_than": "> ", "less_than": "< "}
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

VALUE, UNIT, COUNTED, EVENT, WORDS, SENTENCE, ARTICLE, PUBLISHED = range(8)


def amount_text(figure: Figure) -> str:
    """ "≈ 30,000", "10–12"; a dash where it was not read."""
    return f"{_SIGNS.get(figure.precision, '')}{figure.amount}" if figure.amount else "–"


def spoken(figure: Figure) -> str:
    """A figure in one line, for screen readers."""
    return "; ".join(part for part in (figure.phrase, amount_text(figure), figure.title, figure.sentence) if part)


_SORT_KEYS: dict[int, Callable[[Figure], Any]] = {
    VALUE: lambda f: (f.value is None, f.value or 0, PRECISIONS.index(f.precision) if f.precision in PRECISIONS else 9),
    UNIT: lambda f: (not f.unit, f.unit.casefold()),
    COUNTED: lambda f: (not f.counted, f.counted.casefold()),
    EVENT: lambda f: (not f.event, f.event_lemma or f.event.casefold()),
    WORDS: lambda f: f.phrase.casefold(),
    SENTENCE: lambda f: f.sentence.casefold(),
    ARTICLE: lambda f: f.title.casefold(),
    PUBLISHED: lambda f: (not f.published, f.published),
}


class FiguresModel(QAbstractTableModel):
    """Figures that can be sorted by every column and filtered by words; sorting and filtering are stable."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: Sequence[Figure] = ()
        self.shown: list[Figure] = []
        self._words: list[str] = []
        self._statuses = frozenset({Status.ACCEPTED, Status.SUGGESTED})
        self._column, self._order = -1, Qt.SortOrder.AscendingOrder

    def show(self, figures: Sequence[Figure]) -> None:
        """Puts other figures in place of those shown; order and filter stay."""
        self._all = figures
        self._arrange()

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._all)

    def filter(self, words: str, statuses: frozenset[Status]) -> None:
        """Shows the figures of these statuses in whose row every word stands."""
        self._words = words.casefold().split()
        self._statuses = statuses
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = column, order
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        shown = [figure for figure in self._all if figure.status in self._statuses]
        if self._words:
            shown = [figure for figure in shown if _matches(figure, self._words)]
        key = _SORT_KEYS.get(self._column)
        if key is not None:
            shown.sort(key=key, reverse=self._order is Qt.SortOrder.DescendingOrder)
        self.shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 8

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        figure = self.shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(figure, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._cell(figure, index.column()) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(figure) if index.column() == 0 else self._cell(figure, index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if index.column() == VALUE else _LEFT
            case _:
                return figure if role == FIGURE else None

    def _cell(self, figure: Figure, column: int) -> str:
        match column:
            case 0:
                return amount_text(figure)
            case 1:
                return figure.unit
            case 2:
                return figure.counted
            case 3:
                return figure.event
            case 4:
                return figure.phrase
            case 5:
                return figure.sentence
            case 6:
                return figure.title
            case _:
                return published_text(figure.published)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == VALUE else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Value"),
            self.tr("Unit"),
            self.tr("Counts"),
            self.tr("Event"),
            self.tr("In the text"),
            self.tr("Sentence"),
            self.tr("Article"),
            self.tr("Published"),
        )[section]


def _matches(figure: Figure, words: list[str]) -> bool:
    row = " ".join(
        (amount_text(figure), str(figure.value), figure.unit, figure.counted, figure.event, figure.phrase,
         figure.sentence, figure.title, figure.published, figure.label)
    ).casefold()  # fmt: skip
    return all(word in row for word in words)


class ConflictsModel(QAbstractItemModel):
    """What is counted, and below it the figures that contradict each other, side by side."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.conflicts: Sequence[Conflict] = ()

    def show(self, conflicts: Sequence[Conflict]) -> None:
        """Puts other conflicts in place of those shown."""
        self.beginResetModel()
        self.conflicts = conflicts
        self.endResetModel()

    def index(self, row: int, column: int, parent: Index = _NO_PARENT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride] - Qt overloads
        if not child.isValid() or child.internalId() == 0:
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        if not parent.isValid():
            return len(self.conflicts)
        if parent.internalId() or parent.column():
            return 0
        return len(self.conflicts[parent.row()].figures)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 4

    def figure(self, index: Index) -> Figure | None:
        """The figure of a line, None for a heading."""
        if not index.isValid() or not index.internalId():
            return None
        return self.conflicts[index.internalId() - 1].figures[index.row()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        figure = self.figure(index)
        if figure is None:
            cells = self._heading(self.conflicts[index.row()])
            return (
                "; ".join(filter(None, cells)) if role == Qt.ItemDataRole.AccessibleTextRole else cells[index.column()]
            )
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return spoken(figure)
        return (amount_text(figure), figure.title, published_text(figure.published), figure.sentence)[index.column()]

    def _heading(self, conflict: Conflict) -> tuple[str, str, str, str]:
        thing = " · ".join(part for part in (conflict.counted, conflict.event) if part)
        return (
            thing,
            self.tr("%Ln article(s)", None, conflict.articles),
            "",
            self.tr("{values} — {names}").format(
                values=" · ".join(conflict.amounts), names=", ".join(name.title() for name in conflict.about)
            ),
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("Value"), self.tr("Article"), self.tr("Published"), self.tr("Sentence"))[section]
