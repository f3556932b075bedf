"""The article page as a widget, with real mouse and key events."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QKeySequence, QPainter, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.article_view_support import (
    ALT,
    CTRL,
    LABELS,
    LEFT,
    LIGHT,
    PLAIN,
    SHIFT,
    click,
    document,
    drag,
    has_color,
    image_of,
    ink,
    load_page_fonts,
    move,
    place,
)

from pressmark.core import edits
from pressmark.core.annotation import Status
from pressmark.core.document import Document
from pressmark.core.errors import SpanError
from pressmark.core.span import Span
from pressmark.core.zones import ZoneKind
from pressmark.ui.article_view import ArticleView, PageTheme
from pressmark.ui.article_view.segments import Kind
from pressmark.ui.article_view.wording import furniture_text

STORY = (
    "Your Name\nPublish date25 Nov 2020\nTroops move into Kəlbəcər\n"
    "Azerbaijan’s army moved into Kəlbəcər 🕊 on Wednesday, said an aide to the cafe\u0301 owner.\n"
    "قال محمد صالح في باكو إن القوات وصلت\n"
    "The war of the early 1990s killed some 30,000 people near the Bank of England in İsmayıllı.\n"
    "Share\nTweet"
)
SUGGESTED, ACCEPTED, REJECTED = Status.SUGGESTED, Status.ACCEPTED, Status.REJECTED
DATE = {"type": "DATE", "value": "2020-11-25", "mod": None, "anchor": "2020-11-25"}


def story() -> Document:
    phrase = place(STORY, "some 30,000 people")
    figure = {
        "value": 30000,
        "precision": "about",
        "unit": None,
        "counted": {"text": "people"},
        "event": {"text": "killed"},
        "phrase": {"start": phrase.start, "end": phrase.end},
    }
    return document(
        STORY,
        ("Azerbaijan", "GPE"),
        ("Wednesday", "DATE", SUGGESTED, DATE),
        ("محمد صالح", "PERSON"),
        ("30,000", "CARDINAL", ACCEPTED, figure),
        ("Bank of England", "ORG"),
        ("England", "GPE", SUGGESTED),
        ("army", "ORG", REJECTED),
        zones=[
            ("Your Name", ZoneKind.FURNITURE),
            ("Publish date25 Nov 2020", ZoneKind.PUBLISHED),
            ("Troops move into Kəlbəcər", ZoneKind.HEADLINE),
            (STORY[STORY.index("Azerbaijan’s") : STORY.index("\nShare")], ZoneKind.BODY),
            ("Share\nTweet", ZoneKind.FURNITURE),
        ],
        published="2020-11-25T15:28",
        story_code="483372",
        source="story.txt",
        headline="Troops move into Kəlbəcər",
    )


AZERBAIJAN, WEDNESDAY, MUHAMMAD, FIGURE, BANK, ENGLAND, ARMY = (f"a{number}" for number in range(7))


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[ArticleView]:
    load_page_fonts()
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(1000, 800)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    return view


@pytest.fixture
def shown(page: ArticleView) -> ArticleView:
    page.show_document(story(), LABELS)
    return page


class Told:
    """Everything that a page has said, in order."""

    def __init__(self, page: ArticleView) -> None:
        self.said: list[tuple[object, ...]] = []
        for name in ("selected_changed", "text_selected", "label_requested", "resize_requested", "context_requested"):
            getattr(page, name).connect(lambda *what, name=name: self.said.append((name, *what)))

    def of(self, name: str) -> list[tuple[object, ...]]:
        return [what[1:] for what in self.said if what[0] == name]


def center(page: ArticleView, words: str) -> QPoint:
    span = place(STORY, words)
    first, last = page.point_of(span.start), page.point_of(span.end)
    return QPoint((first.x() + last.x()) // 2, first.y())


# --- what is shown


def test_text_is_drawn(shown: ArticleView) -> None:
    """A missing font shows blank text and no error."""
    full = ink(image_of(shown), LIGHT.background)
    shown.clear()
    assert full > 3_000
    assert ink(image_of(shown), LIGHT.background) == 0


def test_an_accepted_mark_has_a_ground_and_a_rejected_one_leaves_no_trace(shown: ArticleView) -> None:
    ground = LIGHT.ground("#1f7a6d", LIGHT.tint)
    rect = shown.rect_of(AZERBAIJAN)
    assert has_color(image_of(shown).copy(rect), ground)
    assert shown.rect_of(ARMY).isNull()
    assert not has_color(image_of(shown).copy(shown.rect_of(WEDNESDAY)), LIGHT.ground("#b7791f", LIGHT.tint), near=2)


def test_the_number_is_a_shade_stronger_than_its_phrase(shown: ArticleView) -> None:
    phrase = image_of(shown).copy(shown.rect_of(FIGURE))
    assert has_color(phrase, LIGHT.ground("#c2385a", LIGHT.tint), near=2)
    assert has_color(phrase, LIGHT.ground("#c2385a", LIGHT.tint_number), near=2)
    assert shown.rect_of(FIGURE).left() < shown.point_of(place(STORY, "30,000").start).x() - 20


def test_a_changed_mark_is_painted_anew_and_the_rest_stays(shown: ArticleView) -> None:
    before = image_of(shown)
    rect, other = shown.rect_of(WEDNESDAY), shown.rect_of(BANK)
    after, changes = edits.apply(story(), edits.decide(story(), [WEDNESDAY], ACCEPTED))
    shown.update_document(after, changes)
    assert shown.rect_of(WEDNESDAY) == rect
    image = image_of(shown)
    assert image.copy(rect) != before.copy(rect)
    assert image.copy(other) == before.copy(other)


def test_only_the_touched_segment_is_laid_out_anew(shown: ArticleView) -> None:
    image_of(shown)
    sheet = shown._screen.sheet
    assert sheet is not None
    kept = {i: sheet.laid(i) for i, s in enumerate(sheet.segments) if s.kind <= 1}
    after, changes = edits.apply(story(), edits.decide(story(), [WEDNESDAY], ACCEPTED))
    shown.update_document(after, changes)
    image_of(shown)
    again = [i for i in kept if sheet.laid(i) is not kept[i]]
    assert [STORY[sheet.segments[i].start : sheet.segments[i].start + 10] for i in again] == ["Azerbaijan"]


def test_a_removed_mark_is_no_longer_selected(shown: ArticleView) -> None:
    told = Told(shown)
    shown.select(BANK)
    after, changes = edits.apply(story(), edits.remove(story(), [BANK]))
    shown.update_document(after, changes)
    assert shown.selected is None
    assert told.of("selected_changed") == [(BANK,), (None,)]
    assert shown.rect_of(BANK).isNull()


def test_a_revision_that_does_not_follow_is_shown_whole(shown: ArticleView) -> None:
    second, _ = edits.apply(story(), edits.decide(story(), [WEDNESDAY], ACCEPTED))
    third, changes = edits.apply(second, edits.remove(second, [BANK]))
    shown.update_document(third, changes)
    assert has_color(image_of(shown).copy(shown.rect_of(WEDNESDAY)), LIGHT.ground("#b7791f", LIGHT.tint))


def test_hidden_labels_are_not_drawn(shown: ArticleView) -> None:
    shown.set_hidden_labels({"ORG"})
    assert shown.rect_of(BANK).isNull()
    assert not shown.rect_of(ENGLAND).isNull()
    shown.select(BANK)
    assert not shown.rect_of(BANK).isNull()
    shown.set_hidden_labels(())
    shown.select(None)
    assert not shown.rect_of(BANK).isNull()


def test_the_dark_page(shown: ArticleView) -> None:
    dark = PageTheme.dark()
    shown.set_theme(dark)
    image = image_of(shown)
    assert image.pixelColor(2, 2) == QColor(dark.background)
    assert has_color(image.copy(shown.rect_of(AZERBAIJAN)), dark.ground("#7fd3c4", dark.tint))


def test_two_pixels_for_one(shown: ArticleView) -> None:
    image = QImage(QSize(2000, 1600), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(2)
    painter = QPainter(image)
    shown.viewport().render(painter, QPoint())
    painter.end()
    assert ink(image, LIGHT.background) > 2.5 * ink(image_of(shown), LIGHT.background)


def test_a_right_to_left_paragraph_stands_on_the_right(shown: ArticleView) -> None:
    first, second = place(STORY, "قال"), place(STORY, "محمد")
    assert shown.point_of(first.start).x() > shown.point_of(second.start).x()
    line = shown.point_of(place(STORY, "army").start).x()
    assert shown.point_of(first.start).x() > line + 300


def test_a_mark_over_two_lines_has_a_piece_on_each(page: ArticleView) -> None:
    text = "word " * 9 + "some thirty thousand people lived there"
    page.show_document(document(text, ("some thirty thousand people", "CARDINAL")), LABELS)
    page.resize(560, 400)
    rects = page.rects_of("a0")
    assert len(rects) == 2
    assert rects[0].bottom() < rects[1].top() + 10
    assert rects[1].left() < rects[0].left()
    for rect in rects:
        assert page.annotations_at(rect.center()) == ["a0"]


def test_a_click_on_the_line_below_the_headline_asks_for_the_details(shown: ArticleView, qtbot: QtBot) -> None:
    sheet = shown._screen.sheet
    assert sheet is not None
    line = next(i for i, segment in enumerate(sheet.segments) if segment.kind is Kind.META)
    at = QPoint(shown._screen.column.left() + 20, sheet.top(line) - shown.verticalScrollBar().value() + 6)
    with qtbot.waitSignal(shown.details_activated):
        click(shown, at)
    with qtbot.assertNotEmitted(shown.details_activated):
        click(shown, shown.point_of(place(STORY, "moved into").start) + QPoint(3, 0))


# --- furniture


def test_furniture_is_folded_and_unfolds_with_a_click(shown: ArticleView) -> None:
    sheet = shown._screen.sheet
    assert sheet is not None
    assert next(sheet.indices(*_ends("Share")), None) is None
    fold = next(i for i, s in enumerate(sheet.segments) if s.group == place(STORY, "Share").start)
    at = QPoint(shown._screen.column.left() + 20, sheet.top(fold) - shown.verticalScrollBar().value() + 6)
    assert shown.fold_at(at) == place(STORY, "Share").start
    click(shown, at)
    assert next(sheet.indices(*_ends("Share")), None) is not None
    assert next(sheet.indices(*_ends("Your Name")), None) is None
    other = document("Another text.")
    shown.show_document(other, LABELS)
    shown.show_document(story(), LABELS)
    assert shown._screen.sheet is not None
    assert next(shown._screen.sheet.indices(*_ends("Share")), None) is not None


def _ends(words: str) -> tuple[int, int]:
    span = place(STORY, words)
    return span.start, span.end


def test_all_furniture_at_once(shown: ArticleView) -> None:
    assert not shown.furniture_shown
    shown.show_furniture(True)
    assert shown.furniture_shown
    assert not shown.point_of(place(STORY, "Tweet").start).isNull()
    shown.show_furniture(False)
    assert not shown.furniture_shown


def test_a_mark_in_furniture_is_unfolded_when_it_is_selected(page: ArticleView) -> None:
    text = "Body first.\nShare by Reuters"
    page.show_document(
        document(
            text,
            ("Reuters", "ORG"),
            zones=[("Body first.", ZoneKind.BODY), ("Share by Reuters", ZoneKind.FURNITURE)],
        ),
        LABELS,
    )
    assert page.rect_of("a0").isNull()
    page.select("a0")
    assert not page.rect_of("a0").isNull()


def test_what_the_fold_says() -> None:
    assert furniture_text(1, unfolded=False) == "⌄ 1 line of page furniture"
    assert furniture_text(3, unfolded=True) == "⌃ 3 lines of page furniture"


# --- the mouse


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("Azerbaijan’s", "army", "Azerbaijan’s army"),
        ("Kəlbəcər 🕊", "on Wed", "Kəlbəcər 🕊 on Wednesday"),
        ("cafe\u0301", "cafe\u0301", "cafe\u0301"),
        ("محمد", "صالح", "محمد صالح"),
        ("İsmayıllı", "İsmayıllı", "İsmayıllı"),
        ("England", "İsm", "England in İsmayıllı"),
        ("aide", "صالح", STORY[STORY.index("aide") : STORY.index("صالح") + 4]),
    ],
)
def test_dragging_selects_exactly_these_words(shown: ArticleView, first: str, last: str, expected: str) -> None:
    told = Told(shown)
    body = STORY.index("Azerbaijan’s")
    start, end = STORY.index(first, body), STORY.index(last, body) + len(last)
    drag(shown, start + 1, end - 1)
    (found,) = told.of("text_selected")
    assert isinstance(found[0], Span)
    assert found[0].of(STORY) == expected
    assert shown.selection == found[0]
    assert isinstance(found[1], QPoint)


def test_alt_selects_parts_of_words(shown: ArticleView) -> None:
    start = place(STORY, "army").start
    drag(shown, start + 1, start + 3, ALT)
    assert shown.selection == Span(start + 1, start + 3)


def test_snapping_can_be_turned_off_and_alt_turns_it_round(shown: ArticleView) -> None:
    shown.set_snapping(False)
    start = place(STORY, "army").start
    drag(shown, start + 1, start + 3)
    assert shown.selection == Span(start + 1, start + 3)
    drag(shown, start + 1, start + 3, ALT)
    assert shown.selection == Span(start, start + 4)


def test_dragging_backwards_is_the_same(shown: ArticleView) -> None:
    span = place(STORY, "early 1990s")
    drag(shown, span.end, span.start)
    assert shown.selection == span


def test_a_click_beside_everything_clears(shown: ArticleView) -> None:
    told = Told(shown)
    shown.set_selection(place(STORY, "army"))
    click(shown, center(shown, "moved into Kəlbəcər 🕊"))
    assert shown.selection is None
    assert told.of("text_selected")[-1][0] is None
    assert shown.caret in range(*_ends("moved into Kəlbəcər 🕊"))


def test_a_click_selects_the_mark_under_it(shown: ArticleView) -> None:
    told = Told(shown)
    click(shown, shown.rect_of(AZERBAIJAN).center())
    assert shown.selected == AZERBAIJAN
    click(shown, shown.rect_of(MUHAMMAD).center())
    click(shown, center(shown, "moved into Kəlbəcər 🕊"))
    assert told.of("selected_changed") == [(AZERBAIJAN,), (MUHAMMAD,), (None,)]


def test_clicks_go_round_the_marks_that_overlap(shown: ArticleView) -> None:
    at = center(shown, "England")
    assert shown.annotations_at(at) == [ENGLAND, BANK]
    for expected in (ENGLAND, BANK, ENGLAND):
        click(shown, at)
        QTest.qWait(QApplication.doubleClickInterval() + 20)  # else it would be a double click
        assert shown.selected == expected


def test_the_name_of_a_mark_is_clicked_like_its_words(shown: ArticleView) -> None:
    rect = shown.rect_of(AZERBAIJAN)
    click(shown, QPoint(rect.right() - 6, rect.center().y()))
    assert shown.selected == AZERBAIJAN


def test_a_double_click_asks_to_label_a_word(shown: ArticleView) -> None:
    told = Told(shown)
    at = center(shown, "moved into Kəlbəcər 🕊")
    word = shown.character_at(at)
    assert word is not None
    QTest.mouseClick(shown.viewport(), LEFT, PLAIN, at)
    QTest.mouseDClick(shown.viewport(), LEFT, PLAIN, at)
    assert [what[0].of(STORY) for what in told.of("label_requested")] == ["into"]  # pyright: ignore[reportAttributeAccessIssue]
    assert told.of("text_selected") == []


def test_a_double_click_on_a_mark_only_selects_it(shown: ArticleView) -> None:
    told = Told(shown)
    at = shown.rect_of(AZERBAIJAN).center()
    QTest.mouseClick(shown.viewport(), LEFT, PLAIN, at)
    QTest.mouseDClick(shown.viewport(), LEFT, PLAIN, at)
    assert told.of("label_requested") == []
    assert shown.selected == AZERBAIJAN


def test_shift_click_extends_from_the_cursor(shown: ArticleView) -> None:
    span = place(STORY, "moved into")
    click(shown, shown.point_of(span.start))
    QTest.mouseClick(shown.viewport(), LEFT, SHIFT, shown.point_of(span.end - 1))
    assert shown.selection == span


@pytest.mark.parametrize(
    ("mark", "end", "to", "expected"),
    [
        (AZERBAIJAN, 1, "army", "Azerbaijan’s army"),
        (MUHAMMAD, 1, "باكو", "محمد صالح في باكو"),
        (BANK, -1, "near", "near the Bank of England"),
        (BANK, 1, "İsmayıllı", "Bank of England in İsmayıllı"),
        (FIGURE, 1, "people", "30,000 people"),
    ],
)
def test_dragging_an_end_asks_for_another_span(shown: ArticleView, mark: str, end: int, to: str, expected: str) -> None:
    told = Told(shown)
    shown.select(mark)
    edge = shown.end_rect(mark, end)
    assert edge is not None
    target = place(STORY, to)
    goal = shown.point_of(target.end - 1 if end > 0 else target.start + 1)
    QTest.mousePress(shown.viewport(), LEFT, PLAIN, edge.center().toPoint())
    move(shown, edge.center().toPoint() + QPoint(8, 0))
    move(shown, goal)
    assert shown.preview is not None
    QTest.mouseRelease(shown.viewport(), LEFT, PLAIN, goal)
    ((annotation_id, span),) = told.of("resize_requested")
    assert annotation_id == mark
    assert isinstance(span, Span)
    assert span.of(STORY) == expected
    assert shown.preview is None
    assert shown.selected == mark


def test_escape_breaks_off_a_resize(shown: ArticleView) -> None:
    told = Told(shown)
    shown.select(BANK)
    edge = shown.end_rect(BANK, 1)
    assert edge is not None
    QTest.mousePress(shown.viewport(), LEFT, PLAIN, edge.center().toPoint())
    move(shown, shown.point_of(place(STORY, "İsmayıllı").end))
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    QTest.mouseRelease(shown.viewport(), LEFT, PLAIN, shown.point_of(place(STORY, "İsmayıllı").end))
    assert told.of("resize_requested") == []


def test_the_pointer_changes_over_an_end(shown: ArticleView) -> None:
    shown.select(BANK)
    edge = shown.end_rect(BANK, 1)
    assert edge is not None
    QTest.mouseMove(shown.viewport(), edge.center().toPoint())
    assert shown.viewport().cursor().shape() is Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(shown.viewport(), edge.center().toPoint() - QPoint(40, 0))
    assert shown.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_a_right_click_says_what_is_there(shown: ArticleView) -> None:
    told = Told(shown)
    for point in (center(shown, "England"), center(shown, "army")):
        where = shown.viewport().mapToGlobal(point)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where)
        QApplication.sendEvent(shown.viewport(), event)
    first, second = told.of("context_requested")
    assert first[:2] == (ENGLAND, place(STORY, "England"))
    assert second[:2] == (None, place(STORY, "army"))


def test_ctrl_and_wheel_zoom(shown: ArticleView, qtbot: QtBot) -> None:
    before = shown.rect_of(AZERBAIJAN).width()
    with qtbot.waitSignal(shown.zoom_changed) as caught:
        turn = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(shown.viewport(), turn)
    assert caught.args == [1.1]
    assert shown.rect_of(AZERBAIJAN).width() > before
    shown.set_zoom(99)
    assert shown.zoom == 3.0
    shown.set_zoom(0.01)
    assert shown.zoom == 0.5


# --- the keyboard


def key(page: ArticleView, code: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(page, code, modifier)


def test_arrows_go_by_word_and_shift_selects(shown: ArticleView) -> None:
    span = place(STORY, "army")
    shown.put_caret(span.start)
    key(shown, Qt.Key.Key_Right)
    assert shown.caret == place(STORY, "moved into Kəlbəcər 🕊").start
    key(shown, Qt.Key.Key_Left)
    assert shown.caret == span.start
    key(shown, Qt.Key.Key_Right, SHIFT)
    assert shown.selection == span
    key(shown, Qt.Key.Key_Right, SHIFT)
    assert shown.selection == place(STORY, "army moved")
    key(shown, Qt.Key.Key_Right, CTRL | SHIFT)
    assert shown.selection is not None
    key(shown, Qt.Key.Key_Escape)
    assert shown.selection is None


def test_in_a_right_to_left_paragraph_left_goes_forward(shown: ArticleView) -> None:
    shown.put_caret(place(STORY, "قال").start)
    key(shown, Qt.Key.Key_Left)
    assert shown.caret == place(STORY, "محمد").start
    key(shown, Qt.Key.Key_Right)
    assert shown.caret == place(STORY, "قال").start


def test_up_and_down_home_and_end(shown: ArticleView) -> None:
    shown.put_caret(place(STORY, "army").start)
    x = shown.point_of(shown.caret).x()
    key(shown, Qt.Key.Key_Down)
    key(shown, Qt.Key.Key_Down)
    key(shown, Qt.Key.Key_Down)
    key(shown, Qt.Key.Key_Up)
    key(shown, Qt.Key.Key_Up)
    key(shown, Qt.Key.Key_Up)
    assert abs(shown.point_of(shown.caret).x() - x) <= 8
    key(shown, Qt.Key.Key_Home)
    assert shown.caret == STORY.index("Azerbaijan’s")
    key(shown, Qt.Key.Key_End, CTRL)
    assert shown.caret == STORY.index(".\nShare") + 1
    key(shown, Qt.Key.Key_Home, CTRL)
    assert shown.caret == STORY.index("Troops")


@pytest.mark.parametrize("unit", ["character", "word", "line", "paragraph", "page"])
def test_every_step_ends_at_the_end(shown: ArticleView, unit: str) -> None:
    shown.move_caret("start")
    for direction in (1, -1):
        for _ in range(400):
            before = shown.caret
            shown.move_caret(unit, direction)
            if shown.caret == before:
                break
        else:
            raise AssertionError(f"{unit} goes on for ever")
        assert shown.point_of(shown.caret) != QPoint()


def test_keys_of_the_window_are_left_to_it(qtbot: QtBot) -> None:
    load_page_fonts()
    seen: list[int] = []

    class Window(QWidget):
        def keyPressEvent(self, event) -> None:
            seen.append(event.key())

    window = Window()
    qtbot.addWidget(window)
    page, other = ArticleView(), QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout = QVBoxLayout(window)
    layout.addWidget(page)
    layout.addWidget(other)
    window.resize(900, 700)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    page.show_document(story(), LABELS)
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    tabs: list[str] = []
    for name in ("Tab", "Shift+Tab"):
        QShortcut(QKeySequence(name), window).activated.connect(lambda name=name: tabs.append(name))
    QTest.keyClick(page, Qt.Key.Key_Tab)
    QTest.keyClick(page, Qt.Key.Key_Backtab, SHIFT)
    assert tabs == ["Tab", "Shift+Tab"]
    keys = [Qt.Key.Key_A, Qt.Key.Key_X, Qt.Key.Key_1, Qt.Key.Key_Delete]
    for code in keys:
        QTest.keyClick(page, code)
    QTest.keyClick(page, Qt.Key.Key_Left, ALT)
    QTest.keyClick(page, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    held = (Qt.Key.Key_Alt, Qt.Key.Key_Control, Qt.Key.Key_Shift)
    assert [code for code in seen if code not in held] == [*keys, Qt.Key.Key_Left, Qt.Key.Key_Z, Qt.Key.Key_Escape]
    assert page.hasFocus()


# --- find


def test_find_counts_and_goes_round(shown: ArticleView) -> None:
    assert shown.set_find("KƏLBƏCƏR") == 2
    first = shown.find_next()
    assert first == place(STORY, "Kəlbəcər")
    second = shown.find_next()
    assert second is not None
    assert second.start > first.start
    assert shown.find_position == (2, 2)
    assert shown.find_next() == first
    assert shown.find_next(backwards=True) == second
    rect = shown.point_of(second.start + 1)
    near = image_of(shown).copy(rect.x() - 8, rect.y() - 12, 16, 24)
    assert has_color(near, LIGHT.hit_current)
    assert shown.set_find("") == 0
    assert shown.find_next() is None


def test_find_unfolds_furniture(shown: ArticleView) -> None:
    assert shown.set_find("tweet") == 1
    assert shown.find_next() == place(STORY, "Tweet")
    assert shown._screen.sheet is not None
    assert next(shown._screen.sheet.indices(*_ends("Tweet")), None) is not None


def test_find_meets_any_white_space(page: ArticleView) -> None:
    page.show_document(document("one\u00a0two\none  two"), LABELS)
    assert page.set_find("one two") == 2
    assert page.set_find("o.e") == 0


# --- the margin


def test_a_date_has_a_card_beside_its_line_and_a_click_selects_it(shown: ArticleView) -> None:
    card = shown.card_rect(WEDNESDAY)
    mark = shown.rect_of(WEDNESDAY)
    assert abs(card.top() - mark.top()) < 6
    assert card.left() > mark.right()
    assert not card.intersects(shown.card_rect(FIGURE))
    click(shown, card.center())
    assert shown.selected == WEDNESDAY
    assert shown.annotations_at(card.center()) == [WEDNESDAY]


def test_a_narrow_page_has_no_cards(shown: ArticleView) -> None:
    shown.resize(640, 700)
    assert shown.card_rect(WEDNESDAY).isNull()


def test_cards_scroll_with_their_lines(page: ArticleView) -> None:
    text = "\n".join(f"On day {n} of Wednesday {n} they went on and on." for n in range(200))
    marks = [(f"Wednesday {n}", "DATE", ACCEPTED, DATE) for n in range(10, 99)]
    page.show_document(document(text, *marks), LABELS)
    for value in (0, 700, 2_000, 1_300, 3_000):
        page.verticalScrollBar().setValue(value)
        visible = [f"a{n}" for n in range(len(marks)) if not page.card_rect(f"a{n}").isNull()]
        for name in visible:
            assert -2 <= page.card_rect(name).top() - page.rect_of(name).top() <= 230


# --- scrolling and size


def long_document(paragraphs: int = 400) -> Document:
    text = "\n".join(f"Paragraph {n}: " + "the army moved into the district " * (n % 7) for n in range(paragraphs))
    return document(text, ("Paragraph 250", "ORG"), ("Paragraph 399", "GPE"))


def test_selecting_a_far_mark_brings_it_into_view(page: ArticleView) -> None:
    page.show_document(long_document(), LABELS)
    for name in ("a1", "a0"):
        page.select(name)
        assert page.viewport().rect().contains(page.rect_of(name))
    page.select("a1", reveal=False)
    assert not page.viewport().rect().contains(page.rect_of("a1"))


def test_what_is_on_screen_stays_while_heights_are_found_out(page: ArticleView, qtbot: QtBot) -> None:
    shown = long_document()
    page.show_document(shown, LABELS)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() // 2)
    offset = page.offset_at(QPoint(page._screen.column.left() + 5, 200))
    assert offset is not None
    at = page.point_of(offset)
    sheet = page._screen.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.unmeasured == 0, timeout=20_000)
    assert page.point_of(offset) == at


def test_scrolling_up_through_unknown_heights_does_not_jump(page: ArticleView) -> None:
    page.show_document(long_document(), LABELS)
    page._idle.stop()
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _ in range(40):
        offset = page.offset_at(QPoint(page._screen.column.left() + 5, 300))
        assert offset is not None
        before, value = page.point_of(offset).y(), bar.value()
        bar.setValue(value - 60)
        assert page.point_of(offset).y() == before + 60


def test_another_width_or_zoom_keeps_the_first_line(page: ArticleView) -> None:
    page.show_document(long_document(), LABELS)
    page.verticalScrollBar().setValue(4_000)
    offset = page._screen.first_offset()
    page.resize(700, 800)
    assert 0 <= page.point_of(offset).y() < 60
    page.set_zoom(1.5)
    assert 0 <= page.point_of(offset).y() < 90


def test_a_headline_that_takes_another_line_does_not_scroll_away(page: ArticleView) -> None:
    headline = "Rebels enter the capital and the army leaves it"
    shown = document(f"{headline}\n\n{STORY}", zones=[(headline, ZoneKind.HEADLINE)], published="2020-11-25")
    page.resize(440, 500)
    page.show_document(shown, LABELS)
    image_of(page)
    paragraph = place(shown.text, STORY[:20]).start
    before = page.point_of(paragraph).y()
    for words in ("Rebels", "enter", "capital", "army", "leaves"):
        shown, changes = edits.apply(shown, edits.add(shown, place(shown.text, words), "CARDINAL", origin="test"))
        page.update_document(shown, changes)
    image_of(page)
    assert page.point_of(paragraph).y() > before + 20
    assert page.verticalScrollBar().value() == 0


def test_an_article_of_which_nothing_is_known_has_room_for_the_line_that_says_so(page: ArticleView) -> None:
    words, known = "The army moved in.", {"published": "2020-11-25", "source": "story.txt"}
    page.show_document(document(words, **known), LABELS)
    dated = page.point_of(0)
    page.show_document(document(words), LABELS)
    assert page.point_of(0) == dated


def test_keep_position(page: ArticleView) -> None:
    shown = long_document()
    page.show_document(shown, LABELS)
    page.verticalScrollBar().setValue(4_000)
    offset = page._screen.first_offset()
    page.show_document(shown, LABELS, keep_position=True)
    assert page._screen.first_offset() == offset
    page.show_document(shown, LABELS)
    assert page.verticalScrollBar().value() == 0


def test_a_megabyte_in_one_paragraph(page: ArticleView) -> None:
    text = "the army moved into the district on Wednesday. " * 21_000
    page.show_document(document(text, ("army", "ORG")), LABELS)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() // 2)
    assert ink(image_of(page), LIGHT.background) > 3_000
    offset = len(text) // 2
    page.set_selection(Span(offset, offset + 300))
    page.move_caret("end")
    assert page.caret == len(text) - 1
    assert page.viewport().rect().contains(page.point_of(len(text) - 1))


@pytest.mark.parametrize("text", ["", "\n\n", "x", "\u200b", "\t", "a\ufffcb", "\u0301", "🕊", "\u202e\u202e"])
def test_odd_texts_are_shown(page: ArticleView, text: str) -> None:
    page.show_document(document(text), LABELS)
    image_of(page)
    for unit in ("word", "character", "line", "paragraph", "page", "edge", "article"):
        page.move_caret(unit, 1)
        page.move_caret(unit, -1, extend=True)
    click(page, QPoint(300, 120))
    assert page.selected is None


def test_selecting_outside_the_text_is_refused(shown: ArticleView) -> None:
    with pytest.raises(SpanError):
        shown.set_selection(Span(0, len(STORY) + 1))


def test_a_screen_reader_is_told_what_is_selected(shown: ArticleView) -> None:
    assert shown.accessibleName() == "Article"
    shown.select(WEDNESDAY)
    assert shown.accessibleDescription() == ("“Wednesday”, DATE · 25 Nov 2020 · Wed · from publish date · suggested")
    shown.set_selection(place(STORY, "army"))
    shown.move_caret("word", 1, extend=True)
    assert shown.accessibleDescription() == "Selected: “army moved”"


def test_before_the_first_show_nothing_is_lost(qtbot: QtBot) -> None:
    load_page_fonts()
    page = ArticleView()
    qtbot.addWidget(page)
    page.show_document(long_document(), LABELS)
    page.select("a1")
    page.resize(1000, 800)
    with qtbot.waitExposed(page):
        page.show()
    assert page.viewport().rect().contains(page.rect_of("a1"))
