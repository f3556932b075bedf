"""Values as rows and back. Rows never leave this package."""

from __future__ import annotations

import gc
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

from pressmark.core.article import ArticleMeta
from pressmark.core.codec import edit_from_json, edit_to_json
from pressmark.core.edits import Edit
from pressmark.store.packing import dump
from pressmark.store.prepared import META_FIELDS
from pressmark.store.tables import annotation
from pressmark.store.written import meta_from


def insert_rows(
    connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], *, columns: tuple[str, ...] | None = None
) -> None:
    """Inserts rows by the driver's fastest way: whole ones, in the order of the table's columns, or of these."""
    if rows:
        connection.exec_driver_sql(_insert(table, connection.dialect.paramstyle, columns), rows)  # pyright: ignore[reportArgumentType]


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
def _insert(table: Table, paramstyle: str, columns: tuple[str, ...] | None = None) -> str:
    columns = columns or tuple(column.name for column in table.columns)
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join([_mark(paramstyle)] * len(columns))
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


def place_mark(connection: Connection) -> str:
    """What stands for a value in the driver's own SQL."""
    return _mark(connection.dialect.paramstyle)


def place_marks(connection: Connection, count: int) -> str:
    """ "(?, ?, ?)": what stands for that many values behind IN."""
    return f"({', '.join([place_mark(connection)] * count)})"


def driver_rows(connection: Connection, sql: str, values: tuple[Any, ...]) -> Sequence[Any]:
    """All rows of a SELECT in the driver's own SQL, as the driver gives them."""
    result = connection.exec_driver_sql(sql, values)
    try:
        return result.cursor.fetchall()  # pyright: ignore[reportOptionalMemberAccess] - a SELECT has a cursor
    finally:
        result.close()


def meta_of(row: Any) -> ArticleMeta:
    """From a row that has every field of the metadata by name."""
    return meta_from([getattr(row, name) for name in META_FIELDS], row.extra)


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
