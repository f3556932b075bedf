"""When a window has been painted for the first time: what is not needed for that is done afterwards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_UNSEEN_MS = 400
"""A window that is not painted by then is hidden by something else; its project is opened all the same."""


class FirstPaint(QObject):
    """Tells once that a window has been painted, or that it will not be for now (it was started as an icon)."""

    happened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._given_up = QTimer(self, singleShot=True, interval=_UNSEEN_MS)
        self._given_up.timeout.connect(self._tell)
        self._given_up.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only looks: the panels are painted and shown before a timer's turn comes."""
        if event.type() == QEvent.Type.Paint:
            self._given_up.start(0)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        self._window.removeEventFilter(self)
        self.happened.emit()
