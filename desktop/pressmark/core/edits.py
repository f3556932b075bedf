"""Everything that can be done to a document, each as a value with its inverse.

An edit is a list of before-and-after pairs. The functions here make one from an intention ("relabel these") and a
document; `apply` carries it out; `Edit.inverse` takes it back. None of them changes anything in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Attributes, Relation, Status, new_id
from pressmark.core.article import Article
from pressmark.core.document import Document
from pressmark.core.errors import StaleEditError, UserError
from pressmark.core.labels import DATE_LABELS, ENTITY_LABELS, FIGURE_LABELS
from pressmark.core.span import Span


class EditKind(StrEnum):
    """What the user did, for the history and the words of Undo."""

    ADD = "add"
    REMOVE = "remove"
    RELABEL = "relabel"
    RESIZE = "resize"
    ACCEPT = "accept"
    REJECT = "reject"
    REOPEN = "reopen"
    ATTRIBUTES = "attributes"
    NOTE = "note"
    LABELS = "labels"
    RELATE = "relate"
    UNRELATE = "unrelate"
    DONE = "done"
    META = "meta"
    DETECT = "detect"
    IMPORT = "import"


class AnnotationChange(Struct, frozen=True):
    """One annotation that comes (`before` is None), goes (`after` is None) or changes."""

    before: Annotation | None
    after: Annotation | None

    def swapped(self) -> AnnotationChange:
        """The way back."""
        return AnnotationChange(self.after, self.before)


class RelationChange(Struct, frozen=True):
    """One relation that comes, goes or changes."""

    before: Relation | None
    after: Relation | None

    def swapped(self) -> RelationChange:
        """The way back."""
        return RelationChange(self.after, self.before)


class ArticleChange(Struct, frozen=True):
    """A field of the article or of its metadata; `field` is "done" or "meta.<name>"."""

    field: str
    before: Any
    after: Any

    def swapped(self) -> ArticleChange:
        """The way back."""
        return ArticleChange(self.field, self.after, self.before)


class Edit(Struct, frozen=True):
    """One step that is done, written and undone as a whole."""

    kind: EditKind
    annotations: tuple[AnnotationChange, ...] = ()
    relations: tuple[RelationChange, ...] = ()
    article: tuple[ArticleChange, ...] = ()

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(
            self.kind,
            tuple(change.swapped() for change in reversed(self.annotations)),
            tuple(change.swapped() for change in reversed(self.relations)),
            tuple(change.swapped() for change in reversed(self.article)),
        )

    def __bool__(self) -> bool:
        """Whether it changes anything."""
        return bool(self.annotations or self.relations or self.article)


class ChangeSet(Struct, frozen=True):
    """What an edit moved, for whoever paints or counts.

    Attributes:
        annotation_ids: everything that came, went or changed.
        spans: where, before and after; empty when no annotation changed.
        relations: whether any relation changed.
        fields: the article fields that changed.
    """

    article_id: str
    kind: EditKind
    annotation_ids: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()
    relations: bool = False
    fields: frozenset[str] = field(default_factory=frozenset)


def apply(document: Document, edit: Edit) -> tuple[Document, ChangeSet]:
    """The document after the edit, and what moved.

    Raises:
        StaleEditError: the document is not as the edit found it.
        BugError: the result would break a promise of `Document`.
    """
    removed: list[str] = []
    put: list[Annotation] = []
    ids: set[str] = set()
    spans: set[Span] = set()
    for change in edit.annotations:
        for side in (change.before, change.after):
            if side is not None:
                ids.add(side.id)
                spans.add(side.span)
        if change.before is not None:
            if document.get(change.before.id) != change.before:
                raise StaleEditError(f"annotation {change.before.id} has changed since")
            removed.append(change.before.id)
        elif change.after is not None and change.after.id in document:
            raise StaleEditError(f"annotation {change.after.id} is there already")
        if change.after is not None:
            put.append(change.after)
    after = document.changed(
        removed=removed,
        put=put,
        relations=_changed_relations(document, edit.relations),
        article=_changed_article(document, edit.article),
    )
    return after, ChangeSet(
        document.article.id,
        edit.kind,
        frozenset(ids),
        tuple(sorted(spans)),
        bool(edit.relations),
        frozenset(change.field for change in edit.article),
    )


def _changed_relations(document: Document, changes: tuple[RelationChange, ...]) -> tuple[Relation, ...] | None:
    if not changes:
        return None
    by_id = {relation.id: relation for relation in document.relations}
    for change in changes:
        if change.before is not None:
            if by_id.pop(change.before.id, None) != change.before:
                raise StaleEditError(f"relation {change.before.id} has changed since")
        elif change.after is not None and change.after.id in by_id:
            raise StaleEditError(f"relation {change.after.id} is there already")
        if change.after is not None:
            by_id[change.after.id] = change.after
    return tuple(by_id.values())


def _changed_article(document: Document, changes: tuple[ArticleChange, ...]) -> Article:
    article = document.article
    for change in changes:
        owner, _, name = change.field.rpartition(".")
        holder = article.meta if owner == "meta" else article
        if getattr(holder, name) != change.before:
            raise StaleEditError(f"{change.field} of article {article.id} has changed since")
        changed: Any = replace(holder, **{name: change.after})
        article = replace(article, meta=changed) if owner == "meta" else changed
    return article


def _found(document: Document, ids: Iterable[str]) -> list[Annotation]:
    found = [document.get(annotation_id) for annotation_id in dict.fromkeys(ids)]
    return [annotation for annotation in found if annotation is not None]


def _free(document: Document, span: Span, label: str, *, besides: str) -> None:
    there = document.at_place(span, label)
    if there is not None and there.id != besides:
        raise UserError("“{words}” is marked {label} already.", words=span.of(document.text), label=label)


def add(
    document: Document,
    span: Span,
    label: str,
    *,
    origin: str,
    attributes: Attributes | None = None,
    annotation_id: str | None = None,
) -> Edit:
    """Marks a span as decided by a person; where it is suggested or rejected already, accepts that.

    Raises:
        SpanError: the span is not inside the text.
    """
    span.of(document.text)
    there = document.at_place(span, label)
    if there is not None:
        return decide(document, [there.id], Status.ACCEPTED)
    new = Annotation(annotation_id or new_id(), span, label, Status.ACCEPTED, origin, None, attributes or {})
    return Edit(EditKind.ADD, (AnnotationChange(None, new),))


def mark_all(
    document: Document,
    spans: Iterable[Span],
    label: str,
    *,
    status: Status,
    origin: str,
    readings: Mapping[Span, Attributes] | None = None,
) -> Edit:
    """Gives every one of these spans a label and a status, as one step.

    Where a span has the label already, only the status changes. A suggestion of another label on just this span gets
    the new label, since it is the same words read otherwise; every other mark stays. To reject marks nothing new.

    Args:
        document: where they are.
        spans: no two alike.
        label: the label.
        status: what is decided about them.
        origin: of the annotations that come.
        readings: the attributes of those that come or change their label.

    Raises:
        SpanError: a span is not inside the text.
    """
    changes: list[AnnotationChange] = []
    for span in dict.fromkeys(spans):
        span.of(document.text)
        there = document.at_place(span, label)
        if there is not None:
            if there.status is not status:
                changes.append(AnnotationChange(there, there.but(status=status)))
            continue
        if status is Status.REJECTED:
            continue
        reading = (readings or {}).get(span, {})
        same = [a for a in document.overlapping(span) if a.span == span and a.status is Status.SUGGESTED]
        if same:
            changes.append(AnnotationChange(same[0], same[0].but(label=label, status=status, attributes=reading)))
        else:
            new = Annotation(new_id(), span, label, status, origin, None, reading)
            changes.append(AnnotationChange(None, new))
    return Edit(_DECISIONS[status] if status is Status.REJECTED else EditKind.ADD, tuple(changes))


def remove(document: Document, ids: Iterable[str]) -> Edit:
    """Takes annotations away, with the relations that end in them."""
    gone = _found(document, ids)
    return Edit(
        EditKind.REMOVE,
        tuple(AnnotationChange(annotation, None) for annotation in gone),
        tuple(RelationChange(relation, None) for relation in document.relations_of(a.id for a in gone)),
    )


_DECISIONS = {
    Status.ACCEPTED: EditKind.ACCEPT,
    Status.REJECTED: EditKind.REJECT,
    Status.SUGGESTED: EditKind.REOPEN,
}


def decide(document: Document, ids: Iterable[str], status: Status) -> Edit:
    """Accepts, rejects or reopens annotations; those that are so already are left out."""
    return Edit(
        _DECISIONS[status],
        tuple(
            AnnotationChange(annotation, annotation.but(status=status))
            for annotation in _found(document, ids)
            if annotation.status is not status
        ),
    )


def _family(label: str) -> str:
    families = {"date": DATE_LABELS, "figure": FIGURE_LABELS, "entity": ENTITY_LABELS}
    return next((family for family, labels in families.items() if label in labels), "")


def relabel(document: Document, annotation_id: str, label: str, *, attributes: Attributes | None = None) -> Edit:
    """Gives an annotation another label, which is a decision. A reading that the new label cannot have is dropped.

    Args:
        document: where it is.
        annotation_id: which.
        label: the new label.
        attributes: the reading under the new label; without it the old one stays where it still makes sense.

    Raises:
        UserError: another annotation has this span and label.
    """
    kept = []
    for annotation in _found(document, [annotation_id]):
        _free(document, annotation.span, label, besides=annotation.id)
        if attributes is None:
            # A label of the user's own may be a figure, a date or neither.
            fits = "" in (families := (_family(annotation.label), _family(label))) or families[0] == families[1]
            attributes = annotation.attributes if fits else {}
        after = annotation.but(label=label, status=Status.ACCEPTED, attributes=attributes)
        if after != annotation:
            kept.append(AnnotationChange(annotation, after))
    return Edit(EditKind.RELABEL, tuple(kept))


_WEIGHT = {Status.SUGGESTED: 0, Status.REJECTED: 1, Status.ACCEPTED: 2}


def move_labels(document: Document, moves: Mapping[str, str | None]) -> Edit:
    """Gives every annotation of some labels another one, because those labels are renamed, merged or deleted.

    Nobody decides anything by that: status and reading stay. Where a span then has two annotations of one label, the
    one that a person decided stays (of two such, the accepted one), and takes over the relations of the other.

    Args:
        document: where they are.
        moves: the new label by the old one; None takes the annotations away, with their relations.
    """
    taken: dict[tuple[Span, str], Annotation] = {
        (a.span, a.label): a for a in document if moves.get(a.label, a.label) == a.label
    }
    before = {annotation.id: annotation for annotation in document}
    survivor: dict[str, str] = {}
    for annotation in document:
        label = moves.get(annotation.label, annotation.label)
        if label is None or label == annotation.label:
            continue
        moved = annotation.but(label=label)
        there = taken.get((moved.span, label))
        if there is not None and _WEIGHT[there.status] >= _WEIGHT[moved.status]:
            survivor[moved.id] = there.id
            continue
        if there is not None:
            survivor[there.id] = moved.id
        taken[moved.span, label] = moved
    after = {annotation.id: annotation for annotation in taken.values()}
    return Edit(
        EditKind.LABELS,
        tuple(AnnotationChange(old, after.get(old.id)) for old in before.values() if after.get(old.id) != old),
        tuple(_moved_relations(document, after, survivor)),
    )


def _moved_relations(
    document: Document, after: Mapping[str, Annotation], survivor: Mapping[str, str]
) -> Iterator[RelationChange]:
    def end(annotation_id: str) -> str | None:
        while annotation_id in survivor:
            annotation_id = survivor[annotation_id]
        return annotation_id if annotation_id in after else None

    drawn = {(r.head, r.child, r.label) for r in document.relations if r.head in after and r.child in after}
    for relation in document.relations:
        head, child = end(relation.head), end(relation.child)
        if (head, child) == (relation.head, relation.child):
            continue
        if head is None or child is None or head == child or (head, child, relation.label) in drawn:
            yield RelationChange(relation, None)
        else:
            drawn.add((head, child, relation.label))
            yield RelationChange(relation, relation.but(head=head, child=child))


def resize(document: Document, annotation_id: str, span: Span, *, attributes: Attributes | None = None) -> Edit:
    """Moves the ends of an annotation, which is a decision.

    Raises:
        SpanError: the span is not inside the text.
        UserError: another annotation has this span and label.
    """
    span.of(document.text)
    kept = []
    for annotation in _found(document, [annotation_id]):
        _free(document, span, annotation.label, besides=annotation.id)
        after = annotation.but(
            span=span,
            status=Status.ACCEPTED,
            attributes=annotation.attributes if attributes is None else attributes,
        )
        if annotation.span != span:
            kept.append(AnnotationChange(annotation, after))
    return Edit(EditKind.RESIZE, tuple(kept))


def set_attributes(document: Document, readings: Mapping[str, Attributes], *, decided: bool = True) -> Edit:
    """Gives annotations (by id) other readings; a correction by a person also accepts."""
    changes = []
    for annotation in _found(document, readings):
        status = Status.ACCEPTED if decided else annotation.status
        after = annotation.but(attributes=readings[annotation.id], status=status)
        if after != annotation:
            changes.append(AnnotationChange(annotation, after))
    return Edit(EditKind.ATTRIBUTES, tuple(changes))


def set_note(document: Document, annotation_id: str, note: str) -> Edit:
    """Writes a remark on an annotation."""
    return Edit(
        EditKind.NOTE,
        tuple(
            AnnotationChange(annotation, annotation.but(note=note))
            for annotation in _found(document, [annotation_id])
            if annotation.note != note
        ),
    )


def relate(document: Document, head: str, child: str, label: str, *, relation_id: str | None = None) -> Edit:
    """Draws an arrow between two annotations; an equal one is not drawn twice.

    Raises:
        UserError: an end is not in the article, or both are the same annotation.
    """
    if head not in document or child not in document:
        raise UserError("A relation needs two annotations of this article.")
    if head == child:
        raise UserError("A relation needs two different annotations.")
    if any((r.head, r.child, r.label) == (head, child, label) for r in document.relations):
        return Edit(EditKind.RELATE)
    return Edit(EditKind.RELATE, (), (RelationChange(None, Relation(relation_id or new_id("r"), head, child, label)),))


def change_relation(document: Document, relation_id: str, *, label: str | None = None, reverse: bool = False) -> Edit:
    """Gives a relation another label, or turns it round; where such a one is drawn already, the two become one.

    Raises:
        UserError: the relation is not in the article.
    """
    there = next((r for r in document.relations if r.id == relation_id), None)
    if there is None:
        raise UserError("This relation is no longer in the article.")
    head, child = (there.child, there.head) if reverse else (there.head, there.child)
    after = there.but(head=head, child=child, label=there.label if label is None else label)
    if after == there:
        return Edit(EditKind.RELATE)
    equal = any((r.head, r.child, r.label) == (head, child, after.label) for r in document.relations)
    return Edit(EditKind.RELATE, (), (RelationChange(there, None if equal else after),))


def unrelate(document: Document, relation_ids: Iterable[str]) -> Edit:
    """Takes arrows away."""
    ids = set(relation_ids)
    return Edit(EditKind.UNRELATE, (), tuple(RelationChange(r, None) for r in document.relations if r.id in ids))


def set_done(document: Document, done: bool) -> Edit:
    """Says that nothing is left to do, or that something is."""
    changed = document.article.done != done
    return Edit(EditKind.DONE, article=(ArticleChange("done", not done, done),) if changed else ())


def set_meta(document: Document, **fields: str | None) -> Edit:
    """Corrects what is known about the article, for example `published="2020-11-25"`."""
    meta = document.article.meta
    return Edit(
        EditKind.META,
        article=tuple(
            ArticleChange(f"meta.{name}", getattr(meta, name), value)
            for name, value in fields.items()
            if getattr(meta, name) != value
        ),
    )
