"""Hugging Face datasets: a folder of Parquet files with `ClassLabel` tags and a dataset card; and JSON lines of tokens.

Source: the Hugging Face documentation, "Structure your repository" and "Dataset features"; the features stand in the
Parquet schema's metadata under "huggingface", as `datasets` writes them itself, and in the card. Articles are written
in files of some thousand, so that memory does not grow with their number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import ArticleMeta, Token
from pressmark.core.codec import meta_from_json
from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.core.overlap import flatten
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.span import Span
from pressmark.core.tokens import Scheme, TagError, align, completed, decoded, scheme_of, tags
from pressmark.core.zones import READ_ZONES
from pressmark.formats import folders, json_reading, standoff
from pressmark.formats.base import Choice, DatasetFormat, Holds, WriteOptions, WriterFormat, Written, loss
from pressmark.formats.dataset_card import Part, Tally, card
from pressmark.formats.parquet import Column, ParquetFile, lists, numbers, read_rows, records, strings, write_file
from pressmark.formats.standoff import Arrow, ArticleError, Mark

HOLDS = frozenset(
    {Holds.TEXT, Holds.OVERLAPS, Holds.ATTRIBUTES, Holds.RELATIONS, Holds.STATUS, Holds.ORIGIN, Holds.NOTES,
     Holds.TOKENS, Holds.METADATA}
)  # fmt: skip

SHARD = 2_000
"""Articles in one Parquet file."""

_META = ("headline", "published", "story_code", "byline", "source", "language")
_SPAN_TEXTS = ("id", "label", "text", "status", "origin", "attributes", "note")
_SPLITS = {"dev": "validation", "development": "validation", "valid": "validation", "": "train"}
_TAG_COLUMNS = ("ner_tags", "tags", "ner", "labels", "ner_tag", "entities_tags")

Json = dict[str, Any]


class HuggingFaceWriter:
    """Writes a dataset's folder."""

    def __init__(self, folder: Path, options: WriteOptions, parts: Sequence[str]) -> None:
        self._folder = folder
        self._options = options
        self._names = {part: _split_name(part) for part in parts}
        self._tally = Tally({name: Part() for name in self._names.values()})
        self._tags = {"O": 0}
        for label in options.label_set or ():
            self._tags_of(label.name)
        self._rows: dict[str, list[Json]] = {name: [] for name in self._names.values()}
        self._shards: dict[str, list[Path]] = {name: [] for name in self._names.values()}
        self._known: dict[Path, int] = {}
        (folder / "data").mkdir()

    def _tags_of(self, label: str) -> None:
        for sign in "BI":
            self._tags.setdefault(f"{sign}-{label}", len(self._tags))

    def add(self, article: AnnotatedArticle, *, part: str) -> Written:
        """Writes one article into a part."""
        name = self._names[part]
        meta = article.article.meta
        extra = {key: value for key, value in meta.extra.items() if key not in _META}
        article = replace(article, article=article.article.but(meta=replace(meta, extra=extra)))
        row, losses = self._row(article)
        self._tally.add(article, part=name, tokens=len(row["tokens"]))
        self._rows[name].append(row)
        if len(self._rows[name]) >= SHARD:
            self._write(name)
        return Written(digest(article), tuple(article.annotations), tuple(losses))

    def _row(self, article: AnnotatedArticle) -> tuple[Json, list[Loss]]:
        plain = article.article
        text = plain.text
        marks = by_position(article.annotations)
        kept, dropped = flatten(marks)
        why = Message("It overlaps another mark: it is in the column “spans”, but not among the tags.")
        losses = [loss(article, mark, "changed", why) for mark in dropped]
        zones = [zone.span for zone in plain.zones if zone.kind in READ_ZONES]
        everything = self._options.whole_text or not plain.zones
        tokens = [
            token
            for token in completed(text, article.tokens)
            if everything or any(zone.overlaps(token.span) for zone in zones)
        ]
        laid = align(text, tokens, [mark.span for mark in kept], inside=self._options.inside)
        ranges: list[tuple[int, int, str]] = []
        taken = 0
        for mark, found, span in zip(kept, laid.ranges, laid.spans, strict=True):
            if found is None or span is None or found[0] < taken:
                why = Message("It has no tokens of its own: it is in the column “spans”, but not among the tags.")
                losses.append(loss(article, mark, "changed", why))
                continue
            if span.start < mark.span.start or span.end > mark.span.end:
                losses.append(loss(article, mark, "widened", Message("Its tags were widened to whole tokens.")))
            taken = found[1]
            self._tags_of(mark.label)
            ranges.append((*found, mark.label))
        column = tags(len(laid.tokens), ranges, Scheme.BIO)
        return {
            "id": plain.id,
            "text": text,
            "tokens": [token.span.of(text) for token in laid.tokens],
            "ner_tags": [self._tags[tag] for tag in column],
            "starts": [token.span.start for token in laid.tokens],
            "ends": [token.span.end for token in laid.tokens],
            "spans": [_span_row(text, mark) for mark in marks],
            "relations": [{"id": r.id, "head": r.head, "child": r.child, "label": r.label} for r in article.relations],
            **{name: getattr(plain.meta, name) for name in _META},
            "extra": json.dumps(plain.meta.extra) if plain.meta.extra else None,
        }, losses

    def _write(self, name: str) -> None:
        rows, self._rows[name] = self._rows[name], []
        path = self._folder / "data" / f"{name}-{len(self._shards[name]):05}.parquet"
        self._tally.parts[name].size += write_file(path, _columns(rows), self._metadata())
        self._shards[name].append(path)
        self._known[path] = len(self._tags)

    def _metadata(self) -> dict[str, str]:
        return {"huggingface": json.dumps({"info": {"features": _features(list(self._tags))}})}

    def finish(self) -> None:
        """Writes what waits, names the files as the hub does, and writes the card."""
        for name, rows in self._rows.items():
            if rows or not self._shards[name]:
                self._write(name)
        for name, shards in self._shards.items():
            for number, path in enumerate(shards):
                if self._known[path] < len(self._tags):
                    # Labels came up later: the file gets all their names.
                    write_file(path, _columns(list(read_rows(path))), self._metadata())
                path.rename(path.with_name(f"{name}-{number:05}-of-{len(shards):05}.parquet"))
        parts = [*self._names.values()]
        (self._folder / folders.ORDER).write_text(json.dumps({"parts": parts}) + "\n", encoding="utf-8")
        words = card(self._tally, _card_features(list(self._tags)), self._options.label_set)
        (self._folder / "README.md").write_bytes(words.encode("utf-8", "replace"))

    def close(self) -> None:
        """No file stays open."""


def _split_name(part: str) -> str:
    """A part's name as the hub knows it; it allows letters, digits and underscores."""
    return _SPLITS.get(part, re.sub(r"\W", "_", part, flags=re.ASCII))


def _span_row(text: str, mark: Annotation) -> Json:
    return {
        "id": mark.id,
        "start": mark.span.start,
        "end": mark.span.end,
        "label": mark.label,
        "text": mark.span.of(text),
        "status": str(mark.status),
        "origin": mark.origin,
        "score": mark.score,
        "attributes": json.dumps(dict(mark.attributes)) if mark.attributes else None,
        "note": mark.note or None,
    }


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Column]:
    spans = [span for row in rows for span in row["spans"]]
    arrows = [arrow for row in rows for arrow in row["relations"]]
    fields: dict[str, Column] = {
        "id": strings([span["id"] for span in spans]),
        "start": numbers([span["start"] for span in spans]),
        "end": numbers([span["end"] for span in spans]),
        "label": strings([span["label"] for span in spans]),
        "text": strings([span["text"] for span in spans]),
        "status": strings([span["status"] for span in spans]),
        "origin": strings([span["origin"] for span in spans]),
        "score": numbers([span["score"] for span in spans], kind="float64"),
        "attributes": strings([span["attributes"] for span in spans]),
        "note": strings([span["note"] for span in spans]),
    }
    ends = {name: strings([arrow[name] for arrow in arrows]) for name in ("id", "head", "child", "label")}
    return {
        "id": strings([row["id"] for row in rows]),
        "text": strings([row["text"] for row in rows]),
        "tokens": lists([row["tokens"] for row in rows], strings),
        "ner_tags": lists([row["ner_tags"] for row in rows], lambda flat: numbers(flat, kind="int64")),
        "starts": lists([row["starts"] for row in rows], numbers),
        "ends": lists([row["ends"] for row in rows], numbers),
        "spans": lists([row["spans"] for row in rows], lambda flat: records(fields)),
        "relations": lists([row["relations"] for row in rows], lambda flat: records(ends)),
        **{name: strings([row[name] for row in rows]) for name in (*_META, "extra")},
    }


def _value(dtype: str) -> Json:
    return {"dtype": dtype, "_type": "Value"}


def _features(names: Sequence[str]) -> Json:
    """The columns, as `datasets.Features` writes them; this older spelling is read by all of its versions."""
    span = {name: _value("string") for name in _SPAN_TEXTS}
    span |= {"start": _value("int32"), "end": _value("int32"), "score": _value("float64")}
    order = ("id", "start", "end", "label", "text", "status", "origin", "score", "attributes", "note")
    return {
        "id": _value("string"),
        "text": _value("string"),
        "tokens": {"feature": _value("string"), "_type": "Sequence"},
        "ner_tags": {"feature": {"names": list(names), "_type": "ClassLabel"}, "_type": "Sequence"},
        "starts": {"feature": _value("int32"), "_type": "Sequence"},
        "ends": {"feature": _value("int32"), "_type": "Sequence"},
        "spans": [{name: span[name] for name in order}],
        "relations": [{name: _value("string") for name in ("id", "head", "child", "label")}],
        **{name: _value("string") for name in (*_META, "extra")},
    }


def _card_features(names: Sequence[str]) -> list[Json]:
    """The columns, as a card writes them."""
    found: list[Json] = []
    for name, value in _features(names).items():
        if isinstance(value, list):
            found.append({"name": name, "list": [{"name": n, "dtype": v["dtype"]} for n, v in value[0].items()]})
        elif value["_type"] == "Value":
            found.append({"name": name, "dtype": value["dtype"]})
        elif "names" in value["feature"]:
            classes = {str(number): tag for number, tag in enumerate(names)}
            found.append({"name": name, "sequence": {"class_label": {"names": classes}}})
        else:
            found.append({"name": name, "sequence": value["feature"]["dtype"]})
    return found


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything a row holds."""
    return standoff.digest(article, holds=HOLDS, ids=True)


def recognises_folder(path: Path) -> bool:
    """Whether a folder holds Parquet files with articles or tagged tokens."""
    if not path.is_dir():
        return False
    files = _files(path)
    return bool(files) and recognises_file(files[0])


def recognises_file(path: Path) -> bool:
    """Whether a Parquet file holds annotated articles or tagged tokens."""
    try:
        names = ParquetFile(path).names if path.is_file() else []
    except UserError:
        return False
    return ("tokens" in names and any(name in names for name in _TAG_COLUMNS)) or {"text", "spans"} <= set(names)


def _files(folder: Path) -> list[Path]:
    """A folder's Parquet files, by part; what lies in `data/` is all there is where that folder is."""
    inner = folder / "data"
    found = sorted((inner if inner.is_dir() else folder).glob("*.parquet"))
    if not found and not inner.is_dir():
        found = sorted(folder.glob("*/*.parquet"))  # one folder for each configuration or part
    return folders.parts_in(folder, ".parquet", found)


def read_folder(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of all parts, in the order of the split.

    Raises:
        UserError: naming the file, and the row of what is wrong in it.
    """
    for file in _files(path):
        yield from read_file(file)


def read_file(path: Path) -> Iterator[AnnotatedArticle]:
    """The rows of a Parquet file, each as an article.

    Raises:
        UserError: naming the file, and the row of what is wrong in it.
    """
    names = _class_names(ParquetFile(path).metadata)
    for number, row in enumerate(read_rows(path), 1):
        try:
            yield _article(row, names, path.name)
        except ArticleError as error:
            raise UserError(
                "{name}, row {number:,}: {error}", name=path.name, number=number, error=error.sentence
            ) from error


def _class_names(metadata: Mapping[str, str]) -> dict[str, list[str]]:
    """The names of the classes, by column, as `datasets` puts them beside the schema."""
    try:
        features = json.loads(metadata["huggingface"])["info"]["features"]
        found = {name: _names(value) for name, value in features.items()}
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return {}
    return {name: value for name, value in found.items() if value}


def _names(feature: Any) -> list[str]:
    while isinstance(feature, dict):
        if feature.get("_type") == "ClassLabel" and isinstance(feature.get("names"), list):
            return [str(name) for name in feature["names"]]
        feature = feature.get("feature")
    return []


def _article(row: Json, classes: Mapping[str, Sequence[str]], name: str) -> AnnotatedArticle:
    if isinstance(row.get("text"), str) and isinstance(row.get("spans"), list):
        return _whole(row, name)
    column = next((key for key in _TAG_COLUMNS if isinstance(row.get(key), list)), None)
    words = row.get("tokens", row.get("words"))
    if column is None or not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ArticleError("a row needs a “text” with “spans”, or “tokens” with “ner_tags”. Mend or remove it.")
    return _tagged(row, words, _tag_names(row[column], classes.get(column, ())), name)


def _tag_names(column: Iterable[Any], names: Sequence[str]) -> list[str]:
    found: list[str] = []
    for tag in column:
        if isinstance(tag, str):
            found.append(tag)
        elif isinstance(tag, int) and not isinstance(tag, bool) and 0 <= tag < len(names):
            found.append(names[tag])
        elif tag is None or tag == -100:  # what is not to be learnt
            found.append("O")
        elif not names:
            raise ArticleError(
                "the tags are numbers, and the file does not say of what. Save it with `datasets` and ClassLabel tags, "
                "or write the tags' names."
            )
        else:
            raise ArticleError(
                "the tag {tag} is none of the {count} classes. Mend it.", tag=str(tag)[:20], count=len(names)
            )
    return found


def _tagged(row: Json, words: Sequence[str], column: Sequence[str], name: str) -> AnnotatedArticle:
    if len(words) != len(column):
        raise ArticleError(
            "there are {count} tags for {tokens} tokens. Mend the row.", count=len(column), tokens=len(words)
        )
    text = row.get("text")
    spans, reconstructed = (None, False) if not isinstance(text, str) else (_found_in(text, words), False)
    if spans is None or not isinstance(text, str):
        words, column = [word.strip() for word in words], list(column)
        pairs = [(word, tag) for word, tag in zip(words, column, strict=True) if word]
        words, column = [word for word, _ in pairs], [tag for _, tag in pairs]
        text, reconstructed = " ".join(words), True
        spans = _found_in(text, words) or []
    try:
        found = decoded(column, scheme_of(column))
    except TagError as error:
        raise ArticleError(
            "{error} (token {index}). Mend the tag.", error=error.sentence, index=error.index + 1
        ) from error
    marks = [Mark(spans[first].start, spans[last - 1].end, label) for first, last, label in found]
    remarks = [standoff.SPACES_PUT_IN] if reconstructed else []
    tokens = [Token(span, "", not number) for number, span in enumerate(spans)]
    # Rows are numbered by most datasets: their ids name a row, not an article.
    return standoff.article(
        text, marks, form="huggingface", meta=_meta(row), name=name, tokens=tokens if "\r" not in text else (),
        remarks=remarks,
    )  # fmt: skip


def _found_in(text: str, words: Sequence[str]) -> list[Span] | None:
    found: list[Span] = []
    at = 0
    for word in words:
        start = text.find(word, at)
        if start < 0 or not word:
            return None
        found.append(Span(start, start + len(word)))
        at = start + len(word)
    return found


def _meta(row: Json) -> ArticleMeta:
    known = {name: row.get(name) for name in _META if isinstance(row.get(name), str)}
    extra = row.get("extra")
    if isinstance(extra, str):
        try:
            extra = json_reading.parse(extra)
        except json_reading.JsonError as error:
            raise ArticleError("“extra” is not JSON. Mend or remove it.") from error
    return meta_from_json(known | (extra if isinstance(extra, dict) else {}))


def _whole(row: Json, name: str) -> AnnotatedArticle:
    marks: list[Mark] = []
    for span in row["spans"]:
        start, end = (standoff.integer(span.get(key)) if isinstance(span, dict) else None for key in ("start", "end"))
        label = span.get("label") if isinstance(span, dict) else None
        if start is None or end is None or not isinstance(label, str):
            raise ArticleError("a span has no “start”, “end” and “label”. Mend or remove it.")
        attributes, status, words = span.get("attributes"), span.get("status"), span.get("text")
        if isinstance(attributes, str):
            try:
                attributes = json_reading.parse(attributes)
            except json_reading.JsonError as error:
                raise ArticleError("the “attributes” of a span are not JSON. Mend or remove them.") from error
        marks.append(
            Mark(
                start,
                end,
                label,
                words=words if isinstance(words, str) else None,
                id=span["id"] if isinstance(span.get("id"), str) and span["id"] else None,
                status=Status(status) if status in tuple(Status) else Status.ACCEPTED,
                origin=str(span.get("origin") or ""),
                score=standoff.number(span.get("score")),
                attributes=attributes if isinstance(attributes, dict) else {},
                note=str(span.get("note") or ""),
            )
        )
    arrows = [
        Arrow(
            str(each.get("head")),
            str(each.get("child")),
            str(each.get("label") or ""),
            str(each.get("id") or "") or None,
        )
        for each in row.get("relations") or []
        if isinstance(each, dict)
    ]
    named = row.get("id")
    ours = isinstance(named, str) and bool(named) and "starts" in row
    return standoff.article(
        row["text"], marks, arrows, form="huggingface", meta=_meta(row), name=name,
        article_id=named if ours else None, tokens=_tokens(row) if "\r" not in row["text"] else (),
    )  # fmt: skip


def _tokens(row: Json) -> tuple[Token, ...]:
    starts, ends = row.get("starts"), row.get("ends")
    if not isinstance(starts, list) or not isinstance(ends, list) or len(starts) != len(ends):
        return ()
    found: list[Token] = []
    at = 0
    for start, end in zip(starts, ends, strict=True):
        if not isinstance(start, int) or not isinstance(end, int) or not at <= start < end <= len(row["text"]):
            return ()
        found.append(Token(Span(start, end)))
        at = end
    return tuple(found)


def recognises_lines(path: Path) -> bool:
    """Whether a file of JSON or JSON lines holds tagged tokens."""
    row = json_reading.first_value(path)
    words = row.get("tokens", row.get("words")) if isinstance(row, dict) else None
    if not isinstance(row, dict) or not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        return False
    return any(isinstance(row.get(key), list) for key in _TAG_COLUMNS)


def read_lines(path: Path) -> Iterator[AnnotatedArticle]:
    """The rows of a file of JSON or JSON lines with tokens and tags, each as an article.

    Raises:
        UserError: naming file and line.
    """

    def made(row: Any) -> Iterator[AnnotatedArticle]:
        if not isinstance(row, dict):
            raise ArticleError("a row is no object. Mend or remove it.")
        yield _article(row, {}, path.name)

    return standoff.articles(path, made)


FOLDER = DatasetFormat(
    "huggingface", (), "a folder of a Hugging Face dataset", read_folder, recognises_folder, folder=True, holds=HOLDS
)
FILE = DatasetFormat(
    "parquet-tokens", (".parquet",), "Parquet with texts and spans, or tokens and tags", read_file, recognises_file,
    holds=HOLDS,
)  # fmt: skip
LINES = DatasetFormat(
    "json-tokens", (".jsonl", ".json", ".ndjson"), "JSON lines with tokens and tags", read_lines, recognises_lines,
    holds=frozenset({Holds.TOKENS}),
)  # fmt: skip
WRITER = WriterFormat(
    "huggingface",
    "",
    Message("Hugging Face: a dataset's folder with Parquet, tags and a dataset card"),
    None,
    read_folder,
    digest,
    holds=HOLDS,
    choices=frozenset({Choice.INSIDE, Choice.WHOLE_TEXT}),
    open_folder=HuggingFaceWriter,
)
