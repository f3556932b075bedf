"""The probability of every name that spaCy's entity recogniser could have taken, not only of those that it took.

The recogniser takes one action for each token, and what it knows there is the token, the first token of the name that
is open, and the token before. So whatever it did until then, the probability of a name from one token to another
follows from these places alone, and can be asked of names that it did not take: with other ends, of another label, or
where it passed over. `name_features` uses it for every place that may be a name.

Source of the actions: Lample et al. 2016, "Neural Architectures for Named Entity Recognition"; of what is known at a
token: spaCy's `_state.pxd`, `set_context_tokens` for three features.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 12
"""Tokens of the longest name that is looked at."""

SLIGHT = 0.0005
"""A name that is less probable than this, with all labels together, is left out; a label, where it has a tenth of it.

Which label is the likeliest tells something of a place also where none is likely."""

_FEATURES = 3
_ARTICLES = frozenset({"the", "a", "an", "The", "A", "An"})

Chances = Mapping[int, Mapping[str, float]]
"""By the number of tokens of a name that begins here: the probability of each label, 0 to 1, where no name is open."""


class Weigher:
    """Asks one recogniser.

    Args:
        actions: index of each action by its name ("O", "U-ORG", "B-ORG" …).
    """

    def __init__(self, actions: Mapping[str, int]) -> None:
        self._labels = sorted({name[2:] for name in actions if name.startswith("B-")})
        self._out = [actions[f"{kind}{label}"] for kind in ("B-", "U-") for label in self._labels]
        self._out.append(actions["O"])
        self._on = [actions[f"I-{label}"] for label in self._labels]
        self._last = [actions[f"L-{label}"] for label in self._labels]

    def weigh(self, docs: Sequence[Doc], step: Any) -> list[list[Chances]]:
        """For each token of each text; an empty list for a recogniser that knows more than three tokens.

        Args:
            docs: the texts, their entities set.
            step: the recogniser's model, as it has read the texts.
        """
        import numpy

        starts, lasts = _starts(docs), _lasts(docs)
        if step.state2vec.nF != _FEATURES:
            return [[] for _ in docs]
        found: list[dict[int, dict[str, float]]] = [{} for _ in lasts]
        if starts:
            active = numpy.array(starts, "i")
            none = numpy.full(len(active), -1, "i")
            last = numpy.array(lasts)
            scores = _scores(step, active, none, none)[:, self._out]
            scores[last[active], : len(self._labels)] = -1e9
            shares = numpy.exp(scores - scores.max(axis=1, keepdims=True))
            shares /= shares.sum(axis=1, keepdims=True)
            count = len(self._labels)
            self._keep(found, active, 1, shares[:, count : 2 * count])
            share = shares[:, :count]
            for length in range(2, LONGEST + 1):
                goes_on = share.sum(axis=1) > SLIGHT
                active, share = active[goes_on], share[goes_on]
                if not len(active):
                    break
                at = active + numpy.int32(length - 1)
                scores = _scores(step, at, active, at - numpy.int32(1))
                gap = numpy.clip(scores[:, self._last] - scores[:, self._on], -60, 60)
                on = share / (1 + numpy.exp(gap))
                if length == LONGEST:
                    on[:] = 0
                on[last[at]] = 0
                self._keep(found, active, length, share - on)
                share = on
        rows = iter(found)
        return [[next(rows) for _ in doc] for doc in docs]

    def _keep(self, found: list[dict[int, dict[str, float]]], places: Any, length: int, shares: Any) -> None:
        import numpy

        is_likely = shares.sum(axis=1, keepdims=True) > SLIGHT
        rows, columns = numpy.nonzero((shares > SLIGHT / 10) & is_likely)
        kept = zip(places[rows].tolist(), columns.tolist(), shares[rows, columns].tolist(), strict=True)
        for place, column, share in kept:
            found[place].setdefault(length, {})[self._labels[column]] = share


def _scores(step: Any, at: Any, first: Any, before: Any) -> Any:
    """The scores of all actions at some tokens, by the tokens that are known there; -1 for none."""
    import numpy

    known = numpy.ascontiguousarray(numpy.stack([at, first, before], axis=1), "i")
    hidden = step.state2vec.predict(known)
    return hidden if step.vec2scores is None else step.vec2scores.predict(hidden)


def _starts(docs: Sequence[Doc]) -> list[int]:
    """Where a name may begin: at a word written large, an article, or where the recogniser says so."""
    starts: list[int] = []
    offset = 0
    for doc in docs:
        for token in doc:
            letter = token.text[:1]
            if letter.isupper() or letter.isdigit() or token.ent_iob == 3 or token.text in _ARTICLES:
                starts.append(offset + token.i)
        offset += len(doc)
    return starts


def _lasts(docs: Sequence[Doc]) -> list[bool]:
    """Whether a name has to end at a token: at the last of a sentence."""
    lasts: list[bool] = []
    for doc in docs:
        if len(doc):
            starts = (doc.to_array("SENT_START") == 1).tolist()
            lasts += [*starts[1:], True]
    return lasts
