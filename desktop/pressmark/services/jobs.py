"""What the window has done in its workshop: each a function of values, which are taken there and back.

Each is given a `Job` first. Those that work on a project open it anew, at its place.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from pressmark.core.annotation import Annotation, Relation
from pressmark.core.edits import ChangeSet
from pressmark.core.errors import UserError
from pressmark.core.labels import LabelSet
from pressmark.core.span import Span
from pressmark.services.project import Place
from pressmark.services.workshop_messages import Job
from pressmark.store.values import LockedError

if TYPE_CHECKING:
    from pressmark.detect.events import Finished
    from pressmark.formats.tables import Columns
    from pressmark.services.equal import Wanted
    from pressmark.services.exporting import ExportReport, ExportRequest, Prepared
    from pressmark.services.importing import FoundTable, ImportReport
    from pressmark.services.label_changes import LabelChanges

PORTION = 250
"""Annotations that are sealed together: the window's thread waits for two milliseconds while they are taken out."""


# Files into the project


def read(
    job: Job, place: Place, paths: Sequence[Path], columns: Mapping[tuple[str, ...], Columns] | None = None
) -> ImportReport:
    """Reads article files, tables and datasets; see `importing.import_paths`."""
    from pressmark.services.importing import import_paths

    chosen = dict(columns or {})
    with place.open() as project:
        return import_paths(
            project,
            paths,
            choose_columns=lambda _path, preview: chosen.get(preview.columns),
            progress=job.progress,
            cancelled=job.cancelled,
        )


def look_for_tables(job: Job, paths: Sequence[Path]) -> tuple[list[FoundTable], bool]:
    """The tables among files, and whether looking was given up."""
    from pressmark.services.importing import tables_among

    return tables_among(paths, cancelled=job.cancelled), job.cancelled()


# The project into files

_prepared: dict[int, Prepared] = {}
_numbers = itertools.count(1)
_lock = threading.Lock()


class Kept(Struct, frozen=True):
    """An export that is written and proved, and waits in the workshop for its name or its end."""

    number: int
    report: ExportReport


def export(job: Job, place: Place, request: ExportRequest) -> Kept | ExportReport:
    """Writes and proves an export. One that loses nothing takes its name at once; another one waits."""
    from pressmark.services import exporting

    with place.open() as project:
        prepared = exporting.prepare_project(project, request, progress=job.progress, cancelled=job.cancelled)
    if not prepared.report.loss_count:
        return _published(prepared)
    with _lock:
        number = next(_numbers)
        _prepared[number] = prepared
    return Kept(number, prepared.report)


def publish(_job: Job, kept: int) -> ExportReport:
    """Gives an export that waits its name, and its report a place beside it; `UserError` when it is gone."""
    with _lock:
        prepared = _prepared.pop(kept, None)
    if prepared is None:
        raise UserError("What was prepared for this export is gone, and no file has changed. Export again.")
    return _published(prepared)


def discard(_job: Job, kept: int) -> None:
    """Removes an export that waits."""
    with _lock:
        prepared = _prepared.pop(kept, None)
    if prepared is not None:
        prepared.discard()


def leave() -> None:
    """Removes every export that waits: the window is gone."""
    with _lock:
        for prepared in _prepared.values():
            prepared.discard()
        _prepared.clear()


def _published(prepared: Prepared) -> ExportReport:
    with prepared:
        report = prepared.publish()
    report.save()
    return report


# Steps in very many articles; each gives the articles that it has changed


def move(job: Job, place: Place, redo: bool) -> tuple[str, ...]:
    """Undoes the last step, or does again the one undone last."""
    from pressmark.services.session import Session

    with place.open() as project:
        return Session(project).move_in_parts(redo=redo, progress=job.progress)


def return_to(job: Job, place: Place, group: str | None) -> tuple[str, ...]:
    """Goes to right after a step of the past."""
    from pressmark.services import returning

    with place.open() as project:
        return returning.return_to(project, group, progress=job.progress, cancelled=job.cancelled)


def change_labels(job: Job, place: Place, changes: LabelChanges) -> tuple[str, ...]:
    """Changes the label set, and moves the annotations along."""
    from pressmark.services import label_changes

    with place.open() as project:
        return label_changes.apply(project, changes, progress=job.progress, cancelled=job.cancelled)


def mark_equal(job: Job, place: Place, wanted: Wanted, spans: Mapping[str, Sequence[Span]]) -> tuple[str, ...]:
    """Marks equal words in many articles."""
    from pressmark.services import equal

    with place.open() as project:
        return equal.apply(project, wanted, spans, progress=job.progress, cancelled=job.cancelled)


# What was detected


class Merged(Struct, frozen=True):
    """How an article has changed by what was found in it.

    Attributes:
        revision: that it has now; it had one less before.
        gone: annotations that are no longer there, by id.
        put: those that are new or other than before, sealed in portions.
        relations: all that there are now.
        changes: what moved, without the spans.
        labels: the project's label set.
    """

    article_id: str
    revision: int
    gone: tuple[str, ...]
    put: tuple[bytes, ...]
    relations: tuple[Relation, ...]
    changes: ChangeSet
    labels: LabelSet


def merge(job: Job, place: Place, finished: Finished) -> Merged | None:
    """Merges suggestions into their article; None when it is gone, or has another text now.

    While another program is writing to the project, it waits for as long as that takes.
    """
    while True:
        try:
            return _merged(place, finished)
        except LockedError:  # after some seconds
            if job.cancelled():
                raise


def _merged(place: Place, finished: Finished) -> Merged | None:
    from pressmark.services.session import Session

    with place.open() as project:
        if project.store.fingerprint(finished.article_id) != finished.sha256:
            return None
        session = Session(project)
        session.open(finished.article_id)
        changes = session.accept_detection(finished.result)
        document = session.document
        if changes is None or document is None:
            return None
        there = document.by_id
        put = [there[one] for one in changes.annotation_ids if one in there]
        gone = tuple(one for one in changes.annotation_ids if one not in there)
        told = ChangeSet(changes.article_id, changes.kind, changes.annotation_ids, (), changes.relations)
        return Merged(finished.article_id, document.revision, gone, seal(put), document.relations, told, project.labels)


def seal(annotations: Sequence[Annotation]) -> tuple[bytes, ...]:
    """Annotations in portions, for `unsealed`."""
    import msgspec

    pack = msgspec.msgpack.Encoder().encode
    return tuple(pack(annotations[at : at + PORTION]) for at in range(0, len(annotations), PORTION))


def unsealed(portions: Sequence[bytes]) -> Iterator[Annotation]:
    """The annotations out of their portions, one portion after the other."""
    import msgspec

    unpack = msgspec.msgpack.Decoder(list[Annotation]).decode
    for portion in portions:
        yield from unpack(portion)
