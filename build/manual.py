"""The manual page, from the same table that `pressmark --help` is made of."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from common import ROOT, VERSION


def page(date: str) -> str:
    """The page for section 1, in man(7)'s language.

    Args:
        date: of this version, YYYY-MM-DD.
    """
    sys.path.insert(0, str(ROOT / "desktop"))
    from pressmark.cli import window
    from pressmark.cli.parsing import parser_of
    from pressmark.cli.verbs import VERBS

    verbs = [window.VERB, *VERBS.values()]
    lines = [
        f'.TH PRESSMARK 1 "{date}" "Pressmark {VERSION}" "User Commands"',
        ".SH NAME",
        r"pressmark \- turn news articles into training data",
        ".SH SYNOPSIS",
    ]
    for verb in verbs:
        usage = parser_of(verb).format_usage().removeprefix("usage: ")
        lines += [".PP", _escaped(" ".join(usage.split()))]
    lines += [".SH DESCRIPTION", _escaped(window.VERB.description)]
    for verb in verbs:
        parser = parser_of(verb)
        lines.append(".SH " + ("THE WINDOW" if verb is window.VERB else f"PRESSMARK {verb.name.upper()}"))
        if verb is not window.VERB:
            lines.append(_escaped(verb.description))
        lines += _options(parser)
        lines += _examples(verb.examples)
    lines += [
        ".SH EXIT STATUS",
        *(".TP\n.B 0\ndone", ".TP\n.B 1\nan error that can be mended, told in one line"),
        *(".TP\n.B 2\nwrong usage", ".TP\n.B 3\ndone in part, each failed input named"),
        ".SH ENVIRONMENT",
        ".TP\n.B PRESSMARK_HOME\nwhen set, everything that the program writes on its own goes below that folder",
        ".SH FILES",
        *(".TP\n.I ~/.local/share/pressmark\nprojects", ".TP\n.I ~/.config/pressmark\nsettings"),
        ".TP\n.I ~/.local/state/pressmark/log\nlogs",
    ]
    return "\n".join(lines) + "\n"


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if action.help is argparse.SUPPRESS:
            continue
        value = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
        value = " ".join(value) if isinstance(value, tuple) else value
        names = ", ".join(action.option_strings)
        given = " ".join(part for part in (names, value if action.nargs != 0 else "") if part)
        help_text = (action.help or "") % {"default": action.default, "prog": parser.prog}
        yield f".TP\n.B {_escaped(given)}\n{_escaped(help_text)}"


def _examples(examples: tuple[tuple[str, str], ...]) -> Iterator[str]:
    if examples:
        yield ".PP\nExamples:"
    for typed, meaning in examples:
        yield f".TP\n.B {_escaped(typed)}\n{_escaped(meaning)}"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return "\\&" + text if text.startswith(".") else text
