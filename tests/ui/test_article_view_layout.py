"""One segment: offsets to points and back, for texts of every kind."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from tests.ui.article_view_support import (
    LIGHT,
    UNSPACED,
    WORDS,
    anything,
    boundaries,
    document,
    left_to_right,
    load_page_fonts,
    mixed,
    right_to_left,
)

from pressmark.core import words
from pressmark.core.annotation import Status
from pressmark.core.span import Span
from pressmark.ui.article_view.faces import Faces
from pressmark.ui.article_view.layout import Laid, direction
from pressmark.ui.article_view.marks import Mark, marks_in
from pressmark.ui.article_view.segments import Kind

RTL = Qt.LayoutDirection.RightToLeft


@pytest.fixture(scope="module")
def faces(qapp: QApplication) -> Faces:
    load_page_fonts()
    return Faces(LIGHT, 1.0)


def laid(faces: Faces, text: str, *labelled: str, width: int = 400) -> Laid:
    """A segment with marks on these words."""
    shown = document(text, *((part, "GPE") for part in dict.fromkeys(labelled)))
    marks = marks_in(shown, 0, len(text), reach=0, hidden=(), selected=None)
    return Laid(text, 0, marks, face=faces.of(Kind.BODY), faces=faces, width=width, towards=direction(text))


def caret_of(segment: Laid, offset: int) -> QPointF:
    return segment.caret(offset).center()


@settings(max_examples=60)
@given(left_to_right | right_to_left)
def test_every_word_boundary_is_found_again_at_its_point(faces: Faces, text: str) -> None:
    segment = laid(faces, text)
    for offset in boundaries(text):
        point = caret_of(segment, offset)
        assert segment.offset_at(point.x(), point.y()) == offset


@settings(max_examples=60)
@given(left_to_right)
def test_marks_do_not_move_an_offset(faces: Faces, text: str) -> None:
    segment = laid(faces, text, *text.split())
    for offset in boundaries(text):
        point = caret_of(segment, offset)
        assert segment.offset_at(point.x(), point.y()) == offset


@settings(max_examples=60)
@given(mixed)
@example("peace peace peace peace Azerbaijan’s قال 30,000 30,000")  # a line of numbers that follows Arabic
@example("قال peace peace peace peace Azerbaijan’s カタカナ")  # a line that breaks in a word, and ends at the left
def test_in_mixed_text_a_point_gives_an_offset_that_stands_at_that_point(faces: Faces, text: str) -> None:
    segment = laid(faces, text)
    for offset in boundaries(text):
        point = caret_of(segment, offset)
        found = segment.offset_at(point.x(), point.y())
        assert not words.splits_character(text, found)
        again = caret_of(segment, found)
        assert abs(again.x() - point.x()) < 1.5
        assert again.y() == point.y()


@settings(max_examples=60)
@given(anything)
def test_no_point_of_any_text_cuts_a_character(faces: Faces, text: str) -> None:
    text = " ".join(text.split())
    if not text:
        return
    segment = laid(faces, text, width=120)
    for number in range(segment.line_count()):
        top, bottom = segment.line_rect(number)
        for x in range(-10, 140, 9):
            found = segment.offset_at(x, (top + bottom) / 2)
            assert 0 <= found <= len(text)
            at = segment.character_at(x, (top + bottom) / 2)
            assert at is None or 0 <= at < len(text)


@settings(max_examples=40)
@given(left_to_right | right_to_left | mixed)
def test_what_is_selected_covers_every_line_that_it_touches(faces: Faces, text: str) -> None:
    segment = laid(faces, text, width=200)
    rects = segment.rects(Span(0, len(text)))
    tops = {rect.top() for rect in rects}
    assert len(tops) == segment.line_count()
    assert all(rect.width() > 0 for rect in rects)


@pytest.mark.parametrize("word", [*WORDS, *UNSPACED, "محمد", "שָׁלוֹם"])
def test_the_ground_of_a_mark_holds_its_words_and_its_name(faces: Faces, word: str) -> None:
    text = f"x {word} y"
    segment = laid(faces, text, word)
    (shape,) = segment.shapes
    (piece,) = shape.pieces
    assert shape.name_at is not None
    width = faces.name_width("GPE")
    assert piece.left() <= shape.name_at.x()
    assert shape.name_at.x() + width <= piece.right() + 1
    (rect,) = segment.rects(Span(2, 2 + len(word)))
    assert piece.left() <= rect.left() + 1
    assert piece.right() >= rect.right() - 3
    found = segment.shapes_at(piece.center().x(), piece.center().y())
    assert [s.mark.annotation.id for s in found] == ["a0"]


@pytest.mark.parametrize("word", ["Baku", "cafe\u0301", "محمد", "👩🏽‍🚒"])
def test_the_name_covers_no_words(faces: Faces, word: str) -> None:
    """The room is real: what follows the mark begins behind the name, on the side where it follows."""
    text = f"{word} {word}" if word == "محمد" else f"{word} y"
    plain, marked = laid(faces, text), laid(faces, text, word)
    moved = plain.layout.lineAt(0).naturalTextWidth() - marked.layout.lineAt(0).naturalTextWidth()
    assert -moved >= faces.name_width("GPE")
    assert -moved < 2 * faces.name_width("GPE") + 20
    (shape,) = marked.shapes
    assert shape.name_at is not None
    name = shape.name_at.x(), shape.name_at.x() + faces.name_width("GPE")
    for rect in marked.rects(Span(len(word) + 1, len(text))):
        assert rect.right() <= name[0] + 1 or rect.left() >= name[1] - 1


def test_a_mark_at_the_end_of_a_right_to_left_line_has_its_name_on_the_left(faces: Faces) -> None:
    text = "قال محمد"
    segment = laid(faces, text, "محمد")
    (shape,) = segment.shapes
    assert segment.right_to_left
    assert shape.name_at is not None
    assert shape.name_at.x() + faces.name_width("GPE") <= segment.rects(Span(4, 8))[0].left()


def test_nested_marks_stack_below_each_other(faces: Faces) -> None:
    text = "the University of California at Los Angeles said"
    shown = document(
        text, ("University of California at Los Angeles", "ORG"), ("California", "GPE"), ("California at Los", "EVENT")
    )
    marks = marks_in(shown, 0, len(text), reach=0, hidden=(), selected=None)
    assert {m.annotation.label: m.level for m in marks} == {"ORG": 2, "EVENT": 1, "GPE": 0}
    segment = Laid(text, 0, marks, face=faces.body, faces=faces, width=900)
    bottoms = {s.mark.annotation.label: s.pieces[0].bottom() for s in segment.shapes}
    assert bottoms["GPE"] + 3 <= bottoms["EVENT"] <= bottoms["ORG"] - 3
    inner = next(s for s in segment.shapes if s.mark.annotation.label == "GPE").pieces[0].center()
    labels = [s.mark.annotation.label for s in segment.shapes_at(inner.x(), inner.y())]
    assert labels == ["GPE", "EVENT", "ORG"]


def test_names_of_marks_with_one_end_stand_side_by_side(faces: Faces) -> None:
    text = "the Bank of England said"
    shown = document(text, ("Bank of England", "ORG"), ("England", "GPE"))
    marks = marks_in(shown, 0, len(text), reach=0, hidden=(), selected=None)
    segment = Laid(text, 0, marks, face=faces.body, faces=faces, width=900)
    ends = {s.mark.annotation.label: s.name_at.x() for s in segment.shapes if s.name_at is not None}
    assert ends["GPE"] + faces.name_width("GPE") + faces.gap <= ends["ORG"]


def test_a_figure_is_drawn_over_its_phrase(faces: Faces) -> None:
    text = "killed some 30,000 people there"
    phrase = {"start": text.index("some"), "end": text.index(" there")}
    shown = document(text, ("30,000", "CARDINAL", Status.ACCEPTED, {"phrase": phrase}))
    marks = marks_in(shown, 0, len(text), reach=20, hidden=(), selected=None)
    assert [(text[m.start : m.end], m.annotation.span.of(text)) for m in marks] == [("some 30,000 people", "30,000")]
    segment = Laid(text, 0, marks, face=faces.body, faces=faces, width=900)
    (shape,) = segment.shapes
    (number,) = shape.number
    assert shape.pieces[0].left() < number.left() < number.right() < shape.pieces[0].right()


@pytest.mark.parametrize("phrase", ["x", {"start": 3}, {"start": 9, "end": 2}, {"start": 0, "end": 999}, None])
def test_a_phrase_that_is_none_is_left_aside(phrase: object) -> None:
    text = "killed some 30,000 people there"
    shown = document(text, ("30,000", "CARDINAL", Status.ACCEPTED, {"phrase": phrase}))
    (mark,) = marks_in(shown, 0, len(text), reach=0, hidden=(), selected=None)
    assert text[mark.start : mark.end] == "30,000"


def test_marks_that_are_not_drawn(faces: Faces) -> None:
    text = "Baku and Tbilisi and Yerevan"
    shown = document(text, ("Baku", "GPE", Status.REJECTED), ("Tbilisi", "GPE"), ("Yerevan", "ORG"))

    def drawn(hidden: tuple[str, ...], selected: str | None) -> list[str]:
        marks: list[Mark] = marks_in(shown, 0, len(text), reach=0, hidden=hidden, selected=selected)
        return [mark.annotation.id for mark in marks]

    assert drawn((), None) == ["a1", "a2"]
    assert drawn(("ORG",), None) == ["a1"]
    assert drawn(("ORG",), "a0") == ["a0", "a1"]


def test_paragraphs_run_the_way_of_their_first_strong_character() -> None:
    assert direction("قال Bob") is RTL
    assert direction("2020 שלום") is RTL
    assert direction("Bob قال") is Qt.LayoutDirection.LeftToRight
    assert direction("123") is Qt.LayoutDirection.LeftToRight


def test_lines_keep_their_distance_with_fallback_fonts(faces: Faces) -> None:
    plain, odd = laid(faces, "peace in the valley"), laid(faces, "peace 中国 محمد 🕊 valley")
    assert abs(odd.line_rect(0)[1] - plain.line_rect(0)[1]) <= 6
