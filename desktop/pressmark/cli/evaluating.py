"""`pressmark evaluate`: predictions against a gold standard."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from pressmark.cli.verbs import DONE, Context, Verb, counted

_NAMED = 5


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "gold", type=Path, metavar="GOLD", help="a dataset, or a folder of them; its accepted annotations count"
    )
    parser.add_argument(
        "predicted", type=Path, metavar="PREDICTED", help="a dataset, or a folder; all but rejected annotations count"
    )
    parser.add_argument("--json", action="store_true", help="the numbers as JSON, for programs")


def _run(options: argparse.Namespace, context: Context) -> int:
    from pressmark.services.evaluating import evaluate, format_table

    terminal = context.terminal
    evaluation = evaluate(options.gold, options.predicted)
    if options.json:
        terminal.result(json.dumps(evaluation.to_json(), ensure_ascii=True, indent=1) + "\n")
    else:
        for line in format_table(evaluation).splitlines():
            terminal.line(line)
    if evaluation.missing:
        what = f"{counted(len(evaluation.missing), 'article')} of {options.gold} without a prediction"
        terminal.say(f"{what}, counted as not found: {_named(evaluation.missing)}")
    if evaluation.extra:
        what = f"{counted(len(evaluation.extra), 'article')} of {options.predicted} without gold"
        terminal.say(f"{what}, not counted: {_named(evaluation.extra)}")
    if evaluation.outside:
        what = counted(evaluation.outside, "annotation")
        terminal.say(f"{what} on text that only one side has, not counted; formats of tokens have it with --whole-text")
    return DONE


def _named(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(ids[:_NAMED]) + more


VERB = Verb(
    name="evaluate",
    summary="compares predictions with a gold standard",
    description=(
        "Compares a prediction with a gold standard and shows precision, recall and F1 of each label: exact, where "
        "start and end must be right, and partial, where an overlap is enough; and how many values of dates and "
        "figures are right. Both sides may be of any format that can be read, and of different ones. Articles are "
        "matched by their id or text."
    ),
    examples=(
        ("pressmark evaluate gold.jsonl predicted.jsonl", "shows the table"),
        ("pressmark evaluate gold.conll predicted.jsonl", "the same with files of two formats"),
        ("pressmark detect gold.jsonl -o predicted.jsonl", "makes a prediction for the texts of a gold standard"),
        ("pressmark evaluate gold.jsonl predicted.jsonl --json", "the same numbers for a program"),
    ),
    arguments=_arguments,
    run=_run,
)
