"""What an export has written, and whatever the format could not hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTreeView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pressmark.core.ports import Loss
from pressmark.ui.dialogs.about_dialog import open_folder
from pressmark.ui.dialogs.look import button, button_row, resize_within_screen, text_label
from pressmark.ui.dialogs.rows import CellDelegate

_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file of an export.

    Attributes:
        part: "train", "dev" or "test", or "" without a split.
        labels: how many annotations of each label it holds.
    """

    path: Path
    articles: int
    labels: Mapping[str, int]
    part: str = ""


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
        cells = (
            self._headlines.get(loss.article_id) or loss.source or loss.article_id,
            loss.text,
            loss.label,
            _what(loss.what),
            loss.why,
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


class ExportReportDialog(QDialog):
    """Shows the result of an export beside the window; it does not keep the window from being used.

    Args:
        files: those written.
        losses: annotations that are not in the files as they are in the project.
        headlines: by article id, to name the articles of losses.
        notes: sentences about what the reader should know.
        show_folder: opens a folder in the file manager.

    Signals:
        loss_chosen(str, Span): somebody wants to see that place in that article.
    """

    loss_chosen = Signal(str, object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        files: Sequence[WrittenFile],
        losses: Sequence[Loss] = (),
        headlines: Mapping[str, str] | None = None,
        notes: Sequence[str] = (),
        show_folder: Callable[[Path], None] = open_folder,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Exported"))
        resize_within_screen(self, 760, 540 if losses else 400)
        self._files = list(files)
        self._show_folder = show_folder
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(text_label(self.tr("Exported"), role="title"))
        self.sentence = text_label(self._counted_words(), wrap=True)
        layout.addWidget(self.sentence)

        self.files = self._files_table()
        layout.addWidget(self.files, 1)
        for note in notes:
            layout.addWidget(text_label(note, wrap=True))
        self.losses = QTreeView()
        self._model = _Losses(losses, headlines or {}, self)
        if losses:
            self._dress_losses()
            layout.addWidget(text_label(self._lost_words(len(losses)), role="strong", wrap=True))
            layout.addWidget(
                text_label(self.tr("Enter or a double-click shows the place in its article."), role="small")
            )
            layout.addWidget(self.losses, 2)
        else:
            self.losses.hide()
            layout.addWidget(text_label(self.tr("Nothing was left out or changed."), role="muted", wrap=True))

        self.folder_button = button(
            self.tr("Open &folder"), description=self.tr("Shows the files in the file manager.")
        )
        self.close_button = button(self.tr("Close"), role="primary")
        self.close_button.setDefault(True)
        self.folder_button.clicked.connect(self._on_folder)
        self.folder_button.setEnabled(bool(self._files))
        self.close_button.clicked.connect(self.accept)
        layout.addLayout(button_row(self.folder_button, None, self.close_button))
        (self.losses if losses else self.close_button).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if watched is self.losses and pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_loss(self.losses.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _on_loss(self, index: QModelIndex) -> None:
        if index.isValid():
            loss = self._model.losses[index.row()]
            self.loss_chosen.emit(loss.article_id, loss.span)

    def _on_folder(self) -> None:
        self._show_folder(self._files[0].path.parent)

    def _files_table(self) -> QTreeWidget:
        parts = len(self._files) > 1
        table = QTreeWidget()
        table.setAccessibleName(self.tr("Files written, with the annotations of each label"))
        headers = [self.tr("Label"), *((file.part or file.path.name) for file in self._files)]
        if parts:
            headers.append(self.tr("Together"))
        table.setHeaderLabels(headers)
        table.setRootIsDecorated(False)
        table.setItemDelegate(CellDelegate(table, muted_column=-1))
        locale = QLocale()
        rows: list[tuple[str, list[int]]] = [(self.tr("Articles"), [file.articles for file in self._files])]
        names = sorted({name for file in self._files for name in file.labels})
        rows += [(name, [file.labels.get(name, 0) for file in self._files]) for name in names]
        for name, numbers in rows:
            shown = [*numbers, sum(numbers)] if parts else numbers
            item = QTreeWidgetItem(table, [name, *(locale.toString(number) for number in shown)])
            for column in range(1, len(shown) + 1):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header = table.header()
        header.setStretchLastSection(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head = table.headerItem()
        for column in range(1, table.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            head.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if column <= len(self._files):
                head.setToolTip(column, str(self._files[column - 1].path))
        return table

    def _dress_losses(self) -> None:
        self.losses.setModel(self._model)
        self.losses.setAccessibleName(self.tr("What the format could not hold"))
        self.losses.setRootIsDecorated(False)
        self.losses.setUniformRowHeights(True)
        self.losses.setAllColumnsShowFocus(True)
        self.losses.setItemDelegate(CellDelegate(self.losses, muted_column=4))
        self.losses.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.losses.header()
        header.setStretchLastSection(True)
        for column, width in enumerate((200, 130, 90, 80)):
            header.resizeSection(column, width)
        self.losses.setCurrentIndex(self._model.index(0, 0))
        self.losses.doubleClicked.connect(self._on_loss)
        self.losses.installEventFilter(self)

    def _counted_words(self) -> str:
        translate = QCoreApplication.translate
        annotations = sum(sum(file.labels.values()) for file in self._files)
        articles = sum(file.articles for file in self._files)
        marks = (
            translate("ExportReportDialog", "%Ln annotation", "", annotations)
            if annotations == 1
            else translate("ExportReportDialog", "%Ln annotations", "", annotations)
        )
        texts = (
            translate("ExportReportDialog", "%Ln article", "", articles)
            if articles == 1
            else translate("ExportReportDialog", "%Ln articles", "", articles)
        )
        names = QLocale().createSeparatedList([file.path.name for file in self._files])
        return self.tr("{annotations} of {articles}, written, read back and found right: {files}.").format(
            annotations=marks, articles=texts, files=names
        )

    def _lost_words(self, count: int) -> str:
        translate = QCoreApplication.translate
        if count == 1:
            return translate("ExportReportDialog", "%Ln annotation did not fit the format as it was.", "", count)
        return translate("ExportReportDialog", "%Ln annotations did not fit the format as they were.", "", count)


def _what(what: str) -> str:
    translate = QCoreApplication.translate
    known = {
        "left out": translate("ExportReportDialog", "left out"),
        "widened": translate("ExportReportDialog", "widened"),
        "changed": translate("ExportReportDialog", "changed"),
    }
    return known.get(what, what)
