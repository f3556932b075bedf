"""Room for the files that articles were read from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes two empty tables: articles that are there already have no original."""
    op.create_table(
        "original",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("packing", sa.Text, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_original"),
    )
    op.create_table(
        "article_original",
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_article_original"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_original_article_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_article_original_sha256", "article_original", ["sha256"])
