"""Files, folders and datasets come in; what cannot be read is told and stops nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pressmark.core import edits
from pressmark.core.annotation import Status
from pressmark.core.errors import UserError
from pressmark.core.span import Span
from pressmark.services import importing
from pressmark.services.importing import import_paths
from pressmark.services.project import Project
from pressmark.services.session import Session
from pressmark.store import database

KALBAJAR = """Azerbaijani troops move into Kəlbəcər

Publish date25 Nov 2020 - 15:28

Some 30,000 people were killed 👩🏽‍🚒, officials said on Wednesday. كلبجر was handed over.
"""
FLOOD = "Flood toll passes 1,100\n\nRivers in Sindh keep rising, rescue teams said.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(tmp_path / "News.pressmark", annotator="me") as project:
        yield project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "more" / "deep").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "kalbajar.txt").write_text(KALBAJAR, encoding="utf-8")
    (folder / "more" / "flood.md").write_text(FLOOD, encoding="utf-8")
    (folder / "more" / "deep" / "page.html").write_text(
        "<html><head><title>Strike halts trains</title></head><body><article><h1>Strike halts trains</h1>"
        "<p>A third of rail services stopped on Tuesday, the operator said in a statement.</p></article></body></html>",
        encoding="utf-8",
    )
    (folder / ".hidden" / "secret.txt").write_text("Secret", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"\0\1")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n")
    return folder


def texts(project: Project) -> dict[str, str]:
    return {row.source or "": project.document(row.id).text for row in project.articles()}


def test_a_folder_with_all_below_it(project: Project, folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    report = import_paths(project, [folder], progress=lambda *where: told.append(where))
    assert (report.failed, report.notes, report.known, report.cancelled) == ((), (), (), False)
    assert [row.id for row in project.articles()] == list(report.added)
    assert list(texts(project)) == ["kalbajar.txt", "flood.md", "page.html"]
    assert "Some 30,000 people were killed 👩🏽‍🚒" in texts(project)["kalbajar.txt"]
    assert "A third of rail services" in texts(project)["page.html"]
    assert told == [(0, 3, "kalbajar.txt"), (1, 3, "flood.md"), (2, 3, "page.html"), (3, 3, "")]


def test_the_same_file_twice_is_the_same_article(project: Project, folder: Path) -> None:
    first = import_paths(project, [folder / "kalbajar.txt", folder / "kalbajar.txt"])
    assert len(first.added) == 1
    copy = folder / "copy.txt"
    copy.write_bytes(b"\xef\xbb\xbf" + KALBAJAR.replace("\n", "\r\n").encode())
    again = import_paths(project, [folder / "kalbajar.txt", copy, folder / "more" / "flood.md"])
    assert again.known == first.added
    assert len(again.added) == 1
    assert [row.source for row in project.articles()] == ["kalbajar.txt", "flood.md"]


def test_what_cannot_be_read_stops_nothing(project: Project, folder: Path, tmp_path: Path) -> None:
    binary, empty, gone = folder / "binary.txt", folder / "empty.txt", folder / "gone.txt"
    binary.write_bytes(bytes(range(256)) * 100)
    empty.write_bytes(b"")
    bare = tmp_path / "bare"
    bare.mkdir()
    nowhere = tmp_path / "nowhere"
    report = import_paths(
        project, [binary, empty, gone, bare, nowhere, folder / "picture.png", folder / "kalbajar.txt"]
    )
    assert len(report.added) == 1
    told = dict(report.failed)
    assert sorted(told, key=str) == sorted([bare, binary, empty, gone, nowhere, folder / "picture.png"], key=str)
    for path, sentence in told.items():
        assert path.name in sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence
    assert "no articles in the folder" in told[bare]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not hold the superuser")
def test_a_folder_that_may_not_be_read(project: Project, folder: Path) -> None:
    (folder / "more").chmod(0)
    report = import_paths(project, [folder])
    (folder / "more").chmod(0o755)
    assert len(report.added) == 1
    assert [path.name for path, _ in report.failed] == ["more"]


def test_cancelling_keeps_what_was_done(project: Project, tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text(f"Headline {number}\n\nBody of article {number}.\n", encoding="utf-8")
    seen: list[str] = []
    report = import_paths(
        project,
        [tmp_path / f"{number}.txt" for number in range(10)],
        progress=lambda done, total, what: seen.append(what),
        cancelled=lambda: len(seen) >= 4,
    )
    assert report.cancelled
    assert 3 <= len(report.added) <= 4
    assert [row.id for row in project.articles()] == list(report.added)


def test_many_files_are_saved_in_portions(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_PORTION", 100)  # half a second, which ends one too, may be longer than all of it
    paths = [tmp_path / f"{number:03}.txt" for number in range(520)]
    for number, path in enumerate(paths):
        path.write_text(f"Headline {number}\n\nBody of article {number}.\n", encoding="utf-8")
    seen: list[int] = []
    with project.again() as other:
        report = import_paths(project, paths, progress=lambda *_: seen.append(other.counts().all))
    assert len(report.added) == 520
    assert any(0 < count < 520 for count in seen), "another program sees the first ones before the last is read"
    assert seen == sorted(seen)


def test_a_full_disk_ends_the_import_with_a_sentence(project: Project, folder: Path) -> None:
    import_paths(project, [folder / "kalbajar.txt"])
    driver = project.store._database._connection.connection.driver_connection
    assert driver is not None
    (pages,) = driver.execute("PRAGMA page_count").fetchone()
    driver.execute(f"PRAGMA max_page_count = {pages}")
    (folder / "long.txt").write_text("Headline\n\n" + "A long article. " * 20_000, encoding="utf-8")
    with pytest.raises(UserError, match="disk is full"):
        import_paths(project, [folder / "long.txt"])
    assert len(project.articles()) == 1


def test_a_locked_project_ends_the_import_with_a_sentence(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    with Project.open(tmp_path / "x.pressmark") as project, project.again() as other:
        with other.store._database.write(), pytest.raises(UserError, match="another program"):
            import_paths(project, [folder])
        assert len(import_paths(project, [folder]).added) == 3


# Datasets


def line(text: str, article_id: str, *marks: tuple[int, int, str, str], **more: Any) -> str:
    spans = [
        {"id": f"a{n}", "start": start, "end": end, "text": text[start:end], "label": label, "status": status,
         "origin": "person:me"}
        for n, (start, end, label, status) in enumerate(marks)
    ]  # fmt: skip
    return json.dumps({"id": article_id, "text": text, "meta": {"headline": "H"}, "spans": spans} | more) + "\n"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(
        line("Kəlbəcər 😀 fell", "k", (0, 8, "GPE", "accepted"), (11, 15, "FALL", "rejected"))
        + line("Sindh flooded", "s", (0, 5, "GPE", "suggested")),
        encoding="utf-8",
    )
    return path


def test_a_dataset_comes_with_its_annotations(project: Project, dataset: Path) -> None:
    report = import_paths(project, [dataset])
    assert (report.added, report.failed) == (("k", "s"), ())
    document = project.document("k")
    assert [(a.span.of(document.text), a.label, a.status) for a in document] == [
        ("Kəlbəcər", "GPE", Status.ACCEPTED),
        ("fell", "FALL", Status.REJECTED),
    ]
    assert [label.name for label in project.labels] == ["GPE", "FALL"]
    row = project.row("k")
    assert (row.total, row.decided) == (2, 2)
    again = import_paths(project, [dataset])
    assert (again.added, again.known, again.notes) == ((), ("k", "s"), ())


def test_annotations_for_an_article_that_is_there_are_told(project: Project, dataset: Path) -> None:
    import_paths(project, [dataset])
    session = Session(project)
    document = session.open("k")
    session.apply(edits.remove(document, [a.id for a in document]))
    session.apply(edits.add(session.document or document, Span(0, 8), "LOC", origin="person:me"))
    report = import_paths(project, [dataset])
    assert report.added == ()
    ((path, sentence),) = report.notes
    assert path == dataset
    assert "2 annotations" in sentence
    assert [a.label for a in project.document("k")] == ["LOC"]


def test_a_dataset_that_breaks_off_keeps_what_came_before(project: Project, dataset: Path) -> None:
    with dataset.open("a", encoding="utf-8") as file:
        file.write('{"id": "x", "text": "half')
    report = import_paths(project, [dataset])
    assert report.added == ("k", "s")
    ((path, sentence),) = report.failed
    assert path == dataset
    assert "gold.jsonl" in sentence


def test_an_article_that_contradicts_itself_is_told(project: Project, dataset: Path) -> None:
    twice = line("Odesa burns", "o", (0, 5, "GPE", "accepted"), (0, 5, "GPE", "accepted"))
    with dataset.open("a", encoding="utf-8") as file:
        file.write(twice)
    report = import_paths(project, [dataset])
    assert report.added == ("k", "s")
    assert [path for path, _ in report.failed] == [dataset]


def test_files_of_a_folder_that_are_not_what_they_are_called_are_named(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("A ferry sank\n\nIt sank on Monday.\n", encoding="utf-8")
    (folder / "half.json").write_text('[{"id": 1, "annotations": [{"res', encoding="utf-8")
    (folder / "deep" / "run.cfg").write_text("x", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    report = import_paths(project, [folder])
    assert (len(report.added), report.failed) == (1, ())
    assert report.notes == ((folder, "In mixed 1 file not recognised and passed over: half.json."),)


@pytest.mark.parametrize("label", ["crisis\tregion", "crisis\nregion", " crisis \r\n\u2028 region\t"])
def test_labels_of_several_lines_are_read_as_one(project: Project, tmp_path: Path, label: str) -> None:
    row = {"text": "Aid reached Kharga", "label": [[12, 18, label], [0, 3, "AID"]]}
    (tmp_path / "odd.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    report = import_paths(project, [tmp_path / "odd.jsonl"])
    assert [note for _, note in report.notes] == ["Tabs and line breaks in labels became spaces."]
    document = project.document(report.added[0])
    assert [(a.span.of(document.text), a.label) for a in document] == [
        ("Aid", "AID"),
        ("Kharga", "crisis region"),
    ]
    assert {"AID", "crisis region"} <= {each.name for each in project.labels}


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("NaN", "NaN is no number in JSON. Write null or a number."),
        ("-Infinity", "-Infinity is no number in JSON. Write null or a number."),
        ("1e999", "1e999 is too large a number. Mend or remove it."),
        ("9" * 5_000, "a number has too many digits. Mend or remove it."),
    ],
)
@pytest.mark.parametrize("row", ['{"text": "Aid", "spans": [%s]}', '{"text": "Aid", "label": [], "a": %s}'])
def test_numbers_that_json_does_not_have_are_told(
    project: Project, tmp_path: Path, row: str, number: str, says: str
) -> None:
    span = f'{{"start": 0, "end": 3, "label": "A", "attributes": {{"value": [{number}]}}}}'
    path = tmp_path / "numbers.jsonl"
    path.write_text(row % (span if "spans" in row else number), encoding="utf-8")
    report = import_paths(project, [path])
    assert [str(sentence) for _, sentence in report.failed] == [f"numbers.jsonl, line 1: {says}"]
