"""What XML can hold of texts, and how it is written: everything but control characters, for which U+FFFD stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from pressmark.core.annotation import Annotation
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.span import Span
from pressmark.formats.base import loss

# What no XML 1.0 file may hold, not even as a reference (XML 1.0, section 2.2).
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

UNSAYABLE = "XML cannot hold the character"
"""What the reason of a loss begins with that is of one character, not of an annotation."""


def clean(words: str) -> str:
    """Text with U+FFFD for each character that XML cannot hold; its length stays."""
    return _NO_XML.sub("\ufffd", words)


def text(words: str) -> str:
    """Cleaned words as the text of an element."""
    return escape(clean(words), {"\r": "&#13;"})


def attribute(words: str) -> str:
    """Cleaned words as the value of an attribute, in quotation marks."""
    more = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
    return f'"{escape(clean(words), more)}"'


def unsayable(article: AnnotatedArticle) -> list[Loss]:
    """Every character of an article's text that is written as U+FFFD, with the mark that it belongs to, if any."""
    plain = article.article
    found: list[Loss] = []
    for match in _NO_XML.finditer(plain.text):
        at = match.start()
        inside = next((m for m in by_position(article.annotations) if m.span.start <= at < m.span.end), None)
        why = Message(
            "XML cannot hold the character {character}; U+FFFD is written in its place.",
            character=f"U+{ord(match[0]):04X}",
        )
        span = inside.span if inside is not None else Span(at, at + 1)
        label = inside.label if inside is not None else ""
        found.append(Loss(plain.id, plain.meta.source, span, span.of(plain.text), label, "changed", why))
    return found


def clean_values(value: Any) -> Any:
    """A JSON value with all its strings and names cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(name)): clean_values(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean_values(each) for each in value]
    return value


def in_xml(article: AnnotatedArticle, losses: list[Loss], *, attributes: bool) -> AnnotatedArticle:
    """An article as XML can hold it; each mark that changes, and each character outside of marks, goes to `losses`.

    Args:
        attributes: whether strings of attributes stand in the file as they are, not as JSON.
    """
    text = article.article.text
    annotations: list[Annotation] = []
    for annotation in article.annotations:
        found = annotation.but(label=clean(annotation.label), note=clean(annotation.note))
        if attributes:
            found = found.but(attributes=clean_values(annotation.attributes))
        if found != annotation or _NO_XML.search(annotation.span.of(text)):
            losses.append(
                loss(article, annotation, "changed", Message("XML holds no control characters; U+FFFD stands there."))
            )
        annotations.append(found)
    losses += [each for each in unsayable(article) if not each.label]
    relations = tuple(each.but(label=clean(each.label)) for each in article.relations)
    plain = article.article.but(text=clean(text))
    return AnnotatedArticle(plain, tuple(annotations), relations, article.tokens)
