"""One field that finds and runs any action, opens any article and gives any label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Protocol

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pressmark.core.labels import Label, LabelSet
from pressmark.ui.actions import Actions, translated
from pressmark.ui.dialogs.look import key_words
from pressmark.ui.dialogs.matching import fit
from pressmark.ui.dialogs.picker import Picker
from pressmark.ui.dialogs.rows import Row

MOST_ARTICLES = 30
_WIDTH = 560
_MOST_ROWS = 13
_PAUSE_MS = 40  # before the store is asked, so that quick typing never waits for it


class ArticleHit(Protocol):
    """What is shown of an article that was found."""

    @property
    def id(self) -> str:
        """The article's id."""
        ...

    @property
    def headline(self) -> str | None:
        """Its headline, where it has one."""
        ...

    @property
    def published(self) -> str | None:
        """Its publish date, ISO 8601."""
        ...

    @property
    def source(self) -> str | None:
        """The file that it was read from."""
        ...


class CommandPalette(Picker):
    """Finds actions, articles and labels by a few letters of their names.

    Args:
        window: the palette opens at its top middle.
        actions: the table; those that cannot run now are shown pale and cannot be chosen.
        search_articles: articles that fit a text, best first; asked shortly after the last letter was typed.
        labels: the labels of the open project.
    """

    action_chosen = Signal(str)
    article_chosen = Signal(str)
    label_chosen = Signal(str)

    def __init__(
        self,
        window: QWidget,
        *,
        actions: Actions,
        search_articles: Callable[[str], Sequence[ArticleHit]],
        labels: Callable[[], LabelSet],
    ) -> None:
        super().__init__(window, width=_WIDTH, most_rows=_MOST_ROWS)
        self.setAccessibleName(self.tr("Find and run anything"))
        self.field.setPlaceholderText(self.tr("Find an action, an article or a label"))
        self.field.setAccessibleName(self.tr("Find an action, an article or a label"))
        self.list.setAccessibleName(self.tr("What was found"))
        self._window = window
        self._actions = actions
        self._search_articles = search_articles
        self._labels = labels
        self._articles: list[Row] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        self.row_chosen.connect(self._on_row_chosen)

    def ask(self) -> None:
        """Opens over the window; the answer comes as one of the signals."""
        self._pause.stop()
        self._articles = []
        middle = self._window.mapToGlobal(QPoint(self._window.width() // 2, 0))
        self.open_at(middle + QPoint(-self.width() // 2, 48))

    def rows_for(self, query: str) -> list[Row]:
        wanted = query.strip()
        groups = [
            (self.tr("LABELS"), self._label_rows(wanted)),
            (self.tr("ACTIONS"), self._action_rows(wanted)),
            (self.tr("ARTICLES"), [(fit(wanted, row.text) or 1, row) for row in self._articles] if wanted else []),
        ]
        if not wanted:
            groups[0], groups[1] = groups[1], groups[0]  # with nothing typed, it is a menu
        else:
            groups.sort(key=lambda group: -max((score for score, _row in group[1]), default=0))
        rows: list[Row] = []
        for heading, found in groups:
            if found:
                rows.append(Row("", "", heading))
                rows.extend(row for _score, row in found)
        return rows

    def hint_for(self, row: Row | None) -> str:
        if row is None:
            return "" if self._pause.isActive() else self.tr("Nothing is called like this.")
        return row.hint

    def flush(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._on_paused()

    def _on_typed(self) -> None:
        wanted = self.field.text().strip()
        if wanted:
            self._pause.start()
        else:
            self._pause.stop()
        # Until the store has answered, whatever of the last answer still fits stays in view.
        self._articles = [row for row in self._articles if wanted and fit(wanted, row.text) is not None]
        self.refill()

    def _on_paused(self) -> None:
        chosen = self.current
        at_top = chosen is None or self.list.currentIndex().row() == self.rows.next_choice(-1, 1)
        hits = self._search_articles(self.field.text().strip())
        self._articles = [self._article_row(hit) for hit in islice(hits, MOST_ARTICLES)]
        self.refill()
        if not at_top and chosen in self.rows.rows:  # someone was on the way down the list
            self.list.setCurrentIndex(self.rows.index(self.rows.rows.index(chosen)))

    def _action_rows(self, wanted: str) -> list[tuple[int, Row]]:
        found: list[tuple[int, Row]] = []
        for spec, action in self._actions:
            if spec.id == "palette":
                continue
            text = action.text().replace("&", "")
            group = translated(spec.group)
            score = fit(wanted, text)
            if score is None and (score := fit(wanted, f"{group} {text}")) is not None:
                score //= 2
            if score is None:
                continue
            key = key_words(action.shortcut())
            found.append((score, Row("action", spec.id, text, group, key, enabled=action.isEnabled())))
        return sorted(found, key=lambda entry: (-entry[0], not entry[1].enabled)) if wanted else found

    def _label_rows(self, wanted: str) -> list[tuple[int, Row]]:
        found = [
            (score, self._label_row(label))
            for label in self._labels()
            if (score := fit(wanted, label.name.replace("_", " "))) is not None
        ]
        return sorted(found, key=lambda entry: -entry[0]) if wanted else found

    def _label_row(self, label: Label) -> Row:
        return Row(
            "label",
            label.name,
            label.name,
            detail=self.tr("give the selection this label"),
            key=label.key.upper(),
            label=label,
            hint=label.description,
        )

    def _article_row(self, hit: ArticleHit) -> Row:
        name = hit.headline or hit.source or self.tr("Article without a headline")
        return Row("article", hit.id, " ".join(name.split()), detail=(hit.published or "")[:10])

    def _on_row_chosen(self, row: Row) -> None:
        match row.kind:
            case "action":
                self.action_chosen.emit(row.id)
            case "article":
                self.article_chosen.emit(row.id)
            case _:
                self.label_chosen.emit(row.id)
