"""The dialogs about an article, about the program and about an error, with real keys and clicks."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from tests.ui.dialogs_support import dress, ink, unnamed

from pressmark.core.article import ArticleMeta
from pressmark.core.errors import UserError
from pressmark.services.components import Component
from pressmark.services.updates import Release
from pressmark.ui.dialogs.about_dialog import AboutDialog, versions
from pressmark.ui.dialogs.crash_dialog import CrashDialog
from pressmark.ui.dialogs.published import published_from
from pressmark.ui.dialogs.published_dialog import PublishedDialog, published_words

META = ArticleMeta(
    headline="Troops move into  Kalbajar", published="2020-11-25T15:28", story_code="483372", source="kalbajar.txt"
)


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


class TestPublishedFrom:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("2020", "2020"),
            (" 2020-11 ", "2020-11"),
            ("2020-11-25", "2020-11-25"),
            ("2020-11-25T15:28", "2020-11-25T15:28"),
            ("2020-11-25 15:28", "2020-11-25T15:28"),
            ("2020-11-25t15:28:09", "2020-11-25T15:28:09"),
            ("2020-11-25 15:28 z", "2020-11-25T15:28Z"),
            ("2020-11-25 15:28 +0400", "2020-11-25T15:28+04:00"),
            ("2020-11-25T15:28-03:30", "2020-11-25T15:28-03:30"),
            ("2024-02-29", "2024-02-29"),
        ],
    )
    def test_dates(self, typed, kept):
        assert published_from(typed) == kept
        assert published_from(kept) == kept

    @pytest.mark.parametrize(
        "typed",
        [
            *("", "20", "0000", "2020-13", "2020-1-5", "2021-02-29", "2020-11-25 24:00", "2020-11-25 15"),
            *("25 Nov 2020", "2020-11-25T15:28+99:00", "2020-11 15:28", "٢٠٢٠", "2020-11-25T15:28 Baku"),
        ],
    )
    def test_no_dates(self, typed):
        assert published_from(typed) is None

    @given(st.text())
    def test_any_text_is_a_date_or_none(self, text):
        kept = published_from(text)
        assert kept is None or published_from(kept) == kept

    @given(st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes")))
    def test_every_minute_is_one(self, text):
        assert published_from(text) == text


class TestPublishedDialog:
    @pytest.fixture
    def make(self, qtbot, qapp):
        dress(qapp, "light")

        def make(meta=META):
            dialog = PublishedDialog(meta)
            qtbot.addWidget(dialog)
            dialog.sent = []
            dialog.changed.connect(dialog.sent.append)
            dialog.show()
            return dialog

        return make

    def test_it_says_what_the_date_is(self, make):
        assert make().reading.text() == "Wednesday, 25 November 2020, 15:28."

    def test_a_new_date_is_sent_alone(self, make, qtbot):
        dialog = make()
        dialog.published.selectAll()
        qtbot.keyClicks(dialog.published, "2020-11")
        assert dialog.reading.text() == "November 2020. Dates that depend on it are read anew."
        qtbot.keyClick(dialog.published, Qt.Key.Key_Return)
        assert dialog.sent == [{"published": "2020-11"}]
        assert not dialog.isVisible()

    def test_a_wrong_date_is_told_while_typing_and_not_sent(self, make, qtbot):
        dialog = make()
        dialog.published.selectAll()
        qtbot.keyClicks(dialog.published, "25 Nov 2020")
        assert dialog.reading.text().startswith("This is no date.")
        assert dialog.published.property("invalid") is True
        assert not dialog.ok_button.isEnabled()
        qtbot.keyClick(dialog.published, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.sent == []

    def test_not_known_is_an_answer(self, make, qtbot):
        dialog = make()
        click(qtbot, dialog.unknown)
        assert not dialog.published.isEnabled()
        click(qtbot, dialog.ok_button)
        assert dialog.sent == [{"published": None}]

    def test_an_empty_field_asks_for_one_or_the_other(self, make, qtbot):
        dialog = make()
        dialog.published.selectAll()
        qtbot.keyClick(dialog.published, Qt.Key.Key_Delete)
        assert not dialog.ok_button.isEnabled()
        assert "tick “Not known”" in dialog.reading.text()

    def test_an_unknown_date_can_be_given(self, make, qtbot):
        dialog = make(ArticleMeta(headline="x"))
        assert dialog.unknown.isChecked()
        click(qtbot, dialog.unknown)
        qtbot.keyClicks(dialog.published, "2021-05-03 08:05")
        click(qtbot, dialog.ok_button)
        assert dialog.sent == [{"published": "2021-05-03T08:05"}]

    def test_other_fields_are_sent_when_they_changed(self, make, qtbot):
        dialog = make()
        qtbot.keyClicks(dialog.byline, " Leyla  Həsənova ".replace("ə", "e"))
        dialog.story_code.selectAll()
        qtbot.keyClick(dialog.story_code, Qt.Key.Key_Backspace)
        click(qtbot, dialog.ok_button)
        assert dialog.sent == [{"byline": "Leyla Hesenova", "story_code": None}]

    def test_what_nobody_touched_stays_as_it_was_written(self, make, qtbot):
        dialog = make()
        click(qtbot, dialog.ok_button)
        assert dialog.sent == []
        assert not dialog.isVisible()

    def test_a_date_that_a_dataset_wrote_oddly_does_not_lock_the_rest(self, make, qtbot):
        dialog = make(ArticleMeta(published="late 2020"))
        qtbot.keyClicks(dialog.byline, "x")
        click(qtbot, dialog.ok_button)
        assert dialog.sent == [{"byline": "x"}]

    def test_escape_sends_nothing(self, make, qtbot):
        dialog = make()
        qtbot.keyClicks(dialog.byline, "x")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.sent == []

    @pytest.mark.parametrize(
        ("value", "words"),
        [
            ("2020", "2020"),
            ("2020-11-25", "Wednesday, 25 November 2020"),
            ("2020-11-25T15:28Z", "Wednesday, 25 November 2020, 15:28 UTC"),
            ("2020-11-25T15:28:30+04:00", "Wednesday, 25 November 2020, 15:28:30 UTC+04:00"),
        ],
    )
    def test_words(self, value, words):
        assert published_words(value) == words

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_it_shows_and_names_its_controls(self, make, qapp, theme):
        dress(qapp, theme)
        dialog = make()
        assert ink(dialog) > 0.02
        assert unnamed(dialog) == []


class TestAbout:
    @pytest.fixture
    def about(self, qtbot, qapp, tmp_path):
        dress(qapp, "light")
        shown = []
        texts = {"Pressmark": "MIT License …", "Inter": "SIL Open Font License …"}
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        parts = [Component(name, "1", "MIT", "", (tmp_path / name,)) for name in texts]
        answers = [Release("99.1", "https://updates.invalid/99"), UserError("updates.invalid can't be asked now.")]

        def asked_of(address):
            assert address == "https://updates.invalid/newest.json"
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        about = AboutDialog(
            version="1.2.3",
            model="en_core_web_md-3.7.1",
            places={"Projects": tmp_path / "projects", "Logs": tmp_path / "logs"},
            parts=parts,
            update_address="https://updates.invalid/newest.json",
            show_folder=shown.append,
            ask=asked_of,
        )
        qtbot.addWidget(about)
        about.shown = shown
        about.show()
        return about

    def test_versions_are_copied(self, about, qtbot):
        click(qtbot, about.copy_button)
        lines = QGuiApplication.clipboard().text().splitlines()
        assert lines[:2] == ["Pressmark 1.2.3", f"Python {platform.python_version()}"]
        assert "Language model en_core_web_md-3.7.1" in lines
        assert any(line.startswith("spaCy 3.") for line in lines)

    def test_no_model_is_told(self):
        assert ("Language model", "none") in versions("1")

    def test_places_are_shown_and_opened(self, about, qtbot, tmp_path):
        about.tabs.setCurrentIndex(1)
        names = {label.accessibleName() for label in about.findChildren(QLabel)}
        assert f"Logs: {tmp_path / 'logs'}" in names
        buttons = {b.accessibleName(): b for b in about.findChildren(QPushButton)}
        click(qtbot, buttons["Open the folder of Logs"])
        assert about.shown == [tmp_path / "logs"]

    def test_licences_are_chosen_by_key(self, about, qtbot):
        about.tabs.setCurrentIndex(2)
        assert about.licence_text.toPlainText() == "MIT License …"
        qtbot.keyClick(about.licence_choice, Qt.Key.Key_Down)
        assert about.licence_text.toPlainText() == "SIL Open Font License …"

    def test_each_part_is_named_with_its_licence(self, about):
        assert [about.licence_choice.itemText(at) for at in range(2)] == ["Pressmark 1 – MIT", "Inter 1 – MIT"]

    def test_the_network_is_asked_only_after_saying_whom(self, about, qtbot):
        click(qtbot, about.update_button)
        question = about.update_question
        assert "updates.invalid" in question.text()
        assert "https://updates.invalid/newest.json" in question.informativeText()
        assert not about.update_line.isVisible()
        click(qtbot, question.button(question.StandardButton.Cancel))
        assert not about.update_line.isVisible()
        click(qtbot, about.update_button)
        click(qtbot, about.update_question.defaultButton())
        qtbot.waitUntil(lambda: "99.1" in about.update_line.text())
        assert about.update_line.textFormat() == Qt.TextFormat.RichText  # a link that can be clicked, not its source
        click(qtbot, about.update_button)
        click(qtbot, about.update_question.defaultButton())
        qtbot.waitUntil(lambda: about.update_line.text() == "updates.invalid can't be asked now.")
        assert about.update_button.isEnabled()

    def test_without_an_address_there_is_no_button(self, qtbot, qapp):
        dress(qapp, "light")
        about = AboutDialog(version="1", places={}, parts=[])
        qtbot.addWidget(about)
        about.show()
        assert not about.update_button.isVisible()

    def test_escape_closes(self, about, qtbot):
        qtbot.keyClick(about, Qt.Key.Key_Escape)
        assert not about.isVisible()

    def test_spacy_is_not_imported_for_its_version(self):
        code = (
            "import sys; from pressmark.ui.dialogs.about_dialog import versions; "
            "versions('1'); print('spacy' in sys.modules)"
        )
        path = {"PYTHONPATH": str(Path(__file__).parents[2] / "desktop")}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | path
        )
        assert done.stdout.strip() == "False"

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_every_page_shows_and_names_its_controls(self, about, qapp, theme):
        dress(qapp, theme)
        for at in range(about.tabs.count()):
            about.tabs.setCurrentIndex(at)
            assert ink(about.tabs.currentWidget()) > 0.01
        assert unnamed(about) == []


class TestCrash:
    @pytest.fixture
    def crash(self, qtbot, qapp, tmp_path):
        dress(qapp, "light")
        shown = []
        crash = CrashDialog(
            sentence="The page could not be drawn.",
            report="Traceback …\nIndexError: 7",
            report_path=tmp_path / "report.txt",
            show_folder=shown.append,
        )
        qtbot.addWidget(crash)
        crash.shown = shown
        crash.show()
        return crash

    def test_it_calms_and_tells_where_the_report_is(self, crash, tmp_path):
        assert crash.sentence.text() == "The page could not be drawn."
        assert "Nothing is lost: every decision was saved" in crash.calm.text()
        assert str(tmp_path / "report.txt") in crash.kept.text()

    def test_the_report_is_copied(self, crash, qtbot):
        with qtbot.waitSignal(crash.copied):
            click(qtbot, crash.copy_button)
        assert QGuiApplication.clipboard().text() == "Traceback …\nIndexError: 7"

    def test_the_report_unfolds(self, crash, qtbot):
        assert not crash.details.isVisible()
        click(qtbot, crash.details_button)
        assert crash.details.isVisible()
        assert crash.details.toPlainText() == "Traceback …\nIndexError: 7"

    def test_the_folder_is_shown(self, crash, qtbot, tmp_path):
        click(qtbot, crash.folder_button)
        assert crash.shown == [tmp_path / "report.txt"]

    def test_enter_goes_on(self, crash, qtbot):
        with qtbot.waitSignal(crash.accepted):
            qtbot.keyClick(crash.go_on_button, Qt.Key.Key_Return)

    def test_without_a_file_it_says_so(self, qtbot):
        crash = CrashDialog(sentence="x", report="y", report_path=None)
        qtbot.addWidget(crash)
        assert "could not be written" in crash.kept.text()
        assert crash.folder_button.isHidden()

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_it_shows_and_names_its_controls(self, crash, qapp, theme):
        dress(qapp, theme)
        assert ink(crash) > 0.02
        assert unnamed(crash) == []
