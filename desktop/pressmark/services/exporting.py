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
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from msgspec.structs import replace

from pressmark.core.child import processors
from pressmark.core.errors import UserError
from pressmark.core.labels import LabelSet
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats.base import Choice, OffsetUnit, WriteOptions
from pressmark.services import reshaping
from pressmark.services.export_files import replaceable, told
from pressmark.services.export_output import FileOutput, FolderOutput, Output
from pressmark.services.export_report import ExportReport, PartReport
from pressmark.services.export_request import ExportRequest
from pressmark.services.export_work import ExportWork, Progress, Source
from pressmark.services.project_files import refuse_to_replace
from pressmark.services.reshaping import Sentences
from pressmark.services.splitting import SplitBy, check_split, parse_split, part_of

if TYPE_CHECKING:
    from pressmark.formats.base import WriterFormat
    from pressmark.services.export_crew import Crew
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


class Ways(TypedDict, total=False):
    """How an export goes, whatever it is of.

    Attributes:
        progress: called before each article with how many are done, how many there are, and the article's source;
            then, while the files are read back, with how many of all articles are and the file's name.
        cancelled: asked before each article.
        dry: nothing is written at the target, not even a temporary file; the result cannot be published.
    """

    progress: Progress | None
    cancelled: Callable[[], bool] | None
    dry: bool


def prepare(
    request: ExportRequest,
    source: Source,
    *,
    total: int = 0,
    label_set: LabelSet | None = None,
    project: Project | None = None,
    **ways: Unpack[Ways],
) -> Prepared:
    """Builds an export and proves it; safe in any thread that may call `source`.

    Memory does not grow with the number of articles, but for some hundred bytes of each.

    Args:
        request: what is wanted.
        source: gives the articles, for example `Project.export_stream`; called twice where all of them must be known
            before the first is dealt to a part (`SplitBy`), else once.
        total: how many articles are expected, for `progress`.
        label_set: the project's labels, for formats that describe them.
        project: where all of `source` comes from; many articles are then written by several processes.
        ways: as `Ways` has it.

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
        labels=_labels(project, request) if project is not None and form.joins and not form.lossless else (),
    )
    progress: Progress = ways.get("progress") or (lambda done, all_, what: None)
    cancelled = ways.get("cancelled") or (lambda: False)
    dry = ways.get("dry", False)
    folder = tempfile.TemporaryDirectory(prefix="pressmark-", ignore_cleanup_errors=True) if dry else None
    output = _output(request, form, options, folder)
    try:
        crew = _crew(project, request, form, options, output, total)
        return Prepared(ExportWork(request, form, output, progress, cancelled, total, crew).run(source), output)
    except BaseException:
        output.remove()
        raise


def _labels(project: Project, request: ExportRequest) -> tuple[str, ...]:
    """What the labels of a project's annotations are called in an export."""
    found = {reshaping.renamed(label, request.mapping) for label in project.label_counts()}
    return tuple(sorted(name for name in found if name is not None))


def _crew(
    project: Project | None,
    request: ExportRequest,
    form: WriterFormat,
    options: WriteOptions,
    output: Output,
    total: int,
) -> Crew | None:
    """Processes for an export that is large enough for them, where the format and the project let several work."""
    from pressmark.services import export_crew

    count = min(export_crew.MOST, processors())
    if project is None or not form.joins or not project.in_file or total < export_crew.LEAST or count < 2:
        return None
    return export_crew.Crew(project, request, form, options, tuple(output.names), count=count)


def run(
    request: ExportRequest,
    source: Source,
    *,
    total: int = 0,
    label_set: LabelSet | None = None,
    **ways: Unpack[Ways],
) -> ExportReport:
    """Exports; arguments and errors as for `prepare`. With `dry`, only the report is made."""
    return _ended(prepare(request, source, total=total, label_set=label_set, **ways), **ways)


def prepare_project(project: Project, request: ExportRequest, **ways: Unpack[Ways]) -> Prepared:
    """`prepare` for the articles of a project; on the thread that opened it."""
    refuse_to_replace(request.out, project.target)
    ids = _found(project, request)
    request = replace(request, ids=ids)
    total = counts(project, request)[1]

    def source() -> Iterable[AnnotatedArticle]:
        return project.export_stream(ids=ids, statuses=request.statuses, only_done=request.only_done)

    return prepare(request, source, total=total, label_set=project.labels, project=project, **ways)


def export_project(project: Project, request: ExportRequest, **ways: Unpack[Ways]) -> ExportReport:
    """`run` for the articles of a project; on the thread that opened it."""
    return _ended(prepare_project(project, request, **ways), **ways)


def _ended(prepared: Prepared, **ways: Unpack[Ways]) -> ExportReport:
    with prepared:
        return prepared.report if ways.get("dry", False) else prepared.publish()


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
    found = tuple(project.article_ids(query=request.query))
    if request.ids is None:
        return found
    named = frozenset(request.ids)
    return tuple(each for each in found if each in named)


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
                "{name} leaves no choice of {choice}. Leave that option out, or choose another format.",
                name=form.name,
                choice=choice,
            )
    unknown = [name for name in request.columns or () if name not in form.columns]
    if unknown:
        raise UserError(
            "{name} has no column “{unknown}”. Choose from {columns}.",
            name=form.name,
            unknown=unknown[0],
            columns=", ".join(form.columns),
        )


def _no_folder(out: Path) -> UserError:
    return UserError(
        "There is no folder {folder}. Make it, or choose another place for {name}.", folder=out.parent, name=out.name
    )


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
                raise _no_folder(out)
            return FolderOutput(form, options, out, names, folder)
    as_folder = out.is_dir() or (request.split is not None and not out.suffix)
    made: list[Path] = []
    with told(out):
        if as_folder:
            if folder is None:
                made = [each for each in (out, *out.parents) if not each.exists()]
                out.mkdir(parents=True, exist_ok=True)
        elif folder is None and not out.parent.is_dir():
            raise _no_folder(out)
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
