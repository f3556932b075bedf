"""`python dev.py package`: makes the packages of this system and proves them as far as they can be proved here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import bundle
from common import PackagingError, say


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
    result.add_argument("--untested", action="store_true", help="without the self-test of the bundle")
    choice.add_argument("--icons", action="store_true", help="makes the icons of each system from the drawings")
    return result


def main(arguments: Sequence[str]) -> int:
    """Does what was asked for; gives the exit code."""
    options = parser().parse_args(arguments)
    try:
        work(options)
    except PackagingError as error:
        say(str(error))
        return 1
    return 0


def work(options: argparse.Namespace) -> None:
    """Does what was asked for.

    Raises:
        PackagingError: something could not be made, or did not pass.
    """
    import icons

    if options.icons:
        icons.make()
        return
    if options.windows_under_wine:
        import wine

        wine.make_and_try()
        return
    folder = bundle.make()
    if not options.untested:
        bundle.self_test([bundle.program(folder)], what="the bundle's self-test")
    if options.bundle:
        return
    if sys.platform == "linux":
        make_for_linux(folder)


def make_for_linux(folder: Path) -> None:
    """The packages for Linux, tried on bare systems."""
    import chroot
    import linux

    deb = linux.package(folder)
    archive = bundle.archive(folder)
    linux.check_packed(archive)
    for suite in linux.SUITES:
        try:
            linux.try_package(deb, suite)
        except chroot.UnavailableError as error:
            say(f"NOT TRIED on Debian {suite}: {error}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
