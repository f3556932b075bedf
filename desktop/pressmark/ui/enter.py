"""Enter presses the button that has the focus, as it does in a dialog and as Space does everywhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


class EnterPresses(QObject):
    """An event filter for buttons; install it on each, or on all below a widget with `on_all`."""

    def on_all(self, widget: QWidget) -> None:
        """Watches every button that is in a widget now."""
        for button in widget.findChildren(QAbstractButton):
            button.removeEventFilter(self)
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, QAbstractButton)
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            watched.click()
            return True
        return super().eventFilter(watched, event)
