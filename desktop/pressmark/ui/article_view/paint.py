"""Draws one segment, one card, the line of metadata and the fold lines. Colours come prepared, per label."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from pressmark.core.annotation import Status
from pressmark.core.labels import LabelSet
from pressmark.ui.article_view.faces import Faces
from pressmark.ui.article_view.layout import Laid, Shape
from pressmark.ui.article_view.margin import Card
from pressmark.ui.article_view.theme import PageTheme


class Inks(Struct, frozen=True):
    """The colours of one label: its line, its grounds and its name on each of them."""

    line: QColor
    ground: QColor
    number: QColor
    chosen: QColor
    name: QColor
    name_on_ground: QColor
    name_on_chosen: QColor
    solid: QPen
    dashed: QPen


class Palette:
    """Everything that is drawn with, for one theme, label set and zoom."""

    def __init__(self, theme: PageTheme, labels: LabelSet, zoom: float) -> None:
        self.theme = theme
        self.background = QColor(theme.background)
        self.ink = QColor(theme.ink)
        self.dim = QColor(theme.dim)
        self.faint = QColor(theme.faint)
        self.accent = QColor(theme.accent)
        self.selection = QColor(theme.selection)
        self.hit = QColor(theme.hit)
        self.hit_current = QColor(theme.hit_current)
        self.card = QColor(theme.card)
        self.card_edge = QPen(QColor(theme.card_edge), 1)
        self.stroke = max(1.5, 2 * zoom)
        self.ring = QPen(self.accent, self.stroke)
        self._labels = labels
        self._inks: dict[str, Inks] = {}

    def of(self, label: str) -> Inks:
        """The colours of a label."""
        found = self._inks.get(label)
        if found is None:
            found = self._inks[label] = self._mixed(self.theme.label_color(self._labels.get(label)))
        return found

    def _mixed(self, color: str) -> Inks:
        theme = self.theme
        ground, number = theme.ground(color, theme.tint), theme.ground(color, theme.tint_number)
        chosen = theme.ground(color, theme.tint_selected)
        solid = QPen(QColor(color), self.stroke)
        solid.setCapStyle(Qt.PenCapStyle.FlatCap)
        dashed = QPen(solid)
        dashed.setDashPattern([2.6, 1.6])
        return Inks(
            QColor(color),
            QColor(ground),
            QColor(number),
            QColor(chosen),
            QColor(theme.readable(color, theme.background)),
            QColor(theme.readable(color, ground)),
            QColor(theme.readable(color, chosen)),
            solid,
            dashed,
        )


class Highlights(Struct, frozen=True):
    """What is drawn under the words beside the marks.

    Attributes:
        selection: rectangles of the text selection.
        hits: of search hits.
        current: of the search hit that was gone to.
    """

    selection: Iterable[QRectF] = ()
    hits: Iterable[QRectF] = ()
    current: Iterable[QRectF] = ()


def paint_text(
    painter: QPainter,
    laid: Laid,
    at: QPointF,
    clip: QRectF,
    palette: Palette,
    faces: Faces,
    *,
    selected: str | None,
    highlights: Highlights,
) -> None:
    """Draws a segment with its top left corner `at`; `clip` is in the painter's coordinates."""
    local = clip.translated(-at)
    low, high = local.top() - 4, local.bottom() + 4
    shapes = [s for s in laid.shapes if any(p.bottom() >= low and p.top() <= high for p in s.pieces)]
    shapes.sort(key=lambda shape: -shape.mark.level)
    painter.save()
    painter.translate(at)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = faces.px(3.5)
    for shape in shapes:
        _ground(painter, shape, palette.of(shape.mark.annotation.label), selected, radius)
    for rects, color in (
        (highlights.hits, palette.hit),
        (highlights.current, palette.hit_current),
        (highlights.selection, palette.selection),
    ):
        painter.setBrush(color)
        for rect in rects:
            painter.drawRoundedRect(rect, 2, 2)
    painter.setPen(QColor(laid.face.ink))
    laid.layout.draw(painter, QPointF(0, 0), [], local)
    painter.setFont(faces.name)
    for shape in shapes:
        _line_and_name(painter, shape, palette, faces, selected)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shape in shapes:
        if shape.mark.annotation.id == selected:
            painter.setPen(palette.ring)
            for piece in shape.pieces:
                painter.drawRoundedRect(piece.adjusted(0, 0, 0, 1), radius + 1, radius + 1)
    painter.restore()


def _ground(painter: QPainter, shape: Shape, inks: Inks, selected: str | None, radius: int) -> None:
    annotation = shape.mark.annotation
    chosen = annotation.id == selected
    if chosen or annotation.status is Status.ACCEPTED:
        painter.setBrush(inks.chosen if chosen and not shape.number else inks.ground)
        for piece in shape.pieces:
            painter.drawRoundedRect(piece, radius, radius)
    if shape.number and (chosen or annotation.status is Status.ACCEPTED):
        painter.setBrush(inks.chosen if chosen else inks.number)
        for piece in shape.number:
            painter.drawRect(piece)


def _line_and_name(painter: QPainter, shape: Shape, palette: Palette, faces: Faces, selected: str | None) -> None:
    annotation = shape.mark.annotation
    if annotation.status is Status.REJECTED:
        return
    inks = palette.of(annotation.label)
    accepted = annotation.status is Status.ACCEPTED
    painter.setPen(inks.solid if accepted else inks.dashed)
    half = palette.stroke / 2
    inset = 1.5 if accepted else 1.0
    lines = [
        QLineF(piece.left() + inset, piece.bottom() - half, piece.right() - inset, piece.bottom() - half)
        for piece in shape.pieces
    ]
    painter.drawLines(lines)
    if shape.name_at is not None:
        chosen = annotation.id == selected and not shape.number
        painter.setPen(inks.name_on_chosen if chosen else inks.name_on_ground if accepted else inks.name)
        text = faces.static_name(annotation.label)
        ascent = faces.name_ascent
        painter.drawStaticText(QPointF(shape.name_at.x(), shape.name_at.y() - ascent), text)


def paint_card(
    painter: QPainter, card: Card, rect: QRectF, palette: Palette, faces: Faces, *, selected: bool, hovered: bool
) -> None:
    """Draws a card of the margin."""
    inks = palette.of(card.annotation.label)
    radius = faces.px(6)
    painter.setPen(QPen(palette.accent, 1) if hovered and not selected else palette.card_edge)
    painter.setBrush(palette.card)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    stripe = faces.px(3)
    pen = QPen(inks.line, stripe)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if card.annotation.status is Status.SUGGESTED:
        pen.setDashPattern([5 / 3, 1])
    painter.setPen(pen)
    # The stripe covers the round corners on its side, as in a well-cut index card.
    painter.fillRect(QRectF(rect.left(), rect.top(), stripe + radius, rect.height()), palette.card)
    painter.drawLine(QLineF(rect.left() + stripe / 2, rect.top(), rect.left() + stripe / 2, rect.bottom()))
    _card_text(painter, card, rect, palette, faces)
    if selected:
        painter.setPen(palette.ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(-1, -0.5, 0.5, 0.5), radius, radius)


def _card_text(painter: QPainter, card: Card, rect: QRectF, palette: Palette, faces: Faces) -> None:
    left, right = rect.left() + faces.px(12), rect.right() - faces.px(8)
    big, small = faces.card_title_metrics, faces.card_text_metrics
    more = f"+{card.more}" if card.more else ""
    if card.compact:
        top = rect.top() + (rect.height() - big.height()) / 2
    else:
        top = rect.top() + (rect.height() - big.height() - small.height()) / 2 - faces.px(0.5)
    baseline = top + big.ascent()
    painter.setFont(faces.card_text)
    painter.setPen(palette.dim)
    if more:
        right -= small.horizontalAdvance(more)
        painter.drawStaticText(QPointF(right, baseline - small.ascent()), faces.static(more, faces.card_text))
        right -= faces.px(4)
    title, width = faces.elided(card.title, right - left, bold=True)
    at = left + width + faces.px(6) if card.compact else left
    subtitle, _ = faces.elided(card.subtitle, right - at, bold=False)
    under = baseline - small.ascent() if card.compact else top + big.height()
    painter.drawStaticText(QPointF(at, under), subtitle)
    painter.setFont(faces.card_title)
    painter.setPen(palette.ink)
    painter.drawStaticText(QPointF(left, top), title)


def paint_line(
    painter: QPainter, text: str, at: QPointF, width: float, palette: Palette, faces: Faces, *, underline: bool = False
) -> None:
    """Draws a dim line of small type with its top left corner `at`: metadata, or what a fold hides."""
    metrics = QFontMetricsF(faces.meta)
    painter.setFont(faces.meta)
    painter.setPen(palette.dim)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    baseline = QPointF(at.x(), at.y() + metrics.ascent())
    painter.drawText(baseline, shown)
    if underline:
        under = baseline.y() + faces.px(3)
        painter.drawLine(QLineF(at.x(), under, at.x() + metrics.horizontalAdvance(shown), under))


def paint_target(painter: QPainter, pieces: Iterable[QRectF], palette: Palette, faces: Faces) -> None:
    """Frames the mark that a new relation would end in."""
    pen = QPen(palette.accent, palette.stroke)
    pen.setDashPattern([2, 1.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for piece in pieces:
        painter.drawRoundedRect(piece.adjusted(0, 0, 0, 1), faces.px(4), faces.px(4))


def paint_grips(painter: QPainter, ends: Iterable[tuple[QRectF, bool]], palette: Palette, faces: Faces) -> None:
    """Draws the handles at a mark's ends; each comes with whether the pointer is on it."""
    painter.setPen(QPen(palette.accent, palette.stroke * 0.8))
    for rect, hovered in ends:
        painter.setBrush(palette.accent if hovered else palette.card)
        radius = faces.px(4.5) if hovered else faces.px(3.5)
        painter.drawEllipse(QPointF(rect.left(), rect.center().y()), radius, radius)


def paint_caret(painter: QPainter, rect: QRectF, palette: Palette, faces: Faces) -> None:
    """Draws the text cursor."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.accent)
    painter.drawRect(QRectF(rect.left() - 0.5, rect.top(), max(1.5, faces.px(1.6)), rect.height()))
