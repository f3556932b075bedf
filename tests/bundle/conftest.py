"""The modules of `build/`, which is no package, can be imported in these tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BUILD = Path(__file__).resolve().parents[2] / "build"


@pytest.fixture(scope="module", autouse=True)
def build_importable() -> Iterator[None]:
    sys.path.insert(0, str(BUILD))
    yield
    sys.path.remove(str(BUILD))
