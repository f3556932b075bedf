"""Why something is marked: who made it, how sure it was, what it read, and everything that happened since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from pressmark.core.annotation import Annotation
from pressmark.core.edits import EditKind
from pressmark.services.history import HistoryEntry
from pressmark.ui.article_view.cards import card_for, has_card
from pressmark.ui.icons import icon
from pressmark.ui.theme import LIGHT, Theme
from pressmark.ui.wording import history_line, origin_words

_SHORT = 3
"""So many entries are shown while it is folded."""


class WhySection(QWidget):
    """One sentence and the last things that happened; unfolded, the whole story."""

    unfolded_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._annotation: Annotation | None = None
        self._history: Callable[[], Sequence[HistoryEntry]] = list
        self.toggle = QToolButton()
        self.toggle.setProperty("role", "flat")
        self.toggle.setText(self.tr("Why this mark"))
        self.toggle.setCheckable(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setIconSize(QSize(12, 12))
        self.toggle.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggle.toggled.connect(self._on_toggled)
        self.origin = self._label()
        self.facts = self._label()
        self.history = self._label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(4)
        for widget in (self.origin, self.toggle, self.facts, self.history):
            layout.addWidget(widget)

    @staticmethod
    def _label() -> QLabel:
        label = QLabel(wordWrap=True)
        label.setProperty("role", "small")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def set_theme(self, theme: Theme) -> None:
        """Draws the sign in other colours."""
        self._theme = theme
        self._show_sign()

    def _show_sign(self) -> None:
        self.toggle.setIcon(icon("unfolded" if self.toggle.isChecked() else "folded", self._theme.muted))

    def show_annotation(self, annotation: Annotation, *, history: Callable[[], Sequence[HistoryEntry]]) -> None:
        """Shows why an annotation is there; `history` is asked for all that happened, the newest first."""
        self._annotation, self._history = annotation, history
        self.origin.setText(self._origin_sentence(annotation))
        self._show_story()

    def _origin_sentence(self, annotation: Annotation) -> str:
        who = origin_words(annotation.origin)
        if annotation.score is None:
            return self.tr("Marked by {who}.").format(who=who)
        return self.tr("Suggested by {who}, {score}.").format(who=who, score=f"{annotation.score:.2f}")

    def _on_toggled(self, unfolded: bool) -> None:
        self._show_sign()
        if self._annotation is not None:
            self._show_story()
        self.unfolded_changed.emit(unfolded)

    def _show_story(self) -> None:
        annotation = self._annotation
        assert annotation is not None
        unfolded = self.toggle.isChecked()
        entries = self._history() if unfolded else ()
        self.facts.setVisible(unfolded)
        self.history.setVisible(unfolded)
        if unfolded:
            self.facts.setText("\n".join(self._facts(annotation, entries)))
            self.history.setText("\n".join(map(history_line, entries)))

    def _facts(self, annotation: Annotation, entries: Sequence[HistoryEntry]) -> list[str]:
        kind, _, name = annotation.origin.partition(":")
        model, _, version = name.rpartition("-")
        facts = []
        if kind == "model" and model and version[:1].isdigit():
            facts.append(self.tr("Model: {name}, version {version}").format(name=model, version=version))
        elif kind == "model":
            facts.append(self.tr("Model: {name}").format(name=name))
        elif kind == "rule":
            facts.append(self.tr("Rule: {name}").format(name=name))
        elif kind == "import":
            facts.append(self.tr("From a dataset in the format {name}").format(name=name))
        if annotation.score is not None:
            facts.append(self.tr("Score: {score} of 1").format(score=f"{annotation.score:.3f}"))
        first = _first_reading(annotation, entries)
        if first is not None and has_card(first):
            facts.append(self.tr("Read as: {reading}").format(reading=" · ".join(card_for(first))))
            anchor = first.attributes.get("anchor")
            if anchor:
                facts.append(self.tr("Counted from: {anchor}").format(anchor=anchor))
            if _meaning(first.attributes) != _meaning(annotation.attributes):
                facts.append(self.tr("Now: {reading}").format(reading=" · ".join(card_for(annotation))))
        return facts


def _first_reading(annotation: Annotation, entries: Sequence[HistoryEntry]) -> Annotation | None:
    """The mark as its maker left it: the oldest state that the history knows."""
    for entry in reversed(entries):
        for change in entry.edit.annotations:
            if change.after is not None and change.after.id == annotation.id and entry.kind != EditKind.REMOVE:
                made = change.before is None
                return change.after if made else change.before
    return annotation


def _meaning(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}
