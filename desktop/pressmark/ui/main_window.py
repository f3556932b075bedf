"""The window: panels around the page, and which of them hears what."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from pressmark.core.annotation import Status
from pressmark.core.document import Document
from pressmark.core.edits import ChangeSet
from pressmark.core.labels import LabelSet
from pressmark.core.span import Span
from pressmark.services.project import Project
from pressmark.services.settings import Settings
from pressmark.ui.actions import Actions
from pressmark.ui.article_commands import ArticleCommands
from pressmark.ui.article_list import ArticleList
from pressmark.ui.article_view import ArticleView, PageTheme
from pressmark.ui.asked_rows import AskedRows
from pressmark.ui.bars import NoticeLine, TopBar
from pressmark.ui.bottom_line import BottomLine
from pressmark.ui.enter import EnterPresses
from pressmark.ui.first_start import FirstStart
from pressmark.ui.importing import Importing
from pressmark.ui.inspector import Inspector
from pressmark.ui.label_panel import LabelPanel
from pressmark.ui.marking import Marking
from pressmark.ui.opening import Opening, can_drop
from pressmark.ui.page_hint import PageHint
from pressmark.ui.panes import Panes, Reader, go_to_next, right_panel
from pressmark.ui.picking import Picking
from pressmark.ui.questions import REAL_QUESTIONS, Questions
from pressmark.ui.relating import Relating
from pressmark.ui.selected import Selected
from pressmark.ui.tally import MANY, Tally
from pressmark.ui.theme import Theme, ThemeSwitch
from pressmark.ui.turns import next_turn
from pressmark.ui.wording import step_words
from pressmark.ui.work_line import WorkLine
from pressmark.ui.workbench import Notice, Workbench

if TYPE_CHECKING:
    from pressmark.ui.dialogs.command_palette import CommandPalette
    from pressmark.ui.dialogs.shortcuts_overlay import ShortcutsOverlay
    from pressmark.ui.inspector_fields import InspectorFields

USUAL_TEXT_SIZE = 19

_FRAME = QSize(8, 44)
"""Room that a window's frame takes on any system, in logical pixels; what it really takes is known too late."""


class MainWindow(QMainWindow):
    """Puts the parts together. It decides nothing about annotations: `Marking` and `Workbench` do.

    Args:
        workbench: the project and the lanes.
        themes: the application's theme.
        settings: what the user has chosen.
        samples: the sample articles.
        questions: how the user is asked for files.

    Signals:
        settings_changed(Settings): to be saved; sent for every change and when the window closes.
    """

    settings_changed = Signal(object)
    export_requested = Signal()
    history_requested = Signal()
    figures_requested = Signal()
    labels_requested = Signal()
    settings_requested = Signal()
    about_requested = Signal()

    def __init__(
        self,
        workbench: Workbench,
        themes: ThemeSwitch,
        settings: Settings,
        *,
        samples: Sequence[Path],
        questions: Questions = REAL_QUESTIONS,
    ) -> None:
        super().__init__()
        self.workbench = workbench
        self.settings = settings
        self._themes = themes
        self._tally = Tally()
        self._no_model = ""
        self._questions = questions
        self.setAcceptDrops(True)
        self.setMinimumSize(760, 480)

        self.page = ArticleView()
        self.page.setAccessibleName(self.tr("Article"))
        self.actions_ = Actions(self, self.page, keys=settings.shortcuts)
        self.top = TopBar(self.actions_)
        self.notice = NoticeLine()
        self.first_start = FirstStart()
        self._asked = AskedRows(workbench)
        self.articles = ArticleList(load=self._asked.rows, count=self._asked.counts, some=self._asked.some)
        self.label_panel = LabelPanel()
        self.inspector = Inspector()
        self.bottom = BottomLine()
        self.hint = PageHint(self.page)
        self.picking = Picking(self.page, workbench, self.hint, parent=self)
        self.relating = Relating(self.page, workbench, self.actions_, self.hint, parent=self)
        self.marking = Marking(self.page, workbench, self.actions_, self.picking, parent=self)
        self.commands = ArticleCommands(workbench, questions, parent=self)
        self.importing = Importing(self)
        self.opening = Opening(self, workbench, self.actions_, questions, list(samples), read=self.importing.open)
        self.selected = Selected(self)
        self.work_line = WorkLine(self.bottom, workbench, parent=self)
        self.overlay: ShortcutsOverlay | None = None
        self._lay_out()
        self._connect()
        self._set_theme(themes.theme)
        self.page.set_zoom(settings.text_size / USUAL_TEXT_SIZE)
        self._restore()
        self._show_history()
        self.selected.enable()
        self._enter = EnterPresses(self)
        self._to_make = deque([self._make_finding, self._make_equalling, self._load_fields, self._make_fields])

    def complete_behind(self, *, then: Callable[[], object]) -> None:
        """Makes what nobody sees before asking for it, a piece in each turn of the event loop, and then calls `then`.

        For after the first paint. An action that is asked for before waits for all of it.
        """
        if self._to_make:
            self._to_make.popleft()()
            next_turn(self, lambda: self.complete_behind(then=then))
        else:
            then()

    def complete(self) -> None:
        """Makes what is left of that at once."""
        while self._to_make:
            self._to_make.popleft()()

    def _make_finding(self) -> None:
        from pressmark.ui.dialogs.find_bar import FindBar
        from pressmark.ui.finding import Finding

        self.find_bar = FindBar()
        self.find_bar.hide()
        self.finding = Finding(self.find_bar, self.page, self.actions_, left=self._focus_page, parent=self)
        self.reader.put_above(self.find_bar)

    def _make_equalling(self) -> None:
        from pressmark.ui.equal_panel import EqualPanel
        from pressmark.ui.equalling import Equalling

        self.equal_panel = EqualPanel()
        self.equalling = Equalling(
            self.equal_panel,
            self.page,
            self.workbench,
            self.marking,
            self.actions_,
            show_article=self.show_place,
            parent=self,
        )
        self.reader.put_below(self.equal_panel)

    def _load_fields(self) -> None:
        import pressmark.ui.inspector_fields  # noqa: F401 - a turn of its own, or the pause would be too long

    def _make_fields(self) -> None:
        _ = self.inspector.fields
        self._enter.on_all(self)

    def fit_screen(self) -> None:
        """Makes the window small enough for its screen, its frame included."""
        if not self.isMaximized() and not self.isFullScreen():
            room = self.screen().availableGeometry().size() - _FRAME
            self.setMinimumSize(self.minimumSize().boundedTo(room))  # 1440 by 900 at 200 % has less
            self.resize(self.size().boundedTo(room))

    @cached_property
    def palette_(self) -> CommandPalette:
        """Finds and runs anything; made when it is first asked for."""
        from pressmark.ui.dialogs.command_palette import CommandPalette

        palette = CommandPalette(
            self,
            actions=self.actions_,
            search_articles=self._asked.search,
            labels=lambda: self.workbench.labels,
        )
        palette.action_chosen.connect(lambda name: self.actions_[name].trigger())
        palette.article_chosen.connect(self._on_article_chosen)
        palette.label_chosen.connect(self._on_label_chosen)
        return palette

    # building

    def _lay_out(self) -> None:
        self.right = right_panel(self.label_panel, self.inspector)
        self.reader = Reader(self.page)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.first_start)
        self.stack.addWidget(self.reader)
        self.stack.setCurrentIndex(1)  # an empty page; what to do first is said when it is known that nothing is there
        self.panes = Panes(self.articles, self.stack, self.right)
        self.setCentralWidget(self.panes.central(above=(self.top, self.notice), below=self.bottom))
        self.resize(1440, 900)

    def _connect(self) -> None:
        bench = self.workbench
        bench.leaving.connect(self.inspector.take_typed)
        self.actions_.about_to_run.connect(self.complete)
        self.actions_.about_to_run.connect(bench.first_look.ready)
        self.actions_.about_to_run.connect(self.inspector.take_typed)
        bench.project_opened.connect(self._on_project)
        bench.article_opened.connect(self._on_article)
        bench.document_changed.connect(self._on_document)
        bench.articles_changed.connect(self._on_articles)
        bench.labels_changed.connect(self._on_labels)
        # After the page is painted: what Undo would take back is read from the database.
        self._history_soon = QTimer(self, singleShot=True, interval=0)
        self._history_soon.timeout.connect(self._show_history)
        bench.history_changed.connect(self._on_history_changed)
        # As are the rows of the article list.
        self._to_refresh: set[str] = set()
        self._refresh_soon = QTimer(self, singleShot=True, interval=20)
        self._refresh_soon.timeout.connect(self._refresh_rows)
        # After thousands of marks have come at once, counting is a turn of its own, and a key can come between.
        self._count_soon = QTimer(self, singleShot=True, interval=40)
        self._count_soon.timeout.connect(self._count)
        bench.saved.connect(self.bottom.show_saved)
        bench.unsaved.connect(self.bottom.show_unsaved)
        bench.saved.connect(self.notice.settle)
        bench.noticed.connect(self.notice.tell)
        bench.detection.model_ready.connect(self._on_model_ready)
        bench.detection.model_missing.connect(self._on_no_model)
        self.top.palette_requested.connect(lambda: self.palette_.ask())
        self.first_start.open_requested.connect(self.actions_["open"].trigger)
        self.first_start.folder_requested.connect(self.actions_["open_folder"].trigger)
        self.first_start.samples_requested.connect(self.actions_["samples"].trigger)
        self.articles.article_chosen.connect(self._on_article_chosen)
        self.label_panel.label_chosen.connect(self._on_label_chosen)
        self.label_panel.edit_asked.connect(self.actions_["labels"].trigger)
        self.label_panel.hidden_labels_changed.connect(self.marking.set_hidden)
        self.marking.selection_changed.connect(self.selected.show)
        self.marking.reading_wanted.connect(lambda: self._show_right(self.inspector.focus_reading))
        self.page.details_activated.connect(self.actions_["edit_published"].trigger)
        self.marking.note_wanted.connect(lambda: self._show_right(self.inspector.focus_note))
        self.inspector.filled.connect(self._on_fields)
        self.relating.selection_changed.connect(self.selected.show_relation)
        self.inspector.accepted.connect(lambda i: self._decide_from_panel(Status.ACCEPTED, i))
        self.inspector.rejected.connect(lambda i: self._decide_from_panel(Status.REJECTED, i))
        self.inspector.left.connect(self._focus_page)
        self._themes.theme_changed.connect(self._set_theme)
        answers: dict[str, Callable[[], object]] = {
            "export": self.export_requested.emit,
            "history": self.history_requested.emit,
            "figures": self.figures_requested.emit,
            "labels": self.labels_requested.emit,
            "settings": self.settings_requested.emit,
            "quit": self.close,
            "undo": lambda: self._after_step(bench.undo()),
            "redo": lambda: self._after_step(bench.redo()),
            "done_next": self.commands.done_next,
            "toggle_done": self.commands.toggle_done,
            "next_article": lambda: bench.open_neighbour(1, which=self.articles.which),
            "previous_article": lambda: bench.open_neighbour(-1, which=self.articles.which),
            "detect": self.commands.detect,
            "detect_all": self.commands.detect_all,
            "edit_published": self.commands.edit_published,
            "remove_article": self.commands.remove_article,
            "save_original": self.commands.save_original,
            "filter": self._focus_search,
            "palette": lambda: self.palette_.ask(),
            "next_pane": lambda: self._next_pane(1),
            "previous_pane": lambda: self._next_pane(-1),
            "left_panel": self.panes.toggle_left,
            "right_panel": self.panes.toggle_right,
            "zoom_in": lambda: self._zoom(1),
            "zoom_out": lambda: self._zoom(-1),
            "zoom_reset": lambda: self._zoom(0),
            "theme": self._switch_theme,
            "shortcuts": self._show_shortcuts,
            "about": self.about_requested.emit,
        }
        for action_id, slot in answers.items():
            self.actions_.on(action_id, slot)

    def _on_fields(self, fields: InspectorFields) -> None:
        self.relating.listen_to(fields.relation_form, fields.relations)
        fields.form.label_changed.connect(self.marking.relabel)
        fields.form.reading_changed.connect(self.marking.read_as)
        fields.form.note_changed.connect(self.marking.write_note)
        fields.form.words_wanted.connect(self.picking.begin)

    # the workbench tells

    def _on_project(self, project: Project) -> None:
        self.notice.hide()
        self._show_project()
        self.setWindowTitle(f"{project.name} — Pressmark")
        self._history_soon.start()
        self.change_settings(self.settings.with_recent(project.target))

    def _show_project(self) -> None:
        project, seen = self.workbench.project, self.workbench.first_look.seen
        if project is not None:
            self.top.show_project(project.name, project.counts().all)
        elif seen is not None:
            self.setWindowTitle(f"{seen.name} — Pressmark")
            self.top.show_project(seen.name, seen.counts.all)
            self.actions_["undo"].setEnabled(seen.undo)
            self.actions_["redo"].setEnabled(seen.redo)

    def _on_articles(self, article_ids: frozenset[str] | None) -> None:
        if article_ids is None:
            self._to_refresh.clear()
            self.articles.reload()
            self._show_project()
            self.selected.enable()
        else:
            self._to_refresh |= article_ids
            self._refresh_soon.start()

    def _refresh_rows(self) -> None:
        changed, self._to_refresh = self._to_refresh, set()
        self.articles.refresh(changed)

    def _on_labels(self, labels: LabelSet) -> None:
        self.label_panel.show_labels(labels)
        self.label_panel.show_counts(self._tally.shown)
        self.label_panel.follow_in_tab_order(self.page)
        self.inspector.set_labels(labels)
        self.marking.set_labels(labels)
        self.marking.set_hidden(self.label_panel.hidden())
        if self.workbench.document is not None:
            self.page.show_document(self.workbench.document, labels, keep_position=True)

    def _on_article(self, document: Document | None) -> None:
        self.stack.setCurrentIndex(0 if document is None else 1)
        if document is None:
            self.page.clear()
            self.articles.show_open(None)
            self.first_start.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.page.show_document(document, self.workbench.labels)
            self.articles.show_open(document.article.id)
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tally.count(document)
        self._show_counts()
        self.selected.show(None, None)

    def _on_document(self, document: Document, changes: ChangeSet) -> None:
        self.page.update_document(document, changes)
        if len(changes.annotation_ids) > MANY:
            self._count_soon.start()
        else:
            self._tally.follow(document, changes)
            self._show_counts()
        self.selected.show(self.marking.selected, self.page.selection)

    def _count(self) -> None:
        self.workbench.discarding.take(self._tally.document)  # nobody else has it any more
        self._tally.count(self.workbench.document)
        self._show_counts()

    def _show_counts(self) -> None:
        self.bottom.show_tally(self._tally)
        self.label_panel.show_counts(self._tally.shown)

    def _on_history_changed(self) -> None:
        for name in ("undo", "redo"):  # the very next key may be one of them; with nothing to do they do nothing
            self.actions_[name].setEnabled(True)
        self._history_soon.start()

    def _show_history(self) -> None:
        session = self.workbench.session
        undo = None if session is None else session.undo_step()
        redo = None if session is None else session.redo_step()
        self.top.show_steps(step_words(undo), step_words(redo))

    def _on_model_ready(self, name: str) -> None:
        self.bottom.show_model(name)
        self.notice.take_back(self._no_model)
        self._no_model = ""

    def _on_no_model(self, sentence: str) -> None:
        self._no_model = sentence
        self.bottom.show_model(self.tr("No language model"), sentence)
        self.notice.tell(Notice(sentence))

    # the user asks

    def open_paths(self, paths: list[Path]) -> None:
        """Opens what was dropped or named on the command line: a project, or articles."""
        self.opening.open_paths(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files and folders of this computer."""
        if can_drop(event.mimeData()):
            self.workbench.workshop.expect()
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens what is dropped anywhere in the window."""
        self.opening.drop(event.mimeData())
        event.acceptProposedAction()

    def _on_article_chosen(self, article_id: str) -> None:
        document = self.workbench.document
        if document is None or document.article.id != article_id:
            self.workbench.open_article(article_id)
        self._focus_page()

    def _on_label_chosen(self, name: str) -> None:
        self.inspector.take_typed()
        self.marking.give_label(name)
        self._focus_page()

    def _decide_from_panel(self, status: Status, annotation_id: str) -> None:
        self.inspector.take_typed()
        self.marking.decide(status, annotation_id)
        self._focus_page()

    def _show_right(self, focus: Callable[[], None]) -> None:
        if self.marking.selected is not None:
            self.right.show()
            focus()

    def _after_step(self, step) -> None:
        """Shows what undo or redo brought back."""
        if step is None:
            return
        for annotation_id in sorted(step.changes.annotation_ids):
            annotation = step.document.get(annotation_id)
            if annotation is not None and annotation.status is not Status.REJECTED:
                self.page.select(annotation_id)
                return
        self.page.select(None)

    # view

    def _focus_page(self) -> None:
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_search(self) -> None:
        self.articles.show()
        self.articles.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.articles.search.selectAll()

    def _stops(self) -> list[QWidget]:
        page = self.page if self.stack.currentIndex() == 1 else self.first_start.open_button
        panes: list[QWidget] = [page, self.top.export_button]
        first_label = next(iter(self.workbench.labels), None)
        row = self.label_panel.row(first_label.name) if first_label else None
        if self.right.isVisible() and row is not None:
            panes.insert(1, row)
            label_box = self.inspector.fields.form.label_box
            if label_box.isVisible():
                panes.insert(2, label_box)
        if self.articles.isVisible():
            panes.append(self.articles.view if self.articles.view.isVisible() else self.articles.search)
        return panes

    def _next_pane(self, step: int) -> None:
        go_to_next(self._stops(), self.focusWidget(), step)

    def _zoom(self, step: int) -> None:
        size = USUAL_TEXT_SIZE if step == 0 else self.settings.text_size + step * 2
        size = max(10, min(48, size))
        self.page.set_zoom(size / USUAL_TEXT_SIZE)
        self.change_settings(self.settings.but(text_size=size))

    def _switch_theme(self) -> None:
        choice = "light" if self._themes.theme.dark else "dark"
        self._themes.choose(choice)
        self.change_settings(self.settings.but(theme=choice))

    def _set_page(self, theme: Theme) -> None:
        page = PageTheme.built_in(dark=theme.dark)
        wanted = page.set_in(self.settings.typeface, measure=self.settings.line_width)
        if wanted != self.page.theme:
            self.page.set_theme(wanted)

    def _set_theme(self, theme: Theme) -> None:
        self._set_page(theme)
        self.articles.set_theme(theme)
        self.label_panel.set_theme(theme)
        self.inspector.set_theme(theme)
        self.top.set_theme(theme)
        self.notice.set_theme(theme)

    def _show_shortcuts(self) -> None:
        if self.overlay is None:
            from pressmark.ui.dialogs.shortcuts_overlay import ShortcutsOverlay  # few starts need it

            self.overlay = ShortcutsOverlay(self)
        self.overlay.open_overlay(self.actions_, self.workbench.labels)

    # settings

    def apply_settings(self, settings: Settings) -> None:
        """Puts changed settings into force."""
        self.settings = settings
        self._themes.choose(settings.theme)
        self._set_page(self._themes.theme)
        self.page.set_zoom(settings.text_size / USUAL_TEXT_SIZE)
        self.page.set_snapping(settings.snap_to_words)
        self.actions_.set_keys(settings.shortcuts)
        self.top.refresh_keys()
        self._show_history()
        self._show_keys()
        self.workbench.detect_on_open = settings.detect_on_open

    def _show_keys(self) -> None:
        self.inspector.set_keys(self.actions_.key_text("accept"), self.actions_.key_text("reject"))

    def show_place(self, article_id: str, span: Span) -> None:
        """Opens an article at a place, with the mark there selected."""
        self._on_article_chosen(article_id)
        document = self.workbench.document
        if document is None or document.article.id != article_id:
            return
        marks = [a for a in document.overlapping(span) if a.span == span]
        if marks:
            self.page.select(marks[0].id)
        else:
            self.page.put_caret(span.start)

    def change_settings(self, settings: Settings) -> None:
        """Keeps a choice."""
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit(settings)

    def _restore(self) -> None:
        self.panes.restore(self, self.settings.window)
        self.page.set_snapping(self.settings.snap_to_words)
        self.top.refresh_keys()
        self._show_keys()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remembers where everything was; there is nothing to save, unless another program is writing all the time."""
        if not self.workbench.saving.finish():
            question = self.tr(
                "Another program is writing to the project, so your last changes could not be saved. "
                "Close all the same, and lose them?"
            )
            if not self._questions.confirm(self, question, self.tr("Close and lose them")):
                event.ignore()
                return
        self.change_settings(self.settings.but(window={**self.settings.window, **self.panes.places(self)}))
        self.marking.palette.hide()
        self.relating.palette.hide()
        if self._make_equalling not in self._to_make:
            self.equalling.close()
        self.workbench.close()
        event.accept()
