"""The window while another program holds the lock of the project's database."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from tests.ui.window_support import Hands

from pressmark.core.annotation import Status
from pressmark.ui import saving


@pytest.fixture
def other(reading: Hands) -> Iterator[sqlite3.Connection]:
    """Another program that has begun to write."""
    assert reading.bench.project is not None
    connection = sqlite3.connect(reading.bench.project.target, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def saved(hands: Hands) -> list[Status]:
    assert hands.bench.project is not None
    return [a.status for a in hands.bench.project.document(hands.document.article.id)]


def test_a_decision_is_seen_at_once_and_saved_when_the_other_program_is_done(
    reading: Hands, other: sqlite3.Connection
) -> None:
    reading.key(Qt.Key.Key_Tab)
    before = time.perf_counter()
    reading.key(Qt.Key.Key_A)
    took = time.perf_counter() - before
    assert [a.status for a in reading.document].count(Status.ACCEPTED) == 1
    assert took < saving._LAST_PATIENCE / 2  # it used to be all of it
    assert reading.window.bottom._saved.text() == "Saving 1 change…"
    reading.key(Qt.Key.Key_A)
    assert reading.window.bottom._saved.text() == "Saving 2 changes…"
    assert saved(reading).count(Status.ACCEPTED) == 0
    other.execute("ROLLBACK")
    reading.qtbot.waitUntil(lambda: reading.window.bottom._saved.text().startswith("Saved "))
    assert saved(reading).count(Status.ACCEPTED) == 2
    assert reading.window.notice.sentence == ""


def test_a_lock_that_stays_is_told_until_it_is_gone(
    reading: Hands, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_CALM", 0.2)
    reading.key(Qt.Key.Key_Tab)
    reading.key(Qt.Key.Key_A)
    reading.qtbot.waitUntil(lambda: "is not saved yet" in reading.window.notice.sentence)
    assert "another program is writing to" in reading.window.notice.sentence
    other.execute("ROLLBACK")
    reading.qtbot.waitUntil(lambda: reading.window.notice.sentence == "")
    assert saved(reading).count(Status.ACCEPTED) == 1


def test_undo_takes_back_what_is_not_saved_yet(reading: Hands, other: sqlite3.Connection) -> None:
    reading.key(Qt.Key.Key_Tab)
    reading.key(Qt.Key.Key_A)
    reading.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [a.status for a in reading.document].count(Status.ACCEPTED) == 0
    other.execute("ROLLBACK")
    reading.settle()
    assert saved(reading).count(Status.ACCEPTED) == 0


def test_the_window_asks_before_it_closes_over_unsaved_changes(
    reading: Hands, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_LAST_PATIENCE", 0.05)
    asked: list[str] = []

    def answer(_window, question: str, _do: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(reading.window, "_questions", type("Asked", (), {"confirm": staticmethod(answer)}))
    reading.key(Qt.Key.Key_Tab)
    reading.key(Qt.Key.Key_A)
    assert not reading.window.close()
    assert len(asked) == 1
    assert "could not be saved" in asked[0]
    other.execute("ROLLBACK")
    assert reading.window.close()
    assert len(asked) == 1


def test_another_project_is_not_opened_over_unsaved_changes(
    reading: Hands, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setattr(saving, "_LAST_PATIENCE", 0.05)
    reading.key(Qt.Key.Key_Tab)
    reading.key(Qt.Key.Key_A)
    assert not reading.bench.open_project(tmp_path / "next.pressmark")
    assert "are not saved yet" in reading.window.notice.sentence
    other.execute("ROLLBACK")
    assert reading.bench.open_project(tmp_path / "next.pressmark")
