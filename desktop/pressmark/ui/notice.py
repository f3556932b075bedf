"""What the line above the page says."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Notice(Struct, frozen=True):
    """A sentence for the line above the page.

    Attributes:
        details: text that unfolds.
        error: whether something went wrong.
        until_saved: whether it is over as soon as something can be saved again.
        offer: what a button beside it says, "" for none.
        accept: what that button does; the notice is over then.
    """

    sentence: str
    details: str = ""
    error: bool = False
    until_saved: bool = False
    offer: str = ""
    accept: Callable[[], object] = bool
