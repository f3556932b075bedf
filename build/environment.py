"""The environment that bundles are made from: the locked run-time packages and PyInstaller, and nothing else.

Not `.venv`: what the tests need would find its way into the bundle, since numpy and thinc import it when it is there.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import lean_wheels
from common import ROOT, WORK, PackagingError, run, sha256

LOCK = ROOT / "requirements-package.lock"
_STAMP = "lock.sha256"


def python() -> Path:
    """The Python of that environment, made now if it is not there or was made from another lock.

    `PRESSMARK_PACKAGE_PYTHON` names one that has been made elsewhere: under Wine no environment can be made.
    """
    given = os.environ.get("PRESSMARK_PACKAGE_PYTHON")
    if given:
        return Path(given)
    venv = WORK / "venv"
    inside = venv / "Scripts" / "python.exe" if sys.platform == "win32" else venv / "bin" / "python"
    stamp = venv / _STAMP
    wanted = f"{sha256(LOCK)} {sys.version.split()[0]} {sha256(Path(lean_wheels.__file__))}"
    if stamp.is_file() and stamp.read_text("ascii") == wanted:
        return inside
    if venv.exists():
        shutil.rmtree(venv)
    base = getattr(sys, "_base_executable", None) or sys.executable
    run([base, "-m", "venv", venv], minutes=3, what="making the environment for packaging")
    run(
        [inside, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--no-input", "-r", LOCK],
        minutes=20,
        what="installing what the bundle is made from",
    )
    lean_wheels.replace(inside)
    stamp.write_text(wanted, "ascii")
    return inside


def resolved_lock(environment: Mapping[str, str]) -> list[str]:
    """The lock's lines for another system, with hashes and without conditions.

    pip can install for another system, but asks the conditions (`; sys_platform == …`) of the one that it runs on.

    Args:
        environment: that system's values, for example `{"sys_platform": "win32"}`.
    """
    from packaging.requirements import Requirement

    lines = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", LOCK.read_text("utf-8")):
        text = " ".join(line.rstrip("\\ ") for line in block.splitlines() if not line.lstrip().startswith("#"))
        stated, *hashes = text.split(" --hash=")
        if not stated.strip():
            continue
        requirement = Requirement(stated)
        if not hashes:
            raise PackagingError(f"{LOCK.name} has no hash for {requirement.name}; make it anew with dev.py lock.")
        if requirement.marker is None or requirement.marker.evaluate(dict(environment)):
            requirement.marker = None
            lines.append(f"{requirement} " + " ".join(f"--hash={one.strip()}" for one in hashes))
    return lines
