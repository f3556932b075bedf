"""Tells when the last edit is on the disk; and while another program holds the database, tries again until it is."""

from __future__ import annotations

import math
import time
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pressmark.core.errors import UserError
from pressmark.ui.notice import Notice

if TYPE_CHECKING:
    from pressmark.ui.workbench import Workbench

PATIENCE = 0.01
"""Seconds that an edit waits for another program before it is done in memory and tried again."""

_AGAIN_MS = 150
_LATER_MS = 5_000
"""Until the next attempt, after one that met another trouble (a full disk), which has been told."""

_CALM = 3.0
"""Seconds after which it is said that another program does not stop writing."""

_LAST_PATIENCE = 5.0
"""Seconds that the window waits for another program before it says that something would be lost by closing it."""


class Saving(QObject):
    """Looks after the edits that wait in the session of a workbench."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._since = 0.0
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._try_again)

    def tell(self) -> None:
        """Saved is said when it is; until then, how much is not, and it is tried again."""
        session = self._bench.session
        waiting = 0 if session is None else len(session.unsaved)
        if not waiting:
            self._since = 0.0
            self._bench.saved.emit(datetime.now())
            return
        if not self._since:
            self._since = time.monotonic()
        self._bench.unsaved.emit(waiting)
        self._again.start()

    def _try_again(self) -> None:
        """A calm sentence when that goes on for a while."""
        bench, session, before = self._bench, self._bench.session, self._bench.document
        if session is None or not session.unsaved:
            return
        self._again.setInterval(_AGAIN_MS)
        try:
            session.save_unsaved()
        except UserError as error:
            bench.tell(error, until_saved=bool(session.unsaved))
            self._again.setInterval(_LATER_MS)
        bench.show_overtaken(before)
        self.tell()
        if not session.unsaved:
            bench.show_new_labels()
            bench.history_changed.emit()
        elif time.monotonic() - self._since > _CALM:
            self._since = math.inf  # it is said once
            said = self.tr(
                "%Ln change(s) are not saved yet, because another program is writing to {project}. "
                "They are tried again all the time; wait until that program is done, or close it.",
                None,
                len(session.unsaved),
            )
            assert bench.project is not None
            bench.noticed.emit(Notice(said.format(project=bench.project.name), until_saved=True))

    def finish(self) -> bool:
        """Before the project is left: waits some seconds for another program; says whether nothing is unsaved."""
        session, project = self._bench.session, self._bench.project
        if session is None or project is None or not session.unsaved:
            return True
        try:
            project.wait_at_most(_LAST_PATIENCE)
            return session.save_unsaved()
        except UserError as error:
            self._bench.tell(error)
            return not session.unsaved
        finally:
            project.wait_at_most(PATIENCE)
