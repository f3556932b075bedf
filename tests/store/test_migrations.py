"""Older projects are brought up to date with a backup beside them."""

from __future__ import annotations

import gzip
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic import op
from sqlalchemy import text
from sqlalchemy.engine import URL

from pressmark.core.annotation import Status
from pressmark.core.errors import BugError, UserError
from pressmark.services.project import Project
from pressmark.services.session import Session
from pressmark.store import migrations, opening
from pressmark.store.database import Database
from pressmark.store.files import VERSION
from pressmark.store.opening import create_schema


def schema(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return {f"{kind} {name} {table}": _plain(sql or "") for kind, name, table, sql in rows}


def _plain(sql: str) -> str:
    """A CREATE statement whose constraints may stand in any order."""
    sql = re.sub(r"\s+", " ", sql)
    head, _, body = sql.partition("(")
    parts = re.split(r",\s*(?![^(]*\))", body.rstrip(" )"))
    columns = [part.strip() for part in parts if not part.strip().startswith("CONSTRAINT")]
    constraints = sorted(part.strip() for part in parts if part.strip().startswith("CONSTRAINT"))
    return head + "(" + "; ".join(columns + constraints)


def database(path: Path) -> Database:
    path.touch()
    return Database(URL.create("sqlite+pysqlite", database=str(path)), path=path, name=path.name)


def test_creating_and_migrating_give_the_same_tables(tmp_path: Path) -> None:
    new = database(tmp_path / "new")
    with new.write() as connection:
        create_schema(connection)
    new.close()
    old = database(tmp_path / "old")
    with old.write() as connection:
        connection.execute(
            text(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
        )
    migrations.upgrade(old, None)
    old.close()
    assert schema(tmp_path / "old") == schema(tmp_path / "new")
    assert len(schema(tmp_path / "new")) > 20


def test_the_newest_revision_is_the_programs() -> None:
    assert migrations.REVISIONS[-1].revision == VERSION


OLD = sorted(Path(__file__).with_name("old").glob("*.pressmark.gz"))


@pytest.mark.parametrize("packed", OLD, ids=lambda path: path.name)
def test_projects_of_every_version_open(tmp_path: Path, packed: Path) -> None:
    """Each was made by the program of its time: one article with a mark of a person and a suggestion."""
    path = tmp_path / "old.pressmark"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    with Project.open(path, annotator="me", create=False) as project:
        assert [label.name for label in project.labels] == ["GPE", "DATE"]
        (row,) = project.articles(query="kəlb wednesday")
        assert (row.id, row.headline, row.total, row.decided, row.detector) == ("k", "Handover", 2, 1, "toy-1")
        assert project.state("last") == "k"
        session = Session(project)
        document = session.open("k")
        assert [(a.span.of(document.text), a.label, a.status, dict(a.attributes)) for a in document] == [
            ("Kəlbəcər", "GPE", Status.ACCEPTED, {"x": 1}),
            ("Wednesday", "DATE", Status.SUGGESTED, {"value": "2020-11-25"}),
        ]
        assert document.article.meta.extra == {"k": [1]}
        assert [str(zone.kind) for zone in document.article.zones] == ["body"]
        assert len(project.tokens("k")) == 1
        assert [entry.kind for entry in session.history("k")] == ["detect", "add", "import"]
        step = session.undo()
        assert step is not None
        assert [a.label for a in step.document] == ["DATE"]
        file = project.original("k")
        if packed.name.startswith("0001"):  # made before files were kept
            assert file is None
        else:
            assert file is not None
            assert (file.name, file.content) == ("k.html", b"<p>K\xc9\x99lb\xc9\x99c\xc9\x99r fell.</p>")


def test_there_is_a_project_of_every_version() -> None:
    assert [path.name.split(".")[0] for path in OLD] == [one.revision for one in migrations.REVISIONS]


def _add_a_column() -> None:
    op.add_column("label", migrations.v0001_first.sa.Column("shape", migrations.v0001_first.sa.Text))


def _fail() -> None:
    _add_a_column()
    op.execute("CREATE TABLE label (oops TEXT)")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A program with one more revision."""
    second = SimpleNamespace(revision="next", down_revision=VERSION, upgrade=_add_a_column)
    chain = (*migrations.REVISIONS, second)
    check, upgrade = migrations.check, migrations.upgrade
    monkeypatch.setattr(opening, "VERSION", "next")
    monkeypatch.setattr(migrations, "check", lambda version, name: check(version, name, revisions=chain))
    monkeypatch.setattr(migrations, "upgrade", lambda there, version: upgrade(there, version, revisions=chain))
    return second


def test_an_older_project_is_updated_with_a_backup(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "News.pressmark"
    with Project.open(path) as project:
        project.set_state("last", "x")
    request.getfixturevalue("later")
    for _ in range(2):
        with Project.open(path) as project:
            assert project.state("last") == "x"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("next",)]
        assert "shape" in [row[1] for row in connection.execute("PRAGMA table_info(label)")]
    copy = tmp_path / f"News.backup-{VERSION}.pressmark"
    assert sorted(p.name for p in tmp_path.iterdir()) == [copy.name, path.name]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(VERSION,)]
        assert connection.execute("SELECT value FROM project_state WHERE key = 'last'").fetchall() == [("x",)]


def test_an_update_that_fails_leaves_the_project_as_it_was(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "News.pressmark"
    Project.open(path).close()
    before = schema(path)
    later = request.getfixturevalue("later")
    later.upgrade = _fail
    for _ in range(2):
        with pytest.raises(BugError, match="already exists"):
            Project.open(path)
    assert schema(path) == before
    assert (tmp_path / f"News.backup-{VERSION}-2.pressmark").exists()


def test_no_update_without_a_backup(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "News.pressmark"
    Project.open(path).close()
    before = path.read_bytes()
    request.getfixturevalue("later")
    real = sqlite3.connect

    def connect(place: object, **options: object) -> sqlite3.Connection:
        if "backup" in str(place):
            raise sqlite3.OperationalError("database or disk is full")
        return real(place, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(opening.sqlite3, "connect", connect)
    with pytest.raises(UserError, match="no backup could be written"):
        Project.open(path)
    assert path.read_bytes() == before


def test_revisions_that_do_not_follow_one_another_are_a_bug(tmp_path: Path) -> None:
    stray = SimpleNamespace(revision="9999", down_revision="9998", upgrade=_add_a_column)
    new = database(tmp_path / "new")
    with pytest.raises(BugError, match="does not follow"):
        migrations.upgrade(new, "0001", revisions=(*migrations.REVISIONS, stray))
    new.close()
