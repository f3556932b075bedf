"""Tables: which column is what, and rows as articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats import making

from pressmark.core.codec import meta_from_json, meta_to_json
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats import csv_tables, delimited, json_lines, parquet, parquet_table, registry, spreadsheet, tables
from pressmark.formats.base import Refused, Table
from pressmark.formats.tables import Columns

LONG = "Some 40 people were taken off the ferry on Tuesday, the harbour office said; “nobody” was hurt."
OTHER = "Wheat cost 7% more,\nthe traders said."


def rows(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    return list(table.rows)


def made(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


class TestDelimited:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_any_delimiter_with_commas_in_prose(self, tmp_path: Path, delimiter: str) -> None:
        d = delimiter
        quoted = OTHER.replace('"', '""')
        path = made(tmp_path, "a.csv", f'id{d}title{d}body\r\n7{d}Ferry{d}"{LONG}"\r\n8{d}Grain{d}"{quoted}"\r\n')
        table = delimited.open_table(path)
        assert table.columns == ("id", "title", "body")
        assert rows(table) == [(2, ("7", "Ferry", LONG)), (3, ("8", "Grain", OTHER))]

    def test_encodings_marks_and_the_line_of_excel(self, tmp_path: Path) -> None:
        source = "sep=;\ntitle;body\nBrände;Das Öl brannte, sagte „Jürgen“ – ein größerer Brand im Süden.\n"
        for encoding in ("utf-8-sig", "utf-16", "cp1252"):
            table = delimited.open_table(made(tmp_path, "a.csv", source.encode(encoding)))
            assert table.columns == ("title", "body")
            assert rows(table)[0][1][0] == "Brände"

    def test_no_header_no_last_newline_and_short_rows(self, tmp_path: Path) -> None:
        path = made(tmp_path, "a.csv", f'2021-05-04,Ferry,"{LONG}"\n\n2021-05-05,Grain')
        table = delimited.open_table(path)
        assert table.columns == ("A", "B", "C")
        assert rows(table) == [(1, ("2021-05-04", "Ferry", LONG)), (3, ("2021-05-05", "Grain", ""))]

    def test_one_column_of_prose(self, tmp_path: Path) -> None:
        path = made(tmp_path, "a.csv", "text\n" + f'"{LONG}"\n' * 3)
        assert delimited.open_table(path).columns == ("text",)

    def test_a_huge_field(self, tmp_path: Path) -> None:
        path = made(tmp_path, "a.csv", 'text,n\n"' + "word " * 300_000 + '",1\n')
        ((_, (text, number)),) = delimited.open_table(path).rows
        assert (len(text), number) == (1_500_000, "1")

    def test_a_missing_quotation_mark_is_named(self, tmp_path: Path) -> None:
        path = made(tmp_path, "a.csv", 'a,b\n1,2\n3,"4\n' + "5,6,7,8\n")
        with pytest.raises(UserError, match=r"^a\.csv is broken at line 3: a quotation mark may be missing"):
            rows(delimited.open_table(path))
        with pytest.raises(UserError, match=r"b\.csv has 4 fields in line 62 and 2 columns"):
            rows(delimited.open_table(made(tmp_path, "b.csv", "title,body\n" + "x,y\n" * 60 + "1,2,3,4\n")))

    def test_bad_ones(self, tmp_path: Path) -> None:
        for content, said in ((b"", "is empty"), (b"\n\n", "is empty"), (bytes(range(256)) * 40, "not a text file")):
            with pytest.raises(UserError, match=said):
                delimited.open_table(made(tmp_path, "a.csv", content))

    @given(
        st.lists(st.tuples(st.text(max_size=30), st.text(min_size=1, max_size=60)), min_size=1, max_size=8),
        st.sampled_from([",", ";", "\t"]),
    )
    def test_what_python_writes_is_read_back(self, records: list[tuple[str, str]], delimiter: str) -> None:
        import csv
        import io
        import tempfile

        def clean(words: str) -> str:
            return words.encode("utf-8", "replace").decode().replace("\x00", "").replace("\r", "")

        wanted = [(clean(a), "x" + clean(b)) for a, b in records]
        sink = io.StringIO(newline="")
        writer = csv.writer(sink, delimiter=delimiter)
        writer.writerow(["title", "body"])
        writer.writerows(wanted)
        if sum(c < " " and c not in "\t\n" for c in sink.getvalue()) > 1:
            return  # a binary, for whoever looks at bytes
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "a.csv")
            path.write_bytes(sink.getvalue().encode())
            table = delimited.open_table(path)
            assert table.columns == ("title", "body")
            assert [values for _, values in table.rows] == wanted


class TestJsonLines:
    def test_a_flat_object_a_line(self, tmp_path: Path) -> None:
        lines = [{"headline": "Ferry", "body": LONG, "n": 3}, {"headline": None, "body": OTHER, "tags": ["a"]}]
        path = made(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
        assert registry.format_of(path).name == "json-table"
        table = json_lines.open_table(path)
        assert table.columns == ("headline", "body", "n", "tags")
        assert rows(table) == [(1, ("Ferry", LONG, "3", "")), (2, ("", OTHER, "", '["a"]'))]

    @pytest.mark.parametrize(
        "row",
        [
            {"text": LONG}, {"text": LONG, "spans": []}, {"text": LONG, "meta": {}, "answer": "accept"},
            {"text": LONG, "label": [[0, 4, "X"]]}, {"id": 1, "text": LONG, "entities": [], "relations": []},
        ],
    )  # fmt: skip
    def test_a_dataset_stays_one(self, tmp_path: Path, row: dict[str, object]) -> None:
        assert registry.format_of(made(tmp_path, "a.jsonl", json.dumps(row))).name != "json-table"

    def test_a_broken_line_is_named(self, tmp_path: Path) -> None:
        path = made(tmp_path, "a.jsonl", '{"body": "x", "title": "y"}\n{"body": ')
        with pytest.raises(UserError, match=r"^a\.jsonl, line 2: this is not JSON"):
            rows(json_lines.open_table(path))


def test_a_table_that_was_cut_off_inside_quotation_marks(tmp_path: Path) -> None:
    whole = 'text,date\n"Fog, and more of it.",2020\n"Rain\non Monday.",2021'
    assert len(list(registry.read(made(tmp_path, "a.csv", whole)))) == 2
    for cut in (whole[:-8], whole[:-12], whole[: whole.index("Rain") + 4]):
        with pytest.raises(UserError, match=r"^a\.csv is broken at line 3: a quotation mark may be missing"):
            list(registry.read(made(tmp_path, "a.csv", cut)))


class TestSpreadsheet:
    BOOK = making.xlsx(
        [],
        [
            [None, "Title", "Body", "Day", "Number"],
            [None, "Ferry", LONG, 44320, 3],
            [],
            [None, "Grain", OTHER, 44321.4375, 2.5],
        ],
        dates="D",
    )

    def test_the_first_sheet_with_rows(self, tmp_path: Path) -> None:
        table = spreadsheet.open_table(made(tmp_path, "a.xlsx", self.BOOK))
        assert table.columns == ("Title", "Body", "Day", "Number")
        assert rows(table) == [
            (2, ("Ferry", LONG, "2021-05-04", "3")),
            (4, ("Grain", OTHER, "2021-05-05T10:30:00", "2.5")),
        ]

    def test_bad_ones(self, tmp_path: Path) -> None:
        good = self.BOOK
        locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
        for content, said in (
            (good[: len(good) // 2], "damaged"), (b"", "damaged"), (locked, "protected by a password"),
            (making.xlsx([]), "is empty"),
        ):  # fmt: skip
            with pytest.raises(UserError, match=said):
                spreadsheet.open_table(made(tmp_path, "a.xlsx", content))


class TestParquet:
    def test_rows(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquet"
        parquet.write_file(
            path, {"title": parquet.strings(["Ferry", None]), "body": parquet.strings([LONG, OTHER])}, {}
        )
        table = parquet_table.open_table(path)
        assert table.columns == ("title", "body")
        assert rows(table) == [(1, ("Ferry", LONG)), (2, ("", OTHER))]
        (path).write_bytes(path.read_bytes()[:-9])
        with pytest.raises(UserError, match=r"a\.parquet"):
            parquet_table.open_table(path)


class TestColumns:
    @pytest.mark.parametrize(
        ("names", "row", "wanted"),
        [
            (("id", "title", "body", "date"), ("7", "Ferry", LONG, "2021-05-04"), ("body", "title", "date", "id")),
            (("Article Text", "Published At"), (LONG, "4 May 2021"), ("Article Text", "", "Published At", "")),
            (("x", "y"), (LONG, "2021-05-04"), ("x", "", "y", "")),
            (("date", "text"), ("no day", LONG), ("text", "", "", "")),
            (("title", "url"), ("Ferry", "https://x.example"), ("", "", "", "")),
        ],
    )
    def test_sensible_guesses(self, names: tuple[str, ...], row: tuple[str, ...], wanted: tuple[str, ...]) -> None:
        assert tables.guessed(names, [row]) == Columns(*wanted)

    def test_rows_as_articles(self) -> None:
        table = Table(
            ("n", "hed", "when", "words", "author", "desk"),
            iter(
                [
                    (2, ("a1", "Ferry", "4 May 2021", LONG + "\r\n", "Anna Kovalenko", "north")),
                    (3, ("a2", "", "soon", "", "", "south")),
                    (4, ("a1", "Grain", "soon", OTHER, "", "")),
                    (5, ("", "", "", "", "", "")),
                ]
            ),
        )
        first, refused, second = tables.articles(table, Columns("words", "hed", "when", "n"), name="a.csv")
        assert isinstance(first, AnnotatedArticle)
        assert isinstance(second, AnnotatedArticle)
        assert (first.article.id, first.article.text) == ("a1", LONG + "\n")
        meta = first.article.meta
        assert (meta.headline, meta.published, meta.byline, meta.source) == (
            "Ferry", "2021-05-04", "Anna Kovalenko", "a.csv",
        )  # fmt: skip
        assert meta.extra == {"desk": "north"}
        assert refused == Refused("Row 3 of a.csv has no text in the column “words”. Fill it in.")
        assert second.article.id == second.article.sha256[:16]  # a1 is taken
        assert second.article.meta.extra == {"when": "soon", "n": "a1"}

    def test_a_column_with_a_name_of_ours_comes_back_from_jsonl(self) -> None:
        table = Table(("source", "headline", "text"), iter([(2, ("The Gazette", "Ferry", LONG))]))
        (one,) = tables.articles(table, Columns("text"), name="a.csv")
        assert isinstance(one, AnnotatedArticle)
        meta = one.article.meta
        assert (meta.source, meta.headline, meta.extra) == (
            "a.csv", None, {"table_source": "The Gazette", "table_headline": "Ferry"},
        )  # fmt: skip
        assert meta_from_json(meta_to_json(meta)) == meta

    def test_columns_that_are_not_there(self) -> None:
        table = Table(("a", "b"), iter([]))
        with pytest.raises(UserError, match=r"a\.csv has no column “c”. Choose among “a”, “b”"):
            list(tables.articles(table, Columns("c"), name="a.csv"))
        with pytest.raises(UserError, match="no column looks like the text"):
            list(tables.articles(table, Columns(""), name="a.csv"))


class TestNoArticles:
    def test_a_table_without_a_row_is_told(self, tmp_path: Path) -> None:
        for content in ("title,text,date\n", "title,text,date\n,,\n , ,\n"):
            with pytest.raises(UserError) as refused:
                list(registry.read(made(tmp_path, "zero.csv", content)))
            assert refused.value.sentence == (
                "zero.csv has the names of columns but no row with an article. Choose another table."
            )

    def test_our_own_tables_of_annotations_are_not_read_as_articles(self, tmp_path: Path) -> None:
        for columns in (csv_tables.ANNOTATIONS, csv_tables.FIGURES):
            line = ",".join(str(number) for number in range(len(columns)))
            with pytest.raises(UserError) as refused:
                list(registry.read(made(tmp_path, "marks.csv", "\ufeff" + ",".join(columns) + f"\r\n{line}\r\n")))
            assert refused.value.sentence == (
                "marks.csv is a table of annotations, without the articles that they are in. Import the articles, or "
                "a dataset that was exported as JSON lines."
            )
