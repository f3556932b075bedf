"""What would make the window pause is put off, or done a little at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta
from pressmark.core.document import Document
from pressmark.core.span import Span
from pressmark.core.text import fingerprint
from pressmark.ui.bottom_line import BottomLine
from pressmark.ui.discarding import Discarding
from pressmark.ui.progress_bar import ProgressBar
from pressmark.ui.turns import next_turn


class Paints(QObject):
    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_a_progress_bar_is_painted_once_for_many_steps_and_shows_the_last(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = ProgressBar(least=40, most=200)
    QVBoxLayout(window).addWidget(bar)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.wait(20)
    paints = Paints(bar)
    for done in range(1, 8):
        bar.show_share(done, 10)
    assert paints.count == 0
    qtbot.waitUntil(lambda: paints.count > 0)
    assert (paints.count, bar.value(), bar.maximum()) == (1, 7, 10)
    done = bar.grab().toImage()
    line = done.height() // 2
    assert done.pixelColor(done.width() // 4, line) != done.pixelColor(done.width() * 9 // 10, line)


def test_the_bottom_line_shows_a_count_that_is_not_known_yet(qtbot: QtBot) -> None:
    line = BottomLine()
    qtbot.addWidget(line)
    line.show_work("Reading", 3, 4)
    assert (line._work_bar.value(), line._work_bar.maximum()) == (3, 4)
    line.show_work("Reading", 0, 0)
    assert (line._work_bar.minimum(), line._work_bar.maximum()) == (0, 0)  # it moves by itself


def test_marks_that_were_left_are_freed_in_several_goes(qtbot: QtBot) -> None:
    text = "x" * 5_000
    article = Article("a", text, fingerprint(text), ArticleMeta(), ())
    marks = [Annotation(f"m{n}", Span(n, n + 1), "ORG", Status.SUGGESTED, "test", None, {}, None) for n in range(2_500)]
    discarding = Discarding()
    left: list[int] = []
    discarding._idle.timeout.connect(lambda: left.append(discarding.left))
    discarding.take(Document(article, marks))
    assert discarding.left == 2_500
    qtbot.waitUntil(lambda: discarding.left == 0)
    assert left == [1_500, 500, 0]
    assert not discarding._idle.isActive()
    discarding.take(Document(article, marks[:3]))  # as quick as anything else
    assert discarding.left == 0


def test_what_is_put_off_comes_after_what_waits_and_not_for_those_who_are_gone(qtbot: QtBot) -> None:
    owner, gone = QObject(), QObject()
    came: list[str] = []
    next_turn(gone, lambda: came.append("gone"))
    next_turn(owner, lambda: came.append("later"))
    QTimer.singleShot(0, owner, lambda: came.append("posted"))
    gone.deleteLater()
    assert came == []
    qtbot.waitUntil(lambda: "later" in came)
    assert came == ["posted", "later"]
    qtbot.wait(20)
    assert (came, owner.children()) == (["posted", "later"], [])
