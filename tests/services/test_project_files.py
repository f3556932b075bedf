"""A project that is open keeps its locks, whatever else this process reads; and nothing is written in its place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.ui.window_support import article

from pressmark.core import edits
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.services.export_request import ExportRequest
from pressmark.services.exporting import export_project
from pressmark.services.importing import import_paths
from pressmark.services.project import Project
from pressmark.services.project_files import is_project_file
from pressmark.services.session import Session

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Rain falls\nRain fell in Selby."

COUNT_MARKS = """
import sys
from pressmark.services.project import Project
with Project.open(sys.argv[1], create=False) as project:
    print(sum(len(project.document(row.id)) for row in project.articles()))
"""


def marks_that_another_process_sees(path: Path) -> int:
    """It also closes the last connection but for ours, and would take the journal along if our locks were gone."""
    done = subprocess.run(
        [sys.executable, "-c", COUNT_MARKS, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


@pytest.fixture
def project(tmp_path: Path):
    with Project.open(tmp_path / "x.pressmark", annotator="Ayla") as project:
        project.add([AnnotatedArticle(article(TEXT))])
        yield project


def mark(project: Project, words: str) -> None:
    session = Session(project)
    document = session.open(project.articles()[0].id)
    start = document.text.index(words)
    session.apply(edits.add(document, Span(start, start + len(words)), "GPE", origin="person:Ayla"))


@pytest.mark.skipif(sys.platform == "win32", reason="there, locks belong to the open file")
def test_opening_the_project_again_keeps_the_locks_of_the_first(project: Project, tmp_path: Path) -> None:
    mark(project, "Selby")
    with project.again() as second:
        assert len(second.articles()) == 1
    assert import_paths(project, [tmp_path / "x.pressmark", tmp_path / "x.pressmark-shm"]).added == ()
    journal = (tmp_path / "x.pressmark-wal").stat().st_ino
    assert marks_that_another_process_sees(tmp_path / "x.pressmark") == 1
    assert (tmp_path / "x.pressmark-wal").stat().st_ino == journal
    mark(project, "Rain")
    assert marks_that_another_process_sees(tmp_path / "x.pressmark") == 2


def test_an_export_does_not_replace_the_project(project: Project, tmp_path: Path) -> None:
    whole = (tmp_path / "x.pressmark").stat().st_ino
    (tmp_path / "linked.jsonl").symlink_to(tmp_path / "x.pressmark")
    for name in ("x.pressmark", "other.pressmark", "x.pressmark-wal", "linked.jsonl"):
        with pytest.raises(UserError, match=rf"{name} is a Pressmark project, with all its articles\. Choose another"):
            export_project(project, ExportRequest("jsonl", tmp_path / name))
    assert (tmp_path / "x.pressmark").stat().st_ino == whole
    assert not (tmp_path / "other.pressmark").exists()


def test_a_project_is_no_article(project: Project, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Snow falls\nSnow fell in Selby.", encoding="utf-8")
    report = import_paths(project, [tmp_path, tmp_path / "x.pressmark"])
    assert len(report.added) == 1
    assert [path.name for path, _ in report.failed] == ["x.pressmark"]
    assert report.failed[0][1].startswith("x.pressmark is a Pressmark project. Open it as a project;")


def test_files_of_a_project_are_known_without_opening_them(tmp_path: Path) -> None:
    mine = tmp_path / "archive.db"
    mine.touch()
    (tmp_path / "archive.db-shm").touch()
    assert is_project_file(mine, str(mine))
    assert is_project_file(tmp_path / "archive.db-shm", str(mine))
    assert is_project_file(Path("Flood.PRESSMARK"))
    assert is_project_file(Path("flood.pressmark-journal"))
    assert not is_project_file(mine)
    assert not is_project_file(tmp_path / "other.db", str(mine))
    assert not is_project_file(mine, "postgresql://server/x")
