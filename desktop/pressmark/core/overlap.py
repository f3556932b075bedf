"""Which marks a format keeps that can hold only one mark at a place."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable

from pressmark.core.annotation import Annotation, Status

_RANK = {Status.ACCEPTED: 0, Status.SUGGESTED: 1, Status.REJECTED: 2}


def flatten(annotations: Iterable[Annotation]) -> tuple[list[Annotation], list[Annotation]]:
    """Parts annotations into those that can stand side by side and those that overlap one that is kept.

    What a person accepted goes before a suggestion; then the longer goes before the shorter ("the University of Oxford"
    before "Oxford"), as formats without overlap mean the outermost name; then the one that starts earlier; then the
    label's and the id's order, so that the same annotations always give the same result.

    Returns:
        The kept and the dropped, each in text order.
    """
    kept: list[tuple[int, int]] = []
    chosen: list[Annotation] = []
    dropped: list[Annotation] = []
    for annotation in sorted(annotations, key=_before):
        span = annotation.span
        at = bisect_right(kept, (span.start, span.end))
        behind = kept[at] if at < len(kept) else None
        before = kept[at - 1] if at else None
        if (behind and behind[0] < span.end) or (before and before[1] > span.start):
            dropped.append(annotation)
        else:
            insort(kept, (span.start, span.end))
            chosen.append(annotation)
    return sorted(chosen, key=_in_text), sorted(dropped, key=_in_text)


def _before(annotation: Annotation) -> tuple[int, int, int, str, str]:
    return (
        _RANK[annotation.status], -len(annotation.span), annotation.span.start, annotation.label, annotation.id,
    )  # fmt: skip


def _in_text(annotation: Annotation) -> tuple[int, int, str, str]:
    return annotation.span.start, -annotation.span.end, annotation.label, annotation.id
