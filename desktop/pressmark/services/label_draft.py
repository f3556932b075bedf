"""A label set while it is being edited: nothing of it is in the project until it is taken as `LabelChanges`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark.core.errors import UserError
from pressmark.core.labels import DATE_LABELS, ENTITY_LABELS, FIGURE_LABELS, Detected, Label, LabelSet
from pressmark.services.label_changes import LabelChanges
from pressmark.services.label_sets import with_labels

DETECTED_LABELS = ENTITY_LABELS | DATE_LABELS | FIGURE_LABELS
"""What the detectors that come along call what they find."""


class Take(Struct, frozen=True):
    """A kind of suggestion that becomes a label; with events, only figures to which one of them happened."""

    label: str
    events: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.label} ({' '.join(self.events)})" if self.events else self.label


class Row(Struct, frozen=True):
    """One label of the draft.

    Attributes:
        label: as it shall be.
        was: the labels of the project whose annotations it gets.
        takes: the suggestions that it gets.
        count: how many annotations of the project will have it.
    """

    label: Label
    was: tuple[str, ...] = ()
    takes: tuple[Take, ...] = ()
    count: int = 0


class LabelDraft(Struct):
    """The labels of a project being edited; rows are addressed by their place.

    Attributes:
        name: of the set.
        rows: in the order in which they are shown.
        removed: labels of the project whose annotations go.
    """

    name: str
    rows: list[Row] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    _known: set[str] = field(default_factory=lambda: set(DETECTED_LABELS))

    @classmethod
    def of(cls, labels: LabelSet, counts: Mapping[str, int]) -> LabelDraft:
        """A draft that changes nothing yet; `counts` are the annotations of the project by label."""
        draft = cls(labels.name)
        draft._learn(labels)
        for label in labels:
            was, count = (label.name,), counts.get(label.name, 0)
            draft.rows.append(Row(label, was, draft._takes(labels, label.name), count))
        return draft

    def _learn(self, labels: LabelSet) -> None:
        self._known |= {rule.label for rule in labels.detected}

    def _takes(self, labels: LabelSet, name: str) -> tuple[Take, ...]:
        found = [Take(rule.label, rule.events) for rule in labels.detected if rule.to == name]
        own = Take(name)
        if name in self._known and labels.suggested_as(name) == name and own not in found:
            found.insert(0, own)
        return tuple(found)

    # Changing

    def add(self, name: str) -> int:
        """A new label behind the others, in a colour and with a key that is free; gives its place."""
        self._refuse(name, besides=-1)
        sketch = with_labels(self._sketch(), [name.strip()])
        takes = (Take(name),) if name in self._known and not self._taken(Take(name)) else ()
        self.rows.append(Row(sketch.labels[-1], (), takes))
        return len(self.rows) - 1

    def change(self, place: int, label: Label) -> None:
        """Gives a label another name, key, group, colour or guideline.

        Raises:
            UserError: the name or the key is another label's, or the name is none.
        """
        if label.name != self.rows[place].label.name:
            self._refuse(label.name, besides=place)
        other = next((r.label.name for i, r in enumerate(self.rows) if i != place and r.label.key == label.key), None)
        if label.key and other is not None:
            raise UserError(
                "{other} has the key {key}. Choose another one, or take it away there first.",
                other=other,
                key=label.key.upper(),
            )
        self.rows[place] = replace(self.rows[place], label=label)

    def set_takes(self, place: int, takes: Iterable[Take]) -> None:
        """Says which suggestions become this label; they become no other any more."""
        wanted = tuple(dict.fromkeys(takes))
        self._known |= {take.label for take in wanted}
        for i, row in enumerate(self.rows):
            if i != place:
                self.rows[i] = replace(row, takes=tuple(take for take in row.takes if take not in wanted))
        self.rows[place] = replace(self.rows[place], takes=wanted)

    def move(self, place: int, to: int) -> None:
        """Puts a label elsewhere in the order."""
        self.rows.insert(to, self.rows.pop(place))

    def merge(self, place: int, into: int) -> int:
        """Makes one label of two: annotations and suggestions of the first become the second's. Gives its place."""
        gone, stays = self.rows[place], self.rows[into]
        takes = tuple(dict.fromkeys((*stays.takes, *gone.takes)))
        self.rows[into] = replace(stays, was=(*stays.was, *gone.was), takes=takes, count=stays.count + gone.count)
        del self.rows[place]
        return into - (place < into)

    def remove(self, place: int) -> None:
        """Takes a label away with its annotations."""
        self.removed += self.rows.pop(place).was

    def replace_by(self, labels: LabelSet) -> None:
        """Takes another set. Annotations get the label that the new set has for theirs.

        A label with annotations for which it has none stays, behind the new ones.
        """
        old = self.rows
        self._learn(labels)
        self.name = labels.name
        self.rows = [Row(label, (), self._takes(labels, label.name)) for label in labels]
        places = {label.name: place for place, label in enumerate(labels)}
        for row in old:
            names = {labels.suggested_as(name) for name in (row.label.name, *row.was)}
            to = row.label.name if row.label.name in places else next((n for n in sorted(names) if n in places), None)
            if to is not None:
                there = self.rows[places[to]]
                self.rows[places[to]] = replace(there, was=(*there.was, *row.was), count=there.count + row.count)
            elif row.count:
                key = row.label.key if all(each.label.key != row.label.key for each in self.rows) else ""
                self.rows.append(replace(row, label=replace(row.label, key=key), takes=()))

    # Taking

    def changes(self) -> LabelChanges:
        """What the project shall be told."""
        moves: dict[str, str | None] = dict.fromkeys(self.removed)
        for row in self.rows:
            moves |= {was: row.label.name for was in row.was if was != row.label.name}
        return LabelChanges(self.label_set(), moves)

    def label_set(self) -> LabelSet:
        """The set as it is drawn up."""
        rules = [Detected(t.label, row.label.name, t.events) for row in self.rows for t in row.takes if t.events]
        plain = {t.label: row.label.name for row in self.rows for t in row.takes if not t.events}
        rules += [Detected(label, to) for label, to in plain.items() if label != to]
        rules += [Detected(label, "") for label in sorted(self._known - set(plain))]
        return replace(self._sketch(), detected=tuple(rules))

    def _sketch(self) -> LabelSet:
        return LabelSet(self.name, tuple(row.label for row in self.rows))

    def _taken(self, take: Take) -> bool:
        return any(take in row.takes for row in self.rows)

    def _refuse(self, name: str, *, besides: int) -> None:
        Label(name.strip(), "#000000", "#ffffff")
        if any(row.label.name == name.strip() for i, row in enumerate(self.rows) if i != besides):
            raise UserError(
                "There is a label {name} already. Give it another name, or merge the two.", name=name.strip()
            )


_TAKE = re.compile(r"\s*([^\s,()]+)\s*(?:\(([^()]*)\))?\s*")


def parse_takes(text: str) -> tuple[Take, ...]:
    """The suggestions named in a line as `written_takes` writes it: "GPE, LOC, CARDINAL (kill die)".

    Raises:
        UserError: it is not such a line.
    """
    found = []
    for piece in re.split(r",(?![^(]*\))", text):
        if not piece.strip():
            continue
        match = _TAKE.fullmatch(piece)
        if match is None:
            raise UserError(
                "“{piece}” is no kind of suggestion. Write for example: GPE, LOC, CARDINAL (kill die)",
                piece=piece.strip(),
            )
        found.append(Take(match[1], tuple(re.split(r"[\s,]+", (match[2] or "").strip())) if match[2] else ()))
    return tuple(dict.fromkeys(found))


def written_takes(takes: Iterable[Take]) -> str:
    """The suggestions in a line that can be edited."""
    return ", ".join(map(str, takes))
