"""What runs in the background, on the line at the bottom: reading files first, else detection."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from pressmark.ui.bottom_line import BottomLine
from pressmark.ui.detection_lane import DetectionState
from pressmark.ui.workbench import Workbench

_PACE = 50  # milliseconds; a hundred small files come faster than they could be counted


class WorkLine(QObject):
    """Shows the progress of the lanes and answers Cancel."""

    def __init__(self, line: BottomLine, workbench: Workbench, *, parent: QObject) -> None:
        super().__init__(parent)
        self._line, self._bench = line, workbench
        self._title, self._done, self._total = "", 0, 0
        self._detecting = DetectionState()
        self._soon = QTimer(self, singleShot=True, interval=_PACE)
        self._soon.timeout.connect(self._show)
        workbench.files.started.connect(lambda title: self._show_reading(title, 0, 0))
        workbench.files.progressed.connect(self._on_progress)
        workbench.files.ended.connect(lambda: self._show_reading("", 0, 0))
        workbench.detection.state_changed.connect(self._on_detecting)
        line.cancel_requested.connect(self._on_cancel)

    def _show_reading(self, title: str, done: int, total: int) -> None:
        self._title, self._done, self._total = title, done, total
        self._show()

    def _on_progress(self, done: int, total: int, _what: str) -> None:
        self._done, self._total = done, total
        if not self._soon.isActive():
            self._soon.start()

    def _on_detecting(self, state: DetectionState) -> None:
        self._detecting = state
        self._show()

    def _show(self) -> None:
        state = self._detecting
        if self._title:
            self._line.show_work(self._title, self._done, self._total)
        elif state.reading:
            everything = state.finished + state.waiting + state.reading
            if everything == 1:
                self._line.show_work(self.tr("Detecting"), 0, 0)
            else:
                self._line.show_work(self.tr("Detecting"), state.finished, everything)
        else:
            self._line.show_work("", 0, 0)

    def _on_cancel(self) -> None:
        if self._title:
            self._bench.files.cancel()
        else:
            self._bench.detection.cancel()
