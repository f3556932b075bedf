"""A DocBin as a file: its members one after the other, read from where they stand, so that memory stays what it is.

Source: the docstring of `spacy.tokens.DocBin`, and the specification of msgpack for its lengths.
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct

from pressmark.core.errors import UserError

LARGEST = 2_000_000_000
"""Bytes of a DocBin when it is unpacked."""

# spaCy's numbers of the attributes (spacy.attrs), which its files have fixed.
ORTH, TAG, ENT_IOB, ENT_TYPE, SENT_START = 65, 75, 77, 78, 80

CHUNK = 1 << 20
"""Bytes that are copied at a time."""


def hash_of(word: str) -> int:
    """The number that spaCy's StringStore gives a string: its symbols have small ones, and all others a hash."""
    from spacy.strings import hash_string  # pyright: ignore[reportAttributeAccessIssue] - Cython
    from spacy.symbols import IDS

    found = IDS.get(word)
    return hash_string(word) if found is None else found


class Words(dict[int, str]):
    """Strings by their hashes; raises KeyError for one that is neither in the file nor one of spaCy's symbols."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__({hash_of(word): word for word in words})

    def __missing__(self, number: int) -> str:
        from spacy.symbols import NAMES

        if number >= len(NAMES):
            raise KeyError(number)
        self[number] = word = NAMES[number] or ""
        return word


class Doc(Struct, frozen=True):
    """One article of a DocBin.

    Attributes:
        words: its tokens.
        spaces: whether a space follows each.
        rows: the numbers of each token, an array with a column for each of `attrs`.
        strings: by hash.
        groups: its span groups, packed.
        user: what the program that wrote it put beside it.
        unknown_spaces: `spaces` is a guess.
    """

    words: list[str]
    spaces: list[bool]
    rows: Any
    attrs: list[int]
    strings: Words
    groups: bytes
    user: dict[str, Any]
    unknown_spaces: bool


class _Window:
    """A file from one place on, with a position of its own, for msgpack's reader."""

    def __init__(self, file: BinaryIO, at: int) -> None:
        self._file = file
        self._at = at

    def read(self, size: int) -> bytes:
        self._file.seek(self._at)
        found = self._file.read(size)
        self._at += len(found)
        return found


_LISTS = ("cats", "flags", "span_groups", "user_data")
_BYTES = {0xC4: 1, 0xC5: 2, 0xC6: 4}  # msgpack's heads of bytes, and how many bytes tell the length


def _members(file: BinaryIO) -> tuple[dict[str, Any], dict[str, int], tuple[int, int]]:
    """The members of a DocBin's map: the small ones, where the lists begin, and where the tokens stand."""
    small: dict[str, Any] = {}
    lists: dict[str, int] = {}
    tokens = (0, 0)
    base = 0
    unpacker = _unpacker(file, base)
    for _ in range(unpacker.read_map_header()):
        name = unpacker.unpack()
        at = base + unpacker.tell()
        if name == "tokens":
            file.seek(at)
            head = file.read(5)
            width = _BYTES[head[0]]
            tokens = (at + 1 + width, int.from_bytes(head[1 : 1 + width]))
            base = sum(tokens)
            unpacker = _unpacker(file, base)
        elif name in _LISTS:
            lists[name] = at
            unpacker.skip()
        else:
            small[name] = unpacker.unpack()
    return small, lists, tokens


def _list(file: BinaryIO, at: int | None, count: int) -> Iterator[Any]:
    """The elements of a list that begins there, `count` times None where there is none."""
    if at is None:
        yield from [None] * count
        return
    unpacker = _unpacker(file, at)
    found = unpacker.read_array_header()
    if found < count:
        raise IndexError("a list that is too short")
    for _ in range(count):
        yield unpacker.unpack()


def docs(path: Path) -> Iterator[Doc]:
    """The docs of a file; raises whatever a broken one leads to, `UserError` for one that is far too large."""
    import numpy

    with tempfile.TemporaryFile() as file:
        _unpack_into(file, path)
        told, lists, (first, size) = _members(file)
        attrs = [int(each) for each in told["attrs"]]
        strings = Words(each for each in told.pop("strings") if isinstance(each, str))
        lengths = numpy.frombuffer(told["lengths"], dtype="<i4")
        spaces = numpy.frombuffer(told["spaces"], dtype=bool)
        if ORTH not in attrs or (lengths < 0).any():
            raise ValueError("no words")
        total = int(lengths.sum(dtype="int64"))
        if size != total * len(attrs) * 8 or spaces.size != total:
            raise ValueError("lengths that do not fit")
        count = len(lengths)
        groups, flags, user = (_list(file, lists.get(name), count) for name in ("span_groups", "flags", "user_data"))
        orth = attrs.index(ORTH)
        at = 0
        for length in lengths.tolist():
            file.seek(first + at * len(attrs) * 8)
            rows = numpy.frombuffer(file.read(length * len(attrs) * 8), dtype="<u8").reshape(length, len(attrs))
            flag = next(flags)
            yield Doc(
                list(map(strings.__getitem__, rows[:, orth].tolist())),
                spaces[at : at + length].tolist(),
                rows,
                attrs,
                strings,
                next(groups) or b"",
                _user(next(user)),
                isinstance(flag, dict) and flag.get("has_unknown_spaces") is True,
            )
            at += length


# srsly's own two functions look through all installed packages at every call, for encoders of numpy's arrays. A DocBin
# has none of these in it, but some values for each doc.


@cache
def packer() -> Any:
    """What makes msgpack."""
    from srsly.msgpack import Packer

    return Packer(use_bin_type=True)


def pack(value: object) -> bytes:
    """A value as msgpack."""
    return packer().pack(value)


def unpack(content: bytes) -> Any:
    """The value of some msgpack."""
    from srsly.msgpack import unpackb

    return unpackb(content, raw=False, use_list=True, object_pairs_hook=dict)


def _unpacker(file: BinaryIO, at: int) -> Any:
    # The class below the public one, which would look in every map for an array of numpy's and make it.
    from srsly.msgpack._unpacker import Unpacker

    return Unpacker(_Window(file, at), raw=False, use_list=True, object_pairs_hook=dict)


def _unpack_into(file: BinaryIO, path: Path) -> None:
    """Writes the content, unpacked as far as is reasonable, to a file."""
    squeezed = zlib.decompressobj()
    size = 0
    with path.open("rb") as packed:
        while chunk := squeezed.unconsumed_tail or packed.read(CHUNK):
            try:
                found = squeezed.decompress(chunk, CHUNK)  # what is left of the chunk comes next
            except zlib.error as error:
                raise ValueError("not compressed") from error
            size += len(found)
            file.write(found)
            if size > LARGEST or (size > 200_000_000 and size > 400 * packed.tell()):
                raise UserError(
                    "{name} unpacks to far more than a .spacy file holds ({size:,.0f} MB). Split it "
                    "into smaller files.",
                    name=path.name,
                    size=size / 1000000.0,
                )
    if not squeezed.eof:
        raise ValueError("cut off")


def _user(content: Any) -> dict[str, Any]:
    """What we put beside a doc; what others put there may be anything."""
    if not isinstance(content, bytes):
        return {}
    found = unpack(content)
    return found if isinstance(found, dict) else {}
