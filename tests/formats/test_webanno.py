"""WebAnno TSV 3: whole folders come back, and every kind of layer is read from files as INCEpTION writes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.strategies import annotated_articles, article_of, damaged, read_or_refused, several, write

from pressmark.core.annotation import Relation
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats import registry, webanno

quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
FORM = registry.writer("webanno")
NE = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


def read(tmp_path: Path, *rows: str, version: str = "3.3") -> AnnotatedArticle:
    path = tmp_path / "a.tsv"
    path.write_bytes("\n".join([f"#FORMAT=WebAnno TSV {version}", *rows, ""]).encode("utf-8"))
    (one,) = registry.read(path)
    assert isinstance(one, AnnotatedArticle)
    return one


def marks(one: AnnotatedArticle) -> list[tuple[str, str]]:
    return [(a.span.of(one.article.text), a.label) for a in one.annotations]


def arrows(one: AnnotatedArticle) -> list[tuple[str, str, str]]:
    words = {a.id: a.span.of(one.article.text) for a in one.annotations}
    return [(words[r.head], words[r.child], r.label) for r in one.relations]


class TestWriting:
    @quick
    @given(several(annotated_articles))
    def test_write_then_read_is_identity(self, tmp_path: Path, articles: list[AnnotatedArticle]) -> None:
        folder = tmp_path / "set"
        shutil.rmtree(folder, ignore_errors=True)
        results = write(FORM, articles, folder)
        back = list(webanno.read(folder))
        assert [one.article.id for one in back] == [one.article.id for one in articles]
        assert [webanno.digest(one) for one in back] == [each.digest for each in results]
        for one, article, result in zip(back, articles, results, strict=True):
            text = article.article.text
            assert one.article.text.strip() == text.strip()
            told = {(each.span, each.label) for each in result.losses}
            meant = [(a.span, a.label) for a in article.annotations if (a.span, a.label) not in told]
            assert set(meant) <= {(a.span, a.label) for a in one.annotations}

    def test_what_is_written(self, tmp_path: Path) -> None:
        one = article_of("😀 New Yorkers\nleft.\n\nYes", (2, 10, "GPE"), (2, 13, "a|b"), (14, 18, "X"), (21, 24, "X"))
        one = AnnotatedArticle(one.article, one.annotations, (Relation("r1", "a1", "a3", "of_x"),))
        write(FORM, [one], tmp_path)
        path = tmp_path / f"{one.article.id}.tsv"
        assert path.read_text("utf-8").split("\n") == [
            "#FORMAT=WebAnno TSV 3.3", f"#T_SP={NE}|identifier|value",
            f"#T_RL=webanno.custom.Relation|label|BT_{NE}", "", "", "#Text=😀 New Yorkers", "#Text=",
            "1-1\t0-2\t😀\t_\t_\t_\t_\t",
            "1-2\t3-6\tNew\t*[1]|*[2]\ta\\|b[1]|GPE[2]\t_\t_\t",
            "1-3\t7-14\tYorkers\t*[1]\ta\\|b[1]\t_\t_\t",
            "1-3.1\t7-11\tYork\t*[2]\tGPE[2]\t_\t_\t",
            "", "#Text=left.", "#Text=", "#Text=",
            "2-1\t15-19\tleft\t*\tX\tof\\_x\t1-2[2_0]\t", "2-2\t19-20\t.\t_\t_\t_\t_\t",
            "", "#Text=Yes", "3-1\t22-25\tYes\t*\tX\t_\t_\t", "",
        ]  # fmt: skip

    def test_every_loss_is_named(self, tmp_path: Path) -> None:
        one = article_of("Oh  no", (2, 4, "A"), (0, 3, "B"), (0, 2, "B"))
        (written,) = write(FORM, [one], tmp_path)
        assert [(each.label, each.what) for each in written.losses] == [
            ("B", "changed"), ("B", "left out"), ("A", "left out")
        ]  # fmt: skip
        assert len(written.annotations) == 1


class TestReading:
    def test_stacked_long_and_inner_marks(self, tmp_path: Path) -> None:
        one = read(
            tmp_path,
            "#T_SP=webanno.custom.Span|kind|value", "", "", "#Text=aaaa bbbb cc",
            "1-1\t0-4\taaaa\t*[1]|k[2]\tX[1]|Y[2]\t", "1-1.1\t2-4\taa\t*[3]\tin[3]\t",
            "1-2\t5-9\tbbbb\t*[1]|*[3]\tX[1]|in[3]\t", "1-2.1\t7-7\t\t*\t*\t", "1-3\t10-12\tcc\t\\_\t*\t",
        )  # fmt: skip
        assert marks(one) == [("aaaa bbbb", "X"), ("aaaa", "Y"), ("aa bbbb", "in"), ("cc", "Span")]
        assert one.annotations[1].attributes == {"kind": "k", "layer": "Span"}
        assert one.annotations[3].attributes == {"kind": "_"}
        assert one.remarks == ("Marks without any text were passed over.",)

    def test_relations_slots_and_chains(self, tmp_path: Path) -> None:
        one = read(
            tmp_path,
            f"#T_SP={NE}|identifier|value", f"#T_RL=webanno.custom.Rel|value|BT_{NE}",
            f"#T_SP=webanno.custom.Event|ROLE_webanno.custom.Event:who_webanno.custom.Link|{NE}|type",
            "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation",
            "", "", "#Text=Jane Roe met him here",
            "1-1\t0-4\tJane\t*[1]\tPER[1]\t_\t_\t_\t_\t_\tname[1]\tsame->1-1\t",
            "1-2\t5-8\tRoe\t*[1]\tPER[1]\t_\t_\t_\t_\t_\tname[1]\tsame->1-1\t",
            "1-3\t9-12\tmet\t_\t_\t_\t_\tagent;other\t1-1[1];1-5\tmeet\t_\t_\t",
            "1-4\t13-16\thim\t_\t_\t_\t_\t_\t_\t_\tpro[1]\t*->1-2\t",
            "1-5\t17-21\there\thttps://x\tLOC\tat\t1-1[1_0]\t_\t_\t_\t_\t_\t",
        )  # fmt: skip
        assert marks(one) == [
            ("Jane Roe", "PER"), ("Jane Roe", "name"), ("met", "meet"), ("him", "pro"), ("here", "LOC"),
        ]  # fmt: skip
        assert sorted(arrows(one)) == [
            ("Jane Roe", "here", "at"), ("Jane Roe", "him", "same"), ("met", "Jane Roe", "agent"),
            ("met", "here", "other"),
        ]  # fmt: skip
        assert one.annotations[4].attributes == {"identifier": "https://x"}

    def test_a_layer_of_several_features(self, tmp_path: Path) -> None:
        one = read(
            tmp_path, "#T_SP=x.Many|f1|f2", "#T_RL=x.Rel|r1|r2|BT_x.Many", "", "", "#Text=A tale of",
            "1-1\t0-1\tA\tA[1]|A[2]\tB[1]|C[2]\t_\t_\t_\t", "1-2\t2-6\ttale\tA\tB\tq\tr\t1-1[2_0]\t",
            "1-3\t7-9\tof\t_\t_\t_\t_\t_\t",
        )  # fmt: skip
        assert marks(one) == [("A", "Many (A, B)"), ("A", "Many (A, C)"), ("tale", "Many")]
        assert [dict(a.attributes) for a in one.annotations] == [
            {"f1": "A", "f2": "B"}, {"f1": "A", "f2": "C"}, {"f1": "A", "f2": "B"},
        ]  # fmt: skip
        assert arrows(one) == [("A", "tale", "q")]

    def test_words_and_their_layers(self, tmp_path: Path) -> None:
        one = read(
            tmp_path,
            "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue|coarseValue",
            "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Lemma|value",
            "#T_RL=de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency|DependencyType|flavor|"
            "BT_de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS",
            "", "", "#Text=He left", "1-1\t0-2\tHe\tPRP\tPRON\the\tnsubj\t*\t1-2\t",
            "1-2\t3-7\tleft\tVBD\t*\tleave\troot\t*\t1-2\t",
        )  # fmt: skip
        assert marks(one) == []
        assert [(t.pos, t.sentence_start) for t in one.tokens] == [("PRP", True), ("VBD", False)]
        assert len(one.remarks) == 1

    def test_sentences_stand_where_their_offsets_say(self, tmp_path: Path) -> None:
        one = read(
            tmp_path, "#T_SP=x.A|", "", "", "#Text=One\\ttwo", "#Text=three.", "1-1\t1-4\tOne\t*[1]\t",
            "1-2\t5-8\ttwo\t*[1]\t", "1-3\t9-14\tthree\t_\t", "", "#Sentence.id=7", "#Text=Four",
            "2-1\t18-22\tFour\t*\t",
        )  # fmt: skip
        assert one.article.text == " One\ttwo\nthree.\n  Four"
        assert marks(one) == [("One\ttwo", "A"), ("Four", "A")]

    def test_the_escapes_of_older_versions(self, tmp_path: Path) -> None:
        one = read(
            tmp_path, f"#T_SP={NE}|value", "", "", "#Text=Gr\\u00FC\\u00DFe \\\"x\\\"",
            "1-1\t0-5\tGrüße\tA\\-B\\]\t", '1-2\t6-9\t"x"\tNOT\\[0\\]\t', version="3.1",
        )  # fmt: skip
        assert marks(one) == [("Grüße", "A-B]"), ('"x"', "NOT[0]")]

    def test_no_layers_and_a_name_without_version(self, tmp_path: Path) -> None:
        one = read(tmp_path, "", "", "#Text=Oh no", "1-1\t0-2\tOh\t", "1-2\t3-5\tno\t", version="3")
        assert (one.article.text, marks(one)) == ("Oh no", [])

    @pytest.mark.parametrize(
        ("rows", "says"),
        [
            (["#T_SP=x.A|v", "", "#Text=Oh", "1-1\t0-2\tAh\t_\t"], "line 5: the token is “Ah”, but at 0-2"),
            (["#T_SP=x.A|v", "", "#Text=Oh", "1-1\t0-9\tOh\t_\t"], "line 5: the offsets 0-9 are not inside"),
            (["#T_SP=x.A|v", "", "#Text=Oh", "1-1\t0-2\tOh"], "line 5: 0 columns of layers instead of 1"),
            (["#T_SP=x.A|v", "", "#Text=Oh", "1\t0-2\tOh\t_"], "line 5: a row begins with an id like 1-1"),
            (["#T_SP=x.A|v|w", "", "#Text=Oh", "1-1\t0-2\tOh\ta|b\tc\t"], "line 5: the columns of A hold unequal"),
            (["", "#Text=Oh", "1-1\t0-2\tOh\t", "", "#Text=no", "2-1\t1-3\tno\t"], "line 7: the sentence begins at 1"),
            (["#T_XX=x"], "line 2: this is no layer"),
            (["", "#Text=Oh"], "line 3: the tokens of the last sentence are missing"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, rows: list[str], says: str) -> None:
        with pytest.raises(UserError) as caught:
            read(tmp_path, *rows)
        assert caught.value.sentence.startswith(f"a.tsv, {says}")

    def test_version_2_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.tsv"
        path.write_text(" # webanno.custom.Span | f1\n#id=1\n#text=A\n1-1\tA\t_\t\n", encoding="utf-8")
        assert registry.format_of(path).name == "webanno"
        with pytest.raises(UserError, match="a version of WebAnno TSV before 3"):
            list(webanno.read(path))


@quick
@given(st.data())
def test_damaged_files_are_read_or_refused_with_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    one = article_of("😀 New Yorkers\nleft.\n\nYes", (2, 10, "GPE"), (2, 13, "a|b"), (14, 18, "X"))
    one = AnnotatedArticle(one.article, one.annotations, (Relation("r1", "a1", "a3", "of_x"),))
    folder = tmp_path / "set"
    write(FORM, [one], folder)
    path = folder / f"{one.article.id}.tsv"
    path.write_bytes(data.draw(damaged(path.read_bytes())))
    read_or_refused(webanno.read, path)
