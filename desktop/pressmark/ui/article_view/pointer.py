"""What the mouse does on the page: clicks, selections, relations, and the ends of marks dragged to other places."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from pressmark.core import words
from pressmark.core.span import trimmed

if TYPE_CHECKING:
    from pressmark.ui.article_view.view import ArticleView

_GRIP = 5
"""Pixels around a mark's end that take hold of it."""


class _Doing(Enum):
    NOTHING = auto()
    PRESSED = auto()
    SELECTING = auto()
    RESIZING = auto()
    RELATING = auto()
    DONE = auto()


class Pointer(QObject):
    """The state of one mouse gesture."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self._doing = _Doing.NOTHING
        self._from = QPointF()
        self._at = QPointF()
        self._offset = 0
        self._end = 1  # which end is dragged: -1 the start, 1 the end
        self._snap = True
        self._scroller = QTimer(self, interval=40)
        self._scroller.timeout.connect(self._on_scroll)

    def _snaps(self, event: QMouseEvent) -> bool:
        held = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        return self._view.snapping != held

    # --- the gesture

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        view = self._view
        if event.button() is not Qt.MouseButton.LeftButton or view.document is None:
            return
        self._from = self._at = event.position()
        if view.aim.head is not None:
            view.aim.follow(self._from)
            self._doing = _Doing.RELATING
            return
        offset = view.offset_at(self._from)
        if offset is None or self._is_a_button(self._from):
            self._doing = _Doing.PRESSED
            self._offset = offset or 0
            return
        self._offset = offset
        grip = self._grip_at(self._from)
        if grip:
            self._doing, self._end = _Doing.RESIZING, grip
            return
        mark = next(iter(view.shapes_at(self._from)), None)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and mark is not None:
            view.select(mark.mark.annotation.id, reveal=False)
            view.aim.begin(mark.mark.annotation.id)
            self._doing = _Doing.RELATING
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._offset = view.caret if view.selection is None else self._far_end(offset)
            self._doing = _Doing.SELECTING
            self._snap = self._snaps(event)
            self._select_to(self._from)
            return
        self._doing = _Doing.PRESSED

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves, with or without a button."""
        self._at = event.position()
        self._snap = self._snaps(event)
        if self._doing is _Doing.PRESSED and self._moved_enough() and self._began_on_text():
            self._doing = _Doing.SELECTING
        if self._doing is _Doing.SELECTING:
            self._select_to(self._at)
            self._scroll_if_outside()
        elif self._doing is _Doing.RESIZING:
            self._resize_to(self._at)
            self._scroll_if_outside()
        elif self._doing is _Doing.RELATING or self._view.aim.head is not None:
            self._view.aim.follow(self._at)
            self._scroll_if_outside(while_held=self._doing is _Doing.RELATING)
        elif self._doing is _Doing.NOTHING:
            self._hover(self._at)

    def release(self, event: QMouseEvent) -> None:
        """The button goes up."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        view, doing = self._view, self._doing
        self._doing = _Doing.NOTHING
        self._scroller.stop()
        where = event.globalPosition().toPoint()
        if doing is _Doing.PRESSED:
            self._click(event.position(), where)
        elif doing is _Doing.SELECTING:
            if view.selection is not None:
                view.text_selected.emit(view.selection, where)
        elif doing is _Doing.RESIZING:
            self._finish_resize()
        elif doing is _Doing.RELATING:
            self._finish_relation(event)
        self._hover(event.position())

    def double_click(self, event: QMouseEvent) -> None:
        """The second press of a double click."""
        view, document = self._view, self._view.document
        if event.button() is not Qt.MouseButton.LeftButton or document is None:
            return
        self._doing = _Doing.DONE
        card = view.card_at(event.position())
        if card is not None:
            rect = view.card_rect(card.annotation.id)
            view.card_activated.emit(card.annotation.id, rect)
            return
        if self._is_a_button(event.position()):
            return
        self._from = event.position()
        if view.shapes_at(event.position()):
            return  # the first click has selected it
        at = view.character_at(event.position())
        word = None if at is None else words.word_at(document.text, at)
        if word is not None:
            view.set_selection(word)
            view.label_requested.emit(word)

    def leave(self) -> None:
        """The pointer leaves the page."""
        view = self._view
        if view.hovered_card is not None or view.grips:
            view.hovered_card, view.grips, view.grip = None, False, 0
            view.viewport().update()

    def cancel(self) -> bool:
        """Breaks a gesture off; says whether there was one."""
        busy = self._doing in (_Doing.SELECTING, _Doing.RESIZING, _Doing.RELATING)
        self._doing = _Doing.DONE if busy else self._doing
        self._scroller.stop()
        if self._view.preview is not None:
            self._view.preview = None
            self._view.viewport().update()
        return busy

    # --- clicks

    def _click(self, point: QPointF, where: QPoint) -> None:
        view = self._view
        card = view.card_at(point)
        if card is not None:
            view.select(card.annotation.id)
            return
        group = view.fold_at(point)
        if group is not None:
            view.toggle_fold(group)
            return
        if view.is_on_details(point):
            view.details_activated.emit()
            return
        relation = view.relation_at(point)
        if relation is not None:
            view.clear_selection(where)
            view.select(None)
            view.select_relation(relation)
            return
        found = [shape.mark.annotation.id for shape in view.shapes_at(point)]
        if found:
            # Another click on the same words goes to the mark around the selected one, and from the last to the first.
            after = found.index(view.selected) + 1 if view.selected in found else 0
            view.clear_selection(where)
            view.select(found[after % len(found)], reveal=False)
            return
        view.clear_selection(where)
        view.select(None)
        view.select_relation(None)
        offset = view.offset_at(point)
        if offset is not None:
            view.put_caret(offset)

    # --- selecting

    def _moved_enough(self) -> bool:
        return (self._at - self._from).manhattanLength() >= max(3, QApplication.startDragDistance() // 2)

    def _began_on_text(self) -> bool:
        return not self._is_a_button(self._from)

    def _is_a_button(self, point: QPointF) -> bool:
        """Whether a click there does something else than put the caret."""
        view = self._view
        return view.card_at(point) is not None or view.fold_at(point) is not None or view.is_on_details(point)

    def _far_end(self, offset: int) -> int:
        span = self._view.selection
        assert span is not None
        return span.start if abs(offset - span.start) > abs(offset - span.end) else span.end

    def _select_to(self, point: QPointF) -> None:
        view, document = self._view, self._view.document
        head = view.offset_at(point)
        if head is None or document is None:
            return
        start, end = sorted((self._offset, head))
        span = words.snapped(document.text, start, end) if self._snap else trimmed(document.text, start, end)
        view.set_selection(span)

    # --- resizing

    def _grip_at(self, point: QPointF) -> int:
        """-1 or 1 where the start or the end of the selected mark is under the pointer, else 0."""
        view = self._view
        annotation = view.document.get(view.selected) if view.document and view.selected else None
        if annotation is None:
            return 0
        reach = _GRIP * max(1.0, view.zoom)
        found = 0
        for end, place in ((1, view.end_rect(annotation.id, 1)), (-1, view.end_rect(annotation.id, -1))):
            if place is not None and place.adjusted(-reach, 0, reach, 0).contains(point):
                found = end
        return found

    def _resize_to(self, point: QPointF) -> None:
        view, document = self._view, self._view.document
        annotation = document.get(view.selected) if document and view.selected else None
        offset = view.offset_at(point)
        if document is None or annotation is None or offset is None:
            return
        if self._snap:
            offset = words.nearest_boundary(document.text, offset)
        span = annotation.span
        first, last = (offset, span.end) if self._end < 0 else (span.start, offset)
        if first < last and (wanted := trimmed(document.text, first, last)) is not None:
            view.preview = (annotation.id, wanted)
            view.viewport().update()

    def _finish_resize(self) -> None:
        view, preview = self._view, self._view.preview
        view.preview = None
        view.viewport().update()
        annotation = view.document.get(preview[0]) if view.document and preview else None
        if preview and annotation and preview[1] != annotation.span:
            view.resize_requested.emit(preview[0], preview[1])

    # --- relating

    def _finish_relation(self, event: QMouseEvent) -> None:
        """A click, or the end of a drag, on a mark picks it; a click that only began the relation leaves it open."""
        view, aim = self._view, self._view.aim
        aim.follow(event.position())
        if aim.pick():
            return
        dragged = (event.position() - self._from).manhattanLength() >= QApplication.startDragDistance()
        on_head = any(shape.mark.annotation.id == aim.head for shape in view.shapes_at(event.position()))
        if dragged or not on_head:
            aim.cancel()

    # --- the rest

    def _hover(self, point: QPointF) -> None:
        view = self._view
        card = view.card_at(point)
        hovered = card.annotation.id if card else None
        grip = 0 if card is not None else self._grip_at(point)
        near = view.near_selected(point)
        if (hovered, grip, near) != (view.hovered_card, view.grip, view.grips):
            view.hovered_card, view.grip, view.grips = hovered, grip, near
            view.viewport().update()
        if view.aim.head is not None:
            shape = Qt.CursorShape.CrossCursor
        elif self._is_a_button(point):
            shape = Qt.CursorShape.PointingHandCursor
        elif grip:
            shape = Qt.CursorShape.SizeHorCursor
        elif view.relation_at(point) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor if view.document else Qt.CursorShape.ArrowCursor
        if view.viewport().cursor().shape() is not shape:
            view.viewport().setCursor(shape)

    def _scroll_if_outside(self, *, while_held: bool = True) -> None:
        outside = while_held and not 0 <= self._at.y() < self._view.viewport().height()
        if outside != self._scroller.isActive():
            if outside:
                self._scroller.start()
            else:
                self._scroller.stop()

    def _on_scroll(self) -> None:
        view = self._view
        height = view.viewport().height()
        over = self._at.y() if self._at.y() < 0 else self._at.y() - height
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + int(max(-60, min(60, over))))
        if self._doing is _Doing.SELECTING:
            self._select_to(self._at)
        elif self._doing is _Doing.RESIZING:
            self._resize_to(self._at)
        elif self._doing is _Doing.RELATING:
            view.aim.follow(self._at)
