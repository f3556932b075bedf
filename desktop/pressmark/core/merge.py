"""How new suggestions meet what is already in a document. What a person decided always stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pressmark.core.annotation import Annotation, Candidate, Status, new_id
from pressmark.core.document import Document
from pressmark.core.edits import AnnotationChange, Edit, EditKind, RelationChange
from pressmark.core.span import Span


def merge(document: Document, candidates: Iterable[Candidate], *, declined: Collection[tuple[Span, str]] = ()) -> Edit:
    """Replaces the undecided suggestions of a document by new ones.

    A candidate is left out where a person has accepted or rejected the same span and label, has accepted anything
    that it overlaps, or has removed the same suggestion before. Suggestions that are found again keep their ids,
    notes and relations.

    Args:
        document: as it is now, which may be later than the detector saw.
        candidates: at most one per span and label, in any order.
        declined: span and label of suggestions that a person removed.
    """
    changes: list[AnnotationChange] = []
    wanted: dict[tuple[Span, str], Candidate] = {}
    for candidate in candidates:
        place = candidate.span, candidate.label
        there = document.at_place(*place)
        if place in declined or (there is not None and there.status.decided):
            continue
        if any(other.status is Status.ACCEPTED for other in document.overlapping(candidate.span)):
            continue
        wanted[place] = candidate
    gone: list[Annotation] = []
    for annotation in document.undecided():
        if annotation.origin.startswith(("person:", "import:")):
            wanted.pop((annotation.span, annotation.label), None)
            continue
        candidate = wanted.pop((annotation.span, annotation.label), None)
        if candidate is None:
            gone.append(annotation)
            changes.append(AnnotationChange(annotation, None))
            continue
        after = annotation.but(origin=candidate.origin, score=candidate.score, attributes=candidate.attributes)
        if after != annotation:
            changes.append(AnnotationChange(annotation, after))
    for candidate in wanted.values():
        new = Annotation(
            new_id(),
            candidate.span,
            candidate.label,
            Status.SUGGESTED,
            candidate.origin,
            candidate.score,
            candidate.attributes,
        )
        changes.append(AnnotationChange(None, new))
    relations = tuple(RelationChange(relation, None) for relation in document.relations_of(a.id for a in gone))
    return Edit(EditKind.DETECT, tuple(changes), relations)
