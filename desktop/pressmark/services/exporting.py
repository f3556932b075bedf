"""From a project to a dataset that has proved that it can be read.

Everything is written to a temporary file or folder beside the target, read back by the format's own reader and compared
with what went in; only then does it take the target's name. Whatever stops an export (a full disk, a cancel, a bug)
leaves the older files as they were.
"""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark.core.errors import UserError
from pressmark.core.labels import LabelSet
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats.base import Choice, OffsetUnit, WriteOptions
from pressmark.services.export_files import replaceable, told
from pressmark.services.export_output import FileOutput, FolderOutput, Output
from pressmark.services.export_report import ExportReport, PartReport
from pressmark.services.export_request import ExportRequest
from pressmark.services.export_work import ExportWork, Progress, Source
from pressmark.services.reshaping import Sentences
from pressmark.services.splitting import SplitBy, check_split, parse_split, part_of

if TYPE_CHECKING:
    from pressmark.formats.base import WriterFormat
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

_MANY = 5_000  # ids in one question to the database


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
        export = ExportWork(request, form, output, progress or quiet, cancelled or (lambda: False), total)
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
