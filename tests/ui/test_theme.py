from __future__ import annotations

import pytest

from pressmark.ui.theme import DARK, LIGHT, Theme


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


WORDS = [
    (word, ground)
    for word in ("text", "muted", "accent", "danger")
    for ground in ("page", "panel", "raised", "hover", "selected")
] + [
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("warning_text", "warning"),
    ("text", "warning"),
    ("accent", "warning"),
    ("muted", "line"),  # a main button that is disabled
]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("word", "ground"), WORDS, ids=lambda part: str(part))
def test_words_can_be_read_on_their_ground(theme: Theme, word: str, ground: str) -> None:
    assert contrast(getattr(theme, word), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["page", "panel", "raised", "selected"])
def test_the_focus_can_be_seen(theme: Theme, ground: str) -> None:
    assert contrast(theme.accent, getattr(theme, ground)) >= 3
