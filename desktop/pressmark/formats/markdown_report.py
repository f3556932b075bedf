"""A report in Markdown (.md): what is marked in each article and what it was read as, and what is marked most.

For reading and for pasting into a document. The texts themselves are not in it. Read only to prove what was written.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pressmark import __version__
from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta
from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.core.span import Span
from pressmark.formats.base import Holds, WriteOptions, WriterFormat, Written
from pressmark.formats.decoding import unreadable
from pressmark.formats.reading_words import reading_words

HOLDS = frozenset({Holds.OVERLAPS, Holds.STATUS, Holds.NOTES})

_SIGNS = re.compile(r"[\\`*_\[\]<>#|&~·]")
_BACK = re.compile(r"\\(.)|<br>|&#(\d+);")
_MOST = 10
_DISTINCT = 200_000
_LONGEST_TEXT = 100_000_000


class ReportWriter:
    """Writes the report to an open binary stream."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._stream = stream
        self._labels = options.label_set
        self._articles = 0
        self._counts: Counter[str] = Counter()
        self._words: Counter[tuple[str, str]] = Counter()
        self._put("# What is marked in the articles\n\n")

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one article's section."""
        plain = article.article
        marks = by_position(article.annotations)
        self._articles += 1
        self._put(f"## {cell(plain.meta.headline or plain.meta.source or plain.id)}\n\n")
        about = [f"article {cell(plain.id)}"]
        about += [f"{name} {cell(value)}" for name, value in (
            ("published", plain.meta.published), ("by", plain.meta.byline), ("from", plain.meta.source)
        ) if value]  # fmt: skip
        self._put(" · ".join(about) + "\n\n")
        if marks:
            self._put("| at | words | label | read as | status | note |\n|---|---|---|---|---|---|\n")
        for mark in marks:
            words = mark.span.of(plain.text)
            cells = (words, mark.label, reading_words(mark), str(mark.status), mark.note)
            self._put(f"| {mark.span.start}–{mark.span.end} | " + " | ".join(cell(each) for each in cells) + " |\n")
            self._counts[mark.label] += 1
            if len(self._words) < _DISTINCT or (mark.label, words) in self._words:
                self._words[mark.label, words] += 1
        self._put("\n" if marks else "Nothing is marked.\n\n")
        return Written(digest(article), tuple(article.annotations))

    def finish(self) -> None:
        """Writes the summary."""
        total = f"{self._articles:,} article" if self._articles == 1 else f"{self._articles:,} articles"
        self._put(f"# Summary\n\n{total}, {self._counts.total():,} marks; made with Pressmark {__version__}.\n\n")
        if not self._counts:
            return
        self._put("| label | marks | most often | what it is |\n|---|---:|---|---|\n")
        for label, count in self._counts.most_common():
            often = Counter({words: times for (name, words), times in self._words.items() if name == label})
            most = "; ".join(f"{cell(words)} ({times:,})" for words, times in often.most_common(_MOST))
            known = self._labels.get(label) if self._labels is not None else None
            self._put(f"| {cell(label)} | {count:,} | {most} | {cell(known.description if known else '')} |\n")

    def _put(self, words: str) -> None:
        self._stream.write(words.encode("utf-8", "replace"))


def cell(words: str) -> str:
    """Text that stands in a cell of a table as it is, and can be read back."""
    found = _SIGNS.sub(lambda match: f"\\{match[0]}", words).replace("\r", "&#13;").replace("\n", "<br>")
    if found[:1].isspace():
        found = f"&#{ord(found[0])};{found[1:]}"
    if found[-1:].isspace():
        found = f"{found[:-1]}&#{ord(found[-1])};"
    return found


def _back(words: str) -> str:
    return _BACK.sub(lambda match: match[1] or (chr(int(match[2])) if match[2] else "\n"), words)


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything the section of an article says of its marks."""
    text = article.article.text
    rows = [
        (m.span.start, m.span.end, _clean(m.span.of(text)), _clean(m.label), str(m.status), _clean(m.note))
        for m in by_position(article.annotations)
    ]
    return hashlib.sha256(json.dumps([_clean(article.article.id), rows]).encode("ascii")).digest()[:16]


def _clean(words: str) -> str:
    return words.encode("utf-8", "replace").decode("utf-8")


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a report, of whose text only the marked words are there.

    Raises:
        UserError: naming the file.
    """
    named: str | None = None
    rows: list[list[str]] = []
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                line = line.removesuffix("\n")
                if line.startswith(("## ", "# ")):
                    if named is not None:
                        yield _article(named, rows)
                    named, rows = None, []
                elif named is None and line.startswith("article "):
                    named = _back(line.removeprefix("article ").partition(" · ")[0])
                elif named is not None and line.startswith("| ") and line[2:3].isdigit():
                    rows.append(line[2:-2].split(" | "))
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, IndexError, OverflowError) as error:
        raise UserError("{name} is damaged, or no report of Pressmark. Export it again.", name=path.name) from error


def _article(named: str, rows: list[list[str]]) -> AnnotatedArticle:
    marks: list[Annotation] = []
    said: list[tuple[Span, str]] = []
    for number, (place, words, label, _, status, note) in enumerate(rows):
        start, _, end = place.partition("–")
        span = Span(int(start), int(end))
        said.append((span, _back(words)))
        if len(span) != len(said[-1][1]) or span.end > _LONGEST_TEXT:
            raise ValueError("words that do not fit")
        marks.append(Annotation(f"a{number}", span, _back(label), Status(status), "", None, {}, _back(note)))
    text = [" "] * max((span.end for span, _ in said), default=0)
    for span, words in said:
        text[span.start : span.end] = words
    return AnnotatedArticle(Article(named, "".join(text), "", ArticleMeta(), ()), tuple(marks))


WRITER = WriterFormat(
    "markdown-report", ".md", Message("Markdown: a report of what is marked"), ReportWriter, read, digest, holds=HOLDS
)
