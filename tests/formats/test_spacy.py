"""spaCy's own files: what we write its own code reads and trains on, what others wrote is read or refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import srsly
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.formats.strategies import annotated_articles, article_of, damaged, read_or_refused, several, write

from pressmark.core.article import ArticleMeta, Token
from pressmark.core.errors import UserError
from pressmark.core.overlap import flatten
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.tokens import Inside, tokenise
from pressmark.core.zones import Zone, ZoneKind
from pressmark.formats import docbin_file, registry, spacy_docbin
from pressmark.formats.base import WriteOptions

quick = settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)


def docs_of(path: Path) -> list[Any]:
    """As spaCy itself reads the file."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    return list(DocBin().from_disk(path).get_docs(Vocab()))


def told(one: AnnotatedArticle) -> list[tuple[int, int, str]]:
    return sorted((mark.span.start, mark.span.end, mark.label) for mark in one.annotations)


def packed(attrs: list[int], lengths: bytes, tokens: bytes, spaces: bytes) -> bytes:
    rows = {"attrs": attrs, "strings": [], "lengths": lengths, "tokens": tokens, "spaces": spaces}
    return zlib.compress(srsly.msgpack_dumps(rows))


class TestDocBin:
    @quick
    @given(found=several(annotated_articles), inside=st.sampled_from(list(Inside)))
    def test_our_reader_and_spacys_give_back_what_was_written(
        self, tmp_path_factory: pytest.TempPathFactory, found: list[AnnotatedArticle], inside: Inside
    ) -> None:
        path = tmp_path_factory.getbasetemp() / "same.spacy"
        results = write(registry.WRITERS["spacy"], found, path, WriteOptions(inside))
        back = list(spacy_docbin.read(path))
        assert [spacy_docbin.digest(each) for each in back] == [each.digest for each in results]
        assert list(spacy_docbin.digests(path)) == [each.digest for each in results]
        for one, read, doc, result in zip(found, back, docs_of(path), results, strict=True):
            assert doc.text == read.article.text == one.article.text
            assert (read.article.id, read.article.meta.headline) == (one.article.id, one.article.meta.headline)
            spans = sorted((span.start_char, span.end_char, span.label_) for span in doc.spans.get("sc", ()))
            assert spans == told(read)
            ents = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
            assert ents == [(m.span.start, m.span.end, m.label) for m in flatten(result.annotations)[0]]
            assert not any(ent.text[0].isspace() or ent.text[-1].isspace() for ent in doc.ents)
            named = {(each.span, each.label) for each in result.losses if each.why.find("“sc”") < 0}
            for mark in one.annotations:
                if (mark.span, mark.label) not in named:
                    assert (mark.span.start, mark.span.end, mark.label) in spans

    def test_overlaps_go_to_the_span_group(self, tmp_path: Path) -> None:
        path = tmp_path / "a.spacy"
        one = article_of("The University of Oxford\n\n  said so.", (4, 24, "ORG"), (18, 24, "GPE"))
        (result,) = write(registry.WRITERS["spacy"], [one], path)
        (doc,) = docs_of(path)
        assert [(ent.text, ent.label_) for ent in doc.ents] == [("University of Oxford", "ORG")]
        assert [(span.text, span.label_, span.id_) for span in doc.spans["sc"]] == [
            ("University of Oxford", "ORG", "a1"), ("Oxford", "GPE", "a2"),
        ]  # fmt: skip
        assert [(each.text, each.what) for each in result.losses] == [("Oxford", "changed")]
        assert [token.text for token in doc if token.is_sent_start] == ["The", "said"]

    def test_furniture_is_not_learnt_from(self, tmp_path: Path) -> None:
        one = article_of("By Jane Roe In Baku.", (15, 19, "GPE"))
        zones = (Zone(Span(0, 11), ZoneKind.BYLINE), Zone(Span(12, 20), ZoneKind.BODY))
        one = replace(one, article=one.article.but(zones=zones))
        for whole, expected in ((False, ["", "", "", "O", "B", "O"]), (True, ["O", "O", "O", "O", "B", "O"])):
            path = tmp_path / "a.spacy"
            write(registry.WRITERS["spacy"], [one], path, WriteOptions(whole_text=whole))
            assert [token.ent_iob_ for token in docs_of(path)[0]] == expected

    def test_every_loss_is_named(self, tmp_path: Path) -> None:
        one = article_of("R19.80x  and", (1, 3, "A"), (7, 9, "B"), (8, 12, "C"))
        (result,) = write(registry.WRITERS["spacy"], [one], tmp_path / "a.spacy", WriteOptions(Inside.WIDEN))
        assert [(each.text, each.what) for each in result.losses] == [
            ("19", "widened"), ("  ", "left out"), (" and", "changed"),
        ]  # fmt: skip

    def test_what_spacy_writes(self, tmp_path: Path) -> None:
        import spacy
        from spacy.tokens import Doc, DocBin
        from spacy.tokens import Span as SpacySpan

        nlp = spacy.blank("en")
        doc = nlp("In Baku 😀 on Monday.")
        doc.set_ents([SpacySpan(doc, 1, 2, "GPE"), SpacySpan(doc, 4, 5, "DATE")])
        doc.spans["sc"] = [SpacySpan(doc, 0, 2, "PLACE", span_id="q1")]
        doc.spans["other"] = [SpacySpan(doc, 2, 3, "EMOJI")]
        bare = Doc(nlp.vocab, words=["In", "Baku", "."])
        path = tmp_path / "a.spacy"
        DocBin(docs=[doc, bare, nlp("")], store_user_data=True).to_disk(path)
        one, two, three = registry.read(path)
        assert isinstance(one, AnnotatedArticle)
        assert isinstance(two, AnnotatedArticle)
        assert isinstance(three, AnnotatedArticle)
        assert one.article.text == "In Baku 😀 on Monday."
        assert told(one) == [(0, 7, "PLACE"), (3, 7, "GPE"), (8, 9, "EMOJI"), (13, 19, "DATE")]
        assert {mark.label: mark.id for mark in one.annotations}["PLACE"] == "q1"
        assert {mark.label: dict(mark.attributes) for mark in one.annotations}["EMOJI"] == {"group": "other"}
        assert one.article.meta.source == "a.spacy"
        assert [token.span.of(one.article.text) for token in one.tokens][:3] == ["In", "Baku", "😀"]
        assert (two.article.text, three.article.text) == ("In Baku . ", "") or two.article.text == "In Baku ."

    @pytest.mark.parametrize(
        "content",
        [
            b"no", zlib.compress(b"\xc1"), zlib.compress(b"\x80"), zlib.compress(b"\x91" * 100_000),
            packed([65], b"\xff" * 4, b"", b""), packed([65], b"\1\0\0\0", b"\1" * 8, b"\1"), packed([], b"", b"", b""),
        ],
    )  # fmt: skip
    def test_what_is_none(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "bad.spacy"
        path.write_bytes(content)
        with pytest.raises(UserError, match=r"^bad\.spacy is damaged.*Write it anew"):
            list(registry.read(path))

    def test_an_empty_file_is_called_so(self, tmp_path: Path) -> None:
        (tmp_path / "bad.spacy").touch()
        with pytest.raises(UserError, match=r"^bad\.spacy is empty"):
            list(registry.read(tmp_path / "bad.spacy"))

    def test_a_bomb_is_not_unpacked(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(docbin_file, "LARGEST", 5_000_000)
        path = tmp_path / "bomb.spacy"
        path.write_bytes(zlib.compress(b"\0" * 20_000_000))
        with pytest.raises(UserError, match=r"^bomb\.spacy unpacks to far more"):
            list(registry.read(path))

    @settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
    @given(data=st.data())
    def test_damage_is_told_in_a_sentence(self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
        path = tmp_path_factory.getbasetemp() / "damaged.spacy"
        write(registry.WRITERS["spacy"], [article_of("In Baku on Monday.", (3, 7, "GPE"), (3, 10, "X"))] * 2, path)
        inside = data.draw(damaged(zlib.decompress(path.read_bytes())))
        path.write_bytes(zlib.compress(inside) if data.draw(st.booleans()) else data.draw(damaged(path.read_bytes())))
        read_or_refused(spacy_docbin.read, path)


def read_json(tmp_path: Path, value: Any) -> list[AnnotatedArticle]:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    found = list(registry.read(path))
    assert all(isinstance(one, AnnotatedArticle) for one in found)
    return found  # type: ignore[return-value]


class TestJson:
    @quick
    @given(found=several(annotated_articles), inside=st.sampled_from(list(Inside)))
    def test_version_2_comes_back(
        self, tmp_path_factory: pytest.TempPathFactory, found: list[AnnotatedArticle], inside: Inside
    ) -> None:
        path = tmp_path_factory.getbasetemp() / "two.json"
        form = registry.WRITERS["spacy-json"]
        results = write(form, found, path, WriteOptions(inside))
        back = list(form.read(path))
        assert [form.digest(each) for each in back] == [each.digest for each in results]
        for one, read, result in zip(found, back, results, strict=True):
            assert read.article.text == one.article.text
            named = {(each.span, each.label) for each in result.losses}
            for mark in one.annotations:
                here = (mark.span.start, mark.span.end, mark.label) in told(read)
                assert here or (mark.span, mark.label) in named

    @quick
    @given(found=several(annotated_articles))
    def test_lists_come_back(self, tmp_path_factory: pytest.TempPathFactory, found: list[AnnotatedArticle]) -> None:
        path = tmp_path_factory.getbasetemp() / "lists.json"
        form = registry.WRITERS["spacy-lists"]
        results = write(form, found, path)
        back = list(form.read(path))
        assert [(each.article.text, told(each)) for each in back] == [(each.article.text, told(each)) for each in found]
        assert [form.digest(each) for each in back] == [each.digest for each in results]

    def test_spacy_converts_what_we_write(self, tmp_path: Path) -> None:
        from spacy.training.converters import json_to_docs

        one = article_of("Mr Roe left\n\nNew York.  Well.", (3, 6, "PERSON"), (13, 21, "GPE"))
        path = tmp_path / "set.json"
        write(registry.WRITERS["spacy-json"], [one, article_of("Ok.")], path)
        docs = list(json_to_docs(path.read_bytes()))
        assert [(ent.text, ent.label_) for ent in docs[0].ents] == [("Roe", "PERSON"), ("New York", "GPE")]
        assert len(docs) == 2

    def test_spacy_learns_from_our_lists(self, tmp_path: Path) -> None:
        import spacy
        from spacy.training import Example

        path = tmp_path / "set.json"
        one = article_of("😀 University of Oxford", (2, 22, "ORG"), (16, 22, "GPE"))
        write(registry.WRITERS["spacy-lists"], [one], path)
        ((text, notes),) = json.loads(path.read_text(encoding="utf-8"))
        nlp = spacy.blank("en")
        example = Example.from_dict(nlp.make_doc(text), notes)
        assert [(ent.text, ent.label_) for ent in example.reference.ents] == [("University of Oxford", "ORG")]
        assert [span.text for span in example.reference.spans["sc"]] == ["University of Oxford", "Oxford"]

    def test_lists_of_others(self, tmp_path: Path) -> None:
        value = [
            ["In Baku.", {"entities": [[3, 7, "GPE"]]}],
            ["In Baku.", {"entities": ["O", "U-GPE"]}],
            ["In Baku.", {"entities": [], "cats": {"war": 1.0}}],
        ]
        one, two, three = read_json(tmp_path, value)
        assert (told(one), told(two), told(three)) == ([(3, 7, "GPE")], [(3, 8, "GPE")], [])
        assert three.remarks == ("Categories of the whole text passed over.",)

    def test_docs_of_spacy(self, tmp_path: Path) -> None:
        import spacy
        from spacy.tokens import Span as SpacySpan

        doc = spacy.blank("en")("In Baku on Monday.")
        doc.set_ents([SpacySpan(doc, 1, 2, "GPE")])
        doc.spans["sc"] = [SpacySpan(doc, 1, 2, "GPE"), SpacySpan(doc, 3, 4, "DAY")]
        (one,) = read_json(tmp_path, doc.to_json())
        assert told(one) == [(3, 7, "GPE"), (11, 17, "DAY")]
        assert [token.span for token in one.tokens][:2] == [Span(0, 2), Span(3, 7)]

    def test_version_2_of_others(self, tmp_path: Path) -> None:
        tokens = [
            {"id": 0, "orth": "In", "tag": "IN", "ner": "O", "head": 0, "dep": "prep"},
            {"id": 1, "orth": "New", "tag": "NNP", "ner": "B-GPE"},
            {"id": 2, "orth": "York", "tag": "NNP", "ner": "L-GPE"},
            {"id": 3, "orth": ".", "tag": ".", "ner": None},
        ]
        paragraph = {"raw": "In  New York.", "sentences": [{"tokens": tokens, "brackets": []}]}
        one, two = read_json(tmp_path, [
            {"id": 0, "paragraphs": [paragraph, {"sentences": [{"tokens": tokens}]}]}
        ])  # fmt: skip
        assert (one.article.text, told(one)) == ("In  New York.", [(4, 12, "GPE")])
        assert (two.article.text, told(two)) == ("In New York .", [(3, 11, "GPE")])
        assert two.remarks == ("White space between tokens is not in the file; one space was put there.",)
        assert one.tokens[1] == Token(Span(4, 7), "NNP", False)

    @pytest.mark.parametrize(
        ("value", "says"),
        [
            ([["In Baku.", {"entities": [[3, 70, "GPE"]]}]], "is not inside the text"),
            ([["In Baku.", {"entities": ["U-GPE"]}]], "1 tags for 2 words"),
            ([["In Baku.", {"entities": ["L-GPE", "O"]}]], "L-GPE"),
            ([["In Baku.", {"entities": [[3, "GPE"]]}]], "is not [start, end, label]"),
            ([{"paragraphs": [{"raw": "a b", "sentences": [{"tokens": [{"orth": "c"}]}]}]}], "is not in “raw”"),
            ([{"paragraphs": [3]}], "a paragraph is no object"),
            ([["x", {}], 3], "this is no pair"),
        ],
    )
    def test_what_is_wrong_is_told(self, tmp_path: Path, value: Any, says: str) -> None:
        with pytest.raises(UserError) as caught:
            read_json(tmp_path, value)
        assert caught.value.sentence.startswith("set.json, line 1: ")
        assert says in caught.value.sentence

    @pytest.mark.parametrize("name", ["spacy-json", "spacy-lists"])
    @settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
    @given(data=st.data())
    def test_damage_is_told_in_a_sentence(
        self, tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
    ) -> None:
        path = tmp_path_factory.getbasetemp() / f"damaged-{name}.json"
        write(registry.WRITERS[name], [article_of("In Baku on Monday.", (3, 7, "GPE"), (3, 10, "X"))] * 2, path)
        path.write_bytes(data.draw(damaged(path.read_bytes())))
        read_or_refused(registry.WRITERS[name].read, path)


def made(folder: Path, parts: Sequence[str]) -> Path:
    """A folder of small articles that a model can learn."""
    names = ["Baku", "Shusha", "Ganja", "Lachin"]
    folder.mkdir()
    writer = registry.WRITERS["spacy-train"].open_folder(folder, WriteOptions(), parts)  # type: ignore[misc]
    for number in range(240):
        name = names[number % 4]
        text = f"On Monday the army left {name} and went home, says report {number}."
        at = text.index(name)
        one = article_of(text, (at, at + len(name), "GPE"), (3, 9, "DATE"))
        one = replace(one, tokens=tuple(tokenise(text)))
        writer.add(one, part=parts[number % len(parts)])
    writer.finish()
    writer.close()
    return folder


class TestFolder:
    def test_parts_come_back_in_their_order(self, tmp_path: Path) -> None:
        folder = made(tmp_path / "set", ["test", "train", "dev"])
        found = [one.article.text for one in registry.read_dataset(folder)]
        assert len(found) == 240
        assert [text.rpartition(" ")[2] for text in found[:2]] == ["0.", "3."]
        assert {path.name for path in folder.iterdir()} == {
            "test.spacy", "train.spacy", "dev.spacy", "parts.json", "config.cfg", "spancat.cfg",
        }  # fmt: skip
        (folder / "parts.json").unlink()
        assert next(registry.read_dataset(folder)).article.text.endswith(" 1.")

    def test_without_a_split_the_configuration_warns(self, tmp_path: Path) -> None:
        folder = made(tmp_path / "set", [""])
        words = (folder / "config.cfg").read_text(encoding="utf-8")
        assert 'dev = "train.spacy"' in words
        assert "Export with a split" in words

    @pytest.mark.slow
    @pytest.mark.parametrize("config", ["config.cfg", "spancat.cfg"])
    def test_spacy_checks_and_trains(self, tmp_path: Path, config: str) -> None:
        folder = made(tmp_path / "set", ["train", "dev"])

        def spacy_says(*words: str) -> str:
            done = subprocess.run(
                [sys.executable, "-W", "ignore", "-m", "spacy", *words], cwd=folder, capture_output=True, text=True,
                env={**os.environ, "CUDA_VISIBLE_DEVICES": ""}, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout + done.stderr
            return done.stdout

        checked = spacy_says("debug", "data", config)
        assert "120 training docs" in checked
        assert "invalid whitespace" not in checked.lower()
        spacy_says(
            "train", config, "--output", "model", "--training.max_steps", "40", "--training.eval_frequency", "20"
        )
        meta = json.loads((folder / "model" / "model-best" / "meta.json").read_text(encoding="utf-8"))
        key = "ents_f" if config == "config.cfg" else "spans_sc_f"
        assert key in meta["performance"]


def test_metadata_that_msgpack_cannot_hold(tmp_path: Path) -> None:
    one = article_of("Baku", (0, 4, "GPE"))
    meta = ArticleMeta(extra={"number": 2**80, "nested": [{"a": None}]})
    one = replace(one, article=one.article.but(meta=meta))
    path = tmp_path / "a.spacy"
    write(registry.WRITERS["spacy"], [one], path)
    (back,) = spacy_docbin.read(path)
    assert back.article.meta.extra == meta.extra
