"""XML of strangers: no entities are expanded, nothing is fetched, and every mistake is told with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.span import Span
from pressmark.formats.decoding import unreadable

# What no XML 1.0 file may hold, not even as a reference (XML 1.0, section 2.2).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITIES = "{} declares entities of its own, which are not expanded. Remove its DOCTYPE."
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "remove_comments": True, "remove_pis": True,
    "huge_tree": True,
}  # fmt: skip


def sayable(words: str) -> str:
    """The words with U+FFFD for each character that XML cannot hold; as long as they were."""
    return _FORBIDDEN.sub("\ufffd", words)


def text(words: str) -> str:
    """As the text of an element."""
    return escape(sayable(words), {"\r": "&#13;"})


def attribute(words: str) -> str:
    """As the value of an attribute, in quotation marks."""
    more = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
    return f'"{escape(sayable(words), more)}"'


def unsayable(article: AnnotatedArticle) -> list[Loss]:
    """Every character of an article's text that is written as U+FFFD, with the mark that it belongs to, if any."""
    plain = article.article
    found: list[Loss] = []
    for match in _FORBIDDEN.finditer(plain.text):
        at = match.start()
        inside = next((m for m in by_position(article.annotations) if m.span.start <= at < m.span.end), None)
        why = f"XML cannot hold the character U+{ord(match[0]):04X}; U+FFFD is written in its place."
        span = inside.span if inside is not None else Span(at, at + 1)
        label = inside.label if inside is not None else ""
        found.append(Loss(plain.id, plain.meta.source, span, span.of(plain.text), label, "changed", why))
    return found


def parse(content: bytes, name: str) -> Any:
    """The root element of a file.

    Raises:
        UserError: for what is no XML, and for files that declare entities.
    """
    for element in _elements(BytesIO(content), name, None):
        if element.getparent() is None:
            return element
    raise UserError(f"{name} is empty. Choose another file.")


def elements(path: Path, tag: str) -> Iterator[Any]:
    """The elements of a name, lazily; each is emptied when the next one is asked for.

    Raises:
        UserError: as `parse`.
    """
    try:
        with path.open("rb") as file:
            for element in _elements(file, path.name, tag):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except OSError as error:
        raise unreadable(path, error) from error


def _elements(file: Any, name: str, tag: str | None) -> Iterator[Any]:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs

    checked = False
    try:
        for _, element in etree.iterparse(file, events=("end",), tag=tag, **_OPTIONS):
            if not checked:
                _refuse_entities(element, name)
                checked = True
            yield element
    except etree.XMLSyntaxError as error:
        if "entity amplification" in (error.msg or ""):  # before any element was seen
            raise UserError(_ENTITIES.format(name)) from error
        line = error.lineno or 1
        words = " ".join(str(error.msg or "it is damaged").split())[:120]
        raise UserError(f"{name}, line {line:,}: this is not XML ({words}). Get a whole copy of the file.") from error


def _refuse_entities(element: Any, name: str) -> None:
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise UserError(_ENTITIES.format(name))


def head_of(path: Path) -> bytes:
    """The first bytes of a file, to tell of what kind it is; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return b""
