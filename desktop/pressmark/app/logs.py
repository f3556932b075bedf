"""The local log, and reports on errors of the program itself. Nothing here is ever sent anywhere."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import os
import platform
import re
import sys
import tempfile
import threading
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
    text = "\n".join(
        [
            f"Pressmark {__version__}, {datetime.now().astimezone().isoformat(timespec='seconds')}",
            f"Python {platform.python_version()} on {platform.platform()}",
            f"Command: {_PASSWORD.sub('***', ' '.join(sys.argv))}",
            "",
            "".join(traceback.format_exception(error)),
        ]
    )
    name = f"pressmark-report-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
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
