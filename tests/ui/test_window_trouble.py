"""What cannot be done is said in a sentence, the window goes on, and the page shows what the database has."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.window_support import KALBAJAR, Hands, article, running, suggestion

from pressmark.app import paths
from pressmark.app.window import Desktop
from pressmark.core import edits
from pressmark.core.annotation import Candidate, Status
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle, DetectionResult
from pressmark.core.span import Span
from pressmark.services.detection import Finished
from pressmark.services.importing import readable_extensions
from pressmark.services.session import Session
from pressmark.ui.questions import with_project_suffix
from pressmark.ui.workbench import Notice


class TestAnotherWindow:
    def test_what_it_changed_is_shown_when_an_edit_meets_it(self, reading: Hands) -> None:
        assert reading.bench.project is not None
        with reading.bench.project.again() as other:
            session = Session(other)
            session.apply(edits.remove(session.open(reading.document.article.id), ["a1"]))
        reading.page.select("a1")
        reading.key(Qt.Key.Key_A)
        assert "changed from elsewhere" in reading.window.notice.sentence
        assert reading.page.document is reading.document
        assert "a1" not in reading.document
        assert reading.window._tally.total == 3

    def test_an_article_that_it_removed_is_told(self, reading: Hands) -> None:
        assert reading.bench.project is not None
        with reading.bench.project.again() as other:
            other.remove_articles([reading.document.article.id])
        reading.page.select("a1")
        reading.key(Qt.Key.Key_A)
        assert "no longer in the project" in reading.window.notice.sentence
        assert reading.selected is not None
        assert (reading.selected.id, reading.selected.status) == ("a1", Status.SUGGESTED)


class TestTheProjectFile:
    def test_one_that_was_moved_is_told_and_the_page_stays_true(self, reading: Hands) -> None:
        assert reading.bench.project is not None
        target = Path(reading.bench.project.target)
        target.rename(target.with_suffix(".moved"))
        reading.page.select("a1")
        reading.key(Qt.Key.Key_A)
        assert "moved or deleted" in reading.window.notice.sentence
        assert reading.page.document is not None
        assert reading.page.document.by_id["a1"].status is Status.SUGGESTED
        target.with_suffix(".moved").rename(target)
        reading.key(Qt.Key.Key_A)
        assert reading.stored().by_id["a1"].status is Status.ACCEPTED
        assert reading.window.notice.sentence == ""  # it is over

    def test_an_article_is_shown_even_where_nothing_can_be_kept(
        self, reading: Hands, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_key: str, _value: str) -> None:
            raise UserError("The disk is full.")

        monkeypatch.setattr(reading.bench.project, "set_state", full)
        second = reading.window.articles.model.rows[1].id
        reading.bench.open_article(second)
        assert reading.page.document is reading.document
        assert reading.document.article.id == second
        reading.qtbot.waitUntil(lambda: reading.window.notice.sentence == "The disk is full.")

    def test_the_article_that_was_opened_just_now_is_the_one_of_the_next_start(self, reading: Hands) -> None:
        project = reading.bench.project
        assert project is not None
        second = reading.window.articles.model.rows[1].id
        reading.bench.open_article(second)
        with project.again() as other:
            reading.bench.close_project()
            assert other.state("last_article") == second


class TestRemoving:
    def test_the_last_article_leaves_the_first_page_and_nothing_to_do(self, reading: Hands) -> None:
        for row in list(reading.window.articles.model.rows):
            reading.bench.remove_article(row.id)
        assert reading.bench.document is None
        assert reading.window.stack.currentWidget() is reading.window.first_start
        actions = reading.window.actions_
        assert [n for n in ("accept", "find", "detect", "done_next", "export") if actions[n].isEnabled()] == []
        reading.qtbot.waitUntil(lambda: not actions["undo"].isEnabled())
        assert reading.window.bottom._decided.text() == ""

    def test_the_one_after_it_is_opened(self, reading: Hands) -> None:
        reading.bench.remove_article(reading.document.article.id)
        assert reading.document.article.meta.source == "flood.txt"
        assert reading.page.document is reading.document


class TestNotices:
    def test_of_many_files_none_could_be_read(self, reading: Hands, tmp_path: Path) -> None:
        folder = tmp_path / "news"
        folder.mkdir()
        for number in range(3):
            (folder / f"{number}.txt").write_bytes(bytes(range(32)) * 20)
        reading.window.open_paths([folder])
        reading.qtbot.waitUntil(lambda: bool(reading.window.notice.sentence), timeout=30_000)
        assert reading.window.notice.sentence == "3 files could not be read."
        assert len(reading.window.notice._details.toPlainText().splitlines()) == 3

    def test_what_was_passed_over_is_told(self, reading: Hands, tmp_path: Path) -> None:
        folder = tmp_path / "news"
        folder.mkdir()
        (folder / "a.txt").write_text("Mira Roe left Odesa on Tuesday.", encoding="utf-8")
        (folder / "b.json").write_text('[{"x": 1}]', encoding="utf-8")
        reading.window.open_paths([folder])
        reading.qtbot.waitUntil(lambda: bool(reading.window.notice.sentence), timeout=30_000)
        assert reading.window.notice.sentence == "In news 1 file not recognised and passed over: b.json."

    def test_several_remarks_unfold(self, reading: Hands, tmp_path: Path) -> None:
        for name in ("a", "b"):
            (tmp_path / f"{name}.conll").write_text(f"Odesa B-GPE\nfell O\n{name} O\n", encoding="utf-8")
        reading.window.open_paths([tmp_path / "a.conll", tmp_path / "b.conll"])
        reading.qtbot.waitUntil(lambda: bool(reading.window.notice.sentence), timeout=30_000)
        assert reading.window.notice.sentence == "There are 2 remarks on what was read."
        said = reading.window.notice._details.toPlainText().splitlines()
        assert [line.partition(" does not keep the white space")[0] for line in said] == ["a.conll", "b.conll"]

    def test_a_model_that_has_come_takes_its_notice_back(self, reading: Hands) -> None:
        lane = reading.bench.detection
        lane.model_missing.emit("There is no model.")
        assert reading.window.notice.sentence == "There is no model."
        lane.model_ready.emit("en_core_web_md 3.7.1")
        assert reading.window.notice.sentence == ""
        reading.bench.noticed.emit(Notice("Something else."))
        lane.model_ready.emit("en_core_web_md 3.7.1")
        assert reading.window.notice.sentence == "Something else."

    def test_the_environment_s_trouble_is_no_crash(self, reading: Hands) -> None:
        reading.desktop._on_crash(UserError("The server is gone."), None)
        assert reading.window.notice.sentence == "The server is gone."
        assert QApplication.activeModalWidget() is None


def test_a_label_that_detection_brings_stands_in_the_panel(reading: Hands) -> None:
    document = reading.document
    start = KALBAJAR.index("troops")
    found = Candidate(Span(start, start + 6), "WEAPON", "model:other-1", 0.5)
    result = DetectionResult(document.article.id, document.article.sha256, "other-1", (found,))
    reading.bench.detection.found.emit(Finished.of(result))
    reading.qtbot.waitUntil(lambda: reading.window.label_panel.row("WEAPON") is not None)
    assert "WEAPON" in [a.label for a in reading.document]


def test_settings_that_cannot_be_read_are_told_in_the_open_window(qapp, qtbot: QtBot, home: Path) -> None:
    file = paths.settings_file()
    paths.ensured(file.parent)
    file.write_text("{broken", encoding="utf-8")
    desktop = Desktop(qapp)
    with qtbot.waitExposed(desktop.window):
        desktop.start()
    qtbot.waitUntil(lambda: desktop.workbench.project is not None)
    qtbot.waitUntil(lambda: bool(desktop.window.notice.sentence))
    assert file.name in desktop.window.notice.sentence
    desktop.window.close()
    desktop.window.deleteLater()


def test_escape_in_a_field_keeps_the_history_in_view(reading: Hands) -> None:
    reading.page.select("a3")
    reading.key(Qt.Key.Key_A)
    reading.page.select("a3")
    reading.window.inspector.fields.why.toggle.click()
    history = reading.window.inspector.fields.why.history
    assert "accepted" in history.text()
    reading.key(Qt.Key.Key_F2)
    reading.key(Qt.Key.Key_F2)
    reading.key(Qt.Key.Key_Escape)
    assert "accepted" in history.text()
    assert history.isVisible()


def test_a_project_s_name_keeps_its_dots() -> None:
    assert with_project_suffix(Path("news.2020")).name == "news.2020.pressmark"
    assert with_project_suffix(Path("news.pressmark")).name == "news.pressmark"


def test_files_dropped_on_a_field_are_the_window_s(reading: Hands) -> None:
    assert reading.window.acceptDrops()
    assert [f for f in reading.window.findChildren(QLineEdit) if f.acceptDrops() and f.isVisible()] == []


def test_the_file_dialog_offers_whatever_can_be_read() -> None:
    assert {".txt", ".md", ".html", ".jsonl", ".conll"} <= set(readable_extensions())


class TestTheLastTime:
    def test_a_sudden_end_is_told_with_its_report(self, qapp, qtbot: QtBot, home: Path, tmp_path: Path) -> None:
        report = tmp_path / "pressmark-report.txt"
        report.write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
        with running(qapp, qtbot, home, sudden_end=report) as hands:
            dialog = hands.desktop._crash_dialog
            assert dialog is not None
            assert dialog.isVisible()
            assert dialog.sentence.text() == "Pressmark ended suddenly the last time."
            assert "Segmentation fault" in dialog.details.toPlainText()
            assert str(report) in dialog.kept.text()
            hands.key(Qt.Key.Key_Return, on=dialog)
            assert hands.desktop._crash_dialog is None

    def test_a_window_larger_than_its_screen_is_made_to_fit(self, hands: Hands) -> None:
        hands.window.resize(9000, 7000)
        hands.window.fit_screen()
        free = hands.window.screen().availableGeometry()
        assert hands.window.height() <= max(free.height(), hands.window.minimumSizeHint().height())
        assert hands.window.width() <= max(free.width(), hands.window.minimumSizeHint().width())


_TEXT = "Some 30,000 people left Aleppo on Friday."


@pytest.mark.parametrize(
    ("words", "label", "reading_of"),
    [
        ("30,000", "CARDINAL", {"value": 30000, "phrase": {"text": "no place"}}),
        ("30,000", "CARDINAL", {"value": 30000, "phrase": {"start": -5, "end": 999}}),
        ("30,000", "CARDINAL", {"value": "30000", "phrase": "Some", "unit": 5}),
        ("30,000", "CARDINAL", {"value": [1], "counted": "people", "event": 7, "precision": {"a": 1}}),
        ("30,000", "CARDINAL", {"value": 30000, "counted": {"text": 5, "start": "a"}, "event": {"start": 9, "end": 1}}),
        ("Friday", "DATE", {"type": 5, "value": 7, "mod": []}),
    ],
)
def test_a_reading_that_a_dataset_made_up_is_shown_and_mended(
    reading: Hands, words: str, label: str, reading_of: dict[str, object]
) -> None:
    mark = suggestion(_TEXT, words, label, 1, attributes=reading_of)
    reading.fill(AnnotatedArticle(article(_TEXT), (mark,)))
    reading.page.select(mark.id)
    reading.settle()
    form = reading.window.inspector.fields.form
    assert reading.window.inspector._words.text() == words
    assert form.phrase_field.text() == (words if label == "CARDINAL" else "")
    assert reading.document.by_id[mark.id].attributes == reading_of  # looked at is not changed
    reading.key(Qt.Key.Key_F2)
    reading.key(Qt.Key.Key_Escape)
    field, typed = (form.value_field, "31000") if label == "CARDINAL" else (form.timex_field, "2020-11-27")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, typed)
    reading.key(Qt.Key.Key_Return, on=field)
    assert str(reading.stored().by_id[mark.id].attributes["value"]) == typed
