"""From words with boxes to paragraphs in reading order. Coordinates as in PDF: points, from the lower left corner.

Columns are found by looking for a gutter that few lines cross: lines that cross it (a headline over all columns) cut
the page into bands, and within a band the left column is read before the right. The idea is that of recursive XY-cuts
(Nagy and Seth 1984), made safe against a headline that spans the columns.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from msgspec import Struct, field

from pressmark.core.zones import ZoneKind
from pressmark.formats.blocks import Block

_EDGE = 0.12
"""The share of a page's height at its top and bottom in which its header and footer stand."""

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page|p\.|seite|стр\.)?\s*\d{1,4}\s*(?:(?:/|of|von|из)\s*\d{1,4})?[-–—\s]*", re.I)
_SENTENCE_END = re.compile(r"[.!?…:][\'\"”’»)\]]*$")
_BULLET = re.compile(r"^(?:[•▪‣◦●■–—*-]|\d{1,3}[.)]|\([a-z0-9]{1,3}\))\s")


class Piece(Struct):
    """Words that stand together on one line; y grows upwards."""

    words: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2


class Page(Struct):
    """One page with its words in the file's order."""

    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)


class _Paragraph(Struct):
    lines: list[Piece]
    column: tuple[float, float]

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)


def laid_out(pages: Sequence[Page]) -> list[Block]:
    """The paragraphs of a document in reading order, with its headline and furniture told apart."""
    pages = [Page(page.width, page.height, _lines(page.pieces)) for page in pages]
    above, below = _repeated(pages)
    paragraphs: list[_Paragraph] = []
    tops: list[str] = []
    bottoms: list[str] = []
    for page in pages:
        kept: list[Piece] = []
        for line in page.pieces:
            edge = _edge(line, page)
            key = _key(line.words)
            if edge and (key in (above if edge > 0 else below) or _PAGE_NUMBER.fullmatch(line.words)):
                if not _PAGE_NUMBER.fullmatch(line.words):
                    (tops if edge > 0 else bottoms).append(line.words)
                continue
            kept.append(line)
        paragraphs += _joined_columns(_columns(kept))
    words = Counter(word for page in pages for line in page.pieces for word in re.findall(r"[\w-]+", line.words))
    body = _body_size(paragraphs)
    headline = _headline(paragraphs, body, first_page=pages[0] if pages else None)
    blocks: list[Block] = []
    before: _Paragraph | None = None
    for paragraph in paragraphs:
        said = _said(paragraph.lines, words)
        kind = ZoneKind.HEADLINE if paragraph in headline else None
        if before is not None and kind is ZoneKind.HEADLINE and blocks[-1][1] is ZoneKind.HEADLINE:
            blocks[-1] = _glued(blocks[-1][0], said, words), kind
        elif before is not None and kind is None and _goes_on(before, blocks[-1], paragraph, said):
            blocks[-1] = _glued(blocks[-1][0], said, words), None
        else:
            blocks.append((said, kind))
        before = paragraph
    top, bottom = _once(tops), _once(bottoms)
    return [*((line, ZoneKind.FURNITURE) for line in top), *blocks, *((line, ZoneKind.FURNITURE) for line in bottom)]


# Lines


def _lines(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces of one line put together again: those on one height with no more than a wide space between them."""
    found: list[Piece] = []
    for piece in pieces:
        words = " ".join(piece.words.split(" ")).strip()
        if not words:
            continue
        piece = Piece(words, piece.x0, piece.y0, piece.x1, piece.y1, piece.size)
        last = found[-1] if found else None
        if last is not None and abs(last.middle - piece.middle) < 0.45 * max(last.size, piece.size):
            gap = piece.x0 - last.x1
            if -0.3 * piece.size < gap < 0.9 * max(last.size, piece.size):
                joint = "" if gap < 0.12 * piece.size else " "
                found[-1] = Piece(
                    last.words + joint + piece.words,
                    min(last.x0, piece.x0), min(last.y0, piece.y0), max(last.x1, piece.x1), max(last.y1, piece.y1),
                    max(last.size, piece.size),
                )  # fmt: skip
                continue
        found.append(piece)
    return found


# Headers and footers


def _edge(line: Piece, page: Page) -> int:
    """1 in the page's head, -1 in its foot, else 0."""
    if line.y0 > page.height * (1 - _EDGE):
        return 1
    return -1 if line.y1 < page.height * _EDGE else 0


def _key(words: str) -> str:
    return re.sub(r"\d+", "#", words).casefold().strip()


def _repeated(pages: Sequence[Page]) -> tuple[set[str], set[str]]:
    """What stands in the head, and in the foot, of at least two pages and of a third of them."""
    counts: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for page in pages:
        seen: set[tuple[int, str]] = set()
        for line in page.pieces:
            edge = _edge(line, page)
            if edge and (edge, _key(line.words)) not in seen:
                seen.add((edge, _key(line.words)))
                counts[edge < 0][_key(line.words)] += 1
    needed = max(2, len(pages) // 3)
    return tuple({key for key, count in each.items() if count >= needed} for each in counts)  # pyright: ignore[reportReturnType]


def _once(lines: Iterable[str]) -> list[str]:
    return list({_key(line): line for line in reversed(list(lines))}.values())[::-1]


# Columns


def _columns(lines: list[Piece], depth: int = 0) -> list[list[Piece]]:
    """Lines in groups that are read one after the other, each from top to bottom."""
    gutter = _gutter(lines) if depth < 6 else None
    if gutter is None:
        return [sorted(lines, key=lambda line: (-round(line.middle, 1), line.x0))] if lines else []
    ordered = sorted(lines, key=lambda line: -line.middle)
    groups: list[list[Piece]] = []
    band: list[Piece] = []
    wide: list[Piece] = []
    for line in ordered:
        if line.x0 < gutter < line.x1:
            groups += _two(band, gutter, depth)
            band = []
            wide.append(line)
        else:
            if wide:
                groups += _columns(wide, depth + 1)
                wide = []
            band.append(line)
    return [*groups, *_two(band, gutter, depth), *_columns(wide, depth + 1)]


def _two(band: list[Piece], gutter: float, depth: int) -> list[list[Piece]]:
    left = [line for line in band if line.x1 <= gutter]
    right = [line for line in band if line.x0 >= gutter]
    if not _beside(left, right):
        # Few lines between two wide ones (a byline and a date): read across.
        return [sorted(band, key=lambda line: (-round(line.middle, 1), line.x0))] if band else []
    return [*_columns(left, depth + 1), *_columns(right, depth + 1)]


def _beside(left: list[Piece], right: list[Piece]) -> bool:
    """Whether two groups of lines stand beside each other as columns do."""
    if len(left) < 2 or len(right) < 2:
        return False
    top = min(max(line.y1 for line in left), max(line.y1 for line in right))
    bottom = max(min(line.y0 for line in left), min(line.y0 for line in right))
    return top > bottom


def _gutter(lines: list[Piece]) -> float | None:
    """Where a gutter runs down between two columns, None where there is none.

    Few lines cross it, at least three stand on either side at the same height, and it is as wide as a letter.
    """
    if len(lines) < 6:
        return None
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    size = median(line.size for line in lines)
    if x1 - x0 < 12 * size:
        return None
    edges = sorted({line.x1 for line in lines})
    best: tuple[float, float] | None = None
    for edge in edges:
        if not x0 + 0.1 * (x1 - x0) < edge < x1 - 0.1 * (x1 - x0):
            continue
        following = min((line.x0 for line in lines if line.x0 > edge + 0.6 * size), default=None)
        if following is None:
            continue
        at = (edge + following) / 2
        left = [line for line in lines if line.x1 <= at]
        right = [line for line in lines if line.x0 >= at]
        crossing = len(lines) - len(left) - len(right)
        if len(left) < 3 or len(right) < 3 or not _beside(left, right) or crossing > 0.5 * min(len(left), len(right)):
            continue
        if _prose(left) < 0.2 or _prose(right) < 0.2:
            continue
        score = crossing * 3 + abs(len(left) - len(right)) * 0.1 - (following - edge) / size * 0.2
        if best is None or score < best[0]:
            best = score, at
    return best[1] if best else None


def _prose(lines: list[Piece]) -> float:
    """The share of lines that nearly fill their column: columns of text have many, ragged tables have few."""
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return sum(line.x1 - line.x0 > 0.7 * (x1 - x0) for line in lines) / len(lines)


# Paragraphs


def _joined_columns(columns: Iterable[list[Piece]]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    for lines in columns:
        if not lines:
            continue
        x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
        leading = _leading(lines)
        paragraph: list[Piece] = []
        for line in lines:
            if paragraph and _starts(line, paragraph, x0, x1, leading):
                found.append(_Paragraph(paragraph, (x0, x1)))
                paragraph = []
            paragraph.append(line)
        found.append(_Paragraph(paragraph, (x0, x1)))
    return found


def _leading(lines: Sequence[Piece]) -> float:
    """The usual distance from line to line."""
    gaps = [a.middle - b.middle for a, b in itertools.pairwise(lines) if a.middle - b.middle > 1]
    return median(gaps) if gaps else 14.0


def _starts(line: Piece, paragraph: list[Piece], x0: float, x1: float, leading: float) -> bool:
    """Whether a line begins a paragraph."""
    last = paragraph[-1]
    down = last.middle - line.middle
    if abs(down) < 0.45 * max(line.size, last.size):
        return False  # the same line, after a wide space
    if down < 0 or abs(line.size - last.size) > 0.12 * max(line.size, last.size):
        return True
    usual = min(leading, 1.75 * line.size) if len(paragraph) == 1 else paragraph[-2].middle - last.middle
    if down > 1.25 * max(usual, line.size) or _BULLET.match(line.words):
        return True
    short = last.x1 < x1 - 0.12 * (x1 - x0)
    ended = bool(_SENTENCE_END.search(last.words))
    indented = line.x0 - x0 > 0.6 * line.size and last.x0 - x0 < line.x0 - x0 - 0.4 * line.size
    # A line that fills little of its column ends a paragraph whatever its last sign: a byline, an entry of a list.
    alone = last.x1 < x0 + 0.6 * (x1 - x0) and not line.words[0].islower()
    # Two lines that begin alike, inside the column, are the first lines of two paragraphs where the upper one is short.
    alike = line.x0 - x0 > 0.6 * line.size and abs(line.x0 - last.x0) < 0.2 * line.size
    return (short and (ended or alike)) or (indented and ended) or alone


def _said(lines: Sequence[Piece], words: Counter[str]) -> str:
    said = lines[0].words
    for line in lines[1:]:
        said = _glued(said, line.words, words)
    return said.replace("\u00ad", "-") if said.endswith("\u00ad") else said.replace("\u00ad", "")


def _glued(before: str, behind: str, words: Counter[str]) -> str:
    """Two lines as one; a word that was divided between them is whole again."""
    if not before or not behind:
        return before + behind
    if before[-1] in "-\u00ad\u2010" and len(before) > 1 and before[-2].isalpha() and behind[0].islower():
        head = re.search(r"[\w-]+$", before[:-1])
        tail = re.match(r"[\w-]+", behind)
        if head and tail:
            whole, hyphened = head[0] + tail[0], f"{head[0]}-{tail[0]}"
            # The document itself says whether the word has a hyphen, where it uses it elsewhere.
            if words[hyphened] > words[whole]:
                return before[:-1] + "-" + behind
            return before[:-1] + behind
    if before[-1] in "-\u00ad\u2010" and len(before) > 1 and before[-2].isalnum() and behind[0].isalnum():
        return before[:-1] + "-" + behind
    if before[-1] in "—–/" and before[-2:-1] and not before[-2].isspace():
        return before + behind
    return f"{before} {behind}"


def _goes_on(before: _Paragraph, block: Block, paragraph: _Paragraph, said: str) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    last = before.lines[-1]
    if block[1] is not None or (paragraph.lines[0].middle < last.middle and before.column == paragraph.column):
        return False
    if abs(paragraph.size - before.size) > 0.1 * before.size or len(block[0]) < 60:
        return False
    if _SENTENCE_END.search(block[0]) or _BULLET.match(said):
        return False
    return last.x1 > before.column[1] - 0.25 * (before.column[1] - before.column[0]) and not said[0].isdigit()


# The headline


def _body_size(paragraphs: Sequence[_Paragraph]) -> float:
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            sizes[round(line.size, 1)] += len(line.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _headline(paragraphs: Sequence[_Paragraph], body: float, *, first_page: Page | None) -> list[_Paragraph]:
    """The largest words among the first paragraphs, where they are a fifth larger than the text."""
    if first_page is None:
        return []
    on_first = paragraphs[:12]
    large = [p for p in on_first if p.size >= 1.2 * body and any(c.isalpha() for line in p.lines for c in line.words)]
    if not large:
        return []
    largest = max(p.size for p in large)
    index = next(i for i, p in enumerate(on_first) if p in large and p.size >= 0.97 * largest)
    found = [on_first[index]]
    for following in on_first[index + 1 :]:
        if following.size < 0.97 * largest or abs(following.lines[0].x0 - found[-1].lines[0].x0) > 5 * body:
            break
        found.append(following)
    return found if sum(len(line.words) for p in found for line in p.lines) <= 300 else []
