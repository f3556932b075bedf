"""Word documents (.docx): the text that a reader sees, one line for each paragraph.

Office Open XML, ECMA-376 part 1 (WordprocessingML). Deleted and hidden words are left out, inserted ones are taken;
text boxes and footnotes are kept as furniture, headers and footers of the page are left out. A paragraph in the style
"Title", or the first heading, is the headline. The author and date among the document's properties are kept under
`extra`: they say whose computer it was and when, not who wrote the article and when it was published.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.zones import ZoneKind
from pressmark.formats.blocks import article_of, file_properties, with_title
from pressmark.formats.packed import Pack, damaged, is_protected_office, protected
from pressmark.formats.xml import first, local, words_of

_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr",
     "sectPr", "footnoteReference", "endnoteReference",
     "footnoteRef", "endnoteRef", "annotationRef", "rt", "binData"}
)  # fmt: skip
_FURNITURE_STYLES = ("caption", "header", "footer", "footnote text", "endnote text")


def read(content: bytes, *, name: str) -> RawArticle:
    """Reads a Word document as one article.

    Raises:
        UserError: for an empty, damaged or protected document.
    """
    if is_protected_office(content):
        raise protected(name)
    pack = Pack(content, name=name)
    main = _main_part(pack)
    document = pack.xml(main)
    if document is None:
        raise damaged(name, f"{main} is missing")
    folder = main.rpartition("/")[0]
    styles = _styles(pack.xml(f"{folder}/styles.xml"))
    body = first(document, "body")
    blocks = list(_blocks(body, styles)) if body is not None else []
    if not any(kind is ZoneKind.HEADLINE for _, kind in blocks):
        blocks = _first_heading(blocks)
    blocks = [(words, None if kind == "heading" else kind) for words, kind in blocks]
    for part in ("footnotes", "endnotes"):
        notes = pack.xml(f"{folder}/{part}.xml")
        if notes is not None:
            blocks += [(words, ZoneKind.FURNITURE) for words, _ in _notes(notes, styles)]
    properties = pack.xml("docProps/core.xml")
    title = author = created = None
    if properties is not None:
        title = words_of(first(properties, "title"))
        author, created = words_of(first(properties, "creator")), words_of(first(properties, "created"))
    meta = ArticleMeta(source=name, extra=file_properties(author=author, created=created))
    blocks, meta = with_title(blocks, title, meta)
    return article_of(blocks, meta=meta, name=name)


def _main_part(pack: Pack) -> str:
    """The document itself, as the package's relationships name it."""
    relations = pack.xml("_rels/.rels")
    for relation in () if relations is None else relations.iter("{*}Relationship"):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _attribute(element: Any, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _styles(root: Any) -> dict[str, str]:
    """The English names of the paragraph styles by their ids, in small letters."""
    found: dict[str, str] = {}
    for style in () if root is None else root.iter("{*}style"):
        named = first(style, "name")
        identifier = _attribute(style, "styleId")
        if identifier and named is not None:
            found[identifier] = (_attribute(named, "val") or "").lower()
    return found


def _blocks(parent: Any, styles: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """Paragraphs, cells of tables and the contents of fields in order; walks by a stack, documents nest deeply."""
    waiting: list[Any] = [parent]
    while waiting:
        element = waiting.pop()
        kind = local(element)
        if kind == "p":
            yield from _paragraph(element, styles)
        elif kind not in _SKIPPED:
            waiting.extend(reversed(element))


def _notes(root: Any, styles: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for note in root:
        if _attribute(note, "type") in (None, "normal"):  # separators are no notes
            yield from _blocks(note, styles)


def _paragraph(paragraph: Any, styles: dict[str, str]) -> Iterator[tuple[str, Any]]:
    boxes: list[Any] = []
    parts = _runs(paragraph, boxes)
    kind: Any = None
    properties = next((each for each in paragraph if local(each) == "pPr"), None)
    style = None if properties is None else first(properties, "pStyle")
    named = styles.get(_attribute(style, "val") or "", "") if style is not None else ""
    if named == "title":
        kind = ZoneKind.HEADLINE
    elif named.startswith("heading"):
        kind = "heading"
    elif named in _FURNITURE_STYLES:
        kind = ZoneKind.FURNITURE
    for line in "".join(parts).split("\n"):
        if line.strip():
            yield line, kind
    for box in boxes:
        for words, _ in _blocks(box, styles):
            yield words, ZoneKind.FURNITURE


def _runs(paragraph: Any, boxes: list[Any]) -> list[str]:
    parts: list[str] = []
    waiting: list[Any] = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        kind = local(element)
        if kind == "t":
            parts.append(element.text or "")
        elif kind in ("tab", "ptab"):
            parts.append(" ")
        elif kind in ("br", "cr"):
            parts.append("\n")
        elif kind == "noBreakHyphen":
            parts.append("\u2011")
        elif kind == "txbxContent":
            boxes.append(element)
        elif kind == "AlternateContent":
            waiting.extend(element[:1])  # the same thing again for older programs stands behind it
        elif kind == "r" and _is_hidden(element):
            continue
        elif kind not in _SKIPPED:
            waiting.extend(reversed(element))
    return parts


def _is_hidden(run: Any) -> bool:
    properties = next((each for each in run if local(each) == "rPr"), None)
    hidden = None if properties is None else next((each for each in properties if local(each) == "vanish"), None)
    return hidden is not None and _attribute(hidden, "val") not in ("0", "false", "off")


def _first_heading(blocks: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The first heading is the headline when it stands above the text."""
    for index, (words, kind) in enumerate(blocks[:6]):
        if kind == "heading":
            return [*blocks[:index], (words, ZoneKind.HEADLINE), *blocks[index + 1 :]]
        if kind is None and len(words) > 200:
            break
    return blocks
