"""Reads `figures_in_news.txt`: sentences with their gold figures, and says in what a reading differs from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pressmark.core.annotation import Candidate

TABLE = Path(__file__).with_name("figures_in_news.txt")
BOUNDS = {"~": "about", ">=": "at_least", "<=": "at_most", ">": "more_than", "<": "less_than", "": "exact"}
_READING = re.compile(
    r"(?P<bound>>=|<=|[~<>#]?)(?P<value>-?[0-9.]+?)(?:(?P<between>\.\.|:)(?P<most>-?[0-9.]+))?(?: (?P<unit>\S.*))?"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with its bound; `most` is the end of a range or the second number of a score."""

    value: float
    most: float | None
    precision: str
    unit: str | None
    ordinal: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """A figure of a sentence; None where anything is right, and several where each of them is."""

    start: int
    end: int
    words: str
    readings: tuple[Reading, ...] | None
    counted: tuple[str | None, ...] | None = None
    event: tuple[str | None, ...] | None = None
    phrase: str | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the table, with the line it stands on.

    `extra_known` says that something else in it is still taken for a figure.
    """

    line: int
    section: str
    text: str
    figures: tuple[Gold, ...]
    extra_known: bool = False


def sentences(path: Path = TABLE) -> list[Sentence]:
    """The whole table. Raises ValueError, naming the line, for one that cannot be read."""
    found: list[Sentence] = []
    section, text, line_of_text = "", "", 0
    figures: list[Gold] = []
    extra = False

    def close() -> None:
        if text:
            found.append(Sentence(line_of_text, section, text, tuple(figures), extra))
        figures.clear()

    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("== "):
            close()
            section, text = line[3:].strip(), ""
        elif not line.startswith(" "):
            close()
            text, line_of_text, extra = line, at, False
        elif line.strip() == "known: and a number that is no figure":
            extra = True
        else:
            reached = figures[-1].end if figures else 0
            try:
                figures.append(_gold(text, line.strip(), reached))
            except ValueError as error:
                raise ValueError(f"{path.name}, line {at}: {error}") from error
    close()
    return found


def _gold(text: str, line: str, reached: int) -> Gold:
    known = line.startswith("known:")
    words, *cells = [cell.strip() for cell in line.removeprefix("known:").split(" | ")]
    start = re.compile(rf"(?<![\w.]){re.escape(words)}(?!\w)").search(text, reached)
    if start is None:
        raise ValueError(f"{words!r} is not in the rest of the sentence")
    cells += ["?"] * (4 - len(cells))
    readings = None if cells[0] == "?" else tuple(_reading(one) for one in _alternatives(cells[0]) if one)
    phrase = None if cells[3] == "?" else cells[3]
    for words_of in (*(_alternatives(cells[1]) or ()), *(_alternatives(cells[2]) or ()), phrase):
        if words_of and words_of not in text:
            raise ValueError(f"{words_of!r} is not in the sentence")
    return Gold(
        start.start(), start.end(), words, readings, _alternatives(cells[1]), _alternatives(cells[2]), phrase, known
    )


def _alternatives(cell: str) -> tuple[str | None, ...]:
    """The readings between slashes; "/" inside a unit ("km/h", "USD/bbl") parts nothing. "?" among them is None."""
    if cell in ("?", ""):
        return ()
    parts = re.split(r"/(?=[~<>\d#?-]|-$)", cell) if re.match(r"[~<>#]*[=-]?\d", cell) else cell.split("/")
    return tuple(None if part in ("-", "?") else part for part in parts)


def _reading(cell: str) -> Reading:
    match = _READING.fullmatch(cell)
    if match is None:
        raise ValueError(f"{cell!r} is no reading")
    between = match["between"] == ".."
    return Reading(
        float(match["value"]),
        float(match["most"]) if match["most"] else None,
        "between" if between else BOUNDS.get(match["bound"], "exact"),
        match["unit"],
        match["bound"] == "#",
    )


PARTS = ("value", "precision", "unit", "counted", "event", "phrase")


def compared(sentence: Sentence, candidates: Sequence[Candidate]) -> Iterator[tuple[Gold | None, dict[str, bool], str]]:
    """Each gold figure, what of it is read right, and what was read; then what was read that is no figure.

    A part that is not judged is absent. Parts below the value are judged only where the value is right.
    """
    left = list(candidates)
    for gold in sentence.figures:
        mine = next((c for c in left if c.span.start < gold.end and gold.start < c.span.end), None)
        if mine is None:
            yield gold, {"value": False}, "nothing"
            continue
        left.remove(mine)
        yield gold, judged(gold, mine.label, mine.attributes, sentence.text), shown(mine, sentence.text)
    for extra in left:
        yield None, {"value": False}, shown(extra, sentence.text)


def judged(gold: Gold, label: str, attributes: Mapping[str, Any], text: str) -> dict[str, bool]:
    """Which parts of a reading are right."""
    right: dict[str, bool] = {}
    if gold.readings is not None:
        fitting = [one for one in gold.readings if _same_value(one, attributes) and one.ordinal == (label == "ORDINAL")]
        right["value"] = bool(fitting)
        if not fitting:
            return right
        right["precision"] = any(one.precision == attributes["precision"] for one in fitting)
        right["unit"] = any(one.unit == attributes["unit"] for one in fitting)
    for name, wanted in (("counted", gold.counted), ("event", gold.event)):
        if wanted:
            right[name] = (attributes[name] and attributes[name]["text"]) in wanted
    if gold.phrase is not None:
        place = attributes["phrase"]
        right["phrase"] = text[place["start"] : place["end"]] == gold.phrase
    return right


def _same_value(wanted: Reading, attributes: Mapping[str, Any]) -> bool:
    for one, two in ((wanted.value, attributes["value"]), (wanted.most, attributes["value_max"])):
        if (one is None) != (two is None):
            return False
        if one is not None and abs(one - two) > 1e-5 * max(1e-6, abs(one)):
            return False
    return True


def shown(candidate: Candidate, text: str) -> str:
    """A reading in one line."""
    said = candidate.attributes
    most = "" if said["value_max"] is None else f"..{said['value_max']}"
    counted, event = (said[name] and said[name]["text"] for name in ("counted", "event"))
    place = said["phrase"]
    value = f"{said['precision']} {said['value']}{most} {said['unit'] or ''}".strip()
    return (
        f"{candidate.span.of(text)} {candidate.label} | {value} | {counted} | {event} | "
        + (text[place["start"] : place["end"]])
    )
