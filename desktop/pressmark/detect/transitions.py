"""What spaCy's entity recogniser was sure of: the probability of each decision that it took.

The recogniser reads from left to right and takes one action for each token: a name begins here (B-), goes on (I-), ends
(L-), is this one word (U-), or there is none (O). It takes the best action and forgets by how much it was better. Here
the same steps are taken and the scores of the actions are kept: the softmax over the actions that are possible at a
token is the probability of each, and the product over the tokens of a name is the probability of the name. Measured
on WikiGold, this tells right marks from wrong ones nearly as well as anything that costs more (area under the curve
.77), for a few hundredths of the model's time; a beam search takes several times as long and tells less.

Source of the actions: Lample et al. 2016, "Neural Architectures for Named Entity Recognition", and spaCy's
`syntax/ner.pyx`, whose order of actions gives one action a token.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pressmark.detect.name_chances import Chances, Weigher

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_OUTSIDE = "O"


class Sureness(Struct, frozen=True):
    """How sure the recogniser was of one name.

    Attributes:
        score: probability of the name, its ends and its label together, 0 to 1.
        labels: probability of each label for a name that begins where this one does, 0 to 1; only those above 0.001.
    """

    score: float
    labels: dict[str, float]


class Recognised(Struct, frozen=True):
    """What the recogniser said of one text besides its names; empty where it does not say.

    Attributes:
        names: for each of `doc.ents` how sure it was.
        openings: for each token the probability that a name of each label begins there, "" for none; 0 to 1, only those
            above 0.001. A token inside a name that began before has no opening.
        chances: for each token the probability of every name that could begin there.
    """

    names: Sequence[Sureness] = ()
    openings: Sequence[dict[str, float]] = ()
    chances: Sequence[Chances] = ()


Scored = tuple["Doc", Recognised]
"""A text as the pipeline read it, and what the recogniser said of it."""


def read(nlp: Language, texts: Iterable[str], *, batch_size: int) -> Iterator[Scored]:
    """Reads texts as `nlp.pipe` does, with the same result, and keeps how sure the recogniser was.

    A pipeline in which something comes behind the recogniser, or whose recogniser is of another kind than spaCy's
    greedy one, is read as it is and says nothing of its sureness.
    """
    recogniser = _greedy(nlp)
    if recogniser is None:
        for doc in nlp.pipe(texts, batch_size=batch_size):
            yield doc, Recognised()
        return
    name, component = recogniser
    reader = _Reader(component)
    with nlp.select_pipes(disable=[name]):
        docs = iter(nlp.pipe(texts, batch_size=batch_size))
        while batch := list(islice(docs, batch_size)):
            yield from zip(batch, reader.recognise(batch), strict=True)


def _greedy(nlp: Language) -> tuple[str, Any] | None:
    from spacy.pipeline import EntityRecognizer

    if not nlp.pipe_names:
        return None
    name = nlp.pipe_names[-1]
    component: Any = nlp.get_pipe(name)
    is_greedy = type(component) is EntityRecognizer and component.cfg.get("beam_width", 1) == 1
    return (name, component) if is_greedy else None


class _Reader:
    def __init__(self, component: Any) -> None:
        self._component = component
        names = list(component.move_names)
        self._at = {name: index for index, name in enumerate(names)}
        self._opening = [at for at, name in enumerate(names) if name == _OUTSIDE or name[:2] in ("B-", "U-")]
        self._labels = [names[at][2:] for at in self._opening]
        self._weigher = Weigher(self._at)

    def recognise(self, docs: list[Doc]) -> list[Recognised]:
        """Sets the entities of the texts, and tells how sure each is."""
        component = self._component
        step = component.model.predict(docs)
        states = component.moves.init_batch(docs)
        rows: list[list[Any]] = [[] for _ in docs]
        open_states = [(at, state) for at, state in enumerate(states) if not state.is_final()]
        while open_states:
            scores = step.predict([state for _, state in open_states])
            component.transition_states([state for _, state in open_states], scores)
            for (at, _), row in zip(open_states, scores, strict=True):
                rows[at].append(row)
            open_states = [(at, state) for at, state in open_states if not state.is_final()]
        component.set_annotations(docs, states)
        chances = self._weigher.weigh(docs, step)
        return [self._sureness(*one) for one in zip(docs, rows, chances, strict=True)]

    def _sureness(self, doc: Doc, rows: list[Any], chances: list[Chances]) -> Recognised:
        import numpy

        if not rows or len(rows) != len(doc):
            return Recognised()  # a recogniser that takes other actions than one a token
        opening = _softmax(numpy.stack(rows), self._opening)
        names = [self._of(entity.start, entity.end, entity.label_, rows, opening[entity.start]) for entity in doc.ents]
        openings: list[dict[str, float]] = [{} for _ in rows]
        inside = {at for entity in doc.ents for at in range(entity.start + 1, entity.end)}
        for at, place in zip(*(places.tolist() for places in numpy.nonzero(opening > 0.0005)), strict=True):
            if at not in inside:
                label = self._labels[place]
                openings[at][label] = openings[at].get(label, 0.0) + float(opening[at, place])
        return Recognised(names, openings, chances)

    def _of(self, start: int, end: int, label: str, rows: list[Any], first: Any) -> Sureness:
        labels: dict[str, float] = {}
        taken = self._at[f"U-{label}" if end - start == 1 else f"B-{label}"]
        score = 0.0
        for at, name, share in zip(self._opening, self._labels, first, strict=True):
            if at == taken:
                score = float(share)
            if name and share > 0.0005:
                labels[name] = labels.get(name, 0.0) + float(share)
        inside = [self._at[f"I-{label}"], self._at[f"L-{label}"]]
        for at in range(start + 1, end):
            score *= float(_softmax(rows[at], inside)[int(at == end - 1)])
        return Sureness(score, {name: share for name, share in labels.items() if share > 0.001})


def _softmax(rows: Any, places: list[int]) -> Any:
    """The scores at some places of a row, or of many rows, as probabilities that sum up to 1."""
    import numpy

    chosen = rows[..., places]
    powers = numpy.exp(chosen - chosen.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
