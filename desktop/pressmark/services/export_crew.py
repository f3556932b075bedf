"""Large exports by several processes: each writes and proves pieces, which are then joined in order.

Each process reads the project through a connection of its own; this one begins while the others start, and they
help if they see the same state of it, which all of them keep to the end. A project that somebody changed between the
looks is exported by this process alone, with the same bytes as result.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from msgspec import Struct, field

from pressmark.core.child import be_quiet
from pressmark.core.errors import BugError, UserError
from pressmark.core.ports import Loss
from pressmark.services.export_output import PieceFile
from pressmark.services.export_pieces import ArticleWork, Tally, compare
from pressmark.services.export_request import ExportRequest

if TYPE_CHECKING:
    from pressmark.formats.base import DatasetWriter, WriteOptions, WriterFormat
    from pressmark.services.project import Place, Project
    from pressmark.store.unit import Snapshot

LEAST = 5_000
"""Articles; fewer are written before other processes would have started."""

MOST = 8
"""Processes; more of them wait for the disk."""

_PIECE = 100  # articles
_AHEAD = 3  # pieces for each process, so that none waits
_QUEUE = 2  # jobs that another process has: one to work on, and the next one
_MOMENT = 0.1


class _Orders(Struct, frozen=True):
    """What every process is told once: the format too, so that none loads all of them to find one."""

    place: Place
    request: ExportRequest
    form: WriterFormat
    options: WriteOptions
    names: tuple[str, ...]
    dealt: Mapping[str, str] = field(default_factory=dict)


class _Job(Struct, frozen=True):
    """A piece: the articles from one position up to another, and where it goes."""

    number: int
    first: int
    last: int
    folder: Path


class Piece(Struct, frozen=True):
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
        form: the format.
        options: for the writers.
        names: of the parts.
        count: how many processes, this one included.
    """

    def __init__(
        self,
        project: Project,
        request: ExportRequest,
        form: WriterFormat,
        options: WriteOptions,
        names: tuple[str, ...],
        *,
        count: int,
    ) -> None:
        self._project = project
        self._request = request
        self._form = form
        self._options = options
        self._names = names
        self._count = count
        self._workers: dict[Connection, BaseProcess] = {}

    @contextmanager
    def at_work(
        self, folder: Path, dealt: Mapping[str, str], look_up: Callable[[], None]
    ) -> Iterator[Iterator[Piece | None]]:
        """The pieces in order, and None now and then while there is none.

        Args:
            folder: for their files.
            dealt: as for `ArticleWork`.
            look_up: called before each article that this process writes or reads back; may raise `Cancelled`.
        """
        request, form = self._request, self._form
        orders = _Orders(self._project.place, request, form, self._options, self._names, dict(dealt))
        try:
            with self._project.snapshot() as snapshot:
                self._start(orders)
                yield self._pieces(folder, orders, snapshot, look_up)
        finally:
            for connection in list(self._workers):
                self._dismiss(connection)

    def _start(self, orders: _Orders) -> None:
        """Starts the other processes; they say which state they see as soon as they are ready."""
        context = multiprocessing.get_context("spawn")
        for _ in range(self._count - 1):
            here: Connection
            here, there = context.Pipe()  # pyright: ignore[reportAssignmentType] - on Windows a class of the same methods
            process = context.Process(target=main, args=(there, orders), name="exporter", daemon=True)
            process.start()
            there.close()  # or the pipe would not end with the process
            self._workers[here] = process

    def _dismiss(self, connection: Connection) -> None:
        process = self._workers.pop(connection)
        process.kill()
        process.join(5.0)
        connection.close()
        process.close()

    def _pieces(
        self, folder: Path, orders: _Orders, snapshot: Snapshot, look_up: Callable[[], None]
    ) -> Iterator[Piece | None]:
        last = snapshot.last
        jobs = deque(_Job(n, at, at + _PIECE - 1, folder) for n, at in enumerate(range(0, last + 1, _PIECE)))
        count = len(jobs)
        ready: dict[int, Piece] = {}
        given: dict[Connection, int] = {}  # how many jobs those have that see the same as this process
        following = 0
        while following < count:
            # One slow piece must not fill the disk with what comes behind it.
            ahead = following + _AHEAD * self._count
            for connection, its in given.items():
                while jobs and its < _QUEUE and jobs[0].number < ahead:
                    its += 1
                    with contextlib.suppress(OSError):  # it has ended, and whoever listens to it is told
                        connection.send(jobs.popleft())
                given[connection] = its
            own = bool(jobs) and jobs[0].number < ahead
            found: list[Any] = wait(list(self._workers), 0 if own else _MOMENT) if self._workers else []
            for connection in found:
                if connection in given:
                    piece = self._received(connection)
                    ready[piece.number] = piece
                    given[connection] -= 1
                elif self._state(connection) == snapshot.state:
                    given[connection] = 0
                else:
                    self._dismiss(connection)
            if own and not found:
                piece = _piece(jobs.popleft(), orders, snapshot, look_up)
                ready[piece.number] = piece
            if following not in ready:
                yield None
            while following in ready:
                yield ready.pop(following)
                following += 1

    def _state(self, connection: Connection) -> object:
        """What a process that has just started sees; None where it could not open the project."""
        try:
            return connection.recv()
        except (EOFError, OSError):
            return None

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
                connection.send(snapshot.state)
                while True:
                    connection.send(_piece(connection.recv(), orders, snapshot, lambda: None))
        except (UserError, BugError, OSError) as error:
            connection.send(error)


def _piece(job: _Job, orders: _Orders, snapshot: Snapshot, look_up: Callable[[], None]) -> Piece:
    request, form = orders.request, orders.form
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
            look_up()
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
            look_up()
        content = path.read_bytes()
        files[name] = PieceFile(path, len(content), crc32(content))
    return Piece(job.number, work.tally, tuple(losses), files)
