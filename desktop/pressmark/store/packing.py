"""What the database keeps of an article as one value, packed and unpacked. No SQLAlchemy here.

Half a million small rows for a thousand articles would cost more than all else.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
from math import isfinite
from operator import add, sub
from typing import Any, NamedTuple

import msgspec

from pressmark.core.annotation import Status
from pressmark.core.annotations import Annotations
from pressmark.core.article import Token, Tokens

MOST = 200
"""Annotations of one article that are one value: an edit writes all of it anew, so that it has to stay small."""


class DamagedError(Exception):
    """What the database keeps as one value is not what was packed."""

    sqlite_errorname = "SQLITE_CORRUPT"
    """What SQLite calls a damaged file; the sentence for it is the same."""


_IMPOSSIBLE = 1_000_000
"""No value was ever packed of more; a damaged one may say any number."""

_strict = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_encode = msgspec.json.Encoder().encode


def dump(value: Any) -> str:
    """JSON in the fewest characters; ValueError for a number that JSON does not have."""
    return _strict(value)


_PLAIN = frozenset([str, int, bool, type(None)])
_STATUSES = frozenset(map(str, Status))


def dump_plain(value: Mapping[str, Any]) -> str:
    """As `dump`, many times faster where nothing in it is a number with a point, or another mapping in a mapping."""
    if _PLAIN.issuperset(map(type, value.values())):
        return _encode(value).decode()
    return _strict(dict(value))


# Annotations are JSON: a list of columns, as `_Pack` names them. A column that says the same of all is short.


class _Pack(msgspec.Struct, array_like=True, gc=False):
    """Columns of equal length, but for those that are [].

    Attributes:
        count: how many annotations there are.
        lengths: ends without starts.
        labels: those that occur, each once.
        label_of: for each annotation its place in `labels`; [] where that has one.
        scores, attributes, notes, annotators: [] where none has any.
    """

    count: int
    labels: list[str]
    label_of: list[int]
    statuses: list[str]
    status_of: list[int]
    ids: list[str]
    starts: list[int]
    lengths: list[int]
    origins: list[str]
    origin_of: list[int]
    scores: list[float | None]
    attributes: list[dict[str, Any] | None]
    notes: list[str]
    annotators: list[int | None]


class _Beginning(msgspec.Struct, array_like=True, gc=False):
    """The first columns of a `_Pack`; the others are passed over."""

    count: int
    labels: list[str]
    label_of: list[int]
    statuses: list[str]
    status_of: list[int]


_unpack = msgspec.json.Decoder(_Pack).decode
_begin = msgspec.json.Decoder(_Beginning).decode


class Packed(NamedTuple):
    """Annotations with the numbers of those who decided them, None where it was nobody."""

    annotations: Annotations
    annotators: Sequence[int | None]


def pack_annotations(annotations: Annotations, annotators: Sequence[int | None] = ()) -> bytes | None:
    """The annotations of an article as bytes; None where they are too many, or something in them is odd.

    Args:
        annotations: in any order.
        annotators: as many, or none.

    Raises:
        ValueError: for an attribute that is a number which JSON does not have.
    """
    if len(annotations) > MOST:
        return None
    scores = annotations.scores
    if scores.count(None) == len(scores):
        scores = []
    elif not all(isfinite(score) for score in scores if score is not None):
        return None
    pack = [
        len(annotations),
        *_distinct(annotations.labels),
        *_distinct(annotations.statuses),
        annotations.ids,
        annotations.starts,
        list(map(sub, annotations.ends, annotations.starts)),
        *_distinct(annotations.origins),
        scores,
        (),
        annotations.notes if any(annotations.notes) else (),
        annotators if any(annotators) else (),
    ]
    try:
        if any(annotations.attributes):
            pack[-3] = list(map(_attributes, annotations.attributes))
        return _encode(pack)
    except UnicodeEncodeError:  # half a surrogate pair
        return None


def _attributes(value: Mapping[str, Any]) -> Any:
    """What msgspec writes as `dump` does."""
    if not value:
        return None
    if type(value) is dict and _PLAIN.issuperset(map(type, value.values())):
        return value
    return msgspec.Raw(_strict(dict(value)).encode())


def _distinct(column: list[str]) -> tuple[list[str], list[int]]:
    if column.count(column[0]) == len(column) if column else True:
        return column[:1], []
    names = list(dict.fromkeys(column))
    return names, list(map({name: number for number, name in enumerate(names)}.__getitem__, column))


def _column(names: list[str], of: list[int], count: int) -> list[str]:
    if count > _IMPOSSIBLE:
        raise ValueError(f"{count} annotations")
    return list(map(names.__getitem__, of)) if of else names * count


def unpack_annotations(packed: bytes) -> Packed:
    """The inverse of `pack_annotations`.

    Raises:
        DamagedError: these are other bytes.
    """
    with _whole():
        pack = _unpack(packed)
        count = pack.count
        annotations = Annotations(
            pack.ids,
            pack.starts,
            list(map(add, pack.starts, pack.lengths)),
            _column(pack.labels, pack.label_of, count),
            _column(pack.statuses, pack.status_of, count),
            _column(pack.origins, pack.origin_of, count),
            pack.scores or [None] * count,
            [each or {} for each in pack.attributes or [None] * count],
            pack.notes or [""] * count,
        )
        annotators = pack.annotators or [None] * count
        fits = all(len(column) == count for column in (*annotations.columns(), annotators))
        if not fits or not _STATUSES.issuperset(pack.statuses):
            raise ValueError("columns that do not belong together")
        return Packed(annotations, annotators)


def labels_and_statuses(packed: bytes) -> tuple[list[str], list[str]]:
    """Only these two columns of what `pack_annotations` packed; raises as `unpack_annotations`."""
    with _whole():
        its = _begin(packed)
        return _column(its.labels, its.label_of, its.count), _column(its.statuses, its.status_of, its.count)


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except (ValueError, LookupError, TypeError, zlib.error) as error:  # msgspec's are ValueErrors
        raise DamagedError(str(error)) from error


# Tokens are the tags that occur, as JSON, a zero byte, and then for each token the gap before it, its length, and its
# tag's number in that list, doubled and one more where a sentence starts: a byte each, all gaps first. What no byte can
# hold is kept as older versions kept all tokens: JSON under zlib, with four numbers of each token side by side.


def pack_tokens(tokens: Iterable[Token]) -> bytes:
    """Tokens in text order as bytes."""
    columns = Tokens.of(tokens)
    tags = {tag: 2 * number for number, tag in enumerate(dict.fromkeys(columns.pos))}
    gaps = map(sub, columns.starts, [0, *columns.ends])
    lengths = map(sub, columns.ends, columns.starts)
    try:
        what = bytes(map(add, map(tags.__getitem__, columns.pos), columns.begins))
        return b"".join((_encode(list(tags)), b"\0", bytes(gaps), bytes(lengths), what))
    except ValueError:
        numbers = [0] * (4 * len(columns))
        numbers[0::4] = map(sub, columns.starts, [0, *columns.ends])
        numbers[1::4] = map(sub, columns.ends, columns.starts)
        numbers[2::4] = [tags[tag] // 2 for tag in columns.pos]
        numbers[3::4] = map(int, columns.begins)
        return zlib.compress(_encode([list(tags), numbers]), 1)


_ODD = [False, True] * 128


def unpack_tokens(packed: bytes) -> Tokens:
    """The inverse; raises as `unpack_annotations`."""
    with _whole():
        return _tokens(packed)


def _tokens(packed: bytes) -> Tokens:
    if packed[:1] == b"[":
        head, _, rest = packed.partition(b"\0")
        count = len(rest) // 3
        both = [0] * (2 * count)
        both[0::2], both[1::2] = rest[:count], rest[count : 2 * count]
        edges = list(accumulate(both))
        tags = msgspec.json.decode(head)
        what = rest[2 * count :]
        names = [tag for tag in tags for _ in range(2)]
        return Tokens(edges[0::2], edges[1::2], list(map(names.__getitem__, what)), list(map(_ODD.__getitem__, what)))
    tags, numbers = msgspec.json.decode(zlib.decompress(packed))
    # Gap, length, gap, length … summed up are start, end, start, end …; all of it without a loop of our own, because
    # an export unpacks millions.
    both = [0] * (len(numbers) // 2)
    both[0::2], both[1::2] = numbers[0::4], numbers[1::4]
    edges = list(accumulate(both))
    pos = list(map(tags.__getitem__, numbers[2::4]))
    return Tokens(edges[0::2], edges[1::2], pos, list(map(bool, numbers[3::4])))
