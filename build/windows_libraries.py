"""Lets libraries for Windows share what several of them bring along (in the Windows bundle, after PyInstaller).

A wheel for Windows brings the libraries that it needs under names with a hash in them, so that two wheels never take
each other's. Two of these are in the bundle under their plain names as well: OpenSSL, which the database's client and
Python bring, and a part of the C++ library, of which numpy asks for one function. Those who ask for the odd name are
made to ask for the plain one, which is shorter and so fits in its place; of OpenSSL the newer is kept.

Nothing is changed where a function that is asked for would be missing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from common import say

_CODE = (".dll", ".pyd")


def share(inside: Path) -> None:
    """Leaves one OpenSSL and one C++ library where there are two.

    Args:
        inside: the folder with Python's own libraries, which every library of the bundle finds.
    """
    _share(inside, inside / "psycopg_binary.libs", ("libcrypto-3", "libssl-3"), "OpenSSL")
    _share(inside, inside / "numpy.libs", ("msvcp140",), "C++ library", newer=False)


def _share(inside: Path, brought: Path, names: Iterable[str], what: str, *, newer: bool = True) -> None:
    """Leaves one of two copies of some libraries that belong together, under its plain name.

    Args:
        brought: where the copies with odd names are.
        newer: keeps those if they are newer than the plain ones.
    """
    plain = {path.name.lower(): path for path in inside.iterdir() if path.suffix == ".dll"}
    pairs: dict[str, tuple[Path, Path]] = {}
    for name in names:
        odd = [path for path in brought.glob("*.dll") if re.fullmatch(rf"{name}(-x64)?-[0-9a-f]{{32}}", path.stem)]
        if len(odd) != 1 or f"{name}.dll" not in plain:
            say(f"{what}: the bundle has not two of {name}, so each keeps its own")
            return
        pairs[name] = odd[0], plain[f"{name}.dll"]
    first, second = next(iter(pairs.values()))
    takes_odd = newer and version(first) > version(second)
    kept = {name: pair[0 if takes_odd else 1] for name, pair in pairs.items()}
    going = {odd.name.lower(): name for name, (odd, _) in pairs.items()}
    known = {**going, **{usual.name.lower(): name for name, (_, usual) in pairs.items()}}
    has = {name: exported(path) for name, path in kept.items()}
    asking: dict[Path, dict[str, set[bytes]]] = {}
    replaced = {path for pair in pairs.values() for path in pair} - set(kept.values())
    for path in sorted(inside.rglob("*")):
        if path.suffix in _CODE and path not in replaced:
            asked = {library: taken for library, taken in imported(path).items() if library.lower() in known}
            missing = {name for library, taken in asked.items() for name in taken - has[known[library.lower()]]}
            if missing:
                say(f"{what}: {path.name} asks for {min(missing).decode()}, so each keeps its own")
                return
            asking[path] = asked
    for path, asked in asking.items():
        renamed = {library: pairs[going[library.lower()]][1].name for library in asked if library.lower() in going}
        if renamed:
            rename(path, renamed)
    saved = 0
    for odd, usual in pairs.values():
        saved += usual.stat().st_size if takes_odd else odd.stat().st_size
        if takes_odd:
            odd.replace(usual)
        else:
            odd.unlink()
    say(f"{what}: one in place of two, {saved / 1e6:.1f} MB less")


def version(library: Path) -> tuple[int, ...]:
    """OpenSSL's version, as its main library has it."""
    found = re.search(rb"OpenSSL (\d+)\.(\d+)\.(\d+)", library.read_bytes())
    return tuple(int(part) for part in found.groups()) if found else ()


def exported(library: Path) -> set[bytes]:
    """The names of the functions that a library has for others."""
    table = getattr(_read(library), "DIRECTORY_ENTRY_EXPORT", None)
    return {symbol.name for symbol in table.symbols if symbol.name} if table else set()


def imported(library: Path) -> dict[str, set[bytes]]:
    """The functions that a library asks others for, by their names; one without a name is b""."""
    read = _read(library)
    found: dict[str, set[bytes]] = {}
    for kind in ("IMPORT", "DELAY_IMPORT"):
        for entry in getattr(read, f"DIRECTORY_ENTRY_{kind}", ()):
            found.setdefault(entry.dll.decode("ascii"), set()).update(symbol.name or b"" for symbol in entry.imports)
    return found


def rename(library: Path, names: Mapping[str, str]) -> None:
    """Has a library ask for others by another name.

    Args:
        names: the new name by the old one, of which none may be longer than the old.

    Raises:
        ValueError: a name is longer, or is asked for in a way that this can't change.
    """
    read = _read(library)
    left = set(names)
    for entry in getattr(read, "DIRECTORY_ENTRY_IMPORT", ()):
        old = entry.dll.decode("ascii")
        if old in names:
            new = names[old].encode("ascii")
            if len(new) > len(old):
                raise ValueError(f"{names[old]} is longer than {old}")
            read.set_bytes_at_rva(entry.struct.Name, new.ljust(len(old), b"\0"))
            left.discard(old)
    signed = read.OPTIONAL_HEADER.DATA_DIRECTORY[4].Size
    if left or signed:
        raise ValueError(f"{library.name} is signed, or asks for {', '.join(left)} only when it is needed")
    read.OPTIONAL_HEADER.CheckSum = read.generate_checksum()
    library.write_bytes(bytes(read.write()))


def _read(library: Path) -> Any:
    import pefile  # pyright: ignore[reportMissingImports] - PyInstaller brings it on Windows

    read = pefile.PE(data=library.read_bytes(), fast_load=True)
    read.parse_data_directories([0, 1, 13])  # exports, imports, those that wait until they are needed
    return read


if __name__ == "__main__":
    share(Path(sys.argv[1]))
