"""The README's two commands on a machine that has nothing: Debian in a folder, with python3 and python3-venv only."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import chroot
from common import ROOT, PackagingError, run, say

SUITES = ("bookworm", "trixie")
_PLACE = "fresh cədvəl"  # a space and a letter outside Latin-1, as users' folders have


def try_commands(suite: str, *, tests: list[str]) -> None:
    """Runs `dev.py test` and `dev.py run` there.

    Args:
        suite: Debian's name of the release; its Python has to be one that Pressmark runs on.
        tests: arguments for `dev.py test`; all tests when empty.

    Raises:
        chroot.UnavailableError: no such system can be made here.
        PackagingError: one of them failed.
    """
    with chroot.fresh(suite, "python3", "python3-venv") as system:
        place = system.root / "root" / _PLACE
        place.mkdir(parents=True)
        copy_checkout(place)
        words = trust(system)
        enter = f"cd '/root/{_PLACE}'; "
        system.run(
            ["sh", "-euc", enter + 'python3 dev.py test "$@"', "test", *tests],
            minutes=60,
            what="dev.py test on a bare machine",
            env=words,
            quiet=False,
        )
        system.install("xvfb", "xauth")
        script = "xvfb-run -a -s '-screen 0 1440x900x24' timeout --preserve-status -s TERM 25 python3 dev.py run"
        said = system.run(
            ["sh", "-uc", f"{enter}{script}; echo ended with $?"],
            minutes=10,
            what="dev.py run on a bare machine",
            env={**words, "PRESSMARK_HOME": "/root/kept"},
        )
        # 143: the window stood until it was told to end.
        if not any(f"ended with {code}\n" in said for code in (0, 143)) or not any(
            (system.root / "root/kept/data").glob("*.pressmark")
        ):
            raise PackagingError(f"The window did not stand for 25 seconds: {said[-600:]}")
    say(f"dev.py test and dev.py run work on bare Debian {suite}")


def copy_checkout(target: Path) -> None:
    """Copies what is committed, and what of it is changed here."""
    done = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=True)
    for name in done.stdout.decode().split("\0"):
        source = ROOT / name
        if name and source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)


def trust(system: chroot.Chroot) -> dict[str, str]:
    """The certificates of this network, where it has some of its own; gives the variables that name them."""
    given = os.environ.get("PIP_CERT") or os.environ.get("SSL_CERT_FILE")
    if not given or not Path(given).is_file():
        return {}
    run(["cp", "--dereference", given, system.root / "etc" / "network.crt"], minutes=1, what="copying certificates")
    return {"PIP_CERT": "/etc/network.crt", "SSL_CERT_FILE": "/etc/network.crt"}
