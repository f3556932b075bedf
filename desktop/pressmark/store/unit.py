"""The store as services see it: each method is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Token
from pressmark.core.document import Document
from pressmark.core.labels import LabelSet
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.store import articles, history, labels, marks, originals, writing
from pressmark.store.database import Database
from pressmark.store.opening import open_database, safe_target, short_name
from pressmark.store.prepared import Prepared
from pressmark.store.values import Added, ArticleRow, Counts, HistoryEntry, Original, State, ToDetect, Which, Write


class Snapshot:
    """The articles as they are at one moment, for as long as this is open.

    Attributes:
        last: the position of the last article; positions begin at 1 and may have gaps.
        state: what is equal for two snapshots of the same state of a project, and not for others.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.last = articles.last_position(connection)
        self.state = articles.state(connection)

    def stream(
        self,
        *,
        ids: Collection[str] | None,
        statuses: Collection[Status],
        only_done: bool,
        between: tuple[int, int] | None = None,
    ) -> Iterator[AnnotatedArticle]:
        """Every article with its annotations, a few in memory at a time; `between` two positions, both included."""
        return articles.stream(self._connection, ids=ids, statuses=statuses, only_done=only_done, between=between)


class Store:
    """An open project database with one annotator at work; for the thread that opened it.

    Every method may raise `UserError` when the database cannot be read or written; then nothing has changed.
    """

    def __init__(self, database: Database, *, target: str, name: str, annotator: str) -> None:
        self._database = database
        self.target = target
        self.name = name
        with database.read() as connection:
            there = history.find_annotator(connection, annotator)
        if there is None:
            with database.write() as connection:
                there = history.annotator_id(connection, annotator)
        self._annotator_id: int = there

    @classmethod
    def open(cls, target: Path | str, *, annotator: str, create: bool, labels: LabelSet) -> Store:
        """Opens a project, or makes one with these labels; see `opening.open_database`."""
        database = open_database(target, create=create, labels=labels)
        try:
            return cls(database, target=safe_target(target), name=short_name(target), annotator=annotator)
        except BaseException:
            database.close()
            raise

    def close(self) -> None:
        """Ends the connection."""
        self._database.close()

    def wait_at_most(self, seconds: float) -> None:
        """How long a write waits for another program from now on."""
        self._database.wait_at_most(seconds)

    # Labels and settings

    def labels(self) -> LabelSet:
        """The project's label set."""
        with self._database.read() as connection:
            return labels.read_labels(connection)

    def save_labels(self, label_set: LabelSet) -> None:
        """Replaces the label set."""
        with self._database.write() as connection:
            labels.write_labels(connection, label_set)

    def label_counts(self) -> dict[str, int]:
        """How many annotations of the project have each label."""
        with self._database.stream() as connection:
            return marks.count_labels(connection)

    def articles_with(self, names: Collection[str]) -> list[str]:
        """The ids of articles in which any of these labels stands."""
        with self._database.read() as connection:
            return marks.articles_with(connection, names)

    def state(self, key: str) -> str | None:
        """A small setting."""
        with self._database.read() as connection:
            return labels.read_state(connection, key)

    def set_state(self, key: str, value: str) -> None:
        """Keeps a small setting."""
        with self._database.write() as connection:
            labels.write_state(connection, key, value)

    # Articles

    def refusal(self, article: Prepared) -> Message | None:
        """Why this database cannot hold an article, or None."""
        if not self._database.sqlite and "\0" in article.text:
            return Message(
                "{name} contains a character (U+0000) that a PostgreSQL database cannot hold. Remove it, or keep the "
                "project in a file.",
                name=article.source or article.id,
            )
        return None

    def add(self, batch: Sequence[Prepared], *, files: Mapping[str, Original] | None = None) -> Added:
        """Adds articles, all or none; those whose text is there already are left as they are."""
        with self._database.write() as connection:
            return articles.add(connection, batch, annotator_id=self._annotator_id, files=files)

    def original(self, article_id: str) -> Original | None:
        """The file that an article was read from, None where it was not kept."""
        with self._database.read() as connection:
            return originals.read(connection, article_id)

    def original_name(self, article_id: str) -> str | None:
        """The name of that file."""
        with self._database.read() as connection:
            return originals.name_of(connection, article_id)

    def known_texts(self, sha256s: Sequence[str]) -> dict[str, str]:
        """Ids by the SHA-256 of the text."""
        with self._database.read() as connection:
            return articles.known_texts(connection, sha256s)

    def remove(self, ids: Iterable[str]) -> None:
        """Removes articles and all that belongs to them."""
        with self._database.write() as connection:
            articles.remove(connection, ids)

    def listed(self, *, which: Which, query: str, most: int | None = None) -> list[str]:
        """The ids of the article list."""
        with self._database.read() as connection:
            return articles.listed(connection, which=which, query=query, most=most)

    def rows(self, ids: Sequence[str]) -> dict[str, ArticleRow]:
        """Lines of the article list, by id."""
        with self._database.read() as connection:
            return articles.rows(connection, ids)

    def neighbour(self, article_id: str | None, step: int, *, which: Which) -> str | None:
        """The article some places further."""
        with self._database.read() as connection:
            return articles.neighbour(connection, article_id, step, which=which)

    def counts(self, *, query: str) -> Counts:
        """How many articles there are."""
        with self._database.read() as connection:
            return articles.counts(connection, query=query)

    def row(self, article_id: str) -> ArticleRow:
        """One line of the article list."""
        with self._database.read() as connection:
            return articles.row(connection, article_id)

    def document(self, article_id: str) -> Document:
        """An article as it is now."""
        with self._database.read() as connection:
            return articles.document(connection, article_id)

    def fingerprint(self, article_id: str) -> str | None:
        """The SHA-256 of an article's text, None when it is not in the project."""
        with self._database.read() as connection:
            return articles.fingerprint(connection, article_id)

    def holding(self, words: str, *, whole: bool) -> list[int]:
        """The positions of articles that may hold some words; see `search.holding`."""
        with self._database.read() as connection:
            return articles.holding(connection, words, whole=whole)

    def texts_at(self, positions: Sequence[int]) -> list[tuple[str, str, str]]:
        """Id, what it is called, and text of the articles at some positions."""
        with self._database.read() as connection:
            return articles.texts_at(connection, positions)

    def marks_of(self, ids: Sequence[str]) -> dict[str, Sequence[Annotation]]:
        """The annotations of some articles."""
        with self._database.read() as connection:
            return articles.marks_of(connection, ids)

    def labels_given(self, words: str, *, newest: int) -> dict[str, int]:
        """How often people gave each label to these words in the newest articles that hold them."""
        with self._database.read() as connection:
            return articles.labels_given(connection, words, articles=newest)

    def relation_labels(self) -> dict[str, int]:
        """How many relations have each label."""
        with self._database.read() as connection:
            return articles.relation_labels(connection)

    def words(self, article_id: str, span: Span) -> str:
        """The text of a span, "" where the article is not in the project."""
        with self._database.read() as connection:
            return articles.words(connection, article_id, span)

    def tokens(self, article_id: str) -> Sequence[Token]:
        """The tokens known of an article."""
        with self._database.read() as connection:
            return articles.tokens(connection, article_id)

    def to_detect(self, which: ToDetect) -> list[str]:
        """Which articles detection should read."""
        with self._database.read() as connection:
            return articles.to_detect(connection, which)

    def stream(
        self, *, ids: Collection[str] | None, statuses: Collection[Status], only_done: bool
    ) -> Iterator[AnnotatedArticle]:
        """Every article with its annotations, a few in memory at a time, all as they were at the first one."""
        with self.snapshot() as snapshot:
            yield from snapshot.stream(ids=ids, statuses=statuses, only_done=only_done)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The articles as they are now, on a connection of its own, so that edits go on meanwhile."""
        with self._database.stream() as connection:
            yield Snapshot(connection)

    @property
    def in_file(self) -> bool:
        """Whether this is a file rather than a server."""
        return self._database.sqlite

    def count_stream(
        self,
        *,
        ids: Collection[str] | None,
        statuses: Collection[Status],
        labels: Collection[str] | None,
        only_done: bool,
    ) -> tuple[int, int]:
        """How many annotations and articles a stream would give."""
        with self._database.stream() as connection:  # which looks at every annotation, and keeps none in memory
            return articles.count_stream(connection, ids=ids, statuses=statuses, labels=labels, only_done=only_done)

    # Edits

    def commit(self, writes: Sequence[Write], *, group: str | None = None) -> None:
        """Writes one step of the annotator with its history, or one more part of the step `group`.

        Raises:
            OutdatedError: an article has changed since its document was read.
        """
        with self._database.write() as connection:
            for one in writes:
                writing.write(connection, one, annotator_id=self._annotator_id)
            edits = [(one.before.article.id, one.edit) for one in writes]
            history.record(connection, edits, annotator_id=self._annotator_id, group=group)

    def commit_detection(self, one: Write, *, detector: str, tokens: Sequence[Token]) -> None:
        """Writes what a detector found; not for undo.

        Raises:
            OutdatedError: the article has changed since its document was read.
        """
        article_id = one.before.article.id
        with self._database.write() as connection:
            if one.edit:
                writing.write(connection, one, annotator_id=None)
                history.log(connection, [(article_id, one.edit)], annotator_id=self._annotator_id)
            articles.set_detected(connection, article_id, detector=detector, tokens=tokens)

    def commit_move(self, writes: Sequence[Write], *, group: str, state: State, numbers: Sequence[int] = ()) -> None:
        """Writes an undo or a redo of the step `group`, or of these entries of it.

        Raises:
            OutdatedError: an article has changed since its document was read.
        """
        with self._database.write() as connection:
            for one in writes:
                writing.write(connection, one, annotator_id=self._annotator_id)
            history.move(connection, group, state, numbers=numbers)

    def step_size(self, *, redo: bool) -> tuple[int, int]:
        """How many articles undo (or redo) would change, and how many bytes its edits take."""
        with self._database.read() as connection:
            return history.step_size(connection, annotator_id=self._annotator_id, redo=redo)

    def next_step(self, *, redo: bool, articles: int, size: int) -> list[HistoryEntry] | tuple[str, list[str], int]:
        """What undo (or redo) would do next, as `step` gives it.

        Of a step of more articles, or more bytes of edits, only kind, articles and number of changed annotations.
        """
        with self._database.read() as connection:
            its = history.step_size(connection, annotator_id=self._annotator_id, redo=redo)
            if its[0] > articles or its[1] > size:
                return history.step_outline(connection, annotator_id=self._annotator_id, redo=redo)
            return history.step(connection, annotator_id=self._annotator_id, redo=redo) if its[0] else []

    def discard(self, group: str) -> None:
        """Notes that a step can be neither undone nor redone any more."""
        with self._database.write() as connection:
            history.move(connection, group, State.DISCARDED)

    def step(self, *, redo: bool) -> list[HistoryEntry]:
        """What undo (or redo) would do next for this annotator."""
        with self._database.read() as connection:
            return history.step(connection, annotator_id=self._annotator_id, redo=redo)

    def step_state(self, group: str) -> State | None:
        """Where a step stands for undo, None when it is gone or somebody else's."""
        with self._database.read() as connection:
            return history.state_of(connection, group, annotator_id=self._annotator_id)

    def history(self, *, article_id: str | None, annotation_id: str | None, limit: int) -> list[HistoryEntry]:
        """What happened, the newest first."""
        with self._database.read() as connection:
            return history.entries(connection, article_id=article_id, annotation_id=annotation_id, limit=limit)

    def declined(self, article_id: str) -> frozenset[tuple[Span, str]]:
        """Places and labels that people have turned down in an article."""
        with self._database.read() as connection:
            return history.declined(connection, article_id)
