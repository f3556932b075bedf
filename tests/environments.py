"""Environments beside `.venv` for what tests and measurements need of other people's programs, and we never import.

`python tests/environments.py NAME` makes `.venv-NAME` from `requirements-NAME.lock` (the network is needed once);
dev.py does so for `test --consumers` and `bench --peers`. Their packages never meet ours, so neither side's versions
bind the other, and unlike ours they may be built, since some of them have no ready-made packages.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Environment:
    """One of them, by the name that its lock and its folder carry."""

    name: str

    @property
    def lock(self) -> Path:
        return ROOT / f"requirements-{self.name}.lock"

    @property
    def place(self) -> Path:
        return ROOT / f".venv-{self.name}"

    @property
    def python(self) -> Path:
        return self.place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    def packages(self) -> Path | None:
        """Where its packages stand, or None while there is no such environment, or one of another lock."""
        stamp = self.place / "lock.sha256"
        if not stamp.is_file() or stamp.read_text("ascii") != self._wanted():
            return None
        return next(self.place.glob("lib/python3*/site-packages"), self.place / "Lib" / "site-packages")

    def make(self) -> None:
        """Makes it, if it is not there yet. Raises CalledProcessError when pip cannot."""
        if self.packages() is not None:
            return
        print(f"making {self.place.name} from {self.lock.name}", file=sys.stderr)  # noqa: T201
        subprocess.run([sys.executable, "-m", "venv", "--clear", self.place], check=True)
        wanted = ["--quiet", "--require-hashes", "-r", self.lock]
        uv = shutil.which("uv")  # five times as fast where there is one, but it trusts other certificates than pip does
        quick = uv and subprocess.run(
            [uv, "pip", "install", "--python", self.python, *wanted], stderr=subprocess.DEVNULL
        )
        if not quick or quick.returncode != 0:
            pip = [self.python, "-m", "pip", "--disable-pip-version-check", "install", "--no-input", "--use-pep517"]
            subprocess.run([*pip, *wanted], check=True)
        (self.place / "lock.sha256").write_text(self._wanted(), "ascii")

    def _wanted(self) -> str:
        return f"{hashlib.sha256(self.lock.read_bytes()).hexdigest()} {sys.version.split()[0]}"


PEERS = Environment("peers")
CONSUMERS = Environment("consumers")
DOCCANO = Environment("doccano")

if __name__ == "__main__":
    for name in sys.argv[1:]:
        Environment(name).make()
