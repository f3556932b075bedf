"""How lengths of time, sets and times of day are written; the same kind of table as `date_rules`."""

from __future__ import annotations

from pressmark.detect import date_clock_readers as clocks
from pressmark.detect import length_readers as lengths
from pressmark.detect.date_context import Rule, rule
from pressmark.detect.date_words import PARTS

_SECOND_LENGTH = (
    PARTS["count"].replace("<count>", "<count2>").replace("<half>", "<half2>")
    + " "
    + PARTS["units"].replace("<unit>", "<unit2>")
)
_NOT_IN_NUMBER = r"(?<![\w:.,$£€-])"

_LENGTHS = (
    rule("twice a year", r"(?:(?:an?|per) {unit}|per (?P<annum>annum)\b)", lengths.per, ("twice a year", None, "P1Y")),
    rule("ten days", r"{count}[ -]{stated}{units}(?:-long\b)?", lengths.length, ("for ten days", None, "P10D")),
    rule(
        "two to three weeks",
        r"{few}(?= (?:to|or) (?:as many as |even )?{num}[ -]{units})",
        lengths.first_length,
        ("took two to three weeks", None, "P2W P3W"),
    ),
    rule(
        "between two and three weeks",
        r"between {few}(?= and {num}[ -]{units})",
        lengths.first_length,
        ("between two and three weeks", None, "P2W P3W"),
    ),
    rule(
        "10-15 minutes",
        r"(?P<count>[0-9]{1,4}) ?[-–] ?(?P<count2>[0-9]{1,4})[ -]{units}",
        lengths.length_range,
        ("took 10-15 minutes", None, "PT10M/PT15M"),
    ),
    rule(
        "a day or two",
        r"an? (?!quarter){unit} or (?:two|so)\b",
        lengths.some_of_one,
        ("took a day or two", None, "PXD"),
    ),
    rule(
        "for years",
        r"(?:for|within|in|after|took|takes|lasted|lasting|spent|of|over|over the|through the|than|despite|amid|some"
        r"|countless) "
        r"(?:(?:many|some|countless|numerous) )?(?:more )?{plural}(?! (?:ago|later|earlier|past|old|away|ahead"
        r"|before|from now)\b)(?!-)",
        lengths.some_time,
        ("waited for years", None, "PXY"),
    ),
    rule(
        "years of drought",
        r"(?P<unit>(?<!early )(?<!small )(?<!wee )(?:hours|days)|weeks|months|years|decades|centuries)(?= of "
        r"(?!age\b|the week|our lives))",
        lengths.some_time,
        ("brought years of drought", None, "PXY"),
    ),
    rule(
        "weeks or months",
        r"(?:or|and) (?:even )?{plural}",
        lengths.more_time,
        ("took weeks or months", None, "PXW PXM"),
    ),
    rule(
        "just days before",
        r"(?:just|only|barely|mere|take|matter of) {plural}(?= (?:before|after|into|to|from now|or|and)\b|[.,;]|$)",
        lengths.some_time,
        ("just days before the vote", None, "PXD"),
    ),
    rule(
        "hours after the blast",
        r"{plural}(?= (?:after|before) (?:the|an?|his|her|its|their|our|he|she|it|they|we)\b)",
        lengths.some_time,
        ("died hours after the blast", None, "PTXH"),
    ),
    rule(
        "within the hour",
        r"within (?:the |an? )(?P<unit>hour|day|week|month|year)(?= ?[.,;:)]|$| (?:of|after|and|to)\b)",
        lengths.whole,
        ("was back within the hour", None, "PT1H"),
    ),
    rule("another week", r"another {unit}", lengths.whole, ("stayed another week", None, "P1W")),
    rule(
        "the months since",
        r"the {plural}(?= (?:since|before|after|leading|following|that followed|between)\b)",
        lengths.some_time,
        ("in the months since the vote", None, "PXM"),
    ),
    rule(
        "the years ahead",
        r"the {plural} (?:ahead|to come)\b",
        lengths.some_time,
        ("in the years ahead", None, "PXY"),
    ),
    rule(
        "week-long",
        r"(?:(?P<unit>hour|day|week|weekend|month|year|decade|century)-?long|(?P<units>hours|days|weeks|months|years"
        r"|decades"
        r"|centuries)-(?:long|old)|(?P<unit2>decade|century)-old)\b",
        lengths.as_long,
        ("a weeklong visit", None, "P1W"),
    ),
    rule(
        "all day",
        r"(?:all|(?:the|an?) (?:whole|entire|full))[ -](?P<unit>day|week|weekend|month|year|night|decade|century)\b"
        r"(?! (?:of|and)\b)",
        lengths.whole,
        ("rained all day", None, "P1D"),
    ),
    rule(
        "half-hour",
        r"(?:an? )?(?P<fraction>half|quarter|three[ -]quarters)(?:-| of an? | an? ){unit}",
        lengths.fraction,
        ("a quarter of a century", None, "P25Y"),
    ),
    rule(
        "an hour and a half",
        r"(?P<count>an?|one) {unit}(?P<half>[ -]and[ -]a[ -]half)",
        lengths.length,
        ("an hour and a half", None, "PT1H30M"),
    ),
    rule(
        "11 hours and 23 minutes",
        r"{count} {units},? (?:and )?" + _SECOND_LENGTH,
        lengths.length,
        ("11 hours and 23 minutes", None, "PT11H23M"),
    ),
    rule(
        "the next six months",
        r"(?:the |this )?(?P<which>last|past|next|coming|previous|following|first|final|opening|recent|upcoming"
        r"|subsequent"
        r"|preceding|prior|closing|intervening|ensuing) (?:{count}[ -])?{stated}{units}(?! (?:of age|olds?)\b)",
        lengths.span_of_time,
        ("the next six months", "2022-08-30", "P6M"),
    ),
    rule(
        "the 12 months to March",
        r"the {count} {units}(?= (?:to|ended|ending|through|until|from|since|before|after|between|in|of|following)\b)",
        lengths.length,
        ("the 12 months to March", "2020-11-25", "P12M 2020-03"),
    ),
    rule(
        "the year to June",
        r"(?P<expression>the (?P<unit>year|month)) (?:to|ended|ending|through)(?= (?:on )?(?:the end of )?"
        r"(?:[0-9]{1,2}(?:st|nd|rd|th)? )?{month})",
        lengths.to_month,
        ("the year to June", "2020-11-25", "P1Y 2020-06"),
    ),
    rule(
        "58-year-old",
        r"{count}[ -]{units}[ -]olds?\b",
        lengths.age,
        ("a 58-year-old beekeeper", None, "P58Y"),
    ),
    rule(
        "14 years of age",
        r"{count} {units} of age\b",
        lengths.age,
        ("14 years of age", None, "P14Y"),
    ),
)

_SETS = (
    rule(
        "every Monday",
        r"(?:every|each)(?: single)? (?:(?P<other>other|second) )?"
        r"(?:{weekday}(?: (?P<part_of_it>morning|afternoon|evening|night))?|{month}|{season}|{part}|{unit})(?! "
        r"(?:life|lives|use|man|one)\b)",
        lengths.every,
        ("every Monday", None, "XXXX-WXX-1"),
    ),
    rule(
        "every four years",
        r"every {count}[ -]{units}(?:,? (?:and )?" + _SECOND_LENGTH + r")?",
        lengths.every,
        ("every four years", None, "P4Y"),
    ),
    rule(
        "every six to eight weeks",
        r"every (?P<count>{num}) (?:to|or) (?P<count2>{num}) {units}",
        lengths.every_range,
        ("every six to eight weeks", None, "P6W/P8W"),
    ),
    rule("every third year", r"every {ord} {unit}", lengths.every_nth, ("every third year", None, "P3Y")),
    rule(
        "weekly",
        r"(?:(?:once|twice|thrice|three-times|four-times)[ -])?(?P<adverb>hourly|daily|nightly|weekly|fortnightly"
        r"|monthly"
        r"|quarterly|yearly|annually|annual|semi-?annual|biennial|biannual|bi-?weekly|bi-?monthly)\b(?!-)",
        lengths.adverb,
        ("updated weekly", None, "P1W"),
    ),
    rule(
        "Mondays",
        r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)s\b",
        lengths.weekdays,
        ("closed on Mondays", None, "XXXX-WXX-1"),
    ),
    rule(
        "Friday nights",
        r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday) (?P<part_of_it>morning|afternoon"
        r"|evening"
        r"|night)s\b",
        lengths.weekdays,
        ("on Friday nights", None, "XXXX-WXX-5TNI"),
    ),
    rule(
        "weekends",
        r"(?P<plural>weekends|weekdays|weeknights)\b",
        lengths.weekends,
        ("closed at weekends", None, "XXXX-WXX-WE"),
    ),
)

_TIMES = (
    rule(
        "3.30 p.m.",
        _NOT_IN_NUMBER + r"{clock} ?{half_day}{zone}",
        clocks.clock,
        ("at 3.30 p.m.", None, "XXXX-XX-XXT15:30"),
    ),
    rule(
        "15:28",
        _NOT_IN_NUMBER
        + r"(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:])(?:(?: ?hrs| hours)\b)?{zone}",
        clocks.clock,
        ("at 15:28", None, "XXXX-XX-XXT15:28"),
    ),
    rule(
        "8am",
        _NOT_IN_NUMBER + r"{hour} ?{half_day}{zone}",
        clocks.clock,
        ("at 8am", None, "XXXX-XX-XXT08:00"),
    ),
    rule(
        "9-11 a.m.",
        _NOT_IN_NUMBER + r"(?P<from_hour>1[0-2]|[1-9])(?:[:.](?P<from_minute>[0-5][0-9]))? ?(?P<from_half>[ap]\.?m\.?)?"
        r" ?[-–] ?{hour}(?:[:.](?P<minute>[0-5][0-9]))? ?{half_day}{zone}",
        clocks.clock_range,
        ("open 9-11 a.m.", None, "XXXX-XX-XXT09:00/XXXX-XX-XXT11:00"),
    ),
    rule(
        "from 9 to 11 a.m.",
        r"(?:from|between) (?P<expression>{hour}(?:[:.](?P<minute>[0-5][0-9]))?)"
        r"(?= (?:to|and|until) (?:1[0-2]|[1-9])(?:[:.][0-5][0-9])? ?{half_day})",
        clocks.clock,
        ("from 9 to 11 a.m.", None, "XXXX-XX-XXT09:00 XXXX-XX-XXT11:00"),
    ),
    rule(
        "six o'clock",
        r"{hour} o'clock(?: in the {part}| at (?P<part2>night))?",
        clocks.clock,
        ("at six o’clock", None, "XXXX-XX-XXT06:00"),
    ),
    rule(
        "nine in the morning",
        r"(?:at|by|until|around|about|from|before|after) (?P<expression>{hour}(?:[:.](?P<minute>[0-5][0-9]))?"
        r" (?:in the {part}|at (?P<part2>night)))",
        clocks.clock,
        ("at nine in the morning", None, "XXXX-XX-XXT09:00"),
    ),
    rule(
        "half past six",
        r"(?P<past>half|(?:a )?quarter|ten|five|twenty|[0-9]{1,2} minutes) (?P<to>past|after|to) {hour}\b"
        r"(?! (?:year|month|week|day|hour|minute|people|percent|per cent|%|million|of)|-|[.,:][0-9])(?: ?{half_day})?",
        clocks.clock_words,
        ("at half past six", None, "XXXX-XX-XXT06:30"),
    ),
    rule(
        "1530 GMT",
        _NOT_IN_NUMBER
        + r"(?P<hour>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9])(?: ?(?P<zone>gmt|utc|z|est|edt|hkt|cet|cest|bst|msk|jst"
        r"|sgt|local time)\b| (?:hours|hrs)\b)",
        clocks.clock,
        ("at 1530 GMT", None, "XXXX-XX-XXT15:30Z"),
    ),
    rule(
        "at night",
        r"at (?P<part>night|dawn|dusk|lunchtime|sunrise|sunset|daybreak|nightfall)\b"
        r"|(?:in|during|by|before|after|until|through|throughout|into) (?P<part2>(?:the )?(?:early |late |mid-)?"
        r"(?:morning|afternoon|evening"
        r"|night|predawn)"
        r"|dawn|dusk|sunset|nightfall|daybreak|sunrise)\b(?! (?:rush|shift|class|school|train))",
        clocks.part_of_day,
        ("at night", None, "XXXX-XX-XXTNI"),
    ),
    rule(
        "in the early hours",
        r"(?:in|during|until|into) (?P<hours>the (?:early|small|wee)(?: morning)? hours)\b(?! o[fn]\b)",
        clocks.part_of_day,
        ("in the early hours", None, "XXXX-XX-XXTMO"),
    ),
    rule(
        "noon", r"(?:12 )?(?P<word>noon|midnight|midday)\b{zone}", clocks.clock, ("at noon", None, "XXXX-XX-XXT12:00")
    ),
)

LENGTH_RULES: tuple[Rule, ...] = (*_LENGTHS, *_SETS, *_TIMES)
