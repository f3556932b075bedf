"""Export from the window: ask, write in the background, tell what was written and what did not fit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from pressmark.core.errors import Cancelled, UserError
from pressmark.core.span import Span
from pressmark.services import exporting
from pressmark.services.exporting import ExportReport, ExportRequest
from pressmark.ui.dialogs.export_choice import Articles, ExportChoice, FormatChoice
from pressmark.ui.dialogs.export_dialog import ExportDialog
from pressmark.ui.dialogs.export_report_dialog import ExportReportDialog, WrittenFile
from pressmark.ui.io_lane import Job
from pressmark.ui.workbench import Notice

if TYPE_CHECKING:
    from pressmark.ui.main_window import MainWindow


class Exporting(QObject):
    """Answers the window's Export.

    Attributes:
        dialog: the one that is open: the question, or the report; None when none is.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bench = window.workbench
        self.dialog: QDialog | None = None
        window.export_requested.connect(self.ask)

    def ask(self) -> None:
        """Opens the question."""
        project = self._bench.project
        if project is None:
            return
        document = self._bench.document
        place = Path(project.target) if "://" not in project.target else Path.home() / project.name
        try:
            formats = self._formats()
        except UserError as error:
            self._bench.tell(error)
            return
        dialog = ExportDialog(
            self._window,
            formats=formats,
            labels=project.labels,
            count=self._count,
            folder=Path.home(),
            name=place.stem,
            open_article=None if document is None else document.article.meta.headline or document.article.meta.source,
            last=self._window.settings.last_export,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.export_chosen.connect(self.export)
        self._keep(dialog)
        dialog.open()

    def _formats(self) -> list[FormatChoice]:
        choices = []
        for form in exporting.writers():
            title, _, description = form.title.partition(": ")
            name = f"{title} ({form.extension})"
            choices.append(FormatChoice(form.name, name, description, form.extension, whole_tokens=not form.lossless))
        return choices

    def _keep(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _code, gone=dialog: self._on_gone(gone))

    def _on_gone(self, dialog: QDialog) -> None:
        if self.dialog is dialog:  # a report may have taken the place of its question
            self.dialog = None

    def _ids(self, choice: ExportChoice) -> tuple[str, ...] | None:
        document = self._bench.document
        return (document.article.id,) if choice.articles is Articles.OPEN and document is not None else None

    def _count(self, choice: ExportChoice) -> tuple[int, int]:
        project = self._bench.project
        if project is None:
            return 0, 0
        return project.export_counts(
            ids=self._ids(choice),
            statuses=choice.statuses,
            labels=choice.labels,
            only_done=choice.articles is Articles.DONE,
        )

    def export(self, choice: ExportChoice) -> None:
        """Writes what was chosen, in the file lane."""
        project = self._bench.project
        if project is None:
            return
        self._window.change_settings(self._window.settings.but(last_export=choice.remembered()))
        request = ExportRequest(
            choice.format,
            choice.target,
            statuses=choice.statuses,
            labels=choice.labels,
            ids=self._ids(choice),
            only_done=choice.articles is Articles.DONE,
            split={name: share / 100 for name, share in choice.split} or None,
            seed=choice.seed,
            inside=choice.inside_tokens,
        )
        total = self._count(choice)[1]
        again = project.again

        def work(job: Job) -> ExportReport:
            with again() as reading:
                report = exporting.run(
                    request,
                    lambda: reading.export_stream(
                        ids=request.ids, statuses=request.statuses, only_done=request.only_done
                    ),
                    progress=job.progress,
                    cancelled=job.cancelled,
                    total=total,
                )
                report.save()
                return report

        self._bench.files.run(self.tr("Exporting"), work, done=self._on_written, failed=self._on_failed)

    def _on_written(self, report: ExportReport) -> None:
        project = self._bench.project
        if project is None:
            return
        wanted = {loss.article_id for loss in report.losses}
        headlines = {row.id: row.headline or row.source or row.id for row in project.articles() if row.id in wanted}
        files = [WrittenFile(part.path, part.articles, part.annotations, part.name) for part in report.parts]
        dialog = ExportReportDialog(
            self._window, files=files, losses=report.losses, headlines=headlines, notes=report.notes
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.loss_chosen.connect(self._on_loss)
        self._keep(dialog)
        dialog.show()

    def _on_loss(self, article_id: str, span: Span) -> None:
        self._window.show_place(article_id, span)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._bench.tell(error)
        elif isinstance(error, Cancelled):
            self._bench.noticed.emit(Notice(self.tr("The export was cancelled; no file has changed.")))
        else:
            raise error
