"""The benches run, and their table says what was measured. No time is asserted."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).resolve().parent


@pytest.fixture
def harness(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(HERE))
    spec = importlib.util.spec_from_file_location("harness", HERE / "harness.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "harness", module)
    spec.loader.exec_module(module)
    return module


def test_a_row_has_both_figures_and_their_ratio(harness: ModuleType) -> None:
    row = harness.compare("sum", lambda: sum(range(100)), lambda: 4950, baseline_name="knowing it", rounds=3)
    assert row.ours > 0
    assert row.baseline > 0
    assert row.ratio == row.ours / row.baseline


def test_different_results_are_not_compared(harness: ModuleType) -> None:
    with pytest.raises(ValueError, match="sum: ours and a guess give different results"):
        harness.compare("sum", lambda: 1, lambda: 2, baseline_name="a guess")


def test_the_table_is_aligned(harness: ModuleType) -> None:
    lines = harness.table([harness.Row("a", 1.0, 4.0, "b"), harness.Row("longer", 10.0, 5.0, "c", "MB")]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert [cell.strip() for cell in lines[2].split("|")][1:-1] == ["a", "1.000", "4.000", "ms", "0.250", "b"]
    assert [cell.strip() for cell in lines[3].split("|")][1:-1] == ["longer", "10.000", "5.000", "MB", "2.000", "c"]


def test_one_bench_that_fails_or_is_left_out_stops_no_other(
    harness: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bench_a.py").write_text("def rows(data):\n    raise KeyError('x')\n", encoding="utf-8")
    (tmp_path / "bench_b.py").write_text(
        "from harness import Skipped\ndef rows(data):\n    raise Skipped('needs --data')\n", encoding="utf-8"
    )
    (tmp_path / "bench_c.py").write_text(
        "from harness import Row\ndef rows(data):\n    yield Row('c', 1, 2, str(data))\n", encoding="utf-8"
    )
    assert harness.main(["--data", str(tmp_path)], tmp_path) == 1
    printed = capsys.readouterr().out
    assert "FAILED: KeyError: 'x'" in printed
    assert "left out: needs --data" in printed
    assert f"0.500         | {tmp_path}" in printed
    assert harness.main(["b", "c"], tmp_path) == 0


def test_an_unknown_bench_is_wrong_usage(harness: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        harness.main(["nothing"])
    assert left.value.code == 2
    assert "no bench is named nothing" in capsys.readouterr().err


def test_the_bench_of_offsets_runs(harness: ModuleType) -> None:
    rows = list(harness.load(harness.found()["offsets"])(None))
    assert [row.name for row in rows] == [
        "map and 1,000 offsets, plain",
        "map and 1,000 offsets, an emoji per sentence",
        "map and 1,000 offsets, emoji only",
    ]
