"""E-books (.epub): every chapter with a text is an article, as every story of a newspaper is that comes as an e-book.

EPUB 3.3 (W3C). Tables of contents, covers and empty pages are passed over. The publication's date and author are taken
where a chapter names none of its own.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from msgspec.structs import replace

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.header import names_in
from pressmark.core.messages import Message
from pressmark.core.zones import ZoneKind
from pressmark.formats import html
from pressmark.formats.base import Refused
from pressmark.formats.blocks import iso, tidy
from pressmark.formats.decoding import decode
from pressmark.formats.packed import Pack, damaged, protected
from pressmark.formats.xml import first, words_of

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_NO_AUTHORS = ("unknown", "unknown author", "calibre", "various", "various authors", "anonymous")
_FEWEST_LETTERS = 40
_TITLE = re.compile(r"<title\b.{0,2000}?</title>", re.IGNORECASE | re.DOTALL)


def read(content: bytes, *, name: str) -> Iterator[RawArticle | Refused]:
    """Reads the chapters of an e-book as articles, in reading order.

    Raises:
        UserError: for a book that is damaged, protected, or has no text.
    """
    pack = Pack(content, name=name)
    _check_protection(pack, name)
    container = pack.xml("META-INF/container.xml")
    rootfile = None if container is None else first(container, "rootfile")
    place = "" if rootfile is None else unquote(rootfile.get("full-path") or "")
    package = pack.xml(place)
    if package is None:
        raise damaged(name, "there is no list of its chapters")
    book = _metadata(package, name)
    chapters = list(_chapters(package, posixpath.dirname(place)))
    found = False
    for chapter in chapters:
        page = pack.read(chapter)
        if page is None:
            yield Refused(
                Message(
                    "{name} lacks its chapter {basename}. Get a whole copy of it.",
                    name=name,
                    basename=posixpath.basename(chapter),
                )
            )
            continue
        article = _chapter(page, posixpath.basename(chapter), book)
        if article is not None:
            found = True
            yield article
    if not found:
        raise UserError("{name} has no chapter with a text; its pages may be pictures. Choose another file.", name=name)


def _check_protection(pack: Pack, name: str) -> None:
    if "META-INF/rights.xml" in pack.members or "META-INF/sinf.xml" in pack.members:
        raise protected(name)
    encryption = pack.xml("META-INF/encryption.xml")
    for method in () if encryption is None else encryption.iter("{*}EncryptionMethod"):
        if method.get("Algorithm") not in _FONTS:
            raise protected(name)


def _metadata(package: Any, name: str) -> ArticleMeta:
    about = first(package, "metadata")
    if about is None:
        return ArticleMeta(source=name)
    title = tidy(words_of(first(about, "title")))
    title = "" if title.lower() == "unknown title" else title
    authors = [tidy(words_of(each)) for each in about.iter("{*}creator")]
    authors = [author for author in authors if author and author.lower() not in _NO_AUTHORS]
    language = words_of(first(about, "language"))[:2].lower()
    dates = list(about.iter("{*}date"))
    dates.sort(key=lambda each: any("publication" not in value for value in each.attrib.values()))
    return ArticleMeta(
        published=next((date for each in dates if (date := iso(words_of(each)))), None),
        byline=names_in(" and ".join(authors)) if authors else None,
        source=name,
        language=language or None,
        extra={"publication": title} if title else {},
    )


def _chapters(package: Any, folder: str) -> Iterator[str]:
    """The members that are chapters, in reading order."""
    items: dict[str, tuple[str, str, str]] = {}
    for item in package.iter("{*}item"):
        items[item.get("id") or ""] = (
            unquote(item.get("href") or ""),
            (item.get("media-type") or "").lower(),
            item.get("properties") or "",
        )
    for reference in package.iter("{*}itemref"):
        href, kind, properties = items.get(reference.get("idref") or "", ("", "", ""))
        if href and kind in _PAGES and "nav" not in properties.split():
            yield posixpath.normpath(posixpath.join(folder, href.partition("#")[0]))


def _chapter(page: bytes, member: str, book: ArticleMeta) -> RawArticle | None:
    """One chapter; None where it is a cover, a title page or a list of contents."""
    try:
        text = decode(page, name=member, declared=html.declared_encoding(page))
        # A chapter's <title> is the book's, or a number; its heading says what it is about.
        article = html.read_page(_TITLE.sub("", text, count=1), name=member)
    except UserError:
        return None
    body = sum(len(zone.span) for zone in article.zones if zone.kind is ZoneKind.BODY)
    if body < _FEWEST_LETTERS or 'epub:type="toc"' in text[:5000]:
        return None
    meta = article.meta
    meta = replace(
        meta,
        published=meta.published or book.published,
        byline=meta.byline or book.byline,
        language=meta.language or book.language,
        source=book.source,
        extra={**book.extra, **meta.extra, "chapter": member},
    )
    return replace(article, meta=meta)
