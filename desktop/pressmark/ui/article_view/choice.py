"""What is selected on the page: a mark, a relation, words; where the text cursor stands; and what was searched for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtWidgets import QWidget

from pressmark.core import words
from pressmark.core.annotation import Status
from pressmark.core.document import Document
from pressmark.core.span import Span, trimmed
from pressmark.ui.article_view import caret as carets
from pressmark.ui.article_view.arrows import Arrow, Arrows
from pressmark.ui.article_view.canvas import Canvas
from pressmark.ui.article_view.find import Hits, find
from pressmark.ui.article_view.wording import description


class Choice(Canvas):
    """The canvas with at most one mark, one relation or one stretch of words selected, and a text cursor.

    Knows neither mouse nor keys: `ArticleView` turns them into calls of this.
    """

    selected_changed = Signal(object)
    """The id of the selected annotation, or None."""
    selection_changed = Signal(object)
    """The selected text as a Span, or None, whatever changed it."""
    text_selected = Signal(object, QPoint)
    """A Span that was selected by mouse and let go of, or None when the selection was cleared; and where (global)."""
    relation_selected = Signal(object)
    """The id of the selected relation, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arrows = Arrows(self._screen)
        self._selected_relation: str | None = None
        self._previews = Hits()
        self._selected: str | None = None
        self._anchor: int | None = None
        self._head = 0
        self._selection: Span | None = None
        self._goal_x: float | None = None
        self._query = ""
        self._hits = Hits()
        self._to_reveal: str | None = None

    # --- marks

    @property
    def selected(self) -> str | None:
        """The id of the selected annotation."""
        return self._selected

    def select(self, annotation_id: str | None, *, reveal: bool = True) -> None:
        """Selects an annotation, and brings it into view.

        An id that the document does not have selects nothing.
        """
        document = self.document
        annotation = document.get(annotation_id) if document and annotation_id else None
        if annotation is not None:
            self._set_selection(None)
            self._anchor = None
            self._head = annotation.span.start
        self._set_selected(annotation.id if annotation else None)
        # Before the first show the viewport has not its size yet, and nothing could be in view.
        self._to_reveal = annotation.id if annotation is not None and reveal and not self.isVisible() else None
        if annotation is not None and reveal and self.isVisible():
            self._reveal(annotation)
        self._describe()

    def _set_selected(self, annotation_id: str | None) -> None:
        if annotation_id is not None:
            self.select_relation(None)
        if annotation_id == self._selected:
            return
        before, self._selected = self._selected, annotation_id
        if self._screen.sheet:
            self._screen.sheet.selected = annotation_id
            for one in (before, annotation_id):
                annotation = self._screen.sheet.document.get(one) if one else None
                # Only these are drawn because they are selected; all others stand where they stood.
                if annotation and (annotation.status is Status.REJECTED or annotation.label in self._hidden):
                    self._screen.sheet.touch(one)
        self.viewport().update()
        self.selected_changed.emit(annotation_id)

    def near_selected(self, point: QPoint | QPointF) -> bool:
        """Whether the selected mark is under a point, or almost."""
        reach = self._faces.px(9)
        at = QPointF(point).toPoint()
        rects = self.rects_of(self._selected) if self._selected else []
        return any(rect.adjusted(-reach, -reach, reach, reach).contains(at) for rect in rects)

    # --- relations

    @property
    def selected_relation(self) -> str | None:
        """The id of the selected relation."""
        return self._selected_relation

    def select_relation(self, relation_id: str | None) -> None:
        """Selects a relation, and with that no annotation and no text."""
        if relation_id == self._selected_relation:
            return
        if relation_id is not None:
            self._set_selected(None)
            self.clear_selection()
        self._selected_relation = relation_id
        self.viewport().update()
        self.relation_selected.emit(relation_id)

    def _drop_gone_relation(self, document: Document) -> None:
        if self._selected_relation is not None and all(r.id != self._selected_relation for r in document.relations):
            self.select_relation(None)

    def relation_at(self, point: QPoint | QPointF) -> str | None:
        """The relation whose arrow is under a point."""
        self._arrows.settle(self._selected, self._selected_relation)
        return self._arrows.at(QPointF(point))

    def arrows(self) -> list[Arrow]:
        """The arrows on screen, in viewport coordinates."""
        return list(self._arrows.settle(self._selected, self._selected_relation))

    # --- words and the text cursor

    @property
    def selection(self) -> Span | None:
        """The selected text."""
        return self._selection

    def set_selection(self, span: Span | None) -> None:
        """Selects text, as it is, and puts the text cursor at its end.

        Raises:
            SpanError: the span is not inside the text.
        """
        if span is not None and self._screen.sheet is not None:
            span.of(self._screen.sheet.document.text)
            self._anchor, self._head = span.start, span.end
            self._set_selected(None)
        else:
            self._anchor = None
        self._set_selection(span if self._screen.sheet else None)

    def _set_selection(self, span: Span | None) -> None:
        if span == self._selection:
            return
        self._selection = span
        self.viewport().update()
        self.selection_changed.emit(span)

    def clear_selection(self, at: QPoint | None = None) -> None:
        """Selects neither text nor annotation; says so if text was selected."""
        had = self._selection is not None
        self._anchor = None
        self._set_selection(None)
        if had:
            self.text_selected.emit(None, at or self.mapToGlobal(QPoint()))

    def show_previews(self, spans: Sequence[Span]) -> None:
        """Highlights places that an action is about to mark; an empty list ends it. In text order."""
        self._previews = Hits([span.start for span in spans], [span.end for span in spans])
        self.viewport().update()

    @property
    def caret(self) -> int:
        """The offset that the text cursor stands at."""
        return self._head

    def put_caret(self, offset: int, *, extend: bool = False) -> None:
        """Puts the text cursor somewhere; with `extend` the selection reaches to it."""
        sheet = self._screen.sheet
        if sheet is None:
            return
        if extend:
            if self._anchor is None:
                self._anchor = self._head
            self._head = offset
            start, end = sorted((self._anchor, offset))
            self._set_selected(None)
            self._set_selection(trimmed(sheet.document.text, start, end))
        else:
            self.clear_selection()
            self._head = offset
        self._tell_caret()
        self.viewport().update()

    def move_caret(self, unit: str, direction: int = 1, *, extend: bool = False) -> None:
        """Moves the text cursor.

        Args:
            unit: "character", "word", "line", "paragraph", "page", "edge" (of the line), "article"; or "start" and
                "end" of the article.
            direction: 1 forward in the text (down), -1 back (up).
            extend: the selection grows with it.
        """
        sheet = self._screen.sheet
        if sheet is None:
            return
        if unit in ("start", "end"):
            unit, direction = "article", 1 if unit == "end" else -1
        vertical = unit in ("line", "page")
        place = sheet.caret(self._head)
        goal = self._goal_x if vertical and self._goal_x is not None else place.x() if place else 0.0
        if extend and unit == "word" and self._anchor is None:
            text = sheet.document.text
            self._anchor = words.word_start(text, self._head) if direction > 0 else words.word_end(text, self._head)
        page = self.viewport().height() - 2 * self._faces.body.pitch
        self.put_caret(
            carets.moved(sheet, self._head, unit, direction, extend=extend, x=goal, page=page), extend=extend
        )
        if not extend:
            self._set_selected(None)
        self._goal_x = goal if vertical else None
        self._reveal_caret()
        self._describe()

    def _reveal_caret(self) -> None:
        self._screen.settled()
        place = self._screen.sheet.caret(self._head) if self._screen.sheet else None
        if place is not None:
            self._screen.reveal(place, margin_lines=1)

    def _set_unfolded(self, groups: set[int]) -> None:
        super()._set_unfolded(groups)
        if self._screen.sheet is not None:  # the text cursor is never in what is hidden
            self._head = self._screen.sheet.shown(self._head, 1)

    # --- find

    def set_find(self, query: str) -> int:
        """Highlights every place of a text; gives their number. An empty text ends it."""
        self._query = query
        self._hits = find(self._screen.sheet.document.text, query) if self._screen.sheet else Hits()
        self.viewport().update()
        return len(self._hits)

    def find_next(self, *, backwards: bool = False) -> Span | None:
        """Goes to the next (or previous) hit from the text cursor, round the end of the article."""
        if self._screen.sheet is None:
            return None
        hits = self._hits
        from_hit = 0 <= hits.current < len(hits) and hits.starts[hits.current] == self._head
        number = hits.step(self._head + (1 if from_hit and not backwards else 0), backwards=backwards)
        if number < 0:
            return None
        span = Span(hits.starts[number], hits.ends[number])
        self._anchor, self._head = None, span.start
        self._unfold_for(span.start, span.end)
        self._reveal_caret()
        self.viewport().update()
        return span

    @property
    def find_position(self) -> tuple[int, int]:
        """The number of the hit gone to (from 1; 0: none yet) and of all hits."""
        return self._hits.current + 1, len(self._hits)

    # --- telling

    def _describe(self) -> None:
        """Says what is selected, for whoever reads it aloud."""
        document = self.document
        annotation = document.get(self._selected) if document and self._selected else None
        self.setAccessibleDescription(description(document, annotation, self._selection))
        self._tell_caret()

    def _tell_caret(self) -> None:
        """The text cursor may stand elsewhere."""
