"""The list of formats: under headings, with a field that finds one by its name, its files or what it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from pressmark.formats.base import Holds
from pressmark.ui.dialogs.export_choice import FormatChoice
from pressmark.ui.dialogs.fields import search_field
from pressmark.ui.dialogs.look import text_label
from pressmark.ui.dialogs.rows import ROW, Row, RowDelegate, RowsModel

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class FormatList(QWidget):
    """Shows formats, one of which is always chosen.

    Args:
        formats: at least one; those of a group stand together in the order of their first.
        chosen: the name of the one that is chosen at first.

    Signals:
        changed(FormatChoice): another one was chosen.
    """

    changed = Signal(object)

    def __init__(self, formats: Sequence[FormatChoice], chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        groups = list(dict.fromkeys(each.group for each in formats))
        self._formats = sorted(formats, key=lambda each: groups.index(each.group))
        self._chosen = next((each for each in self._formats if each.name == chosen), self._formats[0])
        self.search = search_field(self.tr("Find a format"))
        self.view = QListView()
        self.view.setAccessibleName(self.tr("Formats"))
        self.view.setUniformItemSizes(False)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setItemDelegate(RowDelegate(self.view))
        self._model = RowsModel(self)
        self.view.setModel(self._model)
        self._nothing = text_label(role="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self._nothing)
        layout.addWidget(self.view, 1)
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.installEventFilter(self)
        self._show()
        self.view.selectionModel().currentChanged.connect(self._on_current)

    @property
    def current(self) -> FormatChoice:
        """The one that is chosen, be it shown now or not."""
        return self._chosen

    def choose(self, name: str) -> None:
        """Chooses the format of that name, if it is shown."""
        for at, row in enumerate(self._model.rows):
            if row.id == name and row.kind:
                self.view.setCurrentIndex(self._model.index(at))
                return

    def names(self) -> list[str]:
        """Those that are shown now."""
        return [row.id for row in self._model.rows if row.kind]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                row = self._model.next_choice(self.view.currentIndex().row(), step)
                if row >= 0:
                    self.view.setCurrentIndex(self._model.index(row))
                return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        rows: list[Row] = []
        group = None
        for each in self._formats:
            if not all(word in _searched(each) for word in words):
                continue
            if each.group != group:
                group = each.group
                if group:
                    rows.append(Row("", group, group))
            rows.append(Row("format", each.name, each.title, key=_files(each), hint=each.description))
        blocked = self.view.selectionModel().blockSignals(True) if self.view.selectionModel() else False
        self._model.show(rows)
        self._nothing.setText(self.tr("No format has “{words}”.").format(words=self.search.text().strip()))
        self._nothing.setVisible(not rows)
        shown = self.names()
        if shown and words and self._chosen.name not in shown:
            self.view.selectionModel().blockSignals(blocked)
            self.choose(shown[0])
            return
        self.choose(self._chosen.name)
        self.view.selectionModel().blockSignals(blocked)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        row: Row | None = index.data(ROW)
        found = None if row is None else next((each for each in self._formats if each.name == row.id), None)
        if found is not None and found is not self._chosen:
            self._chosen = found
            self.changed.emit(found)
        self.view.scrollTo(index)


def _searched(form: FormatChoice) -> str:
    return " ".join((form.name, form.title, form.description, form.suffix, form.group)).casefold()


def _files(form: FormatChoice) -> str:
    return form.suffix or QCoreApplication.translate("FormatList", "folder")


def kept_words(form: FormatChoice) -> str:
    """What a format keeps and what not, as one or two sentences."""
    translate = QCoreApplication.translate
    names = {
        Holds.TEXT: translate("FormatList", "the text to the last space"),
        Holds.OVERLAPS: translate("FormatList", "overlapping marks"),
        Holds.ATTRIBUTES: translate("FormatList", "the values of dates and figures"),
        Holds.RELATIONS: translate("FormatList", "relations"),
        Holds.STATUS: translate("FormatList", "what was decided"),
        Holds.ORIGIN: translate("FormatList", "who made a mark"),
        Holds.NOTES: translate("FormatList", "notes"),
        Holds.TOKENS: translate("FormatList", "tokens"),
        Holds.METADATA: translate("FormatList", "headline and publish date"),
        Holds.ZONES: translate("FormatList", "the parts of an article"),
    }
    if all(each in form.holds for each in Holds):
        return translate("FormatList", "Keeps everything that a project has.")
    separator = translate("FormatList", ", ")
    keeps = separator.join(name for each, name in names.items() if each in form.holds)
    lacks = separator.join(name for each, name in names.items() if each not in form.holds)
    if not keeps:
        return translate("FormatList", "Does not keep: {lacks}.").format(lacks=lacks)
    return translate("FormatList", "Keeps {keeps}. Does not keep: {lacks}.").format(keeps=keeps, lacks=lacks)
