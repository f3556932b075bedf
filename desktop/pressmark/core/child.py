"""Processes that work for another one of ours: what each does first, and how many there is room for."""

from __future__ import annotations

import contextlib
import os
import signal
import sys


def be_quiet() -> None:
    """Leaves Ctrl-C to the parent, which then ends this process, and writes nothing on its terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        with contextlib.suppress(OSError):
            os.dup2(nowhere, number)


def processors() -> int:
    """How many processors this process may use, so that as many children can work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
