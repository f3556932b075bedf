"""Spans that mean something, and the arrows between them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from pressmark.core.span import Span

Attributes = Mapping[str, Any]
"""JSON values by name, as `interfaces.md` writes them; never changed in place."""


class Status(StrEnum):
    """What is known about an annotation."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"

    @property
    def decided(self) -> bool:
        """Whether a person has spoken."""
        return self is not Status.SUGGESTED


@dataclass(frozen=True, slots=True)
class Annotation:
    """A span with a label.

    Attributes:
        id: unique within its article.
        origin: who made it: "model:<name>-<version>", "rule:<detector>", "person:<annotator>" or "import:<format>".
        score: how sure the origin was, 0 to 1, or None where it does not say.
        attributes: what it means: value, precision, counted … for a figure, type, value, mod, anchor for a date.
        note: a remark of a person, or "".
    """

    id: str
    span: Span
    label: str
    status: Status
    origin: str
    score: float | None = None
    attributes: Attributes = field(default_factory=dict, hash=False)
    note: str = ""

    def but(self, **changes: Any) -> Annotation:
        """The same annotation with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Relation:
    """A labelled arrow from one annotation (`head`) to another (`child`) of the same article."""

    id: str
    head: str
    child: str
    label: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a detector proposes: an annotation that has no place in a document yet."""

    span: Span
    label: str
    origin: str
    score: float
    attributes: Attributes = field(default_factory=dict, hash=False)


def new_id(prefix: str = "a") -> str:
    """An identifier that no other annotator on any machine will make: the prefix and 12 random characters."""
    return prefix + secrets.token_hex(6)
