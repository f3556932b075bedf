"""What all benches share: each measures ours and a baseline in the same run, and the table tells both.

A bench is a file `bench_NAME.py` here with a function `rows(data)` that yields `Row`s. `data` is the folder given by
`--data`, or None; a bench that needs one and has none raises `Skipped` with what it needs. No bench asserts a time:
machines differ, and the ratio to a baseline measured in the same minute is what can be compared.
"""

# ruff: noqa: T201 - the table goes to standard output
from __future__ import annotations

import argparse
import gc
import importlib.util
import statistics
import sys
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; both figures in the same unit, less is better."""

    name: str
    ours: float
    baseline: float
    baseline_name: str
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Ours as a share of the baseline: 0.5 is twice as good."""
        return self.ours / self.baseline if self.baseline else float("inf")


class Skipped(Exception):  # noqa: N818 - not an error
    """A bench can't run here; the text says what it needs."""


def seconds(function: Callable[[], object]) -> float:
    """How long one call takes, without the garbage collector's pauses."""
    gc.collect()
    gc.disable()
    try:
        started = time.perf_counter()
        function()
        return time.perf_counter() - started
    finally:
        gc.enable()


def compare(
    name: str,
    ours: Callable[[], object],
    baseline: Callable[[], object],
    *,
    baseline_name: str,
    rounds: int = 9,
    check: bool = True,
) -> Row:
    """Medians in milliseconds of both, called in turns so that a busy moment meets both.

    Raises:
        ValueError: with `check`, when the two give different results; a faster wrong answer is no gain.
    """
    first, second = ours(), baseline()  # warms both up, too
    if check and first != second:
        raise ValueError(f"{name}: ours and {baseline_name} give different results")
    took: list[tuple[float, float]] = [(seconds(ours), seconds(baseline)) for _ in range(rounds)]
    return Row(
        name,
        1000 * statistics.median(pair[0] for pair in took),
        1000 * statistics.median(pair[1] for pair in took),
        baseline_name,
    )


def table(rows: Iterable[Row]) -> str:
    """The rows as aligned text, Markdown-compatible."""
    head = ["what", "ours", "baseline", "unit", "ours/baseline", "baseline is"]
    cells = [head]
    cells += [
        [row.name, f"{row.ours:.3f}", f"{row.baseline:.3f}", row.unit, f"{row.ratio:.3f}", row.baseline_name]
        for row in rows
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    padded = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in cells]
    lines = ["| " + " | ".join(line) + " |" for line in padded]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def found(folder: Path = HERE) -> dict[str, Path]:
    """The benches of a folder by name."""
    return {path.stem.removeprefix("bench_"): path for path in sorted(folder.glob("bench_*.py"))}


def load(path: Path) -> Callable[[Path | None], Iterator[Row]]:
    """A bench's `rows`."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module.rows


def main(arguments: list[str], folder: Path = HERE) -> int:
    """Runs the named benches, or all; 0 when none failed."""
    benches = found(folder)
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help="of " + ", ".join(benches) + "; all by default")
    parser.add_argument("--data", type=Path, help="a folder with articles of your own, for the benches that take them")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in benches]
    if unknown:
        parser.error(f"no bench is named {', '.join(unknown)}; there are {', '.join(benches)}")
    if options.data is not None and not options.data.is_dir():
        parser.error(f"{options.data} is not a folder")
    failed = 0
    for name in options.names or benches:
        print(f"\n## {name}\n", flush=True)
        rows: list[Row] = []
        try:
            rows.extend(load(benches[name])(options.data))
        except Skipped as reason:
            print(f"left out: {reason}")
        except Exception as error:  # noqa: BLE001 - the other benches still run
            failed += 1
            print(f"FAILED: {type(error).__name__}: {error}")
        if rows:
            print(table(rows), flush=True)
    return 1 if failed else 0


def area(scored: list[tuple[float, bool]]) -> float:
    """How often a right mark has a higher score than a wrong one: the area under the ROC curve."""
    wrong = sorted(score for score, right in scored if not right)
    right = [score for score, is_right in scored if is_right]
    below = sum(bisect_left(wrong, score) + bisect_right(wrong, score) for score in right)
    return below / (2 * max(1, len(right)) * max(1, len(wrong)))
