"""Relations in the panel on the right: those of the selected annotation, and the selected one with its fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pressmark.core.annotation import Annotation, Relation
from pressmark.core.document import Document
from pressmark.ui.dialogs.fields import ComboBox
from pressmark.ui.wording import end_words

_SHOWN = 12


class RelationList(QWidget):
    """The relations that begin or end in an annotation, each a button that selects it."""

    relation_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 0)
        self._layout.setSpacing(0)
        heading = QLabel(self.tr("RELATIONS"))
        heading.setProperty("role", "section")
        self._layout.addWidget(heading)
        self.buttons: list[QPushButton] = []
        self._more = QLabel()
        self._more.setProperty("role", "small")
        self._layout.addWidget(self._more)
        self._shown: tuple[object, ...] = ()

    def show_relations(self, document: Document, annotation: Annotation) -> None:
        """Shows the annotation's relations, and nothing at all where it has none."""
        related = document.relations_of([annotation.id])
        self.setVisible(bool(related))
        shown = (annotation.id, document.relations, *(end_words(document, r.child) for r in related[:_SHOWN]))
        if shown == self._shown:
            return
        self._shown = shown
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for relation in related[:_SHOWN]:
            if relation.head == annotation.id:
                words = self.tr("→ {relation} → {words}")
                other = relation.child
            else:
                words = self.tr("← {relation} ← {words}")
                other = relation.head
            text = words.format(relation=relation.label, words=end_words(document, other))
            button = QPushButton(text.replace("&", "&&"))
            button.setProperty("role", "link")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setMinimumWidth(40)
            button.clicked.connect(lambda _checked=False, one=relation.id: self.relation_chosen.emit(one))
            self._layout.insertWidget(self._layout.count() - 1, button)
            self.buttons.append(button)
        hidden = len(related) - len(self.buttons)
        self._more.setText(self.tr("and %Ln more", None, hidden) if hidden else "")
        self._more.setVisible(hidden > 0)


class RelationForm(QWidget):
    """One relation: what it joins, its label, and the ways to turn it round or to remove it.

    Signals:
        label_changed(str, str): the relation's id and its new label.
        reversed(str), removed(str): the relation's id.
        end_chosen(str): an annotation to go to.
    """

    label_changed = Signal(str, str)
    reverse_asked = Signal(str)
    remove_asked = Signal(str)
    end_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._relation: Relation | None = None
        self.head_button = self._end_button()
        self.child_button = self._end_button()
        self.head_button.clicked.connect(lambda: self._relation and self.end_chosen.emit(self._relation.head))
        self.child_button.clicked.connect(lambda: self._relation and self.end_chosen.emit(self._relation.child))
        self.label_box: QComboBox = ComboBox()
        self.label_box.setEditable(True)
        self.label_box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.label_box.setAccessibleName(self.tr("Relation"))
        self.label_box.setMinimumContentsLength(8)
        self.label_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.label_box.activated.connect(self.take_typed)
        field = self.label_box.lineEdit()
        assert field is not None
        field.editingFinished.connect(self.take_typed)
        self.reverse_button = QPushButton(self.tr("Turn round"))
        self.remove_button = QPushButton(self.tr("Remove"))
        self.reverse_button.clicked.connect(lambda: self._relation and self.reverse_asked.emit(self._relation.id))
        self.remove_button.clicked.connect(lambda: self._relation and self.remove_asked.emit(self._relation.id))
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, widget in (
            (self.tr("From"), self.head_button),
            (self.tr("To"), self.child_button),
            (self.tr("Relation"), self.label_box),
        ):
            caption = QLabel(name)
            caption.setProperty("role", "muted")
            caption.setMinimumWidth(66)
            form.addRow(caption, widget)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 4, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.reverse_button, 1)
        buttons.addWidget(self.remove_button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addLayout(buttons)

    @staticmethod
    def _end_button() -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "link")
        button.setMinimumWidth(40)
        return button

    def show_relation(self, document: Document, relation: Relation, *, known: Sequence[str]) -> None:
        """Shows a relation; `known` are the labels to choose from."""
        self._relation = relation
        for button, end in ((self.head_button, relation.head), (self.child_button, relation.child)):
            button.setText(end_words(document, end).replace("&", "&&"))
        self.label_box.blockSignals(True)
        self.label_box.clear()
        self.label_box.addItems(list(dict.fromkeys([relation.label, *known])))
        self.label_box.setEditText(relation.label)
        self.label_box.blockSignals(False)

    def take_typed(self, *_: object) -> None:
        """Tells a label that was typed or chosen; an empty one is put back."""
        relation = self._relation
        label = " ".join(self.label_box.currentText().split())
        if relation is None or label == relation.label:
            return
        if not label:
            self.label_box.setEditText(relation.label)
            return
        self.label_changed.emit(relation.id, label)
