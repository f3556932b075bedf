"""The main job done once on a sample article, with every outcome checked, in any build."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from pressmark import __version__
from pressmark.core import edits
from pressmark.core.annotation import Annotation, Status
from pressmark.core.document import Document
from pressmark.core.errors import UserError
from pressmark.core.labels import DATE_LABELS, FIGURE_LABELS, LabelSet
from pressmark.core.ports import DetectionResult
from pressmark.core.text import paragraphs
from pressmark.services.project import Project
from pressmark.services.session import Session

SAMPLE = "kalbajar-handover.txt"
"""The sample that is worked on: it has a glued header, page furniture, relative dates and figures."""

_TRIES = 20


class StepFailed(Exception):  # noqa: N818 - an outcome, which the report tells
    """A step did not come out as it should; the text says how."""


class Outcome(Struct, frozen=True):
    """How one step came out; `problem` is "" when all was right."""

    name: str
    seconds: float
    problem: str = ""
    details: str = ""

    @property
    def ok(self) -> bool:
        """Whether all was right."""
        return not self.problem


class Workplace(Struct):
    """What the steps work on and leave to the next.

    Attributes:
        folder: temporary; everything goes below it.
        sample: the article file.
        deadline: when to give up, on the clock of `time.monotonic`.
        facts: versions and names that a step came across, for the report.
    """

    folder: Path
    sample: Path
    labels: LabelSet
    deadline: float
    article_id: str = ""
    kept: Document | None = None
    result: DetectionResult | None = None
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def target(self) -> Path:
        """The project of this test."""
        return self.folder / "Self-test əğş.pressmark"  # letters that a wrong encoding would break

    def open(self) -> Project:
        """The project, opened."""
        return Project.open(self.target, annotator="self-test", default_labels=self.labels)


class Step(Struct, frozen=True):
    """One step.

    Attributes:
        name: what it does, for the list.
        do: does it; raises `StepFailed` or any other exception when it went wrong.
    """

    name: str
    do: Callable[[Workplace], None]


class SelfTest:
    """One run of all steps, on the thread that calls `run`.

    Args:
        seeds: the folder with the sample article.
        labels: the label set of a new project.
        steps: more steps, for example in a window, after the others.
        timeout: seconds for everything.
        told: hears of each outcome at once.
    """

    def __init__(
        self,
        *,
        seeds: Path,
        labels: LabelSet,
        steps: Sequence[Step] = (),
        timeout: float = 300.0,
        told: Callable[[Outcome], None] | None = None,
    ) -> None:
        self._seeds = seeds
        self._labels = labels
        self._steps = (*STEPS, *steps)
        self._timeout = timeout
        self._told = told
        self._folder: Path | None = None
        self._outcomes: list[Outcome] = []
        self._facts: dict[str, str] = {}
        self._running: tuple[str, float] | None = None
        self._lock = threading.Lock()

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What has been done so far, in order."""
        return tuple(self._outcomes)

    @property
    def passed(self) -> bool:
        """Whether every step was done and came out right."""
        return len(self._outcomes) == len(self._steps) and all(outcome.ok for outcome in self._outcomes)

    def run(self) -> None:
        """Does the steps; after one that failed the others are not tried, since they build on it."""
        self._folder = Path(tempfile.mkdtemp(prefix="pressmark-self-test-"))
        place = Workplace(self._folder, self._seeds / SAMPLE, self._labels, time.monotonic() + self._timeout)
        self._facts = place.facts
        try:
            for step in self._steps:
                if not self._do(step, place):
                    return
        finally:
            self.clean_up()

    def _do(self, step: Step, place: Workplace) -> bool:
        started = time.monotonic()
        self._running = step.name, started
        problem = details = ""
        try:
            if started > place.deadline:
                raise StepFailed(f"no time is left of {self._timeout:.0f} s")
            step.do(place)
        except StepFailed as error:
            problem = str(error)
        except UserError as error:
            problem, details = error.sentence, error.details or ""
        except Exception as error:  # noqa: BLE001 - whatever it is, the step failed, and the report says why
            problem, details = f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error))
        self._end(Outcome(step.name, time.monotonic() - started, problem, details))
        return not problem

    def _end(self, outcome: Outcome) -> None:
        with self._lock:
            self._running = None
            self._outcomes.append(outcome)
        if self._told is not None:
            self._told(outcome)

    def time_is_up(self) -> None:
        """Called from another thread when a step hangs: counts it, or else the next one, as failed."""
        now = time.monotonic()
        rest = self._steps[len(self._outcomes) :]
        running = self._running or ((rest[0].name, now) if rest else None)
        if running is not None:
            name, started = running
            self._end(Outcome(name, now - started, f"not done within {self._timeout:.0f} s"))

    def clean_up(self) -> None:
        """Removes the temporary folder. One that a hanging step still holds open (on Windows) stays."""
        folder = self._folder
        for _ in range(_TRIES):  # a step that goes on may write into it meanwhile
            if folder is None or not folder.exists():
                return
            shutil.rmtree(folder, ignore_errors=True)

    def verdict(self) -> str:
        """The last line."""
        seconds = sum(outcome.seconds for outcome in self._outcomes)
        if self.passed:
            return f"All {len(self._steps)} steps are right ({seconds:.1f} s)."
        untried = len(self._steps) - len(self._outcomes)
        rest = f"; {untried} not tried" if untried else ""
        return f"The self-test failed{rest} ({seconds:.1f} s)."

    def as_json(self) -> dict[str, Any]:
        """The whole result, for programs."""
        return {
            "passed": self.passed,
            "version": __version__,
            "python": platform.python_version(),
            "system": platform.platform(),
            "frozen": bool(getattr(sys, "frozen", False)),
            **self._facts,
            "steps": [
                {
                    "name": outcome.name,
                    "ok": outcome.ok,
                    "seconds": round(outcome.seconds, 3),
                    "problem": outcome.problem,
                    "details": outcome.details,
                }
                for outcome in self._outcomes
            ],
            "not_tried": [step.name for step in self._steps[len(self._outcomes) :]],
        }


def ensure(right: object, problem: str) -> None:
    """Raises `StepFailed` with the problem unless it is right."""
    if not right:
        raise StepFailed(problem)


def _equal(found: object, expected: object, what: str) -> None:
    ensure(found == expected, f"{what} is {found!r}, not {expected!r}")


# The steps


def _read(place: Workplace) -> None:
    from pressmark.services.importing import import_paths

    with place.open() as project:
        report = import_paths(project, [place.sample])
        ensure(not report.failed, "; ".join(sentence for _, sentence in report.failed))
        _equal(len(report.added), 1, "the number of articles")
        place.article_id = report.added[0]
        meta = project.document(place.article_id).article.meta
    _equal(meta.published, "2020-11-25T15:28", "the publish date")
    _equal(meta.story_code, "483372", "the story code")
    _equal(meta.source, SAMPLE, "the source")
    ensure(meta.headline and meta.headline.startswith("Azerbaijani troops"), f"the headline is {meta.headline!r}")


def _detect(place: Workplace) -> None:
    from pressmark.services.detection import DetectionProcess, request_for

    with place.open() as project:
        session = Session(project)
        request = request_for(session.open(place.article_id).article)
        process = DetectionProcess()
        try:
            process.start()
            process.request(request)
            place.result = _awaited(process, place.deadline)
        finally:
            process.close()
        place.facts["detector"] = place.result.detector
        place.facts["spacy"] = importlib.metadata.version("spacy")
        ensure(session.accept_detection(place.result), "the result was dropped")
        _check_suggestions(session.open(place.article_id))


def _awaited(process: Any, deadline: float) -> DetectionResult:
    from pressmark.services.detection import Died, Failed, Finished, ModelMissing

    while time.monotonic() < deadline:
        for event in process.poll(0.5):
            match event:
                case Finished(result=result):
                    return result
                case Failed(_, sentence) | ModelMissing(sentence) | Died(sentence):
                    raise StepFailed(sentence)
                case _:
                    pass
    raise StepFailed("the detector did not answer in time")


def _check_suggestions(document: Document) -> None:
    text = document.text
    by_words: dict[str, Annotation] = {}
    for mark in document:
        _equal(mark.status, Status.SUGGESTED, f"the status of “{mark.span.of(text)}”")
        by_words.setdefault(mark.span.of(text), mark)
    labels = {mark.label for mark in document}
    for family in ({"PERSON"}, {"GPE"}, DATE_LABELS, FIGURE_LABELS):
        ensure(labels & family, f"nothing was found of {', '.join(sorted(family))}")
    ensure("483372" not in by_words, "the story code was taken for a figure")
    peacekeepers = next((mark for words, mark in by_words.items() if "1,960" in words), None)
    ensure(peacekeepers, "the figure 1,960 was not found")
    if peacekeepers is not None:
        _equal(peacekeepers.attributes.get("value"), 1960, "the value of 1,960")
    wednesday = next((mark for words, mark in by_words.items() if words.endswith("Wednesday")), None)
    ensure(wednesday, "the date Wednesday was not found")
    if wednesday is not None:
        _equal(wednesday.attributes.get("value"), "2020-11-25", "the value of Wednesday")


def _correct(place: Workplace) -> None:
    with place.open() as project:
        session = Session(project)
        document = session.open(place.article_id)
        first, second, third, *rest = [mark.id for mark in document]
        session.apply(edits.decide(document, [first], Status.ACCEPTED))
        session.apply(edits.decide(_now(session), [second], Status.REJECTED))
        session.apply(edits.relabel(_now(session), third, "EVENT"))
        session.apply(edits.remove(_now(session), rest[:1]))
        session.apply(edits.decide(_now(session), rest[1:], Status.ACCEPTED))
        place.kept = _now(session)
        free = next(p for p in paragraphs(document.text) if p.of(document.text) == "Your Name")
        session.apply(edits.add(_now(session), free, "PERSON", origin="person:self-test"))
        _equal(len(_now(session)), len(place.kept) + 1, "the number of marks after adding one")


def _now(session: Session) -> Document:
    ensure(session.document, "no article is open")
    assert session.document is not None
    return session.document


def _reopen(place: Workplace) -> None:
    with place.open() as project:
        session = Session(project)
        document = session.open(place.article_id)
        marks = {(mark.span, mark.label, mark.status) for mark in document}
        assert place.kept is not None
        added = marks - {(mark.span, mark.label, mark.status) for mark in place.kept}
        _equal([label for _, label, _ in added], ["PERSON"], "what was added before closing")
        step = session.undo()
        ensure(step, "there is nothing to undo after reopening")
        _equal(list(_now(session)), list(place.kept), "the list of marks after undoing")
        ensure(session.redo(), "there is nothing to redo")
        _equal(len(_now(session)), len(place.kept) + 1, "the number of marks after redoing")
        ensure(session.undo(), "there is nothing to undo after redoing")
        done = edits.set_done(_now(session), True)
        session.apply(done)
        place.kept = _now(session)


def _export(place: Workplace, form: str) -> Path:
    from pressmark.services import exporting

    out = place.folder / f"export.{form}"
    with place.open() as project:
        request = exporting.ExportRequest(form, out, only_done=True)
        report = exporting.run(request, lambda: project.export_stream(only_done=True))
    assert place.kept is not None
    _equal(report.articles, 1, "the number of articles written")
    accepted = [mark for mark in place.kept if mark.status is Status.ACCEPTED]
    lost = [loss for loss in report.losses if loss.what == "left out"]
    _equal(sum(report.annotations.values()) + len(lost), len(accepted), "the number of annotations written")
    return out


def _export_jsonl(place: Workplace) -> None:
    from pressmark.services.importing import import_paths

    out = _export(place, "jsonl")
    with Project.open(place.folder / "again.pressmark", default_labels=place.labels) as project:
        report = import_paths(project, [out])
        ensure(not report.failed, "; ".join(sentence for _, sentence in report.failed))
        _equal(list(report.added), [place.article_id], "the list of articles read back")
        again = project.document(place.article_id)
    assert place.kept is not None
    _equal(again.text, place.kept.text, "the text read back")
    _equal(list(again), [m for m in place.kept if m.status is Status.ACCEPTED], "the list of marks read back")


def _export_conll(place: Workplace) -> None:
    out = _export(place, "conll")
    rows = [line.split(" ") for line in out.read_text(encoding="utf-8").splitlines() if line]
    ensure(rows and rows[0][0] == "-DOCSTART-", "the file does not begin as CoNLL-2003 does")
    ensure(all(len(row) == 4 for row in rows), "a line has not four columns")
    tags = {row[0]: row[3] for row in rows}
    _equal(tags.get("1,960"), "B-CARDINAL", "the tag of 1,960")
    ensure(any(row[3] == "I-PERSON" for row in rows), "no name of two words is marked")


STEPS: tuple[Step, ...] = (
    Step("read a sample article into a new project", _read),
    Step("detect in a process of its own", _detect),
    Step("correct: accept, reject, relabel, remove, add", _correct),
    Step("reopen the project, undo and redo", _reopen),
    Step("export JSON lines and read them back", _export_jsonl),
    Step("export CoNLL and look into it", _export_conll),
)
