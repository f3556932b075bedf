"""Steps in very many articles: labelled without being read, undone in parts, and taken over by an open session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pressmark.core import edits
from pressmark.core.annotation import Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.edits import EditKind
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.services.project import Project
from pressmark.services.session import LONG_STEP, Session
from pressmark.store.values import Write

ARTICLES = LONG_STEP[0] + 5


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(tmp_path / "p.pressmark", annotator="Ayla") as project:
        texts = (f"Odesa has port {number}." for number in range(ARTICLES))
        project.add(AnnotatedArticle(Article.from_raw(RawArticle(text, ArticleMeta(), ()))) for text in texts)
        yield project


def marked(project: Project) -> int:
    return sum(len(project.document(row.id)) for row in project.articles())


def mark_everywhere(project: Project) -> None:
    session = Session(project)
    steps = []
    for row in project.articles():
        document = project.document(row.id)
        edit = edits.mark_all(document, [Span(0, 5)], "GPE", status=Status.ACCEPTED, origin="person:A")
        steps.append((row.id, edit))
    session.apply_many(steps)


def test_a_long_step_is_told_from_a_short_one(project: Project) -> None:
    session = Session(project)
    assert not session.is_long(redo=False)
    mark_everywhere(project)
    assert session.is_long(redo=False)
    assert not session.is_long(redo=True)


def test_its_label_says_kind_count_and_articles(project: Project) -> None:
    mark_everywhere(project)
    label = Session(project).undo_step()
    assert label is not None
    assert (label.kind, label.count, len(label.articles)) == (EditKind.ADD, ARTICLES, ARTICLES)


def test_undo_and_redo_in_parts(project: Project) -> None:
    mark_everywhere(project)
    told: list[tuple[int, int]] = []
    session = Session(project)
    moved = session.move_in_parts(redo=False, progress=lambda done, total, _: told.append((done, total)), part=10)
    assert len(moved) == ARTICLES
    assert told[:2] == [(0, ARTICLES), (10, ARTICLES)]
    assert marked(project) == 0
    assert session.undo_step() is None
    session.move_in_parts(redo=True)
    assert marked(project) == ARTICLES


def test_what_is_left_of_a_part_is_still_the_next_step(project: Project) -> None:
    mark_everywhere(project)

    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Session(project).move_in_parts(redo=False, progress=stop, part=10)
    assert marked(project) == ARTICLES - 10
    label = Session(project).undo_step()
    assert label is not None
    Session(project).move_in_parts(redo=False)
    assert marked(project) == 0


def test_a_step_that_does_not_fit_any_more_is_told(project: Project) -> None:
    mark_everywhere(project)
    last = project.articles()[-1].id
    with project.again() as other:
        theirs = Session(other)
        theirs.open(last)
        assert theirs.document is not None
        write = edits.remove(theirs.document, list(theirs.document.by_id))
        # A change that undo knows nothing of.
        theirs.project.store.commit_detection(_write(theirs, write), detector="d", tokens=())
    with pytest.raises(UserError, match="changed since"):
        Session(project).move_in_parts(redo=False)


def _write(session: Session, edit: edits.Edit) -> Write:
    assert session.document is not None
    after, _ = edits.apply(session.document, edit)
    return Write(session.document, after, edit)


def test_a_later_state_is_taken_over_and_an_earlier_one_is_not(project: Project) -> None:
    session = Session(project)
    first = session.open(project.articles()[0].id)
    mark_everywhere(project)
    later = project.document(first.article.id)
    assert session.adopt(later) is first
    assert session.document is later
    assert session.adopt(first) is None
    assert session.adopt(project.document(project.articles()[1].id)) is None
