"""Opening the project that a verb was given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pressmark.cli.verbs import Context
from pressmark.core.errors import UserError
from pressmark.services import settings
from pressmark.services.project import Project
from pressmark.services.settings import Settings


@contextmanager
def opened(given: str | None, context: Context, *, create: bool) -> Iterator[Project]:
    """The project that was named, or the user's own, until the block ends.

    Args:
        given: a file, a database URL, or None.
        context: the verb's.
        create: whether to make it where there is none.

    Raises:
        UserError: as `Project.open`.
    """
    environment = context.environment
    target: Path | str = environment.default_project
    if given is not None:
        target = given if "://" in given else Path(given)
    elif create:
        make_folder(environment.default_project.parent)
    elif not environment.default_project.exists():
        raise UserError("You have no project of your own yet; name one with --project, or import articles first.")
    project = Project.open(
        target,
        annotator=chosen(context).annotator or None,
        create=create,
        default_labels=environment.default_labels() if create else None,
    )
    try:
        yield project
    finally:
        project.close()


def chosen(context: Context) -> Settings:
    """The user's settings; what could not be used in them is told."""
    loaded = settings.load(context.environment.settings_file)
    for notice in loaded.notices:
        context.terminal.say(notice)
    return loaded.settings


def make_folder(folder: Path) -> None:
    """Makes the folder of a project; `UserError` where it can't be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "The folder {folder} can't be made ({reason}); name a project elsewhere with --project.",
            folder=folder,
            reason=error.strerror,
        ) from error
