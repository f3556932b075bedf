"""Editing a card of the margin in its own place: one line, read while it is typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from pressmark.core.annotation import Annotation
from pressmark.core.labels import is_figure
from pressmark.core.typed_readings import figure_from, figure_text, timex_from, timex_text
from pressmark.ui.article_view import ArticleView
from pressmark.ui.article_view.cards import card_for, has_card
from pressmark.ui.dialogs.look import announce, set_invalid, set_role, text_label


class CardEditor(QFrame):
    """A field over a card. It goes along when the page scrolls, and changes nothing itself.

    Signals:
        reading_changed(str, dict): the annotation's id and its reading, taken by Enter or by leaving the field.
        more_wanted(): F2: all fields, please.
        closed(): it has closed; Escape takes nothing.
    """

    reading_changed = Signal(str, object)
    more_wanted = Signal()
    closed = Signal()

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view.viewport())
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view = view
        self._annotation: Annotation | None = None
        self.field = QLineEdit()
        self.said = text_label(role="small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5, 5, 5, 6)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.said)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._check)
        self.field.installEventFilter(self)
        view.moved.connect(self._follow)
        self.hide()

    @property
    def annotation_id(self) -> str | None:
        """Whose card is being edited."""
        return self._annotation.id if self._annotation is not None else None

    def edit(self, annotation: Annotation, card: QRect) -> bool:
        """Opens over a card (viewport coordinates); False for an annotation that has no reading."""
        if not has_card(annotation) or card.isNull():
            return False
        self._annotation = annotation
        figure = is_figure(annotation)
        self.field.setAccessibleName(self.tr("Value of the figure") if figure else self.tr("Value of the date"))
        self.field.setText(figure_text(annotation.attributes) if figure else timex_text(annotation.attributes))
        self._view.edited_card = annotation.id
        self._place(card)
        self.show()
        self.raise_()
        self._check()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        return True

    def _place(self, card: QRect) -> None:
        port = self._view.viewport().rect()
        width = min(max(card.width(), 190), port.width() - 8)
        left = min(card.left(), port.right() - width - 3)
        self.setFixedWidth(width)
        self._fit()
        self.move(left, max(0, min(card.top(), port.bottom() - self.height() - 3)))

    def _fit(self) -> None:
        layout = self.layout()
        assert layout is not None
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _follow(self) -> None:
        if self._annotation is None or self.isHidden():
            return
        card = self._view.card_rect(self._annotation.id)
        if card.isNull():  # scrolled away: it stays open, out of sight
            self.move(self.x(), -self.height() - 50)
        else:
            self._place(card)

    # reading

    def _reading(self) -> dict[str, Any] | None:
        annotation = self._annotation
        assert annotation is not None
        text = self.field.text().strip()
        before = dict(annotation.attributes)
        if is_figure(annotation):
            score = before.get("precision") == "exact" and before.get("value_max") is not None
            typed = figure_from(text, score=score)
            if typed is None:
                return None
            before.pop("value_max", None)
            return before | typed
        found = timex_from(text, kind=str(annotation.attributes.get("type") or "DATE"))
        if found is None:
            return None
        kind, value, mod = found
        if value != annotation.attributes.get("value"):
            before["anchor"] = None  # a person said so: it does not follow the publish date any more
        return before | {"type": kind, "value": value, "mod": mod}

    def _check(self, *_: object) -> None:
        annotation = self._annotation
        if annotation is None:
            return
        reading = self._reading()
        set_invalid(self.field, reading is None)
        set_role(self.said, "error" if reading is None else "small")
        if reading is not None:
            title, subtitle = card_for(annotation.but(attributes=reading))
            words = self.tr("{value} · {explanation}").format(value=title, explanation=subtitle)
        elif is_figure(annotation):
            words = self.tr("Write a number, like 30,000, ≈ 30,000, ≥ 5, 20–30 or 4.5 bn, with its unit behind it.")
        else:
            words = self.tr("Write a day, like 25 Nov 2020 or 2020-11-25, a month (2020-11) or a length (10 days).")
        self.said.setText(words)
        self._fit()
        if reading is None:
            announce(self.field, words)

    # ending

    def take(self) -> bool:
        """Takes what stands there; False where it cannot be read."""
        annotation = self._annotation
        if annotation is None:
            return True
        reading = self._reading()
        if reading is None:
            return False
        self._close()
        if any(reading.get(k) != annotation.attributes.get(k) for k in {*reading, *annotation.attributes}):
            self.reading_changed.emit(annotation.id, reading)
        return True

    def drop(self) -> None:
        """Closes and takes nothing."""
        if self._annotation is not None:
            self._close()

    def _close(self) -> None:
        self._annotation = None
        self._view.edited_card = None
        self.hide()
        self._view.viewport().update()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # letters are text here, not keys of the page
            return True
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        left = watched is self.field and event.type() is QEvent.Type.FocusOut and self._annotation is not None
        if left and not self.take():
            self.drop()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self.drop()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self.take()
            case Qt.Key.Key_F2:
                if self.take():
                    self.more_wanted.emit()
            case _:
                return False
        return True
