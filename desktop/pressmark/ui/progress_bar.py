"""A progress bar that waits for its turn to be painted."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget


class ProgressBar(QProgressBar):
    """A thin bar without words.

    A QProgressBar paints itself, and all else in the window that waits to be painted, within each call that changes
    it. While an article is opened or files are read those are the longest pauses of all; so this one only asks to be
    painted, as other widgets do.
    """

    def __init__(self, *, least: int, most: int, parent: QWidget | None = None) -> None:
        """A bar between `least` and `most` pixels wide."""
        super().__init__(parent)
        self.setTextVisible(False)
        self.setMinimumWidth(least)
        self.setMaximumWidth(most)

    def show_share(self, done: int, total: int) -> None:
        """Shows `done` of `total`; that something runs, if the total is 0."""
        if (done, total) == (self.value(), self.maximum()):
            return
        self.setUpdatesEnabled(False)
        self.setRange(0, total)
        self.setValue(done)
        self.setUpdatesEnabled(True)
