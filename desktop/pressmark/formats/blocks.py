"""What readers of laid-out documents share: blocks of words become one article, and what a file says of itself is
weighed before it is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from email.utils import parsedate_to_datetime
from typing import Any

from msgspec.structs import replace

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.layout import read_layout
from pressmark.core.stamps import stamp_at
from pressmark.core.text import canonical
from pressmark.core.zones import ZoneKind
from pressmark.formats.plain import nothing_in

Block = tuple[str, ZoneKind | None]
"""One line of an article, and what it is where its reader knows."""

_SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029\x85\xa0]+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_PDF = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?")
_WEAK_TITLE = re.compile(
    r"microsoft word\b.*|(?:untitled|document|unknown|title|slide|dokument|unbenannt)[\s\d_-]*"
    r"|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|html?|txt|pptx?|pages)",
    re.IGNORECASE,
)


def tidy(words: str) -> str:
    """Words on one line, single spaces between them, without control characters."""
    return _SPACES.sub(" ", _CONTROLS.sub("", words)).strip()


def article_of(blocks: Iterable[Block], *, meta: ArticleMeta, name: str) -> RawArticle:
    """An article with one line for each block and a blank line between them.

    Raises:
        UserError: where no block holds a word.
    """
    lines: list[str] = []
    known: dict[int, ZoneKind] = {}
    at = 0
    for words, kind in blocks:
        words = tidy(canonical(words))
        if not words:
            continue
        if kind is not None:
            known[at] = kind
        lines.append(words)
        at += len(words) + 2
    if not lines:
        raise nothing_in(name)
    return read_layout("\n\n".join(lines) + "\n", meta=meta, known=known)


def plain(words: str) -> str:
    """Words as they are compared: letters and digits, in small letters."""
    return re.sub(r"[\W_]+", " ", words).strip().casefold()


def with_title(blocks: Sequence[Block], title: str | None, meta: ArticleMeta) -> tuple[list[Block], ArticleMeta]:
    """Uses the title that a document has among its properties, where it can be trusted.

    It names the headline when one of the first lines says the same; where no line is known to be the headline, it is
    the headline itself unless it is what programs put there ("Microsoft Word - text.docx", "Untitled 1").
    """
    found = list(blocks)
    title = tidy(title or "")
    if not title:
        return found, meta
    if any(kind is ZoneKind.HEADLINE for _, kind in found):
        return found, meta
    for index, (words, kind) in enumerate(found[:10]):
        if kind is None and plain(words) == plain(title):
            found[index] = words, ZoneKind.HEADLINE
            return found, meta
    if " " in title and len(title) <= 220 and not _WEAK_TITLE.fullmatch(title):
        meta = replace(meta, headline=title)
    return found, meta


def file_properties(**properties: str | None) -> dict[str, Any]:
    """What a document's properties say, for `ArticleMeta.extra`.

    Whose computer a document was written on, and when, is neither byline nor publish date, so it is kept under names
    of its own: {"file": {"author": …, "created": …}}.
    """
    kept = {name: words for name, value in properties.items() if (words := tidy(value or ""))}
    return {"file": kept} if kept else {}


def iso(value: str | None) -> str | None:
    """A date of a file as `ArticleMeta.published` has it: from ISO 8601 (basic too), e-mail's and PDF's forms."""
    value = (value or "").strip()
    if not value:
        return None
    basic = _BASIC.fullmatch(value)
    if basic:
        year, month, day, hour, minute, second, zone = basic.groups()
        clock = f"T{hour}:{minute}" + (f":{second}" if second else "") + (zone or "") if hour else ""
        value = f"{year}-{month}-{day}{clock}"
    pdf = _PDF.match(value)
    if pdf:
        year, month, day, hour, minute, second, zulu, hours, minutes = pdf.groups()
        if not (month and day):
            return year
        zone = zulu or (f"{hours}:{minutes or '00'}" if hours else "")
        clock = f"T{hour}:{minute}:{second or '00'}{zone}" if hour and minute else ""
        value = f"{year}-{month}-{day}{clock}"
    if re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", value):
        return value
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        stamp = stamp_at(value)
        return stamp.iso() if stamp else None
    stamp = stamp_at(at.isoformat().replace("+00:00", "Z"))
    return stamp.iso() if stamp else None
