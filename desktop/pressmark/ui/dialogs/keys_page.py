"""The page of the settings that lists every action with its key."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pressmark.core.labels import LabelSet
from pressmark.ui.actions import TABLE, ActionSpec, translated
from pressmark.ui.dialogs.keys import keys_of, name_of, refusal
from pressmark.ui.dialogs.look import announce, button, key_words, set_invalid, set_role, text_label
from pressmark.ui.dialogs.matching import fit
from pressmark.ui.dialogs.rows import CellDelegate

_ID = Qt.ItemDataRole.UserRole + 1
_BY_ID = {spec.id: spec for spec in TABLE}


class KeysPage(QWidget):
    """Gives keys to actions, one key once.

    Args:
        chosen: keys that differ from the usual ones, by action id.
        labels: whose own keys are taken.
    """

    keys_changed = Signal(object)

    def __init__(self, chosen: Mapping[str, str], labels: LabelSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = dict(chosen)
        self._labels = labels
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search actions or keys"))
        self.search.setAccessibleName(self.tr("Search actions or keys"))
        self.table = QTreeWidget()
        self.table.setAccessibleName(self.tr("Actions and their keys"))
        self.table.setHeaderLabels([self.tr("Action"), self.tr("Menu"), self.tr("Key")])
        self.table.setRootIsDecorated(False)
        self.table.setMinimumHeight(90)
        self.table.setUniformRowHeights(True)
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionsClickable(False)

        self.chosen_name = text_label(role="strong")
        self.editor = QKeySequenceEdit()
        self.editor.setMaximumSequenceLength(1)
        self.editor.setClearButtonEnabled(False)
        self.none_button = button(self.tr("&No key"), description=self.tr("Takes the key away from this action."))
        self.usual_button = button(self.tr("&Usual key"), description=self.tr("Gives this action its usual key again."))
        self.all_usual_button = button(
            self.tr("&All usual keys"), description=self.tr("Gives every action its usual key again.")
        )
        self.message = text_label(role="small", wrap=True)
        self.message.setMinimumHeight(2 * self.message.fontMetrics().lineSpacing())
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)

        edit_row = QHBoxLayout()
        edit_row.setSpacing(8)
        edit_row.addWidget(self.chosen_name, 1)
        edit_row.addWidget(self.editor)
        edit_row.addWidget(self.none_button)
        edit_row.addWidget(self.usual_button)
        search_row = QHBoxLayout()
        search_row.setSpacing(8)
        search_row.addWidget(self.search, 1)
        search_row.addWidget(self.all_usual_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 14, 2, 0)
        layout.setSpacing(9)
        layout.addLayout(search_row)
        layout.addWidget(self.table, 1)
        layout.addLayout(edit_row)
        layout.addWidget(self.message)

        for spec in TABLE:
            item = QTreeWidgetItem(self.table, [name_of(spec), translated(spec.group), ""])
            item.setData(0, _ID, spec.id)
        self._show_keys()
        self.search.textChanged.connect(self._on_searched)
        self.table.currentItemChanged.connect(lambda _now, _before: self._show_chosen())
        self.table.itemActivated.connect(lambda _item, _column: self._on_activated())
        self.table.installEventFilter(self)
        self.editor.keySequenceChanged.connect(self._on_key)
        self.none_button.clicked.connect(lambda: self._give(""))
        self.usual_button.clicked.connect(self._on_usual)
        self.all_usual_button.clicked.connect(self._on_all_usual)
        self.table.setCurrentItem(self._item(TABLE[0].id))

    @property
    def chosen(self) -> dict[str, str]:
        """Keys that differ from the usual ones, by action id; "" for none."""
        return dict(self._chosen)

    def choose_action(self, action_id: str) -> None:
        """Goes to an action's line."""
        item = self._item(action_id)
        item.setHidden(False)
        self.table.setCurrentItem(item)

    def key_shown(self, action_id: str) -> str:
        """What stands in the column of keys."""
        return self._item(action_id).text(2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
                self._on_activated()  # and Enter does not press the dialog's button
                return True
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self._give("")
                return True
        return super().eventFilter(watched, event)

    def _item(self, action_id: str) -> QTreeWidgetItem:
        at = [spec.id for spec in TABLE].index(action_id)
        item = self.table.topLevelItem(at)
        assert item is not None  # one line for each of the table
        return item

    def _spec(self) -> ActionSpec | None:
        item = self.table.currentItem()
        return _BY_ID[item.data(0, _ID)] if item is not None else None

    def _show_keys(self) -> None:
        for spec in TABLE:
            item = self._item(spec.id)
            item.setText(2, self.tr(" or ").join(key_words(key) for key in keys_of(spec, self._chosen)))
            font = item.font(2)
            font.setBold(spec.id in self._chosen)
            item.setFont(2, font)
        self.all_usual_button.setEnabled(bool(self._chosen))
        self._show_chosen()

    def _show_chosen(self) -> None:
        spec = self._spec()
        for widget in (self.editor, self.none_button, self.usual_button):
            widget.setEnabled(spec is not None)
        self._say("")
        if spec is None:
            self.chosen_name.setText("")
            return
        keys = keys_of(spec, self._chosen)
        self.chosen_name.setText(name_of(spec))
        self.editor.setAccessibleName(self.tr("Key for {action}").format(action=name_of(spec)))
        self._show_in_editor(keys[0] if keys else QKeySequence())
        self.none_button.setEnabled(bool(keys))
        self.usual_button.setEnabled(spec.id in self._chosen)

    def _show_in_editor(self, key: QKeySequence) -> None:
        self.editor.blockSignals(True)
        self.editor.setKeySequence(key)
        self.editor.blockSignals(False)

    def _on_activated(self) -> None:
        if self._spec() is not None:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_key(self, key: QKeySequence) -> None:
        spec = self._spec()
        if spec is None or key.isEmpty():
            return
        if key in keys_of(spec, self._chosen):
            self._say("")
            return
        sentence = refusal(spec, key, chosen=self._chosen, labels=self._labels)
        if sentence is not None:
            self._say(sentence, wrong=True)
            return
        self._give(key.toString(QKeySequence.SequenceFormat.PortableText))

    def _on_usual(self) -> None:
        """The usual keys, unless another action has taken one of them meanwhile."""
        spec = self._spec()
        if spec is None:
            return
        for text in spec.keys:
            sentence = refusal(spec, QKeySequence(text), chosen=self._chosen, labels=self._labels)
            if sentence is not None:
                self._say(sentence, wrong=True)
                return
        self._chosen.pop(spec.id, None)
        self._changed()

    def _on_all_usual(self) -> None:
        self._chosen.clear()
        self._changed()

    def _give(self, key: str) -> None:
        spec = self._spec()
        if spec is None:
            return
        if (key,) == spec.keys or (not key and not spec.keys):
            self._chosen.pop(spec.id, None)
        else:
            self._chosen[spec.id] = key
        self._changed()
        words = key_words(QKeySequence(key)) if key else self.tr("no key")
        self._say(self.tr("{action}: {key}").format(action=name_of(spec), key=words))

    def _changed(self) -> None:
        self._show_keys()
        self.keys_changed.emit(self.chosen)

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self.message.setText(sentence)
        set_role(self.message, "error" if wrong else "small")
        line = self.editor.findChild(QLineEdit)
        if line is not None:
            set_invalid(line, wrong)
        if sentence:
            announce(self.editor, sentence)

    def _on_searched(self, query: str) -> None:
        wanted = query.strip()
        first: QTreeWidgetItem | None = None
        for spec in TABLE:
            item = self._item(spec.id)
            names = (item.text(0), f"{item.text(1)} {item.text(0)}", item.text(2))
            hidden = bool(wanted) and all(fit(wanted, name) is None for name in names)
            item.setHidden(hidden)
            if not hidden and first is None:
                first = item
        now = self.table.currentItem()
        if now is None or now.isHidden():
            self.table.setCurrentIndex(self.table.indexFromItem(first) if first is not None else QModelIndex())
