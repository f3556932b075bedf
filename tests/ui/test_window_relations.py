"""Relations by mouse and by keys, in the window and in the database."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.ui.window_support import CTRL, Hands

from pressmark.services.exporting import ExportRequest, run


def mark(reading: Hands, words: str) -> str:
    return next(a.id for a in reading.document if a.span.of(reading.document.text) == words)


def middle(reading: Hands, words: str) -> QPoint:
    return reading.page.rects_of(mark(reading, words))[0].center()


def drawn(reading: Hands) -> list[tuple[str, str, str]]:
    text = reading.document.text
    by_id = reading.document.by_id
    return [(by_id[r.head].span.of(text), r.label, by_id[r.child].span.of(text)) for r in reading.document.relations]


def name_it(reading: Hands, label: str) -> None:
    palette = reading.window.relating.palette
    assert palette.isVisible()
    QTest.keyClicks(palette.field, label)
    reading.key(Qt.Key.Key_Return, on=palette.field)


def related(reading: Hands, label: str = "where") -> str:
    reading.page.select(mark(reading, "30,000"))
    reading.key(Qt.Key.Key_R)
    reading.click(reading.page.viewport(), middle(reading, "Azerbaijan"))
    name_it(reading, label)
    return reading.document.relations[0].id


class TestDrawing:
    def test_r_a_click_and_a_name(self, reading: Hands) -> None:
        reading.page.select(mark(reading, "30,000"))
        reading.key(Qt.Key.Key_R)
        assert "30,000" in reading.window.hint.sentence
        reading.click(reading.page.viewport(), middle(reading, "Azerbaijan"))
        name_it(reading, "where")
        assert drawn(reading) == [("30,000", "where", "Azerbaijan")]
        assert reading.stored().relations == reading.document.relations
        assert reading.page.selected_relation == reading.document.relations[0].id
        assert reading.window.hint.sentence == ""

    def test_tab_and_enter_pick_the_target(self, reading: Hands) -> None:
        reading.page.select(mark(reading, "Wednesday"))
        reading.key(Qt.Key.Key_R)
        reading.key(Qt.Key.Key_Tab)
        assert reading.page.aim.target == mark(reading, "30,000")
        reading.key(Qt.Key.Key_Tab)
        reading.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        assert reading.page.selected == mark(reading, "Wednesday")
        reading.key(Qt.Key.Key_Return)
        name_it(reading, "when")
        assert drawn(reading) == [("Wednesday", "when", "30,000")]

    def test_escape_gives_up(self, reading: Hands) -> None:
        reading.page.select(mark(reading, "Wednesday"))
        reading.key(Qt.Key.Key_R)
        reading.key(Qt.Key.Key_Escape)
        assert reading.page.aim.head is None
        assert reading.window.hint.sentence == ""
        assert reading.page.selected == mark(reading, "Wednesday")

    def test_escape_in_the_palette_draws_nothing(self, reading: Hands) -> None:
        reading.page.select(mark(reading, "Wednesday"))
        reading.key(Qt.Key.Key_R)
        reading.key(Qt.Key.Key_Tab)
        reading.key(Qt.Key.Key_Return)
        reading.key(Qt.Key.Key_Escape, on=reading.window.relating.palette.field)
        assert reading.document.relations == ()

    def test_a_drag_with_ctrl_from_mark_to_mark(self, reading: Hands) -> None:
        viewport = reading.page.viewport()
        start, end = middle(reading, "Azerbaijan"), middle(reading, "Russia")
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, CTRL, start)
        for step in (1, 2, 3, 4):
            QTest.mouseMove(viewport, start + (end - start) * (step / 4))
            reading.settle()
        assert reading.page.aim.target == mark(reading, "Russia")
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, CTRL, end)
        name_it(reading, "ally of")
        assert drawn(reading) == [("Azerbaijan", "ally of", "Russia")]

    def test_the_name_used_last_comes_first(self, reading: Hands) -> None:
        related(reading, "where")
        reading.page.select(mark(reading, "Russia"))
        reading.key(Qt.Key.Key_R)
        reading.click(reading.page.viewport(), middle(reading, "Azerbaijan"))
        reading.key(Qt.Key.Key_Return, on=reading.window.relating.palette.field)
        assert ("Russia", "where", "Azerbaijan") in drawn(reading)


class TestAnArrow:
    def test_is_painted_and_can_be_clicked(self, reading: Hands) -> None:
        relation = related(reading)
        reading.page.select_relation(None)
        (arrow,) = reading.page.arrows()
        assert arrow.relation_id == relation
        assert arrow.tip is not None
        port = reading.page.viewport()
        with_it = port.grab().toImage()
        place = arrow.path.pointAtPercent(0.5).toPoint()
        reading.click(port, place)
        assert reading.page.selected_relation == relation
        assert reading.window.inspector.fields.relation_form.isVisible()
        assert port.grab().toImage() != with_it

    def test_ends_in_its_marks(self, reading: Hands) -> None:
        related(reading)
        (arrow,) = reading.page.arrows()
        head, child = (reading.page.rect_of(mark(reading, words)) for words in ("30,000", "Azerbaijan"))
        assert head.adjusted(-2, -2, 2, 2).contains(arrow.path.pointAtPercent(0).toPoint())
        assert child.adjusted(-2, -2, 2, 2).contains(arrow.path.pointAtPercent(1).toPoint())

    def test_goes_with_its_marks(self, reading: Hands) -> None:
        related(reading)
        reading.page.select(mark(reading, "30,000"))
        reading.key(Qt.Key.Key_Delete)
        assert reading.document.relations == ()
        assert reading.page.arrows() == []
        reading.key(Qt.Key.Key_Z, CTRL)
        assert len(reading.page.arrows()) == 1


class TestASelectedRelation:
    def test_is_removed_by_delete_and_brought_back_by_undo(self, reading: Hands) -> None:
        related(reading)
        reading.page.setFocus()
        reading.key(Qt.Key.Key_Delete)
        assert reading.document.relations == ()
        reading.key(Qt.Key.Key_Z, CTRL)
        assert drawn(reading) == [("30,000", "where", "Azerbaijan")]

    def test_is_turned_round_renamed_and_removed_in_the_panel(self, reading: Hands) -> None:
        related(reading)
        form = reading.window.inspector.fields.relation_form
        reading.click(form.reverse_button)
        assert drawn(reading) == [("Azerbaijan", "where", "30,000")]
        form.label_box.setFocus()
        form.label_box.lineEdit().selectAll()
        QTest.keyClicks(form.label_box.lineEdit(), "suffered")
        reading.key(Qt.Key.Key_Return, on=form.label_box.lineEdit())
        assert drawn(reading) == [("Azerbaijan", "suffered", "30,000")]
        assert reading.stored().relations == reading.document.relations
        reading.click(form.remove_button)
        assert reading.document.relations == ()

    def test_is_found_from_its_mark(self, reading: Hands) -> None:
        relation = related(reading)
        reading.page.select(mark(reading, "Azerbaijan"))
        (button,) = reading.window.inspector.fields.relations.buttons
        assert "where" in button.text()
        assert "30,000" in button.text()
        reading.click(button)
        assert reading.page.selected_relation == relation

    def test_leaves_in_the_export(self, reading: Hands, tmp_path: Path) -> None:
        related(reading)
        project = reading.bench.project
        assert project is not None
        reading.page.setFocus()
        reading.key(Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
        run(ExportRequest("jsonl", tmp_path / "out.jsonl"), project.export_stream)
        first = json.loads((tmp_path / "out.jsonl").read_text("utf-8").split("\n")[0])
        assert [r["label"] for r in first["relations"]] == ["where"]
