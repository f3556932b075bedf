"""What the window works on: one project, one open article, and the lanes behind them.

Widgets show what its signals tell and call its methods; it knows no widget.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from pressmark.core.article import Article
from pressmark.core.document import Document
from pressmark.core.edits import ChangeSet, Edit, EditKind
from pressmark.core.errors import Cancelled, StaleEditError, UserError
from pressmark.core.labels import LabelSet
from pressmark.services import jobs
from pressmark.services.project import LockedError, Project, ToDetect, Which
from pressmark.services.workshop import Workshop
from pressmark.ui.detection_lane import DetectionLane
from pressmark.ui.discarding import Discarding
from pressmark.ui.first_look import FirstLook, same
from pressmark.ui.import_notice import import_notice
from pressmark.ui.io_lane import IoLane, Job
from pressmark.ui.merging import Merging
from pressmark.ui.notice import Notice
from pressmark.ui.saving import PATIENCE, Saving
from pressmark.ui.telling import told
from pressmark.ui.turns import next_turn

if TYPE_CHECKING:
    from pressmark.services.importing import Columns, ImportReport
    from pressmark.services.session import Session, Step

__all__ = ["Notice", "Workbench"]

_log = logging.getLogger(__name__)

_LAST_ARTICLE = "last_article"
_PAUSE = 300  # milliseconds; whoever goes from article to article does not wait for the disk each time


class Workbench(QObject):
    """Opens, edits, undoes, imports and detects; every method is for the main thread.

    Signals:
        leaving() before another article or project is opened,
        project_opened(Project), article_opened(Document or None), document_changed(Document, ChangeSet),
        articles_changed(frozenset of ids, or None for all), labels_changed(LabelSet), saved(datetime),
        unsaved(number of edits that wait, since another program is writing), noticed(Notice), history_changed().
    """

    leaving = Signal()
    project_opened = Signal(object)
    article_opened = Signal(object)
    document_changed = Signal(object, object)
    articles_changed = Signal(object)
    labels_changed = Signal(object)
    saved = Signal(object)
    unsaved = Signal(int)
    noticed = Signal(object)
    history_changed = Signal()

    def __init__(
        self,
        *,
        default_labels: LabelSet,
        annotator: str,
        model: str | None = None,
        detect_on_open: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._default_labels = default_labels
        self.annotator = annotator
        self.detect_on_open = detect_on_open
        self.project: Project | None = None
        self.session: Session | None = None
        self._told_labels: LabelSet | None = None
        self._moving = 0
        self.first_look = FirstLook(self)
        self.workshop = Workshop()
        self.files = IoLane(self)
        self.detection = DetectionLane(self._article_for_detection, model=model, parent=self)
        self.merges = Merging(self)
        self.saving = Saving(self)
        self.discarding = Discarding(self)
        self._remember = QTimer(self, singleShot=True, interval=_PAUSE)
        self._remember.timeout.connect(self._remember_article)
        self.detection.found.connect(self.merges.take)
        self.detection.state_changed.connect(lambda state: state.reading and self.workshop.expect())
        self.detection.failed.connect(self._on_detection_failed)

    # projects

    def look_at(self, target: Path | str) -> None:
        """Shows the list and the last article of a project that `open_project` opens afterwards."""
        if self.first_look.look(target, annotator=self.annotator, state=_LAST_ARTICLE, labels=self._default_labels):
            self._tell_labels(self.labels)
            self.articles_changed.emit(None)
            self.article_opened.emit(self.document)

    def open_project(self, target: Path | str) -> bool:
        """Opens or makes a project and shows the article that was open last. Tells trouble as a notice."""
        if not self.saving.finish():
            said = self.tr(
                "Another program is writing to {project}, so your last changes there are not saved yet. "
                "Wait until that program is done, or close it; then open the other project."
            )
            assert self.project is not None
            self.noticed.emit(Notice(said.format(project=self.project.name), error=True, until_saved=True))
            return False
        from pressmark.services.session import Session  # after the first paint, as all that edits need

        try:
            project = Project.open(target, annotator=self.annotator, default_labels=self._default_labels)
        except UserError as error:
            self._forget_look()
            self.tell(error)
            return False
        self.close_project()
        looked_at, self.first_look.seen = self.first_look.document, None
        project.wait_at_most(PATIENCE)
        self.project, self.session = project, Session(project, waits=True)
        self.session.document = looked_at  # it stays on screen
        self.project_opened.emit(project)
        self.show_new_labels()
        self.articles_changed.emit(None)
        last = project.state(_LAST_ARTICLE)
        if last is None or project.store.fingerprint(last) is None:
            last = project.neighbour(None, 1)
        if last is not None:
            self.open_article(last, shown=looked_at)
        else:
            self.session.close_article()
            self.article_opened.emit(None)
        if self.detect_on_open:
            self.detection.want(project.to_detect(ToDetect.BARE))
        return True

    def _forget_look(self) -> None:
        """The project that is shown could not be opened."""
        if self.first_look.seen is not None:
            self.first_look.seen = None
            self._tell_labels(self.labels)
            self.articles_changed.emit(None)
            self.article_opened.emit(None)

    def close_project(self) -> None:
        """Lets go of the database; nothing has to be saved, since everything is."""
        if self.project is not None:
            self.leaving.emit()
            if self._remember.isActive():
                self._remember_article()
            self.files.close()
            self.merges.close()
            self.detection.cancel()
            self.project.close()
            self.project, self.session = None, None

    def close(self) -> None:
        """Ends everything that runs."""
        self.first_look.give_up()
        self.close_project()
        self.files.close()
        self.merges.close()
        self.detection.close()
        self.workshop.close()

    # articles

    @property
    def document(self) -> Document | None:
        """The open article with its marks."""
        return self.first_look.document if self.session is None else self.session.document

    @property
    def labels(self) -> LabelSet:
        """The project's labels."""
        known = self.project or self.first_look.seen
        return self._default_labels if known is None else known.labels

    def open_article(self, article_id: str, *, shown: Document | None = None) -> None:
        """Shows an article; one that nobody has read yet goes to the front of the queue.

        Args:
            article_id: which.
            shown: what is on screen already; it stays as it is where it is the same.
        """
        self.first_look.ready()
        if self.session is None or self.project is None:
            return
        self.leaving.emit()
        before = self.document
        try:
            undetected = self.project.row(article_id).detector is None
            document = self.session.open(article_id)
        except UserError as error:
            self.tell(error)
            return
        if same(shown, document):
            self.session.document = shown
        else:
            self.article_opened.emit(document)
            self.discarding.take(before)
        self._remember.start()
        if undetected and self.detect_on_open and not len(document):
            self.detection.want([article_id], first=True)

    def _remember_article(self) -> None:
        """Notes which article is open, for the next start."""
        self._remember.stop()
        if self.project is None or self.document is None:
            return
        article_id = self.document.article.id
        try:
            if self.project.state(_LAST_ARTICLE) != article_id:
                self.project.set_state(_LAST_ARTICLE, article_id)
        except LockedError:
            pass  # only the next start would know it
        except UserError as error:  # a full disk, say: it can be read all the same
            self.tell(error, until_saved=True)

    def open_neighbour(self, step: int, *, which: Which = Which.ALL) -> bool:
        """Opens the article `step` places after (or before) the open one in the list; False at its end."""
        if self.project is None:
            return False
        here = None if self.document is None else self.document.article.id
        target = self.project.neighbour(here, step, which=which)
        if target is None:
            return False
        self.open_article(target)
        return True

    def remove_article(self, article_id: str) -> None:
        """Takes an article with its annotations out of the project."""
        if self.project is None:
            return
        try:
            beside = [self.project.neighbour(article_id, step) for step in (1, -1)]
            self.project.remove_articles([article_id])
        except UserError as error:
            self.tell(error, until_saved=True)
            return
        self.detection.forget(article_id)
        if self.document is not None and self.document.article.id == article_id and self.session is not None:
            self.session.close_article()
            left = next((one for one in beside if one is not None), None)
            if left is not None:
                self.open_article(left)
            if self.document is None:
                self.article_opened.emit(None)
        self.articles_changed.emit(None)
        self.history_changed.emit()

    # edits

    def apply(self, edit: Edit) -> bool:
        """Commits an edit of the open article and tells it. False when nothing changed."""
        self.first_look.ready()
        if self.session is None or not edit:
            return False
        before = self.document
        try:
            changes = self.session.apply(edit)
        except UserError as error:
            self.show_overtaken(before)
            self.tell(error, until_saved=True)
            return False
        except StaleEditError:
            _log.warning("an edit met another state of the document", exc_info=True)
            self.noticed.emit(Notice(self.tr("This mark has changed in the meantime; nothing was done."), error=True))
            return False
        if changes is None:
            return False
        self._changed(changes)
        return True

    def show_new_labels(self) -> None:
        """An edit may have brought a label that the set did not have: from undo, a model, another window."""
        if self.project is not None and self.project.labels != self._told_labels:
            self._tell_labels(self.project.labels)

    def _tell_labels(self, labels: LabelSet) -> None:
        self._told_labels = labels
        self.labels_changed.emit(labels)

    def show_overtaken(self, before: Document | None) -> None:
        """Shows the open article as it is now when the session has met another state of it in the database."""
        document = self.document
        if document is None or before is None or document is before or document.article.id != before.article.id:
            return
        ids = {i for i in {*before.by_id, *document.by_id} if before.get(i) != document.get(i)}
        fields = frozenset({"meta.headline"} if before.article.meta != document.article.meta else ())
        changes = ChangeSet(document.article.id, EditKind.IMPORT, frozenset(ids), (), True, fields)
        self.show_new_labels()
        self.document_changed.emit(document, changes)
        self.articles_changed.emit(frozenset({document.article.id}))

    def _changed(self, changes: ChangeSet) -> None:
        assert self.document is not None
        self.show_new_labels()
        self.document_changed.emit(self.document, changes)
        self.articles_changed.emit(frozenset({changes.article_id}))
        self.history_changed.emit()
        self.saving.tell()

    def undo(self) -> Step | None:
        """Takes the last step back, in whichever article it was done, and shows it."""
        return self._step(back=True)

    def redo(self) -> Step | None:
        """Does again what was taken back."""
        return self._step(back=False)

    def _step(self, *, back: bool) -> Step | None:
        self.first_look.ready()
        if self.session is None:
            return None
        try:
            long = self._moving or self.session.is_long(redo=not back)
        except UserError as error:
            self.tell(error)
            return None
        if long:
            self._step_behind(back=back)
            return None
        before = self.document
        here = None if before is None else before.article.id
        try:
            step = self.session.undo() if back else self.session.redo()
        except UserError as error:
            self.show_overtaken(before)
            self.tell(error, until_saved=True)
            self.history_changed.emit()
            return None
        if step is None:
            return None
        if step.article_id != here:
            self.article_opened.emit(step.document)
        self._changed(step.changes)
        return step

    def _step_behind(self, *, back: bool) -> None:
        """Undo and redo of a step in very many articles; what is asked for meanwhile comes after it."""
        if self.project is None:
            return
        self._moving += 1

        def done(moved: tuple[str, ...]) -> None:
            self._moving -= 1
            self.show_moved(moved)

        def failed(error: BaseException) -> None:
            self._moving -= 1
            self.show_moved(() if self.document is None else (self.document.article.id,))
            self.show_failure(error)

        title = self.tr("Undoing") if back else self.tr("Doing again")
        self.in_workshop(title, jobs.move, not back, done=done, failed=failed)

    # long work

    def in_workshop(
        self,
        title: str,
        function: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Does one of `services.jobs` with the open project in the workshop, after the jobs asked for before.

        Args:
            title: what the bottom line says meanwhile.
            function: gets the project's place and the arguments.
            done: called with the result.
            failed: called with what was raised; `show_failure` by default.
        """
        self.first_look.ready()
        if self.project is None:
            return
        place, workshop = self.project.place, self.workshop

        def work(job: Job) -> Any:
            return workshop.run(function, place, *arguments, job=job)

        self.files.run(title, work, done=done, failed=failed or self.show_failure)

    # import

    def import_files(self, paths: Sequence[Path], *, columns: Mapping[tuple[str, ...], Columns] | None = None) -> None:
        """Reads files and folders in the background, then shows the first article that came of them.

        Args:
            paths: files and folders.
            columns: which columns of tables are what, by all their names; those of others are guessed.
        """
        if paths:
            wanted, chosen = list(paths), dict(columns or {})
            self.in_workshop(self.tr("Reading articles"), jobs.read, wanted, chosen, done=self._on_imported)

    def _on_imported(self, report: ImportReport) -> None:
        if self.project is None:
            return
        project = self.project
        project.reload_labels()
        self.show_new_labels()
        self.articles_changed.emit(None)
        first = next(iter([*report.added, *report.known]), None)

        new = frozenset(report.added if self.detect_on_open else ())
        bare = [one for one in project.to_detect(ToDetect.BARE) if one in new]
        others = new.difference(bare)
        marked = [one for one in project.to_detect() if one in others]

        def go_on() -> None:
            if self.project is not project:
                return
            if first is not None:
                self.open_article(first)
            self.detection.want(bare)

        next_turn(self, go_on)
        notice = import_notice(report, len(marked), lambda: self.detection.want(marked))
        if notice is not None:
            self.noticed.emit(notice)

    # labels

    def show_moved(self, article_ids: Sequence[str]) -> None:
        """Shows the labels, and the articles whose marks another session of this program has moved."""
        if self.project is None or self.session is None:
            return
        self.project.reload_labels()
        self.show_new_labels()
        before = self.document
        if before is not None and before.article.id in article_ids:
            self.session.open(before.article.id)
            self.show_overtaken(before)
        self.articles_changed.emit(frozenset(article_ids))
        self.history_changed.emit()
        self.saving.tell()

    # detection

    def _article_for_detection(self, article_id: str) -> Article | None:
        if self.project is None:
            return None
        document = self.document
        if document is not None and document.article.id == article_id:
            return document.article
        try:
            return self.project.document(article_id).article
        except UserError:
            return None

    def _on_detection_failed(self, article_id: str, sentence: str) -> None:
        _log.warning("detection failed for %s: %s", article_id, sentence)
        self.noticed.emit(Notice(sentence, error=True))

    # telling

    def tell(self, error: UserError, *, until_saved: bool = False) -> None:
        """Shows what went wrong."""
        self.noticed.emit(Notice(told(error.sentence), error.details or "", error=True, until_saved=until_saved))

    def show_failure(self, error: BaseException) -> None:
        """Tells why a job of the file lane has ended; raises what is a bug."""
        if isinstance(error, UserError):
            self.tell(error)
        elif isinstance(error, Cancelled):
            self.articles_changed.emit(None)
        else:
            raise error
