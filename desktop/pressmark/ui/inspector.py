"""The selected annotation or relation on the right: what it says, where it came from, and what happened to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from pressmark.core.annotation import Annotation, Relation
from pressmark.core.document import Document
from pressmark.core.labels import LabelSet
from pressmark.core.readings import phrase_of
from pressmark.ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from pressmark.services.history import HistoryEntry
    from pressmark.ui.inspector_fields import InspectorFields


class Inspector(QWidget):
    """Shows one annotation or one relation and tells what the user changes; it changes nothing itself.

    Signals:
        accepted(str), rejected(str): the annotation's id.
        left(): the keys are to go back to the page.
        unfolded(QWidget): what has just been unfolded and should be seen.
        filled(InspectorFields): the fields have been made; whoever answers them connects now. Sent once.
    """

    accepted = Signal(str)
    rejected = Signal(str)
    left = Signal()
    unfolded = Signal(QWidget)
    filled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Selected annotation"))
        self._document: Document | None = None
        self._annotation: Annotation | None = None
        self._labels: LabelSet | None = None
        self._theme = LIGHT
        self._keys = ("", "")

        heading = QLabel(self.tr("SELECTED"))
        heading.setProperty("role", "section")
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("role", "title")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._hint = QLabel(wordWrap=True)
        self._hint.setProperty("role", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for widget in (heading, self._words, self._hint):
            self._column.addWidget(widget)
        self.show_nothing(article=False)

    @cached_property
    def fields(self) -> InspectorFields:
        """What is shown of a mark or a relation; made when the first is selected, or after the window was painted."""
        from pressmark.ui.inspector_fields import InspectorFields

        fields = InspectorFields()
        for widget in fields.widgets:
            self._column.addWidget(widget)
        accepted, rejected = fields.accept_button, fields.reject_button
        accepted.clicked.connect(lambda: self._annotation and self.accepted.emit(self._annotation.id))
        rejected.clicked.connect(lambda: self._annotation and self.rejected.emit(self._annotation.id))
        fields.why.unfolded_changed.connect(lambda unfolded: unfolded and self.unfolded.emit(fields.why.facts))
        if self._labels is not None:
            fields.form.set_labels(self._labels)
        fields.set_theme(self._theme)
        fields.set_keys(*self._keys)
        self.filled.emit(fields)
        return fields

    @property
    def _made(self) -> InspectorFields | None:
        return self.__dict__.get("fields")

    # showing

    def set_labels(self, labels: LabelSet) -> None:
        """The labels that an annotation can be given."""
        self._labels = labels
        if self._made is not None:
            self._made.form.set_labels(labels)

    def set_theme(self, theme: Theme) -> None:
        """Draws the signs in other colours."""
        self._theme = theme
        if self._made is not None:
            self._made.set_theme(theme)

    def set_keys(self, accept: str, reject: str) -> None:
        """The keys shown on the two buttons."""
        self._keys = accept, reject
        if self._made is not None:
            self._made.set_keys(accept, reject)

    def show_nothing(self, words: str | None = None, *, article: bool = True) -> None:
        """Shows what to do next: with words selected, with nothing, or without any article."""
        self._annotation = None
        if self._made is not None:
            self._made.show_nothing()
        self._words.setVisible(bool(words))
        self._words.setText(shortened(words or ""))
        if words:
            self._hint.setText(self.tr("Press a label’s key, or click a label above, to mark these words."))
        elif not article:
            self._hint.setText(self.tr("What is selected in the article is shown here."))
        else:
            self._hint.setText(self.tr("Press Tab to walk through the suggestions, or drag over words to mark them."))
        self._hint.show()

    def show_annotation(
        self, document: Document, annotation: Annotation, *, history: Callable[[], Sequence[HistoryEntry]]
    ) -> None:
        """Shows one annotation; a field that is being typed in keeps its text when it is the same annotation.

        Args:
            document: where it is.
            annotation: which.
            history: reads what happened to it, the newest first; asked only when that is looked at.
        """
        self._document, self._annotation = document, annotation
        self._words.setText(
            shortened(phrase_of(document.text, annotation.attributes) or annotation.span.of(document.text))
        )
        self._words.show()
        self._hint.hide()
        self.fields.show_annotation(document, annotation, history=history)

    def show_relation(self, document: Document, relation: Relation, *, known: Sequence[str]) -> None:
        """Shows one relation; `known` are the labels that the project's relations have."""
        self.show_nothing()
        self._hint.hide()
        self.fields.relation_form.show_relation(document, relation, known=known)
        self.fields.relation_form.show()

    def focus_reading(self) -> None:
        """Puts the cursor into the value, ready to be overwritten."""
        self.fields.form.focus_reading()

    def focus_note(self) -> None:
        """Puts the cursor into the note."""
        self.fields.form.focus_note()

    def take_typed(self) -> None:
        """Takes what stands typed in a field and was not confirmed yet; to be called before anything else is done.

        A click on a button leaves the focus where it is, and a key of the window moves on without asking: what was
        typed must not be lost by either.
        """
        if self._made is not None:
            self._made.form.take_typed()

    def keyPressEvent(self, event) -> None:
        """Enter and Escape go back to the page; what was typed is taken by Enter and dropped by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.fields.form.drop_typed()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


_LONG_WORD = re.compile(r"\S{24}(?=\S)")


def shortened(words: str) -> str:
    """The words on one line, at most 160 letters; a very long one may break, or the panel would grow with it."""
    words = " ".join(words.split())
    words = words if len(words) <= 160 else words[:157] + "…"
    return _LONG_WORD.sub("\\g<0>\u200b", words)
