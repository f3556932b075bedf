"""Every key and every gesture of the hand, over the whole window."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pressmark.core.labels import Label, LabelSet
from pressmark.ui.actions import EDIT, GROUPS, MARK, Actions, translated
from pressmark.ui.dialogs.look import current_theme, key_words, label_color, text_label
from pressmark.ui.icons import icon

_COLUMN = 268
_GAP = 26
_LEFT, _RIGHT = 24, 12


class _Line(Struct, frozen=True):
    name: str
    keys: tuple[str, ...]
    label: Label | None = None


class _Section(Struct, frozen=True):
    heading: str
    lines: tuple[_Line, ...]


class ShortcutsOverlay(QWidget):
    """Covers the window until Esc, `?`, F1 or a click. Its words come from the table of actions as it is now."""

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        self._came_from: QWidget | None = None
        self._sections: tuple[_Section, ...] = ()
        self._columns = 0
        self.card = QFrame(self)
        self.card.setObjectName("popup")
        heading = text_label(self.tr("Keys and gestures"), role="title")
        hint = text_label(self.tr("Every key can be changed in the settings."), role="small")
        self.close_button = QToolButton()
        self.close_button.setProperty("role", "flat")
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.clicked.connect(self.close_overlay)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("Keys and gestures"))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.viewport().setAutoFillBackground(False)
        self.area.installEventFilter(self)
        self.area.viewport().installEventFilter(self)

        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(heading)
        top.addWidget(hint, 1, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(_LEFT, 18, _RIGHT, 14)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.area)
        window.installEventFilter(self)
        self.hide()

    def open_overlay(self, actions: Actions, labels: LabelSet) -> None:
        """Shows the keys as they are now; when the overlay is open already, closes it."""
        if self.isVisible():
            self.close_overlay()
            return
        self._came_from = QApplication.focusWidget()
        self._sections = self._sections_of(actions, labels)
        self._columns = 0
        self.close_button.setIcon(icon("close", current_theme().muted))
        self.setGeometry(self._window.rect())
        self._arrange()
        self.raise_()
        self.show()
        self.area.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_overlay(self) -> None:
        """Goes away and gives the focus back."""
        if not self.isVisible():
            return
        self.hide()
        self.area.takeWidget().deleteLater()  # hundreds of labels that a change of theme would dress again
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self._came_from = None
        self.closed.emit()

    def lines(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """What is shown: heading, name and keys of every line."""
        return [(section.heading, line.name, line.keys) for section in self._sections for line in section.lines]

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() is QEvent.Type.Resize and self.isVisible():
                self.setGeometry(self._window.rect())
            return False
        if isinstance(event, QKeyEvent):
            closing = event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Question, Qt.Key.Key_F1) or event.text() == "?"
            plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            if event.type() is QEvent.Type.ShortcutOverride and plain:
                event.accept()  # a letter labels nothing while the page is covered
                return True
            if event.type() is QEvent.Type.KeyPress and closing:
                self.close_overlay()
                return True
        if event.type() is QEvent.Type.MouseButtonRelease:
            self.close_overlay()
            return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing below is meant

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.close_overlay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.text() == "?":
            self.close_overlay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor("#000000")
        veil.setAlphaF(0.55 if current_theme().dark else 0.32)
        painter.fillRect(self.rect(), veil)

    # Layout

    def _arrange(self) -> None:
        if not self._sections:
            return
        room = self.rect().adjusted(24, 24, -24, -24)
        columns = max(1, min(4, (room.width() - 52 + _GAP) // (_COLUMN + _GAP)))
        if columns != self._columns:
            self._columns = columns
            self._fill(columns)
        content = self.area.widget()
        width = min(room.width(), columns * _COLUMN + (columns - 1) * _GAP + 52)
        # Not its size hint, for which long names have more lines than they have here.
        height = min(room.height(), content.heightForWidth(width - _LEFT - _RIGHT) + 92)
        card = QRect(0, 0, width, height)
        card.moveCenter(self.rect().center())
        self.card.setGeometry(card)

    def _fill(self, columns: int) -> None:
        content = QWidget()
        content.setObjectName("overlayContent")
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 12, 8)
        row.setSpacing(_GAP)
        for sections in _balanced(self._sections, columns):
            column = QVBoxLayout()
            column.setSpacing(3)
            for at, section in enumerate(sections):
                column.addSpacing(10 if at else 0)
                self._add_section(column, section)
            column.addStretch(1)
            row.addLayout(column, 1)
        self.area.setWidget(content)
        content.setAutoFillBackground(False)  # the area has just turned it on
        content.installEventFilter(self)

    def _add_section(self, column: QVBoxLayout, section: _Section) -> None:
        column.addWidget(text_label(section.heading.upper(), role="section"))
        for line in section.lines:
            name = text_label(line.name, wrap=True)
            name.setMinimumHeight(20)
            spoken = self.tr("{name}: {keys}") if line.keys else self.tr("{name}: no key")
            name.setAccessibleName(spoken.format(name=line.name, keys=self.tr(" or ").join(line.keys)))
            row = QHBoxLayout()
            row.setSpacing(4)
            if line.label is not None:
                row.addWidget(_Swatch(line.label))
                row.addSpacing(4)
            row.addWidget(name, 1)
            row.addSpacing(6)
            for key in line.keys:
                row.addWidget(_key_label(key))
            column.addLayout(row)

    def _sections_of(self, actions: Actions, labels: LabelSet) -> tuple[_Section, ...]:
        by_group: dict[str, list[_Line]] = {group: [] for group in GROUPS}
        ends: list[_Line] = []
        for spec, action in actions:
            keys = tuple(dict.fromkeys(_plain(key_words(key)) for key in action.shortcuts()))
            name = action.text().replace("&", "").removesuffix("…")
            by_group[spec.group].append(_Line(name, keys))
            if spec.group == MARK and not spec.menu:
                ends.append(by_group[spec.group].pop())
        sections = [_Section(translated(group), tuple(lines)) for group, lines in by_group.items() if lines]
        if ends:
            sections.insert(GROUPS.index(MARK) + 1, _Section(self.tr("Ends of a mark"), tuple(ends)))
        # Here, where four columns become about equally long, and fit a window of 1280 by 800.
        sections.insert(GROUPS.index(EDIT) + 1, _Section(self.tr("Mouse"), self._mouse_lines()))
        named = [_Line(label.name, (label.key.upper(),) if label.key else (), label) for label in labels]
        if named:
            sections.append(_Section(self.tr("Give the selection a label"), tuple(named)))
        sections.append(_Section(self.tr("Text cursor"), self._cursor_lines()))
        return tuple(sections)

    def _cursor_lines(self) -> tuple[_Line, ...]:
        selecting = tuple(key_words(QKeySequence(f"Shift+{side}")) for side in ("Left", "Right"))
        return (
            _Line(self.tr("Move by word"), ("←", "→")),
            _Line(self.tr("Move by line"), ("↑", "↓")),
            _Line(self.tr("Select by word"), selecting),
            _Line(self.tr("Let go of the selection"), (self.tr("Esc"),)),
        )

    def _mouse_lines(self) -> tuple[_Line, ...]:
        return (
            _Line(self.tr("Label words"), (self.tr("drag over them"),)),
            _Line(self.tr("Label a word like the last one"), (self.tr("double-click"),)),
            _Line(self.tr("Select a mark"), (self.tr("click"),)),
            _Line(self.tr("Change where a mark starts or ends"), (self.tr("drag its end"),)),
            _Line(self.tr("Do anything else with a mark"), (self.tr("right-click"),)),
            _Line(self.tr("Select parts of words"), (self.tr("Alt+drag"),)),
            _Line(self.tr("Add articles"), (self.tr("drop files"),)),
        )


class _Swatch(QWidget):
    def __init__(self, label: Label) -> None:
        super().__init__()
        self._label = label
        self.setFixedSize(11, 11)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(label_color(self._label)))
        painter.drawRoundedRect(self.rect(), 3, 3)


def _plain(key: str) -> str:
    """The two Enter keys are one to whoever reads: Return on a Mac, Enter elsewhere, in the system's words."""
    shown, other = (key_words(QKeySequence(each)) for each in (Qt.Key.Key_Enter, Qt.Key.Key_Return))
    if sys.platform == "darwin":
        shown, other = other, shown
    return key.replace(other, shown)


def _key_label(key: str) -> QLabel:
    label = text_label(key, role="key")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setMinimumWidth(22)
    label.setFixedHeight(20)
    return label


def _balanced(sections: Sequence[_Section], columns: int) -> list[list[_Section]]:
    """Sections in their order, cut into columns so that the tallest is as short as can be."""
    heights = [len(section.lines) + 2 for section in sections]
    low, high = max(heights), sum(heights)
    while low < high:
        middle = (low + high) // 2
        if len(_packed(heights, middle)) <= columns:
            high = middle
        else:
            low = middle + 1
    return [[sections[at] for at in column] for column in _packed(heights, low)]


def _packed(heights: Sequence[int], most: int) -> list[list[int]]:
    columns: list[list[int]] = [[]]
    used = 0
    for at, height in enumerate(heights):
        if used + height > most and columns[-1]:
            columns.append([])
            used = 0
        columns[-1].append(at)
        used += height
    return columns
