"""Reads the articles of `articles/`: whole news reports of our own with their gold, and scores a reading of them.

An article begins with "# its name", then "published 1998-08-19", then its text. A date stands as `[[words|value]]`, its
value as TIMEX3 writes it, with "SET " before that of a repetition; a figure as `{{words|reading|counted|event}}`, as in
`figures_in_news.txt`. Where the value is "?", anything is right, nothing as well: ordinals, ages, and what the
guidelines leave open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.detect.figure_table import Gold, _alternatives, _reading, judged, shown
from tests.detect.scoring import Scored

from pressmark.core.annotation import Candidate
from pressmark.core.span import Span

FOLDER = Path(__file__).with_name("articles")
_MARK = re.compile(r"\[\[(?P<date>[^]|]+)\|(?P<value>[^]]*)\]\]|\{\{(?P<figure>[^}|]+)\|(?P<cells>[^}]*)\}\}")
FIGURES = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class GoldDate:
    """A date or time; the value is None where it is left open."""

    span: Span
    type: str
    value: str | None


@dataclass(slots=True)
class GoldArticle:
    """A text with its dates and figures, in text order."""

    name: str
    published: str
    text: str = ""
    dates: list[GoldDate] = field(default_factory=list)
    figures: list[Gold] = field(default_factory=list)


def articles(name: str) -> list[GoldArticle]:
    """Every article of a file of the folder."""
    found: list[GoldArticle] = []
    for part in re.split(r"^# ", (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), flags=re.M)[1:]:
        title, published, marked = part.split("\n", 2)
        article = GoldArticle(title, published.removeprefix("published "))
        reached = 0
        for match in _MARK.finditer(marked.strip()):
            article.text += marked.strip()[reached : match.start()]
            words = match["date"] or match["figure"]
            span = Span(len(article.text), len(article.text) + len(words))
            article.text += words
            reached = match.end()
            if match["date"]:
                article.dates.append(_date(span, match["value"]))
            else:
                article.figures.append(_figure(span, words, match["cells"]))
        article.text += marked.strip()[reached:]
        found.append(article)
    return found


def _date(span: Span, value: str) -> GoldDate:
    kind, _, rest = value.rpartition(" ")
    timex_type = kind or ("DURATION" if value[0] == "P" and value[1] != "R" and value[1] != "A" else "DATE")
    if re.match(r"[\dX-]+T", value):
        timex_type = "TIME"
    return GoldDate(span, timex_type, None if value == "?" else rest)


def _figure(span: Span, words: str, cells: str) -> Gold:
    reading, counted, event = [*cells.split("|"), "?", "?"][:3]
    readings = None if reading == "?" else tuple(_reading(one) for one in _alternatives(reading) if one)
    return Gold(span.start, span.end, words, readings, _alternatives(counted), _alternatives(event))


@dataclass(slots=True)
class Scores:
    """What a reading of some articles comes to; `wrong` says what of it is not right.

    Relaxed and strict are of the places of dates, `dated` of their values end to end, and `valued` the values right of
    the dates found. Of figures `value`; `bound` with it; `counted` with bound, unit and counted noun; and events.
    """

    relaxed: Scored = field(default_factory=Scored)
    strict: Scored = field(default_factory=Scored)
    dated: Scored = field(default_factory=Scored)
    value: Scored = field(default_factory=Scored)
    bound: Scored = field(default_factory=Scored)
    counted: Scored = field(default_factory=Scored)
    events: Scored = field(default_factory=Scored)
    wrong: list[str] = field(default_factory=list)

    @property
    def valued(self) -> float:
        """Values that are right, of the dates that were found."""
        return self.dated.right / max(1, self.relaxed.right)


def scored(article: GoldArticle, candidates: Sequence[Candidate], scores: Scores) -> None:
    """Adds one article's reading."""
    dates = [c for c in candidates if c.label in ("DATE", "TIME") and "type" in c.attributes]
    for problem in _dates(article, dates, scores):
        scores.wrong.append(f"{article.name}: {problem}")
    for problem in _figures(article, [c for c in candidates if c.label in FIGURES], scores):
        scores.wrong.append(f"{article.name}: {problem}")


def _around(text: str, span: Span) -> str:
    return " ".join(f"{text[max(0, span.start - 40) : span.start]}[{span.of(text)}]{text[span.end :][:30]}".split())


def _dates(article: GoldArticle, found: list[Candidate], scores: Scores) -> Iterator[str]:
    left = list(found)
    for gold in article.dates:
        there = [c for c in left if c.span.overlaps(gold.span)]
        if gold.value is None:
            left = [c for c in left if c not in there]
            continue
        mine = max(there, key=lambda c: (c.span == gold.span, c.attributes["value"] == gold.value), default=None)
        for share in (scores.relaxed, scores.strict, scores.dated):
            share.gold += 1
        if mine is None:
            yield f"{_around(article.text, gold.span)} is {gold.value}: nothing"
            continue
        left.remove(mine)
        said = mine.attributes
        right = said["value"] == gold.value and said["type"] == gold.type
        for share, good in ((scores.relaxed, True), (scores.strict, mine.span == gold.span), (scores.dated, right)):
            share.found += 1
            share.right += good
        if not right:
            yield f"{_around(article.text, gold.span)} is {gold.type} {gold.value}: {said['type']} {said['value']}"
        if mine.span != gold.span:
            yield f"{_around(article.text, gold.span)}: the mark is {mine.span.of(article.text)!r}"
    for extra in left:
        for share in (scores.relaxed, scores.strict, scores.dated):
            share.found += 1
        yield f"{_around(article.text, extra.span)} is no date: {extra.attributes['value']}"


def _figures(article: GoldArticle, found: list[Candidate], scores: Scores) -> Iterator[str]:
    left = list(found)
    levels = scores.value, scores.bound, scores.counted
    for gold in article.figures:
        there = [c for c in left if c.span.start < gold.end and gold.start < c.span.end]
        if gold.readings is None:
            left = [c for c in left if c not in there]
            continue
        for share in levels:
            share.gold += 1
        if not there:
            yield f"{_around(article.text, Span(gold.start, gold.end))}: nothing"
            continue
        mine = there[0]
        left.remove(mine)
        parts = judged(gold, mine.label, mine.attributes, article.text)
        good = True
        for share, names in zip(levels, (("value",), ("precision",), ("unit", "counted")), strict=True):
            good = good and all(parts.get(name, True) for name in names)
            share.found += 1
            share.right += good
        if "event" in parts:
            scores.events.gold += 1
            scores.events.found += 1
            scores.events.right += parts["event"]
        wrong = [name for name, right in parts.items() if not right]
        if wrong:
            yield f"{_around(article.text, Span(gold.start, gold.end))} {wrong}: {shown(mine, article.text)}"
    in_dates = [date.span for date in article.dates]
    for extra in left:
        if any(extra.span.overlaps(span) for span in in_dates):
            continue  # counted among the dates that were read wrong
        for share in levels:
            share.found += 1
        yield f"{_around(article.text, extra.span)} is no figure: {shown(extra, article.text)}"
