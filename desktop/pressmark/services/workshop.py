"""A process of its own for long work on projects and files, so that the window never waits for the interpreter's lock.

A thread would not do: one call into a C library (a JSON text of a megabyte, twenty thousand marks sorted or taken out
of a pickle) holds the lock until it returns, and the window stands still for as long.
"""

from __future__ import annotations

import atexit
import contextlib
import itertools
import logging
import pickle
import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pressmark.core.errors import BugError, UserError
from pressmark.services.workshop_messages import (
    Close,
    Ended,
    Failed,
    Job,
    Logged,
    Progressed,
    Run,
    Stop,
)

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_LISTENS = 0.05
"""Seconds after which a Cancel is noticed at the latest."""

_log = logging.getLogger(__name__)


class Workshop:
    """Runs functions of `services.jobs` in another process, several at a time; any thread may ask.

    The process is started by the first job, or by `start` when one is to be expected, and ends with `close`.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._numbers = itertools.count(1)
        self._waiting: dict[int, queue.SimpleQueue[Progressed | Ended | Failed | None]] = {}

    @property
    def pid(self) -> int | None:
        """The process's number, None while there is none."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Starts the process, if it is not running; it loads what every job needs."""
        import multiprocessing

        from pressmark.services import workshop_process

        with self._lock:
            if self._process is not None:
                return
            context = multiprocessing.get_context("spawn")
            here: Connection
            here, there = context.Pipe()  # pyright: ignore[reportAssignmentType] - on Windows a class of the same methods
            level = logging.getLogger().getEffectiveLevel()
            process = context.Process(target=workshop_process.main, args=(there, level), name="workshop")
            process.start()
            atexit.register(self.close)  # it is no daemon, since files are read in processes of its own
            there.close()  # or the pipe would not end with the process
            self._process, self._connection = process, here
        threading.Thread(target=self._listen, args=(here, process), name="from the workshop", daemon=True).start()

    def expect(self) -> None:
        """Starts the process from a thread, which the caller does not wait for: a job will come soon."""
        if self._process is None:
            threading.Thread(target=self.start, name="start the workshop", daemon=True).start()

    def run(self, function: Callable[..., Any], *arguments: Any, job: Job) -> Any:
        """Does a job there and waits for its end; never to be called by the window's thread.

        Args:
            function: of a module; it is called with a `Job` of its own and the arguments, all of which are pickled.
            job: told of progress, and asked whether to go on.

        Raises:
            UserError: what the function raised, or that the process has ended.
            Cancelled: the function gave up because `job` asked it to.
            BugError: whatever else it raised, with the place.
        """
        self.start()
        number = next(self._numbers)
        inbox: queue.SimpleQueue[Progressed | Ended | Failed | None] = queue.SimpleQueue()
        with self._lock:
            connection = self._connection
            if connection is None:
                raise _ended()
            self._waiting[number] = inbox
        try:
            self._send(connection, Run(number, function, arguments))
            return self._follow(number, inbox, connection, job)
        finally:
            with self._lock:
                self._waiting.pop(number, None)

    def _follow(
        self,
        number: int,
        inbox: queue.SimpleQueue[Progressed | Ended | Failed | None],
        connection: Connection,
        job: Job,
    ) -> Any:
        stopped = False
        while True:
            if not stopped and job.cancelled():
                stopped = True
                self._send(connection, Stop(number))
            try:
                message = inbox.get(timeout=_LISTENS)
            except queue.Empty:
                continue
            match message:
                case Progressed():
                    job.progress(message.done, message.total, message.what)
                case Ended():
                    return pickle.loads(message.sealed)
                case Failed():
                    raise _raised(message)
                case None:
                    raise _ended()

    def _send(self, connection: Connection, message: Run | Stop | Close) -> None:
        sealed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        try:
            with self._lock:
                connection.send_bytes(sealed)
        except (OSError, ValueError) as error:
            raise _ended() from error

    def _listen(self, connection: Connection, process: SpawnProcess) -> None:
        """The thread that hears the process, and learns of its end."""
        while True:
            try:
                message: Progressed | Ended | Failed | Logged = connection.recv()
            except (EOFError, OSError):
                break
            if isinstance(message, Logged):
                logging.getLogger(message.name).log(message.level, "%s", message.text)
                continue
            with self._lock:
                inbox = self._waiting.get(message.number)
            if inbox is not None:
                inbox.put(message)
        process.join(1.0)
        with self._lock:
            if self._connection is connection:
                self._process = self._connection = None
                _log.warning("the workshop ended by itself, exit code %s", process.exitcode)
            waiting = list(self._waiting.values())
        connection.close()
        for inbox in waiting:
            inbox.put(None)

    def close(self) -> None:
        """Ends the process once its jobs have stopped; waits for that a second at most."""
        with self._lock:
            process, connection = self._process, self._connection
            self._process = self._connection = None
        atexit.unregister(self.close)
        if process is None or connection is None:
            return
        with contextlib.suppress(OSError, ValueError):  # it is gone already
            connection.send_bytes(pickle.dumps(Close()))
        process.join(1.0)
        if process.is_alive():
            process.kill()
            process.join(1.0)


def _raised(failed: Failed) -> BaseException:
    if failed.error is not None:
        return failed.error
    error = BugError(failed.trace.strip().rpartition("\n")[2])
    error.add_note(f"In the workshop:\n{failed.trace}")  # for the report; the sentence is the last line
    return error


def _ended() -> UserError:
    return UserError(
        "The process that reads and writes files has ended, perhaps for lack of memory. "
        "Nothing that was saved is lost; do it again, with fewer or shorter files."
    )
