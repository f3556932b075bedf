"""What the detector process says to the window, and what it is asked. Values only; loads nothing."""

from __future__ import annotations

import pickle

from msgspec import Struct

from pressmark.core.messages import Message
from pressmark.core.ports import DetectionRequest, DetectionResult


class ModelReady(Struct, frozen=True):
    """The language model is loaded."""

    name: str
    version: str


class ModelMissing(Struct, frozen=True):
    """There is no usable language model; dates and figures are found all the same. The sentence has the remedy."""

    sentence: Message


class Progress(Struct, frozen=True):
    """`done` of `total` paragraphs of an article are read; 0 when it begins."""

    article_id: str
    done: int
    total: int


class Finished(Struct, frozen=True):
    """An article is read to its end.

    Between processes the result travels sealed: taking 20,000 suggestions apart costs a tenth of a second, which is
    for the thread that works with them, not for the one that waits for events.
    """

    article_id: str
    sha256: str
    sealed: bytes

    @classmethod
    def of(cls, result: DetectionResult) -> Finished:
        """The event for a result."""
        return cls(result.article_id, result.sha256, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))

    @property
    def result(self) -> DetectionResult:
        """What was found; made anew at every call, in any thread."""
        return pickle.loads(self.sealed)


class Failed(Struct, frozen=True):
    """An article could not be read; the others go on."""

    article_id: str
    sentence: Message


class Cancelled(Struct, frozen=True):
    """An article was not read, or not to its end, because somebody said so."""

    article_id: str


class Died(Struct, frozen=True):
    """The detector process ended by itself. It is started again by the next request."""

    sentence: Message


Event = ModelReady | ModelMissing | Progress | Finished | Failed | Cancelled | Died


class Detect(Struct, frozen=True):
    """Read this article after those asked for before."""

    request: DetectionRequest


class Cancel(Struct, frozen=True):
    """Stop reading an article, or every one (None)."""

    article_id: str | None


class UseModel(Struct, frozen=True):
    """From the next article on, read with this pipeline (a name, a folder, or None for the default)."""

    model: str | None


class Close(Struct, frozen=True):
    """Finish nothing, end."""


Command = Detect | Cancel | UseModel | Close
