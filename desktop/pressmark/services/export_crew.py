"""Large exports by several processes: each writes and proves pieces, which are then joined in order.

Each process reads the project through a connection of its own; they begin only when all of them see the same state of
it, which they then keep to the end. What cannot be had so (a server's database, a change just between the two looks)
is exported by one process, with the same bytes as result.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from pressmark.core.child import be_quiet
from pressmark.core.errors import BugError, UserError
from pressmark.core.ports import Loss
from pressmark.services.export_output import PieceFile
from pressmark.services.export_pieces import ArticleWork, Tally, compare
from pressmark.services.export_request import ExportRequest

if TYPE_CHECKING:
    from pressmark.formats.base import DatasetWriter, WriteOptions
    from pressmark.services.project import Place, Project

LEAST = 5_000
"""Articles; fewer are written before other processes would have started."""

MOST = 8
"""Processes; more of them wait for the disk."""

_PIECE = 200  # articles
_AHEAD = 3  # pieces for each process, so that none waits
_START = 60.0  # seconds
_MOMENT = 0.1


@dataclass(frozen=True, slots=True)
class _Orders:
    """What every process is told once."""

    place: Place
    request: ExportRequest
    options: WriteOptions
    names: tuple[str, ...]
    dealt: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Job:
    """A piece: the articles from one position up to another, and where it goes."""

    number: int
    first: int
    last: int
    folder: Path


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece that was written and proved.

    Attributes:
        files: by the names of the parts.
    """

    number: int
    tally: Tally
    losses: tuple[Loss, ...]
    files: dict[str, PieceFile]


class Crew:
    """Processes for one export.

    Args:
        project: a file; each process opens it for itself.
        request: what was asked for.
        options: for the writers.
        names: of the parts.
        count: how many processes.
    """

    def __init__(
        self, project: Project, request: ExportRequest, options: WriteOptions, names: tuple[str, ...], *, count: int
    ) -> None:
        self._project = project
        self._request = request
        self._options = options
        self._names = names
        self._count = count
        self._workers: list[tuple[BaseProcess, Connection]] = []

    @contextmanager
    def at_work(self, folder: Path, dealt: Mapping[str, str]) -> Iterator[Iterator[Piece | None] | None]:
        """The pieces in order, and None now and then while there is none; or None instead of all of them.

        Args:
            folder: for their files.
            dealt: as for `ArticleWork`.
        """
        try:
            last = self._started(dealt)
            yield None if last is None else self._pieces(folder, last)
        finally:
            for process, connection in self._workers:
                process.kill()
                process.join(5.0)
                connection.close()
                process.close()
            self._workers = []

    def _started(self, dealt: Mapping[str, str]) -> int | None:
        """Starts the processes; the last article's position, None where they do not all see the same."""
        context = multiprocessing.get_context("spawn")
        orders = _Orders(self._project.place, self._request, self._options, self._names, dict(dealt))
        for _ in range(self._count):
            here: Connection
            here, there = context.Pipe()  # pyright: ignore[reportAssignmentType] - on Windows a class of the same methods
            process = context.Process(target=main, args=(there, orders), name="exporter", daemon=True)
            process.start()
            there.close()  # or the pipe would not end with the process
            self._workers.append((process, here))
        states: list[Any] = []
        for _, connection in self._workers:
            try:
                states.append(connection.recv() if connection.poll(_START) else None)
            except (EOFError, OSError):
                return None
        if any(not isinstance(state, tuple) or state != states[0] for state in states):
            return None
        return states[0][0]

    def _pieces(self, folder: Path, last: int) -> Iterator[Piece | None]:
        jobs = iter([_Job(n, at, at + _PIECE - 1, folder) for n, at in enumerate(range(0, last + 1, _PIECE))])
        count = last // _PIECE + 1 if last >= 0 else 0
        connections = [connection for _, connection in self._workers]
        ready: dict[int, Piece] = {}
        given = 0
        for connection in connections * 2:  # one to work on, and the next one
            given += self._give(connection, jobs)
        following = 0
        held: list[Connection] = []
        while following < count:
            found = wait(connections, _MOMENT)
            if not found:
                yield None
            for connection in found:
                piece = self._received(connection)  # pyright: ignore[reportArgumentType]
                ready[piece.number] = piece
                held.append(connection)  # pyright: ignore[reportArgumentType]
            while following in ready:
                yield ready.pop(following)
                following += 1
            # One slow piece must not fill the disk with what comes behind it.
            while held and given - following < _AHEAD * len(connections):
                given += self._give(held.pop(), jobs)

    def _give(self, connection: Connection, jobs: Iterator[_Job]) -> int:
        job = next(jobs, None)
        if job is None:
            return 0
        with contextlib.suppress(OSError):  # it has ended, and whoever listens to it is told
            connection.send(job)
        return 1

    def _received(self, connection: Connection) -> Piece:
        try:
            found = connection.recv()
        except (EOFError, OSError) as error:
            raise UserError(
                "One of the processes that write the export has ended, perhaps for lack of memory. Close other "
                "programs and export again. Nothing was replaced."
            ) from error
        if isinstance(found, Exception):
            raise found
        return found


def main(connection: Connection, orders: _Orders) -> None:
    """Writes pieces until the parent is gone; in a process of its own."""
    be_quiet()
    gc.set_threshold(100_000, 50, 100)  # nothing here makes circles
    with contextlib.suppress(EOFError, ConnectionError):
        try:
            with (
                orders.place.open() as project,
                project.snapshot() as snapshot,
            ):
                connection.send((snapshot.last, snapshot.state))
                while True:
                    connection.send(_piece(connection.recv(), orders, snapshot))
        except (UserError, BugError, OSError) as error:
            connection.send(error)


def _piece(job: _Job, orders: _Orders, snapshot: Any) -> Piece:
    from pressmark.formats import registry

    request = orders.request
    form = registry.writer(request.format)
    if form.open is None:
        raise BugError(f"{form.name} writes no file")
    losses: list[Loss] = []
    paths = {name: job.folder / f"{job.number}-{place}{form.extension}" for place, name in enumerate(orders.names)}
    digests: dict[str, list[tuple[str, bytes]]] = {name: [] for name in orders.names}
    with contextlib.ExitStack() as stack:
        writers: dict[str, DatasetWriter] = {
            name: form.open(stack.enter_context(path.open("wb", buffering=1 << 20)), orders.options)
            for name, path in paths.items()
        }
        work = ArticleWork(request, form, lambda article, name: writers[name].add(article), losses.extend, orders.dealt)
        articles = snapshot.stream(
            ids=request.ids, statuses=request.statuses, only_done=request.only_done, between=(job.first, job.last)
        )
        for article in work.wanted(articles):
            name, digest = work.write(article)
            digests[name].append((article.article.id, digest))
        for writer in writers.values():
            writer.finish()
    files: dict[str, PieceFile] = {}
    for name, path in paths.items():
        if not digests[name]:
            path.unlink()
            continue
        for _ in compare(form.proofs(path), digests[name], path.name):
            pass
        content = path.read_bytes()
        files[name] = PieceFile(path, len(content), crc32(content))
    return Piece(job.number, work.tally, tuple(losses), files)
