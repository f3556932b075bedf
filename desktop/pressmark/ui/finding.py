"""Find in the article: the bar asks, the page finds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from pressmark.ui.actions import Actions
from pressmark.ui.article_view import ArticleView
from pressmark.ui.dialogs.find_bar import FindBar


class Finding(QObject):
    """Joins the find bar with the page.

    Args:
        bar: where the words are typed.
        page: where they are looked for.
        actions: whose find actions this answers.
        left: called when the bar was closed.
        parent: owns this.
    """

    def __init__(
        self, bar: FindBar, page: ArticleView, actions: Actions, *, left: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bar, self._page, self._left = bar, page, left
        bar.query_changed.connect(self._on_query)
        bar.next_asked.connect(self.forth)
        bar.previous_asked.connect(self.back)
        bar.closed.connect(self._on_closed)
        actions.on("find", self.ask)
        actions.on("find_next", self.forth)
        actions.on("find_previous", self.back)

    def ask(self) -> None:
        """Opens the bar."""
        if self._page.document is not None:
            self._bar.open_bar()

    def forth(self) -> None:
        """Goes to the next hit."""
        self._go(backwards=False)

    def back(self) -> None:
        """Goes to the previous hit."""
        self._go(backwards=True)

    def _go(self, *, backwards: bool) -> None:
        self._page.find_next(backwards=backwards)
        self._bar.show_hits(*self._page.find_position)

    def _on_query(self, query: str) -> None:
        self._page.set_find(query)
        self._bar.show_hits(*self._page.find_position)

    def _on_closed(self) -> None:
        self._page.set_find("")
        self._left()
