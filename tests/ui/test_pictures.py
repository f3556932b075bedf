"""The main states of the window beside pictures of them that somebody has looked at.

What is compared is the mean colour of squares of eight by eight pixels, so that another rounding of an edge is no
difference, and a mark, a card or a word that moved or went is one. Where a change was meant, look at the pictures in
`dist/pictures` and take them over with `python dev.py screenshots --accept`.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import datetime
from pathlib import Path

import numpy
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.window_support import CTRL, Hands, article, flood, suggestion, thirty_thousand

from pressmark.core.annotation import Annotation, Status
from pressmark.core.ports import AnnotatedArticle

ROOT = Path(__file__).parents[2]
ACCEPTED = Path(__file__).parent / "pictures"
MADE = ROOT / "dist" / "pictures"
ACCEPT = "PRESSMARK_ACCEPT_PICTURES"

SIZE = QSize(1280, 800)
HALF = 2
"""The pictures are kept at half their size: large enough to be looked at, small enough for a repository."""
SQUARE = 8
FAR = 14
"""So many of 255 steps of colour between two squares are a difference."""
FEW = 6
"""So many squares may differ: a blinking caret is two or three."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems draw letters in another way")


def picture_of(widget: QWidget, *, scale: int = 1) -> QImage:
    """What a widget shows, on a screen of that scale, at half its pixels."""
    pixmap = QPixmap(widget.size() * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.magenta)
    widget.render(pixmap)
    image = pixmap.toImage()
    image.setDevicePixelRatio(1)
    return image.scaled(image.size() / (HALF * scale), mode=Qt.TransformationMode.SmoothTransformation).convertToFormat(
        QImage.Format.Format_RGB888
    )


def squares(image: QImage) -> NDArray[numpy.int16]:
    """The mean colours of a picture's squares, rows × columns × 3."""
    side = SQUARE // HALF
    rows, columns = image.height() // side, image.width() // side
    flat = numpy.frombuffer(image.constBits(), numpy.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = flat[: rows * side, : columns * side * 3].reshape(rows, side, columns, side, 3)
    return pixels.mean(axis=(1, 3)).astype(numpy.int16)


def different(one: QImage, other: QImage) -> int:
    """In how many squares two pictures of one size differ."""
    return int((numpy.abs(squares(one) - squares(other)).max(axis=2) > FAR).sum())


def check(name: str, image: QImage) -> None:
    """Compares with the accepted picture, or takes its place when asked to."""
    accepted = ACCEPTED / f"{name}.png"
    if os.environ.get(ACCEPT):
        ACCEPTED.mkdir(exist_ok=True)
        assert image.save(str(accepted))
        return
    MADE.mkdir(parents=True, exist_ok=True)
    made = MADE / f"{name}.png"
    assert image.save(str(made))
    advice = f"Look at {made.relative_to(ROOT)}; if it is meant, run: python dev.py screenshots --accept"
    known = QImage(str(accepted)).convertToFormat(QImage.Format.Format_RGB888)
    assert not known.isNull(), f"There is no picture {name} to compare with. {advice}"
    assert known.size() == image.size(), f"{name} has another size. {advice}"
    count = different(known, image)
    if count > FEW:
        shutil.copy(accepted, MADE / f"{name}.before.png")
    assert count <= FEW, f"{name} looks different in {count} squares. {advice}"


# Only letters that the program's own typefaces have: those of other scripts come from whatever the system has. The
# mark at its beginning sets the third paragraph from right to left.
TEXT = """Troops move into Kəlbəcər
Azerbaijan sent troops into Kəlbəcər on Wednesday. Some 30,000 people were killed in the 1990s.
\u200fRussia is sending 1,960 peacekeepers to İsmayıllı.
The Ministry of Defence in Baku said that its engineers had opened a road over the Murov Mountains.
"""


def pictured() -> AnnotatedArticle:
    date = {"type": "DATE", "value": "2020-11-25", "mod": None, "anchor": "2020-11-25"}
    russia = suggestion(TEXT, "Russia", "GPE", 4)
    marks = (
        suggestion(TEXT, "Azerbaijan", "GPE", 1),
        suggestion(TEXT, "Wednesday", "DATE", 2, attributes=date),
        suggestion(TEXT, "30,000", "CARDINAL", 3, attributes=thirty_thousand(TEXT)),
        Annotation("a4", russia.span, "GPE", Status.ACCEPTED, russia.origin, 0.88),
        suggestion(TEXT, "Ministry of Defence in Baku", "ORG", 5),
        suggestion(TEXT, "Baku", "GPE", 6),
    )
    return AnnotatedArticle(article(TEXT), marks)


@pytest.fixture
def still(hands: Hands) -> Hands:
    """A window in which no clock runs and no caret blinks."""
    if QApplication.platformName() != "offscreen":
        pytest.skip("a real screen draws letters as its system is set up")
    QApplication.setCursorFlashTime(0)
    hands.fill(pictured(), flood())
    hands.window.resize(SIZE)
    hands.page.select("a3")
    hands.settle()
    return hands


def dressed(hands: Hands, theme: str) -> Hands:
    hands.desktop.themes.choose(theme)
    hands.settle()
    hands.window.bottom.show_saved(datetime(2026, 1, 2, 12, 0, 0))
    hands.window.bottom.show_model("en_core_web_md 3.7.1")
    hands.settle()
    return hands


@pytest.mark.parametrize("theme", ["light", "dark"])
class TestStates:
    def test_an_article_with_a_selected_figure(self, still: Hands, theme: str) -> None:
        check(f"window-{theme}", picture_of(dressed(still, theme).window))

    def test_on_a_screen_of_twice_the_pixels(self, still: Hands, theme: str) -> None:
        check(f"window-200-{theme}", picture_of(dressed(still, theme).window, scale=2))

    def test_the_palette_of_labels(self, still: Hands, theme: str) -> None:
        dressed(still, theme)
        still.drag_over("sent troops")
        palette = QApplication.activePopupWidget()
        assert palette is not None
        check(f"palette-{theme}", picture_of(palette))
        palette.close()

    def test_the_figures_table(self, still: Hands, theme: str) -> None:
        dressed(still, theme)
        still.key(Qt.Key.Key_G, CTRL, on=still.page)
        dialog = still.desktop.figuring.dialog
        assert dialog is not None
        still.qtbot.waitUntil(lambda: not still.bench.files.busy and dialog.model.rowCount() > 0)
        check(f"figures-{theme}", picture_of(dialog))


def test_right_to_left_and_mixed_text(still: Hands) -> None:
    still.page.select(None)
    still.page.set_zoom(1.6)
    still.settle()
    check("right-to-left", picture_of(still.page))


class TestTheComparisonItself:
    """It must be able to fail."""

    def test_a_mark_that_is_gone_is_a_difference(self, still: Hands) -> None:
        before = picture_of(dressed(still, "light").window)
        assert different(before, picture_of(still.window)) == 0
        still.page.show_document(still.document.changed(removed=["a1"]), still.bench.labels)
        still.settle()
        assert different(before, picture_of(still.window)) > FEW

    def test_a_card_that_moved_is_a_difference(self, still: Hands) -> None:
        before = picture_of(dressed(still, "light").window)
        still.page.set_zoom(1.03)
        still.settle()
        assert different(before, picture_of(still.window)) > FEW
