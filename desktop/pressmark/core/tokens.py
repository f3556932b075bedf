"""Tokens of a text, how marks fall on them, and the tags that sequence models are trained on.

The tokeniser follows the conventions of spaCy's English one (and so nearly the Penn Treebank's), because what is
exported is meant to train such models: on the sample articles more than 98 of 100 tokens are the same
(`tests/core/test_tokens.py`). White space is never part of a token.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from operator import le
from typing import LiteralString

from msgspec import Struct

from pressmark.core.article import Token, Tokens
from pressmark.core.errors import FaultError
from pressmark.core.span import Span


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_QUOTES = "'\"”“`‘´’‚„»«"
_HYPHENS = r"(?:---|--|——|~|-|–|—)"
_UNITS = _words(
    "km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh mph hPa "
    "Pa mbar mb MB kb KB gb GB tb TB T G M K %"
)
_PREFIX = re.compile(
    rf"[§%=—–…]|\+(?!\d)|[,:;!?¿¡؟،؛٪。，、！？：；（）()\[\]{{}}<>_#*&·~|।۔【】《》「」『』]|\.\.+|[{_QUOTES}]"
    r"|(?:US|[CA])?\$|[£€¥฿₠-₿﷼]"
)
_PLAIN_SUFFIX = re.compile(
    rf"(?:\.\.+|[…,:;!?¿¡؟،؛٪。，、！？：；（）()\[\]{{}}<>_#*&·~|।۔【】《》「」『』—–{_QUOTES}]|['’][sS])\Z"
)
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=lambda unit: (-len(unit), unit)))
_AFTER_DIGIT = re.compile(rf"(?<=[0-9])(?:\+|(?:US|[CA])?\$|[£€¥฿₠-₿﷼]|{_UNIT})\Z")
_INFIX = re.compile(
    rf"\.\.+|…|(?<=[0-9])[+\-*^](?=[0-9-])|(?<=[^\W\d_]),(?=[^\W\d_])|(?<=[^\W_]){_HYPHENS}(?=[^\W\d_])"
    rf"|(?<=[^\W_])[:<>=/](?=[^\W\d_])|\."
)
_CONTRACTION = re.compile(
    r"((?:ca|could|do|does|did|had|may|might|must|need|ought|sha|should|wo|would|ai|are|is|was|were|have|has|dare))"
    r"(n['’]t)(['’]ve)?|((?:[^\W\d_]|[\u0300-\u036f])+?)(['’](?:ll|re|ve|d|m|s))(['’]ve)?",
    re.IGNORECASE,
)
_TIME = re.compile(r"(0?[1-9]|1[0-2])([ap]\.?m\.?)", re.IGNORECASE)
_JOINED = {"cannot": 3, "gonna": 3, "gotta": 3}
_WHOLE = _words(
    "a.m. p.m. e.g. i.e. vs. v.s. etc. and/or w/o o'clock o’clock ma'am ma’am c++ Adm. Bros. Capt. Co. co. Col. "
    "Corp. D.C. Dr. Gen. Gov. Inc. Jr. Lt. Ltd. Maj. Md. Messrs. Mo. Mont. Mr. Mrs. Ms. Ph.D. Prof. Rep. Rev. Sen. "
    "Sgt. St. Mt. N.C. N.D. N.H. N.J. N.M. N.Y. S.C. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. "
    "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ia. Ill. Ind. Kan. Kans. Ky. La. Mass. Mich. Minn. Miss. Neb. "
    "Nev. Okla. Ore. Pa. Tenn. Va. Wash. Wis. :) :( ;) :D :-) :-( 'em ’em 'd ’d 's ’s 're ’re 'll ’ll 've ’ve 'm ’m"
)
_ADDRESS = re.compile(
    r"[A-Za-z][\w+.-]*://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}(?:[/?#]\S*)?"
)
_CHUNK = re.compile(r"\S+")
_SENTENCE_END = frozenset({".", "!", "?", "…", "...", "。", "！", "？", "؟", "۔", "।"})
_CLOSING = frozenset({*"\"'”’»)]}", "''"})
# Abbreviations whose full stop a number follows within a sentence ("est. 1990").
_BEFORE_NUMBERS = _words("no nos est approx ca p pp vol fig art sec ch cl para min max")
# Words that begin a sentence far more often than they follow an abbreviation in capitals ("the U.S. The …").
_STARTERS = _words("The A An In On At He She It They We But And That This There His Her Its Their")


class Inside(StrEnum):
    """What happens to a mark that begins or ends inside a token."""

    SPLIT = "split"
    WIDEN = "widen"
    LEAVE_OUT = "leave out"


class Scheme(StrEnum):
    """How tags tell where a mark begins and ends."""

    BIO = "BIO"
    BIOES = "BIOES"
    IOB1 = "IOB1"
    BILUO = "BILUO"


TokenRange = tuple[int, int, str]
"""First token, token behind the last, label."""


class TagError(FaultError):
    """Tags that follow no scheme; `index` is the first wrong one."""

    def __init__(self, sentence: LiteralString, index: int, /, **values: object) -> None:
        super().__init__(sentence, **values)
        self.index = index


class Alignment(Struct, frozen=True):
    """Tokens, and where each span fell on them.

    Attributes:
        tokens: the tokens, some of them cut.
        ranges: for each span, in the order given, its first token and the one behind its last; None where it has none.
        spans: what those tokens cover: equal to the span but for white space at its ends, wider where it was widened.
    """

    tokens: Tokens
    ranges: tuple[tuple[int, int] | None, ...]
    spans: tuple[Span | None, ...]


def tokenise(text: str, spans: Iterable[Span] | None = None) -> Tokens:
    """The tokens of a text, or of stretches of it, in order; the same text always gives the same tokens."""
    found = Tokens([], [], [], [])
    for span in [Span(0, len(text))] if spans is None and text else spans or ():
        _tokenise(text, span.start, span.end, found)
    return found


def _tokenise(text: str, first: int, last: int, found: Tokens) -> None:
    """Puts the tokens of a stretch behind those that there are."""
    starts: list[int] = []
    ends: list[int] = []
    for chunk in _CHUNK.finditer(text, first, last):
        at = chunk.start()
        for start, end in _cut(chunk[0]):
            starts.append(at + start)
            ends.append(at + end)
    found.starts.extend(starts)
    found.ends.extend(ends)
    found.pos.extend([""] * len(starts))
    found.begins.extend(_sentence_starts(text, starts, ends))


def completed(text: str, tokens: Sequence[Token]) -> Tokens:
    """Tokens without white space in them, and with the text between them tokenised too.

    For tokens that come from elsewhere: spaCy makes tokens of white space, and a detector reads only some zones.
    """
    given = Tokens.of(tokens)
    if _complete(text, given):
        return given
    found = Tokens([], [], [], [])
    at = 0
    for token in sorted(given, key=lambda each: each.span):
        start, end = max(token.span.start, at), token.span.end
        if start > at:
            _fill_gap(text, at, start, found)
        for number, piece in enumerate(_CHUNK.finditer(text, start, end)):
            found.starts.append(piece.start())
            found.ends.append(piece.end())
            found.pos.append(token.pos)
            whole = piece.span() == (token.span.start, token.span.end)
            found.begins.append(token.sentence_start and (whole or not number))
        at = max(at, end)
    _fill_gap(text, at, len(text), found)
    return found


def _complete(text: str, tokens: Tokens) -> bool:
    """Whether nothing is to be done: side by side, the tokens have all of the text but its white space."""
    if not all(map(le, tokens.ends, tokens.starts[1:])):
        return False
    return "".join(tokens.words(text)) == "".join(text.split())


def _fill_gap(text: str, start: int, end: int, found: Tokens) -> None:
    if start < end and not text[start:end].isspace():
        _tokenise(text, start, end, found)


@lru_cache(maxsize=50_000)
def _cut(chunk: str) -> tuple[tuple[int, int], ...]:
    """Where a stretch without white space is cut into tokens, as start and end within it."""
    start, end = 0, len(chunk)
    before: list[tuple[int, int]] = []
    behind: list[tuple[int, int]] = []
    while start < end:
        rest = chunk[start:end]
        if _special(rest):
            break
        length = _prefix_length(rest)
        if length:
            before.append((start, start + length))
            start += length
            continue
        length = _suffix_length(rest)
        if length:
            behind.append((end - length, end))
            end -= length
            continue
        break
    middle = [(start + a, start + b) for a, b in _middle(chunk[start:end])] if start < end else []
    return (*before, *middle, *reversed(behind))


def _special(word: str) -> list[tuple[int, int]] | None:
    """The pieces of a word that is an exception to the rules."""
    if word in _WHOLE:
        return [(0, len(word))]
    split = _JOINED.get(word.lower())
    if split:
        return [(0, split), (split, len(word))]
    match = _CONTRACTION.fullmatch(word) or _TIME.fullmatch(word)
    if match is None:
        return None
    return [match.span(group) for group in range(1, (match.lastindex or 0) + 1) if match[group]]


def _prefix_length(word: str) -> int:
    match = _PREFIX.match(word)
    if match:
        return match.end()
    return _sign_length(word) if _is_sign(word[0]) else 0


def _suffix_length(word: str) -> int:
    match = _PLAIN_SUFFIX.search(word) or _AFTER_DIGIT.search(word)
    if match:
        return len(word) - match.start()
    if word[-1] == "." and len(word) > 1:
        last = word[-2]
        ends = last.isdigit() or last.islower() or last in "%²-+)]}" + _QUOTES or unicodedata.combining(last)
        capitals = len(word) > 2 and last.isupper() and word[-3].isupper()
        return 1 if ends or capitals else 0
    start = len(word)
    while start and (_is_sign(word[start - 1]) or _is_mark(word[start - 1])):
        start -= 1
    for at in range(start, len(word)):
        # The last whole sign: an emoji with its modifiers is one token.
        if _is_sign(word[at]) and at + _sign_length(word[at:]) == len(word):
            return len(word) - at
    return 0


def _is_sign(character: str) -> bool:
    return character > "\u00a5" and unicodedata.category(character) == "So"


def _is_mark(character: str) -> bool:
    return (
        character == "\u200d" or unicodedata.category(character)[0] == "M" or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _sign_length(word: str) -> int:
    """The length of a sign with all that belongs to it."""
    length = 1
    while length < len(word) and not is_boundary(word, length):
        length += 1
    return length


def _middle(word: str) -> list[tuple[int, int]]:
    special = _special(word)
    if special is not None:
        return special
    if _ADDRESS.fullmatch(word):
        return [(0, len(word))]
    pieces: list[tuple[int, int]] = []
    at = 0
    for start, end in _infixes(word):
        if start > at:
            pieces.extend((at + a, at + b) for a, b in _special(word[at:start]) or [(0, start - at)])
        pieces.append((start, end))
        at = end
    if at < len(word):
        pieces.extend((at + a, at + b) for a, b in _special(word[at:]) or [(0, len(word) - at)])
    return pieces


def _infixes(word: str) -> Iterator[tuple[int, int]]:
    signs: list[tuple[int, int]] = []
    if not word.isascii():
        at = 0
        while at < len(word):
            if _is_sign(word[at]):
                length = _sign_length(word[at:])
                signs.append((at, at + length))
                at += length
            else:
                at += 1
    for match in _INFIX.finditer(word):
        start, end = match.span()
        if match[0] == ".":
            left, right = word[start - 1 : start], word[end : end + 1]
            if not (left and right and (left.islower() or left in _QUOTES) and (right.isupper() or right in _QUOTES)):
                continue
        if not any(a < end and start < b for a, b in signs):
            signs.append((start, end))
    return iter(sorted(signs))


def _sentence_starts(text: str, starts: Sequence[int], ends: Sequence[int]) -> Iterator[bool]:
    """Where sentences start: at a line's first token, and behind a sentence's last sign."""
    first = ended = True
    previous_end = starts[0] if starts else 0
    previous = before = ""
    for start, end in zip(starts, ends, strict=True):
        words = text[start:end]
        spaced = start > previous_end
        begins = first or _has_line_end(text, previous_end, start)
        if not begins and ended and spaced:
            numbered = words[0].isdigit() and before in _BEFORE_NUMBERS
            begins = not words[0].islower() and words[0] not in ",;:.!?)]}”’»%" and not numbered
        if not begins and spaced and words in _STARTERS and len(previous) > 3 and previous.endswith("."):
            begins = previous.isupper()
        yield begins
        first = False
        ended = words in _SENTENCE_END or (ended and words in _CLOSING and not begins)
        before = previous.lower() if words == "." else ""
        previous, previous_end = words, end


def _has_line_end(text: str, start: int, end: int) -> bool:
    return any(character in "\n\u2028\u2029\x85\x0b\x0c" for character in text[start:end])


def is_boundary(text: str, offset: int) -> bool:
    """Whether a text may be cut at an offset without parting a character from its combining marks.

    Source: the rules of Unicode's UAX 29 for extended grapheme clusters, as far as marks, joiners, emoji modifiers and
    flags go.
    """
    if offset <= 0 or offset >= len(text):
        return True
    here, before = text[offset], text[offset - 1]
    if here == "\u200d" or (before == "\u200d" and not here.isascii()) or _is_mark(here):
        return before.isspace()
    if "\U0001f1e6" <= here <= "\U0001f1ff":
        run = 0
        while offset - run > 0 and "\U0001f1e6" <= text[offset - run - 1] <= "\U0001f1ff":
            run += 1
        return run % 2 == 0
    return True


def align(text: str, tokens: Sequence[Token], spans: Sequence[Span], *, inside: Inside = Inside.SPLIT) -> Alignment:
    """Lays spans on tokens.

    Args:
        text: the text of both.
        tokens: in order, without white space.
        spans: in any order; they may overlap.
        inside: what happens where a span begins or ends inside a token. SPLIT cuts the token there; where that would
            part a character from its combining marks, the span is widened to the whole character. WIDEN takes the
            whole token. LEAVE_OUT gives the span no range.
    """
    laid = Tokens.of(tokens)
    if inside is Inside.SPLIT:
        laid = _split(text, laid, spans)
    starts, ends = laid.starts, laid.ends
    ranges: list[tuple[int, int] | None] = []
    covered: list[Span | None] = []
    for span in spans:
        first = bisect_right(ends, span.start)
        last = bisect_left(starts, span.end)
        if first >= last:
            found = None
        elif starts[first] == span.start and ends[last - 1] == span.end:
            found = span
        else:
            found = Span(starts[first], ends[last - 1])
            if inside is Inside.LEAVE_OUT and not span.contains(found):
                found = None
        ranges.append(None if found is None else (first, last))
        covered.append(found)
    return Alignment(laid, tuple(ranges), tuple(covered))


def _split(text: str, tokens: Tokens, spans: Sequence[Span]) -> Tokens:
    """Tokens that are cut where a span begins or ends inside of one."""
    starts, ends = tokens.starts, tokens.ends
    at_tokens = {*starts, *ends}
    edges: set[int] = set()
    for start in {span.start for span in spans} - at_tokens:
        while not is_boundary(text, start):
            start -= 1
        edges.add(start)
    for end in {span.end for span in spans} - at_tokens:
        while not is_boundary(text, end):
            end += 1
        edges.add(end)
    cuts: dict[int, list[int]] = {}
    for edge in sorted(edges):
        at = bisect_right(starts, edge) - 1
        if at >= 0 and starts[at] < edge < ends[at]:
            cuts.setdefault(at, []).append(edge)
    if not cuts:
        return tokens
    found = Tokens([], [], [], [])
    done = 0
    for at, inner in cuts.items():
        found.starts += [*starts[done:at], starts[at], *inner]
        found.ends += [*ends[done:at], *inner, ends[at]]
        found.pos += [*tokens.pos[done:at], *[tokens.pos[at]] * (len(inner) + 1)]
        found.begins += [*tokens.begins[done : at + 1], *[False] * len(inner)]
        done = at + 1
    found.starts += starts[done:]
    found.ends += ends[done:]
    found.pos += tokens.pos[done:]
    found.begins += tokens.begins[done:]
    return found


def tags(count: int, ranges: Iterable[TokenRange], scheme: Scheme = Scheme.BIO) -> list[str]:
    """One tag a token.

    Args:
        count: how many tokens there are.
        ranges: in any order, not overlapping.

    Raises:
        ValueError: for a range outside the tokens, empty, or overlapping another.
    """
    found = ["O"] * count
    previous: TokenRange | None = None
    for first, last, label in sorted(ranges):
        if not 0 <= first < last <= count or (previous and previous[1] > first):
            raise ValueError(f"no tags for tokens {first} to {last} of {count}")
        begin, middle, end, single = {
            Scheme.BIO: "BIIB", Scheme.BIOES: "BIES", Scheme.BILUO: "BILU", Scheme.IOB1: "IIII",
        }[scheme]  # fmt: skip
        if scheme is Scheme.IOB1 and previous and previous[1] == first and previous[2] == label:
            begin = single = "B"
        if last - first == 1:
            found[first] = f"{single}-{label}"
        else:
            found[first] = f"{begin}-{label}"
            found[last - 1] = f"{end}-{label}"
            found[first + 1 : last - 1] = [f"{middle}-{label}"] * (last - first - 2)
        previous = first, last, label
    return found


def scheme_of(tags: Iterable[str]) -> Scheme:
    """The scheme that tags are written in; BIO where every one fits."""
    listed = ["O", *tags]
    return scheme_of_pairs(set(pairwise(listed)))


def scheme_of_pairs(pairs: Iterable[tuple[str, str]]) -> Scheme:
    """The same, of every tag with the one before it ("O" before the first), in any order."""
    seen: set[str] = set()
    lone_inside = False
    for previous, tag in pairs:
        seen.add(tag[:2])
        if tag.startswith("I-") and previous[2:] != tag[2:]:
            lone_inside = True
    if seen & {"L-", "U-"}:
        return Scheme.BILUO
    if seen & {"E-", "S-"}:
        return Scheme.BIOES
    return Scheme.IOB1 if lone_inside else Scheme.BIO


def decoded(tags: Sequence[str], scheme: Scheme = Scheme.BIO) -> list[TokenRange]:
    """The ranges that tags stand for.

    Raises:
        TagError: for a tag that the scheme does not have, or not in that place.
    """
    if scheme in (Scheme.BIO, Scheme.IOB1):
        return _decoded_bio(tags, scheme)
    end_sign, single = ("E", "S") if scheme is Scheme.BIOES else ("L", "U")
    found: list[TokenRange] = []
    first: int | None = None
    label = ""
    for index, tag in enumerate(tags):
        sign, dash, name = tag.partition("-")
        open_one = first is not None
        if (tag != "O" and (not dash or not name)) or sign not in ("O", "B", "I", end_sign, single):
            raise TagError("{tag} is no {scheme} tag", index, tag=tag, scheme=scheme)
        if open_one != (sign in ("I", end_sign)) or (open_one and name != label):
            if not index:
                raise TagError("{tag} cannot be the first tag in {scheme}", index, tag=tag, scheme=scheme)
            before = tags[index - 1]
            raise TagError("{tag} does not follow {before} in {scheme}", index, tag=tag, before=before, scheme=scheme)
        if sign == "B":
            first, label = index, name
        elif sign == single:
            found.append((index, index + 1, name))
        elif sign == end_sign and first is not None:
            found.append((first, index + 1, label))
            first = None
    if first is not None:
        last = tags[-1]
        raise TagError(
            "{last} is the last tag, but its mark does not end in {scheme}", len(tags) - 1, last=last, scheme=scheme
        )
    return found


def _decoded_bio(tags: Sequence[str], scheme: Scheme) -> list[TokenRange]:
    found: list[TokenRange] = []
    first: int | None = None
    label = ""
    for index, tag in enumerate(tags):
        if tag == "O":
            if first is not None:
                found.append((first, index, label))
                first = None
            continue
        sign, dash, name = tag.partition("-")
        if sign not in ("B", "I") or not dash or not name:
            raise TagError("{tag} is no {scheme} tag", index, tag=tag, scheme=scheme)
        goes_on = sign == "I" and first is not None and name == label
        if sign == "I" and not goes_on and scheme is Scheme.BIO:
            raise TagError("{tag} does not follow B-{name} or I-{name}", index, tag=tag, name=name)
        if first is not None and not goes_on:
            found.append((first, index, label))
            first = None
        if not goes_on:
            first, label = index, name
    if first is not None:
        found.append((first, len(tags), label))
    return found
