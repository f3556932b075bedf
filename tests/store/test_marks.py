"""Annotations of an article as one value or in rows: whichever it is, the same is read, counted and exported."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.annotations import Annotations
from pressmark.core.article import Article, ArticleMeta, RawArticle, Tokens
from pressmark.core.edits import Edit
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.core.span import Span
from pressmark.services.project import Project
from pressmark.services.session import Session
from pressmark.store import packing
from pressmark.store.prepared import annotation_rows, prepare

TEXT = "Some 1,960 peacekeepers reached Kəlbəcər 👩🏽‍🚒 on Wednesday, officials in Baku said. " * 3
LABELS = ("GPE", "DATE", "a label")


def article(number: int, marks: int) -> AnnotatedArticle:
    new = Article.from_raw(RawArticle(f"{number} {TEXT}", ArticleMeta(headline=f"H{number}"), ()))
    found = [
        Annotation(
            f"a{at}",
            Span(at, at + 1 + at % 7),
            LABELS[at % 3],
            list(Status)[at % 3],
            "import:x" if at % 2 else "rule:y",
            (None, 0.25)[at % 2],
            ({}, {"value": at}, {"of": {"deep": [1, 2.5, None, "ə"]}})[at % 3],
            ("", "a note\n")[at % 5 == 0],
        )
        for at in range(marks)
    ]
    arrows = (Relation("r1", "a0", "a1", "near"),) if marks > 1 else ()
    return AnnotatedArticle(new, tuple(found), arrows)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
ANNOTATIONS = st.lists(
    st.builds(
        Annotation,
        st.text(),
        st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(1, 10**6)),
        st.sampled_from(["A", "B", "ə 👩🏽‍🚒"]) | st.text(),
        st.sampled_from(Status),
        st.text(),
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        st.just({}) | st.dictionaries(st.text(), JSON, max_size=3),
        st.just("") | st.text(),
    ),
    max_size=8,
)


class TestPacking:
    @given(ANNOTATIONS, st.randoms(use_true_random=False))
    def test_unpacking_gives_the_same(self, values: list[Annotation], chance: random.Random) -> None:
        columns = Annotations.of(values)
        whose = [chance.choice([None, 1, 7]) for _ in values]
        packed = packing.pack_annotations(columns, whose)
        assert packed is not None
        found = packing.unpack_annotations(packed)
        assert list(found.annotations) == values
        assert list(found.annotators) == whose
        labels, statuses = packing.labels_and_statuses(packed)
        assert labels == [a.label for a in values]
        assert statuses == [str(a.status) for a in values]

    @given(ANNOTATIONS)
    def test_the_rows_say_the_same(self, values: list[Annotation]) -> None:
        rows = annotation_rows("k", Annotations.of(values), [None] * len(values))
        assert [row[:5] for row in rows] == [("k", a.id, a.span.start, a.span.end, a.label) for a in values]
        assert [row[8] for row in rows] == [packing.dump(dict(a.attributes)) if a.attributes else None for a in values]

    def test_what_is_odd_is_not_packed(self) -> None:
        plain = article(1, 3)
        note = replace(plain, annotations=(plain.annotations[0].but(note="\ud83d"),))
        score = replace(plain, annotations=(plain.annotations[0].but(score=float("inf")),))
        for one in (note, score, article(1, packing.MOST + 1)):
            prepared = prepare(replace(one, relations=()))
            assert prepared.packed is None
            assert len(prepared.annotations) == prepared.total == len(one.annotations)
        with pytest.raises(ValueError, match="JSON"):
            prepare(
                replace(plain, annotations=(plain.annotations[0].but(attributes={"x": float("nan")}),), relations=())
            )

    def test_half_a_surrogate_pair_in_an_attribute_is_not_packed(self) -> None:
        for value in ("\ud83d", {"deep": "\ud83d"}):
            columns = Annotations.of([article(1, 1).annotations[0].but(attributes={"x": value})])
            assert packing.pack_annotations(columns) is None


TOKENS = st.lists(
    st.tuples(
        st.integers(0, 300), st.integers(1, 300), st.sampled_from(["", "NNP", "-LRB-"]) | st.text(), st.booleans()
    ),
    max_size=6,
)


class TestPackingTokens:
    @staticmethod
    def tokens(rows: list[tuple[int, int, str, bool]]) -> Tokens:
        at, found = 0, Tokens([], [], [], [])
        for gap, length, pos, begins in rows:
            found.starts.append(at + gap)
            at += gap + length
            found.ends.append(at)
            found.pos.append(pos)
            found.begins.append(begins)
        return found

    @given(TOKENS)
    def test_unpacking_gives_the_same(self, rows: list[tuple[int, int, str, bool]]) -> None:
        tokens = self.tokens(rows)
        packed = packing.pack_tokens(tokens)
        assert packing.unpack_tokens(packed) == tokens
        assert (packed[:1] == b"[") is all(gap < 256 > length for gap, length, *_ in rows)

    def test_as_many_tags_as_a_byte_can_tell(self) -> None:
        for count in (127, 128, 129):
            tokens = self.tokens([(1, 2, f"T{number}", number % 2 == 0) for number in range(count)])
            packed = packing.pack_tokens(tokens)
            assert packing.unpack_tokens(packed) == tokens
            assert (packed[:1] == b"[") is (count <= 128)

    def test_what_older_versions_packed_is_read(self) -> None:
        packed = zlib.compress(b'[["NNP",""],[0,8,0,1,1,3,1,0]]', 1)
        assert packing.unpack_tokens(packed) == Tokens([0, 9], [8, 12], ["NNP", ""], [True, False])


class TestColumns:
    @given(ANNOTATIONS)
    def test_order_and_choice_are_those_of_the_values(self, values: list[Annotation]) -> None:
        columns = Annotations.of(values)
        assert columns == values
        assert tuple(columns.by_position()) == tuple(by_position(values))
        for statuses in ([Status.ACCEPTED], list(Status)):
            kept = [a for a in values if a.status in statuses and a.label in ("A", "B")]
            assert list(columns.chosen(statuses, ("A", "B"))) == kept
        copied = Annotations(*columns.columns())
        assert copied.values == tuple(values)
        assert columns[1:] == tuple(values)[1:]


class Copies:
    """The same project several times: everything as a value, some of it, and all of it in rows."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.projects = {most: Project.open(folder / f"{most}.pressmark", annotator="me") for most in (0, 4, 10**6)}
        self.sessions = {most: Session(project) for most, project in self.projects.items()}

    def each(self) -> Iterator[tuple[Project, Session]]:
        for most, project in self.projects.items():
            self.monkeypatch.setattr(packing, "MOST", most)
            yield project, self.sessions[most]


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Copies]:
    made = Copies(tmp_path, monkeypatch)
    yield made
    for project in made.projects.values():
        project.close()


def seen(project: Project) -> list[Any]:
    """Whatever the store says of annotations."""
    ids = [row.id for row in project.articles()]
    words = [TEXT[2:5], TEXT[5:6]]
    return [
        [project.row(each) for each in ids],
        [sorted(project.document(each), key=lambda a: a.id) for each in ids],
        [project.document(each).relations for each in ids],
        project.label_counts(),
        [project.articles_with([label]) for label in LABELS],
        [project.export_counts(statuses=statuses) for statuses in ([Status.ACCEPTED], list(Status))],
        project.export_counts(statuses=[Status.REJECTED, Status.ACCEPTED], labels={"GPE"}),
        project.export_counts(ids=ids[1:2], statuses=list(Status), labels={"DATE", "GPE"}),
        project.export_counts(statuses=list(Status), only_done=True),
        list(project.export_stream()),
        list(project.export_stream(statuses=list(Status), ids=ids[1:])),
        [project.labels_given(each) for each in words],
        {each: sorted(a.id for a in marks) for each, marks in project.store.marks_of(ids).items()},
    ]


def edit_of(session: Session, article_id: str, chance: random.Random) -> Edit | None:
    document = session.open(article_id)
    marks = sorted(document, key=lambda a: a.id)
    some = [a.id for a in marks if chance.random() < 0.3]
    match chance.randrange(5):
        case 0:
            at = chance.randrange(60)
            return edits.add(document, Span(at, at + 2), chance.choice(LABELS), origin="person:me",
                             annotation_id=f"n{chance.randrange(10**9)}")  # fmt: skip
        case 1 if some:
            return edits.remove(document, some)
        case 2 if some:
            return edits.decide(document, some, chance.choice([Status.ACCEPTED, Status.REJECTED]))
        case 3 if marks:
            return edits.set_note(document, chance.choice(marks).id, "noted")
        case 4:
            return edits.set_done(document, not document.article.done)
        case _:
            return None


@pytest.mark.parametrize("seed", range(3))
def test_values_and_rows_go_through_the_same_edits(copies: Copies, seed: int) -> None:
    for project, _ in copies.each():
        project.add(article(number, marks) for number, marks in enumerate([0, 1, 4, 5, 40]))
    for step in range(60):
        results = []
        for project, session in copies.each():
            chance = random.Random(f"{seed} {step}")
            article_id = chance.choice([row.id for row in project.articles()])
            if chance.random() < 0.25:
                session.undo()
            else:
                edit = edit_of(session, article_id, chance)
                if edit:
                    session.apply(edit)
            results.append(seen(project) if step % 10 == 9 else None)
        assert results[0] == results[1] == results[2]


def stored(project: Project) -> tuple[int, int]:
    """How many articles have a value, and how many annotations a row."""
    with project.store._database.read() as connection:
        count = "SELECT (SELECT count(*) FROM annotation_pack), (SELECT count(*) FROM annotation)"
        return tuple(connection.exec_driver_sql(count).one())


def test_an_article_grows_out_of_its_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST", 4)
    with Project.open(tmp_path / "p.pressmark", annotator="me") as project:
        (article_id,) = project.add([article(1, 0)]).ids
        session = Session(project)
        held = []
        for at in range(6):
            session.apply(edits.add(session.open(article_id), Span(at, at + 1), "GPE", origin="person:me"))
            held.append(stored(project))
        assert held == [(1, 0)] * 4 + [(0, 5), (0, 6)]
        document = session.open(article_id)
        session.apply(edits.remove(document, [a.id for a in document]))
        assert stored(project) == (0, 0)
        session.undo()
        assert len(project.document(article_id)) == 6
        project.remove_articles([article_id])
        assert stored(project) == (0, 0)


def test_whose_decision_it_is_is_kept_in_a_value(tmp_path: Path) -> None:
    with Project.open(tmp_path / "p.pressmark", annotator="me") as project:
        (article_id,) = project.add([article(1, 3)]).ids
        session = Session(project)
        session.apply(edits.decide(session.open(article_id), ["a1"], Status.REJECTED))
        with project.store._database.read() as connection:
            (packed,) = connection.exec_driver_sql("SELECT packed FROM annotation_pack").scalars()
    assert list(packing.unpack_annotations(packed).annotators) == [None, 1, None]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\x00\xff rubbish",
        b"[1]",
        b'[2,["A"],[0,7],["accepted"],[],["a1","a2"],[0,5],[3,4],["x"],[],[],[],[],[]]',  # no eighth label
        b'[2,["A"],[],["odd"],[],["a1","a2"],[0,5],[3,4],["x"],[],[],[],[],[]]',
        b'[2,["A"],[],["accepted"],[],["a1"],[0,5],[3,4],["x"],[],[],[],[],[]]',
        b'[999999999999,["A"],[],["accepted"],[],[],[],[],["x"],[],[],[],[],[]]',
    ],
)
def test_a_damaged_value_is_told_with_the_project_and_the_remedy(tmp_path: Path, damaged: bytes) -> None:
    with Project.open(tmp_path / "p.pressmark") as project:
        (article_id,) = project.add([article(1, 3)]).ids
        with project.store._database.write() as connection:
            connection.exec_driver_sql("UPDATE annotation_pack SET packed = ?", (damaged,))
        for look in (lambda: project.document(article_id), lambda: list(project.export_stream(statuses=Status))):
            with pytest.raises(UserError, match=r"^p\.pressmark is damaged\. .* open a backup of it"):
                look()


@pytest.mark.parametrize(
    "damaged", [b"", b"[", b'["NOUN"]\0\x01\x02\xff', zlib.compress(b"[[],[1,2]]"), b"x\x9crubbish"]
)
def test_damaged_tokens_are_told_too(tmp_path: Path, damaged: bytes) -> None:
    with Project.open(tmp_path / "p.pressmark") as project:
        one = replace(article(1, 3), tokens=Tokens([0], [1], ["NOUN"], [True]))
        (article_id,) = project.add([one]).ids
        assert len(project.tokens(article_id)) == 1
        with project.store._database.write() as connection:
            connection.exec_driver_sql("UPDATE token SET packed = ?", (damaged,))
        with pytest.raises(UserError, match=r"^p\.pressmark is damaged\. "):
            project.tokens(article_id)
