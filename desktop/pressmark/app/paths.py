"""Where everything lies: what the program brings along, and the folders of the person who uses it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs
from msgspec import Struct

import pressmark
from pressmark.core.errors import UserError

HOME_VARIABLE = "PRESSMARK_HOME"
"""When set, everything that this program writes on its own goes below that folder."""

DEFAULT_PROJECT = "My articles.pressmark"
_PACKAGE = Path(pressmark.__file__).resolve().parent


class Folders(Struct, frozen=True):
    """The user's own folders; none of them need exist yet."""

    settings: Path
    data: Path
    cache: Path
    logs: Path


def bundled(name: str) -> Path:
    """A folder that comes with the program: `resources` or `seeds`.

    Found alike in a frozen bundle, in an installed wheel and in a checkout.

    Raises:
        UserError: it is in none of the three.
    """
    for place in _places():
        folder = place / name
        if folder.is_dir():
            return folder
    raise UserError("The folder “{name}” that comes with Pressmark is missing; install Pressmark anew.", name=name)


def _places() -> Iterator[Path]:
    if getattr(sys, "frozen", False):
        unpacked = getattr(sys, "_MEIPASS", None)
        if unpacked:
            yield Path(unpacked)
        beside = Path(sys.executable).resolve().parent
        yield beside
        yield beside.parent / "Resources"  # a macOS bundle keeps its files apart from its programs
    yield _PACKAGE / "_bundled"
    checkout = _PACKAGE.parents[1]
    # Above an installed package lies site-packages, where a folder “resources” could be anybody's.
    if (checkout / "pyproject.toml").is_file():
        yield checkout


def folders() -> Folders:
    """The user's folders on this system, or those below `PRESSMARK_HOME`.

    Raises:
        UserError: the system does not say where the user is at home.
    """
    home = os.environ.get(HOME_VARIABLE)
    if home:
        top = Path(home).absolute()
        return Folders(top / "settings", top / "data", top / "cache", top / "logs")
    name = "Pressmark" if sys.platform in ("win32", "darwin") else "pressmark"
    dirs = platformdirs.PlatformDirs(name, appauthor=False)
    found = Folders(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path)
    if not found.data.is_absolute():
        raise UserError(
            "Your home folder is not known here; set {home_variable} to a folder for Pressmark's files.",
            home_variable=HOME_VARIABLE,
        )
    return found


def settings_file() -> Path:
    """Where the settings are kept."""
    return folders().settings / "settings.json"


def default_project() -> Path:
    """The project that opens when none is named."""
    return folders().data / DEFAULT_PROJECT


def ensured(folder: Path) -> Path:
    """The folder, made if it is not there yet.

    Raises:
        UserError: it can't be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "The folder {folder} can't be made ({reason}); give yourself the right to write there, "
            "or set {home_variable} to another folder.",
            folder=folder,
            reason=error.strerror,
            home_variable=HOME_VARIABLE,
        ) from error
    return folder
