"""What the detector process says to the window, and what it is asked. Values only; loads nothing."""

from __future__ import annotations

import pickle
from dataclasses import dataclass

from pressmark.core.messages import Message
from pressmark.core.ports import DetectionRequest, DetectionResult


@dataclass(frozen=True, slots=True)
class ModelReady:
    """The language model is loaded."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class ModelMissing:
    """There is no usable language model; dates and figures are found all the same. The sentence has the remedy."""

    sentence: Message


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` paragraphs of an article are read; 0 when it begins."""

    article_id: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished:
    """An article is read to its end.

    Between processes the result travels sealed: taking 20,000 suggestions apart costs a tenth of a second, which is
    for the thread that works with them, not for the one that waits for events.
    """

    article_id: str
    sha256: str
    sealed: bytes

    __match_args__ = ("result",)

    @classmethod
    def of(cls, result: DetectionResult) -> Finished:
        """The event for a result."""
        return cls(result.article_id, result.sha256, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))

    @property
    def result(self) -> DetectionResult:
        """What was found; made anew at every call, in any thread."""
        return pickle.loads(self.sealed)


@dataclass(frozen=True, slots=True)
class Failed:
    """An article could not be read; the others go on."""

    article_id: str
    sentence: Message


@dataclass(frozen=True, slots=True)
class Cancelled:
    """An article was not read, or not to its end, because somebody said so."""

    article_id: str


@dataclass(frozen=True, slots=True)
class Died:
    """The detector process ended by itself. It is started again by the next request."""

    sentence: Message


Event = ModelReady | ModelMissing | Progress | Finished | Failed | Cancelled | Died


@dataclass(frozen=True, slots=True)
class Detect:
    """Read this article after those asked for before."""

    request: DetectionRequest


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop reading an article, or every one (None)."""

    article_id: str | None


@dataclass(frozen=True, slots=True)
class UseModel:
    """From the next article on, read with this pipeline (a name, a folder, or None for the default)."""

    model: str | None


@dataclass(frozen=True, slots=True)
class Close:
    """Finish nothing, end."""


Command = Detect | Cancel | UseModel | Close
