"""Where the article stands: column and margin, theme and zoom, folds, scrolling, and what is at a point."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from pressmark.core.annotation import Annotation
from pressmark.core.document import Document
from pressmark.core.labels import LabelSet
from pressmark.core.span import Span
from pressmark.ui.article_view import margin
from pressmark.ui.article_view.faces import Faces
from pressmark.ui.article_view.folding import Folds
from pressmark.ui.article_view.layout import Shape
from pressmark.ui.article_view.marks import drawn_span
from pressmark.ui.article_view.paint import Palette
from pressmark.ui.article_view.screen import Screen
from pressmark.ui.article_view.theme import PageTheme
from pressmark.ui.viewport import give_viewport

_SLICE = 0.002
"""Seconds that idle measuring takes at a time."""
_BETWEEN = 12
"""Milliseconds between two such times."""
_CALM = 60
"""Milliseconds without a change before the first: never between two keys, or a key and its paint."""

_NO_LABELS = LabelSet("", ())


class Canvas(QAbstractScrollArea):
    """The scroll area below `ArticleView`: it keeps sheet, scroll bar and margin in step, and selects nothing.

    Offsets in and out are code points of the article; points are viewport coordinates unless called global.
    """

    zoom_changed = Signal(float)
    moved = Signal()
    """What is on screen may stand elsewhere now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._theme = PageTheme.light()
        self._labels = _NO_LABELS
        self._zoom = 1.0
        self._faces = Faces(self._theme, self._zoom)
        self._screen = Screen(self, self._faces)
        self._palette = Palette(self._theme, self._labels, self._zoom)
        self._folds = Folds(self._screen)
        self._hidden: frozenset[str] = frozenset()
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._on_idle)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    # --- looks

    @property
    def document(self) -> Document | None:
        """What is shown, or None."""
        return self._screen.sheet.document if self._screen.sheet else None

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

    def set_hidden_labels(self, names: Collection[str]) -> None:
        """Marks of these labels are not drawn."""
        hidden = frozenset(names)
        if hidden != self._hidden:
            self._hidden = hidden
            if self._screen.sheet:
                self._screen.sheet.hidden = hidden
            self._reset()

    @property
    def hidden_labels(self) -> frozenset[str]:
        """Labels whose marks are not drawn."""
        return self._hidden

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
            self._wake()

    def _unfold_for(self, start: int, end: int) -> None:
        group = self._screen.sheet.group_of(start, end) if self._screen.sheet else None
        if group is not None:
            self._set_unfolded(self._folds.here | {group})

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

    def fold_at(self, point: QPoint | QPointF) -> int | None:
        """The group of furniture whose line is at a point."""
        return self._screen.fold_at(point)

    def is_on_details(self, point: QPoint | QPointF) -> bool:
        """Whether a point is on the line of metadata below the headline."""
        return self._screen.is_on_details(point)

    def card_at(self, point: QPoint | QPointF) -> margin.Card | None:
        """The card at a point."""
        return self._screen.card_at(point)

    # --- keeping page and scroll bar in step

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

    def reveal_span(self, span: Span) -> None:
        """Brings a stretch of the text into view; selects nothing."""
        if self._screen.sheet is not None:
            self._unfold_for(span.start, span.end)
            self._screen.settled()
            place = self._screen.sheet.caret(span.start)
            if place is not None:
                self._screen.reveal(place)
            self.viewport().update()

    def _wake(self) -> None:
        """Something changed: paint, and measure the rest when nothing else is to do."""
        self.viewport().update()
        self.moved.emit()
        if self._screen.sheet and self._screen.sheet.unmeasured:
            self._idle.start(_CALM)

    def _on_idle(self) -> None:
        self._idle.setInterval(_BETWEEN)
        if not self._screen.measure_some(_SLICE):
            self._idle.stop()

    # --- Qt's events

    def sizeHint(self) -> QSize:
        """Room for the column and the margin."""
        faces = self._faces
        return QSize(faces.measure + faces.card_gap + faces.card_width + 2 * faces.side + 24, 640)

    def minimumSizeHint(self) -> QSize:
        """A narrow column."""
        return QSize(260, 160)

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms with Ctrl, else scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom + (0.1 if event.angleDelta().y() > 0 else -0.1))
            event.accept()
        else:
            super().wheelEvent(event)
