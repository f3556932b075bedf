"""Tables for spreadsheets and statistics (.csv): a row for each annotation, or for each figure with what it means.

Written as RFC 4180 has it, with a byte order mark, without which spreadsheets take UTF-8 for something else. A cell of
text that a spreadsheet would calculate (it begins with =, +, -, @ or a control character) gets an apostrophe in front
(OWASP, "CSV Injection"). An article without any such mark has one row that is empty but for what is known of it, so
that nothing has to be counted by its absence. Read only to prove what was written: the whole text is not in it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta
from pressmark.core.errors import UserError
from pressmark.core.labels import is_figure
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.readings import phrase_of
from pressmark.core.span import Span
from pressmark.formats.base import Holds, WriteOptions, WriterFormat, Written, loss
from pressmark.formats.decoding import unreadable

ARTICLE = ("article", "source", "headline", "published")
PLACE = ("start", "end", "text", "label")
MADE = ("status", "origin", "score", "note")
READING = ("value", "value_max", "precision", "unit", "counted", "event", "phrase")
ANNOTATIONS = (*ARTICLE, *PLACE, *MADE, "id", "attributes")
FIGURES = (*ARTICLE, *PLACE, *READING, *MADE, "id", "attributes")

HOLDS = frozenset({Holds.OVERLAPS, Holds.ATTRIBUTES, Holds.STATUS, Holds.ORIGIN, Holds.NOTES})

_CALCULATED = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_SAVED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_LONGEST = 1 << 30
_LONGEST_TEXT = 100_000_000


def safe(words: str | None) -> str:
    """A cell of text that no spreadsheet calculates."""
    words = (words or "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return f"'{words}" if _CALCULATED.match(words) else words


def _unsafe(cell: str) -> str:
    return cell[1:] if _SAVED.match(cell) else cell


class TableWriter:
    """Writes one of the tables to an open binary stream."""

    columns: Sequence[str] = ANNOTATIONS

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        del options
        self._stream = stream
        stream.write("\ufeff".encode())
        self._put(self.columns)

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes the rows of one article."""
        marks = [mark for mark in by_position(article.annotations) if self.wants(mark)]
        losses = tuple(self.left_out(article, mark) for mark in article.annotations if not self.wants(mark))
        plain = article.article
        known = [safe(each) for each in (plain.id, plain.meta.source, plain.meta.headline, plain.meta.published)]
        for mark in marks:
            self._put([*known, *self.cells(plain.text, mark)])
        if not marks:
            self._put([*known, *[""] * (len(self.columns) - len(known))])
        return Written(_digest(article, marks), tuple(marks), losses)

    def finish(self) -> None:
        """Nothing stands behind the last row."""

    def wants(self, mark: Annotation) -> bool:
        """Whether a mark has a row."""
        del mark
        return True

    def left_out(self, article: AnnotatedArticle, mark: Annotation) -> Loss:
        """What is told of a mark that has none."""
        return loss(article, mark, "left out", Message("It is no figure; this table is of figures only."))

    def cells(self, text: str, mark: Annotation) -> list[str]:
        """What stands behind the article's columns."""
        return [*_place(text, mark), *_made(mark), safe(mark.id), _attributes(mark)]

    def _put(self, cells: Sequence[str]) -> None:
        line = io.StringIO()
        csv.writer(line).writerow(cells)
        self._stream.write(line.getvalue().encode("utf-8"))


class FiguresWriter(TableWriter):
    """Writes the table of figures."""

    columns = FIGURES

    def wants(self, mark: Annotation) -> bool:
        """Only figures."""
        return is_figure(mark)

    def cells(self, text: str, mark: Annotation) -> list[str]:
        """With a column for each part of the reading."""
        reading = mark.attributes
        return [
            *_place(text, mark),
            _number(reading.get("value")),
            _number(reading.get("value_max")),
            _words(reading.get("precision")),
            _words(reading.get("unit")),
            _words(reading.get("counted")),
            _words(reading.get("event"), "lemma"),
            safe(phrase_of(text, reading) or ""),
            *_made(mark),
            safe(mark.id),
            _attributes(mark),
        ]


def _place(text: str, mark: Annotation) -> list[str]:
    return [str(mark.span.start), str(mark.span.end), safe(mark.span.of(text)), safe(mark.label)]


def _made(mark: Annotation) -> list[str]:
    score = "" if mark.score is None else repr(mark.score)
    return [str(mark.status), safe(mark.origin), score, safe(mark.note)]


def _attributes(mark: Annotation) -> str:
    return json.dumps(dict(mark.attributes), sort_keys=True) if mark.attributes else ""


def _number(value: Any) -> str:
    """A number as spreadsheets of every language take it: without separators; anything else as text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    return _words(value)


def _words(value: Any, key: str = "text") -> str:
    if isinstance(value, dict):
        value = value.get(key, value.get("text"))
    return "" if value is None else safe(value if isinstance(value, str) else json.dumps(value))


def _digest(article: AnnotatedArticle, marks: Sequence[Annotation]) -> bytes:
    plain = article.article
    known = [safe(each) for each in (plain.id, plain.meta.source, plain.meta.headline, plain.meta.published)]
    rows = [[*_place(plain.text, mark), *_made(mark), safe(mark.id), _attributes(mark)] for mark in marks]
    return hashlib.sha256(json.dumps([known, rows]).encode("ascii")).digest()[:16]


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything the rows of an article say."""
    return _digest(article, by_position(article.annotations))


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of one of the tables; of their text, only the marked words are there, the rest is blank.

    Raises:
        UserError: naming file and line.
    """
    csv.field_size_limit(_LONGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {*ARTICLE, *PLACE, *MADE} <= set(rows.fieldnames or ()):
                raise UserError(
                    "{name} has not the columns of a table of annotations. Choose another file.", name=path.name
                )
            group: list[dict[str, str]] = []
            for row in rows:
                if group and (row["article"] != group[0]["article"] or not row["start"]):
                    yield _article(group)
                    group = []
                group.append(row)
            if group:
                yield _article(group)
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, KeyError, TypeError, RecursionError, csv.Error) as error:
        raise UserError(
            "{name} is damaged, or was changed in a spreadsheet. Export it again.", name=path.name
        ) from error


def _article(rows: Sequence[dict[str, str]]) -> AnnotatedArticle:
    marks = [_annotation(row) for row in rows if row["start"]]
    text = [" "] * max((mark.span.end for mark, _ in marks), default=0)
    for mark, words in marks:
        text[mark.span.start : mark.span.end] = words
    source, headline, published = (_unsafe(rows[0][name]) or None for name in ARTICLE[1:])
    meta = ArticleMeta(headline=headline, published=published, source=source)
    article = Article(_unsafe(rows[0]["article"]), "".join(text), "", meta, ())
    return AnnotatedArticle(article, tuple(mark for mark, _ in marks))


def _annotation(row: dict[str, str]) -> tuple[Annotation, str]:
    words = _unsafe(row["text"])
    span = Span(int(row["start"]), int(row["end"]))
    if len(span) != len(words) or span.end > _LONGEST_TEXT:
        raise ValueError("words that do not fit")
    score = float(row["score"]) if row["score"] else None
    attributes = json.loads(row["attributes"]) if row["attributes"] else {}
    mark = Annotation(
        _unsafe(row["id"]), span, _unsafe(row["label"]), Status(row["status"]), _unsafe(row["origin"]), score,
        attributes, _unsafe(row["note"]),
    )  # fmt: skip
    return mark, words


def _writer(name: str, title: Message, made: Callable[[BinaryIO, WriteOptions], TableWriter]) -> WriterFormat:
    return WriterFormat(name, ".csv", title, made, read, digest, holds=HOLDS)


WRITER = _writer("csv", Message("CSV of annotations: a table with a row for each"), TableWriter)
FIGURES_WRITER = _writer("csv-figures", Message("CSV of figures: a table with what each means"), FiguresWriter)
