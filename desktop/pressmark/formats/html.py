"""Web pages (.html, .htm): the article's visible blocks in reading order, one line each.

The page is only parsed: nothing is fetched, no script runs, no entity is expanded from anywhere. The element that
holds most of the article's prose is its body; what stands near it (share links, related stories, forms, comments,
captions) is kept as furniture; menus, page headers and footers, cookie notices and what is hidden are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from pressmark.core import furniture, header
from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.layout import read_layout
from pressmark.core.text import canonical
from pressmark.core.zones import ZoneKind
from pressmark.formats.decoding import decode
from pressmark.formats.plain import article as plain_article
from pressmark.formats.plain import nothing_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.IGNORECASE)
_XML_LINE = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_IS_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|span|table|meta|section)\b[^<>]{0,1000}>", re.IGNORECASE
)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029\x85]+")

_BLOCKS = _words(
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main menu nav ol option p pre section "
    "select summary table tbody td tfoot th thead tr ul"
)
_UNSEEN = _words(
    "script style noscript template head svg math iframe object embed canvas audio video map input textarea select "
    "datalist meta link title base"
)
_LEFT_OUT = frozenset({"nav", "menu", "dialog"})
_LEFT_OUT_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"}
)
_LEFT_OUT_NAMES = re.compile(
    r"(?:^|[-_\s])(?:nav(?:bar|igation)?|menu|breadcrumbs?|cookies?|consent|gdpr|modal|popup|overlay|skip(?:-?link)?"
    r"|site-?(?:header|footer|nav)|masthead|sr-only|visually-?hidden|screen-reader(?:-text)?|paywall-?banner|search)"
    r"(?=$|[-_\s])",
    re.IGNORECASE,
)
_FURNITURE_TAGS = frozenset({"aside", "form", "button", "label", "legend", "figcaption", "footer", "fieldset"})
_FURNITURE_NAMES = re.compile(
    r"(?:^|[-_\s])(?:share|sharing|social|related|recommend\w*|newsletter|subscri\w*|sign-?up|comments?|respond|disqus"
    r"|tags?|keywords|advert\w*|ads?|promo\w*|sponsor\w*|outbrain|taboola|caption|credits?|more-(?:stories|news|from)"
    r"|read-?(?:more|next|also)|most-(?:read|popular)|trending|sidebar|widget|follow|print|toolbar|buttons?|pagination"
    r"|author-(?:bio|box)|disclaimer|copyright|feedback|rating)(?=$|[-_\s]|s$)",
    re.IGNORECASE,
)
_BYLINE_NAMES = re.compile(r"(?:^|[-_\s])(?:byline|by-line|author|authors|post-author|entry-author)(?=$|[-_\s])", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class _Block(Struct):
    """One visible block of the page.

    Attributes:
        element: the innermost block element around its first words.
        linked: how many of its characters stand in links.
        side: an element around it says that it is not the article's own text.
    """

    element: HtmlElement
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    side: bool = False
    words: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it looks like a paragraph of prose."""
        return len(self.words) >= 60 and self.linked * 2 < len(self.words) and not self.side


def looks_like_html(text: str) -> bool:
    """Whether a text is marked up as a web page, by its first 20,000 characters."""
    start = text[:20_000]
    found = {match[0].split()[0].strip("<>").lower() for match in _IS_HTML.finditer(start)}
    return bool(found & {"!doctype", "html", "body", "head"}) or len(found) >= 2 or start.lstrip()[:3].lower() == "<p>"


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page names for itself in its first 4,096 bytes."""
    match = _XML_ENCODING.search(content[:4096]) or _CHARSET.search(content[:4096])
    return match[1].decode("ascii") if match else None


def read(content: bytes, *, name: str) -> RawArticle:
    """Reads a web page as one article; a file without any markup is read as plain text.

    Raises:
        UserError: for an empty page, one whose text is made by scripts, and what `decoding.decode` refuses.
    """
    text = canonical(decode(content, name=name, declared=declared_encoding(content)))
    if not text.strip():
        raise nothing_in(name)
    if not looks_like_html(text):
        return plain_article(text, name=name)
    return read_page(text, name=name)


def read_page(page: str, *, name: str) -> RawArticle:
    """The source of a web page as one article."""
    root = _parse(page, name)
    from pressmark.formats import html_metadata

    meta = html_metadata.read(root, name=name)
    blocks = _blocks(root)
    if not blocks:
        if root.find(".//script") is not None:
            raise UserError(
                "{name} has no text of its own: its words are put in by scripts. Open it in a browser, select the "
                "article and save or paste it as text.",
                name=name,
            )
        raise UserError(
            "{name} is empty: the page shows no text. Save the page again when it is fully loaded.", name=name
        )
    meta = html_metadata.with_page_words(meta, root, page)
    return _article(blocks, meta, name)


def read_fragment(markup: str, *, meta: ArticleMeta, name: str) -> RawArticle:
    """Markup that is an article's body (of a feed, a message), under the headline that `meta` names.

    Raises:
        UserError: where it shows no words, and `meta` has no headline either.
    """
    title = escape(" ".join((meta.headline or "").split()))
    heading = f"<h1>{title}</h1>" if title else ""
    root = _parse(f"<html><body><article>{heading}<div>{markup}</div></article></body></html>", name)
    blocks = _blocks(root)
    if not blocks:
        raise nothing_in(name)
    return _article(blocks, meta, name)


def _parse(page: str, name: str) -> HtmlElement:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs
    from lxml.html import HTMLParser, document_fromstring

    source = _NOT_IN_XML.sub("", _XML_LINE.sub("", page))
    try:
        parser = HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
        root = document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise _unreadable(name, str(error)) from error
    limits = [entry.message for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]
    if limits:
        # The parser stops at such a place; half a page must not pass for a whole one.
        raise _unreadable(name, limits[0])
    return root


def _unreadable(name: str, details: str) -> UserError:
    return UserError(
        "{name} cannot be read as a web page. Open it in a browser and save its text as .txt (UTF-8).",
        name=name,
        details=details,
    )


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def _is_unseen(element: HtmlElement) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def _is_left_out(element: HtmlElement) -> bool:
    """Menus, the page's own header and footer, notices in front of it."""
    if element.tag in _LEFT_OUT or (element.get("role") or "").lower() in _LEFT_OUT_ROLES:
        return True
    if element.tag in ("header", "footer"):
        return not any(parent.tag in ("article", "main", "section") for parent in element.iterancestors())
    return element.tag not in ("body", "html", "main", "article") and bool(_LEFT_OUT_NAMES.search(_names(element)))


def _is_side(element: HtmlElement) -> bool:
    return element.tag in _FURNITURE_TAGS or (
        element.tag not in ("body", "html", "main", "article") and bool(_FURNITURE_NAMES.search(_names(element)))
    )


def _blocks(root: HtmlElement) -> list[_Block]:
    """Every visible block in the order of the page; walks without recursion, pages nest deeply."""
    blocks: list[_Block] = []
    for careful in (False, True):
        # A page may wrap everything in an element that is named like a menu: then names are not believed.
        blocks = [block for block in _walk(root, believe_names=not careful) if _finish(block)]
        if sum(len(block.words) for block in blocks) >= 200:
            break
    return blocks


def _finish(block: _Block) -> bool:
    block.words = _SPACES.sub(" ", "".join(block.parts)).strip()
    return bool(block.words.strip())


def _walk(root: HtmlElement, *, believe_names: bool) -> Iterator[_Block]:
    body = root.find("body")
    start = body if body is not None else root
    block = _Block(start)
    sides = links = 0
    skipped: Any = None
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs

    for event, element in etree.iterwalk(start, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            if event == "end" and element.tail and skipped is None:
                block.parts.append(element.tail)
            continue
        if event == "start":
            if skipped is not None:
                continue
            if _is_unseen(element) or (believe_names and element is not start and _is_left_out(element)):
                skipped = element
                continue
            side = believe_names and _is_side(element)
            sides += side
            links += tag == "a"
            if tag in _BLOCKS:
                yield block
                block = _Block(element, side=sides > 0)
            elif side:
                block.side = block.side or not "".join(block.parts).strip()
            _add(block, element.text, links)
            continue
        if skipped is not None:
            if skipped is not element:
                continue
            skipped = None
        else:
            sides -= believe_names and _is_side(element)
            links -= tag == "a"
        if tag in _BLOCKS:
            yield block
            parent = element.getparent()
            block = _Block(parent if parent is not None else element, side=sides > 0)
        if element is not start:
            _add(block, element.tail, links)
    yield block


def _add(block: _Block, words: str | None, links: int) -> None:
    if words:
        block.parts.append(words)
        if links:
            block.linked += len(words.strip())


def _article(blocks: list[_Block], meta: ArticleMeta, name: str) -> RawArticle:
    main = _main_element(blocks)
    region = _region(main)
    inside = {id(element) for element in region.iter()}
    in_main = {id(element) for element in main.iter()}
    wanted = _plain(meta.headline or "")
    kept: list[tuple[str, ZoneKind | None]] = []
    headline_seen = body_seen = False
    for block in blocks:
        here = id(block.element) in inside
        is_title = not body_seen and not headline_seen and _is_title(block, wanted)
        if not here and not is_title:
            continue
        kind: ZoneKind | None = None
        if is_title:
            kind, headline_seen = ZoneKind.HEADLINE, True
        elif header.items_of(block.words) and not block.side:
            kind = None
        elif not body_seen and _is_byline(block) and meta.byline and _plain(meta.byline) in _plain(block.words):
            kind = ZoneKind.BYLINE
        elif block.side or (block.linked * 10 >= len(block.words) * 8 and not _is_sentence(block)):
            kind = ZoneKind.FURNITURE
        elif id(block.element) in in_main:
            body_seen = True
            kind = ZoneKind.BODY if block.is_good and not furniture.is_furniture(block.words) else None
        elif body_seen:
            kind = ZoneKind.FURNITURE
        kept.append((block.words, kind))
    if not any(kind in (None, ZoneKind.BODY) for _, kind in kept):
        kept = [(words, None if kind is ZoneKind.FURNITURE else kind) for words, kind in kept]
    lines: list[str] = []
    known: dict[int, ZoneKind] = {}
    at = 0
    for words, kind in kept:
        if kind is not None:
            known[at] = kind
        lines.append(words)
        at += len(words) + 2
    text = "\n\n".join(lines) + "\n"
    if not text.strip():
        raise nothing_in(name)
    return read_layout(text, meta=meta, known=known)


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().casefold()


def _is_title(block: _Block, wanted: str) -> bool:
    if block.side or len(block.words) > 300:
        return False
    words = _plain(block.words)
    if wanted:
        return words == wanted or (
            block.element.tag == "h1" and len(words) > 10 and (words in wanted or wanted in words)
        )
    return block.element.tag == "h1"


def _is_byline(block: _Block) -> bool:
    element = block.element
    return len(block.words) <= 160 and (
        bool(_BYLINE_NAMES.search(_names(element)))
        or element.get("rel") == "author"
        or element.get("itemprop") == "author"
    )


def _is_sentence(block: _Block) -> bool:
    return len(block.words) > 80 and block.words[-1] in '.!?”"'


def _main_element(blocks: list[_Block]) -> HtmlElement:
    """The smallest element that holds four fifths of the page's prose, going down from the whole page.

    Where the page names its article (itemprop="articleBody", a single <article>) and that holds a third of the prose,
    the walk starts there.
    """
    weights: dict[int, int] = {}
    elements: dict[int, Any] = {}
    good = [block for block in blocks if block.is_good] or [block for block in blocks if not block.side] or blocks
    for block in good:
        element: Any = block.element
        while element is not None:
            key = id(element)
            elements[key] = element
            weights[key] = weights.get(key, 0) + len(block.words)
            element = element.getparent()
    top = good[0].element.getroottree().getroot()
    for start in _named_articles(top):
        if weights.get(id(start), 0) * 3 >= weights.get(id(top), 1):
            top = start
            break
    while True:
        heavier = next((child for child in top if weights.get(id(child), 0) * 5 >= weights[id(top)] * 4), None)
        if heavier is None or heavier.tag in ("p", "blockquote", "span", "h1", "pre"):
            return top
        top = heavier


def _named_articles(root: Any) -> list[Any]:
    bodies = root.xpath("//*[@itemprop='articleBody']")
    articles = root.xpath("//article[not(ancestor::article)]")
    mains = root.xpath("//main|//*[@role='main']")
    return [*bodies[:1], *(articles if len(articles) == 1 else ()), *mains[:1]]


def _region(main: HtmlElement) -> HtmlElement:
    """What stands near the article's body: the <article> or <main> around it, or else its parent."""
    for element in main.iterancestors("article", "main"):
        return element
    if main.tag in ("article", "main", "body", "html"):
        return main
    parent = main.getparent()
    return main if parent is None or parent.tag in ("body", "html") else parent
