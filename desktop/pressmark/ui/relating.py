"""Relations from the window: draw one from mark to mark, name it, turn it round, take it away."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from pressmark.core import edits
from pressmark.core.annotation import Relation
from pressmark.core.errors import UserError
from pressmark.ui.actions import Actions
from pressmark.ui.article_view import ArticleView
from pressmark.ui.page_hint import PageHint
from pressmark.ui.wording import end_words
from pressmark.ui.workbench import Workbench

if TYPE_CHECKING:
    from pressmark.ui.dialogs.relation_palette import RelationPalette
    from pressmark.ui.relation_panel import RelationForm, RelationList


class Relating(QObject):
    """Turns the page's gestures about relations into edits.

    Args:
        view: the page.
        workbench: carries the edits out.
        actions: whose “Relate to…” this answers.
        hint: says what the page waits for.
        parent: owns this.

    Signals:
        selection_changed(Relation or None): another relation is selected.
    """

    selection_changed = Signal(object)

    def __init__(
        self, view: ArticleView, workbench: Workbench, actions: Actions, hint: PageHint, *, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view, self._bench, self._actions, self._hint = view, workbench, actions, hint
        self._ends: tuple[str, str] | None = None
        actions.on("relate", self.begin)
        view.aim.picked.connect(self._on_picked)
        view.aim.changed.connect(self._on_aim)
        view.relation_selected.connect(lambda _id: self.selection_changed.emit(self.selected))
        view.relation_context_requested.connect(self._on_context)

    @cached_property
    def palette(self) -> RelationPalette:
        """Asks what a relation is called; made when one is first drawn, which no start does."""
        from pressmark.ui.dialogs.relation_palette import RelationPalette

        palette = RelationPalette(self._view)
        palette.label_chosen.connect(self._on_label)
        palette.dismissed.connect(self._on_dismissed)
        return palette

    def listen_to(self, form: RelationForm, related: RelationList) -> None:
        """Answers the panel on the right."""
        form.label_changed.connect(self.relabel)
        form.reverse_asked.connect(self.reverse)
        form.remove_asked.connect(self.remove)
        form.end_chosen.connect(self._view.select)
        related.relation_chosen.connect(self.select)

    @property
    def selected(self) -> Relation | None:
        """The selected relation."""
        document, wanted = self._bench.document, self._view.selected_relation
        return None if document is None else next((r for r in document.relations if r.id == wanted), None)

    def known_labels(self) -> list[str]:
        """The labels that relations of the project have, the one used last first."""
        project = self._bench.project
        try:
            return [] if project is None else project.relation_labels()
        except UserError as error:
            self._bench.tell(error)
            return []

    # drawing

    def begin(self) -> None:
        """Begins a relation in the selected mark."""
        if self._view.selected is not None:
            self._view.aim.begin(self._view.selected)

    def _on_aim(self) -> None:
        document, head = self._bench.document, self._view.aim.head
        if document is None or head is None:
            self._hint.tell("")
            return
        target = self._view.aim.target
        if target is None:
            words = self.tr("“{head}” → … Click the other mark, or Tab to it and press Enter. Esc gives up.")
            self._hint.tell(words.format(head=end_words(document, head)))
        else:
            words = self.tr("“{head}” → “{child}”. Enter or a click takes it. Esc gives up.")
            self._hint.tell(words.format(head=end_words(document, head), child=end_words(document, target)))

    def _on_picked(self, head: str, child: str) -> None:
        document = self._bench.document
        if document is None:
            return
        self._ends = (head, child)
        title = self.tr("{head} → {child}").format(head=end_words(document, head), child=end_words(document, child))
        place = self._view.rect_of(child)
        at = self._view.viewport().mapToGlobal(place.bottomLeft() + QPoint(0, 6))
        self.palette.ask(self.known_labels(), at=at, title=title)

    def _on_dismissed(self) -> None:
        self._ends = None
        self._view.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_label(self, label: str) -> None:
        self._view.setFocus(Qt.FocusReason.PopupFocusReason)
        ends, self._ends = self._ends, None
        if ends is not None:
            self.relate(*ends, label)

    def relate(self, head: str, child: str, label: str) -> None:
        """Draws a relation and selects it."""
        document, project = self._bench.document, self._bench.project
        if document is None or project is None:
            return
        try:
            edit = edits.relate(document, head, child, label)
            self._bench.apply(edit)
            project.remember_relation_label(label)
        except UserError as error:
            self._bench.tell(error, until_saved=True)
            return
        after = self._bench.document
        drawn = [r.id for r in after.relations if (r.head, r.child, r.label) == (head, child, label)] if after else []
        if drawn:
            self.select(drawn[0])

    # changing

    def select(self, relation_id: str) -> None:
        """Selects a relation."""
        self._view.select_relation(relation_id)

    def relabel(self, relation_id: str, label: str) -> None:
        """Gives a relation another label."""
        project = self._bench.project
        if self._change(relation_id, label=label) and project is not None:
            try:
                project.remember_relation_label(label)
            except UserError as error:
                self._bench.tell(error, until_saved=True)

    def reverse(self, relation_id: str) -> None:
        """Turns a relation round."""
        self._change(relation_id, reverse=True)

    def _change(self, relation_id: str, *, label: str | None = None, reverse: bool = False) -> bool:
        document = self._bench.document
        if document is None:
            return False
        try:
            edit = edits.change_relation(document, relation_id, label=label, reverse=reverse)
        except UserError as error:
            self._bench.tell(error)
            return False
        done = self._bench.apply(edit)
        self.selection_changed.emit(self.selected)
        return done

    def remove(self, relation_id: str) -> None:
        """Takes a relation away."""
        document = self._bench.document
        if document is not None:
            self._bench.apply(edits.unrelate(document, [relation_id]))
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_context(self, relation_id: str, at: QPoint) -> None:
        self.context_menu(relation_id).popup(at)

    def context_menu(self, relation_id: str) -> QMenu:
        """What can be done with a relation."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        current = self.selected
        labels = menu.addMenu(self.tr("Relation"))
        for label in self.known_labels()[:20]:
            action = labels.addAction(label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(current is not None and current.label == label)
            action.triggered.connect(lambda _c=False, name=label: self.relabel(relation_id, name))
        menu.addAction(self.tr("Turn round")).triggered.connect(lambda: self.reverse(relation_id))
        menu.addSeparator()
        menu.addAction(self.tr("Remove")).triggered.connect(lambda: self.remove(relation_id))
        return menu
