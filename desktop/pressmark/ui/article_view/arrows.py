"""Relations as arrows: they run in the gaps between lines and beside the column, and never across words.

An arrow leaves its head into the gap above or below that line. On one line it is a flat arc above it; between
neighbouring lines it crosses the gap; further away it goes down (or up) beside the column. An end that is not on
screen is not laid out for an arrow's sake: the arrow then leaves the screen beside the column.

Coordinates are the viewport's. Main thread only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from pressmark.core.annotation import Relation
from pressmark.core.document import Document
from pressmark.ui.article_view.faces import Faces
from pressmark.ui.article_view.marks import drawn_span
from pressmark.ui.article_view.paint import Palette
from pressmark.ui.article_view.screen import Screen
from pressmark.ui.article_view.sheet import Sheet

_LANES = 3
"""Arrows in one gap, or beside the column, stand beside each other on so many lanes."""

_REACH = 4.5
"""Pixels from an arrow's line that still count as a click on it."""


class Weight(Enum):
    """How loud an arrow is."""

    QUIET = auto()
    NEAR = auto()  # one of its ends is selected
    SELECTED = auto()
    DRAFT = auto()  # not drawn yet: it follows the pointer


class Arrow(Struct):
    """An arrow on screen.

    Attributes:
        relation_id: which, or "" for one that is being drawn.
        path: its line, from head to child.
        tip: the arrowhead, or None where the child is off the screen.
        label: what stands on it.
        label_at: the middle of the label, or None where it finds no place on screen.
    """

    relation_id: str
    path: QPainterPath
    tip: QPolygonF | None
    label: str
    label_at: QPointF | None
    weight: Weight = Weight.QUIET


class _Port(Struct):
    """Where an arrow can leave or reach a mark: a piece of its ground, and the gaps above and below that line."""

    piece: QRectF
    above: float
    below: float
    order: tuple[int, int]  # segment and line, to tell what is above what


class Arrows:
    """The arrows of the document that is shown."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._relations: tuple[Relation, ...] = ()
        self._sheet: Sheet | None = None
        self._by_segment: dict[int, list[tuple[int, Relation]]] = {}
        self._segments: Sequence[object] = ()
        self._moved = True
        self.related: set[str] = set()
        self.shown: list[Arrow] = []

    def forget(self, annotation_ids: Iterable[str]) -> None:
        """Annotations have moved."""
        if not self.related.isdisjoint(annotation_ids):
            self._moved = True

    def _index(self, sheet: Sheet) -> None:
        document = sheet.document
        same = document.relations is self._relations and sheet is self._sheet and sheet.segments is self._segments
        if same and not self._moved:
            return
        self._relations, self._sheet, self._segments, self._moved = document.relations, sheet, sheet.segments, False
        self._by_segment = {}
        self.related = set()
        for number, relation in enumerate(document.relations):
            self.related |= {relation.head, relation.child}
            for end in (relation.head, relation.child):
                for index in _segments_of(sheet, document, end):
                    its = self._by_segment.setdefault(index, [])
                    if not its or its[-1][1] is not relation:
                        its.append((number, relation))

    def settle(self, selected: str | None, selected_relation: str | None) -> list[Arrow]:
        """The arrows that have an end on screen, as they are drawn now."""
        sheet = self._screen.settled()
        self.shown = []
        if sheet is None or not (sheet.document.relations or self._by_segment):
            return self.shown
        self._index(sheet)
        found: dict[str, tuple[int, Relation]] = {}
        for index in self._screen.visible():
            for number, relation in self._by_segment.get(index, ()):
                found.setdefault(relation.id, (number, relation))
        for number, relation in found.values():
            arrow = self._arrow(sheet, relation, number % _LANES)
            if arrow is None:
                continue
            if relation.id == selected_relation:
                arrow.weight = Weight.SELECTED
            elif selected is not None and selected in (relation.head, relation.child):
                arrow.weight = Weight.NEAR
            self.shown.append(arrow)
        self.shown.sort(key=lambda arrow: arrow.weight.value)
        return self.shown

    def at(self, point: QPointF) -> str | None:
        """The relation whose line or name is under a point."""
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * _REACH)
        faces = self._screen.faces
        for arrow in reversed(self.shown):
            if not arrow.relation_id:
                continue
            if arrow.label_at is not None and _label_box(arrow, faces).contains(point):
                return arrow.relation_id
            near = arrow.path.controlPointRect().adjusted(-_REACH, -_REACH, _REACH, _REACH)
            if near.contains(point) and stroker.createStroke(arrow.path).contains(point):
                return arrow.relation_id
        return None

    def draft(self, head: str, target: str | None, point: QPointF | None) -> Arrow | None:
        """The arrow of a relation that is being drawn: to the mark that would be its child, else to the pointer."""
        sheet = self._screen.settled()
        if sheet is None or head not in sheet.document:
            return None
        if target is not None and target != head and target in sheet.document:
            arrow = self._arrow(sheet, Relation("", head, target, ""), 1)
        elif point is not None and (ports := self._ports(sheet, head)):
            piece = ports[-1].piece if point.y() > ports[-1].piece.center().y() else ports[0].piece
            path = QPainterPath(
                QPointF(piece.center().x(), piece.bottom() if point.y() > piece.bottom() else piece.top())
            )
            path.lineTo(point)
            arrow = Arrow("", path, _tip([path.pointAtPercent(0), point], self._screen.faces), "", None)
        else:
            arrow = None
        if arrow is not None:
            arrow.weight = Weight.DRAFT
        return arrow

    # --- routes

    def _ports(self, sheet: Sheet, annotation_id: str) -> list[_Port]:
        """The pieces of a mark's ground, first line first; only where it is laid out already."""
        left, value = self._screen.column.left(), self._screen.value
        ports: list[_Port] = []
        for index in _segments_of(sheet, sheet.document, annotation_id):
            if not sheet.is_laid(index):
                continue
            laid, top = sheet.laid(index), sheet.top(index) - value
            shape = next((s for s in laid.shapes if s.mark.annotation.id == annotation_id), None)
            for piece in shape.pieces if shape else ():
                line = laid.line_at(piece.center().y())
                above, below = laid.line_rect(line)
                ports.append(_Port(piece.translated(left, top), top + above - 1, top + below - 1, (index, line)))
        return ports

    def _arrow(self, sheet: Sheet, relation: Relation, lane: int) -> Arrow | None:
        heads, children = self._ports(sheet, relation.head), self._ports(sheet, relation.child)
        faces = self._screen.faces
        step = (lane - 1) * faces.px(2.5)
        gutter = self._screen.column.left() - faces.px(9) - lane * faces.px(4)
        if not heads or not children:
            return self._leaving(sheet, relation, heads or children, step, gutter, from_head=bool(heads))
        if heads[-1].order < children[0].order:
            head, child = heads[-1], children[0]
        elif children[-1].order < heads[0].order:
            head, child = heads[0], children[-1]
        else:
            head, child = _nearest(heads, children)
        points = _route(head, child, step, gutter)
        path = _rounded(points, faces.px(5))
        return Arrow(relation.id, path, _tip(points, faces), relation.label, _label_place(points))

    def _leaving(
        self, sheet: Sheet, relation: Relation, ports: list[_Port], step: float, gutter: float, *, from_head: bool
    ) -> Arrow | None:
        """An arrow with one end off the screen."""
        here, there = (relation.head, relation.child) if from_head else (relation.child, relation.head)
        first, second = sheet.document.get(here), sheet.document.get(there)
        if not ports or first is None or second is None or not any(_segments_of(sheet, sheet.document, there)):
            return None
        down = second.span.start > first.span.start
        port = ports[-1] if down else ports[0]
        x = port.piece.center().x()
        rail = (port.below if down else port.above) + step
        far = self._screen.height + 40.0 if down else -40.0
        points = [
            QPointF(x, port.piece.bottom() if down else port.piece.top()),
            QPointF(x, rail),
            QPointF(gutter, rail),
            QPointF(gutter, far),
        ]
        label_at = _label_place(points)
        if not from_head:
            points.reverse()
        path = _rounded(points, self._screen.faces.px(5))
        tip = None if from_head else _tip(points, self._screen.faces)
        return Arrow(relation.id, path, tip, relation.label, label_at)


def _segments_of(sheet: Sheet, document: Document, annotation_id: str) -> Iterator[int]:
    annotation = document.get(annotation_id)
    if annotation is not None:
        yield from sheet.indices(*drawn_span(annotation, len(document.text)))


def _nearest(heads: list[_Port], children: list[_Port]) -> tuple[_Port, _Port]:
    def distance(pair: tuple[_Port, _Port]) -> float:
        between = pair[0].piece.center() - pair[1].piece.center()
        return 10 * abs(between.y()) + abs(between.x())

    return min(((head, child) for head in heads for child in children), key=distance)


def _route(head: _Port, child: _Port, step: float, gutter: float) -> list[QPointF]:
    """The corners of an arrow from one piece of ground to another."""
    x1, x2 = head.piece.center().x(), child.piece.center().x()
    if head.order == child.order:
        x1, x2 = _apart(head.piece, child.piece)
        rail = head.above + step
        return [QPointF(x1, head.piece.top()), QPointF(x1, rail), QPointF(x2, rail), QPointF(x2, child.piece.top())]
    down = head.order < child.order
    leaves = QPointF(x1, head.piece.bottom() if down else head.piece.top())
    arrives = QPointF(x2, child.piece.top() if down else child.piece.bottom())
    first = (head.below if down else head.above) + step
    last = (child.above if down else child.below) + step
    neighbours = abs(first - last) < 0.75 * abs(child.below - child.above)
    if neighbours:
        shared = max(head.piece.left(), child.piece.left()) + 4, min(head.piece.right(), child.piece.right()) - 4
        if shared[0] <= shared[1]:  # one below the other: straight
            x = min(max((x1 + x2) / 2, shared[0]), shared[1])
            return [QPointF(x, leaves.y()), QPointF(x, arrives.y())]
        return [leaves, QPointF(x1, (first + last) / 2), QPointF(x2, (first + last) / 2), arrives]
    return [leaves, QPointF(x1, first), QPointF(gutter, first), QPointF(gutter, last), QPointF(x2, last), arrives]


def _apart(head: QRectF, child: QRectF) -> tuple[float, float]:
    """Where an arc over one line stands on its ends: on their middles, or nearer where those are close."""
    x1, x2 = head.center().x(), child.center().x()
    if abs(x1 - x2) < 16:
        x1, x2 = (head.left() + 4, child.right() - 4) if x1 <= x2 else (head.right() - 4, child.left() + 4)
    return x1, x2


def _rounded(points: list[QPointF], radius: float) -> QPainterPath:
    """A line through points, its corners rounded as far as there is room."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        first, second = before - corner, after - corner
        r1 = min(radius, first.manhattanLength() / 2)
        r2 = min(radius, second.manhattanLength() / 2)
        r = min(r1, r2)
        a = corner + first * (r / max(first.manhattanLength(), 1e-6))
        b = corner + second * (r / max(second.manhattanLength(), 1e-6))
        path.lineTo(a)
        path.quadTo(corner, b)
    path.lineTo(points[-1])
    return path


def _tip(points: list[QPointF], faces: Faces) -> QPolygonF:
    """The arrowhead at the end of a line, along its last stretch."""
    end = points[-1]
    way = end - points[-2]
    length = max((way.x() ** 2 + way.y() ** 2) ** 0.5, 1e-6)
    ahead = way / length
    aside = QPointF(-ahead.y(), ahead.x())
    size = faces.px(5.5)
    return QPolygonF([end, end - ahead * size + aside * (size * 0.55), end - ahead * size - aside * (size * 0.55)])


def _label_place(points: list[QPointF]) -> QPointF:
    """The middle of the longest level stretch; of a straight arrow, its middle."""
    best, longest = (points[0] + points[-1]) * 0.5, -1.0
    for a, b in pairwise(points):
        if abs(a.y() - b.y()) < 0.5 and abs(a.x() - b.x()) > longest:
            best, longest = (a + b) * 0.5, abs(a.x() - b.x())
    return best


def _label_box(arrow: Arrow, faces: Faces) -> QRectF:
    assert arrow.label_at is not None
    width, height = faces.name_width(arrow.label) + faces.px(8), faces.px(13)
    return QRectF(arrow.label_at.x() - width / 2, arrow.label_at.y() - height / 2, width, height)


def paint_arrow(painter: QPainter, arrow: Arrow, palette: Palette, faces: Faces) -> None:
    """Draws one arrow with its name."""
    loud = arrow.weight is not Weight.QUIET
    color = QColor(palette.accent if loud else palette.dim)
    if not loud:
        color.setAlphaF(0.75)
    pen = QPen(color, palette.stroke * (0.9 if arrow.weight is Weight.SELECTED else 0.6))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if arrow.weight is Weight.DRAFT:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(arrow.path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if arrow.tip is not None:
        painter.drawPolygon(arrow.tip)
    if arrow.label and arrow.label_at is not None:
        box = _label_box(arrow, faces)
        painter.setBrush(palette.background)
        painter.drawRoundedRect(box, faces.px(3), faces.px(3))
        painter.setFont(faces.name)
        painter.setPen(palette.accent if loud else palette.dim)
        at = QPointF(box.left() + faces.px(4), box.center().y() - faces.name_height / 2)
        painter.drawStaticText(at, faces.static(arrow.label, faces.name))
