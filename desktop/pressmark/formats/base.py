"""What a format is: the values that the registry holds and the promises between writers and the export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from pressmark.core.annotation import Annotation
from pressmark.core.ports import AnnotatedArticle, ArticleReader, DatasetReader, Loss
from pressmark.core.tokens import Inside


@dataclass(frozen=True, slots=True)
class ArticleFormat:
    """A kind of file that holds one article.

    Attributes:
        name: as the command line writes it.
        extensions: with their dot, in small letters.
        title: one line for people.
    """

    name: str
    extensions: tuple[str, ...]
    title: str
    read: ArticleReader


@dataclass(frozen=True, slots=True)
class DatasetFormat:
    """A kind of file that holds annotated articles."""

    name: str
    extensions: tuple[str, ...]
    title: str
    read: DatasetReader


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """Choices that a writer may need.

    Attributes:
        inside: what a format of tokens does with a mark that begins or ends inside one.
        whole_text: formats of tokens write byline, dates and furniture too, not only what the article says.
    """

    inside: Inside = Inside.SPLIT
    whole_text: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """One article as it went into a file.

    Attributes:
        digest: 16 bytes that name everything the file must give back for this article.
        annotations: those that the file holds.
        losses: those that it does not hold, or not as they were.
    """

    digest: bytes
    annotations: tuple[Annotation, ...]
    losses: tuple[Loss, ...] = ()


class DatasetWriter(Protocol):
    """Writes articles one by one; knows nothing of files beyond the stream that it is given."""

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one article."""
        ...

    def finish(self) -> None:
        """Writes what belongs behind the last article; the stream stays open."""
        ...


@dataclass(frozen=True, slots=True)
class WriterFormat:
    """A kind of dataset that can be written.

    Attributes:
        extension: of its files, with the dot.
        open: makes a writer on an open binary stream.
        read: reads what the writer wrote.
        digest: of an article that was read back: equal to `Written.digest` when nothing was lost on the way.
        lossless: holds everything a project has.
    """

    name: str
    extension: str
    title: str
    open: Callable[[BinaryIO, WriteOptions], DatasetWriter]
    read: DatasetReader
    digest: Callable[[AnnotatedArticle], bytes]
    lossless: bool = False


def loss(article: AnnotatedArticle, annotation: Annotation, what: str, why: str) -> Loss:
    """What is reported of one annotation."""
    text = article.article.text
    return Loss(
        article.article.id,
        article.article.meta.source,
        annotation.span,
        text[annotation.span.start : annotation.span.end],
        annotation.label,
        what,
        why,
    )
