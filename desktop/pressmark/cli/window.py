"""`pressmark` with no verb: opens the window."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from pressmark.cli.projects import make_folder
from pressmark.cli.verbs import Context, Options, UsageError, Verb, paths_argument, project_option
from pressmark.core.errors import UserError
from pressmark.services.project_files import PROJECT_SUFFIX
from pressmark.services.samples import sample_files

if TYPE_CHECKING:
    import argparse

SAMPLES_PROJECT = "Sample articles.pressmark"


def _arguments(parser: argparse.ArgumentParser) -> None:
    paths_argument(parser, many="*", meaning="article files, folders of them, or a .pressmark project")
    project_option(parser, default="without it, the project that was open last")
    parser.add_argument("--samples", action="store_true", help="opens the sample articles that come with Pressmark")


def _run(options: Options, context: Context) -> int:
    paths, project = _sorted_out(options.paths, options.project)
    missing = [path for path in paths if not os.path.lexists(path)]
    if missing and len(missing) == len(paths):
        raise _not_there(missing[0], context.commands)
    for path in missing:
        context.terminal.complain(f"There is no file or folder {path}.")
    there = [path.absolute() for path in paths if path not in missing]
    if options.samples:
        if project is None and not there:
            # In a project of their own, so that nobody's articles get company; found as it was left the next time.
            samples = context.environment.default_project.with_name(SAMPLES_PROJECT)
            if samples.is_file():
                return context.environment.open_window([], str(samples))
            make_folder(samples.parent)
            project = str(samples)
        there += sample_files(context.environment.seeds())
    return context.environment.open_window(there, project)


def _sorted_out(given: list[Path], project: str | None) -> tuple[list[Path], str | None]:
    """A project among the paths, as a file manager gives it, is opened as one."""
    projects = [path for path in given if path.suffix.lower() == PROJECT_SUFFIX and not path.is_dir()]
    if len(projects) + (project is not None) > 1:
        raise UsageError("only one project can be open at a time")
    articles = [path for path in given if path not in projects]
    return articles, str(projects[0].absolute()) if projects else project


def _not_there(path: Path, commands: Sequence[str]) -> Exception:
    sentence = f"There is no file or folder {path}"
    if path.parent == Path():
        if path.name == "help":
            return UsageError(f"{sentence}; `pressmark --help` explains everything")
        import difflib

        close = difflib.get_close_matches(path.name.lower(), commands, n=1, cutoff=0.7)
        if close:
            return UsageError(f"{sentence}; did you mean the command “{close[0]}”?")
    return UserError("There is no file or folder {path}. Check its name.", path=path)


VERB = Verb(
    name="",
    summary="opens the window",
    description=(
        "Pressmark turns news articles into training data: it finds people, places, organisations, dates and figures; "
        "you correct them; and the result leaves as a dataset. Without a command it opens its window, with the "
        "articles or the project named. A file that is named like a command is written with its folder: ./import"
    ),
    examples=(
        ("pressmark", "opens the window on the project that was open last"),
        ("pressmark articles/ report.html", "opens the window and adds these articles"),
        ("pressmark --project flood.pressmark", "opens the window on this project"),
    ),
    arguments=_arguments,
    run=_run,
)

NOTHING_TYPED: Options = SimpleNamespace(paths=[], project=None, samples=False, quiet=False, debug=False)
"""What the parser makes of a start from an icon."""
