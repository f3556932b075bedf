"""What Linux asks for: the .deb, the .tar.xz, and the trial of the .deb on a bare Debian."""

from __future__ import annotations

import email.utils
import gzip
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import bundle
import chroot
import manual
from common import DIST, HERE, ICONS, ROOT, SUMMARY, VERSION, WORK, PackagingError, files, made, need, run, say, size

LIMIT_PACKED = {".deb": 85, ".xz": 85}
"""Megabytes that a package may have, by its ending."""
USUAL_COMPRESSION = "6"
_LINTIAN = "2.116"  # Debian 12's
_APP_ID = "org.pressmark.Pressmark"
_HOME = Path("usr/lib/pressmark")
_MAINTAINER = "The Pressmark authors <pressmark@localhost>"


def architecture() -> str:
    """This system's, as Debian names it."""
    return run(["dpkg", "--print-architecture"], minutes=1, what="dpkg architecture").strip()


def package(folder: Path, *, strict: bool = True) -> Path:
    """The .deb.

    Args:
        folder: the bundle.
        strict: whether Debian's checker may have nothing to remark, or only no errors.

    Raises:
        PackagingError: it could not be made, or it is larger than it may be.
    """
    need({"dpkg-deb": "dpkg", "objdump": "binutils", "ar": "binutils", "xz": "xz-utils"})
    need({"desktop-file-validate": "desktop-file-utils"})
    need({"appstreamcli": "appstream", "lintian": "lintian", "man": "man-db"})
    root = WORK / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / _HOME, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/pressmark").symlink_to("../lib/pressmark/pressmark")
    lay_for_desktops(root)
    lay_documents(root)
    for path in files(root):
        path.chmod(0o755 if path.relative_to(root) == _HOME / "pressmark" else 0o644)
    control(root)
    target = DIST / f"pressmark_{VERSION}_{architecture()}.deb"
    plain = WORK / "plain.deb"
    run(
        ["dpkg-deb", "--root-owner-group", "-Znone", "--build", root, plain],
        minutes=10,
        what="dpkg-deb",
        env={"SOURCE_DATE_EPOCH": str(moment())},
    )
    compress(plain, target)
    check_packed(target)
    lint(target, refused=("error", "warning") if strict and knows_warnings() else ("error",))
    return made(target)


def compress(plain: Path, target: Path) -> None:
    """A .deb with its data compressed by xz with the filter for machine code, which dpkg-deb can't be asked for.

    It unpacks with every dpkg: the decoder takes its filters from the data.

    Args:
        plain: as dpkg-deb makes it without compression.
    """
    place = WORK / "ar"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    script = f'ar x "$1"; xz -9 control.tar; {xz()} data.tar; rm -f "$2"; '
    script += 'ar rcSD "$2" debian-binary control.tar.xz data.tar.xz'
    line = ["bash", "-euo", "pipefail", "-c", script, "compress", plain, target]
    run(line, minutes=30, what="xz of the .deb", cwd=place)
    plain.unlink()


def xz() -> str:
    """The command that compresses what holds machine code (on x86) and floating-point numbers."""
    strength = compression()
    if strength != USUAL_COMPRESSION:
        return f"xz -{strength}"
    return f"xz {'--x86 ' if architecture() == 'amd64' else ''}--lzma2=preset=6,dict=64MiB"


def lay_for_desktops(root: Path) -> None:
    """The menu entry, the icons, the type of a project file and the entry in software catalogues, checked.

    Args:
        root: a folder that stands for `/`.
    """
    share = root / "usr/share"
    entry = share / "applications" / f"{_APP_ID}.desktop"
    catalogue = share / "metainfo" / f"{_APP_ID}.metainfo.xml"
    _write(entry, (HERE / "linux" / entry.name).read_text("utf-8"))
    date = time.strftime("%Y-%m-%d", time.gmtime(moment()))
    words = (HERE / "linux" / catalogue.name).read_text("utf-8")
    _write(catalogue, words.replace("@VERSION@", VERSION).replace("@DATE@", date))
    _write(share / "mime/packages/pressmark.xml", (HERE / "linux/pressmark.xml").read_text("utf-8"))
    icons = share / "icons/hicolor"
    pairs = (("apps", "pressmark", "pressmark"), ("mimetypes", "pressmark-document", "application-x-pressmark-project"))
    for kind, drawing, name in pairs:
        _write(icons / "scalable" / kind / f"{name}.svg", (ICONS / f"{drawing}.svg").read_text("utf-8"))
        for pixels in (16, 32, 48, 64, 128, 256):
            place = icons / f"{pixels}x{pixels}" / kind / f"{name}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(picture(drawing, pixels))
    run(["desktop-file-validate", entry], minutes=1, what="desktop-file-validate")
    run(["appstreamcli", "validate", "--no-net", catalogue], minutes=1, what="appstreamcli validate")


def picture(drawing: str, pixels: int) -> bytes:
    """An icon as a PNG file."""
    from icons import png

    return png(drawing, pixels)


def lay_documents(root: Path) -> None:
    """The manual page, the licences and the list of changes."""
    share = root / "usr/share"
    date = time.strftime("%Y-%m-%d", time.gmtime(moment()))
    words = manual.page(date)
    plain = WORK / "pressmark.1"
    plain.write_text(words, "utf-8")
    warnings = run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", plain], minutes=1, what="reading the manual page"
    )
    if "warning:" in warnings:
        raise PackagingError(f"The manual page is not well formed: {warnings[:400]}")
    _gzip(share / "man/man1/pressmark.1.gz", words)
    documents = share / "doc/pressmark"
    _write(documents / "copyright", copyright_file())
    stamp = email.utils.formatdate(moment())
    _gzip(
        documents / "changelog.gz",
        f"pressmark ({VERSION}) stable; urgency=medium\n\n  * What changed is told in the program's own list of "
        f"changes.\n\n -- {_MAINTAINER}  {stamp}\n",
    )
    _write(share / "lintian/overrides/pressmark", (HERE / "linux/lintian-overrides").read_text("utf-8"))


def copyright_file() -> str:
    """The licences, in Debian's form; those of the bundled parts lie beside them in the bundle."""
    licence = (ROOT / "LICENSE").read_text("utf-8").split("\n\n", 2)[2]
    body = "\n".join(" " + (line or ".") for line in licence.strip().splitlines())
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: Pressmark\n"
        "Comment: The parts that come along (Python, Qt, spaCy, the language model, the fonts and others) are under\n"
        " licences of their own, which are installed with them below /usr/lib/pressmark/_internal and shown in the\n"
        " window by Help, About Pressmark.\n\n"
        "Files: *\nCopyright: 2026 The Pressmark authors\nLicense: Expat\n\n"
        f"License: Expat\n{body}\n"
    )


def control(root: Path) -> None:
    """The package's own record."""
    kilobytes = size(root) // 1024
    _write(
        root / "DEBIAN/control",
        f"Package: pressmark\nVersion: {VERSION}\nArchitecture: {architecture()}\nMaintainer: {_MAINTAINER}\n"
        f"Installed-Size: {kilobytes}\nDepends: {depends(root / _HOME)}\nSection: editors\nPriority: optional\n"
        f"Recommends: xdg-desktop-portal\n"
        f"Description: {SUMMARY.lower()}\n"
        " Pressmark opens article files and highlights the people, places, organisations,\n"
        " dates and figures that it finds, each with what it means. Corrections are made\n"
        " with the mouse or the keyboard and saved at once; datasets are exported that a\n"
        " model can be trained on as they are. Nothing leaves the computer.\n",
    )
    sums = [
        f"{run_md5(path)}  {path.relative_to(root)}"
        for path in files(root)
        if "DEBIAN" not in path.relative_to(root).parts
    ]
    _write(root / "DEBIAN/md5sums", "\n".join(sums) + "\n")
    for path in (root / "DEBIAN").iterdir():
        path.chmod(0o644)


def run_md5(path: Path) -> str:
    """A file's MD5, which is what dpkg asks for."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def depends(folder: Path) -> str:
    """The packages that hold what the bundle's binaries load from the system, measured on this system.

    Not by dpkg-shlibdeps: it would also ask for libraries that the bundle brings itself, and for the versions of the
    system that it was made on. Only the C library's version matters, and the symbols say which.
    """
    binaries = [path for path in files(folder) if is_elf(path)]
    brought = {path.name for path in folder.rglob("*.so*")}
    wanted = sorted({name for path in binaries for name in bundle.needed(path)} - brought)
    places = libraries()
    packages: set[str] = set()
    for name in wanted:
        if name not in places:
            raise PackagingError(f"This system has no {name}, which the bundle loads; install it to learn its package.")
        packages.add(owner(places[name]))
    packages.discard("libc6")
    versions = {tuple(map(int, found.split("."))) for path in binaries for found in glibc_versions(path)}
    newest = ".".join(map(str, max(versions)))
    return ", ".join([f"libc6 (>= {newest})", *(alternatives(package) for package in sorted(packages))])


def alternatives(package: str) -> str:
    """A package by the names that it has on old and new systems.

    Debian 13 and Ubuntu 24.04 renamed libraries whose times grew to 64 bits, on processors too where nothing else
    changed. The new packages provide the old names; a name measured on such a system would be unknown to an old one.
    """
    old = package.removesuffix("t64")
    return package if old == package else f"{package} | {old}"


def libraries() -> dict[str, str]:
    """Where this system's libraries lie, by the names that programs ask for."""
    listed = run(["ldconfig", "-p"], minutes=1, what="ldconfig")
    return {match[1]: match[2] for match in re.finditer(r"^\s+(\S+) \(.*?x86-64.*?\) => (\S+)$", listed, re.MULTILINE)}


def owner(path: str) -> str:
    """The package that a file of this system belongs to."""
    for name in dict.fromkeys((path, path.removeprefix("/usr"), "/usr" + path, os.path.realpath(path))):
        done = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    raise PackagingError(f"{path} belongs to no package of this system.")


def glibc_versions(path: Path) -> set[str]:
    """The versions of the C library whose symbols a binary asks for."""
    done = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True)
    return set(re.findall(r"\bGLIBC_([\d.]+)$", done.stdout, re.MULTILINE))


def is_elf(path: Path) -> bool:
    """Whether a file is a program or library of Linux."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def compression() -> str:
    """How hard to compress, 0 to 9; `PRESSMARK_COMPRESSION=0` saves minutes when only the trial matters."""
    return os.environ.get("PRESSMARK_COMPRESSION", USUAL_COMPRESSION)


def check_packed(path: Path) -> None:
    """Refuses a package that has grown beyond its limit; one that was hardly compressed tells nothing."""
    if compression() != USUAL_COMPRESSION:
        return
    megabytes = path.stat().st_size / 1e6
    if megabytes > LIMIT_PACKED[path.suffix]:
        raise PackagingError(f"{path.name} has {megabytes:.0f} MB and may have {LIMIT_PACKED[path.suffix]}.")


def knows_warnings() -> bool:
    """Whether this checker is the one whose warnings the package was freed from.

    Others warn of other things, and a release made on Ubuntu should not end there; none of theirs was seen.
    """
    return f"v{_LINTIAN}." in run(["lintian", "--version"], minutes=1, what="lintian version")


def lint(target: Path, refused: Sequence[str]) -> None:
    """Has Debian's own checker look at the package."""
    said = run(
        ["lintian", "--allow-root", "--fail-on", ",".join(refused), "--tag-display-limit", "0", target],
        minutes=15,
        what="lintian",
    )
    if said.strip():
        say("lintian remarks:\n" + said.strip())


def moment() -> int:
    """When this was made, in seconds since 1970: when the last commit was, so that the same sources give the same."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    done = subprocess.run(["git", "-C", ROOT, "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else int(time.time())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _gzip(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def archive(folder: Path) -> Path:
    """The folder as a .tar.xz that unpacks anywhere in one's home.

    Args:
        folder: the bundle.
    """
    name = archived_name()
    target = DIST / f"{name}.tar.xz"
    script = f"tar --create --owner=0 --group=0 --numeric-owner --sort=name --transform 's,^pressmark,{name},' "
    script += f'-C "$1" pressmark | {xz()} > "$2"'
    run(["bash", "-euo", "pipefail", "-c", script, "archive", folder.parent, target], minutes=30, what="the .tar.xz")
    check_packed(target)
    return made(target)


def archived_name() -> str:
    """The archive's name, and that of the folder in it."""
    return f"pressmark-{VERSION}-linux-{os.uname().machine}"


# The trial


def try_package(deb: Path, suite: str) -> None:
    """Installs the package on a bare Debian as its user would, runs its self-test there, and takes it away again.

    Args:
        deb: the package.
        suite: Debian's name of the release.

    Raises:
        chroot.UnavailableError: no such system can be made here.
        PackagingError: something was not right.
    """
    with chroot.fresh(suite) as system:
        shutil.copy2(deb, system.root / "tmp" / deb.name)
        system.install(f"/tmp/{deb.name}")
        system.install("xvfb", "xauth", "shared-mime-info", "desktop-file-utils")
        system.shell("useradd --create-home reader", minutes=1, what="a user")
        check_associations(system)
        system.shell("cd; pressmark doctor; pressmark formats", minutes=2, what="pressmark doctor", user="reader")
        system.run(
            ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "pressmark", "self-test", "--timeout", "240"]
            + ["--report", "/home/reader/self test əğ.json"],
            minutes=6,
            what="the self-test",
            user="reader",
            env={"QT_QPA_PLATFORM": "xcb"},
            quiet=False,
        )
        report = json.loads((system.root / "home/reader/self test əğ.json").read_text("utf-8"))
        bundle.check_report(report, platform_plugin="xcb")
        keep_open(system)
        system.run(["apt-get", "purge", "-y", "-q", "pressmark"], minutes=5, what="apt-get purge")
        check_gone(system)
    say(f"installed, tested and removed on bare Debian {suite}")


def try_archive(path: Path, suite: str) -> None:
    """Unpacks the archive in a home folder of a bare Debian with Qt's libraries, and runs its self-test there."""
    with chroot.fresh(suite) as system:
        control_file = (WORK / "deb/DEBIAN/control").read_text("utf-8")
        wanted = re.search(r"^Depends: (.+)$", control_file, re.MULTILINE)
        assert wanted is not None
        system.install(*(name.split(" ")[0] for name in wanted[1].split(", ")))
        system.shell("useradd --create-home reader", minutes=1, what="a user")
        home = system.root / "home/reader"
        run(["tar", "-x", "-f", path, "-C", home], minutes=3, what="unpacking the .tar.xz")
        system.run(
            [
                f"/home/reader/{archived_name()}/pressmark",
                "self-test",
                "--timeout",
                "240",
                "--report",
                "/tmp/report.json",
            ],
            minutes=6,
            what="the self-test of the .tar.xz",
            user="reader",
        )
        bundle.check_report(
            json.loads((system.root / "tmp/report.json").read_text("utf-8")), platform_plugin="offscreen"
        )


def check_associations(system: chroot.Chroot) -> None:
    """Looks whether a project file is known for what it is, and the program for who opens it."""
    said = system.shell(
        "touch '/tmp/a b.pressmark'; desktop-file-validate /usr/share/applications/org.pressmark.Pressmark.desktop;"
        "grep -h pressmark /usr/share/mime/globs2 /usr/share/applications/mimeinfo.cache",
        minutes=1,
        what="the file association",
    )
    for line in (
        "60:application/x-pressmark-project:*.pressmark",
        f"application/x-pressmark-project={_APP_ID}.desktop",
    ):
        if line not in said:
            raise PackagingError(f"After installing, the line “{line}” is missing: {said}")


def keep_open(system: chroot.Chroot) -> None:
    """Opens the window on the samples and looks whether it stands for some seconds and ends when it is told to."""
    said = system.shell(
        "cd; xvfb-run -a -s '-screen 0 1440x900x24' sh -c '"
        "timeout --preserve-status -s TERM 12 pressmark --samples --project /tmp/window.pressmark; echo ended with $?'",
        minutes=2,
        what="the window",
        user="reader",
    )
    project = system.root / "tmp/window.pressmark"
    # 143: the window stood until it was told to end. Any other code came before.
    if not re.search(r"ended with (0|143)\b", said) or not project.is_file():
        raise PackagingError(f"The window did not stand for twelve seconds: {said[-400:]}")


def check_gone(system: chroot.Chroot) -> None:
    """Looks whether something of the package is left, but for what its user has at home.

    Raises:
        PackagingError: something is.
    """
    left = [
        "/" + str(path.relative_to(system.root))
        for top in ("usr", "etc", "opt", "var/lib")
        for path in (system.root / top).rglob("*pressmark*")
    ]
    left = [path for path in left if not path.startswith("/var/lib/apt/")]
    if left:
        raise PackagingError(f"After purging there is still {', '.join(left[:5])}.")
    cache = system.root / "usr/share/applications/mimeinfo.cache"
    if cache.is_file() and "pressmark" in cache.read_text("utf-8"):
        raise PackagingError("After purging, the list of programs by file type still names Pressmark.")
    if not (system.root / "home/reader/.local/share/pressmark").is_dir() and not any(
        (system.root / "home/reader").rglob("*pressmark*")
    ):
        raise PackagingError("Purging took what its user has at home.")
