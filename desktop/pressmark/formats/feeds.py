"""Feeds that were saved as files (.rss, .atom, .xml): every entry is an article.

RSS 0.9x, 1.0 and 2.0 with the content and Dublin Core modules; Atom (RFC 4287). An entry's full content is read where
the feed has it, else its summary. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.header import names_in
from pressmark.core.messages import Message
from pressmark.core.text import canonical
from pressmark.formats import html, xml
from pressmark.formats.base import Refused
from pressmark.formats.blocks import iso, tidy
from pressmark.formats.xml import local, words_of

_ROOTS = {"rss", "RDF", "feed"}
_HEAD = 65_536
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")


def recognises(path: Path) -> bool:
    """Whether a file is a feed, by its root element."""
    with path.open("rb") as file:
        return is_feed(file.read(_HEAD))


def is_feed(head: bytes) -> bool:
    """The same, by a file's first bytes."""
    space, root = xml.root_of(head)
    return root == "rss" or (root == "feed" and "Atom" in space) or (root == "RDF" and b"purl.org/rss" in head)


def read(content: bytes, *, name: str) -> Iterator[RawArticle | Refused]:
    """Reads the entries of a feed as articles, in the feed's order.

    Raises:
        UserError: for what is no feed, or has no entry.
    """
    root = xml.parse(content, name=name)
    if local(root) not in _ROOTS:
        raise UserError("{name} is not a feed (RSS or Atom), whatever its name says. Save it again.", name=name)
    channel = next((each for each in root if local(each) == "channel"), root)
    site = tidy(words_of(_child(channel, "title")))
    language = (words_of(_child(channel, "language")) or _lang(root))[:2].lower()
    entries = list(root.iter("{*}item", "{*}entry"))
    if not entries:
        raise UserError("{name} is a feed without entries. Save it again when there are some.", name=name)
    for number, entry in enumerate(entries, 1):
        meta = _metadata(entry, name=name, site=site, language=language)
        try:
            yield html.read_fragment(_content(entry), meta=meta, name=name)
        except UserError:
            yield Refused(
                Message(
                    "Entry {number} of {name} has neither a title nor a text, so it is no article.",
                    number=number,
                    name=name,
                )
            )


def _child(element: Any, *names: str) -> Any:
    """The first child of any of these local names, in the order of the names."""
    for wanted in names:
        found = next((each for each in element if local(each) == wanted and _filled(each)), None)
        if found is not None:
            return found
    return None


def _filled(element: Any) -> bool:
    return len(element) > 0 or bool((element.text or "").strip()) or bool(element.attrib)


def _lang(root: Any) -> str:
    return root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _metadata(entry: Any, *, name: str, site: str, language: str) -> ArticleMeta:
    date = _child(entry, "pubDate", "published", "issued", "date", "created", "updated", "modified")
    link = _child(entry, "link", "id", "guid")
    address = "" if link is None else link.get("href") or words_of(link)
    title = _child(entry, "title")
    headline = tidy(_text(title)) if title is not None else ""
    extra = {key: value for key, value in (("site", site), ("url", tidy(address))) if value}
    return ArticleMeta(
        headline=headline or None,
        published=iso(words_of(date)),
        byline=_byline(entry),
        source=name,
        language=language if re.fullmatch(r"[a-z]{2}", language) else None,
        extra=extra,
    )


def _text(element: Any) -> str:
    """Words of a title, which may be markup inside the text."""
    words = canonical(words_of(element))
    if "<" in words or "&" in words:
        from lxml.html import document_fromstring

        try:
            return str(document_fromstring(f"<html><body>{words}</body></html>").text_content())
        except Exception:  # noqa: BLE001 - whatever lxml says of half a tag: then it is plain words
            return words
    return words


def _byline(entry: Any) -> str | None:
    names: list[str] = []
    for each in entry:
        if local(each) in ("creator", "author"):
            inner = _child(each, "name")
            words = tidy(words_of(each if inner is None else inner))
            bracketed = _IN_BRACKETS.search(words)
            if bracketed and "@" in words:  # RSS: "jane@wire.example (Jane Roe)"
                words = bracketed[1]
            words = re.sub(r"^by\s+", "", words, flags=re.IGNORECASE)
            if words and "@" not in words and "/" not in words:
                names.append(words)
    return names_in(" and ".join(dict.fromkeys(names))) if names else None


def _content(entry: Any) -> str:
    """The entry's text as markup."""
    found = _child(entry, "encoded", "content", "description", "summary")
    if found is None:
        return ""
    kind = (found.get("type") or "").lower()
    if kind in ("xhtml", "application/xhtml+xml") or (len(found) and not (found.text or "").strip()):
        from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs

        return "".join(etree.tostring(each, encoding="unicode", method="html") for each in found)
    words = canonical(words_of(found))
    if kind in ("text", "text/plain"):
        return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", words))
    return words if re.search(r"<[a-zA-Z!/]", words) else words.replace("\n\n", "<p>")
