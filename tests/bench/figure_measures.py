"""How figures are scored on `tests/detect/figures_in_news.txt`, ours beside the libraries of `peers.py`.

Scores are those of the literature on quantities in news: F of the values, of values with their bound, and of values
with their bound, unit and counted noun. Ordinals are left out of them, since those libraries do not read them as
quantities; what a library finds inside a date or a length of time is not held against it.
"""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.detect.figure_table import Gold, Reading, Sentence, compared, sentences
from tests.detect.scoring import Scored

from pressmark.core.span import Span
from pressmark.detect import dates, figures
from pressmark.detect.models import choose, load

PUBLISHED = "2020-11-25"
JUDGED = ("value", "precision", "unit", "counted")
Said = tuple[int, int, float, float | None]
"""Start, end, value, end of a range."""


@dataclass(slots=True)
class Share:
    """How many of the readings that are judged in one respect are right in it."""

    name: str
    right: int = 0
    total: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Right of all, 0 to 1."""
        return self.right / max(1, self.total)

    @property
    def line(self) -> str:
        """As a line of the report."""
        return f"{self.share:6.3f}  {self.right:5d}/{self.total:<5d} {self.name}"


def news_measures(peers: dict[str, Callable[[str], list[Said]]]) -> list[Scored | Share]:
    """Ours on the table of sentences, with the parse, and the libraries that are installed."""
    value, bound, whole = (
        Scored(f"news figures: {what}, F") for what in ("value", "value with bound", "with bound, unit and counted")
    )
    parts = {name: Share(f"news figures: {name}, where the value is right") for name in ("counted", "event", "phrase")}
    libraries = {name: Scored(f"news figures: value, F, {name}") for name in peers}
    table = sentences()
    docs = load(choose(None)).pipe([sentence.text for sentence in table], batch_size=8)
    for sentence, doc in zip(table, docs, strict=True):
        part = Span(0, len(sentence.text))
        dated = dates.find(sentence.text, [part], published=PUBLISHED)
        found = figures.find(sentence.text, part, taken=dated.inside(part), doc=doc)
        counted = [candidate for candidate in found if candidate.label != "ORDINAL"]
        gold = [one for one in sentence.figures if not _is_ordinal(one)]
        for scored in (value, bound, whole):
            scored.gold += len(gold)
            scored.found += len(counted)
        for one, right, said in compared(sentence, found):
            if one is not None and _is_ordinal(one):
                continue
            wrong = ", ".join(name for name, is_right in right.items() if not is_right)
            where = f"{sentence.text} [{one.words if one else 'no figure'}] {wrong}: {said}"
            for scored, names in ((value, 1), (bound, 2), (whole, 4)):
                good = one is not None and all(right.get(name, True) for name in JUDGED[:names])
                scored.right += good
                if not good:
                    scored.wrong.append(where)
            for name, share in parts.items():
                if name in right and right.get("value", True):
                    share.right += right[name]
                    share.total += 1
                    if not right[name]:
                        share.wrong.append(where)
        for name, scored in libraries.items():
            _count(scored, sentence, gold, peers[name](sentence.text), [c.span for c in dated.candidates])
    return [value, bound, whole, *libraries.values(), *parts.values()]


def _is_ordinal(gold: Gold) -> bool:
    return bool(gold.readings) and gold.readings[0].ordinal  # type: ignore[index]


def _count(scored: Scored, sentence: Sentence, gold: Sequence[Gold], said: Sequence[Said], dated: list[Span]) -> None:
    """One sentence of a library. A range or score is right as one reading or as its two ends."""
    left = [one for one in said if not any(span.start < one[1] and one[0] < span.end for span in dated)]
    ordinals = [one for one in sentence.figures if _is_ordinal(one)]
    left = [one for one in left if not any(g.start < one[1] and one[0] < g.end for g in ordinals)]
    scored.gold += len(gold)
    scored.found += len(left)
    for one in gold:
        inside = [reading for reading in left if reading[0] < one.end and one.start < reading[1]]
        right = any(_agrees(reading, inside) for reading in one.readings or ())
        scored.right += right
        if right and len(inside) > 1:
            scored.found -= len(inside) - 1
        if not right:
            scored.wrong.append(f"{sentence.text} [{one.words}] -> {inside}")


def _agrees(wanted: Reading, inside: Sequence[Said]) -> bool:
    values = [value for _, _, low, high in inside for value in (low, high) if value is not None]
    ends = [wanted.value] if wanted.most is None else [wanted.value, wanted.most]
    return all(any(abs(end - value) <= 1e-4 * max(1e-6, abs(end)) for value in values) for end in ends)


def by_quantulum(text: str) -> list[Said]:
    """What quantulum3 reads, without its classifier of units (which needs models of its own)."""
    from quantulum3 import parser  # pyright: ignore[reportMissingImports]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [(*quantity.span, float(quantity.value), None) for quantity in parser.parse(text)]


def by_microsoft(text: str) -> list[Said]:
    """What recognizers-text-suite reads: amounts with units where it finds them, else ranges, else numbers."""
    import recognizers_number as number  # pyright: ignore[reportMissingImports]
    import recognizers_number_with_unit as unit  # pyright: ignore[reportMissingImports]

    said: list[Said] = []
    readers: tuple[Callable[..., Any], ...] = (
        unit.recognize_currency, unit.recognize_dimension, unit.recognize_temperature, number.recognize_percentage,
        number.recognize_number,
    )  # fmt: skip
    for reader in readers:
        for result in reader(text, "en-us"):
            if any(start <= result.end and result.start < end for start, end, _, _ in said):
                continue
            said += [(result.start, result.end + 1, value, None) for value in _values(result.resolution or {})]
    return said


def _values(resolution: dict[str, Any]) -> Iterator[float]:
    with contextlib.suppress(ValueError, TypeError, KeyError):
        yield float(str(resolution["value"]).rstrip("%"))
