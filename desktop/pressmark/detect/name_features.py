"""What can be said of a place that may be a name, as named features whose weights are learned (`name_weights`).

Every feature is a short word with what it was worth ("model=ORG", "before=band"), so that the table of weights can be
read. They tell what the model and the rules of `names` made of the place, what the article says of the same name
elsewhere, how it is written, and what stands beside it.
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pressmark.detect import name_kinds, name_words
from pressmark.detect.name_spans import JOINERS, Piece, Place, Word, found
from pressmark.detect.name_words import word_set
from pressmark.detect.names import Mention, key
from pressmark.detect.places import well_known

LABELS = ("PER", "LOC", "ORG", "MISC")
COARSE = {
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC",
    "WORK_OF_ART": "MISC", "PRODUCT": "MISC", "LAW": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip
"""The four kinds between which the article's evidence decides, as in CoNLL-2003, by the labels of OntoNotes."""

Described = tuple[list[str], list[tuple[str, float]]]
"""Features that are there or not, and features with a value."""

_STEPS = (0.2, 0.5, 0.8, 0.95, 0.99, 0.999)
_LAST = name_words.table(name_words.LAST_WORDS)
_FIRST = name_words.table(name_words.FIRST_WORDS)
_LEADING = name_words.table(name_words.LEADING_WORDS)
_BEFORE = name_words.table(name_words.BEFORE)
_LAST_SMALL = {word.lower(): COARSE[label] for word, label in _LAST.items() if word.isalpha()}
_WORDS_BEFORE = word_set(
    "in at near of from to by with for and or the a an as on into between through around outside inside over against "
    "under via than that his her its their our my mr. mrs. dr. sir president who which when where , ( \" ' : ; - like "
    "called named"
)
_WORDS_BEHIND = word_set(
    "in at of from to by with for and or the a is was are were has had have will would said says told who which that "
    "where when 's , ( ) \" . : ; - – born"
)
_OPENERS = word_set(
    "He She It In On At This His Her Its They I We After As For But And When While During From There If By With To No "
    "Since"
)
_MIDDLES = frozenset({"in", "on", "to", "at", "with", "from", "by", ".", "/", "-", "'s"})
_SPEAKING = frozenset({"said", "says", "told", "wrote", "added"})
_COPULAS = frozenset({"is", "was", "are", "were", "became", "remains"})
_DETERMINERS = frozenset({"a", "an", "the", "one", "his", "her", "their", "its"})
_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_OPEN_QUOTES = frozenset({'"', "'", "“", "‘"})
_CLOSE_QUOTES = frozenset({'"', "'", "”", "’"})
_DESIGNATION = re.compile(r"[A-Z]{1,4}-?\d+[A-Za-z]?")
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{2,60})[\"”]")


def step(share: float) -> int:
    """A probability as a class from 0 to 6, finer towards 1."""
    return bisect_right(_STEPS, share)


class Article:
    """What an article's pieces say of its names together; describes every place of them.

    Args:
        text: the article.
        pieces: in order.

    Attributes:
        small: words that are written small, and how often.
        marked: how often the model marked each name.
        shares: what the model's probabilities of each label sum up to, by name.
        settled: how often a name has each label after the rules.
        inside: the labels of the longer names that a name is a part of.
        surnames: last words of people's names.
        first_names: their first words.
    """

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self.text = text
        self._pieces = pieces
        self.small = Counter(word.text for piece in pieces for word in piece.words if word.text.islower())
        self.marked: Counter[str] = Counter()
        self.shares: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(LABELS, 0.0))
        self.settled: dict[str, Counter[str]] = defaultdict(Counter)
        self.inside: dict[str, Counter[str]] = defaultdict(Counter)
        self.surnames: set[str] = set()
        self.first_names: set[str] = set()
        for piece in pieces:
            for mention in piece.marked:
                name = key(mention.span.of(text))
                self.marked[name] += 1
                for label, share in _coarse_shares(mention).items():
                    self.shares[name][label] += share
            for mention in piece.settled:
                self._learn(mention)

    def _learn(self, mention: Mention) -> None:
        name = mention.span.of(self.text)
        label = COARSE.get(mention.label, "?")
        self.settled[key(name)][label] += 1
        words = name.split()[:12]
        if len(words) > 1:
            if mention.label == "PERSON":
                self.surnames.add(words[-1])
                self.first_names.add(words[0])
            for start in range(len(words)):
                for end in range(start + 1, len(words) + 1):
                    if end - start < len(words):
                        self.inside[" ".join(words[start:end]).casefold()][label] += 1

    def described(self) -> Iterator[tuple[list[Place], list[Described]]]:
        """The places of each piece, and what can be said of each."""
        all_places = [found(piece) for piece in self._pieces]
        cues = [[_Beside(piece.words, place).cues for place in places] for piece, places in self._each(all_places)]
        said: dict[str, Counter[str]] = defaultdict(Counter)
        often: Counter[str] = Counter()
        for places, there in zip(all_places, cues, strict=True):
            for place, cue in zip(places, there, strict=True):
                name = key(place.span.of(self.text))
                often[name] += 1
                said[name].update(cue)
        for (piece, places), there in zip(self._each(all_places), cues, strict=True):
            look = _Look(self, piece)
            rows: list[Described] = []
            for place, cue in zip(places, there, strict=True):
                features, values = look.at(place)
                name = key(place.span.of(self.text))
                features += [f"cue:{word}" for word in cue if ("=" in word)]
                own = Counter(cue)
                features += [f"elsewhere:{word}" for word, count in said[name].items() if count > own[word]]
                if often[name] > 1:
                    features.append(f"times={min(often[name], 4)}")
                rows.append((features, values))
            yield places, rows

    def _each(self, all_places: list[list[Place]]) -> Iterator[tuple[Piece, list[Place]]]:
        return zip(self._pieces, all_places, strict=True)


def _coarse_shares(mention: Mention) -> dict[str, float]:
    shares: dict[str, float] = {}
    for label, share in mention.labels.items():
        if label in COARSE:
            shares[COARSE[label]] = shares.get(COARSE[label], 0.0) + share
    return shares


class _Look:
    """Describes the places of one piece."""

    def __init__(self, article: Article, piece: Piece) -> None:
        self._article = article
        self._text = article.text
        self._words = piece.words
        self._marked = sorted(piece.marked, key=lambda mention: mention.span)
        self._settled = sorted(piece.settled, key=lambda mention: mention.span)
        self._marked_ends = [mention.span.end for mention in self._marked]
        self._settled_ends = [mention.span.end for mention in self._settled]
        self._quoted: list[tuple[int, int]] = []
        if self._words:
            start, end = self._words[0].span.start, self._words[-1].span.end
            for quoted in _QUOTED.finditer(self._text, start, end):
                self._quoted.append((quoted.start(1), quoted.start(1) + len(quoted[1].rstrip(",."))))

    def at(self, place: Place) -> Described:
        features = ["every", f"words={min(place.end - place.first, 6)}"]
        values: list[tuple[str, float]] = []
        self._by_model(place, features, values)
        self._by_article(place, features, values)
        self._writing(place, features)
        self._tags(place, features)
        self._beside(place, features)
        self._own_words(place, features)
        return features, values

    def _by_model(self, place: Place, features: list[str], values: list[tuple[str, float]]) -> None:
        span = place.span
        near = _overlapping(self._marked, self._marked_ends, place)
        marked = next((mention for mention in near if mention.span == span), None)
        if marked is not None:
            features.append(f"model={marked.label}")
            features.append(f"model_sure={COARSE.get(marked.label)}/{step(marked.score)}")
        else:
            beside = {(_how(mention, place), COARSE.get(mention.label), step(mention.score) // 3) for mention in near}
            for how, label, sure in sorted(beside, key=str):
                features.append(f"model_{how}={label}")
                features.append(f"model_{how}_sure={sure}")
            if not beside:
                features.append("model_none")
            if sum(span.contains(mention.span) for mention in near) > 1:
                features.append("model_two_within")
        settled_near = _overlapping(self._settled, self._settled_ends, place)
        settled = next((mention for mention in settled_near if mention.span == span), None)
        if settled is not None:
            label = COARSE.get(settled.label)
            features.append(f"rules={label}/{settled.rule}")
            features.append(f"rules_sure={label}/{step(settled.score)}")
            features.append(f"rules_label={settled.label}")
        else:
            around = {(_how(mention, place), COARSE.get(mention.label)) for mention in settled_near}
            features += [f"rules_{how}={label}" for how, label in sorted(around, key=str)] or ["rules_none"]
        words = self._words[place.first : place.end]
        opening = words[0].opening
        if opening:
            none = opening.get("", 0.0)
            values.append(("no_name", math.log(max(1e-4, none) / max(1e-4, 1 - none)) / 3))
            shares: dict[str, float] = dict.fromkeys(LABELS, 0.0)
            for label, share in opening.items():
                if label in COARSE:
                    shares[COARSE[label]] += share
            values += [(f"share_{label}", math.log(max(1e-4, share)) / 3) for label, share in shares.items()]
        else:
            features.append("within_a_name")
        chances = self._chances(place)
        values += [(f"chance_{label}", math.log(max(1e-3, share)) / 3) for label, share in chances.items()]
        best = max(LABELS, key=lambda label: chances[label])
        features.append(f"chance={best}/{step(chances[best])}")
        most = max((1 - word.opening.get("", 0.0) for word in words if word.opening), default=1.0)
        features.append(f"opens={step(most)}")

    def _chances(self, place: Place) -> dict[str, float]:
        """The model's probability of each label just here, with or without what it takes into names and we do not."""
        words = self._words
        starts, ends = [place.first], [place.end]
        if place.first and words[place.first - 1].text.lower() in _ARTICLES:
            starts.append(place.first - 1)
        if place.end < len(words) and words[place.end].text in _POSSESSIVES:
            ends.append(place.end + 1)
        best: dict[str, float] = dict.fromkeys(LABELS, 0.0)
        for start, end in itertools.product(starts, ends):
            shares: dict[str, float] = {}
            for label, share in words[start].chances.get(end - start, {}).items():
                if label in COARSE:
                    shares[COARSE[label]] = shares.get(COARSE[label], 0.0) + share
            for label, share in shares.items():
                best[label] = max(best[label], share)
        return best

    def _by_article(self, place: Place, features: list[str], values: list[tuple[str, float]]) -> None:
        article = self._article
        words = place.span.of(self._text)
        name = key(words)
        here = next((m for m in _overlapping(self._marked, self._marked_ends, place) if m.span == place.span), None)
        if article.marked[name] > (here is not None):
            shares = dict(article.shares[name])
            for label, share in _coarse_shares(here).items() if here is not None else ():
                shares[label] -= share
            total = sum(shares.values())
            if total > 0.1:
                best = max(LABELS, key=lambda label: shares[label])
                features.append(f"others={best}/{int(shares[best] / total > 0.8)}/{min(3, round(total))}")
                values += [(f"others_{label}", shares[label] / total) for label in LABELS]
        else:
            features.append("others_none")
        if name in article.settled:
            label, count = article.settled[name].most_common(1)[0]
            features.append(f"settled={label}/{min(count, 3)}")
        length = place.end - place.first
        if (folded := words.casefold()) in article.inside:
            label = article.inside[folded].most_common(1)[0][0]
            features.append(f"part_of={label}/{min(length, 2)}")
        if length == 1:
            if words in article.surnames:
                features.append("surname")
            if words in article.first_names:
                features.append("first_name")

    def _writing(self, place: Place, features: list[str]) -> None:
        words = place.span.of(self._text)
        parts = [word.text for word in self._words[place.first : place.end]]
        first, length = self._words[place.first], len(parts)
        if words.isupper() and len(words) > 1:
            features.append("shape=ALL")
        elif len(words) == 1:
            features.append("shape=letter")
        elif length == 1 and words[:1].isdigit():
            features.append("shape=digits")
        else:
            features.append("shape=Large" if first.large else "shape=small")
        if any(letter.isdigit() for letter in words):
            features.append("digit")
        if words.isupper():
            features.append(f"capitals={min(len(words), 6)}")
        if any(part.islower() and part not in JOINERS for part in parts):
            features.append("small_word_within")
        features += [f"has={part}" for part in ("of", "and", "&", ":") if part in parts]
        features += [f"middle={part}" for part in parts[1:-1] if part in _MIDDLES]
        if "." in words and length > 1:
            features.append("dot")
        if "-" in words:
            features.append("hyphen")
        if parts[0] in ("The", "A", "An"):
            features.append("begins=The")
        if parts[0] in _OPENERS:
            features.append("begins=opener")
        if parts[-1].lower() in JOINERS and not parts[-1][:1].isupper():
            features.append("ends_in_joiner")
        large = [part.lower() for part in parts if part[:1].isupper()]
        small = sum(self._article.small[part] > 0 for part in large)
        features.append(f"seen_small={0 if not small else 1 if small < len(large) else 2}")
        if first.starts or place.first == 0:
            features.append("sentence")
            if length == 1:
                features.append("sentence_alone")
            if first.starts and small == len(large) == length:
                features.append("sentence_seen_small")
        if _DESIGNATION.fullmatch(parts[0]):
            features.append("designation")
        where = (place.span.start, place.span.end)
        if where in self._quoted:
            features.append("quoted")
        elif any(start <= where[0] and where[1] <= end for start, end in self._quoted):
            features.append("in_quotes")

    def _tags(self, place: Place, features: list[str]) -> None:
        words = self._words
        inside = range(place.first, place.end)
        features.append(f"tag_first={words[place.first].tag}")
        features.append(f"tag_last={words[place.end - 1].tag}")
        proper = sum(words[at].tag.startswith("NNP") for at in inside)
        features.append(f"proper={0 if not proper else 1 if proper < len(inside) else 2}")
        roots = [at for at in inside if words[at].head not in inside or words[at].head == at]
        features.append(f"roots={min(len(roots), 3)}")
        root = words[roots[0] if roots else place.end - 1]
        head = words[root.head].text.lower() if 0 <= root.head < len(words) else ""
        features.append(f"relation={root.relation}")
        if root.relation == "pobj":
            features.append(f"preposition={head if head in _WORDS_BEFORE else '?'}")

    def _beside(self, place: Place, features: list[str]) -> None:
        words = self._words
        starts = words[place.first].starts or place.first == 0
        before = words[place.first - 1] if place.first else None
        behind = words[place.end] if place.end < len(words) else None
        features.append(f"tag_before={before.tag if before else '^'}")
        features.append(f"tag_behind={behind.tag if behind else '$'}")
        if before is not None:
            if before.text.lower() in _WORDS_BEFORE:
                features.append(f"before={before.text.lower()}")
            if not starts and before.large:
                features += ["large_before", f"large_before={'NNP' if before.tag.startswith('NNP') else 'other'}"]
            if place.first > 1 and before.text in ("and", "of", "&") and words[place.first - 2].large:
                features.append(f"joined_before={before.text}")
            said = _BEFORE.get(before.text) or (
                _BEFORE.get(f"{words[place.first - 2].text} {before.text}") if place.first > 1 else None
            )
            if said is not None:
                features.append(f"said_before={COARSE[said]}")
            if before.text == "(":
                features.append("bracket" if behind is None or behind.text != ")" else "bracket_alone")
        if behind is not None:
            small = behind.text.lower()
            if small in _WORDS_BEHIND:
                features.append(f"behind={small}")
            if behind.large:
                features += ["large_behind", f"large_behind={'NNP' if behind.tag.startswith('NNP') else 'other'}"]
            if place.end + 1 < len(words) and behind.text in ("and", "of", "&") and words[place.end + 1].large:
                features.append(f"joined_behind={behind.text}")
            if small in _LAST_SMALL:
                features.append(f"said_behind={_LAST_SMALL[small]}")

    def _own_words(self, place: Place, features: list[str]) -> None:
        words = place.span.of(self._text)
        parts = [word.text for word in self._words[place.first : place.end]]
        last, kinds, peoples, known = parts[-1], name_kinds.kinds(), name_kinds.peoples(), well_known()
        of = parts.index("of") if "of" in parts[1:] else 0
        if len(parts) > 1:
            head = parts[of - 1] if of else last
            if head in _LAST:
                features.append(f"last={_LAST[head]}")
            if parts[0] in _LEADING:
                features.append(f"leading={_LEADING[parts[0]]}")
            if parts[1] in ("of", "for") and parts[0] in _FIRST:
                features.append(f"first={_FIRST[parts[0]]}")
            if last.lower() in kinds:
                features.append(f"last_kind={kinds[last.lower()]}")
            if of and parts[of - 1].lower() in kinds:
                features.append(f"kind_of={kinds[parts[of - 1].lower()]}")
        else:
            if words in _LAST:
                features.append(f"alone={_LAST[words]}")
            if last.lower() in kinds:
                features.append(f"alone_kind={kinds[last.lower()]}")
        if words in known:
            features.append("place")
        elif last in known:
            features.append("place_last")
        elif parts[0] in known:
            features.append("place_first")
        if words in peoples:
            features.append("people")
        elif last in peoples:
            features.append("people_last")
        elif parts[0] in peoples:
            features.append("people_first")


def _overlapping(mentions: list[Mention], ends: list[int], place: Place) -> list[Mention]:
    """Mentions never overlap one another, so their ends are in order."""
    near: list[Mention] = []
    for at in range(bisect_right(ends, place.span.start), len(mentions)):
        if mentions[at].span.start >= place.span.end:
            break
        near.append(mentions[at])
    return near


def _how(mention: Mention, place: Place) -> str:
    if mention.span.contains(place.span):
        return "around"
    return "within" if place.span.contains(mention.span) else "across"


class _Beside:
    """The nouns beside a place that say what it is, as cues that hold wherever the same name stands."""

    def __init__(self, words: Sequence[Word], place: Place) -> None:
        self._words = words
        self.cues: list[str] = []
        first = words[place.first]
        if not first.starts and place.first:
            self._before(place.first - 1)
        self._behind(place.end)

    def _small(self, at: int) -> str:
        return self._words[at].text.lower() if 0 <= at < len(self._words) else ""

    def _kind(self, at: int) -> str | None:
        return name_kinds.kinds().get(self._small(at))

    def _before(self, at: int) -> None:
        word = self._small(at)
        if word in ("in", "near"):
            self.cues.append("in")
        elif word in ("the", "by"):
            self.cues.append(word)
        if word in _OPEN_QUOTES:
            at -= 1
            word = self._small(at)
        kind = self._kind(at)
        if kind is not None:
            self.cues.append(f"before={kind}")
        elif word in (",", ":", "called", "named", "titled", "entitled") and (kind := self._kind(at - 1)):
            self.cues.append(f"before_comma={kind}")
        elif word == "of" and (kind := self._kind(at - 1)):
            self.cues.append(f"before_of={kind}")
        elif word == "the" and self._small(at - 1) == "of" and (kind := self._kind(at - 2)):
            self.cues.append(f"before_of_the={kind}")
        elif word == "as" and self._small(at - 1) == "such" and (kind := self._kind(at - 2)):
            self.cues.append(f"such={kind}")

    def _behind(self, at: int) -> None:
        word = self._small(at)
        if word in _SPEAKING:
            self.cues.append("speaks")
        if word in _CLOSE_QUOTES:
            at += 1
            word = self._small(at)
        if word == "'s" and (kind := self._kind(at + 1)):
            self.cues.append(f"possesses={kind}")
        elif at < len(self._words) and self._words[at].text.islower() and (kind := self._kind(at)):
            self.cues.append(f"behind={kind}")
        if word == "(":
            if self._small(at + 2) == ")" and (kind := self._kind(at + 1)):
                self.cues.append(f"bracket={kind}")
            close = at
            while close < min(len(self._words), at + 15) and self._words[close].text != ")":
                close += 1
            at = close + 1
        comma = self._small(at) == ","
        if comma and self._small(at + 1) in ("is", "was"):
            at, comma = at + 1, False
        if comma and self._small(at + 1) in _DETERMINERS:
            self._noun(at + 2, "apposed")
        elif self._small(at) in _COPULAS and self._small(at + 1) in _DETERMINERS:
            self._noun(at + 1, "is_a")

    def _noun(self, at: int, how: str) -> None:
        """The last of the nouns that come next says what it is."""
        for place in range(at, min(len(self._words), at + 8)):
            word = self._words[place]
            if word.kind == "NOUN":
                if place + 1 < len(self._words) and self._words[place + 1].kind == "NOUN":
                    continue
                self.cues.append(f"{how}={name_kinds.kinds().get(word.text.lower(), '?')}")
                return
            if word.text in (",", ".", ";", "of", "in", "that", "which"):
                return


__all__ = ["COARSE", "LABELS", "Article", "Described", "step"]
