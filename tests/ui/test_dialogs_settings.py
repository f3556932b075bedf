"""The settings, with real keys and clicks."""

from __future__ import annotations

from collections import namedtuple
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from tests.ui.dialogs_support import LABELS, dress, ink, unnamed

from pressmark.core.errors import UserError
from pressmark.services.settings import Settings
from pressmark.ui.actions import TABLE, Scope
from pressmark.ui.dialogs.keys import keys_of, refusal
from pressmark.ui.dialogs.model_check import refusal_of_model
from pressmark.ui.dialogs.settings_dialog import SettingsDialog

Model = namedtuple("Model", "name version")
MODELS = [Model("en_core_web_md", "3.7.1"), Model("de_core_news_sm", "3.7.0")]
REFUSED = "The language model x-1 runs code of its own, so it is not loaded."


class Checks:
    """Answers when told to, as a thread would."""

    def __init__(self) -> None:
        self.waiting = []

    def __call__(self, model, answer) -> None:
        self.waiting.append((model, answer))

    def answer(self, sentence: str = "") -> str | None:
        model, answer = self.waiting.pop(0)
        answer(sentence)
        return model


@pytest.fixture
def checks():
    return Checks()


@pytest.fixture
def make(qtbot, qapp, checks):
    dress(qapp, "light")

    def make(settings=Settings(), *, models=MODELS, folder=None):  # noqa: B008 - frozen
        dialog = SettingsDialog(
            settings=settings,
            labels=LABELS,
            models=models,
            languages={"en": "English", "fr": "Français"},
            user_name="reader",
            check_model=checks,
            choose_folder=lambda _parent, _title: folder,
        )
        qtbot.addWidget(dialog)
        dialog.sent = []
        dialog.settings_changed.connect(dialog.sent.append)
        dialog.show()
        return dialog

    return make


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def theme_button(dialog, theme):
    return next(b for b in dialog.themes.buttons() if b.property("theme") == theme)


def press_in_editor(qtbot, page, action_id, key, modifiers=Qt.KeyboardModifier.NoModifier):
    page.choose_action(action_id)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)  # goes to the field
    qtbot.keyClick(page.editor, key, modifiers)


class TestGeneral:
    def test_it_shows_the_settings_and_save_changes_nothing_by_itself(self, make, qtbot):
        before = Settings(theme="dark", text_size=24, annotator="Leyla", snap_to_words=False, detect_on_open=False)
        dialog = make(before)
        assert dialog.chosen() == before
        click(qtbot, dialog.save_button)
        assert dialog.sent == []
        assert not dialog.isVisible()

    def test_theme_and_size_are_shown_at_once_and_cancel_gives_them_back(self, make, qtbot):
        before = Settings(annotator="Leyla")
        dialog = make(before)
        click(qtbot, theme_button(dialog, "dark"))
        click(qtbot, dialog.larger_button)
        dialog.annotator.setText("Somebody else")
        assert dialog.sent == [before.but(theme="dark"), before.but(theme="dark", text_size=20)]
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.sent[-1] == before
        assert not dialog.isVisible()

    def test_save_keeps_everything(self, make, qtbot):
        dialog = make(Settings(recent_projects=("a.pressmark",)))
        click(qtbot, theme_button(dialog, "light"))
        qtbot.keyClicks(dialog.annotator, "  Leyla  H. ")
        click(qtbot, dialog.snap)
        click(qtbot, dialog.save_button)
        assert dialog.sent[-1] == Settings(
            theme="light", annotator="Leyla H.", snap_to_words=False, recent_projects=("a.pressmark",)
        )

    def test_the_computers_user_is_offered_as_the_name(self, make):
        assert make().annotator.placeholderText() == "reader"

    def test_the_size_stays_in_its_range(self, make, qtbot):
        dialog = make(Settings(text_size=48))
        click(qtbot, dialog.larger_button)
        assert dialog.text_size.value() == 48
        assert dialog.sent == []

    def test_the_arrow_keys_choose_a_theme(self, make, qtbot):
        dialog = make(Settings(theme="system"))
        dialog.activateWindow()
        theme_button(dialog, "system").setFocus()
        qtbot.waitUntil(lambda: theme_button(dialog, "system").hasFocus())
        qtbot.keyClick(theme_button(dialog, "system"), Qt.Key.Key_Right)
        assert dialog.sent[-1].theme == "light"


class TestModel:
    def test_the_usual_model_is_none_by_name(self, make):
        dialog = make()
        assert dialog.model_list.currentText() == "en_core_web_md 3.7.1 (usual)"
        assert dialog.chosen().model is None

    def test_an_installed_model_is_checked_then_taken(self, make, checks, qtbot):
        dialog = make()
        dialog.tabs.setCurrentIndex(1)
        qtbot.keyClick(dialog.model_list, Qt.Key.Key_Down)
        assert dialog.model_message.text() == "Checking the language model…"
        assert not dialog.save_button.isEnabled()
        assert checks.answer() == "de_core_news_sm-3.7.0"
        assert dialog.save_button.isEnabled()
        click(qtbot, dialog.save_button)
        assert dialog.sent == [Settings(model="de_core_news_sm-3.7.0")]

    def test_a_refused_folder_is_told_and_the_model_stays(self, make, checks, qtbot):
        dialog = make(folder=Path("/models/x"))
        dialog.tabs.setCurrentIndex(1)
        click(qtbot, dialog.folder_button)
        assert checks.answer(REFUSED) == str(Path("/models/x"))
        assert dialog.model_message.text() == f"{REFUSED} en_core_web_md 3.7.1 (usual) stays in use."
        assert dialog.model_message.property("role") == "error"
        assert dialog.chosen().model is None

    def test_a_good_folder_is_in_the_list_and_kept(self, make, checks, qtbot):
        dialog = make(folder=Path("/models/mine"))
        dialog.tabs.setCurrentIndex(1)
        click(qtbot, dialog.folder_button)
        checks.answer()
        assert dialog.model_list.currentText() == str(Path("/models/mine"))
        click(qtbot, dialog.save_button)
        assert dialog.sent[-1].model == str(Path("/models/mine"))

    def test_no_folder_chosen_asks_nothing(self, make, checks, qtbot):
        dialog = make(folder=None)
        dialog.tabs.setCurrentIndex(1)
        click(qtbot, dialog.folder_button)
        assert checks.waiting == []

    def test_an_answer_that_comes_late_is_for_nobody(self, make, checks, qtbot):
        dialog = make(folder=Path("/models/x"))
        dialog.tabs.setCurrentIndex(1)
        click(qtbot, dialog.folder_button)
        click(qtbot, dialog.folder_button)
        checks.answer(REFUSED)  # of the first
        assert dialog.model_message.text() == "Checking the language model…"
        dialog.reject()
        checks.answer()
        assert dialog.sent == []

    def test_a_chosen_model_that_no_longer_loads_is_told_and_kept(self, make, checks):
        dialog = make(Settings(model="/models/gone"))
        assert dialog.model_list.currentText() == "/models/gone"
        checks.answer(REFUSED)
        assert dialog.model_message.text() == REFUSED
        assert dialog.chosen().model == "/models/gone"

    def test_without_any_model_the_remedy_is_told(self, make):
        dialog = make(models=[])
        assert dialog.model_list.currentText() == "None"
        assert "pressmark doctor" in dialog.model_message.text()

    def test_a_folder_without_a_pipeline_is_refused_in_a_sentence(self, tmp_path):
        pytest.importorskip("spacy")
        try:
            sentence = refusal_of_model(str(tmp_path))
        except UserError as error:  # the promise is a sentence, never an error
            pytest.fail(f"raised {error}")
        assert "config.cfg" in sentence
        assert str(tmp_path) in sentence


class TestKeys:
    def test_a_key_is_given_by_pressing_it(self, make, qtbot):
        dialog = make()
        dialog.tabs.setCurrentIndex(2)
        press_in_editor(qtbot, dialog.keys, "export", Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        assert dialog.keys.chosen == {"export": "Ctrl+J"}
        assert dialog.keys.key_shown("export") == "Ctrl+J"
        assert dialog.keys.message.text() == "Export: Ctrl+J"
        click(qtbot, dialog.save_button)
        assert dialog.sent == [Settings(shortcuts={"export": "Ctrl+J"})]

    @pytest.mark.parametrize(
        ("action", "key", "modifiers", "sentence"),
        [
            ("export", "O", "ControlModifier", "Ctrl+O is the key of “Open articles”; choose another key"),
            ("accept", "X", "NoModifier", "X is the key of “Reject”; choose another key"),
            ("accept", "O", "ControlModifier", "Ctrl+O is the key of “Open articles”"),
            ("open", "A", "NoModifier", "A alone is needed for typing; add Ctrl or Alt."),
            ("accept", "D", "NoModifier", "D gives the label DATE; choose another key."),
            ("accept", "1", "NoModifier", "1 gives the label PERSON"),
            ("accept", "Left", "NoModifier", "← moves the text cursor"),
            ("redo", "Z", "ControlModifier", "Ctrl+Z is the key of “Undo”"),
        ],
    )
    def test_a_key_that_is_taken_is_told_and_not_given(self, make, qtbot, action, key, modifiers, sentence):
        dialog = make()
        dialog.tabs.setCurrentIndex(2)
        before = dialog.keys.key_shown(action)
        press_in_editor(
            qtbot, dialog.keys, action, getattr(Qt.Key, f"Key_{key}"), getattr(Qt.KeyboardModifier, modifiers)
        )
        assert dialog.keys.message.text().startswith(sentence)
        assert dialog.keys.message.property("role") == "error"
        assert dialog.keys.chosen == {}
        assert dialog.keys.key_shown(action) == before

    def test_a_key_that_was_taken_away_elsewhere_is_free(self, make, qtbot):
        dialog = make()
        dialog.tabs.setCurrentIndex(2)
        dialog.keys.choose_action("reject")
        click(qtbot, dialog.keys.none_button)
        press_in_editor(qtbot, dialog.keys, "accept", Qt.Key.Key_X)
        assert dialog.keys.chosen == {"reject": "", "accept": "X"}
        assert dialog.keys.key_shown("reject") == ""
        dialog.keys.choose_action("reject")
        click(qtbot, dialog.keys.usual_button)  # would make two of it
        assert dialog.keys.message.text().startswith("X is the key of “Accept”")
        assert dialog.keys.chosen == {"reject": "", "accept": "X"}

    def test_the_usual_key_comes_back(self, make, qtbot):
        dialog = make(Settings(shortcuts={"accept": "Y", "undo": ""}))
        dialog.tabs.setCurrentIndex(2)
        assert dialog.keys.key_shown("accept") == "Y"
        dialog.keys.choose_action("accept")
        click(qtbot, dialog.keys.usual_button)
        assert dialog.keys.chosen == {"undo": ""}
        assert dialog.keys.key_shown("accept") == "A"
        click(qtbot, dialog.keys.all_usual_button)
        assert dialog.keys.chosen == {}
        assert dialog.keys.key_shown("undo") == "Ctrl+Z"
        assert not dialog.keys.all_usual_button.isEnabled()

    def test_pressing_the_usual_key_is_the_usual_key(self, make, qtbot):
        dialog = make(Settings(shortcuts={"accept": "Y"}))
        dialog.tabs.setCurrentIndex(2)
        press_in_editor(qtbot, dialog.keys, "accept", Qt.Key.Key_A)
        assert dialog.keys.chosen == {}

    def test_delete_takes_the_key_away(self, make, qtbot):
        dialog = make()
        dialog.tabs.setCurrentIndex(2)
        dialog.keys.choose_action("export")
        qtbot.keyClick(dialog.keys.table, Qt.Key.Key_Delete)
        assert dialog.keys.chosen == {"export": ""}

    def test_the_search_finds_actions_and_keys(self, make, qtbot):
        dialog = make()
        dialog.tabs.setCurrentIndex(2)

        def shown():
            rows = (dialog.keys.table.topLevelItem(at) for at in range(dialog.keys.table.topLevelItemCount()))
            return [row.text(0) for row in rows if not row.isHidden()]

        assert len(shown()) == len(TABLE)
        qtbot.keyClicks(dialog.keys.search, "ctrl+e")
        assert "Export" in shown()
        dialog.keys.search.clear()
        qtbot.keyClicks(dialog.keys.search, "publish")
        assert shown() == ["Correct the publish date"]
        assert dialog.keys.chosen_name.text() == "Correct the publish date"
        qtbot.keyClicks(dialog.keys.search, "zzz")
        assert shown() == []
        assert not dialog.keys.editor.isEnabled()

    def test_cancel_keeps_the_old_keys(self, make, qtbot):
        dialog = make()
        dialog.tabs.setCurrentIndex(2)
        dialog.keys.choose_action("export")
        click(qtbot, dialog.keys.none_button)
        click(qtbot, dialog.cancel_button)
        assert dialog.sent == []

    def test_the_usual_keys_do_not_contradict_each_other(self):
        for spec in TABLE:
            for key in keys_of(spec, {}):
                assert refusal(spec, key, chosen={}, labels=LABELS) is None, spec.id

    def test_keys_of_the_page_and_of_the_window_overlap(self):
        page = next(spec for spec in TABLE if spec.scope is Scope.PAGE)
        assert refusal(page, QKeySequence("Ctrl+K"), chosen={}, labels=LABELS) is not None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_shows_and_names_its_controls(make, qapp, theme):
    dress(qapp, theme)
    dialog = make()
    for at in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(at)
        assert ink(dialog.tabs.currentWidget()) > 0.01
    assert unnamed(dialog) == []


class TestLook:
    def test_line_width_and_typeface_are_shown_at_once(self, make, qtbot):
        dialog = make()
        dialog.line_width.setValue(80)
        assert dialog.sent[-1] == Settings(line_width=80)
        at = dialog.typeface.findData("Inter")
        assert at > 0
        dialog.typeface.setCurrentIndex(at)
        dialog.typeface.activated.emit(at)
        assert dialog.sent[-1] == Settings(line_width=80, typeface="Inter")
        click(qtbot, dialog.cancel_button)
        assert dialog.sent[-1] == Settings()

    def test_a_typeface_that_is_gone_stays_chosen(self, make, qtbot):
        dialog = make(Settings(typeface="No Such Face"))
        click(qtbot, dialog.save_button)
        assert dialog.chosen().typeface == "No Such Face"

    def test_the_language_is_kept_with_save(self, make, qtbot):
        dialog = make()
        assert [dialog.language.itemText(at) for at in range(3)] == ["As the system", "English", "Français"]
        dialog.language.setCurrentIndex(2)
        assert dialog.sent == []
        click(qtbot, dialog.save_button)
        assert dialog.sent == [Settings(language="fr")]
