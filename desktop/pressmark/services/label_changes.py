"""Another label set for a project, with all annotations that it moves, as one step that undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark.core import edits
from pressmark.core.errors import Cancelled
from pressmark.core.labels import LabelSet
from pressmark.services.project import Project
from pressmark.services.session import Session

Progress = Callable[[int, int, str], None]


class LabelChanges(Struct, frozen=True):
    """What is wished of a project's labels.

    Attributes:
        labels: the set as it shall be.
        moves: the new name by the old one, for labels that were renamed or merged into another; None for those whose
            annotations shall go.
    """

    labels: LabelSet
    moves: Mapping[str, str | None] = field(default_factory=dict)


def apply(
    project: Project,
    changes: LabelChanges,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[str, ...]:
    """Carries it out: all annotations first, as one step of the annotator, then the set.

    Whenever it ends early, every annotation still has a label of the project's set. Memory grows with the articles
    that have a moved label. For the thread that opened `project`.

    Returns:
        The ids of the articles that were changed.

    Raises:
        UserError: it could not be saved.
        Cancelled: the user ended it; nothing has been moved.
    """
    moves = {old: new for old, new in changes.moves.items() if old != new}
    ids = project.articles_with(moves) if moves else []
    coming = [label for label in changes.labels if label.name not in project.labels]
    if ids and coming:
        project.save_labels(replace(project.labels, labels=(*project.labels, *coming)))
    session = Session(project)
    steps = []
    for done, article_id in enumerate(ids):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(done, len(ids), "")
        steps.append((article_id, edits.move_labels(project.document(article_id), moves)))
    moved = session.apply_many(steps)
    project.save_labels(changes.labels)
    return tuple(change.article_id for change in moved)
