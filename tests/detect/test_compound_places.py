from __future__ import annotations

import pytest

from pressmark.core.article import ArticleMeta
from pressmark.core.ports import DetectionRequest
from pressmark.core.span import Span
from pressmark.core.text import fingerprint, paragraphs
from pressmark.detect import compound_places
from pressmark.detect.names import Mention, Reading
from pressmark.detect.pipeline import Pipeline


def mention(text: str, name: str, label: str) -> Mention:
    start = text.index(name)
    return Mention(Span(start, start + len(name)), label, 0.9, {label: 0.9})


def joined(text: str, *mentions: Mention) -> list[tuple[str, str, str]]:
    found = compound_places.joined(Reading(text, [Span(0, len(text))]), mentions)
    return [(m.span.of(text), m.label, m.rule) for m in found]


def test_both_names_become_one_place() -> None:
    text = "Fog hid Newcastle upon Tyne and Leeds."
    parts = mention(text, "Newcastle", "GPE"), mention(text, "Tyne", "LOC"), mention(text, "Leeds", "GPE")
    assert joined(text, *parts) == [("Newcastle upon Tyne", "GPE", "whole name"), ("Leeds", "GPE", "")]


def test_without_a_mark_hyphens_are_enough() -> None:
    assert joined("Shells hit Rostov-on-Don.") == [("Rostov-on-Don", "GPE", "whole name")]
    assert joined("Rain fell on Hope upon Hope.") == []


def test_somebodys_name_and_a_longer_name_stay() -> None:
    text = "Jean-de-Dieu spoke at the Newcastle upon Tyne Brewery."
    person, brewery = mention(text, "Jean-de-Dieu", "PERSON"), mention(text, "Newcastle upon Tyne Brewery", "ORG")
    assert joined(text, person, brewery) == [
        ("Jean-de-Dieu", "PERSON", ""),
        ("Newcastle upon Tyne Brewery", "ORG", ""),
    ]


@pytest.mark.model
@pytest.mark.parametrize("name", compound_places.EXAMPLES)
def test_each_example_is_one_place(name: str) -> None:
    text = compound_places.EXAMPLES[name]
    request = DetectionRequest("a", text, fingerprint(text), ArticleMeta(), tuple(paragraphs(text)))
    found = Pipeline.of().detect(request).candidates
    assert [(c.span.of(text), c.label in ("GPE", "LOC", "FAC")) for c in found] == [(name, True)]


@pytest.mark.model
@pytest.mark.parametrize("name", compound_places.LINE_EXAMPLES)
def test_each_line_between_two_places_is_one_name(name: str) -> None:
    text = compound_places.LINE_EXAMPLES[name]
    request = DetectionRequest("a", text, fingerprint(text), ArticleMeta(), tuple(paragraphs(text)))
    assert [c.span.of(text) for c in Pipeline.of().detect(request).candidates] == [name]


def test_two_lines_and_a_list_stay_apart() -> None:
    text = "It links both Norfolk and Western Railway, Leeds, York and Selby Canal."
    marks = [mention(text, name, "GPE") for name in ("Norfolk", "Leeds", "York")]
    assert joined(text, *marks) == [("Norfolk", "GPE", ""), ("Leeds", "GPE", ""), ("York", "GPE", "")]
