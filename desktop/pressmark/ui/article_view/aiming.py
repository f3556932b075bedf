"""Looking for the other end of a relation: by pointer, or by key from mark to mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal

from pressmark.core.annotation import Annotation, Status

if TYPE_CHECKING:
    from pressmark.ui.article_view.view import ArticleView


class Aim(QObject):
    """A relation that has a head and looks for its child.

    Attributes:
        head: the annotation that it begins in, or None while no relation is being drawn.
        target: the annotation that it would end in now.
        point: the pointer, in viewport coordinates, or None while keys do the aiming.

    Signals:
        picked(str, str): head and child were chosen.
        changed(): something began, moved or ended.
    """

    picked = Signal(str, str)
    changed = Signal()

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self.head: str | None = None
        self.target: str | None = None
        self.point: QPointF | None = None

    def begin(self, head: str) -> bool:
        """Begins a relation in an annotation of the document that is shown."""
        document = self._view.document
        if document is None or head not in document:
            return False
        self.head, self.target, self.point = head, None, None
        self._tell()
        return True

    def cancel(self) -> bool:
        """Gives it up; says whether there was one."""
        was = self.head is not None
        self.head = self.target = self.point = None
        if was:
            self._tell()
        return was

    def _marks(self, step: int) -> Iterator[Annotation]:
        document = self._view.document
        if document is None or self.head is None:
            return
        here = document.get(self.target or self.head) or 0
        for annotation in document.around(here, step):
            shown = annotation.status is not Status.REJECTED and annotation.label not in self._view.hidden_labels
            if shown and annotation.id != self.head:
                yield annotation

    def step(self, step: int) -> None:
        """Aims at the next (1) or previous (-1) mark, round the end of the article."""
        found = next(self._marks(step), None)
        if found is not None:
            self.target, self.point = found.id, None
            self._view.reveal(found.id)
            self._tell()

    def follow(self, point: QPointF) -> None:
        """Aims where the pointer is."""
        if self.head is None:
            return
        found = (shape.mark.annotation.id for shape in self._view.shapes_at(point))
        self.target, self.point = next((i for i in found if i != self.head), None), point
        self._tell()

    def pick(self) -> bool:
        """Ends it in the mark that is aimed at; False while there is none."""
        head, target = self.head, self.target
        if head is None or target is None:
            return False
        self.cancel()
        self.picked.emit(head, target)
        return True

    def _tell(self) -> None:
        self._view.viewport().update()
        self.changed.emit()
