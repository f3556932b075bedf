"""Every figure of the article or the project as a table, and where articles disagree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTabWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from pressmark.core.annotation import Status
from pressmark.services.figures import LIMIT, Conflict, Figure
from pressmark.ui.dialogs.fields import ComboBox
from pressmark.ui.dialogs.figures_models import ConflictsModel, FiguresModel
from pressmark.ui.dialogs.look import announce, button, button_row, resize_within_screen, text_label
from pressmark.ui.dialogs.rows import CellDelegate

_BOTH = frozenset({Status.ACCEPTED, Status.SUGGESTED})
_WIDTHS = (96, 64, 110, 96, 190, 330, 190)
_VALUE_COLUMNS = (0, 1)
_CELL_MARGIN = 10
_WIDEST_VALUE = 220
_OPEN_AT_FIRST = 100
_MANY = 10_000
"""Rows; more than these are searched when the typing pauses."""


class FiguresDialog(QDialog):
    """Stands beside the window and follows it.

    Signals:
        wanted(bool): the figures of the open article (True) or of the whole project are to be shown.
        figure_chosen(Figure): somebody wants to see where it stands.
        copy_wanted(list of Figure): to the clipboard.
        save_wanted(list of Figure): to a file.
    """

    wanted = Signal(bool)
    figure_chosen = Signal(object)
    copy_wanted = Signal(object)
    save_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Figures"))
        resize_within_screen(self, 1120, 620)
        self._reading = self._cut = False
        self.scope = _drop_down(self.tr("Where"), (self.tr("The whole project"), self.tr("Only this article")))
        self.status = _drop_down(
            self.tr("Which"), (self.tr("Accepted and suggested"), self.tr("Accepted"), self.tr("Suggested"))
        )
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search values, things, sentences…"))
        self.search.setAccessibleName(self.tr("Search the figures"))
        self.model = FiguresModel(self)
        self.conflicts_model = ConflictsModel(self)
        self.view = self._table()
        self.conflicts_view = self._tree()
        self.tabs = QTabWidget()
        self.tabs.addTab(self.view, self.tr("All figures"))
        self.tabs.addTab(self.conflicts_view, self.tr("Articles disagree"))
        self.tabs.setAccessibleName(self.tr("Figures or disagreements"))
        self.hint = text_label(role="small", wrap=True)
        self.copy_button = button(
            self.tr("&Copy"), description=self.tr("The chosen rows, or all that are shown, as a table.")
        )
        self.save_button = button(self.tr("&Save as CSV…"), description=self.tr("The rows that are shown, as a file."))
        self.show_button = button(self.tr("Show in the &article"), role="primary")
        self.close_button = button(self.tr("Close"))
        self._lay_out()
        self._connect()
        self.show_figures((), ())
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _table(self) -> QTreeView:
        view = QTreeView()
        view.setModel(self.model)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setItemDelegate(CellDelegate(view, muted_column=5))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setAllColumnsShowFocus(True)
        view.setAccessibleName(self.tr("Figures"))
        header = view.header()
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, width)
        header.setSectionsMovable(True)
        view.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        return view

    def _tree(self) -> QTreeView:
        view = QTreeView()
        view.setModel(self.conflicts_model)
        view.setUniformRowHeights(True)
        view.setItemDelegate(CellDelegate(view, muted_column=3))
        view.setAccessibleName(self.tr("Where articles disagree"))
        header = view.header()
        for column, width in enumerate((210, 280, 130)):
            header.resizeSection(column, width)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        return view

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.scope)
        top.addWidget(self.status)
        top.addWidget(self.search, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 18)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.hint)
        layout.addLayout(button_row(self.copy_button, self.save_button, None, self.close_button, self.show_button))

    def _connect(self) -> None:
        self.scope.currentIndexChanged.connect(lambda _index: self.wanted.emit(self.here_only))
        self.status.currentIndexChanged.connect(lambda _index: self._on_filter())
        self._typing = QTimer(self, singleShot=True, interval=200)
        self._typing.timeout.connect(self._on_filter)
        self.search.textChanged.connect(
            lambda _text: self._typing.start() if self.model.total > _MANY else self._on_filter()
        )
        self.tabs.currentChanged.connect(lambda _index: self._show_state())
        for view in (self.view, self.conflicts_view):
            view.activated.connect(self._on_activated)
            view.selectionModel().selectionChanged.connect(lambda _new, _old: self._show_state())
        self.view.model().modelReset.connect(self._show_state)
        self.copy_button.clicked.connect(self._on_copy)
        self.save_button.clicked.connect(lambda: self.save_wanted.emit(list(self.model.shown)))
        self.show_button.clicked.connect(self._on_show)
        self.close_button.clicked.connect(self.reject)
        copying = QAction(self)
        copying.setShortcut(QKeySequence.StandardKey.Copy)
        copying.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copying.triggered.connect(self._on_copy)
        self.tabs.addAction(copying)

    @property
    def here_only(self) -> bool:
        """Only the open article is wanted."""
        return self.scope.currentIndex() == 1

    def show_reading(self) -> None:
        """Says that the project is being read; what is shown stays until then."""
        self._reading = True
        self._show_state()

    def show_figures(self, figures: Sequence[Figure], conflicts: Sequence[Conflict]) -> None:
        """Puts what was found in place of what is shown."""
        self._reading = False
        self._cut = len(figures) >= LIMIT
        self.model.show(figures)
        self._make_room_for_values()
        self.conflicts_model.show(conflicts)
        for row in range(min(len(conflicts), _OPEN_AT_FIRST)):
            self.conflicts_view.expand(self.conflicts_model.index(row, 0, QModelIndex()))
        self.tabs.setTabText(1, self.tr("Articles disagree ({count})").format(count=len(conflicts)))
        self._show_state()

    def _make_room_for_values(self) -> None:
        """A number that ends in dots is another number; words may end so."""
        for column in _VALUE_COLUMNS:
            wanted = self.view.sizeHintForColumn(column) + _CELL_MARGIN
            self.view.header().resizeSection(column, max(_WIDTHS[column], min(wanted, _WIDEST_VALUE)))

    def _on_filter(self) -> None:
        statuses = (_BOTH, frozenset({Status.ACCEPTED}), frozenset({Status.SUGGESTED}))[self.status.currentIndex()]
        self.model.filter(self.search.text(), statuses)
        announce(self.search, self.hint.text())

    def _show_state(self) -> None:
        self.show_button.setEnabled(self._current() is not None)
        self.copy_button.setEnabled(bool(self._to_copy()))
        self.save_button.setEnabled(bool(self.model.shown))
        self.hint.setText(self._hint())

    def _hint(self) -> str:
        if self._reading:
            return self.tr("Reading the figures of the project…")
        if self.tabs.currentIndex() == 1:
            if not self.conflicts_model.conflicts:
                return self.tr("No two articles give different values for what looks like the same thing.")
            return self.tr(
                "Same thing counted, same event, the same names around it, and values that do not fit together."
            )
        if self._cut:
            return self.tr("The first {count} figures; the project has more. Search, or look at one article.").format(
                count=f"{LIMIT:,}"
            )
        return self.tr("%Ln figure(s)", None, self.model.rowCount())

    def _current(self) -> Figure | None:
        if self.tabs.currentIndex() == 1:
            return self.conflicts_model.figure(self.conflicts_view.currentIndex())
        index = self.view.currentIndex()
        return self.model.shown[index.row()] if index.isValid() else None

    def _to_copy(self) -> list[Figure]:
        if self.tabs.currentIndex() == 1:
            return [figure for conflict in self.conflicts_model.conflicts for figure in conflict.figures]
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.shown[row] for row in rows] if rows else list(self.model.shown)

    def _on_copy(self) -> None:
        if figures := self._to_copy():
            self.copy_wanted.emit(figures)
            self.hint.setText(self.tr("%Ln row(s) copied", None, len(figures)))
            announce(self, self.hint.text())

    def _on_activated(self, _index: QModelIndex) -> None:
        self._on_show()

    def _on_show(self) -> None:
        figure = self._current()
        if figure is not None:
            self.figure_chosen.emit(figure)


def _drop_down(name: str, choices: Sequence[str]) -> ComboBox:
    field = ComboBox()
    field.addItems(list(choices))
    field.setAccessibleName(name)
    return field
