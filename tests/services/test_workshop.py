"""The process for long work: what goes in comes out, and what goes wrong there is told here."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Candidate, Relation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import BugError, Cancelled, UserError
from pressmark.core.ports import AnnotatedArticle, DetectionResult
from pressmark.core.span import Span
from pressmark.detect.events import Finished
from pressmark.services import jobs
from pressmark.services.exporting import ExportRequest
from pressmark.services.project import Place, Project
from pressmark.services.session import Session
from pressmark.services.workshop import Workshop
from pressmark.services.workshop_messages import Job
from pressmark.store import database

TEXT = "Aydın Əliyev met Sevil 😀 in Gəncə on Monday.\n"


def quiet(_done: int, _total: int, _what: str) -> None:
    return


def never() -> bool:
    return False


JOB = Job(quiet, never)


def counting(job: Job, most: int) -> int:
    """Runs in the workshop."""
    for number in range(most):
        job.progress(number, most, "counting")
        if job.cancelled():
            raise Cancelled
        time.sleep(0.005)
    logging.getLogger("workshop.test").warning("counted to %s", most)
    return os.getpid()


def refusing(_job: Job) -> None:
    """Runs in the workshop."""
    raise UserError("The file is no good. Take another one.", details="byte 7")


def stumbling(_job: Job) -> None:
    """Runs in the workshop."""
    raise ZeroDivisionError("nobody thought of that")


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    made = Workshop()
    made.start()
    yield made
    made.close()
    assert made.pid is None


def test_a_job_runs_in_another_process_and_tells_how_far_it_is(
    workshop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[tuple[int, int, str]] = []
    with caplog.at_level(logging.WARNING):
        pid = workshop.run(counting, 4, job=Job(lambda *what: told.append(what), never))
    assert pid == workshop.pid != os.getpid()
    assert told == [(0, 4, "counting"), (1, 4, "counting"), (2, 4, "counting"), (3, 4, "counting")]
    assert "counted to 4" in caplog.text


def test_what_a_job_refuses_is_raised_here_with_its_details(workshop: Workshop) -> None:
    with pytest.raises(UserError) as refused:
        workshop.run(refusing, job=JOB)
    assert (refused.value.sentence, refused.value.details) == ("The file is no good. Take another one.", "byte 7")


def test_a_bug_there_is_a_bug_here_with_its_place(workshop: Workshop) -> None:
    with pytest.raises(BugError, match="nobody thought of that") as bug:
        workshop.run(stumbling, job=JOB)
    assert str(bug.value) == "ZeroDivisionError: nobody thought of that"
    assert "in stumbling" in "".join(traceback.format_exception(bug.value))


def test_a_job_is_cancelled_at_its_next_step(workshop: Workshop) -> None:
    began = threading.Event()
    with pytest.raises(Cancelled):
        workshop.run(counting, 100_000, job=Job(lambda *_: began.set(), began.is_set))


def test_after_a_crash_the_job_is_a_sentence_and_the_next_one_is_done() -> None:
    made = Workshop()
    try:

        def crash(done: int, _total: int, _what: str) -> None:
            if done == 3:
                assert made.pid is not None
                os.kill(made.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

        with pytest.raises(UserError, match="has ended"):
            made.run(counting, 100_000, job=Job(crash, never))
        assert made.run(counting, 1, job=JOB) == made.pid
    finally:
        made.close()


class TestMerge:
    def article(self, folder: Path) -> tuple[Place, str]:
        article = Article.from_raw(RawArticle(TEXT, ArticleMeta(headline="A meeting"), ()))
        marks = (
            Annotation("a1", Span(0, 12), "PERSON", Status.ACCEPTED, "person:Ayla"),
            Annotation("a2", Span(17, 22), "ORG", Status.SUGGESTED, "model:old-1", 0.4),
            Annotation("a3", Span(28, 33), "GPE", Status.SUGGESTED, "model:old-1", 0.5),
        )
        with Project.open(folder / "p.pressmark", annotator="Ayla") as project:
            (added,) = project.add([AnnotatedArticle(article, marks, (Relation("r1", "a1", "a3", "in"),))]).ids
            return project.place, added

    def test_what_comes_back_makes_the_document_that_the_database_has(self, workshop: Workshop, tmp_path: Path) -> None:
        place, article_id = self.article(tmp_path)
        with place.open() as project:
            before = Session(project).open(article_id)
        reading = {"type": "DATE", "value": "2020-11-23", "mod": None, "anchor": None}
        candidates = (
            Candidate(Span(17, 22), "PERSON", "model:new-1", 0.9),
            Candidate(Span(28, 33), "GPE", "model:new-1", 0.8),
            Candidate(Span(37, 43), "DATE", "rule:dates", 0.7, reading),
        )
        result = DetectionResult(article_id, before.article.sha256, "new-1", candidates)
        merged = workshop.run(jobs.merge, place, Finished.of(result), job=JOB)
        assert merged is not None
        with place.open() as project:
            there = project.document(article_id)
        assert merged.gone == ("a2",)
        put = list(jobs.unsealed(merged.put))
        after = before.changed(
            removed=[*merged.gone, *(one.id for one in put if one.id in before)], put=put, relations=merged.relations
        )
        assert list(after) == list(there)
        assert [(a.span.of(TEXT), a.label, a.score) for a in after] == [
            ("Aydın Əliyev", "PERSON", None),
            ("Sevil", "PERSON", 0.9),
            ("Gəncə", "GPE", 0.8),
            ("Monday", "DATE", 0.7),
        ]
        assert after.revision == there.revision == merged.revision
        assert after.relations == there.relations == (Relation("r1", "a1", "a3", "in"),)
        assert merged.changes.annotation_ids == {"a2", "a3", *(a.id for a in put)}

    def test_it_waits_for_another_program_that_is_writing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place, article_id = self.article(tmp_path)
        with place.open() as project:
            sha256 = project.document(article_id).article.sha256
        monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
        other = sqlite3.connect(tmp_path / "p.pressmark", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        asked = 0

        def cancelled() -> bool:
            nonlocal asked
            asked += 1
            if asked == 3:
                other.execute("ROLLBACK")
            return False

        candidates = (Candidate(Span(37, 43), "DATE", "rule:dates", 0.7),)
        result = Finished.of(DetectionResult(article_id, sha256, "new-1", candidates))
        merged = jobs.merge(Job(quiet, cancelled), place, result)
        other.close()
        assert asked == 3
        assert merged is not None
        assert [a.label for a in jobs.unsealed(merged.put)] == ["DATE"]

    def test_a_result_for_another_text_is_dropped(self, tmp_path: Path) -> None:
        place, article_id = self.article(tmp_path)
        assert jobs.merge(JOB, place, Finished.of(DetectionResult(article_id, "0" * 64, "new-1", ()))) is None

    def test_thousands_are_sealed_in_portions(self) -> None:
        marks = [
            Annotation(f"a{n}", Span(n, n + 1), "ORG", Status.SUGGESTED, "model:m-1", 0.5, {"value": [n, "é"]}, "note")
            for n in range(2 * jobs.PORTION + 1)
        ]
        sealed = jobs.seal(marks)
        assert len(sealed) == 3
        assert list(jobs.unsealed(sealed)) == marks


def test_an_export_that_loses_something_waits_for_its_name(workshop: Workshop, tmp_path: Path) -> None:
    place, _ = TestMerge().article(tmp_path)
    request = ExportRequest("conll", tmp_path / "out.conll", statuses=frozenset(Status))
    with place.open() as project:  # a second mark over the first; columns hold neither it nor the relation
        article_id = project.articles()[0].id
        session = Session(project)
        session.apply(edits.add(session.open(article_id), Span(0, 5), "ORG", origin="person:Ayla"))
    for how in (jobs.discard, jobs.publish):
        kept = workshop.run(jobs.export, place, request, job=JOB)
        assert isinstance(kept, jobs.Kept)
        assert kept.report.loss_count == 2
        assert not (tmp_path / "out.conll").exists()
        workshop.run(how, kept.number, job=JOB)
        assert (tmp_path / "out.conll").exists() == (how is jobs.publish)
        with pytest.raises(UserError, match="is gone") as gone:
            workshop.run(jobs.publish, kept.number, job=JOB)
        assert gone.value.sentence.endswith("Export again.")
    assert "Əliyev" in (tmp_path / "out.conll").read_text("utf-8")
    assert [file.name for file in tmp_path.glob("*.part*")] == []
