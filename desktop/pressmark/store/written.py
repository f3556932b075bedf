"""How values are written in the database, for whoever reads it. No SQLAlchemy here, as in `glance`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec

from pressmark.core.annotations import Annotations

NAME = "labels.name"
DETECTED = "labels.detected"
"""Small settings: the label set's name, and what becomes of what is detected."""

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
