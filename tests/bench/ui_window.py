"""The real window over a real project, for `bench_ui`: actions that are saved, gaps in the event loop, memory, start.

Run as a program it is one of the processes that the bench measures: `ui_window.py start PROJECT` shows the window
and prints what happened until the first paint; `ui_window.py memory PROJECT` prints the memory that it takes then;
`ui_window.py plain FILE` does the same with a QPlainTextEdit.
"""

# ruff: noqa: T201 - a process that is measured prints its figures
from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MEGABYTE = 1024 * 1024
_AFTERWARDS = 200  # milliseconds


def resident() -> float:
    """Megabytes of this process in memory; Linux only, 0 elsewhere."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


@contextmanager
def window(project: Path | None = None) -> Iterator:
    """The desktop, shown and with its project open; without detection."""

    from pressmark.app import collector, paths
    from pressmark.app.window import Desktop, application
    from pressmark.services import settings

    with tempfile.TemporaryDirectory() as home:
        os.environ["PRESSMARK_HOME"] = home
        settings.save(settings.Settings(theme="light", annotator="bench", detect_on_open=False), paths.settings_file())
        collector.hold()  # as `app.main.open_window` and `app.window.run` do
        app = application()
        desktop = Desktop(app, project=str(project or Path(home, "bench.pressmark")))
        desktop.opened.connect(collector.let_go)
        desktop.workbench.detection.start = lambda: None  # type: ignore[method-assign]
        desktop.window.resize(1440, 900)
        desktop.start()
        until(lambda: desktop.workbench.project is not None)
        try:
            yield desktop
        finally:
            desktop.window.close()
            desktop.window.deleteLater()
            spin(0.01)


def spin(seconds: float) -> None:
    """Lets the event loop run."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def until(reached: Callable[[], bool], *, patience: float = 120.0) -> None:
    """Lets the event loop run until something holds."""
    end = time.monotonic() + patience
    while not reached():
        if time.monotonic() > end:
            raise TimeoutError("the window did not come so far")
        spin(0.005)


@dataclass(frozen=True, slots=True)
class Gap:
    """The longest time in which the event loop could not do anything else, in milliseconds.

    Attributes:
        wall: as the user would have felt it; a machine that is busy with other programs makes it longer.
        own: of the window's thread alone, in processor time.
    """

    wall: float
    own: float


def worst_gap(work: Callable[[], None], done: Callable[[], bool]) -> Gap:
    """Has some work done and looks for the longest gap meanwhile, and while the window shows what came of it.

    A timer that fires whenever there is nothing else to do stands for the user's next key.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    last, last_own = time.perf_counter(), time.thread_time()
    worst = worst_own = 0.0

    def beat() -> None:
        nonlocal last, last_own, worst, worst_own
        now, own = time.perf_counter(), time.thread_time()
        worst, worst_own = max(worst, now - last), max(worst_own, own - last_own)
        last, last_own = now, own

    timer = QTimer(interval=0)
    timer.timeout.connect(beat)
    timer.start()
    loop = QEventLoop()
    watch = QTimer(interval=2)
    watch.timeout.connect(lambda: done() and QTimer.singleShot(_AFTERWARDS, loop.quit))
    watch.start()
    QTimer.singleShot(0, work)
    loop.exec()
    beat()
    timer.stop()
    return Gap(1000 * worst, 1000 * worst_own)


def _start(project: str) -> None:
    """Shows the window with the project's list and last article, then says what had been loaded by then."""
    with window(Path(project)) as desktop:
        until(lambda: desktop.workbench.document is not None)
        desktop.window.page.viewport().repaint()
        seen = {name: name in sys.modules for name in ("spacy", "alembic", "numpy", "lxml")}
        print(json.dumps({"rows": desktop.window.articles.view.model().rowCount(), "modules": seen}), flush=True)
        os._exit(0)  # closing is not part of the start


def _memory(project: str) -> None:
    with window(Path(project)) as desktop:
        until(lambda: desktop.workbench.document is not None)
        page = desktop.window.page
        for share in range(20):
            page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() * share // 20)
            page.viewport().repaint()
        spin(3)
        print(resident(), flush=True)
        os._exit(0)


def _plain(project: str) -> None:
    from bench_ui import open_theirs
    from PySide6.QtWidgets import QApplication

    from pressmark.services.project import Project

    app = QApplication([])
    with Project.open(project, annotator="bench") as opened:
        document = opened.document(opened.articles()[0].id)
    open_theirs(document)
    print(resident(), flush=True)
    del app
    os._exit(0)


if __name__ == "__main__":
    {"start": _start, "memory": _memory, "plain": _plain}[sys.argv[1]](sys.argv[2])
