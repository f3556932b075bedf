"""JSON lines that are a table (.jsonl): one flat object a line, without the spans that would make it a dataset."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressmark.core.errors import UserError
from pressmark.formats.base import Table
from pressmark.formats.decoding import unreadable

_OURS = frozenset(
    [
        "text",
        "tokens",
        "spans",
        "meta",
        "answer",
        "id",
        "zones",
        "relations",
        "done",
        "label",
        "labels",
        "entities",
        "data",
        "annotations",
        "annotation",
        "cats",
        "options",
        "accept",
        "_input_hash",
        "_task_hash",
        "_session_id",
        "_view_id",
        "_timestamp",
    ]
)
_MARKS = frozenset(
    [
        "spans",
        "tokens",
        "zones",
        "relations",
        "entities",
        "label",
        "labels",
        "annotations",
        "annotation",
        "ner_tags",
        "tags",
        "ner",
        "words",
        "sents",
    ]
)
_HEAD = 200_000
_SAMPLE = 200


def recognises(path: Path) -> bool:
    """Whether a file of JSON lines is a table: objects with names that no dataset uses, and no marks."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    lines = head.split(b"\n")
    complete = lines if len(head) < _HEAD else lines[:-1]
    first = next((line for line in complete if line.strip().removeprefix(b"\xef\xbb\xbf").strip()), b"")
    try:
        found = json.loads(first.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and not found.keys() & _MARKS and not found.keys() <= _OURS


def open_table(path: Path) -> Table:
    """Opens a table; the names of the first lines are its columns.

    Raises:
        UserError: for a file that cannot be read, or a line that is no object.
    """
    names: dict[str, None] = {}
    for number, (_, row) in enumerate(_objects(path)):
        names.update(dict.fromkeys(row))
        if number >= _SAMPLE:
            break
    columns = tuple(names)
    if not columns:
        raise UserError(f"{path.name} is empty: it holds no objects. Choose another file.")
    return Table(columns, _rows(path, columns))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in _objects(path):
        yield number, tuple(_words(row.get(name)) for name in columns)


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    found = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
                except (ValueError, RecursionError) as error:
                    raise UserError(
                        f"{path.name} is broken at line {number}: it is no JSON. Mend the line, then try again.",
                        details=str(error),
                    ) from error
                if not isinstance(found, dict):
                    raise UserError(
                        f"{path.name} is broken at line {number}: it is no object. Mend the line, then try again."
                    )
                yield number, found
    except OSError as error:
        raise unreadable(path, error) from error


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
