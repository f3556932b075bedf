"""Which places of an article may be names: what was marked, and every run of words that are written like names.

Nothing is decided here. `name_features` describes each of these places, and `name_decider` chooses among them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from pressmark.core.span import Span
from pressmark.detect.name_chances import Chances
from pressmark.detect.name_words import word_set
from pressmark.detect.names import Mention

LONGEST = 10
"""Words of the longest name that nobody marked."""

JOINERS = word_set(
    "of the and for de la le du des del da do dos di van von der den al el bin ibn y e & - – ' ’ 's ’s . / : ! ? on in "
    "to a an at with from by"
)
"""What may stand inside a name besides words that are written large; two of them in a row at most."""


class Word(Struct, frozen=True):
    """A token as the model read it.

    Attributes:
        span: in code points of the article.
        tag: fine-grained part of speech, of the Penn Treebank.
        kind: part of speech, of Universal Dependencies.
        relation: to its head, of the parse.
        head: place of its head among the words of the same piece.
        starts: whether a sentence begins here.
        opening: probability of each label for a name that begins here, "" for none; empty inside the model's names.
        chances: probability of every name that could begin here.
    """

    span: Span
    text: str
    tag: str
    kind: str
    relation: str
    head: int
    starts: bool
    opening: dict[str, float]
    chances: Chances = field(default_factory=dict)

    @property
    def large(self) -> bool:
        """Whether it is written as a word of a name may be: large, or in digits."""
        return self.text[:1].isupper() or self.text[:1].isdigit()


class Piece(Struct, frozen=True):
    """Words that are read together, and what was marked in them: by the model, and after the rules of `names`."""

    words: Sequence[Word]
    marked: Sequence[Mention]
    settled: Sequence[Mention]


class Place(Struct, frozen=True):
    """A place that may be a name: the words from `first` up to `end` of its piece, all or a part of their letters."""

    span: Span
    first: int
    end: int


def found(piece: Piece) -> list[Place]:
    """All places of a piece that may be names, in text order; many overlap."""
    words = piece.words
    starts = [word.span.start for word in words]
    ends = [word.span.end for word in words]
    places: dict[Span, Place] = {}
    for first, end in _runs(words):
        span = Span(words[first].span.start, words[end - 1].span.end)
        places.setdefault(span, Place(span, first, end))
    for mention in (*piece.settled, *piece.marked):
        first, end = bisect_left(ends, mention.span.start + 1), bisect_left(starts, mention.span.end)
        if first < end:
            places.setdefault(mention.span, Place(mention.span, first, end))
    return [places[span] for span in sorted(places)]


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Every part of every run of words that are written large, beginning and ending with such a word."""
    at = 0
    while at < len(words):
        if not words[at].large:
            at += 1
            continue
        end = scan = at + 1
        while scan < len(words) and scan - end < 3:
            if words[scan].large:
                scan += 1
                end = scan
            elif words[scan].text.lower() in JOINERS:
                scan += 1
            else:
                break
        large = [place for place in range(at, end) if words[place].large]
        for number, first in enumerate(large):
            for last in large[number:]:
                if last >= first + LONGEST:
                    break
                if last == first and not words[first].text[:1].isupper():
                    continue
                yield first, last + 1
                behind = last + 1
                if (
                    behind < len(words)
                    and words[behind].text in ("!", "?")
                    and words[behind].span.start == words[last].span.end
                ):
                    yield first, last + 2
        at = end


def together(places: Sequence[Place]) -> Iterator[range]:
    """Groups of places, in text order, that overlap one another; what is chosen in one says nothing of the next."""
    start, end = 0, -1
    for at, place in enumerate(places):
        if place.span.start >= end:
            if at > start:
                yield range(start, at)
            start = at
        end = max(end, place.span.end)
    if len(places) > start:
        yield range(start, len(places))
