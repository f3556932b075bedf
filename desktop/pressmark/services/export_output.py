"""Where an export goes while it is written: a file for each part of the split, or one folder for all of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from msgspec import Struct

from pressmark.core.errors import BugError
from pressmark.core.ports import AnnotatedArticle
from pressmark.services.export_files import Draft, FolderDraft, told

if TYPE_CHECKING:
    from pressmark.formats.base import DatasetWriter, FolderWriter, WriteOptions, WriterFormat, Written

TemporaryFolder = tempfile.TemporaryDirectory[str]


class Output(Protocol):
    """Takes articles, gives them back, and gets its names last of all.

    Attributes:
        names: of the parts, in the order of the split.
    """

    names: list[str]

    def add(self, article: AnnotatedArticle, name: str) -> Written:
        """Writes an article into a part."""
        ...

    def finish(self) -> None:
        """Ends every part; everything is on the disk."""
        ...

    def together(self) -> Iterable[list[str]]:
        """The parts that are read back in one go."""
        ...

    def proofs(self, name: str) -> Iterable[bytes]:
        """The digests of what was written, of a part and those together with it, read back."""
        ...

    def path(self, name: str) -> Path:
        """Where a part will be."""
        ...

    def publish(self) -> None:
        """Gives everything its name."""
        ...

    def remove(self) -> None:
        """Removes what was not published."""
        ...


class PieceFile(Struct, frozen=True):
    """A piece of a file that was read back and compared.

    Attributes:
        size: in bytes.
        crc: of its bytes (CRC-32).
    """

    path: Path
    size: int
    crc: int


class FileOutput:
    """A file for each part.

    Args:
        form: its `open` makes the writers.
        options: for the writers.
        paths: the files by the names of their parts.
        folder: where they are written without ever being published; None: beside their targets.
        made: folders that exist only for this export, innermost first.
    """

    def __init__(
        self,
        form: WriterFormat,
        options: WriteOptions,
        paths: Mapping[str, Path],
        folder: TemporaryFolder | None,
        made: Sequence[Path] = (),
    ) -> None:
        if form.open is None:
            raise BugError(f"{form.name} writes no file")
        self.names = list(paths)
        self._form = form
        self._folder = folder
        self._made = made
        self._published = False
        self._drafts: dict[str, Draft] = {}
        self._pieces: dict[str, list[PieceFile]] = {}
        self._writers: dict[str, DatasetWriter] = {}
        try:
            for name, path in paths.items():
                with told(path):
                    self._drafts[name] = draft = Draft(path, None if folder is None else Path(folder.name))
                self._writers[name] = form.open(draft.stream, options)
        except BaseException:
            self.remove()
            raise

    def add(self, article: AnnotatedArticle, name: str) -> Written:
        """Writes an article into a part."""
        with told(self._drafts[name].target):
            return self._writers[name].add(article)

    def finish(self) -> None:
        """Ends every file."""
        for name, draft in self._drafts.items():
            with told(draft.target):
                self._writers[name].finish()
                draft.close()

    def together(self) -> Iterable[list[str]]:
        """Each part is a file of its own."""
        return [[name] for name in self.names]

    @contextmanager
    def place_for_pieces(self) -> Iterator[Path]:
        """A folder for pieces of the files, on the same disk; gone behind the block."""
        folder = self._drafts[self.names[0]].path.with_suffix(".pieces.part")
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def join(self, name: str, file: PieceFile) -> None:
        """Puts a piece that is proved behind what a part has, and removes its own file."""
        draft = self._drafts[name]
        content = file.path.read_bytes()
        with told(draft.target):
            draft.stream.write(content)
        file.path.unlink()
        self._pieces.setdefault(name, []).append(file)

    def check_pieces(self) -> None:
        """Whether the files, on the disk, are the pieces that were proved, byte for byte; else raises `BugError`."""
        for name, files in self._pieces.items():
            with self._drafts[name].path.open("rb") as stream:
                for file in files:
                    content = stream.read(file.size)
                    if len(content) != file.size or crc32(content) != file.crc:
                        raise BugError(f"{self._drafts[name].target.name} is not what was written into it")
                if stream.read(1):
                    raise BugError(f"{self._drafts[name].target.name} has more in it than was written")

    def proofs(self, name: str) -> Iterable[bytes]:
        """Of what the file of a part holds."""
        return self._form.proofs(self._drafts[name].path)

    def path(self, name: str) -> Path:
        """The file that a part will be."""
        return self._drafts[name].target

    def publish(self) -> None:
        """One file after the other takes its name."""
        for draft in self._drafts.values():
            with told(draft.target):
                draft.publish()
        self._published = True

    def remove(self) -> None:
        """Removes what was not published, and folders that nothing was published in."""
        for draft in self._drafts.values():
            draft.remove()
        if self._folder is not None:
            self._folder.cleanup()
        if not self._published:
            for folder in self._made:
                with suppress(OSError):
                    folder.rmdir()


class FolderOutput:
    """One folder that holds all parts.

    Args:
        form: its `open_folder` makes the writer.
        options: for the writer.
        target: the folder.
        names: of the parts.
        folder: as for `FileOutput`.
    """

    def __init__(
        self,
        form: WriterFormat,
        options: WriteOptions,
        target: Path,
        names: Sequence[str],
        folder: TemporaryFolder | None,
    ) -> None:
        if form.open_folder is None:
            raise BugError(f"{form.name} writes no folder")
        self.names = list(names)
        self._form = form
        self._folder = folder
        self._writer: FolderWriter | None = None
        self._draft = FolderDraft(target, None if folder is None else Path(folder.name))
        try:
            with told(target):
                self._writer = form.open_folder(self._draft.path, options, self.names)
        except BaseException:
            self.remove()
            raise

    def add(self, article: AnnotatedArticle, name: str) -> Written:
        """Writes an article into a part."""
        with told(self._draft.target):
            return self._open_writer().add(article, part=name)

    def finish(self) -> None:
        """Ends every file."""
        with told(self._draft.target):
            self._open_writer().finish()
            self._draft.close()

    def _open_writer(self) -> FolderWriter:
        if self._writer is None:
            raise BugError(f"the writer of {self._form.name} is not there")
        return self._writer

    def together(self) -> Iterable[list[str]]:
        """One reader reads the whole folder, part by part."""
        return [self.names]

    def proofs(self, name: str) -> Iterable[bytes]:
        """Of what the folder holds."""
        del name
        return self._form.proofs(self._draft.path)

    def path(self, name: str) -> Path:
        """The folder, for every part."""
        del name
        return self._draft.target

    def publish(self) -> None:
        """The folder takes its name."""
        with told(self._draft.target):
            self._draft.publish()

    def remove(self) -> None:
        """Removes what was not published."""
        if self._writer is not None:
            with suppress(OSError):
                # A full disk refuses the last buffered bytes once more; they are to be thrown away.
                self._writer.close()
        self._draft.remove()
        if self._folder is not None:
            self._folder.cleanup()
