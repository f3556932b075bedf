"""Where the text cursor goes. Offsets are code points; what is folded away is stepped over."""

from __future__ import annotations

from pressmark.core import words
from pressmark.ui.article_view.segments import Kind
from pressmark.ui.article_view.sheet import Sheet

UNITS = frozenset({"character", "word", "line", "paragraph", "page", "edge", "article"})


def moved(
    sheet: Sheet, offset: int, unit: str, direction: int, *, extend: bool = False, x: float = 0.0, page: float = 0.0
) -> int:
    """The offset one step further.

    Args:
        sheet: the page.
        offset: where the cursor is.
        unit: one of `UNITS`; "edge" is the start or end of the line, "article" that of the whole text.
        direction: 1 forward in the text, -1 back; for "line" and "page" down and up.
        extend: a selection grows: forward, words are taken whole instead of going to the next one's beginning.
        x: where the cursor would like to stand, for "line" and "page".
        page: how far "page" goes, in pixels.

    Raises:
        ValueError: there is no such unit.
    """
    text = sheet.document.text
    if unit == "character":
        step = words.character_end(text, offset) if direction > 0 else words.character_start(text, offset)
        return sheet.shown(step if offset + direction >= 0 else 0, direction)
    if unit == "word":
        if direction < 0:
            return sheet.shown(words.previous_start(text, offset), -1)
        return sheet.shown((words.next_end if extend else words.next_start)(text, offset), 1)
    if unit == "line":
        return _line(sheet, offset, direction, x)
    if unit == "paragraph":
        return _paragraph(sheet, offset, direction)
    if unit == "page":
        caret = sheet.caret(offset)
        found = None if caret is None else sheet.offset_at(x, caret.center().y() + direction * page)
        return offset if found is None else found
    if unit == "edge":
        index = sheet.index_of(offset)
        if index is None:
            return offset
        laid = sheet.laid(index)
        return laid.line_span(laid.line_of(offset))[direction > 0]
    if unit == "article":
        return sheet.shown(len(text) if direction > 0 else 0, direction)
    raise ValueError(f"no unit of movement: {unit}")


def _line(sheet: Sheet, offset: int, direction: int, x: float) -> int:
    index = sheet.index_of(offset)
    if index is None:
        return offset
    laid = sheet.laid(index)
    number = laid.line_of(offset) + direction
    while not 0 <= number < laid.line_count():
        index += direction
        if not 0 <= index < len(sheet.segments):
            return laid.end if direction > 0 else laid.start
        if sheet.segments[index].kind <= Kind.FURNITURE:
            laid = sheet.laid(index)
            number = 0 if direction > 0 else laid.line_count() - 1
    top, bottom = laid.line_rect(number)
    return laid.offset_at(x, (top + bottom) / 2)


def _paragraph(sheet: Sheet, offset: int, direction: int) -> int:
    index = sheet.index_of(offset)
    if index is None:
        return offset
    if direction < 0 and offset > sheet.segments[index].start and sheet.segments[index].opens:
        return sheet.segments[index].start
    while True:
        after = sheet.neighbour(index, direction)
        if after is None:
            return sheet.segments[index].end if direction > 0 else sheet.segments[index].start
        index = after
        if sheet.segments[index].opens:
            return sheet.segments[index].start
