"""Draws the part of the page that is on screen: segments with their marks, arrows, cards, the text cursor."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter

from pressmark.core.span import Span
from pressmark.ui.article_view.arrows import Arrow, paint_arrow
from pressmark.ui.article_view.faces import Faces
from pressmark.ui.article_view.find import Hits
from pressmark.ui.article_view.paint import (
    Highlights,
    Palette,
    paint_card,
    paint_caret,
    paint_grips,
    paint_line,
    paint_target,
    paint_text,
)
from pressmark.ui.article_view.screen import Screen
from pressmark.ui.article_view.segments import Kind
from pressmark.ui.article_view.sheet import Sheet
from pressmark.ui.article_view.wording import furniture_text, meta_text


class Look(Struct, frozen=True):
    """What the page looks like at this moment, beside the document itself.

    Attributes:
        selected: the selected annotation.
        chosen: words that are selected, or that a dragged mark would cover.
        hits: of the search.
        previews: places that an action would mark, in text order.
        hovered_card: the annotation whose card is under the pointer.
        edited_card: the annotation whose card is being edited: a field stands in its place.
        caret: where the text cursor is drawn, or None.
        unfolded: the groups of furniture that are shown.
        arrows: the relations on screen.
        target: the annotation that a new relation would end in.
        grip: the end of the selected mark under the pointer: -1, 1, or 0 for neither.
        grips: whether the ends of the selected mark can be taken hold of.
    """

    selected: str | None
    chosen: Span | None
    hits: Hits
    previews: Hits
    hovered_card: str | None
    edited_card: str | None
    caret: int | None
    unfolded: Collection[int]
    arrows: Collection[Arrow]
    target: str | None
    grip: int
    grips: bool


def paint_page(
    painter: QPainter, screen: Screen, sheet: Sheet, area: QRect, look: Look, palette: Palette, faces: Faces
) -> None:
    """Draws what of the sheet is inside `area`, in viewport coordinates."""
    column = screen.column
    index = sheet.index_at(area.top() + screen.value)
    while index < len(sheet.segments) and (top := sheet.top(index) - screen.value) < area.bottom() + 1:
        segment, at = sheet.segments[index], QPointF(column.left(), top)
        if segment.kind <= Kind.TITLE:
            paint_text(
                painter,
                sheet.laid(index),
                at,
                QRectF(area),
                palette,
                faces,
                selected=look.selected,
                highlights=_highlights(sheet, index, look) if segment.kind < Kind.TITLE else Highlights(),
            )
        elif segment.kind is Kind.META:
            paint_line(painter, meta_text(sheet.document.article.meta), at, column.width(), palette, faces)
        else:
            text = furniture_text(segment.count, unfolded=segment.group in look.unfolded)
            paint_line(painter, text, at, column.width(), palette, faces)
        index += 1
    for arrow in look.arrows:
        paint_arrow(painter, arrow, palette, faces)
    if look.target is not None:
        paint_target(painter, [QRectF(rect) for rect in screen.rects_of(look.target)], palette, faces)
    if look.grips and look.selected is not None:
        ends = [(end, screen.end_rect(look.selected, end)) for end in (-1, 1)]
        paint_grips(painter, [(rect, end == look.grip) for end, rect in ends if rect is not None], palette, faces)
    for card in screen.cards:
        rect = screen.rect_of_card(card)
        if card.annotation.id != look.edited_card and rect.intersects(QRectF(area)):
            paint_card(
                painter,
                card,
                rect,
                palette,
                faces,
                selected=card.annotation.id == look.selected,
                hovered=card.annotation.id == look.hovered_card,
            )
    if look.caret is not None and (place := sheet.caret(look.caret)) is not None:
        paint_caret(painter, screen.to_viewport(place), palette, faces)


def _highlights(sheet: Sheet, index: int, look: Look) -> Highlights:
    laid = sheet.laid(index)
    hits: list[QRectF] = []
    current: list[QRectF] = []
    for found in (look.hits, look.previews):
        for number in found.between(laid.start, laid.end):
            rects = laid.rects(Span(found.starts[number], found.ends[number]))
            (current if number == found.current else hits).extend(rects)
    chosen = look.chosen
    covers = chosen is not None and chosen.start < laid.end and chosen.end > laid.start
    return Highlights(laid.rects(chosen) if covers and chosen is not None else (), hits, current)
