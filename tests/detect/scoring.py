"""How well something is found: right ones among those found and those of the gold."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Scored:
    """How many there are, how many were found, and how many of those are right."""

    name: str = ""
    gold: int = 0
    found: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Those of the gold."""
        return self.gold

    @property
    def share(self) -> float:
        """The F score, 0 to 1; 0 where there is nothing."""
        return 2 * self.right / max(1, self.gold + self.found)

    @property
    def line(self) -> str:
        """As a line of a report, with precision and recall."""
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        return f"{self.share:6.3f}  {self.right:5d}/{self.gold:<5d} {self.name} (P {precision:.3f}, R {recall:.3f})"
