"""BioC, as XML and as JSON: a collection of documents, of passages, with annotations and relations.

Source: the BioC DTD (BioC.dtd) and its JSON rendering, as PubTator and BioC tools write it. `offset` counts from the
document's start in Unicode code points; some tools count bytes of UTF-8, so that the unit is the one in which the words
of the annotations are found. Everything but text and places stands in `infon`s. An article is one passage here, so that
its white space is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from msgspec.structs import replace

from pressmark import __version__
from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import ArticleMeta
from pressmark.core.codec import meta_from_json, meta_to_json
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.formats import json_reading, standoff, xml, xml_text
from pressmark.formats.base import Choice, DatasetFormat, Holds, OffsetUnit, WriteOptions, WriterFormat, Written
from pressmark.formats.standoff import Arrow, ArticleError, Counted, Mark
from pressmark.formats.text_lines import wrong_line

HOLDS = frozenset(
    {Holds.TEXT, Holds.OVERLAPS, Holds.ATTRIBUTES, Holds.RELATIONS, Holds.STATUS, Holds.ORIGIN, Holds.NOTES,
     Holds.METADATA}
)  # fmt: skip
_SOURCE = f"Pressmark {__version__}"
_KNOWN = ("headline", "published", "story_code", "byline", "source", "language")
_LONGEST_GAP = 200

Json = dict[str, Any]


def _held(article: AnnotatedArticle, *, in_xml: bool) -> AnnotatedArticle:
    """The article as the file holds it: XML has U+FFFD for what it cannot hold, and infons are text."""
    said = xml_text.clean if in_xml else str
    plain = article.article
    meta = plain.meta
    known = {name: _or_none(getattr(meta, name), said) for name in _KNOWN}
    extra = {name: value for name, value in meta.extra.items() if name not in _KNOWN}
    marks = tuple(
        mark.but(id=said(mark.id), label=said(mark.label), origin=said(mark.origin), note=said(mark.note))
        for mark in article.annotations
    )
    arrows = tuple(Relation(said(r.id), said(r.head), said(r.child), said(r.label)) for r in article.relations)
    plain = plain.but(id=said(plain.id), text=said(plain.text), meta=ArticleMeta(**known, extra=extra))
    return replace(article, article=plain, annotations=marks, relations=arrows)


def _or_none(words: str | None, said: Any) -> str | None:
    return None if words is None else said(words)


def _document(article: AnnotatedArticle, unit: OffsetUnit) -> Json:
    plain = article.article
    units = Counted(plain.text, unit)
    infons = {name: value for name, value in meta_to_json(plain.meta).items() if name in _KNOWN and value is not None}
    if plain.meta.extra:
        infons["extra"] = json.dumps(plain.meta.extra)
    infons["offsets"] = str(unit)
    marks = by_position(article.annotations)
    return {
        "id": plain.id,
        "infons": {"made_by": _SOURCE, **infons},
        "passages": [
            {
                "offset": 0,
                "infons": {"type": "article"},
                "text": plain.text,
                "sentences": [],
                "annotations": [_annotation_row(plain.text, mark, units) for mark in marks],
                "relations": [],
            }
        ],
        "annotations": [],
        "relations": [
            {
                "id": each.id,
                "infons": {"type": each.label},
                "nodes": [{"refid": each.head, "role": "head"}, {"refid": each.child, "role": "child"}],
            }
            for each in article.relations
        ],
    }


def _annotation_row(text: str, mark: Annotation, units: Counted) -> Json:
    start, end = units(mark.span.start), units(mark.span.end)
    infons = {"type": mark.label, "status": str(mark.status), "origin": mark.origin}
    if mark.score is not None:
        infons["score"] = repr(mark.score)
    if mark.note:
        infons["note"] = mark.note
    if mark.attributes:
        infons["attributes"] = json.dumps(dict(mark.attributes))
    return {
        "id": mark.id,
        "infons": infons,
        "text": mark.span.of(text),
        "locations": [{"offset": start, "length": end - start}],
    }


class JsonWriter:
    """Writes a collection as JSON to an open binary stream."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._stream = stream
        self._unit = options.offsets
        self._documents = 0
        start = {"source": _SOURCE, "date": "", "key": "pressmark.key", "infons": {}}
        stream.write(json_reading.line_of(start).rstrip(b"}\n") + b'}, "documents": [')

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one document."""
        held = _held(article, in_xml=False)
        self._documents += 1
        self._stream.write(b",\n" if self._documents > 1 else b"\n")
        self._stream.write(json_reading.line_of(_document(held, self._unit)).rstrip(b"\n"))
        return Written(digest(held), tuple(article.annotations))

    def finish(self) -> None:
        """Closes the collection."""
        self._stream.write(b"\n]}\n")


class XmlWriter:
    """Writes a collection as XML to an open binary stream."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._stream = stream
        self._unit = options.offsets
        self._put(
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n<collection>\n'
            f"<source>{xml_text.text(_SOURCE)}</source><date></date><key>pressmark.key</key>\n"
        )

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one document; characters that XML cannot hold are reported."""
        held = _held(article, in_xml=True)
        row = _document(held, self._unit)
        parts = [f"<document><id>{xml_text.text(row['id'])}</id>", *_infons(row["infons"])]
        for passage in row["passages"]:
            parts += ["<passage>", *_infons(passage["infons"]), f"<offset>{passage['offset']}</offset>"]
            parts.append(f"<text>{xml_text.text(passage['text'])}</text>\n")
            for each in passage["annotations"]:
                (place,) = each["locations"]
                parts += [f"<annotation id={xml_text.attribute(each['id'])}>", *_infons(each["infons"])]
                parts.append(f'<location offset="{place["offset"]}" length="{place["length"]}"/>')
                parts.append(f"<text>{xml_text.text(each['text'])}</text></annotation>\n")
            parts.append("</passage>\n")
        for each in row["relations"]:
            parts += [f"<relation id={xml_text.attribute(each['id'])}>", *_infons(each["infons"])]
            for node in each["nodes"]:
                parts.append(f'<node refid={xml_text.attribute(node["refid"])} role="{node["role"]}"/>')
            parts.append("</relation>\n")
        self._put("".join([*parts, "</document>\n"]))
        return Written(digest(held), tuple(article.annotations), tuple(xml_text.unsayable(article)))

    def finish(self) -> None:
        """Closes the collection."""
        self._put("</collection>\n")

    def _put(self, words: str) -> None:
        self._stream.write(words.encode("utf-8"))


def _infons(infons: Mapping[str, str]) -> list[str]:
    return [f"<infon key={xml_text.attribute(k)}>{xml_text.text(v)}</infon>" for k, v in infons.items()]


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything a document holds."""
    return standoff.digest(article, holds=HOLDS, ids=True)


def recognises_json(path: Path) -> bool:
    """Whether a JSON file holds a collection, or documents, of BioC."""
    row = json_reading.first_value(path)
    return isinstance(row, dict) and ("passages" in row or ("documents" in row and "source" in row))


def recognises_xml(path: Path) -> bool:
    """Whether an XML file holds a collection of BioC."""
    head = xml.head_of(path)
    return b"<collection" in head and (b"BioC" in head or b"<document" in head or b"<source" in head)


def read_json(path: Path) -> Iterator[AnnotatedArticle]:
    """The documents of a file, lazily; a file may be a collection, an array of documents or one of these a line.

    Raises:
        UserError: naming file and line.
    """

    def made(row: Any) -> Iterator[AnnotatedArticle]:
        documents = row["documents"] if isinstance(row, dict) and "documents" in row else [row]
        for each in documents if isinstance(documents, list) else [documents]:
            yield _article(each, path.name, "bioc-json")

    return standoff.articles(path, made, member="documents")


def read_xml(path: Path) -> Iterator[AnnotatedArticle]:
    """The documents of a file, lazily.

    Raises:
        UserError: naming file and line.
    """
    for element in xml.elements(path, "document"):
        line = element.sourceline or 1
        try:
            yield _article(_xml_row(element), path.name, "bioc")
        except ArticleError as error:
            raise wrong_line(path.name, line, error.sentence) from error


def _xml_row(element: Any) -> Json:
    """An element as the JSON rendering has it."""
    row: Json = {
        "id": element.get("id") or element.findtext("id"),
        "infons": _xml_infons(element),
        "text": element.findtext("text"),
        "offset": element.findtext("offset"),
        "locations": [dict(each.attrib) for each in element.iterfind("location")],
        "nodes": [dict(each.attrib) for each in element.iterfind("node")],
    }
    for name in ("passage", "sentence", "annotation", "relation"):
        row[f"{name}s"] = [_xml_row(each) for each in element.iterfind(name)]
    return row


def _xml_infons(element: Any) -> Json:
    """By their keys; those of one key as a list, as INCEpTION writes features of several values."""
    found: dict[str, list[str]] = {}
    for each in element.iterfind("infon"):
        found.setdefault(str(each.get("key")), []).append(each.text or "")
    return {key: values[0] if len(values) == 1 else values for key, values in found.items()}


def _article(row: Any, name: str, form: str) -> AnnotatedArticle:
    if not isinstance(row, dict):
        raise ArticleError("a document is no object. Mend or remove it.")
    pieces = list(_pieces(row))
    infons = _infons_of(row)
    said = infons.pop("offsets", None)
    ours = infons.pop("made_by", "").startswith("Pressmark")
    units = [OffsetUnit(said)] if said in tuple(OffsetUnit) else list(OffsetUnit)
    units.sort(key=lambda unit: [OffsetUnit.CODE_POINTS, OffsetUnit.UTF8, OffsetUnit.UTF16].index(unit))
    known = _meta(infons)
    arrows, passed_over = _arrows(row, {str(each.get("id")) for _, _, rows in pieces for each in rows})
    remarks = (
        [
            Message.counted(
                "{n:,} relation of other than two marks passed over.",
                "{n:,} relations of other than two marks passed over.",
                n=passed_over,
            )
        ]
        if passed_over
        else []
    )
    named = str(row.get("id") or "")
    if named and not ours:
        known = replace(known, extra={**known.extra, "document": named})
    trouble: ArticleError | None = None
    for unit in units:
        try:
            text, marks, parted = _joined(pieces, unit)
            more = [standoff.parted(parted)] if parted else []
            if unit != units[0]:
                more.append(standoff.read_as(unit))
            return standoff.article(
                text, marks, arrows, form=form, meta=known, name=name, units=(OffsetUnit.CODE_POINTS,),
                article_id=named if ours and named else None, remarks=[*remarks, *more],
            )  # fmt: skip
        except ArticleError as error:
            trouble = trouble or error
    raise trouble or ArticleError("it has no text. Mend or remove it.")


def _infons_of(row: Json) -> dict[str, str]:
    infons = row.get("infons")
    if not isinstance(infons, dict):
        return {}
    return {str(k): "; ".join(map(str, v)) if isinstance(v, list) else str(v) for k, v in infons.items()}


def _meta(infons: Mapping[str, str]) -> ArticleMeta:
    extra: Any = {name: value for name, value in infons.items() if name not in _KNOWN and name != "extra"}
    if "extra" in infons:
        extra |= _json(infons["extra"])
    return meta_from_json({name: infons[name] for name in _KNOWN if name in infons} | extra)


def _json(words: str) -> Json:
    try:
        found = json_reading.parse(words)
    except json_reading.JsonError:
        return {}
    return found if isinstance(found, dict) else {}


def _rows(row: Json, key: str) -> list[Json]:
    value = row.get(key) or []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ArticleError("“{key}” is not a list of objects. Mend or remove it.", key=key)
    return value


def _pieces(row: Json) -> Iterator[tuple[int, str, list[Json]]]:
    """The stretches of text with their offsets and annotations; passages, or sentences where these have the text."""
    loose = _rows(row, "annotations")
    found: list[tuple[int, str, list[Json]]] = []
    for passage in _rows(row, "passages"):
        whole = isinstance(passage.get("text"), str)
        inner = _rows(passage, "sentences")
        if whole or not inner:
            more = [each for sentence in inner for each in _rows(sentence, "annotations")]
            text = passage["text"] if whole else ""
            found.append((standoff.integer(passage.get("offset")) or 0, text, [*_rows(passage, "annotations"), *more]))
            continue
        for number, sentence in enumerate(inner):
            text = sentence.get("text")
            rows = _rows(sentence, "annotations") + (_rows(passage, "annotations") if not number else [])
            offset = standoff.integer(sentence.get("offset")) or 0
            found.append((offset, text if isinstance(text, str) else "", rows))
    if loose and found:
        found[0][2].extend(loose)
    return iter(found)


def _joined(pieces: Sequence[tuple[int, str, list[Json]]], unit: OffsetUnit) -> tuple[str, list[Mark], int]:
    """The whole text, its marks in code points, and how many of them have several pieces."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    ended = pieces[0][0] if pieces else 0
    tables = [standoff.offsets(text, unit) for _, text, _ in pieces]
    lengths = [
        len(text) if table is None else len(table) - 1 for (_, text, _), table in zip(pieces, tables, strict=True)
    ]
    for number, (offset, text, _) in enumerate(pieces):
        gap = offset - ended if number else 0
        filling = "" if not number else ("\n" * min(gap, 2) + " " * (gap - 2) if 0 <= gap <= _LONGEST_GAP else "\n")
        parts += (filling, text)
        starts.append(at + len(filling))
        at += len(filling) + len(text)
        ended = offset + lengths[number]

    def code_point(place: int, home: int, end: bool) -> int:
        near = [home, *(n for n in range(len(pieces)) if n != home)]
        for number in near:
            inner = place - pieces[number][0]
            if 0 <= inner <= lengths[number] and (end or inner < lengths[number] or not lengths[number]):
                table = tables[number]
                point = inner if table is None else table[inner]
                if point >= 0:
                    return starts[number] + point
        raise ArticleError("the place {place} of an annotation is not inside the text. Mend its offset.", place=place)

    marks: list[Mark] = []
    parted = 0
    for number, (_, _, rows) in enumerate(pieces):
        for row in rows:
            places = list(_places(row))
            parted += len(places) > 1
            points = [(code_point(a, number, False), code_point(b, number, True)) for a, b in places]
            marks.append(_mark(row, points))
    return "".join(parts), marks, parted


def _places(row: Json) -> Iterator[tuple[int, int]]:
    locations = _rows(row, "locations")
    if not locations:
        raise ArticleError("an annotation has no location. Mend or remove it.")
    for each in locations:
        offset, length = standoff.integer(each.get("offset")), standoff.integer(each.get("length"))
        if offset is None or length is None or length < 0:
            raise ArticleError("a location has no whole numbers as “offset” and “length”. Mend or remove it.")
        yield offset, offset + length


def _mark(row: Json, points: Sequence[tuple[int, int]]) -> Mark:
    infons = _infons_of(row)
    label = infons.pop("type", "") or infons.pop("label", "")
    status, origin, note = infons.pop("status", ""), infons.pop("origin", ""), infons.pop("note", "")
    attributes: Json = _json(infons.pop("attributes", "{}"))
    try:
        score = standoff.number(float(infons["score"])) if "score" in infons else None
    except ValueError:
        score = None
    if score is not None:
        infons.pop("score")
    attributes |= {key: each if isinstance(each := row["infons"][key], list) else infons[key] for key in infons}
    words = row.get("text")
    if len(points) > 1:
        attributes["fragments"] = [list(place) for place in points]
        words = None
    return Mark(
        min(a for a, _ in points), max(b for _, b in points), label or "annotation",
        words=words if isinstance(words, str) and words else None,
        id=str(row["id"]) if row.get("id") not in (None, "") else None,
        status=Status(status) if status in tuple(Status) else Status.ACCEPTED,
        origin=origin, score=score, attributes=attributes, note=note,
    )  # fmt: skip


def _arrows(row: Json, ids: set[str]) -> tuple[list[Arrow], int]:
    found: list[Arrow] = []
    passed_over = 0
    rows: Iterable[Json] = [
        *_rows(row, "relations"), *(each for passage in _rows(row, "passages") for each in _rows(passage, "relations"))
    ]  # fmt: skip
    for number, each in enumerate(rows, 1):
        nodes = [str(node.get("refid")) for node in _rows(each, "nodes")]
        if len(nodes) != 2 or not set(nodes) <= ids:
            passed_over += 1
            continue
        label = _infons_of(each).get("type") or "relation"
        found.append(Arrow(nodes[0], nodes[1], label, str(each.get("id") or f"R{number}")))
    return found, passed_over


XML = DatasetFormat("bioc", (".xml", ".bioc"), "BioC as XML", read_xml, recognises_xml, holds=HOLDS)
JSON = DatasetFormat("bioc-json", (".json", ".jsonl"), "BioC as JSON", read_json, recognises_json, holds=HOLDS)
XML_WRITER = WriterFormat(
    "bioc", ".xml", Message("BioC XML: a collection of articles"), XmlWriter, read_xml, digest, holds=HOLDS,
    choices=frozenset({Choice.OFFSETS}),
)  # fmt: skip
JSON_WRITER = WriterFormat(
    "bioc-json", ".json", Message("BioC JSON: a collection of articles"), JsonWriter, read_json, digest, holds=HOLDS,
    choices=frozenset({Choice.OFFSETS}),
)  # fmt: skip
