from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.strategies import texts

from pressmark.core.errors import SpanError
from pressmark.core.offsets import Utf16Map
from pressmark.core.span import Span, trimmed
from pressmark.core.text import canonical, fingerprint, paragraphs


@given(texts)
def test_utf16_offsets_agree_with_the_codec_and_come_back(text: str) -> None:
    to = Utf16Map(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert to.to_units(offset) == units
        assert to.to_code_points(units) == offset
        assert to.floor_to_code_points(units) == offset
    assert to.units == len(text.encode("utf-16-le")) // 2


def test_the_middle_of_a_character_is_no_place() -> None:
    to = Utf16Map("a😀b")
    with pytest.raises(SpanError, match="inside a character"):
        to.to_code_points(2)
    assert to.floor_to_code_points(2) == 1
    assert to.span_from_units(1, 3) == Span(1, 2)
    assert to.span_to_units(Span(1, 3)) == (1, 4)


@pytest.mark.parametrize("units", [-1, 5])
def test_outside_the_text_is_no_place(units: int) -> None:
    with pytest.raises(SpanError):
        Utf16Map("a😀b").to_code_points(units)


def test_canonical_drops_the_mark_and_the_carriage_returns_only() -> None:
    assert canonical("\ufeffa\r\nb\rc\u00a0d\u2028e\u0301\tﬁ") == "a\nb\nc\u00a0d\u2028e\u0301\tﬁ"
    assert canonical("bad \ud800 half") == "bad \ufffd half"


@given(st.text())
def test_canonical_text_is_canonical(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text) or text.startswith("\ufeff\ufeff")


@given(texts)
def test_paragraphs_hold_every_word_once(text: str) -> None:
    spans = list(paragraphs(text))
    assert all(a.end < b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    assert all(not s.of(text)[0].isspace() and not s.of(text)[-1].isspace() and "\n" not in s.of(text) for s in spans)


def test_fingerprint_is_of_the_utf8_bytes() -> None:
    assert len(fingerprint("")) == 64
    assert fingerprint("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (2, 2), (3, 1)])
def test_a_span_holds_something(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        Span(start, end)


def test_trimmed_drops_white_space_of_every_kind() -> None:
    assert trimmed("  \u00a0ab \n", 0, 7) == Span(3, 5)
    assert trimmed(" \n ", 0, 3) is None
