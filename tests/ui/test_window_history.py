"""The history from the window, with real keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.ui.dialogs_support import unnamed
from tests.ui.window_support import CTRL, Hands

from pressmark.core.annotation import Status
from pressmark.ui.dialogs.history_dialog import HistoryDialog


def opened(hands: Hands) -> HistoryDialog:
    hands.key(Qt.Key.Key_H, CTRL)
    dialog = hands.desktop.past.dialog
    assert dialog is not None
    return dialog


def lines(dialog: HistoryDialog) -> list[str]:
    model = dialog.model
    return [model.data(model.index(row, 2)) for row in range(model.rowCount())]


def statuses(hands: Hands) -> list[Status]:
    return [annotation.status for annotation in hands.stored()]


def decide(hands: Hands) -> None:
    """Accepts the first mark, rejects the second, accepts the third."""
    hands.page.setFocus()
    hands.key(Qt.Key.Key_Tab)
    for key in (Qt.Key.Key_A, Qt.Key.Key_X, Qt.Key.Key_A):
        hands.key(key, on=hands.page)


def test_the_history_is_shown_and_follows(reading: Hands) -> None:
    decide(reading)
    dialog = opened(reading)
    assert lines(dialog)[:3] == ["“30,000” accepted", "“Wednesday” rejected", "“Azerbaijan” accepted"]
    assert unnamed(dialog) == []
    assert dialog.hint.text() == "This is your last step."
    assert not dialog.return_button.isEnabled()
    reading.bench.undo()
    reading.qtbot.waitUntil(lambda: lines(dialog)[0] == "“30,000” accepted (taken back)")
    assert dialog.return_button.isEnabled()


def test_back_to_a_point_and_forward(reading: Hands) -> None:
    decide(reading)
    before = statuses(reading)
    dialog = opened(reading)
    dialog.view.setCurrentIndex(dialog.model.index(2, 0))
    reading.click(dialog.return_button)
    reading.qtbot.waitUntil(lambda: not reading.bench.files.busy)
    assert statuses(reading)[:3] == [Status.ACCEPTED, Status.SUGGESTED, Status.SUGGESTED]
    assert [a.status for a in reading.document] == statuses(reading)
    reading.qtbot.waitUntil(lambda: lines(dialog)[0] == "“30,000” accepted (taken back)")
    dialog.view.setCurrentIndex(dialog.model.index(0, 0))
    reading.click(dialog.return_button)
    reading.qtbot.waitUntil(lambda: statuses(reading) == before)
    reading.click(dialog.start_button)
    reading.qtbot.waitUntil(lambda: set(statuses(reading)) == {Status.SUGGESTED})


def test_everything_or_this_article(reading: Hands) -> None:
    decide(reading)
    assert reading.bench.project is not None
    here, other = (row.id for row in reading.bench.project.articles())
    reading.bench.open_article(other)
    dialog = opened(reading)
    assert "“30,000” accepted" not in lines(dialog)
    reading.click(dialog.here_only)
    assert lines(dialog)[0] == "“30,000” accepted"
    dialog.view.setCurrentIndex(dialog.model.index(0, 0))
    dialog.view.activated.emit(dialog.view.currentIndex())
    assert reading.document.article.id == here
    reading.click(dialog.close_button)
    assert reading.desktop.past.dialog is None
