"""The annotations of articles: few of them stand in one value, many in a row each.

Writing forty rows costs more than all else that an article brings along, and reading them too. But an edit writes the
value anew, so what has more than `packing.MOST` annotations has rows, and keeps them; older projects have rows only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import compress
from typing import Any

from sqlalchemy import Connection, delete, func, select

from pressmark.core.annotation import Annotation, Status
from pressmark.core.annotations import Annotations
from pressmark.core.edits import Edit
from pressmark.store.packing import Packed, labels_and_statuses, pack_annotations, unpack_annotations
from pressmark.store.prepared import annotation_row, annotation_rows
from pressmark.store.rows import driver_rows, insert_rows, place_mark, place_marks, put_annotations
from pressmark.store.tables import annotation, annotation_pack, article, article_text
from pressmark.store.written import SELECT_ANNOTATIONS, annotations_by_article

_AT_ONCE = 500  # packs in memory while all of them are looked through


def of_articles(
    connection: Connection, ids: Sequence[str], *, statuses: Collection[Status] = Status
) -> dict[str, Annotations]:
    """The annotations of these statuses, in no order, of those articles that have any."""
    sql = f"SELECT article_id, packed FROM annotation_pack WHERE article_id IN {place_marks(connection, len(ids))}"
    packs = driver_rows(connection, sql, tuple(ids))
    found = {article_id: unpack_annotations(packed).annotations.chosen(statuses) for article_id, packed in packs}
    if len(found) < len(ids):
        found |= of_rows(connection, [each for each in ids if each not in found], statuses)
    return found


def of_rows(connection: Connection, ids: Sequence[str], statuses: Collection[Status]) -> dict[str, Annotations]:
    """As `of_articles`, of articles that have no value."""
    # From the driver itself: a large article has more of them than SQLAlchemy can wrap in the time that opening it may
    # take.
    wanted = tuple(ids)
    sql = SELECT_ANNOTATIONS + place_marks(connection, len(ids))
    if set(statuses) != set(Status):
        sql += f" AND status IN {place_marks(connection, len(statuses))}"
        wanted += tuple(map(str, statuses))
    return annotations_by_article(driver_rows(connection, sql, wanted))


def write(connection: Connection, article_id: str, edit: Edit, *, before: int, annotator_id: int | None) -> None:
    """Writes what an edit does to annotations.

    Args:
        connection: in a transaction that has locked the article.
        article_id: the article.
        edit: what is done.
        before: how many annotations the article had.
        annotator_id: whose decisions these are.
    """
    put: dict[str, Annotation] = {c.after.id: c.after for c in edit.annotations if c.after is not None}
    gone = {c.before.id for c in edit.annotations if c.before is not None and c.before.id not in put}
    if not put and not gone:
        return
    mark = place_mark(connection)
    found = driver_rows(connection, f"SELECT packed FROM annotation_pack WHERE article_id = {mark}", (article_id,))
    if found:
        _rewrite(connection, article_id, unpack_annotations(found[0][0]), put, gone, annotator_id)
    elif before:
        if gone:
            sql = f"DELETE FROM annotation WHERE article_id = {mark} AND id = {mark}"
            connection.exec_driver_sql(sql, [(article_id, annotation_id) for annotation_id in gone])
        put_annotations(connection, [annotation_row(article_id, one, annotator_id) for one in put.values()])
    else:
        _rewrite(connection, article_id, None, put, gone, annotator_id)


def _rewrite(
    connection: Connection,
    article_id: str,
    was: Packed | None,
    put: dict[str, Annotation],
    gone: Collection[str],
    annotator_id: int | None,
) -> None:
    """Writes the value of an article anew, or rows in its stead where there are too many for one."""
    columns: list[list[Any]] = [[] for _ in range(10)]
    if was is not None:
        columns = [*was.annotations.columns(), list(was.annotators)]
    places = {annotation_id: number for number, annotation_id in enumerate(columns[0])}
    more = Annotations.of(put.values())
    whose = [annotator_id if one.status.decided else None for one in put.values()]
    for new in zip(*more.columns(), whose, strict=True):
        number = places.get(new[0])
        for column, value in zip(columns, new, strict=True):
            if number is None:
                column.append(value)
            else:
                column[number] = value
    if gone:
        kept = [annotation_id not in gone for annotation_id in columns[0]]
        columns = [list(compress(column, kept)) for column in columns]
    *columns, annotators = columns
    annotations = Annotations(*columns)
    packed = pack_annotations(annotations, annotators) if annotations else None
    if packed is None:
        if was is not None:
            connection.execute(delete(annotation_pack).where(annotation_pack.c.article_id == article_id))
        insert_rows(connection, annotation, annotation_rows(article_id, annotations, annotators))
    elif was is None:
        insert_rows(connection, annotation_pack, [(article_id, packed)])
    else:
        mark = place_mark(connection)
        connection.exec_driver_sql(
            f"UPDATE annotation_pack SET packed = {mark} WHERE article_id = {mark}", (packed, article_id)
        )


# All annotations of a project


def _packs(connection: Connection, statement: Any) -> Iterator[Any]:
    return iter(connection.execute(statement.execution_options(yield_per=_AT_ONCE)))


def count_labels(connection: Connection) -> dict[str, int]:
    """How many annotations of the project have each label, rejected ones too; reads them all."""
    rows: Any = connection.execute(select(annotation.c.label, func.count()).group_by(annotation.c.label))
    found: Counter[str] = Counter({row[0]: row[1] for row in rows})
    for (packed,) in _packs(connection, select(annotation_pack.c.packed)):
        found.update(labels_and_statuses(packed)[0])
    return dict(found)


def articles_with(connection: Connection, names: Collection[str]) -> list[str]:
    """The ids of articles in which any of these labels stands, in the project's order; reads all annotations."""
    statement = select(annotation.c.article_id).where(annotation.c.label.in_(list(names))).distinct()
    found = set(connection.execute(statement).scalars())
    wanted = frozenset(names)
    for article_id, packed in _packs(connection, select(annotation_pack.c.article_id, annotation_pack.c.packed)):
        if not wanted.isdisjoint(labels_and_statuses(packed)[0]):
            found.add(article_id)
    ordered = connection.execute(select(article.c.id).order_by(article.c.position)).scalars() if found else ()
    return [each for each in ordered if each in found]


def count(
    connection: Connection, chosen: Sequence[Any], *, statuses: Collection[Status], labels: Collection[str] | None
) -> int:
    """How many annotations of these statuses and labels stand in the articles that fulfil all conditions."""
    rows = select(func.count()).select_from(annotation.join(article, article.c.id == annotation.c.article_id))
    rows = rows.where(annotation.c.status.in_([str(status) for status in statuses]), *chosen)
    if labels is not None:
        rows = rows.where(annotation.c.label.in_(labels))
    found = connection.execute(rows).scalar_one()
    packs = select(annotation_pack.c.packed)
    if chosen:
        packs = packs.select_from(annotation_pack.join(article, article.c.id == annotation_pack.c.article_id))
        packs = packs.where(*chosen)
    kinds = {str(status) for status in statuses}
    for (packed,) in _packs(connection, packs):
        its_labels, its_statuses = labels_and_statuses(packed)
        if labels is None:
            found += sum(map(its_statuses.count, kinds))
        else:
            pairs = zip(its_labels, its_statuses, strict=True)
            found += sum(label in labels and status in kinds for label, status in pairs)
    return found


def labels_given(connection: Connection, words: str, newest: Any) -> dict[str, int]:
    """How often people gave each label to just these words, in the articles whose ids a subquery gives."""
    ids = select(newest.c.id)
    length = annotation.c.end - annotation.c.start
    there = func.substr(article_text.c.text, annotation.c.start + 1, length)
    rows: Any = connection.execute(
        select(annotation.c.label, func.count())
        .select_from(annotation.join(article_text, annotation.c.article_id == article_text.c.article_id))
        .where(
            annotation.c.article_id.in_(ids),
            annotation.c.status == str(Status.ACCEPTED),
            length == len(words),
            there == words,
        )
        .group_by(annotation.c.label)
    )
    found: Counter[str] = Counter({row[0]: row[1] for row in rows})
    packs = select(article_text.c.text, annotation_pack.c.packed).select_from(
        annotation_pack.join(article_text, annotation_pack.c.article_id == article_text.c.article_id)
    )
    for text, packed in connection.execute(packs.where(annotation_pack.c.article_id.in_(ids))):
        marks = unpack_annotations(packed).annotations.chosen([Status.ACCEPTED])
        found.update([label for label, its in zip(marks.labels, marks.words(text), strict=True) if its == words])
    return dict(found)
