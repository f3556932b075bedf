"""The articles on the left: filter, search, and for each a ring that shows how much is decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QCursor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pressmark.core.offsets import Utf16Map
from pressmark.services.project import ArticleRow, Counts, Which
from pressmark.ui.paged_rows import PagedRows
from pressmark.ui.theme import LIGHT, SANS, Theme
from pressmark.ui.viewport import give_viewport

_Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_MANY = 1_000
"""From so many rows on they have one height: measuring 100,000 headlines would take a minute."""


def readable_date(published: str | None) -> str:
    """A publish date as the list shows it: "25 Nov 2020", "Nov 2020", "2020", or "" when unknown."""
    if not published:
        return ""
    parts = published[:10].split("-")
    if 2 <= len(parts) <= 3 and len(parts[0]) == 4 and all(map(str.isdecimal, parts)):
        day = QDate(*map(int, [*parts, "1"][:3]))
        if day.isValid():
            return QLocale().toString(day, "d MMM yyyy" if len(parts) == 3 else "MMM yyyy")
    return published


class ArticleListModel(QAbstractListModel):
    """The rows of the list, in the order in which the articles were added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PagedRows((), lambda _ids: {})
        self._places: dict[str, int] = {}
        self._count = 0  # Qt asks for it twice a row while it lays a long list out

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.title(row)}. {self.subtitle(row)}"
        return None

    def title(self, row: ArticleRow) -> str:
        """The headline, or what else names the article."""
        return row.headline or row.source or self.tr("Article without a headline")

    def subtitle(self, row: ArticleRow) -> str:
        """Date and progress, for example "25 Nov 2020 · 74% decided"."""
        if row.done:
            progress = self.tr("done")
        elif row.total == 0:
            progress = self.tr("not read yet") if row.detector is None else self.tr("nothing marked")
        elif row.decided == 0:
            progress = self.tr("not started")
        else:
            progress = self.tr("{percent}% decided").format(percent=row.decided * 100 // row.total)
        date = readable_date(row.published)
        return f"{date} · {progress}" if date else progress

    def place(self, article_id: str) -> int:
        """The row of an article, or -1."""
        return self._places.get(article_id, -1)

    def show(self, rows: PagedRows) -> None:
        """Replaces all rows, if they are others: the view would measure thousands of them again."""
        if rows.same(self.rows):
            return
        self.beginResetModel()
        self.rows = rows
        self._count = len(rows)
        self._places = {article_id: place for place, article_id in enumerate(rows.ids)}
        self.endResetModel()

    def looked_at(self, article_ids: Collection[str]) -> list[str]:
        """Those of these articles whose rows have been read, and may be another's now."""
        return [one for one in article_ids if self.rows.is_read(self._places.get(one, -1))]

    def change(self, row: ArticleRow) -> None:
        """Shows one row anew."""
        place = self.place(row.id)
        if place >= 0 and self.rows.change(place, row):
            index = self.index(place)
            self.dataChanged.emit(index, index)


class _Delegate(QStyledItemDelegate):
    """Draws ring, headline (up to three lines) and second line."""

    _LEFT, _RIGHT, _TOP, _BOTTOM = 34, 10, 9, 9

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.open_id: str | None = None
        self._strong = QFont(SANS)
        self._strong.setPixelSize(13)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._small = QFont(SANS)
        self._small.setPixelSize(12)
        self._even = False
        self._broken: dict[str, list[str]] = {}
        self._broken_at = 0

    def set_even(self, even: bool) -> None:
        """Whether all rows are of one height, for two lines of a headline, so that none has to be measured."""
        if even != self._even:
            self._even = even
            self._broken.clear()

    def _lines(self, text: str, width: int) -> list[str]:
        """At most three lines of a headline; breaking is slow, and Qt asks for all rows again and again."""
        if width != self._broken_at or len(self._broken) > _MANY:
            self._broken_at = width
            self._broken.clear()
        lines = self._broken.get(text)
        if lines is None:
            lines = self._broken[text] = self._break(text, width)
        return lines

    def _break(self, text: str, width: int) -> list[str]:
        layout = QTextLayout(text, self._strong)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        units = Utf16Map(text)
        lines: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start = units.floor_to_code_points(line.textStart())
            end = units.floor_to_code_points(line.textStart() + line.textLength())
            lines.append(text[start:end].rstrip())
            if len(lines) == (2 if self._even else 3):
                rest = text[start:]
                lines[-1] = QFontMetrics(self._strong).elidedText(rest, Qt.TextElideMode.ElideRight, width)
                break
        layout.endLayout()
        return lines or [""]

    def _text_width(self) -> int:
        """The room for words in a row; measured and painted with the same, or lines would be cut."""
        return self._view.viewport().width() - 4 - self._LEFT - self._RIGHT

    @property
    def _view(self) -> QListView:
        view = self.parent()
        assert isinstance(view, QListView)
        return view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = 2 if self._even else len(self._lines(str(index.data()), self._text_width()))
        return QSize(self._text_width(), self._TOP + 18 * lines + 17 + self._BOTTOM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: ArticleRow = index.data(ROW_ROLE)
        model = index.model()
        assert isinstance(model, ArticleListModel)
        theme = self.theme
        rect: QRect = option.rect.adjusted(2, 1, -2, -1)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_open = row.id == self.open_id
        # Not from `option.state`: Python would learn everything that Qt's styles can draw, before the first paint.
        view, port = self._view, self._view.viewport()
        whole: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        hovered = port.underMouse() and whole.contains(port.mapFromGlobal(QCursor.pos()))
        if is_open or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected if is_open else theme.hover))
            painter.drawRoundedRect(rect, 6, 6)
        if view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
        self._paint_ring(painter, QRectF(rect.left() + 9, rect.top() + 10, 14, 14), row)
        left, width = rect.left() + self._LEFT - 2, self._text_width()
        top = rect.top() + self._TOP - 1
        painter.setFont(self._strong)
        painter.setPen(QColor(theme.text))
        lines = self._lines(str(index.data()), width)
        for line in lines:
            painter.drawText(QRect(left, top, width, 18), int(Qt.AlignmentFlag.AlignVCenter), line)
            top += 18
        painter.setFont(self._small)
        painter.setPen(QColor(theme.muted))
        subtitle = QFontMetrics(self._small).elidedText(model.subtitle(row), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, top, width, 17), int(Qt.AlignmentFlag.AlignVCenter), subtitle)
        painter.restore()

    def _paint_ring(self, painter: QPainter, rect: QRectF, row: ArticleRow) -> None:
        theme = self.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.line), 3))
        painter.drawEllipse(rect)
        share = 1.0 if row.done else row.decided / row.total if row.total else 0.0
        if share > 0:
            pen = QPen(QColor(theme.accent), 3)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(rect, 90 * 16, -round(share * 360 * 16))
        if row.done:
            painter.setPen(QPen(QColor(theme.accent), 1.6))
            x, y = rect.center().x(), rect.center().y()
            painter.drawPolyline([QPointF(x - 3, y), QPointF(x - 0.8, y + 2.3), QPointF(x + 3.2, y - 2.4)])


class _List(QListView):
    """Enter opens what the arrows chose; a resize measures the rows anew."""

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class ArticleList(QWidget):
    """The left panel.

    Args:
        load: gives the rows for a filter and a query.
        count: gives the numbers on the filter's buttons for a query.
        some: gives the rows of some articles by their ids, without those that are gone.
    """

    article_chosen = Signal(str)
    remove_requested = Signal(str)

    def __init__(
        self,
        *,
        load: Callable[[Which, str], PagedRows],
        count: Callable[[str], Counts],
        some: Callable[[Sequence[str]], dict[str, ArticleRow]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("leftPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._load, self._count, self._some = load, count, some
        self.which = Which.ALL
        self.model = ArticleListModel(self)

        self._segments = segments = QFrame()
        segments.setObjectName("segments")
        segments.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row_layout = QHBoxLayout(segments)
        row_layout.setContentsMargins(1, 1, 1, 1)
        row_layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[Which, QPushButton] = {}
        self._segment_texts: dict[Which, str] = {}
        for which in Which:
            button = QPushButton()
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the article
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setProperty("role", "segment")
            button.setChecked(which is self.which)
            button.clicked.connect(lambda _checked=False, chosen=which: self.set_which(chosen))
            self._group.addButton(button)
            row_layout.addWidget(button, 1)
            self._buttons[which] = button

        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(self.tr("Search the articles"))
        self.search.setAcceptDrops(False)  # a file that is dropped here is meant for the window
        self.search.setAccessibleName(self.tr("Search the articles"))
        self._typing = QTimer(self, singleShot=True, interval=150)
        self._typing.timeout.connect(self.reload)
        self.search.textChanged.connect(lambda: self._typing.start())
        self.search.returnPressed.connect(self._on_return)

        self.view = _List()
        give_viewport(self.view)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Articles"))
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setMouseTracking(True)
        self.view.setBatchSize(30)  # some 8 ms: a key must not wait for thousands of headlines
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._delegate = _Delegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.clicked.connect(self._on_chosen)
        self.view.activated.connect(self._on_chosen)
        self._to_show: int | None = None
        bar = self.view.verticalScrollBar()
        bar.rangeChanged.connect(lambda *_: self._bring_into_view())
        bar.actionTriggered.connect(lambda _: self._on_scrolled())

        self._nothing = QLabel(wordWrap=True)
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._nothing.hide()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 12, 10, 8)
        layout.setSpacing(8)
        layout.addWidget(segments)
        layout.addWidget(self.search)
        layout.addWidget(self._nothing)
        layout.addWidget(self.view, 1)
        layout.addStretch(0)
        self._show_counts(Counts(0, 0, 0))

    def set_theme(self, theme: Theme) -> None:
        """Draws in other colours."""
        self._delegate.theme = theme
        self.view.viewport().update()

    def set_which(self, which: Which) -> None:
        """Shows all, those to review, or those done."""
        self.which = which
        self._buttons[which].setChecked(True)
        self.reload()

    def reload(self) -> None:
        """Asks for all rows anew."""
        query = self.search.text().strip()
        rows = self._load(self.which, query)
        many = len(rows) > _MANY
        self._delegate.set_even(many)
        self.view.setUniformItemSizes(many)
        self.view.setLayoutMode(QListView.LayoutMode.SinglePass if many else QListView.LayoutMode.Batched)
        self.model.show(rows)
        self._show_counts(self._count(query))
        self._nothing.setVisible(not self.model.rows)
        self.view.setVisible(bool(self.model.rows))
        if query:
            self._nothing.setText(self.tr("No article has “{query}” in it.").format(query=query))
        elif self.which is Which.TO_REVIEW:
            self._nothing.setText(self.tr("Nothing is left to review."))
        elif self.which is Which.DONE:
            self._nothing.setText(self.tr("No article is done yet."))
        else:
            self._nothing.setText(self.tr("No articles yet."))
        self._mark_current()

    def refresh(self, article_ids: Collection[str]) -> None:
        """Asks for some rows anew; a row stays in place until the filter is chosen again."""
        for row in self._some(self.model.looked_at(article_ids)).values():
            self.model.change(row)
        self._show_counts(self._count(self.search.text().strip()))

    def show_open(self, article_id: str | None) -> None:
        """Marks the open article and brings it into view."""
        self._delegate.open_id = article_id
        self._mark_current()

    def _mark_current(self) -> None:
        place = self.model.place(self._delegate.open_id or "")
        if place >= 0:
            index = self.model.index(place)
            self.view.setCurrentIndex(index)
        self._to_show = place if place >= 0 else None
        self._bring_into_view()
        self.view.viewport().update()

    def _bring_into_view(self) -> None:
        """Rows far down have no place yet in a long list: then this happens when they get one."""
        if self._to_show is None or self._to_show >= len(self.model.rows):
            return
        index = self.model.index(self._to_show)
        if not self.view.visualRect(index).isEmpty():
            self.view.scrollTo(index)
            self._to_show = None

    def _on_scrolled(self) -> None:
        """Whoever scrolls wants to see something else."""
        self._to_show = None

    def _show_counts(self, counts: Counts) -> None:
        written = QLocale().toString
        texts = {
            Which.ALL: self.tr("All {count}").format(count=written(counts.all)),
            Which.TO_REVIEW: self.tr("To review {count}").format(count=written(counts.to_review)),
            Which.DONE: self.tr("Done {count}").format(count=written(counts.done)),
        }
        for which, button in self._buttons.items():
            button.setAccessibleName(texts[which])
            button.setToolTip(texts[which])
        self._segment_texts = texts
        self._fit_segments()

    def _fit_segments(self) -> None:
        """The buttons lose their numbers, which the tool tips still tell, where there is no room for them."""
        short = {
            Which.ALL: self.tr("All"),
            Which.TO_REVIEW: self.tr("To review"),
            Which.DONE: self.tr("Done"),
        }
        font = QFont(SANS)
        font.setPixelSize(13)
        font.setWeight(QFont.Weight.DemiBold)
        room = {which: QFontMetrics(font).horizontalAdvance(text) + 14 for which, text in self._segment_texts.items()}
        fits = sum(room.values()) <= self._segments.width() - 4
        row = self._segments.layout()
        assert isinstance(row, QHBoxLayout)
        for place, (which, button) in enumerate(self._buttons.items()):
            text = self._segment_texts[which] if fits else short[which]
            button.setText(text)
            row.setStretch(place, QFontMetrics(font).horizontalAdvance(text) + 14)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self._fit_segments()

    def _on_return(self) -> None:
        self._typing.stop()
        self.reload()
        if self.model.rows:
            self.article_chosen.emit(self.model.rows.ids[0])

    def _on_chosen(self, index: QModelIndex) -> None:
        self.article_chosen.emit(self.model.rows.ids[index.row()])
