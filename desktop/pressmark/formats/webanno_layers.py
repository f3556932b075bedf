"""What the header and the cells of a WebAnno TSV 3 file mean.

Source of the format: the appendix "WebAnno TSV 3.3 File format" of INCEpTION's user guide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressmark.formats.standoff import Mark

NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
RELATION = "webanno.custom.Relation"
SILENT = (
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.",
    "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.morph.",
    "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.",
)
"""Layers of words and syntax; they mark nothing that a person would call a mark."""

_STACK = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_SLOT = re.compile(r"(?<!\\)((?:\\\\)*);")
_ID = re.compile(r"^(.*?)(?<!\\)\[(\d{1,9}(?:_\d{1,9})?)\]$", re.DOTALL)
_CHAIN = re.compile(r"^(.*?)(?<!\\)->(\d{1,9})-(\d{1,9})$", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
_VALUE = re.compile(r"\\|\[|\]|\||_|->|;|\*|\t|\n|\r")


class Layer(Struct, frozen=True):
    """One line of the header.

    Attributes:
        kind: "SP" spans, "RL" relations, "CH" chains.
        type: the UIMA type.
        columns: the names of its columns as the header has them; one "" where it has none.
        first: the place of its first column behind id, offsets and token.
    """

    kind: str
    type: str
    columns: tuple[str, ...]
    first: int

    @property
    def name(self) -> str:
        """The type without its package."""
        return self.type.rsplit(".", 1)[-1]

    @property
    def silent(self) -> bool:
        """Whether it says something of words, not of names."""
        return self.type.startswith(SILENT)


class Cell(Struct, frozen=True):
    """One of the stacked values of a column.

    Attributes:
        value: without its escapes; None where the feature has none.
        ids: what stands in brackets behind it.
        link: of a chain, its number and the element's.
    """

    value: str | None
    ids: tuple[int, ...] = ()
    link: tuple[int, int] | None = None
    raw: str = ""


def layer_of(line: str, first: int) -> Layer | None:
    """The layer that a line of the header declares, None for another line."""
    match = re.match(r"#T_(SP|RL|CH)=([^|]*)\|?(.*)\Z", line.rstrip())
    if match is None:
        return None
    return Layer(match[1], match[2].strip(), tuple(match[3].split("|")), first)


def cells(column: str) -> list[Cell]:
    """The stacked values of a column; none where it is empty."""
    if column in ("_", ""):
        return []
    return [_cell(value) for value in _split(column, _STACK)]


def slots(raw: str) -> list[Cell]:
    """The values of a slot; none where it is empty."""
    return [] if raw in ("_", "", "*") else [_cell(value) for value in _split(raw, _SLOT)]


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    parts: list[str] = []
    at = 0
    for match in separator.finditer(text):
        parts.append(text[at : match.end() - 1])
        at = match.end()
    return [*parts, text[at:]]


def _cell(raw: str) -> Cell:
    chain = _CHAIN.match(raw)
    if chain:
        return Cell(_value(chain[1]), (), (int(chain[2]), int(chain[3])), raw)
    match = _ID.match(raw)
    if match is None:
        return Cell(_value(raw), (), None, raw)
    return Cell(_value(match[1]), tuple(int(each) for each in match[2].split("_")), None, raw)


def _value(raw: str) -> str | None:
    return None if raw in ("*", "_", "") else unescaped(raw)


def unescaped(text: str) -> str:
    """Text without backslashes, as both Java's way (until 3.1) and the later one write them."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _CONTROLS.get(m[2], m[2]), text)


def escaped(value: str) -> str:
    """A value as a cell holds it."""
    controls = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
    return _VALUE.sub(lambda match: controls.get(match[0], f"\\{match[0]}"), value)


def escaped_text(text: str) -> str:
    """A line of a sentence as `#Text=` holds it."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r")


def label_column(columns: Sequence[str]) -> int | None:
    """Which feature of a layer says what a mark is: "value", "label", or the only one."""
    plain = [place for place, name in enumerate(columns) if name and "." not in name and not name.startswith("ROLE_")]
    for wanted in ("value", "label", "category", "type", "PosValue"):
        found = next((place for place in plain if columns[place].lower() == wanted.lower()), None)
        if found is not None:
            return found
    return plain[0] if len(plain) == 1 else None


def told_apart(marks: Sequence[Mark]) -> list[Mark]:
    """Marks of layers without a label, such that two at one place keep names of their own.

    A layer that says what a mark is in several features gives all its marks its own name; where two of them stand at
    one place, their features are put behind it.
    """
    there: dict[tuple[int, int, str], list[Mark]] = {}
    for mark in marks:
        there.setdefault((mark.start, mark.end, mark.label), []).append(mark)
    found: list[Mark] = []
    for mark in marks:
        others = there[mark.start, mark.end, mark.label]
        if "layer" not in mark.attributes and any(dict(each.attributes) != dict(mark.attributes) for each in others):
            values = ", ".join(str(value) for value in mark.attributes.values())
            mark = replace(mark, label=f"{mark.label} ({values})" if values else mark.label)
        found.append(mark)
    return found
