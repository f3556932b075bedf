"""What the export dialog asks for, and how it is remembered for the next time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from pressmark.core.annotation import Status
from pressmark.core.tokens import Inside


class Articles(StrEnum):
    """Which articles are exported."""

    ALL = "all"
    DONE = "done"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class FormatChoice:
    """A format as the dialog shows it.

    Attributes:
        name: as the registry calls it.
        title: for the list.
        description: a sentence about what it is for and what it cannot hold.
        suffix: of its files, with the dot.
        whole_tokens: whether it holds whole tokens only.
    """

    name: str
    title: str
    description: str
    suffix: str
    whole_tokens: bool


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What is to be written.

    Attributes:
        format: a name of the registry.
        target: the file; with a split, the file whose name the parts derive theirs from.
        labels: those to be exported, or None for all.
        split: the parts and their shares in percent, summing up to 100; empty for one file.
        seed: decides which article goes into which part.
    """

    format: str
    target: Path
    articles: Articles = Articles.ALL
    statuses: frozenset[Status] = frozenset({Status.ACCEPTED})
    labels: frozenset[str] | None = None
    split: tuple[tuple[str, int], ...] = ()
    seed: int = 0
    inside_tokens: Inside = Inside.SPLIT

    @property
    def files(self) -> int:
        """How many files it makes."""
        return sum(1 for _name, share in self.split if share) or 1

    def remembered(self) -> dict[str, Any]:
        """The choices as JSON values. The open article and the file's own name are of that day only."""
        return {
            "format": self.format,
            "folder": str(self.target.parent),
            "articles": (Articles.ALL if self.articles is Articles.OPEN else self.articles).value,
            "suggested": Status.SUGGESTED in self.statuses,
            "labels": None if self.labels is None else sorted(self.labels),
            "split": [list(part) for part in self.split],
            "seed": self.seed,
            "inside_tokens": self.inside_tokens.value,
        }


def recalled(last: Mapping[str, Any], usual: ExportChoice) -> ExportChoice:
    """The choices of the last time; `usual` where something was not remembered or makes no sense."""
    labels = last.get("labels")
    if not (isinstance(labels, list) and all(isinstance(name, str) for name in labels)):
        labels = None
    split = last.get("split")
    parts: list[tuple[str, int]] = []
    for part in split if isinstance(split, list) else ():
        match part:
            case [str(name), int(share)]:
                parts.append((name, share))
            case _:
                pass
    seed = last.get("seed")
    articles, inside = last.get("articles"), last.get("inside_tokens")
    format_name = last.get("format")
    return ExportChoice(
        format=format_name if isinstance(format_name, str) else usual.format,
        target=usual.target,
        articles=Articles(articles) if articles in ("all", "done") else usual.articles,
        statuses=frozenset({Status.ACCEPTED, Status.SUGGESTED}) if last.get("suggested") is True else usual.statuses,
        labels=None if labels is None else frozenset(labels),
        split=tuple(parts) if sum(share for _name, share in parts) == 100 else usual.split,
        seed=seed if isinstance(seed, int) and not isinstance(seed, bool) and seed >= 0 else usual.seed,
        inside_tokens=Inside(inside) if inside in tuple(Inside) else usual.inside_tokens,
    )
