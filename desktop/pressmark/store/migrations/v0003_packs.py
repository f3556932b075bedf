"""Room for the annotations of an article as one value."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes an empty table: annotations that are there already stay as they are, one in a row."""
    op.create_table(
        "annotation_pack",
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_annotation_pack"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_annotation_pack_article_id", ondelete="CASCADE"
        ),
    )
