"""The find bar and the shortcuts overlay, with real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QMainWindow, QTextEdit
from tests.ui.dialogs_support import LABELS, dress, ink, unnamed

from pressmark.ui.actions import TABLE, Actions
from pressmark.ui.dialogs.find_bar import FindBar
from pressmark.ui.dialogs.shortcuts_overlay import ShortcutsOverlay, _Swatch


@pytest.fixture
def window(qtbot, qapp):
    dress(qapp, "light")
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QTextEdit())
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def actions(window):
    return Actions(window, window.centralWidget())


class TestFindBar:
    @pytest.fixture
    def bar(self, qtbot, qapp):
        dress(qapp, "light")
        bar = FindBar()
        qtbot.addWidget(bar)
        bar.resize(800, 46)
        bar.open_bar()
        return bar

    def test_every_letter_is_told(self, bar, qtbot):
        told = []
        bar.query_changed.connect(told.append)
        qtbot.keyClicks(bar.field, "Bak")
        bar.field.insert("ı")  # QTest types ASCII only
        assert told == ["B", "Ba", "Bak", "Bakı"]

    def test_it_says_where_one_is(self, bar, qtbot):
        qtbot.keyClicks(bar.field, "peace")
        bar.show_hits(3, 12)
        assert bar.count.text() == "3 of 12"
        assert bar.next_button.isEnabled()
        bar.show_hits(0, 1)
        assert bar.count.text() == "1 hit"
        bar.show_hits(0, 12)
        assert bar.count.text() == "12 hits"

    def test_nothing_found_is_said_and_not_while_the_field_is_empty(self, bar, qtbot):
        bar.show_hits(0, 0)
        assert bar.count.text() == ""
        qtbot.keyClicks(bar.field, "x")
        bar.show_hits(0, 0)
        assert bar.count.text() == "Not found"
        assert bar.field.property("invalid") is True
        assert not bar.next_button.isEnabled()
        qtbot.keyClick(bar.field, Qt.Key.Key_Backspace)
        assert bar.count.text() == ""
        assert bar.field.property("invalid") is False

    def test_keys_go_to_the_next_and_back(self, bar, qtbot):
        told = []
        bar.next_asked.connect(lambda: told.append("next"))
        bar.previous_asked.connect(lambda: told.append("previous"))
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
        qtbot.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(bar.field, Qt.Key.Key_Down)
        qtbot.keyClick(bar.field, Qt.Key.Key_Up)
        assert told == ["next", "previous", "next", "previous"]

    def test_buttons_do_the_same(self, bar, qtbot):
        qtbot.keyClicks(bar.field, "a")
        bar.show_hits(1, 2)
        with qtbot.waitSignal(bar.next_asked):
            qtbot.mouseClick(bar.next_button, Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(bar.previous_asked):
            qtbot.mouseClick(bar.previous_button, Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(bar.closed):
            qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
        assert bar.isHidden()

    def test_escape_closes_once_and_opening_again_looks_for_the_same(self, bar, qtbot):
        qtbot.keyClicks(bar.field, "abc")
        told = []
        bar.closed.connect(lambda: told.append("closed"))
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
        bar.close_bar()
        assert told == ["closed"]
        with qtbot.waitSignal(bar.query_changed) as asked:
            bar.open_bar()
        assert asked.args == ["abc"]
        assert bar.field.selectedText() == "abc"

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_it_shows_and_names_its_controls(self, bar, qapp, theme):
        dress(qapp, theme)
        bar.field.setText("peace")
        bar.show_hits(3, 12)
        assert ink(bar) > 0.02
        assert unnamed(bar) == []


class TestShortcutsOverlay:
    @pytest.fixture
    def overlay(self, window):
        return ShortcutsOverlay(window)

    def test_it_covers_the_window_and_tells_every_action_with_its_key(self, overlay, actions, window):
        actions.set_keys({"accept": "Y", "reject": ""})
        overlay.open_overlay(actions, LABELS)
        assert overlay.geometry() == window.rect()
        told = {name: keys for _heading, name, keys in overlay.lines()}
        assert told["Accept"] == ("Y",)
        assert told["Reject"] == ()
        assert told["Redo"] == ("Ctrl+Shift+Z", "Ctrl+Y")
        assert told["Mark done and open the next"] == ("Ctrl+Enter",)
        assert told["Start one word left"] == ("Alt+←",)
        assert told["DATE"] == ("D",)
        assert told["Select a mark"] == ("click",)
        assert len(told) >= len(TABLE) + len(LABELS)

    def test_its_colours_are_those_of_the_theme_that_is_switched_on_meanwhile(self, overlay, actions, qapp):
        overlay.open_overlay(actions, LABELS)
        label = next(iter(LABELS))
        square = overlay.findChildren(_Swatch)[0]
        for theme, color in (("light", label.color), ("dark", label.color_dark)):
            dress(qapp, theme)
            assert square.grab().toImage().pixelColor(5, 5) == QColor(color)

    def test_a_screen_reader_gets_the_keys_with_the_name(self, overlay, actions):
        overlay.open_overlay(actions, LABELS)
        names = {label.accessibleName() for label in overlay.findChildren(QLabel)}
        assert {"Undo: Ctrl+Z", "Keyboard shortcuts: ? or F1", "About Pressmark: no key"} <= names

    @pytest.mark.parametrize(("width", "height"), [(1280, 800), (640, 400), (400, 300)])
    def test_everything_is_inside_or_can_be_scrolled_to(self, overlay, actions, window, width, height):
        window.setMinimumSize(100, 100)
        window.resize(width, height)
        overlay.open_overlay(actions, LABELS)
        assert overlay.rect().contains(overlay.card.geometry())
        content = overlay.area.widget()
        reach = overlay.area.viewport().height() + overlay.area.verticalScrollBar().maximum()
        assert reach >= content.height() - 1
        assert content.minimumSizeHint().width() <= overlay.area.viewport().width()
        for label in content.findChildren(QLabel):
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= min(needed, label.sizeHint().height())
            right = label.mapTo(content, QPoint(label.width(), 0)).x()
            assert right <= content.width()

    def test_at_1280_by_800_all_fits_without_scrolling(self, overlay, actions):
        overlay.open_overlay(actions, LABELS)
        assert overlay.area.verticalScrollBar().maximum() == 0

    @pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F1, "?"])
    def test_keys_close_it_and_the_focus_goes_back(self, overlay, actions, window, qtbot, key):
        window.centralWidget().setFocus()
        overlay.open_overlay(actions, LABELS)
        with qtbot.waitSignal(overlay.closed):
            (qtbot.keyClicks if isinstance(key, str) else qtbot.keyClick)(overlay.area, key)
        assert not overlay.isVisible()
        assert window.focusWidget() is window.centralWidget()

    def test_a_click_closes_it_wherever(self, overlay, actions, qtbot):
        for place in ("veil", "text"):
            overlay.open_overlay(actions, LABELS)
            widget, pos = (overlay, QPoint(4, 4)) if place == "veil" else (overlay.area.viewport(), QPoint(40, 40))
            with qtbot.waitSignal(overlay.closed):
                qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=pos)

    def test_letters_do_nothing_while_it_is_open(self, overlay, actions, window, qtbot):
        told = []
        actions.on("shortcuts", lambda: told.append("shortcuts"))
        actions.on("accept", lambda: told.append("accept"))
        overlay.open_overlay(actions, LABELS)
        qtbot.keyClicks(overlay.area, "a")
        assert told == []
        assert overlay.isVisible()

    def test_asking_again_closes(self, overlay, actions):
        overlay.open_overlay(actions, LABELS)
        overlay.open_overlay(actions, LABELS)
        assert not overlay.isVisible()

    def test_it_follows_the_windows_size(self, overlay, actions, window):
        overlay.open_overlay(actions, LABELS)
        window.resize(900, 600)
        assert overlay.size() == window.size()

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_it_shows_and_names_its_controls(self, overlay, actions, qapp, theme):
        dress(qapp, theme)
        overlay.open_overlay(actions, LABELS)
        assert ink(overlay.card) > 0.02
        assert unnamed(overlay) == []
