"""`pressmark import`: article files, folders and datasets into a project."""

from __future__ import annotations

import argparse

from pressmark.cli.projects import opened
from pressmark.cli.reading import check_readable
from pressmark.cli.verbs import DONE, FAILED, IN_PART, Context, Verb, about, counted, paths_argument, project_option


def _arguments(parser: argparse.ArgumentParser) -> None:
    paths_argument(parser, many="+", meaning="an article file, a folder (with all below it) or a dataset")
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        help="read every file as this format of `pressmark formats`; without it, each file's name and beginning tell",
    )
    project_option(parser, default="made if it is not there yet; without it, your own project")


def _run(options: argparse.Namespace, context: Context) -> int:
    from pressmark.services.importing import import_paths

    terminal = context.terminal
    if options.format is not None:
        check_readable(options.format)
    with opened(options.project, context, create=True) as project:
        report = import_paths(project, options.paths, form=options.format, progress=terminal.progress)
        target = project.target
    for path, sentence in report.failed:
        terminal.complain(about(path, sentence))
    for path, sentence in report.notes:
        terminal.say(about(path, sentence))
    came = len(report.added)
    parts = [f"{counted(came, 'article')} added"]
    if report.known:
        parts.append(f"{len(report.known)} known already")
    if report.failed:
        parts.append(f"{len(report.failed)} not read")
    terminal.line(", ".join(parts) + f": {target}")
    if report.failed:
        return IN_PART if report.added or report.known else FAILED
    return DONE


VERB = Verb(
    name="import",
    summary="reads article files, folders and datasets into a project",
    description=(
        "Reads articles into a project: text, Markdown and HTML files, whole folders of them, and datasets. Headline, "
        "publish date, byline and body are found, page furniture is set apart. An article that is in the project "
        "already is left as it is, so the command can be repeated. `pressmark formats` lists what can be read."
    ),
    examples=(
        ("pressmark import articles/ --project flood.pressmark", "reads every article of the folder"),
        ("pressmark import labelled.jsonl report.html --project flood.pressmark", "adds a dataset and a web page"),
        ("pressmark import corpus/ --project flood.pressmark", "a folder that is one dataset is read as such"),
        ("pressmark import train.txt --format conll --project flood.pressmark", "reads columns that are called .txt"),
    ),
    arguments=_arguments,
    run=_run,
)
