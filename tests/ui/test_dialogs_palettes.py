"""The two palettes, with real keys and clicks."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QTextEdit
from tests.ui.dialogs_support import LABELS, dress, ink, unnamed

from pressmark.ui.actions import TABLE, Actions
from pressmark.ui.dialogs.command_palette import MOST_ARTICLES, CommandPalette
from pressmark.ui.dialogs.label_palette import LabelPalette
from pressmark.ui.dialogs.matching import fit, folded


@pytest.fixture(params=["light", "dark"])
def theme(request, qapp):
    dress(qapp, request.param)
    return request.param


@pytest.fixture
def palette(qtbot, qapp):
    dress(qapp, "light")
    palette = LabelPalette()
    qtbot.addWidget(palette)
    return palette


def names(palette) -> list[str]:
    return [row.text for row in palette.rows.rows]


def ask(palette, **options):
    palette.ask(LABELS, at=options.pop("at", QPoint(100, 100)), **options)
    return palette


class TestLabelPalette:
    def test_the_likeliest_come_first_and_unknown_names_are_passed_over(self, palette):
        ask(palette, likely=["DATE", "NOT_THERE", "GPE", "DATE"])
        assert names(palette) == ["DATE", "GPE", "PERSON", "ORG", "WORK_OF_ART"]
        assert palette.current.id == "DATE"

    def test_a_labels_key_chooses_at_once_whatever_its_case(self, palette, qtbot):
        for key, expected in (("2", "ORG"), ("d", "DATE"), ("D", "DATE")):
            ask(palette)
            with qtbot.waitSignal(palette.label_chosen) as chosen:
                qtbot.keyClicks(palette.field, key)
            assert chosen.args == [expected]
            assert not palette.isVisible()

    def test_letters_that_are_no_keys_filter_and_enter_chooses(self, palette, qtbot):
        ask(palette)
        qtbot.keyClicks(palette.field, "work")
        assert names(palette) == ["WORK_OF_ART"]
        with qtbot.waitSignal(palette.label_chosen) as chosen:
            qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert chosen.args == ["WORK_OF_ART"]

    def test_keys_are_letters_once_something_is_typed_and_a_space_begins(self, palette, qtbot):
        ask(palette)
        qtbot.keyClicks(palette.field, " da")
        assert palette.isVisible()
        assert names(palette)[0] == "DATE"

    def test_a_description_is_searched_too(self, palette, qtbot):
        ask(palette)
        qtbot.keyClicks(palette.field, "fiction")
        assert names(palette) == ["PERSON"]
        assert palette.hint.text() == "People, also those of fiction."

    def test_arrows_go_round(self, palette, qtbot):
        ask(palette)
        qtbot.keyClick(palette.field, Qt.Key.Key_Up)
        assert palette.current.id == "WORK_OF_ART"
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
        qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
        assert palette.current.id == "ORG"

    def test_escape_dismisses_once_and_chooses_nothing(self, palette, qtbot):
        ask(palette)
        told = []
        palette.dismissed.connect(lambda: told.append("dismissed"))
        palette.label_chosen.connect(told.append)
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
        assert told == ["dismissed"]
        assert not palette.isVisible()

    def test_choosing_is_not_dismissing(self, palette, qtbot):
        ask(palette)
        told = []
        palette.dismissed.connect(lambda: told.append("dismissed"))
        palette.label_chosen.connect(told.append)
        qtbot.keyClick(palette.field, Qt.Key.Key_Enter)
        assert told == ["PERSON"]

    def test_a_click_chooses(self, palette, qtbot):
        ask(palette)
        place = palette.list.visualRect(palette.rows.index(2)).center()
        with qtbot.waitSignal(palette.label_chosen) as chosen:
            qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert chosen.args == ["GPE"]

    def test_nothing_that_fits_is_said_and_enter_does_nothing(self, palette, qtbot):
        ask(palette)
        qtbot.keyClicks(palette.field, "zzz")
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert palette.isVisible()
        assert palette.hint.text() == "No label of this name."

    def test_it_opens_empty_again(self, palette, qtbot):
        ask(palette)
        qtbot.keyClicks(palette.field, "zzz")
        palette.close()
        ask(palette)
        assert palette.field.text() == ""
        assert len(names(palette)) == len(LABELS)

    def test_it_stays_on_the_screen(self, palette):
        room = QGuiApplication.primaryScreen().availableGeometry()
        for corner in (room.topLeft(), room.topRight(), room.bottomLeft(), room.bottomRight()):
            ask(palette, at=corner)
            assert room.contains(palette.geometry())
            palette.close()

    def test_a_long_title_with_line_breaks_stays_one_line(self, palette):
        ask(palette, title="the ministry\nof " + "very " * 60 + "foreign affairs")
        assert "\n" not in palette.title.text()
        assert palette.title.sizeHint().width() <= palette.width()

    def test_it_shows_and_names_its_controls(self, theme, palette, qapp):
        dress(qapp, theme)
        ask(palette, title="some 30,000 people")
        assert ink(palette) > 0.02
        assert unnamed(palette) == []
        index = palette.rows.index(0)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "PERSON, 1, People, also those of fiction."


@dataclass(frozen=True)
class Hit:
    id: str
    headline: str | None
    published: str | None = None
    source: str | None = None


@pytest.fixture
def window(qtbot, qapp):
    dress(qapp, "light")
    window = QMainWindow()
    qtbot.addWidget(window)
    page = QTextEdit()
    window.setCentralWidget(page)
    window.resize(1200, 700)
    window.show()
    return window


@pytest.fixture
def actions(window):
    return Actions(window, window.centralWidget())


@pytest.fixture
def asked():
    return []


@pytest.fixture
def commands(window, actions, asked):
    articles = [Hit(f"a{n}", f"Flood story {n}", "2022-08-30T10:00") for n in range(10_000)]
    articles.append(Hit("plain", None, source="kalbajar.txt"))

    def search(query: str):
        asked.append(query)
        return [hit for hit in articles if query.casefold() in (hit.headline or hit.source or "").casefold()]

    return CommandPalette(window, actions=actions, search_articles=search, labels=lambda: LABELS)


class TestCommandPalette:
    def test_empty_it_lists_every_action_but_itself_with_its_key(self, commands, asked):
        commands.ask()
        rows = commands.rows.rows
        shown = {row.id: row for row in rows if row.kind == "action"}
        assert set(shown) == {spec.id for spec in TABLE} - {"palette"}
        assert shown["export"].key == "Ctrl+E"
        assert shown["export"].text == "Export…"
        assert [row.text for row in rows if not row.kind] == ["ACTIONS", "LABELS"]
        assert asked == []

    def test_an_action_is_run_by_a_few_letters(self, commands, qtbot):
        commands.ask()
        qtbot.keyClicks(commands.field, "exp")
        assert commands.current.id == "export"
        with qtbot.waitSignal(commands.action_chosen) as chosen:
            qtbot.keyClick(commands.field, Qt.Key.Key_Return)
        assert chosen.args == ["export"]

    def test_initials_find_an_action(self, commands, qtbot):
        commands.ask()
        qtbot.keyClicks(commands.field, "nxu")
        assert commands.current.id == "next_undecided"

    def test_an_action_that_cannot_run_is_shown_and_passed_over(self, commands, actions, qtbot):
        actions["undo"].setEnabled(False)
        commands.ask()
        qtbot.keyClicks(commands.field, "undo")
        rows = [row for row in commands.rows.rows if row.id == "undo"]
        assert [row.enabled for row in rows] == [False]
        assert commands.current is None or commands.current.id != "undo"

    def test_keys_are_those_chosen_by_the_user(self, commands, actions):
        actions.set_keys({"export": "Ctrl+Shift+E"})
        commands.ask()
        assert next(row.key for row in commands.rows.rows if row.id == "export") == "Ctrl+Shift+E"

    def test_articles_come_after_a_pause_and_thirty_at_most(self, commands, asked, qtbot):
        commands.ask()
        qtbot.keyClicks(commands.field, "flood")
        qtbot.waitUntil(lambda: any(row.kind == "article" for row in commands.rows.rows))
        assert asked[-1] == "flood"
        assert len([row for row in commands.rows.rows if row.kind == "article"]) == MOST_ARTICLES
        assert commands.current.detail == "2022-08-30"

    def test_enter_does_not_wait_for_the_pause(self, commands, asked, qtbot):
        commands.ask()
        qtbot.keyClicks(commands.field, "flood story 9999")
        with qtbot.waitSignal(commands.article_chosen) as chosen:
            qtbot.keyClick(commands.field, Qt.Key.Key_Return)
        assert chosen.args == ["a9999"]
        assert asked[-1] == "flood story 9999"

    def test_an_article_without_a_headline_is_named_by_its_file(self, commands, qtbot):
        commands.ask()
        qtbot.keyClicks(commands.field, "kalbajar")
        with qtbot.waitSignal(commands.article_chosen) as chosen:
            qtbot.keyClick(commands.field, Qt.Key.Key_Return)
        assert chosen.args == ["plain"]

    def test_a_label_is_given_by_name(self, commands, qtbot):
        commands.ask()
        qtbot.keyClicks(commands.field, "work of")
        with qtbot.waitSignal(commands.label_chosen) as chosen:
            qtbot.keyClick(commands.field, Qt.Key.Key_Return)
        assert chosen.args == ["WORK_OF_ART"]

    def test_a_letter_is_never_a_key_here(self, commands, qtbot):
        commands.ask()
        qtbot.keyClicks(commands.field, "1")
        assert commands.isVisible()
        assert commands.field.text() == "1"

    def test_headings_cannot_be_chosen(self, commands, qtbot):
        commands.ask()
        place = commands.list.visualRect(commands.rows.index(0)).center()
        qtbot.mouseClick(commands.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert commands.isVisible()
        for _ in range(80):
            qtbot.keyClick(commands.field, Qt.Key.Key_Down)
            assert commands.current.kind

    def test_it_opens_at_the_top_middle(self, commands, window):
        window.resize(700, 500)
        commands.ask()
        middle = commands.geometry().center().x()
        assert abs(middle - window.geometry().center().x()) <= 2
        assert commands.geometry().top() < window.geometry().top() + 100

    def test_a_letter_costs_less_than_a_frame_or_two(self, commands):
        commands.ask()
        commands.field.setText("f")
        began = time.perf_counter()
        for query in ("fl", "flo", "floo"):
            commands.rows_for(query)
        assert (time.perf_counter() - began) / 3 < 0.05

    @pytest.mark.parametrize("query", ["", "o"])
    def test_it_shows_and_names_its_controls(self, theme, commands, qapp, query):
        dress(qapp, theme)
        commands.ask()
        commands.field.setText(query)
        commands.flush()
        assert ink(commands) > 0.02
        assert unnamed(commands) == []


class TestFit:
    @given(st.text(min_size=1))
    def test_every_name_fits_itself(self, name):
        assert fit(name, name) is not None

    @given(st.text(), st.text())
    def test_a_fit_never_fails_and_is_a_number_or_none(self, query, name):
        score = fit(query, name)
        assert score is None or score >= 0

    def test_accents_and_turkic_letters_are_one_with_plain_ones(self):
        assert fit("agdam", "Ağdam") is not None
        assert fit("igdir", "Iğdır") is not None
        assert folded("İLHAM ƏLİYEV") == "ilham əliyev"
        assert fit("kəlbəcər", "KƏLBƏCƏR rayonu") is not None
        assert fit("قره", "حرب قره باغ") is not None
        assert fit("cafe\u0301", "CAFÉ") is not None

    def test_a_start_is_better_than_a_word_and_a_word_than_a_middle(self):
        start, word, middle = (fit("pro", name) for name in ("Project", "New project", "Unprofiled"))
        assert start > word > middle

    def test_letters_that_begin_amid_a_word_are_chance(self):
        assert fit("eor", "Reject it over") is None
