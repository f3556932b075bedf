"""Where each visible character of a line stands when the line runs in both directions.

`QTextLine.cursorToX` answers where a cursor would be drawn, which at the border between two directions is not the
edge of the character; its glyph runs tell where the glyphs are. Code points count from the segment's beginning.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtGui import QTextLine

from pressmark.core.offsets import Utf16Map
from pressmark.core.words import character_end


class Cell(Struct):
    """One visible character: code points [first, last), its edges, and which way it runs."""

    first: int
    last: int
    left: float
    right: float
    right_to_left: bool

    @property
    def leading(self) -> float:
        """The edge at which the text cursor before it stands."""
        return self.right if self.right_to_left else self.left


def cells_of(line: QTextLine, text: str, units: Utf16Map, *, right_to_left: bool) -> list[Cell]:
    """The characters of a line in text order, each beside the next: cells of one run leave no gap.

    Args:
        line: laid out.
        text: of the segment.
        units: of the segment.
        right_to_left: how the paragraph runs.
    """
    at = units.floor_to_code_points(line.textStart())
    stop = units.floor_to_code_points(line.textStart() + line.textLength())
    cells: list[Cell] = []
    while at < stop:
        after = min(character_end(text, at), stop)
        glyphs = line.glyphRuns(units.to_units(at), units.to_units(after) - units.to_units(at))
        # Without a glyph it is a control character, or the space at which the line breaks, which runs as the paragraph.
        before = cells[-1].right_to_left if cells and not text[at].isspace() else right_to_left
        cells.append(Cell(at, after, 0.0, 0.0, glyphs[0].isRightToLeft() if glyphs else before))
        at = after
    first = 0
    for last in range(1, len(cells) + 1):
        if last == len(cells) or cells[last].right_to_left != cells[first].right_to_left:
            _set_run(line, cells[first:last], units)
            first = last
    _hang_spaces(cells, text, right_to_left=right_to_left)
    return cells


def _set_run(line: QTextLine, run: Sequence[Cell], units: Utf16Map) -> None:
    """The edges of characters that follow each other in one direction.

    Inside a run the places of the cursor are the edges; where it begins and ends, the glyphs tell.
    """
    start, end = units.to_units(run[0].first), units.to_units(run[-1].last)
    rects = [glyphs.boundingRect() for glyphs in line.glyphRuns(start, end - start)]
    if rects:
        left, right = min(r.left() for r in rects), max(r.right() for r in rects)
    else:
        left = right = line.cursorToX(start)[0]  # pyright: ignore[reportIndexIssue]
    backwards = run[0].right_to_left
    edge = right if backwards else left
    for cell, after in zip(run, [*run[1:], None], strict=True):
        if after is None:
            other = left if backwards else right
        else:
            place: float = line.cursorToX(units.to_units(after.first))[0]  # pyright: ignore[reportIndexIssue]
            other = max(left, min(place, edge)) if backwards else min(right, max(place, edge))
        cell.left, cell.right = (other, edge) if backwards else (edge, other)
        edge = other


def _hang_spaces(cells: list[Cell], text: str, *, right_to_left: bool) -> None:
    """White space at the end of a line runs as the paragraph does (rule L1 of UAX 9) and takes no room."""
    count = len(cells)
    while count and text[cells[count - 1].first].isspace():
        count -= 1
    if not count:
        return
    edge = min(c.left for c in cells[:count]) if right_to_left else max(c.right for c in cells[:count])
    for cell in cells[count:]:
        cell.left, cell.right, cell.right_to_left = edge, edge, right_to_left


def runs_between(cells: Sequence[Cell], first: int, last: int) -> list[tuple[float, float]]:
    """The stretches, from left to right, that code points [first, last) cover."""
    edges = sorted((cell.left, cell.right) for cell in cells if first < cell.last and cell.first < last)
    runs: list[tuple[float, float]] = []
    for left, right in edges:
        if runs and left <= runs[-1][1] + 0.75:
            runs[-1] = runs[-1][0], max(right, runs[-1][1])
        else:
            runs.append((left, right))
    return runs


def cell_at(cells: Sequence[Cell], x: float) -> Cell | None:
    """The character under `x`, or the one nearest to it."""
    return min(
        (cell for cell in cells if cell.right > cell.left),
        key=lambda cell: 0 if cell.left <= x < cell.right else min(abs(x - cell.left), abs(x - cell.right)) + 0.01,
        default=None,
    )


def place_at(cells: Sequence[Cell], x: float, *, right_to_left: bool) -> int:
    """The place between two characters nearest to `x`: half a character decides; beside the line, its two ends."""
    cell = cell_at(cells, x)
    if cell is None:
        return cells[0].first if cells else 0
    left, right = min(c.left for c in cells), max(c.right for c in cells)
    end, beyond = (left, x < left) if right_to_left else (right, x > right)
    if beyond:
        return cells[-1].last
    if x > right if right_to_left else x < left:
        return cells[0].first
    place = cell.first if (x < (cell.left + cell.right) / 2) != cell.right_to_left else cell.last
    # Just at the line's end stands the text cursor that is behind everything, unless another place is drawn there.
    if x == end and edge_before(cells, place, right_to_left=right_to_left) != x:
        return cells[-1].last
    return place


def edge_before(cells: Sequence[Cell], place: int, *, right_to_left: bool) -> float:
    """Where the text cursor stands at a place; at the end of the line, on the side where the paragraph goes on."""
    for cell in cells:
        if place < cell.last:
            return cell.leading
    if not cells:
        return 0.0
    return min(cell.left for cell in cells) if right_to_left else max(cell.right for cell in cells)
