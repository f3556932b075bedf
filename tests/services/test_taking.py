"""Large datasets are read by another process ahead of the one that writes: with the same result, and the same words."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pressmark.core.annotation import Status
from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats import registry
from pressmark.services import importing, taking
from pressmark.services.exporting import ExportRequest, export_project
from pressmark.services.importing import ImportReport, import_paths
from pressmark.services.project import Project

COUNT = 120  # more than travel together
JSONL = registry.datasets()["jsonl"]


def row(number: int) -> dict[str, object]:
    text = f"Ferry {number} 👩🏽‍🚒 left Kəlbəcər with 1,200 people."
    start = text.index("Kəlbəcər")
    spans = [
        {"id": "x", "start": start, "end": start + 8, "label": "GPE", "status": "rejected", "score": 0.25},
        {"start": 0, "end": 5, "label": "SHIP", "status": "suggested", "attributes": {"of": {"a": [1, 2.5, None]}}},
    ]
    relations = [{"head": "x", "child": "a1", "label": "from"}]
    return {
        "id": f"n{number}",
        "text": text,
        "meta": {"byline": "Roe", "k": [1]},
        "spans": spans,
        "relations": relations,
    }


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(row(number)) + "\n" for number in range(COUNT)), encoding="utf-8")
    return path


def brought_in(tmp_path: Path, name: str, *paths: Path) -> tuple[ImportReport, bytes]:
    """What an import of these says, and the project as JSON lines afterwards."""
    with Project.open(tmp_path / f"{name}.pressmark", annotator="me") as project:
        report = import_paths(project, paths)
        out = tmp_path / f"{name}.out.jsonl"
        if report.added:
            export_project(project, ExportRequest("jsonl", out, statuses=frozenset(Status)))
        return report, out.read_bytes() if report.added else b""


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_LARGE", 0)
    monkeypatch.setattr(importing, "processors", lambda: 2)


def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *paths: Path) -> ImportReport:
    """Imports twice, once in one process; all but the time is the same."""
    first, contents = brought_in(tmp_path, "alone", *paths)
    monkeypatch.setattr(importing, "_LARGE", 0)
    monkeypatch.setattr(importing, "processors", lambda: 2)
    second, others = brought_in(tmp_path, "ahead", *paths)
    assert second == first
    assert others == contents
    return second


def test_the_project_is_the_same(tmp_path: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = both(tmp_path, monkeypatch, dataset)
    assert report.added == tuple(f"n{number}" for number in range(COUNT))


def test_other_formats_with_their_remarks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    columns, lists = tmp_path / "a.conll", tmp_path / "b.jsonl"
    columns.write_text("".join(f"Mira B-PER\nsold O\n{number} O\n\n-DOCSTART- O\n\n" for number in range(COUNT)))
    lists.write_text(
        "".join(json.dumps({"text": f"Odesa {n}", "label": [[0, 5, "A\nplace"]]}) + "\n" for n in range(COUNT))
    )
    report = both(tmp_path, monkeypatch, columns, lists)
    assert len(report.added) == 2 * COUNT + 1  # the last -DOCSTART- has nothing behind it
    assert (lists, Message("Tabs and line breaks in labels became spaces.")) in report.notes
    assert any(path == columns and "white space between its tokens" in note for path, note in report.notes)


@pytest.mark.parametrize("share", [1, 2, 50])
def test_whatever_part_this_process_reads(
    tmp_path: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    dataset.write_bytes(b"\xef\xbb\xbf\n" + dataset.read_bytes().replace(b"\n", b"\n\n", 1) + b" \n{")
    monkeypatch.setattr(taking, "_SHARE", share)
    report = both(tmp_path, monkeypatch, dataset)
    assert report.added == tuple(f"n{number}" for number in range(COUNT))
    ((_, sentence),) = report.failed
    assert sentence.startswith(f"many.jsonl, line {COUNT + 4}: this is not JSON")


def test_a_broken_line_in_the_part_that_this_process_reads(
    tmp_path: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = dataset.read_bytes().splitlines(keepends=True)
    dataset.write_bytes(b"".join([*lines[:5], b"{\n", *lines[5:]]))
    report = both(tmp_path, monkeypatch, dataset)
    assert len(report.added) == 5
    assert [sentence.startswith("many.jsonl, line 6: ") for _, sentence in report.failed] == [True]
    other = tmp_path / "other.conll"  # the process that read on is not asked for the rest
    other.write_text("Mira B-PER\nsold O\n")
    (tmp_path / "again").mkdir()
    assert len(both(tmp_path / "again", monkeypatch, dataset, other).added) == 6


def test_nothing_but_empty_lines(tmp_path: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset.write_bytes(b"\n" * 1000)
    ((path, sentence),) = both(tmp_path, monkeypatch, dataset).failed
    assert path == dataset
    assert "many.jsonl" in sentence


def test_a_broken_line_loses_nothing_before_it(tmp_path: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with dataset.open("a", encoding="utf-8") as file:
        file.write('{"text": "Oh", "spans": [{"start": 0, "end": 9, "label": "A"}]}\n')
    report = both(tmp_path, monkeypatch, dataset)
    assert len(report.added) == COUNT
    ((path, sentence),) = report.failed
    assert path == dataset
    assert sentence.startswith(f"many.jsonl, line {COUNT + 1}: the span 0–9 is not inside the text")


def test_ids_and_texts_that_are_there_already(tmp_path: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "more.jsonl"
    again = row(3) | {"spans": [{"start": 0, "end": 5, "label": "BOAT"}], "relations": []}
    new = row(3) | {"text": "Ferry 👩🏽‍🚒 back from Kəlbəcər", "spans": [], "relations": []}
    marked = row(4) | {"text": f"{row(4)['text']} It is back."}
    other.write_text("".join(json.dumps(each) + "\n" for each in (again, new, marked)), encoding="utf-8")
    report = both(tmp_path, monkeypatch, dataset, other)
    assert len(report.added) == COUNT + 2
    assert report.known == ("n3",)
    assert any("1 annotation that more.jsonl has for it was left out" in note for _, note in report.notes)


@pytest.mark.usefixtures("ahead")
def test_cancelled(tmp_path: Path, dataset: Path) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    with Project.open(tmp_path / "p.pressmark", annotator="me") as project:
        report = import_paths(project, [dataset], cancelled=stop)
    assert report.cancelled
    assert report.failed == ()


def dies(path: Path, form: Any, name: str, begin: int = 0) -> Iterator[bytes]:
    """As `taking.packed`, for a while."""
    yield next(taking.packed(path, form, name))
    os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    yield b""


@pytest.mark.usefixtures("ahead")
def test_the_other_process_dies(tmp_path: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "packed", dies)
    with Project.open(tmp_path / "p.pressmark", annotator="me") as project:
        report = import_paths(project, [dataset])
    ((path, sentence),) = report.failed
    assert path == dataset
    assert sentence.startswith("many.jsonl made the program that reads it crash")


def test_what_contradicts_itself_is_told(dataset: Path) -> None:

    (one, *_) = registry.read(dataset)
    assert isinstance(one, AnnotatedArticle)
    twice = AnnotatedArticle(one.article, (*one.annotations, one.annotations[0]))
    told = taking.Taker().take("a.jsonl", twice)
    assert isinstance(told, Message)
    assert told.startswith("a.jsonl: the article n0 contradicts itself")


def test_packing_is_undone(dataset: Path) -> None:
    found = [one for portion in taking.packed(dataset, JSONL, "many.jsonl") for one in taking.unpacked(portion)]
    assert len(found) == COUNT
    first = found[0]
    assert isinstance(first, taking.Taken)
    assert first.article.text == row(0)["text"]
    at = first.article.text.index("Kəlbəcər")
    assert list(first.article.places()) == [(0, 5, "SHIP", "suggested"), (at, at + 8, "GPE", "rejected")]
    with pytest.raises(UserError, match=r"gone\.jsonl"):
        list(taking.packed(dataset.with_name("gone.jsonl"), JSONL, "gone.jsonl"))


def test_numbers_that_are_none_become_empty(tmp_path: Path) -> None:
    layer = {
        "%NAME": "own.Span",
        "%SUPER_TYPE": "uima.tcas.Annotation",
        "value": {"%NAME": "value", "%RANGE": "uima.cas.String"},
        "sure": {"%NAME": "sure", "%RANGE": "uima.cas.Double"},
    }
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "Odesa fell"}
    marks = [
        {"%ID": n, "%TYPE": "own.Span", "@sofa": 1, "begin": start, "end": end, "value": "X"} | sure
        for n, start, end, sure in ((2, 0, 5, {"#sure": "NaN"}), (3, 6, 10, {"sure": 0.5}))
    ]
    views = {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3]}}
    cas = {"%TYPES": {"own.Span": layer}, "%FEATURE_STRUCTURES": [sofa, *marks], "%VIEWS": views}
    (tmp_path / "a.json").write_text(json.dumps(cas), encoding="utf-8")
    with Project.open(tmp_path / "p.pressmark", annotator="me") as project:
        report = import_paths(project, [tmp_path / "a.json"])
        (article_id,) = report.added
        assert [a.attributes["sure"] for a in project.document(article_id)] == [None, 0.5]
    assert [note for _, note in report.notes] == ["Attributes that are no finite number (NaN, infinity) became empty."]
