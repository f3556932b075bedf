"""A list of choices with headings, colours and keys, as both palettes show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QMargins,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from pressmark.core.labels import Label
from pressmark.ui.dialogs.look import current_theme, label_color

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 32
HEADING_HEIGHT = 28


class Row(Struct, frozen=True):
    """One line of a palette.

    Attributes:
        kind: what is chosen by it: "label", "action", "article"; "" for a heading.
        id: which of them.
        text: what it is called.
        detail: a second, paler text behind it.
        key: the key that does the same, as this system writes it.
        label: whose colour the small square before the text has, or None.
        enabled: whether it can be chosen now.
        hint: a sentence about it, shown below the list while it is the chosen one.
    """

    kind: str
    id: str
    text: str
    detail: str = ""
    key: str = ""
    label: Label | None = None
    enabled: bool = True
    hint: str = ""

    @property
    def spoken(self) -> str:
        """The row in words, for a screen reader."""
        return ", ".join(part for part in (self.text, self.detail, self.key, self.hint) if part)


class RowsModel(QAbstractListModel):
    """Rows as a list; a row without a kind is a heading that cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown now, headings among it."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Puts other rows in place of those shown."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return row.hint or row.detail or None
            case _:
                return row if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._rows[index.row()]
        if not row.kind or not row.enabled:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def next_choice(self, row: int, step: int) -> int:
        """The nearest row that can be chosen in this direction, going round at the ends; -1 where there is none."""
        count = len(self._rows)
        for distance in range(1, count + 1):
            at = (row + step * distance) % count
            if self._rows[at].kind and self._rows[at].enabled:
                return at
        return -1


class RowDelegate(QStyledItemDelegate):
    """Paints rows in the theme in force."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        row: Row = index.data(ROW)
        wanted = QFontMetrics(option.font).height() + (15 if row.kind else 11)
        return QSize(120, max(wanted, ROW_HEIGHT if row.kind else HEADING_HEIGHT))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        font: QFont = option.font
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind:
            self._paint_choice(painter, rect, font, row, selected)
        else:
            self._paint_heading(painter, rect, font, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, font: QFont, row: Row) -> None:
        small = QFont(font)
        small.setPixelSize(11)
        small.setWeight(QFont.Weight.DemiBold)
        painter.setFont(small)
        painter.setPen(QColor(current_theme().muted))
        painter.drawText(rect.adjusted(12, 4, -12, 0), _LEFT, row.text)

    def _paint_choice(self, painter: QPainter, rect: QRect, font: QFont, row: Row, selected: bool) -> None:
        theme = current_theme()
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected))
            painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 6, 6)
        room = rect.adjusted(12, 0, -12, 0)
        if row.label is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(label_color(row.label)))
            painter.drawRoundedRect(QRectF(room.left(), room.center().y() - 5, 11, 11), 3, 3)
            room.setLeft(room.left() + 21)
        if row.key:
            room.setRight(room.right() - self._paint_key(painter, room, font, row.key) - 10)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(theme.text if row.enabled else theme.muted))
        text = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, text)
        used = metrics.horizontalAdvance(text) + 10
        if row.detail and room.width() - used > 40:
            small = QFont(font)
            small.setPixelSize(12)
            painter.setFont(small)
            painter.setPen(QColor(theme.muted))
            room.setLeft(room.left() + used)
            detail = QFontMetrics(small).elidedText(row.detail, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _LEFT, detail)

    def _paint_key(self, painter: QPainter, room: QRect, font: QFont, key: str) -> int:
        """Paints a key at the right end; gives the width that it took."""
        theme = current_theme()
        small = QFont(font)
        small.setPixelSize(11)
        metrics = QFontMetrics(small)
        width, height = max(20, metrics.horizontalAdvance(key) + 12), 20
        box = QRectF(room.right() - width + 0.5, room.center().y() - height / 2 + 0.5, width, height)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), key)
        return width


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a table with the theme's colour behind the chosen line, and with room around the words.

    Args:
        muted_column: the column in paler words, or -1.
    """

    def __init__(self, parent: QObject, *, muted_column: int = 1) -> None:
        super().__init__(parent)
        self._muted_column = muted_column

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return super().sizeHint(option, index).grownBy(QMargins(6, 4, 10, 4))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        theme = current_theme()
        self.initStyleOption(option, index)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selected))
        painter.setFont(option.font)
        painter.setPen(QColor(theme.muted if index.column() == self._muted_column else theme.text))
        room = rect.adjusted(6, 0, -8, 0)
        text = QFontMetrics(option.font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(option.displayAlignment | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()
