"""The parser of each verb, with its help. Loaded when there is something to parse."""

from __future__ import annotations

import argparse
import textwrap
from typing import Any, NoReturn

from pressmark import __version__
from pressmark.cli import window
from pressmark.cli.verbs import VERBS, Verb


def parser_of(verb: Verb) -> argparse.ArgumentParser:
    """The parser of one verb, or of the window command, with the help that a newcomer needs."""
    top = verb is window.VERB
    parser = _Parser(
        verb,
        prog="pressmark" if top else f"pressmark {verb.name}",
        description=textwrap.fill(verb.description, 96),
        formatter_class=_Formatter,
        allow_abbrev=False,
        add_help=False,
    )
    verb.arguments(parser)
    common = parser.add_argument_group("always possible")
    common.add_argument("-h", "--help", action="help", help="show this and exit")
    if top:
        version = f"pressmark {__version__}"
        common.add_argument("--version", action="version", version=version, help="show the version and exit")
    common.add_argument("-q", "--quiet", action="store_true", help="no progress and no messages, only errors")
    common.add_argument("--debug", action="store_true", help="log every detail, and show where an error comes from")
    return parser


class _Parser(argparse.ArgumentParser):
    """Puts the examples together, and the list of all commands, when help is asked for and not at every start."""

    def __init__(self, verb: Verb, **options: Any) -> None:
        super().__init__(**options)
        self._verb = verb

    def format_help(self) -> str:
        self.epilog = _epilog(self._verb, commands=self._verb is window.VERB)
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Ends with what is wrong, and with what to type where a project stands without its flag."""
        before, _, strange = message.partition("unrecognized arguments: ")
        is_project = strange.endswith(".pressmark") and not strange.startswith("-") and " -" not in strange
        if not before and is_project and "--project" in self._option_string_actions:
            name = f'"{strange}"' if " " in strange else strange
            message += f" (a project is named with -p: -p {name})"
        super().error(message)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)


def _epilog(verb: Verb, *, commands: bool) -> str:
    lines = ["examples:"]
    for typed, meaning in verb.examples:
        lines += [f"  {typed}", f"      {meaning}"]
    if commands:
        lines += ["", "commands that work without a window:"]
        lines += [f"  {each.name:<12}{each.summary}" for each in VERBS.values()]
        lines += ["", "`pressmark COMMAND --help` tells more about each."]
    return "\n".join(lines)
