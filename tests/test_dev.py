"""The decisions of dev.py that need neither a network nor another system."""

from __future__ import annotations

import ast
import errno
import importlib.util
import re
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
LDD = """\
/opt/pm/PySide6/Qt/lib/libQt6Gui.so.6:
\tlinux-vdso.so.1 (0x00007ffd6a5f2000)
\tlibQt6Core.so.6 => /opt/pm/PySide6/Qt/lib/libQt6Core.so.6 (0x00007f8f2a000000)
\tlibEGL.so.1 => not found
\tlibfontconfig.so.1 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f8f29c00000)
/opt/pm/PySide6/Qt/plugins/platforms/libqxcb.so:
\tlibxcb-cursor.so.0 => not found
\tlibEGL.so.1 => not found
\t/lib64/ld-linux-x86-64.so.2 (0x00007f8f2b000000)
"""


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def python(dev: ModuleType, version: str, **other: object):
    numbers = tuple(int(part) for part in version.split("."))
    values = {"path": f"/py/{version}", "version": numbers, "implementation": "CPython", "bits": 64}
    return dev.Interpreter(**{**values, "free_threaded": False, **other})


def test_an_old_python_can_read_the_file() -> None:
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


def test_standard_library_only() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= set(sys.stdlib_module_names)


def test_the_running_python_is_taken_when_it_will_do(dev: ModuleType) -> None:
    own = python(dev, "3.12.1")
    assert dev.choose_interpreter(own, [["python3.13"]], ask=lambda command: pytest.fail("asked")) == own


@pytest.mark.parametrize(
    ("version", "other", "reason"),
    [
        ("3.10.13", {}, "version 3.10"),
        ("3.14.0", {}, "version 3.14"),
        ("3.12.1", {"bits": 32}, "32-bit"),
        ("3.12.1", {"implementation": "PyPy"}, "PyPy"),
        ("3.13.0", {"free_threaded": True}, "free-threaded"),
    ],
)
def test_another_python_is_looked_for(
    dev: ModuleType, capsys: pytest.CaptureFixture[str], version: str, other: dict, reason: str
) -> None:
    known = {"python3.13": None, "python3.12": python(dev, "3.12.7")}
    found = dev.choose_interpreter(
        python(dev, version, **other), [["python3.13"], ["python3.12"]], ask=lambda command: known[command[0]]
    )
    assert found.version == (3, 12, 7)
    told = capsys.readouterr().err
    assert reason in told
    assert "Python 3.12.7 at /py/3.12.7" in told


def test_no_suitable_python_is_one_sentence_with_the_remedy(dev: ModuleType) -> None:
    with pytest.raises(dev.MendableError, match=r"needs Python 3\.11, 3\.12 or 3\.13.*it is version 3\.8.*Install one"):
        dev.choose_interpreter(python(dev, "3.8.18"), [["python3"]], ask=lambda command: python(dev, "3.9.2"))


def test_a_command_that_is_no_python_is_none(dev: ModuleType) -> None:
    assert dev.probe(["no-such-python-anywhere"]) is None


def test_the_running_python_is_probed_right(dev: ModuleType) -> None:
    found = dev.probe([sys.executable])
    assert found.version == sys.version_info[:3]
    assert dev.why_unsuitable(found) is None
    assert dev.own_interpreter().version == found.version


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with a space and letters outside Latin-1, as they happen."""
    root = tmp_path / "Xəbər qovluğu"
    (root / "desktop" / "pressmark").mkdir(parents=True)
    (root / "desktop" / "pressmark" / "__init__.py").write_text("", encoding="utf-8")
    (root / "desktop" / "pressmark" / "__main__.py").write_text("import sys; print(sys.argv[1:])", encoding="utf-8")
    (root / "requirements.lock").write_bytes(b"a==1 \\\n    --hash=sha256:00\n")
    (root / "requirements-dev.lock").write_bytes(b"a==1 \\\n    --hash=sha256:00\nb==2\n")
    return root


@pytest.fixture
def environment(checkout: Path) -> Path:
    folder = checkout / ".venv"
    venv.create(folder, with_pip=False)
    return folder


def test_the_lock_hash_ignores_line_ends_and_sees_everything_else(dev: ModuleType, checkout: Path) -> None:
    lock = checkout / "requirements.lock"
    first = dev.lock_hash("run", checkout)
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert dev.lock_hash("run", checkout) == first
    lock.write_bytes(lock.read_bytes().replace(b"sha256:00", b"sha256:01"))
    assert dev.lock_hash("run", checkout) != first


def test_packages_are_installed_once_for_each_lock(dev: ModuleType, checkout: Path, environment: Path) -> None:
    assert dev.needs_packages(dev.read_stamp(environment), "run", checkout)
    dev.write_stamp(environment, {"run": dev.lock_hash("run", checkout)})
    assert not dev.needs_packages(dev.read_stamp(environment), "run", checkout)
    assert dev.needs_packages(dev.read_stamp(environment), "dev", checkout)
    (checkout / "requirements.lock").write_bytes(b"a==2\n")
    assert dev.needs_packages(dev.read_stamp(environment), "run", checkout)


@pytest.mark.parametrize("damaged", [b"", b"[1]", b"{", b"\xff\xfe"])
def test_a_damaged_stamp_counts_as_none(dev: ModuleType, environment: Path, damaged: bytes) -> None:
    (environment / dev.STAMP).write_bytes(damaged)
    assert dev.read_stamp(environment) == {}


def test_a_whole_environment_is_kept(dev: ModuleType, environment: Path) -> None:
    assert dev.why_remake(environment) is None


def test_half_made_environments_are_made_anew(dev: ModuleType, environment: Path) -> None:
    (environment / dev.MAKING).touch()
    assert "interrupted" in dev.why_remake(environment)


def test_an_environment_without_its_python_is_made_anew(dev: ModuleType, environment: Path) -> None:
    dev.venv_python(environment).unlink()
    assert "does not start" in dev.why_remake(environment)


def test_an_environment_of_an_old_python_is_made_anew(dev: ModuleType, environment: Path) -> None:
    assert "version 3.9" in dev.why_remake(environment, ask=lambda command: python(dev, "3.9.1"))


@pytest.mark.skipif(sys.platform == "win32", reason="there the folder doesn't carry the version")
def test_an_environment_whose_python_was_upgraded_is_made_anew(dev: ModuleType, environment: Path) -> None:
    other = "3.12.0" if sys.version_info[1] != 12 else "3.13.0"
    assert "replaced by another" in dev.why_remake(environment, ask=lambda command: python(dev, other))


def test_no_environment_is_made(dev: ModuleType, tmp_path: Path) -> None:
    assert dev.why_remake(tmp_path / "none") == "there is none yet"


def test_the_checkout_is_importable_wherever_it_lies(
    dev: ModuleType, checkout: Path, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "ROOT", checkout)
    dev.make_importable(environment)
    moved = checkout.with_name("başqa yer")
    checkout.rename(moved)
    command = moved / ".venv" / ("Scripts/pressmark.cmd" if sys.platform == "win32" else "bin/pressmark")
    done = subprocess.run([command, "a b", "ə"], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "['a b', 'ə']"


def test_ldd_names_each_missing_library_once(dev: ModuleType) -> None:
    assert dev.not_found(LDD) == ["libEGL.so.1", "libfontconfig.so.1", "libxcb-cursor.so.0"]
    assert dev.not_found("\tnot a dynamic executable\n") == []


def test_missing_libraries_become_packages(dev: ModuleType) -> None:
    packages, unknown = dev.debian_packages([*dev.not_found(LDD), "libnovel.so.3", dev.FONT])
    assert packages == ["fonts-dejavu-core", "libegl1", "libfontconfig1", "libxcb-cursor0"]
    assert unknown == ["libnovel.so.3"]


@pytest.mark.parametrize(
    ("tool", "command"),
    [
        ("apt-get", "sudo apt-get install fonts-dejavu-core libegl1"),
        ("dnf", "sudo dnf install 'libEGL.so.1()(64bit)' dejavu-sans-fonts"),
        ("zypper", "sudo zypper install 'libEGL.so.1()(64bit)' dejavu-fonts"),
    ],
)
def test_the_remedy_is_one_command(dev: ModuleType, tool: str, command: str) -> None:
    found = dev.remedy(["libEGL.so.1", dev.FONT], have=lambda name: f"/usr/bin/{name}" if name == tool else None)
    assert found == command


def test_somebody_who_is_not_root_gets_the_command(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: False)
    with pytest.raises(dev.MendableError, match=r"^Qt lacks x\. This installs it: sudo apt-get install libegl1$"):
        dev.apt_install(["libegl1"], "Qt lacks x")


def test_fonts_are_found_in_any_folder_below(dev: ModuleType, tmp_path: Path) -> None:
    assert not dev.has_font([tmp_path, tmp_path / "none"])
    (tmp_path / "truetype" / "some").mkdir(parents=True)
    (tmp_path / "truetype" / "some" / "README").touch()
    assert not dev.has_font([tmp_path])
    (tmp_path / "truetype" / "some" / "Serif.TTF").touch()
    assert dev.has_font([tmp_path])


@pytest.mark.parametrize(
    ("environ", "shown"),
    [({}, False), ({"DISPLAY": ""}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)],
)
def test_display(dev: ModuleType, environ: dict[str, str], shown: bool) -> None:
    assert dev.has_display(environ, linux=True) is shown
    assert dev.has_display(environ, linux=False)


def test_run_without_a_display_points_at_the_command_line(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "has_display", lambda environ: False)
    monkeypatch.setattr(dev, "ensure_environment", lambda level: pytest.fail("made an environment"))
    assert dev.main(["run"]) == 1
    told = capsys.readouterr().err
    assert "no display" in told
    assert "python dev.py cli detect seeds" in told


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one that was pinned"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "Check the network"),
        ("ERROR: No matching distribution found for PySide6-Essentials==6.9.3", "no ready-made package"),
        ("Segmentation fault", "could not be installed"),
    ],
)
def test_a_failed_installation_gets_a_sentence(dev: ModuleType, printed: str, sentence: str) -> None:
    assert sentence in dev.why_pip_failed(printed)


def test_a_failed_installation_leaves_an_older_environment_in_place(
    dev: ModuleType, checkout: Path, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "ROOT", checkout)
    monkeypatch.setattr(dev, "VENV", environment)
    monkeypatch.setattr(dev, "quietly", lambda title, command: (1, "connection refused"))
    with pytest.raises(dev.MendableError, match="Check the network"):
        dev.fill_environment("run", fresh=False)
    assert dev.why_remake(environment) is None
    with pytest.raises(dev.MendableError):
        dev.fill_environment("run", fresh=True)
    assert "interrupted" in dev.why_remake(environment)


def test_a_program_behind_one_line(dev: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    script = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"
    code, text = dev.quietly("doing", [sys.executable, "-c", script])
    assert code == 3
    assert sorted(text.split()) == ["err", "out"]
    assert re.fullmatch(r"dev\.py: doing … \d+\.\d s\n", capfd.readouterr().err)


def test_two_at_a_time_wait_for_each_other(dev: ModuleType, tmp_path: Path) -> None:
    copy = tmp_path / "dev.py"
    shutil.copy(ROOT / "dev.py", copy)
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import dev\n"
        "with dev.alone():\n    print('in', flush=True); sys.stdin.read(); print('out', flush=True)"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    first = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    assert first.stdin is not None
    assert first.stdout.readline() == "in\n"
    second = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert second.stderr is not None
    assert b"another dev.py" in second.stderr.readline()
    assert second.poll() is None
    left = time.monotonic()
    first.stdin.close()
    assert second.communicate(timeout=30)[0].split() == [b"in", b"out"]
    assert time.monotonic() - left < 30
    first.wait(timeout=30)
    first.stdout.close()


def test_the_menu_tells_every_command(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["--help"]) == 0
    menu = capsys.readouterr().out
    for name, function in dev.COMMANDS.items():
        assert (function.__doc__ or "").startswith(name)
        assert f"\n  {name}" in menu


def test_an_unknown_command_is_wrong_usage(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["lunch"]) == 2
    assert "there is no command 'lunch'" in capsys.readouterr().err


def pins(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(package, set()).add(version)
    return found


def test_the_locks_agree() -> None:
    run, everything = pins("requirements.lock"), pins("requirements-dev.lock")
    assert run["pyside6-essentials"]
    assert {name: everything.get(name) for name in run} == run


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_a_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) > 40
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_errors_reach_the_reader_without_a_traceback(
    dev: ModuleType,
    checkout: Path,
    environment: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(path: str) -> None:
        raise OSError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(dev, "ROOT", checkout)
    monkeypatch.setattr(dev, "VENV", environment)
    monkeypatch.setattr(dev.shutil, "rmtree", fail)
    assert dev.main(["clean", "--all"]) == 1
    told = capsys.readouterr().err
    assert "can't be removed" in told
    assert "Close the programs that use it" in told
    assert "Traceback" not in told


def test_clean_keeps_everything_but_what_was_made(
    dev: ModuleType, checkout: Path, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "ROOT", checkout)
    monkeypatch.setattr(dev, "VENV", environment)
    (checkout / "desktop" / "pressmark" / "__pycache__").mkdir()
    (checkout / ".pytest_cache").mkdir()
    assert dev.main(["clean"]) == 0
    assert {path.name for path in checkout.iterdir()} == {
        ".venv",
        "desktop",
        "requirements.lock",
        "requirements-dev.lock",
    }
    assert {path.name for path in (checkout / "desktop" / "pressmark").iterdir()} == {"__init__.py", "__main__.py"}
    assert dev.main(["clean", "--all"]) == 0
    assert not environment.exists()


def test_words_behind_a_helper_are_spelt_out_for_the_translators(dev) -> None:
    source = (
        'def _tr(text):\n    return QCoreApplication.translate("cards", text)\n\n'
        'NAMES = {"a": _tr("every “week”"), "b": other("no")}\nprint(_tr("{n} days").format(n=2))\n'
    )
    assert dev.spelt_out(source) == (
        'QCoreApplication.translate("cards", "every “week”")\nQCoreApplication.translate("cards", "{n} days")\n'
    )
    assert dev.spelt_out("print(_tr('x'))") == ""
