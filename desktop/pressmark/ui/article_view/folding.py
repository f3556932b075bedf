"""Which groups of furniture are unfolded, article by article."""

from __future__ import annotations

from pressmark.ui.article_view.screen import Screen
from pressmark.ui.article_view.segments import Kind
from pressmark.ui.article_view.sheet import Sheet


class Folds:
    """Remembers what was unfolded for as long as the page lives, and keeps the page in place while it folds."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._by_article: dict[str, set[int]] = {}

    def of(self, article_id: str) -> set[int]:
        """The groups of an article that are unfolded, by the offsets at which they begin."""
        return self._by_article.get(article_id, set())

    @property
    def here(self) -> set[int]:
        """Those of the article that is shown."""
        sheet = self._screen.sheet
        return self.of(sheet.document.article.id) if sheet else set()

    def groups(self) -> set[int]:
        """All groups of the article that is shown."""
        segments = self._screen.sheet.segments if self._screen.sheet else ()
        return {segment.group for segment in segments if segment.kind is Kind.FOLD}

    def set(self, groups: set[int]) -> Sheet | None:
        """Unfolds these groups and folds all others; the line on top of the screen stays there."""
        sheet = self._screen.sheet
        if sheet is None:
            return None
        self._by_article[sheet.document.article.id] = groups
        value = self._screen.value
        first = sheet.index_at(value)
        kind, start, distance = sheet.segments[first].kind, sheet.segments[first].start, value - sheet.top(first)
        sheet.fold(groups)
        same = [i for i, s in enumerate(sheet.segments) if s.kind is kind and s.start == start]
        self._screen.sync()
        if same:
            self._screen.scroll_to(sheet.top(same[0]) + distance)
        return sheet
