"""Values as JSON and back, as `interfaces.md` writes them: for the JSONL format and the history."""

from __future__ import annotations

from typing import Any

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import ArticleMeta
from pressmark.core.edits import AnnotationChange, ArticleChange, Edit, EditKind, RelationChange
from pressmark.core.span import Span

_META_NAMES = tuple(name for name in ArticleMeta.__struct_fields__ if name != "extra")

Json = dict[str, Any]
_TEXT_OR_NONE = (str, type(None))


def annotation_to_json(annotation: Annotation) -> Json:
    """Every field of an annotation; `note` only where there is one."""
    row: Json = {
        "id": annotation.id,
        "start": annotation.span.start,
        "end": annotation.span.end,
        "label": annotation.label,
        "status": str(annotation.status),
        "origin": annotation.origin,
        "score": annotation.score,
        "attributes": dict(annotation.attributes),
    }
    if annotation.note:
        row["note"] = annotation.note
    return row


def annotation_from_json(row: Json) -> Annotation:
    """The inverse; raises KeyError, TypeError or ValueError for what is not an annotation."""
    score = row.get("score")
    return Annotation(
        str(row["id"]),
        Span(row["start"], row["end"]),
        str(row["label"]),
        Status(row.get("status", "accepted")),
        str(row.get("origin", "")),
        None if score is None else float(score),
        dict(row.get("attributes") or {}),
        str(row.get("note", "")),
    )


def relation_to_json(relation: Relation) -> Json:
    """Every field of a relation."""
    return {"id": relation.id, "head": relation.head, "child": relation.child, "label": relation.label}


def relation_from_json(row: Json) -> Relation:
    """The inverse; raises KeyError for what is not a relation."""
    return Relation(str(row["id"]), str(row["head"]), str(row["child"]), str(row["label"]))


def meta_to_json(meta: ArticleMeta) -> Json:
    """The known fields first, in their order, then what a dataset brought along."""
    return {name: getattr(meta, name) for name in _META_NAMES} | meta.extra


def meta_from_json(row: Json) -> ArticleMeta:
    """The inverse; unknown names and known names that hold no text go to `extra`."""
    known = {name: row[name] for name in _META_NAMES if name in row and isinstance(row[name], _TEXT_OR_NONE)}
    return ArticleMeta(**known, extra={name: value for name, value in row.items() if name not in known})


def edit_to_json(edit: Edit) -> Json:
    """An edit as the history stores it."""
    row: Json = {"kind": str(edit.kind)}
    if edit.annotations:
        row["annotations"] = [
            [c.before and annotation_to_json(c.before), c.after and annotation_to_json(c.after)]
            for c in edit.annotations
        ]
    if edit.relations:
        row["relations"] = [
            [c.before and relation_to_json(c.before), c.after and relation_to_json(c.after)] for c in edit.relations
        ]
    if edit.article:
        row["article"] = [[c.field, c.before, c.after] for c in edit.article]
    return row


def edit_from_json(row: Json) -> Edit:
    """The inverse; raises KeyError, TypeError or ValueError for what is not an edit."""
    return Edit(
        EditKind(row["kind"]),
        tuple(
            AnnotationChange(b and annotation_from_json(b), a and annotation_from_json(a))
            for b, a in row.get("annotations", ())
        ),
        tuple(
            RelationChange(b and relation_from_json(b), a and relation_from_json(a))
            for b, a in row.get("relations", ())
        ),
        tuple(ArticleChange(name, b, a) for name, b, a in row.get("article", ())),
    )
