"""What the window shows of a project before it is open, and the opening of it behind that.

Opening takes a quarter of a second, most of it for loading SQLAlchemy. Until then the last article can be looked at,
scrolled and searched; whatever needs the project calls `ready` first, which waits for it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from pressmark.core.document import Document
from pressmark.core.labels import LabelSet
from pressmark.services.project import glance, load

if TYPE_CHECKING:
    from pressmark.store.glance import Glance


class FirstLook(QObject):
    """One look for one project, at the start; all methods are for the window's thread.

    Attributes:
        seen: what is shown of the project, None where it is open or nothing is known of it.
    """

    _loaded = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.seen: Glance | None = None
        self._then: Callable[[], object] | None = None
        self._thread: threading.Thread | None = None
        self._loaded.connect(self.ready, Qt.ConnectionType.QueuedConnection)

    @property
    def document(self) -> Document | None:
        """The article that is shown."""
        return None if self.seen is None else self.seen.document

    def look(self, target: Path | str, *, annotator: str, state: str, labels: LabelSet) -> bool:
        """Reads what there is to show; says whether anything is known.

        Args:
            target: the project.
            annotator: who is going to work.
            state: the small setting that holds the id of the article that was open last.
            labels: what a new project begins with.
        """
        self.seen = glance(target, annotator=annotator, state=state, labels=labels)
        return self.seen is not None

    def opens_by(self, then: Callable[[], object]) -> None:
        """What opens the project: after the loading that `go_on` begins, or before, when something asks for it."""
        self._then = then

    def go_on(self) -> None:
        """Loads in a thread what opening a project needs, then opens it. What loading raises, opening meets too."""
        if self._then is not None:
            self._thread = threading.Thread(target=self._load, name="loading", daemon=True)
            self._thread.start()

    def _load(self) -> None:
        with contextlib.suppress(Exception):
            load()
        with contextlib.suppress(RuntimeError):  # the window was closed meanwhile
            self._loaded.emit()

    def ready(self) -> None:
        """Opens the project now, if it is not open yet; to be called before anything is done that needs it."""
        then, self._then = self._then, None
        if then is not None:
            if self._thread is not None:
                self._thread.join()
            then()

    def give_up(self) -> None:
        """The window closes: nothing is to be opened any more."""
        self._then = None


def same(one: Document | None, other: Document | None) -> bool:
    """Whether two documents, each read for itself, show the same."""
    return (
        one is not None
        and other is not None
        and (
            one.revision == other.revision
            and one.article == other.article
            and one.relations == other.relations
            and one.by_id == other.by_id
        )
    )
