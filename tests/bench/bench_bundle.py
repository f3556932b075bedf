"""The frozen program's start, from the command to a painted window, against an empty window frozen by the same tools.

Both are started in turns on a virtual screen, whose memory is read from outside: a window is there when its pixels
are. Nothing in the program knows that it is measured. The language model loads after that moment, in its own process.

Needs the bundle (`dev.py package --bundle`) and Xvfb.
"""

from __future__ import annotations

import mmap
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness import Row, Skipped

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "dist" / "work"
WIDTH, HEIGHT = 1280, 900
ROUNDS = 5
GIVEN_UP = 60.0
EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1200, 820)
window.show()
sys.exit(app.exec())
"""


def rows(data: Path | None) -> Iterator[Row]:
    """The first start after another project was left open is what users see every day: both are warm."""
    program = ROOT / "dist" / "pressmark" / "pressmark"
    if not sys.platform.startswith("linux") or not shutil.which("Xvfb"):
        raise Skipped("needs Linux with Xvfb (apt-get install xvfb)")
    if not program.is_file():
        raise Skipped("needs the bundle; `dev.py package --bundle` makes it")
    baseline = empty_program()
    with tempfile.TemporaryDirectory() as home, screen(Path(home)) as (display, memory):
        environment = {"DISPLAY": display, "PRESSMARK_HOME": home, "QT_QPA_PLATFORM": "xcb"}
        both = [[str(program)], [str(baseline)]]
        for command in both:  # the system's disk cache, and the project of the first start
            painted(command, environment, memory)
        took = [[painted(command, environment, memory) for command in both] for _ in range(ROUNDS)]
    yield Row(
        "start to a painted window",
        1000 * statistics.median(pair[0] for pair in took),
        1000 * statistics.median(pair[1] for pair in took),
        "an empty QMainWindow, frozen alike",
    )


def empty_program() -> Path:
    """The baseline, frozen once for each lock with the environment that the bundle is made from."""
    python = WORK / "venv" / "bin" / "python"
    stamp = WORK / "venv" / "lock.sha256"
    if not stamp.is_file():
        raise Skipped("needs the environment that the bundle is made from; `dev.py package --bundle` makes it")
    folder = WORK / "empty"
    made_from = folder / "lock.sha256"
    if not made_from.is_file() or made_from.read_bytes() != stamp.read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "empty.py").write_text(EMPTY, encoding="utf-8")
        places = ["--distpath", folder / "dist", "--workpath", folder / "work", "--specpath", folder]
        command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places, folder / "empty.py"]
        subprocess.run(command, check=True, timeout=900, cwd=folder)
        shutil.copyfile(stamp, made_from)
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


def painted(command: list[str], environment: dict[str, str], memory: mmap.mmap) -> float:
    """Seconds from starting a program until a third of the screen is no longer black; ends it then."""
    wait_for(memory, lit=False)
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return wait_for(memory, lit=True) - started
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(memory: mmap.mmap, *, lit: bool) -> float:
    """The moment at which the screen is lit, or dark again."""
    until = time.perf_counter() + GIVEN_UP
    pixels = WIDTH * HEIGHT * 4
    first = len(memory) - pixels
    # One pixel in each hundred says enough, and takes a quarter of a millisecond to read.
    places = range(first, first + pixels, 400)
    while (now := time.perf_counter()) < until:
        share = sum(memory[at] > 8 for at in places) / len(places)
        if (share > 1 / 3) is lit:
            return now
        time.sleep(0.004)
    raise RuntimeError(f"the screen was not {'painted' if lit else 'dark'} within {GIVEN_UP:.0f} s")
