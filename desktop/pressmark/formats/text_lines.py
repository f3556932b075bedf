"""The lines of a text file, one by one, whatever its encoding, with the sentences for what is no such file."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pressmark.core.errors import UserError
from pressmark.formats.decoding import REMEDY, decode, unreadable, what_it_is

LONGEST_LINE = 5_000_000
"""Characters; a file with a longer line is no file of lines."""

_LARGEST_DECODED = 100_000_000
_CHUNK = 1 << 20


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Each line's number, from 1, and text without its line end; memory does not grow with a file of UTF-8.

    A file in another encoding is decoded as articles are. One that is nearly all UTF-8 is damaged, not in another
    encoding, and is refused.

    Raises:
        UserError: naming the file, and the line where one is at fault.
    """
    try:
        with path.open("rb") as file:
            what = what_it_is(file.read(64))
            if what is not None:
                raise UserError(f"{path.name} is {what}, whatever its name says. {REMEDY}")
            file.seek(0)
            if _is_utf8(file):
                file.seek(0)
                yield from _utf8_lines(path.name, file)
            else:
                file.seek(0)
                content = file.read(_LARGEST_DECODED + 1)
                text = _decoded(path.name, content)
                for number, line in enumerate(io.StringIO(text, newline="\n"), 1):
                    yield number, line.rstrip("\r\n")
    except OSError as error:
        raise unreadable(path, error) from error


def whole(path: Path) -> bytes:
    """All of a file that is read at once.

    Raises:
        UserError: for one that is not given, or larger than 100 MB.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_DECODED + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(content) > _LARGEST_DECODED:
        raise UserError(
            f"{path.name} is larger than {_LARGEST_DECODED // 1_000_000} MB, and this format can only be read as a "
            "whole. Split it into smaller files."
        )
    return content


def first_lines(path: Path, count: int = 30) -> list[str]:
    """The first lines of a file, for telling what it is: none where it is no text. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(65_536)
    try:
        text = decode(start[: start.rfind(b"\n") + 1] or start, name=path.name)
    except UserError:
        return []
    return [line.rstrip("\r") for line in text.split("\n")[:count]]


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    first = True
    while True:
        chunk = file.read(_CHUNK)
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            return False
        if not chunk:
            return True
        if first and _is_wide(chunk[:4096]):
            return False
        first = False


def _is_wide(start: bytes) -> bool:
    """Whether ASCII was written as UTF-16 without a byte order mark: every other byte is zero."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    return max(even, odd) > len(start) * 0.45 and min(even, odd) == 0


def _utf8_lines(name: str, file: BinaryIO) -> Iterator[tuple[int, str]]:
    number = 0
    while line := file.readline(LONGEST_LINE * 4):
        number += 1
        if len(line) >= LONGEST_LINE:
            raise UserError(
                f"{name}, line {number}: the line has more than {LONGEST_LINE:,} characters, so this is no file of "
                "lines. Choose another file."
            )
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        yield number, text.rstrip("\r\n")


def _decoded(name: str, content: bytes) -> str:
    if len(content) > _LARGEST_DECODED:
        raise UserError(f"{name} is not UTF-8 and too large to be decoded. Save it as UTF-8.")
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\x00" not in content:
        text = content.decode("utf-8", "surrogateescape")
        wrong = [at for at, character in enumerate(text) if "\ud800" <= character <= "\udfff"]
        right = sum(1 for character in text if character > "\x7f") - len(wrong)
        if wrong and right > len(wrong):
            number = text.count("\n", 0, wrong[0]) + 1
            raise UserError(f"{name}, line {number}: this is not UTF-8, unlike the rest. Get a whole copy of the file.")
    return decode(content, name=name)
