"""The window's words in other languages: complete, with the same placeholders, and compiled."""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
FILES = sorted(FOLDER.glob("*.ts"))
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%L?n")


def messages(file: Path) -> Iterator[tuple[str, str, list[str], bool]]:
    """Context, source, translations (one for each plural form) and whether it is unfinished."""
    for context in etree.parse(file).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
            yield (
                context.findtext("name"), message.findtext("source"), forms, translation.get("type") == "unfinished",
            )  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_word_is_translated_with_its_placeholders(file: Path) -> None:
    rows = list(messages(file))
    assert len(rows) > 15
    assert [(context, source) for context, source, _, unfinished in rows if unfinished] == []
    for _, source, forms, _ in rows:
        for form in forms:
            assert form, source
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(source)), (source, form)
            assert ("&" in form) == ("&" in source) or file.stem.endswith("_en"), (source, form)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_asked_for_with_a_number_has_a_form_for_each(file: Path) -> None:
    """Qt finds no translation for a number when there is only one form, and would show the English words."""
    counted = {source: forms for _, source, forms, _ in messages(file) if re.search("%L?n", source)}
    assert counted
    assert [source for source, forms in counted.items() if len(forms) < 2] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_compiled_file_says_the_same(file: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(file.with_suffix(".qm")))
    for context, source, forms, _ in messages(file):
        said = (
            translator.translate(context, source, None, 2) if len(forms) > 1 else translator.translate(context, source)
        )
        assert said == forms[-1], source


@pytest.mark.skipif(sys.platform != "linux", reason="the collector's path differs; Linux is enough to know")
def test_no_word_of_the_window_was_forgotten(tmp_path: Path) -> None:
    dev = runpy.run_path(str(ROOT / "dev.py"), run_name="dev")
    sources = dev["modules"]("ui", "app")
    spelt = tmp_path / "spelt_out.py"
    spelt.write_text(
        "".join(dev["spelt_out"](source.read_text(encoding="utf-8")) for source in sources)
        + dev["messages_spelt_out"](),
        encoding="utf-8",
    )
    found = tmp_path / "all_fr.ts"
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    subprocess.run([tool, *sources, spelt, "-locations", "none", "-ts", found], check=True, capture_output=True)
    wanted = {(context, source) for context, source, _, _ in messages(found)}
    there = {(context, source) for context, source, _, _ in messages(FOLDER / "pressmark_fr.ts")}
    assert wanted - there == set(), "run dev.py translations and translate what is new"
    assert there - wanted == set(), "run dev.py translations to drop what is gone"


def test_what_the_rooms_below_say_is_a_literal_that_can_be_collected() -> None:
    """A sentence that is put together elsewhere would reach a French window in English."""
    dev = runpy.run_path(str(ROOT / "dev.py"), run_name="dev")
    makers = dev["message_makers"]()
    assert {"Message", "UserError", "StorageError", "NoModelError", "ArticleError"} <= makers
    evading = [
        f"{path.relative_to(ROOT)}:{call.lineno} {ast.unparse(call)[:90]}"
        for path in dev["modules"](*dev["BELOW"])
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and call.args and _evades(call, makers)
    ]
    assert evading == []


# Names that hold a `Message`, which the type checker sees to; a text would be refused by it as well.
_MESSAGES = {"sentence", "too_large", "error.sentence", "said", "words", "self._nothing()"}


def _evades(call: ast.Call, makers: frozenset[str]) -> bool:
    called = ast.unparse(call.func)
    name = called.rpartition(".")[2]
    literal = [isinstance(argument, ast.Constant) for argument in call.args]
    if called.endswith("Message.counted"):
        return not all(literal)
    first = ast.unparse(call.args[0])
    return (
        name in makers
        and not literal[0]
        and first not in _MESSAGES
        and not first.startswith(("Message(", "unrecognised."))
    )


def test_a_text_that_is_put_together_is_refused() -> None:
    made = ['UserError(f"{name} is gone.")', 'Message("a" + b)', 'Message.counted("one", f"{n} many", n=n)', "Loss(x)"]
    calls = [ast.parse(each, mode="eval").body for each in made]
    assert [isinstance(c, ast.Call) and _evades(c, frozenset({"UserError", "Message"})) for c in calls] == [
        True, True, True, False,
    ]  # fmt: skip
