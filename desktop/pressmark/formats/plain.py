"""Plain text (.txt): whatever its encoding and line ends, the same words are the same article."""

from __future__ import annotations

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.layout import read_layout
from pressmark.core.text import canonical
from pressmark.formats.decoding import decode


def read(content: bytes, *, name: str) -> RawArticle:
    """Reads a text file as one article.

    Raises:
        UserError: for an empty file, one that is no text, or one whose encoding cannot be told.
    """
    return article(decode(content, name=name), name=name)


def article(text: str, *, name: str) -> RawArticle:
    """Decoded text as an article; raises `UserError` where nothing is in it."""
    text = canonical(text)
    if not text.strip():
        raise nothing_in(name)
    return read_layout(text, meta=ArticleMeta(source=name))


def nothing_in(name: str) -> UserError:
    """What is said of a file without a word in it."""
    return UserError(
        "{name} is empty: it holds no text. Choose another file, or save the article in it again.", name=name
    )
