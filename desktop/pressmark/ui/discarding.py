"""Documents that nobody shows any more, given back to the memory a little at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from pressmark.core.annotation import Annotation
from pressmark.core.document import Document

_AT_ONCE = 1_000


class Discarding(QObject):
    """Keeps the marks of documents that were left, and frees some whenever there is nothing else to do.

    Twenty thousand of them freed in one go are a pause of 20 ms, just when the next article is to be painted.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks: list[Annotation] = []
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._free_some)

    def take(self, document: Document | None) -> None:
        """Takes over a document; has to be called while somebody else has it still."""
        if document is not None and len(document) > _AT_ONCE:
            self._marks += document.by_id.values()
            self._idle.start()

    @property
    def left(self) -> int:
        """How many marks are still to be freed."""
        return len(self._marks)

    def _free_some(self) -> None:
        del self._marks[-_AT_ONCE:]
        if not self._marks:
            self._idle.stop()
