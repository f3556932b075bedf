"""The bar under the top bar that looks for words in the open article."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from pressmark.ui.dialogs.look import announce, current_theme, rule, set_invalid, set_role, text_label
from pressmark.ui.icons import icon


class FindBar(QFrame):
    """A field with "3 of 12" beside it. It finds nothing itself: it tells what was typed and shows what was found.

    Signals:
        query_changed(str): with every letter; "" when nothing is looked for any more.
        next_asked(), previous_asked(): Enter, Shift+Enter, the arrows or the buttons.
        closed(): Esc or the button; the bar has hidden itself.
    """

    query_changed = Signal(str)
    next_asked = Signal()
    previous_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Find in the article"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in the article"))
        self.field.setAccessibleName(self.tr("Find in the article"))
        self.field.setMaximumWidth(360)
        self.field.setClearButtonEnabled(False)
        self.count = text_label(role="muted")
        self.count.setMinimumWidth(90)
        self.previous_button = self._tool("↑", self.tr("Previous hit"), self.tr("Shift+Enter"))
        self.next_button = self._tool("↓", self.tr("Next hit"), self.tr("Enter"))
        self.close_button = self._tool("", self.tr("Close the find bar"), self.tr("Esc"))

        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.previous_button)
        row.addWidget(self.next_button)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(rule())

        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_typed)
        self.previous_button.clicked.connect(self.previous_asked)
        self.next_button.clicked.connect(self.next_asked)
        self.close_button.clicked.connect(self.close_bar)
        self._paint_icon()
        self.show_hits(0, 0)
        self.hide()

    @property
    def query(self) -> str:
        """What is looked for."""
        return self.field.text()

    def open_bar(self, query: str | None = None) -> None:
        """Shows the bar with the focus in its field; `query` replaces what was looked for last."""
        self.show()
        if query is not None and query != self.field.text():
            self.field.setText(query)
        elif self.field.text():
            self.query_changed.emit(self.field.text())
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """Hides the bar; what was typed is still there when it opens again."""
        if self.isVisible() or not self.isHidden():
            self.hide()
            self.closed.emit()

    def show_hits(self, current: int, total: int) -> None:
        """Shows where the reader is among the hits.

        Args:
            current: the chosen hit, from 1; 0 for none.
            total: how many there are.
        """
        locale = QLocale()
        if not self.field.text():
            words = ""
        elif not total:
            words = self.tr("Not found")
        elif current:
            words = self.tr("{current} of {total}").format(
                current=locale.toString(current), total=locale.toString(total)
            )
        elif total == 1:
            words = QCoreApplication.translate("FindBar", "{count} hit").format(count=QLocale().toString(total))
        else:
            words = QCoreApplication.translate("FindBar", "{count} hits").format(count=QLocale().toString(total))
        missing = bool(self.field.text()) and not total
        self.count.setText(words)
        set_role(self.count, "error" if missing else "muted")
        set_invalid(self.field, missing)
        self.previous_button.setEnabled(total > 0)
        self.next_button.setEnabled(total > 0)
        if words:
            announce(self.field, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._paint_icon()

    def _on_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_bar()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                (self.previous_asked if back else self.next_asked).emit()
            case Qt.Key.Key_Down:
                self.next_asked.emit()
            case Qt.Key.Key_Up:
                self.previous_asked.emit()
            case _:
                return False
        return True

    def _on_typed(self, text: str) -> None:
        self.query_changed.emit(text)
        if not text:
            self.show_hits(0, 0)

    def _tool(self, sign: str, name: str, key: str) -> QToolButton:
        tool = QToolButton()
        tool.setText(sign)
        tool.setProperty("role", "icon")
        tool.setAccessibleName(name)
        tool.setToolTip(self.tr("{name} ({key})").format(name=name, key=key))
        return tool

    def _paint_icon(self) -> None:
        self.close_button.setIcon(icon("close", current_theme().text))
