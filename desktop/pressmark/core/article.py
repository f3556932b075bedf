"""A news text, what is known about it, and how it is cut into tokens."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from msgspec import Struct
from msgspec.structs import replace as changed

from pressmark.core.span import Span
from pressmark.core.text import fingerprint
from pressmark.core.zones import Zone


@dataclass(frozen=True, slots=True)
class ArticleMeta:
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
    extra: dict[str, Any] = field(default_factory=dict, hash=False)


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
        return changed(self, **changes)


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a reader found in a file: canonical text, metadata and zones."""

    text: str
    meta: ArticleMeta
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class Article:
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
