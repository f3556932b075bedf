"""The database: an edit, opening, lists, search and import, each against the simplest thing that does the same."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from harness import Row, compare

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.codec import annotation_from_json, annotation_to_json
from pressmark.core.document import Document
from pressmark.core.edits import apply
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.services.project import ArticleRow, Project
from pressmark.services.session import Session

SENTENCE = "Some 1,960 peacekeepers reached Kəlbəcər on Wednesday, officials said. "
MARKS = 20_000
ARTICLES = 20_000


def article(number: int, *, sentences: int, marks: int) -> AnnotatedArticle:
    text = f"Article {number}. " + SENTENCE * sentences
    step = max(2, len(text) // (marks + 1))
    return AnnotatedArticle(
        Article.from_raw(RawArticle(text, ArticleMeta(headline=f"Article {number}", source=f"{number}.txt"), ())),
        tuple(
            Annotation(
                f"a{place}",
                Span(place * step, place * step + 2),
                "CARDINAL",
                Status.SUGGESTED,
                "rule:figures",
                0.5,
                {"value": place, "precision": "about", "unit": None},
            )
            for place in range(marks)
        ),
    )


def rows(data: Path | None) -> Iterator[Row]:
    """One long article with 20,000 marks, then 20,000 short ones with ten each."""
    with tempfile.TemporaryDirectory() as folder:
        with Project.open(Path(folder, "long.pressmark"), annotator="bench") as project:
            yield from _one_article(project, Path(folder))
        with Project.open(Path(folder, "many.pressmark"), annotator="bench") as project:
            yield from _many_articles(project, Path(folder))


def _one_article(project: Project, folder: Path) -> Iterator[Row]:
    (article_id,) = project.add([article(0, sentences=2_000, marks=MARKS)]).ids
    session = Session(project)
    session.open(article_id)
    numbers = iter(range(MARKS))
    plain = folder / "plain.json"

    def edit() -> None:
        assert session.document is not None
        session.apply(edits.decide(session.document, [f"a{next(numbers)}"], Status.ACCEPTED))

    document = project.document(article_id)
    change = edits.decide(document, ["a5"], Status.ACCEPTED)

    def rewrite() -> None:
        after, _ = apply(document, change)
        unborn = plain.with_suffix(".new")
        with unborn.open("w", encoding="utf-8") as file:
            json.dump([annotation_to_json(one) for one in after], file)
            file.flush()
            os.fsync(file.fileno())
        unborn.replace(plain)

    yield compare(
        "one edit, saved", edit, rewrite, baseline_name="the article's JSON written anew", rounds=31, check=False
    )
    yield compare("undo, saved", session.undo, rewrite, baseline_name="the article's JSON written anew", check=False)
    text = document.article.but()

    def from_json() -> int:
        return len(Document(text, map(annotation_from_json, json.loads(plain.read_text(encoding="utf-8")))))

    yield compare(
        "opening the article", lambda: len(project.document(article_id)), from_json, baseline_name="from plain JSON"
    )


def _many_articles(project: Project, folder: Path) -> Iterator[Row]:
    batch = [article(number, sentences=5, marks=10) for number in range(ARTICLES + 400)]
    some = iter(batch[ARTICLES:])
    project.add(batch[:ARTICLES])

    def one_by_one() -> None:
        with Project.open(folder / "one.pressmark", annotator="bench") as other:
            for number, _ in enumerate(batch[:40]):
                other.add([article(100_000 + number, sentences=5, marks=10)])
            other.remove_articles([row.id for row in other.articles()])

    yield compare(
        "adding 40 articles",
        lambda: project.add(next(some) for _ in range(40)),
        one_by_one,
        baseline_name="a transaction for each",
        rounds=7,
        check=False,
    )
    connection = project.store._database._connection

    def counted() -> list[ArticleRow]:
        with project.store._database.read():
            found = connection.exec_driver_sql(
                "SELECT a.id, a.headline, a.published, a.source, count(*), sum(n.status <> 'suggested'), a.done, "
                "a.detector FROM article a JOIN annotation n ON n.article_id = a.id GROUP BY a.id ORDER BY a.position"
            )
            return [ArticleRow(*row[:6], bool(row[6]), row[7]) for row in found]

    yield compare("listing every article", project.articles, counted, baseline_name="counting marks", rounds=3)

    def scanned() -> list[str]:
        with project.store._database.read():
            found = connection.exec_driver_sql(
                "SELECT id FROM article JOIN article_text ON article_id = id "
                "WHERE headline || ' ' || text || ' ' || source LIKE '%19999%' ORDER BY position"
            )
            return [row[0] for row in found]

    yield compare(
        "searching a rare word",
        lambda: [row.id for row in project.articles(query="19999")],
        scanned,
        baseline_name="reading every text",
        rounds=3,
    )
