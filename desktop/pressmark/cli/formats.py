"""`pressmark formats`: what can be read and written."""

from __future__ import annotations

import argparse

from pressmark.cli.verbs import DONE, Context, Verb


def _arguments(_parser: argparse.ArgumentParser) -> None:
    return


def _run(_options: argparse.Namespace, context: Context) -> int:
    from pressmark.formats import registry

    line = context.terminal.line
    line("Articles that can be read:")
    for form in registry.readers().values():
        line(_row(form.name, form.extensions, form.title))
    line("")
    line("Datasets that can be read:")
    for form in registry.datasets().values():
        line(_row(form.name, form.extensions, form.title))
    line("")
    line("Datasets that can be written:")
    for form in registry.writers().values():
        line(_row(form.name, (form.extension,), form.title))
    return DONE


def _row(name: str, extensions: tuple[str, ...], title: str) -> str:
    return f"  {name:<10}{' '.join(extensions):<30} {title}"


VERB = Verb(
    name="formats",
    summary="lists what can be read and written",
    description=(
        "Lists the kinds of files that Pressmark reads as articles or datasets, and those that it writes, with the "
        "names that --format takes. Packages that are installed beside Pressmark can add their own."
    ),
    examples=(("pressmark formats", "shows the list"),),
    arguments=_arguments,
    run=_run,
)
