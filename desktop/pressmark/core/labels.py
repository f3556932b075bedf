"""Classes of annotations and the sets that a project works with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pressmark.core.errors import UserError

DATE_LABELS = frozenset({"DATE", "TIME"})
FIGURE_LABELS = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT", "ORDINAL"})


@dataclass(frozen=True, slots=True)
class Label:
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


@dataclass(frozen=True, slots=True)
class LabelSet:
    """Labels in the order in which they are shown."""

    name: str
    labels: tuple[Label, ...]
    _by_name: dict[str, Label] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        by_name = {label.name: label for label in self.labels}
        if len(by_name) != len(self.labels):
            raise UserError(f"The label set {self.name} names a label twice; give every label a name of its own.")
        object.__setattr__(self, "_by_name", by_name)

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def get(self, name: str) -> Label | None:
        """The label of that name, or None."""
        return self._by_name.get(name)
