"""Where CoNLL-U files say what their words name: tags or brackets in the MISC column, or a column of CoNLL-U Plus.

Source: the CoNLL-U Plus definition, the MISC attributes that spaCy's converter reads (`NE=B-PER`), and the brackets of
`Entity=` that CorefUD and GUM write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import LiteralString

from pressmark.core.errors import FaultError
from pressmark.core.messages import Message
from pressmark.core.tokens import TagError, TokenRange, decoded, scheme_of

TAG_KEYS = ("NE", "NER", "name", "NamedEntity", "Ner", "ner")
BRACKET_KEYS = ("Entity",)

_TAG = re.compile(r"(?:O|[BIESLU]-.+)\Z")
_BRACKET = re.compile(r"\(([^()]*)(\)?)|([^()]*)\)")
_NUMBER = re.compile(r"e?\d+\Z")
_COLUMN = re.compile(r"(?:.*:)?(?:NE|NER|NAMED_?ENTITY|ENTITY|ENTITIES|BIO)(?::.*)?\Z", re.IGNORECASE)


class EntityError(FaultError):
    """What is wrong; `index` is the word where it shows."""

    def __init__(self, sentence: LiteralString | Message, index: int, /, **values: object) -> None:
        super().__init__(sentence, **values)
        self.index = index


def column_of(names: Sequence[str]) -> int | None:
    """The column of names among those of a CoNLL-U Plus file; None where there is none."""
    return next((place for place, name in enumerate(names) if _COLUMN.match(name)), None)


def misc_of(cell: str) -> dict[str, str]:
    """The attributes of a MISC column; a bare tag stands under ""."""
    found: dict[str, str] = {}
    for part in cell.split("|") if cell != "_" else ():
        key, sign, value = part.partition("=")
        if sign:
            found.setdefault(key.strip(), value.strip())
        elif _TAG.match(part.strip()):
            found.setdefault("", part.strip())
    return found


def value_of(misc: dict[str, str]) -> str:
    """What a word's MISC says of names: a tag, brackets, or "" """
    for key in (*TAG_KEYS, ""):
        if key in misc and _TAG.match(misc[key]):
            return misc[key]
    return next((misc[key] for key in BRACKET_KEYS if key in misc), "")


def ranges_of(values: Sequence[str], fields: Sequence[str]) -> list[TokenRange]:
    """The names of a sentence.

    Args:
        values: of each word a tag, brackets or "", "_", "*", "-" for none.
        fields: the parts of a bracket as `# global.Entity` names them; empty where it does not.

    Raises:
        EntityError: for tags and brackets that do not fit together.
    """
    said = ["" if value in ("_", "*", "-", "") else value for value in values]
    if not any(said):
        return []
    if all(not value or _TAG.match(value) for value in said):
        tags = [value or "O" for value in said]
        try:
            return decoded(tags, scheme_of(tags))
        except TagError as error:
            raise EntityError(error.sentence, error.index) from error
    return _bracketed(said, fields)


def _bracketed(values: Sequence[str], fields: Sequence[str]) -> list[TokenRange]:
    found: list[TokenRange] = []
    opened: list[tuple[int, str]] = []
    for index, value in enumerate(values):
        if value and "(" not in value and ")" not in value:
            raise EntityError("“{value}” is no tag and has no brackets", index, value=value[:40])
        for begun, closed, ended in _BRACKET.findall(value):
            if begun:
                if closed:
                    found.append((index, index + 1, _label(begun, fields)))
                else:
                    opened.append((index, begun))
                continue
            place = next((n for n in reversed(range(len(opened))) if _ends(opened[n][1], ended)), None)
            if place is None:
                raise EntityError("“{ended})” ends a name that did not begin", index, ended=ended[:40])
            first, name = opened.pop(place)
            found.append((first, index + 1, _label(name, fields)))
    if opened:
        raise EntityError("the name “({opened}” does not end in its sentence", opened[-1][0], opened=opened[-1][1][:40])
    return sorted(found)


def _ends(name: str, ended: str) -> bool:
    return not ended or name == ended or name.startswith(f"{ended}-") or ended in name.split("-")


def _label(name: str, fields: Sequence[str]) -> str:
    parts = name.split("-")
    if "etype" in fields:
        place = list(fields).index("etype")
        return (parts[place] if place < len(parts) else "") or "Entity"
    return next((part for part in parts if part and not _NUMBER.match(part)), "Entity")
