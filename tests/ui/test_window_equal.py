"""Equal words: listed, previewed, left out one by one, marked, and taken back at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.ui.test_window_relations import mark
from tests.ui.window_support import CTRL, SHIFT, Hands, article

from pressmark.core.annotation import Annotation, Status
from pressmark.core.document import Document
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span

HERE = "Harbour opens\nThe ship left Odesa. From Odesa it sailed; odesa again, Odesan too. In Odesa, once more.\n"
THERE = "Grain\nOdesa is a port. Odesa waits.\n"


def opened(hands: Hands) -> None:
    first = AnnotatedArticle(article(HERE))
    hands.fill(first, AnnotatedArticle(article(THERE, source="b.txt")), AnnotatedArticle(article("None\nNo word.\n")))
    hands.drag_over("Odesa")
    hands.window.marking.palette.hide()
    hands.window.marking.give_label("GPE")
    hands.page.select(mark(hands, "Odesa"))
    hands.page.setFocus()


def words(document: Document) -> list[tuple[str, str, Status]]:
    return [(a.span.of(document.text), a.label, a.status) for a in document]


def found(hands: Hands, count: int) -> None:
    hands.qtbot.waitUntil(lambda: len(hands.window.equal_panel.hits.hits) == count, timeout=10_000)


class TestInTheArticle:
    def test_lists_every_other_place_with_its_line(self, hands: Hands) -> None:
        opened(hands)
        hands.key(Qt.Key.Key_Equal)
        found(hands, 2)
        panel = hands.window.equal_panel
        assert panel.isVisible()
        assert [hit.before for hit in panel.hits.hits] == [
            "The ship left Odesa. From ",
            "The ship left Odesa. From Odesa it sailed; odesa again, Odesan too. In ",
        ]
        assert "1" in panel.note.text()

    def test_shows_in_the_page_what_would_be_marked(self, hands: Hands) -> None:
        opened(hands)
        before = hands.page.viewport().grab().toImage()
        hands.key(Qt.Key.Key_Equal)
        found(hands, 2)
        assert len(hands.page._previews) == 2
        hands.key(Qt.Key.Key_Space, on=hands.window.equal_panel.list)
        assert hands.page._previews.starts == [hands.window.equal_panel.hits.hits[1].span.start]
        assert hands.page.viewport().grab().toImage() != before
        hands.key(Qt.Key.Key_Escape, on=hands.window.equal_panel.list)
        assert len(hands.page._previews) == 0
        assert hands.page.hasFocus()
        assert len(hands.document) == 1

    def test_marks_what_was_not_left_out_and_one_undo_takes_it_back(self, hands: Hands) -> None:
        opened(hands)
        hands.key(Qt.Key.Key_Equal)
        found(hands, 2)
        hands.key(Qt.Key.Key_Space, on=hands.window.equal_panel.list)
        hands.key(Qt.Key.Key_Return, on=hands.window.equal_panel.list)
        assert words(hands.stored()) == [("Odesa", "GPE", Status.ACCEPTED)] * 2
        assert hands.page.hasFocus()
        hands.key(Qt.Key.Key_Z, CTRL)
        assert len(hands.stored()) == 1

    def test_case_and_whole_words_can_be_let_go(self, hands: Hands) -> None:
        opened(hands)
        hands.key(Qt.Key.Key_Equal)
        found(hands, 2)
        hands.click(hands.window.equal_panel.case_box)
        found(hands, 3)
        hands.click(hands.window.equal_panel.words_box)
        found(hands, 4)

    def test_a_click_on_the_box_leaves_a_place_out(self, hands: Hands) -> None:
        opened(hands)
        hands.key(Qt.Key.Key_Equal)
        found(hands, 2)
        view = hands.window.equal_panel.list
        rect = view.visualRect(view.model().index(1, 0))
        at = view.itemDelegate().box(rect).center()
        hands.click(view.viewport(), at)
        assert hands.window.equal_panel.hits.chosen == [True, False]

    def test_the_status_of_the_mark_is_applied_too(self, hands: Hands) -> None:
        opened(hands)
        hands.key(Qt.Key.Key_Equal)
        found(hands, 2)
        hands.key(Qt.Key.Key_Return, on=hands.window.equal_panel.list)
        hands.page.select(mark(hands, "Odesa"))
        hands.window.marking.decide(Status.REJECTED)
        first = next(a for a in hands.document if a.status is Status.REJECTED)
        hands.page.select(first.id)
        hands.key(Qt.Key.Key_Equal)
        found(hands, 2)
        panel = hands.window.equal_panel
        assert "Reject" not in panel.take_button.text() or not panel.take_button.isEnabled()
        hands.click(panel.all_box)
        assert panel.take_button.text() == "Reject 2 places"
        hands.click(panel.take_button)
        assert words(hands.stored()) == [("Odesa", "GPE", Status.REJECTED)] * 3


class TestInTheProject:
    def test_marks_in_all_articles_and_undoes_in_all(self, hands: Hands) -> None:
        opened(hands)
        project = hands.bench.project
        assert project is not None
        ids = [row.id for row in project.articles()]
        hands.key(Qt.Key.Key_Plus)
        found(hands, 4)
        assert "4 places in 2 articles" in hands.window.equal_panel.note.text()
        hands.key(Qt.Key.Key_Return, on=hands.window.equal_panel.list)
        hands.qtbot.waitUntil(lambda: not hands.bench.files.busy and len(hands.document) == 3)
        assert words(project.document(ids[1])) == [("Odesa", "GPE", Status.ACCEPTED)] * 2
        hands.key(Qt.Key.Key_Z, CTRL)
        hands.qtbot.waitUntil(lambda: not hands.bench.files.busy and len(hands.document) == 1)
        assert words(project.document(ids[1])) == []
        hands.key(Qt.Key.Key_Z, CTRL | SHIFT)
        hands.qtbot.waitUntil(lambda: not hands.bench.files.busy and len(hands.document) == 3)
        assert len(project.document(ids[1])) == 2

    def test_a_double_click_opens_the_place(self, hands: Hands) -> None:
        opened(hands)
        hands.key(Qt.Key.Key_Plus)
        found(hands, 4)
        panel = hands.window.equal_panel
        panel.list.doubleClicked.emit(panel.hits.index(2))
        assert hands.document.article.meta.source == "b.txt"
        hands.settle()
        assert len(hands.page._previews) == 2


def test_the_palette_begins_with_what_other_articles_say(hands: Hands) -> None:
    text = "Sport\nGanja beat Lerik.\n"
    start = text.index("Ganja")
    given = Annotation("a1", Span(start, start + 5), "ORG", Status.ACCEPTED, "person:A")
    first = AnnotatedArticle(article("Town\nGanja grew.\n"))
    hands.fill(first, AnnotatedArticle(article(text, source="b.txt"), (given,)))
    hands.drag_over("Ganja")
    palette = hands.window.marking.palette
    assert palette.isVisible()
    assert palette.current is not None
    assert palette.current.id == "ORG"
