"""A line at the foot of the page that says what the page waits for, while it waits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from pressmark.ui.dialogs.look import announce, text_label

_EDGE = 18


class PageHint(QFrame):
    """Floats over the lower edge of a widget; takes neither clicks nor the focus."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = over
        self._label = text_label()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.addWidget(self._label)
        over.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says, "" while it is hidden."""
        return "" if self.isHidden() else self._label.text()

    def tell(self, sentence: str) -> None:
        """Shows a sentence; an empty one hides the line."""
        self.setVisible(bool(sentence))
        if sentence:
            self._label.setText(sentence)
            self._label.setWordWrap(False)
            if self._label.sizeHint().width() + 2 * _EDGE + 30 > self._over.width():
                self._label.setWordWrap(True)
            self._place()
            self.raise_()
            announce(self._over, sentence)

    def _place(self) -> None:
        room = self._over.width() - 2 * _EDGE
        width = min(self.sizeHint().width(), room)
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry((self._over.width() - width) // 2, self._over.height() - height - _EDGE, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)
