from __future__ import annotations

from pathlib import Path

import pytest

from pressmark.core import edits
from pressmark.core.annotation import Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import Cancelled, UserError
from pressmark.core.labels import Label, LabelSet
from pressmark.core.ports import AnnotatedArticle, DetectionResult
from pressmark.core.span import Span
from pressmark.services import history
from pressmark.services.history import State
from pressmark.services.project import Project
from pressmark.services.returning import return_to
from pressmark.services.session import Session

LABELS = LabelSet("Mine", (Label("GPE", "#102030", "#a0b0c0"),))
TEXTS = ("👩🏽‍🚒 Kəlbəcər and Bakı.", "Sindh, Karachi.")


@pytest.fixture
def project(tmp_path: Path):
    with Project.open(tmp_path / "p.pressmark", annotator="me", default_labels=LABELS) as opened:
        for text in TEXTS:
            opened.add([AnnotatedArticle(Article.from_raw(RawArticle(text, ArticleMeta(headline=text[:9]), ())))])
        yield opened


def mark(project: Project, number: int, words: str, *, session: Session | None = None) -> str:
    """Marks some words; gives the step's name."""
    session = session or Session(project)
    document = session.open(project.articles()[number].id)
    start = document.text.index(words)
    session.apply(edits.add(document, Span(start, start + len(words)), "GPE", origin="person:me"))
    return session.history(limit=1)[0].group


def marks(project: Project) -> list[list[str]]:
    documents = [project.document(row.id) for row in project.articles()]
    return [[a.span.of(document.text) for a in document] for document in documents]


def test_the_steps_say_who_did_what_where(project: Project) -> None:
    mark(project, 0, "Kəlbəcər")
    article = project.document(project.articles()[0].id).article
    Session(project).accept_detection(DetectionResult(article.id, article.sha256, "d-1", ()))
    session = Session(project)
    document = session.open(project.articles()[1].id)
    one = edits.set_done(document, True)
    session.apply_many([(document.article.id, one), (article.id, edits.set_done(project.document(article.id), True))])
    told = [
        (str(s.kind), s.words, s.count, s.titles, s.annotator, s.mine, s.state) for s in history.steps(project, limit=9)
    ]
    assert told[:2] == [
        ("done", "", 2, (TEXTS[1][:9], TEXTS[0][:9]), "me", True, State.DONE),
        ("add", "Kəlbəcər", 1, (TEXTS[0][:9],), "me", True, State.DONE),
    ]
    here = history.steps(project, article_id=document.article.id, limit=9)
    assert [str(step.kind) for step in here] == ["done", "import"]


def test_back_to_a_point_and_forward_again(project: Project) -> None:
    first = mark(project, 0, "Kəlbəcər")
    second = mark(project, 1, "Sindh")
    third = mark(project, 0, "Bakı")
    ids = [row.id for row in project.articles()]
    assert return_to(project, first) == (ids[0], ids[1])
    assert marks(project) == [["Kəlbəcər"], []]
    assert return_to(project, second) == (ids[1],)
    assert marks(project) == [["Kəlbəcər"], ["Sindh"]]
    assert return_to(project, third) == (ids[0],)
    assert marks(project) == [["Kəlbəcər", "Bakı"], ["Sindh"]]
    assert return_to(project, None) == (ids[0], ids[1])
    assert marks(project) == [[], []]
    assert return_to(project, third) == (ids[0], ids[1])
    assert return_to(project, third) == ()
    assert marks(project) == [["Kəlbəcər", "Bakı"], ["Sindh"]]


def test_what_was_overtaken_cannot_be_returned_to(project: Project) -> None:
    mark(project, 0, "Kəlbəcər")
    gone = mark(project, 1, "Sindh")
    Session(project).undo()
    mark(project, 1, "Karachi")
    with pytest.raises(UserError, match="later work has taken its place"):
        return_to(project, gone)
    assert marks(project) == [["Kəlbəcər"], ["Karachi"]]


def test_others_steps_stand(project: Project, tmp_path: Path) -> None:
    first = mark(project, 0, "Kəlbəcər")
    with Project.open(tmp_path / "p.pressmark", annotator="you") as theirs:
        yours = mark(theirs, 1, "Sindh")
    mark(project, 0, "Bakı")
    return_to(project, first)
    assert marks(project) == [["Kəlbəcər"], ["Sindh"]]
    assert [step.mine for step in history.steps(project) if step.group == yours] == [False]
    with pytest.raises(UserError):
        return_to(project, yours)


def test_cancelled_between_two_steps(project: Project) -> None:
    first = mark(project, 0, "Kəlbəcər")
    mark(project, 1, "Sindh")
    mark(project, 0, "Bakı")
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        return_to(project, first, cancelled=lambda: next(asked))
    assert marks(project) == [["Kəlbəcər"], ["Sindh"]]
    statuses = {a.status for row in project.articles() for a in project.document(row.id)}
    assert statuses == {Status.ACCEPTED}
