"""An article with everything that is marked in it, at one revision."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.annotations import Annotations
from pressmark.core.article import Article
from pressmark.core.errors import BugError, SpanError
from pressmark.core.span import Span

_Key = tuple[int, int, str, str]

_FEW = 64  # changes; of more, the index is made anew


def _key(annotation: Annotation) -> _Key:
    return annotation.span.start, -annotation.span.end, annotation.label, annotation.id


def _outside(span: Span, length: int) -> SpanError:
    return SpanError(f"span {span.start}-{span.end} in a text of {length} code points")


def _twice(annotation_id: str) -> BugError:
    return BugError(f"annotation {annotation_id} is in the document twice")


def _same_place(key: _Key) -> BugError:
    return BugError(f"two annotations {key[2]} at {key[0]}-{-key[1]}")


def broken(article: Article, annotations: Sequence[Annotation], relations: Sequence[Relation]) -> str | None:
    """Which promise of a document its parts would break, None for none; in a fraction of the time of making one."""
    columns = Annotations.of(annotations)
    ids = set(columns.ids)
    places = set(zip(columns.starts, columns.ends, columns.labels, strict=True))
    inside = max(columns.ends, default=0) <= len(article.text)
    if inside and len(ids) == len(places) == len(columns) and not relations:
        return None
    try:
        Document(article, annotations, relations)
    except BugError as error:
        return str(error)
    return None


class Document:
    """An immutable value: an edit gives a new one that shares what did not change.

    What always holds: every span lies inside the text, ids are unique, no two annotations have the same span
    and label, and both ends of every relation exist.

    Args:
        article: text, metadata and zones.
        annotations: in any order.
        relations: in any order.
        revision: counts the edits of this article, from 0.

    Raises:
        BugError: when the parts break one of the promises above.
    """

    __slots__ = ("_by_id", "_longest", "_order", "article", "relations", "revision")

    _by_id: dict[str, Annotation]
    _order: list[_Key]
    _longest: int

    article: Article
    relations: tuple[Relation, ...]
    revision: int

    def __init__(
        self,
        article: Article,
        annotations: Iterable[Annotation] = (),
        relations: Iterable[Relation] = (),
        *,
        revision: int = 0,
    ) -> None:
        self.article = article
        self.revision = revision
        self._fill(list(annotations))
        self.relations = ()
        self._set_relations(tuple(relations))

    def _fill(self, given: Sequence[Annotation]) -> None:
        """Makes the index, of all annotations at once."""
        self._by_id = {annotation.id: annotation for annotation in given}
        order = [(span.start, -span.end, a.label, a.id) for a in given for span in (a.span,)]
        order.sort()
        self._order = order
        self._longest = max([-minus_end - start for start, minus_end, _, _ in order], default=0)
        length = len(self.article.text)
        if min(map(itemgetter(1), order), default=0) < -length:
            raise _outside(next(a.span for a in given if a.span.end > length), length)
        if len(self._by_id) != len(order):
            raise _twice(Counter(a.id for a in given).most_common(1)[0][0])
        for before, here in pairwise(order):
            if before[0] == here[0] and before[:3] == here[:3]:  # the first comparison decides nearly always
                raise _same_place(here)

    def _put(self, annotation: Annotation) -> None:
        """Takes one more annotation into the index."""
        key = _key(annotation)
        if annotation.span.end > len(self.article.text):
            raise _outside(annotation.span, len(self.article.text))
        if annotation.id in self._by_id:
            raise _twice(annotation.id)
        at = self._place(key[:3])
        if at is not None:
            raise _same_place(key)
        self._by_id[annotation.id] = annotation
        insort(self._order, key)
        self._longest = max(self._longest, len(annotation.span))

    def _place(self, place: tuple[int, int, str]) -> int | None:
        """Where in the order an annotation of this start, -end and label stands, None where there is none."""
        at = bisect_left(self._order, place)
        return at if at < len(self._order) and self._order[at][:3] == place else None

    def _set_relations(self, relations: tuple[Relation, ...]) -> None:
        for relation in relations:
            if relation.head not in self._by_id or relation.child not in self._by_id:
                raise BugError(f"relation {relation.id} has an end that is not in the document")
        if len({relation.id for relation in relations}) != len(relations):
            raise BugError("two relations have the same id")
        self.relations = relations

    def changed(
        self,
        *,
        removed: Iterable[str] = (),
        put: Iterable[Annotation] = (),
        relations: tuple[Relation, ...] | None = None,
        article: Article | None = None,
    ) -> Document:
        """The next revision: without the annotations `removed`, then with those `put`.

        To change an annotation, name it in both. Costs a copy of the index and, for few changes, no sorting.
        """
        after = object.__new__(Document)
        after.article = article or self.article
        after.revision = self.revision + 1
        after._by_id = self._by_id.copy()
        gone = [after._by_id.pop(annotation_id) for annotation_id in removed]
        put = list(put)
        if len(gone) + len(put) <= _FEW:
            after._order = self._order.copy()
            after._longest = self._longest
            for annotation in gone:
                del after._order[bisect_left(after._order, _key(annotation))]
            for annotation in put:
                after._put(annotation)
        else:
            after._fill([*after._by_id.values(), *put])
        after._set_relations(self.relations if relations is None else relations)
        return after

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Annotation]:
        """Every annotation in text order, rejected ones too; at one start the longer comes first."""
        by_id = self._by_id
        return (by_id[key[3]] for key in self._order)

    def __contains__(self, annotation_id: object) -> bool:
        return annotation_id in self._by_id

    @property
    def by_id(self) -> Mapping[str, Annotation]:
        """The annotations by id; not to be changed."""
        return self._by_id

    def get(self, annotation_id: str) -> Annotation | None:
        """The annotation of that id, or None."""
        return self._by_id.get(annotation_id)

    def at_place(self, span: Span, label: str) -> Annotation | None:
        """The annotation with exactly this span and label, or None."""
        at = self._place((span.start, -span.end, label))
        return None if at is None else self._by_id[self._order[at][3]]

    def overlapping(self, span: Span) -> list[Annotation]:
        """Every annotation that shares a code point with `span`, in text order."""
        first = bisect_left(self._order, (span.start - self._longest,))
        found: list[Annotation] = []
        for start, minus_end, _, annotation_id in self._order[first:]:
            if start >= span.end:
                break
            if -minus_end > span.start:
                found.append(self._by_id[annotation_id])
        return found

    def around(self, place: Annotation | int, step: int) -> Iterator[Annotation]:
        """Every annotation once, in text order (`step` 1) or against it (-1), from a place on and round the end.

        Args:
            place: an annotation of this document, which comes last, or an offset: then what starts there comes first
                on the way forth, and last on the way back.
            step: 1 or -1.
        """
        order = self._order
        here = bisect_left(order, _key(place) if isinstance(place, Annotation) else (place,))
        first = here + 1 if step > 0 and isinstance(place, Annotation) else here if step > 0 else here - 1
        return (self._by_id[order[(first + step * n) % len(order)][3]] for n in range(len(order)))

    def undecided(self) -> list[Annotation]:
        """The suggestions, in text order."""
        return [annotation for annotation in self if annotation.status is Status.SUGGESTED]

    def relations_of(self, annotation_ids: Iterable[str]) -> tuple[Relation, ...]:
        """The relations with an end in one of these annotations."""
        ids = set(annotation_ids)
        return tuple(relation for relation in self.relations if relation.head in ids or relation.child in ids)
