"""Documents of every kind, made by hand for tests: each no more than its format needs, in our own words."""

# ruff: noqa: E501 - markup reads better in one piece
from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

HEADLINE = "Ferry stranded off Kəlbəcər"
BODY = (
    "ODESA, 3 May — Some 40 people were taken off the ferry on Tuesday, the harbour office said in a statement.",
    "Nobody was hurt & the cargo of 1,200 tonnes is safe, said İlham Rəsulov, who leads the rescue service.",
)


def zipped(members: Mapping[str, bytes | str], *, stored: Sequence[str] = ()) -> bytes:
    """A ZIP archive of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in members.items():
            pack.writestr(name, content, zipfile.ZIP_STORED if name in stored else None)
    return target.getvalue()


def docx(
    body: str | None = None,
    *,
    paragraphs: Sequence[str] = BODY,
    title: str = HEADLINE,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """A Word document: a title, paragraphs, or the WordprocessingML of a whole body."""
    if body is None:
        head = f'<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>{escape(title)}</w:t></w:r></w:p>' if title else ""
        body = head + "".join(
            f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>' for words in paragraphs
        )
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/>'
        '</w:style><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>',
    }
    return zipped(members | dict(more or {}))


def core_properties(*, title: str = "", author: str = "", created: str = "") -> dict[str, str]:
    """The properties of a Word document."""
    return {
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:dct">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dcterms:created>{created}</dcterms:created>"
        "</cp:coreProperties>"
    }


def odt(body: str | None = None, *, meta: str = "", manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument text."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    if body is None:
        body = f"<text:h>{HEADLINE}</text:h>" + "".join(f"<text:p>{escape(words)}</text:p>" for words in BODY)
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": manifest,
        },
        stored=("mimetype",),
    )


def epub(chapters: Sequence[str], *, meta: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """An e-book of these pages' bodies, behind a table of contents."""
    pages = {
        f"OEBPS/c{number}.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
        f"<body>{chapter}</body></html>"
        for number, chapter in enumerate(chapters, 1)
    }
    items = "".join(
        f'<item id="c{number}" href="c{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(1, len(chapters) + 1)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(1, len(chapters) + 1))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>",
            "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata>{meta}</metadata><manifest>{items}<item id='nav' href='nav.xhtml' properties='nav' "
            f"media-type='application/xhtml+xml'/></manifest><spine><itemref idref='nav'/>{spine}</spine></package>",
            "OEBPS/nav.xhtml": "<html><body><nav><ol><li>One</li></ol></nav></body></html>",
            **pages,
            **dict(more or {}),
        },
        stored=("mimetype",),
    )


def page(headline: str, *paragraphs: str) -> str:
    """The body of a chapter."""
    return f"<h1>{headline}</h1>" + "".join(f"<p>{words}</p>" for words in paragraphs)


def xlsx(*sheets: Sequence[Sequence[str | float | None]], dates: Sequence[str] = ()) -> bytes:
    """A spreadsheet; numbers in the columns of these letters are days since 1900 that are shown as dates."""
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>'
        "</styleSheet>",
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATION}"><sheets>'
        + "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(sheets) + 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{_RELATION}/worksheet" Target="worksheets/s{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="s" Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>',
    }
    for number, rows in enumerate(sheets, 1):
        cells = "".join(
            f'<row r="{y}">'
            + "".join(_cell(f"{chr(65 + x)}{y}", value, dates) for x, value in enumerate(row))
            + "</row>"
            for y, row in enumerate(rows, 1)
        )
        members[f"xl/worksheets/s{number}.xml"] = (
            f'<worksheet xmlns="{_SHEET}"><sheetData>{cells}</sheetData></worksheet>'
        )
    return zipped(members)


_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _cell(place: str, value: str | float | None, dates: Sequence[str]) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{place}" s="{int(place[0] in dates)}"><v>{value}</v></c>'


# PDF


Line = tuple[float, float, float, str]
"""x, y (points from the lower left corner), size, words."""


def pdf(pages: Sequence[Sequence[Line]], *, info: str = "", password: str | None = None) -> bytes:
    """A PDF with these lines in Helvetica on pages of 595 × 842 points.

    Args:
        pages: the lines of each.
        info: the document's properties, as PDF writes them.
        password: what has to be typed to open it (RC4 with 40 bits, algorithm 2 of the PDF reference).
    """
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    identifier = b"0123456789abcdef"
    key = b""
    if password is not None:
        key = _key(password, identifier)
    for number, lines in enumerate(pages):
        drawn = b"".join(
            f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm (".encode() + _string(words) + b") Tj ET\n"
            for x, y, size, words in lines
        )
        stream = zlib.compress(drawn)
        if key:
            own = hashlib.md5(key + struct.pack("<I", 5 + 2 * number)[:3] + b"\0\0").digest()[: len(key) + 5]
            stream = _rc4(own, stream)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream")
    trailer = f"/Root 1 0 R /ID [<{identifier.hex()}> <{identifier.hex()}>]"
    if info:
        objects.append(f"<< {info} >>".encode())
        trailer += f" /Info {len(objects)} 0 R"
    if key:
        owner = _rc4(hashlib.md5(_padded(password or "")).digest()[:5], _padded(password or ""))
        user = _rc4(key, _PADDING)
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P -4 >>".encode())
        trailer += f" /Encrypt {len(objects)} 0 R"
    out = bytearray(b"%PDF-1.4\n")
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _string(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + _PADDING)[:32]


def _key(password: str, identifier: bytes) -> bytes:
    owner = _rc4(hashlib.md5(_padded(password)).digest()[:5], _padded(password))
    return hashlib.md5(_padded(password) + owner + struct.pack("<i", -4) + identifier).digest()[:5]


def _rc4(key: bytes, content: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def column(x: float, top: float, lines: Sequence[str], *, size: float = 10, leading: float = 12) -> list[Line]:
    """Lines below one another."""
    return [(x, top - leading * number, size, words) for number, words in enumerate(lines)]
