"""Spreadsheets (.xlsx, .xlsm, .xls, .ods): the first sheet with rows in it, through calamine."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressmark.core.errors import UserError
from pressmark.formats.base import Table
from pressmark.formats.decoding import unreadable
from pressmark.formats.packed import Pack, damaged, is_protected_office, protected
from pressmark.formats.plain import nothing_in
from pressmark.formats.tables import is_header, letters, named

LARGEST_FILE = 200_000_000


def open_table(path: Path) -> Table:
    """Opens a spreadsheet.

    Raises:
        UserError: for a spreadsheet that is damaged, protected by a password, empty, or too large.
    """
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(65_536)
            if head.startswith(b"PK"):
                Pack(file, name=path.name)  # refuses what unpacks to far more than it is
    except OSError as error:
        raise unreadable(path, error) from error
    if size > LARGEST_FILE:
        raise UserError(
            "{name} is larger than {largest_file} MB. Save it as .csv, or split it.",
            name=path.name,
            largest_file=LARGEST_FILE // 1_000_000,
        )
    if is_protected_office(head):
        raise protected(path.name)
    try:
        book = load_workbook(str(path))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(any(_words(cell) for cell in row) for row in rows):
                return _table(rows)
    except PasswordError as error:
        raise protected(path.name) from error
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise damaged(path.name, error) from error
    raise nothing_in(path.name)


def _table(rows: list[list[Any]]) -> Table:
    words = [(number, [_words(cell) for cell in row]) for number, row in enumerate(rows, 1)]
    words = [(number, row) for number, row in words if any(row)]
    used = [index for index in range(len(words[0][1])) if any(row[index] for _, row in words)]
    words = [(number, [row[index] for index in used]) for number, row in words]
    header = is_header(words[0][1], [row for _, row in words[1:50]])
    columns = named(words[0][1] if header else [letters(index) for index in used])
    return Table(columns, _rows(words[1:] if header else words))


def _rows(words: list[tuple[int, list[str]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in words:
        yield number, tuple(row)


def _words(cell: Any) -> str:
    """A cell as text: whole numbers without a point, dates as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    # Excel writes characters that XML cannot hold, and line ends, as _x000D_.
    return str(cell).replace("_x000D_", "").strip("\r\n")
