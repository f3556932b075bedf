"""OpenDocument texts (.odt, .fodt), as LibreOffice and Google Docs write them: one line for each paragraph.

OpenDocument 1.3, part 3. What was deleted (tracked changes), comments and hidden words are left out; footnotes and
text boxes are kept as furniture. Title and first heading, author and dates: as in `docx`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.zones import ZoneKind
from pressmark.formats import xml
from pressmark.formats.blocks import article_of, file_properties, with_title
from pressmark.formats.packed import Pack, damaged, protected
from pressmark.formats.xml import first, local, words_of

_SKIPPED = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "note-citation", "sequence-decls", "forms", "hidden-text",
     "hidden-paragraph", "ruby-text", "title", "desc", "binary-data", "object", "object-ole", "script"}
)  # fmt: skip


def read(content: bytes, *, name: str) -> RawArticle:
    """Reads an OpenDocument text as one article.

    Raises:
        UserError: for an empty, damaged or protected document.
    """
    if content.startswith(b"PK"):
        pack = Pack(content, name=name)
        manifest = pack.read("META-INF/manifest.xml") or b""
        if b"encryption-data" in manifest:
            raise protected(name)
        root, about, styles = pack.xml("content.xml"), pack.xml("meta.xml"), pack.xml("styles.xml")
    else:
        root = about = styles = xml.parse(content, name=name)
    text = None if root is None else first(root, "text")
    if root is None or text is None:
        raise damaged(name, "there is no text in it")
    named = _styles(styles) | _styles(root)
    blocks = [(words, kind) for words, kind in _blocks(text, named) if words.strip()]
    if not any(kind is ZoneKind.HEADLINE for _, kind in blocks):
        for index, (words, kind) in enumerate(blocks[:6]):
            if kind == "heading":
                blocks[index] = words, ZoneKind.HEADLINE
                break
    blocks = [(words, None if kind == "heading" else kind) for words, kind in blocks]
    blocks.sort(key=lambda block: block[1] == "note")  # behind everything else, in their order
    blocks = [(words, ZoneKind.FURNITURE if kind == "note" else kind) for words, kind in blocks]
    title = author = created = language = None
    if about is not None:
        properties = first(about, "meta")
        if properties is not None:
            title, created = words_of(first(properties, "title")), words_of(first(properties, "creation-date"))
            author = words_of(first(properties, "initial-creator", "creator"))
            language = words_of(first(properties, "language"))[:2].lower() or None
    meta = ArticleMeta(source=name, language=language, extra=file_properties(author=author, created=created))
    blocks, meta = with_title(blocks, title, meta)
    return article_of(blocks, meta=meta, name=name)


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _styles(root: Any) -> dict[str, str]:
    """What each paragraph style comes from ("Title", "Caption"), by its own name."""
    found: dict[str, str] = {}
    for style in () if root is None else root.iter("{*}style"):
        found[_attribute(style, "name")] = _attribute(style, "parent-style-name")
    return found


def _blocks(text: Any, styles: dict[str, str]) -> Iterator[tuple[str, Any]]:
    waiting: list[tuple[Any, bool]] = [(text, False)]
    while waiting:
        element, side = waiting.pop()
        kind = local(element)
        if kind in ("p", "h"):
            aside: list[tuple[Any, str]] = []
            words = "".join(_words(element, aside))
            for line in words.split("\n"):
                yield line, ZoneKind.FURNITURE if side else _kind(element, styles)
            for inner, where in aside:
                for line, _ in _blocks(inner, styles):
                    yield line, "note" if where == "note" else ZoneKind.FURNITURE
        elif kind not in _SKIPPED:
            waiting.extend((each, side or kind == "text-box") for each in reversed(element))


def _kind(element: Any, styles: dict[str, str]) -> Any:
    style = _attribute(element, "style-name")
    for _ in range(20):
        if style == "Title":
            return ZoneKind.HEADLINE
        if style in ("Caption", "Header", "Footer", "Footnote", "Illustration"):
            return ZoneKind.FURNITURE
        style = styles.get(style, "")
    return "heading" if local(element) == "h" else None


def _words(paragraph: Any, aside: list[tuple[Any, str]]) -> Iterator[str]:
    """The words of one paragraph; what stands beside it (notes, text boxes) is put into `aside`."""
    yield paragraph.text or ""
    waiting: list[Any] = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            yield element
            continue
        kind = local(element)
        if element.tail:
            waiting.append(element.tail)
        if kind == "s":
            count = _attribute(element, "c")
            yield " " * (min(int(count), 100) if count.isdecimal() else 1)
        elif kind == "tab":
            yield " "
        elif kind == "line-break":
            yield "\n"
        elif kind == "note":
            body = next((each for each in element if local(each) == "note-body"), None)
            if body is not None:
                aside.append((body, "note"))
        elif kind == "text-box":
            aside.append((element, "box"))
        elif kind and kind not in _SKIPPED:
            waiting.extend(reversed(element))
            if element.text:
                waiting.append(element.text)
