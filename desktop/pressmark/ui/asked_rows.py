"""What the article list and the palette ask the project for; trouble is told, and gives an empty answer."""

from __future__ import annotations

from collections.abc import Sequence

from pressmark.core.errors import UserError
from pressmark.services.project import ArticleRow, Counts, Which
from pressmark.ui.paged_rows import PagedRows
from pressmark.ui.workbench import Workbench

_FOUND = 30


class AskedRows:
    """Reads rows of the list from whatever project is open."""

    def __init__(self, workbench: Workbench) -> None:
        self._bench = workbench

    def rows(self, which: Which, query: str, *, most: int | None = None) -> PagedRows:
        """The articles of a kind that fit a query, the first `most` of them."""
        if which is not Which.ALL or query:
            self._bench.first_look.ready()
        project, seen = self._bench.project, self._bench.first_look.seen
        if seen is not None:
            return PagedRows(seen.ids[:most], self.some)
        try:
            ids = [] if project is None else project.article_ids(which=which, query=query, most=most)
        except UserError as error:
            self._bench.tell(error)
            ids = []
        return PagedRows(ids, self.some)

    def some(self, article_ids: Sequence[str]) -> dict[str, ArticleRow]:
        """The rows of some articles as they are now, without those that are gone."""
        project, seen = self._bench.project, self._bench.first_look.seen
        if seen is not None:
            return seen.rows(article_ids)
        try:
            return {} if project is None else project.rows(article_ids)
        except UserError as error:
            self._bench.tell(error)
            return {}

    def counts(self, query: str) -> Counts:
        """How many articles fit a query."""
        project, seen = self._bench.project, self._bench.first_look.seen
        if seen is not None:
            return seen.counts
        try:
            return Counts(0, 0, 0) if project is None else project.counts(query=query)
        except UserError as error:
            self._bench.tell(error)
            return Counts(0, 0, 0)

    def search(self, query: str) -> list[ArticleRow]:
        """The first articles that fit a query."""
        return list(self.rows(Which.ALL, query, most=_FOUND))
