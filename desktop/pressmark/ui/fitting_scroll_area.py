"""A scroll area that asks for just the height of what is in it."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QSizePolicy, QWidget

from pressmark.ui.viewport import give_viewport

_FADE = 22


class FittingScrollArea(QScrollArea):
    """Scrolls only where its place is too small for its content; then what goes on below fades out.

    The scroll bar keeps its room also where there is nothing to scroll. If the content became wider when the bar goes,
    it could become low enough to need no bar only as long as there is one, and the two would chase each other.

    Args:
        content: what it holds.
        least: the height that it keeps, in pixels, unless the content is lower.
    """

    def __init__(self, content: QWidget, *, least: int) -> None:
        super().__init__()
        give_viewport(self)
        self._least = least
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(_Bar(Qt.Orientation.Vertical))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        content.installEventFilter(self)
        self._fade = _Fade(self)
        self.verticalScrollBar().rangeChanged.connect(self._show_fade)
        self.verticalScrollBar().valueChanged.connect(self._show_fade)

    def _show_fade(self, *_: int) -> None:
        bar = self.verticalScrollBar()
        self._fade.setVisible(bar.value() < bar.maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        port = self.viewport().geometry()
        self._fade.setGeometry(port.left(), port.bottom() + 1 - _FADE, port.width(), _FADE)
        self._fade.raise_()

    def _height(self) -> int:
        content = self.widget()
        width = self.viewport().width()
        layout = content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return content.sizeHint().height()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), min(self._least, self._height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class _Bar(QScrollBar):
    """Shows nothing where there is nothing to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class _Fade(QWidget):
    """Lets the last line run out into the ground, so that half a line looks like more and not like a mistake."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QColor(self.palette().color(QPalette.ColorRole.Window))
        clear = QColor(ground)
        clear.setAlpha(0)
        shade = QtGui.QLinearGradient(0, 0, 0, self.height())
        shade.setColorAt(0, clear)
        shade.setColorAt(0.85, ground)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
