"""Results on standard output, everything else on standard error."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sys
import time
from typing import TextIO

from pressmark.core.errors import UserError

_TERMINAL_PAUSE = 0.1
_LINES_PAUSE = 2.0


class OutputError(UserError):
    """Standard output takes nothing more; what is still in its buffer must be given up."""


class ReaderGone(Exception):  # noqa: N818 - not an error: `| head` has all that it wants
    """Whoever read our standard output has closed it."""


def printable(text: str) -> str:
    """The text on one line, with anything that could confuse a terminal written as an escape."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in _restored(text)
    )


def _restored(text: str) -> str:
    """File names that the system's encoding could not hold, as the UTF-8 that they most likely are."""
    if text.isascii():
        return text
    return text.encode("utf-8", "surrogatepass" if _has_others(text) else "surrogateescape").decode(
        "utf-8", "backslashreplace"
    )


def _has_others(text: str) -> bool:
    """Whether there are surrogates besides those that stand for a byte."""
    return any("\ud800" <= char <= "\udfff" and not "\udc80" <= char <= "\udcff" for char in text)


class Terminal:
    """The two streams of one command.

    Args:
        output: for results.
        errors: for progress and messages.
        quiet: no progress and no messages but errors.
    """

    def __init__(self, output: TextIO, errors: TextIO, *, quiet: bool = False) -> None:
        self._output = output
        self._errors = errors
        self.quiet = quiet
        self._live = _is_terminal(errors)
        self._shown = 0
        self._last = 0.0

    @property
    def output_is_terminal(self) -> bool:
        """Whether results are read by a person, not by a file or program."""
        return _is_terminal(self._output)

    def result(self, text: str) -> None:
        """Writes a result as it is, for programs; the caller brings the line end.

        Raises:
            ReaderGone: nobody reads any more.
            UserError: it can't be written, for example on a full disk.
        """
        if self.output_is_terminal:
            self._clear()
        try:
            self._output.write(text)
        except OSError as error:
            raise _output_error(error) from error

    def line(self, text: str) -> None:
        """Writes one line of a result that is read by people; raises like `result`."""
        self.result(printable(text) + "\n")

    def flush(self) -> None:
        """Makes sure that every result has left; raises like `result`."""
        try:
            self._output.flush()
        except OSError as error:
            raise _output_error(error) from error

    def say(self, sentence: str) -> None:
        """A message for whoever looks on."""
        if not self.quiet:
            self.complain(sentence)

    def complain(self, sentence: str) -> None:
        """An error or a loss, which is told even with --quiet."""
        self._clear()
        self._to_errors(f"pressmark: {printable(sentence)}\n")

    def trace(self, text: str) -> None:
        """Text of several lines for whoever looks for an error in the program."""
        self._clear()
        self._to_errors(text.rstrip() + "\n")

    def progress(self, done: int, total: int, what: str) -> None:
        """One line that is written over on a terminal; elsewhere a line every two seconds."""
        if self.quiet:
            return
        now = time.monotonic()
        if now - self._last < (_TERMINAL_PAUSE if self._live else _LINES_PAUSE):
            return
        self._last = now
        count = f"{done} of {total}" if total else str(done)
        line = f"{count}: {printable(what)}" if what else count
        if not self._live:
            self._to_errors(f"pressmark: {line}\n")
            return
        line = line[: max(10, shutil.get_terminal_size().columns - 1)]
        self._to_errors("\r" + line + " " * (self._shown - len(line)))
        self._shown = len(line)

    def close(self) -> None:
        """Takes the progress line away."""
        self._clear()

    def _clear(self) -> None:
        if self._shown:
            self._to_errors("\r" + " " * self._shown + "\r")
            self._shown = 0

    def _to_errors(self, text: str) -> None:
        try:
            self._errors.write(text)
            self._errors.flush()
        except (OSError, ValueError):
            # Nobody can be told that nobody can be told.
            return


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def _output_error(error: OSError) -> Exception:
    # Windows reports a closed pipe as an invalid argument.
    if isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL):
        return ReaderGone()
    return OutputError(
        "The result can't be written to standard output ({reason}); send it somewhere else.", reason=error.strerror
    )


def standard_streams() -> tuple[TextIO, TextIO]:
    """Standard output and error as UTF-8 on every system; a program without a console gets silent ones."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        # A terminal knows its own encoding; a file or pipe on Windows would get that of the system's language.
        if isinstance(stream, io.TextIOWrapper):
            if stream is sys.stdout or not stream.isatty():
                stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")
            else:
                stream.reconfigure(errors=errors)
    output = sys.stdout if sys.stdout is not None else io.StringIO()
    messages = sys.stderr if sys.stderr is not None else io.StringIO()
    return output, messages


def abandon_output() -> None:
    """Sends what is still unwritten nowhere, so that Python's own end does not stumble over it."""
    if sys.stdout is None:
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
