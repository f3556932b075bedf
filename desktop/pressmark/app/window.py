"""Puts the window together: settings, fonts, theme, project, and what happens when something breaks."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from pressmark import __version__
from pressmark.app import collector, languages, logs, paths
from pressmark.core.errors import UserError
from pressmark.services import label_sets, settings
from pressmark.services.project_files import PROJECT_SUFFIX
from pressmark.services.samples import sample_files
from pressmark.ui.first_paint import FirstPaint
from pressmark.ui.fonts import load_fonts, text_leaves_ink
from pressmark.ui.main_window import MainWindow
from pressmark.ui.telling import told
from pressmark.ui.theme import SANS, ThemeSwitch
from pressmark.ui.workbench import Notice, Workbench

if TYPE_CHECKING:
    from pressmark.ui.dialogs.crash_dialog import CrashDialog
    from pressmark.ui.exporting import Exporting
    from pressmark.ui.figuring import Figuring
    from pressmark.ui.labelling import Labelling
    from pressmark.ui.past import Past

_log = logging.getLogger(__name__)


class _Crashes(QObject):
    """Carries an unhandled error from whatever thread it happened in to the window's."""

    happened = Signal(object, object)


_TURN = 0.0005
"""Seconds after which a thread that computes gives way to the window. Qt lets go of Python's lock many times in a turn
of its event loop, and with Python's own 5 ms each of them is a pause while a thread takes over what a process found."""


class Desktop(QObject):
    """The running window with everything that it needs, for `run` and for whoever drives it.

    What answers an action that few starts need (export, history, figures, labels) is loaded when it is asked for.

    Attributes:
        language: code of the one that the window speaks.
        opens_anew: it was closed to be opened again in another language.

    Args:
        app: the application.
        project: the file or database to open; None for the one that was open last, or the default one.
        sudden_end: the report on a crash of the last time, which is told once the window stands.

    Signals:
        shown(): the window is on screen, with the last article in it; the project is not open yet.
        opened(): the project is open.
    """

    shown = Signal()
    opened = Signal()

    def __init__(self, app: QApplication, *, project: str | None = None, sudden_end: Path | None = None) -> None:
        super().__init__(app)
        self.app = app
        sys.setswitchinterval(_TURN)
        self._sudden_end = sudden_end
        self._settings_file = paths.settings_file()
        loaded = settings.load(self._settings_file)
        self.resources = paths.bundled("resources")
        self.seeds = paths.bundled("seeds")
        load_fonts(self.resources / "fonts")
        self.language = languages.speak(app, loaded.settings.language, self.resources / "translations")
        app.setApplicationName("Pressmark")
        app.setApplicationVersion(__version__)
        icon = self.resources / "icons" / "pressmark.svg"
        if icon.is_file():
            app.setWindowIcon(QIcon(str(icon)))
        self.themes = ThemeSwitch(app, loaded.settings.theme)
        labels = label_sets.load(self.resources / "labels" / "ontonotes5.json")
        self.workbench = Workbench(
            default_labels=labels,
            annotator=loaded.settings.annotator or _user_name(),
            model=loaded.settings.model,
            detect_on_open=loaded.settings.detect_on_open,
        )
        self.window = MainWindow(self.workbench, self.themes, loaded.settings, samples=sample_files(self.seeds))
        self.window.export_requested.connect(lambda: self.exporting.ask())
        self.window.history_requested.connect(lambda: self.past.show())
        self.window.figures_requested.connect(lambda: self.figuring.show())
        self.window.labels_requested.connect(lambda: self.labelling.ask())
        self.window.settings_changed.connect(self._on_settings)
        self.window.settings_requested.connect(self._on_settings_requested)
        self.window.about_requested.connect(self._on_about)
        self._crashes = _Crashes(self)
        self._crashes.happened.connect(self._on_crash)
        self._crash_dialog: CrashDialog | None = None
        self._project = project
        self._model = ""
        self.opens_anew = False
        self.workbench.detection.model_ready.connect(self._on_model)
        self._notices = loaded.notices
        if not text_leaves_ink(SANS):
            from pressmark.services import doctor

            raise UserError(
                "No letter can be drawn here: this system has no font, and Pressmark's own don't load, so the window "
                "would be blank. This installs one: {fonts_command}",
                fonts_command=doctor.fonts_command(),
            )

    def start(self, files: Sequence[Path] = ()) -> None:
        """Shows the window with the last article, then opens the project, and only then loads the model behind it."""
        projects = [f for f in files if f.suffix == PROJECT_SUFFIX]
        target = self._project or next(iter(map(str, projects)), None) or self._last_project()
        self.workbench.look_at(target)
        self.window.bottom.show_model(self.tr("Loading the model…"))  # soon; what is on screen does not change then
        articles = [f for f in files if f not in projects]
        self.workbench.first_look.opens_by(lambda: self._open(target, articles))
        FirstPaint(self.window).happened.connect(self._begin)
        self.window.show()

    def _begin(self) -> None:
        """After the first paint: what the window did without, a piece in each turn of the event loop; then the rest."""
        self.shown.emit()
        self.window.complete_behind(then=self.workbench.first_look.go_on)

    def _open(self, target: str, articles: list[Path]) -> None:
        try:
            self._open_project(target, articles)
        finally:
            self.opened.emit()

    def _open_project(self, target: str, articles: list[Path]) -> None:
        if not self.workbench.open_project(target) and target != str(paths.default_project()):
            self._open_default()
        for sentence in self._notices:  # only now: opening a project clears the line
            self.window.notice.tell(Notice(told(sentence), error=True))
        self.workbench.detection.start()
        self.window.open_paths(articles)
        if self._sudden_end is not None:
            self._show_report(self.tr("Pressmark ended suddenly the last time."), self._sudden_end)

    def _open_default(self) -> None:
        """Something to work in, with the sentence about what could not be opened still in view."""
        notice = self.window.notice.sentence
        self.workbench.open_project(str(paths.default_project()))
        if notice:
            self.window.notice.tell(Notice(notice, error=True))

    def _last_project(self) -> str:
        recent = self.window.settings.recent_projects
        if recent and ("://" in recent[0] or Path(recent[0]).is_file()):
            return recent[0]
        paths.ensured(paths.folders().data)
        return str(paths.default_project())

    @Slot(object)
    def _on_settings(self, changed: settings.Settings) -> None:
        try:
            settings.save(changed, self._settings_file)
        except UserError as error:
            self.workbench.tell(error)

    @cached_property
    def exporting(self) -> Exporting:
        """What answers Export."""
        from pressmark.ui.exporting import Exporting

        return Exporting(self.window)

    @cached_property
    def past(self) -> Past:
        """What answers History."""
        from pressmark.ui.past import Past

        return Past(self.window)

    @cached_property
    def figuring(self) -> Figuring:
        """What answers Figures."""
        from pressmark.ui.figuring import Figuring

        return Figuring(self.window)

    @cached_property
    def labelling(self) -> Labelling:
        """What answers Labels."""
        from pressmark.ui.labelling import Labelling

        return Labelling(self.window, label_sets.bundled_sets(self.resources / "labels"))

    def _on_settings_requested(self) -> None:
        from pressmark.services import detection
        from pressmark.ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(
            self.window,
            settings=self.window.settings,
            labels=self.workbench.labels,
            models=detection.installed_models(),
            languages=languages.available(self.resources / "translations"),
            user_name=_user_name(),
            check_model=self._check_model,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.settings_changed.connect(self._on_chosen)
        dialog.open()

    def _check_model(self, model: str | None, answer: Callable[[str], None]) -> None:
        """Looks at a model in the file lane: that loads spaCy, which takes its time."""
        from pressmark.ui.dialogs.model_check import refusal_of_model

        self.workbench.files.run(
            self.tr("Looking at the model"),
            lambda _job: refusal_of_model(model),
            done=answer,
            failed=lambda error: answer(told(error.sentence) if isinstance(error, UserError) else str(error)),
        )

    def _on_chosen(self, chosen: settings.Settings) -> None:
        before = self.window.settings
        if chosen.model != before.model:
            self.window.bottom.show_model(self.tr("Loading the model…"))
            self.workbench.detection.use_model(chosen.model)
        self.workbench.annotator = chosen.annotator or _user_name()
        self.window.apply_settings(chosen.but(window=before.window, recent_projects=before.recent_projects))
        self._on_settings(self.window.settings)
        wanted = languages.chosen(chosen.language, self.resources / "translations")
        if wanted != self.language:
            # Every word of the window was said when it was made, so another one is made. Nothing is lost: all is saved.
            self.opens_anew = self.window.close()

    def _on_model(self, name: str) -> None:
        self._model = name

    def _on_about(self) -> None:
        from pressmark.services import updates
        from pressmark.services.components import components
        from pressmark.ui.dialogs.about_dialog import AboutDialog

        folders = paths.folders()
        project = self.workbench.project
        places = {
            self.tr("Projects"): folders.data,
            self.tr("Settings"): folders.settings,
            self.tr("Logs"): folders.logs,
        }
        if project is not None and "://" not in project.target:
            places = {self.tr("This project"): Path(project.target)} | places
        dialog = AboutDialog(
            self.window,
            version=__version__,
            model=self._model or None,
            places=places,
            parts=components(self.resources),
            update_address=updates.address(self.resources),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def watch_for_crashes(self) -> None:
        """From now on an error that nobody handles is told in the window and kept in a report file."""
        logs.report_unhandled(paths.folders().logs, self._crashes.happened.emit)

    @Slot(object, object)
    def _on_crash(self, error: BaseException, report: Path | None) -> None:
        if isinstance(error, UserError):  # the environment, not the program: the database's server is gone, say
            self.workbench.tell(error)
            return
        if self._crash_dialog is not None:
            return  # one at a time: the others are in the reports
        sentence = self.tr("Something went wrong inside Pressmark: {error}").format(error=str(error) or repr(error))
        self._show_report(sentence, report, otherwise=repr(error))

    def _show_report(self, sentence: str, report: Path | None, *, otherwise: str = "") -> None:
        from pressmark.ui.dialogs.crash_dialog import CrashDialog

        text = report.read_text("utf-8", errors="replace") if report is not None else otherwise
        self._crash_dialog = CrashDialog(self.window, sentence=sentence, report=text, report_path=report)
        self._crash_dialog.finished.connect(self._on_crash_told)
        self._crash_dialog.open()

    def _on_crash_told(self) -> None:
        self._crash_dialog = None


def _user_name() -> str:
    import getpass  # with termios, which only those pay for who have given no name

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account, which containers have
        return "annotator"


def application() -> QApplication:
    """The application, there already or made now, in the one style that the style sheet is written for.

    The style is chosen by an argument: `setStyle` hands it back, and Python would then learn everything that Qt's
    styles can draw, which takes longer than to draw the window.
    """
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "Fusion"])
    assert isinstance(app, QApplication)
    return app


def run(*, paths: Sequence[Path] = (), project: str | None = None) -> int:
    """Opens the window and stays until it is closed.

    Args:
        paths: articles, folders or a project to open.
        project: a project file or database address.

    Returns:
        The exit code.
    """
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(QGuiApplication.highDpiScaleFactorRoundingPolicy().PassThrough)
    app = application()
    sudden_end = _look_after_sudden_ends()
    while True:
        desktop = Desktop(app, project=project, sudden_end=sudden_end)
        desktop.opened.connect(collector.let_go)
        desktop.watch_for_crashes()
        desktop.window.fit_screen()
        code = _stay(app, desktop, paths)
        if not desktop.opens_anew:
            return code
        paths, project, sudden_end = (), None, None
        desktop.window.deleteLater()
        desktop.deleteLater()


def _look_after_sudden_ends() -> Path | None:
    folder = paths.folders().logs
    report = logs.sudden_end(folder)
    logs.report_sudden_end(folder)
    return report


def _stay(app: QApplication, desktop: Desktop, files: Sequence[Path]) -> int:
    # Ctrl+C in the terminal closes the window as its button does; Python sees it only when Qt lets it run.
    signal.signal(signal.SIGINT, lambda *_: desktop.window.close())
    pulse = QTimer(desktop, interval=300)
    pulse.timeout.connect(lambda: None)
    pulse.start()
    desktop.start(files)
    return app.exec()
