"""Opening a table asks which column is what, and remembers; the original file of an article is given back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.window_support import Hands

from pressmark.services.importing import Columns, Preview
from pressmark.ui.dialogs.columns_dialog import ColumnsDialog

BODY = "Some 40 people were taken off the ferry on Tuesday, the harbour office said."
TABLE = f'ref,hed,words,teaser\nx1,Ferry,"{BODY}",Fog\nx2,Grain,"Wheat cost 7% more, traders said on Monday.",Price\n'


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def asked(hands: Hands) -> ColumnsDialog:
    hands.qtbot.waitUntil(lambda: hands.window.importing.dialog is not None, timeout=10_000)
    dialog = hands.window.importing.dialog
    assert dialog is not None
    return dialog


def headings(dialog: ColumnsDialog) -> list[str]:
    return [dialog.table.horizontalHeaderItem(x).text() for x in range(dialog.table.columnCount())]


def test_the_choice_is_made_used_and_remembered(hands: Hands, table: Path) -> None:
    hands.window.open_paths([table])
    dialog = asked(hands)
    assert headings(dialog) == ["ref", "hed · headline", "words · text", "teaser"]
    assert dialog.table.item(0, 2).text() == BODY
    dialog.headline.setFocus()
    QTest.keyClick(dialog.headline, Qt.Key.Key_T)  # "teaser"
    dialog.identifier.setCurrentIndex(dialog.identifier.findText("ref"))
    assert headings(dialog) == ["ref · id", "hed", "words · text", "teaser · headline"]
    QTest.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    hands.qtbot.waitUntil(lambda: hands.bench.document is not None, timeout=10_000)
    assert (hands.document.article.id, hands.document.text) == ("x1", BODY)
    assert hands.document.article.meta.headline == "Fog"
    assert list(hands.window.settings.table_columns.values()) == [["words", "teaser", "", "ref"]]

    hands.window.open_paths([table])
    again = asked(hands)
    assert again.columns() == Columns("words", "teaser", "", "ref")
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert hands.window.importing.dialog is None
    assert hands.bench.project is not None
    assert hands.bench.project.counts().all == 2


def test_a_table_in_an_archive_is_read_as_was_chosen_before(hands: Hands, tmp_path: Path) -> None:
    settings = hands.window.settings
    chosen = {"\x1f".join(("ref", "hed", "words", "teaser")): ["teaser", "words", "", "ref"]}
    hands.window.change_settings(settings.but(table_columns=chosen))
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("a.csv", TABLE)
    hands.window.open_paths([path])
    hands.qtbot.waitUntil(lambda: hands.bench.document is not None, timeout=30_000)
    assert (hands.document.article.id, hands.document.text) == ("x1", "Fog")
    assert hands.window.importing.dialog is None


def test_what_cannot_be_meant_is_said(qtbot: QtBot) -> None:
    preview = Preview(("a", "b", "c"), (("x", BODY, ""), ("soon", "", "")), Columns("b"))
    dialog = ColumnsDialog("a.csv", preview)
    qtbot.addWidget(dialog)
    assert dialog.sentence.text() == "Rows without a text are left out: 1 of the first 2."
    dialog.headline.setCurrentIndex(dialog.headline.findText("b"))
    assert dialog.sentence.text() == "A column can be only one of these. Choose another one, or None."
    assert not dialog.ok_button.isEnabled()
    dialog.headline.setCurrentIndex(0)
    dialog.date.setCurrentIndex(dialog.date.findText("a"))
    assert dialog.sentence.text().startswith("“x” is not read as a date")
    assert dialog.ok_button.isEnabled()
    dialog.text.setCurrentIndex(dialog.text.findText("c"))
    assert dialog.sentence.text().startswith("The column for the text is empty")
    dialog.text.setCurrentIndex(0)
    assert dialog.sentence.text() == "Choose the column that holds the articles."
    dialog.accept()
    assert not dialog.ok_button.isEnabled()


def test_the_original_file_is_saved(hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "ferry.html"
    page.write_bytes(f"<html><body><h1>Ferry</h1><p>{BODY}</p></body></html>\r\n".encode())
    hands.window.open_paths([page])
    hands.qtbot.waitUntil(lambda: hands.bench.document is not None, timeout=10_000)
    offered: list[str] = []

    def answer(_parent: object, name: str) -> Path:
        offered.append(name)
        return tmp_path / "back.html"

    commands = hands.window.commands
    monkeypatch.setattr(commands, "_questions", replace(commands._questions, save_original=answer))
    hands.window.actions_["save_original"].trigger()
    assert offered == ["ferry.html"]
    assert (tmp_path / "back.html").read_bytes() == page.read_bytes()
