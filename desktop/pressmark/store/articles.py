"""Articles in the database: adding, listing, reading, removing, and the stream that exports read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import Article, Token
from pressmark.core.document import Document
from pressmark.core.edits import Edit, EditKind
from pressmark.core.errors import BugError, UserError
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.core.span import Span
from pressmark.core.zones import Zone, ZoneKind
from pressmark.store import history, marks, originals, search
from pressmark.store.packing import pack_tokens, unpack_annotations, unpack_tokens
from pressmark.store.prepared import META_FIELDS, Prepared
from pressmark.store.rows import driver_rows, insert_rows, meta_of, place_marks, uncollected
from pressmark.store.tables import annotation, annotation_pack, article, article_text, relation, token, zone
from pressmark.store.tables import history as history_table
from pressmark.store.values import Added, ArticleRow, Counts, Original, ToDetect, Which
from pressmark.store.written import meta_from

_CHUNK = 32
"""How many articles a stream holds at once."""

_MANY = 500
"""How many ids go into one statement."""

_LISTED = (
    article.c.id,
    article.c.headline,
    article.c.published,
    article.c.source,
    article.c.total,
    article.c.decided,
    article.c.done,
    article.c.detector,
)


# Adding and removing


def add(
    connection: Connection,
    batch: Sequence[Prepared],
    *,
    annotator_id: int,
    files: Mapping[str, Original] | None = None,
) -> Added:
    """Adds articles; one whose text is in the project already is left out and named as known.

    Args:
        connection: in a transaction.
        batch: what to add.
        annotator_id: who has them added.
        files: what they were read from, by the SHA-256 of the article's text.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE article IN SHARE ROW EXCLUSIVE MODE")  # positions are counted below
    by_text = known_texts(connection, [one.sha256 for one in batch])
    ids = {row[0] for row in _having(connection, "id", "id", [one.id for one in batch])}
    position = last_position(connection)
    added: list[str] = []
    known: list[str] = []
    rows: dict[Any, list[tuple[Any, ...]]] = {
        table: [] for table in (article, article_text, zone, annotation, annotation_pack, relation, token)
    }
    entries: list[search.Entry] = []
    kept: list[tuple[str, str, Original]] = []
    for one in batch:
        if one.sha256 in by_text:
            known.append(by_text[one.sha256])
            continue
        position += 1
        article_id = _free_id(connection, one, ids)
        ids.add(article_id)
        by_text[one.sha256] = article_id
        added.append(article_id)
        _collect(rows, one.called(article_id), position)
        entries.append((position, one.meta[0], one.text, one.source))
        if files and one.sha256 in files:
            kept.append((article_id, one.sha256, files[one.sha256]))
    for table, its_rows in rows.items():
        insert_rows(connection, table, its_rows)
    originals.keep(connection, kept)
    search.index(connection, entries)
    come = Edit(EditKind.IMPORT)
    history.log(connection, [(article_id, come) for article_id in added], annotator_id=annotator_id)
    return Added(tuple(added), tuple(dict.fromkeys(known)))


def known_texts(connection: Connection, sha256s: Sequence[str]) -> dict[str, str]:
    """The ids of the articles that have these texts, by the SHA-256 of the text."""
    return dict(_having(connection, "sha256, id", "sha256", sha256s))


def _free_id(connection: Connection, new: Prepared, taken: Collection[str]) -> str:
    """Datasets number their articles; two of them may both have a first one. `taken` knows all ids of the batch."""
    if new.id not in taken:
        return new.id
    for wanted in (new.sha256[:16], new.sha256):
        there = select(article.c.id).where(article.c.id == wanted)
        if wanted not in taken and connection.execute(there).first() is None:
            return wanted
    raise BugError(f"two texts have the fingerprint {new.sha256}")


def _collect(rows: dict[Any, list[tuple[Any, ...]]], one: Prepared, position: int) -> None:
    rows[article].append(
        (position, one.id, one.sha256, *one.meta, one.extra, one.answer, one.done, None, 0, one.total, one.decided)
    )
    rows[article_text].append((one.id, one.text))
    rows[zone] += [(one.id, number, start, end, kind) for number, (start, end, kind) in enumerate(one.zones)]
    rows[annotation] += one.annotations
    if one.packed is not None:
        rows[annotation_pack].append((one.id, one.packed))
    rows[relation] += one.relations
    if one.tokens is not None:
        rows[token].append((one.id, one.tokens))


def remove(connection: Connection, ids: Iterable[str]) -> None:
    """Removes articles with everything that belongs to them, their history too."""
    for some in _portions(list(ids)):
        columns = (article.c.position, article.c.headline, article_text.c.text, article.c.source)
        found = connection.execute(_joined(*columns).where(article.c.id.in_(some)))
        search.unindex(connection, [tuple(row) for row in found])  # pyright: ignore[reportArgumentType]
        files = originals.of_articles(connection, some)
        connection.execute(delete(article).where(article.c.id.in_(some)))
        originals.sweep(connection, files)


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(ids), _MANY):
        yield ids[first : first + _MANY]


def _having(connection: Connection, columns: str, key: str, values: Sequence[str]) -> Iterator[Any]:
    """What articles have that have these values, in the driver's own SQL: an import asks for thousands."""
    for some in _portions(values):
        places = place_marks(connection, len(some))
        yield from driver_rows(connection, f"SELECT {columns} FROM article WHERE {key} IN {places}", tuple(some))


def _joined(*columns: Any) -> Any:
    return select(*columns).select_from(article.join(article_text, article.c.id == article_text.c.article_id))


# Lists


def _of_kind(which: Which) -> ColumnElement[bool] | None:
    return None if which is Which.ALL else article.c.done == (which is Which.DONE)


def listed(connection: Connection, *, which: Which, query: str, most: int | None = None) -> list[str]:
    """The ids of the articles in the list, in the order in which they were added; the first `most` of them."""
    conditions = [c for c in (_of_kind(which), search.matching(connection, query)) if c is not None]
    statement = select(article.c.id).where(*conditions).order_by(article.c.position).limit(most)
    return list(connection.execute(statement).scalars())


def rows(connection: Connection, ids: Sequence[str]) -> dict[str, ArticleRow]:
    """The lines of these articles in the list, by id; those that are gone are left out."""
    found: dict[str, ArticleRow] = {}
    for some in _portions(ids):
        for one in connection.execute(select(*_LISTED).where(article.c.id.in_(some))):
            found[one.id] = ArticleRow(*one)
    return found


def neighbour(connection: Connection, article_id: str | None, step: int, *, which: Which) -> str | None:
    """The article `step` places behind this one, or before it, counting only those of a kind.

    Without an article the places count from before the first one.
    """
    column, place, kind = article.c.position, None, _of_kind(which)
    if article_id is not None:
        place = connection.execute(select(column).where(article.c.id == article_id)).scalar()
    if place is None:
        place = -1
    beyond, order = (column > place, column) if step > 0 else (column < place, column.desc())
    statement = select(article.c.id).where(beyond).order_by(order).offset(abs(step) - 1).limit(1)
    return connection.execute(statement if kind is None else statement.where(kind)).scalar()


def counts(connection: Connection, *, query: str) -> Counts:
    """How many articles match, by kind."""
    condition = search.matching(connection, query)
    statement = select(article.c.done, func.count()).group_by(article.c.done)
    rows = connection.execute(statement if condition is None else statement.where(condition))
    by_done = {bool(done): number for done, number in rows}
    to_review, done = by_done.get(False, 0), by_done.get(True, 0)
    return Counts(to_review + done, to_review, done)


def row(connection: Connection, article_id: str) -> ArticleRow:
    """One line of the article list."""
    found = connection.execute(select(*_LISTED).where(article.c.id == article_id)).first()
    if found is None:
        raise _missing()
    return ArticleRow(*found)


def _missing() -> UserError:
    return UserError("This article is no longer in the project. Choose another one from the list.")


def to_detect(connection: Connection, which: ToDetect) -> list[str]:
    """The articles that a detector is to read, in the order in which they were added."""
    statement = select(article.c.id).order_by(article.c.position)
    if which is not ToDetect.ALL:
        statement = statement.where(article.c.done.is_(False))
    if which in (ToDetect.UNREAD, ToDetect.BARE):
        statement = statement.where(article.c.detector.is_(None))
    if which is ToDetect.BARE:
        statement = statement.where(article.c.total == 0)
    return list(connection.execute(statement).scalars())


# One article


def document(connection: Connection, article_id: str) -> Document:
    """An article with everything that is marked in it."""
    found = connection.execute(_joined(article, article_text.c.text).where(article.c.id == article_id)).first()
    if found is None:
        raise _missing()
    arrows = select(relation.c.id, relation.c.head, relation.c.child, relation.c.label)
    arrows = arrows.where(relation.c.article_id == article_id).order_by(relation.c.id)
    relations = [Relation(*r) for r in connection.execute(arrows)]
    zones = _zones(connection, [article_id]).get(article_id, ())
    with uncollected():
        its = marks.of_articles(connection, [article_id]).get(article_id, ())
        return Document(_article(found, zones), its, relations, revision=found.revision)


def _article(found: Any, zones: tuple[Zone, ...]) -> Article:
    return Article(found.id, found.text, found.sha256, meta_of(found), zones, found.done)


def _zones(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Zone, ...]]:
    places = place_marks(connection, len(ids))
    sql = f'SELECT article_id, start, "end", kind FROM zone WHERE article_id IN {places} ORDER BY article_id, position'
    rows = driver_rows(connection, sql, tuple(ids))
    return {
        article_id: tuple(Zone(Span(start, end), ZoneKind(kind)) for _, start, end, kind in its_rows)
        for article_id, its_rows in groupby(rows, itemgetter(0))
    }


def tokens(connection: Connection, article_id: str) -> Sequence[Token]:
    """The tokens that detection or a dataset gave; empty where there are none."""
    packed = connection.execute(select(token.c.packed).where(token.c.article_id == article_id)).scalar_one_or_none()
    return () if packed is None else unpack_tokens(packed)


def set_detected(connection: Connection, article_id: str, *, detector: str, tokens: Sequence[Token]) -> None:
    """Notes what has read an article, and the tokens that it found."""
    connection.execute(update(article).where(article.c.id == article_id).values(detector=detector))
    if tokens:
        connection.execute(delete(token).where(token.c.article_id == article_id))
        connection.execute(insert(token).values(article_id=article_id, packed=pack_tokens(tokens)))


def fingerprint(connection: Connection, article_id: str) -> str | None:
    """The SHA-256 of an article's text, None when it is not in the project."""
    return connection.execute(select(article.c.sha256).where(article.c.id == article_id)).scalar_one_or_none()


def holding(connection: Connection, words: str, *, whole: bool) -> list[int]:
    """The positions of the articles that may hold some words, in their order; see `search.holding`."""
    statement = select(article.c.position).order_by(article.c.position)
    condition = search.holding(connection, words, whole=whole)
    if condition is not None:
        statement = _joined(article.c.position).where(condition).order_by(article.c.position)
    return list(connection.execute(statement).scalars())


def texts_at(connection: Connection, positions: Sequence[int]) -> list[tuple[str, str, str]]:
    """Id, what it is called, and text of the articles at some positions, in their order."""
    title = func.coalesce(article.c.headline, article.c.source, article.c.id)
    statement = _joined(article.c.id, title, article_text.c.text).where(article.c.position.in_(positions))
    rows: list[Any] = list(connection.execute(statement.order_by(article.c.position)))
    return [(row[0], row[1], row[2]) for row in rows]


def marks_of(connection: Connection, ids: Sequence[str]) -> dict[str, Sequence[Annotation]]:
    """The annotations of some articles, in no order."""
    found: dict[str, Sequence[Annotation]] = dict.fromkeys(ids, ())
    for some in _portions(ids):
        found |= marks.of_articles(connection, some)
    return found


def labels_given(connection: Connection, words: str, *, articles: int) -> dict[str, int]:
    """How often people gave each label to just these words, in the newest articles that hold them.

    Args:
        connection: in a transaction.
        words: in their case, of a script that parts words by spaces.
        articles: so many are looked at.
    """
    condition = search.holding(connection, words, whole=True)
    if condition is None:
        return {}
    newest = _joined(article.c.id).where(condition).order_by(article.c.position.desc()).limit(articles).subquery()
    return marks.labels_given(connection, words, newest)


def relation_labels(connection: Connection) -> dict[str, int]:
    """How many relations of the project have each label."""
    counted = select(relation.c.label, func.count()).group_by(relation.c.label)
    return {row[0]: row[1] for row in connection.execute(counted)}


def words(connection: Connection, article_id: str, span: Span) -> str:
    """The text of a span, cut out by the database; "" where the article is not in the project."""
    cut = func.substr(article_text.c.text, span.start + 1, span.end - span.start)
    return connection.execute(select(cut).where(article_text.c.article_id == article_id)).scalar_one_or_none() or ""


# All articles, one after the other


def stream(
    connection: Connection,
    *,
    ids: Collection[str] | None,
    statuses: Collection[Status],
    only_done: bool,
    between: tuple[int, int] | None = None,
) -> Iterator[AnnotatedArticle]:
    """Articles in the project's order with the annotations of these statuses and the relations between those.

    `between` are the positions of the first and the last that may come.
    """
    position = -1 if between is None else between[0] - 1
    wanted = None if ids is None else frozenset(ids)
    listing = select(article.c.position, article.c.id).order_by(article.c.position).limit(_CHUNK * 16)
    if only_done:
        listing = listing.where(article.c.done.is_(True))
    if between is not None:
        listing = listing.where(article.c.position <= between[1])
    while page := connection.execute(listing.where(article.c.position > position)).all():
        position = page[-1][0]
        chosen = [one for one in page if wanted is None or one[1] in wanted]
        for first in range(0, len(chosen), _CHUNK):
            positions, some = zip(*chosen[first : first + _CHUNK], strict=True)
            yield from _full(connection, positions, some, statuses)


def last_position(connection: Connection) -> int:
    """The position of the last article, 0 where there is none."""
    return connection.execute(select(func.coalesce(func.max(article.c.position), 0))).scalar_one()


def state(connection: Connection) -> tuple[int, ...]:
    """Numbers of which at least one is another after every import, edit, undo and removal of articles."""
    numbers = select(
        func.count(), func.coalesce(func.sum(article.c.revision), 0), func.coalesce(func.max(article.c.position), 0)
    ).select_from(article)
    newest = connection.execute(select(func.coalesce(func.max(history_table.c.id), 0))).scalar_one()
    return *connection.execute(numbers).one(), newest


def count_stream(
    connection: Connection,
    *,
    ids: Collection[str] | None,
    statuses: Collection[Status],
    labels: Collection[str] | None,
    only_done: bool,
) -> tuple[int, int]:
    """How many annotations of these statuses and labels, and how many articles, `stream` would give."""
    chosen: list[ColumnElement[bool]] = []
    if ids is not None:
        chosen.append(article.c.id.in_(ids))
    if only_done:
        chosen.append(article.c.done.is_(True))
    texts = select(func.count()).select_from(article).where(*chosen)
    counted = marks.count(connection, chosen, statuses=statuses, labels=labels)
    return counted, connection.execute(texts).scalar_one()


def _full(
    connection: Connection, positions: Sequence[int], ids: Sequence[str], statuses: Collection[Status]
) -> Iterator[AnnotatedArticle]:
    places = place_marks(connection, len(ids))
    arrows: dict[str, list[Relation]] = {}
    sql = f"SELECT article_id, id, head, child, label FROM relation WHERE article_id IN {places} ORDER BY id"
    for article_id, *its in driver_rows(connection, sql, tuple(ids)):
        arrows.setdefault(article_id, []).append(Relation(*its))
    zones = _zones(connection, ids)
    # In the driver's own SQL: making such a statement and wrapping its rows takes longer than all that it gives.
    result = connection.exec_driver_sql(f"{_WHOLE} {places} ORDER BY a.position", tuple(positions))
    rows: Any = result.cursor
    try:
        for article_id, sha256, done, answer, total, extra, text, tags, packed, *meta in rows:
            kept: Sequence[Annotation] = ()
            if packed is not None:
                kept = unpack_annotations(packed).annotations.chosen(statuses).by_position()
            elif total:
                kept = by_position(marks.of_rows(connection, [article_id], statuses).get(article_id, ()))
            its_arrows = arrows.get(article_id, [])
            if its_arrows:
                there = {a.id for a in kept}
                its_arrows = [r for r in its_arrows if r.head in there and r.child in there]
            yield AnnotatedArticle(
                Article(article_id, text, sha256, meta_from(meta, extra), zones.get(article_id, ()), bool(done)),
                kept,
                tuple(its_arrows),
                () if tags is None else unpack_tokens(tags),
                answer,
            )
    finally:
        result.close()


_WHOLE = (
    "SELECT a.id, a.sha256, a.done, a.answer, a.total, a.extra, t.text, k.packed, p.packed, "
    f"{', '.join(f'a.{name}' for name in META_FIELDS)} "
    "FROM article a JOIN article_text t ON t.article_id = a.id LEFT JOIN token k ON k.article_id = a.id "
    "LEFT JOIN annotation_pack p ON p.article_id = a.id WHERE a.position IN"
)
