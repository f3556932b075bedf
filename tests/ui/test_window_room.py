"""What a narrow window, many articles and a long name do to the panels."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox
from tests.ui.window_support import CTRL, FLOOD, KALBAJAR, SHIFT, Hands, article, flood, kalbajar, suggestion

from pressmark.core.annotation import Status
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.services.project import Which
from pressmark.ui.dialogs.published_dialog import PublishedDialog
from pressmark.ui.elided_label import ElidedLabel
from pressmark.ui.tally import Tally
from pressmark.ui.theme import LIGHT


def many(count: int) -> list[AnnotatedArticle]:
    texts = (FLOOD.replace("Sindh", f"Sindh for the {n}th time") for n in range(count))
    return [
        AnnotatedArticle(article(text, source=f"{n}.txt"), (suggestion(text, "Karachi", "GPE", 1),))
        for n, text in enumerate(texts)
    ]


class TestNarrow:
    def test_the_filter_drops_its_numbers_where_they_would_be_cut(self, reading: Hands) -> None:
        buttons = reading.window.articles._buttons
        assert buttons[Which.TO_REVIEW].text() == "To review 2"
        reading.window.resize(760, 480)
        reading.settle()
        for button in buttons.values():
            assert button.fontMetrics().horizontalAdvance(button.text()) <= button.width() - 8
        assert buttons[Which.TO_REVIEW].accessibleName() == buttons[Which.TO_REVIEW].toolTip() == "To review 2"

    def test_labels_of_one_line_end_in_dots_and_tell_the_rest(self, reading: Hands) -> None:
        reading.window.resize(760, 480)
        reading.settle()
        for label in reading.window.findChildren(ElidedLabel):
            if label.isVisible() and label.shown != label.text():
                assert label.shown.endswith("…")
                assert label.toolTip() == label.text()

    def test_every_button_has_room_for_its_words(self, reading: Hands) -> None:
        reading.window.resize(760, 480)
        reading.page.select("a3")
        reading.settle()
        cut = [
            button.text()
            for button in reading.window.findChildren(QAbstractButton)
            if button.isVisible() and button.fontMetrics().horizontalAdvance(button.text()) > button.width()
        ]
        assert cut == []

    def test_a_small_screen_at_200_percent_has_room_for_all_of_it(
        self, reading: Hands, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Screen:
            def availableGeometry(self) -> QRect:
                return QRect(0, 0, 720, 450)  # 1440 by 900 at 200 %

        monkeypatch.setattr(reading.window, "screen", Screen)
        reading.window.fit_screen()
        reading.settle()
        assert (reading.window.width(), reading.window.height()) == (712, 406)
        edge = reading.window.centralWidget().rect().right()
        for part in (reading.window.right, *reading.window.top.findChildren(QAbstractButton)):
            assert part.mapTo(reading.window.centralWidget(), part.rect().topRight()).x() <= edge
        exporting = next(b for b in reading.window.top.findChildren(QAbstractButton) if b.text() == "Export…")
        assert exporting.width() >= exporting.sizeHint().width()


class TestFocus:
    @pytest.mark.parametrize("which", [Which.TO_REVIEW, Which.ALL])
    def test_a_click_on_the_filter_leaves_the_keys_with_the_article(self, reading: Hands, which: Which) -> None:
        reading.key(Qt.Key.Key_Tab)
        reading.click(reading.window.articles._buttons[which])
        assert QApplication.focusWidget() is reading.page
        reading.key(Qt.Key.Key_A)
        assert reading.stored().by_id["a1"].status is Status.ACCEPTED

    def test_a_click_on_undo_leaves_the_keys_with_the_article(self, reading: Hands) -> None:
        reading.key(Qt.Key.Key_Tab)
        reading.key(Qt.Key.Key_A)
        reading.click(reading.window.top._undo)
        assert QApplication.focusWidget() is reading.page

    def test_every_label_key_gives_its_label(self, reading: Hands) -> None:
        for label in reading.bench.labels:
            if not label.key:
                continue
            start = KALBAJAR.index("peacekeepers")
            reading.page.setFocus()
            reading.page.set_selection(Span(start, start + 12))
            reading.key(label.key)
            assert reading.stored().at_place(Span(start, start + 12), label.name) is not None, label.key
            reading.key(Qt.Key.Key_Z, CTRL)

    def test_no_key_of_the_page_is_given_twice(self, reading: Hands) -> None:
        keys = [key.toString() for _, action in reading.window.actions_ for key in action.shortcuts()]
        keys += [label.key.upper() for label in reading.bench.labels if label.key]
        assert sorted(keys) == sorted(set(keys))

    def test_the_wheel_scrolls_past_a_list_of_choices(self, reading: Hands) -> None:
        reading.page.select("a3")
        for box in reading.window.inspector.findChildren(QComboBox):
            before = box.currentIndex()
            box.setFocus()
            event = QWheelEvent(
                QPointF(5, 5), QPointF(box.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -240),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(box, event)
            assert box.currentIndex() == before
        assert reading.stored().by_id["a3"].status is Status.SUGGESTED


class TestMany:
    def test_done_opens_the_next_of_thousands_at_once(self, hands: Hands) -> None:
        hands.fill(*many(3000))
        started = time.perf_counter()
        hands.key(Qt.Key.Key_Return, CTRL)
        assert time.perf_counter() - started < 1.5  # seconds; it was quadratic
        assert hands.document.article.meta.source == "1.txt"


def test_the_tally_follows_every_edit(reading: Hands) -> None:
    def same() -> None:
        fresh, kept = Tally(reading.document), reading.window._tally
        assert (kept.total, +kept.undecided, +kept.shown) == (fresh.total, +fresh.undecided, +fresh.shown)

    same()
    for key, modifier in ((Qt.Key.Key_Tab, SHIFT), (Qt.Key.Key_A, None), (Qt.Key.Key_X, None), (Qt.Key.Key_2, None),
                          (Qt.Key.Key_Delete, None), (Qt.Key.Key_Z, CTRL), (Qt.Key.Key_Z, CTRL)):  # fmt: skip
        reading.key(key, modifier or Qt.KeyboardModifier.NoModifier)
        same()
    reading.window.commands.change_meta({"published": "2021-03-05"})
    same()
    reading.key(Qt.Key.Key_PageDown, CTRL)
    same()
    assert reading.window._tally.total == len(flood().annotations) != len(kalbajar().annotations)


def test_a_very_long_word_does_not_widen_the_panel(hands: Hands) -> None:
    word = "x" * 150
    text = f"A word\nThe word {word} ended.\n"
    hands.fill(AnnotatedArticle(article(text), (suggestion(text, word, "ORG", 1),)))
    hands.window.resize(760, 480)
    hands.page.select("a1")
    hands.settle()
    button = hands.window.inspector.fields.reject_button
    right = button.mapTo(hands.window, QPoint(button.width(), 0)).x()
    assert right <= hands.window.width()


def test_a_key_that_was_changed_works_and_is_shown_at_once(reading: Hands) -> None:
    reading.window.apply_settings(reading.window.settings.but(shortcuts={"accept": "J", "export": ""}))
    assert reading.window.inspector.fields.accept_button.text() == "Accept  J"
    assert reading.window.top.export_button.toolTip() == "Export the annotations"
    reading.page.select("a1")
    reading.key(Qt.Key.Key_A)
    assert reading.stored().by_id["a1"].status is Status.SUGGESTED
    reading.key(Qt.Key.Key_J)
    assert reading.stored().by_id["a1"].status is Status.ACCEPTED
    reading.window.actions_["shortcuts"].trigger()
    assert reading.window.overlay is not None
    assert ("Mark", "Accept", ("J",)) in reading.window.overlay.lines()


def test_the_palette_opens_below_the_words(reading: Hands) -> None:
    span = reading.drag_over("sent troops")
    palette = reading.window.marking.palette
    line = reading.page.mapToGlobal(reading.point(span.end))
    assert palette.isVisible()
    assert palette.y() > line.y() + 8
    reading.key(Qt.Key.Key_Escape, on=palette.field)
    assert reading.page.selection == span
    assert QApplication.focusWidget() is reading.page


def test_the_bar_of_what_is_decided_is_wide_where_there_is_room(reading: Hands) -> None:
    assert reading.window.bottom._bar.width() == 180


def test_the_open_article_is_in_view_in_a_long_list(hands: Hands) -> None:
    hands.fill(*many(600))
    hands.bench.open_article(hands.window.articles.model.rows[-1].id)
    view = hands.window.articles.view
    hands.qtbot.waitUntil(
        lambda: view.viewport().rect().contains(view.visualRect(hands.window.articles.model.index(599)).center()),
        timeout=5000,
    )
    assert view.currentIndex().row() == 599


def test_a_click_on_the_line_below_the_headline_opens_the_details(reading: Hands) -> None:
    headline = reading.point(3)
    for below in range(10, 80, 4):
        if reading.page.is_on_details(headline + QPoint(0, below)):
            reading.click(reading.page.viewport(), headline + QPoint(0, below))
            break
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PublishedDialog)
    dialog.reject()


def test_the_row_below_the_pointer_and_the_row_with_the_keys_are_drawn_as_such(reading: Hands) -> None:
    view = reading.window.articles.view
    other = view.visualRect(view.model().index(1, 0))
    edge = QPoint(other.right() - 12, other.bottom() - 6)  # no words there

    def colours() -> tuple[str, str]:
        picture = view.viewport().grab().toImage()
        return picture.pixelColor(edge).name(), picture.pixelColor(QPoint(other.center().x(), other.top() + 2)).name()

    plain = colours()
    QTest.mouseMove(view.viewport(), edge)
    reading.qtbot.waitUntil(lambda: colours()[0] == LIGHT.hover)
    QTest.mouseMove(reading.page.viewport(), QPoint(50, 50))
    reading.qtbot.waitUntil(lambda: colours() == plain)
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    assert colours()[1] != plain[1]
    reading.page.setFocus()
    assert colours() == plain
