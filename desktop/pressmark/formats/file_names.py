"""Folders with one file for each article: names that every system takes, and the order in which they were written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pressmark.formats.text_lines import lines

ORDER = "articles.lst"
"""In each folder that was written: its articles in their order, without their endings. Other programs ignore it."""

_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


class FileNames:
    """Gives the articles of a folder their files' names.

    Args:
        parts: of a split; each but "" is a folder, which is made.
        reserved: names that other files of the folder have, in small letters.
    """

    def __init__(self, folder: Path, parts: Sequence[str], reserved: Iterable[str] = ()) -> None:
        self._folder = folder
        self._reserved = _RESERVED | set(reserved)
        self._order: dict[str, list[str]] = {part: [] for part in parts}
        self._taken: set[str] = set()
        for part in parts:
            (folder / part).mkdir(parents=True, exist_ok=True)

    def of(self, article_id: str, part: str) -> Path:
        """Where an article goes, without an ending; its id if every system takes that as a name."""
        plain = _UNSAFE.sub("_", article_id).strip(". ")[:100] or "article"
        if plain.split(".")[0].casefold() in self._reserved:
            plain = f"_{plain}"
        found, number = plain, 1
        while f"{part}/{found}".casefold() in self._taken:
            number += 1
            found = f"{plain}_{number}"
        self._taken.add(f"{part}/{found}".casefold())
        self._order[part].append(f"{part}/{found}" if part else found)
        return self._folder / part / found

    def finish(self) -> None:
        """Writes down the order."""
        rows = "".join(f"{name}\n" for names in self._order.values() for name in names)
        (self._folder / ORDER).write_bytes(rows.encode("utf-8"))


def ordered(folder: Path, ending: str) -> list[Path]:
    """The files of an ending in a folder and below it, as they were written; hidden ones are passed over."""
    ranks = {name: number for number, name in enumerate(_listed(folder))}
    found: list[tuple[int, str, Path]] = []
    for path in folder.rglob(f"*{ending}"):
        named = path.relative_to(folder).as_posix().removesuffix(ending)
        if path.is_file() and not any(part.startswith(".") for part in named.split("/")):
            found.append((ranks.get(named, len(ranks)), named, path))
    return [path for _, _, path in sorted(found)]


def written_id(path: Path, ending: str) -> str | None:
    """The id of an article in a folder that was written here: its file's name; None for files of others."""
    name = path.name.removesuffix(ending)
    for folder in (path.parent, path.parent.parent):
        listed = _listed(folder)
        if name in listed or f"{path.parent.name}/{name}" in listed:
            return name
    return None


def _listed(folder: Path) -> list[str]:
    return [name for _, name in lines(folder / ORDER)] if (folder / ORDER).is_file() else []
