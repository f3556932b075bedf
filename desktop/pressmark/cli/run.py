"""From what was typed to an exit code."""

from __future__ import annotations

import argparse
import contextlib
import logging
import signal
import textwrap
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from types import FrameType
from typing import Any, NoReturn

from pressmark import __version__
from pressmark.cli import window
from pressmark.cli.environment import Environment
from pressmark.cli.terminal import OutputError, ReaderGone, Terminal, abandon_output, standard_streams
from pressmark.cli.verbs import DONE, FAILED, INTERRUPTED, WRONG_USAGE, Context, UsageError, Verb
from pressmark.core.errors import Cancelled, UserError

_log = logging.getLogger(__name__)

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

_ANYWHERE = frozenset({"--debug", "--quiet", "-q"})


def run(arguments: Sequence[str], prepare: Callable[[], Environment]) -> int:
    """Does what was typed. Never raises, but for an interrupt at an odd moment.

    Args:
        arguments: without the program's name.
        prepare: finds out about this installation; called when it is clear that there is something to do.

    Returns:
        The exit code, as `interfaces.md` lists them; 130 after Ctrl+C.
    """
    output, errors = standard_streams()
    terminal = Terminal(output, errors)
    verb, rest = _verb(arguments)
    parser = parser_of(verb)
    try:
        options = parser.parse_args(rest)
    except SystemExit as end:  # argparse has said everything
        return end.code if isinstance(end.code, int) else DONE
    terminal.quiet = options.quiet
    try:
        # The window ends when it is told to; whatever was decided in it is saved already.
        with contextlib.nullcontext() if verb is window.VERB else _Interruptible():
            return _carry_out(verb, options, prepare, terminal, parser)
    except KeyboardInterrupt:
        terminal.complain("Stopped. What was finished before is kept; nothing is half-written.")
        return INTERRUPTED
    finally:
        terminal.close()


def _carry_out(
    verb: Verb,
    options: argparse.Namespace,
    prepare: Callable[[], Environment],
    terminal: Terminal,
    parser: argparse.ArgumentParser,
) -> int:
    environment: Environment | None = None
    try:
        environment = prepare()
        no_log = environment.start_log(options.debug)
        if no_log:
            terminal.say(no_log)
        code = verb.run(options, Context(environment, terminal, tuple(VERBS)))
        terminal.flush()
    except UsageError as error:
        terminal.trace(f"{parser.format_usage()}{parser.prog}: {error}")
        return WRONG_USAGE
    except UserError as error:
        _log.info("refused: %s (%s)", error.sentence, error.details, exc_info=error)
        terminal.complain(error.sentence)
        if isinstance(error, OutputError):
            abandon_output()
        if options.debug:
            terminal.trace(error.details or "")
            terminal.trace("".join(traceback.format_exception(error)))
        return FAILED
    except ReaderGone:
        abandon_output()
        return DONE
    except Cancelled:
        raise KeyboardInterrupt from None
    except MemoryError:
        terminal.complain("There is not enough memory for this; give fewer or shorter articles at a time.")
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last place where an error of ours can be told in words
        return _unexpected(error, options, environment, terminal)
    return code


def _unexpected(
    error: Exception, options: argparse.Namespace, environment: Environment | None, terminal: Terminal
) -> int:
    if isinstance(error, OSError) and error.strerror:
        # Whatever the services could not put better: a disk that is full, a network drive that went away.
        where = f"{error.filename}: " if error.filename else ""
        _log.info("the system refused", exc_info=error)
        terminal.complain(f"{where}{error.strerror}. Nothing is half-written; mend that and try again.")
    else:
        report = environment.write_report(error) if environment is not None else None
        what = (
            f"An error of Pressmark itself ({type(error).__name__}): {error}"
            if report is None
            else (f"An error of Pressmark itself; please send its authors the report {report}")
        )
        terminal.complain(what)
    if options.debug:
        terminal.trace("".join(traceback.format_exception(error)))
    return FAILED


def _verb(arguments: Sequence[str]) -> tuple[Verb, list[str]]:
    """The verb and everything else, in order. A file that is named like a verb is written `./import`."""
    for place, argument in enumerate(arguments):
        if argument in VERBS:
            return VERBS[argument], [*arguments[:place], *arguments[place + 1 :]]
        if argument not in _ANYWHERE:
            break
    return window.VERB, list(arguments)


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


class _Interruptible:
    """While it lasts, any request to end (Ctrl+C, SIGTERM, Ctrl+Break on Windows) is met at once, and tidily."""

    _NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    _USUAL = (signal.SIG_DFL, signal.default_int_handler)

    def __init__(self) -> None:
        self._before: dict[int, signal._HANDLER] = {}

    def __enter__(self) -> None:
        for name in self._NAMES:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) in self._USUAL:
                self._before[number] = signal.signal(number, _interrupt)

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    import multiprocessing  # with sockets and more, and the window starts without

    # Detector processes ignore Ctrl+C; without them nobody waits for the long article that they may be reading.
    for child in multiprocessing.active_children():
        child.kill()
    raise KeyboardInterrupt
