"""What has happened, for undo, redo and "why is this marked"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from pressmark.core.annotation import Annotation, Status, new_id
from pressmark.core.edits import Edit, EditKind
from pressmark.core.span import Span
from pressmark.store.rows import insert_rows, pack_edit, unpack_edit
from pressmark.store.tables import annotator, history, history_item
from pressmark.store.values import HistoryEntry, State

_ENTRY = (
    history.c.id,
    history.c.group_id,
    history.c.at,
    annotator.c.name,
    history.c.article_id,
    history.c.edit,
    history.c.state,
)

# Built once: making a statement costs as much as carrying it out.
_OVERTAKE = (
    update(history)
    .where(history.c.annotator_id == bindparam("who"), history.c.state == str(State.UNDONE))
    .values(state=str(State.DISCARDED))
)
_LOGGED = ("group_id", "annotator_id", "at", "article_id", "kind", "state", "edit")
_RECORD = insert(history).returning(history.c.id)


def find_annotator(connection: Connection, name: str) -> int | None:
    """The number of an annotator, None when new."""
    return connection.execute(select(annotator.c.id).where(annotator.c.name == name)).scalar_one_or_none()


def annotator_id(connection: Connection, name: str) -> int:
    """The number of an annotator, who is noted when new."""
    there = find_annotator(connection, name)
    if there is not None:
        return there
    return connection.execute(insert(annotator).values(name=name).returning(annotator.c.id)).scalar_one()


def _row(edit: Edit, article_id: str, group: str, who: int, at: str, state: State) -> dict[str, Any]:
    return {
        "group_id": group,
        "annotator_id": who,
        "at": at,
        "article_id": article_id,
        "kind": str(edit.kind),
        "state": str(state),
        "edit": pack_edit(edit),
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def record(
    connection: Connection, edits: Sequence[tuple[str, Edit]], *, annotator_id: int, group: str | None = None
) -> None:
    """Notes one step of a person, which undo will take back; what was undone before can be redone no more.

    With a `group`, these edits are one more part of the step of that name.
    """
    connection.execute(_OVERTAKE, {"who": annotator_id})
    group, at = group or new_id("g"), _now()
    items: list[tuple[str, str, int]] = []
    for article_id, edit in edits:
        row = _row(edit, article_id, group, annotator_id, at, State.DONE)
        number = connection.execute(_RECORD, row).scalar_one()
        items += [(article_id, annotation_id, number) for annotation_id in _touched(edit)]
    insert_rows(connection, history_item, items)


def log(connection: Connection, edits: Sequence[tuple[str, Edit]], *, annotator_id: int) -> None:
    """Notes what a program did at a person's wish; undo leaves it alone. It is found by its article only."""
    at, group, log = _now(), new_id("g"), str(State.LOG)
    packed: dict[int, bytes] = {}  # an import is the same edit of many articles
    rows: list[tuple[Any, ...]] = []
    for number, (article_id, edit) in enumerate(edits):
        if id(edit) not in packed:
            packed[id(edit)] = pack_edit(edit)
        rows.append((f"{group}.{number}", annotator_id, at, article_id, str(edit.kind), log, packed[id(edit)]))
    insert_rows(connection, history, rows, columns=_LOGGED)


def _touched(edit: Edit) -> set[str]:
    ids = {side.id for change in edit.annotations for side in (change.before, change.after) if side is not None}
    for change in edit.relations:
        for side in (change.before, change.after):
            if side is not None:
                ids |= {side.head, side.child}
    return ids


def _entries(rows: Iterable[Any], *, of: str | None = None) -> list[HistoryEntry]:
    return [
        HistoryEntry(number, group, datetime.fromisoformat(at), who, article_id, unpack_edit(edit, of=of), State(state))
        for number, group, at, who, article_id, edit, state in rows
    ]


def _joined() -> Any:
    return select(*_ENTRY).select_from(history.join(annotator, history.c.annotator_id == annotator.c.id))


def _step(state: State, edge: Any, statement: Any) -> Any:
    number = select(edge(history.c.id)).where(history.c.annotator_id == bindparam("who"), history.c.state == str(state))
    group = select(history.c.group_id).where(history.c.id == number.scalar_subquery()).scalar_subquery()
    return statement.where(history.c.group_id == group, history.c.state == str(state))


def _steps(statement: Any) -> dict[bool, Any]:
    return {False: _step(State.DONE, func.max, statement), True: _step(State.UNDONE, func.min, statement)}


_STEPS = _steps(_joined().order_by(history.c.id))
_SIZES = _steps(select(func.count(), func.sum(func.length(history.c.edit))).select_from(history))
_OUTLINES = _steps(select(history.c.kind, history.c.article_id, history.c.group_id).order_by(history.c.id))


def step(connection: Connection, *, annotator_id: int, redo: bool) -> list[HistoryEntry]:
    """What undo takes back next, or redo does again: one entry for each article, oldest first; empty for nothing."""
    return _entries(connection.execute(_STEPS[redo], {"who": annotator_id}))


def state_of(connection: Connection, group: str, *, annotator_id: int) -> State | None:
    """Where a step of this annotator stands; None when there is none of that name."""
    found = select(history.c.state).where(history.c.group_id == group, history.c.annotator_id == annotator_id).limit(1)
    state = connection.execute(found).scalar_one_or_none()
    return None if state is None else State(state)


def move(connection: Connection, group: str, state: State, *, numbers: Sequence[int] = ()) -> None:
    """Notes that a step, or these entries of it, was undone, done again, or can be neither."""
    statement = update(history).where(history.c.group_id == group)
    if numbers:
        statement = statement.where(history.c.id.in_(numbers))
    connection.execute(statement.values(state=str(state)))


def step_size(connection: Connection, *, annotator_id: int, redo: bool) -> tuple[int, int]:
    """How many articles undo (or redo) would change next, and how many bytes its edits take; (0, 0) for nothing."""
    size: Any = connection.execute(_SIZES[redo], {"who": annotator_id}).one()
    return int(size[0]), int(size[1] or 0)


def step_outline(connection: Connection, *, annotator_id: int, redo: bool) -> tuple[str, list[str], int]:
    """Kind, articles and number of changed annotations of the next step, which exists, without reading its edits."""
    rows: list[Any] = list(connection.execute(_OUTLINES[redo], {"who": annotator_id}))
    touched = select(func.count()).select_from(history_item)
    numbers = select(history.c.id).where(history.c.group_id == rows[-1][2])
    count = connection.execute(touched.where(history_item.c.history_id.in_(numbers))).scalar_one()
    return rows[-1][0], [row[1] for row in rows], count


def entries(
    connection: Connection, *, article_id: str | None, annotation_id: str | None, limit: int
) -> list[HistoryEntry]:
    """What happened in the project, to an article, or to one annotation of it (that part of it); the newest first."""
    statement = _joined().order_by(history.c.id.desc())
    if article_id is not None:
        statement = statement.where(history.c.article_id == article_id)
    if article_id is None or annotation_id is None:
        return _entries(connection.execute(statement.limit(limit)))
    numbers = select(history_item.c.history_id).where(
        history_item.c.article_id == article_id, history_item.c.annotation_id == annotation_id
    )
    # Detection touches many annotations in few entries: those are looked through instead of noted one by one.
    found = connection.execute(statement.where(or_(history.c.id.in_(numbers), history.c.state == str(State.LOG))))
    kept = [
        entry
        for entry in _entries(found, of=annotation_id)
        if entry.state is not State.LOG or entry.kind == EditKind.IMPORT or entry.edit
    ]
    born = any(c.before is None and c.after and c.after.id == annotation_id for e in kept for c in e.edit.annotations)
    # An annotation that nothing here made came with its article.
    return [entry for entry in kept if entry.kind != EditKind.IMPORT or not born][:limit]


_TURNED_DOWN = (EditKind.REMOVE, EditKind.RELABEL, EditKind.RESIZE)


def declined(connection: Connection, article_id: str) -> frozenset[tuple[Span, str]]:
    """Where people took something away that they had not marked themselves, or made something else of it."""
    packed = connection.execute(
        select(history.c.edit).where(
            history.c.article_id == article_id,
            history.c.state == str(State.DONE),
            history.c.kind.in_([str(kind) for kind in _TURNED_DOWN]),
        )
    ).scalars()
    return frozenset(
        (before.span, before.label)
        for edit in map(unpack_edit, packed)
        for before in (change.before for change in edit.annotations)
        if before is not None and _suggested(before, edit.kind)
    )


def _suggested(before: Annotation, kind: EditKind) -> bool:
    machine = not before.origin.startswith("person:")
    return machine and (kind is EditKind.REMOVE or before.status is Status.SUGGESTED)
