"""Files and folders that take their names only when they are whole and proved.

A draft is written beside its target, so that the last step is a renaming, which either happens or does not.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, BinaryIO

from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.services.project_files import refuse_to_replace

MARKER = ".pressmark-export.json"
"""In every folder that was written: its files with size and fingerprint, so that another export may replace it."""

_FORGOTTEN = 24 * 60 * 60  # seconds


def replaceable(target: Path) -> Path:
    """Where a file that takes this name really goes: through links, and never in a device's place.

    Raises:
        UserError: there is something of that name that is no ordinary file.
    """
    real = target.resolve() if target.is_symlink() else target
    refuse_to_replace(real)
    if real.exists() and not real.is_file() and not real.is_dir():
        raise UserError("{target} is a device, not a file. Choose another name.", target=target)
    return real


class Draft:
    """A temporary file beside its target, gone when it is left without having been published.

    Args:
        target: the name that it will take.
        folder: where it is written until then; beside its target when None. With a folder it cannot be published.
    """

    def __init__(self, target: Path, folder: Path | None = None) -> None:
        self.target = target = replaceable(target)
        _remove_forgotten(target)
        self.path = (folder or target.parent) / _draft_name(target)
        # Made by os.open for the rights that a new file of the user's gets.
        descriptor = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
        self.stream: BinaryIO = os.fdopen(descriptor, "wb", buffering=1 << 20)

    def __enter__(self) -> Draft:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def close(self) -> None:
        """Everything on the disk."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()

    def publish(self) -> None:
        """Takes the target's name, and the rights of the file that had it."""
        with suppress(OSError):
            self.path.chmod(self.target.stat().st_mode & 0o777)
        self.path.replace(self.target)

    def remove(self) -> None:
        """Nothing is left where it was not published."""
        with suppress(OSError):
            # A full disk refuses the last buffered bytes once more; they are to be thrown away.
            self.stream.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


class FolderDraft:
    """A temporary folder beside its target, gone when it is left without having been published.

    Args:
        target: the folder whose name it will take. One that is there is replaced if it is empty, or if it holds
            nothing but what an export wrote and nobody has changed since.
        folder: as for `Draft`.

    Raises:
        UserError: there is a folder or file of that name which an export must not replace.
    """

    def __init__(self, target: Path, folder: Path | None = None) -> None:
        self.target = target
        check_replaceable_folder(target)
        _remove_forgotten(target)
        self.path = (folder or target.parent) / _draft_name(target)
        self.path.mkdir()

    def close(self) -> None:
        """Everything on the disk, with the list of what was written."""
        files: dict[str, Any] = {}
        for file in _files_below(self.path):
            with file.open("r+b") as stream:  # Windows flushes only what it may write
                files[file.relative_to(self.path).as_posix()] = _fingerprint(stream)
                os.fsync(stream.fileno())
        marker = {"program": "pressmark", "files": files}
        content = json.dumps(marker, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
        with Path(self.path, MARKER).open("wb") as stream:
            stream.write(content + b"\n")
            stream.flush()
            os.fsync(stream.fileno())

    def publish(self) -> None:
        """Takes the target's name. An older export is set aside first, and comes back when that fails."""
        check_replaceable_folder(self.target)  # it may have been long ago that this was looked at
        aside = self.target.with_name(f"{self.path.name}.old")
        there = self.target.exists()
        if there:
            with suppress(OSError):
                self.path.chmod(self.target.stat().st_mode & 0o777)
            self.target.rename(aside)
        try:
            self.path.rename(self.target)
        except OSError:
            if there:
                aside.rename(self.target)
            raise
        if there:
            shutil.rmtree(aside, ignore_errors=True)

    def remove(self) -> None:
        """Nothing is left where it was not published."""
        shutil.rmtree(self.path, ignore_errors=True)


def check_replaceable_folder(target: Path) -> None:
    """Whether an export may take the place of what has this name now.

    Raises:
        UserError: naming the file that it would destroy.
    """
    if target.is_symlink() and not target.exists():
        raise UserError(
            "{target} is a link to nothing. Remove it, or choose another name for the folder.", target=target
        )
    if not target.exists():
        return
    if not target.is_dir():
        raise UserError("{target} is a file, and the export makes a folder. Choose another name.", target=target)
    foreign = _foreign(target)
    if foreign is not None:
        raise UserError(
            "The folder {target} is not replaced, because {foreign}. Choose a folder that is empty or not there yet, "
            "or move that file away.",
            target=target,
            foreign=foreign,
        )


def _foreign(folder: Path) -> Message | None:
    """Why a folder is more than what an export wrote into it, or None."""
    files = list(_files_below(folder))
    if not files:
        return None
    try:
        marker = json.loads(Path(folder, MARKER).read_bytes())
        written = dict(marker["files"]) if marker["program"] == "pressmark" else {}
    except (OSError, ValueError, KeyError, TypeError):
        written = {}
    for file in files:
        name = file.relative_to(folder).as_posix()
        if name == MARKER:
            continue
        if name not in written:
            return Message("{name} in it is not from an export", name=name)
        with file.open("rb") as stream:
            if _fingerprint(stream) != written[name]:
                return Message("{name} in it was changed after the export that wrote it", name=name)
    return None


def _files_below(folder: Path) -> Iterator[Path]:
    """Every file and link in a folder, the marker too, in order."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        links = [name for name in folders if Path(place, name).is_symlink()]
        yield from (Path(place, name) for name in sorted([*names, *links]))


def _fingerprint(stream: IO[bytes]) -> str:
    found = hashlib.sha256()
    while piece := stream.read(1 << 20):
        found.update(piece)
    return found.hexdigest()


def _draft_name(target: Path) -> str:
    return f".{target.name}.{secrets.token_hex(4)}.part"


def _remove_forgotten(target: Path) -> None:
    """Removes what an export to this place left that was killed long ago; a younger one may still be at work."""
    ours = re.compile(re.escape(f".{target.name}.") + r"[0-9a-f]{8}\.(?:pieces\.)?part")
    with suppress(OSError):
        for path in target.parent.iterdir():
            if ours.fullmatch(path.name) and path.stat().st_mtime < time.time() - _FORGOTTEN:
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what the system refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise _refusal(path, error) from error


def _refusal(path: Path, error: OSError) -> UserError:
    said = _why_not(path, error)
    if path.exists():
        said = Message.joined(" ", [said, Message("An older file of that name is unchanged.")])
    return UserError(said, details=str(error))


def _why_not(path: Path, error: OSError) -> Message:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Message("The disk is full: {path} could not be written. Make room and export again.", path=path)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return Message(
            "{path} may not be written. Choose another folder, or close the program that has the file open.", path=path
        )
    if isinstance(error, NotADirectoryError | FileExistsError | IsADirectoryError):
        return Message("{path} cannot be made: a file or folder is in its way. Choose another name.", path=path)
    return Message(
        "{path} could not be written ({reason}). Choose another folder.", path=path, reason=error.strerror or error
    )
