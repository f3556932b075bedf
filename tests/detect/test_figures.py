from __future__ import annotations

import pytest

from pressmark.core.annotation import Candidate
from pressmark.core.span import Span
from pressmark.detect import dates, figure_words, figures, numbers
from pressmark.detect.number_tokens import lowered


def found(text: str) -> list[Candidate]:
    part = Span(0, len(text))
    taken = dates.find(text, [part], published="2020-11-25").inside(part)
    return figures.find(text, part, taken=taken)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,960", 1960),
        ("30,000", 30_000),
        ("1,234,567", 1_234_567),
        ("30\u00a0000", 30_000),
        ("1.2 million", 1_200_000),
        ("4.5bn", 4_500_000_000),
        ("4.5 bn", 4_500_000_000),
        ("30k", 30_000),
        ("twelve", 12),
        ("twenty-five", 25),
        ("one hundred and five", 105),
        ("two hundred thousand", 200_000),
        ("one thousand two hundred and five", 1205),
        ("five million three hundred thousand", 5_300_000),
        ("fifteen hundred", 1500),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("two and a half million", 2_500_000),
        ("a hundred", 100),
        ("a million", 1_000_000),
        ("2½", 2.5),
        ("three-quarters", 0.75),
        ("two thirds", 0.666667),
        ("one in five", 0.2),
        ("1 in 5", 0.2),
        ("nine out of ten", 0.9),
        ("3/4", 0.75),
        ("twenty-first", 21),
        ("21st", 21),
        ("one hundred and fiftieth", 150),
        ("one hundred twenty-fifth", 125),
        ("two hundredth", 200),
        ("quarter million", 250_000),
    ],
)
def test_a_number_is_read_as_one_with_its_value(text: str, value: float) -> None:
    found = numbers.find(lowered(text))
    assert [(number.start, number.end, number.value) for number in found] == [(0, len(text), value)]


@pytest.mark.parametrize(
    ("text", "value", "value_max"),
    [
        ("dozens", 24, 99),
        ("hundreds", 200, 999),
        ("thousands", 2000, 9999),
        ("tens of thousands", 20_000, 99_999),
        ("hundreds of thousands", 200_000, 999_999),
        ("several hundred", 300, 900),
        ("a few thousand", 3000, 5000),
    ],
)
def test_vague_numbers_are_ranges(text: str, value: int, value_max: int) -> None:
    found = numbers.find(lowered(text))
    assert [(number.end, number.value, number.value_max) for number in found] == [(len(text), value, value_max)]


def test_two_numbers_stay_two() -> None:
    low = lowered("between ten thousand and twenty thousand, or one hundred and two hundred")
    assert [number.value for number in numbers.find(low)] == [10_000, 20_000, 100, 200]


@pytest.mark.parametrize(
    ("text", "words", "label", "value", "value_max", "precision", "unit"),
    [
        ("It cost $4.5bn.", "$4.5bn", "MONEY", 4_500_000_000, None, "exact", "USD"),
        ("It cost €3m a year.", "€3m", "MONEY", 3_000_000, None, "exact", "EUR/year"),
        ("It cost US$5 million.", "US$5 million", "MONEY", 5_000_000, None, "exact", "USD"),
        ("It cost 30 million manats.", "30 million manats", "MONEY", 30_000_000, None, "exact", "AZN"),
        ("It cost 1m\u00a0rand.", "1m\u00a0rand", "MONEY", 1_000_000, None, "exact", "ZAR"),
        ("It cost 40 pounds.", "40 pounds", "MONEY", 40, None, "exact", "GBP"),
        ("It cost more than $10bn.", "$10bn", "MONEY", 10**10, None, "more_than", "USD"),
        ("It cost between $2 and $4 each.", "$2 and $4", "MONEY", 2, 4, "between", "USD"),
        ("It cost $5-6 million.", "$5-6 million", "MONEY", 5_000_000, 6_000_000, "between", "USD"),
        ("It rose to 8.25%.", "8.25%", "PERCENT", 8.25, None, "exact", "%"),
        ("It rose 5 per cent.", "5 per cent", "PERCENT", 5, None, "exact", "%"),
        ("It rose 4.5-5%.", "4.5-5%", "PERCENT", 4.5, 5, "between", "%"),
        ("It costs 1% to 3% of it.", "1% to 3%", "PERCENT", 1, 3, "between", "%"),
        ("It was raised by 50 basis points.", "50 basis points", "QUANTITY", 50, None, "exact", "basis_point"),
        ("They walked about 20 km down.", "20 km", "QUANTITY", 20, None, "about", "km"),
        ("A pit 160 metres wide.", "160 metres", "QUANTITY", 160, None, "exact", "m"),
        ("A 100m race.", "100m", "QUANTITY", 100, None, "exact", "m"),
        ("It flew at 22,500 km an hour.", "22,500 km an hour", "QUANTITY", 22_500, None, "exact", "km/h"),
        ("Some 20 million tonnes are stuck.", "20 million tonnes", "QUANTITY", 20_000_000, None, "about", "t"),
        ("Expect 30 to 40 cm of snow.", "30 to 40 cm", "QUANTITY", 30, 40, "between", "cm"),
        ("It cost NZ $26 million then.", "NZ $26 million", "MONEY", 26_000_000, None, "exact", "NZD"),
        ("He scored one or two points.", "one or two", "CARDINAL", 1, 2, "between", None),
        ("She is 6ft 4in tall.", "6ft 4in", "QUANTITY", 6.333333, None, "exact", "ft"),
        ("It weighed about 8lb 3oz then.", "8lb 3oz", "QUANTITY", 8.1875, None, "about", "lb"),
        ("It cost 115USD there.", "115USD", "MONEY", 115, None, "exact", "USD"),
        ("It was −5C at dawn.", "−5C", "QUANTITY", -5, None, "exact", "°C"),
        ("It sat half a metre up.", "half a metre", "QUANTITY", 0.5, None, "exact", "m"),
        ("About 2,000 live there.", "2,000", "CARDINAL", 2000, None, "about", None),
        ("At least 72 died.", "72", "CARDINAL", 72, None, "at_least", None),
        ("Up to six points.", "six", "CARDINAL", 6, None, "at_most", None),
        ("As many as 300 died.", "300", "CARDINAL", 300, None, "at_most", None),
        ("Fewer than 40 came.", "40", "CARDINAL", 40, None, "less_than", None),
        ("300 or more came.", "300", "CARDINAL", 300, None, "at_least", None),
        ("Between 400 and 600 fans came.", "400 and 600", "CARDINAL", 400, 600, "between", None),
        ("Five or six came.", "Five or six", "CARDINAL", 5, 6, "between", None),
        ("It would take 100 to 120 vessels.", "100 to 120", "CARDINAL", 100, 120, "between", None),
        ("Only 18m doses came.", "18m", "CARDINAL", 18_000_000, None, "exact", None),
        ("Hundreds came.", "Hundreds", "CARDINAL", 200, 999, "between", None),
        ("It came second.", "second", "ORDINAL", 2, None, "exact", None),
        ("The 48th minute.", "48th", "ORDINAL", 48, None, "exact", None),
        ("They beat them 3-2 in the final.", "3-2", "CARDINAL", 3, 2, "exact", None),
    ],
)
def test_figures(
    text: str, words: str, label: str, value: float, value_max: float | None, precision: str, unit: str | None
) -> None:
    rows = [
        (
            c.span.of(text),
            c.label,
            c.attributes["value"],
            c.attributes["value_max"],
            c.attributes["precision"],
            c.attributes["unit"],
        )
        for c in found(text)
    ]
    assert rows == [(words, label, value, value_max, precision, unit)]


def test_a_change_is_two_figures_and_no_range() -> None:
    text = "The toll rose from 5 to 37."
    assert [(c.span.of(text), c.attributes["value"]) for c in found(text)] == [("5", 5), ("37", 37)]


@pytest.mark.parametrize(
    "text",
    [
        "An F-16 and an S-400.",
        "COVID-19 spread.",
        "A 747-400 landed.",
        "A Boeing 737 landed.",
        "Under Article 5 of it.",
        "The G20 met.",
        "Story code: 483372",
        "Call (+994 12) 493 65 38.",
        "Call 555-867-5309 now.",
        "See https://example.org/2020/37 for it.",
        "Write to a37@example.org.",
        "Version 1.2.3 is out.",
        "On 25 November 2020 at 15:28.",
        "One of the biggest left.",
        "It is one of Europe's oldest towns.",
        "The only one left.",
        "Both sides met.",
        "No one knew.",
        "No one left.",
        "They loved one another.",
        "1. First among them is not a list",
        "The First Lady came.",
        "Agent 007 came.",
        "The attacks of 9/11.",
        "It runs 24/7.",
        "A row of 12345678901234 digits.",
        "Phase Two began.",
        "#37 and @37",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert [c.span.of(text) for c in found(text) if c.label != "ORDINAL"] == []


@pytest.mark.parametrize(
    ("text", "figure", "counted", "event", "lemma", "phrase"),
    [
        ("The war killed some 30,000 people.", "30,000", "people", "killed", "kill", "killed some 30,000 people"),
        ("It left 37 dead.", "37", None, "dead", "die", "37 dead"),
        ("37 people were killed there.", "37", "people", "killed", "kill", "37 people"),
        ("The deaths of 37 shocked them.", "37", None, "deaths", "die", "deaths of 37"),
        ("The death toll rose to 37.", "37", None, "death toll", "die", "37"),
        ("1,960 peacekeepers came.", "1,960", "peacekeepers", None, None, "1,960 peacekeepers"),
        ("At least 37 wounded civilians.", "37", None, "wounded", "wound", "At least 37 wounded"),
    ],
)
def test_without_a_parse_the_next_words_say_what_is_counted(
    text: str, figure: str, counted: str | None, event: str | None, lemma: str | None, phrase: str
) -> None:
    candidate = next(c for c in found(text) if c.span.of(text) == figure)
    attributes = candidate.attributes
    counted_words = attributes["counted"] and attributes["counted"]["text"]
    event_words = attributes["event"] and attributes["event"]["text"]
    assert (counted_words, event_words) == (counted, event)
    assert (attributes["event"] or {}).get("lemma") == lemma
    assert text[attributes["phrase"]["start"] : attributes["phrase"]["end"]] == phrase


@pytest.mark.parametrize("before", ["👩🏽‍🚒 ", "Kəlbəcər ", "فاطمة ", "é̂ ", "İı "])
def test_places_are_code_points_of_the_article(before: str) -> None:
    text = f"{before}\nThe war killed some 30,000 people."
    part = Span(len(before) + 1, len(text))
    (candidate,) = figures.find(text, part)
    attributes = candidate.attributes
    assert candidate.span.of(text) == "30,000"
    assert text[attributes["counted"]["start"] : attributes["counted"]["end"]] == "people"
    assert text[attributes["event"]["start"] : attributes["event"]["end"]] == "killed"


@pytest.mark.parametrize("sign", figure_words.PRECISION_SIGNS)
def test_a_sign_before_a_number_bounds_it(sign: str) -> None:
    text = f"It had {sign}37 cells."
    (candidate,) = found(text)
    assert (candidate.span.of(text), candidate.attributes["precision"]) == ("37", figure_words.PRECISION_SIGNS[sign])


def test_read_takes_the_figure_that_a_mark_covers() -> None:
    text = "The war killed some 30,000 people."
    for start, end in ((20, 26), (15, 26), (20, 33)):
        attributes = figures.read(text, Span(start, end), "CARDINAL")
        assert attributes is not None
        assert (attributes["value"], attributes["precision"]) == (30_000, "about")
    assert figures.read(text, Span(4, 7), "CARDINAL") is None
    assert figures.read(text, Span(20, 26), "PERSON") is None
