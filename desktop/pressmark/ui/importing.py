"""Import from the window: tables ask which of their columns is what, then everything is read in the background."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from pressmark.services import jobs
from pressmark.ui.io_lane import Job

if TYPE_CHECKING:
    from pressmark.services.importing import Columns, FoundTable
    from pressmark.ui.dialogs.columns_dialog import ColumnsDialog
    from pressmark.ui.main_window import MainWindow

_JOINT = "\x1f"
_KEPT = 50


class Importing(QObject):
    """Answers the window's Open, and what is dropped on it.

    Attributes:
        dialog: the question about a table's columns that is open; None when none is.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bench = window.workbench
        self.dialog: ColumnsDialog | None = None
        self._paths: list[Path] = []
        self._tables: list[FoundTable] = []
        self._chosen: dict[tuple[str, ...], Columns] = {}

    def open(self, paths: Sequence[Path]) -> None:
        """Reads files and folders; asks first where tables are among them."""
        self._bench.first_look.ready()
        if not paths or self._bench.project is None:
            return
        from pressmark.services.importing import may_hold_tables  # with all formats: when first needed

        if not may_hold_tables(paths):
            self._bench.import_files(paths, columns=self._remembered())  # archives may have tables in them
            return
        wanted, workshop = list(paths), self._bench.workshop

        def look(job: Job) -> tuple[list[Path], list[FoundTable], bool]:
            return wanted, *workshop.run(jobs.look_for_tables, wanted, job=job)

        title = self.tr("Looking for tables")
        self._bench.files.run(title, look, done=self._on_looked, failed=self._bench.show_failure)

    def _on_looked(self, found: tuple[list[Path], list[FoundTable], bool]) -> None:
        paths, tables, cancelled = found
        if cancelled:
            return
        if self.dialog is not None:  # files were dropped while a question is open: they are read as they seem to be
            self._bench.import_files(paths)
            return
        self._paths, self._tables, self._chosen = paths, tables, {}
        self._next()

    def _next(self) -> None:
        if not self._tables:
            self._bench.import_files(self._paths, columns=self._remembered() | self._chosen)
            return
        from pressmark.ui.dialogs.columns_dialog import ColumnsDialog  # few starts need it

        table = self._tables.pop(0)
        dialog = ColumnsDialog(table.path.name, table.preview, last=self._last(table), parent=self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._on_chosen)
        dialog.finished.connect(self._on_closed)
        self.dialog = dialog
        dialog.open()

    def _last(self, table: FoundTable) -> Columns | None:
        """What was chosen the last time for a table of these columns."""
        return self._remembered().get(table.preview.columns)

    def _remembered(self) -> dict[tuple[str, ...], Columns]:
        """What was chosen the last time for each set of columns; tables in archives are read so, unasked."""
        if not self._window.settings.table_columns:
            return {}
        from pressmark.services.importing import Columns

        found: dict[tuple[str, ...], Columns] = {}
        for key, kept in self._window.settings.table_columns.items():
            names = tuple(key.split(_JOINT))
            if isinstance(kept, list) and len(kept) == 4:
                columns = Columns(*kept)
                if not columns.missing(names):
                    found[names] = columns
        return found

    def _on_chosen(self, names: tuple[str, ...], columns: Columns) -> None:
        self._chosen[names] = columns
        kept = dict(self._window.settings.table_columns)
        key = _JOINT.join(names)
        kept.pop(key, None)
        kept[key] = [columns.text, columns.headline, columns.date, columns.id]
        latest = dict(list(kept.items())[-_KEPT:])
        self._window.change_settings(self._window.settings.but(table_columns=latest))

    def _on_closed(self, accepted: int) -> None:
        self.dialog = None
        if accepted:
            self._next()
