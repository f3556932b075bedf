"""The project's label set and its small settings."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from pressmark.core.labels import Label, LabelSet
from pressmark.store.tables import annotation, label, project_state

_NAME = "labels.name"


def read_labels(connection: Connection) -> LabelSet:
    """The label set, in its order."""
    columns = (
        label.c.name,
        label.c.color,
        label.c.color_dark,
        label.c.key,
        label.c.description,
        label.c.heading,
        label.c.hidden,
    )
    rows = connection.execute(select(*columns).order_by(label.c.position))
    return LabelSet(read_state(connection, _NAME) or "", tuple(Label(*row) for row in rows))


def write_labels(connection: Connection, labels: LabelSet) -> None:
    """Replaces the label set. Annotations keep their labels, also those that are in it no more."""
    connection.execute(delete(label))
    if labels.labels:
        connection.execute(
            insert(label),
            [
                {
                    "name": one.name,
                    "position": position,
                    "color": one.color,
                    "color_dark": one.color_dark,
                    "key": one.key,
                    "description": one.description,
                    "heading": one.group,
                    "hidden": one.hidden,
                }
                for position, one in enumerate(labels)
            ],
        )
    write_state(connection, _NAME, labels.name)


def count_labels(connection: Connection) -> dict[str, int]:
    """How many annotations of the project have each label, rejected ones too; reads them all."""
    rows = connection.execute(select(annotation.c.label, func.count()).group_by(annotation.c.label))
    return {name: number for name, number in rows}  # noqa: C416 - rows are not pairs to a type checker


def read_state(connection: Connection, key: str) -> str | None:
    """A small setting."""
    return connection.execute(select(project_state.c.value).where(project_state.c.key == key)).scalar_one_or_none()


def write_state(connection: Connection, key: str, value: str) -> None:
    """Keeps a small setting."""
    connection.execute(delete(project_state).where(project_state.c.key == key))
    connection.execute(insert(project_state).values(key=key, value=value))
