"""Gold of people, places and organisations that nobody here wrote, read into texts and marks of four kinds.

`wikigold` and `wnut17` are files of columns. `gum` marks every noun phrase, with what it refers to; its names are the
proper nouns around a phrase's head, without the titles before them, and the adjectives of peoples, which it leaves
unmarked. Proper nouns that become no name so are `unsure`: nobody can say whether a name there is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pressmark.detect import name_kinds
from pressmark.detect.name_words import word_set

Marks = dict[tuple[int, int], str]
NAMES = ("wikigold", "wnut17", "gum")

_WNUT = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "MISC",
         "creative-work": "MISC"}  # fmt: skip
_GUM = {"person": "PER", "place": "LOC", "organization": "ORG", "event": "MISC", "object": "MISC", "abstract": "MISC"}
_NO_SPACE_BEFORE = frozenset([*".,;:!?)]%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m"])
_TITLES = word_set(
    "President Prime Minister Professor Emeritus Mr. Mr Ms Ms. Mrs Mrs. Dr. Dr Sir Major General Secretary Ambassador "
    "Administrator Judge Justice Senator Queen King Prince Father Sheriff Captain Chairman Director Home Environment "
    "U.S. US United States"
)
_BRACKETS = re.compile(r"\([^()]+\)?|[^()]+\)")


@dataclass(frozen=True, slots=True)
class Gold:
    """A text, where its names stand, and where nobody can say."""

    text: str
    marks: Marks
    unsure: tuple[tuple[int, int], ...] = ()


def read(data: Path, name: str) -> list[Gold]:
    """The texts of one of `NAMES`, in order: articles, and for WNUT posts.

    Raises:
        OSError: when its files are not there.
    """
    if name == "gum":
        return [_phrases(path) for path in sorted((data / "gum").glob("*.conllu"))]
    if name == "wikigold":
        return list(_columns(data / "ner" / "wikigold.conll"))
    return [post for gold in _columns(data / "ner" / "wnut17.test") for post in _lines(gold)]


def _lines(gold: Gold) -> Iterator[Gold]:
    start = 0
    for line in gold.text.split("\n"):
        end = start + len(line)
        inside = {(a - start, b - start): label for (a, b), label in gold.marks.items() if start <= a and b <= end}
        if line.strip():
            yield Gold(line, inside)
        start = end + 1


def _columns(path: Path) -> Iterator[Gold]:
    lines: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if line.startswith("-DOCSTART-"):
            yield from _built(lines)
            lines = [[]]
        elif not cells:
            lines.append([])
        else:
            lines[-1].append((cells[0], cells[-1]))
    yield from _built(lines)


def _built(sentences: list[list[tuple[str, str]]]) -> Iterator[Gold]:
    text = ""
    marks: Marks = {}
    for sentence in sentences:
        before, quoted, start = "", False, -1
        label = ""
        for word, tag in [*sentence, ("\n", "O")]:
            tight = word in _NO_SPACE_BEFORE or before in ("", "(", "[", "$") or (word == '"' and quoted)
            space = "" if tight or word == "\n" or (before == '"' and quoted) else " "
            if label and (tag == "O" or tag[:2] == "B-" or tag[2:] != label):
                marks[start, len(text)] = _WNUT.get(label, label)
                label = ""
            if tag != "O" and not label:
                start, label = len(text) + len(space), tag[2:]
            text += space + word
            quoted ^= word == '"'
            before = word
    if text.strip():
        yield Gold(text, marks)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    kind: str
    tag: str
    number: int
    head: int
    relation: str

    @property
    def proper(self) -> bool:
        return self.kind == "PROPN" or self.tag.startswith("NNP")


@dataclass(slots=True)
class _Phrase:
    number: str
    kind: str
    first: int
    end: int = 0


def _phrases(path: Path) -> Gold:
    text, words, phrases = _conllu(path)
    found: list[tuple[int, int, str]] = []
    for phrase in phrases:
        label = _GUM.get(phrase.kind)
        name = _name(text, words[phrase.first : phrase.end], phrase.kind) if label else None
        if label and name is not None:
            found.append((*name, label))
    marks: Marks = {}
    for start, end, label in sorted(found, key=lambda name: (name[0] - name[1], name[0])):
        if not any(a < end and start < b for a, b in marks):
            marks[start, end] = label
    peoples = name_kinds.peoples()
    for word in words:
        free = not any(a < word.end and word.start < b for a, b in marks)
        if free and word.kind == "ADJ" and text[word.start : word.end] in peoples:
            marks[word.start, word.end] = "MISC"
    unsure = (
        (word.start, word.end)
        for word in words
        if word.proper and not any(a <= word.start and word.end <= b for a, b in marks)
    )
    return Gold(text, marks, tuple(unsure))


def _name(text: str, words: list[_Word], kind: str) -> tuple[int, int] | None:
    """The proper nouns around the head of a phrase."""
    numbers = {word.number for word in words}
    root = next((at for at, word in enumerate(words) if word.head not in numbers), None)
    if root is None or words[root].kind != "PROPN":
        return None
    first, end = root, root + 1
    while first and (words[first - 1].proper or (first > 1 and words[first - 1].kind == "NUM")):
        first -= 1
    while end < len(words) and (words[end].proper or words[end].kind == "NUM" or words[end].relation == "flat"):
        end += 1
    if kind != "person" and end < len(words) - 1 and text[words[end].start : words[end].end] in ("of", "for"):
        rest = end + 1 + (text[words[end + 1].start : words[end + 1].end].lower() == "the")
        if rest < len(words) and all(word.proper for word in words[rest:]):
            end = len(words)
    if kind == "person":
        while first < end and text[words[first].start : words[first].end] in _TITLES:
            first += 1
    if first == end or text[words[first].start].islower():
        return None
    name = text[words[first].start : words[end - 1].end]
    return None if "www" in name or "http" in name or "#" in name else (words[first].start, words[end - 1].end)


def _conllu(path: Path) -> tuple[str, list[_Word], list[_Phrase]]:
    """The text as it was printed, its words, and its phrases."""
    text, space = "", ""
    words: list[_Word] = []
    done: list[_Phrase] = []
    open_phrases: list[_Phrase] = []
    joined = (0, 0, False)  # the words of one printed word, and whether a space follows it
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar"):
            space = "\n" if text else ""
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        tight = "SpaceAfter=No" in cells[9]
        if "-" in cells[0]:
            low, high = map(int, cells[0].split("-"))
            joined = (low, high, tight)
        if not cells[0].isdigit():
            continue
        number = int(cells[0])
        if joined[0] <= number <= joined[1]:
            tight = joined[2] if number == joined[1] else True
        start = len(text) + len(space)
        text += space + cells[1]
        space = "" if tight else " "
        words.append(_Word(start, len(text), cells[3], cells[4], number, int(cells[6]), cells[7]))
        if number == joined[1]:
            joined = (0, 0, False)
        entity = re.search(r"Entity=([^|]*)", cells[9])
        for bracket in _BRACKETS.findall(entity[1]) if entity else ():
            parts = bracket.strip("()").split("-")
            if bracket[0] == "(":
                open_phrases.append(_Phrase(parts[0], parts[1], len(words) - 1))
            if bracket[-1] == ")":
                phrase = next((each for each in reversed(open_phrases) if each.number == parts[0]), None)
                if phrase is not None:
                    open_phrases.remove(phrase)
                    phrase.end = len(words)
                    done.append(phrase)
    return text, words, done
