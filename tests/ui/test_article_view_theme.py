from __future__ import annotations

import pytest
from tests.ui.article_view_support import COLORS, LABELS

from pressmark.ui.article_view import PageTheme
from pressmark.ui.article_view.theme import channels, contrast, mixed

THEMES = [PageTheme.light(), PageTheme.built_in(dark=True)]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_everything_that_is_read_stands_out_from_its_ground(theme: PageTheme) -> None:
    for ground in (theme.background, theme.card, theme.selection, theme.hit, theme.hit_current):
        assert contrast(theme.ink, ground) >= 4.5, ground
    assert contrast(theme.dim, theme.background) >= 4.5
    assert contrast(theme.dim, theme.card) >= 4.5
    assert contrast(theme.accent, theme.background) >= 3


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("label", list(COLORS))
def test_names_and_words_are_read_on_every_ground_of_a_label(theme: PageTheme, label: str) -> None:
    color = theme.label_color(LABELS.get(label))
    for share in (0.0, theme.tint, theme.tint_number, theme.tint_selected):
        ground = theme.ground(color, share)
        assert contrast(theme.readable(color, ground), ground) >= 4.5
        assert contrast(theme.ink, ground) >= 4.5


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("wrong", ["red", "#12345", "#gggggg", ""])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):
        channels(wrong)


def test_a_label_that_the_project_does_not_have_is_grey() -> None:
    theme = PageTheme.light()
    assert theme.label_color(LABELS.get("NOTHING")) == theme.unknown_label
