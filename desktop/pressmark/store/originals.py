"""The files that articles were read from: each kept once, packed, for as long as an article of it is there."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select

from pressmark.store.rows import insert_rows
from pressmark.store.tables import article, article_original, article_text, original
from pressmark.store.values import Original

_WORTH = 0.95
"""A packed file that is not smaller than this share of itself (a picture, a PDF) is kept as it is."""


def keep(connection: Connection, files: Sequence[tuple[str, str, Original]]) -> None:
    """Keeps originals.

    Args:
        connection: in a transaction.
        files: the id of an article, the SHA-256 of its text, and the file that it came from.
    """
    wanted = {file.sha256: file for _, text, file in files if file.sha256 != text}
    if wanted:
        there = set(connection.execute(select(original.c.sha256).where(original.c.sha256.in_(wanted))).scalars())
        insert_rows(
            connection,
            original,
            [
                (sha256, len(file.content), *_packed(file.content))
                for sha256, file in wanted.items()
                if sha256 not in there
            ],
        )
    insert_rows(connection, article_original, [(article_id, file.sha256, file.name) for article_id, _, file in files])


def _packed(content: bytes) -> tuple[str, bytes]:
    packed = zlib.compress(content, 6)
    return ("zlib", packed) if len(packed) < len(content) * _WORTH else ("none", content)


def name_of(connection: Connection, article_id: str) -> str | None:
    """The name of an article's original, None where it has none."""
    statement = select(article_original.c.name).where(article_original.c.article_id == article_id)
    return connection.execute(statement).scalar_one_or_none()


def read(connection: Connection, article_id: str) -> Original | None:
    """The file that an article came from, None where it was not kept."""
    columns = (article_original.c.sha256, article_original.c.name, original.c.packing, original.c.packed)
    joined = article_original.outerjoin(original, original.c.sha256 == article_original.c.sha256)
    found = connection.execute(
        select(*columns).select_from(joined).where(article_original.c.article_id == article_id)
    ).first()
    if found is None:
        return None
    if found.packed is None:
        text = select(article_text.c.text).where(article_text.c.article_id == article_id)
        content = connection.execute(text).scalar_one().encode()
    else:
        content = zlib.decompress(found.packed) if found.packing == "zlib" else bytes(found.packed)
    return Original(found.name, found.sha256, content)


def of_articles(connection: Connection, ids: Iterable[str]) -> list[str]:
    """The fingerprints of the originals of these articles."""
    statement = select(article_original.c.sha256).where(article_original.c.article_id.in_(list(ids)))
    return list(connection.execute(statement.distinct()).scalars())


def sweep(connection: Connection, sha256s: Sequence[str]) -> None:
    """Removes those of these originals that no article of the project came from any more."""
    if sha256s:
        used = select(article_original.c.sha256).join(article, article.c.id == article_original.c.article_id)
        connection.execute(delete(original).where(original.c.sha256.in_(sha256s), original.c.sha256.not_in(used)))
