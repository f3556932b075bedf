"""What the program is made of: each part's name, version and licence, read from the parts that are installed.

Help → About shows it, and a release's list of parts (CycloneDX) is made from it. Nothing here is a list by hand, but
for where a part's record says too little: Python, Qt, the fonts and the weights that were learned from others' data.
"""

from __future__ import annotations

import importlib.metadata
import platform
import re
import sys
import sysconfig
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from msgspec import Struct

from pressmark import __version__

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors|ofl)", re.IGNORECASE)
_NAMED_BY_CLASSIFIER = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_QT = "PySide6_Essentials"
_KEPT = {"LGPL-3.0": ("LGPL-3.0.txt", "GPL-3.0.txt"), "Apache-2.0": ("Apache-2.0.txt",)}
"""Texts in `resources/licences`, for parts that bring none."""


class Component(Struct, frozen=True):
    """One part.

    Attributes:
        licence: an SPDX expression where the part names one, else its own words; "" when it names none.
        purl: its address in the form of "package URL", for a list of parts; "" when it has none.
        texts: the files with its licence, read when somebody wants to see them.
    """

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[Path, ...]

    @property
    def title(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}".strip()

    def text(self) -> str:
        """The licence's words; its name where the part brings no text."""
        words = [path.read_text("utf-8", "replace").strip() for path in self.texts if path.is_file()]
        return "\n\n\n".join(words) or self.licence


def components(resources: Path) -> list[Component]:
    """Everything that this installation is made of, Pressmark first, then by name.

    Args:
        resources: the folder of fonts and licences.
    """
    bundled = list(_distributions(resources.parent))
    first = [
        Component("Pressmark", __version__, "MIT", "", _own_licence(resources.parent)),
        _python(resources.parent),
        *(_qt(found.version, resources) for found, _ in bundled if found.metadata["Name"] == _QT),
    ]
    fonts = [
        Component(_family(folder), "", "OFL-1.1", "", (folder / "OFL.txt",))
        for folder in sorted((resources / "fonts").iterdir())
        if (folder / "OFL.txt").is_file()
    ]
    learned = Component(
        "Weights for names (from WikiGold, WNUT 2017 and GUM)",
        "",
        "CC-BY-4.0",
        "",
        (resources / "licences" / "name-weights.txt",),
    )
    others = sorted((_component(found, place, resources) for found, place in bundled), key=lambda c: c.name.lower())
    return [*first, *fonts, learned, *others]


def _own_licence(beside: Path) -> tuple[Path, ...]:
    """The program's own licence: beside its resources, or in the record of an installed wheel."""
    if (beside / "LICENSE").is_file():
        return (beside / "LICENSE",)
    try:
        files = importlib.metadata.files("pressmark") or []
    except importlib.metadata.PackageNotFoundError:
        return ()
    return tuple(Path(str(file.locate())) for file in files if file.name == "LICENSE")


def _family(folder: Path) -> str:
    return folder.name.replace("-", " ").title()


def _python(beside: Path) -> Component:
    places = (
        beside / "licences" / "Python" / "LICENSE.txt",
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
    )
    text = tuple(place for place in places if place.is_file())[:1]
    return Component("Python", platform.python_version(), "PSF-2.0", "", text)


def _qt(version: str, resources: Path) -> Component:
    texts = tuple(resources / "licences" / name for name in _KEPT["LGPL-3.0"])
    return Component("Qt", version, "LGPL-3.0-only", "", texts)


def _component(found: importlib.metadata.Distribution, place: Path | None, resources: Path) -> Component:
    name = found.metadata["Name"]
    texts = tuple(sorted(_licence_files(found, place)))
    licence = licence_of(found)
    if not texts:
        kept = next((files for name, files in _KEPT.items() if name in licence), ())
        texts = tuple(resources / "licences" / file for file in kept)
    purl = f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{found.version}"
    return Component(name, found.version, licence, purl, texts)


def licence_of(found: importlib.metadata.Distribution) -> str:
    """What a distribution's record says of its licence, shortened to SPDX's names where it can be."""
    record = found.metadata
    expressions = record.get_all("License-Expression") or []
    if expressions:
        return str(expressions[0])
    said = str((record.get_all("License") or [""])[0]).strip()
    if said and len(said) < 60 and "\n" not in said:
        return said
    for classifier in record.get_all("Classifier") or ():
        if classifier.startswith("License ::"):
            words = str(classifier).rpartition("::")[2].strip()
            return _NAMED_BY_CLASSIFIER.get(words, words)
    return ""


def _licence_files(found: importlib.metadata.Distribution, place: Path | None) -> Iterator[Path]:
    if place is not None:
        yield from (path for path in place.rglob("*") if path.is_file() and _is_licence(path.relative_to(place)))
        return
    for file in found.files or ():
        if file.parts[0].endswith(".dist-info") and _is_licence(file.relative_to(file.parts[0])):
            yield Path(str(found.locate_file(file)))


def _is_licence(file: PurePath) -> bool:
    """Whether a file in a record holds words of a licence: by its name or its folder's."""
    return any(_LICENCE_FILE.match(part) for part in file.parts)


def _distributions(beside: Path) -> Iterator[tuple[importlib.metadata.Distribution, Path | None]]:
    """The distributions that come with the program, each with the folder of its record in a bundle."""
    if getattr(sys, "frozen", False):
        for place in sorted(beside.glob("*.dist-info")):
            yield importlib.metadata.Distribution.at(place), place
        return
    for found in needed(_asked_for(beside)):
        yield found, None


def _asked_for(beside: Path) -> list[str]:
    """What Pressmark asks for: from its own record, or in a checkout from the file that the record is made from."""
    try:
        return importlib.metadata.requires("pressmark") or []
    except importlib.metadata.PackageNotFoundError:
        project = tomllib.loads((beside / "pyproject.toml").read_text("utf-8"))["project"]
        return [*project["dependencies"], *project["optional-dependencies"]["postgres"]]


def needed(
    wanted: Iterable[str],
    find: Callable[[str], importlib.metadata.Distribution] = importlib.metadata.distribution,
) -> Iterator[importlib.metadata.Distribution]:
    """The installed distributions behind these requirements and, in turn, behind theirs; each once."""
    from packaging.requirements import Requirement

    seen: set[tuple[str, str]] = set()
    given: set[str] = set()
    waiting = [(Requirement(text), "") for text in wanted]
    while waiting:
        requirement, extra = waiting.pop(0)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        try:
            found = find(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            continue  # an optional part that is not here
        name = re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower()
        for asked in ("", *requirement.extras):
            if (name, asked) not in seen:
                seen.add((name, asked))
                waiting += [(Requirement(text), asked) for text in found.requires or ()]
        if name not in given:
            given.add(name)
            yield found
