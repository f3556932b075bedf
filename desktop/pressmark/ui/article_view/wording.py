"""What the page says in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import ArticleMeta
from pressmark.core.document import Document
from pressmark.core.span import Span
from pressmark.ui.article_view.cards import card_for, has_card, published_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("ArticleView", text)


def furniture_text(count: int, *, unfolded: bool) -> str:
    """The line that folds and unfolds furniture."""
    if count == 1:
        lines = _tr("1 line of page furniture")
    else:
        lines = _tr("{count} lines of page furniture").format(count=count)
    return _tr("{sign} {lines}").format(sign="⌃" if unfolded else "⌄", lines=lines)


def meta_text(meta: ArticleMeta) -> str:
    """The line below the headline: when, which story, by whom, from which file."""
    parts = [
        published_text(meta.published) or _tr("no publish date"),
        _tr("Story {code}").format(code=meta.story_code) if meta.story_code else "",
        meta.byline or "",
        meta.source or "",
    ]
    return " · ".join(part for part in parts if part)


def mark_text(annotation: Annotation) -> str:
    """A mark in one line, for tooltips and screen readers."""
    state = {
        Status.SUGGESTED: _tr("suggested"),
        Status.ACCEPTED: _tr("accepted"),
        Status.REJECTED: _tr("rejected"),
    }[annotation.status]
    if not has_card(annotation):
        return _tr("{label} · {state}").format(label=annotation.label, state=state)
    title, subtitle = card_for(annotation)
    return _tr("{label} · {value} · {explanation} · {state}").format(
        label=annotation.label, value=title, explanation=subtitle, state=state
    )


def description(document: Document | None, annotation: Annotation | None, selection: Span | None) -> str:
    """What a screen reader is told about the page."""
    if document is None:
        return ""
    if annotation is not None:
        return _tr("“{words}”, {mark}").format(words=annotation.span.of(document.text), mark=mark_text(annotation))
    if selection is not None:
        return _tr("Selected: “{words}”").format(words=selection.of(document.text))
    return document.article.meta.headline or ""
