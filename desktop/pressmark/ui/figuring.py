"""The figures table from the window: read, follow, go to, copy, save."""

from __future__ import annotations

import time
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from pressmark.core.annotation import Status
from pressmark.core.document import Document
from pressmark.core.errors import Cancelled
from pressmark.core.ports import AnnotatedArticle
from pressmark.services import figures
from pressmark.services.export_files import Draft, told
from pressmark.services.figures import Conflict, Figure
from pressmark.ui.io_lane import Job
from pressmark.ui.questions import REAL_QUESTIONS, Questions
from pressmark.ui.workbench import Notice

if TYPE_CHECKING:
    from pressmark.services.project import Project
    from pressmark.ui.dialogs.figures_dialog import FiguresDialog
    from pressmark.ui.main_window import MainWindow

_STATUSES = (Status.ACCEPTED, Status.SUGGESTED)
_MANY = 2_000
"""After a change of more articles than this the whole project is read anew."""

_SOON = 150
"""Milliseconds: detection and undo tell of many articles one after the other, which are looked at together."""


class Figuring(QObject):
    """Answers the window's “Figures”.

    Attributes:
        dialog: the one that is open, or None.
    """

    def __init__(self, window: MainWindow, *, questions: Questions = REAL_QUESTIONS) -> None:
        super().__init__(window)
        self._window = window
        self._bench = window.workbench
        self._questions = questions
        self.dialog: FiguresDialog | None = None
        self._by_article: dict[str, list[Figure]] = {}
        self._changed: set[str] = set()
        self._all_changed = False
        self._reading = 0
        self._under_way = False  # the file lane reads the project, or what has changed in it
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._follow)
        self._bench.articles_changed.connect(self._on_changed)
        self._bench.article_opened.connect(self._on_opened)

    def show(self) -> None:
        """Opens the table, or brings it to the front."""
        if self._bench.project is None:
            return
        if self.dialog is None:
            from pressmark.ui.dialogs.figures_dialog import FiguresDialog  # few starts need it

            self.dialog = FiguresDialog(self._window)
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.wanted.connect(lambda _here: self._read())
            self.dialog.figure_chosen.connect(self._go)
            self.dialog.copy_wanted.connect(self._copy)
            self.dialog.save_wanted.connect(self._save)
            self.dialog.finished.connect(self._on_gone)
            self._read()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _on_gone(self) -> None:
        self.dialog = None
        self._by_article = {}
        self._reading += 1
        self._under_way = False

    def _on_opened(self, _document: object) -> None:
        if self.dialog is not None and self.dialog.here_only:
            self._soon.start()

    def _on_changed(self, article_ids: frozenset[str] | None) -> None:
        if self.dialog is not None:
            self._all_changed |= article_ids is None
            self._changed |= article_ids or frozenset()
            self._soon.start()

    def _follow(self) -> None:
        dialog, project = self.dialog, self._bench.project
        if self._under_way and dialog is not None and not (dialog.here_only or self._all_changed):
            return  # what has changed meanwhile is looked at after that
        changed, self._changed = self._changed, set()
        everything, self._all_changed = self._all_changed, False
        if dialog is None or project is None:
            return
        if dialog.here_only or everything or len(changed) > _MANY:
            self._read()
        else:
            self._read_some(project, changed)

    def _read(self) -> None:
        """Reads the article, or starts to read the project."""
        dialog, project, document = self.dialog, self._bench.project, self._bench.document
        if dialog is None or project is None:
            return
        self._reading += 1
        self._under_way = not dialog.here_only
        if dialog.here_only:
            dialog.show_figures([] if document is None else _figures_of(document), ())
            return
        dialog.show_reading()
        again, reading = project.again, self._reading
        total = project.counts().all

        def work(job: Job) -> tuple[int, list[Figure], list[Conflict]]:
            with again() as other:
                found = figures.collect(
                    other.export_stream(statuses=_STATUSES),
                    total=total,
                    progress=job.progress,
                    cancelled=lambda: job.cancelled() or reading != self._reading,
                )
            return reading, found, figures.conflicts(found)

        self._bench.files.run(
            self.tr("Reading the figures"), work, done=self._on_read, failed=partial(self._on_failed, reading)
        )

    def _read_some(self, project: Project, changed: set[str]) -> None:
        """Reads a few articles anew and looks for disagreements; in a large project that takes seconds."""
        self._reading += 1
        self._under_way = True
        again, reading, known, began = project.again, self._reading, self._by_article, time.monotonic()

        def work(_job: Job) -> tuple[int, list[Figure], list[Conflict]]:
            with again() as other:
                there = other.rows(sorted(changed))
                fresh = {one: _figures_of(other.document(one)) if one in there else [] for one in changed}
            found = list(chain.from_iterable((known | fresh).values()))[: figures.LIMIT]
            return reading, found, figures.conflicts(found)

        def done(result: tuple[int, list[Figure], list[Conflict]]) -> None:
            # While articles come one by one, what else waits in the lane gets the most of it.
            self._soon.setInterval(max(_SOON, round(4000 * (time.monotonic() - began))))
            self._on_read(result)

        self._bench.files.run(self.tr("Reading the figures"), work, done=done, failed=partial(self._on_failed, reading))

    def _on_read(self, result: tuple[int, list[Figure], list[Conflict]]) -> None:
        reading, found, conflicts = result
        if self.dialog is None or reading != self._reading:
            return
        self._under_way = False
        if self._changed:
            self._soon.start()
        self._by_article = {}
        for figure in found:
            self._by_article.setdefault(figure.article_id, []).append(figure)
        self.dialog.show_figures(found, conflicts)

    def _on_failed(self, reading: int, error: BaseException) -> None:
        if reading == self._reading:
            self._under_way = False
        if not isinstance(error, Cancelled):  # for the next reading, or because nobody wants it any more
            self._bench.show_failure(error)

    def _go(self, figure: Figure) -> None:
        document = self._bench.document
        if document is None or document.article.id != figure.article_id:
            self._bench.open_article(figure.article_id)
        document = self._bench.document
        if document is not None and document.article.id == figure.article_id and figure.annotation_id in document:
            self._window.page.select(figure.annotation_id)
            self._window.activateWindow()
            self._window.page.setFocus()

    def _copy(self, chosen: list[Figure]) -> None:
        content = QMimeData()
        content.setText(figures.table(chosen, separator="\t"))
        content.setData("text/csv", figures.table(chosen).encode("utf-8"))
        QGuiApplication.clipboard().setMimeData(content)

    def _save(self, chosen: list[Figure]) -> None:
        project = self._bench.project
        name = self.tr("{project} figures.csv").format(project=project.name if project is not None else "")
        path = self._questions.save_table(self._window, name)
        if path is None:
            return

        def work(_job: Job) -> Path:
            with told(path), Draft(path) as draft:
                # The mark tells spreadsheets that it is UTF-8.
                draft.stream.write(b"\xef\xbb\xbf" + figures.table(chosen).encode("utf-8"))
                draft.close()
                draft.publish()
            return path

        self._bench.files.run(self.tr("Saving the figures"), work, done=self._on_saved, failed=self._bench.show_failure)

    def _on_saved(self, path: Path) -> None:
        self._window.notice.tell(Notice(self.tr("The figures were saved in {path}.").format(path=path)))


def _figures_of(document: Document) -> list[Figure]:
    return figures.of_article(AnnotatedArticle(document.article, tuple(document)))
