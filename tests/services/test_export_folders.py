"""Formats that are folders: written beside their place, proved, and never over what somebody else put there."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import BugError, Cancelled, UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.formats import jsonl, registry
from pressmark.formats.base import Holds, WriteOptions, WriterFormat, Written
from pressmark.services.export_files import MARKER, FolderDraft
from pressmark.services.exporting import ExportReport, ExportRequest, parse_split, prepare, run


class Lines:
    """A folder with one file of JSON lines for each part, and one that says which there are."""

    fails: Exception | None = None

    def __init__(self, folder: Path, options: WriteOptions, parts: Sequence[str]) -> None:
        self.streams = {part: Path(folder, f"{part or 'all'}.jsonl").open("wb") for part in parts}  # noqa: SIM115
        self.writers = {part: jsonl.JsonlWriter(stream, options) for part, stream in self.streams.items()}
        Path(folder, "sub").mkdir()
        Path(folder, "sub", "parts.txt").write_text("\n".join(part or "all" for part in parts), encoding="utf-8")

    def add(self, article: AnnotatedArticle, *, part: str) -> Written:
        if self.fails is not None:
            raise self.fails
        return self.writers[part].add(article)

    def finish(self) -> None:
        self.close()

    def close(self) -> None:
        for stream in self.streams.values():
            stream.close()


def read(path: Path) -> Iterator[AnnotatedArticle]:
    for part in Path(path, "sub", "parts.txt").read_text(encoding="utf-8").splitlines():
        yield from jsonl.read(Path(path, f"{part}.jsonl"))


FORM = WriterFormat(
    "lines", "", "a folder", None, read, jsonl.digest, holds=frozenset(Holds), open_folder=Lines, lossless=True
)


@pytest.fixture(autouse=True)
def form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.WRITERS, "lines", FORM)
    monkeypatch.setattr(Lines, "fails", None)


def one(number: int) -> AnnotatedArticle:
    article = Article.from_raw(RawArticle(f"Baku is number {number}.", ArticleMeta(), ()), article_id=f"id{number}")
    return AnnotatedArticle(article, (Annotation("a1", Span(0, 4), "GPE", Status.ACCEPTED, "person:me"),))


def export(out: Path, count: int = 6, **options: object) -> ExportReport:
    return run(ExportRequest("lines", out, **options), lambda: [one(number) for number in range(count)])  # type: ignore[arg-type]


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def ids(folder: Path) -> list[str]:
    return [each.article.id for each in read(folder)]


ALL = ["set", f"set/{MARKER}", "set/all.jsonl", "set/sub", "set/sub/parts.txt"]


class TestWritten:
    def test_the_parts_of_a_split_are_in_one_folder(self, tmp_path: Path) -> None:
        report = export(tmp_path / "set", split=parse_split("train=0.5,dev=0.5"))
        assert [(part.name, part.path) for part in report.parts] == [
            ("train", tmp_path / "set"), ("dev", tmp_path / "set"),
        ]  # fmt: skip
        assert sum(part.articles for part in report.parts) == 6
        assert sorted(ids(tmp_path / "set")) == [f"id{number}" for number in range(6)]
        assert f"in {tmp_path / 'set'} (train)" in report.summary()
        assert report.save() == tmp_path / "set.report.json"
        assert files(tmp_path) == [
            "set", "set.report.json", f"set/{MARKER}", "set/dev.jsonl", "set/sub", "set/sub/parts.txt",
            "set/train.jsonl",
        ]  # fmt: skip

    def test_an_empty_folder_is_taken(self, tmp_path: Path) -> None:
        (tmp_path / "set").mkdir()
        export(tmp_path / "set")
        assert files(tmp_path) == ALL

    def test_an_older_export_is_replaced_as_a_whole(self, tmp_path: Path) -> None:
        export(tmp_path / "set", split=parse_split("train=0.5,dev=0.5"))
        export(tmp_path / "set", count=2)
        assert files(tmp_path) == ALL
        assert ids(tmp_path / "set") == ["id0", "id1"]

    def test_a_dry_run_writes_nothing_at_the_target(self, tmp_path: Path) -> None:
        request = ExportRequest("lines", tmp_path / "new" / "set")
        report = run(request, lambda: [one(1)], dry=True)
        assert (report.articles, report.parts[0].path) == (1, tmp_path / "new" / "set")
        assert files(tmp_path) == []

    def test_prepared_it_has_no_name_until_it_is_published(self, tmp_path: Path) -> None:
        export(tmp_path / "set", count=2)
        with prepare(ExportRequest("lines", tmp_path / "set"), lambda: [one(7)]) as prepared:
            assert prepared.report.articles == 1
            assert ids(tmp_path / "set") == ["id0", "id1"]
            prepared.publish()
        assert ids(tmp_path / "set") == ["id7"]
        with prepare(ExportRequest("lines", tmp_path / "set"), lambda: [one(8)]):
            pass
        assert ids(tmp_path / "set") == ["id7"]
        assert files(tmp_path) == ALL


class TestRefused:
    def test_a_folder_of_somebody_else(self, tmp_path: Path) -> None:
        (tmp_path / "set").mkdir()
        (tmp_path / "set" / "thesis.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(UserError, match=r"set is not replaced, because thesis\.txt in it is not from an export"):
            export(tmp_path / "set")
        assert files(tmp_path) == ["set", "set/thesis.txt"]

    @pytest.mark.parametrize("change", ["changed", "added", "no marker"])
    def test_an_export_that_somebody_has_worked_on(self, tmp_path: Path, change: str) -> None:
        export(tmp_path / "set", count=2)
        if change == "changed":
            (tmp_path / "set" / "all.jsonl").write_bytes(b"mine")
        elif change == "added":
            (tmp_path / "set" / "sub" / "config.cfg").write_bytes(b"mine")
        else:
            (tmp_path / "set" / MARKER).unlink()
        before = files(tmp_path)
        with pytest.raises(UserError, match="is not replaced, because"):
            export(tmp_path / "set")
        assert files(tmp_path) == before

    def test_a_file_or_nothing_in_the_way(self, tmp_path: Path) -> None:
        (tmp_path / "set").write_text("mine", encoding="utf-8")
        with pytest.raises(UserError, match="set is a file, and the export makes a folder"):
            export(tmp_path / "set")
        with pytest.raises(UserError, match="There is no folder"):
            export(tmp_path / "gone" / "set")
        assert files(tmp_path) == ["set"]

    def test_what_came_while_it_was_written_is_not_destroyed(self, tmp_path: Path) -> None:
        with prepare(ExportRequest("lines", tmp_path / "set"), lambda: [one(1)]) as prepared:
            (tmp_path / "set").mkdir()
            (tmp_path / "set" / "thesis.txt").write_text("mine", encoding="utf-8")
            with pytest.raises(UserError, match=r"thesis\.txt"):
                prepared.publish()
        assert files(tmp_path) == ["set", "set/thesis.txt"]


class TestNothingHalfWritten:
    @pytest.fixture
    def old(self, tmp_path: Path) -> Path:
        export(tmp_path / "set", count=2)
        return tmp_path / "set"

    def unchanged(self, old: Path) -> None:
        assert files(old.parent) == ALL
        assert ids(old) == ["id0", "id1"]

    def test_full_disk(self, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Lines, "fails", OSError(errno.ENOSPC, "No space left on device"))
        with pytest.raises(UserError, match="The disk is full"):
            export(old)
        self.unchanged(old)

    @pytest.mark.parametrize("when", [0, 3, 8])
    def test_cancel(self, old: Path, when: int) -> None:
        asked = iter(range(100))
        with pytest.raises(Cancelled):
            run(
                ExportRequest("lines", old),
                lambda: [one(number) for number in range(6)],
                cancelled=lambda: next(asked) == when,
            )
        self.unchanged(old)

    def test_what_comes_back_changed(self, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from msgspec.structs import replace

        def wrong(path: Path) -> Iterator[AnnotatedArticle]:
            yield from list(read(path))[:-1]

        monkeypatch.setitem(registry.WRITERS, "lines", replace(FORM, read=wrong))
        with pytest.raises(BugError, match="article id5 did not come back from set"):
            export(old)
        self.unchanged(old)

    def test_a_renaming_that_fails_brings_the_old_one_back(self, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = Path.rename

        def refused(self: Path, target: Path) -> Path:
            if self.name.endswith(".part"):
                raise PermissionError(errno.EACCES, "Permission denied")
            return real(self, target)

        monkeypatch.setattr(Path, "rename", refused)
        with pytest.raises(UserError, match="may not be written"):
            export(old)
        monkeypatch.undo()
        self.unchanged(old)

    @pytest.mark.skipif(os.name == "nt", reason="no such signal")
    @pytest.mark.parametrize("kind", ["folder", "file"])
    def test_a_process_that_is_killed_midway(self, tmp_path: Path, kind: str) -> None:
        """The old dataset stands, whole, and the next export does not mind what the killed one left."""
        name = "set" if kind == "folder" else "a.jsonl"
        form = "lines" if kind == "folder" else "jsonl"
        run(ExportRequest(form, tmp_path / name), lambda: [one(0), one(1)])
        script = textwrap.dedent(
            f"""
            import sys, time
            sys.path[:0] = {[*sys.path]!r}
            from pathlib import Path
            from pressmark.formats import registry
            from pressmark.services.exporting import ExportRequest, run
            from tests.services.test_export_folders import FORM, one
            registry.WRITERS["lines"] = FORM
            def articles():
                for number in range(5):
                    yield one(number)
                print("midway", flush=True)
                time.sleep(60)
            run(ExportRequest({form!r}, Path({str(tmp_path / name)!r})), articles)
            """
        )
        with subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"midway\n"
            process.send_signal(signal.SIGKILL)
            process.wait()
        reader = read if kind == "folder" else jsonl.read
        assert [each.article.id for each in reader(tmp_path / name)] == ["id0", "id1"]
        run(ExportRequest(form, tmp_path / name), lambda: [one(5)])
        assert [each.article.id for each in reader(tmp_path / name)] == ["id5"]
        (left,) = tmp_path.glob(f".{name}.*.part")  # perhaps another export is at work on it
        os.utime(left, (0, 0))
        run(ExportRequest(form, tmp_path / name), lambda: [one(6)])
        assert not left.exists()


def test_the_marker_names_every_file(tmp_path: Path) -> None:
    export(tmp_path / "set")
    row = json.loads((tmp_path / "set" / MARKER).read_bytes())
    assert row["program"] == "pressmark"
    assert sorted(row["files"]) == ["all.jsonl", "sub/parts.txt"]


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("links need rights on Windows")
    (tmp_path / "set").symlink_to(tmp_path / "gone")
    with pytest.raises(UserError, match="is a link to nothing"):
        FolderDraft(tmp_path / "set")
