"""spaCy's binary training data (.spacy): a DocBin, compressed msgpack with a row of numbers for each token.

Source: spaCy's documentation, "Data formats: Binary training format", and the docstring of `spacy.tokens.DocBin`, with
`SpanGroup.to_bytes` for the groups. It is written and read without making `Doc`s, which takes a tenth of the time and
lets no stranger's file reach spaCy's C code. No model is loaded.

Entities (`doc.ents`) hold no overlap and begin and end with a word: what overlaps is kept in the span group "sc", which
spaCy's span categorizer trains on, and which holds every mark. Tokens outside headline, dateline and body are marked as
not annotated, so that nothing is learnt from bylines and furniture, unless the whole text is asked for.
"""

from __future__ import annotations

import json
import struct
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, RawArticle, Token
from pressmark.core.codec import meta_from_json, meta_to_json
from pressmark.core.errors import UserError
from pressmark.core.layout import read_layout
from pressmark.core.overlap import flatten
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.core.tokens import align, completed
from pressmark.core.zones import READ_ZONES
from pressmark.formats import standoff
from pressmark.formats.base import Choice, DatasetFormat, Holds, WriteOptions, WriterFormat, Written, loss
from pressmark.formats.decoding import unreadable

if TYPE_CHECKING:
    from spacy.strings import StringStore

HOLDS = frozenset({Holds.TEXT, Holds.OVERLAPS, Holds.TOKENS, Holds.METADATA})
GROUP = "sc"
"""The span group that spaCy's span categorizer reads by default."""

LARGEST = 2_000_000_000
"""Bytes of a DocBin when it is unpacked."""

# spaCy's numbers of the attributes (spacy.attrs), which its files have fixed.
_ORTH, _TAG, _ENT_IOB, _ENT_TYPE, _SENT_START = 65, 75, 77, 78, 80
_ATTRS = [_ORTH, _TAG, _ENT_IOB, _ENT_TYPE, _SENT_START]
_MISSING, _INSIDE, _OUTSIDE, _BEGIN = 0, 1, 2, 3
_NO_START = 2**64 - 1  # -1
_SPAN = struct.Struct(">QQQllll")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Laid:
    """An article as spaCy cuts it: every character belongs to a token or is the one space behind it.

    Attributes:
        words: the tokens, white space that is no single space among them.
        spaces: whether a space follows.
        pos: each one's tag.
        starts: whether a sentence begins.
        read: whether it belongs to what was annotated.
        marks: those that the tokens hold, on whole tokens.
        ranges: of each mark, its first token and the one behind its last.
        entities: the marks among them that stand side by side, by number.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    pos: tuple[str, ...]
    starts: tuple[bool, ...]
    read: tuple[bool, ...]
    marks: tuple[Annotation, ...]
    ranges: tuple[tuple[int, int], ...]
    entities: tuple[int, ...]


def laid_out(article: AnnotatedArticle, options: WriteOptions) -> tuple[Laid, list[Loss]]:
    """The tokens of an article with its marks on them, and what became of marks that did not fit."""
    text = article.article.text
    marks = by_position(article.annotations)
    aligned = align(text, completed(text, article.tokens), [mark.span for mark in marks], inside=options.inside)
    losses: list[Loss] = []
    held: list[Annotation] = []
    places: set[tuple[Span, str]] = set()
    for mark, span in zip(marks, aligned.spans, strict=True):
        if span is None:
            why = "It begins or ends inside a token, or is white space only; spaCy marks whole tokens."
            losses.append(loss(article, mark, "left out", why))
        elif (span, mark.label) in places:
            losses.append(loss(article, mark, "left out", "On whole tokens it is the same as another mark."))
        else:
            places.add((span, mark.label))
            held.append(mark if span == mark.span else mark.but(span=span))
            if span != mark.span:
                wider = span.start < mark.span.start or span.end > mark.span.end
                losses.append(
                    loss(article, mark, "widened", "It was widened to whole tokens.")
                    if wider
                    else loss(article, mark, "changed", "White space was cut off its ends.")
                )
    tokens = list(_with_white_space(text, aligned.tokens))
    firsts = {token.span.start: number for number, token in enumerate(tokens)}
    lasts = {token.span.end: number + 1 for number, token in enumerate(tokens)}
    kept = {mark.id for mark in flatten(held)[0]}
    crossing = "It overlaps another mark: it is in the span group “sc”, but not among the entities."
    losses += [loss(article, mark, "changed", crossing) for mark in held if mark.id not in kept]
    zones = sorted(zone.span for zone in article.article.zones if zone.kind in READ_ZONES)
    everything = options.whole_text or not article.article.zones
    laid = Laid(
        tuple(text[token.span.start : token.span.end] for token in tokens),
        tuple(text[token.span.end : token.span.end + 1] == " " for token in tokens),
        tuple(token.pos for token in tokens),
        tuple(token.sentence_start for token in tokens),
        (True,) * len(tokens) if everything else tuple(_inside(tokens, zones)),
        tuple(held),
        tuple((firsts[mark.span.start], lasts[mark.span.end]) for mark in held),
        tuple(number for number, mark in enumerate(held) if mark.id in kept),
    )
    return laid, losses


def _inside(tokens: Sequence[Token], zones: Sequence[Span]) -> Iterator[bool]:
    """Whether each token shares a character with a zone; both stand in order."""
    following = 0
    for token in tokens:
        while following < len(zones) and zones[following].end <= token.span.start:
            following += 1
        yield following < len(zones) and zones[following].start < token.span.end


def _with_white_space(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens, and between them such of white space that is more than one space, as spaCy makes them."""
    at = 0
    for token in tokens:
        if token.span.start > at:
            yield Token(Span(at, token.span.start))
        yield token
        at = token.span.end
        at += text[at : at + 1] == " "
    if at < len(text):
        yield Token(Span(at, len(text)))


class DocBinWriter:
    """Writes a DocBin to an open binary stream; the tokens wait in a temporary file, as their number comes first."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        from spacy.strings import StringStore

        self._stream = stream
        self._options = options
        self._store = StringStore()
        self._hashes: dict[str, int] = {"": 0}
        self._tokens: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `finish`, or with this writer
        self._spaces = bytearray()
        self._lengths: list[int] = []
        self._groups: list[bytes] = []
        self._user: list[bytes] = []

    def add(self, article: AnnotatedArticle) -> Written:
        """Adds one article."""
        laid, losses = laid_out(article, self._options)
        plain = article.article
        self._tokens.write(self._rows(laid))
        self._spaces += bytes(laid.spaces)
        self._lengths.append(len(laid.words))
        self._groups.append(self._group(laid))
        meta = {name: value for name, value in meta_to_json(plain.meta).items() if value is not None}
        # As JSON, as msgpack has no number of more than 64 bits.
        self._user.append(_pack({"id": plain.id, "meta": json.dumps(meta)}))
        held = replace(article, annotations=laid.marks, relations=())
        return Written(digest(held), laid.marks, tuple(losses))

    def _hash(self, word: str) -> int:
        found = self._hashes.get(word)
        if found is None:
            found = self._hashes[word] = self._store.add(word)
        return found

    def _rows(self, laid: Laid) -> bytes:
        iob = [_OUTSIDE if read else _MISSING for read in laid.read]
        kinds = [0] * len(iob)
        for number in laid.entities:
            first, last = laid.ranges[number]
            kind = self._hash(laid.marks[number].label)
            iob[first:last] = [_BEGIN, *[_INSIDE] * (last - first - 1)]
            kinds[first:last] = [kind] * (last - first)
        words = [self._hashes.get(word) or self._hash(word) for word in laid.words]
        tags = [self._hashes.get(tag, 0) or self._hash(tag) for tag in laid.pos]
        starts = [1 if start else _NO_START for start in laid.starts]
        starts[:1] = [1] * len(starts[:1])
        rows = [value for row in zip(words, tags, iob, kinds, starts, strict=True) for value in row]
        return struct.pack(f"<{len(rows)}Q", *rows)

    def _group(self, laid: Laid) -> bytes:
        if not laid.marks:
            return _pack({})
        ends: list[int] = []
        at = 0
        for word, space in zip(laid.words, laid.spaces, strict=True):
            at += len(word)
            ends.append(at)
            at += space
        spans = [
            _SPAN.pack(
                self._hash(mark.id), 0, self._hash(mark.label), first, last,
                ends[first] - len(laid.words[first]), ends[last - 1],
            )
            for mark, (first, last) in zip(laid.marks, laid.ranges, strict=True)
        ]  # fmt: skip
        groups: dict[Any, Any] = {_pack({"name": GROUP, "attrs": {}, "spans": spans}): [GROUP]}
        return _pack(groups)

    def finish(self) -> None:
        """Writes the DocBin."""
        squeeze = zlib.compressobj(6)
        count = len(self._lengths)

        def put(content: bytes) -> None:
            self._stream.write(squeeze.compress(content))

        small = {
            "version": "0.1",
            "attrs": _ATTRS,
            "spaces": bytes(self._spaces),
            "lengths": struct.pack(f"<{count}i", *self._lengths),
            "strings": sorted(self._hashes),
            "cats": [{}] * count,
            "flags": [{"has_unknown_spaces": False}] * count,
            "span_groups": self._groups,
            "user_data": self._user,
        }
        # A map of msgpack: its head, then names and values; the tokens' value is copied without being read into memory.
        put(bytes([0x80 | (len(small) + 1)]))
        for name, value in small.items():
            put(_pack(name) + _pack(value))
        size = self._tokens.tell()
        if size >= 1 << 32:
            raise UserError("These articles are too many for one .spacy file. Export them in parts.")
        put(_pack("tokens") + b"\xc6" + struct.pack(">I", size))
        self._tokens.seek(0)
        while chunk := self._tokens.read(_CHUNK):
            put(chunk)
        self._tokens.close()
        self._stream.write(squeeze.flush())


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything a DocBin of ours holds."""
    meta = article.article.meta
    extra = {name: value for name, value in meta.extra.items() if value is not None}
    plain = article.article.but(meta=replace(meta, extra=extra))
    return standoff.digest(replace(article, article=plain, relations=()), holds=HOLDS, ids=True)


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The docs of a DocBin, each as an article: its entities, and the spans of all its groups.

    Raises:
        UserError: naming the file (and the number of the doc) and what is wrong with it.
    """
    count = 0
    try:
        for doc in _docs(path):
            count += 1
            yield _article(doc, path.name)
    except UserError:
        raise
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, KeyError, TypeError, IndexError, struct.error, OverflowError, RecursionError) as error:
        where = f" at article {count:,}" if count else ""
        raise UserError(
            f"{path.name} is damaged{where}, or is no .spacy file of spaCy 3. Write it anew with `spacy convert`.",
            details=f"{type(error).__name__}: {error}",
        ) from error


@dataclass(frozen=True, slots=True)
class _Doc:
    words: list[str]
    spaces: list[bool]
    rows: Any
    attrs: list[int]
    strings: StringStore
    groups: bytes
    user: dict[str, Any]
    unknown_spaces: bool


def _docs(path: Path) -> Iterator[_Doc]:
    import numpy
    from spacy.strings import StringStore

    told = _unpack(_unpacked(path))
    if not isinstance(told, dict):
        raise TypeError("no map")
    attrs = [int(each) for each in told["attrs"]]
    strings = StringStore([each for each in told["strings"] if isinstance(each, str)])
    lengths = numpy.frombuffer(told["lengths"], dtype="<i4")
    rows = numpy.frombuffer(told["tokens"], dtype="<u8")
    spaces = numpy.frombuffer(told["spaces"], dtype=bool)
    if _ORTH not in attrs or (lengths < 0).any():
        raise ValueError("no words")
    total = int(lengths.sum(dtype="int64"))
    if rows.size != total * len(attrs) or spaces.size != total:
        raise ValueError("lengths that do not fit")
    rows = rows.reshape(total, len(attrs))
    none: list[Any] = [None] * len(lengths)
    groups, flags, user = (told.get(name) or none for name in ("span_groups", "flags", "user_data"))
    words = rows[:, attrs.index(_ORTH)]
    at = 0
    for number, length in enumerate(lengths.tolist()):
        flag = flags[number]
        yield _Doc(
            [_word(strings, each) for each in words[at : at + length].tolist()],
            spaces[at : at + length].tolist(),
            rows[at : at + length],
            attrs,
            strings,
            groups[number] or b"",
            _user(user[number]),
            isinstance(flag, dict) and flag.get("has_unknown_spaces") is True,
        )
        at += length


# srsly's own two functions look through all installed packages at every call, for encoders of numpy's arrays. A DocBin
# has none of these in it, but some values for each doc.


@cache
def _packer() -> Any:
    from srsly.msgpack import Packer

    return Packer(use_bin_type=True)


def _pack(value: object) -> bytes:
    return _packer().pack(value)


def _unpack(content: bytes) -> Any:
    from srsly.msgpack import unpackb

    return unpackb(content, raw=False, use_list=True, object_pairs_hook=dict)


def _word(strings: StringStore, number: int) -> str:
    """A word by its hash; raises KeyError."""
    return str(strings[number])


def _unpacked(path: Path) -> bytes:
    """The content, unpacked as far as is reasonable."""
    squeezed = zlib.decompressobj()
    found = bytearray()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            try:
                found += squeezed.decompress(chunk, LARGEST + 1 - len(found))
            except zlib.error as error:
                raise ValueError("not compressed") from error
            read = file.tell()
            if len(found) > LARGEST or (len(found) > 200_000_000 and len(found) > 400 * read):
                raise UserError(
                    f"{path.name} unpacks to far more than a .spacy file holds ({len(found) / 1e6:,.0f} MB). Split it "
                    "into smaller files."
                )
    if not squeezed.eof:
        raise ValueError("cut off")
    return bytes(found)


def _user(content: Any) -> dict[str, Any]:
    """What we put beside a doc; what others put there may be anything."""
    if not isinstance(content, bytes):
        return {}
    found = _unpack(content)
    return found if isinstance(found, dict) else {}


def _article(doc: _Doc, name: str) -> AnnotatedArticle:
    spaces = doc.spaces
    if doc.unknown_spaces:
        spaces = [True] * (len(spaces) - 1) + [False] * bool(spaces)
    places: list[tuple[int, int]] = []
    parts: list[str] = []
    at = 0
    for word, space in zip(doc.words, spaces, strict=True):
        if not word:
            raise ValueError("an empty token")
        places.append((at, at + len(word)))
        parts += (word, " ") if space else (word,)
        at += len(word) + space
    raw = "".join(parts)
    text = canonical(raw)
    moved = standoff.moves(raw, text)
    if moved is not None:
        places = [(moved[start], moved[end]) for start, end in places]
    given = doc.user.get("meta")
    given = json.loads(given) if isinstance(given, str) else None
    meta = meta_from_json(given if isinstance(given, dict) else {})
    named = doc.user.get("id")
    named = named if isinstance(named, str) and named else None
    if named is None:
        meta = replace(meta, source=meta.source or name)
    laid = read_layout(text, meta=meta)
    article = Article.from_raw(RawArticle(text, meta, laid.zones) if named else laid, article_id=named)
    remarks = ["White space between tokens is not in the file; one space was put there."] if doc.unknown_spaces else []
    return AnnotatedArticle(article, _annotations(doc, places), (), _tokens(doc, places), remarks=tuple(remarks))


def _annotations(doc: _Doc, places: Sequence[tuple[int, int]]) -> tuple[Annotation, ...]:
    found: dict[tuple[int, int, str], Annotation] = {}
    taken: set[str] = set()
    for first, last, label, named, group in [*_spans(doc), *((*each, "", "") for each in _entities(doc))]:
        if not 0 <= first < last <= len(places):
            raise ValueError(f"a span of tokens {first}-{last}")
        key = (places[first][0], places[last - 1][1], label)
        if key in found or not label.strip() or key[0] == key[1]:
            continue
        if not named or named in taken:
            named = next(name for number in range(len(found) + 1, 10**9) if (name := f"a{number}") not in taken)
        taken.add(named)
        attributes = {"group": group} if group not in ("", GROUP) else {}
        span = Span(key[0], key[1])
        found[key] = Annotation(named, span, label, Status.ACCEPTED, "import:spacy", None, attributes)
    return tuple(by_position(found.values()))


def _entities(doc: _Doc) -> Iterator[tuple[int, int, str]]:
    if _ENT_IOB not in doc.attrs or _ENT_TYPE not in doc.attrs:
        return
    signs = doc.rows[:, doc.attrs.index(_ENT_IOB)].tolist()
    kinds = doc.rows[:, doc.attrs.index(_ENT_TYPE)].tolist()
    first = kind = 0
    for number in range(len(signs) + 1):
        sign = signs[number] if number < len(signs) else _OUTSIDE
        if kind and not (sign == _INSIDE and kinds[number] == kind):
            yield first, number, _word(doc.strings, kind)
            kind = 0
        if sign in (_BEGIN, _INSIDE) and not kind:
            first, kind = number, kinds[number]


def _spans(doc: _Doc) -> Iterator[tuple[int, int, str, str, str]]:
    if not doc.groups:
        return
    told = _unpack(doc.groups)
    if isinstance(told, list):  # as spaCy 3.0 wrote them
        told = {each: [_unpack(each)["name"]] for each in told}
    for content, names in told.items():
        group = _unpack(content)
        for packed in group["spans"]:
            if len(packed) == _SPAN.size:
                span_id, _, label, first, last, _, _ = _SPAN.unpack(packed)
            else:
                span_id, (_, label, first, last, _, _) = 0, struct.unpack(">QQllll", packed)
            named = _word(doc.strings, span_id) if span_id in doc.strings else ""
            yield first, last, _word(doc.strings, label), named, str(names[0])


def _tokens(doc: _Doc, places: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
    pos = doc.rows[:, doc.attrs.index(_TAG)].tolist() if _TAG in doc.attrs else [0] * len(places)
    starts = doc.rows[:, doc.attrs.index(_SENT_START)].tolist() if _SENT_START in doc.attrs else [0] * len(places)
    return tuple(
        Token(Span(start, end), _word(doc.strings, tag) if tag else "", begins == 1)
        for (start, end), word, tag, begins in zip(places, doc.words, pos, starts, strict=True)
        if start < end and not word.isspace()
    )


DATASET = DatasetFormat("spacy", (".spacy",), "spaCy's binary training data (DocBin)", read, holds=HOLDS)
WRITER = WriterFormat(
    "spacy",
    ".spacy",
    "spaCy binary: training data, entities and the span group “sc”",
    DocBinWriter,
    read,
    digest,
    holds=HOLDS,
    choices=frozenset({Choice.INSIDE, Choice.WHOLE_TEXT}),
)
