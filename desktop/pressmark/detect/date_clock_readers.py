"""Readers of times of day, and of words that name no day of the calendar; each is a row of `date_length_rules`."""

from __future__ import annotations

import re

from msgspec.structs import replace

from pressmark.detect.date_context import Context, Match, Timex, group
from pressmark.detect.date_words import (
    EDGES,
    NO_REFERENCES,
    PARTS_OF_DAY,
    REFERENCES,
    REFERENCES_BEFORE_NOUNS,
    ZONE_OFFSETS,
)
from pressmark.detect.number_words import UNITS
from pressmark.detect.timex import Unit


def clock(match: Match, context: Context) -> Timex | None:
    """15:28, 3pm, 3.30 p.m. GMT, noon, six o'clock; the day comes from the words around, in `dates`."""
    word = group(match, "word")
    if word is not None:
        hours = ("T24:00" if word == "midnight" else "T12:00") + ZONE_OFFSETS.get(group(match, "zone") or "", "")
        return Timex("TIME", hours, Unit.MINUTE, score=0.85)
    hour_word = match["hour"]
    hour = UNITS.get(hour_word) if not hour_word.isdigit() else int(hour_word)
    minute = int(group(match, "minute") or 0)
    half_day = _half_of(match)
    if (
        not half_day
        and match[0].count(":") == 2
        and not _AT.search(context.low, max(0, match.start() - 8), match.start())
    ):
        return None  # "ran it in 2:03:59"
    if not half_day and ":" in match[0] and _VERSE.search(context.text, max(0, match.start() - 24), match.start()):
        return None  # "Corinthians 9:25"
    late = match.start("expression") - match.start() if group(match, "expression") else 0
    if hour is None or hour > 24 or (half_day and not 1 <= hour <= 12):
        return None
    if half_day == "pm" and hour < 12:
        hour += 12
    elif half_day == "am" and hour == 12:
        hour = 0
    zone = ZONE_OFFSETS.get(group(match, "zone") or "", "")
    return Timex("TIME", f"T{hour:02d}:{minute:02d}{zone}", Unit.MINUTE, score=0.93, start_late=late)


_VERSE = re.compile(
    r"(?<![\w’'])(?!(?:At|By|From|Until|Till|Before|After|Around|About|Since|To|On|GMT|UTC|Updated|Published|Posted"
    r"|Time"
    r"|(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun|Wed|Thu|Sat)(?:day)?|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Today|Tonight)\b)[A-Z][a-z]+ $"
)
"""A name before "9:25": a chapter and verse, a score, a lap."""
_AT = re.compile(r"(?:\b(?:at|by|from|until|till|before|after|around|about|since|to)|,) $|^$")


def _half_of(match: Match) -> str:
    """ "am" or "pm" from "p.m.", "in the evening", "at night"; "" where nothing says."""
    written = (group(match, "half_day") or "").replace(".", "")
    if written:
        return "pm" if written == "noon" else written
    part = group(match, "part") or group(match, "part2")
    return "" if part is None else "am" if part in ("morning", "dawn") else "pm"


def clock_range(match: Match, context: Context) -> Timex | None:
    """9-11 a.m., 9am-5pm: from the one to the other, of one day."""
    last = clock(match, context)
    if last is None:
        return None
    half = (match["from_half"] or match["half_day"]).replace(".", "")
    hour = int(match["from_hour"]) % 12 + (12 if half == "pm" else 0)
    first = f"T{hour:02d}:{match['from_minute'] or '00'}"
    if first >= last.value and not match["from_half"]:
        first = f"T{hour % 12:02d}{first[3:]}"  # 11-1 p.m.
    return Timex("TIME", f"{first}/{last.value}", Unit.MINUTE, score=0.85)


_MINUTES = {"half": 30, "quarter": 15, "a quarter": 15, "ten": 10, "five": 5, "twenty": 20}


def clock_words(match: Match, context: Context) -> Timex | None:
    """half past six, a quarter to nine, 20 minutes past five."""
    low = context.low
    minutes = _MINUTES.get(match["past"]) or int(match["past"].split()[0])
    whole = clock(match, context)
    if whole is None or not 0 < minutes < 60 or (match["past"] == "half" and match["to"] == "to"):
        return None
    if match["past"] in ("ten", "five", "twenty") and not low.endswith("at ", 0, match.start()):
        return None  # "ten to twelve people"
    hour = int(whole.value[1:3])
    if match["to"] == "to":
        hour, minutes = (hour - 1) % 24, 60 - minutes
    return replace(whole, value=f"T{hour:02d}:{minutes:02d}", score=0.8)


def adjective(match: Match, context: Context) -> Timex | None:
    """ "the current government", "recent talks", "future wars", "present-day Turkey"."""
    word = group(match, "adjective")
    if word is None:
        return Timex("DATE", "PRESENT_REF", Unit.DAY, score=0.6)
    low, start, end = context.low, match.start("adjective"), match.end("adjective")
    if low.startswith(NO_REFERENCES, start) or _NOT_OF_TIME.search(low, max(0, start - 14), start):
        return None
    if context.text[start].isupper() and context.text[end + 1 : end + 2].isupper():
        return None
    late = start - match.start()
    return Timex("DATE", REFERENCES_BEFORE_NOUNS[word], Unit.DAY, score=0.5, start_late=late)


_NOT_OF_TIME = re.compile(r"(?:electric(?:al)?|alternating|direct|ocean|strong|water|rip|more|most|very|'s) $")


def reference(match: Match, context: Context) -> Timex | None:
    """now, recently, in the future: no day of the calendar, whatever the publish date."""
    word = group(match, "reference")
    if word == "now" and _NO_TIME.match(context.low, match.end()):
        return None
    if word == "long ago" and context.low.endswith("as ", 0, match.start()):
        return None  # "as long ago as 1950", "twice as long ago"
    return Timex("DATE", REFERENCES.get(word or "", "PRESENT_REF"), Unit.DAY, score=0.6 if word == "now" else 0.75)


_NO_TIME = re.compile(r"['-]| and (?:again|then)\b| that\b| what\b| then\b|,? now\b")
"""Behind "now", when it is no time: "now that he left", "now, now"."""


def part_of_day(match: Match, context: Context) -> Timex | None:
    """ "in the morning", "at night", "in the early hours": of the day spoken of, which `dates` looks for."""
    if group(match, "hours"):
        late = match.start("hours") - match.start()
        return Timex("TIME", PARTS_OF_DAY["morning"], Unit.HOUR, mod="START", score=0.65, start_late=late)
    name = "part" if match["part"] else "part2"
    late = match.start(name) - match.start()
    if match["part"] == "night":
        return Timex("TIME", "XXXX-XX-XXTNI", Unit.HOUR, score=0.6, start_late=late)
    words = match[name].removeprefix("the ")
    edge = next((EDGES[word] for word in ("early", "late", "mid") if words.startswith(word)), None)
    part = re.sub(r"^(?:early |late |mid-)", "", words)
    return Timex("TIME", PARTS_OF_DAY[part], Unit.HOUR, mod=edge, score=0.65, start_late=late)
