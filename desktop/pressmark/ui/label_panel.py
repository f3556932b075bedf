"""The labels on the right: their keys, how often each stands in the article, and an eye to hide each."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from pressmark.core.labels import Label, LabelSet
from pressmark.ui.enter import EnterPresses
from pressmark.ui.icons import icon
from pressmark.ui.theme import LIGHT, SANS, Theme


class _Row(QWidget):
    """One label: a click gives it to the selection."""

    chosen = Signal(str)
    hidden_changed = Signal(str, bool)

    def __init__(self, label: Label, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = label
        self.theme = theme
        self._count = 0
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(label.description)
        self.eye = QToolButton(self)
        self.eye.setCheckable(True)
        self.eye.setProperty("role", "flat")
        self.eye.setIconSize(QSize(15, 15))
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.toggled.connect(self._on_eye)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(self.eye)
        self.set_theme(theme)
        self.set_count(0)

    def sizeHint(self) -> QSize:
        return QSize(200, 25)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._show_eye()
        self.update()

    def set_count(self, count: int) -> None:
        if count == self._count and self.accessibleName():
            return
        self._count = count
        key = self.tr(", key {key}").format(key=self.label.key.upper()) if self.label.key else ""
        said = self.tr("%Ln in the article", None, count)
        self.setAccessibleName(f"{self.label.name}{key}, {said}")
        self.update()

    def _show_eye(self) -> None:
        hidden = self.eye.isChecked()
        self.eye.setIcon(icon("eye_off" if hidden else "eye", self.theme.muted))
        words = self.tr("Show {label}") if hidden else self.tr("Hide {label}")
        self.eye.setToolTip(words.format(label=self.label.name))
        self.eye.setAccessibleName(words.format(label=self.label.name))

    def _on_eye(self, hidden: bool) -> None:
        self._show_eye()
        self.update()
        self.hidden_changed.emit(self.label.name, hidden)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.label.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.label.name)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(rect, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 5, 5)
        small = QFont(SANS)
        small.setPixelSize(11)
        if self.label.key:
            box = QRectF(4, 4, 18, 18)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(box, 4, 4)
            painter.setFont(small)
            painter.setPen(QColor(theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.label.key.upper())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.label.color_dark if theme.dark else self.label.color))
        painter.drawRoundedRect(QRectF(30, 8, 10, 10), 2.5, 2.5)
        font = QFont(SANS)
        font.setPixelSize(13)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted if self.eye.isChecked() else theme.text))
        name = painter.fontMetrics().elidedText(self.label.name, Qt.TextElideMode.ElideRight, self.width() - 108)
        painter.drawText(QRectF(48, 0, self.width() - 100, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(theme.muted))
        count = QRectF(self.width() - 68, 0, 38, self.height())
        painter.drawText(count, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._count or ""))


class LabelPanel(QWidget):
    """The list of labels. Signals carry the label's name.

    Attributes:
        heading_row: to be put above the list.
    """

    label_chosen = Signal(str)
    hidden_labels_changed = Signal(object)
    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, _Row] = {}
        self._headings: list[QLabel] = []
        self._theme = LIGHT
        self._enter = EnterPresses(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.heading = QLabel(self.tr("LABELS"))  # stands above the panel, and stays when the labels scroll
        self.heading.setProperty("role", "section")
        self.edit_button = QToolButton()
        self.edit_button.setProperty("role", "flat")
        self.edit_button.setIconSize(QSize(15, 15))
        self.edit_button.setToolTip(self.tr("Edit the labels"))
        self.edit_button.setAccessibleName(self.tr("Edit the labels"))
        self.edit_button.clicked.connect(self.edit_asked)
        self.heading_row = QHBoxLayout()
        self.heading_row.setContentsMargins(0, 0, 12, 0)
        self.heading_row.addWidget(self.heading, 1)
        self.heading_row.addWidget(self.edit_button)
        self.setAccessibleName(self.tr("Labels"))

    def show_labels(self, labels: LabelSet) -> None:
        """Shows a label set; labels that were hidden stay hidden where they are in it."""
        hidden = self.hidden()
        for row in self._rows.values():
            self._layout.removeWidget(row)
            row.deleteLater()
        self._rows = {}
        for heading in self._headings:
            self._layout.removeWidget(heading)
            heading.deleteLater()
        self._headings = []
        group = ""
        for label in labels:
            if label.group != group and self._grouped(labels):
                self._add_heading(label.group)
            group = label.group
            row = _Row(label, self._theme, self)
            row.eye.setChecked(label.name in hidden or label.hidden)
            row.chosen.connect(self.label_chosen)
            row.hidden_changed.connect(self._on_hidden)
            self._layout.addWidget(row)
            self._enter.on_all(row)
            self._rows[label.name] = row

    @staticmethod
    def _grouped(labels: LabelSet) -> bool:
        """Whether the labels stand group by group; groups that are mixed up would need a heading for every label."""
        groups = [label.group for label in labels]
        changes = 1 + sum(one != other for one, other in itertools.pairwise(groups))
        return any(groups) and changes == len(set(groups))

    def _add_heading(self, group: str) -> None:
        heading = QLabel(group)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("role", "small")
        heading.setContentsMargins(4, 7, 0, 2)
        self._headings.append(heading)
        self._layout.addWidget(heading)

    def headings(self) -> list[str]:
        """The groups that are shown, in their order."""
        return [heading.text() for heading in self._headings]

    def follow_in_tab_order(self, before: QWidget) -> None:
        """Lets Tab come to the labels after another widget; new ones would come last in the window."""
        for row in self._rows.values():
            QWidget.setTabOrder(before, row)
            QWidget.setTabOrder(row, row.eye)
            before = row.eye

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Shows how often each label stands in the article."""
        for name, row in self._rows.items():
            row.set_count(counts.get(name, 0))

    def row(self, name: str) -> QWidget | None:
        """The row of a label, for tests and for the focus."""
        return self._rows.get(name)

    def hidden(self) -> frozenset[str]:
        """The labels whose eye is closed."""
        return frozenset(name for name, row in self._rows.items() if row.eye.isChecked())

    def set_theme(self, theme: Theme) -> None:
        """Draws in other colours."""
        self._theme = theme
        self.edit_button.setIcon(icon("pencil", theme.muted))
        for row in self._rows.values():
            row.set_theme(theme)

    def _on_hidden(self, _name: str, _hidden: bool) -> None:
        self.hidden_labels_changed.emit(self.hidden())
