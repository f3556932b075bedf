from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.ui.window_support import ALT, CTRL, KALBAJAR, SHIFT, Hands, flood, kalbajar, running

from pressmark.core import edits
from pressmark.core.annotation import Status
from pressmark.core.span import Span
from pressmark.services.project import Which
from pressmark.ui.dialogs.export_check_dialog import ExportCheckDialog
from pressmark.ui.dialogs.export_dialog import ExportDialog
from pressmark.ui.dialogs.export_report_dialog import ExportReportDialog

ACCEPTED, REJECTED, SUGGESTED = Status.ACCEPTED, Status.REJECTED, Status.SUGGESTED


def statuses(hands: Hands) -> dict[str, Status]:
    return {a.id: a.status for a in hands.stored()}


class TestDeciding:
    def test_tab_accept_reject_move_on_and_are_stored_at_once(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_Tab)
        assert reading.selected is not None
        assert reading.selected.id == "a1"
        reading.key(Qt.Key.Key_A)
        assert reading.selected.id == "a2"
        assert statuses(reading) == {"a1": ACCEPTED, "a2": SUGGESTED, "a3": SUGGESTED, "a4": SUGGESTED}
        reading.key(Qt.Key.Key_X)
        assert reading.selected.id == "a3"
        assert statuses(reading)["a2"] is REJECTED

    def test_shift_tab_goes_back_and_round_the_start(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_Tab)
        reading.key(Qt.Key.Key_Tab, SHIFT)
        assert reading.selected is not None
        assert reading.selected.id == "a4"

    def test_the_buttons_do_what_the_keys_do(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_Tab)
        reading.click(reading.window.inspector.fields.accept_button)
        assert statuses(reading)["a1"] is ACCEPTED
        reading.click(reading.window.inspector.fields.reject_button)
        assert statuses(reading)["a2"] is REJECTED
        assert QApplication.focusWidget() is reading.page

    def test_a_click_selects_a_mark(self, reading: Hands) -> None:
        reading.click(reading.page.viewport(), reading.page.rect_of("a4").center())
        assert reading.selected is not None
        assert reading.selected.id == "a4"
        assert reading.window.inspector.fields.form.label_box.currentText() == "GPE"

    def test_accept_all_is_one_step(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_A, CTRL | SHIFT)
        assert set(statuses(reading).values()) == {ACCEPTED}
        reading.key(Qt.Key.Key_Z, CTRL)
        assert set(statuses(reading).values()) == {SUGGESTED}

    def test_undo_and_redo_by_key_and_by_button(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_Tab)
        reading.key(Qt.Key.Key_A)
        reading.key(Qt.Key.Key_Z, CTRL)
        assert statuses(reading)["a1"] is SUGGESTED
        reading.click(reading.window.top._redo)
        assert statuses(reading)["a1"] is ACCEPTED
        reading.click(reading.window.top._undo)
        assert statuses(reading)["a1"] is SUGGESTED

    def test_a_mark_made_a_suggestion_again(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_Tab)
        reading.key(Qt.Key.Key_A)
        reading.key(Qt.Key.Key_Up, ALT)
        reading.key(Qt.Key.Key_U)
        assert statuses(reading)["a1"] is SUGGESTED


class TestMarking:
    def test_drag_opens_the_palette_and_its_key_marks_the_words(self, reading: Hands) -> None:
        span = reading.drag_over("Kəlbəcər 😀")
        palette = reading.window.marking.palette
        assert palette.isVisible()
        reading.key("3", on=palette.field)
        assert not palette.isVisible()
        new = reading.stored().at_place(Span(span.start, span.end), "GPE")
        assert new is not None
        assert (new.status, new.origin) == (ACCEPTED, "person:Ayla")
        assert reading.selected is not None
        assert reading.selected.id == new.id

    @pytest.mark.parametrize("words", ["علي", "İsmayıllı", "cafe\u0301", "Kəlbəcər", "1,960 peacekeepers"])
    def test_keyboard_selection_and_a_label_key_mark_exactly_these_words(self, reading: Hands, words: str) -> None:
        start = KALBAJAR.rindex(words)
        reading.page.put_caret(start)
        onwards = Qt.Key.Key_Left if words == "علي" else Qt.Key.Key_Right
        for _ in words.split():
            reading.key(onwards, SHIFT)
        assert reading.page.selection is not None
        assert reading.page.selection.of(KALBAJAR).strip() == words
        reading.key("1")
        found = [a for a in reading.stored() if a.label == "PERSON"]
        assert [a.span.of(KALBAJAR) for a in found] == [words]

    def test_a_figure_added_by_hand_has_its_reading(self, reading: Hands) -> None:
        start = KALBAJAR.index("1,960")
        reading.page.set_selection(Span(start, start + 5))
        reading.key("6")
        added = reading.stored().at_place(Span(start, start + 5), "CARDINAL")
        assert added is not None
        assert added.attributes["value"] == 1960
        assert added.attributes["precision"] == "exact"

    def test_a_label_key_relabels_the_selected_mark(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_Tab)
        reading.key("2")
        changed = reading.stored().get("a1")
        assert changed is not None
        assert (changed.label, changed.status) == ("ORG", ACCEPTED)

    def test_a_click_on_a_label_in_the_panel_relabels(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_Tab)
        row = reading.window.label_panel.row("LOC")
        assert row is not None
        reading.click(row, QPoint(60, 12))
        assert reading.stored().by_id["a1"].label == "LOC"

    def test_delete_removes_and_undo_brings_back(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_Tab)
        reading.key(Qt.Key.Key_Delete)
        assert "a1" not in reading.stored()
        reading.key(Qt.Key.Key_Z, CTRL)
        assert reading.stored().by_id["a1"].label == "GPE"

    def test_the_ends_move_by_word_and_by_character(self, reading: Hands) -> None:
        reading.page.select("a4")
        reading.key(Qt.Key.Key_Right, ALT | SHIFT)
        assert reading.stored().by_id["a4"].span.of(KALBAJAR) == "Russia is"
        reading.key(Qt.Key.Key_Left, ALT | SHIFT)
        assert reading.stored().by_id["a4"].span.of(KALBAJAR) == "Russia"
        reading.key(Qt.Key.Key_Right, ALT | CTRL)
        assert reading.stored().by_id["a4"].span.of(KALBAJAR) == "ussia"
        reading.key(Qt.Key.Key_Left, ALT | CTRL)
        assert reading.stored().by_id["a4"].span.of(KALBAJAR) == "Russia"
        reading.key(Qt.Key.Key_Left, ALT | CTRL | SHIFT)
        assert reading.stored().by_id["a4"].span.of(KALBAJAR) == "Russi"

    def test_dragging_an_end_resizes(self, reading: Hands) -> None:
        reading.page.select("a4")
        reading.settle()
        end = reading.page.rect_of("a4")
        grip = reading.page.end_rect("a4", 1)
        assert grip is not None
        assert end.isValid()
        there = reading.point(KALBAJAR.index(" 1,960"))
        reading.drag(grip.center().toPoint(), there - QPoint(1, 0))
        assert reading.stored().by_id["a4"].span.of(KALBAJAR) == "Russia is sending"

    def test_double_click_marks_with_the_label_used_last(self, reading: Hands) -> None:
        reading.page.select("a1")
        reading.key("2")
        reading.page.select(None)
        at = reading.point(KALBAJAR.index("peacekeepers") + 3)
        QTest.mouseDClick(reading.page.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        reading.settle()
        start = KALBAJAR.index("peacekeepers")
        assert reading.stored().at_place(Span(start, start + 12), "ORG") is not None

    def test_the_context_menu_relabels(self, reading: Hands) -> None:
        menu = reading.window.marking.context_menu("a4", None, QPoint(5, 5))
        assert isinstance(menu, QMenu)
        (below,) = menu.findChildren(QMenu)
        next(action for action in below.actions() if action.text().startswith("FAC")).trigger()
        assert reading.stored().by_id["a4"].label == "FAC"
        menu.deleteLater()


class TestReading:
    def test_a_value_typed_in_the_inspector_is_stored(self, reading: Hands) -> None:
        reading.page.select("a3")
        reading.key(Qt.Key.Key_F2)  # the card
        reading.key(Qt.Key.Key_F2)  # all fields
        field = reading.window.inspector.fields.form.value_field
        assert QApplication.focusWidget() is field
        field.clear()
        QTest.keyClicks(field, "25,000")
        reading.key(Qt.Key.Key_Return)
        assert QApplication.focusWidget() is reading.page
        stored = reading.stored().by_id["a3"]
        assert stored.attributes["value"] == 25000
        assert stored.attributes["counted"]["text"] == "people"
        assert stored.status is ACCEPTED

    def test_what_is_no_value_is_said_and_not_stored(self, reading: Hands) -> None:
        reading.page.select("a3")
        reading.key(Qt.Key.Key_F2)  # the card
        reading.key(Qt.Key.Key_F2)  # all fields
        field = reading.window.inspector.fields.form.value_field
        field.clear()
        QTest.keyClicks(field, "many")
        assert "number" in reading.window.inspector.fields.form._problem.text()
        reading.key(Qt.Key.Key_Escape)
        assert field.text() == "30,000"
        assert reading.stored().by_id["a3"].attributes["value"] == 30000

    def test_counted_words_are_found_in_the_paragraph(self, reading: Hands) -> None:
        reading.page.select("a3")
        field = reading.window.inspector.fields.form.event_field
        field.setFocus()
        QTest.keyClicks(field, "killed")
        reading.key(Qt.Key.Key_Return)
        event = reading.stored().by_id["a3"].attributes["event"]
        assert KALBAJAR[event["start"] : event["end"]] == event["text"] == "killed"

    def test_a_date_value_is_checked_and_stored(self, reading: Hands) -> None:
        reading.page.select("a2")
        reading.key(Qt.Key.Key_F2)  # the card
        reading.key(Qt.Key.Key_F2)  # all fields
        field = reading.window.inspector.fields.form.timex_field
        field.clear()
        QTest.keyClicks(field, "next week")
        assert reading.window.inspector.fields.form._problem.text()
        field.clear()
        QTest.keyClicks(field, "2020-11-18")
        reading.key(Qt.Key.Key_Return)
        assert reading.stored().by_id["a2"].attributes["value"] == "2020-11-18"

    def test_a_corrected_publish_date_reads_the_dates_anew(self, reading: Hands) -> None:
        reading.window.commands.change_meta({"published": "2021-03-05"})
        stored = reading.stored()
        assert stored.article.meta.published == "2021-03-05"
        assert stored.by_id["a2"].attributes["value"] == "2021-03-03"
        assert stored.by_id["a2"].status is SUGGESTED
        reading.key(Qt.Key.Key_Z, CTRL)
        stored = reading.stored()
        assert (stored.article.meta.published, stored.by_id["a2"].attributes["value"]) == ("2020-11-25", "2020-11-25")


class TestArticles:
    def test_done_opens_the_next_article_to_review(self, reading: Hands) -> None:
        first = reading.document.article.id
        reading.key(Qt.Key.Key_Return, CTRL)
        assert reading.document.article.meta.source == "flood.txt"
        assert reading.bench.project is not None
        assert reading.bench.project.row(first).done
        reading.key(Qt.Key.Key_Z, CTRL)
        assert reading.document.article.id == first
        assert not reading.document.article.done

    def test_the_filter_and_the_search_leave_the_others_out(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_D, CTRL)
        buttons = reading.window.articles._buttons
        reading.click(buttons[Which.DONE])
        assert [row.source for row in reading.window.articles.model.rows] == ["story.txt"]
        reading.click(buttons[Which.TO_REVIEW])
        assert [row.source for row in reading.window.articles.model.rows] == ["flood.txt"]
        reading.click(buttons[Which.ALL])
        reading.key(Qt.Key.Key_L, CTRL)
        QTest.keyClicks(reading.window.articles.search, "karachi")
        reading.qtbot.waitUntil(lambda: len(reading.window.articles.model.rows) == 1)
        reading.key(Qt.Key.Key_Return)
        assert reading.document.article.meta.source == "flood.txt"

    def test_a_click_opens_an_article(self, reading: Hands) -> None:
        view = reading.window.articles.view
        at = view.visualRect(reading.window.articles.model.index(1)).center()
        reading.click(view.viewport(), at)
        assert reading.document.article.meta.source == "flood.txt"
        assert QApplication.focusWidget() is reading.page

    def test_the_list_shows_progress_at_once(self, reading: Hands) -> None:
        model = reading.window.articles.model
        assert model.subtitle(model.rows[0]) == "25 Nov 2020 · not started"
        reading.key(Qt.Key.Key_Tab)
        reading.key(Qt.Key.Key_A)
        reading.qtbot.waitUntil(lambda: model.subtitle(model.rows[0]) == "25 Nov 2020 · 25% decided")
        assert reading.window.bottom._decided.text() == ("1 of 4 decided · 3 to review: 1 date, 1 figure, 1 place")

    def test_undo_crosses_articles_and_a_restart(self, qapp, qtbot: QtBot, home: Path) -> None:
        with running(qapp, qtbot, home) as hands:
            hands.fill(kalbajar(), flood())
            hands.key(Qt.Key.Key_Tab)
            hands.key(Qt.Key.Key_A)
            first = hands.document.article.id
            hands.key(Qt.Key.Key_PageDown, CTRL)
            assert hands.document.article.id != first
        with running(qapp, qtbot, home) as hands:
            assert hands.document.article.meta.source == "flood.txt"
            hands.key(Qt.Key.Key_Z, CTRL)
            assert hands.document.article.id == first
            assert hands.stored().by_id["a1"].status is SUGGESTED

    def test_find_walks_through_the_hits(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_F, CTRL)
        reading.window.find_bar.field.insert("kəlbəcər")  # keyClicks knows ASCII only
        assert reading.page.find_position[1] == 2
        reading.key(Qt.Key.Key_Return)
        reading.key(Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is reading.page

    def test_a_hidden_label_is_passed_over(self, reading: Hands) -> None:
        row = reading.window.label_panel.row("GPE")
        assert row is not None
        row.eye.click()  # pyright: ignore[reportAttributeAccessIssue]
        reading.page.setFocus()
        reading.key(Qt.Key.Key_Tab)
        assert reading.selected is not None
        assert reading.selected.label == "DATE"


class TestOpening:
    def test_a_new_project_shows_three_ways_to_begin(self, hands: Hands) -> None:
        assert hands.window.stack.currentWidget() is hands.window.first_start
        assert hands.window.first_start.open_button.hasFocus()
        assert not hands.window.actions_["export"].isEnabled()

    def test_the_sample_articles_by_mouse(self, hands: Hands) -> None:
        hands.click(hands.window.first_start.samples_button)
        hands.qtbot.waitUntil(lambda: hands.bench.document is not None, timeout=20000)
        assert hands.document.article.meta.story_code == "483372"
        assert len(hands.window.articles.model.rows) >= 12

    def test_dropped_files_are_opened_once(self, hands: Hands, tmp_path: Path) -> None:
        story = tmp_path / "story.txt"
        story.write_text(KALBAJAR, encoding="utf-8")
        for _ in range(2):
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(story))])
            how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(hands.window, QDragEnterEvent(QPoint(300, 300), *how))
            QApplication.sendEvent(hands.window, QDropEvent(QPointF(300, 300), *how))
            hands.qtbot.waitUntil(lambda: hands.bench.document is not None and not hands.bench.files.busy)
        assert [row.source for row in hands.window.articles.model.rows] == ["story.txt"]
        assert hands.window.notice.sentence == "1 article was in the project already."

    def test_a_bad_file_is_a_sentence_and_the_others_open(self, hands: Hands, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").write_bytes(b"")
        (tmp_path / "good.txt").write_text(KALBAJAR, encoding="utf-8")
        hands.window.open_paths([tmp_path / "empty.txt", tmp_path / "good.txt"])
        hands.qtbot.waitUntil(lambda: hands.bench.document is not None)
        assert hands.document.text == KALBAJAR
        assert "empty.txt" in hands.window.notice.sentence

    def test_a_project_that_is_none_leaves_the_window_usable(self, hands: Hands, tmp_path: Path) -> None:
        bad = tmp_path / "bad.pressmark"
        bad.write_bytes(b"no database at all, but long enough to be one" * 40)
        hands.window.open_paths([bad])
        assert "bad.pressmark" in hands.window.notice.sentence
        assert hands.bench.project is not None

    def test_the_window_comes_back_as_it_was_left(self, qapp, qtbot: QtBot, home: Path) -> None:
        with running(qapp, qtbot, home) as hands:
            hands.fill(kalbajar())
            hands.key(Qt.Key.Key_F9)
            assert not hands.window.articles.isVisible()
            hands.key(Qt.Key.Key_Plus, CTRL)
        with running(qapp, qtbot, home) as hands:
            assert not hands.window.articles.isVisible()
            assert hands.window.settings.text_size == 21
            assert hands.page.zoom == pytest.approx(21 / 19, abs=0.01)


class TestExport:
    def back_to_the_window(self, reading: Hands) -> None:
        """What a window system does by itself when a dialog has closed."""
        reading.window.activateWindow()
        reading.page.setFocus()
        reading.qtbot.waitUntil(reading.page.hasFocus)

    def test_from_the_key_to_the_files(self, reading: Hands, tmp_path: Path) -> None:
        reading.key(Qt.Key.Key_A, CTRL | SHIFT)
        reading.key(Qt.Key.Key_E, CTRL)
        dialog = reading.desktop.exporting.dialog
        assert isinstance(dialog, ExportDialog)
        headings = [row.text for row in dialog.formats.view.model().rows if not row.kind]
        assert headings[:2] == ["Everything", "Train a model"]
        assert "More" not in headings  # every format of our own has its place
        dialog.formats.choose("conll")
        dialog.target.setText(str(tmp_path / "out.conll"))
        reading.qtbot.waitUntil(dialog.export_button.isEnabled)
        reading.click(dialog.export_button)
        reading.qtbot.waitUntil(lambda: isinstance(reading.desktop.exporting.dialog, ExportReportDialog), timeout=10000)
        rows = [line.split(" ") for line in (tmp_path / "out.conll").read_text("utf-8").splitlines() if line]
        tags = {row[0]: row[-1] for row in rows if len(row) == 4 and row[-1] != "O"}
        assert tags["Azerbaijan"] == tags["Russia"] == "B-GPE"
        assert tags["30,000"] == "B-CARDINAL"
        assert (tmp_path / "out.conll.report.json").is_file()
        report = reading.desktop.exporting.dialog
        assert isinstance(report, ExportReportDialog)
        report.accept()
        assert reading.window.settings.last_export["format"] == "conll"
        self.back_to_the_window(reading)
        reading.key(Qt.Key.Key_E, CTRL)
        again = reading.desktop.exporting.dialog
        assert isinstance(again, ExportDialog)
        assert again.formats.current.name == "conll"
        again.reject()

    def test_what_is_lost_is_shown_before_anything_is_written(self, reading: Hands, tmp_path: Path) -> None:
        """Two marks overlap: the list leads to one of them, and then the export is made all the same."""
        start = reading.document.text.index("Some 30,000 people")
        reading.key(Qt.Key.Key_A, CTRL | SHIFT)
        reading.bench.apply(edits.add(reading.document, Span(start, start + 18), "QUANTITY", origin="person:me"))
        number = next(a for a in reading.document if a.span.of(reading.document.text) == "30,000")

        def checked() -> ExportCheckDialog:
            self.back_to_the_window(reading)
            reading.key(Qt.Key.Key_E, CTRL)
            dialog = reading.desktop.exporting.dialog
            assert isinstance(dialog, ExportDialog)
            dialog.formats.choose("bio")
            dialog.target.setText(str(tmp_path / "out.bio"))
            reading.qtbot.waitUntil(dialog.export_button.isEnabled)
            reading.click(dialog.export_button)
            reading.qtbot.waitUntil(lambda: isinstance(reading.desktop.exporting.dialog, ExportCheckDialog))
            check = reading.desktop.exporting.dialog
            assert isinstance(check, ExportCheckDialog)
            assert [row[1:4] for row in check.table.rows()] == [["30,000", "CARDINAL", "left out"]]
            assert not (tmp_path / "out.bio").exists()
            return check

        check = checked()
        reading.key(Qt.Key.Key_Return, on=check.table.view)
        assert reading.selected is not None
        assert reading.selected.id == number.id
        reading.qtbot.waitUntil(lambda: not reading.bench.files.busy)
        assert list(tmp_path.glob(".out*")) == []  # the draft is gone
        check = checked()
        reading.click(check.export_button)
        reading.qtbot.waitUntil(lambda: isinstance(reading.desktop.exporting.dialog, ExportReportDialog))
        tags = (tmp_path / "out.bio").read_text("utf-8").splitlines()
        assert {"Some B-QUANTITY", "30,000 I-QUANTITY", "people I-QUANTITY"} <= set(tags)
        assert (tmp_path / "out.bio.report.json").is_file()
        report = reading.desktop.exporting.dialog
        assert isinstance(report, ExportReportDialog)
        report.accept()


class TestLook:
    def test_dark_and_light_are_switched_live(self, reading: Hands) -> None:
        light = reading.window.grab().toImage()
        reading.key(Qt.Key.Key_L, CTRL | SHIFT)
        dark = reading.window.grab().toImage()
        assert light.pixelColor(640, 780).lightness() > 200
        assert dark.pixelColor(640, 780).lightness() < 60

    def test_every_control_says_what_it_is(self, reading: Hands) -> None:
        from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit

        nameless = [
            widget.metaObject().className()
            for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
            for widget in reading.window.findChildren(kind)
            if widget.isVisible() and not widget.accessibleName() and not getattr(widget, "text", lambda: "")()
        ]
        assert nameless == []

    def test_f6_walks_through_the_panes(self, reading: Hands) -> None:
        seen = []
        for _ in range(4):
            reading.key(Qt.Key.Key_F6)
            seen.append(QApplication.focusWidget())
        assert reading.window.articles.view in seen
        assert reading.window.top.export_button in seen
        assert reading.page in seen
