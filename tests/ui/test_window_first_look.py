"""The last article is there before its project is open, and nothing that is done in between is lost."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.window_support import FLOOD, KALBAJAR, flood, kalbajar, running

from pressmark.app import paths
from pressmark.app.window import Desktop
from pressmark.core import edits
from pressmark.core.annotation import Status
from pressmark.services import settings
from pressmark.services.project import Project
from pressmark.services.session import Session
from pressmark.ui import first_look, main_window


class Start:
    """A window that has been painted while its project is still being loaded."""

    def __init__(self, qapp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        monkeypatch.setattr(first_look, "load", lambda: self.go_on.wait(30))
        self.turns: deque[Callable[[], object]] = deque()  # what is left to be made then, while nothing is asked for
        monkeypatch.setattr(main_window, "next_turn", lambda _window, function: self.turns.append(function))
        chosen = settings.Settings(detect_on_open=False, annotator="Ayla", theme="light")
        settings.save(chosen, paths.settings_file())
        self.desktop = Desktop(qapp)
        self.window, self.bench, self.page = self.desktop.window, self.desktop.workbench, self.desktop.window.page
        self.bench.detection.start = lambda: None
        self.opened: list[object] = []
        self.bench.article_opened.connect(self.opened.append)
        with qtbot.waitSignal(self.desktop.shown):
            self.desktop.start()
        self._qtbot = qtbot

    def open(self) -> None:
        """Lets the window become complete and the loading end."""
        with self._qtbot.waitSignal(self.desktop.opened):
            while self.turns:
                self.turns.popleft()()
            self.go_on.set()


@pytest.fixture
def start(qapp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Start]:
    with Project.open(paths.ensured(paths.folders().data) / paths.DEFAULT_PROJECT, annotator="Ayla") as project:
        added = project.add([flood(), kalbajar()])
        project.set_state("last_article", added.ids[1])
    started = Start(qapp, qtbot, monkeypatch)
    yield started
    started.go_on.set()
    started.window.close()
    started.window.deleteLater()
    qapp.setStyleSheet("")
    QTest.qWait(1)


def stored(start: Start, annotation_id: str) -> Status:
    assert start.bench.project is not None
    assert start.bench.document is not None
    with start.bench.project.again() as fresh:
        found = fresh.document(start.bench.document.article.id).get(annotation_id)
    assert found is not None
    return found.status


def test_the_window_shows_all_of_the_project_before_it_is_open(start: Start) -> None:
    assert start.bench.project is None
    assert start.page.document is not None
    assert start.page.document.text == KALBAJAR
    assert [row.headline for row in start.window.articles.model.rows] == [FLOOD.split("\n")[0], KALBAJAR.split("\n")[0]]
    assert "2" in start.window.articles._buttons[start.window.articles.which].toolTip()
    assert start.window.top.export_button.isEnabled()
    assert start.window.label_panel.row("GPE") is not None
    assert start.page.hasFocus()


def test_nothing_on_screen_changes_when_the_project_opens(start: Start) -> None:
    panels = (start.page, start.window.articles, start.window.right, start.window.top, start.window.bottom)
    before = [panel.grab().toImage() for panel in panels]
    start.open()
    assert start.bench.project is not None
    assert [panel.grab().toImage() == picture for panel, picture in zip(panels, before, strict=True)] == [True] * 5


def test_what_is_selected_before_that_stays_selected(start: Start) -> None:
    start.page.select("a3")
    start.open()
    assert start.bench.project is not None
    assert len(start.opened) == 1, "the same article was shown anew"
    assert start.window.marking.selected is start.bench.document.get("a3")


def test_a_decision_made_before_that_waits_and_is_saved(start: Start) -> None:
    start.page.select("a1")
    start.go_on.set()
    QTest.keyClick(start.page, Qt.Key.Key_A)
    assert start.bench.project is not None
    assert stored(start, "a1") is Status.ACCEPTED
    QTest.keyClick(start.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored(start, "a1") is Status.SUGGESTED


def test_another_article_chosen_before_that_is_opened(start: Start) -> None:
    start.go_on.set()
    start.window.articles.article_chosen.emit(start.window.articles.model.rows[0].id)
    assert start.bench.document is not None
    assert start.bench.document.text == FLOOD
    assert start.page.document is start.bench.document


def test_a_search_typed_before_that_is_answered(start: Start) -> None:
    start.go_on.set()
    start.window.articles.search.setText("sindh")
    start.window.articles.reload()
    assert [row.headline for row in start.window.articles.model.rows] == [FLOOD.split("\n")[0]]


def test_what_another_program_changed_in_between_is_shown(start: Start) -> None:
    with Project.open(paths.default_project(), annotator="Bela") as project:
        session = Session(project)
        session.apply(edits.decide(session.open(project.article_ids()[1]), ["a4"], Status.REJECTED))
    start.open()
    assert len(start.opened) == 2
    assert start.page.document is not None
    assert start.page.document is start.bench.document
    shown = start.page.document.get("a4")
    assert shown is not None
    assert shown.status is Status.REJECTED
    assert [row.decided for row in start.window.articles.model.rows] == [0, 1]


def test_of_a_project_that_is_gone_by_then_nothing_stays_in_view(start: Start, tmp_path: Path) -> None:
    file = paths.default_project()
    for path in file.parent.glob(f"{file.name}*"):
        path.rename(tmp_path / path.name)
    file.write_text("another program's", "utf-8")
    start.open()
    assert start.bench.project is None
    assert start.bench.document is None
    assert start.page.document is None
    assert start.window.articles.model.rows.ids == []
    assert file.name in start.window.notice.sentence


def test_a_window_closed_before_that_opens_nothing(start: Start, qtbot: QtBot) -> None:
    start.window.close()
    start.go_on.set()
    qtbot.wait(30)
    assert start.bench.project is None


def test_the_very_first_start_says_at_once_what_to_do(
    qapp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    start = Start(qapp, qtbot, monkeypatch)
    try:
        assert start.window.stack.currentWidget() is start.window.first_start
        assert start.window.first_start.open_button.isVisible()
        assert not paths.default_project().exists()
        before = start.window.top.grab().toImage()
        start.open()
        assert paths.default_project().exists()
        assert start.window.top.grab().toImage() == before
        assert start.window.stack.currentWidget() is start.window.first_start
    finally:
        start.go_on.set()
        start.window.close()
        start.window.deleteLater()
        qapp.setStyleSheet("")
        QTest.qWait(1)


def test_a_second_start_is_as_the_first_was_left(qapp, qtbot: QtBot, home: Path) -> None:
    with running(qapp, qtbot, home) as first:
        first.fill(kalbajar(), flood())
        first.page.select("a3")
        first.key(Qt.Key.Key_A)
    with running(qapp, qtbot, home) as second:
        assert second.document.text == KALBAJAR
        assert second.window.bottom.isVisible()
        mark = second.document.get("a3")
        assert mark is not None
        assert mark.status is Status.ACCEPTED


def test_a_key_for_what_is_made_after_the_first_paint_waits_for_it(start: Start) -> None:
    start.go_on.set()
    start.page.select("a4")
    assert not hasattr(start.window, "equal_panel")
    QTest.keyClick(start.page, Qt.Key.Key_Equal)
    assert start.window.equal_panel.isVisible()
    assert start.bench.project is not None
    QTest.keyClick(start.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert start.window.find_bar.field.hasFocus()


def test_a_mark_selected_before_its_fields_are_made_is_shown_in_them_and_can_be_changed(start: Start) -> None:
    assert "fields" not in vars(start.window.inspector)
    start.page.select("a3")
    form = start.window.inspector.fields.form
    assert (form.value_field.text(), form.unit_field.isVisible()) == ("30,000", True)
    start.open()
    form.note_field.setFocus()
    QTest.keyClicks(form.note_field, "seen")
    QTest.keyClick(form.note_field, Qt.Key.Key_Return)
    assert start.bench.document is not None
    changed = start.bench.document.get("a3")
    assert changed is not None
    assert changed.note == "seen"


def test_what_is_made_after_the_first_paint_is_made_before_the_project_is_opened(start: Start) -> None:
    start.open()
    assert start.window.inspector.fields.form.isHidden()
    assert start.window.find_bar.isHidden()
    assert start.window.equal_panel.isHidden()
