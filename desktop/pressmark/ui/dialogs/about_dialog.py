"""Which versions are at work, where everything is kept, of what it is made under which licences, and if it is new."""

from __future__ import annotations

import html
import importlib.metadata
import platform
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QMessageBox, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from pressmark.core.errors import UserError
from pressmark.services import updates
from pressmark.services.components import Component
from pressmark.ui.dialogs.fields import ComboBox
from pressmark.ui.dialogs.look import button, button_row, grid_page, resize_within_screen, scrolled, text_label
from pressmark.ui.telling import told


def open_folder(path: Path) -> None:
    """Shows a folder, or the folder of a file, in the system's own file manager."""
    folder = path if path.is_dir() else path.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def versions(program: str, *, model: str | None = None) -> list[tuple[str, str]]:
    """Names and versions of what the program stands on. Reads package metadata only; imports none of them."""
    found = [("Pressmark", program), ("Python", platform.python_version()), ("Qt", qVersion())]
    for package in ("PySide6_Essentials", "spacy", "SQLAlchemy", "numpy"):
        name = {"PySide6_Essentials": "PySide6", "spacy": "spaCy", "numpy": "NumPy"}.get(package, package)
        try:
            found.append((name, importlib.metadata.version(package)))
        except importlib.metadata.PackageNotFoundError:
            found.append((name, QCoreApplication.translate("AboutDialog", "not installed")))
    model_words = model or QCoreApplication.translate("AboutDialog", "none")
    found.append((QCoreApplication.translate("AboutDialog", "Language model"), model_words))
    found.append((QCoreApplication.translate("AboutDialog", "System"), platform.platform(aliased=True, terse=True)))
    return found


class _Asking(QObject):
    """Carries an answer from the thread that waited for it to the window's."""

    answered = Signal(object)
    failed = Signal(str)


class _Question(QRunnable):
    """Asks an address for the newest version, in a worker's thread."""

    def __init__(self, address: str, told: _Asking, ask: Callable[[str], updates.Release]) -> None:
        super().__init__()
        self._address = address
        self._told = told
        self._ask = ask

    def run(self) -> None:
        try:
            answer = self._ask(self._address)
        except UserError as error:
            self._told.failed.emit(told(error.sentence))
        else:
            self._told.answered.emit(answer)


class AboutDialog(QDialog):
    """Tells about the program.

    Args:
        version: of the program.
        model: name and version of the language model in use, or None.
        places: folders and files by what they are ("Projects", "Settings", "Logs"), in the order to be shown.
        parts: what the program is made of, itself first.
        update_address: what may be asked for a newer version; None hides the button.
        show_folder: opens a folder in the file manager.
        ask: asks an address; called in a worker's thread.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        version: str,
        model: str | None = None,
        places: Mapping[str, Path],
        parts: Sequence[Component],
        update_address: str | None = None,
        show_folder: Callable[[Path], None] = open_folder,
        ask: Callable[[str], updates.Release] = updates.newest,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Pressmark"))
        resize_within_screen(self, 600, 470)
        self._show_folder = show_folder
        self._versions = versions(version, model=model)
        self._places = dict(places)
        self._parts = tuple(parts)
        self._address = update_address
        self._ask = ask
        self._asking = _Asking(self)
        self._asking.answered.connect(self._on_answered)
        self._asking.failed.connect(self._on_not_answered)

        tabs = QTabWidget()
        tabs.setAccessibleName(self.tr("About Pressmark"))
        tabs.tabBar().setDrawBase(False)
        tabs.addTab(scrolled(self._versions_page()), self.tr("&Versions"))
        tabs.addTab(scrolled(self._places_page()), self.tr("&Where things are kept"))
        tabs.addTab(self._licences_page(), self.tr("&Parts and licences"))
        self.tabs = tabs
        self.copy_button = button(
            self.tr("&Copy versions"), description=self.tr("Copies the versions, for a report of an error.")
        )
        self.update_button = button(
            self.tr("Look for a &newer version…"),
            description=self.tr("Asks before anything is sent over the network."),
        )
        self.update_button.setVisible(update_address is not None)
        self.update_button.clicked.connect(self._on_look)
        self.close_button = button(self.tr("Close"), role="primary")
        self.close_button.setDefault(True)
        self.copy_button.clicked.connect(self._on_copy)
        self.close_button.clicked.connect(self.accept)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(12)
        name = text_label(self.tr("Pressmark"), role="hero")
        purpose = text_label(
            self.tr("Turns news articles into training data. Nothing leaves this computer."), role="muted", wrap=True
        )
        layout.addWidget(name)
        layout.addWidget(purpose)
        layout.addWidget(tabs, 1)
        self.update_line = text_label(wrap=True, selectable=True)
        self.update_line.setOpenExternalLinks(True)
        self.update_line.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.update_line.hide()
        layout.addWidget(self.update_line)
        layout.addLayout(button_row(self.copy_button, self.update_button, None, self.close_button))
        self.close_button.setFocus()

    def versions_text(self) -> str:
        """The versions as lines of plain text."""
        return "\n".join(f"{name} {version}" for name, version in self._versions)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.versions_text())
        self.copy_button.setText(self.tr("Copied"))

    def _on_look(self) -> None:
        assert self._address is not None
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Look for a newer version"))
        box.setText(
            self.tr("Pressmark will ask {host} over the network which version is the newest.").format(
                host=updates.host(self._address)
            )
        )
        box.setInformativeText(
            self.tr(
                "The address is {address}. Nothing of your work is sent, but {host} learns your computer's network "
                "address, as with any web page."
            ).format(address=self._address, host=updates.host(self._address))
        )
        yes = box.addButton(self.tr("Ask now"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(yes)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes.clicked.connect(self._on_allowed)
        self.update_question = box
        box.open()

    def _on_allowed(self) -> None:
        assert self._address is not None
        self.update_button.setEnabled(False)
        self._tell(self.tr("Asking {host}…").format(host=updates.host(self._address)))
        QThreadPool.globalInstance().start(_Question(self._address, self._asking, self._ask))

    def _on_answered(self, release: updates.Release) -> None:
        self.update_button.setEnabled(True)
        if not release.newer:
            self._tell(self.tr("This is the newest version."))
        elif release.page:
            page = html.escape(release.page)
            link = f'<a href="{page}">{page}</a>'
            words = self.tr("Version {version} is there: {page}")
            self._tell(words.format(version=html.escape(release.version), page=link), rich=True)
        else:
            self._tell(self.tr("Version {version} is there.").format(version=release.version))

    def _on_not_answered(self, sentence: str) -> None:
        self.update_button.setEnabled(True)
        self._tell(sentence)

    def _tell(self, sentence: str, *, rich: bool = False) -> None:
        self.update_line.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.update_line.setText(sentence)
        self.update_line.show()

    def _versions_page(self) -> QWidget:
        page, grid = grid_page(above=14, between=7)
        for at, (name, version) in enumerate(self._versions):
            grid.addWidget(text_label(name, role="muted"), at, 0)
            value = text_label(version, selectable=True)
            value.setAccessibleName(self.tr("{name} {version}").format(name=name, version=version))
            grid.addWidget(value, at, 1)
        grid.setRowStretch(len(self._versions), 1)
        return page

    def _places_page(self) -> QWidget:
        page, grid = grid_page(above=14, between=7)
        for at, (name, path) in enumerate(self._places.items()):
            grid.addWidget(text_label(name, role="muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            value = text_label(_breakable(path), wrap=True, selectable=True)
            value.setAccessibleName(self.tr("{name}: {path}").format(name=name, path=path))
            grid.addWidget(value, at, 1, Qt.AlignmentFlag.AlignTop)
            show = button(self.tr("Open folder"), role="link")
            show.setAccessibleName(self.tr("Open the folder of {name}").format(name=name))
            show.clicked.connect(lambda _checked=False, path=path: self._show_folder(path))
            grid.addWidget(show, at, 2, Qt.AlignmentFlag.AlignTop)
        note = text_label(
            self.tr("A project is one file; copy it while Pressmark is closed and you have a backup."),
            role="small",
            wrap=True,
        )
        grid.addWidget(note, len(self._places), 0, 1, 3)
        grid.setRowStretch(len(self._places) + 1, 1)
        return page

    def _licences_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(2, 14, 2, 4)
        layout.setSpacing(8)
        self.licence_choice = ComboBox()
        self.licence_choice.setAccessibleName(self.tr("Licence of"))
        for part in self._parts:
            named = self.tr("{part} – {licence}").format(part=part.title, licence=part.licence)
            self.licence_choice.addItem(named if part.licence else part.title)
        self.licence_text = QPlainTextEdit()
        self.licence_text.setReadOnly(True)
        self.licence_text.setMinimumHeight(60)
        self.licence_text.setTabChangesFocus(True)
        self.licence_text.setAccessibleName(self.tr("Licence text"))
        self.licence_choice.currentIndexChanged.connect(self._on_part)
        if self._parts:
            self._on_part(0)
        layout.addWidget(self.licence_choice)
        layout.addWidget(self.licence_text, 1)
        return page

    def _on_part(self, at: int) -> None:
        self.licence_text.setPlainText(self._parts[at].text())


def _breakable(path: Path) -> str:
    """A path that can go on in the next line behind each separator."""
    text = str(path)
    for separator in ("/", "\\"):
        text = text.replace(separator, separator + "\u200b")
    return text
