"""Ages written as a bare number: "Petrosyan, 58, keeps bees", "a man aged 19".

TIMEX3 asks for a word of time, so these are no dates but quantities of years; "a 58-year-old" and "58 years old" are
read in `dates`.
"""

from __future__ import annotations

import re

from pressmark.core.annotation import Candidate
from pressmark.core.span import Span
from pressmark.detect.date_words import MONTHS, WEEKDAYS
from pressmark.detect.number_tokens import lowered

ORIGIN = "rule:ages"
OLDEST = 119
"""Years. A higher number behind a name is something else."""

_BEHIND_NAME = re.compile(
    r"(?<![^\W_])(?P<name>\w{2,}), (?P<age>[1-9][0-9]{0,2})(?=[,;.)]| (?:and|or)\b|$)(?![.,:/-][0-9])"
)
_AGED = re.compile(
    r"(?<![^\W_])(?:aged (?:about |around |just |only )?"
    r"|(?:he|she|who|i) (?:is|was|am|turned) (?:just |only |now )?(?=[0-9]+(?:[.,;]|$| when | at the time)))"
    r"(?P<age>[1-9][0-9]{0,2})(?![\w%]|[.,:/-][0-9])"
)
EXAMPLES = (
    ("Gagik Petrosyan, 58, keeps bees.", ["58"]),
    ("A man aged 19 was hurt.", ["19"]),
    ("He was 19.", ["19"]),
    ("He was 19 points behind.", []),
    ("In Baku, 58 people met.", []),
    ("They won, 58-40.", []),
    ("He was born on Monday, 19 May.", []),
    ("A girl aged 10 weeks was saved.", []),
)
"""A sentence, and the ages in it."""
_UNIT_BEHIND = re.compile(r"[ -](?:years?|months?|weeks?|days?|hours?)\b")


def find(text: str, span: Span) -> list[Candidate]:
    """The bare ages of one part of an article, as quantities of years, in order."""
    low = lowered(text[span.start : span.end])
    found: dict[int, Span] = {}
    for pattern in (_BEHIND_NAME, _AGED):
        for match in pattern.finditer(low):
            start = span.start + match.start("age")
            named = pattern is _AGED or _is_name(match["name"], text[span.start + match.start("name")])
            if named and int(match["age"]) <= OLDEST and not _UNIT_BEHIND.match(low, match.end("age")):
                found[start] = Span(start, start + len(match["age"]))
    return [_candidate(text, place) for _, place in sorted(found.items())]


def _is_name(word: str, first: str) -> bool:
    return first.isupper() and word not in MONTHS and word not in WEEKDAYS


def _candidate(text: str, place: Span) -> Candidate:
    attributes = {
        "value": int(place.of(text)),
        "value_max": None,
        "precision": "exact",
        "unit": "year",
        "counted": None,
        "event": None,
        "phrase": {"start": place.start, "end": place.end},
    }
    return Candidate(place, "QUANTITY", ORIGIN, 0.85, attributes)
