"""Choosing in the article which words a part of a reading stands for: what is counted, what happened, the phrase."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt

from pressmark.core import edits
from pressmark.core.annotation import Annotation
from pressmark.core.readings import well_formed
from pressmark.core.span import Span
from pressmark.ui.article_view import ArticleView
from pressmark.ui.page_hint import PageHint
from pressmark.ui.workbench import Notice, Workbench


def with_part(annotation: Annotation, part: str, span: Span, text: str) -> dict[str, Any]:
    """The reading of a figure with one of its parts at other words.

    Args:
        annotation: the figure.
        part: "counted", "event" or "phrase".
        span: the words. What the phrase has to hold (the number, what is counted) is added to it.
        text: of the article.
    """
    reading = well_formed(text, annotation.attributes)
    words = span.of(text)
    if part != "phrase":
        reading[part] = {"start": span.start, "end": span.end, "text": words}
        if part == "event":
            reading[part]["lemma"] = words.lower()
    if part != "event":
        held = [annotation.span]
        counted = reading.get("counted")
        if counted:
            held.append(Span(counted["start"], counted["end"]))
        if part == "phrase":
            held.append(span)
        reading["phrase"] = {"start": min(s.start for s in held), "end": max(s.end for s in held)}
    return reading


class Picking(QObject):
    """Waits for words: dragged over, or selected by keys and confirmed with Enter."""

    def __init__(self, view: ArticleView, workbench: Workbench, hint: PageHint, *, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._bench, self._hint = view, workbench, hint
        self._waiting: tuple[str, str] | None = None

    @property
    def active(self) -> bool:
        """Whether words are awaited."""
        return self._waiting is not None

    def begin(self, annotation_id: str, part: str) -> None:
        """Asks for the words of a part of a figure's reading."""
        document = self._bench.document
        annotation = document.get(annotation_id) if document is not None else None
        if annotation is None or document is None:
            return
        self._waiting = (annotation_id, part)
        words = {
            "counted": self.tr("Drag over the words that “{figure}” counts, or select them and press Enter."),
            "event": self.tr("Drag over the words for what happened to “{figure}”, or select them and press Enter."),
            "phrase": self.tr("Drag over all words that belong to “{figure}”, or select them and press Enter."),
        }[part]
        self._hint.tell(words.format(figure=annotation.span.of(document.text)) + " " + self.tr("Esc gives up."))
        self._view.select(None)
        self._view.put_caret(annotation.span.end)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel(self) -> bool:
        """Gives it up, and shows the mark again; says whether words were awaited."""
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return False
        self._hint.tell("")
        self._view.select(waiting[0], reveal=False)
        return True

    def take(self, span: Span) -> bool:
        """Takes these words; says whether words were awaited."""
        waiting, document = self._waiting, self._bench.document
        if waiting is None:
            return False
        annotation = document.get(waiting[0]) if document is not None else None
        if document is None or annotation is None:
            self._waiting = None
            self._hint.tell("")
            return True
        if (
            waiting[1] == "phrase"
            and "\n" in document.text[min(span.start, annotation.span.start) : max(span.end, annotation.span.end)]
        ):
            self._bench.noticed.emit(Notice(self.tr("A phrase stays within the paragraph of its figure."), error=True))
            return True
        self._waiting = None
        self._hint.tell("")
        reading = with_part(annotation, waiting[1], span, document.text)
        self._bench.apply(edits.set_attributes(document, {annotation.id: reading}))
        self._view.select(annotation.id, reveal=False)
        return True
