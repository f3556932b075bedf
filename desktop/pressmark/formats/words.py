"""Values and names for formats that are made of words: on one line, without odd signs, and back as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pressmark.formats import json_reading


def as_json(value: Any) -> str:
    """A value as JSON in one line of ASCII, its names in order."""
    return json.dumps(value, sort_keys=True, default=_mapping)


def _mapping(value: object) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} is no JSON value")


def word_of(value: Any) -> str:
    """A JSON value for a format that knows words only: a plain string as it is, all else as JSON in one line."""
    if isinstance(value, str) and _is_plain(value, "") and value_of(value) == value:
        return value
    return as_json(value)


def value_of(word: str) -> Any:
    """What `word_of` wrote; words of other programs that are no JSON are strings."""
    try:
        return json_reading.loads(word)
    except (ValueError, RecursionError):
        return word


def quoted(text: str, banned: str = "") -> str:
    """A string on one line: as it is where that is unmistakable, else as JSON without any `banned` character."""
    if _is_plain(text, banned) and unquoted(text, banned) == text:
        return text
    return "".join(f"\\u{ord(c):04x}" if c in banned else c for c in json.dumps(text))


def unquoted(word: str, banned: str = "") -> str:
    """What `quoted` wrote; quotation marks that it did not write stay."""
    if len(word) < 2 or word[0] != '"' or word[-1] != '"':
        return word
    try:
        text = json.loads(word)
    except (ValueError, RecursionError):
        return word
    if not isinstance(text, str) or _has_surrogate(text):
        return word
    return word if _is_plain(text, banned) and unquoted(text, banned) == text else text


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def _is_plain(text: str, banned: str) -> bool:
    """Whether text needs no quotation: not empty, on one line, without odd spaces, none of them at its ends."""
    return bool(text) and text.isprintable() and text == text.strip() and not any(c in banned for c in text)


class Names:
    """Names that a format allows for those that people give; two never become one.

    Args:
        banned: what a name may not hold, as a regular expression.
        first: what may not be its first character.
    """

    def __init__(self, banned: str = r"[^A-Za-z0-9_-]+", first: str = r"^-+$") -> None:
        self._banned = re.compile(banned)
        self._first = re.compile(first)
        self.given: dict[str, str] = {}
        self._taken: set[str] = set()

    def plain(self, name: str) -> str:
        """The name with what is not allowed replaced, whatever other names there are."""
        return self._first.sub(lambda match: "_", self._banned.sub("_", name)) or "_"

    def of(self, name: str) -> str:
        """The allowed name for this one: always the same."""
        if name not in self.given:
            found = plain = self.plain(name)
            number = 1
            while found.casefold() in self._taken:
                number += 1
                found = f"{plain}_{number}"
            self.given[name] = found
            self._taken.add(found.casefold())
        return self.given[name]

    def could_be(self, found: str, name: str) -> bool:
        """Whether `of` could have given this name for that one."""
        plain = self.plain(name)
        return found == plain or re.fullmatch(re.escape(plain) + r"_\d+", found) is not None
