"""`python dev.py package`: makes the packages of this system and proves them as far as they can be proved here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import bundle
import proving
from common import WORK, PackagingError, say, size


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    result = argparse.ArgumentParser(
        prog="dev.py package",
        description="Without an option: makes the bundle of this system, tests it, and packs it for its users.",
    )
    choice = result.add_mutually_exclusive_group()
    choice.add_argument("--bundle", action="store_true", help="only the bundle and its self-test")
    choice.add_argument(
        "--windows-under-wine", action="store_true", help="the Windows bundle and installers, tried under Wine 10"
    )
    choice.add_argument(
        "--macos-check", action="store_true", help="what can be checked of the macOS app on another system"
    )
    choice.add_argument(
        "--fresh-machine",
        action="store_true",
        help="`dev.py test` and `dev.py run` on bare Debian 12; more arguments go to `dev.py test`",
    )
    choice.add_argument("--ci", action="store_true", help="the packages of Linux; the others if their files changed")
    choice.add_argument("--icons", action="store_true", help="makes the icons of each system from the drawings")
    result.add_argument("--untested", action="store_true", help="without the self-test of the bundle")
    result.add_argument("--appimage", action="store_true", help="an AppImage too (Linux; see docs/packaging.md)")
    return result


def main(arguments: Sequence[str]) -> int:
    """Does what was asked for; gives the exit code."""
    options, rest = parser().parse_known_args(arguments)
    if rest and not options.fresh_machine:
        parser().error(f"unknown: {' '.join(rest)}")
    try:
        work(options, rest)
    except PackagingError as error:
        say(str(error))
        return 1
    return 0


def work(options: argparse.Namespace, rest: list[str]) -> None:
    """Does what was asked for.

    Raises:
        PackagingError: something could not be made, or did not pass.
    """
    if options.icons:
        import icons

        icons.make()
    elif options.windows_under_wine:
        for_windows()
    elif options.macos_check:
        import macos_check

        macos_check.check()
    elif options.fresh_machine:
        import fresh

        fresh.try_commands("bookworm", tests=rest)
    elif options.ci:
        for_ci()
    else:
        folder = bundle.make()
        if not options.untested:
            bundle.self_test([bundle.program(folder)], what="the bundle's self-test")
        if not options.bundle:
            for_users(folder, appimage=options.appimage)


def for_users(folder: Path, *, appimage: bool) -> None:
    """Packs a bundle for the users of this system and tries the packages."""
    if sys.platform == "win32":
        import windows

        windows.make_and_try(folder)
    elif sys.platform == "darwin":
        import macos

        macos.make_and_try(folder)
    else:
        for_linux(folder, ("bookworm", "trixie"))
        if appimage:
            import appimage as maker

            maker.make_and_try(WORK / "deb")


def for_linux(folder: Path, suites: Sequence[str], *, strict: bool = True) -> None:
    """The packages for Linux, tried on bare systems."""
    import chroot
    import every_format
    import linux

    before = proving.inputs("linux")
    every_format.try_formats(bundle.program(folder))
    deb = linux.package(folder, strict=strict)
    archive = linux.archive(folder)
    try:
        for suite in suites:
            linux.try_package(deb, suite)
        linux.try_archive(archive, suites[0])
    except chroot.UnavailableError as error:
        say(f"NOT TRIED on bare Debian: {error}")
        return
    if len(suites) > 1:
        sizes = {"unpacked_mb": round(size(folder) / 1e6, 1)}
        if linux.compression() == linux.USUAL_COMPRESSION:
            sizes["deb_mb"] = round(deb.stat().st_size / 1e6, 1)
            sizes["archive_mb"] = round(archive.stat().st_size / 1e6, 1)
        proving.note("linux", before, **sizes)


def for_windows() -> None:
    """The packages for Windows, made and tried under Wine."""
    import wine

    before = proving.inputs("windows under wine")
    facts = wine.make_and_try()
    proving.note("windows under wine", before, **facts)


def for_ci() -> None:
    """What CI has to see: the .deb on a bare system each time, all else when something changed in how it is made."""
    import chroot

    folder = bundle.make()
    bundle.self_test([bundle.program(folder)], what="the bundle's self-test")
    changed = not proving.proven("linux")
    # A warning of lintian, say about the encoding of a new dependency's licence, is for whoever makes the packages.
    for_linux(folder, ("bookworm", "trixie") if changed else ("bookworm",), strict=False)
    if proving.proven("windows under wine"):
        say("the Windows packages are not made again: build/ and the lock are as they were when that was proven")
        return
    if not proving.was_proven("windows under wine"):
        # A first proof is for whoever makes the packages; CI keeps what has been reached.
        say("NOT TRIED under Wine: no run has been proven yet. Run: python dev.py package --windows-under-wine")
        return
    try:
        for_windows()
    except chroot.UnavailableError as error:
        say(f"NOT TRIED under Wine: {error}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
