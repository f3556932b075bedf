"""Find in article: the places where a text stands, in code points."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec import Struct, field


class Hits(Struct):
    """The hits of one query, in text order, never overlapping; `current` is the one gone to, or -1."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    current: int = -1

    def __len__(self) -> int:
        return len(self.starts)

    def between(self, start: int, end: int) -> range:
        """The numbers of the hits that touch [start, end)."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def step(self, offset: int, *, backwards: bool) -> int:
        """Goes to the next hit behind `offset` (or before it), round the end; gives its number."""
        if not self.starts:
            return -1
        if backwards:
            self.current = (bisect_left(self.starts, offset) - 1) % len(self.starts)
        else:
            self.current = bisect_left(self.starts, offset) % len(self.starts)
        return self.current


def find(text: str, query: str) -> Hits:
    """Every place where `query` stands, whatever its case; white space matches any white space, line ends included."""
    parts = [re.escape(part) for part in query.split()]
    if not parts:
        return Hits()
    hits = Hits()
    for match in re.finditer(r"\s+".join(parts), text, re.IGNORECASE):
        hits.starts.append(match.start())
        hits.ends.append(match.end())
    return hits
