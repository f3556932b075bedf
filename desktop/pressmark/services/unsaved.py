"""Edits that could not be saved yet, because another program is writing to the project: in order, and tried again."""

from __future__ import annotations

from msgspec import Struct

from pressmark.core.document import Document
from pressmark.core.edits import ChangeSet, Edit, apply
from pressmark.core.errors import BugError, UserError
from pressmark.services.project import Project
from pressmark.store.values import LockedError, OutdatedError, Write


class Taken(Struct, frozen=True):
    """An edit that was taken back before it was saved.

    Attributes:
        edit: its inverse.
        changes: what moved back.
        document: its article as it was before.
    """

    edit: Edit
    changes: ChangeSet
    document: Document


class Unsaved:
    """The edits that wait, each made on the document that the one before it has left.

    For the thread that opened the project.

    Attributes:
        anew: articles that the last `save` found changed from elsewhere, with what could be done again in them.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._waiting: list[Write] = []
        self.anew: dict[str, Document] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def last(self) -> Write | None:
        """The edit that was made last."""
        return self._waiting[-1] if self._waiting else None

    def document(self, article_id: str) -> Document | None:
        """An article as the edits that wait leave it; None when none of them is of it."""
        found = [one.after for one in self._waiting if one.before.article.id == article_id]
        return found[-1] if found else None

    def add(self, document: Document, edit: Edit) -> tuple[Document, ChangeSet]:
        """Carries out one more edit, for now in memory; raises as `edits.apply`."""
        after, changes = apply(document, edit)
        self._waiting.append(Write(document, after, edit))
        return after, changes

    def take_back(self) -> Taken:
        """The last edit was never saved, so that nothing of it is left anywhere."""
        last = self._waiting.pop()
        inverse = last.edit.inverse()
        return Taken(inverse, apply(last.after, inverse)[1], last.before)

    def save(self) -> bool:
        """Saves what it can, in order, each edit as a step of its own.

        Returns:
            Whether nothing is left; False while another program is writing.

        Raises:
            UserError: the database refuses for another reason, and everything still waits; or an article has been
                changed from elsewhere, so that some edits do not fit it any more. Those are given up, the others wait.
        """
        self.anew = {}
        while self._waiting:
            first = self._waiting[0]
            try:
                self._project.ensure_labels(c.after.label for c in first.edit.annotations if c.after is not None)
                self._project.store.commit([first])
            except LockedError:
                return False
            except OutdatedError as error:
                self._make_anew(error.article_id)
            else:
                del self._waiting[0]
        return True

    def _make_anew(self, article_id: str) -> None:
        """Carries the edits of an article out on what somebody else has made of it."""
        try:
            document = self._project.document(article_id)
        except LockedError:
            return
        except UserError:  # it has been removed
            self._waiting = [one for one in self._waiting if one.before.article.id != article_id]
            raise
        kept: list[Write] = []
        lost = 0
        for one in self._waiting:
            if one.before.article.id != article_id:
                kept.append(one)
                continue
            try:
                after, _ = apply(document, one.edit)
            except BugError:
                lost += 1
                continue
            kept.append(Write(document, after, one.edit))
            document = after
        self._waiting = kept
        self.anew[article_id] = document
        if lost:
            raise UserError(
                "This article has been changed from elsewhere while {lost} of your changes could not be saved, and "
                "they do not fit it any more. It is shown as it is now; do them again if they still fit.",
                lost=lost,
            )
