"""Every figure of an article or a project in rows: what it says, where it stands, and where articles disagree."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct

from pressmark.core.annotation import Annotation, Status
from pressmark.core.errors import Cancelled
from pressmark.core.labels import is_date, is_figure
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.readings import number_text, phrase_of
from pressmark.core.sentences import sentence_around
from pressmark.core.span import Span

LIMIT = 200_000
"""Rows that are collected at most; a project with more is looked at article by article, or exported."""

_NEAR = 0.05
"""Two values less than this share apart say the same where one of them is about or between."""

_LONGEST_SENTENCE = 400
_TOO_COMMON = 200
"""A name that more figures of one thing have than this tells nothing about which of them belong together."""


class Figure(Struct, frozen=True):
    """One figure.

    Attributes:
        value: in the unit as written; None where it was not read.
        value_max: the upper end of a range.
        precision: "exact", "about", … (`core.readings.PRECISIONS`).
        counted: what is counted, as it is written, or "".
        event: what happened to it, as it is written, or "".
        event_lemma: the same as a dictionary has it.
        words: the mark's text.
        phrase: the words that hold number, counted and event.
        sentence: the sentence around the mark, on one line.
        names: the names that the sentence and the headline hold, and those of the article that stand in it twice or
            more, folded: what the figure is about.
    """

    article_id: str
    annotation_id: str
    title: str
    published: str
    source: str
    label: str
    status: Status
    value: int | float | None
    value_max: int | float | None
    precision: str
    unit: str
    counted: str
    event: str
    event_lemma: str
    words: str
    phrase: str
    sentence: str
    names: frozenset[str] = frozenset()

    @property
    def amount(self) -> str:
        """The value as it is typed and read back: "30,000", "10–12", "" where it was not read."""
        if self.value is None:
            return ""
        least = number_text(self.value)
        return least if self.value_max is None else f"{least}–{number_text(self.value_max)}"

    @property
    def range(self) -> tuple[float, float] | None:
        """The least and the greatest number that the figure can mean, open ends as infinity."""
        if self.value is None:
            return None
        low = high = float(self.value)
        match self.precision:
            case "at_least" | "more_than":
                high = float("inf")
            case "at_most" | "less_than":
                low = float("-inf")
            case "about":
                low, high = low - abs(low) * _NEAR, high + abs(high) * _NEAR
            case _:
                high = float(self.value_max) if self.value_max is not None else high
        return low, high


class Conflict(Struct, frozen=True):
    """Articles that give different values for what seems to be the same thing.

    Attributes:
        counted: what is counted.
        event: what happened to it, or "".
        about: names that the articles share, the commonest first.
        figures: two or more, of two articles or more, by publish date.
    """

    counted: str
    event: str
    about: tuple[str, ...]
    figures: tuple[Figure, ...]

    @property
    def articles(self) -> int:
        """How many articles."""
        return len({figure.article_id for figure in self.figures})

    @property
    def amounts(self) -> tuple[str, ...]:
        """The different values, the least first."""
        by_amount = {figure.amount: figure.value or 0 for figure in self.figures}
        return tuple(sorted(by_amount, key=lambda amount: by_amount[amount]))


def collect(
    articles: Iterable[AnnotatedArticle],
    *,
    total: int = 0,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    limit: int = LIMIT,
) -> list[Figure]:
    """The figures of articles, in their order; at most `limit`. Safe in any thread that may read `articles`.

    Args:
        articles: for example `Project.export_stream(statuses=…)`.
        total: how many they are, for `progress`.
        progress: called before each article.
        cancelled: asked before each article.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    found: list[Figure] = []
    for done, article in enumerate(articles):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(done, total, article.article.meta.headline or article.article.id)
        found += of_article(article)
        if len(found) >= limit:
            return found[:limit]
    return found


def of_article(article: AnnotatedArticle) -> list[Figure]:
    """The figures of one article, in text order; rejected ones and ordinals, which count nothing, are left out."""
    marks = [
        mark
        for mark in article.annotations
        if is_figure(mark) and mark.label != "ORDINAL" and mark.status is not Status.REJECTED
    ]
    if not marks:
        return []
    names = _Names(article)
    return [_figure(article, mark, names) for mark in marks]


class _Names:
    """The names of an article and where they stand."""

    def __init__(self, article: AnnotatedArticle) -> None:
        text = article.article.text
        self._places = [
            (mark.span, " ".join(mark.span.of(text).casefold().split()).removeprefix("the "))
            for mark in article.annotations
            if mark.status is not Status.REJECTED and not is_figure(mark) and not is_date(mark)
        ]
        counts: dict[str, int] = defaultdict(int)
        for _, name in self._places:
            counts[name] += 1
        headline = (article.article.meta.headline or "").casefold()
        self._everywhere = frozenset(name for name, count in counts.items() if count > 1 or name in headline)

    def around(self, sentence: Span) -> frozenset[str]:
        return self._everywhere | {name for span, name in self._places if sentence.contains(span)}


def _figure(article: AnnotatedArticle, mark: Annotation, names: _Names) -> Figure:
    text = article.article.text
    meta = article.article.meta
    reading = mark.attributes
    around = sentence_around(text, mark.span, longest=_LONGEST_SENTENCE)
    event = reading.get("event")
    return Figure(
        article_id=article.article.id,
        annotation_id=mark.id,
        title=" ".join((meta.headline or meta.source or article.article.id).split()),
        published=meta.published or "",
        source=meta.source or "",
        label=mark.label,
        status=mark.status,
        value=_number(reading.get("value")),
        value_max=_number(reading.get("value_max")),
        precision=str(reading.get("precision") or ""),
        unit=str(reading.get("unit") or ""),
        counted=_words(reading.get("counted")),
        event=_words(event),
        event_lemma=str(event.get("lemma") or "") if isinstance(event, Mapping) else "",
        words=_line(mark.span.of(text)),
        phrase=_phrase(text, mark),
        sentence=_line(around.of(text)),
        names=names.around(around),
    )


def _number(value: Any) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _words(part: Any) -> str:
    found = part.get("text") if isinstance(part, Mapping) else part
    return _line(found) if isinstance(found, str) else ""


def _line(words: str) -> str:
    return " ".join(words.split())


def _phrase(text: str, mark: Annotation) -> str:
    return _line(phrase_of(text, mark.attributes) or mark.span.of(text))


# Where articles disagree


def conflicts(figures: Sequence[Figure]) -> list[Conflict]:
    """Figures of different articles that seem to say different things of the same.

    Two figures concern the same thing when they count the same ("people", "person") in the same unit, the same
    happened to it (by lemma), and they share two names, or the only name that one of them has. They conflict when no
    number fits both: "at least 25,000" and "about 30,000" agree, 25,000 and 30,000 do not. What counts nothing, and
    what nothing happened to, is compared only where the unit or the counted words are there to tell.

    Returns:
        Most articles first, then most values.
    """
    by_thing: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.value is not None and (figure.counted or figure.event):
            by_thing[_singular(figure.counted), figure.unit, figure.event_lemma or figure.event.casefold()].append(
                figure
            )
    found: list[Conflict] = []
    for same in by_thing.values():
        for group in _about_the_same(same):
            if len({figure.article_id for figure in group}) > 1 and _disagree(group):
                found.append(_conflict(group))  # noqa: PERF401 - clearer so
    return sorted(found, key=lambda c: (-c.articles, -len(c.amounts), c.counted, c.event))


_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "policemen": "policeman"}


def _singular(words: str) -> str:
    """The head of what is counted, so that "people", "person" and "12 more people" are one."""
    last = words.casefold().split()[-1] if words.split() else ""
    if last in _IRREGULAR:
        return _IRREGULAR[last]
    if last.endswith("ies") and len(last) > 4:
        return last[:-3] + "y"
    return last[:-1] if last.endswith("s") and not last.endswith("ss") and len(last) > 3 else last


def _about_the_same(figures: list[Figure]) -> Iterator[list[Figure]]:
    """Groups of figures that share names, each with one of its group at least; found by their names, not by pairs."""
    parent = list(range(len(figures)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    holders: dict[str, list[int]] = defaultdict(list)
    for at, figure in enumerate(figures):
        for name in figure.names:
            holders[name].append(at)
    telling = [there for there in holders.values() if len(there) <= _TOO_COMMON]
    names = Counter(chain.from_iterable(telling))
    shared: Counter[tuple[int, int]] = Counter()
    for there in telling:
        for first, at in enumerate(there):
            for other in there[first + 1 :]:
                shared[at, other] += 1
    for (at, other), count in shared.items():
        if count >= 2 or min(names[at], names[other]) == count:
            parent[root(at)] = root(other)
    groups: dict[int, list[Figure]] = defaultdict(list)
    for at, figure in enumerate(figures):
        groups[root(at)].append(figure)
    yield from (group for group in groups.values() if len(group) > 1)


def _disagree(group: list[Figure]) -> bool:
    """Whether two figures of different articles leave no number that fits both."""
    ends = [(found, figure.article_id) for figure in group if (found := figure.range) is not None]
    ends.sort(key=lambda one: one[0][0])
    lowest: list[tuple[float, str]] = []  # the two lowest upper ends, of two articles
    for (low, high), article in ends:
        if any(upper < low and of != article for upper, of in lowest):
            return True
        lowest.append((high, article))
        lowest.sort()
        lowest = _first_of_two(lowest)
    return False


def _first_of_two(ends: list[tuple[float, str]]) -> list[tuple[float, str]]:
    kept: dict[str, tuple[float, str]] = {}
    for end in ends:
        kept.setdefault(end[1], end)
    return list(kept.values())[:2]


def _conflict(group: list[Figure]) -> Conflict:
    names: dict[str, int] = defaultdict(int)
    for figure in group:
        for name in figure.names:
            names[name] += 1
    about = sorted((name for name, count in names.items() if count > 1), key=lambda name: (-names[name], name))
    ordered = sorted(group, key=lambda figure: (figure.published, figure.title, figure.value or 0))
    counted = max((figure.counted for figure in group), key=lambda words: (bool(words), -len(words)))
    event = next((figure.event_lemma or figure.event for figure in ordered if figure.event), "")
    return Conflict(counted, event, tuple(about[:4]), tuple(ordered))


# As text

COLUMNS = (
    "article", "title", "published", "source", "text", "label", "status", "value", "value_max", "precision", "unit",
    "counted", "event", "event_lemma", "phrase", "sentence",
)  # fmt: skip


def table(figures: Iterable[Figure], *, separator: str = ",") -> str:
    """The figures as CSV with a header, lines ended by CR LF, as RFC 4180 has it; tabs for the clipboard.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    from pressmark.formats.csv_tables import safe

    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(COLUMNS)
    for figure in figures:
        writer.writerow(
            safe(cell) if isinstance(cell, str) else cell
            for cell in (
                figure.article_id, figure.title, figure.published, figure.source, figure.words, figure.label,
                str(figure.status), figure.value, figure.value_max, figure.precision, figure.unit, figure.counted,
                figure.event, figure.event_lemma, figure.phrase, figure.sentence,
            )
        )  # fmt: skip
    return out.getvalue()
