"""How well people, places and organisations are found, beside the bare language model, on gold that nobody here wrote.

`python tests/bench/bench_names.py --data DIR` prints every measure: exact and partial F1 for each data set and type,
the half of WikiGold that nobody looked at while rules were written, and how well the scores tell right from wrong.
`--calibrate` prints the two tables of `detect.entities` anew, from that half.
"""

# ruff: noqa: T201 - results go to standard output
from __future__ import annotations

import argparse
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "desktop")]

from harness import Row, Skipped  # noqa: E402 - found by the line above

from pressmark.core.text import paragraphs  # noqa: E402
from pressmark.detect import entities, names, transitions  # noqa: E402
from pressmark.detect.models import choose, load  # noqa: E402
from pressmark.detect.pieces import pieces  # noqa: E402

COARSE = {
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC",
    "WORK_OF_ART": "MISC", "PRODUCT": "MISC", "LAW": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip
"""OntoNotes labels as the four of CoNLL-2003."""

SETS = {
    "wikigold": (Path("ner/wikigold.conll"), {}),
    "wnut17": (
        Path("ner/wnut17.test"),
        {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "MISC",
         "creative-work": "MISC"},
    ),
}  # fmt: skip

Marks = dict[tuple[int, int], str]
_NO_SPACE_BEFORE = frozenset([*".,;:!?)]%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m"])


@dataclass(frozen=True, slots=True)
class Gold:
    """A text put together from tokens, a sentence a line, and where its names stand."""

    text: str
    marks: Marks


def read(path: Path, labels: dict[str, str]) -> Iterator[Gold]:
    """The articles of a file of columns; WNUT has none and is one article."""
    lines: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if line.startswith("-DOCSTART-"):
            yield from _built(lines, labels)
            lines = [[]]
        elif not cells:
            lines.append([])
        else:
            lines[-1].append((cells[0], cells[-1]))
    yield from _built(lines, labels)


def _built(sentences: list[list[tuple[str, str]]], labels: dict[str, str]) -> Iterator[Gold]:
    text = ""
    marks: Marks = {}
    for sentence in sentences:
        before, quoted, start = "", False, -1
        label = ""
        for word, tag in [*sentence, ("\n", "O")]:
            tight = word in _NO_SPACE_BEFORE or before in ("", "(", "[", "$") or (word == '"' and quoted)
            space = "" if tight or word == "\n" or (before == '"' and quoted) else " "
            if label and (tag == "O" or tag[:2] == "B-" or tag[2:] != label):
                marks[start, len(text)] = labels.get(label, label)
                label = ""
            if tag != "O" and not label:
                start, label = len(text) + len(space), tag[2:]
            text += space + word
            quoted ^= word == '"'
            before = word
    if text.strip():
        yield Gold(text, marks)


@dataclass(slots=True)
class Score:
    """Right, said and true, exactly and in part."""

    right: int = 0
    partly: int = 0
    said: int = 0
    true: int = 0

    @property
    def exact(self) -> float:
        """F1, ends and label."""
        return 2 * self.right / max(1, self.said + self.true)

    @property
    def partial(self) -> float:
        """F1 of marks that overlap one of the same label."""
        return 2 * self.partly / max(1, self.said + self.true)


def compared(pairs: list[tuple[Marks, Marks]]) -> dict[str, Score]:
    """By type, and under "" for all."""
    scores: dict[str, Score] = defaultdict(Score)
    for gold, found in pairs:
        for kind in ("", *set(COARSE.values())):
            score = scores[kind]
            mine = {place for place, label in found.items() if kind in ("", label)}
            true = {place for place, label in gold.items() if kind in ("", label)}
            score.said += len(mine)
            score.true += len(true)
            score.right += sum(place in gold and gold[place] == found[place] for place in mine)
            free = sorted(true)
            for place in sorted(mine):
                hit = next((g for g in free if g[0] < place[1] and place[0] < g[1] and gold[g] == found[place]), None)
                if hit is not None:
                    free.remove(hit)
                    score.partly += 1
    return scores


@dataclass(frozen=True, slots=True)
class Found:
    """The names of one text: as the model marks them, trimmed as we do, and settled by the rules."""

    gold: Gold
    bare: Marks
    trimmed: Marks
    settled: list[names.Mention]

    @property
    def ours(self) -> Marks:
        """In the four labels."""
        return _coarse(self.settled)


def found(data: Path, name: str) -> list[Found]:
    """Every text of a data set, read."""
    path, labels = SETS[name]
    nlp = load(choose())
    read_texts: list[Found] = []
    for gold in read(data / path, labels):
        parts = list(pieces(gold.text, paragraphs(gold.text)))
        bare: Marks = {}
        mentions: list[names.Mention] = []
        proper: set[int] = set()
        texts = (part.of(gold.text) for part in parts)
        for part, (doc, sure) in zip(parts, transitions.read(nlp, texts, batch_size=8), strict=True):
            for entity in doc.ents:
                if entity.label_ in COARSE:
                    place = part.start + entity.start_char, part.start + entity.end_char
                    bare[place] = COARSE[entity.label_]
            mentions += entities.mentions(doc, part.start, gold.text, sure)
            proper.update(part.start + token.idx for token in doc if token.tag_.startswith("NNP"))
        settled = names.settled(names.Reading(gold.text, parts, frozenset(proper)), mentions)
        read_texts.append(Found(gold, bare, _coarse(mentions), settled))
    return read_texts


def _coarse(mentions: list[names.Mention]) -> Marks:
    return {(m.span.start, m.span.end): COARSE[m.label] for m in mentions if m.label in COARSE}


def judged(texts: list[Found]) -> list[tuple[names.Mention, bool]]:
    """Every mention, and whether it is gold."""
    return [
        (mention, text.gold.marks.get((mention.span.start, mention.span.end)) == COARSE.get(mention.label))
        for text in texts
        for mention in text.settled
    ]


def area(scored: list[tuple[float, bool]]) -> float:
    """How often a right mark has a higher score than a wrong one: the area under the ROC curve."""
    wrong = sorted(score for score, right in scored if not right)
    right = [score for score, is_right in scored if is_right]
    below = sum(bisect_left(wrong, score) + bisect_right(wrong, score) for score in right)
    return below / (2 * max(1, len(right)) * max(1, len(wrong)))


def isotonic(scored: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Score and share of right marks, growing: pool adjacent violators, thinned to blocks of fifty and more."""
    blocks: list[list[float]] = []  # sum of scores, right, count
    for score, right in sorted(scored):
        blocks.append([score, float(right), 1.0])
        while len(blocks) > 1 and (
            blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2] or blocks[-2][2] < 50
        ):
            last = blocks.pop()
            blocks[-1] = [one + two for one, two in zip(blocks[-1], last, strict=True)]
    return [(total / count, right / count) for total, right, count in blocks]


def rows(data: Path | None) -> Iterator[Row]:
    """Wrong in a hundred (100 less exact F1), ours beside the bare model."""
    if data is None or not (data / "ner").is_dir():
        raise Skipped("a folder with ner/ as --data")
    for name in SETS:
        texts = found(data, name)
        bare = compared([(text.gold.marks, text.bare) for text in texts])[""]
        ours = compared([(text.gold.marks, text.ours) for text in texts])[""]
        yield Row(f"{name}: names, exact", 100 - 100 * ours.exact, 100 - 100 * bare.exact, "the bare model", "100 - F1")
        yield Row(
            f"{name}: names, partial", 100 - 100 * ours.partial, 100 - 100 * bare.partial, "the bare model", "100 - F1"
        )


def main() -> int:
    """The measures in full."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--calibrate", action="store_true", help="print the tables of detect.entities anew")
    options = parser.parse_args()
    for name in SETS:
        texts = found(options.data, name)
        halves = {name: texts}
        if name == "wikigold":
            halves |= {f"{name}, looked at": texts[::2], f"{name}, held back": texts[1::2]}
        for title, some in halves.items():
            print(title)
            for who in ("bare", "trimmed", "ours"):
                scores = compared([(text.gold.marks, getattr(text, who)) for text in some])
                types = "  ".join(f"{kind} {score.exact:.3f}" for kind, score in sorted(scores.items()) if kind)
                print(f"  {who:8} exact {scores[''].exact:.3f}  partial {scores[''].partial:.3f}  {types}")
        held = judged(texts[1::2] or texts)
        scored = [(mention.score, right) for mention, right in held if not mention.rule]
        print(f"  scores of the model's own marks tell right from wrong: {area(scored):.3f}")
        if options.calibrate and name == "wikigold":
            print("CALIBRATION =", tuple((round(low, 4), round(right, 3)) for low, right in isotonic(scored)))
            by_rule: dict[str, list[bool]] = defaultdict(list)
            for mention, right in held:
                by_rule[mention.rule].append(right)
            print({rule: (round(sum(r) / len(r), 2), len(r)) for rule, r in sorted(by_rule.items())})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
