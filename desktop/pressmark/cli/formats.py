"""`pressmark formats`: what can be read and written."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pressmark.cli.verbs import DONE, Context, Verb

if TYPE_CHECKING:
    from pressmark.formats.base import ArchiveFormat, ArticleFormat, DatasetFormat, Holds, TableFormat, WriterFormat

    _Any = ArticleFormat | TableFormat | ArchiveFormat | DatasetFormat | WriterFormat

_HEAD = """# Formats

What Pressmark reads and writes. This page is made by `pressmark formats --markdown`; the same list, as it is in your
installation, is printed by `pressmark formats` (for programs: `--json`).

A file is told by its name, and where several formats share an extension, by its beginning; a folder that is one dataset
is read as one. `pressmark import --format NAME` and the name in the first column force one.
"""

_HOLDS = """
What a format does not hold is never dropped in silence: `pressmark export … --dry-run`, the window and the report
beside the dataset list each annotation that is left out, widened or changed. The columns say what a format keeps:

- **text**: to the last character, white space included; without it, tokens or sentences.
- **overlaps**: marks that nest or cross.
- **readings**: the values of dates and figures.
- **relations**, **notes**, **tokens**: as they are.
- **status**: suggested, accepted, rejected. **origin**: who made a mark, and how sure it was.
- **metadata**: headline, publish date and the like. **zones**: headline, body, furniture.
"""

_SHOWN = 4  # extensions of a format, in the list for people

_COLUMNS = {"attributes": "readings"}


def _arguments(parser: argparse.ArgumentParser) -> None:
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help="the list as JSON, for programs")
    way.add_argument("--markdown", action="store_true", help="the list as a page: docs/formats.md")


def _run(options: argparse.Namespace, context: Context) -> int:
    if options.json:
        context.terminal.result(json.dumps(listed(), ensure_ascii=False, indent=1) + "\n")
    elif options.markdown:
        context.terminal.result(markdown())
    else:
        for line in _plain().splitlines():
            context.terminal.line(line)
    return DONE


def listed() -> dict[str, list[dict[str, Any]]]:
    """Every format as JSON values: `articles`, and `datasets` with what is read and written under one name."""
    from pressmark.formats import registry

    articles = [
        {"name": form.name, "title": form.title, "extensions": list(form.extensions)}
        for form in registry.article_kinds().values()
    ]
    datasets, writers = registry.datasets(), registry.writers()
    rows: list[dict[str, Any]] = []
    for name in dict.fromkeys([*datasets, *writers]):
        read, written = datasets.get(name), writers.get(name)
        extensions = list(read.extensions) if read else []
        if written and written.extension and written.extension not in extensions:
            extensions.append(written.extension)
        holds = written.holds if written else read.holds if read else frozenset()
        rows.append(
            {
                "name": name,
                "title": written.title if written else read.title if read else "",
                "extensions": extensions,
                "folder": bool((read and read.folder) or (written and written.open is None)),
                "read": read is not None,
                "written": written is not None,
                "lossless": bool(written and written.lossless),
                "holds": [str(each) for each in _kinds() if each in holds],
                "choices": sorted(written.choices) if written else [],
            }
        )
    return {"articles": articles, "datasets": rows}


def _kinds() -> tuple[Holds, ...]:
    from pressmark.formats.base import Holds

    return tuple(Holds)


def markdown() -> str:
    """The list as a page."""
    found = listed()
    lines = [_HEAD, "", "## Articles", "", "| format | files | what it is |", "|---|---|---|"]
    lines += [f"| `{row['name']}` | {_files(row)} | {_cell(row['title'])} |" for row in found["articles"]]
    kinds = [_COLUMNS.get(str(each), str(each)) for each in _kinds()]
    lines += ["", "## Datasets", _HOLDS, ""]
    lines.append(f"| format | files | what it is | read | written | {' | '.join(kinds)} |")
    lines.append("|---|---|---|" + ":-:|" * (2 + len(kinds)))
    for row in found["datasets"]:
        ticks = [row["read"], row["written"], *(str(each) in row["holds"] for each in _kinds())]
        cells = " | ".join("✓" if each else "" for each in ticks)
        lines.append(f"| `{row['name']}` | {_files(row)} | {_cell(row['title'])} | {cells} |")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def _files(row: dict[str, Any]) -> str:
    names = [f"`{each}`" for each in row["extensions"]]
    return " ".join([*names, "a folder"] if row.get("folder") else names)


def _plain() -> str:
    from pressmark.formats import registry

    blocks = {
        "Articles that can be read:": [_row(each, each.extensions) for each in registry.article_kinds().values()],
        "Datasets that can be read:": [
            _row(each, ("a folder", *each.extensions) if each.folder else each.extensions)
            for each in registry.datasets().values()
        ],
        "Datasets that can be written:": [
            _row(each, (each.extension or "a folder",)) for each in registry.writers().values()
        ],
    }
    rows = [row for block in blocks.values() for row in block]
    wide = max(len(name) for name, _, _ in rows) + 2
    lines: list[str] = []
    for title, block in blocks.items():
        files_wide = max(len(files) for _, files, _ in block) + 2
        lines += ["", title, *(f"  {name:<{wide}}{files:<{files_wide}}{what}" for name, files, what in block)]
    return "\n".join(lines[1:])


def _row(form: _Any, files: Sequence[str]) -> tuple[str, str, str]:
    """Name, files and title; of many extensions the first ones."""
    shown = " ".join(files[:_SHOWN])
    return form.name, f"{shown} …" if len(files) > _SHOWN else shown, form.title


VERB = Verb(
    name="formats",
    summary="lists what can be read and written",
    description=(
        "Lists the kinds of files that Pressmark reads as articles or datasets, and those that it writes, with the "
        "names that --format takes. Packages that are installed beside Pressmark can add their own."
    ),
    examples=(
        ("pressmark formats", "shows the list"),
        ("pressmark formats --json", "the same for programs, with what each format holds"),
        ("pressmark formats --markdown > formats.md", "the same as a page with a table"),
    ),
    arguments=_arguments,
    run=_run,
)
