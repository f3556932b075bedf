"""The few signs on the buttons, drawn from paths so that they are sharp at every scale and in every theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_PATHS = {
    "undo": "M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 0 11H11",
    "redo": "m15 14 5-5-5-5M20 9H9.5a5.5 5.5 0 0 0 0 11H13",
    "eye": (
        "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"
        "M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6Z"
    ),
    "eye_off": (
        "M4 4l16 16M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.6 3.4"
        "M6.3 7.6A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.6-1.3"
    ),
    "pencil": "M4 20l1-4.5L16.5 4a2 2 0 0 1 3 3L8.5 18.5 4 20ZM14.5 6l3.5 3.5",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM20 20l-4.9-4.9",
    "aim": "M12 5.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM12 2.5v5M12 16.5v5M2.5 12h5M16.5 12h5",
    "folded": "M9 5l7 7-7 7",
    "unfolded": "M5 9l7 7 7-7",
    "close": "M6 6l12 12M18 6 6 18",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "left_panel": "M4 5h16v14H4zM9.5 5v14",
    "right_panel": "M4 5h16v14H4zM14.5 5v14",
    "theme": "M12 4a8 8 0 1 0 0 16V4Z",
    "document": "M7 3.5h7l4 4V20.5H7zM13.5 3.5V8H18M9.5 12h6M9.5 15.5h6",
}


def _svg(name: str, color: str) -> QByteArray:
    return QByteArray(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{color}" stroke-width="1.8" '
        f'stroke-linecap="round" stroke-linejoin="round"><path d="{_PATHS[name]}"/></svg>'.encode()
    )


@lru_cache(maxsize=256)
def _drawn(name: str, color: str, width: int, height: int) -> QImage:
    """A sign in pixels; each label has the same eye, so all but one of them are drawn already."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(_svg(name, color)).render(painter, QRectF(image.rect()))
    painter.end()
    return image


class _Engine(QIconEngine):
    def __init__(self, name: str, color: str, faint: str) -> None:
        super().__init__()
        self._name, self._color, self._faint = name, color, faint

    def paint(self, painter: QPainter, rect, mode: QIcon.Mode, state: QIcon.State) -> None:
        QSvgRenderer(_svg(self._name, self._in(mode))).render(painter, QRectF(rect))

    def pixmap(self, size, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # a narrow window asks for this; there is nothing to paint on
            return QPixmap()
        return QPixmap.fromImage(_drawn(self._name, self._in(mode), size.width(), size.height()))

    def _in(self, mode: QIcon.Mode) -> str:
        return self._faint if mode == QIcon.Mode.Disabled else self._color

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._color, self._faint)


def icon(name: str, color: str, faint: str | None = None) -> QIcon:
    """A sign in a colour ("#rrggbb"), and in a fainter one where its button is disabled."""
    return QIcon(_Engine(name, QColor(color).name(), QColor(faint or color).name()))
