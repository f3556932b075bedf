"""The real command line in a process of its own, with a home folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pressmark.app.main import main

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Finished:
    code: int
    out: str
    err: str


Pressmark = Callable[..., Finished]


def environment_for(home: Path, **extra: str) -> dict[str, str]:
    """As a user's, but that everything is written below `home`, and nothing can be shown."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return {**kept, "PYTHONPATH": str(ROOT / "desktop"), "PRESSMARK_HOME": str(home), **extra}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The folder in which the commands run."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def pressmark(home: Path, work: Path) -> Pressmark:
    def run(*arguments: object, stdin: str | None = None, **extra: str) -> Finished:
        done = subprocess.run(
            [sys.executable, "-m", "pressmark", *map(str, arguments)],
            cwd=work,
            env=environment_for(home, **extra),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            encoding="utf-8",
            timeout=240,
            check=False,
        )
        assert "Traceback" not in done.stderr or "--debug" in arguments, done.stderr
        return Finished(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def here(home: Path, work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Pressmark:
    """The same in this process, which takes a tenth of the time: for the many ways to say no."""
    monkeypatch.chdir(work)
    monkeypatch.setenv("PRESSMARK_HOME", str(home))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pressmark.app.logs.start", lambda folder, debug: None)

    def run(*arguments: object) -> Finished:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Finished(code, out, err)

    return run
