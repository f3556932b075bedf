"""Article files, folders and datasets into a project."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pressmark.core.article import Article, RawArticle
from pressmark.core.document import Document
from pressmark.core.errors import BugError, UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats.base import DatasetFormat
from pressmark.services.project import Project

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the name of the one that is next."""

_PORTION = 50
_CHARACTERS = 2_000_000
_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class ImportReport:
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
    failed: tuple[tuple[Path, str], ...] = ()
    notes: tuple[tuple[Path, str], ...] = ()
    cancelled: bool = False


def readable_extensions() -> tuple[str, ...]:
    """What `import_paths` reads, by extension: (".txt", ".md", …)."""
    from pressmark.formats import registry

    return tuple(
        dict.fromkeys(
            e for form in (*registry.readers().values(), *registry.datasets().values()) for e in form.extensions
        )
    )


def import_paths(
    project: Project,
    paths: Iterable[Path | str],
    *,
    form: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Reads article files, folders (with all below them) and datasets into a project.

    What cannot be read does not stop the rest. Runs on the thread that opened `project`.

    Args:
        project: where to.
        paths: files and folders; in folders, hidden files and those of unknown kinds are passed over, and a folder
            that is one dataset is read as such.
        form: the name of the format that reads all of them; None where each file tells its own.
        progress: called before each file, and at the end.
        cancelled: asked before each article.

    Raises:
        UserError: the project cannot be written; what was read until then and saved is in it. Or there is no format
            of that name.
    """
    return _Import(project, form, progress or (lambda done, total, what: None), cancelled or (lambda: False)).run(paths)


class _Import:
    def __init__(self, project: Project, form: str | None, progress: Progress, cancelled: Callable[[], bool]) -> None:
        from pressmark.formats import registry

        self.project = project
        self.form = None if form is None else registry.readable(form)
        self.progress = progress
        self.cancelled = cancelled
        self.added: list[str] = []
        self.known: dict[str, None] = {}
        self.failed: list[tuple[Path, str]] = []
        self.notes: list[tuple[Path, str]] = []
        self.waiting: list[tuple[Path, AnnotatedArticle]] = []
        self.characters = 0
        self.saved_at = time.monotonic()

    def run(self, paths: Iterable[Path | str]) -> ImportReport:
        files = list(dict.fromkeys(self.files(Path(path) for path in paths)))
        stopped = False
        for done, path in enumerate(files):
            if self.cancelled():
                stopped = True
                break
            self.progress(done, len(files), path.name)
            if not self.file(path):
                stopped = True
                break
        self.save()
        if not stopped:
            self.progress(len(files), len(files), "")
        return ImportReport(
            tuple(self.added), tuple(self.known), tuple(self.failed), tuple(self.notes), cancelled=stopped
        )

    def files(self, paths: Iterable[Path]) -> Iterator[Path]:
        for path in paths:
            if not path.is_dir() or (isinstance(self.form, DatasetFormat) and self.form.folder):
                yield path
                continue
            found = False
            for file in self.below(path):
                found = True
                yield file
            if not found and not any(failed == path for failed, _ in self.failed):
                self.failed.append(
                    (path, f"There are no articles in the folder {path}. Choose one that holds text or HTML files.")
                )

    def below(self, folder: Path) -> Iterator[Path]:
        from pressmark.formats import registry

        def unreadable(error: OSError) -> None:
            place = Path(error.filename or folder)
            self.failed.append((place, f"The folder {place} cannot be read: {error.strerror}. Check its permissions."))

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
                if not name.startswith(".") and known(path):
                    yield path

    def dataset(self, folder: Path) -> bool:
        """Whether a folder is to be read as one dataset."""
        from pressmark.formats import registry

        try:
            return registry.dataset_folder(folder) is not None
        except UserError:
            return False  # the walk says what is wrong with it

    def file(self, path: Path) -> bool:
        """Reads one file; False when cancelled."""
        from pressmark.formats import registry

        try:
            for content in registry.read(path, form=self.form):
                if self.cancelled():
                    return False
                self.take(path, content)
        except UserError as error:
            self.failed.append((path, error.sentence))
        except FileNotFoundError:
            self.failed.append((path, f"{path} is not there any more. Check the name, or choose another file."))
        except OSError as error:
            self.failed.append((path, f"{path} cannot be read: {error.strerror}. Check the file, then try again."))
        return True

    def take(self, path: Path, content: RawArticle | AnnotatedArticle) -> None:
        one = AnnotatedArticle(Article.from_raw(content)) if isinstance(content, RawArticle) else content
        refusal = self.project.refusal(one) or _broken(path, one)
        if refusal is not None:
            self.failed.append((path, refusal))
            return
        self.waiting.append((path, one))
        self.characters += len(one.article.text)
        late = time.monotonic() - self.saved_at > _SECONDS
        if late or len(self.waiting) >= _PORTION or self.characters >= _CHARACTERS:
            self.save()

    def save(self) -> None:
        """Writes what has been read. Often, so that the window shows it soon and a crash loses little."""
        waiting, self.waiting, self.characters = self.waiting, [], 0
        if waiting:
            there = self.project.known_texts([one.article.sha256 for _, one in waiting])
            added = self.project.add(one for _, one in waiting)
            self.added += added.ids
            self.known.update(dict.fromkeys(added.known))
            for path, one in waiting:
                if one.annotations and one.article.sha256 in there:
                    self.note_left_out(path, one, there[one.article.sha256])
        self.saved_at = time.monotonic()

    def note_left_out(self, path: Path, one: AnnotatedArticle, article_id: str) -> None:
        """Says that a dataset's annotations were not taken, unless the project has the same."""
        document = self.project.document(article_id)
        there = ((document.at_place(a.span, a.label), a) for a in one.annotations)
        missing = sum(mark is None or mark.status is not a.status for mark, a in there)
        if missing:
            title = document.article.meta.headline or document.article.meta.source or article_id
            self.notes.append(
                (
                    path,
                    f"“{title}” is in the project already, so {missing} annotations that {path.name} has for it were "
                    "left out. To take them, remove the article from the project first.",
                )
            )


def _broken(path: Path, one: AnnotatedArticle) -> str | None:
    """A dataset may say what no document can hold: the same mark twice, or a relation to nowhere."""
    if not one.annotations and not one.relations:
        return None
    try:
        Document(one.article, one.annotations, one.relations)
    except BugError as error:
        return f"{path.name}: the article {one.article.id} contradicts itself ({error}). Mend the file, then try again."
    return None
