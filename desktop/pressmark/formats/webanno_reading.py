"""A WebAnno TSV 3 file as an article: its rows as marks, its relations, slots and chains as relations.

Source of the format: the appendix "WebAnno TSV 3.3 File format" of INCEpTION's user guide. Sentences stand where the
offsets of their tokens say; the text between them is not in the file, and is a line's end and spaces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec import Struct, field

from pressmark.core.article import Article, ArticleMeta, RawArticle, Token
from pressmark.core.errors import SpanError, UserError
from pressmark.core.messages import Message
from pressmark.core.offsets import Utf16Map
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.formats import standoff
from pressmark.formats.standoff import Arrow, Mark
from pressmark.formats.text_lines import first_lines, lines, wrong_line
from pressmark.formats.webanno_layers import (
    NAMED_ENTITY,
    POS,
    Cell,
    Layer,
    cells,
    label_column,
    layer_of,
    slots,
    told_apart,
    unescaped,
)

_UNIT = re.compile(r"(\d{1,9})-(\d{1,9})(?:\.(\d{1,9}))?\Z")
_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})\Z")
_FORMAT = re.compile(r"#FORMAT=WebAnno TSV (\d+)(?:\.(\d+))?\s*\Z")

Place = tuple[int, int, int]
"""Sentence, token, and sub-token or 0, counted from 1."""


def recognises(path: Path) -> bool:
    """Whether a file begins as WebAnno TSV of any version."""
    line = next(iter(first_lines(path, 1)), "")
    return line.startswith("#FORMAT=WebAnno TSV") or bool(
        re.match(r"\s?#\s?(?:de\.tudarmstadt|webanno)\.\S+ \| ", line)
    )


class _Span(Struct):
    """A mark while its units are read."""

    layer: Layer
    start: int
    end: int
    values: list[str | None]
    slots: list[tuple[str, Cell]] = field(default_factory=list)


class Reader:
    """Reads one file.

    Args:
        written_id: of the article, where its file was written by this program.
    """

    def __init__(self, path: Path, written_id: str | None) -> None:
        self._path = path
        self._written_id = written_id
        self._layers: list[Layer] = []
        self._text: list[str] = []
        self._length = 0  # in UTF-16 units
        self._rows: list[tuple[int, Place, int, int, list[str]]] = []
        self._remarks: dict[Message, None] = {}

    def refused(self, number: int, what: Message) -> UserError:
        """What is said of a line."""
        return wrong_line(self._path.name, number, what)

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
                    raise self.refused(number, Message("this is no layer. Layers begin with #T_SP=, #T_RL= or #T_CH=."))
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
            raise self.refused(
                last, Message("the tokens of the last sentence are missing. Get a whole copy of the file.")
            )
        return self._finished()

    _blank = True

    def _format(self, line: str) -> None:
        match = _FORMAT.match(line)
        if match is None or match[1] != "3":
            what = "a version of WebAnno TSV before 3" if recognises(self._path) else "no WebAnno TSV file"
            raise self.refused(1, Message("this is {what}. Export it from INCEpTION as WebAnno TSV 3.3.", what=what))

    def _row(self, number: int, line: str, said: list[str]) -> None:
        columns = line.split("\t")
        unit = _UNIT.match(columns[0])
        offsets = _OFFSETS.match(columns[1]) if len(columns) > 2 else None
        if unit is None or offsets is None:
            raise self.refused(number, Message("a row begins with an id like 1-1, offsets like 0-4 and the token."))
        start, end = int(offsets[1]), int(offsets[2])
        if said:
            self._sentence(number, start, "\n".join(said))
        wanted = sum(len(layer.columns) for layer in self._layers)
        if len(columns) - 3 < wanted:
            raise self.refused(
                number,
                Message(
                    "{count} columns of layers instead of {wanted}. Get a whole copy of the file.",
                    count=len(columns) - 3,
                    wanted=wanted,
                ),
            )
        if end < start or end > self._length:
            raise self.refused(
                number,
                Message(
                    "the offsets {start}-{end} are not inside the text. Offsets are UTF-16 units.", start=start, end=end
                ),
            )
        place = int(unit[1]), int(unit[2]), int(unit[3] or 0)
        self._rows.append((number, place, start, end, columns[2:]))

    def _sentence(self, number: int, start: int, text: str) -> None:
        """Puts a sentence's text where its first token says that it begins."""
        gap = start - self._length
        if gap < 0 or gap > 1_000_000:
            raise self.refused(
                number,
                Message(
                    "the sentence begins at {start}, but the text before it ends at {length}.",
                    start=start,
                    length=self._length,
                ),
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
                raise self.refused(
                    number, Message("the offsets {start}-{end} are not inside the text.", start=start, end=end)
                ) from error
            if not _same(columns[0], stands):
                there = " ".join(stands.split())[:40]
                raise self.refused(
                    number,
                    Message(
                        "the token is “{token}”, but at {start}-{end} the text is “{there}”.",
                        token=columns[0][:40],
                        start=start,
                        end=end,
                        there=there,
                    ),
                )
            words[number] = span
            if not place[2] and stands.strip():
                tokens.append(Token(span, self._pos(columns), place[0] != sentence))
                sentence = place[0]
        marks, arrows = _Marks(self, self._layers, self._rows).found(words)
        name = self._path.name
        named = self._written_id
        try:
            return standoff.article(
                text, marks, arrows, form="webanno", meta=ArticleMeta(source=name), name=name, article_id=named,
                units=(_POINTS,), tokens=tokens, remarks=list(self._remarks),
            ) if text else AnnotatedArticle(_empty(named or self._path.stem, name))  # fmt: skip
        except standoff.ArticleError as error:
            raise UserError("{name}: {error}", name=name, error=error.sentence) from error

    def _pos(self, columns: Sequence[str]) -> str:
        for layer in self._layers:
            if layer.type == POS and "PosValue" in layer.columns:
                values = cells(columns[1 + layer.first + layer.columns.index("PosValue")])
                return (values[0].value or "") if values else ""
        return ""

    def remark(self, sentence: Message) -> None:
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
        self, reader: Reader, layers: Sequence[Layer], rows: Sequence[tuple[int, Place, int, int, list[str]]]
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
            self._reader.remark(Message("Marks without any text were passed over."))
        if any(layer.silent for layer in self._layers):
            self._reader.remark(Message("Lemmas, morphology, syntax and other layers of words were passed over."))
        marks = [self._mark(index, span) for index, span in enumerate(self._spans)]
        return told_apart(marks), [*self._arrows(), *self._slot_arrows(), *self._chain_arrows()]

    def _stacks(self, layer: Layer, columns: Sequence[str], number: int) -> list[list[Cell]]:
        """For each mark of a layer in a row, its cells."""
        columns = columns[1 + layer.first : 1 + layer.first + len(layer.columns)]
        found = [cells(column) for column in columns]
        depth = max(len(each) for each in found)
        for each in found:
            if each and len(each) != depth:
                raise self._reader.refused(
                    number, Message("the columns of {name} hold unequal numbers of values.", name=layer.name)
                )
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
            raise self._reader.refused(number, Message("“{reference}” is no id of a token.", reference=reference[:20]))
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
                        self._reader.remark(
                            Message(
                                "Relations of {layer} between words, not marks, were passed over.", layer=layer.name
                            )
                        )
                        continue
                    values = [cell.value for cell in stack[:-1] if cell.value and cell.value.strip()]
                    value = stack[label_place].value if label_place is not None else next(iter(values), None)
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
                    self._reader.remark(
                        Message("Slots of {layer} that are filled by words were passed over.", layer=span.layer.name)
                    )
                    continue
                yield Arrow(f"m{index + 1}", f"m{target + 1}", role if role.strip() else "slot")

    def _chain_arrows(self) -> Iterator[Arrow]:
        for (one, index), (other, following) in pairwise(sorted(self._chains.items())):
            if one[:2] == other[:2]:
                label = self._spans[index].values[-1]
                yield Arrow(f"m{index + 1}", f"m{following + 1}", label if label and label.strip() else "coref")
