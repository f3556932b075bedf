"""What a project file shows first, read without SQLAlchemy.

Loading that takes longer than all else between the start of the program and the article on screen. So the window reads
the article that was open last by the driver alone, paints it, and opens the project as `unit` does behind it. Nothing
is written here, and whoever opens the project afterwards gets the same values: `tests/store/test_glance.py`.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from pressmark.core.annotation import Relation
from pressmark.core.article import Article
from pressmark.core.document import Document
from pressmark.core.labels import Label, LabelSet
from pressmark.core.span import Span
from pressmark.core.zones import Zone, ZoneKind
from pressmark.store.files import APPLICATION_ID, VERSION, read_only
from pressmark.store.packing import unpack_annotations
from pressmark.store.prepared import META_FIELDS
from pressmark.store.values import ArticleRow, Counts, State
from pressmark.store.written import DETECTED, NAME, SELECT_ANNOTATIONS, annotations_by_article, label_set, meta_from

_log = logging.getLogger(__name__)

_WAIT = 0.1
"""Seconds that another program which is writing is waited for; then the project is opened without a glance at it."""


class Glance(NamedTuple):
    """A project at one moment.

    Attributes:
        ids: of all articles, in the order of the list.
        document: the article asked for, or the first; None where there is none.
        undo, redo: whether there is a step of the annotator's to take back, or to do again.
    """

    path: Path
    labels: LabelSet
    ids: list[str]
    counts: Counts
    document: Document | None
    undo: bool
    redo: bool

    @property
    def name(self) -> str:
        """What to call the project."""
        return self.path.stem

    def rows(self, ids: Sequence[str]) -> dict[str, ArticleRow]:
        """The lines of some articles in the list, by id; without those that are gone or cannot be read just now."""
        try:
            with _reading(self.path) as connection:
                return {row.id: row for row in _rows(connection, ids)}
        except sqlite3.Error as error:
            _log.info("no rows of %s: %r", self.path.name, error)
            return {}


def glance(path: Path, *, annotator: str, state: str, labels: LabelSet) -> Glance | None:
    """Looks at a project file.

    Args:
        path: the file.
        annotator: who is going to work.
        state: the small setting that holds the id of the article to read.
        labels: what a project begins with that is made when it is opened.

    Returns:
        None where the file is not a project of this version, or cannot be read just now: whoever opens it says so.
    """
    if not os.path.lexists(path):
        return Glance(path, labels, [], Counts(0, 0, 0), None, undo=False, redo=False)
    if not path.is_file():
        return None
    try:
        with _reading(path) as connection:
            if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                return None
            connection.execute("BEGIN")  # all of it as it is at one moment
            if connection.execute("SELECT version_num FROM alembic_version").fetchone() != (VERSION,):
                return None
            ids = [article_id for (article_id,) in connection.execute("SELECT id FROM article ORDER BY position")]
            wanted = _state(connection, state)
            shown = wanted if wanted in ids else next(iter(ids), None)
            document = None if shown is None else _document(connection, shown)
            (done,) = connection.execute("SELECT count(*) FROM article WHERE done").fetchone()
            counts = Counts(len(ids), len(ids) - done, done)
            undo, redo = (_has_step(connection, annotator, step) for step in (State.DONE, State.UNDONE))
            return Glance(path, _labels(connection), ids, counts, document, undo, redo)
    except Exception as error:  # noqa: BLE001 - locked, or damaged in whatever way: the opening of it says so
        _log.info("no glance at %s: %r", path.name, error)
        return None


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(read_only(path), uri=True, timeout=_WAIT, isolation_level=None)) as connection:
        yield connection


def _state(connection: sqlite3.Connection, key: str) -> str | None:
    found = connection.execute("SELECT value FROM project_state WHERE key = ?", (key,)).fetchone()
    return found[0] if found else None


def _has_step(connection: sqlite3.Connection, annotator: str, state: State) -> bool:
    found = connection.execute(
        "SELECT 1 FROM history WHERE annotator_id = (SELECT id FROM annotator WHERE name = ?) AND state = ? LIMIT 1",
        (annotator, str(state)),
    )
    return found.fetchone() is not None


def _labels(connection: sqlite3.Connection) -> LabelSet:
    found = connection.execute(
        "SELECT name, color, color_dark, key, description, heading, hidden FROM label ORDER BY position"
    )
    labels = (
        Label(name, color, dark, key, description, group, bool(hidden))
        for name, color, dark, key, description, group, hidden in found
    )
    return label_set(_state(connection, NAME), labels, _state(connection, DETECTED))


def _rows(connection: sqlite3.Connection, ids: Sequence[str]) -> list[ArticleRow]:
    found = connection.execute(
        "SELECT id, headline, published, source, total, decided, done, detector FROM article "
        f"WHERE id IN ({', '.join('?' * len(ids))})",
        tuple(ids),
    )
    return [
        ArticleRow(article_id, headline, published, source, total, decided, bool(done), detector)
        for article_id, headline, published, source, total, decided, done, detector in found
    ]


def _document(connection: sqlite3.Connection, article_id: str) -> Document:
    of = (article_id,)
    (text,) = connection.execute("SELECT text FROM article_text WHERE article_id = ?", of).fetchone()
    names = ", ".join(META_FIELDS)
    sha256, done, revision, extra, *meta = connection.execute(
        f"SELECT sha256, done, revision, extra, {names} FROM article WHERE id = ?", of
    ).fetchone()
    zones = connection.execute(
        'SELECT start, "end", kind FROM zone WHERE article_id = ? ORDER BY position', of
    ).fetchall()
    relations = connection.execute("SELECT id, head, child, label FROM relation WHERE article_id = ? ORDER BY id", of)
    article = Article(
        article_id,
        text,
        sha256,
        meta_from(meta, extra),
        tuple(Zone(Span(start, end), ZoneKind(kind)) for start, end, kind in zones),
        bool(done),
    )
    packed = connection.execute("SELECT packed FROM annotation_pack WHERE article_id = ?", of).fetchone()
    if packed is not None:
        marks = unpack_annotations(packed[0]).annotations
    else:
        rows = connection.execute(f"{SELECT_ANNOTATIONS}(?)", of).fetchall()
        marks = annotations_by_article(rows).get(article_id, ())
    return Document(article, marks, [Relation(*row) for row in relations], revision=revision)
