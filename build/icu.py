"""Leaves out of Qt's Unicode data what Qt has no function for (Linux, where its wheel brings ICU along: 32 MB).

Qt asks ICU for converters, collation, calendars and letter case (`nm -D` on its libraries shows the functions that they
take); names of languages, regions, currencies, units and time zones, spelled-out numbers, transliteration and line
breaking it has of its own or not at all. ICU looks each item up by name in one package and goes on to the next best
when it is not there, which is how its own documentation has data made smaller. Format of the package: ICU User Guide,
"ICU Data", and `ucmndata.h`: a header, then a sorted table of names and offsets, then the items.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from pathlib import Path

from common import WORK, PackagingError, run, say

UNASKED = ("brkitr", "curr", "lang", "rbnf", "region", "translit", "unit", "zone")
"""Folders of the package behind functions that no Qt library takes."""
CONVERTERS = ".cnv"
"""Tables of old encodings (5 MB). Qt has Unicode's and Latin-1 of its own, and Pressmark reads files by Python's."""
_TAKEN_FROM = {"ubrk", "uldn", "ucurr", "unum", "utrans", "umsg", "unumf", "udtitvfmt"}
_ALIGNED = 16


def reduce(libraries: Path) -> None:
    """Puts a smaller `libicudata.so` in the place of the one in this folder.

    Args:
        libraries: the folder with Qt's own libraries.

    Raises:
        PackagingError: Qt has begun to use what would be left out, or the package is not as expected.
    """
    (library,) = libraries.glob("libicudata.so.*")
    refuse_if_used(libraries.glob("libQt6*.so.*"))
    before = library.stat().st_size
    whole, small, source, unit = (WORK / f"icu.{ending}" for ending in ("dat", "small.dat", "s", "o"))
    run(["objcopy", "-O", "binary", "-j", ".rodata", library, whole], minutes=1, what="objcopy")
    small.write_bytes(reduced(whole.read_bytes(), UNASKED))
    symbol = f"icudt{library.name.rsplit('.', 1)[1]}_dat"
    source.write_text(
        f'.section .note.GNU-stack,"",%progbits\n.section .rodata\n.balign {_ALIGNED}\n.globl {symbol}\n'
        f'.type {symbol}, %object\n{symbol}: .incbin "{small.name}"\n.size {symbol}, . - {symbol}\n',
        "ascii",
    )
    run(["as", "-o", unit.name, source.name], minutes=1, what="as", cwd=WORK)
    run(["ld", "-shared", "-soname", library.name, "-o", library, unit], minutes=1, what="ld")
    library.chmod(0o644)
    say(f"Unicode data: {before / 1e6:.0f} MB to {library.stat().st_size / 1e6:.0f} MB")


def refuse_if_used(libraries: Iterable[Path]) -> None:
    """Looks whether a library takes a function whose data would be gone.

    Raises:
        PackagingError: it does.
    """
    taken = run(["nm", "-D", "--undefined-only", *libraries], minutes=1, what="nm")
    families = set(re.findall(r" U (u[a-z]+)_\w+_\d+$", taken, re.MULTILINE)) & _TAKEN_FROM
    if families:
        raise PackagingError(f"Qt now uses ICU's {', '.join(sorted(families))}; look again at UNASKED in build/icu.py.")


def reduced(package: bytes, folders: Iterable[str]) -> bytes:
    """The package without the items in these folders and without the tables of converters.

    Raises:
        PackagingError: this is no ICU package.
    """
    if len(package) < 24 or package[2:4] != b"\xda\x27" or package[12:16] != b"CmnD":
        raise PackagingError("Qt's libicudata holds no ICU data package any more; look again at build/icu.py.")
    start = struct.unpack_from("<H", package)[0]
    count = struct.unpack_from("<I", package, start)[0]
    table = [struct.unpack_from("<II", package, start + 4 + 8 * at) for at in range(count)]
    ends = [offset for _, offset in table[1:]] + [len(package) - start]
    kept: list[tuple[bytes, bytes]] = []
    for (name_at, item_at), end in zip(table, ends, strict=True):
        name = package[start + name_at : package.index(b"\0", start + name_at)]
        parts = name.decode("ascii").split("/")
        if not parts[-1].endswith(CONVERTERS) and (len(parts) < 3 or parts[1] not in folders):
            kept.append((name, package[start + item_at : start + end]))
    names = b"".join(name + b"\0" for name, _ in kept)
    name_at = 4 + 8 * len(kept)
    item_at = _padded(name_at + len(names))
    rows, items = [struct.pack("<I", len(kept))], []
    for name, item in kept:
        rows.append(struct.pack("<II", name_at, item_at))
        name_at += len(name) + 1
        item_at = _padded(item_at + len(item))
        items.append(item.ljust(_padded(len(item)), b"\0"))
    head = (b"".join(rows) + names).ljust(_padded(4 + 8 * len(kept) + len(names)), b"\0")
    return package[:start] + head + b"".join(items)


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
