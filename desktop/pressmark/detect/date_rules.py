"""How dates are written: one rule for each way, with an example of it that the tests run.

A rule is a pattern over lowered text, with the parts of `date_words.PARTS` in braces, and the function that reads a
match. Where several rules match, the longest match wins, then the earlier rule. An example is a text, its publish date
(None: not known) and the value that the one date in it must get; several, with a space between, where one expression
needs the next.
"""

from __future__ import annotations

from pressmark.detect import date_clock_readers as clocks
from pressmark.detect import date_year_readers as years
from pressmark.detect import day_readers as days
from pressmark.detect import feast_readers as feast_days
from pressmark.detect import length_readers as lengths
from pressmark.detect.date_context import Rule, rule
from pressmark.detect.date_length_rules import LENGTH_RULES

_OF_YEAR = r"(?:,? (?:of |in )?(?:(?:fiscal )?{year}|(?P<which_year>last|this|next|the) (?:fiscal )?year))"


_TO_NEXT = r"(?:(?<=[0-9])[-–/][0-9]{2}(?![0-9-]))?"
""" "The winter of 2012-13" is named after its first year."""

_WHICH_FEAST = r"(?:(?P<which>last|this|next) )?"

_DAYS = (
    rule(
        "the Sept. 11 attacks",
        r"(?P<famous>(?:september|sept\.?) 11(?:th)?)(?= (?:terrorist |terror |hijack)?(?:attack|ings))",
        feast_days.famous,
        ("the Sept. 11 attacks", "2020-11-25", "2001-09-11"),
    ),
    rule(
        "day month year",
        r"(?:{anyweekday},? (?:the )?)?{day}{th}(?: of)?[ -]{month},?[ -]{year}",
        days.calendar,
        ("on 25 Nov 2020", None, "2020-11-25"),
    ),
    rule(
        "month day year",
        r"(?:{anyweekday},? )?{month} {day}{th},? {year}",
        days.calendar,
        ("on Tuesday, March 3, 2015,", None, "2015-03-03"),
    ),
    rule(
        "day month",
        r"(?:{anyweekday},? (?:the )?)?{day}{th}(?: of)?[ -]{month}",
        days.calendar,
        ("on 15 November", "2020-11-25", "2020-11-15"),
    ),
    rule(
        "month day",
        r"(?:{anyweekday},? )?{month} (?:the )?{day}{th}",
        days.calendar,
        ("on March 3", "2020-11-25", "2020-03-03"),
    ),
    rule(
        "days of a month",
        r"{day}{th} ?[-–] ?(?P<last_day>[0-9]{1,2}){th}(?: of)? {month}(?:,? {year})?",
        days.calendar,
        ("from 3-5 May 2019", None, "2019-05-03/2019-05-05"),
    ),
    rule(
        "month, days",
        r"{month} {day}{th} ?[-–] ?(?P<last_day>[0-9]{1,2})\b{th}(?:,? {year})?",
        days.calendar,
        ("May 3–5, 2019", None, "2019-05-03/2019-05-05"),
    ),
    rule("month year", r"{month}(?:,?(?: of)? |-){year}", days.calendar, ("in September 2018", None, "2018-09")),
    rule("month and '68", r"{month} '(?P<short>[0-9]{2})\b", days.calendar, ("in May ’68", None, "1968-05")),
    rule(
        "March last year",
        r"(?:{month}(?: (?:the )?{day}{th})?|(?P<day2>[0-3]?[0-9])(?:st|nd|rd|th)? (?P<month2>[a-z]{3,9}))"
        r" (?:of )?(?P<which_year>last|this|next|the same|that) year\b",
        days.month_of_year,
        ("in March last year", "2020-11-25", "2019-03"),
    ),
    rule("month", r"{month}", days.calendar, ("in October", "2020-11-25", "2020-10")),
    rule("next May", r"(?P<which>last|next|this) {month}", days.calendar, ("next May", "2020-11-25", "2021-05")),
    rule(
        "in numbers",
        r"(?<![\w/.-])(?P<a>[0-9]{1,2})(?P<sign>[/.-])(?P<b>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4}|[0-9]{2})"
        r"(?![\w/]|[.-][0-9])",
        days.dotted,
        ("on 3/3/2019", None, "2019-03-03"),
    ),
    rule(
        "ISO 8601",
        r"(?<![\w/.-])(?P<year>[12][0-9]{3})-(?P<b>0[1-9]|1[0-2])(?:-(?P<c>[0-3][0-9])"
        r"(?:[t ](?P<hour>[0-2][0-9]):(?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?P<offset>z|[+-][0-9]{2}:?[0-9]{2})?)?)?"
        r"(?![\w/-])",
        days.iso,
        ("2020-11-25T15:28Z", None, "2020-11-25T15:28Z"),
    ),
    rule(
        "2020/11/25",
        r"(?<![\w/.-])(?P<year>[12][0-9]{3})(?P<sign>[/.])(?P<b>0?[1-9]|1[0-2])(?P=sign)(?P<c>[0-3]?[0-9])(?![\w/-]"
        r"|\.[0-9])",
        days.iso,
        ("on 2020/11/25", None, "2020-11-25"),
    ),
    rule(
        "3 and 5 May",
        r"(?:between|on|both) (?P<expression>(?:the )?{day}{th})(?= (?:and|or) (?:the )?[0-9]{1,2}{th}(?: of)? "
        r"{month}(?:,? {year})?)",
        days.first_of_two,
        ("between 3 and 5 May 2019", None, "2019-05-03 2019-05-05"),
    ),
    rule(
        "weekday",
        r"(?:(?:the |this )?(?P<which>last|past|this|next|coming|previous|following) )?{weekday}",
        days.weekday,
        ("on Wednesday", "2020-11-25", "2020-11-25"),
    ),
    rule(
        "a week from Monday",
        r"{count} (?P<unit>weeks?|fortnight) (?P<where>ago|from)(?: (?:last|next|this|on))? {weekday}",
        days.weeks_from_weekday,
        ("a week ago Friday", "2020-11-25", "2020-11-13"),
    ),
    rule(
        "two weeks ago today",
        r"{count} {units} ago (?P<on>today|tonight|this (?P<this>week|month))\b",
        days.ago_today,
        ("closed two weeks ago today", "2020-11-25", "2020-11-11"),
    ),
    rule(
        "3 to 5 May",
        r"{day}{th} (?:to|until|through) (?:the )?(?P<last_day>[0-9]{1,2}){th}(?: of)? {month}(?:,? {year})?",
        days.calendar,
        ("from 3 to 5 May 2019", None, "2019-05-03/2019-05-05"),
    ),
    rule(
        "May 3 to 5",
        r"{month} {day}{th} (?:to|until|through) (?P<last_day>[0-9]{1,2})\b{th}"
        r"(?![,.:]?[0-9]|%| ?[ap]\.?m\b| [a-z]+s\b)(?:,? {year})?",
        days.calendar,
        ("from May 3 to 5, 2019", None, "2019-05-03/2019-05-05"),
    ),
    rule(
        "on the 20th",
        r"(?:on|until|by|since) (?P<expression>the (?P<ord>[0-9]{1,2}(?:st|nd|rd|th)))"
        r"(?= ?[.,;:)]|$| (?:and|at|he|she|they|it|we)\b)",
        days.day_of_month,
        ("on the 20th.", "2020-11-25", "2020-11-20"),
    ),
    rule("9/11", r"{famous}", feast_days.famous, ("since 9/11", None, "2001-09-11")),
    rule(
        "Easter",
        _WHICH_FEAST + r"{moving}(?:,? {year})?",
        feast_days.moving_holiday,
        ("on Good Friday 2019", None, "2019-04-19"),
    ),
    rule(
        "holiday",
        _WHICH_FEAST + r"{holiday}(?: {year})?",
        feast_days.holiday,
        ("next Christmas", "2020-11-25", "2020-12-25"),
    ),
)

_YEARS = (
    rule("year", r"(?<![0-9][.,]){year}", years.year, ("in 1993", None, "1993")),
    rule(
        "490 BC",
        r"(?:(?:(?:the )?(?P<season>spring|summer|autumn|winter)|{month})(?: of)? )?"
        r"(?P<before>[1-9][0-9]{0,3})(?P<decade>s)? ?(?:bc|bce|b\.c\.)(?!\w)",
        years.before_christ,
        ("in 490 BC", None, "BC0490"),
    ),
    rule(
        "480-479 BC",
        r"(?P<before>[1-9][0-9]{0,3}) ?[-–] ?(?P<to>[1-9][0-9]{0,3}) ?(?:bc|bce|b\.c\.)(?!\w)",
        years.before_christ,
        ("from 480-479 BC", None, "BC0480/BC0479"),
    ),
    rule(
        "AD 79",
        r"(?:a\.?d\.? (?P<anno>[1-9][0-9]{0,3})(?![\w,]|\.[0-9])|(?P<anno2>[1-9][0-9]{0,3}) (?:ad|ce|a\.d\.)(?!\w))",
        years.anno_domini,
        ("in AD 79", None, "0079"),
    ),
    rule(
        "years",
        r"(?<![0-9.,-]){year} ?[-–/] ?(?P<to>[0-9]{4}|[0-9]{2})(?![/-]|[.,][0-9]|\w)",
        years.years,
        ("in 2010-2014", None, "2010/2014"),
    ),
    rule(
        "decade",
        r"(?:the )?(?:'?(?P<digits>1[0-9][0-9]0|20[0-9]0|[2-9]0)'?s\b"
        r"|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b)",
        years.decade,
        ("in the 1980s", None, "198"),
    ),
    rule(
        "century",
        r"(?:the )?{ord}[ -]centur(?:y|ies)(?: (?P<era>bc|bce))?\b",
        years.century,
        ("in the 19th century", None, "18"),
    ),
    rule(
        "19th- and 20th-century",
        r"(?:the )?{ord}-?(?= (?:and|or|to) (?:the )?(?:early |mid-|late )?[a-z0-9-]{3,14}[ -]centur)",
        years.century,
        ("the 19th and 20th centuries", None, "18 19"),
    ),
    rule(
        "quarter",
        r"(?:the )?(?:{ord}|(?P<final>final|latter))[ -](?:quarter|(?P<half_year>half))" + _OF_YEAR,
        years.quarter,
        ("the second quarter of 2025", None, "2025-Q2"),
    ),
    rule(
        "the third quarter",
        r"(?:the )?(?P<ord>first|second|third|fourth|final|[1-4](?:st|nd|rd|th)) quarter(?!-| final| of (?!the year"
        r"|fiscal))\b",
        years.quarter,
        ("rose in the third quarter", "2020-11-25", "2020-Q3"),
    ),
    rule(
        "first-half profit",
        r"(?P<ord>first|second)[ -](?P<half_year>half)"
        r"(?= (?:net |pretax |pre-tax |operating )?(?:profits?|sales|results|earnings|revenues?|loss|losses|growth)\b)",
        years.quarter,
        ("first-half profit", "2020-11-25", "2020-H1"),
    ),
    rule(
        "the quarter",
        r"(?:in|for|during|of) (?P<expression>the (?:latest |most recent )?quarter)\b(?! of|-|final| ended| ending)",
        years.the_quarter,
        ("sales in the quarter", "2020-11-25", "2020-Q3"),
    ),
    rule(
        "third-quarter",
        r"(?P<ord>first|second|third|fourth|[1-4](?:st|nd|rd|th))[ -]quarter\b(?!-?final)",
        years.quarter,
        ("third-quarter profit", "2020-11-25", "2020-Q3"),
    ),
    rule(
        "Q3",
        r"(?:q(?P<digit>[1-4])|h(?P<half_digit>[12])|(?P<ord>[12])(?P<half_year>h)|(?P<ord2>[1-4])q)\b"
        + _OF_YEAR
        + r"?",
        years.quarter,
        ("in Q3 2020", None, "2020-Q3"),
    ),
    rule(
        "2020 Q3",
        r"{year} (?:q(?P<digit>[1-4])|h(?P<half_digit>[12]))\b",
        years.quarter,
        ("in 2020 Q3", None, "2020-Q3"),
    ),
    rule(
        "the 2012 fourth quarter",
        r"(?:the )?{year} (?P<ord>first|second|third|fourth)[ -](?:quarter|(?P<half_year>half))\b",
        years.quarter,
        ("the 2012 fourth quarter", None, "2012-Q4"),
    ),
    rule(
        "fiscal year",
        r"(?:fy ?|(?:the )?(?:fiscal|financial)(?: year)? )(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?:[-/]"
        r"(?P<to>[0-9]{2,4}))?\b",
        years.fiscal,
        ("in FY2020", None, "FY2020"),
    ),
    rule(
        "the 2021 fiscal year",
        r"(?:the )?{year}(?:[-/](?P<to>[0-9]{2,4}))? (?:fiscal|financial) year\b",
        years.fiscal,
        ("the 2021 fiscal year", None, "FY2021"),
    ),
    rule(
        "the fiscal year ended March 31",
        r"(?:the|its|their|an?) (?:(?P<which_one>last|current|next) )?(?:fiscal|financial|business) (?P<unit>year)"
        r"(?=,? (?:that |which )?(?:ended|ends|ending|to|through|began|begins|beginning|starts|starting) (?:on )?"
        r"(?:the )?(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? (?:of )?{month}"
        r"|(?P<month2>[a-z]{3,9})\.?(?: (?P<day2>[0-9]{1,2})\b(?:st|nd|rd|th)?)?)(?:,? {year})?)",
        years.fiscal_to,
        ("in the fiscal year ended March 31", "2020-11-25", "FY2020 2020-03-31"),
    ),
    rule(
        "the fiscal year",
        r"the (?:fiscal|financial) year\b(?! [0-9])",
        years.the_fiscal,
        ("targets for the fiscal year", "2020-11-25", "FY2020"),
    ),
    rule(
        "this fiscal year",
        r"(?:the )?(?P<which>last|past|previous|prior|this|current|next|coming) (?:fiscal|financial) year\b",
        years.fiscal,
        ("the current fiscal year", "2020-11-25", "FY2020"),
    ),
    rule(
        "the full year",
        r"the (?:full|whole) year\b",
        years.full_year,
        ("cut its forecast for the full year", "2020-11-25", "2020"),
    ),
    rule(
        "season",
        r"(?:(?:the )?(?P<which>last|past|this|next|previous|coming|following) )?{season}" + _OF_YEAR + r"?" + _TO_NEXT,
        years.season,
        ("in spring 2019", None, "2019-SP"),
    ),
    rule(
        "the season",
        r"the {season}" + _OF_YEAR + r"?" + _TO_NEXT,
        years.season,
        ("the summer of 1914", None, "1914-SU"),
    ),
)

_FROM_NOW = (
    rule(
        "today",
        r"(?P<near>today(?!'s (?:young|world|society|youth))"
        r"|yesterday|tomorrow|tonight|last night|overnight|the day (?:before yesterday|after tomorrow))"
        r"(?: {part})?\b(?!-)",
        days.near,
        ("came yesterday", "2020-11-25", "2020-11-24"),
    ),
    rule(
        "the next morning",
        r"(?:the|that) (?:(?P<edge>early|late) )?(?P<which>next|following|previous|same) {part}",
        days.told_part,
        ("They met on 12 May 2020. The next morning", None, "2020-05-12 2020-05-13TMO"),
    ),
    rule("this morning", r"this {part}", days.this_part, ("this morning", "2020-11-25", "2020-11-25TMO")),
    rule(
        "the last decade",
        r"the (?P<which>last|next|previous|coming) (?P<unit>decade|century)\b",
        lengths.last_length,
        ("the last decade", "2020-11-25", "P10Y"),
    ),
    rule(
        "last week",
        r"(?:(?:earlier|later) )?(?:the |this (?=past|coming))?(?:very )?"
        r"(?P<which>last|past|previous|prior|preceding|this|current|same|next|coming|following|ensuing) {unit}",
        days.one,
        ("earlier this month", "2020-11-25", "2020-11"),
    ),
    rule(
        "over the last year",
        r"(?:over|during|within|in|for) (?P<expression>the (?P<which>last|next) (?P<unit>day|week|fortnight|month"
        r"|quarter|year"
        r"|decade|century))\b"
        r"(?! (?:of|before|was|were|had|to)\b)",
        lengths.last_length,
        ("over the last year", "2020-11-25", "P1Y"),
    ),
    rule(
        "the week before last",
        r"the (?P<unit>week|weekend|month|quarter|year|night) (?:before (?P<before>last)|after next)\b",
        days.but_one,
        ("the week before last", "2020-11-25", "2020-W46"),
    ),
    rule(
        "a year-earlier profit",
        r"(?P<unit>year|quarter|month|week)-(?P<where>ago|earlier)\b",
        days.year_ago,
        ("the year-earlier period", "2020-11-25", "2019"),
    ),
    rule(
        "the week of 3 March",
        r"the (?P<unit>week|weekend|quarter)(?= (?:of|ended|ending|beginning|starting|commencing|to|through) (?:on "
        r")?(?:{anyweekday},? )?"
        r"(?:the )?"
        r"(?:{day}{th}(?: of)? {month}|(?P<month2>[a-z]{3,9})\.? (?P<day2>[0-9]{1,2})){th}(?:,? {year})?)",
        days.week_of,
        ("the week of 3 March 2014", None, "2014-W10 2014-03-03"),
    ),
    rule(
        "the last week of August",
        r"the (?P<nth>first|second|third|fourth|last|final|opening) (?P<unit>week|weekend|day) of {month}(?:,? "
        r"{year})?",
        days.week_of_month,
        ("the last week of August 2014", None, "2014-W35"),
    ),
    rule(
        "late in the year",
        r"(?:very )?(?P<edge>early|earlier|late|later|midway) (?:in|on) the {unit}",
        days.edge_of,
        ("late in the year", "2020-11-25", "2020"),
    ),
    rule(
        "for the week",
        r"(?:for|during|throughout|on|over) (?P<expression>the {unit})(?= ?[.,;:)]|$| (?:and|as|but|while|after a|to "
        r"[0-9$£€])\b)",
        days.this_one,
        ("the index fell 2% for the week.", "2020-11-25", "2020-W48"),
    ),
    rule(
        "ended the week",
        r"(?:end(?:ed|s|ing)?|finish(?:ed|es)?|clos(?:ed|es|ing)|beg[aiu]ns?|beginning|start(?:ed|s|ing)?|opened|into)"
        r" (?P<expression>the (?P<unit>day|week|month|year))(?= (?:with|at|on|in|by|as|up|down|higher|lower|unchanged"
        r"|about|nearly|[0-9$£€])|[.,;]|$)",
        days.this_one,
        ("shares ended the week 3% lower", "2020-11-25", "2020-W48"),
    ),
    rule(
        "the rest of the year",
        r"the (?P<edge>rest|remainder|latter part|balance) of (?:the|this) {unit}",
        days.edge_of,
        ("the rest of the year", "2020-11-25", "2020"),
    ),
    rule(
        "this school year",
        r"(?:the )?(?P<which>last|past|previous|this|current|next|coming) (?:school|academic|calendar|tax) "
        r"(?P<unit>year)\b",
        days.one,
        ("this school year", "2020-11-25", "2020"),
    ),
    rule(
        "that month",
        r"(?:(?:earlier|later) )?(?:(?:that|the) same|that) (?:{unit}|{part})(?! of\b| when\b| which\b)",
        days.that_one,
        ("later that month", None, "XXXX-XX"),
    ),
    rule(
        "the end of the year",
        r"(?:the )?(?P<edge>beginning|start|middle|end|close) of the {unit}|(?:the )?(?P<unit2>year|month|quarter"
        r"|week)(?:'s)?[ -]end\b|(?:the )?end of (?P<unit3>day|week|month|year)\b",
        days.edge_of,
        ("by the end of the year", "2020-11-25", "2020"),
    ),
    rule(
        "the year before",
        r"the {unit} (?P<where>before|earlier|after|later)(?= ?[.,;:)]|$| (?:he|she|they|it|we|i|you|there)\b)",
        days.neighbour,
        ("the year before", "2020-11-25", "2019"),
    ),
    rule(
        "the day after the vote",
        r"(?P<expression>the (?P<unit>day|night|morning|week|month|year) (?P<where>before|after))"
        r"(?= (?:the|an?|his|her|its|their|that|this) [a-z])",
        days.beside_event,
        ("They voted on 12 May 2019. The day after the vote", None, "2019-05-12 2019-05-13"),
    ),
    rule(
        "the weekend",
        r"(?:the|at)(?: long| holiday| bank holiday)? weekend\b(?! (?:of|before|after))",
        days.weekend,
        ("over the weekend", "2020-11-25", "2020-W47-WE"),
    ),
    rule(
        "two years ago",
        r"{count} {stated}{units} (?P<where>ago|back(?=[.,;:)]| when\b| at\b|$)|later|earlier|previously|on(?=[,.])"
        r"|from now|from today|hence"
        r"|(?:before|prior|after)(?= ?[.,;:)]|$))\b",
        lengths.shifted_length,
        ("two years ago", "2020-11-25", "2018"),
    ),
    rule(
        "two years' time",
        r"(?:in|within) (?P<expression>{count} {units}'?s? (?P<where>time))\b",
        lengths.shifted_length,
        ("he retires in two years' time", "2020-11-25", "2022"),
    ),
    rule(
        "years later",
        r"{plural} (?P<where>ago|back(?=[.,;:)]| when\b| at\b|$)|later|earlier|previously|from now|before(?=[.,;]))",
        lengths.shifted_length,
        ("came years ago", None, "PAST_REF"),
    ),
    rule(
        "now",
        r"{reference}(?!(?<=past|ture) (?!and\b|but\b|when\b|by\b|as\b|for\b|is\b|was\b|has\b|will\b|of\b|in\b"
        r"|that\b|to\b"
        r"|with\b|or\b|if\b|because\b|he\b|she\b|they\b|we\b|it\b)\w)(?!-)",
        clocks.reference,
        ("is rare nowadays", None, "PRESENT_REF"),
    ),
    rule(
        "the current government",
        r"(?:the )?(?P<adjective>current|recent|future)(?= [a-z])(?! (?:past|future)\b)",
        clocks.adjective,
        ("the current government", None, "PRESENT_REF"),
    ),
    rule("present-day", r"(?:present|modern)-day\b", clocks.adjective, ("in present-day Turkey", None, "PRESENT_REF")),
    rule(
        "today's youth",
        r"today(?='s (?:young|world|society|youth))",
        clocks.reference,
        ("in today's world", None, "PRESENT_REF"),
    ),
)

RULES: tuple[Rule, ...] = (*_DAYS, *_YEARS, *_FROM_NOW, *LENGTH_RULES)
