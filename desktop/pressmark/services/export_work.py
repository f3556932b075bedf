"""The work of an export: choose, reshape, deal to the parts, write, read back, and account for whatever is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pressmark.core.annotation import Status
from pressmark.core.errors import BugError, Cancelled, UserError
from pressmark.core.ports import AnnotatedArticle, Loss
from pressmark.formats.base import Holds
from pressmark.services import reshaping
from pressmark.services.export_files import told
from pressmark.services.export_output import Output
from pressmark.services.export_report import ExportReport, LossLog, PartReport, counted
from pressmark.services.export_request import ExportRequest
from pressmark.services.reshaping import Figures
from pressmark.services.splitting import DEALERS, Dealt, SplitBy, part_of

if TYPE_CHECKING:
    from pressmark.formats.base import WriterFormat, Written

Progress = Callable[[int, int, str], None]
Source = Callable[[], Iterable[AnnotatedArticle]]

_TELL_EVERY = 50  # articles that are read back


@dataclass(slots=True)
class _Part:
    """What went into one part: of each article its id and what it must come back as."""

    digests: list[tuple[str, bytes]] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)


class ExportWork:
    """One export on its way from the source to files that are proved; `output` is not published here."""

    def __init__(
        self,
        request: ExportRequest,
        form: WriterFormat,
        output: Output,
        progress: Progress,
        cancelled: Callable[[], bool],
        total: int,
    ) -> None:
        self.request = request
        self.form = form
        self.output = output
        self.progress = progress
        self.cancelled = cancelled
        self.total = total
        self.parts = {name: _Part() for name in output.names}
        self.losses = LossLog()
        self.count = 0
        self.bare = 0
        self.undated = 0
        self.chosen_away = 0  # relations
        self.accepted = 0
        self.not_held: Counter[Holds] = Counter()
        self.dealt: Mapping[str, str] = {}

    def run(self, source: Source) -> ExportReport:
        """Writes and proves everything; raises as `exporting.prepare` does."""
        split = self.request.split
        dealer = DEALERS.get(self.request.split_by)
        if split and dealer is not None:
            self.dealt = dealer(list(self._to_deal(source())), split, self.request.seed)
            self.chosen_away = 0
        for article in self._wanted(source()):
            self._stop_if_cancelled()
            self.progress(self.count, self.total, article.article.meta.source or article.article.id)
            self._add(article)
            self.count += 1
        if not self.count:
            raise UserError(self._nothing())
        self.output.finish()
        for names in self.output.together():
            self._verify(names)
        return self._report()

    def _stop_if_cancelled(self) -> None:
        if self.cancelled():
            raise Cancelled

    def _wanted(self, articles: Iterable[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
        """The articles that are asked for, with the annotations that are asked for."""
        request = self.request
        ids = None if request.ids is None else frozenset(request.ids)
        for article in articles:
            if (ids is not None and article.article.id not in ids) or (request.only_done and not article.article.done):
                continue
            chosen = reshaping.chosen(article, statuses=request.statuses, labels=request.labels)
            self.chosen_away += len(article.relations) - len(chosen.relations)
            yield chosen

    def _to_deal(self, articles: Iterable[AnnotatedArticle]) -> Iterator[Dealt]:
        """What a split must know before the first article is written."""
        for article in self._wanted(articles):
            self._stop_if_cancelled()
            meta = article.article.meta
            self.undated += self.request.split_by is SplitBy.DATE and not meta.published
            labels = Counter(each.label for each in reshaping.mapped(article, self.request.mapping)[0].annotations)
            yield Dealt(article.article.id, meta.published, labels)

    def _add(self, article: AnnotatedArticle) -> None:
        shaped = self._reshaped(article)
        self.bare += not shaped.annotations
        name = self._part_for(article.article.id)
        written: Written = self.output.add(shaped, name)
        part = self.parts[name]
        part.digests.append((article.article.id, written.digest))
        part.labels.update(annotation.label for annotation in written.annotations)
        if written.losses:
            self.losses.add(self._as_they_were(written.losses, article, shaped))
        self._note_what_is_not_held(written)

    def _part_for(self, article_id: str) -> str:
        split = self.request.split
        if not split:
            return ""
        # An article that came between the two looks at them is dealt by its own id.
        return self.dealt.get(article_id) or part_of(article_id, split, self.request.seed)

    def _reshaped(self, article: AnnotatedArticle) -> AnnotatedArticle:
        """An article as the format gets it; what that costs is in `losses`."""
        request, form = self.request, self.form
        shaped, losses = reshaping.mapped(article, request.mapping)
        self.losses.add(losses)
        shaped, losses = reshaping.with_phrases(shaped, request.figures)
        self.losses.add(losses)
        if not self._holds(Holds.OVERLAPS):
            shaped, losses = reshaping.flattened(shaped, request.overlaps, form=form.name)
            self.losses.add(losses)
        if article.relations:
            why = "An end of it was left out."
            self.losses.add(reshaping.lost_relations(article, shaped.relations, why))
            if not self._holds(Holds.RELATIONS):
                self.losses.add(reshaping.lost_relations(shaped, (), f"{form.name} holds no relations."))
                shaped = replace(shaped, relations=())
        return reshaping.with_sentences(shaped, request.sentences)

    def _holds(self, what: Holds) -> bool:
        return self.form.lossless or what in self.form.holds

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

    def _note_what_is_not_held(self, written: Written) -> None:
        for annotation in written.annotations:
            if annotation.attributes:
                self.not_held[Holds.ATTRIBUTES] += 1
            if annotation.note:
                self.not_held[Holds.NOTES] += 1
            if annotation.status is not Status.ACCEPTED:
                self.not_held[Holds.STATUS] += 1
            else:
                self.accepted += 1

    def _verify(self, names: list[str]) -> None:
        """Reads parts back; raises `BugError` at the first article that is not what was written."""
        expected = (pair for name in names for pair in self.parts[name].digests)
        target = self.output.path(names[0])
        self.progress(0, self.count, target.name)
        with told(target):
            try:
                for number, found in enumerate(self.output.proofs(names[0])):
                    self._stop_if_cancelled()
                    if number and number % _TELL_EVERY == 0:
                        self.progress(number, self.count, target.name)
                    article_id, digest = next(expected, ("", b""))
                    if found != digest:
                        raise BugError(f"article {article_id or number + 1} came back from {target.name} changed")
            except UserError as error:
                raise BugError(f"{target.name} cannot be read back: {error.sentence}") from error
        missing = next(expected, None)
        if missing is not None:
            raise BugError(f"article {missing[0]} did not come back from {target.name}")

    def _nothing(self) -> str:
        if self.request.only_done:
            return "There is nothing to export: no article is marked as done. Mark some, or export all articles."
        if self.request.query:
            return f"There is nothing to export: no article has “{self.request.query}”. Search for other words."
        if self.request.ids is not None:
            return "There is nothing to export: none of the chosen articles is in the project. Choose others."
        return "There is nothing to export: the project has no articles. Add some first."

    def _report(self) -> ExportReport:
        parts = tuple(
            PartReport(name, self.output.path(name), len(part.digests), dict(sorted(part.labels.items())))
            for name, part in self.parts.items()
        )
        return ExportReport(
            self.form.name,
            parts,
            tuple(self.losses.first),
            tuple(self._notes(parts)),
            self.request.seed,
            dict(self.losses.reasons),
            self.request.to_json(),
            self.losses,
        )

    def _notes(self, parts: Iterable[PartReport]) -> Iterator[str]:
        any_marks = any(part.annotations for part in parts)
        for part in parts:
            if not part.articles:
                yield (
                    f"The part “{part.name}” is empty: there are too few articles for its share. Add articles, give it "
                    "a larger share or try another seed."
                )
        if self.undated:
            first = next(iter(self.parts))
            yield (
                f"{counted(self.undated, 'article')} without a publish date went to the oldest, in “{first}”. Correct "
                "their dates, if that is not meant."
            )
        if self.bare and any_marks:
            yield (
                f"{counted(self.bare, 'article')} without any of these annotations: a model learns from them that "
                "nothing is to be found there. Export only articles that are done, if that is not meant."
            )
        if self.chosen_away:
            yield f"{counted(self.chosen_away, 'relation')} left out: an end of theirs was not exported."
        yield from self._what_is_not_held()
        if not any_marks:
            statuses = " or ".join(sorted(self.request.statuses))
            yield f"No annotation was exported: none of those that are {statuses} was wanted or fitted."

    def _what_is_not_held(self) -> Iterator[str]:
        name = self.form.name
        said = {
            Holds.ATTRIBUTES: f"{name} holds no readings: the values of {{}} are not in it.",
            Holds.NOTES: f"{name} holds no notes: those of {{}} are not in it.",
            Holds.STATUS: f"{name} does not tell what was decided: {{}} that nobody accepted look like the others.",
        }
        for what, sentence in said.items():
            count = self.not_held[what]
            if what is Holds.STATUS and not self.accepted:
                continue  # nothing to be told apart
            if count and not self._holds(what):
                yield sentence.format(counted(count, "annotation"))
