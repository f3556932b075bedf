"""Asks what to export, in which format, and into which file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from pressmark.core.annotation import Status
from pressmark.core.labels import LabelSet
from pressmark.core.tokens import Inside
from pressmark.ui.dialogs.export_choice import Articles, ExportChoice, FormatChoice, recalled
from pressmark.ui.dialogs.fields import CheckBox, ComboBox, RadioButton
from pressmark.ui.dialogs.look import (
    announce,
    button,
    button_row,
    resize_within_screen,
    rule,
    scrolled,
    set_invalid,
    set_role,
    text_label,
)

Count = Callable[[ExportChoice], tuple[int, int]]
"""Gives how many annotations in how many articles a choice would export."""

PARTS = ("train", "dev", "test")
_ACCEPTED = frozenset({Status.ACCEPTED})
_BOTH = _ACCEPTED | {Status.SUGGESTED}
_USUAL_SHARES = (80, 10, 10)
_PAUSE_MS = 60  # before counting, so that ticking several labels counts once


def ask_target(parent: QWidget, title: str, start: Path, suffix: str) -> Path | None:
    """Lets the user choose a file to write, or not. The system's dialog asks before one is replaced."""
    filters = QCoreApplication.translate("ExportDialog", "Dataset (*{suffix})").format(suffix=suffix)
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(start), filters)
    return Path(chosen) if chosen else None


class ExportDialog(QDialog):
    """Asks for an `ExportChoice`.

    Args:
        formats: those that can be written; at least one.
        labels: of the project.
        count: counts what a choice would export; asked on the window's thread, shortly after a change.
        folder: where the file goes unless another folder was used last.
        name: of the file, without suffix.
        open_article: the headline of the open article, or None when none is open.
        last: `Settings.last_export`.
        choose_target: asks the user for a file.

    Signals:
        export_chosen(ExportChoice): with Export; the dialog has closed.
    """

    export_chosen = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        formats: Sequence[FormatChoice],
        labels: LabelSet,
        count: Count,
        folder: Path,
        name: str,
        open_article: str | None = None,
        last: Mapping[str, Any] | None = None,
        choose_target: Callable[[QWidget, str, Path, str], Path | None] = ask_target,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._formats = list(formats)
        self._count = count
        self._choose_target = choose_target
        self._counted: tuple[int, int] = (0, 0)
        last = last or {}
        usual = ExportChoice(self._formats[0].name, folder / name)
        choice = recalled(last, usual)
        remembered = last.get("folder")
        if isinstance(remembered, str) and Path(remembered).is_dir():
            folder = Path(remembered)

        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.recount)

        form = QWidget()
        grid = QGridLayout(form)
        grid.setContentsMargins(22, 4, 22, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        self._build_format(grid, choice)
        self._build_articles(grid, choice, open_article)
        self._build_labels(grid, choice, labels)
        self._build_split(grid, choice)
        self._build_target(grid, folder / f"{name}{self._format.suffix}")
        grid.setRowStretch(grid.rowCount(), 1)
        area = scrolled(form)

        self.sentence = text_label(role="strong", wrap=True)
        self.export_button = button(self.tr("&Export"), role="primary")
        self.export_button.setDefault(True)
        self.cancel_button = button(self.tr("Cancel"))
        bottom = QHBoxLayout()
        bottom.setContentsMargins(22, 0, 22, 0)
        bottom.setSpacing(12)
        bottom.addWidget(self.sentence, 1)
        bottom.addLayout(button_row(self.cancel_button, self.export_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 18, 0, 18)
        layout.setSpacing(12)
        title = text_label(self.tr("Export the annotations"), role="title")
        title.setContentsMargins(22, 0, 22, 0)
        layout.addWidget(title)
        layout.addWidget(area, 1)
        layout.addWidget(rule())
        layout.addLayout(bottom)
        resize_within_screen(self, 680, min(700, form.sizeHint().height() + 150))

        self.export_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._on_format()
        self._on_split()
        self.recount()
        self.format_list.setFocus()

    # The answer

    def choice(self) -> ExportChoice:
        """What the dialog says now, right or wrong."""
        ticked = frozenset(name for name, box in self.label_boxes.items() if box.isChecked())
        every = len(ticked) == len(self.label_boxes)
        split = tuple(zip(PARTS, (box.value() for box in self.shares), strict=True))
        return ExportChoice(
            format=self._format.name,
            target=Path(self.target.text().strip()),
            articles=Articles(self.articles.checkedButton().property("value")),
            statuses=frozenset(
                {Status.ACCEPTED, Status.SUGGESTED} if self.suggested.isChecked() else {Status.ACCEPTED}
            ),
            labels=None if every else ticked,
            split=split if self.split.isChecked() else (),
            seed=self.seed.value(),
            inside_tokens=Inside(self.inside_tokens.currentData()),
        )

    def trouble(self) -> str:
        """The first thing that keeps this choice from being exported, as a sentence, or ""."""
        choice = self.choice()
        share = sum(box.value() for box in self.shares)
        if self.split.isChecked() and share != 100:
            return self.tr("The parts sum up to {share} %; they must make 100 %.").format(share=share)
        if choice.labels is not None and not choice.labels:
            return self.tr("Choose at least one label.")
        if not self.target.text().strip():
            return self.tr("Choose the file to write.")
        if not choice.target.parent.is_dir() or not choice.target.is_absolute():
            return self.tr("The folder {folder} is not there; choose another one.").format(folder=choice.target.parent)
        if choice.target.is_dir():
            return self.tr("{folder} is a folder; add the name of a file.").format(folder=choice.target)
        if choice.target.exists() and not choice.target.is_file():
            return self.tr("{path} is a device, not a file; choose another name.").format(path=choice.target)
        if not self._counted[1]:
            return self.tr("No article fits; choose others.")
        return ""

    def recount(self) -> None:
        """Counts anew and shows the sentence."""
        self._pause.stop()
        self._counted = self._count(self.choice())
        self._say()

    def accept(self) -> None:
        if self._pause.isActive():
            self.recount()
        if self.trouble():
            return
        super().accept()
        self.export_chosen.emit(self.choice())

    # Building

    def _build_format(self, grid: QGridLayout, choice: ExportChoice) -> None:
        self.format_list = ComboBox()
        self.format_list.setAccessibleName(self.tr("Format"))
        for entry in self._formats:
            self.format_list.addItem(entry.title, entry.name)
        self.format_list.setCurrentIndex(max(0, self.format_list.findData(choice.format)))
        self.format_words = text_label(role="small", wrap=True)
        self.inside_tokens = ComboBox()
        self.inside_tokens.setAccessibleName(self.tr("Marks that end inside a word"))
        self.inside_tokens.addItem(self.tr("Split the word there"), Inside.SPLIT.value)
        self.inside_tokens.addItem(self.tr("Widen them to the whole word"), Inside.WIDEN.value)
        self.inside_tokens.addItem(self.tr("Leave them out"), Inside.LEAVE_OUT.value)
        self.inside_tokens.setCurrentIndex(self.inside_tokens.findData(choice.inside_tokens.value))
        _row(grid, self.tr("Format"), self.format_list)
        grid.addWidget(self.format_words, grid.rowCount(), 1)
        self._inside_row = _row(grid, self.tr("Marks inside words"), self.inside_tokens)
        _gap(grid)
        self.format_list.currentIndexChanged.connect(lambda _at: self._on_format())
        self.inside_tokens.currentIndexChanged.connect(lambda _at: self._changed())

    def _build_articles(self, grid: QGridLayout, choice: ExportChoice, open_article: str | None) -> None:
        self.articles = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(16)
        names = [(Articles.ALL, self.tr("All")), (Articles.DONE, self.tr("Only those done"))]
        if open_article is not None:
            names.append((Articles.OPEN, self.tr("Only the open one")))
        for value, name in names:
            radio = RadioButton(name)
            radio.setProperty("value", value.value)
            radio.setAccessibleName(self.tr("Articles: {name}").format(name=name))
            radio.setChecked(value is choice.articles)
            if value is Articles.OPEN and open_article:
                radio.setToolTip(open_article)
                radio.setAccessibleDescription(open_article)
            self.articles.addButton(radio)
            row.addWidget(radio)
        row.addStretch(1)
        _row(grid, self.tr("Articles"), row)
        self.suggested = CheckBox(self.tr("&Suggestions that nobody has decided on, too"))
        self.suggested.setChecked(Status.SUGGESTED in choice.statuses)
        _row(grid, self.tr("Annotations"), self.suggested)
        _gap(grid)
        self.articles.buttonToggled.connect(lambda _button, on: self._changed() if on else None)
        self.suggested.toggled.connect(lambda _on: self._changed())

    def _build_labels(self, grid: QGridLayout, choice: ExportChoice, labels: LabelSet) -> None:
        self.label_boxes: dict[str, CheckBox] = {}
        inner = QWidget()
        boxes = QGridLayout(inner)
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setHorizontalSpacing(14)
        boxes.setVerticalSpacing(0)
        for at, label in enumerate(labels):
            box = CheckBox(label.name.replace("&", "&&"))
            box.setAccessibleName(self.tr("Label {name}").format(name=label.name))
            box.setToolTip(label.description)
            box.setChecked(choice.labels is None or label.name in choice.labels)
            box.toggled.connect(lambda _on: self._changed())
            boxes.addWidget(box, at // 4, at % 4)
            self.label_boxes[label.name] = box
        area = scrolled(inner)
        area.setFixedHeight(min(150, inner.sizeHint().height() + 2))
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
        at = grid.rowCount()
        grid.addLayout(side, at, 0)
        grid.addWidget(area, at, 1)
        _gap(grid)

    def _build_split(self, grid: QGridLayout, choice: ExportChoice) -> None:
        self.split = CheckBox(self.tr("Split into &train, dev and test; an article stays whole"))
        self.split.setChecked(bool(choice.split))
        shares = dict(choice.split) or dict(zip(PARTS, _USUAL_SHARES, strict=True))
        self.shares: list[QSpinBox] = []
        row = QHBoxLayout()
        row.setSpacing(6)
        self._split_row = QWidget()
        self._split_row.setLayout(row)
        row.setContentsMargins(26, 2, 0, 2)
        for part in PARTS:
            box = _number(0, 100, shares.get(part, 0), self.tr("Percent for {part}").format(part=part))
            box.setSuffix(" %")
            box.valueChanged.connect(lambda _value: self._changed())
            row.addWidget(text_label(part, role="muted"))
            row.addWidget(box)
            row.addSpacing(8)
            self.shares.append(box)
        self.seed = _number(0, 999_999, choice.seed, self.tr("Seed"))
        self.seed.setToolTip(self.tr("The same seed gives the same split."))
        self.seed.valueChanged.connect(lambda _value: self._changed())
        row.addWidget(text_label(self.tr("Seed"), role="muted"))
        row.addWidget(self.seed)
        row.addStretch(1)
        _row(grid, self.tr("Files"), self.split)
        grid.addWidget(self._split_row, grid.rowCount(), 1)
        _gap(grid)
        self.split.toggled.connect(lambda _on: self._on_split())

    def _build_target(self, grid: QGridLayout, target: Path) -> None:
        self.target = QLineEdit(str(target))
        self.target.setAccessibleName(self.tr("File to write"))
        self.target_button = button(self.tr("&Choose…"), description=self.tr("Chooses the file to write."))
        self.target_words = text_label(role="small", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.target, 1)
        row.addWidget(self.target_button)
        _row(grid, self.tr("Write to"), row)
        grid.addWidget(self.target_words, grid.rowCount(), 1)
        self.target.textChanged.connect(lambda _text: self._say())
        self.target_button.clicked.connect(self._on_target)

    # What happens

    @property
    def _format(self) -> FormatChoice:
        return self._formats[max(0, self.format_list.currentIndex())]

    def _on_format(self) -> None:
        chosen = self._format
        self.format_words.setText(chosen.description)
        self.format_list.setAccessibleDescription(chosen.description)
        for widget in self._inside_row:
            widget.setVisible(chosen.whole_tokens)
        target = Path(self.target.text().strip())
        suffixes = {entry.suffix for entry in self._formats}
        if target.name and target.suffix in suffixes and target.suffix != chosen.suffix:
            self.target.setText(str(target.with_suffix(chosen.suffix)))
        self._changed()

    def _on_split(self) -> None:
        self._split_row.setVisible(self.split.isChecked())
        self._changed()

    def _tick_all(self, on: bool) -> None:
        for box in self.label_boxes.values():
            box.setChecked(on)

    def _on_target(self) -> None:
        start = Path(self.target.text().strip() or ".")
        chosen = self._choose_target(self, self.tr("Export to"), start, self._format.suffix)
        if chosen is not None:
            self.target.setText(str(chosen if chosen.suffix else chosen.with_suffix(self._format.suffix)))

    def _changed(self) -> None:
        self._pause.start()
        self._say()

    def _say(self) -> None:
        if not hasattr(self, "export_button"):
            return  # still being built
        trouble = self.trouble()
        sentence = trouble or self._counted_words()
        if sentence != self.sentence.text():
            self.sentence.setText(sentence)
            announce(self.sentence, sentence)
        set_role(self.sentence, "error" if trouble else "strong")
        self.export_button.setEnabled(not trouble)
        target = Path(self.target.text().strip())
        set_invalid(self.target, not self.target.text().strip() or not target.parent.is_dir() or target.is_dir())
        there = not self.split.isChecked() and target.is_file()
        self.target_words.setText(
            self.tr("This file is there already; it is replaced when the new one has been checked.") if there else ""
        )
        self.target_words.setVisible(there)

    def _counted_words(self) -> str:
        """ "412 annotations of 12 articles → 3 files"."""
        translate = QCoreApplication.translate
        annotations, articles = self._counted
        files = self.choice().files
        marks = (
            translate("ExportDialog", "%Ln annotation", "", annotations)
            if annotations == 1
            else translate("ExportDialog", "%Ln annotations", "", annotations)
        )
        texts = (
            translate("ExportDialog", "%Ln article", "", articles)
            if articles == 1
            else translate("ExportDialog", "%Ln articles", "", articles)
        )
        made = (
            translate("ExportDialog", "%Ln file", "", files)
            if files == 1
            else translate("ExportDialog", "%Ln files", "", files)
        )
        return self.tr("{annotations} of {articles} → {files}").format(annotations=marks, articles=texts, files=made)


def _row(grid: QGridLayout, name: str, content: QWidget | QLayout) -> tuple[QWidget, ...]:
    """One choice with its name before it; gives the widgets, to hide them together."""
    at = grid.rowCount()
    label = text_label(name, role="muted")
    grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignVCenter)
    if isinstance(content, QWidget):
        label.setBuddy(content)
        grid.addWidget(content, at, 1)
        return label, content
    grid.addLayout(content, at, 1)
    return (label,)


def _gap(grid: QGridLayout) -> None:
    grid.setRowMinimumHeight(grid.rowCount(), 8)


def _number(low: int, high: int, value: int, name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setValue(value)
    box.setAccessibleName(name)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setFixedWidth(66)
    return box
