"""What the words around a date say of it: whether it lies ahead or behind, and how an article writes its dates.

A news text does not say of which week its "Friday" is. The nearest cue before the date in its sentence decides, else
the nearest behind it; with none, the past is meant.
"""

from __future__ import annotations

import re

from msgspec import Struct

from pressmark.detect.date_words import MONTHS
from pressmark.detect.timex import Day

AHEAD, BACK, UNKNOWN = 1, -1, 0


class Cue(Struct, frozen=True):
    """Words that say whether a date lies ahead or behind.

    Attributes:
        pattern: over lowered text.
        direction: +1 ahead, -1 behind.
        example: a sentence whose weekday they decide.
    """

    pattern: str
    direction: int
    example: str


CUES = (
    Cue(
        r"(?:had|has|have) (?:already )?been (?:due|set|scheduled|expected|planned|meant)"
        r"|had until|(?:originally|initially|previously|first) (?:due|set|scheduled|expected|planned|slated)",
        BACK,
        "It had been due on Friday.",
    ),
    Cue(
        r"(?:could|may|might|must|should|would|can't|cannot) (?:not )?have",
        BACK,
        "They may have been hurt on Friday.",
    ),
    Cue(
        r"(?:(?:is|are) )?(?:will|would|shall|to|must|should|could|can|may|might) (?:also |not |only )?"
        r"(?:be|have been) [a-z]+",
        AHEAD,
        "The vote is to be held on Friday.",
    ),
    Cue(
        r"(?:is|are) (?:also |now |still |not )?(?:due|set|scheduled|slated|expected|to|about to|forecast|predicted"
        r"|projected|tipped)|(?:was|were) to [a-z]+",
        AHEAD,
        "They are due back on Friday.",
    ),
    Cue(
        r"(?:is|are) (?:also |now |still |not )?(?:meeting|coming|going|holding|leaving|arriving|returning|starting"
        r"|beginning|opening|closing|launching|hosting|facing|visiting|flying|travelling|traveling|voting|running"
        r"|appearing"
        r"|releasing|playing|hoping|expecting|preparing|planning|taking)",
        AHEAD,
        "The ministers are meeting on Friday.",
    ),
    Cue(
        r"(?:rushed|hurried|raced|managed|helped|tried|attempted|struggled|battled|scrambled|worked|failed|refused"
        r"|declined|continued|began|started|went on|came|went|gathered|marched|rallied|returned|turned (?:out|up|back)"
        r"|used|forced|caused|led|allowed|proceeded|happened|dared|combined|teamed up|paused|stopped|queued|lined up"
        r"|beat|rose|fell|climbed|edged) (?:[a-z]+ ){0,3}to (?!be\b)[a-z]+",
        BACK,
        "Crews rushed to open the road on Friday.",
    ),
    Cue(
        r"(?:promised|planned|set|scheduled|slated|called|billed|fixed|pencilled in|booked|tipped)"
        r" (?:(?!first|originally)[a-z]+ ){0,3}for",
        AHEAD,
        "A vote is promised for Friday.",
    ),
    Cue(
        r"no later than|at the latest by|as (?:early|soon) as",
        AHEAD,
        "Send it no later than Friday.",
    ),
    Cue(
        r"(?:agreed|vowed|promised|pledged|threatened|offered|invited|intends?|intended|aims?|aimed|wants?|wanted|ready"
        r"|likely|certain|supposed|asked|urged|ordered|poised|bound) (?:[a-z]+ ){0,2}to [a-z]+",
        AHEAD,
        "They agreed to meet on Friday.",
    ),
    Cue(
        r"(?:sat|lasted|ran|went on|carried on|dragged on|stayed up|argued|debated|danced|fought) (?:until|till)",
        BACK,
        "They sat until Friday.",
    ),
    Cue(
        r"(?:postponed|delayed|put off|pushed back|rescheduled|moved|adjourned|extended|brought forward) (?:to|until"
        r"|till|for)",
        AHEAD,
        "The vote was postponed to Friday.",
    ),
    Cue(
        r"(?:they|we|who|both|teams|sides|ministers|leaders|voters|polls) (?:also |now )?(?:meet|play|vote|return|open)"
        r"|meet again|plays|returns|debuts|airs|arrives",
        AHEAD,
        "The ministers meet again on Friday.",
    ),
    Cue(
        r"goe?s? to the polls|goe?s? on (?:sale|show|trial)|takes? (?:place|effect|office)|comes? into (?:force|effect)"
        r"|kicks? off|(?:starts|begins?|opens?|resumes?|closes|expires?|convenes?|launches|premieres?|votes|ends"
        r"|meets|gathers?|faces)|(?<=[a-z] )(?<!the )hosts",
        AHEAD,
        "Voters go to the polls on Friday.",
    ),
    Cue(
        r"will|won't|shall|would|predicts?|forecasts?|to be|due|scheduled|slated|set to|plans? to|planned|planning"
        r"|expects?|expected|upcoming"
        r"|hopes?|going to|until|till|expires?|deadline|ahead of|in time for|preparing|prepares|could|can|must|should",
        AHEAD,
        "It will open on Friday.",
    ),
    Cue(
        r"(?:after|following|in the wake of)(?= (?:[a-z]|the \w))",
        BACK,
        "He will be sent home after he was hurt in a fall on Friday.",
    ),
    Cue(
        r"(?<!to )(?<!will )(?<!could )(?<!may )(?:hit|burst|beat)|was|were|had|did|said|told|ago|since|held|began|came"
        r"|took|went|made|won|lost|left|found|met|fell|rose"
        r"|struck|sent|built|paid|sold|ran|kept|became|broke|fought|fled|gave|got|grew|saw|sank|shot|spoke|stood|wrote"
        r"|brought|bought|caught|felt|heard|led|drove|threw|withdrew|swept|blew|flew|drew|knew|chose|rode|sought"
        r"|taught|thought|wore|dealt|slid|swore|forgot|begun|done|taken|given|seen|known|shown|written|broken|fallen"
        r"|(?!(?:need|indeed|speed|seed|feed|breed|exceed|proceed|succeed|hundred|united|sacred|naked|unprecedented)\b)"
        r"[a-z]{2,}ed",
        BACK,
        "It opened on Friday.",
    ),
)
"""In order: of two that begin at one place the first counts."""

_CUE = re.compile(
    r"\b(?:" + "|".join(f"(?P<c{at}>{cue.pattern})" for at, cue in enumerate(CUES)) + r")\b|(?P<short>'ll\b)"
)
_INFINITIVE = re.compile(
    r"\bto (?:address|announce|appear|appeal|arrive|attend|begin|close|continue|cut|debate|decide|elect|end|face|fight"
    r"|fly|get|go|hear|hold|host|join|launch|lead|leave|lift|make|mark|meet|move|open|pay|play|quit|raise|receive|release"
    r"|reopen|report|resign|resume|return|run|sell|sign|speak|stage|start|step|stop|strike|take|talk|testify|unveil|vote"
    r"|visit)\b"
)
"""In a headline that has no other verb, what is still to come: "Minister to visit Baku Friday"."""
_PLANNED = re.compile(
    r"\b(?:talks|meetings?|summit|hearings?|funeral|burial|memorial(?: service)?|vote|elections?|referendum|polls?"
    r"|runoff|run-off|deadline|debate|trial|sentencing|inauguration|ceremony|concert|match|game|final|semi-?finals?|kick-?off"
    r"|launch|lift-?off|premiere|auction|conference|briefing) (?:on |is |are |due )?$"
)
"""Right before a day, where no verb tells more: "Talks Friday on fishing rights"."""
_ON_DELIVERY = re.compile(r"(?:[- ](?:delivery|contracts?|futures|expiry|settlement|shipment))\b")
"""Behind a month: "crude for April delivery" is still to come, whatever its price did."""
_REACH_BACK, _REACH_ON = 120, 80
_ASIDE = re.compile(r",? (?:who|whom|whose|which|where)\b")
"""Behind a date, what these begin tells of another time: "travel there this weekend, who have won five in a row"."""
_HAS_HAPPENED = re.compile(
    r"'s (?:[a-z-]+ ){0,2}(?:attacks?|bombings?|shootings?|killings?|massacre|crash|blasts?|explosions?|fire|deaths?"
    r"|violence"
    r"|incident|raids?|earthquake|quake|collision|arrests?|defeat|win|victory|loss|clashes|collapse|storm|floods?"
    r"|ruling"
    r"|verdict|announcement|statement|report|speech|data)\b"
)
"""Behind a weekday: "will study Friday's attack" looks back whatever the verb."""
_STOP = re.compile(r"[.!?;\n]")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[a-z]|mr|ms|mrs|dr|st|no|jr|sr|gen|gov|sen|rep|lt|col|sgt|vs|jan|feb|mar|apr|aug|sept?|oct|nov|dec))$"
)
"""Before a full stop that ends no sentence: "10 a.m. Friday", "Gen. Smith"."""


def direction(low: str, start: int, end: int, text: str = "") -> int:
    """+1 where the words around a date speak of the future, -1 of the past, 0 where they do not say.

    `text` is the same as it was written: behind "6 p.m. A survey" a sentence begins.
    """
    first = max(0, start - _REACH_BACK)
    for stop in _STOP.finditer(low, first, start):
        ends = stop.end() < start and low[stop.end()].isspace()
        ends = ends and (not _is_abbreviation(low, stop) or bool(_BEGINS.match(text, max(0, stop.end() - 4))))
        if ends or stop[0] == "\n":
            first = stop.end()
    if _HAS_HAPPENED.match(low, end):
        return BACK
    if _ON_DELIVERY.match(low, end):
        return AHEAD
    if low.endswith((" is ", " are ", " is on ", " are on "), first, start):
        return AHEAD
    nearest = UNKNOWN
    for cue in _CUE.finditer(low, first, start):
        nearest = _direction_of(cue)
    if nearest == AHEAD and low.startswith("'s", end) and low.endswith("after ", first, start):
        return BACK  # "will stay shut after Friday's fire"
    if nearest:
        return nearest
    if _INFINITIVE.search(low, first, start):
        return AHEAD
    last = min(len(low), end + _REACH_ON)
    for stop in _STOP.finditer(low, end, last):
        if not _is_abbreviation(low, stop):
            last = stop.start()
            break
    aside = _ASIDE.search(low, end, last)
    behind = _CUE.search(low, end, last if aside is None else aside.start())
    if behind is not None:
        return _direction_of(behind)
    return AHEAD if _PLANNED.search(low, first, start) else UNKNOWN


_BEGINS = re.compile(
    r"[AaPp]\.?[Mm]\.\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    r"|[A-Z]{2,4}\b|(?:Eastern|Central|Pacific|Mountain|Greenwich|Moscow)\b)[A-Z]"
)
"""The full stop of "p.m." that is also the sentence's."""


def begins_sentence(text: str) -> bool:
    """Whether a sentence begins behind the "p.m." in some words."""
    return _BEGINS.search(text) is not None


def _direction_of(cue: re.Match[str]) -> int:
    name = cue.lastgroup
    return CUES[int(name[1:])].direction if name and name != "short" else AHEAD


def _is_abbreviation(low: str, stop: re.Match[str]) -> bool:
    return stop[0] == "." and bool(_ABBREVIATED.search(low, max(0, stop.start() - 8), stop.start()))


# -- how an article writes its dates ----------------------------------------------------------------------------------

_EXPLICIT_YEAR = re.compile(r"(?<![0-9,.$£€])(?:1[5-9]|20)[0-9]{2}(?![0-9]|[.,][0-9])")
_OF_THE_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|(?:last|this|next) (?:week|month|year)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_NUMERIC = re.compile(r"(?<![0-9/.-])([0-9]{1,2})[/-]([0-9]{1,2})[/-](?:[0-9]{4}|[0-9]{2})(?![0-9/-])")
_DAY_FIRST = re.compile(rf"\b[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})\b")
_MONTH_FIRST = re.compile(rf"\b(?:{'|'.join(MONTHS)})\.? [0-9]{{1,2}}\b")


def is_history(low: str, anchor: Day | None) -> bool:
    """Whether an article tells of years long past, so that "in April" is the April after the date before it.

    With a publish date it must show strongly, and speak of no day around that date: an obituary has many old years too.
    """
    years = [int(match[0]) for match in _EXPLICIT_YEAR.finditer(low)]
    if anchor is None:
        return len(years) >= 3
    old = sum(1 for year in years if year < anchor.year - 1)
    return len(years) >= 6 and old >= 0.8 * len(years) and _OF_THE_DAY.search(low) is None


_LONG_PAST = 20
_OF_LATE = re.compile(r"\b(?:now|nowadays|recently|currently|ago|said|says)\b")


def begins_as_history(low: str, anchor: Day | None) -> int:
    """Up to where an article that opens with a year long past tells of those days: the first word of our own.

    0 where it does not open so. "In the spring of 1643 an army marched out. On 4 May" is of 1643.
    """
    first = _EXPLICIT_YEAR.search(low)
    if anchor is None or first is None or int(first[0]) > anchor.year - _LONG_PAST:
        return 0
    ends = [
        *(match.start() for match in (_OF_THE_DAY.search(low), _OF_LATE.search(low)) if match is not None),
        *(match.start() for match in _EXPLICIT_YEAR.finditer(low) if int(match[0]) > anchor.year - _LONG_PAST),
    ]
    until = min(ends, default=len(low))
    return until if first.start() < until else 0


def day_first(low: str) -> bool | None:
    """Whether it writes 3/4/2019 for 3 April: by its unambiguous numeric dates, else by "3 April" against "April 3"."""
    for match in _NUMERIC.finditer(low):
        if int(match[1]) > 12 >= int(match[2]):
            return True
        if int(match[2]) > 12 >= int(match[1]):
            return False
    day = sum(1 for _ in _DAY_FIRST.finditer(low))
    month = sum(1 for _ in _MONTH_FIRST.finditer(low))
    return None if day == month else day > month
