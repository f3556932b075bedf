"""The small palette that opens at the pointer and asks which label a stretch of text gets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QWidget

from pressmark.core.labels import Label, LabelSet
from pressmark.ui.dialogs.matching import fit, folded
from pressmark.ui.dialogs.picker import Picker
from pressmark.ui.dialogs.rows import Row

_WIDTH = 288
_MOST_ROWS = 10


class LabelPalette(Picker):
    """Asks for a label. A label's own key chooses it at once; a space before the first letter begins a search."""

    label_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=_WIDTH, most_rows=_MOST_ROWS)
        self.setAccessibleName(self.tr("Labels"))
        self.field.setPlaceholderText(self.tr("Label or its key"))
        self.field.setAccessibleName(self.tr("Label or its key"))
        self.field.setAccessibleDescription(
            self.tr("A label’s key chooses it at once. Type a space first to search by name.")
        )
        self.list.setAccessibleName(self.tr("Labels that fit"))
        self._labels: tuple[Label, ...] = ()
        self._by_key: dict[str, Label] = {}
        self.row_chosen.connect(self._on_row_chosen)

    def ask(self, labels: LabelSet, *, likely: Sequence[str] = (), at: QPoint, title: str = "") -> None:
        """Opens at the pointer; the answer comes as `label_chosen` or `dismissed`.

        Args:
            labels: all that can be given.
            likely: names of those to show first, the likeliest first; names that the set lacks are passed over.
            at: the pointer, in global coordinates.
            title: the words that get the label.
        """
        first = [label for name in dict.fromkeys(likely) if (label := labels.get(name)) is not None]
        self._labels = (*first, *(label for label in labels if label not in first))
        self._by_key = {label.key.casefold(): label for label in labels if label.key}
        one_line = " ".join(title.split())
        self.title.setText(
            QFontMetrics(self.title.font()).elidedText(one_line, Qt.TextElideMode.ElideMiddle, _WIDTH - 24)
        )
        self.title.setToolTip(one_line)
        self.open_at(at)

    def rows_for(self, query: str) -> list[Row]:
        wanted = query.strip()
        if not wanted:
            return [self._row(label) for label in self._labels]
        scored: list[tuple[int, int, Label]] = []
        for order, label in enumerate(self._labels):
            score = fit(wanted, label.name.replace("_", " "))
            if score is None:
                score = fit(wanted, label.name)
            if score is None and folded(wanted) in folded(label.description):
                score = 0
            if score is not None:
                scored.append((-score, order, label))
        return [self._row(label) for _score, _order, label in sorted(scored, key=lambda entry: entry[:2])]

    def hint_for(self, row: Row | None) -> str:
        return row.hint if row else self.tr("No label of this name.")

    def shortcut(self, event: QKeyEvent) -> Row | None:
        label = self._by_key.get(event.text().casefold()) if event.text() else None
        return self._row(label) if label else None

    def _row(self, label: Label) -> Row:
        return Row(
            "label",
            label.name,
            label.name,
            key=label.key.upper(),
            label=label,
            hint=label.description,
        )

    def _on_row_chosen(self, row: Row) -> None:
        self.label_chosen.emit(row.id)
