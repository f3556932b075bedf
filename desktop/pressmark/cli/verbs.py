"""What a verb is, and the options that several share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pressmark.cli.environment import Environment
from pressmark.cli.terminal import Terminal

if TYPE_CHECKING:
    import argparse

Options = Any
"""What was typed, by name, as `argparse` gives it."""

DONE, FAILED, WRONG_USAGE, IN_PART, INTERRUPTED = 0, 1, 2, 3, 130


class UsageError(Exception):
    """What was typed makes no sense; the parser's usage line is shown with it."""


class Context(Struct, frozen=True):
    """What a verb works with, beside its own options; `commands` are the names of all verbs."""

    environment: Environment
    terminal: Terminal
    commands: Sequence[str] = ()


class Verb(Struct, frozen=True):
    """One command.

    Attributes:
        name: as it is typed.
        summary: half a line for the list of commands.
        description: the first paragraph of its help.
        examples: command lines, each with what it does.
        arguments: adds its own options to a parser.
        run: does it; gives the exit code, raises `UserError` and `UsageError`.
    """

    name: str
    summary: str
    description: str
    examples: tuple[tuple[str, str], ...]
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Options, Context], int]


_PLACES = {
    "import": ("importing", "VERB"),
    "detect": ("detecting", "VERB"),
    "export": ("exporting", "VERB"),
    "evaluate": ("evaluating", "VERB"),
    "formats": ("formats", "VERB"),
    "doctor": ("inspecting", "DOCTOR"),
    "self-test": ("inspecting", "SELF_TEST"),
}


class _Verbs(Mapping[str, Verb]):
    """The verbs by name. Each is loaded when it is asked for: the window, which has no verb, starts without them."""

    def __getitem__(self, name: str) -> Verb:
        module, variable = _PLACES[name]
        return getattr(import_module(f"pressmark.cli.{module}"), variable)

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)

    def __contains__(self, name: object) -> bool:
        return name in _PLACES


VERBS: Mapping[str, Verb] = _Verbs()


def project_option(parser: argparse.ArgumentParser, *, default: str) -> None:
    """Adds --project."""
    parser.add_argument(
        "-p", "--project", metavar="FILE_OR_URL", help=f"a .pressmark file or a database URL; {default}"
    )


def paths_argument(parser: argparse.ArgumentParser, *, many: str, meaning: str) -> None:
    """Adds PATH…; `many` is "+" or "*"."""
    parser.add_argument("paths", nargs=many, type=Path, metavar="PATH", help=meaning)


def counted(number: int, thing: str) -> str:
    """ "1 article", "2 articles"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def about(path: Path, sentence: str) -> str:
    """A sentence about a file with all of its path, since a folder may hold several of the same name."""
    if str(path) in sentence:
        return sentence
    if sentence.startswith(path.name):
        return f"{path}{sentence.removeprefix(path.name)}"
    return f"{path}: {sentence}"
