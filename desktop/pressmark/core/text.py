"""The one form in which an article's text is stored, shown, searched and exported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.core.span import Span, trimmed

_LINE_ENDS = re.compile("\r\n?")
_PARAGRAPH = re.compile(r"[^\n\u2028\u2029\x0b\x0c\x85]+")


def canonical(raw: str) -> str:
    """The text without a byte order mark and with `\\n` as its line end; every other code point stays as it is.

    Lone surrogates, which no file format can hold, become U+FFFD.
    """
    text = _LINE_ENDS.sub("\n", raw.removeprefix("\ufeff"))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if _has_surrogate(text) else text


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def fingerprint(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, 64 hexadecimal digits."""
    import hashlib  # with OpenSSL; the window starts without

    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def paragraphs(text: str) -> Iterator[Span]:
    """Every line with something on it, without the white space around it, in order."""
    for match in _PARAGRAPH.finditer(text):
        span = trimmed(text, match.start(), match.end())
        if span is not None:
            yield span
