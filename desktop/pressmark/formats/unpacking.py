"""ZIP archives of articles: unpacked into a folder of ours, with limits, and never outside of it."""

from __future__ import annotations

import re
import stat
import zipfile
from pathlib import Path

from msgspec import Struct

from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.core.text import canonical
from pressmark.formats.packed import BROKEN, Pack, bomb, damaged, protected

MOST_BYTES = 2_000_000_000
"""What an import unpacks at most, archives inside archives included."""

MOST_FILES = 50_000
_PART = 1 << 20
_ODD = re.compile(r'[<>:"|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# Never articles, and often large.
_PASSED_OVER = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".svg",
        ".bmp",
        ".tif",
        ".tiff",
        ".ico",
        ".mp3",
        ".mp4",
        ".m4a",
        ".wav",
        ".ogg",
        ".avi",
        ".mov",
        ".mkv",
        ".webm",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".css",
        ".js",
        ".map",
        ".exe",
        ".dll",
        ".so",
    ]
)


class Unpacked(Struct, frozen=True):
    """What came out of an archive.

    Attributes:
        size: bytes written.
        files: how many.
        refused: sentences about members that were left out.
    """

    size: int
    files: int
    refused: tuple[Message, ...]


def unpack(path: Path, folder: Path, *, most_bytes: int = MOST_BYTES, most_files: int = MOST_FILES) -> Unpacked:
    """Unpacks an archive; pictures, sounds and programs are passed over.

    Args:
        path: the archive.
        folder: an empty folder.
        most_bytes: how much may be written.
        most_files: how many files.

    Raises:
        UserError: for an archive that is damaged, protected by a password, or too large when unpacked.
    """
    name = canonical(path.name)
    refused: list[Message] = []
    size = files = 0
    taken: set[str] = set()
    try:
        with path.open("rb") as stream:
            pack = Pack(stream, name=name)
            entries = [entry for entry in pack.entries() if not entry.is_dir()]
            for entry in entries:
                parts = [part for part in entry.filename.replace("\\", "/").split("/") if part not in ("", ".")]
                shown = canonical(entry.filename)[:120]
                if not parts or parts[0] == "__MACOSX" or any(part.startswith(".") and part != ".." for part in parts):
                    continue
                if entry.filename.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", entry.filename):
                    refused.append(
                        Message(
                            "“{shown}” in {name} names a place outside of the archive, so it was left out. Do not "
                            "trust where this archive comes from.",
                            shown=shown,
                            name=name,
                        )
                    )
                    continue
                if stat.S_ISLNK(entry.external_attr >> 16):
                    refused.append(
                        Message(
                            "“{shown}” in {name} is a link, not a file, so it was left out.", shown=shown, name=name
                        )
                    )
                    continue
                if Path(parts[-1]).suffix.lower() in _PASSED_OVER:
                    continue
                if entry.flag_bits & 1:
                    raise protected(name)
                if files >= most_files or size + entry.file_size > most_bytes:
                    raise bomb(name)
                size += _write(pack, entry, folder.joinpath(*_free(parts, taken)), name)
                files += 1
    except UserError:
        raise
    except BROKEN as error:
        raise damaged(name, error) from error
    return Unpacked(size, files, tuple(refused))


def _free(parts: list[str], taken: set[str]) -> list[str]:
    """A name that every system takes and that no other member has."""
    clean = [_clean(part) for part in parts]
    stem, dot, ending = clean[-1].rpartition(".")
    number = 1
    while "/".join(clean).casefold() in taken:
        number += 1
        clean[-1] = f"{stem} ({number}){dot}{ending}" if dot else f"{ending} ({number})"
    taken.add("/".join(clean).casefold())
    return clean


def _clean(part: str) -> str:
    part = _ODD.sub("_", canonical(part)).rstrip(". ") or "_"
    part = f"_{part}" if _RESERVED.match(part) else part
    stem, dot, ending = part.rpartition(".")
    while len(part.encode()) > 150:
        stem, ending = (stem[:-1], ending) if dot and len(ending) <= 10 else ("", part[:40])
        part = f"{stem}{dot}{ending}" if stem else ending
    return part


def _write(pack: Pack, entry: zipfile.ZipInfo, target: Path, name: str) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with pack.stream(entry) as source, target.open("xb") as sink:
        while part := source.read(_PART):
            written += len(part)
            if written > entry.file_size:
                raise bomb(name)
            sink.write(part)
    return written
