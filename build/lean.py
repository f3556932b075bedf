"""Makes the bundle's Python smaller and quicker to load. Used by `pressmark.spec`, inside PyInstaller's own Python.

Docstrings go: nobody can read them in a bundle, and they are a third of what is loaded. Not by Python's own `-OO`,
which takes assertions as well.

Qt's Python side reads signatures by Python code of its own, which it carries as sources, packed inside of a library,
and unpacks and compiles at each start (a tenth of ours). It looks first in a folder `files.dir` beside it: there lies
the same code here, compiled once.

Each package's record carries its whole readme behind what programs read; the readmes stay out.

Source: the module `signature_bootstrap` of Shiboken, "find_incarnated_files".
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import warnings
from pathlib import Path
from types import CodeType
from typing import Any

_KEPT = ("typer", "click", "numpy")
"""Packages whose docstrings are shown to users, or may be; numpy hands its own on to compiled functions."""
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def without_docstrings(pure: list[tuple[str, str, str]]) -> None:
    """Has PyInstaller take code without docstrings for a list of modules.

    Args:
        pure: `Analysis.pure`; PyInstaller keeps the code of its modules beside it.
    """
    from PyInstaller.config import CONF  # pyright: ignore[reportMissingImports]

    cache: dict[str, Any] = CONF["code_cache"][id(pure)]
    for name, path, _ in pure:
        if name.partition(".")[0] not in _KEPT and path.endswith(".py"):
            cache[name] = compiled(Path(path).read_bytes(), path)


def compiled(source: bytes, path: str) -> CodeType:
    """The code of a module without its docstrings.

    Args:
        path: what tracebacks name.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about other people's escapes in strings
        tree = ast.parse(source, path)
        for node in ast.walk(tree):
            if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
                if isinstance(node, ast.ClassDef) and node.decorator_list:
                    # For a class without one, `dataclass` would put one together at each start.
                    node.body[0] = ast.copy_location(ast.Expr(ast.Constant(" ")), node.body[0])
                else:
                    node.body = node.body[1:] or [ast.copy_location(ast.Pass(), node.body[0])]
        ast.fix_missing_locations(tree)
        return compile(tree, path, "exec", dont_inherit=True, optimize=0)


def without_readmes(datas: list[tuple[str, str, str]], folder: Path) -> list[tuple[str, str, str]]:
    """A bundle's list of files with shorter records of packages (`METADATA`).

    Args:
        datas: PyInstaller's: where to, where from, what kind.
        folder: for the shorter ones.
    """
    result = []
    for destination, source, kind in datas:
        path = Path(destination)
        if path.name == "METADATA" and path.parent.suffix == ".dist-info":
            short = folder / path.parent.name / path.name
            short.parent.mkdir(parents=True, exist_ok=True)
            head = re.split(rb"\r?\n\r?\n", Path(source).read_bytes(), maxsplit=1)[0]
            short.write_bytes(head + b"\n\n")
            source = str(short)
        result.append((destination, source, kind))
    return result


_SIGNATURES = """
import importlib._bootstrap_external, pathlib, sys
import PySide6.QtCore
packed = sys.modules["shibokensupport"].__loader__.zfile
for name in packed.namelist():
    if name.endswith(".py"):
        path = pathlib.Path(sys.argv[1], name + "c")
        path.parent.mkdir(parents=True, exist_ok=True)
        code = compile(packed.read(name), name, "exec")
        path.write_bytes(importlib._bootstrap_external._code_to_hash_pyc(code, bytes(8), False))
"""


def signatures(folder: Path) -> list[tuple[str, str, str]]:
    """The code by which Qt's Python side reads signatures, compiled, for a bundle's list of files.

    Args:
        folder: for the compiled files.

    Returns:
        PyInstaller's triples: where to, where from, what kind.
    """
    # In a Python of its own: loading Qt changes how that one imports.
    subprocess.run([sys.executable, "-c", _SIGNATURES, str(folder)], check=True, timeout=300)
    found = [
        (path.relative_to(folder).as_posix(), str(path)) for path in sorted(folder.glob("shibokensupport/**/*.pyc"))
    ]
    if not any(name == "shibokensupport/signature/loader.pyc" for name, _ in found):
        raise RuntimeError("This Shiboken does not carry the code that reads signatures where it was looked for.")
    return [(f"shiboken6/files.dir/{name}", path, "DATA") for name, path in found]
