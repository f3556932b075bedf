"""Saved messages and pages, feeds, and what news agencies send."""

# ruff: noqa: E501 - markup reads better in one piece
from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest

from pressmark.core.article import RawArticle
from pressmark.core.errors import UserError
from pressmark.core.zones import ZoneKind
from pressmark.formats import feeds, mail, newsxml, registry
from pressmark.formats.base import Refused

TEXT = "Some 40 people were taken off the ferry on Tuesday, the harbour office said in a statement."
MORE = "Nobody was hurt, said İlham Rəsulov, who leads the rescue service of the port at Kəlbəcər."


def zones(raw: RawArticle, kind: ZoneKind) -> list[str]:
    return [zone.span.of(raw.text) for zone in raw.zones if zone.kind is kind]


def message(
    *parts: tuple[str, str], subject: str = "Fwd: Ferry stranded", sender: str = "Anna Kovalenko <a@b.example>"
) -> bytes:
    head = (
        f"From: {sender}\r\nTo: x@b.example\r\nSubject: {subject}\r\n"
        "Date: Tue, 04 May 2021 09:30:00 +0300\r\nMIME-Version: 1.0\r\n"
    )
    body = "".join(
        f"--cut\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring(words.encode()).decode().replace("\n", "\r\n")
        + "\r\n"
        for kind, words in parts
    )
    return (head + 'Content-Type: multipart/alternative; boundary="cut"\r\n\r\n' + body + "--cut--\r\n").encode()


class TestMessages:
    def test_the_page_is_preferred_and_headers_are_metadata(self) -> None:
        page = f"<html><body><script>alert(1)</script><p>{TEXT}</p><p>{MORE}</p><img src='http://t.example/p.gif'></body></html>"
        raw = mail.read_message(message(("text/plain", "Other words."), ("text/html", page)), name="a.eml")
        assert raw.text == f"Ferry stranded\n\n{TEXT}\n\n{MORE}\n"
        assert zones(raw, ZoneKind.HEADLINE) == ["Ferry stranded"]
        meta = raw.meta
        assert (meta.headline, meta.byline, meta.published) == (
            "Ferry stranded", "Anna Kovalenko", "2021-05-04T09:30:00+03:00",
        )  # fmt: skip

    def test_plain_text_with_its_lines_joined(self) -> None:
        body = f"{TEXT[:40]}\n{TEXT[41:]}\n\n{MORE}\n" if TEXT[40] == " " else f"{TEXT}\n\n{MORE}\n"
        raw = mail.read_message(message(("text/plain", body)), name="a.eml")
        assert raw.text == f"Ferry stranded\n\n{TEXT}\n\n{MORE}\n"

    @pytest.mark.parametrize("sender", ["news@b.example", "Daily Newsletter <n@b.example>", "no-reply <n@b.example>"])
    def test_whoever_is_nobody_gives_no_byline(self, sender: str) -> None:
        assert mail.read_message(message(("text/plain", TEXT), sender=sender), name="a.eml").meta.byline is None

    def test_an_encoded_subject_and_an_attachment(self) -> None:
        subject = "=?utf-8?b?" + base64.b64encode("Kəlbəcər burns".encode()).decode() + "?="
        content = message(("text/plain", TEXT), subject=subject).replace(
            b"--cut--", b"--cut\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=x.html\r\n\r\n"
            b"<p>Attached</p>\r\n--cut--"
        )  # fmt: skip
        raw = mail.read_message(content, name="a.eml")
        assert raw.text == f"Kəlbəcər burns\n\n{TEXT}\n"

    def test_bad_ones(self) -> None:
        for content in (b"", b"Just words.\n", b"\x00\x01\x02", b"Subject: x\n\nwords"):
            with pytest.raises(UserError, match=r"^a\.eml is not a saved message"):
                mail.read_message(content, name="a.eml")
        with pytest.raises(UserError, match=r"^a\.eml is empty"):
            mail.read_message(message(("image/png", "x")), name="a.eml")


class TestSavedPages:
    def test_the_page_alone(self) -> None:
        page = (
            "<html lang=en><head><title>Ferry stranded</title><meta name=author content='Anna Kovalenko'></head><body>"
            f"<h1>Ferry stranded</h1><p>{TEXT}</p><p>{MORE}</p></body></html>"
        )
        content = (
            "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://gazette.example/ferry\r\n"
            "Subject: Ferry stranded\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related; type="text/html"; boundary="cut"\r\n\r\n'
            "--cut\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.b64encode(page.encode()).decode()
            + "\r\n--cut\r\nContent-Type: text/css\r\n\r\nbody{}\r\n--cut--\r\n"
        ).encode()
        raw = mail.read_saved_page(content, name="a.mhtml")
        assert raw.text == f"Ferry stranded\n\n{TEXT}\n\n{MORE}\n"
        assert raw.meta.byline == "Anna Kovalenko"
        assert raw.meta.extra["url"] == "https://gazette.example/ferry"


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Gazette</title><language>en-gb</language>
<item><title>Ferry stranded &amp; towed</title><link>https://gazette.example/1</link><dc:creator>Anna Kovalenko</dc:creator>
<pubDate>Tue, 04 May 2021 06:30:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{TEXT}&nbsp;</p><script>x()</script><p>{MORE}</p>]]></content:encoded></item>
<item><title>Grain prices</title><author>x@b.example (Jon Berg)</author><description>Wheat&nbsp;cost 7% more.</description></item>
<item><guid>1</guid></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Gazette</title>
<entry><title type="html">Ferry &lt;b&gt;stranded&lt;/b&gt;</title><link href="https://gazette.example/1"/>
<published>2021-05-04T06:30:00Z</published><updated>2021-05-05T00:00:00Z</updated>
<author><name>Anna Kovalenko</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry></feed>"""


class TestFeeds:
    def test_rss(self) -> None:
        first, second, third = feeds.read(RSS.encode(), name="a.rss")
        assert isinstance(first, RawArticle)
        assert first.text == f"Ferry stranded & towed\n\n{TEXT}\n\n{MORE}\n"
        assert zones(first, ZoneKind.HEADLINE) == ["Ferry stranded & towed"]
        meta = first.meta
        assert (meta.headline, meta.byline, meta.published, meta.language, meta.source) == (
            "Ferry stranded & towed", "Anna Kovalenko", "2021-05-04T06:30:00Z", "en", "a.rss",
        )  # fmt: skip
        assert meta.extra == {"site": "Harbour Gazette", "url": "https://gazette.example/1"}
        assert isinstance(second, RawArticle)
        assert second.text == "Grain prices\n\nWheat\xa0cost 7% more.\n"
        assert second.meta.byline == "Jon Berg"
        assert third == Refused("Entry 3 of a.rss has neither a title nor a text, so it is no article.")

    def test_atom(self) -> None:
        (only,) = feeds.read(ATOM.encode("utf-16"), name="a.atom")
        assert isinstance(only, RawArticle)
        assert only.text == f"Ferry stranded\n\n{TEXT}\n"
        assert (only.meta.published, only.meta.byline) == ("2021-05-04T06:30:00Z", "Anna Kovalenko")
        assert only.meta.extra["url"] == "https://gazette.example/1"

    def test_xml_is_told_apart(self, tmp_path: Path) -> None:
        for content, name in ((RSS, "feed"), (ATOM, "feed"), (NITF, "nitf"), (G2, "newsml")):
            path = tmp_path / "a.xml"
            path.write_text(content, encoding="utf-8")
            assert registry.format_of(path).name == name
        path.write_text("<unknown/>", encoding="utf-8")
        with pytest.raises(UserError, match=r"a\.xml is not a kind of file that can be read"):
            registry.format_of(path)

    def test_bad_ones(self) -> None:
        for content, said in (
            (b"", "not well-formed"), (RSS.encode()[:-30], "not well-formed XML in line 8"),
            (b"<rss><channel/></rss>", "feed without entries"), (b"<html/>", "not a feed"),
        ):  # fmt: skip
            with pytest.raises(UserError, match=said):
                list(feeds.read(content, name="a.rss"))


NITF = f"""<?xml version="1.0"?><nitf xml:lang="en"><head><title>Ferry</title><docdata><doc-id id-string="GZ-77"/>
<date.issue norm="20210504T063000Z"/></docdata></head><body><body.head><hedline><hl1>Ferry stranded</hl1></hedline>
<byline>By <person>Anna Kovalenko</person></byline><dateline><location>ODESA</location></dateline></body.head>
<body.content><p>{TEXT}</p><media><media-caption>The ferry on Tuesday</media-caption></media><p>{MORE}</p></body.content>
<body.end><tagline>Edited by the desk</tagline></body.end></body></nitf>"""

G2 = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:1"><itemMeta><versionCreated>2021-05-04T06:30:00+00:00</versionCreated></itemMeta>
<contentMeta><headline>Ferry stranded</headline><by>By Anna Kovalenko</by><language tag="en-GB"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>{TEXT}</p><p>{MORE}</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:2"><contentMeta><headline>Grain prices</headline></contentMeta><contentSet>
<inlineData contenttype="text/plain">Wheat cost 7% more
on Monday.</inlineData></contentSet></newsItem>
<newsItem guid="urn:3"><contentSet><remoteContent href="x.jpg"/></contentSet></newsItem></itemSet></newsMessage>"""


class TestAgencies:
    def test_nitf(self) -> None:
        raw = newsxml.read_nitf(NITF.encode(), name="a.xml")
        assert raw.text == (
            f"Ferry stranded\n\nBy Anna Kovalenko\n\nODESA — {TEXT}\n\nThe ferry on Tuesday\n\n{MORE}\n\nEdited by the desk\n"
        )
        assert zones(raw, ZoneKind.DATELINE) == ["ODESA —"]
        assert zones(raw, ZoneKind.FURNITURE) == ["The ferry on Tuesday", "Edited by the desk"]
        meta = raw.meta
        assert (meta.headline, meta.byline, meta.published, meta.story_code, meta.language) == (
            "Ferry stranded", "Anna Kovalenko", "2021-05-04T06:30:00Z", "GZ-77", "en",
        )  # fmt: skip

    def test_newsml(self) -> None:
        first, second, third = newsxml.read_newsml(G2.encode(), name="a.xml")
        assert isinstance(first, RawArticle)
        assert first.text == f"Ferry stranded\n\n{TEXT}\n\n{MORE}\n"
        assert (first.meta.published, first.meta.byline, first.meta.extra) == (
            "2021-05-04T06:30:00+00:00", "Anna Kovalenko", {"guid": "urn:1"},
        )  # fmt: skip
        assert isinstance(second, RawArticle)
        assert second.text == "Grain prices\n\nWheat cost 7% more on Monday.\n"
        assert isinstance(third, Refused)
        assert third.sentence.startswith("News item 3 of a.xml was left out. a.xml names its text by an address")
