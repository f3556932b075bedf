"""Articles as the rows that they become, before a database is asked for anything.

No SQLAlchemy here: another process makes these of a large file while this one writes those that it has. All fields are
values that `marshal` knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from pressmark.core.annotation import Annotation, Relation
from pressmark.core.annotations import Annotations
from pressmark.core.document import broken
from pressmark.core.errors import BugError
from pressmark.core.ports import AnnotatedArticle
from pressmark.store.packing import dump, dump_plain, pack_annotations, pack_tokens, unpack_annotations

META_FIELDS = ("headline", "published", "story_code", "byline", "source", "language")

AnnotationRow = tuple[str, str, int, int, str, str, str, float | None, str | None, str, int | None]
"""As its table has it: article's id, id, start, end, label, status, origin, score, attributes, note, annotator's id."""


class Prepared(NamedTuple):
    """One article.

    Attributes:
        meta: the values of `META_FIELDS`.
        extra: what else the metadata hold, as JSON, or None.
        total: how many annotations there are.
        decided: how many of them are not just suggested.
        zones: start, end and kind of each.
        packed: the annotations as `pack_annotations`, or None.
        annotations: those that cannot be packed, as their table has them.
        relations: as their table has them.
        tokens: as `pack_tokens`, or None.
        labels: of the annotations, each once.
    """

    id: str
    sha256: str
    text: str
    meta: tuple[str | None, ...]
    extra: str | None
    answer: str
    done: bool
    total: int
    decided: int
    zones: list[tuple[int, int, str]]
    packed: bytes | None
    annotations: list[AnnotationRow]
    relations: list[tuple[str, str, str, str, str]]
    tokens: bytes | None
    labels: tuple[str, ...]

    @property
    def source(self) -> str | None:
        """The name of the file that it was read from."""
        return self.meta[4]

    def places(self) -> Iterator[tuple[int, int, str, str]]:
        """Start, end, label and status of each annotation."""
        if self.packed is None:
            return (row[2:6] for row in self.annotations)
        marks = unpack_annotations(self.packed).annotations
        return zip(marks.starts, marks.ends, marks.labels, marks.statuses, strict=True)

    def called(self, article_id: str) -> Prepared:
        """The same article with another id."""
        if article_id == self.id:
            return self
        marks = [(article_id, *row[1:]) for row in self.annotations]
        arrows = [(article_id, *row[1:]) for row in self.relations]
        return self._replace(id=article_id, annotations=marks, relations=arrows)


def prepare(one: AnnotatedArticle) -> Prepared:
    """An article's rows.

    Raises:
        BugError: for what no document can hold.
    """
    new = one.article
    marks = Annotations.of(one.annotations)
    why = broken(new, marks, one.relations)
    if why is not None:
        raise BugError(why)
    meta = new.meta
    count = len(marks)
    packed = pack_annotations(marks) if count else None
    return Prepared(
        new.id,
        new.sha256,
        new.text,
        (meta.headline, meta.published, meta.story_code, meta.byline, meta.source, meta.language),
        dump(meta.extra) if meta.extra else None,
        one.answer,
        new.done,
        count,
        count - marks.statuses.count("suggested"),
        [(zone.span.start, zone.span.end, zone.kind.value) for zone in new.zones],
        packed,
        # They are nobody's decisions here.
        [] if packed is not None else annotation_rows(new.id, marks, [None] * count),
        [relation_row(new.id, each) for each in one.relations],
        pack_tokens(one.tokens) if one.tokens else None,
        tuple(dict.fromkeys(marks.labels)),
    )


def annotation_row(article_id: str, one: Annotation, annotator_id: int | None) -> AnnotationRow:
    """In the order of the table."""
    return (
        article_id,
        one.id,
        one.span.start,
        one.span.end,
        one.label,
        str(one.status),
        one.origin,
        one.score,
        dump(dict(one.attributes)) if one.attributes else None,
        one.note,
        annotator_id if one.status.decided else None,
    )


def annotation_rows(article_id: str, annotations: Annotations, annotators: Sequence[int | None]) -> list[AnnotationRow]:
    """`annotation_row` of all annotations of an article, with the numbers of those who decided them."""
    ids, starts, ends, labels, statuses, origins, scores, attributes, notes = annotations.columns()
    attributes = [dump_plain(each) if each else None for each in attributes]
    return list(
        zip(
            repeat(article_id, len(ids)),
            ids,
            starts,
            ends,
            labels,
            statuses,
            origins,
            scores,
            attributes,
            notes,
            annotators,
            strict=True,
        )
    )


def relation_row(article_id: str, one: Relation) -> tuple[str, str, str, str, str]:
    """In the order of the table."""
    return article_id, one.id, one.head, one.child, one.label
