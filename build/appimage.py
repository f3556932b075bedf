"""The AppImage: one file for any Linux, made in the release workflow.

Needs `appimagetool` and the runtime that it puts before the packed folder; the workflow fetches both by their hashes
and names their folder in `PRESSMARK_APPIMAGE_TOOLS`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import bundle
from common import DIST, VERSION, WORK, PackagingError, machine, made, run

_APP_ID = "org.pressmark.Pressmark"


def make_and_try(root: Path) -> Path:
    """Makes the AppImage from what the .deb is made from, and runs its self-test.

    Args:
        root: the folder that stands for `/` in the .deb.

    Raises:
        PackagingError: the tools are not there, or it did not work.
    """
    tools = Path(os.environ.get("PRESSMARK_APPIMAGE_TOOLS") or "nowhere")
    if not (tools / "appimagetool").is_file() or not (tools / "runtime").is_file():
        raise PackagingError("PRESSMARK_APPIMAGE_TOOLS has to name the folder with appimagetool and its runtime.")
    target = DIST / f"Pressmark-{VERSION}-{machine()}.AppImage"
    run(
        [tools / "appimagetool", "--appimage-extract-and-run", "--no-appstream", "--runtime-file", tools / "runtime"]
        + [lay_out(root), target],
        minutes=15,
        what="appimagetool",
        env={"ARCH": machine()},
    )
    target.chmod(0o755)
    bundle.self_test([target, "--appimage-extract-and-run"], what="the self-test of the AppImage")
    return made(target)


def lay_out(root: Path) -> Path:
    """The folder that is packed: `/usr` as in the .deb, with a start script, menu entry and icon at its top."""
    folder = WORK / "AppDir"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / "usr", folder / "usr", symlinks=True)
    (folder / "AppRun").symlink_to("usr/lib/pressmark/pressmark")
    share = folder / "usr/share"
    shutil.copy2(share / "applications" / f"{_APP_ID}.desktop", folder)
    shutil.copy2(share / "icons/hicolor/scalable/apps/pressmark.svg", folder / "pressmark.svg")
    (folder / ".DirIcon").symlink_to("pressmark.svg")
    return folder
