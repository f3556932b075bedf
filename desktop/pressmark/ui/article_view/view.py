"""The article page: a scroll area that lays out and paints only what is on screen."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from pressmark.core import words
from pressmark.core.annotation import Annotation, Status
from pressmark.core.document import Document
from pressmark.core.edits import ChangeSet
from pressmark.core.labels import LabelSet
from pressmark.core.span import Span, trimmed
from pressmark.ui.article_view import caret as carets
from pressmark.ui.article_view import margin
from pressmark.ui.article_view.accessible import Voice
from pressmark.ui.article_view.aiming import Aim
from pressmark.ui.article_view.arrows import Arrow, Arrows
from pressmark.ui.article_view.faces import Faces
from pressmark.ui.article_view.find import Hits, find
from pressmark.ui.article_view.folding import Folds
from pressmark.ui.article_view.keys import moved_by
from pressmark.ui.article_view.layout import Shape
from pressmark.ui.article_view.marks import drawn_span
from pressmark.ui.article_view.paint import Palette
from pressmark.ui.article_view.painting import Look, paint_page
from pressmark.ui.article_view.pointer import Pointer
from pressmark.ui.article_view.screen import Screen
from pressmark.ui.article_view.sheet import Sheet
from pressmark.ui.article_view.theme import PageTheme
from pressmark.ui.article_view.wording import description, mark_text

_SLICE = 0.004
"""Seconds that idle measuring takes at a time."""

_MANY = 400
"""A change of more marks than this has most of the page laid out anew anyway."""

_NO_LABELS = LabelSet("", ())


class ArticleView(QAbstractScrollArea):
    """Shows a document and turns mouse and keys into facts about it. It changes nothing itself.

    Offsets in and out are code points of the article; points are viewport coordinates unless called global.
    """

    selected_changed = Signal(object)
    """The id of the selected annotation, or None."""
    selection_changed = Signal(object)
    """The selected text as a Span, or None, whatever changed it."""
    text_selected = Signal(object, QPoint)
    """A Span that was selected by mouse and let go of, or None when the selection was cleared; and where (global)."""
    label_requested = Signal(object)
    """A Span that was double-clicked."""
    resize_requested = Signal(str, object)
    """An annotation's id and the Span that its ends were dragged to."""
    context_requested = Signal(object, object, QPoint)
    """The annotation's id or None, the selection, or the word there, or None; and where (global)."""
    card_activated = Signal(str, QRect)
    """A card was double-clicked: the annotation's id and the card in viewport coordinates."""
    zoom_changed = Signal(float)
    relation_selected = Signal(object)
    """The id of the selected relation, or None."""
    relation_context_requested = Signal(str, QPoint)
    """The right button on a relation: its id, and where (global)."""
    escaped = Signal()
    """Escape was pressed on the page."""
    moved = Signal()
    """What is on screen may stand elsewhere now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = Voice(self)
        self._snapping = True
        self._theme = PageTheme.light()
        self._labels = _NO_LABELS
        self._zoom = 1.0
        self._faces = Faces(self._theme, self._zoom)
        self._screen = Screen(self, self._faces)
        self._palette = Palette(self._theme, self._labels, self._zoom)
        self._folds = Folds(self._screen)
        self._arrows = Arrows(self._screen)
        self._selected_relation: str | None = None
        self._previews = Hits()
        self._hidden: frozenset[str] = frozenset()
        self._selected: str | None = None
        self._anchor: int | None = None
        self._head = 0
        self._selection: Span | None = None
        self._goal_x: float | None = None
        self._query = ""
        self._hits = Hits()
        self._to_reveal: str | None = None
        self._keyboard_focus = False
        self._idle = QTimer(self, interval=12)
        self._idle.timeout.connect(self._on_idle)
        self.aim = Aim(self)
        self._pointer = Pointer(self)
        self.preview: tuple[str, Span] | None = None
        self.hovered_card: str | None = None
        self.edited_card: str | None = None
        self.grip = 0
        self.grips = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Article"))

    # --- what is shown

    @property
    def document(self) -> Document | None:
        """What is shown, or None."""
        return self._screen.sheet.document if self._screen.sheet else None

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
        if len(changes.annotation_ids) > _MANY:
            offset = self._screen.first_offset()
            sheet.replace(document, changes.annotation_ids)
            self._screen.scroll_to_offset(offset)
        else:
            sheet.update(document, changes.annotation_ids)
        self._arrows.forget(changes.annotation_ids)
        if self._selected is not None and self._selected not in document:
            self._set_selected(None)
        self._drop_gone_relation(document)
        self._describe()
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

    def set_labels(self, labels: LabelSet) -> None:
        """Other names or colours for the same document."""
        self._labels = labels
        self._palette = Palette(self._theme, labels, self._zoom)
        self._reset()

    def set_theme(self, theme: PageTheme) -> None:
        """Other colours and fonts."""
        self._theme = theme
        self._set_measures()

    @property
    def theme(self) -> PageTheme:
        """Colours and fonts."""
        return self._theme

    @property
    def zoom(self) -> float:
        """1.0 is 100 %."""
        return self._zoom

    def set_zoom(self, factor: float) -> None:
        """Sets the zoom, held between 0.5 and 3.0."""
        factor = min(3.0, max(0.5, round(factor, 2)))
        if factor == self._zoom:
            return
        self._zoom = factor
        self._set_measures()
        self.zoom_changed.emit(factor)

    @property
    def snapping(self) -> bool:
        """Whether a selection by mouse grows to whole words; holding Alt means the opposite."""
        return self._snapping

    def set_snapping(self, on: bool) -> None:
        """Makes selections by mouse grow to whole words, or not."""
        self._snapping = on

    def set_hidden_labels(self, names: Collection[str]) -> None:
        """Marks of these labels are not drawn."""
        hidden = frozenset(names)
        if hidden != self._hidden:
            self._hidden = hidden
            if self._screen.sheet:
                self._screen.sheet.hidden = hidden
            self._reset()

    def _set_measures(self) -> None:
        offset = self._screen.first_offset()
        self._faces = self._screen.faces = Faces(self._theme, self._zoom)
        self._palette = Palette(self._theme, self._labels, self._zoom)
        self._screen.place_column()
        if self._screen.sheet:
            self._screen.sheet.set_measures(self._faces, self._screen.column.width())
            self._screen.scroll_to_offset(offset)
        self._wake()

    def _reset(self) -> None:
        if self._screen.sheet:
            offset = self._screen.first_offset()
            self._screen.sheet.reset()
            self._screen.scroll_to_offset(offset)
        self._wake()

    # --- furniture

    @property
    def furniture_shown(self) -> bool:
        """Whether every group of furniture is unfolded."""
        groups = self._folds.groups()
        return bool(groups) and groups <= self._folds.here

    def show_furniture(self, shown: bool) -> None:
        """Unfolds or folds all furniture of the article."""
        self._set_unfolded(self._folds.groups() if shown else set())

    def toggle_fold(self, group: int) -> None:
        """Unfolds or folds one group of furniture, named by the offset at which it begins."""
        self._set_unfolded(self._folds.here ^ {group})

    def _set_unfolded(self, groups: set[int]) -> None:
        sheet = self._folds.set(groups)
        if sheet is not None:
            self._head = sheet.shown(self._head, 1)
            self._wake()

    # --- selection

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

    @property
    def hidden_labels(self) -> frozenset[str]:
        """Labels whose marks are not drawn."""
        return self._hidden

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

    def show_previews(self, spans: Sequence[Span]) -> None:
        """Highlights places that an action is about to mark; an empty list ends it. In text order."""
        self._previews = Hits([span.start for span in spans], [span.end for span in spans])
        self.viewport().update()

    def reveal_span(self, span: Span) -> None:
        """Brings a stretch of the text into view; selects nothing."""
        if self._screen.sheet is not None:
            self._unfold_for(span.start, span.end)
            self._screen.settled()
            place = self._screen.sheet.caret(span.start)
            if place is not None:
                self._screen.reveal(place)
            self.viewport().update()

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
        self._voice.tell()
        self.viewport().update()

    @property
    def caret(self) -> int:
        """The offset that the text cursor stands at."""
        return self._head

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

    # --- places

    def annotations_at(self, point: QPoint) -> list[str]:
        """The annotations drawn under a point of the viewport, innermost first; a card counts for its annotation."""
        card = self.card_at(point)
        if card is not None:
            return [card.annotation.id]
        return [shape.mark.annotation.id for shape in self.shapes_at(point)]

    def shapes_at(self, point: QPoint | QPointF) -> list[Shape]:
        """The marks drawn under a point of the viewport, innermost first."""
        return self._screen.shapes_at(point)

    def rect_of(self, annotation_id: str) -> QRect:
        """Where a mark is drawn (all its lines); null where it is not shown."""
        sheet = self._screen.settled()
        united = QRectF()
        for rect in sheet.rects_of(annotation_id) if sheet else ():
            united = united.united(rect)
        return self._screen.to_viewport(united).toAlignedRect() if not united.isNull() else QRect()

    def rects_of(self, annotation_id: str) -> list[QRect]:
        """Where a mark is drawn, line by line."""
        return self._screen.rects_of(annotation_id)

    def end_rect(self, annotation_id: str, end: int) -> QRectF | None:
        """Where the start (-1) or the end (1) of an annotation's own span can be taken hold of; its width is 0."""
        return self._screen.end_rect(annotation_id, end)

    def near_selected(self, point: QPoint | QPointF) -> bool:
        """Whether the selected mark is under a point, or almost."""
        reach = self._faces.px(9)
        at = QPointF(point).toPoint()
        rects = self.rects_of(self._selected) if self._selected else []
        return any(rect.adjusted(-reach, -reach, reach, reach).contains(at) for rect in rects)

    def card_rect(self, annotation_id: str) -> QRect:
        """Where an annotation's card is; null where none is on screen."""
        self._screen.settled()
        for card in self._screen.cards:
            if card.annotation.id == annotation_id:
                return self._screen.rect_of_card(card).toAlignedRect()
        return QRect()

    def point_of(self, offset: int) -> QPoint:
        """The middle of the text cursor at an offset; a null point where nothing is shown."""
        return self._screen.point_of(offset)

    def offset_at(self, point: QPoint | QPointF) -> int | None:
        """The offset nearest to a point of the viewport."""
        return self._screen.offset_at(point)

    def character_at(self, point: QPoint | QPointF) -> int | None:
        """The offset of the character drawn at a point; None beside the text."""
        return self._screen.character_at(point)

    def relation_at(self, point: QPoint | QPointF) -> str | None:
        """The relation whose arrow is under a point."""
        self._arrows.settle(self._selected, self._selected_relation)
        return self._arrows.at(QPointF(point))

    def arrows(self) -> list[Arrow]:
        """The arrows on screen, in viewport coordinates."""
        return list(self._arrows.settle(self._selected, self._selected_relation))

    def fold_at(self, point: QPoint | QPointF) -> int | None:
        """The group of furniture whose line is at a point."""
        return self._screen.fold_at(point)

    def card_at(self, point: QPoint | QPointF) -> margin.Card | None:
        """The card at a point."""
        return self._screen.card_at(point)

    # --- keeping page and scroll bar in step

    def _unfold_for(self, start: int, end: int) -> None:
        group = self._screen.sheet.group_of(start, end) if self._screen.sheet else None
        if group is not None:
            self._set_unfolded(self._folds.here | {group})

    def reveal(self, annotation_id: str) -> None:
        """Brings an annotation into view without selecting it."""
        annotation = self.document.get(annotation_id) if self.document else None
        if annotation is not None:
            self._reveal(annotation)

    def _reveal(self, annotation: Annotation) -> None:
        sheet = self._screen.sheet
        if sheet is None:
            return
        start, end = drawn_span(annotation, len(sheet.document.text))
        self._unfold_for(start, end)
        self._screen.settled()
        rects = sheet.rects_of(annotation.id)
        if rects:
            self._screen.reveal(rects[0].united(rects[-1]) if rects[-1].bottom() - rects[0].top() < 200 else rects[0])

    def _reveal_caret(self) -> None:
        self._screen.settled()
        place = self._screen.sheet.caret(self._head) if self._screen.sheet else None
        if place is not None:
            self._screen.reveal(place, margin_lines=1)

    def _wake(self) -> None:
        """Something changed: paint, and measure the rest when nothing else is to do."""
        self.viewport().update()
        self.moved.emit()
        if self._screen.sheet and self._screen.sheet.unmeasured and not self._idle.isActive():
            self._idle.start()

    def _on_idle(self) -> None:
        if not self._screen.measure_some(_SLICE):
            self._idle.stop()

    def _describe(self) -> None:
        document = self.document
        annotation = document.get(self._selected) if document and self._selected else None
        self.setAccessibleDescription(description(document, annotation, self._selection))
        self._voice.tell()

    # --- Qt's events

    def sizeHint(self) -> QSize:
        """Room for the column and the margin."""
        faces = self._faces
        return QSize(faces.measure + faces.card_gap + faces.card_width + 2 * faces.side + 24, 640)

    def minimumSizeHint(self) -> QSize:
        """A narrow column."""
        return QSize(260, 160)

    def showEvent(self, event: QShowEvent) -> None:
        """Brings into view what was selected before there was a view."""
        super().showEvent(event)
        annotation = self.document.get(self._to_reveal) if self.document and self._to_reveal else None
        self._to_reveal = None
        if annotation is not None:
            self._reveal(annotation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the first line where it is."""
        offset, width = self._screen.first_offset(), self._screen.column.width()
        self._screen.place_column()
        if self._screen.sheet and self._screen.column.width() != width:
            self._screen.sheet.set_measures(self._faces, self._screen.column.width())
            self._screen.scroll_to_offset(offset)
        self._screen.sync()
        self._wake()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Lays out what comes into view."""
        if not self._screen.settling:
            self._screen.settled()
        self.viewport().update()
        self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws what is on screen."""
        value = self.verticalScrollBar().value()
        sheet = self._screen.settled()
        if self.verticalScrollBar().value() != value:
            self.viewport().update()
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(event.rect(), self._palette.background)
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms with Ctrl, else scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom + (0.1 if event.angleDelta().y() > 0 else -0.1))
            event.accept()
        else:
            super().wheelEvent(event)

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
