"""Code points to UTF-16 code units and back: Qt counts the latter, everything else here the former."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from pressmark.core.errors import SpanError
from pressmark.core.span import Span


class Utf16Map:
    """Translates offsets of one text. Building it reads the text once; a look-up is a binary search."""

    __slots__ = ("_astral", "_astral_units", "_length")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral: list[int] = (
            [] if text.isascii() else [at for at, character in enumerate(text) if character > "\uffff"]
        )
        self._astral_units = [at + order for order, at in enumerate(self._astral)]

    @property
    def units(self) -> int:
        """The length of the text in UTF-16 code units."""
        return self._length + len(self._astral)

    def to_units(self, offset: int) -> int:
        """A code point offset (0 … length) as a UTF-16 offset.

        Raises:
            SpanError: outside the text.
        """
        if not 0 <= offset <= self._length:
            raise SpanError(f"offset {offset} in a text of {self._length} code points")
        return offset + bisect_left(self._astral, offset)

    def to_code_points(self, units: int) -> int:
        """A UTF-16 offset as a code point offset.

        Raises:
            SpanError: outside the text, or between the two halves of one character.
        """
        if not 0 <= units <= self.units:
            raise SpanError(f"UTF-16 offset {units} in a text of {self.units} units")
        before = bisect_left(self._astral_units, units)
        if before and self._astral_units[before - 1] + 1 == units:
            raise SpanError(f"UTF-16 offset {units} is inside a character")
        return units - before

    def floor_to_code_points(self, units: int) -> int:
        """Like `to_code_points`, but a place inside a character gives that character's start."""
        units = max(0, min(units, self.units))
        before = bisect_right(self._astral_units, units)
        if before and self._astral_units[before - 1] + 1 == units:
            units -= 1
        return units - bisect_left(self._astral_units, units)

    def span_to_units(self, span: Span) -> tuple[int, int]:
        """A span as UTF-16 start and end."""
        return self.to_units(span.start), self.to_units(span.end)

    def span_from_units(self, start: int, end: int) -> Span:
        """A UTF-16 start and end as a span; raises as `to_code_points` and `Span` do."""
        return Span(self.to_code_points(start), self.to_code_points(end))
