from __future__ import annotations

import pytest

from pressmark.core.readings import is_timex_value
from pressmark.core.span import Span
from pressmark.core.text import paragraphs
from pressmark.detect import dates
from pressmark.detect.date_evidence import CUES
from pressmark.detect.date_rules import RULES
from pressmark.detect.timex import Day, Unit, duration, shifted

PUBLISHED = "2020-11-25"  # a Wednesday


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str, str, str | None]]:
    """Words, label, type, value and modifier of every date."""
    result = dates.find(text, paragraphs(text), published=published)
    return [
        (c.span.of(text), c.label, c.attributes["type"], c.attributes["value"], c.attributes["mod"])
        for c in result.candidates
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_reads_its_own_example(rule) -> None:
    text, published, value = rule.example
    assert " ".join(row[3] for row in found(text, published)) == value


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_value_is_one_that_the_program_takes_as_a_value(rule) -> None:
    text, published, _ = rule.example
    for _words, _label, kind, value, _mod in found(text, published):
        assert is_timex_value(kind, value)


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.example)
def test_every_cue_decides_its_own_example(cue) -> None:
    friday = "2020-11-27" if cue.direction > 0 else "2020-11-20"
    assert [row[3] for row in found(cue.example)] == [friday]


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("text", "words", "value", "mod"),
    [
        ("It ended on 25 November 2020.", "25 November 2020", "2020-11-25", None),
        ("It ended on Nov. 25, 2020, he said.", "Nov. 25, 2020", "2020-11-25", None),
        ("It ended on Wednesday, 25 November 2020.", "Wednesday, 25 November 2020", "2020-11-25", None),
        ("It ended on the 25th of November, 2020.", "25th of November, 2020", "2020-11-25", None),
        ("It ended on 3/3/2019.", "3/3/2019", "2019-03-03", None),
        ("It ended on 25/11/2020.", "25/11/2020", "2020-11-25", None),
        ("It ended on 11/25/2020.", "11/25/2020", "2020-11-25", None),
        ("It ended on 25.11.2020.", "25.11.2020", "2020-11-25", None),
        ("It came in September 2018.", "September 2018", "2018-09", None),
        ("It came in early February.", "early February", "2020-02", "START"),
        ("It came in mid-June.", "mid-June", "2020-06", "MID"),
        ("Fighting broke out in late September.", "late September", "2020-09", "END"),
        ("The war of the early 1990s was long.", "the early 1990s", "199", "START"),
        ("The war of the 1990s was long.", "the 1990s", "199", None),
        ("In the sixties it was calm.", "the sixties", "196", None),
        ("Since the 12th century it stands.", "the 12th century", "11", None),
        ("This was decided in late 2015.", "late 2015", "2015", "END"),
        ("By the end of 2024 it closes.", "the end of 2024", "2024", "END"),
        ("By the middle of 2024 it closes.", "the middle of 2024", "2024", "MID"),
        ("It fell in the second quarter of 2025.", "the second quarter of 2025", "2025-Q2", None),
        ("It fell in Q3 2020.", "Q3 2020", "2020-Q3", None),
        ("It fell in the first half of 2020.", "the first half of 2020", "2020-H1", None),
        ("Sales in FY2020 fell.", "FY2020", "FY2020", None),
        ("Troops entered on Wednesday.", "Wednesday", "2020-11-25", None),
        ("Troops entered on Tuesday.", "Tuesday", "2020-11-24", None),
        ("Troops entered on Thursday.", "Thursday", "2020-11-19", None),
        ("Troops will enter on Friday.", "Friday", "2020-11-27", None),
        ("The vote is to be held on Friday.", "Friday", "2020-11-27", None),
        ("It was handed over last Friday.", "last Friday", "2020-11-20", None),
        ("It came last week.", "last week", "2020-W47", None),
        ("It comes next week.", "next week", "2020-W49", None),
        ("It ended earlier this month.", "earlier this month", "2020-11", None),
        ("It ended this year.", "this year", "2020", None),
        ("It ended last year.", "last year", "2019", None),
        ("It is due by 1 December.", "1 December", "2020-12-01", None),
        ("They met on 15 November.", "15 November", "2020-11-15", None),
        ("They met in December.", "December", "2019-12", None),
        ("It came yesterday.", "yesterday", "2020-11-24", None),
        ("It comes tomorrow.", "tomorrow", "2020-11-26", None),
        ("He retires next May.", "next May", "2021-05", None),
        ("It was decided last October.", "last October", "2020-10", None),
        ("The 2015 Paris Agreement holds.", "2015", "2015", None),
        ("It came two years ago.", "two years ago", "2018", None),
        ("It came three months ago.", "three months ago", "2020-08", None),
        ("It came ten days ago.", "ten days ago", "2020-11-15", None),
        ("It came two weeks ago.", "two weeks ago", "2020-W46", None),
        ("It came a year ago.", "a year ago", "2019", None),
        ("It came about two years ago.", "about two years ago", "2018", "APPROX"),
        ("It was cut in the summer of 2022.", "the summer of 2022", "2022-SU", None),
        ("It was cut last summer.", "last summer", "2020-SU", None),
        ("It closes at Christmas.", "Christmas", "2020-12-25", None),
        ("It ran over the weekend.", "the weekend", "2020-W47-WE", None),
    ],
)
def test_dates(text: str, words: str, value: str, mod: str | None) -> None:
    assert found(text) == [(words, "DATE", "DATE", value, mod)]


@pytest.mark.parametrize(
    ("text", "words", "label", "value", "mod"),
    [
        ("He asked for ten days more.", "ten days", "DATE", "P10D", None),
        ("A ten-day truce began.", "ten-day", "DATE", "P10D", None),
        ("It lasted six weeks.", "six weeks", "DATE", "P6W", None),
        ("It lasted for three decades.", "three decades", "DATE", "P30Y", None),
        ("It lasted half an hour.", "half an hour", "TIME", "PT30M", None),
        ("It lasted two and a half hours.", "two and a half hours", "TIME", "PT2H30M", None),
        ("Seven and a half years passed.", "Seven and a half years", "DATE", "P7Y6M", None),
        ("It took 11 hours and 23 minutes.", "11 hours and 23 minutes", "TIME", "PT11H23M", None),
        ("It lasted more than 60 years.", "more than 60 years", "DATE", "P60Y", "MORE_THAN"),
        ("It took less than three minutes.", "less than three minutes", "TIME", "PT3M", "LESS_THAN"),
        ("It takes up to ten hours.", "up to ten hours", "TIME", "PT10H", "EQUAL_OR_LESS"),
        ("It took at least two days.", "at least two days", "DATE", "P2D", "EQUAL_OR_MORE"),
        ("It took several months.", "several months", "DATE", "PXM", None),
        ("It took over 20 years.", "over 20 years", "DATE", "P20Y", "MORE_THAN"),
        ("It is repaid on a loan over 20 years.", "20 years", "DATE", "P20Y", None),
        ("Within an hour it had lost.", "an hour", "TIME", "PT1H", None),
        ("In the past decade it grew.", "the past decade", "DATE", "P10Y", None),
        ("In the next six months it grows.", "the next six months", "DATE", "P6M", None),
        ("In the past weeks it grew.", "the past weeks", "DATE", "PXW", None),
        ("Gagik Petrosyan, a 58-year-old beekeeper.", "58-year-old", "DATE", "P58Y", None),
        ("Children under five years old.", "under five years old", "DATE", "P5Y", "LESS_THAN"),
    ],
)
def test_lengths(text: str, words: str, label: str, value: str, mod: str | None) -> None:
    assert found(text) == [(words, label, "DURATION", value, mod)]


@pytest.mark.parametrize(
    ("text", "words", "label", "value"),
    [
        ("They meet every Monday.", "every Monday", "DATE", "XXXX-WXX-1"),
        ("They meet on Mondays.", "Mondays", "DATE", "XXXX-WXX-1"),
        ("They meet twice a year.", "a year", "DATE", "P1Y"),
        ("It costs €3m a year to run.", "a year", "DATE", "P1Y"),
        ("They meet every fortnight.", "every fortnight", "DATE", "P2W"),
        ("They vote every four years.", "every four years", "DATE", "P4Y"),
        ("It circles every 11 hours and 55 minutes.", "every 11 hours and 55 minutes", "TIME", "PT11H55M"),
        ("They meet each day.", "each day", "DATE", "P1D"),
        ("Payments are made monthly.", "monthly", "DATE", "P1M"),
    ],
)
def test_sets(text: str, words: str, label: str, value: str) -> None:
    assert found(text) == [(words, label, "SET", value, None)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("It struck at 11.11pm on Friday.", [("11.11pm", "2020-11-20T23:11"), ("Friday", "2020-11-20")]),
        ("It struck on Friday at 3pm.", [("Friday", "2020-11-20"), ("3pm", "2020-11-20T15:00")]),
        (
            "At 04:17 (01:17 GMT) on 6 May.",
            [("04:17", "2020-05-06T04:17"), ("01:17 GMT", "2020-05-06T01:17Z"), ("6 May", "2020-05-06")],
        ),
        ("It opens at 15:28 GMT.", [("15:28 GMT", "2020-11-25T15:28Z")]),
        ("It opens at noon.", [("noon", "2020-11-25T12:00")]),
        ("It fell on Sunday night.", [("Sunday night", "2020-11-22TNI")]),
        ("It fell last night.", [("last night", "2020-11-24TNI")]),
        ("It fell this morning.", [("this morning", "2020-11-25TMO")]),
        ("On the morning of 9 October 2016 it fell.", [("the morning of 9 October 2016", "2016-10-09TMO")]),
        (
            "They met on 12 May. At six o’clock they left.",
            [("12 May", "2020-05-12"), ("six o’clock", "2020-05-12T06:00")],
        ),
    ],
)
def test_times_of_day_take_the_day_around_them(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(row[0], row[3]) for row in found(text)] == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("It ran from 2010 to 2014.", [("2010", "2010"), ("2014", "2014")]),
        ("It ran in 2010-2014.", [("2010-2014", "2010/2014")]),
        ("The 2008-09 season ended.", [("2008-09", "2008/2009")]),
        ("It runs on May 3–5.", [("May 3–5", "2020-05-03/2020-05-05")]),
        ("It runs on 3-5 May 2019.", [("3-5 May 2019", "2019-05-03/2019-05-05")]),
        ("It ran from January 23 to March 9, 2014.", [("January 23", "2014-01-23"), ("March 9, 2014", "2014-03-09")]),
        ("It closed in 2011, and two years later it sold.", [("2011", "2011"), ("two years later", "2013")]),
        (
            "In October 2024 they meet, and again two years later.",
            [("October 2024", "2024-10"), ("two years later", "2026")],
        ),
        ("It opened in 2014. The year before, it burned.", [("2014", "2014"), ("The year before", "2013")]),
    ],
)
def test_dates_that_belong_together(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(row[0], row[3]) for row in found(text)] == rows


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Wednesday", "XXXX-WXX-3"),
        ("on 15 November", "XXXX-11-15"),
        ("in November", "XXXX-11"),
        ("last week", "XXXX-WXX"),
        ("yesterday", "XXXX-XX-XX"),
        ("this year", "XXXX"),
        ("on Tuesday night", "XXXX-WXX-2TNI"),
    ],
)
def test_an_unknown_publish_date_leaves_days_open(text: str, value: str) -> None:
    candidate = dates.find(text, paragraphs(text), published=None).candidates[0]
    assert (candidate.attributes["value"], candidate.attributes["anchor"]) == (value, None)


def test_a_publish_month_is_enough_for_years_and_not_for_days() -> None:
    text = "this year, on Monday"
    candidates = dates.find(text, paragraphs(text), published="2020-11").candidates
    assert [c.attributes["value"] for c in candidates] == ["2020", "XXXX-WXX-1"]


def test_the_anchor_is_what_a_date_was_counted_from() -> None:
    text = "on Wednesday, in 1993"
    candidates = dates.find(text, paragraphs(text), published="2020-11-25T15:28").candidates
    assert [c.attributes["anchor"] for c in candidates] == ["2020-11-25", None]


@pytest.mark.parametrize(
    "text",
    [
        "You may march for a second time.",
        "Theresa May said no.",
        "Mark my words.",
        "They killed 1993 people.",
        "It weighs 2000 kg.",
        "Prices fall and hopes spring up.",
        "He was in the second half.",
        "Call +994 12 493 65 38.",
        "It is version 2.10.2020.7.",
        "The sun set; he sat.",
        "Resolution 1325 was adopted by 15 votes.",
        "Every one of them left.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


def test_numbers_of_the_day_decide_how_an_article_writes_dates() -> None:
    assert [row[3] for row in found("On 25/11/2020 and on 3/4/2019.")] == ["2020-11-25", "2019-04-03"]
    assert [row[3] for row in found("On 11/25/2020 and on 3/4/2019.")] == ["2020-11-25", "2019-03-04"]


def test_a_history_counts_on_from_its_own_dates() -> None:
    text = (
        "War came in 1914. In August 1914 they marched; by November they had dug in. In 1915 gas was used, in 1916"
        " tanks, and in April 1917 a new power joined. In November the front broke."
    )
    assert found(text, None)[2][3] == "1914-11"
    assert found(text, None)[-1][3] == "1917-11"


@pytest.mark.parametrize(
    "text", ["Bakıda 🕊 on Wednesday ə́", "👩🏽‍🚒 on Wednesday", "فاطمة on Wednesday", "İİİ on Wednesday."]
)
def test_places_are_code_points(text: str) -> None:
    assert [row[0] for row in found(text)] == ["Wednesday"]


def test_read_gives_the_expression_that_a_mark_nearly_covers() -> None:
    text = "They met in late September, he said."
    for start, end in ((12, 26), (8, 26), (17, 26)):
        attributes = dates.read(text, Span(start, end), published=PUBLISHED)
        assert attributes == {"type": "DATE", "value": "2020-09", "mod": "END", "anchor": PUBLISHED}


def test_read_takes_the_day_beside_words_that_say_none() -> None:
    text = "The opening night, 23 January 2014, was full, and the other nights were not."
    attributes = dates.read(text, Span(4, 17), published=PUBLISHED)
    assert attributes is not None
    assert attributes["value"] == "2014-01-23"
    assert dates.read(text, Span(53, 65), published=PUBLISHED) is None


def test_what_is_told_aside_does_not_move_the_story() -> None:
    text = (
        "They fought in 1914, in 1915 and in May 1916. A year earlier they had met. In June they met again, and"
        " in 1917, 1918 and 1919 they wrote."
    )
    assert [row[3] for row in found(text)][2:5] == ["1916-05", "1915", "1916-06"]


def test_read_says_none_for_words_that_are_no_date() -> None:
    assert dates.read("They met in Baku.", Span(12, 16), published=PUBLISHED) is None


def test_a_date_at_the_edge_of_the_calendar_is_left_open() -> None:
    assert shifted(Day(1), Unit.YEAR, -1) == "XXXX"
    assert shifted(Day(9999, 12, 31), Unit.DAY, 1) == "XXXX-XX-XX"
    assert found("It came 3000 years ago.")[0][3] == "XXXX"


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ([(10, Unit.DAY)], "P10D"),
        ([(1.5, Unit.HOUR)], "PT1H30M"),
        ([(0.5, Unit.YEAR)], "P6M"),
        ([(None, Unit.WEEK)], "PXW"),
        ([(2, Unit.DECADE)], "P20Y"),
        ([(2, Unit.DAY), (3, Unit.HOUR)], "P2DT3H"),
        ([(73, Unit.SECOND)], "PT73S"),
    ],
)
def test_durations_are_iso_8601(parts: list[tuple[float | None, Unit]], value: str) -> None:
    assert duration(parts) == value
