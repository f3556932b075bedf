"""The one table of everything that can be done: menus, keys, the shortcuts overlay and the help derive from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:

    def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
        """Qt's own says that it gives an object."""
        ...
else:
    from PySide6.QtCore import QT_TRANSLATE_NOOP


class Scope(StrEnum):
    """Where a key works: anywhere in the window, or only while the article has the focus."""

    WINDOW = "window"
    PAGE = "page"


class ActionSpec(Struct, frozen=True):
    """One line of the table.

    Attributes:
        id: stable; settings name it.
        text: English words for menus, translated when shown; "&" marks the menu key.
        keys: default keys in Qt's portable form; the first is shown.
        group: the heading in menus and in the overlay.
        scope: where the keys work.
        menu: whether it stands in the menu of its group (else only in the overlay and under its keys).
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    group: str = ""
    scope: Scope = Scope.WINDOW
    menu: bool = True


FILE = QT_TRANSLATE_NOOP("actions", "File")
EDIT = QT_TRANSLATE_NOOP("actions", "Edit")
MARK = QT_TRANSLATE_NOOP("actions", "Mark")
ARTICLE = QT_TRANSLATE_NOOP("actions", "Article")
VIEW = QT_TRANSLATE_NOOP("actions", "View")
HELP = QT_TRANSLATE_NOOP("actions", "Help")
GROUPS = (FILE, EDIT, MARK, ARTICLE, VIEW, HELP)

TABLE: tuple[ActionSpec, ...] = (
    ActionSpec("open", QT_TRANSLATE_NOOP("actions", "&Open articles…"), ("Ctrl+O",), FILE),
    ActionSpec("open_folder", QT_TRANSLATE_NOOP("actions", "Open &folder…"), ("Ctrl+Shift+O",), FILE),
    ActionSpec("samples", QT_TRANSLATE_NOOP("actions", "Open the &sample articles"), (), FILE),
    ActionSpec("new_project", QT_TRANSLATE_NOOP("actions", "&New project…"), ("Ctrl+N",), FILE),
    ActionSpec("open_project", QT_TRANSLATE_NOOP("actions", "Open &project…"), ("Ctrl+Alt+O",), FILE),
    ActionSpec("export", QT_TRANSLATE_NOOP("actions", "&Export…"), ("Ctrl+E",), FILE),
    ActionSpec("settings", QT_TRANSLATE_NOOP("actions", "Se&ttings…"), ("Ctrl+,",), FILE),
    ActionSpec("quit", QT_TRANSLATE_NOOP("actions", "&Quit"), ("Ctrl+Q",), FILE),
    ActionSpec("undo", QT_TRANSLATE_NOOP("actions", "&Undo"), ("Ctrl+Z",), EDIT),
    ActionSpec("redo", QT_TRANSLATE_NOOP("actions", "&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), EDIT),
    ActionSpec("history", QT_TRANSLATE_NOOP("actions", "&History…"), ("Ctrl+H",), EDIT),
    ActionSpec("find", QT_TRANSLATE_NOOP("actions", "&Find in article…"), ("Ctrl+F",), EDIT),
    ActionSpec("find_next", QT_TRANSLATE_NOOP("actions", "Find ne&xt"), ("F3",), EDIT),
    ActionSpec("find_previous", QT_TRANSLATE_NOOP("actions", "Find pre&vious"), ("Shift+F3",), EDIT),
    ActionSpec("next_undecided", QT_TRANSLATE_NOOP("actions", "&Next undecided mark"), ("Tab",), MARK, Scope.PAGE),
    ActionSpec(
        "previous_undecided", QT_TRANSLATE_NOOP("actions", "&Previous undecided mark"), ("Shift+Tab",), MARK, Scope.PAGE
    ),
    ActionSpec("next_mark", QT_TRANSLATE_NOOP("actions", "Next mark"), ("Alt+Down",), MARK, Scope.PAGE),
    ActionSpec("previous_mark", QT_TRANSLATE_NOOP("actions", "Previous mark"), ("Alt+Up",), MARK, Scope.PAGE),
    ActionSpec("accept", QT_TRANSLATE_NOOP("actions", "&Accept"), ("A",), MARK, Scope.PAGE),
    ActionSpec("reject", QT_TRANSLATE_NOOP("actions", "Re&ject"), ("X",), MARK, Scope.PAGE),
    ActionSpec("reopen", QT_TRANSLATE_NOOP("actions", "Make it a suggestion again"), ("U",), MARK, Scope.PAGE),
    ActionSpec("remove", QT_TRANSLATE_NOOP("actions", "&Remove"), ("Del", "Backspace"), MARK, Scope.PAGE),
    ActionSpec("label_selection", QT_TRANSLATE_NOOP("actions", "&Label…"), ("Return",), MARK, Scope.PAGE),
    ActionSpec(
        "accept_all", QT_TRANSLATE_NOOP("actions", "Accept all &suggestions of the article"), ("Ctrl+Shift+A",), MARK
    ),
    ActionSpec("labels", QT_TRANSLATE_NOOP("actions", "Edit the la&bels…"), ("Ctrl+Shift+K",), MARK),
    ActionSpec(
        "start_left", QT_TRANSLATE_NOOP("actions", "Start one word left"), ("Alt+Left",), MARK, Scope.PAGE, menu=False
    ),
    ActionSpec(
        "start_right",
        QT_TRANSLATE_NOOP("actions", "Start one word right"),
        ("Alt+Right",),
        MARK,
        Scope.PAGE,
        menu=False,
    ),
    ActionSpec(
        "end_left", QT_TRANSLATE_NOOP("actions", "End one word left"), ("Alt+Shift+Left",), MARK, Scope.PAGE, menu=False
    ),
    ActionSpec(
        "end_right",
        QT_TRANSLATE_NOOP("actions", "End one word right"),
        ("Alt+Shift+Right",),
        MARK,
        Scope.PAGE,
        menu=False,
    ),
    ActionSpec(
        "start_left_char",
        QT_TRANSLATE_NOOP("actions", "Start one character left"),
        ("Ctrl+Alt+Left",),
        MARK,
        Scope.PAGE,
        menu=False,
    ),
    ActionSpec(
        "start_right_char",
        QT_TRANSLATE_NOOP("actions", "Start one character right"),
        ("Ctrl+Alt+Right",),
        MARK,
        Scope.PAGE,
        menu=False,
    ),
    ActionSpec(
        "end_left_char",
        QT_TRANSLATE_NOOP("actions", "End one character left"),
        ("Ctrl+Alt+Shift+Left",),
        MARK,
        Scope.PAGE,
        menu=False,
    ),
    ActionSpec(
        "end_right_char",
        QT_TRANSLATE_NOOP("actions", "End one character right"),
        ("Ctrl+Alt+Shift+Right",),
        MARK,
        Scope.PAGE,
        menu=False,
    ),
    ActionSpec("relate", QT_TRANSLATE_NOOP("actions", "Re&late to…"), ("R",), MARK, Scope.PAGE),
    ActionSpec(
        "equal_here", QT_TRANSLATE_NOOP("actions", "Mark all e&qual words of the article…"), ("=",), MARK, Scope.PAGE
    ),
    ActionSpec(
        "equal_everywhere",
        QT_TRANSLATE_NOOP("actions", "Mark all equal words of the pro&ject…"),
        ("+",),  # Shift+= on most keyboards; a second way to write that would match too, and Qt then does neither
        MARK,
        Scope.PAGE,
    ),
    ActionSpec("edit_note", QT_TRANSLATE_NOOP("actions", "Write a n&ote"), ("Shift+F2",), MARK, Scope.PAGE),
    ActionSpec("edit_reading", QT_TRANSLATE_NOOP("actions", "Edit the &reading"), ("F2",), MARK, Scope.PAGE),
    ActionSpec(
        "done_next",
        QT_TRANSLATE_NOOP("actions", "Mark &done and open the next"),
        ("Ctrl+Return", "Ctrl+Enter"),
        ARTICLE,
    ),
    ActionSpec("toggle_done", QT_TRANSLATE_NOOP("actions", "Done / &not done"), ("Ctrl+D",), ARTICLE),
    ActionSpec("next_article", QT_TRANSLATE_NOOP("actions", "&Next article"), ("Ctrl+PgDown",), ARTICLE),
    ActionSpec("previous_article", QT_TRANSLATE_NOOP("actions", "&Previous article"), ("Ctrl+PgUp",), ARTICLE),
    ActionSpec("detect", QT_TRANSLATE_NOOP("actions", "&Detect again"), ("F5",), ARTICLE),
    ActionSpec("detect_all", QT_TRANSLATE_NOOP("actions", "Detect in &all that are not done"), ("Shift+F5",), ARTICLE),
    ActionSpec("edit_published", QT_TRANSLATE_NOOP("actions", "Correct the publish da&te…"), ("Ctrl+T",), ARTICLE),
    ActionSpec("save_original", QT_TRANSLATE_NOOP("actions", "Save the ori&ginal file…"), (), ARTICLE),
    ActionSpec("remove_article", QT_TRANSLATE_NOOP("actions", "&Remove the article from the project…"), (), ARTICLE),
    ActionSpec("filter", QT_TRANSLATE_NOOP("actions", "&Search the articles"), ("Ctrl+L",), ARTICLE),
    ActionSpec("figures", QT_TRANSLATE_NOOP("actions", "Fi&gures…"), ("Ctrl+G",), VIEW),
    ActionSpec("palette", QT_TRANSLATE_NOOP("actions", "Find and &run anything…"), ("Ctrl+K",), VIEW),
    ActionSpec("next_pane", QT_TRANSLATE_NOOP("actions", "Next pa&ne"), ("F6",), VIEW),
    ActionSpec("previous_pane", QT_TRANSLATE_NOOP("actions", "Previous pane"), ("Shift+F6",), VIEW, menu=False),
    ActionSpec("left_panel", QT_TRANSLATE_NOOP("actions", "&Articles"), ("F9",), VIEW),
    ActionSpec("right_panel", QT_TRANSLATE_NOOP("actions", "&Labels and selection"), ("Shift+F9",), VIEW),
    ActionSpec("zoom_in", QT_TRANSLATE_NOOP("actions", "Larger te&xt"), ("Ctrl++", "Ctrl+="), VIEW),
    ActionSpec("zoom_out", QT_TRANSLATE_NOOP("actions", "S&maller text"), ("Ctrl+-",), VIEW),
    ActionSpec("zoom_reset", QT_TRANSLATE_NOOP("actions", "&Usual text size"), ("Ctrl+0",), VIEW),
    ActionSpec("theme", QT_TRANSLATE_NOOP("actions", "Light / &dark"), ("Ctrl+Shift+L",), VIEW),
    ActionSpec("shortcuts", QT_TRANSLATE_NOOP("actions", "&Keyboard shortcuts"), ("?", "F1"), HELP),
    ActionSpec("about", QT_TRANSLATE_NOOP("actions", "&About Pressmark"), (), HELP),
)


def translated(text: str) -> str:
    """Words of the table in the language of the window."""
    return QCoreApplication.translate("actions", text)


class Actions(QObject):
    """The table as Qt actions.

    Signals:
        about_to_run(): sent before an action does anything.

    Args:
        window: holds the actions whose keys work anywhere.
        page: holds those whose keys work in the article only.
        keys: keys chosen by the user, by action id; "" takes an action's key away.
    """

    about_to_run = Signal()

    def __init__(self, window: QWidget, page: QWidget, *, keys: Mapping[str, str] | None = None) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._slots: dict[str, Callable[[], object]] = {}
        for spec in TABLE:
            action = QAction(translated(spec.text), self)
            action.setObjectName(spec.id)
            action.triggered.connect(lambda _checked=False, name=spec.id: self._run(name))
            if spec.scope is Scope.PAGE:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                page.addAction(action)
            else:
                window.addAction(action)
            self._actions[spec.id] = action
        self.set_keys(keys or {})

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        for spec in TABLE:
            yield spec, self._actions[spec.id]

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Gives every action its default keys, but for those that the user chose others for."""
        for spec in TABLE:
            wanted = keys.get(spec.id)
            sequences = spec.keys if wanted is None else (wanted,) if wanted else ()
            self._actions[spec.id].setShortcuts([QKeySequence(key) for key in sequences])

    def on(self, action_id: str, slot: Callable[[], object]) -> None:
        """Runs `slot` whenever the action is triggered. Who hears `about_to_run` may still come to say so."""
        self._slots[action_id] = slot

    def _run(self, action_id: str) -> None:
        self.about_to_run.emit()
        if action_id in self._slots:
            self._slots[action_id]()

    def key_text(self, action_id: str) -> str:
        """The first key of an action as this system writes it, or ""."""
        return self._actions[action_id].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
