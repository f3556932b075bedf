"""Marking equal words from the window: look for them in the background, show them, mark those that are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt

from pressmark.core.errors import Cancelled
from pressmark.core.span import Span
from pressmark.services import equal, jobs
from pressmark.services.equal import Found, Hit, Wanted
from pressmark.ui.actions import Actions
from pressmark.ui.article_view import ArticleView
from pressmark.ui.equal_panel import EqualPanel
from pressmark.ui.io_lane import IoLane, Job
from pressmark.ui.marking import Marking
from pressmark.ui.workbench import Workbench

_AT_ONCE = 100
"""So many places of the open article are marked without the background lane."""


class Equalling(QObject):
    """Answers “Mark all equal words”.

    Args:
        panel: shows what was found.
        view: the page, where the places of the open article are shown as they would be marked.
        workbench: carries the edits out.
        marking: knows what is selected.
        actions: whose two actions this answers.
        show_article: opens an article at a place.
        parent: owns this.
    """

    def __init__(
        self,
        panel: EqualPanel,
        view: ArticleView,
        workbench: Workbench,
        marking: Marking,
        actions: Actions,
        *,
        show_article: Callable[[str, Span], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panel, self._view, self._bench, self._marking = panel, view, workbench, marking
        self._lane = IoLane(self)
        self._wanted: Wanted | None = None
        self._everywhere = False
        self._hits: Sequence[Hit] = ()
        self._lane.progressed.connect(self._on_progress)
        actions.on("equal_here", lambda: self.ask(everywhere=False))
        actions.on("equal_everywhere", lambda: self.ask(everywhere=True))
        panel.wanted.connect(self.look)
        panel.hit_gone_to.connect(self._on_gone_to)
        panel.hit_opened.connect(lambda hit: show_article(hit.article_id, hit.span))
        panel.hits.chosen_changed.connect(self._show_previews)
        panel.taken.connect(self._on_taken)
        panel.closed.connect(self._on_closed)
        # When the page shows it, too.
        workbench.article_opened.connect(self._show_previews, Qt.ConnectionType.QueuedConnection)
        workbench.project_opened.connect(lambda _project: self.close())

    def ask(self, *, everywhere: bool) -> None:
        """Looks for the words of the selected mark, in the open article or in all."""
        document, selected = self._bench.document, self._marking.selected
        if document is None or selected is None:
            return
        words = selected.span.of(document.text)
        wanted = Wanted(words, selected.label, selected.status)
        self._panel.ask(wanted, everywhere=everywhere)
        self.look(wanted, everywhere)

    def look(self, wanted: Wanted, everywhere: bool) -> None:
        """Looks for places in the background; the last question alone is answered."""
        project, document = self._bench.project, self._bench.document
        if project is None or document is None:
            return
        self._wanted, self._everywhere = wanted, everywhere
        self._lane.cancel()
        again = project.again

        def work(job: Job) -> tuple[Wanted, bool, Found]:
            if not everywhere:
                return wanted, everywhere, equal.in_document(document, wanted)
            with again() as other:
                found = equal.in_project(other, wanted, progress=job.progress, cancelled=job.cancelled)
            return wanted, everywhere, found

        self._lane.run("", work, done=self._on_found, failed=self._on_failed)

    def _on_progress(self, done: int, total: int, _what: str) -> None:
        if self._panel.isVisible() and self._everywhere:
            self._panel.show_progress(done, total)

    def _on_found(self, result: tuple[Wanted, bool, Found]) -> None:
        wanted, everywhere, found = result
        if (wanted, everywhere) == (self._wanted, self._everywhere) and not self._panel.isHidden():
            self._panel.show_found(found)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self._panel.close_panel()
            self._bench.show_failure(error)

    # preview

    def _show_previews(self, _document: object = None) -> None:
        document = self._bench.document
        if document is None or self._panel.isHidden():
            self._view.show_previews([])
            return
        here = document.article.id
        self._view.show_previews([hit.span for hit in self._panel.chosen() if hit.article_id == here])

    def _on_gone_to(self, hit: Hit) -> None:
        document = self._bench.document
        if document is not None and document.article.id == hit.article_id:
            self._view.reveal_span(hit.span)

    # marking

    def _on_taken(self, wanted: Wanted, hits: Sequence[Hit]) -> None:
        self._leave()
        project, document = self._bench.project, self._bench.document
        if project is None or document is None:
            return
        spans: dict[str, list[Span]] = {}
        for hit in hits:
            spans.setdefault(hit.article_id, []).append(hit.span)
        if len(hits) <= _AT_ONCE and list(spans) == [document.article.id]:
            edit = equal.edit_of(document, wanted, spans[document.article.id], annotator=self._bench.annotator)
            self._bench.apply(edit)
            return
        self._bench.in_workshop(
            self.tr("Marking equal words"), jobs.mark_equal, wanted, spans, done=self._bench.show_moved
        )

    def _on_closed(self) -> None:
        self._lane.cancel()
        self._leave()

    def _leave(self) -> None:
        self._wanted = None
        self._show_previews()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Hides the panel and ends what runs."""
        self._lane.close()
        self._panel.hide()
        self._wanted = None
