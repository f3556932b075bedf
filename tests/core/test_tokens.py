"""Tokens, their agreement with spaCy's, how marks fall on them, and tags there and back."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.core.article import Token
from pressmark.core.span import Span
from pressmark.core.tokens import (
    Inside,
    Scheme,
    TagError,
    TokenRange,
    align,
    completed,
    decoded,
    is_boundary,
    scheme_of,
    tags,
    tokenise,
)

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PIECES = [
    "Baku",
    "Kəlbəcər",
    "İlham",
    "ıssız",
    "كلبجر",
    "עברית",
    "e\u0301",
    "n\u0303",
    "👩🏽‍🚒",
    "😀",
    "𝒜",
    "1,960",
    "30,000",
    " ",
    " ",
    "\n",
    "\u00a0",
    "\u2028",
    ".",
    ",",
    "“",
    "”",
    "—",
    "\t",
    "の",
    "日本",
    "'s",
    "n't",
    "$4.5bn",
    "U.S.",
    "-",
    "🇦🇿",
    "\u200d",
    "don’t",
    "-DOCSTART-",
    "a.m.",
    "km/h",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=20).map("".join)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(texts.filter(bool))
    spans = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        spans.append(Span(start, draw(st.integers(start + 1, min(len(text), start + 9)))))
    return text, spans


def words(text: str) -> list[str]:
    return [token.span.of(text) for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$4.5bn", "$ 4.5bn"),
        ("€3m", "€ 3 m"),
        ("1,960 peacekeepers", "1,960 peacekeepers"),
        ("don’t can't he'd It's", "do n’t ca n't he 'd It 's"),
        ("cannot", "can not"),
        ("John's dogs'", "John 's dogs '"),
        ("U.S. Mr. Feb. a.m.", "U.S. Mr. Feb. a.m."),
        ("58-year-old", "58 - year - old"),
        ("2020-11-25 15:28", "2020 - 11 - 25 15:28"),
        ("8am 11.11pm", "8 am 11.11pm"),
        ("70 km/h, 20km.", "70 km / h , 20 km ."),
        ("“It was,” she said.", "“ It was , ” she said ."),
        ("8.25% (up 2.5%)", "8.25 % ( up 2.5 % )"),
        ("me@x.org www.x.org/a", "me@x.org www.x.org/a"),
        ("Kəlbəcər’in Elşən.", "Kəlbəcər’in Elşən ."),
        ("Traore\u0301.", "Traore\u0301 ."),
        ("it—that …and", "it — that … and"),
        ("😀👩🏽‍🚒!", "😀 👩🏽‍🚒 !"),
        ("50\u00a0basis\u2028points", "50 basis points"),
        ("", ""),
    ],
)
def test_how_words_are_cut(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_tokens_agree_with_spacy_on_the_samples() -> None:
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    same = total = 0
    for path in SEEDS.glob("*.gold.jsonl"):
        text = json.loads(path.read_text(encoding="utf-8"))["text"]
        ours = {(token.span.start, token.span.end) for token in tokenise(text)}
        theirs = {(token.idx, token.idx + len(token)) for token in tokenizer(text) if not token.is_space}
        same += len(ours & theirs)
        total += len(ours | theirs)
    assert total > 4000
    assert same / total >= 0.98


def test_sentences_start_where_they_do() -> None:
    text = "“We left,” she said. “They came.” Mr. Roe of the U.S. agency (est. 1990) stayed! 30 did not.\nNext line"
    starts = [token.span.start for token in tokenise(text) if token.sentence_start]
    assert [text[start : start + 6] for start in starts] == ["“We le", "“They ", "Mr. Ro", "30 did", "Next l"]


def test_only_the_stretches_that_are_asked_for() -> None:
    assert [token.span.start for token in tokenise("one two three", [Span(4, 7)])] == [4]


@given(texts)
def test_tokens_take_every_character_but_white_space_once(text: str) -> None:
    tokens = tokenise(text)
    assert tokens == tokenise(text)
    assert "".join(token.span.of(text) for token in tokens) == "".join(text.split())
    for left, right in pairwise(tokens):
        assert left.span.end <= right.span.start
    if tokens:
        assert tokens[0].sentence_start


@given(texts_with_spans())
def test_tokens_from_elsewhere_are_completed(given_: tuple[str, list[Span]]) -> None:
    text, spans = given_
    tokens = completed(text, [Token(span, "NN") for span in sorted(set(spans))])
    assert "".join(token.span.of(text) for token in tokens) == "".join(text.split())
    assert completed(text, tokens) == tokens


class TestAlign:
    def test_a_mark_inside_a_token_cuts_it(self) -> None:
        text = "R19.80 paid"
        laid = align(text, tokenise(text), [Span(1, 6)])
        assert [token.span.of(text) for token in laid.tokens] == ["R", "19.80", "paid"]
        assert laid.ranges == ((1, 2),)
        assert [token.sentence_start for token in laid.tokens] == [True, False, False]

    def test_or_is_widened_or_left_out(self) -> None:
        text = "R19.80 paid"
        tokens = tokenise(text)
        assert align(text, tokens, [Span(1, 6)], inside=Inside.WIDEN).spans == (Span(0, 6),)
        assert align(text, tokens, [Span(1, 6), Span(7, 11)], inside=Inside.LEAVE_OUT).ranges == (None, (1, 2))

    @pytest.mark.parametrize(
        ("text", "span", "found"),
        [
            ("cafe\u0301s", Span(0, 4), Span(0, 5)),
            ("cafe\u0301s", Span(4, 6), Span(3, 6)),
            ("x👩🏽‍🚒y", Span(1, 2), Span(1, 5)),
            ("🇦🇿🇵🇱", Span(0, 1), Span(0, 2)),
        ],
    )
    def test_characters_are_not_parted_from_their_marks(self, text: str, span: Span, found: Span) -> None:
        assert align(text, tokenise(text), [span]).spans == (found,)

    def test_white_space_at_the_ends_falls_off(self) -> None:
        text = "in Baku now"
        assert align(text, tokenise(text), [Span(2, 8), Span(2, 3)]).spans == (Span(3, 7), None)

    @given(texts_with_spans(), st.sampled_from(list(Inside)))
    def test_what_holds_for_every_text(self, given_: tuple[str, list[Span]], inside: Inside) -> None:
        text, spans = given_
        laid = align(text, tokenise(text), spans, inside=inside)
        assert "".join(token.span.of(text) for token in laid.tokens) == "".join(text.split())
        for span, found, place in zip(spans, laid.spans, laid.ranges, strict=True):
            if found is None or place is None:
                assert inside is Inside.LEAVE_OUT or not span.of(text).strip()
                continue
            first, last = place
            assert (laid.tokens[first].span.start, laid.tokens[last - 1].span.end) == (found.start, found.end)
            assert found.of(text).strip() == found.of(text)
            bare = Span(span.start, span.end)
            clean = is_boundary(text, span.start) and is_boundary(text, span.end)
            if inside is Inside.LEAVE_OUT or (inside is Inside.SPLIT and clean):
                assert bare.contains(found)
                assert found.of(text) == span.of(text).strip()
            else:
                assert "".join(span.of(text).split()) in "".join(found.of(text).split())


@st.composite
def ranges(draw: st.DrawFn) -> tuple[int, list[TokenRange]]:
    count = draw(st.integers(0, 12))
    found: list[TokenRange] = []
    at = 0
    while at < count:
        if draw(st.booleans()):
            end = draw(st.integers(at + 1, min(count, at + 4)))
            found.append((at, end, draw(st.sampled_from(["A", "B-C", "x,y"]))))
            at = end
        else:
            at += 1
    return count, found


class TestTags:
    def test_schemes(self) -> None:
        marks = [(0, 1, "A"), (1, 4, "A")]
        assert tags(5, marks, Scheme.BIO) == ["B-A", "B-A", "I-A", "I-A", "O"]
        assert tags(5, marks, Scheme.BIOES) == ["S-A", "B-A", "I-A", "E-A", "O"]
        assert tags(5, marks, Scheme.BILUO) == ["U-A", "B-A", "I-A", "L-A", "O"]
        assert tags(5, marks, Scheme.IOB1) == ["I-A", "B-A", "I-A", "I-A", "O"]

    @given(ranges(), st.sampled_from(list(Scheme)))
    def test_there_and_back(self, given_: tuple[int, list[TokenRange]], scheme: Scheme) -> None:
        count, marks = given_
        assert decoded(tags(count, marks, scheme), scheme) == marks

    @pytest.mark.parametrize(
        ("wrong", "scheme", "index"),
        [
            (["O", "I-A"], Scheme.BIO, 1),
            (["B-A", "I-B"], Scheme.BIO, 1),
            (["B-"], Scheme.BIO, 0),
            (["X-A"], Scheme.BIO, 0),
            (["o"], Scheme.BIO, 0),
            (["B-A", "O"], Scheme.BIOES, 1),
            (["B-A", "E-B"], Scheme.BIOES, 1),
            (["O", "B-A"], Scheme.BIOES, 1),
            (["L-A"], Scheme.BILUO, 0),
        ],
    )
    def test_wrong_tags_are_named(self, wrong: list[str], scheme: Scheme, index: int) -> None:
        with pytest.raises(TagError) as caught:
            decoded(wrong, scheme)
        assert caught.value.index == index

    @pytest.mark.parametrize("wrong", [[(0, 2, "A"), (1, 3, "B")], [(0, 9, "A")], [(1, 1, "A")], [(-1, 1, "A")]])
    def test_ranges_that_cannot_be(self, wrong: list[TokenRange]) -> None:
        with pytest.raises(ValueError, match="no tags"):
            tags(3, wrong)

    def test_the_scheme_shows(self) -> None:
        assert scheme_of(["O", "B-A", "I-A"]) is Scheme.BIO
        assert scheme_of(["O", "I-A", "I-A", "B-A"]) is Scheme.IOB1
        assert scheme_of(["S-A"]) is Scheme.BIOES
        assert scheme_of(["B-A", "L-A"]) is Scheme.BILUO
        assert scheme_of([]) is Scheme.BIO
