"""The list of labels in the label editor: key, colour, name and how many annotations each has; dragged into order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
)

from pressmark.services.label_draft import Row
from pressmark.ui.dialogs.look import current_theme, label_color
from pressmark.ui.theme import SANS

Index = QModelIndex | QPersistentModelIndex

_ROW = Qt.ItemDataRole.UserRole


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(200, 30)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        row: Row = index.data(_ROW)
        theme = current_theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(2, 1, -2, -1)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected))
            painter.drawRoundedRect(rect, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 5, 5)
        font = QFont(SANS)
        middle = rect.center().y()
        box = QRectF(rect.left() + 6, middle - 9, 18, 18)
        if row.label.key:
            font.setPixelSize(11)
            painter.setFont(font)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.label.key.upper())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(label_color(row.label)))
        painter.drawRoundedRect(QRectF(box.right() + 8, middle - 5, 10, 10), 2.5, 2.5)
        font.setPixelSize(13)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        words = QRectF(box.right() + 26, rect.top(), rect.width() - 110, rect.height())
        name = painter.fontMetrics().elidedText(row.label.name, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(theme.muted))
        count = QRectF(rect.right() - 60, rect.top(), 52, rect.height())
        if row.count:
            painter.drawText(count, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{row.count:,}")
        painter.restore()


class LabelRows(QListWidget):
    """Rows of a draft.

    Signals:
        moved(int, int): a row was dragged from one place to another.
        shifted(int): Alt with an arrow asks to move the current row by so many places.
    """

    moved = Signal(int, int)
    shifted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Delegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Labels of the project"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[Row], current: int) -> None:
        """Shows the draft, with one row chosen (-1: none)."""
        with QSignalBlocker(self):
            while self.count() > len(rows):
                self.takeItem(self.count() - 1)
            while self.count() < len(rows):
                self.addItem(QListWidgetItem())
            for place, row in enumerate(rows):
                item = self.item(place)
                item.setData(_ROW, row)
                item.setText(row.label.name)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, self._said(row))
                item.setToolTip(row.label.description)
            self.setCurrentRow(current)
        self.viewport().update()

    def _said(self, row: Row) -> str:
        key = self.tr(", key {key}").format(key=row.label.key.upper()) if row.label.key else ""
        return f"{row.label.name}{key}, " + self.tr("%Ln annotation(s)", None, row.count)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tells where a row shall go; the draft moves it, not the list."""
        source = self.currentRow()
        at = event.position().toPoint()
        index = self.indexAt(at)
        target = self.count() if not index.isValid() else index.row()
        if index.isValid() and at.y() > self.visualRect(index).center().y():
            target += 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        to = target - (target > source)
        if source >= 0 and to != source:
            self.moved.emit(source, to)

    def keyPressEvent(self, event) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(event.key())
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(step)
            return
        super().keyPressEvent(event)
