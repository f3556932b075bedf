"""How well annotations agree with a gold standard: precision, recall and F1, by label and together."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from pressmark.core.annotation import Annotation
from pressmark.core.labels import is_date, is_figure

_DATE_ATTRIBUTES = ("value", "mod")
_FIGURE_ATTRIBUTES = ("value", "precision", "unit", "counted", "event")


class Score(Struct, frozen=True):
    """Counts of one comparison.

    Attributes:
        right: predictions that match a gold annotation, each gold annotation counted once.
        gold: annotations of the gold standard.
        predicted: annotations of the prediction.
    """

    right: int
    gold: int
    predicted: int

    @property
    def precision(self) -> float:
        """The share of predictions that are right; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.predicted) if self.gold + self.predicted else 0.0


class LabelScore(Struct, frozen=True):
    """One label: exact (same start and end), and partial (at least one code point in common)."""

    label: str
    exact: Score
    partial: Score


class AttributeScore(Struct, frozen=True):
    """One attribute of the dates or figures that were found exactly.

    Attributes:
        group: "dates" or "figures".
        right: how many have the gold's value.
        compared: how many gold annotations with that attribute were found.
        given: to how many of these the prediction gives a value at all; many formats hold none.
    """

    group: str
    name: str
    right: int
    compared: int
    given: int = 0

    @property
    def accuracy(self) -> float:
        """The share that is right; 0 where nothing could be compared."""
        return self.right / self.compared if self.compared else 0.0


class Macro(Struct, frozen=True):
    """Means over the labels that the gold standard has."""

    precision: float
    recall: float
    f1: float


class Evaluation(Struct, frozen=True):
    """A prediction measured against a gold standard.

    Attributes:
        labels: in the order of their names.
        exact: all labels together (micro average).
        partial: all labels together, overlap is enough.
        attributes: how well dates and figures were read, on those found exactly.
        articles: how many were compared.
        missing: ids of gold articles without a prediction; their annotations count as not found.
        extra: ids of predicted articles without gold; they are not counted.
        outside: how many annotations of either side stand on text that the other one does not have; they are not
            counted.
    """

    labels: tuple[LabelScore, ...]
    exact: Score
    partial: Score
    attributes: tuple[AttributeScore, ...] = ()
    articles: int = 0
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    outside: int = 0

    def macro(self, *, partial: bool = False) -> Macro:
        """Unweighted means over the labels that occur in the gold."""
        scores = [each.partial if partial else each.exact for each in self.labels if each.exact.gold]
        count = len(scores) or 1
        return Macro(
            sum(score.precision for score in scores) / count,
            sum(score.recall for score in scores) / count,
            sum(score.f1 for score in scores) / count,
        )

    def to_json(self) -> dict[str, Any]:
        """Everything as JSON values."""
        return {
            "articles": self.articles,
            "exact": _score_json(self.exact),
            "partial": _score_json(self.partial),
            "labels": {
                each.label: {"exact": _score_json(each.exact), "partial": _score_json(each.partial)}
                for each in self.labels
            },
            "attributes": [
                {"group": a.group, "name": a.name, "right": a.right, "compared": a.compared, "accuracy": a.accuracy}
                for a in self.attributes
            ],
            "missing": list(self.missing),
            "extra": list(self.extra),
            "outside": self.outside,
        }


def _score_json(score: Score) -> dict[str, Any]:
    return {
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "right": score.right,
        "gold": score.gold,
        "predicted": score.predicted,
    }


def compare(
    pairs: Iterable[tuple[Sequence[Annotation], Sequence[Annotation]]],
    *,
    missing: Sequence[str] = (),
    extra: Sequence[str] = (),
) -> Evaluation:
    """Measures predictions.

    Args:
        pairs: for each article its gold annotations and the predicted ones; statuses are not looked at.
        missing: as in `Evaluation`.
        extra: as in `Evaluation`.
    """
    gold_count: dict[str, int] = defaultdict(int)
    predicted_count: dict[str, int] = defaultdict(int)
    exact: dict[str, int] = defaultdict(int)
    partial: dict[str, int] = defaultdict(int)
    readings: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    articles = 0
    for gold, predicted in pairs:
        articles += 1
        places = {(annotation.span, annotation.label): annotation for annotation in predicted}
        for annotation in gold:
            gold_count[annotation.label] += 1
            found = places.get((annotation.span, annotation.label))
            if found is not None:
                exact[annotation.label] += 1
                _compare_readings(annotation, found, readings)
        for annotation in predicted:
            predicted_count[annotation.label] += 1
        for label in {annotation.label for annotation in gold}:
            partial[label] += _overlapping(
                [each for each in gold if each.label == label], [each for each in predicted if each.label == label]
            )
    labels = tuple(
        LabelScore(
            label,
            Score(exact[label], gold_count[label], predicted_count[label]),
            Score(partial[label], gold_count[label], predicted_count[label]),
        )
        for label in sorted(gold_count.keys() | predicted_count.keys())
    )
    gold_all, predicted_all = sum(gold_count.values()), sum(predicted_count.values())
    return Evaluation(
        labels,
        Score(sum(exact.values()), gold_all, predicted_all),
        Score(sum(partial.values()), gold_all, predicted_all),
        _readings(readings),
        articles,
        tuple(missing),
        tuple(extra),
    )


def _overlapping(gold: Sequence[Annotation], predicted: Sequence[Annotation]) -> int:
    """How many pairs can be made of one gold and one prediction that overlap, each used once: longest overlap first."""
    pairs = sorted(
        (-min(g.span.end, p.span.end) + max(g.span.start, p.span.start), g.span, p.span, i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if g.span.overlaps(p.span)
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, _, _, i, j in pairs:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
    return len(used_gold)


def _compare_readings(gold: Annotation, found: Annotation, readings: Mapping[tuple[str, str], list[int]]) -> None:
    if is_date(gold):
        group, names = "dates", _DATE_ATTRIBUTES
    elif is_figure(gold):
        group, names = "figures", _FIGURE_ATTRIBUTES
    else:
        return
    for name in names:
        if name in gold.attributes:
            counts = readings[group, name]
            counts[0] += _same(gold.attributes[name], found.attributes.get(name))
            counts[1] += 1
            counts[2] += found.attributes.get(name) is not None


def _same(gold: Any, found: Any) -> bool:
    """Equal values; numbers to a millionth, parts of the text by their place."""
    if isinstance(gold, Mapping) and isinstance(found, Mapping):
        return (gold.get("start"), gold.get("end")) == (found.get("start"), found.get("end"))
    if isinstance(gold, int | float) and isinstance(found, int | float):
        return math.isclose(gold, found, rel_tol=1e-6)
    return gold == found


def _readings(readings: Mapping[tuple[str, str], list[int]]) -> tuple[AttributeScore, ...]:
    order = [("dates", name) for name in _DATE_ATTRIBUTES] + [("figures", name) for name in _FIGURE_ATTRIBUTES]
    return tuple(AttributeScore(*key, *readings[key]) for key in order if key in readings)


def format_table(evaluation: Evaluation) -> str:
    """The evaluation as lines of text in columns, without a line end at the end; numbers are per cent."""
    width = max([len("all labels"), *(len(each.label) for each in evaluation.labels)])
    head = f"{'':{width}}  {'exact':^20}  {'partial':^20}"
    columns = f"{'label':{width}}  {'P':>6} {'R':>6} {'F1':>6}  {'P':>6} {'R':>6} {'F1':>6}  {'gold':>6} {'found':>6}"
    lines = [head.rstrip(), columns]
    lines += [_row(each.label, width, each.exact, each.partial) for each in evaluation.labels]
    lines.append(_row("all labels", width, evaluation.exact, evaluation.partial))
    exact, partial = evaluation.macro(), evaluation.macro(partial=True)
    lines.append(f"{'mean':{width}}  {_percent(exact)}  {_percent(partial)}")
    for group in ("dates", "figures"):
        scores = [each for each in evaluation.attributes if each.group == group]
        if scores and not any(each.given for each in scores):
            lines += ["", f"{group}: the prediction holds no readings, only places"]
        elif scores:
            lines += ["", f"{group} found exactly: right readings"]
            lines += [
                f"  {each.name:10} {each.accuracy * 100:6.1f}  ({each.right} of {each.compared})" for each in scores
            ]
    return "\n".join(lines)


def _row(label: str, width: int, exact: Score, partial: Score) -> str:
    return f"{label:{width}}  {_percent(exact)}  {_percent(partial)}  {exact.gold:6} {exact.predicted:6}"


def _percent(score: Score | Macro) -> str:
    return f"{score.precision * 100:6.1f} {score.recall * 100:6.1f} {score.f1 * 100:6.1f}"
