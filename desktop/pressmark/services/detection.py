"""Detection in a process of its own, for the window; and in this one or several, for the command line."""

from __future__ import annotations

import itertools
import queue
import threading
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Sized
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark.core import errors
from pressmark.core.article import Article
from pressmark.core.child import be_quiet, processors
from pressmark.core.messages import Message
from pressmark.core.ports import DetectionRequest, DetectionResult
from pressmark.core.text import paragraphs
from pressmark.core.zones import READ_ZONES, ZoneKind
from pressmark.detect.events import (
    Cancel,
    Cancelled,
    Close,
    Command,
    Detect,
    Died,
    Event,
    Failed,
    Finished,
    ModelMissing,
    ModelReady,
    Progress,
    UseModel,
)

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from pressmark.detect.models import ModelChoice
    from pressmark.detect.pipeline import Pipeline

__all__ = [
    "Cancelled",
    "DetectionProcess",
    "Died",
    "Event",
    "Failed",
    "Finished",
    "ModelMissing",
    "ModelReady",
    "Progress",
    "detect_here",
    "installed_models",
    "request_for",
]

MOST_DEATHS = 2
"""An article that ended the process so often is not read again."""

FEW = 8
"""Up to so many articles are read in this process: starting others takes longer."""

MOST_PROCESSES = 8
"""Each holds a language model of about 300 MB."""

MOST_BESIDE_A_WINDOW = 4
"""Other programs are open beside it."""


def request_for(article: Article) -> DetectionRequest:
    """A snapshot of the article for a detector: the paragraphs of headline, dateline and body, in text order."""
    zones = [zone.span for zone in article.zones if zone.kind in READ_ZONES]
    spans = [
        paragraph.moved(zone.start)
        for zone in sorted(zones)
        for paragraph in paragraphs(article.text[zone.start : zone.end])
    ]
    if not article.zones:
        spans = list(paragraphs(article.text))
    datelines = tuple(sorted(zone.span for zone in article.zones if zone.kind is ZoneKind.DATELINE))
    return DetectionRequest(article.id, article.text, article.sha256, article.meta, tuple(spans), datelines)


def installed_models() -> list[ModelChoice]:
    """The language models that can be chosen in the settings, the default first."""
    from pressmark.detect import models

    return models.installed_models()


class DetectionProcess:
    """A detector in a process of its own, which may crash without taking the window with it.

    To be used from one thread. Nothing here waits for the process: requests are sent by a thread, and `poll` takes
    what has arrived. To be woken, let a thread wait with `multiprocessing.connection.wait([p.connection])`; the
    connection is another one after each `Died` event, and None while there is no process.

    Args:
        model: a spaCy pipeline's name or folder, or None for the default.
    """

    def __init__(self, model: str | None = None) -> None:
        self._model = model
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._outbox: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self._pending: OrderedDict[str, DetectionRequest] = OrderedDict()
        self._reading: str | None = None
        self._deaths: Counter[str] = Counter()
        self._late: deque[Event] = deque()

    @property
    def connection(self) -> Connection | None:
        """Readable when `poll` has something to give. Not to be read by others."""
        return self._connection

    @property
    def pid(self) -> int | None:
        """The process's number, or None while there is none."""
        return None if self._process is None else self._process.pid

    @property
    def pending(self) -> tuple[str, ...]:
        """The articles that were asked for and are not read yet, in order."""
        return tuple(self._pending)

    def start(self) -> None:
        """Starts the process, if it is not running. It loads its model at once, so that the first article is quick."""
        if self._process is not None:
            return
        import multiprocessing  # after the window's first paint, as what runs in the process is

        from pressmark.detect import worker

        context = multiprocessing.get_context("spawn")
        here: Connection
        here, there = context.Pipe()  # pyright: ignore[reportAssignmentType] - on Windows a class of the same methods
        process = context.Process(target=worker.main, args=(there, self._model), name="detector", daemon=True)
        process.start()
        there.close()  # or the pipe would not end with the process
        self._process, self._connection, self._outbox = process, here, queue.SimpleQueue()
        threading.Thread(target=_send, args=(here, self._outbox), name="to the detector", daemon=True).start()

    def request(self, request: DetectionRequest) -> None:
        """Asks for an article, after those asked for before. Asking anew replaces what was asked."""
        if self._deaths[request.article_id] >= MOST_DEATHS:
            self._late.append(Failed(request.article_id, _not_again(request)))
            return
        self._pending[request.article_id] = request
        self._pending.move_to_end(request.article_id)
        if self._process is None:
            self._restart()
        else:
            self._outbox.put(Detect(request))

    def cancel(self, article_id: str | None = None) -> None:
        """Gives up an article, or all of them. The one being read stops at its next paragraph."""
        for gone in list(self._pending) if article_id is None else [article_id]:
            self._pending.pop(gone, None)
        if self._process is not None:
            self._outbox.put(Cancel(article_id))

    def set_model(self, model: str | None) -> None:
        """From the next article on, reads with this spaCy pipeline, which is loaded as soon as nothing is read."""
        self._model = model
        if self._process is not None:
            self._outbox.put(UseModel(model))

    def poll(self, timeout: float = 0.0) -> list[Event]:
        """What has happened since the last time, in order.

        Args:
            timeout: seconds to wait for the first event where there is none yet.
        """
        events: list[Event] = []
        while self._late:
            events.append(self._late.popleft())
        if self._connection is None:
            return events
        try:
            while self._connection.poll(0 if events else timeout):
                event: Event = self._connection.recv()
                if self._notice(event):
                    events.append(event)
        except (EOFError, OSError):
            events += self._bury()
        return events

    def close(self) -> None:
        """Ends the process; waits for it two seconds at most. What was not read yet is given up."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        self._pending.clear()
        if process is None or connection is None:
            return
        self._outbox.put(Close())
        self._outbox.put(None)
        process.join(1.0)
        if process.is_alive():
            process.kill()  # it is in the middle of a long paragraph, or was never able to listen
            process.join(1.0)
        connection.close()

    def _notice(self, event: Event) -> bool:
        """Keeps the books; False for an event about something that nobody waits for any more."""
        match event:
            case Progress(article_id, _, _):
                self._reading = article_id
                return article_id in self._pending
            case Finished():
                self._reading = None
                asked = self._pending.get(event.article_id)
                if asked is None or asked.sha256 != event.sha256:
                    return False
                del self._pending[event.article_id]
                self._deaths.pop(event.article_id, None)
            case Failed(article_id, _):
                self._reading = None
                return self._pending.pop(article_id, None) is not None
            case Cancelled(article_id):
                self._reading = None
                return article_id not in self._pending
            case _:
                pass
        return True

    def _bury(self) -> list[Event]:
        """After the process ended by itself: says so, and starts another one for what is still to be read."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        self._outbox.put(None)
        if connection is not None:
            connection.close()
        code: int | None = None
        if process is not None:
            process.join(1.0)
            code = process.exitcode
        guilty = self._reading or next(iter(self._pending), None)
        self._reading = None
        events: list[Event] = [Died(_died(self._pending.get(guilty) if guilty else None, code))]
        if guilty is not None:
            self._deaths[guilty] += 1
            if self._deaths[guilty] >= MOST_DEATHS and guilty in self._pending:
                events.append(Failed(guilty, _not_again(self._pending.pop(guilty))))
        if self._pending:
            self._restart()
        return events

    def _restart(self) -> None:
        self.start()
        for request in self._pending.values():
            self._outbox.put(Detect(request))


def _send(connection: Connection, outbox: queue.SimpleQueue[Command | None]) -> None:
    """The thread that writes to the pipe: a long article would make the window wait for the process to read it."""
    while (command := outbox.get()) is not None:
        try:
            connection.send(command)
        except (OSError, ValueError, TypeError):  # TypeError: the pipe was closed in the middle of writing
            return  # the process is gone; `poll` says so


def _name(request: DetectionRequest) -> str:
    return request.meta.source or request.meta.headline or request.article_id


def _died(request: DetectionRequest | None, code: int | None) -> Message:
    name = "" if request is None else _name(request)
    if code in (-9, 137):
        why = Message("perhaps for lack of memory")
    else:
        why = Message("exit code {code}", code=code if code is not None else "?")
    if not name:
        return Message("The detector ended ({why}); nothing of yours is lost, and it starts again by itself.", why=why)
    return Message(
        "The detector ended while reading {name} ({why}); nothing of yours is lost, and it starts again by itself.",
        name=name,
        why=why,
    )


def _not_again(request: DetectionRequest) -> Message:
    return Message(
        "{name} has ended the detector twice and is not read again; mark it by hand, or split it into shorter "
        "articles.",
        name=_name(request),
    )


Told = Callable[[int, int, str], None]


def detect_here(
    requests: Iterable[DetectionRequest],
    *,
    model: str | None = None,
    progress: Told | None = None,
    cancelled: Callable[[], bool] | None = None,
    notice: Callable[[str], None] | None = None,
) -> Iterator[DetectionResult]:
    """Reads articles without a window: a few in this process, many on all cores.

    Args:
        requests: taken one after the other, never all at once.
        model: a spaCy pipeline's name or folder, or None for the default.
        progress: called with (articles done, articles in all or 0 when not known, the article's name).
        cancelled: asked between two articles, and inside one when they are read in this process.
        notice: gets the sentence that says that no model is installed; entities are then not found.

    Yields:
        One result for each request, in their order.

    Raises:
        UserError: when the model named is missing, refused or broken, or when a process ended.
        Cancelled: when `cancelled` says so.
    """
    total = len(requests) if isinstance(requests, Sized) else 0
    waiting = iter(requests)
    first = list(itertools.islice(waiting, FEW + 1))
    if not first:
        return
    processes = min(processors(), MOST_PROCESSES)
    everything = itertools.chain(first, waiting)
    if len(first) <= FEW or processes < 2:
        results = _one_by_one(everything, _pipeline(model, notice), cancelled)
    else:
        chosen = _chosen(model, notice)
        results = _on_all_cores(everything, chosen, processes, cancelled)
    for done, (request, result) in enumerate(results, start=1):
        if progress is not None:
            progress(done, total, _name(request))
        yield result


def processes_beside_a_window() -> int:
    """How many detector processes leave a window a processor for itself."""
    return max(1, min(processors() - 1, MOST_BESIDE_A_WINDOW))


def _chosen(model: str | None, notice: Callable[[str], None] | None) -> ModelChoice | None:
    from pressmark.detect import models

    try:
        choice = models.choose(model)
        models.check(choice)
    except models.NoModelError as error:
        if notice is not None:
            notice(error.sentence)
        return None
    return choice


def _pipeline(model: str | None, notice: Callable[[str], None] | None) -> Pipeline:
    from pressmark.detect.pipeline import Pipeline

    return Pipeline(_chosen(model, notice))


def _one_by_one(
    requests: Iterable[DetectionRequest], pipeline: Pipeline, cancelled: Callable[[], bool] | None
) -> Iterator[tuple[DetectionRequest, DetectionResult]]:
    for request in requests:
        if cancelled is not None and cancelled():
            raise errors.Cancelled
        yield request, pipeline.detect(request, cancelled=cancelled)


def _on_all_cores(
    requests: Iterable[DetectionRequest],
    model: ModelChoice | None,
    processes: int,
    cancelled: Callable[[], bool] | None,
) -> Iterator[tuple[DetectionRequest, DetectionResult]]:
    """Keeps every process busy and no more than a few results in memory."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    folder = None if model is None else model.path
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(folder,))
    under_way: deque[tuple[DetectionRequest, Future[DetectionResult]]] = deque()
    try:
        waiting = iter(requests)
        while True:
            for request in itertools.islice(waiting, 3 * processes - len(under_way)):
                under_way.append((request, pool.submit(_detect, request)))
            if not under_way:
                return
            request, future = under_way.popleft()
            while cancelled is not None:
                if cancelled():
                    raise errors.Cancelled
                try:
                    future.result(timeout=0.2)
                    break
                except TimeoutError:
                    continue
            yield request, future.result()
    except BrokenProcessPool as error:
        raise errors.UserError(
            "A detector process ended, perhaps for lack of memory; detect fewer or shorter articles at a time.",
            details=str(error),
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_in_this_process: Pipeline | None = None
"""The pipeline of a pool's process; set once, when the process begins."""


def _begin(folder: Path | None) -> None:
    global _in_this_process
    from pressmark.detect.models import describe
    from pressmark.detect.pipeline import Pipeline

    be_quiet()
    _in_this_process = Pipeline(None if folder is None else describe(folder))


def _detect(request: DetectionRequest) -> DetectionResult:
    if _in_this_process is None:
        raise errors.BugError("a detector process was given work before it began")
    return _in_this_process.detect(request)
