"""Which keys an action has, and whether another key can be given to it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from pressmark.core.labels import LabelSet
from pressmark.ui.actions import TABLE, ActionSpec, Scope, translated
from pressmark.ui.dialogs.look import key_words

_CURSOR_KEYS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Escape,
    }
)
_TYPED = Qt.KeyboardModifier.NoModifier | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def keys_of(spec: ActionSpec, chosen: Mapping[str, str]) -> tuple[QKeySequence, ...]:
    """The keys of an action: those chosen by the user (`Settings.shortcuts`), else its usual ones."""
    key = chosen.get(spec.id)
    texts = spec.keys if key is None else (key,) if key else ()
    return tuple(QKeySequence(text) for text in texts)


def name_of(spec: ActionSpec) -> str:
    """What an action is called, without the sign of its menu key and without dots."""
    return translated(spec.text).replace("&", "").removesuffix("…")


def refusal(spec: ActionSpec, key: QKeySequence, *, chosen: Mapping[str, str], labels: LabelSet) -> str | None:
    """Why a key cannot be given to an action, as a sentence; None where it can.

    A key of the page and a key of the window overlap, since the page is part of the window; so any key is given once.

    Args:
        spec: the action that is to get the key.
        key: one combination.
        chosen: the keys as they would be otherwise.
        labels: whose own keys work on the page.
    """
    words = key_words(key)
    combination: QKeyCombination = key[0]  # pyright: ignore[reportIndexIssue] - the stubs lack it
    plain = not combination.keyboardModifiers() & ~_TYPED
    if plain and combination.key() in _CURSOR_KEYS:
        return _tr("{key} moves the text cursor or closes what is open; choose another key.").format(key=words)
    usual = any(QKeySequence(text) == key for text in spec.keys)
    if spec.scope is Scope.WINDOW and plain and not usual and combination.key() < Qt.Key.Key_Escape:
        return _tr("{key} alone is needed for typing; add Ctrl or Alt.").format(key=words)
    for other in TABLE:
        if other.id != spec.id and key in keys_of(other, chosen):
            return _tr("{key} is the key of “{action}”; choose another key, or take it away there first.").format(
                key=words, action=name_of(other)
            )
    for label in labels:
        if label.key and QKeySequence(label.key.upper()) == key:
            return _tr("{key} gives the label {label}; choose another key.").format(key=words, label=label.name)
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keys", text)
