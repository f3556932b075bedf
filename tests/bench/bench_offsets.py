"""Offsets between Python's text and Qt's: the map against asking the codec each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harness import Row, compare

from pressmark.core.offsets import Utf16Map

SENTENCE = "Some 1,960 peacekeepers reached Kəlbəcər on Wednesday, officials said. "
BASELINE = "the prefix's length in UTF-16, each time"


def rows(data: Path | None) -> Iterator[Row]:
    """Plain text, text with a few emoji, and text of nothing else; 50,000 code points each."""
    for name, piece in (("plain", SENTENCE), ("an emoji per sentence", SENTENCE + "🕊 "), ("emoji only", "👩🏽‍🚒🕊")):
        text = (piece * (50_000 // len(piece) + 1))[:50_000]
        offsets = range(0, len(text), 50)
        yield compare(
            f"map and 1,000 offsets, {name}",
            lambda text=text, offsets=offsets: _by_map(text, offsets),
            lambda text=text, offsets=offsets: [len(text[:at].encode("utf-16-le")) // 2 for at in offsets],
            baseline_name=BASELINE,
        )


def _by_map(text: str, offsets: range) -> list[int]:
    units = Utf16Map(text)
    return [units.to_units(at) for at in offsets]
