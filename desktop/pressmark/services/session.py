"""Edits of articles, each saved at once with its history, and undo across articles and restarts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from pressmark.core.annotation import Candidate
from pressmark.core.codec import edit_from_json, edit_to_json
from pressmark.core.document import Document
from pressmark.core.edits import ChangeSet, Edit, EditKind, apply
from pressmark.core.errors import BugError, StaleEditError, UserError
from pressmark.core.labels import LabelSet
from pressmark.core.merge import merge
from pressmark.core.messages import Message
from pressmark.core.ports import DetectionResult
from pressmark.core.span import Span
from pressmark.services import history
from pressmark.services.history import HistoryEntry, StepLabel
from pressmark.services.project import Project
from pressmark.services.unsaved import Unsaved
from pressmark.store.values import LockedError, OutdatedError, State, Write

__all__ = ["LONG_STEP", "LockedError", "Session", "Step", "named_here"]

_ATTEMPTS = 3

LONG_STEP = (20, 200_000)
"""A step of more articles, or of more bytes of edits, than this is undone in the background."""

Progress = Callable[[int, int, str], None]


class Step(Struct, frozen=True):
    """What undo or redo has done.

    Attributes:
        article_id: the article to show; it is the session's open one now.
        changes: what moved in it.
        edit: the edit that was carried out in it (of an undo: the inverse).
        document: the article as it is now.
        others: what moved in other articles of the same step.
    """

    article_id: str
    changes: ChangeSet
    edit: Edit
    document: Document
    others: tuple[ChangeSet, ...] = ()


class Session:
    """One annotator at work on one project, on the thread that opened the project.

    Args:
        project: where.
        waits: whether an edit that meets another program's writing is done in memory, and waits to be saved.

    Attributes:
        document: the open article as it is now, None before the first.
        unsaved: the edits that wait; `save_unsaved` tries again.
    """

    def __init__(self, project: Project, *, waits: bool = False) -> None:
        self.project = project
        self.document: Document | None = None
        self.unsaved = Unsaved(project)
        self._waits = waits

    def open(self, article_id: str) -> Document:
        """Opens an article; `UserError` when it is not in the project any more."""
        self.document = self.unsaved.document(article_id) or self.project.document(article_id)
        return self.document

    def close_article(self) -> None:
        """Leaves the open article, for example because it is removed."""
        self.document = None

    # Edits

    def apply(self, edit: Edit) -> ChangeSet | None:
        """Carries out an edit of the open article and saves it; None for one that changes nothing.

        Raises:
            UserError: it could not be saved, or the article has been changed from elsewhere in a way that the edit
                does not fit. In the first case nothing has changed; in the second `document` is the new state.
        """
        if self.document is None:
            raise BugError("an edit without an open article")
        if self.unsaved:  # it comes after those
            return self._keep_unsaved(edit)
        try:
            changes = self.apply_many([(self.document.article.id, edit)])
        except LockedError:
            if not self._waits:
                raise
            return self._keep_unsaved(edit)
        return changes[0] if changes else None

    def _keep_unsaved(self, edit: Edit) -> ChangeSet | None:
        assert self.document is not None
        if not edit:
            return None
        self.document, changes = self.unsaved.add(self.document, _as_stored(edit))
        return changes

    def save_unsaved(self) -> bool:
        """Tries again to save what waits; says whether nothing is left. Raises as `Unsaved.save`."""
        try:
            return self.unsaved.save()
        finally:
            if self.document is not None:
                self.document = self.unsaved.anew.get(self.document.article.id, self.document)

    def apply_many(self, edits: Sequence[tuple[str, Edit]], *, group: str | None = None) -> tuple[ChangeSet, ...]:
        """Carries out edits of any articles (by id) as one step: saved together, undone together.

        Args:
            edits: by article.
            group: names the step that these are a further part of; a new step by default. A step of many articles is
                saved in parts, so that others need not wait until all of it is written.

        Raises:
            UserError: as `apply`; then none of them has been carried out.
        """
        wanted = [(article_id, _as_stored(edit)) for article_id, edit in edits if edit]
        if not wanted:
            return ()
        self._settle()
        self.project.ensure_labels(_labels(edit for _, edit in wanted))
        met = False
        for _ in range(_ATTEMPTS):
            documents = _Documents(self)
            try:
                writes, changes = documents.carry_out(wanted)
            except StaleEditError as error:
                raise self._overtaken(error, wanted, met=met) from error
            try:
                self.project.store.commit(writes, group=group)
            except OutdatedError as error:
                met = self._meet(error)
                if met:
                    continue
                raise _gone() from error
            documents.keep()
            return tuple(changes)
        raise _contended()

    def _settle(self) -> None:
        """Before what is read from the database and written at once; `LockedError` while edits wait."""
        if self.unsaved and not self.save_unsaved():
            raise LockedError(
                Message(
                    "{name} is being written by another program, and your last changes wait to be saved. "
                    "Wait until that is done, or close it, and do it again.",
                    name=self.project.name,
                )
            )

    def accept_detection(self, result: DetectionResult) -> ChangeSet | None:
        """Merges what a detector found into its article, open or not; undo does not take it back.

        Returns:
            What moved; None when the result was dropped, because the article is gone or has another text.
        """
        store = self.project.store
        article_id = result.article_id
        if store.fingerprint(article_id) != result.sha256:
            return None
        for _ in range(_ATTEMPTS):
            documents = _Documents(self)
            before = documents.get(article_id)
            candidates = named_here(self.project.labels, result.candidates)
            edit = _as_stored(merge(before, candidates, declined=self.project.declined(article_id)))
            self.project.ensure_labels(_labels([edit]))
            if edit:
                writes, changes = documents.carry_out([(article_id, edit)])
                write, change = writes[0], changes[0]
            else:
                write, change = Write(before, before, edit), ChangeSet(article_id, EditKind.DETECT)
            try:
                store.commit_detection(write, detector=result.detector, tokens=result.tokens)
            except OutdatedError as error:
                if self._meet(error):
                    continue
                return None
            documents.keep()
            return change
        raise _contended()

    def adopt(self, document: Document) -> Document | None:
        """Takes over a later state of the open article that another session of this program has written.

        Returns:
            The state until now; None when the document is not of the open article, or not later.
        """
        there = self.document
        if there is None or there.article.id != document.article.id or document.revision <= there.revision:
            return None
        if self.unsaved.document(document.article.id) is not None:
            return None  # what waits is made anew on that state when it is saved
        self.document = document
        return there

    def _meet(self, error: OutdatedError) -> bool:
        """Another program has changed an article: the next attempt is made on its present state, if it has one."""
        if self.project.store.fingerprint(error.article_id) is None:
            return False
        if self.document is not None and self.document.article.id == error.article_id:
            self.open(error.article_id)
        return True

    def _overtaken(self, error: StaleEditError, edits: Sequence[tuple[str, Edit]], *, met: bool) -> Exception:
        """An edit of the open article that does not fit is a bug, unless the article was changed from elsewhere."""
        there = self.document
        if there is not None:
            met = self.open(there.article.id).revision != there.revision or met
            if not met and all(article_id == there.article.id for article_id, _ in edits):
                return error
        return UserError(
            "This article has been changed from elsewhere, so that was not done. "
            "It is shown as it is now; do it again if it still fits.",
            details=str(error),
        )

    # Undo

    def undo(self) -> Step | None:
        """Takes back this annotator's last step, in whatever article it was; None when there is none.

        Raises:
            UserError: it does not fit its article any more (the step is passed over from now on), or it could not
                be saved.
        """
        return self._move(redo=False)

    def redo(self) -> Step | None:
        """Does again what was undone last; as `undo`."""
        return self._move(redo=True)

    def _take_back_unsaved(self) -> Step:
        taken = self.unsaved.take_back()
        self.document = taken.document
        return Step(taken.document.article.id, taken.changes, taken.edit, taken.document)

    def _move(self, *, redo: bool) -> Step | None:
        if self.unsaved:  # which has been done since whatever could be done again
            return None if redo else self._take_back_unsaved()
        store = self.project.store
        for _ in range(_ATTEMPTS):
            step = store.step(redo=redo)
            if not step:
                return None
            edits = [(e.article_id, e.edit) if redo else (e.article_id, e.edit.inverse()) for e in step]
            if not redo:
                edits.reverse()
            documents = _Documents(self)
            for article_id, _ in edits:
                documents.get(article_id)
            try:
                writes, changes = documents.carry_out(edits)
            except BugError as error:
                # Detection or another annotator has been there since. It is told once, and does not stand in the
                # way of the steps before it.
                store.discard(step[0].group)
                raise _passed_over(redo=redo) from error
            try:
                self.project.ensure_labels(_labels(edit for _, edit in edits))
                store.commit_move(writes, group=step[0].group, state=State.DONE if redo else State.UNDONE)
            except OutdatedError as error:
                self._meet(error)
                continue
            return self._shown(documents, writes, changes)
        raise _contended()

    def _shown(self, documents: _Documents, writes: Sequence[Write], changes: Sequence[ChangeSet]) -> Step:
        documents.keep()
        ids = [change.article_id for change in changes]
        there = self.document.article.id if self.document is not None else None
        shown = ids.index(there) if there in ids else len(ids) - 1
        document = documents.get(ids[shown])
        self.document = document
        others = tuple(change for number, change in enumerate(changes) if number != shown)
        return Step(ids[shown], changes[shown], writes[shown].edit, document, others)

    def is_long(self, *, redo: bool) -> bool:
        """Whether undo (or redo) would take longer than a moment: for a thread of its own, by `move_in_parts`."""
        if self.unsaved:
            return False
        articles, size = self.project.store.step_size(redo=redo)
        return articles > LONG_STEP[0] or size > LONG_STEP[1]

    def move_in_parts(self, *, redo: bool, progress: Progress | None = None, part: int = 25) -> tuple[str, ...]:
        """Undoes (or does again) the next step, some articles at a time, so that other writers wait for moments only.

        What is left when it ends early is still the next step.

        Args:
            redo: whether to do it again.
            progress: told how many articles are done, and of how many.
            part: articles in one transaction.

        Returns:
            The articles that were changed.

        Raises:
            UserError: a part does not fit its articles any more (the rest of the step is passed over from now on),
                or could not be saved.
        """
        store = self.project.store
        entries = store.step(redo=redo)
        if not redo:
            entries.reverse()
        moved: list[str] = []
        for first in range(0, len(entries), part):
            if progress is not None:
                progress(first, len(entries), "")
            some = entries[first : first + part]
            edits = [(e.article_id, e.edit if redo else e.edit.inverse()) for e in some]
            self._move_some(edits, some, redo=redo)
            moved += [e.article_id for e in some]
        return tuple(dict.fromkeys(moved))

    def _move_some(self, edits: Sequence[tuple[str, Edit]], some: Sequence[HistoryEntry], *, redo: bool) -> None:
        store, group = self.project.store, some[0].group
        for _ in range(_ATTEMPTS):
            documents = _Documents(self)
            try:
                writes, _changes = documents.carry_out(edits)
            except BugError as error:
                store.discard(group)
                raise _passed_over(redo=redo) from error
            try:
                self.project.ensure_labels(_labels(edit for _, edit in edits))
                state = State.DONE if redo else State.UNDONE
                store.commit_move(writes, group=group, state=state, numbers=[e.id for e in some])
            except OutdatedError:
                continue
            documents.keep()
            return
        raise _contended()

    def undo_step(self) -> StepLabel | None:
        """What undo would take back, None for nothing."""
        return self._next_label(redo=False)

    def redo_step(self) -> StepLabel | None:
        """What redo would do again, None for nothing."""
        return self._next_label(redo=True)

    def _next_label(self, *, redo: bool) -> StepLabel | None:
        """The label of a long step is made without reading its edits: it is wanted after every single edit."""
        last = self.unsaved.last
        if last is not None:
            return None if redo else _label_of(last)
        step = self.project.store.next_step(redo=redo, articles=LONG_STEP[0], size=LONG_STEP[1])
        if isinstance(step, list):
            return self._label(step)
        kind, articles, count = step
        return StepLabel(EditKind(kind), "", count, tuple(dict.fromkeys(articles)))

    def _label(self, step: Sequence[HistoryEntry]) -> StepLabel | None:
        if not step:
            return None
        words = ""
        if len(step) == 1 and len(step[0].edit.annotations) == 1:
            document = self.document
            if document is None or document.article.id != step[0].article_id:
                document = self.project.document(step[0].article_id)
            words = history.words_of(step[0].edit, document.text)
        count = sum(len(e.edit.annotations) or len(e.edit.relations) + len(e.edit.article) for e in step)
        return StepLabel(EditKind(step[-1].kind), words, count, tuple(dict.fromkeys(e.article_id for e in step)))

    def history(
        self, article_id: str | None = None, annotation_id: str | None = None, limit: int = 200
    ) -> list[HistoryEntry]:
        """What happened to the project, an article, or an annotation of it; the newest first."""
        return history.entries(self.project, article_id=article_id, annotation_id=annotation_id, limit=limit)


def named_here(labels: LabelSet, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Suggestions under the names that a label set has for them; the likeliest where two become one."""
    found: dict[tuple[Span, str], Candidate] = {}
    for candidate in candidates:
        event = candidate.attributes.get("event") or {}
        label = labels.suggested_as(candidate.label, event.get("lemma", ""))
        there = found.get((candidate.span, label))
        if label and (there is None or there.score < candidate.score):
            found[candidate.span, label] = candidate.but(label=label)
    return list(found.values())


class _Documents:
    """The documents that one step works on; the session sees them when they are saved."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._documents: dict[str, Document] = {}
        if session.document is not None:
            self._documents[session.document.article.id] = session.document

    def get(self, article_id: str) -> Document:
        if article_id not in self._documents:
            self._documents[article_id] = self._session.project.document(article_id)
        return self._documents[article_id]

    def carry_out(self, edits: Sequence[tuple[str, Edit]]) -> tuple[list[Write], list[ChangeSet]]:
        writes: list[Write] = []
        changes: list[ChangeSet] = []
        for article_id, edit in edits:
            before = self.get(article_id)
            after, change = apply(before, edit)
            self._documents[article_id] = after
            writes.append(Write(before, after, edit))
            changes.append(change)
        return writes, changes

    def keep(self) -> None:
        """The open article's new state becomes the session's."""
        there = self._session.document
        if there is not None:
            self._session.document = self._documents[there.article.id]


def _label_of(waiting: Write) -> StepLabel:
    edit = waiting.edit
    words = history.words_of(edit, waiting.before.text) if len(edit.annotations) == 1 else ""
    count = len(edit.annotations) or len(edit.relations) + len(edit.article)
    return StepLabel(edit.kind, words, count, (waiting.before.article.id,))


def _as_stored(edit: Edit) -> Edit:
    """The edit as the history will give it back: a tuple among the attributes, say, becomes a list now, not then."""
    try:
        return edit_from_json(json.loads(json.dumps(edit_to_json(edit), allow_nan=False)))
    except (TypeError, ValueError) as error:
        raise BugError(f"an edit that JSON cannot hold: {error}") from error


def _labels(edits: Iterable[Edit]) -> list[str]:
    return [change.after.label for edit in edits for change in edit.annotations if change.after is not None]


def _contended() -> UserError:
    return UserError("This article is being changed from elsewhere all the time, so that was not saved. Do it again.")


def _gone() -> UserError:
    return UserError("This article is no longer in the project, so that was not saved. Choose another one.")


def _passed_over(*, redo: bool) -> UserError:
    if redo:
        return UserError("This step cannot be done again, because its article has changed since. Nothing was changed.")
    return UserError(
        "This step cannot be undone, because its article has changed since. Nothing was changed; undo again for the "
        "step before it."
    )
