"""The part of the sheet that is on screen: the column's place, the scroll bar, the margin, and what is at a point."""

from __future__ import annotations

import time

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtWidgets import QAbstractScrollArea

from pressmark.core import words
from pressmark.ui.article_view import margin
from pressmark.ui.article_view.faces import Faces
from pressmark.ui.article_view.layout import Shape
from pressmark.ui.article_view.segments import Kind
from pressmark.ui.article_view.sheet import Sheet

_ABOVE = 400
"""Pixels at 100 % above the screen whose cards may push down those on screen."""


class Screen:
    """Keeps sheet, scroll bar and margin in step. Points and rectangles are the viewport's unless said otherwise.

    Attributes:
        sheet: the page, or None while nothing is shown.
        column: left edge and width of the text.
        cards: those on screen or just above it.
        settling: the scroll bar is being set from here; nobody needs to react.
    """

    def __init__(self, area: QAbstractScrollArea, faces: Faces) -> None:
        self._bar = area.verticalScrollBar()
        self._port = area.viewport()
        self.faces = faces
        self.sheet: Sheet | None = None
        self.column = QRect()
        self.shows_cards = False
        self.cards: list[margin.Card] = []
        self.settling = False
        self._settled_at: tuple[int, int, int, int] | None = None

    @property
    def value(self) -> int:
        """How far the page is scrolled: the page's coordinate of the viewport's upper edge."""
        return self._bar.value()

    @property
    def height(self) -> int:
        """Of the viewport."""
        return self._port.height()

    def visible(self) -> range:
        """The segments on screen."""
        sheet = self.settled()
        if sheet is None or not sheet.segments:
            return range(0)
        return range(sheet.index_at(self.value), sheet.index_at(self.value + self.height) + 1)

    # --- keeping in step

    def place_column(self) -> None:
        """Says where column and margin go, from the viewport's width; the sheet is not told."""
        faces, width = self.faces, self._port.width()
        beside = faces.card_gap + faces.card_width
        room = width - 2 * faces.side
        self.shows_cards = room - beside >= 0.84 * faces.measure
        column = max(faces.px(120), min(faces.measure, room - (beside if self.shows_cards else 0)))
        spare = width - column - (beside if self.shows_cards else 0)
        left = max(min(faces.side, spare), round(spare * 0.48))
        self.column = QRect(left, 0, column, self._port.height())

    def sync(self) -> None:
        """Sets the scroll bar's range to the page as it is known now."""
        bar, height = self._bar, self._port.height()
        total = self.sheet.height if self.sheet else 0
        bar.setPageStep(max(1, height - 2 * self.faces.body.pitch))
        bar.setSingleStep(self.faces.body.pitch)
        bar.setRange(0, max(0, total - height))

    def settled(self) -> Sheet | None:
        """The sheet, with everything on screen laid out and what was on screen still where it was."""
        sheet = self.sheet
        if sheet is None or self.settling or not sheet.segments:
            return sheet
        bar, height = self._bar, self._port.height()
        if self._settled_at == (sheet.version, bar.value(), height, self.column.width()):
            return sheet
        self.settling = True
        try:
            for _ in range(12):
                top = bar.value()
                first = sheet.index_at(top)
                anchor = first
                # Whoever reads from the top goes on seeing it, also when the headline takes another line.
                while (
                    top > 0
                    and sheet.top(anchor) < top + height
                    and not sheet.is_laid(anchor)
                    and anchor + 1 < len(sheet.segments)
                ):
                    anchor += 1
                if not sheet.is_laid(anchor):
                    anchor = first
                screen = sheet.top(anchor) - top
                changed = False
                index = first
                # Cards push each other down from above: lay out a little more than the screen.
                above = top - self.faces.px(_ABOVE) if self.shows_cards else top
                while index > 0 and sheet.top(index) > above:
                    index -= 1
                while index < len(sheet.segments) and sheet.top(index) < top + height:
                    if not sheet.is_laid(index):
                        changed = True
                        if sheet.segments[index].kind <= Kind.TITLE:
                            sheet.laid(index)
                        else:
                            sheet.measure(index)
                    index += 1
                self.sync()
                bar.setValue(sheet.top(anchor) - screen)
                if not changed:
                    break
            self._place_cards(sheet)
            self._settled_at = (sheet.version, bar.value(), height, self.column.width())
        finally:
            self.settling = False
        return sheet

    def _place_cards(self, sheet: Sheet) -> None:
        self.cards = []
        if not self.shows_cards:
            return
        faces, top = self.faces, self._bar.value()
        index = sheet.index_at(top - faces.px(_ABOVE))
        segments: list[tuple[int, list[margin.Card]]] = []
        while index < len(sheet.segments) and sheet.top(index) < top + self._port.height():
            if sheet.segments[index].kind <= Kind.FURNITURE:
                segments.append((sheet.top(index), margin.cards_of(sheet.laid(index))))
            index += 1
        self.cards = margin.place(
            segments,
            tall=faces.px(40),
            low=faces.px(24),
            gap=faces.px(6),
            far=faces.px(margin.FAR),
            close=faces.px(margin.CLOSE),
        )

    def measure_some(self, seconds: float) -> bool:
        """Finds out real heights for a while, from what is on screen downwards; says whether some are unknown still."""
        sheet = self.settled()
        if sheet is None or not sheet.unmeasured:
            return False
        bar = self._bar
        first = sheet.index_at(bar.value())
        screen = sheet.top(first) - bar.value()
        until = time.perf_counter() + seconds
        for index in sheet.unmeasured_from(first):
            sheet.measure(index)
            if time.perf_counter() > until:
                break
        self.settling = True
        self.sync()
        before = bar.value()
        bar.setValue(sheet.top(first) - screen)
        self.settling = False
        sheet.forget_far(first, sheet.index_at(bar.value() + self._port.height()))
        if bar.value() != before:
            self._place_cards(sheet)
        return sheet.unmeasured > 0

    # --- scrolling

    def scroll_to(self, value: int) -> None:
        """Scrolls to a coordinate of the page."""
        self._bar.setValue(value)

    def first_offset(self) -> int:
        """The offset of the first line on screen; 0 at the top."""
        sheet, value = self.sheet, self._bar.value()
        if sheet is None or value <= 0:
            return 0
        return sheet.offset_at(0, value + self.faces.body.pitch / 2) or 0

    def scroll_to_offset(self, offset: int) -> None:
        """Scrolls until the line of an offset is the first one; 0 is the top of the page."""
        sheet = self.sheet
        self.sync()
        if sheet is None:
            return
        place = sheet.caret(offset) if offset > 0 else None
        self.sync()
        self._bar.setValue(round(place.top()) - self.faces.px(4) if place is not None else 0)

    def reveal(self, rect: QRectF, *, margin_lines: int = 2) -> None:
        """Scrolls as little as it takes; far away, to the upper third of the window."""
        bar, height = self._bar, self._port.height()
        self.sync()
        edge = min(margin_lines * self.faces.body.pitch, height // 4)
        top, bottom = rect.top() - edge, rect.bottom() + edge
        value = bar.value()
        if top >= value and bottom <= value + height:
            return
        if top > value + 2 * height or bottom < value - height:
            bar.setValue(round(rect.top() - height / 3))
        elif top < value:
            bar.setValue(round(top))
        else:
            bar.setValue(round(bottom - height))
        self.settled()

    # --- what is where

    def to_page(self, point: QPoint | QPointF) -> QPointF:
        """A point of the viewport as one of the page."""
        return QPointF(point) - QPointF(self.column.left(), -self._bar.value())

    def to_viewport(self, rect: QRectF) -> QRectF:
        """A rectangle of the page as one of the viewport."""
        return rect.translated(self.column.left(), -self._bar.value())

    def rect_of_card(self, card: margin.Card) -> QRectF:
        """Where a card is."""
        left = self.column.right() + 1 + self.faces.card_gap
        return QRectF(left, card.top - self._bar.value(), self.faces.card_width, card.height)

    def card_at(self, point: QPoint | QPointF) -> margin.Card | None:
        """The card at a point."""
        self.settled()
        at = QPointF(point)
        return next((card for card in self.cards if self.rect_of_card(card).contains(at)), None)

    def fold_at(self, point: QPoint | QPointF) -> int | None:
        """The group of furniture whose line is at a point."""
        sheet = self.settled()
        if sheet is None:
            return None
        at = self.to_page(point)
        segment = sheet.segments[sheet.index_at(at.y())]
        inside = -self.faces.pad <= at.x() <= self.column.width()
        return segment.group if segment.kind is Kind.FOLD and inside else None

    def is_on_details(self, point: QPoint | QPointF) -> bool:
        """Whether a point is on the line of metadata below the headline."""
        sheet = self.settled()
        if sheet is None:
            return False
        at = self.to_page(point)
        inside = -self.faces.pad <= at.x() <= self.column.width()
        return inside and sheet.segments[sheet.index_at(at.y())].kind is Kind.META

    def shapes_at(self, point: QPoint | QPointF) -> list[Shape]:
        """The marks drawn under a point of the viewport, innermost first."""
        sheet = self.settled()
        if sheet is None:
            return []
        at = self.to_page(point)
        index = sheet.index_at(at.y())
        if sheet.segments[index].kind > Kind.FURNITURE:
            return []
        return sheet.laid(index).shapes_at(at.x(), at.y() - sheet.top(index))

    def rects_of(self, annotation_id: str) -> list[QRect]:
        """Where a mark is drawn, line by line."""
        sheet = self.settled()
        return [self.to_viewport(rect).toAlignedRect() for rect in sheet.rects_of(annotation_id)] if sheet else []

    def end_rect(self, annotation_id: str, end: int) -> QRectF | None:
        """Where the start (-1) or the end (1) of an annotation's own span can be taken hold of; its width is 0."""
        sheet = self.settled()
        annotation = sheet.document.get(annotation_id) if sheet else None
        if sheet is None or annotation is None:
            return None
        span = annotation.span
        last = words.character_start(sheet.document.text, span.end) if end > 0 else span.start
        index = next(iter(sheet.indices(last, last + 1)), None)
        if index is None:
            return None
        edge = sheet.laid(index).edge_of(annotation_id, end)
        return None if edge is None else self.to_viewport(edge.translated(0, sheet.top(index)))

    def offset_at(self, point: QPoint | QPointF) -> int | None:
        """The offset nearest to a point of the viewport."""
        sheet = self.settled()
        if sheet is None:
            return None
        at = self.to_page(point)
        return sheet.offset_at(at.x(), at.y())

    def character_at(self, point: QPoint | QPointF) -> int | None:
        """The offset of the character drawn at a point; None beside the text."""
        sheet = self.settled()
        if sheet is None:
            return None
        at = self.to_page(point)
        index = sheet.index_at(at.y())
        if sheet.segments[index].kind > Kind.FURNITURE:
            return None
        return sheet.laid(index).character_at(at.x(), at.y() - sheet.top(index))

    def point_of(self, offset: int) -> QPoint:
        """The middle of the text cursor at an offset; a null point where nothing is shown."""
        sheet = self.settled()
        place = sheet.caret(offset) if sheet else None
        return self.to_viewport(place).center().toPoint() if place is not None else QPoint()
