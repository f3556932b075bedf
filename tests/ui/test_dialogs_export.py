"""The export dialog and its report, with real keys and clicks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.ui.dialogs_support import LABELS, dress, ink, unnamed

from pressmark.core.annotation import Status
from pressmark.core.ports import Loss
from pressmark.core.span import Span
from pressmark.core.tokens import Inside
from pressmark.ui.dialogs.export_choice import Articles, ExportChoice, FormatChoice, recalled
from pressmark.ui.dialogs.export_dialog import ExportDialog
from pressmark.ui.dialogs.export_report_dialog import ExportReportDialog, WrittenFile

FORMATS = (
    FormatChoice("jsonl", "JSONL", "One article a line, with everything.", ".jsonl", whole_tokens=False),
    FormatChoice("conll2003", "CoNLL-2003", "Tokens with BIO labels.", ".conll", whole_tokens=True),
)
BOTH = frozenset({Status.ACCEPTED, Status.SUGGESTED})


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def numbers(choice: ExportChoice) -> tuple[int, int]:
    """What a project of 12 articles, 4 of them done, would answer."""
    articles = {Articles.ALL: 12, Articles.DONE: 4, Articles.OPEN: 1}[choice.articles]
    labels = len(LABELS) if choice.labels is None else len(choice.labels)
    return articles * labels * len(choice.statuses), articles


@pytest.fixture
def make(qtbot, qapp, tmp_path):
    dress(qapp, "light")

    def make(*, last=None, open_article="Azerbaijani troops move into Kalbajar", target=None, count=numbers):
        asked = []

        def choose(_parent, title, start, suffix):
            asked.append((title, start, suffix))
            return target

        dialog = ExportDialog(
            formats=FORMATS,
            labels=LABELS,
            count=count,
            folder=tmp_path,
            name="Caucasus 2020",
            open_article=open_article,
            last=last,
            choose_target=choose,
        )
        qtbot.addWidget(dialog)
        dialog.asked = asked
        dialog.chosen = []
        dialog.export_chosen.connect(dialog.chosen.append)
        dialog.show()
        return dialog

    return make


def articles_button(dialog, value):
    return next(b for b in dialog.articles.buttons() if b.property("value") == value.value)


class TestExportDialog:
    def test_the_usual_choice(self, make, qtbot, tmp_path):
        dialog = make()
        assert dialog.sentence.text() == "60 annotations of 12 articles → 1 file"
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.chosen == [ExportChoice("jsonl", tmp_path / "Caucasus 2020.jsonl")]
        assert not dialog.isVisible()

    def test_every_choice_reaches_the_answer(self, make, qtbot, tmp_path):
        dialog = make(target=tmp_path / "elsewhere")
        qtbot.keyClick(dialog.format_list, Qt.Key.Key_Down)
        dialog.inside_tokens.setCurrentIndex(1)
        click(qtbot, articles_button(dialog, Articles.DONE))
        click(qtbot, dialog.suggested)
        click(qtbot, dialog.label_boxes["DATE"])
        click(qtbot, dialog.split)
        for box, share in zip(dialog.shares, (70, 20, 10), strict=True):
            box.setValue(share)
        dialog.seed.setValue(7)
        click(qtbot, dialog.target_button)
        click(qtbot, dialog.export_button)
        assert dialog.chosen == [
            ExportChoice(
                "conll2003",
                tmp_path / "elsewhere.conll",
                articles=Articles.DONE,
                statuses=BOTH,
                labels=frozenset({"PERSON", "ORG", "GPE", "WORK_OF_ART"}),
                split=(("train", 70), ("dev", 20), ("test", 10)),
                seed=7,
                inside_tokens=Inside.WIDEN,
            )
        ]
        assert dialog.asked == [("Export to", tmp_path / "Caucasus 2020.conll", ".conll")]

    def test_the_sentence_follows(self, make, qtbot):
        dialog = make()
        click(qtbot, articles_button(dialog, Articles.OPEN))
        click(qtbot, dialog.no_labels_button)
        click(qtbot, dialog.label_boxes["GPE"])
        qtbot.waitUntil(lambda: dialog.sentence.text() == "1 annotation of 1 article → 1 file")
        click(qtbot, dialog.split)
        qtbot.waitUntil(lambda: dialog.sentence.text() == "1 annotation of 1 article → 3 files")
        for box, share in zip(dialog.shares, (90, 10, 0), strict=True):
            box.setValue(share)
        qtbot.waitUntil(lambda: dialog.sentence.text() == "1 annotation of 1 article → 2 files")

    def test_parts_must_make_a_hundred(self, make, qtbot):
        dialog = make()
        click(qtbot, dialog.split)
        dialog.shares[0].setFocus()
        dialog.shares[0].selectAll()
        qtbot.keyClicks(dialog.shares[0], "70")
        assert dialog.sentence.text() == "The parts sum up to 90 %; they must make 100 %."
        assert not dialog.export_button.isEnabled()
        dialog.accept()
        assert dialog.chosen == []
        dialog.shares[1].setValue(20)
        assert dialog.export_button.isEnabled()

    def test_no_label_no_file_no_folder_are_told(self, make, qtbot, tmp_path):
        dialog = make()
        click(qtbot, dialog.no_labels_button)
        assert dialog.sentence.text() == "Choose at least one label."
        click(qtbot, dialog.all_labels_button)
        dialog.target.clear()
        assert dialog.sentence.text() == "Choose the file to write."
        gone = tmp_path / "gone"
        dialog.target.setText(str(gone / "a.jsonl"))
        assert dialog.sentence.text() == f"The folder {gone} is not there; choose another one."
        dialog.target.setText(str(tmp_path))
        assert dialog.sentence.text() == f"{tmp_path} is a folder; add the name of a file."
        assert dialog.sentence.property("role") == "error"

    def test_nothing_to_export_is_told(self, make):
        dialog = make(count=lambda _choice: (0, 0))
        assert dialog.sentence.text() == "No article fits; choose others."
        assert not dialog.export_button.isEnabled()

    def test_a_file_that_is_there_is_told(self, make, tmp_path):
        there = tmp_path / "Caucasus 2020.jsonl"
        there.write_text("{}", "utf-8")
        dialog = make()
        assert "is there already" in dialog.target_words.text()
        assert dialog.export_button.isEnabled()

    def test_the_suffix_follows_the_format(self, make, qtbot):
        dialog = make()
        qtbot.keyClick(dialog.format_list, Qt.Key.Key_Down)
        assert dialog.target.text().endswith("Caucasus 2020.conll")
        dialog.target.setText(dialog.target.text().replace(".conll", ".bio"))
        qtbot.keyClick(dialog.format_list, Qt.Key.Key_Up)
        assert dialog.target.text().endswith("Caucasus 2020.bio")  # somebody's own suffix stays

    def test_marks_inside_words_are_asked_only_where_it_matters(self, make, qtbot):
        dialog = make()
        assert not dialog.inside_tokens.isVisible()
        qtbot.keyClick(dialog.format_list, Qt.Key.Key_Down)
        assert dialog.inside_tokens.isVisible()

    def test_without_an_open_article_it_is_not_offered(self, make):
        dialog = make(open_article=None)
        assert [b.property("value") for b in dialog.articles.buttons()] == ["all", "done"]

    def test_the_last_choices_come_back(self, make, qtbot, tmp_path):
        folder = tmp_path / "sets"
        folder.mkdir()
        choice = ExportChoice(
            "conll2003",
            folder / "x.conll",
            articles=Articles.DONE,
            statuses=BOTH,
            labels=frozenset({"GPE", "DATE"}),
            split=(("train", 60), ("dev", 20), ("test", 20)),
            seed=3,
            inside_tokens=Inside.LEAVE_OUT,
        )
        last = json.loads(json.dumps(choice.remembered()))
        dialog = make(last=last)
        click(qtbot, dialog.export_button)
        (chosen,) = dialog.chosen
        assert chosen.remembered() == choice.remembered()
        assert chosen.target == folder / "Caucasus 2020.conll"

    @pytest.mark.parametrize(
        "last",
        [
            {"format": 3, "labels": [1], "split": [["train", "x"]], "seed": True, "articles": "open", "folder": 1},
            {"format": "gone", "split": [["train", 80]], "inside_tokens": None, "folder": "/not/there"},
            {"split": "x", "labels": "GPE", "suggested": 1},
        ],
    )
    def test_choices_that_make_no_sense_are_the_usual_ones(self, make, tmp_path, last):
        dialog = make(last=last)
        choice = dialog.choice()
        assert choice == ExportChoice("jsonl", tmp_path / "Caucasus 2020.jsonl")

    def test_recalled_is_remembered(self):
        usual = ExportChoice("jsonl", Path("a.jsonl"))
        assert recalled(usual.remembered(), usual) == usual

    def test_escape_exports_nothing(self, make, qtbot):
        dialog = make()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.chosen == []
        assert not dialog.isVisible()

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_it_shows_and_names_its_controls(self, make, qapp, theme):
        dress(qapp, theme)
        dialog = make(last={"format": "conll2003", "split": [["train", 80], ["dev", 10], ["test", 10]]})
        assert ink(dialog) > 0.02
        assert unnamed(dialog) == []


FILES = (
    WrittenFile(Path("/sets/c-train.conll"), 10, {"GPE": 1212, "DATE": 80}, "train"),
    WrittenFile(Path("/sets/c-dev.conll"), 2, {"GPE": 12}, "dev"),
)
LOSSES = (
    Loss("a", "k.txt", Span(30, 36), "30,000", "CARDINAL", "left out", "It overlaps “30,000 people”."),
    Loss("b", "f.txt", Span(3, 9), "1,960", "CARDINAL", "widened", "It ended inside the token “1,960-strong”."),
)


class TestReport:
    @pytest.fixture
    def report(self, qtbot, qapp):
        dress(qapp, "light")
        folders = []
        report = ExportReportDialog(
            files=FILES,
            losses=LOSSES,
            headlines={"a": "Troops move\ninto Kalbajar"},
            show_folder=folders.append,
        )
        qtbot.addWidget(report)
        report.folders = folders
        report.show()
        return report

    def test_it_counts_by_label_and_part(self, report):
        assert report.sentence.text() == (
            "1,304 annotations of 12 articles, written, read back and found right: c-train.conll and c-dev.conll."
        )
        table = report.files
        rows = [
            [table.topLevelItem(row).text(column) for column in range(table.columnCount())]
            for row in range(table.topLevelItemCount())
        ]
        assert [table.headerItem().text(c) for c in range(4)] == ["Label", "train", "dev", "Together"]
        assert rows == [
            ["Articles", "10", "2", "12"],
            ["DATE", "80", "0", "80"],
            ["GPE", "1,212", "12", "1,224"],
        ]

    def test_it_lists_every_loss(self, report):
        model = report.losses.model()
        rows = [[model.index(r, c).data() for c in range(5)] for r in range(model.rowCount())]
        assert rows == [
            ["Troops move into Kalbajar", "30,000", "CARDINAL", "left out", "It overlaps “30,000 people”."],
            ["f.txt", "1,960", "CARDINAL", "widened", "It ended inside the token “1,960-strong”."],
        ]

    def test_enter_and_double_click_ask_for_the_place(self, report, qtbot):
        qtbot.keyClick(report.losses, Qt.Key.Key_Down)
        with qtbot.waitSignal(report.loss_chosen) as chosen:
            qtbot.keyClick(report.losses, Qt.Key.Key_Return)
        assert chosen.args == ["b", Span(3, 9)]
        assert report.isVisible()
        place = report.losses.visualRect(report.losses.model().index(0, 1)).center()
        qtbot.mouseClick(report.losses.viewport(), Qt.MouseButton.LeftButton, pos=place)
        with qtbot.waitSignal(report.loss_chosen) as chosen:
            qtbot.mouseDClick(report.losses.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert chosen.args == ["a", Span(30, 36)]

    def test_the_folder_is_shown_on_demand(self, report, qtbot):
        click(qtbot, report.folder_button)
        assert report.folders == [Path("/sets")]

    def test_no_loss_is_told(self, qtbot, qapp):
        dress(qapp, "light")
        report = ExportReportDialog(files=[WrittenFile(Path("/sets/a.jsonl"), 1, {"GPE": 1})])
        qtbot.addWidget(report)
        assert report.sentence.text() == "1 annotation of 1 article, written, read back and found right: a.jsonl."
        assert report.losses.isHidden()

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_it_shows_and_names_its_controls(self, report, qapp, theme):
        dress(qapp, theme)
        assert ink(report) > 0.02
        assert unnamed(report) == []
