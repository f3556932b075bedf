"""Makes the bundle's Python smaller and quicker to load. Used by `pressmark.spec`, inside PyInstaller's own Python.

Docstrings go: nobody can read them in a bundle, and they are a third of what is loaded. Not by Python's own `-OO`,
which takes assertions as well.

Qt's Python side reads signatures by Python code of its own, which it carries as sources, packed inside of a library,
and unpacks, compiles and loads at each start. Here it lies with the other modules, and is loaded when it is needed
(`in_bundle/signature_bootstrap.py` says when that is).

Each package's record carries its whole readme behind what programs read; the readmes stay out.

Source: the module `signature_bootstrap` of Shiboken, "find_incarnated_files".
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

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
        if name == "shiboken6":
            cache[name] = shiboken(Path(path).read_bytes())
        if name == "msgspec._utils":
            cache[name] = compiled(without_typing_extensions(Path(path).read_bytes()), path)


def without_typing_extensions(source: bytes) -> bytes:
    """A module that takes `typing_extensions` where it is installed, as where it is not.

    It is large, and loads `inspect`; what msgspec takes of it, `typing` has.
    """
    if b"from typing_extensions import" not in source or b"from typing import get_type_hints" not in source:
        raise RuntimeError("msgspec takes its type hints otherwise than build/lean.py knows.")
    return source.replace(b"from typing_extensions import", b"from typing import")


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


class QuickStart(NamedTuple):
    """What PyInstaller's `Analysis` has to be given for what stands in for Qt's own code at the start.

    Attributes:
        paths: where modules lie.
        modules: which are to be in the bundle.
        unused: which are not.
    """

    paths: list[str]
    modules: list[str]
    unused: list[str]


def quick_start(work: Path) -> QuickStart:
    """The stand-ins of `in_bundle`, as far as they fit this version of Qt's Python side and of Python.

    Args:
        work: the folder to write in.

    Raises:
        RuntimeError: Qt's Python side is another than they were written for.
    """
    found = signatures(work / "signatures")
    unused = []
    if otherwise := enums_made_otherwise():
        print("Python makes Qt's enumerations, since in_bundle/quick_enums.py makes others of these:", *otherwise)
        unused.append("quick_enums")
    paths = [str(Path(__file__).with_name("in_bundle")), str(work / "signatures")]
    return QuickStart(paths, [*found, "signature_bootstrap", "mmap"], unused)


_SIGNATURES = """
import pathlib, sys
import PySide6.QtCore
packed = sys.modules["shibokensupport"].__loader__.zfile
for name in packed.namelist():
    if name.startswith("shibokensupport/") and name.endswith(".py") and "-" not in name:
        path = pathlib.Path(sys.argv[1], name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(packed.read(name))
"""
_SIGNATURE_LOADER = "shibokensupport.signature.loader"


def signatures(folder: Path) -> list[str]:
    """The code by which Qt's Python side reads signatures, as modules like any other.

    Args:
        folder: for their sources, to be searched for modules.

    Returns:
        The modules' names.

    Raises:
        RuntimeError: this version of Qt's Python side is another than what stands in for it was written for.
    """
    shutil.rmtree(folder, ignore_errors=True)
    # In a Python of its own: loading Qt changes how that one imports.
    subprocess.run([sys.executable, "-c", _SIGNATURES, str(folder)], check=True, timeout=300)
    files = sorted(folder.glob("shibokensupport/**/*.py"))
    names = [".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__") for path in files]
    if _SIGNATURE_LOADER not in names:
        raise RuntimeError("This Shiboken does not carry the code that reads signatures where it was looked for.")
    loader = (folder / "shibokensupport" / "signature" / "loader.py").read_text("utf-8")
    asked_for = set(re.findall(r"^def (\w+)\(", loader, re.MULTILINE)) - {
        "put_into_package",
        "move_into_pyside_package",
    }
    stand_in = (Path(__file__).parent / "in_bundle" / "signature_bootstrap.py").read_text("utf-8")
    missing = asked_for - set(re.findall(r"^def (\w+)\(", stand_in, re.MULTILINE))
    import PySide6  # pyright: ignore[reportMissingImports]

    deprecated = Path(PySide6.__path__[0], "support", "deprecated.py").read_text("utf-8")
    missing |= set(re.findall(r"^def (fix_for_\w+)", deprecated, re.MULTILINE))
    if missing:
        raise RuntimeError(
            f"Qt's Python side has functions that build/in_bundle/signature_bootstrap.py lacks: {sorted(missing)}."
        )
    return names


_SHIBOKEN = """
import builtins
import signature_bootstrap
_compile = builtins.compile
def _without_bootstrap(source, filename, *more, **named):
    # The library's own module of this name would be run over ours, which is loaded by now.
    return _compile("" if filename == "signature_bootstrap.py" else source, filename, *more, **named)
builtins.compile = _without_bootstrap
try:
    from shiboken6.Shiboken import *
finally:
    builtins.compile = _compile
"""


def shiboken(source: bytes) -> CodeType:
    """The code of the package `shiboken6`, which loads our stand-in, and not half of the standard library.

    Args:
        source: the package's own, of which the version stays.
    """
    tree = ast.parse(source)
    kept = [node for node in tree.body if isinstance(node, ast.Assign)]
    if not any(isinstance(node, ast.ImportFrom) and node.module == "shiboken6.Shiboken" for node in tree.body):
        raise RuntimeError("The package shiboken6 is made otherwise than build/lean.py knows.")
    tree.body = [*kept, *ast.parse(_SHIBOKEN).body]
    return compile(tree, "shiboken6/__init__.py", "exec", dont_inherit=True)


def enums_made_otherwise() -> list[str]:
    """Which of Qt's enumerations this Python makes otherwise than `in_bundle/quick_enums.py`."""
    line = [sys.executable, str(Path(__file__).with_name("enums_alike.py"))]
    done = subprocess.run(line, check=False, capture_output=True, text=True, timeout=300)
    if done.returncode:
        return done.stderr.strip().splitlines()[-1:] or [f"the comparison ended with {done.returncode}"]
    found = json.loads(done.stdout)
    if found["quick"] < 0.9 * found["made"]:
        return [f"only {found['quick']} of {found['made']} are made quickly"]
    return sorted(found["different"])
