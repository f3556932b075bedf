"""What an export would lose, before it takes its name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from pressmark.services.export_report import ExportReport
from pressmark.ui.dialogs.export_losses import LossTable
from pressmark.ui.dialogs.look import button, button_row, resize_within_screen, rule, text_label
from pressmark.ui.telling import told


class ExportCheckDialog(QDialog):
    """Shows every loss of an export that is built and proved but not published.

    Args:
        report: of the export.
        form: what the format is called.
        headlines: by article id.

    Signals:
        place_chosen(str, Span): somebody wants to see that place in that article; the dialog has closed.
        back_chosen(): somebody wants to choose otherwise; the dialog has closed.
    """

    place_chosen = Signal(str, object)
    back_chosen = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        report: ExportReport,
        form: str,
        headlines: Mapping[str, str],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.title = text_label(self.tr("{form} does not hold everything").format(form=form), role="title", wrap=True)
        self.sentence = text_label(_lost_words(report.loss_count), wrap=True)
        self.table = LossTable(report.losses, report.reasons, headlines)
        self.table.chosen.connect(lambda _loss: self._on_show())
        self.back_button = button(self.tr("&Back"), description=self.tr("Chooses other options or another format."))
        self.show_button = button(
            self.tr("&Show in the article"), description=self.tr("Closes this and opens the article at the mark.")
        )
        self.cancel_button = button(self.tr("Cancel"))
        self.export_button = button(self.tr("&Export all the same"), role="primary")
        self.export_button.setDefault(True)
        self.back_button.clicked.connect(self._on_back)
        self.show_button.clicked.connect(self._on_show)
        self.cancel_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(self.title)
        layout.addWidget(self.sentence)
        layout.addWidget(self.table, 1)
        for note in report.notes:
            layout.addWidget(text_label(told(note), role="small", wrap=True))
        layout.addWidget(rule())
        layout.addLayout(button_row(self.back_button, self.show_button, None, self.cancel_button, self.export_button))
        resize_within_screen(self, 860, 600)
        self.table.view.setFocus()

    def _on_show(self) -> None:
        loss = self.table.current()
        if loss is not None:
            self.reject()
            self.place_chosen.emit(loss.article_id, loss.span)

    def _on_back(self) -> None:
        self.reject()
        self.back_chosen.emit()


def _lost_words(count: int) -> str:
    translate = QCoreApplication.translate
    if count == 1:
        words = translate(
            "ExportCheckDialog",
            "{count} annotation would be left out, widened or changed. Nothing has been written yet.",
        )
    else:
        words = translate(
            "ExportCheckDialog",
            "{count} annotations would be left out, widened or changed. Nothing has been written yet.",
        )
    return words.format(count=QLocale().toString(count))
