from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from pressmark.app import languages, paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for code in ("en", "fr", "ka"):
        (tmp_path / f"pressmark_{code}.qm").touch()
    return tmp_path


def test_the_languages_are_those_that_are_compiled(folder: Path) -> None:
    assert languages.available(folder) == {"en": "English", "fr": "Français", "ka": "ქართული"}


@pytest.mark.parametrize(
    ("wanted", "system", "spoken"),
    [
        ("fr", ["en-US"], "fr"),
        ("xx", ["fr-FR"], "en"),
        ("system", ["fr-CH", "de-CH"], "fr"),
        ("system", ["de-DE", "ka", "fr"], "ka"),
        ("system", ["de-DE"], "en"),
        ("system", [], "en"),
    ],
)
def test_the_first_of_the_systems_languages_is_spoken(
    folder: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, system: list[str], spoken: str
) -> None:
    class System:
        @staticmethod
        def uiLanguages() -> list[str]:
            return system

    monkeypatch.setattr(languages.QLocale, "system", staticmethod(System))
    assert languages.chosen(wanted, folder) == spoken


def test_english_has_its_plurals(qapp) -> None:
    before = QLocale()
    try:
        assert languages.speak(qapp, "en", paths.bundled("resources") / "translations") == "en"
        assert qapp.translate("TopBar", "%Ln article(s)", None, 1) == "1 article"
        assert qapp.translate("TopBar", "%Ln article(s)", None, 2) == "2 articles"
    finally:
        QLocale.setDefault(before)
