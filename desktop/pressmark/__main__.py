"""`pressmark` and `python -m pressmark`."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Does what the command line asks for; gives the exit code.

    The detector's process imports this module again under another name, so nothing may happen on import.
    """
    if getattr(sys, "frozen", False) and not {"--multiprocessing-fork", "-c"}.isdisjoint(sys.argv):
        import multiprocessing  # which a window does without until it detects

        multiprocessing.freeze_support()  # in a frozen bundle the detector's process starts here, and ends here
    gc.disable()  # what is loaded stays: collecting meanwhile finds nothing, and takes a thirtieth of a start
    from pressmark.app.main import main as start

    gc.enable()
    return start()


if __name__ == "__main__":
    sys.exit(main())
