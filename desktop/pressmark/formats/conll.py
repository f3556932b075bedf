"""Column formats: CoNLL-2003 (token, POS, chunk, tag) and two columns (token, tag), with BIO or BIOES tags.

One token a line, a blank line behind each sentence, a `-DOCSTART-` line before each article, one space between columns.
Source of the format: the CoNLL-2003 shared task on named entity recognition, section "Data format", with the BIO tags
that its successors use (a mark always begins with B-). Of the two ways in which its files write the line between
articles, `-DOCSTART- -X- O O` is taken: spaCy's converter knows no other, and would make a token of it.

What these formats cannot hold, and what is done: overlapping marks (the outer one stays, `core.overlap`), marks that
begin inside a token (`core.tokens.Inside`), white space at a mark's ends or in a label's name. Each case is reported.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle, Token
from pressmark.core.errors import UserError
from pressmark.core.overlap import flatten
from pressmark.core.ports import AnnotatedArticle, Loss
from pressmark.core.span import Span
from pressmark.core.tokens import Scheme, TagError, TokenRange, align, completed, decoded, scheme_of, tags
from pressmark.core.zones import READ_ZONES, Zone, ZoneKind
from pressmark.formats.base import WriteOptions, Written, loss
from pressmark.formats.decoding import unreadable

DOCUMENT = "-DOCSTART-"
_WHITE = re.compile(r"\s+")


class ColumnsWriter:
    """Writes one of the column formats to an open binary stream.

    Args:
        scheme: BIO or BIOES.
        columns: 4 (token, POS, chunk, tag) or 2 (token, tag).
    """

    def __init__(self, stream: BinaryIO, options: WriteOptions, *, scheme: Scheme, columns: int) -> None:
        self._stream = stream
        self._options = options
        self._scheme = scheme
        self._columns = columns
        self._label_names: dict[str, str] = {}

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one article: its `-DOCSTART-` line and its sentences."""
        losses: list[Loss] = []
        kept, dropped = flatten(article.annotations)
        overlaps = "It overlaps a mark that is kept; columns hold no overlap."
        losses.extend(loss(article, annotation, "left out", overlaps) for annotation in dropped)
        tokens, annotations, ranges = self._laid_out(article, kept, losses)
        tokens = _sentences_around(tokens, ranges)
        words = [token.span.of(article.article.text) for token in tokens]
        column = tags(len(tokens), ranges, self._scheme)
        lines = [self._line(DOCUMENT, "-X-", "O", "O"), ""]
        for token, word, tag in zip(tokens, words, column, strict=True):
            if token.sentence_start and lines[-1]:
                lines.append("")
            lines.append(self._line(word, token.pos or "_", "_", tag))
        if lines[-1]:
            lines.append("")
        self._stream.write(("\n".join(lines) + "\n").encode("utf-8"))
        return Written(_digest(words, ranges), tuple(annotations), tuple(losses))

    def finish(self) -> None:
        """Nothing stands behind the last sentence."""

    def _line(self, word: str, pos: str, chunk: str, tag: str) -> str:
        return f"{word} {_WHITE.sub('', pos) or '_'} {chunk} {tag}" if self._columns == 4 else f"{word} {tag}"

    def _laid_out(
        self, article: AnnotatedArticle, annotations: Sequence[Annotation], losses: list[Loss]
    ) -> tuple[list[Token], list[Annotation], list[TokenRange]]:
        """The tokens to write, the annotations that they hold, and where."""
        text = article.article.text
        tokens = [
            token for token in _cut_documents(text, completed(text, article.tokens)) if self._writes(article, token)
        ]
        laid = align(text, tokens, [annotation.span for annotation in annotations], inside=self._options.inside)
        held: list[Annotation] = []
        ranges: list[TokenRange] = []
        taken = 0
        for annotation, found, span in zip(annotations, laid.ranges, laid.spans, strict=True):
            if found is None or span is None:
                losses.append(loss(article, annotation, "left out", self._why_missing(annotation, tokens)))
                continue
            if found[0] < taken:
                losses.append(loss(article, annotation, "left out", "It shares a token with the mark before it."))
                continue
            taken = found[1]
            if span != annotation.span:
                wider = span.start < annotation.span.start or span.end > annotation.span.end
                losses.append(
                    loss(article, annotation, "widened", "It was widened to whole tokens.")
                    if wider
                    else loss(
                        article, annotation, "changed", "White space and text that is not exported were cut off it."
                    )
                )
            name = self._name(annotation.label)
            if name != annotation.label:
                losses.append(
                    loss(article, annotation, "changed", f"Labels hold no white space here; it is written {name}.")
                )
            held.append(annotation)
            ranges.append((*found, name))
        return list(laid.tokens), held, ranges

    def _writes(self, article: AnnotatedArticle, token: Token) -> bool:
        zones = article.article.zones
        if self._options.whole_text or not zones:
            return True
        return any(
            zone.kind in READ_ZONES and zone.span.start < token.span.end and token.span.start < zone.span.end
            for zone in zones
        )

    def _why_missing(self, annotation: Annotation, tokens: Sequence[Token]) -> str:
        if any(token.span.overlaps(annotation.span) for token in tokens):
            return "It begins or ends inside a token."
        return "It stands outside headline, dateline and body, or on white space; only those are exported."

    def _name(self, label: str) -> str:
        """A label's name as a column holds it: without white space, and not the name of another label."""
        if label not in self._label_names:
            name = _WHITE.sub("_", label.strip())
            taken = set(self._label_names.values())
            while name in taken:
                name += "_"
            self._label_names[label] = name
        return self._label_names[label]


def _cut_documents(text: str, tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens of which none reads as the line between two articles."""
    for token in tokens:
        if text[token.span.start : token.span.end] != DOCUMENT:
            yield token
            continue
        yield replace(token, span=Span(token.span.start, token.span.start + 1))
        yield replace(token, span=Span(token.span.start + 1, token.span.end), sentence_start=False)


def _sentences_around(tokens: Sequence[Token], ranges: Iterable[TokenRange]) -> list[Token]:
    """Tokens whose sentences part no mark, as tags do not go on behind a blank line."""
    found = list(tokens)
    for first, last, _ in ranges:
        for index in range(first + 1, last):
            if found[index].sentence_start:
                found[index] = replace(found[index], sentence_start=False)
    return found


def _digest(words: Sequence[str], ranges: Iterable[TokenRange]) -> bytes:
    return hashlib.sha256(repr((list(words), sorted(ranges))).encode("utf-8")).digest()[:16]


def digest(article: AnnotatedArticle) -> bytes:
    """Of an article that `read` gave: its tokens' words and where its marks lie on them."""
    text = article.article.text
    starts = {token.span.start: index for index, token in enumerate(article.tokens)}
    ends = {token.span.end: index for index, token in enumerate(article.tokens)}
    words = [token.span.of(text) for token in article.tokens]
    return _digest(words, [(starts[a.span.start], ends[a.span.end] + 1, a.label) for a in article.annotations])


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a file of columns: token first, tag last, POS second where there are three columns or more.

    The text is put together from the tokens: a space between two tokens, a line for each sentence. A file without
    `-DOCSTART-` lines is one article. Tags may be BIO, BIOES, IOB1 or BILUO; the file shows which.

    Raises:
        UserError: naming file and line.
    """
    try:
        scheme = scheme_of(row[-1] for _, row in _rows(path) if row)
        article: list[list[tuple[int, list[str]]]] = [[]]
        begun = False
        number = 0
        for line, row in _rows(path):
            if not row:
                if article[-1]:
                    article.append([])
            elif row[0] == DOCUMENT:
                if begun or article[0]:
                    number += 1
                    yield _article(path, article, scheme, number)
                article, begun = [[]], True
            else:
                article[-1].append((line, row))
        if begun or article[0]:
            yield _article(path, article, scheme, number + 1)
    except OSError as error:
        raise unreadable(path, error) from error


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each line's number and columns; blank lines have none."""
    width = 0
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise UserError(f"{path.name}, line {number}: this is not UTF-8. Save the file as UTF-8.") from error
            row = line.split()
            if row and row[0] != DOCUMENT:
                width = width or len(row)
                if len(row) != width or width < 2:
                    raise UserError(
                        f"{path.name}, line {number}: {len(row)} columns instead of {max(width, 2)}. Write a token "
                        "and its tag in each line, and the same columns in all."
                    )
            elif row and len(row) == 1:
                row = [DOCUMENT, "O"]
            yield number, row


def _article(path: Path, sentences: list[list[tuple[int, list[str]]]], scheme: Scheme, number: int) -> AnnotatedArticle:
    parts: list[str] = []
    tokens: list[Token] = []
    annotations: list[Annotation] = []
    at = 0
    for sentence in sentences:
        if not sentence:
            continue
        before = len(tokens)
        for index, (_, row) in enumerate(sentence):
            pos = row[1] if len(row) > 2 and row[1] not in ("_", "-", "-X-") else ""
            tokens.append(Token(Span(at, at + len(row[0])), pos, index == 0))
            parts += (row[0], " ")
            at += len(row[0]) + 1
        parts[-1] = "\n"
        try:
            found = decoded([row[-1] for _, row in sentence], scheme)
        except TagError as error:
            raise UserError(f"{path.name}, line {sentence[error.index][0]}: {error}. Mend the tag.") from error
        for first, last, label in found:
            span = Span(tokens[before + first].span.start, tokens[before + last - 1].span.end)
            annotations.append(
                Annotation(f"a{len(annotations) + 1}", span, label, Status.ACCEPTED, "import:conll")
            )  # fmt: skip
    text = "".join(parts)
    zones = (Zone(Span(0, len(text) - 1), ZoneKind.BODY),) if text else ()
    raw = RawArticle(text, ArticleMeta(source=path.name), zones)
    # Articles of columns have no names of their own; two empty ones would otherwise be one.
    article = Article.from_raw(raw, article_id=None if text else f"{path.stem}-{number}")
    return AnnotatedArticle(article, tuple(annotations), (), tuple(tokens))
