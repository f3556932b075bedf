"""The export: proved before it replaces, stable splits, honest reports, and older files safe whatever happens."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import BugError, Cancelled, UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.tokens import Scheme
from pressmark.formats import jsonl, registry
from pressmark.formats.base import WriteOptions, Written
from pressmark.services import export_files
from pressmark.services.export_report import LossLog
from pressmark.services.exporting import ExportReport, ExportRequest, SplitBy, parse_split, part_of, run

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def one(number: int, *, done: bool = False) -> AnnotatedArticle:
    text = f"Baku is number {number}."
    article = Article.from_raw(RawArticle(text, ArticleMeta(source=f"{number}.txt"), ()), article_id=f"id{number}")
    return AnnotatedArticle(
        replace(article, done=done),
        (
            Annotation("a1", Span(0, 4), "GPE", Status.ACCEPTED, "person:me"),
            Annotation("a2", Span(8, 16), "ODD", Status.SUGGESTED, "model:x", 0.5),
            Annotation("a3", Span(0, 7), "ORG", Status.REJECTED, "model:x", 0.5),
        ),
        (Relation("r1", "a1", "a2", "of"),),
    )


ARTICLES = [one(number, done=number % 2 == 0) for number in range(10)]


def export(
    out: Path, form: str = "jsonl", articles: list[AnnotatedArticle] = ARTICLES, **options: object
) -> ExportReport:
    return run(ExportRequest(form, out, **options), lambda: articles)  # type: ignore[arg-type]


def gold() -> Iterator[AnnotatedArticle]:
    for path in sorted(SEEDS.glob("*.gold.jsonl")):
        yield from registry.read_dataset(path)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


class TestWhatIsExported:
    def test_accepted_marks_of_all_articles(self, tmp_path: Path) -> None:
        report = export(tmp_path / "a.jsonl")
        back = list(jsonl.read(tmp_path / "a.jsonl"))
        assert [each.article.id for each in back] == [each.article.id for each in ARTICLES]
        assert {a.label for each in back for a in each.annotations} == {"GPE"}
        assert (report.articles, report.annotations, report.losses) == (10, {"GPE": 10}, ())
        assert report.notes == ("10 relations left out: an end of theirs was not exported.",)
        assert files(tmp_path) == ["a.jsonl"]

    def test_everything_keeps_relations(self, tmp_path: Path) -> None:
        report = export(tmp_path / "a.jsonl", statuses=frozenset(Status))
        assert report.annotations == {"GPE": 10, "ODD": 10, "ORG": 10}
        assert report.notes == ()
        assert [each.relations for each in jsonl.read(tmp_path / "a.jsonl")] == [each.relations for each in ARTICLES]

    def test_chosen_labels_articles_and_done_ones(self, tmp_path: Path) -> None:
        report = export(
            tmp_path / "a.jsonl",
            statuses=frozenset(Status),
            labels=frozenset({"ODD"}),
            ids=("id1", "id2"),
            only_done=True,
        )
        assert (report.articles, report.annotations) == (1, {"ODD": 1})

    def test_exported_again_it_is_the_same_bytes(self, tmp_path: Path) -> None:
        run(ExportRequest("jsonl", tmp_path / "a.jsonl"), gold)
        run(ExportRequest("jsonl", tmp_path / "b.jsonl"), lambda: jsonl.read(tmp_path / "a.jsonl"))
        assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()

    # Tables of figures and TimeML are for some labels only; that they list the others their own tests hold.
    @pytest.mark.parametrize("form", [name for name in registry.WRITERS if name not in ("csv-figures", "timeml")])
    def test_the_gold_goes_into_every_format_without_a_loss(self, tmp_path: Path, form: str) -> None:
        report = run(ExportRequest(form, tmp_path / "gold"), gold)
        marks = Counter(a.label for each in gold() for a in each.annotations)
        assert (report.articles, report.annotations, report.losses) == (16, dict(sorted(marks.items())), ())

    def test_what_columns_cannot_hold_is_reported(self, tmp_path: Path) -> None:
        report = export(tmp_path / "a.conll", "conll", statuses=frozenset(Status))
        assert report.annotations == {"GPE": 10, "ODD": 10}
        assert Counter((each.label, each.what) for each in report.losses) == {
            ("ORG", "left out"): 10, ("of", "left out"): 10,
        }  # fmt: skip
        assert "10 annotations left out: It overlaps" in report.summary()
        assert {each.why for each in report.losses if each.label == "of"} == {"conll holds no relations."}
        assert [each.text for each in report.losses if each.label == "of"][:1] == ["Baku → number 0"]

    def test_the_report_stands_beside_the_dataset(self, tmp_path: Path) -> None:
        report = export(tmp_path / "a.conll", "conll", statuses=frozenset(Status))
        path = report.save()
        assert path == tmp_path / "a.conll.report.json"
        row = json.loads(path.read_text(encoding="utf-8"))
        assert row["articles"] == 10
        assert row["parts"] == [{"name": "", "file": "a.conll", "articles": 10, "annotations": {"GPE": 10, "ODD": 10}}]
        assert row["losses"][0] == {
            "article": "id0", "source": "0.txt", "start": 0, "end": 7, "text": "Baku is", "label": "ORG",
            "what": "left out", "why": "It overlaps a mark that is kept; conll holds no overlap.",
        }  # fmt: skip

    def test_losses_beyond_what_is_kept_in_memory_are_in_the_report(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(LossLog, "KEPT", 3)
        report = export(tmp_path / "a.conll", "conll", statuses=frozenset(Status))
        assert (len(report.losses), report.loss_count) == (3, 20)
        assert "10 annotations left out: It overlaps a mark that is kept" in report.summary()
        rows = json.loads(report.save().read_text(encoding="utf-8"))
        assert Counter(row["article"] for row in rows["losses"]) == {f"id{number}": 2 for number in range(10)}
        assert [row["count"] for row in rows["reasons"]] == [10, 10]
        assert [each.span for each in report.every_loss()][:3] == [each.span for each in report.losses]

    def test_progress_is_told(self, tmp_path: Path) -> None:
        told: list[tuple[int, int, str]] = []
        run(
            ExportRequest("jsonl", tmp_path / "a.jsonl"),
            lambda: ARTICLES[:2],
            progress=lambda done, total, what: told.append((done, total, what)),
            total=2,
        )
        assert told == [(0, 2, "0.txt"), (1, 2, "1.txt"), (0, 2, "a.jsonl")]


class TestSplit:
    def test_names_beside_a_file_and_in_a_folder(self, tmp_path: Path) -> None:
        split = parse_split("train=0.5,dev=0.5")
        export(tmp_path / "data.jsonl", split=split)
        export(tmp_path / "new" / "set", "conll", split=split)
        export(tmp_path, "bio")
        assert files(tmp_path) == [
            "articles.bio", "data.dev.jsonl", "data.train.jsonl", "new/set/dev.conll", "new/set/train.conll",
        ]  # fmt: skip

    def test_every_article_is_in_one_part(self, tmp_path: Path) -> None:
        report = export(tmp_path / "data.jsonl", split=parse_split("train=0.8,dev=0.1,test=0.1"))
        ids = [[a.article.id for a in jsonl.read(part.path)] for part in report.parts]
        assert sorted(each for part in ids for each in part) == sorted(each.article.id for each in ARTICLES)
        assert [len(part) for part in ids] == [part.articles for part in report.parts]

    def test_parts_by_label_and_by_date_know_all_articles(self, tmp_path: Path) -> None:
        """The source is asked twice; undated articles are told."""
        split = parse_split("train=0.8,test=0.2")
        report = export(tmp_path / "data.jsonl", split=split, split_by=SplitBy.LABELS)
        assert [part.annotations for part in report.parts] == [{"GPE": 8}, {"GPE": 2}]
        assert report.notes == ("10 relations left out: an end of theirs was not exported.",)
        report = export(tmp_path / "data.jsonl", split=split, split_by=SplitBy.DATE)
        assert [part.articles for part in report.parts] == [8, 2]
        assert report.notes[0].startswith("10 articles without a publish date went to the oldest, in “train”.")

    def test_what_the_format_leaves_no_choice_of_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="jsonl leaves no choice of scheme"):
            export(tmp_path / "a.jsonl", scheme=Scheme.BIOES)
        with pytest.raises(UserError, match=r"conll has no column “lemma”\. Choose from token"):
            export(tmp_path / "a.conll", "conll", columns=("token", "lemma"))
        with pytest.raises(UserError, match="do not sum up to 1"):
            export(tmp_path / "a.jsonl", split={"train": 0.5})
        assert files(tmp_path) == []

    def test_an_empty_part_is_told_and_written(self, tmp_path: Path) -> None:
        report = export(tmp_path / "data.jsonl", articles=ARTICLES[:1], split=parse_split("train=1,test=0"))
        assert (tmp_path / "data.test.jsonl").read_bytes() == b""
        assert any(note.startswith("The part “test” is empty") for note in report.notes)

    @given(st.lists(st.text(), unique=True), st.integers(0, 99))
    def test_an_article_stays_in_its_part_whatever_others_there_are(self, ids: list[str], seed: int) -> None:
        split = parse_split("train=0.8,dev=0.1,test=0.1")
        parts = {each: part_of(each, split, seed) for each in ids}
        assert parts == {each: part_of(each, split, seed) for each in reversed(ids)}
        assert set(parts.values()) <= {"train", "dev", "test"}

    def test_shares_are_met_and_seeds_differ(self) -> None:
        split = parse_split("train=0.8,dev=0.1,test=0.1")
        ids = [f"article {number}" for number in range(5000)]
        counts = Counter(part_of(each, split, 0) for each in ids)
        assert {name: round(count / 5000, 1) for name, count in counts.items()} == split
        assert [part_of(each, split, 0) for each in ids] != [part_of(each, split, 1) for each in ids]

    @pytest.mark.parametrize(
        ("words", "shares"),
        [
            ("train=0.8,dev=0.1,test=0.1", {"train": 0.8, "dev": 0.1, "test": 0.1}),
            (" a = 70 % , b=30", {"a": 0.7, "b": 0.3}),
            ("all=1", {"all": 1.0}),
        ],
    )
    def test_splits_that_are_right(self, words: str, shares: dict[str, float]) -> None:
        assert parse_split(words) == shares

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            ("train=0.8,dev=0.1", "sum up to 0.9"),
            ("train", "no part of a split"),
            ("train=x", "no part of a split"),
            ("=1", "no part of a split"),
            ("../x=1", "no part of a split"),
            ("a=-1,b=2", "no part of a split"),
            ("a=nan", "no part of a split"),
            ("a=0.5,a=0.5", "twice"),
            ("", "no part of a split"),
        ],
    )
    def test_splits_that_are_wrong(self, words: str, says: str) -> None:
        with pytest.raises(UserError, match=re.escape(says)):
            parse_split(words)


class FailingWriter:
    """A real writer on a stream that fails after some bytes, as a full disk does."""

    def __init__(self, stream: BinaryIO, options: WriteOptions, *, error: Exception) -> None:
        self.real = jsonl.JsonlWriter(stream, options)
        self.error = error
        self.count = 0

    def add(self, article: AnnotatedArticle) -> Written:
        self.count += 1
        if self.count == 4:
            raise self.error
        return self.real.add(article)

    def finish(self) -> None:
        self.real.finish()


class TestOlderFilesAreSafe:
    @pytest.fixture
    def old(self, tmp_path: Path) -> Path:
        path = tmp_path / "a.jsonl"
        path.write_text("old", encoding="utf-8")
        return path

    def unchanged(self, old: Path) -> None:
        assert old.read_text(encoding="utf-8") == "old"
        assert files(old.parent) == ["a.jsonl"]

    def failing(self, monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
        monkeypatch.setitem(registry.WRITERS, "jsonl", replace(registry.WRITERS["jsonl"], **changes))  # type: ignore[arg-type]

    def test_full_disk(self, monkeypatch: pytest.MonkeyPatch, old: Path) -> None:
        error = OSError(errno.ENOSPC, "No space left on device")
        self.failing(monkeypatch, open=partial(FailingWriter, error=error))
        with pytest.raises(UserError, match=r"The disk is full: .*a\.jsonl .* An older file of that name is unchanged"):
            export(old)
        self.unchanged(old)

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
    def test_full_disk_of_the_system_itself(self, monkeypatch: pytest.MonkeyPatch, old: Path) -> None:
        real = os.open
        monkeypatch.setattr(export_files.os, "open", lambda path, flags, mode=0o777: real("/dev/full", os.O_WRONLY))
        with pytest.raises(UserError, match="The disk is full"):
            export(old)
        monkeypatch.undo()
        self.unchanged(old)

    def test_a_bug_in_the_writer(self, monkeypatch: pytest.MonkeyPatch, old: Path) -> None:
        self.failing(monkeypatch, open=partial(FailingWriter, error=ValueError("bug")))
        with pytest.raises(ValueError, match="bug"):
            export(old)
        self.unchanged(old)

    def test_what_comes_back_changed_is_not_published(self, monkeypatch: pytest.MonkeyPatch, old: Path) -> None:
        def without_notes(path: Path) -> Iterator[AnnotatedArticle]:
            for article in jsonl.read(path):
                yield replace(article, answer="ignore" if article.article.id == "id3" else article.answer)

        self.failing(monkeypatch, read=without_notes)
        with pytest.raises(BugError, match="article id3 came back"):
            export(old)
        self.unchanged(old)

    def test_what_does_not_come_back_is_not_published(self, monkeypatch: pytest.MonkeyPatch, old: Path) -> None:
        self.failing(monkeypatch, read=lambda path: list(jsonl.read(path))[:-1])
        with pytest.raises(BugError, match="id9 did not come back"):
            export(old)
        self.unchanged(old)

    @pytest.mark.parametrize("when", [0, 5, 12])
    def test_cancel(self, old: Path, when: int) -> None:
        asked = iter(range(100))
        with pytest.raises(Cancelled):
            run(ExportRequest("jsonl", old), lambda: ARTICLES, cancelled=lambda: next(asked) == when)
        self.unchanged(old)

    def test_nothing_to_export(self, old: Path) -> None:
        for options, says in (
            ({}, "has no articles"),
            ({"only_done": True}, "marked as done"),
            ({"ids": ("x",)}, "chosen"),
        ):
            with pytest.raises(UserError, match=says):
                export(old, articles=[], **options)
        self.unchanged(old)

    def test_the_source_fails(self, old: Path) -> None:
        def broken() -> Iterator[AnnotatedArticle]:
            yield ARTICLES[0]
            raise UserError("The project is gone.")

        with pytest.raises(UserError, match="The project is gone"):
            run(ExportRequest("jsonl", old), broken)
        self.unchanged(old)

    def test_a_second_part_that_fails_leaves_the_first_old(self, tmp_path: Path) -> None:
        (tmp_path / "train.jsonl").write_text("old", encoding="utf-8")
        (tmp_path / "dev.jsonl").mkdir()
        with pytest.raises(UserError):
            export(tmp_path, split=parse_split("dev=0.5,train=0.5"))
        assert (tmp_path / "train.jsonl").read_text(encoding="utf-8") == "old"
        assert files(tmp_path) == ["train.jsonl"]

    def test_a_new_file_takes_the_rights_of_the_old_one(self, old: Path) -> None:
        if os.name == "nt":
            pytest.skip("Windows has other rights")
        old.chmod(0o640)
        export(old)
        assert old.stat().st_mode & 0o777 == 0o640

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        if os.name == "nt":
            pytest.skip("links need rights on Windows")
        (tmp_path / "real.jsonl").write_text("old", encoding="utf-8")
        (tmp_path / "a.jsonl").symlink_to(tmp_path / "real.jsonl")
        export(tmp_path / "a.jsonl")
        assert (tmp_path / "a.jsonl").is_symlink()
        assert (tmp_path / "real.jsonl").read_bytes().startswith(b'{"id": "id0"')


class TestPlaces:
    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match=r"There is no folder .*gone"):
            export(tmp_path / "gone" / "a.jsonl")

    def test_a_file_in_the_way_of_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "set").write_text("x", encoding="utf-8")
        with pytest.raises(UserError):
            export(tmp_path / "set" / "a.jsonl")

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
    def test_a_read_only_folder(self, tmp_path: Path) -> None:
        folder = tmp_path / "locked"
        folder.mkdir()
        folder.chmod(0o500)
        try:
            with pytest.raises(UserError, match="may not be written"):
                export(folder / "a.jsonl")
        finally:
            folder.chmod(0o700)

    def test_a_place_that_refuses(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        def refused(*_: object) -> int:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(export_files.os, "open", refused)
        with pytest.raises(UserError, match=r"a\.jsonl may not be written"):
            export(tmp_path / "a.jsonl")

    def test_no_such_format(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="There is no format “xml”"):
            export(tmp_path / "a.xml", "xml")


def spacy_runs(*arguments: object, expected: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "spacy", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "ANSI_COLORS_DISABLED": "1"},
    )
    assert done.returncode == expected, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
def test_spacy_trains_on_what_was_exported(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    report = run(ExportRequest("conll", tmp_path / "set", split=parse_split("train=0.75,dev=0.25")), gold)
    assert report.losses == ()
    for part in report.parts:
        spacy_runs("convert", part.path, part.path.parent, "--converter", "conll")
        docs = list(DocBin().from_disk(part.path.with_suffix(".spacy")).get_docs(spacy.blank("en").vocab))
        marks = Counter(entity.label_ for doc in docs for entity in doc.ents)
        assert (len(docs), dict(sorted(marks.items()))) == (part.articles, part.annotations)
    train, dev = (part.path.with_suffix(".spacy") for part in report.parts)

    config = tmp_path / "config.cfg"
    spacy_runs("init", "config", config, "--lang", "en", "--pipeline", "ner", "--optimize", "efficiency")
    paths = ("--paths.train", train, "--paths.dev", dev)
    # Sixteen articles are few, which is the one thing that it finds wrong (and its exit code says so).
    checked = spacy_runs("debug", "data", config, *paths, expected=1)
    assert re.findall("✘ (.*)", checked) == [
        f"Low number of examples to train a new pipeline ({report.parts[0].articles})",
        "1 error",
    ]
    assert "No entities crossing sentence boundaries" in checked
    assert "No entities consisting of or starting/ending with whitespace" in checked

    model = tmp_path / "model"
    small = ("--components.tok2vec.model.encode.width", 32, "--components.tok2vec.model.encode.depth", 2)
    steps = ("--training.max_steps", 60, "--training.eval_frequency", 20)
    spacy_runs("train", config, *paths, *small, *steps, "--output", model)
    score = json.loads((model / "model-last" / "meta.json").read_text(encoding="utf-8"))["performance"]
    assert score["ner_loss"] > 0
    assert 0 <= score["ents_f"] <= 1
    assert set(score["ents_per_type"]) <= set(report.annotations)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["conll", "bio", "bioes"])
def test_spacys_converter_reads_the_columns(tmp_path: Path, form: str) -> None:
    import spacy
    from spacy.tokens import DocBin

    report = run(ExportRequest(form, tmp_path / f"gold.{form}"), gold)
    if form == "bioes":
        # spaCy's converter knows BIO and BILUO; the letters are all that differs.
        content = report.parts[0].path.read_text(encoding="utf-8")
        content = re.sub(r" E-(?=\S+$)", " L-", re.sub(r" S-(?=\S+$)", " U-", content, flags=re.M), flags=re.M)
        report.parts[0].path.write_text(content, encoding="utf-8")
    spacy_runs("convert", report.parts[0].path, tmp_path, "--converter", "ner")
    docs = list(DocBin().from_disk(tmp_path / "gold.spacy").get_docs(spacy.blank("en").vocab))
    docs = [doc for doc in docs if doc.text.strip() != "-DOCSTART-"]
    if form == "conll":
        assert len(docs) == 16
        assert not any(token.text == "-DOCSTART-" for doc in docs for token in doc)
    marks = Counter(entity.label_ for doc in docs for entity in doc.ents)
    assert dict(sorted(marks.items())) == report.annotations


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match=r"pipe\.jsonl is a device, not a file\. Choose another name\."):
        export(pipe)
    assert pipe.is_fifo()


def test_a_link_stays_and_what_it_points_to_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    export(link)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith('{"id": ')
