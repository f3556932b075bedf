"""Parquet files that are tables of articles (.parquet)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressmark.formats import parquet
from pressmark.formats.base import Table
from pressmark.formats.plain import nothing_in


def open_table(path: Path) -> Table:
    """Opens a table.

    Raises:
        UserError: for a file that is no Parquet, or damaged.
    """
    columns = tuple(dict.fromkeys(parquet.ParquetFile(path).names))
    if not columns:
        raise nothing_in(path.name)
    return Table(columns, _rows(path, columns))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(parquet.read_rows(path), 1):
        yield number, tuple(_words(row[name]) for name in columns)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
