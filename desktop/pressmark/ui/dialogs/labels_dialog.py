"""The label editor: names, order, keys, groups, colours and guidelines of a project's labels, and what they take.

Nothing changes in the project before Save; then everything does, as one step that can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from pressmark.core.errors import UserError
from pressmark.core.labels import Label, LabelSet
from pressmark.services import label_sets
from pressmark.services.label_draft import LabelDraft, parse_takes, written_takes
from pressmark.ui.article_view.theme import contrast
from pressmark.ui.dialogs.delete_label_dialog import DeleteLabelDialog
from pressmark.ui.dialogs.fields import CheckBox
from pressmark.ui.dialogs.flow import FlowLayout
from pressmark.ui.dialogs.label_rows import LabelRows
from pressmark.ui.dialogs.look import (
    announce,
    button,
    button_row,
    icon_button,
    resize_within_screen,
    scrolled,
    set_invalid,
    set_role,
    text_label,
)
from pressmark.ui.dialogs.swatches import ColorChoice, dot
from pressmark.ui.telling import told
from pressmark.ui.theme import DARK, LIGHT

_LEAST_CONTRAST = 4.5


def ask_label_file(parent: QWidget) -> Path | None:
    """Lets the user choose a label set, or not."""
    name, _ = QFileDialog.getOpenFileName(parent, parent.tr("Choose a label set"), "", parent.tr("Label sets (*.json)"))
    return Path(name) if name else None


def ask_label_target(parent: QWidget, name: str) -> Path | None:
    """Lets the user choose where a label set is written, or not."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, parent.tr("Save the label set"), f"{name or 'labels'}.json", parent.tr("Label sets (*.json)")
    )
    return Path(chosen) if chosen else None


class LabelsDialog(QDialog):
    """Edits the labels of a project.

    Args:
        labels: as they are.
        counts: annotations of the project by label.
        sets: those that come along.
        reserved: keys that actions of the page have, by key, with the action's name.
        ask_file: asks for a label set to read.
        ask_target: asks where to write one.

    Signals:
        changes_wanted(LabelChanges): with Save.
    """

    changes_wanted = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        labels: LabelSet,
        counts: Mapping[str, int],
        sets: Sequence[LabelSet],
        reserved: Mapping[str, str],
        ask_file: Callable[[QWidget], Path | None] = ask_label_file,
        ask_target: Callable[[QWidget, str], Path | None] = ask_label_target,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Labels"))
        resize_within_screen(self, 880, 660)
        self.draft = LabelDraft.of(labels, counts)
        self._before = self.draft.changes()
        self._reserved = {key.lower(): name for key, name in reserved.items()}
        self._ask_file, self._ask_target = ask_file, ask_target
        self.deleting: DeleteLabelDialog | None = None
        self._problems: dict[QWidget, str] = {}
        self._build(sets)
        self._connect()
        self._show_rows(0 if self.draft.rows else -1)
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _build(self, sets: Sequence[LabelSet]) -> None:
        self.set_name = QLineEdit(self.draft.name)
        self.set_name.setAccessibleName(self.tr("Name of the label set"))
        self.set_menu = QMenu(self)
        for one in sets:
            action = self.set_menu.addAction(one.name)
            action.triggered.connect(lambda _checked=False, chosen=one: self.use_set(chosen))
        self.set_menu.addSeparator()
        self.set_menu.addAction(self.tr("From a file…")).triggered.connect(lambda _checked=False: self._on_read())
        self.set_button = button(
            self.tr("&Use another set"), description=self.tr("Annotations get the names that the other set has.")
        )
        self.set_button.setMenu(self.set_menu)
        self.file_button = button(
            self.tr("Sa&ve as a file…"), description=self.tr("Writes this label set to a file, to be shared.")
        )
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.set_name, 1)
        top.addWidget(self.set_button)
        top.addWidget(self.file_button)

        self.rows = LabelRows()
        self.add_button = button(self.tr("&Add"))
        self.up_button = icon_button("↑", self.tr("Move up (Alt+Up)"))
        self.down_button = icon_button("↓", self.tr("Move down (Alt+Down)"))
        self.merge_button = button(self.tr("&Merge into"), description=self.tr("Makes one label of two."))
        self.merge_menu = QMenu(self)
        self.merge_button.setMenu(self.merge_menu)
        self.delete_button = button(self.tr("&Delete…"))
        tools = QHBoxLayout()
        tools.setSpacing(6)
        for widget in (self.add_button, self.up_button, self.down_button):
            tools.addWidget(widget)
        tools.addStretch(1)
        tools.addWidget(self.merge_button)
        tools.addWidget(self.delete_button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.rows, 1)
        left.addLayout(tools)

        body = QHBoxLayout()
        body.setSpacing(20)
        form = scrolled(self._form())
        form.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        form.setMinimumWidth(self.form.minimumSizeHint().width() + 14)
        body.addLayout(left, 10)
        body.addWidget(form, 11)
        self.message = text_label(role="small", wrap=True)
        self.message.setMinimumHeight(2 * self.message.fontMetrics().lineSpacing())
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.save_button = button(self.tr("&Save"), role="primary")
        self.save_button.setDefault(True)
        self.cancel_button = button(self.tr("Cancel"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addLayout(body, 1)
        layout.addWidget(self.message)
        layout.addLayout(button_row(None, self.cancel_button, self.save_button))

    def _form(self) -> QWidget:
        self.name = QLineEdit()
        self.key = QLineEdit()
        self.key.setMaxLength(1)
        self.key.setFixedWidth(44)
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.group = QLineEdit()
        self.swatches = [ColorChoice(number, pair) for number, pair in enumerate(label_sets.PALETTE, 1)]
        colors = QGridLayout()
        colors.setSpacing(2)
        colors.setColumnStretch(9, 1)
        for number, swatch in enumerate(self.swatches):
            colors.addWidget(swatch, number // 9, number % 9)
            swatch.clicked.connect(lambda _checked=False, pair=swatch.pair: self._give_colors(*pair))
        self.light_button = button(self.tr("Light page…"))
        self.dark_button = button(self.tr("Dark page…"))
        own = FlowLayout()
        own.addWidget(self.light_button)
        own.addWidget(self.dark_button)
        self.guideline = QPlainTextEdit()
        self.guideline.setTabChangesFocus(True)
        self.guideline.setFixedHeight(112)
        self.takes = QLineEdit()
        self.hidden = CheckBox(self.tr("Not drawn in the article"))
        self.form = QWidget()
        grid = QGridLayout(self.form)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(1, 1)
        hint = self.tr("What the detectors call it, for example GPE, LOC or CARDINAL (kill die).")
        rows: list[tuple[str, QWidget | QLayout]] = [
            (self.tr("Name"), self.name),
            (self.tr("Key"), self.key),
            (self.tr("Group"), self.group),
            (self.tr("Colour"), colors),
            ("", own),
            (self.tr("Guideline"), self.guideline),
            (self.tr("Suggested for"), self.takes),
            ("", text_label(hint, role="small", wrap=True)),
            ("", self.hidden),
        ]
        for at, (words, content) in enumerate(rows):
            label = text_label(words, role="muted")
            top = Qt.AlignmentFlag.AlignTop if content is self.guideline else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(label, at, 0, top)
            if isinstance(content, QWidget):
                grid.addWidget(content, at, 1)
                if words:
                    label.setBuddy(content)
                    content.setAccessibleName(words)
            else:
                grid.addLayout(content, at, 1)
        self.guideline.setPlaceholderText(self.tr("What belongs under it, with examples. Shown while labelling."))
        self.takes.setPlaceholderText(self.tr("nothing"))
        self.takes.setAccessibleDescription(hint)
        self.takes.setToolTip(hint)
        grid.setRowStretch(len(rows), 1)
        return self.form

    def _connect(self) -> None:
        self.rows.currentRowChanged.connect(lambda _place: self._show_label())
        self.rows.moved.connect(self._on_moved)
        self.rows.shifted.connect(self._shift)
        self.add_button.clicked.connect(self._on_add)
        self.up_button.clicked.connect(lambda: self._shift(-1))
        self.down_button.clicked.connect(lambda: self._shift(1))
        self.delete_button.clicked.connect(self._on_delete)
        self.merge_menu.aboutToShow.connect(self._fill_merge_menu)
        self.set_name.textEdited.connect(self._on_set_name)
        self.file_button.clicked.connect(self._on_write)
        self.light_button.clicked.connect(lambda: self._choose_color(dark=False))
        self.dark_button.clicked.connect(lambda: self._choose_color(dark=True))
        for field in (self.name, self.key, self.group):
            field.textEdited.connect(lambda _text, field=field: self._on_typed(field))
        self.guideline.textChanged.connect(lambda: self._on_typed(self.guideline))
        self.hidden.toggled.connect(lambda _on: self._on_typed(self.hidden))
        self.takes.textEdited.connect(lambda _text: self._on_takes())
        self.save_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    # Showing

    @property
    def place(self) -> int:
        """Of the label that is shown, -1 for none."""
        return self.rows.currentRow()

    def _show_rows(self, place: int) -> None:
        self.rows.show_rows(self.draft.rows, place)
        self._show_label()

    def _show_label(self) -> None:
        place, rows = self.place, self.draft.rows
        there = 0 <= place < len(rows)
        self.form.setEnabled(there)
        self._problems.clear()
        fields = (self.name, self.key, self.group, self.guideline, self.takes, self.hidden)
        blockers = [QSignalBlocker(field) for field in fields]
        label = rows[place].label if there else Label("-", LIGHT.muted, DARK.muted)
        self.name.setText(label.name if there else "")
        self.key.setText(label.key.upper())
        self.group.setText(label.group)
        self.guideline.setPlainText(label.description)
        self.takes.setText(written_takes(rows[place].takes) if there else "")
        self.hidden.setChecked(label.hidden)
        del blockers
        self._show_colors(label)
        self.up_button.setEnabled(there and place > 0)
        self.down_button.setEnabled(there and place < len(rows) - 1)
        self.merge_button.setEnabled(there and len(rows) > 1)
        self.delete_button.setEnabled(there)
        for field in fields:
            set_invalid(field, False)
        self._say()

    def _show_colors(self, label: Label) -> None:
        for swatch in self.swatches:
            swatch.setChecked(swatch.pair == (label.color, label.color_dark))
        self.light_button.setIcon(dot(label.color, LIGHT.page))
        self.dark_button.setIcon(dot(label.color_dark, DARK.page))
        self.light_button.setAccessibleDescription(label.color)
        self.dark_button.setAccessibleDescription(label.color_dark)

    def _say(self, sentence: str = "") -> None:
        """Tells what is wrong, or what is worth knowing; nothing wrong may be saved."""
        problem = next(iter(self._problems.values()), "")
        words = problem or sentence or self._faint()
        self.message.setText(words)
        set_role(self.message, "error" if problem else "small")
        self.save_button.setEnabled(not self._problems)
        self.rows.setEnabled(not self._problems)
        if words and self.isVisible():
            announce(self.message, words)

    def _faint(self) -> str:
        if not 0 <= self.place < len(self.draft.rows):
            return ""
        label = self.draft.rows[self.place].label
        for color, page, words in (
            (label.color, LIGHT.page, self.tr("On a light page this colour is hard to read ({ratio:.1f} : 1).")),
            (label.color_dark, DARK.page, self.tr("On a dark page this colour is hard to read ({ratio:.1f} : 1).")),
        ):
            ratio = contrast(color, page)
            if ratio < _LEAST_CONTRAST:
                return words.format(ratio=ratio)
        return ""

    # Editing

    def _on_typed(self, field: QWidget) -> None:
        if not 0 <= self.place < len(self.draft.rows):
            return
        key = self.key.text().strip().lower()
        wanted = replace(
            self.draft.rows[self.place].label,
            key=key,
            group=self.group.text().strip(),
            description=self.guideline.toPlainText().strip(),
            hidden=self.hidden.isChecked(),
        )
        problem = ""
        if key and key in self._reserved:
            problem = self.tr("{key} is the key of “{action}”. Choose another one.").format(
                key=key.upper(), action=self._reserved[key]
            )
        else:
            try:
                wanted = replace(wanted, name=self.name.text().strip())
                self.draft.change(self.place, wanted)
            except UserError as error:
                problem = told(error.sentence)
        self._set_problem(field, problem)
        self.rows.show_rows(self.draft.rows, self.place)

    def _on_takes(self) -> None:
        try:
            self.draft.set_takes(self.place, parse_takes(self.takes.text()))
        except UserError as error:
            self._set_problem(self.takes, told(error.sentence))
        else:
            self._set_problem(self.takes, "")

    def _set_problem(self, field: QWidget, problem: str) -> None:
        if problem:
            self._problems[field] = problem
        else:
            # What was wrong in one field may be right now that another one has changed.
            for other in [self.name, self.key] if field is not self.takes else [self.takes]:
                self._problems.pop(other, None)
                set_invalid(other, False)
        set_invalid(field, bool(problem))
        self._say()

    def _on_set_name(self, name: str) -> None:
        self.draft.name = name.strip()

    def _give_colors(self, color: str, color_dark: str) -> None:
        label = replace(self.draft.rows[self.place].label, color=color, color_dark=color_dark)
        self.draft.change(self.place, label)
        self.rows.show_rows(self.draft.rows, self.place)
        self._show_colors(label)
        self._say()

    def _choose_color(self, *, dark: bool) -> None:
        label = self.draft.rows[self.place].label
        title = self.tr("Colour on a dark page") if dark else self.tr("Colour on a light page")
        chosen = QColorDialog.getColor(QColor(label.color_dark if dark else label.color), self, title)
        if chosen.isValid():
            name = chosen.name()
            self._give_colors(label.color if dark else name, name if dark else label.color_dark)

    def _on_add(self) -> None:
        names = {row.label.name for row in self.draft.rows}
        name = next(name for number in range(1, 10_000) if (name := f"LABEL_{number}") not in names)
        self._show_rows(self.draft.add(name))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _on_moved(self, place: int, to: int) -> None:
        self.draft.move(place, to)
        self._show_rows(to)

    def _shift(self, step: int) -> None:
        to = self.place + step
        if self.place >= 0 and 0 <= to < len(self.draft.rows):
            self._on_moved(self.place, to)

    def _fill_merge_menu(self) -> None:
        self.merge_menu.clear()
        for place, row in enumerate(self.draft.rows):
            if place != self.place:
                action = self.merge_menu.addAction(row.label.name)
                action.triggered.connect(lambda _checked=False, into=place: self.merge_into(into))

    def merge_into(self, into: int) -> None:
        """Makes the label that is shown part of another one."""
        gone = self.draft.rows[self.place].label.name
        self._show_rows(self.draft.merge(self.place, into))
        name = self.draft.rows[self.place].label.name
        self._say(self.tr("With Save, what is {gone} now becomes {name}.").format(gone=gone, name=name))

    def _on_delete(self) -> None:
        row = self.draft.rows[self.place]
        if not row.count:
            self._delete(None)
            return
        others = [other.label.name for other in self.draft.rows if other is not row]
        self.deleting = DeleteLabelDialog(self, name=row.label.name, count=row.count, others=others)
        self.deleting.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.deleting.decided.connect(self._delete)
        self.deleting.open()

    def _delete(self, into: str | None) -> None:
        """Deletes the label that is shown; its annotations get the label `into`, or go where there is none."""
        place = self.place
        if into:
            self.merge_into(next(i for i, row in enumerate(self.draft.rows) if row.label.name == into))
            return
        count = self.draft.rows[place].count
        self.draft.remove(place)
        self._show_rows(min(place, len(self.draft.rows) - 1))
        if count:
            self._say(self.tr("With Save, %Ln annotation(s) will be removed; Undo brings them back.", None, count))

    # Sets

    def use_set(self, labels: LabelSet) -> None:
        """Takes another set; annotations get the names that it has for theirs."""
        self.draft.replace_by(labels)
        self.set_name.setText(self.draft.name)
        self._show_rows(0 if self.draft.rows else -1)
        kept = len(self.draft.rows) - len(labels)
        if kept:
            words = self.tr("%Ln label(s) stay at the end: they have annotations, and no other name here.", None, kept)
            self._say(words)

    def _on_read(self) -> None:
        path = self._ask_file(self)
        if path is None:
            return
        try:
            self.use_set(label_sets.load(path))
        except UserError as error:
            self._tell_error(error)

    def _on_write(self) -> None:
        path = self._ask_target(self, self.draft.name)
        if path is None:
            return
        try:
            label_sets.save(self.draft.label_set(), path)
        except UserError as error:
            self._tell_error(error)
        else:
            self._say(self.tr("Written to {path}.").format(path=path))

    def _tell_error(self, error: UserError) -> None:
        self.message.setText(told(error.sentence))
        set_role(self.message, "error")
        announce(self.message, told(error.sentence))

    def accept(self) -> None:
        if self._problems:
            return
        changes = self.draft.changes()
        if changes != self._before:
            self.changes_wanted.emit(changes)
        super().accept()
