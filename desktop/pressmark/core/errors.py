"""The two roots of every error that this program raises."""

from __future__ import annotations

from typing import LiteralString

from pressmark.core.messages import Message


class UserError(Exception):
    """Something that the person at the screen can mend.

    Args:
        sentence: what happened, to which file or thing, and what to do; shown as it is. A literal with the names of
            values in braces, as `Message` takes it, or a message.
        details: technical text that unfolds below the sentence.
        values: for the names in the sentence.

    Attributes:
        sentence: the message; in English it is a text as any other.
    """

    def __init__(self, sentence: LiteralString | Message, /, *, details: str | None = None, **values: object) -> None:
        said = sentence if isinstance(sentence, Message) else Message(sentence, **values)
        super().__init__(str(said))
        self.sentence = said
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel from the detector process with their details."""
        return _rebuild, (type(self), self.sentence, self.details)


def _rebuild(kind: type[UserError], sentence: Message, details: str | None) -> UserError:
    return kind(sentence, details=details)


class FaultError(ValueError):
    """What is wrong with a part of a file, as the end of a sentence; whoever knows the file makes a `UserError` of it.

    Args and attributes are those of `UserError`.
    """

    def __init__(self, sentence: LiteralString | Message, /, **values: object) -> None:
        said = sentence if isinstance(sentence, Message) else Message(sentence, **values)
        super().__init__(str(said))
        self.sentence = said


class BugError(Exception):
    """A promise between two parts of this program was broken; nobody but its authors can mend it."""


class SpanError(BugError, ValueError):
    """A span outside its text, empty, or cutting a character in two."""


class StaleEditError(BugError):
    """An edit that was made for another state of the document than the one it meets."""


class Cancelled(Exception):  # noqa: N818 - a request that was met, not an error
    """The user pressed Cancel; what was done until then stays."""
