"""Names of two places: those that say where they lie ("Newcastle upon Tyne", "Rostov-on-Don"), and lines between two.

Models read the words on both sides as two places, or the first alone. The pattern decides, after all evidence: nothing
else is written so, and what stands there must not be somebody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pressmark.core.span import Span
from pressmark.detect.names import Mention, Reading

RULE = "whole name"
APART = ("upon", "am", "sur", "an der", "ob der")
"""Between the names, with spaces; counted only where one of the names is marked as a place."""
HYPHENED = ("upon", "on", "by", "under", "in", "le", "super", "sur", "sous", "lès", "les", "en", "au", "aux", "na",
            "am", "an-der", "next-the")  # fmt: skip
"""Between the names, with hyphens."""
IN_PEOPLE_TOO = ("de", "di", "la")
"""The same, but people have them in their names as well."""
EXAMPLES = {
    "Newcastle upon Tyne": "The fog in Newcastle upon Tyne lifted.",
    "Frankfurt am Main": "A bank in Frankfurt am Main closed.",
    "Neuilly sur Seine": "She went to Neuilly sur Seine.",
    "Frankfurt an der Oder": "The bridge at Frankfurt an der Oder is shut.",
    "Stratford-upon-Avon": "He was born in Stratford-upon-Avon.",
    "Rostov-on-Don": "Shells hit Rostov-on-Don.",
    "Boulogne-sur-Mer": "The fair in Boulogne-sur-Mer drew crowds.",
    "Saint-Jean-sur-Richelieu": "The river at Saint-Jean-sur-Richelieu rose.",
    "Aix-en-Provence": "The court of Aix-en-Provence ruled.",
    "Port-au-Prince": "Gangs burned houses in Port-au-Prince.",
    "Chester-le-Street": "Play at Chester-le-Street was abandoned.",
}
"""A name, and a sentence in which it is one place: run as tests."""

LINES = ("Railway", "Railroad", "Canal", "Tramway", "Turnpike")
"""Of a place "and" another in the singular they make one name: "the Norfolk and Western Railway"."""
LINE_EXAMPLES = {
    "Norfolk and Western Railway": "The Norfolk and Western Railway raised its fares.",
    "London and Croydon Canal": "Boats no longer use the London and Croydon Canal.",
}

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAME = r"[^\W\d_a-z][\w'’]*[^\W\d_]"
_PATTERN = re.compile(
    rf"(?<![\w-]){_NAME}(?:-{_NAME})*"
    rf"(?: (?:{'|'.join(APART)}) |-(?:{'|'.join(HYPHENED)}|(?P<people>{'|'.join(IN_PEOPLE_TOO)}))-)"
    rf"{_NAME}(?:-{_NAME})*(?![\w-])"
)


_LINE = re.compile(rf" and {_NAME}(?: {_NAME}){{0,3}}? (?:{'|'.join(LINES)})\b(?! and\b)")
_BOTH = re.compile(r"(?:\b(?:both|between)(?: the)? |, )$")


def joined(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, in text order, with such a name as one place instead of its parts."""
    kept = list(mentions)
    for place, sure in _compounds(reading):
        there = [mention for mention in kept if mention.span.overlaps(place)]
        if any(not place.contains(mention.span) for mention in there):
            continue
        whole = there[0] if there and there[0].span == place else None
        if whole is not None and (whole.label in _PLACES or not sure):
            continue
        if not sure and any(mention.label == "PERSON" for mention in there):
            continue
        best = next((mention for mention in there if mention.label in _PLACES), None)
        if best is None and " " in place.of(reading.text):
            continue
        first = best or (there[0] if there else Mention(place, "GPE", 0.8, {"GPE": 0.8}, RULE))
        kept = [mention for mention in kept if mention not in there]
        kept.append(replace(first, span=place, label=best.label if best else "GPE", rule=RULE, sure=None))
    return sorted(_with_lines(reading, kept), key=lambda mention: mention.span)


def _with_lines(reading: Reading, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, with a place and the line to another place that stands behind it as one name."""
    text, done = reading.text, -1
    ordered = sorted(mentions, key=lambda mention: mention.span)
    for at, mention in enumerate(ordered):
        if mention.span.start < done:
            continue
        line = _LINE.match(text, mention.span.end) if mention.label != "PERSON" else None
        if line is None or _BOTH.search(reading.before(mention.span.start, 16)):
            yield mention
            continue
        behind = [other for other in ordered[at + 1 :] if other.span.start < line.end()]
        if behind and behind[-1].span.end > line.end():
            yield mention
            continue
        label = next((other.label for other in behind if other.label in ("ORG", *_PLACES)), "ORG")
        done = line.end()
        yield replace(mention, span=Span(mention.span.start, done), label=label, rule=RULE, sure=None)


def _compounds(reading: Reading) -> Iterator[tuple[Span, bool]]:
    """Where such a name stands, and whether it can be nobody's."""
    for part in reading.parts:
        for match in _PATTERN.finditer(reading.text, part.start, part.end):
            yield Span(*match.span()), match["people"] is None


__all__ = ["APART", "EXAMPLES", "HYPHENED", "IN_PEOPLE_TOO", "LINES", "LINE_EXAMPLES", "joined"]
