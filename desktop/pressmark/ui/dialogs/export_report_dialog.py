"""What an export has written, and whatever the format could not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from pressmark.core.ports import Loss
from pressmark.services.export_report import Reason
from pressmark.ui.dialogs.about_dialog import open_folder
from pressmark.ui.dialogs.export_losses import LossTable
from pressmark.ui.dialogs.look import button, button_row, resize_within_screen, text_label
from pressmark.ui.dialogs.rows import CellDelegate
from pressmark.ui.telling import told
from pressmark.ui.wording import annotations_words, articles_words


class WrittenFile(Struct, frozen=True):
    """One file of an export.

    Attributes:
        part: "train", "dev" or "test", or "" without a split.
        labels: how many annotations of each label it holds.
    """

    path: Path
    articles: int
    labels: Mapping[str, int]
    part: str = ""


class ExportReportDialog(QDialog):
    """Shows the result of an export beside the window; it does not keep the window from being used.

    Args:
        files: those written.
        losses: annotations that are not in the files as they are in the project; perhaps only the first ones.
        reasons: how many there are of each kind, of all; counted from `losses` when None.
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
        reasons: Mapping[Reason, int] | None = None,
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
            layout.addWidget(text_label(told(note), wrap=True))
        reasons = reasons or Counter((loss.what, loss.why) for loss in losses)
        self.losses = LossTable(losses, reasons, headlines or {})
        self.losses.chosen.connect(lambda loss: self.loss_chosen.emit(loss.article_id, loss.span))
        if losses:
            layout.addWidget(text_label(self._lost_words(sum(reasons.values())), role="strong", wrap=True))
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
        (self.losses.view if losses else self.close_button).setFocus()

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

    def _counted_words(self) -> str:
        annotations = sum(sum(file.labels.values()) for file in self._files)
        articles = sum(file.articles for file in self._files)
        names = QLocale().createSeparatedList(list(dict.fromkeys(file.path.name for file in self._files)))
        return self.tr("{annotations} of {articles}, written, read back and found right: {files}.").format(
            annotations=annotations_words(annotations), articles=articles_words(articles), files=names
        )

    def _lost_words(self, count: int) -> str:
        translate = QCoreApplication.translate
        if count == 1:
            return translate("ExportReportDialog", "{count} annotation did not fit the format as it was.").format(
                count=QLocale().toString(count)
            )
        return translate("ExportReportDialog", "{count} annotations did not fit the format as they were.").format(
            count=QLocale().toString(count)
        )
