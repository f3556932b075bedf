"""The bundle: a folder with the program, its Python and everything that they need, on the system that runs this."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import icu
import macos
import windows
from common import DIST, HERE, VERSION, WORK, PackagingError, files, made, need, run, say, size
from environment import python

FOLDER = DIST / "pressmark"
LIMITS = {"linux": 256, "win32": 285, "darwin": 305}
"""Megabytes that the unpacked bundle may have; a dependency that brings more is noticed when it comes."""
_WITH_WHEELS = 60
"""How many more where numpy and blis could not be built (build/lean_wheels.py)."""


def make() -> Path:
    """Makes the bundle; gives its folder (on macOS the .app).

    Raises:
        PackagingError: PyInstaller failed, or the bundle is too large.
    """
    WORK.mkdir(parents=True, exist_ok=True)
    if sys.platform == "linux":
        need(dict.fromkeys(("as", "ld", "nm", "objcopy", "objdump", "strip"), "binutils"))
    (WORK / "version.txt").write_text(windows.version_resource(VERSION), "utf-8")
    (WORK / "Info.plist").write_bytes(macos.information(VERSION))
    update = WORK / "update.json"
    update.unlink(missing_ok=True)
    if os.environ.get("PRESSMARK_UPDATE_ADDRESS"):
        update.write_text(json.dumps({"address": os.environ["PRESSMARK_UPDATE_ADDRESS"]}), "utf-8")
    options = {
        "PRESSMARK_VERSION": VERSION,
        "PRESSMARK_WORK": str(WORK),
        "PYTHONHASHSEED": "1",  # the same sources give the same bundle
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNODEBUGRANGES": "1",  # columns for tracebacks, which are shown only beside sources; a fifth of the code
    }
    run(
        [python(), "-m", "PyInstaller", "--noconfirm", "--distpath", DIST, "--workpath", WORK / "pyinstaller"]
        + ["--log-level", "WARN", HERE / "pressmark.spec"],
        minutes=30,
        what="PyInstaller",
        env=options,
        cwd=WORK,
    )
    result = DIST / "Pressmark.app" if sys.platform == "darwin" else FOLDER
    if sys.platform == "linux":
        strip(result)
        prune(result)
        share_libraries(result / "_internal")
        icu.reduce(result / "_internal" / "PySide6" / "Qt" / "lib")
    if sys.platform == "win32":
        # By PyInstaller's Python, which has what reads libraries.
        line = [python(), HERE / "windows_libraries.py", result / "_internal"]
        run(line, minutes=5, what="sharing libraries", quiet=False)
    check_size(result)
    return made(result)


def check_size(folder: Path) -> None:
    """Refuses a bundle that has grown beyond its limit."""
    megabytes = size(folder) / 1e6
    limit = LIMITS[sys.platform] + (_WITH_WHEELS if any(folder.glob("_internal/numpy.libs/*openblas*")) else 0)
    if megabytes > limit:
        largest = sorted(files(folder), key=lambda path: -path.stat().st_size)[:12]
        rows = "\n".join(f"    {path.stat().st_size / 1e6:6.1f} MB  {path.relative_to(folder)}" for path in largest)
        raise PackagingError(
            f"The bundle has {megabytes:.0f} MB and may have {limit}. Leave something out in build/contents.py; the "
            f"largest files are:\n{rows}"
        )


def shared_objects(folder: Path) -> Iterator[Path]:
    """Every ELF library in a folder."""
    for path in files(folder):
        if ".so" in path.suffixes or path.suffix == ".so" or ".so." in path.name:
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def strip(folder: Path) -> None:
    """Takes the symbols for debuggers out of shared objects.

    Not from numpy's BLAS and not from Qt: their wheels were worked on by patchelf, and strip breaks what that wrote.
    """
    chosen = [
        path
        for path in shared_objects(folder)
        if "numpy.libs" not in path.parts and not ("PySide6" in path.parts and "Qt" in path.parts)
    ]
    before = sum(path.stat().st_size for path in chosen)
    run(["strip", "--strip-unneeded", *chosen], minutes=5, what="strip")
    say(f"stripped {before / 1e6:.0f} MB to {sum(path.stat().st_size for path in chosen) / 1e6:.0f} MB")


def prune(folder: Path) -> None:
    """Removes libraries that came for the sake of a plugin which stays out: nobody asks for them any more."""
    inside = folder / "_internal"
    places = (inside, inside / "PySide6" / "Qt" / "lib")
    removed = 0
    while True:
        asked_for = {name for path in shared_objects(folder) for name in needed(path)}
        unused = [
            path
            for place in places
            for path in sorted(place.glob("lib*.so*"))
            if path.name not in asked_for and not path.name.startswith(("libpython", "libssl", "libcrypto"))
        ]
        if not unused:
            break
        for path in unused:
            removed += 0 if path.is_symlink() else path.stat().st_size
            path.unlink()
    say(f"removed libraries that nothing asks for: {removed / 1e6:.1f} MB")
    left = [path for path in inside.rglob("*") if path.is_symlink() and not path.exists()]
    for path in left:
        path.unlink()


def share_libraries(inside: Path) -> None:
    """Lets the database's client use Python's copy of OpenSSL (7 MB), where that has every version that it asks for.

    Its wheel brings a copy under a name of its own; a link of that name leads to the other.
    """
    brought = inside / "psycopg_binary.libs"
    for name in ("libssl", "libcrypto"):
        ours = inside / f"{name}.so.3"
        theirs = list(brought.glob(f"{name}-*.so.3"))
        if len(theirs) != 1 or not ours.is_file():
            return
        others = [
            path
            for path in brought.iterdir()
            if not path.is_symlink() and not path.name.startswith(("libssl", "libcrypto"))
        ]
        asked_for = {version for path in others for version in _versions(path, defined=False)}
        if not asked_for <= _versions(ours, defined=True):
            return
    for name in ("libssl", "libcrypto"):
        (theirs,) = brought.glob(f"{name}-*.so.3")
        theirs.unlink()
        theirs.symlink_to(f"../{name}.so.3")
    say("the database's client uses Python's OpenSSL")


def _versions(path: Path, *, defined: bool) -> set[str]:
    """The versions of OpenSSL's symbols that a library has, or asks others for."""
    done = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True)
    definitions, _, references = done.stdout.partition("Version References:")
    text = definitions.partition("Version definitions:")[2] if defined else references
    return set(re.findall(r"\bOPENSSL_[\d.]+", text))


def needed(path: Path) -> set[str]:
    """The libraries that an ELF file names."""
    done = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True)
    return {line.split()[1] for line in done.stdout.splitlines() if line.strip().startswith("NEEDED")}


def program(folder: Path) -> Path:
    """The program in a bundle that has a terminal."""
    if sys.platform == "win32":
        return folder / "pressmark-cli.exe"
    if sys.platform == "darwin":
        return folder / "Contents" / "MacOS" / "pressmark"
    return folder / "pressmark"


def self_test(command: list[str | Path], *, what: str, platform_plugin: str = "offscreen") -> dict[str, object]:
    """Runs a bundle's own test and reads its report.

    Raises:
        PackagingError: a step failed, or it was not the frozen program that ran.
    """
    home = WORK / "home əğ"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    report = home / "self-test.json"
    run(
        [*command, "self-test", "--timeout", "240", "--report", report],
        minutes=5,
        what=what,
        env={"PRESSMARK_HOME": str(home), "QT_QPA_PLATFORM": platform_plugin},
        quiet=False,
    )
    result = json.loads(report.read_text("utf-8"))
    check_report(result, platform_plugin=platform_plugin)
    return result


def check_report(result: dict[str, object], *, platform_plugin: str | None = None) -> None:
    """Refuses a report that says less than that everything was right, in a frozen program.

    Raises:
        PackagingError: it does not say so.
    """
    if result.get("passed") is not True or result.get("frozen") is not True or result.get("version") != VERSION:
        raise PackagingError(f"The self-test's report is not that of this bundle: {json.dumps(result)[:2000]}")
    shown = str(result.get("platform_plugin"))
    if platform_plugin is not None and shown != platform_plugin:
        raise PackagingError(f"The window was drawn by the platform plugin {shown}, not by {platform_plugin}.")
