"""PubAnnotation, BioC, W3C annotations, TimeML and REFI-QDA: files of others, and files that mean harm."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.formats.strategies import annotated_articles, article_of, damaged, read_or_refused, several, write

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import ArticleMeta
from pressmark.core.errors import UserError
from pressmark.core.labels import Label, LabelSet
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.formats import refi_qda, registry, timeml, xml_text
from pressmark.formats.base import OffsetUnit, WriteOptions


def read(path: Path, content: str | bytes | Any) -> list[AnnotatedArticle]:
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    found = list(registry.read(path))
    assert all(isinstance(one, AnnotatedArticle) for one in found)
    return found  # type: ignore[return-value]


def told(one: AnnotatedArticle) -> list[tuple[str, str]]:
    return [(mark.span.of(one.article.text), mark.label) for mark in one.annotations]


def refusal(path: Path, content: str | bytes | Any) -> str:
    with pytest.raises(UserError) as caught:
        read(path, content)
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


class TestPubAnnotation:
    def test_documents_of_others(self, tmp_path: Path) -> None:
        document = {
            "sourcedb": "PMC", "sourceid": "12", "text": "Army of Baku left",
            "denotations": [
                {"id": "T1", "span": {"begin": 0, "end": 4}, "obj": "ORG"},
                {"id": "T2", "span": [{"begin": 0, "end": 4}, {"begin": 13, "end": 17}], "obj": "EVENT"},
            ],
            "attributes": [{"id": "A1", "pred": "certain", "subj": "T1", "obj": True}],
            "relations": [{"id": "R1", "pred": "in", "subj": "T1", "obj": "T2"}],
        }  # fmt: skip
        (one,) = read(tmp_path / "a.json", [document])
        assert told(one) == [("Army of Baku left", "EVENT"), ("Army", "ORG")]
        assert [dict(mark.attributes) for mark in one.annotations] == [
            {"fragments": [[0, 4], [13, 17]]}, {"certain": True},
        ]  # fmt: skip
        assert one.relations == (Relation("R1", "T1", "T2", "in"),)
        assert one.remarks == ("1 discontinuous mark read as a whole; the pieces are an attribute.",)

    def test_tracks(self, tmp_path: Path) -> None:
        track = {"denotations": [{"id": "T1", "span": {"begin": 0, "end": 4}, "obj": "X"}]}
        other = {"denotations": [{"id": "T1", "span": {"begin": 0, "end": 2}, "obj": "Y"}]}
        (one,) = read(tmp_path / "a.json", {"text": "Army", "tracks": [track | {"project": "p"}, other]})
        assert [(mark.id, mark.label, mark.origin) for mark in one.annotations] == [
            ("T1", "X", "import:p"), ("2-T1", "Y", "import:pubannotation"),
        ]  # fmt: skip

    def test_a_mark_outside(self, tmp_path: Path) -> None:
        row = {"text": "Army", "denotations": [{"span": {"begin": 0, "end": 9}, "obj": "X"}]}
        assert refusal(tmp_path / "a.json", [{"text": "Ok", "denotations": []}, row]).startswith(
            "a.json, line 1: the mark X at 0–9 is not inside the text"
        )


BIOC = """<?xml version="1.0"?>
<!DOCTYPE collection SYSTEM "BioC.dtd">
<collection><source>Other</source><date/><key/>
<document><id>7</id>
<passage><infon key="type">title</infon><offset>0</offset><text>Straße</text></passage>
<passage><offset>{second}</offset><text>In Baku</text>
<annotation id="1"><infon key="type">GPE</infon><location offset="{place}" length="4"/><text>Baku</text></annotation>
</passage></document></collection>"""


class TestBioc:
    @pytest.mark.parametrize(("second", "place", "remark"), [(7, 10, False), (8, 11, True)])
    def test_passages_in_characters_and_in_bytes(self, tmp_path: Path, second: int, place: int, remark: bool) -> None:
        content = BIOC.format(second=second, place=place).replace("Straße</text>", "Straße</text>")
        if remark:  # what is in bytes is seen only where an offset needs it
            content = content.replace("In Baku", "Iß Baku").replace(f'offset="{place}"', f'offset="{place + 1}"')
        (one,) = read(tmp_path / "a.xml", content)
        assert one.article.text in ("Straße\nIn Baku", "Straße\nIß Baku")
        assert told(one) == [("Baku", "GPE")]
        assert bool(one.remarks) is remark

    def test_json_with_sentences_and_relations(self, tmp_path: Path) -> None:
        place = {"offset": 3, "length": 4}
        marks = [
            {"id": "1", "infons": {"type": "GPE", "identifier": "Q9248"}, "text": "Baku", "locations": [place]},
            {"id": "2", "infons": {"type": "X"}, "text": "In", "locations": [{"offset": 0, "length": 2}]},
        ]
        nodes = [{"refid": "1", "role": "a"}, {"refid": "2", "role": "b"}]
        document = {
            "id": "9", "infons": {},
            "passages": [{"offset": 0, "sentences": [{"offset": 0, "text": "In Baku", "annotations": marks}]}],
            "relations": [{"id": "r", "infons": {"type": "at"}, "nodes": nodes}],
        }  # fmt: skip
        (one,) = read(tmp_path / "a.json", {"source": "PubTator", "documents": [document]})
        assert told(one) == [("In", "X"), ("Baku", "GPE")]
        assert one.relations == (Relation("r", "1", "2", "at"),)
        assert one.annotations[1].attributes == {"identifier": "Q9248"}

    def test_control_characters_are_reported_and_the_file_is_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xml"
        (result,) = write(registry.WRITERS["bioc"], [article_of("Ba\x0cku \x00now", (0, 5, "GPE"))], path)
        (one,) = registry.WRITERS["bioc"].read(path)
        assert one.article.text == "Ba\ufffdku \ufffdnow"
        assert [(each.label, each.what, each.why) for each in result.losses] == [
            ("GPE", "changed", "XML cannot hold the character U+000C; U+FFFD is written in its place."),
            ("", "changed", "XML cannot hold the character U+0000; U+FFFD is written in its place."),
        ]

    @pytest.mark.parametrize(
        "dtd",
        [
            '<!DOCTYPE collection [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
            '<!DOCTYPE collection [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE collection [<!ENTITY % a SYSTEM "http://127.0.0.1:1/x"> %a;]>',
        ],
    )
    def test_entities_are_not_expanded(self, tmp_path: Path, dtd: str) -> None:
        body = BIOC.format(second=7, place=10).replace('<!DOCTYPE collection SYSTEM "BioC.dtd">', dtd)
        for content in (body, body.replace("In Baku", "In &a;")):
            sentence = refusal(tmp_path / "a.xml", content)
            assert sentence.startswith("a.xml")
            assert "root:" not in sentence


class TestWebAnnotation:
    def annotation(self, **selector: Any) -> dict[str, Any]:
        return {
            "@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/1", "type": "Annotation",
            "motivation": "tagging", "creator": {"type": "Person", "name": "Ada"},
            "body": [{"type": "TextualBody", "value": "GPE", "purpose": "tagging"},
                     {"type": "TextualBody", "value": "sure", "purpose": "commenting"}],
            "target": {"source": "http://example.org/news/one.html", "selector": list(selector.values())},
        }  # fmt: skip

    def place(self, start: int, end: int) -> dict[str, Any]:
        return {"type": "TextPositionSelector", "start": start, "end": end}

    def words(self, exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
        return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}

    def test_a_text_beside_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonld"
        rows = [self.annotation(a=self.place(5, 9), b=self.words("Baku"))]
        assert refusal(path, rows).endswith("is not in the file. Put it beside the file as one.txt.")
        (tmp_path / "one.txt").write_text("😀 In Baku", encoding="utf-8")
        (one,) = read(path, rows)
        assert [(m.span, m.label, m.origin, m.note) for m in one.annotations] == [
            (Span(5, 9), "GPE", "person:Ada", "sure"),
        ]  # fmt: skip
        (one,) = read(path, [self.annotation(a=self.place(6, 10), b=self.words("Baku"))])
        assert one.annotations[0].span == Span(5, 9)
        assert one.remarks[0].startswith("Offsets were read as UTF-16 units")

    def test_quotes_find_what_has_moved(self, tmp_path: Path) -> None:
        (tmp_path / "one.txt").write_text("In Baku, near Baku", encoding="utf-8")
        (one,) = read(tmp_path / "a.jsonld", [self.annotation(b=self.words("Baku", prefix="near "))])
        assert one.annotations[0].span == Span(14, 18)
        rows = [self.annotation(a=self.place(1, 5), b=self.words("near"))]
        (one,) = read(tmp_path / "a.jsonld", rows)
        assert told(one) == [("near", "GPE")]
        assert one.remarks == ("1 mark found again by the words, as positions did not fit.",)

    def test_collections_that_are_elsewhere(self, tmp_path: Path) -> None:
        row = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", "first": "http://x/1"}
        assert "which is not fetched" in refusal(tmp_path / "a.jsonld", row)


class TestTimeMl:
    @settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
    @given(found=several(annotated_articles, label=st.sampled_from(["DATE", "TIME", "GPE"])))
    def test_dates_come_back(self, tmp_path_factory: pytest.TempPathFactory, found: list[AnnotatedArticle]) -> None:
        folder = tmp_path_factory.mktemp("t")
        results = write(registry.WRITERS["timeml"], found, folder)
        back = list(timeml.read_folder(folder))
        assert [timeml.digest(each) for each in back] == [each.digest for each in results]
        for one, read_, result in zip(found, back, results, strict=True):
            assert read_.article.text == xml_text.clean(one.article.text)
            assert [mark.span for mark in read_.annotations] == [mark.span for mark in result.annotations]
            gone = [each for each in result.losses if each.what == "left out"]
            assert len(result.annotations) + len(gone) == len(one.annotations)

    def test_what_is_written(self, tmp_path: Path) -> None:
        reading = {"type": "DATE", "value": "2020-11-25", "mod": "START", "anchor": "2020-11-25"}
        one = article_of("On <Wednesday> in Baku", (18, 22, "GPE"))
        mark = Annotation("a9", Span(4, 13), "DATE", Status.ACCEPTED, "person:me", None, reading)
        meta = ArticleMeta(headline="Head & tail", published="2020-11-25", source="Same.txt")
        one = replace(one, article=one.article.but(meta=meta), annotations=(*one.annotations, mark))
        first, _ = write(registry.WRITERS["timeml"], [one, one], tmp_path / "out")
        words = (tmp_path / "out" / "Same.tml").read_text(encoding="utf-8")
        assert (tmp_path / "out" / "Same-2.tml").is_file()
        date = '<TIMEX3 tid="t1" type="DATE" value="2020-11-25" mod="START">Wednesday</TIMEX3>'
        assert f"<TEXT>On &lt;{date}&gt; in Baku</TEXT>" in words
        assert 'value="2020-11-25" temporalFunction="false" functionInDocument="CREATION_TIME"' in words
        assert [(each.text, each.what) for each in first.losses] == [("Baku", "left out")]
        (back,) = registry.read(tmp_path / "out" / "Same.tml")
        assert isinstance(back, AnnotatedArticle)
        assert (back.article.meta.headline, back.article.meta.published) == ("Head & tail", "2020-11-25")

    def test_events_and_links(self, tmp_path: Path) -> None:
        (one,) = read(tmp_path / "a.tml", """<TimeML><TEXT>It <EVENT eid="e1" class="OCCURRENCE">fell</EVENT>
on <TIMEX3 tid="t1" type="TIME" value="2020-11-25T10:00">10 a.m.</TIMEX3></TEXT>
<MAKEINSTANCE eiid="ei1" eventID="e1"/>
<TLINK lid="l1" relType="IS_INCLUDED" eventInstanceID="ei1" relatedToTime="t1"/>
<TLINK lid="l2" relType="BEFORE" eventInstanceID="ei1" relatedToTime="t0"/></TimeML>""")  # fmt: skip
        assert told(one) == [("fell", "EVENT"), ("10 a.m.", "TIME")]
        assert one.relations == (Relation("l1", "e1", "t1", "IS_INCLUDED"),)
        assert one.remarks == ("1 link out of the text passed over.",)

    def test_what_is_broken(self, tmp_path: Path) -> None:
        said = refusal(tmp_path / "a.tml", "<TimeML><TEXT>It")
        assert said.startswith("a.tml is not well-formed XML in line 1: it is cut off or damaged there.")
        deep = "<TimeML>" + "<s>" * 200 + "x" + "</s>" * 200 + "</TimeML>"
        assert [one.article.text for one in read(tmp_path / "a.tml", deep)] == ["x"]
        deep = deep.replace("<s>", "<s>" * 20).replace("</s>", "</s>" * 20)
        assert refusal(tmp_path / "a.tml", deep).startswith("a.tml nests its elements too deep.")


def project(qde: str, **texts: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("project.qde", qde)
        for name, text in texts.items():
            archive.writestr(f"sources/{name}.txt", text)
    return stream.getvalue()


QDE = """<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="P">
<Users><User guid="u" name="Ada"/></Users>
<CodeBook><Codes><Code guid="c1" name="Place"><Code guid="c2" name="Town"/></Code><Code guid="c3" name="Town"/></Codes>
</CodeBook><Sources><TextSource guid="s" name="One" plainTextPath="internal://s.txt">
<PlainTextSelection guid="p" name="{name}" startPosition="{start}" endPosition="{end}" creatingUser="u">
<Coding guid="k"><CodeRef targetGUID="c2"/></Coding><Coding guid="l"><CodeRef targetGUID="c1"/></Coding>
<NoteRef targetGUID="n"/></PlainTextSelection></TextSource></Sources>
<Notes><Note guid="n"><PlainTextContent>sure</PlainTextContent></Note></Notes></Project>"""


class TestRefiQda:
    def test_projects_of_others(self, tmp_path: Path) -> None:
        path = tmp_path / "a.qdpx"
        (one,) = read(path, project(QDE.format(name="Baku", start=5, end=9), s="😀 In Baku"))
        assert [(m.span, m.label, m.origin, m.note) for m in one.annotations] == [
            (Span(5, 9), "Place", "person:Ada", "sure"), (Span(5, 9), "Place/Town", "person:Ada", "sure"),
        ]  # fmt: skip
        assert one.remarks == ()

    @pytest.mark.parametrize(
        ("text", "start", "remark"),
        [
            ("😀 In Baku", 6, "UTF-16 units"),
            ("In\r\nBaku", 4, ""),
            ("a\r\nIn\r\nBaku", 5, "line ends as one character"),
        ],
    )
    def test_how_positions_are_counted(self, tmp_path: Path, text: str, start: int, remark: str) -> None:
        content = project(QDE.format(name="Baku", start=start, end=start + 4), s=text)
        (one,) = read(tmp_path / "a.qdpx", content)
        assert {words for words, _ in told(one)} == {"Baku"}
        assert remark in "".join(one.remarks)
        assert bool(one.remarks) is bool(remark)

    def test_a_code_book_with_guidelines(self, tmp_path: Path) -> None:
        path = tmp_path / "a.qdpx"
        labels = LabelSet("War", (Label("GPE", "#aa0000", "#ff8888", description="Countries & towns"),))
        write(registry.WRITERS["refi-qda"], [article_of("Baku", (0, 4, "GPE"))], path, WriteOptions(label_set=labels))
        with zipfile.ZipFile(path) as archive:
            words = archive.read("project.qde").decode("utf-8")
            assert archive.testzip() is None
        assert 'name="GPE" isCodable="true" color="#aa0000"><Description>Countries &amp; towns</Description>' in words

    def test_what_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.qdpx"
        good = QDE.format(name="Baku", start=5, end=9)
        assert "no project.qde" in refusal(path, project("x").replace(b"project.qde", b"project.txt"))
        assert refusal(path, b"no zip").startswith("a.qdpx is damaged")
        assert "is not inside the text" in refusal(path, project(good, s="Short"))
        assert "its plain text is not in the project" in refusal(path, project(good))
        outside = good.replace("internal://s.txt", "internal://../../etc/passwd")
        assert "its plain text is not in the project" in refusal(path, project(outside, s="x"))
        assert "is not in the code book" in refusal(
            path, project(good.replace('"c2"/></C', '"zz"/></C'), s="😀 In Baku")
        )
        entity = good.replace("<Project", '<!DOCTYPE Project [<!ENTITY a "b">]><Project')
        assert "declares entities" in refusal(path, project(entity, s="x"))
        monkeypatch.setattr(refi_qda, "LARGEST", 100_000)
        stream = io.BytesIO(project(good))
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("sources/s.txt", b"\0" * 3_000_000)
        assert "unpacks to more than" in refusal(path, stream.getvalue())


@pytest.mark.parametrize("name", ["bioc", "timeml"])
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_damage_is_told_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject) -> None:
    folder = tmp_path_factory.getbasetemp() / "damage"
    folder.mkdir(exist_ok=True)
    content = (
        BIOC.format(second=7, place=10) if name == "bioc" else "<TimeML><TEXT>x <TIMEX3>y</TIMEX3></TEXT></TimeML>"
    )
    path = folder / f"a-{name}.xml"
    path.write_bytes(data.draw(damaged(content.encode("utf-8"))))
    read_or_refused(registry.DATASETS[name].read, path)


def test_offsets_in_every_unit(tmp_path: Path) -> None:
    one = article_of("😀é Baku", (3, 7, "GPE"))
    places = {OffsetUnit.CODE_POINTS: 3, OffsetUnit.UTF16: 4, OffsetUnit.UTF8: 7}
    for unit, start in places.items():
        write(registry.WRITERS["pubannotation"], [one], tmp_path / "a.json", WriteOptions(offsets=unit))
        (row,) = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
        assert row["denotations"][0]["span"] == {"begin": start, "end": start + 4}
