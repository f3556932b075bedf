"""Edits in the database: what changed is written, and nothing else."""

from __future__ import annotations

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from pressmark.core.edits import Edit
from pressmark.store import marks, search
from pressmark.store.packing import dump
from pressmark.store.prepared import relation_row
from pressmark.store.rows import insert_rows
from pressmark.store.tables import article, article_text, relation
from pressmark.store.values import OutdatedError, Write

# Built once: making a statement costs as much as carrying it out.
_REVISE = (
    update(article)
    .where(article.c.id == bindparam("its_id"), article.c.revision == bindparam("was"))
    .values(
        revision=bindparam("is"),
        total=article.c.total + bindparam("more"),
        decided=article.c.decided + bindparam("more_decided"),
    )
)


def write(connection: Connection, change: Write, *, annotator_id: int | None) -> None:
    """Writes one edit.

    Args:
        connection: in a transaction.
        change: the document before and after.
        annotator_id: whose decisions these are; None for a program's.

    Raises:
        OutdatedError: the article in the database is not at the revision of `change.before`.
    """
    article_id = change.before.article.id
    edit = change.edit
    if not {"meta.headline", "meta.source"}.isdisjoint(one.field for one in edit.article):
        _reindex(connection, article_id, change)
    total, decided = _counted(edit)
    # First, because it also locks the article against others until the end of the transaction.
    done = connection.execute(
        _REVISE,
        {
            "its_id": article_id,
            "was": change.before.revision,
            "is": change.after.revision,
            "more": total,
            "more_decided": decided,
        },
    )
    if done.rowcount != 1:
        raise OutdatedError(article_id)
    if edit.article:
        values = {one.field.rpartition(".")[2]: one.after for one in edit.article}
        if "extra" in values:
            values["extra"] = dump(values["extra"])
        connection.execute(update(article).where(article.c.id == article_id).values(values))
    marks.write(connection, article_id, edit, before=len(change.before), annotator_id=annotator_id)
    gone = [c.before.id for c in edit.relations if c.before is not None]
    if gone:
        connection.execute(delete(relation).where(and_(relation.c.article_id == article_id, relation.c.id.in_(gone))))
    insert_rows(
        connection, relation, [relation_row(article_id, c.after) for c in edit.relations if c.after is not None]
    )


def _counted(edit: Edit) -> tuple[int, int]:
    """By how much the numbers of annotations and of decided ones grow."""
    total = decided = 0
    for change in edit.annotations:
        for side, sign in ((change.before, -1), (change.after, 1)):
            if side is not None:
                total += sign
                decided += sign * side.status.decided
    return total, decided


def _reindex(connection: Connection, article_id: str, change: Write) -> None:
    found = connection.execute(
        select(article.c.position, article.c.headline, article_text.c.text, article.c.source)
        .select_from(article.join(article_text, article.c.id == article_text.c.article_id))
        .where(article.c.id == article_id, article.c.revision == change.before.revision)
    ).first()
    if found is None:
        raise OutdatedError(article_id)
    meta = change.after.article.meta
    search.unindex(connection, [tuple(found)])  # pyright: ignore[reportArgumentType]
    search.index(connection, [(found.position, meta.headline, found.text, meta.source)])
