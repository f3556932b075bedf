"""What is read of a project before it is opened is what the opened project says."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.ui.window_support import article, flood, kalbajar

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.document import Document
from pressmark.core.labels import Detected, Label, LabelSet
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.services.project import Project, glance
from pressmark.services.session import Session
from pressmark.store.glance import Glance

LABELS = LabelSet(
    "News",
    (
        Label("GPE", "#043678", "#5285ff", "g", "Countries and towns", "Places"),
        Label("WEAPON", "#963498", "#aa799c", "w", "", "", hidden=True),
    ),
    (Detected("LOC", "GPE", ("x",)), Detected("PERSON", "")),
)


def look(path: Path) -> Glance:
    seen = glance(path, annotator="Ayla", state="last", labels=LABELS)
    assert seen is not None
    return seen


def told(document: Document | None) -> tuple[object, ...]:
    assert document is not None
    return document.article, document.revision, tuple(document), document.relations


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A project with two articles; in the second, marks of all kinds, a relation, and what people decided."""
    path = tmp_path / "Nachrichten & more.pressmark"
    with Project.open(path, annotator="Ayla", default_labels=LABELS) as project:
        one = kalbajar()
        meta = replace(one.article.meta, extra={"desk": ["foreign", 1]})
        arrow = Relation("r1", "a1", "a4", "ally")
        added = project.add([flood(), AnnotatedArticle(one.article.but(meta=meta), one.annotations, (arrow,))])
        session = Session(project)
        document = session.open(added.ids[1])
        session.apply(edits.decide(document, ["a1"], Status.ACCEPTED))
        session.apply(edits.decide(session.document, ["a4"], Status.REJECTED))
        session.apply(edits.set_note(session.document, "a3", "since 1994 – “about”"))
        session.apply(edits.set_done(session.document, True))
        project.set_state("last", added.ids[1])
    return path


def test_a_glance_shows_what_the_opened_project_holds(file: Path) -> None:
    seen = look(file)
    with Project.open(file, annotator="Ayla") as project:
        ids = project.article_ids()
        assert seen.ids == ids
        assert len(ids) == 2
        rows = seen.rows([*ids, "gone"])
        assert rows == project.rows(ids)
        assert [type(rows[one].done) for one in ids] == [bool, bool]
        assert seen.counts == project.counts()
        assert (seen.counts.all, seen.counts.done) == (2, 1)
        assert seen.labels == project.labels
        assert [label.hidden for label in seen.labels][:2] == [False, True]
        assert seen.labels.detected
        assert seen.name == project.name
        assert told(seen.document) == told(project.document(ids[1]))
    assert seen.document is not None
    assert seen.document.revision == 4
    assert seen.document.article.meta.extra == {"desk": ["foreign", 1]}
    assert len(seen.document.relations) == 1
    assert (seen.undo, seen.redo) == (True, False)


def test_a_glance_knows_whether_its_annotator_can_undo_and_redo(file: Path) -> None:
    with Project.open(file, annotator="Ayla") as project:
        Session(project).undo()
    seen, another = look(file), glance(file, annotator="Bela", state="last", labels=LABELS)
    assert (seen.undo, seen.redo) == (True, True)
    assert another is not None
    assert (another.undo, another.redo) == (False, False)


def test_an_article_of_so_many_marks_that_they_are_rows_is_shown_too(tmp_path: Path) -> None:
    text = "Kyiv and Lviv. " * 150
    places = range(0, len(text), 15)
    reading = {"value": 3, "counted": {"start": 0, "end": 4, "text": "Kyiv"}}
    marks = [
        Annotation(f"k{at}", Span(at, at + 4), "GPE", Status.ACCEPTED, "person:Ayla", None, reading) for at in places
    ]
    marks += [Annotation(f"l{at}", Span(at + 9, at + 13), "GPE", Status.SUGGESTED, "model:m", 0.5) for at in places]
    with Project.open(tmp_path / "many.pressmark", annotator="Ayla") as project:
        (article_id,) = project.add([AnnotatedArticle(article(text), tuple(marks))]).ids
        document = project.document(article_id)
    assert len(document) == 300
    assert told(look(tmp_path / "many.pressmark").document) == told(document)
    with closing(sqlite3.connect(tmp_path / "many.pressmark")) as connection:
        assert connection.execute("SELECT count(*) FROM annotation").fetchone() == (300,)


def test_the_first_article_is_shown_where_the_last_one_is_not_known(file: Path) -> None:
    with Project.open(file, annotator="Ayla") as project:
        project.set_state("last", "removed long ago")
        first = project.article_ids()[0]
    document = look(file).document
    assert document is not None
    assert document.article.id == first


def test_a_project_without_articles_has_no_document(tmp_path: Path) -> None:
    Project.open(tmp_path / "new.pressmark", annotator="Ayla", default_labels=LABELS).close()
    seen = look(tmp_path / "new.pressmark")
    assert (seen.ids, seen.document, seen.counts.all) == ([], None, 0)


def test_what_another_connection_has_not_moved_into_the_file_yet_is_seen_too(file: Path) -> None:
    with Project.open(file, annotator="Ayla") as project:
        project.remove_articles([look(file).ids[0]])
        assert look(file).ids == project.article_ids()


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE alembic_version SET version_num = '0001'",
        "DELETE FROM alembic_version",
        "PRAGMA application_id = 7",
        "DROP TABLE article_text",
        "UPDATE zone SET kind = 'margin'",
        "UPDATE annotation_pack SET packed = '[2, [\"GPE\"'",
    ],
)
def test_of_another_version_or_a_damaged_file_nothing_is_shown(file: Path, spoil: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(spoil)
    assert glance(file, annotator="Ayla", state="last", labels=LABELS) is None


def test_of_a_file_that_is_to_be_made_it_is_shown_that_it_will_be_empty(tmp_path: Path) -> None:
    seen = look(tmp_path / "new.pressmark")
    assert (seen.name, seen.labels, seen.ids, seen.document) == ("new", LABELS, [], None)
    assert list(tmp_path.iterdir()) == []


def test_of_another_file_a_folder_or_a_server_nothing_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.pressmark").write_text("not a database", "utf-8")
    for target in (tmp_path / "a.pressmark", tmp_path, "postgresql://nobody@nowhere/x"):
        assert glance(target, annotator="Ayla", state="last", labels=LABELS) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pressmark"]


def test_another_program_that_writes_is_not_waited_for(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM article")
        assert len(look(file).ids) == 2  # as it was before that
        other.execute("ROLLBACK")


def test_a_glance_loads_no_sqlalchemy(file: Path) -> None:
    code = (
        "import sys; from pressmark.core.labels import LabelSet; from pressmark.services.project import glance; "
        f"assert glance({str(file)!r}, annotator='Ayla', state='last', labels=LabelSet('', ())).document is not None; "
        "print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "False\n"
