"""Which marks a format keeps that can hold only one mark at a place."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from enum import StrEnum

from pressmark.core.annotation import Annotation, Status

_RANK = {Status.ACCEPTED: 0, Status.SUGGESTED: 1, Status.REJECTED: 2}


class Keep(StrEnum):
    """Which of two overlapping marks stays; what a person accepted always goes before a suggestion."""

    OUTERMOST = "outermost"  # "the University of Oxford" rather than "Oxford", as formats without overlap mean it
    INNERMOST = "innermost"
    MOST_CERTAIN = "most-certain"  # by score; marks without a score, as a person makes them, are certain
    FIRST = "first"  # the one that starts earlier


def flatten(
    annotations: Iterable[Annotation], keep: Keep = Keep.OUTERMOST
) -> tuple[list[Annotation], list[Annotation]]:
    """Parts annotations into those that can stand side by side and those that overlap one that is kept.

    Where `keep` does not decide, the longer goes before the shorter (INNERMOST: the shorter), then the one that starts
    earlier; then the label's and the id's order, so that the same annotations always give the same result.

    Returns:
        The kept and the dropped, each in text order.
    """
    annotations = tuple(annotations)
    if _side_by_side(annotations):
        return list(annotations), []
    kept: list[tuple[int, int]] = []
    chosen: list[Annotation] = []
    dropped: list[Annotation] = []
    for annotation in sorted(annotations, key=lambda each: _before(each, keep)):
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


def _side_by_side(annotations: Iterable[Annotation]) -> bool:
    """Whether they stand in text order and none of them overlaps another, as in most articles."""
    end = 0
    for annotation in annotations:
        span = annotation.span
        if span.start < end:
            return False
        end = span.end
    return True


def _before(annotation: Annotation, keep: Keep) -> tuple[int, float, int, int, str, str]:
    span = annotation.span
    length = len(span) if keep is Keep.INNERMOST else -len(span)
    first = 0.0
    if keep is Keep.MOST_CERTAIN:
        first = -1.0 if annotation.score is None else -annotation.score
    elif keep is Keep.FIRST:
        first = span.start
    return _RANK[annotation.status], first, length, span.start, annotation.label, annotation.id


def _in_text(annotation: Annotation) -> tuple[int, int, str, str]:
    return annotation.span.start, -annotation.span.end, annotation.label, annotation.id
