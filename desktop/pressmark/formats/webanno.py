"""WebAnno TSV 3, the format of INCEpTION and WebAnno: one file for each article, offsets in UTF-16 units.

Source of the format: the appendix "WebAnno TSV 3.3 File format" of INCEpTION's user guide. Read: versions 3.0 to 3.3
with layers of spans, relations, chains and slots. Written: names as the layer NamedEntity, which every project of
INCEpTION has; relations as a layer `webanno.custom.Relation` with a feature `label`, which a project must be given.

A mark that begins inside a token is written as a sub-token. White space at the ends of a mark cannot be held.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from pressmark.core.annotation import Annotation
from pressmark.core.messages import Message
from pressmark.core.offsets import Utf16Map
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.span import Span, trimmed
from pressmark.core.tokens import completed
from pressmark.formats import standoff
from pressmark.formats.base import DatasetFormat, Holds, WriteOptions, WriterFormat, Written, loss
from pressmark.formats.file_names import FileNames, ordered, written_id
from pressmark.formats.webanno_layers import NAMED_ENTITY, POS, RELATION, escaped, escaped_text
from pressmark.formats.webanno_reading import Reader, recognises

HOLDS = frozenset({Holds.TEXT, Holds.OVERLAPS, Holds.RELATIONS, Holds.TOKENS})
ENDING = ".tsv"


class WebAnnoWriter:
    """Writes articles into a folder, the parts of a split into folders in it."""

    def __init__(self, folder: Path, options: WriteOptions, parts: Sequence[str]) -> None:
        del options  # the format leaves no choice: a mark inside a token is a sub-token
        self._files = FileNames(folder, parts)

    def add(self, article: AnnotatedArticle, *, part: str) -> Written:
        """Writes one article's file."""
        losses: list[Loss] = []
        held = _held(article, losses)
        path = self._files.of(article.article.id, part)
        path.with_name(f"{path.name}{ENDING}").write_bytes(_Page(held).content().encode("utf-8"))
        kept = {annotation.id for annotation in held.annotations}
        return Written(digest(held), tuple(a for a in article.annotations if a.id in kept), tuple(losses))

    def finish(self) -> None:
        """Writes down the order of the files."""
        self._files.finish()

    def close(self) -> None:
        """Nothing is open between two articles."""


def _held(article: AnnotatedArticle, losses: list[Loss]) -> AnnotatedArticle:
    """The article as the format can hold it."""
    text = article.article.text
    start = len(text) - len(text.lstrip())
    # What stands before the first token is not in the file; readers put spaces there.
    text = (" " * start + text[start:]) if start < len(text) else ""
    annotations: list[Annotation] = []
    places: set[tuple[Span, str]] = set()
    for annotation in by_position(article.annotations):
        span = trimmed(text, annotation.span.start, min(annotation.span.end, len(text)))
        if span is None:
            losses.append(loss(article, annotation, "left out", Message("It stands on white space only.")))
            continue
        if (span, annotation.label) in places:
            losses.append(
                loss(article, annotation, "left out", Message("Without white space it is another mark of its label."))
            )
            continue
        places.add((span, annotation.label))
        if span != annotation.span:
            losses.append(loss(article, annotation, "changed", Message("White space at its ends was cut off it.")))
        annotations.append(annotation.but(span=span))
    kept = {annotation.id for annotation in annotations}
    relations = tuple(each for each in article.relations if each.head in kept and each.child in kept)
    plain = article.article.but(text=text)
    return AnnotatedArticle(plain, tuple(annotations), relations, article.tokens)


class _Page:
    """One article as lines."""

    def __init__(self, article: AnnotatedArticle) -> None:
        self._article = article
        self._text = article.article.text
        self._units = Utf16Map(self._text)
        self._tokens = completed(self._text, article.tokens)
        self._marks_at: dict[Span, list[Annotation]] = defaultdict(list)
        self._first: dict[str, Span] = {}
        self._ids: dict[str, int] = {}
        starts = [token.span.start for token in self._tokens]
        self._subtokens: dict[int, set[Span]] = defaultdict(set)
        for annotation in by_position(article.annotations):
            self._lay(annotation, starts)
        for stacked in self._marks_at.values():
            if len(stacked) > 1:
                for annotation in stacked:
                    self._ids.setdefault(annotation.id, 0)
        for number, annotation_id in enumerate(self._ids, 1):
            self._ids[annotation_id] = number
        self._names: dict[Span, str] = {}

    def _lay(self, annotation: Annotation, starts: Sequence[int]) -> None:
        """Notes on which tokens and parts of tokens a mark lies."""
        span = annotation.span
        index = max(0, bisect_right(starts, span.start) - 1)
        found: list[Span] = []
        while index < len(self._tokens) and self._tokens[index].span.start < span.end:
            token = self._tokens[index].span
            start, end = max(token.start, span.start), min(token.end, span.end)
            if start < end:
                piece = Span(start, end)
                if piece != token:
                    self._subtokens[index].add(piece)
                found.append(piece)
            index += 1
        for piece in found:
            self._marks_at[piece].append(annotation)
        self._first[annotation.id] = found[0]
        if len(found) > 1:
            self._ids[annotation.id] = 0

    def content(self) -> str:
        """The file."""
        has_pos = any(token.pos for token in self._tokens)
        rows = ["#FORMAT=WebAnno TSV 3.3"]
        if has_pos:
            rows.append(f"#T_SP={POS}|PosValue|coarseValue")
        rows.append(f"#T_SP={NAMED_ENTITY}|identifier|value")
        if self._article.relations:
            rows.append(f"#T_RL={RELATION}|label|BT_{NAMED_ENTITY}")
        rows.append("")
        starts = [n for n, token in enumerate(self._tokens) if token.sentence_start or not n]
        sentences = list(pairwise([*starts, len(self._tokens)]))
        units = [(span, name, index) for span, name, index in self._units_of(sentences)]
        self._names = {span: name for span, name, _ in units}
        at = 0
        for first, last in sentences:
            begin = self._tokens[first].span.start
            end = self._tokens[last].span.start if last < len(self._tokens) else len(self._text)
            rows += ["", *(f"#Text={escaped_text(line)}" for line in self._text[begin:end].split("\n"))]
            while at < len(units) and first <= units[at][2] < last:
                rows.append(self._row(*units[at], pos=has_pos))
                at += 1
        return "\n".join([*rows, ""])

    def _units_of(self, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[Span, str, int]]:
        for number, (first, last) in enumerate(sentences, 1):
            for index in range(first, last):
                name = f"{number}-{index - first + 1}"
                yield self._tokens[index].span, name, index
                for order, span in enumerate(sorted(self._subtokens[index]), 1):
                    yield span, f"{name}.{order}", index

    def _row(self, span: Span, name: str, index: int, *, pos: bool) -> str:
        start, end = self._units.span_to_units(span)
        words = escaped_text(span.of(self._text))
        columns = [name, f"{start}-{end}", words]
        if pos:
            tag = self._tokens[index].pos if span == self._tokens[index].span else ""
            columns += [escaped(tag), "*"] if tag else ["_", "_"]
        marks = self._marks_at.get(span, [])
        columns.append("|".join(f"*{self._id(mark)}" for mark in marks) or "_")
        columns.append("|".join(f"{escaped(mark.label)}{self._id(mark)}" for mark in marks) or "_")
        if self._article.relations:
            ends = {mark.id for mark in marks if self._first[mark.id] == span}
            here = [each for each in self._article.relations if each.child in ends]
            columns.append("|".join(escaped(each.label) for each in here) or "_")
            columns.append("|".join(self._reference(each.head, each.child) for each in here) or "_")
        return "\t".join([*columns, ""])

    def _id(self, mark: Annotation) -> str:
        return f"[{self._ids[mark.id]}]" if mark.id in self._ids else ""

    def _reference(self, head: str, child: str) -> str:
        ids = self._ids.get(head, 0), self._ids.get(child, 0)
        place = self._names[self._first[head]]
        return f"{place}[{ids[0]}_{ids[1]}]" if any(ids) else place


def digest(article: AnnotatedArticle) -> bytes:
    """Of an article, as the format can hold it or read back."""
    return standoff.digest(article, holds=HOLDS)


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The article of a file, or those of a folder with all below it.

    Raises:
        UserError: naming file and line.
    """
    for file in ordered(path, ENDING) if path.is_dir() else [path]:
        yield Reader(file, written_id(file, ENDING)).article()


DATASET = DatasetFormat(
    "webanno",
    (ENDING, ".txt"),
    "WebAnno TSV 3, as INCEpTION and WebAnno write it",
    read,
    recognises,
    holds=HOLDS | {Holds.ATTRIBUTES},
)
WRITER = WriterFormat(
    "webanno",
    "",
    Message("WebAnno TSV 3.3: a folder with a file for each article, for INCEpTION"),
    None,
    read,
    digest,
    holds=HOLDS,
    open_folder=WebAnnoWriter,
)
