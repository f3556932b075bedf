"""Predictions against a gold standard, from files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pressmark.core.annotation import Status
from pressmark.core.errors import UserError
from pressmark.core.evaluation import Evaluation, compare, format_table
from pressmark.core.ports import AnnotatedArticle

__all__ = ["evaluate", "format_table"]


def evaluate(gold: Path, predicted: Path) -> Evaluation:
    """Precision, recall and F1 of a prediction.

    Articles belong together by their id, or else by their text. Of the gold the accepted annotations count, of the
    prediction all that were not rejected.

    Args:
        gold: a dataset of any format, a file or a folder; or a folder of datasets: its `*.gold.jsonl`, or else all.
        predicted: the same, of the same format or another.

    Raises:
        UserError: files that cannot be read, texts that differ, nothing in common.
    """
    gold_articles = _read(gold, prefer_gold=True)
    by_id: dict[str, AnnotatedArticle] = {}
    by_text: dict[str, AnnotatedArticle] = {}
    for article in _articles(predicted, prefer_gold=False):
        by_id.setdefault(article.article.id, article)
        by_text.setdefault(article.article.sha256, article)
    used: set[str] = set()
    missing: list[str] = []
    pairs = []
    for article in gold_articles.values():
        found = by_id.get(article.article.id)
        if found is not None and found.article.sha256 != article.article.sha256:
            found_by_text = by_text.get(article.article.sha256)
            if found_by_text is None:
                raise UserError(
                    f"{_name(article)} has another text in {predicted.name} than in {gold.name}, so their marks cannot "
                    "be compared. Detect on the text of the gold file."
                )
            found = found_by_text
        found = found or by_text.get(article.article.sha256)
        accepted = [each for each in article.annotations if each.status is Status.ACCEPTED]
        if found is None:
            missing.append(article.article.id)
            pairs.append((accepted, []))
        else:
            used.add(found.article.id)
            pairs.append((accepted, [each for each in found.annotations if each.status is not Status.REJECTED]))
    if len(missing) == len(pairs):
        raise UserError(
            f"{predicted.name} has no article of {gold.name}: neither an id nor a text is the same. Choose files that "
            "were made from the same articles."
        )
    extra = [article_id for article_id in by_id if article_id not in used]
    return compare(pairs, missing=missing, extra=extra)


def _name(article: AnnotatedArticle) -> str:
    return f"The article {article.article.meta.source or article.article.id}"


def _read(path: Path, *, prefer_gold: bool) -> dict[str, AnnotatedArticle]:
    found: dict[str, AnnotatedArticle] = {}
    for article in _articles(path, prefer_gold=prefer_gold):
        if article.article.id in found:
            raise UserError(f"{_name(article)} is in {path.name} twice. Remove one of the two.")
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
            f"There is no dataset in the folder {path.name}. Choose a .jsonl file, or a folder that has some."
        )
    return files
