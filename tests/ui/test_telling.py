"""What the rooms below say, in the window's language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.window_support import kalbajar, running

from pressmark.app import languages, paths
from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.services import settings
from pressmark.ui.telling import told


@pytest.fixture
def french(qapp: QApplication):
    before = QLocale()
    languages.speak(qapp, "fr", paths.bundled("resources") / "translations")
    yield
    languages.speak(qapp, "en", paths.bundled("resources") / "translations")
    QLocale.setDefault(before)


def _relations(count: int) -> Message:
    return Message.counted(
        "{n:,} relation of other than two marks passed over.",
        "{n:,} relations of other than two marks passed over.",
        n=count,
    )


def test_in_english_it_stays_as_it_is(qapp: QApplication) -> None:
    languages.speak(qapp, "en", paths.bundled("resources") / "translations")
    relations = [_relations(n) for n in (1, 2_000)]
    assert [told(each) for each in relations] == [str(each) for each in relations]
    assert told("as it is {x}") == "as it is {x}"


@pytest.mark.usefixtures("french")
def test_values_numbers_and_plurals_follow_the_language() -> None:
    error = UserError("{name} holds more than {most_members:,} files. Unpack it and open the folder.",
                      name="a.zip", most_members=12_000)  # fmt: skip
    assert told(error.sentence) == "a.zip contient plus de 12\u202f000 fichiers. Décompactez-le et ouvrez le dossier."
    one, many = (_relations(n) for n in (1, 3))
    assert told(one) == "1 relation entre plus ou moins de deux marques ignorée."
    assert told(many) == "3 relations entre plus ou moins de deux marques ignorées."


@pytest.mark.usefixtures("french")
def test_a_message_in_a_message_is_translated_too() -> None:
    why = Message("a task is no object. Mend or remove it.")
    said = Message("{name}, line {line}: {what}", name="a.json", line=3, what=why)
    assert told(said) == "a.json, ligne 3\u00a0: une tâche n’est pas un objet. Corrigez-la ou retirez-la."
    both = Message.joined(" ", [why, Message("An older file of that name is unchanged.")])
    assert told(both).endswith("retirez-la. Un fichier plus ancien de ce nom est inchangé.")


@pytest.mark.usefixtures("french")
def test_a_french_window_tells_in_french_what_went_wrong(qapp: QApplication, qtbot: QtBot, home: Path) -> None:
    file = paths.settings_file()
    settings.save(settings.load(file).settings.but(language="fr"), file)
    picture = home / "carte.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    with running(qapp, qtbot, home) as hands:
        hands.fill(kalbajar())
        hands.window.open_paths([picture])
        qtbot.waitUntil(lambda: bool(hands.window.notice.sentence), timeout=20_000)
        said = hands.window.notice.sentence
        assert said.startswith("carte.txt est une image, quoi qu’en dise son nom. Ouvrez-le dans son propre programme")
        hands.window.workbench.open_project(str(home / "absent" / "projet.pressmark"))
        assert hands.window.notice.sentence.startswith("Le dossier ")
        assert hands.window.notice.sentence.endswith("Créez-le d’abord.")
