"""Several processes write what one would have written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import BugError, Cancelled, UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.services import export_crew, exporting
from pressmark.services.exporting import ExportRequest, SplitBy, export_project
from pressmark.services.project import Project

COUNT = 41


def article(number: int) -> AnnotatedArticle:
    text = f"Article {number} about Kəlbəcər 😀 and Baku-based people."
    at = text.index("Kəl")
    marks = [
        Annotation("a1", Span(at, at + 8), "a place" if number % 2 else "a_place", Status.ACCEPTED, "person:me"),
        Annotation("a2", Span(at, at + 3), "PART", Status.ACCEPTED, "person:me", None, {"value": number}, "note"),
        Annotation("a3", Span(0, 7), "WORD", Status.REJECTED, "person:me"),
    ]
    meta = ArticleMeta(headline=f"H{number}", published=f"2020-01-{1 + number % 28:02}", source=f"{number}.txt")
    return AnnotatedArticle(
        Article.from_raw(RawArticle(text, meta, ())), tuple(marks), (Relation("r1", "a1", "a2", "has"),)
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(export_crew, "LEAST", 1)
    monkeypatch.setattr(export_crew, "_PIECE", 7)
    monkeypatch.setattr(exporting, "processors", lambda: 2)
    start = export_crew.Crew._start

    def and_wait(self: export_crew.Crew, orders: Any) -> None:
        """Until the others are there: this process alone would be done by then."""
        start(self, orders)
        for connection in self._workers:
            assert connection.poll(60)

    monkeypatch.setattr(export_crew.Crew, "_start", and_wait)
    with Project.open(tmp_path / "p.pressmark", annotator="me") as found:
        ids = found.add(article(number) for number in range(COUNT)).ids
        found.remove_articles(ids[10:13])
        yield found


def exported(project: Project, folder: Path, request: ExportRequest, **ways: Any) -> dict[str, bytes]:
    folder.mkdir()
    report = export_project(project, replace(request, out=folder / request.out), **ways)
    report.save()
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    "request_",
    [
        ExportRequest("jsonl", Path("a.jsonl"), statuses=frozenset(Status)),
        ExportRequest("conll", Path("a.conll")),
        ExportRequest("bioes", Path("a.bioes"), split={"train": 0.5, "dev": 0.5}, mapping={"PART": None}),
        ExportRequest("jsonl", Path("a.jsonl"), split={"old": 0.3, "new": 0.7}, split_by=SplitBy.DATE),
        ExportRequest("jsonl", Path("a.jsonl"), query="Kəlbəcər 17"),
    ],
)
def test_the_same_files_and_report(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request_: ExportRequest
) -> None:
    told: list[tuple[int, int, str]] = []
    received: list[int] = []
    receive = export_crew.Crew._received

    def counted(self: export_crew.Crew, connection: Any) -> Any:
        piece = receive(self, connection)
        received.append(piece.number)
        return piece

    monkeypatch.setattr(export_crew.Crew, "_received", counted)
    several = exported(project, tmp_path / "several", request_, progress=lambda *each: told.append(each))
    assert 0 < len(received) < (COUNT + 7) // 7  # both have done something
    assert told[-1][0] == sum(part["articles"] for part in json.loads(next(
        content for name, content in several.items() if name.endswith(".report.json")))["parts"])  # fmt: skip
    monkeypatch.setattr(export_crew, "LEAST", 10**9)
    alone = exported(project, tmp_path / "alone", request_)
    assert several == alone
    assert sum(map(len, alone.values())) > 100


def test_nothing_is_left_when_it_is_cancelled(project: Project, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(Cancelled):
        export_project(project, ExportRequest("jsonl", tmp_path / "out" / "a.jsonl"), cancelled=lambda: True)
    assert list((tmp_path / "out").iterdir()) == []


def test_cancel_is_noticed_in_the_middle_of_a_piece(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_crew, "_PIECE", 1000)  # all of it, which this process begins with
    monkeypatch.setattr(export_crew, "_QUEUE", 0)
    asked: list[int] = []
    (tmp_path / "out").mkdir()
    for most in (5, COUNT + 5):  # while it is written, while it is read back
        asked.clear()
        with pytest.raises(Cancelled):
            export_project(
                project,
                ExportRequest("jsonl", tmp_path / "out" / "a.jsonl"),
                cancelled=lambda most=most: asked.append(1) or len(asked) > most,
            )
        assert len(asked) == most + 1
        assert list((tmp_path / "out").iterdir()) == []


def test_a_process_that_dies_is_told(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = export_crew.Crew._state

    def killed(self: export_crew.Crew, connection: Any) -> object:
        found = state(self, connection)
        self._workers[connection].kill()
        self._workers[connection].join()
        return found

    monkeypatch.setattr(export_crew.Crew, "_state", killed)
    (tmp_path / "out").mkdir()
    with pytest.raises(UserError, match="has ended"):
        export_project(project, ExportRequest("jsonl", tmp_path / "out" / "a.jsonl"))
    assert list((tmp_path / "out").iterdir()) == []


def test_one_process_does_it_where_they_do_not_see_the_same(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = export_crew.Crew._state

    def edited_between(self: export_crew.Crew, connection: Any) -> object:
        assert state(self, connection) is not None
        return None

    monkeypatch.setattr(export_crew.Crew, "_state", edited_between)
    report = export_project(project, ExportRequest("jsonl", tmp_path / "a.jsonl"))
    assert report.articles == COUNT - 3
    assert (tmp_path / "a.jsonl").read_bytes().count(b"\n") == COUNT - 3


def test_every_edit_is_another_state(project: Project) -> None:
    from pressmark.services.session import Session

    def state() -> Any:
        with project.snapshot() as snapshot:
            return snapshot.state

    seen = [state()]
    (first, *_, last) = [row.id for row in project.articles()]
    project.add([article(99)])
    seen.append(state())
    project.remove_articles([last])
    seen.append(state())
    session = Session(project)
    session.apply(edits.relabel(session.open(first), "a1", "OTHER"))
    seen.append(state())
    session.undo()
    seen.append(state())
    assert len(set(seen)) == len(seen)


def test_a_file_that_is_not_what_was_proved_is_not_published(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pressmark.services.export_output import FileOutput

    join = FileOutput.join

    def damaged(self: FileOutput, name: str, file: Any) -> None:
        content = file.path.read_bytes()
        file.path.write_bytes(content.replace(b"Baku", "Bakı".encode(), 1)[: len(content)])
        join(self, name, file)

    monkeypatch.setattr(FileOutput, "join", damaged)
    with pytest.raises(BugError, match="not what was written"):
        export_project(project, ExportRequest("jsonl", tmp_path / "a.jsonl"))
    assert not (tmp_path / "a.jsonl").exists()
