"""Which annotations are drawn on a stretch of the article, how far each reaches, and how they stack."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct

from pressmark.core.annotation import Annotation, Status
from pressmark.core.document import Document
from pressmark.core.labels import is_figure
from pressmark.core.span import Span


class Mark(Struct):
    """An annotation as it is drawn.

    Attributes:
        start, end: what is drawn, in code points of the article: the phrase of a figure, else the span itself.
        level: 0 for the mark nearest to the words, 1 for one around or across it, and so on.
    """

    annotation: Annotation
    start: int
    end: int
    level: int = 0

    @property
    def is_phrase(self) -> bool:
        """Whether more is drawn than the annotation's own span."""
        span = self.annotation.span
        return self.start < span.start or self.end > span.end


def drawn_span(annotation: Annotation, length: int) -> tuple[int, int]:
    """Where an annotation is drawn in a text of `length` code points.

    A phrase that is no pair of numbers around the span (a dataset may hold anything) is left aside.
    """
    span = annotation.span
    if is_figure(annotation) and annotation.attributes:
        phrase = annotation.attributes.get("phrase")
        if isinstance(phrase, dict):
            start, end = phrase.get("start"), phrase.get("end")
            if (
                isinstance(start, int)
                and isinstance(end, int)
                and 0 <= start <= span.start
                and span.end <= end <= length
            ):
                return start, end
    return span.start, span.end


def overhang(annotations: Iterable[Annotation], length: int) -> int:
    """The furthest that any of them is drawn beyond its own span."""
    most = 0
    for annotation in [one for one in annotations if "phrase" in one.attributes]:
        start, end = drawn_span(annotation, length)
        most = max(most, annotation.span.start - start, end - annotation.span.end)
    return most


def marks_in(
    document: Document, start: int, end: int, *, reach: int, hidden: Collection[str], selected: str | None
) -> list[Mark]:
    """The marks that touch [start, end), in text order, with their levels.

    Rejected annotations and hidden labels are left out, but for the selected one.

    Args:
        document: where they are.
        start: code points.
        end: code points.
        reach: at least the `overhang` of the document.
        hidden: labels that are not drawn.
        selected: an annotation that is always drawn.
    """
    length = len(document.text)
    found: list[Mark] = []
    for annotation in document.overlapping(Span(max(0, start - reach), min(length, end + reach))):
        if annotation.id != selected and (annotation.status is Status.REJECTED or annotation.label in hidden):
            continue
        first, last = drawn_span(annotation, length)
        if first < end and last > start:
            found.append(Mark(annotation, first, last))
    _stack(found)
    return found


def _stack(marks: list[Mark]) -> None:
    """Levels: a mark lies below (further from the words than) everything shorter that it overlaps."""
    if len(marks) < 2:
        return
    placed: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.end - m.start, m.start, m.annotation.label, m.annotation.id)):
        below = [other for other in placed if other.start < mark.end and mark.start < other.end]
        taken = {other.level for other in below}
        inside = [o.level for o in below if mark.start <= o.start and o.end <= mark.end]
        level = max(inside) + 1 if inside else 0
        while level in taken:
            level += 1
        mark.level = level
        placed.append(mark)
