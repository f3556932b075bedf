"""Files and projects that come into the window: chosen in a dialog, dropped, or named on the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QWidget

from pressmark.services.project_files import PROJECT_SUFFIX
from pressmark.ui.actions import Actions
from pressmark.ui.questions import Questions
from pressmark.ui.workbench import Workbench


class Opening(QObject):
    """Answers the actions that open something.

    Args:
        window: what the questions stand before.
        workbench: opens.
        actions: whose opening actions this answers.
        questions: how the user is asked for files.
        samples: the sample articles.
        read: reads files and folders, after a question where there are tables among them.
    """

    def __init__(
        self,
        window: QWidget,
        workbench: Workbench,
        actions: Actions,
        questions: Questions,
        samples: Sequence[Path],
        *,
        read: Callable[[Sequence[Path]], None],
    ) -> None:
        super().__init__(window)
        self._window, self._bench, self._questions, self._read = window, workbench, questions, read
        actions.on("open", self.open_files)
        actions.on("open_folder", self.open_folder)
        actions.on("samples", lambda: workbench.import_files(samples))
        actions.on("new_project", self.new_project)
        actions.on("open_project", self.open_project)

    def open_files(self) -> None:
        """Asks for article files and reads them."""
        self._bench.workshop.expect()
        self._read(self._questions.open_files(self._window))

    def open_folder(self) -> None:
        """Asks for a folder and reads what is in it."""
        self._bench.workshop.expect()
        folder = self._questions.open_folder(self._window)
        if folder is not None:
            self._read([folder])

    def new_project(self) -> None:
        """Asks where to make a project and opens it."""
        path = self._questions.new_project(self._window)
        if path is not None:
            self._bench.open_project(path)

    def open_project(self) -> None:
        """Asks for a project and opens it."""
        path = self._questions.open_project(self._window)
        if path is not None:
            self._bench.open_project(path)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Opens a project, or reads articles, whichever these are."""
        projects = [path for path in paths if path.suffix == PROJECT_SUFFIX]
        others = [path for path in paths if path.suffix != PROJECT_SUFFIX]
        if projects:
            self._bench.open_project(projects[0])
        if others:
            self._read(others)

    def drop(self, mime: QMimeData) -> None:
        """Opens the files of this computer that were dropped."""
        self.open_paths([Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()])


def can_drop(mime: QMimeData) -> bool:
    """Whether files or folders of this computer are among what is dragged."""
    return any(url.isLocalFile() for url in mime.urls())
