"""brat standoff: whole folders come back, its rules are kept, and files of others are read with all their lines."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.strategies import annotated_articles, article_of, damaged, read_or_refused, several, write

from pressmark.core.annotation import Annotation, Relation
from pressmark.core.errors import UserError
from pressmark.core.labels import Label, LabelSet
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats import brat, registry
from pressmark.formats.base import WriteOptions

quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
FORM = registry.writer("brat")


def pair(folder: Path, text: str | bytes, ann: str, *, name: str = "a", ending: str = ".ann") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    (folder / f"{name}{ending}").write_bytes(ann.encode("utf-8"))
    return folder


def found(article: AnnotatedArticle) -> list[tuple[str, str]]:
    return [(a.span.of(article.article.text), a.label) for a in article.annotations]


def empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


class TestIdentity:
    @quick
    @given(several(annotated_articles))
    def test_write_then_read(self, tmp_path: Path, articles: list[AnnotatedArticle]) -> None:
        folder = empty(tmp_path / "set")
        results = write(FORM, articles, folder)
        back = list(brat.read(folder))
        assert [one.article.id for one in back] == [one.article.id for one in articles]
        assert [one.article.text for one in back] == [one.article.text for one in articles]
        assert [brat.digest(one) for one in back] == [each.digest for each in results]
        assert all(not one.remarks for one in back)

    @quick
    @given(several(annotated_articles))
    def test_what_is_written_keeps_brats_rules(self, tmp_path: Path, articles: list[AnnotatedArticle]) -> None:
        folder = empty(tmp_path / "set")
        write(FORM, articles, folder)
        for path in folder.glob("*.ann"):
            text = path.with_suffix(".txt").read_bytes().decode("utf-8")
            rows = path.read_bytes().decode("utf-8").split("\n")
            # No line breaks but "\n" (brat reads with Python's splitlines), and every line of a known kind.
            assert len(path.read_bytes().decode("utf-8").splitlines()) == len(rows) - 1
            ids = [row.split("\t")[0] for row in rows if row and row[0] != "*"]
            assert len(ids) == len(set(ids))
            for row in filter(None, rows):
                columns = row.split("\t")
                assert re.fullmatch(r"[TRAN#]\d+|\*", columns[0]), row
                assert re.match(r"[A-Za-z0-9_-]+ ", columns[1]), row
                if row[0] == "T":
                    assert len(columns) == 3
                    places = [tuple(map(int, part.split())) for part in columns[1].split(" ", 1)[1].split(";")]
                    assert all(0 <= start < end <= len(text) for start, end in places)
                    stands = " ".join(text[start:end] for start, end in places)
                    assert "".join(columns[2].split()) == "".join(stands.split())
                    assert len(columns[2]) == len(stands)
                for target in re.findall(r"(?<=[ :])T\d+", columns[1] if row[0] in "R*" else ""):
                    assert target in ids

    def test_a_discontinuous_mark_and_all_that_brat_adds(self, tmp_path: Path) -> None:
        folder = pair(
            tmp_path / "set",
            "In north and south Baku.\n",
            "T1\tLOC 3 8;19 23\tnorth Baku\n"
            "T2\tLOC 13 23\tsouth Baku\n"
            "R1\tNear Head:T1 Tail:T2\n"
            "*\tEquiv T1 T2\n"
            "A1\tNegation T1\n"
            "M1\tConfidence T2 very high\n"
            "N1\tReference T2 Wikipedia:7\tBaku city\n"
            "#1\tAnnotatorNotes T2\tOdd, isn't it?\n",
        )
        (one,) = brat.read(folder)
        assert one.annotations == (
            Annotation("T1", one.annotations[0].span, "LOC", one.annotations[0].status, "import:brat", None,
                       {"Negation": True, "fragments": [[3, 8], [19, 23]]}),
            Annotation("T2", one.annotations[1].span, "LOC", one.annotations[1].status, "import:brat", None,
                       {"Confidence": "very high", "normalizations": [{"id": "Wikipedia:7", "text": "Baku city"}]},
                       "Odd, isn't it?"),
        )  # fmt: skip
        assert found(one) == [("north and south Baku", "LOC"), ("south Baku", "LOC")]
        assert [(r.head, r.child, r.label) for r in one.relations] == [("T1", "T2", "Near"), ("T1", "T2", "Equiv")]
        again = tmp_path / "again"
        write(FORM, [one], again)
        assert sorted((again / "a.ann").read_text("utf-8").splitlines()) == sorted(
            line.replace("M1", "A2") for line in (folder / "a.ann").read_text("utf-8").splitlines()
        )

    def test_the_configuration_names_what_is_in_the_folder(self, tmp_path: Path) -> None:
        one = article_of("Jane Roe of Baku", (0, 8, "my label"), (12, 16, "GPE"))
        marked = one.annotations[1].but(attributes={"sure": "yes"})
        one = AnnotatedArticle(one.article, (one.annotations[0], marked), (Relation("r1", "a1", "a2", "lives in"),))
        labels = LabelSet("set", (Label("GPE", "#aabbcc", "#112233"), Label("ORG", "#ddeeff", "#112233")))
        write(FORM, [one], tmp_path / "set", WriteOptions(label_set=labels))
        rows = (tmp_path / "set" / "annotation.conf").read_text("utf-8").split("\n")
        assert rows[: rows.index("[relations]")] == ["[entities]", "GPE", "ORG", "my_label", ""]
        assert "lives_in\tArg1:<ENTITY>, Arg2:<ENTITY>" in rows
        assert "sure\tArg:<ENTITY>, Value:yes" in rows
        look = (tmp_path / "set" / "visual.conf").read_text("utf-8").split("\n")
        assert "my_label | my label" in look
        assert "GPE\tbgColor:#aabbcc" in look

    def test_parts_of_a_split_are_folders(self, tmp_path: Path) -> None:
        writer = brat.BratWriter(tmp_path, WriteOptions(), ("train", "dev"))
        for number, part in enumerate(("dev", "train", "train", "dev")):
            writer.add(article_of(f"Text {number}", (0, 4, "X")), part=part)
        writer.finish()
        assert [one.article.text for one in brat.read(tmp_path)] == ["Text 1", "Text 2", "Text 0", "Text 3"]
        assert brat.recognises(tmp_path)

    def test_ids_that_are_no_file_names(self, tmp_path: Path) -> None:
        names = ["a/b", "../a", "A_b", "con", "", "x" * 300]
        base = article_of("Baku", (0, 4, "X"))
        write(FORM, [AnnotatedArticle(base.article.but(id=name), base.annotations) for name in names], tmp_path / "s")
        files = sorted(path.name for path in (tmp_path / "s").glob("*.txt"))
        assert len(files) == 6
        assert not list(tmp_path.glob("*.txt"))
        assert "_con.txt" in files


class TestOthers:
    def test_events_become_relations(self, tmp_path: Path) -> None:
        folder = pair(tmp_path / "set", "He was shot by Roe.", "T1\tPER 15 18\tRoe\n", ending=".a1")
        (folder / "a.a2").write_text(
            "T2\tAttack 7 11\tshot\nE1\tAttack:T2 Agent:T1 Cause:E2\nE2\tAttack:T2 \nM1\tNegation E1\n",
            encoding="utf-8",
        )
        assert registry.format_of(folder).name == "brat"
        (one,) = registry.read(folder)
        assert isinstance(one, AnnotatedArticle)
        assert [(r.id, r.head, r.child, r.label) for r in one.relations] == [
            ("E1.Agent", "T2", "T1", "Agent"), ("E1.Cause", "T2", "T2", "Cause"),
        ]  # fmt: skip
        assert one.annotations[0].attributes == {"Negation": True}
        assert any("Events became relations" in remark for remark in one.remarks)

    @pytest.mark.parametrize(
        ("text", "start"),
        [
            ("\ufeffOh,\r\nBaku", 6),  # everything counted
            ("\ufeffOh,\r\nBaku", 5),  # no byte order mark
            ("Oh,\r\nBaku", 4),  # line ends as one
            ("😀h,\nBaku", 5),  # UTF-16
        ],
    )
    def test_offsets_of_other_tools(self, tmp_path: Path, text: str, start: int) -> None:
        folder = pair(tmp_path / "set", text, f"T1\tGPE {start} {start + 4}\tBaku\n")
        (one,) = brat.read(folder)
        assert found(one) == [("Baku", "GPE")]

    def test_display_names_of_others_are_not_names(self, tmp_path: Path) -> None:
        folder = pair(tmp_path / "set", "Baku", "T1\tGPE 0 4\tBaku\n")
        (folder / "visual.conf").write_text("[labels]\nGPE | Geopolitical entity | Geo\n", encoding="utf-8")
        (one,) = brat.read(folder)
        assert found(one) == [("Baku", "GPE")]

    def test_one_file_and_two_marks_at_one_place(self, tmp_path: Path) -> None:
        folder = pair(tmp_path / "set", "Baku", "T1\tGPE 0 4\tBaku\nT2\tGPE 0 4\tBaku\nR1\tIs Arg1:T2 Arg2:T1\n")
        (one,) = registry.read(folder / "a.ann")
        assert isinstance(one, AnnotatedArticle)
        assert found(one) == [("Baku", "GPE")]
        assert len(one.remarks) == 1

    @pytest.mark.parametrize(
        ("ann", "says"),
        [
            ("T1\tGPE 0 9\tBaku", "a.ann, line 1: the mark 0–9 is not inside the text, which has 5 characters."),
            ("T1\tGPE 1 5\tBaku", "a.ann, line 1: the mark says “Baku”, but there the text is “aku!”"),
            ("T1\tGPE 3 3\t", "a.ann, line 1: the mark 3–3 covers nothing"),
            ("T1\tGPE 0-4\tBaku", "a.ann, line 1: “GPE 0-4” is not a type, a start and an end"),
            ("\nT1\tGPE 0 4\tBaku\nT1\tGPE 0 4\tBaku", "a.ann, line 3: T1 is there twice"),
            ("R1\tIs Arg1:T1 Arg2:T2", "a.ann, line 1: T1 is not a mark of this text"),
            ("R1\tIs Arg1:T1", "a.ann, line 1: a relation has two arguments"),
            ("A1\tNeg T9", "a.ann, line 1: A1 is said of T9, which is not there"),
            ("E1\tIs", "a.ann, line 1: an event is a type with its trigger"),
            ("garbage", "a.ann, line 1: “garbage” is no annotation of brat"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, ann: str, says: str) -> None:
        with pytest.raises(UserError) as caught:
            list(brat.read(pair(tmp_path / "set", "Baku!", ann)))
        assert caught.value.sentence.startswith(says)

    def test_no_text_beside_it(self, tmp_path: Path) -> None:
        path = tmp_path / "a.ann"
        path.write_text("T1\tGPE 0 4\tBaku\n", encoding="utf-8")
        with pytest.raises(UserError, match=r"there is no a\.txt"):
            list(brat.read(path))

    def test_a_folder_of_articles_with_one_stray_file_is_no_dataset(self, tmp_path: Path) -> None:
        folder = pair(tmp_path / "set", "Baku", "T1\tGPE 0 4\tBaku\n")
        assert brat.recognises(folder)
        (tmp_path / "page.html").write_text("<p>Words.", encoding="utf-8")
        assert not brat.recognises(tmp_path)  # a folder that holds such a folder among other things
        for number in range(3):
            (folder / f"{number}.txt").write_text("Words.", encoding="utf-8")
        assert not brat.recognises(folder)


@quick
@given(st.data())
def test_damaged_files_are_read_or_refused_with_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    ann = (
        "T1\tPER 0 8\tJane Roe\nT2\tGPE 14 18;19 22\tBaku now\nR1\tIn Arg1:T1 Arg2:T2\nA1\tSure T1 3\n*\tEquiv T1 T2\n"
        "N1\tReference T2 W:1\tBaku\n#1\tAnnotatorNotes T1\tx\nE1\tPER:T1 Of:T2\n"
    )
    folder = pair(tmp_path / "set", "Jane Roe left Baku now.", "")
    (folder / "a.ann").write_bytes(data.draw(damaged(ann.encode())))
    read_or_refused(brat.read, folder / "a.ann")
