"""CoNLL-2012: the columns of OntoNotes, with names in brackets.

Source of the format: the CoNLL-2012 shared task, section "*_conll File Format": document, part, number, word, POS,
parse, lemma, frameset, sense, speaker, names, one column for each predicate, coreference. Of these the words, their
parts of speech and the names are read and written; the rest is passed over, and written as empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, Loss
from pressmark.core.tokens import TokenRange
from pressmark.formats.base import WriteOptions, Written
from pressmark.formats.conll import TokenArticle, TokenLayout, digest_of
from pressmark.formats.spacing import reconstructed
from pressmark.formats.text_lines import first_lines, lines

_WHITE = re.compile(r"\s+")
_BEGIN = re.compile(r"#begin document\s*\(?(.*?)\)?;?(?:\s*part\s+(\d+))?\s*\Z")
_END = "#end document"
_LABEL = re.compile(r"\(([^()*]+)")
_NAMES = 10
_SIGNS = {
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "/.": ".", "/?": "?",
    "/-": "-", "``": "“", "''": "”",
}  # fmt: skip


class Conll2012Writer:
    """Writes OntoNotes' columns to an open binary stream."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._stream = stream
        self._layout = TokenLayout(options, banned=r"[\s()*]+")

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one article between its lines #begin document and #end document."""
        losses: list[Loss] = []
        laid = self._layout.lay_out(article, losses)
        words = [token.span.of(article.article.text) for token in laid.tokens]
        names = _brackets(len(words), laid.ranges)
        named = _WHITE.sub(" ", article.article.id).strip() or "-"
        column = _WHITE.sub("_", named)
        rows = [f"#begin document ({named}); part 000"]
        number = 0
        for token, word, name in zip(laid.tokens, words, names, strict=True):
            if token.sentence_start and len(rows) > 1:
                rows.append("")
                number = 0
            pos = _WHITE.sub("", token.pos) or "-"
            rows.append(f"{column} 0 {number} {word} {pos} - - - - - {name} -")
            number += 1
        rows += ["", _END, ""]
        self._stream.write("\n".join(rows).encode("utf-8"))
        return Written(digest_of(words, laid.ranges), tuple(laid.annotations), tuple(losses))

    def finish(self) -> None:
        """Nothing stands behind the last document."""


def _brackets(count: int, ranges: Sequence[TokenRange]) -> list[str]:
    found = ["*"] * count
    for first, last, label in ranges:
        found[first] = f"({label})" if last - first == 1 else f"({label}*"
        if last - first > 1:
            found[last - 1] = "*)"
    return found


def recognises(path: Path) -> bool:
    """Whether a file begins with a document of CoNLL-2011 or 2012."""
    return next((line for line in first_lines(path) if line.strip()), "").startswith("#begin document")


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The documents of a file, each part an article of its own.

    Brackets, quotation marks and full stops that the treebank spells (-LRB-) become what they stand for.

    Raises:
        UserError: naming file and line.
    """
    remark: Message | None = reconstructed(path.name)
    article: TokenArticle | None = None
    article_id = ""
    sentence: list[tuple[int, list[str]]] = []
    for number, line in lines(path):
        begin = _BEGIN.match(line)
        if begin or line.startswith(_END) or not line.strip():
            if article is not None:
                _take(path, article, sentence)
            sentence = []
        if (begin or line.startswith(_END)) and article is not None:
            yield article.article(path.name, article_id or None, (remark,) if remark else ())
            article, remark = None, None
        if begin:
            article = TokenArticle("import:conll2012")
            part = int(begin[2] or 0)
            article_id = f"{begin[1]}/{part}" if part else begin[1]
        elif line.strip() and not line.startswith(_END):
            row = line.split()
            if article is None or len(row) <= _NAMES:
                if line.startswith("#"):
                    continue
                raise _out_of_place(path.name, number, len(row), begun=article is not None)
            sentence.append((number, row))
    if article is not None:
        _take(path, article, sentence)
        cut = Message("The last line of {name} is missing: the file may have been cut off.", name=path.name)
        yield article.article(path.name, article_id or None, (remark, cut) if remark else (cut,))


def _take(path: Path, article: TokenArticle, rows: list[tuple[int, list[str]]]) -> None:
    """Puts a sentence and its names into the article."""
    if not rows:
        return
    opened: list[tuple[int, str]] = []
    ranges: list[TokenRange] = []
    for index, (number, row) in enumerate(rows):
        cell = row[_NAMES]
        opened += [(index, label) for label in _LABEL.findall(cell)]
        for _ in range(cell.count(")")):
            if not opened:
                raise UserError(
                    "{name}, line {number}: {cell} ends a name that did not begin. Mend the brackets.",
                    name=path.name,
                    number=number,
                    cell=cell,
                )
            first, label = opened.pop()
            ranges.append((first, index + 1, label))
    if opened:
        raise UserError(
            "{name}, line {line}: the name ({opened} does not end in its sentence. Mend the brackets.",
            name=path.name,
            line=rows[opened[-1][0]][0],
            opened=opened[-1][1],
        )
    plain = all(row[3] not in _SIGNS or row[5] == "-" for _, row in rows)
    words = [row[3] if plain else _SIGNS.get(row[3], row[3]) for _, row in rows]
    spans = article.sentence(words, ["" if row[4] in ("-", "_", "XX") else row[4] for _, row in rows])
    article.mark(spans, ranges)


def _out_of_place(name: str, number: int, width: int, *, begun: bool) -> UserError:
    if begun:
        return UserError(
            "{name}, line {number}: {width} columns, but names stand in column 11. Write #begin document, rows of 12 "
            "columns or more, and #end document.",
            name=name,
            number=number,
            width=width,
        )
    return UserError(
        "{name}, line {number}: no document has begun. Write #begin document, rows of 12 columns or more, and #end "
        "document.",
        name=name,
        number=number,
    )
