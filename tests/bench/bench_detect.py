"""How often dates and figures are read wrong, on gold that nobody here wrote, and what reading them costs.

Data sets are folders of `--data`, as its README names them. `python tests/bench/bench_detect.py --data DIR` prints
the measures in full; with `--wrong`, every expression that was read wrong. News and histories are cut in two by a hash
of the file's name: rules are written looking at one half, `--wrong` shows only that one, and both are scored.
"""

# ruff: noqa: T201 - results go to standard output
from __future__ import annotations

import argparse
import contextlib
import datetime
import hashlib
import importlib.util
import json
import re
import sys
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "desktop"), str(HERE.parents[1])]

import peers  # noqa: E402
from date_measures import Found, agrees, extent, plain, searched, tei_extent, years_alone  # noqa: E402
from figure_measures import Share, by_microsoft, by_quantulum, news_measures  # noqa: E402
from harness import Row, Skipped  # noqa: E402 - found by the line above
from tests.detect.scoring import Scored  # noqa: E402

from pressmark.core.annotation import Candidate  # noqa: E402
from pressmark.core.article import ArticleMeta  # noqa: E402
from pressmark.core.ports import DetectionRequest  # noqa: E402
from pressmark.core.span import Span  # noqa: E402
from pressmark.core.stamps import stamp_at  # noqa: E402
from pressmark.core.text import paragraphs  # noqa: E402
from pressmark.detect import dates, figures, number_phrases, numbers  # noqa: E402
from pressmark.detect.figure_words import EVENT_LEMMAS, LIGHT_VERBS  # noqa: E402
from pressmark.detect.number_tokens import lowered  # noqa: E402
from pressmark.detect.pieces import pieces  # noqa: E402
from pressmark.detect.pipeline import Pipeline  # noqa: E402

peers.on_the_path()
SEEDS = HERE.parents[1] / "seeds"


@dataclass(slots=True)
class Measure:
    """Right and wrong of one thing on one data set."""

    name: str
    right: int = 0
    total: int = 0
    wrong: list[str] = field(default_factory=list)
    held_right: int = 0
    held_total: int = 0

    def count(self, is_right: bool, what: str, *, held: bool = False) -> None:
        """One more; what is held back is scored and never listed."""
        self.right += is_right
        self.total += 1
        self.held_right += is_right and held
        self.held_total += held
        if not is_right and not held:
            self.wrong.append(what)

    @property
    def line(self) -> str:
        """As a line of the report."""
        line = f"{self.share:6.3f}  {self.right:5d}/{self.total:<5d} {self.name}"
        if not self.held_total:
            return line
        seen = self.total - self.held_total
        looked = f"{(self.right - self.held_right) / seen:.3f} of {seen}" if seen else "nothing"
        return f"{line} (looked at: {looked}; held back: {self.held_right / self.held_total:.3f} of {self.held_total})"

    @property
    def share(self) -> float:
        """Right of all, 0 to 1."""
        return self.right / self.total if self.total else 0.0


def held_back(name: str) -> bool:
    """Whether a file is of the half that nobody looks at while writing rules."""
    return hashlib.sha256(name.encode()).digest()[-1] % 2 == 1


@dataclass(slots=True)
class Text:
    """A text with gold dates, and gold counts as (span of the number, start of the counted noun).

    `events` has, by the start of a number, where its events may stand and their lemmas.
    """

    name: str
    text: str
    published: str | None
    dates: list[tuple[Span, str]] = field(default_factory=list)
    counts: list[tuple[Span, int]] = field(default_factory=list)
    events: dict[int, dict[int, str]] = field(default_factory=dict)

    def around(self, span: Span) -> str:
        """The words about a span, for a list of what went wrong."""
        return " ".join(self.text[max(0, span.start - 50) : span.end + 30].split())


# -- GUM -------------------------------------------------------------------------------------------------------------

_GUM_DATE = re.compile(r"<date ([^>]*)>|</date>")


def gum(data: Path) -> Iterator[Text]:
    """The news texts of GUM: text, dates and trees from the CoNLL-U files."""
    for path in sorted((data / "gum").glob("GUM_news_*.conllu")):
        yield _gum_text(path)


@dataclass(frozen=True, slots=True)
class Word:
    """A row of CoNLL-U; `deprel` without its subtype."""

    start: int
    end: int
    lemma: str
    upos: str
    deprel: str
    head: int
    features: str


_STANDS_IN = frozenset({"appos", "conj", "list"})
_OF_VERB = frozenset({"nsubj", "obj", "iobj"})


def _gold_events(rows: list[Word], noun: Word) -> dict[int, str]:
    """What happened to a counted noun by the gold tree: places of the words that say so, with their lemmas.

    The verb whose subject or object is the noun (or the noun that it is in apposition or joined to), the participle
    that modifies the noun, and what the verb says of its object ("left 37 dead"). Verbs that only state a number
    ("be", "have", "include") are no events, as `figure_words.LIGHT_VERBS` lists them.
    """
    events: dict[int, str] = {}
    for _ in range(6):
        number = rows.index(noun) + 1
        for row in rows:
            if row.head == number and row.deprel == "acl" and row.upos == "VERB" and "VerbForm=Part" in row.features:
                events[row.start] = row.lemma
        if not noun.head:
            break
        above = rows[noun.head - 1]
        if noun.deprel in _OF_VERB and above.upos == "VERB":
            if above.lemma not in LIGHT_VERBS:
                events[above.start] = above.lemma
            for row in rows:
                if row.head == noun.head and row.deprel == "xcomp":
                    events[row.start] = row.lemma
        if noun.deprel not in _STANDS_IN:
            break
        noun = above
    return events


def _gum_text(path: Path) -> Text:
    parts: list[str] = []
    length = 0
    published = None
    found = Text(path.stem, "", None)
    open_dates: list[tuple[int, str]] = []
    rows: list[Word] = []
    multi_end = 0
    multi = (0, 0)

    def close_sentence() -> None:
        for row in rows:
            if row.deprel == "nummod" and row.upos == "NUM" and row.head:
                found.counts.append((Span(row.start, row.end), rows[row.head - 1].start))
                events = _gold_events(rows, rows[row.head - 1])
                if events:
                    found.events[row.start] = events
        rows.clear()

    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# meta::dateCreated"):
            published = line.rpartition(" ")[2]
        if line.startswith("# newpar") and "_" not in line.partition("=")[0] and parts:
            parts.append("\n")
            length += 1
        if not line:
            close_sentence()
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        misc = cells[9]
        if "." in cells[0]:
            continue
        if "-" in cells[0]:
            multi_end = int(cells[0].partition("-")[2])
            word, start = cells[1], length
            parts.append(word if "SpaceAfter=No" in misc else word + " ")
            length += len(parts[-1])
            multi = (start, start + len(word))
            continue
        if int(cells[0]) <= multi_end:
            start, end = multi
        else:
            multi_end = 0
            start, end = length, length + len(cells[1])
            parts.append(cells[1] if "SpaceAfter=No" in misc else cells[1] + " ")
            length += len(parts[-1])
        if cells[0] == "1":
            multi_end = multi_end if "-" in line.split("\t")[0] else 0
        rows.append(Word(start, end, cells[2].lower(), cells[3], cells[7].partition(":")[0], int(cells[6]), cells[5]))
        for match in _GUM_DATE.finditer(misc):
            if match[0] == "</date>":
                if open_dates:
                    begun, value = open_dates.pop()
                    found.dates.append((Span(begun, end), value))
            else:
                open_dates.append((start, match[1]))
    close_sentence()
    found.text = "".join(parts)
    # What the article itself prints under its headline is what the program reads; the metadata often has another day.
    stamps = (stamp_at(line.strip()) for line in found.text.split("\n")[:3] if len(line) < 60)
    found.published = next((stamp.iso() for stamp in stamps if stamp is not None), None) or published
    return found


def _calendar(candidates: Sequence[Candidate], gold: Sequence[tuple[Span, str]]) -> list[Candidate]:
    """Those that GUM has gold for: it marks stretches of the calendar, and no lengths, sets or "now" but for a few."""
    return [
        c
        for c in candidates
        if any(c.span.overlaps(span) for span, _ in gold)
        or (c.attributes["type"] in ("DATE", "TIME") and not str(c.attributes["value"]).endswith("_REF"))
    ]


def gum_measures(data: Path, pipeline: Pipeline) -> list[Measure | Found]:
    """Dates on gold places, dates found by themselves, counted nouns by the parse and by the next words."""
    placed, found = Measure("GUM news: date value, place given"), Found("GUM news: calendar dates")
    by_library = Found("GUM news: calendar dates, dateparser")
    library = Measure("GUM news: date value, place given, dateparser")
    counted, following = (
        Measure("GUM news: counted noun, of figures found"),
        Measure("GUM news: counted noun, no parse"),
    )
    existing = Measure("GUM news: counts found")
    event, lemma = Measure("GUM news: event of a count"), Measure("GUM news: lemma of an event found")
    microsoft = Measure("GUM news: date value, place given, recognizers")
    for text in gum(data):
        held = held_back(text.name)
        parts = list(pieces(text.text, paragraphs(text.text)))
        read = dates.find(text.text, parts, published=text.published)
        for span, value in text.dates:
            wanted = tei_extent(value)
            if wanted is None:
                continue
            where = f"{text.name} {text.published} …{text.around(span)}… [{span.of(text.text)}] {value}"
            mine = dates.read(text.text, span, published=text.published)
            placed.count(
                agrees(value, mine),
                f"{where} -> {mine and mine['value']}",
                held=held,
            )
            library.count(_by_library(span.of(text.text), text.published) == wanted, where, held=held)
            if installed("recognizers_date_time"):
                said = _by_microsoft(span.of(text.text), text.published)
                microsoft.count(wanted in said, f"{where} -> {said}", held=held)
        gold = [(span, value) for span, value in text.dates if tei_extent(value) is not None]
        found.count(text.text, gold, _calendar(read.candidates, gold), agrees, held=held)
        by_library.count(text.text, gold, searched(text.text, text.published), agrees, held=held)
        request = DetectionRequest(text.name, text.text, "", ArticleMeta(published=text.published), tuple(parts))
        by_place = {c.span.start: c for c in pipeline.detect(request).candidates if c.origin == figures.ORIGIN}
        dated = [c.span for c in read.candidates]
        plain = {c.span.start: c for part in parts for c in figures.find(text.text, part, taken=read.inside(part))}
        for span, noun in text.counts:
            if any(date.overlaps(span) for date in dated):
                continue
            there = next((c for c in by_place.values() if c.span.contains(span)), None)
            where = f"{text.name} …{text.around(span)}… [{span.of(text.text)}]"
            existing.count(there is not None, where, held=held)
            if there is not None and span.start in text.events:
                gold, mine_event = text.events[span.start], there.attributes["event"]
                at = None if mine_event is None else _word_of(mine_event)
                event.count(at in gold, f"{where} {gold.values()} -> {mine_event and mine_event['text']}", held=held)
                if at is not None and at in gold and mine_event is not None:
                    same = mine_event["lemma"] in (gold[at], EVENT_LEMMAS.get(mine_event["text"].lower()))
                    lemma.count(same, f"{where} {gold[at]} -> {mine_event['lemma']}", held=held)
            if there is None or there.label in ("MONEY", "PERCENT", "QUANTITY"):
                continue
            wanted_noun = text.text[noun:].split()[0]
            mine_noun = there.attributes["counted"]
            counted.count(
                mine_noun is not None and mine_noun["start"] == noun,
                f"{where} {wanted_noun} -> {mine_noun and mine_noun['text']}",
                held=held,
            )
            other = next((c.attributes["counted"] for c in plain.values() if c.span.contains(span)), None)
            following.count(
                other is not None and other["start"] == noun,
                f"{where} {wanted_noun} -> {other and other['text']}",
                held=held,
            )
    found_measures = [placed, found, library, by_library, microsoft, existing, counted, following, event, lemma]
    return [measure for measure in found_measures if measure.total]


def _word_of(event: dict[str, Any]) -> int:
    """Where the last word of an event begins: "toll" of "death toll"."""
    return event["end"] - len(event["text"].split()[-1])


def installed(library: str) -> bool:
    """Whether a library to compare with is here; they are no dependencies of ours."""
    return importlib.util.find_spec(library) is not None


LIBRARIES = {
    "recognizers_date_time": "recognizers-text-suite",
    "recognizers_number": "recognizers-text-suite",
    "quantulum3": "quantulum3",
}


def _by_microsoft(words: str, published: str | None) -> list[tuple[datetime.date, datetime.date] | None]:
    """The days that recognizers-text-suite gives for words: all its readings, as it leaves the choice to the caller."""
    from recognizers_date_time import recognize_datetime  # pyright: ignore[reportMissingImports]

    base = datetime.datetime.fromisoformat(published) if published else None
    said: list[tuple[datetime.date, datetime.date] | None] = []
    for result in recognize_datetime(words, "en-us", reference=base):
        for value in (result.resolution or {}).get("values", []):
            said.append(extent(value.get("timex", "")))
            said.append(extent(value.get("value", "")[:10]))
            if "start" in value and "end" in value:
                first, last = extent(value["start"][:10]), extent(value["end"][:10])
                if first and last:
                    said += [(first[0], last[0]), (first[0], last[0] - datetime.timedelta(1))]
    return said


def _by_library(words: str, published: str | None) -> tuple[datetime.date, datetime.date] | None:
    """What dateparser (which trafilatura brings along) says; the day it gives, as exact as the words are."""
    import dateparser

    base = datetime.datetime.fromisoformat(published) if published else None
    settings = {"PREFER_DATES_FROM": "past", "RELATIVE_BASE": base} if base else {"PREFER_DATES_FROM": "past"}
    moment = dateparser.parse(words, languages=["en"], settings=settings)
    if moment is None:
        return None
    if re.fullmatch(r"\W*\d{4}\W*", words):
        return extent(f"{moment.year:04d}")
    if re.fullmatch(r"[A-Za-z.]+ \d{4}", words):
        return extent(f"{moment.year:04d}-{moment.month:02d}")
    return moment.date(), moment.date()


# -- WikiWars --------------------------------------------------------------------------------------------------------

_TIMEX2 = re.compile(r"<TIMEX2([^>]*)>|</TIMEX2>")


def wikiwars_measures(data: Path) -> list[Measure | Found]:
    """Dates in histories: gold expressions found with the right value, and the scores of what was found."""
    measure = Measure("WikiWars: date found with its value")
    scored = Found("WikiWars: all expressions")
    years = Found("WikiWars: all expressions, years alone")
    for path in sorted((data / "wikiwars" / "keyinline").iterdir()):
        raw = path.read_text(encoding="utf-8", errors="replace")
        body = raw[raw.find("<TEXT>") + 6 : raw.find("</TEXT>")]
        parts: list[str] = []
        gold: list[tuple[Span, str]] = []
        stack: list[tuple[int, str]] = []
        at = length = 0
        for match in _TIMEX2.finditer(body):
            parts.append(body[at : match.start()])
            length += len(parts[-1])
            at = match.end()
            if match[0].startswith("</"):
                if not stack:
                    continue
                start, value = stack.pop()
                if value and length > start:
                    gold.append((Span(start, length), value))
            else:
                value = re.search(r'val="([^"]*)"', match[1])
                stack.append((length, value[1] if value else ""))
        parts.append(body[at:])
        text = "".join(parts)
        read = dates.find(text, pieces(text, paragraphs(text)), published=None)
        scored.count(text, sorted(gold), read.candidates, _timex2_agrees, held=held_back(path.stem))
        years.count(text, sorted(gold), years_alone(text), _timex2_agrees, held=held_back(path.stem))
        for span, value in gold:
            hits = [str(c.attributes["value"]) for c in read.candidates if c.span.overlaps(span)]
            around = " ".join(text[max(0, span.start - 40) : span.end + 20].split())
            measure.count(
                any(value in v.split("/") for v in hits),
                f"{path.name} …{around}… [{span.of(text)}] {value} -> {hits}",
                held=held_back(path.stem),
            )
    return [measure, scored, years]


def _timex2_agrees(value: str, reading: Mapping[str, Any]) -> bool:
    return plain(value) in [plain(end) for end in (str(reading["value"]), *str(reading["value"]).split("/"))]


def date_time_measure(data: Path) -> Measure:
    """How many of the expressions of Microsoft's English specification for dates are found; its values are its own."""
    measure = Measure("recognizers DateTimeModel: expression found")
    for case in json.loads((data / "recognizers-specs" / "DateTimeModel.json").read_text(encoding="utf-8-sig")):
        text, published = case["Input"], case.get("Context", {}).get("ReferenceDateTime")
        found = dates.find(text, paragraphs(text), published=published).candidates
        for result in case["Results"]:
            end = result["End"] + 1 if "End" in result else result["Start"] + result["Length"]
            there = any(c.span.start < end and result["Start"] < c.span.end for c in found)
            measure.count(there, f"{text!r} [{result['Text']}]")
    return measure


# -- numbers ---------------------------------------------------------------------------------------------------------


def number_measure(data: Path) -> list[Measure]:
    """Values of Microsoft's English specification for numbers."""
    values = Measure("recognizers NumberModel: value of the phrase")
    running = Measure("recognizers NumberModel: value, reading running text")
    plain = Measure("recognizers NumberModel: float() of the words")
    libraries = {name: Measure(f"recognizers NumberModel: {name}") for name in NUMBER_LIBRARIES if installed(name)}
    for case in json.loads((data / "recognizers-specs" / "NumberModel.json").read_text(encoding="utf-8-sig")):
        text = case["Input"]
        low = lowered(text)
        readers = [(values, _places(number_phrases.find(low))), (running, _places(number_phrases.find_in_text(low)))]
        readers += [(measure, NUMBER_LIBRARIES[name](text)) for name, measure in libraries.items()]
        for result in case["Results"]:
            wanted = float(result["Resolution"]["value"])
            for measure, places in readers:
                said = [value for start, end, value in places if start <= result["End"] and result["Start"] < end]
                right = any(_same(value, wanted) for value in said)
                measure.count(right, f"{text!r} [{result['Text']}] {wanted} -> {said}")
            try:
                plain.count(float(result["Text"].replace(",", "")) == wanted, result["Text"])
            except ValueError:
                plain.count(False, result["Text"])
    return [values, running, *libraries.values(), plain]


def _same(one: float, two: float) -> bool:
    return abs(one - two) <= 1e-4 * max(1e-9, abs(two))


def _places(found: list[numbers.Number]) -> list[tuple[int, int, float]]:
    return [(number.start, number.end, number.value) for number in found]


def _numbers_by_microsoft(text: str) -> list[tuple[int, int, float]]:
    from recognizers_number import recognize_number  # pyright: ignore[reportMissingImports]

    said: list[tuple[int, int, float]] = []
    for result in recognize_number(text, "en-us"):
        with contextlib.suppress(ValueError, TypeError):
            said.append((result.start, result.end + 1, float((result.resolution or {})["value"])))
    return said


def _numbers_by_quantulum(text: str) -> list[tuple[int, int, float]]:
    from quantulum3 import parser  # pyright: ignore[reportMissingImports]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [(*quantity.span, quantity.value) for quantity in parser.parse(text)]


NUMBER_LIBRARIES = {"recognizers_number": _numbers_by_microsoft, "quantulum3": _numbers_by_quantulum}


# -- our own seeds ---------------------------------------------------------------------------------------------------


def seed_measures(pipeline: Pipeline) -> list[Measure]:
    """Our sample articles against their gold: marks found, marks that are gold, attributes of those."""
    recall, precision = Measure("seeds: gold marks found, same place and label"), Measure("seeds: marks that are gold")
    names = ("value", "value_max", "precision", "unit", "counted", "event", "type", "mod", "anchor")
    parts = {name: Measure(f"seeds: {name}") for name in names}
    libraries = {name: Measure(f"seeds: figure's value, {name}") for name in NUMBER_LIBRARIES if installed(name)}
    ours = Measure("seeds: figure's value, ours")
    for path in sorted(SEEDS.glob("*.gold.jsonl")):
        row = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
        text = row["text"]
        zones = [z for z in row["zones"] if z["kind"] in ("headline", "dateline", "body")]
        lines = [line.moved(z["start"]) for z in zones for line in paragraphs(text[z["start"] : z["end"]])]
        meta = ArticleMeta(published=row["meta"].get("published"))
        result = pipeline.detect(DetectionRequest(row["id"], text, "", meta, tuple(lines)))
        mine = {(c.span.start, c.span.end, c.label): c for c in result.candidates}
        gold = {(s["start"], s["end"], s["label"]): s for s in row["spans"]}
        said = {"ours": [(c.span.start, c.span.end, c.attributes.get("value")) for c in result.candidates]}
        for name in libraries:
            said[name] = [(line.start + a, line.start + b, v) for line in lines
                          for a, b, v in NUMBER_LIBRARIES[name](line.of(text))]  # fmt: skip
        for place, span in gold.items():
            wanted_value = span.get("attributes", {}).get("value")
            if isinstance(wanted_value, int | float):
                for name, measure in (("ours", ours), *libraries.items()):
                    near = [v for a, b, v in said[name] if a < place[1] and place[0] < b and isinstance(v, int | float)]
                    measure.count(any(_same(v, wanted_value) for v in near), f"[{span['text']}] -> {near}")
            around = " ".join(text[max(0, place[0] - 40) : place[1] + 30].split())
            near = [f"{c.span.of(text)}|{c.label}" for c in result.candidates if c.span.overlaps(Span(*place[:2]))]
            recall.count(place in mine, f"{path.name[:16]} …{around}… [{span['text']}|{place[2]}] -> {near}")
            if place not in mine:
                continue
            for name, measure in parts.items():
                wanted = span.get("attributes", {})
                if name not in wanted:
                    continue
                one, two = wanted[name], mine[place].attributes.get(name)
                one, two = (_plain(value) for value in (one, two))
                if isinstance(one, float) and isinstance(two, float | int):
                    same = abs(one - two) < 1e-4 * max(1.0, abs(one))
                else:
                    same = one == two
                measure.count(same, f"{path.name[:16]} …{around}… [{span['text']}] {one} -> {two}")
        for place, candidate in mine.items():
            around = " ".join(text[max(0, place[0] - 40) : place[1] + 30].split())
            precision.count(place in gold, f"{path.name[:16]} …{around}… [{candidate.span.of(text)}|{place[2]}]")
    return [recall, precision, ours, *libraries.values(), *parts.values()]


def _plain(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return (value["start"], value["text"], value["lemma"]) if "lemma" in value else (value["start"], value["text"])


# -- cost ------------------------------------------------------------------------------------------------------------


def cost(pipeline: Pipeline) -> tuple[float, float]:
    """Seconds for the sample articles: dates and figures alone, and everything with the model."""
    requests: list[DetectionRequest] = []
    for path in sorted(SEEDS.glob("*.gold.jsonl")):
        row = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
        meta = ArticleMeta(published=row["meta"].get("published"))
        requests.append(DetectionRequest(row["id"], row["text"], "", meta, tuple(paragraphs(row["text"]))))
    rules = Pipeline(None)
    took: list[float] = []
    for reader in (rules, pipeline):
        best = float("inf")
        for _ in range(3):
            started = time.perf_counter()
            for request in requests:
                reader.detect(request)
            best = min(best, time.perf_counter() - started)
        took.append(best)
    return took[0], took[1]


def figure_measures() -> list[Scored | Share]:
    """Figures of our own table of sentences, ours beside the libraries that are here."""
    readers = {"recognizers_number": by_microsoft, "quantulum3": by_quantulum}
    return news_measures({LIBRARIES[name]: reader for name, reader in readers.items() if installed(name)})


def measures(data: Path, pipeline: Pipeline) -> list[Measure | Found]:
    """Everything that the folder has the data for."""
    found: list[Measure | Found] = []
    if (data / "gum").is_dir():
        found += gum_measures(data, pipeline)
    if (data / "wikiwars").is_dir():
        found += wikiwars_measures(data)
    if (data / "recognizers-specs").is_dir():
        found.append(date_time_measure(data))
        found += number_measure(data)
    return found


def rows(data: Path | None) -> Iterator[Row]:
    """Wrong in a hundred, ours beside a baseline; and what the rules cost beside the model."""
    if data is None:
        raise Skipped("a folder with gum/ or recognizers-specs/ as --data")
    pipeline = Pipeline.of()
    named = {measure.name: measure for measure in [*measures(data, pipeline), *figure_measures()]}
    for ours, baseline, what in (
        ("GUM news: date value, place given", "GUM news: date value, place given, dateparser", "dateparser"),
        ("GUM news: counted noun, of figures found", "GUM news: counted noun, no parse", "the next noun"),
        ("GUM news: date value, place given", "GUM news: date value, place given, recognizers", "recognizers-text"),
        (
            "recognizers NumberModel: value of the phrase",
            "recognizers NumberModel: recognizers_number",
            "recognizers-text",
        ),
        ("recognizers NumberModel: value of the phrase", "recognizers NumberModel: quantulum3", "quantulum3"),
        ("news figures: value, F", "news figures: value, F, recognizers-text-suite", "recognizers-text"),
        ("news figures: value, F", "news figures: value, F, quantulum3", "quantulum3"),
        ("recognizers NumberModel: value of the phrase", "recognizers NumberModel: float() of the words", "float()"),
    ):
        if ours in named and baseline in named:
            yield Row(ours, 100 * (1 - named[ours].share), 100 * (1 - named[baseline].share), what, "wrong in 100")
    for ours, baseline, what in (
        ("GUM news: calendar dates", "GUM news: calendar dates, dateparser", "dateparser"),
        ("WikiWars: all expressions", "WikiWars: all expressions, years alone", "the years alone"),
    ):
        one, two = named.get(ours), named.get(baseline)
        if isinstance(one, Found) and isinstance(two, Found):
            for score, right in one.scores.items():
                yield Row(f"{ours}, {score}", 100 * (1 - right), 100 * (1 - two.scores[score]), what, "wrong in 100")
    for library in left_out():
        print(library)
    rules, everything = cost(pipeline)
    yield Row("dates and figures, sample articles", 1000 * rules, 1000 * (everything - rules), "the language model")


def left_out() -> list[str]:
    """A sentence for each library to compare with that is not installed."""
    missing = sorted({package for module, package in LIBRARIES.items() if not installed(module)})
    return [f"Not compared with {package}: it is not installed (dev.py bench detect --peers)." for package in missing]


def main() -> int:
    """The measures in full."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what was read wrong")
    parser.add_argument("--only", default="", help="measures whose name holds this")
    options = parser.parse_args()
    pipeline = Pipeline.of()
    found: list[Measure | Found | Scored | Share] = [*seed_measures(pipeline), *figure_measures()]
    found += [] if options.data is None else measures(options.data, pipeline)
    for measure in found:
        if options.only not in measure.name:
            continue
        print(measure.line)
        if options.wrong:
            print("\n".join(f"          {line}" for line in measure.wrong))
    print("\n".join(left_out()))
    rules, everything = cost(pipeline)
    print(f"{rules / (everything - rules):6.3f}  dates and figures as a share of the model's time")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
