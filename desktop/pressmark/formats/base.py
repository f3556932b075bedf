"""What a format is: the values that the registry holds and the promises between writers and the export."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Protocol

from msgspec import Struct

from pressmark.core.annotation import Annotation
from pressmark.core.article import RawArticle
from pressmark.core.labels import LabelSet
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, ArticleReader, DatasetReader, Loss
from pressmark.core.tokens import Inside, Scheme


class Holds(StrEnum):
    """What a format keeps of an annotated article; the table of formats is made from it."""

    TEXT = "text"  # to the last character, white space included; a format without it gives tokens or sentences
    OVERLAPS = "overlaps"  # nested and crossing marks
    ATTRIBUTES = "attributes"  # readings of figures and dates
    RELATIONS = "relations"
    STATUS = "status"  # suggested, accepted, rejected
    ORIGIN = "origin"  # who made a mark, and how sure it was
    NOTES = "notes"
    TOKENS = "tokens"
    METADATA = "metadata"  # headline, publish date, …
    ZONES = "zones"


class Choice(StrEnum):
    """What a writer leaves to its user; the dialog and the command line offer no more than that."""

    INSIDE = "inside"  # marks that begin or end inside a token
    SCHEME = "scheme"
    COLUMNS = "columns"
    SENTENCES = "sentences"
    WHOLE_TEXT = "whole-text"
    OFFSETS = "offsets"


class OffsetUnit(StrEnum):
    """In what the offsets of a standoff format are counted."""

    CODE_POINTS = "code-points"
    UTF16 = "utf-16"
    UTF8 = "utf-8"


class Refused(Struct, frozen=True):
    """A part of a file that is no article, as a sentence; the other parts are read all the same."""

    sentence: Message


class ArticlesReader(Protocol):
    """Reads one file as several articles, in the file's order. Pure, as `ArticleReader`."""

    def __call__(self, content: bytes, *, name: str) -> Iterator[RawArticle | Refused]:
        """Raises `UserError` naming the file and the remedy."""
        ...


class ArticleFormat(Struct, frozen=True):
    """A kind of file that holds one article, or several.

    Attributes:
        name: as the command line writes it.
        extensions: with their dot, in small letters; several formats may share one.
        title: one line for people.
        read: reads a file that holds one article; None where a file may hold several.
        recognises: as `DatasetFormat.recognises`.
        read_all: reads a file that may hold several articles.
        apart: read in a process of its own with limits on time and memory, since its parts could be made to use up
            either, or to crash the library that reads them.
    """

    name: str
    extensions: tuple[str, ...]
    title: str
    read: ArticleReader | None
    recognises: Callable[[Path], bool] | None = None
    read_all: ArticlesReader | None = None
    apart: bool = False


class Table(Struct, frozen=True):
    """A file of rows, open for reading.

    Attributes:
        columns: their names; those that the file leaves unnamed are called as a spreadsheet calls them ("A", "B").
        rows: the number of each row as a person counts it in the file (its first line is 1), and its values as text
            ("" for none), as many as there are columns. Lazy; may raise `UserError` at a row that is broken.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, tuple[str, ...]]]


class TableFormat(Struct, frozen=True):
    """A kind of file with one article in each row.

    Attributes:
        open: raises `UserError` naming the file and the remedy.
        recognises: as `DatasetFormat.recognises`.
        apart: as `ArticleFormat.apart`.
    """

    name: str
    extensions: tuple[str, ...]
    title: str
    open: Callable[[Path], Table]
    recognises: Callable[[Path], bool] | None = None
    apart: bool = False


class ArchiveFormat(Struct, frozen=True):
    """A kind of file that holds other files; the import unpacks it and reads them."""

    name: str
    extensions: tuple[str, ...]
    title: str
    recognises: Callable[[Path], bool] | None = None


class DatasetFormat(Struct, frozen=True):
    """A kind of file, or folder, that holds annotated articles.

    Attributes:
        extensions: with their dot, in small letters; several formats may share one.
        recognises: whether a file of one of these extensions is of this format, told by its beginning; the first
            format that says so reads it. None: every such file that no other format recognises. May raise OSError.
        folder: it is a folder of files that belong together. `recognises` and `read` are then given folders of any
            name, and also files of the extensions, if there are any (one of the files that belong together).
        read_part: reads the lines of a file that begin at one byte or behind it, and before another one (None: to the
            end), where a line is an article; None for other formats.
    """

    name: str
    extensions: tuple[str, ...]
    title: str
    read: DatasetReader
    recognises: Callable[[Path], bool] | None = None
    folder: bool = False
    holds: frozenset[Holds] = frozenset()
    read_part: Callable[[Path, int, int | None], Iterator[AnnotatedArticle]] | None = None


class WriteOptions(Struct, frozen=True):
    """Choices that a writer may need.

    Attributes:
        inside: what a format of tokens does with a mark that begins or ends inside one.
        whole_text: formats of tokens write byline, dates and furniture too, not only what the article says.
        offsets: the unit of a standoff format's offsets, where the format leaves it open.
        scheme: the tags of a format of columns, where the format leaves it open; None is the format's usual one.
        columns: the names of the columns that a format with `Choice.COLUMNS` writes, in order, of those that the format
            has; None is its usual choice.
        labels: the names of all labels that may come, in an order of their own, for formats that must change names and
            keep them apart.
        label_set: the project's labels, for formats that write a schema, a guideline or a dataset card beside the
            articles; None where there is no project.
    """

    inside: Inside = Inside.SPLIT
    whole_text: bool = False
    offsets: OffsetUnit = OffsetUnit.CODE_POINTS
    scheme: Scheme | None = None
    columns: tuple[str, ...] | None = None
    label_set: LabelSet | None = None
    labels: tuple[str, ...] = ()


class Written(Struct, frozen=True):
    """One article as it went into a file.

    Attributes:
        digest: 16 bytes that name everything the file must give back for this article.
        annotations: those that the file holds.
        losses: those that it does not hold, or not as they were.
    """

    digest: bytes
    annotations: Sequence[Annotation]
    losses: tuple[Loss, ...] = ()


class DatasetWriter(Protocol):
    """Writes articles one by one; knows nothing of files beyond the stream that it is given."""

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one article."""
        ...

    def finish(self) -> None:
        """Writes what belongs behind the last article; the stream stays open."""
        ...


class FolderWriter(Protocol):
    """Writes articles one by one into an empty folder that the export gives it."""

    def add(self, article: AnnotatedArticle, *, part: str) -> Written:
        """Writes one article into a part of the split ("" where there is no split)."""
        ...

    def finish(self) -> None:
        """Writes what belongs behind the last article and closes every file."""
        ...

    def close(self) -> None:
        """Closes every file, whole or not: behind `finish`, or instead of it where the export was stopped."""
        ...


class WriterFormat(Struct, frozen=True):
    """A kind of dataset that can be written: one file for each part of a split, or one folder for all.

    Attributes:
        extension: of its files, with the dot; "" for a folder.
        open: makes a writer on an open binary stream; None for a folder.
        read: reads what the writer wrote; of a folder, part by part in the order of the split, and in each the
            articles in the order in which they were added.
        digest: of an article that was read back: equal to `Written.digest` when nothing was lost on the way.
        digests: of a file that the writer wrote, `digest` of each article that `read` gives, by the same parser but
            without making articles; None where there is nothing to be gained.
        lossless: holds everything a project has.
        choices: what its user may choose, beyond what the export does for every format. (Overlaps are flattened
            before the writer sees them where `holds` lacks OVERLAPS.)
        columns: the names that `WriteOptions.columns` may have.
        joins: files that are put one behind the other are a file, and each article's bytes depend on that article and
            the options alone; so several processes may write one.
        open_folder: makes a writer in an empty folder for the parts named (("",) where there is no split).
    """

    name: str
    extension: str
    title: Message
    open: Callable[[BinaryIO, WriteOptions], DatasetWriter] | None
    read: DatasetReader
    digest: Callable[[AnnotatedArticle], bytes]
    lossless: bool = False
    holds: frozenset[Holds] = frozenset()
    choices: frozenset[Choice] = frozenset()
    columns: tuple[str, ...] = ()
    open_folder: Callable[[Path, WriteOptions, Sequence[str]], FolderWriter] | None = None
    digests: Callable[[Path], Iterator[bytes]] | None = None
    joins: bool = False

    def keeps(self, what: Holds) -> bool:
        """Whether the format has a place for that."""
        return self.lossless or what in self.holds

    def proofs(self, path: Path) -> Iterator[bytes]:
        """The digests of all articles that were written to a path, in order; raises as `read`."""
        return map(self.digest, self.read(path)) if self.digests is None else self.digests(path)


def loss(article: AnnotatedArticle, annotation: Annotation, what: str, why: Message) -> Loss:
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
