"""The first schema. Frozen: later versions change it in revisions of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _article_id() -> sa.Column[str]:
    return sa.Column("article_id", sa.Text, nullable=False)


def _of_article(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_article_id"
    return sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    """Makes every table of version 0001."""
    _project()
    _articles()
    _annotations()
    _history()
    _search()


def _project() -> None:
    op.create_table(
        "project_state",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_project_state"),
    )
    op.create_table(
        "annotator",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_annotator"),
        sa.UniqueConstraint("name", name="uq_annotator_name"),
    )
    op.create_table(
        "label",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("color", sa.Text, nullable=False),
        sa.Column("color_dark", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("hidden", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_label"),
    )


def _articles() -> None:
    op.create_table(
        "article",
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("headline", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("story_code", sa.Text),
        sa.Column("byline", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("extra", sa.Text),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("detector", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("decided", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_article"),
        sa.UniqueConstraint("id", name="uq_article_id"),
        sa.UniqueConstraint("sha256", name="uq_article_sha256"),
    )
    op.create_index("ix_article_done", "article", ["done"])
    op.create_table(
        "article_text",
        _article_id(),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_article_text"),
        _of_article("article_text"),
    )
    op.create_table(
        "zone",
        _article_id(),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "position", name="pk_zone"),
        _of_article("zone"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "token",
        _article_id(),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_token"),
        _of_article("token"),
    )


def _annotations() -> None:
    op.create_table(
        "annotation",
        _article_id(),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("score", sa.Double),
        sa.Column("attributes", sa.Text),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("annotator_id", sa.Integer),
        sa.PrimaryKeyConstraint("article_id", "id", name="pk_annotation"),
        sa.CheckConstraint('0 <= "start" AND "start" < "end"', name="ck_annotation_span"),
        _of_article("annotation"),
        sa.ForeignKeyConstraint(["annotator_id"], ["annotator.id"], name="fk_annotation_annotator_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "relation",
        _article_id(),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("head", sa.Text, nullable=False),
        sa.Column("child", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "id", name="pk_relation"),
        _of_article("relation"),
        sqlite_with_rowid=False,
    )


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("group_id", sa.Text, nullable=False),
        sa.Column("annotator_id", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("edit", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
        sa.ForeignKeyConstraint(["annotator_id"], ["annotator.id"], name="fk_history_annotator_id"),
        _of_article("history"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_history_annotator_id_state_id", "history", ["annotator_id", "state", "id"])
    op.create_index("ix_history_article_id_id", "history", ["article_id", "id"])
    op.create_index("ix_history_group_id", "history", ["group_id"])
    op.create_table(
        "history_item",
        _article_id(),
        sa.Column("annotation_id", sa.Text, nullable=False),
        sa.Column("history_id", sa.Integer, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "annotation_id", "history_id", name="pk_history_item"),
        _of_article("history_item"),
        sqlite_with_rowid=False,
    )


def _search() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE article_search USING fts5("
            "headline, text, source, content='', tokenize='unicode61 remove_diacritics 2')"
        )
    else:
        op.execute(
            "CREATE TABLE article_search (position INTEGER PRIMARY KEY REFERENCES article (position) "
            "ON DELETE CASCADE, words TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX ix_article_search_words ON article_search USING gin (words)")
