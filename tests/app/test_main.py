from __future__ import annotations

import builtins
import sys
from pathlib import Path

import pytest

from pressmark.app import main
from pressmark.core.errors import UserError
from pressmark.services import doctor


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[list[Path], str | None]]:
    """What the window was asked to open; it says that all went well by the exit code 7."""
    calls: list[tuple[list[Path], str | None]] = []

    def run(*, paths: list[Path], project: str | None) -> int:
        calls.append((paths, project))
        return 7

    monkeypatch.setenv("PRESSMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pressmark.app.window.run", run)
    monkeypatch.setattr("pressmark.app.logs.start", lambda folder, debug: None)
    return calls


def test_the_window_gets_whole_paths_and_the_project(asked, tmp_path: Path) -> None:
    for name in ("a.txt", "detect", "p.pressmark"):
        (tmp_path / name).touch()
    assert main.main(["a.txt", "./detect", "--project", "postgresql://host/news"]) == 7
    assert main.main(["p.pressmark", "a.txt"]) == 7
    assert main.main([]) == 7
    assert asked == [
        ([tmp_path / "a.txt", tmp_path / "detect"], "postgresql://host/news"),
        ([tmp_path / "a.txt"], str(tmp_path / "p.pressmark")),
        ([], None),
    ]


def test_libraries_that_the_system_lacks_are_told_with_the_command(asked, capsys, monkeypatch) -> None:
    monkeypatch.setattr(doctor, "missing_libraries", lambda environ: ["libEGL.so.1"])
    monkeypatch.setattr(doctor, "libraries_command", lambda missing: f"install {missing[0]}")
    assert main.main([]) == 1
    said = "pressmark: The window needs what this system lacks: libEGL.so.1. This installs it: install libEGL.so.1\n"
    assert capsys.readouterr().err == said
    assert asked == []


def failing_import(monkeypatch: pytest.MonkeyPatch, name: str, error: ImportError) -> None:
    real = builtins.__import__

    def fail(module: str, globals=None, locals=None, fromlist=(), level=0):
        if module == "pressmark.app" and "window" in (fromlist or ()):
            raise error
        return real(module, globals, locals, fromlist, level)

    monkeypatch.delitem(sys.modules, "pressmark.app.window", raising=False)
    monkeypatch.setattr(builtins, "__import__", fail)


def test_a_window_that_cannot_be_loaded_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_import(monkeypatch, "PySide6", ImportError("libGL.so.1: cannot open shared object file", name=None))
    with pytest.raises(UserError, match=r"can't be loaded: libGL.so.1: cannot open .*`pressmark doctor` says what"):
        main.open_window([], None)


def test_an_import_of_our_own_that_fails_is_our_error(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_import(monkeypatch, "pressmark", ImportError("no name x in pressmark.ui.y", name="pressmark.ui.y"))
    with pytest.raises(ImportError, match=r"no name x in pressmark\.ui\.y"):
        main.open_window([], None)


def test_this_installation_is_whole() -> None:
    environment = main.environment()
    assert (environment.resources() / "fonts").is_dir()
    assert (environment.seeds() / "kalbajar-handover.txt").is_file()
    assert len(environment.default_labels()) == 18
    assert main.qt_check().level is doctor.Level.OK
