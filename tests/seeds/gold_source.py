"""Reads `marks/*.marks`: the articles with their gold annotations written into the sentences.

The form is made for a person to check and extend; `make_gold.py` turns it into the JSONL beside each article.

    meta published 2020-11-25T15:28         what is known about the article
    @body                                   the zone of the lines below
    It killed some [[30,000|CARDINAL|about of=people ev=killed/kill]] people on [[Sunday|DATE|2020-11-22 @]].

Fields of a mark after its words and label, separated by blanks:
  a figure   the value (read from the digits where there are any; `1..3` a range, `1/3` a fraction, `score` two
             numbers), the precision where it is not exact, `u=` unit (`USD/bushel` for "$7.64 a bushel"),
             `of=` what is counted, `ev=` the event and its lemma.
  a date     the TIMEX3 value, a TIMEX3 modifier, `SET`, `@` (resolved from the publish date) or `@2011` (from there).
A blank inside `of=` and `ev=` is written `_`. `of=` and `ev=` mean the nearest such words in the same line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pressmark.core.labels import DATE_LABELS, FIGURE_LABELS
from pressmark.core.zones import ZoneKind

PRECISIONS = frozenset({"exact", "about", "at_least", "at_most", "more_than", "less_than", "between"})
MODIFIERS = frozenset(
    {"START", "MID", "END", "APPROX", "BEFORE", "AFTER"} | {"MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"}
)
LABELS = frozenset(
    {"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"}
    | DATE_LABELS
    | FIGURE_LABELS
)
SCORE = re.compile(r"\d+[-–]\d+")
_MARK = re.compile(r"\[\[([^|\]]+)\|([A-Z_]+)(?:\|([^\]]+))?\]\]")
# "18m" is not 18: a number with such a word says its value.
_SCALE = re.compile(r"\d\s*(?:m|bn|k|thousand|million|billion)\b")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# What may stand between an event and its figure: "killed some 72", "sends the 90".
_CLOSE = re.compile(r" (?:(?:an?|the|another|a further|by) )?")
_APPROXIMATOR = re.compile(
    r"\b(?:about|almost|around|at (?:least|most)|between|(?:fewer|less|more) than|just over|nearly|over|some|up to) $",
    re.IGNORECASE,
)

Json = dict[str, Any]


class GoldError(Exception):
    """A mistake in a .marks file: the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation; offsets within its passage's text."""

    start: int
    end: int
    label: str
    attributes: Json


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of the article, without its marks."""

    kind: ZoneKind
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One .marks file."""

    article: str
    meta: dict[str, str] = field(hash=False)
    passages: tuple[Passage, ...]


def read_source(path: Path) -> Source:
    """The passages and marks of one file; raises GoldError for what it cannot read."""
    meta: dict[str, str] = {}
    passages: list[Passage] = []
    kind: ZoneKind | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        try:
            if line.startswith("meta "):
                _, name, value = line.split(" ", 2)
                meta[name] = value
            elif line.startswith("@"):
                kind = ZoneKind(line[1:])
            elif line:
                if kind is None:
                    raise GoldError("text before the first zone")
                published = meta.get("published", "")[:10] or None
                text, marks = read_passage(line, published)
                passages.append(Passage(kind, text, marks))
        except (GoldError, ValueError) as error:
            raise GoldError(f"{path.name}, line {number}: {error}") from error
    return Source(path.name.removesuffix(".marks"), meta, tuple(passages))


def read_passage(line: str, published: str | None) -> tuple[str, tuple[Mark, ...]]:
    """The line's text and its marks; `published` is the day that relative dates count from."""
    text = _MARK.sub(lambda match: match[1], line)
    if "[[" in text or "]]" in text:
        raise GoldError("a mark that is not written [[words|LABEL]] or [[words|LABEL|fields]]")
    marks: list[Mark] = []
    shift = 0
    for match in _MARK.finditer(line):
        words, label, fields = match[1], match[2], (match[3] or "").split()
        if label not in LABELS:
            raise GoldError(f"{label} is not a label")
        start = match.start() - shift
        end = start + len(words)
        shift += len(match[0]) - len(words)
        marks.append(Mark(start, end, label, _attributes(text, start, end, label, fields, published)))
    return text, tuple(marks)


def _attributes(text: str, start: int, end: int, label: str, fields: list[str], published: str | None) -> Json:
    if label in DATE_LABELS:
        return _date(label, fields, published)
    if label in FIGURE_LABELS:
        return _figure(text, start, end, label, fields)
    if fields:
        raise GoldError(f"{label} takes no fields, but has {' '.join(fields)}")
    return {}


def _date(label: str, fields: list[str], published: str | None) -> Json:
    value: str | None = None
    kind: str | None = None
    mod: str | None = None
    anchor: str | None = None
    for item in fields:
        if item == "SET":
            kind = "SET"
        elif item in MODIFIERS:
            mod = item
        elif item == "@":
            anchor = published
            if anchor is None:
                raise GoldError("@ in an article without a publish date")
        elif item.startswith("@"):
            anchor = item[1:]
        elif value is None:
            value = item
        else:
            raise GoldError(f"a date with two values, {value} and {item}")
    if value is None:
        raise GoldError("a date without a value")
    if kind is None:
        duration = value.startswith("P") and value != "PRESENT_REF"
        kind = "DURATION" if duration else label
    return {"type": kind, "value": value, "mod": mod, "anchor": anchor}


def _figure(text: str, start: int, end: int, label: str, fields: list[str]) -> Json:
    words = text[start:end]
    precision = "exact"
    named: dict[str, str] = {}
    value: float | int | None = None
    value_max: float | int | None = None
    score = False
    for item in fields:
        name, equals, content = item.partition("=")
        if equals:
            named[name] = content if name == "u" else content.replace("_", " ")
        elif item == "score":
            score = True
        elif item in PRECISIONS:
            precision = item
        elif ".." in item:
            low, high = item.split("..")
            value, value_max, precision = _number(low), _number(high), "between"
        else:
            value = _number(item)
    if score != bool(SCORE.fullmatch(words)):
        raise GoldError(f"{words}: a score and only a score says `score`")
    if score:
        value, value_max = (_number(goals) for goals in re.split("[-–]", words))
    if value is None:
        digits = _NUMBER.search(words.replace(",", ""))
        if digits is None or _SCALE.search(words):
            raise GoldError(f"{words} needs its value")
        value = _number(digits[0])
    if label == "ORDINAL":
        return {"value": value, "precision": precision, "unit": None}
    unit = named.pop("u", "%" if label == "PERCENT" else None)
    if (unit is None) != (label == "CARDINAL"):
        raise GoldError(f"{words}: {label} and unit {unit}")
    result: Json = {"value": value}
    if value_max is not None:
        result["value_max"] = value_max
    result |= {"precision": precision, "unit": unit, "counted": None, "event": None}
    low, high = start, end
    if approximator := _APPROXIMATOR.search(text, 0, start):
        low = approximator.start()
    if text.startswith(" or so", end):
        high = end + len(" or so")
    if rate := re.match(r" (?:an?|per) \w+", text[end:]) if "/" in (unit or "") else None:
        high = end + rate.end()
    if counted := named.pop("of", None):
        found = _nearest(text, counted, start, end)
        result["counted"] = {"start": found, "end": found + len(counted), "text": counted}
        between = text[end:found]
        if found >= end and len(between.split()) <= 3 and not re.search(r"[,.;:]", between):
            high = found + len(counted)
    if event := named.pop("ev", None):
        shown, slash, lemma = event.partition("/")
        if not slash or not lemma:
            raise GoldError(f"the event {event} has no lemma")
        found = _nearest(text, shown, start, end)
        result["event"] = {"start": found, "end": found + len(shown), "text": shown, "lemma": lemma}
        if found >= high and text[high:found] == " ":
            high = found + len(shown)
        elif _CLOSE.fullmatch(text, found + len(shown), low):
            low = found
    if named:
        raise GoldError(f"{words}: unknown fields {', '.join(named)}")
    result["phrase"] = {"start": low, "end": high}
    return result


def _number(text: str) -> float | int:
    if "/" in text:
        above, below = text.split("/")
        return round(int(above) / int(below), 6)
    return float(text) if "." in text else int(text)


def _nearest(text: str, words: str, start: int, end: int) -> int:
    """Where those words stand nearest to the mark, as whole words; outside of it."""
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    outside = [at for at in found if at >= end or at + len(words) <= start]
    if not outside:
        raise GoldError(f"“{words}” does not stand beside “{text[start:end]}”")
    return min(outside, key=lambda at: at - end if at >= end else start - at - len(words))
