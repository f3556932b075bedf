"""How dates are written: one rule for each way, with an example of it that the tests run.

A rule is a pattern over lowered text, with the parts of `date_words.PARTS` in braces, and the function that reads a
match. Where several rules match, the longest match wins, then the earlier rule. An example is a text, its publish date
(None: not known) and the value that the one date in it must get.
"""

from __future__ import annotations

import re

from pressmark.detect import day_readers as days
from pressmark.detect import length_readers as lengths
from pressmark.detect.date_context import Example, Reader, Rule
from pressmark.detect.date_words import PARTS

_SECOND_LENGTH = (
    PARTS["count"].replace("<count>", "<count2>").replace("<half>", "<half2>")
    + " "
    + PARTS["units"].replace("<unit>", "<unit2>")
)
_OF_YEAR = r"(?:,? (?:of |in )?(?:{year}|(?P<which_year>last|this|next) year))"
_NOT_IN_NUMBER = r"(?<![\w:.,$£€-])"


def _rule(name: str, pattern: str, read: Reader, example: Example) -> Rule:
    """Fills in the parts; a rule never begins inside a word or number."""
    for part, words in PARTS.items():
        pattern = pattern.replace(f"{{{part}}}", words)
    return Rule(name, re.compile(rf"(?<![^\W_])(?:{pattern})"), read, example)


_DAYS = (
    _rule(
        "day month year",
        r"(?:{anyweekday},? (?:the )?)?{day}{th}(?: of)?[ -]{month},?[ -]{year}",
        days.calendar,
        ("on 25 Nov 2020", None, "2020-11-25"),
    ),
    _rule(
        "month day year",
        r"(?:{anyweekday},? )?{month} {day}{th},? {year}",
        days.calendar,
        ("on Tuesday, March 3, 2015,", None, "2015-03-03"),
    ),
    _rule(
        "day month",
        r"(?:{anyweekday},? (?:the )?)?{day}{th}(?: of)?[ -]{month}",
        days.calendar,
        ("on 15 November", "2020-11-25", "2020-11-15"),
    ),
    _rule(
        "month day",
        r"(?:{anyweekday},? )?{month} (?:the )?{day}{th}",
        days.calendar,
        ("on March 3", "2020-11-25", "2020-03-03"),
    ),
    _rule(
        "days of a month",
        r"{day}{th} ?[-–] ?(?P<last_day>[0-9]{1,2}){th} {month}(?:,? {year})?",
        days.calendar,
        ("from 3-5 May 2019", None, "2019-05-03/2019-05-05"),
    ),
    _rule(
        "month, days",
        r"{month} {day}{th} ?[-–] ?(?P<last_day>[0-9]{1,2})\b{th}(?:,? {year})?",
        days.calendar,
        ("May 3–5, 2019", None, "2019-05-03/2019-05-05"),
    ),
    _rule("month year", r"{month},?(?: of)? {year}", days.calendar, ("in September 2018", None, "2018-09")),
    _rule("month and '68", r"{month} '(?P<short>[0-9]{2})\b", days.calendar, ("in May ’68", None, "1968-05")),
    _rule("month", r"{month}", days.calendar, ("in October", "2020-11-25", "2020-10")),
    _rule("next May", r"(?P<which>last|next) {month}", days.calendar, ("next May", "2020-11-25", "2021-05")),
    _rule(
        "in numbers",
        r"(?<![\w/.-])(?P<a>[0-9]{1,2})(?P<sign>[/.-])(?P<b>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4}|[0-9]{2})"
        r"(?![\w/]|[.-][0-9])",
        days.dotted,
        ("on 3/3/2019", None, "2019-03-03"),
    ),
    _rule(
        "ISO 8601",
        r"(?<![\w/.-])(?P<year>[12][0-9]{3})-(?P<b>0[1-9]|1[0-2])(?:-(?P<c>[0-3][0-9])"
        r"(?:[t ](?P<hour>[0-2][0-9]):(?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?P<offset>z|[+-][0-9]{2}:?[0-9]{2})?)?)?"
        r"(?![\w/-])",
        days.iso,
        ("2020-11-25T15:28Z", None, "2020-11-25T15:28Z"),
    ),
    _rule(
        "weekday",
        r"(?:(?:the )?(?P<which>last|past|this|next|coming|previous|following) )?{weekday}",
        days.weekday,
        ("on Wednesday", "2020-11-25", "2020-11-25"),
    ),
    _rule(
        "3 to 5 May",
        r"{day}{th} (?:to|until|through) (?:the )?(?P<last_day>[0-9]{1,2}){th} {month}(?:,? {year})?",
        days.calendar,
        ("from 3 to 5 May 2019", None, "2019-05-03/2019-05-05"),
    ),
    _rule(
        "May 3 to 5",
        r"{month} {day}{th} (?:to|until|through) (?P<last_day>[0-9]{1,2})\b{th}"
        r"(?![,.:]?[0-9]|%| ?[ap]\.?m\b| [a-z]+s\b)(?:,? {year})?",
        days.calendar,
        ("from May 3 to 5, 2019", None, "2019-05-03/2019-05-05"),
    ),
    _rule(
        "on the 20th",
        r"(?:on|until|by|since) (?P<expression>the (?P<ord>[0-9]{1,2}(?:st|nd|rd|th)))"
        r"(?= ?[.,;:)]|$| (?:and|at|he|she|they|it|we)\b)",
        days.day_of_month,
        ("on the 20th.", "2020-11-25", "2020-11-20"),
    ),
    _rule("Easter", r"{moving}(?:,? {year})?", days.moving_holiday, ("on Good Friday 2019", None, "2019-04-19")),
    _rule("holiday", r"{holiday}(?: {year})?", days.holiday, ("at Christmas 2019", None, "2019-12-25")),
)

_YEARS = (
    _rule("year", r"(?<![0-9][.,]){year}", days.year, ("in 1993", None, "1993")),
    _rule(
        "490 BC",
        r"(?P<before>[1-9][0-9]{0,3}) ?(?:bc|bce|b\.c\.)(?!\w)",
        days.before_christ,
        ("in 490 BC", None, "BC0490"),
    ),
    _rule(
        "years",
        r"(?<![0-9.,-]){year} ?[-–/] ?(?P<to>[0-9]{4}|[0-9]{2})(?![/-]|[.,][0-9]|\w)",
        days.years,
        ("in 2010-2014", None, "2010/2014"),
    ),
    _rule(
        "decade",
        r"(?:the )?(?:'?(?P<digits>1[0-9][0-9]0|20[0-9]0|[2-9]0)'?s\b"
        r"|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b)",
        days.decade,
        ("in the 1980s", None, "198"),
    ),
    _rule(
        "century",
        r"(?:the )?{ord}[ -]century(?: (?P<era>bc|bce))?\b",
        days.century,
        ("in the 19th century", None, "18"),
    ),
    _rule(
        "quarter",
        r"(?:the )?(?:{ord}|(?P<final>final)) (?:quarter|(?P<half_year>half))" + _OF_YEAR,
        days.quarter,
        ("the second quarter of 2025", None, "2025-Q2"),
    ),
    _rule(
        "third-quarter",
        r"(?P<ord>first|second|third|fourth|[1-4](?:st|nd|rd|th))[ -]quarter\b(?!-?final)",
        days.quarter,
        ("third-quarter profit", "2020-11-25", "2020-Q3"),
    ),
    _rule("Q3", r"q(?P<digit>[1-4])\b" + _OF_YEAR + r"?", days.quarter, ("in Q3 2020", None, "2020-Q3")),
    _rule(
        "fiscal year",
        r"(?:fy ?|fiscal(?: year)? )(?P<year>20[0-9]{2}|[0-9]{2})\b",
        days.fiscal,
        ("in FY2020", None, "FY2020"),
    ),
    _rule(
        "season",
        r"(?:(?:the )?(?P<which>last|this|next) )?{season}" + _OF_YEAR + r"?",
        days.season,
        ("in spring 2019", None, "2019-SP"),
    ),
    _rule("the season", r"the {season}" + _OF_YEAR + r"?", days.season, ("the summer of 1914", None, "1914-SU")),
)

_FROM_NOW = (
    _rule(
        "today",
        r"(?P<near>today(?!'s (?:young|world|society|youth))"
        r"|yesterday|tomorrow|tonight|last night|the day (?:before yesterday|after tomorrow))"
        r"(?: {part})?\b",
        days.near,
        ("came yesterday", "2020-11-25", "2020-11-24"),
    ),
    _rule("this morning", r"this {part}", days.this_part, ("this morning", "2020-11-25", "2020-11-25TMO")),
    _rule(
        "last week",
        r"(?:(?:earlier|later) )?(?:the |this (?=past))?"
        r"(?P<which>last|past|previous|this|current|same|next|coming|following) {unit}",
        days.one,
        ("earlier this month", "2020-11-25", "2020-11"),
    ),
    _rule(
        "that month",
        r"(?:(?:earlier|later) )?(?:(?:that|the) same|that) (?:{unit}|{part})(?! of\b| when\b| which\b)",
        days.that_one,
        ("later that month", None, "XXXX-XX"),
    ),
    _rule(
        "the end of the year",
        r"(?:the )?(?P<edge>beginning|start|middle|end|close) of the {unit}|(?:the )?(?P<unit2>year)[ -]end\b",
        days.edge_of,
        ("by the end of the year", "2020-11-25", "2020"),
    ),
    _rule(
        "the year before",
        r"the {unit} (?P<where>before|earlier|after|later)(?= ?[.,;:)]|$)",
        days.neighbour,
        ("the year before", "2020-11-25", "2019"),
    ),
    _rule(
        "the weekend",
        r"(?:the|at) weekend\b(?! (?:of|before|after))",
        days.weekend,
        ("over the weekend", "2020-11-25", "2020-W47-WE"),
    ),
    _rule(
        "two years ago",
        r"{count} {units} (?P<where>ago|later|earlier|previously|from now|from today|hence"
        r"|(?:before|prior|after)(?= ?[.,;:)]|$))\b",
        lengths.shifted_length,
        ("two years ago", "2020-11-25", "2018"),
    ),
    _rule(
        "years later",
        r"{plural} (?P<where>ago|later|earlier|previously|from now)\b",
        lengths.shifted_length,
        ("came years ago", None, "PAST_REF"),
    ),
    _rule(
        "now",
        r"{reference}(?!(?<=past) (?!and\b|but\b|when\b|by\b|as\b|for\b)\w)",
        lengths.reference,
        ("is rare nowadays", None, "PRESENT_REF"),
    ),
    _rule(
        "today's youth",
        r"today(?='s (?:young|world|society|youth))",
        lengths.reference,
        ("in today's world", None, "PRESENT_REF"),
    ),
)

_LENGTHS = (
    _rule("twice a year", r"(?:an?|per) {unit}", lengths.per, ("twice a year", None, "P1Y")),
    _rule("ten days", r"{count}[ -]{units}", lengths.length, ("for ten days", None, "P10D")),
    _rule(
        "for years",
        r"(?:for|within|in|after|took|takes|lasted|lasting|spent|of|over the|through the|than) {plural}"
        r"(?! (?:of|to|ago|later|earlier|past|old|away|ahead|before)\b)",
        lengths.some_time,
        ("waited for years", None, "PXY"),
    ),
    _rule(
        "an hour and a half",
        r"(?P<count>an?|one) {unit}(?P<half> and a half)",
        lengths.length,
        ("an hour and a half", None, "PT1H30M"),
    ),
    _rule(
        "11 hours and 23 minutes",
        r"{count} {units},? (?:and )?" + _SECOND_LENGTH,
        lengths.length,
        ("11 hours and 23 minutes", None, "PT11H23M"),
    ),
    _rule(
        "the next six months",
        r"(?:the )?(?P<which>last|past|next|coming|previous|following|first|final|opening|recent) "
        r"(?:{count}[ -])?{units}",
        lengths.span_of_time,
        ("the next six months", "2022-08-30", "P6M"),
    ),
    _rule(
        "58-year-old",
        r"{count}[ -]{units}[ -]olds?\b",
        lengths.age,
        ("a 58-year-old beekeeper", None, "P58Y"),
    ),
    _rule(
        "aged 58",
        r"(?:(?P<aged>aged )|\b\w{2,}, )(?P<age>[1-9][0-9]{0,2})(?![\w%]|[.,:/-][0-9])",
        lengths.bare_age,
        ("Gagik Petrosyan, 58, said", None, "P58Y"),
    ),
)

_AGES = (
    _rule(
        "he was 19",
        r"(?P<aged>(?:he|she|who) (?:is|was|turned) (?:just |only |now )?)(?P<age>[1-9][0-9]{0,2})"
        r"(?=[.,;]|$| when | at the time)(?![.,][0-9])",
        lengths.bare_age,
        ("He was 19.", None, "P19Y"),
    ),
)

_SETS = (
    _rule(
        "every Monday",
        r"(?:every|each) (?:(?P<other>other|second) )?(?:{weekday}|{month}|{season}|{part}|{unit})",
        lengths.every,
        ("every Monday", None, "XXXX-WXX-1"),
    ),
    _rule(
        "every four years",
        r"every {count}[ -]{units}(?:,? (?:and )?" + _SECOND_LENGTH + r")?",
        lengths.every,
        ("every four years", None, "P4Y"),
    ),
    _rule(
        "weekly",
        r"(?P<adverb>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annually)\b",
        lengths.adverb,
        ("updated weekly", None, "P1W"),
    ),
    _rule(
        "Mondays",
        r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)s\b",
        lengths.weekdays,
        ("closed on Mondays", None, "XXXX-WXX-1"),
    ),
)

_TIMES = (
    _rule(
        "3.30 p.m.",
        _NOT_IN_NUMBER + r"{clock} ?{half_day}{zone}",
        lengths.clock,
        ("at 3.30 p.m.", None, "XXXX-XX-XXT15:30"),
    ),
    _rule(
        "15:28",
        _NOT_IN_NUMBER + r"(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:]){zone}",
        lengths.clock,
        ("at 15:28", None, "XXXX-XX-XXT15:28"),
    ),
    _rule(
        "8am",
        _NOT_IN_NUMBER + r"{hour} ?{half_day}{zone}",
        lengths.clock,
        ("at 8am", None, "XXXX-XX-XXT08:00"),
    ),
    _rule("six o'clock", r"{hour} o'clock", lengths.clock, ("at six o’clock", None, "XXXX-XX-XXT06:00")),
    _rule(
        "1530 GMT",
        _NOT_IN_NUMBER
        + r"(?P<hour>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9])(?: ?(?P<zone>gmt|utc|z|est|edt)\b| (?:hours|hrs)\b)",
        lengths.clock,
        ("at 1530 GMT", None, "XXXX-XX-XXT15:30Z"),
    ),
    _rule(
        "at night",
        r"at (?P<part>night|dawn|dusk|lunchtime)\b|(?:in|during) the (?P<part2>morning|afternoon|evening|night)\b",
        lengths.part_of_day,
        ("at night", None, "XXXX-XX-XXTNI"),
    ),
    _rule("noon", r"(?P<word>noon|midnight|midday)\b{zone}", lengths.clock, ("at noon", None, "XXXX-XX-XXT12:00")),
)

RULES: tuple[Rule, ...] = (*_DAYS, *_YEARS, *_FROM_NOW, *_LENGTHS, *_AGES, *_SETS, *_TIMES)
