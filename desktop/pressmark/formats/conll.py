"""Column formats: CoNLL-2000, 2002 and 2003 and two columns, with IOB1, BIO (IOB2), BIOES or BILUO tags.

One token a line, a blank line behind each sentence, a `-DOCSTART-` line before each article, one space between columns.
Source of the formats: the shared tasks CoNLL-2000 (token, POS, chunk), CoNLL-2002 (token, POS, tag) and CoNLL-2003
(token, POS, chunk, tag), sections "Data format", with the BIO tags that their successors use (a mark always begins with
B-). Of the ways in which files write the line between articles, `-DOCSTART- -X- O O` is taken: spaCy's converter knows
no other, and would make a token of it.

What these formats cannot hold, and what is done: overlapping marks (the outer one stays, `core.overlap`), marks that
begin inside a token (`core.tokens.Inside`), white space at a mark's ends or in a label's name. Each case is reported.
"""

from __future__ import annotations

import marshal
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise, starmap
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle, Token, Tokens
from pressmark.core.errors import BugError, UserError
from pressmark.core.messages import Message
from pressmark.core.overlap import flatten
from pressmark.core.ports import AnnotatedArticle, Loss
from pressmark.core.span import Span, trimmed
from pressmark.core.tokens import Scheme, TagError, TokenRange, align, completed, decoded, tags
from pressmark.core.zones import READ_ZONES, Zone, ZoneKind
from pressmark.formats import piped_tags
from pressmark.formats.base import WriteOptions, Written, loss
from pressmark.formats.spacing import TokenText, reconstructed
from pressmark.formats.tag_columns import DOCUMENT, Columns, Style, columns_of, looks_tagged
from pressmark.formats.text_lines import first_lines, lines, pieces

EXTENSIONS = (".conll", ".iob", ".iob2", ".bio", ".bio2", ".bioes", ".biluo", ".bilou", ".bmes")
"""What files of columns are called, and nothing else is."""

PARTS = (".train", ".dev", ".test", ".testa", ".testb")
"""What the shared tasks call their files (eng.testa); others may be called so too."""

_WHITE = re.compile(r"\s+")
BETWEEN = f"{DOCUMENT} -X- O O"
"""The line before each article, the same for every number of columns, as spaCy's converter looks for just this."""

COLUMNS = ("token", "pos", "chunk", "tag")
"""The columns that can be written."""

_USUAL = {4: COLUMNS, 3: ("token", "pos", "tag"), 2: ("token", "tag")}
_LONGEST_ARTICLE = 200_000
_NO_POS = frozenset({"_", "-", "-X-"})
_NEW_DOCUMENT = re.compile(r"#\s*(?:newdoc|hipe\d*:document_id)(?:\s*(?:id\s*)?=\s*(.*))?\s*\Z")
_NAMED = re.compile(r"-DOCSTART-\s+\((.+)\)\s*\Z")


class LaidOut(Struct, frozen=True):
    """An article as tokens, with the marks that they can hold.

    Attributes:
        ranges: of each annotation, in the same order, with its label as it is written.
    """

    tokens: Tokens
    annotations: list[Annotation]
    ranges: list[TokenRange]


class TokenLayout:
    """Lays articles on tokens for the formats that hold one mark at a place, and says what was lost.

    Args:
        banned: characters that no label may have there, as a regular expression.
    """

    def __init__(self, options: WriteOptions, *, banned: str = r"\s+") -> None:
        self._options = options
        self._banned = re.compile(banned)
        self._label_names: dict[str, str] = {}
        for label in options.labels:
            self._name(label)

    def lay_out(self, article: AnnotatedArticle, losses: list[Loss]) -> LaidOut:
        """The tokens to write and the marks on them; what they cannot hold is added to `losses`."""
        kept, dropped = flatten(article.annotations)
        overlaps = Message("It overlaps a mark that is kept; columns hold no overlap.")
        losses.extend(loss(article, annotation, "left out", overlaps) for annotation in dropped)
        text = article.article.text
        tokens = self._written(article, completed(text, article.tokens))
        laid = align(text, tokens, [annotation.span for annotation in kept], inside=self._options.inside)
        held: list[Annotation] = []
        ranges: list[TokenRange] = []
        taken = 0
        for annotation, found, span in zip(kept, laid.ranges, laid.spans, strict=True):
            if found is None or span is None:
                losses.append(loss(article, annotation, "left out", self._why_missing(annotation, tokens)))
                continue
            if found[0] < taken:
                losses.append(
                    loss(article, annotation, "left out", Message("It shares a token with the mark before it."))
                )
                continue
            taken = found[1]
            if span != annotation.span:
                losses.append(_moved(article, annotation, span))
            name = self._name(annotation.label)
            if name != annotation.label:
                losses.append(loss(article, annotation, "changed", self._why_renamed(name)))
            held.append(annotation)
            ranges.append((*found, name))
        return LaidOut(_sentences_around(laid.tokens, ranges), held, ranges)

    def _written(self, article: AnnotatedArticle, tokens: Tokens) -> Tokens:
        """The tokens that are wanted: of headline, dateline and body, unless all are."""
        text = article.article.text
        wanted = tokens if DOCUMENT not in text else Tokens.of(_cut_documents(text, tokens))
        zones = article.article.zones
        if self._options.whole_text or not zones:
            return wanted
        found = Tokens([], [], [], [])
        done = 0
        for zone in sorted(zone.span for zone in zones if zone.kind in READ_ZONES):
            first = max(done, bisect_right(wanted.ends, zone.start))
            done = max(done, bisect_left(wanted.starts, zone.end))
            found.starts += wanted.starts[first:done]
            found.ends += wanted.ends[first:done]
            found.pos += wanted.pos[first:done]
            found.begins += wanted.begins[first:done]
        return found

    def _why_missing(self, annotation: Annotation, tokens: Sequence[Token]) -> Message:
        if any(token.span.overlaps(annotation.span) for token in tokens):
            return Message("It begins or ends inside a token.")
        return Message("It stands outside headline, dateline and body, or on white space; only those are exported.")

    def _why_renamed(self, name: str) -> Message:
        if self._banned.pattern == r"\s+":
            return Message("Labels hold no white space here; it is written {name}.", name=name)
        return Message("Labels hold no white space and no signs of the format here; it is written {name}.", name=name)

    def _name(self, label: str) -> str:
        """A label's name as a column holds it: without white space, and not the name of another label."""
        if label not in self._label_names:
            name = self._banned.sub("_", label.strip()) or "_"
            taken = set(self._label_names.values())
            while name in taken:
                name += "_"
            self._label_names[label] = name
        return self._label_names[label]


class ColumnsWriter:
    """Writes one of the column formats to an open binary stream.

    Args:
        scheme: the tags, unless the options name others.
        columns: 4 (token, POS, chunk, tag), 3 (token, POS, tag) or 2 (token, tag), unless the options name others.
        blocks: each article is one block of rows, parted by tabs, with an empty line behind it and none in it.

    Raises:
        UserError: for columns that no reader could tell apart.
    """

    def __init__(
        self, stream: BinaryIO, options: WriteOptions, *, scheme: Scheme, columns: int, blocks: bool = False
    ) -> None:
        self._stream = stream
        self._blocks = blocks
        self._scheme = options.scheme or scheme
        self._columns = options.columns or _USUAL[columns]
        if len(self._columns) < 2 or self._columns[0] != "token" or self._columns[-1] != "tag":
            raise UserError("The first column must be token and the last one tag, as all who read such files expect.")
        self._layout = TokenLayout(options)
        self._tag_names = _TagNames()

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one article: its `-DOCSTART-` line and its sentences."""
        losses: list[Loss] = []
        laid = self._layout.lay_out(article, losses)
        text = article.article.text
        words = laid.tokens.words(text)
        columns = {"token": words, "tag": tags(len(words), laid.ranges, self._scheme)}
        if "pos" in self._columns:
            columns["pos"] = list(map(self._tag_names.__getitem__, laid.tokens.pos))
        if "chunk" in self._columns:
            columns["chunk"] = ["_"] * len(words)
        gap = "\t" if self._blocks else " "
        rows = list(map(gap.join, zip(*[columns[name] for name in self._columns], strict=True)))
        digest = digest_of(words, laid.ranges)
        if self._blocks:
            self._stream.write("".join([f"{row}\n" for row in [*rows, ""]]).encode("utf-8"))
            return Written(digest, tuple(laid.annotations), tuple(losses))
        firsts = [at for at, begins in enumerate(laid.tokens.begins) if begins or not at]
        found = [BETWEEN, *["\n".join(rows[first:last]) for first, last in pairwise([*firsts, len(rows)])]]
        self._stream.write(("\n\n".join(found) + "\n\n").encode("utf-8"))
        return Written(digest, tuple(laid.annotations), tuple(losses))

    def finish(self) -> None:
        """Nothing stands behind the last sentence."""


class _TagNames(dict[str, str]):
    """Parts of speech as a column holds them."""

    def __missing__(self, pos: str) -> str:
        self[pos] = name = _WHITE.sub("", pos) or "_"
        return name


def _moved(article: AnnotatedArticle, annotation: Annotation, span: Span) -> Loss:
    """What is said of a mark whose tokens cover something else."""
    if span.start < annotation.span.start or span.end > annotation.span.end:
        return loss(article, annotation, "widened", Message("It was widened to whole tokens."))
    return loss(article, annotation, "changed", Message("White space and text that is not exported were cut off it."))


def _cut_documents(text: str, tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens of which none reads as the line between two articles."""
    for token in tokens:
        if text[token.span.start : token.span.end] != DOCUMENT:
            yield token
            continue
        yield token.but(span=Span(token.span.start, token.span.start + 1))
        yield token.but(span=Span(token.span.start + 1, token.span.end), sentence_start=False)


def _sentences_around(tokens: Tokens, ranges: Iterable[TokenRange]) -> Tokens:
    """Tokens whose sentences part no mark, as tags do not go on behind a blank line."""
    begins = tokens.begins
    for first, last, _ in ranges:
        if last - first > 1 and True in begins[first + 1 : last]:
            begins = [*begins[: first + 1], *[False] * (last - first - 1), *begins[last:]]
    return tokens if begins is tokens.begins else Tokens(tokens.starts, tokens.ends, tokens.pos, begins)


def digest_of(words: Sequence[str], ranges: Iterable[TokenRange]) -> bytes:
    """16 bytes that name an article's words and the marks on them."""
    # Version 2 of marshal gives equal values the same bytes.
    return blake2b(marshal.dumps((list(words), sorted(ranges)), 2), digest_size=16).digest()


def digest(article: AnnotatedArticle) -> bytes:
    """Of an article that `read` gave: its tokens' words and where its marks lie on them."""
    tokens = Tokens.of(article.tokens)
    starts = {start: index for index, start in enumerate(tokens.starts)}
    ends = {end: index for index, end in enumerate(tokens.ends)}
    marks = [(starts[a.span.start], ends[a.span.end] + 1, a.label) for a in article.annotations]
    return digest_of(tokens.words(article.article.text), marks)


class TokenArticle:
    """One article while its sentences are read: the text from its words, the marks from tags or ranges.

    Args:
        origin: of the annotations, "import:" and the format's name.
    """

    def __init__(self, origin: str) -> None:
        self.text = TokenText()
        self._origin = origin
        self._places: dict[tuple[Span, str], None] = {}

    def sentence(self, words: Sequence[str], tags: Sequence[str], *, line_end: str = "\n") -> list[Span]:
        """Puts a sentence in and gives where its words stand; not one word may be empty."""
        spans = self.text.sentence(words, tags)
        self.text.put(line_end)
        return spans

    def mark(self, spans: Sequence[Span], ranges: Iterable[TokenRange]) -> None:
        """Marks what lies on the words of a sentence; a second mark of one label at one place is the same one."""
        for first, last, label in ranges:
            self._places[Span(spans[first].start, spans[last - 1].end), label] = None

    def article(self, name: str, article_id: str | None, remarks: tuple[Message, ...]) -> AnnotatedArticle:
        """What was put in."""
        text = self.text.text
        annotations: list[Annotation] = []
        for span, label in sorted(self._places, key=lambda place: (place[0].start, -place[0].end, place[1])):
            within = trimmed(text, span.start, span.end)
            if within is not None:
                number = f"a{len(annotations) + 1}"
                annotations.append(Annotation(number, within, label, Status.ACCEPTED, self._origin))
        zone = trimmed(text, 0, len(text))
        raw = RawArticle(text, ArticleMeta(source=name), (Zone(zone, ZoneKind.BODY),) if zone else ())
        article = Article.from_raw(raw, article_id=article_id)
        return AnnotatedArticle(article, tuple(annotations), (), tuple(self.text.tokens), remarks=remarks)


def recognises(path: Path) -> bool:
    """Whether a file is called like columns, or begins with rows of a token and a tag."""
    if path.suffix.lower() in EXTENSIONS:
        return True
    beginning = first_lines(path, 400)
    return piped_tags.fields_in(beginning) is not None or looks_tagged(beginning, path.name)


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a file of columns, which `tag_columns` tells apart.

    The text is put together from the tokens: spaces as English has them, a line for each sentence. A file without
    `-DOCSTART-` lines is one article, a long one several. Tags may stand in the line, too (`piped_tags`).

    Raises:
        UserError: naming file and line.
    """
    bars = piped_tags.fields_of(path)
    columns = None if bars else columns_of(path)
    remarks = [reconstructed(path.name)]
    if columns is not None and columns.style is Style.NONE:
        remarks.append(
            Message(
                "The tags of {name} do not say where a mark begins: neighbours of one label became one.", name=path.name
            )
        )
    if columns is not None and columns.pos is None and columns.width > 2 and len(columns.tags) == 1:
        remarks.append(
            Message(
                "Of the {count} columns of {name}, the word and its tag were read.", count=columns.width, name=path.name
            )
        )
    parts = _parts(path, columns) if bars is None else starmap(_Sentence, piped_tags.sentences(path, bars))
    for number, one in enumerate(_articles(path, parts), 1):
        # Articles of columns have no names of their own; two empty ones would otherwise be one.
        if not one.article.text:
            one = replace(one, article=one.article.but(id=f"{path.stem}-{number}"))
        yield one if not remarks else replace(one, remarks=(*remarks, *one.remarks))
        remarks = []


def digests(path: Path) -> Iterator[bytes]:
    """`digest` of each article that `read` gives of a file that `ColumnsWriter` wrote, without making a text of it."""
    words: list[str] | None = None
    ranges: list[TokenRange] = []
    for part in _parts(path, columns_of(path)):
        if isinstance(part, _Begin):
            if words is not None:
                yield digest_of(words, ranges)
            words, ranges = [], []
            continue
        words = [] if words is None else words
        ranges += [(first + len(words), last + len(words), label) for first, last, label in part.ranges]
        words += part.words
    if words is not None:
        yield digest_of(words, ranges)


def read_blocks(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a file that `ColumnsWriter` wrote in blocks: an empty line ends each, as doccano reads it.

    Raises:
        UserError: naming file and line.
    """
    for number, (words, ranges) in enumerate(_blocks(path), 1):
        article = TokenArticle("import:conll")
        if words:
            article.mark(article.sentence(words, [""] * len(words)), ranges)
        yield article.article(path.name, None if words else f"{path.stem}-{number}", ())


def block_digests(path: Path) -> Iterator[bytes]:
    """`digest` of each article that `read_blocks` gives, without making a text of it."""
    return starmap(digest_of, _blocks(path))


def _blocks(path: Path) -> Iterator[tuple[list[str], list[TokenRange]]]:
    reading = _Reading(path, columns_of(path))
    for number, line in lines(path):
        if line:
            for _ in reading.line(number, line):
                raise BugError("a line between articles among blocks")
        else:
            yield next(((part.words, part.ranges) for part in reading.end()), ([], []))


def _articles(path: Path, parts: Iterable[_Begin | _Sentence]) -> Iterator[AnnotatedArticle]:
    article = TokenArticle("import:conll")
    begun = False
    marked = False  # the file has lines between articles
    article_id: str | None = None
    for part in parts:
        if isinstance(part, _Begin):
            if begun:
                yield article.article(path.name, article_id, ())
            article, begun, marked = TokenArticle("import:conll"), True, True
            article_id = part.article_id
            continue
        begun = True
        if part.words:
            article.mark(article.sentence(part.words, part.pos), part.ranges)
        if article.text.length > _LONGEST_ARTICLE and not marked:
            cut = Message(
                "{name} has no lines between its articles, so it was cut at sentences into several.", name=path.name
            )
            yield article.article(path.name, None, (cut,))
            article, begun = TokenArticle("import:conll"), False
    if begun:
        yield article.article(path.name, article_id, ())


class _Begin(Struct, frozen=True):
    """A line before an article."""

    article_id: str | None


class _Sentence(Struct, frozen=True):
    """A sentence's words, their parts of speech, and the marks on them."""

    words: list[str]
    pos: list[str]
    ranges: list[TokenRange]


def _parts(path: Path, columns: Columns | None) -> Iterator[_Begin | _Sentence]:
    """What a file of columns is made of, in its order."""
    reading = _Reading(path, columns)
    for number, piece, ended in pieces(path):
        fields = None if columns is None or reading.waiting or reading.header or not ended else columns.fields(piece)
        if fields is not None:
            yield reading.sentence(fields, lambda at, first=number: first + at)
            continue
        for at, line in enumerate(piece.split("\n"), number):
            yield from reading.line(at, line)
        if ended:
            yield from reading.end()
    yield from reading.end()


class _Reading:
    """A file of columns while it is read: what is known of it, and the rows of a sentence whose end is not in sight."""

    def __init__(self, path: Path, columns: Columns | None) -> None:
        self.path = path
        self.columns = columns
        self.header = columns is not None and columns.header
        self.waiting: list[tuple[int, list[str]]] = []
        self._usual: dict[str, str] = {}

    def line(self, number: int, line: str) -> Iterator[_Begin | _Sentence]:
        """Takes a line, and gives what it ends or begins."""
        columns = self.columns
        row = columns.split(line) if columns else line.split()
        if self.header and row and not line.startswith("#"):
            self.header = False
            return
        if not row:
            yield from self.end()
            return
        new = _NEW_DOCUMENT.match(line)
        if row[0] == DOCUMENT or new:
            yield from self.end()
            named = _NAMED.match(line.strip())
            yield _Begin(((new[1] if new else named[1] if named else "") or "").strip() or None)
        elif columns is not None and not columns.is_comment(row):
            if len(row) != columns.width:
                words = Message.counted(
                    "{name}, line {number}: {n} column instead of {width}. Write a token and its tag in each line, and "
                    "the same columns in all.",
                    "{name}, line {number}: {n} columns instead of {width}. Write a token and its tag in each line, "
                    "and the same columns in all.",
                    n=len(row),
                    name=self.path.name,
                    number=number,
                    width=columns.width,
                )
                raise UserError(words)
            self.waiting.append((number, row))

    def end(self) -> Iterator[_Sentence]:
        """The sentence that ends here, if one has begun."""
        waiting, self.waiting = self.waiting, []
        if not waiting or self.columns is None:
            return
        rows = [(number, row) for number, row in waiting if row[self.columns.word]]
        fields = [value for _, row in rows for value in (*row, "\n")]
        yield self.sentence(fields, lambda at: rows[at][0])

    def sentence(self, fields: list[str], line_of: Callable[[int], int]) -> _Sentence:
        """A sentence from the values of its rows, as `Columns.fields` gives them.

        Args:
            fields: `width` values and one more of each row.
            line_of: the number of a row's line.
        """
        columns = self.columns
        if columns is None:
            raise BugError("a sentence in a file without columns")
        step = columns.width + 1
        words = fields[columns.word :: step]
        if columns.prefix:
            words = [word.removeprefix(columns.prefix) or word for word in words]
        pos = [""] * len(words) if columns.pos is None else fields[columns.pos :: step]
        if not _NO_POS.isdisjoint(pos):
            pos = ["" if each in _NO_POS else each for each in pos]
        ranges: list[TokenRange] = []
        for place in columns.tags:
            values = fields[place::step]
            if columns.stacked:
                for tags in columns.parted(values):
                    ranges += self._ranges(tags, columns, line_of)
                continue
            usual = self._usual
            for value in values:
                if value not in usual:
                    usual[value] = columns.usual(value)
            ranges += self._ranges([usual[value] for value in values], columns, line_of)
        return _Sentence(words, pos, ranges)

    def _ranges(self, tags: list[str], columns: Columns, line_of: Callable[[int], int]) -> list[TokenRange]:
        try:
            return decoded(tags, columns.scheme)
        except TagError as error:
            raise UserError(
                "{name}, line {line}: {error}. Mend the tag.",
                name=self.path.name,
                line=line_of(error.index),
                error=error.sentence,
            ) from error
