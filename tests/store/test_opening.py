"""What is not a project is refused with one sentence and left as it is; what is one opens whatever its path."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.labels import Label, LabelSet
from pressmark.core.ports import AnnotatedArticle
from pressmark.services.project import Project
from pressmark.store.files import APPLICATION_ID

LABELS = LabelSet("Mine", (Label("GPE", "#102030", "#a0b0c0", "1", "A place.", "places", hidden=True),))


def article(text: str) -> AnnotatedArticle:
    return AnnotatedArticle(Article.from_raw(RawArticle(text, ArticleMeta(headline=text), ())))


def one_sentence(error: pytest.ExceptionInfo[UserError], *parts: str) -> None:
    sentence = error.value.sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    for part in parts:
        assert part in sentence


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def made(path: Path) -> Path:
    Project.open(path, annotator="me", default_labels=LABELS).close()
    return path


@contextmanager
def as_nobody() -> Iterator[None]:
    """Permissions do not hold the superuser; most containers run tests as one."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")


@pytest.mark.parametrize(
    "name", ["News.pressmark", "Kəlbəcər 😀.pressmark", "100%?#&=.pressmark", "no ending", "a'b\"c"]
)
def test_a_new_project_and_its_reopening(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    with Project.open(target, annotator="me", default_labels=LABELS) as project:
        assert project.labels == LABELS
        assert project.name == Path(name).stem
        added = project.add([article("Kəlbəcər")])
    with Project.open(str(target), annotator="you", create=False) as project:
        assert project.labels == LABELS
        assert [row.id for row in project.articles()] == list(added.ids)
        assert project.target == str(target)
    assert names(tmp_path) == [name]  # nothing half-made, no log


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="names are Unicode there")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    target = tmp_path / os.fsdecode(b"caf\xe9.pressmark")
    for _ in range(2):
        with Project.open(target) as project:
            project.set_state("a", "b")


def test_a_path_relative_to_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    Project.open("~/a.pressmark").close()
    assert (tmp_path / "a.pressmark").exists()


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE article (id INTEGER)")
        connection.commit()


NOT_PROJECTS = {
    "empty": lambda path: path.write_bytes(b""),
    "random": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "short": lambda path: path.write_bytes(b"SQLite"),
    "text": lambda path: path.write_text("Publish date25 Nov 2020", encoding="utf-8"),
    "header only": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "other database": other_database,
}


@pytest.mark.parametrize("kind", NOT_PROJECTS)
def test_what_is_not_a_project_is_left_as_it_is(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.pressmark"
    NOT_PROJECTS[kind](path)
    before = path.read_bytes()
    with pytest.raises(UserError) as error:
        Project.open(path)
    one_sentence(error, str(path))
    assert path.read_bytes() == before
    assert names(tmp_path) == ["x.pressmark"]


def test_a_folder_is_not_a_project(tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        Project.open(tmp_path)
    one_sentence(error, str(tmp_path), "folder")
    assert names(tmp_path) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        Project.open(tmp_path / "not there" / "x.pressmark")
    one_sentence(error, str(tmp_path / "not there"), "does not exist")


def test_a_missing_project_is_made_only_when_wished(tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        Project.open(tmp_path / "x.pressmark", create=False)
    one_sentence(error, "no project at", "x.pressmark")
    assert names(tmp_path) == []


@posix_only
def test_a_device_and_a_dead_link_are_not_projects(tmp_path: Path) -> None:
    dead = tmp_path / "dead.pressmark"
    dead.symlink_to(tmp_path / "gone")
    for path in (Path(os.devnull), dead):
        with pytest.raises(UserError) as error:
            Project.open(path)
        one_sentence(error, str(path))


def test_a_damaged_project(tmp_path: Path) -> None:
    path = made(tmp_path / "x.pressmark")
    content = bytearray(path.read_bytes())
    content[100:] = os.urandom(len(content) - 100)
    path.write_bytes(content)
    with pytest.raises(UserError) as error:
        Project.open(path)
    one_sentence(error, "x.pressmark", "damaged")
    assert path.read_bytes() == content


def test_a_project_that_lost_its_end(tmp_path: Path) -> None:
    path = tmp_path / "x.pressmark"
    with Project.open(path, default_labels=LABELS) as project:
        project.add([article("word " * 50_000)])
    path.write_bytes(path.read_bytes()[: 4096 * 4])
    with pytest.raises(UserError) as error:
        Project.open(path).articles(query="word")
    one_sentence(error, "x.pressmark", "damaged")


def test_a_newer_project_is_left_as_it_is(tmp_path: Path) -> None:
    path = made(tmp_path / "x.pressmark")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(UserError) as error:
        Project.open(path)
    one_sentence(error, "x.pressmark", "newer version", "Update Pressmark")
    assert path.read_bytes() == before


@posix_only
def test_a_file_that_may_not_be_written(tmp_path: Path) -> None:
    path = made(tmp_path / "x.pressmark")
    before = path.read_bytes()
    path.chmod(0o444)
    reach(tmp_path, 0o777)
    with as_nobody(), pytest.raises(UserError) as error:
        Project.open(path)
    one_sentence(error, "x.pressmark", "not written")
    assert path.read_bytes() == before


@posix_only
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = made(tmp_path / "x.pressmark")
    path.chmod(0)
    reach(tmp_path, 0o777)
    with as_nobody(), pytest.raises(UserError) as error:
        Project.open(path)
    one_sentence(error, str(path), "permission")


@posix_only
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    path = made(tmp_path / "x.pressmark")
    path.chmod(0o666)
    reach(tmp_path, 0o555)
    with as_nobody():
        with pytest.raises(UserError) as old:
            Project.open(path)
        with pytest.raises(UserError) as new:
            Project.open(tmp_path / "new.pressmark")
    one_sentence(old, "x.pressmark", "not written", "folder")
    one_sentence(new, "new.pressmark", "Choose another place")
    tmp_path.chmod(0o755)
    assert names(tmp_path) == ["x.pressmark"]


def reach(folder: Path, mode: int) -> None:
    """Lets everybody come to a test's folder."""
    folder.chmod(mode)
    for above in list(folder.parents)[:3]:
        if above.stat().st_uid == os.geteuid() and above != Path(above.anchor):
            above.chmod(above.stat().st_mode | 0o055)


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("mysql://root@localhost/x", "mysql"),
        ("postgresql://localhost", "names no database"),
        ("postgresql://me:secret@127.0.0.1:1/news", "cannot be reached"),
        ("postgresql://[/", "address"),
    ],
)
def test_an_address_that_leads_nowhere(address: str, word: str) -> None:
    with pytest.raises(UserError) as error:
        Project.open(address)
    one_sentence(error, word)
    assert "secret" not in error.value.sentence + str(error.value.details)


def test_the_file_says_whose_it_is(tmp_path: Path) -> None:
    content = made(tmp_path / "x.pressmark").read_bytes()
    assert int.from_bytes(content[68:72], "big") == APPLICATION_ID
    assert content[18:20] == b"\x02\x02"  # WAL


def test_opening_loads_neither_alembic_nor_the_object_mapper(tmp_path: Path) -> None:
    script = f"""
import sys
import pressmark.services
from pressmark.services import project, session, importing, history, label_sets
assert not {{"sqlalchemy", "alembic", "spacy"}} & set(sys.modules)
project.Project.open({str(tmp_path / "x.pressmark")!r}).close()
project.Project.open({str(tmp_path / "x.pressmark")!r}).close()
assert "sqlalchemy" in sys.modules
assert not {{"sqlalchemy.orm", "alembic", "spacy"}} & set(sys.modules)
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
