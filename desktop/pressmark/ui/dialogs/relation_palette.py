"""The small palette that asks what a relation is called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from pressmark.ui.dialogs.matching import fit
from pressmark.ui.dialogs.picker import Picker
from pressmark.ui.dialogs.rows import Row

_WIDTH = 288
_MOST_ROWS = 8
_LONGEST = 80


class RelationPalette(Picker):
    """Asks for the label of a relation: one that the project knows, the one used last first, or a new name."""

    label_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=_WIDTH, most_rows=_MOST_ROWS)
        self.setAccessibleName(self.tr("Relation"))
        self.field.setPlaceholderText(self.tr("Name of the relation"))
        self.field.setAccessibleName(self.tr("Name of the relation"))
        self.field.setMaxLength(_LONGEST)
        self.list.setAccessibleName(self.tr("Relations that fit"))
        self._known: tuple[str, ...] = ()
        self.row_chosen.connect(lambda row: self.label_chosen.emit(row.id))

    def ask(self, known: Sequence[str], *, at: QPoint, title: str) -> None:
        """Opens at a point of the screen; the answer comes as `label_chosen` or `dismissed`.

        Args:
            known: the labels that can be chosen, the likeliest first.
            at: global coordinates.
            title: what is related to what.
        """
        self._known = tuple(known)
        room = QFontMetrics(self.title.font())
        self.title.setText(room.elidedText(title, Qt.TextElideMode.ElideMiddle, _WIDTH - 24))
        self.title.setToolTip(title)
        self.open_at(at)

    def rows_for(self, query: str) -> list[Row]:
        wanted = " ".join(query.split())
        if not wanted:
            return [Row("relation", label, label) for label in self._known]
        scored = [(score, label) for label in self._known if (score := fit(wanted, label)) is not None]
        rows = [Row("relation", label, label) for _, label in sorted(scored, key=lambda one: -one[0])]
        if wanted not in self._known:
            rows.append(Row("relation", wanted, self.tr("New relation “{name}”").format(name=wanted)))
        return rows

    def hint_for(self, row: Row | None) -> str:
        return row.hint if row else self.tr("Type a name, for example “where” or “killed in”.")
