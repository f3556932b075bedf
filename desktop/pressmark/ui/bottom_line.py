"""The line below the page: what is decided, what runs, when it was saved, which model reads."""

from __future__ import annotations

import time
from datetime import datetime

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from pressmark.ui.elided_label import ElidedLabel
from pressmark.ui.progress_bar import ProgressBar
from pressmark.ui.tally import Tally

_KINDS = {
    "DATE": "date", "TIME": "date", "CARDINAL": "figure", "QUANTITY": "figure", "MONEY": "figure",
    "PERCENT": "figure", "ORDINAL": "figure", "PERSON": "person", "ORG": "organisation", "GPE": "place",
    "LOC": "place", "FAC": "place", "EVENT": "event",
}  # fmt: skip


class BottomLine(QWidget):
    """Tells; and offers Cancel while something runs."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bottomBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(34)
        self._bar = ProgressBar(least=48, most=180)
        self._bar.setAccessibleName(self.tr("Decided in this article"))
        self._decided = self._muted(110)
        self._work = self._muted(120)
        self._work_bar = ProgressBar(least=40, most=120)
        self._cancel = QToolButton()
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setProperty("role", "flat")
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.clicked.connect(self.cancel_requested)
        self._saved = self._muted(90)
        self._model = self._muted()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(10)
        for widget in (self._bar, self._decided):
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (self._work, self._work_bar, self._cancel, self._saved, self._model):
            layout.addWidget(widget)
        for bar in (self._bar, self._work_bar):
            layout.setStretchFactor(bar, 4)  # as wide as they may be, unless the words need the room
        self._first: tuple[str, float, int] | None = None
        self.show_tally(Tally())
        self.show_work("", 0, 0)

    @staticmethod
    def _muted(least: int = 40) -> ElidedLabel:
        label = ElidedLabel(least=least)
        label.setProperty("role", "small")
        return label

    def show_tally(self, tally: Tally) -> None:
        """Tells what is decided in an article and what is left, by kind."""
        document = tally.document
        self._bar.setVisible(document is not None)
        if document is None:
            self._decided.setText("")
            return
        written, total = QLocale().toString, tally.total
        left = {label: count for label, count in tally.undecided.items() if count}
        undecided = sum(left.values())
        self._bar.show_share(total - undecided, max(1, total))
        if total == 0:
            self._decided.setText(self.tr("Nothing marked yet"))
        elif document.article.done:
            self._decided.setText(
                self.tr("Done · {decided} of {total} decided").format(
                    decided=written(total - undecided), total=written(total)
                )
            )
        elif undecided == 0:
            self._decided.setText(self.tr("All {total} decided").format(total=written(total)))
        else:
            shown = sorted(self._kinds(left).items(), key=lambda kind: (-kind[1], kind[0]))
            parts = [self._kind_words(kind, count) for kind, count in shown[:4]]
            if len(shown) > 4:
                parts.append(self.tr("%Ln other", None, sum(count for _, count in shown[4:])))
            self._decided.setText(
                self.tr("{decided} of {total} decided · {left} to review: {kinds}").format(
                    decided=written(total - undecided),
                    total=written(total),
                    left=written(undecided),
                    kinds=", ".join(parts),
                )
            )

    def _kinds(self, left: dict[str, int]) -> dict[str, int]:
        kinds: dict[str, int] = {}
        for label, count in left.items():
            kind = _KINDS.get(label, label)
            kinds[kind] = kinds.get(kind, 0) + count
        return kinds

    def _kind_words(self, kind: str, count: int) -> str:
        match kind:
            case "date":
                return self.tr("%Ln date(s)", None, count)
            case "figure":
                return self.tr("%Ln figure(s)", None, count)
            case "person":
                return self.tr("%Ln person(s)", None, count)
            case "organisation":
                return self.tr("%Ln organisation(s)", None, count)
            case "place":
                return self.tr("%Ln place(s)", None, count)
            case "event":
                return self.tr("%Ln event(s)", None, count)
        return f"{count} {kind}"

    def show_work(self, title: str, done: int, total: int) -> None:
        """Shows what runs with a count and, once it can be told, the time left; "" when nothing runs."""
        running = bool(title)
        for widget in (self._work, self._work_bar, self._cancel):
            widget.setVisible(running)
        if not running:
            self._first = None
            return
        now = time.monotonic()
        words = title
        if total:
            numbers = QLocale()
            words = self.tr("{title} {done} of {total}").format(
                title=title, done=numbers.toString(done), total=numbers.toString(total)
            )
            # From the first one on: what goes before it, such as the loading of a model, does not come again.
            if self._first is None or title != self._first[0] or done < self._first[2]:
                self._first = (title, now, done) if done else None
            elif done > self._first[2] and now - self._first[1] > 2:
                pace = (now - self._first[1]) / (done - self._first[2])
                words += " · " + self._time_left(pace * (total - done))
        self._work.setText(words)
        self._work_bar.show_share(done, total)
        self._work_bar.setAccessibleName(words)

    def _time_left(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("%Ln s left", None, max(1, round(seconds)))
        if seconds < 90 * 60:
            return self.tr("%Ln min left", None, round(seconds / 60))
        return self.tr("%Ln h left", None, round(seconds / 3600))

    def show_saved(self, at: datetime) -> None:
        """Tells when the last decision reached the disk."""
        self._saved.setText(self.tr("Saved {time}").format(time=f"{at:%H:%M:%S}"))

    def show_unsaved(self, count: int) -> None:
        """Tells that decisions have not reached the disk yet."""
        self._saved.setText(self.tr("Saving %Ln change(s)…", None, count))

    def show_model(self, words: str, hint: str = "") -> None:
        """Names the model that reads, or says that there is none."""
        self._model.setText(words)
        self._model.set_hint(hint)
