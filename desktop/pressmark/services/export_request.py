"""What an export is asked for, by the window and by the command line alike."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from pressmark.core.annotation import Status
from pressmark.core.overlap import Keep
from pressmark.core.tokens import Inside, Scheme
from pressmark.formats.base import OffsetUnit
from pressmark.services.reshaping import Figures, Sentences
from pressmark.services.splitting import SplitBy


class ExportRequest(Struct, frozen=True):
    """What to export, and how.

    Attributes:
        format: a name of `formats.registry.writers()`.
        out: a file, or a folder for files with names of their own.
        statuses: which annotations go along.
        labels: which labels go along, by their names before `mapping`; None for all.
        ids: which articles; None for all.
        query: only articles that the project's search finds with these words; "" for all.
        only_done: only articles whose reader has said that nothing is left to do.
        split: shares by the names of the parts, that sum up to 1; None for one file.
        split_by: what decides into which part an article falls.
        seed: another seed deals the articles to the parts in another way; the same one always in the same.
        mapping: other names for labels (`reshaping.label_map`).
        figures: whether a figure is its number or the phrase around it.
        overlaps: which of two overlapping marks a format keeps that holds no overlap.
        inside: what formats of tokens do with a mark that begins or ends inside one.
        sentences: where formats of tokens begin a sentence.
        whole_text: formats of tokens write byline, dates and furniture too.
        scheme: the tags of a format of columns; None for its usual ones.
        columns: the columns of a format that leaves them open; None for its usual ones.
        offsets: the unit of a format's offsets, where it leaves that open.
    """

    format: str
    out: Path
    statuses: frozenset[Status] = frozenset({Status.ACCEPTED})
    labels: frozenset[str] | None = None
    ids: tuple[str, ...] | None = None
    query: str = ""
    only_done: bool = False
    split: Mapping[str, float] | None = None
    split_by: SplitBy = SplitBy.ARTICLE
    seed: int = 0
    mapping: Mapping[str, str | None] = field(default_factory=dict)
    figures: Figures = Figures.NUMBER
    overlaps: Keep = Keep.OUTERMOST
    inside: Inside = Inside.SPLIT
    sentences: Sentences = Sentences.DETECTED
    whole_text: bool = False
    scheme: Scheme | None = None
    columns: tuple[str, ...] | None = None
    offsets: OffsetUnit = OffsetUnit.CODE_POINTS

    def to_json(self) -> dict[str, Any]:
        """The choices as JSON values, for the report; without what names places on this computer."""
        return {
            "statuses": sorted(self.statuses),
            "labels": None if self.labels is None else sorted(self.labels),
            "ids": None if self.ids is None else len(self.ids),
            "query": self.query,
            "only_done": self.only_done,
            "split": None if self.split is None else dict(self.split),
            "split_by": str(self.split_by),
            "mapping": dict(self.mapping),
            "figures": str(self.figures),
            "overlaps": str(self.overlaps),
            "inside": str(self.inside),
            "sentences": str(self.sentences),
            "whole_text": self.whole_text,
            "scheme": None if self.scheme is None else str(self.scheme),
            "columns": None if self.columns is None else list(self.columns),
            "offsets": str(self.offsets),
        }
