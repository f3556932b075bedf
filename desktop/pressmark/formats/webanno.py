"""WebAnno TSV 3, the format of INCEpTION and WebAnno: one file for each article, offsets in UTF-16 units.

Source of the format: the appendix "WebAnno TSV 3.3 File format" of INCEpTION's user guide. Read: versions 3.0 to 3.3
with layers of spans, relations, chains and slots. Written: names as the layer NamedEntity, which every project of
INCEpTION has; relations as a layer `webanno.custom.Relation` with a feature `label`, which a project must be given.

A mark that begins inside a token is written as a sub-token. White space at the ends of a mark cannot be held.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from pressmark.core.annotation import Annotation
from pressmark.core.article import Article, ArticleMeta, RawArticle, Token
from pressmark.core.errors import SpanError, UserError
from pressmark.core.offsets import Utf16Map
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.span import Span, trimmed
from pressmark.core.text import canonical
from pressmark.core.tokens import completed
from pressmark.formats import standoff
from pressmark.formats.base import DatasetFormat, Holds, WriteOptions, WriterFormat, Written, loss
from pressmark.formats.file_names import FileNames, ordered, written_id
from pressmark.formats.standoff import Arrow, Mark
from pressmark.formats.text_lines import first_lines, lines
from pressmark.formats.webanno_layers import (
    NAMED_ENTITY,
    POS,
    RELATION,
    Cell,
    Layer,
    cells,
    escaped,
    escaped_text,
    label_column,
    layer_of,
    slots,
    unescaped,
)

HOLDS = frozenset({Holds.TEXT, Holds.OVERLAPS, Holds.RELATIONS, Holds.TOKENS})
ENDING = ".tsv"

_UNIT = re.compile(r"(\d{1,9})-(\d{1,9})(?:\.(\d{1,9}))?\Z")
_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})\Z")
_FORMAT = re.compile(r"#FORMAT=WebAnno TSV (\d+)(?:\.(\d+))?\s*\Z")

Place = tuple[int, int, int]
"""Sentence, token, and sub-token or 0, counted from 1."""


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
            losses.append(loss(article, annotation, "left out", "It stands on white space only."))
            continue
        if (span, annotation.label) in places:
            losses.append(loss(article, annotation, "left out", "Without white space it is another mark of its label."))
            continue
        places.add((span, annotation.label))
        if span != annotation.span:
            losses.append(loss(article, annotation, "changed", "White space at its ends was cut off it."))
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


def recognises(path: Path) -> bool:
    """Whether a file begins as WebAnno TSV of any version."""
    line = next(iter(first_lines(path, 1)), "")
    return line.startswith("#FORMAT=WebAnno TSV") or bool(
        re.match(r"\s?#\s?(?:de\.tudarmstadt|webanno)\.\S+ \| ", line)
    )


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The article of a file, or those of a folder with all below it.

    Raises:
        UserError: naming file and line.
    """
    for file in ordered(path, ENDING) if path.is_dir() else [path]:
        yield _Reader(file).article()


@dataclass(slots=True)
class _Span:
    """A mark while its units are read."""

    layer: Layer
    start: int
    end: int
    values: list[str | None]
    slots: list[tuple[str, Cell]] = field(default_factory=list)


class _Reader:
    """Reads one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._layers: list[Layer] = []
        self._text: list[str] = []
        self._length = 0  # in UTF-16 units
        self._rows: list[tuple[int, Place, int, int, list[str]]] = []
        self._remarks: dict[str, None] = {}

    def refused(self, number: int, what: str) -> UserError:
        """What is said of a line."""
        return UserError(f"{self._path.name}, line {number}: {what}")

    def article(self) -> AnnotatedArticle:
        """The file's article."""
        said: list[str] = []
        begun = False
        last = 0
        for number, line in lines(self._path):
            last = number
            if number == 1:
                self._format(line)
            elif line.startswith("#T_") and not begun:
                layer = layer_of(line, sum(len(each.columns) for each in self._layers))
                if layer is None:
                    raise self.refused(number, "this is no layer. Layers begin with #T_SP=, #T_RL= or #T_CH=.")
                self._layers.append(layer)
            elif line.startswith("#Text=") and (not begun or said or self._blank):
                said.append(unescaped(line.removeprefix("#Text=")))
                begun = True
                self._blank = False
            elif not line.strip():
                self._blank = True
            elif line.startswith("#") and (self._blank or said):
                continue  # "#Sentence.id=…" and the like
            else:
                self._row(number, line, said)
                said = []
                self._blank = False
        if said:
            raise self.refused(last, "the tokens of the last sentence are missing. Get a whole copy of the file.")
        return self._finished()

    _blank = True

    def _format(self, line: str) -> None:
        match = _FORMAT.match(line)
        if match is None or match[1] != "3":
            what = "a version of WebAnno TSV before 3" if recognises(self._path) else "no WebAnno TSV file"
            raise self.refused(1, f"this is {what}. Export it from INCEpTION as WebAnno TSV 3.3.")

    def _row(self, number: int, line: str, said: list[str]) -> None:
        columns = line.split("\t")
        unit = _UNIT.match(columns[0])
        offsets = _OFFSETS.match(columns[1]) if len(columns) > 2 else None
        if unit is None or offsets is None:
            raise self.refused(number, "a row begins with an id like 1-1, offsets like 0-4 and the token.")
        start, end = int(offsets[1]), int(offsets[2])
        if said:
            self._sentence(number, start, "\n".join(said))
        wanted = sum(len(layer.columns) for layer in self._layers)
        if len(columns) - 3 < wanted:
            raise self.refused(
                number, f"{len(columns) - 3} columns of layers instead of {wanted}. Get a whole copy of the file."
            )
        if end < start or end > self._length:
            raise self.refused(number, f"the offsets {start}-{end} are not inside the text. Offsets are UTF-16 units.")
        place = int(unit[1]), int(unit[2]), int(unit[3] or 0)
        self._rows.append((number, place, start, end, columns[2:]))

    def _sentence(self, number: int, start: int, text: str) -> None:
        """Puts a sentence's text where its first token says that it begins."""
        gap = start - self._length
        if gap < 0 or gap > 1_000_000:
            raise self.refused(
                number, f"the sentence begins at {start}, but the text before it ends at {self._length}."
            )
        between = "\n" + " " * (gap - 1) if gap and self._text else " " * gap
        self._text += [between, text]
        self._length += gap + len(text.encode("utf-16-le", "surrogatepass")) // 2

    def _finished(self) -> AnnotatedArticle:
        # Line ends inside a sentence are single characters, so that no offset moves.
        text = canonical("\ufeff" + "".join(self._text).replace("\r", "\n"))
        units = Utf16Map(text)
        words: dict[int, Span] = {}
        tokens: list[Token] = []
        sentence = 0
        for number, place, start, end, columns in self._rows:
            if start == end:
                continue
            try:
                span = units.span_from_units(start, end)
                stands = span.of(text)
            except SpanError as error:
                raise self.refused(number, f"the offsets {start}-{end} are not inside the text.") from error
            if not _same(columns[0], stands):
                raise self.refused(
                    number, f"the token is “{columns[0][:40]}”, but at {start}-{end} the text is “{stands[:40]}”."
                )
            words[number] = span
            if not place[2] and stands.strip():
                tokens.append(Token(span, self._pos(columns), place[0] != sentence))
                sentence = place[0]
        marks, arrows = _Marks(self, self._layers, self._rows).found(words)
        name = self._path.name
        named = written_id(self._path, ENDING)
        try:
            return standoff.article(
                text, marks, arrows, form="webanno", meta=ArticleMeta(source=name), name=name, article_id=named,
                units=(_POINTS,), tokens=tokens, remarks=list(self._remarks),
            ) if text else AnnotatedArticle(_empty(named or self._path.stem, name))  # fmt: skip
        except standoff.ArticleError as error:
            raise UserError(f"{name}: {error}") from error

    def _pos(self, columns: Sequence[str]) -> str:
        for layer in self._layers:
            if layer.type == POS and "PosValue" in layer.columns:
                values = cells(columns[1 + layer.first + layer.columns.index("PosValue")])
                return (values[0].value or "") if values else ""
        return ""

    def remark(self, sentence: str) -> None:
        """Something that whoever imports the file should know."""
        self._remarks[sentence] = None


_POINTS = standoff.OffsetUnit.CODE_POINTS


def _empty(named: str, source: str) -> Article:
    return Article.from_raw(RawArticle("", ArticleMeta(source=source), ()), article_id=named)


def _same(written: str, stands: str) -> bool:
    return written == stands or "".join(unescaped(written).split()) == "".join(stands.split())


class _Marks:
    """The marks and relations of all rows."""

    def __init__(
        self, reader: _Reader, layers: Sequence[Layer], rows: Sequence[tuple[int, Place, int, int, list[str]]]
    ) -> None:
        self._reader = reader
        self._layers = layers
        self._rows = rows
        self._spans: list[_Span] = []
        self._by_id: dict[tuple[str, int], int] = {}
        self._at: dict[tuple[str, Place], list[int]] = defaultdict(list)
        self._chains: dict[tuple[str, int, int], int] = {}
        self._relations: dict[str, str] = {}

    def found(self, words: dict[int, Span]) -> tuple[list[Mark], list[Arrow]]:
        """What the rows hold; `words` says where each row's unit stands."""
        empty = False
        for number, place, start, end, columns in self._rows:
            if number not in words:
                empty = empty or any(column not in ("_", "") for column in columns[1:])
                continue
            del start, end
            for layer in self._layers:
                stacks = self._stacks(layer, columns, number)
                if layer.type == POS or layer.silent:
                    continue
                if layer.kind == "SP":
                    self._take_spans(layer, place, words[number], stacks)
                elif layer.kind == "CH":
                    self._take_chains(layer, place, words[number], stacks)
        if empty:
            self._reader.remark("Marks without any text were passed over.")
        if any(layer.silent for layer in self._layers):
            self._reader.remark("Lemmas, morphology, syntax and other layers of words were passed over.")
        marks = [self._mark(index, span) for index, span in enumerate(self._spans)]
        return marks, [*self._arrows(), *self._slot_arrows(), *self._chain_arrows()]

    def _stacks(self, layer: Layer, columns: Sequence[str], number: int) -> list[list[Cell]]:
        """For each mark of a layer in a row, its cells."""
        columns = columns[1 + layer.first : 1 + layer.first + len(layer.columns)]
        found = [cells(column) for column in columns]
        depth = max(len(each) for each in found)
        for each in found:
            if each and len(each) != depth:
                raise self._reader.refused(number, f"the columns of {layer.name} hold unequal numbers of values.")
            if not each:
                each.extend([Cell(None)] * depth)
        return [list(stack) for stack in zip(*found, strict=True)]

    def _take_spans(self, layer: Layer, place: Place, span: Span, stacks: Sequence[list[Cell]]) -> None:
        for stack in stacks:
            is_slot = [name.startswith("ROLE_") or "." in name for name in layer.columns]
            ids = [cell.ids[0] for cell, slot in zip(stack, is_slot, strict=True) if cell.ids and not slot]
            key = (layer.type, ids[0]) if ids else None
            index = self._by_id.get(key) if key else None
            if index is None:
                index = len(self._spans)
                self._spans.append(_Span(layer, span.start, span.end, [cell.value for cell in stack]))
                self._spans[index].slots = list(self._slots(layer, stack))
                if key:
                    self._by_id[key] = index
            else:
                known = self._spans[index]
                known.start, known.end = min(known.start, span.start), max(known.end, span.end)
            self._at[layer.type, place].append(index)

    def _slots(self, layer: Layer, stack: Sequence[Cell]) -> Iterator[tuple[str, Cell]]:
        for place, name in enumerate(layer.columns):
            if not name.startswith("ROLE_") or place + 1 >= len(stack):
                continue
            usual = name.rpartition(":")[2].split("_")[0]
            roles, targets = slots(stack[place].raw), slots(stack[place + 1].raw)
            for order, target in enumerate(targets):
                role = roles[order].value if order < len(roles) else None
                yield role or usual, target

    def _take_chains(self, layer: Layer, place: Place, span: Span, stacks: Sequence[list[Cell]]) -> None:
        for stack in stacks:
            link = next((cell.link for cell in stack if cell.link), None)
            if link is None:
                continue
            key = (layer.type, *link)
            index = self._chains.get(key)
            if index is None:
                index = self._chains[key] = len(self._spans)
                self._spans.append(_Span(layer, span.start, span.end, [cell.value for cell in stack]))
            else:
                self._spans[index].end = max(self._spans[index].end, span.end)

    def _mark(self, index: int, span: _Span) -> Mark:
        layer = span.layer
        label_place = label_column(layer.columns) if layer.kind == "SP" else 0
        label = (span.values[label_place] if label_place is not None else None) or layer.name
        attributes = {
            name: value
            for place, (name, value) in enumerate(zip(layer.columns, span.values, strict=True))
            if value is not None and place != label_place and name and not name.startswith("ROLE_") and "." not in name
        }
        if layer.kind == "CH":
            attributes = {}
        if layer.type != NAMED_ENTITY and label != layer.name:
            attributes["layer"] = layer.name
        label = label if label.strip() else layer.name
        return Mark(span.start, span.end, label, id=f"m{index + 1}", attributes=attributes)

    def _resolve(self, layer_type: str, reference: str, found_id: int, number: int) -> int | None:
        """The mark that a cell refers to; None for a word."""
        if found_id:
            exact = self._by_id.get((layer_type, found_id))
            if exact is not None:
                return exact
            return next((index for (_, each), index in self._by_id.items() if each == found_id), None)
        match = _UNIT.match(reference)
        if match is None:
            raise self._reader.refused(number, f"“{reference[:20]}” is no id of a token.")
        place = int(match[1]), int(match[2]), int(match[3] or 0)
        there = self._at.get((layer_type, place), [])
        if not there and layer_type in ("uima.tcas.Annotation", ""):
            there = [index for (_, each), indexes in self._at.items() if each == place for index in indexes]
        return there[0] if there else None

    def _arrows(self) -> Iterator[Arrow]:
        for layer in self._layers:
            if layer.kind != "RL" or layer.silent:
                continue
            base = next((name.removeprefix("BT_") for name in layer.columns if name.startswith("BT_")), "")
            label_place = label_column([name for name in layer.columns if not name.startswith("BT_")])
            for number, place, _, _, columns in self._rows:
                for stack in self._stacks(layer, columns, number):
                    cell = stack[-1]
                    if cell.value is None:
                        continue
                    source_id, target_id = cell.ids if len(cell.ids) == 2 else (0, 0)
                    source = self._resolve(base, cell.value, source_id, number)
                    target = self._resolve(
                        base, f"{place[0]}-{place[1]}" + (f".{place[2]}" if place[2] else ""), target_id, number
                    )
                    if source is None or target is None:
                        self._reader.remark(f"Relations of {layer.name} between words, not marks, were passed over.")
                        continue
                    value = stack[label_place].value if label_place is not None else None
                    label = value if value and value.strip() else layer.name
                    yield Arrow(f"m{source + 1}", f"m{target + 1}", label)

    def _slot_arrows(self) -> Iterator[Arrow]:
        for index, span in enumerate(self._spans):
            for role, cell in span.slots:
                columns = span.layer.columns
                places = [place for place, name in enumerate(columns) if name.startswith("ROLE_")]
                base = columns[places[0] + 1] if places and places[0] + 1 < len(columns) else ""
                if cell.value is None:
                    continue
                target = self._resolve(base, cell.value, cell.ids[0] if cell.ids else 0, self._rows[0][0])
                if target is None:
                    self._reader.remark(f"Slots of {span.layer.name} that are filled by words were passed over.")
                    continue
                yield Arrow(f"m{index + 1}", f"m{target + 1}", role if role.strip() else "slot")

    def _chain_arrows(self) -> Iterator[Arrow]:
        for (one, index), (other, following) in pairwise(sorted(self._chains.items())):
            if one[:2] == other[:2]:
                label = self._spans[index].values[-1]
                yield Arrow(f"m{index + 1}", f"m{following + 1}", label if label and label.strip() else "coref")


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
    "WebAnno TSV 3.3: a folder with a file for each article, for INCEpTION",
    None,
    read,
    digest,
    holds=HOLDS,
    open_folder=WebAnnoWriter,
)
