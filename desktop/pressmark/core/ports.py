"""What the rooms in the middle promise to the services above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import lt
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from pressmark.core.annotation import Annotation, Candidate, Relation
from pressmark.core.annotations import Annotations
from pressmark.core.article import Article, ArticleMeta, RawArticle, Token
from pressmark.core.messages import Message
from pressmark.core.span import Span


class AnnotatedArticle(Struct, frozen=True):
    """An article as datasets hold it: with its annotations, relations and tokens (empty: not known).

    Attributes:
        remarks: sentences of its reader for whoever imports it: what the file could not tell (white space between
            tokens) or what was read otherwise than it stands there. Not part of the article.
    """

    article: Article
    annotations: Sequence[Annotation] = ()
    relations: tuple[Relation, ...] = ()
    tokens: Sequence[Token] = ()
    answer: str = "accept"
    remarks: tuple[Message, ...] = ()


class ArticleReader(Protocol):
    """Reads one file as one article. Pure: bytes in, values out; safe in any thread or process."""

    def __call__(self, content: bytes, *, name: str) -> RawArticle:
        """Raises `UserError` naming the file and the remedy."""
        ...


class DatasetReader(Protocol):
    """Reads a file of annotated articles, lazily, in the file's order."""

    def __call__(self, path: Path) -> Iterator[AnnotatedArticle]:
        """Raises `UserError` naming file and line."""
        ...


class Loss(Struct, frozen=True):
    """One annotation that a format could not hold as it was.

    Attributes:
        what: "left out", "widened" or "changed".
        why: a sentence for the reader of the report.
    """

    article_id: str
    source: str | None
    span: Span
    text: str
    label: str
    what: str
    why: Message


class DetectionRequest(Struct, frozen=True):
    """A snapshot of what detection needs; picklable.

    Attributes:
        paragraphs: what is read, in text order.
        datelines: zones that begin with the place that the article was written in.
    """

    article_id: str
    text: str
    sha256: str
    meta: ArticleMeta
    paragraphs: tuple[Span, ...]
    datelines: tuple[Span, ...] = ()


class DetectionResult(Struct, frozen=True):
    """What was found in a text.

    Attributes:
        sha256: the fingerprint of the text that was read.
        detector: names and versions of everything that took part, for example
            "en_core_web_md-3.7.1 dates-1 figures-1".
        tokens: the tokens of the paragraphs read, with tags, for exports; empty without a model.
    """

    article_id: str
    sha256: str
    detector: str
    candidates: tuple[Candidate, ...]
    tokens: tuple[Token, ...] = ()


def by_position(annotations: Iterable[Annotation]) -> Sequence[Annotation]:
    """Annotations in text order: by start, the longer first, then by label and id."""
    if isinstance(annotations, Annotations):
        return annotations.by_position()
    annotations = tuple(annotations)
    starts = [annotation.span.start for annotation in annotations]
    if all(map(lt, starts, starts[1:])):
        return annotations  # as what comes from the database is, but for marks that begin at one place
    return sorted(annotations, key=lambda a: (a.span.start, -a.span.end, a.label, a.id))
