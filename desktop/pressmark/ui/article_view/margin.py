"""Where the cards beside the text stand: beside their line, pushed down where another card is in the way."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from pressmark.core.annotation import Annotation, Status
from pressmark.ui.article_view.cards import card_for, has_card
from pressmark.ui.article_view.layout import Laid

FAR = 220
"""A card that would stand further than this (pixels at 100 %) below its line is counted on the one above instead."""

CLOSE = 90
"""From here on cards are set in one line, so that they catch up with the text."""


class Card(Struct):
    """A card on the page.

    Attributes:
        line: where it would like to stand, from the top of its segment.
        top, height: pixels of the page.
        compact: title and explanation share one line.
        more: how many cards found no room below this one.
    """

    annotation: Annotation
    title: str
    subtitle: str
    line: float
    top: int = 0
    height: int = 0
    compact: bool = False
    more: int = 0


def cards_of(laid: Laid) -> list[Card]:
    """The cards of a segment, their lines counted from its top; made once for a layout."""
    if laid.cards is None:
        found: list[Card] = []
        for shape in laid.shapes:
            annotation = shape.mark.annotation
            begins = laid.start <= shape.mark.start < laid.end
            if begins and shape.pieces and has_card(annotation) and annotation.status is not Status.REJECTED:
                title, subtitle = card_for(annotation)
                found.append(Card(annotation, title, subtitle, shape.pieces[0].top() - 1))
        found.sort(key=lambda card: card.line)
        laid.cards = found
    return laid.cards


def place(
    segments: Iterable[tuple[int, Iterable[Card]]], *, tall: int, low: int, gap: int, far: int, close: int
) -> list[Card]:
    """The cards that are shown, from top to bottom, none over another.

    Args:
        segments: the top of each segment and its cards, in their order.
        tall: the height of a card of two lines.
        low: the height of a compact card.
        gap: between two cards.
        far: see `FAR`, in pixels.
        close: see `CLOSE`, in pixels.
    """
    placed: list[Card] = []
    free = -(10**9)
    for segment_top, cards in segments:
        for card in cards:
            line = segment_top + round(card.line)
            top = max(line, free)
            if top - line > far and placed:
                placed[-1].more += 1
                continue
            card.compact = top - line > close
            card.top, card.height, card.more = top, low if card.compact else tall, 0
            free = top + card.height + gap
            placed.append(card)
    return placed
