"""The frozen program's start, from the command to a window that can be used, against empty windows.

One is frozen by PyInstaller as it comes, as anybody's would be. The other is frozen as the bundle is, with what makes
that start quickly (`build/in_bundle`): what is above it is Pressmark's own.

They are started in turns on a virtual screen, whose memory is read from outside: a window is there when its pixels
are, and can be used when there is ink in its middle, the words of the article that was open last, or of the first
start. Nothing in the program knows that it is measured. The project is opened after that, and the language model loads
in its own process; a key or click that needs the project waits for it.

The clock says what a user waits, on a machine that does nothing else. Processor time of the program's own process, up
to the same moment, says the same on a busy machine too.

Needs the bundle (`dev.py package --bundle`) and Xvfb.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from harness import Row, Skipped

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "dist" / "work"
WIDTH, HEIGHT = 1280, 900
ROUNDS = 9
GIVEN_UP = 60.0
SPEC = """
import sys
from pathlib import Path
sys.path.insert(0, {build!r})
import lean
import modules
work = Path({work!r})
quick = lean.quick_start(work)
analysis = Analysis([str(work / "empty.py")], pathex=quick.paths, hiddenimports=quick.modules, excludes=quick.unused)
lean.without_docstrings(analysis.pure)
packed, scripts = modules.laid_out(analysis, work)
program = EXE(packed, scripts, [], exclude_binaries=True, name="empty")
COLLECT(program, analysis.binaries, analysis.datas, name="empty")
"""
EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1200, 820)
window.show()
sys.exit(app.exec())
"""


class Moment(NamedTuple):
    """How far a start was, in milliseconds: by the clock, and of the process's own processor time."""

    clock: float
    processor: float


def rows(data: Path | None) -> Iterator[Row]:
    """Starts with the article that was open last, as users see them every day, and a first start of all."""
    program = ROOT / "dist" / "pressmark" / "pressmark"
    if not sys.platform.startswith("linux") or not shutil.which("Xvfb"):
        raise Skipped("needs Linux with Xvfb (apt-get install xvfb)")
    if not program.is_file():
        raise Skipped("needs the bundle; `dev.py package --bundle` makes it")
    plain, alike = empty_program(alike=False), empty_program(alike=True)
    article = ROOT / "seeds" / "kalbajar-handover.txt"
    with tempfile.TemporaryDirectory() as folder, screen(Path(folder)) as (display, memory):
        shown = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        used, new = Path(folder, "used"), Path(folder, "new")
        daily = {**shown, "PRESSMARK_HOME": str(used)}
        subprocess.run(
            [program, "import", "--quiet", article],
            env={**os.environ, **daily},
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=120,
        )
        took: list[tuple[Moment, Moment, Moment, Moment]] = []
        for _ in range(1 + ROUNDS):
            shutil.rmtree(new, ignore_errors=True)
            took.append(
                (
                    started([str(program)], daily, memory, inked=True),
                    started([str(program)], {**shown, "PRESSMARK_HOME": str(new)}, memory, inked=True),
                    started([str(plain)], shown, memory, inked=False),
                    started([str(alike)], shown, memory, inked=False),
                )
            )
        daily_moments, first_moments, *empty = zip(*took[1:], strict=True)  # the first filled the system's disk cache
    for name, moments in (("start to the last article", daily_moments), ("the very first start", first_moments)):
        for kind, unit in (("clock", "ms"), ("processor", "ms of processor")):
            for baseline, its in zip(("an empty QMainWindow", "the same, frozen as the bundle is"), empty, strict=True):
                yield Row(
                    name,
                    statistics.median(getattr(moment, kind) for moment in moments),
                    statistics.median(getattr(moment, kind) for moment in its),
                    baseline,
                    unit,
                )


def empty_program(*, alike: bool) -> Path:
    """A baseline, frozen once for each lock and recipe with the environment that the bundle is made from.

    Args:
        alike: frozen with what makes the bundle start quickly, else by PyInstaller as it comes.
    """
    python = WORK / "venv" / "bin" / "python"
    stamp = WORK / "venv" / "lock.sha256"
    if not stamp.is_file():
        raise Skipped("needs the environment that the bundle is made from; `dev.py package --bundle` makes it")
    folder = WORK / ("empty-alike" if alike else "empty")
    made_from = folder / "made-from.sha256"
    recipe = sorted([*(ROOT / "build").glob("*.py"), *(ROOT / "build" / "in_bundle").glob("*.py")]) if alike else []
    now = hashlib.sha256(b"".join([stamp.read_bytes(), SPEC.encode(), *(path.read_bytes() for path in recipe)]))
    if not made_from.is_file() or made_from.read_text("ascii") != now.hexdigest():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        script, spec = folder / "empty.py", folder / "empty-alike.spec"
        script.write_text(EMPTY, encoding="utf-8")
        spec.write_text(SPEC.format(build=str(ROOT / "build"), work=str(folder)), encoding="utf-8")
        places = ["--distpath", folder / "dist", "--workpath", folder / "work"]
        command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places]
        command += [spec] if alike else ["--specpath", folder, script]
        environment = {**os.environ, "PYTHONNODEBUGRANGES": "1"} if alike else None
        subprocess.run(command, check=True, timeout=900, cwd=folder, env=environment)
        made_from.write_text(now.hexdigest(), "ascii")
    return folder / "dist" / "empty" / "empty"


@contextmanager
def screen(folder: Path) -> Iterator[tuple[str, mmap.mmap]]:
    """A virtual screen and its memory: an XWD header, then four bytes a pixel."""
    reading, writing = os.pipe()
    line = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(folder)]
    server = subprocess.Popen([*line, "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        if not number:
            raise Skipped("Xvfb did not start")
        with (folder / "Xvfb_screen0").open("rb") as file:
            memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            yield f":{number}", memory
        finally:
            memory.close()
    finally:
        server.terminate()
        server.wait()


def started(command: list[str], environment: dict[str, str], memory: mmap.mmap, *, inked: bool) -> Moment:
    """Starts a program until its window is on screen, with ink in its middle if that is wanted; ends it then."""
    wait_for(lambda: lit(memory) <= 1 / 3, "dark")
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(lambda: lit(memory) > 1 / 3 and (not inked or ink(memory) > 50), "painted")
        return Moment(1000 * (time.perf_counter() - began), processor(process.pid))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def processor(process: int) -> float:
    """Milliseconds that the threads of a process have computed so far, in the program and in the system for it."""
    stats = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(stat.read_text("ascii").split()[0]) for stat in stats) / 1e6


def wait_for(reached: Callable[[], bool], what: str) -> None:
    """Looks every 4 ms until the screen is as it should be."""
    until = time.perf_counter() + GIVEN_UP
    while not reached():
        if time.perf_counter() > until:
            raise RuntimeError(f"the screen was not {what} within {GIVEN_UP:.0f} s")
        time.sleep(0.004)


def lit(memory: mmap.mmap) -> float:
    """The share of the screen that is not black."""
    first = len(memory) - 4 * WIDTH * HEIGHT
    # One pixel in each hundred says enough, and takes a quarter of a millisecond to read.
    places = range(first, len(memory), 400)
    return sum(memory[at] > 8 for at in places) / len(places)


def ink(memory: mmap.mmap) -> int:
    """How many of some pixels in the middle of the screen differ much from their line's ground."""
    first = len(memory) - 4 * WIDTH * HEIGHT
    found = 0
    for y in range(HEIGHT // 6, HEIGHT * 5 // 6, 7):
        line = memory[first + 4 * (y * WIDTH + WIDTH // 3) : first + 4 * (y * WIDTH + WIDTH * 2 // 3) : 12]
        found += sum(abs(blue - line[0]) > 60 for blue in line)
    return found
