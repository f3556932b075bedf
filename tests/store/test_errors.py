"""A full disk, a locked file, a file that vanishes and a killed process: a sentence, and nothing is lost."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pressmark.core import edits
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.services.project import Project
from pressmark.services.session import Session
from pressmark.store import database

TEXT = "Baku " * 200


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "News.pressmark"


@pytest.fixture
def project(target: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    with Project.open(target, annotator="me") as project:
        project.add([AnnotatedArticle(Article.from_raw(RawArticle(TEXT, ArticleMeta(), ())))])
        yield project


@pytest.fixture
def session(project: Project) -> Session:
    session = Session(project)
    session.open(project.articles()[0].id)
    return session


def mark(session: Session, number: int, *, note: str = "") -> None:
    assert session.document is not None
    edit = edits.add(session.document, Span(number * 5, number * 5 + 4), "GPE", origin="person:me")
    (change,) = edit.annotations
    assert change.after is not None
    edit = edits.Edit(edit.kind, (edits.AnnotationChange(None, change.after.but(note=note)),))
    session.apply(edit)


def limit(project: Project, *, pages: int | None) -> None:
    """Lets the file grow by so many pages and no more."""
    driver = project.store._database._connection.connection.driver_connection
    assert driver is not None
    (now,) = driver.execute("PRAGMA page_count").fetchone()
    driver.execute(f"PRAGMA max_page_count = {now + pages if pages is not None else 1_000_000}")


def test_a_full_disk_keeps_everything_that_was_saved(project: Project, session: Session) -> None:
    mark(session, 0)
    limit(project, pages=0)
    saved = session.document
    with pytest.raises(UserError, match="disk is full") as error:
        mark(session, 1, note="x" * 100_000)
    assert "News.pressmark" in error.value.sentence
    assert session.document is saved
    assert saved is not None
    assert list(project.document(saved.article.id)) == list(saved)
    limit(project, pages=None)
    mark(session, 1, note="x" * 100_000)
    session.undo()
    assert list(session.document) == list(saved)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small disk")
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        with Project.open(disk / "x.pressmark") as project:
            project.add([AnnotatedArticle(Article.from_raw(RawArticle(TEXT, ArticleMeta(), ())))])
            session = Session(project)
            session.open(project.articles()[0].id)
            with pytest.raises(UserError, match="disk"):  # noqa: PT012 - it is the last of many that fails
                for number in range(200):
                    saved = session.document
                    mark(session, number, note="note " * 5000)
            assert session.document is saved
            assert saved is not None
            assert len(saved) > 2
            assert list(project.document(saved.article.id)) == list(saved)
        with Project.open(disk / "x.pressmark") as project:
            assert list(project.document(saved.article.id)) == list(saved)
        _fill(disk / "filler")
        with pytest.raises(UserError, match="disk"):
            Project.open(disk / "second.pressmark")
        assert not list(disk.glob("*second*"))
        assert not list(disk.glob(".*"))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _fill(path: Path) -> None:
    with path.open("ab", buffering=0) as file:
        for size in (4096, 512, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue


def test_a_locked_file_is_told_and_works_again(project: Project, session: Session, target: Path) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        saved = session.document
        with pytest.raises(UserError, match="being written by another program"):
            mark(session, 0)
        assert session.document is saved
        assert saved is not None
        assert len(project.document(saved.article.id)) == 0  # reading goes on
        other.execute("ROLLBACK")
    mark(session, 0)
    assert len(project.document(saved.article.id)) == 1


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps open files in their place")
def test_a_file_that_vanishes_is_told(project: Project, session: Session, target: Path) -> None:
    mark(session, 0)
    saved = session.document
    away = target.with_name("away.pressmark")
    target.rename(away)
    with pytest.raises(UserError, match="moved or deleted"):
        mark(session, 1)
    assert session.document is saved
    away.rename(target)
    mark(session, 1)
    assert session.document is not None
    assert len(project.document(session.document.article.id)) == 2


WORKER = """
import sys
from pressmark.core import edits
from pressmark.core.span import Span
from pressmark.services.project import Project
from pressmark.services.session import Session

project = Project.open(sys.argv[1], annotator="me", create=False)
session = Session(project)
session.open(project.articles()[0].id)
for number in range(10_000):
    start = number // 4 * 5
    if number % 4 == 3:
        session.undo()
    else:
        span = Span(start, start + 1 + number % 4)
        session.apply(edits.add(session.document, span, "GPE", origin="person:me"))
    print(session.document.revision, *sorted(f"{a.span.start}-{a.span.end}" for a in session.document), flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs kill -9")
@pytest.mark.parametrize("attempt", range(3))
def test_a_killed_process_loses_nothing_that_it_said_was_saved(project: Project, target: Path, attempt: int) -> None:
    article_id = project.articles()[0].id
    project.close()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(target)], stdout=subprocess.PIPE, env=environment)
    assert worker.stdout is not None
    wanted = random.Random(attempt).randint(5, 120)
    with worker.stdout as output:
        lines = [next(output) for _ in range(wanted)]
        worker.kill()
        lines += [line for line in output if line.endswith(b"\n")]
    worker.wait()
    revision, *marks = lines[-1].decode().split()
    with Project.open(target, annotator="me") as again:
        document = again.document(article_id)
        assert document.revision in (int(revision), int(revision) + 1)  # one more may not have been said yet
        if document.revision == int(revision):
            assert sorted(f"{a.span.start}-{a.span.end}" for a in document) == marks
        row = again.row(article_id)
        assert (row.total, row.decided) == (len(document), len(document))
        session = Session(again)
        undone = 0
        while session.undo() is not None:
            undone += 1
        assert undone == len(document)
        assert len(again.document(article_id)) == 0


def test_every_sentence_has_a_remedy() -> None:
    for sentence in (*database._SQLITE.values(), *database._POSTGRES.values()):
        assert sentence.count("{name}") == 1
        assert len(re.findall(r"[.;] \S|, then ", sentence)) >= 1, sentence
