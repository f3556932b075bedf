"""The list of equal words below the page: each place in its line of text, to be marked or left out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStyle, QStyledItemDelegate, QVBoxLayout, QWidget

from pressmark.core.annotation import Status
from pressmark.services.equal import Found, Hit, Wanted
from pressmark.ui.dialogs.fields import CheckBox
from pressmark.ui.dialogs.look import announce, button, current_theme, rule, text_label
from pressmark.ui.theme import SANS

Index = QModelIndex | QPersistentModelIndex
_ROW = 29
_HEIGHT = 314


class Roles(IntEnum):
    """What the model tells beside Qt's own roles."""

    HIT = Qt.ItemDataRole.UserRole + 1


class HitsModel(QAbstractListModel):
    """The places, and which of them are chosen."""

    chosen_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: Sequence[Hit] = ()
        self.chosen: list[bool] = []

    def show(self, hits: Sequence[Hit]) -> None:
        """Shows other places; those that nothing speaks against are chosen."""
        self.beginResetModel()
        self.hits = hits
        self.chosen = [hit.clear for hit in hits]
        self.endResetModel()
        self.chosen_changed.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == Roles.HIT:
            return hit
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.chosen[index.row()] else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.before}{hit.words}{hit.after}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            others = self.tr("marked {labels}").format(labels=", ".join(hit.others)) if hit.others else ""
            return "\n".join(part for part in (hit.title, others) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.chosen[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index, [role])
        self.chosen_changed.emit()
        return True

    def choose_all(self, chosen: bool) -> None:
        """Chooses every place, or none."""
        self.chosen = [chosen] * len(self.hits)
        if self.hits:
            self.dataChanged.emit(self.index(0), self.index(len(self.hits) - 1), [Qt.ItemDataRole.CheckStateRole])
        self.chosen_changed.emit()


class _HitDelegate(QStyledItemDelegate):
    """A place in its line, the words of all rows below each other; the article before it, other marks behind it."""

    def sizeHint(self, option, index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option, index: Index) -> None:
        theme, rect = current_theme(), option.rect
        hit: Hit = index.data(Roles.HIT)
        chosen = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selected))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.hover))
        box = self.box(rect)
        painter.setPen(QPen(QColor(theme.accent if chosen else theme.muted), 1.2))
        painter.setBrush(QColor(theme.accent if chosen else theme.raised))
        painter.drawRoundedRect(box, 4, 4)
        if chosen:
            painter.setPen(QPen(QColor(theme.accent_text), 1.8))
            x, y = box.left(), box.top()
            painter.drawPolyline([QPoint(x + 3, y + 7), QPoint(x + 6, y + 10), QPoint(x + 11, y + 4)])
        plain, strong = QFont(SANS), QFont(SANS)
        for font in (plain, strong):
            font.setPixelSize(13)
        strong.setWeight(QFont.Weight.DemiBold)
        thin, thick = QFontMetrics(plain), QFontMetrics(strong)
        wide = rect.width() > 620
        title_width = min(170, rect.width() // 5) if wide else 0
        tag = self.tr("also {labels}").format(labels=", ".join(hit.others)) if hit.others else ""
        tag_width = min(thin.horizontalAdvance(tag), 190)
        left = box.right() + 12
        painter.setFont(plain)
        middle = Qt.AlignmentFlag.AlignVCenter
        if wide:
            painter.setPen(QColor(theme.muted))
            place = QRect(left, rect.top(), title_width, rect.height())
            painter.drawText(place, middle, thin.elidedText(hit.title, Qt.TextElideMode.ElideRight, title_width))
            left += title_width + 14
        right = rect.right() - 10 - (tag_width + 12 if tag else 0)
        words_width = min(thick.horizontalAdvance(hit.words), (right - left) // 2)
        words_at = left + (right - left - words_width) * 2 // 5
        before = QRect(left, rect.top(), words_at - left, rect.height())
        after = QRect(words_at + words_width, rect.top(), right - words_at - words_width, rect.height())
        painter.setPen(QColor(theme.text if chosen else theme.muted))
        words = thin.elidedText(hit.before, Qt.TextElideMode.ElideLeft, before.width())
        painter.drawText(before, middle | Qt.AlignmentFlag.AlignRight, words)
        words = thin.elidedText(hit.after, Qt.TextElideMode.ElideRight, after.width())
        painter.drawText(after, middle | Qt.AlignmentFlag.AlignLeft, words)
        painter.setFont(strong)
        place = QRect(words_at, rect.top(), words_width + 1, rect.height())
        painter.setPen(QColor(theme.accent if chosen else theme.muted))
        painter.drawText(place, middle, thick.elidedText(hit.words, Qt.TextElideMode.ElideRight, words_width + 1))
        if tag:
            painter.setFont(plain)
            painter.setPen(QColor(theme.muted if hit.clear else theme.danger))
            place = QRect(rect.right() - 10 - tag_width, rect.top(), tag_width, rect.height())
            painter.drawText(place, middle, thin.elidedText(tag, Qt.TextElideMode.ElideRight, tag_width))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    @staticmethod
    def box(rect: QRect) -> QRect:
        """Where the check box of a row is."""
        return QRect(rect.left() + 14, rect.center().y() - 7, 15, 15)

    def editorEvent(self, event: QEvent, model, option, index: Index) -> bool:
        if not isinstance(event, QMouseEvent) or event.type() is not QEvent.Type.MouseButtonRelease:
            return False
        hit = self.box(option.rect).adjusted(-8, -8, 8, 8).contains(event.position().toPoint())
        if hit:
            _toggle(model, index)
        return hit


def _toggle(model: HitsModel, index: Index) -> None:
    chosen = model.data(index, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    model.setData(index, Qt.CheckState.Unchecked if chosen else Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)


class EqualPanel(QFrame):
    """Shows what was found and tells what is wanted; it finds and marks nothing itself.

    Signals:
        wanted(Wanted, bool): other options were chosen: look again; in the whole project, or in the article only.
        hit_gone_to(Hit): the line that the keyboard or a click is on.
        hit_opened(Hit): a double click: its article, please.
        taken(Wanted, list of Hit): mark these.
        closed(): by Escape or the button.
    """

    wanted = Signal(object, bool)
    hit_gone_to = Signal(object)
    hit_opened = Signal(object)
    taken = Signal(object, object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Equal words"))
        self.setFixedHeight(_HEIGHT)
        self._wanted = Wanted("", "")
        self._everywhere = False
        self._found = Found((), 0, 0, False)
        self.heading = text_label(role="strong")
        self.note = text_label(role="small")
        self.everywhere_box = CheckBox(self.tr("In all articles"))
        self.case_box = CheckBox(self.tr("Match case"))
        self.words_box = CheckBox(self.tr("Whole words"))
        self.all_box = CheckBox(self.tr("All"))
        self.take_button = button(self.tr("Mark"), role="primary")
        self.close_button = button(self.tr("Close"))
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Places"))
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.hits = HitsModel(self)
        self.list.setModel(self.hits)
        self.list.installEventFilter(self)
        self.setFocusProxy(self.list)

        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 12, 2)
        head.setSpacing(14)
        head.addWidget(self.heading)
        head.addWidget(self.note, 1)
        options = QHBoxLayout()
        options.setContentsMargins(12, 0, 12, 2)
        options.setSpacing(14)
        for box in (self.everywhere_box, self.case_box, self.words_box):
            options.addWidget(box)
        options.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 10)
        foot.setSpacing(8)
        foot.addWidget(self.all_box)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(rule())
        column.addLayout(head)
        column.addLayout(options)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

        for box in (self.everywhere_box, self.case_box, self.words_box):
            box.clicked.connect(self._on_option)
        self.all_box.clicked.connect(self.hits.choose_all)
        self.hits.chosen_changed.connect(self._show_count)
        self.take_button.clicked.connect(self._take)
        self.close_button.clicked.connect(self.close_panel)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.doubleClicked.connect(lambda index: self.hit_opened.emit(self.hits.hits[index.row()]))
        self.hide()

    # showing

    def ask(self, wanted: Wanted, *, everywhere: bool) -> None:
        """Opens for some words; what was found comes by `show_found`."""
        self._wanted, self._everywhere = wanted, everywhere
        for box, on in (
            (self.everywhere_box, everywhere),
            (self.case_box, wanted.match_case),
            (self.words_box, wanted.whole_words),
        ):
            box.setChecked(on)
        self.heading.setText(self.tr("“{words}” {label}").format(words=wanted.words, label=wanted.label))
        self.note.setText(self.tr("Looking…"))
        self.hits.show(())
        self.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_found(self, found: Found) -> None:
        """Shows the places."""
        self._found = found
        self.hits.show(found.hits)
        if found.hits:
            self.list.setCurrentIndex(self.hits.index(0))
        self._show_count()
        announce(self.list, self.note.text())

    def show_progress(self, done: int, total: int) -> None:
        """Says how far the search is."""
        self.note.setText(self.tr("Looking… {done} of {total} articles").format(done=f"{done:,}", total=f"{total:,}"))

    def chosen(self) -> list[Hit]:
        """The places that would be marked."""
        return [hit for hit, chosen in zip(self.hits.hits, self.hits.chosen, strict=True) if chosen]

    def _show_count(self) -> None:
        found, number = self._found, sum(self.hits.chosen)
        if found.cut:
            where = self.tr("the first {count} places are listed").format(count=f"{len(found.hits):,}")
        elif not found.hits:
            where = self.tr("no other place")
        elif self._everywhere:
            where = self.tr("{places} in {articles}").format(
                places=self.tr("%Ln place(s)", None, len(found.hits)),
                articles=self.tr("%Ln article(s)", None, found.articles),
            )
        else:
            where = self.tr("%Ln place(s) in this article", None, len(found.hits))
        if found.already:
            where = self.tr("{where} · %Ln done already", None, found.already).format(where=where)
        self.note.setText(where)
        self.all_box.setEnabled(bool(found.hits))
        self.all_box.setChecked(bool(found.hits) and number == len(found.hits))
        self.take_button.setEnabled(number > 0)
        rejecting = self._wanted.status is Status.REJECTED
        words = (
            self.tr("Reject %Ln place(s)", None, number) if rejecting else self.tr("Mark %Ln place(s)", None, number)
        )
        self.take_button.setText(words)

    # telling

    def _on_option(self) -> None:
        self._wanted = replace(
            self._wanted, match_case=self.case_box.isChecked(), whole_words=self.words_box.isChecked()
        )
        self._everywhere = self.everywhere_box.isChecked()
        self.note.setText(self.tr("Looking…"))
        self.wanted.emit(self._wanted, self._everywhere)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hit_gone_to.emit(self.hits.hits[index.row()])

    def _take(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.hide()
            self.taken.emit(self._wanted, chosen)

    def close_panel(self) -> None:
        """Closes and marks nothing."""
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            index = self.list.currentIndex()
            if event.key() == Qt.Key.Key_Space and index.isValid():
                _toggle(self.hits, index)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self._take()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, from every control of the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)
