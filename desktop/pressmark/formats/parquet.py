"""Parquet files as columns of Python values, through arro3, a tenth the size of pyarrow."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmark.core.errors import UserError
from pressmark.formats.apart_worker import APART
from pressmark.formats.decoding import unreadable

if TYPE_CHECKING:
    from pressmark.formats.apart import Apart

Column = Any
"""An array of arro3."""

# All else that arro3 raises is about the file: it has errors of its own, and a panic of Rust is a BaseException.
_STOPS = (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)


def strings(values: Sequence[str | None]) -> Column:
    """A column of text; None is null."""
    from arro3.core import Array, DataType

    return Array([None if each is None else each for each in values], DataType.string())


def numbers(values: Sequence[float | None], *, kind: str = "int32") -> Column:
    """A column of numbers: "int32", "int64" or "float64"."""
    from arro3.core import Array, DataType

    return Array(list(values), getattr(DataType, kind)())


def records(fields: Mapping[str, Column]) -> Column:
    """A column of records, from a column for each of their fields."""
    from arro3.core import Field, struct_array

    return struct_array(list(fields.values()), fields=[Field(name, each.type) for name, each in fields.items()])


def lists(values: Sequence[Sequence[Any]], flat: Callable[[list[Any]], Column]) -> Column:
    """A column of lists; `flat` makes the column of all their elements."""
    from arro3.core import Array, DataType, Field, list_array

    offsets = [0]
    for each in values:
        offsets.append(offsets[-1] + len(each))
    inner = flat([one for each in values for one in each])
    kind = DataType.list(Field("item", inner.type))
    return list_array(Array(offsets, DataType.int32()), inner, type=kind)


def write_file(path: Path, columns: Mapping[str, Column], metadata: Mapping[str, str]) -> int:
    """Writes one file; the metadata stands beside its schema. Gives how many bytes the columns take in memory."""
    from arro3.core import Field, RecordBatch, Schema, Table
    from arro3.io import write_parquet

    schema = Schema([Field(name, each.type) for name, each in columns.items()], metadata=dict(metadata))
    batch = RecordBatch.from_arrays(list(columns.values()), schema=schema)
    with path.open("wb") as file:
        write_parquet(Table.from_batches([batch], schema=schema), file, compression="zstd(3)")
    return batch.nbytes


class ParquetFile:
    """The schema of a file.

    Attributes:
        names: of its columns.
        metadata: what stands beside the schema.

    Raises:
        UserError: for what is no Parquet file.
    """

    def __init__(self, path: Path) -> None:
        schema = _opened(path).schema
        self.names: list[str] = list(schema.names)
        self.metadata = {
            key.decode("utf-8", "replace"): value.decode("utf-8", "replace") for key, value in schema.metadata.items()
        }


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file, batch by batch.

    Raises:
        UserError: naming the file.
    """
    reader = _opened(path)
    while True:
        try:
            batch = reader.read_next_batch()
            names = list(batch.schema.names)
            columns = [batch.column(number).to_pylist() for number in range(len(names))]
        except StopIteration:
            return
        except BaseException as error:
            if isinstance(error, _STOPS):
                raise
            raise _damaged(path, error) from error
        for row in zip(*columns, strict=True):
            yield dict(zip(names, row, strict=True))


def _opened(path: Path) -> Any:
    from arro3.io import read_parquet

    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise unreadable(path, error) from error
    if start != b"PAR1":
        raise UserError("{name} is no Parquet file. Choose another file.", name=path.name)
    _walk_apart(path)
    try:
        return read_parquet(str(path))
    except BaseException as error:
        if isinstance(error, _STOPS):
            raise
        raise _damaged(path, error) from error


def _damaged(path: Path, error: BaseException) -> UserError:
    return UserError(
        "{name} is damaged, or is no Parquet file. Get a whole copy of it.", name=path.name, details=str(error)[:2_000]
    )


_walked: set[tuple[str, int, int]] = set()
_lock = threading.Lock()


@cache
def _apart() -> Apart:
    from pressmark.formats.apart import Apart

    reader = Apart()
    atexit.register(reader.close)
    return reader


def _walk_apart(path: Path) -> None:
    """Has a process of its own read the file first: a damaged one can end the process that reads it (arro3 0.8).

    A file that was walked through once is not walked through again while it stays as it is.

    Raises:
        UserError: naming the file.
    """
    if os.environ.get(APART):
        return
    try:
        state = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    known = str(path), state.st_size, state.st_mtime_ns
    with _lock:
        if known not in _walked:
            _apart().walk(path)
            _walked.add(known)
