"""Makes the pictures of the README and of reviews: the real window with the real model on the sample articles.

`python -m pressmark.app.screenshots FOLDER` writes one picture for each state, in light and dark. The folder gets
nothing else; projects and settings of this run live in a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from pressmark.app import paths
from pressmark.app.window import Desktop, application
from pressmark.core import edits
from pressmark.core.annotation import Status
from pressmark.core.errors import BugError
from pressmark.core.span import Span
from pressmark.services import settings
from pressmark.services.samples import sample_files

_PATIENCE = 180.0  # seconds: a slow machine loads the model and reads all samples in less
_THEMES = ("light", "dark")
_DECIDED = 0.74  # the share of the first article that is accepted in the pictures


class Camera:
    """Drives the window from state to state.

    Args:
        app: the application.
        folder: where the pictures go.
        size: width and height of the window.
        suffix: for the names of all pictures.
    """

    def __init__(self, app: QApplication, folder: Path, *, size: tuple[int, int], suffix: str = "") -> None:
        self._folder = folder
        self._suffix = suffix
        self.desktop = Desktop(app)
        self.window = self.desktop.window
        self.window.resize(*size)
        self.desktop.start()
        self.until(lambda: self.desktop.workbench.project is not None)

    def rest(self, milliseconds: int = 150) -> None:
        """Lets the window do what it has to do."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, reached: Callable[[], bool]) -> None:
        """Waits for something; raises `BugError` when it does not come."""
        end = time.monotonic() + _PATIENCE
        while not reached():
            if time.monotonic() > end:
                raise BugError("the window did not come so far")
            self.rest(50)

    def take(self, name: str, *, of: QWidget | None = None) -> None:
        """Writes a picture of the window, or a dialog, in light, and one in dark."""
        for theme in _THEMES:
            self.desktop.themes.choose(theme)
            self.rest()
            self._save((of or self.window).grab(), name, theme)

    def take_palette(self, name: str) -> None:
        """Writes pictures of the window with the label palette over it, which takes its colours when it opens."""
        palette = self.window.marking.palette
        for theme in _THEMES:
            self.desktop.themes.choose(theme)
            self.run("label_selection")
            picture = self.window.grab()
            painter = QPainter(picture)
            painter.drawPixmap(self.window.mapFromGlobal(palette.mapToGlobal(QPoint(0, 0))), palette.grab())
            painter.end()
            palette.close()
            self._save(picture, name, theme)

    def _save(self, picture: QPixmap, name: str, theme: str) -> None:
        path = self._folder / f"{name}-{theme}{self._suffix}.png"
        if not picture.save(str(path)):
            raise BugError(f"{path} could not be written")
        sys.stdout.write(f"{path}\n")

    def read_samples(self) -> None:
        """Opens the samples, waits until all are read, and decides some marks as a reader would."""
        bench = self.desktop.workbench
        files = sample_files(self.desktop.seeds)
        bench.import_files(files)
        project = bench.project
        assert project is not None
        self.until(lambda: len(project.articles()) == len(files) and not project.to_detect())
        self.rest()
        session = bench.session
        assert session is not None
        rows = project.articles()
        for place, share in ((0, _DECIDED), (2, 0.41), (4, 1.0)):
            document = session.open(rows[place].id)
            marks = [a for a in document if a.status is Status.SUGGESTED]
            chosen = [a.id for number, a in enumerate(marks) if (number * share) % 1 + share >= 1]
            session.apply(edits.decide(document, chosen, Status.ACCEPTED))
            if share == 1.0 and session.document is not None:
                session.apply(edits.set_done(session.document, True))
        bench.articles_changed.emit(None)
        bench.open_article(rows[0].id)
        self.rest()

    def select(self, words: str) -> None:
        """Selects the first mark on these words."""
        document = self.desktop.workbench.document
        assert document is not None
        found = next(a for a in document if a.span.of(document.text).endswith(words))
        self.window.page.select(found.id)
        self.rest()

    def run(self, action: str) -> None:
        """Does what a menu entry does, and waits until the window rests."""
        self.window.actions_[action].trigger()
        self.rest(400)
        self.until(lambda: not self.desktop.workbench.files.busy)
        self.rest()

    def select_words(self, words: str) -> None:
        """Selects words of the article as a reader does with the mouse."""
        document = self.desktop.workbench.document
        assert document is not None
        start = document.text.index(words)
        self.window.page.set_selection(Span(start, start + len(words)))
        self.rest()

    def relate(self, head: str, label: str, child: str) -> None:
        """Draws an arrow from the first mark on some words to the first on others."""
        bench = self.desktop.workbench
        document = bench.document
        assert document is not None
        ends = [
            next(a for a in document if a.span.of(document.text) == words and a.status is not Status.REJECTED)
            for words in (head, child)
        ]
        bench.apply(edits.relate(document, ends[0].id, ends[1].id, label))
        self.rest()


def guide(camera: Camera) -> None:
    """The pictures of docs/annotating.md."""
    desktop, window = camera.desktop, camera.window
    camera.select_words("snowbound road")
    camera.take_palette("palette")
    camera.relate("Kalbajar", "handed over by", "Armenian")
    camera.select("Kalbajar")
    camera.take("relation")
    camera.select("Azerbaijani")
    camera.run("accept")
    camera.select("Azerbaijani")
    camera.run("equal_here")
    camera.take("equal-words")
    window.equalling.close()
    camera.run("figures")
    camera.take("figures", of=desktop.figuring.dialog)
    if desktop.figuring.dialog is not None:
        desktop.figuring.dialog.reject()
    camera.run("labels")
    camera.take("labels", of=desktop.labelling.dialog)
    if desktop.labelling.dialog is not None:
        desktop.labelling.dialog.reject()


def main(arguments: Sequence[str]) -> int:
    """Makes the pictures; the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py screenshots", description="Makes pictures of the window.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1440x900", help="of the window, in pixels (default: 1440x900)")
    parser.add_argument("--suffix", default="", help="for the names of the pictures, for example -2x")
    options = parser.parse_args(arguments)
    width, _, height = options.size.partition("x")
    folder = options.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pressmark-") as home:
        os.environ["PRESSMARK_HOME"] = home
        file = paths.settings_file()
        settings.save(settings.Settings(theme="light", language="en", annotator="Ayla"), file)
        app = application()
        camera = Camera(app, folder, size=(int(width), int(height)), suffix=options.suffix)
        try:
            camera.take("first-start")
            camera.read_samples()
            camera.select("three")
            camera.take("window")
            camera.window.actions_["shortcuts"].trigger()
            camera.rest()
            camera.take("shortcuts")
            camera.window.actions_["shortcuts"].trigger()
            camera.window.actions_["export"].trigger()
            camera.rest()
            camera.take("export", of=camera.desktop.exporting.dialog)
            if camera.desktop.exporting.dialog is not None:
                camera.desktop.exporting.dialog.reject()
            guide(camera)
        finally:
            camera.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
