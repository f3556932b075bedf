"""What holds for every text: offsets, no exceptions, and a running time that grows with the length and no faster."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.core.annotation import Candidate
from pressmark.core.article import ArticleMeta
from pressmark.core.ports import DetectionRequest
from pressmark.core.span import Span
from pressmark.core.text import canonical, paragraphs
from pressmark.detect import dates, figures
from pressmark.detect.number_tokens import lowered
from pressmark.detect.pieces import pieces
from pressmark.detect.pipeline import Pipeline

_WORDS = (
    "one two twenty five hundred thousand million billion half a third of quarter in out and the some"
    " about at least more than 1,960 30,000 4.5 2020 1990s 37 3-2 15:28 8am p.m. $ € % km metres days"
    " weeks years ago later last next this every Monday Wednesday March May 25 November between to – from"
    " killed people were dead toll rose an hour point 1/2 ½ −5C 0 00 007 12345678901234567890 F-16"
    " COVID-19 https://a.b/37 # @ , . ; ( ) ə ı İ é 🕊 👩🏽\u200d🚒 فاطمة ’s"
)
WORDS = st.sampled_from([*_WORDS.split(), "\n", "\u00a0", "\u202f"])
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
).map(canonical)
PUBLISHED = st.sampled_from(
    [None, "2020", "2020-11", "2020-11-25", "2020-11-25T15:28", "0001-01-01", "9999-12-31", "no date", ""]
)


def inside(candidates: Iterable[Candidate], text: str, parts: list[Span]) -> None:
    reached = 0
    for candidate in candidates:
        assert any(part.contains(candidate.span) for part in parts)
        assert candidate.span.start >= reached
        reached = candidate.span.end
        assert candidate.span.of(text).strip() == candidate.span.of(text)
        assert 0 <= candidate.score <= 1
        for value in candidate.attributes.values():
            check_nested(value, text, parts)


def check_nested(value: Any, text: str, parts: list[Span]) -> None:
    if not isinstance(value, dict):
        return
    span = Span(value["start"], value["end"])
    assert any(part.contains(span) for part in parts)
    if "text" in value:
        assert span.of(text) == value["text"]


@given(TEXTS, PUBLISHED)
@settings(deadline=None, max_examples=300)
def test_dates_and_figures_stay_inside_the_paragraphs(text: str, published: str | None) -> None:
    parts = list(paragraphs(text))[::2]  # only every other one is asked for
    request = DetectionRequest("a", text, "", ArticleMeta(published=published), tuple(parts))
    result = Pipeline(None).detect(request)
    inside(result.candidates, text, parts)
    places = [(c.span, c.label) for c in result.candidates]
    assert len(set(places)) == len(places)
    assert result.tokens == ()


@given(TEXTS, PUBLISHED, st.data())
@settings(deadline=None, max_examples=200)
def test_any_mark_can_be_read(text: str, published: str | None, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for attributes in (
        dates.read(text, Span(start, end), published=published),
        figures.read(text, Span(start, end), "CARDINAL"),
    ):
        for value in (attributes or {}).values():
            check_nested(value, text, [Span(0, len(text))])


@given(TEXTS)
def test_lowering_keeps_every_place(text: str) -> None:
    assert len(lowered(text)) == len(text)


@given(TEXTS, st.integers(2, 50))
def test_pieces_cover_every_paragraph_and_cut_no_word_that_fits(text: str, longest: int) -> None:
    lines = list(paragraphs(text))
    cut = list(pieces(text, lines, longest=longest))
    assert all(len(piece) <= longest for piece in cut)
    covered = "".join(piece.of(text) for piece in cut)
    assert "".join(covered.split()) == "".join("".join(line.of(text) for line in lines).split())
    assert cut == sorted(cut)


_SLOW_ONES = {
    "digits": "'1' * 200_000",
    "digits and commas": "'111,' * 50_000",
    "one and one": "'one ' * 50_000",
    "hundreds": "'hundred and one ' * 13_000",
    "twenty and dashes": "'twenty-' * 30_000",
    "points": "'1.' * 100_000",
    "at signs": "'a@' * 100_000",
    "spaces": "'1' + ' ' * 200_000 + '2'",
    "days": "'ten days and ' * 15_000",
    "years": "'2020 ' * 40_000",
    "years and dashes": "'2020-' * 40_000",
    "months": "'May ' * 50_000",
    "the end of": "'the end of ' * 18_000 + '2020'",
    "times": "'11:11:' * 33_000",
    "letters": "'a' * 200_000",
    "links": "'http://' + 'a.' * 100_000",
    "parentheses": "'(' * 200_000",
    "killed": "'killed at least ' * 12_000 + '37'",
    "between": "'between 1 and ' * 14_000",
    "last": "'last ' * 40_000 + 'week'",
    "the week ended": "'the week ended ' * 13_000",
    "two to": "'two to ' * 28_000 + 'weeks'",
    "clocks": "'10 a.m. ' * 25_000",
    "dots": "'. ' * 100_000",
    "both": "'both of the ' * 18_000 + 'died'",
    "no one": "'no one was ' * 18_000",
    "tolls": "'toll has risen to ' * 11_000 + '37'",
    "streets": "'1 Aa Bb Cc ' * 18_000",
    "thirds": "'a third and ' * 17_000",
    "groups": "'1 000 ' * 33_000",
    "Indian groups": "'1,00,' * 40_000",
    "units": "'5 square-metre-' * 12_000",
    "rates": "'$5 a ' * 40_000",
    "sections": "'1(2)' * 50_000",
    "codes": "'ab-1-' * 40_000",
    "calls": "'call 555 ' * 22_000",
    "combining": "'e' + '\\u0301' * 200_000",
}


@pytest.mark.parametrize("name", _SLOW_ONES)
def test_no_text_takes_for_ever(name: str) -> None:
    """200 kB of the worst; generous, because a pattern that is quadratic takes minutes."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pressmark.core.article import ArticleMeta\n"
        "from pressmark.core.ports import DetectionRequest\n"
        "from pressmark.core.text import paragraphs\n"
        "from pressmark.detect.pipeline import Pipeline\n"
        f"text = {_SLOW_ONES[name]}\n"
        "request = DetectionRequest('a', text, '', ArticleMeta(published='2020-11-25'), tuple(paragraphs(text)))\n"
        "Pipeline(None).detect(request)\n"
    )
    root = Path(__file__).resolve().parents[2] / "desktop"
    subprocess.run([sys.executable, "-c", program, str(root)], check=True, timeout=120)
