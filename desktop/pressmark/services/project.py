"""One project: its articles, labels and small settings."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from pressmark.core.annotation import Status
from pressmark.core.article import Token
from pressmark.core.document import Document
from pressmark.core.errors import BugError
from pressmark.core.labels import Label, LabelSet
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.words import has_unspaced
from pressmark.services import label_sets
from pressmark.store.prepared import Prepared, prepare
from pressmark.store.values import Added, ArticleRow, Counts, LockedError, Original, ToDetect, Which

if TYPE_CHECKING:
    from pressmark.store.glance import Glance
    from pressmark.store.unit import Snapshot, Store

__all__ = ["Added", "ArticleRow", "Counts", "LockedError", "Original", "Project", "ToDetect", "Which"]

NO_LABELS = LabelSet("", ())
_RETIRED = "labels.retired"
_RELATIONS = "relations.labels"
_KEPT_RELATIONS = 50
_LOOKED_AT = 60
"""Articles that are looked at for what the same words were marked as."""

# What goes into one transaction: a commit waits for the disk, so there must not be one for every few articles, but
# others wait for a transaction that goes on for long.
_BATCH_ARTICLES = 2_000
_BATCH_ANNOTATIONS = 20_000  # in rows of their own
_BATCH_CHARACTERS = 2_000_000


class Place(Struct, frozen=True):
    """Where a project is, and who works in it: enough to open it once more, in another thread or process."""

    source: Path | str
    annotator: str

    def open(self) -> Project:
        """The project, for the thread that calls this; `UserError` as `Project.open`."""
        return Project.open(self.source, annotator=self.annotator, create=False)


def glance(target: Path | str, *, annotator: str, state: str, labels: LabelSet) -> Glance | None:
    """What a project shows first, read in a hundredth of a second, and without a change to it.

    Args:
        target: as `Project.open` takes it.
        annotator: who is going to work.
        state: the small setting that holds the id of the article to read.
        labels: what a project begins with that is made when it is opened.

    Returns:
        None for a server, and where the file cannot be read just now: `Project.open` says why.
    """
    if "://" in str(target):
        return None
    from pressmark.store.glance import glance as look

    return look(Path(target).expanduser().absolute(), annotator=annotator, state=state, labels=labels)


def load() -> None:
    """Loads what opening a project and working in it needs, a quarter of a second of SQLAlchemy; any thread."""
    import pressmark.services.session
    import pressmark.store.unit  # noqa: F401


class Project:
    """An open project, for the thread that opened it; a worker opens its own on the same target.

    Every method raises `UserError` when the database cannot be read or written; then nothing in it has changed.

    Attributes:
        target: the file, or the address without its password.
        name: what to call it.
        annotator: whose decisions are made here.
        labels: the label set.
    """

    target: str
    name: str
    annotator: str
    labels: LabelSet

    def __init__(self, store: Store, *, annotator: str, source: Path | str) -> None:
        self._store = store
        self._source = source
        self.target = store.target
        self.name = store.name
        self.annotator = annotator
        self.labels = store.labels()

    @classmethod
    def open(
        cls,
        target: Path | str,
        *,
        annotator: str | None = None,
        create: bool = True,
        default_labels: LabelSet | None = None,
    ) -> Project:
        """Opens a project.

        Args:
            target: a file, or the address of a PostgreSQL database ("postgresql://user:password@server/database").
            annotator: who works; by default the name of the system's user.
            create: whether to make the project where there is none.
            default_labels: what a new project begins with.

        Raises:
            UserError: it is not a project, is newer than this program, or cannot be read and written.
        """
        from pressmark.store.unit import Store  # SQLAlchemy: half a second that only an opened project pays

        who = annotator or _user()
        store = Store.open(target, annotator=who, create=create, labels=default_labels or NO_LABELS)
        return cls(store, annotator=who, source=target)

    def again(self) -> Project:
        """The same project, opened once more, for the thread that calls this."""
        return self.place.open()

    @property
    def place(self) -> Place:
        """What opens the same project elsewhere."""
        return Place(self._source, self.annotator)

    @property
    def in_file(self) -> bool:
        """Whether it is a file rather than a database on a server."""
        return self._store.in_file

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """The articles as they are now, to be read piece by piece."""
        return self._store.snapshot()

    def close(self) -> None:
        """Ends the connection. Everything has been saved before."""
        self._store.close()

    def wait_at_most(self, seconds: float) -> None:
        """How long a write waits for another program from now on, before it raises `LockedError`."""
        self._store.wait_at_most(seconds)

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def store(self) -> Store:
        """What edits are written through; for `services` only."""
        return self._store

    # Lists

    def articles(self, *, which: Which = Which.ALL, query: str = "") -> list[ArticleRow]:
        """The articles in the order in which they were added.

        Args:
            which: all, those to review, or those done.
            query: each of its words must begin a word of the headline, the text or the file's name.
        """
        ids = self.article_ids(which=which, query=query)
        rows = self.rows(ids)
        return [rows[article_id] for article_id in ids if article_id in rows]

    def article_ids(self, *, which: Which = Which.ALL, query: str = "", most: int | None = None) -> list[str]:
        """The ids of those articles in the same order, the first `most` of them; 0.1 seconds for 100,000."""
        return self._store.listed(which=which, query=query, most=most)

    def rows(self, article_ids: Sequence[str]) -> dict[str, ArticleRow]:
        """Lines of the list by the article's id, without those that are gone; 100 take a few milliseconds."""
        return self._store.rows(article_ids)

    def neighbour(self, article_id: str | None, step: int, *, which: Which = Which.ALL) -> str | None:
        """The article that stands `step` places behind this one among those of a kind, or before it; None at the end.

        Args:
            article_id: need not be of that kind; None counts from before the first one.
            step: not 0.
        """
        return self._store.neighbour(article_id, step, which=which)

    def counts(self, *, query: str = "") -> Counts:
        """How many articles match."""
        return self._store.counts(query=query)

    def row(self, article_id: str) -> ArticleRow:
        """One line of the list; `UserError` when the article is not there."""
        return self._store.row(article_id)

    def to_detect(self, which: ToDetect = ToDetect.UNREAD) -> list[str]:
        """The articles that a detector is to read, in the order in which they were added."""
        return self._store.to_detect(which)

    # Articles

    def document(self, article_id: str) -> Document:
        """An article as it is in the database now; `UserError` when it is not there."""
        return self._store.document(article_id)

    def tokens(self, article_id: str) -> Sequence[Token]:
        """Its tokens with tags, from detection or its dataset; empty where none are known."""
        return self._store.tokens(article_id)

    def declined(self, article_id: str) -> frozenset[tuple[Span, str]]:
        """Spans and labels of suggestions that people have removed or changed."""
        return self._store.declined(article_id)

    def refusal(self, article: AnnotatedArticle | Prepared) -> Message | None:
        """Why this project cannot hold an article, as a sentence, or None."""
        return self._store.refusal(_prepared(article))

    def known_texts(self, sha256s: Sequence[str]) -> dict[str, str]:
        """The ids of articles by the fingerprint of their text, for those of these texts that are in the project."""
        return self._store.known_texts(sha256s)

    def add(
        self, articles: Iterable[AnnotatedArticle | Prepared], *, files: Mapping[str, Original] | None = None
    ) -> Added:
        """Adds articles, some at a time; each portion is saved when the next begins.

        An article whose text is in the project already is left as it is and named as known. Labels that the label
        set does not have are added to it. An id that another text has is replaced by one made from the fingerprint.

        Args:
            articles: what to add.
            files: what they were read from, by the SHA-256 of the article's text; kept with the new ones.
        """
        ids: list[str] = []
        known: dict[str, None] = {}
        for batch in _batches(map(_prepared, articles)):
            self.ensure_labels([label for one in batch for label in one.labels])
            added = self._store.add(batch, files=files)
            ids += added.ids
            known.update(dict.fromkeys(added.known))
        return Added(tuple(ids), tuple(known))

    def original(self, article_id: str) -> Original | None:
        """The file that an article was read from, None where the project does not have it."""
        return self._store.original(article_id)

    def original_name(self, article_id: str) -> str | None:
        """The name of that file, None where the project does not have it."""
        return self._store.original_name(article_id)

    def remove_articles(self, ids: Iterable[str]) -> None:
        """Removes articles with their annotations and history, for good."""
        self._store.remove(list(ids))

    def export_stream(
        self,
        *,
        ids: Sequence[str] | None = None,
        statuses: Collection[Status] = (Status.ACCEPTED,),
        only_done: bool = False,
    ) -> Iterator[AnnotatedArticle]:
        """Articles in the project's order, a few in memory at a time, as they were when the first was asked for.

        Args:
            ids: only these articles.
            statuses: which annotations; relations come along where both their ends do.
            only_done: leave out articles that nobody has called done.
        """
        if not statuses:
            raise BugError("an export of no status")
        return self._store.stream(ids=ids, statuses=statuses, only_done=only_done)

    def export_counts(
        self,
        *,
        ids: Sequence[str] | None = None,
        statuses: Collection[Status] = (Status.ACCEPTED,),
        labels: Collection[str] | None = None,
        only_done: bool = False,
    ) -> tuple[int, int]:
        """How many annotations, and how many articles, an export of these would hold."""
        return self._store.count_stream(ids=ids, statuses=statuses, labels=labels, only_done=only_done)

    # Labels and settings

    def save_labels(self, labels: LabelSet) -> None:
        """Replaces the label set; annotations keep their labels. What a label was like is kept for its return."""
        gone = [label for label in self.labels if label.name not in labels]
        if gone:
            retired = self._retired() | {label.name: label for label in gone}
            self._store.set_state(_RETIRED, label_sets.dump(LabelSet("", tuple(retired.values()))))
        self._store.save_labels(labels)
        self.labels = labels

    def _retired(self) -> dict[str, Label]:
        """Labels that were in the set once, by name."""
        kept = self._store.state(_RETIRED)
        return {} if kept is None else {label.name: label for label in label_sets.parse(kept, Path(self.name))}

    def articles_with(self, labels: Collection[str]) -> list[str]:
        """The ids of articles in which any of these labels stands; reads all annotations."""
        return self._store.articles_with(labels)

    def ensure_labels(self, names: Iterable[str]) -> tuple[str, ...]:
        """Adds the labels that the label set does not have, each with a colour and key of its own; returns them."""
        new = tuple(name for name in dict.fromkeys(names) if name not in self.labels)
        if new:
            # Another window, or the import beside this one, may have added some.
            self.labels = self._store.labels()
            new = tuple(name for name in new if name not in self.labels)
        if new:
            self.save_labels(label_sets.with_labels(self.labels, new, retired=self._retired()))
        return new

    def reload_labels(self) -> LabelSet:
        """Reads the label set anew, after an import in another thread."""
        self.labels = self._store.labels()
        return self.labels

    def labels_given(self, words: str) -> list[str]:
        """The labels that people gave just these words in other articles, the most frequent first; a few milliseconds.

        Empty for words of a script without spaces, which the index does not know.
        """
        if not words.strip() or has_unspaced(words):
            return []
        counts = self._store.labels_given(words, newest=_LOOKED_AT)
        return sorted(counts, key=lambda label: (-counts[label], label))

    def relation_labels(self) -> list[str]:
        """The labels of relations that this project knows: those used last come first, then the most frequent."""
        counts = self._store.relation_labels()
        last = [label for label in json.loads(self._store.state(_RELATIONS) or "[]") if isinstance(label, str)]
        return list(dict.fromkeys([*last, *sorted(counts, key=lambda label: (-counts[label], label))]))

    def remember_relation_label(self, label: str) -> None:
        """Notes which label of relations was used last."""
        known = self.relation_labels()
        if known[:1] != [label]:
            kept = [label, *(other for other in known if other != label)][:_KEPT_RELATIONS]
            self._store.set_state(_RELATIONS, json.dumps(kept, ensure_ascii=False))

    def label_counts(self) -> dict[str, int]:
        """How many annotations each label has in all articles, rejected ones too; reads them all."""
        return self._store.label_counts()

    def state(self, key: str) -> str | None:
        """A small setting of this project, or None."""
        return self._store.state(key)

    def set_state(self, key: str, value: str) -> None:
        """Keeps a small setting with this project."""
        self._store.set_state(key, value)


def _user() -> str:
    import getpass  # with termios, which only those pay for who have given no name

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "annotator"  # a system without user names (some containers)


def _prepared(one: AnnotatedArticle | Prepared) -> Prepared:
    return one if isinstance(one, Prepared) else prepare(one)


def _batches(articles: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    batch: list[Prepared] = []
    annotations = characters = 0
    for one in articles:
        batch.append(one)
        annotations += len(one.annotations)
        characters += len(one.text)
        if len(batch) >= _BATCH_ARTICLES or annotations >= _BATCH_ANNOTATIONS or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, annotations, characters = [], 0, 0
    if batch:
        yield batch
