"""The export dialog and its report, with real keys and clicks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.ui.dialogs_support import LABELS, dress, ink, unnamed

from pressmark.core.annotation import Status
from pressmark.core.overlap import Keep
from pressmark.core.ports import Loss
from pressmark.core.span import Span
from pressmark.core.tokens import Inside, Scheme
from pressmark.formats.base import Choice, Holds, OffsetUnit
from pressmark.services.export_report import ExportReport, PartReport
from pressmark.services.reshaping import Figures, Sentences
from pressmark.services.splitting import SplitBy
from pressmark.ui.dialogs.export_check_dialog import ExportCheckDialog
from pressmark.ui.dialogs.export_choice import Articles, ExportChoice, FormatChoice, recalled
from pressmark.ui.dialogs.export_dialog import ExportDialog
from pressmark.ui.dialogs.export_report_dialog import ExportReportDialog, WrittenFile

FORMATS = (
    FormatChoice("jsonl", "JSON lines", "everything, without loss", ".jsonl", "Everything", frozenset(Holds)),
    FormatChoice(
        "conll2003", "CoNLL-2003", "token, POS, chunk, BIO tag", ".conll", "Columns", frozenset({Holds.TOKENS}),
        frozenset({Choice.INSIDE, Choice.SENTENCES, Choice.WHOLE_TEXT, Choice.SCHEME, Choice.COLUMNS}),
        ("token", "tag"),
    ),
    FormatChoice(
        "brat", "brat standoff", "a .txt and an .ann for each article", "", "Programs",
        frozenset({Holds.TEXT, Holds.OVERLAPS}), frozenset({Choice.OFFSETS}),
    ),
)  # fmt: skip
BOTH = frozenset({Status.ACCEPTED, Status.SUGGESTED})


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def numbers(choice: ExportChoice) -> tuple[int, int]:
    """What a project of 12 articles, 4 of them done, would answer."""
    articles = {Articles.ALL: 12, Articles.DONE: 4, Articles.OPEN: 1, Articles.FOUND: 3}[choice.articles]
    labels = len(LABELS) if choice.labels is None else len(choice.labels)
    return articles * labels * len(choice.statuses), articles


@pytest.fixture
def make(qtbot, qapp, tmp_path):
    dress(qapp, "light")

    def make(*, last=None, open_article="Azerbaijani troops move into Kalbajar", target=None, count=numbers, query=""):
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
            query=query,
            choose_target=choose,
        )
        qtbot.addWidget(dialog)
        dialog.asked = asked
        dialog.chosen = []
        dialog.export_chosen.connect(dialog.chosen.append)
        dialog.show()
        return dialog

    return make


def take(dialog, value):
    """Chooses which articles by the keyboard."""
    box = dialog.options.articles
    box.setFocus()
    box.setCurrentIndex(0)
    while box.currentData() != value.value:
        QTest.keyClick(box, Qt.Key.Key_Down)


class TestExportDialog:
    def test_the_usual_choice(self, make, qtbot, tmp_path):
        dialog = make()
        assert dialog.sentence.text() == "60 annotations of 12 articles → 1 file"
        qtbot.keyClick(dialog.formats.search, Qt.Key.Key_Return)
        assert dialog.chosen == [ExportChoice("jsonl", tmp_path / "Caucasus 2020.jsonl")]
        assert not dialog.isVisible()

    def test_every_choice_reaches_the_answer(self, make, qtbot, tmp_path):
        dialog = make(target=tmp_path / "elsewhere")
        options = dialog.options
        qtbot.keyClick(dialog.formats.search, Qt.Key.Key_Down)
        take(dialog, Articles.FOUND)
        qtbot.keyClicks(options.query, "troops")
        click(qtbot, options.statuses[Status.SUGGESTED])
        click(qtbot, options.label_boxes["DATE"])
        options.names_way.setCurrentIndex(2)
        qtbot.keyClicks(options.names, "GPE=LOC")
        for box, at in (
            (options.figures, 1), (options.overlaps, 2), (options.inside_tokens, 1), (options.sentences, 2),
            (options.scheme, 2),
        ):  # fmt: skip
            assert box.isVisible()
            box.setCurrentIndex(at)
        qtbot.keyClicks(options.columns, "tag, token")
        click(qtbot, options.whole_text)
        click(qtbot, options.split)
        options.split_by.setCurrentIndex(1)
        for box, share in zip(options.shares, (70, 20, 10), strict=True):
            box.setValue(share)
        options.seed.setValue(7)
        click(qtbot, dialog.target_button)
        click(qtbot, dialog.export_button)
        assert dialog.chosen == [
            ExportChoice(
                "conll2003",
                tmp_path / "elsewhere.conll",
                articles=Articles.FOUND,
                query="troops",
                statuses=BOTH,
                labels=frozenset({"PERSON", "ORG", "GPE", "WORK_OF_ART"}),
                names="GPE=LOC",
                figures=Figures.PHRASE,
                overlaps=Keep.MOST_CERTAIN,
                split=(("train", 70), ("dev", 20), ("test", 10)),
                split_by=SplitBy.DATE,
                seed=7,
                inside_tokens=Inside.WIDEN,
                sentences=Sentences.NONE,
                whole_text=True,
                scheme=Scheme.BIOES,
                columns="tag, token",
            )
        ]
        assert dialog.asked == [("Export to", tmp_path / "Caucasus 2020.conll", ".conll")]

    def test_only_what_matters_for_the_format_is_shown(self, make):
        dialog = make()
        options = dialog.options

        def shown():
            rows = {
                "overlaps": options.overlaps, "inside": options.inside_tokens, "sentences": options.sentences,
                "scheme": options.scheme, "columns": options.columns, "offsets": options.offsets,
                "text": options.whole_text,
            }  # fmt: skip
            return {name for name, widget in rows.items() if widget.isVisible()}

        assert shown() == set()
        assert dialog.kept.text() == "Keeps everything that a project has."
        dialog.formats.choose("conll2003")
        assert shown() == {"overlaps", "inside", "sentences", "scheme", "columns", "text"}
        assert dialog.kept.text().startswith("Keeps tokens. Does not keep: the text to the last space, overlapping")
        dialog.formats.choose("brat")
        assert shown() == {"offsets"}
        options.offsets.setCurrentIndex(1)
        assert dialog.choice().offsets is OffsetUnit.UTF16
        dialog.formats.choose("jsonl")
        assert dialog.choice().offsets is OffsetUnit.CODE_POINTS

    def test_a_format_is_found_by_typing(self, make, qtbot):
        dialog = make()
        headings = [row.text for row in dialog.formats.view.model().rows if not row.kind]
        assert headings == ["Everything", "Columns", "Programs"]
        qtbot.keyClicks(dialog.formats.search, "STAND")
        assert dialog.formats.names() == ["brat"]
        assert dialog.format_name.text() == "brat standoff"
        assert dialog.choice().format == "brat"
        dialog.formats.search.clear()
        assert dialog.formats.names() == ["jsonl", "conll2003", "brat"]
        assert dialog.choice().format == "brat"
        qtbot.keyClicks(dialog.formats.search, "nothing like it")
        assert dialog.formats.names() == []
        assert dialog.choice().format == "brat"
        dialog.formats.search.clear()
        qtbot.keyClick(dialog.formats.search, Qt.Key.Key_Up)
        assert dialog.choice().format == "conll2003"
        place = dialog.formats.view.visualRect(dialog.formats.view.model().index(1)).center()
        qtbot.mouseClick(dialog.formats.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert dialog.choice().format == "jsonl"

    def test_a_folder_is_asked_for_where_the_format_is_one(self, make, qtbot, tmp_path):
        dialog = make(target=tmp_path / "corpus")
        dialog.formats.choose("brat")
        assert dialog.target.text() == str(tmp_path / "Caucasus 2020")
        assert dialog.sentence.text() == "60 annotations of 12 articles → a folder"
        (tmp_path / "file").write_text("x", encoding="utf-8")
        dialog.target.setText(str(tmp_path / "file"))
        assert dialog.sentence.text() == f"{tmp_path / 'file'} is a file; choose another name for the folder."
        (tmp_path / "corpus").mkdir()
        click(qtbot, dialog.target_button)
        assert dialog.asked == [("Export to a new folder", tmp_path / "file", "")]
        assert dialog.target_words.text().startswith("This folder is there already; it is replaced only if it is")
        click(qtbot, dialog.export_button)
        assert dialog.chosen[0].target == tmp_path / "corpus"

    def test_choices_that_cannot_be_are_told(self, make, qtbot):
        dialog = make()
        options = dialog.options
        options.names_way.setCurrentIndex(2)
        qtbot.keyClicks(options.names, "GPE")
        assert dialog.sentence.text().startswith("“GPE” is no mapping of labels")
        assert not dialog.export_button.isEnabled()
        options.names.setText("GPE=")
        assert dialog.export_button.isEnabled()
        take(dialog, Articles.FOUND)
        assert dialog.sentence.text() == "Write the words that the articles must have."
        take(dialog, Articles.ALL)
        click(qtbot, options.statuses[Status.ACCEPTED])
        assert dialog.sentence.text() == "Choose accepted annotations, suggestions or both."
        click(qtbot, options.statuses[Status.REJECTED])
        dialog.formats.choose("conll2003")
        options.columns.setText("token, lemma")
        assert dialog.sentence.text() == "There is no column “lemma”; choose from token, tag."

    def test_the_words_that_the_list_is_searched_for_are_offered(self, make, qtbot):
        dialog = make(query="troops")
        assert dialog.choice().articles is Articles.ALL
        take(dialog, Articles.FOUND)
        assert (dialog.choice().articles, dialog.choice().query) == (Articles.FOUND, "troops")
        qtbot.waitUntil(lambda: dialog.sentence.text() == "15 annotations of 3 articles → 1 file")

    def test_the_sentence_follows(self, make, qtbot):
        dialog = make()
        take(dialog, Articles.OPEN)
        click(qtbot, dialog.options.no_labels_button)
        click(qtbot, dialog.options.label_boxes["GPE"])
        qtbot.waitUntil(lambda: dialog.sentence.text() == "1 annotation of 1 article → 1 file")
        click(qtbot, dialog.options.split)
        qtbot.waitUntil(lambda: dialog.sentence.text() == "1 annotation of 1 article → 3 files")
        for box, share in zip(dialog.options.shares, (90, 10, 0), strict=True):
            box.setValue(share)
        qtbot.waitUntil(lambda: dialog.sentence.text() == "1 annotation of 1 article → 2 files")

    def test_parts_must_make_a_hundred(self, make, qtbot):
        dialog = make()
        click(qtbot, dialog.options.split)
        dialog.options.shares[0].setFocus()
        dialog.options.shares[0].selectAll()
        qtbot.keyClicks(dialog.options.shares[0], "70")
        assert dialog.sentence.text() == "The parts sum up to 90 %; they must make 100 %."
        assert not dialog.export_button.isEnabled()
        dialog.accept()
        assert dialog.chosen == []
        dialog.options.shares[1].setValue(20)
        assert dialog.export_button.isEnabled()

    def test_no_label_no_file_no_folder_are_told(self, make, qtbot, tmp_path):
        dialog = make()
        click(qtbot, dialog.options.no_labels_button)
        assert dialog.sentence.text() == "Choose at least one label."
        click(qtbot, dialog.options.all_labels_button)
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
        qtbot.keyClick(dialog.formats.search, Qt.Key.Key_Down)
        assert dialog.target.text().endswith("Caucasus 2020.conll")
        dialog.target.setText(dialog.target.text().replace(".conll", ".bio"))
        qtbot.keyClick(dialog.formats.search, Qt.Key.Key_Up)
        assert dialog.target.text().endswith("Caucasus 2020.bio")  # somebody's own suffix stays

    def test_without_an_open_article_it_is_not_offered(self, make):
        dialog = make(open_article=None)
        assert [dialog.options.articles.itemData(at) for at in range(dialog.options.articles.count())] == [
            "all",
            "done",
            "found",
        ]

    def test_the_last_choices_come_back(self, make, qtbot, tmp_path):
        folder = tmp_path / "sets"
        folder.mkdir()
        choice = ExportChoice(
            "conll2003",
            folder / "x.conll",
            articles=Articles.DONE,
            statuses=BOTH,
            labels=frozenset({"GPE", "DATE"}),
            names="conll-4",
            figures=Figures.PHRASE,
            overlaps=Keep.FIRST,
            split=(("train", 60), ("dev", 20), ("test", 20)),
            split_by=SplitBy.LABELS,
            seed=3,
            inside_tokens=Inside.LEAVE_OUT,
            sentences=Sentences.PARAGRAPHS,
            whole_text=True,
            scheme=Scheme.BILUO,
            columns="token",
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
            {"split": "x", "labels": "GPE", "statuses": [3], "scheme": "x", "names": 3},
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
ROWS = [
    ["Troops move into Kalbajar", "30,000", "CARDINAL", "left out", "It overlaps “30,000 people”."],
    ["f.txt", "1,960", "CARDINAL", "widened", "It ended inside the token “1,960-strong”."],
]


class TestCheck:
    @pytest.fixture
    def check(self, qtbot, qapp):
        return self.shown(qtbot, qapp, {(loss.what, loss.why): 1 for loss in LOSSES})

    def shown(self, qtbot, qapp, reasons):
        dress(qapp, "light")
        part = PartReport("", Path("/sets/c.conll"), 12, {"GPE": 10})
        report = ExportReport("conll", (part,), LOSSES, ("No readings.",), reasons=reasons)
        check = ExportCheckDialog(
            report=report, form="CoNLL-2003", headlines={"a": "Troops move\ninto Kalbajar", "b": "f.txt"}
        )
        qtbot.addWidget(check)
        check.told = []
        check.accepted.connect(lambda: check.told.append("export"))
        check.rejected.connect(lambda: check.told.append("discard"))
        check.back_chosen.connect(lambda: check.told.append("back"))
        check.place_chosen.connect(lambda *place: check.told.append(place))
        check.show()
        return check

    def test_it_says_what_would_be_lost(self, check):
        assert check.title.text() == "CoNLL-2003 does not hold everything"
        assert check.sentence.text() == (
            "2 annotations would be left out, widened or changed. Nothing has been written yet."
        )
        assert check.table.rows() == ROWS

    def test_it_is_searched_and_narrowed_to_a_reason(self, check, qtbot):
        table = check.table
        assert [table.reasons.itemText(at) for at in range(3)] == [
            "All reasons (2)",
            "left out: It overlaps “30,000 people”. (1)",
            "widened: It ended inside the token “1,960-strong”. (1)",
        ]
        qtbot.keyClicks(table.search, "kalb OVER")
        assert table.rows() == ROWS[:1]
        assert table.counted.text() == "1 of 2"
        table.search.clear()
        table.reasons.setCurrentIndex(2)
        assert table.rows() == ROWS[1:]
        qtbot.keyClicks(table.search, "kalb")
        assert table.rows() == []

    def test_a_click_on_a_heading_sorts(self, check, qtbot):
        header = check.table.view.header()
        at = header.sectionPosition(1) + 30
        qtbot.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().topLeft() + QPoint(at, header.height() // 2)
        )
        assert [row[1] for row in check.table.rows()] == ["1,960", "30,000"]

    def test_enter_on_a_line_leads_to_the_article(self, check, qtbot):
        qtbot.keyClick(check.table.view, Qt.Key.Key_Down)
        qtbot.keyClick(check.table.view, Qt.Key.Key_Return)
        assert check.told == ["discard", ("b", Span(3, 9))]
        assert not check.isVisible()

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("export_button", ["export"]),
            ("cancel_button", ["discard"]),
            ("back_button", ["discard", "back"]),
            ("show_button", ["discard", ("a", Span(30, 36))]),
        ],
    )
    def test_every_button(self, check, qtbot, name, told):
        click(qtbot, getattr(check, name))
        assert check.told == told

    def test_that_there_are_more_is_told(self, qtbot, qapp):
        check = self.shown(qtbot, qapp, {("left out", "It overlaps."): 12_000, ("widened", "It ended."): 345})
        assert check.sentence.text().startswith("12,345 annotations would be left out")
        assert check.table.counted.text() == (
            "The first 2 of 12,345; all of them are in the report beside the dataset."
        )

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_it_shows_and_names_its_controls(self, check, qapp, theme):
        dress(qapp, theme)
        assert ink(check) > 0.02
        assert unnamed(check) == []


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
        assert report.losses.rows() == ROWS

    def test_enter_and_double_click_ask_for_the_place(self, report, qtbot):
        view = report.losses.view
        qtbot.keyClick(view, Qt.Key.Key_Down)
        with qtbot.waitSignal(report.loss_chosen) as chosen:
            qtbot.keyClick(view, Qt.Key.Key_Return)
        assert chosen.args == ["b", Span(3, 9)]
        assert report.isVisible()
        place = view.visualRect(view.model().index(0, 1)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        with qtbot.waitSignal(report.loss_chosen) as chosen:
            qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
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
