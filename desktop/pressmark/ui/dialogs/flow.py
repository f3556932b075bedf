"""A layout of small things in lines, as words are: what does not fit a line stands in the next one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Puts widgets side by side and goes on in the next line where the width ends.

    Args:
        parent: the widget that is laid out, if it is one that has no layout yet.
        spacing: between two in a line, in logical pixels; lines have none between them.
        columns: every widget gets the room of the widest one, and its preferred width is so many of them; 0 for each
            its own room, all in one line.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6, columns: int = 0) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._columns = columns
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, arg__1: QLayoutItem) -> None:
        self._items.append(arg__1)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride] - Qt asks so
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, arg__1: int) -> int:
        return self._lay(QRect(0, 0, arg__1, 0), move=False)

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(widest, max((item.minimumSize().height() for item in self._items), default=0))

    def sizeHint(self) -> QSize:
        widths = self._widths()
        wanted = widths[: self._columns] if self._columns else widths
        width = sum(wanted) + self.spacing() * max(0, len(wanted) - 1)
        return QSize(width, self.heightForWidth(width))

    def setGeometry(self, arg__1: QRect) -> None:
        super().setGeometry(arg__1)
        self._lay(arg__1, move=True)

    def _widths(self) -> list[int]:
        widths = [item.sizeHint().width() for item in self._items]
        return [max(widths)] * len(widths) if widths and self._columns else widths

    def _lay(self, room: QRect, *, move: bool) -> int:
        """Places everything, or only finds out how high it becomes."""
        x = y = line = 0
        for item, width in zip(self._items, self._widths(), strict=True):
            if x and x + width > room.width():
                x, y, line = 0, y + line, 0
            height = item.sizeHint().height()
            if move:
                item.setGeometry(QRect(room.topLeft() + QPoint(x, y), QSize(min(width, room.width()), height)))
            x += width + self.spacing()
            line = max(line, height)
        return y + line
