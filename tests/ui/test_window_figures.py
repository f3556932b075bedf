"""The figures table from the window, with real keys and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from tests.services.test_figures import toll
from tests.ui.dialogs_support import ink, unnamed
from tests.ui.window_support import CTRL, Hands

from pressmark.core import edits
from pressmark.core.annotation import Status
from pressmark.services import figures
from pressmark.ui.dialogs.figures_dialog import FiguresDialog
from pressmark.ui.dialogs.figures_models import SENTENCE, VALUE

ARTICLES = (
    toll("a", "some 30,000", 30_000, precision="about"),
    toll("b", "25,000", 25_000, published="2022-08-29"),
    toll("c", "12", 12, town="Velmont", counted="boats", status=Status.SUGGESTED),
)


@pytest.fixture
def dialog(hands: Hands) -> FiguresDialog:
    hands.fill(*ARTICLES)
    return opened(hands)


def opened(hands: Hands) -> FiguresDialog:
    hands.key(Qt.Key.Key_G, CTRL, on=hands.page)
    dialog = hands.desktop.figuring.dialog
    assert dialog is not None
    hands.qtbot.waitUntil(lambda: not hands.bench.files.busy and dialog.model.rowCount() > 0)
    return dialog


def column(dialog: FiguresDialog, number: int) -> list[str]:
    return [dialog.model.data(dialog.model.index(row, number)) for row in range(dialog.model.rowCount())]


def test_all_figures_of_the_project_stand_in_a_table(hands: Hands, dialog: FiguresDialog) -> None:
    assert column(dialog, VALUE) == ["≈ 30,000", "25,000", "12"]
    assert column(dialog, SENTENCE)[0] == "In Selby the Ossa killed some 30,000 people on Monday."
    assert dialog.hint.text() == "3 figures"
    assert unnamed(dialog) == []
    assert ink(dialog) > 0.01
    dialog.scope.setCurrentIndex(1)
    hands.settle()
    assert column(dialog, VALUE) == ["≈ 30,000"]


def test_no_value_ends_in_dots(hands: Hands) -> None:
    hands.fill(toll("a", "30,000,000,000,000", 30_000_000_000_000, precision="about"), *ARTICLES)
    view = opened(hands).view
    for shown in (VALUE, VALUE + 1):
        assert view.columnWidth(shown) >= view.sizeHintForColumn(shown)
    assert view.columnWidth(VALUE) < 240, "it leaves room for the others"


def test_a_click_on_a_heading_sorts(hands: Hands, dialog: FiguresDialog) -> None:
    header = dialog.view.header()
    at = QPoint(header.sectionViewportPosition(VALUE) + 30, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    ascending = column(dialog, VALUE)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert {tuple(ascending), tuple(column(dialog, VALUE))} == {
        ("12", "25,000", "≈ 30,000"), ("≈ 30,000", "25,000", "12"),
    }  # fmt: skip


def test_search_and_status_narrow_the_rows(hands: Hands, dialog: FiguresDialog) -> None:
    QTest.keyClicks(dialog.search, "velmont boats")
    assert column(dialog, VALUE) == ["12"]
    dialog.search.clear()
    dialog.status.setCurrentIndex(1)
    assert column(dialog, VALUE) == ["≈ 30,000", "25,000"]


def test_enter_goes_to_the_mark_in_its_article(hands: Hands, dialog: FiguresDialog) -> None:
    dialog.view.setCurrentIndex(dialog.model.index(1, 0))
    hands.key(Qt.Key.Key_Return, on=dialog.view)
    assert hands.document.article.id == "b"
    assert hands.selected is not None
    assert hands.selected.attributes["value"] == 25_000


def test_articles_that_disagree_stand_side_by_side(hands: Hands, dialog: FiguresDialog) -> None:
    dialog.tabs.setCurrentIndex(1)
    model = dialog.conflicts_model
    thing = model.index(0, 0)
    assert model.rowCount() == 1
    assert [model.data(model.index(0, c)) for c in (0, 1)] == ["people · kill", "2 articles"]
    assert [model.data(model.index(row, 0, thing)) for row in range(model.rowCount(thing))] == ["25,000", "≈ 30,000"]
    dialog.conflicts_view.setCurrentIndex(model.index(0, 0, thing))
    hands.click(dialog.show_button)
    assert hands.document.article.id == "b"


def test_the_table_follows_a_corrected_value(hands: Hands, dialog: FiguresDialog) -> None:
    assert hands.bench.project is not None
    mark = next(mark for mark in hands.document if mark.id == "a1")
    assert hands.bench.apply(edits.set_attributes(hands.document, {"a1": {**mark.attributes, "value": 25_000}}))
    hands.qtbot.waitUntil(lambda: column(dialog, VALUE)[0] == "≈ 25,000")
    hands.qtbot.waitUntil(lambda: dialog.conflicts_model.rowCount() == 0)
    assert hands.bench.undo() is not None
    hands.qtbot.waitUntil(lambda: dialog.conflicts_model.rowCount() == 1)


def test_chosen_rows_are_copied_as_a_table(hands: Hands, dialog: FiguresDialog) -> None:
    dialog.view.setCurrentIndex(dialog.model.index(1, 0))
    dialog.view.setFocus()
    hands.key(Qt.Key.Key_C, CTRL, on=dialog.view)
    content = QGuiApplication.clipboard().mimeData()
    lines = content.text().splitlines()
    assert lines[0].split("\t") == list(figures.COLUMNS)
    assert [line.split("\t")[7] for line in lines[1:]] == ["25000"]
    assert content.data("text/csv").data().decode().splitlines()[1].startswith("b,Flood in Selby,2022-08-29")


def test_the_rows_that_are_shown_are_saved(hands: Hands, dialog: FiguresDialog, tmp_path: Path) -> None:
    figuring = hands.desktop.figuring
    figuring._questions = replace(figuring._questions, save_table=lambda _parent, _name: tmp_path / "out.csv")
    QTest.keyClicks(dialog.search, "people")
    hands.click(dialog.save_button)
    hands.qtbot.waitUntil(lambda: (tmp_path / "out.csv").exists())
    saved = (tmp_path / "out.csv").read_bytes()
    assert saved.startswith(b"\xef\xbb\xbfarticle,title")
    assert saved.count(b"\r\n") == 3
    figuring._questions = replace(figuring._questions, save_table=lambda _parent, _name: tmp_path / "no" / "out.csv")
    hands.click(dialog.save_button)
    hands.qtbot.waitUntil(lambda: "out.csv" in hands.window.notice.sentence and hands.window.notice.isVisible())
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".csv") == ["out.csv"]
