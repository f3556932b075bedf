"""What every process does first that works for another one of ours."""

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
