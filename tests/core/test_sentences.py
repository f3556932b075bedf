from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.core.sentences import sentence_around
from pressmark.core.span import Span

TEXT = "Rain fell. Mr. Tarvin counted 12 boats in Velm! “Nine sank,” he said.\nThe rest came home 😀."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Rain", "Rain fell."),
        ("12", "Mr. Tarvin counted 12 boats in Velm!"),
        ("Nine", "“Nine sank,” he said."),
        ("😀", "The rest came home 😀."),
        ("fell. Mr", "Rain fell. Mr. Tarvin counted 12 boats in Velm!"),
    ],
)
def test_the_sentence_is_found(words: str, sentence: str) -> None:
    start = TEXT.index(words)
    assert sentence_around(TEXT, Span(start, start + len(words))).of(TEXT) == sentence


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "word " * 300 + "HERE " + "word " * 300
    found = sentence_around(text, Span(1500, 1504), longest=60)
    assert found.of(text) == "word word word word word HERE word word word word word"


@given(st.text(min_size=1, max_size=300), st.data())
def test_it_holds_the_span_in_every_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    longest = data.draw(st.integers(1, 80))
    found = sentence_around(text, Span(start, end), longest=longest)
    words = Span(start, end).of(text)
    assert words.strip() in found.of(text)
    assert len(found) <= max(longest, end - start)
