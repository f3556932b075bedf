"""`pressmark import` on files as they come."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from tests.cli.conftest import ROOT, Pressmark

from pressmark.services.project import Project

ARTICLE = """Rescuers reach Kəlbəcər 🙂

25 November 2020

Some 40 people were carried out of the valley on Wednesday, the ministry in Baku said.
"""


@pytest.fixture
def mixed(work: Path) -> Path:
    """Two good articles among files that nobody can read."""
    folder = work / "articles"
    (folder / "deep").mkdir(parents=True)
    (folder / "good.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "deep" / "latin.txt").write_bytes("Café fire\n\nA café burnt in Málaga on 3 May 2021.\n".encode("cp1252"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    return folder


def texts(path: Path) -> dict[str, str]:
    with Project.open(path, create=False) as project:
        return {str(row.source): project.document(row.id).text for row in project.articles()}


def test_what_can_be_read_is_and_the_rest_is_named(pressmark: Pressmark, mixed: Path, work: Path) -> None:
    done = pressmark("import", mixed, "--project", "p.pressmark", "--quiet")
    assert done.code == 3
    assert done.out == f"2 articles added, 2 not read: {work / 'p.pressmark'}\n"
    complaints = sorted(done.err.splitlines())
    assert len(complaints) == 2
    assert complaints[0].startswith(f"pressmark: {mixed / 'binary.txt'} is ")
    assert complaints[1].startswith(f"pressmark: {mixed / 'empty.txt'} is ")
    assert texts(work / "p.pressmark") == {
        "latin.txt": "Café fire\n\nA café burnt in Málaga on 3 May 2021.\n",
        "good.txt": ARTICLE,
    }


def test_the_format_can_be_named(pressmark: Pressmark, work: Path) -> None:
    (work / "train.txt").write_text("Baku B-GPE\nfell O\n", encoding="utf-8")
    assert pressmark("import", "train.txt", "--format", "conll", "-p", "p.pressmark").code == 0
    with Project.open(work / "p.pressmark", create=False) as project:
        (row,) = project.articles()
        document = project.document(row.id)
    assert [(a.label, a.span.of(document.text)) for a in document] == [("GPE", "Baku")]
    refused = pressmark("import", "train.txt", "--format", "nothing", "-p", "other.pressmark")
    assert refused.code == 2
    assert "There is no format “nothing” that can be read. Choose one of" in refused.err
    assert not (work / "other.pressmark").exists()


def test_the_same_file_is_the_same_article(pressmark: Pressmark, mixed: Path, work: Path) -> None:
    good = mixed / "good.txt"
    assert pressmark("import", good, "-p", "p.pressmark").code == 0
    done = pressmark("import", good, "-p", "p.pressmark")
    assert (done.code, done.out) == (0, f"0 articles added, 1 known already: {work / 'p.pressmark'}\n")


def test_without_a_project_it_is_the_users_own(pressmark: Pressmark, mixed: Path, home: Path) -> None:
    done = pressmark("import", mixed / "good.txt")
    own = home / "data" / "My articles.pressmark"
    assert (done.code, done.out) == (0, f"1 article added: {own}\n")
    assert texts(own) == {"good.txt": ARTICLE}


def test_a_new_project_has_the_default_labels(pressmark: Pressmark, mixed: Path, work: Path) -> None:
    pressmark("import", mixed / "good.txt", "-p", "p.pressmark")
    with Project.open(work / "p.pressmark", create=False) as project:
        assert {label.name for label in project.labels} >= {"PERSON", "GPE", "CARDINAL", "DATE", "LAW"}
        assert len(project.labels) == 18


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("gone.txt", "gone.txt"),
        ("nothing", "There are no articles in the folder nothing."),
        ("empty.txt", "empty.txt"),
        ("binary.txt", "binary.txt"),
    ],
)
def test_nothing_readable_is_one_sentence(here: Pressmark, work: Path, given: str, said: str) -> None:
    (work / "nothing").mkdir()
    (work / "nothing" / "image.bin").write_bytes(b"\0\1")
    (work / "empty.txt").write_bytes(b"")
    (work / "binary.txt").write_bytes(bytes(range(256)) * 40)
    done = here("import", given, "-p", "p.pressmark", "--quiet")
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert said in done.err


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("article.txt", "is not a Pressmark project"),
        ("folder", "is a folder, not a project"),
        ("gone/p.pressmark", "does not exist, so no project can be made there"),
        ("other.db", "is a database of another program"),
        ("mysql://host/x", "A project cannot be kept in “mysql”"),
    ],
)
def test_a_project_that_is_none_is_one_sentence(here: Pressmark, work: Path, target: str, said: str) -> None:
    (work / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (work / "folder").mkdir()
    with sqlite3.connect(work / "other.db") as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    before = {path.name: path.read_bytes() for path in work.iterdir() if path.is_file()}
    done = here("import", "article.txt", "--project", target)
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert said in done.err
    assert {path.name: path.read_bytes() for path in work.iterdir() if path.is_file()} == before


def test_the_samples_are_read(pressmark: Pressmark, work: Path) -> None:
    files = [
        path for path in (ROOT / "seeds").iterdir() if path.suffix in (".txt", ".html") or path.stem == "ferry-ruling"
    ]
    done = pressmark("import", *files, "-p", "p.pressmark", "-q")
    assert (done.code, done.err) == (0, "")
    assert len(texts(work / "p.pressmark")) == len(files)


@pytest.mark.skipif(os.name != "posix", reason="file names there are Unicode")
def test_a_file_name_that_is_not_unicode(pressmark: Pressmark, work: Path) -> None:
    path = os.path.join(os.fsencode(work), b"caf\xe9.txt")  # noqa: PTH118
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(ARTICLE)
    done = pressmark("import", work, "-p", "p.pressmark")
    assert done.code == 0, done.err
    (name,) = texts(work / "p.pressmark")
    name.encode("utf-8")
    assert name.startswith("caf")


TABLE = "ref;hed;words;when\nx1;Ferry;Some 40 people were taken off the ferry on Tuesday.;2021-05-04\nx2;Grain;;\n"


def test_the_columns_of_a_table_are_named(pressmark: Pressmark, work: Path) -> None:
    (work / "a.csv").write_text(TABLE, encoding="utf-8")
    done = pressmark(
        "import", "a.csv", "-p", "p.pressmark", "--quiet",
        "--text-column", "words", "--headline-column", "hed", "--date-column", "none", "--id-column", "ref",
    )  # fmt: skip
    assert done.code == 3
    assert done.err == "pressmark: Row 3 of a.csv has no text in the column “words”. Fill it in.\n"
    with Project.open(work / "p.pressmark", create=False) as project:
        article = project.document("x1").article
    assert (article.meta.headline, article.meta.published, article.meta.extra) == (
        "Ferry",
        None,
        {"when": "2021-05-04"},
    )


def test_a_column_that_is_not_there_is_one_sentence(pressmark: Pressmark, work: Path) -> None:
    (work / "a.csv").write_text(TABLE, encoding="utf-8")
    done = pressmark("import", "a.csv", "-p", "p.pressmark", "--text-column", "body", "--quiet")
    assert done.code == 1
    assert done.err.splitlines() == [
        "pressmark: a.csv has no column “body”. Choose among “ref”, “hed”, “words”, “when”."
    ]
