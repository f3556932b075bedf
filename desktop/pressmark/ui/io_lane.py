"""One worker thread for reading and writing files, so that the window never waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from pressmark.core.errors import Cancelled
from pressmark.services.workshop_messages import Job

__all__ = ["IoLane", "Job"]


Failed = Callable[[BaseException], None]


class _Signals(QObject):
    progressed = Signal(int, int, str)
    finished = Signal(object, object)
    failed = Signal(object, object)


class _Task(QRunnable):
    def __init__(self, work: Callable[[Job], Any], done: Callable[[Any], None], failed: Failed) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.signals = _Signals()
        self.stop = threading.Event()
        self._work = work
        self.done = done
        self.failed = failed

    def run(self) -> None:
        try:
            result = self._work(Job(self.signals.progressed.emit, self.stop.is_set))
        except (Exception, Cancelled) as error:  # noqa: BLE001 - told on the main thread, whatever it is
            self.signals.failed.emit(self, error)
        else:
            self.signals.finished.emit(self, result)


class IoLane(QObject):
    """Runs one job after the other in a thread of its own; signals arrive on the thread that made the lane.

    A job gets values and gives values; it touches neither Qt objects nor the open session.
    """

    started = Signal(str)
    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._tasks: list[_Task] = []

    @property
    def busy(self) -> bool:
        """Whether a job is running or waiting."""
        return bool(self._tasks)

    def run(
        self,
        title: str,
        work: Callable[[Job], Any],
        *,
        done: Callable[[Any], None],
        failed: Failed,
    ) -> None:
        """Queues a job. `done` or `failed` is called on the lane's own thread when it has ended."""
        task = _Task(work, done, failed)
        self._tasks.append(task)
        # Methods of this object, never lambdas: Qt runs a lambda on the thread that emits.
        task.signals.progressed.connect(self.progressed)
        task.signals.finished.connect(self._on_finished)
        task.signals.failed.connect(self._on_failed)
        if len(self._tasks) == 1:
            self.started.emit(title)
        self._pool.start(task)

    @Slot(object, object)
    def _on_finished(self, task: _Task, result: object) -> None:
        self._leave(task)
        task.done(result)

    @Slot(object, object)
    def _on_failed(self, task: _Task, error: BaseException) -> None:
        self._leave(task)
        task.failed(error)

    def _leave(self, task: _Task) -> None:
        self._tasks.remove(task)
        if not self._tasks:
            self.ended.emit()

    def cancel(self) -> None:
        """Asks every job to stop at its next step."""
        for task in self._tasks:
            task.stop.set()

    def close(self) -> None:
        """Cancels, and waits for the running job to let go of its files."""
        self.cancel()
        self._pool.clear()
        self._pool.waitForDone()
