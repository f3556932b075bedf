from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.strategies import documents, labels, spans, statuses

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Candidate, Relation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.codec import edit_from_json, edit_to_json, meta_from_json, meta_to_json
from pressmark.core.document import Document
from pressmark.core.errors import BugError, SpanError, StaleEditError, UserError
from pressmark.core.merge import merge
from pressmark.core.span import Span

TEXT = "Russia is sending 1,960 peacekeepers to Kəlbəcər 😀 on Wednesday."


def mark(annotation_id: str, words: str, label: str, status: Status = Status.SUGGESTED, **rest) -> Annotation:
    start = TEXT.index(words)
    return Annotation(annotation_id, Span(start, start + len(words)), label, status, "model:en-1", 0.9, **rest)


@pytest.fixture
def document() -> Document:
    article = Article.from_raw(RawArticle(TEXT, ArticleMeta(published="2020-11-25"), ()))
    marks = [
        mark("a1", "Russia", "GPE"),
        mark("a2", "1,960", "CARDINAL", attributes={"value": 1960}),
        mark("a3", "Wednesday", "DATE"),
    ]
    return Document(article, marks, [Relation("r1", "a2", "a3", "when")])


def state(document: Document) -> tuple[object, ...]:
    return list(document), sorted(document.relations, key=lambda r: r.id), document.article


@st.composite
def documents_with_an_edit(draw: st.DrawFn) -> tuple[Document, edits.Edit]:
    document = draw(documents(min_annotations=1))
    ids = st.sampled_from(sorted(document.by_id))
    some = draw(st.lists(ids, max_size=4))
    choice = draw(st.integers(0, 9))
    if choice == 0:
        return document, edits.add(document, draw(spans(document.text)), draw(labels), origin="person:me")
    if choice == 1:
        return document, edits.remove(document, some)
    if choice == 2:
        return document, edits.decide(document, some, draw(statuses))
    if choice in (3, 4):
        try:
            if choice == 3:
                return document, edits.relabel(document, draw(ids), draw(labels))
            return document, edits.resize(document, draw(ids), draw(spans(document.text)))
        except UserError:
            return document, edits.set_done(document, True)
    if choice == 5:
        return document, edits.set_attributes(document, {key: {"value": 7} for key in some})
    if choice == 6:
        return document, edits.set_note(document, draw(ids), "seen")
    if choice == 7:
        head, child = draw(ids), draw(ids)
        return document, edits.relate(document, head, child, "when") if head != child else edits.Edit(
            edits.EditKind.ADD
        )
    if choice == 8:
        return document, edits.set_meta(document, published="2021", byline=None)
    candidates = [
        Candidate(draw(spans(document.text)), draw(labels), "rule:x", 0.5) for _ in range(draw(st.integers(0, 5)))
    ]
    return document, merge(document, candidates)


@given(documents_with_an_edit())
def test_an_edit_and_its_inverse_leave_what_was_there(pair: tuple[Document, edits.Edit]) -> None:
    document, edit = pair
    after, changes = edits.apply(document, edit)
    back, _ = edits.apply(after, edit.inverse())
    assert state(back) == state(document)
    assert back._order == document._order
    assert changes.article_id == document.article.id
    # the shared index of the changed document equals one built from nothing
    fresh = Document(after.article, after, after.relations)
    assert list(fresh) == list(after)
    whole = Span(0, len(after.text))
    assert fresh.overlapping(whole) == after.overlapping(whole) == list(after)


@given(documents_with_an_edit())
def test_an_edit_survives_the_history(pair: tuple[Document, edits.Edit]) -> None:
    _, edit = pair
    assert edit_from_json(json.loads(json.dumps(edit_to_json(edit)))) == edit


@given(documents(min_annotations=1), st.data())
def test_overlapping_finds_what_a_look_at_every_annotation_finds(document: Document, data: st.DataObject) -> None:
    span = data.draw(spans(document.text))
    assert document.overlapping(span) == [a for a in document if a.span.overlaps(span)]


def test_add_marks_as_accepted_and_names_what_moved(document: Document) -> None:
    span = Span(TEXT.index("Kəlbəcər"), TEXT.index("Kəlbəcər") + 8)
    after, changes = edits.apply(document, edits.add(document, span, "GPE", origin="person:ayla"))
    new = after.at_place(span, "GPE")
    assert new is not None
    assert (new.status, new.origin, new.score) == (Status.ACCEPTED, "person:ayla", None)
    assert changes.annotation_ids == {new.id}
    assert changes.spans == (span,)
    assert after.revision == document.revision + 1


def test_add_over_an_equal_suggestion_accepts_it(document: Document) -> None:
    after, _ = edits.apply(document, edits.add(document, document.by_id["a1"].span, "GPE", origin="person:me"))
    assert len(after) == 3
    assert after.by_id["a1"].status is Status.ACCEPTED
    assert after.by_id["a1"].origin == "model:en-1"


def test_remove_takes_relations_along(document: Document) -> None:
    edit = edits.remove(document, ["a3"])
    after, changes = edits.apply(document, edit)
    assert after.relations == ()
    assert changes.relations
    back, _ = edits.apply(after, edit.inverse())
    assert back.relations == (Relation("r1", "a2", "a3", "when"),)


def test_relabel_keeps_a_reading_in_the_family_and_drops_it_outside(document: Document) -> None:
    inside, _ = edits.apply(document, edits.relabel(document, "a2", "QUANTITY"))
    outside, _ = edits.apply(document, edits.relabel(document, "a2", "PRODUCT"))
    assert inside.by_id["a2"].attributes == {"value": 1960}
    assert outside.by_id["a2"].attributes == {}
    assert inside.by_id["a2"].status is Status.ACCEPTED


def test_two_marks_cannot_come_to_say_the_same(document: Document) -> None:
    document, _ = edits.apply(document, edits.add(document, document.by_id["a1"].span, "ORG", origin="person:me"))
    with pytest.raises(UserError, match=r"“Russia” is marked ORG already\."):
        edits.relabel(document, "a1", "ORG")


def test_a_resize_outside_the_text_raises(document: Document) -> None:
    with pytest.raises(SpanError):
        edits.resize(document, "a1", Span(0, len(TEXT) + 1))


def test_an_edit_of_another_state_is_refused(document: Document) -> None:
    edit = edits.decide(document, ["a1"], Status.REJECTED)
    moved, _ = edits.apply(document, edits.decide(document, ["a1"], Status.ACCEPTED))
    with pytest.raises(StaleEditError, match="a1"):
        edits.apply(moved, edit)


def test_meta_and_done_are_edits(document: Document) -> None:
    edit = edits.set_meta(document, published="2020-11-24", byline="A. Reporter")
    after, changes = edits.apply(document, edit)
    assert (after.article.meta.published, after.article.meta.byline) == ("2020-11-24", "A. Reporter")
    assert changes.fields == {"meta.published", "meta.byline"}
    done, _ = edits.apply(after, edits.set_done(after, True))
    assert done.article.done
    assert not edits.set_done(done, True)


def test_relate_draws_an_arrow_once(document: Document) -> None:
    after, _ = edits.apply(document, edits.relate(document, "a1", "a2", "sends", relation_id="r2"))
    assert Relation("r2", "a1", "a2", "sends") in after.relations
    assert not edits.relate(after, "a1", "a2", "sends")
    with pytest.raises(UserError, match="two different"):
        edits.relate(after, "a1", "a1", "sends")


class TestMerge:
    def candidate(self, words: str, label: str, **rest) -> Candidate:
        start = TEXT.index(words)
        return Candidate(Span(start, start + len(words)), label, "model:en-2", 0.7, **rest)

    def test_decisions_stand_and_old_suggestions_go(self, document: Document) -> None:
        document, _ = edits.apply(document, edits.decide(document, ["a1"], Status.REJECTED))
        document, _ = edits.apply(document, edits.decide(document, ["a2"], Status.ACCEPTED))
        edit = merge(document, [self.candidate("Russia", "GPE"), self.candidate("1,960 peacekeepers", "QUANTITY")])
        after, _ = edits.apply(document, edit)
        assert [(a.id, a.status) for a in after] == [("a1", Status.REJECTED), ("a2", Status.ACCEPTED)]
        assert after.relations == ()

    def test_a_suggestion_found_again_keeps_its_id(self, document: Document) -> None:
        after, _ = edits.apply(document, merge(document, [self.candidate("Russia", "GPE")]))
        assert [(a.id, a.origin, a.score) for a in after] == [("a1", "model:en-2", 0.7)]

    def test_what_a_person_removed_does_not_come_back(self, document: Document) -> None:
        gone = document.by_id["a1"]
        document, _ = edits.apply(document, edits.remove(document, ["a1"]))
        edit = merge(document, [self.candidate("Russia", "GPE")], declined={(gone.span, gone.label)})
        after, _ = edits.apply(document, edit)
        assert after.at_place(gone.span, "GPE") is None


class TestDocument:
    def test_refuses_two_marks_that_say_the_same(self, document: Document) -> None:
        twice = [mark("a1", "Russia", "GPE"), mark("a9", "Russia", "GPE")]
        with pytest.raises(BugError, match="two annotations GPE"):
            Document(document.article, twice)

    def test_refuses_a_span_outside_the_text(self, document: Document) -> None:
        with pytest.raises(SpanError, match="in a text of"):
            Document(document.article, [Annotation("a1", Span(0, 999), "GPE", Status.ACCEPTED, "x")])

    def test_refuses_a_relation_to_nowhere(self, document: Document) -> None:
        with pytest.raises(BugError, match="r1 has an end"):
            Document(document.article, [], [Relation("r1", "a1", "a2", "x")])


@given(
    st.dictionaries(
        st.sampled_from(["headline", "published", "colour", "language"]), st.none() | st.text() | st.integers()
    )
)
def test_metadata_keeps_what_it_does_not_know(row: dict) -> None:
    again = meta_to_json(meta_from_json(row))
    assert {name: again[name] for name in row} == row
