"""GATE XML: whole folders come back, and documents of GATE Developer are read with their sets and features."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]
from tests.formats.strategies import annotated_articles, article_of, damaged, read_or_refused, several, write

from pressmark.core.annotation import Relation, Status
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats import gate, registry

quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
FORM = registry.writer("gate")
DOCUMENT = """<?xml version='1.0' encoding='UTF-8'?>
<GateDocument version="3">
<GateDocumentFeatures><Feature><Name>a</Name><Value>b</Value></Feature></GateDocumentFeatures>
<TextWithNodes><Node id="0" />😀<Node id="2" /> <Node id="3" />Jane<Node id="7" /> left<Node id="12" /></TextWithNodes>
<AnnotationSet>
<Annotation Id="1" Type="Token" StartNode="3" EndNode="7">
<Feature><Name className="java.lang.String">string</Name><Value className="java.lang.String">Jane</Value></Feature>
<Feature><Name className="java.lang.String">category</Name><Value className="java.lang.String">NNP</Value></Feature>
</Annotation>
<Annotation Id="2" Type="Sentence" StartNode="3" EndNode="12" />
</AnnotationSet>
<AnnotationSet Name="Key">
<Annotation Id="3" Type="Person" StartNode="3" EndNode="7">
<Feature><Name className="java.lang.String">age</Name><Value className="java.lang.Integer">41</Value></Feature>
<Feature><Name className="java.lang.String">code</Name><Value className="java.lang.String">007</Value></Feature>
<Feature><Name className="java.lang.String">sure</Name><Value className="java.lang.Boolean">true</Value></Feature>
</Annotation>
<Annotation Id="4" Type="Leaving" StartNode="7" EndNode="12" />
</AnnotationSet>
<AnnotationSet Name="Original markups"><Annotation Id="5" Type="p" StartNode="0" EndNode="12" /></AnnotationSet>
<RelationSet><Relation Id="6" Type="who" Members="4;3" /></RelationSet>
</GateDocument>
"""


def marks(one: AnnotatedArticle) -> list[tuple[str, str]]:
    return [(a.span.of(one.article.text), a.label) for a in one.annotations]


def read(tmp_path: Path, content: str) -> AnnotatedArticle:
    path = tmp_path / "a.xml"
    path.write_bytes(content.encode("utf-8"))
    (one,) = registry.read(path)
    assert isinstance(one, AnnotatedArticle)
    return one


class TestWriting:
    @quick
    @given(several(annotated_articles, statuses=st.sampled_from(Status)))
    def test_write_then_read_is_identity(self, tmp_path: Path, articles: list[AnnotatedArticle]) -> None:
        folder = tmp_path / "set"
        shutil.rmtree(folder, ignore_errors=True)
        results = write(FORM, articles, folder)
        back = list(gate.read(folder))
        assert [one.article.id for one in back] == [one.article.id for one in articles]
        assert [gate.digest(one) for one in back] == [each.digest for each in results]
        for one, article, result in zip(back, articles, results, strict=True):
            if not result.losses:
                assert [(a.span, a.label, dict(a.attributes), a.note, a.status) for a in one.annotations] == [
                    (a.span, a.label, dict(a.attributes), a.note, a.status) for a in article.annotations
                ]

    def test_nodes_are_named_by_their_offset_in_java(self, tmp_path: Path) -> None:
        one = article_of("😀 New York\nnow", (2, 10, "GPE"), (6, 10, "X"))
        one = AnnotatedArticle(one.article, one.annotations, (Relation("r1", "a1", "a2", "has"),))
        write(FORM, [one], tmp_path)
        root = etree.parse(tmp_path / f"{one.article.id}.xml").getroot()
        java = one.article.text.encode("utf-16-le")
        at = 0
        for node in root.find("TextWithNodes"):
            assert int(node.get("id")) == at
            at += len((node.tail or "").encode("utf-16-le")) // 2
        assert at == len(java) // 2
        found = root.find("AnnotationSet").findall("Annotation")
        words = [java[2 * int(a.get("StartNode")) : 2 * int(a.get("EndNode"))].decode("utf-16-le") for a in found]
        assert [(each, a.get("Type")) for each, a in zip(words, found, strict=True)] == [
            ("New York", "GPE"),
            ("York", "X"),
        ]
        (relation,) = root.iter("Relation")
        assert (relation.get("Type"), relation.get("Members")) == ("has", "0;1")


class TestReading:
    def test_sets_features_tokens_and_relations(self, tmp_path: Path) -> None:
        one = read(tmp_path, DOCUMENT)
        assert one.article.text == "😀 Jane left"
        assert marks(one) == [("Jane", "Person"), (" left", "Leaving")]
        assert one.annotations[0].attributes == {"age": 41, "code": "007", "sure": True, "annotation_set": "Key"}
        assert [(t.span.of(one.article.text), t.pos, t.sentence_start) for t in one.tokens] == [("Jane", "NNP", True)]
        assert [(r.head, r.child, r.label) for r in one.relations] == [("4", "3", "who")]
        assert "Original markups" in one.remarks[0]

    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            ('Type="Leaving" StartNode="7"', 'Type="Leaving" StartNode="9"', "line 18: the StartNode “9” is no Node"),
            ('Id="4"', 'Id="3"', "line 18: the Id “3” is there twice, as in line 13"),
            ('Members="4;3"', 'Members="4;9"', "line 21: a Relation has two Members"),
            ('StartNode="7" EndNode="12"', 'StartNode="12" EndNode="7"', "line 18: an annotation has a Type, and"),
            ("TextWithNodes", "Text", "line 2: this is no GateDocument with a TextWithNodes"),
            ('<Node id="2" />', "<b/>", "line 4: the text holds something that is no Node"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, old: str, new: str, says: str) -> None:
        with pytest.raises(UserError) as caught:
            read(tmp_path, DOCUMENT.replace(old, new))
        assert caught.value.sentence.startswith(f"a.xml, {says}")

    def test_entities_are_refused(self, tmp_path: Path) -> None:
        declared = "<!DOCTYPE GateDocument [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><GateDocument>"
        with pytest.raises(UserError, match="declares entities"):
            read(tmp_path, DOCUMENT.replace('<GateDocument version="3">', declared).replace("left", "&a;"))


@quick
@given(st.data())
def test_damaged_files_are_read_or_refused_with_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(data.draw(damaged(DOCUMENT.encode("utf-8"))))
    read_or_refused(gate.read, path)
