"""The history from the window: look at it, go to where something happened, return to a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from pressmark.core.errors import UserError
from pressmark.services import history, jobs
from pressmark.services.history import PastStep
from pressmark.ui.dialogs.history_dialog import HistoryDialog

if TYPE_CHECKING:
    from pressmark.ui.main_window import MainWindow


class Past(QObject):
    """Answers the window's “History”.

    Attributes:
        dialog: the one that is open, or None.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bench = window.workbench
        self.dialog: HistoryDialog | None = None
        # Some things tell both: looked at once, when the window has done what it was doing.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh)
        self._bench.history_changed.connect(self._soon.start)
        self._bench.article_opened.connect(lambda _document: self._soon.start())

    def show(self) -> None:
        """Opens the history, or brings it to the front."""
        if self._bench.project is None:
            return
        if self.dialog is None:
            self.dialog = HistoryDialog(self._window, load=self._load)
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.step_chosen.connect(self._go)
            self.dialog.return_wanted.connect(self.return_to)
            self.dialog.finished.connect(self._on_gone)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _on_gone(self) -> None:
        self.dialog = None

    def _load(self, here_only: bool, limit: int) -> Sequence[PastStep]:
        project, document = self._bench.project, self._bench.document
        if project is None or (here_only and document is None):
            return []
        try:
            here = document.article.id if here_only and document is not None else None
            return history.steps(project, article_id=here, limit=limit)
        except UserError as error:
            self._bench.tell(error)
            return []

    def _refresh(self) -> None:
        if self.dialog is not None:
            self.dialog.refresh()

    def _go(self, step: PastStep) -> None:
        document = self._bench.document
        if document is None or document.article.id not in step.articles:
            self._bench.open_article(step.articles[-1])

    def return_to(self, group: str | None) -> None:
        """Goes back (or forward) to right after a step; the window stays usable."""
        project = self._bench.project
        if project is not None:
            self._bench.in_workshop(self.tr("Returning"), jobs.return_to, group, done=self._bench.show_moved)
