"""Messages (.eml) and pages that a browser saved in one file (.mhtml): both are MIME (RFC 2045, RFC 2557).

Of a message the page is read, or else the plain text; its headers give headline (Subject), byline (From) and publish
date (Date). Of a saved page only the page itself is read. Pictures and attachments are passed over, nothing is fetched.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

from msgspec.structs import replace

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.header import names_in
from pressmark.core.text import canonical
from pressmark.core.zones import ZoneKind
from pressmark.formats import html
from pressmark.formats.blocks import article_of, iso, plain, tidy
from pressmark.formats.decoding import decode
from pressmark.formats.plain import nothing_in

_HEADER = re.compile(rb"\A(?:\s*(?:From [^\n]*\n))?(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+")
_TELLING = re.compile(
    rb"^(?:MIME-Version|Received|Message-ID|Return-Path|Subject|From|Snapshot-Content-Location):", re.IGNORECASE | re.M
)
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_WORTHLESS = re.compile(r"\b(?:no-?reply|newsletters?|info|alerts?|news(?:room|desk)?|editors?|press|team)\b", re.I)


def is_message(head: bytes) -> bool:
    """Whether a file begins with the headers of a message."""
    match = _HEADER.match(head.removeprefix(b"\xef\xbb\xbf"))
    return match is not None and len({found.lower() for found in _TELLING.findall(match[0])}) >= 2


def read_message(content: bytes, *, name: str) -> RawArticle:
    """Reads a saved message as one article.

    Raises:
        UserError: for what is no message, or has no text.
    """
    message = _parsed(content, name)
    subject = _PREFIX.sub("", tidy(str(message.get("Subject", ""))))
    shown, address = parseaddr(str(message.get("From", "")))
    byline = None if not shown or "@" in shown or _WORTHLESS.search(shown) else names_in(tidy(shown))
    del address  # it is nobody's name
    meta = ArticleMeta(
        headline=subject or None, published=iso(str(message.get("Date", ""))), byline=byline, source=name
    )
    page, text = _part(message, "html"), _part(message, "plain")
    if page is not None and (read := _page_of(page, meta, name)) is not None:
        return read
    if text is None or not text.strip():
        raise nothing_in(name)
    return with_headline(text, meta=meta, name=name)


def _page_of(page: str, meta: ArticleMeta, name: str) -> RawArticle | None:
    """The message's page as an article; None where it shows nothing."""
    try:
        article = html.read_page(page, name=name)
    except UserError:
        return None
    if meta.headline and plain(meta.headline) not in plain(article.text[:2000]):
        body = html.read_fragment(page, meta=meta, name=name)
        article = body if len(body.text) >= len(article.text) else article
    found = article.meta
    return replace(
        article,
        meta=replace(
            found,
            headline=meta.headline or found.headline,
            published=meta.published or found.published,
            byline=meta.byline or found.byline,
        ),
    )


def with_headline(text: str, *, meta: ArticleMeta, name: str) -> RawArticle:
    """Plain text as an article under the headline that `meta` names, one line for each paragraph of the text."""
    lines = [(tidy(" ".join(part.split("\n"))), None) for part in re.split(r"\n[ \t]*\n", canonical(text))]
    there = any(plain(words) == plain(meta.headline or "") for words, _ in lines[:5])
    head = [] if there or not meta.headline else [(meta.headline, ZoneKind.HEADLINE)]
    return article_of([*head, *lines], meta=meta, name=name)


def read_saved_page(content: bytes, *, name: str) -> RawArticle:
    """Reads a page that a browser saved in one file as one article.

    Raises:
        UserError: for what is no such file, or has no page in it.
    """
    message = _parsed(content, name)
    page = _part(message, "html")
    if page is None:
        raise UserError(
            "{name} holds no web page. Save the page again, as “Webpage, single file” or as HTML.", name=name
        )
    article = html.read_page(page, name=name)
    address = tidy(str(message.get("Snapshot-Content-Location", "")))
    if address:
        article = replace(article, meta=replace(article.meta, extra={**article.meta.extra, "url": address}))
    return article


def _parsed(content: bytes, name: str) -> EmailMessage:
    if not is_message(content[:65_536]):
        raise UserError(
            "{name} is not a saved message or page, whatever its name says. Save it again in the program that it "
            "comes from.",
            name=name,
        )
    return cast(EmailMessage, message_from_bytes(content.lstrip(), policy=policy.default))


def _part(message: EmailMessage, kind: str) -> str | None:
    """The text of the first part of a kind ("html", "plain") that is no attachment."""
    for part in message.walk():
        if part.get_content_type() != f"text/{kind}" or part.get_content_disposition() == "attachment":
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            declared = part.get_content_charset() or (html.declared_encoding(content) if kind == "html" else None)
            return canonical(decode(content, name=str(part.get_filename() or "its text"), declared=declared))
    return None
