"""`pressmark import`: article files, folders and datasets into a project."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark.cli.projects import opened
from pressmark.cli.reading import check_readable
from pressmark.cli.verbs import DONE, FAILED, IN_PART, Context, Verb, about, counted, paths_argument, project_option

if TYPE_CHECKING:
    from pressmark.formats.tables import Columns, Preview


def _arguments(parser: argparse.ArgumentParser) -> None:
    paths_argument(parser, many="+", meaning="an article file, a folder (with all below it) or a dataset")
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        help="read every file as this format of `pressmark formats`; without it, each file's name and beginning tell",
    )
    table = parser.add_argument_group("tables (.csv, .tsv, .xlsx, .ods, .parquet, .jsonl), one article in each row")
    for what, meaning in (
        ("text", "the column that holds the article; without it, the one that looks like it"),
        ("headline", "the column of the headline"),
        ("date", "the column of the publish date"),
        ("id", "the column of a name for each article that exports keep"),
    ):
        table.add_argument(
            f"--{what}-column", metavar="NAME", help=f"{meaning}; “none” for none" if what != "text" else meaning
        )
    project_option(parser, default="made if it is not there yet; without it, your own project")


def _run(options: argparse.Namespace, context: Context) -> int:
    from pressmark.services.importing import import_paths

    terminal = context.terminal
    if options.format is not None:
        check_readable(options.format)
    with opened(options.project, context, create=True) as project:
        report = import_paths(
            project,
            options.paths,
            form=options.format,
            choose_columns=partial(_columns, options),
            progress=terminal.progress,
        )
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


def _columns(options: argparse.Namespace, _path: Path, preview: Preview) -> Columns:
    """The columns that were named, and for the others what the table's own seem to be.

    A column that was named is not guessed to be something else as well.
    """
    from pressmark.formats.tables import Columns

    given = {
        "text": options.text_column,
        "headline": options.headline_column,
        "date": options.date_column,
        "id": options.id_column,
    }
    named = {name for name in given.values() if name is not None}
    found: dict[str, str] = {}
    for what, name in given.items():
        guess = getattr(preview.guess, what)
        if name is None:
            found[what] = "" if guess in named else guess
        else:
            found[what] = "" if name == "none" and "none" not in preview.columns else name
    return Columns(**found)


VERB = Verb(
    name="import",
    summary="reads article files, folders and datasets into a project",
    description=(
        "Reads articles into a project: texts and web pages, PDF, Word and other documents, messages, feeds, tables, "
        "ZIP archives and whole folders of these, and datasets. Headline, "
        "publish date, byline and body are found, page furniture is set apart. An article that is in the project "
        "already is left as it is, so the command can be repeated. `pressmark formats` lists what can be read."
    ),
    examples=(
        ("pressmark import articles/ --project flood.pressmark", "reads every article of the folder"),
        ("pressmark import labelled.jsonl report.html --project flood.pressmark", "adds a dataset and a web page"),
        ("pressmark import corpus/ --project flood.pressmark", "a folder that is one dataset is read as such"),
        (
            "pressmark import news.csv --text-column body --date-column day --project flood.pressmark",
            "reads a table, one article in each row",
        ),
        ("pressmark import train.txt --format conll --project flood.pressmark", "reads columns that are called .txt"),
    ),
    arguments=_arguments,
    run=_run,
)
