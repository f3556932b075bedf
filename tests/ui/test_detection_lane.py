"""The queue of articles to detect in, with real processes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pressmark.core.article import Article, ArticleMeta
from pressmark.core.text import fingerprint
from pressmark.services import detection
from pressmark.ui import detection_lane
from pressmark.ui.detection_lane import DetectionLane, DetectionState

NO_MODEL = "no_such_model"
"""Processes start faster without one, and dates and figures are found all the same."""


def article(name: str) -> Article:
    text = f"Russia is sending 1,960 peacekeepers of {name} on Wednesday.\n" * 30
    return Article(name, text, fingerprint(text), ArticleMeta(published="2020-11-25", source=f"{name}.txt"), ())


class Ears:
    """What the lane has told."""

    def __init__(self, lane: DetectionLane) -> None:
        self.lane = lane
        self.asked: list[str] = []
        self.found: list[detection.Finished] = []
        self.states: list[DetectionState] = []
        self.failed: list[tuple[str, str]] = []
        self.most = 0
        lane.found.connect(self._on_found)
        lane.state_changed.connect(self.states.append)
        lane.failed.connect(lambda *said: self.failed.append(said))

    def _on_found(self, finished: detection.Finished) -> None:
        self.found.append(finished)
        self.most = max(self.most, self.lane.processes)

    @property
    def ids(self) -> list[str]:
        return [finished.article_id for finished in self.found]


@pytest.fixture
def ears(qapp, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ears]:
    del qapp
    monkeypatch.setattr(detection_lane, "_IDLE", 300)
    asked: list[str] = []

    def article_of(name: str) -> Article | None:
        asked.append(name)
        return None if name == "gone" else article(name)

    lane = DetectionLane(article_of, model=NO_MODEL, most=3)
    lane.start()
    ears = Ears(lane)
    ears.asked = asked
    yield ears
    lane.close()


def test_many_articles_are_read_by_several_processes_and_each_of_them_once(ears: Ears, qtbot: QtBot) -> None:
    names = [f"article-{number}" for number in range(400)]
    ears.lane.want(["gone", *names])
    assert ears.lane.processes == 1
    qtbot.waitUntil(lambda: len(ears.found) == len(names), timeout=60_000)
    assert sorted(ears.ids) == sorted(names)
    assert 2 <= ears.most <= 3
    assert max(state.reading for state in ears.states) >= 2
    counted = {state.finished + state.waiting + state.reading for state in ears.states if state.reading}
    assert max(counted) <= len(names)
    assert ears.states[-1] == DetectionState(0, 0, 0)
    # What helped goes home, and the first one goes on.
    qtbot.waitUntil(lambda: ears.lane.processes == 1, timeout=10_000)
    ears.lane.want(["one-more"])
    qtbot.waitUntil(lambda: ears.ids[-1] == "one-more", timeout=30_000)
    assert ears.failed == []


def test_few_articles_need_no_help(ears: Ears, qtbot: QtBot) -> None:
    ears.lane.want([f"article-{number}" for number in range(6)])
    qtbot.waitUntil(lambda: len(ears.found) == 6, timeout=60_000)
    assert ears.most == 1
    assert ears.ids == [f"article-{number}" for number in range(6)]


def test_the_open_article_is_read_next(ears: Ears, qtbot: QtBot) -> None:
    ears.lane.want(f"article-{number}" for number in range(300))
    qtbot.waitUntil(lambda: len(ears.found) >= 20, timeout=60_000)
    ears.lane.want(["opened"], first=True)
    before = len(ears.asked)
    qtbot.waitUntil(lambda: "opened" in ears.ids, timeout=60_000)
    assert ears.asked[before] == "opened"


def test_cancel_forgets_all_that_waits(ears: Ears, qtbot: QtBot) -> None:
    ears.lane.want(f"article-{number}" for number in range(300))
    qtbot.waitUntil(lambda: len(ears.found) >= 20, timeout=60_000)
    ears.lane.cancel()
    assert ears.states[-1] == DetectionState(0, 0, 0)
    QTest.qWait(300)
    there = len(ears.found)
    QTest.qWait(300)
    assert len(ears.found) == there < 300
    ears.lane.want(["after"])
    qtbot.waitUntil(lambda: ears.ids[-1] == "after", timeout=30_000)


def test_a_window_keeps_a_processor_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores, processes in ((1, 1), (2, 1), (4, 3), (16, 4)):
        monkeypatch.setattr(detection, "processors", lambda cores=cores: cores)
        assert detection.processes_beside_a_window() == processes
