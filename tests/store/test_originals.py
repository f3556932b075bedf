"""The files that articles were read from stay with them, each once."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.ports import AnnotatedArticle
from pressmark.services.project import Original, Project


def article(text: str) -> AnnotatedArticle:
    return AnnotatedArticle(Article.from_raw(RawArticle(text, ArticleMeta(), ())))


def rows(path: Path) -> list[tuple[str, int, int]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT packing, size, length(packed) FROM original ORDER BY size").fetchall()


def test_a_file_of_several_articles_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "news.pressmark"
    one, two, three = article("Odesa burns\n"), article("Sindh floods\n"), article("Baku votes\n")
    feed = Original.of("feed.xml", b"<rss>" + b"<item>Odesa burns</item>" * 50 + b"</rss>")
    noise = Original.of("scan.pdf", os.urandom(500))
    with Project.open(path) as project:
        files = {one.article.sha256: feed, two.article.sha256: feed, three.article.sha256: noise}
        first, second, third = project.add([one, two, three], files=files).ids
        assert project.original(first) == feed
        assert project.original(second) == feed
        assert project.original(third) == noise
        assert project.original_name(third) == "scan.pdf"
        packed = rows(path)
        assert [row[:2] for row in packed] == [("none", 500), ("zlib", len(feed.content))]
        assert packed[1][2] < len(feed.content) / 5
        project.remove_articles([first])
        assert project.original(second) == feed
        assert len(rows(path)) == 2
        project.remove_articles([second])
        assert [row[1] for row in rows(path)] == [500]
        assert project.original(first) is None


def test_a_file_that_is_its_text_takes_no_room(tmp_path: Path) -> None:
    path = tmp_path / "news.pressmark"
    one = article("Kəlbəcər 😀 fell\n")
    with Project.open(path) as project:
        file = Original.of("a.txt", one.article.text.encode())
        (article_id,) = project.add([one], files={one.article.sha256: file}).ids
        assert rows(path) == []
        assert project.original(article_id) == file


def test_an_article_that_is_known_keeps_what_it_has(tmp_path: Path) -> None:
    one = article("Odesa burns\n")
    with Project.open(tmp_path / "news.pressmark") as project:
        (article_id,) = project.add([one]).ids
        project.add([one], files={one.article.sha256: Original.of("b.html", b"<p>Odesa burns</p>")})
        assert project.original(article_id) is None
        assert rows(tmp_path / "news.pressmark") == []
