"""From a project to a dataset that has proved that it can be read.

Everything is written to temporary files beside the targets, read back by the format's own reader and compared with
what went in; only then do they take the targets' names. Whatever stops an export (a full disk, a cancel, a bug) leaves
the older files as they were.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pressmark.core.annotation import Status
from pressmark.core.errors import BugError, Cancelled, UserError
from pressmark.core.ports import AnnotatedArticle, Loss
from pressmark.core.tokens import Inside

if TYPE_CHECKING:
    from pressmark.formats.base import DatasetWriter, WriterFormat

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export, and how.

    Attributes:
        format: a name of `formats.registry.writers()`.
        out: a file, or a folder for files with names of their own.
        statuses: which annotations go along.
        labels: which labels go along; None for all.
        ids: which articles; None for all.
        only_done: only articles whose reader has said that nothing is left to do.
        split: shares by the names of the parts, that sum up to 1; None for one file.
        seed: another seed deals the articles to the parts in another way; the same one always in the same.
        inside: what formats of tokens do with a mark that begins or ends inside one.
        whole_text: formats of tokens write byline, dates and furniture too.
    """

    format: str
    out: Path
    statuses: frozenset[Status] = frozenset({Status.ACCEPTED})
    labels: frozenset[str] | None = None
    ids: tuple[str, ...] | None = None
    only_done: bool = False
    split: Mapping[str, float] | None = field(default=None, hash=False)
    seed: int = 0
    inside: Inside = Inside.SPLIT
    whole_text: bool = False


@dataclass(frozen=True, slots=True)
class PartReport:
    """One file that was written.

    Attributes:
        name: of the part ("train"), or "" where there is only one.
        annotations: how many of each label.
    """

    name: str
    path: Path
    articles: int
    annotations: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written, and what the format could not hold.

    Attributes:
        losses: each annotation that is not in the files, or not as it was.
        notes: sentences about what the reader should know.
    """

    format: str
    parts: tuple[PartReport, ...]
    losses: tuple[Loss, ...]
    notes: tuple[str, ...] = ()
    seed: int = 0

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

    def to_json(self) -> dict[str, Any]:
        """Everything as JSON values."""
        return {
            "format": self.format,
            "seed": self.seed,
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
            "losses": [
                {
                    "article": each.article_id,
                    "source": each.source,
                    "start": each.span.start,
                    "end": each.span.end,
                    "text": each.text,
                    "label": each.label,
                    "what": each.what,
                    "why": each.why,
                }
                for each in self.losses
            ],
        }

    def save(self, path: Path | None = None) -> Path:
        """Writes the report as JSON, by default beside the first file as `<file>.report.json`; gives its path.

        Raises:
            UserError: where it cannot be written.
        """
        first = self.parts[0].path
        target = path or first.with_name(f"{first.name}.report.json")
        lines = json.dumps(self.to_json(), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"
        with _told(target), _Draft(target) as draft:
            draft.stream.write(lines)
            draft.close()
            draft.publish()
        return target

    def summary(self) -> str:
        """A few lines for people, without a line end."""
        lines: list[str] = []
        for part in self.parts:
            marks = _counted(sum(part.annotations.values()), "annotation")
            lines.append(f"{_counted(part.articles, 'article')} with {marks} in {part.path}")
        whys = Counter((each.what, each.why) for each in self.losses)
        lines += [f"{_counted(count, 'annotation')} {what}: {why}" for (what, why), count in whys.most_common()]
        return "\n".join([*lines, *self.notes])


def writers() -> list[WriterFormat]:
    """The formats that can be written, in the order in which they are shown."""
    from pressmark.formats import registry

    return list(registry.writers().values())


def parse_split(words: str) -> dict[str, float]:
    """The shares of "train=0.8,dev=0.1,test=0.1" (or percentages, "train=80,dev=10,test=10") by name.

    Raises:
        UserError: for names or shares that are none, and for shares that do not sum up to 1.
    """
    shares: dict[str, float] = {}
    for piece in words.split(","):
        name, sign, written = (part.strip() for part in piece.partition("="))
        try:
            share = float(written.removesuffix("%"))
        except ValueError:
            share = -1.0
        if not sign or not name or not name.replace("-", "_").isidentifier() or not 0 <= share <= 100:
            raise UserError(f"“{piece.strip()}” is no part of a split. Write for example train=0.8,dev=0.1,test=0.1.")
        if name in shares:
            raise UserError(f"The split names “{name}” twice. Give each part a name of its own.")
        shares[name] = share
    total = sum(shares.values())
    if abs(total - 100) < 1e-6:
        shares = {name: share / 100 for name, share in shares.items()}
    elif abs(total - 1) > 1e-6:
        raise UserError(f"The shares of the split sum up to {total:g}. Make them sum up to 1 (or to 100).")
    return shares


def part_of(article_id: str, split: Mapping[str, float], seed: int) -> str:
    """The part that an article falls into: by its own id and the seed alone, whatever other articles there are."""
    digest = hashlib.sha256(f"{seed}:{article_id}".encode("utf-8", "surrogatepass")).digest()
    place = int.from_bytes(digest[:8]) / 2**64
    end = 0.0
    for name, share in split.items():
        end += share
        if place < end:
            return name
    # Shares that sum up to a hair less than 1: the last part takes what is left.
    return [name for name, share in split.items() if share > 0][-1]


def run(
    request: ExportRequest,
    source: Callable[[], Iterable[AnnotatedArticle]],
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    total: int = 0,
) -> ExportReport:
    """Exports; safe in any thread that may call `source`. Memory does not grow with the number of articles.

    Args:
        source: gives the articles, for example `Project.export_stream`; called once.
        progress: called before each article with how many are done, `total`, and the article's source.
        cancelled: asked before each article.
        total: how many articles are expected, for `progress`.

    Raises:
        UserError: nothing to export, or files that cannot be written; older files are as they were.
        Cancelled: the user ended it; older files are as they were.
        BugError: what was read back is not what was written; older files are as they were.
    """
    from pressmark.formats import registry

    form = registry.writer(request.format)
    paths = _paths(request, form)
    export = _Export(request, form, paths)
    try:
        return export.run(source, progress or (lambda done, all_, what: None), cancelled or (lambda: False), total)
    finally:
        export.clean_up()


def _paths(request: ExportRequest, form: WriterFormat) -> dict[str, Path]:
    """Where each part goes; makes the folder where `out` means one that is not there yet."""
    out = Path(os.path.realpath(request.out))
    names = list(request.split or {"": 1.0})
    if request.split is not None and (abs(sum(request.split.values()) - 1) > 1e-6 or not request.split):
        raise UserError("The shares of the split do not sum up to 1. Write for example train=0.8,dev=0.1,test=0.1.")
    as_folder = out.is_dir() or (request.split is not None and not out.suffix)
    with _told(out):
        if as_folder:
            out.mkdir(parents=True, exist_ok=True)
        elif not out.parent.is_dir():
            raise UserError(f"There is no folder {out.parent}. Make it, or choose another place for {out.name}.")
    if as_folder:
        return {name: out / f"{name or 'articles'}{form.extension}" for name in names}
    return {name: out.with_name(f"{out.stem}.{name}{out.suffix}") if name else out for name in names}


def replaceable(target: Path) -> Path:
    """Where a file that takes this name really goes: through links, and never in a device's place.

    Raises:
        UserError: there is something of that name that is no ordinary file.
    """
    real = target.resolve() if target.is_symlink() else target
    if real.exists() and not real.is_file() and not real.is_dir():
        raise UserError(f"{target} is a device, not a file. Choose another name.")
    return real


class _Draft:
    """A temporary file beside its target, gone when it is left without having been published."""

    def __init__(self, target: Path) -> None:
        self.target = target = replaceable(target)
        self.path = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        # Made by os.open for the rights that a new file of the user's gets.
        descriptor = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
        self.stream: BinaryIO = os.fdopen(descriptor, "wb", buffering=1 << 20)

    def __enter__(self) -> _Draft:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def close(self) -> None:
        """Everything on the disk."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()

    def publish(self) -> None:
        """Takes the target's name, and the rights of the file that had it."""
        with suppress(OSError):
            self.path.chmod(self.target.stat().st_mode & 0o777)
        self.path.replace(self.target)

    def remove(self) -> None:
        """Nothing is left where it was not published."""
        with suppress(OSError):
            # A full disk refuses the last buffered bytes once more; they are to be thrown away.
            self.stream.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


@dataclass(slots=True)
class _Part:
    """One file while it is written."""

    name: str
    draft: _Draft
    writer: DatasetWriter
    digests: list[tuple[str, bytes]] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)


class _Export:
    def __init__(self, request: ExportRequest, form: WriterFormat, paths: Mapping[str, Path]) -> None:
        from pressmark.formats.base import WriteOptions

        self.request = request
        self.form = form
        self.parts: dict[str, _Part] = {}
        self.losses: list[Loss] = []
        self.relations_left_out = 0
        self.bare = 0
        options = WriteOptions(inside=request.inside, whole_text=request.whole_text)
        if form.open is None:
            raise BugError(f"{form.name} writes no file")
        try:
            for name, path in paths.items():
                with _told(path):
                    draft = _Draft(path)
                self.parts[name] = _Part(name, draft, form.open(draft.stream, options))
        except BaseException:
            self.clean_up()
            raise

    def run(
        self,
        source: Callable[[], Iterable[AnnotatedArticle]],
        progress: Progress,
        cancelled: Callable[[], bool],
        total: int,
    ) -> ExportReport:
        count = 0
        for article in self.wanted(source()):
            if cancelled():
                raise Cancelled
            progress(count, total, article.article.meta.source or article.article.id)
            self.add(article)
            count += 1
        if not count:
            raise UserError(self.nothing())
        for part in self.parts.values():
            with _told(part.draft.target):
                part.writer.finish()
                part.draft.close()
        for part in self.parts.values():
            progress(count, total, part.draft.target.name)
            self.verify(part, cancelled)
        for part in self.parts.values():
            with _told(part.draft.target):
                part.draft.publish()
        return self.report()

    def wanted(self, articles: Iterable[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
        """The articles that are asked for, with the annotations that are asked for."""
        request = self.request
        ids = None if request.ids is None else frozenset(request.ids)
        for article in articles:
            if (ids is not None and article.article.id not in ids) or (request.only_done and not article.article.done):
                continue
            annotations = tuple(
                annotation
                for annotation in article.annotations
                if annotation.status in request.statuses
                and (request.labels is None or annotation.label in request.labels)
            )
            kept = {annotation.id for annotation in annotations}
            relations = tuple(each for each in article.relations if each.head in kept and each.child in kept)
            self.relations_left_out += len(article.relations) - len(relations)
            yield replace(article, annotations=annotations, relations=relations)

    def add(self, article: AnnotatedArticle) -> None:
        split = self.request.split
        self.bare += not article.annotations
        part = self.parts[part_of(article.article.id, split, self.request.seed) if split else ""]
        with _told(part.draft.target):
            written = part.writer.add(article)
        part.digests.append((article.article.id, written.digest))
        part.labels.update(annotation.label for annotation in written.annotations)
        self.losses.extend(written.losses)
        if not self.form.lossless:
            self.relations_left_out += len(article.relations)

    def verify(self, part: _Part, cancelled: Callable[[], bool]) -> None:
        """Reads a part back; raises `BugError` at the first article that is not what was written."""
        expected = iter(part.digests)
        target = part.draft.target
        with _told(target):
            try:
                for found in self.form.read(part.draft.path):
                    if cancelled():
                        raise Cancelled
                    article_id, digest = next(expected, ("", b""))
                    if self.form.digest(found) != digest:
                        raise BugError(f"article {article_id or found.article.id} came back from {target.name} changed")
            except UserError as error:
                raise BugError(f"{target.name} cannot be read back: {error.sentence}") from error
        missing = next(expected, None)
        if missing is not None:
            raise BugError(f"article {missing[0]} did not come back from {part.draft.target.name}")

    def nothing(self) -> str:
        if self.request.only_done:
            return "There is nothing to export: no article is marked as done. Mark some, or export all articles."
        if self.request.ids is not None:
            return "There is nothing to export: none of the chosen articles is in the project. Choose others."
        return "There is nothing to export: the project has no articles. Add some first."

    def report(self) -> ExportReport:
        parts = tuple(
            PartReport(part.name, part.draft.target, len(part.digests), dict(sorted(part.labels.items())))
            for part in self.parts.values()
        )
        notes = [
            f"The part “{part.name}” is empty: there are too few articles for its share. Add articles, give it a "
            "larger share or try another seed."
            for part in parts
            if not part.articles
        ]
        if self.bare and any(part.annotations for part in parts):
            notes.append(
                f"{_counted(self.bare, 'article')} without any of these annotations: a model learns from them that "
                "nothing is to be found there. Export only articles that are done, if that is not meant."
            )
        if self.relations_left_out:
            why = "an end of theirs was not exported" if self.form.lossless else f"{self.form.name} holds no relations"
            notes.append(f"{_counted(self.relations_left_out, 'relation')} left out: {why}.")
        if not any(part.annotations for part in parts):
            statuses = " or ".join(sorted(self.request.statuses))
            notes.append(f"No annotation was exported: none of those that are {statuses} was wanted or fitted.")
        return ExportReport(self.form.name, parts, tuple(self.losses), tuple(notes), self.request.seed)

    def clean_up(self) -> None:
        for part in self.parts.values():
            part.draft.remove()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns what the system refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise _refusal(path, error) from error


def _refusal(path: Path, error: OSError) -> UserError:
    unchanged = " An older file of that name is unchanged." if path.exists() else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(f"The disk is full: {path} could not be written. Make room and export again.{unchanged}")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return UserError(
            f"{path} may not be written. Choose another folder, or close the program that has the file open.{unchanged}"
        )
    if isinstance(error, NotADirectoryError | FileExistsError | IsADirectoryError):
        return UserError(f"{path} cannot be made: a file or folder is in its way. Choose another name.{unchanged}")
    return UserError(
        f"{path} could not be written ({error.strerror or error}). Choose another folder.{unchanged}",
        details=str(error),
    )


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
