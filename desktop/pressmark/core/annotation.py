"""Spans that mean something, and the arrows between them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

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


class Annotation(Struct, frozen=True, gc=False):
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
    attributes: Attributes = field(default_factory=dict)
    note: str = ""

    def __hash__(self) -> int:
        return hash((self.id, self.span, self.label, self.status))

    def but(self, **changes: Any) -> Annotation:
        """The same annotation with some fields changed."""
        return replace(self, **changes)


class Relation(Struct, frozen=True, gc=False):
    """A labelled arrow from one annotation (`head`) to another (`child`) of the same article."""

    id: str
    head: str
    child: str
    label: str

    def but(self, **changes: Any) -> Relation:
        """The same relation with some fields changed."""
        return replace(self, **changes)


class Candidate(Struct, frozen=True, gc=False):
    """What a detector proposes: an annotation that has no place in a document yet."""

    span: Span
    label: str
    origin: str
    score: float
    attributes: Attributes = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.span, self.label, self.origin, self.score))

    def but(self, **changes: Any) -> Candidate:
        """The same candidate with some fields changed."""
        return replace(self, **changes)


def new_id(prefix: str = "a") -> str:
    """An identifier that no other annotator on any machine will make: the prefix and 12 random characters."""
    return prefix + os.urandom(6).hex()
