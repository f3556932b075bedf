from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.ui.article_view_support import anything, document

from pressmark.core.article import Article, ArticleMeta
from pressmark.core.span import Span
from pressmark.core.text import paragraphs
from pressmark.core.zones import Zone, ZoneKind
from pressmark.ui.article_view import segments
from pressmark.ui.article_view.segments import Kind, cut


def article(text: str, *zones: Zone) -> Article:
    return Article("x", text, "", ArticleMeta(), zones)


@given(anything | st.text(max_size=200))
def test_without_zones_every_paragraph_is_body(text: str) -> None:
    found = [Span(s.start, s.end) for s in cut(article(text)) if s.kind is Kind.BODY]
    assert found == list(paragraphs(text))


@given(
    st.lists(st.sampled_from(["word ", "Satz. ", "中国。", "👩🏽‍🚒", "a" * 400, "e\u0301"]), min_size=200, max_size=900)
)
def test_long_paragraphs_lose_nothing_but_white_space(parts: list[str]) -> None:
    text = "".join(parts)
    found = [s for s in cut(article(text)) if s.kind is Kind.BODY]
    assert all(0 < s.end - s.start <= segments.LONGEST for s in found)
    assert [s.opens for s in found] == [True] + [False] * (len(found) - 1)
    assert [s.closes for s in found] == [False] * (len(found) - 1) + [True]
    between = [text[a.end : b.start] for a, b in pairwise(found)]
    assert not "".join(between).strip()
    assert (
        "".join(text[s.start : s.end] for s in found).split() == "".join(text[s.start : s.end] for s in found).split()
    )
    assert sum(s.end - s.start for s in found) + sum(map(len, between)) == len(text.strip())


def test_the_headline_comes_first_and_the_header_is_folded_below_it() -> None:
    text = "Your Name\nPublish date25 Nov 2020\nTroops move in\nBAKU: The army moved.\nShare\nMore text.\nTweet\nMail"
    shown = document(
        text,
        zones=[
            ("Your Name", ZoneKind.FURNITURE),
            ("Publish date25 Nov 2020", ZoneKind.PUBLISHED),
            ("Troops move in", ZoneKind.HEADLINE),
            ("BAKU:", ZoneKind.DATELINE),
            ("The army moved.", ZoneKind.BODY),
            ("Share", ZoneKind.FURNITURE),
            ("More text.", ZoneKind.BODY),
            ("Tweet\nMail", ZoneKind.FURNITURE),
        ],
    ).article

    def told(unfolded: tuple[int, ...] = ()) -> list[tuple[Kind, str, int]]:
        return [(s.kind, text[s.start : s.end], s.count) for s in cut(shown, unfolded)]

    assert told() == [
        (Kind.HEADLINE, "Troops move in", 0),
        (Kind.META, "", 0),
        (Kind.FOLD, "", 2),
        (Kind.BODY, "BAKU: The army moved.", 0),
        (Kind.FOLD, "", 1),
        (Kind.BODY, "More text.", 0),
        (Kind.FOLD, "", 2),
    ]
    assert told((0,))[2:5] == [
        (Kind.FOLD, "", 2),
        (Kind.FURNITURE, "Your Name", 0),
        (Kind.FURNITURE, "Publish date25 Nov 2020", 0),
    ]


def test_a_headline_that_is_not_in_the_text_is_shown_as_a_title() -> None:
    shown = document("Only a body.", headline="From elsewhere").article
    assert [s.kind for s in cut(shown)] == [Kind.TITLE, Kind.META, Kind.BODY]


def test_a_line_of_two_kinds_is_cut_where_they_meet() -> None:
    text = "By Jane Doe  The river rose."
    shown = document(text, zones=[("By Jane Doe", ZoneKind.BYLINE), ("The river rose.", ZoneKind.BODY)]).article
    assert [(s.kind, text[s.start : s.end]) for s in cut(shown, (0,))] == [
        (Kind.META, ""),
        (Kind.FOLD, ""),
        (Kind.FURNITURE, "By Jane Doe"),
        (Kind.BODY, "The river rose."),
    ]


def test_text_outside_the_zones_is_shown_as_body() -> None:
    text = "A zone. Left over\nAlone"
    shown = document(text, zones=[("A zone.", ZoneKind.BODY)]).article
    assert [text[s.start : s.end] for s in cut(shown) if s.kind is Kind.BODY] == ["A zone. Left over", "Alone"]
