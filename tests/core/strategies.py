"""Texts and marks that have broken other programs: astral, combining, right-to-left, odd spaces and line ends."""

from __future__ import annotations

from hypothesis import strategies as st

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.document import Document
from pressmark.core.span import Span
from pressmark.core.text import canonical

PIECES = [
    "Baku", "Kəlbəcər", "İlham", "ıssız", "كلبجر", "עברית", "e\u0301", "n\u0303", "👩🏽‍🚒", "😀", "𝒜", "1,960",
    "30,000", " ", "\n", "\u00a0", "\u2028", ".", ",", "“", "”", "—", "\t", "の", "日本", "'s", "n't", "$4.5bn", "\r\n",
]  # fmt: skip

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join).map(canonical)
labels = st.sampled_from(["PERSON", "ORG", "GPE", "DATE", "CARDINAL", "my label, odd"])
statuses = st.sampled_from(list(Status))


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, min(len(text), start + 12))))


@st.composite
def documents(draw: st.DrawFn, *, min_annotations: int = 0) -> Document:
    text = draw(texts.filter(lambda t: len(t) > 3)) if min_annotations else draw(texts)
    places = draw(
        st.lists(st.tuples(spans(text), labels), unique=True, min_size=min_annotations, max_size=8)
        if text
        else st.just([])
    )
    annotations = [
        Annotation(
            f"a{number}",
            span,
            label,
            draw(statuses),
            draw(st.sampled_from(["person:me", "model:en-1", "rule:dates"])),
            draw(st.none() | st.floats(0, 1)),
            draw(st.sampled_from([{}, {"value": 3, "unit": None}, {"type": "DATE", "value": "2020-11"}])),
        )
        for number, (span, label) in enumerate(places)
    ]
    relations = []
    if len(annotations) > 1 and draw(st.booleans()):
        relations.append(Relation("r1", annotations[0].id, annotations[1].id, "when"))
    meta = ArticleMeta(headline="Headline", published=draw(st.sampled_from([None, "2020-11-25"])))
    return Document(Article.from_raw(RawArticle(text, meta, ())), annotations, relations)
