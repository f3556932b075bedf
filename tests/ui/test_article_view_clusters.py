"""Clicks, keys and drags on text whose visible characters are several code points, or run right to left, or both.

Every text is given as the characters that a reader sees; nothing here computes them.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.article_view_support import ALT, CTRL, LABELS, SHIFT, click, document, drag, load_page_fonts, move

from pressmark.core.span import Span
from pressmark.ui.article_view import ArticleView

SEEN = {
    "latin": list("Baku said no."),
    "combining": ["c", "a", "f", "e\u0301", " ", "n", "a\u0308", "h", "e\u0323\u0302", "r"],
    "emoji": ["a", " ", "👩🏽\u200d🚒", " ", "🇦🇿", "🇬🇪", " ", "👨\u200d👩\u200d👧", "!", "🕊", "\u2764\ufe0f"],
    "chinese": list("中国外交部说，北京"),
    "arabic": list("قال محمد"),
    "pointed": ["ש\u05c1\u05b8", "ל", "ו\u05b9", "ם", " ", "ר", "ב"],
    "astral": ["𝔊", "o", "l", "d", " ", "𐐷"],
    "mixed": [*"Ali (", *"علي", *") said"],
}
RIGHT_TO_LEFT = {"arabic", "pointed"}


@pytest.fixture
def page(qtbot: QtBot) -> ArticleView:
    load_page_fonts()
    page = ArticleView()
    qtbot.addWidget(page)
    page.resize(900, 500)
    with qtbot.waitExposed(page):
        page.show()
    return page


def shown(page: ArticleView, name: str, zoom: float = 1.0) -> tuple[str, list[int]]:
    """The text, shown, and every place between two characters."""
    text = "".join(SEEN[name])
    page.set_zoom(zoom)
    page.show_document(document(text), LABELS)
    page.setFocus()
    return text, [0, *accumulate(map(len, SEEN[name]))]


def boxes(page: ArticleView, places: list[int]):
    """Each character's span with its rectangle in the viewport."""
    sheet, screen = page._screen.sheet, page._screen
    assert sheet is not None
    (index,) = [i for i, segment in enumerate(sheet.segments) if segment.end > segment.start]
    laid = sheet.laid(index)
    for start, end in pairwise(places):
        (rect,) = laid.rects(Span(start, end))
        yield start, end, screen.to_viewport(rect.translated(0, sheet.top(index)))


@pytest.mark.parametrize("zoom", [1.0, 1.7])
@pytest.mark.parametrize("name", SEEN)
def test_a_click_on_either_half_of_a_character_puts_the_cursor_on_that_side(
    page: ArticleView, name: str, zoom: float
) -> None:
    _, places = shown(page, name, zoom)
    for start, end, rect in boxes(page, places):
        if rect.width() < 3:
            continue
        arabic = name in RIGHT_TO_LEFT or (name == "mixed" and "\u0600" <= "".join(SEEN[name])[start] <= "\u06ff")
        left, right = (end, start) if arabic else (start, end)
        middle = rect.center().y()
        click(page, QPoint(int(rect.left() + rect.width() * 0.2), int(middle)))
        on_left = page.caret
        click(page, QPoint(int(rect.left() + rect.width() * 0.85), int(middle)))
        on_right = page.caret
        if name == "mixed":  # where the direction changes, a place has two sides
            assert {on_left, on_right} <= set(places)
        else:
            assert (on_left, on_right) == (left, right), (start, end)


@pytest.mark.parametrize("name", SEEN)
def test_the_arrow_keys_go_from_character_to_character(page: ArticleView, name: str) -> None:
    _, places = shown(page, name)
    page.put_caret(0)
    forth, back = (Qt.Key.Key_Left, Qt.Key.Key_Right) if name in RIGHT_TO_LEFT else (Qt.Key.Key_Right, Qt.Key.Key_Left)
    seen = [page.caret]
    for _ in places[1:]:
        QTest.keyClick(page, forth, CTRL)
        seen.append(page.caret)
    assert seen == places
    for _ in places[1:]:
        QTest.keyClick(page, back, CTRL)
        seen.append(page.caret)
    assert seen[len(places) :] == places[-2::-1]


@pytest.mark.parametrize("name", SEEN)
def test_a_selection_by_keys_never_cuts_a_character(page: ArticleView, name: str) -> None:
    text, places = shown(page, name)
    page.put_caret(0)
    forth = Qt.Key.Key_Left if name in RIGHT_TO_LEFT else Qt.Key.Key_Right
    for place in places[1:]:
        QTest.keyClick(page, forth, CTRL | SHIFT)
        assert page.selection is None or {page.selection.start, page.selection.end} <= set(places)
        assert page.caret == place
    assert page.selection == Span(0, len(text.rstrip()))


@pytest.mark.parametrize("name", SEEN)
def test_a_drag_without_snapping_never_cuts_a_character(page: ArticleView, name: str) -> None:
    text, places = shown(page, name)
    rects = [rect for _, _, rect in boxes(page, places)]
    left, right = min(r.left() for r in rects), max(r.right() for r in rects)
    middle = int(rects[0].center().y())
    start = QPoint(int(left) + 1, middle)
    port = page.viewport()
    for x in range(int(left) + 6, int(right) + 2, 5):
        QTest.mousePress(port, Qt.MouseButton.LeftButton, ALT, start)
        move(page, QPoint((start.x() + x) // 2, middle), ALT)
        move(page, QPoint(x, middle), ALT)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, ALT, QPoint(x, middle))
        if page.selection is not None:
            assert {page.selection.start, page.selection.end} <= set(places), text[page.selection.start :]


def test_a_drag_over_one_word_in_arabic_takes_the_word(page: ArticleView) -> None:
    text, _ = shown(page, "arabic")
    drag(page, 1, 3)
    assert page.selection == Span(0, text.index(" "))


def test_a_search_hit_in_right_to_left_text_covers_its_letters(page: ArticleView) -> None:
    text, places = shown(page, "arabic")
    assert page.set_find("محمد") == 1
    page.find_next()
    start = text.index("محمد")
    rects = {s: rect for s, _, rect in boxes(page, places)}
    image = page.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    inside, outside = rects[start + 1].center(), rects[0].center()
    hit = page.theme.hit_current
    top = rects[start].top() + 2
    assert image.pixelColor(int(inside.x() * ratio), int(top * ratio)).name() == hit
    assert image.pixelColor(int(outside.x() * ratio), int(top * ratio)).name() != hit


@pytest.mark.parametrize("width", [280, 260, 240])
def test_a_number_at_the_end_of_a_right_to_left_line_keeps_the_room_for_its_name(page: ArticleView, width: int) -> None:
    page.resize(width, 500)
    text = "قال إن 30,000 شخص غادروا قبل ذلك"
    page.show_document(document(text, ("30,000", "CARDINAL")), LABELS)
    sheet = page._screen.sheet
    assert sheet is not None
    laid = sheet.laid(sheet._order[0])
    assert laid.line_of(text.index("شخص")) == laid.line_of(text.index("30,000")) + 1
    (shape,) = laid.shapes
    (piece,) = shape.pieces
    assert shape.name_at is not None
    digits = laid.rects(Span(7, 12))[0]
    assert shape.name_at.x() > digits.right() + 5
    assert piece.left() < digits.left()
    assert shape.name_at.x() < piece.right()
