from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pressmark import __version__
from pressmark.app import logs

ROOT = Path(__file__).resolve().parents[2]


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_log_lines_and_warnings_go_to_the_file_and_nowhere_else(tmp_path: Path) -> None:
    done = run(
        "import logging, sys, warnings; from pathlib import Path; from pressmark.app import logs;"
        "assert logs.start(Path(sys.argv[1])) is None;"
        "logging.getLogger('pressmark.x').info('opened Kəlbəcər 🙂');"
        "logging.getLogger('pressmark.x').debug('a detail');"
        "warnings.warn('old model')",
        str(tmp_path / "logs"),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = (tmp_path / "logs" / logs.LOG_NAME).read_text(encoding="utf-8")
    assert "INFO pressmark.x: opened Kəlbəcər 🙂" in text
    assert "old model" in text
    assert "a detail" not in text


def test_without_a_place_for_the_log_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run(
        "import logging, sys; from pathlib import Path; from pressmark.app import logs;"
        "print(logs.start(Path(sys.argv[1])));"
        "logging.getLogger('x').error('lost')",
        str(tmp_path / "file" / "logs"),
    )
    assert done.stdout.startswith(f"No log is kept, since {tmp_path / 'file' / 'logs'} can't be written (")
    assert done.stderr == ""


def test_the_log_starts_anew_when_it_is_full(tmp_path: Path) -> None:
    done = run(
        "import logging, sys; from pathlib import Path; from pressmark.app import logs;"
        "logs.start(Path(sys.argv[1]));"
        "[logging.getLogger('x').info('x' * 50_000) for _ in range(100)]",
        str(tmp_path),
    )
    assert done.returncode == 0
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == 4
    assert max(sizes) <= 1_000_000


def test_an_unhandled_error_becomes_a_report(tmp_path: Path) -> None:
    done = run(
        "import sys, threading; from pathlib import Path; from pressmark.app import logs;"
        "logs.start(Path(sys.argv[1]));"
        "logs.report_unhandled(Path(sys.argv[1]), lambda error, path: print(type(error).__name__, path));"
        "thread = threading.Thread(target=lambda: [][1]); thread.start(); thread.join();"
        "{}['gone']",
        str(tmp_path),
    )
    first, second = done.stdout.splitlines()
    assert first.startswith("IndexError ")
    assert second.startswith("KeyError ")
    assert done.stderr == ""
    assert done.returncode == 1
    text = Path(second.removeprefix("KeyError ")).read_text(encoding="utf-8")
    assert text.startswith(f"Pressmark {__version__}, ")
    assert "KeyError: 'gone'" in text


def test_a_report_finds_another_place_and_old_ones_go(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    path = logs.write_report(ValueError("odd \udcff name"), tmp_path / "file")
    assert path is not None
    assert path.parent == tmp_path / "temporary"
    assert "odd \\udcff name" in path.read_text(encoding="utf-8")
    for number in range(30):
        (tmp_path / f"pressmark-report-20200101-0000{number:02}-1.txt").touch()
    latest = logs.write_report(ValueError("x"), tmp_path)
    kept = sorted(entry.name for entry in tmp_path.glob("pressmark-report-*"))
    assert len(kept) == 20
    assert latest is not None
    assert latest.name in kept


def test_a_report_with_no_place_at_all_is_none(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "file" / "tmp"))
    assert logs.write_report(ValueError("x"), tmp_path / "file") is None


def test_a_report_keeps_no_password(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(logs.sys, "argv", ["pressmark", "export", "-p", "postgresql://ann:s3cret@host:5432/news"])
    path = logs.write_report(ValueError("x"), tmp_path)
    assert path is not None
    assert "Command: pressmark export -p postgresql://ann:***@host:5432/news\n" in path.read_text(encoding="utf-8")


CRASH = (
    "import sys; from pathlib import Path; from pressmark.app import logs; import ctypes;"
    "logs.report_sudden_end(Path(sys.argv[1]));"
    "ctypes.string_at(0)"
)


def test_a_crash_below_python_is_reported_the_next_time(tmp_path: Path) -> None:
    crashed = run(CRASH, str(tmp_path))
    assert crashed.returncode != 0
    report = logs.sudden_end(tmp_path)
    assert report is not None
    text = report.read_text("utf-8")
    assert text.startswith(f"Pressmark {__version__}, ")
    assert "string_at" in text
    assert logs.sudden_end(tmp_path) is None, "it is told once"
    assert [path.name for path in tmp_path.iterdir()] == [report.name]


def test_an_end_as_it_should_be_leaves_nothing(tmp_path: Path) -> None:
    done = run(
        "import sys; from pathlib import Path; from pressmark.app import logs;"
        "logs.report_sudden_end(Path(sys.argv[1]));"
        "print(len(list(Path(sys.argv[1]).iterdir())))",
        str(tmp_path),
    )
    assert (done.returncode, done.stdout.strip()) == (0, "1")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_after_a_month_and_a_running_one_keeps_its_own(tmp_path: Path) -> None:
    old, young = tmp_path / "pressmark-running-1.txt", tmp_path / "pressmark-running-2.txt"
    for path in (old, young):
        path.touch()
    os.utime(old, (0, 0))
    assert logs.sudden_end(tmp_path) is None
    assert list(tmp_path.iterdir()) == [young]
