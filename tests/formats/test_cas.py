"""UIMA CAS: dkpro-cassis reads what is written, folders come back, and layers of all kinds are read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from cassis import Cas, TypeSystem, load_cas_from_json, load_cas_from_xmi, load_typesystem
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.strategies import annotated_articles, article_of, damaged, read_or_refused, several, write

from pressmark.core.annotation import Relation, Status
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats import cas, registry

quick = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=40
)
NE = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
NAMES = ["cas-xmi", "cas-json"]


def marks(one: AnnotatedArticle) -> list[tuple[str, str]]:
    return [(a.span.of(one.article.text), a.label) for a in one.annotations]


def read(path: Path) -> AnnotatedArticle:
    (one,) = registry.read(path)
    assert isinstance(one, AnnotatedArticle)
    return one


class TestWriting:
    @quick
    @given(several(annotated_articles, statuses=st.sampled_from(Status), max_annotations=4), st.sampled_from(NAMES))
    def test_write_then_read_is_identity(self, tmp_path: Path, articles: list[AnnotatedArticle], name: str) -> None:
        form = registry.writer(name)
        folder = tmp_path / "set"
        shutil.rmtree(folder, ignore_errors=True)
        results = write(form, articles, folder)
        back = list(form.read(folder))
        assert [one.article.id for one in back] == [one.article.id for one in articles]
        assert [cas.digest(one) for one in back] == [each.digest for each in results]
        for one, article, result in zip(back, articles, results, strict=True):
            if name == "cas-json" or not result.losses:
                assert [(a.span, a.label, a.status) for a in one.annotations] == [
                    (a.span, a.label, a.status) for a in article.annotations
                ]
            if name == "cas-json":
                assert result.losses == ()
                assert one.article.text == article.article.text

    @pytest.mark.parametrize("name", NAMES)
    def test_cassis_reads_it(self, tmp_path: Path, name: str) -> None:
        one = article_of("😀 New Yorkers left. Yes", (2, 10, "GPE"), (20, 23, "X"))
        one = AnnotatedArticle(one.article, one.annotations, (Relation("r1", "a1", "a2", "of"),))
        write(registry.writer(name), [one], tmp_path)
        path = tmp_path / f"{one.article.id}{'.xmi' if name == 'cas-xmi' else '.json'}"
        found: Any
        if name == "cas-xmi":
            with (tmp_path / "TypeSystem.xml").open("rb") as types, path.open("rb") as file:
                found = load_cas_from_xmi(file, typesystem=load_typesystem(types))
            assert 'begin="3" end="11"' in path.read_text("utf-8")  # UTF-16 units
        else:
            with path.open("rb") as file:
                found = load_cas_from_json(file)
        assert found.sofa_string == one.article.text
        assert [(each.get_covered_text(), each.value) for each in found.select(NE)] == [
            ("New York", "GPE"),
            ("Yes", "X"),
        ]
        (arrow,) = found.select("webanno.custom.Relation")
        assert (arrow.Governor.value, arrow.Dependent.value, arrow.label) == ("GPE", "X", "of")
        kind = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
        assert [each.get_covered_text() for each in found.select(f"{kind}Sentence")] == ["😀 New Yorkers left.", "Yes"]
        assert len(found.select(f"{kind}Token")) == 6
        assert found.typecheck() == []

    def test_control_characters_in_xmi_are_told(self, tmp_path: Path) -> None:
        one = article_of("a\x01b c", (0, 3, "X"), (4, 5, "Y"))
        (written,) = write(registry.writer("cas-xmi"), [one], tmp_path)
        assert [(each.label, each.what) for each in written.losses] == [("X", "changed")]
        (back,) = cas.read_xmi(tmp_path)
        assert marks(back) == [("a\ufffdb", "X"), ("c", "Y")]


class TestReading:
    def layers(self) -> Cas:
        types = TypeSystem()
        span = types.create_type("webanno.custom.Person", "uima.tcas.Annotation")
        types.create_feature(span, "kind", "uima.cas.String")
        types.create_feature(span, "value", "uima.cas.String")
        types.create_feature(span, "sure", "uima.cas.Integer")
        link = types.create_type("webanno.custom.Role", "uima.cas.TOP")
        types.create_feature(link, "role", "uima.cas.String")
        types.create_feature(link, "target", "webanno.custom.Person")
        event = types.create_type("webanno.custom.Event", "uima.tcas.Annotation")
        types.create_feature(event, "who", "uima.cas.FSArray", elementType="webanno.custom.Role")
        coref = types.create_type(
            "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink", "uima.tcas.Annotation"
        )
        types.create_feature(coref, "next", coref)
        types.create_feature(coref, "referenceType", "uima.cas.String")
        types.create_feature(coref, "referenceRelation", "uima.cas.String")
        found = Cas(typesystem=types)
        found.sofa_string = "😀 Jane met him\r\nhere"
        jane = span(begin=2, end=6, value="PER", kind="full", sure=3)
        role = link(role="agent", target=jane)
        array = types.get_type("uima.cas.FSArray")(elements=[role])
        second = coref(begin=11, end=14, referenceType="pro")
        first = coref(begin=2, end=6, referenceType="name", referenceRelation="same", next=second)
        found.add_all([jane, event(begin=7, end=10, who=array), first, second, span(begin=16, end=20, value="PLACE")])
        return found

    def test_own_layers_slots_and_chains(self, tmp_path: Path) -> None:
        found = self.layers()
        found.to_xmi(tmp_path / "a.xmi")
        found.typesystem.to_xml(tmp_path / "TypeSystem.xml")
        found.to_json(tmp_path / "b.json")
        for one in (read(tmp_path / "a.xmi"), read(tmp_path / "b.json")):
            assert one.article.text == "😀 Jane met him\nhere"
            assert sorted(marks(one)) == [
                ("Jane", "PER"), ("Jane", "name"), ("here", "PLACE"), ("him", "pro"), ("met", "Event"),
            ]  # fmt: skip
            words = {a.id: (a.span.of(one.article.text), a.label) for a in one.annotations}
            assert sorted((words[r.head], words[r.child], r.label) for r in one.relations) == [
                (("Jane", "name"), ("him", "pro"), "same"), (("met", "Event"), ("Jane", "PER"), "agent"),
            ]  # fmt: skip
            (jane,) = [a for a in one.annotations if a.label == "PER"]
            assert jane.attributes == {"kind": "full", "sure": 3, "layer": "Person"}

    def test_without_types_dkpros_are_taken(self, tmp_path: Path) -> None:
        folder = tmp_path / "deep" / "set"
        write(registry.writer("cas-xmi"), [article_of("Baku", (0, 4, "GPE"))], folder)
        (folder / "TypeSystem.xml").unlink()
        (path,) = folder.glob("*.xmi")
        one = read(path)
        assert marks(one) == [("Baku", "GPE")]
        assert "There is no TypeSystem.xml beside" in one.remarks[0]

    def test_a_xmi_file_that_is_called_xml(self, tmp_path: Path) -> None:
        write(registry.writer("cas-xmi"), [article_of("Baku", (0, 4, "GPE"))], tmp_path)
        (path,) = tmp_path.glob("*.xmi")
        path = path.rename(tmp_path / "a.xml")
        assert registry.format_of(path).name == "cas-xmi"

    @pytest.mark.parametrize(
        "declared",
        ['<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
    )
    def test_entities_are_refused(self, tmp_path: Path, declared: str) -> None:
        path = tmp_path / "a.xmi"
        path.write_text(
            f'<?xml version="1.0"?>{declared}<xmi:XMI xmlns:xmi="http://www.omg.org/XMI">&a;</xmi:XMI>', "utf-8"
        )
        with pytest.raises(UserError, match="declares entities"):
            list(cas.read_xmi(path))

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("a.xmi", b"<x", "a.xmi is not well-formed XML"),
            ("a.xmi", b"<x/>", "a.xmi is no whole UIMA CAS"),
            ("a.json", b'{"%TYPES": {', "a.json, line 1: this is not JSON"),
            ("a.json", b'{"%TYPES": {}, "%FEATURE_STRUCTURES": 3}', "a.json is no whole UIMA CAS"),
        ],
    )
    def test_what_is_no_cas(self, tmp_path: Path, name: str, content: bytes, says: str) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(UserError) as caught:
            list(registry.read(path))
        assert caught.value.sentence.startswith(says)


@quick
@given(st.data(), st.sampled_from(NAMES))
def test_damaged_files_are_read_or_refused_with_a_sentence(tmp_path: Path, data: st.DataObject, name: str) -> None:
    folder = tmp_path / name
    one = article_of("😀 New Yorkers left.", (2, 10, "GPE"), (2, 13, "a|b"))
    form = registry.writer(name)
    shutil.rmtree(folder, ignore_errors=True)
    write(form, [AnnotatedArticle(one.article, one.annotations, (Relation("r1", "a1", "a2", "of"),))], folder)
    path = folder / f"{one.article.id}{'.xmi' if name == 'cas-xmi' else '.json'}"
    path.write_bytes(data.draw(damaged(path.read_bytes())))
    read_or_refused(form.read, path)
