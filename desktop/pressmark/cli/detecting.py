"""`pressmark detect`: suggestions for a project, or for files without one."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark.cli.projects import chosen, opened
from pressmark.cli.verbs import (
    DONE,
    FAILED,
    IN_PART,
    Context,
    UsageError,
    Verb,
    about,
    counted,
    paths_argument,
    project_option,
)
from pressmark.cli.writing import check_place, chosen_format, format_option, output_option, write_file, write_out
from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article
from pressmark.core.ports import AnnotatedArticle, DetectionRequest, DetectionResult

if TYPE_CHECKING:
    from pressmark.services.project import Project


def _arguments(parser: argparse.ArgumentParser) -> None:
    paths_argument(parser, many="*", meaning="article files, folders or datasets; without --project")
    project_option(parser, default="suggestions are added to its articles, and nothing is written elsewhere")
    parser.add_argument("--all", action="store_true", help="with --project: read articles again that were read before")
    format_option(parser)
    output_option(parser, meaning="the file to write; without it, standard output")
    parser.add_argument(
        "--model", metavar="NAME_OR_FOLDER", help="a spaCy pipeline; without it, the one chosen in the settings"
    )


def _run(options: argparse.Namespace, context: Context) -> int:
    if options.project is not None:
        if options.paths:
            raise UsageError("give either PATHs or --project; `pressmark import` adds files to a project")
        if options.output is not None or options.format is not None:
            raise UsageError("--format and -o are for PATHs; `pressmark export` writes a project's dataset")
        return _in_project(options, context)
    if not options.paths:
        raise UsageError("give the PATH of an article file or folder, or a --project")
    if options.all:
        raise UsageError("--all needs a --project")
    return _of_files(options, context)


class _Requests:
    """What the detector is asked, read from the project one after the other."""

    def __init__(self, project: Project, ids: list[str]) -> None:
        self._project = project
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[DetectionRequest]:
        from pressmark.services.detection import request_for

        for article_id in self._ids:
            yield request_for(self._project.document(article_id).article)


def _results(
    project: Project, ids: list[str], options: argparse.Namespace, context: Context
) -> Iterator[DetectionResult]:
    from pressmark.services.detection import detect_here

    model = options.model or chosen(context).model
    terminal = context.terminal
    return detect_here(_Requests(project, ids), model=model, progress=terminal.progress, notice=terminal.say)


def _in_project(options: argparse.Namespace, context: Context) -> int:
    from pressmark.services.project import ToDetect
    from pressmark.services.session import Session

    with opened(options.project, context, create=False) as project:
        session = Session(project)
        read = suggestions = 0
        wanted = project.to_detect(ToDetect.ALL if options.all else ToDetect.UNREAD)
        for result in _results(project, wanted, options, context):
            session.accept_detection(result)
            row = project.row(result.article_id)
            read += 1
            suggestions += row.total - row.decided
        what = f"{counted(read, 'article')} read, {counted(suggestions, 'suggestion')} to decide"
        context.terminal.line(f"{what}: {project.target}")
    return DONE


def _of_files(options: argparse.Namespace, context: Context) -> int:
    """A project that lasts as long as the command gives files the same treatment as the window does."""
    from pressmark.services.importing import import_paths
    from pressmark.services.project import Project

    terminal = context.terminal
    output: Path | None = options.output
    form = chosen_format(options.format, output)
    if output is not None:
        check_place(output)
    labels = context.environment.default_labels()
    with (
        tempfile.TemporaryDirectory(prefix="pressmark-", ignore_cleanup_errors=True) as folder,
        Project.open(Path(folder, "detect.pressmark"), annotator="detect", default_labels=labels) as project,
    ):
        report = import_paths(project, options.paths, progress=terminal.progress)
        for path, sentence in report.failed:
            terminal.complain(about(path, sentence))
        for path, sentence in report.notes:
            terminal.say(about(path, sentence))
        ids = list(report.added)
        if not ids:
            return FAILED
        results = (
            _annotated(project.document(result.article_id).article, result)
            for result in _results(project, ids, options, context)
        )
        if output is None:
            write_out(results, form, options.inside, terminal)
        else:
            write_file(results, output, form, options.inside, terminal)
    return IN_PART if report.failed else DONE


def _annotated(article: Article, result: DetectionResult) -> AnnotatedArticle:
    """What was found in an article, and nothing that was known before: so it can be compared with a gold.

    Suggestions are numbered in text order, so that the same input gives the same output.
    """
    annotations = tuple(
        Annotation(
            f"s{number}",
            candidate.span,
            candidate.label,
            Status.SUGGESTED,
            candidate.origin,
            candidate.score,
            candidate.attributes,
        )
        for number, candidate in enumerate(result.candidates, start=1)
    )
    return AnnotatedArticle(article.but(done=False), annotations, (), result.tokens)


VERB = Verb(
    name="detect",
    summary="finds people, places, dates and figures, in files or in a project",
    description=(
        "Finds people, places, organisations, dates and figures with their values. Given files or folders, writes "
        "what it found, by default as JSON lines on standard output, and keeps nothing. Given a project, adds "
        "suggestions to those of its articles that were not read before; what a person has decided always stands."
    ),
    examples=(
        ("pressmark detect article.txt", "shows what is found, as JSON"),
        ("pressmark detect articles/ -o found.jsonl", "reads a folder into a dataset"),
        ("pressmark detect articles/ --format conll -o found.conll", "the same in another format"),
        ("pressmark detect --project flood.pressmark", "adds suggestions to the project's new articles"),
    ),
    arguments=_arguments,
    run=_run,
)
