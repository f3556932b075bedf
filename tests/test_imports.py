"""Who may import whom, and what may not be loaded before it is needed."""

from __future__ import annotations

import os
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import pressmark.cli
import pressmark.services

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("PySide6", "sqlalchemy", "alembic", "spacy", "trafilatura", "lxml", "numpy")


def modules_of(package: ModuleType) -> list[str]:
    return [package.__name__, *(f"{package.__name__}.{each.name}" for each in pkgutil.iter_modules(package.__path__))]


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    light = [*modules_of(pressmark.services), *modules_of(pressmark.cli), "pressmark.app.main", "pressmark.__main__"]
    code = (
        "import importlib, sys\n"
        f"for module in {light!r}:\n"
        "    importlib.import_module(module)\n"
        f"    heavy = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "    if heavy:\n"
        "        sys.exit(f'{module} loads {heavy}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_module_keeps_to_its_room() -> None:
    code = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("PySide6", {"ui", "app"}),
        ("sqlalchemy", {"store"}),
        ("alembic", {"store"}),
        ("spacy", {"detect", "formats"}),
        ("platformdirs", {"app"}),
        ("lxml", {"formats"}),
        ("trafilatura", {"formats"}),
        ("dataclasses", set()),  # values are Structs, or the start waits for each
    ],
)
def test_each_library_is_used_in_its_room_only(library: str, rooms: set[str]) -> None:
    import grimp

    used = grimp.build_graph("pressmark", include_external_packages=True, cache_dir=None)
    importers = used.find_modules_that_directly_import(library) if library in used.modules else set()
    assert {module.split(".")[1] for module in importers} <= rooms
