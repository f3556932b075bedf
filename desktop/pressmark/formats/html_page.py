"""A page that shows articles with their marks (.html): one file, no scripts, nothing fetched, light, dark, printable.

The text stands in the page as it is, so that what is copied from it is the article's own words; names of labels are
put there by the style sheet. A policy in the page forbids everything but its own style. Articles are written one by
one; the summary, written last, is shown first. Read only to prove what was written.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from pressmark import __version__
from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import Article, ArticleMeta
from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.span import Span
from pressmark.formats.base import Holds, WriteOptions, WriterFormat, Written, loss
from pressmark.formats.decoding import unreadable
from pressmark.formats.reading_words import reading_words
from pressmark.formats.standoff import digest as standoff_digest

HOLDS = frozenset({Holds.TEXT, Holds.OVERLAPS, Holds.RELATIONS, Holds.STATUS, Holds.NOTES})

# Colours of labels that have none of their own, light and dark, each with enough contrast to the page.
_COLORS = (
    ("#1f6fb2", "#7fb8ea"), ("#a33b2c", "#f0907f"), ("#2f7d4f", "#7fd3a0"), ("#7a4ea3", "#c3a0ea"),
    ("#8a6100", "#e0b652"), ("#0f7a80", "#6fd0d6"), ("#a0307a", "#f08fcb"), ("#5b6470", "#aab4c0"),
)  # fmt: skip

_STYLE = """\
:root { color-scheme: light dark; --page: #fbfaf7; --ink: #1d1d1b; --soft: #5c5a55; --line: #d9d5cb; }
@media (prefers-color-scheme: dark) { :root { --page: #191a1c; --ink: #e8e6e1; --soft: #a5a29b; --line: #3a3b3e; } }
* { box-sizing: border-box; }
body { display: flex; flex-direction: column; max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem;
  background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header { order: -1; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .25rem; }
article { border-top: 1px solid var(--line); padding: 2rem 0 1rem; overflow-wrap: anywhere; }
p.about { color: var(--soft); margin: 0 0 1rem; font-size: .9rem; }
.text { font: 1.06rem/2.1 Georgia, "Times New Roman", serif; white-space: pre-wrap; }
mark { --c: var(--l); color: inherit; padding: .1em 0; border-bottom: .14em solid var(--c);
  background: color-mix(in srgb, var(--c) 16%, transparent); -webkit-print-color-adjust: exact;
  print-color-adjust: exact; }
mark[data-n="2"] { border-bottom-style: double; border-bottom-width: .24em; }
mark[data-s="suggested"] { border-bottom-style: dashed; background: none; }
mark[data-s="rejected"] { border-bottom-style: dotted; background: none; text-decoration: line-through; }
mark[data-label]::after { content: attr(data-label); font: 600 .62em/1 system-ui, sans-serif; color: var(--c);
  margin: 0 .25em 0 .3em; letter-spacing: .02em; vertical-align: .12em; user-select: none; }
.key { --c: var(--l); display: inline-block; width: .8em; height: .8em; border-radius: .2em; background: var(--c);
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
@media (prefers-color-scheme: dark) { mark, .key { --c: var(--d); } }
table { border-collapse: collapse; width: 100%; font-size: .88rem; margin: 1rem 0; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
td.n { text-align: end; font-variant-numeric: tabular-nums; }
td.words { white-space: pre-wrap; }
summary { cursor: pointer; color: var(--soft); font-size: .9rem; margin-top: 1rem; }
a { color: inherit; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } h2, summary { break-after: avoid; }
  tr { break-inside: avoid; } }
"""


class PageWriter:
    """Writes the page to an open binary stream."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._stream = stream
        self._labels = options.label_set
        self._counts: Counter[str] = Counter()
        self._titles: list[str] = []
        self._order: dict[str, int] = {}
        title = self._labels.name if self._labels is not None and self._labels.name else "Articles"
        self._title = f"{title} – marked with Pressmark"
        self._put(
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="generator" content="Pressmark {__version__}">\n<title>{_text(self._title)}</title>\n'
            f"<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        )

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one article: its text with the marks, and a table of them."""
        plain = article.article
        marks = by_position(article.annotations)
        losses = _unshown(article)
        self._counts.update(mark.label for mark in marks)
        title = plain.meta.headline or plain.meta.source or plain.id
        self._titles.append(title)
        number = len(self._titles)
        about = " · ".join(each for each in (plain.meta.published, plain.meta.byline, plain.meta.source) if each)
        self._put(
            f'<article id="article-{number}" data-id="{_attribute(plain.id)}">\n<h2 dir="auto">{_text(title)}</h2>\n'
            f'<p class="about" dir="auto">{_text(about)}</p>\n'
        )
        self._put(f'<div class="text" dir="auto">{"".join(self._segments(plain.text, marks))}</div>\n')
        if marks:
            self._put("".join(self._table(plain.text, marks, article.relations)))
        self._put("</article>\n")
        return Written(digest(article), tuple(article.annotations), losses)

    def _segments(self, text: str, marks: Sequence[Annotation]) -> Iterator[str]:
        """The text, cut wherever a mark begins or ends; each piece says by number which marks it belongs to."""
        edges = sorted({0, len(text), *(m.span.start for m in marks), *(m.span.end for m in marks)})
        numbers = sorted(range(len(marks)), key=lambda n: marks[n].span.start)
        open_marks: list[int] = []
        following = 0
        for start, end in pairwise(edges):
            while following < len(numbers) and marks[numbers[following]].span.start <= start:
                open_marks.append(numbers[following])
                following += 1
            open_marks = [number for number in open_marks if marks[number].span.end > start]
            words = _text(text[start:end])
            if not open_marks:
                yield words
                continue
            inner = min(open_marks, key=lambda number: len(marks[number].span))
            ending = [marks[number].label for number in open_marks if marks[number].span.end == end]
            label = f' data-label="{_attribute(" · ".join(ending))}"' if ending else ""
            several = ' data-n="2"' if len(open_marks) > 1 else ""
            style, hint = self._colors(marks[inner].label), _attribute(_hint(marks, open_marks))
            yield (
                f'<mark data-m="{" ".join(map(str, open_marks))}"{several} data-s="{marks[inner].status}"{label}'
                f' style="{style}" title="{hint}">{words}</mark>'
            )

    def _table(self, text: str, marks: Sequence[Annotation], relations: Iterable[Relation]) -> Iterator[str]:
        count = f"{len(marks):,} mark" if len(marks) == 1 else f"{len(marks):,} marks"
        yield f"<details>\n<summary>{count}</summary>\n<table>\n<thead><tr><th>words</th><th>label</th><th>read as</th>"
        yield "<th>status</th><th>note</th></tr></thead>\n<tbody>\n"
        for number, mark in enumerate(marks):
            cells = (mark.label, reading_words(mark), str(mark.status), mark.note)
            yield f'<tr data-m="{number}"><td class="words" dir="auto">{_text(mark.span.of(text))}</td>'
            yield "".join(f'<td class="words" dir="auto">{_text(cell)}</td>' for cell in cells) + "</tr>\n"
        yield "</tbody>\n</table>\n"
        numbers = {mark.id: number for number, mark in enumerate(marks)}
        words = [f'<span dir="auto">{_text(mark.span.of(text))}</span>' for mark in marks]
        ends = [(numbers[relation.head], numbers[relation.child], relation.label) for relation in relations]
        arrows = [
            f'<li data-r="{head} {child}">{words[head]} – <b>{_text(label)}</b> → {words[child]}</li>\n'
            for head, child, label in ends
        ]
        if arrows:
            yield "<ul>\n" + "".join(arrows) + "</ul>\n"
        yield "</details>\n"

    def _colors(self, label: str) -> str:
        known = self._labels.get(label) if self._labels is not None else None
        if known is not None:
            return f"--l:{_attribute(known.color)};--d:{_attribute(known.color_dark)}"
        at = self._order.setdefault(label, len(self._order)) % len(_COLORS)
        return f"--l:{_COLORS[at][0]};--d:{_COLORS[at][1]}"

    def finish(self) -> None:
        """Writes the summary, and closes the page."""
        total = f"{len(self._titles):,} article" if len(self._titles) == 1 else f"{len(self._titles):,} articles"
        self._put(f"<header>\n<h1>{_text(self._title)}</h1>\n<p>{total} with {self._counts.total():,} marks.</p>\n")
        if self._counts:
            self._put("<table>\n<thead><tr><th>label</th><th>marks</th><th>what it is</th></tr></thead>\n<tbody>\n")
            for label, count in self._counts.most_common():
                known = self._labels.get(label) if self._labels is not None else None
                self._put(
                    f'<tr><td><span class="key" style="{self._colors(label)}"></span> {_text(label)}</td>'
                    f'<td class="n">{count:,}</td><td>{_text(known.description if known else "")}</td></tr>\n'
                )
            self._put("</tbody>\n</table>\n")
        if len(self._titles) > 1:
            links = "".join(
                f'<li dir="auto"><a href="#article-{n}">{_text(t)}</a></li>\n' for n, t in enumerate(self._titles, 1)
            )
            self._put(f"<details open>\n<summary>Articles</summary>\n<ol>\n{links}</ol>\n</details>\n")
        self._put("</header>\n</body>\n</html>\n")

    def _put(self, words: str) -> None:
        self._stream.write(words.encode("utf-8", "replace"))


def _hint(marks: Sequence[Annotation], numbers: Iterable[int]) -> str:
    lines: list[str] = []
    for number in numbers:
        mark = marks[number]
        more = [each for each in (reading_words(mark), mark.note) if each]
        status = "" if mark.status is Status.ACCEPTED else f" ({mark.status})"
        lines.append(f"{mark.label}{status}" + "".join(f": {each}" for each in more))
    return "\n".join(lines)


def _text(words: str) -> str:
    return escape(words.replace("\x00", "\ufffd"), quote=False).replace("\r", "&#13;")


def _attribute(words: str) -> str:
    return escape(words.replace("\x00", "\ufffd")).replace("\r", "&#13;").replace("\n", "&#10;")


def _unshown(article: AnnotatedArticle) -> tuple[Loss, ...]:
    """Marks with a zero character, for which HTML has U+FFFD."""
    text = article.article.text
    if "\x00" not in text:
        return ()
    why = Message("It holds a zero character (U+0000); the page has U+FFFD there.")
    return tuple(loss(article, mark, "changed", why) for mark in article.annotations if "\x00" in mark.span.of(text))


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything the page shows of an article."""
    plain = article.article
    whole = plain.but(text=_clean(plain.text), id=_clean(plain.id))
    marks = tuple(m.but(label=_clean(m.label), note=_clean(m.note)) for m in article.annotations)
    arrows = tuple(Relation(r.id, r.head, r.child, _clean(r.label)) for r in article.relations)
    shown = AnnotatedArticle(whole, marks, arrows)
    return hashlib.sha256(_clean(plain.id).encode() + standoff_digest(shown, holds=HOLDS)).digest()[:16]


def _clean(words: str) -> str:
    return words.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a page that this writer made.

    Raises:
        UserError: naming the file.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            parser = _Page()
            while chunk := file.read(1 << 20):
                parser.feed(chunk)
                yield from parser.done()
            parser.close()
            yield from parser.done()
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, IndexError, KeyError) as error:
        raise UserError("{name} is damaged, or no page of Pressmark. Export it again.", name=path.name) from error


class _Page(HTMLParser):
    """Takes a page of ours apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[AnnotatedArticle] = []
        self._id: str | None = None
        self._in_text = False
        self._parts: list[str] = []
        self._at = 0
        self._marks: list[int] = []
        self._places: dict[int, tuple[int, int]] = {}
        self._rows: list[list[str]] = []
        self._arrows: list[tuple[int, int, list[str]]] = []
        self._cell: list[str] | None = None

    def done(self) -> list[AnnotatedArticle]:
        """The articles that have ended since the last time."""
        found, self._found = self._found, []
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Text, marks, rows of the table, and relations."""
        said = {name: value or "" for name, value in attrs}
        if tag == "article":
            self._id = said["data-id"]
            self._parts, self._at, self._places, self._rows, self._arrows = [], 0, {}, [], []
        elif tag == "div" and self._id is not None:
            self._in_text = True
        elif tag == "mark":
            self._marks = [int(number) for number in said["data-m"].split()]
        elif tag == "tr" and "data-m" in said:
            self._rows.append([])
        elif tag == "td" and self._rows and self._id is not None:
            self._cell = []
        elif tag == "li" and "data-r" in said:
            head, child = (int(number) for number in said["data-r"].split())
            self._arrows.append((head, child, []))
        elif tag == "b" and self._arrows:
            self._cell = self._arrows[-1][2]

    def handle_data(self, data: str) -> None:
        """Words, of the text or of a cell."""
        if self._in_text:
            self._parts.append(data)
            for number in self._marks:
                self._places[number] = (self._places.get(number, (self._at, 0))[0], self._at + len(data))
            self._at += len(data)
        elif self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        """What has ended is taken down."""
        if tag == "mark":
            self._marks = []
        elif tag == "div":
            self._in_text = False
        elif tag == "td" and self._cell is not None:
            self._rows[-1].append("".join(self._cell))
            self._cell = None
        elif tag == "b":
            self._cell = None
        elif tag == "article" and self._id is not None:
            self._found.append(self._article())
            self._id = None

    def _article(self) -> AnnotatedArticle:
        text = "".join(self._parts)
        marks: list[Annotation] = []
        for number, (words, label, _, status, note) in enumerate(self._rows):
            span = Span(*self._places[number])
            if span.of(text) != words:
                raise ValueError("words that do not fit")
            marks.append(Annotation(f"a{number}", span, label, Status(status), "", None, {}, note))
        arrows = [
            Relation(f"r{number}", f"a{head}", f"a{child}", "".join(words))
            for number, (head, child, words) in enumerate(self._arrows)
        ]
        return AnnotatedArticle(Article(self._id or "", text, "", ArticleMeta(), ()), tuple(marks), tuple(arrows))


WRITER = WriterFormat(
    "html",
    ".html",
    Message("HTML: a page that shows the articles with their marks"),
    PageWriter,
    read,
    digest,
    holds=HOLDS,
)
