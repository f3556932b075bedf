"""From what was typed to an exit code."""

from __future__ import annotations

import contextlib
import logging
import signal
import traceback
from collections.abc import Callable, Sequence
from types import FrameType
from typing import NoReturn

from pressmark.cli import window
from pressmark.cli.environment import Environment
from pressmark.cli.terminal import OutputError, ReaderGone, Terminal, abandon_output, standard_streams
from pressmark.cli.verbs import DONE, FAILED, INTERRUPTED, VERBS, WRONG_USAGE, Context, Options, UsageError, Verb
from pressmark.core.errors import Cancelled, UserError

_log = logging.getLogger(__name__)

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
    try:
        options = _options(verb, rest)
    except SystemExit as end:  # argparse has said everything
        return end.code if isinstance(end.code, int) else DONE
    terminal.quiet = options.quiet
    try:
        # The window ends when it is told to; whatever was decided in it is saved already.
        with contextlib.nullcontext() if verb is window.VERB else _Interruptible():
            return _carry_out(verb, options, prepare, terminal)
    except KeyboardInterrupt:
        terminal.complain("Stopped. What was finished before is kept; nothing is half-written.")
        return INTERRUPTED
    finally:
        terminal.close()


def _options(verb: Verb, typed: Sequence[str]) -> Options:
    """What was typed behind the verb. An icon types nothing: the window opens without the parser and its messages."""
    if verb is window.VERB and not typed:
        return window.NOTHING_TYPED
    from pressmark.cli.parsing import parser_of

    return parser_of(verb).parse_args(typed)


def _carry_out(verb: Verb, options: Options, prepare: Callable[[], Environment], terminal: Terminal) -> int:
    environment: Environment | None = None
    try:
        environment = prepare()
        no_log = environment.start_log(options.debug)
        if no_log:
            terminal.say(no_log)
        code = verb.run(options, Context(environment, terminal, tuple(VERBS)))
        terminal.flush()
    except UsageError as error:
        from pressmark.cli.parsing import parser_of

        parser = parser_of(verb)
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


def _unexpected(error: Exception, options: Options, environment: Environment | None, terminal: Terminal) -> int:
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
