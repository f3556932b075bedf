"""The window in French, and the way there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests.ui.window_support import Hands, flood, kalbajar, running

from pressmark.app import languages, paths
from pressmark.app.window import Desktop
from pressmark.services import settings
from pressmark.ui.dialogs.settings_dialog import SettingsDialog


@pytest.fixture
def english_again(qapp: QApplication):
    before = QLocale()
    yield
    languages.speak(qapp, "en", paths.bundled("resources") / "translations")
    QLocale.setDefault(before)


def choose_french() -> None:
    file = paths.settings_file()
    settings.save(settings.load(file).settings.but(language="fr"), file)


@pytest.mark.usefixtures("english_again")
def test_the_window_speaks_french(qapp: QApplication, qtbot: QtBot, home: Path) -> None:
    choose_french()
    with running(qapp, qtbot, home) as hands:
        hands.fill(kalbajar(), flood())
        assert hands.desktop.language == "fr"
        words = {b.text().replace("&", "") for b in hands.window.findChildren(QAbstractButton)}
        words |= {label.text() for label in hands.window.findChildren(QLabel)}
        assert {"Ouvrir…", "Exporter…", "Chiffres", "SÉLECTION", "ÉTIQUETTES", "2 articles"} <= words
        assert any(text.startswith("Accepter") for text in words)
        assert not {"Open…", "Export…", "SELECTED", "LABELS"} & words
        assert hands.window.actions_["undo"].text() == "&Annuler"
        hands.page.select("a2")
        assert "d’après la date de publication" in hands.page.accessibleDescription()


@pytest.mark.usefixtures("english_again")
def test_another_language_opens_the_window_anew(qapp: QApplication, hands: Hands) -> None:
    hands.fill(kalbajar())
    hands.window.actions_["settings"].trigger()
    hands.settle()
    dialog = hands.window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.language.setCurrentIndex(dialog.language.findData("fr"))
    hands.click(dialog.save_button)
    assert hands.desktop.opens_anew
    assert not hands.window.isVisible()
    again = Desktop(qapp)
    try:
        assert again.language == "fr"
        assert again.window.actions_["quit"].text() == "&Quitter"
    finally:
        again.window.close()
        again.window.deleteLater()
