"""The words of which dates are made, as tables that can be read and extended, and as parts of regular expressions.

Patterns run on text that `number_tokens.lowered` has made; words that need a capital letter are checked afterwards.
"""

from __future__ import annotations

from pressmark.detect.number_words import FEW, ORDINALS, TENS, UNITS
from pressmark.detect.timex import Unit

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday",
            "sunday",
        ),
        start=1,
    )
    for name in names.split()
}
"""ISO 8601: Monday is 1. "Sat" and "Sun" are words of their own, so they count only before a full date."""
WEEKDAYS_BEFORE_DATES = WEEKDAYS | {"sat": 6, "sun": 7}
NEED_CAPITALS = frozenset(
    {"may", "march", "mar", "mon", "wed", "fri", "thu", "jan", "jun", "dec", "august", "sat", "sun"}
)
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS_OF_DAY = {
    "morning": "TMO",
    "midday": "TMI",
    "lunchtime": "TMI",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "overnight": "TNI",
    "daytime": "TDT",
    "dawn": "TMO",
    "dusk": "TEV",
    "predawn": "TMO",
    "daybreak": "TMO",
    "sunrise": "TMO",
    "sunset": "TEV",
    "nightfall": "TEV",
    "nighttime": "TNI",
    "night-time": "TNI",
}
HOLIDAYS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "new year": (1, 1),
    "epiphany": (1, 6),
    "australia day": (1, 26),
    "groundhog day": (2, 2),
    "april fools' day": (4, 1),
    "april fool's day": (4, 1),
    "anzac day": (4, 25),
    "labour day": (5, 1),
    "international workers' day": (5, 1),
    "cinco de mayo": (5, 5),
    "juneteenth": (6, 19),
    "canada day": (7, 1),
    "guy fawkes night": (11, 5),
    "bonfire night": (11, 5),
    "all saints' day": (11, 1),
    "all souls' day": (11, 2),
    "st andrew's day": (11, 30),
    "st george's day": (4, 23),
    "world aids day": (12, 1),
    "human rights day": (12, 10),
    "st stephen's day": (12, 26),
    "st. patrick's day": (3, 17),
    "valentine's day": (2, 14),
    "st patrick's day": (3, 17),
    "international women's day": (3, 8),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "orthodox christmas": (1, 7),
    "novruz": (3, 20),
    "nowruz": (3, 20),
    "earth day": (4, 22),
    "armistice day": (11, 11),
    "remembrance day": (11, 11),
    "veterans day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}
"""Those that fall on the same day each year, in the Gregorian calendar, and on the same day in every country that has
them ("Independence Day" is not among them)."""
FEASTS_IN_CAPITALS = frozenset(
    {"new year", "epiphany", "tet", "spring festival", "election day", "earth day", "halloween"}
)
"""Those whose words in small letters are something else, or too common."""
FAMOUS_DAYS = {"9/11": "2001-09-11", "d-day": "1944-06-06", "ve day": "1945-05-08", "v-e day": "1945-05-08"}
"""Days that are known by a name or by their numbers alone."""
AFTER_EASTER = {
    "shrove tuesday": -47,
    "mardi gras": -47,
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter": 0,
    "easter monday": 1,
    "ascension day": 39,
    "whit monday": 50,
}
"""Days behind the Easter Sunday of the Western churches."""
AFTER_ORTHODOX_EASTER = {
    "orthodox palm sunday": -7,
    "orthodox good friday": -2,
    "orthodox easter sunday": 0,
    "orthodox easter": 0,
}
"""Days behind the Easter Sunday of the Eastern churches."""
AFTER_NEW_YEAR = {
    "purim": -193,
    "passover": -163,
    "shavuot": -113,
    "rosh hashanah": 0,
    "rosh hashana": 0,
    "jewish new year": 0,
    "yom kippur": 9,
    "sukkot": 14,
    "hanukkah": 83,
    "chanukah": 83,
}
"""Days behind the Jewish New Year of the same Gregorian year."""
BY_THE_MOON = ("lunar new year", "lunar new year's eve", "chinese new year", "chinese new year's eve", "tet",
               "spring festival", "diwali", "deepavali")  # fmt: skip
"""Feasts of the Chinese calendar and the Indian one, reckoned by the new moon."""
_EIDS = {
    **dict.fromkeys(("eid al-fitr", "eid al fitr", "eid-al-fitr", "eid ul-fitr", "eid-ul-fitr"), (10, 1)),
    **dict.fromkeys(("eid al-adha", "eid al adha", "eid-al-adha", "eid ul-adha", "eid-ul-adha"), (12, 10)),
}
MUSLIM_FEASTS = {
    "islamic new year": (1, 1),
    "ashura": (1, 10),
    "arbaeen": (2, 20),
    "mawlid": (3, 12),
    "ramadan": (9, 1),
    "ramadhan": (9, 1),
    "laylat al-qadr": (9, 27),
    **_EIDS,
    "feast of the sacrifice": (12, 10),
}
"""Month and day of the Islamic calendar."""
FEAST_DAYS = {"ramadan": 30, "ramadhan": 30, "passover": 8, "sukkot": 7, "hanukkah": 8, "chanukah": 8}
"""How many days a feast goes on for, where it is more than one."""
NTH_WEEKDAYS = {
    "martin luther king day": (1, 1, 3, 0),
    "martin luther king jr. day": (1, 1, 3, 0),
    "presidents' day": (2, 1, 3, 0),
    "presidents day": (2, 1, 3, 0),
    "father's day": (6, 7, 3, 0),
    "columbus day": (10, 1, 2, 0),
    "election day": (11, 1, 1, 1),
    "memorial day": (5, 1, -1, 0),
    "labor day": (9, 1, 1, 0),
    "thanksgiving day": (11, 4, 4, 0),
    "thanksgiving": (11, 4, 4, 0),
    "black friday": (11, 4, 4, 1),
    "cyber monday": (11, 4, 4, 4),
}
"""Month, weekday, which one of the month (-1: the last), and days behind it; as in the United States."""
MOVING = (*AFTER_EASTER, *AFTER_ORTHODOX_EASTER, *AFTER_NEW_YEAR, *MUSLIM_FEASTS, *BY_THE_MOON, *NTH_WEEKDAYS)
"""All feasts that move."""
REFERENCES = {
    "now": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "just now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "at present": "PRESENT_REF",
    "at the moment": "PRESENT_REF",
    "at this time": "PRESENT_REF",
    "these days": "PRESENT_REF",
    "at this moment": "PRESENT_REF",
    "at the present time": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF",
    "of late": "PAST_REF",
    "long ago": "PAST_REF",
    "not long ago": "PAST_REF",
    "a long time ago": "PAST_REF",
    "some time ago": "PAST_REF",
    "the other day": "PAST_REF",
    "in those days": "PAST_REF",
    "in recent times": "PAST_REF",
    "in the recent past": "PAST_REF",
    "the recent past": "PAST_REF",
    "in the past": "PAST_REF",
    "the past": "PAST_REF",
    "in the future": "FUTURE_REF",
    "in the near future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
    "in the foreseeable future": "FUTURE_REF",
    "the foreseeable future": "FUTURE_REF",
    "the future": "FUTURE_REF",
    "in future": "FUTURE_REF",
}
"""Words that name the present, past or future and no day of it."""
REFERENCES_BEFORE_NOUNS = {"current": "PRESENT_REF", "recent": "PAST_REF", "future": "FUTURE_REF"}
"""The same as adjectives: "the current government". TIMEX3 has them as triggers."""
NO_REFERENCES = ("current account", "current affairs", "future fund", "future group", "future perfect")
"""Terms and names that only look like them."""
NAMES_WITH_DATES = (
    *(f"sunday {paper}" for paper in ("times", "mirror", "telegraph", "post", "herald", "mail", "express", "school")),
    "sheffield wednesday", "ruby tuesday", "freaky friday", "bloody sunday", "summer olympics", "winter olympics",
    "summer games", "winter games", "summer paralympics", "winter paralympics", "winter palace", "summer palace",
    "prague spring", "arab spring", "spring break", "march madness", "monday night football",
    "sunday night football", "thursday night football", "palm springs",
)  # fmt: skip
"""Names of papers, clubs and events in which a word of time is none of the calendar."""
NUMBERED_THINGS = (
    "resolution", "room", "flight", "route", "highway", "interstate", "section", "article", "clause", "channel",
    "apartment", "suite", "platform", "model", "version", "no", "no.", "number", "page", "pages", "chapter", "windows",
    "boeing", "airbus", "building", "bill", "proposition", "directive", "order", "gate", "level", "lot", "box",
    "extension", "code", "bus", "train", "unit", "serial", "tail", "asteroid", "hotel", "docket", "item", "engine",
)  # fmt: skip
"""Behind these words a four-digit number says which one, and no year."""
STREETS = ("street", "st", "st.", "avenue", "ave", "ave.", "road", "rd", "rd.", "drive", "lane", "boulevard", "blvd",
           "blvd.", "broadway", "court", "terrace", "parkway", "highway")  # fmt: skip
"""Before these (and the street's name) a number is the house's."""
STATED_LENGTH = ("more", "full", "whole", "straight", "consecutive", "additional", "extra", "further", "solid",
                 "entire", "calendar", "working", "business", "trading", "long", "short",
                 "successive", "other", "previous", "past",
                 "following", "subsequent", "upcoming", "coming", "remaining", "intervening",
                 "or so", "odd")  # fmt: skip
"""What may stand between a number and its unit: "two more years", "three straight days"."""
UNIT_NAMES = {unit.value: unit for unit in Unit if unit not in (Unit.HALF, Unit.SEASON)} | {
    "sec": Unit.SECOND,
    "min": Unit.MINUTE,
    "hr": Unit.HOUR,
    "night": Unit.DAY,
    "yr": Unit.YEAR,
    "fortnight": Unit.WEEK,
}
UNIT_PLURALS: dict[str, Unit] = {f"{name}s": unit for name, unit in UNIT_NAMES.items() if name != "century"} | {
    "centuries": Unit.CENTURY
}
ALL_UNITS = UNIT_NAMES | UNIT_PLURALS
ADVERBS_OF_SETS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "annual": "P1Y",
    "semi-annual": "P6M",
    "semiannual": "P6M",
    "biennial": "P2Y",
    "biannual": "P6M",
    "bi-weekly": "P2W",
    "biweekly": "P2W",
    "bi-monthly": "P2M",
    "bimonthly": "P2M",
}
EDGES = {
    "beginning": "START",
    "start": "START",
    "early part": "START",
    "middle": "MID",
    "end": "END",
    "close": "END",
    "rest": "END",
    "remainder": "END",
    "early": "START",
    "mid": "MID",
    "late": "END",
}
AROUND = {
    "about": "APPROX",
    "around": "APPROX",
    "some": "APPROX",
    "approximately": "APPROX",
    "roughly": "APPROX",
    "circa": "APPROX",
    "almost": "APPROX",
    "nearly": "APPROX",
    "close to": "APPROX",
    "more than": "MORE_THAN",
    "well over": "MORE_THAN",
    "just over": "MORE_THAN",
    "over": "MORE_THAN",
    "longer than": "MORE_THAN",
    "less than": "LESS_THAN",
    "fewer than": "LESS_THAN",
    "just under": "LESS_THAN",
    "under": "LESS_THAN",
    "at least": "EQUAL_OR_MORE",
    "no less than": "EQUAL_OR_MORE",
    "at most": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS",
}
"""Before a length of time: they belong to the expression, and this is the modifier that they give."""
ZONES = ("gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "bst", "cet", "cest", "eet", "eest",
         "msk", "ist", "jst", "aest", "hkt", "sgt", "et", "pt")  # fmt: skip
ZONE_OFFSETS = {"gmt": "Z", "utc": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00",
                "eest": "+03:00", "msk": "+03:00", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mdt": "-06:00",
                "mst": "-07:00", "pst": "-08:00", "pdt": "-07:00", "jst": "+09:00",
                "hkt": "+08:00", "sgt": "+08:00", "aest": "+10:00"}  # fmt: skip
"""Only those that mean one offset in the news: "CST" is written in Chicago, Havana and Beijing."""


def _any(words: object) -> str:
    return "|".join(sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


_SMALL = _any([*list(UNITS)[1:], *TENS])
_FEW = _any(FEW)
PARTS = {
    "month": rf"(?P<month>{_any(MONTHS)})\b\.?",
    "weekday": rf"(?P<weekday>{_any(WEEKDAYS)})\b\.?",
    "anyweekday": rf"(?P<weekday>{_any(WEEKDAYS_BEFORE_DATES)})\b\.?",
    "day": r"(?P<day>(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])|" + _any(n for n, v in ORDINALS.items() if v < 20) + r")",
    "th": r"(?:st|nd|rd|th)?\b",
    "year": r"(?P<year>1[0-9]{3}|2[0-2][0-9]{2})(?![0-9])",
    "season": rf"(?P<season>{_any(SEASONS)})\b",
    "famous": rf"(?P<famous>{_any(FAMOUS_DAYS)})(?![\w/])",
    "part": rf"(?P<part>{_any(PARTS_OF_DAY)})\b",
    "moving": rf"(?P<moving>{_any(MOVING)})(?!\w)",
    "reference": rf"(?P<reference>{_any(REFERENCES)})\b",
    "plural": rf"(?P<unit>{_any(UNIT_PLURALS)})\b",
    "holiday": rf"(?P<holiday>{_any(HOLIDAYS)})(?!\w)",
    "unit": rf"(?P<unit>{_any(UNIT_NAMES)})\b",
    "units": rf"(?P<unit>{_any(ALL_UNITS)})\b",
    "ord": rf"(?P<ord>[0-9]{{1,2}}(?:st|nd|rd|th)|(?:twenty-)?(?:{_any(n for n, v in ORDINALS.items() if v < 22)}))\b",
    "count": (
        r"(?P<count>[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,6}(?:\.[0-9]{1,2})?½?(?: (?:thousand|million|billion))?|[½¼¾]"
        r"|half an?"
        r"|an?(?: few| couple of| number of| half| dozen| hundred| thousand)?"
        r"|(?:the )?(?:several|few|couple of|many|numerous)"
        rf"|(?:{_SMALL})(?:[ -](?:{_SMALL}|hundred|thousand|million|dozen)){{0,4}}"
        r"|(?:dozens|hundreds|thousands|millions|billions) of)(?P<half>(?: |-)and(?: |-)a(?: |-)half)?"
    ),
    "few": rf"(?P<count>[0-9]{{1,3}}(?:\.[0-9])?|(?:{_SMALL})(?:-(?:{_SMALL}))?|several|a few)",
    "num": rf"(?:[0-9]{{1,3}}(?:\.[0-9])?|(?:{_SMALL})(?:-(?:{_SMALL}))?)",
    "stated": rf"(?:(?:{_any(STATED_LENGTH)})[ -])?",
    "hour": r"(?P<hour>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)",
    "clock": r"(?P<hour>[01]?[0-9]|2[0-4])[:.](?P<minute>[0-5][0-9])(?:[:.](?P<second>[0-5][0-9]))?",
    "half_day": r"(?P<half_day>a\.m\.|p\.m\.|am\b|pm\b|noon\b)",
    "zone": (
        rf"(?:,? ?(?P<zone>{_any(ZONES)})\b"
        r"| (?!this|that|the|any|some|each|every|full|half|extra|last|first|next|same|part)[a-z]{3,12}"
        r"(?: standard| daylight| summer)? time\b)?"
    ),
}
