"""The detector process: takes commands through a pipe, reads one article after the other, and says what happens.

It is started by `multiprocessing` with "spawn", so this module and what it imports at its head stay light.
"""

from __future__ import annotations

import contextlib
import os
import threading
import traceback
from collections import OrderedDict
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from pressmark.core import errors
from pressmark.core.child import be_quiet
from pressmark.core.messages import Message
from pressmark.core.ports import DetectionRequest
from pressmark.detect.events import (
    Cancel,
    Cancelled,
    Close,
    Command,
    Detect,
    Event,
    Failed,
    Finished,
    ModelMissing,
    ModelReady,
    Progress,
    UseModel,
)

if TYPE_CHECKING:
    from pressmark.detect.pipeline import Pipeline


def main(connection: Connection, model: str | None) -> None:
    """Runs until it is told to close or its parent is gone.

    Args:
        connection: both ways; commands come in, events go out.
        model: a pipeline's name or folder, or None for the default.
    """
    be_quiet()
    inbox = _Inbox(connection, model)
    threading.Thread(target=inbox.listen, name="commands", daemon=True).start()
    try:
        _work(inbox, connection)
    except (BrokenPipeError, ConnectionError, EOFError):
        pass  # the parent is gone, and with it everybody who wanted to know
    finally:
        with contextlib.suppress(OSError):
            connection.close()


class _Inbox:
    """Commands as they arrive, kept apart from the work so that a cancel is heard in the middle of an article."""

    def __init__(self, connection: Connection, model: str | None) -> None:
        self._connection = connection
        self._changed = threading.Condition()
        self._waiting: OrderedDict[str, DetectionRequest] = OrderedDict()
        self._dropped: list[str] = []
        self._reading: str | None = None
        self._stopped = threading.Event()
        self._closed = False
        self.wanted: tuple[str | None, int] = model, 0

    def listen(self) -> None:
        """The thread that reads the pipe; ends the process at once when the parent is gone."""
        while True:
            try:
                command: Command = self._connection.recv()
            except (EOFError, OSError):
                os._exit(0)
            with self._changed:
                self._take(command)
                self._changed.notify()
            if isinstance(command, Close):
                return

    def _take(self, command: Command) -> None:
        match command:
            case Detect(request):
                self._waiting[request.article_id] = request
                self._waiting.move_to_end(request.article_id)
                if self._reading == request.article_id:
                    self._stopped.set()  # asked for anew while it is read: the text is another one now
            case Cancel(article_id):
                for waiting in [article_id] if article_id is not None else list(self._waiting):
                    if self._waiting.pop(waiting, None) is not None and waiting != self._reading:
                        self._dropped.append(waiting)
                if article_id in (None, self._reading):
                    self._stopped.set()
            case UseModel(model):
                self.wanted = model, self.wanted[1] + 1  # the same name again: perhaps it is installed by now
            case Close():
                self._closed = True
                self._stopped.set()

    def next(self, loaded: tuple[str | None, int] | None) -> DetectionRequest | Cancelled | UseModel | None:
        """What to do next; waits until there is something.

        Args:
            loaded: the model that is loaded, so that another one can be loaded while there is nothing to read.

        Returns:
            An article to read, one that will not be read, a model to load, or None when it is time to end.
        """
        with self._changed:
            self._reading = None
            while True:
                if self._closed:
                    return None
                if self._dropped:
                    return Cancelled(self._dropped.pop(0))
                if self._waiting:
                    self._reading, request = self._waiting.popitem(last=False)
                    self._stopped.clear()
                    return request
                if self.wanted != loaded:
                    return UseModel(self.wanted[0])
                self._changed.wait()

    def stopped(self) -> bool:
        """Whether the article that is being read is no longer wanted."""
        return self._stopped.is_set()


def _work(inbox: _Inbox, connection: Connection) -> None:
    loaded: tuple[str | None, int] | None = None
    pipeline: Pipeline | None = None
    while (task := inbox.next(loaded)) is not None:
        if isinstance(task, Cancelled):
            connection.send(task)
            continue
        wanted = inbox.wanted
        if isinstance(task, DetectionRequest):
            connection.send(Progress(task.article_id, 0, 0))
        if pipeline is None or loaded != wanted:
            pipeline, loaded = _pipeline(wanted[0], connection), wanted
        if isinstance(task, DetectionRequest):
            connection.send(_read(pipeline, task, inbox, connection))


def _pipeline(model: str | None, connection: Connection) -> Pipeline:
    """The wanted pipeline, or one without a model and a notice of it."""
    from pressmark.detect.models import choose
    from pressmark.detect.pipeline import Pipeline

    try:
        choice = choose(model)
        pipeline = Pipeline(choice)
    except errors.UserError as error:
        connection.send(ModelMissing(error.sentence))
        return Pipeline(None)
    except ImportError as error:
        connection.send(
            ModelMissing(Message("spaCy cannot be loaded ({error}); only dates and figures are found.", error=error))
        )
        return Pipeline(None)
    connection.send(ModelReady(choice.name, choice.version))
    return pipeline


def _read(pipeline: Pipeline, request: DetectionRequest, inbox: _Inbox, connection: Connection) -> Event:
    name = request.meta.source or request.article_id

    def tell(done: int, total: int) -> None:
        connection.send(Progress(request.article_id, done, total))

    try:
        return Finished.of(pipeline.detect(request, progress=tell, cancelled=inbox.stopped))
    except errors.Cancelled:
        return Cancelled(request.article_id)
    except errors.UserError as error:
        return Failed(request.article_id, error.sentence)
    except (BrokenPipeError, ConnectionError):
        raise
    except MemoryError:
        return Failed(
            request.article_id,
            Message(
                "There is not enough memory to read {name}; close other programs, or split the article, and detect "
                "again.",
                name=name,
            ),
        )
    # One article must not take the others with it, whatever a model does on it.
    except Exception as error:  # noqa: BLE001
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119 - a name to show, not a file to open
        return Failed(
            request.article_id,
            Message(
                "{name} could not be read because of an error in the detector "
                "({kind} at {where}); its earlier marks are kept. Please report it.",
                name=name,
                kind=type(error).__name__,
                where=where,
            ),
        )
