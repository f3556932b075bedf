"""What a project holds comes back exactly, and lists stay cheap."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.strategies import documents, texts

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle, Token
from pressmark.core.document import Document
from pressmark.core.errors import BugError, UserError
from pressmark.core.labels import Label, LabelSet
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.text import paragraphs
from pressmark.core.zones import Zone, ZoneKind
from pressmark.services.label_sets import PALETTE
from pressmark.services.project import Project, ToDetect, Which

EVERY = tuple(Status)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(tmp_path / "News.pressmark", annotator="me") as project:
        yield project


def article(text: str, article_id: str | None = None, **meta: Any) -> AnnotatedArticle:
    return AnnotatedArticle(Article.from_raw(RawArticle(text, ArticleMeta(**meta), ()), article_id=article_id))


def marked(text: str, *marks: tuple[int, int, str, Status]) -> AnnotatedArticle:
    annotations = tuple(
        Annotation(f"a{number}", Span(start, end), label, status, "import:jsonl")
        for number, (start, end, label, status) in enumerate(marks)
    )
    return replace(article(text), annotations=annotations)


@st.composite
def annotated(draw: st.DrawFn) -> AnnotatedArticle:
    document: Document = draw(documents())
    text = document.text
    meta = draw(
        st.builds(
            ArticleMeta,
            headline=st.none() | texts,
            published=st.sampled_from([None, "2020", "2020-11-25T15:28+04:00"]),
            story_code=st.sampled_from([None, "483372"]),
            source=st.sampled_from([None, "kəlbəcər 😀.txt"]),
            language=st.sampled_from([None, "az"]),
            extra=st.sampled_from([{}, {"b": [1, 2.5, None], "a": {"ə": True}}]),
        )
    )
    kinds = st.sampled_from(list(ZoneKind))
    zones = tuple(Zone(span, draw(kinds)) for span in paragraphs(text))
    tokens = tuple(Token(zone.span, draw(st.sampled_from(["", "NN", "CD"])), draw(st.booleans())) for zone in zones)
    return AnnotatedArticle(
        replace(document.article, meta=meta, zones=zones, done=draw(st.booleans())),
        tuple(document),
        document.relations,
        tokens,
        draw(st.sampled_from(["accept", "reject", "ignore"])),
    )


@settings(max_examples=60)
@given(batch=st.lists(annotated(), max_size=4, unique_by=lambda one: one.article.sha256))
def test_what_is_added_is_exported_again(
    tmp_path_factory: pytest.TempPathFactory, batch: list[AnnotatedArticle]
) -> None:
    with Project.open(tmp_path_factory.mktemp("p") / "p.pressmark") as project:
        added = project.add(batch)
        assert added.ids == tuple(one.article.id for one in batch)
        assert list(project.export_stream(statuses=EVERY)) == batch
        for one in batch:
            document = project.document(one.article.id)
            assert document.article == one.article
            assert tuple(document) == one.annotations
            assert document.relations == one.relations
            assert project.tokens(one.article.id) == one.tokens
            row = project.row(one.article.id)
            assert (row.total, row.decided) == (len(one.annotations), sum(a.status.decided for a in one.annotations))
            assert row.detector is None


def test_the_same_text_is_the_same_article(project: Project) -> None:
    first = project.add([article("Baku", source="a.txt")])
    second = project.add([article("Sindh"), article("Baku", source="b.txt"), article("Sindh")])
    assert first.ids == (project.articles()[0].id,)
    assert (second.ids, second.known) == ((article("Sindh").article.id,), (first.ids[0], article("Sindh").article.id))
    assert project.row(first.ids[0]).source == "a.txt"


def test_an_id_that_another_text_has_is_replaced(project: Project) -> None:
    one, two, three = article("one", "1"), article("two", "1"), article("three", article("two").article.id)
    assert project.add([one]).ids == ("1",)
    added = project.add([two, three])
    assert added.ids == (two.article.sha256[:16], three.article.sha256[:16])
    assert [project.document(i).text for i in added.ids] == ["two", "three"]


def test_lists_and_counts(project: Project) -> None:
    batch = [
        article("The handover of Kəlbəcər", headline="Handover", source="one.txt"),
        replace(article("İlham spoke", headline="Speech", published="2020-11"), answer="accept"),
        AnnotatedArticle(article("A flood in Sindh, café", source="flood-2022.txt").article.but(done=True)),
    ]
    ids = project.add(batch).ids
    assert [row.id for row in project.articles()] == list(ids)
    assert [row.id for row in project.articles(which=Which.DONE)] == [ids[2]]
    assert [row.id for row in project.articles(which=Which.TO_REVIEW, query="ilham")] == [ids[1]]
    for query, hits in {
        "": ids,
        "  ": ids,
        "HAND": ids[:1],
        "kəlb handover": ids[:1],
        "flood-2022.txt": ids[2:],
        "cafe": ids[2:],
        "and": (),
        '"': (),
        "* OR a": (),
        "spoke NOT": (),
        "(((": (),
    }.items():
        assert [row.id for row in project.articles(query=query)] == list(hits), query
        assert project.counts(query=query).all == len(hits)
    counts = project.counts()
    assert (counts.all, counts.to_review, counts.done) == (3, 2, 1)
    row = project.row(ids[1])
    assert (row.headline, row.published, row.source, row.total, row.done) == ("Speech", "2020-11", None, 0, False)
    assert project.to_detect() == list(ids[:2])
    assert project.to_detect(ToDetect.UNDONE) == project.to_detect(ToDetect.BARE) == list(ids[:2])
    assert project.to_detect(ToDetect.ALL) == list(ids)
    assert project.article_ids(query="AND", most=1) == []
    assert project.article_ids(which=Which.TO_REVIEW, most=1) == [ids[0]]
    assert project.rows([ids[1], "gone"]) == {ids[1]: row}
    neighbours = [project.neighbour(ids[1], step) for step in (-2, -1, 1, 2)]
    assert neighbours == [None, ids[0], ids[2], None]
    assert project.neighbour(ids[2], -1, which=Which.TO_REVIEW) == ids[1]
    assert project.neighbour(ids[0], 1, which=Which.DONE) == project.neighbour(None, 3) == ids[2]


def test_removing_takes_everything_along(project: Project) -> None:
    ids = project.add([marked("Baku fell", (0, 4, "GPE", Status.ACCEPTED)), article("Baku rose")]).ids
    project.remove_articles(ids[:1])
    assert [row.id for row in project.articles(query="baku")] == [ids[1]]
    with pytest.raises(UserError, match="no longer in the project"):
        project.document(ids[0])
    with pytest.raises(UserError, match="no longer in the project"):
        project.row(ids[0])
    with project.store._database.read() as connection:
        for table in ("annotation", "annotation_pack", "article_text", "zone", "token", "relation", "history_item"):
            assert (
                connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE article_id = ?", (ids[0],)).scalar_one()
                == 0
            )
    assert project.add([article("Baku fell")]).ids == ids[:1]
    assert [row.id for row in project.articles(query="baku fell")] == [ids[0]]
    assert [row.id for row in project.articles(query="fell rose")] == []


def test_an_export_chooses(project: Project) -> None:
    one = marked("Baku, Sindh, Odesa", (0, 4, "GPE", EVERY[0]), (6, 11, "GPE", EVERY[1]), (13, 18, "GPE", EVERY[2]))
    one = replace(one, relations=(Relation("r1", "a0", "a1", "near"), Relation("r2", "a1", "a2", "near")))
    done = AnnotatedArticle(article("Done").article.but(done=True))
    project.add([one, done])
    by_default = list(project.export_stream())
    assert [[a.id for a in exported.annotations] for exported in by_default] == [["a1"], []]
    assert by_default[0].relations == ()
    (both, _) = project.export_stream(statuses=(Status.SUGGESTED, Status.ACCEPTED))
    assert ([a.id for a in both.annotations], both.relations) == (["a0", "a1"], one.relations[:1])
    assert [e.article.text for e in project.export_stream(only_done=True)] == ["Done"]
    assert [e.article.text for e in project.export_stream(ids=[done.article.id, "gone"])] == ["Done"]
    with pytest.raises(BugError):
        project.export_stream(statuses=())


def test_an_export_is_of_one_moment(project: Project) -> None:
    project.add([article(f"Article {number}") for number in range(200)])
    stream = project.export_stream()
    first = next(stream)
    project.remove_articles([row.id for row in project.articles()[100:]])
    project.add([article("later")])
    assert [first, *stream] == [article(f"Article {number}") for number in range(200)]
    assert project.counts().all == 101


def test_many_articles_come_in_portions(project: Project) -> None:
    def batch() -> Iterator[AnnotatedArticle]:
        for number in range(2_100):
            if number == 2_010:
                raise OSError("the file vanished")
            yield article(f"Article {number}")

    with pytest.raises(OSError, match="vanished"):
        project.add(batch())
    assert project.counts().all == 2_000


def test_an_article_that_contradicts_itself_adds_nothing(project: Project) -> None:
    broken = marked("Baku", (0, 4, "GPE", Status.ACCEPTED), (0, 4, "GPE", Status.ACCEPTED))
    with pytest.raises(BugError):
        project.add([article("fine"), broken])
    assert project.counts().all == 0
    assert project.counts(query="fine").all == 0


def test_labels_of_datasets_are_added(tmp_path: Path) -> None:
    start = LabelSet("Mine", (Label("GPE", *PALETTE[0], "1"),))
    with Project.open(tmp_path / "p", default_labels=start) as project:
        project.add([marked("Baku 30", (0, 4, "GPE", Status.ACCEPTED), (5, 7, "TOLL", Status.ACCEPTED))])
        assert [label.name for label in project.labels] == ["GPE", "TOLL"]
        toll = project.labels.get("TOLL")
        assert toll is not None
        assert (toll.color, toll.color_dark, toll.key) == (*PALETTE[1], "2")
        assert project.label_counts() == {"GPE": 1, "TOLL": 1}
    with Project.open(tmp_path / "p", default_labels=LabelSet("Other", ())) as project:
        assert [label.name for label in project.labels] == ["GPE", "TOLL"]
        assert project.labels.name == "Mine"
        project.save_labels(LabelSet("Mine", (toll, *start)))
    with Project.open(tmp_path / "p") as project:
        assert project.labels.labels == (toll, *start)


def test_labels_added_by_two_projects_at_once_are_both_kept(project: Project) -> None:
    with project.again() as other:
        other.ensure_labels(["ONE"])
        assert project.ensure_labels(["TWO", "ONE"]) == ("TWO",)
        assert [label.name for label in other.reload_labels()] == ["ONE", "TWO"]


def test_state(project: Project) -> None:
    assert project.state("last") is None
    project.set_state("last", "ə")
    project.set_state("last", "İ")
    with project.again() as other:
        assert other.state("last") == "İ"


def test_another_thread_adds_while_this_one_reads(project: Project) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            with project.again() as own:
                own.add(article(f"Article {number}") for number in range(300))
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    seen = [0]
    while worker.is_alive():
        seen.append(len(project.articles()))
        project.set_state("n", str(seen[-1]))
    worker.join()
    assert failures == []
    assert seen == sorted(seen)
    assert len(project.articles()) == 300
