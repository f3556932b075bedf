"""Rich Text (.rtf): its words through striprtf, and the title among its properties."""

from __future__ import annotations

import re

from msgspec.structs import replace

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.layout import read_layout
from pressmark.core.text import canonical
from pressmark.core.zones import ZoneKind
from pressmark.formats.blocks import file_properties, with_title
from pressmark.formats.plain import nothing_in

_INFO = re.compile(r"\{\\info\b(.{0,20000}?)\}\s*\}", re.DOTALL)
_PROPERTY = r"\{{(?:\\\*)?\\{name}\s+([^{{}}]*)\}}"
_TIME = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_LINES = re.compile(r"\n{3,}")


def read(content: bytes, *, name: str) -> RawArticle:
    """Reads a Rich Text document as one article.

    Raises:
        UserError: for an empty document, or one that is no Rich Text.
    """
    from striprtf.striprtf import rtf_to_text

    source = content.decode("latin-1")
    if not source.lstrip().startswith("{\\rtf"):
        raise UserError(
            "{name} is not a Rich Text document, whatever its name says. Save it again as .rtf or .txt.", name=name
        )
    if source.rstrip("\x00 \r\n").count("}") == 0:
        raise UserError("{name} is damaged or not complete. Get a whole copy of it.", name=name)
    # What no Rich Text reader shows: pictures as hexadecimal digits would only cost time.
    source = re.sub(r"(?<=[0-9a-fA-F]{200})[0-9a-fA-F\s]+", "", source)
    text = canonical(rtf_to_text(source, encoding="cp1252", errors="replace"))
    lines = [" ".join(line.replace("\xa0", " ").split()) for line in text.split("\n")]
    if not any(lines):
        raise nothing_in(name)
    # A Rich Text paragraph is one line; empty ones between them are how its writer set paragraphs apart.
    text = _LINES.sub("\n\n", "\n".join(lines).strip("\n")) + "\n"
    info = _INFO.search(source)
    found = info[0] if info else ""
    title, author = _property(found, "title"), _property(found, "author")
    time = _TIME.search(found)
    created = f"{time[1]}-{int(time[2]):02}-{int(time[3]):02}" if time else None
    meta = ArticleMeta(source=name, extra=file_properties(author=author, created=created))
    blocks, meta = with_title([(line, None) for line in lines if line][:10], title, meta)
    headline = next((words for words, kind in blocks if kind is ZoneKind.HEADLINE), meta.headline)
    return read_layout(text, meta=replace(meta, headline=headline))


def _property(info: str, name: str) -> str | None:
    from striprtf.striprtf import rtf_to_text

    match = re.search(_PROPERTY.format(name=name), info)
    return rtf_to_text("{\\rtf1 " + match[1] + "}", encoding="cp1252", errors="replace").strip() if match else None
