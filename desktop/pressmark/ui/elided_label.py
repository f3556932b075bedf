"""A label of one line that gives way when there is little room, and says all of it when the pointer rests on it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """Plain text that ends in "…" where it would be cut. The style sheet may give it no ground and no border.

    Args:
        text: the words.
        least: the width that it keeps, in pixels, unless the words are shorter.
    """

    def __init__(self, text: str = "", *, least: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._least = least
        self._hint = ""
        self._fitted: tuple[tuple[str, int, str], str] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_hint(self, hint: str) -> None:
        """What the tool tip says in place of the words that do not fit; "" for those words."""
        self._hint = hint
        self._tell()

    @property
    def shown(self) -> str:
        """What stands on the screen now."""
        key = self.text(), self.contentsRect().width(), self.font().key()
        if self._fitted is None or self._fitted[0] != key:  # asked for at every change and every paint
            self._fitted = key, self.fontMetrics().elidedText(key[0], Qt.TextElideMode.ElideRight, key[1])
        return self._fitted[1]

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def sizeHint(self) -> QSize:
        # One pixel more: half pixels of the advance are rounded down, and the last letter would become "…".
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(self._least, hint.width()), hint.height())

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        self.setToolTip(self._hint or (self.text() if self.shown != self.text() else ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), self.shown)
