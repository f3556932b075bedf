"""Whole articles of our own with their gold (`articles/`): what share of it is read right must not fall.

The floors are what was reached when an article was last looked at. Each was read blind before rules were mended, as
`docs/detection.md` tells.
"""

from __future__ import annotations

import pytest
from tests.detect.article_gold import Scores, articles, scored

from pressmark.core.article import ArticleMeta
from pressmark.core.ports import DetectionRequest
from pressmark.core.text import fingerprint, paragraphs
from pressmark.detect.pipeline import Pipeline

MEASURES = ("relaxed", "strict", "dated", "value", "bound", "counted", "events")
FLOORS = {
    "first": (0.99, 0.975, 0.975, 0.99, 0.99, 0.99, 0.97),
    "second": (0.99, 0.98, 0.98, 0.99, 0.99, 0.985, 0.9),
    "third": (0.99, 0.98, 0.99, 0.99, 0.99, 0.99, 0.95),
    "fourth": (0.99, 0.96, 0.965, 0.99, 0.99, 0.98, 0.98),
}


def read(name: str) -> Scores:
    pipeline = Pipeline.of()
    scores = Scores()
    for article in articles(name):
        text = article.text
        meta = ArticleMeta(published=article.published)
        request = DetectionRequest("a", text, fingerprint(text), meta, tuple(paragraphs(text)))
        scored(article, pipeline.detect(request).candidates, scores)
    return scores


def test_marks_of_the_gold_are_read_with_their_places() -> None:
    first = articles("first")[0]
    assert (first.name, first.published) == ("wire report of a conflict", "1998-08-19")
    assert [(date.span.of(first.text), date.type, date.value) for date in first.dates][:3] == [
        ("Aug. 19", "DATE", "1998-08-19"),
        ("overnight", "TIME", "1998-08-18TNI"),
        ("Wednesday", "DATE", "1998-08-19"),
    ]
    assert [first.text[figure.start : figure.end] for figure in first.figures][:2] == ["14", "dozens"]


def test_what_is_missed_and_what_is_too_much_lowers_the_share() -> None:
    article, scores = articles("first")[0], Scores()
    scored(article, [], scores)
    assert (scores.relaxed.right, scores.relaxed.share, scores.value.share) == (0, 0.0, 0.0)
    assert len(scores.wrong) == scores.relaxed.gold + scores.value.gold > 20


@pytest.mark.model
@pytest.mark.parametrize("name", FLOORS)
def test_no_fewer_are_read_right_than_before(name: str) -> None:
    scores = read(name)
    floors = dict(zip(MEASURES, FLOORS[name], strict=True))
    below = {measure: share for measure in MEASURES if (share := getattr(scores, measure).share) < floors[measure]}
    assert below == {}, scores.wrong
