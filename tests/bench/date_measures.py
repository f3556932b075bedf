"""How dates are scored: TEI and TIMEX2 values against TIMEX3 ones, and found expressions against gold ones.

Scores are those of TempEval-3: strict and relaxed F of the places, and F of the relaxed places whose value is right.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from harness import area

from pressmark.core.span import Span

Extent = tuple[datetime.date, datetime.date]

_TEI_VALUE = re.compile(r'(when|from|to|notBefore|notAfter):::"([^"]*)"')
_YEARS = re.compile(r"P(\d+)Y")


def extent(value: str) -> Extent | None:
    """The days from and to of a TIMEX3 or TEI value, or None for what is not a stretch of the calendar."""
    if "/" in value:
        first, _, last = value.partition("/")
        one, two = extent(first), extent(last)
        return None if one is None or two is None else (one[0], two[1])
    value = re.sub(r"T.*$", "", value)
    try:
        if re.fullmatch(r"\d{2,3}", value):
            rest = 4 - len(value)
            return datetime.date(int(value + "0" * rest), 1, 1), datetime.date(int(value + "9" * rest), 12, 31)
        week = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value)
        if week:
            monday = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return monday + datetime.timedelta(5 if week[3] else 0), monday + datetime.timedelta(6)
        season = re.fullmatch(r"(\d{4})-(SP|SU|FA)", value)
        if season:
            first = {"SP": 3, "SU": 6, "FA": 9}[season[2]]
            following = datetime.date(int(season[1]), first + 3, 1)
            return datetime.date(int(season[1]), first, 1), following - datetime.timedelta(1)
        parts = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value)
        if parts is None:
            return None
        year, month, day = (int(part) if part else None for part in parts.groups())
        first_day = datetime.date(year or 1, month or 1, day or 1)
        if day:
            return first_day, first_day
        following = datetime.date(first_day.year + 1, 1, 1)
        if month and month < 12:
            following = datetime.date(first_day.year, month + 1, 1)
        return first_day, following - datetime.timedelta(1)
    except ValueError:
        return None


def tei_extent(attributes: str) -> Extent | None:
    """The days from and to of a TEI date, as GUM writes its attributes; None where it has none that is a day."""
    given = dict(_TEI_VALUE.findall(attributes))
    if "when" in given:
        return extent(given["when"])
    first = extent(given.get("from") or given.get("notBefore") or "")
    last = extent(given.get("to") or given.get("notAfter") or "")
    if first is None or last is None:
        return first or last
    return first[0], last[1]


def agrees(attributes: str, reading: Mapping[str, Any] | None) -> bool:
    """Whether a TIMEX3 reading says what a TEI date says.

    TEI has no lengths and no `mod`: "twelve years" is written as the years from and to (notBefore, notAfter), whose
    difference is then the length; a length that is open ("the past few days") has only its end; and "the end of the
    year" is the last day of what TIMEX3 writes as the year with mod END.
    """
    wanted = tei_extent(attributes)
    if wanted is None or reading is None:
        return False
    value = str(reading["value"])
    given = extent(value)
    if given == wanted:
        return True
    if reading["type"] == "DURATION":
        years = _YEARS.fullmatch(value)
        if years is not None and "notBefore" in attributes and "notAfter" in attributes:
            return 0 <= int(years[1]) - (wanted[1].year - wanted[0].year) <= 1
        anchor = extent(str(reading["anchor"] or ""))
        return value.startswith("PX") and "notBefore" not in attributes and anchor == wanted
    edge = {"END": 1, "START": 0}.get(str(reading["mod"]))
    return given is not None and edge is not None and wanted == (given[edge], given[edge])


_LARGE = re.compile(r"P(\d+)(DE|CE)")


def plain(value: str) -> str:
    """One notation for TIMEX2 and TIMEX3: decades and centuries as years, half years as months, zones as hours."""
    large = _LARGE.fullmatch(value)
    if large is not None:
        return f"P{int(large[1]) * (10 if large[2] == 'DE' else 100)}Y"
    return re.sub(r"([+-]\d\d):00$", r"\1", value)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a library found, in the form of our candidates."""

    span: Span
    attributes: dict[str, Any]


def mark(start: int, end: int, value: str) -> Mark:
    """A date that a library found."""
    return Mark(Span(start, end), {"type": "DATE", "value": value, "mod": None, "anchor": None})


def years_alone(text: str) -> list[Mark]:
    """The baseline for histories: every four-digit number that looks like a year, and nothing else."""
    return [mark(*year.span(), year[0]) for year in re.finditer(r"\b(?:1[0-9]|20)[0-9]{2}\b", text)]


def searched(text: str, published: str | None) -> list[Mark]:
    """What dateparser (which trafilatura brings along) finds in a text; it says no places, so they are looked for."""
    from dateparser.search import search_dates

    base = datetime.datetime.fromisoformat(published) if published else None
    settings = {"PREFER_DATES_FROM": "past"} | ({"RELATIVE_BASE": base} if base else {})
    found: list[Mark] = []
    reached = 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, reached)
        if start < 0:
            continue
        reached = start + len(words)
        value = moment.date().isoformat()
        bare = re.sub(r"^(?:in|on|since|of|by|the)\s+", "", words.strip(" ,."))
        value = value[:4] if re.fullmatch(r"\d{4}", bare) else value
        found.append(mark(start, reached, value[:7] if re.fullmatch(r"[A-Za-z]+\.? \d{4}", bare) else value))
    return found


_GOOD = 0.9
"""The score from which a value is hardly ever wrong."""


@dataclass(slots=True)
class Found:
    """Expressions that were found against gold ones, over some texts.

    Attributes:
        name: of the data set.
        gold: how many there are.
        found: how many were found.
        strict: found at exactly a gold place.
        relaxed: found overlapping a gold one, each gold one counted once.
        valued: of those, with the right value.
        wrong: what was missed or too many.
        judged: of each that was found, its score and whether its value is right; where it has a score.
    """

    name: str
    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    valued: int = 0
    wrong: list[str] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def count(
        self, text: str, gold: Iterable[tuple[Span, Any]], found: Sequence[Any], same: Any, *, held: bool
    ) -> None:
        """One text: gold places with what they mean, candidates, and whether one means the other."""
        taken: set[int] = set()
        for span, meaning in gold:
            self.gold += 1
            near = [at for at, one in enumerate(found) if at not in taken and one.span.overlaps(span)]
            if not near:
                self._note(f"missed [{span.of(text)}]", text, span, held)
                continue
            best = max(near, key=lambda at: (found[at].span == span, same(meaning, found[at].attributes)))
            taken.add(best)
            self.relaxed += 1
            self.strict += found[best].span == span
            right = bool(same(meaning, found[best].attributes))
            self.valued += right
            score = getattr(found[best], "score", None)
            self.judged += [] if score is None else [(score, right)]
        self.found += len(found)
        for at, one in enumerate(found):
            if at not in taken and not any(one.span.overlaps(span) for span, _ in gold):
                self._note(f"too many [{one.span.of(text)}] {one.attributes['value']}", text, one.span, held)

    def _note(self, what: str, text: str, span: Span, held: bool) -> None:
        if not held:
            self.wrong.append(f"{what} …{' '.join(text[max(0, span.start - 50) : span.end + 30].split())}…")

    @property
    def total(self) -> int:
        """Gold expressions."""
        return self.gold

    @property
    def share(self) -> float:
        """The value F, 0 to 1."""
        return self._scores(self.valued)[2]

    @property
    def scores(self) -> dict[str, float]:
        """F of each kind, and how often the value is right where something was found, 0 to 1."""
        return {
            "strict F": self._scores(self.strict)[2],
            "relaxed F": self._scores(self.relaxed)[2],
            "value F, end to end": self.share,
            "value where found": self.valued / max(1, self.relaxed),
        }

    @property
    def line(self) -> str:
        """As lines of the report: precision, recall and F, strict and relaxed, and the value F."""
        rows: list[str] = []
        for what, hits in (("strict", self.strict), ("relaxed", self.relaxed), ("relaxed, value right", self.valued)):
            precision, recall, f_score = self._scores(hits)
            rows.append(
                f"{f_score:6.3f}  {hits:5d}/{self.gold:<5d} {self.name}: F {what} (P {precision:.3f}, R {recall:.3f})"
            )
        right = self.valued / max(1, self.relaxed)
        rows.append(f"{right:6.3f}  {self.valued:5d}/{self.relaxed:<5d} {self.name}: value where found")
        if self.judged:
            rows.append(f"{area(self.judged):6.3f}  {'':11} {self.name}: scores tell right values from wrong, area")
            for what, some in (
                ("from .9 on", [right for score, right in self.judged if score >= _GOOD]),
                ("below .9", [right for score, right in self.judged if score < _GOOD]),
            ):
                share = sum(some) / max(1, len(some))
                rows.append(f"{share:6.3f}  {sum(some):5d}/{len(some):<5d} {self.name}: value right, score {what}")
        return "\n".join(rows)

    def _scores(self, hits: int) -> tuple[float, float, float]:
        precision, recall = hits / max(1, self.found), hits / max(1, self.gold)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
