"""Article files, tables, archives, folders and datasets into a project."""

from __future__ import annotations

import os
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from pressmark.core.article import RawArticle
from pressmark.core.child import processors
from pressmark.core.errors import Cancelled, UserError
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.formats.base import ArchiveFormat, ArticleFormat, DatasetFormat, Refused, TableFormat
from pressmark.formats.tables import Columns, Preview
from pressmark.services.project import Original, Project
from pressmark.services.project_files import is_project_file, refuse_to_read, refuse_to_replace
from pressmark.services.taking import Taken, Taker, ahead, unpacked
from pressmark.store.prepared import Prepared

if TYPE_CHECKING:
    from pressmark.formats.apart import Apart

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the name of the one that is next."""

ChooseColumns = Callable[[Path, Preview], Columns | None]
"""Which columns of a table are what; None for what they seem to be. Called on the thread that imports."""

LARGEST_ORIGINAL = 25_000_000
"""Bytes; of a larger file the articles are kept, not the file itself."""

_PORTION = 2_000  # articles; of large files or from slow readers, half a second ends a portion before
_CHARACTERS = 2_000_000
_SECONDS = 0.5
_LARGE = 4_000_000
"""Bytes of a dataset that another process reads ahead of this one."""

_AHEAD = frozenset({"jsonl", "prodigy", "doccano", "conll", "conllu"})
"""Those that are read article by article, however large the file is."""

_NAMED = 5
"""How many files that are passed over are named."""
_DEEPEST = 5
"""Archives in archives in …; honest ones have one inside another at most."""


class ImportReport(Struct, frozen=True):
    """What became of the files.

    Attributes:
        added: ids of the new articles, in order.
        known: ids of articles of the project whose text was met again; nothing in them changed.
        failed: what could not be read, each with a sentence that says why and what to do.
        notes: what was read but not all of it kept, as `failed`.
        cancelled: whether it was ended by the user; what was read before is in the project.
    """

    added: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    failed: tuple[tuple[Path, Message], ...] = ()
    notes: tuple[tuple[Path, Message], ...] = ()
    cancelled: bool = False


def readable_extensions() -> tuple[str, ...]:
    """What `import_paths` reads, by extension: (".txt", ".md", …)."""
    from pressmark.formats import registry

    return tuple(dict.fromkeys(extension for form in registry.every().values() for extension in form.extensions))


def import_paths(
    project: Project,
    paths: Iterable[Path | str],
    *,
    form: str | None = None,
    choose_columns: ChooseColumns | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Reads article files, tables, archives, folders (with all below them) and datasets into a project.

    What cannot be read does not stop the rest. The file that an article came from is kept with it, unless it is
    larger than `LARGEST_ORIGINAL` or a dataset. Runs on the thread that opened `project`.

    Args:
        project: where to.
        paths: files and folders; in folders, hidden files and those of unknown kinds are passed over, and a folder
            that is one dataset is read as such. Archives are read like folders.
        form: the name of the format that reads all of them; None where each file tells its own.
        choose_columns: asked for every table.
        progress: called before each file, and at the end; the number of files grows when an archive is unpacked.
        cancelled: asked before each article, and while a file is read in a process of its own.

    Raises:
        UserError: the project cannot be written; what was read until then and saved is in it. Or there is no format
            of that name.
    """
    from pressmark.formats.apart import Apart

    with (
        Apart() as apart,
        tempfile.TemporaryDirectory(prefix="pressmark-", ignore_cleanup_errors=True) as place,
    ):
        return _Import(
            project,
            apart,
            Path(place),
            form,
            choose_columns or (lambda path, preview: None),
            progress or (lambda done, total, what: None),
            cancelled or (lambda: False),
        ).run(paths)


class FoundTable(Struct, frozen=True):
    """A table among files that are to be imported."""

    path: Path
    preview: Preview


def tables_among(paths: Iterable[Path], *, cancelled: Callable[[], bool] | None = None) -> list[FoundTable]:
    """The tables among these files, and in these folders, with their first rows; one for each set of columns.

    What cannot be read is passed over here: the import says why. Archives are not looked into.
    """
    from pressmark.formats import registry
    from pressmark.formats.apart import Apart

    stop = cancelled or (lambda: False)
    found: dict[tuple[str, ...], FoundTable] = {}
    with Apart() as apart:
        for path in _files(paths):
            if stop():
                break
            try:
                form = registry.format_of(path)
                if isinstance(form, TableFormat):
                    preview = _preview(path, form, apart, stop)
                    found.setdefault(preview.columns, FoundTable(path, preview))
            except (UserError, OSError, Cancelled):
                continue
    return list(found.values())


def may_hold_tables(paths: Iterable[Path]) -> bool:
    """Whether tables may be among these files, or in these folders, by their names alone."""
    from pressmark.formats import registry

    endings = {extension for form in registry.tables().values() for extension in form.extensions}
    return any(path.suffix.lower() in endings or path.is_dir() for path in paths)


def dates_in(values: Iterable[str]) -> list[str]:
    """The publish dates that values of a table are read as, in ISO 8601; those that are none are left out."""
    from pressmark.formats.blocks import iso

    return [date for value in values if (date := iso(value)) is not None]


def write_original(file: Original, path: Path) -> None:
    """Writes the file that an article was read from, byte for byte.

    Raises:
        UserError: it can't be written there.
    """
    refuse_to_replace(path)
    try:
        path.write_bytes(file.content)
    except OSError as error:
        raise UserError(
            "{path} cannot be written: {reason}. Choose another place.", path=path, reason=error.strerror
        ) from error


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Files that may be tables, by their names: no other is opened."""
    from pressmark.formats import registry

    endings = {extension for form in registry.tables().values() for extension in form.extensions}
    for path in paths:
        if not path.is_dir():
            if path.suffix.lower() in endings:
                yield path
            continue
        for place, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(place, name) for name in sorted(names) if Path(name).suffix.lower() in endings)


def _preview(path: Path, form: TableFormat, apart: Apart, cancelled: Callable[[], bool]) -> Preview:
    from pressmark.formats import tables

    return apart.preview(form.name, path, cancelled=cancelled) if form.apart else tables.preview(form.open(path))


class _Item(Struct, frozen=True):
    """A file that is to be read.

    Attributes:
        path: where it is.
        shown: what to call it: for a member of an archive, the archive and the member.
        depth: in how many archives it lies.
    """

    path: Path
    shown: Path
    depth: int = 0


class _Import:
    def __init__(
        self,
        project: Project,
        apart: Apart,
        place: Path,
        form: str | None,
        choose_columns: ChooseColumns,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        from pressmark.formats import registry, unpacking

        self.project = project
        self.apart = apart
        self.place = place
        self.form = None if form is None else registry.readable(form)
        self.choose_columns = choose_columns
        self.progress = progress
        self.cancelled = cancelled
        self.bytes_left = unpacking.MOST_BYTES
        self.files_left = unpacking.MOST_FILES
        self.archives = 0
        self.added: list[str] = []
        self.known: dict[str, None] = {}
        self.failed: list[tuple[Path, Message]] = []
        self.notes: list[tuple[Path, Message]] = []
        self.todo: deque[_Item] = deque()
        self.waiting: list[tuple[Path, Prepared]] = []
        self.taker = Taker()
        self.originals: dict[str, Original] = {}
        self.original: Original | None = None
        self.size = 0
        self.saved_at = time.monotonic()

    def run(self, paths: Iterable[Path | str]) -> ImportReport:
        self.todo.extend(_Item(path, path) for path in dict.fromkeys(self.files(Path(path) for path in paths)))
        done = 0
        stopped = False
        while self.todo and not stopped:
            if self.cancelled():
                stopped = True
                break
            item = self.todo.popleft()
            self.progress(done, done + 1 + len(self.todo), item.path.name)
            stopped = not self.file(item)
            done += 1
        self.save()
        if not stopped:
            self.progress(done, done, "")
        return ImportReport(
            tuple(self.added), tuple(self.known), tuple(self.failed), tuple(self.notes), cancelled=stopped
        )

    def files(self, paths: Iterable[Path]) -> Iterator[Path]:
        for path in paths:
            if not path.is_dir() or (isinstance(self.form, DatasetFormat) and self.form.folder):
                yield path
                continue
            found = False
            passed: list[Path] = []
            for file in self.below(path, path, passed):
                found = True
                yield file
            if found and passed:
                self.notes.append((path, _passed_over(path, passed)))
            if not found and not any(failed == path for failed, _ in self.failed):
                self.failed.append(
                    (
                        path,
                        Message(
                            "There are no articles in the folder {path}. Choose one that holds text or HTML files.",
                            path=path,
                        ),
                    )
                )

    def below(self, folder: Path, shown: Path, passed: list[Path] | None = None) -> Iterator[Path]:
        """The files below a folder that can be read; `shown` is what to call it; those only named so go to `passed`."""
        from pressmark.formats import registry

        def unreadable(error: OSError) -> None:
            place = Path(error.filename or folder)
            self.failed.append(
                (
                    place,
                    Message(
                        "The folder {place} cannot be read: {reason}. Check its permissions.",
                        place=place,
                        reason=error.strerror,
                    ),
                )
            )

        readable = {extension for form in registry.every().values() for extension in form.extensions}

        def known(path: Path) -> bool:
            return registry.can_read(path) if self.form is None else path.suffix.lower() in self.form.extensions

        for place, folders, names in os.walk(folder, onerror=unreadable):
            if self.form is None and self.dataset(Path(place)):
                folders.clear()
                yield Path(place)
                continue
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(place, name)
                if name.startswith(".") or is_project_file(path, self.project.target):
                    continue
                if known(path):
                    yield path
                elif passed is not None and path.suffix.lower() in readable:
                    passed.append(path)

    def dataset(self, folder: Path) -> bool:
        """Whether a folder is to be read as one dataset."""
        from pressmark.formats import registry

        try:
            return registry.dataset_folder(folder) is not None
        except UserError:
            return False  # the walk says what is wrong with it

    def file(self, item: _Item) -> bool:
        """Reads one file; False when cancelled."""
        path, shown = item.path, item.shown
        self.original = None
        try:
            for content in self.contents(item):
                if self.cancelled():
                    return False
                if isinstance(content, bytes):
                    for one in unpacked(content):
                        self.take(shown, one)
                else:
                    self.take(shown, self.taker.take(path.name, content))
        except Cancelled:
            return False
        except UserError as error:
            self.failed.append((shown, error.sentence))
        except FileNotFoundError:
            self.failed.append(
                (shown, Message("{path} is not there any more. Check the name, or choose another file.", path=path))
            )
        except OSError as error:
            self.failed.append(
                (
                    shown,
                    Message(
                        "{path} cannot be read: {reason}. Check the file, then try again.",
                        path=path,
                        reason=error.strerror,
                    ),
                )
            )
        return True

    def contents(self, item: _Item) -> Iterator[RawArticle | AnnotatedArticle | Refused | bytes]:
        """What is in one file, as its reader gives it or as `taking.packed`.

        The members of an archive are put in front of what is still to be read.
        """
        from pressmark.formats import registry

        path = item.path
        refuse_to_read(path, self.project.target)
        form = self.form
        if form is None or (item.depth == 0 and path.suffix.lower() in registry.ARCHIVES["zip"].extensions):
            form = registry.format_of(path)
        if isinstance(form, ArchiveFormat):
            yield from self.unpacked(item)
        elif isinstance(form, TableFormat):
            self.keep_original(item)
            yield from self.rows(path, form)
        elif isinstance(form, ArticleFormat) and form.apart:
            self.keep_original(item)
            yield from self.apart.read(form.name, path, cancelled=self.cancelled)
        else:
            if isinstance(form, ArticleFormat):
                self.keep_original(item)
            large = path.is_file() and path.stat().st_size >= _LARGE
            if isinstance(form, DatasetFormat) and form.name in _AHEAD and large and processors() > 1:
                yield from ahead(self.apart, path, form, cancelled=self.cancelled)
            else:
                yield from registry.read(path, form=form)

    def rows(self, path: Path, form: TableFormat) -> Iterator[AnnotatedArticle | Refused]:
        from pressmark.formats import tables

        preview = _preview(path, form, self.apart, self.cancelled)
        columns = self.choose_columns(path, preview) or preview.guess
        tables.check(columns, preview.columns, name=path.name)
        if form.apart:
            return self.apart.rows(form.name, path, columns, cancelled=self.cancelled)
        return tables.articles(form.open(path), columns, name=path.name)

    def unpacked(self, item: _Item) -> Iterator[Refused]:
        if item.depth >= _DEEPEST:
            raise UserError(
                "{name} lies in too many archives, one inside the other, so it was not opened. Unpack it "
                "yourself and open the files.",
                name=item.path.name,
            )
        self.archives += 1
        folder = self.place / str(self.archives)
        folder.mkdir()
        found = self.apart.unpack(
            item.path, folder, most_bytes=self.bytes_left, most_files=self.files_left, cancelled=self.cancelled
        )
        self.bytes_left -= found.size
        self.files_left -= found.files
        members = [
            _Item(path, item.shown / path.relative_to(folder), item.depth + 1)
            for path in self.below(folder, item.shown)
        ]
        self.todo.extendleft(reversed(members))
        yield from map(Refused, found.refused)
        if not members and not found.refused:
            raise UserError("{name} holds no file that can be read. Choose another archive.", name=item.path.name)

    def keep_original(self, item: _Item) -> None:
        """Remembers the file for the articles that come of it."""
        if item.path.stat().st_size > LARGEST_ORIGINAL:
            self.notes.append(
                (
                    item.shown,
                    Message(
                        "{name} is larger than {largest_original} MB, so the project keeps its "
                        "articles and not the file itself.",
                        name=item.path.name,
                        largest_original=LARGEST_ORIGINAL // 1_000_000,
                    ),
                )
            )
        elif item.path.is_file():
            self.original = Original.of(canonical(item.path.name), item.path.read_bytes())
            self.size += len(self.original.content)

    def take(self, path: Path, found: Taken | Message) -> None:
        if isinstance(found, Message):
            self.failed.append((path, found))
            return
        one = found.article
        refusal = self.project.refusal(one)
        if refusal is not None:
            self.failed.append((path, refusal))
            return
        for remark in found.remarks:
            if (path, remark) not in self.notes[-50:]:
                self.notes.append((path, remark))
        self.waiting.append((path, one))
        if self.original is not None:
            self.originals.setdefault(one.sha256, self.original)
        self.size += len(one.text)
        late = time.monotonic() - self.saved_at > _SECONDS
        if late or len(self.waiting) >= _PORTION or self.size >= _CHARACTERS:
            self.save()

    def save(self) -> None:
        """Writes what has been read. Often, so that the window shows it soon and a crash loses little."""
        waiting, self.waiting, self.size = self.waiting, [], 0
        originals, self.originals = self.originals, {}
        if waiting:
            texts = [one.sha256 for _, one in waiting]
            there = self.project.known_texts(texts)
            added = self.project.add((one for _, one in waiting), files=originals)
            self.added += added.ids
            self.known.update(dict.fromkeys(added.known))
            now = there if len(set(texts)) == len(texts) else self.project.known_texts(texts)
            met = set(there)
            for path, one in waiting:
                if one.total and one.sha256 in met:
                    self.note_left_out(path, one, now[one.sha256])
                met.add(one.sha256)
        self.saved_at = time.monotonic()

    def note_left_out(self, path: Path, one: Prepared, article_id: str) -> None:
        """Says that a dataset's annotations were not taken, unless the project has the same."""
        document = self.project.document(article_id)
        missing = 0
        for start, end, label, status in one.places():
            mark = document.at_place(Span(start, end), label)
            missing += mark is None or mark.status != status
        if missing:
            title = document.article.meta.headline or document.article.meta.source or article_id
            self.notes.append(
                (
                    path,
                    Message.counted(
                        "“{title}” is in the project already, so {n:,} annotation that {name} has for it was left out. "
                        "To take it, remove the article from the project first.",
                        "“{title}” is in the project already, so {n:,} annotations that {name} has for it were left "
                        "out. To take them, remove the article from the project first.",
                        n=missing,
                        title=title,
                        name=path.name,
                    ),
                )
            )


def _passed_over(folder: Path, files: Sequence[Path]) -> Message:
    """What is said of files of a folder whose names promise what their beginnings do not keep."""
    names = ", ".join(str(each.relative_to(folder)) for each in files[:_NAMED])
    if len(files) > _NAMED:
        return Message(
            "In {folder} {count:,} files not recognised and passed over: {names} and others.",
            folder=folder.name,
            count=len(files),
            names=names,
        )
    return Message.counted(
        "In {folder} {n} file not recognised and passed over: {names}.",
        "In {folder} {n} files not recognised and passed over: {names}.",
        n=len(files),
        folder=folder.name,
        names=names,
    )
