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
import marshal
import struct
import tempfile
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from itertools import accumulate
from operator import add, sub
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle, Token, Tokens
from pressmark.core.codec import meta_from_json, meta_to_json
from pressmark.core.errors import UserError
from pressmark.core.layout import read_layout
from pressmark.core.messages import Message
from pressmark.core.overlap import flatten
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.core.tokens import align, completed
from pressmark.core.zones import READ_ZONES
from pressmark.formats import standoff
from pressmark.formats.base import Choice, DatasetFormat, Holds, WriteOptions, WriterFormat, Written, loss
from pressmark.formats.decoding import unreadable
from pressmark.formats.docbin_file import (
    CHUNK,
    ENT_IOB,
    ENT_TYPE,
    ORTH,
    SENT_START,
    TAG,
    Doc,
    docs,
    hash_of,
    pack,
    packer,
    unpack,
)

HOLDS = frozenset({Holds.TEXT, Holds.OVERLAPS, Holds.TOKENS, Holds.METADATA})
GROUP = "sc"
"""The span group that spaCy's span categorizer reads by default."""

_ATTRS = [ORTH, TAG, ENT_IOB, ENT_TYPE, SENT_START]
_MISSING, _INSIDE, _OUTSIDE, _BEGIN = 0, 1, 2, 3
_NO_START = 2**64 - 1  # -1
_SPAN = struct.Struct(">QQQllll")


class Laid(Struct, frozen=True):
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
            why = Message("It begins or ends inside a token, or is white space only; spaCy marks whole tokens.")
            losses.append(loss(article, mark, "left out", why))
        elif (span, mark.label) in places:
            losses.append(loss(article, mark, "left out", Message("On whole tokens it is the same as another mark.")))
        else:
            places.add((span, mark.label))
            held.append(mark if span == mark.span else mark.but(span=span))
            if span != mark.span:
                wider = span.start < mark.span.start or span.end > mark.span.end
                losses.append(
                    loss(article, mark, "widened", Message("It was widened to whole tokens."))
                    if wider
                    else loss(article, mark, "changed", Message("White space was cut off its ends."))
                )
    tokens = _with_white_space(text, aligned.tokens)
    firsts = {start: number for number, start in enumerate(tokens.starts)}
    lasts = {end: number for number, end in enumerate(tokens.ends, 1)}
    kept = {mark.id for mark in flatten(held)[0]}
    crossing = Message("It overlaps another mark: it is in the span group “sc”, but not among the entities.")
    losses += [loss(article, mark, "changed", crossing) for mark in held if mark.id not in kept]
    zones = sorted(zone.span for zone in article.article.zones if zone.kind in READ_ZONES)
    everything = options.whole_text or not article.article.zones
    laid = Laid(
        tuple(tokens.words(text)),
        tuple([text[end : end + 1] == " " for end in tokens.ends]),
        tuple(tokens.pos),
        tuple(tokens.begins),
        (True,) * len(tokens) if everything else tuple(_inside(tokens, zones)),
        tuple(held),
        tuple((firsts[mark.span.start], lasts[mark.span.end]) for mark in held),
        tuple(number for number, mark in enumerate(held) if mark.id in kept),
    )
    return laid, losses


def _inside(tokens: Tokens, zones: Sequence[Span]) -> Iterator[bool]:
    """Whether each token shares a character with a zone; both stand in order."""
    following = 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        while following < len(zones) and zones[following].end <= start:
            following += 1
        yield following < len(zones) and zones[following].start < end


def _with_white_space(text: str, tokens: Tokens) -> Tokens:
    """Tokens, and between them such of white space that is more than one space, as spaCy makes them."""
    gaps: list[tuple[int, int, int]] = []
    at = 0
    for number, (start, end) in enumerate(zip(tokens.starts, tokens.ends, strict=True)):
        if start > at:
            gaps.append((number, at, start))
        at = end + (text[end : end + 1] == " ")
    if at < len(text):
        gaps.append((len(tokens), at, len(text)))
    if not gaps:
        return tokens
    found = Tokens([*tokens.starts], [*tokens.ends], [*tokens.pos], [*tokens.begins])
    for number, start, end in reversed(gaps):
        found.starts.insert(number, start)
        found.ends.insert(number, end)
        found.pos.insert(number, "")
        found.begins.insert(number, False)
    return found


class DocBinWriter:
    """Writes a DocBin to an open binary stream; what grows waits in temporary files, as its length comes first."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._stream = stream
        self._options = options
        self._hashes: dict[str, int] = {"": 0}
        # Closed in `finish`, or with this writer.
        self._tokens: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        self._groups: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        self._user: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        self._spaces = bytearray()
        self._lengths = array("i")

    def add(self, article: AnnotatedArticle) -> Written:
        """Adds one article."""
        laid, losses = laid_out(article, self._options)
        plain = article.article
        self._tokens.write(self._rows(laid))
        self._spaces += bytes(laid.spaces)
        self._lengths.append(len(laid.words))
        self._groups.write(pack(self._group(laid)))
        meta = {name: value for name, value in meta_to_json(plain.meta).items() if value is not None}
        # As JSON, as msgpack has no number of more than 64 bits.
        self._user.write(pack(pack({"id": plain.id, "meta": json.dumps(meta)})))
        proof = _digest(plain.id, plain.text, plain.meta, by_position(laid.marks))
        return Written(proof, laid.marks, tuple(losses))

    def _hash(self, word: str) -> int:
        found = self._hashes.get(word)
        if found is None:
            found = self._hashes[word] = hash_of(word)
        return found

    def _rows(self, laid: Laid) -> bytes:
        iob = [_OUTSIDE if read else _MISSING for read in laid.read]
        kinds = [0] * len(iob)
        for number in laid.entities:
            first, last = laid.ranges[number]
            kind = self._hash(laid.marks[number].label)
            iob[first:last] = [_BEGIN, *[_INSIDE] * (last - first - 1)]
            kinds[first:last] = [kind] * (last - first)
        known, new = self._hashes.get, self._hash
        rows = [0] * (len(_ATTRS) * len(iob))
        rows[0::5] = [known(word) or new(word) for word in laid.words]
        rows[1::5] = [known(tag, 0) or new(tag) for tag in laid.pos]
        rows[2::5] = iob
        rows[3::5] = kinds
        rows[4::5] = [1 if start else _NO_START for start in laid.starts]
        if rows:
            rows[4] = 1
        return struct.pack(f"<{len(rows)}Q", *rows)

    def _group(self, laid: Laid) -> bytes:
        if not laid.marks:
            return pack({})
        spans = [
            _SPAN.pack(self._hash(mark.id), 0, self._hash(mark.label), first, last, mark.span.start, mark.span.end)
            for mark, (first, last) in zip(laid.marks, laid.ranges, strict=True)
        ]
        groups: dict[Any, Any] = {pack({"name": GROUP, "attrs": {}, "spans": spans}): [GROUP]}
        return pack(groups)

    def finish(self) -> None:
        """Writes the DocBin."""
        squeeze = zlib.compressobj(6)
        count = len(self._lengths)

        def put(content: bytes) -> None:
            self._stream.write(squeeze.compress(content))

        small: dict[str, Any] = {
            "version": "0.1",
            "attrs": _ATTRS,
            "spaces": bytes(self._spaces),
            "lengths": struct.pack(f"<{count}i", *self._lengths),
            "strings": sorted(self._hashes),
        }
        head = packer().pack_array_header(count)
        size = self._tokens.tell()
        if size >= 1 << 32:
            raise UserError("These articles are too many for one .spacy file. Export them in parts.")
        # A map of msgpack: its head, then names and values; what is large is copied without being read into memory.
        put(bytes([0x80 | (len(small) + 5)]))
        for name, value in small.items():
            put(pack(name) + pack(value))
        for name, value in (("cats", {}), ("flags", {"has_unknown_spaces": False})):
            put(pack(name) + head + pack(value) * count)
        large = {"span_groups": (head, self._groups), "user_data": (head, self._user)}
        large["tokens"] = (b"\xc6" + struct.pack(">I", size), self._tokens)
        for name, (its_head, file) in large.items():
            put(pack(name) + its_head)
            file.seek(0)
            while chunk := file.read(CHUNK):
                put(chunk)
            file.close()
        self._stream.write(squeeze.flush())
        self._hashes = {}  # most of what this has in memory; the reader makes its own


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything a DocBin of ours holds."""
    plain = article.article
    return _digest(plain.id, plain.text, plain.meta, by_position(article.annotations))


def _digest(article_id: str, text: str, meta: ArticleMeta, marks: Iterable[Annotation]) -> bytes:
    told = {name: value for name, value in meta_to_json(meta).items() if value is not None}
    rows = [(mark.id, mark.span.start, mark.span.end, mark.label) for mark in marks]
    # Version 2 of marshal gives equal values the same bytes.
    plainly = marshal.dumps((article_id, text, rows), 2) + json.dumps(told, sort_keys=True).encode("ascii")
    return blake2b(plainly, digest_size=16).digest()


def digests(path: Path) -> Iterator[bytes]:
    """`digest` of each article that `read` gives of a file that `DocBinWriter` wrote; raises as `read`."""
    with _told(path) as told:
        for doc in docs(path):
            told.count += 1
            text, places = _text(doc)
            meta = meta_from_json(json.loads(doc.user["meta"]))
            yield _digest(doc.user["id"], text, meta, _annotations(doc, places))


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The docs of a DocBin, each as an article: its entities, and the spans of all its groups.

    Raises:
        UserError: naming the file (and the number of the doc) and what is wrong with it.
    """
    with _told(path) as told:
        for doc in docs(path):
            told.count += 1
            yield _article(doc, path.name)


class _Told(Struct):
    count: int = 0


@contextmanager
def _told(path: Path) -> Iterator[_Told]:
    """Turns what a broken file raises into a sentence with the number of the article that was begun last."""
    from srsly.msgpack.exceptions import UnpackException

    told = _Told()
    try:
        yield told
    except UserError:
        raise
    except OSError as error:
        raise unreadable(path, error) from error
    except (UnpackException, ValueError, LookupError, TypeError, struct.error, OverflowError, RecursionError) as error:
        raise UserError(
            "{name} is damaged (articles read before that: {count:,}), or is no .spacy file of spaCy 3. Write it anew "
            "with `spacy convert`.",
            name=path.name,
            count=max(told.count - 1, 0),
            details=f"{type(error).__name__}: {error}",
        ) from error


def _text(doc: Doc) -> tuple[str, list[tuple[int, int]]]:
    """The text, and where each token stands in it."""
    spaces = doc.spaces
    if doc.unknown_spaces:
        spaces = [True] * (len(spaces) - 1) + [False] * bool(spaces)
    if "" in doc.words:
        raise ValueError("an empty token")
    raw = "".join([f"{word} " if space else word for word, space in zip(doc.words, spaces, strict=True)])
    lengths = list(map(len, doc.words))
    ends = list(map(sub, accumulate(map(add, lengths, spaces)), spaces))
    places = list(zip(map(sub, ends, lengths), ends, strict=True))
    text = canonical(raw)
    moved = standoff.moves(raw, text)
    if moved is not None:
        places = [(moved[start], moved[end]) for start, end in places]
    return text, places


def _article(doc: Doc, name: str) -> AnnotatedArticle:
    text, places = _text(doc)
    given = doc.user.get("meta")
    given = json.loads(given) if isinstance(given, str) else None
    meta = meta_from_json(given if isinstance(given, dict) else {})
    named = doc.user.get("id")
    named = named if isinstance(named, str) and named else None
    if named is None:
        meta = replace(meta, source=meta.source or name)
    laid = read_layout(text, meta=meta)
    article = Article.from_raw(RawArticle(text, meta, laid.zones) if named else laid, article_id=named)
    remarks = [standoff.SPACES_PUT_IN] if doc.unknown_spaces else []
    return AnnotatedArticle(article, _annotations(doc, places), (), _tokens(doc, places), remarks=tuple(remarks))


def _annotations(doc: Doc, places: Sequence[tuple[int, int]]) -> tuple[Annotation, ...]:
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


def _entities(doc: Doc) -> Iterator[tuple[int, int, str]]:
    if ENT_IOB not in doc.attrs or ENT_TYPE not in doc.attrs:
        return
    signs = doc.rows[:, doc.attrs.index(ENT_IOB)].tolist()
    kinds = doc.rows[:, doc.attrs.index(ENT_TYPE)].tolist()
    first = kind = 0
    for number in range(len(signs) + 1):
        sign = signs[number] if number < len(signs) else _OUTSIDE
        if kind and not (sign == _INSIDE and kinds[number] == kind):
            yield first, number, doc.strings[kind]
            kind = 0
        if sign in (_BEGIN, _INSIDE) and not kind:
            first, kind = number, kinds[number]


def _spans(doc: Doc) -> Iterator[tuple[int, int, str, str, str]]:
    if not doc.groups:
        return
    told = unpack(doc.groups)
    if isinstance(told, list):  # as spaCy 3.0 wrote them
        told = {each: [unpack(each)["name"]] for each in told}
    for content, names in told.items():
        group = unpack(content)
        for packed in group["spans"]:
            if len(packed) == _SPAN.size:
                span_id, _, label, first, last, _, _ = _SPAN.unpack(packed)
            else:
                span_id, (_, label, first, last, _, _) = 0, struct.unpack(">QQllll", packed)
            named = doc.strings.get(span_id, "")
            yield first, last, doc.strings[label], named, str(names[0])


def _tokens(doc: Doc, places: Sequence[tuple[int, int]]) -> Tokens:
    pos = doc.rows[:, doc.attrs.index(TAG)].tolist() if TAG in doc.attrs else [0] * len(places)
    starts = doc.rows[:, doc.attrs.index(SENT_START)].tolist() if SENT_START in doc.attrs else [0] * len(places)
    return Tokens.of(
        Token(Span(start, end), doc.strings[tag] if tag else "", begins == 1)
        for (start, end), word, tag, begins in zip(places, doc.words, pos, starts, strict=True)
        if start < end and not word.isspace()
    )


DATASET = DatasetFormat("spacy", (".spacy",), "spaCy's binary training data (DocBin)", read, holds=HOLDS)
WRITER = WriterFormat(
    "spacy",
    ".spacy",
    Message("spaCy binary: training data, entities and the span group “sc”"),
    DocBinWriter,
    read,
    digest,
    holds=HOLDS,
    choices=frozenset({Choice.INSIDE, Choice.WHOLE_TEXT}),
    digests=digests,
)
