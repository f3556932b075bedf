"""The fields of the panel on the right, for a selected annotation or relation. No window shows them when it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from pressmark.core.annotation import Annotation, Status
from pressmark.core.document import Document
from pressmark.services.history import HistoryEntry
from pressmark.ui.reading_form import ReadingForm
from pressmark.ui.relation_panel import RelationForm, RelationList
from pressmark.ui.theme import Theme
from pressmark.ui.why_section import WhySection


class InspectorFields:
    """What the inspector puts below its heading; all of it is hidden until something is shown in it.

    Attributes:
        accept_button, reject_button: for the annotation.
        form: label, reading and note of the annotation.
        relations: the relations of the annotation.
        why: where it came from and what happened to it.
        relation_form: name, direction and removal of the relation.
        widgets: all of it, from top to bottom.
    """

    def __init__(self) -> None:
        self.accept_button, self.reject_button = QPushButton(), QPushButton()
        self.accept_button.setProperty("role", "primary")
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 2, 0, 6)
        buttons.setSpacing(8)
        for button in (self.accept_button, self.reject_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the article
            buttons.addWidget(button, 1)
        self.form = ReadingForm()
        self.relations = RelationList()
        self.why = WhySection()
        self.relation_form = RelationForm()
        self.widgets = (self._buttons, self.form, self.relations, self.why, self.relation_form)
        self.show_nothing()

    def set_theme(self, theme: Theme) -> None:
        """Draws the signs in other colours."""
        self.form.set_theme(theme)
        self.why.set_theme(theme)

    def set_keys(self, accept: str, reject: str) -> None:
        """The keys shown on the two buttons."""
        for button, words, key in (
            (self.accept_button, QCoreApplication.translate("Inspector", "Accept"), accept),
            (self.reject_button, QCoreApplication.translate("Inspector", "Reject"), reject),
        ):
            button.setText(f"{words}  {key}" if key else words)

    def show_nothing(self) -> None:
        """Hides all of it."""
        self.form.show_nothing()
        for widget in self.widgets:
            widget.hide()

    def show_annotation(
        self, document: Document, annotation: Annotation, *, history: Callable[[], Sequence[HistoryEntry]]
    ) -> None:
        """Shows one annotation, as the inspector's method of this name says."""
        self.relation_form.hide()
        self.form.show_annotation(document, annotation)
        self.accept_button.setEnabled(annotation.status is not Status.ACCEPTED)
        self.reject_button.setEnabled(annotation.status is not Status.REJECTED)
        self.relations.show_relations(document, annotation)
        self.why.show_annotation(annotation, history=history)
        for widget in (self._buttons, self.form, self.why):
            widget.show()
