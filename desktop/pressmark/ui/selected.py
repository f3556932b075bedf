"""What is selected: shown in the panel on the right, and the actions that it makes possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pressmark.core.annotation import Annotation, Relation
from pressmark.core.errors import UserError
from pressmark.core.span import Span
from pressmark.services.history import HistoryEntry

if TYPE_CHECKING:
    from pressmark.ui.main_window import MainWindow

_STORY = 1_000
"""So many things that happened to a mark are told."""


class Selected(QObject):
    """Follows the selection of a window's page."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def show(self, annotation: Annotation | None, span: Span | None) -> None:
        """Shows a mark, or else a relation, or else the words that are selected."""
        document = self._window.workbench.document
        if document is not None and annotation is not None:
            self._window.inspector.show_annotation(document, annotation, history=lambda: self._history_of(annotation))
        elif self._window.relating.selected is not None:
            self.show_relation(self._window.relating.selected)
        elif document is not None and span is not None:
            self._window.inspector.show_nothing(span.of(document.text))
        else:
            self._window.inspector.show_nothing(article=document is not None)
        self.enable()

    def show_relation(self, relation: Relation | None) -> None:
        """Shows a relation; with None what else is selected."""
        document = self._window.workbench.document
        if document is not None and relation is not None:
            self._window.inspector.show_relation(document, relation, known=self._window.relating.known_labels())
            self.enable()
        elif self._window.marking.selected is None:
            self.show(None, self._window.page.selection)

    def _history_of(self, annotation: Annotation) -> list[HistoryEntry]:
        session, document = self._window.workbench.session, self._window.workbench.document
        if session is None or document is None:
            return []
        try:
            return session.history(article_id=document.article.id, annotation_id=annotation.id, limit=_STORY)
        except UserError as error:
            self._window.workbench.tell(error)
            return []

    def enable(self) -> None:
        """Lets those actions be chosen that mean something now."""
        has_article = self._window.workbench.document is not None
        selected = self._window.marking.selected is not None
        for name in (
            "find", "find_next", "find_previous", "next_undecided", "previous_undecided", "next_mark",
            "previous_mark", "accept_all", "done_next", "toggle_done", "next_article", "previous_article", "detect",
            "edit_published", "remove_article", "save_original", "figures",
        ):  # fmt: skip
            self._window.actions_[name].setEnabled(has_article)
        for name in (
            "accept",
            "reject",
            "reopen",
            "edit_reading",
            "edit_note",
            "relate",
            "equal_here",
            "equal_everywhere",
        ):
            self._window.actions_[name].setEnabled(selected)
        self._window.actions_["remove"].setEnabled(selected or self._window.page.selected_relation is not None)
        self._window.actions_["label_selection"].setEnabled(selected or self._window.page.selection is not None)
        self._window.actions_["export"].setEnabled(has_article)
        self._window.top.export_button.setEnabled(has_article)
