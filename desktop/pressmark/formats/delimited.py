"""Tables as text (.csv, .tsv): RFC 4180 and what programs make of it.

The delimiter is the one that cuts the first records into the same number of fields, more than one, with quotes taken
into account; `csv.Sniffer` counts characters instead, and falls for commas in prose.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.formats.base import Table
from pressmark.formats.decoding import content_of, decode
from pressmark.formats.plain import nothing_in
from pressmark.formats.tables import LARGEST_FIELD, is_header, letters, named

LARGEST_FILE = 1_000_000_000
_CANDIDATES = ",;\t|"
_SAMPLE = 200_000
_RECORDS = 50
_END = "\ue000\ue001"


def open_table(path: Path) -> Table:
    """Opens a table.

    Raises:
        UserError: for a file that is no text, empty, too large, or broken (an unclosed quotation mark).
    """
    split = Message("{name} is larger than 1 GB. Split it into several tables.", name=path.name)
    content = content_of(path, largest=LARGEST_FILE, too_large=split)
    text = decode(content, name=path.name).removeprefix("\ufeff")
    del content
    if not text.strip():
        raise nothing_in(path.name)
    separator = None
    if text[:6].lower().startswith("sep=") and len(text) > 5:
        separator, text = text[4], text[text.index("\n") + 1 :] if "\n" in text else ""
    delimiter = separator or delimiter_of(text, tab_first=path.suffix.lower() in (".tsv", ".tab"))
    records = _records(text, delimiter, path.name)
    sample = list(islice(records, _RECORDS))
    if not sample:
        raise nothing_in(path.name)
    header = is_header(sample[0][1], [row for _, row in sample[1:]])
    width = max(len(row) for _, row in sample)
    first = sample[0][1] if header else [letters(index) for index in range(width)]
    columns = named([*first, *[""] * (width - len(first))])
    return Table(columns, _rows(chain(sample[1:] if header else sample, records), len(columns), path.name))


def delimiter_of(text: str, *, tab_first: bool = False) -> str:
    """The character between the fields of a table; "," where there is only one column.

    Args:
        text: the table.
        tab_first: its name says that it is the tabulator.
    """
    sample = text[:_SAMPLE]
    whole = len(text) <= _SAMPLE
    best: tuple[float, str] = (0.0, "\t" if tab_first else ",")
    for delimiter in _CANDIDATES if not tab_first else "\t,;|":
        try:
            rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
        except csv.Error:
            continue
        rows = rows if whole or len(rows) < 2 else rows[:-1]  # the last one may be cut off
        rows = rows[:_RECORDS]
        if not rows:
            continue
        width, count = Counter(len(row) for row in rows).most_common(1)[0]
        if width < 2:
            continue
        # The header decides where prose has as many commas by chance.
        score = count / len(rows) + 0.5 * (len(rows[0]) == width) + min(width, 20) * 0.001
        score -= 0.5 * sum(not cell.strip() for cell in rows[0]) / len(rows[0])
        if score > best[0]:
            best = score, delimiter
    return best[1]


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Records that are not empty, with the line on which each begins."""
    csv.field_size_limit(LARGEST_FIELD * 4)
    lines = chain(io.StringIO(text, newline=""), [_END])  # in the last cell where a quotation mark is not closed
    reader = csv.reader(lines, delimiter=delimiter, strict=False)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UserError(
                "{name} is broken at line {line}: a quotation mark may be missing. Mend the line, then try again.",
                name=name,
                line=line,
                details=str(error),
            ) from error
        if record == [_END]:
            return
        if record and record[-1].endswith(_END):
            raise UserError(
                "{name} is broken at line {line}: a quotation mark may be missing, as one opens there that is not "
                "closed. Mend the line, or get a whole copy of the file.",
                name=name,
                line=line,
            )
        if any(cell.strip() for cell in record):
            yield line, record


def _rows(
    records: Iterator[tuple[int, list[str]]] | chain[tuple[int, list[str]]], width: int, name: str
) -> Iterator[tuple[int, tuple[str, ...]]]:
    for line, record in records:
        if len(record) > width and any(cell.strip() for cell in record[width:]):
            raise UserError(
                "{name} has {count} fields in line {line} and {width} columns; a quotation mark may be missing "
                "before it. Mend the line, then try again.",
                name=name,
                count=len(record),
                line=line,
                width=width,
            )
        yield line, tuple([*record, *[""] * (width - len(record))][:width])
