"""Prodigy, doccano and Label Studio: their own files, as their documentation and exports show them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from tests.formats.strategies import article_of, write

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.errors import UserError
from pressmark.core.labels import Label, LabelSet
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.formats import label_studio, registry
from pressmark.formats.base import WriteOptions


def read(tmp_path: Path, *rows: Any, array: bool = False) -> list[AnnotatedArticle]:
    """What the registry makes of rows, so that recognition is tested too."""
    path = tmp_path / ("set.json" if array else "set.jsonl")
    path.write_text(json.dumps(list(rows)) if array else "\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = list(registry.read(path))
    assert all(isinstance(one, AnnotatedArticle) for one in found)
    return found  # type: ignore[return-value]


def told(one: AnnotatedArticle) -> list[tuple[str, str, str]]:
    return [(mark.span.of(one.article.text), mark.label, str(mark.status)) for mark in one.annotations]


def refusal(tmp_path: Path, *rows: Any, array: bool = False) -> str:
    with pytest.raises(UserError) as caught:
        read(tmp_path, *rows, array=array)
    return caught.value.sentence


class TestProdigy:
    def task(self, **more: Any) -> dict[str, Any]:
        return {
            "text": "The fleet left Baku.",
            "_input_hash": -5, "_task_hash": 7, "_is_binary": False, "_view_id": "ner_manual",
            "tokens": [
                {"text": "The", "start": 0, "end": 3, "id": 0, "ws": True},
                {"text": "fleet", "start": 4, "end": 9, "id": 1, "ws": True, "disabled": True},
                {"text": "left", "start": 10, "end": 14, "id": 2, "ws": True},
                {"text": "Baku", "start": 15, "end": 19, "id": 3, "ws": False},
                {"text": ".", "start": 19, "end": 20, "id": 4, "ws": False},
            ],
            "spans": [{"start": 15, "end": 19, "token_start": 3, "token_end": 3, "label": "GPE"}],
            "answer": "accept",
            **more,
        }  # fmt: skip

    def test_answers_become_statuses(self, tmp_path: Path) -> None:
        found = read(tmp_path, *(self.task(answer=answer) for answer in ("accept", "reject", "ignore")))
        assert [told(one) for one in found] == [
            [("Baku", "GPE", "accepted")], [("Baku", "GPE", "rejected")], [("Baku", "GPE", "suggested")],
        ]  # fmt: skip
        assert [one.answer for one in found] == ["accept", "reject", "ignore"]
        assert [token.span.of(found[0].article.text) for token in found[0].tokens] == [
            "The", "fleet", "left", "Baku", ".",
        ]  # fmt: skip

    def test_annotators_models_and_scores(self, tmp_path: Path) -> None:
        spans = [
            {"start": 15, "end": 19, "label": "GPE", "source": "core_md", "score": 0.75},
            {"start": 4, "end": 9, "label": "ORG"},
        ]
        (one,) = read(tmp_path, self.task(spans=spans, _session_id="news-maria", _annotator_id="news-maria"))
        assert [(mark.origin, mark.score) for mark in one.annotations] == [
            ("person:news-maria", None), ("model:core_md", 0.75),
        ]  # fmt: skip

    def test_relations_by_tokens(self, tmp_path: Path) -> None:
        spans = [
            {"start": 4, "end": 9, "token_start": 1, "token_end": 1, "label": "ORG"},
            {"start": 15, "end": 19, "token_start": 3, "token_end": 3, "label": "GPE"},
        ]
        with_places = {"head": 1, "child": 3, "label": "left", "head_span": spans[0], "child_span": spans[1]}
        for relation in (with_places, {"head": 1, "child": 3, "label": "left"}):
            (one,) = read(tmp_path, self.task(spans=spans, relations=[relation]))
            (arrow,) = one.relations
            ends = {mark.id: mark.span.of(one.article.text) for mark in one.annotations}
            assert (ends[arrow.head], ends[arrow.child], arrow.label) == ("fleet", "Baku", "left")
        broken = self.task(spans=spans, relations=[{"head": 0, "child": 3, "label": "left"}])
        assert refusal(tmp_path, self.task(), broken) == (
            "set.jsonl, line 2: relation 1 has an end that is no span of this task. Mend or remove it."
        )

    def test_choices_and_highlights(self, tmp_path: Path) -> None:
        task = self.task(
            options=[{"id": "war", "text": "War"}], accept=["war"], spans=[{"start": 0, "end": 3}], meta={"page": 3}
        )
        (one,) = read(tmp_path, task)
        assert one.annotations == ()
        assert one.article.meta.extra == {"page": 3, "accept": ["war"]}
        assert one.remarks == ("1 highlighted place without a label passed over.",)

    def test_other_kinds_of_tasks_are_refused(self, tmp_path: Path) -> None:
        sentence = refusal(tmp_path, {"image": "data:…", "_input_hash": 1})
        assert sentence == "set.jsonl, line 1: this task is of image, not of text. Remove the line."

    def test_offsets_of_javascript_are_seen(self, tmp_path: Path) -> None:
        task = {"text": "😀 Baku", "_input_hash": 1, "spans": [{"start": 3, "end": 7, "label": "GPE", "text": "Baku"}]}
        (one,) = read(tmp_path, task)
        assert one.annotations[0].span == Span(2, 6)
        assert one.remarks == ("Offsets were read as UTF-16 units, as only so they fit the words that they stand for.",)

    def test_what_is_not_accepted_is_kept_from_training(self, tmp_path: Path) -> None:
        one = article_of("In Baku on Monday.", (3, 7, "GPE"))
        one = AnnotatedArticle(
            one.article,
            (
                *one.annotations,
                Annotation("a2", Span(11, 17), "DATE", Status.REJECTED, "model:m-1", 0.5, {"value": "2020"}, "no"),
            ),
            (Relation("r1", "a1", "a2", "when"),),
        )
        path = tmp_path / "set.jsonl"
        write(registry.WRITERS["prodigy"], [one], path)
        row = json.loads(path.read_text(encoding="utf-8"))
        assert [(span["text"], span["token_start"], span["token_end"]) for span in row["spans"]] == [("Baku", 1, 1)]
        assert "relations" not in row
        assert [(span["text"], span["status"]) for span in row["undecided_spans"]] == [("Monday", "rejected")]
        (back,) = registry.read(path)
        assert isinstance(back, AnnotatedArticle)
        assert (back.annotations, back.relations) == (one.annotations, one.relations)

    def test_tokens_are_cut_where_marks_end(self, tmp_path: Path) -> None:
        path = tmp_path / "set.jsonl"
        write(registry.WRITERS["prodigy"], [article_of("R19.80x", (1, 3, "A"), (0, 7, "B"))], path)
        row = json.loads(path.read_text(encoding="utf-8"))
        assert [token["text"] for token in row["tokens"]] == ["R", "19", ".80x"]
        assert [(s["label"], s["token_start"], s["token_end"]) for s in row["spans"]] == [("B", 0, 2), ("A", 1, 1)]


class TestDoccano:
    def test_every_line_has_the_same_names(self, tmp_path: Path) -> None:
        """doccano's database refuses the whole file otherwise."""
        one, other = article_of("Mira left", (0, 4, "PERSON")), article_of("So did I")
        meta = replace(one.article.meta, headline="Mira", extra={"desk": 3, "extra": None})
        one = replace(one, article=one.article.but(meta=meta))
        path = tmp_path / "a.jsonl"
        write(registry.writer("doccano"), [one, other], path)
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert rows[0].keys() == rows[1].keys()
        assert (rows[0]["headline"], rows[0]["extra"], rows[1]["headline"], rows[1]["extra"]) == (
            "Mira", {"desk": 3}, None, None,
        )  # fmt: skip
        (back, _) = registry.writer("doccano").read(path)
        assert back.article.meta == replace(meta, extra={"desk": 3})

    def test_label_lists(self, tmp_path: Path) -> None:
        rows = [
            {"id": 1, "text": "In Baku.", "label": [[3, 7, "GPE"]], "Comments": []},
            {"id": 2, "data": "Old Baku.", "label": [], "author": "me"},
            {"text": "In Baku.", "labels": [{"label": "GPE", "start_offset": 3, "end_offset": 7}, "whole"]},
        ]
        for array in (False, True):
            found = read(tmp_path, *rows, array=array)
            assert [told(one) for one in found] == [[("Baku", "GPE", "accepted")], [], [("Baku", "GPE", "accepted")]]
            assert found[1].article.meta.extra == {"author": "me"}
            assert found[2].remarks == ("1 label of the whole article passed over.",)

    def test_entities_and_relations(self, tmp_path: Path) -> None:
        entities = [
            {"id": 0, "start_offset": 0, "end_offset": 4, "label": "ORG"},
            {"id": 1, "start_offset": 8, "end_offset": 12, "label": "GPE"},
        ]
        row = {"text": "Navy of Baku", "entities": entities, "relations": [{"from_id": 0, "to_id": 1, "type": "at"}]}
        (one,) = read(tmp_path, row)
        assert one.relations == (Relation("r1", "0", "1", "at"),)
        assert [mark.id for mark in one.annotations] == ["0", "1"]
        row["relations"] = [{"id": 4, "from_id": 0, "to_id": 9, "type": "at"}]
        assert refusal(tmp_path, row) == (
            "set.jsonl, line 1: relation 1 leads to “9”, which is no mark of it. Mend or remove it."
        )

    def test_annotations_of_the_first_version(self, tmp_path: Path) -> None:
        mark = {"id": 3, "label": 2, "start_offset": 0, "end_offset": 5, "user": 1}
        row = {"id": 7, "text": "Maria sings.", "annotations": [mark], "meta": {}, "annotation_approver": None}
        bare = row | {"text": "None here.", "annotations": []}
        for rows in ((row, bare), (bare, row)):
            found = sorted(read(tmp_path, *rows), key=lambda one: one.article.text)
            assert [told(one) for one in found] == [[("Maria", "2", "accepted")], []]
            assert found[0].remarks == (
                "Labels are numbers in this file of an old doccano; rename them to what the project had.",
            )
            assert found[1].remarks == ()
        row["annotations"] = [{"start_offset": 0, "end_offset": 5}]
        assert "has no “start_offset”, “end_offset” and “label”" in refusal(tmp_path, row)

    def test_ids_that_older_versions_repeat(self, tmp_path: Path) -> None:
        entities = [{"id": -1, "start_offset": at, "end_offset": at + 2, "label": "X"} for at in (0, 3)]
        (one,) = read(tmp_path, {"text": "ab cd", "entities": entities, "relations": []})
        assert [mark.id for mark in one.annotations] == ["a1", "a2"]

    def test_grapheme_clusters(self, tmp_path: Path) -> None:
        text = "👩🏽‍🚒 in Baku e\u0301t"
        (one,) = read(tmp_path, {"text": text, "label": [[5, 9, "GPE"]], "Comments": []})
        assert told(one) == [("Baku", "GPE", "accepted")]
        assert one.remarks == ("Offsets were read as grapheme clusters, as code points would cut words or characters.",)
        at = text.index("Baku")
        (one,) = read(tmp_path, {"text": text, "label": [[at, at + 4, "GPE"]], "Comments": []})
        assert (told(one), one.remarks) == ([("Baku", "GPE", "accepted")], ())

    @pytest.mark.parametrize(
        ("label", "says"),
        [
            ([[0, 99, "X"]], "the mark X at 0–99 is not inside the text, which has 4 Unicode code points"),
            ([[-1, 2, "X"]], "the mark X at -1–2 is not inside the text"),
            ([[0, 2, ""]], "the mark at 0–2 has no label"),
            ([[0, 2, 5]], "the mark [0, 2, 5] is not [start, end, label]"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, label: Any, says: str) -> None:
        sentence = refusal(tmp_path, {"text": "Good", "label": []}, {"text": "Baku", "label": label})
        assert sentence.startswith("set.jsonl, line 2: ")
        assert says in sentence

    def test_equal_and_empty_marks(self, tmp_path: Path) -> None:
        (one,) = read(tmp_path, {"text": "Baku", "label": [[0, 4, "X"], [0, 4, "X"], [2, 2, "X"]]})
        assert told(one) == [("Baku", "X", "accepted")]
        assert one.remarks == (
            "1 mark without any text passed over.",
            "1 mark with the place and label of another became one with it.",
        )

    def test_what_doccano_imports(self, tmp_path: Path) -> None:
        """Its importer wants whole numbers as ids and offsets, and labels that are text."""
        arrows = (Relation("r9", "a1", "a2", "at"),)
        one = article_of("Navy of 😀 Baku", (0, 4, "ORG"), (10, 14, "GPE"), relations=arrows)
        path = tmp_path / "set.jsonl"
        write(registry.WRITERS["doccano-relations"], [one, one], path)
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert rows[1]["entities"] == [
            {"id": 3, "label": "ORG", "start_offset": 0, "end_offset": 4},
            {"id": 4, "label": "GPE", "start_offset": 10, "end_offset": 14},
        ]
        assert rows[1]["relations"] == [{"id": 2, "from_id": 3, "to_id": 4, "type": "at"}]
        write(registry.WRITERS["doccano"], [one], path)
        assert json.loads(path.read_text(encoding="utf-8"))["label"] == [[0, 4, "ORG"], [10, 14, "GPE"]]


def region(start: int, end: int, label: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label], **more.pop("value", {})}
    return {"from_name": "label", "to_name": "text", "type": "labels", "value": value, "id": f"r{start}", **more}


class TestLabelStudio:
    def task(self, *results: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {
            "id": 12,
            "data": {"text": "😀 Navy of Baku", "published": "2020-11-25", "ref": 4},
            "annotations": [{"id": 3, "completed_by": 1, "was_cancelled": False, "result": list(results)}],
            "predictions": [],
            **more,
        }

    def test_full_export(self, tmp_path: Path) -> None:
        relation = {"from_id": "r11", "to_id": "r3", "type": "relation", "direction": "left", "labels": ["at"]}
        (one,) = read(tmp_path, self.task(
            region(3, 7, "ORG", value={"text": "Navy"}, meta={"text": ["sure?"]}),
            region(11, 15, "GPE", value={"text": "Baku"}),
            relation,
        ), array=True)  # fmt: skip
        assert [(m.span, m.label, m.id, m.origin, m.note) for m in one.annotations] == [
            (Span(2, 6), "ORG", "r3", "person:1", "sure?"), (Span(10, 14), "GPE", "r11", "person:1", ""),
        ]  # fmt: skip
        assert [(each.head, each.child, each.label) for each in one.relations] == [("r3", "r11", "at")]
        assert (one.article.meta.published, one.article.meta.extra) == ("2020-11-25", {"ref": 4})
        assert one.remarks == ()

    def test_offsets_in_code_points_are_seen_by_the_words(self, tmp_path: Path) -> None:
        (one,) = read(tmp_path, self.task(region(2, 6, "ORG", value={"text": "Navy"})), array=True)
        assert told(one) == [("Navy", "ORG", "accepted")]
        assert one.remarks[0].startswith("Offsets were read as Unicode code points")
        sentence = refusal(tmp_path, self.task(region(4, 8, "ORG", value={"text": "Navy"})), array=True)
        assert sentence == (
            "set.json, line 1: the mark ORG at 4–8 says “Navy”, but there the text is “avy”. Mend its offsets."
        )

    def test_predictions_are_suggestions(self, tmp_path: Path) -> None:
        prediction = {"model_version": "ner-2", "score": 0.3, "result": [region(11, 15, "GPE", score=0.9)]}
        (one,) = read(tmp_path, self.task(region(3, 7, "ORG"), predictions=[prediction]), array=True)
        assert [(m.label, str(m.status), m.origin, m.score) for m in one.annotations] == [
            ("ORG", "accepted", "person:1", None), ("GPE", "suggested", "model:ner-2", 0.9),
        ]  # fmt: skip

    def test_several_annotators_and_skipped_tasks(self, tmp_path: Path) -> None:
        task = self.task(region(3, 7, "ORG"))
        task["annotations"].append(
            {"completed_by": {"email": "b@example.org"}, "result": [region(3, 7, "ORG"), region(11, 15, "GPE")]}
        )
        task["annotations"].append({"was_cancelled": True, "result": [region(8, 10, "X")]})
        (one,) = read(tmp_path, task, array=True)
        assert [(m.label, str(m.status), m.origin) for m in one.annotations] == [
            ("ORG", "accepted", "person:1"), ("X", "suggested", "import:label-studio"),
            ("GPE", "accepted", "person:b@example.org"),
        ]  # fmt: skip
        assert one.remarks == ("1 mark with the place and label of another became one with it.",)

    def test_relations_that_several_drew_and_that_have_several_labels(self, tmp_path: Path) -> None:
        arrow = {"from_id": "r3", "to_id": "r11", "type": "relation", "id": "x", "labels": ["at", "near"]}
        unnamed = {"from_id": "r11", "to_id": "r3", "type": "relation", "labels": ["of"]}
        named = {"from_id": "r11", "to_id": "r3", "type": "relation", "id": "r3", "labels": ["by"]}
        regions = [region(3, 7, "ORG"), region(11, 15, "GPE")]
        task = self.task(*regions, arrow, unnamed, named)
        task["annotations"].append({"completed_by": 2, "result": [*regions, arrow]})
        (one,) = read(tmp_path, task, array=True)
        assert one.relations == (
            Relation("x", "r3", "r11", "at"), Relation("x-2", "r3", "r11", "near"),
            Relation("r4", "r11", "r3", "of"), Relation("r3", "r11", "r3", "by"),
        )  # fmt: skip
        assert one.remarks == (
            "2 marks with the place and label of another became one with it.",
            "2 relations with the ends and label of another became one with it.",
        )

    def test_choices_about_regions_and_articles(self, tmp_path: Path) -> None:
        place = {"start": 3, "end": 7}
        (one,) = read(tmp_path, self.task(
            region(3, 7, "ORG"),
            {"id": "r3", "type": "choices", "from_name": "side", "value": {**place, "choices": ["A"]}},
            {"id": "x", "type": "choices", "from_name": "topic", "to_name": "text", "value": {"choices": ["war"]}},
            {"id": "y", "type": "rectanglelabels", "value": {"x": 1, "rectanglelabels": ["Car"]}},
        ), array=True)  # fmt: skip
        assert one.annotations[0].attributes == {"side": "A"}
        assert one.remarks == (
            "Answers about the whole article (choices), passed over: 1.",
            "Regions of the kind “rectanglelabels”, passed over: 1.",
        )

    def test_minimal_export(self, tmp_path: Path) -> None:
        marks = [{"start": 3, "end": 7, "text": "Navy", "labels": ["ORG", "UNIT"]}]
        row = {
            "text": "😀 Navy of Baku", "id": 5, "label": marks, "annotator": 1, "annotation_id": 9, "lead_time": 3.5,
            "created_at": "2024-01-01T00:00:00Z", "updated_at": "2024-01-01T00:00:00Z", "source": "a.txt",
        }  # fmt: skip
        (one, two) = read(tmp_path, row, {"text": "Nothing here.", "id": 6, "annotation_id": 10}, array=True)
        assert told(one) == [("Navy", "ORG", "accepted"), ("Navy", "UNIT", "accepted")]
        assert (one.article.meta.source, one.article.meta.extra) == ("a.txt", {})
        assert two.annotations == ()

    def test_texts_under_other_names_and_none(self, tmp_path: Path) -> None:
        task = self.task(region(0, 4, "GPE", to_name="body"))
        task["data"] = {"body": "Baku", "title": "A longer title"}
        (one,) = read(tmp_path, task, array=True)
        assert one.article.text == "Baku"
        task["data"] = {"image": 4}
        assert "it cannot be told where this task has its text" in refusal(tmp_path, task, array=True)
        page = {"id": "h", "type": "hypertextlabels", "value": {"start": "/p[1]/text()[1]", "hypertextlabels": ["X"]}}
        assert "marks a web page" in refusal(tmp_path, self.task(page), array=True)

    def test_what_is_written(self, tmp_path: Path) -> None:
        one = article_of("😀 Baku", (2, 6, "GPE"))
        rejected = Annotation("a2", Span(0, 1), "X", Status.REJECTED, "person:me")
        one = AnnotatedArticle(one.article, (*one.annotations, rejected))
        path = tmp_path / "tasks.json"
        (result,) = write(registry.WRITERS["label-studio"], [one], path)
        (task,) = json.loads(path.read_text(encoding="utf-8"))
        assert task["annotations"][0]["result"][0]["value"] == {
            "start": 3, "end": 7, "text": "Baku", "labels": ["GPE"],
        }  # fmt: skip
        assert task["data"]["text"] == "😀 Baku"
        assert [(each.text, each.what, each.why) for each in result.losses] == [
            ("😀", "left out", "Label Studio has no place for rejected marks."),
        ]  # fmt: skip

    def test_a_folder_with_its_configuration(self, tmp_path: Path) -> None:
        labels = LabelSet("News", (Label("ORG", "#ff0000", "#ff8888", "1"),))
        form = registry.WRITERS["label-studio-project"]
        assert form.open_folder is not None
        writer = form.open_folder(tmp_path, WriteOptions(label_set=labels), ["test", "train"])
        writer.add(article_of("Navy", (0, 4, "ORG")), part="train")
        writer.add(article_of("Baku", (0, 4, "GPE")), part="test")
        writer.finish()
        writer.close()
        root = ElementTree.parse(tmp_path / "label-config.xml").getroot()
        assert [each.get("value") for each in root.iter("Label")] == ["ORG", "GPE"]
        assert [told(one) for one in registry.read_dataset(tmp_path)] == [
            [("Baku", "GPE", "accepted")], [("Navy", "ORG", "accepted")],
        ]  # fmt: skip

    def test_label_config(self) -> None:
        labels = LabelSet("News", (Label("A & “B”", "#ff0000", "#ff8888", "1", 'Says "A" <first>'),))
        root = ElementTree.fromstring(label_studio.label_config(labels, ["other", "A & “B”"]))
        assert [(each.tag, dict(each.attrib)) for each in root.iter("Label")] == [
            ("Label", {"value": "A & “B”", "background": "#ff0000", "hotkey": "1", "hint": 'Says "A" <first>'}),
            ("Label", {"value": "other"}),
        ]  # fmt: skip
        assert [dict(each.attrib)["value"] for each in root.iter("Text")] == ["$text"]
