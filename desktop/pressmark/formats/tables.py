"""Tables with one article in each row: which column is what, and rows as articles. The readers of the kinds of tables
(`delimited`, `json_lines`, `spreadsheet`, `parquet`) give columns and rows; everything else about them is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from msgspec import Struct, field

from pressmark.core.article import Article, ArticleMeta
from pressmark.core.errors import UserError
from pressmark.core.layout import read_layout
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.text import canonical
from pressmark.formats.base import Refused, Table
from pressmark.formats.blocks import iso, tidy
from pressmark.formats.csv_tables import ANNOTATIONS, FIGURES

SAMPLE_ROWS = 20
LARGEST_FIELD = 20_000_000
"""Code points; no article in a table is longer."""

_OWN = frozenset(ArticleMeta.__struct_fields__)

_NAMES = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "story", "main_text",
             "maintext", "article_body", "articlebody", "body_text", "raw_text", "document", "texto", "texte",
             "inhalt"),
    "headline": ("headline", "title", "hed", "heading", "subject", "article_title", "titel", "titre", "titulo"),
    "date": ("published", "publish_date", "published_at", "pub_date", "pubdate", "publication_date", "date_published",
             "date_publish", "date", "datetime", "timestamp", "created_at", "created", "day", "datum", "fecha"),
    "id": ("id", "article_id", "doc_id", "docid", "document_id", "story_id", "uuid", "guid", "uid", "key", "code"),
    "byline": ("byline", "author", "authors", "writer", "by", "autor", "auteur"),
}  # fmt: skip

TEXT_NAMES = frozenset(_NAMES["text"])
"""What a column with the article itself is often called, in small letters."""


class Columns(Struct, frozen=True):
    """Which column is what; "" where the table has none.

    Attributes:
        text: the article itself, the only one that must be there.
    """

    text: str
    headline: str = ""
    date: str = ""
    id: str = ""

    def missing(self, names: Sequence[str]) -> list[str]:
        """Those of the chosen columns that a table does not have."""
        return [name for name in (self.text, self.headline, self.date, self.id) if name and name not in names]


class Preview(Struct, frozen=True):
    """The beginning of a table, for whoever chooses its columns.

    Attributes:
        rows: the first rows, at most `SAMPLE_ROWS`.
        guess: what the columns seem to be; its text is "" where no column looks like one.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: Columns = field(default_factory=lambda: Columns(""))


def preview(table: Table) -> Preview:
    """Reads the first rows of a table, no longer than a person looks at."""
    rows = tuple(values for _, values in islice(table.rows, SAMPLE_ROWS))
    guess = guessed(table.columns, rows)
    return Preview(table.columns, tuple(tuple(value[:1000] for value in row) for row in rows), guess)


def peeked(table: Table) -> tuple[Preview, Table]:
    """The beginning of a table, and the table with that beginning still in it."""
    rows = list(islice(table.rows, SAMPLE_ROWS))
    first = preview(Table(table.columns, iter(rows)))
    return first, Table(table.columns, chain(rows, table.rows))


def guessed(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """What the columns of a table seem to be, by their names and by what stands in them."""
    used: set[int] = set()

    def named(what: str) -> int | None:
        wanted = _NAMES[what]
        plain = [re.sub(r"[\W_]+", "_", name).strip("_").lower() for name in names]
        for candidate in wanted:
            for index, name in enumerate(plain):
                if name == candidate and index not in used:
                    return index
        return None

    def filled(index: int) -> list[str]:
        return [row[index] for row in rows if row[index].strip()]

    text = named("text")
    lengths = [sum(map(len, filled(index))) / max(1, len(rows)) for index in range(len(names))]
    longest = max(range(len(names)), key=lambda index: lengths[index], default=None)
    if longest is not None and (text is None or lengths[text] * 4 < lengths[longest]):
        words = sum(value.count(" ") for value in filled(longest)) / max(1, len(filled(longest)))
        if words >= 5 or (text is None and len(names) == 1):
            text = longest
    if text is None:
        return Columns("")
    used.add(text)
    found: dict[str, str] = {}
    for what in ("headline", "date", "id"):
        index = named(what)
        if index is not None and what == "date" and rows and not any(iso(value) for value in filled(index)):
            index = None
        if index is None and what == "date":
            index = next((i for i in range(len(names)) if i not in used and _dates(filled(i))), None)
        if index is not None:
            used.add(index)
            found[what] = names[index]
    return Columns(names[text], found.get("headline", ""), found.get("date", ""), found.get("id", ""))


def _dates(values: Sequence[str]) -> bool:
    """Whether nearly all values are dates, and no bare years (those may be numbers)."""
    dates = sum(1 for value in values if len(value) >= 8 and iso(value) is not None)
    return bool(values) and dates >= 0.9 * len(values)


def check(columns: Columns, names: Sequence[str], *, name: str) -> None:
    """Refuses columns that a table does not have, and the tables of annotations that Pressmark writes.

    Raises:
        UserError: naming the table, the column and those that there are.
    """
    if tuple(names) in (ANNOTATIONS, FIGURES):
        raise UserError(
            "{name} is a table of annotations, without the articles that they are in. Import the articles, or a "
            "dataset that was exported as JSON lines.",
            name=name,
        )
    listed = ", ".join(f"“{each}”" for each in names[:30])
    if not columns.text:
        raise UserError(
            "{name} is a table in which no column looks like the text of an article. Say which is "
            "(--text-column); it has {listed}.",
            name=name,
            listed=listed,
        )
    missing = columns.missing(names)
    if missing:
        raise UserError(
            "{name} has no column “{missing}”. Choose among {listed}.", name=name, missing=missing[0], listed=listed
        )


def articles(table: Table, columns: Columns, *, name: str) -> Iterator[AnnotatedArticle | Refused]:
    """The rows of a table as articles.

    The text is that of the column, so that offsets fit whoever's table it is; headline and date are metadata. The
    other columns are kept as `extra`, with "table_" before the names that metadata has of its own.

    Raises:
        UserError: for columns that the table does not have.
    """
    check(columns, table.columns, name=name)
    at = {
        each: table.columns.index(each) for each in (columns.text, columns.headline, columns.date, columns.id) if each
    }
    kept = [index for index in range(len(table.columns)) if index not in at.values()]
    byline = next((i for i in kept if table.columns[i].strip().lower() in _NAMES["byline"]), None)
    ids: set[str] = set()
    empty = True
    for number, values in table.rows:
        empty = empty and not any(value.strip() for value in values)
        text = canonical(values[at[columns.text]])
        if not text.strip():
            if any(value.strip() for value in values):
                yield Refused(
                    Message(
                        "Row {number} of {name} has no text in the column “{text}”. Fill it in.",
                        number=number,
                        name=name,
                        text=columns.text,
                    )
                )
            continue
        if len(text) > LARGEST_FIELD:
            yield Refused(
                Message(
                    "Row {number} of {name} is longer than {largest_field:,} characters. Split the article.",
                    number=number,
                    name=name,
                    largest_field=LARGEST_FIELD,
                )
            )
            continue
        extra = {_kept_name(table.columns[i]): values[i] for i in kept if values[i] and i != byline}
        date = values[at[columns.date]].strip() if columns.date else ""
        published = iso(date)
        if date and published is None:
            extra[_kept_name(columns.date)] = date
        meta = ArticleMeta(
            headline=tidy(values[at[columns.headline]]) or None if columns.headline else None,
            published=published,
            byline=tidy(values[byline]) or None if byline is not None else None,
            source=name,
            extra=extra,
        )
        identifier = values[at[columns.id]].strip() if columns.id else ""
        if identifier and identifier in ids:
            extra[_kept_name(columns.id)], identifier = identifier, ""  # an id that stands twice names nothing
        ids.add(identifier)
        yield AnnotatedArticle(Article.from_raw(read_layout(text, meta=meta), article_id=identifier or None))
    if empty:
        raise UserError("{name} has the names of columns but no row with an article. Choose another table.", name=name)


def _kept_name(column: str) -> str:
    """What a column is called among an article's metadata, where "source" and the like have a meaning of their own."""
    return f"table_{column}" if column in _OWN else column


def named(cells: Sequence[str]) -> tuple[str, ...]:
    """Column names made unique; empty ones become the letters that a spreadsheet shows."""
    found: list[str] = []
    for index, cell in enumerate(cells):
        name = tidy(cell) or letters(index)
        candidate, count = name, 1
        while candidate in found:
            count += 1
            candidate = f"{name} ({count})"
        found.append(candidate)
    return tuple(found)


def letters(index: int) -> str:
    """A column as a spreadsheet calls it: A, B … Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_header(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table's first row names its columns rather than being an article."""
    if not first or not any(cell.strip() for cell in first):
        return False
    known = {name for names in _NAMES.values() for name in names}
    plain = [re.sub(r"[\W_]+", "_", cell).strip("_").lower() for cell in first]
    if any(name in known for name in plain):
        return True
    if any(len(cell) > 60 or iso(cell) for cell in first):
        return False
    longest = max((len(cell) for row in rows for cell in row), default=0)
    return longest > 2 * max(len(cell) for cell in first) and len(set(plain)) == len(plain)
