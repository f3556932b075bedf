"""Web pages: the article's blocks in order, its metadata, furniture apart, menus gone; and pages that are broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.core.article import RawArticle
from pressmark.core.errors import UserError
from pressmark.core.text import canonical
from pressmark.formats import html, registry

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FIRST = (
    "A ferry company whose ship ran down a trawler in fog must pay damages to four families, a court ruled on Thursday."
)
SECOND = "The captain was given a suspended sentence of 18 months and may never command a ship again, the judges said."
HEAD = "Court orders ferry firm to pay"


def read(page: str | bytes, name: str = "a.html") -> RawArticle:
    return html.read(page if isinstance(page, bytes) else page.encode(), name=name)


def zones(raw: RawArticle) -> list[tuple[str, str]]:
    return [(str(zone.kind), zone.span.of(raw.text)) for zone in raw.zones]


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def test_blocks_in_reading_order_one_line_each() -> None:
    raw = read(
        page(
            f"<h1>{HEAD}</h1><p>{FIRST}\n  <b>Two</b><i>words</i>.</p><ul><li>one</li><li>two</li></ul>"
            f"<p>{SECOND}<br>End."
        )
    )
    assert raw.text == f"{HEAD}\n\n{FIRST} Twowords.\n\none\n\ntwo\n\n{SECOND}\n\nEnd.\n"
    assert zones(raw) == [("headline", HEAD), ("body", raw.text[len(HEAD) + 2 : -1])]


def test_a_page_of_a_newspaper() -> None:
    (raw,) = registry.read(SEEDS / "sindh-flood.html")
    assert isinstance(raw, RawArticle)
    assert (raw.meta.headline, raw.meta.published, raw.meta.byline, raw.meta.language) == (
        "Flood toll passes 1,100 as rivers in Sindh keep rising", "2022-08-30T11:42", "Farah Siddiqui", "en",
    )  # fmt: skip
    kinds = [kind for kind, _ in zones(raw)]
    assert kinds == [
        "headline",
        "byline",
        "published",
        "furniture",
        "dateline",
        "body",
        "furniture",
        "body",
        "furniture",
    ]
    assert "Your Email Address" in zones(raw)[-1][1]
    assert "The lakes that hang above the valleys" in zones(raw)[6][1]
    for left_out in ("Business", "Search", "All rights reserved", "siteOptions"):
        assert left_out not in raw.text


def test_what_is_not_seen_is_not_read() -> None:
    hidden = (
        "<script>var a = 'Script words';</script><style>.a {}</style><noscript>Enable it</noscript>"
        '<p hidden>Hidden one</p><p style="display: none">Hidden two</p><template>Hidden three</template>'
        '<div class="cookie-banner"><p>We use cookies on this page to make it better for you, dear reader.</p></div>'
        "<nav><ul><li><a href='/'>Home</a></li></ul></nav><!-- remark --><svg><text>Drawing</text></svg>"
    )
    raw = read(page(f"{hidden}<article><h1>{HEAD}</h1><p>{FIRST}</p><p>{SECOND}</p></article>{hidden}"))
    assert raw.text == f"{HEAD}\n\n{FIRST}\n\n{SECOND}\n"


def test_furniture_by_its_names_and_places() -> None:
    raw = read(
        page(
            f"<main><h1>{HEAD}</h1><div class='story'><p>{FIRST}</p><figure><img src='a.jpg'><figcaption>A ship in the "
            f"fog, photographed from the pier on the day before.</figcaption></figure><p>{SECOND}</p></div>"
            "<div class='related-stories'><h3>Related</h3><a href='#'>Another story of ships</a></div>"
            "<section id='comments'><p>I was there and I can say that none of this is how it happened, believe me.</p>"
            "<form><label>Your Name</label><input name='n'><button>Send</button></form></section></main>"
        )
    )
    assert [kind for kind, _ in zones(raw)] == ["headline", "body", "furniture", "body", "furniture"]
    assert zones(raw)[1][1] == FIRST
    assert zones(raw)[3][1] == SECOND
    assert zones(raw)[4][1].endswith("Your Name\n\nSend")


def test_a_page_that_is_one_big_menu_is_still_read() -> None:
    raw = read(page(f"<div class='nav-wrapper'><h1>{HEAD}</h1><p>{FIRST}</p><p>{SECOND}</p></div>"))
    assert dict(zones(raw))["body"] == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("head", "published", "byline"),
    [
        (
            '<meta property="article:published_time" content="2024-03-14T10:00:00+01:00">'
            '<meta name="author" content="Ann Poe">',
            "2024-03-14T10:00:00+01:00",
            "Ann Poe",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], '
            '"datePublished": "2024-03-14", "author": [{"name": "Ann Poe"}, {"name": "Jim Doe"}]}]}</script>',
            "2024-03-14",
            "Ann Poe and Jim Doe",
        ),
        (
            '<script type="application/ld+json">{broken</script><meta name="date" content="14 March 2024">',
            "2024-03-14",
            None,
        ),
        (
            '<meta name="author" content="https://x.example/ann"><meta itemprop="datePublished" content="2024-03-14">',
            "2024-03-14",
            None,
        ),
    ],
)
def test_what_the_page_declares(head: str, published: str, byline: str | None) -> None:
    meta = read(page(f"<h1>{HEAD}</h1><p>{FIRST}</p><p>{SECOND}</p>", head)).meta
    assert (meta.headline, meta.published, meta.byline) == (HEAD, published, byline)


def test_the_title_without_the_name_of_the_site() -> None:
    raw = read(page(f"<p>{FIRST}</p><p>{SECOND}</p>", f"<title>{HEAD} | The Meridian</title>"))
    assert raw.meta.headline == HEAD
    assert [kind for kind, _ in zones(raw)] == ["body"]


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("<title>Ferry ruling - The Meridian</title>", HEAD),
        ('<title>Ferry</title><meta property="og:title" content="Ferry firm fined">', "Ferry firm fined"),
    ],
)
def test_a_short_title_gives_way_to_the_heading_but_what_is_declared_does_not(head: str, headline: str) -> None:
    assert read(page(f"<h1>{HEAD}</h1><p>{FIRST}</p><p>{SECOND}</p>", head)).meta.headline == headline


def test_date_in_the_page_itself() -> None:
    raw = read(
        page(f"<h1>{HEAD}</h1><p>By Ann Poe</p><p><time datetime='2024-03-14T10:00'>14 March</time></p><p>{FIRST}</p>")
    )
    assert (raw.meta.published, raw.meta.byline) == ("2024-03-14T10:00", "Ann Poe")


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("windows-1251", "utf-8"),
        ("utf-8", "cp1252"),
        ("nonsense", "cp1252"),
    ],
)
def test_a_wrong_charset_is_seen_through(declared: str, actual: str) -> None:
    source = page(f"<h1>“Élan” – é</h1><p>{FIRST} Hélène Moreau paid €200.</p>").replace("utf-8", declared)
    raw = read(source.encode(actual))
    assert raw.text == f"“Élan” – é\n\n{FIRST} Hélène Moreau paid €200.\n"


def test_declared_cyrillic() -> None:
    words = "Азербайджанские войска вошли в Кельбаджарский район в среду, сообщили в Баку."
    source = page(f"<p>{words}</p>").replace("utf-8", "windows-1251")
    assert read(source.encode("cp1251")).text == f"{words}\n"


def test_entities_are_their_characters_and_nothing_is_fetched() -> None:
    source = (
        '<!DOCTYPE html [<!ENTITY a "expanded"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<html><body><p>&ldquo;A&nbsp;B&rdquo; &#128512; &a; &x; {FIRST}</p></body></html>"
    )
    raw = read(source)
    assert "“A\u00a0B” 😀" in raw.text
    assert "expanded" not in raw.text
    assert "root:" not in raw.text


def test_a_page_of_scripts_says_so() -> None:
    with pytest.raises(UserError, match=r"a\.html has no text of its own: its words are put in by scripts"):
        read(page("<div id='root'></div><script>render()</script>"))
    with pytest.raises(UserError, match=r"a\.html is empty"):
        read(page("<div></div>"))


def test_broken_markup_is_read_as_browsers_do() -> None:
    raw = read(f"<html><body><div><h1>{HEAD}<p>{FIRST}<div><p>{SECOND}</b></section>")
    assert FIRST in raw.text
    assert SECOND in raw.text


def test_deep_nesting_and_null_bytes() -> None:
    assert read(page("<div>" * 1500 + f"<p>{FIRST}\x00</p>")).text == f"{FIRST}\n"
    with pytest.raises(UserError, match=r"a\.html cannot be read as a web page"):
        read(page(f"<p>{SECOND}</p>" + "<div>" * 3000 + f"<p>{FIRST}</p>"))


def test_xhtml_with_its_declaration() -> None:
    raw = read(
        f'<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{FIRST}</p></body></html>'
    )
    assert raw.text == f"{FIRST}\n"


@given(
    st.text(max_size=200),
    st.lists(st.sampled_from(["<p>", "</div>", "<article>", "<nav>", "<li>", "&amp;", "<a href=x>", FIRST])),
)
def test_any_page_is_read_or_refused(words: str, tags: list[str]) -> None:
    sentence = "a.html"
    raw = None
    try:
        raw = read(f"<html><body>{''.join(tags)}{words}{''.join(tags)}".encode("utf-8", "replace"))
    except UserError as error:
        sentence = error.sentence
    assert "a.html" in sentence
    assert raw is None or raw.text == canonical(raw.text)
