"""People, places, organisations: what the language model marks, with one label for one name and an honest score."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressmark.core.annotation import Candidate
from pressmark.core.labels import DATE_LABELS, FIGURE_LABELS
from pressmark.core.span import Span, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOT_ENTITIES = DATE_LABELS | FIGURE_LABELS
"""Labels that the detectors of dates and figures own; the model's marks of these kinds are not taken."""

UNMEASURED = 0.5
"""The score of a label for which the model's authors give no precision: it is right or it is not."""

_SCORE_BEHIND = re.compile(r"(?<=\S)\s+[0-9]{1,3}[-–][0-9]{1,3}$")
"""The model reads a team and its result as one name: "beat Wolfsburg 3-2"."""
_POSSESSIVES = ("'s", "’s", "'S", "’S", "'", "’")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the model saw a name, before the article as a whole is asked."""

    span: Span
    label: str
    name: str


def mentions(doc: Doc, offset: int, text: str) -> list[Mention]:
    """The model's entities in one piece, in text order, as code points of the article.

    Args:
        doc: the piece, read by the model.
        offset: where the piece begins in the article.
        text: the article.
    """
    found: list[Mention] = []
    for entity in doc.ents:
        if entity.label_ in NOT_ENTITIES:
            continue
        span = _trim(text, offset + entity.start_char, offset + entity.end_char)
        if span is not None:
            found.append(Mention(span, entity.label_, _name(span.of(text))))
    return found


def _trim(text: str, start: int, end: int) -> Span | None:
    """Without white space and without a possessive ending, which OntoNotes puts in the name and readers do not."""
    span = trimmed(text, start, end)
    if span is None:
        return None
    words = span.of(text)
    score = _SCORE_BEHIND.search(words)
    if score is not None:
        return trimmed(text, span.start, span.start + score.start())
    for ending in _POSSESSIVES:
        if words.endswith(ending) and len(words) > len(ending):
            if len(ending) == 1 and (words[0] in "'‘" or words[-2].lower() != "s"):
                break  # a closing quotation mark
            return trimmed(text, span.start, span.end - len(ending))
    return span


def _name(words: str) -> str:
    """The same for every way of writing a name that this article may use."""
    folded = " ".join(words.casefold().split())
    return folded.removeprefix("the ") or folded


def agreed(found: Sequence[Mention], *, origin: str, measured: Mapping[str, float]) -> list[Candidate]:
    """Gives every mention of one name the label that most of its mentions have.

    spaCy's recogniser says no probability. The score is what its authors measured: the share of marks of this label
    that were right, times the share of this name's mentions in the article that agree, counted with one more that
    does: `precision * (agreeing + 1) / (mentions + 1)`. A name marked alike everywhere keeps the label's precision.

    Args:
        found: the mentions of one article.
        origin: of the candidates.
        measured: precision of each label, 0 to 1.
    """
    by_name: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in found:
        by_name[mention.name][mention.label] += 1
    candidates: list[Candidate] = []
    for mention in found:
        votes = by_name[mention.name]
        # At equal votes the label that the model gets right more often wins, then the alphabet: always the same.
        label = max(votes, key=lambda name: (votes[name], measured.get(name, UNMEASURED), name))
        score = measured.get(label, UNMEASURED) * (votes[label] + 1) / (votes.total() + 1)
        candidates.append(Candidate(mention.span, label, origin, round(min(1.0, score), 3)))
    return candidates


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates by start, the longer first, then by label."""
    return sorted(candidates, key=lambda c: (c.span.start, -c.span.end, c.label))
