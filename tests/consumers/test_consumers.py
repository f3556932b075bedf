"""Datasets of ours, read by the programs that they are made for: text, places and labels are those that went in."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from tests.consumers.conftest import NESTED, PLAIN, Ask, Export, Marked, marked

from pressmark.formats import registry

pytestmark = pytest.mark.consumers

# In the order of the file names that folders give them.
BY_NAME = tuple(sorted(NESTED, key=lambda article: article.id))


def whole(articles: tuple[Marked, ...]) -> list[tuple[str, list[list[Any]]]]:
    return [(article.text, article.places()) for article in articles]


def read(rows: list[dict[str, Any]]) -> list[tuple[str, list[list[Any]]]]:
    return [(row["text"], sorted(mark[:3] for mark in row["marks"])) for row in rows]


def squeezed(articles: tuple[Marked, ...]) -> list[list[tuple[str, str]]]:
    """Words and labels without white space, of which formats of columns know nothing."""
    return [[("".join(words.split()), label) for words, label in article.said()] for article in articles]


def test_hugging_face_loads_the_folder(ask: Ask, export: Export) -> None:
    made = ask("datasets", export(NESTED, "huggingface", "--split", "train=0.5,test=0.5"))
    assert made["told"] == []
    assert set(made["rows"]) == {"train", "test"}
    assert made["splits"] == {name: len(rows) for name, rows in made["rows"].items()}
    rows = {row["id"]: row for part in made["rows"].values() for row in part}
    assert set(rows) == {article.id for article in NESTED}
    for article in NESTED:
        row = rows[article.id]
        assert row["text"] == article.text
        assert sorted([s["start"], s["end"], s["label"]] for s in row["spans"]) == article.places()
        assert [(r["head"], r["child"], r["label"]) for r in row["relations"]] == list(article.relations)
        places = zip(row["starts"], row["ends"], strict=True)
        assert [article.text[start:end] for start, end in places] == row["tokens"]
    tags = [made["tags"][tag] for tag in rows["camp"]["ner_tags"]]
    named = [(token, tag) for token, tag in zip(rows["camp"]["tokens"], tags, strict=True) if tag != "O"]
    assert named == [("مريم", "B-PERSON"), ("Odesa", "B-GPE"), ("Lagos", "B-GPE")]


@pytest.mark.parametrize(
    ("form", "scheme"),
    [("conll", "IOB2"), ("bio", "IOB2"), ("bioes", "IOBES"), ("biluo", "BILOU"), ("iob", "IOB1"),
     ("conll2000", "IOB2"), ("conll2002", "IOB2")],
)  # fmt: skip
def test_seqeval_finds_every_name_strictly(ask: Ask, export: Export, form: str, scheme: str) -> None:
    made = ask("seqeval", export(PLAIN, form), scheme)
    found = [("".join(words.split()), label) for sentence in made["entities"] for label, words in sentence]
    assert found == [mark for article in squeezed(PLAIN) for mark in article]
    assert made["detected"] == scheme
    said = "".join(word for sentence in made["words"] for word in sentence)
    assert said == "".join("".join(article.text.split()) for article in PLAIN)


def test_evaluate_gives_the_figures_of_seqeval(ask: Ask, export: Export, tmp_path: Path, capsys: Any) -> None:
    from pressmark.app.main import main

    gold = export(PLAIN, "conll")
    lines = gold.read_text("utf-8").replace("I-ORG", "O", 1).replace("B-GPE", "B-PERSON", 1)
    predicted = tmp_path / "predicted.conll"
    predicted.write_text(lines.replace("B-QUANTITY", "O").replace("I-QUANTITY", "B-QUANTITY"), encoding="utf-8")
    theirs = ask("scores", gold, predicted)
    (tmp_path / "gold.conll").write_bytes(gold.read_bytes())
    capsys.readouterr()
    assert main(["evaluate", str(tmp_path / "gold.conll"), str(predicted), "--json"]) == 0
    ours = json.loads(capsys.readouterr().out)["exact"]
    assert [ours["precision"], ours["recall"], ours["f1"]] == pytest.approx(theirs, abs=1e-9)
    assert 0 < theirs[2] < 1


def test_label_studio_converts_the_project(ask: Ask, export: Export) -> None:
    made = ask("label_studio", export(NESTED, "label-studio-project"))
    rows = {row["article_id"]: row for row in made["rows"]}
    assert set(rows) == {article.id for article in NESTED}
    for article in NESTED:
        row = rows[article.id]
        assert row["text"] == article.text
        # Label Studio counts UTF-16 units, as the browser in which it marks text does.
        units = [len(article.text[:at].encode("utf-16-le")) // 2 for at in range(len(article.text) + 1)]
        places = sorted([units[start], units[end], label] for start, end, label in article.places())
        assert sorted([r["start"], r["end"], *r["labels"]] for r in row.get("label", [])) == places
    assert set(made["labels"]) >= {label for article in NESTED for _, _, label in article.places()}
    names = [line.split(" -X- _ ") for line in made["conll"].splitlines() if " -X- _ " in line]
    assert [(word, tag) for word, tag in names if word in ("Odesa", "Lagos", "مريم")][:3] == [
        ("مريم", "B-PERSON"), ("Odesa", "B-GPE"), ("Lagos", "B-GPE"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def imported(ask: Ask, export: Export, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """What doccano made of two files of ours, and where it exported them to."""
    folder = tmp_path_factory.mktemp("doccano")
    for form in ("doccano", "doccano-relations"):
        (folder / f"{form}.jsonl").write_bytes(export(NESTED, form).read_bytes())
    (folder / "doccano.conll").write_bytes(export(PLAIN, "doccano-conll").read_bytes())
    return ask("doccano", folder / "back", *sorted(folder.iterdir())), folder / "back"


@pytest.mark.parametrize("relations", [False, True])
def test_doccano_imports_marks_and_gives_back_what_we_read(
    imported: tuple[dict[str, Any], Path], relations: bool
) -> None:
    name = "doccano-relations.jsonl" if relations else "doccano.jsonl"
    made = imported[0][name]
    assert made["errors"] == []
    assert read(made["rows"]) == whole(NESTED)
    assert [row["meta"]["article_id"] for row in made["rows"]] == [article.id for article in NESTED]
    if relations:
        arrows = [
            sorted([article.marks[head][0], article.marks[child][0], label] for head, child, label in article.relations)
            for article in NESTED
        ]
        assert [sorted(row["relations"]) for row in made["rows"]] == arrows
    # And the other way: what doccano exports of its project is what was marked.
    back = list(registry.read(imported[1] / name / "all.jsonl"))
    assert [
        (one.article.text, sorted([a.span.start, a.span.end, a.label] for a in one.annotations)) for one in back
    ] == whole(NESTED)
    assert [len(one.relations) for one in back] == [len(a.relations) if relations else 0 for a in NESTED]


def test_doccano_imports_columns(imported: tuple[dict[str, Any], Path]) -> None:
    made = imported[0]["doccano.conll"]
    assert made["errors"] == []
    rows = made["rows"]
    assert ["".join(row["text"].split()) for row in rows] == ["".join(article.text.split()) for article in PLAIN]
    marks = [[("".join(row["text"][s:e].split()), label) for s, e, label in row["marks"]] for row in rows]
    assert marks == squeezed(PLAIN)


def test_the_validator_of_universal_dependencies_is_content(ask: Ask, export: Export) -> None:
    # Level 1 is the format. It wants composed characters, which is the text's business, and so not those of others.
    composed = tuple(
        marked(
            a.id,
            unicodedata.normalize("NFC", a.text),
            *((unicodedata.normalize("NFC", words), label) for words, label in a.said()),
        )
        for a in PLAIN
    )
    path = export(composed, "conllu")
    made = ask("udtools", path, "1")
    assert (made["code"], made["told"].strip().splitlines()[-1]) == (0, "*** PASSED ***"), made["told"]
    # Level 2 is the treebanks': nothing is missing but the syntax, which nobody marked.
    assert set(re.findall(r"\[L2 \w+ ([\w-]+)\]", ask("udtools", path, "2")["told"])) == {
        "invalid-head", "unknown-head",
    }  # fmt: skip


@pytest.mark.parametrize("form", ["bioc", "bioc-json"])
def test_bioc_reads_passages_annotations_and_relations(ask: Ask, export: Export, tmp_path: Path, form: str) -> None:
    path = export(NESTED, form)
    named = tmp_path / ("a.xml" if form == "bioc" else "a.json")
    named.write_bytes(path.read_bytes())
    rows = ask("bioc", named)
    assert read(rows) == whole(NESTED)
    for row, article in zip(rows, NESTED, strict=True):
        assert [mark[3] for mark in row["marks"]] == [article.text[mark[0] : mark[1]] for mark in row["marks"]]
        assert [(*ends, label) for label, *ends in row["relations"]] == list(article.relations)


def test_brat_standoff_is_read_with_its_relations_and_attributes(ask: Ask, export: Export) -> None:
    rows = ask("brat", export(NESTED, "brat"))
    assert read(rows) == whole(BY_NAME)
    for row, article in zip(rows, BY_NAME, strict=True):
        ids = {(start, end, label): name for start, end, label, _, name in row["marks"]}
        assert [words.replace(" ", "") for *_, words, _ in row["marks"]] == [
            "".join(article.text[start:end].split()) for start, end, *_ in row["marks"]
        ]
        arrows = [
            [label, ids[article.marks[head]], ids[article.marks[child]]] for head, child, label in article.relations
        ]
        assert sorted(row["relations"]) == sorted(arrows)
        if article.id == "harbour":
            date = ids[article.marks["a2"]]
            assert ["value", date, ["2020-05-03"]] in row["attributes"]


def test_gate_reads_every_document(ask: Ask, export: Export) -> None:
    rows = ask("gatenlp", export(NESTED, "gate"))
    assert read(rows) == whole(BY_NAME)
    features = [mark[3] for row in rows for mark in row["marks"] if mark[2] == "DATE"]
    assert [feature["value"] for feature in features] == ["2020-05-03"]


def test_refi_qda_is_valid_and_every_coding_lies_where_it_was(ask: Ask, export: Export) -> None:
    path = export(NESTED, "refi-qda")
    rows = ask("pyrefiqda", path)
    assert read(rows) == whole(NESTED)


def test_json_ld_means_what_the_web_annotation_model_says(ask: Ask, export: Export) -> None:
    pages = ask("pyld", export(NESTED, "web-annotation"), Path(__file__).with_name("anno-terms.json"))
    oa, rdf, stream = (
        "http://www.w3.org/ns/oa#",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/ns/activitystreams#",
    )
    assert len(pages) == len(NESTED)
    for page, article in zip(pages, NESTED, strict=True):
        assert page["@type"] == [stream + "OrderedCollectionPage"]
        (target,) = page[oa + "hasTarget"]
        assert target[rdf + "value"] == [{"@value": article.text}]
        marks: list[list[Any]] = []
        arrows: list[list[str]] = []
        for item in page.get(stream + "items", [{"@list": []}])[0]["@list"]:
            assert item["@type"] == [oa + "Annotation"]
            labels = [
                body[rdf + "value"][0]["@value"]
                for body in item.get(oa + "hasBody", [])
                if {"@id": oa + "tagging"} in body.get(oa + "hasPurpose", [])
            ]
            if {"@id": oa + "linking"} in item.get(oa + "motivatedBy", []):
                arrows.append([each["@id"].rpartition("#")[2] for each in item[oa + "hasTarget"]])
                continue
            (selected,) = item[oa + "hasTarget"]
            selectors = {each["@type"][0].removeprefix(oa): each for each in selected[oa + "hasSelector"]}
            place = selectors["TextPositionSelector"]
            start, end = place[oa + "start"][0]["@value"], place[oa + "end"][0]["@value"]
            assert selectors["TextQuoteSelector"][oa + "exact"][0]["@value"] == article.text[start:end]
            assert selected[oa + "hasSource"] == [{"@id": target["@id"]}]
            marks.append([start, end, labels[0]])
        assert sorted(marks) == article.places()
        assert arrows == [[head, child] for head, child, _ in article.relations]


def test_timeml_gives_the_dates_at_their_places(ask: Ask, export: Export) -> None:
    rows = ask("anafora", export(PLAIN, "timeml"))
    found = [
        (row["text"][start:end], said["value"])
        for row in rows
        for start, end, kind, said in row["marks"]
        if kind == "TIMEX3" and said.get("functionInDocument") != "CREATION_TIME"
    ]
    assert found == [("3 May 2020", "2020-05-03")]
    assert [row["created"] for row in rows] == ["2020-05-04"] * len(PLAIN)
    texts = sorted(row["text"] for row in rows)
    assert all(any(article.text in text for text in texts) for article in PLAIN)
