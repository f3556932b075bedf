"""The AppImage: one file for any Linux desktop, made in the release workflow.

Needs `appimagetool` and the runtime that it puts before the packed folder; the workflow fetches both by their hashes
and names their folder in `PRESSMARK_APPIMAGE_TOOLS`.
"""

from __future__ import annotations

import json
import os
import shutil
from fnmatch import fnmatchcase
from pathlib import Path

import bundle
import chroot
import linux
from common import DIST, VERSION, WORK, PackagingError, machine, made, need, run, say

_APP_ID = "org.pressmark.Pressmark"
_HOME = Path("usr/lib/pressmark/_internal")
_BROUGHT = ("libxcb-*.so.*", "libxkbcommon*.so.*", "libwayland-cursor.so.*", "libwayland-egl.so.*")
"""What Qt asks for and not every desktop has. A .deb asks for packages, and one file for every Linux can't: without
`libxcb-cursor.so.0`, which neither Ubuntu 22.04 nor Fedora installs by themselves, no window would open."""
_DESKTOPS_OWN = ("libxcb-dri*",)
"""Of these what has to fit the graphics driver, so the system's is taken (as the list of the AppImage project says)."""
_DESKTOP = ("libegl1", "libgl1", "libfontconfig1", "libfreetype6", "libglib2.0-0", "libdbus-1-3", "libx11-6")
_DESKTOP += ("libx11-xcb1", "libxcb1", "libwayland-client0")
"""What every desktop has, by Debian's names: drivers, fonts, the bus, and the connection to the screen."""
_LICENCES = Path("/usr/share/doc")


def make_and_try(root: Path) -> Path:
    """Makes the AppImage from what the .deb is made from, and runs its self-test here and on bare systems.

    Args:
        root: the folder that stands for `/` in the .deb.

    Raises:
        PackagingError: the tools are not there, or it did not work.
    """
    tools = Path(os.environ.get("PRESSMARK_APPIMAGE_TOOLS") or "nowhere")
    if not (tools / "appimagetool").is_file() or not (tools / "runtime").is_file():
        raise PackagingError("PRESSMARK_APPIMAGE_TOOLS has to name the folder with appimagetool and its runtime.")
    need({"file": "file", "objdump": "binutils"})
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
    try:
        for suite in ("bookworm", "trixie"):
            try_on(target, suite)
    except chroot.UnavailableError as error:
        say(f"NOT TRIED on bare Debian: {error}")
    return made(target)


def lay_out(root: Path) -> Path:
    """The folder that is packed: `/usr` as in the .deb, with a start script, menu entry and icon at its top."""
    folder = WORK / "AppDir"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / "usr", folder / "usr", symlinks=True)
    bring(folder)
    (folder / "AppRun").symlink_to("usr/lib/pressmark/pressmark")
    share = folder / "usr/share"
    shutil.copy2(share / "applications" / f"{_APP_ID}.desktop", folder)
    shutil.copy2(share / "icons/hicolor/scalable/apps/pressmark.svg", folder / "pressmark.svg")
    (folder / ".DirIcon").symlink_to("usr/share/icons/hicolor/256x256/apps/pressmark.png")
    return folder


def bring(folder: Path) -> None:
    """Copies the libraries that not every desktop has into the folder, with their licences.

    Where the program starts, the folder of its libraries comes first in the search (PyInstaller sees to that).
    """
    home = folder / _HOME
    there = {path.name for path in folder.rglob("*.so*")}
    places = linux.libraries()
    brought: list[str] = []
    waiting = sorted({name for path in bundle.shared_objects(folder) for name in bundle.needed(path)})
    while waiting:
        name = waiting.pop()
        if name in there or not is_brought(name):
            continue
        there.add(name)
        if name not in places:
            raise PackagingError(f"This system has no {name}, which the AppImage has to bring; install it.")
        shutil.copy(os.path.realpath(places[name]), home / name)
        (home / name).chmod(0o644)
        waiting += sorted(bundle.needed(home / name))
        package = linux.owner(places[name])
        licence = folder / "usr/share/doc" / package / "copyright"
        licence.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_LICENCES / package / "copyright", licence)
        brought.append(name)
    say(f"the AppImage brings {len(brought)} libraries that not every desktop has: {' '.join(sorted(brought))}")


def is_brought(library: str) -> bool:
    """Whether a library of the system goes into the AppImage."""
    if any(fnmatchcase(library, pattern) for pattern in _DESKTOPS_OWN):
        return False
    return any(fnmatchcase(library, pattern) for pattern in _BROUGHT)


def try_on(image: Path, suite: str) -> None:
    """Runs the self-test on a real X screen of a bare Debian that has only what every desktop has.

    Raises:
        chroot.UnavailableError: no such system can be made here.
        PackagingError: something was not right.
    """
    with chroot.fresh(suite) as system:
        shutil.copy2(image, system.root / "tmp" / image.name)
        system.install(*_DESKTOP, "xvfb", "xauth", "xkb-data")
        system.shell("useradd --create-home reader", minutes=1, what="a user")
        # What Xvfb's own dependencies brought along must not stand in for what the AppImage lacks.
        present = system.shell("ldconfig -p", minutes=1, what="ldconfig")
        for name in ("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxkbcommon-x11.so.0"):
            if name in present:
                raise PackagingError(f"The system to try the AppImage on has {name}, so it would tell nothing.")
        system.run(
            ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", f"/tmp/{image.name}", "--appimage-extract-and-run"]
            + ["self-test", "--timeout", "240", "--report", "/home/reader/report.json"],
            minutes=6,
            what="the self-test of the AppImage",
            user="reader",
            env={"QT_QPA_PLATFORM": "xcb"},
        )
        report = json.loads((system.root / "home/reader/report.json").read_text("utf-8"))
        bundle.check_report(report, platform_plugin="xcb")
    say(f"the AppImage passed on a bare {suite} with what every desktop has")
