"""JSON that is a table: a flat object a line (.jsonl), or an array of them (.json), without the marks of a dataset."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressmark.core.errors import UserError
from pressmark.formats import json_reading
from pressmark.formats.base import Table
from pressmark.formats.tables import TEXT_NAMES

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
    """Whether a file of JSON is a table: objects with names that no dataset uses, and no marks.

    A .json file is one where it is an array of objects with a text of any name; labels of whole texts are no marks.
    """
    if path.suffix.lower() == ".json":
        return _is_array(path)
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


def _is_array(path: Path) -> bool:
    with path.open("rb") as file:
        if not file.read(1_024).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
            return False
    found = json_reading.first_value(path)
    if not isinstance(found, dict) or not any(name.lower() in TEXT_NAMES for name in found):
        return False
    return all(_is_flat(found[name]) for name in found.keys() & _MARKS)


def _is_flat(value: Any) -> bool:
    """Whether a value that may hold marks is no more than labels of the whole text."""
    values = value if isinstance(value, list) else [value]
    return all(each is None or isinstance(each, str | int) for each in values)


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
        raise UserError("{name} is empty: it holds no objects. Choose another file.", name=path.name)
    return Table(columns, _rows(path, columns))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in _objects(path):
        yield number, tuple(_words(row.get(name)) for name in columns)


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, found in json_reading.elements(path):
        if not isinstance(found, dict):
            raise UserError(
                "{name} is broken at line {number}: it is no object. Mend the line, then try again.",
                name=path.name,
                number=number,
            )
        yield number, found


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
