"""The two roots of every error that this program raises."""

from __future__ import annotations


class UserError(Exception):
    """Something that the person at the screen can mend.

    Args:
        sentence: what happened, to which file or thing, and what to do; shown as it is.
        details: technical text that unfolds below the sentence.
    """

    def __init__(self, sentence: str, *, details: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel from the detector process with their details."""
        return _rebuild, (type(self), self.sentence, self.details)


def _rebuild(kind: type[UserError], sentence: str, details: str | None) -> UserError:
    return kind(sentence, details=details)


class BugError(Exception):
    """A promise between two parts of this program was broken; nobody but its authors can mend it."""


class SpanError(BugError, ValueError):
    """A span outside its text, empty, or cutting a character in two."""


class StaleEditError(BugError):
    """An edit that was made for another state of the document than the one it meets."""


class Cancelled(Exception):  # noqa: N818 - a request that was met, not an error
    """The user pressed Cancel; what was done until then stays."""
