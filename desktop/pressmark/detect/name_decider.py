"""Which places of an article are names, and of which of four kinds, by all evidence together.

The rules of `names` each know one thing. Here what they and the model say, what the article says of the same name
elsewhere, how it is written and what stands beside it (`name_features`) are weighed against each other with weights
that were learned from gold. Places that overlap are weighed together, so that the best row of names is chosen, and
every mark has the probability that it is right.

Source of the method: Sarawagi and Cohen 2004, "Semi-Markov Conditional Random Fields for Information Extraction",
without weights between one name and the next. The weights are made by `tests/bench/train_names.py`.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from pressmark.core.errors import Cancelled
from pressmark.core.span import Span
from pressmark.detect import compound_places, name_kinds, name_weights, names
from pressmark.detect.name_features import COARSE, LABELS, Article, Described
from pressmark.detect.name_spans import Piece, Place, Word, together
from pressmark.detect.names import Mention, Reading, key
from pressmark.detect.places import well_known

RULE = "evidence"
"""The rule of a mention whose ends or label were chosen here."""

HEARD = 0.3
"""A name that is less probable than this in all its places together says nothing about its label."""

_PLACES = ("GPE", "LOC", "FAC")
_FINE = {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": _PLACES,
         "MISC": ("NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE")}  # fmt: skip
_BY_KIND = {
    "LOC": {"water": "LOC", "land": "LOC", "building": "FAC", "road": "FAC"},
    "MISC": {"event": "EVENT", "league": "EVENT", "product": "PRODUCT", "ship": "PRODUCT", "work": "WORK_OF_ART",
             "prize": "WORK_OF_ART", "people": "NORP"},
}  # fmt: skip
_COMMONEST = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "MISC": "WORK_OF_ART"}

_DAY_BEHIND = re.compile(r"(?<=\S)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\Z")

Row = tuple[float, float, float, float]


class Option(Struct):
    """A place with what was weighed.

    Attributes:
        scores: of each of `LABELS`, in nats against no name at all.
        shares: the probability of each of `LABELS`.
    """

    place: Place
    scores: list[float]
    shares: list[float]


@cache
def weights() -> dict[str, Row]:
    """The learned weights by feature, for each of `LABELS`."""
    found: dict[str, Row] = {}
    for line in name_weights.WEIGHTS.split("\n"):
        for cell in line.split(" | "):
            if cell.strip():
                name, one, two, three, four = cell.strip().rsplit(" ", 4)
                found[name] = (int(one) / 100, int(two) / 100, int(three) / 100, int(four) / 100)
    return found


def named(
    reading: Reading,
    mentions: Iterable[Mention],
    words: Sequence[Sequence[Word]],
    *,
    cancelled: Callable[[], bool] | None = None,
) -> list[Mention]:
    """The names of an article: settled by the rules, then weighed where the model tells enough of its words.

    Args:
        reading: the article.
        mentions: what the model marked.
        words: of each of the article's parts; of no use without tags, a parse and the recogniser's openings.
        cancelled: asked between two parts.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    marked = list(mentions)
    settled = names.settled(reading, marked)
    there = next((word for piece in words for word in piece), None)
    if any(mention.label not in COARSE for mention in marked):
        return settled  # a recogniser with labels of its own
    if there is None or not there.tag or not there.relation:
        return compound_places.joined(reading, settled)
    found = decided(reading.text, pieces(reading.parts, words, marked, settled), weights(), cancelled=cancelled)
    found = [_without_day(reading.text, mention) for mention in found]
    return compound_places.joined(reading, found)


def _without_day(text: str, mention: Mention) -> Mention:
    """ "Shells hit the suburb of Lipa Tuesday": no place is named after a weekday, as clubs are."""
    day = _DAY_BEHIND.search(text, mention.span.start, mention.span.end) if mention.label in _PLACES else None
    return mention if day is None else replace(mention, span=Span(mention.span.start, day.start()))


def pieces(
    parts: Sequence[Span], words: Sequence[Sequence[Word]], marked: Sequence[Mention], settled: Sequence[Mention]
) -> list[Piece]:
    """The words and mentions of each part."""
    return [
        Piece(there, list(_within(part, marked)), list(_within(part, settled)))
        for part, there in zip(parts, words, strict=True)
    ]


def _within(part: Span, mentions: Sequence[Mention]) -> Iterable[Mention]:
    return (mention for mention in mentions if part.contains(mention.span))


def decided(
    text: str,
    read: Sequence[Piece],
    weighed: dict[str, Row],
    *,
    cancelled: Callable[[], bool] | None = None,
) -> list[Mention]:
    """The best row of names of an article, in text order, each with its probability.

    Raises:
        Cancelled: when `cancelled`, which is asked between two pieces, says so.
    """
    options: list[list[Option]] = []
    for places, rows in Article(text, read).described():
        if cancelled is not None and cancelled():
            raise Cancelled
        options.append([Option(place, score(row, weighed), []) for place, row in zip(places, rows, strict=True)])
    for piece in options:
        _share_out(piece)
    _agree(text, options)
    found: list[Mention] = []
    for piece, there in zip(read, options, strict=True):
        _share_out(there)
        chosen = _best(there)
        found += [_mention(text, piece, option) for option in chosen]
    return found


def score(described: Described, weighed: dict[str, Row]) -> list[float]:
    """What the features of a place sum up to, for each of `LABELS`."""
    one = two = three = four = 0.0
    for feature in described[0]:
        row = weighed.get(feature)
        if row is not None:
            one, two, three, four = one + row[0], two + row[1], three + row[2], four + row[3]
    for feature, value in described[1]:
        row = weighed.get(feature)
        if row is not None:
            one, two = one + row[0] * value, two + row[1] * value
            three, four = three + row[2] * value, four + row[3] * value
    return [one, two, three, four]


def total(scores: Sequence[float]) -> float:
    """The logarithm of the sum of the exponentials."""
    most = max(scores)
    return most + math.log(sum(math.exp(each - most) for each in scores))


def _add(one: float, two: float) -> float:
    return max(one, two) + math.log1p(math.exp(-abs(one - two)))


def _share_out(options: list[Option]) -> None:
    """The probability of each option among all rows of names that do not overlap: forward and backward sums."""
    for group in together([option.place for option in options]):
        there = options[group.start : group.stop]
        totals = [total(option.scores) for option in there]
        ends, at = _corners(there)
        before, behind = [0.0] * len(ends), [0.0] * len(ends)
        by_end: dict[int, list[int]] = defaultdict(list)
        by_start: dict[int, list[int]] = defaultdict(list)
        for number, option in enumerate(there):
            by_start[at[option.place.span.start]].append(number)
            by_end[at[option.place.span.end]].append(number)
        for corner in range(1, len(ends)):
            before[corner] = before[corner - 1]
            for number in by_end[corner]:
                start = at[there[number].place.span.start]
                before[corner] = _add(before[corner], before[start] + totals[number])
        for corner in range(len(ends) - 2, -1, -1):
            behind[corner] = behind[corner + 1]
            for number in by_start[corner]:
                end = at[there[number].place.span.end]
                behind[corner] = _add(behind[corner], behind[end] + totals[number])
        for option in there:
            span = option.place.span
            rest = before[at[span.start]] + behind[at[span.end]] - before[-1]
            option.shares = [math.exp(min(0.0, rest + each)) for each in option.scores]


def _corners(options: list[Option]) -> tuple[list[int], dict[int, int]]:
    spans = [option.place.span for option in options]
    ends = sorted({span.start for span in spans} | {span.end for span in spans})
    return ends, {place: at for at, place in enumerate(ends)}


def _agree(text: str, options: list[list[Option]]) -> None:
    """One name is of one kind: the probabilities of all its places speak in each, and make it no likelier a name."""
    by_name: dict[str, list[Option]] = defaultdict(list)
    for piece in options:
        for option in piece:
            by_name[key(option.place.span.of(text))].append(option)
    for same in by_name.values():
        sums = [sum(option.shares[at] for option in same) for at in range(len(LABELS))]
        whole = sum(sums)
        if len(same) < 2 or whole <= HEARD:
            continue
        said = [math.log((each + 0.02) / (whole + 0.08)) for each in sums]
        for option in same:
            before = total(option.scores)
            scores = [each + more for each, more in zip(option.scores, said, strict=True)]
            change = before - total(scores)
            option.scores = [each + change for each in scores]


def _best(options: list[Option]) -> list[Option]:
    """The row of options that do not overlap with the highest sum of scores."""
    chosen: list[Option] = []
    for group in together([option.place for option in options]):
        there = options[group.start : group.stop]
        ends, at = _corners(there)
        by_end: dict[int, list[Option]] = defaultdict(list)
        for option in there:
            by_end[at[option.place.span.end]].append(option)
        sums: list[float] = [0.0] * len(ends)
        taken: list[Option | None] = [None] * len(ends)
        for corner in range(1, len(ends)):
            sums[corner] = sums[corner - 1]
            for option in by_end[corner]:
                here = sums[at[option.place.span.start]] + max(option.scores)
                if here > sums[corner]:
                    sums[corner], taken[corner] = here, option
        row: list[Option] = []
        corner = len(ends) - 1
        while corner > 0:
            option = taken[corner]
            if option is None:
                corner -= 1
            else:
                row.append(option)
                corner = at[option.place.span.start]
        chosen += reversed(row)
    return chosen


def _mention(text: str, piece: Piece, option: Option) -> Mention:
    at = max(range(len(LABELS)), key=lambda number: option.scores[number])
    kind, span = LABELS[at], option.place.span
    sure = max(option.shares[at], 0.01)
    same = [mention for mention in (*piece.settled, *piece.marked) if mention.span == span]
    if kind in ("PER", "ORG") and span.of(text) in well_known():
        # What is said of teams makes weights take a capital that acts for one; in the news it is its government.
        same_place = next((mention for mention in piece.settled if mention.span == span), None)
        if same_place is not None and same_place.label in _PLACES:
            return replace(same_place, sure=sure)
    for mention in same:
        if COARSE.get(mention.label) == kind:
            return replace(mention, sure=sure)
    shares = same[0].labels if same else piece.words[option.place.first].opening
    label = _fine(span.of(text), kind, shares)
    return Mention(span, label, sure, {label: sure}, RULE, sure)


def _fine(words: str, kind: str, shares: dict[str, float]) -> str:
    """Which label of OntoNotes, of those of one kind."""
    if kind in ("PER", "ORG"):
        return _COMMONEST[kind]
    if kind == "MISC" and words in name_kinds.peoples():
        return "NORP"
    noun = name_kinds.kinds().get(words.split()[-1].lower(), "")
    by_noun = _BY_KIND[kind].get(noun.removesuffix("s"))
    if by_noun is not None:
        return by_noun
    best = max(_FINE[kind], key=lambda label: shares.get(label, 0.0))
    return best if shares.get(best, 0.0) > 0.0 else _COMMONEST[kind]
