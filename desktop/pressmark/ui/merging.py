"""What was detected comes into its article: merged in the workshop, and shown where the article is open."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pressmark.core.document import Document
from pressmark.core.errors import UserError
from pressmark.services import jobs
from pressmark.services.jobs import Merged
from pressmark.services.project import Place, Project
from pressmark.ui.io_lane import IoLane, Job
from pressmark.ui.turns import next_turn

if TYPE_CHECKING:
    from pressmark.services.detection import Finished
    from pressmark.ui.workbench import Workbench


class Merging(QObject):
    """Takes what the detector has finished; 20,000 suggestions take a second or two."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._lane = IoLane(self)
        self._to_show: deque[tuple[Project, Merged, Document | None]] = deque()

    @property
    def busy(self) -> bool:
        """Whether something is being merged, or has still to be shown."""
        return self._lane.busy or bool(self._to_show)

    def close(self) -> None:
        """Waits for what is being merged; what comes after it is given up."""
        self._lane.close()
        self._to_show.clear()

    def take(self, finished: Finished) -> None:
        """Merges a result, after those before it."""
        bench, project = self._bench, self._bench.project
        if project is None:
            return
        workshop, place, before = bench.workshop, project.place, bench.document

        def work(job: Job) -> tuple[Merged, Document | None] | None:
            merged = workshop.run(jobs.merge, place, finished, job=job)
            return None if merged is None else (merged, _after(before, merged, place))

        def done(merged: tuple[Merged, Document | None] | None) -> None:
            if merged is not None:
                self._to_show.append((project, *merged))
                next_turn(self, self._show_next)

        self._lane.run("", work, done=done, failed=self._on_failed)

    def _show_next(self) -> None:
        """Shows what came of one merge; apart from taking it over, since each of the two is long for many marks."""
        if not self._to_show:  # it was given up
            return
        project, merged, document = self._to_show.popleft()
        if self._bench.project is project:
            self._show(merged, document)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._bench.tell(error)
        else:
            raise error

    def _show(self, merged: Merged, document: Document | None) -> None:
        bench = self._bench
        assert bench.project is not None
        assert bench.session is not None
        if merged.labels != bench.project.labels:
            bench.project.reload_labels()
            bench.show_new_labels()
        if document is None and bench.document is not None and bench.document.article.id == merged.article_id:
            document = bench.project.document(merged.article_id)  # it was opened while its suggestions were merged
        before = None if document is None else bench.session.adopt(document)
        if before is not None and document is not None and document.revision == before.revision + 1:
            bench.document_changed.emit(document, merged.changes)
        elif before is not None:
            bench.show_overtaken(before)
        bench.articles_changed.emit(frozenset({merged.article_id}))
        bench.saving.tell()


def _after(before: Document | None, merged: Merged, place: Place) -> Document | None:
    """The article as it is after a merge, made of what was open and what has moved; in the lane's thread.

    None for an article that is not open: nobody has to see it.
    """
    if before is None or before.article.id != merged.article_id:
        return None
    if before.revision != merged.revision - 1:  # somebody was quicker
        with place.open() as project:
            return project.document(merged.article_id)
    put = list(jobs.unsealed(merged.put))
    changed = [one.id for one in put if one.id in before]
    return before.changed(removed=[*merged.gone, *changed], put=put, relations=merged.relations)
