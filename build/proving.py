"""Which packaging was proven to work: `build/proven.json`, committed after a run that passed.

Making and trying all packages takes a quarter of an hour, so CI repeats it only when something changed that decides
how they are made: the files in `build/` and the lock of what goes in. The stamp names them by a hash for each system.
"""

from __future__ import annotations

import hashlib
import json
import time
from fnmatch import fnmatchcase
from typing import Any

from common import HERE, ROOT, say

_STAMP = HERE / "proven.json"
_LOCK = "requirements-package.lock"
_ELSEWHERE = {
    "linux": ("windows*", "wine.py"),
    "windows under wine": ("linux.py", "linux/*", "icu.py", "lean_wheels.py", "every_format.py"),
}
"""For each run the files in `build/` that decide nothing for it, besides those that decide nothing for any."""
_NOWHERE = ("proving.py", "release.py", "fresh.py", "icons.py", "appimage.py", "macos*")


def inputs(what: str) -> str:
    """The hash of everything that decides how packages are made; line ends don't count, since Git may change them.

    Args:
        what: which run.
    """
    found = hashlib.sha256()
    paths = [ROOT / _LOCK]
    for path in HERE.rglob("*"):
        name = path.relative_to(HERE).as_posix()
        left_out = any(fnmatchcase(name, pattern) for pattern in (*_NOWHERE, *_ELSEWHERE.get(what, ())))
        if path.is_file() and path != _STAMP and "__pycache__" not in path.parts and not left_out:
            paths.append(path)
    for path in sorted(paths, key=lambda path: path.relative_to(ROOT).as_posix()):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        found.update(b"\n".join(path.read_bytes().splitlines()) + b"\0")
    return found.hexdigest()


def proven(what: str) -> bool:
    """Whether a run of this has passed on the files as they are."""
    return _read().get(what, {}).get("inputs") == inputs(what)


def was_proven(what: str) -> bool:
    """Whether a run of this has ever passed, on these files or on earlier ones."""
    return what in _read()


def measured(what: str, name: str) -> Any:
    """What the last run that passed has written down under a name, or None."""
    return _read().get(what, {}).get(name)


def note(what: str, before: str, **facts: Any) -> None:
    """Writes down that a run has passed.

    Args:
        what: which run.
        before: `inputs` when it began; when they changed meanwhile, nothing is proven.
        facts: what was measured.
    """
    if before != inputs(what):
        say(f"{what} passed, but files in build/ were changed meanwhile, so it is not written down as proven")
        return
    record = _read()
    record[what] = {"inputs": before, "on": time.strftime("%Y-%m-%d", time.gmtime()), **facts}
    _STAMP.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", "utf-8")
    say(f"{what} is proven; commit build/{_STAMP.name}")


def _read() -> dict[str, Any]:
    try:
        return json.loads(_STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
