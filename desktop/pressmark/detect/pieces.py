"""A paragraph in lengths that a language model can take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from pressmark.core.span import Span, trimmed

LONGEST = 8_000
"""Code points. spaCy refuses a million; memory and the time between two looks at `cancelled` ask for far less."""

LONGEST_RUN = 400
"""Code points without white space. spaCy's tokeniser takes time by the square of such a run, and 8,000 emoji in a row
take it two minutes; no word and hardly an address is longer."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|[。！？]")
_SPACE = re.compile(r"\s")
_RUN = re.compile(rf"\S{{{LONGEST_RUN},}}")


def pieces(text: str, paragraphs: Iterable[Span], *, longest: int = LONGEST) -> Iterator[Span]:
    """The paragraphs, in order; a longer one is cut behind a sentence, else at a space, else between characters."""
    for paragraph in paragraphs:
        start = paragraph.start
        while start < paragraph.end:
            end = min(paragraph.end, start + longest)
            if end < paragraph.end:
                end = _cut(text, start, end)
            run = _RUN.search(text, start, end)
            if run is not None and run.end() - run.start() > LONGEST_RUN:
                end = _cut(text, run.start(), run.start() + LONGEST_RUN)
            piece = trimmed(text, start, end)
            if piece is not None:
                yield piece
            start = end


def _cut(text: str, start: int, limit: int) -> int:
    """Where to end the piece that begins at `start` and may not reach beyond `limit`; always behind `start`."""
    half = start + (limit - start) // 2
    for pattern in (_SENTENCE_END, _SPACE):
        ends = [match.end() for match in pattern.finditer(text, half, limit)]
        if ends and ends[-1] > start:
            return ends[-1]
    cut = limit
    while cut > half + 1 and unicodedata.combining(text[cut]):
        cut -= 1
    return cut
