"""PDF: the words in reading order, through PDFium (the library inside Chrome).

What PDFium gives are characters with boxes; `pdf_layout` makes lines, columns and paragraphs of them. Lines that
stand at the same place on several pages are the page's header and footer: furniture, kept once; bare page numbers are
left out. The largest line on the first page is the headline. Author and date among the document's properties are kept
under `extra`, as in `docx`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.formats.blocks import article_of, file_properties, iso, with_title
from pressmark.formats.packed import protected
from pressmark.formats.pdf_layout import Page, Piece, laid_out

MOST_PAGES = 2_000
_HYPHEN = 0x02  # what PDFium gives for the hyphen at which a word was divided


def read(content: bytes, *, name: str) -> RawArticle:
    """Reads a PDF as one article.

    Raises:
        UserError: for a PDF that is damaged, protected by a password, or made of pictures.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise protected(name) from error
        raise UserError(
            "{name} is damaged or no PDF. Get a whole copy of it.", name=name, details=str(error)
        ) from error
    try:
        count = len(document)
        if count == 0:
            raise UserError("{name} is damaged: it has no page. Get a whole copy of it.", name=name)
        if count > MOST_PAGES:
            raise UserError(
                "{name} has {count:,} pages, too many for one article. Split it into one PDF per article.",
                name=name,
                count=count,
            )
        pages = [_page(document, number, name) for number in range(count)]
        about = document.get_metadata_dict(skip_empty=True)
    except PdfiumError as error:
        raise UserError(
            "{name} is damaged or not complete. Get a whole copy of it.", name=name, details=str(error)
        ) from error
    finally:
        document.close()
    if not any(page.pieces for page in pages):
        raise UserError(
            "{name} holds no text, only pictures of pages. Have its text recognised (OCR) and open the PDF that "
            "comes of it.",
            name=name,
        )
    blocks = laid_out(pages)
    meta = ArticleMeta(
        source=name, extra=file_properties(author=about.get("Author"), created=iso(about.get("CreationDate")))
    )
    blocks, meta = with_title(blocks, about.get("Title"), meta)
    return article_of(blocks, meta=meta, name=name)


def _page(document: Any, number: int, name: str) -> Page:
    page = document[number]
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        return Page(width, height, list(_pieces(text.raw, text.count_chars(), width, height)))
    finally:
        text.close()
        page.close()


def _pieces(text: Any, count: int, width: float, height: float) -> Iterator[Piece]:
    """Runs of characters that follow one another on one line, in the order of the file."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    words: list[str] = []
    box = [0.0, 0.0, 0.0, 0.0]
    size = 0.0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (0x0D, 0x0A):
            if words:
                yield Piece("".join(words), box[0], box[1], box[2], box[3], size)
            words = []
            continue
        character = "\u00ad" if code == _HYPHEN else _character(code)
        if not character:
            continue
        generated = raw.FPDFText_IsGenerated(text, index) == 1
        if generated or character.isspace():
            if words and not words[-1].isspace():
                words.append(" ")
            continue
        if not raw.FPDFText_GetCharBox(text, index, left, right, bottom, top):
            continue
        x0, x1, y0, y1 = left.value, right.value, bottom.value, top.value
        if x1 < -width * 0.02 or x0 > width * 1.02 or y1 < -height * 0.02 or y0 > height * 1.02:
            continue  # off the page, where no reader sees it
        here = raw.FPDFText_GetFontSize(text, index) or 1.0
        real = max(here, (y1 - y0) * 0.9) if here < 2 else here
        if words and _breaks(box, size, x0, x1, y0, y1, real):
            yield Piece("".join(words), box[0], box[1], box[2], box[3], size)
            words = []
        if not words:
            box, size = [x0, y0, x1, y1], real
        else:
            box = [min(box[0], x0), min(box[1], y0), max(box[2], x1), max(box[3], y1)]
            size = max(size, real)
        words.append(character)
    if words:
        yield Piece("".join(words), box[0], box[1], box[2], box[3], size)


def _character(code: int) -> str:
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    ligature = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
    return ligature.get(code) or chr(code)


def _breaks(box: list[float], size: float, x0: float, x1: float, y0: float, y1: float, here: float) -> bool:
    """Whether a character does not go on the line of those before it."""
    unit = max(size, here)
    middle = (y0 + y1) / 2
    if middle < box[1] - unit * 0.5 or middle > box[3] + unit * 0.5:
        return True
    return x0 - box[2] > unit * 1.5 or box[0] - x1 > unit * 1.5
