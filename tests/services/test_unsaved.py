"""Edits while another program holds the database's lock: done in memory, saved in order, never lost in silence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
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
from pressmark.services.session import LockedError, Session
from pressmark.store.values import State

TEXT = "Baku Gəncə Şəki Lankaran and Quba are towns."


@contextmanager
def locked(project: Project) -> Iterator[None]:
    """Another program that is writing, and does not stop."""
    with closing(sqlite3.connect(project.target, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(tmp_path / "p.pressmark", annotator="Ayla") as project:
        for number in range(2):
            text = f"{TEXT} {number}"
            project.add([AnnotatedArticle(Article.from_raw(RawArticle(text, ArticleMeta(headline=text), ())))])
        project.wait_at_most(0.01)
        yield project


@pytest.fixture
def session(project: Project) -> Session:
    session = Session(project, waits=True)
    session.open(project.articles()[0].id)
    return session


def mark(session: Session, start: int, end: int, label: str = "GPE") -> None:
    assert session.document is not None
    assert session.apply(edits.add(session.document, Span(start, end), label, origin="person:Ayla")) is not None


def words(session_or_document) -> list[str]:
    document = getattr(session_or_document, "document", session_or_document)
    return [a.span.of(document.text) for a in document]


def test_edits_are_done_at_once_and_saved_in_order_when_the_lock_is_gone(project: Project, session: Session) -> None:
    first, second = (row.id for row in project.articles())
    with locked(project):
        mark(session, 0, 4)
        mark(session, 5, 10)
        session.open(second)
        mark(session, 11, 15)
        assert words(session) == ["Şəki"]
        assert words(session.open(first)) == ["Baku", "Gəncə"]
        assert len(session.unsaved) == 3
        assert not session.save_unsaved()
        assert words(project.document(first)) == []
    assert session.save_unsaved()
    assert len(session.unsaved) == 0
    assert words(project.document(first)) == ["Baku", "Gəncə"]
    assert words(project.document(second)) == ["Şəki"]
    told = [(entry.kind, entry.state, words(project.document(entry.article_id))) for entry in session.history(limit=3)]
    assert told == [
        (EditKind.ADD, State.DONE, ["Şəki"]),
        (EditKind.ADD, State.DONE, ["Baku", "Gəncə"]),
        (EditKind.ADD, State.DONE, ["Baku", "Gəncə"]),
    ]
    assert session.document is not None
    assert session.document.revision == project.document(first).revision
    mark(session, 16, 24)  # and it goes on as ever
    assert words(project.document(first)) == ["Baku", "Gəncə", "Lankaran"]


def test_undo_takes_back_what_waits_and_then_what_was_saved(project: Project, session: Session) -> None:
    mark(session, 0, 4)
    with locked(project):
        mark(session, 5, 10)
        label = session.undo_step()
        assert label is not None
        assert label.words == "Gəncə"
        assert session.redo_step() is None
        step = session.undo()
        assert step is not None
        assert (words(step.document), words(session), len(session.unsaved)) == (["Baku"], ["Baku"], 0)
    label = session.undo_step()
    assert label is not None
    assert label.words == "Baku"
    assert session.undo() is not None
    assert words(project.document(project.articles()[0].id)) == []


def test_what_others_did_meanwhile_stays_and_the_edits_come_on_top(project: Project, session: Session) -> None:
    article_id = project.articles()[0].id
    with locked(project):
        mark(session, 0, 4)
    with Project.open(project.target, annotator="Rəna") as elsewhere:
        other = Session(elsewhere)
        other.open(article_id)
        mark(other, 5, 10)
    assert session.save_unsaved()
    assert words(session) == words(project.document(article_id)) == ["Baku", "Gəncə"]


def test_an_edit_that_does_not_fit_any_more_is_told_and_the_others_are_saved(
    project: Project, session: Session
) -> None:
    article_id = project.articles()[0].id
    mark(session, 0, 4)
    (baku,) = session.document or ()
    with locked(project):
        assert session.document is not None
        session.apply(edits.decide(session.document, [baku.id], Status.REJECTED))
        mark(session, 5, 10)
    with Project.open(project.target, annotator="Rəna") as elsewhere:
        other = Session(elsewhere)
        session_document = other.open(article_id)
        other.apply(edits.remove(session_document, [baku.id]))
    with pytest.raises(UserError, match="changed from elsewhere while 1 of your changes"):
        session.save_unsaved()
    assert session.save_unsaved()
    assert words(session) == words(project.document(article_id)) == ["Gəncə"]


def test_a_session_that_does_not_wait_says_so_at_once(project: Project) -> None:
    session = Session(project)
    session.open(project.articles()[0].id)
    with locked(project), pytest.raises(LockedError, match="is being written by another program"):
        mark(session, 0, 4)
    assert words(session) == []


def test_a_step_in_several_articles_is_refused_while_edits_wait(project: Project, session: Session) -> None:
    with locked(project):
        mark(session, 0, 4)
        assert session.document is not None
        edit = edits.add(session.document, Span(5, 10), "GPE", origin="person:Ayla")
        with pytest.raises(LockedError, match="your last changes wait"):
            session.apply_many([(session.document.article.id, edit)])
    assert session.apply_many([(session.document.article.id, edit)]) != ()
    assert words(project.document(session.document.article.id)) == ["Baku", "Gəncə"]
