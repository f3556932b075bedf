"""The lines of a text file, one by one, whatever its encoding, with the sentences for what is no such file."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.formats.decoding import REMEDY, content_of, decode, unreadable, what_it_is

LONGEST_LINE = 5_000_000
"""Characters; a file with a longer line is no file of lines."""

_LARGEST_DECODED = 100_000_000
_BEGINNING = 65_536  # bytes
_CHUNK = 1 << 20


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Each line's number, from 1, and text without its line end; memory does not grow with a file of UTF-8.

    A file in another encoding is decoded as articles are. One that is nearly all UTF-8 is damaged, not in another
    encoding, and is refused.

    Raises:
        UserError: naming the file, and the line where one is at fault.
    """
    number = 1
    for block, _ in blocks(path):
        found = block.split("\n")
        if not found[-1]:
            del found[-1]  # behind the last line's end
        yield from enumerate([line.rstrip("\r") for line in found] if "\r" in block else found, number)
        number += len(found)


def pieces(path: Path) -> Iterator[tuple[int, str, bool]]:
    """What stands between empty lines: the number of its first line, its lines without the last one's end, and whether
    an empty line or the file's end follows.

    A piece may have empty lines in it (with white space, or two one behind the other), and may be cut where there are
    none; raises as `lines`.
    """
    number = 1
    for block, last in blocks(path, ending=b"\n\n"):
        cut = not last and not block.endswith("\n\n")
        found = block.removesuffix("\n").split("\n\n")
        for at, piece in enumerate(found, 1):
            if piece:
                yield number, piece.removesuffix("\n"), not (cut and at == len(found))
            number += piece.count("\n") + (2 if at < len(found) else 1)


def blocks(path: Path, *, ending: bytes = b"\n") -> Iterator[tuple[str, bool]]:
    """The text of a file in large portions of whole lines, and whether it is the last; raises as `lines`.

    Args:
        path: the file.
        ending: where a portion ends, if there is such a place in it.
    """
    try:
        with path.open("rb") as file:
            what = what_it_is(file.read(64))
            if what is not None:
                raise UserError(
                    "{name} is {what}, whatever its name says. {remedy}", name=path.name, what=what, remedy=REMEDY
                )
            file.seek(0)
            if _is_utf8(file):
                file.seek(0)
                yield from _utf8_blocks(path.name, file, ending)
            else:
                file.seek(0)
                content = file.read(_LARGEST_DECODED + 1)
                yield _decoded(path.name, content), True
    except OSError as error:
        raise unreadable(path, error) from error


def whole(path: Path) -> bytes:
    """All of a file that is read at once.

    Raises:
        UserError: for one that is not given, or larger than 100 MB.
    """
    split = Message(
        "{name} is larger than {largest_decoded} MB, and this format can only be read as a whole. Split it into "
        "smaller files.",
        name=path.name,
        largest_decoded=_LARGEST_DECODED // 1_000_000,
    )
    return content_of(path, largest=_LARGEST_DECODED, too_large=split)


def first_lines(path: Path, count: int = 30) -> list[str]:
    """The first lines of a file, for telling what it is: none where it is no text. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(_BEGINNING)
    if len(start) == _BEGINNING and b"\x00" not in start[:4]:  # of UTF-16, half a line end would be cut off
        start = start[: start.rfind(b"\n") + 1] or start
    try:
        text = decode(start, name=path.name)
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


def _utf8_blocks(name: str, file: BinaryIO, ending: bytes) -> Iterator[tuple[str, bool]]:
    number = 1
    rest = b""
    encoding = "utf-8-sig"
    while chunk := file.read(_CHUNK):
        whole = rest + chunk
        end = whole.rfind(ending) + len(ending)
        if end < len(ending):
            end = whole.rfind(b"\n") + 1
        if not end and len(whole) >= LONGEST_LINE:
            raise _too_long(name, number)
        block, rest = whole[:end], whole[end:]
        if block:
            yield _checked(block.decode(encoding), name, number), False
            number += block.count(b"\n")
            encoding = "utf-8"
    if rest:
        yield _checked(rest.decode(encoding), name, number), True


def wrong_line(name: str, number: int, what: Message) -> UserError:
    """What is said of a line.

    Args:
        name: the file's.
        number: from 1.
        what: is wrong, and the remedy; it goes on behind a colon.
    """
    return UserError("{name}, line {line}: {what}", name=name, line=number, what=what)


def _checked(block: str, name: str, number: int) -> str:
    if len(block) >= LONGEST_LINE:
        for at, line in enumerate(block.split("\n"), number):
            if len(line) >= LONGEST_LINE:
                raise _too_long(name, at)
    return block


def _too_long(name: str, number: int) -> UserError:
    return UserError(
        "{name}, line {number}: the line has more than {longest_line:,} characters, so this is no file of lines. "
        "Choose another file.",
        name=name,
        number=number,
        longest_line=LONGEST_LINE,
    )


def _decoded(name: str, content: bytes) -> str:
    if len(content) > _LARGEST_DECODED:
        raise UserError("{name} is not UTF-8 and too large to be decoded. Save it as UTF-8.", name=name)
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\x00" not in content:
        text = content.decode("utf-8", "surrogateescape")
        wrong = [at for at, character in enumerate(text) if "\ud800" <= character <= "\udfff"]
        right = sum(1 for character in text if character > "\x7f") - len(wrong)
        if wrong and right > len(wrong):
            number = text.count("\n", 0, wrong[0]) + 1
            raise UserError(
                "{name}, line {number}: this is not UTF-8, unlike the rest. Get a whole copy of the file.",
                name=name,
                number=number,
            )
    return decode(content, name=name)
