"""Check boxes, round buttons and drop-down lists whose signs are painted in the colours of the theme.

Under a style sheet, Qt takes the signs of these three from image files or leaves them out.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
)

from pressmark.ui.dialogs.look import current_theme

_BOX = 17
_SPACE = 9


def _size(widget: QAbstractButton) -> QSize:
    metrics = widget.fontMetrics()
    width = metrics.size(int(Qt.TextFlag.TextShowMnemonic), widget.text()).width()
    return QSize(_BOX + (_SPACE + width if widget.text() else 0) + 6, max(_BOX, metrics.height()) + 8)


def _paint(widget: QAbstractButton, painter: QPainter) -> None:
    """Paints a check box or a round button: the sign, the words, a ring for the focus."""
    theme = current_theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = widget.height() / 2
    rtl = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left = widget.width() - _BOX - 3 if rtl else 3
    box = QRectF(left + 0.5, middle - _BOX / 2 + 0.5, _BOX - 1, _BOX - 1)
    on, enabled = widget.isChecked(), widget.isEnabled()
    round_button = isinstance(widget, QRadioButton)
    fill = (theme.accent if enabled else theme.muted) if on else (theme.raised if enabled else theme.panel)
    painter.setPen(QPen(QColor(fill if on else theme.muted), 1.2))
    painter.setBrush(QColor(fill))
    radius = _BOX / 2 if round_button else 4.5
    painter.drawRoundedRect(box, radius, radius)
    if on and round_button:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent_text))
        painter.drawEllipse(box.center(), 3.2, 3.2)
    elif on:
        painter.setPen(QPen(QColor(theme.accent_text), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        x, y = box.left(), box.top()
        painter.drawPolyline(QPolygonF([QPointF(x + 4, y + 8.5), QPointF(x + 7, y + 11.5), QPointF(x + 12.2, y + 5)]))
    if widget.hasFocus():
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), radius + 2.5, radius + 2.5)
    painter.setPen(QColor(theme.text if enabled else theme.muted))
    shift = _BOX + _SPACE + 3
    words = QRect(0 if rtl else shift, 0, widget.width() - shift, widget.height())
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextShowMnemonic, widget.text())


def search_field(name: str) -> QLineEdit:
    """A field that searches what stands below it, with a button that clears it; both have names."""
    field = QLineEdit(clearButtonEnabled=True)
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    for clear in field.findChildren(QAbstractButton):
        clear.setAccessibleName(QCoreApplication.translate("SearchField", "Clear"))
    return field


class _Drawn:
    """What both kinds of button have in common; stands before Qt's class."""

    def sizeHint(self) -> QSize:
        return _size(self._button)

    def minimumSizeHint(self) -> QSize:
        return _size(self._button)

    def hitButton(self, pos: QPoint) -> bool:
        return self._button.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(self._button, QPainter(self._button))

    @property
    def _button(self) -> QAbstractButton:
        assert isinstance(self, QAbstractButton)
        return self


class CheckBox(_Drawn, QCheckBox):
    """A check box."""


class RadioButton(_Drawn, QRadioButton):
    """One of several that exclude each other."""


class ComboBox(QComboBox):
    """A drop-down list with its arrow; the wheel leaves it alone: it scrolls what is around."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, e) -> None:
        e.ignore()

    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.muted), 1.6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x, y = 15 if rtl else self.width() - 15, self.height() / 2 + 2
        painter.drawPolyline(QPolygonF([QPointF(x - 4, y - 4), QPointF(x, y), QPointF(x + 4, y - 4)]))
