"""What is typed, what is answered, and the exit code."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Pressmark

from pressmark import __version__
from pressmark.cli import window
from pressmark.cli.parsing import parser_of
from pressmark.cli.verbs import VERBS
from pressmark.cli.window import VERB as WINDOW


def test_the_verbs_are_those_of_the_interface() -> None:
    assert list(VERBS) == ["import", "detect", "export", "evaluate", "formats", "doctor", "self-test"]


def test_help_tells_a_newcomer_everything(pressmark: Pressmark, home: Path) -> None:
    done = pressmark("--help")
    assert done.code == 0
    assert done.err == ""
    assert done.out.startswith("usage: pressmark [-p FILE_OR_URL]")
    for verb in VERBS.values():
        assert re.search(rf"^  {verb.name} +{re.escape(verb.summary)}$", done.out, re.MULTILINE)
    assert "./import" in done.out
    assert not home.exists()


@pytest.mark.parametrize("verb", [WINDOW, *VERBS.values()], ids=lambda verb: verb.name or "window")
def test_every_help_has_an_example_and_fits_a_terminal(verb) -> None:
    text = parser_of(verb).format_help()
    assert verb.description[:60] in " ".join(text.split())
    assert "examples:\n  pressmark" in text
    assert verb.examples[0][0].startswith(f"pressmark {verb.name}".strip())
    assert all(typed.startswith("pressmark") and meaning for typed, meaning in verb.examples)
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_each_verb_is_on_standard_output(here: Pressmark, verb: str) -> None:
    done = here(verb, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"usage: pressmark {verb}")


def test_version(pressmark: Pressmark) -> None:
    done = pressmark("--version")
    assert (done.code, done.out, done.err) == (0, f"pressmark {__version__}\n", "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["import"], "the following arguments are required: PATH"),
        (["formats", "extra"], "unrecognized arguments: extra"),
        (["self-test", "--timeout", "0"], "argument --timeout: invalid"),
        (["self-test", "--timeout", "nan"], "argument --timeout: invalid"),
        (["a.pressmark", "--project", "b.pressmark"], "only one project can be open at a time"),
        (["exprot"], "There is no file or folder exprot; did you mean the command “export”?"),
        (["help"], "`pressmark --help` explains everything"),
        (["export", "my news.pressmark"], '(a project is named with -p: -p "my news.pressmark")'),
        (["doctor", "--proj", "x"], "unrecognized arguments: --proj x"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_2(here: Pressmark, typed: list[str], said: str) -> None:
    done = here(*typed)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("usage: pressmark")
    assert said in done.err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
class TestWindowWithoutDisplay:
    said = (
        "pressmark: There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened. "
        "The command line does the same work; `pressmark --help` shows how, for example: pressmark detect article.txt\n"
    )

    @pytest.mark.parametrize("typed", [[], ["--quiet"], ["--debug"], ["--project", "x.pressmark"]])
    def test_is_one_sentence(self, pressmark: Pressmark, typed: list[str]) -> None:
        done = pressmark(*typed)
        assert done.code == 1
        assert done.out == ""
        assert done.err.startswith(self.said)
        assert len(done.err.splitlines()) == 1 or "--debug" in typed

    def test_a_display_that_does_not_answer(self, pressmark: Pressmark) -> None:
        done = pressmark(DISPLAY=":4711")
        assert done.code == 1
        assert done.err.startswith("pressmark: The display :4711 does not answer, so no window can be opened.")

    def test_a_file_named_like_a_verb(self, pressmark: Pressmark, work: Path) -> None:
        (work / "import").write_text("An article.", encoding="utf-8")
        assert pressmark("./import").err == self.said
        assert pressmark("import").code == 2

    def test_a_missing_file_beside_one_that_is_there(self, pressmark: Pressmark, work: Path) -> None:
        (work / "here.txt").write_text("An article.", encoding="utf-8")
        done = pressmark("here.txt", "gone\n.txt")
        assert done.err == f"pressmark: There is no file or folder gone\\n.txt.\n{self.said}"

    def test_missing_files_alone(self, pressmark: Pressmark) -> None:
        done = pressmark("gone.txt")
        assert (done.code, done.err) == (1, "pressmark: There is no file or folder gone.txt. Check its name.\n")


def test_a_log_that_cannot_be_kept_is_told_and_nothing_more(pressmark: Pressmark, home: Path) -> None:
    home.write_text("in the way", encoding="utf-8")
    done = pressmark("formats")
    assert done.code == 0
    assert re.fullmatch(r"pressmark: No log is kept, since .*logs can't be written \(.+\)\.\n", done.err)
    assert pressmark("formats", "--quiet").err == ""


def test_a_start_from_an_icon_is_what_the_parser_makes_of_nothing_typed() -> None:
    assert vars(parser_of(window.VERB).parse_args([])) == vars(window.NOTHING_TYPED)
