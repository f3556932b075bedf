"""Documents and a page for the tests of the article page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from pressmark.core.annotation import Annotation, Attributes, Status
from pressmark.core.article import Article, ArticleMeta
from pressmark.core.document import Document
from pressmark.core.labels import Label, LabelSet
from pressmark.core.span import Span
from pressmark.core.text import fingerprint
from pressmark.core.zones import Zone, ZoneKind
from pressmark.ui.article_view import ArticleView, PageTheme
from pressmark.ui.fonts import load_fonts

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
COLORS = {
    "PERSON": ("#7a4fb5", "#c9a7f5"),
    "ORG": ("#2c69b0", "#8fbff5"),
    "GPE": ("#1f7a6d", "#7fd3c4"),
    "NORP": ("#8a6a1f", "#ddbf7a"),
    "DATE": ("#b7791f", "#f2c572"),
    "CARDINAL": ("#c2385a", "#f596ae"),
    "EVENT": ("#4f5d94", "#aab6e8"),
}
LABELS = LabelSet("test", tuple(Label(name, *colors) for name, colors in COLORS.items()))
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@cache
def load_page_fonts() -> tuple[str, ...]:
    """The fonts that ship with the program, once for the whole run."""
    return load_fonts(FONTS)


Said = tuple[str, str] | tuple[str, str, Status] | tuple[str, str, Status, Attributes]


def document(text: str, *marks: Said, zones: Iterable[tuple[str, ZoneKind]] = (), **meta: str) -> Document:
    """A document of a text; each mark as its words (the first place where they stand), label, status, attributes."""
    annotations = []
    for number, (words, label, *rest) in enumerate(marks):
        start = text.index(words)
        status = rest[0] if rest else Status.ACCEPTED
        attributes = rest[1] if len(rest) > 1 else {}
        span = Span(start, start + len(words))
        annotations.append(Annotation(f"a{number}", span, label, status, "test", 0.9, attributes))  # pyright: ignore[reportArgumentType]
    found = tuple(Zone(Span(text.index(part), text.index(part) + len(part)), kind) for part, kind in zones)
    sha256 = fingerprint(text)
    return Document(Article(sha256[:16], text, sha256, ArticleMeta(**meta), found), annotations)


def place(text: str, words: str) -> Span:
    """Where words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def drag(page: ArticleView, start: int, end: int, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """Presses at one offset, moves to another and lets go."""
    port = page.viewport()
    first, last = page.point_of(start), page.point_of(end)
    QTest.mousePress(port, LEFT, modifier, first)
    for step in (1, 2, 3):
        QTest.mouseMove(port, first + (last - first) * step / 3)
        move(page, first + (last - first) * step / 3, modifier)
    QTest.mouseRelease(port, LEFT, modifier, last)


def move(page: ArticleView, point: QPoint, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """Moves the pointer with the left button held: QTest.mouseMove can't say which keys are held."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    port = page.viewport()
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(point), QPointF(port.mapToGlobal(point)), LEFT, LEFT, modifier)
    QApplication.sendEvent(port, event)


def click(page: ArticleView, point: QPoint, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """A click."""
    QTest.mouseClick(page.viewport(), LEFT, modifier, point)


def image_of(page: ArticleView) -> QImage:
    """The page as it is painted."""
    return page.viewport().grab().toImage()


def ink(image: QImage, background: str) -> int:
    """How many pixels are not the ground."""
    ground = QColor(background).rgb()
    return sum(image.pixel(x, y) != ground for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))


def has_color(image: QImage, color: str, *, near: int = 6) -> bool:
    """Whether a colour is somewhere in the picture."""
    wanted = QColor(color)
    for x in range(image.width()):
        for y in range(image.height()):
            seen = image.pixelColor(x, y)
            if (
                abs(seen.red() - wanted.red()) <= near
                and abs(seen.green() - wanted.green()) <= near
                and abs(seen.blue() - wanted.blue()) <= near
            ):
                return True
    return False


WORDS = (
    "peace",
    "30,000",
    "Azerbaijan’s",
    "İsmayıllı",
    "Kəlbəcər",
    "cafe\u0301",
    "e\u0301",
    "👩🏽‍🚒",
    "🕊",
    "𝔊old",
    "a-b",
)
RIGHT_TO_LEFT = ("قال", "محمد", "الأربعاء", "شلوم", "שָׁלוֹם", "كلبجر")
UNSPACED = ("中国", "外交部", "北京", "ภาษาไทย", "カタカナ")

left_to_right = st.lists(st.sampled_from(WORDS + UNSPACED), min_size=1, max_size=40).map(" ".join)
right_to_left = st.lists(st.sampled_from(RIGHT_TO_LEFT), min_size=1, max_size=40).map(" ".join)
mixed = st.lists(st.sampled_from(WORDS + RIGHT_TO_LEFT + UNSPACED + ("2020", "(x)")), min_size=1, max_size=40).map(
    " ".join
)
anything = st.text(st.sampled_from("ab é\u0301🕊👩🏽‍🚒قمش中,.3\n\t’-") | st.characters(codec="utf-8"), max_size=120)


def boundaries(text: str) -> list[int]:
    """Every place where white space and something else meet, and both ends."""
    return sorted({0, len(text), *(m.start() for m in re.finditer(r"(?<=\s)\S", text))})


LIGHT = PageTheme.light()
