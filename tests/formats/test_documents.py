"""Word, OpenDocument, Rich Text, PDF and e-books: what a reader sees is what is read."""

# ruff: noqa: E501 - markup reads better in one piece
from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats import making
from tests.formats.making import BODY, HEADLINE, Line, column

from pressmark.core.article import RawArticle
from pressmark.core.errors import UserError
from pressmark.core.zones import ZoneKind
from pressmark.formats import docx, epub, odt, pdf, registry, rtf
from pressmark.formats.base import Refused

WHOLE = f"{HEADLINE}\n\n{BODY[0]}\n\n{BODY[1]}\n"


def zones(raw: RawArticle, kind: ZoneKind) -> list[str]:
    return [zone.span.of(raw.text) for zone in raw.zones if zone.kind is kind]


def said_of(reader: object, content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        list(reader(content, name="a.x"))  # type: ignore[operator]
    assert caught.value.sentence.startswith("a.x ")
    return caught.value.sentence


class TestWord:
    def test_title_and_paragraphs(self) -> None:
        raw = docx.read(making.docx(), name="a.docx")
        assert raw.text == WHOLE
        assert zones(raw, ZoneKind.HEADLINE) == [HEADLINE]
        assert zones(raw, ZoneKind.DATELINE) == ["ODESA, 3 May —"]
        assert (raw.meta.headline, raw.meta.source, raw.meta.published) == (HEADLINE, "a.docx", None)

    def test_what_a_reader_does_not_see_is_left_out(self) -> None:
        body = (
            "<w:p><w:r><w:t>Two </w:t></w:r><w:del><w:r><w:delText>old </w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone </w:t></w:r></w:moveFrom>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>"
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown </w:t></w:r>'
            "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:hyperlink><w:r><w:t>wells</w:t></w:r></w:hyperlink>"
            "<w:r><w:noBreakHyphen/><w:t>dug</w:t></w:r><w:r><w:tab/><w:t>deep.</w:t></w:r>"
            "<w:r><w:br/><w:t>Next line.</w:t></w:r></w:p>"
        )
        assert docx.read(making.docx(body), name="a.docx").text == "Two new shown wells\u2011dug deep.\n\nNext line.\n"

    def test_tables_boxes_and_notes(self) -> None:
        cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
        body = (
            "<w:p><w:r><w:t>The harbour office counted everybody who came ashore on Tuesday.</w:t></w:r>"
            "<w:r><w:footnoteReference w:id='2'/></w:r>"
            "<mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice><w:txbxContent><w:p><w:r><w:t>A pull quote</w:t></w:r>"
            "</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>A pull quote</w:t></w:r></w:p>"
            "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>"
            f"<w:tbl><w:tr>{cell.format('Odesa')}{cell.format('40')}</w:tr></w:tbl>"
        )
        notes = (
            f'<w:footnotes xmlns:w="{making.WORD}"><w:footnote w:type="separator"><w:p><w:r><w:t>--</w:t></w:r></w:p>'
            "</w:footnote><w:footnote w:id='2'><w:p><w:r><w:t>As of noon.</w:t></w:r></w:p></w:footnote></w:footnotes>"
        )
        raw = docx.read(making.docx(body, more={"word/footnotes.xml": notes}), name="a.docx")
        assert raw.text.split("\n\n")[1:] == ["A pull quote", "Odesa", "40", "As of noon.\n"]
        assert zones(raw, ZoneKind.FURNITURE) == ["A pull quote", "As of noon."]

    def test_whose_computer_and_when_is_no_byline_and_no_publish_date(self) -> None:
        more = making.core_properties(title=HEADLINE, author="user 7", created="2021-05-04T10:00:00Z")
        raw = docx.read(making.docx(title="", paragraphs=[HEADLINE, *BODY], more=more), name="a.docx")
        assert zones(raw, ZoneKind.HEADLINE) == [HEADLINE]
        assert (raw.meta.byline, raw.meta.published) == (None, None)
        assert raw.meta.extra == {"file": {"author": "user 7", "created": "2021-05-04T10:00:00Z"}}

    @pytest.mark.parametrize("title", ["Microsoft Word - ferry v2", "Document1", "ferry.docx", "Untitled 3", "Ferry"])
    def test_a_title_that_programs_make_up_is_none(self, title: str) -> None:
        more = making.core_properties(title=title)
        words = "it was said on Tuesday that everybody on board is safe, and that the ferry will sail again."
        assert docx.read(making.docx(title="", paragraphs=[words], more=more), name="a.docx").meta.headline is None

    def test_bad_ones(self) -> None:
        good = making.docx()
        assert "damaged or not complete" in said_of(docx.read, good[: len(good) // 2])
        assert "damaged or not complete" in said_of(docx.read, b"")
        assert "is empty" in said_of(docx.read, making.docx(""))
        assert "not well-formed XML in line 1" in said_of(docx.read, making.docx("<w:p>"))
        encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
        assert "protected by a password" in said_of(docx.read, encrypted)


class TestOpenDocument:
    def test_heading_and_paragraphs(self) -> None:
        about = "<dc:title>Untitled 1</dc:title><meta:initial-creator>user 7</meta:initial-creator>"
        raw = odt.read(making.odt(meta=about), name="a.odt")
        assert raw.text == WHOLE
        assert zones(raw, ZoneKind.HEADLINE) == [HEADLINE]
        assert (raw.meta.byline, raw.meta.extra) == (None, {"file": {"author": "user 7"}})

    def test_what_a_reader_does_not_see_is_left_out(self) -> None:
        body = (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes>"
            "<text:p>Two<text:s text:c='2'/>new <text:span>wells</text:span> were<text:line-break/>dug"
            "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>As of noon.</text:p>"
            "</text:note-body></text:note> in Odesa."
            "<office:annotation><text:p>A comment</text:p></office:annotation>"
            "<draw:frame><draw:text-box><text:p>A box</text:p></draw:text-box></draw:frame></text:p>"
            "<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
        )
        raw = odt.read(making.odt(body), name="a.odt")
        assert raw.text == "Two new wells were\n\ndug in Odesa.\n\nA box\n\nOne\n\nAs of noon.\n"
        assert zones(raw, ZoneKind.FURNITURE) == ["A box", "As of noon."]

    def test_bad_ones(self) -> None:
        assert "protected by a password" in said_of(odt.read, making.odt(manifest="<m><encryption-data/></m>"))
        assert "damaged" in said_of(odt.read, making.odt()[:-200])
        assert "is empty" in said_of(odt.read, making.odt(""))


class TestRichText:
    def test_words_and_properties(self) -> None:
        source = (
            "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\info{\\title Ferry stranded off K\\u601?lb\\u601?c\\u601?r}"
            "{\\author user 7}{\\creatim\\yr2021\\mo5\\dy4}}{\\*\\generator Word;}"
            "{\\pict\\wmetafile8 " + "0a" * 500 + "}"
            "Ferry stranded off K\\u601?lb\\u601?c\\u601?r\\par\\par Some 40 people \\b were\\b0  taken off; caf\\'e9 closed.\\par}"
        )
        raw = rtf.read(source.encode("ascii"), name="a.rtf")
        assert raw.text == f"{HEADLINE}\n\nSome 40 people were taken off; café closed.\n"
        assert raw.meta.headline == HEADLINE
        assert raw.meta.extra == {"file": {"author": "user 7", "created": "2021-05-04"}}

    def test_bad_ones(self) -> None:
        assert "not a Rich Text document" in said_of(rtf.read, b"plain words")
        assert "is empty" in said_of(rtf.read, b"{\\rtf1\\ansi }")
        assert "damaged or not complete" in said_of(rtf.read, b"{\\rtf1\\ansi Hal")


LEFT = [
    "The ferry ran onto a sandbank on Tuesday",
    "while fog lay over the harbour, and its pas-",
    "sengers were taken off by small boats that",
    "the well-known rescue service had sent from",
    "the other side of the bay before noon came.",
]
RIGHT = [
    "Its cargo of grain is safe, the office said,",
    "and a tug is on the way. The crew of twenty",
    "stayed on board to keep the pumps running",
    "until the tide is high enough for the well-",
    "known tugs of the port to pull the ship free.",
]


def two_columns() -> list[Line]:
    # Written across the page line by line, as some programs do.
    lines: list[Line] = [(50, 770, 24, "Ferry stranded in the fog"), (50, 740, 10, "By Anna Kovalenko")]
    for left, right in zip(column(50, 700, LEFT), column(310, 700, RIGHT), strict=True):
        lines += [left, right]
    return lines


class TestPdf:
    def test_columns_are_read_one_after_the_other(self) -> None:
        raw = pdf.read(making.pdf([two_columns()]), name="a.pdf")
        assert raw.text == (
            "Ferry stranded in the fog\n\nBy Anna Kovalenko\n\n"
            "The ferry ran onto a sandbank on Tuesday while fog lay over the harbour, and its passengers were taken "
            "off by small boats that the well-known rescue service had sent from the other side of the bay before "
            "noon came.\n\nIts cargo of grain is safe, the office said, and a tug is on the way. The crew of twenty "
            "stayed on board to keep the pumps running until the tide is high enough for the well-known tugs of the "
            "port to pull the ship free.\n"
        )
        assert zones(raw, ZoneKind.HEADLINE) == ["Ferry stranded in the fog"]
        assert raw.meta.byline == "Anna Kovalenko"

    def test_headers_and_footers_are_furniture_once(self) -> None:
        lines = [
            "The tugs came at high water and pulled for an hour before the hull moved at",
            "all, a witness said. Then it slid off the bank and was towed to the yard, where",
        ]
        rest = ["divers will look at it on Friday. The line hopes to sail again within a week."]
        pages = [
            [(50, 810, 8, "The Harbour Gazette 4 May 2021"), *column(50, 700, lines), (290, 30, 8, "1")],
            [(50, 810, 8, "The Harbour Gazette 4 May 2021"), *column(50, 760, rest), (290, 30, 8, "2")],
        ]
        raw = pdf.read(making.pdf(pages), name="a.pdf")
        assert raw.text == ("The Harbour Gazette 4 May 2021\n\n" + " ".join([*lines, *rest]) + "\n")
        assert zones(raw, ZoneKind.FURNITURE) == ["The Harbour Gazette 4 May 2021"]

    def test_paragraphs_by_indent_and_by_space(self) -> None:
        lines = column(50, 700, ["The first one is long enough to fill the width of its column and", "ends here."])
        lines += [(64, 676, 10, "The second one is indented and goes on for as long as the first one")]
        lines += [(50, 664, 10, "did, to its end.")]
        lines += column(50, 630, ["The third one stands apart, below an empty line of the page, as it should."])
        raw = pdf.read(making.pdf([lines]), name="a.pdf")
        assert [words[:9] for words in raw.text.split("\n\n")] == ["The first", "The secon", "The third"]

    def test_a_table_is_read_along_its_rows(self) -> None:
        lines: list[Line] = []
        for number, (place, count) in enumerate([("Odesa", "40"), ("Izmail", "7"), ("Reni", "12"), ("Kiliia", "3")]):
            lines += [(50, 700 - 14 * number, 10, place), (400, 700 - 14 * number, 10, count)]
        text = pdf.read(making.pdf([lines]), name="a.pdf").text
        assert text.index("40") < text.index("Izmail") < text.index("7") < text.index("Reni")

    def test_short_lines_above_the_text_stand_alone(self) -> None:
        lines = [
            (50, 760, 24, "Ferry stranded in the fog for"), (50, 732, 24, "a whole day"),
            *column(50, 700, ["By Anna Kovalenko", "Published 4 May 2021", LEFT[0] + " morning, the office said"]),
            (50, 664, 10, "in a statement on the same day, and nobody was hurt."),
        ]  # fmt: skip
        raw = pdf.read(making.pdf([lines]), name="a.pdf")
        assert raw.text.split("\n\n")[:3] == [
            "Ferry stranded in the fog for a whole day", "By Anna Kovalenko", "Published 4 May 2021",
        ]  # fmt: skip
        assert (raw.meta.headline, raw.meta.byline, raw.meta.published) == (
            "Ferry stranded in the fog for a whole day", "Anna Kovalenko", "2021-05-04",
        )  # fmt: skip

    def test_properties(self) -> None:
        info = "/Title (Harbour news of the day) /Author (user 7) /CreationDate (D:20210504101500+03'00')"
        raw = pdf.read(making.pdf([column(50, 700, LEFT)], info=info), name="a.pdf")
        assert raw.meta.headline == "Harbour news of the day"
        assert (raw.meta.byline, raw.meta.published) == (None, None)
        assert raw.meta.extra == {"file": {"author": "user 7", "created": "2021-05-04T10:15:00+03:00"}}

    def test_bad_ones(self) -> None:
        good = making.pdf([two_columns()])
        assert "protected by a password" in said_of(pdf.read, making.pdf([two_columns()], password="open"))
        assert "only pictures" in said_of(pdf.read, making.pdf([[]]))
        assert "damaged" in said_of(pdf.read, good[:80])
        assert "damaged" in said_of(pdf.read, b"")


class TestBook:
    def test_every_chapter_is_an_article(self) -> None:
        meta = (
            "<dc:title>The Harbour Gazette</dc:title><dc:creator>Anna Kovalenko</dc:creator>"
            "<dc:date>2021-05-04</dc:date><dc:language>en-GB</dc:language>"
        )
        chapters = [
            "<div><img src='cover.jpg' alt=''/></div>",
            making.page(HEADLINE, *(words.replace("&", "&amp;") for words in BODY)),
            making.page("Grain prices rise", "Wheat cost 7% more than a week ago, traders in the port said on Monday."),
        ]
        first, second = epub.read(making.epub(chapters, meta=meta), name="a.epub")
        assert isinstance(first, RawArticle)
        assert isinstance(second, RawArticle)
        assert first.text == WHOLE
        assert (first.meta.headline, first.meta.published, first.meta.byline) == (
            HEADLINE, "2021-05-04", "Anna Kovalenko",
        )  # fmt: skip
        assert (first.meta.source, first.meta.language) == ("a.epub", "en")
        assert first.meta.extra == {"publication": "The Harbour Gazette", "chapter": "c2.xhtml"}
        assert second.meta.headline == "Grain prices rise"

    def test_bad_ones(self) -> None:
        page = making.page(HEADLINE, *BODY)
        locked = {"META-INF/encryption.xml": "<e><EncryptionMethod Algorithm='http://aes'/></e>"}
        assert "protected by a password" in said_of(epub.read, making.epub([page], more=locked))
        assert "no chapter with a text" in said_of(epub.read, making.epub(["<img src='x.png'/>"]))
        assert "damaged" in said_of(epub.read, making.epub([page])[:-100])

    def test_a_chapter_that_is_missing_is_told(self) -> None:
        content = making.epub([making.page(HEADLINE, *BODY)])
        content = making.epub(
            [making.page(HEADLINE, *BODY)],
            more={
                "OEBPS/book.opf": "<package><manifest><item id='a' href='gone.xhtml' media-type='text/html'/>"
                "<item id='b' href='c1.xhtml' media-type='text/html'/></manifest><spine><itemref idref='a'/>"
                "<itemref idref='b'/></spine></package>"
            },
        )
        gone, there = epub.read(content, name="a.epub")
        assert gone == Refused("a.epub lacks its chapter gone.xhtml. Get a whole copy of it.")
        assert isinstance(there, RawArticle)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (making.docx(), "docx"),
        (making.odt(), "odt"),
        (making.epub([making.page(HEADLINE, *BODY)]), "epub"),
        (making.pdf([two_columns()]), "pdf"),
        (b"{\\rtf1\\ansi Words of a text.}", "rtf"),
        (making.zipped({"a.txt": "Words"}), "zip"),
        (b"From: a@b.example\r\nSubject: Words\r\nMIME-Version: 1.0\r\n\r\nText", "eml"),
        (b"<?xml version='1.0'?><rss><channel><item><title>A</title></item></channel></rss>", "feed"),
    ],
)
def test_a_file_is_read_as_what_it_is_whatever_its_name(tmp_path: Path, content: bytes, name: str) -> None:
    for ending in (".html", ".docx", ".pdf", ".odd"):
        path = tmp_path / f"lying{ending}"
        path.write_bytes(content)
        assert registry.format_of(path).name == name
