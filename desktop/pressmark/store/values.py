"""What the store takes and gives. No SQLAlchemy here: the window lists articles before any of it is loaded."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from pressmark.core.document import Document
from pressmark.core.edits import Edit
from pressmark.core.errors import UserError


class Which(StrEnum):
    """Which articles of a project."""

    ALL = "all"
    TO_REVIEW = "to_review"
    DONE = "done"


class ArticleRow(Struct, frozen=True):
    """One line of the article list.

    Attributes:
        total: all annotations, rejected ones too.
        decided: those that a person has accepted or rejected.
        detector: what has read the article, None where nothing has.
    """

    id: str
    headline: str | None
    published: str | None
    source: str | None
    total: int
    decided: int
    done: bool
    detector: str | None


class ToDetect(StrEnum):
    """Which articles a detector is to read."""

    BARE = "bare"  # nothing has read them, nobody has called them done, and nothing is marked in them
    UNREAD = "unread"  # the same, whether or not they came with marks
    UNDONE = "undone"  # nobody has called them done
    ALL = "all"


class Counts(Struct, frozen=True):
    """How many articles there are of each kind."""

    all: int
    to_review: int
    done: int


class Added(Struct, frozen=True):
    """What became of articles that were to be added.

    Attributes:
        ids: the new ones, in order.
        known: those of the project whose text is the same as one that was to be added; nothing in them changed.
    """

    ids: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


class Original(Struct, frozen=True):
    """A file that articles were read from.

    Attributes:
        name: without its folder.
        sha256: of its content, 64 hexadecimal digits.
    """

    name: str
    sha256: str
    content: bytes

    @classmethod
    def of(cls, name: str, content: bytes) -> Original:
        """A file with its fingerprint."""
        import hashlib  # with OpenSSL; the window starts without

        return cls(name, hashlib.sha256(content).hexdigest(), content)


class State(StrEnum):
    """Where a row of the history stands for undo.

    DONE can be undone, UNDONE can be redone, DISCARDED was undone and then overtaken by another edit (or no longer
    fits its article), LOG is not for undo: detection and imports.
    """

    DONE = "done"
    UNDONE = "undone"
    DISCARDED = "discarded"
    LOG = "log"


class HistoryEntry(Struct, frozen=True):
    """Something that happened to an article.

    Attributes:
        group: entries of one step (a change in several articles) share it.
        at: when, with its time zone (UTC).
        annotator: who did it or had it done.
    """

    id: int
    group: str
    at: datetime
    annotator: str
    article_id: str
    edit: Edit
    state: State

    @property
    def kind(self) -> str:
        """What was done."""
        return self.edit.kind

    @property
    def undone(self) -> bool:
        """Whether it does not count any more."""
        return self.state in (State.UNDONE, State.DISCARDED)


class Write(Struct, frozen=True):
    """One article's part of a transaction: the document before, after, and the edit between them."""

    before: Document
    after: Document
    edit: Edit


class LockedError(UserError):
    """Another program is writing to the database just now, so nothing was written; a later attempt may do."""


class OutdatedError(Exception):
    """Somebody else has changed an article since its document was read; nothing was written."""

    def __init__(self, article_id: str) -> None:
        super().__init__(f"article {article_id} is at another revision")
        self.article_id = article_id
