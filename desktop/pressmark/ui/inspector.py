"""The selected annotation or relation on the right: what it says, where it came from, and what happened to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.document import Document
from pressmark.core.labels import LabelSet
from pressmark.services.history import HistoryEntry
from pressmark.ui.reading_form import ReadingForm, phrase_of
from pressmark.ui.relation_panel import RelationForm, RelationList
from pressmark.ui.theme import Theme
from pressmark.ui.why_section import WhySection


class Inspector(QWidget):
    """Shows one annotation or one relation and tells what the user changes; it changes nothing itself.

    Attributes:
        form: label, reading and note of the annotation.
        relations: the relations of the annotation.
        why: where it came from and what happened to it.
        relation_form: name, direction and removal of the relation.
    """

    accepted = Signal(str)
    rejected = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Selected annotation"))
        self._document: Document | None = None
        self._annotation: Annotation | None = None

        heading = QLabel(self.tr("SELECTED"))
        heading.setProperty("role", "section")
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("role", "title")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._hint = QLabel(wordWrap=True)
        self._hint.setProperty("role", "muted")
        self.form = ReadingForm()
        self.label_box = self.form.label_box
        self.value_field = self.form.value_field
        self.value_max_field = self.form.value_max_field
        self.precision_box = self.form.precision_box
        self.unit_field = self.form.unit_field
        self.counts_field = self.form.counts_field
        self.event_field = self.form.event_field
        self.phrase_field = self.form.phrase_field
        self.kind_box = self.form.kind_box
        self.timex_field = self.form.timex_field
        self.mod_box = self.form.mod_box
        self.note_field = self.form.note_field
        self.relations = RelationList()
        self.relation_form = RelationForm()
        self.why = WhySection()

        self.accept_button = QPushButton(self.tr("Accept"))
        self.accept_button.setProperty("role", "primary")
        self.reject_button = QPushButton(self.tr("Reject"))
        self.accept_button.clicked.connect(lambda: self._annotation and self.accepted.emit(self._annotation.id))
        self.reject_button.clicked.connect(lambda: self._annotation and self.rejected.emit(self._annotation.id))
        for button in (self.accept_button, self.reject_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the article
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 2, 0, 6)
        buttons.setSpacing(8)
        buttons.addWidget(self.accept_button, 1)
        buttons.addWidget(self.reject_button, 1)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._of_annotation = (self._buttons, self.form, self.relations, self.why)
        for widget in (heading, self._words, self._hint, *self._of_annotation, self.relation_form):
            layout.addWidget(widget)
        self.show_nothing(article=False)

    # showing

    def set_labels(self, labels: LabelSet) -> None:
        """The labels that an annotation can be given."""
        self.form.set_labels(labels)

    def set_theme(self, theme: Theme) -> None:
        """Draws the signs in other colours."""
        self.form.set_theme(theme)
        self.why.set_theme(theme)

    def set_keys(self, accept: str, reject: str) -> None:
        """The keys shown on the two buttons."""
        self.accept_button.setText(f"{self.tr('Accept')}  {accept}" if accept else self.tr("Accept"))
        self.reject_button.setText(f"{self.tr('Reject')}  {reject}" if reject else self.tr("Reject"))

    def show_nothing(self, words: str | None = None, *, article: bool = True) -> None:
        """Shows what to do next: with words selected, with nothing, or without any article."""
        self._annotation = None
        self.form.show_nothing()
        for widget in (*self._of_annotation, self.relation_form):
            widget.hide()
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
        self._words.setText(shortened(phrase_of(annotation).of(document.text)))
        self._words.show()
        self._hint.hide()
        self.relation_form.hide()
        self.form.show_annotation(document, annotation)
        self.accept_button.setEnabled(annotation.status is not Status.ACCEPTED)
        self.reject_button.setEnabled(annotation.status is not Status.REJECTED)
        self.relations.show_relations(document, annotation)
        self.why.show_annotation(annotation, history=history)
        for widget in (self._buttons, self.form, self.why):
            widget.show()

    def show_relation(self, document: Document, relation: Relation, *, known: Sequence[str]) -> None:
        """Shows one relation; `known` are the labels that the project's relations have."""
        self.show_nothing()
        self._hint.hide()
        self.relation_form.show_relation(document, relation, known=known)
        self.relation_form.show()

    def focus_reading(self) -> None:
        """Puts the cursor into the value, ready to be overwritten."""
        self.form.focus_reading()

    def take_typed(self) -> None:
        """Takes what stands typed in a field and was not confirmed yet; to be called before anything else is done.

        A click on a button leaves the focus where it is, and a key of the window moves on without asking: what was
        typed must not be lost by either.
        """
        self.form.take_typed()

    def keyPressEvent(self, event) -> None:
        """Enter and Escape go back to the page; what was typed is taken by Enter and dropped by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.form.drop_typed()
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
