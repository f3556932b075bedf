"""What the release workflow asks besides the packages: does the tag fit, and which parts are inside."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

from common import DIST, ROOT, VERSION, PackagingError, machine, made, say

_IDENTIFIERS = ("MIT", "PSF-2.0", "OFL-1.1", "ISC", "Zlib", "LGPL-3.0-only", "MPL-2.0", "Apache-2.0", "BSD-3-Clause")


def check_tag(tag: str) -> None:
    """Refuses a tag that names another version than the program.

    Raises:
        PackagingError: it does.
    """
    if tag != f"v{VERSION}":
        raise PackagingError(f"The tag is {tag}, and the program is {VERSION}; the tag has to be v{VERSION}.")


def parts() -> Path:
    """The list of parts (CycloneDX 1.5, JSON) of this system's packages, from the environment they are made from."""
    from environment import python

    code = (
        "import json, pathlib, sys; from pressmark.services.components import components;"
        "print(json.dumps([[c.name, c.version, c.licence, c.purl] for c in components(pathlib.Path(sys.argv[1]))]))"
    )
    done = subprocess.run(
        [python(), "-c", code, ROOT / "resources"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "desktop"), "SYSTEMROOT": "C:\\Windows", "PYTHONUTF8": "1"},
    )
    target = DIST / f"pressmark-{VERSION}-{sys.platform}-{machine()}.cdx.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(document(json.loads(done.stdout)), indent=1) + "\n", "utf-8")
    return made(target)


def document(rows: list[list[str]]) -> dict[str, Any]:
    """A CycloneDX document.

    Args:
        rows: name, version, licence and package URL of each part, the program itself first.
    """
    own, *others = (_component(*row) for row in rows)
    own["type"] = "application"
    name = f"{own['name']} {own['version']} {sys.platform} {machine()}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}",
        "version": 1,
        "metadata": {"component": own},
        "components": others,
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": [other["bom-ref"] for other in others]}],
    }


def _component(name: str, version: str, licence: str, purl: str) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "library", "bom-ref": purl or f"{name}@{version}", "name": name}
    if version:
        found["version"] = version
    if licence in _IDENTIFIERS:
        found["licenses"] = [{"license": {"id": licence}}]
    elif " OR " in licence or " AND " in licence:
        found["licenses"] = [{"expression": licence}]
    elif licence:
        found["licenses"] = [{"license": {"name": licence}}]
    if purl:
        found["purl"] = purl
    return found


if __name__ == "__main__":
    try:
        if sys.argv[1:2] == ["tag"]:
            check_tag(sys.argv[2])
        else:
            parts()
    except PackagingError as error:
        say(str(error))
        sys.exit(1)
