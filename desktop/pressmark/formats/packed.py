"""Files that are ZIP archives inside (Word documents, e-books …): opened with limits, whatever they declare."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any, BinaryIO

from pressmark.core.errors import UserError
from pressmark.formats import xml

LARGEST_MEMBER = 100_000_000
"""Bytes unpacked; no part of a document is larger."""

LARGEST_RATIO = 200
"""How many times smaller packing makes text at most; only bombs are packed better."""

MOST_MEMBERS = 100_000
_ALWAYS_FINE = 20_000_000  # bytes unpacked: too few to do harm, however well they are packed
_LARGEST_DIRECTORY = 16_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# What Python's reader raises for archives that are not as they should be.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError, RuntimeError)


class Pack:
    """The members of a ZIP archive, in memory.

    Raises:
        UserError: for an archive that is damaged, protected by a password, or unpacks to more than its size can hold.
    """

    def __init__(self, content: bytes | BinaryIO, *, name: str) -> None:
        self.name = name
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        check_directory(stream, name=name)
        try:
            self._zip = zipfile.ZipFile(stream)
            self.members = {member.filename: member for member in self._zip.infolist()}
        except BROKEN as error:
            raise damaged(name, error) from error
        packed = sum(member.compress_size for member in self.members.values())
        whole = sum(member.file_size for member in self.members.values())
        if whole > _ALWAYS_FINE and whole > packed * LARGEST_RATIO:
            raise bomb(name)

    def read(self, member: str) -> bytes | None:
        """One member; None where there is none of that name."""
        entry = self.members.get(member)
        if entry is None:
            return None
        if entry.file_size > LARGEST_MEMBER:
            raise bomb(self.name)
        if entry.flag_bits & 1:
            raise protected(self.name)
        try:
            return self._zip.read(entry)
        except BROKEN as error:
            raise damaged(self.name, error) from error

    def entries(self) -> list[zipfile.ZipInfo]:
        """Every entry, also those of one name."""
        return self._zip.infolist()

    def stream(self, entry: zipfile.ZipInfo) -> IO[bytes]:
        """An entry, to be read in parts; gives no more bytes than the entry declares."""
        return self._zip.open(entry)

    def xml(self, member: str) -> Any:
        """One member as XML; None where there is none of that name."""
        content = self.read(member)
        return None if content is None else xml.parse(content, name=self.name)


def check_directory(stream: BinaryIO, *, name: str) -> None:
    """Refuses an archive whose list of members alone would fill the memory, before that list is read."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 20:
        raise damaged(name, "no end of the central directory")
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if count == 0xFFFF or (length > _LARGEST_DIRECTORY and length != 0xFFFFFFFF) or length == 0xFFFFFFFF:
        long_form = tail.rfind(b"PK\x06\x06", 0, at)
        if long_form >= 0:
            count = int.from_bytes(tail[long_form + 32 : long_form + 40], "little")
            length = int.from_bytes(tail[long_form + 40 : long_form + 48], "little")
        if count > MOST_MEMBERS or length > _LARGEST_DIRECTORY:
            raise UserError(
                "{name} holds more than {most_members:,} files. Unpack it and open the folder.",
                name=name,
                most_members=MOST_MEMBERS,
            )


def kind_of(path: Path) -> str:
    """What a ZIP archive is: "docx", "odt", "xlsx", "ods", "epub", "pptx", or "zip" for any other.

    Raises:
        UserError: as `Pack`; OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        pack = Pack(file, name=path.name)
        names = pack.members.keys()
        stated = (pack.read("mimetype") or b"")[:200] if "mimetype" in names else b""
    if b"epub" in stated or "META-INF/container.xml" in names:
        return "epub"
    if b"opendocument.text" in stated:
        return "odt"
    if b"opendocument.spreadsheet" in stated:
        return "ods"
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(member.startswith(folder) for member in names):
                return kind
    return "zip"


def is_protected_office(head: bytes) -> bool:
    """Whether a file's beginning is that of an Office document behind a password (told by the whole of `head`)."""
    return head.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in head


def bomb(name: str) -> UserError:
    """What is said of an archive that unpacks to far more than it is."""
    return UserError(
        "{name} unpacks to far more than its size can honestly hold, so it was not opened. If you trust it, unpack "
        "it yourself and open the files.",
        name=name,
    )


def damaged(name: str, error: object) -> UserError:
    """What is said of an archive that cannot be read to its end."""
    return UserError("{name} is damaged or not complete. Get a whole copy of it.", name=name, details=str(error))


def protected(name: str) -> UserError:
    """What is said of a file that asks for a password."""
    return UserError(
        "{name} is protected by a password. Open it in its own program, save it without one, and try again.", name=name
    )
