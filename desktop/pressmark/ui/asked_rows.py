"""What the article list and the palette ask the project for; trouble is told, and gives an empty answer."""

from __future__ import annotations

from pressmark.core.errors import UserError
from pressmark.services.project import ArticleRow, Counts, Which
from pressmark.ui.workbench import Workbench

_FOUND = 30


class AskedRows:
    """Reads rows of the list from whatever project is open."""

    def __init__(self, workbench: Workbench) -> None:
        self._bench = workbench

    def rows(self, which: Which, query: str) -> list[ArticleRow]:
        """The articles of a kind that fit a query."""
        project = self._bench.project
        try:
            return [] if project is None else project.articles(which=which, query=query)
        except UserError as error:
            self._bench.tell(error)
            return []

    def counts(self, query: str) -> Counts:
        """How many articles fit a query."""
        project = self._bench.project
        try:
            return Counts(0, 0, 0) if project is None else project.counts(query=query)
        except UserError as error:
            self._bench.tell(error)
            return Counts(0, 0, 0)

    def row(self, article_id: str) -> ArticleRow | None:
        """One article as it is now."""
        project = self._bench.project
        try:
            return None if project is None else project.row(article_id)
        except UserError:
            return None

    def search(self, query: str) -> list[ArticleRow]:
        """The first articles that fit a query."""
        return self.rows(Which.ALL, query)[:_FOUND]
