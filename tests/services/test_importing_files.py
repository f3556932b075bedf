"""Documents, tables and archives into a project: what comes of them, what is said, and what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.formats import making
from tests.formats.making import BODY, HEADLINE, zipped
from tests.formats.test_messages import RSS

from pressmark.core.errors import UserError
from pressmark.services import importing
from pressmark.services.importing import Columns, import_paths, may_hold_tables, tables_among, write_original
from pressmark.services.project import Project

TABLE = f'n,title,body,day\na1,Ferry,"{BODY[0]}",2021-05-04\na2,Nothing,,2021-05-05\na3,Grain,"{BODY[1]}",soon\n'


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(tmp_path / "News.pressmark", annotator="me") as project:
        yield project


def made(tmp_path: Path, name: str, content: bytes | str) -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def sources(project: Project) -> list[str | None]:
    return [row.source for row in project.articles()]


def test_documents_of_all_kinds_in_one_folder(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    made(folder, "a.docx", making.docx())
    made(folder, "b.pdf", making.pdf([making.column(50, 700, ["The tug came at noon and pulled for an hour."])]))
    made(folder, "c.rss", RSS)
    made(folder, "d.epub", making.epub([making.page("One", *BODY), making.page("Two", *BODY)]))
    made(folder, "e.pdf", b"%PDF-1.4 cut off")
    report = import_paths(project, [folder])
    assert sources(project) == ["a.docx", "b.pdf", "c.rss", "c.rss", "d.epub", "d.epub"]
    assert [(path.name, sentence.split(" is ")[0]) for path, sentence in report.failed] == [
        ("c.rss", "Entry 3 of c.rss has neither a title nor a text, so it"),
        ("e.pdf", "e.pdf"),
    ]
    first = project.original(report.added[0])
    assert first is not None
    assert (first.name, first.content) == ("a.docx", (folder / "a.docx").read_bytes())
    feed = [project.original(article_id) for article_id in report.added[2:4]]
    assert feed[0] == feed[1]
    assert feed[0] is not None
    assert feed[0].content == RSS.encode()


def test_an_archive_is_read_like_a_folder(project: Project, tmp_path: Path) -> None:
    inner = zipped({"deep/c.txt": "Three words here.", "d.docx": making.docx()})
    path = made(
        tmp_path,
        "a.zip",
        zipped(
            {"one/a.txt": "One word here.", "b.html": f"<p>{BODY[0]}</p>", "in.zip": inner, "../e.txt": "x",
             "p.jpg": b"\xff\xd8\xff", ".hidden.txt": "x", "__MACOSX/a.txt": "x", "bad.pdf": b"%PDF-1"}
        ),
    )  # fmt: skip
    told: list[tuple[int, int, str]] = []
    report = import_paths(project, [path], progress=lambda *where: told.append(where))
    assert sorted(map(str, sources(project))) == ["a.txt", "b.html", "c.txt", "d.docx"]
    said = {str(path.relative_to(tmp_path)): sentence for path, sentence in report.failed}
    assert sorted(said) == ["a.zip", str(Path("a.zip", "bad.pdf"))]
    assert "names a place outside" in said["a.zip"]
    assert told[0] == (0, 1, "a.zip")
    assert told[-1] == (7, 7, "")
    original = project.original(report.added[-1])
    assert original is not None
    assert original.name in ("c.txt", "d.docx", "b.html", "a.txt")


def test_archives_without_end(project: Project, tmp_path: Path) -> None:
    content = zipped({"a.txt": "Words."})
    for _ in range(8):
        content = zipped({"a.zip": content})
    ((path, sentence),) = import_paths(project, [made(tmp_path, "a.zip", content)]).failed
    assert sentence.startswith("a.zip lies in too many archives")
    assert path == tmp_path.joinpath(*["a.zip"] * 6)


def test_what_all_archives_unpack_to_is_limited(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pressmark.formats import unpacking

    monkeypatch.setattr(unpacking, "MOST_FILES", 5)
    paths = [
        made(tmp_path, f"{name}.zip", zipped({f"{name}{n}.txt": f"Words {name}{n}." for n in range(3)}))
        for name in "ab"
    ]
    report = import_paths(project, paths)
    assert len(report.added) == 3
    assert [(path.name, "unpacks to far more" in sentence) for path, sentence in report.failed] == [("b.zip", True)]


class TestTables:
    def test_columns_are_guessed(self, project: Project, tmp_path: Path) -> None:
        report = import_paths(project, [made(tmp_path, "a.csv", TABLE)])
        documents = [project.document(article_id) for article_id in report.added]
        assert [document.text for document in documents] == [*BODY]
        assert [document.article.meta.headline for document in documents] == ["Ferry", "Grain"]
        assert [document.article.meta.published for document in documents] == ["2021-05-04", None]
        assert documents[1].article.meta.extra == {"n": "a3", "day": "soon"}
        ((path, sentence),) = report.failed
        assert (path.name, sentence) == ("a.csv", "Row 3 of a.csv has no text in the column “body”. Fill it in.")
        original = project.original(report.added[1])
        assert original is not None
        assert original.content == TABLE.encode()

    def test_columns_are_chosen(self, project: Project, tmp_path: Path) -> None:
        seen: list[tuple[str, tuple[str, ...], int]] = []

        def choose(path: Path, preview: importing.Preview) -> Columns:
            seen.append((path.name, preview.columns, len(preview.rows)))
            return Columns("title", id="n")

        path = made(tmp_path, "a.xlsx", making.xlsx([["n", "title", "body"], ["a1", "Ferry sails", BODY[0]]]))
        report = import_paths(project, [path], choose_columns=choose)
        assert report.added == ("a1",)
        assert project.document("a1").text == "Ferry sails"
        assert project.document("a1").article.meta.extra == {"body": BODY[0]}
        assert seen == [("a.xlsx", ("n", "title", "body"), 1)]

    def test_one_that_holds_no_text_is_refused(self, project: Project, tmp_path: Path) -> None:
        path = made(tmp_path, "a.csv", "title,link\nFerry,https://x.example\nGrain,https://y.example\n")
        ((_, sentence),) = import_paths(project, [path]).failed
        assert sentence.startswith("a.csv is a table in which no column looks like the text of an article.")
        assert "“title”, “link”" in sentence

    def test_tables_are_found_before_anything_is_read(self, tmp_path: Path) -> None:
        folder = tmp_path / "in"
        made(folder, "a.csv", TABLE)
        made(folder, "b.csv", TABLE)
        made(folder, "c.xlsx", making.xlsx([["x", "y"], ["1", BODY[0]]]))
        made(folder, "d.jsonl", '{"text": "A dataset"}\n')
        made(folder, "e.xlsx", b"PK\x03\x04 broken")
        found = tables_among([folder, made(tmp_path, "f.txt", "Words.")])
        assert [(table.path.name, table.preview.columns) for table in found] == [
            ("a.csv", ("n", "title", "body", "day")), ("c.xlsx", ("x", "y")),
        ]  # fmt: skip
        assert found[0].preview.guess == Columns("body", "title", "day")
        assert may_hold_tables([Path("a.csv")])
        assert not may_hold_tables([Path("a.txt"), Path("b.pdf")])


class TestOriginals:
    def test_a_large_file_is_not_kept_and_that_is_said(
        self, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(importing, "LARGEST_ORIGINAL", 1000)
        report = import_paths(project, [made(tmp_path, "a.html", f"<p>{BODY[0]}</p>" + " " * 2000)])
        assert project.original(report.added[0]) is None
        ((path, sentence),) = report.notes
        assert path.name == "a.html"
        assert sentence.endswith("so the project keeps its articles and not the file itself.")

    def test_it_is_written_byte_for_byte(self, project: Project, tmp_path: Path) -> None:
        content = "\ufeffKəlbəcər\r\n\r\nA text with line ends of its own.\r\n".encode("utf-16")
        report = import_paths(project, [made(tmp_path, "a.txt", content)])
        file = project.original(report.added[0])
        assert file is not None
        write_original(file, tmp_path / "back.txt")
        assert (tmp_path / "back.txt").read_bytes() == content
        with pytest.raises(UserError, match="cannot be written"):
            write_original(file, tmp_path / "nowhere" / "back.txt")


def test_cancelling_while_a_file_is_read_keeps_what_was_done(project: Project, tmp_path: Path) -> None:
    paths = [
        made(tmp_path, "a.txt", "One."),
        made(tmp_path, "b.docx", making.docx(paragraphs=[f"Words {n * 7919}." for n in range(100_000)])),
    ]
    started: list[str] = []
    report = import_paths(
        project,
        paths,
        progress=lambda _done, _all, what: started.append(what),
        cancelled=lambda: started[-1:] == ["b.docx"],
    )
    assert report.cancelled
    assert sources(project) == ["a.txt"]
    assert HEADLINE not in str(report.failed)
