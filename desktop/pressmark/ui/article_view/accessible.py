"""The page for screen readers: a document with its text and caret, and each mark as a part of it that can be pressed.

Everything is made when assistive technology asks, never before: Qt calls the factory only while some is running.
Qt counts in UTF-16 units, the page in code points; this is where the two meet.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from pressmark.core.annotation import Annotation, Status
from pressmark.core.offsets import Utf16Map
from pressmark.core.span import Span
from pressmark.ui.article_view.wording import description, mark_text

if TYPE_CHECKING:
    from pressmark.ui.article_view.view import ArticleView

_Role = QAccessible.Role
_Text = QAccessible.Text


def _address(interface: Any) -> Any:
    """An interface as Qt takes it from `interface_cast`: an address that Shiboken does not own."""
    return Shiboken.VoidPtr(Shiboken.getCppPointer(interface)[0])


def _no_address() -> Any:
    """No such interface. None, a number, and what `super()` answers all crash on their way back to Qt (6.9.3)."""
    return Shiboken.VoidPtr(0)


class Voice:
    """Speaks for one page: holds its accessible objects and tells assistive technology what changed.

    Attributes:
        page: the accessible object of the page once somebody asked for it.
    """

    def __init__(self, view: ArticleView) -> None:
        self._view = weakref.ref(view)
        self.page: PageInterface | None = None
        self._revision: tuple[str, int] | None = None
        self._text = ""
        self._map = Utf16Map("")
        self._ids: list[str] = []
        self._order: dict[str, int] = {}
        self._marks: dict[str, MarkInterface] = {}
        self._told: tuple[int, Span | None, str | None] = (0, None, None)
        _voices[view] = self
        view.destroyed.connect(self._on_destroyed)

    @property
    def view(self) -> ArticleView | None:
        """The page, while it is there."""
        view = self._view()
        return view if view is not None and Shiboken.isValid(view) else None

    # What stands on the page

    def _follow(self) -> None:
        document = None if self.view is None else self.view.document
        revision = None if document is None else (document.article.id, document.revision)
        if revision == self._revision:
            return
        self._revision = revision
        text = "" if document is None else document.text
        if text is not self._text:
            self._text, self._map = text, Utf16Map(text)
        shown = [] if document is None else [mark.id for mark in document if mark.status is not Status.REJECTED]
        self._ids, self._order = shown, {annotation_id: at for at, annotation_id in enumerate(shown)}
        for gone in [annotation_id for annotation_id in self._marks if annotation_id not in self._order]:
            self._forget(self._marks.pop(gone))

    @staticmethod
    def _forget(mark: MarkInterface) -> None:
        if Shiboken.isValid(mark):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(mark))
        _kept.discard(mark)

    def _on_destroyed(self) -> None:
        """The page is gone, and Qt deletes its accessible object with it; the marks are for us to delete."""
        for mark in self._marks.values():
            self._forget(mark)
        self._marks.clear()
        self._ids.clear()
        self._order.clear()

    @property
    def ids(self) -> list[str]:
        """The marks that are parts of the page, in text order."""
        self._follow()
        return self._ids

    def place_of(self, annotation_id: str) -> int:
        """Which part of the page a mark is; -1 for none."""
        self._follow()
        return self._order.get(annotation_id, -1)

    @property
    def text(self) -> str:
        """The article."""
        self._follow()
        return self._text

    @property
    def units(self) -> Utf16Map:
        """Between its code points and Qt's units."""
        self._follow()
        return self._map

    def mark(self, place: int) -> MarkInterface | None:
        """The accessible object of a part, made when it is asked for the first time."""
        ids = self.ids
        if not 0 <= place < len(ids):
            return None
        found = self._marks.get(ids[place])
        if found is None or not Shiboken.isValid(found):
            found = self._marks[ids[place]] = MarkInterface(self, ids[place])
            _kept.add(found)
            QAccessible.registerAccessibleInterface(found)
        return found

    def annotation(self, annotation_id: str) -> Annotation | None:
        """A mark as it is now."""
        document = None if self.view is None else self.view.document
        return None if document is None else document.get(annotation_id)

    # What changed

    def tell(self) -> None:
        """Lets assistive technology know where the caret, the selection and the selected mark are now."""
        view = self.view
        if view is None or not QAccessible.isActive():
            return
        caret, selection, selected = view.caret, view.selection, view.selected
        before, self._told = self._told, (caret, selection, selected)
        if selected is not None and selected != before[2] and self.place_of(selected) >= 0:
            event = QAccessibleEvent(view, QAccessible.Event.Focus)
            event.setChild(self.place_of(selected))
            QAccessible.updateAccessibility(event)
        elif selection is not None and selection != before[1]:
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(view, description(view.document, None, selection))
            )
        elif caret != before[0] and view.document is not None:
            QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, self.units.to_units(caret)))


_voices: weakref.WeakKeyDictionary[QObject, Voice] = weakref.WeakKeyDictionary()

_kept: set[QAccessibleInterface] = set()
"""What Qt's own list of accessible objects points to. Python must not delete these: Qt does, with their page, and would
find nothing where it looks. Those that Qt has deleted are dropped when the next page is asked for."""


class PageText(QAccessibleTextInterface):
    """The article's text, with caret and selection."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice

    def characterCount(self) -> int:
        return self._voice.units.units

    def text(self, startOffset: int, endOffset: int) -> str:
        units = self._voice.units
        last = units.units if endOffset < 0 else endOffset
        start, end = units.floor_to_code_points(startOffset), units.floor_to_code_points(last)
        return self._voice.text[start:end]

    def cursorPosition(self) -> int:
        view = self._voice.view
        if view is None or view.document is None:
            return 0
        return self._voice.units.to_units(min(view.caret, len(self._voice.text)))

    def setCursorPosition(self, position: int) -> None:
        view = self._voice.view
        if view is not None and view.document is not None:
            view.put_caret(self._voice.units.floor_to_code_points(position))

    def selectionCount(self) -> int:
        """None: PySide (6.9.3) cuts the addresses of the two numbers that Qt wants filled. `Voice` announces it."""
        return 0

    def selection(self, *_: Any) -> tuple[int, int]:
        """Never asked, as there is none."""
        return 0, 0

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:
        view, units = self._voice.view, self._voice.units
        start, end = units.floor_to_code_points(startOffset), units.floor_to_code_points(endOffset)
        if not selectionIndex and view is not None and start < end:
            view.set_selection(Span(start, end))

    def addSelection(self, startOffset: int, endOffset: int) -> None:
        view = self._voice.view
        if view is not None and view.selection is None:
            self.setSelection(0, startOffset, endOffset)

    def removeSelection(self, selectionIndex: int) -> None:
        view = self._voice.view
        if not selectionIndex and view is not None:
            view.set_selection(None)

    def characterRect(self, offset: int) -> QRect:
        view = self._voice.view
        if view is None or view.document is None or not self._voice.text:
            return QRect()
        at = min(self._voice.units.floor_to_code_points(offset), len(self._voice.text) - 1)
        here, there = view.point_of(at), view.point_of(at + 1)
        width = abs(there.x() - here.x()) if here.y() == there.y() else 1
        high = view.fontMetrics().height()
        corner = view.viewport().mapToGlobal(QPoint(min(here.x(), there.x()), here.y() - high // 2))
        return QRect(corner.x(), corner.y(), max(1, width), high)

    def offsetAtPoint(self, point: QPoint) -> int:
        view = self._voice.view
        at = None if view is None else view.offset_at(view.viewport().mapFromGlobal(point))
        return -1 if at is None else self._voice.units.to_units(at)

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:
        self.setCursorPosition(startIndex)

    def attributes(self, *_: Any) -> Any:
        """None: for the same reason as there is no selection. The marks are parts of the page instead."""
        return ""


class MarkAction(QAccessibleActionInterface):
    """A mark can be pressed, which selects it; the keys of the page then decide what becomes of it."""

    def __init__(self, mark: MarkInterface) -> None:
        super().__init__()
        self._mark = mark

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, actionName: str) -> None:
        view = self._mark.voice.view
        if actionName == QAccessibleActionInterface.pressAction() and view is not None:
            view.select(self._mark.annotation_id)

    def keyBindingsForAction(self, actionName: str) -> list[str]:
        return ["Return"] if actionName == QAccessibleActionInterface.pressAction() else []


class MarkInterface(QAccessibleInterface):
    """One mark: its words as its name, label, reading and status as its description."""

    def __init__(self, voice: Voice, annotation_id: str) -> None:
        super().__init__()
        self.voice = voice
        self.annotation_id = annotation_id
        self._action = MarkAction(self)

    def isValid(self) -> bool:
        return self.voice.view is not None and self.voice.place_of(self.annotation_id) >= 0

    def object(self) -> QObject | None:  # pyright: ignore[reportIncompatibleMethodOverride] - a mark is no QObject
        return None

    def window(self) -> QWindow | None:  # pyright: ignore[reportIncompatibleMethodOverride] - while it is hidden
        view = self.voice.view
        return None if view is None else view.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride] - gone views
        return self.voice.page

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        return -1

    def rect(self) -> QRect:
        view = self.voice.view
        if view is None:
            return QRect()
        found = view.rect_of(self.annotation_id)
        return QRect(view.viewport().mapToGlobal(found.topLeft()), found.size())

    def role(self) -> QAccessible.Role:
        return _Role.Button

    def state(self) -> QAccessible.State:
        state: Any = QAccessible.State()  # the stubs leave its bits out
        view, mark = self.voice.view, self.voice.annotation(self.annotation_id)
        if view is None or mark is None:
            state.invalid = True
            return state
        state.focusable = state.selectable = state.checkable = True
        state.checked = mark.status is Status.ACCEPTED
        state.selected = view.selected == self.annotation_id
        state.focused = state.selected and view.hasFocus()
        state.offscreen = not self.rect().intersects(
            QRect(view.viewport().mapToGlobal(QPoint(0, 0)), view.viewport().size())
        )
        return state

    def text(self, t: QAccessible.Text) -> str:
        mark = self.voice.annotation(self.annotation_id)
        if mark is None:
            return ""
        if t == _Text.Name:
            return " ".join(mark.span.of(self.voice.text).split())
        return mark_text(mark) if t in (_Text.Description, _Text.Value) else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """A mark's words are the article's; nobody changes them."""

    def interface_cast(self, t: QAccessible.InterfaceType) -> Any:
        if t == QAccessible.InterfaceType.ActionInterface:
            return _address(self._action)
        return _no_address()


class PageInterface(QAccessibleWidget):
    """The page: a document whose parts are its marks."""

    def __init__(self, view: ArticleView, voice: Voice) -> None:
        super().__init__(view, _Role.Document)
        self._voice = voice
        self._text = PageText(voice)

    def childCount(self) -> int:
        return len(self._voice.ids)

    def child(self, index: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._voice.mark(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self._voice.place_of(child.annotation_id) if isinstance(child, MarkInterface) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        view = self._voice.view
        if view is None:
            return None
        there = view.annotations_at(view.viewport().mapFromGlobal(QPoint(x, y)))
        return self._voice.mark(self._voice.place_of(there[0])) if there else None

    def focusChild(self) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        view = self._voice.view
        if view is None or not view.hasFocus():
            return None
        return self if view.selected is None else self._voice.mark(self._voice.place_of(view.selected))

    def state(self) -> QAccessible.State:
        state: Any = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state

    def text(self, t: QAccessible.Text) -> str:
        return super().text(t)

    def interface_cast(self, t: QAccessible.InterfaceType) -> Any:
        if t == QAccessible.InterfaceType.TextInterface:
            return _address(self._text)
        return _no_address()


def _factory(_name: str, target: QObject | None) -> QAccessibleInterface | None:
    voice = None if target is None else _voices.get(target)
    if voice is None or voice.view is None:
        return None
    # Qt may ask again: it looks objects up by their meta-object too, and PySide makes a new one when a slot is added.
    # Each answer is one more entry of Qt's, deleted by itself, so no object may be given twice.
    _kept.difference_update([gone for gone in _kept if not Shiboken.isValid(gone)])
    voice.page = PageInterface(voice.view, voice)
    _kept.add(voice.page)
    return voice.page


QAccessible.installFactory(_factory)
