from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from pressmark.core.article import Article, ArticleMeta
from pressmark.core.errors import Cancelled as CancelledError
from pressmark.core.errors import UserError
from pressmark.core.ports import DetectionRequest
from pressmark.core.span import Span
from pressmark.core.text import fingerprint
from pressmark.core.zones import Zone, ZoneKind
from pressmark.services import detection
from pressmark.services.detection import (
    Cancelled,
    DetectionProcess,
    Died,
    Event,
    Failed,
    Finished,
    ModelMissing,
    ModelReady,
    Progress,
    detect_here,
    request_for,
)

TEXT = "Russia is sending 1,960 peacekeepers on Wednesday."
NO_MODEL = "no_such_model"
"""The process starts faster without one, and dates and figures are found all the same."""
ROOM = Path(detection.__file__).resolve().parents[2]


def article(name: str, text: str = TEXT, zones: tuple[Zone, ...] = ()) -> Article:
    return Article(name, text, fingerprint(text), ArticleMeta(published="2020-11-25", source=f"{name}.txt"), zones)


def ask(name: str, text: str = TEXT) -> DetectionRequest:
    return request_for(article(name, text))


@pytest.fixture
def process() -> Iterator[DetectionProcess]:
    process = DetectionProcess(NO_MODEL)
    yield process
    process.close()


def until(process: DetectionProcess, is_it: Callable[[Event], bool], *, seconds: float = 60) -> list[Event]:
    """All events up to the one that is meant."""
    events: list[Event] = []
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        for event in process.poll(0.2):
            events.append(event)
            if is_it(event):
                return events
    raise AssertionError(f"it never came: {events}")


def finished(name: str) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, Finished) and event.result.article_id == name


def long_text(paragraphs: int = 4000) -> str:
    return "\n".join(f"They met {n} men on Monday, and 37 people were killed." for n in range(paragraphs))


# -- what is asked for


def test_a_request_holds_the_paragraphs_of_what_the_article_says() -> None:
    text = "Headline\nStory code 37\nFirst.\n\n  Second.\nShare this"
    zones = (
        Zone(Span(0, 8), ZoneKind.HEADLINE),
        Zone(Span(9, 22), ZoneKind.STORY_CODE),
        Zone(Span(23, 40), ZoneKind.BODY),
        Zone(Span(41, 51), ZoneKind.FURNITURE),
    )
    request = request_for(article("a", text, zones))
    assert [span.of(text) for span in request.paragraphs] == ["Headline", "First.", "Second."]


def test_an_article_without_zones_is_read_from_end_to_end() -> None:
    assert [span.of(TEXT) for span in ask("a").paragraphs] == [TEXT]


def test_services_load_neither_spacy_nor_qt() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import pressmark.services.detection, pressmark.services.readings, pressmark.detect.worker\n"
        "assert not {'spacy', 'PySide6', 'sqlalchemy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(ROOM)], check=True, timeout=60)


# -- the process


def test_an_article_is_read_in_the_other_process(process: DetectionProcess) -> None:
    process.request(ask("a"))
    events = until(process, finished("a"))
    assert any(isinstance(event, Progress) for event in events)
    missing = [event for event in events if isinstance(event, ModelMissing)]
    assert len(missing) == 1
    assert NO_MODEL in missing[0].sentence
    result = events[-1]
    assert isinstance(result, Finished)
    assert [(c.span.of(TEXT), c.label) for c in result.result.candidates] == [
        ("1,960", "CARDINAL"),
        ("Wednesday", "DATE"),
    ]
    assert process.pid not in (None, os.getpid())
    assert process.pending == ()


def test_the_connection_wakes_a_waiting_thread(process: DetectionProcess) -> None:
    process.request(ask("a"))
    assert process.connection is not None
    assert wait([process.connection], 60) == [process.connection]
    assert process.poll()


def test_polling_never_waits(process: DetectionProcess) -> None:
    assert process.poll() == []
    process.request(ask("a", long_text()))
    started = time.monotonic()
    process.poll()
    assert time.monotonic() - started < 0.2


def test_a_long_request_does_not_make_the_caller_wait(process: DetectionProcess) -> None:
    text = long_text(40_000)
    request = ask("a", text)
    process.start()
    started = time.monotonic()
    process.request(request)
    assert time.monotonic() - started < 0.2
    process.cancel()


def test_articles_are_read_in_the_order_they_were_asked_for(process: DetectionProcess) -> None:
    for name in "abc":
        process.request(ask(name))
    events = until(process, finished("c"))
    assert [event.result.article_id for event in events if isinstance(event, Finished)] == ["a", "b", "c"]


def test_progress_runs_to_the_last_paragraph(process: DetectionProcess) -> None:
    process.request(ask("a", "One man.\nTwo men.\nThree men."))
    told = [event for event in until(process, finished("a")) if isinstance(event, Progress)]
    assert [(event.done, event.total) for event in told][-4:] == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_cancelling_stops_the_one_being_read_and_goes_on_with_the_next(process: DetectionProcess) -> None:
    process.request(ask("long", long_text()))
    process.request(ask("next"))
    until(process, lambda event: isinstance(event, Progress) and event.article_id == "long" and event.total > 0)
    process.cancel("long")
    events = until(process, finished("next"))
    assert Cancelled("long") in events
    assert not any(finished("long")(event) for event in events)


def test_cancelling_everything_leaves_nothing_pending(process: DetectionProcess) -> None:
    for name in ("long", "b", "c"):
        process.request(ask(name, long_text()))
    process.cancel()
    assert process.pending == ()
    process.request(ask("d"))
    events = until(process, finished("d"))
    assert [event for event in events if isinstance(event, Finished)] == [events[-1]]


def test_a_text_asked_for_anew_is_read_anew(process: DetectionProcess) -> None:
    process.request(ask("a", long_text()))
    until(process, lambda event: isinstance(event, Progress) and event.total > 0)
    process.request(ask("a", "37 came."))
    events = until(process, finished("a"))
    results = [event.result for event in events if isinstance(event, Finished)]
    assert [result.sha256 for result in results] == [fingerprint("37 came.")]


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_a_killed_process_is_said_and_replaced(process: DetectionProcess) -> None:
    process.request(ask("a"))
    until(process, finished("a"))
    pid = process.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    events = until(process, lambda event: isinstance(event, Died))
    died = events[-1]
    assert isinstance(died, Died)
    assert died.sentence.startswith("The detector ended")
    assert process.pid is None
    process.request(ask("b"))
    until(process, finished("b"))
    assert process.pid not in (None, pid)


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_an_article_that_ends_the_process_twice_is_not_read_again(process: DetectionProcess) -> None:
    def reading(event: Event) -> bool:
        return isinstance(event, Progress) and event.article_id == "bad" and event.total > 0

    process.request(ask("bad", long_text()))
    process.request(ask("good"))
    for _ in range(2):
        until(process, reading)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        until(process, lambda event: isinstance(event, Died))
    events = process.poll()
    while not any(finished("good")(event) for event in events):
        events += process.poll(0.2)
    assert process.pending == ()
    process.request(ask("bad", long_text()))
    refused = process.poll()
    assert len(refused) == 1
    assert isinstance(refused[0], Failed)
    assert "bad.txt has ended the detector twice" in refused[0].sentence


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_ctrl_c_in_the_terminal_does_not_end_it(process: DetectionProcess) -> None:
    process.request(ask("a"))
    until(process, finished("a"))
    assert process.pid is not None
    os.kill(process.pid, signal.SIGINT)
    process.request(ask("b"))
    assert not any(isinstance(event, Died) for event in until(process, finished("b")))


def test_closing_ends_it_at_once_even_while_it_reads(process: DetectionProcess) -> None:
    process.request(ask("a", long_text(20_000)))
    until(process, lambda event: isinstance(event, Progress) and event.total > 0)
    running = process._process
    started = time.monotonic()
    process.close()
    assert time.monotonic() - started < 2.5
    assert running is not None
    assert not running.is_alive()
    assert process.poll() == []
    process.close()  # twice does no harm


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(
        "import sys, time\n"
        f"sys.path.insert(0, {str(ROOM)!r})\n"
        "from pressmark.services.detection import DetectionProcess\n"
        "if __name__ == '__main__':\n"
        "    process = DetectionProcess('none')\n"
        "    process.start()\n"
        "    print(process.pid, flush=True)\n"
        "    time.sleep(600)\n",
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    last = time.monotonic() + 20
    while _runs(child):
        assert time.monotonic() < last, "the detector outlived its parent"
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z")


def test_a_model_can_be_changed(process: DetectionProcess) -> None:
    process.request(ask("a"))
    until(process, finished("a"))
    process.set_model("another_missing_one")
    process.request(ask("b"))
    missing = [event for event in until(process, finished("b")) if isinstance(event, ModelMissing)]
    assert "another_missing_one" in missing[0].sentence


@pytest.mark.model
def test_the_real_model_in_the_real_process(capfd: pytest.CaptureFixture[str]) -> None:
    process = DetectionProcess()
    try:
        process.request(ask("a"))
        events = until(process, finished("a"), seconds=120)
    finally:
        process.close()
    assert ModelReady("en_core_web_md", "3.7.1") in events
    result = events[-1]
    assert isinstance(result, Finished)
    assert ("Russia", "GPE") in [(c.span.of(TEXT), c.label) for c in result.result.candidates]
    assert result.result.tokens
    assert capfd.readouterr() == ("", "")


# -- without a window


def test_few_articles_are_read_here_in_order() -> None:
    told: list[tuple[int, int, str]] = []
    requests = [ask(name) for name in "abc"]
    # A folder with no pipeline would be refused: without any model the notice is given and reading goes on.
    results = list(_without_models(requests, progress=lambda *what: told.append(what)))
    assert [result.article_id for result in results] == ["a", "b", "c"]
    assert told == [(1, 3, "a.txt"), (2, 3, "b.txt"), (3, 3, "c.txt")]


def _without_models(requests: object, **options: object) -> Iterator[object]:
    from pressmark.detect import models

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "installed_models", list)
        yield from detect_here(requests, **options)  # type: ignore[arg-type]


def test_no_model_is_a_notice_and_not_an_end() -> None:
    notices: list[str] = []
    (result,) = _without_models([ask("a")], notice=notices.append)
    assert len(result.candidates) == 2  # type: ignore[attr-defined]
    assert len(notices) == 1
    assert "pip install" in notices[0]


def test_a_model_that_was_named_and_is_missing_is_an_error() -> None:
    with pytest.raises(UserError, match=NO_MODEL):
        list(detect_here([ask("a")], model=NO_MODEL))


def test_many_articles_are_read_by_several_processes_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detection, "processors", lambda: 2)
    names = [f"a{number}" for number in range(20)]
    taken: list[str] = []

    def requests() -> Iterator[DetectionRequest]:
        for name in names:
            taken.append(name)
            yield ask(name)

    results = _without_models(requests())
    first = next(results)
    assert first.article_id == "a0"  # type: ignore[attr-defined]
    assert len(taken) < len(names)  # they are not all taken at once
    assert [result.article_id for result in results] == names[1:]  # type: ignore[attr-defined]


def test_a_cancelled_batch_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detection, "processors", lambda: 2)
    with pytest.raises(CancelledError):
        list(_without_models([ask(str(n)) for n in range(12)], cancelled=lambda: True))
    with pytest.raises(CancelledError):
        list(_without_models([ask("a")], cancelled=lambda: True))


def test_nothing_to_read_loads_nothing() -> None:
    assert list(detect_here([], model=NO_MODEL)) == []
