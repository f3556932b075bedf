"""`pressmark export` and `pressmark evaluate` on real projects and datasets."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Pressmark

TEXT = "Əli Quliyev 🙂 said 1,960 peacekeepers came to Kəlbəcər on Wednesday."


def span(words: str, label: str, *, status: str = "accepted", text: str = TEXT, **rest: Any) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "label": label, "status": status, **rest}


def article(number: int, text: str = TEXT, *spans: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"id": f"article-{number}", "text": text, "meta": {"source": f"{number}.txt"}, "spans": list(spans), **rest}


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def read(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def project(here: Pressmark, work: Path) -> str:
    """One article with marks of every status, and nineteen short ones, of which the even are done."""
    rows = [
        article(
            0,
            TEXT,
            span("Əli Quliyev", "PERSON", id="p"),
            span("1,960", "CARDINAL", id="c", attributes={"value": 1960, "precision": "exact"}),
            span("1,960 peacekeepers", "QUANTITY", id="q"),
            span("Kəlbəcər", "GPE", status="suggested", id="g", score=0.5),
            span("Wednesday", "DATE", status="rejected", id="d"),
            done=True,
        )
    ]
    rows += [article(n, f"Report number {n} came from Baku.", done=n % 2 == 0) for n in range(1, 20)]
    done = here("import", write(work / "all.jsonl", *rows), "-p", "p.pressmark", "-q")
    assert (done.code, done.out) == (0, f"20 articles added: {work / 'p.pressmark'}\n")
    return "p.pressmark"


def test_jsonl_comes_out_as_it_went_in(pressmark: Pressmark, project: str, work: Path) -> None:
    done = pressmark("export", "-p", project, "-o", "out.jsonl", "--status", "all", "-q")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"20 articles with 5 annotations in {work / 'out.jsonl'}"
    rows = read((work / "out.jsonl").read_text(encoding="utf-8"))
    assert [row["id"] for row in rows] == [f"article-{n}" for n in range(20)]
    assert rows[0]["text"] == TEXT
    assert [(s["text"], s["label"], s["status"]) for s in rows[0]["spans"]] == [
        ("Əli Quliyev", "PERSON", "accepted"),
        ("1,960 peacekeepers", "QUANTITY", "accepted"),
        ("1,960", "CARDINAL", "accepted"),
        ("Kəlbəcər", "GPE", "suggested"),
        ("Wednesday", "DATE", "rejected"),
    ]
    assert rows[0]["spans"][2]["attributes"] == {"value": 1960, "precision": "exact"}
    again = pressmark("import", "out.jsonl", "-p", "again.pressmark", "-q")
    assert again.code == 0
    assert pressmark("export", "-p", "again.pressmark", "-o", "again.jsonl", "--status", "all").code == 0
    assert (work / "again.jsonl").read_bytes() == (work / "out.jsonl").read_bytes()
    assert {path.name for path in work.iterdir()} == {
        "all.jsonl",
        "out.jsonl",
        "out.jsonl.report.json",
        "again.jsonl",
        "again.jsonl.report.json",
        "p.pressmark",
        "again.pressmark",
    }


def test_without_a_place_it_goes_to_standard_output(pressmark: Pressmark, project: str) -> None:
    done = pressmark("export", "-p", project, "--labels", "PERSON,GPE", "--status", "accepted,suggested", "-q")
    assert (done.code, done.err) == (0, "")
    spans = [(s["text"], s["label"]) for s in read(done.out)[0]["spans"]]
    assert spans == [("Əli Quliyev", "PERSON"), ("Kəlbəcər", "GPE")]


def test_what_is_no_text_or_no_file_needs_a_place(here: Pressmark, project: str) -> None:
    done = here("export", "-p", project, "-f", "spacy", "-q")
    assert (done.code, done.out) == (1, "")
    assert "This format is no text, and standard output is for text. Name a file with -o." in done.err
    done = here("export", "-p", project, "-f", "brat", "-q")
    assert (done.code, done.out) == (2, "")
    assert "brat is a folder; name one with -o" in done.err


def test_only_done(here: Pressmark, project: str) -> None:
    rows = read(here("export", "-p", project, "--only-done").out)
    assert [row["id"] for row in rows] == [f"article-{n}" for n in range(0, 20, 2)]


def test_columns_tell_what_they_cannot_hold(here: Pressmark, project: str, work: Path) -> None:
    done = here("export", "-p", project, "-o", "out.conll", "--report", "report.json")
    assert done.code == 0
    lines = (work / "out.conll").read_text(encoding="utf-8").splitlines()
    assert lines[:6] == [
        "-DOCSTART- -X- O O",
        "",
        "Əli _ _ B-PERSON",
        "Quliyev _ _ I-PERSON",
        "🙂 _ _ O",
        "said _ _ O",
    ]
    assert "peacekeepers _ _ I-QUANTITY" in lines
    assert "1 annotation left out" in done.out
    (told,) = [line for line in done.err.splitlines() if "left out" in line]
    assert told.startswith("pressmark: 0.txt, 19–24: “1,960” (CARDINAL) is left out: ")
    report = json.loads((work / "report.json").read_text(encoding="utf-8"))
    assert [(loss["text"], loss["what"]) for loss in report["losses"]] == [("1,960", "left out")]


def test_marks_inside_tokens(here: Pressmark, work: Path) -> None:
    row = article(1, "The Kəlbəcərdən road.", span("Kəlbəcər", "GPE", text="The Kəlbəcərdən road."))
    here("import", write(work / "a.jsonl", row), "-p", "p.pressmark")

    def tokens(inside: str) -> list[str]:
        done = here("export", "-p", "p.pressmark", "-f", "bio", "--inside", inside)
        return [line for line in done.out.splitlines() if line.startswith(("Kəl", "dən"))]

    assert [line.split()[-1] for line in tokens("split")] == ["B-GPE", "O"]
    assert [line.split() for line in tokens("widen")] == [["Kəlbəcərdən", "B-GPE"]]
    assert [line.split() for line in tokens("leave-out")] == [["Kəlbəcərdən", "O"]]


def test_a_split_keeps_articles_whole_and_is_stable(here: Pressmark, project: str, work: Path) -> None:
    def parts(folder: str, *more: object) -> dict[str, list[str]]:
        done = here("export", "-p", project, "-o", folder, "--split", "train=0.6,dev=0.2,test=0.2", *more)
        assert done.code == 0, done.err
        return {p.name: [r["id"] for r in read(p.read_text(encoding="utf-8"))] for p in (work / folder).glob("*.jsonl")}

    first = parts("one")
    assert set(first) == {"train.jsonl", "dev.jsonl", "test.jsonl"}
    assert sorted(name for ids in first.values() for name in ids) == sorted(f"article-{n}" for n in range(20))
    assert parts("two") == first
    assert parts("three", "--seed", 7) != first


def dry(here: Pressmark, work: Path, *typed: object) -> list[str]:
    """What a dry run prints; it must leave no trace."""
    before = {path.name for path in work.iterdir()}
    done = here("export", "-p", "p.pressmark", *typed, "--dry-run", "-q")
    assert (done.code, done.err) == (0, "")
    assert {path.name for path in work.iterdir()} == before
    return done.out.splitlines()


def test_a_dry_run_tells_every_loss_and_writes_nothing(here: Pressmark, project: str, work: Path) -> None:
    lines = dry(here, work, "-o", "new/set/out.conll")
    assert lines[0] == f"20 articles with 2 annotations in {work / 'new' / 'set' / 'out.conll'}"
    assert lines[1] == "1 annotation left out: It overlaps a mark that is kept; conll holds no overlap."
    assert lines[-1] == (
        "0.txt, 19–24: “1,960” (CARDINAL) is left out: It overlaps a mark that is kept; conll holds no overlap."
    )
    assert not any("readings" in line for line in lines)
    inner = dry(here, work, "-f", "conll", "--overlaps", "innermost")
    assert inner[0] == "20 articles with 2 annotations"  # nothing is said of a place that nobody named
    assert "“1,960 peacekeepers” (QUANTITY) is left out" in inner[-1]
    assert "conll holds no readings: the values of 1 annotation are not in it." in inner


@pytest.mark.parametrize("form", ["gate", "cas-xmi", "bioc"])
def test_characters_that_xml_cannot_hold_are_told_before(here: Pressmark, work: Path, form: str) -> None:
    text = "B\x01ku is \x02 far."
    rows = article(0, text, span("B\x01ku", "GPE", id="g", text=text))
    here("import", write(work / "all.jsonl", rows), "-p", "p.pressmark", "-q")
    lines = dry(here, work, "-f", form)
    why = "XML cannot hold the character U+0002; U+FFFD is written in its place."
    assert f"0.txt, 8–9: “\\x02” is changed: {why}" in lines
    assert [line for line in lines if line.startswith("0.txt, 0–4: “B\\x01ku” (GPE) is changed: XML ")]
    assert lines[1].startswith("1 annotation changed: XML holds no") or lines[1].startswith("1 character changed: ")
    assert f"1 character changed: {why}" in lines


def test_labels_are_mapped(here: Pressmark, project: str, work: Path) -> None:
    def labels(*maps: str) -> list[tuple[str, str]]:
        typed = [word for each in maps for word in ("--map", each)]
        done = here("export", "-p", project, "--status", "accepted,suggested", *typed, "-q")
        return [(s["text"], s["label"]) for s in read(done.out)[0]["spans"]]

    assert labels("conll-4") == [("Əli Quliyev", "PER"), ("Kəlbəcər", "LOC")]
    assert labels("conll-4", "CARDINAL=NUM,GPE=") == [("Əli Quliyev", "PER"), ("1,960", "NUM")]
    (work / "map.txt").write_text("# names\nPERSON = MAN\n* =\n", encoding="utf-8")
    assert labels("map.txt") == [("Əli Quliyev", "MAN")]
    lost = dry(here, work, "--map", "conll-4")
    assert [line for line in lost if line.startswith("0.txt")] == [
        "0.txt, 19–37: “1,960 peacekeepers” (QUANTITY) is left out: The mapping of labels leaves QUANTITY out.",
        "0.txt, 19–24: “1,960” (CARDINAL) is left out: The mapping of labels leaves CARDINAL out.",
    ]
    told = here("export", "-p", project, "--map", "PERSN=PER")
    assert "The mapping names “PERSN”, which is no label of this project." in told.err
    wrong = here("export", "-p", project, "--map", "nothing")
    assert (wrong.code, "“nothing” is no mapping of labels: neither one of conll-4" in wrong.err) == (1, True)


def test_articles_are_found_by_words_and_ids(here: Pressmark, project: str, work: Path) -> None:
    found = read(here("export", "-p", project, "--search", "peacekeepers", "-q").out)
    assert [row["id"] for row in found] == ["article-0"]
    (work / "ids.txt").write_text("article-3\n\narticle-1\n", encoding="utf-8")
    for ids in ("@ids.txt", "article-1,article-3"):
        rows = read(here("export", "-p", project, "--ids", ids, "-q").out)
        assert [row["id"] for row in rows] == ["article-1", "article-3"]
    none = here("export", "-p", project, "--search", "volcano")
    assert (none.code, "no article has “volcano”" in none.err) == (1, True)


def test_sentences_are_paragraphs_or_none(here: Pressmark, work: Path) -> None:
    here("import", write(work / "a.jsonl", article(1, "One. Two.\n\nThree.")), "-p", "p.pressmark")

    def sentences(*typed: str) -> list[str]:
        out = here("export", "-p", "p.pressmark", "-f", "bio", "--whole-text", *typed, "-q").out
        blocks = out.partition("\n\n")[2].strip().split("\n\n")
        return [" ".join(line.split()[0] for line in block.splitlines()) for block in blocks]

    assert sentences() == ["One .", "Two .", "Three ."]
    assert sentences("--sentences", "paragraphs") == ["One . Two .", "Three ."]
    assert sentences("--sentences", "none") == ["One . Two . Three ."]


def test_parts_by_date(here: Pressmark, work: Path) -> None:
    rows = [
        article(n, f"Report number {n}.", meta={"published": f"2020-01-{30 - n:02}", "source": f"{n}.txt"})
        for n in range(10)
    ]
    here("import", write(work / "a.jsonl", *rows), "-p", "p.pressmark")
    done = here("export", "-p", "p.pressmark", "-o", "sets", "--split", "train=0.7,test=0.3", "--split-by", "date")
    assert done.code == 0, done.err
    parts = {path.name: path.read_text(encoding="utf-8") for path in (work / "sets").iterdir()}
    assert set(parts) == {"train.jsonl", "test.jsonl", "export.report.json"}
    assert [row["id"] for row in read(parts["test.jsonl"])] == ["article-0", "article-1", "article-2"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--overlaps", "x"], "argument --overlaps: “x”: choose outermost, innermost, most-certain or first"),
        (["--split-by", "size"], "argument --split-by: “size”: choose article, date or labels"),
        (["--ids", "@gone.txt"], "argument --ids: “gone.txt” cannot be read"),
        (["--columns", "a,,b"], "argument --columns: “a,,b”: give names with commas between them"),
        (["--format", "docx"], "There is no format “docx”. Choose one of jsonl, conll, bio, bioes"),
        (["--split", "train=0.8"], "argument --split: The shares of the split sum up to 0.8."),
        (["--split", "train"], "argument --split: “train” is no part of a split."),
        (["--split", "a=0.5,b=0.5"], "--split makes several files; name a folder or file for them with -o"),
        (["--status", "done"], "argument --status: “done”: give one or more of suggested, accepted, rejected, or all"),
        (["--labels", ""], "argument --labels: “”: give labels with commas between them, such as PERSON,ORG"),
        (["--inside", "cut"], "argument --inside: “cut”: choose split, widen or leave-out"),
        (["--seed", "x"], "argument --seed: invalid int value: 'x'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_2(here: Pressmark, typed: list[str], said: str) -> None:
    done = here("export", "-p", "p.pressmark", *typed)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_what_cannot_be_exported_is_one_sentence(here: Pressmark, project: str, work: Path) -> None:
    (work / "old.jsonl").write_text("precious\n", encoding="utf-8")
    (work / "file").write_text("in the way", encoding="utf-8")
    before = {path.name for path in work.iterdir()}
    for typed, said in [
        (["-p", "gone.pressmark"], "There is no project at "),
        (["-p", project, "--labels", "PERSN"], "“PERSN” is no label of this project; it has PERSON, "),
        (["-p", project, "-o", "gone/out.jsonl"], "There is no folder "),
        (["-p", project, "-o", "file/out.jsonl"], f"There is no folder {work / 'file'}"),
        (["-p", "old.jsonl", "-o", "old.jsonl"], "is not a Pressmark project"),
    ]:
        done = here("export", *typed, "-q")
        assert (done.code, done.out) == (1, ""), typed
        assert len(done.err.splitlines()) == 1
        assert said in done.err
    assert {path.name for path in work.iterdir()} == before
    assert (work / "old.jsonl").read_text(encoding="utf-8") == "precious\n"


def test_no_project_of_ones_own_yet(here: Pressmark) -> None:
    said = "pressmark: You have no project of your own yet; name one with --project, or import articles first.\n"
    for verb in (["export"], ["export", "--quiet"]):
        done = here(*verb)
        assert (done.code, done.out, done.err) == (1, "", said)


def test_an_empty_project_has_nothing_to_export(here: Pressmark, work: Path) -> None:
    (work / "a.txt").write_bytes(b"")
    here("import", "a.txt", "-p", "p.pressmark")
    done = here("export", "-p", "p.pressmark", "-o", "out.jsonl")
    assert (done.code, done.err) == (
        1,
        "pressmark: There is nothing to export: the project has no articles. Add some first.\n",
    )
    assert not (work / "out.jsonl").exists()


# evaluate


@pytest.fixture
def gold(work: Path) -> Path:
    return write(
        work / "gold.jsonl",
        article(1, TEXT, span("Əli Quliyev", "PERSON"), span("Kəlbəcər", "GPE"), span("Wednesday", "DATE")),
        article(2, "Nothing was predicted for Baku.", span("Baku", "GPE", text="Nothing was predicted for Baku.")),
    )


@pytest.fixture
def predicted(work: Path) -> Path:
    return write(
        work / "predicted.jsonl",
        article(
            1,
            TEXT,
            span("Quliyev", "PERSON", status="suggested"),
            span("Kəlbəcər", "GPE", status="suggested"),
            span("Wednesday", "DATE", status="rejected"),
        ),
        article(3, "Only predicted."),
    )


def test_scores_by_label(here: Pressmark, gold: Path, predicted: Path) -> None:
    done = here("evaluate", "gold.jsonl", "predicted.jsonl")
    assert done.code == 0
    rows = {line.split()[0]: line.split()[1:] for line in done.out.splitlines() if re.match("[A-Z]{3}", line)}
    #                     exact P R F1, partial P R F1, gold, found
    assert rows["PERSON"] == ["0.0", "0.0", "0.0", "100.0", "100.0", "100.0", "1", "1"]
    assert rows["GPE"] == ["100.0", "50.0", "66.7", "100.0", "50.0", "66.7", "2", "1"]
    assert rows["DATE"] == ["0.0", "0.0", "0.0", "0.0", "0.0", "0.0", "1", "0"]
    assert done.err == (
        "pressmark: 1 article of gold.jsonl without a prediction, counted as not found: article-2\n"
        "pressmark: 1 article of predicted.jsonl without gold, not counted: article-3\n"
    )


def test_scores_as_json(here: Pressmark, gold: Path, predicted: Path) -> None:
    done = here("evaluate", "gold.jsonl", "predicted.jsonl", "--json", "-q")
    assert (done.code, done.err) == (0, "")
    scores = json.loads(done.out)
    assert scores["articles"] == 2
    assert scores["labels"]["GPE"]["exact"]["recall"] == 0.5
    assert scores["missing"] == ["article-2"]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("gold.jsonl", "gone.jsonl", "gone.jsonl"),
        ("gold.jsonl", "text.txt", "text.txt is not a dataset that can be read"),
        ("broken.jsonl", "gold.jsonl", "broken.jsonl, line 2: this is not JSON"),
        ("gold.jsonl", "other.jsonl", "other.jsonl has no article of gold.jsonl"),
        ("empty", "gold.jsonl", "There is no dataset in the folder empty"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(
    here: Pressmark, gold: Path, work: Path, first: str, second: str, said: str
) -> None:
    (work / "empty").mkdir()
    (work / "text.txt").write_text("text", encoding="utf-8")
    (work / "broken.jsonl").write_text('{"text": "a"}\n{', encoding="utf-8")
    write(work / "other.jsonl", article(9, "Something else."))
    done = here("evaluate", first, second)
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert said in done.err
