"""The detector process as the window sees it: a queue, the open article first, and signals."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pressmark.core.article import Article
from pressmark.services import detection
from pressmark.ui.telling import told


@dataclass(frozen=True, slots=True)
class DetectionState:
    """How far detection is.

    Attributes:
        article_id: the article that is read now, or None when nothing is.
        share: how much of it is read, 0 to 1.
        waiting: how many articles come after it.
        finished: how many were read since the queue was last empty.
    """

    article_id: str | None
    share: float
    waiting: int
    finished: int


class DetectionLane(QObject):
    """Asks for one article at a time, so that an article opened in between is read next.

    All methods are for the thread that made the lane; a thread of its own waits for the process.

    Args:
        article_of: gives the article of an id as it is when its turn comes, or None when it is gone.
        model: name or folder of a spaCy pipeline; None for the one that the program brings.
    """

    found = Signal(object)
    state_changed = Signal(object)
    model_ready = Signal(str)
    model_missing = Signal(str)
    failed = Signal(str, str)
    _woken = Signal()

    def __init__(
        self,
        article_of: Callable[[str], Article | None],
        *,
        model: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._article_of = article_of
        self._process = detection.DetectionProcess(model=model)
        self._queue: dict[str, None] = {}
        self._current: str | None = None
        self._share = 0.0
        self._finished = 0
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._taken = threading.Event()
        self._woken.connect(self._on_woken)

    def start(self) -> None:
        """Starts the process, which begins to load its model."""
        self._process.start()
        self._thread = threading.Thread(target=self._wait, name="detection events", daemon=True)
        self._thread.start()

    def _wait(self) -> None:
        """Only watches: what has arrived is taken on the window's thread, which alone may use the process."""
        from multiprocessing.connection import wait

        while not self._closing.is_set():
            connection = self._process.connection
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

    def want(self, article_ids: Iterable[str], *, first: bool = False) -> None:
        """Puts articles into the queue; `first` puts them in front of what waits."""
        wanted = dict.fromkeys(i for i in article_ids if i != self._current)
        if first:
            self._queue = wanted | {i: None for i in self._queue if i not in wanted}
        else:
            self._queue |= wanted
        self._next()

    def use_model(self, model: str | None) -> None:
        """Switches to another model for whatever is read from now on."""
        self._process.set_model(model)

    def cancel(self) -> None:
        """Forgets the queue and stops at the next paragraph; what was found in finished articles stays."""
        self._queue.clear()
        self._process.cancel(None)
        self._current = None
        self._tell()

    def forget(self, article_id: str) -> None:
        """Takes one article out of the queue."""
        self._queue.pop(article_id, None)
        if self._current == article_id:
            self._process.cancel(article_id)

    def close(self) -> None:
        """Ends the process and the thread that waits for it."""
        self._closing.set()
        self._process.close()
        if self._thread is not None:
            self._thread.join(2.0)

    def _next(self) -> None:
        while self._current is None and self._queue:
            article_id = next(iter(self._queue))
            del self._queue[article_id]
            article = self._article_of(article_id)
            if article is None:
                continue
            self._current, self._share = article_id, 0.0
            self._process.request(detection.request_for(article))
            QTimer.singleShot(0, self._take)  # an article that is refused at once is told without the process
        if self._current is None:
            self._finished = 0
        self._tell()

    def _tell(self) -> None:
        self.state_changed.emit(DetectionState(self._current, self._share, len(self._queue), self._finished))

    @Slot()
    def _on_woken(self) -> None:
        self._take()
        self._taken.set()

    def _take(self) -> None:
        for event in self._process.poll():
            match event:
                case detection.ModelReady():
                    self.model_ready.emit(f"{event.name} {event.version}")
                case detection.ModelMissing():
                    self.model_missing.emit(told(event.sentence))
                case detection.Progress() if event.article_id == self._current:
                    self._share = event.done / max(1, event.total)
                    self._tell()
                case detection.Finished():
                    self.found.emit(event)
                    self._leave(event.article_id)
                case detection.Cancelled():
                    self._leave(event.article_id)
                case detection.Failed():
                    self.failed.emit(event.article_id, told(event.sentence))
                    self._leave(event.article_id)
                case detection.Died():
                    self.failed.emit(self._current or "", told(event.sentence))
                    self._leave(self._current)
                case _:
                    pass

    def _leave(self, article_id: str | None) -> None:
        if article_id is None or article_id != self._current:
            return
        self._current = None
        self._finished += 1
        self._next()
