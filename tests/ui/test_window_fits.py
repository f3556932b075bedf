"""Nothing is cut off: the window and its dialogs in French, whose words are longer than the English ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui.window_support import Hands, flood, kalbajar, running

from pressmark.app import languages, paths
from pressmark.core.annotation import Status
from pressmark.core.edits import decide
from pressmark.services import settings
from pressmark.services.importing import Columns, Preview
from pressmark.ui.dialogs.columns_dialog import ColumnsDialog
from pressmark.ui.dialogs.crash_dialog import CrashDialog
from pressmark.ui.dialogs.export_dialog import ExportDialog
from pressmark.ui.dialogs.shortcuts_overlay import ShortcutsOverlay
from pressmark.ui.elided_label import ElidedLabel
from pressmark.ui.equal_panel import EqualPanel


def cut_off(top: QWidget) -> list[str]:
    """What is not wholly readable in a window, and what scrolls sideways."""
    return [
        f"{type(widget).__name__}: {said}"
        for widget in top.findChildren(QWidget)
        if widget.isVisible() and widget.window() is top.window()
        for said in [_cut(widget)]
        if said
    ]


def _cut(widget: QWidget) -> str:
    room = widget.size()
    if isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel):
        if widget.wordWrap():
            return widget.text() if widget.heightForWidth(room.width()) > room.height() + 2 else ""
        return widget.text() if widget.minimumSizeHint().width() > room.width() + 1 else ""
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        return _words(widget) if widget.minimumSizeHint().width() > room.width() + 1 else ""
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget)
        wide = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return widget.currentText() if wide > field.width() else ""
    if isinstance(widget, QLineEdit) and not widget.text():
        wide = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        return widget.placeholderText() if wide > room.width() - 14 else ""
    if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum():
        return "scrolls sideways"
    return ""


def _words(button: QAbstractButton) -> str:
    return button.text().replace("&", "") or button.accessibleName()


@pytest.fixture
def french(qapp: QApplication, qtbot: QtBot, home: Path) -> Iterator[Hands]:
    before = QLocale()
    file = paths.settings_file()
    settings.save(settings.load(file).settings.but(language="fr"), file)
    with running(qapp, qtbot, home) as hands:
        yield hands
    languages.speak(qapp, "en", paths.bundled("resources") / "translations")
    QLocale.setDefault(before)


@pytest.fixture
def page(french: Hands) -> Hands:
    french.fill(kalbajar(), flood())
    return french


def opened(hands: Hands, action: str) -> QDialog:
    hands.window.actions_[action].trigger()
    hands.settle()
    return next(each for each in hands.window.findChildren(QDialog) if each.isVisible())


def test_the_first_start(french: Hands) -> None:
    assert cut_off(french.window) == []


@pytest.mark.parametrize("chosen", ["a2", "a3", "a4"])
def test_the_window_with_a_selected_mark(page: Hands, chosen: str) -> None:
    page.page.select(chosen)
    page.settle()
    assert cut_off(page.window) == []


@pytest.mark.parametrize("action", ["equal_here", "equal_everywhere"])
def test_equal_words(page: Hands, action: str) -> None:
    page.bench.apply(decide(page.document, ["a1"], Status.ACCEPTED))
    page.page.select("a1")
    page.window.actions_[action].trigger()
    page.settle()
    assert page.window.findChild(EqualPanel).isVisible()
    assert cut_off(page.window) == []


@pytest.mark.parametrize("action", ["settings", "labels", "about", "edit_published", "history", "figures"])
def test_dialogs(page: Hands, action: str) -> None:
    dialog = opened(page, action)
    tabs = dialog.findChild(QTabWidget)
    for at in range(tabs.count() if tabs is not None else 1):
        if tabs is not None:
            tabs.setCurrentIndex(at)
        page.settle()
        assert cut_off(dialog) == []
    dialog.reject()


def test_the_export_with_every_format(page: Hands) -> None:
    dialog = opened(page, "export")
    assert isinstance(dialog, ExportDialog)
    dialog.options.split.setChecked(True)
    for name in dialog.formats.names():
        dialog.formats.choose(name)
        page.settle()
        assert cut_off(dialog) == [], name
    assert dialog.sentence.text().endswith("→ 3 fichiers")
    dialog.reject()


def test_the_export_on_a_very_small_screen(page: Hands) -> None:
    dialog = opened(page, "export")
    assert isinstance(dialog, ExportDialog)
    dialog.options.split.setChecked(True)
    dialog.resize(384, 352)
    for name in ("jsonl", "spacy", "conll", "brat"):
        dialog.formats.choose(name)
        page.settle()
        assert (dialog.width(), dialog.height()) == (384, 352)
        assert "QScrollArea: scrolls sideways" not in cut_off(dialog), name
    assert dialog.formats.view.viewport().height() > 30
    dialog.resize(880, 700)
    page.settle()
    assert dialog.formats.view.height() > 300  # beside the options again
    dialog.reject()


def test_a_table_and_a_crash(french: Hands) -> None:
    preview = Preview(("a", "b", "c"), (("x", "The ferry stayed.", ""), ("soon", "", "")), Columns("b", date="a"))
    for dialog in (
        ColumnsDialog("a.csv", preview, parent=french.window),
        CrashDialog(french.window, sentence="?", report="?", report_path=None),
    ):
        dialog.show()
        french.settle()
        assert cut_off(dialog) == []
        dialog.reject()


def test_all_keys_are_seen_at_once_in_a_small_window(page: Hands) -> None:
    page.window.resize(1272, 768)  # 1280 by 800, less what a desktop puts round it
    page.window.actions_["shortcuts"].trigger()
    page.settle()
    overlay = page.window.findChild(ShortcutsOverlay)
    assert overlay.isVisible()
    assert overlay.area.verticalScrollBar().maximum() == 0
    assert cut_off(page.window) == []
    told = {name: keys for _heading, name, keys in overlay.lines()}
    assert told["Marquer terminé et ouvrir le suivant"] == ("Ctrl+Entrée",)
