"""The libraries that dates and figures are compared with, in an environment of their own: `.venv-peers`.

`python tests/bench/peers.py` makes it from `requirements-peers.lock` (the network is needed once); `dev.py bench
--peers` does that first. What stands in it is put behind our own packages, so it changes nothing that we measure.
"""

# ruff: noqa: T201 - what is done goes to standard error
from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements-peers.lock"
VENV = ROOT / ".venv-peers"
_STAMP = VENV / "lock.sha256"


def folder() -> Path | None:
    """Where the libraries stand, or None while there is no such environment, or one of another lock."""
    if not _STAMP.is_file() or _STAMP.read_text("ascii") != _wanted():
        return None
    return next(VENV.glob("lib/python3*/site-packages"), VENV / "Lib" / "site-packages")


def on_the_path() -> None:
    """Lets Python find the libraries, behind our own packages."""
    place = folder()
    if place is not None and str(place) not in sys.path:
        sys.path.append(str(place))


def make() -> None:
    """Makes the environment, if it is not there yet. Raises CalledProcessError when pip cannot."""
    if folder() is not None:
        return
    print(f"making {VENV.name} from {LOCK.name}", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    python = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    install = [python, "-m", "pip", "install", "--require-hashes", "--no-input", "--quiet", "-r", LOCK]
    subprocess.run(install, check=True)
    _STAMP.write_text(_wanted(), "ascii")


def _wanted() -> str:
    return f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {sys.version.split()[0]}"


if __name__ == "__main__":
    make()
