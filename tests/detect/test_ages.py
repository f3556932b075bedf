from __future__ import annotations

import pytest

from pressmark.core.article import ArticleMeta
from pressmark.core.ports import DetectionRequest
from pressmark.core.span import Span
from pressmark.core.text import paragraphs
from pressmark.detect import ages
from pressmark.detect.pipeline import Pipeline


@pytest.mark.parametrize(("text", "words"), ages.EXAMPLES)
def test_the_examples_are_read(text: str, words: list[str]) -> None:
    assert [candidate.span.of(text) for candidate in ages.find(text, Span(0, len(text)))] == words


def test_an_age_is_a_quantity_of_years_and_no_second_figure() -> None:
    text = "Gagik Petrosyan, 58, keeps 12 hives and won 3-1 in 2019."
    request = DetectionRequest("a", text, "", ArticleMeta(), tuple(paragraphs(text)))
    found = Pipeline(None).detect(request).candidates
    read = [(c.span.of(text), c.label, c.attributes["value"], c.attributes.get("unit")) for c in found]
    assert read[0] == ("58", "QUANTITY", 58, "year")
    assert [row[0] for row in read].count("58") == 1


def test_an_age_inside_a_date_is_left_to_the_date() -> None:
    text = "She came back on May, 19, 2019."
    request = DetectionRequest("a", text, "", ArticleMeta(), tuple(paragraphs(text)))
    assert "rule:ages" not in {c.origin for c in Pipeline(None).detect(request).candidates}
