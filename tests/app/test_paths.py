from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pressmark.app import paths
from pressmark.core.errors import UserError

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["resources", "seeds"])
def test_a_checkout_has_its_folders_at_the_top(name: str) -> None:
    assert paths.bundled(name) == ROOT / name


def test_a_wheel_has_them_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "pressmark"
    (package / "_bundled" / "seeds").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.bundled("seeds") == package / "_bundled" / "seeds"


def test_a_folder_of_somebody_else_beside_a_wheel_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "lib" / "site-packages" / "pressmark"
    package.mkdir(parents=True)
    (package.parents[1] / "resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", package)
    with pytest.raises(UserError, match="“resources” that comes with Pressmark is missing"):
        paths.bundled("resources")


@pytest.mark.parametrize(
    ("unpacked", "folder"),
    [("app/_internal", "app/_internal/seeds"), (None, "app/seeds"), (None, "Resources/seeds")],
)
def test_a_frozen_bundle_has_them_beside_or_in_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unpacked: str | None, folder: str
) -> None:
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "app").mkdir(exist_ok=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "app" / "pressmark"))
    if unpacked:
        monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / unpacked), raising=False)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "nowhere" / "at" / "all")
    assert paths.bundled("seeds") == (tmp_path / folder).resolve()


def test_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(paths.HOME_VARIABLE, "mine")
    assert paths.settings_file() == tmp_path / "mine" / "settings" / "settings.json"
    assert paths.default_project() == tmp_path / "mine" / "data" / "My articles.pressmark"
    assert paths.folders().logs == tmp_path / "mine" / "logs"
    assert not (tmp_path / "mine").exists()


def test_without_it_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    found = paths.folders()
    assert len({found.settings / "s", found.data / "d", found.cache / "c", found.logs / "l"}) == 4
    assert all(folder.is_absolute() for folder in (found.settings, found.data, found.cache, found.logs))
    assert "pressmark" in str(found.data).lower()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(UserError, match=r"The folder .*inner can't be made \(.+\).*PRESSMARK_HOME"):
        paths.ensured(tmp_path / "file" / "inner")
    assert paths.ensured(tmp_path / "a" / "b").is_dir()


def test_importing_it_starts_neither_the_window_nor_the_database() -> None:
    code = "import pressmark.app.paths, sys; print([m for m in ('PySide6', 'sqlalchemy', 'spacy') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(ROOT / "desktop")}, capture_output=True, check=True
    )
    assert done.stdout.strip() == b"[]"
