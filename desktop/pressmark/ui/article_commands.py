"""What can be done with the open article as a whole."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from pressmark.core import edits
from pressmark.core.edits import EditKind
from pressmark.core.errors import UserError
from pressmark.services.project import ToDetect, Which
from pressmark.services.readings import rereadings
from pressmark.ui.questions import Questions
from pressmark.ui.workbench import Notice, Workbench


class ArticleCommands(QObject):
    """Done, detect again, correct the publish date, remove.

    Args:
        workbench: carries them out.
        questions: asks before what cannot be undone.
        parent: the window that dialogs belong to.
    """

    def __init__(self, workbench: Workbench, questions: Questions, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = workbench
        self._questions = questions
        self._window = parent

    def done_next(self) -> None:
        """Says that nothing is left to do here, and opens the next article to review."""
        document = self._bench.document
        if document is None:
            return
        self._bench.apply(edits.set_done(document, True))
        if not self._bench.open_neighbour(1, which=Which.TO_REVIEW):
            self._bench.noticed.emit(Notice(self.tr("That was the last article to review.")))

    def toggle_done(self) -> None:
        """Says that nothing is left to do here, or that something is."""
        document = self._bench.document
        if document is not None:
            self._bench.apply(edits.set_done(document, not document.article.done))

    def detect(self) -> None:
        """Reads the open article again; decisions stand."""
        document = self._bench.document
        if document is not None:
            self._bench.detection.want([document.article.id], first=True)

    def detect_all(self) -> None:
        """Reads every article that is not done, again where it has been read; decisions stand."""
        project = self._bench.project
        if project is not None:
            self._bench.detection.want(project.to_detect(ToDetect.UNDONE))

    def edit_published(self) -> None:
        """Asks for the publish date and what else is known about the article."""
        document = self._bench.document
        if document is None:
            return
        from pressmark.ui.dialogs.published_dialog import PublishedDialog

        dialog = PublishedDialog(document.article.meta, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self.change_meta)
        dialog.open()

    def change_meta(self, changed: dict[str, str | None]) -> None:
        """Corrects what is known about the article; dates that were read from the publish date are read anew."""
        document = self._bench.document
        if document is None:
            return
        before = document.article.meta.published
        edit = edits.set_meta(document, **changed)
        if "published" in changed and changed["published"] != before:
            readings = rereadings(document, before, changed["published"])
            read_anew = edits.set_attributes(document, readings, decided=False)
            edit = edits.Edit(EditKind.META, read_anew.annotations, (), edit.article)
        self._bench.apply(edit)

    def save_original(self) -> None:
        """Writes the file that the open article was read from to where the user wants it."""
        from pressmark.services.importing import write_original

        document, project = self._bench.document, self._bench.project
        if document is None or project is None:
            return
        try:
            file = project.original(document.article.id)
            if file is None:
                self._bench.noticed.emit(
                    Notice(self.tr("The project does not have the file that this article was read from."))
                )
                return
            path = self._questions.save_original(self._window, file.name)
            if path is not None:
                write_original(file, path)
                self._bench.noticed.emit(Notice(self.tr("The original file was saved as {path}.").format(path=path)))
        except UserError as error:
            self._bench.tell(error)

    def remove_article(self) -> None:
        """Takes the open article out of the project, after a question."""
        document = self._bench.document
        if document is None:
            return
        name = document.article.meta.headline or document.article.meta.source or document.article.id
        question = self.tr("Remove “{name}” with its annotations from the project? This cannot be undone.")
        if self._questions.confirm(self._window, question.format(name=name), self.tr("Remove")):
            self._bench.remove_article(document.article.id)
