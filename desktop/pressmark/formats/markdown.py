"""Markdown (.md): the text as a reader sees it, and the metadata of its front matter.

Training data should look like the text a model will meet later, so the syntax is taken out: emphasis marks, link
targets (the link's words stay), heading signs, quotation signs, list bullets, rules, HTML comments. What is left is
one line for each heading, list item and paragraph, with the blank lines of the source between them; the lines of a
wrapped paragraph are joined. The numbers of numbered lists stay, as they are part of what is said.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.header import items_of
from pressmark.core.layout import read_layout
from pressmark.core.stamps import stamp_at
from pressmark.core.text import canonical
from pressmark.core.zones import ZoneKind
from pressmark.formats.decoding import decode
from pressmark.formats.plain import nothing_in

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z][\w .-]*?)\s*:(?:\s+(.*))?")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_BULLET = re.compile(r"\s*[-*+•][ \t]+")
_NUMBERED = re.compile(r"\s*\d{1,3}[.)][ \t]+")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:\s+\S+.*")

_SYNTAX = re.compile(r"[\\`*_\[\]<&~\ue000\ue001]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+[\"'][^\"']*[\"'])?\)")
_REFERENCE_LINK = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_CODE = re.compile(r"(`+)(.+?)\1")
_STRONG = re.compile(
    r"(?<![\w*])(\*{1,3})(?=\S)([^*]+?)(?<=\S)\1(?![\w*])|(?<!\w)(_{1,3})(?=\S)([^_]+?)(?<=\S)\3(?!\w)"
)
_STRUCK = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")

_NAMES = {
    "title": "headline", "headline": "headline",
    "date": "published", "published": "published", "publish_date": "published", "pubdate": "published",
    "date_published": "published", "published_at": "published", "datepublished": "published",
    "author": "byline", "authors": "byline", "byline": "byline",
    "story_code": "story_code", "code": "story_code", "story_id": "story_code",
    "lang": "language", "language": "language",
}  # fmt: skip


def read(content: bytes, *, name: str) -> RawArticle:
    """Reads a Markdown file as one article.

    Raises:
        UserError: for an empty file, one that is no text, or one whose encoding cannot be told.
    """
    text = canonical(decode(content, name=name))
    front, rest = split_front_matter(text)
    meta = _metadata(front, name)
    lines, headline = _read_lines(rest)
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        raise nothing_in(name)
    known: dict[int, ZoneKind] = {}
    if headline is not None and not meta.headline:
        at = text.find(headline)
        if text[:at].count("\n\n") <= 2:
            known[at] = ZoneKind.HEADLINE
    return read_layout(text + "\n", meta=meta, known=known)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The `name: value` lines between `---` lines at the top, and the text behind them.

    Values are taken as written, without quotation marks; `[a, b]` and indented `- a` lines are lists. This is the
    part of YAML that front matter uses; deeper nesting is left alone as text.
    """
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    found: dict[str, Any] = {}
    name = ""
    for line in match[1].split("\n"):
        pair = _PAIR.fullmatch(line.rstrip())
        if pair and not line[0].isspace():
            name = pair[1].strip()
            found[name] = _value(pair[2] or "")
        elif name and re.match(r"\s*-\s+\S", line):
            items = found[name] if isinstance(found[name], list) else []
            found[name] = [*items, _value(line.strip()[1:].strip())]
        elif line.strip() and not line.lstrip().startswith("#") and not (name and line[0].isspace()):
            # Not front matter after all: an article that begins with a rule.
            return {}, text
    return found, text[match.end() :]


def _value(written: str) -> Any:
    written = written.strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        return written[1:-1]
    if written.startswith("[") and written.endswith("]"):
        return [_value(part) for part in written[1:-1].split(",") if part.strip()]
    return written


def _metadata(front: dict[str, Any], name: str) -> ArticleMeta:
    fields: dict[str, str] = {}
    extra: dict[str, Any] = {}
    for key, value in front.items():
        field = _NAMES.get(key.lower().replace("-", "_").replace(" ", "_"))
        if isinstance(value, list) and field == "byline":
            value = " and ".join(str(part) for part in value)
        if field is None or not isinstance(value, str) or field in fields:
            if value not in ("", []):
                extra[key] = value
        elif field == "published":
            stamp = stamp_at(value.strip())
            published = stamp.iso() if stamp else value if re.fullmatch(r"\d{4}(?:-\d\d)?", value) else None
            if published:
                fields[field] = published
            else:
                extra[key] = value
        elif field == "language":
            if re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w+)*", value):
                fields[field] = value[:2].lower()
        elif value.strip():
            fields[field] = plain_words(value.strip())
    return ArticleMeta(**fields, source=name, extra=extra)


def _read_lines(text: str) -> tuple[list[str], str | None]:
    """The lines without their syntax, and the first top heading."""
    lines: list[str] = []
    headline: str | None = None
    open_paragraph = False
    fence = ""
    source = _COMMENT.sub("", text).split("\n")
    for index, line in enumerate(source):
        mark = _FENCE.match(line)
        if fence or mark:
            if mark and (not fence or mark[1].startswith(fence)):
                fence = "" if fence else mark[1]
            elif fence:
                lines.append(line)
            open_paragraph = False
            continue
        quote = _QUOTE.match(line)
        body = line[quote.end() :] if quote else line
        if not body.strip():
            lines.append("")
            open_paragraph = False
            continue
        if open_paragraph and _UNDERLINE.fullmatch(body):
            headline = headline or (lines[-1] if "=" in body else None)
            open_paragraph = False
            continue
        if _RULE.fullmatch(body) or _REFERENCE.fullmatch(body):
            lines.append("")
            open_paragraph = False
            continue
        heading = _HEADING.fullmatch(body)
        if heading:
            words = plain_words(heading[1])
            if headline is None and body.lstrip().startswith("# "):
                headline = words
            lines.append(words)
            open_paragraph = False
            continue
        bullet = _BULLET.match(body)
        starts = bullet or _NUMBERED.match(body) or (quote and not (index and _QUOTE.match(source[index - 1])))
        words = plain_words(body[bullet.end() :] if bullet else body.strip())
        hard_break = index > 0 and (source[index - 1].endswith("  ") or source[index - 1].endswith("\\"))
        if open_paragraph and not starts and not hard_break and _continues(source[index - 1], words):
            lines[-1] = f"{lines[-1]} {words}"
        else:
            lines.append(words)
        open_paragraph = True
    return _without_spare_blanks(lines), headline


def _continues(before: str, words: str) -> bool:
    """Whether a line is the next of a wrapped paragraph: the source line before is as long as wrapped lines are."""
    return bool(words) and len(before) >= 50 and not items_of(words)


def _without_spare_blanks(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1]):
            kept.append(line.rstrip() if line.strip() else "")
    return kept


def plain_words(line: str) -> str:
    """A line without its inline syntax; escaped characters come out as they are meant."""
    if _SYNTAX.search(line) is None:
        return line.strip()
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1])
        return f"\ue000{len(kept) - 1}\ue001"

    line = line.removesuffix("\\").replace("\ue000", "").replace("\ue001", "")
    line = _ESCAPE.sub(keep, line)
    line = _CODE.sub(lambda match: match[2].strip(), line)
    line = _IMAGE.sub(lambda match: match[1], line)
    line = _AUTOLINK.sub(lambda match: match[1], line)
    for _ in range(2):
        line = _LINK.sub(lambda match: match[1], line)
        line = _REFERENCE_LINK.sub(lambda match: match[1], line)
    line = _TAG.sub("", line)
    for _ in range(3):
        line = _STRONG.sub(lambda match: match[2] or match[4], line)
    line = unescape(_STRUCK.sub(lambda match: match[1], line))
    return re.sub(r"\ue000(\d+)\ue001", lambda match: kept[int(match[1])], line).strip()
