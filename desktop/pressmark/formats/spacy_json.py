"""spaCy's JSON: training data of version 2, `(text, {"entities": …})` lists, and docs as `Doc.to_json` gives them.

Source: spaCy's documentation, "Data formats: JSON training format" (documents, paragraphs, sentences, tokens with BILUO
tags) and "Training data" (entities as (start, end, label) in code points), `Doc.to_json`, and what
`spacy.training.converters.json_to_docs` reads. A paragraph without `raw` has only tokens: its white space is put there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

from msgspec.structs import replace

from pressmark.core.article import ArticleMeta, Token
from pressmark.core.messages import Message
from pressmark.core.overlap import flatten
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.core.tokens import Scheme, TagError, decoded, tags
from pressmark.formats import json_reading, standoff
from pressmark.formats.base import Choice, DatasetFormat, Holds, WriteOptions, WriterFormat, Written, loss
from pressmark.formats.spacy_docbin import GROUP, laid_out
from pressmark.formats.standoff import ArticleError, Mark

HOLDS = frozenset({Holds.TEXT, Holds.TOKENS})
HOLDS_LISTS = frozenset({Holds.TEXT, Holds.OVERLAPS})

_NONE = frozenset({"O", "-", "", None})

Json = dict[str, Any]


class _ArrayWriter:
    """Writes an array, one article a line."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._stream = stream
        self._options = options
        self._articles = 0
        stream.write(b"[")

    def _put(self, value: Any) -> None:
        self._articles += 1
        self._stream.write(b",\n" if self._articles > 1 else b"\n")
        self._stream.write(json_reading.line_of(value).rstrip(b"\n"))

    def finish(self) -> None:
        """Closes the array."""
        self._stream.write(b"\n]\n")


class TrainingWriter(_ArrayWriter):
    """Writes training data of version 2: tokens with BILUO tags beside the whole text."""

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one document with one paragraph."""
        laid, losses = laid_out(article, self._options)
        entities = tuple(laid.marks[number] for number in laid.entities)
        kept = {mark.id for mark in entities}
        losses = [each for each in losses if each.why.find(f"“{GROUP}”") < 0]
        crossing = Message("It overlaps a mark that is kept; tags hold no overlap.")
        losses += [loss(article, mark, "left out", crossing) for mark in laid.marks if mark.id not in kept]
        ranges = [(*laid.ranges[number], laid.marks[number].label) for number in laid.entities]
        column = tags(len(laid.words), ranges, Scheme.BILUO)
        inside = {token for first, last, _ in ranges for token in range(first + 1, last)}
        sentences: list[list[Json]] = []
        for number, word in enumerate(laid.words):
            if not sentences or (laid.starts[number] and number not in inside):
                sentences.append([])
            row: Json = {"id": number, "orth": word}
            if laid.pos[number]:
                row["tag"] = laid.pos[number]
            # "-" is spaCy's sign for what nobody annotated.
            missing = column[number] == "O" and not laid.read[number]
            sentences[-1].append(row | {"space": " " * laid.spaces[number], "ner": "-" if missing else column[number]})
        paragraph = {
            "raw": article.article.text,
            "sentences": [{"tokens": tokens, "brackets": []} for tokens in sentences],
            "cats": [],
        }
        self._put({"id": self._articles, "paragraphs": [paragraph]})
        held = replace(article, annotations=entities, relations=())
        return Written(digest(held), entities, tuple(losses))


class ListsWriter(_ArrayWriter):
    """Writes `[text, {"entities": …}]` pairs; where marks overlap, all of them stand under "spans" too."""

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one pair."""
        marks = by_position(article.annotations)
        kept, dropped = flatten(marks)
        notes: Json = {"entities": [[mark.span.start, mark.span.end, mark.label] for mark in kept]}
        if dropped:
            notes["spans"] = {GROUP: [[mark.span.start, mark.span.end, mark.label] for mark in marks]}
        self._put([article.article.text, notes])
        crossing = Message("It overlaps another mark: it is under “spans”, but not among the entities.")
        losses = tuple(loss(article, mark, "changed", crossing) for mark in dropped)
        return Written(digest_of_lists(article), tuple(article.annotations), losses)


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name what training data of version 2 holds."""
    return standoff.digest(replace(article, relations=()), holds=HOLDS)


def digest_of_lists(article: AnnotatedArticle) -> bytes:
    """16 bytes that name what a list of pairs holds."""
    return standoff.digest(replace(article, relations=()), holds=HOLDS_LISTS)


def recognises(path: Path) -> bool:
    """Whether a file of JSON or JSON lines holds one of the three shapes."""
    row = json_reading.first_value(path)
    if isinstance(row, list):
        return len(row) == 2 and isinstance(row[0], str) and isinstance(row[1], dict)
    if not isinstance(row, dict):
        return False
    return "paragraphs" in row or (
        isinstance(row.get("text"), str) and ("ents" in row or "entities" in row or isinstance(row.get("spans"), dict))
    )


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a file, lazily; each paragraph of version 2 is one.

    Raises:
        UserError: naming file and line.
    """
    return standoff.articles(path, lambda row: _articles(row, path.name))


def _articles(row: Any, name: str) -> Iterator[AnnotatedArticle]:
    if isinstance(row, list) and len(row) == 2 and isinstance(row[0], str) and isinstance(row[1], dict):
        yield _pair(row[0], row[1], name)
    elif isinstance(row, dict) and isinstance(row.get("paragraphs"), list):
        for paragraph in row["paragraphs"]:
            yield _paragraph(paragraph, name)
    elif isinstance(row, dict) and isinstance(row.get("text"), str):
        yield _doc(row, name)
    elif isinstance(row, dict):
        raise ArticleError("there is no “text” here. Add it, or remove this article.")
    else:
        raise ArticleError("this is no pair of text and entities, no document with paragraphs and no doc. Mend it.")


def _pair(text: str, notes: Json, name: str) -> AnnotatedArticle:
    remarks: list[Message] = []
    entities = notes.get("entities") or []
    if isinstance(entities, list) and entities and all(isinstance(each, str) for each in entities):
        return _tagged_words(text, entities, name)
    marks = [_triple(each) for each in _list(entities, "entities")]
    marks += _groups(notes.get("spans"))
    if notes.get("cats"):
        remarks.append(Message("Categories of the whole text passed over."))
    return _built(text, _single(marks), name, remarks=remarks)


def _tagged_words(text: str, column: Sequence[str], name: str) -> AnnotatedArticle:
    """A pair whose entities are BILUO tags, of words parted by spaces."""
    spans: list[Span] = []
    at = 0
    for word in text.split():
        at = text.index(word, at)
        spans.append(Span(at, at + len(word)))
        at += len(word)
    if len(spans) != len(column):
        raise ArticleError(
            "there are {count} tags for {words} words. Mend the tags.", count=len(column), words=len(spans)
        )
    return _built(text, _from_tags(column, spans), name)


def _from_tags(column: Sequence[Any], spans: Sequence[Span | None]) -> list[Mark]:
    """Marks of BILUO tags; "-" and null mean that nobody annotated the token."""
    known = ["O" if tag in _NONE else str(tag) for tag in column]
    if bad := next((tag for tag in known if tag != "O" and tag[1:2] != "-"), None):
        raise ArticleError("“{bad}” is no BILUO tag. Mend it.", bad=bad[:20])
    scheme = Scheme.BILUO if any(tag[0] in "LU" for tag in known if tag != "O") else Scheme.BIO
    try:
        found = decoded(known, scheme)
    except TagError as error:
        raise ArticleError(
            "{error} (token {index}). Mend the tag.", error=error.sentence, index=error.index + 1
        ) from error
    marks: list[Mark] = []
    for first, last, label in found:
        covered = [span for span in spans[first:last] if span is not None]
        if covered:
            marks.append(Mark(covered[0].start, covered[-1].end, label))
    return marks


def _doc(row: Json, name: str) -> AnnotatedArticle:
    remarks: list[Message] = []
    ents = row.get("ents", row.get("entities"))
    marks = [_triple(each) for each in _list(ents or [], "ents")] + _groups(row.get("spans"))
    tokens: list[Token] = []
    if canonical(row["text"]) == row["text"]:
        for each in _list(row.get("tokens") or [], "tokens"):
            start, end = (
                standoff.integer(each.get(key)) if isinstance(each, dict) else None for key in ("start", "end")
            )
            if start is None or end is None or not 0 <= start < end <= len(row["text"]):
                raise ArticleError("a token has no place in the text. Mend or remove the tokens.")
            if row["text"][start:end].isspace():
                continue
            tag = each.get("tag")
            tokens.append(Token(Span(start, end), tag if isinstance(tag, str) else ""))
    if any(left.span.end > right.span.start for left, right in pairwise(tokens)):
        raise ArticleError("the tokens overlap. Mend or remove them.")
    return _built(row["text"], _single(marks), name, tokens=tokens, remarks=remarks)


def _list(value: Any, key: str) -> list[Any]:
    if not isinstance(value, list):
        raise ArticleError("“{key}” is no list. Mend or remove it.", key=key)
    return value


def _triple(value: Any) -> Mark:
    """[start, end, label], or an object with these names, as spaCy and its converters write them."""
    if isinstance(value, dict):
        value = [
            value.get("start", value.get("start_offset")),
            value.get("end", value.get("end_offset")),
            value.get("label"),
        ]
    if isinstance(value, list) and len(value) >= 3:
        start, end, label = standoff.integer(value[0]), standoff.integer(value[1]), value[2]
        if start is not None and end is not None and isinstance(label, str):
            return Mark(start, end, label)
    raise ArticleError("an entity is not [start, end, label]. Mend or remove it.")


def _groups(value: Any) -> list[Mark]:
    if not isinstance(value, dict):
        return []
    found: list[Mark] = []
    for group, spans in value.items():
        more = {} if group == GROUP else {"group": group}
        found += [replace(_triple(each), attributes=more) for each in _list(spans, group)]
    return found


def _single(marks: Sequence[Mark]) -> list[Mark]:
    """Marks without those that stand in a group and among the entities alike."""
    found = {(mark.start, mark.end, mark.label): mark for mark in reversed(marks)}
    return list(found.values())


def _paragraph(row: Any, name: str) -> AnnotatedArticle:
    if not isinstance(row, dict):
        raise ArticleError("a paragraph is no object. Mend or remove it.")
    words: list[str] = []
    column: list[Any] = []
    pos: list[str] = []
    starts: list[bool] = []
    spaces: list[bool | None] = []
    for sentence in _list(row.get("sentences") or [], "sentences"):
        rows = _list(sentence.get("tokens") or [], "tokens") if isinstance(sentence, dict) else []
        for number, token in enumerate(rows):
            if not isinstance(token, dict) or not isinstance(token.get("orth"), str) or not token["orth"]:
                raise ArticleError("a token has no “orth”. Mend or remove it.")
            words.append(token["orth"])
            column.append(token.get("ner"))
            pos.append(token["tag"] if isinstance(token.get("tag"), str) else "")
            starts.append(not number)
            space = token.get("space")
            spaces.append(None if space is None else bool(space))
    raw = row.get("raw")
    remarks: list[Message] = []
    if isinstance(raw, str):
        spans = _found_in(raw, words)
    else:
        raw, spans, guessed = _joined(words, spaces)
        if guessed:
            remarks.append(standoff.SPACES_PUT_IN)
    marks = _from_tags(column, spans)
    entities = row.get("entities")
    if not marks and isinstance(entities, list):
        marks = [_triple(each) for each in entities]
    tokens = [
        Token(span, tag, start)
        for span, tag, start, word in zip(spans, pos, starts, words, strict=True)
        if span is not None and not word.isspace()
    ]
    return _built(raw, marks, name, tokens=tokens if canonical(raw) == raw else [], remarks=remarks)


def _found_in(raw: str, words: Sequence[str]) -> list[Span | None]:
    """Where each word stands in the text, one behind the other."""
    found: list[Span | None] = []
    at = 0
    for number, word in enumerate(words):
        start = raw.find(word, at)
        if start < 0 or (raw[at:start].strip() and not word.isspace()):
            if word.isspace():
                found.append(None)
                continue
            raise ArticleError(
                "the token {number} “{word}” is not in “raw” where it belongs. Mend one of them.",
                number=number + 1,
                word=word[:40],
            )
        found.append(Span(start, start + len(word)))
        at = start + len(word)
    return found


def _joined(words: Sequence[str], spaces: Sequence[bool | None]) -> tuple[str, list[Span | None], bool]:
    parts: list[str] = []
    spans: list[Span | None] = []
    at = 0
    for number, (word, space) in enumerate(zip(words, spaces, strict=True)):
        spans.append(Span(at, at + len(word)))
        parts.append(word)
        at += len(word)
        if space or (space is None and number < len(words) - 1):
            parts.append(" ")
            at += 1
    return "".join(parts), spans, None in spaces


def _built(
    text: str, marks: Sequence[Mark], name: str, *, tokens: Sequence[Token] = (), remarks: Sequence[Message] = ()
) -> AnnotatedArticle:
    return standoff.article(
        text, marks, form="spacy-json", meta=ArticleMeta(), name=name, tokens=tokens, remarks=remarks,
        units=tuple(standoff.OffsetUnit),
    )  # fmt: skip


DATASET = DatasetFormat(
    "spacy-json",
    (".json", ".jsonl"),
    "spaCy's JSON: training data of version 2, lists of text and entities, docs",
    read,
    recognises,
    holds=HOLDS | HOLDS_LISTS,
)
WRITER = WriterFormat(
    "spacy-json",
    ".json",
    Message("spaCy 2 JSON: tokens and BILUO tags, for `spacy convert`"),
    TrainingWriter,
    read,
    digest,
    holds=HOLDS,
    choices=frozenset({Choice.INSIDE, Choice.WHOLE_TEXT}),
)
LISTS_WRITER = WriterFormat(
    "spacy-lists",
    ".json",
    Message("spaCy lists: JSON with texts and their entities' offsets"),
    ListsWriter,
    read,
    digest_of_lists,
    holds=HOLDS_LISTS,
)
