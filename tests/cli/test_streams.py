"""Where words go, and how a command ends when something unforeseen happens."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.conftest import Pressmark, environment_for

from pressmark.app.main import environment
from pressmark.cli import run as cli
from pressmark.cli.terminal import Terminal, printable
from pressmark.cli.verbs import Context, Verb
from pressmark.core.errors import BugError, Cancelled, UserError

NO_MEMORY = "There is not enough memory for this; give fewer or shorter articles at a time."


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_name_cannot_steer_the_terminal() -> None:
    assert printable("Kəlbəcər 🙂 a\nb\x1b[2J\u202e") == "Kəlbəcər 🙂 a\\nb\\x1b[2J\\u202e"


def test_a_name_in_another_encoding_than_the_systems() -> None:
    assert printable(os.fsdecode("Kəlbəcər".encode()).encode("utf-8", "surrogateescape").decode()) == "Kəlbəcər"
    assert printable("Kəlbəcər 🙂".encode().decode("ascii", "surrogateescape")) == "Kəlbəcər 🙂"
    assert printable("caf\udce9.txt") == "caf\\xe9.txt"
    assert "\ud83d" not in printable("half \ud83d of a pair and \udce9")


@given(st.text(st.characters()))
def test_whatever_is_shown_can_be_written(text: str) -> None:
    shown = printable(text)
    assert shown.encode("utf-8").decode("utf-8").isprintable()


def test_progress_on_a_terminal_is_one_line_that_goes_away() -> None:
    screen = Screen()
    terminal = Terminal(io.StringIO(), screen)
    terminal.progress(1, 2, "a-long-name.txt")
    terminal._last = 0
    terminal.progress(2, 2, "b.txt")
    terminal.say("Done.")
    assert screen.getvalue() == (
        "\r1 of 2: a-long-name.txt\r2 of 2: b.txt" + " " * 10 + "\r" + " " * 13 + "\rpressmark: Done.\n"
    )


def test_progress_elsewhere_is_lines_now_and_then() -> None:
    errors = io.StringIO()
    terminal = Terminal(io.StringIO(), errors)
    for done in range(1000):
        terminal.progress(done, 0, "")
    assert errors.getvalue() == "pressmark: 0\n"


def test_quiet_keeps_errors_only() -> None:
    output, errors = io.StringIO(), Screen()
    terminal = Terminal(output, errors, quiet=True)
    terminal.progress(1, 2, "a.txt")
    terminal.say("By the way.")
    terminal.complain("It broke.")
    terminal.result("x\n")
    assert (output.getvalue(), errors.getvalue()) == ("x\n", "pressmark: It broke.\n")


def verb_that_raises(error: BaseException) -> Verb:
    def fail(_options: object, _context: Context) -> int:
        raise error

    return Verb("formats", "", "", (), lambda parser: None, fail)


@pytest.fixture
def fresh(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRESSMARK_HOME", str(home))
    monkeypatch.setattr("pressmark.app.logs.start", lambda folder, debug: None)
    return home


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UserError("The file a\nb.txt is empty.", details="more"), 1, "pressmark: The file a\\nb.txt is empty.\n"),
        (KeyboardInterrupt(), 130, "pressmark: Stopped. What was finished before is kept; nothing is half-written.\n"),
        (Cancelled(), 130, "pressmark: Stopped. What was finished before is kept; nothing is half-written.\n"),
        (
            MemoryError(),
            1,
            "pressmark: There is not enough memory for this; give fewer or shorter articles at a time.\n",
        ),
        (
            OSError(28, "No space left on device", "out.jsonl"),
            1,
            "pressmark: out.jsonl: No space left on device. Nothing is half-written; mend that and try again.\n",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_every_end_has_its_sentence(monkeypatch, capsys, fresh: Path, error: BaseException, code: int, said: str):
    monkeypatch.setattr("pressmark.cli.formats.VERB", verb_that_raises(error))
    assert cli.run(["formats"], environment) == code
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize("error", [BugError("a promise was broken"), ZeroDivisionError("x")], ids=repr)
def test_an_error_of_ours_is_a_sentence_and_a_report(monkeypatch, capsys, fresh: Path, error: Exception) -> None:
    monkeypatch.setattr("pressmark.cli.formats.VERB", verb_that_raises(error))
    assert cli.run(["formats"], environment) == 1
    out, err = capsys.readouterr()
    (report,) = (fresh / "logs").glob("pressmark-report-*.txt")
    assert out == ""
    assert err == f"pressmark: An error of Pressmark itself; please send its authors the report {report}\n"
    text = report.read_text(encoding="utf-8")
    assert f"{type(error).__name__}: {error}" in text
    assert "in fail" in text


def test_debug_shows_where_it_comes_from(monkeypatch, capsys, fresh: Path) -> None:
    monkeypatch.setattr("pressmark.cli.formats.VERB", verb_that_raises(BugError("broken")))
    assert cli.run(["--debug", "formats"], environment) == 1
    assert "Traceback (most recent call last):" in capsys.readouterr().err


def test_a_reader_that_leaves_is_no_error(pressmark: Pressmark, home: Path, work: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "pressmark", "doctor"],
        cwd=work,
        env=environment_for(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_behind_standard_output_is_a_sentence(home: Path, work: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pressmark", "doctor"],
            cwd=work,
            env=environment_for(home),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == (
        "pressmark: The result can't be written to standard output (No space left on device); send it somewhere else.\n"
    )


def test_output_is_utf8_whatever_the_system_speaks(home: Path, work: Path) -> None:
    strange = {"PYTHONIOENCODING": "cp1251", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "pressmark", "doctor"],
        cwd=work,
        env=environment_for(home / "Kəlbəcər 🙂", **strange),
        capture_output=True,
        check=False,
    )
    assert "Kəlbəcər 🙂" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout
    assert done.stderr == b""


def test_a_program_without_streams_does_its_work(home: Path, work: Path) -> None:
    """As in a frozen program for windows, where there is no console."""
    code = (
        "import sys; sys.stdout = sys.stderr = None; from pressmark.__main__ import main; sys.argv = ['x', 'doctor'];"
    )
    done = subprocess.run(
        [sys.executable, "-c", code + "import os; os._exit(40 + main())"],
        cwd=work,
        env=environment_for(home),
        capture_output=True,
        check=False,
    )
    assert (done.returncode - 40, done.stdout, done.stderr) in [(0, b"", b""), (1, b"", b"")]


def test_nothing_happens_on_import(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import pressmark.__main__, sys; print('pressmark.app' in sys.modules)"],
        env=environment_for(home),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "False\n"
