from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.window_support import WORKSHOP, Hands, flood, kalbajar, running


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["pressmark", "-style", "Fusion"]  # as `app.window.application` does


@pytest.fixture(scope="session", autouse=True)
def workshop() -> Iterator[None]:
    yield
    WORKSHOP.end()


@pytest.fixture(scope="session", autouse=True)
def clipboard(qapp) -> Iterator[None]:
    """Emptied at the end: without a screen, Qt frees what is in it after Python has ended, and crashes."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRESSMARK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def hands(qapp, qtbot: QtBot, home: Path) -> Iterator[Hands]:
    with running(qapp, qtbot, home) as hands:
        yield hands


@pytest.fixture
def reading(hands: Hands) -> Hands:
    """A window with two articles, the first one open, four suggestions in it."""
    hands.fill(kalbajar(), flood())
    return hands
