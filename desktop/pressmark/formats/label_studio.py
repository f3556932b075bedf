"""Label Studio's JSON: full and minimal exports, predictions, relations, and the labelling configuration.

Source: Label Studio's documentation, "Export annotations" (JSON and JSON_MIN), "Import pre-annotated data" and the tags
Text, Labels and Relations. Offsets are those of JavaScript, UTF-16 units; `end` is exclusive. A region's `meta` is
free: its `text` is what people note there, and beside it reading and origin travel along. Suggestions are predictions.
There is no place for marks that were rejected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.codec import meta_from_json, meta_to_json
from pressmark.core.labels import LabelSet
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.formats import folders, json_reading, standoff, xml_text
from pressmark.formats.base import DatasetFormat, Holds, OffsetUnit, WriteOptions, WriterFormat, Written, loss
from pressmark.formats.standoff import Arrow, ArticleError, Counted, Mark

HOLDS = frozenset(
    {Holds.TEXT, Holds.OVERLAPS, Holds.ATTRIBUTES, Holds.RELATIONS, Holds.STATUS, Holds.ORIGIN, Holds.NOTES,
     Holds.METADATA}
)  # fmt: skip

CONFIG = "label-config.xml"
_TEXT = "text"
_LABEL = "label"
_TAKEN = ("text", "article_id")
_UNITS = (OffsetUnit.UTF16, OffsetUnit.CODE_POINTS, OffsetUnit.UTF8)
# Names of a minimal export that are about the work, not about the text.
_WORK = frozenset(
    {"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement", "completed_by"}
)

_PLACE = frozenset({"start", "end", "labels"})

Json = dict[str, Any]


class LabelStudioWriter:
    """Writes an array of tasks to an open binary stream, one task a line."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        del options  # the offsets are JavaScript's, always
        self._stream = stream
        self._tasks = 0
        stream.write(b"[")

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one task; rejected marks are left out."""
        held, losses = _held(article)
        self._tasks += 1
        self._stream.write(b",\n" if self._tasks > 1 else b"\n")
        self._stream.write(json_reading.line_of(_task(held, self._tasks)).rstrip(b"\n"))
        return Written(digest(held), tuple(held.annotations), losses)

    def finish(self) -> None:
        """Closes the array."""
        self._stream.write(b"\n]\n")


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything a task holds."""
    return standoff.digest(article, holds=HOLDS, ids=True)


def _held(article: AnnotatedArticle) -> tuple[AnnotatedArticle, tuple[Loss, ...]]:
    kept = tuple(mark for mark in by_position(article.annotations) if mark.status is not Status.REJECTED)
    why = Message("Label Studio has no place for rejected marks.")
    losses = [loss(article, m, "left out", why) for m in article.annotations if m.status is Status.REJECTED]
    # A relation lies in one annotation or prediction, with both of its ends.
    layers = {mark.id: _layer(mark) for mark in kept}
    arrows = tuple(
        each for each in article.relations if each.head in layers and layers.get(each.child) == layers[each.head]
    )
    parted = {mark.id: mark for mark in kept}
    for each in article.relations:
        if each not in arrows and each.head in parted and each.child in parted:
            why = Message(
                "Its relation {label} leads to a mark of another layer, which Label Studio cannot show.",
                label=each.label,
            )
            losses.append(loss(article, parted[each.head], "changed", why))
    meta = article.article.meta
    extra = {name: value for name, value in meta.extra.items() if name not in _TAKEN and value is not None}
    plain = article.article.but(meta=replace(meta, extra=extra))
    return replace(article, article=plain, annotations=kept, relations=arrows), tuple(losses)


def _layer(mark: Annotation) -> str:
    """The annotation ("") or the prediction that a mark belongs to."""
    return "" if mark.status is Status.ACCEPTED else mark.origin or "unknown"


def _task(article: AnnotatedArticle, number: int) -> Json:
    plain = article.article
    units = Counted(plain.text, OffsetUnit.UTF16)
    layers: dict[str, list[Annotation]] = {"": []}
    for mark in article.annotations:
        layers.setdefault(_layer(mark), []).append(mark)
    results = {name: _result(plain.text, marks, article.relations, units) for name, marks in layers.items()}
    return {
        "id": number,
        "data": {
            _TEXT: plain.text,
            "article_id": plain.id,
            **{name: value for name, value in meta_to_json(plain.meta).items() if value is not None},
        },
        "annotations": [{"result": results.pop("")}],
        "predictions": [{"model_version": name, "result": result} for name, result in results.items()],
    }


def _result(text: str, marks: Sequence[Annotation], relations: Iterable[Relation], units: Counted) -> list[Json]:
    rows = [_region(text, mark, units) for mark in marks]
    ids = {mark.id for mark in marks}
    rows += [
        {"id": each.id, "type": "relation", "from_id": each.head, "to_id": each.child, "direction": "right",
         "labels": [each.label]}
        for each in relations
        if each.head in ids
    ]  # fmt: skip
    return rows


def _region(text: str, mark: Annotation, units: Counted) -> Json:
    row: Json = {
        "id": mark.id,
        "from_name": _LABEL,
        "to_name": _TEXT,
        "type": "labels",
        "value": {
            "start": units(mark.span.start),
            "end": units(mark.span.end),
            "text": mark.span.of(text),
            "labels": [mark.label],
        },
    }
    if mark.score is not None:
        row["score"] = mark.score
    meta: Json = {}
    if mark.note:
        meta["text"] = [mark.note]
    if mark.attributes:
        meta["attributes"] = dict(mark.attributes)
    if mark.status is Status.ACCEPTED or not mark.origin:
        meta["origin"] = mark.origin
    if meta:
        row["meta"] = meta
    return row


def label_config(label_set: LabelSet | None, names: Iterable[str]) -> str:
    """The labelling configuration (XML) for a project of these articles.

    Args:
        label_set: gives colours, keys and the order; None where there is none.
        names: the labels that occur; those that are not in the set come behind it.
    """
    labels = [*(label_set or ())]
    known = {label.name for label in labels}
    rows = []
    for label in labels:
        hint = f" hint={xml_text.attribute(label.description)}" if label.description else ""
        key = f" hotkey={xml_text.attribute(label.key)}" if label.key else ""
        named, color = xml_text.attribute(label.name), xml_text.attribute(label.color)
        rows.append(f"    <Label value={named} background={color}{key}{hint}/>")
    rows += [f"    <Label value={xml_text.attribute(name)}/>" for name in sorted(set(names) - known)]
    return "\n".join(
        ["<View>", '  <Labels name="label" toName="text">', *rows, "  </Labels>",
         '  <Text name="text" value="$text" granularity="symbol"/>', "</View>", ""]
    )  # fmt: skip


def open_folder(folder: Path, options: WriteOptions, parts: Sequence[str]) -> folders.PartsWriter:
    """A writer of the tasks with the labelling configuration beside them."""

    def beside(place: Path, names: Sequence[str], labels: Mapping[str, int]) -> None:
        del names
        words = label_config(options.label_set, labels)
        (place / CONFIG).write_bytes(words.encode("utf-8", "replace"))

    return folders.PartsWriter(
        folder, options, parts, open_part=LabelStudioWriter, extension=".json", only="tasks", beside=beside
    )


def recognises_folder(path: Path) -> bool:
    """Whether a folder holds tasks with their configuration."""
    return path.is_dir() and (path / CONFIG).is_file() and bool(folders.parts_in(path, ".json"))


def read_folder(path: Path) -> Iterator[AnnotatedArticle]:
    """The tasks of all parts; raises as `read` does."""
    return folders.read_parts(path, ".json", read)


def recognises(path: Path) -> bool:
    """Whether a JSON file holds tasks of Label Studio, in full or in the minimal shape."""
    row = json_reading.first_value(path)
    if not isinstance(row, dict):
        return False
    if isinstance(row.get("data"), dict):
        return True
    return "annotation_id" in row or bool(_minimal_marks(row))


def _minimal_marks(row: Json) -> dict[str, list[Json]]:
    """The lists of regions of a minimal export, by the name of the tag that made them."""
    return {
        name: value
        for name, value in row.items()
        if isinstance(value, list) and value and all(isinstance(each, dict) and each.keys() >= _PLACE for each in value)
    }


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The tasks of a file, lazily.

    Annotations of several people become one; predictions are suggestions, as are the marks of a task that was skipped.

    Raises:
        UserError: naming file and line.
    """

    def made(row: Any) -> Iterator[AnnotatedArticle]:
        if not isinstance(row, dict):
            raise ArticleError("a task is no object. Mend or remove it.")
        yield _article(row, path.name) if isinstance(row.get("data"), dict) else _minimal(row, path.name)

    return standoff.articles(path, made)


class _Found(Struct):
    """What the results of one task say."""

    marks: list[Mark] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    passed_over: dict[Message, int] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    arrow_ids: set[str] = field(default_factory=set)

    def pass_over(self, what: Message) -> None:
        self.passed_over[what] = self.passed_over.get(what, 0) + 1

    def remarks(self) -> list[Message]:
        return [
            Message("{what}, passed over: {count:,}.", what=what, count=count)
            for what, count in self.passed_over.items()
        ]


def _new(named: str, taken: set[str]) -> str:
    """An id, made another where two annotations have the same, and from now on taken."""
    found, number = named, 2
    while found in taken:
        found, number = f"{named}-{number}", number + 1
    taken.add(found)
    return found


def _article(row: Json, name: str) -> AnnotatedArticle:
    found = _Found()
    skipped = False
    for each in _layers(row, "annotations", "completions"):
        cancelled = each.get("was_cancelled") is True
        skipped = skipped or cancelled
        status = Status.SUGGESTED if cancelled else Status.ACCEPTED
        _read_result(_results(each), found, status, _person(each))
    for each in _layers(row, "predictions"):
        version = each.get("model_version")
        version = version if isinstance(version, str) and version else "unknown"
        _read_result(_results(each), found, Status.SUGGESTED, version if ":" in version else f"model:{version}")
    contents = row["data"]
    key = _text_key(contents, found.texts)
    named = contents.get("article_id")
    said = {name_: value for name_, value in contents.items() if name_ not in (key, "article_id")}
    return _built(contents[key], found, said, named, name, "ignore" if skipped and not found.marks else "accept")


def _minimal(row: Json, name: str) -> AnnotatedArticle:
    found = _Found()
    lists = _minimal_marks(row)
    origin = _person({"completed_by": row.get("annotator")})
    for tag, regions in lists.items():
        for each in regions:
            result = {"type": "labels", "from_name": tag, "to_name": _TEXT, "value": each, "id": each.get("id")}
            _read_result([result], found, Status.ACCEPTED, origin)
    key = _text_key({name: value for name, value in row.items() if name not in _WORK}, [])
    said = {n: value for n, value in row.items() if n not in _WORK and n not in lists and n not in (key, "article_id")}
    return _built(row[key], found, said, row.get("article_id"), name, "accept")


def _built(text: str, found: _Found, said: Json, named: Any, name: str, answer: str) -> AnnotatedArticle:
    meta = meta_from_json(said)
    return standoff.article(
        text, found.marks, found.arrows, form="label-studio", meta=meta, name=name, units=_UNITS,
        article_id=named if isinstance(named, str) and named else None, answer=answer, remarks=found.remarks(),
    )  # fmt: skip


def _layers(row: Json, *keys: str) -> list[Json]:
    found: list[Json] = []
    for key in keys:
        value = row.get(key)
        if value is None:
            continue
        if not isinstance(value, list):
            raise ArticleError("“{key}” of a task is no list. Mend it.", key=key)
        found += [each for each in value if isinstance(each, dict)]  # ids alone stand there in lists of tasks
    return found


def _results(layer: Json) -> list[Json]:
    value = layer.get("result") or []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ArticleError("“result” is not a list of objects. Mend it.")
    return value


def _person(layer: Json) -> str:
    who = layer.get("completed_by")
    if isinstance(who, dict):
        who = who.get("email") or who.get("id")
    return f"person:{who}" if isinstance(who, str | int) and not isinstance(who, bool) and who != "" else ""


def _text_key(contents: Mapping[str, Any], named: Sequence[str]) -> str:
    """The name under which a task has its text."""
    texts = [name for name, value in contents.items() if isinstance(value, str)]
    for name in (*named, _TEXT):
        if name in texts:
            return name
    longest = sorted(texts, key=lambda name: len(contents[name]), reverse=True)
    if not longest or (len(longest) > 1 and len(contents[longest[0]]) == len(contents[longest[1]])):
        raise ArticleError("it cannot be told where this task has its text. Name it “{text}”.", text=_TEXT)
    return longest[0]


def _read_result(rows: Sequence[Json], found: _Found, status: Status, origin: str) -> None:
    """Adds what one annotation or prediction says."""
    ids: dict[str, str] = {}
    more: dict[str, list[Json]] = {}
    for row in rows:
        value = row.get("value")
        if row.get("type") == "relation" or not isinstance(value, dict):
            continue
        kind = str(row.get("type") or "labels")
        labels = value.get(kind, value.get("labels"))
        if kind in ("choices", "textarea", "rating", "number", "datetime", "taxonomy", "pairwise", "ranker"):
            if row.get("id") is not None and "start" in value:
                more.setdefault(str(row["id"]), []).append(row)
            else:
                found.pass_over(Message("Answers about the whole article ({kind})", kind=kind))
            continue
        if kind != "labels" or not isinstance(labels, list):
            if kind in ("hypertextlabels", "paragraphlabels"):
                raise ArticleError(
                    "this task marks {value}, not a text. Export a project with the tag Text.",
                    value=Message("a web page") if kind[0] == "h" else Message("a dialogue"),
                )
            found.pass_over(Message("Regions of the kind “{kind}”", kind=kind[:30]))
            continue
        _read_region(row, value, labels, found, ids, status, origin)
    _read_answers(more, found, ids)
    for row in rows:
        if row.get("type") == "relation":
            _read_relation(row, found, ids)


def _read_region(
    row: Json, value: Json, labels: Sequence[Any], found: _Found, ids: dict[str, str], status: Status, origin: str
) -> None:
    start, end = standoff.integer(value.get("start")), standoff.integer(value.get("end"))
    if start is None or end is None:
        raise ArticleError("a region has no whole numbers as “start” and “end”. Mend or remove it.")
    names = [name for name in labels if isinstance(name, str) and name.strip()]
    if not names:
        found.pass_over(Message("Regions without a label"))
    words, meta = value.get("text"), row.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    attributes, own = meta.get("attributes"), meta.get("origin")
    tag = row.get("to_name")
    if isinstance(tag, str) and tag not in found.texts:
        found.texts.append(tag)
    for label in names:
        region = str(row.get("id") or f"a{len(found.taken) + 1}")
        named = _new(region, found.taken)
        ids.setdefault(region, named)
        found.marks.append(
            Mark(
                start,
                end,
                label,
                words=words if isinstance(words, str) else None,
                id=named,
                status=status,
                origin=own if isinstance(own, str) else origin,
                score=standoff.number(row.get("score", value.get("confidence"))),
                attributes=attributes if isinstance(attributes, dict) else {},
                note=_note(meta.get("text")),
            )
        )


def _note(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "\n".join(each for each in value if isinstance(each, str)) if isinstance(value, list) else ""


def _read_answers(more: Mapping[str, Sequence[Json]], found: _Found, ids: Mapping[str, str]) -> None:
    """What was answered about a region becomes its attributes, by the name of the tag that asked."""
    for region, rows in more.items():
        at = next((at for at, mark in enumerate(found.marks) if mark.id == ids.get(region)), None)
        for row in rows:
            if at is None:
                found.pass_over(Message("Answers about a region without a label"))
                continue
            answer = row["value"].get(row["type"], row["value"].get("text"))
            if isinstance(answer, list) and len(answer) == 1:
                answer = answer[0]
            mark = found.marks[at]
            name = str(row.get("from_name") or row["type"])
            found.marks[at] = replace(mark, attributes={**mark.attributes, name: answer})


def _read_relation(row: Json, found: _Found, ids: Mapping[str, str]) -> None:
    head, child = (str(row.get(end)) for end in ("from_id", "to_id"))
    if row.get("direction") == "left":
        head, child = child, head
    if head not in ids or child not in ids:
        found.pass_over(Message("Relations to what is no labelled region"))
        return
    labels = row.get("labels")
    names = [name for name in labels if isinstance(name, str) and name.strip()] if isinstance(labels, list) else []
    own = row.get("id")
    for name in names or ["relation"]:
        named = _new(own, found.arrow_ids) if isinstance(own, str) and own else None
        found.arrows.append(Arrow(ids[head], ids[child], name, named))


DATASET = DatasetFormat(
    "label-studio", (".json",), "Label Studio's JSON, in full or minimal", read, recognises, holds=HOLDS
)
WRITER = WriterFormat(
    "label-studio", ".json", Message("Label Studio: tasks with annotations and predictions"),
    LabelStudioWriter, read, digest,
    holds=HOLDS,
)  # fmt: skip

FOLDER = DatasetFormat(
    "label-studio-project", (), "a folder of Label Studio's tasks with their configuration", read_folder,
    recognises_folder, folder=True, holds=HOLDS,
)  # fmt: skip
FOLDER_WRITER = WriterFormat(
    "label-studio-project", "", Message("Label Studio project: a folder with tasks and configuration"),
    None, read_folder,
    digest, holds=HOLDS, open_folder=open_folder,
)  # fmt: skip
