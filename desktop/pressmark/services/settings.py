"""What a person has chosen, kept in one small JSON file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark.core.errors import UserError
from pressmark.core.messages import Message

THEMES = ("system", "light", "dark")
TEXT_SIZES = range(10, 49)
LINE_WIDTHS = range(40, 111)
RECENT_KEPT = 12


class Settings(Struct, frozen=True):
    """Every choice, with its default.

    Attributes:
        theme: "system", "light" or "dark".
        language: of the window, as ISO 639-1 ("en", "fr"), or "system" for the system's.
        text_size: of the article's body, in pixels at 100 % scale, 10 to 48.
        line_width: of the article's body, in average characters, 40 to 110.
        typeface: of the article's body, by its family name; "" for the one that the program brings along.
        model: the name of an installed spaCy pipeline, the path of a model folder, or None for the one that the
            program brings along.
        annotator: the name that decisions are signed with; "" for the name of the computer's user.
        snap_to_words: a selection by mouse grows to whole words.
        detect_on_open: an article that has not been read yet is read by the detector when it opens.
        shortcuts: keys by action id, only where they differ from the defaults; "" takes a key away.
        window: places and sizes as the window wrote them, base64 by name; opaque here.
        recent_projects: files and database addresses, the latest first; never with a password.
        last_export: the choices of the last export, by name.
        table_columns: which columns of a table are text, headline, date and id ("" for none), by the table's column
            names, joined by U+001F.
        extra: entries of a newer version, kept as they are.
    """

    theme: str = "system"
    language: str = "system"
    text_size: int = 19
    line_width: int = 66
    typeface: str = ""
    model: str | None = None
    annotator: str = ""
    snap_to_words: bool = True
    detect_on_open: bool = True
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    window: Mapping[str, str] = field(default_factory=dict)
    recent_projects: tuple[str, ...] = ()
    last_export: Mapping[str, Any] = field(default_factory=dict)
    table_columns: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def but(self, **changes: Any) -> Settings:
        """The same settings with some changed."""
        return replace(self, **changes)

    def with_recent(self, project: str) -> Settings:
        """The same settings with this project as the latest."""
        others = tuple(other for other in self.recent_projects if other != project)
        return self.but(recent_projects=(project, *others)[:RECENT_KEPT])


class Loaded(Struct, frozen=True):
    """Settings as they were found, with sentences about whatever could not be used."""

    settings: Settings
    notices: tuple[Message, ...] = ()


def load(path: Path) -> Loaded:
    """Reads the settings; a file that is not there yet gives the defaults.

    A damaged file is set aside beside the new one, an entry that makes no sense is replaced by its default, and
    either is told in the notices. Never raises for what stands in the file.

    Raises:
        UserError: the file is there and can't be read.
    """
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Loaded(Settings())
    except OSError as error:
        raise UserError(
            "The settings in {path} can't be read ({reason}); check the file's rights.",
            path=path,
            reason=error.strerror,
        ) from error
    try:
        found = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        return _set_aside(path)
    if not isinstance(found, dict):
        return _set_aside(path)
    return _understood(found, path)


def _set_aside(path: Path) -> Loaded:
    kept = path.with_name(path.name + ".damaged")
    try:
        path.replace(kept)
    except OSError as error:
        raise UserError(
            "The settings in {path} are damaged and can't be set aside ({reason}); remove the file.",
            path=path,
            reason=error.strerror,
        ) from error
    said = Message("The settings were damaged, so the defaults are used; the old file is kept as {kept}.", kept=kept)
    return Loaded(Settings(), (said,))


def _understood(found: dict[str, Any], path: Path) -> Loaded:
    known: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    notices: list[Message] = []
    for name, value in found.items():
        check = _CHECKS.get(name)
        if check is None:
            extra[name] = value
        elif check(value):
            known[name] = tuple(value) if name == "recent_projects" else value
        else:
            notices.append(
                Message("The setting “{name}” in {path} can't be used, so its default is.", name=name, path=path)
            )
    return Loaded(Settings(**known, extra=extra), tuple(notices))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _is_text_by_name(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "theme": lambda value: isinstance(value, str) and value in THEMES,
    "text_size": lambda value: isinstance(value, int) and not isinstance(value, bool) and value in TEXT_SIZES,
    "language": lambda value: isinstance(value, str) and value.isidentifier(),
    "line_width": lambda value: isinstance(value, int) and not isinstance(value, bool) and value in LINE_WIDTHS,
    "typeface": _is_text,
    "model": lambda value: value is None or (isinstance(value, str) and bool(value.strip())),
    "annotator": _is_text,
    "snap_to_words": _is_bool,
    "detect_on_open": _is_bool,
    "shortcuts": _is_text_by_name,
    "window": _is_text_by_name,
    "recent_projects": lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    "last_export": lambda value: isinstance(value, dict),
    "table_columns": lambda value: (
        isinstance(value, dict)
        and all(
            isinstance(row, list) and len(row) == 4 and all(isinstance(name, str) for name in row)
            for row in value.values()
        )
    ),
}


def save(settings: Settings, path: Path) -> None:
    """Writes the settings so that at any moment either the old or the new file is there, whole.

    Raises:
        UserError: it can't be written.
    """
    row: dict[str, Any] = {}
    for name in Settings.__struct_fields__:
        if name != "extra":
            value = getattr(settings, name)
            row[name] = list(value) if isinstance(value, tuple) else value
    row |= {name: value for name, value in settings.extra.items() if name not in row}
    text = json.dumps(row, ensure_ascii=True, indent=1) + "\n"  # ASCII, so that odd file names stay as they are
    import tempfile  # with all kinds of packed files, and a window starts without

    unfinished: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=path.name + ".", delete=False
        ) as file:
            unfinished = Path(file.name)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)
        raise UserError(
            "The settings can't be saved in {path} ({reason}).", path=path, reason=error.strerror
        ) from error
