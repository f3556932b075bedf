"""Classes of annotations and the sets that a project works with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pressmark.core.errors import UserError

if TYPE_CHECKING:
    from pressmark.core.annotation import Annotation

DATE_LABELS = frozenset({"DATE", "TIME"})
FIGURE_LABELS = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT", "ORDINAL"})

ENTITY_LABELS = frozenset(
    {"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"}
)


def is_figure(mark: Annotation) -> bool:
    """Whether a mark is a number: by its label, or under a label of the user's own by its reading."""
    return mark.label in FIGURE_LABELS or (mark.label not in DATE_LABELS and "precision" in mark.attributes)


def is_date(mark: Annotation) -> bool:
    """Whether a mark is a date, time, duration or set: by its label, or by its reading."""
    reading = mark.attributes
    return mark.label in DATE_LABELS or (mark.label not in FIGURE_LABELS and "type" in reading and "value" in reading)


_BREAKS = re.compile(r"\s*[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]\s*")


def in_one_line(name: str) -> str:
    """A label's name as other programs may have it, with a space for every tab and line break."""
    return _BREAKS.sub(" ", name).strip() if _BREAKS.search(name) else name


class Label(Struct, frozen=True):
    """One class.

    Attributes:
        name: as it is exported; not empty, no line breaks.
        color: the colour on a light page, "#rrggbb".
        color_dark: the colour on a dark page, "#rrggbb".
        key: the key that gives this label, one character, or "".
        description: what belongs under it; shown while labelling.
        group: a heading to show it under, or "".
        hidden: marks of this label are not drawn.
    """

    name: str
    color: str
    color_dark: str
    key: str = ""
    description: str = ""
    group: str = ""
    hidden: bool = False

    def __post_init__(self) -> None:
        if not self.name.strip() or "\n" in self.name or "\t" in self.name:
            raise UserError("A label needs a name of at least one character, without tabs or line breaks.")


class Detected(Struct, frozen=True):
    """What becomes of the suggestions of one kind.

    Attributes:
        label: what the detectors call it.
        to: the label of the set that it is suggested as; "" for: not at all.
        events: only figures to which one of these happened, by the verb's lemma; empty for all.
    """

    label: str
    to: str
    events: tuple[str, ...] = ()


class LabelSet(Struct, frozen=True, dict=True):
    """Labels in the order in which they are shown.

    Attributes:
        detected: what suggestions are called in this set; the first that fits holds, and what none fits keeps its name.
    """

    name: str
    labels: tuple[Label, ...]
    detected: tuple[Detected, ...] = ()

    def __post_init__(self) -> None:
        if len(self._by_name) != len(self.labels):
            raise UserError(
                "The label set {name} names a label twice; give every label a name of its own.", name=self.name
            )
        for rule in self.detected:
            if rule.to and rule.to not in self._by_name:
                raise UserError(
                    "The label set {name} suggests {label} as {to}, which is no label of it. Add that label.",
                    name=self.name,
                    label=rule.label,
                    to=rule.to,
                )

    @cached_property
    def _by_name(self) -> dict[str, Label]:
        return {label.name: label for label in self.labels}

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def get(self, name: str) -> Label | None:
        """The label of that name, or None."""
        return self._by_name.get(name)

    def suggested_as(self, label: str, event: str = "") -> str:
        """What a detector's label is called here, "" where it is not suggested.

        Args:
            label: as the detector calls it.
            event: the lemma of what happened to a figure, or "".
        """
        for rule in self.detected:
            if rule.label == label and (not rule.events or event in rule.events):
                return rule.to
        return label

    def renamed(self, moves: Mapping[str, str]) -> tuple[Detected, ...]:
        """`detected` after labels were renamed, merged or (to "") deleted."""
        rules = [replace(rule, to=moves.get(rule.to, rule.to)) for rule in self.detected]
        ruled = {rule.label for rule in rules if not rule.events}
        rules += [Detected(old, new) for old, new in moves.items() if old in self and old not in ruled]
        return tuple(rules)
