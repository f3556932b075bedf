"""The detector processes as the window sees them: one queue, the open article first, and signals."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pressmark.core.article import Article
from pressmark.services import detection
from pressmark.ui.telling import told

_EACH = 8
"""So many articles have to wait for each process, before another one is started: loading a model takes seconds."""

_IDLE = 5_000
"""Milliseconds after which processes that have nothing to read end, all but the first."""


class DetectionState(Struct, frozen=True):
    """How far detection is.

    Attributes:
        reading: how many articles are read now.
        waiting: how many come after them.
        finished: how many were read since the queue was last empty.
    """

    reading: int = 0
    waiting: int = 0
    finished: int = 0


class _Reader(QObject):
    """One process, the thread that waits for it, and the article that it reads.

    Args:
        take: is called on the window's thread when something has arrived.

    Attributes:
        current: the id of the article that was asked for last and has not been answered.
        ready: whether its model is loaded, or could not be.
    """

    _woken = Signal()

    def __init__(self, model: str | None, take: Callable[[_Reader], None], parent: QObject) -> None:
        super().__init__(parent)
        self._take = take
        self.process = detection.DetectionProcess(model=model)
        self.current: str | None = None
        self.ready = False
        self._closing = threading.Event()
        self._taken = threading.Event()
        self._thread: threading.Thread | None = None
        self._woken.connect(self._on_woken)

    def start(self) -> None:
        self.process.start()
        self._thread = threading.Thread(target=self._wait, name="detection events", daemon=True)
        self._thread.start()

    def _wait(self) -> None:
        """Only watches: what has arrived is taken on the window's thread, which alone may use the process."""
        from multiprocessing.connection import wait

        while not self._closing.is_set():
            connection = self.process.connection
            try:
                arrived = connection is not None and wait([connection], 0.25)
            except OSError:
                arrived = True  # it has just been closed, which the window's thread is to learn
            if arrived:
                self._taken.clear()
                self._woken.emit()
                while not self._taken.wait(0.25) and not self._closing.is_set():
                    pass
            elif connection is None:
                self._closing.wait(0.1)

    @Slot()
    def _on_woken(self) -> None:
        if not self._closing.is_set():
            self._take(self)
            self._taken.set()

    def close(self) -> None:
        """Ends the process and the thread that waits for it; takes up to two seconds."""
        self._closing.set()
        self.process.close()
        if self._thread is not None:
            self._thread.join(2.0)


class DetectionLane(QObject):
    """Asks each process for one article at a time, so that an article opened in between is read next.

    One process is always there, with its model loaded. Where many articles wait, others help it, and end when there is
    nothing left for them. All methods are for the thread that made the lane.

    Args:
        article_of: gives the article of an id as it is when its turn comes, or None when it is gone.
        model: name or folder of a spaCy pipeline; None for the one that the program brings.
        most: how many processes at most; as many as the computer has processors to spare where None.
    """

    found = Signal(object)
    state_changed = Signal(object)
    model_ready = Signal(str)
    model_missing = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self,
        article_of: Callable[[str], Article | None],
        *,
        model: str | None = None,
        most: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._article_of = article_of
        self._model = model
        self._most = detection.processes_beside_a_window() if most is None else most
        self._queue: dict[str, None] = {}
        self._finished = 0
        self._first = self._another()
        self._others: list[_Reader] = []
        self._ending: list[threading.Thread] = []
        self._idle = QTimer(self, singleShot=True, interval=_IDLE)
        self._idle.timeout.connect(self._send_home)

    def start(self) -> None:
        """Starts the first process, which begins to load its model."""
        self._first.start()

    @property
    def processes(self) -> int:
        """How many there are now."""
        return 1 + len(self._others)

    def want(self, article_ids: Iterable[str], *, first: bool = False) -> None:
        """Puts articles into the queue; `first` puts them in front of what waits."""
        read_now = {reader.current for reader in self._readers()}
        wanted = dict.fromkeys(i for i in article_ids if i not in read_now)
        if first:
            self._queue = wanted | {i: None for i in self._queue if i not in wanted}
        else:
            self._queue |= wanted
        self._next()

    def use_model(self, model: str | None) -> None:
        """Switches to another model for whatever is read from now on."""
        self._model = model
        for reader in self._readers():
            reader.process.set_model(model)

    def cancel(self) -> None:
        """Forgets the queue and stops at the next paragraph; what was found in finished articles stays."""
        self._queue.clear()
        for reader in self._readers():
            reader.process.cancel(None)
            reader.current = None
        self._rest()

    def forget(self, article_id: str) -> None:
        """Takes one article out of the queue."""
        self._queue.pop(article_id, None)
        for reader in self._readers():
            if reader.current == article_id:
                reader.process.cancel(article_id)

    def close(self) -> None:
        """Ends the processes and the threads that wait for them."""
        self._idle.stop()
        self._send_home()
        self._first.close()
        for thread in self._ending:
            thread.join(2.0)

    def _readers(self) -> list[_Reader]:
        return [self._first, *self._others]

    def _another(self) -> _Reader:
        return _Reader(self._model, self._take, self)

    def _next(self) -> None:
        """Gives work to whoever has none."""
        for reader in self._readers():
            # One that has just been started gets nothing until it can begin: the open article must not wait for it.
            while reader.current is None and self._queue and (reader.ready or reader is self._first):
                self._give(reader)
        if len(self._queue) > _EACH * self.processes and self.processes < self._most and self._first.ready:
            reader = self._another()
            self._others.append(reader)
            reader.start()
        if self._reading() or self._queue:
            self._idle.stop()
            self._tell()
        else:
            self._rest()

    def _give(self, reader: _Reader) -> None:
        article_id = next(iter(self._queue))
        del self._queue[article_id]
        article = self._article_of(article_id)
        if article is None:
            return
        reader.current = article_id
        reader.process.request(detection.request_for(article))
        # An article that is refused at once is told without the process.
        QTimer.singleShot(0, reader, lambda: self._take(reader))

    def _rest(self) -> None:
        self._finished = 0
        if self._others:
            self._idle.start()
        self._tell()

    def _send_home(self) -> None:
        """Ends all but the first."""
        others, self._others = self._others, []
        for reader in others:
            self._end(reader)

    def _end(self, reader: _Reader) -> None:
        """Lets go of a process without waiting for it."""
        self._ending = [thread for thread in self._ending if thread.is_alive()]
        thread = threading.Thread(target=reader.close, name="end a detector", daemon=True)
        thread.start()
        self._ending.append(thread)

    def _reading(self) -> int:
        return sum(reader.current is not None for reader in self._readers())

    def _tell(self) -> None:
        self.state_changed.emit(DetectionState(self._reading(), len(self._queue), self._finished))

    def _take(self, reader: _Reader) -> None:
        if reader not in self._readers():
            return
        for event in reader.process.poll():
            match event:
                case detection.ModelReady():
                    self._on_ready(reader)
                    if reader is self._first:
                        self.model_ready.emit(f"{event.name} {event.version}")
                case detection.ModelMissing():
                    self._on_ready(reader)
                    if reader is self._first:
                        self.model_missing.emit(told(event.sentence))
                case detection.Finished():
                    self.found.emit(event)
                    self._leave(reader, event.article_id)
                case detection.Cancelled():
                    self._leave(reader, event.article_id)
                case detection.Failed():
                    self.failed.emit(event.article_id, told(event.sentence))
                    self._leave(reader, event.article_id)
                case detection.Died():
                    self.failed.emit(reader.current or "", told(event.sentence))
                    self._leave(reader, reader.current)
                case _:
                    pass

    def _on_ready(self, reader: _Reader) -> None:
        reader.ready = True
        self._next()

    def _leave(self, reader: _Reader, article_id: str | None) -> None:
        if article_id is None or article_id != reader.current:
            return
        reader.current = None
        self._finished += 1
        self._next()
