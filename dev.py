#!/usr/bin/env python3
"""The menu for whoever works on Pressmark: `python dev.py` lists it.

Needs nothing but Python's standard library. It makes its own environment (`.venv`) in this folder from the pinned
and hashed lock files, finds or installs the system libraries that Qt needs on Linux, and then does what was asked.

The text of this file must be readable by Python 3.7, so that an old interpreter can look for a newer one or say
what is missing instead of failing with a SyntaxError. One file, although long: it has to work before anything else
is there to import.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import hashlib
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = "pressmark.json"  # in .venv: which Python and which locks it was made from
MAKING = "pressmark.making"  # in .venv while it is being filled; found there later, it tells of an interruption
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock", "package": "requirements-package.lock"}
SUITABLE = ((3, 13), (3, 12), (3, 11))
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")


class MendableError(Exception):
    """Something the reader can mend; the text is one or two sentences with the remedy."""


def say(text: str) -> None:
    """One line to standard error; standard output belongs to the command that was asked for."""
    print("dev.py: " + text, file=sys.stderr, flush=True)


# --- which Python -----------------------------------------------------------------------------------------------


class Interpreter(NamedTuple):
    path: str
    version: tuple[int, int, int]
    implementation: str
    bits: int
    free_threaded: bool

    @property
    def name(self) -> str:
        return "Python {}.{}.{}".format(*self.version)


PROBE = (
    "import json, platform, struct, sys, sysconfig; print(json.dumps([sys.executable, sys.version_info[:3],"
    " platform.python_implementation(), struct.calcsize('P') * 8,"
    " bool(sysconfig.get_config_var('Py_GIL_DISABLED'))]))"
)


def own_interpreter() -> Interpreter:
    """The Python that runs this file; inside a virtual environment, the one that environment was made from."""
    path = getattr(sys, "_base_executable", None) or sys.executable
    version = (sys.version_info[0], sys.version_info[1], sys.version_info[2])
    free_threaded = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    bits = 64 if sys.maxsize > 2**32 else 32
    return Interpreter(path, version, platform.python_implementation(), bits, free_threaded)


def probe(command: Sequence[str]) -> Interpreter | None:
    """What answers to this command, or None when nothing does."""
    try:
        done = subprocess.run(
            [*command, "-c", PROBE],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
            timeout=60,
            check=False,
        )
        path, version, implementation, bits, free_threaded = json.loads(done.stdout.decode("utf-8"))
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return Interpreter(path, (version[0], version[1], version[2]), implementation, bits, free_threaded)


def why_unsuitable(found: Interpreter) -> str | None:
    """The reason why Pressmark cannot run on this Python, or None when it can."""
    if found.version[:2] not in SUITABLE:
        return "it is version {}.{}".format(*found.version[:2])
    if found.implementation != "CPython":
        return f"it is {found.implementation}, not CPython"
    if found.bits != 64:
        return f"it is a {found.bits}-bit build, and Qt is made for 64 bits"
    if found.free_threaded:
        return "it is a free-threaded build, for which spaCy has no packages"
    return None


def candidates() -> Iterator[list[str]]:
    """Commands that may start a suitable Python, likeliest first."""
    for major, minor in SUITABLE:
        if WINDOWS:
            yield ["py", f"-{major}.{minor}"]
        name = f"python{major}.{minor}"
        yield [name]
        if sys.platform == "darwin":
            yield [f"/Library/Frameworks/Python.framework/Versions/{major}.{minor}/bin/{name}"]
            yield [f"/opt/homebrew/bin/{name}"]
            yield [f"/usr/local/bin/{name}"]
    yield ["python3"]
    yield ["python"]


def choose_interpreter(
    own: Interpreter,
    commands: Iterable[Sequence[str]],
    ask: Callable[[Sequence[str]], Interpreter | None] = probe,
) -> Interpreter:
    """The running Python when it is suitable, else the first suitable one among the commands.

    Raises:
        MendableError: there is none.
    """
    reason = why_unsuitable(own)
    if reason is None:
        return own
    for command in commands:
        found = ask(command)
        if found is not None and why_unsuitable(found) is None:
            say(f"{own.path} won't do ({reason}); using {found.name} at {found.path}")
            return found
    raise MendableError(
        f"Pressmark needs Python 3.11, 3.12 or 3.13 (64-bit); {own.path} won't do, since {reason}, and no other was "
        "found. Install one of them (https://www.python.org/downloads/, or your system's packages) and start dev.py "
        "with it."
    )


# --- running other programs -------------------------------------------------------------------------------------


def child_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment, without what would send Python or pip elsewhere."""
    environment = dict(os.environ)
    for name in ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__"):
        environment.pop(name, None)
    environment.update(extra or {})
    return environment


def call(command: Sequence[str], *, extra: Mapping[str, str] | None = None, cwd: Path | None = None) -> int:
    """Runs a program on this terminal and gives its exit code. Ctrl+C is for the program to answer."""
    process = subprocess.Popen(list(command), env=child_environment(extra), cwd=None if cwd is None else str(cwd))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def quietly(title: str, command: Sequence[str], *, extra: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Runs a program behind one line that tells the time; gives its exit code and what it printed."""
    terminal = sys.stderr.isatty()
    started = time.monotonic()
    print(f"dev.py: {title} …", end="", file=sys.stderr, flush=True)
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            list(command), stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=child_environment(extra), cwd=str(ROOT)
        )
        try:
            while process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=0.5)
                if terminal:
                    seconds = time.monotonic() - started
                    print(f"\rdev.py: {title} … {seconds:.0f} s", end="", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            process.wait()
            raise
        seconds = time.monotonic() - started
        start = "\rdev.py: " + title + " …" if terminal else ""
        print(f"{start} {seconds:.1f} s", file=sys.stderr, flush=True)
        log.seek(0)
        return process.returncode, log.read().decode("utf-8", "replace")


def last_lines(text: str, count: int = 25) -> str:
    return "\n".join("    " + line for line in text.strip().splitlines()[-count:])


# --- the environment --------------------------------------------------------------------------------------------


def venv_python(venv: Path = VENV) -> Path:
    return venv / "Scripts" / "python.exe" if WINDOWS else venv / "bin" / "python"


def lock_hash(level: str, root: Path = ROOT) -> str:
    """The hash of a lock file's lines; line ends don't count, since Git may change them."""
    return hashlib.sha256(b"\n".join((root / LOCKS[level]).read_bytes().splitlines())).hexdigest()


def read_stamp(venv: Path) -> dict[str, str]:
    """What the environment was made from; empty when that isn't known."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(venv: Path, stamp: Mapping[str, str]) -> None:
    unfinished = venv / (STAMP + ".new")
    unfinished.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    unfinished.replace(venv / STAMP)


def why_remake(venv: Path, ask: Callable[[Sequence[str]], Interpreter | None] = probe) -> str | None:
    """Why this environment has to be made from nothing, or None when it can be kept (and perhaps filled up)."""
    if not venv.exists():
        return "there is none yet"
    if (venv / MAKING).exists():
        return "the last attempt was interrupted"
    found = ask([str(venv_python(venv))])
    if found is None:
        return "its Python does not start"
    reason = why_unsuitable(found)
    if reason is not None:
        return "its Python won't do: " + reason
    if not WINDOWS and not any(venv.glob("lib/python{}.{}/site-packages".format(*found.version))):
        return "its Python was replaced by another version"
    return None


def needs_packages(stamp: Mapping[str, str], level: str, root: Path = ROOT) -> bool:
    """Whether the packages of this level (run or dev) have to be installed."""
    return stamp.get(level) != lock_hash(level, root)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Only one dev.py at a time fills the environment. The lock lies on dev.py itself, so it leaves no file behind."""
    with Path(__file__).open("rb") as handle:
        try:
            held = _lock(handle.fileno(), wait=False)
            if not held:
                say("another dev.py is preparing the environment; waiting for it")
                _lock(handle.fileno(), wait=True)
        except OSError as error:
            # Some network file systems have no locks. Two at a time are unlikely, and no reason to refuse work.
            say(f"this file system can't be locked ({error}); don't start two dev.py at a time here")
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> bool:
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # beyond the end: locked bytes could not be read by others
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
                return True
            except PermissionError:
                if not wait:
                    return False
                time.sleep(0.5)
else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def ensure_environment(level: str) -> None:
    """Makes `.venv` hold what this level needs. Nothing is asked of the network when it does already."""
    with alone():
        reason = why_remake(VENV)
        if reason is None and not needs_packages(read_stamp(VENV), level) and pressmark_importable(VENV):
            return
        fresh = reason is not None
        if reason is not None:
            make_environment(choose_interpreter(own_interpreter(), candidates()), reason)
        fill_environment(level, fresh=fresh)


def make_environment(interpreter: Interpreter, reason: str) -> None:
    """An empty environment, after removing what was there.

    Raises:
        MendableError: the old one can't be removed, or this Python can't make environments.
    """
    ensure_venv_module(interpreter)
    say(f"making the environment {VENV.name} with {interpreter.name}: {reason}")
    remove_environment()
    VENV.mkdir(parents=True)
    (VENV / MAKING).touch()
    done = subprocess.run(
        [interpreter.path, "-m", "venv", str(VENV)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=child_environment(),
        check=False,
    )
    if done.returncode:
        text = done.stdout.decode("utf-8", "replace")
        raise MendableError(f"{interpreter.path} could not make an environment in {VENV}:\n{last_lines(text)}")


def remove_environment() -> None:
    try:
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        elif VENV.exists():
            shutil.rmtree(str(VENV))
    except OSError as error:
        raise MendableError(
            f"The old environment {VENV} can't be removed ({error}). Close the programs that use it, or delete that "
            "folder yourself, and start again."
        ) from error


def ensure_venv_module(interpreter: Interpreter) -> None:
    """Debian and Ubuntu keep venv and ensurepip in a package of their own."""
    asked = [interpreter.path, "-c", "import ensurepip, venv"]
    if subprocess.run(asked, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0:
        return
    package = "python{}.{}-venv".format(*interpreter.version)
    what = f"{interpreter.path} has no venv module"
    if not shutil.which("apt-get"):
        raise MendableError(f"{what}. Install your system's package for it (often named python3-venv) and start again.")
    apt_install([package], what)
    if subprocess.run(asked, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode:
        raise MendableError(f"{what}, and {package} did not bring it. Start dev.py with another Python.")


def fill_environment(level: str, *, fresh: bool) -> None:
    """Installs the locked packages, exactly those and only by their hashes, and makes `pressmark` importable."""
    python = str(venv_python())
    lock = ROOT / LOCKS[level]
    stamp = {} if fresh else read_stamp(VENV)
    (VENV / MAKING).touch()
    # Some environments are made without pip.
    if subprocess.run([python, "-c", "import pip"], stderr=subprocess.DEVNULL, check=False).returncode:
        subprocess.run([python, "-m", "ensurepip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    count = len(re.findall(r"^[\w.-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    command = [python, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    command += ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    note = ", 300 MB to fetch the first time" if fresh else ""
    code, text = quietly(f"installing the {count} packages of {lock.name}{note}", command)
    if code:
        if not fresh:
            (VENV / MAKING).unlink()  # pip put back what was there
        raise MendableError(f"{why_pip_failed(text)}\n{last_lines(text)}")
    make_importable(VENV)
    stamp[level] = lock_hash(level)
    if level == "dev":  # its lock holds the other's packages in the same versions; tests/test_dev.py sees to it
        stamp["run"] = lock_hash("run")
    write_stamp(VENV, stamp)
    (VENV / MAKING).unlink()


def why_pip_failed(text: str) -> str:
    """A sentence with the remedy, from what pip printed."""
    lowered = text.lower()
    if "no space left" in lowered or "errno 28" in lowered:
        return "The disk is full; 1.5 GB are needed. pip said:"
    if "do not match the hashes" in lowered:
        return (
            "A package is not the one that was pinned, so nothing was installed. If a proxy or a mirror stands between "
            "you and the package index, it altered the file. pip said:"
        )
    if re.search(r"connection|timed out|name resolution|getaddrinfo|proxy|ssl", lowered):
        return (
            "The packages can't be fetched. Check the network (behind a proxy, set HTTPS_PROXY; with a mirror, "
            "PIP_INDEX_URL) and start again. pip said:"
        )
    if "no matching distribution" in lowered or "could not find a version" in lowered:
        return (
            f"There is no ready-made package for this system ({platform.platform()}). Pressmark runs on 64-bit Windows "
            "10 or later, macOS 12 or later (13.5 for the checks), and Linux with glibc 2.28 or later. pip said:"
        )
    return "The packages could not be installed. pip said:"


def site_packages(venv: Path) -> Path:
    if WINDOWS:
        return venv / "Lib" / "site-packages"
    return next(iter(sorted(venv.glob("lib/python3.*/site-packages"))))


def pressmark_importable(venv: Path) -> bool:
    return (site_packages(venv) / "pressmark.pth").exists()


def make_importable(venv: Path) -> None:
    """Lets the environment import this checkout, and gives it the `pressmark` command.

    The path is relative: .pth files are read in the system's encoding, which may lack letters of this folder's name.
    """
    packages = site_packages(venv)
    relative = os.path.relpath(str(ROOT / "desktop"), str(packages))
    (packages / "pressmark.pth").write_text(relative + "\n", encoding="ascii")
    if WINDOWS:
        (venv / "Scripts" / "pressmark.cmd").write_bytes(b'@"%~dp0python.exe" -m pressmark %*\r\n')
        return
    script = venv / "bin" / "pressmark"
    script.write_text('#!/bin/sh\nexec "$(dirname -- "$0")/python" -m pressmark "$@"\n', encoding="ascii")
    script.chmod(0o755)


# --- the system's libraries (Linux) -----------------------------------------------------------------------------

# What Qt's own binaries ask the system for, and the Debian and Ubuntu package that has it.
DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libICE.so.6": "libice6",
    "libSM.so.6": "libsm6",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
}
FONT = "a font"  # stands among the libraries' names for fonts, of which there must be one
OFFSCREEN = ("lib/libQt6Gui.so.6", "lib/libQt6Widgets.so.6", "plugins/platforms/libqoffscreen.so")
XCB = ("plugins/platforms/libqxcb.so", "plugins/xcbglintegrations/libqxcb-glx-integration.so")
WAYLAND = ("plugins/platforms/libqwayland-generic.so", "plugins/platforms/libqwayland-egl.so")


def not_found(ldd_output: str) -> list[str]:
    """The libraries that ldd could not find, each once, in order."""
    names = re.findall(r"^\s*(\S+) => not found", ldd_output, re.MULTILINE)
    return list(dict.fromkeys(names))


def font_folders(environ: Mapping[str, str]) -> list[Path]:
    home = Path(environ.get("HOME", "/nonexistent"))
    shared = environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    folders = [Path(part) / "fonts" for part in shared.split(":") if part]
    folders += [Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "fonts", home / ".fonts"]
    return [*folders, Path("/usr/share/fonts"), Path("/usr/share/X11/fonts")]


def has_font(folders: Iterable[Path]) -> bool:
    for folder in folders:
        for _, _, names in os.walk(str(folder)):
            if any(name.lower().endswith((".ttf", ".otf", ".ttc")) for name in names):
                return True
    return False


def missing_from_system(parts: Iterable[str]) -> list[str]:
    """The libraries that these parts of Qt need and the system lacks, and `FONT` when it has no font."""
    qt = site_packages(VENV) / "PySide6" / "Qt"
    files = [str(qt / part) for part in parts if (qt / part).exists()]
    missing: list[str] = []
    if shutil.which("ldd") and files:
        done = subprocess.run(
            ["ldd", *files], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        missing = not_found(done.stdout.decode("utf-8", "replace"))
    if not has_font(font_folders(os.environ)):
        missing.append(FONT)
    return missing


def debian_packages(missing: Iterable[str]) -> tuple[list[str], list[str]]:
    """The packages that have these libraries, and the libraries of which no package is known."""
    known = {**DEBIAN_PACKAGES, FONT: "fonts-dejavu-core"}
    packages = sorted({known[name] for name in missing if name in known})
    return packages, [name for name in missing if name not in known]


def remedy(missing: Sequence[str], *, have: Callable[[str], str | None] = shutil.which) -> str:
    """The one command that installs what is missing, for the package manager of this system."""
    if have("apt-get"):
        packages, _ = debian_packages(missing)
        return "sudo apt-get install " + " ".join(packages)
    if have("pacman"):
        return (
            "sudo pacman -S --needed libglvnd libxkbcommon-x11 xcb-util-cursor xcb-util-image xcb-util-keysyms "
            "xcb-util-renderutil xcb-util-wm wayland fontconfig dbus ttf-dejavu"
        )
    for tool in ("dnf", "zypper", "yum"):
        if have(tool):  # these know libraries by their own names
            font = "dejavu-fonts" if tool == "zypper" else "dejavu-sans-fonts"
            wanted = [font if name == FONT else f"'{name}()(64bit)'" for name in missing]
            return f"sudo {tool} install " + " ".join(wanted)
    return ""


def ensure_system_libraries(*groups: Sequence[str]) -> None:
    """Installs what Qt lacks on Debian and Ubuntu when run as root; elsewhere says how.

    Raises:
        MendableError: something is missing and could not be installed.
    """
    if not LINUX:
        return
    parts = [part for group in groups for part in group]
    missing = missing_from_system(parts)
    if not missing:
        return
    what = "Qt needs what this system lacks: " + ", ".join(missing)
    if shutil.which("apt-get"):
        packages, unknown = debian_packages(missing)
        if unknown:
            raise MendableError(f"{what}. No package is known for {', '.join(unknown)}; search for it with apt-file.")
        apt_install(packages, what)
        still = missing_from_system(parts)
        if still:
            raise MendableError(f"After installing {' '.join(packages)} there is still missing: {', '.join(still)}.")
        return
    command = remedy(missing)
    tail = f" This installs it: {command}" if command else " Install it with your system's package manager."
    raise MendableError(what + "." + tail)


def is_root() -> bool:
    return not WINDOWS and os.geteuid() == 0


def apt_install(packages: Sequence[str], what: str) -> None:
    """Installs Debian packages as root; for anybody else tells the command.

    Raises:
        MendableError: not root, or apt-get failed.
    """
    typed = "apt-get install " + " ".join(packages)
    if not is_root():
        raise MendableError(f"{what}. This installs it: sudo {typed}")
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    extra = {"DEBIAN_FRONTEND": "noninteractive"}
    title = f"{what}; installing {' '.join(packages)}"
    code, text = 1, ""
    if any(Path("/var/lib/apt/lists").glob("*_Packages*")):
        code, text = quietly(title, command, extra=extra)
    if code:  # no lists of packages yet, or old ones that name files which are gone
        code, text = quietly("asking for the lists of packages", ["apt-get", "update", "-q"], extra=extra)
        if not code:
            code, text = quietly(title, command, extra=extra)
    if code:
        raise MendableError(f"{what}, and apt-get could not install it:\n{last_lines(text)}\nTry it by hand: {typed}")


# --- what can be asked for --------------------------------------------------------------------------------------


def has_display(environ: Mapping[str, str], *, linux: bool = LINUX) -> bool:
    """Whether a window can be shown; a platform that was chosen by name is the reader's own decision."""
    return not linux or any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def do_run(rest: list[str]) -> int:
    """run [PATH…]   opens the window: on the sample articles, or on what is given (as `pressmark` takes it)"""
    if not has_display(os.environ):
        raise MendableError(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened. The "
            "command line does the same work, for example:  python dev.py cli detect seeds"
        )
    ensure_environment("run")
    groups: list[Sequence[str]] = [OFFSCREEN]
    if os.environ.get("DISPLAY"):
        groups.append(XCB)
    if os.environ.get("WAYLAND_DISPLAY"):
        groups.append(WAYLAND)
    ensure_system_libraries(*groups)
    arguments = rest or ["--samples"]
    if not rest:
        say("opening the window on the sample articles")
    code = call([str(venv_python()), "-m", "pressmark", *arguments])
    if LINUX and code == -signal.SIGABRT:
        say("the window could not be opened; if the lines above say so, the display can't be reached from here")
    return code


def do_cli(rest: list[str]) -> int:
    """cli ARGUMENT…   the `pressmark` command, for example: cli detect seeds"""
    ensure_environment("run")
    return call([str(venv_python()), "-m", "pressmark", *rest])


def do_setup(rest: list[str]) -> int:
    """setup   prepares the environment for all the others, and does nothing else"""
    parse("setup", rest)
    ensure_environment("dev")
    ensure_system_libraries(OFFSCREEN)
    say(f"ready: {venv_python()}")
    return 0


def do_test(rest: list[str]) -> int:
    """test [--all] [--consumers] [--xvfb] […]   the tests; --all adds the slow ones, --consumers what others read"""
    parser = argparse.ArgumentParser(prog="dev.py test", epilog="Anything else is passed on to pytest.")
    parser.add_argument("--all", action="store_true", help="the slow ones too")
    parser.add_argument(
        "--consumers",
        action="store_true",
        help="with the programs that read our datasets, in environments of their own",
    )
    parser.add_argument("--xvfb", action="store_true", help="real X windows, on a virtual screen (Linux)")
    options, passed = parser.parse_known_args(rest)
    ensure_environment("dev")
    ensure_system_libraries(OFFSCREEN, *([XCB] if options.xvfb else []))
    if options.consumers:
        ensure_beside("consumers")
        ensure_beside("doccano")
        os.environ["PRESSMARK_CONSUMERS"] = "required"  # a test that would be skipped for want of them fails
    return run_tests(passed, slow=options.all, xvfb=options.xvfb)


def ensure_beside(name: str) -> None:
    """Makes an environment of other people's programs beside `.venv`, from its own lock.

    Raises:
        MendableError: pip cannot.
    """
    command = [str(venv_python()), str(ROOT / "tests" / "environments.py"), name]
    code, text = quietly(f"preparing .venv-{name} (a gigabyte at most to fetch the first time)", command)
    if code:
        raise MendableError(f"{why_pip_failed(text)}\n{last_lines(text)}")


def run_tests(passed: Sequence[str], *, slow: bool, xvfb: bool = False) -> int:
    workers = max(1, min(4, os.cpu_count() or 1))  # each loads Qt and some the language model: 0.5 GB
    command = [str(venv_python()), "-m", "pytest", "-q"]
    if xvfb:
        command = [*xvfb_command(), *command]  # one screen and one keyboard focus: one worker
    else:
        command += ["-n", str(workers), "--dist", "loadfile"]
    if not slow:
        command += ["-m", "not slow"]
    return call([*command, *passed], extra={"QT_QPA_PLATFORM": "xcb" if xvfb else "offscreen"}, cwd=ROOT)


def xvfb_command() -> list[str]:
    if not LINUX:
        raise MendableError("--xvfb is for Linux; leave it out here.")
    if not shutil.which("xvfb-run"):
        if not shutil.which("apt-get"):
            raise MendableError("--xvfb needs the program xvfb-run; install your system's package for it.")
        apt_install(["xauth", "xvfb"], "--xvfb needs the program xvfb-run")
    return ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]


def do_check(rest: list[str]) -> int:
    """check [--no-tests] [--all]   style, types, who imports whom, and the tests; fails when one of them does"""
    parser = argparse.ArgumentParser(prog="dev.py check")
    parser.add_argument("--no-tests", action="store_true", help="leave the tests out")
    parser.add_argument("--all", action="store_true", help="with the slow tests")
    options = parser.parse_args(rest)
    ensure_environment("dev")
    python = str(venv_python())
    imports = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"
    steps = [
        ("style (ruff check)", [python, "-m", "ruff", "check"]),
        ("layout (ruff format)", [python, "-m", "ruff", "format", "--check"]),
        ("types (basedpyright)", [python, "-m", "basedpyright"]),
        ("imports (import-linter)", [python, "-c", imports]),
    ]
    workflows = [str(path) for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))]
    if workflows:  # a package of the sources has none
        schema = [python, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows]
        zizmor = [str(venv_python().with_name("zizmor")), "--offline", "--no-progress", *workflows]
        steps += [("workflows (schema)", schema), ("workflows (zizmor)", zizmor)]
    results: list[tuple[str, int, float]] = []
    for title, command in steps:
        started = time.monotonic()
        code, text = quietly(title, command)
        results.append((title, code, time.monotonic() - started))
        if code:
            print(text, flush=True)
    if not options.no_tests:
        ensure_system_libraries(OFFSCREEN)
        started = time.monotonic()
        code = run_tests([], slow=options.all)
        results.append(("tests (pytest)", code, time.monotonic() - started))
    for title, code, seconds in results:
        print(f"{'ok    ' if code == 0 else 'FAILED'}  {title:<26}{seconds:7.1f} s")
    return int(any(code for _, code, _ in results))


def do_bench(rest: list[str]) -> int:
    """bench [NAME…] [--data DIR] [--peers]   measures against a baseline in the same run; asserts nothing"""
    ensure_environment("dev")
    ensure_system_libraries(OFFSCREEN)
    harness = str(ROOT / "tests" / "bench")
    if "--peers" in rest:  # libraries to compare with, in an environment of their own
        rest = [argument for argument in rest if argument != "--peers"]
        ensure_beside("peers")
    return call([str(venv_python()), harness, *rest], extra={"QT_QPA_PLATFORM": "offscreen"})


def do_package(rest: list[str]) -> int:
    """package [--help]   bundles and installers in dist/, tested; needs the network the first time"""
    ensure_environment("dev")
    ensure_system_libraries(OFFSCREEN, XCB, WAYLAND)
    return call([str(venv_python()), str(ROOT / "build"), *rest])


def do_screenshots(rest: list[str]) -> int:
    """screenshots [FOLDER] [--accept]   makes the README's pictures anew, or takes over how the window looks now"""
    parser = argparse.ArgumentParser(prog="dev.py screenshots")
    parser.add_argument("folder", nargs="?", default=str(ROOT / "docs" / "pictures"))
    parser.add_argument("--accept", action="store_true", help="the pictures that the tests compare the window with")
    options, more = parser.parse_known_args(rest)
    if options.accept:
        ensure_environment("dev")
        ensure_system_libraries(OFFSCREEN)
        os.environ["PRESSMARK_ACCEPT_PICTURES"] = "1"
        return run_tests([str(ROOT / "tests" / "ui" / "test_pictures.py")], slow=True)
    ensure_environment("run")
    ensure_system_libraries(OFFSCREEN)
    command = [str(venv_python()), "-m", "pressmark.app.screenshots", options.folder, *more]
    return call(command, extra={"QT_QPA_PLATFORM": "offscreen"})


def do_lock(rest: list[str]) -> int:
    """lock [--upgrade]   makes the six lock files anew from pyproject.toml (needs uv)"""
    parser = argparse.ArgumentParser(prog="dev.py lock")
    parser.add_argument("--upgrade", action="store_true", help="to the newest versions that pyproject.toml allows")
    options = parser.parse_args(rest)
    uv = shutil.which("uv")
    if uv is None:
        raise MendableError("The lock files are made by uv, which is not on the PATH: pip install uv, and start again.")
    common = [uv, "pip", "compile", "pyproject.toml", "--extra", "postgres", "--universal", "--python-version", "3.11"]
    common += ["--generate-hashes", "--no-header", "--quiet", "--no-emit-index-url", "--no-emit-find-links"]
    common += ["--upgrade"] if options.upgrade else []
    groups = [(level, ["--group", level, "--constraint", LOCKS["run"]]) for level in ("dev", "package")]
    for level, more in (("run", []), *groups):
        name = LOCKS[level]
        code, text = quietly(f"writing {name}", [*common, *more, "--output-file", name])
        if code:
            raise MendableError(f"uv could not write {name}:\n{last_lines(text)}")
    beside = [argument for argument in common if argument not in ("pyproject.toml", "--extra", "postgres")]
    for group in ("peers", "consumers", "doccano"):
        name = f"requirements-{group}.lock"
        code, text = quietly(f"writing {name}", [*beside, "--group", f"pyproject.toml:{group}", "--output-file", name])
        if code:
            raise MendableError(f"uv could not write {name}:\n{last_lines(text)}")
    return 0


def do_translations(rest: list[str]) -> int:
    """translations   collects the window's words into resources/translations and compiles them"""
    parse("translations", rest)
    ensure_environment("run")
    folder = ROOT / "resources" / "translations"
    tools = venv_python().parent
    sources = modules("ui", "app")
    with tempfile.TemporaryDirectory(dir=str(ROOT)) as extra:
        spelt, below = Path(extra) / "spelt_out.py", Path(extra) / "messages.py"
        spelt.write_text("".join(spelt_out(source.read_text(encoding="utf-8")) for source in sources), encoding="utf-8")
        below.write_text(messages_spelt_out(), encoding="utf-8")
        names = [str(source.relative_to(ROOT)) for source in [*sources, spelt]]
        for source in sorted(folder.glob("*.ts")):
            # English needs a file too: for its plurals, which Qt chooses by number only in a translation. Those of
            # messages from the rooms below are told apart there.
            more = ["-pluralonly"] if source.stem.endswith("_en") else [str(below)]
            collecting = [str(tools / "pyside6-lupdate"), *names, *more, "-locations", "none", "-no-obsolete"]
            for command in ([*collecting, "-ts", str(source)], [str(tools / "pyside6-lrelease"), str(source)]):
                code, text = quietly("translating " + source.stem, command)
                if code:
                    raise MendableError(f"{command[0]} failed:\n{last_lines(text)}")
                if "unfinished" in text and command[0].endswith("lrelease"):
                    print(text)
    return 0


def modules(*rooms: str) -> list[Path]:
    """The source files of these rooms, in order."""
    return sorted(path for room in rooms for path in (ROOT / "desktop/pressmark" / room).rglob("*.py"))


BELOW = ("core", "detect", "formats", "store", "services", "app")


def message_makers() -> frozenset[str]:
    """What makes a `core.messages.Message` of its first arguments, which are therefore literals: it, and the errors."""
    bases = [
        (node.name, {ast.unparse(base).rpartition(".")[2] for base in node.bases})
        for path in modules(*BELOW)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    found = set()
    more = {"Message", "UserError", "FaultError"}
    while more:
        found |= more
        more = {name for name, above in bases if above & found} - found
    return frozenset(found)


def messages_of(source: str, makers: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """The templates of a module's messages, and whether their form depends on a number.

    They stand in the calls that make messages, and in what is declared to hold templates (`LiteralString`).
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AnnAssign) and "LiteralString" in ast.unparse(node.annotation) and node.value:
            for each in node.value.values if isinstance(node.value, ast.Dict) else [node.value]:
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield each.value, False
        elif isinstance(node, ast.Call) and node.args:
            called = node.func
            counted = isinstance(called, ast.Attribute) and ast.unparse(called) == "Message.counted"
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            template = node.args[1 if counted else 0]
            if (counted or name in makers) and isinstance(template, ast.Constant) and isinstance(template.value, str):
                yield template.value, counted


def messages_spelt_out() -> str:
    """Every message of the rooms below the window, as lupdate understands it."""
    lines = []
    makers = message_makers()
    for path in modules(*BELOW):
        for template, counted in messages_of(path.read_text(encoding="utf-8"), makers):
            words = json.dumps(template, ensure_ascii=False)
            lines.append('QCoreApplication.translate("messages", {}{})\n'.format(words, ", None, 2" if counted else ""))
    return "".join(dict.fromkeys(lines))


def spelt_out(source: str) -> str:
    """The words of a module's own `_tr(text)` with the context that it gives them, as lupdate understands it."""
    tree = ast.parse(source)
    contexts = [
        call.args[0].value
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and function.name == "_tr"
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and len(call.args) > 1 and isinstance(call.args[0], ast.Constant)
    ]
    if not contexts:
        return ""
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_tr"
    ]
    words = [call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)]
    context = json.dumps(contexts[0])
    return "".join(f"QCoreApplication.translate({context}, {json.dumps(t, ensure_ascii=False)})\n" for t in words)


def do_clean(rest: list[str]) -> int:
    """clean [--all]   removes what the tools left behind; --all the environment too"""
    parser = argparse.ArgumentParser(prog="dev.py clean")
    parser.add_argument("--all", action="store_true", help="the environment .venv too")
    options = parser.parse_args(rest)
    made = [".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache", ".coverage", "dist"]
    caches = [path for top in ("desktop", "tests", "build") for path in (ROOT / top).rglob("__pycache__")]
    for path in [*(ROOT / name for name in made), ROOT / "__pycache__", *caches]:
        if path.is_dir():
            shutil.rmtree(str(path))
        elif path.exists():
            path.unlink()
    if options.all:
        with alone():
            remove_environment()
    return 0


COMMANDS = {
    "run": do_run,
    "cli": do_cli,
    "test": do_test,
    "check": do_check,
    "bench": do_bench,
    "package": do_package,
    "screenshots": do_screenshots,
    "setup": do_setup,
    "translations": do_translations,
    "lock": do_lock,
    "clean": do_clean,
}


def parse(name: str, rest: list[str]) -> None:
    """For commands that take no arguments."""
    argparse.ArgumentParser(prog="dev.py " + name).parse_args(rest)


def menu() -> str:
    lines = ["python dev.py COMMAND", ""]
    for function in COMMANDS.values():
        usage, _, meaning = (function.__doc__ or "").partition("   ")
        lines += ["  " + usage, "      " + meaning]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(menu())
        return 0 if arguments else 2
    command = COMMANDS.get(arguments[0])
    if command is None:
        print(f"dev.py: there is no command {arguments[0]!r}\n\n{menu()}", file=sys.stderr)
        return 2
    try:
        return command(list(arguments[1:]))
    except MendableError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        say("interrupted")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
