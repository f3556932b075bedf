"""How values are written in the database, for whoever reads it. No SQLAlchemy here, as in `glance`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from pressmark.core.annotations import Annotations
from pressmark.core.article import ArticleMeta
from pressmark.core.labels import Detected, Label, LabelSet

NAME = "labels.name"
DETECTED = "labels.detected"
"""Small settings: the label set's name, and what becomes of what is detected."""


def meta_from(values: Iterable[str | None], extra: str | None) -> ArticleMeta:
    """The metadata from the values of `META_FIELDS` and from JSON, or None, for what else there is."""
    return ArticleMeta(*values, extra=json.loads(extra) if extra else {})


def label_set(name: str | None, labels: Iterable[Label], detected: str | None) -> LabelSet:
    """The label set from its labels in order and from what stands under `NAME` and `DETECTED`, None for nothing."""
    known = tuple(labels)
    names = {"", *(label.name for label in known)}
    rules = (Detected(label, to, tuple(events)) for label, to, events in json.loads(detected or "[]"))
    return LabelSet(name or "", known, tuple(rule for rule in rules if rule.to in names))


SELECT_ANNOTATIONS = (
    'SELECT id, start, "end", label, status, origin, score, attributes, note, article_id FROM annotation '
    "WHERE article_id IN "
)


def annotations_by_article(rows: Sequence[Sequence[Any]]) -> dict[str, Annotations]:
    """From rows of `SELECT_ANNOTATIONS`; those of one article stand together."""
    if not rows:
        return {}
    *columns, owners = map(list, zip(*rows, strict=True))
    # Twenty thousand small JSON texts are read three times as fast as one.
    attributes = iter(msgspec.json.decode(f"[{','.join(filter(None, columns[7]))}]"))
    columns[7] = [next(attributes) if packed else {} for packed in columns[7]]
    edges = [0, *(at for at, (one, other) in enumerate(pairwise(owners), 1) if one != other), len(owners)]
    return {owners[first]: Annotations(*(column[first:end] for column in columns)) for first, end in pairwise(edges)}
