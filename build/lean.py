"""Makes the bundle's Python smaller and quicker to load. Used by `pressmark.spec`, inside PyInstaller's own Python.

Docstrings of other people's modules go: nobody can read them in a bundle, and they are a third of what is loaded.
Ours stay, since `--help` shows some. Not Python's own `-OO`, which takes assertions as well.
"""

from __future__ import annotations

import ast
import warnings
from pathlib import Path
from types import CodeType
from typing import Any

_KEPT = ("pressmark", "typer", "click", "numpy")
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
                nothing = ast.copy_location(ast.Pass(), node.body[0])
                node.body = node.body[1:] or [nothing]
        return compile(tree, path, "exec", dont_inherit=True, optimize=0)
