"""How many marks an article has, by label and by whether they are decided; kept up with each edit, not counted anew."""

from __future__ import annotations

from collections import Counter

from pressmark.core.annotation import Annotation, Status
from pressmark.core.document import Document
from pressmark.core.edits import ChangeSet

MANY = 2_000
"""From so many changed marks on, counting all anew is faster."""


class Tally:
    """The counts of one document.

    Attributes:
        document: what was counted, or None.
        total: every mark, rejected ones too.
        undecided: suggestions by label.
        shown: marks that are not rejected, by label.
    """

    def __init__(self, document: Document | None = None) -> None:
        self.document: Document | None = None
        self.total = 0
        self.undecided: Counter[str] = Counter()
        self.shown: Counter[str] = Counter()
        self.count(document)

    def count(self, document: Document | None) -> None:
        """Counts all of a document."""
        self.document = document
        marks = () if document is None else document.by_id.values()
        self.total = len(marks)
        suggested, accepted = Status.SUGGESTED, Status.ACCEPTED  # looked up once, not with each of 20,000 marks
        self.undecided = Counter([a.label for a in marks if a.status is suggested])
        self.shown = self.undecided + Counter([a.label for a in marks if a.status is accepted])

    def follow(self, document: Document, changes: ChangeSet) -> None:
        """Takes over the next revision; looks only at the marks that it changed."""
        before = self.document
        if (
            before is None
            or before.article.id != document.article.id
            or document.revision != before.revision + 1
            or len(changes.annotation_ids) > MANY
        ):
            self.count(document)
            return
        for annotation_id in changes.annotation_ids:
            for there, step in ((before.get(annotation_id), -1), (document.get(annotation_id), 1)):
                if there is not None:
                    self._add(there, step)
        self.document = document

    def _add(self, annotation: Annotation, step: int) -> None:
        self.total += step
        if annotation.status is Status.SUGGESTED:
            self.undecided[annotation.label] += step
        if annotation.status is not Status.REJECTED:
            self.shown[annotation.label] += step
