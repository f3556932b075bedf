"""Sentences with their tags in the line: `word|tag` or `word|POS|tag`, parted by white space.

Source of the format: the converter "iob" of spaCy's `convert` command, and the corpora of WikiNER that it was made for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pressmark.core.errors import UserError
from pressmark.core.tokens import Scheme, TagError, TokenRange, decoded, scheme_of_pairs
from pressmark.formats.decoding import unreadable
from pressmark.formats.text_lines import first_lines, lines

_TAG = re.compile(r"O|[BIESLU]-.+")
_LOOKED_AT = 200

Sentence = tuple[list[str], list[str], list[TokenRange]]
"""Words, their parts of speech ("" where the file has none), and the marks on them."""


def fields_of(path: Path) -> int | None:
    """How many fields each word of such a file has, 2 or 3; None where it is no such file.

    Raises:
        UserError: for a file that cannot be read.
    """
    try:
        return fields_in(first_lines(path, _LOOKED_AT))
    except OSError as error:
        raise unreadable(path, error) from error


def fields_in(beginning: list[str]) -> int | None:
    """As `fields_of`, by a file's first lines."""
    found: int | None = None
    for line in beginning:
        for chunk in line.split():
            count = chunk.count("|") + 1
            if "||" not in chunk and chunk[-1] != "|":  # a word may be a bar, or hold one
                found = min(found or count, count)
    if found not in (2, 3):
        return None
    chunks = [chunk for line in beginning for chunk in line.split()]
    return found if all(_is_word(chunk, found) for chunk in chunks) else None


def _is_word(chunk: str, fields: int) -> bool:
    parts = chunk.rsplit("|", fields - 1)
    return len(parts) == fields and all(parts) and _TAG.fullmatch(parts[-1]) is not None


def sentences(path: Path, fields: int) -> Iterator[Sentence]:
    """The sentences of a file, one for each line that is not blank.

    Args:
        path: the file.
        fields: as `fields_of`.

    Raises:
        UserError: naming file and line.
    """
    pairs = {pair for _, rows in _rows(path, fields) for pair in _pairs([row[-1] for row in rows])}
    scheme = scheme_of_pairs(pairs)
    for number, rows in _rows(path, fields):
        yield (
            [row[0] for row in rows],
            [row[1] if fields == 3 else "" for row in rows],
            _ranges(path, number, [row[-1] for row in rows], scheme),
        )


def _pairs(tags: list[str]) -> Iterator[tuple[str, str]]:
    return zip(["O", *tags], [*tags, "O"], strict=True)


def _rows(path: Path, fields: int) -> Iterator[tuple[int, list[list[str]]]]:
    for number, line in lines(path):
        chunks = line.split()
        odd = next((chunk for chunk in chunks if not _is_word(chunk, fields)), None)
        if odd is not None:
            raise UserError(
                "{name}, line {number}: “{word}” is no word with its tag behind a bar, unlike the first ones. Mend it.",
                name=path.name,
                number=number,
                word=odd[:40],
            )
        if chunks:
            yield number, [chunk.rsplit("|", fields - 1) for chunk in chunks]


def _ranges(path: Path, number: int, tags: list[str], scheme: Scheme) -> list[TokenRange]:
    try:
        return decoded(tags, scheme)
    except TagError as error:
        raise UserError(
            "{name}, line {line}: {error}. Mend the tag.", name=path.name, line=number, error=error.sentence
        ) from error
