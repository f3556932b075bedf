"""What the columns of a file of tokens and tags mean, told by what stands in them.

Nothing in such a file says which column is which, and everybody writes another: the word first or behind a number, the
tag last or first, in any scheme, with its sign before or behind the label. Source of the shapes that are told apart:
the shared tasks CoNLL-2000, 2002 and 2003, GermEval 2014 (number, word, outer and inner tag), what Stanford CoreNLP
writes, and the data sets that copy them with two columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import islice
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pressmark.core.errors import UserError
from pressmark.core.tokens import Scheme, scheme_of_pairs
from pressmark.formats.text_lines import lines, pieces

DOCUMENT = "-DOCSTART-"
OUTSIDE = "O"

_SAMPLE = 2_000
_GAP = re.compile(r"[ \t]+")
_PREFIXED = re.compile(r"[BIESLUMW][-_].")
_SUFFIXED = re.compile(r".+[-_][BIESLUMW]\Z")
_AS_USUAL = {"M": "I", "W": "S"}  # the signs of BMES and BMEWO, which mean the same as BIOES
_MOST_LABELS = 300
_HEADERS = frozenset({"TOKEN", "TOKENS", "WORD", "WORDS", "FORM"})
_CORENLP = 7
"""Columns of Stanford CoreNLP's output: number, word, lemma, part of speech, label of a name or O, head, relation."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)*:(?=\S)")


class Style(Enum):
    """Where a tag has its sign."""

    BEFORE = "B-PER"
    BEHIND = "PER-B"
    NONE = "PER"


class Columns(Struct, frozen=True):
    """How a file of columns is to be read.

    Attributes:
        tabs: columns are parted by one tab each, not by any white space.
        width: how many there are.
        word, pos: places of the word and its part of speech (None: there is none).
        tags: places of the tags: one, or of nested marks two.
        scheme: of the tags in all of these columns.
        prefix: what stands before every word (WikiANN's "en:").
        header: the first row names the columns.
        stacked: cells hold several tags, parted by "|" (WebAnno TSV before 3): "B-ORG|B-PER".
    """

    tabs: bool
    width: int
    word: int
    pos: int | None
    tags: tuple[int, ...]
    style: Style
    scheme: Scheme = Scheme.BIO
    prefix: str = ""
    header: bool = False
    stacked: bool = False

    def split(self, line: str) -> list[str]:
        """The columns of a line; none for a blank one."""
        return _split(line, tabs=self.tabs)

    def fields(self, piece: str) -> list[str] | None:
        """All values of whole rows, one behind the other, `width` and a line end for each row but the last.

        None where one of the lines is anything else: a comment, empty, the line between articles, of another width.
        """
        gap = "\t" if self.tabs else " "
        if (
            piece[:1] in ("", "#")
            or "\n#" in piece
            or "\r" in piece
            or DOCUMENT in piece
            or (" " if self.tabs else "\t") in piece
        ):
            return None
        found = piece.replace("\n", f"{gap}\n{gap}").split(gap)
        rows = piece.count("\n") + 1
        step = self.width + 1
        if len(found) != rows * step - 1 or "" in found or found[self.width :: step] != ["\n"] * (rows - 1):
            return None
        return None if any(map(str.isspace, found[self.word :: step])) else found

    def is_comment(self, row: Sequence[str]) -> bool:
        """Whether a row is a comment: "#" is a word too, and a word has a tag."""
        return row[0].startswith("#") and (len(row) != self.width or not self._is_tag(row[self.tags[0]]))

    def usual(self, tag: str) -> str:
        """A tag with its sign before its label, as `core.tokens` reads it; what is no tag stays as it is."""
        if tag == OUTSIDE or not tag:
            return tag
        if self.style is Style.NONE:
            return f"I-{tag}"
        if self.style is Style.BEHIND:
            return f"{_AS_USUAL.get(tag[-1], tag[-1])}-{tag[:-2]}" if _SUFFIXED.match(tag) else tag
        return f"{_AS_USUAL.get(tag[0], tag[0])}-{tag[2:]}" if _PREFIXED.match(tag) else tag

    def parted(self, tags: Sequence[str]) -> list[list[str]]:
        """The usual tags of a column's rows, once for each label where some are stacked."""
        if not self.stacked or not any("|" in tag for tag in tags):
            return [[self.usual(tag) for tag in tags]]
        rows = [{part[2:]: part for part in map(self.usual, tag.split("|")) if part != OUTSIDE} for tag in tags]
        return [[row.get(label, OUTSIDE) for row in rows] for label in sorted({label for row in rows for label in row})]

    def _is_tag(self, value: str) -> bool:
        if value == OUTSIDE or self.style is Style.NONE:
            return value == OUTSIDE
        return bool((_PREFIXED if self.style is Style.BEFORE else _SUFFIXED).match(value))


def columns_of(path: Path) -> Columns | None:
    """What a file's columns mean; None where it has not one row.

    Reads the whole file once, as its last line may show the scheme.

    Raises:
        UserError: naming the file, for one without tags.
    """
    sample = [(number, line) for number, line in islice(lines(path), _SAMPLE) if not _is_document(line)]
    found = shape_of(sample, path.name)
    if found is None or found.style is Style.NONE:
        return found
    seen = _pairs(path, found)
    stacked = found.style is Style.BEFORE and any(_is_stack(tag) for pair in seen for tag in pair)
    found = replace(found, stacked=stacked)
    each = ((before, tag) for pair in seen for before, tag in found.parted(pair))
    return replace(found, scheme=scheme_of_pairs(each))


def shape_of(sample: Sequence[tuple[int, str]], name: str) -> Columns | None:
    """What columns mean, all but the scheme: told by a file's first lines (with their numbers); see `columns_of`."""
    texts = [line for _, line in sample if line.strip() and not line.startswith("#")]
    if not texts:
        texts = [line for _, line in sample if line.strip()]
    if not texts:
        return None
    tabs = all("\t" in line.strip("\r ") for line in texts)
    rows = [row for row in (_split(line, tabs=tabs) for line in texts) if row]
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    first = next(number for number, line in sample if line.strip() and len(_split(line, tabs=tabs)) == width)
    if width < 2:
        raise UserError(
            "{name}, line {first}: 1 column instead of 2. Write a token and its tag in each line, and the same "
            "columns in all.",
            name=name,
            first=first,
        )
    rows = [row for row in rows if len(row) == width]
    if tabs and len(rows) > 1 and rows[0][0].upper() in _HEADERS and not _share(rows[:1], width - 1, _PREFIXED):
        return _named_columns(rows, width, f"{name}, line {first}")
    if tabs and width == _CORENLP and all(row[5].isdigit() for row in rows) and _is_numbered(sample, width):
        style = Style.BEFORE if any(_PREFIXED.match(row[4]) for row in rows) else Style.NONE
        return Columns(True, width, 1, 3, (4,), style, Scheme.IOB1 if style is Style.NONE else Scheme.BIO)
    place, style = _tag_column(rows, width, f"{name}, line {first}")
    tags: tuple[int, ...] = (place,)
    word = 1 if place == 0 else 0
    if tabs and width > 2 and place > 1 and _is_numbered(sample, width):
        word = 1
        if place > 2 and style is Style.BEFORE and _share(rows, place - 1, _PREFIXED) == 1:
            tags = (place - 1, place)
    between = range(word + 1, tags[0])
    pos = None if not between else between[1] if width == 5 and word == 0 else between[0]
    scheme = Scheme.IOB1 if style is Style.NONE else Scheme.BIO
    prefix = _LANGUAGE.match(rows[0][word]) if tabs else None
    shared = prefix[0] if prefix and all(row[word].startswith(prefix[0]) for row in rows) else ""
    return Columns(tabs, width, word, pos, tags, style, scheme, shared)


def _named_columns(rows: Sequence[Sequence[str]], width: int, where: str) -> Columns:
    """Columns of a file whose first row names them, as HIPE's do: the word first, the literal coarse names if any."""
    names = [name.upper() for name in rows[0]]
    tagged = [place for place in range(1, width) if _share(rows[1:], place, _PREFIXED) == 1]
    coarse = [place for place in tagged if "COARSE" in names[place] and "LIT" in names[place]]
    if not tagged:
        raise UserError(
            "{where}: none of these columns holds tags like B-PER, I-PER and O. Choose another file.", where=where
        )
    return Columns(True, width, 0, None, ((coarse or tagged)[0],), Style.BEFORE, header=True)


def looks_tagged(beginning: Sequence[str], name: str) -> bool:
    """Whether a file's first lines are rows with a tag that begins a mark, or a `-DOCSTART-`: for files of any name."""
    if any(_is_document(line) for line in beginning[:3]):
        return True
    sample = [(number, line) for number, line in enumerate(beginning, 1) if not _is_document(line)]
    try:
        found = shape_of(sample, name)
    except UserError:
        return False
    if found is None or found.style is not Style.BEFORE:
        return False
    rows = [found.split(line) for _, line in sample if line.strip() and not line.startswith("#")][found.header :]
    whole = [row for row in rows if len(row) == found.width]
    if len(whole) < len(rows):
        return False
    # Without one mark, ids from 1 beside each word tell columns of words from other tables.
    numbered = found.word == 1 and found.width > 3
    return numbered or any(_PREFIXED.match(row[found.tags[0]]) for row in whole)


def _split(line: str, *, tabs: bool) -> list[str]:
    line = line.replace("\r", " ")
    if not line.strip():
        return []
    return [cell.strip(" ") for cell in line.split("\t")] if tabs else _GAP.split(line.strip(" \t"))


def _is_document(line: str) -> bool:
    return line.lstrip().startswith(DOCUMENT) and _GAP.split(line.strip())[0] == DOCUMENT


def _share(rows: Sequence[Sequence[str]], place: int, pattern: re.Pattern[str]) -> float:
    """How many values of a column are O or like a tag."""
    return sum(1 for row in rows if row[place] == OUTSIDE or pattern.match(row[place])) / len(rows)


def _tag_column(rows: Sequence[Sequence[str]], width: int, where: str) -> tuple[int, Style]:
    shares = [_share(rows, place, _PREFIXED) for place in range(width)]
    for place in reversed(range(width)):
        if shares[place] == 1:
            return place, Style.BEFORE
    best = max(reversed(range(width)), key=lambda place: shares[place])
    if any(_PREFIXED.match(row[best]) for row in rows) and shares[best] >= 0.5:
        return best, Style.BEFORE
    last = width - 1
    values = Counter(row[last] for row in rows)
    if _share(rows, last, _SUFFIXED) == 1:
        return last, Style.BEHIND
    if values[OUTSIDE] and len(values) <= _MOST_LABELS and values[OUTSIDE] >= len(rows) / 5:
        return last, Style.NONE
    raise UserError(
        "{where}: no column holds tags like B-PER, I-PER and O. Write the tag of each token into its last column.",
        where=where,
    )


def _is_numbered(sample: Iterable[tuple[int, str]], width: int) -> bool:
    """Whether the first column counts the words of each sentence from 1."""
    expected = 1
    for _, line in sample:
        row = _split(line, tabs=True)
        if not row:
            expected = 1
        elif len(row) == width and not line.startswith("#"):
            if row[0] != str(expected):
                return False
            expected += 1
    return True


def _is_stack(tag: str) -> bool:
    return "|" in tag and all(_PREFIXED.match(part) for part in tag.split("|"))


def _pairs(path: Path, columns: Columns) -> set[tuple[str, str]]:
    """Every tag of a file with the one before it, which tells the scheme that they are written in."""
    pairs: set[tuple[str, str]] = set()
    previous = [OUTSIDE] * len(columns.tags)
    header = columns.header
    for _, piece, _ in pieces(path):
        found = None if header else columns.fields(piece)
        rows = [] if found is not None else [columns.split(line) for line in piece.split("\n")]
        for at, place in enumerate(columns.tags):
            values = found[place :: columns.width + 1] if found is not None else _tags(rows, columns, place, header)
            pairs.update(zip([previous[at], *values], values, strict=False))
            previous[at] = OUTSIDE  # behind an empty line
        header = header and not any(row and not row[0].startswith("#") for row in rows)
    return pairs


def _tags(rows: Iterable[Sequence[str]], columns: Columns, place: int, header: bool) -> list[str]:
    found: list[str] = []
    for row in rows:
        if header and row and not row[0].startswith("#"):
            header = False
        elif not row or row[0] == DOCUMENT:
            found.append(OUTSIDE)
        elif len(row) == columns.width and not columns.is_comment(row):
            found.append(row[place])
    return found
