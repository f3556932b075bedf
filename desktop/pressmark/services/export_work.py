"""The work of an export: choose, reshape, deal to the parts, write, read back, and account for whatever is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pressmark.core.errors import Cancelled, UserError
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats.base import Holds
from pressmark.services import reshaping
from pressmark.services.export_files import told
from pressmark.services.export_output import FileOutput, Output
from pressmark.services.export_pieces import ArticleWork, Tally, compare
from pressmark.services.export_report import ExportReport, LossLog, PartReport
from pressmark.services.export_request import ExportRequest
from pressmark.services.splitting import DEALERS, Dealt, SplitBy

if TYPE_CHECKING:
    from pressmark.formats.base import WriterFormat
    from pressmark.services.export_crew import Crew

Progress = Callable[[int, int, str], None]
Source = Callable[[], Iterable[AnnotatedArticle]]

_TELL_EVERY = 50  # articles that are read back


class ExportWork:
    """One export on its way from the source to files that are proved; `output` is not published here.

    Args:
        crew: processes that write in this one's stead, where there is more to do than it takes to start them.
    """

    def __init__(
        self,
        request: ExportRequest,
        form: WriterFormat,
        output: Output,
        progress: Progress,
        cancelled: Callable[[], bool],
        total: int,
        crew: Crew | None = None,
    ) -> None:
        self.request = request
        self.form = form
        self.output = output
        self.progress = progress
        self.cancelled = cancelled
        self.total = total
        self.crew = crew
        self.losses = LossLog()
        self.tally = Tally()
        self.undated = 0

    def run(self, source: Source) -> ExportReport:
        """Writes and proves everything; raises as `exporting.prepare` does."""
        split = self.request.split
        dealer = DEALERS.get(self.request.split_by)
        dealt = dealer(list(self._to_deal(source())), split, self.request.seed) if split and dealer else {}
        if not self._with_crew(dealt):
            self._alone(source, dealt)
        return self._report()

    def _alone(self, source: Source, dealt: Mapping[str, str]) -> None:
        """Writes everything in this process, then reads it back."""
        work = self._work(dealt)
        digests: dict[str, list[tuple[str, bytes]]] = {name: [] for name in self.output.names}
        count = 0
        for article in work.wanted(source()):
            self._stop_if_cancelled()
            self.progress(count, self.total, article.article.meta.source or article.article.id)
            name, digest = work.write(article)
            digests[name].append((article.article.id, digest))
            count += 1
        self.tally = work.tally
        if not count:
            raise UserError(self._nothing())
        self.output.finish()
        for names in self.output.together():
            target = self.output.path(names[0])
            expected = (pair for name in names for pair in digests[name])
            self.progress(0, count, target.name)
            with told(target):
                for number in compare(self.output.proofs(names[0]), expected, target.name):
                    self._stop_if_cancelled()
                    if number and number % _TELL_EVERY == 0:
                        self.progress(number, count, target.name)

    def _with_crew(self, dealt: Mapping[str, str]) -> bool:
        """Has everything written and proved piece by piece; False where that is not to be had."""
        output = self.output
        if self.crew is None or not isinstance(output, FileOutput):
            return False
        target = output.path(output.names[0])
        with (
            told(target),
            output.place_for_pieces() as place,
            self.crew.at_work(place, dealt, self._stop_if_cancelled) as pieces,
        ):
            for piece in pieces:
                self._stop_if_cancelled()
                if piece is not None:
                    self.tally.add(piece.tally)
                    self.losses.add(piece.losses)
                    for name, file in piece.files.items():
                        output.join(name, file)
                self.progress(self.tally.articles.total(), self.total, target.name)
            if not self.tally.articles.total():
                raise UserError(self._nothing())
            output.finish()
            output.check_pieces()
        return True

    def _work(self, dealt: Mapping[str, str]) -> ArticleWork:
        return ArticleWork(self.request, self.form, self.output.add, self.losses.add, dealt)

    def _stop_if_cancelled(self) -> None:
        if self.cancelled():
            raise Cancelled

    def _to_deal(self, articles: Iterable[AnnotatedArticle]) -> Iterator[Dealt]:
        """What a split must know before the first article is written."""
        for article in self._work({}).wanted(articles):
            self._stop_if_cancelled()
            meta = article.article.meta
            self.undated += self.request.split_by is SplitBy.DATE and not meta.published
            labels = Counter(each.label for each in reshaping.mapped(article, self.request.mapping)[0].annotations)
            yield Dealt(article.article.id, meta.published, labels)

    def _nothing(self) -> Message:
        if self.request.only_done:
            return Message(
                "There is nothing to export: no article is marked as done. Mark some, or export all articles."
            )
        if self.request.query:
            return Message(
                "There is nothing to export: no article has “{query}”. Search for other words.",
                query=self.request.query,
            )
        if self.request.ids is not None:
            return Message("There is nothing to export: none of the chosen articles is in the project. Choose others.")
        return Message("There is nothing to export: the project has no articles. Add some first.")

    def _report(self) -> ExportReport:
        parts = tuple(
            PartReport(
                name,
                self.output.path(name),
                self.tally.articles[name],
                dict(sorted(self.tally.labels.get(name, {}).items())),
            )
            for name in self.output.names
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

    def _notes(self, parts: Iterable[PartReport]) -> Iterator[Message]:
        any_marks = any(part.annotations for part in parts)
        for part in parts:
            if not part.articles:
                yield Message(
                    "The part “{name}” is empty: there are too few articles for its share. Add articles, give it a "
                    "larger share or try another seed.",
                    name=part.name,
                )
        if self.undated:
            yield Message.counted(
                "{n:,} article without a publish date went to the oldest, in “{first}”. Correct its date, if that is "
                "not meant.",
                "{n:,} articles without a publish date went to the oldest, in “{first}”. Correct their dates, if that "
                "is not meant.",
                n=self.undated,
                first=self.output.names[0],
            )
        if self.tally.bare and any_marks:
            yield Message.counted(
                "{n:,} article without any of these annotations: a model learns from it that nothing is to be found "
                "there. Export only articles that are done, if that is not meant.",
                "{n:,} articles without any of these annotations: a model learns from them that nothing is to be found "
                "there. Export only articles that are done, if that is not meant.",
                n=self.tally.bare,
            )
        if self.tally.chosen_away:
            yield Message.counted(
                "{n:,} relation left out: an end of it was not exported.",
                "{n:,} relations left out: an end of theirs was not exported.",
                n=self.tally.chosen_away,
            )
        yield from self._what_is_not_held()
        if not any_marks:
            yield Message("No annotation was exported: none of those that are asked for was wanted or fitted.")

    def _what_is_not_held(self) -> Iterator[Message]:
        form = self.form.name
        for what in (Holds.ATTRIBUTES, Holds.NOTES, Holds.STATUS):
            count = self.tally.not_held[what]
            if not count or self.form.keeps(what):
                continue
            if what is Holds.ATTRIBUTES:
                yield Message.counted(
                    "{form} holds no readings: the values of {n:,} annotation are not in it.",
                    "{form} holds no readings: the values of {n:,} annotations are not in it.",
                    n=count,
                    form=form,
                )
            elif what is Holds.NOTES:
                yield Message.counted(
                    "{form} holds no notes: those of {n:,} annotation are not in it.",
                    "{form} holds no notes: those of {n:,} annotations are not in it.",
                    n=count,
                    form=form,
                )
            elif what is Holds.STATUS and self.tally.accepted:  # else there is nothing to be told apart
                yield Message.counted(
                    "{form} does not tell what was decided: {n:,} annotation that nobody accepted looks like the "
                    "others.",
                    "{form} does not tell what was decided: {n:,} annotations that nobody accepted look like the "
                    "others.",
                    n=count,
                    form=form,
                )
