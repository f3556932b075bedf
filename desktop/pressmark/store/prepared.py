"""Articles as the rows that they become, before a database is asked for anything.

No SQLAlchemy here: another process makes these of a large file while this one writes those that it has. All fields are
values that `marshal` knows.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from operator import sub
from typing import Any, NamedTuple

import msgspec

from pressmark.core.annotation import Annotation, Relation
from pressmark.core.article import Token, Tokens
from pressmark.core.document import broken
from pressmark.core.errors import BugError
from pressmark.core.ports import AnnotatedArticle

META_FIELDS = ("headline", "published", "story_code", "byline", "source", "language")

AnnotationRow = tuple[str, str, int, int, str, str, str, float | None, str | None, str, int | None]
"""As its table has it: article's id, id, start, end, label, status, origin, score, attributes, note, annotator's id."""


class Prepared(NamedTuple):
    """One article.

    Attributes:
        meta: the values of `META_FIELDS`.
        extra: what else the metadata hold, as JSON, or None.
        decided: how many annotations are not just suggested.
        zones: start, end and kind of each.
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
    decided: int
    zones: list[tuple[int, int, str]]
    annotations: list[AnnotationRow]
    relations: list[tuple[str, str, str, str, str]]
    tokens: bytes | None
    labels: tuple[str, ...]

    @property
    def source(self) -> str | None:
        """The name of the file that it was read from."""
        return self.meta[4]

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
    why = broken(new, one.annotations, one.relations)
    if why is not None:
        raise BugError(why)
    meta = new.meta
    rows = new_annotation_rows(new.id, one.annotations)
    return Prepared(
        new.id,
        new.sha256,
        new.text,
        (meta.headline, meta.published, meta.story_code, meta.byline, meta.source, meta.language),
        dump(meta.extra) if meta.extra else None,
        one.answer,
        new.done,
        sum([row[5] != "suggested" for row in rows]),
        [(zone.span.start, zone.span.end, zone.kind.value) for zone in new.zones],
        rows,
        [relation_row(new.id, each) for each in one.relations],
        pack_tokens(one.tokens) if one.tokens else None,
        tuple(dict.fromkeys([row[4] for row in rows])),
    )


_strict = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_fast = msgspec.json.Encoder().encode


def dump(value: Any) -> str:
    """JSON in the fewest characters; ValueError for a number that JSON does not have."""
    return _strict(value)


def _dump_plain(value: Mapping[str, Any]) -> str:
    """As `dump`, many times faster where nothing in it is a number with a point, or another mapping in a mapping."""
    if all(type(each) in _PLAIN for each in value.values()):
        return _fast(value).decode()
    return _strict(dict(value))


_PLAIN = frozenset([str, int, bool, type(None)])


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


def new_annotation_rows(article_id: str, annotations: Iterable[Annotation]) -> list[AnnotationRow]:
    """`annotation_row` of the annotations that came with an article, which are nobody's decisions here."""
    return [
        (
            article_id,
            a.id,
            a.span.start,
            a.span.end,
            a.label,
            a.status._value_,  # which `value` looks up with ten times the work
            a.origin,
            a.score,
            _dump_plain(a.attributes) if a.attributes else None,
            a.note,
            None,
        )
        for a in annotations
    ]


def relation_row(article_id: str, one: Relation) -> tuple[str, str, str, str, str]:
    """In the order of the table."""
    return article_id, one.id, one.head, one.child, one.label


# One article's tokens are one value: half a million small rows for a thousand articles would cost more than all else.
# It is JSON under zlib: the tags that occur, then for each token the gap before it, its length, its tag's number in
# that list, and 1 where a sentence starts. `rows.unpack_tokens` is the inverse.


def pack_tokens(tokens: Iterable[Token]) -> bytes:
    """Tokens in text order as bytes."""
    columns = Tokens.of(tokens)
    tags = {tag: number for number, tag in enumerate(dict.fromkeys(columns.pos))}
    numbers = [0] * (4 * len(columns))
    numbers[0::4] = map(sub, columns.starts, [0, *columns.ends])
    numbers[1::4] = map(sub, columns.ends, columns.starts)
    numbers[2::4] = map(tags.__getitem__, columns.pos)
    numbers[3::4] = map(int, columns.begins)
    return zlib.compress(msgspec.json.encode([list(tags), numbers]), 1)
