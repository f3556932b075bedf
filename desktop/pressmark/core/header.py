"""What stands around a headline: publish date, story code and byline, told from what the article says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from pressmark.core.stamps import Stamp, stamp_at
from pressmark.core.zones import ZoneKind


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


LONGEST = 240
"""A line of more code points is no header line."""

_PUBLISHED = re.compile(
    r"""(?:(?:first|originally)\s+)?
    (?:publish(?:ed|ing)?|publication|posted|post|issued|released?|uploaded|created|added|date(?:line)?|time)
    (?:\s*(?:date|time|on|at|of\s+publication|published|posted|and|&|/))*
    (?:\s*[:=|]|\s+[-–—])?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_UPDATED = re.compile(
    r"(?:(?:last|latest)\s+)?(?:updated?|modified|edited|revised)(?:\s*(?:date|time|on|at))*\s*[:=|]?\s*[-–—]?\s*",
    re.IGNORECASE,
)
_AGO = re.compile(r"(?:about\s+)?(?:an?|\d{1,3})\s*(?:min(?:ute)?s?|hours?|hrs?|h|days?|weeks?|months?)\s+ago", re.I)
_CODE = r"(?P<code>\d{3,}(?=[A-Z][a-z])|[A-Za-z0-9]{1,20}(?:[-_/.][A-Za-z0-9]{1,20}){0,4})"
_STORY_CODE = re.compile(
    rf"""(?:(?:story|news|article|item|doc(?:ument)?|report)\s*(?:code|id|no\b\.?|number|ref(?:erence)?|\#)
    |(?:code|ref(?:erence)?|id)(?=\s*[:\#]))\s*[:\#=–-]*\s*{_CODE}(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_GLUED_CODE = re.compile(
    r"(?:story|news|article)\s*(?:code|id)\s*[:#=–-]*\s*(?P<code>\d{3,})(?=[A-Z][a-z])", re.IGNORECASE
)
_COUNTS = re.compile(
    r"(?:\d+\s*[- ]?min(?:ute)?s?\s*read(?:ing\s+time)?|reading\s+time\s*:?\s*\d+\s*min(?:ute)?s?"
    r"|views?\s*:?\s*[\d,.]+k?|[\d,.]+k?\s+views?|(?:read|viewed)\s*:?\s*[\d,]+\s+times"
    r"|comments?\s*[:(]\s*\d+\)?|\d+\s+comments?|\d+\s+shares?)(?!\w)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:(?:written|words|story|text|reported|report|reporting|author)\s*)?\bby\b\s*:?\s*", re.IGNORECASE)
_AUTHOR = re.compile(r"(?:authors?|writer|reporters?|correspondents?|journalist)\s*:\s*", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s|·•,;/–—-]*")
_BAR = re.compile(r"\s*[|·•–—]\s*|\s+-\s+|\s*/\s*|\s{3,}")
_ROLE = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|writers?|staff|journalists?|bureau|agenc(?:y|ies)|contributors?"
    r"|columnists?|desk|chief|analysts?|producers?|newsroom|team|press)\b",
    re.IGNORECASE,
)
_PARTICLES = _words(
    "al ap bin bint da das de del della den der di dos du e el ibn la le los ní of ter the van von y zu"
)
_JOINTS = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|AND|&|with)\s+")
_PLACE = re.compile(r"\s+(?:in|IN|at|for)\s+(?=[^\W\d_])")


class Item(Struct, frozen=True):
    """One piece of a header line.

    Attributes:
        start: where it begins in the line; separators before the next item are its own.
        end: behind its last character.
        stamp: of a publish date.
        value: the story code or the names of a byline.
        labelled: a word says what it is ("Published", "Story code", "By").
        updated: a date of a later change, not of the first publication.
    """

    kind: ZoneKind
    start: int
    end: int
    stamp: Stamp | None = None
    value: str | None = None
    labelled: bool = True
    updated: bool = False


def items_of(line: str) -> tuple[Item, ...]:
    """The items that make up the whole line, or nothing when any word of it is not one."""
    items, end = leading_items(line)
    return items if end == len(line) else ()


def leading_items(line: str) -> tuple[tuple[Item, ...], int]:
    """The header items that a line begins with, and where what follows them starts."""
    if len(line) > LONGEST * 4:
        return (), 0
    items: list[Item] = []
    at = 0
    while True:
        start = _skip(line, at)
        item = _item_at(line, start) if start < len(line) else None
        if item is None:
            return tuple(items), (len(line) if start >= len(line) and items else (start if items else 0))
        items.append(item)
        at = item.end


def _skip(line: str, at: int) -> int:
    match = _SEPARATORS.match(line, at)
    return match.end() if match else at


def _item_at(line: str, at: int) -> Item | None:
    return _published_at(line, at) or _code_at(line, at) or _counts_at(line, at) or _byline_at(line, at)


def _published_at(line: str, at: int) -> Item | None:
    for pattern, updated in ((_PUBLISHED, False), (_UPDATED, True)):
        label = pattern.match(line, at)
        if label is None:
            continue
        stamp = _stamp_behind(line, label.end())
        if stamp is not None:
            return Item(ZoneKind.PUBLISHED, at, stamp.end, stamp, updated=updated)
    stamp = stamp_at(line, at)
    if stamp is not None and not stamp.short_year:
        return Item(ZoneKind.PUBLISHED, at, stamp.end, stamp, labelled=False)
    ago = _AGO.match(line, at)
    if ago is not None:
        return Item(ZoneKind.PUBLISHED, at, ago.end(), labelled=False)
    return None


def _stamp_behind(line: str, at: int) -> Stamp | None:
    """The stamp behind a label, which may be glued to it ("Publish date25 Nov 2020")."""
    rest = line[at:]
    stamp = stamp_at(rest)
    if stamp is not None:
        return Stamp(
            at, at + stamp.end, stamp.year, stamp.month, stamp.day, stamp.clock, stamp.ambiguous, stamp.day_first,
            stamp.short_year,
        )  # fmt: skip
    ago = _AGO.match(rest)
    if ago is not None:
        return Stamp(at, at + ago.end(), None)
    year = re.match(r"(?:19|20)\d\d(?=\s*$)", rest)
    return Stamp(at, at + year.end(), int(year[0])) if year else None


def _code_at(line: str, at: int) -> Item | None:
    match = _GLUED_CODE.match(line, at) or _STORY_CODE.match(line, at)
    if match is None or not any(character.isdigit() for character in match["code"]):
        return None
    return Item(ZoneKind.STORY_CODE, at, match.end(), value=match["code"])


def _counts_at(line: str, at: int) -> Item | None:
    match = _COUNTS.match(line, at)
    return Item(ZoneKind.FURNITURE, at, match.end()) if match else None


def _byline_at(line: str, at: int) -> Item | None:
    label = _BY.match(line, at) or _AUTHOR.match(line, at)
    if label is None or label.end() >= len(line):
        return None
    end = _byline_end(line, label.end())
    names = names_in(line[label.end() : end])
    return Item(ZoneKind.BYLINE, at, end, value=names) if names else None


def _byline_end(line: str, at: int) -> int:
    """Where the names stop: at a bar, or where a date, a story code or a count begins."""
    bar = _BAR.search(line, at)
    end = bar.start() if bar else len(line)
    for match in re.finditer(r"[\s,(]+(?=[\w])", line[at:end]):
        start = at + match.end()
        if _published_at(line, start) or _code_at(line, start) or _counts_at(line, start):
            return at + match.start()
    return end


def names_in(words: str) -> str | None:
    """The names of a byline without roles and places ("Jane Roe and John Doe"), or None where it has no names."""
    words = words.strip().strip("()").rstrip(".,").strip()
    if not words or len(words) > 160 or any(character.isdigit() for character in words):
        return None
    found: list[str] = []
    at = 0
    joint = ""
    for match in [*_JOINTS.finditer(words), None]:
        piece = words[at : match.start()] if match else words[at:]
        if found and _ROLE.search(piece):
            # What follows a name and holds a role ends the names; more names may follow in "A, editor, and B".
            pass
        elif not _add_name(piece, found, comma_before=joint.startswith(",") and "and" not in joint.lower()):
            return None
        if match:
            joint = match[0].strip()
            at = match.end()
    if not found:
        return None
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def _add_name(piece: str, found: list[str], *, comma_before: bool) -> bool:
    place = _PLACE.search(piece)
    name = piece[: place.start()] if place else piece
    if place and not _is_name(piece[place.end() :]):
        return False
    words = name.split()
    if not _is_name(name):
        return False
    # "By Jane Roe, London": one word behind a comma is a place or an agency.
    if not (found and comma_before and len(words) == 1):
        found.append(name)
    return True


def _is_name(words: str) -> bool:
    parts = words.split()
    if not 1 <= len(parts) <= 6:
        return False
    capitals = [part for part in parts if part[0].isalpha() and not part[0].islower()]
    rest = [part for part in parts if part not in capitals]
    return bool(capitals) and all(part.lower() in _PARTICLES for part in rest)


def is_bare_name(line: str) -> bool:
    """Whether a line is two to four capitalised words, perhaps with a role: a byline without its "By"."""
    if len(line) > 80 or line[-1:] in ".!?:":
        return False
    name, comma, role = line.partition(",")
    words = name.split()
    if not 2 <= len(words) <= 4 or not _is_name(name) or any(character.isdigit() for character in line):
        return False
    return not comma or bool(_ROLE.search(role))


def has_role(line: str) -> bool:
    """Whether a line names a role in a newsroom behind a comma ("Jane Roe, Correspondent")."""
    return bool(_ROLE.search(line.partition(",")[2]))


def first_published(items: Iterable[Item]) -> Item | None:
    """The item to take the publish date from: a labelled first publication, a bare date, or else a later change."""
    dated = [item for item in items if item.stamp is not None and item.stamp.year is not None]
    for wanted in (
        [item for item in dated if item.labelled and not item.updated],
        [item for item in dated if not item.updated],
        dated,
    ):
        if wanted:
            return wanted[0]
    return None
