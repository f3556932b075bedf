"""The same words elsewhere: found with what stands around them, and marked alike, as one step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from pressmark.core import edits, words
from pressmark.core.annotation import Annotation, Status, new_id
from pressmark.core.document import Document
from pressmark.core.errors import Cancelled
from pressmark.core.labels import DATE_LABELS, FIGURE_LABELS
from pressmark.core.span import Span
from pressmark.services.project import Project
from pressmark.services.readings import read_attributes
from pressmark.services.session import Session

Progress = Callable[[int, int, str], None]

MOST = 20_000
"""So many places are listed at most: nobody looks through more."""

_AROUND = 90
"""Code points of context on each side."""

_PAGE = 100
"""Articles read from the database at once."""

_PART = 25
"""Articles saved in one transaction, so that the window's own edits wait for a few milliseconds at most."""


class Wanted(Struct, frozen=True):
    """What to look for, and what to make of it.

    Attributes:
        words: as they stand in the article; white space in them stands for any.
        label: what they are to be.
        status: what is decided about them. Rejecting concerns the places that have the label already.
        match_case: whether capital letters count.
        whole_words: whether places inside longer words are left out.
    """

    words: str
    label: str
    status: Status = Status.ACCEPTED
    match_case: bool = True
    whole_words: bool = True


class Hit(Struct, frozen=True):
    """A place where the words stand.

    Attributes:
        title: of the article.
        before, words, after: its line of text around it, cut at its ends.
        others: labels of other marks on these words, suggestions in parentheses.
        clear: whether nothing speaks against it: no decided mark of another label, and nobody has rejected it there.
    """

    article_id: str
    title: str
    span: Span
    before: str
    words: str
    after: str
    others: tuple[str, ...]
    clear: bool


class Found(Struct, frozen=True):
    """What a search gave.

    Attributes:
        hits: places that are not yet as they are wanted.
        already: how many are.
        articles: in how many articles the hits are.
        cut: whether there are more than are listed.
    """

    hits: tuple[Hit, ...]
    already: int
    articles: int
    cut: bool


def places(text: str, wanted: Wanted) -> Iterator[Span]:
    """Where the words stand in a text, from its beginning on; never inside a visible character."""
    parts = [re.escape(part) for part in wanted.words.split()]
    if not parts:
        return
    gap = r"[^\S\n\u2028\u2029\x0b\x0c\x85]+"
    for match in re.finditer(gap.join(parts), text, 0 if wanted.match_case else re.IGNORECASE):
        start, end = match.span()
        if words.splits_character(text, start) or words.splits_character(text, end):
            continue
        if wanted.whole_words and (words.splits_word(text, start) or words.splits_word(text, end)):
            continue
        yield Span(start, end)


def in_document(document: Document, wanted: Wanted, *, most: int = MOST) -> Found:
    """The places of one article. Works on the value alone: safe in any thread."""
    title = document.article.meta.headline or document.article.meta.source or document.article.id
    hits: list[Hit] = []
    already = 0
    cut = False
    for span in places(document.text, wanted):
        hit = _hit(document.article.id, title, document.text, span, document.overlapping(span), wanted)
        if hit is None:
            already += 1
        elif len(hits) == most:
            cut = True
            break
        else:
            hits.append(hit)
    return Found(tuple(hits), already, int(bool(hits)), cut)


def in_project(
    project: Project,
    wanted: Wanted,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    most: int = MOST,
) -> Found:
    """The places of all articles, in the project's order. For the thread that opened `project`.

    Raises:
        UserError: the database cannot be read.
        Cancelled: the user ended it.
    """
    whole = wanted.whole_words and not words.has_unspaced(wanted.words)
    positions = project.store.holding(wanted.words, whole=whole)
    hits: list[Hit] = []
    already = in_articles = 0
    for first in range(0, len(positions), _PAGE):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(first, len(positions), "")
        texts = {one[0]: one for one in project.store.texts_at(positions[first : first + _PAGE])}
        spans = {i: list(islice(places(text, wanted), most + 1)) for i, (_, _, text) in texts.items()}
        marks = project.store.marks_of([article_id for article_id, its in spans.items() if its])
        for article_id, its in spans.items():
            _, title, text = texts[article_id]
            before = len(hits)
            for span in its:
                around = [a for a in marks[article_id] if a.span.overlaps(span)]
                hit = _hit(article_id, title, text, span, around, wanted)
                if hit is None:
                    already += 1
                else:
                    hits.append(hit)
            in_articles += before < min(len(hits), most)
        if len(hits) > most:
            break
    return Found(tuple(hits[:most]), already, in_articles, len(hits) > most)


def _hit(
    article_id: str, title: str, text: str, span: Span, around: Sequence[Annotation], wanted: Wanted
) -> Hit | None:
    """The place as it is listed; None where it is as it is wanted already."""
    own = next((a for a in around if a.span == span and a.label == wanted.label), None)
    if wanted.status is Status.REJECTED and own is None:
        return None
    if own is not None and own.status is wanted.status:
        return None
    others = [a for a in around if a is not own and a.status is not Status.REJECTED]
    decided = [a for a in others if a.status is Status.ACCEPTED]
    refused = own is not None and own.status is Status.REJECTED
    undone = own is not None and wanted.status is Status.REJECTED and own.status is Status.ACCEPTED
    return Hit(
        article_id,
        title,
        span,
        _line(text[max(0, span.start - _AROUND) : span.start], last=True),
        " ".join(text[span.start : span.end].split()),
        _line(text[span.end : span.end + _AROUND], last=False),
        tuple(dict.fromkeys(a.label if a in decided else f"({a.label})" for a in others)),
        not (decided and wanted.status is not Status.REJECTED) and not refused and not undone,
    )


_BREAK = re.compile(r"[\n\u2028\u2029\x0b\x0c\x85]")


def _line(text: str, *, last: bool) -> str:
    """What of some context is on the same line as the words."""
    parts = _BREAK.split(text)
    return parts[-1 if last else 0].replace("\t", " ")


def apply(
    project: Project,
    wanted: Wanted,
    spans: Mapping[str, Sequence[Span]],
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[str, ...]:
    """Marks places of any articles as one step, which undo takes back as a whole. For `project`'s thread.

    Args:
        project: where.
        wanted: what they become.
        spans: the places, by article.
        progress: told how many articles are done, and of how many.
        cancelled: asked before each part; what was saved until then stays, and is the step.

    Returns:
        The articles that were changed.

    Raises:
        UserError: it could not be saved; what was saved until then is the step.
    """
    session = Session(project)
    group = new_id("g")
    changed: list[str] = []
    ids = list(spans)
    for first in range(0, len(ids), _PART):
        if cancelled is not None and cancelled():
            break
        if progress is not None:
            progress(first, len(ids), "")
        steps = []
        for article_id in ids[first : first + _PART]:
            document = project.document(article_id)
            steps.append((article_id, edit_of(document, wanted, spans[article_id], annotator=project.annotator)))
        changed += [change.article_id for change in session.apply_many(steps, group=group)]
    return tuple(changed)


def edit_of(document: Document, wanted: Wanted, spans: Sequence[Span], *, annotator: str) -> edits.Edit:
    """The edit that marks these places of one article; dates and figures are read, each for itself."""
    readings = {}
    if wanted.label in DATE_LABELS or wanted.label in FIGURE_LABELS:
        published = document.article.meta.published
        readings = {s: read_attributes(document.text, s, wanted.label, published=published) for s in spans}
    return edits.mark_all(
        document, spans, wanted.label, status=wanted.status, origin=f"person:{annotator}", readings=readings
    )
