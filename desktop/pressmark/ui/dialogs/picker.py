"""A field over a list: type, move with the arrows, choose with Enter. Both palettes are made of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from pressmark.ui.dialogs.look import announce, current_theme, inside_screen, rule, text_label
from pressmark.ui.dialogs.rows import Row, RowDelegate, RowsModel


class Picker(QFrame):
    """A popup that gives back one row. Not modal: a click beside it or Esc closes it.

    Subclasses say which rows fit what was typed (`rows_for`).
    """

    row_chosen = Signal(object)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None, *, width: int, most_rows: int) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # the corners are round
        self.setFixedWidth(width)
        self._most_rows = most_rows
        self._chosen = False

        self.title = text_label(role="small")
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(False)
        self.list = QListView()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(False)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.rows = RowsModel(self)
        self.list.setModel(self.rows)
        self.hint = text_label(role="small", wrap=True)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 8, 1, 8)
        layout.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(9, 0, 9, 0)
        top.setSpacing(6)
        top.addWidget(self.title)
        top.addWidget(self.field)
        layout.addLayout(top)
        layout.addWidget(self.list)
        self._line = rule()
        layout.addWidget(self._line)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(12, 0, 12, 0)
        bottom.addWidget(self.hint)
        layout.addLayout(bottom)

        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_typed)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_moved)

    # What a subclass says

    def rows_for(self, query: str) -> Sequence[Row]:
        """The rows that fit what was typed, best first."""
        raise NotImplementedError

    def hint_for(self, row: Row | None) -> str:
        """A line below the list about the chosen row; "" for none."""
        return row.hint if row else ""

    def shortcut(self, event: QKeyEvent) -> Row | None:
        """A row that this key chooses at once, or None."""
        return None

    # Opening, choosing, closing

    def open_at(self, at: QPoint) -> None:
        """Opens empty near a point of the screen."""
        self._chosen = False
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.title.setVisible(bool(self.title.text()))
        self.refill()
        self.move(inside_screen(at, self.size()))
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def refill(self) -> None:
        """Asks for the rows again and shows them."""
        self.rows.show(self.rows_for(self.field.text()))
        first = self.rows.next_choice(-1, 1) if self.rows.rows else -1
        self.list.setCurrentIndex(self.rows.index(first))
        self.list.scrollToTop()
        if first < 0:
            self._on_moved(QModelIndex(), QModelIndex())
        self._fit_height()

    @property
    def current(self) -> Row | None:
        """The row that Enter would choose."""
        index = self.list.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def choose(self, row: Row) -> None:
        """Closes with this row as the answer."""
        self._chosen = True
        self.close()
        self.row_chosen.emit(row)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._chosen and not event.spontaneous():
            self.dismissed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), super().sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # no key of the window means anything while this is open
            return True
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        match event.key():
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                self._step(1)
            case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                self._step(-1)
            case Qt.Key.Key_PageDown:
                self._page(1)
            case Qt.Key.Key_PageUp:
                self._page(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.flush()
                if (row := self.current) is not None:
                    self.choose(row)
            case _:
                row = self.shortcut(event) if plain and not self.field.text() else None
                if row is None:
                    return False
                self.choose(row)
        return True

    def flush(self) -> None:
        """Shows at once what was still awaited for the letters typed so far."""

    def _step(self, step: int) -> None:
        self.list.setCurrentIndex(self.rows.index(self.rows.next_choice(self.list.currentIndex().row(), step)))

    def _page(self, step: int) -> None:
        at = self.list.currentIndex().row()
        for _ in range(self._most_rows - 1):
            further = self.rows.next_choice(at, step)
            if (further - at) * step <= 0:  # went round
                break
            at = further
        self.list.setCurrentIndex(self.rows.index(at))

    def _on_typed(self) -> None:
        self.refill()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.choose(self.rows.rows[index.row()])

    def _on_moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self.rows.rows[index.row()] if index.isValid() else None
        self.hint.setText(self.hint_for(row))
        if row is not None:
            announce(self.field, row.spoken)

    def _fit_height(self) -> None:
        heights = [self.list.sizeHintForRow(at) for at in range(min(len(self.rows.rows), self._most_rows))]
        self.list.setFixedHeight(sum(heights))
        self.list.setVisible(bool(heights))
        hints = {row.hint for row in self.rows.rows} | {self.hint.text()}
        self.hint.setVisible(hints != {""})
        self._line.setVisible(hints != {""} and bool(heights))
        room = self.hint.fontMetrics()
        wrapped = QRect(0, 0, self.width() - 28, 1000)
        tall = max(room.boundingRect(wrapped, Qt.TextFlag.TextWordWrap, hint).height() for hint in hints)
        self.hint.setFixedHeight(max(room.height(), tall))  # the tallest of them: moving must not change the size
        self.adjustSize()
