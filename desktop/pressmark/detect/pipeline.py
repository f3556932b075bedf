"""The whole reading of one article: entities, dates and figures, brought into one row of candidates."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from pressmark.core.annotation import Candidate
from pressmark.core.article import Token
from pressmark.core.errors import Cancelled
from pressmark.core.ports import DetectionRequest, DetectionResult
from pressmark.core.span import Span
from pressmark.detect import ages, datelines, dates, entities, figures, name_decider, names, transitions
from pressmark.detect.models import ModelChoice, choose, load
from pressmark.detect.name_spans import Word
from pressmark.detect.pieces import pieces

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 8
"""Pieces that the model reads at once: measured as fast as larger batches, and a cancel waits for one batch."""

NAMES_THAT_HOLD_NUMBERS = frozenset({"EVENT", "FAC", "LAW", "ORG", "PRODUCT", "WORK_OF_ART", "LOC", "GPE", "NORP"})
"""Labels of names of which a number may be a part: "Boeing 737", "the 1992 Olympics"."""

GOOD_ENOUGH = 0.4
"""The score from which a longer name keeps the number inside it from being a figure or a date."""

OneDone = Callable[[int, int], None]


class Pipeline:
    """Implements `ports.Detector`. Not safe in two threads at once.

    Args:
        model: the pipeline to load, or None to find dates and figures only.

    Raises:
        UserError: when the model is refused or broken.
    """

    def __init__(self, model: ModelChoice | None) -> None:
        self.model = model
        self._nlp: Language | None = None if model is None else load(model)
        parts = ([] if model is None else [model.identity, names.VERSION]) + [dates.VERSION, figures.VERSION]
        self.version = " ".join(parts)

    @classmethod
    def of(cls, model: str | None = None) -> Pipeline:
        """With the model of that name or in that folder, or the default one.

        Raises:
            NoModelError: when no model is installed at all.
            UserError: when this one is missing, refused or broken.
        """
        return cls(choose(model))

    def detect(
        self,
        request: DetectionRequest,
        *,
        progress: OneDone | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> DetectionResult:
        """All candidates of one article, in text order, at most one per span and label.

        Args:
            request: what to read; only its paragraphs are looked at.
            progress: called with (pieces done, pieces in all), first with 0.
            cancelled: asked between two pieces.

        Raises:
            Cancelled: when `cancelled` says so.
        """
        parts = list(pieces(request.text, request.paragraphs))
        dated = dates.find(request.text, parts, published=request.meta.published, cancelled=cancelled)
        mentions: list[names.Mention] = []
        words: list[list[Word]] = []
        numbers: list[Candidate] = []
        tokens: list[Token] = []
        _tell(progress, 0, len(parts))
        with self._short_memory():
            for at, (part, doc, said) in enumerate(self._read(request.text, parts)):
                if cancelled is not None and cancelled():
                    raise Cancelled
                if doc is not None:
                    mentions += entities.mentions(doc, part.start, request.text, said.names)
                    words.append(entities.words(doc, part.start, said))
                    tokens += _tokens(doc, part.start)
                taken = dated.inside(part)
                aged = [age for age in ages.find(request.text, part) if not any(age.span.overlaps(d) for d in taken)]
                taken = sorted([*taken, *(age.span for age in aged)])
                numbers += [*aged, *figures.find(request.text, part, taken=taken, doc=doc)]
                _tell(progress, at + 1, len(parts))
        named: list[Candidate] = []
        if self.model is not None:
            tagged = any(token.pos for token in tokens)
            proper = frozenset(token.span.start for token in tokens if token.pos.startswith("NNP")) if tagged else None
            reading = names.Reading(request.text, parts, proper)
            settled = name_decider.named(reading, mentions, words, cancelled=cancelled)
            named = entities.candidates(settled, model=self.model.identity, measured=self.model.measured)
            named = datelines.with_places(request.text, request.datelines, named)
        candidates = resolved(named, [*dated.candidates, *numbers])
        return DetectionResult(request.article_id, request.sha256, self.version, tuple(candidates), tuple(tokens))

    def _read(self, text: str, parts: Sequence[Span]) -> Iterator[tuple[Span, Doc | None, transitions.Recognised]]:
        if self._nlp is None:
            yield from ((part, None, transitions.Recognised()) for part in parts)
            return
        read = transitions.read(self._nlp, (part.of(text) for part in parts), batch_size=BATCH)
        yield from ((part, doc, said) for part, (doc, said) in zip(parts, read, strict=True))

    def _short_memory(self) -> contextlib.AbstractContextManager[object]:
        """What spaCy learns of an article's words is forgotten with the article, or a long session would only grow."""
        return contextlib.nullcontext() if self._nlp is None else self._nlp.memory_zone()


def _tell(progress: OneDone | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


def _tokens(doc: Doc, offset: int) -> Iterator[Token]:
    """The model's tokens without those of white space, whose sentence start moves on to the next word."""
    starts = False
    for token in doc:
        starts = starts or bool(token.is_sent_start)
        if token.is_space:
            continue
        start = offset + token.idx
        yield Token(Span(start, start + len(token)), token.tag_, starts)
        starts = False


def resolved(named: Sequence[Candidate], read: Sequence[Candidate]) -> list[Candidate]:
    """Entities, and dates and figures, so that no two of the two kinds overlap.

    A date or figure is dropped where it is only a part of a longer name ("Boeing 737", "the Treaty of 1868") whose
    label may hold numbers and whose score is good; otherwise the entity is dropped.
    """
    ordered = sorted(range(len(read)), key=lambda at: read[at].span)
    kept: dict[tuple[Span, str], Candidate] = {}
    beaten: set[int] = set()
    for name in named:
        inside = list(_overlapping(read, ordered, name.span))
        if all(_holds(name, read[at]) for at in inside):
            kept.setdefault((name.span, name.label), name)
            beaten.update(inside)
    for at, candidate in enumerate(read):
        if at not in beaten:
            kept.setdefault((candidate.span, candidate.label), candidate)
    return entities.in_order(kept.values())


def _overlapping(read: Sequence[Candidate], ordered: Sequence[int], span: Span) -> Iterator[int]:
    """Places in `read` that overlap `span`. Dates and figures never overlap each other, so their ends are in order."""
    low, high = 0, len(ordered)
    while low < high:
        middle = (low + high) // 2
        if read[ordered[middle]].span.end <= span.start:
            low = middle + 1
        else:
            high = middle
    while low < len(ordered) and read[ordered[low]].span.start < span.end:
        yield ordered[low]
        low += 1


def _holds(name: Candidate, other: Candidate) -> bool:
    return (
        name.label in NAMES_THAT_HOLD_NUMBERS
        and name.score >= GOOD_ENOUGH
        and name.span != other.span
        and name.span.contains(other.span)
    )
