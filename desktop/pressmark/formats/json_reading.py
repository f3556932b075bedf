"""JSON files as strangers write them: strict where Python is lax, lazy, and every mistake told with file and line.

Python's own reader takes NaN, forgets all but the last of two equal names, and raises RecursionError; here each of
these is a sentence. A file that is one long array is read element by element, so that its size does not matter.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from math import isinf
from pathlib import Path
from typing import Any, LiteralString, NoReturn, TextIO

from pressmark.core.errors import FaultError, UserError
from pressmark.core.messages import Message
from pressmark.formats.decoding import unreadable
from pressmark.formats.text_lines import wrong_line

LARGEST = 100_000_000
"""Characters of one element of an array, or of a file that is no array."""

_CHUNK = 1 << 18
_HEAD = 1 << 16
_WHITE = " \t\n\r"
_LINE_SEPARATORS = re.compile("[\x85\u2028\u2029]")
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class JsonError(FaultError):
    """What is wrong, as a sentence without its place; `line` counts from 1 within what was parsed."""

    def __init__(self, sentence: LiteralString | Message, line: int = 1, /, **values: object) -> None:
        super().__init__(sentence, **values)
        self.line = line


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        name = next(name for name, _ in pairs if name in seen or seen.add(name))
        raise JsonError("an object has the name “{name}” twice. Remove one of the two.", name=name[:40])
    return found


def _constant(name: str) -> NoReturn:
    raise JsonError("{name} is no number in JSON. Write null or a number.", name=name)


def _number(digits: str) -> float:
    value = float(digits)
    if isinf(value):
        raise JsonError("{digits} is too large a number. Mend or remove it.", digits=digits[:20])
    return value


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, parse_float=_number)


def loads(text: str) -> Any:
    """As Python's own, which of two equal names takes the last, but without numbers that JSON does not have.

    Raises:
        ValueError: for what is not JSON; `JsonError` for such a number.
    """
    return json.loads(text, parse_constant=_constant, parse_float=_number)


def parse(text: str) -> Any:
    """The one value of a text.

    Raises:
        JsonError: for what is not JSON, or is more than one value.
    """
    value, end = _value_at(text, len(text) - len(text.lstrip(_WHITE)))
    rest = text[end:].lstrip(_WHITE)
    if rest:
        line = text.count("\n", 0, len(text) - len(rest)) + 1
        raise JsonError("something stands behind the JSON value. Remove it.", line)
    return value


def _value_at(text: str, at: int) -> tuple[Any, int]:
    try:
        value, end = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise JsonError(
            "this is not JSON ({msg} at character {colno}). Mend it, or get a whole copy of the file.",
            error.lineno,
            msg=error.msg,
            colno=error.colno,
        ) from error
    except RecursionError as error:
        raise JsonError("this JSON is nested too deeply. Mend or remove it.") from error
    except JsonError:
        raise
    except ValueError as error:  # Python refuses numbers of thousands of digits
        raise JsonError("a number has too many digits. Mend or remove it.") from error
    return (whole(value) if _has_surrogates(text, at, end) else value), end


def _has_surrogates(text: str, start: int, end: int) -> bool:
    return text.find("\\ud", start, end) >= 0 or text.find("\\uD", start, end) >= 0


def whole(value: Any) -> Any:
    """The value with U+FFFD for every half of a surrogate pair, which JSON can write and nothing can hold."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [whole(each) for each in value]
    if isinstance(value, dict):
        return {whole(name): whole(each) for name, each in value.items()}
    return value


def lines(path: Path) -> Iterator[tuple[int, Any]]:
    """The value of each line that is not blank, with its number from 1.

    Raises:
        UserError: naming file and line.
    """
    number = 1
    try:
        with _opened(path) as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, parse(line)
    except JsonError as error:
        raise wrong_line(path.name, number, error.sentence) from error
    except UnicodeDecodeError as error:
        raise _not_utf8(path) from error
    except OSError as error:
        raise unreadable(path, error) from error


def elements(path: Path, member: str | None = None) -> Iterator[tuple[int, Any]]:
    """The elements of a file's array, lazily, each with the line on which it begins.

    A file whose value is an object gives that object alone, and a file with several values one behind the other (JSON
    lines) gives each.

    Args:
        path: the file.
        member: where the file's value is an object, the array of that name in it is taken instead; what stands beside
            it in the object is passed over.

    Raises:
        UserError: naming file and line.
    """
    try:
        with _opened(path) as file:
            yield from _Stream(file).run(member)
    except JsonError as error:
        raise wrong_line(path.name, error.line, error.sentence) from error
    except UnicodeDecodeError as error:
        raise _not_utf8(path) from error
    except OSError as error:
        raise unreadable(path, error) from error


class _Stream:
    """A text file with a window on it that moves forward."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False

    def run(self, member: str | None) -> Iterator[tuple[int, Any]]:
        while sign := self._sign():
            if sign == "[":
                yield from self._array()
            elif sign == "{" and member is not None:
                yield from self._member(member)
            else:
                yield self._line, self._value()

    def _array(self) -> Iterator[tuple[int, Any]]:
        self._take("[")
        if self._sign() == "]":
            self._take("]")
            return
        while True:
            self._sign()
            line = self._line
            yield line, self._value()
            if self._sign() != ",":
                self._take("]")
                return
            self._take(",")

    def _member(self, wanted: str) -> Iterator[tuple[int, Any]]:
        self._take("{")
        if self._sign() == "}":
            self._take("}")
            return
        while True:
            if self._sign() != '"':
                raise JsonError("a name in quotation marks is missing here. Get a whole copy of the file.", self._line)
            name = self._value()
            self._sign()
            self._take(":")
            if self._sign() == "[" and name == wanted:
                yield from self._array()
            else:
                self._value()
            if self._sign() != ",":
                self._take("}")
                return
            self._take(",")

    def _sign(self) -> str:
        """The next character that is no white space, "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _WHITE:
                self._line += self._text[self._at] == "\n"
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _take(self, sign: str) -> None:
        if self._text[self._at : self._at + 1] != sign:
            found = self._text[self._at : self._at + 1]
            if not found:
                raise JsonError(
                    "the file ends here, where “{sign}” belongs. Get a whole copy of the file.", self._line, sign=sign
                )
            raise JsonError(
                "“{found}” stands here, where “{sign}” belongs. Get a whole copy of the file.",
                self._line,
                found=found,
                sign=sign,
            )
        self._at += 1

    def _value(self) -> Any:
        if not self._sign():
            raise JsonError("the file ends in the middle. Get a whole copy of it.", self._line)
        while True:
            try:
                value, end = _value_at(self._text, self._at)
                # A number may go on behind the window.
                if end < len(self._text) or not self._more():
                    break
            except JsonError as error:
                before = self._text.count("\n", 0, self._at)
                if self._at and self._text[self._at] not in '[{"':
                    raise JsonError(error.sentence, self._line + error.line - 1 - before) from error
                if not self._more():
                    raise JsonError(error.sentence, max(self._line, self._line + error.line - 1 - before)) from error
        self._line += self._text.count("\n", self._at, end)
        self._at = end
        return value

    def _more(self) -> bool:
        """Makes the window twice as long as what is left in it; False at the end of the file."""
        if self._ended:
            return False
        left = self._text[self._at :]
        if len(left) > LARGEST:
            raise JsonError(
                "a value is longer than {largest} million characters. Split the file into smaller ones.",
                self._line,
                largest=LARGEST // 1_000_000,
            )
        new = self._file.read(max(_CHUNK, len(left)))
        self._ended = not new
        self._text, self._at = left + new, 0
        return bool(new)


def _opened(path: Path) -> TextIO:
    with path.open("rb") as file:
        start = file.read(4)
    encoding = next((name for mark, name in _BOMS if start.startswith(mark)), "utf-8")
    return path.open(encoding=encoding, newline="\n")


def _not_utf8(path: Path) -> UserError:
    """Names the first line that cannot be read."""
    with path.open("rb") as file:
        number = next((number for number, line in enumerate(file, 1) if not _is_utf8(line)), 1)
    return wrong_line(path.name, number, Message("this is not UTF-8. Save the file as UTF-8."))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def first_value(path: Path) -> Any:
    """What a file of JSON or JSON lines begins with: the first element of an array, or the first object.

    None where that cannot be told from its first megabyte. Of an object that is longer, the members that end within it
    are given.
    """
    try:
        stat = path.stat()
    except OSError:
        return None
    return _first_value(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=16)
def _first_value(path: Path, changed: int, size: int) -> Any:
    del changed, size  # they are part of the key, so that a file that was written anew is read anew
    try:
        with _opened(path) as file:
            text = file.read(1 << 20).lstrip(_WHITE)
    except (OSError, UnicodeDecodeError):
        return None
    at = 0
    if text[:1] == "[":
        at = len(text) - len(text[1:].lstrip(_WHITE))
    try:
        return _value_at(text, at)[0]
    except JsonError:
        return _members(text, at) if text[at : at + 1] == "{" else None


def _members(text: str, at: int) -> dict[str, Any]:
    """The members of an object whose end is not in sight; of the one that is cut off, the name."""
    found: dict[str, Any] = {}
    sign = "{"
    try:
        while text[at : at + 1] == sign:
            name, at = _value_at(text, _skip(text, at + 1))
            at = _skip(text, at)
            if text[at : at + 1] != ":":
                break
            found[str(name)] = None
            found[str(name)], at = _value_at(text, _skip(text, at + 1))
            at, sign = _skip(text, at), ","
    except JsonError:
        pass
    return found


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _WHITE:
        at += 1
    return at


def line_of(value: Any) -> bytes:
    """A value as one line of UTF-8 with its line end; no sign in it that some program takes for another line end."""
    line = _LINE_SEPARATORS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
    try:
        return f"{line}\n".encode()
    except UnicodeEncodeError:
        # Half a surrogate pair in a note or in metadata: UTF-8 cannot hold it, a JSON escape can.
        return f"{json.dumps(value)}\n".encode("ascii")
