"""How the window is divided: articles, page, labels and selection; which of them is shown, and how wide."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from pressmark.ui.fitting_scroll_area import FittingScrollArea
from pressmark.ui.inspector import Inspector
from pressmark.ui.label_panel import LabelPanel


def right_panel(labels: LabelPanel, inspector: Inspector) -> QWidget:
    """Labels above, the selected annotation below; each scrolls by itself."""
    right = QWidget()
    right.setObjectName("rightPanel")
    right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    rule = QWidget()
    rule.setFixedHeight(1)
    rule.setObjectName("rule")
    rule.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    outer = QVBoxLayout(right)
    outer.setContentsMargins(14, 12, 2, 8)
    outer.setSpacing(10)
    outer.addLayout(labels.heading_row)
    outer.addWidget(FittingScrollArea(labels, least=130))
    outer.addWidget(rule)
    below = FittingScrollArea(inspector, least=430)
    outer.addWidget(below)

    def show_story(story: QWidget) -> None:  # when it has got its height
        QTimer.singleShot(0, below, lambda: below.ensureWidgetVisible(story))

    inspector.unfolded.connect(show_story)
    outer.addStretch(1)
    return right


class Reader(QWidget):
    """The page, with what opens above and below it."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(page, 1)

    def put_above(self, widget: QWidget) -> None:
        """Puts something hidden above the page."""
        self._column.insertWidget(0, widget)

    def put_below(self, widget: QWidget) -> None:
        """Puts something hidden below the page."""
        self._column.addWidget(widget)


class Panes:
    """The three panes side by side.

    Args:
        left: the articles.
        middle: what is read; the first page of the stack is shown while there is nothing to read.
        right: labels and selection.
    """

    def __init__(self, left: QWidget, middle: QStackedWidget, right: QWidget) -> None:
        self.left, self.middle, self.right = left, middle, right
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        left.setMinimumWidth(190)
        right.setMinimumWidth(236)
        middle.setMinimumWidth(270)
        for widget, stretch in ((left, 0), (middle, 1), (right, 0)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([250, 922, 268])

    def central(self, *, above: tuple[QWidget, ...], below: QWidget) -> QWidget:
        """Everything in the window, from top to bottom."""
        central = QWidget()
        central.setObjectName("central")
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        row = QHBoxLayout()
        row.addWidget(above[0])
        layout.addLayout(row)
        for widget in above[1:]:
            layout.addWidget(widget)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(below)
        return central

    def toggle_left(self) -> None:
        """Shows or hides the articles."""
        self.left.setVisible(not self.left.isVisible())

    def toggle_right(self) -> None:
        """Shows or hides labels and selection."""
        self.right.setVisible(not self.right.isVisible())

    def places(self, window: QMainWindow) -> dict[str, str]:
        """Where everything is, for `restore`."""
        return {
            "geometry": _text(window.saveGeometry()),
            "splitter": _text(self.splitter.saveState()),
            "left": "hidden" if self.left.isHidden() else "shown",
            "right": "hidden" if self.right.isHidden() else "shown",
        }

    def restore(self, window: QMainWindow, places: Mapping[str, str]) -> None:
        """Puts everything where it was."""
        if "geometry" in places:
            window.restoreGeometry(_bytes(places["geometry"]))
        if "splitter" in places:
            self.splitter.restoreState(_bytes(places["splitter"]))
        self.left.setVisible(places.get("left", "shown") == "shown")
        self.right.setVisible(places.get("right", "shown") == "shown")


def go_to_next(panes: list[QWidget], focus: QWidget | None, step: int) -> None:
    """Gives the keyboard to the next (1) or previous (-1) of some widgets, from the one that has it."""
    here = next((n for n, pane in enumerate(panes) if pane is focus or (focus and pane.isAncestorOf(focus))), 0)
    panes[(here + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)


def _bytes(text: str) -> QByteArray:
    return QByteArray(base64.b64decode(text, validate=False))


def _text(state: QByteArray) -> str:
    return base64.b64encode(state.data()).decode("ascii")
