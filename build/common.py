"""What every part of packaging shares: where things lie, running programs within a time limit, saying what happens.

Made things go to `dist/`, everything in between to `dist/work`. PyInstaller's default work path is `build/`, which is
this folder.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "build"
DIST = ROOT / "dist"
WORK = DIST / "work"
ICONS = ROOT / "resources" / "icons"
VERSION = re.findall(r'__version__ = "(.+?)"', (ROOT / "desktop/pressmark/__init__.py").read_text("utf-8"))[0]
SUMMARY = "Turns news articles into training data: people, places, dates and figures"


class PackagingError(Exception):
    """What the reader can mend, or a check that failed; one sentence."""


def say(text: str) -> None:
    """A line about what happens, to standard error."""
    print(f"package: {text}", file=sys.stderr, flush=True)


def run(
    command: Sequence[str | Path],
    *,
    minutes: float,
    what: str,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    quiet: bool = True,
) -> str:
    """Runs a program with its children, and ends them all when the time is over.

    Args:
        minutes: how long it may take.
        what: for the line that tells about it and for the error.
        env: added to this process's own environment.
        quiet: shows what it printed only when it failed.

    Returns:
        What it printed, both streams.

    Raises:
        PackagingError: it failed or took too long; with the last lines that it printed.
    """
    WORK.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    log = WORK / f"{re.sub(r'[^a-z0-9]+', '-', what.lower()).strip('-')}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**clean_environment(), **(env or {})},
            cwd=cwd,
            start_new_session=os.name == "posix",
        )
        try:
            code = process.wait(timeout=minutes * 60)
        except subprocess.TimeoutExpired:
            end_group(process)
            code = None
        except KeyboardInterrupt:
            end_group(process)
            raise
    text = log.read_text("utf-8", "replace")
    if code != 0:
        why = f"took more than {minutes:g} minutes" if code is None else f"failed with exit code {code}"
        tail = "\n".join("    " + line for line in text.strip().splitlines()[-40:])
        raise PackagingError(f"{what} {why} (all of it is in {log.relative_to(ROOT)}):\n{tail}")
    say(f"{what}: {time.monotonic() - started:.0f} s")
    if not quiet:
        print(text, end="", flush=True)
    return text


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends a program and everything that it started, and nothing else: it leads a session of its own."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def clean_environment() -> dict[str, str]:
    """This process's environment without what would send Python elsewhere."""
    left_out = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in os.environ.items() if name not in left_out}


def need(programs: Mapping[str, str]) -> None:
    """Installs missing programs as root on Debian and Ubuntu; elsewhere says what is missing.

    Args:
        programs: the Debian package by the program's name.

    Raises:
        PackagingError: something is missing and could not be installed.
    """
    packages = sorted({package for program, package in programs.items() if not shutil.which(program)})
    if not packages:
        return
    line = "apt-get install " + " ".join(packages)
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise PackagingError(f"Some programs are missing here. On Debian and Ubuntu this installs them: sudo {line}")
    options = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-q"], minutes=5, what="asking for the lists of packages", env=options)
    run(
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages],
        minutes=15,
        what=line,
        env=options,
    )
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        raise PackagingError(f"After {line} there is still no {', '.join(missing)}.")


def machine() -> str:
    """This processor as packages name it: `x86_64` or `arm64`."""
    name = platform.machine().lower()
    return {"amd64": "x86_64", "aarch64": "arm64"}.get(name, name)


def sha256(path: Path) -> str:
    """A file's hash in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def size(folder: Path) -> int:
    """The bytes of all files in a folder; a link counts nothing."""
    return sum(path.stat().st_size for path in files(folder))


def files(folder: Path) -> Iterable[Path]:
    """Every file in a folder, in order, without links."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def made(path: Path) -> Path:
    """Tells what was made and how large it is."""
    count = size(path) if path.is_dir() else path.stat().st_size
    say(f"made {path.relative_to(ROOT)}, {count / 1e6:.1f} MB")
    return path
