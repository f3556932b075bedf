"""`pressmark doctor` and `pressmark self-test`: is this installation whole, and does it do its work?"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import threading
from pathlib import Path

from pressmark.cli.terminal import Terminal
from pressmark.cli.verbs import DONE, FAILED, Context, Verb
from pressmark.core.errors import UserError
from pressmark.services import doctor, self_test, settings
from pressmark.services.exporting import replaceable


def _no_arguments(_parser: argparse.ArgumentParser) -> None:
    return


def _examine(_options: argparse.Namespace, context: Context) -> int:
    environment = context.environment
    loaded = settings.load(environment.settings_file)
    for notice in loaded.notices:
        context.terminal.say(notice)
    report = doctor.examine(
        resources=environment.resources,
        seeds=environment.seeds,
        written_folders=environment.written_folders,
        model=loaded.settings.model,
        more=environment.window_checks,
    )
    for line in doctor.report_lines(report):
        context.terminal.line(line)
    return DONE if report.healthy else FAILED


DOCTOR = Verb(
    name="doctor",
    summary="says what is installed, what is missing and what mends it",
    description=(
        "Looks at everything that Pressmark needs and says what is missing, each with the command that mends it. "
        "Changes nothing and sends nothing. The exit code is 1 when something needed is missing."
    ),
    examples=(("pressmark doctor", "shows the list"), ("pressmark doctor > report.txt", "keeps it for a question")),
    arguments=_no_arguments,
    run=_examine,
)


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < threading.TIMEOUT_MAX:
        raise ValueError
    return value


def _test_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--report", type=Path, metavar="FILE", help="also write the results to FILE, as JSON")
    parser.add_argument(
        "--timeout", type=_seconds, default=300.0, metavar="SECONDS", help="fail after so long (default: 300)"
    )


def _test(options: argparse.Namespace, context: Context) -> int:
    terminal = context.terminal
    environment = context.environment
    test = self_test.SelfTest(
        seeds=environment.seeds(),
        labels=environment.default_labels(),
        steps=environment.window_steps(),
        timeout=options.timeout,
        told=lambda outcome: _tell(outcome, terminal),
    )
    if options.report is not None:
        _write_report(options.report, test)  # a place that can't be written is told before the work, not after it
    watchdog = threading.Timer(options.timeout, _give_up, (test, options.report, terminal))
    watchdog.daemon = True
    watchdog.start()
    try:
        test.run()
    finally:
        watchdog.cancel()
    if options.report is not None:
        _write_report(options.report, test)
    terminal.line(test.verdict())
    return DONE if test.passed else FAILED


def _tell(outcome: self_test.Outcome, terminal: Terminal) -> None:
    state = "ok    " if outcome.ok else "failed"
    problem = f": {outcome.problem}" if outcome.problem else ""
    terminal.line(f"{state}  {outcome.seconds:6.2f} s  {outcome.name}{problem}")
    terminal.flush()


def _write_report(path: Path, test: self_test.SelfTest) -> None:
    path = replaceable(path)
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        unfinished.write_text(json.dumps(test.as_json(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise UserError(
            "The report can't be written to {path} ({reason}); name another file.", path=path, reason=error.strerror
        ) from error


def _give_up(test: self_test.SelfTest, report: Path | None, terminal: Terminal) -> None:
    """Ends the process from another thread: whatever hangs will not listen."""
    try:
        test.time_is_up()
        if report is not None:
            _write_report(report, test)
        terminal.line(test.verdict())
        terminal.flush()
        for child in multiprocessing.active_children():
            child.kill()
        test.clean_up()
    finally:
        os._exit(FAILED)


SELF_TEST = Verb(
    name="self-test",
    summary="does the main job once, on a sample, and checks every step",
    description=(
        "Opens a sample article, detects in a process of its own, corrects, saves, reopens, undoes and exports, in a "
        "temporary folder, and checks the outcome of every step. Your own projects are not touched. The exit code is "
        "0 only if all of it is right."
    ),
    examples=(
        ("pressmark self-test", "shows each step with its time"),
        ("pressmark self-test --report result.json --timeout 120", "for a program that reads the result"),
    ),
    arguments=_test_arguments,
    run=_test,
)
