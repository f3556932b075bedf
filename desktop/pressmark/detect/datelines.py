"""The place that a dateline begins with is where the article was written: a place, whatever the model takes it for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressmark.core.annotation import Candidate
from pressmark.core.span import Span
from pressmark.detect.entities import ORIGIN

_SCORE = 0.9
_PLACE = re.compile(r"\s*(?P<place>[^\W\d_][^\d,(/:–—]*?)(?=\s*[,(/:–—]|\s+-|-\s|\s*$)")
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def place_of(text: str, dateline: Span) -> Span | None:
    """The first place of a dateline: "HERAT" of "HERAT, Afghanistan, Oct 8 (Newswire) -"; None where none is read."""
    match = _PLACE.match(text, dateline.start, dateline.end)
    return Span(*match.span("place")) if match is not None else None


def with_places(text: str, datelines: Sequence[Span], named: Sequence[Candidate]) -> list[Candidate]:
    """The names of an article, with the places of its datelines among them.

    A name there that the model takes for no place gives way; one that it takes for a place stays as it is.
    """
    kept = list(named)
    for place in filter(None, (place_of(text, dateline) for dateline in datelines)):
        there = [name for name in kept if name.span.overlaps(place)]
        if any(name.label in _PLACES for name in there):
            continue
        kept = [name for name in kept if name not in there]
        kept.append(Candidate(place, "GPE", ORIGIN, _SCORE))
    return kept
