"""Doccano's JSON lines and JSON, in both of its shapes: `label` lists, and `entities` with `relations`.

Source: doccano's documentation, "Import dataset" and "Export dataset", and what its importer accepts: `label` is a list
of [start, end, label] or of objects; `entities` have `id`, `label`, `start_offset`, `end_offset`; `relations` have
`from_id`, `to_id`, `type`; every other name is metadata. Version 1 exported `annotations`, like entities, whose labels
are numbers. Offsets are code points, or grapheme clusters where a project counts these; the file does not say which.
Ids are whole numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from msgspec.structs import replace

from pressmark.core.codec import meta_from_json, meta_to_json
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.core.text import canonical
from pressmark.core.tokens import is_boundary
from pressmark.formats import json_reading, standoff
from pressmark.formats.base import DatasetFormat, Holds, OffsetUnit, WriteOptions, WriterFormat, Written
from pressmark.formats.standoff import GRAPHEMES, Arrow, ArticleError, Mark, Unit

HOLDS = frozenset({Holds.TEXT, Holds.OVERLAPS, Holds.METADATA})
HOLDS_RELATIONS = HOLDS | {Holds.RELATIONS}

_OLD = "annotations"
"""What doccano 1 calls the list of marks."""
_EXTRA = "extra"
"""Where what a dataset brought along of metadata stands."""
_OLD_NAMES = frozenset({"id", "text", _OLD, "meta", "annotation_approver"})
_OURS = _OLD_NAMES - {"meta"} | {"data", "label", "labels", "entities", "relations", "Comments", "article_id", "cats"}

Json = dict[str, Any]


class DoccanoWriter:
    """Writes JSON lines to an open binary stream.

    Args:
        relations: the shape with `entities` and `relations`, for projects of relations; else `label` lists.
    """

    def __init__(self, stream: BinaryIO, options: WriteOptions, *, relations: bool) -> None:
        del options
        self._stream = stream
        self._relations = relations
        self._articles = self._marks = self._arrows = 0

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one line."""
        article = _held(article)
        plain = article.article
        self._articles += 1
        marks = by_position(article.annotations)
        row: Json = {"id": self._articles, "text": plain.text}
        if self._relations:
            numbers = {mark.id: number for number, mark in enumerate(marks, self._marks + 1)}
            self._marks += len(marks)
            row["entities"] = [
                {"id": numbers[m.id], "label": m.label, "start_offset": m.span.start, "end_offset": m.span.end}
                for m in marks
            ]
            row["relations"] = [
                {"id": self._arrows + at, "from_id": numbers[r.head], "to_id": numbers[r.child], "type": r.label}
                for at, r in enumerate(article.relations, 1)
            ]
            self._arrows += len(article.relations)
        else:
            row["label"] = [[mark.span.start, mark.span.end, mark.label] for mark in marks]
        row["article_id"] = plain.id
        # The same names in every line: doccano takes a name that other lines have for not-a-number, which its database
        # refuses together with the whole file.
        row |= meta_to_json(replace(plain.meta, extra={})) | {_EXTRA: plain.meta.extra or None}
        self._stream.write(json_reading.line_of(row))
        holds = HOLDS_RELATIONS if self._relations else HOLDS
        return Written(standoff.digest(article, holds=holds), tuple(article.annotations))

    def finish(self) -> None:
        """Nothing stands behind the last line."""


with_lists = partial(DoccanoWriter, relations=False)
with_relations = partial(DoccanoWriter, relations=True)
digest = partial(standoff.digest, holds=HOLDS)
digest_with_relations = partial(standoff.digest, holds=HOLDS_RELATIONS)


def _held(article: AnnotatedArticle) -> AnnotatedArticle:
    """The article without metadata that would take the place of doccano's own names, or that says nothing."""
    meta = article.article.meta
    extra = {name: value for name, value in meta.extra.items() if name not in _OURS and value is not None}
    return replace(article, article=article.article.but(meta=replace(meta, extra=extra)))


def recognises(path: Path) -> bool:
    """Whether a file of JSON lines or JSON looks like doccano's."""
    row = json_reading.first_value(path)
    if not isinstance(row, dict) or not isinstance(row.get("text", row.get("data")), str):
        return False
    entities = row.get("entities")
    if isinstance(entities, list) and ("relations" in row or any(_is_entity(each) for each in entities)):
        return True
    old = row.get(_OLD)
    if isinstance(old, list) and all(_is_entity(each) for each in old) and (old or _OLD_NAMES.issuperset(row)):
        return True
    labels = row.get("label", row.get("labels"))
    return isinstance(labels, list) and all(_is_entity(each) or _is_triple(each) for each in labels)


def _is_triple(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and standoff.integer(value[0]) is not None


def _is_entity(value: Any) -> bool:
    return isinstance(value, dict) and "start_offset" in value


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a file of JSON lines, or of a JSON array, lazily.

    Raises:
        UserError: naming file and line.
    """
    return standoff.articles(path, lambda row: [_article(row, path.name)])


def _article(row: Any, name: str) -> AnnotatedArticle:
    text = row.get("text", row.get("data")) if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise ArticleError("an article needs a “text”. Write one object with a text in each line.")
    marks: list[Mark] = []
    arrows: list[Arrow] = []
    remarks: list[Message] = []
    if "entities" in row:
        marks = [_entity(each) for each in _list(row, "entities")]
        # Exports of old versions give every mark that came from elsewhere the id -1.
        if len({mark.id for mark in marks}) != len(marks) and not _list(row, "relations"):
            marks = [replace(mark, id=None) for mark in marks]
        arrows = [_relation(each) for each in _list(row, "relations")]
    elif _OLD in row:
        marks = [_entity(_named_label(each)) for each in _list(row, _OLD)]
        if any(isinstance(each.get("label"), int) and "label_name" not in each for each in row[_OLD]):
            remarks.append(
                Message("Labels are numbers in this file of an old doccano; rename them to what the project had.")
            )
    else:
        key = "label" if "label" in row else "labels"
        labels = _list(row, key)
        whole = sum(isinstance(each, str) for each in labels)
        marks = [_labelled(each) for each in labels if not isinstance(each, str)]
        if whole:
            remarks.append(
                Message.counted(
                    "{n:,} label of the whole article passed over.",
                    "{n:,} labels of the whole article passed over.",
                    n=whole,
                )
            )
    named = row.get("article_id")
    more = {key: value for key, value in row.items() if key not in _OURS}
    if isinstance(named, str) and isinstance(more.get(_EXTRA), dict | None):
        more |= more.pop(_EXTRA, None) or {}
    meta = meta_from_json({key: value for key, value in more.items() if value is not None})
    # Doccano adds comments to what it exports: without them the line is as we wrote it, in code points.
    ours = isinstance(named, str) and "Comments" not in row
    units = (OffsetUnit.CODE_POINTS,) if ours else _units(text, marks)
    if units[0] == GRAPHEMES:
        remarks.append(Message("Offsets were read as grapheme clusters, as code points would cut words or characters."))
    return standoff.article(
        text, marks, arrows, form="doccano", meta=meta, name=name, units=units,
        article_id=named if isinstance(named, str) and named else None, remarks=remarks,
    )  # fmt: skip


def _list(row: Json, key: str) -> list[Any]:
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise ArticleError("“{key}” is no list. Mend or remove it.", key=key)
    return value


def _labelled(value: Any) -> Mark:
    if isinstance(value, dict):
        return _entity(value)
    start, end = (standoff.integer(value[at]) for at in (0, 1)) if _is_triple(value) else (None, None)
    if start is None or end is None or not isinstance(value[2], str):
        raise ArticleError("the mark {short} is not [start, end, label]. Mend or remove it.", short=_short(value))
    return Mark(start, end, value[2])


def _entity(value: Any) -> Mark:
    row = value if isinstance(value, dict) else {}
    start, end = standoff.integer(row.get("start_offset")), standoff.integer(row.get("end_offset"))
    label = row.get("label")
    if start is None or end is None or not isinstance(label, str):
        raise ArticleError(
            "the mark {short} has no “start_offset”, “end_offset” and “label”. Mend or remove it.", short=_short(value)
        )
    named = row.get("id")
    return Mark(start, end, label, id=None if named in (None, "") else str(named))


def _named_label(value: Any) -> Any:
    """An old mark whose label has a number, with the name that is said beside it, or else the number as one."""
    label = value.get("label") if isinstance(value, dict) else None
    if standoff.integer(label) is not None and isinstance(value.get("label_name"), str):
        return value | {"label": value["label_name"]}
    return value | {"label": str(label)} if standoff.integer(label) is not None else value


def _relation(value: Any) -> Arrow:
    row = value if isinstance(value, dict) else {}
    label = row.get("type")
    if not isinstance(label, str) or row.get("from_id") is None or row.get("to_id") is None:
        raise ArticleError(
            "the relation {short} has no “from_id”, “to_id” and “type”. Mend or remove it.", short=_short(value)
        )
    named = row.get("id")
    named = None if named in (None, "", -1) else str(named)
    return Arrow(str(row["from_id"]), str(row["to_id"]), label, named)


def _units(text: str, marks: Sequence[Mark]) -> Sequence[Unit]:
    """Code points, unless marks cut characters or words so that grapheme clusters must be meant."""
    if text.isascii() and "\r\n" not in text:
        return (OffsetUnit.CODE_POINTS,)
    table = standoff.offsets(text, GRAPHEMES)
    if table is None or len(table) == len(text) + 1:
        return (OffsetUnit.CODE_POINTS,)
    points = sum(_cuts(text, offset) for mark in marks for offset in (mark.start, mark.end))
    clusters = sum(
        _cuts(text, table[offset]) if 0 <= offset < len(table) else 2
        for mark in marks
        for offset in (mark.start, mark.end)
    )
    return (GRAPHEMES,) if points and not clusters else (OffsetUnit.CODE_POINTS, GRAPHEMES)


def _cuts(text: str, offset: int) -> int:
    """How odd a mark's end is at a place: inside a character 2, inside a word 1."""
    if not 0 <= offset <= len(text):
        return 2
    if not is_boundary(text, offset):
        return 2
    return int(0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum())


def _short(value: Any) -> str:
    words = canonical(json.dumps(value, ensure_ascii=False, default=str)).replace("\n", " ")
    return words if len(words) <= 60 else f"{words[:59]}…"


DATASET = DatasetFormat(
    "doccano", (".jsonl", ".json"), "doccano's JSON lines, with label lists or with entities and relations", read,
    recognises, holds=HOLDS_RELATIONS,
)  # fmt: skip
WRITER = WriterFormat(
    "doccano", ".jsonl", Message("doccano, sequence labelling: JSON lines with label lists"), with_lists, read, digest,
    holds=HOLDS,
)  # fmt: skip
RELATIONS_WRITER = WriterFormat(
    "doccano-relations", ".jsonl", Message("doccano, relation extraction: JSON lines with entities and relations"),
    with_relations, read, digest_with_relations, holds=HOLDS_RELATIONS,
)  # fmt: skip
