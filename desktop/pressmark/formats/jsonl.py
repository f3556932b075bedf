"""JSON lines (.jsonl): one article a line, everything a project knows about it (`interfaces.md`).

Reading accepts less than writing gives: lines of Prodigy and of scripts that have only `text` and `spans`, without ids,
zones, metadata or statuses.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.annotations import Annotations
from pressmark.core.article import Article, RawArticle, Token
from pressmark.core.codec import annotation_to_json, meta_from_json, meta_to_json, relation_to_json
from pressmark.core.errors import FaultError, SpanError
from pressmark.core.layout import read_layout
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.core.tokens import completed
from pressmark.core.zones import Zone, ZoneKind
from pressmark.formats import json_reading, jsonl_plain, standoff
from pressmark.formats.base import WriteOptions, Written
from pressmark.formats.decoding import unreadable
from pressmark.formats.text_lines import wrong_line

Json = dict[str, Any]

# Line separators that JSON allows in a string but many tools take for the end of a line.
LONGEST_LINE = 200_000_000
"""Bytes; four times what an article file may have, as its marks stand in the line too."""

_BUFFER = 1 << 20
_LINE_SEPARATORS = tuple((separator.encode(), f"\\u{ord(separator):04x}".encode()) for separator in "\x85\u2028\u2029")


class LineError(FaultError):
    """What is wrong in a line, as a sentence without its place."""


class JsonlWriter:
    """Writes the lossless format to an open binary stream."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._stream = stream
        del options  # the lossless format leaves no choice

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one line."""
        self._stream.write(encoded(article))
        return Written(digest(article), article.annotations)

    def finish(self) -> None:
        """Nothing stands behind the last line."""


def encoded(article: AnnotatedArticle) -> bytes:
    """One article as a line of UTF-8 with its line end; the same article always gives the same bytes."""
    line = jsonl_plain.encoded(article)
    if line is None:
        try:
            line = json.dumps(to_row(article), ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            # Half a surrogate pair in a note or in metadata: UTF-8 cannot hold it, a JSON escape can.
            return (json.dumps(to_row(article)) + "\n").encode("ascii")
    for separator, escape in _LINE_SEPARATORS:
        # One byte is looked for twenty times as fast as two.
        if separator[:1] in line and separator in line:
            line = line.replace(separator, escape)
    return line + b"\n"


def to_row(article: AnnotatedArticle) -> Json:
    """The JSON object of one article; the order of its keys is part of the format."""
    plain = article.article
    text = plain.text
    tokens = completed(text, article.tokens)
    row: Json = {
        "id": plain.id,
        "text": text,
        "meta": meta_to_json(plain.meta),
        "zones": [{"kind": str(z.kind), "start": z.span.start, "end": z.span.end} for z in plain.zones],
        "tokens": [_token_row(text, number, token) for number, token in enumerate(tokens)],
        "spans": [_span_row(text, each, tokens.starts, tokens.ends) for each in by_position(article.annotations)],
        "relations": [relation_to_json(relation) for relation in article.relations],
    }
    if plain.done:
        row["done"] = True
    row["answer"] = article.answer
    return row


def _token_row(text: str, number: int, token: Token) -> Json:
    end = token.span.end
    row: Json = {
        "id": number,
        "text": text[token.span.start : end],
        "start": token.span.start,
        "end": end,
        "ws": text[end : end + 1].isspace(),
    }
    if token.pos:
        row["pos"] = token.pos
    if token.sentence_start:
        row["sent_start"] = True
    return row


def _span_row(text: str, annotation: Annotation, starts: Sequence[int], ends: Sequence[int]) -> Json:
    row = annotation_to_json(annotation)
    start, end = annotation.span.start, annotation.span.end
    first, last = bisect_left(starts, start), bisect_left(ends, end)
    aligned = first < len(starts) and starts[first] == start and last < len(ends) and ends[last] == end
    return {
        "id": row.pop("id"),
        "start": row.pop("start"),
        "end": row.pop("end"),
        "text": text[start:end],
        "label": row.pop("label"),
        "token_start": first if aligned else None,
        "token_end": last if aligned else None,
        **row,
    }


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything in an article but its tokens, which any tokeniser gives again.

    Only for comparisons within one run of the program.
    """
    plain = article.article
    marks = Annotations.of(article.annotations).by_position()
    plainly = (
        plain.id,
        plain.text,
        [(str(zone.kind), zone.span.start, zone.span.end) for zone in plain.zones],
        plain.done,
        (marks.ids, marks.starts, marks.ends, marks.labels, marks.statuses, marks.origins, marks.scores, marks.notes),
        [(relation.id, relation.head, relation.child, relation.label) for relation in article.relations],
        article.answer,
    )
    # What others bring along may hold mappings, tuples and numbers of any size, which JSON makes equal to what it reads
    # back; all else is strings and small numbers, which MessagePack writes several times as fast.
    values = [meta_to_json(plain.meta), marks.attributes]
    try:
        content = _PLAINLY.encode(plainly) + _SORTED.encode(values)
    except UnicodeEncodeError:  # half a surrogate pair
        content = json.dumps([plainly, values], sort_keys=True, default=_mapping).encode("ascii")
    return sha256(content).digest()[:16]


def _mapping(value: object) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no JSON value")


_PLAINLY = msgspec.msgpack.Encoder()
_SORTED = msgspec.json.Encoder(order="sorted", enc_hook=_mapping)


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a file, lazily, in its order.

    Raises:
        UserError: naming file and line.
    """
    return read_part(path, 0, None)


def read_part(path: Path, begin: int, end: int | None) -> Iterator[AnnotatedArticle]:
    """The articles of the lines that begin in a part of a file, lazily, in its order; raises as `read`.

    Args:
        path: the file.
        begin: in bytes, where a line begins.
        end: in bytes, None for all that follows.
    """
    number = 0
    at = begin
    try:
        with path.open("rb", buffering=_BUFFER) as file:
            file.seek(begin)
            for number, line in enumerate(file, 1):
                if end is not None and at >= end:
                    return
                at += len(line)
                if number == 1 and not begin:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if len(line) > LONGEST_LINE:
                    raise LineError("the article is longer than 200 MB, which no page can show. Split it.")
                if not line.isspace():
                    yield _from_line(line)
    except LineError as error:
        raise wrong_line(path.name, number + _lines_before(path, begin), error.sentence) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _lines_before(path: Path, place: int) -> int:
    with path.open("rb", buffering=_BUFFER) as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(min(_BUFFER, place - file.tell())), b""))


def _from_line(line: bytes) -> AnnotatedArticle:
    plain = jsonl_plain.read(line)
    if plain is not None:
        return plain
    try:
        row = json_reading.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LineError("this is not UTF-8. Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise LineError(
            "this is not JSON ({msg} at character {pos}). Mend or remove the line.", msg=error.msg, pos=error.pos + 1
        ) from error
    except json_reading.JsonError as error:
        raise LineError(error.sentence) from error
    except ValueError as error:  # Python refuses numbers of thousands of digits
        raise LineError("a number has too many digits. Mend or remove it.") from error
    except RecursionError as error:
        raise LineError("this JSON is nested too deeply. Mend or remove the line.") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise LineError("an article needs a “text”. Write one JSON object with a text in each line.")
    return from_row(json_reading.whole(row) if b"\\ud" in line.lower() else row)


def from_row(row: Json) -> AnnotatedArticle:
    """One article from its JSON object.

    Raises:
        LineError: saying what is wrong with it.
    """
    text = canonical(row["text"])
    moved = standoff.moves(row["text"], text)
    meta_row = row.get("meta")
    meta = meta_from_json(meta_row if isinstance(meta_row, dict) else {})
    if "zones" in row and row["zones"] is not None:
        raw = RawArticle(text, meta, _zones(_list(row, "zones"), text, moved))
    else:
        raw = read_layout(text, meta=meta)
    named = row.get("id")
    article = Article.from_raw(raw, article_id=str(named) if named not in (None, "") else None)
    if row.get("done") is True:
        article = replace(article, done=True)
    answer = row.get("answer")
    answer = answer if isinstance(answer, str) else "accept"
    # A task that was rejected or skipped as a whole says nothing of its spans.
    status = Status.ACCEPTED if answer == "accept" else Status.SUGGESTED
    annotations = _annotations(_list(row, "spans"), text, moved, status)
    return AnnotatedArticle(
        article,
        annotations,
        _relations(_list(row, "relations"), annotations),
        _tokens(_list(row, "tokens"), text, moved),
        answer,
    )


def _list(row: Json, key: str) -> list[Json]:
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise LineError("“{key}” is not a list of objects. Mend or remove it.", key=key)
    return value


def _offsets(row: Json, what: str, text: str, moved: list[int] | None) -> Span:
    start, end = row.get("start"), row.get("end")
    if moved is None and type(start) is int and type(end) is int and 0 <= start < end <= len(text):
        return Span(start, end)  # as nearly all are
    if not isinstance(start, int) or not isinstance(end, int) or isinstance(start, bool) or isinstance(end, bool):
        raise LineError("a {what} has no whole numbers as “start” and “end”. Mend or remove it.", what=what)
    if moved is not None and 0 <= start <= end < len(moved):
        start, end = moved[start], moved[end]
    try:
        span = Span(start, end)
        span.of(text)
    except SpanError as error:
        raise LineError(
            "the {what} {start}–{end} is not inside the text, which has {count:,} characters. Offsets count "
            "Unicode code points.",
            what=what,
            start=start,
            end=end,
            count=len(text),
        ) from error
    return span


def _zones(rows: list[Json], text: str, moved: list[int] | None) -> tuple[Zone, ...]:
    zones: list[Zone] = []
    for row in rows:
        try:
            kind = ZoneKind(str(row.get("kind")))
        except ValueError as error:
            raise LineError(
                "“{kind}” is no kind of zone. Use {kinds}.", kind=row.get("kind"), kinds=", ".join(ZoneKind)
            ) from error
        zones.append(Zone(_offsets(row, "zone", text, moved), kind))
    zones.sort()
    for left, right in pairwise(zones):
        if left.span.end > right.span.start:
            raise LineError(
                "the zones at {start} and {other} overlap. Mend or remove one of them.",
                start=left.span.start,
                other=right.span.start,
            )
    return tuple(zones)


def _annotations(rows: list[Json], text: str, moved: list[int] | None, status: Status) -> tuple[Annotation, ...]:
    found: list[Annotation] = []
    ids = {str(row["id"]) for row in rows if row.get("id") is not None}
    places: set[tuple[Span, str]] = set()
    number = 0
    for row in rows:
        label = row.get("label")
        if not isinstance(label, str) or not label.strip():
            raise LineError("a span has no “label”. Give it one or remove it.")
        span = _offsets(row, "span", text, moved)
        words = row.get("text")
        if isinstance(words, str) and words != text[span.start : span.end] and canonical(words) != span.of(text):
            raise LineError(
                "the span {start}–{end} says “{words}”, but there the text is “{there}”. "
                "Offsets count Unicode code points.",
                start=span.start,
                end=span.end,
                words=_short(words),
                there=_short(span.of(text)),
            )
        if (span, label) in places:
            raise LineError(
                "“{short}” at {start} is marked {label} twice. Remove one of the two.",
                short=_short(span.of(text)),
                start=span.start,
                label=label,
            )
        places.add((span, label))
        named = row.get("id")
        if named is None:
            number += 1
            while f"a{number}" in ids:
                number += 1
            named = f"a{number}"
        found.append(_annotation(row, str(named), span, label, status))
    if len({annotation.id for annotation in found}) != len(found):
        raise LineError("two spans have the same “id”. Give each its own, or none.")
    return tuple(by_position(found))


def _annotation(row: Json, named: str, span: Span, label: str, status: Status) -> Annotation:
    written = row.get("status")
    if written is not None:
        try:
            status = Status(written)
        except ValueError as error:
            raise LineError(
                "“{written}” is no status. Use {status}.", written=written, status=", ".join(Status)
            ) from error
    score = row.get("score")
    if score is not None and (not isinstance(score, int | float) or isinstance(score, bool)):
        raise LineError("the score “{short}” is not a number. Mend or remove it.", short=_short(str(score)))
    attributes = row.get("attributes")
    if attributes is not None and not isinstance(attributes, dict):
        raise LineError("“attributes” of a span is not an object. Mend or remove it.")
    origin = row.get("origin")
    note = row.get("note")
    return Annotation(
        named,
        span,
        label,
        status,
        origin if isinstance(origin, str) else "import:jsonl",
        None if score is None else float(score),
        attributes or {},
        note if isinstance(note, str) else "",
    )


def _relations(rows: list[Json], annotations: Sequence[Annotation]) -> tuple[Relation, ...]:
    ids = {annotation.id for annotation in annotations}
    places = {(a.span.start, a.span.end, a.label): a.id for a in annotations}
    found: list[Relation] = []
    for number, row in enumerate(rows, 1):
        head, child = (_end_of(row, end, places) for end in ("head", "child"))
        if head not in ids or child not in ids:
            raise LineError(
                "relation {number} has an end that is no span of this article. Mend or remove it.", number=number
            )
        label = row.get("label")
        if not isinstance(label, str) or not label.strip():
            raise LineError("relation {number} has no “label”. Give it one or remove it.", number=number)
        found.append(Relation(str(row.get("id") or f"r{number}"), head, child, label))
    if len({relation.id for relation in found}) != len(found):
        raise LineError("two relations have the same “id”. Give each its own, or none.")
    return tuple(found)


def _end_of(row: Json, end: str, places: Mapping[tuple[Any, Any, Any], str]) -> str:
    """The span at one end of a relation: by id, or as Prodigy writes it, by its place."""
    place = row.get(f"{end}_span")
    if isinstance(place, dict):
        return places.get((place.get("start"), place.get("end"), place.get("label")), "")
    return str(row.get(end, ""))


def _tokens(rows: list[Json], text: str, moved: list[int] | None) -> tuple[Token, ...]:
    found: list[Token] = []
    for row in rows:
        if row.get("start") == row.get("end"):
            continue
        pos = row.get("pos")
        span = _offsets(row, "token", text, moved)
        found.append(Token(span, pos if isinstance(pos, str) else "", row.get("sent_start") is True))
    return tuple(found)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 40 else f"{words[:39]}…"
