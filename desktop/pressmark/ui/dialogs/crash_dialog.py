"""What is shown when a part of the program broke its promise: calm, and with everything still there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from pressmark.ui.dialogs.about_dialog import open_folder
from pressmark.ui.dialogs.look import button, button_row, text_label


class CrashDialog(QDialog):
    """Says what happened and where the report is.

    Args:
        sentence: what happened, to be read by anyone.
        report: the technical text, as it stands in the file.
        report_path: the file on this computer, or None when even that could not be written.
        show_folder: opens a folder in the file manager.

    Signals:
        copied(): the report is in the clipboard.
    """

    copied = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        sentence: str,
        report: str,
        report_path: Path | None,
        show_folder: Callable[[Path], None] = open_folder,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setMinimumWidth(520)
        self._report = report
        self.sentence = text_label(sentence, wrap=True)
        self.calm = text_label(
            self.tr("Nothing is lost: every decision was saved when you made it. You can go on."), wrap=True
        )
        if report_path is None:
            kept = self.tr("The report could not be written to a file; copy it from here.")
        else:
            kept = self.tr("The report is on this computer only, in {path}").format(path=report_path)
        self.kept = text_label(kept, role="small", wrap=True, selectable=True)
        self.details = QPlainTextEdit(report)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Report"))
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setMinimumHeight(190)
        self.details.hide()
        self.details_button = button(self.tr("Show the report"), role="link")
        self.details_button.setCheckable(True)
        self.copy_button = button(
            self.tr("&Copy report"), description=self.tr("Copies the report, to be sent to the authors by you.")
        )
        self.folder_button = button(self.tr("Open &folder"))
        self.folder_button.setVisible(report_path is not None)
        self.go_on_button = button(self.tr("&Go on"), role="primary")
        self.go_on_button.setDefault(True)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(text_label(self.tr("Something went wrong"), role="title"))
        layout.addWidget(self.sentence)
        layout.addWidget(self.calm)
        layout.addWidget(self.kept)
        layout.addLayout(button_row(self.details_button, None))
        layout.addWidget(self.details, 1)
        layout.addStretch()
        layout.addLayout(button_row(self.folder_button, None, self.copy_button, self.go_on_button))

        self.details_button.toggled.connect(self._on_details)
        self.copy_button.clicked.connect(self._on_copy)
        self.go_on_button.clicked.connect(self.accept)
        if report_path is not None:
            self.folder_button.clicked.connect(lambda: show_folder(report_path))
        self.go_on_button.setFocus()

    def _on_details(self, shown: bool) -> None:
        self.details.setVisible(shown)
        words = self.tr("Hide the report") if shown else self.tr("Show the report")
        self.details_button.setText(words)
        self.details_button.setAccessibleName(words)
        self.adjustSize()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy_button.setText(self.tr("Copied"))
        self.copied.emit()
