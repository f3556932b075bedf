"""What has happened to a project, an article or one mark, in values that a window can say in any language."""

from __future__ import annotations

from dataclasses import dataclass

from pressmark.core.edits import Edit, EditKind
from pressmark.services.project import Project
from pressmark.store.values import HistoryEntry

__all__ = ["HistoryEntry", "StepLabel", "entries", "words_of"]

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class StepLabel:
    """What undo or redo would do.

    Attributes:
        kind: what was done.
        words: what it was done to, shortened, or "" where it was not one mark.
        count: how many annotations, relations and fields it changed.
        articles: the articles that it changed.
    """

    kind: EditKind
    words: str
    count: int
    articles: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind} “{self.words}”" if self.words else f"{self.kind} ({self.count})"


def entries(
    project: Project, *, article_id: str | None = None, annotation_id: str | None = None, limit: int = 200
) -> list[HistoryEntry]:
    """What happened, the newest first.

    Args:
        project: where.
        article_id: only to this article.
        annotation_id: only to this annotation of it.
        limit: at most so many.
    """
    return project.store.history(article_id=article_id, annotation_id=annotation_id, limit=limit)


def words_of(edit: Edit, text: str) -> str:
    """The words of the one annotation that an edit changed, on one line, or ""."""
    if len(edit.annotations) != 1:
        return ""
    change = edit.annotations[0]
    mark = change.after or change.before
    if mark is None:
        return ""
    words = " ".join(text[mark.span.start : mark.span.end].split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
