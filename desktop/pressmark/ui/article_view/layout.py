"""One display segment laid out: its lines, where its marks stand, and which offset is under a point.

Coordinates are pixels from the segment's top left corner. Offsets are code points of the article; UTF-16 stays inside
this file. Main thread only (QTextLayout).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from pressmark.core import words
from pressmark.core.offsets import Utf16Map
from pressmark.core.span import Span
from pressmark.core.words import character_end, character_start
from pressmark.ui.article_view import bidi
from pressmark.ui.article_view.faces import Face, Faces
from pressmark.ui.article_view.marks import Mark

if TYPE_CHECKING:
    from pressmark.ui.article_view.margin import Card

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_FREE_LEVELS = 3
"""This many stacked underlines fit between two lines as they are."""


def direction(text: str) -> Qt.LayoutDirection:
    """The direction of a paragraph: that of its first strong character (rules P2 and P3 of UAX 9)."""
    if _RIGHT_TO_LEFT.search(text) is None:
        return Qt.LayoutDirection.LeftToRight
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong == "L":
            break
        if strong in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight


class Shape(Struct):
    """Where a mark stands in one segment.

    Attributes:
        pieces: the ground on each line, top to bottom.
        number: the part of a figure's phrase that is the number, on each line.
        name_at: left end of the name's baseline, or None where the mark ends in a later segment.
    """

    mark: Mark
    pieces: list[QRectF] = field(default_factory=list)
    number: list[QRectF] = field(default_factory=list)
    name_at: QPointF | None = None


class _End(Struct):
    """Marks that end at one place, innermost first, and the character that bears the room for their names."""

    marks: list[Mark]
    bearer: tuple[int, int] | None  # code points within the segment
    own: bool  # the bearer is the mark's own last character
    room: float


class Laid:
    """A segment of text, laid out for a width.

    Args:
        text: the segment's own text.
        start: where it begins in the article.
        marks: what is drawn on it, in text order, with levels.
        face: how its kind is set.
        faces: for the names' widths.
        width: of the column.
        towards: the direction of its paragraph.
        closes: whether the paragraph ends here and its space follows.
    """

    __slots__ = (
        "_baselines",
        "_bidi",
        "_cells_by_line",
        "_ends",
        "_face",
        "_faces",
        "_layout",
        "_line_ends",
        "_map",
        "_starts",
        "_text",
        "_tops",
        "cards",
        "end",
        "height",
        "right_to_left",
        "shapes",
        "start",
    )

    def __init__(
        self,
        text: str,
        start: int,
        marks: Sequence[Mark],
        *,
        face: Face,
        faces: Faces,
        width: int,
        towards: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
        closes: bool = True,
    ) -> None:
        self.start = start
        self.end = start + len(text)
        self.cards: list[Card] | None = None
        self.right_to_left = towards is Qt.LayoutDirection.RightToLeft
        self._text = text
        self._face = face
        self._faces = faces
        self._map = Utf16Map(text)
        self._cells_by_line: dict[int, list[bidi.Cell]] = {}
        self._bidi = self.right_to_left or _RIGHT_TO_LEFT.search(text) is not None
        self._ends = self._find_ends(marks)
        # An object replacement character would be laid out as an object of no width.
        self._layout = QTextLayout(text.replace("\ufffc", "\u25a1"), face.font)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if self.right_to_left else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(towards)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        if marks:
            self._layout.setFormats(self._formats(marks))
        self._starts: list[int] = []
        self._line_ends: list[int] = []
        self._tops: list[int] = []
        self._baselines: list[int] = []
        self.height = self._set_lines(width, marks) + (face.after if closes else 0)
        self.shapes = self._find_shapes(marks) if marks else []

    # --- setting

    def _find_ends(self, marks: Sequence[Mark]) -> list[_End]:
        by_place: dict[int, list[Mark]] = {}
        for mark in marks:
            if self.start < mark.end <= self.end:
                by_place.setdefault(mark.end - self.start, []).append(mark)
        faces = self._faces
        ends: list[_End] = []
        for place, ending in by_place.items():
            ending.sort(key=lambda mark: mark.level)
            room = sum(faces.gap + faces.name_width(mark.annotation.label) + faces.pad for mark in ending) + 1
            own = (character_start(self._text, place), place)
            if self._runs_right_to_left(*own):
                # The advance of a right-to-left character widens on its right, inside the mark, and a change of
                # format would part joined letters: the next character bears the room.
                after = (place, character_end(self._text, place)) if place < len(self._text) else None
                ends.append(_End(ending, after, False, room))
            else:
                ends.append(_End(ending, own, True, room))
        return ends

    def _runs_right_to_left(self, start: int, end: int) -> bool:
        if not self._bidi:
            return False
        return any(unicodedata.bidirectional(character) in ("R", "AL") for character in self._text[start:end])

    def _formats(self, marks: Sequence[Mark]) -> list[QTextLayout.FormatRange]:
        rooms: dict[tuple[int, int], float] = {}
        for end in self._ends:
            if end.bearer is not None:
                rooms[end.bearer] = rooms.get(end.bearer, 0) + end.room
        if not self._bidi:
            for mark in marks:
                place = mark.start - self.start
                if place > 0:
                    before = (character_start(self._text, place), place)
                    if before not in rooms:
                        pad = self._faces.pad
                        rooms[before] = float(pad if self._text[place - 1].isspace() else pad + 2)
        ranges: list[QTextLayout.FormatRange] = []
        for (start, end), room in sorted(rooms.items()):
            if end - start > 1 and self._faces.clusters(self._text[start:end], self._face.font) > 1:
                # The font draws this character in pieces; each would widen, so only the last one may.
                start = end - 1
                while start > 0 and words.hangs(self._text[start]):
                    start -= 1
            first, last = self._map.to_units(start), self._map.to_units(end)
            one: Any = QTextLayout.FormatRange()  # PySide's stubs leave its fields out
            one.start, one.length, one.format = first, last - first, self._faces.room(room)
            ranges.append(one)
        return ranges

    def _set_lines(self, width: int, marks: Sequence[Mark]) -> int:
        layout, face = self._layout, self._face
        deepest = max((mark.level for mark in marks), default=0)
        pitch = face.pitch + max(0, deepest + 1 - _FREE_LEVELS) * self._faces.level
        top = face.before
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            ascent = line.ascent()
            # A fallback font may be taller than ours; only then do lines move apart.
            extra = max(0, round(ascent - face.baseline))
            extra_below = max(0, round(line.descent() - (pitch - face.baseline)))
            baseline = top + face.baseline + extra
            line.setPosition(QPointF(0, baseline - ascent))
            first = line.textStart()
            self._starts.append(first)
            self._line_ends.append(first + line.textLength())
            self._tops.append(top)
            self._baselines.append(baseline)
            top += pitch + extra + extra_below
        layout.endLayout()
        self._tops.append(top)
        return top

    # --- where marks stand

    def _find_shapes(self, marks: Sequence[Mark]) -> list[Shape]:
        tails: dict[str, tuple[_End, float, float]] = {}  # by annotation: its end, where its name and its ground end
        for end in self._ends:
            at = 0.0
            for mark in end.marks:
                name_at = at + self._faces.gap
                at = name_at + self._faces.name_width(mark.annotation.label) + self._faces.pad
                tails[mark.annotation.id] = (end, name_at, at)
        shapes: list[Shape] = []
        for mark in marks:
            shape = Shape(mark)
            first, last = max(mark.start, self.start) - self.start, min(mark.end, self.end) - self.start
            tail = tails.get(mark.annotation.id)
            for number, left, right in self._runs(first, last, trimmed=True):
                shape.pieces.append(self._ground(number, left, right, mark.level))
            if tail is not None and shape.pieces:
                self._put_name(shape, last, *tail)
            if mark.is_phrase:
                span = mark.annotation.span
                first, last = max(span.start, self.start) - self.start, min(span.end, self.end) - self.start
                if first < last:
                    shape.number = [
                        self._ground(number, left, right, mark.level, pad=0)
                        for number, left, right in self._runs(first, last, trimmed=True)
                    ]
            shapes.append(shape)
        return shapes

    def _ground(self, number: int, left: float, right: float, level: int, *, pad: int | None = None) -> QRectF:
        face, pad = self._face, self._faces.pad if pad is None else pad
        baseline = self._baselines[number]
        top = baseline - face.rise - min(level, _FREE_LEVELS)
        bottom = baseline + face.drop + level * self._faces.level
        return QRectF(left - pad, top, right - left + 2 * pad, bottom - top)

    def _put_name(self, shape: Shape, last: int, end: _End, name_at: float, ground_end: float) -> None:
        """Widens the ground over the room behind the words, and says where the name goes in it."""
        width = self._faces.name_width(shape.mark.annotation.label)
        pad = self._faces.pad
        own = character_start(self._text, last)
        number = self._line_of(self._map.to_units(own))
        baseline = self._baselines[number] - self._faces.px(1)
        box = self._box(own, last)
        piece = next((p for p in shape.pieces if p.left() - 1 <= (box[0] + box[1]) / 2 <= p.right() + 1
                      and p.top() <= baseline <= p.bottom()), shape.pieces[-1])  # fmt: skip
        if end.own:
            words_end = box[1] - end.room
            # Ground of inner marks that end later does not shrink: only what this end's own room added is cut.
            if not self._bidi or abs(piece.right() - pad - box[1]) < 1:
                piece.setRight(words_end + ground_end)
            shape.name_at = QPointF(words_end + name_at, baseline)
            return
        bearer = end.bearer
        if bearer is not None and self._line_of(self._map.to_units(bearer[0])) == number:
            room_end = self._box(*bearer)[1]
            if room_end > box[0] + 1:
                # A right-to-left mark in a left-to-right line: the room is behind the space on its right.
                piece.setRight(room_end - end.room + ground_end)
                shape.name_at = QPointF(room_end - end.room + name_at, baseline)
                return
        piece.setLeft(box[0] - ground_end)
        shape.name_at = QPointF(box[0] - name_at - width, baseline)

    def _line_of(self, units: int) -> int:
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._starts[middle] <= units:
                low = middle
            else:
                high = middle - 1
        return low

    def _cells(self, number: int) -> list[bidi.Cell]:
        found = self._cells_by_line.get(number)
        if found is None:
            line = self._layout.lineAt(number)
            found = bidi.cells_of(line, self._text, self._map, right_to_left=self.right_to_left)
            self._cells_by_line[number] = found
        return found

    def _edge(self, offset: int) -> float:
        """Where the text cursor stands before a code point of the segment."""
        units = self._map.to_units(offset)
        number = self._line_of(units)
        if self._bidi:
            return bidi.edge_before(self._cells(number), offset, right_to_left=self.right_to_left)
        return self._layout.lineAt(number).cursorToX(units)[0]  # pyright: ignore[reportIndexIssue]

    def _box(self, first: int, last: int) -> tuple[float, float]:
        """Left and right edge of one visible character (code points within the segment), its room included."""
        start, end = self._map.to_units(first), self._map.to_units(last)
        number = self._line_of(start)
        if self._bidi:
            runs = bidi.runs_between(self._cells(number), first, last)
            return runs[0] if runs else (self._edge(first), self._edge(first))
        line = self._layout.lineAt(number)
        lead = line.cursorToX(start)[0]  # pyright: ignore[reportIndexIssue]
        # Up to the next character, not to this one's trailing edge: fonts may draw it as several glyphs.
        return lead, max(lead, line.cursorToX(end)[0]) if end <= self._line_ends[number] else lead  # pyright: ignore[reportIndexIssue]

    def _runs(self, first: int, last: int, *, trimmed: bool = False) -> Iterable[tuple[int, float, float]]:
        """The visual stretches (line number, left, right) of code points [first, last) of the segment."""
        if first >= last:
            return
        start, end = self._map.to_units(first), self._map.to_units(last)
        for number in range(self._line_of(start), self._line_of(max(start, end - 1)) + 1):
            a = self._map.floor_to_code_points(max(start, self._starts[number]))
            b = self._map.floor_to_code_points(min(end, self._line_ends[number]))
            if trimmed and b < last:
                while b > a and self._text[b - 1].isspace():
                    b -= 1
            if a >= b:
                continue
            if self._bidi:
                for left, right in bidi.runs_between(self._cells(number), a, b):
                    yield number, left, right
            else:
                line = self._layout.lineAt(number)
                left = line.cursorToX(self._map.to_units(a))[0]  # pyright: ignore[reportIndexIssue]
                right = line.cursorToX(self._map.to_units(b))[0]  # pyright: ignore[reportIndexIssue]
                yield number, left, right

    # --- offsets and points

    @property
    def layout(self) -> QTextLayout:
        """For painting."""
        return self._layout

    @property
    def face(self) -> Face:
        """How it is set."""
        return self._face

    def line_count(self) -> int:
        """How many lines it has."""
        return len(self._starts)

    def line_at(self, y: float) -> int:
        """The number of the line at a height; the first above, the last below."""
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._tops[middle] <= y:
                low = middle
            else:
                high = middle - 1
        return low

    def line_of(self, offset: int) -> int:
        """The number of the line that an offset of the article stands on."""
        return self._line_of(self._map.to_units(self._inside(offset)))

    def line_span(self, number: int) -> tuple[int, int]:
        """The offsets of the article at which a line begins and ends (before the space where it breaks)."""
        first = self._map.floor_to_code_points(self._starts[number])
        last = self._map.floor_to_code_points(self._line_ends[number])
        if number + 1 < len(self._starts):
            while last > first and self._text[last - 1].isspace():
                last -= 1
        return self.start + first, self.start + last

    def line_rect(self, number: int) -> tuple[int, int]:
        """Top and bottom of a line."""
        return self._tops[number], self._tops[number + 1]

    def _inside(self, offset: int) -> int:
        return max(0, min(offset, self.end) - self.start)

    def caret(self, offset: int) -> QRectF:
        """Where the text cursor stands at an offset of the article; the width is 0."""
        inside = self._inside(offset)
        baseline = self._baselines[self._line_of(self._map.to_units(inside))]
        height = self._face.rise + self._face.drop
        return QRectF(self._edge(inside), baseline - self._face.rise, 0, height)

    def offset_at(self, x: float, y: float) -> int:
        """The offset of the article nearest to a point."""
        number = self.line_at(y)
        first, last = (place - self.start for place in self.line_span(number))
        if self._bidi:
            place = bidi.place_at(self._cells(number), x, right_to_left=self.right_to_left)
        else:
            units = self._layout.lineAt(number).xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters)
            place = self._beside_room(self._whole(self._map.floor_to_code_points(units), x), x, number)
        # Behind the space at which a line breaks is already the next line.
        return self.start + max(first, min(place, last))

    def _whole(self, offset: int, x: float) -> int:
        """The nearer end of a visible character that a font draws in pieces, for a place between two of them."""
        if not words.splits_character(self._text, offset):
            return offset
        first, last = character_start(self._text, offset), character_end(self._text, offset)
        left, right = self._box(first, last)
        return first if x < (left + right) / 2 else last

    def _beside_room(self, offset: int, x: float, number: int) -> int:
        """The middle of a character that bears room for names is the middle of what is drawn of it."""
        for end in self._ends:
            if end.bearer is None or not end.own or offset not in end.bearer:
                continue
            first, last = end.bearer
            if self._line_of(self._map.to_units(first)) == number:
                left, right = self._box(first, last)
                return first if x < (left + right - end.room) / 2 else last
        return offset

    def character_at(self, x: float, y: float) -> int | None:
        """The offset of the character that is drawn at a point; None beside the text."""
        number = self.line_at(y)
        line = self._layout.lineAt(number)
        if (
            not 0 <= y < self._tops[-1]
            or not line.naturalTextRect().left() - 1 <= x <= line.naturalTextRect().right() + 1
        ):
            return None
        if self._bidi:
            cell = bidi.cell_at(self._cells(number), x)
            return None if cell is None else self.start + cell.first
        units = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        at = min(self._map.floor_to_code_points(units), len(self._text) - 1)
        return self.start + (character_start(self._text, at) if words.splits_character(self._text, at) else at)

    def rects(self, span: Span) -> list[QRectF]:
        """What a selection of this span covers here."""
        first, last = self._inside(span.start), self._inside(span.end)
        face = self._face
        return [
            QRectF(left, self._baselines[number] - face.rise, right - left, face.rise + face.drop)
            for number, left, right in self._runs(first, last)
        ]

    def edge_of(self, annotation_id: str, end: int) -> QRectF | None:
        """The start (-1) or end (1) of a mark's own span, as a rectangle of no width; None where it is elsewhere.

        The end of a mark that bears its name is behind the name, where its ground ends.
        """
        shape = next((s for s in self.shapes if s.mark.annotation.id == annotation_id), None)
        if shape is None or not shape.pieces:
            return None
        span, mark = shape.mark.annotation.span, shape.mark
        pieces = shape.number or shape.pieces
        if end < 0:
            piece = pieces[0]
            x = piece.right() if self.right_to_left else piece.left()
        else:
            if span.end == mark.end and mark.is_phrase:
                pieces = shape.pieces
            piece = pieces[-1]
            x = piece.left() if self.right_to_left else piece.right()
        return QRectF(x, piece.top(), 0, piece.height())

    def shapes_at(self, x: float, y: float) -> list[Shape]:
        """The marks under a point, the innermost first."""
        point = QPointF(x, y)
        found = [shape for shape in self.shapes if any(piece.contains(point) for piece in shape.pieces)]
        return sorted(found, key=lambda shape: (shape.mark.end - shape.mark.start, shape.mark.level))
