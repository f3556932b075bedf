"""Names that people type for formats."""

from __future__ import annotations

import pytest

from pressmark.core.errors import UserError
from pressmark.formats import also_called, registry


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("conll", "conll"),
        ("conll2003", "conll"),
        ("CoNLL-2003", "conll"),
        ("CoNLL_2012", "conll2012"),
        ("OntoNotes", "conll2012"),
        ("BILOU", "biluo"),
        ("IOB2", "bio"),
        ("iob1", "iob"),
        ("docbin", "spacy"),
        (".spacy", "spacy"),
        ("labelstudio", "label-studio"),
        ("Hugging Face", "huggingface"),
        ("xmi", "cas-xmi"),
        (".qdpx", "refi-qda"),
    ],
)
def test_a_format_is_written_by_the_names_it_goes_by(typed: str, form: str) -> None:
    assert registry.writer(typed).name == form


@pytest.mark.parametrize(("typed", "form"), [("TSV3", "webanno"), ("Word", "docx"), ("tsv", "csv"), ("PDF", "pdf")])
def test_a_format_is_read_by_the_names_it_goes_by(typed: str, form: str) -> None:
    assert registry.readable(typed).name == form


def test_every_other_name_means_a_format_and_hides_none() -> None:
    names = {*registry.every(), *registry.writers()}
    others = also_called._ALSO_CALLED  # pyright: ignore[reportPrivateUsage]
    assert {also_called.meant(name, names) for name in others} <= names
    assert not {name.replace("-", "") for name in names} & set(others)


def test_a_slip_is_asked_about() -> None:
    with pytest.raises(UserError) as refused:
        registry.writer("prodgy")
    assert refused.value.sentence == "There is no format “prodgy”. Did you mean prodigy?"
    with pytest.raises(UserError) as refused:
        registry.writer("bilau")
    assert refused.value.sentence == "There is no format “bilau”. Did you mean biluo?"


def test_what_is_like_none_gets_all_of_them() -> None:
    with pytest.raises(UserError) as refused:
        registry.writer("docx")
    assert refused.value.sentence.startswith("There is no format “docx”. Choose one of jsonl, conll, bio, bioes, ")


def test_what_can_only_be_written_is_not_read() -> None:
    with pytest.raises(UserError, match="There is no format “html-page” that can be read"):
        registry.readable("html-page")
