"""What the hands do on the page, turned into edits: by key, by mouse, by panel alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from pressmark.core import edits, words
from pressmark.core.annotation import Annotation, Attributes, Status
from pressmark.core.document import Document
from pressmark.core.errors import UserError
from pressmark.core.labels import DATE_LABELS, FIGURE_LABELS, LabelSet
from pressmark.core.span import Span, trimmed
from pressmark.services.readings import read_attributes
from pressmark.ui.actions import Actions
from pressmark.ui.article_view import ArticleView
from pressmark.ui.picking import Picking
from pressmark.ui.workbench import Workbench

if TYPE_CHECKING:
    from pressmark.ui.card_editor import CardEditor
    from pressmark.ui.dialogs.label_palette import LabelPalette

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|today|yesterday|tomorrow"
_DATE_LIKE = re.compile(rf"\b(?:{_MONTHS})\w*\b|\b(?:1[89]|20)\d\d\b|\b(?:year|month|week|day)s?\b", re.IGNORECASE)


def likely_labels(document: Document, span: Span, *, recent: Sequence[str], elsewhere: Sequence[str] = ()) -> list[str]:
    """The labels that a person will most likely give these words, the likeliest first.

    The same words marked elsewhere in the article count most, then in other articles (`elsewhere`), then what a
    detector said about words in this place, then what the words look like, then the labels given last.
    """
    text = span.of(document.text)
    folded = text.casefold()
    same = Counter(
        a.label
        for a in document
        if a.status is not Status.REJECTED
        and len(a.span) == len(span)
        and document.text[a.span.start : a.span.end].casefold() == folded
    )
    found = [label for label, _ in same.most_common()]
    found += elsewhere
    here = [a for a in document.overlapping(span) if a.status is not Status.ACCEPTED]
    found += [a.label for a in sorted(here, key=lambda a: (a.span != span, -(a.score or 0)))]
    if "%" in text or "per cent" in folded or "percent" in folded:
        found.append("PERCENT")
    if any(sign in text for sign in "$€£¥₽₼₹"):
        found.append("MONEY")
    if _DATE_LIKE.search(text):
        found.append("DATE")
    if any(c.isdecimal() for c in text):
        found.append("CARDINAL")
    found.extend(recent)
    if text[:1].isupper():
        found.extend(["PERSON", "GPE", "ORG"])
    return list(dict.fromkeys(found))


class Marking(QObject):
    """The page's controller: selection, navigation and every edit of marks.

    Args:
        view: the page.
        workbench: carries the edits out.
        actions: the action table, whose mark actions this object answers.
        picking: takes the words that are selected while it waits for some.
        parent: owns this.
    """

    selection_changed = Signal(object, object)
    reading_wanted = Signal()
    note_wanted = Signal()

    def __init__(
        self, view: ArticleView, workbench: Workbench, actions: Actions, picking: Picking, *, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._picking = picking
        self._view = view
        self._workbench = workbench
        self._actions = actions
        self._recent: list[str] = []
        self.hidden: frozenset[str] = frozenset()
        self._label_actions: list[QAction] = []
        self._pending: Span | None = None
        view.selected_changed.connect(self._on_selection)
        view.selection_changed.connect(self._on_text_span)
        view.text_selected.connect(self._on_text_selected)
        view.label_requested.connect(self._on_label_requested)
        view.resize_requested.connect(self.resize)
        view.escaped.connect(picking.cancel)
        view.card_activated.connect(lambda annotation_id, _card: self.edit_card(annotation_id))
        workbench.leaving.connect(picking.cancel)
        view.context_requested.connect(self._on_context)
        connections: dict[str, Callable[[], object]] = {
            "next_undecided": lambda: self.walk(1, undecided=True),
            "previous_undecided": lambda: self.walk(-1, undecided=True),
            "next_mark": lambda: self.walk(1, undecided=False),
            "previous_mark": lambda: self.walk(-1, undecided=False),
            "accept": lambda: self.decide(Status.ACCEPTED),
            "reject": lambda: self.decide(Status.REJECTED),
            "reopen": lambda: self.decide(Status.SUGGESTED),
            "remove": self.remove,
            "label_selection": self.ask_label,
            "accept_all": self.accept_all,
            "edit_reading": self.edit_reading,
            "edit_note": self.note_wanted.emit,
        }
        for action_id, slot in connections.items():
            actions.on(action_id, slot)
        for end in ("start", "end"):
            for side, step in (("left", -1), ("right", 1)):
                for suffix, unit in (("", "word"), ("_char", "character")):
                    name = f"{end}_{side}{suffix}"
                    actions.on(name, lambda end=end, step=step, unit=unit: self.move_end(end, step, unit))

    # What a start does not need is made when it is first asked for.

    @cached_property
    def palette(self) -> LabelPalette:
        """Asks which label a stretch of text gets."""
        from pressmark.ui.dialogs.label_palette import LabelPalette

        palette = LabelPalette(self._view)
        palette.label_chosen.connect(self._on_palette_label)
        palette.dismissed.connect(lambda: self._view.setFocus(Qt.FocusReason.PopupFocusReason))
        return palette

    @cached_property
    def card_editor(self) -> CardEditor:
        """Changes a card of the margin in its own place."""
        from pressmark.ui.card_editor import CardEditor

        editor = CardEditor(self._view)
        editor.reading_changed.connect(self.read_as)
        editor.more_wanted.connect(self.reading_wanted)
        editor.closed.connect(lambda: self._view.setFocus(Qt.FocusReason.OtherFocusReason))
        self._workbench.leaving.connect(lambda: editor.take() or editor.drop())
        return editor

    # state

    @property
    def document(self) -> Document | None:
        """The open article."""
        return self._workbench.document

    @property
    def selected(self) -> Annotation | None:
        """The selected annotation."""
        document, selected = self.document, self._view.selected
        return None if document is None or selected is None else document.get(selected)

    def set_labels(self, labels: LabelSet) -> None:
        """Gives every label its key on the page."""
        for action in self._label_actions:
            self._view.removeAction(action)
            action.deleteLater()
        self._label_actions = []
        for label in labels:
            if not label.key:
                continue
            action = QAction(label.name, self)
            action.setShortcut(QKeySequence(label.key.upper()))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, name=label.name: self.give_label(name))
            self._view.addAction(action)
            self._label_actions.append(action)

    # walking

    def walk(self, step: int, *, undecided: bool) -> bool:
        """Selects the next (1) or previous (-1) mark from here, round the end of the article."""
        document = self.document
        if document is None:
            return False
        if self._view.aim.head is not None:
            self._view.aim.step(step)
            return True
        here = self.selected
        for annotation in document.around(here if here is not None else self._view.caret, step):
            fits = annotation.status is Status.SUGGESTED if undecided else annotation.status is not Status.REJECTED
            if fits and annotation.label not in self.hidden:
                self._view.select(annotation.id)
                return True
        self._view.select(None)
        return False

    # deciding

    def decide(self, status: Status, annotation_id: str | None = None) -> None:
        """Accepts, rejects or reopens the selected mark, and moves on to the next undecided one."""
        document = self.document
        annotation = self.selected if annotation_id is None or document is None else document.get(annotation_id)
        if document is None or annotation is None:
            return
        self._view.select(annotation.id, reveal=False)
        edit = edits.decide(document, [annotation.id], status)
        done = self._workbench.apply(edit) or not edit
        if done and status.decided:
            self.walk(1, undecided=True)

    def accept_all(self) -> None:
        """Accepts every suggestion of the article whose label is shown, as one step."""
        document = self.document
        if document is None:
            return
        hidden = self.hidden
        ids = [a.id for a in document.undecided() if a.label not in hidden]
        self._workbench.apply(edits.decide(document, ids, Status.ACCEPTED))

    def remove(self) -> None:
        """Takes the selected mark, or the selected relation, away."""
        document, selected, relation = self.document, self.selected, self._view.selected_relation
        if document is not None and relation is not None:
            self._workbench.apply(edits.unrelate(document, [relation]))
            return
        if document is not None and selected is not None:
            self._view.select(None)
            self._workbench.apply(edits.remove(document, [selected.id]))

    # labelling

    def give_label(self, name: str) -> None:
        """Marks the selected words with a label, or gives the selected mark another."""
        span = self._view.selection
        if span is not None:
            self.add(span, name)
        elif self.selected is not None:
            self.relabel(self.selected.id, name)

    def add(self, span: Span, label: str) -> None:
        """Marks words, with a reading where the label has one."""
        document = self.document
        if document is None:
            return
        origin = f"person:{self._workbench.annotator}"
        attributes = self._reading(document, span, label)
        self._workbench.apply(edits.add(document, span, label, origin=origin, attributes=attributes))
        self._remember(label)
        after = self.document
        added = None if after is None else after.at_place(span, label)
        self._view.set_selection(None)
        if added is not None:
            self._view.select(added.id)

    def relabel(self, annotation_id: str, label: str) -> None:
        """Gives a mark another label; a date or figure is read anew when it becomes one."""
        document = self.document
        annotation = None if document is None else document.get(annotation_id)
        if document is None or annotation is None:
            return
        if annotation.label == label:
            self._workbench.apply(edits.decide(document, [annotation_id], Status.ACCEPTED))
            return
        families = [labels for labels in (DATE_LABELS, FIGURE_LABELS) if label in labels]
        stays = any(annotation.label in labels for labels in families)
        attributes = None if stays else self._reading(document, annotation.span, label)
        try:
            edit = edits.relabel(document, annotation_id, label, attributes=attributes)
        except UserError as error:
            self._workbench.tell(error)
            return
        self._workbench.apply(edit)
        self._remember(label)

    def resize(self, annotation_id: str, span: Span) -> None:
        """Moves the ends of a mark; a date or figure is read anew."""
        document = self.document
        annotation = None if document is None else document.get(annotation_id)
        if document is None or annotation is None or annotation.span == span:
            return
        attributes = self._reading(document, span, annotation.label) or None
        try:
            edit = edits.resize(document, annotation_id, span, attributes=attributes)
        except UserError as error:
            self._workbench.tell(error)
            return
        self._workbench.apply(edit)

    def move_end(self, end: str, step: int, unit: str) -> None:
        """Moves the start or the end of the selected mark by a word or a character."""
        document, annotation = self.document, self.selected
        if document is None or annotation is None:
            return
        text, span = document.text, annotation.span
        start, stop = span.start, span.end
        if unit == "word":
            if end == "start":
                start = words.previous_start(text, start) if step < 0 else words.next_start(text, start)
            else:
                shorter = trimmed(text, start, max(start, words.previous_start(text, stop)))
                stop = words.next_end(text, stop) if step > 0 else shorter.end if shorter else start
        elif end == "start":
            start = words.character_start(text, start) if step < 0 else words.character_end(text, start)
        else:
            stop = words.character_start(text, stop) if step < 0 else words.character_end(text, stop)
        if 0 <= start < stop <= len(text) and "\n" not in text[start:stop]:
            self.resize(annotation.id, Span(start, stop))

    def read_as(self, annotation_id: str, reading: Attributes) -> None:
        """Corrects what a mark means."""
        document = self.document
        if document is not None:
            self._workbench.apply(edits.set_attributes(document, {annotation_id: reading}))

    def edit_reading(self) -> None:
        """Opens the card of the selected mark for editing, or its fields where it has no card on screen."""
        selected = self.selected
        if selected is not None and not self.edit_card(selected.id):
            self.reading_wanted.emit()

    def edit_card(self, annotation_id: str) -> bool:
        """Opens a card for editing; False where there is none on screen."""
        document = self.document
        annotation = None if document is None else document.get(annotation_id)
        if annotation is None:
            return False
        self._view.select(annotation_id)
        return self.card_editor.edit(annotation, self._view.card_rect(annotation_id))

    def write_note(self, annotation_id: str, note: str) -> None:
        """Writes a remark on a mark."""
        document = self.document
        if document is not None:
            self._workbench.apply(edits.set_note(document, annotation_id, note))

    def _reading(self, document: Document, span: Span, label: str) -> Attributes:
        if label not in DATE_LABELS and label not in FIGURE_LABELS:
            return {}
        return read_attributes(document.text, span, label, published=document.article.meta.published)

    def _remember(self, label: str) -> None:
        self._recent = [label, *(other for other in self._recent if other != label)][:4]

    # asking

    def ask_label(self) -> None:
        """Opens the palette at the selected words or mark; ends a relation or a choice of words that is under way."""
        if self._view.aim.head is not None:
            self._view.aim.pick()
            return
        span = self._view.selection
        if span is not None and self._picking.take(span):
            return
        if span is None and self.selected is not None:
            span = self.selected.span
        if span is None:
            return
        place = self._view.point_of(span.end) + QPoint(0, 22)
        self._ask(span, self._view.viewport().mapToGlobal(place))

    def _ask(self, span: Span, at: QPoint) -> None:
        document = self.document
        if document is None:
            return
        self._pending = self._view.selection
        likely = likely_labels(document, span, recent=self._recent, elsewhere=self._elsewhere(document, span))
        self.palette.ask(self._workbench.labels, likely=likely, at=at, title=span.of(document.text))

    def _elsewhere(self, document: Document, span: Span) -> list[str]:
        project = self._workbench.project
        try:
            return [] if project is None else project.labels_given(span.of(document.text))
        except UserError as error:
            self._workbench.tell(error)
            return []

    def _on_palette_label(self, name: str) -> None:
        self._view.setFocus(Qt.FocusReason.PopupFocusReason)
        if self._pending is not None:
            self.add(self._pending, name)
        elif self.selected is not None:
            self.relabel(self.selected.id, name)
        self._pending = None

    # answering the page

    def _on_selection(self, _annotation_id: str | None) -> None:
        self.selection_changed.emit(self.selected, self._view.selection)

    def _on_text_span(self, span: Span | None) -> None:
        self.selection_changed.emit(self.selected, span)

    def set_hidden(self, names: frozenset[str]) -> None:
        """Leaves labels out of the page and of every walk."""
        self.hidden = names
        self._view.set_hidden_labels(names)

    def _on_text_selected(self, span: Span | None, at: QPoint) -> None:
        if span is not None and self._picking.take(span):
            return
        if span is not None and not at.isNull():
            self._ask(span, at + QPoint(0, round(16 * self._view.zoom)))  # the words stay in view

    def _on_label_requested(self, span: Span) -> None:
        document = self.document
        if document is None:
            return
        likely = [
            *self._recent[:1],
            *likely_labels(document, span, recent=(), elsewhere=self._elsewhere(document, span)),
        ]
        known = [name for name in likely if name in self._workbench.labels]
        if known:
            self.add(span, known[0])
        else:
            self._view.set_selection(span)
            self.ask_label()

    def _on_context(self, annotation_id: str | None, span: Span | None, at: QPoint) -> None:
        menu = self.context_menu(annotation_id, span, at)
        if menu is not None:
            menu.popup(at)

    def context_menu(self, annotation_id: str | None, span: Span | None, at: QPoint) -> QMenu | None:
        """Everything that can be done here; None where nothing can."""
        document = self.document
        if document is None or (annotation_id is None and span is None):
            return None
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if annotation_id is not None:
            self._view.select(annotation_id, reveal=False)
            for names in (
                ("accept", "reject", "reopen"),
                ("edit_reading", "edit_note", "relate"),
                ("equal_here", "equal_everywhere"),
                ("remove",),
            ):
                for name in names:
                    menu.addAction(self._actions[name])
                menu.addSeparator()
            relabel = menu.addMenu(self.tr("Label"))
        else:
            relabel = menu
        target = span if annotation_id is None else None
        for label in self._workbench.labels:
            action = relabel.addAction(f"{label.name}\t{label.key.upper()}")
            if target is not None:
                action.triggered.connect(lambda _c=False, name=label.name, words=target: self.add(words, name))
            else:
                action.triggered.connect(lambda _c=False, name=label.name: self.relabel(str(annotation_id), name))
        if target is not None:
            self._view.set_selection(target)
        return menu
