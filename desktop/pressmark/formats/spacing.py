"""Text from tokens: the white space that formats of tokens do not keep, put in as an English typesetter would.

Where each token stands in the text that comes out is known exactly; the spaces themselves are a guess, and readers say
so. Languages that are written without spaces get none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pressmark.core.article import Token
from pressmark.core.messages import Message
from pressmark.core.span import Span


def reconstructed(name: str) -> Message:
    """What is said of an article of this file, whose spaces are a guess."""
    return Message(
        "{name} does not keep the white space between its tokens: spaces were put in as English is written, so the "
        "text may differ from the original article in its spaces.",
        name=name,
    )


_JOINS_LEFT = re.compile(
    r"(?:[.,;:!?…)\]}”’»%‰′″、。，．！？：；）］｝」』】》〉؟،؛۔।]+|\.\.+|''|n['’]t|['’](?:s|ll|re|ve|m|d|em)|-R[RSC]B-)\Z",
    re.IGNORECASE,
)
_JOINS_RIGHT = re.compile(r"(?:[(\[{“‘«„‚¿¡（［｛「『【《〈]+|``|-L[RSC]B-)\Z")
_BEFORE_NUMBER = re.compile(r"(?:(?:US|[ACH]|NZ|HK)?\$|[£€¥₹₽₺₼₾₩₪#])\Z")
_UNSPACED = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff5e\u3000-\u303f\U00020000-\U0003ffff"
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
_QUOTE = '"'
_SINGLE = "'"


def spaced(words: Sequence[str]) -> list[bool]:
    """Whether a space stands before each word of a sentence."""
    found: list[bool] = []
    opened: set[str] = set()
    joined = True  # to what comes next
    previous = ""
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        before = not joined and not _joins_left(previous, word, opened)
        joined = _joins_right(previous, word, following)
        if word in (_QUOTE, _SINGLE):
            possessive = word == _SINGLE and word not in opened and previous[-1:] in ("s", "S")
            if word in opened or possessive:
                before = False
                opened.discard(word)
            else:
                opened.add(word)
                joined = True
        found.append(before)
        previous = word
    return found


def _joins_left(previous: str, word: str, opened: set[str]) -> bool:
    if previous and _UNSPACED.match(previous[-1]) and _UNSPACED.match(word[0]):
        return True
    if word == "%" and not previous[-1:].isdigit():
        return False
    if word in ("’", "''") and not previous:
        return False
    if word == "/" and previous[-1:].isalnum():
        return True
    return _JOINS_LEFT.match(word) is not None and word not in opened


def _joins_right(previous: str, word: str, following: str) -> bool:
    if _JOINS_RIGHT.match(word):
        return True
    if word == "/" and previous[-1:].isalnum():
        return following[:1].isalnum()
    return following[:1].isdigit() and _BEFORE_NUMBER.match(word) is not None


class TokenText:
    """A text while it is put together from tokens.

    Attributes:
        tokens: those put in so far; words of white space are in the text but are no tokens.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.tokens: list[Token] = []

    def put(self, text: str) -> Span | None:
        """Puts text in and says where it stands; None for nothing."""
        self._parts.append(text)
        self.length += len(text)
        return Span(self.length - len(text), self.length) if text else None

    def sentence(
        self, words: Sequence[str], tags: Iterable[str], *, spaces: Sequence[bool] | None = None
    ) -> list[Span]:
        """Puts a sentence in, without anything before or behind it.

        Args:
            words: none of them empty.
            tags: their parts of speech, "" where there is none.
            spaces: whether a space stands before each; None where that is not known.

        Returns:
            Where each word stands.
        """
        spans: list[Span] = []
        begun = False
        for word, pos, space in zip(words, tags, spaced(words) if spaces is None else spaces, strict=True):
            if space:
                self.put(" ")
            span = self.put(word) or Span(0, 1)
            spans.append(span)
            if not word.isspace():
                self.tokens.append(Token(span, pos, not begun))
                begun = True
        return spans

    @property
    def text(self) -> str:
        """Everything that was put in."""
        return "".join(self._parts)
