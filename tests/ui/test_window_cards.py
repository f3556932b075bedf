"""Readings edited in the margin, and parts of them chosen in the article."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.test_window_relations import mark
from tests.ui.window_support import Hands

from pressmark.core.annotation import Status


def editor(reading: Hands):
    return reading.window.marking.card_editor


def typed(reading: Hands, text: str) -> None:
    field = editor(reading).field
    field.selectAll()
    QTest.keyClicks(field, text)


class TestTheCard:
    def test_opens_on_a_double_click_and_takes_what_is_typed(self, reading: Hands) -> None:
        card = reading.page.card_rect(mark(reading, "30,000"))
        assert not card.isNull()
        QTest.mouseDClick(reading.page.viewport(), Qt.MouseButton.LeftButton, pos=card.center())
        assert editor(reading).isVisible()
        assert editor(reading).field.text() == "≈ 30,000"
        typed(reading, "at least 25,000 people")
        reading.key(Qt.Key.Key_Return, on=editor(reading).field)
        stored = reading.stored().by_id[mark(reading, "30,000")]
        assert stored.attributes["value"] == 25000
        assert stored.attributes["precision"] == "at_least"
        assert stored.attributes["unit"] == "people"
        assert stored.attributes["counted"]["text"] == "people"
        assert stored.status is Status.ACCEPTED
        assert reading.page.hasFocus()

    def test_opens_by_f2_and_says_what_is_wrong_while_typing(self, reading: Hands) -> None:
        reading.page.select(mark(reading, "Wednesday"))
        reading.key(Qt.Key.Key_F2)
        typed(reading, "32 Nov 2020")
        assert editor(reading).field.property("invalid")
        assert "2020-11-25" in editor(reading).said.text()
        reading.key(Qt.Key.Key_Return, on=editor(reading).field)
        assert editor(reading).isVisible()
        typed(reading, "late Oct 2020")
        assert not editor(reading).field.property("invalid")
        assert "Oct 2020" in editor(reading).said.text()
        reading.key(Qt.Key.Key_Return, on=editor(reading).field)
        attributes = reading.stored().by_id[mark(reading, "Wednesday")].attributes
        assert (attributes["type"], attributes["value"], attributes["mod"]) == ("DATE", "2020-10", "END")

    def test_escape_changes_nothing(self, reading: Hands) -> None:
        reading.page.select(mark(reading, "30,000"))
        before = reading.document
        reading.key(Qt.Key.Key_F2)
        typed(reading, "5")
        reading.key(Qt.Key.Key_Escape, on=editor(reading).field)
        assert reading.document is before
        assert not editor(reading).isVisible()

    def test_goes_along_when_the_page_scrolls(self, reading: Hands) -> None:
        reading.window.resize(1400, 480)
        reading.window.right.hide()
        reading.page.set_zoom(1.3)
        reading.settle()
        reading.page.select(mark(reading, "30,000"))
        reading.key(Qt.Key.Key_F2)
        assert editor(reading).isVisible()
        bar = reading.page.verticalScrollBar()
        before = editor(reading).y()
        bar.setValue(bar.value() + 10)
        assert editor(reading).y() == before - 10

    def test_a_letter_typed_in_it_is_no_key_of_the_page(self, reading: Hands) -> None:
        reading.page.select(mark(reading, "30,000"))
        reading.key(Qt.Key.Key_F2)
        typed(reading, "a")
        assert reading.document.by_id[mark(reading, "30,000")].status is Status.SUGGESTED


class TestPartsOfAReading:
    def test_what_happened_is_dragged_over_in_the_article(self, reading: Hands) -> None:
        reading.page.select(mark(reading, "30,000"))
        form = reading.window.inspector.fields.form
        button = next(b for b in form._pick_buttons if "Event" in b.accessibleName())
        reading.settle()
        reading.click(button)
        assert "30,000" in reading.window.hint.sentence
        reading.drag_over("killed")
        event = reading.stored().by_id[mark(reading, "30,000")].attributes["event"]
        start = reading.document.text.index("killed")
        assert event == {"start": start, "end": start + 6, "text": "killed", "lemma": "killed"}
        assert reading.page.selected == mark(reading, "30,000")
        assert not reading.window.marking.palette.isVisible()

    def test_the_phrase_by_keys_holds_the_number(self, reading: Hands) -> None:
        reading.page.select(mark(reading, "30,000"))
        reading.window.picking.begin(mark(reading, "30,000"), "phrase")
        for _ in range(3):
            reading.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        reading.key(Qt.Key.Key_Return)
        phrase = reading.document.by_id[mark(reading, "30,000")].attributes["phrase"]
        assert reading.document.text[phrase["start"] : phrase["end"]] == "30,000 people were killed"

    def test_escape_gives_up_and_shows_the_mark_again(self, reading: Hands) -> None:
        reading.window.picking.begin(mark(reading, "30,000"), "counted")
        assert reading.page.selected is None
        reading.key(Qt.Key.Key_Escape)
        assert reading.page.selected == mark(reading, "30,000")
        assert reading.window.hint.sentence == ""


class TestWhy:
    def test_tells_model_score_first_reading_and_all_that_happened(self, reading: Hands) -> None:
        reading.page.select(mark(reading, "30,000"))
        reading.key(Qt.Key.Key_F2)
        typed(reading, "29,000")
        reading.key(Qt.Key.Key_Return, on=editor(reading).field)
        why = reading.window.inspector.fields.why
        assert not why.history.isVisible()
        reading.click(why.toggle)
        assert "0.880" in why.facts.text()
        assert "Read as: ≈ 30,000 · people" in why.facts.text()
        assert "Now: 29,000" in why.facts.text()
        assert "reading changed" in why.history.text()
        assert "Ayla" in why.history.text()
        assert "imported" in why.history.text()

    def test_names_the_model_and_its_version(self, reading: Hands) -> None:
        reading.page.select(mark(reading, "Russia"))
        reading.click(reading.window.inspector.fields.why.toggle)
        assert "en_core_web_md" in reading.window.inspector.fields.why.facts.text()
        assert "3.7.1" in reading.window.inspector.fields.why.facts.text()


def test_a_note_is_written_by_key(reading: Hands) -> None:
    reading.page.select(mark(reading, "Russia"))
    reading.key(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    field = reading.window.inspector.fields.form.note_field
    QTest.keyClicks(field, "check")
    reading.key(Qt.Key.Key_Return, on=field)
    assert reading.stored().by_id[mark(reading, "Russia")].note == "check"
