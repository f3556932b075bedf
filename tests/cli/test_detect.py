"""`pressmark detect` with the real model."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Pressmark, environment_for

from pressmark.core.annotation import Status
from pressmark.core.edits import decide
from pressmark.services.project import Project
from pressmark.services.session import Session

MODEL = pytest.mark.model

KALBAJAR = """Troops move into Kəlbəcər 🙂

25 November 2020

Russia is sending 1,960 peacekeepers, Vladimir Putin said on Wednesday.
"""
FLOOD = """Flood in Sindh

3 September 2022

Some 300 people were killed in Pakistan last week, officials in Karachi said.
"""
GOLD = "Miners in Wales have come home, their union said.\n"


@pytest.fixture
def articles(work: Path) -> Path:
    folder = work / "articles"
    folder.mkdir()
    (folder / "kalbajar.txt").write_text(KALBAJAR, encoding="utf-8")
    (folder / "flood.txt").write_text(FLOOD, encoding="utf-16")
    return folder


def read(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def found(row: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    return {span["text"]: (span["label"], span["attributes"].get("value")) for span in row["spans"]}


@MODEL
def test_a_folder_with_a_broken_file_goes_on(pressmark: Pressmark, articles: Path) -> None:
    (articles / "empty.txt").write_bytes(b"")
    row = {"id": "g", "text": GOLD, "spans": [{"start": 0, "end": 6, "label": "GOLD"}]}
    (articles / "gold.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    done = pressmark("detect", "articles", "--quiet")
    assert done.code == 3
    (complaint,) = done.err.splitlines()
    assert complaint.startswith("pressmark: articles/empty.txt is ".replace("/", os.sep))
    flood, gold, kalbajar = read(done.out)
    assert (flood["meta"]["source"], kalbajar["meta"]["source"]) == ("flood.txt", "kalbajar.txt")
    assert flood["meta"]["published"] == "2022-09-03"
    assert kalbajar["text"] == KALBAJAR
    # Of a gold standard only the text is read, so that the two can be compared.
    assert (gold["id"], gold["text"]) == ("g", GOLD)
    assert "Miners" not in found(gold)
    assert found(gold)["Wales"][0] == "GPE"
    for row in (flood, gold, kalbajar):
        for number, span in enumerate(row["spans"], start=1):
            assert row["text"][span["start"] : span["end"]] == span["text"]
            assert (span["id"], span["status"]) == (f"s{number}", "suggested")
            assert 0 < span["score"] <= 1
    assert found(kalbajar)["Vladimir Putin"][0] == "PERSON"
    assert found(kalbajar)["1,960"] == ("CARDINAL", 1960)
    assert found(kalbajar)["Wednesday"] == ("DATE", "2020-11-25")
    assert found(flood)["Pakistan"][0] == "GPE"
    assert found(flood)["300"] == ("CARDINAL", 300)


@MODEL
def test_a_file_appears_whole_and_the_format_is_told_by_its_name(
    pressmark: Pressmark, articles: Path, work: Path
) -> None:
    done = pressmark("detect", articles / "kalbajar.txt", "-o", "out.conll")
    assert done.code == 0
    assert done.out.startswith("1 article with ")
    assert done.out.splitlines()[0].endswith(f" in {work / 'out.conll'}")
    lines = (work / "out.conll").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["-DOCSTART- -X- O O", ""]
    assert "Vladimir NNP _ B-PERSON" in lines
    assert "1,960 CD _ B-CARDINAL" in lines
    assert {path.name for path in work.iterdir()} == {"articles", "out.conll"}


@MODEL
def test_in_a_project_decisions_stand(pressmark: Pressmark, articles: Path, work: Path) -> None:
    pressmark("import", articles, "-p", "p.pressmark")
    done = pressmark("detect", "-p", "p.pressmark", "-q")
    assert (done.code, done.err) == (0, "")
    with Project.open(work / "p.pressmark", create=False) as project:
        rows = project.articles()
        total = sum(row.total for row in rows)
        assert done.out == f"2 articles read, {total} suggestions to decide: {work / 'p.pressmark'}\n"
        session = Session(project)
        document = session.open(rows[0].id)
        session.apply(decide(document, [mark.id for mark in document], Status.REJECTED))
        rejected = len(document)
    assert rejected > 3
    again = pressmark("detect", "-p", "p.pressmark")
    assert again.out == f"0 articles read, 0 suggestions to decide: {work / 'p.pressmark'}\n"
    everything = pressmark("detect", "-p", "p.pressmark", "--all")
    left = total - rejected
    assert everything.out == f"2 articles read, {left} suggestions to decide: {work / 'p.pressmark'}\n"


@MODEL
@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_leaves_nothing_half_written(
    home: Path, work: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """Twelve articles keep all cores busy; the interrupt goes to the whole group, as Ctrl+C in a terminal does."""
    many = work / "many"
    many.mkdir()
    for place in range(12):
        (many / f"{place}.txt").write_text(f"Report {place}\n\n" + (KALBAJAR + FLOOD) * 60, encoding="utf-8")
    (work / "out.jsonl").write_text("precious\n", encoding="utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "pressmark", "detect", "many", "-o", "out.jsonl"],
        cwd=work,
        env=environment_for(home, TMPDIR=str(temporary)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    assert first.startswith("pressmark: 0 of 12: ")
    time.sleep(3)  # into the detection, or the starting of its processes; both must end well
    os.killpg(process.pid, number)
    asked = time.monotonic()
    out, err = process.communicate(timeout=60)
    assert time.monotonic() - asked < 10
    assert process.returncode == 130, err
    assert out == ""
    assert err.splitlines()[-1] == ("pressmark: Stopped. What was finished before is kept; nothing is half-written."), (
        err
    )
    assert "Traceback" not in err
    assert (work / "out.jsonl").read_text(encoding="utf-8") == "precious\n"
    assert {path.name for path in work.iterdir()} == {"many", "out.jsonl"}
    assert list(temporary.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_before_the_work(here: Pressmark, articles: Path, work: Path) -> None:
    (work / "file").write_text("in the way", encoding="utf-8")
    for place, said in [
        ("gone/out.jsonl", "The result can't be written to gone/out.jsonl (No such file or directory)"),
        ("file/out.jsonl", "The result can't be written to file/out.jsonl (Not a directory)"),
        ("articles", "articles is a folder; name a file for the result."),
    ]:
        done = here("detect", articles, "-o", place)
        assert (done.code, done.out) == (1, "")
        assert len(done.err.splitlines()) == 1
        assert said.replace("/", os.sep).split(" (")[0] in done.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "give the PATH of an article file or folder, or a --project"),
        (["a.txt", "-p", "p.pressmark"], "give either PATHs or --project"),
        (["-p", "p.pressmark", "-o", "out.jsonl"], "--format and -o are for PATHs"),
        (["a.txt", "--all"], "--all needs a --project"),
        (["a.txt", "--format", "docx"], "There is no format “docx”"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_2(here: Pressmark, typed: list[str], said: str) -> None:
    done = here("detect", *typed)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("given", ["gone.txt", "nothing", "empty.txt"])
def test_nothing_readable_is_one_sentence(here: Pressmark, work: Path, given: str) -> None:
    (work / "nothing").mkdir()
    (work / "empty.txt").write_bytes(b"")
    done = here("detect", given, "-q")
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert given in done.err


def test_a_model_that_is_not_there_is_one_sentence(here: Pressmark, articles: Path) -> None:
    done = here("detect", articles / "flood.txt", "--model", "xx_gone", "-q")
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert "xx_gone" in done.err
