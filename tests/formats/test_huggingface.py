"""Hugging Face datasets: the folder that `datasets` loads, its card, and the tagged tokens of others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.formats.strategies import article_of, damaged, read_or_refused, write

from pressmark.core.article import ArticleMeta
from pressmark.core.errors import UserError
from pressmark.core.labels import Label, LabelSet
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.zones import Zone, ZoneKind
from pressmark.formats import huggingface, parquet, registry
from pressmark.formats.base import WriteOptions

CONSUMERS = os.environ.get("PRESSMARK_DATASETS_PYTHON", sys.executable)
"""A Python with the package `datasets`, which is too large for everybody's environment (400 MB)."""

LABELS = LabelSet("Casualties", (Label("GPE", "#aa0000", "#ff8888", description="Countries | *towns*"),))


def made(folder: Path, options: WriteOptions | None = None) -> Path:
    writer = huggingface.HuggingFaceWriter(_made(folder), options or WriteOptions(label_set=LABELS), ["train", "dev"])
    one = article_of("In Baku 😀 on Monday.", (3, 7, "GPE"), (3, 9, "PLACE"), (13, 19, "DATE"))
    meta = ArticleMeta(headline="Head", published="2020-11-25", language="en", extra={"desk": ["war", 3]})
    one = replace(one, article=one.article.but(id="one", meta=meta, done=True))
    assert [each.text for each in writer.add(one, part="train").losses] == ["Baku"]
    writer.add(article_of("In Shusha.", (3, 9, "GPE")), part="dev")
    writer.finish()
    writer.close()
    return folder


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_the_folder(tmp_path: Path) -> None:
    folder = made(tmp_path / "set")
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*")) == [
        "README.md", "data/train-00000-of-00001.parquet", "data/validation-00000-of-00001.parquet", "parts.json",
    ]  # fmt: skip
    (row,) = parquet.read_rows(folder / "data" / "train-00000-of-00001.parquet")
    assert row["tokens"] == ["In", "Baku", "😀", "on", "Monday", "."]
    assert row["ner_tags"] == [0, 3, 4, 0, 5, 0]
    assert (row["starts"][1], row["ends"][1], row["headline"]) == (3, 7, "Head")
    names = huggingface._class_names(parquet.ParquetFile(folder / "data/validation-00000-of-00001.parquet").metadata)
    assert names["ner_tags"] == ["O", "B-GPE", "I-GPE", "B-PLACE", "I-PLACE", "B-DATE", "I-DATE"]
    one, two = registry.read_dataset(folder)
    assert (one.article.id, one.article.meta.extra) == ("one", {"desk": ["war", 3]})
    assert [(mark.span, mark.label) for mark in one.annotations] == [
        (Span(3, 9), "PLACE"), (Span(3, 7), "GPE"), (Span(13, 19), "DATE"),
    ]  # fmt: skip
    assert two.article.text == "In Shusha."


def test_the_card(tmp_path: Path) -> None:
    words = (made(tmp_path / "set") / "README.md").read_text(encoding="utf-8")
    assert words.startswith('---\npretty_name: "Casualties"\nlanguage: ["en"]\n')
    assert "| articles | 1 | 1 | 2 |" in words
    assert "| GPE | 1 | 1 | 2 |" in words
    assert "- **GPE**: Countries \\| \\*towns\\*" in words
    assert "- **DATE**: no guideline" in words
    assert "- Articles published on 2020-11-25" in words
    assert "- 4 marks made by people." in words
    assert "person:me" not in words


def test_articles_in_several_files_know_all_labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface, "SHARD", 2)
    texts = [f"Word {number}" for number in range(5)]
    articles = [article_of(text, (5, 6, f"L{number}")) for number, text in enumerate(texts)]
    write(registry.WRITERS["huggingface"], articles, tmp_path / "set")
    files = sorted((tmp_path / "set" / "data").iterdir())
    assert [path.name for path in files] == [f"train-0000{n}-of-00003.parquet" for n in range(3)]
    assert all(len(huggingface._class_names(parquet.ParquetFile(path).metadata)["ner_tags"]) == 11 for path in files)
    found = list(registry.read_dataset(tmp_path / "set"))
    assert [(one.article.text, one.annotations[0].label) for one in found] == [
        (text, f"L{number}") for number, text in enumerate(texts)
    ]


def test_only_what_the_article_says_is_tagged(tmp_path: Path) -> None:
    one = article_of("By Jane Roe In Baku.", (3, 11, "PERSON"), (15, 19, "GPE"))
    zones = (Zone(Span(0, 11), ZoneKind.BYLINE), Zone(Span(12, 20), ZoneKind.BODY))
    one = replace(one, article=one.article.but(zones=zones))
    (result,) = write(registry.WRITERS["huggingface"], [one], tmp_path / "set")
    (row,) = parquet.read_rows(next((tmp_path / "set" / "data").iterdir()))
    assert row["tokens"] == ["In", "Baku", "."]
    assert [(each.text, each.what) for each in result.losses] == [("Jane Roe", "changed")]
    assert len(row["spans"]) == 2


def tagged(path: Path, names: list[str] | None, *, words: list[str], tags: list[Any]) -> None:
    numbers = isinstance(tags[0], int)
    features = {"ner_tags": {"feature": {"names": names, "_type": "ClassLabel"}, "_type": "Sequence"}}
    parquet.write_file(
        path,
        {
            "id": parquet.strings(["0"]),
            "tokens": parquet.lists([words], parquet.strings),
            "ner_tags": parquet.lists([tags], parquet.numbers if numbers else parquet.strings),
        },
        {"huggingface": json.dumps({"info": {"features": features}})} if names else {},
    )


class TestOthers:
    def test_parquet_of_tokens_and_tags(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        tagged(tmp_path / "data" / "test-1.parquet", None, words=["No", "Baku"], tags=["O", "B-GPE"])
        tagged(tmp_path / "data" / "train-1.parquet", ["O", "B-X", "I-X"], words=["New", "York", "."], tags=[1, 2, 0])
        one, two = registry.read_dataset(tmp_path)
        assert (one.article.text, [(m.span, m.label) for m in one.annotations]) == ("New York .", [(Span(0, 8), "X")])
        assert one.remarks == ("White space between tokens is not in the file; one space was put there.",)
        assert [(m.span, m.label) for m in two.annotations] == [(Span(3, 7), "GPE")]
        (alone,) = registry.read(tmp_path / "data" / "test-1.parquet")
        assert isinstance(alone, AnnotatedArticle)
        assert alone.article.text == "No Baku"

    def test_numbers_without_names(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquet"
        tagged(path, None, words=["No", "Baku"], tags=[0, 1])
        with pytest.raises(UserError, match=r"^a\.parquet, row 1: the tags are numbers, and the file does not say"):
            list(registry.read_dataset(path))
        tagged(path, ["O"], words=["No", "Baku"], tags=[0, 1])
        with pytest.raises(UserError, match=r"^a\.parquet, row 1: the tag 1 is none of the 1 classes"):
            list(registry.read_dataset(path))

    def test_json_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "set.jsonl"
        rows = [
            {"id": 0, "tokens": ["New", "York", "."], "ner_tags": ["B-X", "I-X", "O"]},
            {"words": ["a", "b"], "labels": ["O", None], "text": "a  b"},
        ]
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        one, two = registry.read_dataset(path)
        assert (one.article.text, [(m.span, m.label) for m in one.annotations]) == ("New York .", [(Span(0, 8), "X")])
        assert (two.article.text, two.annotations, two.remarks) == ("a  b", (), ())
        path.write_text(json.dumps({"tokens": ["a"], "tags": ["B-X", "O"]}), encoding="utf-8")
        with pytest.raises(UserError, match=r"^set\.jsonl, line 1: there are 2 tags for 1 tokens"):
            list(registry.read_dataset(path))

    @settings(max_examples=100, suppress_health_check=list(HealthCheck), deadline=None)
    @given(data=st.data())
    def test_damage_is_told_in_a_sentence(self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
        folder = tmp_path_factory.getbasetemp() / "hf"
        if not folder.exists():
            made(folder)
        path = folder.with_name("damaged.parquet")
        path.write_bytes(data.draw(damaged((folder / "data" / "train-00000-of-00001.parquet").read_bytes())))
        read_or_refused(huggingface.read_file, path)


@pytest.mark.slow
def test_datasets_loads_it(tmp_path: Path) -> None:
    folder = made(tmp_path / "set")
    if subprocess.run([CONSUMERS, "-c", "import datasets"], capture_output=True, check=False).returncode:
        pytest.skip("the package datasets is not installed (PRESSMARK_DATASETS_PYTHON names a Python that has it)")
    script = """
import json, sys, datasets
found = datasets.load_dataset(sys.argv[1], cache_dir=sys.argv[2])
tags = found["train"].features["ner_tags"].feature
row = found["train"][0]
print(json.dumps({
    "parts": {name: len(part) for name, part in found.items()}, "names": tags.names, "tokens": row["tokens"],
    "tags": [tags.int2str(tag) for tag in row["ner_tags"]], "spans": row["spans"], "kind": type(tags).__name__,
}))
"""
    done = subprocess.run(
        [CONSUMERS, "-c", script, str(folder), str(tmp_path / "cache")], capture_output=True, text=True, check=False,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "home")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["parts"] == {"train": 1, "validation": 1}
    assert told["kind"] == "ClassLabel"
    assert told["tags"] == ["O", "B-PLACE", "I-PLACE", "O", "B-DATE", "O"]
    assert told["tokens"] == ["In", "Baku", "😀", "on", "Monday", "."]
    assert [(span["start"], span["end"], span["label"]) for span in told["spans"]] == [
        (3, 9, "PLACE"), (3, 7, "GPE"), (13, 19, "DATE"),
    ]  # fmt: skip


def test_a_file_that_ends_the_process_that_reads_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pressmark.formats import apart_worker

    good = made(tmp_path / "set") / "data" / "train-00000-of-00001.parquet"
    rows = len(list(parquet.read_rows(good)))
    with parquet._apart() as reader:
        assert reader.walk(good) == rows
        monkeypatch.setattr(parquet, "_walked", set())
        pid = reader.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)  # as a library that aborts does
        with pytest.raises(UserError, match=r"train-00000-of-00001\.parquet"):
            reader.walk(good)
        assert reader.walk(good) == rows  # the next file gets a new process
    monkeypatch.setenv(apart_worker.APART, "1")
    assert len(list(parquet.read_rows(good))) == rows  # there, nothing is walked again
