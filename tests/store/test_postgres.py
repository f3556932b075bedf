"""The same code over a PostgreSQL server, a real one that these tests start for themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import NullPool

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Candidate, Relation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle, Token
from pressmark.core.errors import UserError
from pressmark.core.labels import Label, LabelSet
from pressmark.core.ports import AnnotatedArticle, DetectionResult
from pressmark.core.span import Span
from pressmark.core.zones import Zone, ZoneKind
from pressmark.services.project import Original, Project, Which
from pressmark.services.session import Session
from pressmark.store import migrations, opening
from pressmark.store.opening import create_schema

pytestmark = pytest.mark.postgres

TEXT = "Kəlbəcər was handed over 👩🏽‍🚒. كلبجر, said İlham, lost 30,000 people."
LABELS = LabelSet("Mine", (Label("GPE", "#102030", "#a0b0c0", "1", "A place.", "places", hidden=True),))


def _programs() -> Path | None:
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class Server:
    """A PostgreSQL server in a folder of its own, reached by a socket in it."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self.databases = 0
        # The server refuses to run as the superuser, which tests in a container often are.
        self.options: dict[str, object] = {"cwd": self.folder, "stdout": subprocess.DEVNULL}
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            self.options |= {"user": "postgres", "group": "postgres", "extra_groups": []}
        self.run("initdb", "-D", "cluster", "-U", "annotator", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        self.start()

    def run(self, program: str, *arguments: str) -> None:
        subprocess.run([self.programs / program, *arguments], check=True, **self.options)  # type: ignore[call-overload]

    def start(self) -> None:
        settings = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self.run("pg_ctl", "-D", "cluster", "-w", "-l", "log", "-o", settings, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", "cluster", "-w", "-m", "immediate", "stop")

    def address(self, database: str) -> str:
        return f"postgresql://annotator@/{database}?host={self.folder}"

    def do(self, database: str, *statements: str) -> None:
        address = self.address(database).replace("postgresql", "postgresql+psycopg", 1)
        engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def database(self, options: str = "") -> str:
        self.databases += 1
        name = f"news{self.databases}"
        self.do("postgres", f"CREATE DATABASE {name} {options}")
        return name


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server program is installed")
    server = Server(programs)
    yield server
    server.stop()
    shutil.rmtree(server.folder)


@pytest.fixture
def address(server: Server) -> str:
    return server.address(server.database())


@pytest.fixture
def open_project(address: str) -> Iterator[Callable[[str], Project]]:
    opened: list[Project] = []

    def open_project(annotator: str) -> Project:
        opened.append(Project.open(address, annotator=annotator, default_labels=LABELS))
        return opened[-1]

    yield open_project
    for project in opened:
        project.close()


def article(content: str, **meta: str) -> AnnotatedArticle:
    return AnnotatedArticle(Article.from_raw(RawArticle(content, ArticleMeta(**meta), ())))


def test_a_whole_project(open_project: Callable[[str], Project], address: str) -> None:
    project = open_project("me")
    assert project.labels == LABELS
    assert project.name in address
    meta = ArticleMeta("Handover", "2020-11-25T15:28", "483372", None, "a.txt", "en", {"k": [1, {"ə": None}]})
    zones = (Zone(Span(0, 8), ZoneKind.HEADLINE), Zone(Span(9, len(TEXT)), ZoneKind.BODY))
    full = AnnotatedArticle(
        replace(Article.from_raw(RawArticle(TEXT, meta, zones)), done=True),
        (
            Annotation(
                "a", Span(0, 8), "GPE", Status.ACCEPTED, "import:x", 0.1 + 0.2, {"value": 3, "n": None}, "hm 😀"
            ),
            Annotation("b", Span(30, 35), "PERSON", Status.REJECTED, "import:x"),
        ),
        (Relation("r", "a", "b", "when"),),
        (Token(Span(0, 8), "NNP", True), Token(Span(9, 12), "VBD")),
        "ignore",
    )
    added = project.add([full, article("Sindh flood", headline="Flood"), full])
    assert added.known == added.ids[:1]
    assert list(project.export_stream(statuses=tuple(Status), ids=added.ids[:1])) == [full]
    assert [row.id for row in project.articles(which=Which.TO_REVIEW)] == [added.ids[1]]
    assert [row.id for row in project.articles(query="KƏLB hand")] == [added.ids[0]]
    assert [project.counts(query=q).all for q in ("", "floo", "ILHAM", "x'y & z | !", "!!")] == [2, 1, 1, 0, 0]
    assert project.label_counts() == {"GPE": 1, "PERSON": 1}
    project.set_state("last", "ə")
    assert (project.state("last"), project.state("none")) == ("ə", None)
    again = open_project("me")
    assert list(again.export_stream(statuses=tuple(Status), ids=added.ids[:1])) == [full]
    again.remove_articles(added.ids[:1])
    assert [row.id for row in project.articles()] == [added.ids[1]]
    assert project.counts(query="handed").all == 0
    assert project.add([full]).ids == added.ids[:1]


def test_a_session(open_project: Callable[[str], Project]) -> None:
    project = open_project("me")
    (article_id,) = project.add([article(TEXT, headline="Handover")]).ids
    session = Session(project)
    document = session.open(article_id)
    session.apply(edits.add(document, Span(0, 8), "GPE", origin="person:me", attributes={"x": 1}))
    candidates = (Candidate(Span(30, 35), "PERSON", "model:m-1", 0.5, {}),)
    result = DetectionResult(article_id, document.article.sha256, "m-1", candidates, (Token(Span(0, 8), "NNP", True),))
    assert session.accept_detection(result) is not None
    assert project.tokens(article_id) == result.tokens
    assert session.document is not None
    person = list(session.document)[1]
    session.apply(edits.remove(session.document, [person.id]))
    assert project.declined(article_id) == {(Span(30, 35), "PERSON")}
    session.apply(edits.set_meta(session.document, headline="Kalbajar"))
    session.apply(edits.set_done(session.document, True))
    assert project.counts(query="kalb").done == 1
    kinds = []
    later = Session(open_project("me"))
    while (step := later.undo()) is not None:
        kinds.append(str(step.edit.kind))
    assert kinds == ["done", "meta", "remove", "add"]
    assert [(a.label, a.status) for a in later.document or ()] == [("PERSON", Status.SUGGESTED)]
    assert str(later.redo_step()) == "add “Kəlbəcər”"
    assert [e.kind for e in later.history(article_id, person.id)] == ["remove", "detect"]
    row = project.row(article_id)
    assert (row.total, row.decided, row.headline, row.done) == (1, 0, "Handover", False)


def test_two_annotators_in_one_article(open_project: Callable[[str], Project]) -> None:
    mine, yours = Session(open_project("me")), Session(open_project("you"))
    (article_id,) = mine.project.add([article(TEXT)]).ids
    mine.open(article_id)
    document = yours.open(article_id)
    yours.apply(edits.add(document, Span(0, 8), "GPE", origin="person:you", annotation_id="y"))
    assert mine.document is not None
    mine.apply(edits.add(mine.document, Span(9, 12), "LAW", origin="person:me", annotation_id="m"))
    assert [a.id for a in mine.document] == ["y", "m"]
    mine.apply(edits.remove(mine.document, ["y"]))
    with pytest.raises(UserError, match="changed from elsewhere"):
        yours.apply(edits.set_note(yours.document or document, "y", "?"))
    with pytest.raises(UserError, match="cannot be undone"):
        yours.undo()
    assert [a.id for a in yours.document or ()] == ["m"]


def test_a_lost_connection_is_told_and_comes_back(server: Server, open_project: Callable[[str], Project]) -> None:
    session = Session(open_project("me"))
    (article_id,) = session.project.add([article(TEXT)]).ids
    document = session.open(article_id)
    edit = edits.add(document, Span(0, 8), "GPE", origin="person:me")
    server.stop()
    with pytest.raises(UserError, match="server"):
        session.apply(edit)
    with pytest.raises(UserError, match="server"):
        session.apply(edit)
    assert session.document is document
    server.start()
    deadline = time.monotonic() + 20
    while True:
        try:
            session.apply(edit)
            break
        except UserError:
            assert time.monotonic() < deadline
    assert len(session.project.document(article_id)) == 1


def test_what_a_server_cannot_hold_is_said(open_project: Callable[[str], Project]) -> None:
    project = open_project("me")
    refusal = project.refusal(article("a\0b", source="odd.txt"))
    assert refusal is not None
    assert "odd.txt" in refusal
    assert project.refusal(article("a b")) is None


def test_a_long_text_is_searched_from_its_beginning(open_project: Callable[[str], Project]) -> None:
    project = open_project("me")
    project.add([article("Kalbajar " + " ".join(f"word{number}كلبجر" for number in range(200_000)))])
    assert project.counts(query="kalbajar word77").all == 1


def test_databases_that_are_no_projects(server: Server) -> None:
    with pytest.raises(UserError, match="There is no database gone"):
        Project.open(server.address("gone"))
    name = server.database()
    with pytest.raises(UserError, match="no project in the database"):
        Project.open(server.address(name), create=False)
    server.do(name, "CREATE TABLE other (x INTEGER)")
    with pytest.raises(UserError, match="tables of another program"):
        Project.open(server.address(name))
    latin = server.database("ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(UserError, match="LATIN1"):
        Project.open(server.address(latin))
    name = server.database()
    Project.open(server.address(name)).close()
    server.do(name, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UserError, match="newer version of Pressmark"):
        Project.open(server.address(name))


def test_creating_and_migrating_give_the_same_tables(server: Server) -> None:
    shapes = []
    for migrate in (False, True):
        url = opening._address(server.address(server.database()))
        database = opening.Database(url, path=None, name="x")
        if migrate:
            with database.write() as connection:
                connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
            migrations.upgrade(database, None)
        else:
            with database.write() as connection:
                create_schema(connection)
        with database.read() as connection:
            there = inspect(connection)
            shapes.append(
                {
                    name: (
                        [(c["name"], str(c["type"]), c["nullable"], c.get("default")) for c in there.get_columns(name)],
                        there.get_pk_constraint(name),
                        sorted(there.get_foreign_keys(name), key=str),
                        sorted(there.get_unique_constraints(name), key=str),
                        sorted(there.get_check_constraints(name), key=str),
                        sorted(there.get_indexes(name), key=str),
                    )
                    for name in there.get_table_names()
                    if name != "alembic_version"
                }
            )
        database.close()
    assert shapes[0] == shapes[1]
    assert set(shapes[0]) >= {"article", "annotation", "annotation_pack", "history", "article_search"}


def test_originals_are_kept_and_go_with_their_articles(open_project: Callable[[str], Project]) -> None:
    project = open_project("me")
    one, two = article("Odesa burns\n"), article("Sindh floods\n")
    file = Original.of("feed.xml", bytes(range(256)) * 20)
    ids = project.add([one, two], files={each.article.sha256: file for each in (one, two)}).ids
    assert [project.original(article_id) for article_id in ids] == [file, file]
    project.remove_articles(ids[:1])
    assert project.original(ids[1]) == file
    project.remove_articles(ids[1:])
    with project.store._database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM original")).scalar_one() == 0
