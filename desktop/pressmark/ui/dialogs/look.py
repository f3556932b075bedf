"""Small things that all dialogs share: the theme in force, rows of buttons, words for a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from pressmark.core.labels import Label
from pressmark.ui.theme import DARK, LIGHT, Theme

_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def current_theme() -> Theme:
    """The theme that the application wears now, read from its palette."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def label_color(label: Label) -> str:
    """A label's colour on the ground of the theme in force, "#rrggbb"."""
    return label.color_dark if current_theme().dark else label.color


def set_role(widget: QWidget, role: str) -> None:
    """Gives a widget the looks that the style sheet keeps under this role, also after it was shown."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_invalid(widget: QWidget, invalid: bool) -> None:
    """Draws a field as wrong, or as right again."""
    if bool(widget.property("invalid")) != invalid:
        widget.setProperty("invalid", invalid)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def text_label(text: str = "", *, role: str = "", wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label of plain text; nothing in it is ever read as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if wrap:
        policy = label.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        label.setSizePolicy(policy)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    if role:
        label.setProperty("role", role)
    return label


def button(text: str, *, role: str = "", description: str = "") -> QPushButton:
    """A button named by its text; `description` is read to those who cannot see what stands around it."""
    result = QPushButton(text)
    result.setAutoDefault(False)
    result.setAccessibleName(text.replace("&", ""))
    if description:
        result.setAccessibleDescription(description)
        result.setToolTip(description)
    if role:
        result.setProperty("role", role)
    return result


def icon_button(sign: str, name: str) -> QToolButton:
    """A small button that shows one sign; its name is told by the tool tip and to screen readers."""
    result = QToolButton()
    result.setText(sign)
    result.setAccessibleName(name)
    result.setToolTip(name)
    result.setProperty("role", "icon")
    result.setFixedWidth(32)
    return result


def grid_page(*, above: int = 20, between: int = 5) -> tuple[QWidget, QGridLayout]:
    """A page of two columns, names and what they name, with so many pixels above it and between its lines."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(2, above, 2, 4)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(between)
    grid.setColumnStretch(1, 1)
    return page, grid


def rule() -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def button_row(*buttons: QPushButton | None) -> QHBoxLayout:
    """Buttons in one line; None stands for the room between them."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for item in buttons:
        if item is None:
            row.addStretch(1)
        else:
            row.addWidget(item)
    return row


def key_words(sequence: QKeySequence) -> str:
    """A key as this system writes it, with arrows as arrows."""
    words = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    before, _, name = sequence.toString(QKeySequence.SequenceFormat.PortableText).rpartition("+")
    sign = _ARROWS.get(name)
    if sign is None or sign in words:
        return words
    held = words.rpartition("+")[0] if before else ""  # the modifiers are in the system's language, as the arrow was
    return f"{held}+{sign}" if held else sign


def announce(widget: QWidget, text: str) -> None:
    """Lets a screen reader say `text` while the focus stays where it is."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Gives a window its size, or what the screen has of it: at 200 % a small screen is 640 by 400."""
    room = window.screen().availableGeometry()
    window.resize(min(width, room.width() - 16), min(height, room.height() - 48))  # the frame needs some


def scrolled(content: QWidget) -> QScrollArea:
    """Content that scrolls when its window is too small for it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    content.setAutoFillBackground(False)  # the area has just turned it on
    area.viewport().setAutoFillBackground(False)
    return area


def inside_screen(at: QPoint, size: QSize) -> QPoint:
    """Where a window of this size can open near the pointer with nothing of it off the screen.

    Args:
        at: the pointer, in global coordinates. The window goes below it and to its right, else above or to its left.
        size: of the window.
    """
    screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
    room: QRect = screen.availableGeometry()
    x, y = at.x(), at.y()
    if x + size.width() > room.right() + 1:
        x = room.right() + 1 - size.width()
    if y + size.height() > room.bottom() + 1:
        above = at.y() - size.height()
        y = above if above >= room.top() else room.bottom() + 1 - size.height()
    return QPoint(max(room.left(), x), max(room.top(), y))
