"""The lines of brat's .ann files (and BioNLP's .a1 and .a2) as marks, relations, attributes and notes.

Source of the format: "brat standoff format", and the configuration pages of its manual. An event becomes relations from
its trigger to its arguments; an equivalence becomes relations from its first member to the others; a normalization
becomes a value of the attribute `normalizations`; of a discontinuous mark the whole stretch is marked, and the
attribute `fragments` names its parts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.errors import SpanError, UserError
from pressmark.core.messages import Message
from pressmark.core.offsets import Utf16Map
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.formats.text_lines import wrong_line
from pressmark.formats.words import unquoted, value_of

FRAGMENTS = "fragments"
NORMALIZATIONS = "normalizations"
ARGUMENTS = "brat_arguments"
EQUIVALENCE = "Equiv"

_DKPRO_NAME = "de-tudarmstadt-ukp-dkpro-core-api-ner-type-NamedEntity"
_DKPRO_LABEL = f"{_DKPRO_NAME}_value"
"""Where DKPro's brat writer puts what a name is."""

_MARK = re.compile(r"(\S+) (-?\d+ -?\d+(?:;-?\d+ -?\d+)*)\Z")
_ARGUMENT = re.compile(r"([^\s:]+):(\S+)\Z")
_SPACE = re.compile(r"\s+")

Place = tuple[str, int]
"""A file's name and a line's number."""


class Mark(Struct):
    """A text-bound annotation."""

    place: Place
    label: str
    parts: list[tuple[int, int]]
    words: str | None
    attributes: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def refused(place: Place, what: Message) -> UserError:
    """What is said of a line."""
    return wrong_line(*place, what)


class Standoff:
    """All annotations of one text while they are read.

    Args:
        names: what labels and attributes were called before they were written, by their name in the file.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self.marks: dict[str, Mark] = {}
        self.remarks: dict[Message, None] = {}
        self.arguments: dict[str, list[str]] = {}
        self._events: dict[str, tuple[Place, str, list[tuple[str, str]]]] = {}
        self._relations: list[tuple[Place, str, str, str, str]] = []
        self._later: list[tuple[Place, str, str, Callable[[Mark], None]]] = []

    def line(self, place: Place, line: str) -> None:
        """Takes one line; raises `UserError` naming it."""
        if not line.strip():
            return
        named, _, rest = line.partition("\t")
        body, _, tail = rest.partition("\t")
        named = named.strip()
        kind = named[:1]
        words = body.split()
        if kind == "#" and not words:
            self._unknown(place, kind)
            return
        if not words:
            raise refused(
                place, Message("“{words}” is no annotation of brat. Mend or remove the line.", words=_short(line))
            )
        if kind in "TER" and (named in self.marks or named in self._events):
            raise refused(place, Message("{named} is there twice. Give each annotation an id of its own.", named=named))
        if kind == "T":
            self._mark(place, named, body.strip(), tail if "\t" in rest else None)
        elif kind == "E":
            self._event(place, named, words)
        elif kind == "R":
            self._relation(place, named, words)
        elif kind == "*":
            label = self._name(words[0])
            self._relations += [(place, "", label, words[1], other) for other in words[2:]]
        elif kind in "AM":
            name, target, value = self._name(words[0]), (*words, "")[1], body.strip().split(" ", 2)[2:]
            found = value_of(value[0]) if value else True
            self._later.append((place, named, target, lambda mark: mark.attributes.update({name: found})))
        elif kind == "N":
            self._normalization(place, named, words, tail)
        elif kind == "#":
            self._later.append((place, named, (*words, "")[1], lambda mark: mark.notes.append(unquoted(tail))))
        else:
            self._unknown(place, kind)

    def _unknown(self, place: Place, kind: str) -> None:
        self.remarks[
            Message(
                "Lines of {name} that begin with {kind} are not known and were passed over.", name=place[0], kind=kind
            )
        ] = None

    def _name(self, name: str) -> str:
        return self._names.get(name, name)

    def _mark(self, place: Place, named: str, body: str, words: str | None) -> None:
        match = _MARK.match(_SPACE.sub(" ", body))
        if match is None:
            raise refused(
                place,
                Message(
                    "“{words}” is not a type, a start and an end. Write for example T1, tab, PERSON 0 5.",
                    words=_short(body),
                ),
            )
        parts = [(int(start), int(end)) for start, end in (part.split(" ") for part in match[2].split(";"))]
        for start, end in parts:
            if not 0 <= start < end:
                raise refused(
                    place, Message("the mark {start}–{end} covers nothing. Mend or remove it.", start=start, end=end)
                )
        self.marks[named] = Mark(place, self._name(match[1]), parts, words)

    def _event(self, place: Place, named: str, words: Sequence[str]) -> None:
        pairs = [_ARGUMENT.match(word) for word in words]
        if not all(pairs):
            raise refused(
                place, Message("an event is a type with its trigger, and roles with their arguments (Type:T1 Role:T2).")
            )
        roles = [(self._name(pair[1]), pair[2]) for pair in pairs if pair]
        self._events[named] = (place, roles[0][1], roles[1:])

    def _relation(self, place: Place, named: str, words: Sequence[str]) -> None:
        ends = [_ARGUMENT.match(word) for word in words[1:]]
        first, second = (*ends, None, None)[:2]
        if len(ends) != 2 or first is None or second is None:
            raise refused(place, Message("a relation has two arguments (Type Arg1:T1 Arg2:T2). Mend or remove it."))
        label = self._name(words[0])
        if (first[1], second[1]) != ("Arg1", "Arg2"):
            self.arguments[label] = [first[1], second[1]]
        self._relations.append((place, named, label, first[2], second[2]))

    def _normalization(self, place: Place, named: str, words: Sequence[str], tail: str) -> None:
        if len(words) < 3:
            raise refused(place, Message("a normalization names an annotation and an entry (Reference T1 Base:1)."))
        named_ends = {pair[1]: pair[2] for pair in map(_ARGUMENT.match, words[1:3]) if pair}
        if named_ends.keys() == {"Annotation", "Referent"}:  # as BioNLP's shared task of 2013 has them, in any order
            words = [words[0], named_ends["Annotation"], named_ends["Referent"], *words[3:]]
        entry = {"id": " ".join(words[2:])} | ({"text": unquoted(tail)} if tail else {})
        if words[0] != "Reference":
            entry["type"] = words[0]
        self._later.append(
            (place, named, words[1], lambda mark: mark.attributes.setdefault(NORMALIZATIONS, []).append(entry))
        )

    def resolved(self, text: str, raw: str) -> tuple[list[Annotation], list[Relation]]:
        """The annotations and relations, once every line is there.

        Args:
            text: canonical.
            raw: as it stands in the file, with its line ends and byte order mark.

        Raises:
            UserError: naming the line, for offsets that do not fit the text and for what refers to nothing.
        """
        spans = self._spans(text, raw)
        self._attach()
        for mark in self.marks.values():
            if mark.label == _DKPRO_NAME and isinstance(mark.attributes.get(_DKPRO_LABEL), str):
                mark.label = mark.attributes.pop(_DKPRO_LABEL)
        annotations: list[Annotation] = []
        places: dict[tuple[Span, str], str] = {}
        same: dict[str, str] = {}
        ordered = sorted(self.marks, key=lambda n: (spans[n][0].start, -spans[n][-1].end, self.marks[n].label))
        for named in ordered:
            mark, parts = self.marks[named], spans[named]
            span = Span(parts[0].start, max(part.end for part in parts))
            attributes = dict(mark.attributes)
            if len(parts) > 1:
                attributes[FRAGMENTS] = [[part.start, part.end] for part in parts]
            if (span, mark.label) in places:
                same[named] = places[span, mark.label]
                self.remarks[
                    Message("In {name} marks of one label at one place were read as one.", name=mark.place[0])
                ] = None
                continue
            places[span, mark.label] = same[named] = named
            note = "\n".join(mark.notes)
            annotations.append(
                Annotation(named, span, mark.label, Status.ACCEPTED, "import:brat", None, attributes, note)
            )
        return annotations, self._arrows(same)

    def _attach(self) -> None:
        """Attributes and notes go to their marks; those of an event to its trigger."""
        events = Counter(trigger for _, trigger, _ in self._events.values())
        for place, named, target, attach in self._later:
            if target in self.marks or target in self._events:
                trigger = self._trigger(place, target)
                attach(self.marks[trigger])
                if target in self._events and events[trigger] > 1:
                    self.remarks[
                        Message(
                            "Events in {name} share a trigger, which has now what is said of each of them.",
                            name=place[0],
                        )
                    ] = None
            elif target[:1] in ("R", "*") or named.startswith("#"):
                self.remarks[Message("Notes and attributes of relations in {name} were left out.", name=place[0])] = (
                    None
                )
            else:
                raise refused(
                    place,
                    Message(
                        "{named} is said of {target}, which is not there. Mend or remove it.",
                        named=named,
                        target=target or "–",
                    ),
                )

    def _trigger(self, place: Place, named: str) -> str:
        """The mark of an id, which may be an event's."""
        target = self._events[named][1] if named in self._events else named
        if target not in self.marks:
            raise refused(place, Message("{named} is not a mark of this text. Mend or remove the line.", named=named))
        return target

    def _arrows(self, same: Mapping[str, str]) -> list[Relation]:
        found: dict[tuple[str, str, str], str] = {}
        for place, named, label, head, child in self._relations:
            ends = same[self._trigger(place, head)], same[self._trigger(place, child)], label
            found.setdefault(ends, named)
        for named, (place, trigger, roles) in self._events.items():
            for role, target in roles:
                ends = same[self._trigger(place, trigger)], same[self._trigger(place, target)], role
                found.setdefault(ends, f"{named}.{role}")
        if self._events:
            self.remarks[Message("Events became relations from their triggers to their arguments.")] = None
        relations: list[Relation] = []
        taken: set[str] = set()
        for number, ((head, child, label), named) in enumerate(found.items(), 1):
            if not named or named in taken:
                named = f"r{number}"
            taken.add(named)
            relations.append(Relation(named, head, child, label))
        return relations

    def _spans(self, text: str, raw: str) -> dict[str, list[Span]]:
        """Where the marks lie in the canonical text, by whichever way of counting fits the words beside them."""
        failure: UserError | None = None
        for name, count in _counts(text, raw):
            try:
                found = {named: self._counted(mark, text, count) for named, mark in self.marks.items()}
            except UserError as error:
                failure = failure or error
                continue
            if name and self.marks:
                place = next(iter(self.marks.values())).place
                self.remarks[Message("The offsets of {name} count {unit}.", name=place[0], unit=name)] = None
            return found
        assert failure is not None
        raise failure

    def _counted(self, mark: Mark, text: str, count: Callable[[int], int]) -> list[Span]:
        spans: list[Span] = []
        for start, end in mark.parts:
            try:
                span = Span(count(start), count(end))
                span.of(text)
            except (SpanError, IndexError) as error:
                raise refused(
                    mark.place,
                    Message(
                        "the mark {start}–{end} is not inside the text, which has {count:,} characters.",
                        start=start,
                        end=end,
                        count=len(text),
                    ),
                ) from error
            spans.append(span)
        if mark.words is not None:
            stands = " ".join(span.of(text) for span in spans)
            if "".join(stands.split()) != "".join(canonical(mark.words).split()) and not _starts_alike(
                stands, mark.words
            ):
                raise refused(
                    mark.place,
                    Message(
                        "the mark says “{words}”, but there the text is “{there}”. Take the text "
                        "file that belongs to it.",
                        words=_short(mark.words),
                        there=_short(stands),
                    ),
                )
        return spans


def _starts_alike(stands: str, words: str) -> bool:
    """Whether words are followed by a comment, as BioNLP's files have them."""
    return "\t" in words and stands.split() == words.split("\t")[0].split()


def _counts(text: str, raw: str) -> list[tuple[str, Callable[[int], int]]]:
    """The ways to count offsets, the usual first: name ("" for the usual) and what turns an offset into one of ours."""
    moved = [0] * (len(raw) + 1)
    at = 0
    for index, character in enumerate(raw):
        moved[index] = at
        at += not ((index == 0 and character == "\ufeff") or (character == "\r" and raw[index + 1 : index + 2] == "\n"))
    moved[len(raw)] = at
    found: list[tuple[str, Callable[[int], int]]] = [("", moved.__getitem__)]
    if raw.startswith("\ufeff"):
        found.append((Message("no byte order mark"), lambda offset: moved[offset + 1]))
    if len(raw) != len(text):
        found.append((Message("line ends as one character"), lambda offset: offset))
    units = Utf16Map(text)
    if units.units != len(text):
        found.append((Message("UTF-16 units"), units.to_code_points))
    return found


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 40 else f"{words[:39]}…"
