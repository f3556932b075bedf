"""Where something stands in a text."""

from __future__ import annotations

from msgspec import Struct

from pressmark.core.errors import SpanError


# Not tracked by the garbage collector (`gc=False`), here and below: an article has tens of thousands of such values,
# and none of them can be part of a circle.
class Span(Struct, frozen=True, order=True, gc=False):
    """A stretch of text, `[start, end)` in Unicode code points, never empty.

    Raises:
        SpanError: for a negative start or an end that is not behind it.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise SpanError(f"no span from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words it covers.

        Raises:
            SpanError: when the text ends before it does.
        """
        if self.end > len(text):
            raise SpanError(f"span {self.start}-{self.end} in a text of {len(text)} code points")
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside or is equal."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether they share at least one code point."""
        return self.start < other.end and other.start < self.end

    def moved(self, offset: int) -> Span:
        """The same length, `offset` code points further on."""
        return Span(self.start + offset, self.end + offset)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends, or None where nothing else is in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
