"""The whole page as geometry: which segment is how high, which is laid out, what stands where.

A segment that was never seen has an estimated height. Coordinates are pixels of the page, `x` from the column's left
edge, `y` from the top of the page. Main thread only.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate, count

from PySide6.QtCore import QPointF, QRectF, Qt

from pressmark.core.document import Document
from pressmark.ui.article_view.faces import Faces
from pressmark.ui.article_view.layout import Laid, direction
from pressmark.ui.article_view.marks import drawn_span, marks_in, overhang
from pressmark.ui.article_view.segments import Kind, Segment, cut

_versions = count()

_KEPT = 240
"""Layouts kept beside those on screen; one costs some tens of kilobytes."""


class Sheet:
    """The segments of one document at one width, theme and zoom."""

    def __init__(self, document: Document, faces: Faces, width: int, *, unfolded: Collection[int] = ()) -> None:
        self.document = document
        self.hidden: Collection[str] = frozenset()
        self.selected: str | None = None
        self._faces = faces
        self._width = width
        self._reach = overhang(document.by_id.values(), len(document.text))
        self.segments: list[Segment] = []
        self._order: list[int] = []
        self._starts: list[int] = []
        self._heights: list[int] = []
        self._tops: list[int] = [0]
        self._known = bytearray()
        self._stale = True
        self._laid: dict[int, Laid] = {}
        self.unmeasured = 0
        self.version = next(_versions)
        """Another number whenever anything may stand elsewhere; never the same for two sheets."""
        self.fold(unfolded)

    # --- what it is made from

    @property
    def faces(self) -> Faces:
        """Fonts and measures."""
        return self._faces

    @property
    def width(self) -> int:
        """Of the column."""
        return self._width

    def fold(self, unfolded: Collection[int]) -> None:
        """Cuts the article anew, with these groups of furniture shown."""
        self.segments = cut(self.document.article, unfolded)
        texts = [i for i, segment in enumerate(self.segments) if segment.kind <= Kind.FURNITURE]
        segments = self.segments
        self._order = sorted(texts, key=lambda i: segments[i].start)
        self._starts = [segments[i].start for i in self._order]
        self.reset()

    def set_measures(self, faces: Faces, width: int) -> None:
        """Another theme, zoom or width: everything is estimated anew."""
        self._faces = faces
        self._width = width
        self.reset()

    def reset(self) -> None:
        """Forgets every layout; heights are estimates again."""
        self._laid.clear()
        self._heights = self._estimates()
        self._known = bytearray(len(self.segments))
        self.unmeasured = len(self.segments)
        self.version = next(_versions)
        self._stale = True

    def _estimates(self) -> list[int]:
        faces, width, text = self._faces, max(1, self._width), self.document.text
        # Names take room as well: spread what they need over the whole text.
        share = 1 + min(1.0, len(self.document) * 5.0 / max(1, len(text)))
        body = faces.body
        per_line = max(1.0, width * 0.97 / (body.average * share))
        pitch, after = body.pitch, body.after
        heights: list[int] = []
        for index, segment in enumerate(self.segments):
            if segment.kind is Kind.BODY:
                lines = math.ceil((segment.end - segment.start) / per_line)
                heights.append(lines * pitch + (after if segment.closes else 0))
            elif segment.kind is Kind.META:
                heights.append(self._meta_height(index))
            elif segment.kind is Kind.FOLD:
                heights.append(faces.fold_height if segment.last else faces.fold_height - faces.px(10))
            else:
                face = faces.of(segment.kind)
                length = segment.end - segment.start or len(self.document.article.meta.headline or "")
                lines = max(1, math.ceil(length * face.average / width))
                heights.append(lines * face.pitch + (face.after if segment.closes else 0) + self._end_space(segment))
        return heights

    def _meta_height(self, index: int) -> int:
        folds = index + 1 < len(self.segments) and self.segments[index + 1].kind is Kind.FOLD
        return self._faces.meta_height_above_fold if folds else self._faces.meta_height

    def _end_space(self, segment: Segment) -> int:
        return self._faces.furniture_end if segment.last and segment.kind is Kind.FURNITURE else 0

    def update(self, document: Document, annotation_ids: Iterable[str]) -> list[int]:
        """Takes over the next revision of the same text; gives back the segments that have to be laid out anew."""
        before, length = self.document, len(document.text)
        touched: set[int] = set()
        for annotation_id in annotation_ids:
            for side in (before.get(annotation_id), document.get(annotation_id)):
                if side is not None:
                    start, end = drawn_span(side, length)
                    self._reach = max(self._reach, side.span.start - start, end - side.span.end)
                    touched.update(self.indices(start, end))
        self.document = document
        for index in touched:
            self.drop(index)
        return sorted(touched)

    def replace(self, document: Document, annotation_ids: Iterable[str]) -> None:
        """Takes over a revision of the same text in which many marks have changed: all layouts are made anew."""
        self.document = document
        there = document.by_id
        changed = [there[one] for one in annotation_ids if one in there]
        self._reach = max(self._reach, overhang(changed, len(document.text)))
        self.reset()

    def touch(self, annotation_id: str | None) -> None:
        """Forgets the layouts under an annotation."""
        annotation = annotation_id and self.document.get(annotation_id)
        if annotation:
            for index in self.indices(*drawn_span(annotation, len(self.document.text))):
                self.drop(index)

    def drop(self, index: int) -> None:
        """Forgets a layout; its height stays as the estimate."""
        self._laid.pop(index, None)
        self.version = next(_versions)
        if self._known[index]:
            self._known[index] = 0
            self.unmeasured += 1

    # --- where segments are

    def _places(self) -> list[int]:
        if self._stale:
            self._tops = list(accumulate(self._heights, initial=self._faces.top))
            self._stale = False
        return self._tops

    @property
    def height(self) -> int:
        """Of the whole page, as known so far."""
        return self._places()[-1] + self._faces.bottom

    def top(self, index: int) -> int:
        """Where a segment begins."""
        return self._places()[index]

    def index_at(self, y: float) -> int:
        """The segment at a height; the first above the page, the last below it."""
        return max(0, min(bisect_right(self._places(), y) - 1, len(self.segments) - 1))

    def text_index_at(self, y: float) -> int | None:
        """Like `index_at`, but the nearest segment with text in it; None where there is none."""
        if not self._order:
            return None
        middle = self.index_at(y)
        for distance in range(len(self.segments)):
            for index in (middle + distance, middle - distance):
                if 0 <= index < len(self.segments) and self.segments[index].kind <= Kind.FURNITURE:
                    return index
        return None

    def indices(self, start: int, end: int) -> Iterator[int]:
        """The shown segments that have a code point of [start, end), in text order."""
        place = max(0, bisect_right(self._starts, start) - 1)
        while place < len(self._order) and self._starts[place] < end:
            segment = self.segments[self._order[place]]
            if segment.end > start:
                yield self._order[place]
            place += 1

    def index_of(self, offset: int) -> int | None:
        """The segment that an offset stands in, or the one before it; None where nothing has text."""
        if not self._order:
            return None
        return self._order[max(0, bisect_right(self._starts, offset) - 1)]

    def neighbour(self, index: int, step: int) -> int | None:
        """The next (1) or previous (-1) segment in text order."""
        place = bisect_left(self._starts, self.segments[index].start) + step
        return self._order[place] if 0 <= place < len(self._order) else None

    def shown(self, offset: int, towards: int) -> int:
        """The offset, or where nothing is shown there, the next one shown (1: behind it, -1: before it)."""
        index = self.index_of(offset)
        if index is None:
            return 0
        segment = self.segments[index]
        if segment.start <= offset <= segment.end:
            return offset
        if offset < segment.start:
            return segment.start
        after = self.neighbour(index, 1)
        return self.segments[after].start if towards > 0 and after is not None else segment.end

    def group_of(self, start: int, end: int) -> int | None:
        """The folded group of furniture that holds [start, end), or None where its beginning is shown."""
        if any(True for _ in self.indices(start, end)):
            return None
        groups = [segment.group for segment in self.segments if segment.kind is Kind.FOLD and segment.group <= start]
        return max(groups, default=None)

    # --- laying out

    def is_laid(self, index: int) -> bool:
        """Whether a segment's real height is known and its layout at hand."""
        return index in self._laid or (self.segments[index].kind > Kind.TITLE and bool(self._known[index]))

    def is_measured(self, index: int) -> bool:
        """Whether a segment's real height is known."""
        return bool(self._known[index])

    def laid(self, index: int) -> Laid:
        """The layout of a segment with text (or of the title), made now if need be.

        Its height may differ from the estimate: positions change.
        """
        found = self._laid.get(index)
        if found is not None:
            return found
        made = self._lay(index)
        self._laid[index] = made
        self._measured(index, made.height + self._end_space(self.segments[index]))
        return made

    def measure(self, index: int) -> None:
        """Finds out a segment's height."""
        kind = self.segments[index].kind
        if kind <= Kind.TITLE:
            laid = self._laid.get(index) or self._lay(index)
            self._measured(index, laid.height + self._end_space(self.segments[index]))
        else:
            self._measured(index, self._heights[index])

    def unmeasured_from(self, index: int) -> Iterator[int]:
        """The segments whose heights are estimates: from `index` down, then those above."""
        for low, high in ((index, len(self.segments)), (0, index)):
            at = self._known.find(0, low, high)
            while at >= 0:
                yield at
                at = self._known.find(0, at + 1, high)

    def _measured(self, index: int, height: int) -> None:
        if not self._known[index]:
            self._known[index] = 1
            self.unmeasured -= 1
        if self._heights[index] != height:
            self._heights[index] = height
            self.version = next(_versions)
            self._stale = True

    def _lay(self, index: int) -> Laid:
        segment, document, faces = self.segments[index], self.document, self._faces
        if segment.kind is Kind.TITLE:
            title = document.article.meta.headline or ""
            return Laid(title, 0, (), face=faces.headline, faces=faces, width=self._width, towards=direction(title))
        marks = marks_in(
            document, segment.start, segment.end, reach=self._reach, hidden=self.hidden, selected=self.selected
        )
        return Laid(
            document.text[segment.start : segment.end],
            segment.start,
            marks,
            face=faces.of(segment.kind),
            faces=faces,
            width=self._width,
            towards=self._direction(index),
            closes=segment.closes,
        )

    def _direction(self, index: int) -> Qt.LayoutDirection:
        """The direction of the paragraph that a segment is part of."""
        first = index
        while first > 0 and not self.segments[first].opens:
            first -= 1
        segment = self.segments[first]
        return direction(self.document.text[segment.start : segment.end])

    def forget_far(self, first: int, last: int) -> None:
        """Lets go of layouts that are not near the segments first … last."""
        if len(self._laid) > _KEPT:
            middle = (first + last) // 2
            far = sorted(self._laid, key=lambda index: abs(index - middle))[_KEPT // 2 :]
            for index in far:
                if not first <= index <= last:
                    del self._laid[index]
            self.version = next(_versions)

    # --- offsets and points

    def offset_at(self, x: float, y: float) -> int | None:
        """The offset nearest to a point of the page."""
        index = self.text_index_at(y)
        if index is None:
            return None
        laid = self.laid(index)
        return laid.offset_at(x, y - self.top(index))

    def caret(self, offset: int) -> QRectF | None:
        """Where the text cursor stands at an offset."""
        index = self.index_of(offset)
        if index is None:
            return None
        rect = self.laid(index).caret(offset)
        return rect.translated(QPointF(0, self.top(index)))

    def rects_of(self, annotation_id: str) -> list[QRectF]:
        """The grounds of a mark, line by line; empty where it is not shown."""
        annotation = self.document.get(annotation_id)
        if annotation is None:
            return []
        rects: list[QRectF] = []
        for index in list(self.indices(*drawn_span(annotation, len(self.document.text)))):
            laid = self.laid(index)
            for shape in laid.shapes:
                if shape.mark.annotation.id == annotation_id:
                    rects.extend(piece.translated(0, self.top(index)) for piece in shape.pieces)
        return rects
