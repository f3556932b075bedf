"""The macOS disk image's layout, written by the real dmgbuild and read back; macOS's own programs are stood in for."""

from __future__ import annotations

import gc
import importlib
import platform
import re
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # dmgbuild leaves its temporary file to be closed
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
BUILD = Path(__file__).resolve().parents[2] / "build"


@pytest.fixture
def volume(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The volume of an image with a small app in it, as it is before it is packed."""
    monkeypatch.syspath_prepend(str(BUILD))
    monkeypatch.setattr(platform, "mac_ver", lambda: ("14.5", ("", "", ""), "arm64"))  # dmgbuild asks when imported
    core = importlib.import_module("dmgbuild.core")
    alias = importlib.import_module("mac_alias")
    image = importlib.import_module("macos_image")
    mounted = tmp_path / "mounted"
    mounted.mkdir()
    packed: list[tuple[Any, ...]] = []

    def hdiutil(command: str, *rest: str, plist: bool = True) -> tuple[int, dict[str, Any]]:
        del plist
        packed.append((command, *rest))
        return 0, {"system-entities": [{"dev-entry": "/dev/disk9", "mount-point": str(mounted)}]}

    def call(line: list[str], **_: Any) -> int:
        if line[0].endswith("ditto"):
            shutil.copytree(line[1], line[2])
        elif line[0].endswith("tiffutil"):
            Path(line[-1]).write_bytes(b"".join(Path(one).read_bytes() for one in line[2:-2]))
        return 0

    def for_file(path: str) -> Any:
        now = datetime(2026, 11, 26, tzinfo=UTC)
        where = alias.VolumeInfo("Pressmark", now, b"H+", 0, 0, b"\0\0")
        name = Path(path).name
        what = alias.TargetInfo(alias.ALIAS_KIND_FILE, name, 2, 20, now, bytes(4), bytes(4), posix_path=f"/{name}")
        return alias.Alias(volume=where, target=what)

    monkeypatch.setattr(core, "hdiutil", hdiutil)
    monkeypatch.setattr(core.subprocess, "call", call)
    monkeypatch.setattr(core.subprocess, "check_call", call)
    monkeypatch.setattr(core.Alias, "for_file", for_file)
    app = tmp_path / "dist əğ" / "Pressmark.app"
    (app / "Contents").mkdir(parents=True)
    (app / "Contents/Info.plist").write_text("properties", "ascii")
    for name in ("drag.png", "drag@2x.png"):
        (tmp_path / name).write_text(name, "ascii")
    image.make(app, tmp_path / "drag.png", tmp_path / "made.dmg")
    gc.collect()
    assert packed[-1][0] == "convert"
    assert "UDZO" in packed[-1]
    return mounted


def test_the_picture_and_the_icons_are_where_finder_looks(volume: Path) -> None:
    store = importlib.import_module("ds_store")
    with store.DSStore.open(str(volume / ".DS_Store"), "r") as file:
        found = {(entry.filename, entry.code): entry.value for entry in file}
    assert found["Pressmark.app", b"Iloc"] == (160, 190)
    assert found["Applications", b"Iloc"] == (440, 190)
    view = found[".", b"icvp"]
    assert (view["iconSize"], view["textSize"], view["arrangeBy"]) == (112, 13, "none")
    assert view["backgroundType"] == 2
    target = importlib.import_module("mac_alias").Alias.from_bytes(view["backgroundImageAlias"]).target
    assert target.filename == ".background.tiff"
    window = found[".", b"bwsp"]
    assert window["WindowBounds"] == "{{200, 140}, {600, 408}}"
    assert window["ShowToolbar"] is False


def test_the_volume_holds_the_app_the_way_to_applications_and_both_sizes_of_the_picture(volume: Path) -> None:
    assert (volume / "Pressmark.app/Contents/Info.plist").read_text("ascii") == "properties"
    assert (volume / "Applications").readlink() == Path("/Applications")
    assert (volume / ".background.tiff").read_text("ascii") == "drag.pngdrag@2x.png"


def test_the_arrow_of_the_picture_lies_between_the_icons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BUILD))
    image = importlib.import_module("macos_image")
    drawing = (BUILD / "macos/drag.svg").read_text("utf-8")
    line = re.search(r'd="M(\d+) (\d+) H(\d+)"', drawing)
    assert line is not None
    start, height, end = map(int, line.groups())
    half = image.settings(Path("Pressmark.app"), Path("drag.png"))["icon_size"] / 2
    assert image.APP[0] + half < start < end < image.APPLICATIONS[0] - half
    assert image.APP[1] == image.APPLICATIONS[1] == height
    assert f'viewBox="0 0 {image.PICTURE[0]} {image.PICTURE[1]}"' in drawing
