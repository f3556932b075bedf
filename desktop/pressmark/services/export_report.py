"""What became of an export: the files, what they hold, and every annotation that they do not hold as it was."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from msgspec import Struct, field

from pressmark.core.messages import Message
from pressmark.core.ports import Loss
from pressmark.core.span import Span
from pressmark.services.export_files import Draft, told

Reason = tuple[str, Message]
"""`Loss.what` and `Loss.why`."""


class LossLog:
    """Every loss of an export: the first in memory, the rest in a temporary file, so that memory stays what it is.

    Attributes:
        first: up to `KEPT` of them, in the order in which they came.
        reasons: how many there are of each kind.
    """

    KEPT = 5_000

    def __init__(self) -> None:
        self.first: list[Loss] = []
        self.reasons: Counter[Reason] = Counter()
        self._rest: IO[str] | None = None

    def add(self, losses: Iterable[Loss]) -> None:
        """Takes some more."""
        for one in losses:
            self.reasons[one.what, one.why] += 1
            if len(self.first) < self.KEPT:
                self.first.append(one)
                continue
            if self._rest is None:
                self._rest = tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115
                weakref.finalize(self, self._rest.close)  # which removes it
            self._rest.write(json.dumps(_row(one), ensure_ascii=False) + "\n")

    def __len__(self) -> int:
        return self.reasons.total()

    def __iter__(self) -> Iterator[Loss]:
        """All of them. Not while others are added, nor twice at a time."""
        yield from self.first
        if self._rest is not None:
            self._rest.flush()
            self._rest.seek(0)
            for line in self._rest:
                yield _loss(json.loads(line))


def _row(loss: Loss) -> dict[str, Any]:
    return {
        "article": loss.article_id,
        "source": loss.source,
        "start": loss.span.start,
        "end": loss.span.end,
        "text": loss.text,
        "label": loss.label,
        "what": loss.what,
        "why": loss.why,
    }


def _loss(row: Mapping[str, Any]) -> Loss:
    span = Span(row["start"], row["end"])
    return Loss(row["article"], row["source"], span, row["text"], row["label"], row["what"], row["why"])


class PartReport(Struct, frozen=True):
    """One part that was written: a file of its own, or a part of a folder.

    Attributes:
        name: of the part ("train"), or "" where there is only one.
        path: its file, or the folder that holds all parts.
        annotations: how many of each label.
    """

    name: str
    path: Path
    articles: int
    annotations: Mapping[str, int]


class ExportReport(Struct, frozen=True):
    """What was written, and what the format could not hold.

    Attributes:
        losses: annotations that are not in the files, or not as they were: the first of `LossLog.KEPT`.
        reasons: how many there are of each kind, of all.
        notes: sentences about what the reader should know.
        options: what was asked for, as JSON values.
        log: all losses.
    """

    format: str
    parts: tuple[PartReport, ...]
    losses: tuple[Loss, ...]
    notes: tuple[Message, ...] = ()
    seed: int = 0
    reasons: Mapping[Reason, int] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    log: LossLog | None = None

    @property
    def articles(self) -> int:
        """How many articles all parts hold together."""
        return sum(part.articles for part in self.parts)

    @property
    def annotations(self) -> dict[str, int]:
        """How many annotations of each label all parts hold together, by label."""
        total: Counter[str] = Counter()
        for part in self.parts:
            total.update(part.annotations)
        return dict(sorted(total.items()))

    @property
    def loss_count(self) -> int:
        """How many losses there are, of which `losses` may hold only the first."""
        return sum(self.reasons.values())

    @property
    def path(self) -> Path:
        """Where the report stands: beside the file or folder, or among the files of a split."""
        first = self.parts[0]
        name = first.path.name
        if len(self.parts) > 1 and self.parts[1].path != first.path:
            # "train.jsonl" in a folder, or "data.train.jsonl": a name of its own, or some reader takes it for train's.
            name = "export" if name.startswith(f"{first.name}.") else name[: name.rindex(f".{first.name}")]
        return first.path.with_name(f"{name}.report.json")

    def every_loss(self) -> Iterator[Loss]:
        """All losses, also those that are not in memory."""
        return iter(self.losses) if self.log is None else iter(self.log)

    def to_json(self) -> dict[str, Any]:
        """Everything as JSON values."""
        return {**self._head(), "losses": [_row(each) for each in self.every_loss()]}

    def _head(self) -> dict[str, Any]:
        return {
            "format": self.format,
            "seed": self.seed,
            "options": dict(self.options),
            "articles": self.articles,
            "annotations": self.annotations,
            "parts": [
                {
                    "name": part.name,
                    "file": part.path.name,
                    "articles": part.articles,
                    "annotations": dict(sorted(part.annotations.items())),
                }
                for part in self.parts
            ],
            "notes": list(self.notes),
            "reasons": [{"what": what, "why": why, "count": count} for (what, why), count in self.reasons.items()],
        }

    def save(self, path: Path | None = None) -> Path:
        """Writes the report as JSON, by default at `path`; gives its path. Each loss is one line.

        Raises:
            UserError: where it cannot be written.
        """
        target = path or self.path
        head = json.dumps(self._head(), ensure_ascii=False, indent=1).removesuffix("\n}")
        with told(target), Draft(target) as draft:
            draft.stream.write(_utf8(f'{head},\n "losses": ['))
            comma = ""
            for each in self.every_loss():
                draft.stream.write(_utf8(f"{comma}\n  {json.dumps(_row(each), ensure_ascii=False)}"))
                comma = ","
            draft.stream.write(b"\n ]\n}\n" if comma else b"]\n}\n")
            draft.close()
            draft.publish()
        return target

    def summary(self, *, places: bool = True) -> str:
        """A few lines for people, without a line end; `places` says where everything is."""
        from pressmark.formats.xml_text import UNSAYABLE

        lines: list[str] = []
        one_folder = len(self.parts) > 1 and self.parts[0].path == self.parts[1].path
        for part in self.parts:
            marks = counted(sum(part.annotations.values()), "annotation")
            place = f"{part.path} ({part.name})" if one_folder else part.path
            where = f" in {place}" if places else f" ({part.name})" if part.name else ""
            lines.append(f"{counted(part.articles, 'article')} with {marks}{where}")
        whys = Counter(self.reasons)
        for (what, why), count in whys.most_common():
            of = "character" if why.startswith(UNSAYABLE) else "annotation"
            lines.append(f"{counted(count, of)} {what}: {why}")
        return "\n".join([*lines, *self.notes])


def _utf8(words: str) -> bytes:
    return words.encode("utf-8", "backslashreplace")


def counted(count: int, what: str) -> str:
    """ "1 article", "2,000 articles"."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
