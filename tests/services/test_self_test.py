from __future__ import annotations

import time
from pathlib import Path

import pytest

from pressmark.core.errors import UserError
from pressmark.core.labels import LabelSet
from pressmark.services import self_test
from pressmark.services.self_test import Outcome, SelfTest, Step, StepFailed, Workplace

LABELS = LabelSet("", ())
REAL_STEPS = self_test.STEPS


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "STEPS", (Step("first", lambda place: None),))


def test_the_real_steps_do_the_whole_job() -> None:
    assert [step.name for step in REAL_STEPS] == [
        "read a sample article into a new project",
        "detect in a process of its own",
        "correct: accept, reject, relabel, remove, add",
        "reopen the project, undo and redo",
        "export JSON lines and read them back",
        "export CoNLL and look into it",
    ]


def test_steps_share_a_folder_that_goes_away(tmp_path: Path) -> None:
    seen: list[Path] = []

    def second(place: Workplace) -> None:
        place.target.write_text("x", encoding="utf-8")
        seen.append(place.folder)
        assert place.sample == tmp_path / self_test.SAMPLE

    told: list[Outcome] = []
    test = SelfTest(seeds=tmp_path, labels=LABELS, steps=[Step("second", second)], told=told.append)
    test.run()
    assert test.passed
    assert [outcome.name for outcome in told] == ["first", "second"]
    assert tuple(told) == test.outcomes
    assert test.verdict().startswith("All 2 steps are right (")
    assert not seen[0].exists()


@pytest.mark.parametrize(
    ("error", "problem", "details"),
    [
        (StepFailed("the value is 3"), "the value is 3", ""),
        (UserError("The disk is full.", details="ENOSPC"), "The disk is full.", "ENOSPC"),
        (ValueError("odd"), "ValueError: odd", "Traceback"),
        (AssertionError(), "AssertionError: ", "Traceback"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_after_a_failure_nothing_is_tried(tmp_path: Path, error: Exception, problem: str, details: str) -> None:
    def fail(_place: Workplace) -> None:
        raise error

    test = SelfTest(seeds=tmp_path, labels=LABELS, steps=[Step("bad", fail), Step("late", lambda place: None)])
    test.run()
    assert not test.passed
    assert test.outcomes[-1].problem == problem
    assert test.outcomes[-1].details.startswith(details)
    assert test.verdict().startswith("The self-test failed; 1 not tried (")
    report = test.as_json()
    assert (report["passed"], report["not_tried"]) == (False, ["late"])
    assert [(step["name"], step["ok"]) for step in report["steps"]] == [("first", True), ("bad", False)]


def test_time_runs_out_between_steps(tmp_path: Path) -> None:
    slow = Step("slow", lambda place: time.sleep(0.05))
    test = SelfTest(seeds=tmp_path, labels=LABELS, steps=[slow, Step("late", lambda place: None)], timeout=0.04)
    test.run()
    assert [(outcome.name, outcome.problem) for outcome in test.outcomes] == [
        ("first", ""),
        ("slow", ""),
        ("late", "no time is left of 0 s"),
    ]


def test_time_runs_out_inside_a_step(tmp_path: Path) -> None:
    test = SelfTest(seeds=tmp_path, labels=LABELS, timeout=5, steps=[Step("hangs", lambda place: test.time_is_up())])
    test.run()
    assert test.outcomes[1].problem == "not done within 5 s"
    assert not test.passed


def test_before_anything_was_done_it_has_not_passed(tmp_path: Path) -> None:
    assert not SelfTest(seeds=tmp_path, labels=LABELS).passed


def test_a_sample_that_is_missing_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "STEPS", REAL_STEPS)
    test = SelfTest(seeds=tmp_path, labels=LABELS)
    test.run()
    (outcome,) = test.outcomes
    assert self_test.SAMPLE in outcome.problem
