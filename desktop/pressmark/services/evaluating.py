"""Predictions against a gold standard, from files."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Status
from pressmark.core.errors import UserError
from pressmark.core.evaluation import Evaluation, compare, format_table
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.zones import READ_ZONES

__all__ = ["evaluate", "format_table"]

_LEAST = 20  # characters that an article must have in common with another to be a part of it


def evaluate(gold: Path, predicted: Path) -> Evaluation:
    """Precision, recall and F1 of a prediction.

    Articles belong together by their id, or else by their text, be it with other white space or without what is not
    part of the story (formats of tokens keep neither); then what both have is compared, and how many annotations stand
    elsewhere is said. Of the gold the accepted
    annotations count, of the prediction all that were not rejected.

    Args:
        gold: a dataset of any format, a file or a folder; or a folder of datasets: its `*.gold.jsonl`, or else all.
        predicted: the same, of the same format or another.

    Raises:
        UserError: files that cannot be read, texts that differ, nothing in common.
    """
    gold_articles = _read(gold, prefer_gold=True)
    found = _Found(_articles(predicted, prefer_gold=False))
    used: set[str] = set()
    missing: list[str] = []
    pairs = []
    outside = 0
    for article in gold_articles.values():
        accepted = [each for each in article.annotations if each.status is Status.ACCEPTED]
        match = found.match(article)
        if match is None:
            if article.article.id in found.by_id:
                raise UserError(
                    "{name} has another text in {predicted} than in {gold}, so their marks "
                    "cannot be compared. Detect on the text of the gold file; formats of tokens leave byline and "
                    "furniture out, unless they are exported with --whole-text.",
                    name=_name(article),
                    predicted=predicted.name,
                    gold=gold.name,
                )
            missing.append(article.article.id)
            pairs.append((accepted, []))
            continue
        other, view, its_view = match
        used.add(other.article.id)
        marks = [each for each in other.annotations if each.status is not Status.REJECTED]
        if view is not None and its_view is not None:
            every = len(accepted) + len(marks)
            accepted = [each for each in accepted if view.place(each.span) is not None]
            marks = [each for each in (its_view.moved(mark, view) for mark in marks) if each is not None]
            outside += every - len(accepted) - len(marks)
        pairs.append((accepted, marks))
    if len(missing) == len(pairs):
        raise UserError(
            "{name} has no article of {gold}: neither an id nor a text is the same. Choose files that "
            "were made from the same articles; export formats of tokens with --whole-text.",
            name=predicted.name,
            gold=gold.name,
        )
    extra = [article_id for article_id in found.by_id if article_id not in used]
    return replace(compare(pairs, missing=missing, extra=extra), outside=outside)


class _View:
    """A text without its white space, and where each character that is left stood.

    Formats of tokens keep neither the white space nor, as a rule, what is not part of the story; on what is left of a
    text, marks of different formats can be compared all the same.
    """

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self.places = [at for span in spans for at in range(span.start, span.end) if not text[at].isspace()]
        self.key = hashlib.sha256("".join(map(text.__getitem__, self.places)).encode("utf-8", "surrogatepass")).digest()

    def place(self, span: Span) -> tuple[int, int] | None:
        """Which of the characters that are left a span has, half-open; None where it has none."""
        first, last = bisect_left(self.places, span.start), bisect_left(self.places, span.end)
        return (first, last) if first < last else None

    def moved(self, annotation: Annotation, to: _View) -> Annotation | None:
        """An annotation of this text as one of another text with the same view; None for one outside."""
        place = self.place(annotation.span)
        if place is None:
            return None
        return annotation.but(span=Span(to.places[place[0]], to.places[place[1] - 1] + 1))


def _views(article: AnnotatedArticle) -> Iterator[_View]:
    """All of the text, and what formats of tokens write of it."""
    text = article.article.text
    if text:
        yield _View(text, [Span(0, len(text))])
    read = [zone.span for zone in article.article.zones if zone.kind in READ_ZONES]
    if read:
        yield _View(text, read)


def _inside(whole: AnnotatedArticle, part: AnnotatedArticle) -> tuple[_View, _View] | None:
    """Views of what an article has in common with one that is a part of it, line by line; None where it is not.

    Formats without zones have all of a text, formats of tokens the lines that are read: headline, dateline and body.
    """
    text, lines = whole.article.text, part.article.text
    all_of_it = _View(text, [Span(0, len(text))])
    squeezed = "".join(map(text.__getitem__, all_of_it.places))
    found: list[Span] = []
    at = 0
    for line in lines.split("\n"):
        wanted = "".join(line.split())
        at = squeezed.find(wanted, at)
        if at < 0:
            return None
        if wanted:
            found.append(Span(all_of_it.places[at], all_of_it.places[at + len(wanted) - 1] + 1))
        at += len(wanted)
    if sum(len(span) for span in found) < _LEAST:
        return None
    return _View(text, found), _View(lines, [Span(0, len(lines))])


class _Found:
    """The prediction's articles, to be found by id, by text, or by a text that differs in white space only."""

    def __init__(self, articles: Iterable[AnnotatedArticle]) -> None:
        self.by_id: dict[str, AnnotatedArticle] = {}
        self._by_text: dict[str, AnnotatedArticle] = {}
        self._by_view: dict[bytes, AnnotatedArticle] | None = None
        for article in articles:
            self.by_id.setdefault(article.article.id, article)
            self._by_text.setdefault(article.article.sha256, article)

    def match(self, gold: AnnotatedArticle) -> tuple[AnnotatedArticle, _View | None, _View | None] | None:
        """The article that belongs to a gold one; with the views of both where their texts differ."""
        same = self.by_id.get(gold.article.id)
        if same is None or same.article.sha256 != gold.article.sha256:
            same = self._by_text.get(gold.article.sha256)
        if same is not None:
            return same, None, None
        if self._by_view is None:  # only for files of different formats
            self._by_view = {view.key: each for each in self._by_text.values() for view in _views(each)}
        for view in _views(gold):
            other = self._by_view.get(view.key)
            if other is not None:
                its_view = next(each for each in _views(other) if each.key == view.key)
                return other, view, its_view
        return self._part(gold)

    def _part(self, gold: AnnotatedArticle) -> tuple[AnnotatedArticle, _View, _View] | None:
        """The article of the same id, or else any, that is a part of a gold one, or of which that is a part."""
        same = self.by_id.get(gold.article.id)
        for other in [same] if same is not None else self.by_id.values():
            if (views := _inside(gold, other)) is not None:
                return other, *views
            if (views := _inside(other, gold)) is not None:
                return other, views[1], views[0]
        return None


def _name(article: AnnotatedArticle) -> str:
    return f"The article {article.article.meta.source or article.article.id}"


def _read(path: Path, *, prefer_gold: bool) -> dict[str, AnnotatedArticle]:
    found: dict[str, AnnotatedArticle] = {}
    for article in _articles(path, prefer_gold=prefer_gold):
        if article.article.id in found:
            raise UserError("{name} is in {file} twice. Remove one of the two.", name=_name(article), file=path.name)
        found[article.article.id] = article
    return found


def _articles(path: Path, *, prefer_gold: bool) -> Iterator[AnnotatedArticle]:
    from pressmark.formats import registry

    for file in _files(path, prefer_gold=prefer_gold):
        yield from registry.read_dataset(file)


def _files(path: Path, *, prefer_gold: bool) -> list[Path]:
    from pressmark.formats import registry

    if not path.is_dir() or registry.dataset_folder(path) is not None:
        return [path]
    files = [each for each in sorted(path.iterdir()) if each.is_file() and registry.is_dataset(each)]
    gold = [each for each in files if each.name.endswith(".gold.jsonl")]
    files = gold if prefer_gold and gold else files
    if not files:
        raise UserError(
            "There is no dataset in the folder {name}. Choose a .jsonl file, or a folder that has some.", name=path.name
        )
    return files
