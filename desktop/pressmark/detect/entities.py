"""People, places, organisations: what the language model marks, with one label for one name and an honest score."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pressmark.core.annotation import Candidate
from pressmark.core.labels import DATE_LABELS, FIGURE_LABELS
from pressmark.core.span import Span, trimmed
from pressmark.detect.name_spans import Word
from pressmark.detect.names import Mention
from pressmark.detect.transitions import Recognised, Sureness

if TYPE_CHECKING:
    from spacy.tokens import Doc

ORIGIN = "rule:names"
"""Of marks that a rule of `names` changed or added."""

NOT_ENTITIES = DATE_LABELS | FIGURE_LABELS
"""Labels that the detectors of dates and figures own; the model's marks of these kinds are not taken."""

UNMEASURED = 0.5
"""The score where nothing was measured: it is right or it is not."""

CALIBRATION = (
    (0.40, 0.32), (0.56, 0.33), (0.73, 0.50), (0.85, 0.58), (0.96, 0.60), (0.981, 0.76), (0.9905, 0.82), (0.9969, 0.87),
    (0.9981, 0.92), (0.9993, 0.96), (1.0, 0.99),
)  # fmt: skip
"""Score of the model, and the share of marks with such a score whose ends and label were right.

By isotonic regression on the half of WikiGold that nobody looked at while the rules were written, where the names are
rarer than in news: scores in news are on the careful side (`tests/bench/bench_names.py`).
"""

EVIDENCE = (
    (0.0, 0.0), (0.23, 0.2), (0.359, 0.34), (0.453, 0.42), (0.548, 0.44), (0.652, 0.52), (0.749, 0.58), (0.854, 0.78),
    (0.928, 0.87), (0.966, 0.91), (0.986, 0.93), (1.0, 0.94),
)  # fmt: skip
"""Probability by all evidence, and the share of such marks that were right: in the articles of WikiGold and GUM that
were held back from learning (`tests/bench/bench_names.py` prints it)."""

PRECISION_OF_RULES = {
    "acronym": 0.82,
    "definition": 0.93,
    "list": 0.55,
    "majority": 0.56,
    "nickname": 0.75,
    "place": 0.80,
    "quoted title": 0.42,
    "repeated": 0.45,
    "stands where places stand": 0.73,
    "surname": 0.65,
    "whole name": 0.80,
    "word before the name": 0.50,
    "word in the name": 0.67,
}
"""The share of marks that each rule of `names` changed or added that were right, on the same texts, counted with one
right and one wrong more, as some rules acted only a few times there."""

_SCORE_BEHIND = re.compile(r"(?<=\S)\s+[0-9]{1,3}[-–][0-9]{1,3}$")
"""The model reads a team and its result as one name: "beat Wolfsburg 3-2"."""
_POSSESSIVES = ("'s", "’s", "'S", "’S", "'", "’")
_ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)")
_OWN_ARTICLE = re.compile(r"The\s+(?=\S)")
_SENTENCE_BEFORE = re.compile(r"[.!?:…\n\"“”'‘(]\s*\Z")


def mentions(doc: Doc, offset: int, text: str, sure: Sequence[Sureness] = ()) -> list[Mention]:
    """The model's entities in one piece, in text order, as code points of the article.

    Args:
        doc: the piece, read by the model.
        offset: where the piece begins in the article.
        text: the article.
        sure: how sure the model was of each of `doc.ents`; empty where it does not say.
    """
    found: list[Mention] = []
    for at, entity in enumerate(doc.ents):
        if entity.label_ in NOT_ENTITIES:
            continue
        span = _trim(text, offset + entity.start_char, offset + entity.end_char, offset)
        if span is None:
            continue
        if sure:
            labels = {label: share for label, share in sure[at].labels.items() if label not in NOT_ENTITIES}
            found.append(Mention(span, entity.label_, sure[at].score, labels))
        else:
            found.append(Mention(span, entity.label_))
    return found


def words(doc: Doc, offset: int, said: Recognised) -> list[Word]:
    """The tokens of one piece as `name_decider` asks for them; none where the model does not tell its openings.

    Args:
        doc: the piece, read by the model.
        offset: where the piece begins in the article.
        said: what the model said of it besides its names.
    """
    if not said.openings:
        return []
    chances = said.chances or [{} for _ in doc]
    return [
        Word(
            Span(offset + token.idx, offset + token.idx + len(token)),
            token.text,
            token.tag_,
            token.pos_,
            token.dep_,
            token.head.i,
            bool(token.is_sent_start),
            opening,
            chance,
        )
        for token, opening, chance in zip(doc, said.openings, chances, strict=True)
    ]


def _trim(text: str, start: int, end: int, least: int) -> Span | None:
    """Without white space, a possessive ending and an article, which OntoNotes puts in the name and readers do not.

    A "The" that is written large within a sentence is part of the name ("met in The Hague") and is taken in.
    """
    span = trimmed(text, start, end)
    if span is None:
        return None
    words = span.of(text)
    score = _SCORE_BEHIND.search(words)
    if score is not None:
        span = trimmed(text, span.start, span.start + score.start()) or span
    span = _without_possessive(text, span)
    article = _ARTICLE.match(text, span.start, span.end)
    if article is not None:
        return Span(article.end(), span.end)
    own = _OWN_ARTICLE.match(text, span.start, span.end)
    if own is not None:
        return Span(own.end(), span.end) if _begins_sentence(text, span.start, least) else span
    before = span.start - len("The ")
    if before > least and text.startswith("The ", before) and not _begins_sentence(text, before, least):
        return Span(before, span.end)
    return span


def _begins_sentence(text: str, at: int, least: int) -> bool:
    return at <= least or _SENTENCE_BEFORE.search(text[max(least, at - 4) : at]) is not None


def _without_possessive(text: str, span: Span) -> Span:
    words = span.of(text)
    for ending in _POSSESSIVES:
        if words.endswith(ending) and len(words) > len(ending):
            if len(ending) == 1 and (words[0] in "'‘" or words[-2].lower() != "s"):
                break  # a closing quotation mark
            return trimmed(text, span.start, span.end - len(ending)) or span
    return span


def candidates(found: Iterable[Mention], *, model: str, measured: Mapping[str, float]) -> list[Candidate]:
    """Candidates of an article's mentions, with the share of such marks that were right as their score.

    A mark that a rule changed or added says so in its origin. Where the model says no probability of its own, the
    score is the precision that its authors measured for the label.

    Args:
        found: the settled mentions of one article.
        model: name and version of the model.
        measured: precision of each label, 0 to 1.
    """
    made: list[Candidate] = []
    for mention in found:
        if mention.sure is not None:
            score = calibrated(mention.sure, EVIDENCE)
        elif mention.rule:
            score = PRECISION_OF_RULES.get(mention.rule, UNMEASURED)
        elif mention.labels:
            score = calibrated(mention.score)
        else:
            score = measured.get(mention.label, UNMEASURED)
        origin = ORIGIN if mention.rule else f"model:{model}"
        made.append(Candidate(mention.span, mention.label, origin, round(score, 3)))
    return made


def calibrated(score: float, table: Sequence[tuple[float, float]] = CALIBRATION) -> float:
    """The share of marks with such a score that were right, 0 to 1; grows with the score.

    Args:
        score: 0 to 1.
        table: scores and shares, both growing.
    """
    at = bisect_right(table, (score, 2.0))
    if at == len(table):
        return table[-1][1]
    if at == 0:
        return table[0][1]
    (low, right_low), (high, right_high) = table[at - 1], table[at]
    return right_low + (right_high - right_low) * (score - low) / (high - low)


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates by start, the longer first, then by label."""
    return sorted(candidates, key=lambda c: (c.span.start, -c.span.end, c.label))
