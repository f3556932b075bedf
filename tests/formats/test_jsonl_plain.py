"""The fast way of the lossless format against the one that takes every line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.strategies import annotated_articles

from pressmark.core.annotation import Status
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.tokens import tokenise
from pressmark.formats import jsonl, jsonl_plain

articles = annotated_articles(statuses=st.sampled_from(list(Status)))
WRONG = (None, True, -1, 0, 3, 2.5, "", "x", [], {}, [{}], {"a": 1e300})


@given(articles)
def test_written_alike(one: AnnotatedArticle) -> None:
    line = jsonl_plain.encoded(one)
    if line is not None:
        assert line == json.dumps(jsonl.to_row(one), ensure_ascii=False).encode()


@pytest.mark.parametrize("number", [1e-5, -1e-5, 1e16, 1e22, 1.5e300, 5e-324])
def test_numbers_with_an_exponent_are_left_to_python(number: float) -> None:
    one = jsonl.from_row({"text": "Baku", "spans": [{"start": 0, "end": 4, "label": "GPE"}]})
    (mark,) = one.annotations
    for changed in (mark.but(score=number), mark.but(attributes={"a": [{"b": number}]})):
        article = AnnotatedArticle(one.article, (changed,))
        assert jsonl_plain.encoded(article) is None
        assert json.dumps(number).encode() in jsonl.encoded(article)


@given(articles)
def test_read_alike(one: AnnotatedArticle) -> None:
    line = jsonl.encoded(AnnotatedArticle(one.article, one.annotations, one.relations, tokenise(one.article.text)))
    found = jsonl_plain.read(line)
    assert found == jsonl.from_row(json.loads(line)) or found is None
    if "\r" not in one.article.text:
        assert found is not None


@given(articles, st.data())
def test_what_somebody_changed_is_read_alike_or_left(one: AnnotatedArticle, data: st.DataObject) -> None:
    row = json.loads(jsonl.encoded(one))
    places: list[tuple[Any, Any]] = [(row, name) for name in row]
    for name in ("zones", "tokens", "spans", "relations"):
        places += [(each, key) for each in row[name] for key in each]
    holder, key = data.draw(st.sampled_from(places))
    if data.draw(st.booleans()):
        del holder[key]
    else:
        holder[key] = data.draw(st.sampled_from(WRONG))
    found = jsonl_plain.read(json.dumps(row).encode())
    if found is not None:
        assert found == jsonl.from_row(row)


def test_two_marks_alike_are_left_to_be_told() -> None:
    row = json.loads(jsonl.encoded(jsonl.from_row({"text": "Baku", "spans": [{"start": 0, "end": 4, "label": "GPE"}]})))
    assert jsonl_plain.read(json.dumps(row).encode()) is not None
    row["spans"].append({**row["spans"][0], "id": "other"})
    assert jsonl_plain.read(json.dumps(row).encode()) is None
