"""Values as rows and back. Rows never leave this package."""

from __future__ import annotations

import gc
import json
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import accumulate
from typing import Any

import msgspec
from sqlalchemy import Connection, Table

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import ArticleMeta, Tokens
from pressmark.core.codec import edit_from_json, edit_to_json
from pressmark.core.edits import Edit
from pressmark.core.span import Span
from pressmark.store.prepared import META_FIELDS, dump
from pressmark.store.tables import annotation

_STATUSES = {str(status): status for status in Status}


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Inserts whole rows, in the order of the table's columns, by the driver's fastest way."""
    if rows:
        connection.exec_driver_sql(_insert(table, connection.dialect.paramstyle), rows)  # pyright: ignore[reportArgumentType]


def put_annotations(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Inserts annotations, or replaces those of the same article and id."""
    if rows:
        connection.exec_driver_sql(_upsert(connection.dialect.paramstyle), rows)  # pyright: ignore[reportArgumentType]


@contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's garbage collector, which would look through tens of thousands of new values again and again.

    Another thread that makes circles meanwhile only waits for them to be collected.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@cache
def _insert(table: Table, paramstyle: str) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join([_mark(paramstyle)] * len(table.columns))
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})"


@cache
def _upsert(paramstyle: str) -> str:
    keys = {"article_id", "id"}
    new = ", ".join(
        f'"{column.name}" = excluded."{column.name}"' for column in annotation.columns if column.name not in keys
    )
    return f"{_insert(annotation, paramstyle)} ON CONFLICT (article_id, id) DO UPDATE SET {new}"


def _mark(paramstyle: str) -> str:
    return "?" if paramstyle == "qmark" else "%s"


_ANNOTATIONS = (
    'SELECT id, start, "end", label, status, origin, score, attributes, note, article_id FROM annotation '
    "WHERE article_id IN "
)


def annotation_rows(
    connection: Connection, ids: Sequence[str], *, statuses: Collection[Status] = Status
) -> Sequence[Any]:
    """The rows of the annotations of some articles, as `annotations_of` takes them, with the article's id behind.

    From the driver itself: a large article has more of them than SQLAlchemy can wrap in the time that opening it may
    take. In no order but that one article's rows stand together.
    """
    mark = _mark(connection.dialect.paramstyle)
    wanted = tuple(ids)
    sql = f"{_ANNOTATIONS}({', '.join([mark] * len(wanted))})"
    if set(statuses) != set(Status):
        sql += f" AND status IN ({', '.join([mark] * len(statuses))})"
        wanted += tuple(map(str, statuses))
    result = connection.exec_driver_sql(sql, wanted)
    try:
        return result.cursor.fetchall()  # pyright: ignore[reportOptionalMemberAccess] - a SELECT has a cursor
    finally:
        result.close()


def annotations_of(rows: Sequence[Sequence[Any]]) -> list[Annotation]:
    """From rows of `annotation_rows`."""
    # Twenty thousand small JSON texts are read three times as fast as one.
    attributes = iter(msgspec.json.decode(f"[{','.join([row[7] for row in rows if row[7]])}]"))
    statuses = _STATUSES
    return [
        Annotation(
            annotation_id,
            Span(start, end),
            label,
            statuses[status],
            origin,
            score,
            next(attributes) if packed else {},
            note,
        )
        for annotation_id, start, end, label, status, origin, score, packed, note, _ in rows
    ]


def meta_of(row: Any) -> ArticleMeta:
    """From a row that has every field of the metadata by name."""
    extra = json.loads(row.extra) if row.extra else {}
    return ArticleMeta(*(getattr(row, name) for name in META_FIELDS), extra=extra)


def unpack_tokens(packed: bytes) -> Tokens:
    """The tokens that `prepared.pack_tokens` packed."""
    tags, numbers = msgspec.json.decode(zlib.decompress(packed))
    # Gap, length, gap, length … summed up are start, end, start, end …; all of it without a loop of our own, because
    # an export unpacks millions.
    both: list[int] = [0] * (len(numbers) // 2)
    both[0::2], both[1::2] = numbers[0::4], numbers[1::4]
    edges = list(accumulate(both))
    pos = list(map(tags.__getitem__, numbers[2::4]))
    return Tokens(edges[0::2], edges[1::2], pos, list(map(bool, numbers[3::4])))


_SMALL = 1000


def pack_edit(edit: Edit) -> bytes:
    """An edit as the history keeps it: JSON, under zlib where it is large."""
    plain = dump(edit_to_json(edit)).encode()
    return plain if len(plain) < _SMALL else zlib.compress(plain, 1)


def unpack_edit(packed: bytes, *, of: str | None = None) -> Edit:
    """The inverse; with `of`, only what it does to this annotation and its relations."""
    row = json.loads(packed if packed[:1] == b"{" else zlib.decompress(packed))
    if of is not None:
        row["annotations"] = [p for p in row.get("annotations", ()) if any(s and s["id"] == of for s in p)]
        row["relations"] = [p for p in row.get("relations", ()) if any(s and of in (s["head"], s["child"]) for s in p)]
    return edit_from_json(row)
