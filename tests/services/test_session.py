"""Edits are saved as they are made; undo and redo cross articles and restarts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace
from tests.core.strategies import labels, spans, texts

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Candidate, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle, Token
from pressmark.core.document import Document
from pressmark.core.edits import AnnotationChange, Edit, EditKind
from pressmark.core.errors import BugError, StaleEditError, UserError
from pressmark.core.merge import merge
from pressmark.core.ports import AnnotatedArticle, DetectionResult
from pressmark.core.span import Span
from pressmark.services.project import Project
from pressmark.services.session import Session

ME = "person:me"
KALBAJAR = "Kəlbəcər was handed over on Wednesday 👩🏽‍🚒. كلبجر, said İlham, lost some 30,000 people."
FLOOD = "The flood in Sindh e\u0301tait grave; 1,100 people died."


def article(text: str, **meta: Any) -> AnnotatedArticle:
    return AnnotatedArticle(Article.from_raw(RawArticle(text, ArticleMeta(**meta), ())))


def contents(document: Document) -> tuple[Any, ...]:
    return document.article, tuple(document), sorted(document.relations, key=lambda r: r.id), document.revision


def found(document: Document, *candidates: Candidate, detector: str = "toy-1") -> DetectionResult:
    return DetectionResult(document.article.id, document.article.sha256, detector, candidates)


def suggestion(span: Span, label: str = "GPE", score: float = 0.5, **attributes: Any) -> Candidate:
    return Candidate(span, label, "model:toy-1", score, attributes)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "News.pressmark"


@pytest.fixture
def project(target: Path) -> Iterator[Project]:
    with Project.open(target, annotator="me") as project:
        project.add([article(KALBAJAR, headline="Handover", published="2020-11-25"), article(FLOOD, headline="Flood")])
        yield project


@pytest.fixture
def session(project: Project) -> Session:
    session = Session(project)
    session.open(ids(project)[0])
    return session


def ids(project: Project) -> list[str]:
    return [row.id for row in project.articles()]


def opened(session: Session) -> Document:
    assert session.document is not None
    return session.document


def mark(session: Session, start: int, end: int, label: str = "GPE") -> str:
    changes = session.apply(edits.add(opened(session), Span(start, end), label, origin=ME))
    assert changes is not None
    (annotation_id,) = changes.annotation_ids
    return annotation_id


def test_an_edit_is_in_the_database_when_apply_returns(session: Session, target: Path) -> None:
    annotation_id = mark(session, 0, 8)
    with Project.open(target, annotator="you") as other:
        document = other.document(opened(session).article.id)
        row = other.row(document.article.id)
    assert contents(document) == contents(opened(session))
    assert document.by_id[annotation_id].span.of(document.text) == "Kəlbəcər"
    assert (row.total, row.decided, row.done) == (1, 1, False)


def test_an_edit_that_changes_nothing_is_not_noted(session: Session) -> None:
    document = opened(session)
    assert session.apply(edits.set_done(document, False)) is None
    assert session.document is document
    assert session.undo_step() is None


def test_undo_and_redo_cross_articles(session: Session, project: Project) -> None:
    first, second = ids(project)
    there = mark(session, 0, 8)
    session.open(second)
    mark(session, 13, 18)
    assert str(session.undo_step()) == "add “Sindh”"
    step = session.undo()
    assert step is not None
    assert (step.article_id, tuple(step.document), step.edit.kind) == (second, (), EditKind.ADD)
    assert str(session.undo_step()) == "add “Kəlbəcər”"
    step = session.undo()
    assert step is not None
    assert step.article_id == first
    assert step.changes.annotation_ids == {there}
    assert session.document is step.document
    assert session.undo() is None
    step = session.redo()
    assert step is not None
    assert step.article_id == first
    assert [a.id for a in opened(session)] == [there]
    assert str(session.redo_step()) == "add “Sindh”"


def test_undo_works_after_a_restart(session: Session, project: Project, target: Path) -> None:
    before = contents(opened(session))[1]
    annotation_id = mark(session, 0, 8)
    session.apply(edits.relabel(opened(session), annotation_id, "LOC"))
    session.undo()
    project.close()
    with Project.open(target, annotator="me") as again:
        later = Session(again)
        redone = later.redo()
        assert redone is not None
        assert redone.document.by_id[annotation_id].label == "LOC"
        later.undo()
        step = later.undo()
        assert step is not None
        assert tuple(step.document) == before
        assert later.undo() is None


def test_a_new_edit_ends_redo(session: Session) -> None:
    mark(session, 0, 8)
    session.undo()
    mark(session, 13, 19, "EVENT")
    assert session.redo_step() is None
    assert session.redo() is None
    assert [entry.undone for entry in session.history() if entry.kind == EditKind.ADD] == [False, True]


def test_each_annotator_undoes_their_own(session: Session, target: Path, project: Project) -> None:
    mark(session, 0, 8)
    with Project.open(target, annotator="you") as other:
        yours = Session(other)
        yours.open(ids(project)[0])
        yours.apply(edits.add(opened(yours), Span(28, 37), "DATE", origin="person:you"))
        step = session.undo()
        assert step is not None
        assert [a.label for a in step.document] == ["DATE"]
        assert session.undo() is None
        assert str(yours.undo_step()) == "add “Wednesday”"
        assert [(e.annotator, e.kind) for e in yours.history()[:2]] == [("you", "add"), ("me", "add")]


def test_bulk_edits_are_one_step(session: Session, project: Project) -> None:
    first, second = ids(project)
    one = edits.add(project.document(first), Span(0, 8), "GPE", origin=ME)
    two = edits.add(project.document(second), Span(13, 18), "GPE", origin=ME)
    assert [c.article_id for c in session.apply_many([(first, one), (second, two)])] == [first, second]
    assert len(opened(session)) == 1
    label = session.undo_step()
    assert label is not None
    assert (label.kind, label.count, label.articles) == (EditKind.ADD, 2, (first, second))
    step = session.undo()
    assert step is not None
    assert step.article_id == first  # the open one is shown
    assert [c.article_id for c in step.others] == [second]
    assert [len(project.document(i)) for i in (first, second)] == [0, 0]
    assert session.undo() is None
    step = session.redo()
    assert step is not None
    assert [len(project.document(i)) for i in (first, second)] == [1, 1]


def test_bulk_edits_of_one_article_follow_one_another(session: Session, project: Project) -> None:
    first = ids(project)[0]
    add = edits.add(opened(session), Span(0, 8), "GPE", origin=ME, annotation_id="x")
    after, _ = edits.apply(opened(session), add)
    session.apply_many([(first, add), (first, edits.set_note(after, "x", "sure"))])
    assert [(a.id, a.note) for a in project.document(first)] == [("x", "sure")]
    assert project.row(first).total == 1
    session.undo()
    assert (len(opened(session)), project.row(first).total) == (0, 0)


def test_an_edit_that_does_not_fit_is_a_bug_and_changes_nothing(session: Session, project: Project) -> None:
    ghost = Annotation("ghost", Span(0, 8), "GPE", Status.SUGGESTED, "model:toy-1")
    with pytest.raises(StaleEditError):
        session.apply(Edit(EditKind.REMOVE, (AnnotationChange(ghost, None),)))
    assert len(project.document(ids(project)[0])) == 0
    assert session.undo_step() is None


def test_an_edit_meets_another_programs_edit_of_the_same_article(session: Session, target: Path) -> None:
    with Project.open(target, annotator="you") as other:
        yours = Session(other)
        document = yours.open(opened(session).article.id)
        yours.apply(edits.add(document, Span(28, 37), "DATE", origin="person:you"))
    mark(session, 0, 8)
    assert [a.label for a in opened(session)] == ["GPE", "DATE"]


def test_an_edit_of_what_another_program_removed_is_told(session: Session, target: Path) -> None:
    annotation_id = mark(session, 0, 8)
    with Project.open(target, annotator="you") as other:
        yours = Session(other)
        document = yours.open(opened(session).article.id)
        yours.apply(edits.remove(document, [annotation_id]))
    with pytest.raises(UserError, match="changed from elsewhere"):
        session.apply(edits.set_note(opened(session), annotation_id, "hm"))
    assert len(opened(session)) == 0


def test_an_edit_of_a_removed_article_is_told(session: Session, target: Path) -> None:
    with Project.open(target, annotator="you") as other:
        other.remove_articles([opened(session).article.id])
    with pytest.raises(UserError, match="no longer in the project"):
        mark(session, 0, 8)


def test_attributes_come_back_as_they_are_remembered(session: Session, project: Project) -> None:
    edit = edits.add(opened(session), Span(0, 8), "CARDINAL", origin=ME, attributes={"value": (1, 2.5), "unit": None})
    session.apply(edit)
    assert contents(project.document(opened(session).article.id)) == contents(opened(session))
    with pytest.raises(BugError, match="JSON"):
        session.apply(edits.add(opened(session), Span(0, 3), "X", origin=ME, attributes={"value": float("nan")}))
    assert session.undo() is not None


def test_metadata_and_done_are_edits(session: Session, project: Project) -> None:
    article_id = opened(session).article.id
    session.apply(edits.set_meta(opened(session), published="2020-11-26", headline="Ҡәлбәҗәр", source=None))
    session.apply(edits.set_done(opened(session), True))
    row = project.row(article_id)
    assert (row.published, row.headline, row.done) == ("2020-11-26", "Ҡәлбәҗәр", True)
    assert [r.id for r in project.articles(query="ҡәлб")] == [article_id]
    assert project.articles(query="handover") == []
    session.undo()
    session.undo()
    assert [r.id for r in project.articles(query="handover")] == [article_id]
    assert project.articles(query="ҡәлб") == []
    assert not project.row(article_id).done


# Detection


def test_detection_is_merged_and_is_not_for_undo(session: Session, project: Project) -> None:
    document = opened(session)
    mark(session, 0, 8, "LOC")
    result = replace(
        found(document, suggestion(Span(0, 8)), suggestion(Span(28, 37), "DATE", value="2020-11-25")),
        tokens=(Token(Span(0, 8), "NNP", True), Token(Span(9, 12), "VBD")),
    )
    changes = session.accept_detection(result)
    assert changes is not None
    assert [(a.label, a.status) for a in opened(session)] == [("LOC", Status.ACCEPTED), ("DATE", Status.SUGGESTED)]
    assert changes.kind is EditKind.DETECT
    row = project.row(document.article.id)
    assert (row.total, row.decided, row.detector) == (2, 1, "toy-1")
    assert project.tokens(document.article.id) == result.tokens
    assert contents(project.document(document.article.id)) == contents(opened(session))
    assert str(session.undo_step()) == "add “Kəlbəcər”"


def test_detection_of_an_article_that_is_not_open(session: Session, project: Project) -> None:
    second = ids(project)[1]
    before = session.document
    changes = session.accept_detection(found(project.document(second), suggestion(Span(13, 18))))
    assert changes is not None
    assert changes.article_id == second
    assert session.document is before
    assert len(project.document(second)) == 1


def test_detection_that_finds_nothing_is_noted(session: Session, project: Project) -> None:
    changes = session.accept_detection(found(opened(session)))
    assert changes is not None
    assert changes.annotation_ids == frozenset()
    assert project.row(opened(session).article.id).detector == "toy-1"
    assert opened(session).revision == 0


def test_detection_of_another_text_is_dropped(session: Session, project: Project) -> None:
    result = found(opened(session), suggestion(Span(0, 8)))
    assert session.accept_detection(replace(result, sha256="0" * 64)) is None
    assert session.accept_detection(replace(result, article_id="gone")) is None
    assert len(project.document(opened(session).article.id)) == 0
    assert project.row(opened(session).article.id).detector is None


def test_a_removed_suggestion_does_not_come_back_until_that_is_undone(session: Session, project: Project) -> None:
    result = found(opened(session), suggestion(Span(0, 8)))
    session.accept_detection(result)
    session.apply(edits.remove(opened(session), [a.id for a in opened(session)]))
    assert project.declined(opened(session).article.id) == {(Span(0, 8), "GPE")}
    session.accept_detection(result)
    assert len(opened(session)) == 0
    session.undo()
    assert project.declined(opened(session).article.id) == frozenset()
    assert [a.status for a in opened(session)] == [Status.SUGGESTED]


def test_undo_of_what_detection_has_overtaken_is_told_once(session: Session) -> None:
    mark(session, 28, 37, "DATE")
    session.accept_detection(found(opened(session), suggestion(Span(0, 8))))
    session.apply(edits.set_note(opened(session), next(iter(opened(session))).id, "why?"))
    session.accept_detection(found(opened(session), suggestion(Span(0, 8), score=0.9), detector="toy-2"))
    before = session.document
    with pytest.raises(UserError, match="This step cannot be undone"):
        session.undo()
    assert session.document is before
    step = session.undo()
    assert step is not None
    assert [a.label for a in step.document] == ["GPE"]
    assert session.undo() is None


def test_labels_that_only_the_detector_knows_are_added(session: Session, project: Project) -> None:
    session.accept_detection(found(opened(session), suggestion(Span(0, 8), "VESSEL")))
    assert project.labels.get("VESSEL") is not None


# History


def test_history_of_one_annotation(session: Session, project: Project) -> None:
    article_id = opened(session).article.id
    session.accept_detection(found(opened(session), suggestion(Span(0, 8)), suggestion(Span(28, 37), "DATE")))
    first, second = list(opened(session))
    session.apply(edits.decide(opened(session), [first.id], Status.ACCEPTED))
    session.apply(edits.relate(opened(session), first.id, second.id, "when", relation_id="r1"))
    session.apply(edits.set_note(opened(session), second.id, "hm"))
    session.undo()
    told = [(e.kind, e.annotator, e.undone) for e in session.history(article_id, second.id)]
    assert told == [("note", "me", True), ("relate", "me", False), ("detect", "me", False)]
    (made,) = [e for e in session.history(article_id, first.id) if e.kind == "detect"]
    assert [c.after for c in made.edit.annotations] == [first]
    assert made.at.tzinfo is not None
    assert [e.kind for e in session.history(article_id)] == ["note", "relate", "accept", "detect", "import"]
    assert len(session.history(limit=2)) == 2
    assert {e.article_id for e in session.history()} == set(ids(project))


def test_an_annotation_that_came_with_its_article_says_so(project: Project) -> None:
    one = article("Baku again", headline="Baku")
    added = project.add(
        [replace(one, annotations=(Annotation("a", Span(0, 4), "GPE", Status.ACCEPTED, "import:jsonl"),))]
    )
    session = Session(project)
    session.open(added.ids[0])
    session.apply(edits.decide(opened(session), ["a"], Status.REJECTED))
    assert [e.kind for e in session.history(added.ids[0], "a")] == ["reject", "import"]
    new = mark(session, 5, 10)
    assert [e.kind for e in session.history(added.ids[0], new)] == ["add"]


# Everything at once


class Editing(RuleBasedStateMachine):
    """A session does what the same edits do in memory, and the database says the same at every moment."""

    @initialize(one=texts, two=texts)
    def begin(self, one: str, two: str) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.target = Path(self.folder.name, "project.pressmark")
        self.project = Project.open(self.target, annotator="me")
        added = self.project.add([article("Baku " + one), article("Sindh " + two)])
        self.ids = added.ids
        self.session = Session(self.project)
        self.session.open(self.ids[0])
        self.documents = {article_id: self.project.document(article_id) for article_id in self.ids}
        self.done: list[tuple[str, Edit]] = []
        self.undone: list[tuple[str, Edit]] = []

    @property
    def open_id(self) -> str:
        return opened(self.session).article.id

    @property
    def document(self) -> Document:
        return self.documents[self.open_id]

    def do(self, edit: Edit) -> None:
        changes = self.session.apply(edit)
        assert (changes is None) == (not edit)
        if edit:
            self.documents[self.open_id], expected = edits.apply(self.document, edit)
            assert changes == expected
            self.done.append((self.open_id, edit))
            self.undone.clear()

    def some(self, data: st.DataObject) -> list[str]:
        there = list(self.document)  # by place, because ids are random and Hypothesis must meet the same again
        numbers = st.lists(st.integers(0, len(there) - 1), unique=True, max_size=3)
        return [there[number].id for number in data.draw(numbers)] if there else []

    @rule(data=st.data(), label=labels)
    def add(self, data: st.DataObject, label: str) -> None:
        span = data.draw(spans(self.document.text))
        self.do(edits.add(self.document, span, label, origin=ME, attributes={"value": 3}))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        self.do(edits.remove(self.document, self.some(data)))

    @rule(data=st.data(), status=st.sampled_from(list(Status)))
    def decide(self, data: st.DataObject, status: Status) -> None:
        self.do(edits.decide(self.document, self.some(data), status))

    @rule(data=st.data(), label=labels)
    def relabel(self, data: st.DataObject, label: str) -> None:
        for annotation_id in self.some(data)[:1]:
            try:
                edit = edits.relabel(self.document, annotation_id, label)
            except UserError:
                continue
            self.do(edit)

    @rule(data=st.data())
    def resize(self, data: st.DataObject) -> None:
        for annotation_id in self.some(data)[:1]:
            try:
                edit = edits.resize(self.document, annotation_id, data.draw(spans(self.document.text)))
            except UserError:
                continue
            self.do(edit)

    @rule(data=st.data(), note=st.sampled_from(["", "hm", "ə 😀"]))
    def note(self, data: st.DataObject, note: str) -> None:
        for annotation_id in self.some(data)[:1]:
            self.do(edits.set_note(self.document, annotation_id, note))

    @rule(data=st.data())
    def relate(self, data: st.DataObject) -> None:
        chosen = self.some(data)
        if len(chosen) > 1:
            self.do(edits.relate(self.document, chosen[0], chosen[1], "when"))

    @rule()
    def unrelate(self) -> None:
        self.do(edits.unrelate(self.document, [r.id for r in self.document.relations]))

    @rule(done=st.booleans())
    def finish(self, done: bool) -> None:
        self.do(edits.set_done(self.document, done))

    @rule(headline=st.sampled_from([None, "Kəlbəcər", "Baku"]), published=st.sampled_from([None, "2020-11"]))
    def correct(self, headline: str | None, published: str | None) -> None:
        self.do(edits.set_meta(self.document, headline=headline, published=published))

    @rule(data=st.data(), number=st.integers(0, 1))
    def detect(self, data: st.DataObject, number: int) -> None:
        article_id = self.ids[number]
        document = self.documents[article_id]
        places = data.draw(st.lists(st.tuples(spans(document.text), labels), unique=True, max_size=4))
        score = data.draw(st.sampled_from([0.25, 0.5]))
        candidates = [suggestion(span, label, score) for span, label in places]
        declined = self.project.declined(article_id)
        assert self.session.accept_detection(found(document, *candidates)) is not None
        edit = merge(document, candidates, declined=declined)
        got = self.project.document(article_id)
        expected = edits.apply(document, edit)[0] if edit else document
        assert {(a.span, a.label, a.status) for a in got} == {(a.span, a.label, a.status) for a in expected}
        self.documents[article_id] = got  # new ids are random

    @rule(number=st.integers(0, 1))
    def open(self, number: int) -> None:
        self.session.open(self.ids[number])

    def move(self, *, redo: bool) -> None:
        source, sink = (self.undone, self.done) if redo else (self.done, self.undone)
        if not source:
            assert (self.session.redo() if redo else self.session.undo()) is None
            return
        article_id, edit = source.pop()
        edit = edit if redo else edit.inverse()
        try:
            after, changes = edits.apply(self.documents[article_id], edit)
        except BugError:
            with pytest.raises(UserError, match="changed since"):
                self.session.redo() if redo else self.session.undo()
            return
        step = self.session.redo() if redo else self.session.undo()
        assert step is not None
        assert (step.article_id, step.changes, step.edit) == (article_id, changes, edit)
        assert self.session.document is step.document
        self.documents[article_id] = after
        sink.append((article_id, edit if redo else edit.inverse()))

    @rule()
    def undo(self) -> None:
        self.move(redo=False)

    @rule()
    def redo(self) -> None:
        self.move(redo=True)

    @precondition(lambda self: self.done)
    @rule()
    def restart(self) -> None:
        there = self.open_id
        self.project.close()
        self.project = Project.open(self.target, annotator="me", create=False)
        self.session = Session(self.project)
        self.session.open(there)

    @invariant()
    def the_same_everywhere(self) -> None:
        if not hasattr(self, "documents"):
            return
        assert contents(opened(self.session)) == contents(self.document)
        for article_id, document in self.documents.items():
            assert contents(self.project.document(article_id)) == contents(document)
            row = self.project.row(article_id)
            assert (row.total, row.decided) == (len(document), sum(a.status.decided for a in document))
            assert (row.done, row.headline) == (document.article.done, document.article.meta.headline)
        kalbajar = {row.id for row in self.project.articles(query="kəlb")}
        texts = {i: f"{d.article.meta.headline} {d.text}".lower() for i, d in self.documents.items()}
        assert kalbajar <= {i for i, text in texts.items() if "kəlb" in text}

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
            self.folder.cleanup()


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
