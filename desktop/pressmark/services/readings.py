"""What the words under a mark mean: for marks that a person makes, and for dates when the publish date changes."""

from __future__ import annotations

from typing import Any

from pressmark.core.document import Document
from pressmark.core.labels import DATE_LABELS, FIGURE_LABELS, is_date
from pressmark.core.span import Span
from pressmark.core.text import paragraphs
from pressmark.core.zones import READ_ZONES

Attributes = dict[str, Any]

_FROM_RULES = ("type", "value", "mod", "anchor")


def read_attributes(document_text: str, span: Span, label: str, *, published: str | None) -> Attributes:
    """The attributes of a mark that a person adds, resizes or relabels; {} where its label has none to read.

    Works on the text alone, without the language model, in a few milliseconds.

    Args:
        document_text: the article.
        span: of the mark.
        label: of the mark; dates and figures are read, other labels are not.
        published: the publish date as ISO 8601, or None.
    """
    if label in DATE_LABELS:
        from pressmark.detect import dates

        return dates.read(document_text, span, published=published) or {}
    if label in FIGURE_LABELS:
        from pressmark.detect import figures

        return figures.read(document_text, span, label) or {}
    return {}


def rereadings(document: Document, old_published: str | None, new_published: str | None) -> dict[str, Attributes]:
    """The attributes, by annotation, that change when the publish date is corrected.

    A value that was not the reading under the old date was set by a person, and stays. Other attributes stay as well.
    """
    marks = [annotation for annotation in document if is_date(annotation)]
    if not marks or old_published == new_published:
        return {}
    before = _readings(document, old_published)
    after = _readings(document, new_published)
    changed: dict[str, Attributes] = {}
    for mark in marks:
        old = before.get(mark.span) or read_attributes(document.text, mark.span, mark.label, published=old_published)
        new = after.get(mark.span) or read_attributes(document.text, mark.span, mark.label, published=new_published)
        if not old or not new or old == new or any(mark.attributes.get(name) != old[name] for name in _FROM_RULES):
            continue
        changed[mark.id] = {**mark.attributes, **new}
    return changed


def _readings(document: Document, published: str | None) -> dict[Span, Attributes]:
    """The whole article read at once, as the detector does: some dates count from the date before."""
    from pressmark.detect import dates
    from pressmark.detect.pieces import pieces

    text = document.text
    zones = sorted(zone.span for zone in document.article.zones if zone.kind in READ_ZONES)
    lines = [line.moved(zone.start) for zone in zones for line in paragraphs(zone.of(text))]
    if not document.article.zones:
        lines = list(paragraphs(text))
    found = dates.find(text, pieces(text, lines), published=published)
    return {candidate.span: dict(candidate.attributes) for candidate in found.candidates}
