"""The fields of the selected annotation: its label, what it was read as, and the note on it. Checked while typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pressmark.core.annotation import Annotation
from pressmark.core.document import Document
from pressmark.core.labels import LabelSet, is_date, is_figure
from pressmark.core.readings import (
    PRECISIONS,
    TIMEX_MODS,
    TIMEX_TYPES,
    is_timex_value,
    number_from,
    number_text,
    phrase_of,
    well_formed,
)
from pressmark.core.span import Span
from pressmark.core.text import paragraphs
from pressmark.ui.dialogs.fields import ComboBox
from pressmark.ui.icons import icon
from pressmark.ui.theme import Theme


def words_near(text: str, words: str, near: Span) -> Span | None:
    """Where `words` stand in the paragraph of a mark: the place nearest to it, or None."""
    words = words.strip()
    if not words:
        return None
    for paragraph in paragraphs(text):
        if paragraph.contains(near) or paragraph.overlaps(near):
            inside = paragraph.of(text).casefold()
            if len(inside) != len(paragraph):  # folding changed the length of a letter: compare as it is written
                inside, words = paragraph.of(text), words
            else:
                words = words.casefold()
            places: list[int] = []
            at = inside.find(words)
            while at >= 0:
                places.append(paragraph.start + at)
                at = inside.find(words, at + 1)
            if not places:
                return None
            start = min(places, key=lambda place: abs(place - near.end))
            return Span(start, start + len(words))
    return None


class ReadingForm(QWidget):
    """Shows one annotation's fields and tells what the user changes; it changes nothing itself.

    Signals:
        label_changed(str, str), reading_changed(str, dict), note_changed(str, str): the annotation's id and the value.
        words_wanted(str, str): the annotation's id, and which part of its reading ("counted", "event" or "phrase")
            is to be chosen in the article.
    """

    label_changed = Signal(str, str)
    reading_changed = Signal(str, object)
    note_changed = Signal(str, str)
    words_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._annotation: Annotation | None = None
        self._reading: dict[str, Any] = {}
        self._pick_buttons: list[QToolButton] = []

        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(10)
        self._form.setVerticalSpacing(6)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

        self.label_box = self._combo(self.tr("Label"))
        self.label_box.activated.connect(self._on_label)
        self.value_field = self._field(self.tr("Value"), self._on_figure)
        self.value_max_field = self._field(self.tr("Up to"), self._on_figure)
        self.precision_box = self._combo(self.tr("Precision"))
        self.precision_box.activated.connect(self._on_figure)
        self.unit_field = self._field(self.tr("Unit"), self._on_figure)
        self.counts_field = self._field(self.tr("Counts"), self._on_figure, part="counted")
        self.event_field = self._field(self.tr("Event"), self._on_figure, part="event")
        self.phrase_field = self._field(self.tr("Phrase"), self._on_figure, part="phrase")
        self.phrase_field.setReadOnly(True)
        self.kind_box = self._combo(self.tr("Type"))
        self.kind_box.activated.connect(self._on_date)
        self.timex_field = self._field(self.tr("Value"), self._on_date)
        self.mod_box = self._combo(self.tr("Modifier"))
        self.mod_box.activated.connect(self._on_date)
        self.note_field = self._field(self.tr("Note"), self._on_note)
        self.note_field.setPlaceholderText(self.tr("For the next reader"))
        self._figure_rows = [
            self.value_field,
            self.value_max_field,
            self.precision_box,
            self.unit_field,
            self.counts_field,
            self.event_field,
            self.phrase_field,
        ]
        self._date_rows = [self.kind_box, self.timex_field, self.mod_box]

        precision_words = {
            "exact": self.tr("exactly"),
            "about": self.tr("about"),
            "at_least": self.tr("at least"),
            "at_most": self.tr("at most"),
            "more_than": self.tr("more than"),
            "less_than": self.tr("less than"),
            "between": self.tr("between"),
        }
        for name in PRECISIONS:
            self.precision_box.addItem(precision_words[name], name)
        kind_words = {
            "DATE": self.tr("date"),
            "TIME": self.tr("time"),
            "DURATION": self.tr("duration"),
            "SET": self.tr("repeated"),
        }
        for name in TIMEX_TYPES:
            self.kind_box.addItem(kind_words[name], name)
        mod_words = {
            "START": self.tr("start of"),
            "MID": self.tr("middle of"),
            "END": self.tr("end of"),
            "APPROX": self.tr("about"),
            "BEFORE": self.tr("before"),
            "AFTER": self.tr("after"),
            "MORE_THAN": self.tr("more than"),
            "LESS_THAN": self.tr("less than"),
            "EQUAL_OR_MORE": self.tr("at least"),
            "EQUAL_OR_LESS": self.tr("at most"),
        }
        self.mod_box.addItem(self.tr("none"), None)
        for name in TIMEX_MODS:
            self.mod_box.addItem(mod_words[name], name)

        self._problem = QLabel(wordWrap=True)
        self._problem.setProperty("role", "error")
        self._problem.hide()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._form)
        layout.addWidget(self._problem)

    def _field(self, name: str, changed: Any, *, part: str = "") -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setAcceptDrops(False)  # a file that is dropped here is meant for the window
        field.editingFinished.connect(changed)
        field.textEdited.connect(self._check)
        self._form.addRow(self._caption(name), self._with_pick(field, name, part) if part else field)
        return field

    def _with_pick(self, field: QLineEdit, name: str, part: str) -> QWidget:
        """A field whose words can be chosen in the article instead of typed."""
        button = QToolButton()
        button.setProperty("role", "flat")
        button.setIconSize(QSize(15, 15))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        words = self.tr("{field}: choose the words in the article").format(field=name)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._annotation and self.words_wanted.emit(self._annotation.id, part))
        self._pick_buttons.append(button)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addWidget(field, 1)
        row.addWidget(button)
        return box

    def _show_row(self, field: QWidget, shown: bool) -> None:
        box = field.parentWidget()
        self._form.setRowVisible(field if box is self or box is None else box, shown)

    def set_theme(self, theme: Theme) -> None:
        """Draws the signs in other colours."""
        for button in self._pick_buttons:
            button.setIcon(icon("aim", theme.muted))

    def _combo(self, name: str) -> QComboBox:
        combo = ComboBox()
        combo.setAccessibleName(name)
        combo.setMinimumContentsLength(8)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._form.addRow(self._caption(name), combo)
        return combo

    @staticmethod
    def _caption(name: str) -> QLabel:
        caption = QLabel(name)
        caption.setProperty("role", "muted")
        caption.setMinimumWidth(66)
        return caption

    def set_labels(self, labels: LabelSet) -> None:
        """The labels that an annotation can be given."""
        self.label_box.clear()
        for label in labels:
            self.label_box.addItem(label.name)

    def show_annotation(self, document: Document, annotation: Annotation) -> None:
        """Shows one annotation; a field that is being typed in keeps its text when it is the same annotation."""
        same = self._annotation is not None and self._annotation.id == annotation.id
        self._document, self._annotation = document, annotation
        figure, date = is_figure(annotation), is_date(annotation)
        attributes = self._reading = well_formed(document.text, annotation.attributes)
        for row in self._figure_rows:
            self._show_row(row, figure)
        for row in self._date_rows:
            self._show_row(row, date)
        self._choose_label(annotation.label)
        if figure:
            precision = attributes.get("precision") or "exact"
            self._show_row(self.value_max_field, precision == "between" or attributes.get("value_max") is not None)
            self._put(self.value_field, number_text(attributes.get("value")), keep=same)
            self._put(self.value_max_field, number_text(attributes.get("value_max")), keep=same)
            self.precision_box.setCurrentIndex(max(0, self.precision_box.findData(precision)))
            self._put(self.unit_field, attributes.get("unit") or "", keep=same)
            self._put(self.counts_field, _words_of(attributes.get("counted")), keep=same)
            self._put(self.event_field, _words_of(attributes.get("event")), keep=same)
            phrase = phrase_of(document.text, attributes) or annotation.span.of(document.text)
            self._put(self.phrase_field, " ".join(phrase.split()), keep=False)
            self.phrase_field.setCursorPosition(0)
        if date:
            self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(attributes.get("type") or "DATE")))
            self._put(self.timex_field, str(attributes.get("value") or ""), keep=same)
            self.mod_box.setCurrentIndex(max(0, self.mod_box.findData(attributes.get("mod"))))
        self._put(self.note_field, annotation.note, keep=same)
        self._check()

    def show_nothing(self) -> None:
        """Forgets the annotation."""
        self._annotation = None
        self._problem.hide()

    def drop_typed(self) -> None:
        """What stands typed and was not confirmed is not taken."""
        for field in (*self._figure_rows, *self._date_rows, self.note_field):
            if isinstance(field, QLineEdit):
                field.setModified(False)
        if self._document is not None and self._annotation is not None:
            self.show_annotation(self._document, self._annotation)

    def focus_reading(self) -> None:
        """Puts the cursor into the value, ready to be overwritten."""
        if self._annotation is None:
            return
        figure, date = is_figure(self._annotation), is_date(self._annotation)
        self._focus(self.value_field if figure else self.timex_field if date else self.note_field)

    def focus_note(self) -> None:
        """Puts the cursor into the note."""
        if self._annotation is not None:
            self._focus(self.note_field)

    @staticmethod
    def _focus(field: QLineEdit) -> None:
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def take_typed(self) -> None:
        """Takes what stands typed in a field and was not confirmed yet; to be called before anything else is done.

        A click on a button leaves the focus where it is, and a key of the window moves on without asking: what was
        typed must not be lost by either.
        """
        if any(isinstance(field, QLineEdit) and field.isModified() for field in self._figure_rows):
            self._on_figure()
        if self.timex_field.isModified():
            self._on_date()
        if self.note_field.isModified():
            self._on_note()

    def _choose_label(self, name: str) -> None:
        with QSignalBlocker(self.label_box):
            place = self.label_box.findText(name)
            if place < 0:
                self.label_box.addItem(name)
                place = self.label_box.count() - 1
            self.label_box.setCurrentIndex(place)

    @staticmethod
    def _put(field: QLineEdit, text: str, *, keep: bool) -> None:
        if keep and field.hasFocus() and field.isModified():
            return
        if field.text() != text:
            field.setText(text)
        field.setModified(False)

    def _on_label(self) -> None:
        if self._annotation is not None and self.label_box.currentText() != self._annotation.label:
            self.label_changed.emit(self._annotation.id, self.label_box.currentText())

    def _on_note(self) -> None:
        if self._annotation is not None and self.note_field.text() != self._annotation.note:
            self.note_field.setModified(False)
            self.note_changed.emit(self._annotation.id, self.note_field.text())

    def _on_figure(self) -> None:
        if self._annotation is None or not is_figure(self._annotation) or self._check():
            return
        self._tell(self._figure_reading())

    def _on_date(self) -> None:
        if self._annotation is None or not is_date(self._annotation) or self._check():
            return
        self._tell(
            {
                **self._reading,
                "type": self.kind_box.currentData(),
                "value": self.timex_field.text().strip() or None,
                "mod": self.mod_box.currentData(),
            }
        )

    def _tell(self, reading: Mapping[str, Any]) -> None:
        assert self._annotation is not None
        if any(reading.get(k) != self._reading.get(k) for k in {*reading, *self._reading}):
            for field in (*self._figure_rows, *self._date_rows):
                if isinstance(field, QLineEdit):
                    field.setModified(False)
            self.reading_changed.emit(self._annotation.id, reading)

    def _figure_reading(self) -> dict[str, Any]:
        assert self._annotation is not None
        reading = dict(self._reading)
        reading["value"] = number_from(self.value_field.text())
        reading["precision"] = self.precision_box.currentData()
        reading["unit"] = self.unit_field.text().strip() or None
        is_score = reading["precision"] == self._reading.get("precision") == "exact"
        is_score = is_score and reading.get("value_max") is not None
        reading.pop("value_max", None)
        if reading["precision"] == "between" or is_score:
            reading["value_max"] = number_from(self.value_max_field.text())
        for name, field in (("counted", self.counts_field), ("event", self.event_field)):
            reading[name] = self._found(field, reading.get(name))
        covered = [self._annotation.span] + [_span_of(reading[n]) for n in ("counted",) if reading[n]]
        old = reading.get("phrase")
        if reading["counted"] != self._reading.get("counted") or old is None:
            start, end = min(s.start for s in covered), max(s.end for s in covered)
            reading["phrase"] = {"start": start, "end": end}
        return reading

    def _found(self, field: QLineEdit, before: Mapping[str, Any] | None) -> dict[str, Any] | None:
        words = field.text().strip()
        if before is not None and words == before.get("text"):
            return dict(before)
        assert self._annotation is not None
        assert self._document is not None
        span = words_near(self._document.text, words, self._annotation.span)
        if span is None:
            return None
        found = {"start": span.start, "end": span.end, "text": span.of(self._document.text)}
        return found | {"lemma": found["text"].lower()} if field is self.event_field else found

    def _check(self, *_: object) -> str:
        """Says what cannot be taken as it is typed; gives "" when all can."""
        annotation, document = self._annotation, self._document
        problems: dict[QLineEdit, str] = {}
        if annotation is not None and document is not None and is_figure(annotation):
            for field in (self.value_field, self.value_max_field):
                if field.text().strip() and number_from(field.text()) is None:
                    problems[field] = self.tr("A value is a number, for example 30,000 or 8.25.")
            low, high = number_from(self.value_field.text()), number_from(self.value_max_field.text())
            if self.precision_box.currentData() == "between":
                self._show_row(self.value_max_field, True)
                if low is not None and high is not None and high < low:
                    problems[self.value_max_field] = self.tr("The end of the range is below its start.")
            for field in (self.counts_field, self.event_field):
                if field.text().strip() and words_near(document.text, field.text(), annotation.span) is None:
                    problems[field] = self.tr("These words are not in the paragraph of the mark.")
        if annotation is not None and is_date(annotation):
            value = self.timex_field.text().strip()
            if value and not is_timex_value(str(self.kind_box.currentData()), value):
                examples = {
                    "DATE": "2020-11-25, 2020-11, 2020-W48",
                    "TIME": "2020-11-25T15:28",
                    "DURATION": "P10D, P3M, PT48H",
                    "SET": "P1W, XXXX-WXX-1",
                }
                said = self.tr("Not a value of this type; write it like {examples}.")
                problems[self.timex_field] = said.format(examples=examples[str(self.kind_box.currentData())])
        for field in (self.value_field, self.value_max_field, self.counts_field, self.event_field, self.timex_field):
            wrong = field in problems
            if field.property("invalid") != wrong:
                field.setProperty("invalid", wrong)
                field.style().unpolish(field)
                field.style().polish(field)
        problem = next(iter(problems.values()), "")
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        return problem


def _span_of(place: Mapping[str, Any]) -> Span:
    return Span(place["start"], place["end"])


def _words_of(place: Mapping[str, Any] | None) -> str:
    return str(place.get("text", "")) if place else ""
