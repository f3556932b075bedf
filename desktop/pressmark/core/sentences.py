"""The sentence around a mark, for lists that show marks outside of their article."""

from __future__ import annotations

import re

from pressmark.core.span import Span, trimmed
from pressmark.core.tokens import tokenise

_LINE_END = re.compile(r"[\n\u2028\u2029\x0b\x0c\x85]")
_SPACE = re.compile(r"\s")


def sentence_around(text: str, span: Span, *, longest: int = 400) -> Span:
    """The sentence that holds a span, within its line, without the white space around it.

    Args:
        text: the article.
        span: not empty.
        longest: code points; a longer sentence is cut between words on both sides of the span, evenly.
    """
    low = max(0, span.start - longest)
    high = min(len(text), span.end + longest)
    for match in _LINE_END.finditer(text, low, span.start):
        low = match.end()
    end = _LINE_END.search(text, span.end, high)
    high = high if end is None else end.start()
    window = text[low:high]
    starts = [low + token.span.start for token in tokenise(window) if token.sentence_start]
    start = max((at for at in starts if at <= span.start), default=low)
    stop = min((at for at in starts if at >= span.end), default=high)
    if stop - start > longest:
        room = max(0, longest - (span.end - span.start)) // 2
        start, stop = _between_words(text, max(start, span.start - room), min(stop, span.end + room), span)
    return trimmed(text, start, stop) or span


def _between_words(text: str, start: int, stop: int, span: Span) -> tuple[int, int]:
    """Moved inwards to the next white space, and never into the span."""
    if start and not text[start - 1].isspace():
        gap = _SPACE.search(text, start, span.start)
        start = gap.end() if gap is not None else start
    if stop < len(text) and not text[stop].isspace():
        gap = max((match.start() for match in _SPACE.finditer(text, span.end, stop)), default=-1)
        stop = gap if gap >= 0 else stop
    return start, stop
