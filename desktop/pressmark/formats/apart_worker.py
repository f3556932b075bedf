"""The process that reads files which nobody vouches for: PDF, office documents, e-books, archives.

Started by `multiprocessing` with "spawn", so this module and what it imports at its head stay light. It gets jobs
through a pipe and answers each with any number of parts and one end.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

from msgspec import Struct

from pressmark.core import errors
from pressmark.core.child import be_quiet
from pressmark.formats.limits import EXIT_MEMORY, limit_memory

APART = "PRESSMARK_READS_APART"
"""Set in the environment of this process, so that what it calls knows where it runs."""


_AHEAD = 48
"""Parts that wait to be sent, so that the process works on while its parent is busy."""


class Job(Struct, frozen=True):
    """What is wanted: the name of a function below, and what it is given."""

    what: str
    given: tuple[Any, ...]


class Part(Struct, frozen=True):
    """One part of an answer."""

    value: Any


class End(Struct, frozen=True):
    """The end of an answer; with an error where the file cannot be read (further)."""

    error: errors.UserError | None = None


def main(connection: Connection, memory: int) -> None:
    """Answers jobs until the parent is gone or sends None.

    Args:
        connection: both ways.
        memory: how many bytes this process may take beyond those it has after it has started.
    """
    be_quiet()
    limit_memory(memory)
    os.environ[APART] = "1"
    while True:
        try:
            job: Job | None = connection.recv()
            if job is None:
                return
            connection.send(_answer(job, connection))
        except (EOFError, ConnectionError):
            return
        except MemoryError:
            os._exit(EXIT_MEMORY)


def _answer(job: Job, connection: Connection) -> End:
    try:
        for value in _WORK[job.what](*job.given):
            connection.send(Part(value))
    except errors.UserError as error:
        return End(error)
    except (MemoryError, ConnectionError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of a Rust library is no Exception
        name = Path(job.given[1]).name
        return End(unread(name, error))
    return End()


def unread(name: str, error: BaseException) -> errors.UserError:
    """What is said of a file on which a reader fails in a way that it does not know."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" at {os.path.basename(each.filename)}:{each.lineno}" for each in last)  # noqa: PTH119 - to show
    return errors.UserError(
        "{name} cannot be read: it is damaged, or not what its name says. Open it in its own program and save it "
        "again, or save its text as .txt.",
        name=name,
        details=f"{type(error).__name__}: {error}{where}",
    )


def _read(form: str, path: Path) -> Iterator[Any]:
    from pressmark.formats import registry

    yield from registry.read(path, form=registry.readable(form))


def _preview(form: str, path: Path) -> Iterator[Any]:
    from pressmark.formats import registry, tables

    yield tables.preview(registry.table(form).open(path))


def _rows(form: str, path: Path, columns: Any) -> Iterator[Any]:
    from pressmark.formats import registry, tables

    yield from tables.articles(registry.table(form).open(path), columns, name=path.name)


def _walk(_form: str, path: Path) -> Iterator[Any]:
    from pressmark.formats import parquet

    yield sum(1 for _ in parquet.read_rows(path))


def _unpack(_form: str, path: Path, folder: Path, most_bytes: int, most_files: int) -> Iterator[Any]:
    from pressmark.formats import unpacking

    yield unpacking.unpack(path, folder, most_bytes=most_bytes, most_files=most_files)


def _call(function: Callable[..., Iterator[Any]], path: Path, *given: Any) -> Iterator[Any]:
    """What a function of a room above this one gives, made while what it gave before is on its way."""
    made: Queue[tuple[bool, Any]] = Queue(_AHEAD)

    def make() -> None:
        try:
            for value in function(path, *given):
                made.put((True, value))
            made.put((False, None))
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            made.put((False, error))

    Thread(target=make, daemon=True).start()
    while True:
        goes_on, value = made.get()
        if goes_on:
            yield value
        elif value is None:
            return
        else:
            raise value


_WORK = {"call": _call, "read": _read, "preview": _preview, "rows": _rows, "unpack": _unpack, "walk": _walk}
