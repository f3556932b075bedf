from __future__ import annotations

import pytest

from pressmark.core.annotation import Candidate
from pressmark.core.span import Span
from pressmark.detect import datelines


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("HERAT, Oct 8, 2023 (Newswire) -", "HERAT"),
        ("TEL AVIV/GAZA (Newswire) -", "TEL AVIV"),
        ("ST. JOHN'S, Newfoundland —", "ST. JOHN'S"),
        ("WASHINGTON, D.C. -", "WASHINGTON"),
        ("Isle of Wight, March 3 -", "Isle of Wight"),
        ("PORT-AU-PRINCE —", "PORT-AU-PRINCE"),
        ("Kəlbəcər (Xəbər) –", "Kəlbəcər"),
        ("İSTANBUL:", "İSTANBUL"),
        ("3 March -", None),
    ],
)
def test_the_place_stands_first(dateline: str, place: str | None) -> None:
    text = f"A headline\n{dateline} Something happened."
    zone = Span(11, 11 + len(dateline))
    found = datelines.place_of(text, zone)
    assert (None if found is None else found.of(text)) == place


TEXT = "HERAT, Oct 8 - Herat shook."
ZONE = Span(0, 14)


def candidate(start: int, end: int, label: str) -> Candidate:
    return Candidate(Span(start, end), label, "model:m", 0.6)


def test_the_model_missed_it() -> None:
    other = candidate(15, 20, "GPE")
    assert datelines.with_places(TEXT, [ZONE], [other]) == [
        other,
        Candidate(Span(0, 5), "GPE", "rule:names", 0.9),
    ]


def test_the_model_took_it_for_something_else() -> None:
    found = datelines.with_places(TEXT, [ZONE], [candidate(0, 5, "ORG")])
    assert [(name.span, name.label) for name in found] == [(Span(0, 5), "GPE")]


def test_what_the_model_takes_for_a_place_stays() -> None:
    known = candidate(0, 5, "LOC")
    assert datelines.with_places(TEXT, [ZONE], [known]) == [known]
    assert datelines.with_places(TEXT, [], []) == []
