"""From a project to a dataset that has proved that it can be read.

Everything is written to a temporary file or folder beside the target, read back by the format's own reader and compared
with what went in; only then does it take the target's name. Whatever stops an export (a full disk, a cancel, a bug)
leaves the older files as they were.
"""

from __future__ import annotations

import os
import tempfile
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmark.core.annotation import Status
from pressmark.core.errors import BugError, Cancelled, UserError
from pressmark.core.labels import LabelSet
from pressmark.core.overlap import Keep
from pressmark.core.ports import AnnotatedArticle, Loss
from pressmark.core.tokens import Inside, Scheme
from pressmark.formats.base import Choice, Holds, OffsetUnit, WriteOptions
from pressmark.services import reshaping
from pressmark.services.export_files import replaceable, told
from pressmark.services.export_output import FileOutput, FolderOutput, Output
from pressmark.services.export_report import ExportReport, LossLog, PartReport, counted
from pressmark.services.reshaping import Figures, Sentences
from pressmark.services.splitting import DEALERS, Dealt, SplitBy, check_split, parse_split, part_of

if TYPE_CHECKING:
    from pressmark.formats.base import WriterFormat, Written
    from pressmark.services.project import Project

__all__ = [
    "ExportReport",
    "ExportRequest",
    "PartReport",
    "Prepared",
    "SplitBy",
    "counts",
    "export_project",
    "parse_split",
    "part_of",
    "prepare",
    "prepare_project",
    "replaceable",
    "run",
    "writers",
]

Progress = Callable[[int, int, str], None]
_TELL_EVERY = 50  # articles that are read back
_MANY = 5_000  # ids in one question to the database

Source = Callable[[], Iterable[AnnotatedArticle]]


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export, and how.

    Attributes:
        format: a name of `formats.registry.writers()`.
        out: a file, or a folder for files with names of their own.
        statuses: which annotations go along.
        labels: which labels go along, by their names before `mapping`; None for all.
        ids: which articles; None for all.
        query: only articles that the project's search finds with these words; "" for all.
        only_done: only articles whose reader has said that nothing is left to do.
        split: shares by the names of the parts, that sum up to 1; None for one file.
        split_by: what decides into which part an article falls.
        seed: another seed deals the articles to the parts in another way; the same one always in the same.
        mapping: other names for labels (`reshaping.label_map`).
        figures: whether a figure is its number or the phrase around it.
        overlaps: which of two overlapping marks a format keeps that holds no overlap.
        inside: what formats of tokens do with a mark that begins or ends inside one.
        sentences: where formats of tokens begin a sentence.
        whole_text: formats of tokens write byline, dates and furniture too.
        scheme: the tags of a format of columns; None for its usual ones.
        columns: the columns of a format that leaves them open; None for its usual ones.
        offsets: the unit of a format's offsets, where it leaves that open.
    """

    format: str
    out: Path
    statuses: frozenset[Status] = frozenset({Status.ACCEPTED})
    labels: frozenset[str] | None = None
    ids: tuple[str, ...] | None = None
    query: str = ""
    only_done: bool = False
    split: Mapping[str, float] | None = field(default=None, hash=False)
    split_by: SplitBy = SplitBy.ARTICLE
    seed: int = 0
    mapping: Mapping[str, str | None] = field(default_factory=dict, hash=False)
    figures: Figures = Figures.NUMBER
    overlaps: Keep = Keep.OUTERMOST
    inside: Inside = Inside.SPLIT
    sentences: Sentences = Sentences.DETECTED
    whole_text: bool = False
    scheme: Scheme | None = None
    columns: tuple[str, ...] | None = None
    offsets: OffsetUnit = OffsetUnit.CODE_POINTS

    def to_json(self) -> dict[str, Any]:
        """The choices as JSON values, for the report; without what names places on this computer."""
        return {
            "statuses": sorted(self.statuses),
            "labels": None if self.labels is None else sorted(self.labels),
            "ids": None if self.ids is None else len(self.ids),
            "query": self.query,
            "only_done": self.only_done,
            "split": None if self.split is None else dict(self.split),
            "split_by": str(self.split_by),
            "mapping": dict(self.mapping),
            "figures": str(self.figures),
            "overlaps": str(self.overlaps),
            "inside": str(self.inside),
            "sentences": str(self.sentences),
            "whole_text": self.whole_text,
            "scheme": None if self.scheme is None else str(self.scheme),
            "columns": None if self.columns is None else list(self.columns),
            "offsets": str(self.offsets),
        }


def writers() -> list[WriterFormat]:
    """The formats that can be written, in the order in which they are shown."""
    from pressmark.formats import registry

    return list(registry.writers().values())


class Prepared:
    """A dataset that is written and proved, but does not have its name yet.

    Attributes:
        report: what it holds, and what it does not.
    """

    report: ExportReport

    def __init__(self, report: ExportReport, output: Output) -> None:
        self.report = report
        self._output = output
        self._end = weakref.finalize(self, output.remove)  # also when the program ends with the question still open

    def __enter__(self) -> Prepared:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def publish(self) -> ExportReport:
        """Gives the files their names; raises `UserError` where that is refused, and the older ones stay."""
        self._output.publish()
        self._end()
        return self.report

    def discard(self) -> None:
        """Removes what was not published."""
        self._end()


def prepare(
    request: ExportRequest,
    source: Source,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    total: int = 0,
    label_set: LabelSet | None = None,
    dry: bool = False,
) -> Prepared:
    """Builds an export and proves it; safe in any thread that may call `source`.

    Memory does not grow with the number of articles, but for some hundred bytes of each.

    Args:
        source: gives the articles, for example `Project.export_stream`; called twice where all of them must be known
            before the first is dealt to a part (`SplitBy`), else once.
        progress: called before each article with how many are done, `total`, and the article's source; then, while
            the files are read back, with how many of all articles are and the file's name.
        cancelled: asked before each article.
        total: how many articles are expected, for `progress`.
        label_set: the project's labels, for formats that describe them.
        dry: nothing is written at the target, not even a temporary file; the result cannot be published.

    Raises:
        UserError: nothing to export, or files that cannot be written; older files are as they were.
        Cancelled: the user ended it; older files are as they were.
        BugError: what was read back is not what was written; older files are as they were.
    """
    from pressmark.formats import registry

    form = registry.writer(request.format)
    _check(request, form)
    options = WriteOptions(
        inside=request.inside,
        whole_text=request.whole_text,
        offsets=request.offsets,
        scheme=request.scheme,
        columns=request.columns,
        label_set=label_set,
    )
    quiet: Progress = lambda done, all_, what: None  # noqa: E731
    folder = tempfile.TemporaryDirectory(prefix="pressmark-", ignore_cleanup_errors=True) if dry else None
    output = _output(request, form, options, folder)
    try:
        export = _Export(request, form, output, progress or quiet, cancelled or (lambda: False), total)
        return Prepared(export.run(source), output)
    except BaseException:
        output.remove()
        raise


def run(
    request: ExportRequest,
    source: Source,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    total: int = 0,
    label_set: LabelSet | None = None,
    dry: bool = False,
) -> ExportReport:
    """Exports; arguments and errors as for `prepare`. With `dry`, only the report is made."""
    with prepare(
        request, source, progress=progress, cancelled=cancelled, total=total, label_set=label_set, dry=dry
    ) as prepared:
        return prepared.report if dry else prepared.publish()


def prepare_project(
    project: Project,
    request: ExportRequest,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    dry: bool = False,
) -> Prepared:
    """`prepare` for the articles of a project; on the thread that opened it."""
    ids = _found(project, request)
    request = replace(request, ids=ids)
    total = counts(project, request)[1]

    def source() -> Iterable[AnnotatedArticle]:
        return project.export_stream(ids=ids, statuses=request.statuses, only_done=request.only_done)

    return prepare(
        request, source, progress=progress, cancelled=cancelled, total=total, label_set=project.labels, dry=dry
    )


def counts(project: Project, request: ExportRequest) -> tuple[int, int]:
    """How many annotations, and how many articles, an export of a project would begin with."""
    ids = _found(project, request)
    portions = [None] if ids is None else [ids[at : at + _MANY] for at in range(0, len(ids), _MANY)]
    annotations = articles = 0
    for some in portions:
        found = project.export_counts(
            ids=some, statuses=request.statuses, labels=request.labels, only_done=request.only_done
        )
        annotations += found[0]
        articles += found[1]
    return annotations, articles


def _found(project: Project, request: ExportRequest) -> tuple[str, ...] | None:
    """The articles that are asked for by name or by words; None for all."""
    if not request.query:
        return request.ids
    found = tuple(row.id for row in project.articles(query=request.query))
    if request.ids is None:
        return found
    named = frozenset(request.ids)
    return tuple(each for each in found if each in named)


def export_project(
    project: Project,
    request: ExportRequest,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    dry: bool = False,
) -> ExportReport:
    """`run` for the articles of a project; on the thread that opened it."""
    with prepare_project(project, request, progress=progress, cancelled=cancelled, dry=dry) as prepared:
        return prepared.report if dry else prepared.publish()


def _check(request: ExportRequest, form: WriterFormat) -> None:
    """Choices that the format does not have are refused, not passed over."""
    if request.split is not None:
        check_split(request.split)
    chosen: dict[Choice, bool] = {
        Choice.SCHEME: request.scheme is not None,
        Choice.COLUMNS: request.columns is not None,
        Choice.OFFSETS: request.offsets is not OffsetUnit.CODE_POINTS,
        Choice.SENTENCES: request.sentences is not Sentences.DETECTED,
    }
    for choice, made in chosen.items():
        if made and choice not in form.choices:
            raise UserError(
                f"{form.name} leaves no choice of {choice}. Leave that option out, or choose another format."
            )
    unknown = [name for name in request.columns or () if name not in form.columns]
    if unknown:
        raise UserError(f"{form.name} has no column “{unknown[0]}”. Choose from {', '.join(form.columns)}.")


def _output(
    request: ExportRequest,
    form: WriterFormat,
    options: WriteOptions,
    folder: tempfile.TemporaryDirectory[str] | None,
) -> Output:
    out = Path(os.path.realpath(request.out))
    names = list(request.split or {"": 1.0})
    if form.open_folder is not None:
        with told(out):
            if folder is None and not out.parent.is_dir():
                raise UserError(f"There is no folder {out.parent}. Make it, or choose another place for {out.name}.")
            return FolderOutput(form, options, out, names, folder)
    as_folder = out.is_dir() or (request.split is not None and not out.suffix)
    made: list[Path] = []
    with told(out):
        if as_folder:
            if folder is None:
                made = [each for each in (out, *out.parents) if not each.exists()]
                out.mkdir(parents=True, exist_ok=True)
        elif folder is None and not out.parent.is_dir():
            raise UserError(f"There is no folder {out.parent}. Make it, or choose another place for {out.name}.")
    if as_folder:
        paths = {name: out / f"{name or 'articles'}{form.extension}" for name in names}
    else:
        paths = {name: out.with_name(f"{out.stem}.{name}{out.suffix}") if name else out for name in names}
    try:
        return FileOutput(form, options, paths, folder, made)
    except BaseException:
        for each in made:
            with suppress(OSError):
                each.rmdir()
        raise


@dataclass(slots=True)
class _Part:
    """What went into one part: of each article its id and what it must come back as."""

    digests: list[tuple[str, bytes]] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)


class _Export:
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
        split = self.request.split
        dealer = DEALERS.get(self.request.split_by)
        if split and dealer is not None:
            self.dealt = dealer(list(self.to_deal(source())), split, self.request.seed)
            self.chosen_away = 0
        for article in self.wanted(source()):
            self.stop_if_cancelled()
            self.progress(self.count, self.total, article.article.meta.source or article.article.id)
            self.add(article)
            self.count += 1
        if not self.count:
            raise UserError(self.nothing())
        self.output.finish()
        for names in self.output.together():
            self.verify(names)
        return self.report()

    def stop_if_cancelled(self) -> None:
        if self.cancelled():
            raise Cancelled

    def wanted(self, articles: Iterable[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
        """The articles that are asked for, with the annotations that are asked for."""
        request = self.request
        ids = None if request.ids is None else frozenset(request.ids)
        for article in articles:
            if (ids is not None and article.article.id not in ids) or (request.only_done and not article.article.done):
                continue
            chosen = reshaping.chosen(article, statuses=request.statuses, labels=request.labels)
            self.chosen_away += len(article.relations) - len(chosen.relations)
            yield chosen

    def to_deal(self, articles: Iterable[AnnotatedArticle]) -> Iterator[Dealt]:
        """What a split must know before the first article is written."""
        for article in self.wanted(articles):
            self.stop_if_cancelled()
            meta = article.article.meta
            self.undated += self.request.split_by is SplitBy.DATE and not meta.published
            labels = Counter(each.label for each in reshaping.mapped(article, self.request.mapping)[0].annotations)
            yield Dealt(article.article.id, meta.published, labels)

    def add(self, article: AnnotatedArticle) -> None:
        shaped = self.reshaped(article)
        self.bare += not shaped.annotations
        name = self.part_for(article.article.id)
        written: Written = self.output.add(shaped, name)
        part = self.parts[name]
        part.digests.append((article.article.id, written.digest))
        part.labels.update(annotation.label for annotation in written.annotations)
        if written.losses:
            self.losses.add(self.as_they_were(written.losses, article, shaped))
        self.note_what_is_not_held(written)

    def part_for(self, article_id: str) -> str:
        split = self.request.split
        if not split:
            return ""
        # An article that came between the two looks at them is dealt by its own id.
        return self.dealt.get(article_id) or part_of(article_id, split, self.request.seed)

    def reshaped(self, article: AnnotatedArticle) -> AnnotatedArticle:
        """An article as the format gets it; what that costs is in `losses`."""
        request, form = self.request, self.form
        shaped, losses = reshaping.mapped(article, request.mapping)
        self.losses.add(losses)
        shaped, losses = reshaping.with_phrases(shaped, request.figures)
        self.losses.add(losses)
        if not self.holds(Holds.OVERLAPS):
            shaped, losses = reshaping.flattened(shaped, request.overlaps, form=form.name)
            self.losses.add(losses)
        if article.relations:
            why = "An end of it was left out."
            self.losses.add(reshaping.lost_relations(article, shaped.relations, why))
            if not self.holds(Holds.RELATIONS):
                self.losses.add(reshaping.lost_relations(shaped, (), f"{form.name} holds no relations."))
                shaped = replace(shaped, relations=())
        return reshaping.with_sentences(shaped, request.sentences)

    def holds(self, what: Holds) -> bool:
        return self.form.lossless or what in self.form.holds

    def as_they_were(
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

    def note_what_is_not_held(self, written: Written) -> None:
        for annotation in written.annotations:
            if annotation.attributes:
                self.not_held[Holds.ATTRIBUTES] += 1
            if annotation.note:
                self.not_held[Holds.NOTES] += 1
            if annotation.status is not Status.ACCEPTED:
                self.not_held[Holds.STATUS] += 1
            else:
                self.accepted += 1

    def verify(self, names: list[str]) -> None:
        """Reads parts back; raises `BugError` at the first article that is not what was written."""
        expected = (pair for name in names for pair in self.parts[name].digests)
        target = self.output.path(names[0])
        self.progress(0, self.count, target.name)
        with told(target):
            try:
                for number, found in enumerate(self.output.read(names[0])):
                    self.stop_if_cancelled()
                    if number and number % _TELL_EVERY == 0:
                        self.progress(number, self.count, target.name)
                    article_id, digest = next(expected, ("", b""))
                    if self.form.digest(found) != digest:
                        raise BugError(f"article {article_id or found.article.id} came back from {target.name} changed")
            except UserError as error:
                raise BugError(f"{target.name} cannot be read back: {error.sentence}") from error
        missing = next(expected, None)
        if missing is not None:
            raise BugError(f"article {missing[0]} did not come back from {target.name}")

    def nothing(self) -> str:
        if self.request.only_done:
            return "There is nothing to export: no article is marked as done. Mark some, or export all articles."
        if self.request.query:
            return f"There is nothing to export: no article has “{self.request.query}”. Search for other words."
        if self.request.ids is not None:
            return "There is nothing to export: none of the chosen articles is in the project. Choose others."
        return "There is nothing to export: the project has no articles. Add some first."

    def report(self) -> ExportReport:
        parts = tuple(
            PartReport(name, self.output.path(name), len(part.digests), dict(sorted(part.labels.items())))
            for name, part in self.parts.items()
        )
        return ExportReport(
            self.form.name,
            parts,
            tuple(self.losses.first),
            tuple(self.notes(parts)),
            self.request.seed,
            dict(self.losses.reasons),
            self.request.to_json(),
            self.losses,
        )

    def notes(self, parts: Iterable[PartReport]) -> Iterator[str]:
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
        yield from self.what_is_not_held()
        if not any_marks:
            statuses = " or ".join(sorted(self.request.statuses))
            yield f"No annotation was exported: none of those that are {statuses} was wanted or fitted."

    def what_is_not_held(self) -> Iterator[str]:
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
            if count and not self.holds(what):
                yield sentence.format(counted(count, "annotation"))
