"""Rows of a long list, read from the project when they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import overload

from pressmark.services.project import ArticleRow

_PAGE = 100
_PAGES = 50


class PagedRows(Sequence[ArticleRow]):
    """The rows of a list by its ids, read a page at a time when they are looked at: 100,000 rows take half a second.

    Args:
        ids: of the articles, in the order of the list.
        read: gives the rows of some articles, without those that are gone.
    """

    def __init__(self, ids: Sequence[str], read: Callable[[Sequence[str]], dict[str, ArticleRow]]) -> None:
        self.ids = ids
        self._read = read
        self._pages: OrderedDict[int, list[ArticleRow]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> ArticleRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[ArticleRow]: ...
    def __getitem__(self, index: int | slice) -> ArticleRow | list[ArticleRow]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        page, at = divmod(range(len(self))[index], _PAGE)
        if page not in self._pages:
            self._pages[page] = self._page(page)
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page][at]

    def __iter__(self) -> Iterator[ArticleRow]:
        return (self[place] for place in range(len(self)))

    def _page(self, page: int) -> list[ArticleRow]:
        ids = self.ids[page * _PAGE : (page + 1) * _PAGE]
        rows = self._read(ids)
        # What somebody else has removed stays in its place, without a headline, until the list is read anew.
        return [rows.get(one) or ArticleRow(one, None, None, None, 0, 0, False, None) for one in ids]

    def is_read(self, place: int) -> bool:
        """Whether the row of a place has been read; there is none at -1."""
        return place >= 0 and place // _PAGE in self._pages

    def same(self, other: PagedRows) -> bool:
        """Whether the articles are the same, and their rows as far as the other has read them."""
        return self.ids == other.ids and all(
            rows == self[page * _PAGE : (page + 1) * _PAGE] for page, rows in other._pages.items()
        )

    def change(self, place: int, row: ArticleRow) -> bool:
        """Puts another row in a place; False where it was the same, or has not been looked at."""
        page, at = divmod(place, _PAGE)
        rows = self._pages.get(page)
        if rows is None or rows[at] == row:
            return False
        rows[at] = row
        return True
