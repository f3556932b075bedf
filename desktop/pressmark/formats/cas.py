"""UIMA CAS as XMI and as JSON, the formats that INCEpTION, WebAnno and DKPro exchange; through dkpro-cassis.

Source of the formats: the UIMA reference, "XMI CAS Serialization", and the UIMA JSON CAS specification 0.4. One file
for each article; XMI has its types beside it in TypeSystem.xml. Offsets are UTF-16 units, which cassis counts.

Names are written as DKPro's NamedEntity with the label as its `value`; attributes, note and status go into features of
their own, attributes as JSON. XML cannot hold control characters; in XMI U+FFFD stands for each.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from pressmark.core.annotation import Annotation, Status
from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.tokens import completed
from pressmark.formats import cas_types, standoff, xml
from pressmark.formats.base import DatasetFormat, Holds, WriteOptions, WriterFormat, Written
from pressmark.formats.cas_reading import article_of
from pressmark.formats.file_names import FileNames, ordered, written_id
from pressmark.formats.text_lines import whole
from pressmark.formats.webanno_layers import NAMED_ENTITY, POS, RELATION
from pressmark.formats.words import as_json
from pressmark.formats.xml_text import clean, in_xml

HOLDS = frozenset(
    {Holds.TEXT, Holds.OVERLAPS, Holds.ATTRIBUTES, Holds.RELATIONS, Holds.NOTES, Holds.STATUS, Holds.TOKENS}
)
TYPES = "TypeSystem.xml"

_SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
_METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"


def _types() -> Any:
    """The types that are written; DKPro's, with the features of theirs that are used."""
    from cassis import TypeSystem

    types = TypeSystem()
    annotation, string = "uima.tcas.Annotation", "uima.cas.String"
    types.create_type(f"{_SEGMENTATION}Sentence", annotation)
    pos = types.create_type(POS, annotation)
    types.create_feature(pos, "PosValue", string)
    token = types.create_type(f"{_SEGMENTATION}Token", annotation)
    types.create_feature(token, "pos", POS)
    name = types.create_type(NAMED_ENTITY, annotation)
    for feature in ("value", "identifier", "attributes", "note", "status"):
        types.create_feature(name, feature, string)
    relation = types.create_type(RELATION, annotation)
    types.create_feature(relation, "Governor", NAMED_ENTITY)
    types.create_feature(relation, "Dependent", NAMED_ENTITY)
    types.create_feature(relation, "label", string)
    metadata = types.create_type(_METADATA, "uima.tcas.DocumentAnnotation")
    for feature in ("documentId", "documentTitle"):
        types.create_feature(metadata, feature, string)
    return types


class CasWriter:
    """Writes articles into a folder, the parts of a split into folders in it.

    Args:
        ending: ".xmi" or ".json".
    """

    ending = ".xmi"

    def __init__(self, folder: Path, options: WriteOptions, parts: Sequence[str]) -> None:
        del options  # the format leaves no choice
        self._folder = folder
        self._files = FileNames(folder, parts, ("typesystem",))
        self._types = _types()

    def add(self, article: AnnotatedArticle, *, part: str) -> Written:
        """Writes one article's file."""
        losses: list[Loss] = []
        held = article if self.ending == ".json" else in_xml(article, losses, attributes=False)
        path = self._files.of(article.article.id, part)
        cas = self._cas(held)
        content = cas.to_xmi() if self.ending == ".xmi" else cas.to_json()
        path.with_name(f"{path.name}{self.ending}").write_bytes(content.encode("utf-8"))
        return Written(digest(held), tuple(article.annotations), tuple(losses))

    def finish(self) -> None:
        """Writes the types, and down the order of the files."""
        if self.ending == ".xmi":
            (self._folder / TYPES).write_bytes(self._types.to_xml().encode("utf-8"))
        self._files.finish()

    def close(self) -> None:
        """Nothing is open between two articles."""

    def _cas(self, article: AnnotatedArticle) -> Any:
        from cassis import Cas

        plain = article.article
        cas = Cas(typesystem=self._types)
        cas.sofa_string = plain.text
        cas.sofa_mime = "text/plain"

        def made(name: str, **features: Any) -> Any:
            found = self._types.get_type(name)(**features)
            cas.add(found)
            return found

        made(
            _METADATA, begin=0, end=len(plain.text), language=plain.meta.language or "x-unspecified",
            documentId=clean(plain.id), documentTitle=clean(plain.meta.source or plain.id),
        )  # fmt: skip
        tokens = completed(plain.text, article.tokens)
        starts = [token.span.start for number, token in enumerate(tokens) if token.sentence_start or not number]
        for token in tokens:
            place = {"begin": token.span.start, "end": token.span.end}
            pos = made(POS, PosValue=clean(token.pos), **place) if token.pos else None
            made(f"{_SEGMENTATION}Token", pos=pos, **place)
        ends = [max(t.span.end for t in tokens if t.span.start < start) for start in starts[1:]] if tokens else []
        for start, end in zip(starts, [*ends, tokens[-1].span.end if tokens else 0], strict=True) if tokens else ():
            made(f"{_SEGMENTATION}Sentence", begin=start, end=end)
        marks = {a.id: made(NAMED_ENTITY, **_features(a)) for a in by_position(article.annotations)}
        for relation in article.relations:
            head, child = marks[relation.head], marks[relation.child]
            made(RELATION, begin=child.begin, end=child.end, Governor=head, Dependent=child, label=relation.label)
        return cas


class CasJsonWriter(CasWriter):
    """Writes JSON CAS, with the types in each file."""

    ending = ".json"


def _features(annotation: Annotation) -> dict[str, Any]:
    attributes = dict(annotation.attributes)
    identifier = attributes.get("identifier")
    if isinstance(identifier, str) and clean(identifier) == identifier:
        del attributes["identifier"]
    else:
        identifier = None
    return {
        "begin": annotation.span.start,
        "end": annotation.span.end,
        "value": annotation.label,
        "identifier": identifier,
        "attributes": as_json(attributes) if attributes else None,
        "note": annotation.note or None,
        "status": None if annotation.status is Status.ACCEPTED else str(annotation.status),
    }


def digest(article: AnnotatedArticle) -> bytes:
    """Of an article, as the format can hold it or read back."""
    return standoff.digest(article, holds=HOLDS)


def recognises_xmi(path: Path) -> bool:
    """Whether a file is called .xmi, or is XML whose root is XMI's."""
    if path.suffix.lower() == ".xmi":
        return True
    with path.open("rb") as file:
        return xml.root_of(file.read(4_096)) == ("http://www.omg.org/XMI", "XMI")


def recognises_json(path: Path) -> bool:
    """Whether a file begins as a JSON CAS."""
    with path.open("rb") as file:
        start = file.read(4_096)
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and (
        b'"%TYPES"' in start or b'"%FEATURE_STRUCTURES"' in start
    )


def read_xmi(path: Path) -> Iterator[AnnotatedArticle]:
    """The article of a file, or those of a folder with all below it.

    Raises:
        UserError: naming the file.
    """
    for file in ordered(path, ".xmi") if path.is_dir() else [path]:
        from cassis import load_cas_from_xmi

        root = _safe_root(file)
        content = _text_of(root)
        types, remarks = _types_beside(file, root)
        yield _read(file, ".xmi", remarks, lambda c=content, t=types: load_cas_from_xmi(c, typesystem=t, lenient=True))


def read_json(path: Path) -> Iterator[AnnotatedArticle]:
    """The article of a JSON CAS file, or those of a folder with all below it; raises as `read_xmi`."""
    for file in ordered(path, ".json") if path.is_dir() else [path]:
        from cassis import load_cas_from_json

        try:
            content = whole(file).decode("utf-8-sig")
            json.loads(content)
        except (ValueError, RecursionError) as error:
            place = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
            raise UserError(
                "{name}{place}: this is not JSON in UTF-8. Get a whole copy of the file.", name=file.name, place=place
            ) from error
        yield _read(file, ".json", (), lambda c=content: load_cas_from_json(c, lenient=True))


def _read(path: Path, ending: str, remarks: Sequence[Message], load: Any) -> AnnotatedArticle:
    try:
        with _without_warnings():
            return article_of(load(), path.name, written=written_id(path, ending) is not None, remarks=remarks)
    except standoff.ArticleError as error:
        raise UserError("{name}: {error}", name=path.name, error=error.sentence) from error
    except UserError:
        raise
    except Exception as error:  # cassis has no root of its own for what files are to blame for
        raise UserError(
            "{name} is no whole UIMA CAS, or does not fit its types. Export it again, as UIMA CAS XMI or JSON.",
            name=path.name,
            details=f"{type(error).__name__}: {error}",
        ) from error


@contextmanager
def _without_warnings() -> Iterator[None]:
    """cassis warns of names that are Python's own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _safe_root(path: Path) -> Any:
    """XML after a parser that expands nothing and fetches nothing has looked at it."""
    root = xml.parse(whole(path), name=path.name)
    if xml.local(root) not in ("XMI", "typeSystemDescription"):
        raise UserError(
            "{name} is no whole UIMA CAS: its root is {root}. Choose another file.",
            name=path.name,
            root=xml.local(root),
        )
    return root


def _text_of(root: Any) -> str:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs

    return etree.tostring(root, encoding="unicode")


def _types_beside(path: Path, root: Any) -> tuple[Any, tuple[Message, ...]]:
    """The types of a file: in its folder or the one above; where there are none, DKPro's and what the file shows."""
    from cassis import load_typesystem

    names = (TYPES, "typesystem.xml", f"{path.stem}.TypeSystem.xml", f"{path.stem}_typesystem.xml")
    for folder in (path.parent, path.parent.parent):
        found = next((folder / name for name in names if (folder / name).is_file()), None)
        if found is None:
            continue
        try:
            with _without_warnings():
                return load_typesystem(_text_of(_safe_root(found))), ()
        except Exception as error:  # cassis has no root of its own for what files are to blame for
            raise UserError(
                "{name}, which belongs to {file}, is no type system of UIMA. Copy it there again.",
                name=found.name,
                file=path.name,
                details=str(error),
            ) from error
    # cassis's own function for this asks for its file in a way that warns.
    known = resources.files("cassis.resources") / "dkpro-core-types.xml"
    types = load_typesystem(known.read_text(encoding="utf-8"))
    try:
        with _without_warnings():
            added = cas_types.add_seen(types, root)
    except Exception as error:  # as above
        raise UserError(
            "{name} cannot be understood without its types. Copy the {types} of its export beside it.",
            name=path.name,
            types=TYPES,
            details=str(error),
        ) from error
    if not added:
        return types, (
            Message(
                "There is no {types} beside {name}: what it says was read without knowing its types.",
                types=TYPES,
                name=path.name,
            ),
        )
    said = Message(
        "There is no {types} beside {name}: what it says of {layers} was read without knowing its types.",
        types=TYPES,
        name=path.name,
        layers=", ".join(added),
    )
    return types, (said,)


XMI_DATASET = DatasetFormat(
    "cas-xmi", (".xmi", ".xml"), "UIMA CAS XMI, as INCEpTION and DKPro write it", read_xmi, recognises_xmi, holds=HOLDS
)
JSON_DATASET = DatasetFormat(
    "cas-json", (".json",), "UIMA CAS JSON, as INCEpTION writes it", read_json, recognises_json, holds=HOLDS
)
XMI_WRITER = WriterFormat(
    "cas-xmi",
    "",
    Message("UIMA CAS XMI: a folder with a file for each article and TypeSystem.xml"),
    None,
    read_xmi,
    digest,
    holds=HOLDS,
    open_folder=CasWriter,
)
JSON_WRITER = WriterFormat(
    "cas-json",
    "",
    Message("UIMA CAS JSON: a folder with a file for each article, types included"),
    None,
    read_json,
    digest,
    holds=HOLDS,
    open_folder=CasJsonWriter,
)
