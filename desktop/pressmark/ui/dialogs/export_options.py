"""Everything that an export asks beside its format and its file; only what matters for the format is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from pressmark.core.annotation import Status
from pressmark.core.errors import UserError
from pressmark.core.labels import LabelSet
from pressmark.core.overlap import Keep
from pressmark.core.tokens import Inside, Scheme
from pressmark.formats.base import Choice, Holds, OffsetUnit
from pressmark.services.reshaping import Figures, Sentences, label_map
from pressmark.services.splitting import SplitBy
from pressmark.ui.dialogs.export_choice import Articles, ExportChoice, FormatChoice
from pressmark.ui.dialogs.fields import CheckBox, ComboBox
from pressmark.ui.dialogs.flow import FlowLayout
from pressmark.ui.dialogs.look import button, button_row, scrolled, set_invalid, text_label
from pressmark.ui.telling import told

AnyEnum = TypeVar("AnyEnum", bound=StrEnum)

PARTS = ("train", "dev", "test")
_USUAL_SHARES = (80, 10, 10)
_AS_THEY_ARE, _CONLL, _OTHERS = "", "conll-4", "others"


class ExportOptions(QWidget):
    """The options as a form of rows.

    Args:
        choice: what is shown at first.
        labels: of the project.
        open_article: the headline of the open article, or None when none is open.

    Signals:
        changed(): something was chosen.
    """

    changed = Signal()

    def __init__(
        self, choice: ExportChoice, *, labels: LabelSet, open_article: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._only_with: list[tuple[tuple[QWidget, ...], Choice]] = []
        self._columns: tuple[str, ...] = ()
        self._build_articles(choice, open_article)
        self._build_labels(choice, labels)
        self._build_shape(choice)
        self._build_split(choice)
        for box in self.findChildren(ComboBox):
            # Long choices are cut where the window is narrow, rather than pushing it wider.
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._follow()

    # The answer

    def asked(self, form: FormatChoice, base: ExportChoice) -> ExportChoice:
        """`base` with what is chosen here; choices that the format does not leave are the usual ones."""
        ticked = frozenset(name for name, box in self.label_boxes.items() if box.isChecked())
        split = tuple(zip(PARTS, (box.value() for box in self.shares), strict=True))
        scheme = self.scheme.currentData()

        def left(choice: Choice) -> bool:
            return choice in form.choices

        return ExportChoice(
            format=form.name,
            target=base.target,
            articles=Articles(self.articles.currentData()),
            query=self.query.text().strip(),
            statuses=frozenset(status for status, box in self.statuses.items() if box.isChecked()),
            labels=None if len(ticked) == len(self.label_boxes) else ticked,
            names=self._names(),
            figures=Figures(self.figures.currentData()),
            overlaps=Keep(self.overlaps.currentData()),
            split=split if self.split.isChecked() else (),
            split_by=SplitBy(self.split_by.currentData()),
            seed=self.seed.value(),
            inside_tokens=Inside(self.inside_tokens.currentData()),
            sentences=Sentences(self.sentences.currentData()) if left(Choice.SENTENCES) else Sentences.DETECTED,
            whole_text=self.whole_text.isChecked() and left(Choice.WHOLE_TEXT),
            scheme=Scheme(scheme) if scheme and left(Choice.SCHEME) else None,
            columns=self.columns.text().strip() if left(Choice.COLUMNS) else "",
            offsets=OffsetUnit(self.offsets.currentData()) if left(Choice.OFFSETS) else OffsetUnit.CODE_POINTS,
        )

    def trouble(self, form: FormatChoice) -> str:
        """The first choice here that cannot be, as a sentence, or ""."""
        share = sum(box.value() for box in self.shares)
        if self.split.isChecked() and share != 100:
            return self.tr("The parts sum up to {share} %; they must make 100 %.").format(share=share)
        if self.label_boxes and not any(box.isChecked() for box in self.label_boxes.values()):
            return self.tr("Choose at least one label.")
        if not any(box.isChecked() for box in self.statuses.values()):
            return self.tr("Choose accepted annotations, suggestions or both.")
        if self.articles.currentData() == Articles.FOUND and not self.query.text().strip():
            return self.tr("Write the words that the articles must have.")
        try:
            label_map([self._names()] if self._names() else [])
        except UserError as error:
            return told(error.sentence)
        if Choice.COLUMNS in form.choices:
            unknown = [name for name in _listed(self.columns.text()) if name not in form.columns]
            if unknown:
                return self.tr("There is no column “{name}”; choose from {names}.").format(
                    name=unknown[0], names=", ".join(form.columns)
                )
        return ""

    def show_for(self, form: FormatChoice) -> None:
        """Shows the choices that this format leaves, and hides the rest."""
        for widgets, choice in self._only_with:
            for widget in widgets:
                widget.setVisible(choice in form.choices)
        for widget in self._overlaps_row:
            widget.setVisible(Holds.OVERLAPS not in form.holds)
        self.columns.setPlaceholderText(", ".join(form.columns))
        self._follow()

    def _names(self) -> str:
        way = self.names_way.currentData()
        return self.names.text().strip() if way == _OTHERS else way

    # Building

    def _build_articles(self, choice: ExportChoice, open_article: str | None) -> None:
        self.articles = ComboBox()
        self.articles.setAccessibleName(self.tr("Articles"))
        self.articles.addItem(self.tr("All articles"), Articles.ALL.value)
        self.articles.addItem(self.tr("Those that are done"), Articles.DONE.value)
        if open_article is not None:
            self.articles.addItem(self.tr("The open one"), Articles.OPEN.value)
            self.articles.setItemData(self.articles.count() - 1, open_article, Qt.ItemDataRole.ToolTipRole)
        self.articles.addItem(self.tr("Those with the words"), Articles.FOUND.value)
        self.articles.setCurrentIndex(max(0, self.articles.findData(choice.articles.value)))
        self.query = QLineEdit(choice.query)
        self.query.setAccessibleName(self.tr("Words that the articles must have"))
        self._row(self.tr("Articles"), self.articles)
        self._grid.addWidget(self.query, self._grid.rowCount(), 1)
        boxes = FlowLayout()
        self.statuses: dict[Status, CheckBox] = {}
        for status, name in (
            (Status.ACCEPTED, self.tr("&Accepted")),
            (Status.SUGGESTED, self.tr("&Suggestions")),
            (Status.REJECTED, self.tr("&Rejected")),
        ):
            box = CheckBox(name)
            box.setAccessibleName(self.tr("Annotations: {name}").format(name=name.replace("&", "")))
            box.setChecked(status in choice.statuses)
            box.toggled.connect(lambda _on: self.changed.emit())
            self.statuses[status] = box
            boxes.addWidget(box)
        self._row(self.tr("Annotations"), boxes)
        self._gap()
        self.articles.currentIndexChanged.connect(lambda _at: self._on_changed())
        self.query.textChanged.connect(lambda _text: self.changed.emit())

    def _build_labels(self, choice: ExportChoice, labels: LabelSet) -> None:
        self.label_boxes: dict[str, CheckBox] = {}
        inner = QWidget()
        boxes = FlowLayout(inner, spacing=12, columns=3)
        for label in labels:
            box = CheckBox(label.name.replace("&", "&&"))
            box.setAccessibleName(self.tr("Label {name}").format(name=label.name))
            box.setToolTip(label.description)
            box.setChecked(choice.labels is None or label.name in choice.labels)
            box.toggled.connect(lambda _on: self.changed.emit())
            boxes.addWidget(box)
            self.label_boxes[label.name] = box
        area = scrolled(inner)
        area.setFixedHeight(min(160, inner.sizeHint().height() + 2))
        self.all_labels_button = button(self.tr("All"), role="link")
        self.all_labels_button.setAccessibleName(self.tr("All labels"))
        self.no_labels_button = button(self.tr("None"), role="link")
        self.no_labels_button.setAccessibleName(self.tr("No labels"))
        self.all_labels_button.clicked.connect(lambda: self._tick_all(True))
        self.no_labels_button.clicked.connect(lambda: self._tick_all(False))
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addWidget(text_label(self.tr("Labels"), role="muted"))
        side.addLayout(button_row(self.all_labels_button, self.no_labels_button, None))
        side.addStretch(1)
        at = self._grid.rowCount()
        self._grid.addLayout(side, at, 0)
        self._grid.addWidget(area, at, 1)
        self._build_names(choice)
        self._gap()

    def _build_names(self, choice: ExportChoice) -> None:
        self.names_way = ComboBox()
        self.names_way.setAccessibleName(self.tr("Names of the labels"))
        self.names_way.addItem(self.tr("As they are"), _AS_THEY_ARE)
        self.names_way.addItem(self.tr("CoNLL-2003: PER, ORG, LOC, MISC"), _CONLL)
        self.names_way.addItem(self.tr("Others"), _OTHERS)
        way = choice.names if choice.names in (_AS_THEY_ARE, _CONLL) else _OTHERS
        self.names_way.setCurrentIndex(self.names_way.findData(way))
        self.names = QLineEdit(choice.names if way == _OTHERS else "")
        self.names.setAccessibleName(self.tr("Other names for labels"))
        self.names.setPlaceholderText(self.tr("PERSON=PER, DATE=  (or a file)"))
        self.names.setToolTip(self.tr("OLD=NEW with commas between; OLD= leaves a label out; or a file of such lines."))
        self._row(self.tr("Label names"), self.names_way)
        self._grid.addWidget(self.names, self._grid.rowCount(), 1)
        self.names_way.currentIndexChanged.connect(lambda _at: self._on_changed())
        self.names.textChanged.connect(lambda _text: self.changed.emit())

    def _build_shape(self, choice: ExportChoice) -> None:
        self.figures = self._combo(
            self.tr("Figures"),
            {Figures.NUMBER: self.tr("The number: 30,000"), Figures.PHRASE: self.tr("The phrase: some 30,000 people")},
            choice.figures,
        )
        self.overlaps = self._combo(
            self.tr("Overlaps"),
            {
                Keep.OUTERMOST: self.tr("Keep the outermost"),
                Keep.INNERMOST: self.tr("Keep the innermost"),
                Keep.MOST_CERTAIN: self.tr("Keep the most certain"),
                Keep.FIRST: self.tr("Keep the first"),
            },
            choice.overlaps,
        )
        self._overlaps_row = self._last_row
        self.inside_tokens = self._combo(
            self.tr("Inside words"),
            {
                Inside.SPLIT: self.tr("Split the word there"),
                Inside.WIDEN: self.tr("Widen them to the whole word"),
                Inside.LEAVE_OUT: self.tr("Leave them out"),
            },
            choice.inside_tokens,
            only_with=Choice.INSIDE,
        )
        self.sentences = self._combo(
            self.tr("Sentences"),
            {
                Sentences.DETECTED: self.tr("As they were found"),
                Sentences.PARAGRAPHS: self.tr("A paragraph is one"),
                Sentences.NONE: self.tr("An article is one"),
            },
            choice.sentences,
            only_with=Choice.SENTENCES,
        )
        usual = {"": self.tr("Those of the format"), **{each: str(each) for each in Scheme}}
        self.scheme = self._combo(self.tr("Tags"), usual, choice.scheme or "", only_with=Choice.SCHEME)
        self.columns = QLineEdit(choice.columns)
        self.columns.setAccessibleName(self.tr("Columns, with commas between"))
        self._row(self.tr("Columns"), self.columns, only_with=Choice.COLUMNS)
        self.columns.textChanged.connect(lambda _text: self.changed.emit())
        self.offsets = self._combo(
            self.tr("Places count"),
            {
                OffsetUnit.CODE_POINTS: self.tr("Characters (code points, as in Python)"),
                OffsetUnit.UTF16: self.tr("UTF-16 units, as in Java and JavaScript"),
                OffsetUnit.UTF8: self.tr("Bytes of UTF-8"),
            },
            choice.offsets,
            only_with=Choice.OFFSETS,
        )
        self.whole_text = CheckBox(self.tr("Byline and page furniture, &too"))
        self.whole_text.setChecked(choice.whole_text)
        self.whole_text.toggled.connect(lambda _on: self.changed.emit())
        self._row(self.tr("Text"), self.whole_text, only_with=Choice.WHOLE_TEXT)
        self._gap()

    def _build_split(self, choice: ExportChoice) -> None:
        self.split = CheckBox(self.tr("Split into train, &dev and test"))
        self.split.setToolTip(self.tr("An article is never divided."))
        self.split.setChecked(bool(choice.split))
        shares = dict(choice.split) or dict(zip(PARTS, _USUAL_SHARES, strict=True))
        self.shares: list[QSpinBox] = []
        row = FlowLayout(spacing=10)
        for part in PARTS:
            box = _number(0, 100, shares.get(part, 0), self.tr("Percent for {part}").format(part=part))
            box.setSuffix(" %")
            box.valueChanged.connect(lambda _value: self.changed.emit())
            row.addWidget(_pair(part, box))
            self.shares.append(box)
        self.seed = _number(0, 999_999, choice.seed, self.tr("Seed"))
        self.seed.setToolTip(self.tr("The same seed gives the same split."))
        self.seed.valueChanged.connect(lambda _value: self.changed.emit())
        row.addWidget(_pair(self.tr("Seed"), self.seed))
        self.split_by = ComboBox()
        self.split_by.setAccessibleName(self.tr("How articles are dealt to the parts"))
        for value, name in (
            (SplitBy.ARTICLE, self.tr("By chance, the same again for new articles")),
            (SplitBy.DATE, self.tr("By date: test on the newest")),
            (SplitBy.LABELS, self.tr("Evenly by label")),
        ):
            self.split_by.addItem(name, value.value)
        self.split_by.setCurrentIndex(self.split_by.findData(choice.split_by.value))
        self.split_by.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._split_rows = QWidget()
        both = QVBoxLayout(self._split_rows)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(2)
        both.addLayout(row)
        both.addWidget(self.split_by)
        self._row(self.tr("Parts"), self.split)
        self._grid.addWidget(self._split_rows, self._grid.rowCount(), 1)
        self.split.toggled.connect(lambda _on: self._on_changed())

    def _combo(
        self, name: str, values: dict[AnyEnum, str] | dict[str, str], chosen: str, *, only_with: Choice | None = None
    ) -> ComboBox:
        box = ComboBox()
        box.setAccessibleName(name)
        for value, words in values.items():
            box.addItem(words, str(value))
        box.setCurrentIndex(max(0, box.findData(str(chosen))))
        box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._row(name, box, only_with=only_with)
        return box

    def _row(self, name: str, content: QWidget | QLayout, *, only_with: Choice | None = None) -> None:
        """One choice with its name before it."""
        at = self._grid.rowCount()
        label = text_label(name, role="muted")
        self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignVCenter)
        if isinstance(content, QLayout):
            self._grid.addLayout(content, at, 1)
            return
        label.setBuddy(content)
        self._grid.addWidget(content, at, 1)
        self._last_row = (label, content)
        if only_with is not None:
            self._only_with.append((self._last_row, only_with))

    def _gap(self) -> None:
        self._grid.setRowMinimumHeight(self._grid.rowCount(), 8)

    # What happens

    def _on_changed(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """What is shown because of another choice."""
        self._split_rows.setVisible(self.split.isChecked())
        self.names.setVisible(self.names_way.currentData() == _OTHERS)
        self.query.setVisible(self.articles.currentData() == Articles.FOUND)

    def mark_wrong(self, form: FormatChoice) -> None:
        """Draws the fields that cannot be as wrong."""
        found = self.articles.currentData() == Articles.FOUND
        set_invalid(self.query, found and not self.query.text().strip())
        try:
            label_map([self._names()] if self._names() else [])
            set_invalid(self.names, False)
        except UserError:
            set_invalid(self.names, True)
        set_invalid(self.columns, any(name not in form.columns for name in _listed(self.columns.text())))

    def _tick_all(self, on: bool) -> None:
        for box in self.label_boxes.values():
            box.setChecked(on)


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def _pair(name: str, field: QWidget) -> QWidget:
    """A short name and its field, which stay together."""
    pair = QWidget()
    beside = QHBoxLayout(pair)
    beside.setContentsMargins(0, 2, 0, 2)
    beside.setSpacing(6)
    beside.addWidget(text_label(name, role="muted"))
    beside.addWidget(field)
    return pair


def _number(low: int, high: int, value: int, name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setValue(value)
    box.setAccessibleName(name)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setFixedWidth(60)
    return box
