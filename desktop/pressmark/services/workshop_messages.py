"""What goes between the window and its workshop. Values only; loads nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    """What a job gets beside its own values: a way to tell progress and to learn of Cancel."""

    progress: Callable[[int, int, str], None]
    cancelled: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Run:
    """Do this; `number` names it from now on."""

    number: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Give this job up at its next step."""

    number: int


@dataclass(frozen=True, slots=True)
class Close:
    """Give everything up and end."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """A job has done so much of so much."""

    number: int
    done: int
    total: int
    what: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A job is done. Its result is sealed: it is taken out by the thread that waits for it."""

    number: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Failed:
    """A job has raised `error`, or something that is a bug, told by its trace."""

    number: int
    error: BaseException | None
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """A line for the log."""

    name: str
    level: int
    text: str
