"""What news agencies send: NITF 3 and NewsML-G2 2 (IPTC standards), one article or several in a file.

NITF says itself what is headline, byline, dateline and publish date. NewsML-G2 wraps articles in metadata of their own;
the article inside is NITF, a page, or plain text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.header import names_in
from pressmark.core.messages import Message
from pressmark.core.zones import ZoneKind
from pressmark.formats import html, xml
from pressmark.formats.base import Refused
from pressmark.formats.blocks import Block, article_of, iso, tidy
from pressmark.formats.mail import with_headline
from pressmark.formats.plain import nothing_in
from pressmark.formats.xml import first, local, words_of

_G2 = ("newsItem", "newsMessage", "packageItem")
_HEAD = 65_536
_FURNITURE = ("media", "body.end", "tagline", "table", "nitf-table", "ednote")
_LINES = ("p", "hl2", "li", "block-p", "pre", "td", "th", "dt", "dd", "media-caption", "credit", "caption")


def recognises_nitf(path: Path) -> bool:
    """Whether a file is NITF, by its root element."""
    with path.open("rb") as file:
        return is_nitf(file.read(_HEAD))


def recognises_newsml(path: Path) -> bool:
    """Whether a file is NewsML-G2, by its root element."""
    with path.open("rb") as file:
        return is_newsml(file.read(_HEAD))


def is_nitf(head: bytes) -> bool:
    """Whether a file begins like NITF."""
    return xml.root_of(head)[1] == "nitf"


def is_newsml(head: bytes) -> bool:
    """Whether a file begins like NewsML-G2."""
    return xml.root_of(head)[1] in _G2


def read_nitf(content: bytes, *, name: str) -> RawArticle:
    """Reads a NITF file as one article.

    Raises:
        UserError: for what is no NITF, or has no text.
    """
    root = xml.parse(content, name=name)
    if local(root) != "nitf":
        raise UserError(
            "{name} is not NITF, whatever its name says. Save it again in the program that it comes from.", name=name
        )
    return _nitf(root, ArticleMeta(source=name), name)


def _nitf(root: Any, meta: ArticleMeta, name: str) -> RawArticle:
    head, body = first(root, "head"), first(root, "body")
    if body is None:
        raise nothing_in(name)
    title = byline = dateline = None
    top = first(body, "body.head")
    blocks: list[Block] = []
    if top is not None:
        title, byline, dateline = first(top, "hl1"), first(top, "byline"), first(top, "dateline")
        if title is not None:
            blocks.append((words_of(title), ZoneKind.HEADLINE))
        blocks += [(words_of(each), None) for each in top.iter("{*}hl2")]
        if byline is not None:
            blocks.append((words_of(byline), ZoneKind.BYLINE))
    place = tidy(words_of(dateline)) if dateline is not None else ""
    lines = [line for part in body if local(part) != "body.head" for line in _lines(part, side=False)]
    if place and lines and not lines[0][0].startswith(place):
        # As a newspaper prints it: the place stands before the first words.
        at = next((index for index, (_, kind) in enumerate(lines) if kind is None), 0)
        lines[at] = f"{place} — {tidy(lines[at][0])}", lines[at][1]
    names = None
    if byline is not None:
        person = first(byline, "person")
        names = names_in(tidy(words_of(byline if person is None else person)).removeprefix("By ").strip())
    heading = (
        tidy(words_of(title)) if title is not None else tidy(words_of(None if head is None else first(head, "title")))
    )
    language = (root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower()
    meta = replace(
        meta,
        headline=meta.headline or heading or None,
        published=meta.published or _nitf_date(root),
        byline=meta.byline or names,
        story_code=meta.story_code or _story_code(root),
        language=meta.language or language or None,
    )
    if title is None and heading:
        blocks.insert(0, (heading, ZoneKind.HEADLINE))
    return article_of([*blocks, *lines], meta=meta, name=name)


def _nitf_date(root: Any) -> str | None:
    for name in ("date.issue", "date.release", "story.date"):
        found = first(root, name)
        if found is not None:
            date = iso(found.get("norm") or words_of(found))
            if date:
                return date
    publication = first(root, "pubdata")
    return iso(publication.get("date.publication")) if publication is not None else None


def _story_code(root: Any) -> str | None:
    found = first(root, "doc-id")
    return (found.get("id-string") or "").strip() or None if found is not None else None


def _lines(element: Any, *, side: bool) -> Iterator[Block]:
    waiting: list[tuple[Any, bool]] = [(element, side)]
    while waiting:
        each, beside = waiting.pop()
        kind = local(each)
        beside = beside or kind in _FURNITURE
        if kind in _LINES or (not len(each) and (each.text or "").strip()):
            yield words_of(each), ZoneKind.FURNITURE if beside else None
        elif kind:
            waiting.extend((child, beside) for child in reversed(each))


def read_newsml(content: bytes, *, name: str) -> Iterator[RawArticle | Refused]:
    """Reads the news items of a NewsML-G2 file as articles.

    Raises:
        UserError: for what is no NewsML-G2, or holds no text.
    """
    root = xml.parse(content, name=name)
    items = list(root.iter("{*}newsItem"))
    if not items:
        raise UserError("{name} holds no news item with a text. Choose the file of the article itself.", name=name)
    for number, item in enumerate(items, 1):
        try:
            yield _item(item, name)
        except UserError as error:
            if len(items) == 1:
                raise
            yield Refused(
                Message(
                    "News item {number} of {name} was left out. {why}",
                    number=number,
                    name=name,
                    why=error.sentence,
                )
            )


def _item(item: Any, name: str) -> RawArticle:
    about, content = first(item, "contentMeta"), first(item, "contentSet")
    if content is None:
        raise nothing_in(name)
    meta = _item_metadata(item, about, name)
    inside = first(content, "inlineXML", "inlineData")
    if inside is None:
        raise UserError(
            "{name} names its text by an address (remoteContent) and does not hold it. Choose the file of the text.",
            name=name,
        )
    nitf = inside if local(inside) == "nitf" else first(inside, "nitf")
    if nitf is not None:
        return _nitf(nitf, meta, name)
    kind = (inside.get("contenttype") or "").lower()
    if local(inside) == "inlineXML" or "html" in kind:
        from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs

        if len(inside):
            body = first(inside, "body")
            parts = inside if body is None else body
            markup = "".join(_without_namespace(etree.tostring(each, encoding="unicode")) for each in parts)
        else:
            markup = words_of(inside)
        return html.read_fragment(markup, meta=meta, name=name)
    return with_headline(words_of(inside), meta=meta, name=name)


def _without_namespace(markup: str) -> str:
    import re

    return re.sub(r"(</?)[A-Za-z_][\w.-]*:", r"\1", markup)


def _item_metadata(item: Any, about: Any, name: str) -> ArticleMeta:
    details = first(item, "itemMeta")
    date = None
    for place, wanted in ((about, ("contentCreated",)), (details, ("firstCreated", "versionCreated"))):
        found = None if place is None else first(place, *wanted)
        date = date or (iso(words_of(found)) if found is not None else None)
    headline = by = language = None
    if about is not None:
        headline = tidy(words_of(first(about, "headline"))) or None
        by = first(about, "by")
        tongue = first(about, "language")
        language = (tongue.get("tag") or "")[:2].lower() if tongue is not None else None
    if headline is None and details is not None:
        headline = tidy(words_of(first(details, "title"))) or None
    return ArticleMeta(
        headline=headline,
        published=date,
        byline=names_in(tidy(words_of(by)).removeprefix("By ").strip()) if by is not None else None,
        source=name,
        language=language or None,
        extra={"guid": item.get("guid")} if item.get("guid") else {},
    )
