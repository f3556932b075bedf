"""What the files of other programs' own test suites taught, each shape made anew in our words.

The suites themselves (INCEpTION's and DKPro's, brat's corpora, doccano's, the Universal Dependencies tools') are not
ours to keep.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats import registry

XMI = """<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0"
  xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmlns:own="http:///webanno/custom.ecore"
  xmlns:none="http:///uima/noNamespace.ecore">
<cas:NULL xmi:id="0"/>
<cas:Sofa xmi:id="12" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="Mira sold Odesa a ship."/>
{}
<cas:View sofa="12" members="{}"/>
</xmi:XMI>"""


def read(path: Path, content: str) -> list[AnnotatedArticle]:
    path.write_text(content, encoding="utf-8")
    return [one for one in registry.read(path) if isinstance(one, AnnotatedArticle)]


def marks(one: AnnotatedArticle) -> list[tuple[str, str]]:
    return [(a.span.of(one.article.text), a.label) for a in one.annotations]


def arrows(one: AnnotatedArticle) -> list[tuple[str, str, str]]:
    words = {a.id: a.span.of(one.article.text) for a in one.annotations}
    return [(words[r.head], r.label, words[r.child]) for r in one.relations]


def refusal(path: Path, content: str) -> str:
    with pytest.raises(UserError) as caught:
        read(path, content)
    return caught.value.sentence


class TestWebAnnoBefore3:
    # Version 1: id, word, lemma, part of speech, names (stacked ones parted by "|"), coreference, syntax.
    STACKED = (
        "#id=1\n#text=North Sea Bank fell\n"
        "1\tNorth\t_\tNNP\tB-ORG|B-LOC\tO\t4\tnsubj\t_\t_\n"
        "2\tSea\t_\tNNP\tI-ORG|I-LOC\tO\t1\tflat\t_\t_\n"
        "3\tBank\t_\tNNP\tI-ORG\tO\t1\tflat\t_\t_\n"
        "4\tfell\t_\tVBD\tO\tO\t0\tROOT\t_\t_\n\n"
        "#id=2\n#text=Mira left\n"
        "1\tMira\t_\tNNP\tB-PER\tO\t2\tnsubj\t_\t_\n2\tleft\t_\tVBD\tO\tO\t0\tROOT\t_\t_\n\n"
    )

    def test_stacked_names_are_marks_of_their_own(self, tmp_path: Path) -> None:
        (one,) = read(tmp_path / "a.tsv", self.STACKED)
        assert marks(one) == [("North Sea Bank", "ORG"), ("North Sea", "LOC"), ("Mira", "PER")]

    def test_a_label_with_a_bar_is_no_stack(self, tmp_path: Path) -> None:
        (one,) = read(tmp_path / "a.bio", "North B-sea|bank\nSea I-sea|bank\nfell O\n")
        assert marks(one) == [("North Sea", "sea|bank")]

    def test_words_without_one_name_are_no_table_of_articles(self, tmp_path: Path) -> None:
        (one,) = read(tmp_path / "a.tsv", "1\tThe\t_\tDT\tO\tO\t2\tdet\t_\t_\n2\tfox\t_\tNN\tO\tO\t0\troot\t_\t_\n")
        assert (one.article.text, one.annotations) == ("The fox\n", ())

    def test_version_2_is_told_with_what_to_do(self, tmp_path: Path) -> None:
        said = refusal(tmp_path / "a.tsv", " # webanno.custom.Ship | kind\n#id=1\n#text=A ship\n1-1\tA\t_\t\n")
        assert said == (
            "a.tsv, line 1: this is a version of WebAnno TSV before 3. Export it from INCEpTION as WebAnno TSV 3.3."
        )


class TestXmiAlone:
    """Files of INCEpTION without the types that were exported with them."""

    def test_layers_slots_and_relations_of_ones_own(self, tmp_path: Path) -> None:
        rows = """<ner:NamedEntity xmi:id="20" sofa="12" begin="0" end="4" value="PER"/>
            <ner:NamedEntity xmi:id="21" sofa="12" begin="10" end="15" value="GPE"/>
            <own:Ship xmi:id="22" sofa="12" begin="16" end="22" kind="ferry"/>
            <own:Sale xmi:id="23" sofa="12" begin="5" end="9" goods="24"/>
            <own:SaleGoodsLink xmi:id="24" role="sold" target="22"/>
            <own:Deal xmi:id="25" sofa="12" begin="10" end="15" Governor="20" Dependent="21" how="cash"/>
            <none:Note xmi:id="26" sofa="12" begin="0" end="22"><tags>x</tags><tags>y</tags></none:Note>"""
        (one,) = read(tmp_path / "a.xmi", XMI.format(rows, "20 21 22 23 24 25 26"))
        assert marks(one) == [
            ("Mira sold Odesa a ship", "Note"), ("Mira", "PER"), ("sold", "Sale"), ("Odesa", "GPE"),
            ("a ship", "ferry"),
        ]  # fmt: skip
        assert arrows(one) == [("Mira", "cash", "Odesa"), ("sold", "sold", "a ship")]
        assert one.remarks[0] == (
            "There is no TypeSystem.xml beside a.xmi: what it says of Ship, Sale, Deal, Note was read without knowing "
            "its types."
        )

    def test_a_chain(self, tmp_path: Path) -> None:
        rows = """<own:SameLink xmi:id="30" sofa="12" begin="0" end="4" next="31"/>
            <own:SameLink xmi:id="31" sofa="12" begin="10" end="15"/>
            <own:SameChain xmi:id="32" sofa="12" first="30"/>"""
        (one,) = read(tmp_path / "a.xmi", XMI.format(rows, "30 31 32"))
        assert arrows(one) == [("Mira", "coref", "Odesa")]

    def test_names_that_are_pythons_own_warn_of_nothing(self, tmp_path: Path) -> None:
        rows = '<own:Odd xmi:id="40" sofa="12" begin="0" end="4" self="x" type="y"/>'
        (one,) = read(tmp_path / "a.xmi", XMI.format(rows, "40"))
        assert [a.span.of(one.article.text) for a in one.annotations] == ["Mira"]

    def test_a_second_text_is_not_passed_over_in_silence(self, tmp_path: Path) -> None:
        rows = """<cas:Sofa xmi:id="50" sofaNum="2" sofaID="Other" mimeType="text" sofaString="Another."/>
            <cas:View sofa="50" members=""/>"""
        (one,) = read(tmp_path / "a.xmi", XMI.format(rows, ""))
        assert one.article.text == "Mira sold Odesa a ship."
        assert "Of the 2 texts in a.xmi, the first was read." in one.remarks


class TestDoccano:
    def test_the_name_of_a_label_beside_its_number(self, tmp_path: Path) -> None:
        mark = {"id": 7, "label": 2, "label_name": "PER", "start_offset": 0, "end_offset": 4, "user": 1}
        (one,) = read(tmp_path / "a.jsonl", json.dumps({"id": 1, "text": "Mira left", "annotations": [mark]}))
        assert (marks(one), one.remarks) == ([("Mira", "PER")], ())

    def test_a_line_without_text_is_told(self, tmp_path: Path) -> None:
        rows = [{"text": "Mira left", "entities": [[0, 4, "PER"]]}, {"entities": [[0, 4, "PER"]]}]
        said = refusal(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
        assert said.startswith("a.jsonl, line 2: there is no “text” here.")


def test_several_values_of_one_key_in_bioc(tmp_path: Path) -> None:
    (one,) = read(
        tmp_path / "a.xml",
        "<collection><source/><date/><key/><document><id>1</id><passage><offset>0</offset><text>Mira left</text>"
        '<annotation id="1"><infon key="type">Span</infon><infon key="kinds">PER</infon>'
        '<infon key="kinds">QUEEN</infon>'
        '<location offset="0" length="4"/><text>Mira</text></annotation></passage></document></collection>',
    )
    assert one.annotations[0].attributes == {"kinds": ["PER", "QUEEN"]}


def test_timeml_in_the_frame_of_tempeval_2(tmp_path: Path) -> None:
    (one,) = read(
        tmp_path / "a.tml",
        '<TempEval>\n<s>It <EVENT eid="e1" class="OCCURRENCE">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" '
        'value="2020-05-03">3 May</TIMEX3>.</s>\n<TLINK lid="l1" relType="OVERLAP" eventID="e1" relatedToTime="t1"/>'
        "</TempEval>",
    )
    assert marks(one) == [("fell", "EVENT"), ("3 May", "DATE")]
    assert arrows(one) == [("fell", "OVERLAP", "3 May")]


class TestJson:
    def test_an_array_of_texts_is_a_table(self, tmp_path: Path) -> None:
        found = read(
            tmp_path / "a.json",
            '[{"text": "Mira left.", "labels": "good"}, {"text": "So did I.", "labels": ["a", "b"]}]',
        )
        assert [one.article.text for one in found] == ["Mira left.", "So did I."]

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            ("[]", "a.json holds no article: there is nothing in its JSON. Choose another file."),
            ("{}", "a.json holds no article: there is nothing in its JSON. Choose another file."),
            ('[\n{"text": "Mira', "a.json, line 2: this is not JSON ("),
            ('[{"x": 1}]', "a.json is not a kind of file that can be read: it begins like no .json file that is known"),
        ],
    )
    def test_what_is_none_is_said_in_one_short_sentence(self, tmp_path: Path, content: str, says: str) -> None:
        said = refusal(tmp_path / "a.json", content)
        assert said.startswith(says)
        assert len(said) < 250


def test_marks_without_their_text_are_told_what_is_missing(tmp_path: Path) -> None:
    said = refusal(tmp_path / "a.ann", "T1\tPER 0 4\tMira\n")
    assert said == "There is no a.txt beside a.ann, which holds the text that its marks are of. Put both together."


class TestTagsInTheLine:
    """What spaCy's converter calls iob: a sentence a line, the tags behind bars."""

    def test_words_with_parts_of_speech(self, tmp_path: Path) -> None:
        content = "Mira|NNP|B-PER Roth|NNP|I-PER sails|VBZ|O\n\nOdesa|NNP|B-LOC ||SYM|O fell|VBD|O\n"
        (one,) = read(tmp_path / "a.iob", content)
        assert one.article.text == "Mira Roth sails\nOdesa | fell\n"
        assert marks(one) == [("Mira Roth", "PER"), ("Odesa", "LOC")]
        assert [token.pos for token in one.tokens] == ["NNP", "NNP", "VBZ", "NNP", "SYM", "VBD"]

    def test_tags_alone_in_a_text_file_and_without_b(self, tmp_path: Path) -> None:
        (one,) = read(tmp_path / "a.txt", "Mira|I-PER Roth|I-PER left|O\nOdesa|I-LOC fell|O\n")
        assert marks(one) == [("Mira Roth", "PER"), ("Odesa", "LOC")]

    def test_a_word_without_its_tag(self, tmp_path: Path) -> None:
        long = "Mira|B-PER left|O\n" * 200
        assert refusal(tmp_path / "a.iob", long + "Odesa fell|O\n") == (
            "a.iob, line 201: “Odesa” is no word with its tag behind a bar, unlike the first ones. Mend it."
        )

    def test_a_table_with_bars_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("a|b c|d\nThe bars | in a text.\n", encoding="utf-8")
        assert registry.format_of(tmp_path / "a.txt").name == "text"


def test_normalizations_of_the_shared_task_of_2013_and_remarks_in_brat(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Odesa and Lviv", encoding="utf-8")
    (one,) = read(
        tmp_path / "a.ann",
        "# made by hand\nT1\tLOC 0 5\tOdesa\nT2\tLOC 10 14\tLviv\n"
        "N1\tReference Annotation:T1 Referent:Geo:698740\tOdesa\nN2\tReference Referent:Geo:702550 Annotation:T2\n",
    )
    assert [a.attributes["normalizations"] for a in one.annotations] == [
        [{"id": "Geo:698740", "text": "Odesa"}],
        [{"id": "Geo:702550"}],
    ]
    assert "Lines of a.ann that begin with # are not known and were passed over." in one.remarks


def test_what_corenlp_writes(tmp_path: Path) -> None:
    rows = (
        "1\tMira\tMira\tNNP\tPERSON\t2\tcompound\n2\tRoth\tRoth\tNNP\tPERSON\t3\tnsubj\n3\tleft\tleave\tVBD\tO\t0\tROOT\n"
        "4\tOdesa\tOdesa\tNNP\tCITY\t3\tobj\n\n1\tIt\tit\tPRP\tO\t2\tnsubj\n2\trained\train\tVBD\tO\t0\tROOT\n\n"
    )
    (one,) = read(tmp_path / "a.conll", rows)
    assert one.article.text == "Mira Roth left Odesa\nIt rained\n"
    assert marks(one) == [("Mira Roth", "PERSON"), ("Odesa", "CITY")]
    assert [token.pos for token in one.tokens] == ["NNP", "NNP", "VBD", "NNP", "PRP", "VBD"]


@pytest.mark.parametrize("name", ["esp.train", "ned.testa", "x.testb", "x.dev", "x.test"])
def test_files_as_the_shared_tasks_call_them(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes("Odesa NC B-LOC\nmañana NC O\n\n".encode("latin-1"))
    assert registry.can_read(path)
    (one,) = [each for each in registry.read(path) if isinstance(each, AnnotatedArticle)]
    assert (one.article.text, marks(one)) == ("Odesa mañana\n", [("Odesa", "LOC")])
    path.write_text("a set of\nunit tests\n", encoding="utf-8")
    assert not registry.can_read(path)


def test_prodigys_relations_between_words_without_labels(tmp_path: Path) -> None:
    spans = [{"start": 0, "end": 4, "token_start": 0, "token_end": 0, "label": "PER"}]
    mira, roth = ({"start": s, "end": e, "token_start": n, "token_end": n} for s, e, n in ((0, 4, 0), (10, 14, 2)))
    relations = [
        {
            "head": 0,
            "child": 2,
            "head_span": mira | {"label": "PER"},
            "child_span": roth | {"label": None},
            "label": "X",
        },
        {
            "head": 0,
            "child": 0,
            "head_span": mira | {"label": "PER"},
            "child_span": mira | {"label": "PER"},
            "label": "S",
        },
    ]
    task = {"text": "Mira left Roth", "spans": spans, "relations": relations, "_task_hash": 1, "answer": "accept"}
    (one,) = read(tmp_path / "a.jsonl", json.dumps(task))
    assert arrows(one) == [("Mira", "S", "Mira")]
    assert "1 relation between words without a label passed over." in one.remarks


@pytest.mark.parametrize("where", [{"sofaURI": "file:/a.txt"}, {"@sofaArray": 2}])
def test_a_cas_whose_text_is_elsewhere(tmp_path: Path, where: dict[str, object]) -> None:
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView"} | where
    bytes_ = {"%ID": 2, "%TYPE": "uima.cas.ByteArray", "%ELEMENTS": "T2Rlc2E="}
    views = {"_InitialView": {"%SOFA": 1, "%MEMBERS": []}}
    cas = {"%TYPES": {}, "%FEATURE_STRUCTURES": [bytes_, sofa], "%VIEWS": views}
    assert refusal(tmp_path / "a.json", json.dumps(cas)) == (
        "a.json: its text is not in this file, or there as bytes. Export it with its text."
    )


def test_names_as_dkpro_writes_them_for_brat(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Odesa fell", encoding="utf-8")
    name = "de-tudarmstadt-ukp-dkpro-core-api-ner-type-NamedEntity"
    (one,) = read(
        tmp_path / "a.ann",
        f"T1\t{name} 0 5\tOdesa\nA1\t{name}_value T1 LOC\nA2\t{name}_identifier T1 Q1874\nT2\t{name} 6 10\tfell\n",
    )
    assert marks(one) == [("Odesa", "LOC"), ("fell", name)]
    assert one.annotations[0].attributes == {f"{name}_identifier": "Q1874"}


def test_what_is_said_of_events_that_share_a_trigger(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mira and Ola sank it", encoding="utf-8")
    lines = (
        "T1\tPER 0 4\tMira\nT2\tPER 9 12\tOla\nT3\tSink 13 17\tsank\n"
        "E1\tSink:T3 By:T1\nE2\tSink:T3 By:T2\nM1\tNegation E1\n"
    )
    (one,) = read(tmp_path / "a.ann", lines)
    assert arrows(one) == [("sank", "By", "Mira"), ("sank", "By", "Ola")]
    assert "Events in a.ann share a trigger, which has now what is said of each of them." in one.remarks
    (alone,) = read(tmp_path / "a.ann", lines.replace("E2\tSink:T3 By:T2\n", ""))
    assert not any("share a trigger" in remark for remark in alone.remarks)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-16-le"])
def test_webanno_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    content = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n#Text=Mühl fell\n"
    rows = "1-1\t0-4\tMühl\tX\t\n1-2\t5-9\tfell\t_\t\n"
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    (tmp_path / "a.tsv").write_bytes((mark + content + rows).encode(encoding))
    assert registry.format_of(tmp_path / "a.tsv").name == "webanno"
    (one,) = [each for each in registry.read(tmp_path / "a.tsv") if isinstance(each, AnnotatedArticle)]
    assert marks(one) == [("Mühl", "X")]
