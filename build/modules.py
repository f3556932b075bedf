"""Lays all Python modules of the bundle into one file, from which its programs read them (`in_bundle/modules.py`).

Used by `pressmark.spec`, inside PyInstaller's own Python. The file is the number that names Python's kind of code, the
place of the table (8 bytes, lowest first), the code of each module by `marshal`, and the table: where each module lies,
in which file each compiled one is, and what has to be run after a module was loaded. Nothing is packed: the installers
pack it better as a whole.
"""

from __future__ import annotations

import importlib.util
import marshal
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

HOOKS = {
    "pyi_rth_inspect": "inspect",
    "pyi_rth_pkgutil": "pkgutil",
    "pyi_rth_multiprocessing": "multiprocessing",
    "pyi_rth_pyside6": "PySide6",
}
"""Which module each of PyInstaller's scripts prepares; they come before the program's own, and load what they prepare.
Others stay where they are."""

Entry = tuple[int, int, int]
"""A module's kind (PyInstaller's), its first byte and its length."""


IN_BUNDLE = Path(__file__).parent / "in_bundle"


def laid_out(analysis: Any, work: Path) -> tuple[Any, list[tuple[str, str, str]]]:
    """Lays all modules of an analysis into one file of the bundle, in place of the program.

    Args:
        analysis: PyInstaller's `Analysis`; the file is put into its list.
        work: the folder to write in.

    Returns:
        What a program holds in place of the modules (PyInstaller's `PYZ`), and the scripts that it runs.
    """
    from PyInstaller.building.api import PYZ  # pyright: ignore[reportMissingModuleSource]

    scripts, preparing = without_hooks(analysis.scripts)
    (library,) = [Path(source) for destination, source, _ in analysis.datas if destination == "base_library.zip"]
    archive, one = work / "modules.pyz", work / "modules.bin"
    PYZ(analysis.pure, name=str(archive))
    write(one, of_library(library) | of_archive(archive), compiled(analysis.binaries), preparing)
    analysis.datas.append((one.name, str(one), "DATA"))
    packed: Any = PYZ([])
    start = next(at for at, (name, _, _) in enumerate(packed.dependencies) if name == "pyiboot01_bootstrap")
    packed.dependencies.insert(start, ("modules", str(IN_BUNDLE / "modules.py"), "PYSOURCE"))
    return packed, scripts


def without_hooks(scripts: Sequence[tuple[str, str, str]]) -> tuple[list[tuple[str, str, str]], dict[str, list[Path]]]:
    """Takes out of a program's scripts what can wait for the module that it prepares.

    Args:
        scripts: `Analysis.scripts`.

    Returns:
        The other scripts, and the files to run by the module after which to run them.
    """
    left, waiting = [], {}
    for name, path, kind in scripts:
        if name in HOOKS:
            waiting.setdefault(HOOKS[name], []).append(Path(path))
        else:
            left.append((name, path, kind))
    return left, waiting


def write(
    path: Path,
    modules: Mapping[str, tuple[int, bytes | None]],
    compiled: Mapping[str, str],
    preparing: Mapping[str, Sequence[Path]],
) -> None:
    """Writes the file.

    Args:
        path: where to.
        modules: a module's kind and its marshalled code, None for a package without any, by its name.
        compiled: the file of each compiled module below the folder of the bundle, by its name.
        preparing: scripts to run once a module has been loaded, by the module's name.
    """
    start = importlib.util.MAGIC_NUMBER
    pieces = [start, bytes(8)]
    at = len(start) + 8

    def add(piece: bytes) -> tuple[int, int]:
        nonlocal at
        pieces.append(piece)
        at += len(piece)
        return at - len(piece), len(piece)

    toc: dict[str, Entry] = {name: (kind, *add(code or b"")) for name, (kind, code) in sorted(modules.items())}
    later = {
        module: [add(marshal.dumps(compile(script.read_bytes(), script.name, "exec"))) for script in scripts]
        for module, scripts in sorted(preparing.items())
    }
    pieces[1] = at.to_bytes(8, "little")
    pieces.append(marshal.dumps((toc, dict(sorted(compiled.items())), later)))
    path.write_bytes(b"".join(pieces))


def compiled(binaries: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """Where compiled modules lie.

    Args:
        binaries: `Analysis.binaries`.

    Returns:
        Their files below the folder of the bundle, as its system writes paths, by the modules' names.
    """
    found = {}
    for destination, _, kind in binaries:
        if kind == "EXTENSION":
            parts = list(PurePath(destination).parts)
            # Python's own lie in a folder of their own, on some systems; others in the folder of their package.
            inner = parts[2:] if parts[1:2] == ["lib-dynload"] else parts
            found[".".join([*inner[:-1], inner[-1].partition(".")[0]])] = destination
    return found


def of_archive(path: Path) -> dict[str, tuple[int, bytes | None]]:
    """The modules of an archive that PyInstaller has made, whose code names files as it does in tracebacks."""
    from PyInstaller.archive.readers import ZlibArchiveReader  # pyright: ignore[reportMissingImports]

    reader = ZlibArchiveReader(str(path))
    return {name: (entry[0], reader.extract(name, raw=True) or None) for name, entry in reader.toc.items()}


def of_library(path: Path) -> dict[str, tuple[int, bytes | None]]:
    """Those modules of Python's own which PyInstaller lays beside the program, for its start.

    They are found here sooner once the program is under way. Encodings stay there, where Python looks for them by path.

    Args:
        path: `base_library.zip`.
    """
    from PyInstaller.loader.pyimod01_archive import PYZ_ITEM_MODULE, PYZ_ITEM_PKG  # pyright: ignore[reportMissingImports]

    found: dict[str, tuple[int, bytes | None]] = {}
    with zipfile.ZipFile(path) as archive:
        for file in archive.namelist():
            name = file.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")
            if name.partition(".")[0] != "encodings":
                kind = PYZ_ITEM_PKG if file.endswith("/__init__.pyc") else PYZ_ITEM_MODULE
                found[name] = (kind, archive.read(file)[16:])  # behind the head of a .pyc
    return found
