"""The composition root: puts the rooms together and hands over to a verb or to the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark.app import collector, logs, paths
from pressmark.cli.environment import Environment
from pressmark.cli.run import run
from pressmark.core.errors import UserError
from pressmark.services import doctor

if TYPE_CHECKING:
    from pressmark.core.labels import LabelSet
    from pressmark.services.self_test import Step


def main(argv: Sequence[str] | None = None) -> int:
    """What `pressmark` does.

    Args:
        argv: the arguments without the program's name; those of this process when None.

    Returns:
        The exit code.
    """
    return run(sys.argv[1:] if argv is None else argv, environment)


def environment() -> Environment:
    """This installation, as the command line sees it. Makes no folder and opens no file.

    Raises:
        UserError: the user's own folders are not known.
    """
    folders = paths.folders()
    return Environment(
        resources=lambda: paths.bundled("resources"),
        seeds=lambda: paths.bundled("seeds"),
        default_labels=_default_labels,
        default_project=paths.default_project(),
        settings_file=paths.settings_file(),
        written_folders=(("your projects", folders.data), ("settings", folders.settings), ("log", folders.logs)),
        start_log=lambda debug: logs.start(folders.logs, debug=debug),
        write_report=lambda error: logs.write_report(error, folders.logs),
        open_window=open_window,
        window_steps=window_steps,
        window_checks=(qt_check, doctor.libraries_check, doctor.display_check, doctor.fonts_check),
    )


def _default_labels() -> LabelSet:
    from pressmark.services import label_sets

    return label_sets.load(paths.bundled("resources") / "labels" / "ontonotes5.json")


def open_window(articles: Sequence[Path], project: str | None) -> int:
    """Shows the window until it is closed.

    Args:
        articles: files and folders to add.
        project: a file or a database URL; None for the one that was open last.

    Raises:
        UserError: this computer can't show a window now.
    """
    collector.hold()  # until the project is on screen
    problem = doctor.display_problem(os.environ)
    if problem:
        raise UserError(
            "{problem}, so no window can be opened. The command line does the same work; "
            "`pressmark --help` shows how, for example: pressmark detect article.txt",
            problem=problem,
        )
    missing = doctor.missing_libraries(os.environ)
    if missing:
        raise UserError(
            "The window needs what this system lacks: {missing}. This installs it: {libraries_command}",
            missing=", ".join(missing),
            libraries_command=doctor.libraries_command(missing),
        )
    try:
        from pressmark.app import window
    except ImportError as error:
        # A library that only loading could miss, or PySide6 itself; an import of our own that fails is our error.
        if (error.name or "").startswith("pressmark"):
            raise
        raise UserError(
            "The window can't be loaded: {error}. `pressmark doctor` says what mends it.", error=error
        ) from error
    return window.run(paths=list(articles), project=project)


def window_steps() -> Sequence[Step]:
    """The self-test's steps that need Qt."""
    from pressmark.app.window_step import STEPS

    return STEPS


def qt_check() -> doctor.Check:
    """Whether Qt loads, which depends on more than its package."""
    try:
        from PySide6 import QtCore, QtWidgets  # noqa: F401 - loading them is the test
    except ImportError as error:
        return doctor.Check("Qt", doctor.Level.MISSING, f"can't be loaded: {error}")
    return doctor.Check("Qt", doctor.Level.OK, f"{QtCore.qVersion()} loads")
