"""Which keys move the text cursor. Every other key is the window's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_VERTICAL = {
    Qt.Key.Key_Up: ("line", -1),
    Qt.Key.Key_Down: ("line", 1),
    Qt.Key.Key_PageUp: ("page", -1),
    Qt.Key.Key_PageDown: ("page", 1),
}


def moved_by(event: QKeyEvent, right_to_left: bool) -> tuple[str, int, bool] | None:
    """Unit, direction and whether to extend; None for a key that does not move the cursor."""
    key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    extend = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    others = modifiers & ~Qt.KeyboardModifier.ShiftModifier
    control = others == Qt.KeyboardModifier.ControlModifier
    if others and not control:
        return None
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        forward = (key == Qt.Key.Key_Right) != right_to_left
        return "character" if control else "word", 1 if forward else -1, extend
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return "article" if control else "edge", 1 if key == Qt.Key.Key_End else -1, extend
    if key in _VERTICAL:
        unit, direction = _VERTICAL[Qt.Key(key)]
        return "paragraph" if control and unit == "line" else unit, direction, extend
    return None
