"""How well people, places and organisations are found, beside the bare language model, on gold that nobody here wrote.

`python tests/bench/bench_names.py --data DIR` prints every measure: exact and partial F1 for each data set and type,
for all of it, for the half that rules and weights were made with, and for the half that was held back; how well the
scores tell right from wrong, and how many marks of each score are right.
"""

# ruff: noqa: T201 - results go to standard output
from __future__ import annotations

import argparse
import itertools
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "desktop")]

from harness import Row, Skipped, area  # noqa: E402 - found by the line above
from name_gold import NAMES, Gold, Marks, read  # noqa: E402

from pressmark.core.text import paragraphs  # noqa: E402
from pressmark.detect import entities, name_decider, names, transitions  # noqa: E402
from pressmark.detect.models import choose, load  # noqa: E402
from pressmark.detect.name_features import COARSE  # noqa: E402
from pressmark.detect.name_spans import Word  # noqa: E402
from pressmark.detect.pieces import pieces  # noqa: E402

STEPS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.01)
"""Between these, marks of like probability are counted together."""


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
    read: tuple[names.Reading, list[names.Mention], list[list[Word]]]

    @property
    def ruled(self) -> Marks:
        """By the rules alone, before all evidence is weighed."""
        reading, mentions, _ = self.read
        return _coarse(names.settled(reading, mentions))

    @property
    def ours(self) -> Marks:
        """In the four labels."""
        return _coarse(self.settled)


def found(data: Path, name: str) -> list[Found]:
    """Every text of a data set, read."""
    nlp = load(choose())
    read_texts: list[Found] = []
    for gold in read(data, name):
        parts = list(pieces(gold.text, paragraphs(gold.text)))
        bare: Marks = {}
        mentions: list[names.Mention] = []
        proper: set[int] = set()
        words: list[list[Word]] = []
        texts = (part.of(gold.text) for part in parts)
        for part, (doc, said) in zip(parts, transitions.read(nlp, texts, batch_size=8), strict=True):
            for entity in doc.ents:
                if entity.label_ in COARSE:
                    place = part.start + entity.start_char, part.start + entity.end_char
                    bare[place] = COARSE[entity.label_]
            mentions += entities.mentions(doc, part.start, gold.text, said.names)
            words.append(entities.words(doc, part.start, said))
            proper.update(part.start + token.idx for token in doc if token.tag_.startswith("NNP"))
        reading = names.Reading(gold.text, parts, frozenset(proper))
        settled = name_decider.named(reading, mentions, words)
        read_texts.append(Found(gold, bare, _coarse(mentions), settled, (reading, mentions, words)))
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


def rows(data: Path | None) -> Iterator[Row]:
    """Wrong in a hundred (100 less exact F1), ours beside the bare model."""
    if data is None or not (data / "ner").is_dir() or not (data / "gum").is_dir():
        raise Skipped("a folder with ner/ and gum/ as --data")
    for name in NAMES:
        texts = found(data, name)[1::2]
        bare = compared([(text.gold.marks, text.bare) for text in texts])[""]
        ours = compared([(text.gold.marks, text.ours) for text in texts])[""]
        yield Row(
            f"{name}, held back: names, exact",
            100 - 100 * ours.exact,
            100 - 100 * bare.exact,
            "the bare model",
            "100 - F1",
        )
        yield Row(
            f"{name}, held back: names, partial",
            100 - 100 * ours.partial,
            100 - 100 * bare.partial,
            "the bare model",
            "100 - F1",
        )


def main() -> int:
    """The measures in full."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    judgements: list[tuple[names.Mention, bool]] = []
    for name in NAMES:
        texts = found(options.data, name)
        halves = {name: texts, f"{name}, learned from": texts[::2], f"{name}, held back": texts[1::2]}
        for title, some in halves.items():
            print(title)
            for who in ("bare", "trimmed", "ruled", "ours"):
                scores = compared([(text.gold.marks, getattr(text, who)) for text in some])
                types = "  ".join(f"{kind} {score.exact:.3f}" for kind, score in sorted(scores.items()) if kind)
                print(f"  {who:8} exact {scores[''].exact:.3f}  partial {scores[''].partial:.3f}  {types}")
        held = judged(texts[1::2])
        scored = [(mention.sure or mention.score, right) for mention, right in held]
        print(f"  scores of our marks tell right from wrong: {area(scored):.3f}")
        if name != "wnut17":
            judgements += held
    print("of the marks that were given such a score, so many were right (articles held back):")
    for low, high in itertools.pairwise(STEPS):
        inside = [(m.sure or m.score, right) for m, right in judgements if low <= (m.sure or m.score) < high]
        if inside:
            mean, right = sum(score for score, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            print(f"  {mean:.3f}: {right:.2f} of {len(inside)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
