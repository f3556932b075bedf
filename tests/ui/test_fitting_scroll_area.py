"""The panel's scroll areas at every height: where the bar comes and goes, it could go round in circles."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pressmark.ui.fitting_scroll_area import FittingScrollArea


@pytest.fixture
def area(qtbot: QtBot) -> FittingScrollArea:
    """Thirty paragraphs that wrap, so that less width means more height."""
    content = QWidget()
    layout = QVBoxLayout(content)
    for number in range(30):
        layout.addWidget(QLabel(f"{number} " + "some words that wrap at the width they are given " * 2, wordWrap=True))
    area = FittingScrollArea(content, least=100)
    qtbot.addWidget(area)
    area.resize(260, 400)
    with qtbot.waitExposed(area):
        area.show()
    return area


def test_the_content_keeps_its_width_whether_there_is_a_bar_or_not(area: FittingScrollArea, qtbot: QtBot) -> None:
    content = area.widget()
    area.resize(260, 10_000)
    qtbot.wait(1)
    assert area.verticalScrollBar().maximum() == 0
    roomy = content.width()
    area.resize(260, 300)
    qtbot.wait(1)
    assert area.verticalScrollBar().maximum() > 0
    assert content.width() == roomy


def test_no_height_makes_the_bar_come_and_go_for_ever(area: FittingScrollArea, qtbot: QtBot) -> None:
    """This ended the program with an overflow of the stack: at some heights, a click or Tab was enough."""
    changes: list[int] = []
    area.verticalScrollBar().rangeChanged.connect(lambda _least, most: changes.append(most))
    lowest = area.sizeHint().height() - 60
    for height in range(lowest, lowest + 120):
        changes.clear()
        area.resize(260, height)
        qtbot.wait(0)
        assert len(changes) <= 2, height


def test_a_bar_is_drawn_only_where_there_is_something_to_scroll(area: FittingScrollArea, qtbot: QtBot) -> None:
    bar = area.verticalScrollBar()
    bar.setStyleSheet("QScrollBar { background: transparent; } QScrollBar::handle { background: #ff0000; }")

    def red() -> bool:
        shot = bar.grab().toImage()
        points = ((x, y) for x in range(shot.width()) for y in range(0, shot.height(), 4))
        return any(shot.pixelColor(*point).name() == "#ff0000" for point in points)

    area.resize(260, 300)
    qtbot.wait(1)
    assert red()
    area.resize(260, 10_000)
    qtbot.wait(1)
    assert not red()
