"""All annotations of one article, kept as columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress
from operator import lt, neg
from typing import Any, overload

from pressmark.core.annotation import Annotation, Attributes, Status
from pressmark.core.span import Span

_STATUSES = {str(status): status for status in Status}


class Annotations(Sequence[Annotation]):
    """The annotations of one article; immutable, and equal to other sequences of the same.

    What reads and writes thousands of articles wants no more than the columns, which come from a file or the database,
    and go there, several times as fast as the values. These are made when the first of them is asked for.

    Args:
        ids: as `Annotation.id`; the other columns are as long as this one.
        starts: in code points.
        ends: likewise.
        labels: as `Annotation.label`.
        statuses: the values of `Status`, which their maker has checked.
        origins: as `Annotation.origin`.
        scores: as `Annotation.score`.
        attributes: as `Annotation.attributes`.
        notes: as `Annotation.note`.
    """

    __slots__ = (
        "_values",
        "attributes",
        "ends",
        "ids",
        "labels",
        "notes",
        "origins",
        "scores",
        "starts",
        "statuses",
    )

    def __init__(
        self,
        ids: list[str],
        starts: list[int],
        ends: list[int],
        labels: list[str],
        statuses: list[str],
        origins: list[str],
        scores: list[float | None],
        attributes: list[Attributes],
        notes: list[str],
    ) -> None:
        self.ids = ids
        self.starts = starts
        self.ends = ends
        self.labels = labels
        self.statuses = statuses
        self.origins = origins
        self.scores = scores
        self.attributes = attributes
        self.notes = notes
        self._values: tuple[Annotation, ...] | None = None

    @classmethod
    def of(cls, annotations: Iterable[Annotation]) -> Annotations:
        """The same annotations as columns."""
        if isinstance(annotations, Annotations):
            return annotations
        values = tuple(annotations)
        spans = [a.span for a in values]
        made = cls(
            [a.id for a in values],
            [span.start for span in spans],
            [span.end for span in spans],
            [a.label for a in values],
            [a.status._value_ for a in values],  # which `value` looks up with ten times the work
            [a.origin for a in values],
            [a.score for a in values],
            [a.attributes for a in values],
            [a.note for a in values],
        )
        made._values = values
        return made

    def columns(self) -> tuple[list[Any], ...]:
        """All of them, in the order of the arguments."""
        return (
            self.ids,
            self.starts,
            self.ends,
            self.labels,
            self.statuses,
            self.origins,
            self.scores,
            self.attributes,
            self.notes,
        )

    @property
    def values(self) -> tuple[Annotation, ...]:
        """The annotations themselves."""
        if self._values is None:
            self._values = tuple(
                map(
                    Annotation,
                    self.ids,
                    map(Span, self.starts, self.ends),
                    self.labels,
                    map(_STATUSES.__getitem__, self.statuses),
                    self.origins,
                    self.scores,
                    self.attributes,
                    self.notes,
                )
            )
        return self._values

    def words(self, text: str) -> list[str]:
        """What each of them covers."""
        return list(map(text.__getitem__, map(slice, self.starts, self.ends)))

    def chosen(self, statuses: Collection[Status], labels: Collection[str] | None = None) -> Annotations:
        """Those of these statuses, and of these labels where there are any."""
        wanted = {str(status) for status in statuses}
        right = wanted.issuperset(self.statuses)
        if labels is None and right:
            return self
        flags = [True] * len(self.ids) if right else [status in wanted for status in self.statuses]
        if labels is not None:
            flags = [flag and label in labels for flag, label in zip(flags, self.labels, strict=True)]
        if all(flags):
            return self
        return Annotations(*(list(compress(column, flags)) for column in self.columns()))

    def by_position(self) -> Annotations:
        """In text order: by start, the longer first, then by label and id."""
        starts = self.starts
        if all(map(lt, starts, starts[1:])):
            return self
        keys = list(zip(starts, map(neg, self.ends), self.labels, self.ids, strict=True))
        if all(map(lt, keys, keys[1:])):
            return self
        order = sorted(range(len(keys)), key=keys.__getitem__)
        return Annotations(*(list(map(column.__getitem__, order)) for column in self.columns()))

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Annotation: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Annotation, ...]: ...

    def __getitem__(self, index: int | slice) -> Annotation | tuple[Annotation, ...]:
        return self.values[index]

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self.values)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Annotations):
            return self.columns() == other.columns()
        if isinstance(other, tuple | list):
            return self.values == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.values)

    def __repr__(self) -> str:
        return f"Annotations({list(self.values)!r})"
