"""CoNLL-U and CoNLL-U Plus: the columns of Universal Dependencies, with names in MISC or in a column of their own.

Source of the formats: universaldependencies.org, "CoNLL-U Format" and "CoNLL-U Plus Format". Names are written as
`NE=B-PER` into MISC, where spaCy's converter looks for them, white space that is not one space as `SpacesAfter=`, as
UDPipe does: so the text comes back to the last character. Overlapping marks cannot be held; each is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct, field

from pressmark.core.article import Token
from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, Loss
from pressmark.core.span import Span
from pressmark.core.tokens import Scheme, TokenRange, tags
from pressmark.formats.base import Choice, DatasetFormat, Holds, WriteOptions, WriterFormat, Written
from pressmark.formats.conll import TokenArticle, TokenLayout, digest, digest_of
from pressmark.formats.conllu_entities import EntityError, column_of, misc_of, ranges_of, value_of
from pressmark.formats.spacing import reconstructed, spaced
from pressmark.formats.text_lines import first_lines, lines, wrong_line

EXTENSIONS = (".conllu", ".conllup")
USUAL = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")

_WHITE = re.compile(r"\s+")
_ID = re.compile(r"(\d{1,9})(?:([-.])(\d{1,9}))?\Z")
_COMMENT = re.compile(r"#\s*([^=]*?)\s*(?:=\s*(.*))?\Z")
_SPACES = {" ": "s", "\t": "t", "\n": "n", "\r": "r", "|": "p", "\\": "\\"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|(.))")
_LONGEST_ARTICLE = 200_000


class ConlluWriter:
    """Writes CoNLL-U to an open binary stream."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._stream = stream
        self._scheme = options.scheme or Scheme.BIO
        self._layout = TokenLayout(options, banned=r"[\s|]+")
        self._waiting: list[str] = []
        self._names: set[str] = set()

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one article: `# newdoc`, and its sentences with their text."""
        losses: list[Loss] = []
        laid = self._layout.lay_out(article, losses)
        text = article.article.text
        words = [token.span.of(text) for token in laid.tokens]
        column = tags(len(words), laid.ranges, self._scheme)
        named = _WHITE.sub(" ", article.article.id).strip()
        # An article without a word has no sentence to stand above; its line waits for the next one's.
        self._waiting.append(f"# newdoc id = {named}" if named else "# newdoc")
        sentences = _sentences(laid.tokens)
        spaces = _spaces_between(text, laid.tokens)
        base = self._unique(_WHITE.sub("_", named).replace("/", "_") or "document")
        for number, (first, last) in enumerate(sentences, 1):
            rows = [*self._waiting]
            self._waiting = []
            if first == 0 or "\n" in spaces[first - 1][1]:
                rows.append("# newpar")
            rows.append(f"# sent_id = {base}-{number}")
            rows.append(f"# text = {_plain(words[first:last], spaces[first:last])}")
            for index in range(first, last):
                misc = _misc(column[index], *spaces[index])
                pos = _WHITE.sub("", laid.tokens[index].pos) or "_"
                rows.append(f"{index - first + 1}\t{words[index]}\t_\t_\t{pos}\t_\t_\t_\t_\t{misc}")
            self._stream.write(("\n".join(rows) + "\n\n").encode("utf-8"))
        return Written(digest_of(words, laid.ranges), tuple(laid.annotations), tuple(losses))

    def finish(self) -> None:
        """Writes the lines of empty articles behind the last sentence."""
        if self._waiting:
            self._stream.write(("\n".join(self._waiting) + "\n\n").encode("utf-8"))
            self._waiting = []

    def _unique(self, name: str) -> str:
        found, number = name, 1
        while found in self._names:
            number += 1
            found = f"{name}.{number}"
        self._names.add(found)
        return found


def _sentences(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    starts = [index for index, token in enumerate(tokens) if token.sentence_start or not index]
    return list(pairwise([*starts, len(tokens)]))


def _spaces_between(text: str, tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """White space before (of the first only) and behind each token."""
    if not tokens:
        return []
    found: list[tuple[str, str]] = []
    ends = [*(token.span.start for token in tokens[1:]), len(text)]
    for index, (token, end) in enumerate(zip(tokens, ends, strict=True)):
        before = text[: token.span.start] if not index else ""
        # Between two tokens may stand words of a zone that is not exported; they leave a line's end.
        between = text[token.span.end : end]
        found.append((before if not before.strip() else "", between if not between.strip() else "\n"))
    return found


def _plain(words: Sequence[str], spaces: Sequence[tuple[str, str]]) -> str:
    """A sentence as `# text` has it: one space or none between its tokens."""
    return "".join(word + (" " if behind else "") for word, (_, behind) in zip(words, spaces, strict=True)).rstrip(" ")


def _misc(tag: str, before: str, behind: str) -> str:
    parts = [f"NE={tag}"] if tag != "O" else []
    if not behind:
        parts.append("SpaceAfter=No")
    elif behind != " ":
        parts.append(f"SpacesAfter={_escaped(behind)}")
    if before:
        parts.append(f"SpacesBefore={_escaped(before)}")
    return "|".join(sorted(parts)) or "_"


def _escaped(spaces: str) -> str:
    return "".join(f"\\{_SPACES[c]}" if c in _SPACES else f"\\u{ord(c):04x}" for c in spaces)


def _unescaped(spaces: str) -> str:
    names = {sign: character for character, sign in _SPACES.items()}
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else names.get(m[2], m[2]), spaces)


class _Sentence(Struct):
    """The rows of a sentence, and its comments."""

    text: str | None = None
    new_paragraph: bool = False
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


class _Surface(Struct):
    """A token as it stands in the text: a word, or several that are written as one."""

    form: str
    pos: str
    misc: dict[str, str]
    words: list[int]


def recognises(path: Path) -> bool:
    """Whether a file is called so, or begins with ten columns of which the first counts, or names its columns."""
    if path.suffix.lower() in EXTENSIONS:
        return True
    beginning = first_lines(path, 60)
    if any(line.startswith("# global.columns") for line in beginning[:3]):
        return True
    rows = [line.split("\t") for line in beginning if line.strip() and not line.startswith("#")]
    return len(rows) > 0 and all(len(row) == len(USUAL) and _ID.match(row[0]) for row in rows) and rows[0][0][0] in "01"


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The documents of a file; one without `# newdoc` is one article, a long one several.

    Raises:
        UserError: naming file and line.
    """
    return _Reader(path).articles()


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._columns: Sequence[str] = USUAL
        self._fields: Sequence[str] = ()
        self._article = TokenArticle("import:conllu")
        self._id: str | None = None
        self._begun = False
        self._marked = False
        self._behind = ""  # the white space that was put in last
        self._remarks: dict[Message, None] = {}
        beginning = "\n".join(first_lines(path, 2_000)) if path.is_file() else ""
        self._spaces_known = "SpaceAfter" in beginning or "SpacesAfter" in beginning or "# text" in beginning

    def articles(self) -> Iterator[AnnotatedArticle]:
        sentence = _Sentence()
        for number, line in lines(self._path):
            if not line.strip():
                self._take(sentence)
                sentence = _Sentence(new_paragraph=sentence.new_paragraph and not sentence.rows)
                if self._article.text.length > _LONGEST_ARTICLE and not self._marked:
                    cut = Message(
                        "{name} has no # newdoc, so it was cut at sentences into several articles.",
                        name=self._path.name,
                    )
                    self._remarks[cut] = None
                    yield self._finished()
            elif line.startswith("#"):
                match = _COMMENT.match(line)
                name, value = (match[1], match[2]) if match else ("", None)
                if name in ("newdoc", "newdoc id") or name.startswith("newdoc "):
                    if self._begun:
                        yield self._finished()
                    self._begun = self._marked = True
                    self._id = value or None
                elif name.startswith("newpar"):
                    sentence.new_paragraph = True
                elif name == "text":
                    sentence.text = value or ""
                elif name == "global.columns" and value:
                    self._named_columns(number, value.split())
                elif name == "global.Entity" and value:
                    self._fields = value.strip().split("-")
            else:
                sentence.rows.append((number, self._row(number, line)))
                self._begun = True
        self._take(sentence)
        if self._begun:
            yield self._finished()

    def _finished(self) -> AnnotatedArticle:
        found = self._article.article(self._path.name, self._id, tuple(self._remarks))
        if not found.article.text and self._id is None:
            found = self._article.article(self._path.name, f"{self._path.stem}-empty", tuple(self._remarks))
        self._article, self._id, self._begun, self._remarks = TokenArticle("import:conllu"), None, False, {}
        return found

    def _named_columns(self, number: int, names: Sequence[str]) -> None:
        if "FORM" not in names:
            raise self._refused(number, Message("the columns have no FORM. Name the column of words FORM."))
        self._columns = names

    def _refused(self, number: int, what: Message) -> UserError:
        return wrong_line(self._path.name, number, what)

    def _row(self, number: int, line: str) -> list[str]:
        row = line.split("\t")
        if len(row) != len(self._columns):
            raise self._refused(
                number,
                Message.counted(
                    "{n} column instead of {width}, parted by one tab each. Mend or remove the line.",
                    "{n} columns instead of {width}, parted by one tab each. Mend or remove the line.",
                    n=len(row),
                    width=len(self._columns),
                ),
            )
        if not row[self._columns.index("FORM")]:
            raise self._refused(number, Message("the word is empty. Write the word, or _ where there is none."))
        return row

    def _cell(self, row: Sequence[str], name: str) -> str:
        return row[self._columns.index(name)] if name in self._columns else "_"

    def _take(self, sentence: _Sentence) -> None:
        """Puts a sentence into the article."""
        if not sentence.rows:
            return
        surfaces, values, numbers = self._surfaces(sentence.rows)
        if not surfaces:
            return
        if self._article.text.length and sentence.new_paragraph and "\n" not in self._behind:
            self._article.text.put("\n")
        spans = self._put(sentence, surfaces)
        places: dict[int, Span] = {
            word: span for surface, span in zip(surfaces, spans, strict=True) for word in surface.words
        }
        try:
            found = ranges_of(values, self._fields)
        except EntityError as error:
            raise self._refused(
                numbers[error.index], Message("{error}. Mend the names of the sentence.", error=error.sentence)
            ) from error
        self._mark(found, places)

    def _mark(self, found: Sequence[TokenRange], places: dict[int, Span]) -> None:
        for first, last, label in found:
            words = [places[word] for word in range(first, last) if word in places]
            if words:
                self._article.mark([Span(words[0].start, words[-1].end)], [(0, 1, label)])

    def _surfaces(self, rows: Sequence[tuple[int, list[str]]]) -> tuple[list[_Surface], list[str], list[int]]:
        """The tokens of a sentence, what each word says of names, and the line of each word."""
        found: list[_Surface] = []
        values: list[str] = []
        numbers: list[int] = []
        column = column_of(self._columns) if self._columns is not USUAL else None
        expected, until = 1, 0
        for number, row in rows:
            match = _ID.match(self._cell(row, "ID")) if "ID" in self._columns else _ID.match(str(expected))
            if match is None:
                raise self._refused(
                    number, Message("“{cell}” is no id. Ids are 1, 1-2 or 1.1.", cell=self._cell(row, "ID")[:20])
                )
            if match[2] == ".":
                continue  # a word that is understood but does not stand in the text
            form = row[self._columns.index("FORM")]
            misc = misc_of(self._cell(row, "MISC"))
            pos = self._cell(row, "XPOS")
            pos = self._cell(row, "UPOS") if pos == "_" else pos
            if int(match[1]) != expected:
                raise self._refused(
                    number,
                    Message(
                        "the id {match} stands where {expected} is due. Count from 1.",
                        match=match[0],
                        expected=expected,
                    ),
                )
            if match[2] == "-":
                if int(match[3]) < expected or expected <= until:
                    raise self._refused(
                        number, Message("the ids {match} are no range of the words that follow.", match=match[0])
                    )
                until = int(match[3])
                found.append(_Surface(form, "", misc, []))
                continue
            if expected > until:
                found.append(_Surface(form, "" if pos == "_" else pos, misc, []))
            found[-1].words.append(len(values))
            values.append(row[column] if column is not None else value_of(misc))
            numbers.append(number)
            expected += 1
        if until >= expected:
            raise self._refused(
                rows[-1][0], Message("the words up to {until} are missing. Get a whole copy of the file.", until=until)
            )
        return found, values, numbers

    def _put(self, sentence: _Sentence, surfaces: Sequence[_Surface]) -> list[Span]:
        """Puts the tokens in, with the white space that the file gives them, and says where they stand."""
        exact = any("SpacesAfter" in each.misc or "SpacesBefore" in each.misc for each in surfaces)
        if sentence.text is not None and not exact:
            behind = _aligned(sentence.text, [each.form for each in surfaces])
            if behind is not None:
                return self._put_words(surfaces, [*behind[:-1], self._between(surfaces[-1])])
            self._remarks[
                Message(
                    "In {name} # text does not always say what the tokens do; there the tokens hold.",
                    name=self._path.name,
                )
            ] = None
        if not exact and not self._spaces_known:
            self._remarks[reconstructed(self._path.name)] = None
            spaces = spaced([each.form for each in surfaces])
            behind = [" " if space else "" for space in spaces[1:]]
            return self._put_words(surfaces, [*behind, "\n"])
        behind = [" " if each.misc.get("SpaceAfter") != "No" else "" for each in surfaces]
        behind[-1] = self._between(surfaces[-1])
        return self._put_words(
            surfaces,
            [
                _unescaped(each.misc["SpacesAfter"]) if "SpacesAfter" in each.misc else space
                for each, space in zip(surfaces, behind, strict=True)
            ],
        )

    def _between(self, last: _Surface) -> str:
        return "" if last.misc.get("SpaceAfter") == "No" else " "

    def _put_words(self, surfaces: Sequence[_Surface], behind: Sequence[str]) -> list[Span]:
        text = self._article.text
        spans: list[Span] = []
        for order, (surface, space) in enumerate(zip(surfaces, behind, strict=True)):
            text.put(_unescaped(surface.misc.get("SpacesBefore", "")))
            span = text.put(surface.form.replace("\r", " "))
            if span is None:
                raise self._refused(1, Message("a word is empty."))
            spans.append(span)
            if not surface.form.isspace():
                text.tokens.append(Token(span, surface.pos, not order))
            self._behind = space.replace("\r\n", "\n").replace("\r", "\n")
            text.put(self._behind)
        return spans


def _aligned(text: str, forms: Sequence[str]) -> list[str] | None:
    """The white space behind each form in a sentence's text; None where the text says something else."""
    found: list[str] = []
    at = len(text) - len(text.lstrip())
    for form in forms:
        if not text.startswith(form, at):
            return None
        at += len(form)
        end = at
        while end < len(text) and text[end].isspace():
            end += 1
        found.append(text[at:end])
        at = end
    return found if at == len(text) else None


DATASET = DatasetFormat(
    "conllu",
    (*EXTENSIONS, ".conll", ".txt"),
    "CoNLL-U and CoNLL-U Plus, with names in MISC or a column of their own",
    read,
    recognises,
    holds=frozenset({Holds.TEXT, Holds.TOKENS}),
)
WRITER = WriterFormat(
    "conllu",
    ".conllu",
    Message("CoNLL-U: tokens with their white space, names as NE= in MISC"),
    ConlluWriter,
    read,
    digest,
    holds=frozenset({Holds.TOKENS}),
    choices=frozenset({Choice.INSIDE, Choice.SENTENCES, Choice.WHOLE_TEXT, Choice.SCHEME}),
)
