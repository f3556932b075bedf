"""The bar above the page, and the line that tells what went wrong without standing in the way."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pressmark.ui.actions import GROUPS, Actions, translated
from pressmark.ui.dialogs.look import announce
from pressmark.ui.elided_label import ElidedLabel
from pressmark.ui.icons import icon
from pressmark.ui.theme import Theme
from pressmark.ui.workbench import Notice


class TopBar(QWidget):
    """Project name, the field that finds anything, undo and redo, Open and Export, and the menu."""

    palette_requested = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(52)
        self._actions = actions
        self._name = ElidedLabel(least=60)
        self._name.setProperty("role", "strong")
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._menu_button = self._icon_button(self.tr("Menu"))
        self._menu_button.setMenu(self._menu())
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._undo = self._icon_button(self.tr("Undo"), actions["undo"])
        self._redo = self._icon_button(self.tr("Redo"), actions["redo"])
        self._find = QPushButton()
        self._find.setObjectName("findAnything")
        self._find.setAccessibleName(self.tr("Find and run anything"))
        self._find.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._find.setMaximumWidth(340)
        self._find.setMinimumWidth(150)
        self._find.setMinimumHeight(31)
        self._find.clicked.connect(self.palette_requested)
        self._open = QPushButton(self.tr("Open…"))
        self._open.clicked.connect(actions["open"].trigger)
        self._figures = QPushButton(self.tr("Figures"))
        self._figures.clicked.connect(actions["figures"].trigger)
        actions["figures"].enabledChanged.connect(self._figures.setEnabled)
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setProperty("role", "primary")
        self.export_button.clicked.connect(actions["export"].trigger)
        find_box = QHBoxLayout(self._find)
        find_box.setContentsMargins(12, 0, 7, 0)
        self._find_words = ElidedLabel(self.tr("Find articles, labels, actions…"))
        self._find_words.setProperty("role", "muted")
        self._find_key = QLabel(actions.key_text("palette"))
        self._find_key.setProperty("role", "key")
        self._find_key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for label in (self._find_words, self._find_key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        find_box.addWidget(self._find_words, 1)
        find_box.addWidget(self._find_key)

        left = QHBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._menu_button)
        left.addWidget(self._name)
        left.addWidget(self._count)
        left.addStretch(1)
        for button in (
            self._menu_button,
            self._undo,
            self._redo,
            self._find,
            self._open,
            self._figures,
            self.export_button,
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the article
        right = QHBoxLayout()
        right.setSpacing(8)
        right.addStretch(1)
        for widget in (self._undo, self._redo, self._open, self._figures, self.export_button):
            right.addWidget(widget)
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 0, 14, 0)
        layout.setHorizontalSpacing(16)
        layout.addLayout(left, 0, 0)
        layout.addWidget(self._find, 0, 1)
        layout.addLayout(right, 0, 2)
        layout.setColumnStretch(0, 3)
        layout.setColumnStretch(1, 3)
        layout.setColumnStretch(2, 3)

    def _icon_button(self, name: str, action: QAction | None = None) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "icon")
        button.setIconSize(QSize(18, 18))
        button.setAccessibleName(name)
        button.setToolTip(name)
        if action is not None:
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            button.setEnabled(action.isEnabled())
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for group in GROUPS:
            below = menu.addMenu(translated(group))
            for spec, action in self._actions:
                if spec.group == group and spec.menu:
                    below.addAction(action)
        return menu

    def set_theme(self, theme: Theme) -> None:
        """Draws the signs in other colours."""
        faint = theme.line
        self._menu_button.setIcon(icon("menu", theme.text, faint))
        self._undo.setIcon(icon("undo", theme.text, faint))
        self._redo.setIcon(icon("redo", theme.text, faint))

    def show_project(self, name: str, articles: int) -> None:
        """Names the project and counts its articles."""
        self._name.setText(name)
        self._count.setText(self.tr("%Ln article(s)", None, articles))

    def show_steps(self, undo: str, redo: str) -> None:
        """Says on the two buttons what they would take back or do again; "" disables."""
        for button, action, words, name in (
            (self._undo, self._actions["undo"], undo, self.tr("Undo")),
            (self._redo, self._actions["redo"], redo, self.tr("Redo")),
        ):
            action.setEnabled(bool(words))
            said = f"{name}: {words}" if words else name
            key = self._actions.key_text(action.objectName())
            button.setToolTip(f"{said}  ({key})" if key else said)
            button.setAccessibleName(said)

    def refresh_keys(self) -> None:
        """Shows the keys that are now in force."""
        for button, name, words in (
            (self._open, "open", self.tr("Open articles")),
            (self._figures, "figures", self.tr("All figures in a table")),
            (self.export_button, "export", self.tr("Export the annotations")),
            (self._find, "palette", self.tr("Find and run anything")),
        ):
            key = self._actions.key_text(name)
            button.setToolTip(f"{words}  ({key})" if key else words)
        self._find_key.setText(self._actions.key_text("palette"))
        self._find_key.setVisible(bool(self._find_key.text()))


class NoticeLine(QFrame):
    """One sentence above the page, with details that unfold and a button that closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._notice: Notice | None = None
        self._sentence = QLabel(wordWrap=True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = QPushButton(self.tr("Details"))
        self._more.setCheckable(True)
        self._more.setProperty("role", "link")
        self._offer = QPushButton()
        self._offer.setProperty("role", "link")
        self._offer.clicked.connect(self._on_accepted)
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._close.setAccessibleName(self.tr("Close the notice"))
        self._close.setToolTip(self.tr("Close the notice"))
        for button in (self._offer, self._more, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.hide)
        self._more.toggled.connect(lambda unfolded: self._details.setVisible(unfolded))
        row = QHBoxLayout()
        row.addWidget(self._sentence, 1)
        row.addWidget(self._offer)
        row.addWidget(self._more)
        row.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 7, 10, 7)
        self._column.addLayout(row)
        self.hide()

    @cached_property
    def _details(self) -> QPlainTextEdit:
        """The field that unfolds; made with the first notice that has details."""
        details = QPlainTextEdit(readOnly=True)
        details.setAccessibleName(self.tr("Details"))
        details.setMaximumHeight(150)
        details.hide()
        self._column.addWidget(details)
        return details

    @property
    def sentence(self) -> str:
        """What is shown, or ""."""
        return "" if self.isHidden() else self._sentence.text()

    def set_theme(self, theme: Theme) -> None:
        """Draws the sign in another colour."""
        self._close.setIcon(icon("close", theme.warning_text))

    def tell(self, notice: Notice) -> None:
        """Shows a notice in place of the one before."""
        self._sentence.setText(notice.sentence)
        if notice.details:
            self._details.setPlainText(notice.details)
        self._offer.setText(notice.offer)
        self._offer.setVisible(bool(notice.offer))
        self._more.setVisible(bool(notice.details))
        self._more.setChecked(False)
        self.setAccessibleName(notice.sentence)
        self._notice = notice
        self.show()
        announce(self._close, notice.sentence)

    def _on_accepted(self) -> None:
        self.hide()
        if self._notice is not None:
            self._notice.accept()

    def settle(self) -> None:
        """Something was saved: a notice that it could not be is over."""
        if self._notice is not None and self._notice.until_saved:
            self.hide()

    def take_back(self, sentence: str) -> None:
        """Hides this sentence if it is the one that is shown."""
        if sentence and self.sentence == sentence:
            self.hide()
