"""What the verbs are given by the composition root, since they may not look for it themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pressmark.core.labels import LabelSet
    from pressmark.services.doctor import Check
    from pressmark.services.self_test import Step


class Environment(Struct, frozen=True):
    """Places and ways of this installation.

    Attributes:
        resources, seeds: folders that come with the program; raise `UserError` where they are missing.
        default_labels: the label set of a new project.
        default_project: what a window without arguments opens.
        settings_file: where choices are kept.
        written_folders: the folders that the program writes on its own, by name, for the doctor.
        start_log: from now on log lines go to the log file; gives a sentence where they can't. Takes `debug`.
        write_report: keeps an unexpected error as a file and gives its place, or None where nothing can be written.
        open_window: shows the window until it is closed; gives the exit code.
        window_checks: what the doctor asks about the window.
        window_steps: gives what the self-test does in a window.
    """

    resources: Callable[[], Path]
    seeds: Callable[[], Path]
    default_labels: Callable[[], LabelSet]
    default_project: Path
    settings_file: Path
    written_folders: Sequence[tuple[str, Path]]
    start_log: Callable[[bool], str | None]
    write_report: Callable[[BaseException], Path | None]
    open_window: Callable[[Sequence[Path], str | None], int]
    window_checks: Sequence[Callable[[], Check]] = ()
    window_steps: Callable[[], Sequence[Step]] = tuple
