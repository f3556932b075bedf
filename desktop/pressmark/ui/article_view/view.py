"""The article page: its document, how it is painted, and what mouse and keys mean on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from pressmark.core import words
from pressmark.core.document import Document
from pressmark.core.edits import ChangeSet
from pressmark.core.labels import LabelSet
from pressmark.core.span import Span
from pressmark.ui.article_view.accessible import Voice
from pressmark.ui.article_view.aiming import Aim
from pressmark.ui.article_view.choice import Choice
from pressmark.ui.article_view.find import Hits, find
from pressmark.ui.article_view.keys import moved_by
from pressmark.ui.article_view.paint import Palette
from pressmark.ui.article_view.painting import Look, paint_page
from pressmark.ui.article_view.pointer import Pointer
from pressmark.ui.article_view.sheet import Sheet
from pressmark.ui.article_view.wording import mark_text
from pressmark.ui.turns import next_turn

_MANY = 400
"""A change of more marks than this has most of the page laid out anew anyway."""


class ArticleView(Choice):
    """Shows a document and turns mouse and keys into facts about it. It changes nothing itself.

    Offsets in and out are code points of the article; points are viewport coordinates unless called global.
    """

    label_requested = Signal(object)
    """A Span that was double-clicked."""
    resize_requested = Signal(str, object)
    """An annotation's id and the Span that its ends were dragged to."""
    context_requested = Signal(object, object, QPoint)
    """The annotation's id or None, the selection, or the word there, or None; and where (global)."""
    card_activated = Signal(str, QRect)
    """A card was double-clicked: the annotation's id and the card in viewport coordinates."""
    relation_context_requested = Signal(str, QPoint)
    """The right button on a relation: its id, and where (global)."""
    details_activated = Signal()
    """The line of metadata was clicked."""
    escaped = Signal()
    """Escape was pressed on the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = Voice(self)
        self._snapping = True
        self._keyboard_focus = False
        self.aim = Aim(self)
        self._pointer = Pointer(self)
        self.preview: tuple[str, Span] | None = None
        self.hovered_card: str | None = None
        self.edited_card: str | None = None
        self.grip = 0
        self.grips = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Article"))

    # --- what is shown

    def show_document(self, document: Document, labels: LabelSet, *, keep_position: bool = False) -> None:
        """Shows a document from its beginning, or, with `keep_position`, where the page was scrolled to."""
        same = self._screen.sheet is not None and self._screen.sheet.document.article.id == document.article.id
        offset = self._screen.first_offset() if keep_position and same else None
        if labels is not self._labels:
            self._labels = labels
            self._palette = Palette(self._theme, labels, self._zoom)
        self._pointer.cancel()
        self._screen.place_column()
        self._screen.sheet = Sheet(
            document, self._faces, self._screen.column.width(), unfolded=self._folds.of(document.article.id)
        )
        self._screen.sheet.hidden = self._hidden
        if not (keep_position and same):
            self._set_selected(None)
            self._set_selection(None)
            self._head = self._screen.sheet.shown(0, 1)
            self._previews = Hits()
            self.aim.cancel()
        elif self._selected is not None and self._selected not in document:
            self._set_selected(None)
        self._drop_gone_relation(document)
        self._screen.sheet.selected = self._selected
        self._hits = find(document.text, self._query)
        self._screen.sync()
        self.verticalScrollBar().setValue(0)
        if offset is not None:
            self._screen.scroll_to_offset(offset)
        self._describe()
        self._wake()

    def update_document(self, document: Document, changes: ChangeSet) -> None:
        """Takes over the next revision of the document that is shown; lays out only what was touched."""
        sheet = self._screen.sheet
        if sheet is None or document.article.id != sheet.document.article.id:
            self.show_document(document, self._labels)
            return
        follows = document.revision == sheet.document.revision + 1 and document.text == sheet.document.text
        zones = document.article.zones == sheet.document.article.zones
        if not follows or not zones or "meta.headline" in changes.fields:
            self.show_document(document, self._labels, keep_position=True)
            return
        many = len(changes.annotation_ids) > _MANY
        if many:
            offset = self._screen.first_offset()
            self.viewport().setUpdatesEnabled(False)
            sheet.replace(document, changes.annotation_ids)
            self._screen.scroll_to_offset(offset)
        else:
            sheet.update(document, changes.annotation_ids)
        self._arrows.forget(changes.annotation_ids)
        if self._selected is not None and self._selected not in document:
            self._set_selected(None)
        self._drop_gone_relation(document)
        self._describe()
        if many:
            next_turn(self, self._paint_again)
        else:
            self._wake()

    def _paint_again(self) -> None:
        """Lays out and paints what is on screen, after very many marks have changed."""
        self.viewport().setUpdatesEnabled(True)
        self._wake()

    def clear(self) -> None:
        """Shows nothing."""
        self._pointer.cancel()
        self.aim.cancel()
        self.select_relation(None)
        self._previews = Hits()
        self._set_selected(None)
        self._set_selection(None)
        self._screen.sheet = None
        self._hits = Hits()
        self._screen.cards = []
        self._idle.stop()
        self._screen.sync()
        self._describe()
        self.viewport().update()

    @property
    def snapping(self) -> bool:
        """Whether a selection by mouse grows to whole words; holding Alt means the opposite."""
        return self._snapping

    def set_snapping(self, on: bool) -> None:
        """Makes selections by mouse grow to whole words, or not."""
        self._snapping = on

    def _tell_caret(self) -> None:
        self._voice.tell()

    # --- Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        """Brings into view what was selected before there was a view."""
        super().showEvent(event)
        annotation = self.document.get(self._to_reveal) if self.document and self._to_reveal else None
        self._to_reveal = None
        if annotation is not None:
            self._reveal(annotation)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws what is on screen."""
        value = self.verticalScrollBar().value()
        sheet = self._screen.settled()
        if self.verticalScrollBar().value() != value:
            self.viewport().update()
        painter = QPainter(self.viewport())
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._palette.background)
        painter.drawRect(event.rect())  # before `fillRect`, Python would learn the names of all gradients that Qt has
        painter.restore()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if sheet is not None:
            paint_page(painter, self._screen, sheet, event.rect(), self._look(), self._palette, self._faces)
        if self.hasFocus() and self._keyboard_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._palette.accent, 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _look(self) -> Look:
        arrows = self._arrows.settle(self._selected, self._selected_relation)
        if self.aim.head is not None:
            draft = self._arrows.draft(self.aim.head, self.aim.target, self.aim.point)
            arrows = [*arrows, draft] if draft is not None else arrows
        return Look(
            self._selected,
            self.preview[1] if self.preview is not None else self._selection,
            self._hits,
            self._previews,
            self.hovered_card,
            self.edited_card,
            self._head if self.hasFocus() and self._selected is None else None,
            self._folds.here,
            arrows,
            self.aim.target,
            self.grip,
            self.grips and self.aim.head is None,
        )

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab belongs to the window: it goes to the next mark."""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the frame only when the focus came by keyboard."""
        self._keyboard_focus = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self.viewport().update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hides text cursor and frame."""
        self.viewport().update()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the text cursor; every other key is the window's."""
        move = moved_by(event, self._runs_right_to_left())
        if self._screen.sheet is not None and move is not None:
            unit, direction, extend = move
            self.move_caret(unit, direction, extend=extend)
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self._give_up())
            self.escaped.emit()
        else:
            event.ignore()

    def _give_up(self) -> bool:
        """What Escape ends: a gesture, or a selection; says whether there was one."""
        if self.aim.cancel():
            return True
        if self._selected_relation is not None:
            self.select_relation(None)
            return True
        if self._pointer.cancel() or self._selection is not None:
            self.clear_selection()
            return True
        return False

    def _runs_right_to_left(self) -> bool:
        index = self._screen.sheet.index_of(self._head) if self._screen.sheet else None
        return self._screen.sheet is not None and index is not None and self._screen.sheet.laid(index).right_to_left

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a click, a selection or a resize."""
        self._goal_x = None
        self._keyboard_focus = False
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Goes on with it, or shows what is under the pointer."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends it."""
        self._pointer.release(event)
        self._describe()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Asks to label a word."""
        self._pointer.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._pointer.leave()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Says what the menu is about."""
        sheet = self._screen.settled()
        if sheet is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            point = self.viewport().mapFromGlobal(event.globalPos())
            found = self.annotations_at(point)
            relation = None if found else self.relation_at(point)
            if relation is not None:
                self.select_relation(relation)
                self.relation_context_requested.emit(relation, event.globalPos())
                event.accept()
                return
            annotation_id = self._selected if self._selected in found else next(iter(found), None)
            at = self.character_at(point)
            chosen = self._selection
            if at is not None and not (chosen and chosen.start <= at < chosen.end):
                chosen = words.word_at(sheet.document.text, at)
            self.context_requested.emit(annotation_id, chosen, event.globalPos())
        else:
            place = self.rect_of(self._selected) if self._selected else QRect(self.point_of(self._head), QSize(1, 1))
            self.context_requested.emit(
                self._selected, self._selection, self.viewport().mapToGlobal(place.bottomLeft())
            )
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Shows what a mark is when the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.annotations_at(event.pos())
            document = self.document
            lines = [mark_text(a) for a in map(document.get, found) if a] if document else []
            if lines:
                QToolTip.showText(event.globalPos(), "\n".join(lines), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)
