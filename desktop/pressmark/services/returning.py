"""Back to any point of the history, and forward again."""

from __future__ import annotations

from collections.abc import Callable

from pressmark.core.errors import Cancelled, UserError
from pressmark.services.history import State
from pressmark.services.project import Project
from pressmark.services.session import Session, Step

Progress = Callable[[int, int, str], None]


def return_to(
    project: Project,
    group: str | None,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[str, ...]:
    """Undoes (or does again) this annotator's steps until the project is as it was right after one of them.

    Each step is committed by itself: what ends it early leaves the project at one of the points between. Other
    annotators' steps stand. For the thread that opened `project`.

    Args:
        project: where.
        group: the step; None for before the first.
        progress: called before each step with how many are done, and 0 for: nobody has counted them.
        cancelled: asked before each step.

    Returns:
        The ids of the articles that were changed.

    Raises:
        UserError: the step can be neither undone nor done again, or one on the way does not fit its article any more.
        Cancelled: the user ended it.
    """
    session = Session(project)
    redo = False
    if group is not None:
        state = project.store.step_state(group)
        if state not in (State.DONE, State.UNDONE):
            raise UserError("This step cannot be returned to: later work has taken its place. Choose another one.")
        redo = state is State.UNDONE
    changed: dict[str, None] = {}
    done = 0
    while (label := _next(session, redo=redo)) is not None and (redo or label != group):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(done, 0, "")
        step = session.redo() if redo else session.undo()
        changed |= dict.fromkeys(_articles(step))
        done += 1
        if redo and label == group:
            break
    return tuple(changed)


def _next(session: Session, *, redo: bool) -> str | None:
    step = session.project.store.step(redo=redo)
    return step[0].group if step else None


def _articles(step: Step | None) -> list[str]:
    return [] if step is None else [step.article_id, *(change.article_id for change in step.others)]
