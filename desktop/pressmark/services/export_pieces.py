"""What is done with each article of an export, in whichever process: choose, reshape, write, and count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark.core.annotation import Status
from pressmark.core.annotations import Annotations
from pressmark.core.errors import BugError, UserError
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, Loss
from pressmark.formats.base import Holds
from pressmark.services import reshaping
from pressmark.services.export_request import ExportRequest
from pressmark.services.reshaping import Figures
from pressmark.services.splitting import part_of

if TYPE_CHECKING:
    from pressmark.formats.base import WriterFormat, Written


class Tally(Struct):
    """What is counted while articles are written; those of several pieces sum up.

    Attributes:
        articles: how many went into each part.
        labels: how many annotations of each label went into each part.
        bare: articles without an annotation.
        chosen_away: relations of which an end was not chosen.
        accepted: annotations that somebody accepted.
        not_held: annotations that have what `Holds` names, be it held or not.
    """

    articles: Counter[str] = field(default_factory=Counter)
    labels: dict[str, Counter[str]] = field(default_factory=dict)
    bare: int = 0
    chosen_away: int = 0
    accepted: int = 0
    not_held: Counter[Holds] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Adds another one to this."""
        self.articles.update(other.articles)
        for name, labels in other.labels.items():
            self.labels.setdefault(name, Counter()).update(labels)
        self.bare += other.bare
        self.chosen_away += other.chosen_away
        self.accepted += other.accepted
        self.not_held.update(other.not_held)


class ArticleWork:
    """The work on one article after the other.

    Args:
        request: what was asked for.
        form: the format.
        add: writes an article into a part.
        lost: takes the losses.
        dealt: the parts of articles by their ids, where all had to be known to deal them.
    """

    def __init__(
        self,
        request: ExportRequest,
        form: WriterFormat,
        add: Callable[[AnnotatedArticle, str], Written],
        lost: Callable[[Iterable[Loss]], None],
        dealt: Mapping[str, str],
    ) -> None:
        self.request = request
        self.form = form
        self.dealt = dealt
        self.tally = Tally()
        self._ids = None if request.ids is None else frozenset(request.ids)
        self._add = add
        self._lost = lost

    def wanted(self, articles: Iterable[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
        """The articles that are asked for, with the annotations that are asked for."""
        request = self.request
        for article in articles:
            if self._ids is not None and article.article.id not in self._ids:
                continue
            if request.only_done and not article.article.done:
                continue
            chosen = reshaping.chosen(article, statuses=request.statuses, labels=request.labels)
            self.tally.chosen_away += len(article.relations) - len(chosen.relations)
            yield chosen

    def write(self, article: AnnotatedArticle) -> tuple[str, bytes]:
        """Writes an article that `wanted` gave: its part, and the digest of what must come back."""
        shaped = self._reshaped(article)
        name = self._part_for(article.article.id)
        written = self._add(shaped, name)
        tally = self.tally
        tally.bare += not shaped.annotations
        tally.articles[name] += 1
        labels = tally.labels.setdefault(name, Counter())
        marks = Annotations.of(written.annotations)
        labels.update(marks.labels)
        if written.losses:
            self._lost(self._as_they_were(written.losses, article, shaped))
        self._count(marks)
        return name, written.digest

    def _part_for(self, article_id: str) -> str:
        split = self.request.split
        if not split:
            return ""
        # An article that came between the two looks at them is dealt by its own id.
        return self.dealt.get(article_id) or part_of(article_id, split, self.request.seed)

    def _reshaped(self, article: AnnotatedArticle) -> AnnotatedArticle:
        """An article as the format gets it; what that costs is told to `lost`."""
        request, form = self.request, self.form
        shaped, losses = reshaping.mapped(article, request.mapping)
        self._lost(losses)
        shaped, losses = reshaping.with_phrases(shaped, request.figures)
        self._lost(losses)
        if not form.keeps(Holds.OVERLAPS):
            shaped, losses = reshaping.flattened(shaped, request.overlaps, form=form.name)
            self._lost(losses)
        if article.relations:
            why = Message("An end of it was left out.")
            self._lost(reshaping.lost_relations(article, shaped.relations, why))
            if not form.keeps(Holds.RELATIONS):
                self._lost(reshaping.lost_relations(shaped, (), Message("{name} holds no relations.", name=form.name)))
                shaped = replace(shaped, relations=())
        return reshaping.with_sentences(shaped, request.sentences)

    def _as_they_were(
        self, losses: Iterable[Loss], article: AnnotatedArticle, shaped: AnnotatedArticle
    ) -> Iterator[Loss]:
        """Losses of a writer with the labels and places that the marks have in the project, where they can be found."""
        if not self.request.mapping and self.request.figures is Figures.NUMBER:
            yield from losses
            return
        ids = {(each.span, each.label): each.id for each in shaped.annotations}
        before = {each.id: each for each in article.annotations}
        text = article.article.text
        for each in losses:
            was = before.get(ids.get((each.span, each.label), ""))
            if was is not None:
                words = text[was.span.start : was.span.end]
                each = replace(each, span=was.span, text=words, label=was.label)
            yield each

    def _count(self, marks: Annotations) -> None:
        not_held = self.tally.not_held
        count = len(marks)
        accepted = marks.statuses.count(Status.ACCEPTED)
        self.tally.accepted += accepted
        not_held[Holds.STATUS] += count - accepted
        not_held[Holds.ATTRIBUTES] += count - marks.attributes.count({})
        not_held[Holds.NOTES] += count - marks.notes.count("")


def compare(found: Iterable[bytes], expected: Iterable[tuple[str, bytes]], name: str) -> Iterator[int]:
    """Compares what was read back with what was written, and gives the number of each article.

    Args:
        found: digests, read lazily.
        expected: ids and digests of what was written.
        name: of the file, for sentences.

    Raises:
        BugError: at the first article that is not what was written.
    """
    nothing = ("", b"")
    try:
        for number, (digest, (article_id, written)) in enumerate(zip_longest(found, expected, fillvalue=nothing)):
            if digest is nothing:
                raise BugError(f"article {article_id} did not come back from {name}")
            if digest != written:
                raise BugError(f"article {article_id or number + 1} came back from {name} changed")
            yield number
    except UserError as error:
        raise BugError(f"{name} cannot be read back: {error.sentence}") from error
