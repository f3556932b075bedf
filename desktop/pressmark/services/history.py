"""What has happened to a project, an article or one mark, in values that a window can say in any language."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from pressmark.core.edits import Edit, EditKind
from pressmark.services.project import Project
from pressmark.store.values import HistoryEntry, State

__all__ = ["HistoryEntry", "PastStep", "State", "StepLabel", "entries", "steps", "words_of"]

_SHOWN = 40


class StepLabel(Struct, frozen=True):
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


class PastStep(Struct, frozen=True):
    """One step of the history, as a list shows it.

    Attributes:
        group: names the step.
        mine: the project's own annotator did it.
        state: whether it can be undone, redone, or neither.
        words: what it was done to, where it was one mark, shortened; else "".
        count: how many annotations, relations and fields it changed.
        articles: the articles that it changed.
        titles: what those are called.
    """

    group: str
    at: datetime
    annotator: str
    mine: bool
    kind: EditKind
    state: State
    words: str
    count: int
    articles: tuple[str, ...]
    titles: tuple[str, ...]


def steps(project: Project, *, article_id: str | None = None, limit: int = 200) -> list[PastStep]:
    """The steps of the project, or those that touched one article; the newest first.

    Args:
        project: where.
        article_id: only those that changed this article.
        limit: at most so many changes of articles are read.
    """
    groups: dict[str, list[HistoryEntry]] = {}
    for entry in entries(project, article_id=article_id, limit=limit):
        groups.setdefault(entry.group, []).append(entry)
    titles: dict[str, str] = {}
    found = []
    for group, parts in groups.items():
        newest = parts[0]
        ids = tuple(dict.fromkeys(entry.article_id for entry in reversed(parts)))
        for one in ids:
            if one not in titles:
                row = project.row(one)
                titles[one] = row.headline or row.source or one
        found.append(
            PastStep(
                group,
                newest.at,
                newest.annotator,
                newest.annotator == project.annotator,
                EditKind(newest.kind),
                newest.state,
                _words(project, newest) if len(parts) == 1 else "",
                sum(len(e.edit.annotations) + len(e.edit.relations) + len(e.edit.article) for e in parts),
                ids,
                tuple(titles[one] for one in ids),
            )
        )
    return found


def _words(project: Project, entry: HistoryEntry) -> str:
    """As `words_of`, without reading the whole article."""
    marks = [change.after or change.before for change in entry.edit.annotations]
    mark = marks[0] if len(marks) == 1 else None
    return "" if mark is None else _shortened(project.store.words(entry.article_id, mark.span))


def words_of(edit: Edit, text: str) -> str:
    """The words of the one annotation that an edit changed, on one line, or ""."""
    if len(edit.annotations) != 1:
        return ""
    change = edit.annotations[0]
    mark = change.after or change.before
    if mark is None:
        return ""
    return _shortened(text[mark.span.start : mark.span.end])


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
