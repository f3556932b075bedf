"""Readers of years and what is longer or a fixed part of them; each is a row of `date_rules`."""

from __future__ import annotations

import re

from pressmark.detect.date_context import Context, Match, Timex, group, ordinal_of, years_on
from pressmark.detect.date_words import MONTHS, NUMBERED_THINGS, SEASONS, STREETS
from pressmark.detect.timex import Unit, day_value, shifted

_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|during|before|after|between|of|to|and|or|early|late|mid|circa|around|the"
    r"|for|year"
    r"|through|summer|winter|spring|autumn|fall|than|on|its|their|his|her|this|that|season|back to|born|died|founded"
    r"|established|built)[ -]|[,;(\[/–—-] ?)$"
)
_COUNTED_BEHIND = re.compile(
    r"(?: (?:more |new |young |armed |local |\w+ed )?(?:\w*(?:people|men|women|children)|troops|police|\w{2,}(?<!s)s)\b"
    r"| ?(?:%|per ?cent|km|kg|metres|m\b|ft\b)| (?:million|billion|thousand|hundred))"
)
_PLURALS_OF_YEARS = re.compile(
    r" (?:elections?|olympics|games|finals|championships|protests|attacks|floods|bombings|riots|series|sales|earnings"
    r"|results|figures|accords|talks|levels|was|is|has|as|sanctions|terms|polls|wildfires|demonstrations|news|census"
    r"|crisis|rules|amendments|regulations|profits|revenues|its|his|this)\b"
)


_WHICH_ONE = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, NUMBERED_THINGS))}) $")
_HOUSE = re.compile(
    rf" (?:[NSEW]\.? |[A-Z][\w.]{{1,20}} ){{1,3}}(?:{'|'.join(map(re.escape, STREETS))})(?!\w)", re.IGNORECASE
)


_AMOUNTS = ("total of ", "umber of ", "sum of ", "most of ", "all of ", "some of ", "mong ")
_FAR_YEAR = re.compile(r"\b(?:in|by|until|till|before|after|year|since) $")
"""Before "2100" these say that it is a year; without one it is far more often a count."""


def year(match: Match, context: Context) -> Timex | None:
    """1993, where it is no count: "in 1993", "the 2015 election"; not "killed 1993 people"."""
    year = int(match["year"])
    low, start, end = context.low, match.start(), match.end()
    before = low[max(0, start - 12) : start]
    behind = low[end : end + 40]
    led = bool(_YEAR_BEFORE.search(before)) or start == 0 or low[start - 1] == "\n"
    named = context.text[end : end + 1] == " " and context.text[end + 1 : end + 2].isupper()
    counted = bool(_COUNTED_BEHIND.match(behind)) and not _PLURALS_OF_YEARS.match(behind) and not named
    if counted and before.endswith(_AMOUNTS):
        return None
    if counted and not before.endswith(
        ("in ", "since ", "by ", "during ", "of ", "until ", "its ", "their ", "his ", "her ", "our ")
    ):
        return None
    if (
        low[start - 1 : start] in ("$", "£", "€", "#", "_", "/", ".", ":", "@", "+")
        or behind.startswith(("/", "th ", "ft", "%"))
        or re.match(r":(?! )", behind)
    ):
        return None
    if re.match(r"[-–.,]\d", behind) or re.search(r"\d[-–.,]$|\w[-]$", before.replace("mid-", "")):
        return None
    usual = 1900 <= year <= 2060
    if year >= 2100 and not _FAR_YEAR.search(before):
        return None
    if year < 1500 and before.endswith(("the ", "than ", "on ", "its ", "their ", "his ", "her ", "for ")):
        return None
    if _WHICH_ONE.search(low, max(0, start - 16), start) or _HOUSE.match(context.text, end):
        return None
    if not led and not (usual and re.match(r"[ .,;:)’']|$", behind)):
        return None
    if not usual and not led:
        return None
    return Timex("DATE", f"{year:04d}", Unit.YEAR, score=0.93 if usual and led else 0.75, period=True)


def before_christ(match: Match, context: Context) -> Timex | None:
    """490 BC is "BC0490"; April 480 BC, the spring of 480 BC, 480-479 BC, the 470s BC."""
    value = f"BC{int(match['before']):04d}"
    if group(match, "decade"):
        return Timex("DATE", value[:-1], Unit.DECADE, score=0.9, period=True)
    if group(match, "to"):
        if int(match["to"]) >= int(match["before"]):
            return None
        return Timex("DATE", f"{value}/BC{int(match['to']):04d}", Unit.YEAR, score=0.9)
    if group(match, "season"):
        return Timex("DATE", f"{value}-{SEASONS[match['season']]}", Unit.SEASON, score=0.9, period=True)
    if group(match, "month"):
        return Timex("DATE", f"{value}-{MONTHS[match['month'].rstrip('.')]:02d}", Unit.MONTH, score=0.9, period=True)
    return Timex("DATE", value, Unit.YEAR, score=0.95, period=True)


def anno_domini(match: Match, context: Context) -> Timex | None:
    """AD 79, 1066 AD; in capitals, as an "ad" is something else."""
    if not context.text[match.start() : match.end()].replace(".", "").isupper():
        return None
    return Timex("DATE", f"{int(match['anno'] or match['anno2']):04d}", Unit.YEAR, score=0.9, period=True)


def years(match: Match, context: Context) -> Timex | None:
    """2010-2014, 2008-09, 2008/09."""
    first = int(match["year"])
    written = match["to"]
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    if _WHICH_ONE.search(context.low, max(0, match.start() - 16), match.start()):
        return None
    if not 0 < last - first <= 150 or not 1500 <= first <= 2100:
        return None
    return Timex("DATE", f"{first:04d}/{last:04d}", Unit.YEAR, score=0.85)


_DECADES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}


_WARM = re.compile(r"\b(?:temperatures?|highs?|lows?|degrees|mercury|thermometers?)\b")
"""Before "the 80s" in a weather report."""
_SOMEBODYS = re.compile(r"\b(?:his|her|their|my|your|our)(?: (?:early|mid|late|very|high|low))?[ -]$")


def decade(match: Match, context: Context) -> Timex | None:
    """the 1990s, the '90s, the nineties; "the 1900s" is a century, and "the 2000s" are ten years."""
    if _WARM.search(context.low, max(0, match.start() - 60), match.start()):
        return None
    if match["word"] is not None:
        return Timex("DATE", f"19{_DECADES[match['word']]}", Unit.DECADE, score=0.8, period=True)
    digits = match["digits"]
    if len(digits) == 2:
        if _SOMEBODYS.search(context.low, max(0, match.start() - 16), match.start()):
            return None  # "in his early 30s" is an age
        century = "20" if int(digits) < 20 else "19"
        return Timex("DATE", century + digits[0], Unit.DECADE, score=0.85, period=True)
    if digits.endswith("00") and digits != "2000":
        return Timex("DATE", digits[:2], Unit.CENTURY, score=0.8, period=True)
    return Timex("DATE", digits[:3], Unit.DECADE, period=True)


def century(match: Match, context: Context) -> Timex | None:
    """the 19th century is "18"."""
    number = ordinal_of(match["ord"]) - 1
    if not 0 <= number <= 29:
        return None
    value = f"{number:02d}"
    if group(match, "era"):
        value = f"BC{number:02d}"
    return Timex("DATE", value, Unit.CENTURY, score=0.93, period=True)


_WHICH_PART = ("ord", "ord2", "final", "digit", "half_digit")
_OF_A_MATCH = re.compile(
    r"\b(?:touchdowns?|yards?|scored?|game|match|half-?time|quarterback|overtime|field goals?|coach|rebounds?|baskets?"
    r"|dunk|playoffs?|[0-9]{1,3}-[0-9]{1,3})\b"
)
"""Near "the fourth quarter" these tell of a game."""
_OF_BUSINESS = re.compile(
    r"%|\b(?:per ?cent|profits?|sales|revenues?|earnings|earned|growth|grew|shrank|economy|gdp|output|orders|shipments"
    r"|loss of|net income|dividend|quarterly|fiscal|analysts?|[0-9](?:m|bn)|[mb]illion)\b"
)
"""And these of a company or country, whatever else stands near."""


def _is_of_a_match(around: str) -> bool:
    return _OF_A_MATCH.search(around) is not None and _OF_BUSINESS.search(around) is None


def the_quarter(match: Match, context: Context) -> Timex | None:
    """ "sales in the quarter": the one last spoken of, else the one that had just ended."""
    around = context.low[max(0, match.start() - 100) : match.end() + 100]
    if _is_of_a_match(around):
        return None
    late = match.start("expression") - match.start()
    last = context.last
    told = last is not None and last.month is not None and last.day is None and last.month % 3 == 1
    anchor = last if told else context.anchor
    value = shifted(anchor, Unit.QUARTER, 0 if told else -1)
    return Timex("DATE", value, Unit.QUARTER, anchor=anchor.iso if anchor else None, score=0.7, start_late=late)


def quarter(match: Match, context: Context) -> Timex | None:
    """Q3 2020, the third quarter of last year, the first half of 2020, H1; without a year the latest that has begun."""
    letter = "H" if group(match, "half_year") or group(match, "half_digit") else "Q"
    word = next((word for name in _WHICH_PART if (word := group(match, name))), "")
    if group(match, "which_year") is None and not group(match, "year"):
        around = context.low[max(0, match.start() - 100) : match.end() + 100]
        if letter == "Q" and _is_of_a_match(around):
            return None
    number = (4 if letter == "Q" else 2) if word in ("final", "latter") else ordinal_of(word)
    if not 1 <= number <= (2 if letter == "H" else 4):
        return None
    year, anchor = _named_year(match, context)
    unit = Unit.HALF if letter == "H" else Unit.QUARTER
    if year is None and (group(match, "half_digit") or (group(match, "half_year") and "h" in match[0][:2])):
        return None  # a road or a vitamin
    value = f"{year or 'XXXX'}-{letter}{number}"
    if year is None and context.anchor is not None:
        latest = context.anchor.year
        size = 3 if letter == "Q" else 6
        begun = context.anchor.month is None or (context.anchor.month - 1) // size + 1 >= number
        if not begun and context.direction(match.start(), match.end()) <= 0:
            latest -= 1
        value, anchor = f"{day_value(latest) or 'XXXX'}-{letter}{number}", context.iso
    return Timex("DATE", value, unit, anchor=anchor, score=0.85, period=True)


def _named_year(match: Match, context: Context) -> tuple[str | None, str | None]:
    """A year from "2020", "last year", "this year", and the anchor it was counted from."""
    if group(match, "year"):
        return match["year"], None
    which = group(match, "which_year")
    if which is None:
        return None, None
    by = {"last": -1, "this": 0, "the": 0, "next": 1}[which]
    return shifted(context.anchor, Unit.YEAR, by), context.iso


_FORECAST = re.compile(
    r"\b(?:forecasts?|outlook|guidance|targets?|expect(?:s|ed|ing|ations?)?|predict(?:s|ed)?|projections?|projects|sees"
    r"|estimates?)\b[^.!?;\n]{0,60} (?:for|over|in) \Z"
)


def full_year(match: Match, context: Context) -> Timex | None:
    """The year of a forecast, which is the one that runs; elsewhere it is a length: "It took the full year"."""
    if not _FORECAST.search(context.low, max(0, match.start() - 90), match.start()):
        return None
    year = "XXXX" if context.anchor is None else day_value(context.anchor.year) or "XXXX"
    return Timex("DATE", year, Unit.YEAR, anchor=context.iso, score=0.8)


def fiscal(match: Match, context: Context) -> Timex | None:
    """FY2020, fiscal 2020, the 2020-21 financial year (named after its end), the current fiscal year."""
    which = group(match, "which")
    if which is not None:
        by = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(which, -1)
        value = shifted(context.anchor, Unit.YEAR, by)
        return Timex("DATE", f"FY{value}", Unit.YEAR, anchor=context.iso, score=0.75, period=True)
    year = group(match, "to") or match["year"]
    if len(year) == 2:
        year = f"20{year}"
    if len(year) != 4:
        return None
    return Timex("DATE", f"FY{year}", Unit.YEAR, score=0.85, period=True)


def fiscal_to(match: Match, context: Context) -> Timex | None:
    """ "the fiscal year ended March 31": named after the year of the day with which it ends."""
    month_word = (match["month"] or match["month2"]).rstrip(".")
    if month_word not in MONTHS:
        return None
    begins = bool(re.match(r",? (?:that |which )?(?:began|begin|start)", context.low[match.end() : match.end() + 24]))
    month, anchor = MONTHS[month_word], context.anchor
    if match["year"]:
        number: int | None = int(match["year"])
    elif anchor is None:
        number = None
    else:
        # The next such month where it is still to come, else the last one.
        ahead = bool(re.match(r",? (?:that |which )?(?:ends|ending|starts|begins)", context.low[match.end() :][:24]))
        behind = month > (anchor.month or 12)
        number = anchor.year + (0 if behind else 1) if ahead else anchor.year - (1 if behind else 0)
    if number is not None and begins and month > 1:
        number += 1
    value = "XXXX" if number is None else f"{number:04d}"
    iso = None if match["year"] else context.iso
    return Timex("DATE", f"FY{value}", Unit.YEAR, anchor=iso, score=0.75, period=True)


def the_fiscal(match: Match, context: Context) -> Timex | None:
    """ "targets for the fiscal year": the one that is named after the publish date's year."""
    value = shifted(context.anchor, Unit.YEAR, 0)
    return Timex("DATE", f"FY{value}", Unit.YEAR, anchor=context.iso, score=0.6, period=True)


_EVENT = re.compile(r" (?:Olympics?|Games|Paralympics|Palace|Festival|Street|Hill)\b")
_NOT_OF_YEAR = re.compile(r" (?:wheat|barley|squash|coats?|boots|cloth(?:es|ing)|jackets?|crops?|rolls?|onions?)\b")
_ANY_ONE = re.compile(r"\b(?:an?|another|any)(?: [a-z-]+)? \Z")
"""Before a season: of no year that could be told."""
_IN_SPRING = re.compile(r"\b(?:in|since|by|until|till|during|early|late|mid|this)[ -]$")


def season(match: Match, context: Context) -> Timex | None:
    """spring 2019, last summer, the autumn; "fall" and "spring" alone are verbs."""
    season = SEASONS[match["season"]]
    year, anchor = _named_year(match, context)
    which = group(match, "which")
    alone = year is None and which is None and not match[0].startswith("the ")
    led = match["season"] == "spring" and _IN_SPRING.search(context.low, max(0, match.start() - 10), match.start())
    if alone and context.text[match.start()].isupper() and _EVENT.match(context.text, match.end()):
        return None
    if alone and (
        _NOT_OF_YEAR.match(context.low, match.end())
        or _ANY_ONE.search(context.low, max(0, match.start() - 24), match.start())
    ):
        return None  # "winter wheat", "a summer job"
    if match["season"] in ("fall", "spring") and alone and not led:
        return None  # to fall, to spring
    last = context.last
    if year is None and which == "following" and last is not None:
        begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        year = day_value(last.year + (begins <= (last.month or 12))) or "XXXX"
        anchor = last.iso
    if year is None and context.here is not context.anchor and context.here is not None:
        begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        year = day_value(context.here.year + years_on(context.here.month, begins)) or "XXXX"
        anchor = context.here.iso
    if year is None:
        now = context.anchor
        if now is None:
            return Timex("DATE", f"XXXX-{season}", Unit.SEASON, score=0.7, period=True)
        begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        month = now.month or 6
        direction = context.direction(match.start(), match.end())
        number = now.year
        which = {"past": "last", "previous": "last", "coming": "next", "following": "next"}.get(which or "", which)
        if which == "last" or (which is None and direction < 0):
            number -= 1 if month < begins + (3 if which == "last" else 0) else 0
        elif which == "next" or (which is None and direction > 0):
            number += 1 if month >= begins + (0 if which == "next" else 3) else 0
        year, anchor = day_value(number) or "XXXX", now.iso
    return Timex("DATE", f"{year}-{season}", Unit.SEASON, anchor=anchor, score=0.85, period=True)
