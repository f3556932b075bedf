"""Full-text search over headline, text and source: FTS5 in a file, tsvector on a server."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, literal_column, text

from pressmark.store.tables import article, article_text

_WORD = re.compile(r"\w+")

# PostgreSQL refuses a tsvector of more than 1 MB; this many characters stay below that in every script.
_SERVER_CHARACTERS = 200_000

Entry = tuple[int, str | None, str, str | None]
"""Position, headline, text and source of an article."""


def matching(connection: Connection, query: str) -> ColumnElement[bool] | None:
    """The condition on `article` that every word of the query begins a word of the article; None for no words.

    Case and accents do not matter. Signs alone, which no index holds, match nothing.
    """
    if not query.strip():
        return None
    if connection.dialect.name == "sqlite":
        words = [chunk for chunk in query.split() if _WORD.search(chunk)]
        if not words:
            return literal_column("0 = 1")
        pattern = " AND ".join(f'"{word.replace(chr(34), chr(34) * 2)}"*' for word in words)
        found = text("SELECT rowid FROM article_search WHERE article_search MATCH :pattern")
        return article.c.position.in_(found.bindparams(pattern=pattern))  # pyright: ignore[reportArgumentType]
    words = _WORD.findall(_folded(query))
    if not words:
        return literal_column("0 = 1")
    pattern = " & ".join(f"'{word}':*" for word in words)
    found = text("SELECT position FROM article_search WHERE words @@ to_tsquery('simple', :pattern)")
    return article.c.position.in_(found.bindparams(pattern=pattern))  # pyright: ignore[reportArgumentType]


def holding(connection: Connection, words: str, *, whole: bool) -> ColumnElement[bool] | None:
    """A condition that every article fulfils in whose text these words stand, and others may; None for all.

    Args:
        connection: in a transaction.
        words: in any case; white space stands for any white space.
        whole: they are looked for as whole words only, and belong to a script that parts words by spaces.
    """
    parts = words.split()
    if connection.dialect.name == "sqlite":
        if not whole or not _WORD.search(words):
            return None
        phrase = 'text : "' + " ".join(parts).replace('"', '""') + '"'
        found = text("SELECT rowid FROM article_search WHERE article_search MATCH :phrase")
        return article.c.position.in_(found.bindparams(phrase=phrase))  # pyright: ignore[reportArgumentType]
    escaped = "%".join(part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for part in parts)
    return article_text.c.text.ilike(f"%{escaped}%")


def _folded(words: str) -> str:
    """Without case and accents, which a server folds only as far as its locale knows them; FTS5 does it by itself."""
    apart = unicodedata.normalize("NFD", words.casefold())
    return "".join(sign for sign in apart if unicodedata.category(sign) != "Mn").replace("\0", " ")


def index(connection: Connection, entries: Sequence[Entry]) -> None:
    """Adds articles to the index."""
    if not entries:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO article_search (rowid, headline, text, source) VALUES (?, ?, ?, ?)",
            list(entries),
        )
    else:
        connection.exec_driver_sql(
            "INSERT INTO article_search (position, words) VALUES (%s, to_tsvector('simple', %s))",
            [
                (position, _folded(" ".join((headline or "", source or "", body[:_SERVER_CHARACTERS]))))
                for position, headline, body, source in entries
            ],
        )


def unindex(connection: Connection, entries: Sequence[Entry]) -> None:
    """Takes articles out of the index; the entries must be as they were added."""
    if not entries:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO article_search (article_search, rowid, headline, text, source) VALUES ('delete', ?, ?, ?, ?)",
            list(entries),
        )
    else:
        connection.exec_driver_sql(
            "DELETE FROM article_search WHERE position = %s",
            [(position,) for position, *_ in entries],
        )
