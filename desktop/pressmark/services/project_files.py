"""Which files are a project's own. Nothing but SQLite may open them, and nothing may take their place.

A project that is open keeps locks on its files. On POSIX systems, when a process closes any file, it loses all locks
that it has on it: reading the open project as if it were an article would let another process take the journal away
from under it, and what is decided from then on would be lost.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pressmark.core.errors import UserError

PROJECT_SUFFIX = ".pressmark"
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite puts behind a database's name for the files that it needs while it works."""


def is_project_file(path: Path, project: str | None = None) -> bool:
    """Whether a file is a project, or belongs to one. Opens nothing.

    Args:
        path: any file, which need not be there.
        project: the file or address of a project that is open, whatever it is called.
    """
    name = next((path.name.removesuffix(end) for end in _BESIDE if path.name.endswith(end)), path.name)
    if name.lower().endswith(PROJECT_SUFFIX):
        return True
    with suppress(OSError):
        return project is not None and "://" not in project and path.with_name(name).samefile(project)
    return False


def refuse_to_replace(path: Path, project: str | None = None) -> None:
    """Raises `UserError` where a file that is to be written would take a project's place."""
    if is_project_file(path, project):
        raise UserError("{path} is a Pressmark project, with all its articles. Choose another name.", path=path)


def refuse_to_read(path: Path, project: str | None = None) -> None:
    """Raises `UserError` where a project is given as if it were an article or a dataset."""
    if is_project_file(path, project):
        raise UserError(
            "{name} is a Pressmark project. Open it as a project; to take its articles over into another one, "
            "export them as JSON lines and open those.",
            name=path.name,
        )
