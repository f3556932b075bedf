"""What the export dialog asks for, and how it is remembered for the next time."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from pressmark.core.annotation import Status
from pressmark.core.overlap import Keep
from pressmark.core.tokens import Inside, Scheme
from pressmark.formats.base import Choice, Holds, OffsetUnit
from pressmark.services.reshaping import Figures, Sentences
from pressmark.services.splitting import SplitBy

AnyEnum = TypeVar("AnyEnum", bound=StrEnum)


class Articles(StrEnum):
    """Which articles are exported."""

    ALL = "all"
    DONE = "done"
    OPEN = "open"
    FOUND = "found"


class FormatChoice(Struct, frozen=True):
    """A format as the dialog shows it.

    Attributes:
        name: as the registry calls it.
        title: for the list.
        description: a few words about what it is.
        suffix: of its files, with the dot; "" for a folder.
        group: the heading under which it stands.
        holds: what it keeps.
        choices: what it leaves to its user.
        columns: the names that its columns may have.
    """

    name: str
    title: str
    description: str
    suffix: str
    group: str = ""
    holds: frozenset[Holds] = frozenset()
    choices: frozenset[Choice] = frozenset()
    columns: tuple[str, ...] = ()


class ExportChoice(Struct, frozen=True):
    """What is to be written.

    Attributes:
        format: a name of the registry.
        target: the file or folder; with a split into files, the file whose name the parts derive theirs from.
        query: words that the articles must have, where `articles` is FOUND.
        labels: those to be exported, or None for all.
        names: other names for labels, as `reshaping.label_map` reads them; "" for none.
        split: the parts and their shares in percent, summing up to 100; empty for one file.
        seed: decides which article goes into which part.
        columns: names with commas between them; "" for the usual ones.
    """

    format: str
    target: Path
    articles: Articles = Articles.ALL
    query: str = ""
    statuses: frozenset[Status] = frozenset({Status.ACCEPTED})
    labels: frozenset[str] | None = None
    names: str = ""
    figures: Figures = Figures.NUMBER
    overlaps: Keep = Keep.OUTERMOST
    split: tuple[tuple[str, int], ...] = ()
    split_by: SplitBy = SplitBy.ARTICLE
    seed: int = 0
    inside_tokens: Inside = Inside.SPLIT
    sentences: Sentences = Sentences.DETECTED
    whole_text: bool = False
    scheme: Scheme | None = None
    columns: str = ""
    offsets: OffsetUnit = OffsetUnit.CODE_POINTS

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
            "query": self.query,
            "statuses": sorted(self.statuses),
            "labels": None if self.labels is None else sorted(self.labels),
            "names": self.names,
            "figures": self.figures.value,
            "overlaps": self.overlaps.value,
            "split": [list(part) for part in self.split],
            "split_by": self.split_by.value,
            "seed": self.seed,
            "inside_tokens": self.inside_tokens.value,
            "sentences": self.sentences.value,
            "whole_text": self.whole_text,
            "scheme": None if self.scheme is None else self.scheme.value,
            "columns": self.columns,
            "offsets": self.offsets.value,
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
    articles = _one_of(Articles, last.get("articles"), usual.articles)
    scheme = last.get("scheme")
    return ExportChoice(
        format=_words(last, "format") or usual.format,
        target=usual.target,
        articles=usual.articles if articles is Articles.OPEN else articles,
        query=_words(last, "query"),
        statuses=_statuses(last.get("statuses")) or usual.statuses,
        labels=None if labels is None else frozenset(labels),
        names=_words(last, "names"),
        figures=_one_of(Figures, last.get("figures"), usual.figures),
        overlaps=_one_of(Keep, last.get("overlaps"), usual.overlaps),
        split=tuple(parts) if sum(share for _name, share in parts) == 100 else usual.split,
        split_by=_one_of(SplitBy, last.get("split_by"), usual.split_by),
        seed=seed if isinstance(seed, int) and not isinstance(seed, bool) and seed >= 0 else usual.seed,
        inside_tokens=_one_of(Inside, last.get("inside_tokens"), usual.inside_tokens),
        sentences=_one_of(Sentences, last.get("sentences"), usual.sentences),
        whole_text=last.get("whole_text") is True,
        scheme=Scheme(scheme) if scheme in tuple(Scheme) else usual.scheme,
        columns=_words(last, "columns"),
        offsets=_one_of(OffsetUnit, last.get("offsets"), usual.offsets),
    )


def _words(last: Mapping[str, Any], name: str) -> str:
    value = last.get(name)
    return value if isinstance(value, str) else ""


def _one_of(kind: type[AnyEnum], value: object, usual: AnyEnum) -> AnyEnum:
    return kind(value) if value in tuple(kind) else usual


def _statuses(value: object) -> frozenset[Status]:
    names = value if isinstance(value, list) else []
    return frozenset(Status(name) for name in names if name in tuple(Status))
