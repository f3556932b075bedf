"""A news text, what is known about it, and how it is cut into tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark.core.span import Span
from pressmark.core.text import fingerprint
from pressmark.core.zones import Zone


class ArticleMeta(Struct, frozen=True):
    """What is known about an article beside its text.

    Attributes:
        published: ISO 8601, as exact as known: "2020", "2020-11", "2020-11-25", "2020-11-25T15:28",
            with an offset ("+04:00", "Z") only where the article gives one.
        source: the name of the file (no folder) that it was read from.
        language: ISO 639-1.
        extra: whatever a dataset brought along, kept for its export.
    """

    headline: str | None = None
    published: str | None = None
    story_code: str | None = None
    byline: str | None = None
    source: str | None = None
    language: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)


class Token(Struct, frozen=True, gc=False):
    """A word, number or sign of the text.

    Attributes:
        pos: the Penn Treebank tag, or "" where none was found.
        sentence_start: whether a sentence begins here.
    """

    span: Span
    pos: str = ""
    sentence_start: bool = False

    def but(self, **changes: Any) -> Token:
        """The same token with some fields changed."""
        return replace(self, **changes)


class Tokens(Sequence[Token]):
    """The tokens of one article in text order, kept as columns; immutable, and equal to other sequences of the same.

    An article has hundreds, of which most work wants no more than where they stand: `starts` and `ends` are read, and
    made from the database, in a tenth of the time that it takes to make the values.

    Args:
        starts: in code points.
        ends: as many.
        pos: as `Token.pos`.
        begins: as `Token.sentence_start`.
    """

    __slots__ = ("_words", "begins", "ends", "pos", "starts")

    def __init__(self, starts: list[int], ends: list[int], pos: list[str], begins: list[bool]) -> None:
        self.starts = starts
        self.ends = ends
        self.pos = pos
        self.begins = begins
        self._words: tuple[str, list[str]] | None = None

    @classmethod
    def of(cls, tokens: Iterable[Token]) -> Tokens:
        """The same tokens as columns."""
        if isinstance(tokens, Tokens):
            return tokens
        tokens = tuple(tokens)
        spans = [token.span for token in tokens]
        return cls(
            [span.start for span in spans],
            [span.end for span in spans],
            [token.pos for token in tokens],
            [token.sentence_start for token in tokens],
        )

    def words(self, text: str) -> list[str]:
        """What each of them covers; not to be changed, since who asks next gets the same list."""
        if self._words is None or self._words[0] is not text:
            self._words = text, [text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        return self._words[1]

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Token: ...

    @overload
    def __getitem__(self, index: slice) -> Tokens: ...

    def __getitem__(self, index: int | slice) -> Token | Tokens:
        if isinstance(index, slice):
            return Tokens(self.starts[index], self.ends[index], self.pos[index], self.begins[index])
        return Token(Span(self.starts[index], self.ends[index]), self.pos[index], self.begins[index])

    def __iter__(self) -> Iterator[Token]:
        return map(Token, map(Span, self.starts, self.ends), self.pos, self.begins)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Tokens):
            mine = (self.starts, self.ends, self.pos, self.begins)
            return mine == (other.starts, other.ends, other.pos, other.begins)
        if isinstance(other, tuple | list):
            return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))
        return NotImplemented

    def __hash__(self) -> int:
        return hash((tuple(self.starts), tuple(self.ends)))

    def __repr__(self) -> str:
        return f"Tokens({list(self)!r})"


class RawArticle(Struct, frozen=True):
    """What a reader found in a file: canonical text, metadata and zones."""

    text: str
    meta: ArticleMeta
    zones: tuple[Zone, ...]


class Article(Struct, frozen=True):
    """One article of a project.

    Attributes:
        id: unique in its project and kept by every export; by default the fingerprint's first 16 digits.
        done: its reader has said that nothing is left to do.
    """

    id: str
    text: str
    sha256: str
    meta: ArticleMeta
    zones: tuple[Zone, ...]
    done: bool = False

    @classmethod
    def from_raw(cls, raw: RawArticle, *, article_id: str | None = None) -> Article:
        """A new article, named by its own text unless a name is given."""
        sha256 = fingerprint(raw.text)
        return cls(article_id or sha256[:16], raw.text, sha256, raw.meta, raw.zones)

    def but(self, **changes: Any) -> Article:
        """The same article with some fields changed."""
        return replace(self, **changes)
