"""What a web page says about its article: JSON-LD, Open Graph and other meta elements, <time>, its title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from pressmark.core.article import ArticleMeta
from pressmark.core.header import names_in
from pressmark.core.stamps import stamp_at

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "headline", "title")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "publish_date", "publish-date",
    "pubdate", "parsely-pub-date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dc.date.created",
    "sailthru.date", "article.published", "published-date", "published", "date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "byl", "byline", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "publisher", "dc.publisher")
_ARTICLE_TYPES = re.compile(r"Article|NewsArticle|BlogPosting|Report|LiveBlogPosting", re.IGNORECASE)
_TITLE_TAIL = re.compile(r"\s+(?:[|–—·•»]|-{1,2}|::)\s+")
_LARGEST_FOR_TRAFILATURA = 1_000_000


def read(root: HtmlElement, *, name: str) -> ArticleMeta:
    """Metadata from what the page declares for machines; fields it does not declare stay None."""
    linked = _linked_data(root)
    metas = _metas(root)
    site = next((metas[key] for key in _SITES if key in metas), None) or _name_of(linked.get("publisher"))
    headline = _words(linked.get("headline")) or next((metas[key] for key in _TITLES if key in metas), None)
    if headline is None:
        headline = _title(root, site)
    dates = [_words(linked.get("datePublished")), *(metas.get(key) for key in _DATES), *_times(root)]
    published = next((date for date in map(_published, dates) if date), None)
    authors = [_name_of(linked.get("author")), *(metas.get(key) for key in _AUTHORS)]
    byline = next((names for names in map(_author, authors) if names), None)
    language = (root.get("lang") or root.get("xml:lang") or metas.get("language") or "").strip()
    return ArticleMeta(
        headline=_SPACES.sub(" ", headline) if headline else None,
        published=published,
        byline=byline,
        source=name,
        language=language[:2].lower() if re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w+)*", language) else None,
        extra={"site": site} if site else {},
    )


_SPACES = re.compile(r"[\s\u00a0]+")


def with_page_words(meta: ArticleMeta, root: HtmlElement, page: str) -> ArticleMeta:
    """Metadata that only the page's visible words give: its h1, and an author and date that trafilatura can find.

    trafilatura is asked where something is missing and the page is below a million characters, as it reads slowly.
    """
    headings = [_SPACES.sub(" ", str(each.text_content())).strip() for each in root.iter("h1")]
    headings = [words for words in headings if words]
    if len(headings) == 1 and (
        meta.headline is None
        or headings[0].casefold() in meta.headline.casefold()
        # A page's title is often shorter than its heading; what it declares for machines is chosen with care.
        or (meta.headline == _title(root, meta.extra.get("site")) and len(headings[0].split()) > 3)
    ):
        meta = replace(meta, headline=headings[0])
    if (meta.byline and meta.headline) or len(page) > _LARGEST_FOR_TRAFILATURA:
        return meta
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(root)
    author = found.author.replace(";", " and ") if found is not None and found.author else None
    return replace(
        meta, byline=meta.byline or _author(author), headline=meta.headline or (found.title if found else None)
    )


def _metas(root: HtmlElement) -> dict[str, str]:
    """The page's meta elements by their name, property or itemprop, in small letters; the first of a name wins."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = _words(element.get("content"))
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _words(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _linked_data(root: HtmlElement) -> dict[str, Any]:
    """The first article among the page's JSON-LD objects (schema.org), or an empty one."""
    for element in root.iter("script"):
        if (element.get("type") or "").strip().lower() != "application/ld+json" or not element.text:
            continue
        try:
            found = json.loads(element.text, strict=False)
        except (ValueError, RecursionError):
            # Broken JSON-LD is common; the page's other declarations are as good.
            continue
        for thing in _things(found):
            kinds = thing.get("@type")
            if any(_ARTICLE_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return thing
    return {}


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _things(each, depth + 1)
    elif isinstance(value, dict) and depth < 6:
        yield value
        yield from _things(value.get("@graph"), depth + 1)
        yield from _things(value.get("mainEntity"), depth + 1)


def _name_of(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for name in map(_name_of, value) if name]
        return " and ".join(names) or None
    return _words(value.get("name")) if isinstance(value, dict) else _words(value)


def _title(root: HtmlElement, site: str | None) -> str | None:
    """The page's title without the site's name behind it ("… | The Meridian Wire")."""
    element = root.find(".//title")
    title = _words(element.text) if element is not None else None
    if title is None:
        return None
    parts = _TITLE_TAIL.split(title)
    if len(parts) > 1 and (site in parts[1:] or len(parts[-1]) < len(parts[0])):
        return parts[0] if site in parts[1:] else title[: title.rfind(parts[-1])].rstrip(" |–—·•»:-")
    return title


def _times(root: HtmlElement) -> list[str | None]:
    times = [element for element in root.iter("time") if element.get("datetime")]
    times.sort(key=lambda element: "updat" in f"{element.get('class')} {element.get('itemprop')}".lower())
    return [element.get("datetime") for element in times[:3]]


def _published(value: str | None) -> str | None:
    if not value:
        return None
    stamp = stamp_at(value.strip())
    return stamp.iso() if stamp else None


def _author(value: str | None) -> str | None:
    """Names as a byline has them; addresses and the site's own name are none."""
    if not value or "/" in value or "@" in value:
        return None
    words = re.sub(r"^\s*by\s+", "", value.strip(), flags=re.IGNORECASE)
    return names_in(words)
