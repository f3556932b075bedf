"""What the line above the page says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the line above the page.

    Attributes:
        details: text that unfolds.
        error: whether something went wrong.
        until_saved: whether it is over as soon as something can be saved again.
    """

    sentence: str
    details: str = ""
    error: bool = False
    until_saved: bool = False
