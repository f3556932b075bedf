"""Hands that do anything in any order: what is shown stays what is stored, and undo leads back to the beginning.

The seeds are fixed, so a failure can be repeated; the steps that led to it are in its message.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.window_support import ALT, CTRL, NO_MODIFIER, SHIFT, Hands

from pressmark.core.annotation import Annotation
from pressmark.ui.actions import TABLE, Scope

STEPS = 160
_KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_A, Qt.Key.Key_X, Qt.Key.Key_U, Qt.Key.Key_R, Qt.Key.Key_Delete, Qt.Key.Key_Return),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_6, Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_Space, Qt.Key.Key_Equal),
    *(Qt.Key.Key_Escape, Qt.Key.Key_Escape, Qt.Key.Key_PageDown, Qt.Key.Key_Z, Qt.Key.Key_D),
)
_MODIFIERS = (*(NO_MODIFIER,) * 6, SHIFT, CTRL, ALT, CTRL | SHIFT, ALT | SHIFT, CTRL | ALT)
_WORDS = ("30,000", "people", "-5", "XXXX-11", "e", " ")
_ACTIONS = (
    *(spec.id for spec in TABLE if spec.scope is Scope.PAGE),
    *("undo", "redo", "left_panel", "right_panel", "zoom_in", "zoom_out", "theme", "next_article", "previous_article"),
    *("toggle_done", "accept_all", "find", "find_next", "next_pane"),
)


class RandomHands:
    """Does one thing after another to a window; `steps` tells what."""

    def __init__(self, hands: Hands, seed: int) -> None:
        self.hands, self.any = hands, random.Random(seed)
        self.steps: list[str] = []

    def target(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.hands.window

    def inside(self, widget: QWidget) -> QPoint:
        return QPoint(self.any.randrange(max(1, widget.width())), self.any.randrange(max(1, widget.height())))

    def step(self) -> None:
        does = self.any.choices(
            (self.press, self.click, self.drag, self.act, self.resize, self.type), (8, 4, 4, 4, 2, 1)
        )
        does[0]()
        self.hands.settle()

    def press(self) -> None:
        key, modifier = self.any.choice(_KEYS), self.any.choice(_MODIFIERS)
        self.steps.append(f"press {modifier.name} {key.name}")
        self.key_to_window(key, modifier)

    def key_to_window(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier) -> None:
        """As the system sends it: to the window, which may be gone when the key is let go."""
        handle = self.target().window().windowHandle()
        if handle is not None:
            QTest.keyPress(handle, key, modifier)  # type: ignore[call-overload]

    def click(self) -> None:
        hands = self.hands
        widget = self.any.choice((hands.page.viewport(), hands.window.label_panel, hands.window.inspector))
        if QApplication.activeModalWidget() is not None or not widget.isVisible():
            return
        at = self.inside(widget)
        child = widget.childAt(at) or widget
        self.steps.append(f"click {type(child).__name__} {child.objectName()} {at.toTuple()}")
        QTest.mouseClick(child, Qt.MouseButton.LeftButton, NO_MODIFIER, child.mapFrom(widget, at))

    def drag(self) -> None:
        if QApplication.activeModalWidget() is not None:
            return
        start = self.inside(self.hands.page.viewport())
        end = start + QPoint(self.any.randrange(-200, 200), self.any.randrange(-40, 40))
        self.steps.append(f"drag {start.toTuple()} {end.toTuple()}")
        self.hands.drag(start, end, self.any.choice(_MODIFIERS[:8]))

    def act(self) -> None:
        if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
            action = self.any.choice(_ACTIONS)
            self.steps.append(action)
            self.hands.window.actions_[action].trigger()

    def resize(self) -> None:
        size = self.any.randrange(400, 1500), self.any.randrange(300, 1000)
        self.steps.append(f"resize {size}")
        self.hands.window.resize(*size)

    def type(self) -> None:
        words = self.any.choice(_WORDS)
        self.steps.append(f"type {words}")
        for letter in words:
            self.key_to_window(letter, NO_MODIFIER)

    def told(self) -> str:
        return "after: " + "; ".join(self.steps[-12:])


def facts(annotations: Iterator[Annotation]) -> list[tuple[object, ...]]:
    return sorted((a.id, a.span.start, a.span.end, a.label, a.status, repr(a.attributes)) for a in annotations)


def wait_until_saved(hands: Hands) -> None:
    """While another process writes to the project, what is decided is shown and waits to be stored."""

    def saved() -> bool:
        session = hands.bench.session
        return not hands.bench.files.busy and session is not None and not session.unsaved

    hands.qtbot.waitUntil(saved, timeout=20_000)


def everything(hands: Hands) -> dict[str, list[tuple[object, ...]]]:
    """What the project holds, by the ids of its articles."""
    project = hands.bench.project
    assert project is not None
    return {row.id: facts(iter(project.document(row.id))) for row in project.articles()}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_is_stored_as_it_is_shown_and_can_be_undone(reading: Hands, seed: int) -> None:
    before = everything(reading)
    hands = RandomHands(reading, seed)
    for number in range(STEPS):
        hands.step()
        assert reading.window.isVisible(), hands.told()
        if number % 20 == 0:
            wait_until_saved(reading)
            assert facts(iter(reading.stored())) == facts(iter(reading.document)), hands.told()
            assert reading.page.document is reading.document, hands.told()
    while (open_now := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
        open_now.close()
        reading.settle()
    undo = reading.window.actions_["undo"]
    undone = 0
    while undo.isEnabled() and undone < 2 * STEPS:
        undo.trigger()
        reading.settle()
        undone += 1
    assert undone > 2, "these hands did nothing"
    wait_until_saved(reading)
    assert everything(reading) == before, hands.told()
