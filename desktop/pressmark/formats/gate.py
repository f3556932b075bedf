"""GATE XML: the documents of GATE Developer, one file for each article, with nodes in the text and features on marks.

Source of the format: the GATE user guide, "GATE XML"; nodes are named by their offset in UTF-16 units. Read: the
unnamed annotation set and named ones (their name becomes the attribute `annotation_set`), ANNIE's tokens and sentences,
relations. Note and status are written as features `pressmark:note` and `pressmark:status`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import ArticleMeta, Token
from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.core.offsets import Utf16Map
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.formats import standoff, xml
from pressmark.formats.base import DatasetFormat, Holds, WriteOptions, WriterFormat, Written
from pressmark.formats.file_names import FileNames, ordered, written_id
from pressmark.formats.standoff import Arrow, Mark
from pressmark.formats.text_lines import whole, wrong_line
from pressmark.formats.words import as_json, value_of
from pressmark.formats.xml_text import clean, in_xml

HOLDS = frozenset({Holds.TEXT, Holds.OVERLAPS, Holds.ATTRIBUTES, Holds.RELATIONS, Holds.NOTES, Holds.STATUS})
ENDING = ".xml"

_OWN = "pressmark:"
_STRING = "java.lang.String"
_SET = "annotation_set"
_PASSED = frozenset({"SpaceToken", "Split", "DEFAULT_TOKEN", "paragraph"})


class GateWriter:
    """Writes articles into a folder, the parts of a split into folders in it."""

    def __init__(self, folder: Path, options: WriteOptions, parts: Sequence[str]) -> None:
        del options  # the format leaves no choice
        self._files = FileNames(folder, parts)

    def add(self, article: AnnotatedArticle, *, part: str) -> Written:
        """Writes one article's file."""
        losses: list[Loss] = []
        held = in_xml(article, losses, attributes=True)
        path = self._files.of(article.article.id, part)
        path.with_name(f"{path.name}{ENDING}").write_bytes(_document(held))
        return Written(digest(held), tuple(article.annotations), tuple(losses))

    def finish(self) -> None:
        """Writes down the order of the files."""
        self._files.finish()

    def close(self) -> None:
        """Nothing is open between two articles."""


def _document(article: AnnotatedArticle) -> bytes:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs

    plain = article.article
    root = etree.Element("GateDocument", version="3")
    features = etree.SubElement(root, "GateDocumentFeatures")
    _put(features, "gate.SourceURL", clean(plain.meta.source or plain.id))
    _put(features, f"{_OWN}id", clean(plain.id))
    _put_text(etree.SubElement(root, "TextWithNodes"), plain.text, article.annotations)
    units = Utf16Map(plain.text)
    sets: dict[str, Any] = {"": etree.SubElement(root, "AnnotationSet")}
    numbers: dict[str, str] = {}
    for number, annotation in enumerate(by_position(article.annotations)):
        attributes = dict(annotation.attributes)
        named = attributes.get(_SET)
        if isinstance(named, str) and named.strip() and named != "Original markups":
            del attributes[_SET]
        else:
            named = ""
        if named not in sets:
            sets[named] = etree.SubElement(root, "AnnotationSet", Name=named)
        start, end = units.span_to_units(annotation.span)
        numbers[annotation.id] = str(number)
        element = etree.SubElement(
            sets[named], "Annotation", Id=str(number), Type=annotation.label, StartNode=str(start), EndNode=str(end)
        )
        for name, value in attributes.items():
            _put(element, name, value)
        if annotation.note:
            _put(element, f"{_OWN}note", annotation.note)
        if annotation.status is not Status.ACCEPTED:
            _put(element, f"{_OWN}status", str(annotation.status))
    if article.relations:
        relations = etree.SubElement(root, "RelationSet")
        for number, each in enumerate(article.relations, len(numbers)):
            members = f"{numbers[each.head]};{numbers[each.child]}"
            etree.SubElement(relations, "Relation", Id=str(number), Type=each.label, Members=members)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _put_text(parent: Any, text: str, annotations: Sequence[Annotation]) -> None:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs

    units = Utf16Map(text)
    places = sorted({0, len(text), *(a.span.start for a in annotations), *(a.span.end for a in annotations)})
    for start, end in zip(places, [*places[1:], len(text)], strict=True):
        etree.SubElement(parent, "Node", id=str(units.to_units(start))).tail = text[start:end]


def _put(parent: Any, name: str, value: Any) -> None:
    """One feature of a document or an annotation."""
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs

    kind, words = _written(value)
    feature = etree.SubElement(parent, "Feature")
    etree.SubElement(feature, "Name", className=_STRING).text = name
    etree.SubElement(feature, "Value", className=kind).text = words


def _written(value: Any) -> tuple[str, str]:
    """A value as GATE writes it: its Java class and its words. What Java has no plain class for is JSON."""
    if isinstance(value, bool):
        return "java.lang.Boolean", "true" if value else "false"
    if isinstance(value, int):
        return ("java.lang.Integer" if abs(value) < 2**31 else "java.lang.Long"), str(value)
    if isinstance(value, float):
        return "java.lang.Double", repr(value)
    if isinstance(value, str) and _of_string(value) == value:
        return _STRING, value
    return _STRING, as_json(value)


def _read_value(kind: str, words: str) -> Any:
    kind = kind.rsplit(".", 1)[-1]
    try:
        if kind == "Boolean":
            return words.strip().lower() == "true"
        if kind in ("Integer", "Long", "Short", "BigInteger"):
            return int(words)
        if kind in ("Double", "Float", "BigDecimal"):
            found = float(words)
            return found if abs(found) < float("inf") else words
    except ValueError:
        return words
    return _of_string(words)


def _of_string(words: str) -> Any:
    """What a string stands for: numbers in it are words, as GATE has a class for numbers."""
    found = value_of(words)
    return words if isinstance(found, bool | int | float) else found


def digest(article: AnnotatedArticle) -> bytes:
    """Of an article, as the format can hold it or read back."""
    return standoff.digest(article, holds=HOLDS)


def recognises(path: Path) -> bool:
    """Whether a file is XML whose root is a GateDocument."""
    with path.open("rb") as file:
        return xml.root_of(file.read(4_096))[1] == "GateDocument"


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The article of a file, or those of a folder with all below it.

    Raises:
        UserError: naming file and line.
    """
    for file in ordered(path, ENDING) if path.is_dir() else [path]:
        yield _Reader(file, xml.parse(whole(file), name=file.name)).article()


class _Reader:
    def __init__(self, path: Path, root: Any) -> None:
        self._path = path
        self._root = root
        self._nodes: dict[str, int] = {}
        self._remarks: dict[Message, None] = {}
        self._lines: dict[str, int] = {}

    def _refused(self, element: Any, what: Message) -> UserError:
        return wrong_line(self._path.name, element.sourceline or 1, what)

    def article(self) -> AnnotatedArticle:
        """The document."""
        body = self._root.find("TextWithNodes")
        if xml.local(self._root) != "GateDocument" or body is None:
            raise self._refused(
                self._root, Message("this is no GateDocument with a TextWithNodes. Save it as GATE XML.")
            )
        text = self._text(body)
        marks: list[Mark] = []
        tokens: list[tuple[int, int, str]] = []
        sentences: set[int] = set()
        for group in self._root.findall("AnnotationSet"):
            named = group.get("Name") or ""
            if named == "Original markups":
                self._remarks[
                    Message("GATE's “Original markups”, the tags of the original page, were passed over.")
                ] = None
                continue
            for element in group.findall("Annotation"):
                start, end = self._place(element, "StartNode"), self._place(element, "EndNode")
                features = self._features(element)
                label = element.get("Type") or ""
                if label == "Token" and "string" in features:
                    tokens.append((start, end, str(features.get("category", ""))))
                elif label == "Sentence" and not features.get(f"{_OWN}note"):
                    sentences.add(start)
                elif label not in _PASSED:
                    marks.append(self._mark(element, label, start, end, features, named))
        said = self._features(self._root.find("GateDocumentFeatures"))
        known = said.get(f"{_OWN}id") if written_id(self._path, ENDING) is not None else None
        try:
            return standoff.article(
                text,
                marks,
                list(self._arrows()),
                form="gate",
                meta=ArticleMeta(source=self._path.name),
                name=self._path.name,
                units=(standoff.OffsetUnit.CODE_POINTS,),
                article_id=str(known) if known else None,
                tokens=_tokens(text, tokens, sentences),
                remarks=list(self._remarks),
            )
        except standoff.ArticleError as error:
            raise UserError("{name}: {error}", name=self._path.name, error=error.sentence) from error

    def _text(self, body: Any) -> str:
        """The text; where each node stands in it is noted."""
        parts = [body.text or ""]
        length = len(parts[0])
        for node in body:
            named = node.get("id")
            if xml.local(node) != "Node" or named is None:
                raise self._refused(
                    node, Message("the text holds something that is no Node with an id. Save it as GATE XML.")
                )
            self._nodes[named.strip()] = length
            parts.append(node.tail or "")
            length += len(parts[-1])
        return "".join(parts)

    def _place(self, element: Any, name: str) -> int:
        found = self._nodes.get((element.get(name) or "").strip())
        if found is None:
            raise self._refused(
                element,
                Message(
                    "the {name} “{value}” is no Node of the text.", name=name, value=(element.get(name) or "")[:20]
                ),
            )
        return found

    def _features(self, element: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for feature in element.findall("Feature") if element is not None else ():
            name, value = feature.find("Name"), feature.find("Value")
            if name is None or value is None:
                raise self._refused(feature, Message("a Feature has a Name and a Value. Mend or remove it."))
            found[xml.words_of(name)] = _read_value(value.get("className") or _STRING, xml.words_of(value))
        return found

    def _mark(self, element: Any, label: str, start: int, end: int, features: Mapping[str, Any], named: str) -> Mark:
        number = (element.get("Id") or "").strip()
        if number in self._lines or not number:
            if not number:
                raise self._refused(element, Message("the Id is missing. Give each annotation its own."))
            words = Message(
                "the Id “{number}” is there twice, as in line {first}. Give each its own.",
                number=number[:20],
                first=self._lines[number],
            )
            raise self._refused(element, words)
        self._lines[number] = element.sourceline or 1
        if not label.strip() or start > end:
            raise self._refused(element, Message("an annotation has a Type, and its StartNode is before its EndNode."))
        attributes = {name: value for name, value in features.items() if not name.startswith(_OWN)}
        if named:
            attributes[_SET] = named
        status = str(features.get(f"{_OWN}status", ""))
        return Mark(
            start,
            end,
            label,
            id=number,
            status=Status(status) if status in set(Status) else Status.ACCEPTED,
            attributes=attributes,
            note=str(features.get(f"{_OWN}note", "")),
        )

    def _arrows(self) -> Iterator[Arrow]:
        for element in self._root.iter("Relation"):
            members = [each.strip() for each in (element.get("Members") or "").split(";")]
            if len(members) < 2 or any(each not in self._lines for each in members):
                raise self._refused(element, Message("a Relation has two Members or more that are Ids of annotations."))
            for child in members[1:]:
                yield Arrow(members[0], child, element.get("Type") or "related")


def _tokens(text: str, found: Sequence[tuple[int, int, str]], sentences: set[int]) -> list[Token]:
    if canonical(text) != text:
        return []
    tokens: list[Token] = []
    for start, end, pos in sorted(found):
        if start < end and (not tokens or start >= tokens[-1].span.end):
            tokens.append(Token(Span(start, end), pos, start in sentences or not tokens))
    return tokens


DATASET = DatasetFormat(
    "gate", (ENDING,), "GATE XML, as GATE Developer saves it", read, recognises, holds=HOLDS | {Holds.TOKENS}
)
WRITER = WriterFormat(
    "gate",
    "",
    Message("GATE XML: a folder with a document for each article"),
    None,
    read,
    digest,
    holds=HOLDS,
    open_folder=GateWriter,
)
