"""What goes between the window and its workshop. Values only; loads nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct


class Job(Struct, frozen=True):
    """What a job gets beside its own values: a way to tell progress and to learn of Cancel."""

    progress: Callable[[int, int, str], None]
    cancelled: Callable[[], bool]


class Run(Struct, frozen=True):
    """Do this; `number` names it from now on."""

    number: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


class Stop(Struct, frozen=True):
    """Give this job up at its next step."""

    number: int


class Close(Struct, frozen=True):
    """Give everything up and end."""


class Progressed(Struct, frozen=True):
    """A job has done so much of so much."""

    number: int
    done: int
    total: int
    what: str


class Ended(Struct, frozen=True):
    """A job is done. Its result is sealed: it is taken out by the thread that waits for it."""

    number: int
    sealed: bytes


class Failed(Struct, frozen=True):
    """A job has raised `error`, or something that is a bug, told by its trace."""

    number: int
    error: BaseException | None
    trace: str = ""


class Logged(Struct, frozen=True):
    """A line for the log."""

    name: str
    level: int
    text: str
