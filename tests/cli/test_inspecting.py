"""`pressmark doctor` and `pressmark self-test`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.conftest import Pressmark


def test_a_whole_installation_is_told_so(pressmark: Pressmark, home: Path) -> None:
    done = pressmark("doctor")
    assert (done.code, done.err) == (0, "")
    levels = {match[2].strip(): match[1] for match in re.finditer(r"^(ok|note|missing) +(.{19})", done.out, re.M)}
    for name in ("Python", "spacy", "language model", "SQLite", "fonts", "Qt", "your projects"):
        assert levels[name] == "ok", done.out
    assert str(home) in done.out
    assert done.out.endswith("\nEverything that is needed is there.\n")


def test_what_is_missing_makes_1_and_damaged_settings_are_told(pressmark: Pressmark, home: Path) -> None:
    (home / "settings").mkdir(parents=True)
    settings = home / "settings" / "settings.json"
    settings.write_text('{"model": "xx_gone"}', encoding="utf-8")
    (home / "data").write_text("in the way", encoding="utf-8")
    done = pressmark("doctor")
    assert done.code == 1
    assert re.search(r"^missing +chosen model +xx_gone, chosen in the settings", done.out, re.M)
    assert re.search(r"^missing +your projects +.*data can't be written \(", done.out, re.M)
    assert done.out.endswith("\n2 of what is needed are missing; the arrows say what mends it.\n")
    settings.write_text("{", encoding="utf-8")
    assert pressmark("doctor").err.startswith("pressmark: The settings were damaged, so the defaults are used;")


@pytest.mark.model
def test_the_main_job_works_here(pressmark: Pressmark, work: Path, tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    done = pressmark("self-test", "--report", "report.json", TMPDIR=str(tmp_path / "temporary"))
    assert (done.code, done.err) == (0, ""), done.out
    *steps, verdict = done.out.splitlines()
    assert all(re.fullmatch(r"ok     +\d+\.\d\d s  .+", step) for step in steps)
    assert re.fullmatch(r"All \d+ steps are right \(\d+\.\d s\)\.", verdict)
    report = json.loads((work / "report.json").read_text(encoding="utf-8"))
    assert report["passed"] is True
    assert len(report["steps"]) == len(steps)
    assert report["not_tried"] == []
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.model
def test_it_ends_when_its_time_is_up(pressmark: Pressmark, work: Path, tmp_path: Path) -> None:
    """Wherever it is by then; nothing here depends on how fast it gets there."""
    (tmp_path / "temporary").mkdir()
    done = pressmark("self-test", "--timeout", 0.05, "--report", "report.json", TMPDIR=str(tmp_path / "temporary"))
    assert done.code == 1
    assert re.fullmatch(r"The self-test failed; .* not tried.*", done.out.splitlines()[-1])
    report = json.loads((work / "report.json").read_text(encoding="utf-8"))
    assert report["passed"] is False
    assert report["steps"][-1]["ok"] is False
    assert report["not_tried"]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_report_that_cannot_be_written_is_told_before_the_work(pressmark: Pressmark, work: Path) -> None:
    (work / "file").write_text("in the way", encoding="utf-8")
    done = pressmark("self-test", "--report", "file/report.json")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("pressmark: The report can't be written to file")
