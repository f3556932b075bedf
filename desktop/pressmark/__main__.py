"""`pressmark` and `python -m pressmark`."""

from __future__ import annotations

import sys


def main() -> int:
    """Does what the command line asks for; gives the exit code.

    The detector's process imports this module again under another name, so nothing may happen on import.
    """
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # in a frozen bundle the detector's process starts here, and ends here
    from pressmark.app.main import main as start

    return start()


if __name__ == "__main__":
    sys.exit(main())
