"""Asks which columns of a table hold the text, headline, date and id of the articles in its rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pressmark.services.importing import Columns, Preview, dates_in
from pressmark.ui.dialogs.fields import ComboBox
from pressmark.ui.dialogs.look import announce, button, button_row, resize_within_screen, set_role, text_label

_SHOWN = 160  # characters of a cell


class ColumnsDialog(QDialog):
    """Shows the first rows of a table, and four lists of its columns.

    Args:
        name: of the file.
        preview: its columns and first rows, and what they seem to be.
        last: what was chosen the last time for such a table; None for what the columns seem to be.

    Signals:
        chosen(tuple of the table's column names, Columns): sent before the dialog closes.
    """

    chosen = Signal(object, object)

    def __init__(
        self, name: str, preview: Preview, *, last: Columns | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open a table"))
        self._preview = preview
        start = last or preview.guess
        self.text = self._list(self.tr("Text"), start.text, optional=False)
        self.headline = self._list(self.tr("Headline"), start.headline)
        self.date = self._list(self.tr("Publish date"), start.date)
        self.identifier = self._list(self.tr("Id"), start.id)
        self.table = self._table()
        self.sentence = text_label(role="small", wrap=True)
        self.sentence.setMinimumHeight(2 * self.sentence.fontMetrics().lineSpacing() + 2)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.ok_button = button(self.tr("&Open"), role="primary")
        self.ok_button.setDefault(True)
        self.cancel_button = button(self.tr("Cancel"))

        lists = QGridLayout()
        lists.setHorizontalSpacing(14)
        lists.setVerticalSpacing(6)
        named = (
            (self.tr("&Text"), self.text),
            (self.tr("&Headline"), self.headline),
            (self.tr("Publish &date"), self.date),
            (self.tr("&Id"), self.identifier),
        )
        for column, (words, field) in enumerate(named):
            label = text_label(words, role="muted")
            label.setBuddy(field)
            lists.addWidget(label, 0, column)
            lists.addWidget(field, 1, column)
            lists.setColumnStretch(column, 1)
        said = self.tr("Every row of {name} becomes an article. The other columns are kept with it.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(14)
        layout.addWidget(text_label(self.tr("Which column is what?"), role="title"))
        layout.addWidget(text_label(said.format(name=name), role="muted", wrap=True))
        layout.addLayout(lists)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.sentence)
        layout.addLayout(button_row(None, self.cancel_button, self.ok_button))

        for field in self._fields():
            field.currentIndexChanged.connect(self._show)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        resize_within_screen(self, 820, 540)
        self._show()
        self.text.setFocus()

    def columns(self) -> Columns:
        """What is chosen now."""
        return Columns(*(str(field.currentData() or "") for field in self._fields()))

    def accept(self) -> None:
        if not self.ok_button.isEnabled():
            return
        self.chosen.emit(self._preview.columns, self.columns())
        super().accept()

    def _fields(self) -> tuple[ComboBox, ...]:
        return self.text, self.headline, self.date, self.identifier

    def _list(self, name: str, chosen: str, *, optional: bool = True) -> ComboBox:
        field = ComboBox()
        field.setAccessibleName(name)
        field.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(8)
        field.addItem(self.tr("None") if optional else self.tr("Choose a column"), "")
        for column in self._preview.columns:
            field.addItem(column, column)
        field.setCurrentIndex(max(0, field.findData(chosen)))
        return field

    def _table(self) -> QTableWidget:
        columns, rows = self._preview.columns, self._preview.rows
        table = QTableWidget(len(rows), len(columns))
        table.setAccessibleName(self.tr("The first rows"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(90)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                words = " ".join(value[: 2 * _SHOWN].split())
                table.setItem(y, x, QTableWidgetItem(words if len(words) <= _SHOWN else words[:_SHOWN] + "…"))
        for x in range(len(columns)):
            longest = max((len(row[x]) for row in rows), default=0)
            table.setColumnWidth(x, 320 if longest > 80 else 150)
        return table

    def _show(self) -> None:
        columns = self.columns()
        parts = {
            columns.text: self.tr("text"),
            columns.headline: self.tr("headline"),
            columns.date: self.tr("date"),
            columns.id: self.tr("id"),
        }
        headings = [
            self.tr("{column} · {part}").format(column=name, part=parts[name]) if name in parts else name
            for name in self._preview.columns
        ]
        self.table.setHorizontalHeaderLabels(headings)
        for x, name in enumerate(self._preview.columns):
            for y in range(self.table.rowCount()):
                item = self.table.item(y, x)
                if item is not None:
                    font = item.font()
                    font.setBold(name in parts)
                    item.setFont(font)
        sentence, wrong = self._judged(columns)
        self.sentence.setText(sentence)
        set_role(self.sentence, "error" if wrong else "small")
        self.ok_button.setEnabled(not wrong)
        if wrong:
            announce(self.text, sentence)

    def _judged(self, columns: Columns) -> tuple[str, bool]:
        """What is to be said about a choice, and whether it cannot be taken."""
        used = [name for name in (columns.text, columns.headline, columns.date, columns.id) if name]
        if not columns.text:
            return self.tr("Choose the column that holds the articles."), True
        if len(set(used)) < len(used):
            return self.tr("A column can be only one of these. Choose another one, or None."), True
        rows = self._preview.rows
        at = self._preview.columns.index(columns.text)
        empty = sum(not row[at].strip() for row in rows)
        if rows and empty == len(rows):
            return self.tr("The column for the text is empty in all of the first rows. Choose another one."), True
        if columns.date:
            values = [row[self._preview.columns.index(columns.date)] for row in rows]
            odd = next((value for value in values if value.strip() and not dates_in([value])), None)
            if odd is not None:
                said = self.tr("“{value}” is not read as a date; such an article keeps it, and has no publish date.")
                return said.format(value=odd[:40]), False
        if empty:
            said = self.tr("Rows without a text are left out: {empty} of the first {rows}.")
            return said.format(empty=empty, rows=len(rows)), False
        return self.tr("The choice is remembered for tables with the same columns."), False
