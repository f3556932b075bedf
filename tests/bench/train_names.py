"""Makes the weights of `detect/name_decider.py` anew, from one half of each data set of `name_gold.py`.

`python tests/bench/train_names.py --data DIR` writes `desktop/pressmark/detect/name_weights.py`; with `--folds` it
writes nothing and prints what cross-validation on those halves says. The other halves are not read for either, so that
`bench_names.py` can tell how well the weights do on texts that they have not seen; `--both-ways` learns from each half
in turn and prints how well the other is read, so that every text counts. Takes some minutes; needs nothing
but numpy. WikiGold (Balasuriya et al. 2009), WNUT 2017 (Derczynski et al. 2017) and the annotations of GUM
(Zeldes 2017) are licensed CC BY 4.0. Weights from WikiGold alone read news worse than the rules do: cross-validation
on one kind of text says nothing of another, so all three are learned from.
"""

# ruff: noqa: T201 - results go to standard output
from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "desktop")]

import bench_names  # noqa: E402 - found by the line above
import numpy  # noqa: E402

from pressmark.detect import compound_places, name_decider, names  # noqa: E402
from pressmark.detect.name_features import COARSE, LABELS, Article, Described  # noqa: E402
from pressmark.detect.name_spans import together  # noqa: E402

OUT = HERE.parents[1] / "desktop" / "pressmark" / "detect" / "name_weights.py"
SELDOM = 3
"""A feature that was seen less often has no weight."""

RESTRAINT = 5.0
"""How strongly weights are drawn to nothing, or to what the tables say (L2). Of 1 to 40, 5 was the best by
cross-validation."""

FOLDS = 3
STEPS = 120
SMALLEST = 3
"""Hundredths: a feature none of whose weights is larger is left out."""

SAID_TO_BE = 3.0
"""The weight, in nats, from which learning starts where a noun says what a name is: for the kind's own label."""

SAID_ELSEWHERE = 2.0
_KIND_OF = {
    "PER": ("person",),
    "LOC": ("town", "region", "water", "land", "building", "road"),
    "ORG": ("band", "team", "company", "organisation", "party", "school", "military", "media", "station"),
    "MISC": ("website", "league", "event", "work", "product", "ship", "prize", "people"),
}
_SAYS = ("before", "apposed", "is_a", "bracket")

Array = Any


def first_weights() -> dict[str, tuple[int, float]]:
    """Index in `LABELS` and weight of what the tables of nouns say by themselves, seldom as gold may have it."""
    first: dict[str, tuple[int, float]] = {}
    for label, kinds in _KIND_OF.items():
        at = LABELS.index(label)
        for kind in kinds:
            for cue in (*(f"{how}={kind}" for how in _SAYS), f"such={kind}s"):
                first[f"cue:{cue}"] = at, SAID_TO_BE
                first[f"elsewhere:{cue}"] = at, SAID_ELSEWHERE
    return first


@dataclass
class Sample:
    """Every place of some texts, with what is said of it and what it is.

    Attributes:
        described: of each place.
        gold: index in `LABELS`, or -1.
        groups: places that overlap, and whether gold is among them that nobody could choose.
        corners: of each group, where each of its places begins and ends among the group's ends.
    """

    described: list[Described] = field(default_factory=list)
    gold: list[int] = field(default_factory=list)
    groups: list[tuple[range, bool]] = field(default_factory=list)
    corners: list[tuple[int, list[tuple[int, int]]]] = field(default_factory=list)


def sample(texts: Sequence[bench_names.Found]) -> Sample:
    """All places of some texts."""
    made = Sample()
    for text in texts:
        reading, mentions, words = text.read
        settled = names.settled(reading, mentions)
        pieces = name_decider.pieces(reading.parts, words, mentions, settled)
        true = text.gold.marks
        seen: set[tuple[int, int]] = set()
        rows = list(Article(reading.text, pieces).described())
        for places, _ in rows:
            seen |= {(place.span.start, place.span.end) for place in places}
        lost = [*(place for place in true if place not in seen), *text.gold.unsure]
        for places, described in rows:
            base = len(made.described)
            made.described += described
            for place in places:
                label = true.get((place.span.start, place.span.end))
                made.gold.append(-1 if label is None else LABELS.index(label))
            for group in together(places):
                spans = [places[at].span for at in group]
                ends = sorted({span.start for span in spans} | {span.end for span in spans})
                at = {end: number for number, end in enumerate(ends)}
                spoilt = any(start < ends[-1] and ends[0] < end for start, end in lost)
                made.groups.append((range(base + group.start, base + group.stop), spoilt))
                made.corners.append((len(ends), [(at[span.start], at[span.end]) for span in spans]))
    return made


class _Table:
    """Features of places as a sparse matrix, for products with weights both ways."""

    def __init__(self, described: Sequence[Described], index: dict[str, int]) -> None:
        cells: list[tuple[int, int, float]] = []
        for row, (present, values) in enumerate(described):
            cells += [(row, index[name], 1.0) for name in set(present) if name in index]
            cells += [(row, index[name], value) for name, value in values if name in index]
        self._rows = numpy.array([cell[0] for cell in cells])
        self._columns = numpy.array([cell[1] for cell in cells])
        self._values = numpy.array([cell[2] for cell in cells])[:, None]
        self._size = len(described), len(index)
        self._order = numpy.argsort(self._columns, kind="stable")

    def times(self, weights: Array) -> Array:
        """Scores of each place."""
        found = numpy.zeros((self._size[0], weights.shape[1]))
        starts = numpy.flatnonzero(numpy.diff(self._rows, prepend=-1))
        found[self._rows[starts]] = numpy.add.reduceat(self._values * weights[self._columns], starts)
        return found

    def back(self, blame: Array) -> Array:
        """What each feature adds to the blame of its places."""
        found = numpy.zeros((self._size[1], blame.shape[1]))
        columns = self._columns[self._order]
        starts = numpy.flatnonzero(numpy.diff(columns, prepend=-1))
        parts = (self._values * blame[self._rows])[self._order]
        found[columns[starts]] = numpy.add.reduceat(parts, starts)
        return found


def _shares(made: Sample, totals: Array) -> tuple[float, Array]:
    """The logarithm of the sum over all rows of names, and each place's share in it, in nats."""
    shares = numpy.zeros(len(totals))
    whole = 0.0
    for (group, spoilt), (size, corners) in zip(made.groups, made.corners, strict=True):
        there = totals[group.start : group.stop].tolist()
        if size == 2 and len(there) == 1:
            total = numpy.logaddexp(0.0, there[0])
            shares[group.start] = there[0] - total
        else:
            before, behind = [0.0] * size, [0.0] * size
            forward = sorted(range(len(there)), key=lambda at: corners[at][1])
            at = 0
            for corner in range(1, size):
                sums = [before[corner - 1]]
                while at < len(forward) and corners[forward[at]][1] == corner:
                    sums.append(before[corners[forward[at]][0]] + there[forward[at]])
                    at += 1
                before[corner] = name_decider.total(sums)
            backward = sorted(range(len(there)), key=lambda at: -corners[at][0])
            at = 0
            for corner in range(size - 2, -1, -1):
                sums = [behind[corner + 1]]
                while at < len(backward) and corners[backward[at]][0] == corner:
                    sums.append(behind[corners[backward[at]][1]] + there[backward[at]])
                    at += 1
                behind[corner] = name_decider.total(sums)
            total = before[-1]
            for number, (start, end) in enumerate(corners):
                shares[group.start + number] = before[start] + there[number] + behind[end] - total
        whole += 0.0 if spoilt else float(total)
    return whole, shares


def learned(made: Sample) -> dict[str, name_decider.Row]:
    """Weights by feature, rounded to hundredths."""
    counts: Counter[str] = Counter()
    for present, values in made.described:
        counts.update(set(present))
        counts.update(name for name, _ in values)
    first = first_weights()
    index = {name: at for at, name in enumerate(sorted({n for n, c in counts.items() if c >= SELDOM} | first.keys()))}
    start = numpy.zeros((len(index), len(LABELS)))
    for name, (label, weight) in first.items():
        start[index[name], label] = weight
    start = start.ravel()
    table = _Table(made.described, index)
    free = numpy.ones(len(made.gold), bool)
    for group, spoilt in made.groups:
        if spoilt:
            free[group.start : group.stop] = False
    true = numpy.zeros((len(made.gold), len(LABELS)))
    for at, label in enumerate(made.gold):
        if label >= 0 and free[at]:
            true[at, label] = 1.0

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(len(index), len(LABELS))
        scores = table.times(weights)
        most = scores.max(axis=1, keepdims=True)
        totals = (most + numpy.log(numpy.exp(scores - most).sum(axis=1, keepdims=True)))[:, 0]
        whole, shares = _shares(made, totals)
        each = numpy.exp(scores - totals[:, None] + shares[:, None]) * free[:, None]
        away = flat - start
        value = whole - (scores * true).sum() + 0.5 * RESTRAINT * float(away @ away)
        return value, table.back(each - true).ravel() + RESTRAINT * away

    weights = lowest(loss, start).reshape(len(index), len(LABELS))
    rounded = numpy.rint(weights * 100).astype(int)
    return {
        name: tuple(value / 100 for value in rounded[at].tolist())
        for name, at in index.items()
        if abs(rounded[at]).max() >= SMALLEST
    }


def lowest(loss: Callable[[Array], tuple[float, Array]], start: Array, *, kept: int = 8) -> Array:
    """Where a smooth convex function is lowest: limited-memory BFGS (Nocedal 1980) with a halving line search."""
    at = start
    value, slope = loss(at)
    pairs: list[tuple[Array, Array]] = []
    for _ in range(STEPS):
        direction = slope.copy()
        used: list[float] = []
        for moved, turned in reversed(pairs):
            share = float(moved @ direction) / float(moved @ turned)
            used.append(share)
            direction -= share * turned
        if pairs:
            moved, turned = pairs[-1]
            direction *= float(moved @ turned) / float(turned @ turned)
        else:
            direction /= max(1.0, float(numpy.linalg.norm(slope)))
        for (moved, turned), share in zip(pairs, reversed(used), strict=True):
            direction += moved * (share - float(turned @ direction) / float(moved @ turned))
        length, fall = 1.0, float(slope @ direction)
        while True:
            there = at - length * direction
            new_value, new_slope = loss(there)
            if new_value <= value - 1e-4 * length * fall or length < 1e-6:
                break
            length /= 2
        moved, turned = there - at, new_slope - slope
        done = value - new_value < 1e-6 * abs(value)
        at, value, slope = there, new_value, new_slope
        if done:
            break
        if float(moved @ turned) > 1e-10:
            pairs = [*pairs[1 - kept :], (moved, turned)]
    return at


def with_weights(text: bench_names.Found, weights: dict[str, name_decider.Row]) -> bench_names.Marks:
    """What the decider chooses with other weights than the program's."""
    reading, mentions, words = text.read
    pieces = name_decider.pieces(reading.parts, words, mentions, names.settled(reading, mentions))
    found = compound_places.joined(reading, name_decider.decided(reading.text, pieces, weights))
    return {(m.span.start, m.span.end): COARSE[m.label] for m in found}


def written(weights: dict[str, name_decider.Row]) -> str:
    """The module with the weights."""
    cells = [f"{name} {' '.join(str(round(100 * value)) for value in row)}" for name, row in sorted(weights.items())]
    lines: list[str] = []
    for cell in cells:
        if lines and len(lines[-1]) + len(cell) + 3 <= 118:
            lines[-1] += f" | {cell}"
        else:
            lines.append(cell)
    body = "\n".join(lines).replace("\\", "\\\\")
    return (
        '"""The weights of the features of `name_features`: made by `tests/bench/train_names.py`, not by hand.\n\n'
        f"Each feature has a weight for each of {', '.join(LABELS)}, in hundredths of a nat. Learned from halves of\n"
        "WikiGold (Balasuriya, Ringland, Nothman, Murphy and Curran 2009), WNUT 2017 (Derczynski, Nichols, van Erp\n"
        "and Limsopatham 2017) and the GUM corpus (Zeldes 2017), all CC BY 4.0, of which no sentence is kept here.\n"
        '"""\n\n'
        f'WEIGHTS = """\\\n{body}\n"""\n'
    )


def main() -> int:
    """Writes the weights, or tells what cross-validation says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", action="store_true", help="write nothing; cross-validation on the halves")
    parser.add_argument("--both-ways", action="store_true", help="write nothing; from each half to the other")
    options = parser.parse_args()
    every = {name: bench_names.found(options.data, name) for name in bench_names.NAMES}
    pairs: dict[str, list[tuple[bench_names.Marks, bench_names.Marks]]] = defaultdict(list)
    if options.both_ways:
        for first in (0, 1):
            weights = learned(sample([text for texts in every.values() for text in texts[first::2]]))
            for name, texts in every.items():
                pairs[name] += [(text.gold.marks, with_weights(text, weights)) for text in texts[1 - first :: 2]]
        tell(pairs)
        return 0
    halves = {name: texts[::2] for name, texts in every.items()}
    if not options.folds:
        weights = learned(sample([text for texts in halves.values() for text in texts]))
        OUT.write_text(written(weights), encoding="utf-8")
        print(f"{len(weights)} features in {OUT.name}, {OUT.stat().st_size / 1000:.0f} kB")
        return 0
    for fold in range(FOLDS):
        rest = [text for texts in halves.values() for at, text in enumerate(texts) if at % FOLDS != fold]
        weights = learned(sample(rest))
        for name, texts in halves.items():
            pairs[name] += [(text.gold.marks, with_weights(text, weights)) for text in texts[fold::FOLDS]]
    tell(pairs)
    return 0


def tell(pairs: dict[str, list[tuple[bench_names.Marks, bench_names.Marks]]]) -> None:
    """F1 of each data set, and exact by type."""
    for name, there in pairs.items():
        scores = bench_names.compared(there)
        types = "  ".join(f"{kind} {score.exact:.3f}" for kind, score in sorted(scores.items()) if kind)
        print(f"{name:9} exact {scores[''].exact:.4f}  partial {scores[''].partial:.4f}  {types}")


if __name__ == "__main__":
    raise SystemExit(main())
