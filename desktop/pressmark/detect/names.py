"""What an article as a whole says of its names, where the language model looked at each mention by itself.

Each rule takes the mentions of one article in text order and gives them back, some with another label or other ends,
some added. Rules change what the model was unsure of, or what the article contradicts; the words that they know stand
in `name_words`, the places in `places`. Measured on WikiGold, half of which nobody looked at while writing them, by
`tests/bench/bench_names.py`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark.core.span import Span
from pressmark.detect import name_words, places

VERSION = "names-5"

SURE = 0.9
"""From this score on, a word beside a name does not change the model's mind."""

VERY_SURE = 0.97
HARDLY = 0.25
"""Below this score the model's mark is more often wrong than right even as a suggestion, and is dropped."""

_LAST = name_words.table(name_words.LAST_WORDS)
_FIRST = name_words.table(name_words.FIRST_WORDS)
_LEADING = name_words.table(name_words.LEADING_WORDS)
_BEFORE = name_words.table(name_words.BEFORE)
_DEFINING = name_words.table(name_words.DEFINING)
_GROUP = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "people",
    "EVENT": "other", "WORK_OF_ART": "other", "PRODUCT": "other", "LAW": "other", "LANGUAGE": "other",
}  # fmt: skip
"""Labels so near to each other that a word beside a name does not decide between them."""

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")
_JOINED = re.compile(r"\s*(?:,|;|/|&|,?\s(?:and|or))\s*")
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{2,60})[\"”]")
_NICKNAME = re.compile(r"\s+(?:\"[^\"\n]{2,20}\"|“[^”\n]{2,20}”|\([^()\n]{2,20}\))\s+[A-Z][\w'’-]+")
_WORD_BEFORE = re.compile(r"[^.!?:\"“\s]\s+([^\W_][\w'’-]*) \Z")
"""A word and the space behind it, unless it begins a sentence, where every word is written large."""
_ACRONYM = re.compile(r"\s*\(([A-Z][A-Za-z&.]{1,9})\)")
_DEFINED = re.compile(
    r"\s*(?:\([^()\n]{0,60}\)\s*)?,?\s*(?:is|was|are|were)\s+(?:an?|the|one of the)\s+(?:[\w-]+\s+){0,5}?("
    + "|".join(sorted(_DEFINING, key=len, reverse=True))
    + r")\b"
)
_IN = re.compile(r"\b(?:in|near|outside)\s\Z")
_PLACED = re.compile(r"\b(?:in|near|outside|at|around|through|between|from|to)\s\Z")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
"""Small letters that Unicode does not take apart into a letter and a sign, and that newsrooms write without."""
_LONGEST_CUE = max(map(len, _BEFORE)) + 2


class Mention(Struct, frozen=True):
    """One place where a name stands.

    Attributes:
        score: the model's probability, or that of the mention that a rule took the name from; 0 to 1.
        labels: the model's probability of each label here.
        rule: the rule that changed or added it; "" for what the model marked itself.
        sure: how probable it is after all evidence of the article (`name_decider`), 0 to 1; None where nobody asked.
    """

    span: Span
    label: str
    score: float = 1.0
    labels: dict[str, float] = field(default_factory=dict)
    rule: str = ""
    sure: float | None = None


class Reading(Struct, frozen=True):
    """The article while its names are read.

    Attributes:
        parts: the pieces that are read, in order; names are looked for nowhere else.
        proper: where a proper noun begins, by the model's tagger; None where there is none.
    """

    text: str
    parts: Sequence[Span]
    proper: frozenset[int] | None = None

    def before(self, at: int, length: int) -> str:
        """The words of the same piece that stand before a place."""
        index = bisect_left(self.parts, at + 1, key=lambda part: part.start) - 1
        start = self.parts[index].start if index >= 0 else 0
        return self.text[max(start, at - length) : at]


Rule = Callable[[Reading, list[Mention]], list[Mention]]


def settled(reading: Reading, mentions: Iterable[Mention]) -> list[Mention]:
    """All rules, one after the other; in text order, none overlapping another."""
    found = [mention for mention in mentions if mention.score >= HARDLY]
    for rule in RULES:
        found = sorted(rule(reading, found), key=lambda mention: mention.span)
    return found


def _alike(one: str, two: str) -> bool:
    return _GROUP.get(one, one) == _GROUP.get(two, two)


def _relabelled(mention: Mention, label: str | None, rule: str, *, below: float = SURE) -> Mention:
    """With that label, unless the model was sure or meant nearly the same."""
    if label is None or mention.score >= below or _alike(label, mention.label):
        return mention
    return replace(mention, label=label, rule=rule)


def nicknames(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """One name with the nickname in it: William "Cowboy" Tarvin."""
    kept: list[Mention] = []
    end = 0
    for mention in mentions:
        if mention.span.start < end:
            continue
        if mention.label == "PERSON":
            rest = _NICKNAME.match(reading.text, mention.span.end, mention.span.end + 50)
            if rest is not None:
                mention = replace(mention, span=Span(mention.span.start, rest.end()), rule="nickname")
        end = mention.span.end
        kept.append(mention)
    return kept


def known_places(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Countries and well-known cities."""
    known = places.well_known()
    return [
        _relabelled(mention, "GPE" if mention.span.of(reading.text) in known else None, "place", below=VERY_SURE)
        for mention in mentions
    ]


def own_words(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """The word in a name that says what it is: "Tarn Hollow Reservoir", "Bank of Velm"."""
    return [
        _relabelled(mention, _by_own_words(mention.span.of(reading.text).split()), "word in the name")
        for mention in mentions
    ]


def _by_own_words(words: list[str]) -> str | None:
    if len(words) < 2:
        return None
    if words[0] in _LEADING:
        return _LEADING[words[0]]
    if words[1] in ("of", "for") and words[0] in _FIRST:
        return _FIRST[words[0]]
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    return _LAST.get(head)


def words_before(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """The word before a name that says what it is: "the airline Norvell", "Colonel Tarvin"."""
    found: list[Mention] = []
    for mention in mentions:
        words = reading.before(mention.span.start, _LONGEST_CUE + 1).rstrip("\"“'").split()[-2:]
        label = _BEFORE.get(" ".join(words)) or (_BEFORE.get(words[-1]) if words else None)
        if label == "PERSON" and mention.label == "NORP":
            label = None  # "Prince Charles's" is one, "President Kazakh" is none
        found.append(_relabelled(mention, label, "word before the name"))
    return found


def titles(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Titles of works between quotation marks."""
    starts = [mention.span.start for mention in mentions]
    ends = [mention.span.end for mention in mentions]
    gone: set[int] = set()
    added: list[Mention] = []
    for part in reading.parts:
        for quoted in _QUOTED.finditer(reading.text, part.start, part.end):
            words = quoted[1].rstrip(",.")
            if not words or words != words.strip() or not _is_title(reading, words, quoted.start()):
                continue
            span = Span(quoted.start(1), quoted.start(1) + len(words))
            inside = range(bisect_right(ends, span.start), bisect_left(starts, span.end))
            sure = any(mentions[at].span == span and mentions[at].score > SURE for at in inside)
            if sure or (inside and " " not in words) or not all(span.contains(mentions[at].span) for at in inside):
                continue
            gone.update(inside)
            added.append(Mention(span, "WORK_OF_ART", 0.6, rule="quoted title"))
    return [mention for at, mention in enumerate(mentions) if at not in gone] + added


def _is_title(reading: Reading, words: str, at: int) -> bool:
    written = words.split()
    if len(written) > 7 or not written[0][:1].isupper():
        return False
    if not all(w[:1].isupper() or w[:1].isdigit() or w.lower() in name_words.SMALL_WORDS for w in written):
        return False
    if len(written) > 1:
        return True
    return bool(name_words.TITLED & set(reading.before(at, 40).lower().split()[-4:]))


def lists(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Names in one list are of one kind: the sure ones tell the label of the unsure."""
    found = list(mentions)
    for run in _runs(reading, mentions):
        weight: dict[str, float] = defaultdict(float)
        for at in run:
            weight[mentions[at].label] += mentions[at].score ** 2
        label = max(weight, key=lambda name: (weight[name], name))
        if not any(mentions[at].label == label and mentions[at].score >= 0.95 for at in run):
            continue
        for at in run:
            mention = mentions[at]
            if mention.label != label and mention.score < SURE and mention.labels.get(label, 0.0) >= 0.01:
                found[at] = replace(mention, label=label, rule="list")
    return found


def _runs(reading: Reading, mentions: list[Mention]) -> Iterator[range]:
    """Places of mentions that commas and "and" join, two or more."""
    start = 0
    for at in range(1, len(mentions) + 1):
        if at < len(mentions):
            gap_start, gap_end = mentions[at - 1].span.end, mentions[at].span.start
            if gap_end - gap_start < 8 and _JOINED.fullmatch(reading.text, gap_start, gap_end):
                continue
        if at - start > 1:
            yield range(start, at)
        start = at


def majority(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """One label for one name: the one with the most votes, each mention's weighing as much as its score."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        votes[key(mention.span.of(reading.text))][mention.label] += mention.score
    found: list[Mention] = []
    for mention in mentions:
        cast = votes[key(mention.span.of(reading.text))]
        label = max(cast, key=lambda name: (cast[name], name))
        found.append(mention if label == mention.label else replace(mention, label=label, rule="majority"))
    return found


def key(words: str) -> str:
    """The same for every way of writing a name that one article may use: "Erdoğan", "Erdogan"; "the U.N.", "UN"."""
    folded = " ".join(words.casefold().split())
    if not folded.isascii():
        apart = unicodedata.normalize("NFD", folded.translate(_LETTERS))
        folded = "".join(sign for sign in apart if not unicodedata.combining(sign))
    folded = _INITIALS.sub(lambda found: found[0].replace(".", ""), folded)
    return folded.removeprefix("the ") or folded


def placed(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """A name of one word that mostly stands behind "in", "near" or "to" is a place, unless it is somebody's."""
    by_name: dict[str, list[int]] = defaultdict(list)
    people: set[str] = set()
    for at, mention in enumerate(mentions):
        words = mention.span.of(reading.text)
        by_name[words].append(at)
        if mention.label == "PERSON" and " " in words:
            people.update(words.split())
    found = list(mentions)
    for words, there in by_name.items():
        first = mentions[there[0]]
        if " " in words or words in people or words.isupper() or first.label not in ("PERSON", "ORG"):
            continue
        before = [reading.before(mentions[at].span.start, 10) for at in there]
        mostly = sum(bool(_PLACED.search(words)) for words in before) * 2 >= len(there)
        unsure = min(mentions[at].score for at in there) < VERY_SURE
        if mostly and unsure and any(_IN.search(words) for words in before):
            for at in there:
                found[at] = replace(mentions[at], label="GPE", rule="stands where places stand")
    return found


def surnames(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """The surname alone of somebody whom the article names in full."""
    last = {
        words[-1]
        for mention in mentions
        if mention.label == "PERSON"
        and mention.score >= 0.5
        and len(words := mention.span.of(reading.text).split()) > 1
    }
    found: list[Mention] = []
    for mention in mentions:
        sure_place = mention.label in ("GPE", "NORP") and mention.score > 0.95
        if mention.label != "PERSON" and not sure_place and mention.span.of(reading.text) in last:
            mention = replace(mention, label="PERSON", rule="surname")
        found.append(mention)
    return found


def definitions(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """What a sentence says a name is: "Aldersey is a village in the north"."""
    said: dict[str, str] = {}
    for mention in mentions:
        match = _DEFINED.match(reading.text, mention.span.end, mention.span.end + 160)
        before = reading.before(mention.span.start, 20).rstrip()
        if match is None or (before and before[-1] not in ".!?\n" and not before.endswith(("The", "the"))):
            continue
        said[mention.span.of(reading.text)] = _DEFINING[match[1]]
    return [
        _relabelled(mention, said.get(mention.span.of(reading.text)), "definition", below=2.0) for mention in mentions
    ]


def acronyms(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Capitals in brackets behind a name are the same name, here and wherever else they stand."""
    meant: dict[str, Mention] = {}
    for mention in mentions:
        words = mention.span.of(reading.text)
        capitals = "".join(word[0] for word in _WORD.findall(words) if word[0].isupper())
        match = _ACRONYM.match(reading.text, mention.span.end, mention.span.end + 14)
        if match and " " in words and match[1].replace(".", "").upper() in capitals:
            meant[match[1]] = mention
    found = [
        _relabelled(mention, meant[words].label, "acronym", below=2.0)
        if (words := mention.span.of(reading.text)) in meant
        else mention
        for mention in mentions
    ]
    names = {words: replace(mention, score=0.8, rule="acronym") for words, mention in meant.items()}
    return found + _unmarked(reading, found, names)


def whole_names(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """A part of a name where the whole name stands, as the article has it elsewhere."""
    best: dict[str, Mention] = {}
    counts: Counter[str] = Counter()
    for mention in mentions:
        words = mention.span.of(reading.text)
        counts[words] += 1
        if words not in best or mention.score > best[words].score:
            best[words] = mention
    names = {w: m for w, m in best.items() if " " in w and (counts[w] > 1 or m.score >= 0.8)}
    found = list(mentions)
    starts = [mention.span.start for mention in mentions]
    gone: set[int] = set()
    added: list[Mention] = []
    end = 0
    for span, words in _places(reading, names):
        low = bisect_left(starts, span.start)
        if low and mentions[low - 1].span.end > span.start:
            continue
        high = bisect_left(starts, span.end)
        inside = range(low, high)
        if not inside or span.start < end or mentions[high - 1].span.end > span.end or mentions[low].span == span:
            continue
        gone.update(inside)
        end = span.end
        added.append(replace(names[words], span=span, score=names[words].score * 0.8, rule="whole name"))
    return [mention for at, mention in enumerate(found) if at not in gone] + added


def repeated(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """A name that is marked elsewhere in the article, or the surname of one, where the model passed it over."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    best: dict[str, float] = defaultdict(float)
    for mention in mentions:
        words = mention.span.of(reading.text)
        votes[words][mention.label] += 2
        best[words] = max(best[words], mention.score)
        if mention.label == "PERSON" and " " in words and mention.score >= SURE:
            surname = words.split()[-1]
            if len(surname) > 2 and surname[0].isupper() and surname[-1] != ".":
                votes[surname]["PERSON"] += 1
                best[surname] = max(best[surname], mention.score)
    names = {
        words: Mention(Span(0, 1), max(cast, key=lambda name: (cast[name], name)), best[words] * 0.8, rule="repeated")
        for words, cast in votes.items()
        if (best[words] >= SURE or cast.total() > 3) and len(words) > 1 and words != words.lower()
    }
    added = _unmarked(reading, mentions, names)
    return mentions + [mention for mention in added if not _in_a_longer_name(reading, mention.span)]


def _in_a_longer_name(reading: Reading, span: Span) -> bool:
    """Whether the words beside it are written like names too: "Montreal" in "the Montreal Crystals"."""
    behind = reading.text[span.end : span.end + 2]
    if behind[:1] == " " and behind[1:].isupper():
        return True
    before = _WORD_BEFORE.search(reading.before(span.start, 40))
    return before is not None and before[1][:1].isupper() and before[1] not in _BEFORE


def _unmarked(reading: Reading, mentions: list[Mention], names: dict[str, Mention]) -> list[Mention]:
    """New mentions wherever one of the names stands and nothing is marked."""
    taken = sorted(mention.span for mention in mentions)
    starts = [span.start for span in taken]
    added: list[Mention] = []
    end = 0
    for span, words in _places(reading, names):
        at = bisect_left(starts, span.start)
        free = (at == 0 or taken[at - 1].end <= span.start) and (at == len(taken) or taken[at].start >= span.end)
        if free and span.start >= end:
            added.append(replace(names[words], span=span))
            end = span.end
    return added


def _places(reading: Reading, names: dict[str, Mention]) -> Iterator[tuple[Span, str]]:
    """Where the names stand as whole words, the longest first at each place; time grows with the text alone."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for words in sorted(names, key=lambda name: (-len(name), name)):
        first = _WORD.match(words)
        if first is not None:
            by_first[first[0].rstrip(".")].append(words)
    if not by_first:
        return
    text = reading.text
    for part in reading.parts:
        for word in _WORD.finditer(text, part.start, part.end):
            for words in by_first.get(word[0].rstrip("."), ()):
                end = word.start() + len(words)
                if end > part.end or not text.startswith(words, word.start()):
                    continue
                if _in_a_word(text, word.start(), end) or not _proper(reading, word.start(), end):
                    continue
                yield Span(word.start(), end), words
                break


def _in_a_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before == "-" or after == "-" or (after.isalnum() and text[end - 1].isalnum())


def _proper(reading: Reading, start: int, end: int) -> bool:
    """Whether the tagger sees a proper noun there; without one, whether it is written like one."""
    if reading.proper is None:
        return reading.text[start].isupper()
    return any(at in reading.proper for at in range(start, end))


RULES: tuple[Rule, ...] = (
    nicknames,
    known_places,
    own_words,
    words_before,
    titles,
    lists,
    majority,
    placed,
    surnames,
    definitions,
    acronyms,
    whole_names,
    repeated,
)
"""In this order: what each takes for given, those before it have settled."""
