"""The disk image of the macOS app: the picture with its arrow, the app at one end and Applications at the other.

By dmgbuild, which writes Finder's own file of positions; no program has to steer Finder for it, which a build machine
may not allow. Started by `build/macos.py` as a program of its own, since it takes minutes and needs a time limit.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

VOLUME = "Pressmark"
PICTURE = (600, 380)
_TITLE_BAR = 28
APP, APPLICATIONS = (160, 190), (440, 190)
"""Where the middles of the two icons are, in points from the upper left of the picture."""


def settings(app: Path, picture: Path) -> dict[str, Any]:
    """What dmgbuild is told.

    Args:
        app: the app.
        picture: the background; the same at twice the size is taken from `NAME@2x.png` beside it.
    """
    return {
        "format": "UDZO",
        "filesystem": "HFS+",
        "files": [str(app)],
        "symlinks": {"Applications": "/Applications"},
        "background": str(picture),
        "window_rect": ((200, 140), (PICTURE[0], PICTURE[1] + _TITLE_BAR)),
        "default_view": "icon-view",
        "icon_size": 112,
        "text_size": 13,
        "icon_locations": {app.name: APP, "Applications": APPLICATIONS},
    }


def make(app: Path, picture: Path, target: Path) -> None:
    """Writes the image; on a Mac only.

    Raises:
        dmgbuild.core.DMGError: a program of macOS's refused.
    """
    from dmgbuild import build_dmg

    build_dmg(str(target), VOLUME, settings=settings(app, picture))


if __name__ == "__main__":
    make(*map(Path, sys.argv[1:4]))
