"""Every format that is written, on texts that break programs: what is not in the files is in the report."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.strategies import documents

from pressmark.core.annotation import Status
from pressmark.core.document import Document
from pressmark.core.overlap import Keep
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.tokens import Inside
from pressmark.formats import registry
from pressmark.formats.base import Choice, Holds
from pressmark.services.exporting import ExportRequest, parse_split, run
from pressmark.services.reshaping import Figures, Sentences

FORMS = list(registry.WRITERS)
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
RELATION = "when"  # the label of relations in `documents`, which no annotation has


def articles(found: list[Document]) -> list[AnnotatedArticle]:
    """With ids of their own; a project holds no text twice."""
    by_text = {each.article.sha256: each for each in found}
    return [
        AnnotatedArticle(each.article.but(id=f"article-{number}"), tuple(each), each.relations)
        for number, each in enumerate(by_text.values())
    ]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    found=st.lists(documents(), min_size=1, max_size=3),
    keep=st.sampled_from(Keep),
    inside=st.sampled_from(Inside),
    sentences=st.sampled_from(Sentences),
    split=st.booleans(),
    whole=st.booleans(),
)
def test_what_is_not_in_the_files_is_in_the_report(
    tmp_path_factory: pytest.TempPathFactory,
    form: str,
    found: list[Document],
    keep: Keep,
    inside: Inside,
    sentences: Sentences,
    split: bool,
    whole: bool,
) -> None:
    given_ones = articles(found)
    writer = registry.WRITERS[form]
    out = tmp_path_factory.mktemp("every") / f"set{writer.extension}"
    report = run(
        ExportRequest(
            form,
            out,
            statuses=frozenset(Status),
            overlaps=keep,
            inside=inside,
            sentences=sentences if Choice.SENTENCES in writer.choices else Sentences.DETECTED,
            whole_text=whole,
            figures=Figures.PHRASE,
            split=parse_split("train=0.5,test=0.5") if split else None,
        ),
        lambda: given_ones,
    )
    assert report.articles == len(given_ones)
    losses = list(report.every_loss())
    left_out = Counter(each.article_id for each in losses if each.what == "left out" and each.label != RELATION)
    total = sum(len(each.annotations) for each in given_ones)
    assert sum(report.annotations.values()) + left_out.total() == total

    back: list[AnnotatedArticle] = []
    for path in dict.fromkeys(part.path for part in report.parts):
        back += list(writer.read(path))
    assert sum(len(each.annotations) for each in back) == sum(report.annotations.values())
    if Holds.TEXT not in writer.holds or form == "webanno":  # which keeps sentences, not what stands around them
        return
    told = {(each.article_id, each.span, each.label) for each in losses}
    by_text = {each.article.text: each for each in back}
    for one in given_ones:
        if NOT_IN_XML.search(one.article.text):
            continue  # XML has no control characters
        there = {(a.span, a.label) for a in by_text[one.article.text].annotations}
        for mark in one.annotations:
            assert (mark.span, mark.label) in there or (one.article.id, mark.span, mark.label) in told
        if one.relations and Holds.RELATIONS in writer.holds and not losses:
            assert len(by_text[one.article.text].relations) == len(one.relations)
