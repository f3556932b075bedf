from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.core.errors import UserError
from pressmark.services import settings as services
from pressmark.services.settings import Settings


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    loaded = services.load(tmp_path / "none" / "settings.json")
    assert loaded.settings == Settings()
    assert loaded.notices == ()


def test_every_choice_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    chosen = Settings(
        theme="dark",
        text_size=24,
        model="/models/əla",
        annotator="Əli 🙂",
        snap_to_words=False,
        detect_on_open=False,
        shortcuts={"accept": "Y", "reject": ""},
        window={"geometry": "AdnQywAD"},
        recent_projects=("a.pressmark", "postgresql://host/news"),
        last_export={"format": "conll", "split": [0.8, 0.2]},
    )
    services.save(chosen, path)
    assert services.load(path).settings == chosen
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


def test_every_field_has_a_check() -> None:
    assert set(services._CHECKS) | {"extra"} == set(Settings.__struct_fields__)


texts = st.text()


@given(
    settings=st.builds(
        Settings,
        theme=st.sampled_from(services.THEMES),
        text_size=st.sampled_from(services.TEXT_SIZES),
        model=st.none() | st.text(min_size=1).filter(str.strip),
        annotator=texts,
        shortcuts=st.dictionaries(texts, texts),
        window=st.dictionaries(texts, texts),
        recent_projects=st.lists(texts).map(tuple),
        last_export=st.dictionaries(texts, st.booleans() | texts),
    )
)
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    services.save(settings, path)
    assert services.load(path) == services.Loaded(settings)


def test_entries_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "light", "voice": {"speed": 2}}', encoding="utf-8")
    loaded = services.load(path).settings
    services.save(loaded.but(theme="dark"), path)
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["voice"] == {"speed": 2}
    assert written["theme"] == "dark"


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe{}", b"[" * 100_000], ids=repr)
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    loaded = services.load(path)
    kept = tmp_path / "settings.json.damaged"
    assert loaded.settings == Settings()
    assert loaded.notices == (f"The settings were damaged, so the defaults are used; the old file is kept as {kept}.",)
    assert kept.read_bytes() == content
    assert not path.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("theme", ["dark"]),
        ("text_size", 4),
        ("text_size", True),
        ("text_size", "19"),
        ("model", " "),
        ("annotator", None),
        ("snap_to_words", 1),
        ("shortcuts", {"accept": 1}),
        ("window", []),
        ("recent_projects", "a.pressmark"),
        ("last_export", None),
    ],
)
def test_a_senseless_entry_falls_back_alone(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({name: value, "detect_on_open": False}), encoding="utf-8")
    loaded = services.load(path)
    assert loaded.settings == Settings(detect_on_open=False)
    assert loaded.notices == (f"The setting “{name}” in {path} can't be used, so its default is.",)


def test_the_latest_project_comes_first_and_once() -> None:
    settings = Settings()
    for number in range(20):
        settings = settings.with_recent(f"{number}.pressmark")
    settings = settings.with_recent("15.pressmark")
    assert settings.recent_projects[:3] == ("15.pressmark", "19.pressmark", "18.pressmark")
    assert len(settings.recent_projects) == services.RECENT_KEPT
    assert len(set(settings.recent_projects)) == services.RECENT_KEPT


def test_what_cannot_be_written_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    with pytest.raises(UserError, match=r"The settings can't be saved in .*settings\.json"):
        services.save(Settings(), path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise there")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{}", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UserError, match="can't be read"):
        services.load(path)
