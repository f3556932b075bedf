"""The panels by keyboard, and what is typed in them when something else is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.window_support import CTRL, Hands, kalbajar, running

from pressmark.core.annotation import Status
from pressmark.services.project import Which
from pressmark.ui.actions import TABLE

TAB = Qt.FocusReason.TabFocusReason


class TestEnter:
    def test_presses_accept_and_reject(self, reading: Hands) -> None:
        for button, status in (
            (reading.window.inspector.fields.accept_button, Status.ACCEPTED),
            (reading.window.inspector.fields.reject_button, Status.REJECTED),
        ):
            reading.page.select("a4")
            button.setFocus(TAB)
            reading.key(Qt.Key.Key_Return, on=button)
            assert reading.stored().by_id["a4"].status is status
            assert QApplication.focusWidget() is reading.page

    def test_presses_the_filter(self, reading: Hands) -> None:
        button = reading.window.articles._buttons[Which.DONE]
        button.setFocus(TAB)
        reading.key(Qt.Key.Key_Return, on=button)
        assert reading.window.articles.which is Which.DONE

    def test_on_an_eye_hides_and_labels_nothing(self, reading: Hands) -> None:
        reading.page.select("a1")
        row = reading.window.label_panel.row("ORG")
        assert row is not None
        eye: QWidget = row.eye  # pyright: ignore[reportAttributeAccessIssue]
        eye.setFocus(TAB)
        reading.key(Qt.Key.Key_Return, on=eye)
        assert reading.window.label_panel.hidden() == {"ORG"}
        assert reading.stored().by_id["a1"].label == "GPE"

    def test_on_a_label_gives_it(self, reading: Hands) -> None:
        reading.page.select("a1")
        row = reading.window.label_panel.row("ORG")
        assert row is not None
        row.setFocus(TAB)
        reading.key(Qt.Key.Key_Return, on=row)
        assert reading.stored().by_id["a1"].label == "ORG"


class TestTab:
    def test_goes_through_the_right_panel_from_top_to_bottom(self, reading: Hands) -> None:
        reading.page.select("a3")
        row = reading.window.label_panel.row("PERSON")
        assert row is not None
        row.setFocus(TAB)
        seen: list[int] = []
        inspector = reading.window.inspector
        while not seen or QApplication.focusWidget() is not inspector.fields.form.note_field:
            widget = QApplication.focusWidget()
            assert widget is not None
            assert reading.window.right.isAncestorOf(widget), widget
            seen.append(widget.mapTo(reading.window.right, QPoint(0, widget.height())).y() // 8)
            reading.key(Qt.Key.Key_Tab, on=widget)
            assert len(seen) < 80
        rows = 2 * len(reading.bench.labels)
        assert len(seen) >= rows + 8
        # The label list may have scrolled on the way; below it, nothing does.
        assert seen[rows:] == sorted(seen[rows:])


class TestTyped:
    @pytest.fixture
    def typing(self, reading: Hands) -> Hands:
        reading.page.select("a3")
        reading.key(Qt.Key.Key_F2)  # the card
        reading.key(Qt.Key.Key_F2)  # all fields
        field = reading.window.inspector.fields.form.value_field
        field.selectAll()
        QTest.keyClicks(field, "777")
        return reading

    def value(self, hands: Hands, article_id: str) -> object:
        assert hands.bench.project is not None
        with hands.bench.project.again() as fresh:
            return fresh.document(article_id).by_id["a3"].attributes["value"]

    def test_is_taken_when_accept_is_clicked(self, typing: Hands) -> None:
        typing.click(typing.window.inspector.fields.accept_button)
        assert typing.stored().by_id["a3"].attributes["value"] == 777
        assert typing.stored().by_id["a3"].status is Status.ACCEPTED

    def test_is_taken_when_reject_is_clicked(self, typing: Hands) -> None:
        typing.click(typing.window.inspector.fields.reject_button)
        assert typing.stored().by_id["a3"].status is Status.REJECTED

    def test_is_taken_when_a_key_opens_another_article(self, typing: Hands) -> None:
        first = typing.document.article.id
        typing.key(Qt.Key.Key_PageDown, CTRL, on=typing.window.inspector.fields.form.value_field)
        assert typing.document.article.id != first
        assert self.value(typing, first) == 777

    def test_is_taken_when_the_article_is_done(self, typing: Hands) -> None:
        first = typing.document.article.id
        typing.key(Qt.Key.Key_Return, CTRL, on=typing.window.inspector.fields.form.value_field)
        assert self.value(typing, first) == 777

    def test_is_taken_when_a_label_is_clicked(self, typing: Hands) -> None:
        row = typing.window.label_panel.row("QUANTITY")
        assert row is not None
        typing.click(row, QPoint(60, 12))
        stored = typing.stored().by_id["a3"]
        assert (stored.label, stored.attributes["value"]) == ("QUANTITY", 777)

    def test_is_taken_when_the_window_closes(self, qapp, qtbot: QtBot, home: Path) -> None:
        with running(qapp, qtbot, home) as hands:
            hands.fill(kalbajar())
            first = hands.document.article.id
            hands.page.select("a3")
            hands.window.inspector.fields.form.note_field.setFocus()
            QTest.keyClicks(hands.window.inspector.fields.form.note_field, "ask the editor")
        with running(qapp, qtbot, home) as hands:
            assert hands.bench.project is not None
            assert hands.bench.project.document(first).by_id["a3"].note == "ask the editor"


_TYPED_WITH_SHIFT = dict(zip('~!@#$%^&*()_+{}|:"<>?', "`1234567890-=[]\\;',./", strict=True))


def _of_one_press(keys: str) -> set[str]:
    """All ways to write the key that is pressed for `keys` on a US keyboard; Qt tries each of them on a real screen."""
    *modifiers, key = keys.removesuffix("++").split("+") + (["+"] if keys.endswith("++") else [])
    if keys == "+":
        modifiers, key = [], "+"
    held = "".join(f"{modifier}+" for modifier in modifiers if modifier != "Shift")
    if key in _TYPED_WITH_SHIFT:
        return {f"{held}{key}", f"{held}Shift+{key}", f"{held}Shift+{_TYPED_WITH_SHIFT[key]}"}
    shifted = {base: sign for sign, base in _TYPED_WITH_SHIFT.items()}
    if "Shift" in modifiers and key in shifted:
        return {f"{held}Shift+{key}", f"{held}{shifted[key]}", f"{held}Shift+{shifted[key]}"}
    return {keys}


def test_no_press_of_a_key_has_two_meanings() -> None:
    """Qt does nothing where a press matches two sequences, be they of one action; only a real keyboard shows it."""
    assert _of_one_press("+") == _of_one_press("Shift+=") == {"+", "Shift++", "Shift+="}
    assert _of_one_press("Ctrl++") == {"Ctrl++", "Ctrl+Shift++", "Ctrl+Shift+="}
    bound = [keys for spec in TABLE for keys in spec.keys]
    for keys in bound:
        assert [other for other in bound if other in _of_one_press(keys)] == [keys]
