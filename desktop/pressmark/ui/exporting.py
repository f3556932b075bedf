"""Export from the window: ask, check in the background, show what is lost, write, tell what was written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from pressmark.core.errors import Cancelled, UserError
from pressmark.core.ports import Loss
from pressmark.core.span import Span
from pressmark.services import exporting, jobs
from pressmark.services.exporting import ExportReport, ExportRequest
from pressmark.services.jobs import Kept
from pressmark.services.reshaping import label_map
from pressmark.ui.dialogs.export_check_dialog import ExportCheckDialog
from pressmark.ui.dialogs.export_choice import Articles, ExportChoice, FormatChoice
from pressmark.ui.dialogs.export_dialog import ExportDialog
from pressmark.ui.dialogs.export_report_dialog import ExportReportDialog, WrittenFile
from pressmark.ui.io_lane import Job
from pressmark.ui.telling import told
from pressmark.ui.workbench import Notice

if TYPE_CHECKING:
    from pressmark.formats.base import WriterFormat
    from pressmark.ui.main_window import MainWindow

_REMEMBERED = "export.last"


class Exporting(QObject):
    """Answers the window's Export.

    Attributes:
        dialog: the one that is open: the question, what would be lost, or the report; None when none is.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bench = window.workbench
        self.dialog: QDialog | None = None

    def ask(self) -> None:
        """Opens the question."""
        self._bench.workshop.expect()
        project = self._bench.project
        if project is None:
            return
        document = self._bench.document
        place = Path(project.target) if "://" not in project.target else Path.home() / project.name
        try:
            formats = self._formats()
            last = self._last()
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
            last=last,
            query=self._window.articles.search.text().strip(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.export_chosen.connect(self.export)
        self._keep(dialog)
        dialog.open()

    def _formats(self) -> list[FormatChoice]:
        groups = self._groups()
        order = list(groups)
        forms = sorted(
            exporting.writers(), key=lambda form: order.index(form.name) if form.name in groups else len(order)
        )
        titles = Counter(_title(form)[0] for form in forms)
        choices = []
        for form in forms:
            title, description = _title(form)
            if titles[title] > 1:  # several of one program's formats
                title = self.tr("{program}, {what}").format(program=title, what=description.partition(",")[0])
            group = groups.get(form.name, self.tr("More"))
            choices.append(
                FormatChoice(
                    form.name, title, description, form.extension, group, form.holds, form.choices, form.columns
                )
            )
        return choices

    def _groups(self) -> dict[str, str]:
        """The heading of each format, in the order of the headings."""
        headings = {
            self.tr("Everything"): "jsonl",
            self.tr("Train a model"): "spacy-train huggingface spacy spacy-json spacy-lists",
            self.tr("Columns of tokens"): "conll conll2000 conll2002 conll2012 bio bioes biluo iob conllu",
            self.tr(
                "Other annotation programs"
            ): "prodigy doccano doccano-relations doccano-conll label-studio label-studio-project brat webanno "
            "cas-xmi cas-json gate refi-qda",
            self.tr("Standards of exchange"): "web-annotation pubannotation bioc bioc-json timeml",
            self.tr("To read, to count"): "csv csv-figures html markdown-report",
        }
        return {name: heading for heading, names in headings.items() for name in names.split()}

    def _last(self) -> dict[str, Any]:
        """The choices of this project's last export, or else of any project's."""
        project = self._bench.project
        kept = None if project is None else project.state(_REMEMBERED)
        try:
            row = json.loads(kept) if kept else None
        except ValueError:
            row = None  # a project that somebody wrote into by hand
        return row if isinstance(row, dict) else dict(self._window.settings.last_export)

    def _keep(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _code, gone=dialog: self._on_gone(gone))

    def _on_gone(self, dialog: QDialog) -> None:
        if self.dialog is dialog:  # a report may have taken the place of its question
            self.dialog = None

    def _request(self, choice: ExportChoice) -> ExportRequest:
        document = self._bench.document
        only_open = choice.articles is Articles.OPEN and document is not None
        columns = tuple(name.strip() for name in choice.columns.split(",") if name.strip())
        return ExportRequest(
            choice.format,
            choice.target,
            statuses=choice.statuses,
            labels=choice.labels,
            ids=(document.article.id,) if only_open and document is not None else None,
            query=choice.query if choice.articles is Articles.FOUND else "",
            only_done=choice.articles is Articles.DONE,
            split={name: share / 100 for name, share in choice.split} or None,
            split_by=choice.split_by,
            seed=choice.seed,
            mapping=label_map([choice.names]) if choice.names else {},
            figures=choice.figures,
            overlaps=choice.overlaps,
            inside=choice.inside_tokens,
            sentences=choice.sentences,
            whole_text=choice.whole_text,
            scheme=choice.scheme,
            columns=columns or None,
            offsets=choice.offsets,
        )

    def _count(self, choice: ExportChoice) -> tuple[int, int]:
        project = self._bench.project
        if project is None:
            return 0, 0
        try:
            return exporting.counts(project, self._request(choice))
        except UserError:
            return 0, 0  # names for labels that are half typed; the dialog says what is wrong with them

    def export(self, choice: ExportChoice) -> None:
        """Builds and proves what was chosen, in the file lane; then asks, or publishes what loses nothing."""
        project = self._bench.project
        if project is None:
            return
        try:
            request = self._request(choice)
            project.set_state(_REMEMBERED, json.dumps(choice.remembered()))
        except UserError as error:
            self._bench.tell(error)
            return
        self._window.change_settings(self._window.settings.but(last_export=choice.remembered()))
        self._bench.in_workshop(
            self.tr("Checking the export"), jobs.export, request, done=self._on_prepared, failed=self._on_failed
        )

    def _on_prepared(self, result: Kept | ExportReport) -> None:
        if isinstance(result, ExportReport):
            self._on_written(result)
            return
        form = next(form for form in exporting.writers() if form.name == result.report.format)
        dialog = ExportCheckDialog(
            self._window,
            report=result.report,
            form=_title(form)[0],
            headlines=self._headlines(result.report.losses),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._write(result))
        dialog.rejected.connect(lambda: self._discard(result))
        dialog.place_chosen.connect(self._on_loss)
        dialog.back_chosen.connect(self.ask)
        self._keep(dialog)
        dialog.open()

    def _write(self, kept: Kept) -> None:
        self._end(jobs.publish, kept, done=self._on_written)

    def _discard(self, kept: Kept) -> None:
        self._end(jobs.discard, kept, done=lambda _nothing: None)

    def _end(self, how: Callable[..., Any], kept: Kept, *, done: Callable[[Any], None]) -> None:
        workshop = self._bench.workshop

        def work(job: Job) -> Any:
            return workshop.run(how, kept.number, job=job)

        self._bench.files.run(self.tr("Exporting"), work, done=done, failed=self._on_failed)

    def _headlines(self, losses: Iterable[Loss]) -> dict[str, str]:
        project = self._bench.project
        wanted = {loss.article_id for loss in losses}
        if project is None or not wanted:
            return {}
        rows = project.rows(sorted(wanted)).values()
        return {row.id: row.headline or row.source or row.id for row in rows}

    def _on_written(self, report: ExportReport) -> None:
        if self._bench.project is None:
            return
        files = [WrittenFile(part.path, part.articles, part.annotations, part.name) for part in report.parts]
        dialog = ExportReportDialog(
            self._window,
            files=files,
            losses=report.losses,
            reasons=report.reasons,
            headlines=self._headlines(report.losses),
            notes=report.notes,
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


def _title(form: WriterFormat) -> tuple[str, str]:
    """A format's title in the window's language: what it is called, and what it is."""
    title, _, description = told(form.title).partition(":")
    return title.strip(), description.strip()
