"""The article page: our own layout and painting over QTextLayout. Start with `view.ArticleView`."""

from pressmark.ui.article_view.theme import PageTheme
from pressmark.ui.article_view.view import ArticleView

__all__ = ["ArticleView", "PageTheme"]
