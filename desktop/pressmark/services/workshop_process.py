"""The workshop's process: does each job in a thread of its own, and says what happens.

It is started by `multiprocessing` with "spawn", so this module and what it imports at its head stay light.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import pickle
import threading
import traceback
from multiprocessing.connection import Connection
from typing import Any

from pressmark.core.child import be_quiet
from pressmark.core.errors import Cancelled, UserError
from pressmark.services.workshop_messages import Close, Ended, Failed, Job, Logged, Progressed, Run, Stop


def main(connection: Connection, level: int) -> None:
    """Runs until it is told to close or its parent is gone.

    Args:
        connection: both ways; jobs come in, what happens goes out.
        level: of the log lines that are sent to the parent.
    """
    be_quiet()
    voice = _Voice(connection)
    root = logging.getLogger()
    root.addHandler(voice)
    root.setLevel(max(level, logging.INFO))
    logging.captureWarnings(True)
    gc.disable()
    running: dict[int, threading.Event] = {}
    threading.Thread(target=_warm_up, name="warm up", daemon=True).start()
    while True:
        try:
            message: Run | Stop | Close = connection.recv()
        except (EOFError, OSError):
            break
        match message:
            case Run(number=number):
                running[number] = stop = threading.Event()
                threading.Thread(target=_do, args=(voice, message, stop), name=f"job {number}", daemon=True).start()
            case Stop(number):
                running[number].set()
            case Close():
                break
    for stop in running.values():
        stop.set()
    from pressmark.services import jobs

    jobs.leave()
    connection.close()


def _warm_up() -> None:
    """What nearly every job needs. The collector, which finds nothing in modules, waits until then."""
    from pressmark.services import jobs, session  # noqa: F401
    from pressmark.store import unit  # noqa: F401

    gc.freeze()
    gc.enable()


class _Voice(logging.Handler):
    """Sends messages from any thread, log lines among them."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(logging.INFO)
        self._connection = connection
        self._sending = threading.Lock()

    def say(self, message: Any) -> None:
        """Sends one; a parent that is gone is not told anything."""
        with self._sending, contextlib.suppress(OSError, ValueError):
            self._connection.send(message)

    def emit(self, record: logging.LogRecord) -> None:
        """A line of the log."""
        self.say(Logged(record.name, record.levelno, self.format(record)))


def _do(voice: _Voice, run: Run, stop: threading.Event) -> None:
    number = run.number
    job = Job(lambda done, total, what: voice.say(Progressed(number, done, total, what)), stop.is_set)
    try:
        result = run.function(job, *run.arguments)
        ended = Ended(number, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
    except (UserError, Cancelled) as error:
        voice.say(Failed(number, error))
    except BaseException as error:  # noqa: BLE001 - told in the window, whatever it is
        voice.say(Failed(number, None, "".join(traceback.format_exception(error))))
    else:
        voice.say(ended)
