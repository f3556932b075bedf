"""Reading files in a process of its own, with limits: what happens there is at worst one sentence about one file."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Generator, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from pressmark.core.errors import Cancelled, UserError
from pressmark.core.ports import AnnotatedArticle, RawArticle
from pressmark.formats.apart_worker import End, Job, Part, main
from pressmark.formats.base import Refused
from pressmark.formats.limits import EXIT_MEMORY
from pressmark.formats.tables import Columns, Preview
from pressmark.formats.unpacking import Unpacked

SECONDS = 120.0
"""How long a file may take until it gives its first, or its next, article."""

MEMORY = 2_000_000_000
"""Bytes that reading a file may take."""


class Apart:
    """A process that reads files one after the other; started when the first one comes.

    For one thread at a time. After a crash or a limit the next file gets a new process.

    Args:
        seconds: see `SECONDS`.
        memory: see `MEMORY`.
    """

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    @property
    def pid(self) -> int | None:
        """The process's number, or None while there is none."""
        return None if self._process is None else self._process.pid

    def read(
        self, form: str, path: Path, *, cancelled: Callable[[], bool] | None = None
    ) -> Iterator[RawArticle | AnnotatedArticle | Refused]:
        """The articles of a file, as `registry.read` gives them.

        Args:
            form: the name of the format that reads it.
            path: the file.
            cancelled: asked ten times a second.

        Raises:
            UserError: what the reader says; or the process crashed, took too long or too much memory.
            Cancelled: `cancelled` said so.
        """
        return self._parts("read", form, path, cancelled=cancelled)

    def call(
        self,
        function: Callable[..., Iterator[Any]],
        path: Path,
        *given: Any,
        cancelled: Callable[[], bool] | None = None,
    ) -> Generator[Any, None, None]:
        """What a function makes of a file, which runs ahead from now on; raises as `read`.

        To be closed by whoever does not take all of it.

        Args:
            function: of a module, so that it is found by its name there.
            path: its first argument.
            given: its others.
            cancelled: asked ten times a second.
        """
        parts = self._parts("call", function, path, *given, cancelled=cancelled)
        next(parts)  # it begins now, not when it is asked for the first of them
        return parts

    def preview(self, form: str, path: Path, *, cancelled: Callable[[], bool] | None = None) -> Preview:
        """The beginning of a table; raises as `read`."""
        (found,) = self._parts("preview", form, path, cancelled=cancelled)
        return found

    def rows(
        self, form: str, path: Path, columns: Columns, *, cancelled: Callable[[], bool] | None = None
    ) -> Iterator[AnnotatedArticle | Refused]:
        """The rows of a table as articles; raises as `read`."""
        return self._parts("rows", form, path, columns, cancelled=cancelled)

    def unpack(
        self,
        path: Path,
        folder: Path,
        *,
        most_bytes: int,
        most_files: int,
        cancelled: Callable[[], bool] | None = None,
    ) -> Unpacked:
        """Unpacks an archive into an empty folder; raises as `read`."""
        (found,) = self._parts("unpack", "zip", path, folder, most_bytes, most_files, cancelled=cancelled)
        return found

    def walk(self, path: Path) -> int:
        """Reads a Parquet file from end to end and gives nothing but its number of rows; raises as `read`."""
        (found,) = self._parts("walk", "parquet", path, cancelled=None)
        return found

    def close(self) -> None:
        """Ends the process."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if process is None or connection is None:
            return
        try:
            connection.send(None)
            process.join(1.0)
        except OSError:
            pass  # it has ended by itself
        if process.is_alive():
            process.kill()
            process.join(1.0)
        connection.close()
        process.close()

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> Connection:
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self._kill()
        context = multiprocessing.get_context("spawn")
        here: Connection
        here, there = context.Pipe()  # pyright: ignore[reportAssignmentType] - on Windows a class of the same methods
        process = context.Process(target=main, args=(there, self._memory), name="reader", daemon=True)
        process.start()
        there.close()  # or the pipe would not end with the process
        self._process, self._connection = process, here
        return here

    def _kill(self) -> int | None:
        """Ends the process at once; gives its exit code."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        code = None
        if process is not None:
            process.join(0.5 if connection is None or not process.is_alive() else 0)
            if process.is_alive():
                process.kill()
            process.join(5.0)
            code = process.exitcode
            process.close()
        if connection is not None:
            connection.close()
        return code

    def _parts(self, what: str, *given: Any, cancelled: Callable[[], bool] | None) -> Generator[Any, None, None]:
        path: Path = given[1]
        ended = False
        try:
            connection = self._start()
            connection.send(Job(what, given))
            if what == "call":
                yield None
            last = time.monotonic()
            while True:
                if not connection.poll(0.1):
                    if cancelled is not None and cancelled():
                        raise Cancelled
                    if time.monotonic() - last > self._seconds:
                        raise UserError(
                            "{name} took longer than {seconds:.0f} seconds to read, so it was given up. "
                            "Save its text as .txt, or split it.",
                            name=path.name,
                            seconds=self._seconds,
                        )
                    continue
                answer: Part | End = connection.recv()
                if isinstance(answer, End):
                    ended = True
                    if answer.error is not None:
                        raise answer.error
                    return
                yield answer.value
                last = time.monotonic()
        except (EOFError, OSError) as error:
            code = self._kill()
            ended = True
            raise self._crashed(path, code) from error
        finally:
            if not ended:  # the rest of an answer that nobody wants would be taken for the next one
                self._kill()

    def _crashed(self, path: Path, code: int | None) -> UserError:
        if code == EXIT_MEMORY:
            return UserError(
                "{name} needs more than {memory:.1f} GB of memory to be read, so it was given up. "
                "Save its text as .txt, or split it.",
                name=path.name,
                memory=self._memory / 1e9,
            )
        return UserError(
            "{name} made the program that reads it crash, so it was left out; the file is probably damaged. "
            "Open it in its own program and save it again, or save its text as .txt.",
            name=path.name,
            details=f"exit code {code}",
        )
