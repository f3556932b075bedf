"""Bare Debian systems to try packages in, made by debootstrap and thrown away afterwards.

A system that was made once is kept as a tar file below `/var/tmp/pressmark-chroots` (or `PRESSMARK_CHROOTS`) for
thirty days, so that the next run does not ask Debian's servers again. What is done in one never reaches this system:
programs run in mount and process namespaces of their own, and end with the command that started them.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from common import PackagingError, need, run, say

CACHE = Path(os.environ.get("PRESSMARK_CHROOTS") or "/var/tmp/pressmark-chroots")
MIRROR = os.environ.get("PRESSMARK_DEBIAN_MIRROR") or "http://deb.debian.org/debian"
_KEPT_SECONDS = 30 * 24 * 3600
_WORDS = {
    "DEBIAN_FRONTEND": "noninteractive",
    "LANG": "C.UTF-8",
    "HOME": "/root",
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
}
_ENTER = """
set -e
root="$1"; shift
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/dev/shm" 2>/dev/null || true
chroot "$root" "$@"
exit $?
"""
# Not exec: Xvfb tells its parent that it is ready, unless that is process 1.


class UnavailableError(PackagingError):
    """No such system can be made on this machine; the text says why. It is not that a check failed."""


@dataclass(frozen=True, slots=True)
class Chroot:
    """A Debian system in a folder.

    Attributes:
        suite: Debian's name of the release, for example `bookworm`.
        root: its folder.
    """

    suite: str
    root: Path

    def run(
        self,
        command: Sequence[str | Path],
        *,
        minutes: float,
        what: str,
        env: Mapping[str, str] | None = None,
        user: str | None = None,
        quiet: bool = True,
    ) -> str:
        """Runs a program in it, and ends whatever that left running.

        Args:
            user: a user of that system; root when None.

        Raises:
            PackagingError: it failed or took too long.
        """
        words = {**_WORDS, **{name: os.environ[name] for name in _network_names()}, **(env or {})}
        if user:
            words["HOME"] = f"/home/{user}"
        line = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", _ENTER, "enter", self.root]
        line += ["env", "-i", *(f"{name}={value}" for name, value in words.items())]
        line += ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
        return run([*line, *command], minutes=minutes, what=f"{self.suite}: {what}", quiet=quiet)

    def shell(self, script: str, *, minutes: float, what: str, user: str | None = None) -> str:
        """Runs lines of shell in it; the first that fails ends them."""
        return self.run(["sh", "-euc", script], minutes=minutes, what=what, user=user)

    def install(self, *packages: str, minutes: float = 15) -> None:
        """Installs packages as its user would, without what they only recommend."""
        self.run(["apt-get", "update", "-q"], minutes=5, what="apt-get update")
        line = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
        self.run(line, minutes=minutes, what=f"apt-get install {packages[0]}")

    def inside(self, path: Path) -> str:
        """A path of this system as it is named in the other."""
        return "/" + str(path.relative_to(self.root))


def _network_names() -> list[str]:
    names = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
    return [name for name in names if os.environ.get(name)]


def refuse_where_impossible() -> None:
    """Looks whether systems can be made here.

    Raises:
        UnavailableError: they can't.
    """
    if not sys.platform.startswith("linux"):
        raise UnavailableError("A Debian system can be made on Linux only.")
    if os.geteuid() != 0:
        raise UnavailableError("To make a Debian system in a folder one has to be root.")
    try:
        need({"debootstrap": "debootstrap", "unshare": "util-linux", "setpriv": "util-linux"})
        probe = "mount -t tmpfs none /mnt && mkdir /mnt/dev && mount --rbind /dev /mnt/dev"
        run(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", probe],
            minutes=1,
            what="trying namespaces",
        )
    except PackagingError as error:
        raise UnavailableError(f"No Debian system can be made here: {error}") from error


@contextlib.contextmanager
def fresh(suite: str, *packages: str) -> Iterator[Chroot]:
    """A new system, gone at the end.

    Args:
        suite: Debian's name of the release.
        packages: installed beforehand, and kept with the tar file.

    Raises:
        UnavailableError: it can't be made here.
    """
    base = _kept(suite, packages)
    root = Path(tempfile.mkdtemp(prefix=f"pressmark-{suite}-", dir="/var/tmp"))
    try:
        run(["tar", "-x", "-p", "--numeric-owner", "-f", base, "-C", root], minutes=5, what=f"unpacking {suite}")
        for name in ("resolv.conf", "hosts"):
            with contextlib.suppress(OSError):
                shutil.copyfile(f"/etc/{name}", root / "etc" / name)
        yield Chroot(suite, root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _kept(suite: str, packages: Sequence[str]) -> Path:
    refuse_where_impossible()
    CACHE.mkdir(parents=True, exist_ok=True)
    name = suite
    if packages:
        name += "-" + hashlib.sha256(" ".join(sorted(packages)).encode()).hexdigest()[:12]
    target = CACHE / f"{name}.tar"
    if target.is_file() and time.time() - target.stat().st_mtime < _KEPT_SECONDS:
        return target
    try:
        if packages:
            with fresh(suite) as system:
                system.install(*packages, minutes=25)
                system.run(["apt-get", "clean"], minutes=1, what="apt-get clean")
                return _pack(system.root, target)
        root = Path(tempfile.mkdtemp(prefix=f"pressmark-{suite}-", dir="/var/tmp"))
        try:
            line = ["debootstrap", "--variant=minbase", suite, root, MIRROR, script(suite)]
            run(line, minutes=15, what=f"debootstrap {suite}")
            return _pack(root, target)
        finally:
            shutil.rmtree(root, ignore_errors=True)
    except PackagingError as error:
        raise UnavailableError(f"No system of Debian {suite} can be made here: {error}") from error


def script(suite: str, folder: Path = Path("/usr/share/debootstrap/scripts")) -> Path:
    """How debootstrap makes a release: an older one than that knows it by Debian's development release only."""
    return folder / suite if (folder / suite).exists() else folder / "sid"


def _pack(root: Path, target: Path) -> Path:
    unfinished = target.with_suffix(".unfinished")
    run(
        ["tar", "-c", "--numeric-owner", "--exclude=./proc/*", "--exclude=./dev/shm/*"]
        + ["--exclude=./var/cache/apt/archives/*.deb", "-f", unfinished, "-C", root, "."],
        minutes=5,
        what=f"keeping {target.name}",
    )
    unfinished.replace(target)
    say(f"kept {target} for the next {_KEPT_SECONDS // 86400} days")
    return target
