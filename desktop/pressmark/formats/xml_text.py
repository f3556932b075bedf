"""What XML can hold of texts: everything but control characters, for which U+FFFD stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pressmark.core.annotation import Annotation
from pressmark.core.ports import AnnotatedArticle, Loss
from pressmark.formats.base import loss

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Text with U+FFFD for each character that XML cannot hold; its length stays."""
    return _NO_XML.sub("\ufffd", text)


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
    """An article as XML can hold it; each mark that changes is added to `losses`.

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
            losses.append(loss(article, annotation, "changed", "XML holds no control characters; U+FFFD stands there."))
        annotations.append(found)
    relations = tuple(each.but(label=clean(each.label)) for each in article.relations)
    plain = article.article.but(text=clean(text))
    return AnnotatedArticle(plain, tuple(annotations), relations, article.tokens)
