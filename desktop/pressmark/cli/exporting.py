"""`pressmark export`: a project's articles as a dataset."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark.cli.projects import opened
from pressmark.cli.verbs import DONE, Context, UsageError, Verb, project_option
from pressmark.cli.writing import (
    chosen_format,
    copy_out,
    format_option,
    labels,
    output_option,
    statuses,
    tell_losses,
)
from pressmark.core.annotation import Status
from pressmark.core.errors import UserError

if TYPE_CHECKING:
    from pressmark.services.exporting import ExportReport
    from pressmark.services.project import Project


def _arguments(parser: argparse.ArgumentParser) -> None:
    project_option(parser, default="without it, your own project")
    format_option(parser)
    output_option(parser, meaning="the file to write (or the folder for several); without it, standard output")
    parser.add_argument(
        "--status",
        type=statuses,
        default=frozenset({Status.ACCEPTED}),
        metavar="STATUS,…",
        help="which annotations: accepted, suggested, rejected or all (default: accepted)",
    )
    parser.add_argument("--labels", type=labels, metavar="LABEL,…", help="only these labels (default: all)")
    parser.add_argument("--only-done", action="store_true", help="only articles that were marked done")
    parser.add_argument(
        "--split",
        type=_split,
        metavar="NAME=SHARE,…",
        help="several files, for example train=0.8,dev=0.1,test=0.1; an article is never divided",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="N",
        help="deals the articles in another way; the same seed always in the same (default: 0)",
    )
    parser.add_argument(
        "--whole-text", action="store_true", help="in formats of tokens: byline, dates and page furniture too"
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="also write counts and every loss to FILE, as JSON")


def _split(text: str) -> Mapping[str, float]:
    from pressmark.services.exporting import parse_split

    try:
        return parse_split(text)
    except UserError as error:
        raise argparse.ArgumentTypeError(error.sentence) from error


def _run(options: argparse.Namespace, context: Context) -> int:
    output: Path | None = options.output
    form = chosen_format(options.format, output)
    if options.split is not None and output is None:
        raise UsageError("--split makes several files; name a folder or file for them with -o")
    with opened(options.project, context, create=False) as project:
        if options.labels is not None:
            _check_labels(options.labels, project)
        if output is not None:
            report = _export(project, form.name, output, options, context)
            for line in report.summary().splitlines():
                context.terminal.line(line)
            return DONE
        with tempfile.TemporaryDirectory(prefix="pressmark-", ignore_cleanup_errors=True) as folder:
            file = Path(folder, f"export{form.extension}")
            report = _export(project, form.name, file, options, context)
            copy_out(file, context.terminal)
        for note in report.notes:
            context.terminal.say(note)
    return DONE


def _export(project: Project, form: str, output: Path, options: argparse.Namespace, context: Context) -> ExportReport:
    from pressmark.services import exporting

    request = exporting.ExportRequest(
        form,
        output,
        statuses=options.status,
        labels=options.labels,
        only_done=options.only_done,
        split=options.split,
        seed=options.seed,
        inside=options.inside,
        whole_text=options.whole_text,
    )
    report = exporting.run(
        request,
        lambda: project.export_stream(statuses=request.statuses, only_done=request.only_done),
        progress=context.terminal.progress,
        total=project.counts().all,
    )
    tell_losses(report.losses, context.terminal)
    if options.report is not None:
        report.save(options.report)
    return report


def _check_labels(wanted: frozenset[str], project: Project) -> None:
    """A slip of the pen would give a dataset without annotations."""
    unknown = sorted(name for name in wanted if name not in project.labels)
    if unknown:
        known = ", ".join(label.name for label in project.labels)
        raise UserError(f"“{unknown[0]}” is no label of this project; it has {known}.")


VERB = Verb(
    name="export",
    summary="writes a project's articles as a dataset",
    description=(
        "Writes a project's articles with their annotations as a dataset for training a model. The files are read "
        "back and compared before they take the place of older ones, and every annotation that a format can't hold "
        "is named. `pressmark formats` lists the formats."
    ),
    examples=(
        ("pressmark export -p flood.pressmark -o flood.jsonl", "everything that was accepted, without loss"),
        (
            "pressmark export -p flood.pressmark --format conll -o sets --split train=0.8,dev=0.1,test=0.1",
            "three CoNLL files in the folder sets",
        ),
        (
            "pressmark export -p flood.pressmark --labels PERSON,ORG --only-done -o names.bio",
            "two labels, of the articles that are done",
        ),
    ),
    arguments=_arguments,
    run=_run,
)
