"""A label's colours as things to choose and to press."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton

from pressmark.ui.dialogs.look import current_theme


class ColorChoice(QToolButton):
    """A pair of colours to choose, shown as it looks in the theme that is on.

    Attributes:
        pair: on light and on dark ground, "#rrggbb".
    """

    def __init__(self, number: int, pair: tuple[str, str]) -> None:
        super().__init__()
        self.pair = pair
        self.setCheckable(True)
        self.setProperty("role", "swatch")
        self.setFixedSize(26, 26)
        self.setAccessibleName(self.tr("Colour {number}").format(number=number))
        self.setToolTip(self.accessibleName())
        self._show_color()

    def changeEvent(self, e: QEvent) -> None:
        super().changeEvent(e)
        if e.type() is QEvent.Type.PaletteChange:
            self._show_color()

    def _show_color(self) -> None:
        self.setIcon(dot(self.pair[1] if current_theme().dark else self.pair[0]))


def dot(color: str, ground: str | None = None) -> QIcon:
    """A small square of a colour, perhaps on a ground, both "#rrggbb"."""
    pixmap = QPixmap(32, 32)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if ground is not None:
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(0, 0, 16, 16, 4, 4)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(3, 3, 10, 10, 3, 3)
    painter.end()
    return QIcon(pixmap)
