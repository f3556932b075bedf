"""What can be known of the macOS app without a Mac: its property list, its entitlements, and what its binaries ask for.

Every binary in a wheel names the oldest system that it runs on ("minos" in its load commands); one that asks for more
than the app states would end it at start with a message from the loader.
"""

from __future__ import annotations

import plistlib
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import macos
from common import DIST, HERE, ICONS, VERSION, WORK, PackagingError, run, say, sha256
from environment import LOCK, resolved_lock

PROCESSORS = ("arm64", "x86_64")
_MAGIC = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


def check() -> None:
    """Checks all of it.

    Raises:
        PackagingError: something is not as it has to be.
    """
    check_information(macos.information(VERSION))
    check_entitlements((HERE / "macos" / "entitlements.plist").read_bytes())
    for processor in PROCESSORS:
        oldest = check_wheels(wheels(processor))
        stated = ".".join(map(str, macos.OLDEST_SYSTEM))
        say(f"macOS {processor}: {oldest} binaries, each for macOS {stated} or older")


def check_information(text: bytes) -> None:
    """The keys without which Finder, the dock or a Retina screen would do the wrong thing."""
    found = plistlib.loads(text)
    documents = [kind for one in found["CFBundleDocumentTypes"] for kind in one["LSItemContentTypes"]]
    declared = {one["UTTypeIdentifier"]: one for one in found["UTExportedTypeDeclarations"]}
    problems = [
        problem
        for wrong, problem in (
            (found["CFBundleShortVersionString"] != VERSION, "its version is another"),
            (found["LSMinimumSystemVersion"] != "12.0", "its oldest system is not 12.0"),
            (found["NSHighResolutionCapable"] is not True, "it would be blurred on a Retina screen"),
            (found["NSRequiresAquaSystemAppearance"] is not False, "it would stay light in dark mode"),
            (macos.DOCUMENT_TYPE not in documents, "it does not open projects"),
            (macos.DOCUMENT_TYPE not in declared, "it does not say what a project is"),
            (not (ICONS / found["CFBundleIconFile"]).is_file(), "its icon is missing"),
        )
        if wrong
    ]
    endings = declared.get(macos.DOCUMENT_TYPE, {}).get("UTTypeTagSpecification", {}).get("public.filename-extension")
    if endings != ["pressmark"]:
        problems.append("projects do not end in .pressmark")
    if problems:
        raise PackagingError(f"Info.plist: {'; '.join(problems)}.")


def check_entitlements(text: bytes) -> None:
    """No more than what the hardened runtime has to allow; above all not debugging, which notarisation refuses."""
    allowed = {
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    }
    found = plistlib.loads(text)
    if set(found) != allowed or not all(value is True for value in found.values()):
        raise PackagingError(f"The entitlements are {', '.join(sorted(found))}, and have to be {', '.join(allowed)}.")


def wheels(processor: str) -> Path:
    """The folder of locked wheels for a Mac; fetched now unless they are there."""
    folder = WORK / "macos" / f"{processor}-{sha256(LOCK)[:16]}"
    if folder.is_dir():
        return folder
    environment = {
        "os_name": "posix",
        "sys_platform": "darwin",
        "platform_system": "Darwin",
        "platform_machine": processor,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "python_version": "3.11",
        "python_full_version": "3.11.9",
    }
    lines = WORK / f"macos-{processor}-lock.txt"
    lines.parent.mkdir(parents=True, exist_ok=True)
    lines.write_text("\n".join(resolved_lock(environment)) + "\n", "utf-8")
    unfinished = folder.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    system = "_".join(map(str, macos.OLDEST_SYSTEM))
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    pip += ["--platform", f"macosx_{system}_{processor}", "--python-version", "3.11", "--implementation", "cp"]
    run([*pip, "-d", unfinished, "-r", lines], minutes=20, what=f"fetching the wheels for macOS {processor}")
    unfinished.replace(folder)
    return folder


def check_wheels(folder: Path) -> int:
    """Looks at every binary of every wheel; gives how many there are.

    Raises:
        PackagingError: one asks for a newer system than the app states.
    """
    count = 0
    newer: list[str] = []
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                with archive.open(name) as file:
                    start = file.read(4)
                if start not in _MAGIC or name.endswith((".class", ".a")):
                    continue
                count += 1
                place = WORK / "macho"
                place.write_bytes(archive.read(name))
                newer += [
                    f"{wheel.name}: {name} asks for macOS {'.'.join(map(str, oldest))}"
                    for oldest in oldest_systems(place)
                    if oldest > macos.OLDEST_SYSTEM
                ]
    if newer:
        raise PackagingError("Some binaries ask for a newer macOS than Info.plist states:\n" + "\n".join(newer[:20]))
    if not count:
        raise PackagingError(f"There are no binaries in the wheels of {folder.relative_to(DIST)}; that can't be.")
    return count


def oldest_systems(path: Path) -> Iterator[tuple[int, int]]:
    """The oldest macOS that each part of a binary runs on."""
    from macholib.mach_o import LC_BUILD_VERSION, LC_VERSION_MIN_MACOSX
    from macholib.MachO import MachO

    for header in MachO(str(path)).headers:
        for load, command, _ in header.commands:
            if load.cmd == LC_BUILD_VERSION:
                packed = command.minos
            elif load.cmd == LC_VERSION_MIN_MACOSX:
                packed = command.version
            else:
                continue
            yield int(packed) >> 16, (int(packed) >> 8) & 0xFF
