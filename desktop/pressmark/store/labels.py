"""The project's label set and its small settings."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, insert, select

from pressmark.core.labels import Label, LabelSet
from pressmark.store.tables import label, project_state
from pressmark.store.written import DETECTED, NAME, label_set


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
    rows = connection.execute(select(*columns).order_by(label.c.position)).all()
    return label_set(read_state(connection, NAME), (Label(*row) for row in rows), read_state(connection, DETECTED))


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
    write_state(connection, NAME, labels.name)
    rules = [(rule.label, rule.to, rule.events) for rule in labels.detected]
    if rules or read_state(connection, DETECTED) is not None:
        write_state(connection, DETECTED, json.dumps(rules, ensure_ascii=False))


def read_state(connection: Connection, key: str) -> str | None:
    """A small setting."""
    return connection.execute(select(project_state.c.value).where(project_state.c.key == key)).scalar_one_or_none()


def write_state(connection: Connection, key: str, value: str) -> None:
    """Keeps a small setting."""
    connection.execute(delete(project_state).where(project_state.c.key == key))
    connection.execute(insert(project_state).values(key=key, value=value))
