"""Everything that can be chosen about the program itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from pressmark.core.labels import LabelSet
from pressmark.services.settings import LINE_WIDTHS, TEXT_SIZES, Settings
from pressmark.ui.article_view.theme import SERIF
from pressmark.ui.dialogs.fields import CheckBox, ComboBox, RadioButton
from pressmark.ui.dialogs.keys_page import KeysPage
from pressmark.ui.dialogs.look import (
    announce,
    button,
    button_row,
    grid_page,
    icon_button,
    resize_within_screen,
    scrolled,
    set_role,
    text_label,
)

CheckModel = Callable[[str | None, Callable[[str], None]], None]
"""Gets a model and a function to call, on the window's thread, with why it is refused, or with ""."""


class InstalledModel(Protocol):
    """What the list of models shows; `detect.models.ModelChoice` is one."""

    @property
    def name(self) -> str:
        """As its authors call it."""
        ...

    @property
    def version(self) -> str:
        """Of the model."""
        ...


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Lets the user choose a folder, or not."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


class SettingsDialog(QDialog):
    """Changes `Settings`.

    Theme and text size are shown on the window at once; the rest is taken with Save. Cancel gives back what was.

    Args:
        settings: as they are.
        labels: whose keys are taken.
        models: those installed, the one that the program brings along first.
        languages: those that the window can speak: code and own name.
        user_name: signs decisions while no name is given.
        check_model: asks whether a model may be loaded.
        choose_folder: asks the user for a folder.

    Signals:
        settings_changed(Settings): to be shown at once; the last one sent is the one to keep.
    """

    settings_changed = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        settings: Settings,
        labels: LabelSet,
        models: Sequence[InstalledModel],
        languages: Mapping[str, str],
        user_name: str,
        check_model: CheckModel,
        choose_folder: Callable[[QWidget, str], Path | None] = ask_folder,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        resize_within_screen(self, 620, 620)
        self._before = self._sent = settings
        self._models = list(models)
        self._languages = languages
        self._check_model = check_model
        self._choose_folder = choose_folder
        self._model = settings.model
        self._asked = 0
        self._checking = False

        self.keys = KeysPage(settings.shortcuts, labels)
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Settings"))
        self.tabs.addTab(scrolled(self._general_page(settings, user_name)), self.tr("&General"))
        self.tabs.addTab(scrolled(self._detection_page(settings)), self.tr("&Detection"))
        self.tabs.addTab(self.keys, self.tr("&Keys"))
        self.save_button = button(self.tr("&Save"), role="primary")
        self.save_button.setDefault(True)
        self.cancel_button = button(self.tr("Cancel"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(button_row(None, self.cancel_button, self.save_button))

        self.themes.buttonToggled.connect(lambda _button, on: self._show_now() if on else None)
        self.text_size.valueChanged.connect(lambda _size: self._show_now())
        self.typeface.activated.connect(lambda _at: self._show_now())
        self.line_width.valueChanged.connect(lambda _width: self._show_now())
        self.smaller_button.clicked.connect(self.text_size.stepDown)
        self.larger_button.clicked.connect(self.text_size.stepUp)
        self.model_list.activated.connect(self._on_model)
        self.folder_button.clicked.connect(self._on_folder)
        self.save_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        if settings.model is not None:
            self._check(settings.model, keep=True)

    # What is chosen

    def chosen(self) -> Settings:
        """The settings as Save would keep them."""
        return self._look().but(
            language=self.language.currentData(),
            annotator=" ".join(self.annotator.text().split()),
            snap_to_words=self.snap.isChecked(),
            detect_on_open=self.detect_on_open.isChecked(),
            model=self._model,
            shortcuts=self.keys.chosen,
        )

    def accept(self) -> None:
        if self._checking:
            return
        self._send(self.chosen())
        super().accept()

    def reject(self) -> None:
        self._asked += 1  # an answer that is still under way is for nobody
        self._send(self._before)
        super().reject()

    def _look(self) -> Settings:
        theme = self.themes.checkedButton().property("theme")
        return self._before.but(
            theme=theme,
            text_size=self.text_size.value(),
            line_width=self.line_width.value(),
            typeface=self.typeface.currentData(),
        )

    def _show_now(self) -> None:
        self._send(self._look())

    def _send(self, settings: Settings) -> None:
        if settings != self._sent:
            self._sent = settings
            self.settings_changed.emit(settings)

    # Pages

    def _general_page(self, settings: Settings, user_name: str) -> QWidget:
        page, grid = grid_page()
        self.themes = QButtonGroup(self)
        themes = QHBoxLayout()
        themes.setSpacing(18)
        for theme, name in (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            choice = RadioButton(name)
            choice.setProperty("theme", theme)
            choice.setAccessibleName(self.tr("Theme: {name}").format(name=name))
            choice.setChecked(settings.theme == theme)
            self.themes.addButton(choice)
            themes.addWidget(choice)
        themes.addStretch(1)

        self.text_size = QSpinBox()
        self.text_size.setRange(TEXT_SIZES.start, TEXT_SIZES.stop - 1)
        self.text_size.setValue(settings.text_size)
        self.text_size.setSuffix(self.tr(" px"))
        self.text_size.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.text_size.setAccessibleName(self.tr("Text size of the article"))
        self.text_size.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text_size.setFixedWidth(72)
        self.smaller_button = icon_button("−", self.tr("Smaller text"))
        self.larger_button = icon_button("+", self.tr("Larger text"))
        size = QHBoxLayout()
        size.setSpacing(6)
        for widget in (self.smaller_button, self.text_size, self.larger_button):
            size.addWidget(widget)
        size.addStretch(1)

        self.typeface = ComboBox()
        self.typeface.setAccessibleName(self.tr("Typeface of the article"))
        self.typeface.addItem(self.tr("{name} (usual)").format(name=SERIF[0]), "")
        families = [f for f in QFontDatabase.families() if QFontDatabase.isSmoothlyScalable(f) and f != SERIF[0]]
        if settings.typeface and settings.typeface not in families:
            families.insert(0, settings.typeface)
        for family in families:
            self.typeface.addItem(family, family)
        self.typeface.setCurrentIndex(max(0, self.typeface.findData(settings.typeface)))

        self.line_width = QSpinBox()
        self.line_width.setRange(LINE_WIDTHS.start, LINE_WIDTHS.stop - 1)
        self.line_width.setValue(settings.line_width)
        self.line_width.setSuffix(self.tr(" characters"))
        self.line_width.setAccessibleName(self.tr("Line width of the article"))
        self.line_width.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.line_width.setFixedWidth(140)

        self.language = ComboBox()
        self.language.setAccessibleName(self.tr("Language of the window"))
        self.language.addItem(self.tr("As the system"), "system")
        for code, name in self._languages.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))

        self.annotator = QLineEdit(settings.annotator)
        self.annotator.setPlaceholderText(user_name)
        self.annotator.setAccessibleName(self.tr("Name of the annotator"))
        self.annotator.setAccessibleDescription(self.tr("Every decision is signed with it."))
        self.snap = CheckBox(self.tr("A selection grows to whole &words"))
        self.snap.setChecked(settings.snap_to_words)
        self.snap.setAccessibleDescription(self.tr("Hold Alt while dragging for the opposite."))

        _row(grid, self.tr("Theme"), themes)
        _row(
            grid,
            self.tr("Language"),
            self.language,
            hint=self.tr("With Save, the window opens anew in it. Articles in any language can be read."),
        )
        _row(grid, self.tr("Text of the article"), size)
        _row(grid, self.tr("Typeface"), self.typeface)
        _row(grid, self.tr("Line width"), self.line_width)
        _row(grid, self.tr("Your name"), self.annotator, hint=self.tr("Every decision is signed with it."))
        _row(grid, self.tr("Mouse"), self.snap, hint=self.tr("Hold Alt while dragging for the opposite."))
        grid.setRowStretch(grid.rowCount(), 1)
        return page

    def _detection_page(self, settings: Settings) -> QWidget:
        page, grid = grid_page()
        self.detect_on_open = CheckBox(self.tr("&Look for people, places, dates and figures by itself"))
        self.detect_on_open.setChecked(settings.detect_on_open)
        self.detect_on_open.setAccessibleDescription(self.tr("Otherwise only when you ask for it."))
        self.model_list = ComboBox()
        self.model_list.setAccessibleName(self.tr("Language model"))
        self.folder_button = button(
            self.tr("Choose &folder…"), description=self.tr("Chooses the folder of a spaCy pipeline.")
        )
        self._fill_models()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.model_list, 1)
        row.addWidget(self.folder_button)
        self.model_message = text_label(role="small", wrap=True)
        self.model_message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.model_message.setMinimumHeight(4 * self.model_message.fontMetrics().lineSpacing())
        _row(grid, self.tr("New articles"), self.detect_on_open, hint=self.tr("Otherwise only when you ask for it."))
        _row(grid, self.tr("Language model"), row)
        grid.addWidget(self.model_message, grid.rowCount(), 1)
        grid.setRowStretch(grid.rowCount(), 1)
        if self._models:
            self._say_model(self.tr("It finds people, places and organisations. Dates and figures need none."))
        else:
            self._say_model(
                self.tr(
                    "No language model is installed, so people, places and organisations are not found; "
                    "dates and figures are. Choose the folder of a spaCy pipeline, or run “pressmark doctor”."
                ),
                wrong=True,
            )
        return page

    # The language model

    def _fill_models(self) -> None:
        """Lists the models, and the folder where one was chosen; the one in use is the current one."""
        self.model_list.clear()
        for at, model in enumerate(self._models):
            words = self.tr("{name} {version} (usual)") if at == 0 else self.tr("{name} {version}")
            self.model_list.addItem(
                words.format(name=model.name, version=model.version),
                None if at == 0 else f"{model.name}-{model.version}",
            )
        if not self._models:
            self.model_list.addItem(self.tr("None"), None)
        at = self._index_of(self._model)
        if at < 0:
            self.model_list.addItem(self._model or "", self._model)
            at = self.model_list.count() - 1
        self.model_list.setCurrentIndex(at)

    def _index_of(self, model: str | None) -> int:
        """Where a model stands in the list; a model may be named with or without its version."""
        if model is None:
            return 0
        for at, installed in enumerate(self._models):
            if model in (installed.name, f"{installed.name}-{installed.version}"):
                return at
        return next((at for at in range(self.model_list.count()) if self.model_list.itemData(at) == model), -1)

    def _on_model(self, at: int) -> None:
        model = self.model_list.itemData(at)
        if model != self._model:
            self._check(model)

    def _on_folder(self) -> None:
        folder = self._choose_folder(self, self.tr("Choose the folder of a spaCy pipeline"))
        if folder is not None:
            self._check(str(folder))

    def _check(self, model: str | None, *, keep: bool = False) -> None:
        """Takes a model when it is not refused; with `keep`, only says whether it is."""
        self._asked += 1
        asked = self._asked
        self._set_checking(True)
        self._say_model(self.tr("Checking the language model…"))

        def answer(sentence: str) -> None:
            if asked == self._asked:
                self._on_checked(model, sentence, keep=keep)

        self._check_model(model, answer)

    def _on_checked(self, model: str | None, sentence: str, *, keep: bool) -> None:
        self._set_checking(False)
        if not sentence:
            self._model = model
            self._fill_models()
            self._say_model(self.tr("This model can be used."))
            return
        self._fill_models()  # back to the one in use
        if keep:
            self._say_model(sentence, wrong=True)
        else:
            kept = self.tr("{why} {name} stays in use.")
            self._say_model(kept.format(why=sentence, name=self.model_list.currentText()), wrong=True)

    def _set_checking(self, checking: bool) -> None:
        self._checking = checking
        if hasattr(self, "save_button"):
            self.save_button.setEnabled(not checking)

    def _say_model(self, sentence: str, *, wrong: bool = False) -> None:
        self.model_message.setText(sentence)
        set_role(self.model_message, "error" if wrong else "small")
        self.model_list.setAccessibleDescription(sentence)
        if self.isVisible():
            announce(self.model_list, sentence)


def _row(grid: QGridLayout, name: str, content: Any, *, hint: str = "") -> None:
    """One choice: its name, what is chosen with, and perhaps a word about it below."""
    at = grid.rowCount()
    label = text_label(name, role="muted")
    grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignVCenter)
    if isinstance(content, QWidget):
        label.setBuddy(content)
        grid.addWidget(content, at, 1)
    else:
        grid.addLayout(content, at, 1)
    if hint:
        grid.addWidget(text_label(hint, role="small", wrap=True), at + 1, 1)
    grid.setRowMinimumHeight(grid.rowCount(), 12)
