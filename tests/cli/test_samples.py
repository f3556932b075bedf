"""`pressmark --samples`, up to the door of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pressmark.app.main import environment
from pressmark.cli.environment import Environment
from pressmark.cli.run import run

Opened = list[tuple[list[str], str | None]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Opened, Environment]:
    monkeypatch.setenv("PRESSMARK_HOME", str(tmp_path / "home"))
    seen: Opened = []

    def open_window(paths, project):
        seen.append(([path.name for path in paths], project))
        return 0

    return seen, replace(environment(), open_window=open_window)


def test_the_samples_have_a_project_of_their_own(opened: tuple[Opened, Environment], tmp_path: Path) -> None:
    seen, here = opened
    assert run(["--samples"], lambda: here) == 0
    files, project = seen[0]
    assert project == str(tmp_path / "home" / "data" / "Sample articles.pressmark")
    assert files[0] == "kalbajar-handover.txt"
    assert len(files) == 16
    assert not [name for name in files if name.endswith(".jsonl") or name.startswith("README")]


def test_the_second_time_they_are_as_they_were_left(opened: tuple[Opened, Environment], tmp_path: Path) -> None:
    seen, here = opened
    project = tmp_path / "home" / "data" / "Sample articles.pressmark"
    project.parent.mkdir(parents=True)
    project.write_bytes(b"")
    run(["--samples"], lambda: here)
    assert seen == [([], str(project))]


def test_samples_go_into_a_project_that_is_named(opened: tuple[Opened, Environment]) -> None:
    seen, here = opened
    run(["--samples", "--project", "mine.pressmark"], lambda: here)
    assert len(seen[0][0]) == 16
    assert str(seen[0][1]).endswith("mine.pressmark")
