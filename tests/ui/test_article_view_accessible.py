"""What a screen reader is told about the page, asked as one asks: through Qt's accessible interfaces."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken
from tests.ui.article_view_support import LABELS, document, load_page_fonts

from pressmark.core.annotation import Status
from pressmark.core.span import Span
from pressmark.ui.article_view import ArticleView, PageTheme, accessible

TEXT = "Baku 😀 fell on Wednesday.\nقال علي إن القوات وصلت.\nSome 30,000 people left."
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[ArticleView]:
    load_page_fonts()
    view = ArticleView()
    qtbot.addWidget(view)
    view.setAccessibleName("Article")
    view.set_theme(PageTheme.light())
    view.resize(900, 500)
    date = {"type": "DATE", "value": "2020-11-25", "mod": None, "anchor": "2020-11-25"}
    shown = document(
        TEXT,
        ("Baku", "GPE"),
        ("Wednesday", "DATE", Status.SUGGESTED, date),
        ("people", "ORG", Status.REJECTED),
        ("left", "EVENT", Status.SUGGESTED),
    )
    view.show_document(shown, LABELS)
    with qtbot.waitExposed(view):
        view.show()
    QAccessible.setActive(True)
    yield view
    QAccessible.setActive(False)


def interface(page: ArticleView) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(page)
    assert found is not None
    return found


def test_the_page_is_a_document_whose_parts_are_its_marks(page: ArticleView) -> None:
    spoken = interface(page)
    assert (spoken.role(), spoken.text(NAME), spoken.childCount()) == (QAccessible.Role.Document, "Article", 3)
    parts = [spoken.child(at) for at in range(3)]
    assert [part.text(NAME) for part in parts] == ["Baku", "Wednesday", "left"]
    assert parts[1].text(DESCRIPTION) == "DATE · 25 Nov 2020 · Wed · from publish date · suggested"
    assert [part.role() for part in parts] == [QAccessible.Role.Button] * 3
    assert [bool(part.state().checked) for part in parts] == [True, False, False]
    assert [spoken.indexOfChild(part) for part in parts] == [0, 1, 2]
    assert parts[0].parent() is spoken
    assert spoken.child(3) is None
    assert spoken.state().readOnly


def test_what_it_is_not_is_answered_too(page: ArticleView) -> None:
    """Assistive technology asks every object for every interface; a wrong answer ends the program."""
    spoken = interface(page)
    for one, there in ((spoken, "textInterface"), (spoken.child(0), "actionInterface")):
        names = ["textInterface", "actionInterface", "valueInterface", "editableTextInterface", "selectionInterface",
                 "tableCellInterface", "attributesInterface"]  # fmt: skip
        assert [name for name in names if getattr(one, name)() is not None] == [there]


def test_the_text_is_counted_in_utf16_units(page: ArticleView) -> None:
    text = interface(page).textInterface()
    assert text.characterCount() == len(TEXT.encode("utf-16-le")) // 2
    assert text.text(0, -1) == TEXT
    assert text.text(5, 7) == "😀"
    assert text.text(8, 12) == "fell"
    text.setCursorPosition(8)
    assert page.caret == 7
    assert text.cursorPosition() == 8


def test_the_selection_can_be_set(page: ArticleView) -> None:
    text = interface(page).textInterface()
    text.setSelection(0, 0, 4)
    assert page.selection == Span(0, 4)
    text.removeSelection(0)
    assert page.selection is None
    text.addSelection(8, 12)
    assert page.selection == Span(7, 11)


def test_what_would_be_answered_wrong_is_not_offered(page: ArticleView) -> None:
    """Qt hands over addresses that are cut to half; see `accessible`."""
    text = interface(page).textInterface()
    page.set_selection(Span(0, 4))
    assert text.selectionCount() == 0
    assert text.attributes(1, 1311256048, 1311256052) == ""


def test_where_a_mark_and_a_character_are_on_the_screen(page: ArticleView) -> None:
    spoken = interface(page)
    corner = page.viewport().mapToGlobal(QPoint(0, 0))
    mark = spoken.child(1)
    place = page.rect_of("a1").translated(corner)
    assert mark.rect() == place
    found = spoken.childAt(place.center().x(), place.center().y())
    assert found.text(NAME) == "Wednesday"
    box = spoken.textInterface().characterRect(16)
    assert place.contains(box.center())
    assert spoken.textInterface().offsetAtPoint(box.center()) in (16, 17)


def test_pressing_a_mark_selects_it_and_the_focus_is_there(page: ArticleView, qtbot: QtBot) -> None:
    spoken = interface(page)
    action = spoken.child(1).actionInterface()
    press = QAccessibleActionInterface.pressAction()
    assert action.actionNames() == [press]
    action.doAction(press)
    assert page.selected == "a1"
    assert spoken.child(1).state().selected
    page.setFocus()
    page.activateWindow()
    qtbot.waitUntil(page.hasFocus)
    assert spoken.focusChild().text(NAME) == "Wednesday"


def test_every_step_of_the_keyboard_is_told(page: ArticleView, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, object]] = []

    def hear(event) -> None:
        said = getattr(event, "message", getattr(event, "cursorPosition", event.child))()
        told.append((type(event).__name__, said))

    ears = SimpleNamespace(isActive=lambda: True, Event=QAccessible.Event, updateAccessibility=hear)
    monkeypatch.setattr(accessible, "QAccessible", ears)
    page.put_caret(0)
    page.move_caret("word")
    assert told[-1] == ("QAccessibleTextCursorEvent", 5)  # the emoji is a word
    page.move_caret("word", extend=True)
    assert told[-1] == ("QAccessibleAnnouncementEvent", "Selected: “😀”")
    page.select("a3")
    assert told[-1] == ("QAccessibleEvent", 2)


def test_what_is_gone_is_gone_for_a_screen_reader_too(page: ArticleView) -> None:
    spoken = interface(page)
    kept = [spoken.child(at) for at in range(3)]
    page.show_document(document("Nothing is marked here."), LABELS)
    assert spoken.childCount() == 0
    assert spoken.textInterface().text(0, 7) == "Nothing"
    del kept
    gc.collect()
    page.clear()
    assert spoken.textInterface().characterCount() == 0


def test_pages_come_and_go_while_somebody_listens(qtbot: QtBot, page: ArticleView) -> None:
    for _ in range(20):
        other = ArticleView()
        other.show_document(document("Baku fell.", ("Baku", "GPE")), LABELS)
        spoken = interface(other)
        assert spoken.child(0).text(NAME) == "Baku"
        assert spoken.textInterface().text(0, 4) == "Baku"
        other.deleteLater()
        del other, spoken
        gc.collect()
        qtbot.wait(1)
    assert interface(page).childCount() == 3


def test_a_page_that_its_window_takes_along_leaves_nothing_behind(qtbot: QtBot, page: ArticleView) -> None:
    for _ in range(5):
        window = QWidget()
        other = ArticleView(window)
        other.show_document(document("Baku fell.", ("Baku", "GPE")), LABELS)
        spoken = interface(other)
        assert spoken.child(0).text(NAME) == "Baku"
        window.deleteLater()
        del window, other, spoken  # Python lets go first, as when a program ends
        gc.collect()
        qtbot.wait(1)
        gc.collect()
    assert interface(page).child(0).text(NAME) == "Baku"
    assert sum(Shiboken.isValid(one) for one in accessible._kept) == 2  # this page and its mark
