"""The tables of a project, as the newest version of the program has them.

A change here needs a migration in `store/migrations`, a new `files.VERSION`, and a look at `glance`. Times are UTC in
ISO 8601, JSON is text.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _article_id() -> Column[str]:
    return Column("article_id", Text, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)


project_state = Table(
    "project_state",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

annotator = Table(
    "annotator",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

label = Table(
    "label",
    metadata,
    Column("name", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("color", Text, nullable=False),
    Column("color_dark", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("hidden", Boolean, nullable=False),
)

# The text stands in a table of its own: a list of 100,000 articles then reads 20 MB, not all their texts.
article = Table(
    "article",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("headline", Text),
    Column("published", Text),
    Column("story_code", Text),
    Column("byline", Text),
    Column("source", Text),
    Column("language", Text),
    Column("extra", Text),
    Column("answer", Text, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("detector", Text),
    Column("revision", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("decided", Integer, nullable=False),
    Index(None, "done"),
)

article_text = Table(
    "article_text",
    metadata,
    _article_id(),
    Column("text", Text, nullable=False),
)

# Tables without rowid are kept in the order of their primary key, so one article's rows stand together on the disk.
zone = Table(
    "zone",
    metadata,
    _article_id(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    sqlite_with_rowid=False,
)

annotation = Table(
    "annotation",
    metadata,
    _article_id(),
    Column("id", Text, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("score", Double),
    Column("attributes", Text),
    Column("note", Text, nullable=False),
    # Whose decision the status is; empty while it is a suggestion or as it was imported.
    Column("annotator_id", Integer, ForeignKey("annotator.id")),
    CheckConstraint('0 <= "start" AND "start" < "end"', name="span"),
    sqlite_with_rowid=False,
)

# The annotations of an article that has few of them, instead of rows of the table above; `marks` knows which.
annotation_pack = Table(
    "annotation_pack",
    metadata,
    _article_id(),
    Column("packed", LargeBinary, nullable=False),
)

# No foreign keys to the annotations: an edit may take an annotation and its relations away in any order.
relation = Table(
    "relation",
    metadata,
    _article_id(),
    Column("id", Text, primary_key=True),
    Column("head", Text, nullable=False),
    Column("child", Text, nullable=False),
    Column("label", Text, nullable=False),
    sqlite_with_rowid=False,
)

token = Table(
    "token",
    metadata,
    _article_id(),
    Column("packed", LargeBinary, nullable=False),
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("group_id", Text, nullable=False),
    Column("annotator_id", Integer, ForeignKey("annotator.id"), nullable=False),
    Column("at", Text, nullable=False),
    Column("article_id", Text, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("edit", LargeBinary, nullable=False),
    Index(None, "annotator_id", "state", "id"),
    Index(None, "article_id", "id"),
    Index(None, "group_id"),
    sqlite_autoincrement=True,
)

# No foreign key to the history: rows go with their article, and checking one would need another index of this size.
history_item = Table(
    "history_item",
    metadata,
    _article_id(),
    Column("annotation_id", Text, primary_key=True),
    Column("history_id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Files that articles were read from, each once however many articles it holds. A file that is its article's text, byte
# for byte, has no row here: the text is the file.
original = Table(
    "original",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packing", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

# The name stands here, as two files of one content may have two names.
article_original = Table(
    "article_original",
    metadata,
    _article_id(),
    Column("sha256", Text, nullable=False),
    Column("name", Text, nullable=False),
    Index(None, "sha256"),
)

SEARCH_DDL = {
    # Contentless: the words only, the text is in `article_text` already.
    "sqlite": (
        "CREATE VIRTUAL TABLE article_search USING fts5("
        "headline, text, source, content='', tokenize='unicode61 remove_diacritics 2')",
    ),
    "postgresql": (
        "CREATE TABLE article_search (position INTEGER PRIMARY KEY REFERENCES article (position) ON DELETE CASCADE, "
        "words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_article_search_words ON article_search USING gin (words)",
    ),
}

for _dialect, _statements in SEARCH_DDL.items():
    for _statement in _statements:
        event.listen(metadata, "after_create", DDL(_statement).execute_if(dialect=_dialect))
