"""The local log, and reports on errors of the program itself. Nothing here is ever sent anywhere."""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import logging
import logging.handlers
import os
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from pressmark import __version__

LOG_NAME = "pressmark.log"
_LOG_BYTES = 1_000_000
_LOG_FILES = 3
_REPORTS_KEPT = 20
_RUNNING = "pressmark-running-"
_STALE = 30 * 24 * 3600  # seconds
_PASSWORD = re.compile(r"(?<=:)[^:/@\s]*(?=@)")  # in the address of a database: reports are made to be sent on

_log = logging.getLogger(__name__)


class _LogFile(logging.handlers.RotatingFileHandler):
    """A log that never disturbs what it writes about."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the standard library's name
        """A full disk or a folder that vanished is no reason to stop or to write on the terminal."""

    def rotate(self, source: str, dest: str) -> None:
        # On Windows a second Pressmark that has the file open forbids it; then the file grows a little longer.
        with contextlib.suppress(OSError):
            super().rotate(source, dest)


def start(folder: Path, *, debug: bool = False) -> str | None:
    """Sends every log line and warning of this process to `pressmark.log`, and none to the terminal.

    Returns:
        None, or a sentence that says why there will be no log.
    """
    root = logging.getLogger()
    logging.captureWarnings(True)
    # Without any handler Python prints warnings on standard error, where only progress belongs.
    root.addHandler(logging.NullHandler())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _LogFile(folder / LOG_NAME, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8")
    except OSError as error:
        return f"No log is kept, since {folder} can't be written ({error.strerror})."
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    if not debug:  # these tell every step of their own at level INFO
        for name in ("alembic", "trafilatura", "htmldate", "charset_normalizer", "matplotlib"):
            logging.getLogger(name).setLevel(logging.WARNING)
    return None


def write_report(error: BaseException, folder: Path) -> Path | None:
    """Writes what went wrong, where in the program, and in which version of what.

    Returns:
        The file, in `folder` or, when that can't be written, among the temporary files; None when nowhere.
    """
    _log.error("an error of the program itself", exc_info=error)
    command = f"Command: {_PASSWORD.sub('***', ' '.join(sys.argv))}\n\n"
    return _write(command + "".join(traceback.format_exception(error)), folder, datetime.now(), os.getpid())


def _write(story: str, folder: Path, when: datetime, process: int) -> Path | None:
    import platform  # no start needs these two
    import tempfile

    text = (
        f"Pressmark {__version__}, {when.astimezone().isoformat(timespec='seconds')}\n"
        f"Python {platform.python_version()} on {platform.platform()}\n{story}"
    )
    name = f"pressmark-report-{when:%Y%m%d-%H%M%S}-{process}.txt"
    for place in (folder, Path(tempfile.gettempdir())):
        path = place / name
        try:
            place.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        _drop_old_reports(place)
        return path
    return None


def _drop_old_reports(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for old in sorted(folder.glob("pressmark-report-*.txt"))[:-_REPORTS_KEPT]:
            old.unlink()


def report_sudden_end(folder: Path) -> None:
    """From now on, what ends this process from below Python leaves word of where it was, for `sudden_end`.

    A crash inside a library, or a stack that is full, runs no handler of ours. The standard library's faulthandler
    still writes where every thread was, into a file that is opened now and goes when the process ends as it should.
    """
    path = folder / f"{_RUNNING}{os.getpid()}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("w", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(file)

    def forget() -> None:
        faulthandler.disable()
        file.close()
        with contextlib.suppress(OSError):
            path.unlink()

    atexit.register(forget)


def sudden_end(folder: Path) -> Path | None:
    """A report on a process of ours that crashed since this was last asked, or None where none did."""
    report = None
    with contextlib.suppress(OSError):
        for path in sorted(folder.glob(f"{_RUNNING}*.txt")):
            left = path.stat()
            if left.st_size:
                when = datetime.fromtimestamp(left.st_mtime)
                process = int("".join(filter(str.isdigit, path.stem)) or "0")
                report = _write(path.read_text("utf-8", errors="replace"), folder, when, process)
                path.unlink()
            elif time.time() - left.st_mtime > _STALE:  # its process was killed, or this is its youth
                path.unlink()
    return report


def report_unhandled(folder: Path, told: Callable[[BaseException, Path | None], None]) -> None:
    """From now on an exception that nobody handles becomes a report, in any thread of this process.

    Args:
        folder: where reports go.
        told: hears of it, on the thread where it happened.
    """

    def main_hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        told(error, write_report(error, folder))

    def thread_hook(hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None and not isinstance(hook.exc_value, SystemExit):
            told(hook.exc_value, write_report(hook.exc_value, folder))

    sys.excepthook = main_hook
    threading.excepthook = thread_hook
