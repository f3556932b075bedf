"""Which numbers are none: names of things, codes, phone numbers, list markers, "one" as a pronoun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.detect.figure_words import (
    IDENTIFIED_ALWAYS,
    IDENTIFIED_CAPITALISED,
    NOT_AFTER_FIRST,
    ONE_BEFORE,
    ONE_BEHIND,
)
from pressmark.detect.number_words import TENS, UNITS
from pressmark.detect.numbers import Kind, Number

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,6}")
_HANDLE = re.compile(r"(?<!\w)[@#]\w{1,100}")
_CODES = re.compile(
    r"(?<![\w.,])(?:\+|00)[0-9][0-9 ()./-]{6,20}[0-9]"
    r"|(?<![\w.,])\([0-9+ ]{2,8}\) ?[0-9][0-9 -]{4,14}[0-9]"
    r"|(?<![\w.,])[0-9]{2,4}-[0-9]{2,4}-[0-9]{2,5}(?:-[0-9]{2,5})?(?![\w])"
    r"|(?<![\w.,])[0-9]{1,4}(?:\.[0-9]{1,4}){2,6}(?![\w])"
    r"|(?<![\w.,$£€])[0-9]{1,3}[a-z]?(?:\([0-9]{1,3}[a-z]?\)){1,4}"
    r"|(?<![\w.,])[-−]?[0-9]{1,3}\.[0-9]{3,8}°?[ns]?, ?[-−]?[0-9]{1,3}\.[0-9]{3,8}°?[ew]?(?!\w)"
    r"|(?<![\w.,])[0-9]{1,3}° ?[0-9]{1,2}[′'’]"
)
"""Phone numbers, version numbers, sections of laws, coordinates."""
_LETTERED = re.compile(
    r"(?<!\w)(?:[a-z]{1,8}-[0-9]{1,6}(?:-[0-9]{1,6}){1,3}(?!\w)"
    r"|nos?\.? ?[0-9]{1,6}[-/][0-9]{1,6}(?!\w)"
    r"|(?:dial|call|phone|ring|text)(?:ing|ed|s)? (?:[0-9]{3}-[0-9]{4}|[0-9][0-9 -]{6,14}[0-9]"
    r"|[0-9]{3}(?=[.,;!?)]|$| (?:or|to|for|if|and)\b))"
    r"|(?:code|id|ref|reference|isbn|issn|doi|tel|telephone|phone|fax|zip|postcode|po box) ?[:#.] ?"
    r"[\w/+-]{0,24}[0-9][\w/ +-]{0,24})"
)
"""Codes and phone numbers that begin with a word."""
_DIGIT = re.compile(r"[0-9]")
_ADDRESS = re.compile(
    r"(?<![\w.,$£€-])[0-9]{1,5}[a-z]?(?: [A-Z][\w'’.]{1,24}){1,3} "
    r"(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Square|Boulevard|Blvd|Court|Crescent|Terrace|Close|Parkway|Place"
    r"|Way)\b"
)
_LIST_MARKER = re.compile(r"\s*\(?[0-9]{1,2}[.)](?=\s)")
_WORD_BEFORE = re.compile(r"([\w’'.]{1,40})[ \u00a0-]$")
_WORD_BEHIND = re.compile(r"[ \u00a0-]([\w’']{1,40})")
_DECIMAL = re.compile(r"[0-9]{1,3}\.[0-9]{1,2}")
_ONE_OF_MANY = re.compile(
    r" of (?:them|whom|which|us|those|these)\b| of (?:(?:the|its|his|her|their|our|these|those) )?(?:[0-9]|"
    + "|".join(sorted({*UNITS, *TENS} - {"one"}))
    + r")"
)
"""Behind "one": how many there were. "One of the biggest" counts nothing."""
_SUSPENDED = re.compile(r"- (?:to|and|or) [a-z0-9-]{1,20}-(?:years?|months?|weeks?|days?|hours?|minutes?)\b")
"""Behind the first number of "16- to 24-year-olds": a length of time."""
_ONE_OR_TWO = re.compile(r"(?: or | to |-to-)(?:two|three|2|3)\b")
_ONE_APART = re.compile(r" (?:short|shy|clear|ahead|behind) of\b| (?:fewer|less|more) than\b")
"""Behind "one": how far apart two numbers are."""
_TO = re.compile(r"[0-9]-to-$")
_LONGEST_PLAIN = 9
"""A longer row of digits without commas is a code."""


SPORT = re.compile(
    r"\b(?:won|win|wins|winning|beat|beats|lost|lose|defeat\w*|draw|drew|victory|scores?|scored|lead|led|goals?"
    r"|match|final|game|penalt\w+"
    r"|set|sets|vote[ds]?|ruled|equalis\w+|half-time|full-time|leg|thrash\w*|halves?)\b"
)
"""Around "3-1" these say that it is a score."""
_SCORED = re.compile(r"[-–][0-9]{1,3}(?![\w-]|[.,][0-9])")


def masks(piece: str, low: str) -> list[tuple[int, int]]:
    """Stretches whose numbers are no figures."""
    if _DIGIT.search(low) is None and "@" not in low and "#" not in low:
        return []
    patterns = [(_CODES, low), (_LETTERED, low), (_ADDRESS, piece)]
    # Each of these costs time at every character, and most paragraphs have nothing of the kind.
    patterns += [(_MAIL, low)] if "@" in low else []
    patterns += [(_HANDLE, low)] if "@" in low or "#" in low else []
    patterns += [(_LINK, low)] if "www." in low or "://" in low else []
    found = [match.span() for pattern, text in patterns for match in pattern.finditer(text)]
    marker = _LIST_MARKER.match(low)
    return [marker.span(), *found] if marker is not None else found


def is_glued(low: str, start: int, end: int) -> bool:
    """Whether a number hangs on letters or signs that make a name of it: "F-16", "COVID-19", "3D", "9/11"."""
    before, behind = low[max(0, start - 2) : start], low[end : end + 2]
    if before[-1:].isalnum() or before[-1:] in tuple("_#@/:\\+&*"):
        return True
    if before[-1:] == "." and before[:1].isalnum():
        return True
    if before[-1:] in ("-", "–") and before[:1].isalpha() and not _TO.search(low, max(0, start - 5), start):
        return True
    if behind[:1].isalnum() or behind[:1] in tuple("_@\\&*"):
        return True
    return behind[:1] in ("/", ":", ".", ",") and behind[1:2].isdigit()


def is_count(piece: str, low: str, number: Number, doc: Doc | None) -> bool:
    """Whether a bare number is a figure at all."""
    start, end = number.start, number.end
    if is_glued(low, start, end):
        # A capital letter behind a hyphen names a thing ("three-D"); words make a compound of a count ("12-member").
        return False
    written = low[start:end]
    if _SUSPENDED.match(low, end):
        return False
    if number.in_digits and number.kind is Kind.CARDINAL:
        if written[0] == "0" and len(written) > 1 and written[1].isdigit():
            return False
        if written.isdigit() and len(written) > _LONGEST_PLAIN:
            return False
        if re.match(r"-[A-Z0-9]", piece[end : end + 2]) and not re.match(r"-[0-9]", piece[end : end + 2]):
            return False
    if written == "one" and not _counts_one(low, number, doc):
        return False
    return not is_named(piece, low, number, doc)


def is_named(piece: str, low: str, number: Number, doc: Doc | None) -> bool:
    """Whether a number is part of the name in front of it: "Article 5", "Boeing 737", "Phase Two"."""
    before = _WORD_BEFORE.search(low, max(0, number.start - 42), number.start)
    if before is None or number.kind not in (Kind.CARDINAL, Kind.VAGUE):
        return False
    word = before[1]
    capital = piece[before.start(1)].isupper()
    plain = low[number.start : number.end].isdigit()
    names = word in IDENTIFIED_ALWAYS or (capital and word in IDENTIFIED_CAPITALISED)
    if names and (plain or _DECIMAL.fullmatch(low, number.start, number.end)):
        return True
    if not number.in_digits and capital and piece[number.start].isupper():
        return word in IDENTIFIED_ALWAYS or word in IDENTIFIED_CAPITALISED
    if not plain or not capital:
        return False
    if _SCORED.match(low, number.end) and SPORT.search(low, max(0, number.start - 60), number.end + 40):
        return False  # "beat Trelleby 3-1"
    if doc is not None and doc.has_annotation("DEP"):
        return _modifies_name_before(doc, number)
    starts = not low[: before.start(1)].strip() or low[: before.start(1)].rstrip()[-1:] in ".!?:;"
    return not starts and re.match(r" [^\W\d_]", low[number.end : number.end + 2]) is None


def _token_at(doc: Doc, start: int, end: int) -> Word | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return None if span is None or not len(span) else span.root


def _modifies_name_before(doc: Doc, number: Number) -> bool:
    token = _token_at(doc, number.start, number.end)
    if token is None or token.i == 0:
        return False
    head = token.head
    if head.tag_ == "NNPS" and any(child.lower_ == "the" for child in head.children):
        return False  # "won 171 and the Democrats 118": things that are numbered have a name in the singular
    return head.i == token.i - 1 and head.pos_ == "PROPN" and token.dep_ in ("nummod", "appos", "npadvmod")


def _counts_one(low: str, number: Number, doc: Doc | None) -> bool:
    """Whether "one" is a number and not somebody."""
    before = _WORD_BEFORE.search(low, max(0, number.start - 42), number.start)
    behind = _WORD_BEHIND.match(low, number.end)
    if before is not None and before[1] in ONE_BEFORE:
        return False
    only = before is not None and before[1] in ("only", "just", "but")
    if only and low[max(0, number.start - 9) : number.start] == "the only ":
        return False
    if _ONE_OR_TWO.match(low, number.end):
        return True
    if low.startswith(" of ", number.end):
        return only or _ONE_OF_MANY.match(low, number.end) is not None
    if behind is None or behind[1] in ONE_BEHIND or low[number.end : number.end + 1] in ("'", "’"):
        return False
    if _ONE_APART.match(low, number.end):
        return True
    if doc is not None and doc.has_annotation("DEP"):
        token = _token_at(doc, number.start, number.end)
        return token is None or token.dep_ in ("nummod", "quantmod", "compound")
    return True


def is_ordinal(piece: str, low: str, number: Number, doc: Doc | None) -> bool:
    """Whether an ordinal ranks something: not a second of time, not the First Lady."""
    if is_glued(low, number.start, number.end):
        return False
    written = low[number.start : number.end]
    behind = _WORD_BEHIND.match(low, number.end)
    before = _WORD_BEFORE.search(low, max(0, number.start - 42), number.start)
    if behind is not None and behind[1] in NOT_AFTER_FIRST and written in ("first", "second", "third"):
        return False
    if written == "first" and before is not None and before[1] == "at" and (behind is None or behind[1] == "it"):
        return False
    if written == "second":
        if before is not None and before[1] in ("per", "split", "every", "each"):
            return False
        if before is not None and before[1] in ("a", "one") and behind is None:
            return False
    return True
