"""What brings an older project up to date. Loads Alembic, so it is imported for older projects only.

Each revision is a module with Alembic's own names: `revision`, `down_revision`, `upgrade`. They are listed here and
run in order, all in one transaction, rather than found in a folder: a frozen program has no folder of modules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text

from pressmark.core.errors import BugError, UserError
from pressmark.store.database import Database
from pressmark.store.migrations import v0001_first, v0002_originals, v0003_packs


class Revision(Protocol):
    """A module of this folder."""

    @property
    def revision(self) -> str:
        """Its name."""
        ...

    @property
    def down_revision(self) -> str | None:
        """The one before it, None for the first."""
        ...

    def upgrade(self) -> None:
        """Changes the tables, by `alembic.op`."""
        ...


REVISIONS: tuple[Revision, ...] = (v0001_first, v0002_originals, v0003_packs)
"""From the first to the newest."""


def check(version: str, name: str, *, revisions: Sequence[Revision] = REVISIONS) -> None:
    """Refuses a project that this program does not know how to update."""
    if version not in [one.revision for one in revisions]:
        raise UserError(
            "{name} was made by a newer version of Pressmark (its format is {version}, this program knows "
            "{revision}). Update Pressmark to open it; nothing in it was changed.",
            name=name,
            version=version,
            revision=revisions[-1].revision,
        )


def upgrade(database: Database, version: str | None, *, revisions: Sequence[Revision] = REVISIONS) -> None:
    """Runs every revision after `version` (all for None), in one transaction."""
    names = [one.revision for one in revisions]
    for one, before in zip(revisions, [None, *names], strict=False):
        if one.down_revision != before:
            raise BugError(f"revision {one.revision} does not follow {before}")
    with database.write() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            for one in revisions[0 if version is None else names.index(version) + 1 :]:
                one.upgrade()
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": names[-1]})
