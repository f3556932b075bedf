"""What every project file is known by. No SQLAlchemy here: `glance` reads one before any of it is loaded."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

VERSION = "0003"
"""The revision of `store/migrations` that makes the tables of `store/tables.py`."""

APPLICATION_ID = 0x50726573
"""Stands in the header of every SQLite file of ours ("Pres"), so that a foreign file is known without opening it."""


def read_only(path: Path) -> str:
    """The file as SQLite's URI: "file:///home/a", "file:///C:/a", "file:////server/share/a"."""
    place = path.as_posix()
    place = place if place.startswith("/") else "/" + place
    return f"file://{quote(os.fsencode(place), safe='/:')}?mode=ro"
