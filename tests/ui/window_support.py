"""A real window over a real project in a temporary folder, driven by real events."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pressmark.app import paths
from pressmark.app.window import Desktop
from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.document import Document
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.text import paragraphs
from pressmark.core.zones import Zone, ZoneKind
from pressmark.services import settings
from pressmark.services.workshop import Workshop
from pressmark.ui.main_window import MainWindow

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)

KALBAJAR = """Troops move into Kəlbəcər
Azerbaijan sent troops into Kəlbəcər 😀 on Wednesday. Some 30,000 people were killed in the 1990s.
قال علي إن القوات وصلت.
Russia is sending 1,960 peacekeepers to the cafe\u0301 in İsmayıllı.
"""

FLOOD = """River rises in Sindh
The flood killed 12 people in Karachi on Monday.
"""


def article(text: str, *, published: str | None = "2020-11-25", source: str = "story.txt") -> Article:
    headline, *body = list(paragraphs(text))
    zones = [Zone(headline, ZoneKind.HEADLINE)] + [Zone(span, ZoneKind.BODY) for span in body]
    meta = ArticleMeta(headline.of(text), published, source=source, language="en")
    return Article.from_raw(RawArticle(text, meta, tuple(zones)))


def suggestion(text: str, words: str, label: str, number: int, **rest) -> Annotation:
    start = text.index(words)
    origin = (
        "rule:figures" if label == "CARDINAL" else "rule:dates" if label == "DATE" else "model:en_core_web_md-3.7.1"
    )
    return Annotation(
        f"a{number}", Span(start, start + len(words)), label, Status.SUGGESTED, origin, 0.88, rest.get("attributes", {})
    )


def thirty_thousand(text: str) -> dict[str, object]:
    """What "Some 30,000 people" means, which stand in the text."""
    place = text.index("people")
    return {
        "value": 30000,
        "precision": "about",
        "unit": None,
        "counted": {"start": place, "end": place + 6, "text": "people"},
        "event": None,
        "phrase": {"start": text.index("Some 30,000"), "end": place + 6},
    }


def kalbajar() -> AnnotatedArticle:
    date = {"type": "DATE", "value": "2020-11-25", "mod": None, "anchor": "2020-11-25"}
    marks = (
        suggestion(KALBAJAR, "Azerbaijan", "GPE", 1),
        suggestion(KALBAJAR, "Wednesday", "DATE", 2, attributes=date),
        suggestion(KALBAJAR, "30,000", "CARDINAL", 3, attributes=thirty_thousand(KALBAJAR)),
        suggestion(KALBAJAR, "Russia", "GPE", 4),
    )
    return AnnotatedArticle(article(KALBAJAR), marks)


def flood() -> AnnotatedArticle:
    return AnnotatedArticle(article(FLOOD, source="flood.txt"), (suggestion(FLOOD, "Karachi", "GPE", 1),))


class Hands:
    """Does to a window what hands do."""

    def __init__(self, desktop: Desktop, qtbot: QtBot) -> None:
        self.desktop, self.qtbot = desktop, qtbot
        self.window: MainWindow = desktop.window
        self.bench = desktop.workbench
        self.page = desktop.window.page

    @property
    def document(self) -> Document:
        document = self.bench.document
        assert document is not None
        return document

    @property
    def selected(self) -> Annotation | None:
        return self.window.marking.selected

    def fill(self, *articles: AnnotatedArticle) -> None:
        assert self.bench.project is not None
        added = self.bench.project.add(articles)
        self.bench.articles_changed.emit(None)
        self.bench.open_article(added.ids[0])
        self.page.setFocus()
        self.settle()

    def settle(self) -> None:
        QTest.qWait(1)

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = NO_MODIFIER, *, on: QWidget | None = None) -> None:
        target = on or QApplication.focusWidget() or self.page
        QTest.keyClick(target, key, modifier)
        self.settle()

    def click(self, widget: QWidget, at: QPoint | None = None, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifier, at or widget.rect().center())
        self.settle()

    def point(self, offset: int) -> QPoint:
        return self.page.point_of(offset)

    def drag(self, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        viewport = self.page.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, modifier, start)
        steps = 8
        for step in range(1, steps + 1):
            between = start + (end - start) * (step / steps)
            QTest.mouseMove(viewport, between)
            self.settle()
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, modifier, end)
        self.settle()

    def drag_over(self, words: str, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> Span:
        start = self.document.text.index(words)
        span = Span(start, start + len(words))
        self.drag(self.point(span.start) + QPoint(2, 0), self.point(span.end) - QPoint(2, 0), modifier)
        return span

    def stored(self) -> Document:
        """What a program that starts now would find."""
        assert self.bench.project is not None
        with self.bench.project.again() as fresh:
            return fresh.document(self.document.article.id)


class SharedWorkshop(Workshop):
    """The real one, warm for all windows of a test run: each would start a process of its own otherwise."""

    def close(self) -> None:
        """Windows come and go."""

    def end(self) -> None:
        """After the last test."""
        super().close()


WORKSHOP = SharedWorkshop()


@contextmanager
def running(
    qapp: QApplication,
    qtbot: QtBot,
    home: Path,
    *,
    detect: bool = False,
    project: str | None = None,
    sudden_end: Path | None = None,
) -> Iterator[Hands]:
    """A window with an open project; `home` holds settings and projects, and is kept between two runs."""
    file = paths.settings_file()
    assert str(file).startswith(str(home))
    before = settings.load(file).settings
    settings.save(before.but(detect_on_open=detect, annotator="Ayla", theme="light"), file)
    desktop = Desktop(qapp, project=project, sudden_end=sudden_end)
    desktop.workbench.workshop = WORKSHOP
    WORKSHOP.expect()
    desktop.window.resize(1280, 800)
    with qtbot.waitExposed(desktop.window):
        desktop.start()
    qtbot.waitUntil(lambda: desktop.workbench.project is not None)
    desktop.window.activateWindow()
    try:
        yield Hands(desktop, qtbot)
    finally:
        desktop.window.close()
        desktop.window.deleteLater()
        qapp.setStyleSheet("")
        QTest.qWait(1)
