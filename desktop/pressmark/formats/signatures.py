"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import re
from pathlib import Path

from pressmark.core.errors import UserError
from pressmark.formats import feeds, mail, newsxml, packed, xml

_HEAD = 65_536
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SPREADSHEET = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book\x00"))
_SAVED_PAGE = re.compile(rb"^(?:Snapshot-Content-Location:|Content-Type:\s*multipart/related)", re.IGNORECASE | re.M)


def format_named_by(path: Path) -> str | None:
    """The name of the format that reads a file, where its content proves it; None where it could be any text.

    Raises:
        UserError: for what is known and cannot be read (old Word documents, presentations, protected documents).
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(path)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(_OLE):
        return _old_office(path)
    if feeds.is_feed(head):
        return "feed"
    if newsxml.is_nitf(head):
        return "nitf"
    if newsxml.is_newsml(head):
        return "newsml"
    if "opendocument" in xml.root_of(head)[0] or (
        b"urn:oasis:names:tc:opendocument" in head[:4096] and b"<office:document" in head
    ):
        return "odt"
    if path.suffix.lower() not in (".txt", ".text", ".md", ".csv", ".tsv") and mail.is_message(head):
        return "mhtml" if _SAVED_PAGE.search(head) else "eml"
    return None


def _packed(path: Path) -> str:
    kind = packed.kind_of(path)
    if kind == "pptx":
        raise UserError("{name} is a presentation, not an article. Save its text as .txt or .docx.", name=path.name)
    return "spreadsheet" if kind in ("xlsx", "ods") else kind


def _old_office(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(packed.LARGEST_MEMBER)
    if packed.is_protected_office(content):
        raise packed.protected(path.name)
    if any(name in content for name in _SPREADSHEET):
        return "spreadsheet"
    raise UserError(
        "{name} is a document of an older Microsoft Office. Open it there or in LibreOffice and save it as .docx.",
        name=path.name,
    )
