"""Folders that hold the parts of a split, each in a file of its own, with other files beside them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from pressmark.core.ports import AnnotatedArticle, DatasetReader
from pressmark.formats.base import DatasetWriter, WriteOptions, Written

ORDER = "parts.json"
"""The file that names the parts in their order; folders that others made have none."""

_USUAL = ("train", "training", "dev", "development", "valid", "validation", "test", "testing")


class PartsWriter:
    """Writes each part with a writer of files.

    Args:
        folder: empty.
        options: for the writers.
        parts: their names.
        open_part: makes a writer of files.
        extension: of the files.
        only: the name of the file where there is no split.
        beside: called at the end, writes what belongs beside the parts: it is given the folder, the parts' names and
            how many annotations of each label there are.
    """

    def __init__(
        self,
        folder: Path,
        options: WriteOptions,
        parts: Sequence[str],
        *,
        open_part: Callable[[BinaryIO, WriteOptions], DatasetWriter],
        extension: str,
        only: str,
        beside: Callable[[Path, Sequence[str], Mapping[str, int]], None],
    ) -> None:
        self._folder = folder
        self._beside = beside
        self._labels: Counter[str] = Counter()
        self._streams: list[BinaryIO] = []
        self._writers: dict[str, DatasetWriter] = {}
        self._names = [part or only for part in parts]
        try:
            for part, name in zip(parts, self._names, strict=True):
                stream = (folder / f"{name}{extension}").open("wb")
                self._streams.append(stream)
                self._writers[part] = open_part(stream, options)
        except BaseException:
            self.close()
            raise

    def add(self, article: AnnotatedArticle, *, part: str) -> Written:
        """Writes one article into a part."""
        written = self._writers[part].add(article)
        self._labels.update(annotation.label for annotation in written.annotations)
        return written

    def finish(self) -> None:
        """Ends every part and writes what stands beside them."""
        for writer in self._writers.values():
            writer.finish()
        self.close()
        (self._folder / ORDER).write_text(json.dumps({"parts": self._names}) + "\n", encoding="utf-8")
        self._beside(self._folder, self._names, self._labels)

    def close(self) -> None:
        """Closes every file."""
        for stream in self._streams:
            stream.close()


def parts_in(folder: Path, extension: str, among: Iterable[Path] | None = None) -> list[Path]:
    """The files that are parts, in the order of the split, or in the usual one.

    Args:
        folder: names the order.
        extension: of the parts.
        among: files that may be parts; None for all of the folder. Several may belong to one part ("train-00000-of-2").
    """
    found = sorted(folder.glob(f"*{extension}")) if among is None else among
    files = [path for path in found if path.is_file() and path.name != ORDER and not path.name.startswith(".")]
    try:
        named = json.loads((folder / ORDER).read_text(encoding="utf-8"))["parts"]
        order = [name for name in named if isinstance(name, str)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        order = list(_USUAL)
    places = {name: place for place, name in enumerate(order)}

    def place(path: Path) -> tuple[int, str]:
        name = path.stem if path.stem in places else path.stem.partition("-")[0]
        return places.get(name, len(places)), path.name

    return sorted(files, key=place)


def read_parts(folder: Path, extension: str, read: DatasetReader) -> Iterator[AnnotatedArticle]:
    """The articles of all parts; raises as `read` does."""
    for path in parts_in(folder, extension):
        yield from read(path)
