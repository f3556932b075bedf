"""Annotations on their way into any format: mapped, widened to phrases, flattened, and each loss told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.strategies import documents

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.document import Document
from pressmark.core.errors import UserError
from pressmark.core.overlap import Keep
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.services import reshaping
from pressmark.services.reshaping import LABEL_MAPS, Figures, Sentences, label_map

TEXT = "Some 30,000 people fled Baku.\nNobody died. It rained."


def mark(name: str, words: str, label: str, status: Status = Status.ACCEPTED, phrase: str | None = None) -> Annotation:
    start = TEXT.index(words)
    attributes = {}
    if phrase is not None:
        at = TEXT.index(phrase)
        attributes = {"value": 30000, "phrase": {"start": at, "end": at + len(phrase)}}
    return Annotation(name, Span(start, start + len(words)), label, status, "person:me", None, attributes)


def article(*annotations: Annotation, relations: tuple[Relation, ...] = ()) -> AnnotatedArticle:
    raw = RawArticle(TEXT, ArticleMeta(source="a.txt"), ())
    return AnnotatedArticle(Article.from_raw(raw), annotations, relations)


def words(one: AnnotatedArticle) -> list[tuple[str, str]]:
    return [(each.span.of(TEXT), each.label) for each in one.annotations]


class TestMapping:
    def test_names_change_and_what_has_none_is_told(self) -> None:
        one = article(mark("a", "Baku", "GPE"), mark("b", "30,000", "CARDINAL"), mark("c", "Nobody", "ODD"))
        found, losses = reshaping.mapped(one, LABEL_MAPS["conll-4"])
        assert words(found) == [("Baku", "LOC")]
        assert [(loss.text, loss.label, loss.what) for loss in losses] == [
            ("30,000", "CARDINAL", "left out"), ("Nobody", "ODD", "left out"),
        ]  # fmt: skip
        assert losses[0].why == "The mapping of labels leaves CARDINAL out."
        assert (losses[0].source, losses[0].span) == ("a.txt", Span(5, 11))

    def test_labels_that_are_not_named_stay(self) -> None:
        one = article(mark("a", "Baku", "GPE"), mark("c", "Nobody", "ODD"))
        found, losses = reshaping.mapped(one, {"GPE": "PLACE"})
        assert (words(found), losses) == ([("Baku", "PLACE"), ("Nobody", "ODD")], [])

    def test_two_that_become_one_are_one_and_the_decision_stays(self) -> None:
        one = article(mark("a", "Baku", "GPE", Status.SUGGESTED), mark("b", "Baku", "LOC"))
        found, losses = reshaping.mapped(one, {"GPE": "PLACE", "LOC": "PLACE"})
        assert [each.id for each in found.annotations] == ["b"]
        assert [(loss.label, loss.why) for loss in losses] == [
            ("GPE", "Through the mapping of labels it became the same as another mark.")
        ]

    @given(documents(), st.dictionaries(st.sampled_from(["PERSON", "ORG", "GPE", "*"]), st.sampled_from(["X", None])))
    def test_nothing_goes_untold(self, document: Document, mapping: dict[str, str | None]) -> None:
        one = AnnotatedArticle(document.article, tuple(document), document.relations)
        found, losses = reshaping.mapped(one, mapping)
        assert len(found.annotations) + len(losses) == len(one.annotations)
        Document(found.article, found.annotations, found.relations)  # still keeps every promise

    def test_what_people_write(self, tmp_path: Path) -> None:
        assert label_map(["GPE=LOC, DATE =", "ORG=COMPANY"]) == {"GPE": "LOC", "DATE": None, "ORG": "COMPANY"}
        assert label_map(["conll-4", "DATE=DATE"])["DATE"] == "DATE"
        pairs = tmp_path / "pairs.txt"
        pairs.write_text("\ufeff# a remark\nC#=LANGUAGE\n\nDATE=\n", encoding="utf-8")
        assert label_map([str(pairs)]) == {"C#": "LANGUAGE", "DATE": None}
        row = tmp_path / "pairs.json"
        row.write_text('{"a=b": "X", "c": null}', encoding="utf-8")
        assert label_map([str(row)]) == {"a=b": "X", "c": None}

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("a.txt", "GPE LOC", "“GPE LOC” in a.txt, line 1 is no pair of labels"),
            ("a.json", "{", "a.json, line 1: this is not JSON"),
            ("a.json", "[1]", "a.json holds no pairs of labels"),
        ],
    )
    def test_files_that_are_wrong(self, tmp_path: Path, name: str, content: str, says: str) -> None:
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(UserError, match=re.escape(says)):
            label_map([str(tmp_path / name)])

    def test_every_label_of_the_default_set_is_thought_of(self) -> None:
        from pressmark.app import paths
        from pressmark.services import label_sets

        default = label_sets.load(paths.bundled("resources") / "labels" / "ontonotes5.json")
        assert {label.name for label in default} - set(LABEL_MAPS["conll-4"]) == {
            "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
        }  # fmt: skip


class TestFigures:
    def test_a_figure_covers_its_phrase_and_keeps_its_number(self) -> None:
        one = article(mark("a", "30,000", "CARDINAL", phrase="Some 30,000 people"), mark("b", "Baku", "GPE"))
        found, losses = reshaping.with_phrases(one, Figures.PHRASE)
        assert (words(found), losses) == ([("Some 30,000 people", "CARDINAL"), ("Baku", "GPE")], [])
        assert found.annotations[0].attributes["number"] == {"start": 5, "end": 11, "text": "30,000"}
        assert reshaping.with_phrases(one, Figures.NUMBER)[0] is one

    @pytest.mark.parametrize(
        "phrase", [None, 3, {"start": 0}, {"start": 0, "end": 999}, {"start": 9, "end": 3}, {"start": 20, "end": 24}]
    )
    def test_a_phrase_that_makes_no_sense_is_none(self, phrase: object) -> None:
        one = article(mark("a", "30,000", "CARDINAL").but(attributes={"phrase": phrase}))
        assert words(reshaping.with_phrases(one, Figures.PHRASE)[0]) == [("30,000", "CARDINAL")]


class TestOverlaps:
    def test_what_goes_is_told_with_its_relations(self) -> None:
        one = article(
            mark("a", "30,000 people", "QUANTITY"),
            mark("b", "30,000", "CARDINAL"),
            mark("c", "Baku", "GPE"),
            relations=(Relation("r", "b", "c", "where"), Relation("s", "a", "c", "where")),
        )
        found, losses = reshaping.flattened(one, Keep.OUTERMOST, form="conll")
        assert words(found) == [("30,000 people", "QUANTITY"), ("Baku", "GPE")]
        assert [(loss.text, loss.why) for loss in losses] == [
            ("30,000", "It overlaps a mark that is kept; conll holds no overlap.")
        ]
        gone = reshaping.lost_relations(one, found.relations, "An end of it was left out.")
        assert [(loss.text, loss.label, loss.span) for loss in gone] == [("30,000 → Baku", "where", Span(5, 11))]


class TestSentences:
    @pytest.mark.parametrize(
        ("sentences", "starts"),
        [(Sentences.PARAGRAPHS, ["Some", "Nobody"]), (Sentences.NONE, ["Some"])],
    )
    def test_where_they_begin(self, sentences: Sentences, starts: list[str]) -> None:
        found = reshaping.with_sentences(article(), sentences)
        assert [token.span.of(TEXT) for token in found.tokens if token.sentence_start] == starts
        assert len(found.tokens) == 12

    def test_as_detected_nothing_is_done(self) -> None:
        one = article()
        assert reshaping.with_sentences(one, Sentences.DETECTED) is one
